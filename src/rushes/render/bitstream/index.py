"""A source's access units, found without decoding, and which of them may be copied.

The media clock starts at 0 with the first picture shown, edit list applied. Times are whole ticks of
`SourceIndex.tick` seconds; where a container only rounds the times of a constant rate (Matroska counts in
milliseconds), they are put back on the exact grid of that rate. Anything that surprises makes the source one
that is not copied from, with the reason's code in `no_copy_reason`; the times stay usable.
"""

from __future__ import annotations

import io
import json
from array import array
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import floor
from pathlib import Path

import av
import numpy as np

from rushes.model.time import Seconds, Span, named_rate
from rushes.render.bitstream.bits import BitstreamSurprise
from rushes.render.bitstream.scan import AvcScan, Flag, HevcScan, Kind, Unfit

INDEX_VERSION = 6
"""Part of every cache key: raised whenever an index of the same file would come out otherwise."""

BLOCK_HEADER_MAX = 64
"""Bytes between the position a Matroska demuxer reports and the picture's first byte, at most."""


REORDER_WINDOW = 33
"""How far apart in decode order two pictures may be that change places: twice the largest buffer."""


@dataclass(frozen=True, slots=True)
class Group:
    """Access units [`first`, `end`) in decode order, from a place where copying may begin to the next one.

    `span` is what they show when copying begins here, on the media clock: the first `leading` units after
    `first` are then left out, since they lean on what comes before. `frames` counts the pictures of `span`.
    """

    first: int
    end: int
    span: Span
    frames: int
    leading: int
    kind: Kind


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch to be copied: unit `first`, then [`first` + 1 + `leading`, `end`), shown over `span`."""

    first: int
    end: int
    leading: int
    span: Span

    @property
    def frames(self) -> int:
        return self.end - self.first - self.leading

    def units(self) -> np.ndarray:
        """The numbers of the units copied, in decode order."""
        return np.append(self.first, np.arange(self.first + 1 + self.leading, self.end))


@dataclass(frozen=True, eq=False)
class SourceIndex:
    """All access units of a file's video track in decode order.

    `pts` in ticks of the media clock; `offset` and `size` say where each sample lies in the file (offset -1:
    only a reader can give its bytes); `kind` holds `Kind`, `flags` holds `Flag`. `length_size` 0 means start
    codes. `parameter_sets` are NAL units, the sequence set in use first, `carried` SEI units that hold for the whole stream.
    `rate` is the constant rate or None, `end` the tick at which the last picture's time is over.
    """

    path: Path
    stream: int
    codec: str
    tick: Seconds
    rate: Fraction | None
    end: int
    length_size: int
    extradata: bytes
    parameter_sets: tuple[bytes, ...]
    carried: tuple[bytes, ...]
    pts: np.ndarray
    offset: np.ndarray
    size: np.ndarray
    kind: np.ndarray
    flags: np.ndarray
    no_copy_reason: str | None

    def __len__(self) -> int:
        return len(self.pts)

    @property
    def in_ranges(self) -> bool:
        """Whether samples are plain byte ranges of the file."""
        return bool(len(self)) and self.length_size > 0 and bool((self.offset >= 0).all())

    @cached_property
    def reorder_depth(self) -> int:
        """How many pictures at most come before a picture in decode order and after it on screen."""
        waits = np.zeros(len(self), np.int64)
        for gap in range(1, min(len(self), REORDER_WINDOW)):
            waits[gap:] += self.pts[:-gap] > self.pts[gap:]
        return int(waits.max(initial=0))

    @property
    def has_b_pictures(self) -> bool:
        return bool((self.flags & Flag.BIDIRECTIONAL).any())

    def shown(self) -> np.ndarray:
        """The ticks of all pictures shown, rising."""
        return np.sort(self.pts[(self.flags & Flag.HIDDEN) == 0])

    def times(self) -> list[Seconds]:
        """When each picture shown appears, in seconds of the media clock, rising."""
        return [int(each) * self.tick for each in self.shown()]

    def groups(self) -> list[Group]:
        """The stretches between places where copying may begin; empty where nothing may be copied."""
        found = []
        entries = self._entries
        for number, (first, leading, _) in enumerate(entries):
            limit = entries[number + 1][0] if number + 1 < len(entries) else len(self)
            run = self._run(first, leading, limit, None)
            if run:
                kind = Kind(int(self.kind[first]))
                found.append(Group(first, run.end, run.span, run.frames, leading, kind))
        return found

    def longest_run(self, within: Span) -> Run | None:
        """The longest run whose pictures are all shown inside `within` (media clock), if there is any.

        It begins where decoding may begin and ends wherever the pictures so far decode and show completely,
        which is after every picture in a stream without reordering.
        """
        best: Run | None = None
        for first, leading, start in self._entries:
            if start * self.tick < within.start or (best and first < best.end):
                continue
            if start * self.tick >= within.end:
                break
            run = self._run(first, leading, len(self), floor(within.end / self.tick))
            if run and (best is None or run.frames > best.frames):
                best = run
        return best

    @cached_property
    def _order(self) -> tuple[np.ndarray, np.ndarray]:
        """For each boundary 0..n: the first tick shown after it, and whether all before it is shown before."""
        ahead = np.append(np.minimum.accumulate(self.pts[::-1])[::-1], self.end)
        before = np.concatenate(([np.iinfo(np.int64).min], np.maximum.accumulate(self.pts)))
        return ahead, before < ahead

    @cached_property
    def _entries(self) -> list[tuple[int, int, int]]:
        """Where a run may begin: unit, leading units to leave out, first tick shown."""
        if self.no_copy_reason:
            return []
        ahead, ends = self._order
        found = []
        leading_flags = int(Flag.RASL | Flag.RADL)
        for first in np.flatnonzero(np.isin(self.kind, (Kind.IDR, Kind.CRA, Kind.BLA, Kind.RECOVERY))):
            first, leading = int(first), 0
            if self.flags[first] & Flag.HIDDEN:
                continue
            if self.kind[first] == Kind.IDR:
                if ends[first] and (self.codec == "hevc" or ahead[first] == self.pts[first]):
                    found.append((first, 0, int(ahead[first])))
                continue
            leads = self.flags & leading_flags if self.codec == "hevc" else self.pts < self.pts[first]
            while first + 1 + leading < len(self) and leads[first + 1 + leading]:
                leading += 1
            earlier = self.pts[:first].max() if first else self.pts[first] - 1
            if earlier < self.pts[first] < ahead[first + 1 + leading]:
                found.append((first, leading, int(self.pts[first])))
        return found

    def _run(self, first: int, leading: int, limit: int, tick_end: int | None) -> Run | None:
        """The run from `first` to the last good boundary up to unit `limit` and tick `tick_end`."""
        ahead, ends = self._order
        if tick_end is not None:
            limit = min(limit, int(np.searchsorted(ahead, tick_end, side="right")) - 1)
        hidden = np.flatnonzero(self.flags[first:limit] & Flag.HIDDEN) if limit > first else ()
        limit = first + int(hidden[0]) if len(hidden) else limit
        places = np.flatnonzero(ends[first + 1 + leading : max(limit + 1, 0)])
        if not len(places):
            return None
        end = first + 1 + leading + int(places[-1])
        kept = np.concatenate((self.pts[first : first + 1], self.pts[first + 1 + leading : end]))
        span = Span(int(kept.min()) * self.tick, int(ahead[end]) * self.tick)
        return Run(first, end, leading, span)

    def to_bytes(self) -> bytes:
        """The index for a cache; `from_bytes` gives it back for the file under any path."""
        facts = {
            "version": INDEX_VERSION, "stream": self.stream, "codec": self.codec, "tick": str(self.tick),
            "rate": None if self.rate is None else str(self.rate), "end": self.end,
            "length_size": self.length_size, "extradata": self.extradata.hex(),
            "parameter_sets": [each.hex() for each in self.parameter_sets],
            "carried": [each.hex() for each in self.carried], "no_copy_reason": self.no_copy_reason,
        }  # fmt: skip
        out = io.BytesIO()
        np.savez_compressed(
            out, facts=np.frombuffer(json.dumps(facts).encode(), np.uint8), pts=np.diff(self.pts, prepend=0),
            offset=self.offset, size=self.size, kind=self.kind, flags=self.flags,
        )  # fmt: skip
        return out.getvalue()

    @staticmethod
    def from_bytes(data: bytes, path: Path) -> SourceIndex | None:
        """What `to_bytes` wrote; None for anything else, an older version included."""
        try:
            with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
                facts = json.loads(arrays["facts"].tobytes())
                if facts.pop("version") != INDEX_VERSION:
                    return None
                columns = {each: arrays[each] for each in ("offset", "size", "kind", "flags")}
                pts = np.cumsum(arrays["pts"])
        except Exception:
            return None
        facts["tick"] = Fraction(facts["tick"])
        facts["rate"] = None if facts["rate"] is None else Fraction(facts["rate"])
        facts["extradata"] = bytes.fromhex(facts["extradata"])
        for each in ("parameter_sets", "carried"):
            facts[each] = tuple(map(bytes.fromhex, facts[each]))
        return SourceIndex(path=Path(path), pts=pts, **columns, **facts)


def index(path: Path, stream: int | None = None) -> SourceIndex:
    """The index of a file's video track (the first one that is no cover picture, or number `stream`).

    Never raises for what the file holds: an unreadable one has no units and the reason "unreadable".
    """
    path = Path(path)
    try:
        return _indexed(path, stream)
    except (av.FFmpegError, OSError, ValueError, ArithmeticError, LookupError):
        nothing = np.zeros(0, np.int64)
        return SourceIndex(
            path, stream or 0, "", Fraction(1), None, 0, 0, b"", (), (), nothing, nothing, nothing,
            nothing.astype(np.uint8), nothing.astype(np.uint16), "unreadable",
        )  # fmt: skip


def _track(container: av.container.InputContainer, wanted: int | None) -> av.VideoStream:
    videos = container.streams.video
    if wanted is not None:
        return next(each for each in videos if each.index == wanted)
    moving = [each for each in videos if not each.disposition & av.stream.Disposition.attached_pic]
    return (moving or list(videos))[0]


def _scanner(codec: str, extradata: bytes) -> AvcScan | HevcScan:
    if codec == "h264":
        return AvcScan(extradata)
    if codec == "hevc":
        return HevcScan(extradata)
    raise Unfit("codec")


def _indexed(path: Path, wanted: int | None) -> SourceIndex:
    reason: str | None = None
    scanner = None
    rows = array("q")
    columns = 5
    last_duration = 0
    with av.open(str(path), metadata_errors="replace") as container:
        track = _track(container, wanted)
        number, codec, tick = track.index, track.codec_context.codec.canonical_name, Fraction(track.time_base)
        extradata = bytes(track.codec_context.extradata or b"")
        hints = [each for each in (track.average_rate, track.guessed_rate, track.base_rate) if each]
        matroska = "matroska" in container.format.name
        plain_ranges = "mp4" in container.format.name
        try:
            scanner = _scanner(codec, extradata)
        except (Unfit, BitstreamSurprise) as surprise:
            reason = _code(surprise)
        with path.open("rb") as file:
            for packet in container.demux(track):
                if not packet.size:
                    continue
                stamp = packet.pts
                if stamp is None:
                    reason, stamp = (
                        reason or "timestamps_missing",
                        packet.dts if packet.dts is not None else len(rows) // columns,
                    )
                kind, flags = Kind.NONE, Flag.MARKED if packet.is_keyframe else Flag(0)
                data = memoryview(packet)
                if scanner and not reason:
                    try:
                        seen = scanner.scan(data)
                        kind, flags = seen.kind, flags | seen.flags
                    except (Unfit, BitstreamSurprise) as surprise:
                        reason = _code(surprise)
                if packet.is_corrupt:
                    reason = reason or "damaged"
                if packet.is_discard:
                    flags |= Flag.HIDDEN
                place = packet.pos if plain_ranges and packet.pos is not None else -1
                if matroska and packet.pos is not None:
                    place = _found(file, packet.pos, data)
                rows.extend((stamp, place, packet.size, int(kind), int(flags)))
                last_duration = packet.duration or last_duration
        if scanner and not reason:
            try:
                scanner.finish()
            except (Unfit, BitstreamSurprise) as surprise:
                reason = _code(surprise)
    table = np.array(rows, np.int64).reshape(-1, columns)
    if scanner:
        table[sorted(scanner.bound), 3] = Kind.GRADUAL
    pts, flags = table[:, 0], table[:, 4]
    reason = reason or _order_reason(pts, table[:, 1], flags)
    pts, tick, rate, end = _on_the_clock(pts, flags, tick, last_duration, hints)
    if scanner and not reason and not _shown_as_counted(pts, scanner):
        reason = "timestamps_doubtful"
    known = scanner and not reason
    return SourceIndex(
        path, number, codec, tick, rate, end, scanner.length_size if scanner else 0, extradata,
        scanner.parameter_sets() if known else (), scanner.carried if known else (), pts,
        table[:, 1].copy(), table[:, 2].copy(), table[:, 3].astype(np.uint8), flags.astype(np.uint16), reason,
    )  # fmt: skip


def _code(surprise: Exception) -> str:
    return str(surprise) if isinstance(surprise, Unfit) else "stream_surprise"


def _shown_as_counted(pts: np.ndarray, scanner: AvcScan | HevcScan) -> bool:
    """Whether the container's times follow the order that the stream's own counts give its pictures."""
    if scanner.in_decode_order():
        return bool((np.diff(pts) > 0).all())
    order = np.array(scanner.order, np.int64).reshape(-1, 2)
    return bool((np.lexsort((order[:, 1], order[:, 0])) == np.argsort(pts)).all())


def _found(file: io.BufferedReader, near: int, data: memoryview) -> int:
    """Where in the file this packet's bytes lie, a little after `near`; -1 where they do not stand as such."""
    file.seek(near)
    window = file.read(BLOCK_HEADER_MAX + len(data))
    gap = window.find(bytes(data), 0, BLOCK_HEADER_MAX + len(data))
    return near + gap if gap >= 0 else -1


def _order_reason(pts: np.ndarray, offset: np.ndarray, flags: np.ndarray) -> str | None:
    if not len(pts):
        return "no_pictures"
    if len(np.unique(pts)) != len(pts):
        return "timestamps_repeat"
    known = offset[offset >= 0]
    if len(np.unique(known)) != len(known):
        return "edit_list_repeats"
    if (flags & Flag.HIDDEN).all():
        return "no_pictures"
    return None


def _on_the_clock(
    pts: np.ndarray, flags: np.ndarray, tick: Fraction, last: int, hints: list[Fraction]
) -> tuple[np.ndarray, Fraction, Fraction | None, int]:
    """Ticks from the first picture shown, the tick's length, the constant rate if any, and the end."""
    shown = np.sort(pts[(flags & Flag.HIDDEN) == 0])
    if not len(shown):
        return pts, tick, None, int(pts.max()) + 1 if len(pts) else 0
    pts, shown = pts - shown[0], shown - shown[0]
    steps = np.diff(shown)
    if not len(steps):
        return pts, tick, None, max(last, 1)
    if (steps == steps[0]).all():
        step = int(steps[0])
        return pts, tick, 1 / (step * tick), int(shown[-1]) + step
    mean = Fraction(len(steps), int(shown[-1])) / tick
    for rate in dict.fromkeys(map(named_rate, (mean, *hints))):
        if rate.denominator not in (1, 1001):
            continue
        number = np.floor(pts * float(tick * rate) + 0.5).astype(np.int64)
        off = np.abs(pts * float(tick) - number / float(rate))
        on_grid = np.sort(number[(flags & Flag.HIDDEN) == 0])
        if (off < 1.01 * float(tick)).all() and (np.diff(on_grid) == 1).all():
            return number, 1 / rate, rate, int(on_grid[-1]) + 1
    return pts, tick, None, int(shown[-1]) + (last or int(np.median(steps)))
