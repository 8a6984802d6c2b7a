"""Timeline -> the pieces its preview is made of. Pure.

A piece ends where something begins or ends, and within a clip wherever another second of it is over, counted on the
*source's* clock: so a trim or a ripple moves no border, and the key of a piece, the hash of all that shows in it, stays.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise
from math import ceil, floor

from rushes.model.project import Project
from rushes.model.time import ZERO, Rate, Seconds, frames_before
from rushes.model.timeline import Canvas, Gap, Item, Timeline
from rushes.render.coding import BT709
from rushes.render.job import Coding, Fade, Inset, Look, PieceJob, Scene, Times, Words
from rushes.render.scenes import Grid, grid_of, part_of, stretch_of, stretches

LINES = 540
"""The short side of the preview, in pixels; quick to make, sharp enough to judge a cut by."""

LONG_MOST = 1280
"""The long side at most, for very wide pictures."""

CODING = Coding(
    "libx264",
    (
        ("preset", "ultrafast"),
        ("crf", "21"),
        ("bf", "0"),
        ("g", "100000"),
        ("profile", "baseline"),
        ("level", "4.0"),
        ("x264-params", "scenecut=0:keyint=infinite:sync-lookahead=0:rc-lookahead=0:sliced-threads=1:force-cfr=1"),
    ),
    Fraction(30),
)
"""Always the same, whatever the timeline's rate, so that one init segment fits every piece of one size. Times are
the container's; the rate here is only what the stream says of itself."""

STEADY = Fade(Fraction(1), ZERO, ZERO)
"""Fully there: what does not fade."""


@dataclass(frozen=True, slots=True)
class PreviewPiece:
    """Frames `first` to `first + job.frames` of the preview's grid; `start` and `length` in timeline seconds."""

    key: str
    first: int
    start: Seconds
    length: Seconds
    job: PieceJob


def preview_size(canvas: Canvas) -> tuple[int, int]:
    """Width and height, even, whose short side is LINES; never larger than the canvas."""
    shrink = min(
        Fraction(LINES, min(canvas.width, canvas.height)), Fraction(LONG_MOST, max(canvas.width, canvas.height))
    )
    return _shrunk(canvas, shrink)


def _shrunk(canvas: Canvas, shrink: Fraction) -> tuple[int, int]:
    shrink = min(shrink, Fraction(1))
    wide, high = (max(round(side * shrink / 2) * 2, 16) for side in (canvas.width, canvas.height))
    return wide, high


def _look(canvas: Canvas, width: int, height: int) -> Look:
    """Standard range, BT.709: what every browser shows right."""
    return Look(width, height, "yuv420p", BT709, canvas.background)


def preview_grid(timeline: Timeline) -> Grid:
    """The preview's frames. Where a timeline keeps its source's own times, frames stand at the nominal rate, counted
    on the source's clock: so neither a ripple nor a trim changes them."""
    canvas = timeline.canvas
    if not canvas.variable_rate:
        return grid_of(timeline, lambda _: ())
    each: list[Seconds] = []
    for item, place in timeline.spans():
        wait = _until_frame(item, canvas.rate)
        each.append(place.start)
        each += (place.start + wait + k / canvas.rate for k in range(frames_before(place.length - wait, canvas.rate)))
    return Grid(ZERO, timeline.length, canvas.rate, tuple(each))


def _until_frame(item: Item, rate: Rate) -> Seconds:
    """From an item's start to its second frame."""
    if isinstance(item, Gap) or item.held is not None:
        return 1 / rate
    played = item.source.end / item.speed if item.reverse else -item.source.start / item.speed
    return played % (1 / rate) or 1 / rate


def preview_plan(project: Project) -> tuple[PreviewPiece, ...]:
    """The pieces of the picture, in order, without holes or overlaps."""
    canvas = project.timeline.canvas
    grid, look = preview_grid(project.timeline), _look(canvas, *preview_size(canvas))
    found = []
    for stretch in stretches(project, grid):
        first = stretch.first
        for key, job in _stretch_pieces(stretch.scene, stretch.into, grid.rate, look):
            found.append((key, first, grid[first], job))
            first += job.frames
    ends = [*(start for _, _, start, _ in found[1:]), grid.end]
    return tuple(
        PreviewPiece(key, first, start, end - start, job)
        for (key, first, start, job), end in zip(found, ends, strict=False)
    )


def begun_late(piece: PreviewPiece, grid: Grid, skipped: int) -> PreviewPiece:
    """`piece` without its first `skipped` frames: for who is in the middle of it and wants to go on at once."""
    if not skipped:
        return piece
    (scene,) = piece.job.scenes
    job = replace(piece.job, scenes=(part_of(scene, skipped, scene.frames - skipped),))
    start = grid[piece.first + skipped]
    return PreviewPiece(key_of(job), piece.first + skipped, start, piece.start + piece.length - start, job)


def still_job(project: Project, at: Seconds, height: int) -> PieceJob:
    """The one frame on screen at `at` (the nearest there is beyond either end), `height` lines high or as high as the
    canvas."""
    grid = preview_grid(project.timeline)
    number = grid.first_from(at)
    if number == len(grid) or grid[number] > at:
        number = max(number - 1, 0)
    stretch = stretch_of(project, grid, number)
    scene = plain(part_of(stretch.scene, number - stretch.first, 1))
    canvas = project.timeline.canvas
    return PieceJob(_look(canvas, *_shrunk(canvas, Fraction(height, canvas.height))), CODING, (scene,), Times(ZERO))


def ends_at(grid: Grid, number: int) -> Seconds:
    """When frame `number` of the grid gives way to the next, in timeline seconds."""
    return grid[number + 1] if number + 1 < len(grid) else grid.end


# --- the pieces of a stretch ---------------------------------------------------------------------------------


@lru_cache(maxsize=4096)
def _stretch_pieces(scene: Scene, into: Seconds, rate: Rate, look: Look) -> tuple[tuple[str, PieceJob], ...]:
    """Key and job of each piece; kept from revision to revision, most of which change one stretch."""
    result = []
    edges = [0, *_borders(scene, into, rate), scene.frames]
    for first, end in pairwise(edges):
        job = PieceJob(look, CODING, (plain(part_of(scene, first, end - first)),), Times(ZERO))
        result.append((key_of(job), job))
    return tuple(result)


def _borders(scene: Scene, into: Seconds, rate: Rate) -> list[int]:
    """The frames before which another second of playing is over: by the source's clock where one source moves, else
    counted from the item's start. Rising, each within the scene."""
    times = scene.shots[0].media_times if len(scene.shots) == 1 else None
    if times is not None and times.each is not None:
        pace = abs(times.each[-1] - times.each[-2]) * rate if scene.frames > 1 else ZERO
        if pace:
            marks = [floor(moment / pace) for moment in times.each]
            return [k for k in range(1, len(marks)) if marks[k] != marks[k - 1]]
    elif times is not None and times.step:
        played = times.start / (abs(times.step) * rate)
        if times.step < 0:
            # frame k stands at `played` - k / rate
            whole = range(floor(played), floor(played - (scene.frames - 1) / rate), -1)
            return [floor((played - second) * rate) + 1 for second in whole]
        return _each_second(played, scene.frames, rate)
    return _each_second(into, scene.frames, rate)


def _each_second(played: Seconds, frames: int, rate: Rate) -> list[int]:
    """Of `frames` frames, the first at `played` seconds, those that are the first of another second."""
    seconds = range(floor(played) + 1, floor(played + (frames - 1) / rate) + 1)
    return [ceil((second - played) * rate) for second in seconds]


def key_of(job: PieceJob) -> str:
    """SHA-256, in hex, of everything that shows in a piece: of the job without its times, and of these. Equal jobs
    have equal keys as with `PieceJob.key`; the pieces of one clip share most of the work."""
    (scene,) = job.scenes
    moving = " ".join(_told(each) for each in _times(scene))
    return hashlib.sha256(f"{_still_key(_stopped(scene), job.look)} {scene.frames} {moving}".encode()).hexdigest()


@lru_cache(maxsize=4096)
def _still_key(scene: Scene, look: Look) -> str:
    return PieceJob(look, CODING, (scene,), Times(ZERO)).key


def _told(times: Times) -> str:
    return ",".join(map(str, times.each)) if times.each is not None else f"{times.start}+{times.step}"


def _times(scene: Scene) -> Iterator[Times]:
    for shot in scene.shots:
        yield from (shot.media_times, shot.elapsed)
    if scene.blend:
        yield scene.blend.elapsed
    for inset in scene.insets:
        yield from (inset.media_times, inset.elapsed)
    for words in scene.words:
        yield words.elapsed


def _stopped(scene: Scene) -> Scene:
    """`scene` without its times."""
    none = Times(ZERO)
    return replace(
        scene,
        frames=0,
        shots=tuple(replace(each, media_times=none, elapsed=none) for each in scene.shots),
        blend=replace(scene.blend, elapsed=none) if scene.blend else None,
        insets=tuple(replace(each, media_times=none, elapsed=none) for each in scene.insets),
        words=tuple(replace(each, elapsed=none) for each in scene.words),
    )


def plain(scene: Scene) -> Scene:
    """`scene` with fades told only where they are seen: a title that stays longer changes only the pieces in which it
    goes."""
    last = scene.frames - 1

    def told(each: Words | Inset) -> Words | Inset:
        fade, elapsed = each.fade, each.elapsed
        coming, going = elapsed[0] < fade.into, fade.length - elapsed[last] < fade.out
        if coming and going:
            return each
        if coming:
            return replace(each, fade=Fade(fade.into, fade.into, ZERO))
        if going:
            begun = fade.length - fade.out
            return replace(each, fade=Fade(fade.out, ZERO, fade.out), elapsed=_earlier(elapsed, begun))
        return replace(each, fade=STEADY, elapsed=Times(ZERO))

    return replace(scene, words=tuple(map(told, scene.words)), insets=tuple(map(told, scene.insets)))


def _earlier(times: Times, by: Seconds) -> Times:
    each = None if times.each is None else tuple(moment - by for moment in times.each)
    return Times(times.start - by, times.step) if each is None else Times(ZERO, ZERO, each)
