"""Arranging: which clips there are, and in which order."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from rushes.edits.errors import NoPicture, NoSuchMedia, NotAllNamed, PastTheEnd, TooMany
from rushes.edits.form import LONGEST_SECONDS, MOST_ITEMS
from rushes.edits.operation import clip_named, need_track, number_between, place_named, put_in, split_at
from rushes.edits.riders import closed_up, opened_up
from rushes.model.media import Media, MediaId, MediaKind
from rushes.model.project import Project, appended, clip_of, matching
from rushes.model.time import ZERO, Seconds, Span, clock_text, length_text
from rushes.model.timeline import Clip, Item, ItemId, Timeline


def pictured(project: Project, media_id: MediaId) -> Media:
    """The media of that id, which must have a picture."""
    media = project.find(media_id)
    if media is None:
        raise NoSuchMedia(media=media_id)
    if media.facts.kind is MediaKind.AUDIO:
        raise NoPicture(media=media.name)
    return media


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
            if self.clips.count(clip.id) != 1:
                raise NotAllNamed(clip=clip.name or clip.id)
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
            pictured(project, media_id)
        before = project.timeline
        after = appended(project, *self.media).timeline
        riding = opened_up(project, before.length, after.length - before.length).timeline
        return project.with_timeline(replace(after, titles=riding.titles))


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
        media = pictured(project, self.media)
        if not project.timeline.track:
            project = appended(project, self.media)
            (first,) = project.timeline.clips
            shown = _shown(media, first.id, project.timeline, self.source_start, self.length)
            return project.with_timeline(replace(project.timeline, track=(shown,)))
        timeline = project.timeline
        if not 0 <= self.at <= timeline.length:
            raise PastTheEnd(at=clock_text(self.at), length=length_text(timeline.length))
        at = timeline.canvas.snap(self.at)
        clip_id, timeline = split_at(timeline, at).named("c")
        clip = _shown(media, clip_id, timeline, self.source_start, self.length)
        index = sum(place.start < at for _, place in timeline.spans())
        return put_in(project.with_timeline(timeline), at, (clip,), index)


def _shown(
    media: Media, clip_id: ItemId, timeline: Timeline, source_start: Seconds | None, length: Seconds | None
) -> Clip:
    """A clip of `media` from `source_start` on, `length` seconds long or as long as there is media."""
    if length is not None:
        number_between("length", length, 0.001, LONGEST_SECONDS)
    start, duration = source_start or ZERO, media.facts.duration
    if media.facts.is_still:
        clip = clip_of(media, clip_id, timeline.canvas)
        if length is not None:
            clip = replace(clip, held=max(timeline.canvas.snap(length), timeline.canvas.frame))
        return matching(timeline, clip)
    if not 0 <= start < duration:
        raise PastTheEnd(at=clock_text(start), length=length_text(duration))
    end = duration if length is None else min(start + length, duration)
    return matching(timeline, clip_of(media, clip_id, timeline.canvas, Span(start, end)))


@dataclass(frozen=True, slots=True)
class ReplaceClip:
    """Show another file where a clip is, for as long as the clip was, or as long as the file lasts.

    What that place looks and sounds like stays: its colour, level, fades and transition; not its crop or turn.
    """

    name: ClassVar[str] = "replace_clip"
    clip: ItemId
    media: MediaId
    source_start: Seconds | None = None

    def apply(self, project: Project) -> Project:
        media = pictured(project, self.media)
        timeline = project.timeline
        old, place = clip_named(timeline, self.clip), place_named(timeline, self.clip)
        fresh = _shown(media, old.id, timeline, self.source_start, old.length)
        fresh = replace(
            fresh,
            framing=replace(fresh.framing, fit=old.framing.fit),
            grade=old.grade,
            level=old.level,
            fade_in=old.fade_in,
            fade_out=old.fade_out,
            fade_colour=old.fade_colour,
            transition=old.transition,
        )
        track = tuple(fresh if item is old else item for item in timeline.track)
        project = project.with_timeline(replace(timeline, track=track))
        if fresh.length < old.length:
            return closed_up(project, Span(place.start + fresh.length, place.end), was=timeline.length)
        return project


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
        again: tuple[Item, ...] = (clip_named(timeline, self.clip),) if self.clip else timeline.track
        at = place_named(timeline, self.clip).end if self.clip else timeline.length
        if len(timeline.track) + len(again) * self.times > MOST_ITEMS:
            raise TooMany(count=len(timeline.track) + len(again) * self.times, most=MOST_ITEMS)
        copies: list[Item] = []
        for _ in range(self.times):
            for item in again:
                if isinstance(item, Clip):
                    fresh, timeline = timeline.named("c")
                    copies.append(_again(item, fresh, timeline, joined=item is not again[0]))
                else:
                    copies.append(item)
        index = sum(place.start < at for _, place in timeline.spans())
        return put_in(project.with_timeline(timeline), at, copies, index, joined=True)


def _again(clip: Clip, fresh: ItemId, timeline: Timeline, joined: bool) -> Clip:
    """A copy of `clip`; the fades that open and close the video are not repeated."""
    first, last = timeline.track[0] is clip, timeline.track[-1] is clip
    return replace(
        clip,
        id=fresh,
        transition=clip.transition if joined else None,
        fade_in=ZERO if first else clip.fade_in,
        fade_out=ZERO if last else clip.fade_out,
        level=replace(
            clip.level,
            fade_in=ZERO if first else clip.level.fade_in,
            fade_out=ZERO if last else clip.level.fade_out,
        ),
    )
