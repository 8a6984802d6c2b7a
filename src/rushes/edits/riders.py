"""What rides on the track - titles, overlays, sounds - and where it goes when the track under it changes.

    taken out     a rider moves up with the picture it stood over. Words and pictures that stood wholly in the stretch
                  go with it; music plays on unbroken; every other sound and moving picture is cut in step.
    put in        a rider that starts later moves on; one that is on screen stays as long as it was asked for, or
                  runs on to the end where it did before. Sound in place of the clips' own opens with the picture.
    played faster a rider starts over the same picture as before and stays as long as it was asked for.

Two exceptions that people expect: an opening title (or logo) stays the opening one when the head is trimmed, and a
closing one the closing one; an end card stays at the end whatever is added. Captions follow speech, so they have no
such privileges: they move and shrink with it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from rushes.model.project import Project
from rushes.model.time import ZERO, Seconds, Span
from rushes.model.timeline import Overlay, Sound, SoundKind, Timeline, Title, TitleKind

Rider = TypeVar("Rider", Overlay, Sound)


def closed_up(project: Project, taken: Span, was: Seconds) -> Project:
    """The riders of a project whose track lost `taken`, and was `was` seconds long before."""
    timeline = project.timeline
    length = timeline.length

    def where(moment: Seconds) -> Seconds:
        if moment <= taken.start:
            return moment
        return taken.start if moment < taken.end else moment - taken.length

    def shown(span: Span, follows: bool = False) -> Span | None:
        """Where words or a still picture stand now; None where they went with their picture."""
        if not follows and taken.start == 0 == span.start:
            return Span(ZERO, min(span.length, length))
        if not follows and taken.end == was == span.end:
            return Span(max(length - span.length, ZERO), length)
        start, end = where(span.start), where(span.end)
        return Span(start, end) if end > start else None

    titles = tuple(
        replace(each, span=span)
        for each in timeline.titles
        if (span := shown(each.span, each.kind is TitleKind.CAPTION))
    )
    overlays: list[Overlay] = []
    for overlay in timeline.overlays:
        if not _stands_still(project, overlay):
            timeline, parts = _cut_in_step(timeline, overlay, taken, "o")
            overlays += parts
        elif overlay.end is None:
            overlays.append(replace(overlay, start=where(overlay.start)))
        elif span := shown(Span(overlay.start, overlay.end)):
            overlays.append(replace(overlay, start=span.start, end=span.end))
    sounds: list[Sound] = []
    for sound in timeline.sounds:
        if sound.kind is not SoundKind.MUSIC:
            timeline, cut = _cut_in_step(timeline, sound, taken, "s")
            sounds += cut
        elif sound.end is None or where(sound.end) > where(sound.start):
            end = None if sound.end is None else where(sound.end)
            sounds.append(replace(sound, start=where(sound.start), end=end))
    return project.with_timeline(replace(timeline, titles=titles, overlays=tuple(overlays), sounds=tuple(sounds)))


def opened_up(project: Project, at: Seconds, length: Seconds) -> Project:
    """The riders of a project into whose track `length` seconds are about to be put at `at`."""
    timeline = project.timeline
    was = timeline.length

    def end_of(start: Seconds, end: Seconds | None) -> Seconds | None:
        return end if end is None or not (start <= at < end and end >= was) else end + length

    def title(each: Title) -> Title:
        start, end = each.span.start, each.span.end
        if each.kind is TitleKind.END_CARD and end >= was:
            return replace(each, span=each.span.shifted(length))
        opening = start == 0 and each.kind is not TitleKind.CAPTION
        if start >= at and not opening:
            return replace(each, span=each.span.shifted(length))
        return replace(each, span=Span(start, end_of(start, end) or end))

    def overlay(each: Overlay) -> Overlay:
        if each.start >= at and each.start > 0:
            return _later(each, length)
        return replace(each, end=end_of(each.start, each.end))

    sounds: list[Sound] = []
    for sound in timeline.sounds:
        in_place = sound.kind is SoundKind.REPLACEMENT
        if sound.start >= at and (sound.start > 0 or in_place):
            sounds.append(_later(sound, length))
        elif in_place and at < (was if sound.end is None else sound.end):
            fresh, timeline = timeline.named("s")
            first, second = _parts(sound, Span(at, at), (sound.id, fresh))
            sounds += [first, _later(second, length)]
        else:
            sounds.append(replace(sound, end=end_of(sound.start, sound.end)))
    return project.with_timeline(
        replace(
            timeline,
            titles=tuple(map(title, timeline.titles)),
            overlays=tuple(map(overlay, timeline.overlays)),
            sounds=tuple(sounds),
        )
    )


def retimed(project: Project, before: Timeline) -> Project:
    """The riders of a project whose items are those of `before` at other lengths, over what they stood over."""
    after = project.timeline
    was, now = [place for _, place in before.spans()], [place for _, place in after.spans()]

    def where(moment: Seconds) -> Seconds:
        for old, new in zip(was, now, strict=True):
            if moment < old.end:
                return new.start + (moment - old.start) * new.length / old.length
        return moment - before.length + after.length

    def shown(span: Span, follows: bool = False) -> Span:
        if follows or (span.start == 0 and span.end == before.length):
            return Span(where(span.start), where(span.end))
        start = where(span.start)
        if span.end == before.length:
            start = max(after.length - span.length, ZERO)
        return Span(start, min(start + span.length, after.length))

    def overlay(each: Overlay) -> Overlay:
        if each.end is None or not _stands_still(project, each):
            return _between(each, where(each.start), None if each.end is None else where(each.end))
        span = shown(Span(each.start, each.end))
        return _between(each, span.start, span.end)

    def sound(each: Sound) -> Sound:
        return _between(each, where(each.start), None if each.end is None else where(each.end))

    return project.with_timeline(
        replace(
            after,
            titles=tuple(replace(t, span=shown(t.span, t.kind is TitleKind.CAPTION)) for t in after.titles),
            overlays=tuple(map(overlay, after.overlays)),
            sounds=tuple(map(sound, after.sounds)),
        )
    )


def _stands_still(project: Project, overlay: Overlay) -> bool:
    media = project.find(overlay.media)
    return media is not None and media.facts.is_still


def _between(each: Rider, start: Seconds, end: Seconds | None) -> Rider:
    return replace(each, start=start, end=end)


def _later(each: Rider, by: Seconds) -> Rider:
    return _between(each, each.start + by, None if each.end is None else each.end + by)


def _parts(each: Rider, hole: Span, ids: tuple[str, str]) -> tuple[Rider, Rider]:
    """What is left of `each` before and after `hole`, both where they stood; edges at the hole have no fades."""
    first = replace(each, id=ids[0], end=hole.start, level=replace(each.level, fade_out=ZERO))
    second = replace(
        each,
        id=ids[1],
        start=hole.end,
        source_start=each.source_start + hole.end - each.start,
        level=replace(each.level, fade_in=ZERO),
    )
    if isinstance(first, Overlay) and isinstance(second, Overlay):
        return replace(first, fade_out=ZERO), replace(second, fade_in=ZERO)
    return first, second


def _cut_in_step(timeline: Timeline, each: Rider, taken: Span, prefix: str) -> tuple[Timeline, list[Rider]]:
    """`each` without what it played during `taken`, as no, one or two riders, and the timeline that named them."""
    begins_before = each.start < taken.start
    goes_on = each.end is None or each.end > taken.end
    if each.start >= taken.end:
        return timeline, [_later(each, -taken.length)]
    if each.end is not None and each.end <= taken.start:
        return timeline, [each]
    if not begins_before and not goes_on:
        return timeline, []
    if not goes_on:
        return timeline, [_parts(each, taken, (each.id, each.id))[0]]
    if not begins_before:
        return timeline, [_later(_parts(each, taken, (each.id, each.id))[1], -taken.length)]
    fresh, timeline = timeline.named(prefix)
    first, second = _parts(each, taken, (each.id, fresh))
    return timeline, [first, _later(second, -taken.length)]
