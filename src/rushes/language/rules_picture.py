"""Picture: colour and looks, effects, geometry, what lies over the picture, fades and transitions."""

from __future__ import annotations

from rushes.language.clauses import Clause
from rushes.language.reading import Intent, Params
from rushes.language.scope import (
    amount,
    clip_of,
    content_words,
    except_of,
    intent,
    length_of,
    plain,
    range_of,
    shown_when,
)


def picture(clause: Clause) -> list[Intent]:
    for rule in (
        _clearing,
        _keying,
        _fades,
        _transitions,
        _steady,
        _shape,
        _turn,
        _layers,
        _zoom,
        _blur,
        _crop,
        _colour,
        _effects,
    ):
        found = rule(clause)
        if found:
            return found
    return []


def where_of(clause: Clause) -> Params:
    found = {**clip_of(clause), **range_of(clause), **except_of(clause)}
    if "where" in found and "seconds" not in found and found["where"] in ("beginning", "end") and False:
        found.pop("where")
    return found


def _clearing(clause: Clause) -> list[Intent]:
    """ "Remove the transition", "clear all effects", "reset clip 3"."""
    if (clause.verb("undo", "remove") and clause.noun("effect")) or (
        clause.verb("undo", "remove")
        and (
            clause.noun("transition", "grade", "colour", "lut", "letterbox")
            or clause.has("effect")
            or clause.verb(
                "zoom", "blur", "stabilize", "crossfade", "slow_motion", "fade", "fade_in", "fade_out", "fade_both"
            )
        )
        and not clause.noun("part")
    ):
        named = (
            clause.first("effect")
            or clause.first("noun", "transition", "grade", "colour", "lut", "letterbox")
            or next(
                (
                    each
                    for each in clause.of("verb")
                    if each.name
                    in ("zoom", "blur", "stabilize", "crossfade", "fade", "fade_in", "fade_out", "slow_motion")
                ),
                None,
            )
        )
        if clause.verb("crop_bars") and not named:
            return []
        which = (
            clause.words(named.start, named.end).lower()
            if named and named.sort == "effect"
            else str(named.name)
            if named
            else "all"
        )
        relation = clause.which("between")
        looks = clause.first("look")
        if which == "all" and looks:
            which = str(looks.name)
        return [
            intent(
                clause,
                "remove_effect",
                which=which,
                between=relation.one if relation and relation.clips else None,
                **clip_of(clause),
            )
        ]
    if (
        clause.verb("remove")
        and clause.has("look")
        and not clause.noun("part", "clip", "video_noise")
        and clause.has("look", "vintage", "bw", "cinematic", "sepia", "moody", "cyberpunk", "teal_orange")
    ):
        return [intent(clause, "remove_effect", which=str(clause.first("look").name), **clip_of(clause))]  # type: ignore[union-attr]
    reset = any(each.sort == "word" and each.name in ("reset", "重置") for each in clause.tokens)
    if reset and (clause.which() or clause.noun("clip", "effect", "grade", "colour", "selection")):
        return [intent(clause, "remove_effect", which="all", **clip_of(clause))]
    return []


def _keying(clause: Clause) -> list[Intent]:
    if clause.verb("chroma"):
        return [intent(clause, "background_remove")]
    inside = clause.text.even[clause.start : clause.end]
    if "in the background" in inside and (clause.of("word") or clause.noun("subject", "region")) and clause.verb("remove"):
        return []
    behind = clause.file and ("behind" in inside or "背后" in inside) and clause.verb("put", "add", "insert")
    if behind:
        return [intent(clause, "background_replace", what=clause.file)]
    if not clause.noun("background") or clause.noun("music", "noise", "audio"):
        return []
    if clause.verb("blur") and not clause.verb("add"):
        return [intent(clause, "blur", region="background", **clip_of(clause))]
    if clause.verb("blur"):
        return [intent(clause, "blur", region="background")]
    if clause.verb("replace") or (clause.verb("change") and not clause.noun("captions", "title", "text")):
        return [intent(clause, "background_replace", what=_new_background(clause))]
    if clause.verb("remove", "extract", "crop") or any(
        each.name in ("抠掉", "抠", "抠图") for each in clause.of("word")
    ):
        return [intent(clause, "background_remove", **clip_of(clause))]
    return []


def _new_background(clause: Clause) -> object:
    if clause.file or clause.colour:
        return clause.file or clause.colour
    after = clause.first("steer", "with", "to") or clause.first("verb", "change", "replace")
    rest = [
        each
        for each in clause.tokens
        if after
        and each.start >= after.end
        and each.sort in ("word", "look", "effect", "noun", "mood")
        and each.name != "background"
    ]
    return clause.words(rest[0].start, rest[-1].end) if rest else content_words(clause)


def _fades(clause: Clause) -> list[Intent]:
    into, out = clause.verb("fade_in", "fade_both"), clause.verb("fade_out", "fade_both")
    if into and clause.has("particle", "p_out"):
        out = True
    if clause.verb("fade") and clause.has("particle", "p_in"):
        into = True
    if clause.verb("fade") and clause.has("particle", "p_out"):
        out = True
    if clause.has("transition") and not into and not out:
        return []
    if clause.noun("transition") or _between(clause):
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
        "duration": _fade_length(clause),
        "color": clause.colour if clause.colour in ("white", "白色", "白") else None,
    }
    if at:
        params["start"] = plain(at.start)
    found = []
    if into:
        found.append(intent(clause, "fade_in", {**params, **scope}))
    if out:
        found.append(intent(clause, "fade_out", {**params, **scope}))
    return found


def _fade_length(clause: Clause) -> object:
    length = length_of(clause)
    if length is not None:
        return length
    for when in clause.whens("head", "tail", "to"):
        return plain(when.seconds)
    return None


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


def _transitions(clause: Clause) -> list[Intent]:
    kind = None
    named = clause.first("transition")
    if named:
        kind = str(named.name)
        if kind == "dip":
            kind = "dip to white" if any(word in clause.text.even for word in ("white", "白")) else "dip to black"
    elif clause.verb("crossfade"):
        kind = "crossfade"
    elif clause.verb("fade", "fade_in", "fade_out", "fade_both"):
        kind = "fade"
    elif clause.verb("zoom") and (clause.noun("transition") or _between(clause)):
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
    if (clause.verb("stabilize") and not clause.verb("add")) or (clause.verb("stabilize") and not clause.has("effect")):
        return [intent(clause, "stabilize", where_of(clause))]
    if clause.verb("sharpen") and not clause.verb("upscale"):
        quality = clause.noun("resolution", "quality")
        return (
            [intent(clause, "sharpen", amount=clause.value("pct"), **clip_of(clause))]
            if not quality or clause.verb("sharpen")
            else []
        )
    if clause.verb("upscale"):
        return [intent(clause, "upscale", target=clause.value("res"))]
    return []


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
    if clause.noun("letterbox"):
        return [intent(clause, "visual_effect", name="letterbox")]
    if clause.noun("reframe"):
        found = [
            intent(
                clause,
                "reframe_subject",
                what=content_words(clause)
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
    if ratio is None and (clause.noun("aspect") or (clause.has("platform") and clause.noun("aspect"))):
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
        if any(
            word in clause.text.even
            for word in (
                "pad",
                "blurred background",
                "blur background",
                "bars",
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
    return [intent(clause, "aspect", ratio=ratio, mode=mode)]


def _ratio(clause: Clause) -> str | None:
    if clause.has("ratio"):
        return str(clause.value("ratio"))
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
        and clause.verb("make", "change", "rotate", "put")
        and "upside" in clause.text.even
    ):
        return [intent(clause, "rotate", deg=180, **clip_of(clause))]
    if clause.verb("rotate"):
        deg = clause.value("deg")
        if deg is None:
            deg = clause.value("num")
        if deg is None:
            deg = (
                180.0
                if clause.has("particle", "p_v")
                else 90.0
                if clause.has("particle", "p_cw", "p_ccw")
                or clause.position in ("left", "right")
                or (clause.edge is None and "横过来" in clause.text.even)
                else None
            )
        if isinstance(deg, float):
            if clause.has("particle", "p_ccw", "p_left") or clause.position == "left":
                deg = -deg
            deg = amount(deg)
        return [intent(clause, "rotate", deg=deg, **clip_of(clause))]
    return []


def _layers(clause: Clause) -> list[Intent]:
    if clause.noun("progress_bar") and not clause.verb("remove"):
        return [intent(clause, "progress_bar", position=clause.position)]
    if clause.noun("split_screen"):
        files = [str(each.value) for each in clause.of("file")]
        return [intent(clause, "split_screen", files=files or None)]
    if clause.noun("pip"):
        shown = shown_when(clause)
        return [
            intent(
                clause,
                "picture_in_picture",
                position=clause.position,
                file=clause.file,
                **clip_of(clause),
                **{k: v for k, v in shown.items() if k in ("start", "end")},
            )
        ]
    if clause.noun("watermark"):
        return _watermark(clause)
    if clause.noun("sticker") and not clause.verb("remove"):
        return _sticker(clause)
    if clause.noun("slideshow"):
        when = clause.when("each", "every", "for")
        return [intent(clause, "slideshow", seconds=plain(when.seconds) if when else length_of(clause))]
    if (clause.noun("thumbnail") and not clause.verb("remove")) or _still(clause):
        return _thumbnail(clause)
    picture_file = bool(
        clause.file
        and clause.file.lower().endswith((".png", ".jpg", ".jpeg", ".webp", ".gif", ".svg", ".bmp", ".heic", ".tiff"))
    )
    if (
        (
            (clause.noun("image") and clause.verb("add", "insert", "put", "overlay", "show", "merge"))
            or (picture_file and clause.verb("add", "insert", "put", "overlay", "show"))
        )
        and not clause.noun("text", "captions", "title", "music")
        and not clause.verb("remove")
    ):
        return _image(clause, picture_file)
    if (
        clause.verb("overlay")
        and (clause.which() or clause.file)
        and not _sound_file(clause)
        and not clause.noun("broll")
    ):
        shown = shown_when(clause)
        return [
            intent(
                clause,
                "picture_in_picture",
                position=clause.position,
                file=clause.file,
                **clip_of(clause),
                **{k: v for k, v in shown.items() if k in ("start", "end")},
            )
        ]
    return []


def _sound_file(clause: Clause) -> bool:
    return bool(clause.file and clause.file.lower().endswith((".mp3", ".wav", ".m4a", ".aac", ".flac", ".ogg")))


def _watermark(clause: Clause) -> list[Intent]:
    if clause.verb("remove") or clause.has("negation", "no"):
        return [intent(clause, "remove_text", which="watermark", position=clause.position)]
    if clause.verb("blur"):
        return [intent(clause, "blur", region="watermark")]
    size = (
        "bigger"
        if clause.verb("scale_text", "up")
        else "smaller"
        if clause.verb("shrink_text", "down")
        else clause.value("pct") or clause.value("px")
    )
    shown = shown_when(clause)
    return [
        intent(
            clause,
            "watermark",
            position=clause.position,
            file=clause.file,
            text=clause.quote,
            size=size,
            **{k: v for k, v in shown.items() if k in ("start", "end", "duration")},
        )
    ]


def _sticker(clause: Clause) -> list[Intent]:
    found = clause.first("noun", "sticker")
    assert found
    name = (
        clause.quote
        or content_words(clause)
        or (
            clause.words(found.start, found.end)
            if clause.words(found.start, found.end) not in ("sticker", "emoji", "贴纸", "表情")
            else None
        )
    )
    shown = shown_when(clause)
    return [
        intent(
            clause,
            "sticker",
            name=name,
            position=clause.position,
            start=shown.get("start"),
            end=shown.get("end"),
            duration=shown.get("duration"),
        )
    ]


def _still(clause: Clause) -> bool:
    """"Save the current frame as an image"."""
    at = clause.when("at")
    frame = clause.noun("frame") or (at is not None and at.start == "playhead") or (clause.noun("playhead") and clause.noun("image"))
    caught = clause.text.chinese and clause.noun("image") and clause.verb("keep", "extract", "cut") and not clause.verb("insert", "add")
    return bool(caught) or bool(frame and clause.noun("image") and clause.verb("save", "export", "extract", "convert", "make", "show"))


def _thumbnail(clause: Clause) -> list[Intent]:
    at = clause.when("at")
    every = clause.when("every")
    place: object = plain(at.start) if at else "playhead" if clause.noun("playhead") else clause.edge
    if place is None and clause.when("for"):
        place = None
    length = clause.first("dur")
    if place is None and length and not every:
        place = plain(length.value.seconds)  # type: ignore[attr-defined]
    return [intent(clause, "thumbnail", at=place, every=plain(every.seconds) if every else None, text=clause.quote)]


def _image(clause: Clause, picture_file: bool) -> list[Intent]:
    shown = shown_when(clause)
    position = clause.position
    params: Params = {
        "file": clause.file,
        "position": position,
        "at": shown.pop("start", None) if not shown.get("end") else None,
        **shown,
    }
    if clause.edge in ("start", "end") and not position:
        params["at"] = clause.edge
        params.pop("position", None)
    what = content_words(clause) if not clause.file else None
    after = clause.which("after")
    if after:
        params["after"] = after.one
    if picture_file and position and "logo" in str(clause.file).lower():
        params.pop("at", None)
        return [intent(clause, "watermark", {**params, "start": shown.get("start")})]
    return [intent(clause, "image_insert", params, what=what)]


def _zoom(clause: Clause) -> list[Intent]:
    if clause.verb("pan") and not clause.verb("zoom"):
        return [intent(clause, "pan", dir=clause.position, **clip_of(clause))]
    enlarged = any(clause.text.even[each.start : each.end].startswith("放大") for each in clause.of("verb") if each.name == "up")
    if not clause.verb("zoom") and not (enlarged and not clause.noun("volume", "audio", "music")):
        return []
    out = clause.has("particle", "p_out") or any(
        word in clause.text.even for word in ("zoom out", "拉远", "zoom-out", "pull out", "zooming out")
    )
    into = not out and (
        clause.has("particle", "p_in")
        or any(
            word in clause.text.even
            for word in ("推", "拉近", "放大", "punch", "zoom in", "push in", "close up", "特写", "zooming in")
        )
    )
    kind = "out" if out else "in" if into else None
    factor = clause.value("factor") or clause.value("pct")
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


def _blur(clause: Clause) -> list[Intent]:
    if not clause.verb("blur") or clause.verb("sharpen"):
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
    return [intent(clause, "blur", region=named, **where)]


def _crop(clause: Clause) -> list[Intent]:
    if clause.verb("crop_bars"):
        return [intent(clause, "crop", region="black bars")]
    if not clause.verb("crop") and not (
        clause.verb("crop_or_trim") and not clause.when("range", "head", "tail", "to") and not clause.first("dur")
    ):
        return []
    if clause.noun("gap", "silence", "filler"):
        return []
    pixels = clause.value("pixels")
    params: Params = {}
    if isinstance(pixels, tuple):
        params = {"size": f"{pixels[0]}x{pixels[1]}", "width": pixels[0], "height": pixels[1]}
    region = clause.position or content_words(clause)
    share = clause.value("pct") or clause.value("px")
    if clause.position == "bottom" and isinstance(share, float):
        params["bottom"] = share
    return [intent(clause, "crop", params, region=region, **clip_of(clause))]


_NOUN_LOOKS = {
    "brightness": ("brighter", "darker"),
    "contrast": ("contrast_up", "contrast_down"),
    "saturation": ("saturation_up", "saturation_down"),
    "temperature": ("warmer", "cooler"),
}


def _colour(clause: Clause) -> list[Intent]:
    if clause.noun("captions", "title", "text", "music", "lower_third", "voiceover") or (
        clause.noun("audio") and not clause.noun("video", "colour")
    ):
        return []
    where = where_of(clause)
    share = clause.value("pct")
    quantity = share if share is not None else None
    if quantity is None and clause.has("num") and clause.nouns & set(_NOUN_LOOKS):
        quantity = amount(clause.value("num"))
    looks = list(dict.fromkeys(str(each.name) for each in clause.of("look")))
    if clause.noun("highlight") and (clause.lowered or clause.raised) and not clause.verb("make"):
        looks = [*looks, "darker" if clause.lowered else "brighter"]
    if clause.noun("lut"):
        return [intent(clause, "color", {"look": "lut", "amount": quantity, "file": clause.file, **where})]
    if clause.file and clause.file.lower().endswith(".cube"):
        return [intent(clause, "color", {"look": "lut", "file": clause.file, "amount": quantity, **where})]
    if "clean" in looks and len(looks) > 1:
        looks.remove("clean")
    found = []
    down = (
        clause.verb("down", "shrink_text")
        or clause.has("particle", "p_down")
        or clause.has("negation", "not")
        or clause.has("degree", "min")
    )
    up = (
        clause.verb("up", "scale_text", "add", "sharpen")
        or clause.has("particle", "p_up")
        or clause.has("degree", "max")
    )
    for noun, (more, less) in _NOUN_LOOKS.items():
        if not clause.noun(noun):
            continue
        written = clause.words(clause.first("pct").start, clause.first("pct").end) if clause.has("pct") else ""  # type: ignore[union-attr]
        sign = -1 if written.startswith("-") else 1 if written.startswith("+") else 0
        number = clause.first("num")
        if number and clause.text.even[max(0, number.start - 1)] == "-":
            sign = -1
        elif number and clause.text.even[max(0, number.start - 1)] == "+":
            sign = 1
        if down or sign < 0:
            found.append(less)
        elif up or sign > 0 or clause.has("pct") or clause.has("factor") or clause.has("num") or clause.has("kelvin"):
            found.append(more)
    if not looks and found:
        return [
            intent(
                clause,
                "color",
                {"look": look, "amount": abs(quantity) if isinstance(quantity, int | float) else None, **where},
            )
            for look in found
        ]
    if (looks and not clause.noun("part", "shorts")) or (looks and clause.verb("make", "add", "change")):
        if clause.verb("remove", "down") and clause.noun("effect", "style_n"):
            return []
        named = [look for look in looks if look in ("bw", "vintage", "cinematic", "teal_orange", "cyberpunk", "sepia")]
        if len(looks) > 1 and named and clause.noun("effect", "style_n", "grade"):
            looks = named[:1]
        return [
            intent(
                clause,
                "color",
                {
                    "look": _look_name(clause, look),
                    "amount": abs(quantity) if isinstance(quantity, float) else None,
                    **where,
                },
            )
            for look in looks
        ]
    if clause.noun("correct"):
        return [intent(clause, "auto_color", **clip_of(clause))]
    if clause.noun("grade"):
        look = clause.quote or content_words(clause)
        if not look and clause.has("vague") and False:
            look = None
        return [intent(clause, "color", {"look": look, **where})]
    if clause.noun("colour") and clause.verb("improve", "up", "sharpen") and not clause.noun("text"):
        return [
            intent(
                clause,
                "auto_color" if clause.verb("improve") else "color",
                {**({} if clause.verb("improve") else {"look": "saturation_up"}), **clip_of(clause)},
            )
        ]
    if clause.noun("colour") and clause.verb("down"):
        return [intent(clause, "color", {"look": "saturation_down", **where})]
    if clause.noun("colour") and clause.has("vague") and clause.verb("make", "change"):
        return [intent(clause, "color", {"look": "saturation_up", **where})]
    likened = _likened(clause)
    if likened:
        return [intent(clause, "color", {"look": likened, **where})]
    if clause.noun("colour") and clause.colour and clause.verb("change", "make"):
        return [intent(clause, "color", {"look": clause.colour, **where})]
    return []


def _likened(clause: Clause) -> str | None:
    """A look named after something no table knows: "make it look like Wes Anderson", "a Blade Runner vibe"."""
    if not clause.verb("make", "add", "change") or clause.of("mood") or clause.noun("music", "audio", "voice", "montage"):
        return None
    words = [each for each in clause.tokens if each.sort == "word"]
    if not words:
        return None
    like = next((each for each in clause.tokens if each.sort == "function" and clause.text.even[each.start : each.end] in ("look like", "like", "looks like")), None)
    style = clause.first("noun", "style_n")
    if like and like.start < words[0].start or style and words[-1].end <= style.start <= words[-1].end + 2:
        return clause.words(words[0].start, words[-1].end)
    return None


_OWN_WORD = frozenset({"moody", "clean", "cyberpunk"})


def _look_name(clause: Clause, look: str) -> str:
    """The label's word for a look; where a look groups many words, the request's own."""
    if look in _OWN_WORD:
        found = clause.first("look", look)
        if found:
            return clause.words(found.start, found.end).lower()
    return "teal and orange" if look == "teal_orange" else look


def _effect_name(said: str) -> str:
    return said.lower().removesuffix(" effect").removesuffix("效果").removesuffix("特效").strip() or said.lower()


def _effects(clause: Clause) -> list[Intent]:
    found = clause.first("effect")
    if (
        found and not clause.noun("music", "sfx") and not clause.verb("remove") and not clause.noun("part", "clip")
    ) or (found and clause.noun("effect")):
        if found and clause.noun("part") and clause.verb("keep", "cut"):
            return []
        name = _effect_name(clause.words(found.start, found.end))
        return [
            intent(
                clause,
                "visual_effect",
                name=name,
                **{k: v for k, v in where_of(clause).items() if k in ("start", "end", "clip", "where")},
            )
        ]
    if found and clause.which() and clause.verb("add", "make", "put"):
        return [intent(clause, "visual_effect", name=_effect_name(clause.words(found.start, found.end)), **clip_of(clause))]
    if clause.noun("still_canvas") and clause.verb("add", "make", "put"):
        token = clause.first("noun", "still_canvas")
        assert token
        return [intent(clause, "visual_effect", name=clause.words(token.start, token.end).lower())]
    if clause.noun("effect") and not clause.verb("remove") and not clause.noun("beat"):
        name = clause.quote or content_words(clause)
        if (name and clause.verb("add", "make", "change", "put")) or (name and not clause.verbs):
            return [
                intent(
                    clause,
                    "visual_effect",
                    name=name,
                    **{k: v for k, v in where_of(clause).items() if k in ("start", "end", "clip")},
                )
            ]
    return []
