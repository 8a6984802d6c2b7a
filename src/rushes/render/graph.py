"""Shot -> filter chain, as data: the geometry that brings a source's stored picture onto the canvas. Pure.

A chain is a list of (filter, arguments) for FFmpeg; arguments are numbers of ours and never a user's words.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from rushes.model.media import VideoFacts
from rushes.model.timeline import Crop, Fit, Framing

Filter = tuple[str, dict[str, str]]
Chain = tuple[Filter, ...]

TURNS: dict[int, Chain] = {
    0: (),
    90: (("transpose", {"dir": "clock"}),),
    180: (("hflip", {}), ("vflip", {})),
    270: (("transpose", {"dir": "cclock"}),),
}
"""Filters that turn the picture clockwise by so many degrees."""

SCALER = "lanczos+accurate_rnd+full_chroma_int"

BLUR_LEAST = 16
"""Pixels a side that are blurred at least: FFmpeg's blur writes outside its memory where planes are smaller still."""

BLUR_SHRINK = 16
"""The blurred background is made this much smaller, blurred, and enlarged: 1.3 times cheaper and smoother."""


@dataclass(frozen=True, slots=True)
class Geometry:
    """How a stored picture comes onto a canvas.

    `turn` brings it upright and to the asked crop and turn; then it is scaled to `width` x `height` and stands at
    `x`, `y` of the canvas, both of which are negative where it is larger than the canvas and cut.
    """

    turn: Chain
    width: int
    height: int
    x: int
    y: int
    blurred: bool
    unchanged: bool
    """Whether stored picture and canvas are the same, pixel for pixel."""


def geometry(video: VideoFacts, framing: Framing, width: int, height: int) -> Geometry:
    """Where on a canvas of `width` x `height` a source stands. All results are even, for 4:2:0."""
    turn: list[Filter] = []
    if video.mirrored:
        turn.append(("hflip", {}))
    turn += TURNS[video.rotation % 360]
    wide, high = video.coded_width, video.coded_height
    aspect = video.pixel_aspect
    if video.rotation % 180:
        wide, high, aspect = high, wide, 1 / aspect
    crop = framing.crop
    if crop != Crop():
        wide, high = _cropped(turn, crop, wide, high)
    if framing.flip_horizontal:
        turn.append(("hflip", {}))
    if framing.flip_vertical:
        turn.append(("vflip", {}))
    turn += TURNS[framing.rotation % 360]
    if framing.rotation % 180:
        wide, high, aspect = high, wide, 1 / aspect
    shown = Fraction(wide) * aspect / high
    fit_width, fit_height = _fitted(shown, framing.fit, width, height)
    unchanged = not turn and (wide, high) == (width, height) == (fit_width, fit_height) and aspect == 1
    return Geometry(
        tuple(turn),
        fit_width,
        fit_height,
        _even((width - fit_width) / 2),
        _even((height - fit_height) / 2),
        framing.fit is Fit.BLUR and (fit_width < width or fit_height < height),
        unchanged,
    )


def _cropped(turn: list[Filter], crop: Crop, wide: int, high: int) -> tuple[int, int]:
    left, top = _even(wide * crop.left), _even(high * crop.top)
    width = max(_even(wide * (1 - crop.left - crop.right)), 2)
    height = max(_even(high * (1 - crop.top - crop.bottom)), 2)
    turn.append(("crop", {"w": str(width), "h": str(height), "x": str(left), "y": str(top)}))
    return width, height


def _fitted(shown: Fraction, fit: Fit, width: int, height: int) -> tuple[int, int]:
    """The size a picture of shape `shown` gets on the canvas."""
    if fit is Fit.STRETCH:
        return width, height
    by_width, by_height = Fraction(width), Fraction(height) * shown
    taken = max(by_width, by_height) if fit is Fit.CROP else min(by_width, by_height)
    wide, high = max(_even(taken), 2), max(_even(taken / shown), 2)
    # what a side rounded to even pixels makes of the other is no black edge
    if abs(wide - width) <= 2 * max(shown, 1):
        wide = width
    if abs(high - height) <= 2 * max(1 / shown, 1):
        high = height
    return wide, high


def _even(value: float | Fraction) -> int:
    return round(value / 2) * 2


def placed(geometry: Geometry, width: int, height: int, background: str) -> Chain:
    """Turn, scale, and pad or cut to the canvas, for everything but a blurred background."""
    chain: list[Filter] = [*geometry.turn, _scale(geometry.width, geometry.height)]
    if geometry.width > width or geometry.height > height:
        cut_wide, cut_high = min(geometry.width, width), min(geometry.height, height)
        chain.append(
            (
                "crop",
                {"w": str(cut_wide), "h": str(cut_high), "x": str(max(-geometry.x, 0)), "y": str(max(-geometry.y, 0))},
            )
        )
    if geometry.width < width or geometry.height < height:
        chain.append(
            (
                "pad",
                {
                    "w": str(width),
                    "h": str(height),
                    "x": str(max(geometry.x, 0)),
                    "y": str(max(geometry.y, 0)),
                    "color": background,
                },
            )
        )
    chain.append(("setsar", {"sar": "1"}))
    return tuple(chain)


def front(geometry: Geometry) -> Chain:
    """Turn and scale only: the picture that is laid over its own blurred background."""
    return (*geometry.turn, _scale(geometry.width, geometry.height), ("setsar", {"sar": "1"}))


def behind(video: VideoFacts, framing: Framing, width: int, height: int) -> Chain:
    """The blurred background: the picture filling the canvas, made small, blurred, and enlarged again."""
    small_wide, small_high = (max(_even(side / BLUR_SHRINK), BLUR_LEAST) for side in (width, height))
    filled = geometry(video, _with_fit(framing, Fit.CROP), small_wide, small_high)
    return (
        *placed(filled, small_wide, small_high, "#000000"),
        ("gblur", {"sigma": "4"}),
        ("scale", {"w": str(width), "h": str(height), "flags": "bicubic"}),
        ("setsar", {"sar": "1"}),
    )


def _with_fit(framing: Framing, fit: Fit) -> Framing:
    return Framing(framing.crop, framing.flip_horizontal, framing.flip_vertical, framing.rotation, fit, None)


def _scale(width: int, height: int) -> Filter:
    return ("scale", {"w": str(width), "h": str(height), "flags": SCALER})
