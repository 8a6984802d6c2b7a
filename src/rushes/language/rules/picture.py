"""Picture: colour and looks, effects, geometry, what lies over the picture, fades and transitions."""

from __future__ import annotations

import re
from dataclasses import replace

from rushes.language.clauses.clause import Clause
from rushes.language.reading import Intent, Params
from rushes.language.rules.colour import colours, effects
from rushes.language.rules.layers import layers
from rushes.language.rules.scope import (
    amount,
    clip_of,
    content_words,
    fade_length,
    first_of,
    flawed,
    intent,
    length_of,
    plain,
    where_of,
)
from rushes.language.words.lexicon import Token
from rushes.language.words.times import Which


def picture(clause: Clause) -> list[Intent]:
    return first_of(
        clause,
        _clearing,
        _keying,
        _fades,
        _transitions,
        _steady,
        _shape,
        _turn,
        layers,
        _zoom,
        _blur,
        _crop,
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
    unsteady = shaken and not clause.text.chinese and "stabili" not in clause.text.even[shaken.start : shaken.end]
    if gone and (shaking or unsteady) and not clause.noun("effect"):
        return [intent(clause, "stabilize", **clip_of(clause))]
    if gone and whole and not cropped:
        named = clause.first("effect") or clause.first("noun", *_TAKEN_OFF_THINGS) or clause.first("verb", *_TAKEN_OFF)
        if clause.verb("crop_bars") and not named:
            return []
        which = "all"
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


def _keying(clause: Clause) -> list[Intent]:
    if clause.verb("chroma") and clause.verb("replace", "change", "swap") and (new := _new_background(clause)):
        return [intent(clause, "background_replace", what=new)]
    if clause.verb("chroma") and clause.file and clause.verb("replace", "change", "put", "swap"):
        return [intent(clause, "background_replace", what=clause.file)]
    if clause.verb("chroma"):
        return [intent(clause, "background_remove")]
    inside = clause.text.even[clause.start : clause.end]
    cut_out = any(
        clause.text.even[each.start] in "抠扣"
        for each in clause.of("verb")
        if each.name in ("extract", "remove", "keep")
    )
    if cut_out and not clause.noun("audio", "voice", "music", "watermark", "captions", "text"):
        return [intent(clause, "background_remove", **clip_of(clause))]
    if (
        "in the background" in inside
        and (clause.of("word") or clause.noun("subject", "region"))
        and clause.verb("remove")
    ):
        return []
    placed = _IN_FRONT_OF.search(inside)
    if (
        placed
        and clause.verb("put", "add", "insert", "make", "show")
        and not clause.of("which")
        and clause.noun("subject", "it", "region", "video") | bool(clause.of("word"))
    ):
        return [intent(clause, "background_replace", what=placed.group(1))]
    placed_in = _PUT_ME.search(inside)
    if placed_in and not clause.of("which", "file", "when"):
        return [intent(clause, "background_replace", what=placed_in.group(1).strip())]
    plain = clause.colour and not clause.noun("text", "title", "captions") and clause.verb("put", "add")
    if plain and _BEHIND.search(inside):
        return [intent(clause, "background_replace", what=clause.colour)]
    behind = clause.file and ("behind" in inside or "背后" in inside) and clause.verb("put", "add", "insert")
    if behind:
        return [intent(clause, "background_replace", what=clause.file)]
    if not clause.noun("background") or clause.noun("music", "noise", "audio"):
        return []
    if _APART.search(inside) and clause.verb("keep", "extract", "split", "remove", "cut"):
        return [intent(clause, "background_remove", **clip_of(clause))]
    if clause.verb("blur") and (clause.has("ratio") or clause.nouns & set(_RATIOS)):
        return []
    if clause.verb("blur") and not clause.verb("add"):
        return [intent(clause, "blur", region="background", **clip_of(clause))]
    if clause.verb("blur"):
        return [intent(clause, "blur", region="background")]
    if clause.verb("replace", "swap") or (clause.verb("change") and not clause.noun("captions", "title", "text")):
        return [intent(clause, "background_replace", what=_new_background(clause))]
    if clause.verb("remove", "extract", "crop") or any(
        each.name in ("抠掉", "抠", "抠图") for each in clause.of("word")
    ):
        return [intent(clause, "background_remove", **clip_of(clause))]
    return []


_BEHIND = re.compile(r"\bbehind (?:me|him|her|us|them|the|my|his|our|their)\b")
_A_SOUND = re.compile(r" (?:sound|noise|sfx)\b")
_PUT_ME = re.compile(
    r"\b(?:put|place|drop) (?:me|us|him|her) (?:on|in|at|into|inside) (?:an? |the |some )(?!(?:top|bottom|left|right|middle|cent|corner|first|second|last|video|clip|frame|front|title|end|start|upper|lower|small|circle|box|picture|background|foreground))((?:[a-z]+ ?){1,4})"
)
_APART = re.compile(
    r"\b(?:isolate|separate|cut|lift|extract|take|pull) [a-z' ]{2,25} (?:out )?(?:from|off|out of) (?:the |my |his |her |its )?(?:background|backdrop|bg)\b"
)
_BLURRED = re.compile(r"blur|虚化|模糊")
_IN_FRONT_OF = re.compile(r"in front of (?:an? |some |the )((?:[a-z]+ ?){1,4})")


def _new_background(clause: Clause) -> object:
    if clause.file or clause.colour:
        return clause.file or clause.colour
    after = clause.first("steer", "with", "to", "for") or clause.first("verb", "change", "replace")
    rest = [
        each
        for each in clause.tokens
        if after
        and each.start >= after.end
        and each.sort in ("word", "look", "effect", "noun", "mood")
        and each.name != "background"
    ]
    return clause.words(rest[0].start, rest[-1].end) if rest else content_words(clause)


_FROM_BLACK = re.compile("[从由]全?黑")


def _fades(clause: Clause) -> list[Intent]:
    into, out = clause.verb("fade_in", "fade_both"), clause.verb("fade_out", "fade_both")
    if into and clause.has("particle", "p_out"):
        out = True
    if clause.verb("both_ends") and clause.verb("fade", "fade_in", "fade_out"):
        into = out = True
    if clause.verb("fade") and clause.has("particle", "p_in"):
        into = True
    if clause.verb("fade") and clause.has("particle", "p_out"):
        out = True
    if clause.has("transition") and not into and not out:
        return []
    if (clause.noun("transition") and not _FROM_BLACK.search(clause.text.even, clause.start, clause.end)) or _between(
        clause
    ):
        return []
    if clause.noun("captions", "title", "text") and not into and not out:
        return []
    if clause.verb("fade") and not into and not out:
        if clause.edge == "start" or clause.noun("intro") or clause.when("head"):
            into = True
        elif clause.edge == "end" or clause.noun("outro") or clause.when("tail"):
            out = True
        elif clause.which() and clause.verb("add") and not _to_all(clause):
            into = True
        else:
            return []
    if not into and not out:
        return []
    scope = clip_of(clause)
    at = clause.when("at")
    params: Params = {
        "duration": fade_length(clause, "head", "tail", "to"),
        "color": "white" if _WHITE.search(clause.text.even, clause.start, clause.end) else None,
    }
    if at:
        params["start"] = plain(at.start)
    found = []
    if into:
        found.append(intent(clause, "fade_in", {**params, **scope}))
    if out:
        found.append(intent(clause, "fade_out", {**params, **scope}))
    return _own_colours(clause, found) if len(found) == 2 else found


_WHITE = re.compile(r"\bwhite\b|白")


_NAMED_COLOUR = re.compile(r"white|black|白|黑")


def _own_colours(clause: Clause, found: list[Intent]) -> list[Intent]:
    """A fade in and a fade out said at once, each with the colour named for it: "in from white and out to black"."""
    colours = [
        {"白": "white", "黑": "black"}.get(each.group(), each.group())
        for each in _NAMED_COLOUR.finditer(clause.text.even, clause.start, clause.end)
    ]
    if len(colours) != 2:
        return found
    kept = []
    for each, colour in zip(found, colours, strict=True):
        params = {key: value for key, value in each.params.items() if key != "color"}
        kept.append(replace(each, params=params | ({"color": "white"} if colour == "white" else {})))
    return kept


def _between(clause: Clause) -> object:
    which = clause.which("between")
    if which:
        return which.one if which.clips else "all"
    if clause.has("steer", "between"):
        return "all"
    return None


def _to_all(clause: Clause) -> bool:
    which = clause.which()
    return bool(which and which.clips == ("all",)) or clause.noun("all", "everything")


def _pair(clause: Clause) -> list[object]:
    """The clips of "片段1到片段2的转场"."""
    found = clause.tokens
    return [
        clip
        for index, each in enumerate(found)
        if isinstance(each.value, Which)
        and ((index + 1 < len(found) and found[index + 1].name == "to") or (index and found[index - 1].name == "to"))
        for clip in each.value.clips
    ]


def _flashed(clause: Clause, named: Token) -> bool:
    return clause.text.even[named.start : named.end].startswith("闪")


def _transitions(clause: Clause) -> list[Intent]:
    kind = None
    named = clause.first("transition")
    if named:
        kind = str(named.name)
        if kind == "dip" and _flashed(clause, named):
            kind = clause.words(named.start, named.end).removesuffix("转场")
        elif kind == "dip":
            kind = "dip to white" if any(word in clause.text.even for word in ("white", "白")) else "dip to black"
    elif clause.verb("crossfade"):
        kind = "crossfade"
    elif clause.verb("fade", "fade_in", "fade_out", "fade_both"):
        kind = "fade"
    elif clause.verb("zoom") and (clause.noun("transition") or _between(clause)):
        zooming = clause.first("verb", "zoom")
        kind = (
            clause.words(zooming.start, zooming.end)
            if zooming and clause.text.chinese and clause.has("edge", "middle")
            else "zoom"
        )
        if clause.has("edge", "middle"):
            kind = "zoom"
    elif clause.verb("blur") and clause.noun("transition"):
        kind = "blur"
    elif clause.has("effect") and clause.noun("transition"):
        kind = clause.words(clause.first("effect").start, clause.first("effect").end).lower()  # type: ignore[union-attr]
    if not clause.noun("transition") and not (
        kind and (named or clause.verb("crossfade") or _between(clause) or kind == "fade")
    ):
        return []
    if clause.noun("captions", "title", "text") and not clause.noun("transition"):
        return []
    if named and not clause.noun("transition") and _A_SOUND.match(clause.text.even, named.end):
        return []
    thing = named is not None and clause.text.even[named.start : named.end] in (
        "slides",
        "slide",
        "cube",
        "cubes",
        "iris",
        "page",
        "push",
        "spin",
    )
    if thing and not clause.noun("transition") and not _between(clause) and not clause.verb("add", "crossfade"):
        return []
    if kind == "spin" and not clause.noun("transition"):
        return []
    if kind is None and clause.noun("transition"):
        word = clause.quote or content_words(clause)
        kind = word if word and len(word) < 30 else None
    at = clause.when("at")
    after = clause.which("after")
    between = _between(clause)
    which = clause.which()
    if between is None and (_to_all(clause) or (clause.noun("all") and clause.noun("clip"))):
        between = "all"
    elif between is None and which and len(which.clips) == 2:
        between = list(which.clips)
    elif between is None and clause.text.chinese and len(pair := _pair(clause)) == 2:
        between = pair
    if clause.verb("slow_down", "speed_up", "remove") and not clause.verb("add"):
        return []
    return [
        intent(
            clause,
            "transition",
            type=kind,
            duration=length_of(clause),
            between=between,
            at=plain(at.start) if at else None,
            after=after.one if after else None,
        )
    ]


def _steady(clause: Clause) -> list[Intent]:
    if clause.verb("remove", "cut") and flawed(clause):
        return []
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
    told = clause.text.chinese and any(word in clause.text.even for word in ("强度", "力度", "程度", "数值", "设"))
    return amount(clause.value("num")) if share is None and told else share


_RATIOS = {"vertical": "9:16", "landscape": "16:9", "square": "1:1", "ultrawide": "2.39:1"}
_UPRIGHT = (
    "tiktok",
    "douyin",
    "kuaishou",
    "reels",
    "shorts",
    "wechat_channels",
    "xiaohongshu",
    "instagram",
    "snapchat",
)


def _shape(clause: Clause) -> list[Intent]:
    if clause.noun("letterbox") and clause.verb("remove", "crop", "cut", "trim"):
        return [intent(clause, "crop", region="black bars")]
    if clause.verb("pan") and not clause.has("ratio"):
        return []
    if clause.noun("letterbox"):
        return [intent(clause, "visual_effect", name="letterbox")]
    fill = clause.first("verb", "fill")
    if fill and not clause.of("ratio") and not clause.nouns & set(_RATIOS):
        said = clause.text.even[fill.start : fill.end]
        mode = (
            "stretch" if "stretch" in said or "拉伸" in said else "pad" if "fit" in said or "适应" in said else "crop"
        )
        return [intent(clause, "aspect", mode=mode)]
    followed = clause.verb("follow") and not clause.noun("music", "audio", "beat", "order")
    if followed and not clause.noun("reframe") and (clause.of("word") or clause.noun("subject", "region", "voice")):
        what = content_words(clause) or clause.words(*_span(clause, "subject", "region", "voice"))
        shape = _ratio(clause)
        made = [intent(clause, "reframe_subject", what=what)]
        return [intent(clause, "aspect", ratio=shape), *made] if shape else made
    if clause.noun("reframe"):
        found = [
            intent(
                clause,
                "reframe_subject",
                what=content_words(clause)
                or _subject_named(clause)
                or ("face" if "face" in clause.text.even or "脸" in clause.text.even else None),
            )
        ]
        shape = _ratio(clause)
        return [intent(clause, "aspect", ratio=shape), *found] if shape else found
    if clause.noun("subject") and clause.verb("keep") and clause.has("position", "center"):
        return [intent(clause, "reframe_subject", what="subject")]
    ratio = _ratio(clause)
    pixels = clause.value("pixels")
    if ratio is None and isinstance(pixels, tuple) and pixels[0] == pixels[1]:
        ratio = "1:1"
    if clause.verb("rotate", "flip") and not clause.has("ratio"):
        return []
    sized = clause.has("platform") and clause.noun("size_n") and not clause.nouns & {"text", "title", "captions"}
    if ratio is None and (clause.noun("aspect") or sized):
        if clause.has("platform"):
            ratio = "9:16" if clause.first("platform").name in _UPRIGHT else "16:9"  # type: ignore[union-attr]
        elif clause.has("look") or clause.has("pixels"):
            ratio = None
    if ratio is None:
        return []
    if (clause.noun("image") and clause.noun("landscape")) or (clause.noun("aspect") and not ratio):
        return []
    mode = (
        "pad"
        if clause.noun("padding")
        or any(
            word in clause.text.even
            for word in (
                "pad",
                "blurred ",
                "blurry ",
                "blur background",
                "bars",
                "两边虚化",
                "两边模糊",
                "两侧模糊",
                "边虚化",
                "fit",
                "模糊背景",
                "背景模糊",
                "留边",
                "填充",
                "背景虚化",
            )
        )
        else "crop"
        if clause.verb("crop", "crop_or_trim")
        else None
    )
    if mode == "pad" and _BLURRED.search(clause.text.even, clause.start, clause.end):
        mode = "blur"
    shape = intent(clause, "aspect", ratio=ratio, mode=mode)
    if several := _several(clause):
        return [*several, shape]
    if clause.first("dur") and clause.verb("make", "change", "cut", "trim") and clause.noun("video", "clip", "shorts"):
        return [*_so_long(clause), shape]
    return [shape]


_SUBJECT = re.compile(r"(?:follow|track|keep|on)(?:s|ing|ed)? (?:the |my |our |his |her )?([a-z]+)")


def _subject_named(clause: Clause) -> str | None:
    """The speaker of "follow the speaker"."""
    noun = clause.first("noun", "reframe")
    said = _SUBJECT.search(clause.text.even, noun.start, noun.end) if noun else None
    return said.group(1) if said and said.group(1) not in ("subject", "me", "the") else None


def _span(clause: Clause, *nouns: str) -> tuple[int, int]:
    token = clause.first("noun", *nouns)
    return (token.start, token.end) if token else (0, 0)


def _several(clause: Clause) -> list[Intent]:
    """ "3 vertical clips of 30 seconds"."""
    every, number = clause.when("every"), clause.value("num")
    if not every or not isinstance(number, float) or not 1 < number < 50 or not clause.verb("make", "cut", "add"):
        return []
    return [intent(clause, "highlight_reel", seconds=plain(every.seconds), count=int(number))]


def _so_long(clause: Clause) -> list[Intent]:
    """The length or number that goes with a shape: "five 30-second vertical clips"."""
    which, number = clause.which(), clause.value("num")
    count = (
        which.count if which and which.count else int(number) if isinstance(number, float) and 1 < number < 50 else None
    )
    if count and count > 1:
        return [intent(clause, "highlight_reel", seconds=length_of(clause), count=count)]
    return [intent(clause, "set_duration", seconds=length_of(clause))]


def _ratio(clause: Clause) -> str | None:
    if clause.has("ratio"):
        return str(
            clause.of("ratio")[-1 if clause.has("steer", "to") or clause.verb("change", "make", "convert") else 0].value
        )
    for name, ratio in _RATIOS.items():
        if clause.noun(name) and not (clause.verb("flip") or clause.noun("split_screen")):
            return ratio
    return None


def _turn(clause: Clause) -> list[Intent]:
    if clause.verb("flip") and not clause.noun("split_screen") and not clause.noun("order"):
        vertical = clause.has("particle", "p_v") or clause.noun("vertical")
        axis = "vertical" if vertical else "horizontal"
        return [intent(clause, "flip", axis=axis, **clip_of(clause))]
    if (
        clause.has("particle", "p_v")
        and (not clause.verbs or clause.verb("make", "change", "rotate", "put", "improve", "process"))
        and "upside" in clause.text.even
    ):
        return [intent(clause, "rotate", deg=180, **clip_of(clause))]
    turning = (
        clause.position in ("left", "right")
        and clause.verb("change")
        and not clause.nouns - {"it", "video", "clip"}
        and "turn" in clause.text.even[clause.start : clause.end]
    )
    if (
        clause.verb("rotate")
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
                or (clause.edge is None and ("横过来" in clause.text.even or "sideways" in clause.text.even))
                else None
            )
        if isinstance(deg, float):
            if clause.has("particle", "p_ccw", "p_left") or clause.position == "left":
                deg = -deg
            deg = amount(deg)
        return [intent(clause, "rotate", deg=deg, **clip_of(clause))]
    return []


def _zoom(clause: Clause) -> list[Intent]:
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
        clause.text.even[each.start : each.end].startswith("放大") for each in clause.of("verb") if each.name == "up"
    )
    if not clause.verb("zoom") and not ((enlarged or _shrunk(clause)) and not clause.noun("volume", "audio", "music")):
        return []
    out = (
        _shrunk(clause)
        or clause.has("particle", "p_out")
        or any(word in clause.text.even for word in ("zoom out", "拉远", "zoom-out", "pull out", "zooming out"))
    )
    into = not out and (
        clause.has("particle", "p_in")
        or any(
            word in clause.text.even
            for word in ("推", "拉近", "放大", "punch", "zoom in", "push in", "close up", "特写", "zooming in")
        )
    )
    kind = "out" if out else "in" if into else None
    shares = [each.value for each in clause.of("factor", "pct")]
    bare = clause.first("num")
    if not shares and bare and "." in clause.words(bare.start, bare.end):
        shares = [bare.value]
    factor = (shares[-1] if clause.has("steer", "to") else shares[0]) if shares else None
    where = where_of(clause)
    region = None
    subject = clause.first("noun", "region", "subject", "background")
    if subject:
        region = clause.words(subject.start, subject.end).lower()
    else:
        words = [each for each in clause.tokens if each.sort == "word"]
        region = clause.words(words[0].start, words[-1].end) if words else clause.position
    start = where.pop("start", None)
    return [intent(clause, "zoom", {"kind": kind, "factor": factor, "start": start, "region": region, **where})]


_TOWARD = re.compile(r"(?:\bto (?:the )?)?\b(left|right|up|down)\b(?! to)|([左右上下])(?=移)|[往向到至朝]([左右上下])")


def _shrunk(clause: Clause) -> bool:
    return clause.noun("video") and any(
        clause.text.even[each.start : each.end].startswith("缩小")
        for each in clause.of("verb")
        if each.name in ("down", "shrink_text")
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
    where = where_of(clause)
    if named is None and where.get("where"):
        where.pop("where")
    points = _points_of(clause)
    if points:
        named = None if named and "=" in named else named
    return [intent(clause, "blur", {"region": named, **points, **where})]


_POINT = re.compile(r"\b([xywh]) ?[=:] ?(\d{1,5})|[(（](\d{1,5}) ?[,，] ?(\d{1,5})[)）]|\b(\d{1,5}),(\d{1,5})\b")


def _points_of(clause: Clause) -> Params:
    """A place on the picture in pixels: "x=640 y=120", "起点 (100, 60)"."""
    params: Params = {}
    for found in _POINT.finditer(clause.text.even, clause.start):
        if found[1]:
            params[{"w": "width", "h": "height"}.get(found[1], found[1])] = int(found[2])
        else:
            params |= {"x": int(found[3] or found[5]), "y": int(found[4] or found[6])}
    return params


_AREA = re.compile("区域|坐标|画面|范围|裁")
_THERE_IS = re.compile("(?:有(?:个|一|人|只|条|些|东西|根|块|片)|露出|拍到|入镜|穿帮).*裁")
"""Something at the edge of the picture that is to be cut away with it: "左边有个路人，裁掉"."""


def _crop(clause: Clause) -> list[Intent]:
    if clause.verb("crop_bars"):
        return [intent(clause, "crop", region="black bars")]
    sided = clause.position in ("left", "right", "top", "bottom") and not clause.nouns - {
        "video",
        "region",
        "subject",
        "image",
        "background",
    }
    if clause.noun("frame_edges") and clause.verb("remove", "cut", "trim", "crop") and not clause.of("when", "dur"):
        return [intent(clause, "crop", region=clause.words(*_span(clause, "frame_edges")), **clip_of(clause))]
    there = (
        clause.text.chinese
        and clause.position
        and clause.verb("remove", "cut", "trim", "crop", "crop_or_trim", "keep")
        and _THERE_IS.search(clause.text.even, clause.start, clause.end)
        and not clause.of("when", "dur", "file", "quote")
    )
    if there:
        return [intent(clause, "crop", region=clause.position)]
    framed = (
        clause.text.chinese
        and (clause.of("pixels") or _points_of(clause))
        and clause.verb("keep", "cut", "trim", "crop_or_trim")
        and _AREA.search(clause.text.even, clause.start, clause.end)
    )
    trimmed = clause.verb("remove", "cut") and sided and not clause.of("when", "dur", "file", "quote", "which")
    if (
        not trimmed
        and not framed
        and not clause.verb("crop")
        and not (
            clause.verb("crop_or_trim") and not clause.when("range", "head", "tail", "to") and not clause.first("dur")
        )
    ):
        return []
    if clause.noun("gap", "silence", "filler") or (
        clause.when("range") and not clause.position and not clause.of("pixels", "pct", "px")
    ):
        return []
    pixels = clause.value("pixels")
    params: Params = {}
    if isinstance(pixels, tuple):
        params = {"size": f"{pixels[0]}x{pixels[1]}", "width": pixels[0], "height": pixels[1]}
    params |= _points_of(clause)
    region = clause.position or content_words(clause)
    if any(key in params for key in ("x", "y")) and not clause.position:
        region = None
    share = clause.value("pct") or clause.value("px")
    if clause.position == "bottom" and isinstance(share, float):
        params["bottom"] = share
    return [intent(clause, "crop", params, region=region, **clip_of(clause))]
