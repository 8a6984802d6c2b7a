"""Cutting: what goes and what stays. Times are seconds of the timeline, or of one clip where a clip is named."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import ClassVar

from rushes.edits.errors import NothingLeft, PastTheEnd, TooLong
from rushes.edits.form import LONGEST_SECONDS
from rushes.edits.operation import (
    clip_named,
    lifted,
    need_track,
    number_between,
    one_of,
    place_named,
    replaced,
    ripple_deleted,
    split_at,
)
from rushes.edits.riders import opened_up
from rushes.model.project import Project, head_handle, tail_handle
from rushes.model.time import ZERO, Seconds, Span, clock_text, holes, length_text, merged
from rushes.model.timeline import Clip, ItemId, Timeline

SHORTEST_SECONDS = 0.001
"""Anything shorter asked for is a typing error; what is asked for is rounded to whole frames, one at least."""


def _to_take(timeline: Timeline, reach: Span, length: Seconds) -> Seconds:
    """`length` snapped, refused where nothing of `reach` would be left."""
    number_between("length", length, SHORTEST_SECONDS, LONGEST_SECONDS)
    whole = max(timeline.canvas.snap(length), timeline.canvas.frame)
    if whole >= reach.length:
        raise NothingLeft(length=length_text(reach.length))
    return whole


def _reach(timeline: Timeline, clip: ItemId | None) -> Span:
    need_track(timeline)
    return place_named(timeline, clip) if clip else Span(ZERO, timeline.length)


@dataclass(frozen=True, slots=True)
class TrimStart:
    """Take `length` seconds off the beginning, of the video or of one clip.

    c1 0-4 c2 0-2      1 s      c1 1-4 c2 0-2
    """

    name: ClassVar[str] = "trim_start"
    length: Seconds
    clip: ItemId | None = None

    def apply(self, project: Project) -> Project:
        timeline = project.timeline
        reach = _reach(timeline, self.clip)
        length = _to_take(timeline, reach, self.length)
        return ripple_deleted(project, Span(reach.start, reach.start + length))


@dataclass(frozen=True, slots=True)
class TrimEnd:
    """Take `length` seconds off the end, of the video or of one clip."""

    name: ClassVar[str] = "trim_end"
    length: Seconds
    clip: ItemId | None = None

    def apply(self, project: Project) -> Project:
        timeline = project.timeline
        reach = _reach(timeline, self.clip)
        length = _to_take(timeline, reach, self.length)
        return ripple_deleted(project, Span(reach.end - length, reach.end))


@dataclass(frozen=True, slots=True)
class CutRange:
    """Take a stretch out and close the hole.

    c1 0-4 c2 0-2      1 to 3 s      c1 0-1 c3 3-4 c2 0-2
    """

    name: ClassVar[str] = "cut_range"
    span: Span
    clip: ItemId | None = None

    def apply(self, project: Project) -> Project:
        reach = _reach(project.timeline, self.clip)
        wanted = self.span.shifted(reach.start)
        if self.span.start >= reach.length or wanted.end <= reach.start:
            raise PastTheEnd(at=clock_text(self.span.start), length=length_text(reach.length))
        return ripple_deleted(project, Span(max(wanted.start, reach.start), min(wanted.end, reach.end)))


@dataclass(frozen=True, slots=True)
class LiftRange:
    """Take a stretch out and leave a gap; nothing else moves."""

    name: ClassVar[str] = "lift_range"
    span: Span

    def apply(self, project: Project) -> Project:
        return project.with_timeline(lifted(project.timeline, self.span))


@dataclass(frozen=True, slots=True)
class KeepRanges:
    """Keep only these stretches, of the video or of one clip, and close the holes.

    c1 0-9      1 to 3 s, 5 to 6 s      c1 1-3 c3 5-6
    """

    name: ClassVar[str] = "keep_range"
    spans: tuple[Span, ...]
    clip: ItemId | None = None

    def apply(self, project: Project) -> Project:
        timeline = project.timeline
        reach = _reach(timeline, self.clip)
        wanted = merged(span.shifted(reach.start) for span in self.spans)
        kept = [part for span in wanted if (part := span.overlap(reach))]
        if not kept:
            first = min((span.start for span in self.spans), default=ZERO)
            raise PastTheEnd(at=clock_text(first), length=length_text(reach.length))
        snap = timeline.canvas.snap
        for hole in reversed(holes([Span(snap(k.start), snap(k.end)) for k in kept], reach)):
            project = ripple_deleted(project, hole)
        return project


@dataclass(frozen=True, slots=True)
class SetLength:
    """Make the video, or one clip, `length` seconds long by cutting its end off, or its beginning (`side` "head").

    c1 0-4 c2 0-2      3 s      c1 0-3

    A clip named is also made longer, as far as its media goes on after it, or before it; so is a video that ends on a
    still.
    """

    name: ClassVar[str] = "set_duration"
    length: Seconds
    clip: ItemId | None = None
    side: str = "tail"

    def apply(self, project: Project) -> Project:
        timeline = project.timeline
        number_between("length", self.length, SHORTEST_SECONDS, LONGEST_SECONDS)
        reach = _reach(timeline, self.clip)
        one_of("side", self.side, ("head", "tail"))
        head = self.side == "head"
        length = max(timeline.canvas.snap(self.length), timeline.canvas.frame)
        if length < reach.length:
            left = Span(reach.start, reach.end - length) if head else Span(reach.start + length, reach.end)
            return ripple_deleted(project, left)
        if length == reach.length:
            return project
        clip = clip_named(timeline, self.clip) if self.clip else timeline.track[-1]
        if not isinstance(clip, Clip) or (self.clip is None and clip.held is None):
            raise TooLong(has=length_text(reach.length), needs=length_text(self.length))
        return _extended(project, clip, length - reach.length, reach.length, head)


def _extended(project: Project, clip: Clip, by: Seconds, has: Seconds, head: bool) -> Project:
    """`clip` shown for `by` seconds longer, from what its media has after it, or (`head`) before it; what follows
    moves on."""
    place = place_named(project.timeline, clip.id)
    handle = head_handle(clip, project) if head else tail_handle(clip, project)
    if handle is not None and handle < by:
        raise TooLong(has=length_text(has + handle), needs=length_text(has + by))
    source = clip.source
    if clip.held is not None:
        longer = replace(clip, held=clip.held + by)
    elif clip.reverse is not head:
        longer = replace(clip, source=Span(source.start - by * clip.speed, source.end))
    else:
        longer = replace(clip, source=Span(source.start, source.end + by * clip.speed))
    project = opened_up(project, place.start if head else place.end, by)
    return project.with_timeline(replaced(project.timeline, (clip.id,), lambda _: longer))


@dataclass(frozen=True, slots=True)
class Split:
    """Make a cut inside a clip at these times; nothing else moves."""

    name: ClassVar[str] = "split"
    at: tuple[Seconds, ...]

    def apply(self, project: Project) -> Project:
        timeline = project.timeline
        need_track(timeline)
        length = timeline.length
        for moment in self.at:
            if not 0 <= moment <= length:
                raise PastTheEnd(at=clock_text(moment), length=length_text(length))
        return project.with_timeline(split_at(timeline, *self.at))


@dataclass(frozen=True, slots=True)
class SplitEvenly:
    """Cut the video, or one clip, into pieces of equal length."""

    name: ClassVar[str] = "split_evenly"
    parts: int
    clip: ItemId | None = None

    def apply(self, project: Project) -> Project:
        number_between("parts", self.parts, 2, 500)
        reach = _reach(project.timeline, self.clip)
        step = reach.length * Fraction(1, self.parts)
        moments = tuple(reach.start + step * number for number in range(1, self.parts))
        return Split(moments).apply(project)


@dataclass(frozen=True, slots=True)
class DeleteClips:
    """Take clips out and close the holes."""

    name: ClassVar[str] = "delete_clip"
    clips: tuple[ItemId, ...]

    def apply(self, project: Project) -> Project:
        timeline = project.timeline
        for clip_id in self.clips:
            clip_named(timeline, clip_id)
        for clip_id in dict.fromkeys(self.clips):
            project = ripple_deleted(project, place_named(project.timeline, clip_id))
        return project
