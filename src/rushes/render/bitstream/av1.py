"""AV1: the sequence header, and the `av1C` record made of it (AV1 specification 5.5, AV1-ISOBMFF 2.3)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rushes.render.bitstream.bits import BitReader, BitstreamSurprise

SEQUENCE_HEADER = 1


@dataclass(slots=True)
class SequenceHeader:
    profile: int = 0
    level: int = 0
    tier: int = 0
    width: int = 0
    height: int = 0
    high_depth: int = 0
    twelve_bit: int = 0
    monochrome: int = 0
    subsampling: tuple[int, int] = (1, 1)
    sample_position: int = 0
    colour: tuple[int, int, int] = (2, 2, 2)
    full_range: int = 0


def units(data: bytes) -> Iterator[tuple[int, bytes, bytes]]:
    """Type, whole bytes and payload of each OBU. Raises BitstreamSurprise."""
    at = 0
    while at < len(data):
        kind, extended, sized = data[at] >> 3 & 15, data[at] >> 2 & 1, data[at] >> 1 & 1
        start = at + 1 + extended
        size, shift = 0, 0
        while sized and start < len(data):
            size |= (data[start] & 127) << shift
            start, shift = start + 1, shift + 7
            if not data[start - 1] & 128:
                break
        end = start + size if sized else len(data)
        if end > len(data) or shift > 56:
            raise BitstreamSurprise("an OBU's length is broken")
        yield kind, data[at:end], data[start:end]
        at = end


def sequence_unit(data: bytes) -> bytes | None:
    """The sequence header OBU in a temporal unit, extradata or av1C record, if there is one."""
    data = data[4:] if data[:1] == b"\x81" else data
    return next((whole for kind, whole, _ in units(data) if kind == SEQUENCE_HEADER), None)


def read_sequence_header(unit: bytes) -> SequenceHeader:
    """What a sequence header OBU says. Raises BitstreamSurprise."""
    (_, _, payload), *_ = units(unit)
    c, s = BitReader(payload), SequenceHeader()
    s.profile, _, reduced = c.u(3), c.u(1), c.u(1)
    if reduced:
        s.level = c.u(5)
    else:
        _operating_points(c, s)
    across, down = c.u(4) + 1, c.u(4) + 1
    s.width, s.height = c.u(across) + 1, c.u(down) + 1
    if not reduced and c.u(1):
        c.u(7)
    c.u(3)
    if not reduced:
        _tools(c)
    c.u(3)
    _colour(c, s)
    return s


def _operating_points(c: BitReader, s: SequenceHeader) -> None:
    delay_bits = 0
    if c.u(1):
        c.u(64)
        if c.u(1):
            c.ue()
        if c.u(1):
            delay_bits = c.u(5) + 1
            c.u(42)
    display_delay = c.u(1)
    for point in range(c.u(5) + 1):
        c.u(12)
        level = c.u(5)
        tier = c.u(1) if level > 7 else 0
        if point == 0:
            s.level, s.tier = level, tier
        if delay_bits and c.u(1):
            c.u(2 * delay_bits + 1)
        if display_delay and c.u(1):
            c.u(4)


def _tools(c: BitReader) -> None:
    c.u(4)
    order_hint = c.u(1)
    c.u(2 * order_hint)
    screen_content = 2 if c.u(1) else c.u(1)
    if screen_content and not c.u(1):
        c.u(1)
    c.u(3 * order_hint)


def _colour(c: BitReader, s: SequenceHeader) -> None:
    s.high_depth = c.u(1)
    if s.profile == 2 and s.high_depth:
        s.twelve_bit = c.u(1)
    s.monochrome = c.u(1) if s.profile != 1 else 0
    if c.u(1):
        s.colour = c.u(8), c.u(8), c.u(8)
    if not s.monochrome and s.colour == (1, 13, 0):
        s.full_range, s.subsampling = 1, (0, 0)
        return
    s.full_range = c.u(1)
    if s.monochrome or s.profile == 0:
        s.subsampling = 1, 1
    elif s.profile == 1:
        s.subsampling = 0, 0
    elif s.twelve_bit:
        across = c.u(1)
        s.subsampling = across, c.u(1) if across else 0
    else:
        s.subsampling = 1, 0
    if s.subsampling == (1, 1) and not s.monochrome:
        s.sample_position = c.u(2)


def write_av1c(unit: bytes) -> bytes:
    """The `av1C` record of a stream with this sequence header."""
    s = read_sequence_header(unit)
    shape = s.high_depth << 6 | s.twelve_bit << 5 | s.monochrome << 4 | s.subsampling[0] << 3 | s.subsampling[1] << 2
    return bytes((0x81, s.profile << 5 | s.level, s.tier << 7 | shape | s.sample_position, 0)) + unit
