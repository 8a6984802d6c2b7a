"""Random films over synthetic sources of every structure, and what each of their frames must show.

The oracle knows how the sources were made and reads the timeline; it knows nothing of indexes, plans or pieces. Every
source counts its frames from a thousand of its own, so a number read back says which file it is from, and which frame.

    film = random_film(seed, folder)
    [shown.fits(number) for shown, number in zip(wanted(film), numbers_read(out))]
"""

from __future__ import annotations

import itertools
import random
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from math import ceil
from pathlib import Path
from typing import Any

import av
import numpy as np

from rushes.edits import (
    AddMusic,
    AddOverlay,
    AddTitle,
    AddTransition,
    AdjustColour,
    CutRange,
    FadePicture,
    Freeze,
    InsertClip,
    LiftRange,
    MoveClip,
    Operation,
    RepeatClip,
    Reverse,
    SetSpeed,
    Split,
    SwapClips,
    TrimEnd,
    TrimStart,
)
from rushes.errors import RequestError
from rushes.model.project import Project
from rushes.model.time import Seconds, Span
from rushes.model.timeline import Clip, Item, TransitionKind
from rushes.render.output import Codec, Output
from tests import footage
from tests.footage import barcode_clip, frame_number
from tests.render.cutting import Cutting

SIZES = [(160, 96), (162, 98), (192, 108), (96, 160)]
RATES = [Fraction(24), Fraction(25), Fraction(30), Fraction(30), Fraction(50), Fraction(30000, 1001)]
VFR_STEPS = (33, 34, 50, 33, 17, 33, 66, 33, 33, 40)
PER_SOURCE = 1000
HIDDEN = 7
"""Frames an edit list hides, where there is one."""

SLACK = Fraction(1, 2000)
"""A source of variable rate may show a frame this much early (render/source.py): containers round such times."""


@dataclass(frozen=True)
class Source:
    """A file and the truth about it: the number on each frame shown, and when, from the first of them."""

    path: Path
    numbers: list[int]
    times: list[Seconds]
    what: str
    made: dict[str, Any] = field(default_factory=dict)
    """How barcode_clip was told to make it."""

    @property
    def variable(self) -> bool:
        steps = {b - a for a, b in itertools.pairwise(self.times)}
        return len(steps) > 1


@dataclass
class Film:
    """A project, what it was made from, and how it is exported."""

    cutting: Cutting
    sources: dict[str, Source]
    output: Output
    done: list[Operation] = field(default_factory=list)

    @property
    def project(self) -> Project:
        return self.cutting.project

    def __str__(self) -> str:
        sources = "; ".join(source.what for source in self.sources.values())
        return f"{self.output.codec.value} from [{sources}] by {[type(each).__name__ for each in self.done]}"


def random_film(seed: int, folder: Path) -> Film:
    """One to three sources, one to six operations; the same for the same seed."""
    dice = random.Random(seed)
    size = dice.choice(SIZES)
    count = dice.choice([1, 1, 2, 3])
    sources = [random_source(dice, folder / f"source{k}", size, k, count == 1) for k in range(count)]
    if sources[0].made and count > 1 and dice.random() < 0.6:
        sources[1] = _sibling(dice, folder / "sibling", sources[0], 1)
    cutting = Cutting(*(source.path for source in sources))
    by_id = {cutting.media(source.path).id: source for source in sources}
    lead = cutting.media(sources[0].path).facts.video
    assert lead is not None
    codec = Codec.HEVC if lead.codec == "hevc" and dice.random() < 0.75 else Codec.H264
    film = Film(cutting, by_id, Output(codec=codec))
    for _ in range(dice.randint(1, 6)):
        operation = _operation(dice, film)
        try:
            cutting.do(operation)
        except RequestError:
            continue
        film.done.append(operation)
    return film


# --- sources ---------------------------------------------------------------------------------------------


def random_source(dice: random.Random, stem: Path, size: tuple[int, int], number: int, alone: bool) -> Source:
    """A file of some structure of groups, in some container, at some rate."""
    made = dice.choice([_x264, _x264, _x265])(dice)
    suffix = dice.choice([".mp4", ".mp4", ".mp4", ".mov", ".mkv", ".ts"])
    rate = dice.choice(RATES)
    frames, gop = dice.randint(70, 130), dice.choice([1, 6, 10, 15, 30, 48, 250])
    variable = suffix in (".mp4", ".mov") and dice.random() < (0.25 if alone else 0.1)
    late = round(dice.choice([0, 0, Fraction(1, 2)]) * rate) / rate if suffix == ".mp4" else 0
    start = 10 if suffix == ".ts" else late
    double = 2 if not alone and number and dice.random() < 0.2 else 1
    turned = 90 if alone and suffix in (".mp4", ".mov") and dice.random() < 0.12 else 0
    times = [Fraction(n) / rate for n in range(frames)]
    if variable:
        steps = itertools.cycle(VFR_STEPS[dice.randint(0, 9) :] + VFR_STEPS)
        times = [Fraction(0), *itertools.accumulate(Fraction(next(steps), 1000) for _ in range(frames - 1))]
    if gop == 1 or variable:  # libav's muxer refuses the decode times that x265 gives such streams
        made["bframes"] = 0
    made |= {"rate": rate, "size": (size[0] * double, size[1] * double), "gop": gop, "rotation": turned}
    heard = dice.random() < 0.7

    def clip(times: list[Seconds] | None) -> Path:
        return barcode_clip(
            stem.with_suffix(suffix), frames, first=PER_SOURCE * number, vfr_pts=times, sound=heard, video_start=start,
            audio_start=10 if suffix == ".ts" else 0, colour=(90 + 30 * number, 128, 128), **made,
        )  # fmt: skip

    path = clip(times if variable else None)
    numbers = [PER_SOURCE * number + n for n in range(frames)]
    what = f"{made} {'vfr ' if variable else ''}{suffix} x{frames}{' late' if late else ''}"
    if suffix == ".mp4" and not late and dice.random() < 0.25:
        return _with_hidden_frames(path, numbers, times, f"{what} edit list")
    return Source(path, numbers, times, what, made)


def _with_hidden_frames(path: Path, numbers: list[int], times: list[Seconds], what: str) -> Source:
    """The file cut by stream copy inside its first group: an edit list hides the first frames."""
    cut = path.with_name(path.stem + "_cut.mp4")
    footage.ffmpeg("-ss", f"{float(times[HIDDEN]) + 1e-5:.6f}", "-i", path, "-c", "copy", cut)
    with av.open(str(cut)) as shown:
        first = frame_number(next(shown.decode(video=0)))
    hidden = numbers.index(first)
    return Source(cut, numbers[hidden:], [each - times[hidden] for each in times[hidden:]], what)


def _sibling(dice: random.Random, stem: Path, source: Source, number: int) -> Source:
    """Another shot by the same camera: the same encoder settings, so that both can be copied into one file."""
    frames = dice.randint(60, 100)
    path = barcode_clip(
        stem.with_suffix(".mp4"), frames, first=PER_SOURCE * number, colour=(150, 100, 140), **source.made
    )
    numbers = [PER_SOURCE * number + n for n in range(frames)]
    return Source(path, numbers, [n / source.made["rate"] for n in range(frames)], f"sibling x{frames}", source.made)


def _x264(dice: random.Random) -> dict[str, object]:
    profile = dice.choice(["high", "high", "main", "baseline"])
    params = {
        "ref": dice.choice([1, 2, 3, 4, 6]), "slices": dice.choice([1, 1, 2, 4]), "aud": dice.choice([0, 1]),
        "b-pyramid": dice.choice(["none", "normal", "strict"]), "weightp": dice.choice([0, 1, 2]),
        "direct": dice.choice(["spatial", "temporal", "auto"]), "open-gop": dice.choice([0, 0, 1]),
        "cabac": 0 if profile == "baseline" else dice.choice([0, 1]),
    }  # fmt: skip
    if profile == "baseline":
        params |= {"weightp": 0, "b-pyramid": "none"}
    text = ":".join(f"{name}={value}" for name, value in params.items())
    bframes = 0 if profile == "baseline" else dice.choice([0, 1, 2, 3])
    return {"bframes": bframes, "options": {"x264-params": text, "profile": profile}}


def _x265(dice: random.Random) -> dict[str, object]:
    params = {
        "open-gop": dice.choice([0, 1, 1]), "b-pyramid": dice.choice([0, 1]), "ref": dice.choice([2, 3, 4]),
        "aud": dice.choice([0, 1]), "ctu": dice.choice([16, 32]), "wpp": dice.choice([0, 1]),
        "weightb": dice.choice([0, 1]), "sao": dice.choice([0, 1]), "radl": dice.choice([0, 0, 2]),
    }  # fmt: skip
    if params["open-gop"]:
        params["radl"] = 0
    depth, bframes = dice.choice(["yuv420p", "yuv420p10le"]), dice.choice([1, 2, 3, 4])
    if int(params["radl"]) >= bframes:  # which x265 refuses
        params["radl"] = 0
    text = ":".join(f"{name}={value}" for name, value in params.items())
    return {"bframes": bframes, "codec": "libx265", "pixel_format": depth, "options": {"x265-params": text}}


# --- operations ------------------------------------------------------------------------------------------


def _operation(dice: random.Random, film: Film) -> Operation:
    """Something an editor would do to the film as it is, at any moment; the bar code stays readable."""
    timeline = film.project.timeline
    length, clips = timeline.length, [clip.id for clip in timeline.clips]
    media = list(film.sources)

    def moment(until: Seconds = length) -> Seconds:
        return Fraction(dice.randint(0, 1000), 1000) * until

    def stretch() -> Span:
        start = moment(length * Fraction(9, 10))
        return Span(start, start + Fraction(dice.randint(50, 400), 1000) * length)

    makers = [
        lambda: TrimStart(moment(length / 4)),
        lambda: TrimEnd(moment(length / 4)),
        lambda: CutRange(stretch()),
        lambda: CutRange(stretch()),
        lambda: LiftRange(stretch()),
        lambda: Split((moment(), moment())),
        lambda: MoveClip(dice.choice(clips), dice.randint(1, len(clips))),
        lambda: SwapClips(dice.choice(clips), dice.choice(clips)),
        lambda: InsertClip(dice.choice(media), moment(), moment(Fraction(1)), moment(Fraction(2))),
        lambda: RepeatClip(1, dice.choice(clips)),
        lambda: SetSpeed(dice.choice([Fraction(2), Fraction(1, 2), Fraction(3, 2)]), span=stretch()),
        lambda: Reverse(span=stretch()),
        lambda: Freeze(moment(), moment(Fraction(1)) + Fraction(1, 10)),
        lambda: AddTitle("Dawn 黎明", moment(), moment(Fraction(2)) + Fraction(1, 5), place="bottom"),
        lambda: AddTitle("Dusk", moment(), Fraction(1)),
        lambda: AddTransition(dice.choice(list(TransitionKind)), moment(Fraction(1)) + Fraction(1, 10)),
        lambda: AddOverlay(dice.choice(media), moment(), place="bottom_right", width=0.25),
        lambda: AdjustColour(brightness_ev=0.2, clips=(dice.choice(clips),)),
        lambda: FadePicture(dice.choice(["in", "out"]), moment(Fraction(1))),
        lambda: AddMusic(dice.choice(media)),
    ]
    return dice.choice(makers)()


# --- what must be seen -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Shown:
    """One frame of the output: when, and the numbers that may be read from it (None: no bar code). `mixed` is a picture
    put together from two, whose bars may read as anything."""

    at: Seconds
    numbers: frozenset[int | None]
    mixed: bool = False

    def fits(self, number: int | None) -> bool:
        return self.mixed or number in self.numbers


def wanted(film: Film) -> list[Shown]:
    """Every frame of the finished film, in order of showing."""
    timeline = film.project.timeline
    placed = list(timeline.spans())
    result = []
    for at in _moments(film):
        n = next(k for k, (_, place) in enumerate(placed) if at in place)
        numbers, mixed = set(_numbers(film, *placed[n], at)), False
        for before, after in itertools.pairwise(placed):
            item, cut = after[0], after[1].start
            transition = item.transition if isinstance(item, Clip) else None
            if transition and abs(at - cut) <= transition.length / 2:
                numbers |= {*_numbers(film, *before, at), *_numbers(film, *after, at), None}
                mixed |= transition.kind not in (TransitionKind.FADE_BLACK, TransitionKind.FADE_WHITE)
        result.append(Shown(at, frozenset(numbers), mixed))
    return result


def _moments(film: Film) -> list[Seconds]:
    """When the output shows a frame: at its own rate, or where a single source's frame times are kept, at those."""
    timeline = film.project.timeline
    canvas = timeline.canvas
    if not canvas.variable_rate:
        return [k / canvas.rate for k in range(ceil(timeline.length * canvas.rate))]
    moments: set[Seconds] = set()
    for item, place in timeline.spans():
        moments.add(place.start)
        if isinstance(item, Clip) and item.held is None and not item.reverse:
            times = film.sources[item.media].times
            inside = times[bisect_right(times, item.source.start) : bisect_left(times, item.source.end)]
            moments |= {place.start + (each - item.source.start) / item.speed for each in inside}
        else:
            moments |= {place.start + k / canvas.rate for k in range(ceil(place.length * canvas.rate))}
    return sorted(moments)


def _numbers(film: Film, item: Item, place: Span, at: Seconds) -> Iterator[int | None]:
    """What one item shows at a moment of the timeline, in it or in its handles."""
    if not isinstance(item, Clip):
        yield None
        return
    source, into = film.sources[item.media], at - place.start
    moment = item.source.start if item.held is not None else item.moment(into)
    if item.reverse and item.held is None:
        video = film.cutting.media(source.path).facts.video
        assert video is not None
        moment -= 1 / video.rate
    for slack in (Fraction(0), SLACK if source.variable else Fraction(0)):
        yield source.numbers[max(bisect_right(source.times, max(moment, Fraction(0)) + slack) - 1, 0)]
    if into < item.fade_in or place.end - at <= item.fade_out:
        yield None


# --- what is seen ----------------------------------------------------------------------------------------


def number_or_none(picture: av.VideoFrame | np.ndarray) -> int | None:
    """The number on a picture as a player turns it, None where there is no bar code or two are mixed."""
    try:
        return frame_number(picture, -picture.rotation % 360 if isinstance(picture, av.VideoFrame) else 0)
    except ValueError:
        return None


def seen(path: Path) -> list[tuple[Seconds, int | None]]:
    """Every frame a player shows: when, and its number."""
    with av.open(str(path)) as film:
        return [(frame.pts * frame.time_base, number_or_none(frame)) for frame in film.decode(video=0)]


def faults(film: Film, path: Path) -> list[str]:
    """In words, where the file at `path` is not what the film asks for; nothing where it is."""
    asked, got = wanted(film), seen(path)
    found = [f"{len(got)} frames instead of {len(asked)}"] if len(got) != len(asked) else []
    for k, (shown, (at, number)) in enumerate(zip(asked, got, strict=False)):
        if abs(at - shown.at) > Fraction(1, 500_000):
            found.append(f"frame {k} at {float(at):.6f} s instead of {float(shown.at):.6f} s")
        if not shown.fits(number):
            found.append(f"frame {k} shows {number} instead of {sorted(map(str, shown.numbers))}")
    return found
