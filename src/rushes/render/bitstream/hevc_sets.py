"""H.265 parameter sets (ITU-T H.265 7.3.2, annex E) as far as joining needs them, and the `hvcC` record.

Sets are read, not written anew: a change is spliced into their bits at the place where the field was found, so
that extensions nobody here knows pass untouched.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from rushes.render.bitstream.bits import BitReader, BitstreamSurprise, BitWriter, escaped, unescaped

VPS_UNIT, SPS_UNIT, PPS_UNIT, SEI_UNIT = 32, 33, 34, 39
PTL_BITS = 96
"""general_profile_space to general_level_idc."""

DeltaPictures = list[tuple[int, bool]]
"""Short-term references: distance in picture order, and whether the current picture uses it."""


def unit_type(raw: bytes | memoryview) -> int:
    return raw[0] >> 1 & 63


@dataclass(slots=True)
class HevcSps:
    id: int = 0
    vps_id: int = 0
    sub_layers: int = 1
    nested: int = 0
    ptl: int = 0
    """profile, tier and level as one number of `PTL_BITS` bits."""
    chroma_format: int = 1
    separate_planes: int = 0
    coded_width: int = 0
    coded_height: int = 0
    window: tuple[int, int, int, int] = (0, 0, 0, 0)
    luma_depth: int = 8
    chroma_depth: int = 8
    poc_bits: int = 4
    buffered: int = 1
    reorder: int = 0
    latency: int = 0
    ctb_bits: int = 4
    sao: int = 0
    short_term: list[DeltaPictures] = field(default_factory=list)
    long_term_present: int = 0
    long_term: int = 0
    temporal_mvp: int = 0
    vui_present: int = 0
    aspect_present: int = 0
    aspect_idc: int = 0
    aspect: tuple[int, int] = (0, 0)
    signal_present: int = 0
    full_range: int = 0
    colour: tuple[int, int, int] = (2, 2, 2)
    fields: int = 0
    at: dict[str, tuple[int, int]] = field(default_factory=dict)
    """Where fields that may be changed stand: first bit and the one after the last."""

    @property
    def profile(self) -> int:
        return self.ptl >> 88 & 31

    @property
    def level(self) -> int:
        return self.ptl & 255

    @property
    def interlaced(self) -> bool:
        progressive, interlaced = self.ptl >> 55 & 1, self.ptl >> 54 & 1
        return bool(self.fields or (interlaced and not progressive))

    @property
    def width(self) -> int:
        return self.coded_width - (self.window[0] + self.window[1]) * (2 if self.chroma_format in (1, 2) else 1)

    @property
    def height(self) -> int:
        return self.coded_height - (self.window[2] + self.window[3]) * (2 if self.chroma_format == 1 else 1)


@dataclass(slots=True)
class HevcPps:
    id: int = 0
    sps_id: int = 0
    dependent_slices: int = 0
    output_flag: int = 0
    extra_bits: int = 0
    cabac_init: int = 0
    references: tuple[int, int] = (1, 1)
    chroma_qp_offsets: int = 0
    weighted: int = 0
    weighted_bi: int = 0
    entry_points: bool = False
    across_slices: int = 0
    deblocking_override: int = 0
    deblocking_off: int = 0
    list_modification: int = 0
    extension: int = 0
    ids_at: tuple[int, int] = (0, 0)


def read_delta_pictures(c: BitReader, number: int, known: Sequence[DeltaPictures], count: int) -> DeltaPictures:
    """st_ref_pic_set(`number`) of `count` (H.265 7.3.7, 7.4.8), `known` being those before it."""
    if not (number and c.u(1)):
        negative, positive = c.ue(), c.ue()
        if negative > 16 or positive > 16:
            raise BitstreamSurprise("too many references in a set")
        found: DeltaPictures = []
        for size, sign in ((negative, -1), (positive, 1)):
            at = 0
            for _ in range(size):
                at += sign * (c.ue() + 1)
                found.append((at, bool(c.u(1))))
        return found
    back = c.ue() + 1 if number == count else 1
    if back > number:
        raise BitstreamSurprise("a reference set points before the first")
    sign = c.u(1)
    delta = (c.ue() + 1) * (-1 if sign else 1)
    base = known[number - back]
    flags = []
    for _ in range(len(base) + 1):
        used = c.u(1)
        flags.append((bool(used), bool(used) or bool(c.u(1))))
    moved = [(distance + delta, flags[i]) for i, (distance, _) in enumerate(base)] + [(delta, flags[-1])]
    kept = [(distance, used) for distance, (used, there) in moved if there and distance]
    return sorted((e for e in kept if e[0] < 0), reverse=True) + sorted(e for e in kept if e[0] > 0)


def _skip_scaling_lists(c: BitReader) -> None:
    for size in range(4):
        for _ in range(0, 6, 3 if size == 3 else 1):
            if not c.u(1):
                c.ue()
                continue
            if size > 1:
                c.se()
            for _ in range(min(64, 1 << (4 + (size << 1)))):
                c.se()


def _skip_sub_layers(c: BitReader, sub_layers: int) -> None:
    present = [(c.u(1), c.u(1)) for _ in range(sub_layers - 1)]
    if sub_layers > 1:
        c.u(2 * (9 - sub_layers))
    for profile, level in present:
        c.u(88 * profile)
        c.u(8 * level)


def read_hevc_sps(raw: bytes) -> HevcSps:
    """The sequence parameter set in NAL unit `raw`. Raises BitstreamSurprise."""
    c = BitReader(unescaped(bytes(raw)), 16)
    s = HevcSps()
    s.vps_id, s.sub_layers, s.nested = c.u(4), c.u(3) + 1, c.u(1)
    s.at["vps_id"] = 16, 20
    s.at["ptl"] = c.at, c.at + PTL_BITS
    s.ptl = c.u(PTL_BITS)
    _skip_sub_layers(c, s.sub_layers)
    start = c.at
    s.id = c.ue()
    s.at["id"] = start, c.at
    s.chroma_format = c.ue()
    if s.chroma_format == 3:
        s.separate_planes = c.u(1)
    s.coded_width, s.coded_height = c.ue(), c.ue()
    if c.u(1):
        s.window = c.ue(), c.ue(), c.ue(), c.ue()
    s.luma_depth, s.chroma_depth, s.poc_bits = c.ue() + 8, c.ue() + 8, c.ue() + 4
    for _ in range(s.sub_layers if c.u(1) else 1):
        start = c.at
        s.buffered, s.reorder, s.latency = c.ue() + 1, c.ue(), c.ue()
        s.at["buffer"] = start, c.at
    smallest = c.ue() + 3
    s.ctb_bits = smallest + c.ue()
    for _ in range(4):
        c.ue()
    if c.u(1) and c.u(1):
        _skip_scaling_lists(c)
    c.u(1)
    s.sao = c.u(1)
    if c.u(1):
        c.u(8), c.ue(), c.ue(), c.u(1)
    count = c.ue()
    if count > 64:
        raise BitstreamSurprise("too many reference sets")
    for number in range(count):
        s.short_term.append(read_delta_pictures(c, number, s.short_term, count))
    s.long_term_present = c.u(1)
    if s.long_term_present:
        s.long_term = c.ue()
        for _ in range(s.long_term):
            c.u(s.poc_bits + 1)
    s.temporal_mvp, _ = c.u(1), c.u(1)
    s.vui_present = c.u(1)
    if s.vui_present:
        _read_vui_front(c, s)
    return s


def _read_vui_front(c: BitReader, s: HevcSps) -> None:
    start = c.at
    s.aspect_present = c.u(1)
    if s.aspect_present:
        s.aspect_idc = c.u(8)
        if s.aspect_idc == 255:
            s.aspect = c.u(16), c.u(16)
    if c.u(1):
        c.u(1)
    s.signal_present = c.u(1)
    if s.signal_present:
        c.u(3)
        s.full_range = c.u(1)
        if c.u(1):
            s.colour = c.u(8), c.u(8), c.u(8)
    if c.u(1):
        c.ue(), c.ue()
    s.at["look"] = start, c.at
    c.u(1)
    s.fields = c.u(1)


def read_hevc_pps(raw: bytes) -> HevcPps:
    """The picture parameter set in NAL unit `raw`. Raises BitstreamSurprise."""
    c = BitReader(unescaped(bytes(raw)), 16)
    p = HevcPps()
    p.id, p.sps_id = c.ue(), c.ue()
    p.ids_at = 16, c.at
    p.dependent_slices, p.output_flag, p.extra_bits = c.u(1), c.u(1), c.u(3)
    c.u(1)
    p.cabac_init = c.u(1)
    p.references = c.ue() + 1, c.ue() + 1
    c.se(), c.u(2)
    if c.u(1):
        c.ue()
    c.se(), c.se()
    p.chroma_qp_offsets, p.weighted, p.weighted_bi = c.u(1), c.u(1), c.u(1)
    c.u(1)
    tiles, waves = c.u(1), c.u(1)
    p.entry_points = bool(tiles or waves)
    if tiles:
        columns, rows = c.ue(), c.ue()
        if not c.u(1):
            for _ in range(columns + rows):
                c.ue()
        c.u(1)
    p.across_slices = c.u(1)
    if c.u(1):
        p.deblocking_override, p.deblocking_off = c.u(1), c.u(1)
        if not p.deblocking_off:
            c.se(), c.se()
    if c.u(1):
        _skip_scaling_lists(c)
    p.list_modification = c.u(1)
    c.ue()
    p.extension = c.u(1)
    return p


def spliced(raw: bytes, changes: Sequence[tuple[tuple[int, int], BitWriter]]) -> bytes:
    """NAL unit `raw` with the bits of each place replaced; ends in fresh trailing bits."""
    payload = unescaped(bytes(raw)).rstrip(b"\0")
    stop = len(payload) * 8 - (payload[-1] & -payload[-1]).bit_length()
    reader, out = BitReader(payload), BitWriter()

    def keep(until: int) -> None:
        out.u(until - reader.at, reader.u(until - reader.at))

    for (start, end), bits in sorted(changes, key=lambda change: change[0]):
        keep(start)
        out.u(bits.at, bits.value)
        reader.at = end
    keep(stop)
    out.trail()
    return escaped(out.bytes())


def read_hvcc(record: bytes) -> tuple[int, list[bytes]]:
    """The NAL length size and all units of an `hvcC` record (ISO/IEC 14496-15)."""
    if len(record) < 23 or record[0] != 1:
        raise BitstreamSurprise("not an hvcC record")
    at, units = 23, []
    for _ in range(record[22]):
        count, at = int.from_bytes(record[at + 1 : at + 3], "big"), at + 3
        for _ in range(count):
            size = int.from_bytes(record[at : at + 2], "big")
            units.append(bytes(record[at + 2 : at + 2 + size]))
            at += 2 + size
            if not size or at > len(record):
                raise BitstreamSurprise("an hvcC record is cut short")
    return (record[21] & 3) + 1, units


def write_hvcc(units: Sequence[bytes], length_size: int = 4) -> bytes:
    """An `hvcC` record holding these units, described by the first sequence parameter set."""
    first = read_hevc_sps(next(unit for unit in units if unit_type(unit) == SPS_UNIT))
    out = bytearray(b"\1" + first.ptl.to_bytes(PTL_BITS // 8, "big") + b"\xf0\0\xfc")
    out += bytes((0xFC | first.chroma_format, 0xF8 | first.luma_depth - 8, 0xF8 | first.chroma_depth - 8, 0, 0))
    out.append(first.sub_layers << 3 | first.nested << 2 | length_size - 1)
    kinds = [kind for kind in (VPS_UNIT, SPS_UNIT, PPS_UNIT, SEI_UNIT) if any(unit_type(u) == kind for u in units)]
    out.append(len(kinds))
    for kind in kinds:
        members = [unit for unit in units if unit_type(unit) == kind]
        out += bytes((0x80 | kind,)) + len(members).to_bytes(2, "big")
        for unit in members:
            out += len(unit).to_bytes(2, "big") + unit
    return bytes(out)
