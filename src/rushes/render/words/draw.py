"""Words drawn once, as a small picture to lay over the frames where they stand.

Typst shapes, breaks and fills the text (docs/decisions/0003-words.md); the soft shadow is ours.
"""

from __future__ import annotations

import io
import json
from dataclasses import asdict, dataclass
from functools import cache, lru_cache
from math import ceil, floor
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
from PIL import Image, ImageFilter

from rushes.render.words import typefaces
from rushes.render.words.style import LINE_PITCH, MissingGlyphs, Place, WordsStyle, rgba

TITLE_SAFE = 0.9
"""Part of the canvas, each way, that named places stay inside (SMPTE ST 2046-1: 90 % for titles)."""

EM_LEAST_PIXELS = 8.0
"""Text that does not fit is made smaller down to this."""

DRAWN_KEPT = 8
"""Drawn titles kept in memory: a UHD title of two lines is about 4 MB."""

WEIGHT, WEIGHT_BOLD = 500, 700

SHADOW_OPACITY, SHADOW_BLUR_EM, SHADOW_DROP_EM = 0.7, 0.10, 0.05

_compiling = Lock()


@dataclass(frozen=True, slots=True, eq=False)
class DrawnWords:
    """Words as a picture: `rgba` is 8-bit sRGB with straight alpha, height x width x 4, read-only.

    `x` and `y` are where its top left corner goes on the canvas; they, the width and the height are even, so
    that it lies on whole chroma samples of 4:2:0. `line_height_pixels` is the pitch it was drawn at, smaller
    than asked where the words had to be shrunk to fit.
    """

    rgba: np.ndarray
    x: int
    y: int
    lines: int
    line_height_pixels: float

    @property
    def width(self) -> int:
        return self.rgba.shape[1]

    @property
    def height(self) -> int:
        return self.rgba.shape[0]


@lru_cache(maxsize=DRAWN_KEPT)
def draw_words(style: WordsStyle, canvas_width: int, canvas_height: int) -> DrawnWords:
    """The words of `style` for a canvas of that many pixels. Raises MissingGlyphs."""
    missing = typefaces.missing_glyphs(style.text)
    if missing:
        raise MissingGlyphs(characters=", ".join(f"{char} (U+{ord(char[0]):04X})" for char in missing[:8]))

    em = style.size * canvas_height / LINE_PITCH
    margin = ceil(0.6 * em)
    picture, box = _typeset(_given(style, em, margin, canvas_width, canvas_height))
    x, y = _corner(style, box, canvas_width, canvas_height)
    x, y = x - margin, y - margin
    if isinstance(style.place, Place):
        x, y = _safe(picture, x, y, canvas_width, canvas_height)
    if style.shadow and not style.bar:
        picture = _with_shadow(picture, box["em"])

    picture, x, y = _cropped(picture, x, y, canvas_width, canvas_height)
    picture.setflags(write=False)
    pitch = box["em"] * LINE_PITCH
    return DrawnWords(picture, x, y, round(box["height"] / pitch - 0.2), pitch)


def _given(style: WordsStyle, em: float, margin: int, canvas_width: int, canvas_height: int) -> dict[str, Any]:
    """What title.typ is given; lengths in pixels."""
    text = typefaces.cleaned(style.text)
    lang = typefaces.language(text)
    bar_room = em if style.bar else 0
    return {
        "runs": [asdict(run) for run in typefaces.runs(text)],
        "fonts": typefaces.families(lang),
        "emoji_fonts": [typefaces.EMOJI_FAMILY],
        "lang": lang,
        "right_to_left": typefaces.right_to_left(text),
        "weight": WEIGHT_BOLD if style.bold else WEIGHT,
        "align": style.lines_align.value,
        "em": em,
        "em_least": min(em, EM_LEAST_PIXELS),
        "margin": margin,
        "max_width": style.max_width * canvas_width - bar_room,
        "max_height": TITLE_SAFE * canvas_height - bar_room,
        "colour": _hex(style.colour),
        "outline": style.outline,
        "outline_colour": _hex(style.outline_colour),
        "bar": _hex(style.bar_colour) if style.bar else None,
    }


def _hex(colour: str) -> str:
    return "#" + bytes(rgba(colour)).hex()


@cache
def _compiler() -> Any:
    import typst  # 84 MB of code: only when there are words

    template = Path(__file__).with_name("title.typ")
    known = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(folder) for folder in typefaces.folders()],
    )
    return typst.Compiler(str(template), root=str(template.parent), font_paths=known)


def _typeset(given: dict[str, Any]) -> tuple[np.ndarray, dict[str, float]]:
    """The page as RGBA, and the size of the box that the words fill inside its margin."""
    with _compiling:
        png = _compiler().compile(format="png", ppi=72, sys_inputs={"words": json.dumps(given)})
        box = json.loads(_compiler().query("<box>", field="value", one=True))
    with Image.open(io.BytesIO(png)) as opened:
        return np.array(opened.convert("RGBA")), box


def _with_shadow(picture: np.ndarray, em: float) -> np.ndarray:
    """`picture` over a soft black shadow of itself, blurred at a quarter of the size where that can't show."""
    height, width = picture.shape[:2]
    smaller = 4 if em >= 64 else 1
    drop = round(SHADOW_DROP_EM * em)
    cast = Image.fromarray(np.roll(picture[..., 3], drop, axis=0)).reduce(smaller)
    cast = cast.filter(ImageFilter.GaussianBlur(SHADOW_BLUR_EM * em / smaller))
    cast = cast.point([round(SHADOW_OPACITY * level) for level in range(256)])
    shadow = Image.new("RGBA", (width, height))
    shadow.putalpha(cast.resize((width, height), Image.Resampling.BILINEAR))
    shadow.alpha_composite(Image.fromarray(picture))
    return np.array(shadow)


def _corner(style: WordsStyle, box: dict[str, float], canvas_width: int, canvas_height: int) -> tuple[int, int]:
    """Where the box's top left corner goes: by its size, not its ink, so that "ace" and "gyp" share a line."""
    free_x, free_y = canvas_width - box["width"], canvas_height - box["height"]
    if isinstance(style.place, Place):
        edge_x, edge_y = (1 - TITLE_SAFE) / 2 * canvas_width, (1 - TITLE_SAFE) / 2 * canvas_height
        across, down = style.place.fractions
        x = edge_x + across * (free_x - 2 * edge_x)
        y = edge_y + down * (free_y - 2 * edge_y)
    else:
        x = min(max(style.place.x * canvas_width - box["width"] / 2, 0), max(free_x, 0))
        y = min(max(style.place.y * canvas_height - box["height"] / 2, 0), max(free_y, 0))
    return round(x), round(y)


def _safe(picture: np.ndarray, x: int, y: int, canvas_width: int, canvas_height: int) -> tuple[int, int]:
    """`x` and `y` moved just so far that all ink is title-safe: Thai and Vietnamese stack marks above a line."""
    moved = []
    for at, length, axis in ((x, canvas_width, 0), (y, canvas_height, 1)):
        inked = np.flatnonzero(picture[..., 3].any(axis=axis))
        least, most = ceil((1 - TITLE_SAFE) / 2 * length), floor((1 + TITLE_SAFE) / 2 * length)
        if inked.size and inked[-1] - inked[0] < most - least:
            at = min(max(at, least - int(inked[0])), most - int(inked[-1]) - 1)
        moved.append(at)
    return moved[0], moved[1]


def _cropped(picture: np.ndarray, x: int, y: int, canvas_width: int, canvas_height: int) -> tuple[np.ndarray, int, int]:
    """The inked part of `picture` that lies on the canvas, grown to even edges."""
    drawn = picture[..., 3] > 0
    rows, columns = np.flatnonzero(drawn.any(axis=1)), np.flatnonzero(drawn.any(axis=0))
    if not rows.size:
        return np.zeros((2, 2, 4), np.uint8), 0, 0
    top, bottom = max(y + rows[0], 0) & ~1, min(y + rows[-1] + 2, canvas_height + 1) & ~1
    left, right = max(x + columns[0], 0) & ~1, min(x + columns[-1] + 2, canvas_width + 1) & ~1
    result = np.zeros((bottom - top, right - left, 4), np.uint8)
    from_y, from_x = max(y, top), max(x, left)
    to_y, to_x = min(y + picture.shape[0], bottom), min(x + picture.shape[1], right)
    result[from_y - top : to_y - top, from_x - left : to_x - left] = picture[
        from_y - y : to_y - y, from_x - x : to_x - x
    ]
    return result, int(left), int(top)
