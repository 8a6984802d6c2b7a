"""Pace: speed, reverse, freeze."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import ClassVar

from rushes.edits.errors import PastTheEnd
from rushes.edits.operation import chosen, moved, number_between, opened, replaced, split_at, within
from rushes.model.project import Project
from rushes.model.time import ZERO, Seconds, Span, clock_text, length_text
from rushes.model.timeline import Clip, ItemId, Timeline

SLOWEST, FASTEST = Fraction(1, 20), Fraction(100)
"""Factors beyond these are typing errors far more often than wishes."""

FREEZE_SECONDS = Fraction(2)


@dataclass(frozen=True, slots=True)
class SetSpeed:
    """Play faster or slower, pitch kept: `factor` 2 is twice as fast.

    Relative to the speed now where `relative`; else relative to how it was shot. Without clips and span it is the
    whole video.
    """

    name: ClassVar[str] = "speed"
    factor: Fraction
    clips: tuple[ItemId, ...] = ()
    span: Span | None = None
    relative: bool = True

    def apply(self, project: Project) -> Project:
        number_between("speed", self.factor, float(SLOWEST), float(FASTEST))
        timeline, ids = chosen(project.timeline, self.clips, self.span)

        def faster(clip: Clip) -> Clip:
            if clip.held is not None:
                return clip
            speed = clip.speed * self.factor if self.relative else self.factor
            number_between("speed", speed, float(SLOWEST), float(FASTEST))
            return replace(clip, speed=speed)

        return project.with_timeline(_retimed(timeline, replaced(timeline, ids, faster)))


def _retimed(before: Timeline, after: Timeline) -> Timeline:
    """`after`, whose clips changed length, with titles, overlays and sounds kept over what they stood over."""
    was, now = [place for _, place in before.spans()], [place for _, place in after.spans()]

    def where(moment: Seconds) -> Seconds:
        for old, new in zip(was, now, strict=True):
            if moment < old.end:
                return new.start + (moment - old.start) * new.length / old.length
        return moment - before.length + after.length

    ends = {title.id: where(title.span.start) + title.span.length for title in before.titles}
    result = moved(after, where, was=None)
    titles = tuple(
        replace(title, span=Span(title.span.start, max(title.span.end, min(ends[title.id], after.length))))
        for title in result.titles
    )
    return replace(result, titles=titles)


@dataclass(frozen=True, slots=True)
class Reverse:
    """Play backwards: the picture and its sound."""

    name: ClassVar[str] = "reverse"
    clips: tuple[ItemId, ...] = ()
    span: Span | None = None

    def apply(self, project: Project) -> Project:
        timeline, ids = chosen(project.timeline, self.clips, self.span)
        timeline = replaced(timeline, ids, lambda clip: replace(clip, reverse=not clip.reverse))
        if not self.clips or len(ids) > 1:
            turned = iter([c for c in reversed(timeline.clips) if c.id in ids])
            track = tuple(
                replace(next(turned), transition=None) if isinstance(item, Clip) and item.id in ids else item
                for item in timeline.track
            )
            timeline = replace(timeline, track=track)
        return project.with_timeline(timeline)


@dataclass(frozen=True, slots=True)
class Freeze:
    """Hold the frame at a time of the video for `length` seconds, then go on.

    c1 0-4      at 1 s for 2 s      c1 0-1 c3 (held 2 s) c2 1-4
    """

    name: ClassVar[str] = "freeze_frame"
    at: Seconds
    length: Seconds = FREEZE_SECONDS

    def apply(self, project: Project) -> Project:
        timeline = project.timeline
        number_between("freeze", self.length, 0.04, 3600)
        if self.at > timeline.length:
            raise PastTheEnd(at=clock_text(self.at), length=length_text(timeline.length))
        frame = timeline.canvas.frame
        at = (
            within(timeline, Span(self.at, self.at + frame)).start
            if self.at < timeline.length
            else (timeline.canvas.snap(timeline.length - frame))
        )
        clip = timeline.clip_at(at)
        if clip is None:
            raise PastTheEnd(at=clock_text(self.at), length=length_text(timeline.length))
        place = timeline.place_of(clip.id)
        into = at - place.start if place else ZERO
        moment = clip.moment(into) - (frame * clip.speed if clip.reverse else 0)
        timeline = split_at(timeline, at)
        fresh, timeline = timeline.named("c")
        held = replace(
            clip,
            id=fresh,
            source=Span(max(moment, ZERO), max(moment, ZERO)),
            held=timeline.canvas.snap(self.length),
            reverse=False,
            speed=Fraction(1),
            transition=None,
            fade_in=ZERO,
            fade_out=ZERO,
        )
        end = self.at >= project.timeline.length
        index = len(timeline.track) if end else sum(p.start < at for _, p in timeline.spans())
        timeline = opened(timeline, at, held.length)
        return project.with_timeline(replace(timeline, track=(*timeline.track[:index], held, *timeline.track[index:])))
