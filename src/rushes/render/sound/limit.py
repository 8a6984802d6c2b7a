"""A ceiling that nothing passes: where a mix would be too loud its gain goes down just there; elsewhere not one bit
changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import exp

import numpy as np

from rushes.render.sound.loudness import CELL, CONTEXT, true_peaks
from rushes.render.sound.plan import CHANNELS

CEILING_DBTP = -1.0
"""Encoders and converters add up to a decibel between samples (EBU R 128 s1)."""

CEILING = 10 ** (CEILING_DBTP / 20)
MARGIN = 0.999
"""The gain aims this much lower, since it changes within what a true peak is made of."""

AHEAD = 5
"""Cells over which the gain goes down before a peak: 5 ms, too short to be heard, too long to click."""

RELEASE = 80.0
"""Cells for the gain to come two thirds of the way back."""

MINUTE = 60_000
"""Cells of a long film looked at together."""

REACH = 2 * AHEAD + 2
"""Cells on either side that a cell's gain depends on."""


def limited(blocks: Iterable[np.ndarray]) -> Iterator[np.ndarray]:
    """`blocks` (n, 2) in order, none above CEILING_DBTP true peak. All but the last hold whole cells and at least
    REACH of them. A block with nothing to lower is passed on as it is."""
    limiter = _Limiter()
    block: np.ndarray | None = None
    for following in blocks:
        if block is not None:
            yield limiter.lowered(block, following)
        block = following
    if block is not None:
        yield limiter.lowered(block, np.zeros((0, CHANNELS), np.float32))


class _Limiter:
    def __init__(self) -> None:
        self._before = np.zeros((REACH * CELL + CONTEXT, CHANNELS), np.float32)
        self._gain = 1.0

    def lowered(self, block: np.ndarray, following: np.ndarray) -> np.ndarray:
        cells = -(-len(block) // CELL)
        ahead = REACH * CELL + CONTEXT
        line = np.zeros((len(self._before) + cells * CELL + ahead, CHANNELS), np.float32)
        line[: len(self._before)] = self._before
        line[len(self._before) : len(self._before) + len(block)] = block
        seen = following[:ahead]
        line[len(self._before) + len(block) :][: len(seen)] = seen
        needs = _needs(true_peaks(line, CELL, CEILING))
        self._before = np.concatenate([self._before, block])[-len(self._before) :]
        if self._gain == 1.0 and needs.min() == 1.0:
            return block
        gains, self._gain = _followed(needs, self._gain, cells)
        centres = (np.arange(cells + 2) - 0.5) * CELL
        return block * np.interp(np.arange(len(block)) + 0.5, centres, gains).astype(np.float32)[:, None]


def cell_gains(peaks: np.ndarray) -> np.ndarray:
    """The amplitude that each cell of a whole film with these true peaks is brought to."""
    result = np.ones(len(peaks), np.float32)
    gain = 1.0
    for at in range(0, len(peaks), MINUTE):
        first, last = at - REACH, min(at + MINUTE, len(peaks)) + REACH
        around = peaks[max(first, 0) : last]
        if gain == 1.0 and around.max() <= CEILING:
            continue
        needs = np.pad(_needs(around), (max(-first, 0), last - max(first, 0) - len(around)), constant_values=1.0)
        count = last - first - 2 * REACH
        followed, gain = _followed(needs, gain, count)
        result[at : at + count] = followed[1:-1]
    return result


def _needs(peaks: np.ndarray) -> np.ndarray:
    """The amplitude each cell must be brought to at least."""
    return np.where(peaks > CEILING, CEILING * MARGIN / np.maximum(peaks, CEILING), 1.0)


def _followed(needs: np.ndarray, gain: float, cells: int) -> tuple[np.ndarray, float]:
    """Gain of each of `cells` cells and of the one on either side, from what REACH cells around them need; and the gain
    to go on from. `gain` is what the stretch before left."""
    left = gain
    lowest = np.lib.stride_tricks.sliding_window_view(needs, 2 * AHEAD + 3).min(axis=1).tolist()
    back = exp(-1 / RELEASE)
    for number, low in enumerate(lowest):
        gain = min(low, 1 - (1 - gain) * back)
        gain = 1.0 if gain > 1 - 1e-5 else gain
        lowest[number] = gain
        if number == cells - 1:
            left = gain
    smooth = np.hanning(2 * AHEAD + 3)[1:-1]
    return np.convolve(lowest, smooth / smooth.sum(), "valid"), left
