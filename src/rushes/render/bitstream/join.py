"""Copied runs and encoded pieces, one after the other, as one MP4: `assemble`.

Decode times follow one rule: the i-th sample decodes at the i-th smallest presentation time, less one delay for
the whole file. That rises strictly whatever is joined, keeps a constant rate constant, and needs no patching at
seams; a source's own decode times are not asked for.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from pathlib import Path
from typing import BinaryIO

import numpy as np

from rushes.model.time import Seconds
from rushes.render.bitstream.av1 import sequence_unit
from rushes.render.bitstream.avc_open import OpenGroup
from rushes.render.bitstream.avc_sets import read_avcc, read_pps, read_sps
from rushes.render.bitstream.bits import (
    BitstreamSurprise,
    joined_lengths,
    split_lengths,
    split_start_codes,
    unescaped,
)
from rushes.render.bitstream.families import (
    CannotJoin,
    Family,
    House,
    Method,
    Treatment,
    av1_house,
    avc_house,
    hevc_house,
)
from rushes.render.bitstream.hevc import as_bla
from rushes.render.bitstream.hevc_sets import read_hvcc, unit_type
from rushes.render.bitstream.index import Run, SourceIndex
from rushes.render.bitstream.mp4 import Extent, Sample, Shown, Track, write_mp4
from rushes.render.bitstream.mp4_boxes import Colour, video_entry
from rushes.render.bitstream.piece import KEY, Piece
from rushes.render.bitstream.reader import sample_reader
from rushes.render.bitstream.scan import LIGHT_LEVEL, MASTERING, Flag, Kind, sei_messages
from rushes.render.bitstream.sound import Sound, sound_track

TIMESCALE_MAX = (1 << 31) - 1
TIMESCALE_LEAST = 10_000
TIMESCALE_ROUNDED = 1_440_000
"""Where no 31-bit clock holds all times exactly: below a microsecond off, and every usual rate is exact."""
OPEN_FILES_MAX = 16
ENTRY_SPACING_SECONDS = 10
"""A player that begins in an open group can't show the group's leading pictures, so a seek to one of them shows
another (seen in Chromium). Such places are only offered where the next clean one is too far back."""


@dataclass(frozen=True, slots=True)
class CopyRun:
    """A run of a source's units, its first picture at `at` on the output's clock.

    `times` says when each picture appears, in the order shown (seconds of the output); by default they keep the
    source's own distances.
    """

    index: SourceIndex
    run: Run
    at: Seconds
    times: Sequence[Seconds] | None = None


@dataclass(frozen=True, slots=True)
class PieceRun:
    """An encoded piece, its first picture at `at` on the output's clock; `times` as in `CopyRun`."""

    piece: Piece
    at: Seconds
    times: Sequence[Seconds] | None = None


OutputRun = CopyRun | PieceRun


@dataclass(frozen=True, slots=True)
class Look:
    """How the joined picture is shown. What is None comes from the parameter sets."""

    rotation: int = 0
    mirrored: bool = False
    aspect: Fraction | None = None
    colour: Colour | None = None
    mastering: bytes | None = None
    light: bytes | None = None


@dataclass(frozen=True, eq=False)
class Joined:
    """What was written, for the check: per sample in decode order its time, per run its samples and method."""

    timescale: int
    pts: np.ndarray
    end: int
    first_sample: tuple[int, ...]
    methods: tuple[Method, ...]
    exact_times: bool

    def times(self) -> list[Seconds]:
        """When each picture appears, in seconds, rising."""
        return [Fraction(int(each), self.timescale) for each in np.sort(self.pts)]


def assemble(
    runs: Sequence[OutputRun],
    sound: Sequence[Sound],
    path: Path,
    *,
    end: Seconds | None = None,
    look: Look | None = None,
    created: int | None = None,
    tags: Mapping[str, str] | None = None,
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Joined:
    """Write `runs` in their order, and the `sound` tracks, as one MP4 at `path`.

    `end` is when the last picture's time is over (by default as its run says). Raises CannotJoin where the runs
    don't fit into one file, `mp4.Cancelled`, PieceDamaged, OSError; then no file is left at `path`.
    """
    look = look or Look()
    if not runs:
        raise CannotJoin("nothing_to_join")
    length_size = length_size_of(runs)
    with OpenFiles() as files:
        try:
            house, treated = _house(runs, length_size)
            clock = _clock(runs, end)
            samples = _samples(runs, treated, house, length_size, files)
            tracks = [_video_track(runs, house, clock, samples, look)]
            tracks += [sound_track(each, files.get) for each in sound]
            write_mp4(path, tracks, created=created, tags=tags, progress=progress, cancelled=cancelled)
        except BitstreamSurprise as surprise:
            raise CannotJoin("stream_surprise") from surprise
    counts = np.cumsum([0, *(_count(run) for run in runs)])
    methods = tuple(each.method for each in treated)
    return Joined(clock.timescale, clock.pts, clock.end, tuple(map(int, counts[:-1])), methods, clock.exact)


def join_refusal(runs: Sequence[OutputRun]) -> str | None:
    """Why `assemble` would refuse these runs, as far as that can be told without reading samples."""
    try:
        _house(runs, length_size_of(runs))
    except CannotJoin as refusal:
        return refusal.reason
    except BitstreamSurprise:
        return "stream_surprise"
    return None


class OpenFiles:
    """Files open for reading, the least recently used closed first."""

    def __init__(self) -> None:
        self._files: OrderedDict[Path, BinaryIO] = OrderedDict()

    def get(self, path: Path) -> BinaryIO:
        if path not in self._files:
            while len(self._files) >= OPEN_FILES_MAX:
                self._files.popitem(last=False)[1].close()
            self._files[path] = path.open("rb", buffering=0)
        self._files.move_to_end(path)
        return self._files[path]

    def __enter__(self) -> OpenFiles:
        return self

    def __exit__(self, *_: object) -> None:
        for file in self._files.values():
            file.close()


def _codec(run: OutputRun) -> str:
    return run.index.codec if isinstance(run, CopyRun) else run.piece.codec


def _count(run: OutputRun) -> int:
    return run.run.frames if isinstance(run, CopyRun) else len(run.piece)


def length_size_of(runs: Sequence[OutputRun]) -> int:
    """The width of NAL lengths in the file: the one of the sources, so that their samples pass untouched."""
    sizes = [run.index.length_size for run in runs if isinstance(run, CopyRun) and run.index.in_ranges]
    return max(set(sizes), key=sizes.count) if sizes else 4


def family_of(run: OutputRun) -> Family:
    """The parameter sets that the run's own samples stand under. Raises CannotJoin, BitstreamSurprise."""
    if isinstance(run, CopyRun):
        source = run.index
        if source.no_copy_reason:
            raise CannotJoin(source.no_copy_reason)
        in_band = bool(source.length_size) and bool((source.flags[run.run.units()] & Flag.SETS).any())
        return Family(source.parameter_sets, run.run.frames, source.reorder_depth, in_band, source.carried)
    return _piece_family(run.piece.codec, run.piece.extradata)


def _piece_family(codec: str, extradata: bytes) -> Family:
    record = extradata[:1] == b"\1"
    if codec == "av1":
        unit = sequence_unit(extradata)
        return Family((unit,) if unit else ())
    if codec == "h264":
        units = [u for sets in read_avcc(extradata)[1:] for u in sets] if record else list(split_start_codes(extradata))
        kinds = {kind: [unit for unit in units if unit[0] & 31 == kind] for kind in (7, 8)}
        return Family((*kinds[7], *kinds[8]))
    units = list(read_hvcc(extradata)[1] if record else split_start_codes(extradata))
    kinds = {kind: [unit for unit in units if unit_type(unit) == kind] for kind in (33, 32, 34, 39)}
    carried = [
        unit for unit in kinds.pop(39)
        if {kind for kind, _ in sei_messages(unescaped(unit)[2:])} <= {MASTERING, LIGHT_LEVEL}
    ]  # fmt: skip
    return Family(tuple(unit for sets in kinds.values() for unit in sets), carried=tuple(carried))


def _house(runs: Sequence[OutputRun], length_size: int) -> tuple[House, list[Treatment]]:
    """The house, and for each run how its samples are treated."""
    codecs = {_codec(run) for run in runs}
    if len(codecs) != 1:
        raise CannotJoin("codec")
    families: dict[tuple[bytes, ...], Family] = {}
    keys = []
    for run in runs:
        one = family_of(run)
        if not one.sets:
            raise CannotJoin("parameter_sets_missing")
        seen = families.get(one.sets, Family(one.sets))
        families[one.sets] = Family(
            one.sets, seen.copied + one.copied, max(seen.reorder, one.reorder), seen.in_band or one.in_band,
            one.carried or seen.carried,
        )  # fmt: skip
        keys.append(one.sets)
    make = {"h264": avc_house, "hevc": hevc_house, "av1": av1_house}.get(codecs.pop())
    if make is None:
        raise CannotJoin("codec")
    house = make(list(families.values()), length_size)
    places = {key: number for number, key in enumerate(families)}
    return house, [house.treatments[places[key]] for key in keys]


@dataclass(frozen=True, slots=True)
class _Clock:
    timescale: int
    pts: np.ndarray
    """Ticks of each sample in decode order."""
    end: int
    exact: bool


def _clock(runs: Sequence[OutputRun], end: Seconds | None) -> _Clock:
    """All presentation times on one timescale. Raises CannotJoin("times") unless they rise from run to run."""
    scale = lcm(*(d for run in runs for d in _denominators(run)), 1 if end is None else end.denominator)
    exact = scale <= TIMESCALE_MAX
    if not exact:
        scale = TIMESCALE_ROUNDED
    while scale < TIMESCALE_LEAST:
        scale *= 2
    parts, latest = [], -1
    for run in runs:
        ticks = _ticks(run, scale)
        if len(np.unique(ticks)) != len(ticks) or not len(ticks) or ticks.min() <= latest:
            raise CannotJoin("times")
        latest = int(ticks.max())
        parts.append(ticks)
    last = runs[-1]
    length = last.run.span.length if isinstance(last, CopyRun) else last.piece.seconds
    over = round((last.at + length if end is None else end) * scale)
    if over <= latest:
        raise CannotJoin("times")
    return _Clock(scale, np.concatenate(parts), over, exact)


def _denominators(run: OutputRun) -> Iterator[int]:
    yield run.at.denominator
    if run.times is not None:
        yield from (each.denominator for each in run.times)
    else:
        yield (run.index if isinstance(run, CopyRun) else run.piece).tick.denominator
    yield (run.run.span.length if isinstance(run, CopyRun) else run.piece.seconds).denominator


def _ticks(run: OutputRun, scale: int) -> np.ndarray:
    """When each of the run's samples appears, in decode order, in ticks of 1/`scale` on the output's clock."""
    if isinstance(run, CopyRun):
        pts, tick = run.index.pts[run.run.units()], run.index.tick
    else:
        pts, tick = run.piece.pts, run.piece.tick
    if run.times is not None:
        if len(run.times) != len(pts):
            raise CannotJoin("times")
        rising = np.array([round(each * scale) for each in run.times], np.int64)
        rank = np.empty(len(pts), np.int64)
        rank[np.argsort(pts)] = np.arange(len(pts))
        return rising[rank]
    step, start = tick * scale, run.at * scale
    pts = pts - pts.min() if isinstance(run, CopyRun) else pts
    if step.denominator == 1 and start.denominator == 1:
        return pts * int(step) + int(start)
    return np.array([round(int(each) * step + start) for each in pts], np.int64)


def _sync(run: OutputRun) -> tuple[np.ndarray, np.ndarray]:
    """Which samples are clean places to begin, and which are places where the leading pictures get lost."""
    if isinstance(run, PieceRun):
        return (run.piece.flags & KEY) > 0, np.zeros(len(run.piece), bool)
    units = run.run.units()
    kind, flags = run.index.kind[units], run.index.flags[units]
    leads = np.append((flags[1:] & (Flag.RASL | Flag.RADL)) > 0, False)
    clean = (kind == Kind.IDR) | (kind == Kind.BLA) | ((kind == Kind.CRA) & ~leads)
    clean[0] = True
    return clean, ((kind == Kind.CRA) | (kind == Kind.RECOVERY)) & ~clean


def _video_track(
    runs: Sequence[OutputRun], house: House, clock: _Clock, samples: Iterator[Sample], look: Look
) -> Track:
    rising = np.sort(clock.pts)
    ahead = clock.pts - rising
    delay = int(-ahead.min())
    offsets = ahead + delay
    clean, loose = (np.concatenate(each) for each in zip(*map(_sync, runs)))
    loose = _spaced(clean, loose, rising, ENTRY_SPACING_SECONDS * clock.timescale)
    aspect = look.aspect or house.aspect
    entry = video_entry(
        house.tag, house.config, house.width, house.height, aspect, look.colour or house.colour,
        look.mastering or house.mastering, look.light or house.light,
    )  # fmt: skip
    start = int(rising[0])
    edits: list[tuple[Seconds, int | None]] = [(Fraction(start, clock.timescale), None)] if start else []
    edits.append((Fraction(clock.end - start, clock.timescale), delay))
    wide = int(house.width * aspect + Fraction(1, 2))
    return Track(
        entry=entry, timescale=clock.timescale, durations=np.diff(np.append(rising, clock.end)),
        samples=samples, bytes_estimate=sum(map(_bytes, runs)), edits=edits,
        offsets=offsets if offsets.any() else None, sync=None if clean.all() else clean,
        entry_points=loose if loose.any() else None,
        shown=Shown(wide, house.height, look.rotation, look.mirrored),
    )  # fmt: skip


def _spaced(clean: np.ndarray, loose: np.ndarray, at: np.ndarray, distance: int) -> np.ndarray:
    """Those of `loose` that are at least `distance` ticks after the last place where a player may begin."""
    kept, last = np.zeros_like(loose), 0
    for number in np.flatnonzero(clean | loose):
        if clean[number] or at[number] - last >= distance:
            kept[number] = not clean[number]
            last = at[number]
    return kept


def _bytes(run: OutputRun) -> int:
    if isinstance(run, CopyRun):
        return int(run.index.size[run.run.first : run.run.end].sum())
    return int(run.piece.size.sum())


def _samples(
    runs: Sequence[OutputRun], treated: Sequence[Treatment], house: House, length_size: int, files: OpenFiles
) -> Iterator[Sample]:
    for run, treatment in zip(runs, treated):
        if isinstance(run, CopyRun):
            own_size, plain = run.index.length_size, run.index.in_ranges
            path, offset, size = run.index.path, run.index.offset, run.index.size
            units: Sequence[int] | np.ndarray = run.run.units()
        else:
            own_size, plain = 4, True
            path, offset, size = run.piece.path, run.piece.offset, run.piece.size
            units = range(len(run.piece))
        read = None if plain else sample_reader(run.index)
        starts_over = isinstance(run, CopyRun) and run.index.kind[run.run.first] in (Kind.CRA, Kind.BLA)
        opened = _opened(run)
        for number, unit in enumerate(units):
            bla = starts_over and number == 0
            if opened and number and run.index.kind[unit] == Kind.IDR:
                opened = None
            if plain:
                extent = Extent(files.get(path), int(offset[unit]), int(size[unit]))
                if treatment.rewrite is None and own_size == length_size and not bla and not opened:
                    yield extent
                    continue
                data = _bytes_of(extent)
            else:
                data, own_size = read(unit), 4
            split = [bytes(each) for each in split_lengths(data, own_size)]
            if bla:
                split = as_bla(split)
            if opened:
                split = opened.sample(split)
            if treatment.rewrite is not None:
                split = treatment.rewrite(split, number == 0)
            yield joined_lengths(split, length_size)


def _opened(run: OutputRun) -> OpenGroup | None:
    """What rewrites the slice headers of a run that begins in the middle of open H.264 groups."""
    if not isinstance(run, CopyRun) or run.index.kind[run.run.first] != Kind.RECOVERY:
        return None
    sets = run.index.parameter_sets
    sps = read_sps(sets[0])
    pictures = [read_pps(unit, sps.chroma_format) for unit in sets if unit[0] & 31 == 8]
    return OpenGroup(sps, {each.id: each for each in pictures if each.sps_id == sps.id})


def rewritten_units(run: CopyRun) -> int:
    """How many of the run's first units get new slice headers (one becomes BLA, or all up to the next IDR)."""
    kinds = run.index.kind[run.run.units()]
    if kinds[0] == Kind.RECOVERY:
        next_idr = np.flatnonzero(kinds == Kind.IDR)
        return int(next_idr[0]) if len(next_idr) else len(kinds)
    return int(kinds[0] in (Kind.CRA, Kind.BLA))


def _bytes_of(extent: Extent) -> bytes:
    extent.file.seek(extent.offset)
    data = extent.file.read(extent.size)
    if len(data) != extent.size:
        raise OSError("a file ends before its sample does")
    return data
