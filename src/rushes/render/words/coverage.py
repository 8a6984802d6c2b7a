"""Which characters a font file has glyphs for, read from its `cmap` table.

A tenth of the time of fontTools, which the tests hold it equal to: a title should not wait half a second for
65 000 Chinese characters to be listed. Formats 4 and 12 are read (OpenType 1.9, "cmap"): every font that we
ship has one of them.
"""

from __future__ import annotations

import struct
from functools import cache
from pathlib import Path

import numpy as np


@cache
def covered(path: Path) -> np.ndarray:
    """A flag for each code point from 0: whether the font at `path` (the first, in a collection) draws it."""
    with path.open("rb") as file:
        start = 0
        if file.read(4) == b"ttcf":
            file.seek(12)
            (start,) = struct.unpack(">I", file.read(4))
        file.seek(start + 4)
        (tables,) = struct.unpack(">H6x", file.read(8))
        directory = [struct.unpack(">4s4xII", file.read(16)) for _ in range(tables)]
        offset, length = next((offset, length) for tag, offset, length in directory if tag == b"cmap")
        file.seek(offset)
        return _unicode_flags(file.read(length))


def _unicode_flags(cmap: bytes) -> np.ndarray:
    (count,) = struct.unpack_from(">2xH", cmap)
    offsets = {struct.unpack_from(">HHI", cmap, 4 + 8 * n) for n in range(count)}
    kinds = {struct.unpack_from(">H", cmap, offset)[0]: offset for platform, _, offset in offsets if platform in (0, 3)}
    return _format_12(cmap, kinds[12]) if 12 in kinds else _format_4(cmap, kinds[4])


def _format_12(cmap: bytes, at: int) -> np.ndarray:
    """Groups of first character, last character, first glyph."""
    (groups,) = struct.unpack_from(">I", cmap, at + 12)
    table = np.frombuffer(cmap, ">u4", 3 * groups, at + 16).reshape(-1, 3).astype(np.int64)
    flags = np.zeros(int(table[:, 1].max()) + 1, bool)
    for first, last, glyph in table.tolist():
        flags[first + (glyph == 0) : last + 1] = True
    return flags


def _format_4(cmap: bytes, at: int) -> np.ndarray:
    """Segments of the basic plane: glyph = character + delta, or looked up where an offset is given."""
    (segments,) = struct.unpack_from(">H", cmap, at + 6)
    segments //= 2
    columns = [np.frombuffer(cmap, ">u2", segments, at + 14 + 2 * n * segments + 2 * (n > 0)) for n in range(4)]
    flags = np.zeros(0x10000, bool)
    for n, (last, first, delta, offset) in enumerate(zip(*(column.tolist() for column in columns))):
        characters = np.arange(first, last + 1)
        if offset:
            where = at + 16 + 2 * (3 * segments + n) + offset
            glyphs = np.frombuffer(cmap, ">u2", len(characters), where).astype(np.int64)
            flags[characters] = (glyphs != 0) & ((glyphs + delta) % 0x10000 != 0)
        else:
            flags[characters] = (characters + delta) % 0x10000 != 0
    flags[0xFFFF] = False
    return flags
