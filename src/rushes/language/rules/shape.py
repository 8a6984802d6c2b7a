"""The shape of the picture: its ratio, what it follows, and what is cropped away."""

from __future__ import annotations

import re

from rushes.language.clauses.clause import Clause
from rushes.language.reading import Intent, Params
from rushes.language.rules.free_words import content_words
from rushes.language.rules.scope import clip_of, intent, length_of, plain, range_of
from rushes.language.words.times import When

_BLURRED = re.compile(r"blur|虚化|模糊")
RATIOS = {"vertical": "9:16", "landscape": "16:9", "square": "1:1", "ultrawide": "2.39:1"}
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


def shape(clause: Clause) -> list[Intent]:
    """Another ratio, or something followed: "make it vertical", "keep the dog in frame"."""
    if clause.noun("letterbox") and clause.verb("remove", "crop", "cut", "trim"):
        return [intent(clause, "crop", region="black bars")]
    if clause.verb("pan") and not clause.has("ratio"):
        return []
    if clause.noun("letterbox") and clause.has("ratio"):
        return [intent(clause, "aspect", ratio=_ratio(clause), mode="letterbox")]
    if clause.noun("split_screen") and clause.file:
        return []
    if clause.noun("letterbox"):
        return [intent(clause, "visual_effect", name="letterbox")]
    fill = clause.first("verb", "fill")
    laid_over = clause.noun("watermark", "image", "title", "text", "sticker", "pip", "captions")
    if fill and not laid_over and not clause.of("ratio") and not clause.nouns & set(RATIOS):
        said = clause.text.even[fill.start : fill.end]
        mode = (
            "stretch" if "stretch" in said or "拉伸" in said else "pad" if "fit" in said or "适应" in said else "crop"
        )
        return [intent(clause, "aspect", mode=mode)]
    followed = clause.verb("follow") and not clause.noun("music", "audio", "beat", "order")
    if followed and not clause.noun("reframe") and (clause.of("word") or clause.noun("subject", "region", "voice")):
        what = content_words(clause) or clause.words(*_span(clause, "subject", "region", "voice"))
        what = _IN_FRAME.sub("", what)
        shape = _ratio(clause)
        made = [intent(clause, "reframe_subject", what=what)]
        return [intent(clause, "aspect", ratio=shape), *made] if shape else made
    if clause.noun("reframe") and not (clause.text.chinese and clause.verb("blur")):
        found = [
            intent(
                clause,
                "reframe_subject",
                what=content_words(clause)
                or _subject_named(clause)
                or ("face" if "face" in clause.said or "脸" in clause.said else None),
            )
        ]
        shape = _ratio(clause)
        return [intent(clause, "aspect", ratio=shape), *found] if shape else found
    if clause.noun("subject") and clause.verb("keep") and clause.has("position", "center"):
        return [intent(clause, "reframe_subject", what="subject")]
    ratio = _ratio(clause)
    pixels = clause.value("pixels")
    if (
        ratio is None
        and isinstance(pixels, tuple)
        and pixels[0] == pixels[1]
        and not points_of(clause)
        and not _cropped_to(clause)
    ):
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
            word in clause.said
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
    target = clause.when("to", "max") if clause.text.chinese else None
    if (
        target
        and clause.verb("make", "trim", "cut", "change", "process", "compress")
        and not clause.of("file", "quote")
    ):
        return [intent(clause, "set_duration", seconds=plain(target.seconds), max=_most(target)), shape]
    asked_for = clause.verb("make", "change", "cut", "trim") or (
        clause.verbs == {"add"} and (not clause.text.chinese or _MADE.search(clause.said))
    )
    if clause.first("dur") and asked_for and clause.noun("video", "clip", "shorts"):
        return [*_so_long(clause), shape]
    alone = not clause.nouns - _SHAPES and clause.verbs <= {"make", "change", "add", "export", "cut"}
    if clause.first("dur") and alone and not clause.text.chinese and not clause.of("which", "when", "file", "quote"):
        return [shape, *_so_long(clause)]
    lasting = clause.when("for")
    if lasting and " long" in clause.text.even[clause.start : clause.end] and not clause.nouns - _SHAPES:
        return [shape, intent(clause, "set_duration", seconds=plain(lasting.seconds))]
    return [shape]


_MADE = re.compile("(?:做|来|弄|搞|整|要|出|剪)(?:一?[个条段支部]|成)")
_SHAPES = frozenset({"it", "vertical", "landscape", "square", "aspect", "one", "everything"})
""" "Make it vertical, about 15 seconds": nothing else in it a length could be of."""


def _most(when: When) -> object:
    return plain(when.seconds) if when.kind == "max" else None


_IN_FRAME = re.compile(
    r" (?:always |fully )?(?:in (?:the )?(?:frame|shot|view|picture|cent(?:er|re)|middle)|cent(?:er|re)d|on screen)$"
)
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
    if clause.verb("flip") or clause.noun("split_screen"):
        return None
    named = [each for each in clause.of("noun") if each.name in RATIOS]
    if clause.text.chinese:
        named.reverse()  # "竖屏素材转横屏": what it becomes is said last
    return RATIOS[str(named[0].name)] if named else None


def _cropped_to(clause: Clause) -> bool:
    """Whether a size is what is to be cut out of the picture: "裁剪为 800x800"."""
    return clause.text.chinese and bool(clause.verb("crop", "crop_or_trim"))


_POINT = re.compile(
    r"\b(x[12]?|y[12]?|w|h|width|height) ?[=:]? ?(\d{1,5})(?![\d%])|(?P<side>[宽高])度? ?(?:为|是|[=:])? ?(?P<long>\d{2,5})|[(（](\d{1,5}) ?[,，] ?(\d{1,5})[)）]|\b(\d{1,5}),(\d{1,5})\b"
)
_KEYS = {"w": "width", "h": "height", "x1": "x", "y1": "y", "宽": "width", "高": "height"}


def points_of(clause: Clause) -> Params:
    """A place on the picture in pixels: "x=640 y=120", "起点 (100, 60)"; two points are its corners."""
    params: Params = {}
    for found in _POINT.finditer(clause.text.even, clause.start):
        key, side = found[1], found["side"]
        if key or side:
            params[_KEYS.get(key or side, key or side)] = int(found[2] or found["long"])
            continue
        x, y = int(found[5] or found[7]), int(found[6] or found[8])
        params |= {"x2": x, "y2": y} if "x" in params else {"x": x, "y": y}
    return params


_HALF_KEPT = re.compile(
    r"(?:画面|屏幕|镜头)?(?:的)?([左右上下](?:半边|半部分|半|侧|边半部))(?=的?画面|\s*(?:[,，.。]|\Z|就|吧))|\b((?:left|right|top|bottom|upper|lower)(?: half| third| side| part)?) of (?:the )?(?:frame|picture|screen|image)\b"
)
_AREA = re.compile("区域|坐标|画面|范围|裁")
_THERE_IS = re.compile("(?:有(?:个|一|人|只|条|些|东西|根|块|片)|[印写标]着|露出|拍到|入镜|穿帮).*裁")
"""Something at the edge of the picture that is to be cut away with it: "左边有个路人，裁掉"."""


def crop(clause: Clause) -> list[Intent]:
    """A part of the picture cut away: "crop the bottom 10%"."""
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
    half = _HALF_KEPT.search(clause.text.even, clause.start, clause.end)
    if half and (clause.verb("keep") or clause.has("steer", "only")) and not clause.of("when", "dur"):
        return [intent(clause, "crop", region=half.group(1) or half.group(2))]
    there = (
        clause.text.chinese
        and clause.position
        and clause.verb("remove", "cut", "trim", "crop", "crop_or_trim", "keep")
        and _THERE_IS.search(clause.text.even, clause.start, clause.end)
        and not clause.of("when", "dur", "file", "quote")
    )
    if there:
        place = clause.first("position")
        corner = place and "_" in str(place.name)
        return [intent(clause, "crop", region=clause.words(place.start, place.end) if corner else clause.position)]
    framed = (
        clause.text.chinese
        and (clause.of("pixels") or points_of(clause))
        and clause.verb("keep", "cut", "trim", "crop_or_trim")
        and _AREA.search(clause.text.even, clause.start, clause.end)
    )
    much = clause.of("pct", "px")
    trimmed = clause.verb("remove", "cut") and sided and not clause.of("when", "dur", "file", "quote", *(() if much else ("which",)))
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
    params |= points_of(clause)
    region = clause.position or content_words(clause) or (clause.noun("watermark") and "watermark") or None
    if "x2" in params or (any(key in params for key in ("x", "y", "width")) and not clause.position):
        region = None
    share = clause.value("pct") or clause.value("px")
    if clause.position == "bottom" and isinstance(share, float):
        params["bottom"] = share
    elif clause.position in ("left", "right", "top") and isinstance(share, float):
        params["amount"] = share
    when = {key: value for key, value in range_of(clause).items() if key in ("start", "end")} if clause.when("range") else {}
    return [intent(clause, "crop", {**params, **when}, region=region, **clip_of(clause))]
