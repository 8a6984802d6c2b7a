"""Words that only tell what is seen or heard in the footage: "before I say hello", "the shot where I drop the pan"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rushes.language.words.lexicon import Token
from rushes.language.words.neighbours import text_of


def spoken(each: Token, index: int, found: Sequence[Token], result: list[Token], even: str) -> Token:
    """The "say" of "before I say hello" tells what is heard; nothing is written."""
    if each.sort != "verb" or each.name != "write" or text_of(each, even) not in ("say", "says", "saying", "reading"):
        return each
    shown = any(other.sort in ("quote", "word") and other.start > each.end for other in found) and any(
        (
            other.sort == "noun"
            and other.name
            in (
                "title",
                "text",
                "captions",
                "lower_third",
                "outro",
                "intro",
                "image",
                "sticker",
                "voiceover",
                "one",
                "it",
            )
        )
        or (other.sort == "verb" and other.name in ("add", "put", "write", "show", "make"))
        for other in result
    )
    if text_of(each, even) == "says" and not shown and not any(other.sort == "quote" for other in found[index + 1 :]):
        return replace(each, sort="word", name="says")
    last = result[-1] if result else None
    return (
        replace(each, sort="word", name="says")
        if text_of(last, even).split(" ")[-1] in ("i", "we", "he", "she", "they", "you", "someone", "who")
        else each
    )


_COMPARED = frozenset(
    (
        "say",
        "tell",
        "explain",
        "match",
        "matches",
        "reflect",
        "reflects",
        "fit",
        "fits",
        "over",
        "under",
        "out",
        "than",
        "capture",
        "captures",
        "idk",
        "dunno",
        "like",
    )
)
_KNOWING = frozenset(
    ("know", "knows", "understand", "understands", "see", "sees", "remember", "remembers", "get", "gets")
)


def _told_so(before: str, result: Sequence[Token]) -> bool:
    """Whether a question's word only goes on with what is told: "the song drowns out what she says", "so people know
    what it is about"."""
    reason = any(other.sort == "separator" and other.name == "tells" for other in result)
    return (before in _COMPARED and len(result) > 2) or (before in _KNOWING and reason)


_RIGHT = re.compile(r" (?:after|before|when|where|as|once|until|there|here|then)\b")


def right_then(each: Token, index: int, found: Sequence[Token], result: list[Token], even: str) -> Token:
    """ "Right after she leaves" is a moment, no place on the picture."""
    if each.sort != "position" or text_of(each, even) != "right" or not _RIGHT.match(even, each.end):
        return each
    return replace(each, sort="function", name="right")


_GREETINGS = frozenset(("bye", "goodbye", "hello", "hi", "good morning", "good night"))
_SUBJECTS = frozenset(("i", "we", "he", "she", "they"))
_WHEN = frozenset(("when", "whenever", "while", "until", "till", "before", "after", "once", "where"))


def told(each: Token, index: int, found: Sequence[Token], result: list[Token], even: str) -> Token:
    """ "At 2:15 I write the formula down", "she counted wrong": what somebody does in the footage is no order."""
    if each.name == "nope" and result and result[-1].sort == "word" and text_of(each, even) == "wrong":
        return replace(each, sort="word", name="wrong")
    if each.sort == "route" and result and result[-1].sort == "word" and text_of(each, even) in _GREETINGS:
        return replace(each, sort="word", name=text_of(each, even))
    if not result or not even[each.start].isascii() or text_of(result[-1], even) not in _SUBJECTS:
        return each
    beside = text_of(result[-2], even).split(" ")[-1] if len(result) > 1 else ""
    doing = (each.sort == "verb" and (each.name == "write" or beside in _WHEN)) or (each.sort, each.name) == (
        "route",
        "status",
    )
    if not doing:
        return each
    following = found[index + 1] if index + 1 < len(found) else None
    if " " in text_of(each, even) or (following is not None and following.sort == "quote"):
        return each
    return replace(each, sort="word", name=text_of(each, even))


def relative(each: Token, index: int, found: Sequence[Token], result: list[Token], even: str) -> Token:
    """The "which" of "14 minutes of which 3 are waiting" asks nothing."""
    if (
        each.sort not in ("question",)
        or text_of(each, even) not in ("which", "what", "what's", "what is", "how")
        or not result
    ):
        return each
    before = text_of(result[-1], even).split(" ")[-1]
    governed = result[-1].sort == "verb" and result[-1].name in _GOVERNING
    if text_of(each, even).startswith(("what", "how")) and (governed or _told_so(before, result)):
        return replace(each, sort="function", name="what")
    last = text_of(result[-1], even).split(" ")[-1]
    told = ("of", "in", "with") if text_of(each, even) == "which" else ("of", "exactly")
    return replace(each, sort="function", name="which") if last in told and len(result) > 2 else each


_GOVERNING = frozenset(
    ("remove", "cut", "keep", "speed_up", "slow_down", "slow_motion", "mute", "trim", "zoom", "loop", "reverse")
)
_RELATIVE = frozenset(("where", "when", "who", "in which"))


def described(each: Token, index: int, found: Sequence[Token], result: list[Token], even: str) -> Token:
    """ "Delete the shot where I drop the pan": what stands after "where" only describes it."""
    if each.sort not in ("verb", "effect", "transition") or len(result) < 3 or not even[each.start].isascii():
        return each
    near = result[-24:]
    begun = max((at + 1 for at, other in enumerate(near) if other.sort == "separator"), default=0)
    clause = near[begun:]
    for at, other in enumerate(clause[1:], 1):
        head = clause[at - 1]
        if text_of(other, even) in _RELATIVE and head.sort == "noun" and head.name in ("part", "clip"):
            governed = any(one.sort == "verb" and one.name in _GOVERNING for one in clause[:at])
            told = [one for one in clause[at + 1 :] if one.sort in ("function", "word", "noun", "polite")]
            if governed and told:
                return replace(each, sort="word", name=text_of(each, even))
    return each
