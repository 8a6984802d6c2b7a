"""An MP4 file in one pass, its index before its media ("faststart").

The index's length depends on counts only, so its place is kept free, the samples are written, and the index is
filled in when every size is known. Samples that are plain ranges of other files are copied by the kernel,
neighbours together. Memory holds a few numbers a sample.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import ceil, lcm
from pathlib import Path
from typing import BinaryIO

import numpy as np

from rushes.render.bitstream.mp4_boxes import (
    LIMIT_32,
    U32,
    box,
    counted,
    edit_list,
    full,
    matrix,
    metadata,
    run_lengths,
    sample_groups,
    timed,
)

CHUNK_SECONDS = Fraction(1, 2)
"""Sound and picture take turns this often, so that a player never reads far ahead for one of them."""
BUFFER_BYTES = 1 << 20
MAC_EPOCH_SECONDS = 2_082_844_800
"""From 1904, where MP4 begins to count, to 1970."""
OFFSETS_32_MAX = 4_000_000_000
"""Above this estimate of the file's size, places in it are written with 64 bits."""


@dataclass(frozen=True, slots=True)
class Extent:
    """`size` bytes from `offset` of an open file."""

    file: BinaryIO
    offset: int
    size: int


Sample = Extent | bytes


@dataclass(frozen=True, slots=True)
class Shown:
    """How a picture track is placed on the screen: shown size before turning, in pixels; see `matrix`."""

    width: int
    height: int
    rotation: int = 0
    mirrored: bool = False


@dataclass(eq=False)
class Track:
    """One track: its sample entry, and per sample in decode order how long it decodes and its place on the clock.

    `durations` and `offsets` (composition, never negative, None for none) in ticks of 1/`timescale` seconds.
    `sync` marks where decoding may begin with nothing lost, `entry_points` where it may with pictures lost
    (open groups); None: everywhere. `edits` as (seconds shown, media tick or None for nothing).
    """

    entry: bytes
    timescale: int
    durations: np.ndarray
    samples: Iterator[Sample]
    bytes_estimate: int
    edits: Sequence[tuple[Fraction, int | None]]
    offsets: np.ndarray | None = None
    sync: np.ndarray | None = None
    entry_points: np.ndarray | None = None
    shown: Shown | None = None
    language: str = "und"
    sizes: np.ndarray = field(init=False)

    def __post_init__(self) -> None:
        self.sizes = np.zeros(len(self.durations), np.int64)
        starts = np.cumsum(self.durations) - self.durations
        turn = starts * CHUNK_SECONDS.denominator // (self.timescale * CHUNK_SECONDS.numerator)
        first = np.concatenate(([0], np.flatnonzero(np.diff(turn)) + 1)) if len(turn) else np.zeros(0, np.int64)
        self.chunk_first = first.astype(np.int64)
        self.chunk_turn = turn[self.chunk_first]
        self.chunk_offset = np.zeros(len(first), np.int64)

    @property
    def seconds(self) -> Fraction:
        return sum((length for length, _ in self.edits), Fraction(0))


class Cancelled(Exception):
    """The caller's `cancelled` said so; nothing is left behind."""


def write_mp4(
    path: Path,
    tracks: Sequence[Track],
    *,
    created: int | None = None,
    tags: Mapping[str, str] | None = None,
    brand: str = "isom",
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> None:
    """Write `tracks` to the file at `path`, which is complete or not there at all; the caller sees to it that it is on
    the disk before it gets a name that counts.

    `created` is in seconds since 1970, UTC. `progress` is told the share of bytes written, from 0 to 1.
    Raises OSError, Cancelled, and whatever the tracks' samples raise.
    """
    wide = sum(track.bytes_estimate for track in tracks) > OFFSETS_32_MAX
    stamp = 0 if created is None else max(created + MAC_EPOCH_SECONDS, 0)
    brands = [brand, "isom", "iso2", "mp41", *(["iso6"] if any(t.entry_points is not None for t in tracks) else [])]
    head = box("ftyp", brand.encode(), U32.pack(512), *(each.encode() for each in dict.fromkeys(brands)))
    room = len(_moov(tracks, wide, stamp, tags or {}))
    try:
        with path.open("wb", buffering=0) as out:
            start = len(head) + room + 16
            end = _write_samples(out, start, tracks, progress, cancelled)
            moov = _moov(tracks, wide, stamp, tags or {})
            assert len(moov) == room, "the index changed its length"
            size = end - start
            media = box("free") + U32.pack(size + 8) + b"mdat"
            if size + 8 >= LIMIT_32:
                media = U32.pack(1) + b"mdat" + (size + 16).to_bytes(8, "big")
            out.seek(0)
            _write_all(out, head + moov + media)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def _write_all(out: BinaryIO, data: bytes | bytearray) -> None:
    view = memoryview(data)
    while view:
        view = view[out.write(view) :]


class _Copier:
    """Appends samples to a file; neighbouring ranges become one copy, loose bytes one write."""

    def __init__(self, out: BinaryIO, at: int) -> None:
        self.out, self.at = out, at
        self._loose, self._range = bytearray(), None
        out.seek(at)

    def add(self, sample: Sample) -> int:
        if isinstance(sample, Extent):
            size = sample.size
            last = self._range
            if last and last.file is sample.file and last.offset + last.size == sample.offset:
                self._range = Extent(last.file, last.offset, last.size + size)
            else:
                self.flush()
                self._range = sample
        else:
            size = len(sample)
            if self._range:
                self.flush()
            self._loose += sample
            if len(self._loose) >= BUFFER_BYTES:
                self.flush()
        self.at += size
        return size

    def flush(self) -> None:
        if self._loose:
            _write_all(self.out, self._loose)
            self._loose.clear()
        if self._range:
            _copy(self._range, self.out)
            self._range = None


def _copy(extent: Extent, out: BinaryIO) -> None:
    """The extent's bytes at the end of what is written so far, by the kernel where it can."""
    at, left = extent.offset, extent.size
    while left and hasattr(os, "copy_file_range"):
        try:
            done = os.copy_file_range(extent.file.fileno(), out.fileno(), left, at)
        except OSError:
            break
        if not done:
            break
        at, left = at + done, left - done
    while left:
        extent.file.seek(at)
        block = extent.file.read(min(BUFFER_BYTES, left))
        if not block:
            raise OSError("the source ends before the range does")
        _write_all(out, block)
        at, left = at + len(block), left - len(block)


def _write_samples(
    out: BinaryIO,
    start: int,
    tracks: Sequence[Track],
    progress: Callable[[float], None] | None,
    cancelled: Callable[[], bool] | None,
) -> int:
    """All chunks in the order of their times; sizes and places are noted in the tracks. Returns the end."""
    turns = [(int(turn), number, chunk) for number, track in enumerate(tracks)
             for chunk, turn in enumerate(track.chunk_turn)]  # fmt: skip
    copier = _Copier(out, start)
    total = max(sum(track.bytes_estimate for track in tracks), 1)
    for _, number, chunk in sorted(turns):
        track = tracks[number]
        track.chunk_offset[chunk] = copier.at
        last = chunk + 1 == len(track.chunk_first)
        stop = len(track.sizes) if last else int(track.chunk_first[chunk + 1])
        for each in range(int(track.chunk_first[chunk]), stop):
            track.sizes[each] = copier.add(next(track.samples))
        if cancelled and cancelled():
            raise Cancelled
        if progress:
            progress(min((copier.at - start) / total, 1.0))
    copier.flush()
    return copier.at


def _movie_timescale(tracks: Sequence[Track]) -> int:
    """One clock on which every edit is exact; where that would need 64 bits, exact for sound at least."""
    longest = max((track.seconds for track in tracks), default=Fraction(0))
    for chosen in (tracks, [track for track in tracks if track.shown is None]):
        scale = lcm(1000, *(track.timescale for track in chosen))
        if ceil(longest * scale) < LIMIT_32:
            return scale
    return lcm(*(track.timescale for track in tracks if track.shown is None)) or 1000


def _moov(tracks: Sequence[Track], wide: bool, created: int, tags: Mapping[str, str]) -> bytes:
    scale = _movie_timescale(tracks)
    length = max((_ticks(track.seconds, scale) for track in tracks), default=0)
    unity = matrix(0, 0, 0, False)
    rest = b"\0\1\0\0\1\0" + bytes(10) + unity + bytes(24) + U32.pack(len(tracks) + 1)
    header = timed("mvhd", 0, created, U32.pack(scale), length, rest)
    traks = (_trak(track, number, scale, wide, created) for number, track in enumerate(tracks, 1))
    return box("moov", header, *traks, metadata(tags))


def _ticks(seconds: Fraction, scale: int) -> int:
    return int(seconds * scale + Fraction(1, 2))


def _trak(track: Track, number: int, scale: int, wide: bool, created: int) -> bytes:
    length = _ticks(track.seconds, scale)
    picture = track.shown
    place = (
        matrix(picture.width, picture.height, picture.rotation, picture.mirrored) if picture else matrix(0, 0, 0, False)
    )
    size = U32.pack(picture.width << 16) + U32.pack(picture.height << 16) if picture else bytes(8)
    volume = b"\0\0" if picture else b"\1\0"
    group = b"\0\0" if picture else b"\0\1"
    header = timed(
        "tkhd", 3, created, U32.pack(number) + bytes(4), length, bytes(10), group, volume, bytes(2), place, size
    )
    edits = edit_list([(_ticks(each, scale), -1 if at is None else at) for each, at in track.edits])
    code = sum(ord(letter) - 0x60 << shift for letter, shift in zip(track.language, (10, 5, 0)))
    media = timed(
        "mdhd", 0, created, U32.pack(track.timescale), int(track.durations.sum()), code.to_bytes(2, "big"), bytes(2)
    )
    kind, name = (b"vide", b"VideoHandler\0") if picture else (b"soun", b"SoundHandler\0")
    handler = full("hdlr", 0, 0, bytes(4), kind, bytes(12), name)
    first = full("vmhd", 0, 1, bytes(8)) if picture else full("smhd", 0, 0, bytes(4))
    where = box("dinf", full("dref", 0, 0, U32.pack(1), full("url ", 0, 1)))
    return box("trak", header, edits, box("mdia", media, handler, box("minf", first, where, _tables(track, wide))))


def _tables(track: Track, wide: bool) -> bytes:
    parts = [full("stsd", 0, 0, U32.pack(1), track.entry), counted("stts", run_lengths(track.durations))]
    if track.offsets is not None:
        parts.append(counted("ctts", run_lengths(track.offsets)))
    if track.sync is not None:
        parts.append(counted("stss", (np.flatnonzero(track.sync) + 1).astype(">u4")))
    per_chunk = np.diff(np.append(track.chunk_first, len(track.sizes)))
    changes = np.flatnonzero(np.diff(per_chunk, prepend=-1))
    rows = np.stack((changes + 1, per_chunk[changes], np.ones_like(changes)), axis=1).astype(">u4")
    parts.append(counted("stsc", rows))
    parts.append(full("stsz", 0, 0, bytes(4), U32.pack(len(track.sizes)), track.sizes.astype(">u4").tobytes()))
    places = track.chunk_offset.astype(">u8" if wide else ">u4")
    parts.append(counted("co64" if wide else "stco", places))
    if track.entry_points is not None and track.entry_points.any():
        parts += sample_groups(b"rap ", b"\0", track.entry_points)
    if track.shown is None:
        parts += sample_groups(b"roll", b"\xff\xff", np.ones(len(track.sizes), bool))
    return box("stbl", *parts)
