"""Clips split: at a moment, into parts, every so often, at each change of scene."""

from __future__ import annotations

import re

from rushes.language.clauses.clause import Clause
from rushes.language.reading import Intent
from rushes.language.rules.scope import amount, clip_of, intent, length_of, plain
from rushes.language.words.amounts import Length, number


def scenes(clause: Clause) -> list[Intent]:
    """Split at each change of scene."""
    if (
        clause.noun("scene_change")
        and (clause.verb("split", "cut", "trim", "make", "auto", "extract") or not clause.verbs)
        and not clause.noun("transition", "thumbnail")
        and not (clause.text.chinese and (clause.of("dur") or clause.when("max", "to")))
    ):
        return [intent(clause, "split", by="scene")]
    return []


_LENGTH_HALVED = re.compile(r"\b(?:length|duration|run ?time|running time) (?:in|by) half\b")
_LASTING_EACH = re.compile(
    r"\bmake (?:all|every|each)(?: of)?(?: the| my)? (?:clips?|shots?|scenes?|videos?|photos?|pictures?|of them)\b(?! (?:in|into)\b)"
)
""" "Make all clips 3 seconds each": how long they are to be, not how often to cut."""
_INTO = ("into", "in half", "in two", "成", "为")
_IN_PARTS = re.compile(
    r"\b(?:in|into) (?:\d{1,2}|two|three|four|five|six|eight|ten) (?:equal |even |same-sized |roughly equal |equal-length |equally long )*(?:parts|pieces|segments|sections|chunks|clips|bits)\b"
)
_HALVES = ("in half", "in two", "half", "对半", "一分为二", "两半", "bisect", "halves")


def split(clause: Clause) -> list[Intent]:
    """Split at moments, into parts, or every so often."""
    if clause.noun("split_screen", "silence", "filler", "vocal_split", "volume", "speed", "audio", "opacity") or (
        clause.verb("extract") and clause.noun("audio")
    ):
        return []
    if clause.text.chinese and clause.noun("music") and not clause.whens():
        return []
    if clause.verb("begin", "stop") or clause.noun("shorts", "highlight"):
        return []
    if clause.text.chinese and (clause.of("ratio") or clause.noun("aspect")):
        return []
    even = clause.text.even[clause.start : clause.end]
    if _LENGTH_HALVED.search(even):
        return []
    at, every = clause.when("at"), clause.when("every", "each")
    if clause.verbs == {"make"} and _LASTING_EACH.search(even):
        return []
    into = (
        (any(word in even for word in _INTO) or bool(_IN_PARTS.search(even)))
        and (not clause.text.chinese or clause.verb("split") or _parts(clause, False) is not None)
        and clause.verb("cut", "make", "trim", "split", "remove")
    )
    pieces = clause.noun("part", "clip", "one") or clause.has("steer", "per") or clause.has("count")
    playhead = any(
        each.start == "playhead" and each.end is None and each.seconds is None for each in clause.whens("range")
    )
    cut_here = (
        clause.verb("cut", "trim", "crop_or_trim")
        and not clause.verb("remove", "keep")
        and (at is not None or clause.noun("playhead"))
        and not clause.whens("range", "head", "tail", "to")
        and not clause.has("particle", "p_out")
        and not (clause.noun("part", "music") and not clause.text.chinese)
    )
    cut_up = (
        clause.verb("cut", "make", "trim")
        and every is not None
        and not clause.noun("thumbnail", "slideshow", "transition")
    )
    cut_up = cut_up or (
        into
        and clause.verb("cut", "trim", "split", "make")
        and _plural(even)
        and (clause.when("to", "for") or clause.first("dur"))
    )
    counted = (clause.verb("cut") and any(word in even for word in ("in half", "in two", "对半"))) or (
        into and pieces and clause.verb("cut", "trim", "split") and _parts(clause, at is not None) is not None
    )
    wished = bool(_IN_PARTS.search(even)) and clause.verbs <= {"add"} and not clause.of("quote", "file", "effect")
    if not (clause.verb("split") or cut_here or cut_up or counted or wished):
        return []
    clip = clip_of(clause)
    if clause.noun("scene_change"):
        return [intent(clause, "split", by="scene")]
    target = clause.when("to", "for")
    length = plain(every.seconds) if every else plain(target.seconds) if target and (into or pieces) else None
    if length is None and at is None and (into or pieces) and clause.first("dur"):
        length = length_of(clause)
    if length is not None:
        return [intent(clause, "split", every=length, **clip)]
    parts = _parts(clause, at is not None)
    if parts is None and at is None and any(word in even for word in _HALVES):
        parts = 2
    place = "playhead" if playhead else _split_places(clause)
    if clause.text.chinese and place is not None and parts == 2:
        parts = None
    if place is None and parts is None and clause.first("dur"):
        place = length_of(clause)
    return [intent(clause, "split", at=place, parts=amount(parts), **clip)]


_AT_NUMBER = re.compile(r"\bat \d")


def _plural(even: str) -> bool:
    return any(word in even for word in ("segments", "chunks", "pieces", "clips", "parts", "段", "份"))


def _parts(clause: Clause, placed: bool) -> object:
    which = clause.which()
    if clause.value("count") is not None:
        return clause.value("count")
    if which and which.count:
        return which.count
    if _AT_NUMBER.search(clause.text.even, clause.start, clause.end):
        return None
    in_parts = _IN_PARTS.search(clause.text.even, clause.start, clause.end)
    if in_parts:
        return number(in_parts.group().split()[1])
    if not placed and not (which and which.clips) and clause.value("num") is not None:
        return clause.value("num")
    return None


def _split_places(clause: Clause) -> object:
    places = list(dict.fromkeys(plain(moment) for each in clause.whens("at") for moment in (each.start, *each.more)))
    from_there = clause.when("range")
    if not places and from_there and isinstance(from_there.start, float) and from_there.end is None:
        return plain(from_there.start) if from_there.seconds is None else None
    if places:
        more = [plain(each.value.seconds) for each in clause.of("dur", "time") if isinstance(each.value, Length)]
        return places + more if len(places + more) > 1 else places[0]
    bare = [amount(each.value) for each in clause.of("num")]
    if bare and clause.first("steer", "at") and _AT_NUMBER.search(clause.text.even, clause.start, clause.end):
        return bare if len(bare) > 1 else bare[0]
    if clause.noun("playhead"):
        return "playhead"
    return "middle" if clause.edge == "middle" else None
