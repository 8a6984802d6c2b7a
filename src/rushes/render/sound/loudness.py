"""How loud a mix is: integrated loudness by ITU-R BS.1770-4 (EBU R 128), and its true peak."""

from __future__ import annotations

from math import log10

import numpy as np

from rushes.render.sound.plan import CHANNELS, RATE

SHELF = ((1.53512485958697, -2.69169618940638, 1.19839281085285), (1.0, -1.69065929318241, 0.73248077421585))
HIGH_PASS = ((1.0, -2.0, 1.0), (1.0, -1.99004745483398, 0.99007225036621))
"""The two stages of K-weighting at 48 kHz: BS.1770-4, Tables 1 and 2."""

CELL = RATE // 1000
"""Samples whose energy is kept as one number: 1 ms."""

STEP = 100
"""Cells in a quarter of a gating block: they are 400 ms long and start every 100 ms."""

ABSOLUTE_GATE_LUFS, RELATIVE_GATE_LU = -70.0, -10.0

OVERSAMPLED, TAPS = 4, 16
"""True peak is sought between samples at four times their rate (BS.1770-4, Annex 2)."""


def _response(length: int) -> np.ndarray:
    """The first `length` samples of what K-weighting makes of a single 1."""
    signal = np.zeros(length)
    signal[0] = 1
    for above, below in (SHELF, HIGH_PASS):
        result = np.zeros(length)
        for n in range(length):
            value = sum(above[k] * signal[n - k] for k in range(3) if n >= k)
            result[n] = value - sum(below[k] * result[n - k] for k in (1, 2) if n >= k)
        signal = result
    return signal


MEMORY = RATE // 10
"""Samples after which the response of K-weighting has died away (-150 dB)."""


class Meter:
    """Fed with blocks of samples (n, 2), tells the integrated loudness of all of them. Memory: 4 bytes a ms."""

    def __init__(self) -> None:
        self._response = _response(MEMORY).astype(np.float32)
        self._spectrum: tuple[int, np.ndarray] | None = None
        self._history = np.zeros((MEMORY, CHANNELS), np.float32)
        self._unused = np.zeros(0, np.float32)
        self._energies: list[np.ndarray] = []

    def add(self, block: np.ndarray) -> None:
        if not len(block):
            return
        line = np.concatenate([self._history, block])
        self._history = line[-MEMORY:]
        weighted = self._weighted(line)[MEMORY:]
        power = np.concatenate([self._unused, (weighted**2).sum(axis=1)])
        whole = len(power) // CELL * CELL
        self._energies.append(power[:whole].reshape(-1, CELL).mean(axis=1))
        self._unused = power[whole:]

    def _weighted(self, line: np.ndarray) -> np.ndarray:
        size = len(line)
        if self._spectrum is None or self._spectrum[0] != size:
            self._spectrum = size, np.fft.rfft(self._response, size)[:, None]
        # what wraps around at the end of the line falls into its first MEMORY samples, which are not used
        return np.fft.irfft(np.fft.rfft(line, axis=0) * self._spectrum[1], size, axis=0)

    def lufs(self, gains: np.ndarray | float = 1.0) -> float:
        """The integrated loudness so far, as it would be with these amplitudes (one a cell, or one for all); minus
        infinity where nothing passes the gate."""
        cells = np.concatenate(self._energies) if self._energies else np.zeros(0, np.float32)
        count = len(cells) // STEP * STEP
        if count < 4 * STEP:
            return float("-inf")
        if isinstance(gains, np.ndarray):
            gains = gains[:count]
        steps = (cells[:count] * np.square(gains)).reshape(-1, STEP).mean(axis=1, dtype=np.float64)
        blocks = np.lib.stride_tricks.sliding_window_view(steps, 4).mean(axis=1)
        passing = blocks[blocks > _power(ABSOLUTE_GATE_LUFS)]
        if not len(passing):
            return float("-inf")
        passing = blocks[blocks > max(_power(ABSOLUTE_GATE_LUFS), passing.mean() * 10 ** (RELATIVE_GATE_LU / 10))]
        return -0.691 + 10 * log10(passing.mean())


def _power(lufs: float) -> float:
    return 10 ** ((lufs + 0.691) / 10)


def _interpolators() -> np.ndarray:
    """Taps that give the values a quarter, a half and three quarters after a sample: a windowed sinc."""
    at = np.arange(TAPS) - TAPS // 2 + 1
    rows = []
    for part in range(1, OVERSAMPLED):
        off = at - part / OVERSAMPLED
        rows.append(np.sinc(off) * np.cos(np.pi * off / (TAPS + 1)) ** 2)
    return np.array([row / row.sum() for row in rows])


INTERPOLATORS = _interpolators()
MOST = float(np.abs(INTERPOLATORS).sum(axis=1).max())
"""No true peak is more than this many times the largest sample near it."""

CONTEXT = TAPS // 2
"""Samples needed before and after a stretch to know its true peaks."""


def true_peaks(line: np.ndarray, cell: int, ceiling: float) -> np.ndarray:
    """The true peak of each `cell` samples of `line` (n, 2), which begins and ends with CONTEXT samples that belong to
    its neighbours. Where it is clear that nothing comes near `ceiling`, the plain peak."""
    inner = np.abs(line[CONTEXT:-CONTEXT]).max(axis=1)
    cells = inner.reshape(-1, cell).max(axis=1)
    if np.abs(line).max(initial=0.0) * MOST <= ceiling:
        return cells
    for side in line.T:
        for taps in INTERPOLATORS:
            between = np.abs(np.convolve(side, taps[::-1], "valid")[1 : len(inner) + 1])
            cells = np.maximum(cells, between.reshape(-1, cell).max(axis=1))
    return cells
