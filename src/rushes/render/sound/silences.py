"""Where nobody speaks: the pauses in a mix, from its blocks, in one pass and little memory."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

import numpy as np

from rushes.model.time import Seconds, Span
from rushes.render.sound.plan import RATE

WINDOW = RATE // 100
"""Samples looked at together: 10 ms."""

QUIET = 0.04
"""Below this share of the loudest window a window is quiet: auto-editor's 4 %, taken of the RMS level."""

SILENT_RMS = 10 ** (-60 / 20)
"""Below this everything is silence, however quiet the rest is."""

CLICK_WINDOWS = 4
"""Sound shorter than this (40 ms) inside a pause is a click, not speech."""


def silences(
    blocks: Iterable[np.ndarray], least: Seconds, margin: Seconds, quiet: float = QUIET
) -> tuple[tuple[Span, ...], Seconds]:
    """The pauses of at least `least` seconds in float32 blocks at `RATE`, each shortened by `margin` seconds at both
    ends so that speech keeps its edges, and how long the whole is."""
    levels: list[np.ndarray] = []
    rest = np.zeros(0, np.float32)
    samples = 0
    for block in blocks:
        samples += len(block)
        power = np.concatenate([rest, (block.astype(np.float32) ** 2).mean(axis=1)])
        whole = len(power) // WINDOW * WINDOW
        levels.append(np.sqrt(power[:whole].reshape(-1, WINDOW).mean(axis=1)))
        rest = power[whole:]
    if not levels:
        return (), Fraction(0)
    level = np.concatenate(levels)
    loud = level > max(float(level.max(initial=0.0)) * quiet, SILENT_RMS)
    found = []
    for first, end in _runs(~_without_clicks(loud)):
        start = Fraction(first * WINDOW, RATE)
        stop = Fraction(samples, RATE) if end == len(level) else Fraction(end * WINDOW, RATE)
        if stop - start < least:
            continue
        head = Fraction(0) if first == 0 else margin
        tail = Fraction(0) if end == len(level) else margin
        if stop - start > head + tail:
            found.append(Span(start + head, stop - tail))
    return tuple(found), Fraction(samples, RATE)


def _without_clicks(loud: np.ndarray) -> np.ndarray:
    kept = loud.copy()
    for first, end in _runs(loud):
        if end - first < CLICK_WINDOWS:
            kept[first:end] = False
    return kept


def _runs(marks: np.ndarray) -> list[tuple[int, int]]:
    """The stretches [first, end) of `marks` that are true."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], marks.astype(np.int8), [0]))))
    return [(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]
