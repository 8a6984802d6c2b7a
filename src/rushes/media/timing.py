"""What frame times mean: an exact constant rate, or a variable one and the rate to conform it to. Pure.

Headers are not asked more than for a hint: phones, screen recorders and re-muxers write anything there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from statistics import median

from rushes.model.time import NTSC, Rate, Seconds, named_rate

STANDARD: tuple[Rate, ...] = tuple(
    sorted({*map(Fraction, (12, 15, 20, 24, 25, 30, 48, 50, 60, 90, 100, 120, 240)), *NTSC.values()})
)

JITTER_FRAMES = Fraction(1, 10)
"""How far frames may stray from an even grid, from the earliest to the latest, and count as constant: a tenth of
a frame can't be seen, and every frame is checked, so a drift over time is not missed."""

ROUNDING_TICKS = Fraction(101, 100)
"""Times rounded to the container's tick stray by up to one tick."""

RATE_MIN, RATE_MAX = Fraction(1, 100), Fraction(1000)
"""No camera in reach runs faster, a slower one is a slide show; beyond, a time base was mistaken for a rate."""

CONFORM_MAX, CONFORM_FALLBACK = Fraction(60), Fraction(30)
"""What a variable rate is conformed to at most, and where nothing can be told."""

HOLES_MAX = Fraction(1, 20)
"""Up to this share of frames missing from a grid is a loss; more is simply a variable rate."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How the frames of a stream follow each other. `missing` counts holes in an otherwise even grid."""

    rate: Rate
    variable: bool
    duration: Seconds
    missing: int = 0


def pace(times: Sequence[int], tick: Fraction, last_length: int | None = None, hint: Rate | None = None) -> Pace:
    """The pace of frames shown at `times` (rising, in ticks of `tick` seconds). `last_length`: how long the last
    is shown, in ticks, where the file says so. `hint`: the rate its header claims."""
    hint = named_rate(hint) if hint and 1 <= hint <= RATE_MAX else None
    if len(times) < 2:
        return _single(tick, last_length, hint)
    rate = _constant(times, tick, hint)
    if rate is not None:
        return Pace(rate, False, len(times) / rate)
    steps = sorted(b - a for a, b in pairwise(times))
    usual = _near_standard(1 / (Fraction(median(steps)) * tick)) if median(steps) else None
    for candidate in filter(None, dict.fromkeys((usual, hint))):
        slots = _slots(times, tick, candidate)
        if slots:
            missing = slots - len(times)
            lost = missing if missing <= HOLES_MAX * slots else 0
            last = max(1 / candidate, (last_length or 0) * tick)
            return Pace(candidate, True, (slots - 1) / candidate + last, lost)
    length = last_length if last_length and last_length > 0 else int(median(steps))
    return Pace(usual or _conform(steps, tick), True, (times[-1] - times[0] + length) * tick)


def _single(tick: Fraction, last_length: int | None, hint: Rate | None) -> Pace:
    if last_length and last_length > 0 and not hint:
        hint = named_rate(1 / (last_length * tick))
        hint = hint if 1 <= hint <= RATE_MAX else None
    rate = hint or CONFORM_FALLBACK
    return Pace(rate, False, 1 / rate)


def _constant(times: Sequence[int], tick: Fraction, hint: Rate | None) -> Rate | None:
    """The exact rate whose grid all `times` lie on, or None."""
    span, count = times[-1] - times[0], len(times) - 1
    if span <= 0:
        return None
    mean = Fraction(count) / (span * tick)
    if not RATE_MIN <= mean <= RATE_MAX:
        return None
    steps = {b - a for a, b in pairwise(times)}
    if len(steps) == 1:
        exact = named_rate(mean)
        low, high = Fraction(count) / ((span + 1) * tick), Fraction(count) / (max(span - 1, 1) * tick)
        if exact in STANDARD or not any(low <= rate <= high for rate in STANDARD):
            return exact
    fits = {rate: spread for rate in STANDARD if (spread := _spread(times, tick, rate)) is not None}
    if hint and hint not in fits and (spread := _spread(times, tick, hint)) is not None:
        fits[hint] = spread
    if fits:
        best = min(fits.values())
        if hint in fits and fits[hint] <= best + ROUNDING_TICKS:
            return hint
        return min(fits, key=lambda rate: (fits[rate], abs(rate - mean)))
    plain = mean.limit_denominator(1001)
    for rate in (plain, mean):
        spread = _spread(times, tick, rate)
        if spread is not None and spread <= ROUNDING_TICKS:
            return rate
    return None


def _spread(times: Sequence[int], tick: Fraction, rate: Rate) -> Fraction | None:
    """How far `times` stray from the grid of `rate`, in ticks, from earliest to latest; None if too far."""
    step = 1 / (rate * tick)
    limit = max(ROUNDING_TICKS, step * JITTER_FRAMES)
    if abs(times[-1] - times[0] - (len(times) - 1) * step) > limit:
        return None
    # in whole numbers, because a long file has a million of these
    numerator, denominator = step.numerator, step.denominator
    low = high = 0
    for n, time in enumerate(times):
        off = (time - times[0]) * denominator - n * numerator
        low, high = min(low, off), max(high, off)
    spread = Fraction(high - low, denominator)
    return spread if spread <= limit else None


def _slots(times: Sequence[int], tick: Fraction, rate: Rate) -> int | None:
    """How many frames of `rate` the `times` span, if each lies on its grid and none twice; else None."""
    step = 1 / (rate * tick)
    limit = max(ROUNDING_TICKS, step * JITTER_FRAMES)
    before, low, high = -1, Fraction(0), Fraction(0)
    for time in times:
        off = time - times[0]
        slot = round(off / step)
        if slot <= before:
            return None
        before = slot
        low, high = min(low, off - slot * step), max(high, off - slot * step)
        if high - low > limit:
            return None
    return before + 1


def _near_standard(rate: Rate) -> Rate | None:
    nearest = min(STANDARD, key=lambda each: abs(each - rate))
    return nearest if abs(nearest - rate) <= rate / 50 else None


def _conform(steps: Sequence[int], tick: Fraction) -> Rate:
    """The lowest standard rate that keeps nearly every frame of a variable one: by its shortest tenth of steps."""
    short = steps[len(steps) // 10]
    if short <= 0:
        return CONFORM_FALLBACK
    fastest = 1 / (short * tick)
    return (
        next((rate for rate in STANDARD if rate >= fastest * Fraction(19, 20)), CONFORM_MAX)
        if (fastest <= CONFORM_MAX)
        else CONFORM_MAX
    )
