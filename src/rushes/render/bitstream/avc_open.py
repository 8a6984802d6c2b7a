"""H.264 open groups: an intra picture in the middle of a stream made into the IDR picture of a copied run.

The intra picture's slices become IDR slices; frame numbers and picture order counts of all that follows, up to
the next IDR, are counted from it. Slice data stays as it is. That is exact only where no later picture could
tell the difference: its reference lists must come out the same although older pictures are gone. `OpenGroup`
follows the reference buffer and raises BitstreamSurprise as soon as they might not; once the buffer is filled
with pictures from the group alone (`settled`), nothing can go wrong any more.
"""

from __future__ import annotations

from rushes.render.bitstream.avc_sets import Pps, Sps
from rushes.render.bitstream.avc_slice import IDR_UNIT, INTRA, SLICE_UNIT, B, SliceHeader, code_slice, moved_data
from rushes.render.bitstream.bits import BitReader, BitstreamSurprise, BitWriter, escaped, unescaped
from rushes.render.bitstream.order import OrderCount

FIRST_IDR_ID = 65533
"""Neither a camera's nor one of `avc.OUR_IDR_IDS`."""
FORGET = 1
"""The marking command that drops one short-term picture."""


class OpenGroup:
    """Rewrites the samples of a run that begins with an intra picture, in decode order, leading ones left out."""

    def __init__(self, sps: Sps, pictures: dict[int, Pps]) -> None:
        if sps.poc_type == 1 or not sps.frames_only or sps.gaps_allowed:
            raise BitstreamSurprise("an open group of a kind that is not known here")
        self.sps, self.pictures = sps, pictures
        self._count = OrderCount()
        self._kept: list[tuple[int, int]] = []
        self._base: tuple[int, int] | None = None
        self._number = self._place = 0
        self.over = False

    @property
    def settled(self) -> bool:
        """Whether the buffer holds no picture from before the group for sure."""
        return self.over or len(self._kept) >= self.sps.references

    def sample(self, units: list[bytes]) -> list[bytes]:
        """The NAL units of the next picture. From the next IDR picture on, all stay as they are."""
        slices = [unit for unit in units if unit[0] & 31 in (SLICE_UNIT, IDR_UNIT)]
        if self._base is not None and any(unit[0] & 31 == IDR_UNIT for unit in slices):
            self.over = True
        if self.over:
            return units
        first = self._base is None
        heads = [self._read(unit) for unit in slices]
        self._follow(heads[0][0], bool(slices[0][0] & 0x60), first)
        if any(head.kind != INTRA for head, _, _ in heads) and first:
            raise BitstreamSurprise("an open group does not begin with an intra picture")
        written = iter([self._written(*each, first) for each in heads])
        self._remember(heads[0][0], bool(slices[0][0] & 0x60), first)
        return [next(written) if unit[0] & 31 in (SLICE_UNIT, IDR_UNIT) else unit for unit in units]

    def _read(self, raw: bytes) -> tuple[SliceHeader, bytes, BitReader]:
        payload = unescaped(raw)
        peek, reader, head = BitReader(payload, 8), BitReader(payload, 8), SliceHeader()
        peek.ue(), peek.ue()
        picture = self.pictures.get(peek.ue())
        if picture is None or payload[0] & 31 != SLICE_UNIT:
            raise BitstreamSurprise("a slice that does not fit its group")
        code_slice(reader, head, SLICE_UNIT, payload[0] >> 5 & 3, self.sps, picture)
        return head, payload, reader

    def _follow(self, head: SliceHeader, reference: bool, first: bool) -> None:
        """Where the picture stands, counted from the group's first."""
        if first:
            if not reference:
                raise BitstreamSurprise("an open group's first picture is no reference")
            self._base = head.frame_num, head.poc_lsb
        span = 1 << self.sps.frame_num_bits
        number = (head.frame_num - self._base[0]) % span
        self._number = number + (self._number - number + span - 1) // span * span if not first else 0
        lsb = (head.poc_lsb - self._base[1]) % (1 << self.sps.poc_bits)
        _, self._place = self._count.place(lsb, self.sps.poc_bits, first, reference)
        if self.sps.poc_type == 2:
            self._place = 2 * self._number - (not reference)

    def _written(self, head: SliceHeader, payload: bytes, reader: BitReader, first: bool) -> bytes:
        picture, ref_idc = self.pictures[head.pps_id], payload[0] >> 5 & 3
        unit_type = IDR_UNIT if first else SLICE_UNIT
        if not first:
            self._check_lists(head)
            head.marking = self._own_commands(head.marking)
        head.frame_num = self._number % (1 << self.sps.frame_num_bits)
        head.poc_lsb = (head.poc_lsb - self._base[1]) % (1 << self.sps.poc_bits)
        head.idr_id = FIRST_IDR_ID
        writer = BitWriter()
        writer.u(8, payload[0] & 0xE0 | unit_type)
        code_slice(writer, head, unit_type, ref_idc, self.sps, picture)
        return escaped(moved_data(payload, reader, writer, bool(picture.cabac)))

    def _check_lists(self, head: SliceHeader) -> None:
        """The lists come out as before where older pictures could only stand behind those that are used."""
        span = 1 << self.sps.frame_num_bits
        for commands in head.modifications:
            at = self._number
            for operation, value in commands or ():
                if operation > 1:
                    raise BitstreamSurprise("a long-term reference in an open group")
                at += (value + 1) if operation else -(value + 1)
                if not any((number - at) % span == 0 for number, _ in self._kept):
                    raise BitstreamSurprise("a reference from before an open group")
        if self.settled or head.kind == INTRA:
            return
        before = sum(place < self._place for _, place in self._kept)
        ready = (before, len(self._kept) - before) if head.kind == B else (len(self._kept),)
        said = [len(commands or ()) for commands in head.modifications]
        fits = all(wanted <= max(there, n) for wanted, there, n in zip(head.references, ready, said))
        if not fits:
            raise BitstreamSurprise("a reference list may reach before an open group")

    def _own_commands(self, marking: list[tuple[int, ...]] | None) -> list[tuple[int, ...]] | None:
        """The marking commands without those for pictures that are not there."""
        if marking is None:
            return None
        if any(command[0] != FORGET for command in marking):
            raise BitstreamSurprise("long-term marking in an open group")
        kept = {number for number, _ in self._kept}
        return [command for command in marking if self._number - command[1] - 1 in kept]

    def _remember(self, head: SliceHeader, reference: bool, first: bool) -> None:
        if not reference:
            return
        if not first and head.marking is not None:
            gone = {self._number - command[1] - 1 for command in head.marking}
            self._kept = [each for each in self._kept if each[0] not in gone]
        elif len(self._kept) >= max(self.sps.references, 1):
            self._kept.remove(min(self._kept))
        self._kept.append((self._number, self._place))
        if len(self._kept) > max(self.sps.references, 1):
            raise BitstreamSurprise("an open group keeps too many references")
