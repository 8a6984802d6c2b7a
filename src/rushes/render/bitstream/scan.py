"""What each access unit of a stream is, told from its NAL units without decoding (H.264 and H.265)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import IntEnum, IntFlag

from rushes.render.bitstream.avc_sets import Sps, read_avcc, read_pps, read_sps
from rushes.render.bitstream.avc_slice import slice_start
from rushes.render.bitstream.bits import (
    BitReader,
    split_lengths,
    split_start_codes,
    unescaped,
)

RECOVERY_POINT = 6
"""The SEI message saying that decoding may begin here (H.264 D.2.8, H.265 D.3.8)."""


class Kind(IntEnum):
    """How decoding may begin at a picture, if at all."""

    NONE = 0
    IDR = 1
    CRA = 2
    BLA = 3
    RECOVERY = 4
    """H.264: an intra picture, exact at once, that is no IDR (open groups of pictures)."""
    GRADUAL = 5
    """H.264: the picture gets clean over the frames that follow (intra refresh)."""


class Flag(IntFlag):
    """What else is known of an access unit."""

    HIDDEN = 1
    """Cut away by an edit list: decoded, never shown."""
    RASL = 2
    """H.265 leading picture that can't be decoded when decoding begins at its CRA."""
    RADL = 4
    """H.265 leading picture that can."""
    MARKED = 8
    """The container calls it a keyframe."""
    INTER = 16
    """Refers to other pictures."""
    BIDIRECTIONAL = 32
    """Has B slices."""
    SETS = 64
    """Carries parameter sets between its slices."""


class Unfit(Exception):
    """A source can't be copied from; the argument is the reason's code."""


@dataclass(frozen=True, slots=True)
class Scanned:
    kind: Kind
    flags: Flag


def sei_messages(payload: bytes) -> Iterable[tuple[int, bytes]]:
    """Type and content of each message in an SEI payload (without the NAL header)."""
    at, end = 0, len(payload.rstrip(b"\0")) - 1
    while at < end:
        numbers = []
        for _ in range(2):
            number = 0
            while at < len(payload) and payload[at] == 255:
                number, at = number + 255, at + 1
            if at >= len(payload):
                return
            numbers.append(number + payload[at])
            at += 1
        kind, size = numbers
        yield kind, payload[at : at + size]
        at += size


@dataclass(slots=True)
class AvcScan:
    """Reads the access units of one H.264 stream in decode order and gathers its parameter sets.

    Raises BitstreamSurprise or Unfit where the stream must not be copied from.
    """

    extradata: bytes
    sps: dict[int, bytes] = field(default_factory=dict)
    pps: dict[int, bytes] = field(default_factory=dict)
    used: set[int] = field(default_factory=set)
    """Ids of the picture parameter sets that slices name."""
    length_size: int = 0
    """0: start codes instead of lengths."""
    carried: tuple[bytes, ...] = ()
    """SEI units that hold for the whole stream; H.264 has none that matter here."""

    def __post_init__(self) -> None:
        if self.extradata[:1] == b"\1":
            self.length_size, sequence, pictures = read_avcc(self.extradata)
            for unit in (*sequence, *pictures):
                self._keep(unit)
        elif self.extradata:
            for unit in split_start_codes(self.extradata):
                if unit[0] & 31 in (7, 8):
                    self._keep(unit)

    def units(self, data: memoryview) -> Iterable[bytes | memoryview]:
        return split_lengths(data, self.length_size) if self.length_size else split_start_codes(bytes(data))

    def scan(self, data: memoryview) -> Scanned:
        flags, recovery, pictures, types = Flag(0), None, 0, set()
        for unit in self.units(data):
            kind = unit[0] & 31
            if kind in (1, 5):
                first_mb, slice_kind, picture = slice_start(unit)
                self.used.add(picture)
                types.add(kind)
                pictures += first_mb == 0
                if slice_kind != 2:
                    flags |= Flag.INTER | (Flag.BIDIRECTIONAL if slice_kind == 1 else Flag(0))
            elif kind in (7, 8):
                self._keep(bytes(unit))
                flags |= Flag.SETS
            elif kind == 6:
                recovery = self._recovery(bytes(unit), recovery)
            elif kind in (2, 3, 4):
                raise Unfit("data_partitioning")
            elif kind in (14, 15, 20, 21):
                raise Unfit("layers")
        if pictures != 1 or len(types) != 1:
            raise Unfit("several_pictures_in_a_sample")
        if 5 in types:
            return Scanned(Kind.IDR, flags)
        if recovery is None:
            return Scanned(Kind.NONE, flags)
        exact = recovery == 0 and not flags & Flag.INTER
        return Scanned(Kind.RECOVERY if exact else Kind.GRADUAL, flags)

    def _recovery(self, unit: bytes, before: int | None) -> int | None:
        for kind, content in sei_messages(unescaped(unit)[1:]):
            if kind == RECOVERY_POINT and content:
                return BitReader(content).ue()
        return before

    def _keep(self, unit: bytes) -> None:
        """Parameter sets stay for good: one id with two contents would make copying unsafe."""
        if unit[0] & 31 == 7:
            kept, number = self.sps, read_sps(unit).id
        else:
            kept, number = self.pps, read_pps(unit).id
        if kept.setdefault(number, unit) != unit:
            raise Unfit("parameter_sets_change")

    def finish(self) -> None:
        """The checks that need the whole stream."""
        missing = self.used - self.pps.keys()
        if missing or not self.used:
            raise Unfit("parameter_sets_missing")
        sequences = {read_pps(self.pps[i]).sps_id for i in self.used}
        if not sequences <= self.sps.keys():
            raise Unfit("parameter_sets_missing")
        if len(sequences) != 1:
            raise Unfit("several_sequence_sets")
        sps = self.sequence()
        if not sps.frames_only:
            raise Unfit("interlaced")
        if sps.chroma_format != 1 or sps.luma_depth != 8 or sps.chroma_depth != 8:
            raise Unfit("chroma_or_depth")

    def sequence(self) -> Sps:
        """The sequence parameter set that the slices stand under."""
        return read_sps(self.sps[read_pps(self.pps[min(self.used)]).sps_id])

    def parameter_sets(self) -> tuple[bytes, ...]:
        """All sets as NAL units, the sequence set in use first."""
        main = read_pps(self.pps[min(self.used)]).sps_id
        others = (unit for number, unit in self.sps.items() if number != main)
        return (self.sps[main], *others, *self.pps.values())
