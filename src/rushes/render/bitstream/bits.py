"""Bits of H.264 and H.265 headers, read and written by one and the same description.

A syntax table is a function of a coder and a record: `record.level = coder.u(8, record.level)`. A `BitReader`
fills the record, a `BitWriter` writes what the record holds, so reading and writing can't drift apart.
NAL units here are `bytes` without start code or length; "raw" ones still hold emulation prevention bytes
(ITU-T H.264 7.4.1.1), a payload (RBSP) does not.
"""

from __future__ import annotations

from collections.abc import Iterator

LONGEST_GOLOMB_PREFIX = 32
"""Zeros before the first one of ue(v); more can't stand in any legal stream."""


class BitstreamSurprise(Exception):
    """A stream holds what its standard forbids or this code does not know. Never leaves the room as such."""


class BitReader:
    """Reads a payload bit by bit; the last argument of each method is there for the writer's sake."""

    writing = False

    def __init__(self, data: bytes, at: int = 0) -> None:
        self.data, self.at, self.end = data, at, len(data) * 8

    def u(self, bits: int, _: int = 0) -> int:
        stop = self.at + bits
        if stop > self.end:
            raise BitstreamSurprise("the bits end too early")
        first, last = self.at >> 3, (stop + 7) >> 3
        self.at = stop
        return (int.from_bytes(self.data[first:last], "big") >> (last * 8 - stop)) & ((1 << bits) - 1)

    def ue(self, _: int = 0) -> int:
        zeros = 0
        while not self.u(1):
            zeros += 1
            if zeros > LONGEST_GOLOMB_PREFIX:
                raise BitstreamSurprise("an Exp-Golomb code is too long")
        return (1 << zeros) - 1 + self.u(zeros)

    def se(self, _: int = 0) -> int:
        code = self.ue()
        return (code + 1) // 2 if code & 1 else -(code // 2)

    def more(self, _: bool = False) -> bool:
        """Whether anything but the trailing bits is left (more_rbsp_data)."""
        whole = self.data.rstrip(b"\0")
        if not whole:
            return False
        stop_bit = len(whole) * 8 - 1 - ((whole[-1] & -whole[-1]).bit_length() - 1)
        return self.at < stop_bit

    def rest(self) -> tuple[int, int]:
        """All that is left, as a number and its count of bits; nothing is consumed."""
        bits = self.end - self.at
        first = self.at >> 3
        return int.from_bytes(self.data[first:], "big") & ((1 << bits) - 1), bits


class BitWriter:
    """Writes what a `BitReader` reads."""

    writing = True

    def __init__(self) -> None:
        self.value, self.at = 0, 0

    def u(self, bits: int, value: int = 0) -> int:
        if not 0 <= value < 1 << bits:
            raise BitstreamSurprise(f"{value} does not fit in {bits} bits")
        self.value, self.at = self.value << bits | value, self.at + bits
        return value

    def ue(self, value: int = 0) -> int:
        length = (value + 1).bit_length()
        self.u(length - 1, 0)
        self.u(length, value + 1)
        return value

    def se(self, value: int = 0) -> int:
        self.ue(2 * value - 1 if value > 0 else -2 * value)
        return value

    def more(self, value: bool = False) -> bool:
        return bool(value)

    def align(self, first: int, rest: int) -> None:
        """Fill up to a whole byte: one bit `first`, then `rest`; nothing where the byte is full already."""
        while self.at & 7:
            self.u(1, first)
            first = rest

    def trail(self) -> None:
        """rbsp_trailing_bits: a one, then zeros up to a whole byte."""
        self.u(1, 1)
        self.align(0, 0)

    def bytes(self) -> bytes:
        assert self.at % 8 == 0, "bits are handed out in whole bytes"
        return self.value.to_bytes(self.at // 8, "big")


Coder = BitReader | BitWriter


def unescaped(raw: bytes) -> bytes:
    """A NAL unit without its emulation prevention bytes."""
    return raw.replace(b"\0\0\3", b"\0\0")


def escaped(payload: bytes) -> bytes:
    """A NAL unit with emulation prevention bytes wherever the standard asks for one."""
    parts, start, at = [], 0, payload.find(b"\0\0")
    while at >= 0:
        after = at + 2
        if after == len(payload) or payload[after] <= 3:
            parts.append(payload[start:after])
            parts.append(b"\3")
            start, at = after, payload.find(b"\0\0", after)
        else:
            at = payload.find(b"\0\0", at + 1)
    if payload.endswith(b"\0") and start != len(payload):
        return b"".join((*parts, payload[start:], b"\3"))
    return b"".join((*parts, payload[start:]))


def split_lengths(sample: bytes | memoryview, length_size: int) -> Iterator[bytes | memoryview]:
    """The NAL units of a sample whose units each follow their length (ISO/IEC 14496-15)."""
    at, end = 0, len(sample)
    while at < end:
        start = at + length_size
        at = start + int.from_bytes(sample[at:start], "big")
        if start >= at or at > end:
            raise BitstreamSurprise("a NAL unit's length is broken")
        yield sample[start:at]


def split_start_codes(stream: bytes) -> Iterator[bytes]:
    """The NAL units of a byte stream with start codes (H.264 annex B), trailing zeros dropped."""
    at = stream.find(b"\0\0\1")
    if at < 0 or stream[:at].strip(b"\0"):
        raise BitstreamSurprise("no start code where one must stand")
    while at >= 0:
        start = at + 3
        at = stream.find(b"\0\0\1", start)
        unit = stream[start : at if at >= 0 else len(stream)].rstrip(b"\0")
        if unit:
            yield unit


def joined_lengths(units: list[bytes], length_size: int = 4) -> bytes:
    """NAL units as one sample, each after its length."""
    try:
        return b"".join(part for unit in units for part in (len(unit).to_bytes(length_size, "big"), unit))
    except OverflowError as error:
        raise BitstreamSurprise("a NAL unit is too long for the file's length fields") from error
