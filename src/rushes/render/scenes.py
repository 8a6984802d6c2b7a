"""Timeline -> scenes: which frames the output has, and what stands in each of them. Pure.

The frames of an output are a `Grid`: every `1/rate` seconds, or, where a timeline keeps its source's own frame
times, at those. A `Stretch` is the longest run of frames made in one way; its scene is described without its place.
"""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from rushes.model.media import MediaId
from rushes.model.project import Project
from rushes.model.time import ZERO, Rate, Seconds, Span, frames_before
from rushes.model.timeline import Clip, Gap, Item, Overlay, Timeline, Title
from rushes.render.job import Blend, Fade, Inset, Scene, Shot, Times, Words

FrameTimes = Callable[[MediaId], Sequence[Seconds]]
"""The time of each frame of a media, on the media clock, rising."""


@dataclass(frozen=True, slots=True)
class Grid:
    """When the output's frames are shown, in timeline seconds: `start + k / rate`, or each by itself."""

    start: Seconds
    end: Seconds
    rate: Rate
    each: tuple[Seconds, ...] | None = None

    def __len__(self) -> int:
        return len(self.each) if self.each is not None else frames_before((self.end - self.start), self.rate)

    def __getitem__(self, k: int) -> Seconds:
        return self.each[k] if self.each is not None else self.start + k / self.rate

    def first_from(self, moment: Seconds) -> int:
        """The number of the first frame at or after `moment`."""
        if self.each is not None:
            return bisect_left(self.each, moment)
        return min(max(frames_before(moment - self.start, self.rate), 0), len(self))

    def times(self, first: int, count: int) -> Times:
        """When the frames are shown, counted from the first of them."""
        if self.each is None:
            return Times(ZERO, 1 / self.rate)
        base = self.each[first]
        return Times(ZERO, ZERO, tuple(moment - base for moment in self.each[first : first + count]))


@dataclass(frozen=True, slots=True)
class Stretch:
    """Output frames `first` to `first + scene.frames`, and how they are made. `item` is what the track holds there,
    `into` where in it the stretch starts, in timeline seconds."""

    first: int
    scene: Scene
    item: Item
    into: Seconds

    @property
    def end(self) -> int:
        return self.first + self.scene.frames


def grid_of(timeline: Timeline, frame_times: FrameTimes, rate: Rate | None = None, span: Span | None = None) -> Grid:
    """The frames an output of `timeline` has; `rate` overrules the canvas, `span` takes a part of it."""
    reach = Span(ZERO, timeline.length) if span is None else (span.overlap(Span(ZERO, timeline.length)) or span)
    if rate is not None or not timeline.canvas.variable_rate:
        return Grid(reach.start, reach.end, rate or timeline.canvas.rate)
    nominal = timeline.canvas.rate
    moments: list[Seconds] = []
    for item, place in timeline.spans():
        moments += _own_times(item, place, frame_times, nominal)
    kept = tuple(moment for moment in moments if moment in reach)
    if kept and kept[0] > reach.start:
        kept = (reach.start, *kept)
    return Grid(reach.start, reach.end, nominal, kept)


def _own_times(item: Item, place: Span, frame_times: FrameTimes, nominal: Rate) -> Iterable[Seconds]:
    """When an item shows a new frame: its source's frames, or every `1/nominal` where it has none of its own."""
    if isinstance(item, Gap) or item.held is not None or item.reverse:
        return [place.start + k / nominal for k in range(frames_before(place.length, nominal))]
    times = frame_times(item.media)
    low, high = bisect_right(times, item.source.start), bisect_left(times, item.source.end)
    inner = (place.start + (times[k] - item.source.start) / item.speed for k in range(low, high))
    return [place.start, *inner]


def stretches(project: Project, grid: Grid) -> tuple[Stretch, ...]:
    """Every frame of `grid`, exactly once, in runs that are made in one way."""
    return tuple(_stretches(project, grid, _edges(project.timeline)))


def stretch_of(project: Project, grid: Grid, number: int) -> Stretch:
    """The stretch of `stretches` that has frame `number` of `grid`."""
    edges = _edges(project.timeline)
    here = bisect_right(edges, grid[number], key=lambda span: span.start) - 1
    return next(_stretches(project, grid, edges[here : here + 1]))


def _stretches(project: Project, grid: Grid, edges: Sequence[Span]) -> Iterator[Stretch]:
    """The stretches between `edges`, which rise."""
    timeline = project.timeline
    placed, length = list(timeline.spans()), timeline.length
    starts = [place.start for _, place in placed]
    titles = _Standing([(title.span.start, title.span.end) for title in timeline.titles])
    overlays = _Standing([(each.start, length if each.end is None else each.end) for each in timeline.overlays])
    for span in edges:
        first, end = grid.first_from(span.start), grid.first_from(span.end)
        if end > first:
            at = grid[first]
            index = bisect_right(starts, at) - 1
            words = [timeline.titles[k] for k in titles.at(at)]
            insets = [timeline.overlays[k] for k in overlays.at(at)]
            yield _stretch(project, grid, first, end, placed, index, words, insets, length)


class _Standing:
    """Which of some stretches of time (start, end) a moment is in; for moments that only rise."""

    def __init__(self, each: Sequence[tuple[Seconds, Seconds]]) -> None:
        self._each = each
        self._coming = sorted(range(len(each)), key=lambda k: each[k][0], reverse=True)
        self._here: list[int] = []

    def at(self, moment: Seconds) -> list[int]:
        """Their numbers, rising."""
        while self._coming and self._each[self._coming[-1]][0] <= moment:
            self._here.append(self._coming.pop())
        self._here = sorted(k for k in self._here if moment < self._each[k][1])
        return self._here


def _edges(timeline: Timeline) -> list[Span]:
    """The timeline cut wherever something begins or ends."""
    length = timeline.length
    moments = {ZERO, length}
    for item, place in timeline.spans():
        moments |= {place.start, place.end}
        if isinstance(item, Clip):
            if item.transition:
                half = item.transition.length / 2
                moments |= {place.start - half, place.start + half}
            if item.fade_in:
                moments.add(place.start + item.fade_in)
            if item.fade_out:
                moments.add(place.end - item.fade_out)
    for title in timeline.titles:
        moments |= {title.span.start, title.span.end}
    for overlay in timeline.overlays:
        moments |= {overlay.start, length if overlay.end is None else overlay.end}
    rising = sorted(moment for moment in moments if 0 <= moment <= length)
    return [Span(start, end) for start, end in itertools.pairwise(rising)]


def _stretch(
    project: Project,
    grid: Grid,
    first: int,
    end: int,
    placed: Sequence[tuple[Item, Span]],
    index: int,
    titles: Sequence[Title],
    overlays: Sequence[Overlay],
    length: Seconds,
) -> Stretch:
    """Frames `first` to `end`, which stand in the item number `index` of those `placed`, under `titles` and
    `overlays`; the film has `length`."""
    at, count = grid[first], end - first
    item, place = placed[index]

    def since(moment: Seconds) -> Times:
        if grid.each is None:
            return Times(at - moment, 1 / grid.rate)
        return Times(ZERO, ZERO, tuple(grid[k] - moment for k in range(first, end)))

    shots: tuple[Shot, ...] = ()
    blend = None
    if isinstance(item, Clip):
        shots = (_shot(project, item, since(place.start), at),)
        for before, after, cut in _neighbours(placed, index):
            transition = after.transition
            half = transition.length / 2 if transition else ZERO
            if transition and cut - half <= at < cut + half:
                before_start = cut - before.length
                shots = (
                    _shot(project, before, since(before_start), at),
                    _shot(project, after, since(cut), at),
                )
                blend = Blend(transition.kind, since(cut - half), transition.length)
    words = tuple(_words(title, since(title.span.start)) for title in titles)
    insets = tuple(_inset(overlay, since(overlay.start), length) for overlay in overlays)
    return Stretch(first, Scene(count, shots, blend, insets, words), item, at - place.start)


def _neighbours(placed: Sequence[tuple[Item, Span]], index: int) -> Iterable[tuple[Clip, Clip, Seconds]]:
    """The cuts at both ends of an item: what comes before, what after, and when."""
    for left in (index - 1, index):
        if 0 <= left < len(placed) - 1:
            before, after = placed[left][0], placed[left + 1][0]
            if isinstance(before, Clip) and isinstance(after, Clip):
                yield before, after, placed[left + 1][1].start


def _shot(project: Project, clip: Clip, elapsed: Times, at: Seconds) -> Shot:
    def media_time(into: Seconds) -> Seconds:
        moment = clip.moment(into)
        if clip.reverse:
            moment -= _last_frame(project, clip)
        return max(moment, ZERO)

    if elapsed.each is not None:
        times = Times(ZERO, ZERO, tuple(media_time(into) for into in elapsed.each))
    elif clip.held is not None:
        times = Times(clip.source.start)
    else:
        step = elapsed.step * clip.speed
        start = clip.moment(elapsed.start)
        times = Times(start - _last_frame(project, clip), -step) if clip.reverse else Times(start, step)
    fade = Fade(clip.length, clip.fade_in, clip.fade_out) if clip.fade_in or clip.fade_out else None
    if fade and not _fades_here(clip, elapsed[0]):
        fade = None
    moving = clip.framing.zoom is not None and clip.framing.zoom.start != clip.framing.zoom.end
    return Shot(
        clip.media,
        times,
        elapsed if fade or moving else Times(ZERO),
        clip.length if fade or moving else ZERO,
        clip.framing,
        clip.grade,
        fade,
        clip.fade_colour if fade else "#000000",
        clip.reverse,
    )


def _fades_here(clip: Clip, into: Seconds) -> bool:
    return into < clip.fade_in or into >= clip.length - clip.fade_out


def _last_frame(project: Project, clip: Clip) -> Seconds:
    """How long the source's own frames stand: a reversed clip begins one of them before its end."""
    media = project.find(clip.media)
    video = media.facts.video if media else None
    return 1 / video.rate if video else Fraction(1, 30)


def _words(title: Title, elapsed: Times) -> Words:
    fade = Fade(title.span.length, title.fade_in, title.fade_out)
    return Words(
        title.text, title.size, title.colour, title.place, title.bold, title.outline, title.bar, elapsed, fade
    )  # fmt: skip


def _inset(overlay: Overlay, elapsed: Times, length: Seconds) -> Inset:
    end = length if overlay.end is None else overlay.end
    fade = Fade(end - overlay.start, overlay.fade_in, overlay.fade_out)
    if elapsed.each is not None:
        times = Times(ZERO, ZERO, tuple(overlay.source_start + into for into in elapsed.each))
    else:
        times = Times(overlay.source_start + elapsed.start, elapsed.step)
    if not (overlay.fade_in or overlay.fade_out):
        fade, elapsed = Fade(Fraction(1), ZERO, ZERO), Times(ZERO)
    return Inset(
        overlay.media, times, overlay.place, overlay.width, overlay.margin, overlay.opacity, elapsed, fade
    )  # fmt: skip


def part_of(scene: Scene, first: int, count: int) -> Scene:
    """Frames `first` to `first + count` of a scene, as a scene of their own."""

    def later(times: Times) -> Times:
        if times.each is not None:
            return Times(ZERO, ZERO, times.each[first : first + count])
        return Times(times.start + first * times.step, times.step)

    return replace(
        scene,
        frames=count,
        shots=tuple(replace(s, media_times=later(s.media_times), elapsed=later(s.elapsed)) for s in scene.shots),
        blend=replace(scene.blend, elapsed=later(scene.blend.elapsed)) if scene.blend else None,
        insets=tuple(replace(i, media_times=later(i.media_times), elapsed=later(i.elapsed)) for i in scene.insets),
        words=tuple(replace(w, elapsed=later(w.elapsed)) for w in scene.words),
    )
