"""Sound tracks for the writer: AAC that we encoded, or a source's own AAC, untouched."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import BinaryIO

import av
import numpy as np

from rushes.model.time import ZERO, Seconds
from rushes.render.bitstream.families import CannotJoin
from rushes.render.bitstream.mp4 import Extent, Track
from rushes.render.bitstream.mp4_boxes import aac_entry
from rushes.render.bitstream.piece import Piece

ISO_LANGUAGE_LETTERS = 3


@dataclass(frozen=True, eq=False)
class AacRanges:
    """A source's AAC packets as byte ranges. `start` is where the first packet's first sample would sound, in
    ticks of `tick` on the media clock: negative for priming and for what an edit list hides."""

    path: Path
    tick: Fraction
    extradata: bytes
    channels: int
    sample_rate: int
    start: int
    durations: np.ndarray
    offset: np.ndarray
    size: np.ndarray


@dataclass(frozen=True, slots=True)
class Sound:
    """One sound track: heard from `at` on the output's clock for `seconds` (None: all there is).

    A `Piece` of ours must have codec "aac", ticks of one sample, and the fact `priming`; the decoder throws that
    many samples away through the edit list, so what is heard begins exactly at `at`.
    """

    source: Piece | AacRanges
    at: Seconds = ZERO
    seconds: Seconds | None = None
    language: str = "und"


def aac_of(path: Path, stream: int, clock_start: Seconds) -> AacRanges:
    """The AAC track `stream` of an MP4 or MOV, for copying whole.

    `clock_start` is the container's time at which the media clock is 0 (the first picture shown). Raises
    CannotJoin("audio") where the packets are no plain AAC ranges.
    """
    rows = []
    with av.open(str(path), metadata_errors="replace") as container:
        track = container.streams[stream]
        context = track.codec_context
        tick = Fraction(track.time_base)
        extradata = bytes(context.extradata or b"")
        if context.codec.canonical_name != "aac" or not extradata or "mp4" not in container.format.name:
            raise CannotJoin("audio")
        for packet in container.demux(track):
            if packet.size:
                if packet.pts is None or packet.pos is None:
                    raise CannotJoin("audio")
                rows.append((packet.pts, packet.duration or 0, packet.pos, packet.size))
        channels, sample_rate = context.channels, context.sample_rate
    table = np.array(rows, np.int64).reshape(-1, 4)
    if not len(table) or len(np.unique(table[:, 2])) != len(table):
        raise CannotJoin("audio")
    durations = np.append(np.diff(table[:, 0]), table[-1, 1])
    if (durations <= 0).any() or tick.numerator != 1:
        raise CannotJoin("audio")
    start = round(table[0, 0] - clock_start / tick)
    return AacRanges(Path(path), tick, extradata, channels, sample_rate, start, durations, table[:, 2], table[:, 3])


def sound_track(sound: Sound, opened: Callable[[Path], BinaryIO]) -> Track:
    """The track to write; `opened` gives a file for reading. Raises CannotJoin("audio")."""
    source = sound.source
    if isinstance(source, AacRanges):
        durations, skipped = source.durations, max(-source.start, 0)
        late, extradata = max(source.start, 0) * source.tick, source.extradata
        channels, sample_rate = source.channels, source.sample_rate
        length = int(durations.sum()) - skipped
    else:
        if source.codec != "aac" or source.tick.numerator != 1 or not len(source):
            raise CannotJoin("audio")
        # Every AAC frame but the last lasts as long as the next one's distance; the last as its neighbours.
        steps = np.diff(source.pts)
        durations = np.append(steps, steps[-1] if len(steps) else 1024)
        skipped, late, extradata = source.priming, ZERO, source.extradata
        channels, sample_rate = int(source.facts["channels"]), int(source.facts["sample_rate"])
        length = min(source.end, int(durations.sum())) - skipped
    if length <= 0:
        raise CannotJoin("audio")
    heard = length * source.tick if sound.seconds is None else min(sound.seconds - late, length * source.tick)
    if heard <= 0:
        raise CannotJoin("audio")
    silent = sound.at + late
    edits: list[tuple[Seconds, int | None]] = [(silent, None)] if silent else []
    edits.append((heard, skipped))
    total = int(source.size.sum())
    bitrate = int(total * 8 / (durations.sum() * source.tick))
    return Track(
        entry=aac_entry(extradata, channels, sample_rate, bitrate), timescale=source.tick.denominator,
        durations=durations, samples=_ranges(source, opened), bytes_estimate=total, edits=edits,
        language=sound.language if len(sound.language) == ISO_LANGUAGE_LETTERS else "und",
    )  # fmt: skip


def _ranges(source: Piece | AacRanges, opened: Callable[[Path], BinaryIO]) -> Iterator[Extent]:
    for offset, size in zip(source.offset, source.size):
        yield Extent(opened(source.path), int(offset), int(size))
