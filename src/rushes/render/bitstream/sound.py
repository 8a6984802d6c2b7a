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

AAC_SAMPLES = 1024
"""Samples of one AAC packet (ISO/IEC 14496-3)."""

HOLE = Fraction(1, 1000)
"""A packet that claims to last so many seconds longer than the usual one has a hole after it."""


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


@dataclass(frozen=True, eq=False)
class AacComing:
    """AAC that is still being encoded: `count` packets, which `packets` gives as they come, waiting for them. `end` and
    `priming` in samples, as of a `Piece`."""

    extradata: bytes
    channels: int
    sample_rate: int
    bitrate_bps: int
    count: int
    end: int
    priming: int
    packets: Iterator[Extent]


@dataclass(frozen=True, slots=True)
class Sound:
    """One sound track: heard from `at` on the output's clock for `seconds` (None: all there is).

    A `Piece` of ours must have codec "aac", ticks of one sample, and the fact `priming`; the decoder throws that
    many samples away through the edit list, so what is heard begins exactly at `at`.
    """

    source: Piece | AacRanges | AacComing
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
    start = _without_hidden_holes(durations, round(table[0, 0] - clock_start / tick), tick)
    return AacRanges(Path(path), tick, extradata, channels, sample_rate, start, durations, table[:, 2], table[:, 3])


def _without_hidden_holes(durations: np.ndarray, start: int, tick: Fraction) -> int:
    """The start of packets that begin at `start`, after the holes before 0 are taken out of `durations`: players skip
    as many samples as an edit list hides ticks, and there are none in a hole. Raises CannotJoin("audio") where 0
    itself is in one."""
    usual = int(np.median(durations))
    begins = start + np.cumsum(durations) - durations
    odd = (begins < 0) & (np.abs(durations - usual) * tick > HOLE)
    if (odd & (begins + durations > 0)).any():
        raise CannotJoin("audio")
    start += int((durations[odd] - usual).sum())
    durations[odd] = usual
    return start


def sound_track(sound: Sound, opened: Callable[[Path], BinaryIO]) -> Track:
    """The track to write; `opened` gives a file for reading. Raises CannotJoin("audio")."""
    packets = _packets(sound.source, opened)
    length = packets.length
    if length <= 0:
        raise CannotJoin("audio")
    tick, late = packets.tick, packets.late
    heard = length * tick if sound.seconds is None else min(sound.seconds - late, length * tick)
    if heard <= 0:
        raise CannotJoin("audio")
    silent = sound.at + late
    edits: list[tuple[Seconds, int | None]] = [(silent, None)] if silent else []
    edits.append((heard, packets.skipped))
    bitrate = int(packets.total * 8 / (packets.durations.sum() * tick))
    return Track(
        entry=aac_entry(packets.extradata, packets.channels, packets.sample_rate, bitrate), timescale=tick.denominator,
        durations=packets.durations, samples=packets.samples, bytes_estimate=packets.total, edits=edits,
        language=sound.language if len(sound.language) == ISO_LANGUAGE_LETTERS else "und",
    )  # fmt: skip


@dataclass(frozen=True, eq=False, slots=True)
class _Packets:
    """What the kinds of source have in common: in ticks `durations`, `skipped` at the start and `length` after that;
    heard `late` seconds after the picture begins; `total` bytes, or about so many."""

    extradata: bytes
    channels: int
    sample_rate: int
    tick: Fraction
    durations: np.ndarray
    skipped: int
    length: int
    total: int
    samples: Iterator[Extent]
    late: Seconds = ZERO


def _packets(source: Piece | AacRanges | AacComing, opened: Callable[[Path], BinaryIO]) -> _Packets:
    if isinstance(source, AacComing):
        durations, tick = np.full(source.count, AAC_SAMPLES), Fraction(1, source.sample_rate)
        length = min(source.end, int(durations.sum())) - source.priming
        total = int(durations.sum() * tick * source.bitrate_bps / 8)
        return _Packets(source.extradata, source.channels, source.sample_rate, tick, durations, source.priming, length,
                        total, source.packets)  # fmt: skip
    samples, total = _ranges(source, opened), int(source.size.sum())
    if isinstance(source, AacRanges):
        skipped = max(-source.start, 0)
        return _Packets(source.extradata, source.channels, source.sample_rate, source.tick, source.durations, skipped,
                        int(source.durations.sum()) - skipped, total, samples, max(source.start, 0) * source.tick)  # fmt: skip
    if source.codec != "aac" or source.tick.numerator != 1 or not len(source):
        raise CannotJoin("audio")
    # Every AAC frame but the last lasts as long as the next one's distance; the last as its neighbours.
    steps = np.diff(source.pts)
    durations = np.append(steps, steps[-1] if len(steps) else AAC_SAMPLES)
    length = min(source.end, int(durations.sum())) - source.priming
    return _Packets(source.extradata, int(source.facts["channels"]), int(source.facts["sample_rate"]), source.tick,
                    durations, source.priming, length, total, samples)  # fmt: skip


def _ranges(source: Piece | AacRanges, opened: Callable[[Path], BinaryIO]) -> Iterator[Extent]:
    for offset, size in zip(source.offset, source.size):
        yield Extent(opened(source.path), int(offset), int(size))
