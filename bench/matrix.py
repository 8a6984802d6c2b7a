"""The edits of `scripts/edit-matrix`: what is said, what must come out, and the verdict on the file that did.

What must come out is computed from FFmpeg's decode of the source and plain arithmetic: which source frame each output
frame shows, how many there are, where the sound lies. An edit's `parts` are the stretches of the source it shows.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from math import ceil, floor
from pathlib import Path

import judge
import numpy as np

SAME_PICTURE = 0.6
"""Two thumbnails nearer than this (codes of 255) can't be told apart after encoding."""

SLACK = 0.0006
"""Half a millisecond and a little: what a container may round a time by."""


@dataclass(frozen=True)
class Part:
    """A stretch of the source as shown: seconds of its own clock (0 = first picture)."""

    start: Fraction
    end: Fraction
    speed: Fraction = Fraction(1)
    reverse: bool = False

    @property
    def length(self) -> Fraction:
        return (self.end - self.start) / self.speed


@dataclass
class Source:
    """A source as FFmpeg decodes it. `length` and `rate` are exact; `variable` as Rushes took it."""

    path: Path
    head: judge.Header
    film: judge.Film
    heard: judge.Heard | None
    rate: Fraction
    variable: bool
    length: Fraction
    shown: tuple[float, float]
    stream: int | None = None

    def index(self, moment: float) -> int:
        return max(int(np.searchsorted(self.film.times, moment + SLACK, side="right")) - 1, 0)

    def snap(self, moment: Fraction) -> Fraction:
        return moment if self.variable else floor(moment * self.rate + Fraction(1, 2)) / self.rate


@dataclass
class Edit:
    """One edit by words. `ending` is the output's; `rate` overrules the canvas; `look` says how pictures compare:
    `same`, `graded` (brightness and tint may differ), `titled`, `none`."""

    name: str
    words: str
    parts: Callable[[Source], list[Part]]
    ending: str = "mp4"
    look: str = "same"
    rate: Fraction | None = None
    sound: str = "same"
    size: Callable[[Source], tuple[float, float]] | None = None
    before: Callable[[Source, judge.Header], str] | None = None
    also: list[Path] = field(default_factory=list)
    more: Callable[[Source, judge.Header, judge.Film, list[int]], list[str]] | None = None
    counted: bool = True


def expected(source: Source, edit: Edit) -> tuple[list[int], float]:
    """Which source frame each output frame shows, in order, and the whole length in seconds."""
    parts = edit.parts(source)
    rate = edit.rate or source.rate
    shown: list[int] = []
    if source.variable and edit.rate is None:
        for part in parts:
            if part.reverse:
                count = ceil(part.length * source.rate - Fraction(1, 10**9))
                shown += [source.index(float(part.end - part.speed * (k + 1) / source.rate)) for k in range(count)]
                continue
            times = source.film.times
            inner = [k for k, t in enumerate(times) if float(part.start) + 1e-6 < t < float(part.end) - 1e-6]
            shown += [source.index(float(part.start)), *inner]
        return shown, float(sum(part.length for part in parts))
    if edit.rate is not None:
        total = sum((part.length for part in parts), Fraction(0))
        for k in range(ceil(total * rate - Fraction(1, 10**9))):
            at, gone = k / rate, Fraction(0)
            for part in parts:
                if at < gone + part.length:
                    shown.append(source.index(float(part.start + (at - gone) * part.speed)))
                    break
                gone += part.length
        return shown, float(total)
    for part in parts:
        count = max(floor(part.length * rate + Fraction(1, 10**6)), 1)
        for k in range(count):
            at = part.end - part.speed * (k + 1) / rate if part.reverse else part.start + part.speed * k / rate
            exact = floor(at * source.rate + Fraction(1, 10**6))
            if len(source.film.times) > 1 and source.head.text == "":
                exact = source.index(float(at))  # an animation, on the canvas own grid
            shown.append(min(max(exact, 0), len(source.film.times) - 1))
    return shown, float(len(shown) / rate)


def verdict(source: Source, edit: Edit, out: Path, copied: list[tuple[int, int]]) -> list[str]:
    """Everything that is wrong with the file `out`, a line each; empty where it is right. `copied` are the ranges of
    output frames said to be copied."""
    wrong: list[str] = []
    head = judge.header(out)
    said = judge.complaints(out)
    if said:
        wrong.append(f"decoder says: {said[:160]}")
    if edit.ending in ("mp4", "mov", "m4a") and not judge.starts_fast(out):
        wrong.append("index not in front")
    shown, length = expected(source, edit)
    if edit.ending not in ("m4a", "mp3", "wav"):
        wrong += _picture(source, edit, out, head, shown, length, copied)
    wrong += _sound(source, edit, out, head, length)
    return wrong


def _picture(
    source: Source, edit: Edit, out: Path, head: judge.Header, shown: list[int], length: float,
    copied: list[tuple[int, int]],
) -> list[str]:  # fmt: skip
    wrong: list[str] = []
    wide, high = edit.size(source) if edit.size else source.shown
    got = head.shown
    if abs(got[0] - wide) > 1.01 or abs(got[1] - high) > 1.01:
        wrong.append(f"shown {got[0]:g}x{got[1]:g}, not {wide:g}x{high:g}")
    if head.sar != 1:
        wrong.append(f"SAR {head.sar}")
    still = edit.ending in ("png", "jpg")
    sdr = source.head.hdr and not head.hdr
    size = judge.thumb_size(*source.shown)
    before = edit.before(source, head) if edit.before else ""
    film = judge.film(out, size, head, before, sdr=False)
    frames = film.frames
    if not len(frames):
        return [*wrong, "no frame comes out"]
    if still:
        shown = shown[:1]
    elif edit.counted and len(frames) != len(shown):
        wrong.append(f"{len(frames)} frames, not {len(shown)}")
    if not still and edit.ending != "gif":
        wrong += _times(source, edit, film, length)
    if edit.look != "none":
        wrong += _frames(source, edit, frames, shown, sdr, size)
    if edit.more:
        wrong += edit.more(source, head, film, shown)
    if copied:
        wrong += _copied(source, out, copied, shown)
    if source.head.hdr and edit.ending in ("mp4",) and "hevc" in edit.words and not head.hdr:
        wrong.append("HDR lost in HEVC")
    return wrong


def _times(source: Source, edit: Edit, film: judge.Film, length: float) -> list[str]:
    if abs(film.start) > 0.0011:
        return [f"first frame at {film.start:.4f} s"]
    steps = np.diff(film.times)
    if (steps <= 0).any():
        return ["times don't rise"]
    if source.variable and edit.rate is None:
        return []
    rate = float(edit.rate or source.rate)
    ideal = np.arange(len(film.times)) / rate
    off = float(np.abs(film.times - ideal).max()) if len(ideal) else 0.0
    return [f"times stray by {off * 1000:.2f} ms"] if off > 0.0011 else []


def _frames(
    source: Source, edit: Edit, frames: np.ndarray, shown: list[int], sdr: bool, size: tuple[int, int]
) -> list[str]:
    wrong: list[str] = []
    loose = sdr or edit.look in ("graded", "titled")
    measure = judge.unlikeness if loose else judge.distance
    tie = 0.004 if loose else SAME_PICTURE
    misplaced, far = [], []
    times = source.film.times
    for k, want in enumerate(shown[: len(frames)]):
        # of two frames nearer to each other than containers tell times, either may stand for the moment
        twins = [j for j in (want - 1, want + 1) if 0 <= j < len(times) and abs(times[j] - times[want]) < SLACK]
        want = min((want, *twins), key=lambda j: measure(source.film.frames[j], frames[k]))
        here = measure(source.film.frames[want], frames[k])
        far.append(here)
        near = range(max(want - 2, 0), min(want + 3, len(source.film.frames)))
        others = [(measure(source.film.frames[j], frames[k]), j) for j in near if j != want]
        best = min(others, default=(here, want))
        apart = measure(source.film.frames[best[1]], source.film.frames[want])
        if best[0] < here * 0.9 - tie / 4 and apart > tie:
            misplaced.append((k, best[1] - want))
    if misplaced:
        wrong.append(
            f"{len(misplaced)} of {len(frames)} frames are others (first: {misplaced[0][0]}, off by "
            f"{misplaced[0][1]:+d})"
        )
    if not loose and edit.look == "same" and far:
        most, tint = (60, 8) if edit.before else (14, 2.2)  # cut out of another picture: a pixel off is no fault
        if max(far) > most:
            wrong.append(f"frame {int(np.argmax(far))} differs by {max(far):.1f} codes")
        ours = judge.mean_look(frames[: len(far)])
        theirs = judge.mean_look(source.film.frames[shown[: len(far)]])
        if np.abs(ours - theirs).max() > tint:
            wrong.append(f"mean colour {_colour(ours)}, not {_colour(theirs)}")
    if sdr and edit.look == "same":
        ours = judge.mean_look(frames[: len(far)])
        theirs = judge.mean_look(judge_sdr(source, size)[shown[: len(far)]])
        if np.abs(ours - theirs).max() > 40:
            wrong.append(f"tone-mapped mean {_colour(ours)}, loosely expected {_colour(theirs)}")
    return wrong


_SDR: dict[Path, np.ndarray] = {}


def judge_sdr(source: Source, size: tuple[int, int]) -> np.ndarray:
    if source.path not in _SDR:
        film = judge.film(source.path, size, source.head, stream=source.stream, sdr=True, most=len(source.film.frames))
        _SDR[source.path] = film.frames
    return _SDR[source.path]


def _colour(mean: np.ndarray) -> str:
    return "/".join(f"{value:.0f}" for value in mean)


def _copied(source: Source, out: Path, copied: list[tuple[int, int]], shown: list[int]) -> list[str]:
    if source.head.width * source.head.height * len(source.film.frames) > 2e9:
        return []
    ours, theirs = judge.hashes(out), judge.hashes(source.path, source.stream)
    if len(theirs) < len(source.film.frames):
        return [f"source decodes to {len(theirs)} frames unturned"]
    different = [
        k for first, last in copied for k in range(first, last + 1)
        if k < len(shown) and k < len(ours) and ours[k] != theirs[shown[k]]
    ]  # fmt: skip
    return [f"{len(different)} copied frames differ from the source (first: {different[0]})"] if different else []


# --- sound --------------------------------------------------------------------------------------------------


def _sound(source: Source, edit: Edit, out: Path, head: judge.Header, length: float) -> list[str]:
    if edit.sound == "none" or edit.ending in ("gif", "png", "jpg"):
        return []
    has = source.heard is not None
    heard = judge.heard(out) if head.sounds else None
    if edit.sound == "muted":
        loud = heard is not None and float(np.abs(heard.samples).max(initial=0)) > 1e-3
        return ["sound though muted"] if loud else []
    if not has and edit.sound != "added":
        return ["sound out of nothing"] if heard is not None and np.abs(heard.samples).max(initial=0) > 1e-3 else []
    if heard is None:
        parts = edit.parts(source)
        there = has and any(
            np.abs(source.heard.between(source.film.start + float(p.start), source.film.start + float(p.end))).max(
                initial=0) > 1e-4 for p in parts
        )  # fmt: skip
        return ["sound is missing"] if there or edit.sound == "added" else []
    if edit.sound == "added":
        return [] if float(np.sqrt((heard.samples**2).mean())) > 1e-3 else ["music is not heard"]
    wrong = []
    if heard.start + len(heard.samples) / judge.RATE > length + 0.09:
        wrong.append(f"sound ends {heard.start + len(heard.samples) / judge.RATE - length:+.3f} s after the picture")
    if edit.sound == "same":
        wrong += _in_step(source, edit, heard)
    return wrong


def _in_step(source: Source, edit: Edit, heard: judge.Heard) -> list[str]:
    """Whether windows of the sound are where the source has them, within a millisecond."""
    assert source.heard is not None
    window, reach = 0.3, 0.03
    found, gone = [], Fraction(0)
    alike = []
    for part in edit.parts(source):
        room = float(part.length)
        if part.speed == 1:
            size = min(window, room * 0.8)
            spots = [0.02 * room, room / 2 - size / 2, room - size - 0.02 * room] if room > 2 * size else [0.1 * room]
            for spot in spots:
                if size < 0.02 or spot < 0:
                    continue
                if part.reverse:
                    end = source.film.start + float(part.end) - spot
                    theirs = source.heard.between(end - size, end)[::-1]
                else:
                    begin = source.film.start + float(part.start) + spot
                    theirs = source.heard.between(begin, begin + size)
                at = float(gone) + spot
                ours = heard.between(at - reach, at + size + reach)
                if float(np.sqrt((theirs**2).mean())) < 3e-3:
                    continue
                padded = np.pad(theirs, round(reach * judge.RATE))
                n = min(len(padded), len(ours))
                late, same = judge.lag(padded[:n], ours[:n], round(reach * judge.RATE))
                inner = ours[round(reach * judge.RATE) : round(reach * judge.RATE) + len(theirs)]
                alike.append(same)
                if same > 0.5 and abs(late) > 48:
                    # a pure tone looks like itself one period on: believe only what is clearly better there
                    here = float((inner[: len(theirs)] * theirs[: len(inner)]).sum())
                    here /= max(float(np.sqrt((inner**2).sum() * (theirs**2).sum())), 1e-9)
                    if same > here + 0.02:
                        found.append((at, late / judge.RATE))
        gone += part.length
    wrong = [f"sound is {late * 1000:+.1f} ms late at {at:.2f} s" for at, late in found[:1]]
    if alike and float(np.median(alike)) < 0.5:
        wrong.append(f"sound is not the source's (likeness {float(np.median(alike)):.2f})")
    return wrong


# --- the edits ----------------------------------------------------------------------------------------------


def whole(source: Source) -> list[Part]:
    return [Part(Fraction(0), source.length)]


def edits_for(source: Source, partner: Path, music: Path) -> list[Edit]:
    """The edits that make sense for a source of this length."""
    length = source.length
    step = Fraction(floor(min(Fraction(2, 5), length / 4) * 100), 100)
    found = [Edit("plain", "export it", whole)]
    enough = step >= max(2 / source.rate, Fraction(4, 100))
    if enough:
        low, high = (Fraction(floor(length * k / 10 * 100), 100) for k in (4, 6))
        a, b, c = source.snap(step), source.snap(low), source.snap(high)
        found += [
            Edit("trim", f"cut the first {float(step):g} seconds", lambda s: [Part(a, s.length)]),
            Edit("middle", f"cut from {float(low):g} to {float(high):g} seconds",
                 lambda s: [Part(Fraction(0), b), Part(c, s.length)]),
            Edit("title", f"add the title 'Dawn' from {float(low):g}s to {float(high):g}s", whole, look="titled",
                 more=lambda s, h, f, i: _titled(s, f, i, b, c)),
        ]  # fmt: skip
    found += [
        Edit("colour", "make it warmer and brighter", whole, look="graded", more=_warmer),
        Edit("speed", "play it at 2x speed", lambda s: [Part(Fraction(0), s.length, Fraction(2))], sound="present"),
        Edit("reverse", "reverse it", lambda s: [Part(Fraction(0), s.length, reverse=True)]),
        Edit("vertical", "make it vertical 9:16 with a blurred background", whole,
             size=lambda s: _upright(s), before=_front),
        Edit("rotate", "rotate it 90 degrees clockwise", whole, look="same",
             size=lambda s: s.shown[::-1], before=lambda s, h: "transpose=cclock"),
        Edit("crossfade", "add a crossfade between the clips of 0.3 seconds", whole, look="none", sound="none",
             counted=False, also=[partner], size=lambda s: s.shown),
        Edit("music", f"add {music.name} as background music", whole, sound="added", also=[music]),
        Edit("mute", "mute the sound", whole, sound="muted"),
        Edit("hevc", "export as hevc", whole),
        Edit("prores", "export as prores", whole, ending="mov"),
        Edit("webm", "export as webm", whole, ending="webm"),
        Edit("gif", "export as gif", whole, ending="gif", rate=min(source.rate, Fraction(15)), look="graded",
             counted=False, size=_small),
        Edit("1080p", "export in 1080p", whole, size=_at_1080),
        Edit("30fps", "export at 30 fps", whole, rate=Fraction(30)),
        Edit("audio", "export only the audio as m4a", whole, ending="m4a"),
        Edit("still", "export a still at 0 seconds as png", whole, ending="png"),
    ]  # fmt: skip
    if source.heard is None:
        found = [each for each in found if each.name not in ("mute", "audio")]
    return found


def _even(value: float) -> int:
    return max(round(value / 2) * 2, 2)


def _upright(source: Source) -> tuple[float, float]:
    """The 9:16 canvas: its long side is the source's (asked of the output itself where sizes are a matter of taste)."""
    return (0, 0)


def _front(source: Source, head: judge.Header) -> str:
    """The part of the vertical picture that is the source's own."""
    wide, high = head.shown
    scale = min(wide / source.shown[0], high / source.shown[1])
    w, h = _even(source.shown[0] * scale), _even(source.shown[1] * scale)
    return f"crop={min(w, int(wide))}:{min(h, int(high))}"


def _small(source: Source) -> tuple[float, float]:
    scale = min(480 / max(source.shown), 1)
    return _even(source.shown[0] * scale), _even(source.shown[1] * scale)


def _at_1080(source: Source) -> tuple[float, float]:
    scale = 1080 / min(source.shown)
    return _even(source.shown[0] * scale), _even(source.shown[1] * scale)


def _titled(source: Source, film: judge.Film, shown: list[int], start: Fraction, end: Fraction) -> list[str]:
    inside, outside = [], []
    high, wide = film.frames.shape[1:3]
    middle = (slice(high // 3, high - high // 3), slice(wide // 4, wide - wide // 4))
    for k, want in enumerate(shown[: len(film.frames)]):
        apart = np.abs(film.frames[k][middle].astype(int) - source.film.frames[want][middle].astype(int))
        apart = float(np.percentile(apart, 98))
        at = float(film.times[k])
        if float(start) + 0.02 <= at < float(end) - 0.02:
            inside.append(apart)
        elif at < float(start) - 0.02 or at > float(end) + 0.02:
            outside.append(apart)
    wrong = []
    if inside and outside and max(inside) < np.median(outside) + 10:
        wrong.append(f"no title to be seen ({max(inside):.0f} against {np.median(outside):.0f})")
    return wrong


def _warmer(source: Source, head: judge.Header, film: judge.Film, shown: list[int]) -> list[str]:
    if source.head.hdr:
        return []
    theirs = judge.mean_look(source.film.frames[shown[: len(film.frames)]])
    ours = judge.mean_look(film.frames)
    wrong = []
    luma = (0.2126, 0.7152, 0.0722)
    if 20 < theirs @ luma < 200 and not ours @ luma > theirs @ luma + 0.5:
        wrong.append(f"not brighter: {_colour(ours)} from {_colour(theirs)}")
    if 20 < theirs @ luma < 200 and not ours[0] - ours[2] > theirs[0] - theirs[2] + 1:
        wrong.append(f"not warmer: {_colour(ours)} from {_colour(theirs)}")
    return wrong
