"""H.264: making slices of one encoder stand under the parameter sets of another.

The data of a slice depends on picture size, chroma format, bit depth, `frame_mbs_only`, `direct_8x8_inference`,
scaling lists and the picture parameter set, and on nothing else of the sequence parameter set. So a slice may
be "adopted": its header is written anew (picture parameter set id, `frame_num` and picture order count in the
field widths of the adopting SPS) and its data stays as it is. One SPS then rules the whole file, and no decoder
has a reason to start over at a seam.
"""

from __future__ import annotations

from dataclasses import replace

from rushes.render.bitstream.avc_sets import Pps, Sps
from rushes.render.bitstream.avc_slice import IDR_UNIT, RESET_ALL, SLICE_UNIT, B, P, SliceHeader, code_slice, moved_data
from rushes.render.bitstream.bits import BitReader, BitstreamSurprise, BitWriter, escaped, unescaped
from rushes.render.bitstream.order import OrderCount

OUR_IDR_IDS = (65534, 65535)
"""Used in turn for adopted IDR pictures: two neighbours must differ, and cameras count up from 0."""


def adoption_refusal(own: Sps, pictures: list[Pps], house: Sps) -> str | None:
    """Why slices written under `own` and `pictures` can't stand under `house`; None where they can.

    The codes: size, format, interlaced, poc_type, scaling_lists, direct_8x8, references, buffer, reorder,
    profile, gaps.
    """
    bidirectional = own.reorder_frames != 0
    shape = ("mb_width", "map_height", "width", "height", "crop")
    sample = ("chroma_format", "separate_planes", "luma_depth", "chroma_depth", "lossless_bypass")
    checks = (
        ("interlaced", not (own.frames_only and house.frames_only)),
        ("size", any(getattr(own, each) != getattr(house, each) for each in shape)),
        ("format", any(getattr(own, each) != getattr(house, each) for each in sample)),
        ("poc_type", 1 in (own.poc_type, house.poc_type) or (house.poc_type == 2 and bidirectional)),
        ("scaling_lists", own.scaling_present or house.scaling_present),
        ("direct_8x8", bidirectional and own.direct_8x8 != house.direct_8x8),
        ("references", own.references > house.references),
        ("buffer", _buffer_needed(own) > house.buffer_frames),
        ("reorder", _reorder(own) > _reorder(house)),
        ("profile", not tools_allowed(house, pictures, bidirectional)),
        ("gaps", own.gaps_allowed and not house.gaps_allowed),
    )
    return next((code for code, refused in checks if refused), None)


def _reorder(sps: Sps) -> int:
    return 16 if sps.reorder_frames is None else sps.reorder_frames


def _buffer_needed(sps: Sps) -> int:
    return max(sps.references, sps.vui.buffered_frames if sps.vui.restriction_present else 0)


def tools_allowed(house: Sps, pictures: list[Pps], bidirectional: bool) -> bool:
    """Whether the house's profile knows the tools that these picture parameter sets switch on."""
    if house.profile not in (66, 77, 100, 110, 122, 244):
        return False
    if house.profile >= 110 and house.constraints & 0x10:
        return False
    if bidirectional and house.constraints & 0x04 and house.profile in (77, 100):
        return False
    if house.profile == 66:
        plain = all(not (p.cabac or p.weighted or p.weighted_bi or p.extended) for p in pictures)
        return plain and not bidirectional
    simple = all(not (p.transform_8x8 or p.scaling_present) for p in pictures)
    return simple or house.profile >= 100


class Reheader:
    """Writes slice headers anew: from `own` parameter sets to the `house`'s sequence parameter set.

    `pps_ids` says which id each picture parameter set gets. Samples must come in decode order and begin with
    an IDR picture. Raises BitstreamSurprise where a header can't be carried over exactly.
    """

    def __init__(self, own: Sps, pictures: dict[int, Pps], house: Sps, pps_ids: dict[int, int]) -> None:
        self.own, self.house, self.pictures, self.pps_ids = own, house, pictures, pps_ids
        self._own_order, self._house_order = _Order(own), _Order(house)
        self._idr = 0

    def adopted_sets(self) -> list[Pps]:
        """The picture parameter sets as the file must carry them."""
        return [replace(p, id=self.pps_ids[i], sps_id=self.house.id) for i, p in self.pictures.items()]

    def sample(self, units: list[bytes]) -> list[bytes]:
        """The NAL units of one picture with new slice headers; other units pass as they are."""
        self._fresh = True
        return [self._slice(u) if u[0] & 31 in (SLICE_UNIT, IDR_UNIT) else u for u in units]

    def _slice(self, raw: bytes) -> bytes:
        payload = unescaped(raw)
        unit_type, ref_idc = payload[0] & 31, payload[0] >> 5 & 3
        head, reader = SliceHeader(), BitReader(payload, 8)
        # The id must be known before the rest can be read: it is the third code of the header.
        peek = BitReader(payload, 8)
        peek.ue(), peek.ue()
        picture = self.pictures.get(peek.ue())
        if picture is None:
            raise BitstreamSurprise("a slice names a parameter set that is not there")
        code_slice(reader, head, unit_type, ref_idc, self.own, picture)
        if head.kind == B and self.own.direct_8x8 != self.house.direct_8x8:
            raise BitstreamSurprise("B slices under another direct_8x8_inference")
        if self._fresh:
            self._picture(head, unit_type == IDR_UNIT, bool(ref_idc))
            self._fresh = False
        head.frame_num, head.poc_lsb, head.idr_id = self._frame_num, self._poc_lsb, OUR_IDR_IDS[self._idr]
        head.pps_id = self.pps_ids[picture.id]
        _carried_over(head, self.own, self.house)
        writer = BitWriter()
        writer.u(8, payload[0])
        code_slice(writer, head, unit_type, ref_idc, self.house, picture)
        return escaped(moved_data(payload, reader, writer, bool(picture.cabac)))

    def _picture(self, head: SliceHeader, idr: bool, reference: bool) -> None:
        """Where this picture stands in the house's counting; the same for all of its slices."""
        if any(command[0] == RESET_ALL for command in head.marking or ()):
            raise BitstreamSurprise("a picture resets all references")
        if idr:
            self._idr ^= 1
        number, order = self._own_order.place(idr, reference, head.frame_num, head.poc_lsb)
        self._frame_num = number % (1 << self.house.frame_num_bits)
        self._poc_lsb = order % (1 << self.house.poc_bits)
        _, seen = self._house_order.place(idr, reference, self._frame_num, self._poc_lsb)
        if self.house.poc_type == 0 and seen != order:
            raise BitstreamSurprise("the picture order count does not fit the file's field")
        if self.house.poc_type == 2 and not self._own_order.rising:
            raise BitstreamSurprise("pictures are reordered, but the file's parameter set forbids it")


class _Order:
    """Frame numbers and picture order counts without their wrap-around (H.264 8.2.1)."""

    def __init__(self, sps: Sps) -> None:
        self.sps, self.rising = sps, True
        self._started, self._count = False, OrderCount()

    def place(self, idr: bool, reference: bool, frame_num: int, lsb: int) -> tuple[int, int]:
        """The picture's full frame number and picture order count, both from 0 at the last IDR."""
        if idr:
            self._offset = self._previous = 0
            self._last, self._started = None, True
            self._unreferenced = False
        elif not self._started:
            raise BitstreamSurprise("a stretch does not begin with an IDR picture")
        if frame_num < self._previous:
            self._offset += 1 << self.sps.frame_num_bits
        self._previous = frame_num
        number = self._offset + frame_num
        order = 2 * number - (not reference)
        if self.sps.poc_type == 0:
            _, order = self._count.place(lsb, self.sps.poc_bits, idr, reference)
        self.rising = self._last is None or order > self._last
        if self.sps.poc_type == 2:
            if self._unreferenced and not reference:
                raise BitstreamSurprise("two pictures in a row that nothing refers to")
            self._unreferenced = not reference
        self._last = order
        return number, order


def _carried_over(head: SliceHeader, own: Sps, house: Sps) -> None:
    """Commands name pictures by differences of frame numbers, modulo the field's span; the house's may differ."""
    if own.frame_num_bits == house.frame_num_bits or head.kind not in (P, B):
        return
    ours, theirs = 1 << own.frame_num_bits, 1 << house.frame_num_bits

    def named(operation: int, value: int) -> tuple[int, int]:
        if operation > 1:
            return operation, value
        difference = (value + 1 if operation else -value - 1) % ours
        if difference > ours // 2:
            difference -= ours
        if abs(difference) >= theirs // 2:
            raise BitstreamSurprise("a reference is named by a difference too large for the file's field")
        # No difference at all (the same picture twice in a list) is said as a whole span.
        return int(difference > 0), (abs(difference) or theirs) - 1

    head.modifications = [each and [named(*command) for command in each] for each in head.modifications]
    if any(command[0] in (1, 3) and command[1] >= min(ours, theirs) // 2 for command in head.marking or ()):
        raise BitstreamSurprise("a picture is marked by a difference too large for the file's field")
