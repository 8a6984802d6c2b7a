"""H.265: our pictures under parameter sets with ids of their own, and CRA pictures turned into BLA.

Adoption as in H.264 is not possible, since slice data depends on coding tools that the sequence parameter set
switches. So ours stand beside the source's under free ids, which x265 can't be told; here they are written into
its sets and into each slice header. The rest of a slice header keeps its bits and is only aligned anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rushes.render.bitstream.bits import BitReader, BitstreamSurprise, BitWriter, escaped, unescaped
from rushes.render.bitstream.hevc_sets import HevcPps, HevcSps, read_delta_pictures, spliced, unit_type

BLA_WITHOUT_LEADING = 18
B, P, INTRA = range(3)


def is_irap(kind: int) -> bool:
    return 16 <= kind <= 23


def as_bla(units: Sequence[bytes]) -> list[bytes]:
    """A CRA (or BLA) picture as a BLA picture without leading ones: decoding starts over here, and what came
    before is shown to its end. Only the type in each slice's NAL header changes."""
    return [_typed(unit, BLA_WITHOUT_LEADING) if unit_type(unit) in (16, 17, 18, 21) else unit for unit in units]


def _typed(unit: bytes, kind: int) -> bytes:
    return bytes((unit[0] & 0x81 | kind << 1,)) + unit[1:]


def renumbered_sps(raw: bytes, own: HevcSps, house: HevcSps, number: int, house_look: tuple[int, int]) -> bytes:
    """`own` under id `number` and the house's video parameter set, colour tags and pixel aspect, asking no less
    of a decoder's picture buffer than the house does. `house_look` is (bits, count of bits)."""
    identity, vps, buffer, look, ptl = (BitWriter() for _ in range(5))
    identity.ue(number)
    vps.u(4, house.vps_id)
    buffer.ue(max(own.buffered, house.buffered) - 1)
    buffer.ue(max(own.reorder, house.reorder))
    buffer.ue(0)
    changes = [(own.at["id"], identity), (own.at["vps_id"], vps), (own.at["buffer"], buffer)]
    if own.profile == house.profile and own.level <= house.level:
        ptl.u(96, house.ptl)
        changes.append((own.at["ptl"], ptl))
    if "look" in own.at:
        look.u(house_look[1], house_look[0])
        changes.append((own.at["look"], look))
    return spliced(raw, changes)


def look_bits(raw: bytes, sps: HevcSps) -> tuple[int, int]:
    """Pixel aspect, overscan, colour and chroma place of `sps` as (bits, count); all absent where it has none."""
    if "look" not in sps.at:
        return 0, 4
    start, end = sps.at["look"]
    return BitReader(unescaped(bytes(raw)), start).u(end - start), end - start


def renumbered_pps(raw: bytes, own: HevcPps, number: int, sps_number: int) -> bytes:
    ids = BitWriter()
    ids.ue(number)
    ids.ue(sps_number)
    return spliced(raw, [(own.ids_at, ids)])


@dataclass(frozen=True, slots=True)
class SliceRenumberer:
    """Writes other picture parameter set ids into the slices of one stream."""

    sps: HevcSps
    pictures: dict[int, HevcPps]
    pps_ids: dict[int, int]

    def sample(self, units: Sequence[bytes]) -> list[bytes]:
        return [self._slice(unit) if unit_type(unit) < 32 else unit for unit in units]

    def _slice(self, raw: bytes) -> bytes:
        kind, payload = unit_type(raw), unescaped(raw)
        c = BitReader(payload, 16)
        c.u(2 if is_irap(kind) else 1)
        front, number = c.at, c.ue()
        picture = self.pictures.get(number)
        if picture is None:
            raise BitstreamSurprise("a slice names a parameter set that is not there")
        behind = c.at
        _skip_slice_header(c, kind, bool(payload[2] & 0x80), self.sps, picture)
        data = (c.at + 8) >> 3
        out, reader = BitWriter(), BitReader(payload)
        out.u(front, reader.u(front))
        out.ue(self.pps_ids[number])
        reader.at = behind
        out.u(c.at - behind, reader.u(c.at - behind))
        out.trail()
        return escaped(out.bytes() + payload[data:])


def _skip_slice_header(c: BitReader, kind: int, first: bool, s: HevcSps, p: HevcPps) -> None:
    """Read on from behind the picture parameter set id to byte_alignment() (H.265 7.3.6.1)."""
    dependent = False
    if not first:
        dependent = bool(p.dependent_slices and c.u(1))
        size = 1 << s.ctb_bits
        blocks = -(-s.coded_width // size) * -(-s.coded_height // size)
        c.u((blocks - 1).bit_length())
    if not dependent:
        _skip_independent(c, kind, s, p)
    if p.entry_points:
        count = c.ue()
        if count:
            length = c.ue() + 1
            for _ in range(count):
                c.u(length)
    if p.extension:
        c.u(8 * c.ue())


def _skip_independent(c: BitReader, kind: int, s: HevcSps, p: HevcPps) -> None:
    c.u(p.extra_bits)
    slice_type = c.ue()
    if slice_type > INTRA:
        raise BitstreamSurprise("an unknown slice type")
    c.u(p.output_flag)
    c.u(2 * s.separate_planes)
    temporal_mvp, used = 0, 0
    if kind not in (19, 20):
        temporal_mvp, used = _skip_references(c, s)
    chroma = s.chroma_format and not s.separate_planes
    filtered = bool(s.sao and (c.u(1) | (c.u(1) if chroma else 0)))
    if slice_type != INTRA:
        _skip_inter(c, slice_type == B, temporal_mvp, used, bool(chroma), p)
    c.se()
    if p.chroma_qp_offsets:
        c.se(), c.se()
    off = p.deblocking_off
    if p.deblocking_override and c.u(1):
        off = c.u(1)
        if not off:
            c.se(), c.se()
    if p.across_slices and (filtered or not off):
        c.u(1)


def _skip_references(c: BitReader, s: HevcSps) -> tuple[int, int]:
    """Whether motion is predicted in time, and how many pictures the slice may refer to (NumPicTotalCurr)."""
    c.u(s.poc_bits)
    count = len(s.short_term)
    if c.u(1):
        pictures = s.short_term[c.u((count - 1).bit_length()) if count > 1 else 0]
    else:
        pictures = read_delta_pictures(c, count, s.short_term, count)
    used = sum(each for _, each in pictures)
    if s.long_term_present:
        if s.long_term:
            raise BitstreamSurprise("long-term references from the parameter set")
        for _ in range(c.ue()):
            c.u(s.poc_bits)
            used += c.u(1)
            if c.u(1):
                c.ue()
    return (c.u(1) if s.temporal_mvp else 0), used


def _skip_inter(c: BitReader, bidirectional: bool, temporal_mvp: int, used: int, chroma: bool, p: HevcPps) -> None:
    references = list(p.references)
    if c.u(1):
        references[0] = c.ue() + 1
        if bidirectional:
            references[1] = c.ue() + 1
    if max(references) > 16:
        raise BitstreamSurprise("too many references")
    if p.list_modification and used > 1:
        for side in range(1 + bidirectional):
            if c.u(1):
                c.u(references[side] * (used - 1).bit_length())
    if bidirectional:
        c.u(1)
    c.u(p.cabac_init)
    if temporal_mvp:
        from_first = c.u(1) if bidirectional else 1
        if references[0 if from_first else 1] > 1:
            c.ue()
    if p.weighted_bi if bidirectional else p.weighted:
        _skip_weights(c, references[: 1 + bidirectional], chroma)
    c.ue()


def _skip_weights(c: BitReader, references: list[int], chroma: bool) -> None:
    c.ue()
    if chroma:
        c.se()
    for count in references:
        luma = [c.u(1) for _ in range(count)]
        colour = [c.u(1) for _ in range(count)] if chroma else [0] * count
        for has_luma, has_colour in zip(luma, colour):
            for _ in range(2 * has_luma + 4 * has_colour):
                c.se()
