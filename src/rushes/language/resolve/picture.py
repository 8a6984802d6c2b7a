"""Intents about the picture, to operations."""

from __future__ import annotations

from fractions import Fraction

from rushes.edits import (
    AddOverlay,
    AddTransition,
    AdjustColour,
    ApplyLut,
    ChangeOverlay,
    CropPicture,
    FadePicture,
    Flip,
    InsertClip,
    RemoveOverlays,
    RemoveTransitions,
    ResetColour,
    ResetFraming,
    Rotate,
    SetAspect,
    SetCanvas,
    SetFit,
    SetLook,
    SetRate,
    SetSpeed,
    SetZoom,
)
from rushes.edits.picture import LOOKS as KNOWN_LOOKS
from rushes.edits.picture import PLACES
from rushes.language.answers import Made, Open, Outcome, Scene, Unable
from rushes.language.differences import LOOKS_ZH, PLACES_ZH
from rushes.language.reading import Intent, Params
from rushes.language.resolve.cuts import several
from rushes.language.resolve.pointing import (
    clips_meant,
    exact,
    media_named,
    moment,
    only_media,
    overlay_meant,
    stretch_of,
)
from rushes.language.resolve.steps import (
    CONTRAST,
    EXPOSURE_EV,
    LOOK_MIX,
    LOOKS,
    PUNCH_IN,
    SATURATION,
    SLOW_ZOOM,
    TEXT_SIZE,
    WARMTH_K,
    WARMTH_K_AT_FULL,
    WHOLE_LOOKS,
    ZOOM,
    colour,
    number,
    signed,
    stops,
)
from rushes.model.media import MediaKind
from rushes.model.time import ZERO, Rate, Seconds, Span, named_rate
from rushes.model.timeline import Clip, Crop, Fit, Overlay, TransitionKind, Zoom

SHORT_SIDES = {
    "480p": 480,
    "540p": 540,
    "576p": 576,
    "720p": 720,
    "hd": 720,
    "1080p": 1080,
    "1440p": 1440,
    "2k": 1440,
    "2160p": 2160,
    "4k": 2160,
}


def place_in_time(scene: Scene, intent: Intent) -> tuple[tuple[str, ...], Span | None] | Open | Unable:
    """The clips and the stretch an intent names."""
    ids = several(scene, intent.params)
    if isinstance(ids, Open | Unable):
        return ids
    place = scene.project.timeline.place_of(ids[0]) if len(ids) == 1 else None
    params = {
        key: value for key, value in intent.params.items() if key in ("start", "end", "where", "seconds", "share")
    }
    span = stretch_of(scene, params, place)
    return span if isinstance(span, Open) else (ids, span)


def color(scene: Scene, intent: Intent) -> Outcome:
    where = place_in_time(scene, intent)
    if isinstance(where, Open | Unable):
        return where
    ids, span = where
    look = intent.params.get("look")
    amount = intent.params.get("amount")
    share = float(amount) if isinstance(amount, int | float) else None
    if share is not None and share > 2:
        share /= 100
    if not isinstance(look, str):
        return Open(
            scene.say("Which look or change of colour?", "要什么色调或滤镜？"),
            tuple(
                scene.say(*each)
                for each in (
                    ("make it warmer", "暖一点"),
                    ("cinematic look", "电影感"),
                    ("make it brighter", "亮一点"),
                    ("black and white", "变成黑白"),
                )
            ),
        )
    degree = intent.degree
    sign = -1 if look in ("darker", "contrast_down", "saturation_down", "cooler") else 1
    if look in ("brighter", "darker"):
        ev = sign * EXPOSURE_EV[degree] if share is None else stops(sign * share)
        return Made(
            (AdjustColour(brightness_ev=ev, clips=ids, span=span),),
            assumed=(scene.say(f"brightness {signed(ev)} EV", f"亮度 {signed(ev)} EV"),),
        )
    if look in ("contrast_up", "contrast_down"):
        value = sign * (CONTRAST[degree] if share is None else share * 100)
        return Made(
            (AdjustColour(contrast=value, clips=ids, span=span),),
            assumed=(scene.say(f"contrast {signed(value)} %", f"对比度 {signed(value)}%"),),
        )
    if look in ("saturation_up", "saturation_down"):
        value = sign * (SATURATION[degree] if share is None else share * 100)
        return Made(
            (AdjustColour(saturation=value, clips=ids, span=span),),
            assumed=(scene.say(f"saturation {signed(value)} %", f"饱和度 {signed(value)}%"),),
        )
    if look in ("warmer", "cooler"):
        kelvin = sign * (WARMTH_K[degree] if share is None else share * WARMTH_K_AT_FULL)
        return Made(
            (AdjustColour(warmth_k=kelvin, clips=ids, span=span),),
            assumed=(scene.say(f"warmth {signed(kelvin)} K", f"色温 {signed(kelvin)} K"),),
        )
    if look == "lut":
        luts = scene.project.luts
        wanted = intent.params.get("file")
        named = (
            [each for each in luts if wanted and str(wanted).casefold() in each.name.casefold()]
            if wanted
            else list(luts[-1:])
        )
        return Made((ApplyLut(named[-1].id, share or 1.0, ids),)) if named else Unable("no_lut")
    return _named_look(scene, look, ids, span, degree, share)


def _named_look(
    scene: Scene, look: str, ids: tuple[str, ...], span: Span | None, degree: str, share: float | None
) -> Outcome:
    name = LOOKS.get(look) or (look if look in KNOWN_LOOKS else _group_of(look))
    if name is None:
        return Open(
            scene.say(
                f"I don't have a look called “{look}”. Which of these comes near?",
                f"没有叫“{look}”的滤镜，下面哪个接近？",
            ),
            tuple(
                scene.say(f"{each} look", f"{zh}滤镜")
                for each, zh in (("cinematic", "电影感"), ("vintage", "复古"), ("moody", "氛围感"), ("clean", "清新"))
            ),
        )
    mix = share if share is not None else 1.0 if name in WHOLE_LOOKS else LOOK_MIX[degree]
    return Made(
        (SetLook(name, mix, ids, span),),
        assumed=(scene.say(f"{name} look at {mix:.0%}", f"{LOOKS_ZH[name]}滤镜，强度 {mix:.0%}"),),
    )


def _group_of(look: str) -> str | None:
    """The named look a word belongs to, by the tables of phrases."""
    from rushes.language.words.lexicon import phrases
    from rushes.language.words.phrases_en import LOOKS as ENGLISH
    from rushes.language.words.phrases_zh import LOOKS as CHINESE

    for table in (ENGLISH, CHINESE):
        for name, phrase in phrases(table):
            if phrase == look:
                return LOOKS.get(str(name))
    return None


def fade(scene: Scene, intent: Intent) -> Outcome:
    direction = "in" if intent.op == "fade_in" else "out"
    params = intent.params
    length = exact(params["duration"]) if "duration" in params else Fraction(1)
    ids = several(scene, params)
    if isinstance(ids, Open | Unable):
        return ids
    if not ids and "start" in params:
        at = moment(scene, params["start"])
        if isinstance(at, Open):
            return at
        clip = scene.project.timeline.clip_at(at)
        ids = (clip.id,) if clip else ()
    assumed = () if "duration" in params else (scene.say("1 s", "1 秒"),)
    return Made((FadePicture(direction, length, ids, colour(params.get("color")) or "#000000"),), assumed=assumed)


_KINDS = {
    "crossfade": TransitionKind.DISSOLVE, "dissolve": TransitionKind.DISSOLVE, "fade": TransitionKind.DISSOLVE, "smooth": TransitionKind.DISSOLVE,
    "dip to black": TransitionKind.FADE_BLACK, "dip to white": TransitionKind.FADE_WHITE, "闪白": TransitionKind.FADE_WHITE, "闪黑": TransitionKind.FADE_BLACK, "wipe": TransitionKind.WIPE_LEFT, "slide": TransitionKind.SLIDE_LEFT,
    "iris": TransitionKind.CIRCLE, "flash": TransitionKind.FADE_WHITE, "morph": TransitionKind.DISSOLVE,
}  # fmt: skip


def transition(scene: Scene, intent: Intent) -> Outcome:
    params = intent.params
    said = params.get("type")
    kind = TransitionKind.DISSOLVE if said is None else _KINDS.get(str(said))
    words = " ".join(match.words for match in intent.matched).lower()
    if kind in (TransitionKind.WIPE_LEFT, TransitionKind.SLIDE_LEFT) and ("right" in words or "右" in words):
        kind = TransitionKind.WIPE_RIGHT if kind is TransitionKind.WIPE_LEFT else TransitionKind.SLIDE_RIGHT
    if kind is None:
        return Open(
            scene.say(f"I don't have a “{said}” transition. Which of these?", f"没有“{said}”转场，用下面哪个？"),
            tuple(
                scene.say(*each)
                for each in (
                    ("crossfade between all clips", "所有片段加叠化"),
                    ("dip to black between all clips", "所有片段之间黑场过渡"),
                    ("wipe between all clips", "所有片段之间擦除转场"),
                    ("slide transition between all clips", "所有片段之间滑动转场"),
                )
            ),
        )
    ids = _cuts_meant(scene, params)
    if isinstance(ids, Open | Unable):
        return ids
    length = exact(params["duration"]) if "duration" in params else Fraction(1, 2)
    assumed = () if "duration" in params else (scene.say("0.5 s", "0.5 秒"),)
    return Made((AddTransition(kind, length, ids),), assumed=assumed)


def _cuts_meant(scene: Scene, params: Params) -> tuple[str, ...] | Open | Unable:
    """The clips that come in on the cuts meant; empty means every cut."""
    clips = [clip.id for clip in scene.project.timeline.clips]
    between = params.get("between")
    if isinstance(between, list) and len(between) > 1:
        found = clips_meant(scene, between)
        return found if isinstance(found, Open | Unable) else found[1:]
    for key, offset in (("after", 1), ("clip", 0)):
        said = params.get(key) if key == "after" else params.get("clip", between if isinstance(between, int) else None)
        if said is None or said == "all":
            continue
        found = clips_meant(scene, said)
        if isinstance(found, Open | Unable):
            return found
        index = clips.index(found[0]) + (offset if key == "after" else 1 if isinstance(between, int) else 0)
        return (clips[max(min(index, len(clips) - 1), 1)],) if len(clips) > 1 else ()
    if "at" in params:
        at = moment(scene, params["at"])
        if isinstance(at, Open):
            return at
        starts = [
            (abs(place.start - at), item.id)
            for item, place in scene.project.timeline.spans()
            if isinstance(item, Clip) and place.start > 0
        ]
        return (min(starts)[1],) if starts else ()
    return ()


def aspect(scene: Scene, intent: Intent) -> Outcome:
    said = str(intent.params.get("ratio", ""))
    wide, _, high = said.partition(":")
    if not said and intent.params.get("mode"):
        return Made((SetFit({"pad": Fit.PAD, "stretch": Fit.STRETCH}.get(str(intent.params["mode"]), Fit.CROP)),))
    try:
        ratio = Fraction(wide) / Fraction(high)
    except (ValueError, ZeroDivisionError):
        return Open(
            scene.say("Which shape?", "什么比例？"),
            tuple(scene.say(f"make it {r}", f"改成{r}") for r in ("9:16", "1:1", "16:9", "4:5")),
        )
    canvas = scene.project.timeline.canvas
    now = Fraction(canvas.width, canvas.height)
    mode = intent.params.get("mode")
    words = " ".join(match.words for match in intent.matched).lower()
    if mode == "crop":
        fit = Fit.CROP
    elif mode in ("pad", "blur"):
        fit = (
            Fit.BLUR
            if "blur" in words
            or "模糊" in words
            or "虚化" in words
            or scene.request.text.lower().find("blur") >= 0
            or "模糊" in scene.request.text
            else Fit.PAD
        )
    else:
        fit = Fit.BLUR if ratio > now and now < 1 else Fit.CROP
    how = {
        Fit.CROP: ("cropped around the centre", "居中裁切"),
        Fit.PAD: ("with bars", "加黑边"),
        Fit.BLUR: ("with a blurred border", "两侧模糊填充"),
        Fit.STRETCH: ("stretched", "拉伸"),
    }[fit]
    return Made((SetAspect(ratio, fit),), assumed=(scene.say(*how),) if mode is None else ())


def rotate(scene: Scene, intent: Intent) -> Outcome:
    ids = several(scene, intent.params)
    if isinstance(ids, Open | Unable):
        return ids
    said = intent.params.get("deg")
    if said is None:
        return Open(
            scene.say("By how much?", "旋转多少度？"),
            tuple(scene.say(f"rotate {each} degrees", f"旋转{each}度") for each in (90, 180, 270)),
        )
    degrees = int(float(str(said))) % 360
    return Made((Rotate(degrees, ids),))


def flip(scene: Scene, intent: Intent) -> Outcome:
    ids = several(scene, intent.params)
    if isinstance(ids, Open | Unable):
        return ids
    return Made((Flip(str(intent.params.get("axis", "horizontal")), ids),))


def crop(scene: Scene, intent: Intent) -> Outcome:
    ids = several(scene, intent.params)
    if isinstance(ids, Open | Unable):
        return ids
    params = intent.params
    canvas = scene.project.timeline.canvas
    region = str(params.get("region", ""))
    if "width" in params and "height" in params:
        width, height = float(str(params["width"])), float(str(params["height"]))
        across, down = max(1 - width / canvas.width, 0.0) / 2, max(1 - height / canvas.height, 0.0) / 2
        return Made((CropPicture(Crop(round(across, 4), round(down, 4), round(across, 4), round(down, 4)), ids),))
    if region == "black bars":
        return Unable(
            "seeing",
            scene.say(
                "finding black bars; “crop 10 % off the top and bottom” works", "识别黑边；可以说“上下各裁掉10%”"
            ),
        )
    amount = params.get("bottom") or params.get("amount")
    share = float(str(amount)) if isinstance(amount, int | float) else None
    sides = {"left": "left", "right": "right", "top": "top", "bottom": "bottom"}
    if share is not None and region in sides:
        share = share / (canvas.height if region in ("top", "bottom") else canvas.width) if share > 1 else share
        return Made((CropPicture(Crop(**{sides[region]: share}), ids),))
    return Open(
        scene.say("Crop away what: which side, and how much?", "裁掉哪一边、裁多少？"),
        (
            scene.say("crop 10% off the bottom", "底部裁掉10%"),
            scene.say("make it 9:16", "改成9:16"),
            scene.say("zoom in 1.2x", "放大画面1.2倍"),
        ),
    )


_ZOOM_PLACE = {
    "left": (0.25, 0.5),
    "right": (0.75, 0.5),
    "top": (0.5, 0.25),
    "bottom": (0.5, 0.75),
    "top_left": (0.25, 0.25),
    "top_right": (0.75, 0.25),
    "bottom_left": (0.25, 0.75),
    "bottom_right": (0.75, 0.75),
}


def zoom(scene: Scene, intent: Intent) -> Outcome:
    where = place_in_time(
        scene,
        Intent(
            intent.op,
            {k: v for k, v in intent.params.items() if k != "region"},
            intent.said,
            intent.matched,
            intent.degree,
        ),
    )
    if isinstance(where, Open | Unable):
        return where
    ids, span = where
    params = intent.params
    words = " ".join(match.words for match in intent.matched).lower()
    region = params.get("region")
    x, y = _ZOOM_PLACE.get(str(region), (0.5, 0.5))
    assumed: list[str] = []
    if region and str(region) not in _ZOOM_PLACE:
        assumed.append(
            scene.say(
                f"around the centre: I can't find “{region}” in the picture yet",
                f"以画面中心为准：还不能识别“{region}”",
            )
        )
    factor = params.get("factor")
    if isinstance(factor, int | float):
        value = float(factor) if factor >= 1 else 1 + float(factor)
        shape = Zoom(value, value, x, y)
    else:
        slow = any(word in words for word in ("ken burns", "slow", "缓慢", "慢慢", "推", "肯伯恩斯"))
        value = (
            ZOOM[intent.degree] if intent.degree else PUNCH_IN if "punch" in words else SLOW_ZOOM if slow else ZOOM[""]
        )
        shape = Zoom(value, value, x, y) if "punch" in words or "放大" in words else Zoom(1.0, value, x, y)
        assumed.append(scene.say(f"zoom {number(value)}x", f"放大到 {number(value)} 倍"))
    if params.get("kind") == "out":
        shape = Zoom(max(shape.start, shape.end), 1.0, x, y)
    return Made((SetZoom(shape, ids, span),), assumed=tuple(assumed))


def resolution(scene: Scene, intent: Intent) -> Outcome:
    canvas = scene.project.timeline.canvas
    said = intent.params.get("target")
    width = intent.params.get("width")
    if isinstance(said, str) and "x" in said:
        wide, _, high = said.partition("x")
        return Made((SetCanvas(int(wide), int(high)),))
    short = SHORT_SIDES.get(str(said).lower()) if isinstance(said, str) else None
    scale = Fraction(short, min(canvas.width, canvas.height)) if short else None
    if isinstance(said, int | float):
        scale = Fraction(str(said))
    elif scale is None and isinstance(width, int | float):
        scale = Fraction(int(width), canvas.width)
    if scale is None:
        return Open(
            scene.say("Which size?", "什么分辨率？"),
            tuple(scene.say(f"make it {each}", f"改成{each}") for each in ("4K", "1080p", "720p")),
        )
    wide_, high_ = (max(round(side * scale / 2) * 2, 16) for side in (canvas.width, canvas.height))
    return Made((SetCanvas(wide_, high_),))


def fps(scene: Scene, intent: Intent) -> Outcome:
    said = intent.params.get("target")
    if not isinstance(said, int | float):
        return Open(
            scene.say("How many frames a second?", "每秒多少帧？"),
            tuple(scene.say(f"{each} fps", f"{each}帧") for each in (24, 25, 30, 60)),
        )
    rate: Rate = named_rate(Fraction(str(said)))
    return Made((SetRate(rate),))


def overlay(scene: Scene, intent: Intent) -> Outcome:
    """Logos, watermarks, pictures in a corner."""
    params = intent.params
    there = overlay_meant(scene)
    if params.get("change") and there:
        return _changed_overlay(scene, intent, there)
    pip = intent.op == "picture_in_picture"
    kinds = (MediaKind.VIDEO, MediaKind.IMAGE) if pip else (MediaKind.IMAGE,)
    media = media_named(scene, str(params["file"]), *kinds) if params.get("file") else None
    if params.get("file") and media is None:
        return Unable("no_file", str(params["file"]))
    if media is None and pip and "clip" in params:
        found = clips_meant(scene, params["clip"])
        if isinstance(found, Open | Unable):
            return found
        clip = scene.project.timeline.clip(found[0])
        media = scene.project.find(clip.media) if clip else None
    if media is None:
        media = (media_named(scene, "logo", *kinds) if not pip else None) or only_media(scene, *kinds)
    if media is None:
        return Unable("needs_file", scene.say("the logo or picture", "logo 或图片"))
    place = str(params.get("position") or ("bottom_right" if pip else "top_right"))
    start = exact(params["start"]) if isinstance(params.get("start"), int | float) else ZERO
    end: Seconds | None = exact(params["end"]) if isinstance(params.get("end"), int | float) else None
    if end is None and isinstance(params.get("duration"), int | float):
        end = start + exact(params["duration"])
    size = params.get("size")
    width = float(size) if isinstance(size, int | float) and 0 < size <= 1 else 0.28 if pip else 0.12
    assumed = (
        scene.say(f"{place.replace('_', ' ')}, {width:.0%} of the width", f"{PLACES_ZH[place]}，宽度 {width:.0%}"),
    )
    return Made(
        (
            AddOverlay(
                media.id,
                start,
                end,
                place if place in PLACES else "top_right",
                width,
                0.035 if pip else 0.03,
                1.0 if pip else 0.85,
            ),
        ),
        assumed=assumed,
    )


def _changed_overlay(scene: Scene, intent: Intent, old: Overlay) -> Outcome:
    """ "Make the logo bigger", "move the logo to the top left"."""
    params = intent.params
    size, width = params.get("size"), None
    if size in ("bigger", "smaller"):
        factor = TEXT_SIZE[intent.degree]
        width = round(min(max(old.width * factor if size == "bigger" else old.width / factor, 0.01), 1.0), 4)
    elif isinstance(size, int | float) and 0 < size <= 1:
        width = float(size)
    place = str(params["position"]) if params.get("position") in PLACES else None
    start = exact(params["start"]) if isinstance(params.get("start"), int | float) else None
    end = exact(params["end"]) if isinstance(params.get("end"), int | float) else None
    return Made((ChangeOverlay(old.id, place, width, None, start, end),))


def image(scene: Scene, intent: Intent) -> Outcome:
    """A picture as a clip at a time, or over the picture where a place on it is named."""
    params = intent.params
    if params.get("position") in PLACES:
        return overlay(
            scene,
            Intent(
                "image_insert",
                {**params, "start": params.get("start", params.get("at"))},
                intent.said,
                intent.matched,
                intent.degree,
            ),
        )
    media = media_named(scene, str(params.get("file") or params.get("what") or ""), MediaKind.IMAGE) or (
        only_media(scene, MediaKind.IMAGE) if not params.get("file") else None
    )
    if media is None:
        return (
            Unable("no_file", str(params["file"]))
            if params.get("file")
            else Unable("needs_file", scene.say("the picture", "图片"))
        )
    timeline = scene.project.timeline
    said = params.get("at", params.get("start", "end"))
    at = moment(scene, said)
    if isinstance(at, Open):
        return at
    if "after" in params:
        found = clips_meant(scene, params["after"])
        if isinstance(found, Open | Unable):
            return found
        place = timeline.place_of(found[0])
        at = place.end if place else at
    length = (
        exact(params["duration"])
        if "duration" in params
        else exact(params["end"]) - at
        if isinstance(params.get("end"), int | float)
        else None
    )
    return Made(
        (InsertClip(media.id, at, length=length),), assumed=() if length else (scene.say("shown for 3 s", "显示 3 秒"),)
    )


def remove_effect(scene: Scene, intent: Intent) -> Outcome:
    ids = several(scene, intent.params)
    if isinstance(ids, Open | Unable):
        return ids
    which = str(intent.params.get("which", "all"))
    if which in ("transition", "crossfade"):
        cuts = _cuts_meant(scene, intent.params)
        if isinstance(cuts, Open | Unable):
            return cuts
        if not any(clip.transition for clip in scene.project.timeline.clips):
            return Unable("no_transition")
        return Made((RemoveTransitions(cuts),))
    if which in ("grade", "colour", "lut") or which in KNOWN_LOOKS or which in LOOKS:
        return Made((ResetColour(ids),))
    if which in ("zoom", "crop", "裁切", "裁剪"):  # the reader keeps Chinese verbs as they were said
        return Made((SetZoom(None, ids),) if which == "zoom" else (ResetFraming(ids),))
    if which in ("fade", "fade_in", "fade_out", "fade_both"):
        sides = ("in", "out") if which in ("fade", "fade_both") else (which[5:],)
        return Made(tuple(FadePicture(side, ZERO, ids) for side in sides))
    if which in ("slow_motion", "speed"):
        return Made((SetSpeed(Fraction(1), ids, relative=False),))
    if which == "all":
        return Made((ResetColour(ids), ResetFraming(ids)))
    return Unable("nothing_to_do", scene.say(f"there is no {which}", f"没有“{which}”"))


def remove_watermark(scene: Scene, intent: Intent) -> Outcome:
    overlays = scene.project.timeline.overlays
    if not overlays:
        return Unable("no_overlay")
    position = intent.params.get("position")
    chosen = tuple(each.id for each in overlays if position and each.place == position)
    return Made((RemoveOverlays(chosen),))
