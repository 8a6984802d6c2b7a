"""Pace: speed, slow motion, reverse, freeze, loops, time-lapse, ramps."""

from __future__ import annotations

import re
from dataclasses import replace

from rushes.language.clauses.clause import Clause
from rushes.language.reading import Intent, Params
from rushes.language.rules.scope import amount, clip_of, except_of, intent, length_of, plain, range_of


def pace(clause: Clause) -> list[Intent]:
    """Speed, slow motion, reverse, freeze, loops, time-lapse, ramps."""
    if clause.verbs == {"remove", "slow_motion"} and not clause.of("when", "dur", "factor", "pct"):
        return []
    where = {**clip_of(clause), **range_of(clause), **except_of(clause)}
    if clause.noun("silence") and clause.verb("speed_up", "slow_down"):
        where["where"] = "silence"
    if clause.verb("reverse") and not clause.noun("order") and not clause.verb("reorder"):
        at_a_speed = _speed(clause, where) if clause.has("factor") else []
        return [
            intent(
                clause,
                "reverse",
                {k: v for k, v in where.items() if k in ("clip", "start", "end", "where", "seconds", "except")},
            ),
            *at_a_speed,
        ]
    if clause.verb("boomerang"):
        return [intent(clause, "reverse", clip_of(clause)), intent(clause, "loop")]
    stills = clause.noun("image") and clause.text.chinese and any(word in clause.said for word in ("每", "各"))
    if clause.verb("freeze") and not clause.noun("thumbnail") and not stills:
        return [_freeze(clause)]
    if clause.verb("loop") and (clause.verb("slow_motion") or (clause.noun("speed") and clause.has("factor"))):
        return [_loop(clause), *_speed(clause, where)]
    if clause.verb("loop", "duplicate") and not clause.noun(
        "colour", "grade", "effect", "audio", "retake", "captions", "music", "shorts"
    ):
        side = "start" if clause.verb("lead") else "end" if clause.verb("close") else clause.edge
        beside = next((f"{each} {found.one}" for each in ("after", "before") if (found := clause.which(each))), None)
        placed = clause.verb("put", "move", "lead", "close", "insert") or clause.first("steer", "to")
        if clause.text.chinese and clause.verb("duplicate") and placed and (side or beside):
            return [_loop(clause), intent(clause, "reorder", to=beside or side, **clip_of(clause))]
        to = None if clause.text.chinese or not clause.verb("duplicate") else _copied_to(clause)
        once_more = _loop(clause)
        return [replace(once_more, params={**once_more.params, "to": to}) if to else once_more]
    if (clause.verb("timelapse") and not clause.noun("clip")) or (
        clause.verb("timelapse") and clause.verb("make", "add", "change", "speed_up")
    ):
        return [
            intent(
                clause,
                "speed",
                factor=clause.value("factor"),
                level=None if clause.value("factor") else "timelapse",
                **where,
            )
        ]
    if clause.verb("ramp") and not clause.of("factor", "pct"):
        return [intent(clause, "speed", {"level": "ramp", **where})]
    return _speed(clause, where)


def _freeze(clause: Clause) -> Intent:
    at = clause.when("at")
    edge = clause.edge
    last = next((each.name for each in clause.of("order") if each.name in (1, -1)), None)
    written = clause.text.even[clause.start : clause.end]
    if edge is None and (
        last is not None or "last frame" in written or "final frame" in written or "first frame" in written
    ):
        edge = "start" if last == 1 or "first frame" in written else "end"
    place: object = plain(at.start) if at else "playhead" if clause.noun("playhead") else edge
    length = length_of(clause)
    tail = clause.when("tail", "head")
    if tail:
        place = place or ("end" if tail.kind == "tail" else "start")
        length = length if length is not None else plain(tail.seconds) if (tail.seconds or 0) > 0.1 else None
    if place is None and clause.noun("intro", "outro"):
        place = "start" if clause.noun("intro") else "end"
    stretch = clause.when("range")
    if stretch and isinstance(stretch.start, float):
        place = plain(stretch.start)
        if isinstance(stretch.end, float):
            length = plain(stretch.end - stretch.start)
    return intent(clause, "freeze_frame", at=place, duration=length, **clip_of(clause))


_TO_AN_END = re.compile(r"\b(?:to|at|on) the (?:very )?(start|beginning|front|end)\b")


def _copied_to(clause: Clause) -> str | None:
    """Where a copy goes: "copy clip 1 to the end"."""
    side = _TO_AN_END.search(clause.text.even, clause.start, clause.end)
    after = clause.which("after")
    if after:
        return f"after {after.one}"
    if clause.has("order", -1) and clause.verb("put", "move"):
        return "end"
    return None if side is None else "end" if side.group(1) == "end" else "start"


_PARTS = ("middle", "first_half", "second_half")


def _loop(clause: Clause) -> Intent:
    count = clause.value("times") or (None if clause.noun("speed") else clause.value("factor")) or clause.value("count")
    seconds = clause.when("for", "to")
    length = plain(seconds.seconds) if seconds else None
    part = (
        {}
        if clause.text.chinese
        else range_of(clause)
        if clause.whens("range", "head", "tail", "middle") or clause.edge in _PARTS
        else {}
    )
    stretch = {"loop_" + key if key == "seconds" else key: value for key, value in part.items()}
    return intent(clause, "loop", count=amount(count), seconds=length, **clip_of(clause), **stretch)


_BY_HALF = re.compile(r"\b(?:by|in|to) (?:a )?half\b")


_AS_LONG = re.compile(r"\b(?:half|twice|double|three times|two times|\d) (?:as long|the length|its length)\b")


def _speed(clause: Clause, where: Params) -> list[Intent]:
    if _AS_LONG.search(clause.text.even, clause.start, clause.end):
        return []
    if clause.verbs == {"too_slow"} and clause.whens("max"):
        return []
    if clause.text.chinese and clause.noun("voiceover"):
        return []
    if clause.noun("title", "text", "captions", "image") and clause.verb("too_fast", "too_slow", "too_long"):
        return []
    slow = (
        clause.verb("slow_down", "slow_motion", "too_fast")
        or (clause.noun("speed") and clause.verb("down", "shrink_text"))
        or (clause.has("particle", "p_down") and clause.noun("speed"))
    )
    fast = clause.verb("speed_up", "too_slow") or (
        clause.noun("speed") and (clause.verb("up", "scale_text") or clause.has("particle", "p_up"))
    )
    factor = clause.value("factor")
    if factor is None and (clause.noun("speed") or slow or fast):
        factor = clause.value("times")
        factor = None if factor == 1 else factor
    if factor is None and clause.noun("speed") and not clause.of("dur"):
        factor = clause.value("num")
    if factor is None and (slow or fast) and not clause.of("dur", "when", "pct"):
        bare = clause.first("num")
        factor = bare.value if bare and "." in clause.words(bare.start, bare.end) else None
    if clause.verb("zoom", "pan", "crossfade", "fade", "fade_in", "fade_out") and not clause.noun("speed"):
        return []
    named = clause.noun("speed", "normal_speed") or slow or fast or clause.verb("ramp")
    if clause.noun("opacity") or (clause.noun("size_n") and not clause.noun("speed")):
        return []
    if not named and not (
        isinstance(factor, float)
        and (
            clause.verb("make", "change", "ramp", "add")
            or clause.noun("video", "clip", "it", "part", "playhead")
            or not clause.verbs
        )
    ):
        return []
    if not named and (
        clause.verb(
            "zoom", "crop", "loop", "up", "down", "scale_text", "shrink_text", "blur", "upscale", "resize", "export"
        )
        or clause.noun("captions", "title", "text", "volume", "music", "pip", "split_screen")
    ):
        return []
    if clause.noun("music", "captions", "title") and not clause.noun("video", "clip") and not clause.noun("speed"):
        return []
    share = clause.value("pct")
    if share is None:
        share = clause.value("frac")
    if share is None and (slow or fast) and _BY_HALF.search(clause.text.even, clause.start, clause.end):
        share = 0.5
    if clause.noun("normal_speed"):
        return [intent(clause, "speed", {"factor": 1, **where})]
    pitch = True if clause.noun("keep_pitch") else None
    rest = {k: v for k, v in where.items() if v is not None}
    if isinstance(factor, float) and factor > 0:
        token = clause.first("factor", "factor") or clause.first("times")
        written = clause.words(token.start, token.end) if token else ""
        if slow and factor > 1 and not (clause.noun("speed") and clause.verb("down") and "到" in clause.said):
            factor = 1 / factor
        if slow and factor == 1 and "倍" in written:
            factor = 0.5
        elif fast and factor == 1 and "倍" in written and "速" not in written:
            factor = 2.0
        elif fast and factor < 1 and not clause.first("steer", "to") and clause.verb("speed_up"):
            factor = factor if "倍" not in written else 1 + factor
        return [_paced(clause, factor, pitch, rest, slow=clause.verb("slow_motion") or (slow and factor < 1))]
    if isinstance(share, float) and share:
        token = clause.first("pct", "pct") or clause.first("frac")
        written = clause.words(token.start, token.end) if token else ""
        by = clause.first("steer", "by") is not None or written[:1] in ("+", "-")
        to = clause.first("steer", "to") is not None or clause.verb("change", "make", "put") or "到" in clause.said
        if slow and (by or (not to and share < 1)):
            value = max(1 - abs(share), 0.05)
        elif (fast and (by or not to) and share < 1) or (by and share < 1):
            value = 1 + share
        else:
            value = share
        return [_paced(clause, value, pitch, rest, slow=slow and value < 1)]
    if slow:
        op = "slow_motion" if clause.verb("slow_motion", "slow_down", "too_fast") else "speed"
        return [intent(clause, op, {**rest, "keep_pitch": pitch, **({} if op == "slow_motion" else {"level": "down"})})]
    if fast:
        return [intent(clause, "speed", {"level": "up", "keep_pitch": pitch, **rest})]
    if clause.noun("speed") and any(
        word in clause.said for word in ("normal", "original", "regular", "正常", "原速", "原来")
    ):
        return [intent(clause, "speed", {"factor": 1, **rest})]
    return []


def _paced(clause: Clause, factor: float, pitch: bool | None, rest: Params, slow: bool) -> Intent:
    value = int(factor) if factor == int(factor) else round(factor, 4)
    return intent(clause, "slow_motion" if slow else "speed", {"factor": value, "keep_pitch": pitch, **rest})
