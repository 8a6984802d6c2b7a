"""Cutting, arranging and pace: what stays, in which order, how fast."""

from __future__ import annotations

from rushes.language.amounts import Length
from rushes.language.clauses import Clause
from rushes.language.reading import Intent, Params
from rushes.language.scope import (
    amount,
    clip_of,
    content_words,
    edge_of,
    except_of,
    intent,
    length_of,
    plain,
    range_of,
    thing_after,
)
from rushes.language.times import When, Which

_CUTTING = ("remove", "cut", "trim", "crop_or_trim")


def pace(clause: Clause) -> list[Intent]:
    """Speed, slow motion, reverse, freeze, loops, time-lapse, ramps."""
    where = {**clip_of(clause), **range_of(clause), **except_of(clause)}
    if clause.verb("reverse") and not clause.noun("order"):
        return [
            intent(
                clause,
                "reverse",
                {k: v for k, v in where.items() if k in ("clip", "start", "end", "where", "seconds", "except")},
            )
        ]
    if clause.verb("boomerang"):
        return [intent(clause, "reverse", clip_of(clause)), intent(clause, "loop")]
    if clause.verb("freeze") and not clause.noun("thumbnail"):
        return [_freeze(clause)]
    if clause.verb("loop", "duplicate") and not clause.noun("retake", "captions", "music", "shorts"):
        return [_loop(clause)]
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
    if clause.verb("ramp") and not clause.has("factor"):
        return [intent(clause, "speed", {"level": "ramp", **where})]
    return _speed(clause, where)


def _freeze(clause: Clause) -> Intent:
    at = clause.when("at")
    edge = clause.edge
    last = next((each.name for each in clause.of("order") if each.name in (1, -1)), None)
    written = clause.text.even[clause.start : clause.end]
    if edge is None and (last is not None or "last frame" in written or "final frame" in written or "first frame" in written):
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


def _loop(clause: Clause) -> Intent:
    count = clause.value("times") or clause.value("factor") or clause.value("count")
    seconds = clause.when("for", "to")
    return intent(
        clause, "loop", count=amount(count), seconds=plain(seconds.seconds) if seconds else None, **clip_of(clause)
    )


def _speed(clause: Clause, where: Params) -> list[Intent]:
    slow = (
        clause.verb("slow_down", "slow_motion")
        or (clause.noun("speed") and clause.verb("down", "shrink_text"))
        or (clause.has("particle", "p_down") and clause.noun("speed"))
    )
    fast = clause.verb("speed_up") or (
        clause.noun("speed") and (clause.verb("up", "scale_text") or clause.has("particle", "p_up"))
    )
    factor = clause.value("factor")
    if factor is None and (clause.noun("speed") or slow or fast):
        factor = clause.value("times")
    if factor is None and clause.noun("speed") and not clause.of("dur", "which"):
        factor = clause.value("num")
    if clause.verb("zoom", "pan", "crossfade", "fade", "fade_in", "fade_out") and not clause.noun("speed"):
        return []
    named = clause.noun("speed") or slow or fast
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
    if clause.noun("music", "captions", "title") and not clause.noun("video", "clip"):
        if not clause.noun("speed"):
            return []
    share = clause.value("pct")
    if share is None:
        share = clause.value("frac")
    pitch = True if clause.noun("keep_pitch") else None
    rest = {k: v for k, v in where.items() if v is not None}
    if isinstance(factor, float) and factor > 0:
        token = clause.first("factor", "factor") or clause.first("times")
        written = clause.words(token.start, token.end) if token else ""
        if slow and factor > 1 and not (clause.noun("speed") and clause.verb("down") and "到" in clause.text.even):
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
        to = clause.first("steer", "to") is not None or clause.verb("change", "make", "put") or "到" in clause.text.even
        if slow and (by or (not to and share < 1)):
            value = max(1 - abs(share), 0.05)
        elif (fast and (by or not to) and share < 1) or (by and share < 1):
            value = 1 + share
        else:
            value = share
        return [_paced(clause, value, pitch, rest, slow=slow and value < 1)]
    if slow:
        op = "slow_motion" if clause.verb("slow_motion", "slow_down") else "speed"
        return [intent(clause, op, {**rest, "keep_pitch": pitch, **({} if op == "slow_motion" else {"level": "down"})})]
    if fast:
        return [intent(clause, "speed", {"level": "up", "keep_pitch": pitch, **rest})]
    if clause.noun("speed") and any(
        word in clause.text.even for word in ("normal", "original", "regular", "正常", "原速", "原来")
    ):
        return [intent(clause, "speed", {"factor": 1, **rest})]
    return []


def _paced(clause: Clause, factor: float, pitch: bool | None, rest: Params, slow: bool) -> Intent:
    value = int(factor) if factor == int(factor) else round(factor, 4)
    return intent(clause, "slow_motion" if slow else "speed", {"factor": value, "keep_pitch": pitch, **rest})


def cuts(clause: Clause) -> list[Intent]:
    """What stays and what goes."""
    for rule in (
        _beat,
        _fillers,
        _silence,
        _scenes,
        _split,
        _highlights,
        _lengths,
        _order,
        _merge,
        _replace,
        _insert,
        _clear,
        _keep,
        _remove,
        _length_change,
    ):
        found = rule(clause)
        if found:
            return found
    return []


def _beat(clause: Clause) -> list[Intent]:
    if clause.noun("beat") and (
        clause.verb(
            "cut", "sync", "change", "split", "trim", "add", "make", "auto", "process", "up", "beat", "merge", "reorder"
        )
        or not clause.verbs
    ):
        every = clause.when("every", "each")
        return [intent(clause, "beat_sync", seconds=plain(every.seconds) if every else None)]
    return []


_FILLERS = frozenset("um uh umm uhh erm ah hmm er like so basically 嗯 呃 额 啊 那个 就是 这个 然后".split())


def _fillers(clause: Clause) -> list[Intent]:
    quoted = [str(each.value).lower().strip(" .,，。") for each in clause.of("quote")]
    if quoted and all(each in _FILLERS for each in quoted) and clause.verb(*_CUTTING):
        return [intent(clause, "remove_fillers", words=quoted)]
    if not clause.noun("filler") or (clause.verb("add", "make") and not clause.verb("remove")):
        return []
    if (
        clause.verb(*_CUTTING, "change", "process", "improve", "down", "mute", "keep")
        or clause.has("negation", "no")
        or not clause.verbs
    ):
        words = []
        for each in clause.of("noun", "quote"):
            written = clause.words(each.start, each.end).lower().strip("'\"“”‘’「」 ")
            if (
                each.name == "filler"
                and written in ("um", "uh", "嗯", "呃", "额", "啊", "erm", "umm", "uhh", "ums", "uhs", "那个那个", "ah")
            ) or each.sort == "quote":
                words.append(written.rstrip("s") if written in ("ums", "uhs") else written)
        return [intent(clause, "remove_fillers", words=words or None)]
    return []


def _silence(clause: Clause) -> list[Intent]:
    if clause.noun("silence") and (
        clause.verb(
            *_CUTTING,
            "down",
            "change",
            "process",
            "shorten",
            "compress",
            "mute",
            "improve",
            "speed_up",
            "keep",
            "merge",
        )
        or clause.has("negation", "no")
        or not clause.verbs
        or clause.has("steer", "only")
    ):
        over = clause.when("min")
        mode = (
            "speed_up"
            if clause.verb("speed_up")
            else "shorten"
            if clause.verb("trim", "shorten", "compress") and not clause.verb("remove", "cut")
            else None
        )
        edge = edge_of(clause)
        return [
            intent(
                clause,
                "remove_silence",
                min_seconds=plain(over.seconds) if over else None,
                mode=mode,
                where=edge,
                **clip_of(clause),
            )
        ]
    if (
        clause.noun("gap")
        and not clause.of("when", "dur")
        and (clause.verb(*_CUTTING, "change", "merge") or clause.has("negation", "no"))
        and not clause.verb("fade_in", "fade_out", "fade", "add")
    ):
        return [intent(clause, "remove_content", what="gaps")]
    return []


def _scenes(clause: Clause) -> list[Intent]:
    if (
        clause.noun("scene_change")
        and (clause.verb("split", "cut", "trim", "make", "auto", "extract") or not clause.verbs)
        and not clause.noun("transition", "thumbnail")
    ):
        return [intent(clause, "split", by="scene")]
    return []


_INTO = ("into", "in half", "in two", "成", "为")
_HALVES = ("in half", "in two", "half", "对半", "一分为二", "bisect", "halves")


def _split(clause: Clause) -> list[Intent]:
    if clause.noun("split_screen", "silence", "filler", "vocal_split") or (clause.verb("extract") and clause.noun("audio")):
        return []
    even = clause.text.even[clause.start : clause.end]
    at, every = clause.when("at"), clause.when("every", "each")
    into = any(word in even for word in _INTO) and (not clause.text.chinese or clause.verb("split") or _parts(clause, False) is not None) and clause.verb("cut", "make", "trim", "split", "remove")
    pieces = clause.noun("part", "clip", "one") or clause.has("steer", "per") or clause.has("count")
    playhead = any(each.start == "playhead" and each.end is None and each.seconds is None for each in clause.whens("range"))
    cut_here = (
        clause.verb("cut", "trim", "crop_or_trim")
        and not clause.verb("remove", "keep")
        and (at is not None or clause.noun("playhead"))
        and not clause.whens("range", "head", "tail", "to")
        and not clause.has("particle", "p_out")
        and not (clause.noun("part", "music") and not clause.text.chinese)
    )
    cut_up = clause.verb("cut", "make", "trim") and every is not None and not clause.noun("thumbnail", "slideshow", "transition")
    cut_up = cut_up or (into and clause.verb("cut", "trim", "split", "make") and _plural(even) and (clause.when("to", "for") or clause.first("dur")))
    counted = (clause.verb("cut") and any(word in even for word in ("in half", "in two", "对半"))) or into and pieces and clause.verb("cut", "trim", "split") and _parts(clause, at is not None) is not None
    if not (clause.verb("split") or cut_here or cut_up or counted):
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
    if place is None and parts is None and clause.first("dur"):
        place = length_of(clause)
    return [intent(clause, "split", at=place, parts=amount(parts), **clip)]


def _plural(even: str) -> bool:
    return any(word in even for word in ("segments", "chunks", "pieces", "clips", "parts", "段", "份"))


def _parts(clause: Clause, placed: bool) -> object:
    which = clause.which()
    if clause.value("count") is not None:
        return clause.value("count")
    if which and which.count:
        return which.count
    if not placed and not (which and which.clips) and clause.value("num") is not None:
        return clause.value("num")
    return None


def _split_places(clause: Clause) -> object:
    places = [plain(each.start) for each in clause.whens("at")]
    if places:
        more = [plain(each.value.seconds) for each in clause.of("dur", "time") if isinstance(each.value, Length)]
        return places + more if len(places + more) > 1 else places[0]
    if clause.noun("playhead"):
        return "playhead"
    return "middle" if clause.edge == "middle" else None


def _highlights(clause: Clause) -> list[Intent]:
    if clause.noun("captions", "music", "sfx") and not clause.noun("shorts", "highlight"):
        return []
    if clause.noun("highlight") and (clause.lowered or clause.raised) and not clause.verb("make"):
        return []
    if (
        clause.noun("highlight")
        and not (clause.verb("remove") and not clause.verb("make", "keep"))
        and not clause.noun("brightness", "animation")
        and not clause.verb("zoom", "slow_down", "slow_motion", "speed_up")
    ):
        return [intent(clause, "highlight_reel", seconds=_target_seconds(clause), count=_count(clause), what=None), *_upright(clause)]
    if (
        clause.noun("shorts")
        and clause.verb("make", "extract", "split", "cut", "change", "auto", "process", "add")
        and not clause.when("to", "at", "range")
    ):
        count = _count(clause)
        if (
            count
            or clause.verb("extract", "split", "cut")
            or "shorts" in clause.text.even
            or "clips" in clause.text.even
        ):
            return [intent(clause, "highlight_reel", seconds=_target_seconds(clause), count=count), *_upright(clause)]
        if clause.verb("auto", "make"):
            return [
                intent(
                    clause,
                    "highlight_reel" if _target_seconds(clause) else "auto_edit",
                    seconds=_target_seconds(clause),
                    style=_style(clause),
                )
            ]
    if clause.verb("auto") and not clause.noun("captions", "correct", "grade", "reframe", "beat"):
        return [intent(clause, "auto_edit", seconds=_target_seconds(clause), style=_style(clause))]
    if (
        clause.noun("montage")
        and (clause.verb("make", "change", "process", "merge", "add", "cut") or not clause.verbs)
        and not clause.has("ratio")
        and not clause.verb("export", "remove")
    ):
        seconds = _target_seconds(clause)
        return [intent(clause, "auto_edit", seconds=seconds, style=_style(clause))]
    return []


def _style(clause: Clause) -> object:
    words = [each for each in clause.tokens if each.sort in ("look", "mood", "vague")]
    return clause.words(words[0].start, words[-1].end) if words else None


UPRIGHT = frozenset({"tiktok", "douyin", "kuaishou", "reels", "shorts", "wechat_channels"})


def _upright(clause: Clause) -> list[Intent]:
    """A short made for a platform of upright shorts is upright."""
    platform = clause.first("platform")
    style = clause.noun("style_n", "captions", "style_word")
    return [intent(clause, "aspect", ratio="9:16")] if platform and platform.name in UPRIGHT and not style and not clause.has("ratio") else []


def _target_seconds(clause: Clause) -> object:
    when = clause.when("to", "for", "max", "each")
    if when:
        return plain(when.seconds)
    return length_of(clause)


def _count(clause: Clause) -> object:
    which = clause.which()
    if which and which.count:
        return which.count
    if clause.value("count") is not None:
        return clause.value("count")
    if which and which.clips and len(which.clips) > 1:
        return None
    number = clause.value("num")
    return amount(number) if isinstance(number, float) and number < 50 else None


def _lengths(clause: Clause) -> list[Intent]:
    """ "Make it 30 seconds", "trim to 10 s", "剪成30秒", "under a minute", "each 3 seconds"."""
    if clause.noun(
        "slideshow", "captions", "title", "text", "transition", "music", "thumbnail", "image", "silence", "lower_third"
    ) and not clause.noun("video", "clip"):
        return []
    if clause.verb("freeze", "fade", "fade_in", "fade_out", "loop", "zoom", "crossfade", "export", "insert", "split"):
        return []
    each = clause.when("each")
    pieces = clause.which()
    if pieces and pieces.clips == ("all",) and clause.verb("keep", "make", "cut", "trim", "change") and clause.first("dur") and not clause.whens("range", "head", "tail", "at") and not clause.has("steer", "off", "from"):
        return [intent(clause, "set_duration", seconds=length_of(clause), each=True)]
    if each and (clause.verb(*_CUTTING, "make", "keep", "change", "put", "show", "merge") or not clause.verbs):
        found = [intent(clause, "set_duration", seconds=plain(each.seconds), each=True)]
        return [*_merge(clause), *found]
    most = clause.when("max")
    if (
        most
        and (clause.verb(*_CUTTING, "make", "keep", "change", "down", "process", "get", "compress") or not clause.verbs)
        and not clause.noun("clip", "silence", "part")
    ):
        return [intent(clause, "set_duration", max=plain(most.seconds), seconds=plain(most.seconds))]
    target = clause.when("to")
    if (
        target
        and (
            clause.verb(
                *_CUTTING,
                "make",
                "change",
                "extend",
                "shorten",
                "down",
                "process",
                "speed_up",
                "compress",
                "keep",
                "shrink_text",
            )
            or not clause.verbs
        )
        and target.seconds is not None
        and not clause.verb("remove")
    ):
        if clause.edge == "start":
            return [intent(clause, "trim_start", seconds=plain(target.seconds), **clip_of(clause))]
        if clause.edge == "end":
            return [intent(clause, "trim_end", {"from": plain(target.seconds)}, **clip_of(clause))]
        every = {"each": True} if clip_of(clause).get("clip") == "all" else {}
        return [intent(clause, "set_duration", seconds=plain(target.seconds), **({} if every else clip_of(clause)), **every), *_upright(clause)]
    length = clause.first("dur") or clause.first("when") if clause.when("for") else clause.first("dur")
    if (
        length
        and clause.verb("make", "change", "process", "shorten", "trim", "compress", "auto")
        and not clause.whens("range", "head", "tail", "at", "middle", "every")
        and not clause.noun("part")
        and not clause.verb("remove", "add", "move", "duck")
    ):
        seconds = length_of(clause)
        if clause.verb("trim") and clause.text.chinese is False and not clause.verb("make"):
            return []
        if clause.verb("extend") and not any(word in clause.text.even for word in ("到", "to ")):
            return [intent(clause, "set_duration", level="up")]
        every = {"each": True} if clip_of(clause).get("clip") == "all" else {}
        return [intent(clause, "set_duration", seconds=seconds, **({} if every else clip_of(clause)), **every), *_upright(clause)]
    return []


_ORDER_NUMBER = ("start", "end")


def _order(clause: Clause) -> list[Intent]:
    which = clause.which()
    listed = [int(float(str(each.value))) for each in clause.of("num", "nth")]
    if clause.noun("order") and len(listed) > 1 and clause.verb("put", "change", "move", "make"):
        return [intent(clause, "reorder", order=listed)]
    if clause.noun("order") and clause.has("particle", "p_v"):
        return [intent(clause, "reorder", order="reverse")]
    if clause.verb("swap") or (
        clause.verb("reverse", "change", "flip") and clause.noun("order") and not clause.verb("move")
    ):
        clips = list(which.clips) if which else []
        between = clause.which("between")
        if not clips and between:
            clips = list(between.clips)
        if not clips:
            numbers = [int(float(each.value)) for each in clause.of("num") if each.value is not None]  # type: ignore[arg-type]
            clips = list(numbers)
        if len(clips) == 2:
            return [intent(clause, "reorder", clip=clips[0], to=clips[1], order=f"swap {clips[0]} {clips[1]}")]
        if clause.verb("reverse", "flip") or (clause.verb("swap") and not clips and clause.noun("order")):
            return [intent(clause, "reorder", order="reverse")]
        return [intent(clause, "reorder", order=clips or None)] if clips or clause.verb("change", "swap") else []
    if clause.verb("reorder"):
        numbers = (
            list(which.clips)
            if which and len(which.clips) > 2
            else [int(float(each.value)) for each in clause.of("num")]
        )  # type: ignore[arg-type]
        even = clause.text.even[clause.start : clause.end]
        by = next(
            (
                name
                for words, name in (
                    (("random", "shuffle", "打乱", "乱序", "随机"), "random"),
                    (("name", "文件名", "名字", "alphabetical"), "name"),
                    (("time", "date", "chronolog", "时间", "拍摄", "recorded"), "time"),
                    (("length", "duration", "时长", "长短"), "duration"),
                )
                if any(word in even for word in words)
            ),
            None,
        )
        return [intent(clause, "reorder", order=numbers or None, by=by)]
    moving = clause.verb("move") or (
        clause.verb("put", "change", "insert")
        and ((which and which.clips) or content_words(clause))
        and (
            clause.edge
            or clause.which("after")
            or clause.which("before")
            or _first_last(clause)
            or (clause.which("between") and which and which.clips)
        )
    )
    placed = clause.verb("put", "move") and not clause.file and not clause.quote and _beside(clause)
    if placed:
        return [placed]
    if (
        not moving
        or clause.noun(
            "captions",
            "title",
            "text",
            "watermark",
            "music",
            "voiceover",
            "pip",
            "sticker",
            "image",
            "sfx",
            "intro",
            "outro",
        )
        or (clause.file and clause.verb("insert"))
    ):
        return []
    if clause.verb("put") and (clause.quote or clause.position) and not which:
        return []
    return [_moved(clause)]


def _first_last(clause: Clause) -> str | None:
    """ "Put the last clip first": an order word at the end is a place."""
    orders = [each for each in clause.tokens if each.sort == "order"]
    if not orders:
        return None
    return "start" if orders[-1].name == 1 else "end" if orders[-1].name == -1 else str(orders[-1].name)


def _beside(clause: Clause) -> Intent | None:
    """"Place the drone shot after the interview": both by what they are called."""
    mark = clause.first("steer", "after", "before")
    if mark is None or clause.of("which", "when"):
        return None
    sides = []
    for part in ([each for each in clause.tokens if each.end <= mark.start], [each for each in clause.tokens if each.start >= mark.end]):
        words = [each for each in part if each.sort in ("word", "effect") or (each.sort == "noun" and clause.text.even[each.start : each.end] in ("interview", "podcast", "lecture"))]
        if not words:
            return None
        sides.append(clause.words(words[0].start, words[-1].end))
    return intent(clause, "reorder", clip=sides[0], to=f"{mark.name} {sides[1]}")


def _moved(clause: Clause) -> Intent:
    which = clause.which()
    amid = clause.which("between")
    after, before = clause.which("after"), clause.which("before")
    clips = list(which.clips) if which else []
    others = [each.value for each in clause.of("which") if isinstance(each.value, Which) and not each.value.relation and each.value.clips]
    to: object = None
    if amid and amid.clips:
        to = f"after {amid.clips[0]}"
    elif after:
        to = f"after {after.clips[0]}" if after.clips else None
    elif before:
        to = f"before {before.clips[0]}" if before.clips else None
    elif clause.edge in ("start", "end", "middle"):
        to = clause.edge
    elif _first_last(clause):
        to = _first_last(clause)
    elif len(others) == 2 and len(clips) == 1:
        to = others[1].clips[0]
    elif len(clips) == 2:
        to = clips.pop()
    elif clause.has("particle", "p_front", "p_back"):
        to = "earlier" if clause.has("particle", "p_front") else "later"
    elif clause.value("num") is not None:
        to = amount(clause.value("num"))
    at = clause.when("at", "to")
    place = plain(at.start if at.start is not None else at.seconds) if at and to is None else None
    clip: object = (clips[0] if len(clips) == 1 else clips) if clips else clause.file or _thing(clause)
    if clip == "last" and to is None:
        to = "start" if clause.has("particle", "p_front") else None
    return intent(clause, "reorder", clip=clip, to=to, at=place)


def _compiled(clause: Clause) -> bool:
    return any(each.name in ("compilation", "合集") for each in clause.of("word"))


def _thing(clause: Clause) -> str | None:
    found = content_words(clause)
    if found:
        return found
    look = clause.first(
        "look",
    ) or clause.first("effect")
    return clause.words(look.start, look.end) if look else None


def _merge(clause: Clause) -> list[Intent]:
    even = clause.text.even[clause.start : clause.end]
    everything = clause.noun("all", "everything") or (clause.which() and clause.which().clips == ("all",))  # type: ignore[union-attr]
    loading = (
        (clause.verb("add", "put", "insert", "make") or clause.has("route", "upload"))
        and everything
        and clause.noun("video", "clip", "it") | bool(clause.which())
        and not clause.noun(
            "captions", "title", "text", "effect", "transition", "music", "image", "sfx", "intro", "outro", "watermark"
        )
        and not clause.has("look")
        and not clause.has("effect")
        and not clause.of("quote")
        and not clause.has("format")
        and not clause.has("ratio")
        and not clause.noun("vertical", "landscape", "square", "speed", "volume", "audio")
    )
    timeline = (clause.verb("make") and "timeline" in even and "from" in even) or ("创建" in even and "时间线" in even)
    if not clause.verb("merge") and not loading and not timeline and not (_compiled(clause) and clause.verb("make", "add")):
        return []
    if clause.noun("audio", "music", "voice") and not clause.noun("video", "clip") and not clause.which():
        return []
    if clause.noun("split_screen", "pip"):
        return []
    which = clause.which()
    files = [str(each.value) for each in clause.of("file")]
    clips: object = None
    if which and which.count:
        clips = which.count
    elif which and which.clips:
        clips = "all" if "all" in which.clips else list(which.clips)
    elif files or clause.noun("it") and len(_files_named(clause)) > 1:
        clips = files or _files_named(clause)
    elif everything or _compiled(clause) or clause.noun("clip", "video", "it", "image") or clause.quote or not clause.of("word"):
        clips = "all"
    if clause.verb("merge") and clips is None:
        clips = "all"
    return [
        intent(
            clause,
            "merge",
            clips=clips,
            position=clause.edge if clause.edge in ("start", "end") and files else None,
            file=files[0] if len(files) == 1 else None,
        )
    ]


def _files_named(clause: Clause) -> list[str]:
    """All files the whole request names, for "join them"."""
    return [each.words for each in clause.text.asides if each.sort == "file"]


def _replace(clause: Clause) -> list[Intent]:
    swapped = clause.verb("change", "swap") and clause.file and clause.which() and not clause.verb("merge")
    if not (clause.verb("replace") or swapped) or clause.noun("captions", "title", "text", "music", "audio"):
        return []
    which = clause.which()
    with_ = clause.file or clause.quote or _after_with(clause)
    target: object = which.one if which and which.clips else _thing(clause)
    if with_ and target == with_:
        target = None
    when = clause.when("at", "range")
    return [
        intent(clause, "replace_clip", {"which": target, "with": with_, "start": plain(when.start) if when else None})
    ]


def _after_with(clause: Clause) -> str | None:
    mark = clause.first("steer", "with", "is") or clause.first("verb", "replace")
    if not mark:
        return None
    rest = [each for each in clause.tokens if each.start >= mark.end and each.sort in ("word", "noun", "which")]
    return clause.words(rest[0].start, rest[-1].end) if rest else None


def _insert(clause: Clause) -> list[Intent]:
    broll = clause.noun("broll")
    video_file = bool(clause.file and clause.file.lower().endswith((".mp4", ".mov", ".avi", ".mkv", ".webm", ".m4v")))
    inserting = clause.verb("insert") or (
        clause.verb("add", "put", "overlay", "merge", "show") and (broll or video_file or clause.noun("clip", "video"))
    )
    if broll and not clause.verbs:
        inserting = True
    if (
        not inserting
        or clause.noun(
            "captions",
            "title",
            "text",
            "music",
            "transition",
            "effect",
            "image",
            "watermark",
            "voiceover",
            "sfx",
            "intro",
            "outro",
            "lut",
        )
        or clause.verb("remove")
    ):
        return []
    if (
        not broll
        and not video_file
        and not clause.verb("insert")
        and not (
            content_words(clause)
            and (clause.when("at") or clause.which("after") or clause.which("between") or clause.edge)
        )
    ):
        return []
    at = clause.when("at")
    after, between = clause.which("after"), clause.which("between")
    place: object = (
        plain(at.start)
        if at
        else clause.edge
        if clause.edge in ("start", "end", "middle")
        else "playhead"
        if clause.noun("playhead")
        else None
    )
    what = ("b-roll" if broll else None) or (content_words(clause) if not clause.file else None)
    if broll and content_words(clause):
        what = content_words(clause)
    which = clause.which()
    if what is None and not clause.file and which:
        what = f"clip {which.one}"
    return [
        intent(
            clause,
            "insert_clip",
            file=clause.file,
            what=what,
            at=place,
            after=after.one if after else None,
            between=between.one if between and between.clips else None,
        )
    ]


def _clear(clause: Clause) -> list[Intent]:
    if (
        clause.verb("remove")
        and clause.noun("video", "everything")
        and not clause.noun("part", "captions", "title", "text", "music", "audio", "retake", "filler", "silence")
        and not clause.of("when", "word", "edge", "quote", "look", "effect", "file")
        and not clause.excepted
    ):
        if clause.which() and clause.which().clips != ("all",):  # type: ignore[union-attr]
            return []
        if (
            clause.noun("video")
            and not clause.noun("everything", "all")
            and "timeline" not in clause.text.even
            and "时间" not in clause.text.even
        ):
            return []
        return [intent(clause, "delete_clip", which="all")]
    return []


def _begun(clause: Clause) -> list[Intent]:
    """"Start the video at 0:12", "end it at 1:00"."""
    when = clause.when("at", "range", "to", "tail", "head")
    moment: object = "playhead" if clause.noun("playhead") else None
    if when:
        first = next((each for each in (when.start, when.end, when.seconds) if each is not None), None)
        moment = plain(first)
    if moment is None:
        return []
    return [intent(clause, "keep_range", {"start" if clause.verb("begin") else "end": moment, **clip_of(clause)})]


def _ranges(clause: Clause) -> list[When]:
    return [each for each in clause.whens("range", "head", "tail", "middle")]


def _keep(clause: Clause) -> list[Intent]:
    if clause.verb("begin", "stop"):
        return _begun(clause)
    if not clause.verbs and not clause.nouns and clause.when("range") and clause.text.even[clause.start : clause.end].startswith(("start", "begin", "从")):
        return [intent(clause, "keep_range", {k: v for k, v in range_of(clause).items() if k in ("start", "end")})]
    only = clause.has("steer", "only") and not clause.verb("remove", "mute")
    extracting = (
        clause.verb("extract", "export") and clause.when("range") and not clause.noun("audio", "thumbnail", "captions")
    )
    if not (
        clause.verb("keep")
        or (only and (clause.when("range", "head", "tail", "middle") or clause.edge == "middle"))
        or (clause.edge in ("first_half", "second_half") and only)
        or (not clause.verbs and only and clause.edge)
        or (extracting and clause.verb("extract"))
    ):
        return []
    if clause.noun("music") and not clause.noun("clip", "part", "video") and not clause.whens("range", "head", "tail"):
        alone = only or any(word in clause.text.even[clause.start : clause.end] for word in ("只", "仅"))
        return [intent(clause, "mute", {"clip": "all", "except": "music"})] if alone else []
    if clause.noun("music", "audio", "captions", "title") and not clause.whens("range", "head", "tail"):
        return []
    stretches = _ranges(clause)
    clip = clip_of(clause)
    spans = [each for each in stretches if each.kind == "range"]
    if len(spans) > 1:
        return [intent(clause, "keep_range", ranges=[[plain(each.start), plain(each.end)] for each in spans], **clip)]
    if stretches:
        where = range_of(clause)
        if stretches[0].kind == "tail" and "seconds" in where:
            where["end"] = "end"
        return [intent(clause, "keep_range", {**where, **clip})]
    if clause.edge or clause.noun("intro", "outro"):
        return [intent(clause, "keep_range", where=edge_of(clause), **clip)]
    length = length_of(clause)
    if length is not None and not content_words(clause):
        return (
            [intent(clause, "keep_range", seconds=length, **clip)]
            if clip
            else [intent(clause, "set_duration", seconds=length)]
        )
    which = clause.which()
    if which and which.clips and which.clips != ("all",) and not content_words(clause):
        return [
            intent(
                clause, "keep_content", what=", ".join(f"clip {each}" for each in which.clips), clips=list(which.clips)
            )
        ]
    what = clause.quote or thing_after(clause, ("keep", "extract"))
    return [intent(clause, "keep_content", what=what)] if what and (clause.of("word", "quote", "noun")) else []


def _remove(clause: Clause) -> list[Intent]:
    if clause.verb("both_ends"):
        each = length_of(clause)
        return [intent(clause, "trim_start", seconds=each, **clip_of(clause)), intent(clause, "trim_end", seconds=each, **clip_of(clause))]
    if not clause.verb(*_CUTTING, "duplicate") and not clause.has("negation", "no"):
        if not (clause.verb("speed_up") and False):
            return []
    stretches = _ranges(clause)
    clip = clip_of(clause)
    which = clause.which()
    by = clause.first("dur")
    if by and clip and not stretches and clause.first("steer", "by") and clause.verb("trim", "cut", "remove"):
        return [intent(clause, "trim_end", seconds=length_of(clause), **clip)]
    trimming = (clause.verb("trim", "crop_or_trim") and not clause.verb("remove", "cut")) or (
        clause.verb("cut") and clause.text.chinese and not clause.verb("remove")
    )
    found: list[Intent] = []
    for when in stretches:
        found += _removed(clause, when, clip, trimming)
    if found:
        ranged = [
            each for each in stretches if each.kind == "range" and each.start is not None and each.end is not None
        ]
        if len(ranged) > 1 and len(ranged) == len(stretches):
            op = "keep_range" if trimming else "cut_range"
            return [intent(clause, op, ranges=[[plain(each.start), plain(each.end)] for each in ranged], **clip)]
        return found
    told = _told(clause)
    if told and clause.verb("remove", "cut"):
        shot = any(word in clause.text.even[clause.start : clause.end] for word in ("clip", "shot", "scene", "footage", "镜头", "片段"))
        return [intent(clause, "delete_clip" if shot else "remove_content", {"which" if shot else "what": told})]
    if clause.noun("retake") and not (which and which.clips):
        token = clause.first("noun", "retake")
        assert token
        return [intent(clause, "remove_content", what=clause.words(token.start, token.end).lower())]
    about = _about(clause)
    length, edge = length_of(clause), edge_of(clause)
    beside = "end" if clause.has("steer", "onwards", "back") else "beginning" if clause.has("steer", "earlier", "front") else None
    if length is not None and clip and clause.has("steer", "off") and not edge:
        return [intent(clause, "trim_end", seconds=length, **clip)]
    if length is not None and (edge in ("beginning", "end") or beside) and not about:
        return [intent(clause, "trim_start" if (edge or beside) == "beginning" else "trim_end", seconds=length, **clip)]
    if clause.noun("clip", "image") or which:
        if which and which.clips and not about:
            if trimming and not clause.first("dur"):
                return []
            if which.clips == ("all",) and clause.excepted:
                return [intent(clause, "delete_clip", which="all", **except_of(clause))]
            if which.relation:
                return []
            return [intent(clause, "delete_clip", which=which.one)]
        if about and clause.verb("remove", "cut"):
            return [intent(clause, "delete_clip", which=clause.file or about)]
    if clause.file and clause.verb("remove"):
        return [intent(clause, "delete_clip", which=clause.file)]
    if edge and not about:
        if edge in ("beginning", "end"):
            op = "trim_start" if edge == "beginning" else "trim_end"
            if length is not None or clause.edge in ("start", "end"):
                return [intent(clause, op, seconds=length, **clip)]
            return [intent(clause, "cut_range", where=edge, seconds=length, **clip)]
        return [intent(clause, "cut_range", where=edge, seconds=length, **clip)]
    if length is not None and trimming and not about and clause.verb("trim"):
        return [intent(clause, "set_duration", seconds=length, **clip)]
    if clause.noun("selection", "playhead") and clause.verb("remove", "cut"):
        return [intent(clause, "delete_clip", which="selected")]
    spared = next((each.value for each in clause.excepted if isinstance(each.value, When)), None)
    if spared is not None and clause.verb("remove"):
        return _kept(clause, spared, clip)
    upto = clause.when("to")
    if upto and clause.verb("remove") and upto.seconds is not None:
        return [intent(clause, "cut_range", end=plain(upto.seconds), **clip)]
    if clause.excepted and clause.verb("remove"):
        return [intent(clause, "keep_content", what=str(except_of(clause).get("except")))]
    what = clause.quote or about
    if (
        what
        and clause.verb("remove", "cut")
        and (clause.of("word", "quote") or clause.noun("part", "region", "subject", "voice"))
    ):
        return [intent(clause, "remove_content", what=what)]
    if clause.noun("it", "one") and clause.verb("remove") and not clause.of("word"):
        return [intent(clause, "delete_clip", which="selected" if clause.noun("selection") else "it")]
    return []


def _kept(clause: Clause, when: When, clip: Params) -> list[Intent]:
    """Only `when` stays."""
    if when.kind == "range":
        return [intent(clause, "keep_range", start=plain(when.start), end=plain(when.end), **clip)]
    if when.kind == "head":
        return [intent(clause, "keep_range", start=0, end=plain(when.seconds), **clip)]
    return [intent(clause, "keep_range", where={"tail": "end"}.get(when.kind, when.kind), seconds=plain(when.seconds), **clip)]


_RELATIVE = frozenset({"where", "when", "that", "with", "of", "in", "who", "whenever", "which"})


def _told(clause: Clause) -> str | None:
    """What a clip or part is known by: "the part where she laughs", "the shot of the dog", "她笑的那段"."""
    found = clause.tokens
    things = [i for i, each in enumerate(found) if each.sort == "noun" and each.name in ("part", "clip")]
    if not things or clause.when("range", "head", "tail", "at"):
        return None
    if clause.quote:
        return clause.quote
    after = found[things[0] + 1 :]
    if not clause.text.chinese and after and clause.text.even[after[0].start : after[0].end].split(" ")[0] in _RELATIVE:
        rest = list(after[1:])
        while rest and (rest[0].sort in ("function", "polite")) and len(rest) > 1 and clause.text.even[rest[0].start : rest[0].end] in ("the", "a", "an", "i", "my"):
            rest = rest[1:]
        return clause.words(rest[0].start, rest[-1].end).strip() if rest and any(each.sort != "noun" or each.name not in ("video", "it") for each in rest) else None
    return None


def _about(clause: Clause) -> str | None:
    """What is meant by its contents: "the part where she laughs", "海边那段"."""
    if clause.quote:
        return clause.quote
    words = content_words(clause)
    if words is None:
        if clause.noun("part", "clip") and clause.has("look") and clause.verb("remove", "cut"):
            look = clause.first("look")
            return clause.words(look.start, look.end) if look else None
        return None
    found = [each for each in clause.tokens if each.sort == "word"]
    last = found[-1]
    tail = [
        each
        for each in clause.tokens
        if each.start >= last.end
        and each.sort in ("noun", "look", "effect", "mood")
        and each.name not in ("part", "clip", "video", "it")
    ]
    end = tail[0].end if tail and tail[0].start - last.end <= 1 else last.end
    return clause.words(found[0].start, end)


def _removed(clause: Clause, when: When, clip: Params, trimming: bool) -> list[Intent]:
    if when.kind == "head":
        if (clause.first("steer", "to") and trimming) or (clause.has("steer", "only") and not clause.verb("remove")):
            return [intent(clause, "keep_range", start=0, end=plain(when.seconds), **clip)]
        if when.share is not None:
            return [
                intent(
                    clause,
                    "cut_range",
                    where="first_half" if when.share == 0.5 else "beginning",
                    share=when.share,
                    **clip,
                )
            ]
        return [intent(clause, "trim_start", seconds=plain(when.seconds), **clip)]
    if when.kind == "tail":
        if when.share is not None:
            return [
                intent(
                    clause, "cut_range", where="second_half" if when.share == 0.5 else "end", share=when.share, **clip
                )
            ]
        return [intent(clause, "trim_end", seconds=plain(when.seconds), **clip)]
    if when.kind == "middle":
        return [intent(clause, "cut_range", where="middle", seconds=plain(when.seconds), **clip)]
    whole = when.start is not None and when.end is not None
    if trimming and whole and not clause.has("particle", "p_out", "p_off"):
        return [intent(clause, "keep_range", start=plain(when.start), end=plain(when.end), **clip)]
    if (
        trimming
        and when.start is not None
        and when.end is None
        and when.seconds is None
        and clause.edge is None
        and clause.verb("crop_or_trim")
    ):
        return [intent(clause, "keep_range", start=plain(when.start), **clip)]
    return [
        intent(clause, "cut_range", start=plain(when.start), end=plain(when.end), seconds=plain(when.seconds), **clip)
    ]


def _length_change(clause: Clause) -> list[Intent]:
    return []
