"""H.264 parameter sets (ITU-T H.264 7.3.2.1, 7.3.2.2, annex E) and the `avcC` record that carries them."""

from __future__ import annotations

from dataclasses import dataclass, field

from rushes.render.bitstream.bits import BitReader, BitstreamSurprise, BitWriter, Coder, escaped, unescaped

HIGH_PROFILES = frozenset({100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135})
SPS_UNIT, PPS_UNIT = 7, 8

DPB_MACROBLOCKS = {
    9: 396, 10: 396, 11: 900, 12: 2376, 13: 2376, 20: 2376, 21: 4752, 22: 8100, 30: 8100, 31: 18000, 32: 20480,
    40: 32768, 41: 32768, 42: 34816, 50: 110400, 51: 184320, 52: 184320, 60: 696320, 61: 696320, 62: 696320,
}  # fmt: skip
"""MaxDpbMbs by level_idc (H.264 table A-1): how many macroblocks of decoded pictures a decoder must hold."""


@dataclass(slots=True)
class Hrd:
    count: int = 0
    scale: int = 0
    rates: list[tuple[int, int, int]] = field(default_factory=list)
    lengths: int = 0


@dataclass(slots=True)
class Vui:
    aspect_present: int = 0
    aspect_idc: int = 0
    aspect: tuple[int, int] = (0, 0)
    overscan_present: int = 0
    overscan: int = 0
    signal_present: int = 0
    video_format: int = 5
    full_range: int = 0
    colour_present: int = 0
    primaries: int = 2
    transfer: int = 2
    matrix: int = 2
    chroma_location_present: int = 0
    chroma_location: tuple[int, int] = (0, 0)
    timing_present: int = 0
    timing: tuple[int, int, int] = (0, 0, 0)
    nal_hrd_present: int = 0
    nal_hrd: Hrd = field(default_factory=Hrd)
    vcl_hrd_present: int = 0
    vcl_hrd: Hrd = field(default_factory=Hrd)
    low_delay: int = 0
    pic_struct: int = 0
    restriction_present: int = 0
    restriction: tuple[int, int, int, int, int] = (1, 2, 1, 16, 16)
    """Motion over edges, bytes and bits at most (as denominators), vector lengths: x264's own defaults."""
    reorder_frames: int = 0
    buffered_frames: int = 0


@dataclass(slots=True)
class Sps:
    profile: int = 0
    constraints: int = 0
    level: int = 0
    id: int = 0
    chroma_format: int = 1
    separate_planes: int = 0
    luma_depth: int = 8
    chroma_depth: int = 8
    lossless_bypass: int = 0
    scaling_present: int = 0
    scaling: list[tuple[int, ...] | None] = field(default_factory=list)
    frame_num_bits: int = 4
    poc_type: int = 0
    poc_bits: int = 4
    poc_always_zero: int = 0
    poc_non_ref: int = 0
    poc_bottom: int = 0
    poc_cycle: tuple[int, ...] = ()
    references: int = 0
    gaps_allowed: int = 0
    mb_width: int = 0
    map_height: int = 0
    frames_only: int = 1
    mbaff: int = 0
    direct_8x8: int = 0
    cropped: int = 0
    crop: tuple[int, int, int, int] = (0, 0, 0, 0)
    """Left, right, top, bottom, in the standard's crop units."""
    vui_present: int = 0
    vui: Vui = field(default_factory=Vui)

    @property
    def crop_unit(self) -> tuple[int, int]:
        across = 2 if self.chroma_format in (1, 2) else 1
        down = (2 if self.chroma_format == 1 else 1) * (2 - self.frames_only)
        return across, down

    @property
    def width(self) -> int:
        return self.mb_width * 16 - (self.crop[0] + self.crop[1]) * self.crop_unit[0]

    @property
    def height(self) -> int:
        mb_height = self.map_height * (2 - self.frames_only)
        return mb_height * 16 - (self.crop[2] + self.crop[3]) * self.crop_unit[1]

    @property
    def buffer_frames(self) -> int:
        """How many pictures a decoder holds for this stream (max_dec_frame_buffering, said or inferred)."""
        if self.vui_present and self.vui.restriction_present:
            return self.vui.buffered_frames
        level = 9 if self.level == 11 and self.constraints & 0x10 and self.profile in (66, 77, 88) else self.level
        size = self.mb_width * self.map_height * (2 - self.frames_only)
        return min(DPB_MACROBLOCKS.get(level, 696320) // size, 16)

    @property
    def reorder_frames(self) -> int | None:
        """How many pictures may have to wait for an earlier one; None where the stream does not say."""
        if self.vui_present and self.vui.restriction_present:
            return self.vui.reorder_frames
        return 0 if self.poc_type == 2 or self.profile == 66 else None


@dataclass(slots=True)
class Pps:
    id: int = 0
    sps_id: int = 0
    cabac: int = 0
    bottom_field_order: int = 0
    slice_groups: int = 1
    references: tuple[int, int] = (1, 1)
    weighted: int = 0
    weighted_bi: int = 0
    qp: int = 26
    qs: int = 26
    chroma_qp_offset: int = 0
    deblocking_control: int = 0
    constrained_intra: int = 0
    redundant: int = 0
    extended: bool = False
    transform_8x8: int = 0
    scaling_present: int = 0
    scaling: list[tuple[int, ...] | None] = field(default_factory=list)
    second_chroma_qp_offset: int = 0


def _scaling_list(c: Coder, deltas: tuple[int, ...] | None, size: int) -> tuple[int, ...] | None:
    if not c.u(1, deltas is not None):
        return None
    last = following = 8
    done: list[int] = []
    given = iter(deltas or ())
    for _ in range(size):
        if following:
            done.append(c.se(next(given, 0)))
            following = (last + done[-1] + 256) % 256
            last = following or last
    return tuple(done)


def _scaling_lists(c: Coder, lists: list[tuple[int, ...] | None], count: int) -> list[tuple[int, ...] | None]:
    lists = lists or [None] * count
    return [_scaling_list(c, lists[i], 16 if i < 6 else 64) for i in range(count)]


def _hrd(c: Coder, h: Hrd) -> None:
    h.count = c.ue(h.count - 1) + 1
    h.scale = c.u(8, h.scale)
    if h.count > 32:
        raise BitstreamSurprise("too many buffers in an HRD")
    rates = h.rates or [(0, 0, 0)] * h.count
    h.rates = [(c.ue(rate), c.ue(size), c.u(1, cbr)) for rate, size, cbr in rates]
    h.lengths = c.u(20, h.lengths)


def _vui(c: Coder, v: Vui) -> None:
    v.aspect_present = c.u(1, v.aspect_present)
    if v.aspect_present:
        v.aspect_idc = c.u(8, v.aspect_idc)
        if v.aspect_idc == 255:
            v.aspect = c.u(16, v.aspect[0]), c.u(16, v.aspect[1])
    v.overscan_present = c.u(1, v.overscan_present)
    if v.overscan_present:
        v.overscan = c.u(1, v.overscan)
    v.signal_present = c.u(1, v.signal_present)
    if v.signal_present:
        v.video_format, v.full_range = c.u(3, v.video_format), c.u(1, v.full_range)
        v.colour_present = c.u(1, v.colour_present)
        if v.colour_present:
            v.primaries, v.transfer, v.matrix = c.u(8, v.primaries), c.u(8, v.transfer), c.u(8, v.matrix)
    v.chroma_location_present = c.u(1, v.chroma_location_present)
    if v.chroma_location_present:
        v.chroma_location = c.ue(v.chroma_location[0]), c.ue(v.chroma_location[1])
    v.timing_present = c.u(1, v.timing_present)
    if v.timing_present:
        v.timing = c.u(32, v.timing[0]), c.u(32, v.timing[1]), c.u(1, v.timing[2])
    v.nal_hrd_present = c.u(1, v.nal_hrd_present)
    if v.nal_hrd_present:
        _hrd(c, v.nal_hrd)
    v.vcl_hrd_present = c.u(1, v.vcl_hrd_present)
    if v.vcl_hrd_present:
        _hrd(c, v.vcl_hrd)
    if v.nal_hrd_present or v.vcl_hrd_present:
        v.low_delay = c.u(1, v.low_delay)
    v.pic_struct = c.u(1, v.pic_struct)
    v.restriction_present = c.u(1, v.restriction_present)
    if v.restriction_present:
        edges, *others = v.restriction
        v.restriction = (c.u(1, edges), *(c.ue(each) for each in others))
        v.reorder_frames, v.buffered_frames = c.ue(v.reorder_frames), c.ue(v.buffered_frames)


def _sps(c: Coder, s: Sps) -> None:
    s.profile, s.constraints, s.level = c.u(8, s.profile), c.u(8, s.constraints), c.u(8, s.level)
    s.id = c.ue(s.id)
    if s.profile in HIGH_PROFILES:
        s.chroma_format = c.ue(s.chroma_format)
        if s.chroma_format == 3:
            s.separate_planes = c.u(1, s.separate_planes)
        s.luma_depth, s.chroma_depth = c.ue(s.luma_depth - 8) + 8, c.ue(s.chroma_depth - 8) + 8
        s.lossless_bypass = c.u(1, s.lossless_bypass)
        s.scaling_present = c.u(1, s.scaling_present)
        if s.scaling_present:
            s.scaling = _scaling_lists(c, s.scaling, 12 if s.chroma_format == 3 else 8)
    s.frame_num_bits = c.ue(s.frame_num_bits - 4) + 4
    s.poc_type = c.ue(s.poc_type)
    if s.poc_type == 0:
        s.poc_bits = c.ue(s.poc_bits - 4) + 4
    elif s.poc_type == 1:
        s.poc_always_zero = c.u(1, s.poc_always_zero)
        s.poc_non_ref, s.poc_bottom = c.se(s.poc_non_ref), c.se(s.poc_bottom)
        count = c.ue(len(s.poc_cycle))
        if count > 255:
            raise BitstreamSurprise("a picture order cycle is too long")
        cycle = s.poc_cycle or (0,) * count
        s.poc_cycle = tuple(c.se(each) for each in cycle)
    s.references, s.gaps_allowed = c.ue(s.references), c.u(1, s.gaps_allowed)
    s.mb_width, s.map_height = c.ue(s.mb_width - 1) + 1, c.ue(s.map_height - 1) + 1
    s.frames_only = c.u(1, s.frames_only)
    if not s.frames_only:
        s.mbaff = c.u(1, s.mbaff)
    s.direct_8x8, s.cropped = c.u(1, s.direct_8x8), c.u(1, s.cropped)
    if s.cropped:
        s.crop = (c.ue(s.crop[0]), c.ue(s.crop[1]), c.ue(s.crop[2]), c.ue(s.crop[3]))
    s.vui_present = c.u(1, s.vui_present)
    if s.vui_present:
        _vui(c, s.vui)


def _pps(c: Coder, p: Pps, chroma_format: int) -> None:
    p.id, p.sps_id = c.ue(p.id), c.ue(p.sps_id)
    p.cabac, p.bottom_field_order = c.u(1, p.cabac), c.u(1, p.bottom_field_order)
    p.slice_groups = c.ue(p.slice_groups - 1) + 1
    if p.slice_groups > 1:
        raise BitstreamSurprise("slice groups are not known here")
    p.references = c.ue(p.references[0] - 1) + 1, c.ue(p.references[1] - 1) + 1
    p.weighted, p.weighted_bi = c.u(1, p.weighted), c.u(2, p.weighted_bi)
    p.qp, p.qs, p.chroma_qp_offset = c.se(p.qp - 26) + 26, c.se(p.qs - 26) + 26, c.se(p.chroma_qp_offset)
    p.deblocking_control, p.constrained_intra = c.u(1, p.deblocking_control), c.u(1, p.constrained_intra)
    p.redundant = c.u(1, p.redundant)
    p.extended = c.more(p.extended)
    if p.extended:
        p.transform_8x8, p.scaling_present = c.u(1, p.transform_8x8), c.u(1, p.scaling_present)
        if p.scaling_present:
            count = 6 + (6 if chroma_format == 3 else 2) * p.transform_8x8
            p.scaling = _scaling_lists(c, p.scaling, count)
        p.second_chroma_qp_offset = c.se(p.second_chroma_qp_offset)


def read_sps(raw: bytes) -> Sps:
    """The sequence parameter set in NAL unit `raw`. Raises BitstreamSurprise."""
    payload = unescaped(bytes(raw))
    if not payload or payload[0] & 31 != SPS_UNIT:
        raise BitstreamSurprise("not a sequence parameter set")
    sps = Sps()
    _sps(BitReader(payload, 8), sps)
    return sps


def read_pps(raw: bytes, chroma_format: int = 1) -> Pps:
    """The picture parameter set in NAL unit `raw`. Raises BitstreamSurprise."""
    payload = unescaped(bytes(raw))
    if not payload or payload[0] & 31 != PPS_UNIT:
        raise BitstreamSurprise("not a picture parameter set")
    pps = Pps()
    _pps(BitReader(payload, 8), pps, chroma_format)
    return pps


def write_sps(sps: Sps) -> bytes:
    """`sps` as a NAL unit."""
    c = BitWriter()
    c.u(8, 3 << 5 | SPS_UNIT)
    _sps(c, sps)
    c.trail()
    return escaped(c.bytes())


def write_pps(pps: Pps, chroma_format: int = 1) -> bytes:
    """`pps` as a NAL unit."""
    c = BitWriter()
    c.u(8, 3 << 5 | PPS_UNIT)
    _pps(c, pps, chroma_format)
    c.trail()
    return escaped(c.bytes())


def read_avcc(record: bytes) -> tuple[int, list[bytes], list[bytes]]:
    """The NAL length size, sequence and picture parameter sets of an `avcC` record (ISO/IEC 14496-15)."""
    if len(record) < 7 or record[0] != 1:
        raise BitstreamSurprise("not an avcC record")
    at = 5

    def sets(count: int) -> list[bytes]:
        nonlocal at
        found = []
        for _ in range(count):
            size = int.from_bytes(record[at : at + 2], "big")
            found.append(bytes(record[at + 2 : at + 2 + size]))
            at += 2 + size
            if not size or at > len(record):
                raise BitstreamSurprise("an avcC record is cut short")
        return found

    count, at = record[at] & 31, at + 1
    sequence = sets(count)
    count, at = record[at], at + 1
    return (record[4] & 3) + 1, sequence, sets(count)


def write_avcc(sequence: list[bytes], picture: list[bytes], length_size: int = 4) -> bytes:
    """An `avcC` record holding these sets, described by the first sequence parameter set."""
    first = read_sps(sequence[0])
    out = bytearray((1, first.profile, first.constraints, first.level, 0xFC | length_size - 1))
    out.append(0xE0 | len(sequence))
    for unit in sequence:
        out += len(unit).to_bytes(2, "big") + unit
    out.append(len(picture))
    for unit in picture:
        out += len(unit).to_bytes(2, "big") + unit
    if first.profile not in (66, 77, 88):
        out += bytes((0xFC | first.chroma_format, 0xF8 | first.luma_depth - 8, 0xF8 | first.chroma_depth - 8, 0))
    return bytes(out)
