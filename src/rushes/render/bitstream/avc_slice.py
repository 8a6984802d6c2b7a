"""H.264 slice headers (ITU-T H.264 7.3.3), progressive frames only, read and written by one description."""

from __future__ import annotations

from dataclasses import dataclass, field

from rushes.render.bitstream.avc_sets import Pps, Sps
from rushes.render.bitstream.bits import BitReader, BitstreamSurprise, BitWriter, Coder

SLICE_UNIT, IDR_UNIT = 1, 5
P, B, INTRA, SP, SI = range(5)
RESET_ALL = 5
"""The reference marking command that forgets every picture; it also restarts the picture order count."""

Weight = tuple[int, int]


@dataclass(slots=True)
class SliceHeader:
    first_mb: int = 0
    type: int = 0
    pps_id: int = 0
    frame_num: int = 0
    idr_id: int = 0
    poc_lsb: int = 0
    poc_bottom: int = 0
    redundant: int = 0
    direct_spatial: int = 0
    override: int = 0
    references: tuple[int, int] = (1, 1)
    modifications: list[list[tuple[int, int]] | None] = field(default_factory=lambda: [None, None])
    """Per list, the commands that reorder it; None where the list stays as it comes."""
    weight_scales: tuple[int, int] = (0, 0)
    weights: list[list[tuple[Weight | None, tuple[Weight, Weight] | None]]] = field(default_factory=lambda: [[], []])
    idr_marking: tuple[int, int] = (0, 0)
    marking: list[tuple[int, ...]] | None = None
    cabac_init: int = 0
    qp_delta: int = 0
    deblocking: int = 0
    deblocking_offsets: tuple[int, int] = (0, 0)

    @property
    def kind(self) -> int:
        """P, B, I, SP or SI."""
        return self.type % 5


def _modifications(c: Coder, commands: list[tuple[int, int]] | None) -> list[tuple[int, int]] | None:
    if not c.u(1, commands is not None):
        return None
    done: list[tuple[int, int]] = []
    given = iter(commands or ())
    while True:
        operation, value = next(given, (3, 0)) if c.writing else (0, 0)
        operation = c.ue(operation)
        if operation == 3:
            return done
        if operation > 3 or len(done) > 66:
            raise BitstreamSurprise("an unknown reordering of references")
        done.append((operation, c.ue(value)))


def _weights(c: Coder, h: SliceHeader, sps: Sps) -> None:
    chroma = sps.chroma_format and not sps.separate_planes
    luma_scale = c.ue(h.weight_scales[0])
    h.weight_scales = luma_scale, c.ue(h.weight_scales[1]) if chroma else 0
    for side in range(2 if h.kind == B else 1):
        given = h.weights[side] if c.writing else [(None, None)] * h.references[side]
        done = []
        for luma, colour in given:
            if c.u(1, luma is not None):
                was = luma or (0, 0)
                luma = c.se(was[0]), c.se(was[1])
            if chroma and c.u(1, colour is not None):
                (a, b), (d, e) = colour or ((0, 0), (0, 0))
                colour = (c.se(a), c.se(b)), (c.se(d), c.se(e))
            done.append((luma, colour))
        h.weights[side] = done


def _marking(c: Coder, h: SliceHeader, idr: bool) -> None:
    if idr:
        h.idr_marking = c.u(1, h.idr_marking[0]), c.u(1, h.idr_marking[1])
        return
    if not c.u(1, h.marking is not None):
        h.marking = None
        return
    done: list[tuple[int, ...]] = []
    given = iter(h.marking or ())
    while True:
        command = next(given, (0,)) if c.writing else (0, 0, 0)
        operation = c.ue(command[0])
        if operation == 0:
            break
        if operation > 6 or len(done) > 66:
            raise BitstreamSurprise("an unknown marking of references")
        values = {1: 1, 2: 1, 3: 2, 4: 1, 5: 0, 6: 1}[operation]
        done.append((operation, *(c.ue(command[1 + i]) for i in range(values))))
    h.marking = done


def code_slice(c: Coder, h: SliceHeader, unit_type: int, ref_idc: int, sps: Sps, pps: Pps) -> None:
    """The header `h` of a slice in a NAL unit of `unit_type`, through `c`, under these parameter sets.

    Afterwards `c` stands at the slice's data (before CABAC alignment). Raises BitstreamSurprise for fields,
    data partitions, switching slices: nothing that a camera or x264 writes for progressive frames.
    """
    if not sps.frames_only or sps.separate_planes or unit_type not in (SLICE_UNIT, IDR_UNIT):
        raise BitstreamSurprise("not a plain slice of a progressive frame")
    idr = unit_type == IDR_UNIT
    h.first_mb, h.type, h.pps_id = c.ue(h.first_mb), c.ue(h.type), c.ue(h.pps_id)
    if h.kind in (SP, SI) or h.type > 9:
        raise BitstreamSurprise("a slice type that is not known here")
    h.frame_num = c.u(sps.frame_num_bits, h.frame_num)
    if idr:
        h.idr_id = c.ue(h.idr_id)
    if sps.poc_type == 0:
        h.poc_lsb = c.u(sps.poc_bits, h.poc_lsb)
        if pps.bottom_field_order:
            h.poc_bottom = c.se(h.poc_bottom)
    elif sps.poc_type == 1 and not sps.poc_always_zero:
        raise BitstreamSurprise("picture order of type 1 is not known here")
    if pps.redundant:
        h.redundant = c.ue(h.redundant)
    if h.kind == B:
        h.direct_spatial = c.u(1, h.direct_spatial)
    if h.kind != INTRA:
        _references(c, h, pps)
    if (pps.weighted and h.kind == P) or (pps.weighted_bi == 1 and h.kind == B):
        _weights(c, h, sps)
    if ref_idc:
        _marking(c, h, idr)
    if pps.cabac and h.kind != INTRA:
        h.cabac_init = c.ue(h.cabac_init)
    h.qp_delta = c.se(h.qp_delta)
    if pps.deblocking_control:
        h.deblocking = c.ue(h.deblocking)
        if h.deblocking != 1:
            h.deblocking_offsets = c.se(h.deblocking_offsets[0]), c.se(h.deblocking_offsets[1])


def _references(c: Coder, h: SliceHeader, pps: Pps) -> None:
    h.override = c.u(1, h.override)
    if h.override:
        first = c.ue(h.references[0] - 1) + 1
        h.references = first, c.ue(h.references[1] - 1) + 1 if h.kind == B else h.references[1]
    elif not c.writing:
        h.references = pps.references
    if max(h.references) > 32:
        raise BitstreamSurprise("too many references")
    h.modifications[0] = _modifications(c, h.modifications[0])
    if h.kind == B:
        h.modifications[1] = _modifications(c, h.modifications[1])


def slice_start(raw: bytes | memoryview) -> tuple[int, int, int]:
    """first_mb, slice type (0 to 4) and picture parameter set id of the slice in NAL unit `raw`."""
    c = BitReader(bytes(raw[1:16]).replace(b"\0\0\3", b"\0\0"))
    first_mb, kind = c.ue(), c.ue()
    return first_mb, kind % 5, c.ue()


def moved_data(payload: bytes, read: BitReader, written: BitWriter, cabac: bool) -> bytes:
    """The payload with everything up to `read` replaced by what is in `written`, its data bit for bit."""
    if cabac:
        written.align(1, 1)
        return written.bytes() + payload[(read.at + 7) >> 3 :]
    value, bits = read.rest()
    total = written.at + bits
    out = ((written.value << bits) | value) << (-total % 8)
    return out.to_bytes((total + 7) >> 3, "big").rstrip(b"\0")
