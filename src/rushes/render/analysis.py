"""What can be told of a file by looking and listening once: shots, how much moves in each, pauses, loudness.

A cut is found as FFmpeg's `scdet` does: by how much more a frame differs from the one before than that one did from
its own. Pictures are looked at small, and where a film has a stand-in, that is looked at: decoding UHD is nearly all
the work.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from av.error import FFmpegError
from av.video.reformatter import Interpolation

from rushes.model.media import MediaFacts
from rushes.render.sound import silences
from rushes.render.sound.decode import SoundReader
from rushes.render.sound.loudness import Meter
from rushes.render.sound.plan import RATE, sample_at, source_of
from rushes.render.work import AnalysisWork

WIDTH, HEIGHT = 160, 90
"""Pixels that frames are compared in, whatever their shape."""

CUT = 10.0
"""scdet's own threshold, in hundredths of full scale."""

SHORTEST: Fraction = Fraction(1, 5)
"""Seconds between two cuts: a flash is no shot."""

PAUSE: Fraction = Fraction(1)
"""Pauses shorter than this are not told of."""

MARGIN: Fraction = Fraction(0)

TELL_SECONDS = 2
"""Of the film, between two words about how far it is."""

BROKEN_PACKETS_MAX = 500

Plain = dict[str, object]


def analysed(work: AnalysisWork, told: Callable[[float], None]) -> Plain:
    """The facts, plain enough for JSON; times in seconds of the media clock, to the millisecond. `told` hears how far
    it is, 0 to 1."""
    facts = work.media.facts
    result: Plain = {"duration": _ms(facts.duration)}
    if facts.video is not None and not facts.is_still:
        result["shots"] = _shots(_looked_at(work, told), facts.duration)
    if facts.audio:
        result |= _heard(work)
    told(1.0)
    return result


# --- the picture ------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Shot:
    start: Fraction
    frames: int = 0
    motion: float = 0.0
    light: float = 0.0


def _shots(frames: Iterator[tuple[Fraction, np.ndarray]], length: Fraction) -> list[Plain]:
    """Shots with the mean difference from frame to frame and the mean brightness, both as shares of full scale."""
    shots: list[_Shot] = []
    before: np.ndarray | None = None
    change = 0.0
    for moment, frame in frames:
        now = 0.0 if before is None else float(np.abs(frame - before).mean()) / 2.55
        score = min(now, abs(now - change))
        cut = score >= CUT and moment - shots[-1].start >= SHORTEST if shots else True
        if cut:
            shots.append(_Shot(moment if shots else Fraction(0)))
        shot = shots[-1]
        shot.frames += 1
        shot.motion += 0.0 if cut else now / 100
        shot.light += float(frame.mean()) / 255
        before, change = frame, now
    ends = [shot.start for shot in shots[1:]] + [length]
    return [
        {
            "start": _ms(shot.start),
            "end": _ms(end),
            "motion": round(shot.motion / max(shot.frames - 1, 1), 4),
            "brightness": round(shot.light / shot.frames, 3),
        }
        for shot, end in zip(shots, ends, strict=True)
    ]


def _looked_at(work: AnalysisWork, told: Callable[[float], None]) -> Iterator[tuple[Fraction, np.ndarray]]:
    facts, said = work.media.facts, Fraction(0)
    sources = [(part, Fraction(0)) for part in work.parts] or [(work.path, facts.origin)]
    last = Fraction(-1)
    for path, origin in sources:
        for moment, frame in _frames(path, facts, origin, bool(work.parts)):
            if moment <= last:
                continue
            last = moment
            yield moment, frame
            if moment - said >= TELL_SECONDS:
                said = moment
                told(min(float(moment / max(facts.duration, Fraction(1))), 0.99))


def _frames(path: Path, facts: MediaFacts, origin: Fraction, part: bool) -> Iterator[tuple[Fraction, np.ndarray]]:
    """Frames as small pictures of brightness; those that can't be decoded are left out."""
    video = facts.video
    assert video is not None
    broken = 0
    with av.open(str(path), container_options={"protocol_whitelist": "file"}, metadata_errors="replace") as container:
        stream = container.streams.video[0] if part or facts.standin else container.streams[video.index]
        stream.thread_type = "AUTO"
        for packet in container.demux(stream):
            try:
                decoded = packet.decode()
            except FFmpegError:
                broken += 1
                if broken > BROKEN_PACKETS_MAX:
                    return
                continue
            for frame in decoded:
                if frame.pts is None:
                    continue
                small = frame.reformat(WIDTH, HEIGHT, "gray", interpolation=Interpolation.AREA)
                moment = max(frame.pts * Fraction(frame.time_base) - origin, Fraction(0))
                yield moment, small.to_ndarray().astype(np.int16)


# --- the sound --------------------------------------------------------------------------------------------


def _heard(work: AnalysisWork) -> Plain:
    source, meter = source_of(work.media), Meter()
    assert source is not None

    def measured() -> Iterator[np.ndarray]:
        total = sample_at(work.media.facts.duration)
        with SoundReader(work.path, source) as reader:
            for at in range(0, total, RATE):
                block = reader.read(at, min(RATE, total - at))
                meter.add(block)
                yield block

    pauses, _ = silences(measured(), PAUSE, MARGIN)
    lufs = meter.lufs()
    return {
        "silences": [{"start": _ms(each.start), "end": _ms(each.end)} for each in pauses],
        "loudness_lufs": round(lufs, 1) if math.isfinite(lufs) else None,
    }


def _ms(moment: Fraction) -> float:
    return round(float(moment), 3)
