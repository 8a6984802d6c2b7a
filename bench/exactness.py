"""How right a cut file is: every frame by its bar code, sound against picture by the beeps, decoders by what they say."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from fractions import Fraction
from functools import lru_cache
from pathlib import Path

import av
from bench.clips import FFMPEG
from tests.footage import beeps, frame_number, sound

PATIENCE_SECONDS = 90


@dataclass(frozen=True)
class Frames:
    """`lost`, `doubled` and `wrong` count frames against what was asked for; `late_ms` is how far off the worst time
    is, of those frames that are there."""

    count: int
    lost: int
    doubled: int
    wrong: int
    late_ms: float

    @property
    def exact(self) -> bool:
        return not (self.lost or self.doubled or self.wrong)


def seen(path: Path) -> list[tuple[Fraction, int | None]]:
    """Each frame a player shows: its time and its number (None where none can be read)."""
    return _seen(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=64)
def _seen(path: Path, written: int) -> list[tuple[Fraction, int | None]]:
    result: list[tuple[Fraction, int | None]] = []
    with av.open(str(path)) as film:
        for frame in film.decode(video=0):
            try:
                number = frame_number(frame)
            except ValueError:
                number = None
            result.append((Fraction(frame.pts or 0) * Fraction(frame.time_base), number))
    return result


def compared(wanted: Sequence[tuple[Fraction, int]], got: Sequence[tuple[Fraction, int | None]]) -> Frames:
    """`got` beside `wanted`, both times and numbers in order of showing. The first frame shown is time 0 for both."""
    asked, found = [number for _, number in wanted], [number for _, number in got]
    lost = doubled = wrong = 0
    late = Fraction(0)
    for kind, a, b, c, d in SequenceMatcher(None, asked, found, autojunk=False).get_opcodes():
        if kind == "equal":
            for one, other in zip(wanted[a:b], got[c:d], strict=True):
                late = max(late, abs((one[0] - wanted[0][0]) - (other[0] - got[0][0])))
            continue
        lost += b - a
        for place in range(c, d):
            again = place > 0 and found[place] == found[place - 1] and found[place] is not None
            doubled += again
            wrong += not again
    return Frames(len(got), lost, doubled, wrong, float(late) * 1000)


EDGE_SECONDS = 0.03
"""A beep in the first frames of coded sound, which have nothing before them to lean on, begins a few ms blunt."""


def sound_off_ms(source: Path, made: Path, numbers: dict[int, Fraction], but: Sequence[int] = ()) -> float | None:
    """How far the sound has moved against its picture, at worst, in ms; None where no beep can be placed.

    `numbers` says for each frame of the source when it is shown there. A beep of second s goes with the frame shown
    then; what lies between the two in the source is taken off, so that coding delays of the source count for nothing.
    Seconds in `but` are left out: a beep that is stretched or cut has no clear beginning.
    """
    own = _beside(source, numbers)
    worst = None
    for second, off in _beside(made, numbers).items():
        if second in own and second not in but:
            worst = max(worst or 0.0, abs(off - own[second]) * 1000)
    return worst


def _beside(path: Path, numbers: dict[int, Fraction]) -> dict[int, float]:
    """For each beep, by its second: how long after its frame it is heard."""
    samples, rate = sound(path)
    if not samples.size:
        return {}
    with av.open(str(path)) as film:
        track = film.streams.audio[0]
        first = next((p.pts for p in film.demux(track) if p.pts is not None), 0)
        start = float(max(Fraction(first) * Fraction(track.time_base), Fraction(0)))
    shown = {number: float(at) for at, number in reversed(seen(path)) if number is not None}
    found = {}
    for beep in beeps(samples, rate):
        if beep.sample < EDGE_SECONDS * rate:
            continue
        frames = [n for n, at in numbers.items() if at <= beep.second]
        frame = max(frames, key=lambda n: numbers[n]) if frames else None
        if frame in shown:
            off = beep.sample / rate + start - shown[frame]
            if beep.second not in found or abs(off) < abs(found[beep.second]):
                found[beep.second] = off
    return found


def complaints(path: Path, decoder: str | Path = FFMPEG) -> tuple[int, list[str]]:
    """How many pictures an FFmpeg decodes with every error told, and what it says."""
    command = [decoder, "-nostdin", "-v", "error", "-err_detect", "explode", "-i", path, "-map", "0:v", "-vsync",
               "passthrough", "-f", "framemd5", "-"]  # fmt: skip
    if decoder == FFMPEG:
        command[command.index("-vsync")] = "-fps_mode"
    try:
        done = subprocess.run(
            list(map(str, command)), capture_output=True, text=True, timeout=PATIENCE_SECONDS, check=False
        )
    except subprocess.TimeoutExpired as stuck:
        said = (stuck.stderr or b"").decode(errors="replace").splitlines()
        return 0, [f"not done after {PATIENCE_SECONDS} s", *said]
    rows = [line for line in done.stdout.splitlines() if line and not line.startswith("#")]
    said = [line for line in done.stderr.splitlines() if line.strip()]
    return len(rows), said
