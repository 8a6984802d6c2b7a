"""Which parameter sets one file gets when its pictures come from several encoders, and what becomes of each.

A family is everything under one lot of parameter sets: a source, or all pieces of one encoder setting. One
family is the house: its samples stay as they are. The others, in this order of preference:

    verbatim    their sets are the house's already
    adopted     H.264: their slices get headers under the house's one SPS (avc.py)
    separate    their sets stand beside the house's under ids of their own
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction

from rushes.render.bitstream.av1 import read_sequence_header, write_av1c
from rushes.render.bitstream.avc import Reheader, adoption_refusal, tools_allowed
from rushes.render.bitstream.avc_sets import Pps, Sps, read_pps, read_sps, write_avcc, write_pps, write_sps
from rushes.render.bitstream.bits import unescaped
from rushes.render.bitstream.hevc import (
    SliceRenumberer,
    is_irap,
    look_bits,
    renumbered_pps,
    renumbered_sps,
)
from rushes.render.bitstream.hevc_sets import read_hevc_pps, read_hevc_sps, unit_type, write_hvcc
from rushes.render.bitstream.mp4_boxes import Colour, box
from rushes.render.bitstream.scan import LIGHT_LEVEL, MASTERING, sei_messages

ASPECTS = {
    1: (1, 1), 2: (12, 11), 3: (10, 11), 4: (16, 11), 5: (40, 33), 6: (24, 11), 7: (20, 11), 8: (32, 11),
    9: (80, 33), 10: (18, 11), 11: (15, 11), 12: (64, 33), 13: (160, 99), 14: (4, 3), 15: (3, 2), 16: (2, 1),
}  # fmt: skip
"""Pixel aspects by aspect_ratio_idc (H.264 table E-1, H.265 table E.1)."""


class Method(StrEnum):
    VERBATIM = "verbatim"
    ADOPTED = "adopted"
    SEPARATE = "separate"


class CannotJoin(Exception):
    """These runs can't stand in one file; `reason` is a code, e.g. "size", "codec", "format"."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


@dataclass(frozen=True, slots=True)
class Family:
    """`sets` as NAL units; `copied` frames come from sources, in which pictures wait for `reorder` others;
    `in_band` samples carry sets too."""

    sets: tuple[bytes, ...]
    copied: int = 0
    reorder: int = 0
    in_band: bool = False
    carried: tuple[bytes, ...] = ()
    """SEI units that hold for all of its pictures."""


Rewrite = Callable[[list[bytes], bool], list[bytes]]
"""The NAL units of the next sample, made to fit; the second argument tells the first sample of a run."""


@dataclass(frozen=True, slots=True)
class Treatment:
    method: Method
    rewrite: Rewrite | None = None


@dataclass(frozen=True, slots=True)
class House:
    """What the sample entry needs: the configuration box and what the sets say of the picture."""

    tag: str
    config: bytes
    width: int
    height: int
    aspect: Fraction
    colour: Colour | None
    treatments: tuple[Treatment, ...]
    mastering: bytes | None = None
    light: bytes | None = None


def pixel_aspect(present: int, idc: int, extended: tuple[int, int]) -> Fraction:
    """The pixel aspect a VUI means; unknown ones are square."""
    across, down = extended if idc == 255 else ASPECTS.get(idc, (1, 1))
    return Fraction(across, down) if present and across and down else Fraction(1)


def record_of(codec: str, sets: Sequence[bytes], length_size: int = 4) -> bytes:
    """An `avcC` or `hvcC` record of these sets."""
    if codec == "hevc":
        return write_hvcc(sets, length_size)
    kinds = {kind: [unit for unit in sets if unit[0] & 31 == kind] for kind in (7, 8)}
    return write_avcc(kinds[7], kinds[8], length_size)


def outspoken(codec: str, sets: Sequence[bytes], reorder: int) -> list[bytes]:
    """`sets` with the main H.264 sequence set saying its reordering where it kept silent about it."""
    if codec != "h264" or not reorder or read_sps(sets[0]).reorder_frames is not None:
        return list(sets)
    return [write_sps(_saying_reorder(read_sps(sets[0]), reorder)), *sets[1:]]


def avc_house(families: Sequence[Family], length_size: int) -> House:
    """How H.264 families share one `avcC`. Raises CannotJoin, BitstreamSurprise."""
    house_at = max(range(len(families)), key=lambda i: families[i].copied)
    chosen = families[house_at]
    house = _avc_sets(chosen)
    taken_sps = {read_sps(unit).id for f in families if f.copied for unit in f.sets if unit[0] & 31 == 7}
    taken_pps = {read_pps(unit).id for f in families if f.copied for unit in f.sets if unit[0] & 31 == 8}
    taken_sps |= {house.sps.id}
    taken_pps |= house.pictures.keys()
    sequence = [unit for unit in chosen.sets if unit[0] & 31 == 7]
    pictures = [unit for unit in chosen.sets if unit[0] & 31 == 8]
    treatments, reorder = [], chosen.reorder
    for family in families:
        if family.sets == chosen.sets:
            treatments.append(Treatment(Method.VERBATIM))
            continue
        own = _avc_sets(family)
        refused = adoption_refusal(own.sps, list(own.pictures.values()), house.sps)
        if refused in ("size", "interlaced", "format"):
            raise CannotJoin(refused)
        if family.in_band:
            raise CannotJoin("parameter_sets_in_band")
        ids = dict(zip(own.pictures, _free(taken_pps, len(own.pictures), 256)))
        target, method = house.sps, Method.ADOPTED
        if refused:
            target = _harmonised(own, house.sps, _free(taken_sps, 1, 32)[0])
            sequence.append(write_sps(target))
            method = Method.SEPARATE
        header = Reheader(own.sps, own.pictures, target, ids)
        pictures += [write_pps(each, target.chroma_format) for each in header.adopted_sets()]
        treatments.append(Treatment(method, lambda units, first, header=header: header.sample(units)))
        reorder = max(reorder, family.reorder, own.sps.reorder_frames or 0)
    if house.sps.reorder_frames is None and reorder and not chosen.in_band:
        sequence[0] = write_sps(_saying_reorder(house.sps, reorder))
    sps, vui = house.sps, house.sps.vui
    colour = (vui.primaries, vui.transfer, vui.matrix, bool(vui.full_range)) if vui.signal_present else None
    return House(
        "avc1", box("avcC", write_avcc(sequence, pictures, length_size)), sps.width, sps.height,
        pixel_aspect(vui.aspect_present, vui.aspect_idc, vui.aspect), colour, tuple(treatments),
    )  # fmt: skip


def hevc_house(families: Sequence[Family], length_size: int) -> House:
    """How H.265 families share one `hvcC`. Raises CannotJoin, BitstreamSurprise."""
    chosen = max(families, key=lambda family: family.copied)
    house_unit = chosen.sets[0]
    house = read_hevc_sps(house_unit)
    units = [*chosen.sets, *chosen.carried]
    sources = [unit for family in families if family.copied or family is chosen for unit in family.sets]
    taken_sps = {read_hevc_sps(unit).id for unit in sources if unit_type(unit) == 33}
    taken_pps = {read_hevc_pps(unit).id for unit in sources if unit_type(unit) == 34}
    treatments = []
    for family in families:
        if family.sets == chosen.sets:
            treatments.append(Treatment(Method.VERBATIM))
            continue
        own = read_hevc_sps(family.sets[0])
        if family.in_band:
            raise CannotJoin("parameter_sets_in_band")
        for each, code in (("width", "size"), ("height", "size"), ("luma_depth", "format")):
            if getattr(own, each) != getattr(house, each):
                raise CannotJoin(code)
        if own.chroma_format != house.chroma_format or own.interlaced != house.interlaced:
            raise CannotJoin("format")
        raw_pictures = {p.id: (p, u) for u in family.sets if unit_type(u) == 34 for p in [read_hevc_pps(u)]}
        pictures = {i: p for i, (p, _) in raw_pictures.items() if p.sps_id == own.id}
        (number,), ids = _free(taken_sps, 1, 16), dict(zip(pictures, _free(taken_pps, len(pictures), 64)))
        units.append(renumbered_sps(family.sets[0], own, house, number, look_bits(house_unit, house)))
        units += [renumbered_pps(raw_pictures[i][1], p, ids[i], number) for i, p in pictures.items()]
        renumberer = SliceRenumberer(own, pictures, ids)
        treatments.append(Treatment(Method.SEPARATE, _with_carried(renumberer, chosen.carried)))
    colour = (*house.colour, bool(house.full_range)) if house.signal_present else None
    messages = {kind: body for unit in chosen.carried for kind, body in sei_messages(unescaped(unit)[2:])}
    return House(
        "hvc1", box("hvcC", write_hvcc(units, length_size)), house.width, house.height,
        pixel_aspect(house.aspect_present, house.aspect_idc, house.aspect), colour, tuple(treatments),
        messages.get(MASTERING), messages.get(LIGHT_LEVEL),
    )  # fmt: skip


def av1_house(families: Sequence[Family], _: int) -> House:
    """AV1 pieces join only under one sequence header; its stream says the rest itself."""
    if len(families) != 1:
        raise CannotJoin("parameter_sets")
    (unit,) = families[0].sets
    head = read_sequence_header(unit)
    return House(
        "av01", box("av1C", write_av1c(unit)), head.width, head.height, Fraction(1),
        (*head.colour, bool(head.full_range)), (Treatment(Method.VERBATIM),),
    )  # fmt: skip


def _with_carried(renumberer: SliceRenumberer, carried: tuple[bytes, ...]) -> Rewrite:
    """Mastering and light levels are said again wherever decoding may begin."""

    def rewrite(units: list[bytes], _: bool) -> list[bytes]:
        begins = any(is_irap(unit_type(unit)) for unit in units)
        return [*(carried if begins else ()), *renumberer.sample(units)]

    return rewrite


@dataclass(frozen=True, slots=True)
class _AvcSets:
    sps: Sps
    pictures: dict[int, Pps]


def _avc_sets(family: Family) -> _AvcSets:
    sps = read_sps(family.sets[0])
    pictures = [read_pps(u, sps.chroma_format) for u in family.sets if u[0] & 31 == 8]
    return _AvcSets(sps, {p.id: p for p in pictures if p.sps_id == sps.id})


def _free(taken: set[int], count: int, limit: int) -> list[int]:
    found = [number for number in range(limit) if number not in taken][:count]
    if len(found) < count:
        raise CannotJoin("no_free_ids")
    taken.update(found)
    return found


def _harmonised(own: _AvcSets, house: Sps, number: int) -> Sps:
    """`own` under a new id, asking of a decoder what the house asks already, so that none starts over."""
    sps = deepcopy(own.sps)
    sps.id = number
    if house.level >= sps.level and tools_allowed(house, list(own.pictures.values()), sps.reorder_frames != 0):
        sps.profile, sps.constraints, sps.level = house.profile, house.constraints, house.level
    sps.references = max(sps.references, house.references)
    ours, theirs = sps.vui, deepcopy(house.vui)
    for each in ("aspect_present", "aspect_idc", "aspect", "signal_present", "video_format", "full_range",
                 "colour_present", "primaries", "transfer", "matrix", "chroma_location_present",
                 "chroma_location"):  # fmt: skip
        setattr(ours, each, getattr(theirs, each))
    known = [each for each in (own.sps.reorder_frames, house.reorder_frames) if each is not None]
    sps.vui.buffered_frames = max(own.sps.buffer_frames, house.buffer_frames, sps.references)
    sps.vui.reorder_frames = max(known) if len(known) == 2 else sps.vui.buffered_frames
    sps.vui_present = sps.vui.restriction_present = 1
    return sps


def _saying_reorder(sps: Sps, reorder: int) -> Sps:
    """The same set with its reordering said outright; decoders that guess it lose pictures where it grows."""
    buffered = max(sps.buffer_frames, reorder, sps.references)
    vui = replace(sps.vui, restriction_present=1, reorder_frames=reorder, buffered_frames=buffered)
    return replace(sps, vui_present=1, vui=vui)
