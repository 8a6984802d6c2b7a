"""Work on decoded pictures in place: planes as arrays, fades, transitions, pictures laid over.

Everything here is numpy on YUV planes of 8 to 16 bits, only where something shows, so that the cost is that of
the region and not of the frame. Coordinates and sizes are even: chroma is 4:2:0 or 4:2:2.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from av.video.frame import VideoFrame

from rushes.model.media import Colour, HdrKind
from rushes.model.timeline import TransitionKind


def planes(frame: VideoFrame) -> list[np.ndarray]:
    """The planes of a planar YUV frame as arrays over its own memory, without the padding of its lines."""
    result = []
    for plane in frame.planes:
        deep = _depth(frame) > 8
        lines = np.frombuffer(plane, np.uint16 if deep else np.uint8)
        pitch = plane.line_size // (2 if deep else 1)
        result.append(lines[: pitch * plane.height].reshape(plane.height, pitch)[:, : plane.width])
    return result


def _depth(frame: VideoFrame) -> int:
    return int(frame.format.components[0].bits)


def like(frame: VideoFrame) -> VideoFrame:
    """A new frame of the same size and pixels, its content undefined."""
    fresh = VideoFrame(frame.width, frame.height, frame.format.name)
    fresh.colorspace, fresh.color_range = frame.colorspace, frame.color_range
    fresh.color_primaries, fresh.color_trc = frame.color_primaries, frame.color_trc
    fresh.time_base = frame.time_base
    return fresh


def writable(frame: VideoFrame) -> VideoFrame:
    """The same picture in memory of its own: a decoded frame may still be a reference for others."""
    fresh = like(frame)
    for into, out_of in zip(planes(fresh), planes(frame), strict=True):
        into[...] = out_of
    return fresh


# --- colours as numbers ----------------------------------------------------------------------------------

_WEIGHTS = {
    "bt709": (0.2126, 0.0722),
    "bt470bg": (0.299, 0.114),
    "smpte170m": (0.299, 0.114),
    "fcc": (0.30, 0.11),
    "smpte240m": (0.212, 0.087),
    "bt2020nc": (0.2627, 0.0593),
}
"""Kr and Kb of each matrix (ITU-T H.273, table 4)."""

SDR_WHITE = {HdrKind.HLG: 0.75, HdrKind.PQ: 0.58}
"""Signal level of graphics white (203 cd/m2) in HDR, ITU-R BT.2408-7, table 1."""

_TO_2020 = np.array(((0.6274, 0.3293, 0.0433), (0.0691, 0.9195, 0.0114), (0.0164, 0.0880, 0.8956)))
"""Linear BT.709 to BT.2020 primaries, ITU-R BT.2087."""


def matrix_of(colour: Colour, height: int) -> str:
    """The matrix of a picture, guessed by size where its file does not say: BT.601 below 720 lines."""
    if colour.matrix in _WEIGHTS:
        return str(colour.matrix)
    return "bt709" if height >= 720 else "smpte170m"


def yuv_of(rgb: np.ndarray, colour: Colour, depth: int, height: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """sRGB values (0 to 1, last axis RGB) as Y, Cb, Cr code values of `colour`, floats.

    In HDR, white is put at the level of graphics white (BT.2408), by scaling the signal: words and logos are
    graphics, not light.
    """
    if colour.hdr is not HdrKind.SDR:
        linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
        wide = np.clip(linear @ _TO_2020.T, 0, 1)
        rgb = wide ** (1 / 2.4) * SDR_WHITE[colour.hdr]
    kr, kb = _WEIGHTS[matrix_of(colour, height)]
    red, green, blue = rgb[..., 0], rgb[..., 1], rgb[..., 2]
    luma = kr * red + (1 - kr - kb) * green + kb * blue
    cb, cr = (blue - luma) / (2 - 2 * kb), (red - luma) / (2 - 2 * kr)
    scale = 2 ** (depth - 8)
    if colour.full_range:
        top = 2**depth - 1
        return luma * top, cb * top + 128 * scale, cr * top + 128 * scale
    return (luma * 219 + 16) * scale, (cb * 224 + 128) * scale, (cr * 224 + 128) * scale


@lru_cache(maxsize=16)
def colour_values(name: str, colour: Colour, depth: int, height: int) -> tuple[int, int, int]:
    """`#rrggbb` as Y, Cb, Cr code values."""
    rgb = np.array([int(name[k : k + 2], 16) / 255 for k in (1, 3, 5)])
    y, u, v = yuv_of(rgb, colour, depth, height)
    return round(float(y)), round(float(u)), round(float(v))


def filled(width: int, height: int, pixel_format: str, values: tuple[int, int, int]) -> VideoFrame:
    """A frame of one colour."""
    frame = VideoFrame(width, height, pixel_format)
    for plane, value in zip(planes(frame), values, strict=True):
        plane[...] = value
    return frame


# --- in place --------------------------------------------------------------------------------------------


def fade(frame: VideoFrame, amount: float, values: tuple[int, int, int]) -> None:
    """Leaves `amount` (0 to 1) of the picture over a ground of one colour, in place."""
    for plane, value in zip(planes(frame), values, strict=True):
        levels = np.arange(2 ** _depth(frame))
        table = np.round(value + (levels - value) * amount).astype(plane.dtype)
        np.take(table, plane, out=plane, mode="clip")


@dataclass(frozen=True, slots=True, eq=False)
class Layer:
    """A picture to lay over others: YUV code values and opacity (0 to 1) at luma and at chroma resolution."""

    x: int
    y: int
    values: tuple[np.ndarray, np.ndarray, np.ndarray]
    alpha: np.ndarray
    alpha_chroma: np.ndarray


def layer(rgba: np.ndarray, x: int, y: int, colour: Colour, frame: VideoFrame) -> Layer:
    """A straight-alpha 8-bit sRGB picture made ready to be laid over frames like `frame` at even `x`, `y`."""
    rgba, x, y = _inside(rgba, x, y, frame.width, frame.height)
    alpha = rgba[..., 3].astype(np.float32) / 255
    luma, cb, cr = yuv_of(rgba[..., :3].astype(np.float32) / 255, colour, _depth(frame), frame.height)
    down = 2 if frame.format.components[1].height < frame.height or _is_420(frame) else 1
    weight = _binned(alpha, down)
    safe = np.maximum(weight, 1e-6)
    chroma = [(_binned(c.astype(np.float32) * alpha, down) / safe) for c in (cb, cr)]
    return Layer(x, y, (luma.astype(np.float32), chroma[0], chroma[1]), alpha, weight)


def _is_420(frame: VideoFrame) -> bool:
    return "420" in frame.format.name


def _inside(rgba: np.ndarray, x: int, y: int, width: int, height: int) -> tuple[np.ndarray, int, int]:
    """The part of a picture that lies on the canvas, at even coordinates and of even size."""
    x, y = x // 2 * 2, y // 2 * 2
    left, top = max(-x, 0), max(-y, 0)
    rgba = rgba[top : top + height - max(y, 0), left : left + width - max(x, 0)]
    if rgba.shape[0] % 2 or rgba.shape[1] % 2:
        rgba = np.pad(rgba, ((0, rgba.shape[0] % 2), (0, rgba.shape[1] % 2), (0, 0)))
        rgba = rgba[: (height - max(y, 0)) // 2 * 2, : (width - max(x, 0)) // 2 * 2]
    return rgba, max(x, 0), max(y, 0)


def _binned(plane: np.ndarray, down: int) -> np.ndarray:
    """Means over the samples that share a chroma sample."""
    plane = (plane[:, 0::2] + plane[:, 1::2]) / 2
    return (plane[0::2] + plane[1::2]) / 2 if down == 2 else plane


def lay(frame: VideoFrame, over: Layer, opacity: float) -> None:
    """Lays `over` on the frame, in place; rows and columns without it are not touched."""
    if opacity <= 0:
        return
    for number, plane in enumerate(planes(frame)):
        alpha = over.alpha if number == 0 else over.alpha_chroma
        down_y = 1 if number == 0 or not _is_420(frame) else 2
        down_x = 1 if number == 0 else 2
        top, left = over.y // down_y, over.x // down_x
        part = plane[top : top + alpha.shape[0], left : left + alpha.shape[1]]
        old = part.astype(np.float32)
        old += (over.values[number][: part.shape[0], : part.shape[1]] - old) * (
            alpha[: part.shape[0], : part.shape[1]] * opacity
        )
        np.rint(old, out=old)
        part[...] = old.astype(plane.dtype)


def blended(one: VideoFrame, two: VideoFrame, kind: TransitionKind, amount: float, colour: Colour) -> VideoFrame:
    """The frame `amount` (0 to 1) of the way from `one` to `two`."""
    result = like(one)
    depth, height = _depth(one), one.height
    if kind in (TransitionKind.FADE_BLACK, TransitionKind.FADE_WHITE):
        ground = "#000000" if kind is TransitionKind.FADE_BLACK else "#ffffff"
        shown, much = (one, 1 - 2 * amount) if amount < 0.5 else (two, 2 * amount - 1)
        result = writable(shown)
        fade(result, max(much, 0.0), colour_values(ground, colour, depth, height))
        return result
    for number, (out, a, b) in enumerate(zip(planes(result), planes(one), planes(two), strict=True)):
        _mixed(kind, amount, out, a, b, number)
    return result


def _mixed(kind: TransitionKind, amount: float, out: np.ndarray, a: np.ndarray, b: np.ndarray, number: int) -> None:
    high, wide = out.shape
    edge = round(wide * amount)
    match kind:
        case TransitionKind.WIPE_LEFT:
            out[:, : wide - edge], out[:, wide - edge :] = a[:, : wide - edge], b[:, wide - edge :]
        case TransitionKind.WIPE_RIGHT:
            out[:, :edge], out[:, edge:] = b[:, :edge], a[:, edge:]
        case TransitionKind.SLIDE_LEFT:
            out[:, : wide - edge], out[:, wide - edge :] = a[:, edge:], b[:, :edge]
        case TransitionKind.SLIDE_RIGHT:
            out[:, :edge], out[:, edge:] = b[:, wide - edge :], a[:, : wide - edge]
        case TransitionKind.CIRCLE:
            inside = _circle(high, wide, amount)
            np.copyto(out, a)
            np.copyto(out, b, where=inside)
        case _:
            part = round(amount * 256)
            mix = a.astype(np.uint32 if a.dtype == np.uint16 else np.uint16)
            mix *= 256 - part
            mix += b.astype(mix.dtype) * mix.dtype.type(part)
            mix += 128
            mix >>= 8
            out[...] = mix.astype(out.dtype)


def _circle(high: int, wide: int, amount: float) -> np.ndarray:
    """Where a circle around the middle has reached; at 1 it reaches the corners."""
    shape = wide / high
    y = (np.arange(high, dtype=np.float32) + 0.5) / high - 0.5
    x = ((np.arange(wide, dtype=np.float32) + 0.5) / wide - 0.5) * shape
    return (y[:, None] ** 2 + x[None, :] ** 2) <= 0.25 * (1 + shape * shape) * amount * amount
