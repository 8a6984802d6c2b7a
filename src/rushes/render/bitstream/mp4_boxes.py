"""The boxes of an MP4 file (ISO/IEC 14496-12, -14, -15; AV1-ISOBMFF) as bytes, from plain values."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from fractions import Fraction

import numpy as np

U32 = struct.Struct(">I")
LIMIT_32 = 1 << 32

Colour = tuple[int, int, int, bool]
"""Primaries, transfer and matrix as ITU-T H.273 numbers, and whether the range is full."""


def box(kind: str, *parts: bytes) -> bytes:
    body = b"".join(parts)
    return U32.pack(len(body) + 8) + kind.encode("latin-1") + body


def full(kind: str, version: int, flags: int, *parts: bytes) -> bytes:
    return box(kind, U32.pack(version << 24 | flags), *parts)


def video_entry(
    tag: str,
    config: bytes,
    width: int,
    height: int,
    aspect: Fraction = Fraction(1),
    colour: Colour | None = None,
    mastering: bytes | None = None,
    light: bytes | None = None,
) -> bytes:
    """A video sample entry. `config` is the whole configuration box (avcC, hvcC, av1C); `mastering` and
    `light` are the contents of `mdcv` and `clli`."""
    parts = [bytes(6), struct.pack(">H", 1), bytes(16), struct.pack(">HH", width, height)]
    parts += [struct.pack(">III", 0x480000, 0x480000, 0), struct.pack(">H", 1), bytes(32)]
    parts += [struct.pack(">Hh", 24, -1), config]
    if colour:
        primaries, transfer, matrix, full_range = colour
        numbers = struct.pack(">HHHB", primaries, transfer, matrix, full_range << 7)
        parts.append(box("colr", b"nclx", numbers))
    parts.append(box("pasp", struct.pack(">II", aspect.numerator, aspect.denominator)))
    if mastering:
        parts.append(box("mdcv", mastering))
    if light:
        parts.append(box("clli", light))
    return box(tag, *parts)


def aac_entry(config: bytes, channels: int, sample_rate: int, bitrate_bps: int) -> bytes:
    """An `mp4a` sample entry for AAC whose AudioSpecificConfig is `config`."""

    def descriptor(tag: int, *parts: bytes) -> bytes:
        body = b"".join(parts)
        size = len(body)
        return bytes((tag, size >> 21 & 127 | 128, size >> 14 & 127 | 128, size >> 7 & 127 | 128, size & 127)) + body

    decoder = descriptor(
        4, bytes((0x40, 0x15, 0, 0, 0)), U32.pack(bitrate_bps), U32.pack(bitrate_bps), descriptor(5, config)
    )
    stream = descriptor(3, struct.pack(">HB", 1, 0), decoder, descriptor(6, b"\2"))
    head = bytes(6) + struct.pack(">H", 1) + bytes(8) + struct.pack(">HHI", channels, 16, 0)
    return box("mp4a", head, U32.pack(min(sample_rate, 0xFFFF) << 16), full("esds", 0, 0, stream))


def flac_entry(config: bytes, channels: int, sample_rate: int) -> bytes:
    """A sample entry for FLAC of 16 bits whose STREAMINFO is `config` (FLAC in ISO BMFF, section 3.3)."""
    head = bytes(6) + struct.pack(">H", 1) + bytes(8) + struct.pack(">HHI", channels, 16, 0)
    # the one and last metadata block is of kind 0
    block = U32.pack(1 << 31 | len(config)) + config
    return box("fLaC", head, U32.pack(sample_rate << 16), full("dfLa", 0, 0, block))


def matrix(width: int, height: int, rotation: int, mirrored: bool) -> bytes:
    """The display matrix: mirror left to right where asked, then turn clockwise by `rotation` degrees."""
    a, b, c, d, x, y = {
        0: (1, 0, 0, 1, 0, 0),
        90: (0, 1, -1, 0, height, 0),
        180: (-1, 0, 0, -1, width, height),
        270: (0, -1, 1, 0, 0, width),
    }[rotation]
    if mirrored:
        x, y, a, b = x + a * width, y + b * width, -a, -b
    return struct.pack(">9i", a << 16, b << 16, 0, c << 16, d << 16, 0, x << 16, y << 16, 1 << 30)


def timed(kind: str, flags: int, created: int, middle: bytes, duration: int, *rest: bytes) -> bytes:
    """A header box with creation time and duration: 64 bits wide only where the length asks for it."""
    if duration < LIMIT_32 and created < LIMIT_32:
        return full(kind, 0, flags, struct.pack(">II", created, created), middle, U32.pack(duration), *rest)
    return full(kind, 1, flags, struct.pack(">QQ", created, created), middle, struct.pack(">Q", duration), *rest)


def edit_list(edits: Sequence[tuple[int, int]]) -> bytes:
    """Edits as (duration on the movie's clock, media time or -1 for nothing), at normal speed."""
    wide = any(duration >= LIMIT_32 or start >= 1 << 31 for duration, start in edits)
    form = struct.Struct(">Qq" if wide else ">Ii")
    rows = b"".join(form.pack(duration, start) + b"\0\1\0\0" for duration, start in edits)
    return box("edts", full("elst", int(wide), 0, U32.pack(len(edits)), rows))


def run_lengths(values: np.ndarray) -> np.ndarray:
    """(count, value) rows for runs of equal values, as big-endian 32-bit numbers."""
    if not len(values):
        return np.zeros((0, 2), ">u4")
    starts = np.concatenate(([0], np.flatnonzero(np.diff(values)) + 1))
    counts = np.diff(np.append(starts, len(values)))
    return np.stack((counts, values[starts]), axis=1).astype(">u4")


def counted(kind: str, rows: np.ndarray, version: int = 0) -> bytes:
    return full(kind, version, 0, U32.pack(len(rows)), np.ascontiguousarray(rows).tobytes())


def sample_groups(kind: bytes, entry: bytes, member: np.ndarray) -> list[bytes]:
    """`sgpd` and `sbgp` boxes putting the samples where `member` is true into one group of this kind."""
    described = full("sgpd", 1, 0, kind, U32.pack(len(entry)), U32.pack(1), entry)
    rows = run_lengths(member.astype(np.int64))
    return [described, full("sbgp", 0, 0, kind, U32.pack(len(rows)), rows.tobytes())]


ITUNES = {
    "title": "\xa9nam", "artist": "\xa9ART", "album": "\xa9alb", "date": "\xa9day", "comment": "\xa9cmt",
    "genre": "\xa9gen", "copyright": "cprt", "description": "desc", "encoder": "\xa9too", "composer": "\xa9wrt",
}  # fmt: skip
PLACE = "\xa9xyz"
CAMERA = {"make": "\xa9mak", "model": "\xa9mod"}


def metadata(tags: Mapping[str, str]) -> bytes:
    """`udta` and `meta` boxes for tags by FFmpeg's names; `com.…` keys as Apple's and Android's own keys."""
    plain, keyed, items = [], [], []
    for name, text in tags.items():
        value = text.encode()
        if name == "location":
            plain.append(box(PLACE, struct.pack(">HH", len(value), 0x15C7), value))
        elif name in CAMERA:
            plain.append(box(CAMERA[name], struct.pack(">HH", len(value), 0x15C7), value))
        elif name.startswith("com."):
            keyed.append((name.encode(), value))
        elif name in ITUNES:
            items.append(box(ITUNES[name], box("data", struct.pack(">II", 1, 0), value)))
    if items:
        handler = full("hdlr", 0, 0, bytes(4), b"mdirappl", bytes(9))
        plain.append(full("meta", 0, 0, handler, box("ilst", *items)))
    result = box("udta", *plain) if plain else b""
    if keyed:
        handler = full("hdlr", 0, 0, bytes(4), b"mdta", bytes(13))
        names = full("keys", 0, 0, U32.pack(len(keyed)), *(box("mdta", name) for name, _ in keyed))
        rows = []
        for number, (_, value) in enumerate(keyed, 1):
            data = box("data", struct.pack(">II", 1, 0), value)
            rows.append(U32.pack(len(data) + 8) + U32.pack(number) + data)
        result += box("meta", handler, names, box("ilst", *rows))
    return result
