"""What each access unit of a stream is, told from its NAL units without decoding (H.264 and H.265)."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import IntEnum, IntFlag
from typing import ClassVar

from rushes.render.bitstream.avc_open import OpenGroup
from rushes.render.bitstream.avc_sets import Pps, Sps, read_avcc, read_pps, read_sps
from rushes.render.bitstream.avc_slice import slice_start
from rushes.render.bitstream.bits import (
    BitReader,
    BitstreamSurprise,
    split_lengths,
    split_start_codes,
    unescaped,
)
from rushes.render.bitstream.hevc import is_irap
from rushes.render.bitstream.hevc_sets import (
    HevcPps,
    HevcSps,
    read_hevc_pps,
    read_hevc_sps,
    read_hvcc,
    unit_type,
)
from rushes.render.bitstream.order import OrderCount

MASTERING, LIGHT_LEVEL = 137, 144
"""SEI messages about the display a picture was made for, and how bright it gets (H.265 D.2.28, D.2.35)."""
PROFILES = (1, 2)
"""Main and Main 10."""
HDR_OR_PLAIN = frozenset({1, 6, 14, 15, 16, 18})
"""Transfer functions under which a Dolby Vision stream's base layer can be looked at without its metadata."""

RECOVERY_POINT = 6
"""The SEI message saying that decoding may begin here (H.264 D.2.8, H.265 D.3.8)."""


class Kind(IntEnum):
    """How decoding may begin at a picture, if at all."""

    NONE = 0
    IDR = 1
    CRA = 2
    BLA = 3
    RECOVERY = 4
    """H.264: an intra picture, exact at once, that is no IDR; its open group can be cut loose (avc_open.py)."""
    GRADUAL = 5
    """H.264: the picture gets clean over the frames that follow, or its group leans on what came before."""


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
    order: array[int] = field(default_factory=lambda: array("q"))
    """Per picture two numbers, its closed stretch and its picture order count there: the order of showing."""
    bound: set[int] = field(default_factory=set)
    """Numbers of the recovery points whose groups can't be cut loose from what comes before."""
    _count: OrderCount = field(default_factory=OrderCount)
    _known: dict[int, tuple[Sps, Pps]] = field(default_factory=dict)
    _trials: dict[int, OpenGroup] = field(default_factory=dict)

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
                if first_mb == 0:
                    self._place(unit, picture)
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
        kind = Kind.IDR if 5 in types else Kind.NONE
        if kind is Kind.NONE and recovery is not None:
            kind = Kind.RECOVERY if recovery == 0 and not flags & Flag.INTER else Kind.GRADUAL
        if self._trials or kind is Kind.RECOVERY:
            self._try_groups(kind, [bytes(unit) for unit in self.units(data)])
        return Scanned(kind, flags)

    def _try_groups(self, kind: Kind, units: list[bytes]) -> None:
        """Cut every open group loose on trial, until it is sure that it can be or can't be."""
        number, place = len(self.order) // 2 - 1, tuple(self.order[-2:])
        reference = any(unit[0] & 31 == 1 and unit[0] & 0x60 for unit in units)
        for start, trial in list(self._trials.items()):
            leading = place < tuple(self.order[2 * start : 2 * start + 2])
            try:
                if leading and reference:
                    raise BitstreamSurprise("a leading picture is a reference")
                if not leading:
                    trial.sample(units)
            except BitstreamSurprise:
                self.bound.add(start)
            if trial.settled or start in self.bound:
                del self._trials[start]
        if kind is Kind.RECOVERY:
            try:
                sps, _ = next(iter(self._known.values()))
                pictures = {pps.id: pps for _, pps in self._known.values()}
                pictures |= {i: read_pps(unit) for i, unit in self.pps.items() if i not in pictures}
                self._trials[number] = trial = OpenGroup(sps, pictures)
                trial.sample(units)
            except BitstreamSurprise:
                self._trials.pop(number, None)
                self.bound.add(number)

    def _place(self, unit: bytes | memoryview, picture: int) -> None:
        """Note where the picture of this slice stands in the order of showing."""
        if picture not in self._known:
            if picture not in self.pps or read_pps(self.pps[picture]).sps_id not in self.sps:
                raise Unfit("parameter_sets_missing")
            pps = read_pps(self.pps[picture])
            self._known[picture] = read_sps(self.sps[pps.sps_id]), pps
        sps, _ = self._known[picture]
        idr, reference = unit[0] & 31 == 5, bool(unit[0] & 0x60)
        if sps.poc_type:
            # Type 2 shows in decode order; type 1 is rare, and its order is taken on trust.
            self.order.extend((len(self.order), 0))
            return
        c = BitReader(unescaped(bytes(unit[1:32])))
        c.ue(), c.ue(), c.ue(), c.u(sps.frame_num_bits)
        if idr:
            c.ue()
        self.order.extend(self._count.place(c.u(sps.poc_bits), sps.poc_bits, idr, reference))

    def in_decode_order(self) -> bool:
        """Whether the stream can't say how it is shown, or shows as it decodes."""
        return not any(sps.poc_type == 0 for sps, _ in self._known.values())

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


@dataclass(slots=True)
class HevcScan:
    """As `AvcScan`, for H.265."""

    bound: ClassVar[frozenset[int]] = frozenset()

    extradata: bytes
    vps: dict[int, bytes] = field(default_factory=dict)
    sps: dict[int, bytes] = field(default_factory=dict)
    pps: dict[int, bytes] = field(default_factory=dict)
    used: set[int] = field(default_factory=set)
    length_size: int = 0
    carried: tuple[bytes, ...] = ()
    """SEI units about mastering and light levels."""
    order: array[int] = field(default_factory=lambda: array("q"))
    dolby_vision: bool = False
    _count: OrderCount = field(default_factory=OrderCount)
    _known: dict[int, tuple[HevcSps, HevcPps]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        units: Iterable[bytes] = ()
        if self.extradata[:1] == b"\1":
            self.length_size, units = read_hvcc(self.extradata)
        elif self.extradata:
            units = split_start_codes(self.extradata)
        for unit in units:
            if unit_type(unit) in (32, 33, 34):
                self._keep(unit)
            elif unit_type(unit) == 39:
                self._carry(unit)

    def units(self, data: memoryview) -> Iterable[bytes | memoryview]:
        return split_lengths(data, self.length_size) if self.length_size else split_start_codes(bytes(data))

    def scan(self, data: memoryview) -> Scanned:
        flags, pictures, types = Flag(0), 0, set()
        for unit in self.units(data):
            kind = unit_type(unit)
            if (unit[0] & 1) << 5 | unit[1] >> 3 or kind == 63:
                raise Unfit("layers")
            if kind < 32:
                types.add(kind)
                first, slice_type = self._slice(unit, kind)
                pictures += first
                if slice_type != 2:
                    flags |= Flag.INTER | (Flag.BIDIRECTIONAL if slice_type == 0 else Flag(0))
            elif kind in (32, 33, 34):
                self._keep(bytes(unit))
                flags |= Flag.SETS
            elif kind in (36, 37):
                raise Unfit("end_of_sequence")
            elif kind == 39:
                self._carry(bytes(unit))
            elif kind == 62:
                self.dolby_vision = True
        if pictures != 1 or len(types) != 1:
            raise Unfit("several_pictures_in_a_sample")
        kind = types.pop()
        if kind in (6, 7, 8, 9):
            flags |= Flag.RADL if kind < 8 else Flag.RASL
        kinds = {16: Kind.BLA, 17: Kind.BLA, 18: Kind.BLA, 19: Kind.IDR, 20: Kind.IDR, 21: Kind.CRA}
        return Scanned(kinds.get(kind, Kind.NONE), flags)

    def _slice(self, unit: bytes | memoryview, kind: int) -> tuple[bool, int]:
        """Whether the unit is a picture's first slice, and then its type (intra for all others)."""
        c = BitReader(unescaped(bytes(unit[2:24])))
        first = c.u(1)
        if is_irap(kind) and c.u(1):
            raise Unfit("earlier_pictures_dropped")
        number = c.ue()
        self.used.add(number)
        if not first:
            return False, 2
        if number not in self._known:
            if number not in self.pps or read_hevc_pps(self.pps[number]).sps_id not in self.sps:
                raise Unfit("parameter_sets_missing")
            pps = read_hevc_pps(self.pps[number])
            self._known[number] = read_hevc_sps(self.sps[pps.sps_id]), pps
        sps, pps = self._known[number]
        c.u(pps.extra_bits)
        slice_type = c.ue()
        c.u(pps.output_flag)
        lsb = 0 if kind in (19, 20) else c.u(sps.poc_bits)
        # Leading pictures and those of sub-layers that nothing refers to are never counted from.
        anchor = unit[1] & 7 == 1 and not (6 <= kind <= 9 or (kind < 16 and kind % 2 == 0))
        restart = 16 <= kind <= 20 or not self.order
        self.order.extend(self._count.place(lsb, sps.poc_bits, restart, anchor))
        return True, slice_type

    def _carry(self, unit: bytes) -> None:
        kinds = {kind for kind, _ in sei_messages(unescaped(unit)[2:])}
        if kinds and kinds <= {MASTERING, LIGHT_LEVEL} and unit not in self.carried:
            self.carried = (*self.carried, unit)

    def _keep(self, unit: bytes) -> None:
        kind = unit_type(unit)
        if kind == 32:
            kept, number = self.vps, unit[2] >> 4
        elif kind == 33:
            kept, number = self.sps, read_hevc_sps(unit).id
        else:
            kept, number = self.pps, read_hevc_pps(unit).id
        if kept.setdefault(number, unit) != unit:
            raise Unfit("parameter_sets_change")

    def in_decode_order(self) -> bool:
        return False

    def finish(self) -> None:
        if not self.used or self.used - self.pps.keys():
            raise Unfit("parameter_sets_missing")
        sequences = {read_hevc_pps(self.pps[number]).sps_id for number in self.used}
        if len(sequences) != 1:
            raise Unfit("several_sequence_sets")
        if not sequences <= self.sps.keys() or self.sequence().vps_id not in self.vps:
            raise Unfit("parameter_sets_missing")
        sps = self.sequence()
        if sps.interlaced:
            raise Unfit("interlaced")
        depths = {sps.luma_depth, sps.chroma_depth}
        if sps.profile not in PROFILES:
            raise Unfit("profile")
        if sps.chroma_format != 1 or len(depths) != 1 or not depths <= {8, 10}:
            raise Unfit("chroma_or_depth")
        if self.dolby_vision and sps.colour[1] not in HDR_OR_PLAIN:
            raise Unfit("dolby_vision")

    def sequence(self) -> HevcSps:
        return read_hevc_sps(self.sps[read_hevc_pps(self.pps[min(self.used)]).sps_id])

    def parameter_sets(self) -> tuple[bytes, ...]:
        """All sets as NAL units, the sequence set in use first among its kind."""
        main = read_hevc_pps(self.pps[min(self.used)]).sps_id
        others = (unit for number, unit in self.sps.items() if number != main)
        return (self.sps[main], *others, *self.vps.values(), *self.pps.values())
