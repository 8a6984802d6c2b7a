"""Colour tables: 3D tables from one kind of picture to another, computed from the standards. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from rushes.model.media import HdrKind
from rushes.render.colour import light

SIZE, SIZE_FROM_PQ = 33, 49
"""Points along an edge of a computed table. PQ spends its steps on darks, and needs more; the error they leave is
in docs/decisions/0004-colour.md."""


@dataclass(frozen=True, slots=True, eq=False)
class Table3D:
    """Colours for a grid of colours: `values[r, g, b]` is the RGB that comes out, 0 to 1, float32.

    The grid runs from `low` to `high` of each input channel. Between grid points: tetrahedral interpolation.
    """

    values: np.ndarray
    low: tuple[float, float, float] = (0.0, 0.0, 0.0)
    high: tuple[float, float, float] = (1.0, 1.0, 1.0)

    @property
    def size(self) -> int:
        return self.values.shape[0]


@dataclass(frozen=True, slots=True, eq=False)
class Table1D:
    """A curve for each of red, green, blue: `values[level, channel]`, over inputs from `low` to `high`."""

    values: np.ndarray
    low: tuple[float, float, float] = (0.0, 0.0, 0.0)
    high: tuple[float, float, float] = (1.0, 1.0, 1.0)

    @property
    def size(self) -> int:
        return self.values.shape[0]


def grid(size: int) -> np.ndarray:
    """The colours at the points of a table of `size`, indexed [r, g, b, channel], 0 to 1."""
    levels = np.linspace(0, 1, size)
    return np.stack(np.meshgrid(levels, levels, levels, indexing="ij"), axis=-1)


@lru_cache(maxsize=8)
def conversion(
    source: HdrKind,
    source_primaries: str,
    target: HdrKind,
    target_primaries: str,
    peak_nits: float = 0,
    size: int = SIZE,
) -> Table3D:
    """The table from one kind of R'G'B' signal to another, so that a display shows the same, or as near as it can.

    SDR white is 203 cd/m2 both ways. `peak_nits` is what the source reaches, 0 for the standard: it matters from
    PQ only.
    """
    values = converted(grid(size), source, source_primaries, target, target_primaries, peak_nits)
    return Table3D(np.ascontiguousarray(values, np.float32))


def converted(
    signal: np.ndarray,
    source: HdrKind,
    source_primaries: str,
    target: HdrKind,
    target_primaries: str,
    peak_nits: float = 0,
) -> np.ndarray:
    """The same, for the colours in `signal`: what the table is made of."""
    peaks = {HdrKind.SDR: light.WHITE_NITS, HdrKind.HLG: light.HLG_PEAK_NITS, HdrKind.PQ: 10_000.0}
    peak = peaks[source]
    if source is HdrKind.PQ:
        peak = min(max(peak_nits or light.PQ_PEAK_NITS, light.PQ_PEAK_LEAST_NITS), peak)
    rgb = np.minimum(light.light_of(signal, source, source_primaries), peak)
    if source_primaries != target_primaries:
        matrix = light.between(source_primaries, target_primaries)
        rgb = rgb @ matrix.T
        if matrix.min() < -1e-3:
            rgb = light.in_gamut(rgb, target_primaries)
    if peak > peaks[target]:
        rgb = light.tone_mapped(rgb, peak, peaks[target])
    largest = np.maximum(rgb.max(axis=-1, keepdims=True), 1e-6)
    rgb = rgb * np.minimum(peaks[target] / largest, 1)
    return light.signal_of(rgb, target, target_primaries)
