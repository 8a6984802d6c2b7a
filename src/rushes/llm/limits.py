"""What the operations bear, for whoever has to be told beforehand. Pure.

The operations themselves refuse what is outside; `tests/llm/test_limits.py` asks each of them, so that this table says
the same.
"""

from __future__ import annotations

from rushes.edits.form import LONGEST_SECONDS
from rushes.edits.pace import FASTEST, SLOWEST
from rushes.edits.picture import LOOKS, PLACES
from rushes.edits.sound import LOUDEST_DB, QUIETEST_DB
from rushes.edits.titles import LONGEST_TEXT
from rushes.model.project import UHD_LONG

_SHORTEST = 0.001
_FADE = (0.0, 60.0)
_DUCK = {"duck.depth_db": (-60.0, 0.0), "duck.attack": _FADE, "duck.release": _FADE}

LIMITS: dict[str, dict[str, tuple[float, float]]] = {
    "trim_start": {"length": (_SHORTEST, LONGEST_SECONDS)},
    "trim_end": {"length": (_SHORTEST, LONGEST_SECONDS)},
    "set_duration": {"length": (_SHORTEST, LONGEST_SECONDS)},
    "split_evenly": {"parts": (2, 500)},
    "loop": {"times": (1, 100)},
    "speed": {"factor": (float(SLOWEST), float(FASTEST))},
    "freeze_frame": {"length": (_SHORTEST, 3600)},
    "crop": {"crop.left": (0, 0.95), "crop.top": (0, 0.95), "crop.right": (0, 0.95), "crop.bottom": (0, 0.95)},
    "aspect": {"ratio": (0.2, 5)},
    "resolution": {"width": (16, UHD_LONG * 2), "height": (16, UHD_LONG * 2)},
    "fps": {"rate": (1, 240)},
    "zoom": {"zoom.start": (1, 10), "zoom.end": (1, 10), "zoom.x": (0, 1), "zoom.y": (0, 1)},
    "color": {
        "brightness_ev": (-10_000, 10_000),
        "contrast": (-10_000, 10_000),
        "saturation": (-10_000, 10_000),
        "warmth_k": (-10_000, 10_000),
    },
    "look": {"mix": (0, 1)},
    "lut": {"mix": (0, 1)},
    "fade": {"length": _FADE},
    "overlay": {"width": (0.01, 1), "margin": (0, 0.5), "opacity": (0, 1)},
    "change_overlay": {"width": (0.01, 1), "opacity": (0, 1)},
    "volume": {"by_db": (QUIETEST_DB, 60), "to_db": (QUIETEST_DB, 60)},
    "audio_fade": {"length": _FADE},
    "music": {"gain_db": (QUIETEST_DB, LOUDEST_DB), "fade_in": _FADE, "fade_out": _FADE, **_DUCK},
    "duck": _DUCK,
    "normalize_audio": {"lufs": (-40, -5)},
    "audio_sync": {"by": (-LONGEST_SECONDS, LONGEST_SECONDS)},
    "title": {"length": (_SHORTEST, 36_000), "size": (0.01, 0.5), "fade_in": _FADE, "fade_out": _FADE},
    "change_title": {"length": (_SHORTEST, 36_000), "size": (0.01, 0.5), "fade_in": _FADE, "fade_out": _FADE},
    "transition": {"length": (0.06, 10)},
}
"""By operation and parameter, a dot before the part of a record: the least and the most there may be, units as in
the operation."""

CHOICES: dict[str, dict[str, tuple[str, ...]]] = {
    "flip": {"axis": ("horizontal", "vertical")},
    "look": {"look": LOOKS},
    "fade": {"direction": ("in", "out")},
    "audio_fade": {"direction": ("in", "out")},
    "overlay": {"place": PLACES},
    "change_overlay": {"place": PLACES},
    "title": {"place": PLACES},
    "change_title": {"place": PLACES},
}
"""Of texts that are one of a few words: which."""

LONGEST: dict[str, dict[str, int]] = {"title": {"text": LONGEST_TEXT}, "change_title": {"text": LONGEST_TEXT}}
"""Characters of free texts."""
