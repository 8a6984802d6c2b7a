"""What makes the result of an edit well formed: whole frames, transitions that fit, nothing past the end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from rushes.edits.errors import TooMany, TooMuch
from rushes.model.project import Project, head_handle, on_grid, one_clock, tail_handle
from rushes.model.time import ZERO, Seconds, Span, length_text
from rushes.model.timeline import Clip, Item, Level, Overlay, Sound, Timeline, Title

MOST_ITEMS = 5_000
"""Clips on one track: far above any real cut, low enough that a careless loop of loops can't fill the memory."""

LONGEST_SECONDS = 360_000
"""A hundred hours."""


def well_formed(project: Project) -> Project:
    """Brings what an edit left behind back within the rules.

    Every clip is whole frames long and lies within its source; fades and transitions fit; titles start and end on
    frames; nothing is placed after the end of the picture. Refuses what no machine could show.
    """
    timeline = on_grid(one_clock(project.timeline))
    length = timeline.length
    if len(timeline.track) > MOST_ITEMS:
        raise TooMany(count=len(timeline.track), most=MOST_ITEMS)
    if length > LONGEST_SECONDS:
        raise TooMuch(length=length_text(length), most=length_text(ZERO + LONGEST_SECONDS))
    track = _with_fitting_transitions(project.with_timeline(timeline), tuple(map(_with_fitting_fades, timeline.track)))
    return project.with_timeline(
        replace(
            timeline,
            track=track,
            titles=tuple(fit for title in timeline.titles if (fit := _title_within(timeline, title, length))),
            overlays=tuple(rest for each in timeline.overlays if (rest := _overlay_within(project, each, length))),
            sounds=tuple(heard for sound in timeline.sounds if (heard := _sound_within(project, sound, length))),
        )
    )


def _title_within(timeline: Timeline, title: Title, length: Seconds) -> Title | None:
    snap, frame = timeline.canvas.snap, timeline.canvas.frame
    start = snap(title.span.start)
    if start >= length:
        return None
    end = min(max(snap(title.span.end), start + frame), length)
    fade_in = min(title.fade_in, end - start)
    return replace(title, span=Span(start, end), fade_in=fade_in, fade_out=min(title.fade_out, end - start - fade_in))


def _overlay_within(project: Project, overlay: Overlay, length: Seconds) -> Overlay | None:
    """An overlay that moves is on screen no longer than its media lasts; a still one starts at its beginning."""
    media = project.find(overlay.media)
    if media is not None and media.facts.is_still:
        overlay = replace(overlay, source_start=ZERO)
    elif media is not None:
        last = overlay.start + media.facts.duration - overlay.source_start
        overlay = replace(overlay, end=last if overlay.end is None else min(overlay.end, last))
    end = overlay.end if overlay.end is None else min(overlay.end, length)
    if overlay.start >= length or (end is not None and end <= overlay.start):
        return None
    return replace(overlay, end=end)


def _sound_within(project: Project, sound: Sound, length: Seconds) -> Sound | None:
    """A sound that is not looped plays no longer than its media lasts."""
    media = project.find(sound.media)
    duration = media.facts.duration if media else ZERO
    if duration and sound.loop:
        sound = replace(sound, source_start=sound.source_start % duration)
    elif duration:
        last = sound.start + duration - sound.source_start
        if sound.end is not None or last < length:
            sound = replace(sound, end=last if sound.end is None else min(sound.end, last))
    end = sound.end if sound.end is None else min(sound.end, length)
    if sound.start >= length or (end is not None and end <= sound.start):
        return None
    return replace(sound, end=end, level=sound.level.within((length if end is None else end) - sound.start))


def _with_fitting_fades(item: Item) -> Item:
    if not isinstance(item, Clip):
        return item
    length = item.length
    if max(item.fade_in, item.fade_out, item.level.fade_in, item.level.fade_out) <= length:
        return item
    return item.trimmed(Span(ZERO, length))


# --- transitions -------------------------------------------------------------------------------------------


def room_for_transition(project: Project, before: Clip, after: Clip) -> Seconds:
    """The longest transition the cut between two clips can bear with the handles there are, in seconds."""
    limits = [before.length, after.length]
    for handle in (tail_handle(before, project), head_handle(after, project)):
        if handle is not None:
            limits.append(handle * 2)
    return min(limits)


def _with_fitting_transitions(project: Project, track: Sequence[Item]) -> tuple[Item, ...]:
    """Shortens each transition to what its cut can bear, two neighbours on a short clip sharing it; below two frames
    it goes."""
    result: list[Item] = []
    two_frames = 2 * project.timeline.canvas.frame
    for item in track:
        if isinstance(item, Clip) and item.transition:
            before = result[-1] if result else None
            room = room_for_transition(project, before, item) if isinstance(before, Clip) else ZERO
            if isinstance(before, Clip) and before.transition:
                room = min(room, before.length * 2 - before.transition.length)
            length = min(item.transition.length, room)
            # whole frames on both sides of the cut
            if not project.timeline.canvas.variable_rate:
                length = (length / two_frames).__floor__() * two_frames
            fitted = replace(item.transition, length=length) if length >= two_frames else None
            item = replace(item, transition=fitted)
        result.append(item)
    return tuple(result)


# --- the fades at the two ends of the video ------------------------------------------------------------------


def ends_kept(before: Timeline, project: Project) -> Project:
    """An opening fade stays at the opening and a closing one at the close, whichever clip comes to stand there, unless
    that clip has one of its own."""
    track = list(project.timeline.track)
    if not before.track or not track:
        return project
    for end, fade in ((0, "fade_in"), (-1, "fade_out")):
        old, new = before.track[end], track[end]
        if isinstance(old, Clip) and isinstance(new, Clip) and old.id != new.id:
            picture = bool(getattr(old, fade) and not getattr(new, fade))
            sound = bool(getattr(old.level, fade) and not getattr(new.level, fade))
            bare = replace(old, fade_in=ZERO, fade_out=ZERO, level=Level())
            track = [_faded(item, bare, fade, picture, sound) if _is(item, old) else item for item in track]
            track[end] = _faded(new, old, fade, picture, sound)
    return project.with_timeline(replace(project.timeline, track=tuple(track)))


def _is(item: Item, clip: Clip) -> bool:
    return isinstance(item, Clip) and item.id == clip.id


def _faded(item: Item, like: Clip, fade: str, picture: bool, sound: bool) -> Item:
    """`item` with the `fade` of `like`: that of the picture, of the sound, or both."""
    if not isinstance(item, Clip):
        return item
    seen: dict[str, Any] = {fade: getattr(like, fade), "fade_colour": like.fade_colour} if picture else {}
    heard: dict[str, Any] = {fade: getattr(like.level, fade)} if sound else {}
    return replace(item, **seen, level=replace(item.level, **heard))
