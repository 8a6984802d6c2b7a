"""What the boxes of an MP4 or MOV file say that FFmpeg does not pass on (ISO/IEC 14496-12, QTFF).

Read with care: sizes come from strangers, so nothing is read past its parent, nothing large is read at once, and
anything odd ends the reading rather than raising.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

TOP_BOXES_MAX = 100_000
"""A fragmented recording of 10 hours in 1 s fragments has 72 000 boxes at the top."""

MOOV_BYTES_MAX = 256 * 2**20
"""20 hours of 60 fps with sound come to about 150 MB of sample tables; more is not looked into."""

HEIF_META_BYTES_MAX = 4 * 2**20
"""The description of a HEIF picture of some hundred tiles takes a few kB."""

IDENTITY = (0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000)


@dataclass(frozen=True, slots=True)
class Track:
    """One `trak`, in the order of the file, which is the order of FFmpeg's streams."""

    handler: str
    entries: tuple[str, ...]
    """The sample entries' names (avc1, hvc1, mp4a, tmcd, mebx, ...)."""
    matrix: tuple[int, ...] = IDENTITY
    dolby_vision_profile: int | None = None
    dolby_vision_base: int | None = None
    """bl_signal_compatibility_id: 0 none, 1 HDR10, 2 SDR, 4 HLG."""
    encrypted: bool = False
    external: str | None = None
    """Where the samples lie, if not in this file."""


@dataclass(frozen=True, slots=True)
class Boxes:
    brands: tuple[str, ...]
    has_moov: bool
    has_moof: bool
    cut_off: bool
    """A box at the top reaches beyond the end of the file."""
    tracks: tuple[Track, ...]


def read_boxes(path: Path) -> Boxes:
    """The boxes of the file at `path`, as far as they can be followed."""
    size = os.path.getsize(path)
    brands: tuple[str, ...] = ()
    has_moov = has_moof = cut_off = False
    tracks: list[Track] = []
    with path.open("rb") as file:
        at = 0
        for _ in range(TOP_BOXES_MAX):
            file.seek(at)
            head = file.read(16)
            if len(head) < 8:
                break
            length, kind, header = _length(head, size - at)
            if length < header:
                break
            cut_off = cut_off or at + length > size
            if kind == b"ftyp":
                brands = _brands(file, at + header, min(length - header, 4096))
            elif kind == b"moof":
                has_moof = True
            elif kind == b"moov":
                has_moov = True
                if length - header <= MOOV_BYTES_MAX:
                    file.seek(at + header)
                    body = memoryview(file.read(length - header))
                    tracks = [_track(part) for name, part in _children(body) if name == b"trak"]
            at += length
    return Boxes(brands, has_moov, has_moof, cut_off, tuple(tracks))


def _length(head: bytes, room: int) -> tuple[int, bytes, int]:
    """A box's whole length, its name, and the length of its header; a length of 0 means to the end."""
    length, kind = struct.unpack_from(">I4s", head)
    if length == 1 and len(head) >= 16:
        return struct.unpack_from(">Q", head, 8)[0], kind, 16
    return (room if length == 0 else length), kind, 8


def _brands(file, at: int, length: int) -> tuple[str, ...]:
    file.seek(at)
    data = file.read(length)
    words = [data[i : i + 4] for i in range(0, len(data) - 3, 4) if i != 4]
    return tuple(word.decode("latin-1") for word in words)


def _children(data: memoryview, at: int = 0) -> Iterator[tuple[bytes, memoryview]]:
    while at + 8 <= len(data):
        length, kind, header = _length(bytes(data[at : at + 16]), len(data) - at)
        if length < header or at + length > len(data):
            return
        yield kind, data[at + header : at + length]
        at += length


def _find(data: memoryview, *names: bytes) -> memoryview | None:
    """The first box down the path `names`."""
    for name in names:
        found = next((body for kind, body in _children(data) if kind == name), None)
        if found is None:
            return None
        data = found
    return data


def _track(trak: memoryview) -> Track:
    handler = _find(trak, b"mdia", b"hdlr")
    kind = bytes(handler[8:12]).decode("latin-1") if handler is not None and len(handler) >= 12 else ""
    entries, encrypted, profile, base = [], False, None, None
    table = _find(trak, b"mdia", b"minf", b"stbl", b"stsd")
    if table is not None:
        for name, entry in _children(table, 8):
            entries.append(name.decode("latin-1"))
            encrypted = encrypted or name in (b"encv", b"enca", b"drmi", b"drms")
            if kind == "vide" and len(entry) > 78:
                for part, body in _children(entry, 78):
                    if part in (b"dvcC", b"dvvC", b"dvwC") and len(body) >= 5:
                        profile, base = body[2] >> 1, body[4] >> 4
    return Track(kind, tuple(entries), _matrix(trak), profile, base, encrypted, _external(trak))


def _matrix(trak: memoryview) -> tuple[int, ...]:
    header = _find(trak, b"tkhd")
    if header is None or len(header) < 84:
        return IDENTITY
    at = 52 if header[0] == 1 else 40
    if len(header) < at + 36:
        return IDENTITY
    return struct.unpack_from(">9i", header, at)


def _external(trak: memoryview) -> str | None:
    """The data reference that lies outside the file, if the track has no other (flag 1 means: in this file)."""
    references = _find(trak, b"mdia", b"minf", b"dinf", b"dref")
    if references is None:
        return None
    outside = None
    for name, body in _children(references, 8):
        if len(body) < 4 or body[3] & 1:
            return None
        outside = outside or name.decode("latin-1").strip()
    return outside


def turn_of(matrix: tuple[int, ...]) -> tuple[int, bool]:
    """Rotation in degrees clockwise (0, 90, 180, 270), to be applied after mirroring left to right where True.

    `matrix` is the display matrix as ISO/IEC 14496-12 stores it, row by row: x' = a x + c y, y' = b x + d y.
    """
    a, b, _, c, d = matrix[:5]
    mirrored = a * d - b * c < 0
    if mirrored:
        a, b = -a, -b
    if abs(a) >= abs(b):
        return (0 if a >= 0 else 180), mirrored
    return (90 if b > 0 else 270), mirrored


def heif_profile(path: Path) -> bytes | None:
    """The ICC profile of a HEIF picture (ISO/IEC 23008-12: a property of its items), if it has one."""
    data = _heif_meta(path)
    properties = _find(data, b"iprp", b"ipco") if data is not None else None
    for kind, body in _children(properties) if properties is not None else ():
        if kind == b"colr" and bytes(body[:4]) in (b"prof", b"rICC"):
            return bytes(body[4:])
    return None


def _heif_meta(path: Path) -> memoryview | None:
    with path.open("rb") as file:
        head = memoryview(file.read(HEIF_META_BYTES_MAX))
    found = next((body for kind, body in _children(head) if kind == b"meta"), None)
    return found[4:] if found is not None and len(found) > 4 else None
