"""A ceiling that nothing passes: where a mix would be too loud its gain goes down just there; elsewhere not one bit
changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

from rushes.render.sound.loudness import CONTEXT, true_peaks
from rushes.render.sound.plan import CHANNELS, RATE

CEILING_DBTP = -1.0
"""Encoders and converters add up to a decibel between samples (EBU R 128 s1)."""

CEILING = 10 ** (CEILING_DBTP / 20)
MARGIN = 0.999
"""The gain aims this much lower, since it changes within what a true peak is made of."""

CELL = RATE // 1000
"""Samples that share one decision: 1 ms."""

AHEAD = 5
"""Cells over which the gain goes down before a peak: 5 ms, too short to be heard, too long to click."""

RELEASE = 80.0
"""Cells for the gain to come two thirds of the way back."""

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
        self._needs: np.ndarray | None = None
        self._gain = 1.0

    def lowered(self, block: np.ndarray, following: np.ndarray) -> np.ndarray:
        cells = -(-len(block) // CELL)
        ahead = REACH * CELL + CONTEXT
        line = np.zeros((len(self._before) + cells * CELL + ahead, CHANNELS), np.float32)
        line[: len(self._before)] = self._before
        line[len(self._before) : len(self._before) + len(block)] = block
        seen = following[:ahead]
        line[len(self._before) + len(block) :][: len(seen)] = seen
        peaks = true_peaks(line, CELL, CEILING)
        needs = np.where(peaks > CEILING, CEILING * MARGIN / np.maximum(peaks, CEILING), 1.0)
        self._before = np.concatenate([self._before, block])[-len(self._before) :]
        if self._gain == 1.0 and needs.min() == 1.0:
            return block
        gains = self._gains(needs, cells)
        centres = (np.arange(cells + 2) - 0.5) * CELL
        return block * np.interp(np.arange(len(block)) + 0.5, centres, gains).astype(np.float32)[:, None]

    def _gains(self, needs: np.ndarray, cells: int) -> np.ndarray:
        """Gain of each cell of the block and of the one on either side, from what REACH cells around it need."""
        lowest = np.lib.stride_tricks.sliding_window_view(needs, 2 * AHEAD + 3).min(axis=1)
        followed = np.empty_like(lowest)
        gain = self._gain
        for number, low in enumerate(lowest):
            gain = min(low, 1 - (1 - gain) * np.exp(-1 / RELEASE))
            gain = 1.0 if gain > 1 - 1e-5 else gain
            followed[number] = gain
            if number == cells - 1:
                self._gain = gain
        smooth = np.hanning(2 * AHEAD + 3)[1:-1]
        return np.convolve(followed, smooth / smooth.sum(), "valid")
