"""Name tags, opening and end cards."""

from __future__ import annotations

import re

from rushes.language.clauses.clause import Clause
from rushes.language.reading import Intent
from rushes.language.rules.free_words import unquoted_after
from rushes.language.rules.lettering import style_of
from rushes.language.rules.scope import intent, length_of, plain, shown_when, sound_file
from rushes.language.rules.titles import said_text

_ITS_TIME = re.compile(r"[,，]?\s*(?:从|在|第|from |at |in at )?\d[\d:.]*\s?(?:秒|分|s\b|sec).*$")
_FADING = ("fade", "fade_in", "fade_out", "fade_both", "crossfade")
_CALLED = re.compile(
    r"\b(?:[Ii]t's|[Ii]t is|[Ss]he's|[Hh]e's|is called|are called|named|(?:[Nn]ame|name) is|[Ss]he is|[Hh]e is) ((?:[A-Z][\w'’-]+)(?: (?:de |van |von |al |del )?[A-Z][\w'’-]+)+)"
)
"""A name told beside: "show her name, it's Rosa Delgado"."""
_TAG = re.compile(r"\s*[|｜]\s*")


def name_tag(clause: Clause) -> list[Intent]:
    """A name with what somebody is: "name tag 'Ana, host' at 0:05"."""
    if not clause.noun("lower_third"):
        return []
    quotes = [str(each.value) for each in clause.of("quote")]
    trigger = [
        each
        for each in clause.tokens
        if (each.sort == "noun" and each.name == "lower_third")
        or (each.sort == "verb" and each.name in ("write", "show"))
        or (each.sort == "steer" and each.name in ("with", "for", "is"))
    ]
    text = quotes[0] if quotes else unquoted_after(clause, trigger)
    colon = clause.first("separator", "colon")
    if colon and not quotes and clause.has("separator", "comma") and not clause.text.chinese:
        placed = ("when", "time", "dur", "position")
        stop = next(
            (each.start for each in clause.tokens if each.start > colon.end and each.sort in placed), clause.end
        )
        text = clause.words(colon.end, stop).strip(" ,")
    text = _ITS_TIME.sub("", text) if text else text
    if not text and (called := _CALLED.search(clause.text.written)):
        text = called.group(1)
    params = shown_when(clause)
    if clause.edge == "end" and not {"start", "end"} & params.keys():
        params["position"] = "end"
    if text and (parts := _TAG.split(text, maxsplit=1)) and len(parts) == 2:
        return [intent(clause, "lower_third", params, name=parts[0], text=parts[1])]
    name, _, role = (
        re.sub("，", ",", text or "").partition(",")
        if text and ("," in text or "，" in text)
        else (text or "", "", quotes[1] if len(quotes) > 1 else "")
    )
    return [intent(clause, "lower_third", params, name=name.strip() or None, text=role.strip() or text)]


_SO_LONG = re.compile(
    r"\b(?:the|my|our) (?:intro|opening|outro|ending|end card)(?: to| should| must| has to| needs to| can)? (?:be|last|run|take) "
)
""" "The intro should be 5 seconds long": one that is there already."""


_TOO = re.compile("[太好过]?(?:长|慢|拖|啰嗦|拖沓|冗长|短|快|丑|土|突兀)了|有点|有些|太")
"""What is wrong with an opening that is there."""
_MADE_OTHERWISE = re.compile(
    r"\ban? (?:[a-z]+er|more [a-z]+) (?:intro|opening|outro|ending)\b(?! (?:card|title|screen))|\bmake (?:the|my|our) (?:intro|opening|outro|ending)(?: part| section)? (?:(?:a bit|a little|a lot|much|way) )?(?:[a-z]+er\b(?! (?:card|title|screen))|(?:more|less) [a-z]+)"
)
""" "Make the intro snappier": one that is there, not one to be written."""


_SPOKEN = re.compile(
    r"\b(?:after|when|where|once|before|until) (?:the words? |(?:i|we|he|she|they|the \w+) (?:says?|said|sings?|goes) )?(?=\ue001)"
)
""" "End right after she says '...'": words that are heard, not to be shown."""


def cards(clause: Clause) -> list[Intent]:
    """An opening or an end card: "end with a 'Thanks' card"."""
    which = clause.which()
    if which and which.clips and not clause.quote:
        return []
    if clause.noun("gap") or (clause.text.chinese and not clause.quote and clause.verb(*_FADING)):
        return []
    if sound_file(clause):
        return []
    if clause.has("degree", "too") and not clause.verbs and not clause.quote:
        return []
    if clause.quote and not clause.text.chinese and _SPOKEN.search(clause.said):
        return []
    if clause.edge == "end" and clause.quote and not clause.verbs - {"show"} and not clause.nouns & {"clip", "part"}:
        return [intent(clause, "outro", text=clause.quote, duration=length_of(clause))]
    if (
        clause.noun("intro", "outro")
        and _SO_LONG.search(clause.text.even, clause.start, clause.end)
        and not clause.quote
    ):
        return []
    if clause.text.chinese and clause.when("max") and not clause.verb("add", "make", "insert", "put", "write"):
        return []
    if not clause.quote and _MADE_OTHERWISE.search(clause.text.even, clause.start, clause.end):
        return []
    adding = clause.verb("add", "make", "insert", "put", "write", "show") or not clause.verbs
    if clause.text.chinese and clause.noun("intro") and clause.noun("outro") and clause.verb("add", "make"):
        return [intent(clause, "intro"), intent(clause, "outro")] if not clause.of("quote", "file", "look") else []
    if (
        clause.text.chinese
        and not clause.verbs
        and (clause.has("degree", "too") or _TOO.search(clause.text.even, clause.start, clause.end))
    ):
        return []
    if (
        clause.noun("intro")
        and adding
        and not clause.verb("remove", "mute", "cut", "trim", "zoom", "speed_up", "slow_down", "keep", "move")
        and not clause.noun("music", "captions", "title", "transition", "sfx", "effect", "voiceover")
        and not clause.of("look", "effect", "transition", "factor")
        and not clause.verb(*_FADING)
    ):
        if clause.noun("text") and not clause.quote:
            return []
        return [
            intent(
                clause,
                "intro",
                text=said_text(clause, ("intro",)),
                file=clause.file,
                duration=length_of(clause) or _opening_seconds(clause),
                **style_of(clause),
            )
        ]
    ending = clause.noun("outro") or (
        clause.edge == "end"
        and clause.verb("add", "write", "show", "put")
        and clause.quote
        and not clause.noun("title", "text", "captions")
    )
    if (
        ending
        and adding
        and not clause.verb("remove", "mute", "cut", "trim", "speed_up", "slow_down", "keep", "move")
        and not clause.noun("music", "captions", "transition", "sfx", "effect", "voiceover")
        and not clause.of("look", "effect", "transition", "factor")
        and not (clause.verb(*_FADING) and not clause.quote)
    ) and clause.noun("outro"):
        return [
            intent(
                clause,
                "outro",
                text=_shown(clause),
                duration=length_of(clause) or _closing_seconds(clause),
                file=clause.file,
            )
        ]
    return []


def _shown(clause: Clause) -> str | None:
    """What the end card shows; the 放 of "片尾放联系方式" is no part of it."""
    text = said_text(clause, ("outro",))
    return text.lstrip("放上加打写") or None if text and clause.text.chinese and not clause.quote else text


def _closing_seconds(clause: Clause) -> object:
    """The 5 s of "an end card for the last 5 seconds"."""
    tail = clause.when("tail")
    return plain(tail.seconds) if tail and tail.seconds is not None else None


def _opening_seconds(clause: Clause) -> object:
    """The 3 s of "open with a 3-second intro"."""
    head = clause.when("head")
    return plain(head.seconds) if head and head.seconds is not None else None
