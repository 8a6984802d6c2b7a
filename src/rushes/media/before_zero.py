"""Matroska and WebM whose clock begins before 0: FFmpeg gives what lies there no times, or guessed ones.

Times in Matroska are a cluster's timestamp and each block's signed distance from it (RFC 9559, 10.2), so a block can
lie before 0, and players show it. In a copy every block is moved on by the same time; nothing else is touched.
"""

from __future__ import annotations

import mmap
from collections.abc import Iterator

SEGMENT, CLUSTER, TIMESTAMP, GROUP = 0x18538067, 0x1F43B675, 0xE7, 0xA0
BLOCKS = (0xA1, 0xA3)
DISTANCE_MAX = 0x7FFF

Place = tuple[int, int]
"""Where something begins in the file, and its length in bytes."""


def moved_on(data: mmap.mmap) -> bool:
    """Move the blocks of an open file, in place, so that the first is at 0; whether any lay before 0. Raises OSError
    where they can't be moved without making the file longer."""
    clusters = list(_clusters(data))
    starts = [_number(data, stamp) + _distance(data, at) for stamp, blocks in clusters for at in blocks]
    shift = -min(starts, default=0)
    if shift <= 0:
        return False
    for (at, size), blocks in clusters:
        stamp = _number(data, (at, size)) + shift
        if stamp < 1 << 8 * size:
            data[at : at + size] = stamp.to_bytes(size, "big")
            continue
        for block in blocks:
            distance = _distance(data, block) + shift
            if distance > DISTANCE_MAX:
                raise OSError("its clock begins too long before 0")
            data[block : block + 2] = distance.to_bytes(2, "big", signed=True)
    return True


def _clusters(data: mmap.mmap) -> Iterator[tuple[Place, list[int]]]:
    """Each cluster: where its timestamp stands, and where the distance of each of its blocks does."""
    at, stamp, blocks = 0, None, []
    while at + 2 < len(data):
        kind, at = _id(data, at)
        size, at = _size(data, at)
        if kind in (SEGMENT, CLUSTER, GROUP):  # what is in them comes next, whatever their size says
            if kind == CLUSTER:
                if stamp:
                    yield stamp, blocks
                stamp, blocks = None, []
            continue
        if kind == TIMESTAMP:
            stamp = (at, size)
        elif kind in BLOCKS:
            _, after = _size(data, at)  # the number of its track
            blocks.append(after)
        at += size
    if stamp:
        yield stamp, blocks


def _id(data: mmap.mmap, at: int) -> tuple[int, int]:
    length = _length(data[at])
    return int.from_bytes(data[at : at + length], "big"), at + length


def _size(data: mmap.mmap, at: int) -> tuple[int, int]:
    length = _length(data[at])
    return int.from_bytes(data[at : at + length], "big") & ((1 << 7 * length) - 1), at + length


def _length(first: int) -> int:
    """How many bytes a number has that begins with the byte `first`. Raises OSError for what begins none."""
    if not first:
        raise OSError("it is no whole Matroska file")
    return 9 - first.bit_length()


def _number(data: mmap.mmap, place: Place) -> int:
    return int.from_bytes(data[place[0] : sum(place)], "big")


def _distance(data: mmap.mmap, at: int) -> int:
    return int.from_bytes(data[at : at + 2], "big", signed=True)
