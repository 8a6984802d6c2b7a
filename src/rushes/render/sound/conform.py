"""Sound brought to one shape: float32, left and right, 48 kHz.

Rates are converted by swresample's polyphase filter (`RESAMPLER`), started on source samples that fall on whole
samples of 48 kHz, so its phase does not depend on where reading began.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import gcd

import av
import numpy as np

from rushes.render.sound.plan import RATE

RESAMPLER = {"filter_size": "64", "phase_shift": "10", "cutoff": "0.97", "exact_rational": "1"}
"""Options of libswresample: 64 taps a phase, every phase of the exact ratio, Kaiser window."""

HALF = np.float32(0.5**0.5)

WEIGHTS: dict[str, tuple[float, float]] = {
    "FL": (1, 0), "FR": (0, 1), "FC": (HALF, HALF), "LFE": (0, 0), "LFE2": (0, 0),
    "BL": (HALF, 0), "BR": (0, HALF), "SL": (HALF, 0), "SR": (0, HALF), "BC": (0.5, 0.5),
    "FLC": (1, 0), "FRC": (0, 1), "DL": (1, 0), "DR": (0, 1),
}  # fmt: skip
"""What each loudspeaker adds to left and right: ITU-R BS.775-3, Table 2 (centre and surround at -3 dB, no LFE)."""


UNSAID = {3: "3.0", 4: "4.0", 5: "5.0", 6: "5.1", 7: "6.1", 8: "7.1"}
"""The layout meant by a file that only counts its channels."""


PLANES_UNSAFE = 8
"""From so many planes on PyAV reads past their list, and the process ends; samples side by side are safe."""

GATHERED = 8192
"""Samples resampled at a time: a call costs as much as a thousand of them."""


class Conversion:
    """An unbroken run of source samples on its way to 48 kHz, starting at source sample `place`."""

    def __init__(self, rate: int, clock: int, place: int, base: int) -> None:
        self.rate = rate
        step = gcd(rate, RATE)
        self._up, self._down = RATE // step, rate // step
        if rate == clock:
            self._skip = -place % self._down
            self._at = base + (place + self._skip) // self._down * self._up
        else:
            self._skip, self._at = 0, base + round(Fraction(place * RATE, clock))
        self._graph = None if rate == RATE else _resampling(rate)
        self._gathered: list[np.ndarray] = []

    def add(self, samples: np.ndarray) -> Iterator[tuple[int, np.ndarray]]:
        if self._skip:
            dropped = min(self._skip, len(samples))
            self._skip -= dropped
            samples = samples[dropped:]
        if not len(samples):
            return
        if self._graph is None:
            yield self._placed(samples)
            return
        self._gathered.append(samples)
        if sum(map(len, self._gathered)) >= GATHERED:
            self._push()
            yield from self._pulled()

    def _push(self) -> None:
        if self._gathered:
            samples = np.ascontiguousarray(np.concatenate(self._gathered).T)
            self._gathered = []
            frame = av.AudioFrame.from_ndarray(samples, format="fltp", layout="stereo")
            frame.sample_rate = self.rate
            self._graph.push(frame)

    def end(self) -> Iterator[tuple[int, np.ndarray]]:
        """What is still on its way; nothing can be added after it."""
        if self._graph is not None:
            self._push()
            self._graph.push(None)
            yield from self._pulled()

    def _pulled(self) -> Iterator[tuple[int, np.ndarray]]:
        while True:
            try:
                frame = self._graph.pull()
            except (av.BlockingIOError, av.EOFError):
                return
            yield self._placed(frame.to_ndarray().T)

    def _placed(self, samples: np.ndarray) -> tuple[int, np.ndarray]:
        at = self._at
        self._at += len(samples)
        return at, samples


def _resampling(rate: int) -> av.filter.Graph:
    graph = av.filter.Graph()
    source = graph.add_abuffer(sample_rate=rate, format="fltp", layout="stereo", time_base=Fraction(1, rate))
    options = ":".join(f"{name}={value}" for name, value in {"osr": str(RATE), **RESAMPLER}.items())
    resample, sink = graph.add("aresample", options), graph.add("abuffersink")
    source.link_to(resample)
    resample.link_to(sink)
    graph.configure()
    return graph


def stereo(frame: av.AudioFrame) -> np.ndarray:
    """The samples of `frame` as float32 (n, 2), 1 being full scale. Mono goes to both sides as it is."""
    channels = frame.layout.nb_channels
    if frame.format.is_planar and channels >= PLANES_UNSAFE:
        frame = av.AudioResampler(format=frame.format.packed, layout=frame.layout).resample(frame)[0]
    data = frame.to_ndarray()
    if not frame.format.is_planar:
        data = data.reshape(-1, channels).T
    if data.dtype == np.uint8:
        data = (data.astype(np.float32) - 128) / 128
    elif data.dtype.kind == "i":
        data = data.astype(np.float32) / np.float32(2 ** (8 * data.dtype.itemsize - 1))
    else:
        data = data.astype(np.float32, copy=False)
    if channels == 1:
        return np.repeat(data.T, 2, axis=1)
    names = [channel.name for channel in frame.layout.channels]
    if any(name not in WEIGHTS for name in names) and channels in UNSAID:
        names = [channel.name for channel in av.AudioLayout(UNSAID[channels]).channels]
    if channels == 2 or any(name not in WEIGHTS for name in names):
        return np.ascontiguousarray(data[:2].T)
    return data.T @ np.array([WEIGHTS[name] for name in names], np.float32)
