"""One voice, played: its source straight, backwards, over and over or stretched, under its envelope."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from math import pi

import numpy as np

from rushes.render.sound.decode import SoundReader
from rushes.render.sound.plan import CHANNELS, MICRO_FADE, RATE, Curve, Fade, Voice, sample_at
from rushes.render.sound.stretch import Stretched

SEAMLESS = 3.0
"""A loop whose jump from end to start is at most this many times its usual step needs no fade there."""

STEP_SAMPLES = RATE // 200
"""The stretch on each side of a loop's seam whose steps are looked at: 5 ms."""


class Player:
    """`voice` in order: `read(count)` gives the next of its samples, loud as planned."""

    def __init__(self, voice: Voice, reader: SoundReader) -> None:
        self._voice, self._reader, self._at = voice, reader, 0
        self._first = sample_at(voice.span.start)
        self._end = sample_at(voice.span.end)
        self._seam: np.ndarray | None = None
        self._stretched = Stretched(self._material, voice.speed) if voice.speed != 1 else None

    def read(self, count: int) -> np.ndarray:
        at, self._at = self._at, self._at + count
        if self._stretched is not None:
            samples = self._stretched.read(count)
        elif self._voice.loop is not None:
            samples = self._looped(at, count)
        else:
            samples = self._material(at, count)
        gain = envelope(self._voice, at, count)
        return samples if gain is None else samples * gain[:, None]

    def _material(self, at: int, count: int) -> np.ndarray:
        """The source from `at` samples after the voice's first moment on, in the direction it plays."""
        if self._voice.reverse:
            return self._reader.read(self._end - at - count, count)[::-1]
        return self._reader.read(self._first + at, count)

    def _looped(self, at: int, count: int) -> np.ndarray:
        """Each pass starts at its own exact time; the seam between two is faded where it would click."""
        loop = self._voice.loop
        assert loop is not None
        into = self._voice.span.start - loop.start
        parts = []
        while count > 0:
            number = (Fraction(at, RATE) + into) // loop.length
            if self._pass_start(number + 1) <= at:
                number += 1
            begins, ends = self._pass_start(number), self._pass_start(number + 1)
            take = min(count, ends - at)
            samples = self._reader.read(sample_at(loop.start) + at - begins, take)
            parts.append(self._seamed(samples, at - begins, ends - begins, first=number == 0))
            at, count = at + take, count - take
        return np.concatenate(parts) if parts else np.zeros((0, CHANNELS), np.float32)

    def _pass_start(self, number: int) -> int:
        """The voice's sample at which pass `number` starts: before 0 for the first."""
        loop = self._voice.loop
        assert loop is not None
        return sample_at(number * loop.length - (self._voice.span.start - loop.start))

    def _seamed(self, samples: np.ndarray, at: int, length: int, first: bool) -> np.ndarray:
        fade = min(sample_at(MICRO_FADE), length // 2)
        if not fade or (at >= fade and at + len(samples) <= length - fade) or self._is_seamless():
            return samples
        gain = np.ones(len(samples))
        if not first:
            _multiply(gain, Fade(0, fade, True), at)
        _multiply(gain, Fade(length - fade, fade, False), at)
        return samples * gain.astype(np.float32)[:, None]

    def _is_seamless(self) -> bool:
        """Whether the loop's end runs on into its start no more abruptly than its samples do anyway."""
        if self._seam is None:
            loop = self._voice.loop
            assert loop is not None
            tail = self._reader.read(sample_at(loop.end) - STEP_SAMPLES, STEP_SAMPLES)
            head = self._reader.read(sample_at(loop.start), STEP_SAMPLES)
            steps = np.abs(np.diff(np.concatenate([tail, head]), axis=0)).max(axis=1)
            usual = np.delete(steps, STEP_SAMPLES - 1).max(initial=0.0)
            self._seam = np.array(steps[STEP_SAMPLES - 1] <= SEAMLESS * usual + 1e-4)
        return bool(self._seam)


def envelope(voice: Voice, at: int, count: int) -> np.ndarray | None:
    """The amplitude of samples `at` to `at` + `count` of `voice`; None where it is 1 throughout."""
    moving = [fade for fade in voice.fades if _touches(fade, at, count)]
    steps = voice.gains
    if not moving and all(gain == 0 for _, gain in steps):
        return None
    result = np.full(count, _amplitude(steps[0][1]))
    half = sample_at(MICRO_FADE) // 2
    for (_, before), (where, after) in pairwise(steps):
        rise = np.clip((np.arange(at, at + count) - (where - half)) / (2 * half), 0, 1)
        shape = np.sin(rise * pi / 2) ** 2
        result += (_amplitude(after) - _amplitude(before)) * shape
    for fade in moving:
        _multiply(result, fade, at)
    return result.astype(np.float32)


def _touches(fade: Fade, at: int, count: int) -> bool:
    return at < fade.at + fade.samples if fade.rising else at + count > fade.at


def _multiply(gain: np.ndarray, fade: Fade, at: int) -> None:
    """`gain`, whose first sample is number `at`, under `fade`."""
    share = np.clip((np.arange(at, at + len(gain)) - fade.at + 0.5) / max(fade.samples, 1), 0, 1)
    if not fade.rising:
        share = 1 - share
    shape = np.sin(share * pi / 2)
    gain *= shape**2 if fade.curve is Curve.COSINE else shape


def _amplitude(gain_db: float) -> float:
    return 10.0 ** (gain_db / 20)
