"""Picture: colour and looks, effects, geometry, what lies over the picture, fades and transitions."""

from __future__ import annotations

import re

from rushes.language.clauses.clause import Clause
from rushes.language.reading import Intent, Params
from rushes.language.rules.background import keying
from rushes.language.rules.colour import colours, effects
from rushes.language.rules.free_words import flawed
from rushes.language.rules.layers import laid_fading, layers
from rushes.language.rules.scope import amount, clip_of, first_of, intent, range_of, where_of
from rushes.language.rules.shape import crop, points_of, shape
from rushes.language.rules.transitions import fades, transitions


def picture(clause: Clause) -> list[Intent]:
    return first_of(
        clause,
        _clearing,
        keying,
        laid_fading,
        fades,
        transitions,
        _steady,
        shape,
        _turn,
        layers,
        _zoom,
        _blur,
        crop,
        colours,
        effects,
    )


_TAKEN_OFF = (
    "zoom", "blur", "stabilize", "crossfade", "fade", "fade_in", "fade_out", "fade_both", "slow_motion", "crop", "rotate", "flip", "freeze", "reverse",
)  # fmt: skip
_TAKEN_OFF_THINGS = ("transition", "grade", "colour", "lut", "letterbox", "aspect")


def _clearing(clause: Clause) -> list[Intent]:
    """ "Remove the transition", "clear all effects", "reset clip 3"."""
    gone = clause.verb("undo", "remove") or (
        clause.has("negation", "no")
        and not clause.verbs
        and clause.noun("transition", "effect")
        and not clause.text.chinese
    )
    laid = clause.first("noun", "sticker", "progress_bar", "pip", "split_screen")
    if gone and laid and clause.text.chinese and not clause.noun("clip", "part"):
        return [_without(clause, clause.words(laid.start, laid.end))]
    cropped = any(
        clause.text.even[each.start : each.end].startswith("裁") for each in clause.of("verb") if each.name == "remove"
    )
    if clause.verb("remove", "cut") and flawed(clause):
        return []
    if clause.first("dur") and clause.edge:
        return []
    whole = clause.noun("effect") or (
        (clause.noun(*_TAKEN_OFF_THINGS) or clause.has("effect") or clause.verb(*_TAKEN_OFF))
        and not clause.noun("part")
    )
    shaking = clause.first("effect", "shake", "camera shake", "screen shake", "镜头晃动")
    shaken = next((each for each in clause.of("verb") if each.name == "stabilize"), None)
    written = clause.text.even[shaken.start : shaken.end] if shaken else ""
    unsteady = "抖" in written or "晃" in written if clause.text.chinese else shaken and "stabili" not in written
    unsteady = unsteady and not (clause.text.chinese and "防抖" in written)
    if gone and (shaking or unsteady) and not clause.noun("effect"):
        return [intent(clause, "stabilize", **clip_of(clause))]
    if gone and whole and not cropped:
        named = clause.first("effect") or clause.first("noun", *_TAKEN_OFF_THINGS) or clause.first("verb", *_TAKEN_OFF)
        if clause.verb("crop_bars") and (not named or named.name == "crop"):
            return []
        kind = next((each for each in ("滤镜", "filter") if each in clause.text.even[clause.start : clause.end]), None)
        which = kind if kind and not named else "all"
        if named and named.sort == "verb" and clause.text.chinese:
            which = clause.words(named.start, named.end)
        elif named:
            which = clause.words(named.start, named.end).lower() if named.sort == "effect" else str(named.name)
        look = clause.first("look")
        if which == "all" and look:
            which = str(look.name)
        between = clause.which("between")
        return [_without(clause, which, between=between.one if between and between.clips else None)]
    known = clause.first("look", "vintage", "bw", "cinematic", "sepia", "moody", "cyberpunk", "teal_orange")
    if clause.verb("remove") and known and not clause.noun("part", "clip", "video_noise"):
        return [_without(clause, str(known.name))]
    reset = any(each.sort == "word" and each.name in ("reset", "重置") for each in clause.tokens)
    if reset and clause.noun("grade", "colour", "brightness", "contrast", "saturation", "temperature"):
        return [_without(clause, "colour")]
    if reset and (clause.which() or clause.noun("clip", "effect", "selection")):
        return [_without(clause, "all")]
    return []


def _without(clause: Clause, which: str, **more: object) -> Intent:
    return intent(clause, "remove_effect", which=which, **more, **clip_of(clause))


def _steady(clause: Clause) -> list[Intent]:
    if clause.verb("remove", "cut") and flawed(clause):
        return []
    if clause.verb("remove", "cut", "trim") and clause.noun("part", "clip") and clause.edge and clause.of("dur", "when"):
        return []  # "get rid of the shaky bit at the start, like 2 seconds"
    if (clause.verb("stabilize") and not clause.verb("add")) or (clause.verb("stabilize") and not clause.has("effect")):
        return [intent(clause, "stabilize", where_of(clause))]
    if clause.verb("sharpen") and not clause.verb("upscale") and not clause.has("res"):
        quality = clause.noun("resolution", "quality")
        return (
            [intent(clause, "sharpen", amount=_strength(clause), **clip_of(clause))]
            if not quality or clause.verb("sharpen")
            else []
        )
    lifted = clause.text.chinese and clause.has("res") and clause.noun("quality") and clause.verb("move", "up", "put")
    if clause.verb("upscale", "sharpen") or lifted:
        return [intent(clause, "upscale", target=clause.value("res"))]
    return []


def _strength(clause: Clause) -> object:
    share = clause.value("pct")
    told = clause.text.chinese and any(word in clause.said for word in ("强度", "力度", "程度", "数值", "设"))
    return amount(clause.value("num")) if share is None and told else share


def _turn(clause: Clause) -> list[Intent]:
    if clause.verb("flip") and not clause.noun("split_screen") and not clause.noun("order"):
        vertical = clause.has("particle", "p_v") or clause.noun("vertical")
        axis = "vertical" if vertical else "horizontal"
        return [intent(clause, "flip", {"axis": axis, **_place(clause)})]
    if (
        clause.has("particle", "p_v")
        and (not clause.verbs or clause.verb("make", "change", "rotate", "put", "improve", "process"))
        and "upside" in clause.said
    ):
        return [intent(clause, "rotate", {"deg": 180, **_place(clause)})]
    turning = (
        clause.position in ("left", "right")
        and clause.verb("change")
        and not clause.nouns - {"it", "video", "clip"}
        and "turn" in clause.text.even[clause.start : clause.end]
    )
    laid_over = clause.text.chinese and clause.noun("watermark", "sticker", "title", "text", "captions", "pip")
    if (
        (clause.verb("rotate") and not (laid_over and not clause.noun("video")))
        or turning
        or (clause.has("particle", "p_cw", "p_ccw") and clause.verb("change", "make", "put"))
    ):
        deg = clause.value("deg")
        turned = clause.which()
        if deg is None and turned and turned.clips in ((90,), (180,), (270,), (45,)):
            deg = float(turned.clips[0])
            return [intent(clause, "rotate", deg=amount(deg))]
        if deg is None:
            deg = clause.value("num")
        if deg is None:
            deg = (
                180.0
                if clause.has("particle", "p_v")
                else 90.0
                if clause.has("particle", "p_cw", "p_ccw")
                or clause.position in ("left", "right")
                or (clause.edge is None and ("横过来" in clause.said or "sideways" in clause.text.even))
                else None
            )
        if isinstance(deg, float):
            if clause.has("particle", "p_ccw", "p_left") or clause.position == "left":
                deg = -deg
            deg = amount(deg)
        return [intent(clause, "rotate", {"deg": deg, **_place(clause)})]
    return []


def _place(clause: Clause) -> Params:
    """Which clips, and which stretch where one with both ends or from an end on is named."""
    told = clause.when("range", "head", "tail", "middle") or clause.edge in ("first_half", "second_half", "middle")
    return {**clip_of(clause), **(range_of(clause, False) if told and not clause.text.chinese else {})}


def _zoom(clause: Clause) -> list[Intent]:
    if clause.file and clause.verb("insert"):
        return []
    if clause.verb("pan") and not clause.verb("zoom"):
        toward = _TOWARD.search(clause.text.even, clause.start, clause.end)
        heading = (
            {"左": "left", "右": "right", "上": "up", "下": "down"}.get(
                toward[1] or toward[2] or toward[3], toward[1] or toward[2] or toward[3]
            )
            if toward
            else clause.position
        )
        return [intent(clause, "pan", dir=heading, **clip_of(clause))]
    enlarged = any(
        clause.text.even[each.start : each.end].startswith("放大")
        for each in clause.of("verb")
        if each.name == "up"
        or (each.name == "scale_text" and not clause.nouns - {"video", "clip", "it", "part", "subject"})
    )
    if (
        not clause.verb("zoom")
        and not _scaled_by(clause)
        and not ((enlarged or _shrunk(clause)) and not clause.noun("volume", "audio", "music"))
    ):
        return []
    out = (
        _shrunk(clause)
        or (_scaled_by(clause) and clause.lowered)
        or clause.has("particle", "p_out")
        or any(word in clause.said for word in ("zoom out", "拉远", "zoom-out", "pull out", "zooming out"))
    )
    into = not out and (
        clause.has("particle", "p_in")
        or bool(_INWARDS.search(clause.text.even, clause.start, clause.end))
        or any(
            word in clause.said
            for word in ("推", "拉近", "放大", "punch", "zoom in", "push in", "close up", "特写", "zooming in")
        )
    )
    kind = "out" if out else "in" if into else None
    shares = [each.value for each in clause.of("factor", "pct")]
    bare = clause.first("num")
    if not shares and bare and "." in clause.words(bare.start, bare.end):
        numbers = [each.value for each in clause.of("num") if "." in clause.words(each.start, each.end)]
        shares = numbers if clause.has("steer", "to") else [bare.value]
    factor = (shares[-1] if clause.has("steer", "to") else shares[0]) if shares else None
    if _scaled_by(clause):
        step = abs(float(factor))  # type: ignore[arg-type]
        factor = amount(1 - step if clause.lowered else 1 + step) if clause.has("steer", "by") else factor
    where = where_of(clause)
    region = None
    subject = clause.first("noun", "region", "subject", "background")
    if subject:
        region = clause.words(subject.start, subject.end).lower()
    else:
        words = [each for each in clause.tokens if each.sort == "word"]
        region = clause.words(words[0].start, words[-1].end) if words else clause.position
    if "clip" not in where and clause.noun("image") and _EVERY.search(clause.text.even, clause.start, clause.end):
        where["clip"] = "all"
    start = where.pop("start", None)
    return [intent(clause, "zoom", {"kind": kind, "factor": factor, "start": start, "region": region, **where})]


_EVERY = re.compile(r"\b(?:every|each|all)\b")
_INWARDS = re.compile(r"(?:punch|zoom|push|dolly|move)(?:ing)?[- ]in\b")
_TOWARD = re.compile(r"(?:\bto (?:the )?)?\b(left|right|up|down)\b(?! to)|([左右上下])(?=移)|[往向到至朝]([左右上下])")


def _scaled_by(clause: Clause) -> bool:
    """ "Scale clip 1 up by 20%": the picture in its frame, not the size of the file."""
    return bool(
        clause.verb("resize")
        and "scal" in clause.text.even[clause.start : clause.end]
        and clause.of("pct", "factor")
        and clause.noun("video", "clip", "it", "image") | bool(clause.which())
        and not clause.of("res", "pixels")
        and not clause.noun("text", "title", "captions", "watermark", "resolution")
    )


def _shrunk(clause: Clause) -> bool:
    return clause.noun("video") and any(
        clause.text.even[each.start : each.end].startswith("缩小")
        for each in clause.of("verb")
        if each.name in ("down", "shrink_text")
    )


_AMID = re.compile(
    r"\bblur(?: out)? (?:the |all |those |my )*((?!background)[a-z']+(?: [a-z']+)? in (?:the )?background)\b"
)


def _blur(clause: Clause) -> list[Intent]:
    if clause.has("ratio") and clause.noun("aspect"):
        return []
    hiding = clause.noun("region") and any(
        clause.text.even[each.start : each.end] in ("hide", "cover", "遮", "隐藏", "挡住") for each in clause.of("verb")
    )
    if not (clause.verb("blur") or hiding) or clause.verb("sharpen"):
        return []
    if clause.verb("remove") and not clause.noun("region"):
        return []
    region = clause.first("noun", "region", "background", "subject", "watermark", "captions", "text", "music")
    named = clause.words(region.start, region.end).lower() if region else None
    if not named:
        words = [each for each in clause.tokens if each.sort == "word"]
        named = clause.words(words[0].start, words[-1].end) if words else clause.position
    amid = _AMID.search(clause.text.even, clause.start, clause.end)
    if amid:
        named = clause.words(*amid.span(1))
    where = where_of(clause)
    if named and clause.text.even[clause.start : clause.end].count("clip") and "clip" in where:
        named = None if named.lower() == "clip" else named
    if named is None and where.get("where") and "seconds" not in where:
        where.pop("where")
    points = points_of(clause)
    if points:
        named = None if named and "=" in named else named
    return [intent(clause, "blur", {"region": named, **points, **where})]
