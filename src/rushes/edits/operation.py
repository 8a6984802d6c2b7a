"""What every operation is: a frozen record with a pure `apply`. The list of them all is in `edits/__init__.py`.

An operation names what it works on by ids and by exact times of the timeline's own clock; who it means by "the
second clip" was settled by the reader. `apply` returns a new project or raises a `RequestError`; it never
changes the one it was given. Applied through `applied`, so that every result is well formed.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from typing import ClassVar, Protocol, runtime_checkable

from rushes.edits.errors import EmptyTimeline, NoSuchChoice, NoSuchItem, NothingLeft, OutOfRange, PastTheEnd, TooShort
from rushes.edits.form import ends_kept, well_formed
from rushes.edits.riders import closed_up, opened_up
from rushes.model.project import Project
from rushes.model.time import ZERO, Seconds, Span, clock_text, length_text
from rushes.model.timeline import Clip, Gap, Item, ItemId, Timeline

HUGE = 10**15
"""Amounts are told no larger than this in a message."""


@runtime_checkable
class Operation(Protocol):
    """One edit. The first line of its docstring is its description wherever it is shown."""

    name: ClassVar[str]

    def apply(self, project: Project) -> Project:
        """A new project, or a RequestError."""


def applied(project: Project, operations: Iterable[Operation]) -> Project:
    """`project` after all `operations` in order, or, if one is refused, its error and no change at all."""
    for operation in operations:
        project = well_formed(ends_kept(project.timeline, operation.apply(project)))
    return project


# --- what operations share -------------------------------------------------------------------------------


def need_track(timeline: Timeline) -> None:
    """Refuses a timeline with nothing on it."""
    if not timeline.track:
        raise EmptyTimeline()


def number_between(what: str, value: float | Fraction, low: float, high: float) -> None:
    """Refuses an amount outside [low, high], and what is no number; `what` is its name in `errors.NAMES_ZH`."""
    if not low <= value <= high:
        shown = value if isinstance(value, float) else float(min(max(value, Fraction(-HUGE)), Fraction(HUGE)))
        raise OutOfRange(what=what, low=f"{low:g}", high=f"{high:g}", given=f"{shown:g}")


def one_of(what: str, value: str, choices: Iterable[str]) -> None:
    """Refuses a word that is none of `choices`; `what` is its name in `errors.NAMES_ZH`."""
    known = tuple(choices)
    if value not in known:
        raise NoSuchChoice(what=what, choices=", ".join(known), given=value)


def clip_named(timeline: Timeline, clip_id: ItemId) -> Clip:
    """The clip of that id, or NoSuchItem."""
    clip = timeline.clip(clip_id)
    if clip is None:
        raise NoSuchItem(item=clip_id)
    return clip


def place_named(timeline: Timeline, clip_id: ItemId) -> Span:
    """Where the clip of that id stands on the timeline's clock, or NoSuchItem."""
    place = timeline.place_of(clip_id)
    if place is None:
        raise NoSuchItem(item=clip_id)
    return place


def within(timeline: Timeline, wanted: Span) -> Span:
    """`wanted` snapped to frames and cut to the timeline, at least one frame long; refuses an empty stretch, and one
    that lies before its start or past its end."""
    need_track(timeline)
    snap, length, frame = timeline.canvas.snap, timeline.length, timeline.canvas.frame
    if not wanted:
        raise TooShort(has=length_text(wanted.length), needs=length_text(frame))
    start, end = snap(max(wanted.start, ZERO)), min(snap(wanted.end), length)
    if start >= length or wanted.end <= 0:
        raise PastTheEnd(at=clock_text(wanted.start), length=length_text(length))
    if end <= start:
        end = min(start + frame, length)
    return Span(start, end)


def stretch(timeline: Timeline, start: Seconds, end: Seconds) -> Span:
    """`start` to `end` within the timeline as `within` does it; an end before its start is refused too."""
    if end <= start:
        raise TooShort(has=length_text(end - start), needs=length_text(timeline.canvas.frame))
    return within(timeline, Span(start, end))


def split_at(timeline: Timeline, *moments: Seconds) -> Timeline:
    """`timeline` with a cut at each of `moments` (snapped); the part after a cut gets a new id.

    c1 0-4      at 1      c1 0-1  c2 1-4
    """
    cuts = sorted({timeline.canvas.snap(moment) for moment in moments})
    track: list[Item] = []
    for item, place in timeline.spans():
        inside = cuts[bisect_right(cuts, place.start) : bisect_left(cuts, place.end)]
        for start, end in pairwise((place.start, *inside, place.end)):
            if not inside:
                track.append(item)
            elif isinstance(item, Gap):
                track.append(Gap(end - start))
            else:
                part = item.part(Span(start - place.start, end - place.start))
                if start > place.start:
                    fresh, timeline = timeline.named("c")
                    part = replace(part, id=fresh)
                track.append(part)
    return replace(timeline, track=tuple(track))


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


def ripple_deleted(project: Project, wanted: Span) -> Project:
    """`project` without `wanted` (snapped, cut to the timeline), the hole closed; what rides on the track comes along.

    c1 0-4 c2 0-2      1 to 3 s      c1 0-1 c3 3-4 c2 0-2

    A clip that loses an end keeps its id, its fades and its transition, which goes only with the clip before it.
    """
    timeline = project.timeline
    span, length = within(timeline, wanted), timeline.length
    if span.length >= length:
        raise NothingLeft(length=length_text(length))
    timeline, before, after = _around(timeline, span)
    return closed_up(project.with_timeline(replace(timeline, track=(*before, *after))), span, was=length)


def lifted(timeline: Timeline, wanted: Span) -> Timeline:
    """`timeline` with `wanted` replaced by a gap, one with the gaps it touches; nothing moves."""
    span = within(timeline, wanted)
    timeline, before, after = _around(timeline, span)
    length = span.length
    if before and isinstance(before[-1], Gap):
        length += before.pop().length
    if after and isinstance(after[0], Gap):
        length += after.pop(0).length
    return replace(timeline, track=(*before, Gap(length), *after))


def _around(timeline: Timeline, hole: Span) -> tuple[Timeline, list[Item], list[Item]]:
    """What stands before and after `hole`, and the timeline that named the second half of a clip cut in two."""
    before: list[Item] = []
    after: list[Item] = []
    neighbour_gone = False
    for item, place in timeline.spans():
        head, tail = place.start < hole.start, place.end > hole.end
        if isinstance(item, Clip) and neighbour_gone:
            item = replace(item, transition=None)
        neighbour_gone = not head and not tail
        if place.end <= hole.start:
            before.append(item)
        elif place.start >= hole.end:
            after.append(item)
        elif head and tail and isinstance(item, Clip):
            fresh, timeline = timeline.named("c")
            before.append(item.part(Span(ZERO, hole.start - place.start)))
            after.append(replace(item.part(Span(hole.end - place.start, item.length)), id=fresh))
        else:
            if head:
                before.append(_shortened(item, Span(ZERO, hole.start - place.start)))
            if tail:
                after.append(_shortened(item, Span(hole.end - place.start, item.length)))
    return timeline, before, after


def _shortened(item: Item, inner: Span) -> Item:
    return Gap(inner.length) if isinstance(item, Gap) else item.trimmed(inner)


def put_in(project: Project, at: Seconds, items: Sequence[Item], index: int, joined: bool = False) -> Project:
    """`project` with `items` on its track before number `index`, where time stands at `at`; what rides on the track
    later moves on. A transition that stood on that cut goes, unless `joined`: then the last of `items` flows into
    what follows, as what stood there did."""
    length = sum((item.length for item in items), ZERO)
    project = opened_up(project, at, length)
    track = list(project.timeline.track)
    if not joined and index < len(track) and isinstance(after := track[index], Clip):
        track[index] = replace(after, transition=None)
    return project.with_timeline(replace(project.timeline, track=(*track[:index], *items, *track[index:])))
