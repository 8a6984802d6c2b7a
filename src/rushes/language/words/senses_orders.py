"""Words that are an order or only speak of one: "drop the clip", "a drop"; "start it at 0:12", "the start"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rushes.language.words.lexicon import Token
from rushes.language.words.neighbours import ARTICLES, POINTING, SMALL_SORTS, last_before, opens_clause, text_of

_EITHER = {
    "segment": ("split", "clip"),
    "segments": ("split", "clip"),
    "cover": ("overlay", "thumbnail"),
    "covers": ("overlay", "thumbnail"),
}
"""Words that are a verb, or after an article a thing: (verb, noun)."""


def either(each: Token, index: int, found: Sequence[Token], result: list[Token], even: str) -> Token:
    """ "Cover it with the photo", "a cover": a verb, or after an article a thing."""
    senses = _EITHER.get(text_of(each, even))
    if senses is None:
        return each
    last = result[-1] if result else None
    thing = last is not None and (
        text_of(last, even).split(" ")[-1] in ARTICLES
        or last.sort in ("order", "dur", "num", "count", "look", "vague")
        or last.name in ("it", "selection", "all")
    )
    making = last is not None and last.sort == "verb" and last.name in ("make", "add", "change")
    if text_of(each, even).startswith("segment") and last is not None and last.sort == "verb":
        making = True
    return replace(each, sort="noun", name=senses[1]) if thing or making else replace(each, sort="verb", name=senses[0])


def silence(each: Token, index: int, found: Sequence[Token], result: list[Token], even: str) -> Token:
    """ "Silence the last 40 seconds" is an order, "silence" after another verb a thing."""
    if text_of(each, even) != "silence" or index + 1 >= len(found):
        return each
    if not opens_clause([other for other in result if not (other.sort == "steer" and other.name == "only")]):
        return each
    later = found[index + 1 : index + 6]
    points = any(other.sort in ("noun", "nth", "time", "dur", "order", "steer") for other in later)
    return replace(each, sort="verb", name="mute") if points and later[0].sort != "verb" else each


_PLACED = (
    "music",
    "sfx",
    "title",
    "text",
    "captions",
    "image",
    "watermark",
    "transition",
    "voiceover",
    "lut",
    "broll",
    "sticker",
)


def drop_or_take(each: Token, index: int, found: Sequence[Token], result: list[Token], even: str) -> Token:
    """ "Drop the last clip", "take 2 s off" remove; "drop a beat at 15 s" puts in; "take a screenshot" neither."""
    word = text_of(each, even)
    if word not in (
        "drop",
        "drops",
        "dropping",
        "take",
        "taking",
        "lose",
        "losing",
        "bring",
        "leave",
        "kill",
    ) or each.sort not in ("verb", "word", "noun"):
        return each
    if each.sort == "verb" and each.name in ("down", "up") and word.startswith(("take", "lose")):
        return each
    if (
        word == "drop"
        and result
        and text_of(result[-1], even)
        in ("the", "a", "big", "beat", "ppl", "people", "viewers", "folks", "users", "they", "i", "he", "she", "we")
    ):
        return replace(each, sort="word", name="drop")
    rest = []
    for at, other in enumerate(found[index + 1 :], index + 1):
        if other.sort == "separator" and (other.name in ("stop", "then") or _verb_next(found, at)):
            break
        rest.append(other)
    nouns = {other.name for other in rest if other.sort == "noun"}
    sorts = {other.sort for other in rest}
    off = any(other.sort == "steer" and other.name == "off" for other in rest) or any(
        other.name == "p_out" for other in rest
    )
    if word in ("bring", "leave"):
        return each
    if word == "kill":
        picked = sorts & {"order", "nth"} or nouns & {"clip", "part"}
        return (
            replace(each, sort="verb", name="remove")
            if picked and not nouns & {"audio", "volume", "voice", "noise"}
            else each
        )
    if word.startswith("take"):
        return (
            replace(each, sort="verb", name="remove")
            if off and sorts & {"dur", "time", "order", "nth", "noun", "file", "quote"} and "thumbnail" not in nouns
            else each
        )
    if each.name == "down":  # how much of something, told by what stands after it
        return each
    if word.startswith("drop") and nouns & {"music", "volume", "audio"} and sorts & {"pct", "db"}:
        return replace(each, sort="verb", name="down")
    definite = word == "drop" and text_of(found[index + 1] if index + 1 < len(found) else None, even) in (
        "the",
        "my",
        "that",
        "this",
        "all",
        "all the",
        "any",
    )
    if definite and not sorts & {"file", "mood", "time", "quote"} and not nouns & {"volume"}:
        return replace(each, sort="verb", name="remove")
    if not word.startswith("los") and ("file" in sorts or (nouns & set(_PLACED) and not sorts & {"order", "nth"})):
        return replace(each, sort="verb", name="insert")
    heard = nouns & {"volume", "audio"} and not word.startswith("los")
    if heard or (word.startswith("drop") and any(other.sort in ("verb", "db", "pct") for other in rest[:3])):
        return replace(each, sort="verb", name="down")
    return replace(each, sort="verb", name="remove")


def _verb_next(found: Sequence[Token], at: int) -> bool:
    later = next((other for other in found[at + 1 :] if other.sort not in SMALL_SORTS), None)
    return later is not None and later.sort == "verb"


_EDGES = frozenset((
    "start", "begin", "end", "stop", "finish", "starts", "begins", "ends", "stops", "open", "opens",
    "start at", "begin at", "end at", "ends at", "start from",
))  # fmt: skip


def begin(each: Token, index: int, found: Sequence[Token], result: list[Token], even: str) -> Token:
    """ "Start the video at 0:12", "end it at 1:00": the edge is an order."""
    word = text_of(each, even)
    last = last_before(result)
    told = last is not None and (
        text_of(last, even) in ("to", "should", "must")
        or (last.sort == "noun" and last.name in ("video", "it", "clip"))
        or last.sort == "nth"
    )
    told = told and any(
        (other.sort == "noun" and other.name in ("video", "it", "clip")) or other.sort == "nth" for other in result
    )
    beside = (*result[-1:], *found[index + 1 : index + 2])
    if (each.sort == "steer" and not told) or any(other.start == each.start for other in beside):
        return each
    if word not in _EDGES or not (opens_clause(result) or told):
        return each
    later = found[index + 1 : index + 7]
    placed = any(other.sort in ("time", "dur") or other.name == "playhead" for other in later) and not any(
        other.sort == "verb" for other in later
    )
    if not placed:
        return each
    return replace(each, sort="verb", name="begin" if word.startswith(("start", "begin", "open")) else "stop")


def turned(each: Token, index: int, found: Sequence[Token], result: list[Token], even: str) -> Token:
    """The "转" of "横屏转竖屏", "转mp4" changes into; alone it turns."""
    following = found[index + 1] if index + 1 < len(found) else None
    if text_of(each, even).startswith("turn it") and each.name == "convert":
        later = next((other for other in found[index + 1 :] if other.sort not in ("function", "polite")), None)
        return (
            replace(each, name="change")
            if later is not None and later.sort in ("position", "particle", "deg")
            else each
        )
    if (
        text_of(each, even) == "转"
        and following is not None
        and (
            following.sort in ("format", "codec", "ratio", "res")
            or following.name in ("vertical", "landscape", "square", "gif")
        )
    ):
        return replace(each, name="change")
    return each


_UNWANTED = frozenset(
    (
        "don't want",
        "don't need",
        "do not want",
        "do not need",
        "i don't want",
        "we don't want",
        "no longer",
        "doesn't need",
        "no need for",
        "不想要",
    )
)


def unwanted(each: Token, index: int, found: Sequence[Token], result: list[Token], even: str) -> Token:
    """ "I don't want a title" takes it away; before a verb it only forbids."""
    if each.sort != "negation" or text_of(each, even) not in _UNWANTED:
        return each
    for other in found[index + 1 :]:
        if other.sort == "separator":
            break
        if other.sort == "verb" or text_of(other, even).split(" ")[0] in ("to", "be"):
            return each
    return replace(each, sort="verb", name="remove")


_INVERTED = re.compile(r"(?:is|are|was|were|do|does|did|has|have) ")


def asked(each: Token, index: int, found: Sequence[Token], result: list[Token], even: str) -> Token:
    """ "Is the ..." asks where it opens a clause; "the cake is the best" tells."""
    if each.sort != "question" or each.name != "does" or not _INVERTED.match(text_of(each, even)):
        return each
    last = next(
        (
            other
            for other in reversed(result)
            if other.sort != "polite" and text_of(other, even) not in ("so", "and", "but", "um", "well", "which", "or")
        ),
        None,
    )
    return each if last is None or last.sort == "separator" else replace(each, sort="function", name="is")


def snipped(each: Token, index: int, found: Sequence[Token], result: list[Token], even: str) -> Token:
    """ "结尾的3秒剪一下" cuts those; "把视频剪一下" only asks for an edit."""
    if text_of(each, even) not in ("剪一下", "剪剪", "剪一剪", "剪好") or each.name != "process":
        return each
    clause: list[Token] = []
    for other in reversed(result[-24:]):
        if other.sort == "separator":
            break
        clause.append(other)
    return (
        replace(each, name="remove")
        if any(
            other.sort in ("dur", "time", "silence") or other.name in ("silence", "retake", "gap") for other in clause
        )
        else each
    )


def emphasis(each: Token, index: int, found: Sequence[Token], result: list[Token], even: str) -> Token:
    """ "Highlight the cursor" asks to make it stand out, not for highlights."""
    if text_of(each, even) != "highlight" or not opens_clause(result) or index + 1 >= len(found):
        return each
    return (
        replace(each, sort="word", name="highlight")
        if text_of(found[index + 1], even) in ("the", "this", "my", "her", "his")
        else each
    )


def separated(each: Token, index: int, found: Sequence[Token], result: list[Token], even: str) -> Token:
    """ "Separate clip 2 at 0:15" splits; "separate the audio", "the vocals" takes them out."""
    if each.sort != "verb" or each.name != "extract" or not text_of(each, even).startswith("separat"):
        return each
    rest = found[index + 1 : index + 9]
    heard = any(other.name in ("audio", "music", "voice", "vocal_split", "noise", "background") for other in rest)
    placed = any(other.sort in ("time", "dur", "num", "count") or other.name in ("playhead", "to") for other in rest)
    return replace(each, name="split") if placed and not heard else each


def bleeped(each: Token, index: int, found: Sequence[Token], result: list[Token], even: str) -> Token:
    """ "Bleep the swearing" puts a bleep there."""
    if each.sort != "noun" or each.name != "sfx" or not text_of(each, even).startswith(("bleep", "beep")):
        return each
    last = last_before(result)
    opens = last is None or last.sort in ("separator", "polite")
    following = found[index + 1] if index + 1 < len(found) else None
    acts = opens and following is not None and following.sort not in ("separator", "steer", "verb")
    return replace(each, sort="verb", name="bleep") if acts else each


def nominal(each: Token, index: int, found: Sequence[Token], result: list[Token], even: str) -> Token:
    """ "The final reveal", "the show": after an article they are things."""
    if (
        each.sort != "verb"
        or each.name != "show"
        or text_of(each, even) not in ("reveal", "show", "appearance", "present")
    ):
        return each
    last = result[-1] if result else None
    named = last is not None and (
        text_of(last, even).split(" ")[-1] in (*ARTICLES, "big", "grand") or last.sort == "order"
    )
    return replace(each, sort="word", name=text_of(each, even)) if named else each


def for_upload(each: Token, index: int, found: Sequence[Token], result: list[Token], even: str) -> Token:
    """ "YouTube upload file, 1440p": what a file is for."""
    if each.sort != "route" or each.name != "upload" or not result or result[-1].sort != "platform":
        return each
    return replace(each, sort="function", name="upload")


_NAMED_ORDERS = {"output": "video", "render": "video", "copy": "version", "cut": "video", "edit": "video"}
"""Verbs that are things after an article or what tells which: "the output", "a smaller copy"."""
_TELLS_WHICH = frozenset(
    ("small", "smaller", "final", "finished", "last", "new", "separate", "second", "lighter", "rough")
)


def ordered_thing(each: Token, index: int, found: Sequence[Token], result: list[Token], even: str) -> Token:
    """ "Watermark the output", "a smaller copy for Slack"."""
    name = _NAMED_ORDERS.get(text_of(each, even))
    if name is None or each.sort != "verb" or not result:
        return each
    last = text_of(result[-1], even).split(" ")[-1]
    thing = last in ARTICLES or last in POINTING or (last in _TELLS_WHICH and len(result) > 1)
    following = text_of(found[index + 1] if index + 1 < len(found) else None, even)
    governing = following in ("the", "this", "that", "it", "my", "from", "at", "out")
    return replace(each, sort="noun", name=name) if thing and not governing else each


def undergone(each: Token, index: int, found: Sequence[Token], result: list[Token], even: str) -> Token:
    """ "The cake being cut" tells what is seen."""
    last = result[-1] if result else None
    seen = each.sort == "verb" and last is not None and text_of(last, even).split(" ")[-1] in ("being", "getting")
    return replace(each, sort="word", name=text_of(each, even)) if seen else each


def doing(each: Token, index: int, found: Sequence[Token], result: list[Token], even: str) -> Token:
    """ "The onion chopping takes for ever": what is being done in the film is a thing."""
    if (
        each.sort != "verb"
        or each.name not in ("cut", "remove", "split", "trim", "merge")
        or not text_of(each, even).endswith("ing")
    ):
        return each
    run = list(result)
    while run and run[-1].sort == "word":
        run.pop()
    return (
        replace(each, sort="word", name=text_of(each, even))
        if run and text_of(run[-1], even).split(" ")[-1] in POINTING
        else each
    )


def clipped(each: Token, index: int, found: Sequence[Token], result: list[Token], even: str) -> Token:
    """ "Clip my stream into 5 shorts" is an order."""
    if each.sort != "noun" or text_of(each, even) not in ("clip", "short") or index + 1 >= len(found):
        return each
    acts = text_of(each, even) == "clip" and text_of(found[index + 1], even).split(" ")[0] in (
        "my",
        "the",
        "this",
        "that",
        "it",
        "out",
        "our",
        "everything",
    )
    return replace(each, sort="verb", name="trim") if acts and opens_clause(result) else each


def followed(each: Token, index: int, found: Sequence[Token], result: list[Token], even: str) -> Token:
    """ "A vertical crop following my dog"."""
    if text_of(each, even) != "following" or index + 1 >= len(found):
        return each
    framed = any(
        other.name in ("crop", "vertical", "zoom", "pan", "square", "reframe", "aspect") for other in result[-4:]
    )
    thing = text_of(found[index + 1], even) in ("the", "my", "his", "her", "him", "our", "them", "me")
    return replace(each, sort="verb", name="follow") if framed and thing else each


def positioned(each: Token, index: int, found: Sequence[Token], result: list[Token], even: str) -> Token:
    """ "Position the captions at the top" is an order."""
    following = found[index + 1] if index + 1 < len(found) else None
    acts = text_of(each, even) == "position" and each.sort == "noun" and opens_clause(result)
    return (
        replace(each, sort="verb", name="put")
        if acts and following and text_of(following, even) in ("the", "my", "it")
        else each
    )
