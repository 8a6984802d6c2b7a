"""Making room for speech: when somebody speaks, and how far other sound goes down for it.

Speech is what stands out in the band of voices: `SpeechGate` listens there in hops of 10 ms, opens above a threshold
over the floor of steady noise, and stays open through the gaps between words. `reduction` turns its hops into a
curve that is all the way down when speech begins, since it may look ahead.
"""

from __future__ import annotations

import numpy as np

from rushes.model.timeline import Duck
from rushes.render.sound.plan import CHANNELS, RATE

HOP = RATE // 100
"""Samples between decisions: 10 ms."""

BAND_HZ = (200, 4000)
"""Where voices are and wind, rumble and hiss mostly are not."""

AVERAGED = 5
"""Hops that a level is taken over: 50 ms, longer than a click, shorter than a syllable."""

OPEN_DBFS, CLOSE_DBFS = -42.0, -50.0
"""In a quiet place speech is louder than the first and its gaps are below the second."""

OPEN_OVER_FLOOR_DB, CLOSE_OVER_FLOOR_DB = 9.0, 5.0
"""In a noisy one, it stands this far above the noise."""

FLOOR_RISE_DB = 0.02
"""How fast the floor follows noise up, a hop (2 dB/s); it follows it down at once."""

FLOOR_SPAN = 6, 50
"""The floor is the least level in these many stretches of so many hops: 3 s, which hold a pause of any speaker."""

HOLD = 25
"""Hops that the gate stays open after the last sound: 250 ms, the gap between words."""

QUIETEST_DBFS = -60.0
"""No floor is lower: below it, the plain thresholds hold anyway."""


class SpeechGate:
    """Fed with blocks of samples (n, 2) in order, tells for each hop whether somebody speaks."""

    def __init__(self) -> None:
        self._before = np.zeros(HOP, np.float32)
        self._powers = [0.0] * AVERAGED
        self._floor = QUIETEST_DBFS
        self._minima: list[float] = []
        self._minimum, self._counted = 0.0, 0
        self._open, self._quiet = False, 0
        edges = np.fft.rfftfreq(2 * HOP, 1 / RATE)
        self._band = (edges >= BAND_HZ[0]) & (edges <= BAND_HZ[1])
        self._window = np.hanning(2 * HOP).astype(np.float32)
        self._scale = 2 / (2 * HOP) / float((self._window**2).sum())

    def feed(self, block: np.ndarray) -> np.ndarray:
        """One truth value for each started hop of `block`."""
        hops = -(-len(block) // HOP)
        mono = np.zeros(hops * HOP, np.float32)
        mono[: len(block)] = block.sum(axis=1) / CHANNELS
        line = np.concatenate([self._before, mono])
        self._before = line[-HOP:]
        frames = np.lib.stride_tricks.sliding_window_view(line, 2 * HOP)[::HOP] * self._window
        spectra = np.abs(np.fft.rfft(frames, axis=1)) ** 2
        powers = spectra[:, self._band].sum(axis=1) * self._scale
        result = np.zeros(hops, bool)
        for hop, power in enumerate(powers):
            if self._hears(float(power)):
                # the average runs late: speech began with the first of its hops
                result[max(hop - AVERAGED + 1, 0) : hop + 1] = True
        return result

    def _hears(self, power: float) -> bool:
        self._powers = [*self._powers[1:], power]
        level = max(10 * np.log10(sum(self._powers) / AVERAGED + 1e-20), QUIETEST_DBFS)
        self._follow_floor(level)
        opening = max(OPEN_DBFS, self._floor + OPEN_OVER_FLOOR_DB)
        closing = max(CLOSE_DBFS, self._floor + CLOSE_OVER_FLOOR_DB)
        if level > (closing if self._open else opening):
            self._open, self._quiet = True, 0
        elif self._open:
            self._quiet += 1
            self._open = self._quiet <= HOLD
        return self._open

    def _follow_floor(self, level: float) -> None:
        self._minimum = min(self._minimum, level)
        self._counted += 1
        if self._counted == FLOOR_SPAN[1]:
            self._minima = [*self._minima, self._minimum][-FLOOR_SPAN[0] :]
            self._minimum, self._counted = 0.0, 0
        if len(self._minima) == FLOOR_SPAN[0]:
            self._floor = min(self._floor + FLOOR_RISE_DB, *self._minima)


def reduction(speech: np.ndarray, hops: int, quiet_before: int, duck: Duck) -> np.ndarray:
    """How far down, from 0 to 1 of the depth, at each of the first `hops` + 1 hops of `speech` (the rest is what can
    be seen ahead). `quiet_before` is how many hops before the first somebody last spoke.

    Down over `attack` so as to be there when speech begins, back over `release` after its end, straight in dB.
    """
    attack, release = (max(float(each) * 100, 1.0) for each in (duck.attack, duck.release))
    numbers = np.arange(len(speech))
    last = np.maximum.accumulate(np.where(speech, numbers, -quiet_before))
    following = np.where(speech, numbers, 10**9)[::-1]
    upcoming = np.minimum.accumulate(following)[::-1]
    down = np.maximum(1 - (upcoming - numbers) / attack, 1 - (numbers - last) / release)
    down = np.clip(down, 0, 1)[: hops + 1]
    return np.pad(down, (0, hops + 1 - len(down)), mode="edge") if len(down) < hops + 1 else down


def ducking(down: np.ndarray, count: int, duck: Duck) -> np.ndarray | None:
    """The amplitude of `count` samples that start with the first of `down`'s hops; None where nothing is lowered."""
    if not down.any():
        return None
    lowered = np.interp(np.arange(count) / HOP, np.arange(len(down)), down)
    return (10 ** (lowered * duck.depth_db / 20)).astype(np.float32)
