"""Cutting: what goes and what stays. Times are seconds of the timeline, or of one clip where a clip is named."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import ClassVar

from rushes.edits.errors import NothingLeft, PastTheEnd, TooLong
from rushes.edits.operation import (
    clip_named,
    lifted,
    need_track,
    number_between,
    place_named,
    ripple_deleted,
    split_at,
)
from rushes.model.project import Project
from rushes.model.time import ZERO, Seconds, Span, clock_text, holes, length_text, merged
from rushes.model.timeline import ItemId, Timeline


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
        if self.length >= reach.length:
            raise NothingLeft(length=length_text(reach.length))
        wanted = Span(reach.start, reach.start + self.length)
        return project.with_timeline(ripple_deleted(timeline, wanted))


@dataclass(frozen=True, slots=True)
class TrimEnd:
    """Take `length` seconds off the end, of the video or of one clip."""

    name: ClassVar[str] = "trim_end"
    length: Seconds
    clip: ItemId | None = None

    def apply(self, project: Project) -> Project:
        timeline = project.timeline
        reach = _reach(timeline, self.clip)
        if self.length >= reach.length:
            raise NothingLeft(length=length_text(reach.length))
        return project.with_timeline(ripple_deleted(timeline, Span(reach.end - self.length, reach.end)))


@dataclass(frozen=True, slots=True)
class CutRange:
    """Take a stretch out and close the hole.

    c1 0-4 c2 0-2      1 to 3 s      c1 0-1 c3 3-4 c2 0-2
    """

    name: ClassVar[str] = "cut_range"
    span: Span
    clip: ItemId | None = None

    def apply(self, project: Project) -> Project:
        timeline = project.timeline
        reach = _reach(timeline, self.clip)
        if self.span.start >= reach.length:
            raise PastTheEnd(at=clock_text(self.span.start), length=length_text(reach.length))
        wanted = self.span.shifted(reach.start)
        return project.with_timeline(ripple_deleted(timeline, Span(wanted.start, min(wanted.end, reach.end))))


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
            timeline = ripple_deleted(timeline, hole)
        return project.with_timeline(timeline)


@dataclass(frozen=True, slots=True)
class SetLength:
    """Make the video, or one clip, `length` seconds long by cutting its end off."""

    name: ClassVar[str] = "set_duration"
    length: Seconds
    clip: ItemId | None = None

    def apply(self, project: Project) -> Project:
        timeline = project.timeline
        number_between("length", self.length, 0.04, 360_000)
        reach = _reach(timeline, self.clip)
        clip = clip_named(timeline, self.clip) if self.clip else None
        if clip and clip.held is not None:
            track = tuple(
                replace(clip, held=timeline.canvas.snap(self.length)) if item is clip else item
                for item in timeline.track
            )
            return project.with_timeline(replace(timeline, track=track))
        if self.length > reach.length:
            raise TooLong(has=length_text(reach.length), needs=length_text(self.length))
        if self.length == reach.length:
            return project
        return project.with_timeline(ripple_deleted(timeline, Span(reach.start + self.length, reach.end)))


@dataclass(frozen=True, slots=True)
class Split:
    """Make a cut inside a clip at these times; nothing else moves."""

    name: ClassVar[str] = "split"
    at: tuple[Seconds, ...]

    def apply(self, project: Project) -> Project:
        timeline = project.timeline
        need_track(timeline)
        for moment in self.at:
            if not 0 <= moment <= timeline.length:
                raise PastTheEnd(at=clock_text(moment), length=length_text(timeline.length))
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
            timeline = ripple_deleted(timeline, place_named(timeline, clip_id))
        return project.with_timeline(timeline)
