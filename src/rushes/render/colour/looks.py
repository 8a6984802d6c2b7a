"""The named looks, each a few numbers. Pure; `grade.py` turns them into filters."""

from __future__ import annotations

from dataclasses import dataclass

Tint = tuple[float, float]
"""A push of the two colour differences, blue then red, in signal units (the whole scale is -0.5 to 0.5)."""


@dataclass(frozen=True, slots=True)
class LookNumbers:
    """A look at full strength; edits mix it in at 60 % unless told otherwise.

    The first four are as in a clip's own grade. `lift` raises black and lowers nothing else; `shadows` tints black
    and fades out toward white, `highlights` the other way round. A look `without_colour` is so at any mix.
    """

    brightness_ev: float = 0.0
    contrast: float = 0.0
    saturation: float = 0.0
    warmth_k: float = 0.0
    lift: float = 0.0
    shadows: Tint = (0.0, 0.0)
    highlights: Tint = (0.0, 0.0)
    without_colour: bool = False


LOOKS: dict[str, LookNumbers] = {
    "cinematic": LookNumbers(contrast=28, saturation=-10, shadows=(0.022, -0.028), highlights=(-0.034, 0.030)),
    "vintage": LookNumbers(contrast=-14, saturation=-38, lift=0.06, shadows=(0.012, 0.014), highlights=(-0.060, 0.022)),
    "bw": LookNumbers(contrast=25, without_colour=True),
    "sepia": LookNumbers(
        contrast=8, lift=0.02, shadows=(-0.030, 0.022), highlights=(-0.075, 0.050), without_colour=True
    ),
    "moody": LookNumbers(
        brightness_ev=-0.55, contrast=22, saturation=-35, shadows=(0.020, -0.014), highlights=(0.004, 0.002)
    ),
    "clean": LookNumbers(brightness_ev=0.30, contrast=8, saturation=8, warmth_k=-250),
    "punchy": LookNumbers(contrast=38, saturation=14),
    "warm": LookNumbers(brightness_ev=0.10, saturation=8, warmth_k=1500),
    "cool": LookNumbers(saturation=-6, warmth_k=-2200),
    "film": LookNumbers(contrast=20, saturation=-14, lift=0.035, shadows=(-0.004, -0.020), highlights=(-0.032, 0.014)),
    "vivid": LookNumbers(brightness_ev=0.10, contrast=12, saturation=40),
    "soft": LookNumbers(brightness_ev=0.40, contrast=-16, saturation=-10, highlights=(-0.012, 0.010)),
}
