"""What every operation is: a frozen record with a pure `apply`. The list of them all is in `edits/__init__.py`.

An operation names what it works on by ids and by exact times of the timeline's own clock; who it means by "the
second clip" was settled by the reader. `apply` returns a new project or raises a `RequestError`; it never
changes the one it was given. Applied through `applied`, so that every result is well formed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import ClassVar, Protocol, runtime_checkable

from rushes.edits.errors import EmptyTimeline, NoSuchItem, NothingLeft, OutOfRange, PastTheEnd
from rushes.model.project import Project, head_handle, on_grid, tail_handle
from rushes.model.time import ZERO, Seconds, Span, clock_text, length_text
from rushes.model.timeline import Clip, Gap, Item, ItemId, Sound, Timeline, Title


@runtime_checkable
class Operation(Protocol):
    """One edit. The first line of its docstring is its description wherever it is shown."""

    name: ClassVar[str]

    def apply(self, project: Project) -> Project: ...


def applied(project: Project, operations: Iterable[Operation]) -> Project:
    """`project` after all `operations` in order, or, if one is refused, its error and no change at all."""
    for operation in operations:
        project = well_formed(operation.apply(project))
    return project


def well_formed(project: Project) -> Project:
    """Brings what an edit left behind back within the rules: whole frames, transitions that fit, and nothing
    placed after the end of the picture."""
    timeline = on_grid(project.timeline)
    project = project.with_timeline(timeline)
    timeline = replace(timeline, track=_with_fitting_transitions(project, timeline.track))
    length = timeline.length
    if not length:
        return project.with_timeline(timeline)
    return project.with_timeline(
        replace(
            timeline,
            titles=tuple(
                replace(title, span=Span(title.span.start, min(title.span.end, length)))
                for title in timeline.titles
                if title.span.start < length
            ),
            overlays=tuple(
                replace(overlay, end=overlay.end if overlay.end is None or overlay.end < length else None)
                for overlay in timeline.overlays
                if overlay.start < length
            ),
            sounds=tuple(
                replace(sound, end=sound.end if sound.end is None or sound.end < length else None)
                for sound in timeline.sounds
                if sound.start < length
            ),
        )
    )


def room_for_transition(project: Project, before: Clip, after: Clip) -> Seconds:
    """The longest transition the cut between two clips can bear with the handles there are, in seconds."""
    limits = [before.length, after.length]
    for handle in (tail_handle(before, project), head_handle(after, project)):
        if handle is not None:
            limits.append(handle * 2)
    return min(limits)


def _with_fitting_transitions(project: Project, track: Sequence[Item]) -> tuple[Item, ...]:
    """Shortens each transition to what its cut can bear; below two frames it goes."""
    result: list[Item] = []
    two_frames = 2 * project.timeline.canvas.frame
    for item in track:
        if isinstance(item, Clip) and item.transition:
            before = result[-1] if result else None
            room = room_for_transition(project, before, item) if isinstance(before, Clip) else ZERO
            length = min(item.transition.length, room)
            # whole frames on both sides of the cut
            if not project.timeline.canvas.variable_rate:
                length = (length / two_frames).__floor__() * two_frames
            fitted = replace(item.transition, length=length) if length >= two_frames else None
            item = replace(item, transition=fitted)
        result.append(item)
    return tuple(result)


# --- what operations share -------------------------------------------------------------------------------


def need_track(timeline: Timeline) -> None:
    if not timeline.track:
        raise EmptyTimeline()


def number_between(what: str, value: float | Fraction, low: float, high: float) -> None:
    """Refuses an amount outside [low, high]; `what` is its name for the message."""
    if not low <= value <= high:
        raise OutOfRange(what=what, low=low, high=high, given=f"{float(value):g}")


def clip_named(timeline: Timeline, clip_id: ItemId) -> Clip:
    clip = timeline.clip(clip_id)
    if clip is None:
        raise NoSuchItem(item=clip_id)
    return clip


def place_named(timeline: Timeline, clip_id: ItemId) -> Span:
    place = timeline.place_of(clip_id)
    if place is None:
        raise NoSuchItem(item=clip_id)
    return place


def within(timeline: Timeline, wanted: Span) -> Span:
    """`wanted` snapped to frames and cut to the timeline; refuses a stretch that lies past its end."""
    need_track(timeline)
    snap, length = timeline.canvas.snap, timeline.length
    start, end = snap(max(wanted.start, ZERO)), min(snap(wanted.end), length)
    if start >= length:
        raise PastTheEnd(at=clock_text(wanted.start), length=length_text(length))
    if end <= start:
        end = min(start + timeline.canvas.frame, length)
    return Span(start, end)


def split_at(timeline: Timeline, *moments: Seconds) -> Timeline:
    """`timeline` with a cut at each of `moments` (snapped); the part after a cut gets a new id.

    c1 0-4      at 1      c1 0-1  c2 1-4
    """
    for moment in moments:
        at = timeline.canvas.snap(moment)
        track: list[Item] = []
        for item, place in timeline.spans():
            if not place.start < at < place.end:
                track.append(item)
            elif isinstance(item, Gap):
                track += [Gap(at - place.start), Gap(place.end - at)]
            else:
                fresh, timeline = timeline.named("c")
                head = item.part(Span(ZERO, at - place.start))
                tail = item.part(Span(at - place.start, item.length))
                track += [head, replace(tail, id=fresh)]
        timeline = replace(timeline, track=tuple(track))
    return timeline


def replaced(timeline: Timeline, clip_ids: Iterable[ItemId], change: Callable[[Clip], Clip]) -> Timeline:
    """`timeline` with `change` made to each of the clips named."""
    wanted = set(clip_ids)
    track = tuple(change(item) if isinstance(item, Clip) and item.id in wanted else item for item in timeline.track)
    return replace(timeline, track=track)


def chosen(timeline: Timeline, clips: Sequence[ItemId], span: Span | None) -> tuple[Timeline, tuple[ItemId, ...]]:
    """The clips an operation works on: those named, or all; of them only what lies in `span`, cut out if need be."""
    need_track(timeline)
    for clip_id in clips:
        clip_named(timeline, clip_id)
    named = set(clips)
    if span is None:
        return timeline, tuple(clip.id for clip in timeline.clips if not named or clip.id in named)
    inside = within(timeline, span)
    reach = [timeline.place_of(clip_id) for clip_id in clips]
    timeline = split_at(timeline, inside.start, inside.end)
    found = tuple(
        item.id
        for item, place in timeline.spans()
        if isinstance(item, Clip)
        and inside.covers(place)
        and (not named or any(each and each.covers(place) for each in reach))
    )
    if not found:
        raise PastTheEnd(at=clock_text(inside.start), length=length_text(timeline.length))
    return timeline, found


def ripple_deleted(timeline: Timeline, wanted: Span) -> Timeline:
    """`timeline` without `wanted` (snapped, cut to it), the hole closed; titles, overlays and sounds move along.

    c1 0-4 c2 0-2      1 to 3 s      c1 0-1 c3 3-4 c2 0-2
    """
    span = within(timeline, wanted)
    length = timeline.length
    if span.length >= length:
        raise NothingLeft(length=length_text(length))
    cut = split_at(timeline, span.start, span.end)
    track = tuple(item for item, place in cut.spans() if not span.covers(place))
    cut = _keeping_ids(timeline, replace(cut, track=track), span.start)
    return moved(cut, _closing(span), was=length, taken=span)


def _keeping_ids(before: Timeline, after: Timeline, at: Seconds) -> Timeline:
    """`after`, where the clip that starts at `at` gets back the id it had in `before` if only its head was taken."""
    known = {clip.id for clip in after.clips}
    fresh = next((i for i, p in after.spans() if p.start == at and isinstance(i, Clip)), None)
    if fresh is None or any(clip.id == fresh.id for clip in before.clips):
        return after
    whole = next(
        (
            clip
            for clip in before.clips
            if clip.id not in known and clip.media == fresh.media and clip.source.covers(fresh.source)
        ),
        None,
    )
    if whole is None:
        return after
    return replaced(after, (fresh.id,), lambda clip: replace(clip, id=whole.id))


def lifted(timeline: Timeline, wanted: Span) -> Timeline:
    """`timeline` with `wanted` replaced by a gap; nothing moves."""
    span = within(timeline, wanted)
    timeline = split_at(timeline, span.start, span.end)
    kept: list[Item] = []
    for item, place in timeline.spans():
        if not span.covers(place):
            kept.append(item)
        elif place.start == span.start:
            kept.append(Gap(span.length))
    return replace(timeline, track=tuple(kept))


def opened(timeline: Timeline, at: Seconds, length: Seconds) -> Timeline:
    """Titles, overlays and sounds from `at` on moved later by `length`, as when something is inserted there."""
    return moved(timeline, lambda moment: moment + length if moment >= at and moment > 0 else moment, was=None)


def _closing(span: Span) -> Callable[[Seconds], Seconds]:
    def where(moment: Seconds) -> Seconds:
        if moment <= span.start:
            return moment
        return span.start if moment < span.end else moment - span.length

    return where


def moved(
    timeline: Timeline,
    where: Callable[[Seconds], Seconds],
    was: Seconds | None,
    taken: Span | None = None,
) -> Timeline:
    """`timeline` with titles, overlays and sounds moved as `where` maps old times to new ones.

    What lay wholly in a stretch that was `taken` goes with it, with two exceptions that people expect: an opening
    title stays the opening title when the head is trimmed, and a closing one the closing one. `was` is the length
    before, in seconds.
    """

    def title(each: Title) -> Title | None:
        span = each.span
        if taken and taken.start == 0 and span.start == 0:
            return replace(each, span=Span(ZERO, min(span.length, timeline.length)))
        if taken and taken.end == was and span.end == was:
            return replace(each, span=Span(max(timeline.length - span.length, ZERO), timeline.length))
        start, end = where(span.start), where(span.end)
        return replace(each, span=Span(start, end)) if end > start else None

    def sound(each: Sound) -> Sound | None:
        start = where(each.start)
        end = None if each.end is None else where(each.end)
        return None if end is not None and end <= start else replace(each, start=start, end=end)

    titles = tuple(t for t in map(title, timeline.titles) if t)
    overlays = tuple(
        replace(o, start=where(o.start), end=None if o.end is None else where(o.end))
        for o in timeline.overlays
        if o.end is None or where(o.end) > where(o.start)
    )
    sounds = tuple(s for s in map(sound, timeline.sounds) if s)
    return replace(timeline, titles=titles, overlays=overlays, sounds=sounds)
