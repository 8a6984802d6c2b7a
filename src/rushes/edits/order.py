"""Arranging: which clips there are, and in which order."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from rushes.edits.errors import NoSuchItem, NoSuchMedia, PastTheEnd
from rushes.edits.operation import clip_named, need_track, number_between, opened, split_at
from rushes.model.media import MediaId
from rushes.model.project import Project, appended, clip_of
from rushes.model.time import Seconds, Span, clock_text, length_text
from rushes.model.timeline import Clip, Item, ItemId, Timeline


def _without_transitions(track: list[Item]) -> tuple[Item, ...]:
    """Transitions belong to a cut between two neighbours; when the order changes they go."""
    return tuple(replace(item, transition=None) if isinstance(item, Clip) else item for item in track)


def _with_order(timeline: Timeline, order: list[Item]) -> Timeline:
    before = list(timeline.track)
    if order == before:
        return timeline
    kept = [
        item if index and at_index and before[at_index - 1] is order[index - 1] else _without_transitions([item])[0]
        for index, item in enumerate(order)
        for at_index in [next(i for i, each in enumerate(before) if each is item)]
    ]
    return replace(timeline, track=tuple(kept))


@dataclass(frozen=True, slots=True)
class MoveClip:
    """Move a clip so that it is number `to`, counted from 1.

    c1 c2 c3      c3 to 1      c3 c1 c2
    """

    name: ClassVar[str] = "move_clip"
    clip: ItemId
    to: int

    def apply(self, project: Project) -> Project:
        timeline = project.timeline
        moving = clip_named(timeline, self.clip)
        rest = [item for item in timeline.track if item is not moving]
        clips = [item for item in rest if isinstance(item, Clip)]
        number_between("position", self.to, 1, len(clips) + 1)
        at = len(rest) if self.to > len(clips) else rest.index(clips[self.to - 1])
        return project.with_timeline(_with_order(timeline, [*rest[:at], moving, *rest[at:]]))


@dataclass(frozen=True, slots=True)
class Reorder:
    """Put the clips in this order; all of them must be named."""

    name: ClassVar[str] = "reorder"
    clips: tuple[ItemId, ...]

    def apply(self, project: Project) -> Project:
        timeline = project.timeline
        order = [clip_named(timeline, clip_id) for clip_id in self.clips]
        for clip in timeline.clips:
            if clip not in order:
                raise NoSuchItem(item=clip.id)
        places = iter(order)
        track = [next(places) if isinstance(item, Clip) else item for item in timeline.track]
        return project.with_timeline(_with_order(timeline, track))


@dataclass(frozen=True, slots=True)
class SwapClips:
    """Let two clips change places."""

    name: ClassVar[str] = "swap_clips"
    first: ItemId
    second: ItemId

    def apply(self, project: Project) -> Project:
        timeline = project.timeline
        one, two = clip_named(timeline, self.first), clip_named(timeline, self.second)
        other = {one.id: two, two.id: one}
        track = [other.get(item.id, item) if isinstance(item, Clip) else item for item in timeline.track]
        return project.with_timeline(_with_order(timeline, track))


@dataclass(frozen=True, slots=True)
class AppendMedia:
    """Put files from the pool at the end of the video, in this order."""

    name: ClassVar[str] = "merge"
    media: tuple[MediaId, ...]

    def apply(self, project: Project) -> Project:
        for media_id in self.media:
            if project.find(media_id) is None:
                raise NoSuchMedia(media=media_id)
        return appended(project, *self.media)


@dataclass(frozen=True, slots=True)
class InsertClip:
    """Place a file from the pool at a time of the video and push the rest on.

        c1 0-4      b at 1 s      c1 0-1 c3 0-2 c2 1-4

    `length`, in seconds, is how much of it (or how long a still image) is shown, from `source_start` on; None is
    all there is.
    """

    name: ClassVar[str] = "insert_clip"
    media: MediaId
    at: Seconds
    source_start: Seconds | None = None
    length: Seconds | None = None

    def apply(self, project: Project) -> Project:
        media = project.find(self.media)
        if media is None:
            raise NoSuchMedia(media=self.media)
        timeline = project.timeline
        if not timeline.track:
            return appended(project, self.media)
        if self.at > timeline.length:
            raise PastTheEnd(at=clock_text(self.at), length=length_text(timeline.length))
        at = timeline.canvas.snap(self.at)
        timeline = split_at(timeline, at)
        clip_id, timeline = timeline.named("c")
        start = self.source_start or Span(self.at, self.at).length
        end = media.facts.duration if self.length is None else start + self.length
        clip = clip_of(media, clip_id, timeline.canvas, Span(start, max(end, start)))
        if clip.held is not None and self.length is not None:
            clip = replace(clip, held=timeline.canvas.snap(self.length))
        if timeline.canvas.variable_rate and any(each.media != media.id for each in timeline.clips):
            timeline = replace(timeline, canvas=replace(timeline.canvas, variable_rate=False))
        index = sum(place.start < at for _, place in timeline.spans())
        timeline = opened(timeline, at, clip.length)
        track = (*timeline.track[:index], clip, *timeline.track[index:])
        return project.with_timeline(replace(timeline, track=track))


@dataclass(frozen=True, slots=True)
class ReplaceClip:
    """Show another file where a clip is, for as long as the clip was, or as long as the file lasts."""

    name: ClassVar[str] = "replace_clip"
    clip: ItemId
    media: MediaId
    source_start: Seconds | None = None

    def apply(self, project: Project) -> Project:
        media = project.find(self.media)
        if media is None:
            raise NoSuchMedia(media=self.media)
        timeline = project.timeline
        old = clip_named(timeline, self.clip)
        start = self.source_start or Span(old.length, old.length).length
        fresh = clip_of(media, old.id, timeline.canvas, Span(start, start + old.length))
        if fresh.held is not None:
            fresh = replace(fresh, held=old.length)
        track = tuple(fresh if item is old else item for item in timeline.track)
        return project.with_timeline(replace(timeline, track=track))


@dataclass(frozen=True, slots=True)
class RepeatClip:
    """Show a clip, or the whole video, `times` more times right after itself."""

    name: ClassVar[str] = "loop"
    times: int = 1
    clip: ItemId | None = None

    def apply(self, project: Project) -> Project:
        timeline = project.timeline
        need_track(timeline)
        number_between("times", self.times, 1, 100)
        if self.clip:
            again: list[Item] = [clip_named(timeline, self.clip)]
            place = timeline.place_of(self.clip)
            at = place.end if place else timeline.length
        else:
            again, at = list(timeline.track), timeline.length
        index = sum(place.start < at for _, place in timeline.spans())
        copies: list[Item] = []
        for _ in range(self.times):
            for item in again:
                if isinstance(item, Clip):
                    fresh, timeline = timeline.named("c")
                    item = replace(item, id=fresh, transition=None if item is again[0] else item.transition)
                copies.append(item)
        if self.clip:
            timeline = opened(timeline, at, sum((c.length for c in copies), at - at))
        track = (*timeline.track[:index], *copies, *timeline.track[index:])
        return project.with_timeline(replace(timeline, track=track))
