"""Signal and light: transfer functions, primaries and tone mapping, as published. Pure, on numpy arrays.

Light is display light in cd/m2 (nits), red, green, blue on the last axis; signals run from 0 to 1.
Graphics white, the white of SDR in an HDR picture, is 203 cd/m2 (ITU-R BT.2408-7, section 2.1).
"""

from __future__ import annotations

import numpy as np

from rushes.model.media import HdrKind

WHITE_NITS = 203.0
HLG_PEAK_NITS = 1000.0
PQ_PEAK_NITS = 1000.0
"""What a PQ picture is taken to reach where its file does not say: most consumer HDR10 is graded to it."""

PQ_PEAK_LEAST_NITS = 400.0
"""A file that says less is not believed: were it wrong, its highlights would be cut off."""

SDR_GAMMA = 2.4
"""Of the reference display, ITU-R BT.1886."""

CHROMATICITIES = {
    "bt709": ((0.640, 0.330), (0.300, 0.600), (0.150, 0.060)),
    "bt470bg": ((0.640, 0.330), (0.290, 0.600), (0.150, 0.060)),
    "smpte170m": ((0.630, 0.340), (0.310, 0.595), (0.155, 0.070)),
    "bt2020": ((0.708, 0.292), (0.170, 0.797), (0.131, 0.046)),
    "smpte432": ((0.680, 0.320), (0.265, 0.690), (0.150, 0.060)),
}
"""Red, green and blue of each set of primaries (ITU-T H.273, table 2), all with white D65."""

D65 = (0.3127, 0.3290)

_HLG_A, _HLG_B, _HLG_C = 0.17883277, 0.28466892, 0.55991073
_HLG_GAMMA = 1.2
_PQ_M1, _PQ_M2 = 2610 / 16384, 2523 / 4096 * 128
_PQ_C1, _PQ_C2, _PQ_C3 = 3424 / 4096, 2413 / 4096 * 32, 2392 / 4096 * 32


def xyz_of(x: float, y: float) -> np.ndarray:
    """The colour with chromaticity x, y and luminance 1, as CIE XYZ."""
    return np.array([x / y, 1.0, (1 - x - y) / y])


def to_xyz(primaries: str) -> np.ndarray:
    """The matrix from linear RGB of `primaries` to CIE XYZ (SMPTE RP 177); its middle row weighs luminance."""
    columns = np.stack([xyz_of(*point) for point in CHROMATICITIES[primaries]], axis=1)
    return columns * np.linalg.solve(columns, xyz_of(*D65))


def between(source: str, target: str) -> np.ndarray:
    """The matrix from linear RGB of one set of primaries to another."""
    return np.linalg.solve(to_xyz(target), to_xyz(source))


def scene_from_hlg(signal: np.ndarray) -> np.ndarray:
    """The inverse of the HLG OETF: scene light from 0 to 1 (ITU-R BT.2100-2, table 5)."""
    signal = np.maximum(signal, 0)
    return np.where(signal <= 0.5, signal**2 / 3, (np.exp((signal - _HLG_C) / _HLG_A) + _HLG_B) / 12)


def hlg_from_scene(scene: np.ndarray) -> np.ndarray:
    """The HLG OETF."""
    scene = np.maximum(scene, 0)
    return np.where(
        scene <= 1 / 12, np.sqrt(3 * scene), _HLG_A * np.log(np.maximum(12 * scene - _HLG_B, 1e-9)) + _HLG_C
    )


def light_from_pq(signal: np.ndarray) -> np.ndarray:
    """The PQ EOTF, in nits (ITU-R BT.2100-2, table 4)."""
    power = np.maximum(signal, 0) ** (1 / _PQ_M2)
    return 10_000 * (np.maximum(power - _PQ_C1, 0) / (_PQ_C2 - _PQ_C3 * power)) ** (1 / _PQ_M1)


def pq_from_light(nits: np.ndarray) -> np.ndarray:
    """The inverse of the PQ EOTF."""
    power = (np.maximum(nits, 0) / 10_000) ** _PQ_M1
    return ((_PQ_C1 + _PQ_C2 * power) / (1 + _PQ_C3 * power)) ** _PQ_M2


def light_of(signal: np.ndarray, kind: HdrKind, primaries: str) -> np.ndarray:
    """What a reference display shows for `signal`, in nits: 1000 at the top of HLG, 203 of SDR."""
    match kind:
        case HdrKind.PQ:
            return light_from_pq(signal)
        case HdrKind.HLG:
            scene = scene_from_hlg(signal)
            luminance = scene @ to_xyz(primaries)[1]
            return HLG_PEAK_NITS * scene * np.maximum(luminance, 1e-9)[..., None] ** (_HLG_GAMMA - 1)
        case HdrKind.SDR:
            return WHITE_NITS * np.maximum(signal, 0) ** SDR_GAMMA


def signal_of(nits: np.ndarray, kind: HdrKind, primaries: str) -> np.ndarray:
    """The signal that makes a reference display show `nits`; the inverse of `light_of`, within 0 to 1."""
    match kind:
        case HdrKind.PQ:
            signal = pq_from_light(nits)
        case HdrKind.HLG:
            luminance = np.maximum(nits, 0) @ to_xyz(primaries)[1] / HLG_PEAK_NITS
            ootf = np.maximum(luminance, 1e-9)[..., None] ** ((1 - _HLG_GAMMA) / _HLG_GAMMA)
            signal = hlg_from_scene(np.maximum(nits, 0) / HLG_PEAK_NITS * ootf)
        case HdrKind.SDR:
            signal = (np.maximum(nits, 0) / WHITE_NITS) ** (1 / SDR_GAMMA)
    return np.clip(signal, 0, 1)


def toned(nits: np.ndarray, peak: float, target_peak: float) -> np.ndarray:
    """`nits` of a display of `peak` bent to one of `target_peak`: as it is up to a knee, then a smooth roll-off.

    The EETF of ITU-R BT.2390-11, section 5.4.1.1, black at 0 on both.
    """
    if target_peak >= peak:
        return np.minimum(nits, target_peak)
    top = pq_from_light(np.array(peak))
    most = pq_from_light(np.array(target_peak)) / top
    knee = 1.5 * most - 0.5
    level = np.clip(pq_from_light(nits) / top, 0, 1)
    t = np.maximum((level - knee) / (1 - knee), 0)
    bent = (2 * t**3 - 3 * t**2 + 1) * knee + (t**3 - 2 * t**2 + t) * (1 - knee) + (-2 * t**3 + 3 * t**2) * most
    return light_from_pq(np.where(level < knee, level, bent) * top)


PER_CHANNEL = 0.25
"""How much of each way of tone mapping is used: all of the first would turn bright yellows pale, none of it would
keep the sun behind a tree orange."""


def tone_mapped(rgb_nits: np.ndarray, peak: float, target_peak: float) -> np.ndarray:
    """Light bent to a smaller display: in part each of red, green and blue, which lets highlights fade to white as
    film does, in the main the largest of them with the others in proportion, which keeps the colour."""
    each = toned(np.maximum(rgb_nits, 0), peak, target_peak)
    largest = np.maximum(rgb_nits.max(axis=-1, keepdims=True), 1e-6)
    together = rgb_nits * (toned(largest, peak, target_peak) / largest)
    return together + PER_CHANNEL * (each - together)


GAMUT_KNEE = 0.8
"""How far toward the edge of the gamut, from grey, colours stay as they are."""


def in_gamut(rgb: np.ndarray, primaries: str) -> np.ndarray:
    """`rgb` light of which none is negative: colours that `primaries` can't make are drawn toward grey.

    The outer fifth makes room for them, so that saturated colours keep their differences (the distance from grey
    is bent as in the ACES reference gamut compression, here with luminance as the grey).
    """
    grey = np.maximum(rgb @ to_xyz(primaries)[1], 1e-9)[..., None]
    far = np.maximum((grey - rgb.min(axis=-1, keepdims=True)) / grey, 1e-9)
    past = np.maximum(far - GAMUT_KNEE, 0) / (1 - GAMUT_KNEE)
    bent = np.where(past > 0, GAMUT_KNEE + (1 - GAMUT_KNEE) * past / (1 + past), far)
    return np.maximum(grey + bent / far * (rgb - grey), 0)
