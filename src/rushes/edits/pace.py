"""Pace: speed, reverse, freeze."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import ClassVar

from rushes.edits.errors import NothingShown, PastTheEnd
from rushes.edits.operation import (
    chosen,
    need_track,
    number_between,
    place_named,
    put_in,
    replaced,
    split_at,
    within,
)
from rushes.edits.riders import retimed
from rushes.model.project import Project, on_grid
from rushes.model.time import ZERO, Seconds, Span, clock_text, length_text
from rushes.model.timeline import Clip, Item, ItemId

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

        return retimed(project.with_timeline(on_grid(replaced(timeline, ids, faster))), timeline)


@dataclass(frozen=True, slots=True)
class Reverse:
    """Play backwards, the picture and its sound: the whole video or a stretch of it, or each clip named.

    c1 0-4 c2 0-2      c2 2-0 c1 4-0
    """

    name: ClassVar[str] = "reverse"
    clips: tuple[ItemId, ...] = ()
    span: Span | None = None

    def apply(self, project: Project) -> Project:
        timeline, ids = chosen(project.timeline, self.clips, self.span)
        timeline = replaced(timeline, ids, lambda clip: replace(clip, reverse=not clip.reverse))
        if self.clips:
            return project.with_timeline(timeline)
        stretch = within(timeline, self.span) if self.span else Span(ZERO, timeline.length)
        inside = [stretch.covers(place) for _, place in timeline.spans()]
        first, last = inside.index(True), len(inside) - inside[::-1].index(True)
        turned = _mirrored(timeline.track[first:last])
        track = (*timeline.track[:first], *turned, *timeline.track[last:])
        return project.with_timeline(replace(timeline, track=track))


def _mirrored(items: Sequence[Item]) -> list[Item]:
    """`items` last to first. Each transition stays on its cut, the one on the first cut with the first item, and the
    fades at the two ends stay at the ends."""
    cuts = [item.transition if isinstance(item, Clip) else None for item in items]
    turned = [
        replace(item, transition=transition) if isinstance(item, Clip) else item
        for item, transition in zip(reversed(items), [cuts[0], *reversed(cuts[1:])], strict=True)
    ]
    first, last = turned[0], turned[-1]
    if first is not last and isinstance(first, Clip) and isinstance(last, Clip):
        turned[0], turned[-1] = _faded_like(first, last), _faded_like(last, first)
    return turned


def _faded_like(clip: Clip, other: Clip) -> Clip:
    level = replace(clip.level, fade_in=other.level.fade_in, fade_out=other.level.fade_out)
    return replace(clip, fade_in=other.fade_in, fade_out=other.fade_out, fade_colour=other.fade_colour, level=level)


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
        need_track(timeline)
        number_between("freeze", self.length, 0.001, 3600)
        if not 0 <= self.at <= timeline.length:
            raise PastTheEnd(at=clock_text(self.at), length=length_text(timeline.length))
        canvas = timeline.canvas
        at = canvas.snap(self.at)
        shown = at if at < timeline.length else canvas.snap(timeline.length - canvas.frame)
        clip = timeline.clip_at(shown)
        if clip is None:
            raise NothingShown(at=clock_text(self.at))
        into = shown - place_named(timeline, clip.id).start
        moment = clip.moment(into)
        if clip.reverse and clip.held is None:
            moment -= canvas.frame * clip.speed
        fresh, timeline = split_at(timeline, at).named("c")
        held = replace(
            clip,
            id=fresh,
            source=Span(max(moment, clip.source.start), max(moment, clip.source.start)),
            held=max(canvas.snap(self.length), canvas.frame),
            reverse=False,
            speed=Fraction(1),
            fade_in=ZERO,
            fade_out=ZERO,
            transition=clip.transition if into == 0 else None,
            level=replace(clip.level, fade_in=ZERO, fade_out=ZERO),
        )
        index = sum(place.start < at for _, place in timeline.spans())
        return put_in(project.with_timeline(timeline), at, (held,), index)
