"""Intents about the picture, to operations."""

from __future__ import annotations

from fractions import Fraction

from rushes.edits import (
    CropPicture,
    FadePicture,
    Flip,
    RemoveTransitions,
    ResetColour,
    ResetFraming,
    Rotate,
    SetAspect,
    SetCanvas,
    SetFit,
    SetRate,
    SetSpeed,
    SetZoom,
)
from rushes.edits.picture import LOOKS as KNOWN_LOOKS
from rushes.language.answers import Made, Open, Outcome, Scene, Unable
from rushes.language.reading import Intent, Params
from rushes.language.resolve.apart import clips_apart
from rushes.language.resolve.pointing import place_in_time, several
from rushes.language.resolve.steps import LOOKS, PUNCH_IN, SLOW_ZOOM, ZOOM, number
from rushes.language.resolve.transitions import cuts_meant
from rushes.model.time import ZERO, Rate, named_rate
from rushes.model.timeline import Crop, Fit, Zoom

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


def aspect(scene: Scene, intent: Intent) -> Outcome:
    """The canvas in another ratio, filled by cropping, bars or a blurred border."""
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
    elif mode in ("pad", "blur", "letterbox"):
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
    """Turned by degrees, clockwise."""
    found = clips_apart(scene, intent)
    if isinstance(found, Open | Unable):
        return found
    cuts, ids = found
    said = intent.params.get("deg")
    if said is None:
        return Open(
            scene.say("By how much?", "旋转多少度？"),
            tuple(scene.say(f"rotate {each} degrees", f"旋转{each}度") for each in (90, 180, 270)),
        )
    degrees = int(float(str(said))) % 360
    return Made((*cuts, Rotate(degrees, ids)))


def flip(scene: Scene, intent: Intent) -> Outcome:
    """Mirrored."""
    found = clips_apart(scene, intent)
    if isinstance(found, Open | Unable):
        return found
    cuts, ids = found
    return Made((*cuts, Flip(str(intent.params.get("axis", "horizontal")), ids)))


def _rectangle(params: Params, wide: int, high: int) -> Crop | None:
    """The sides to cut away for a rectangle given by its corner and its size or its other corner, in pixels of the
    canvas; None where it is not given so, or would be empty."""
    sides = [params.get(key) for key in ("x", "y")]
    ends = [params.get("x2"), params.get("y2")]
    if ends == [None, None]:
        size = [params.get("width"), params.get("height")]
        ends = [
            at + length if isinstance(at, int) and isinstance(length, int) else None
            for at, length in zip(sides, size, strict=True)
        ]
    left, top, right, bottom = (*sides, *ends)
    if not all(isinstance(each, int) for each in (left, top, right, bottom)):
        return None
    assert isinstance(left, int) and isinstance(top, int) and isinstance(right, int) and isinstance(bottom, int)
    if not (0 <= left < min(right, wide) and 0 <= top < min(bottom, high)):
        return None
    cut = (left / wide, top / high, max(1 - right / wide, 0.0), max(1 - bottom / high, 0.0))
    return Crop(*(round(each, 4) for each in cut))


def crop(scene: Scene, intent: Intent) -> Outcome:
    """A side cut away, or cut down to a size."""
    found = clips_apart(scene, intent)
    if isinstance(found, Open | Unable):
        return found
    cuts, ids = found
    params = intent.params
    canvas = scene.project.timeline.canvas
    region = str(params.get("region", ""))
    if (placed := _rectangle(params, canvas.width, canvas.height)) is not None:
        return Made((*cuts, CropPicture(placed, ids),))
    if "width" in params and "height" in params:
        width, height = float(str(params["width"])), float(str(params["height"]))
        across, down = max(1 - width / canvas.width, 0.0) / 2, max(1 - height / canvas.height, 0.0) / 2
        return Made((*cuts, CropPicture(Crop(round(across, 4), round(down, 4), round(across, 4), round(down, 4)), ids),))
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
        return Made((*cuts, CropPicture(Crop(**{sides[region]: share}), ids),))
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
    """Zoomed in or out, by a factor, toward a place."""
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
    """The canvas in another size."""
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
    """The canvas at another rate."""
    said = intent.params.get("target")
    if not isinstance(said, int | float):
        return Open(
            scene.say("How many frames a second?", "每秒多少帧？"),
            tuple(scene.say(f"{each} fps", f"{each}帧") for each in (24, 25, 30, 60)),
        )
    rate: Rate = named_rate(Fraction(str(said)))
    return Made((SetRate(rate),))


def remove_effect(scene: Scene, intent: Intent) -> Outcome:
    """What was laid on the picture taken off: looks, zooms, fades, transitions."""
    ids = several(scene, intent.params)
    if isinstance(ids, Open | Unable):
        return ids
    which = str(intent.params.get("which", "all"))
    if which in ("transition", "crossfade"):
        cuts = cuts_meant(scene, intent.params)
        if isinstance(cuts, Open | Unable):
            return cuts
        if not any(clip.transition for clip in scene.project.timeline.clips):
            return Unable("no_transition")
        return Made((RemoveTransitions(cuts),))
    if which in ("grade", "colour", "lut", "filter", "滤镜") or which in KNOWN_LOOKS or which in LOOKS:
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
