"""Whether a file ends before its own structure says it does."""

from __future__ import annotations

import os
from pathlib import Path

RIFF_UNKNOWN_FROM = 0x7FFFFF00
"""Writers that can't seek back leave the size at its maximum."""


def is_cut_off(path: Path, format: str) -> bool | None:
    """True where bytes are missing at the end, False where none are, None where the format doesn't say."""
    size = os.path.getsize(path)
    with path.open("rb") as file:
        head = file.read(256)
    if format in ("wav", "avi"):
        promised = int.from_bytes(head[4:8], "little")
        if head[:4] != b"RIFF" or promised == 0 or promised >= RIFF_UNKNOWN_FROM:
            return None
        return promised + 8 > size + 1
    if format == "matroska":
        return _matroska(head, size)
    return None


def _matroska(head: bytes, size: int) -> bool | None:
    """The Segment's size (RFC 8794, RFC 9559); live recordings leave it unknown, all bits set."""
    at = 4
    length, at, _ = _number(head, at)
    at += length
    if head[at : at + 4] != b"\x18\x53\x80\x67":
        return None
    length, start, unknown = _number(head, at + 4)
    return None if unknown else start + length > size


def _number(data: bytes, at: int) -> tuple[int, int, bool]:
    """An EBML number at `at`, where it ends, and whether it means unknown."""
    first = data[at] if at < len(data) else 0
    width = 9 - first.bit_length() if first else 8
    value = int.from_bytes(data[at : at + width], "big") & ((1 << 7 * width) - 1)
    return value, at + width, value == (1 << 7 * width) - 1
