"""An encoded stretch on disk: what a segment cache keeps and a join reads.

    magic | samples, one after the other | sizes, pts, flags | facts as JSON | counts, digest, magic

Samples stand in decode order. Those of H.264 and H.265 are NAL units behind 4-byte lengths, without parameter
sets, delimiters and SEI (mastering and light levels stay); those of AV1 are temporal units without delimiters.
Times count from the piece's first picture, in whole ticks. The digest covers every byte before it, so that a
damaged piece is told from a good one. A piece gets its name only when it is complete and on the disk.
"""

from __future__ import annotations

import hashlib
import json
import os
import struct
from array import array
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from types import TracebackType

import numpy as np

from rushes.errors import MachineError
from rushes.render.bitstream.av1 import sequence_unit
from rushes.render.bitstream.avc_sets import read_avcc
from rushes.render.bitstream.bits import joined_lengths, split_lengths, split_start_codes

MAGIC = b"RUSHPC02"
TAIL = struct.Struct("<QQ32s8s")
"""Bytes of facts, count of samples, BLAKE2b-256, magic."""
BLOCK_BYTES = 1 << 20
KEY = 1
"""Sample flag: decoding may begin here."""

AVC_LEFT_OUT = frozenset({6, 7, 8, 9, 12})
"""SEI, parameter sets, delimiter, filler: the join gives the file its own."""


class PieceDamaged(MachineError):
    """A stored piece of the picture is damaged."""

    code = "piece_damaged"
    zh = "存下的一段画面坏了。"
    hint = "It will be made again."
    hint_zh = "会重新生成。"


@dataclass(frozen=True, eq=False)
class Piece:
    """A complete piece. `pts` in ticks of `tick` seconds, in decode order; `end` is when its last picture or
    sound is over. `extradata` is the encoder's own (avcC, hvcC or start codes; av1C; AudioSpecificConfig),
    `priming` the samples of sound before the first one meant to be heard."""

    path: Path
    codec: str
    tick: Fraction
    end: int
    extradata: bytes
    facts: dict[str, int | str]
    offset: np.ndarray
    size: np.ndarray
    pts: np.ndarray
    flags: np.ndarray

    def __len__(self) -> int:
        return len(self.size)

    @property
    def priming(self) -> int:
        return int(self.facts.get("priming", 0))

    @property
    def seconds(self) -> Fraction:
        """How long it shows or sounds."""
        return self.end * self.tick

    def times(self) -> list[Fraction]:
        """When each picture appears, in seconds from the piece's start, rising."""
        return [int(each) * self.tick for each in np.sort(self.pts)]

    @staticmethod
    def open(path: Path, verify: bool = True) -> Piece:
        """The piece in the file at `path`; with `verify` all of it is read and its digest compared.

        Raises PieceDamaged for a file that is missing, cut short or changed.
        """
        try:
            with Path(path).open("rb") as file:
                return _read(Path(path), file, verify)
        except (OSError, ValueError, KeyError, struct.error) as error:
            raise PieceDamaged(path=str(path), why=str(error)) from error


def _read(path: Path, file, verify: bool) -> Piece:
    total = file.seek(0, os.SEEK_END)
    file.seek(max(total - TAIL.size, 0))
    fact_bytes, count, digest, magic = TAIL.unpack(file.read(TAIL.size))
    table_at = total - TAIL.size - fact_bytes - count * 13
    if magic != MAGIC or table_at < len(MAGIC):
        raise ValueError("not a complete piece")
    if verify:
        seen, left = hashlib.blake2b(digest_size=32), total - TAIL.size
        file.seek(0)
        while left:
            block = file.read(min(BLOCK_BYTES, left))
            if not block:
                raise ValueError("cut short")
            seen.update(block)
            left -= len(block)
        if seen.digest() != digest:
            raise ValueError("its digest differs")
    file.seek(table_at)
    size = np.frombuffer(file.read(count * 4), "<u4").astype(np.int64)
    pts = np.frombuffer(file.read(count * 8), "<i8").astype(np.int64)
    flags = np.frombuffer(file.read(count), np.uint8)
    facts = json.loads(file.read(fact_bytes))
    offset = np.concatenate(([0], np.cumsum(size)))[:-1] + len(MAGIC)
    if int(size.sum()) + len(MAGIC) != table_at:
        raise ValueError("its table does not fit its samples")
    tick, end = Fraction(facts.pop("tick")), facts.pop("end")
    codec, extradata = facts.pop("codec"), bytes.fromhex(facts.pop("extradata"))
    return Piece(path, codec, tick, end, extradata, facts, offset, size, pts, flags)


class PieceWriter:
    """Takes an encoder's packets one by one and leaves a `Piece`; memory stays at 13 bytes a sample.

    As a context it throws the unfinished file away unless `finish` was called. `tick` is the packets' time
    base in seconds; `facts` may hold `width`, `height`, `sample_rate`, `channels`, `priming`.
    """

    def __init__(self, path: Path, codec: str, tick: Fraction, extradata: bytes, **facts: int | str) -> None:
        self._path, self._codec, self._tick, self._facts = Path(path), codec, Fraction(tick), facts
        self._extradata = bytes(extradata)
        self._packing = _packing(codec, self._extradata)
        self._sizes, self._pts, self._flags = array("I"), array("q"), array("B")
        self._digest = hashlib.blake2b(digest_size=32)
        self._part = self._path.with_name(f".{self._path.name}.{os.getpid()}.{os.urandom(4).hex()}.part")
        self._file = self._part.open("wb")
        self._write(MAGIC)

    def add(self, data: bytes | memoryview, pts: int, key: bool) -> None:
        """The next packet in decode order, its time in ticks (any origin: the least becomes 0)."""
        if self._codec == "av1" and not self._sizes:
            # What the encoder announces and what it then writes may differ; decoders go by the latter.
            self._extradata = sequence_unit(bytes(data)) or self._extradata
        data = self._packing(bytes(data))
        self._sizes.append(len(data))
        self._pts.append(pts)
        self._flags.append(KEY if key else 0)
        self._write(data)

    def finish(self, end: int | None = None, first: int | None = None, **facts: int | str) -> Piece:
        """Close the piece, which is over at tick `end` on the packets' own clock (one frame after the last
        by default). `first` is the tick that becomes 0: the least one by default. `facts` known only now."""
        pts = np.array(self._pts, np.int64)
        if not len(pts):
            raise ValueError("a piece needs a sample")
        first = int(pts.min()) if first is None else first
        if end is None:
            rising = np.sort(pts)
            end = int(rising[-1] + (np.median(np.diff(rising)) if len(rising) > 1 else 1))
        told = {
            "codec": self._codec, "tick": str(self._tick), "end": end - first,
            "extradata": self._extradata.hex(), **self._facts, **facts,
        }  # fmt: skip
        text = json.dumps(told).encode()
        self._write(np.array(self._sizes, "<u4").tobytes())
        self._write((pts - first).astype("<i8").tobytes())
        self._write(self._flags.tobytes())
        self._write(text)
        self._file.write(TAIL.pack(len(text), len(pts), self._digest.digest(), MAGIC))
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        os.replace(self._part, self._path)
        return Piece.open(self._path, verify=False)

    def abandon(self) -> None:
        """Leave nothing behind."""
        self._file.close()
        self._part.unlink(missing_ok=True)

    def _write(self, data: bytes) -> None:
        self._digest.update(data)
        self._file.write(data)

    @property
    def part(self) -> Path:
        """Where it is being written until it is complete."""
        return self._part

    def flush(self) -> None:
        """What was added so far can be read from `part`."""
        self._file.flush()

    def __enter__(self) -> PieceWriter:
        return self

    def __exit__(self, kind: type[BaseException] | None, _: object, __: TracebackType | None) -> None:
        self.abandon()


def _packing(codec: str, extradata: bytes):
    """What turns one packet of this encoder into a sample. Start codes or lengths: told once, by the extradata,
    since a unit's length may look like a start code."""
    if codec not in ("h264", "hevc"):
        return without_delimiter if codec == "av1" else bytes
    record = extradata[:1] == b"\1"
    length_size = (read_avcc(extradata)[0] if codec == "h264" else (extradata[21] & 3) + 1) if record else 0
    unwanted = _unwanted_avc if codec == "h264" else _unwanted_hevc

    def packed(data: bytes) -> bytes:
        units = split_lengths(data, length_size) if length_size else split_start_codes(data)
        return joined_lengths([bytes(unit) for unit in units if not unwanted(unit)])

    return packed


def _unwanted_avc(unit: bytes) -> bool:
    return unit[0] & 31 in AVC_LEFT_OUT


def _unwanted_hevc(unit: bytes) -> bool:
    kind = unit[0] >> 1 & 63
    return 32 <= kind <= 35 or kind >= 38


def without_delimiter(data: bytes) -> bytes:
    """An AV1 temporal unit without its delimiter OBU, which MP4 leaves out (AV1-ISOBMFF 2.4)."""
    return data[2:] if data[:2] == b"\x12\0" else data
