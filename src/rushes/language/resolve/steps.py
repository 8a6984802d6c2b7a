"""How much "a bit", nothing and "much" come to: the step table of the vocabulary, and names to values."""

from __future__ import annotations

from fractions import Fraction
from math import log2, log10

VOLUME_DB = {"bit": 3.0, "": 6.0, "much": 10.0}
FASTER = {"bit": Fraction(11, 10), "": Fraction(3, 2), "much": Fraction(2)}
SLOWER = {"bit": Fraction(9, 10), "": Fraction(1, 2), "much": Fraction(1, 4)}
SLOW_MOTION = Fraction(1, 2)
FAST_FORWARD = Fraction(2)
TIMELAPSE = Fraction(8)
EXPOSURE_EV = {"bit": 0.15, "": 0.35, "much": 0.7}
CONTRAST = {"bit": 8.0, "": 18.0, "much": 35.0}
SATURATION = {"bit": 8.0, "": 18.0, "much": 35.0}
WARMTH_K = {"bit": 300.0, "": 700.0, "much": 1500.0}
TEXT_SIZE = {"bit": 1.15, "": 1.35, "much": 1.7}
ZOOM = {"bit": 1.05, "": 1.15, "much": 1.5}
SLOW_ZOOM, PUNCH_IN = 1.1, 1.12
WARMTH_K_AT_FULL = 4000.0
"""What 100 % more warmth comes to."""

LOOK_MIX = {"bit": 0.35, "": 0.6, "much": 0.85}
WHOLE_LOOKS = frozenset({"bw", "sepia"})
"""Looks that are meant wholly: black and white is not black and white at 60 %."""

LOOKS = {
    "bw": "bw", "sepia": "sepia", "vintage": "vintage", "cinematic": "cinematic", "moody": "moody", "clean": "clean", "teal and orange": "cinematic", "film": "film",
    "punchy": "punchy", "vivid": "vivid", "soft": "soft", "dreamy": "soft", "romantic": "soft", "soft look": "soft",
}  # fmt: skip

COLOURS = {
    "white": "#ffffff", "black": "#000000", "red": "#ff0000", "yellow": "#ffd700", "blue": "#1e6bff", "green": "#00b050", "orange": "#ff8c00",
    "purple": "#8a2be2", "pink": "#ff69b4", "gold": "#d4af37", "silver": "#c0c0c0", "gray": "#808080", "grey": "#808080", "cyan": "#00ffff",
    "magenta": "#ff00ff", "brown": "#8b4513", "teal": "#008080", "navy": "#000080", "beige": "#f5f5dc", "lime": "#32cd32", "violet": "#8f00ff",
    "turquoise": "#40e0d0", "light blue": "#87cefa", "dark blue": "#00008b", "hot pink": "#ff1493", "neon green": "#39ff14", "bright yellow": "#ffff00",
    "neon pink": "#ff10f0", "light gray": "#d3d3d3", "dark gray": "#555555", "dark red": "#8b0000", "light green": "#90ee90", "dark green": "#006400",
    "sky blue": "#87ceeb", "maroon": "#800000", "cream": "#fffdd0", "off white": "#faf9f6", "neon yellow": "#e7ff00", "neon blue": "#1f51ff", "lavender": "#b57edc",
    "coral": "#ff7f50", "crimson": "#dc143c", "sunset": "#ff7a3d",
    "白": "#ffffff", "黑": "#000000", "红": "#ff0000", "黄": "#ffd700", "蓝": "#1e6bff", "绿": "#00b050", "橙": "#ff8c00", "紫": "#8a2be2", "粉": "#ff69b4",
    "金": "#d4af37", "银": "#c0c0c0", "灰": "#808080", "青": "#00ffff", "棕": "#8b4513", "粉红": "#ff69b4", "浅蓝": "#87cefa", "天蓝": "#87ceeb", "深蓝": "#00008b",
    "亮黄": "#ffff00", "荧光绿": "#39ff14", "荧光": "#e7ff00", "大红": "#ff0000", "米": "#f5f5dc", "米白": "#faf9f6", "淡黄": "#fff3a0", "橘": "#ff8c00",
    "深红": "#8b0000", "浅绿": "#90ee90", "深绿": "#006400", "浅灰": "#d3d3d3", "酒红": "#722f37", "淡蓝": "#add8e6", "墨绿": "#0b3d2e", "玫红": "#ff1493",
}  # fmt: skip


def colour(name: object) -> str | None:
    """A colour's name as `#rrggbb`, or None where it has no one value."""
    if not isinstance(name, str):
        return None
    said = name.strip().lower()
    return COLOURS.get(said) or COLOURS.get(said.removesuffix("色"))


def decibels(factor: float) -> float:
    """An amplitude factor in dB; 0 is silence, given as -96."""
    return round(20 * log10(factor), 2) if factor > 0.00002 else -96.0


def stops(share: float) -> float:
    """A share of brightness (0.2: a fifth more) in EV."""
    return round(log2(max(1 + share, 0.05)), 4)


def number(value: float) -> str:
    return f"{value:g}"


def signed(value: float) -> str:
    return f"{value:+g}"
