"""Exact time: seconds as fractions, half-open spans, frame rates, timecode text.

Inside Rushes a moment is always a `Fraction` of a second. Floats and milliseconds exist only at the
edges (a draft on the wire, a progress bar), because 23.976 and 29.97 fps fit in neither.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

Seconds = Fraction
"""A moment or a length, in seconds, exact."""

Rate = Fraction
"""Frames per second, exact: 30000/1001, never 29.97."""

ZERO = Fraction(0)

NTSC = {Fraction(nominal): Fraction(nominal * 1000, 1001) for nominal in (24, 30, 48, 60, 120)}


def seconds(value: Fraction | int | float | str) -> Seconds:
    """`value` as exact seconds; a float is taken at its shortest decimal reading (0.1 is 1/10).

    >>> seconds("1.5"), seconds(0.1)
    (Fraction(3, 2), Fraction(1, 10))
    """
    if isinstance(value, float):
        return Fraction(repr(value))
    return Fraction(value)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open stretch of time, start included, end not, in seconds of the clock its owner names."""

    start: Seconds
    end: Seconds

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError(f"a span can't end ({self.end}) before it starts ({self.start})")

    @property
    def length(self) -> Seconds:
        return self.end - self.start

    def __bool__(self) -> bool:
        return self.end > self.start

    def __contains__(self, moment: Seconds) -> bool:
        return self.start <= moment < self.end

    def shifted(self, by: Seconds) -> Span:
        return Span(self.start + by, self.end + by)

    def overlap(self, other: Span) -> Span | None:
        """The stretch both share, or None where they share no time."""
        start, end = max(self.start, other.start), min(self.end, other.end)
        return Span(start, end) if start < end else None

    def covers(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end


def span(start: Fraction | int | float | str, end: Fraction | int | float | str) -> Span:
    """A span from anything that reads as seconds: `span(1, "2.5")`."""
    return Span(seconds(start), seconds(end))


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """`spans` in order with those that touch or overlap made one; empty ones dropped."""
    result: list[Span] = []
    for one in sorted(each for each in spans if each):
        if result and one.start <= result[-1].end:
            result[-1] = Span(result[-1].start, max(result[-1].end, one.end))
        else:
            result.append(one)
    return tuple(result)


def holes(spans: Iterable[Span], within: Span) -> tuple[Span, ...]:
    """What of `within` none of `spans` covers, in order."""
    result, at = [], within.start
    for one in merged(spans):
        if one.start > at:
            result.append(Span(at, min(one.start, within.end)))
        at = max(at, one.end)
        if at >= within.end:
            break
    if at < within.end:
        result.append(Span(at, within.end))
    return tuple(each for each in result if each)


def frame_at(moment: Seconds, rate: Rate) -> int:
    """The number of the frame on screen at `moment` of a constant-rate clock that starts at 0."""
    return floor(moment * rate)


def frames_before(moment: Seconds, rate: Rate) -> int:
    """How many frames start before `moment`: the first frame at or after it."""
    return ceil(moment * rate)


def nearest_frame(moment: Seconds, rate: Rate) -> int:
    """The frame whose start is nearest to `moment`; halves go up."""
    return floor(moment * rate + Fraction(1, 2))


def snapped(moment: Seconds, rate: Rate) -> Seconds:
    """`moment` moved to the nearest frame start of `rate`."""
    return nearest_frame(moment, rate) / rate


def named_rate(measured: Fraction) -> Rate:
    """The standard rate that `measured` means, else `measured` itself.

    Containers and people round: 29.97 or 2997/100 is 30000/1001, and so is 23.98 24000/1001. Only values within
    0.0005 of a whole standard rate, or 0.004 of an NTSC one, are taken for it; 24.006 from a phone stays.
    """
    for rate in (*map(Fraction, (24, 25, 30, 48, 50, 60, 100, 120, 15, 12)), *NTSC.values()):
        if abs(measured - rate) <= Fraction(1, 2000):
            return rate
    for rate in NTSC.values():
        if abs(measured - rate) <= Fraction(4, 1000):
            return rate
    return measured


def rate_text(rate: Rate) -> str:
    """`30`, `29.97`, `23.976`: as people write it."""
    if rate.denominator == 1:
        return str(rate.numerator)
    return f"{float(rate):.3f}".rstrip("0").rstrip(".")


def clock_text(moment: Seconds) -> str:
    """`0:07`, `1:02:03`, with tenths only where they say something: `0:07.5`."""
    tenths = floor(abs(moment) * 10 + Fraction(1, 2))
    whole, tenth = divmod(tenths, 10)
    hours, rest = divmod(whole, 3600)
    minutes, secs = divmod(rest, 60)
    text = f"{hours}:{minutes:02d}:{secs:02d}" if hours else f"{minutes}:{secs:02d}"
    return ("-" if moment < 0 else "") + text + (f".{tenth}" if tenth else "")


def length_text(length: Seconds) -> str:
    """A length as people say it: `3 s`, `0.5 s`, `1 min 30 s`; to the hundredth."""
    hundredths = floor(abs(length) * 100 + Fraction(1, 2))
    minutes, rest = divmod(hundredths, 6000)
    text = f"{rest / 100:.2f}".rstrip("0").rstrip(".")
    sign = "-" if length < 0 else ""
    if minutes and rest:
        return f"{sign}{minutes} min {text} s"
    return f"{sign}{minutes} min" if minutes else f"{sign}{text} s"


def timecode(moment: Seconds, rate: Rate, drop_frame: bool = False) -> str:
    """`h:mm:ss:ff` of the frame on screen at `moment`; `;` before the frames marks drop-frame.

    Drop-frame (SMPTE ST 12-1) skips the first 2 (4 at 59.94) frame numbers of each minute but every tenth,
    and is meant for 29.97 and 59.94 only.
    """
    number, nominal = frame_at(moment, rate), ceil(rate)
    if drop_frame:
        drop = 2 if nominal == 30 else 4
        per_ten = nominal * 600 - drop * 9
        tens, rest = divmod(number, per_ten)
        number += drop * 9 * tens
        if rest >= nominal * 60:
            number += drop * ((rest - nominal * 60) // (nominal * 60 - drop) + 1)
    secs, frame = divmod(number, nominal)
    mark = ";" if drop_frame else ":"
    return f"{secs // 3600}:{secs // 60 % 60:02d}:{secs % 60:02d}{mark}{frame:02d}"
