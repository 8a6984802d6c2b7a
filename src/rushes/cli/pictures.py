"""A picture in the terminal: by kitty's or iTerm2's own way where the terminal says that it is one, in half blocks of
true colour where it says that it has that, else not at all."""

from __future__ import annotations

import base64
import shutil
from collections.abc import Mapping

MOST_COLUMNS, MOST_LINES = 80, 24

CELL = 8, 16
"""Pixels of a character cell, near enough for a picture that the terminal fits in by itself."""

CHUNK = 4096
"""Bytes of base64 in one of kitty's messages."""


def way_of(environment: Mapping[str, str]) -> str:
    """`kitty`, `iterm`, `blocks`, or nothing."""
    term, program = environment.get("TERM", ""), environment.get("TERM_PROGRAM", "")
    if environment.get("NO_COLOR") or term in ("", "dumb"):
        return ""
    if "kitty" in term or environment.get("KITTY_WINDOW_ID") or program == "ghostty":
        return "kitty"
    if program in ("iTerm.app", "WezTerm"):
        return "iterm"
    return "blocks" if environment.get("COLORTERM", "") in ("truecolor", "24bit") else ""


def drawn(picture: bytes, way: str) -> str:
    """`picture`, a JPEG, as what to print."""
    from rushes.service import pixels_of

    size = shutil.get_terminal_size()
    columns, lines = min(size.columns - 2, MOST_COLUMNS), min(size.lines - 4, MOST_LINES)
    if way == "iterm":
        text = base64.b64encode(picture).decode()
        return f"\x1b]1337;File=inline=1;width={columns};height={lines};size={len(picture)}:{text}\a"
    if way == "kitty":
        text = base64.b64encode(pixels_of(picture, columns * CELL[0], lines * CELL[1], png=True)[2]).decode()
        parts = [text[at : at + CHUNK] for at in range(0, len(text), CHUNK)]
        heads = [f"{'f=100,a=T,' if n == 0 else ''}m={int(n < len(parts) - 1)}" for n in range(len(parts))]
        return "".join(f"\x1b_G{head};{part}\x1b\\" for head, part in zip(heads, parts, strict=True))
    width, height, pixels = pixels_of(picture, columns, lines * 2)
    return "\n".join(_line(pixels, width, height, row) for row in range(0, height, 2))


def _line(pixels: bytes, width: int, height: int, row: int) -> str:
    """Two rows of pixels as one of upper half blocks: the upper is the ink, the lower the paper."""

    def at(x: int, y: int) -> str:
        place = (min(y, height - 1) * width + x) * 3
        return ";".join(map(str, pixels[place : place + 3]))

    cells = (f"\x1b[38;2;{at(x, row)}m\x1b[48;2;{at(x, row + 1)}m\u2580" for x in range(width))
    return f"  {''.join(cells)}\x1b[0m"
