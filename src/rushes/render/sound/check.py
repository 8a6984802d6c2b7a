"""The sound of a finished file looked at again: as long as planned, and there at both ends."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import BinaryIO

import av

from rushes.render.sound.decode import SoundReader, opened
from rushes.render.sound.encode import EDGE, Edges, edge_db
from rushes.render.sound.plan import RATE, SoundPlan, SoundSource

AUDIBLE_DBFS = -50.0
EDGE_TOLERANCE_DB = 12.0
"""More than lossy coding takes from the level of 20 ms; sound that is missing is further off."""
FOREIGN_DBFS, FOREIGN_DB = -30.0, 25.0
"""What is so loud, and so much louder than it should be, is other sound. Less may be the spread of a bang right after
the first 20 ms, or right before the last."""

CONTAINERS = frozenset({b"moov", b"trak", b"mdia", b"edts"})


def check_sound(path: Path, plan: SoundPlan, edges: Edges | None = None, copied: bool = False) -> list[str]:
    """What is wrong with the first sound track of the file at `path`, in words; empty where nothing is.

    Its length, as its edit list or its samples say, must be within 1 sample of the plan's (sound that was `copied` has
    its source's length). With `edges`, its first and last 20 ms must be as loud as that.
    """
    path = Path(path)
    try:
        length = heard_length(path)
    except (av.FFmpegError, OSError, ValueError) as error:
        return [f"the sound can't be read: {error}"]
    problems = []
    planned = Fraction(plan.samples, RATE)
    if not copied and abs(length - planned) > Fraction(1, RATE):
        problems.append(f"the sound lasts {float(length):.6f} s, not {float(planned):.6f} s")
    if edges is not None and plan.samples >= EDGE:
        problems += _edges(path, plan, edges)
    return problems


def edges_of(path: Path, source: SoundSource, samples: int) -> Edges:
    """How loud the first and last 20 ms are of the track's first `samples` from 0 of the media clock on. Raises
    FileNotFoundError."""
    with SoundReader(path, source) as reader:
        return Edges(edge_db(reader.read(0, EDGE)), edge_db(reader.read(max(samples - EDGE, 0), EDGE)))


def _edges(path: Path, plan: SoundPlan, edges: Edges) -> list[str]:
    with opened(path) as file:
        track, begins_at_0 = file.streams.audio[0].index, "mp4" in file.format.name
    source = SoundSource("", 0, track, Fraction(0) if begins_at_0 else None, Fraction(0))
    problems = []
    with SoundReader(path, source) as reader:
        for name, at, wanted in (("first", 0, edges.head_db), ("last", plan.samples - EDGE, edges.tail_db)):
            found = edge_db(reader.read(at, EDGE))
            missing = wanted > AUDIBLE_DBFS and found < wanted - EDGE_TOLERANCE_DB
            foreign = found > FOREIGN_DBFS and found > wanted + FOREIGN_DB
            if missing or foreign:
                problems.append(f"the {name} 20 ms of sound are at {found:.0f} dB, not {wanted:.0f} dB")
        problems += reader.warnings
    return problems


def heard_length(path: Path) -> Fraction:
    """How long the first sound track of the file is heard, in seconds: by its edit list (ISO/IEC 14496-12, 8.6.6) in
    MP4 and MOV, elsewhere by decoding it. Raises av.FFmpegError, OSError, ValueError."""
    with opened(path) as file:
        if not file.streams.audio:
            raise ValueError("there is no sound track")
        if "mp4" not in file.format.name:
            return sum((Fraction(f.samples, f.sample_rate) for f in file.decode(audio=0)), Fraction(0))
    with path.open("rb") as data:
        return _edited_length(data)


def _edited_length(file: BinaryIO) -> Fraction:
    movie_scale, found = 0, {}
    for kind, at, size in _boxes(file, 0, file.seek(0, 2)):
        if kind == b"mvhd":
            movie_scale = _header(file, at)[0]
        elif kind == b"tkhd":
            if found.get("sound"):
                break
            found = {}
        elif kind == b"elst":
            found["shown"] = _shown(file, at, size)
        elif kind == b"mdhd":
            found["scale"], found["length"] = _header(file, at)
        elif kind == b"hdlr" and "sound" not in found:
            file.seek(at + 8)
            found["sound"] = file.read(4) == b"soun"
    if not found.get("sound") or not movie_scale or not found.get("scale"):
        raise ValueError("there is no sound track")
    if "shown" in found:
        return Fraction(found["shown"], movie_scale)
    return Fraction(found["length"], found["scale"])


def _boxes(file: BinaryIO, at: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """Kind, place and size of the contents of each box between two places, those of CONTAINERS opened."""
    while at + 8 <= end:
        file.seek(at)
        size, kind = struct.unpack(">I4s", file.read(8))
        head = 8
        if size == 1:
            size, head = int.from_bytes(file.read(8), "big"), 16
        size = size or end - at
        if size < head:
            return
        if kind in CONTAINERS:
            yield from _boxes(file, at + head, min(at + size, end))
        else:
            yield kind, at + head, size - head
        at += size


def _header(file: BinaryIO, at: int) -> tuple[int, int]:
    """Time scale and duration of an mvhd or mdhd."""
    file.seek(at)
    wide = file.read(1) == b"\1"
    file.seek(at + (20 if wide else 12))
    return struct.unpack(">IQ" if wide else ">II", file.read(12 if wide else 8))


def _shown(file: BinaryIO, at: int, size: int) -> int:
    """What an edit list shows of its media, in ticks of the movie; empty edits are no part of it."""
    file.seek(at)
    data = file.read(size)
    wide, count = data[0] == 1, int.from_bytes(data[4:8], "big")
    entry = struct.Struct(">QqI" if wide else ">IiI")
    rows = (entry.unpack_from(data, 8 + number * entry.size) for number in range(count))
    return sum(length for length, media_at, _ in rows if media_at >= 0)
