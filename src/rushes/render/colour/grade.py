"""A clip's grade as the cheapest filters that do it: a curve for luma, a gain and a tint for chroma. Pure.

Brightness, contrast, saturation, warmth and looks never leave YUV: a luma curve (`lutyuv`), a chroma gain (the
same filter) and a chroma offset that is a straight line over luma (`colorcorrect`). That is exact for saturation,
darkening and a tint; for the rest docs/decisions/0004-colour.md says what it leaves out, and what it costs.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np

from rushes.model.media import HdrKind
from rushes.model.timeline import Grade
from rushes.render.colour import light
from rushes.render.colour.looks import LOOKS, LookNumbers
from rushes.render.graph import Chain, Filter

KNOTS = 65
"""Points at which a luma curve is kept; straight lines between are within half a 10-bit step."""

PIVOT = 0.4
"""The luma signal that contrast leaves alone: mid-grey (18 %) is 0.41 in SDR, 0.38 in HLG (ITU-R BT.2408)."""

SHOULDER = 0.7
"""Where brightened luma starts to roll off, so that highlights reach white without a hard edge."""

NEUTRAL_K = 6500.0
WARMEST_K, COOLEST_K = 2000.0, 20_000.0


@dataclass(frozen=True, slots=True)
class YuvGrade:
    """What happens to a YUV picture, in signal units: luma 0 to 1, colour differences -0.5 to 0.5.

    `luma` is the curve at KNOTS even points. Colour differences are multiplied by `chroma_gain`; then `blue` and
    `red` are added to Cb and Cr: (at black, at white), a straight line over the graded luma.
    """

    luma: tuple[float, ...]
    chroma_gain: float = 1.0
    blue: tuple[float, float] = (0.0, 0.0)
    red: tuple[float, float] = (0.0, 0.0)

    def applied(self, y: np.ndarray, cb: np.ndarray, cr: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """The same on arrays: what the filters do, without their rounding."""
        y = np.interp(y, np.linspace(0, 1, KNOTS), self.luma)
        tints = ((self.blue[0] + (self.blue[1] - self.blue[0]) * y), (self.red[0] + (self.red[1] - self.red[0]) * y))
        return y, cb * self.chroma_gain + tints[0], cr * self.chroma_gain + tints[1]

    def filters(self, bit_depth: int, full_range: bool) -> Chain:
        """FFmpeg filters for planar YUV of `bit_depth` bits; none where nothing changes."""
        chain: list[Filter] = []
        steps = 1 << (bit_depth - 8)
        black, span, middle, reach = (
            (0, 256 * steps - 1, 128 * steps, 256 * steps - 1)
            if full_range
            else (16 * steps, 219 * steps, 128 * steps, 224 * steps)
        )
        tables = {}
        if self.luma != IDENTITY.luma:
            tables["y"] = _curve(self.luma, black, span)
        if self.chroma_gain != 1:
            tables["u"] = tables["v"] = f"{middle + 0.5}+(val-{middle})*{self.chroma_gain:.6f}"
        if tables:
            # FFmpeg works its table out for 65536 values at any depth, which takes longer than a second of preview:
            # those that no pixel can have are not worked out
            last = 256 * steps - 1
            chain.append(("lutyuv", {plane: f"if(gt(val,{last}),{last},{each})" for plane, each in tables.items()}))
        if any((*self.blue, *self.red)):
            top = 256 * steps - 1
            arguments = {}
            for letter, (at_black, at_white) in (("b", self.blue), ("r", self.red)):
                slope = (at_white - at_black) * reach / span
                # The filter counts luma from code 0 and drops fractions: black level and half a step are made up for.
                low = (at_black * reach - slope * black + 0.5) / top
                arguments |= {f"{letter}l": f"{low:.6f}", f"{letter}h": f"{low + slope:.6f}"}
            chain.append(("colorcorrect", arguments))
        return tuple(chain)


IDENTITY = YuvGrade(tuple(np.linspace(0, 1, KNOTS).tolist()))


@lru_cache(maxsize=64)
def yuv_grade(grade: Grade, hdr: HdrKind = HdrKind.SDR) -> YuvGrade:
    """What `grade` does to a picture of that kind, its `.cube` table apart: `lut` goes through a 3D table."""
    own = _of(LookNumbers(grade.brightness_ev, grade.contrast, grade.saturation, grade.warmth_k), hdr)
    if grade.look is None:
        return own
    look = LOOKS[grade.look]
    return _then(own, _of(look, hdr), grade.look_mix, look.without_colour)


def _of(numbers: LookNumbers, hdr: HdrKind) -> YuvGrade:
    knots = np.linspace(0, 1, KNOTS)
    luma, gain = knots, 1 + numbers.saturation / 100
    if numbers.brightness_ev:
        luma = _exposed(luma, numbers.brightness_ev, hdr)
        gain *= float(np.interp(0.5, knots, luma)) / 0.5
    if numbers.contrast:
        luma = _contrasted(luma, numbers.contrast / 100)
        gain *= 1 + numbers.contrast / 200
    if numbers.lift:
        luma = numbers.lift + (1 - numbers.lift) * luma
    blue, red = _balance(numbers.warmth_k)
    return YuvGrade(
        tuple(luma.tolist()),
        0.0 if numbers.without_colour else max(gain, 0.0),
        (numbers.shadows[0], numbers.highlights[0] + blue),
        (numbers.shadows[1], numbers.highlights[1] + red),
    )


def _then(first: YuvGrade, look: YuvGrade, mix: float, without_colour: bool) -> YuvGrade:
    """`first`, and on top of it `mix` parts of `look`."""

    def mixed(plain: float, full: float) -> float:
        return plain + mix * (full - plain)

    knots = np.linspace(0, 1, KNOTS)
    over = np.interp(first.luma, knots, look.luma)
    gain = 0.0 if without_colour else mixed(1, look.chroma_gain)
    tints = [
        tuple(gain * one + mix * two for one, two in zip(before, after, strict=True))
        for before, after in ((first.blue, look.blue), (first.red, look.red))
    ]
    luma = tuple(mixed(a, b) for a, b in zip(first.luma, over.tolist(), strict=True))
    return YuvGrade(luma, first.chroma_gain * gain, (tints[0][0], tints[0][1]), (tints[1][0], tints[1][1]))


def _exposed(luma: np.ndarray, ev: float, hdr: HdrKind) -> np.ndarray:
    """`luma` with twice the light for each EV, and a shoulder where that would pass white."""
    match hdr:
        case HdrKind.SDR:
            bright = luma * 2 ** (ev / light.SDR_GAMMA)
        case HdrKind.HLG:
            bright = light.hlg_from_scene(light.scene_from_hlg(luma) * 2**ev)
        case HdrKind.PQ:
            bright = light.pq_from_light(light.light_from_pq(luma) * 2**ev)
    most = float(bright[-1])
    if most <= 1:
        return bright
    steep = (most - SHOULDER) / (1 - SHOULDER)
    part = np.maximum(bright - SHOULDER, 0) / (most - SHOULDER)
    rolled = SHOULDER + (1 - SHOULDER) * steep * part / (1 + (steep - 1) * part)
    return np.where(bright > SHOULDER, rolled, bright)


def _contrasted(luma: np.ndarray, amount: float) -> np.ndarray:
    """More contrast is an S through black, PIVOT and white, `1 + amount` steep at the pivot; less is a flatter
    line through the pivot, which lifts black and lowers white."""
    if amount < 0:
        return PIVOT + (luma - PIVOT) * (1 + amount)
    steep = 1 + amount
    low = PIVOT * (np.minimum(luma, PIVOT) / PIVOT) ** steep
    high = 1 - (1 - PIVOT) * ((1 - np.maximum(luma, PIVOT)) / (1 - PIVOT)) ** steep
    return np.where(luma < PIVOT, low, high)


def _balance(warmth_k: float) -> tuple[float, float]:
    """How far white is pushed in Cb and Cr to look `warmth_k` kelvin warmer than daylight; luma stays."""
    if not warmth_k:
        return 0.0, 0.0
    kelvin = min(max(NEUTRAL_K - warmth_k, WARMEST_K), COOLEST_K)
    gains = (_white(kelvin) / _white(NEUTRAL_K)) ** (1 / light.SDR_GAMMA)
    red, green, blue = gains
    luma = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return float((blue / luma - 1) / 1.8556), float((red / luma - 1) / 1.5748)


def _white(kelvin: float) -> np.ndarray:
    """Linear BT.709 RGB of a black body, by the cubic fit of Kim et al. (US patent 7024034, 1667 K to 25 000 K)."""
    t = 1000 / kelvin
    if kelvin < 4000:
        x = -0.2661239 * t**3 - 0.2343589 * t**2 + 0.8776956 * t + 0.179910
    else:
        x = -3.0258469 * t**3 + 2.1070379 * t**2 + 0.2226347 * t + 0.240390
    if kelvin < 2222:
        y = -1.1063814 * x**3 - 1.34811020 * x**2 + 2.18555832 * x - 0.20219683
    elif kelvin < 4000:
        y = -0.9549476 * x**3 - 1.37418593 * x**2 + 2.09137015 * x - 0.16748867
    else:
        y = 3.0817580 * x**3 - 5.87338670 * x**2 + 3.75112997 * x - 0.37001483
    return np.maximum(np.linalg.solve(light.to_xyz("bt709"), light.xyz_of(x, y)), 1e-4)


def _curve(knots: tuple[float, ...], black: int, span: int) -> str:
    """The curve as an expression over `val`: a straight line, and at each knot a change of its slope.

    Past both ends the outer lines go on, so that whiter-than-white and blacker-than-black keep their room.
    """
    step = span / (len(knots) - 1)
    slopes = [(b - a) * span / step for a, b in pairwise(knots)]
    terms = [f"{knots[0] * span + black + 0.5:.4f}+(val-{black})*{slopes[0]:.6f}"]
    for place, (before, after) in enumerate(pairwise(slopes), 1):
        if abs(after - before) > 1e-7:
            terms.append(f"max(val-{black + place * step:.4f},0)*({after - before:.6f})")
    return "+".join(terms)
