"""What rides on the track - titles, overlays, sounds - and where it goes when the track under it changes.

    taken out     a rider moves up with the picture it stood over. Words and pictures that stood wholly in the stretch
                  go with it; music plays on unbroken; every other sound and moving picture is cut in step.
    put in        a rider that starts later moves on; one that is on screen stays as long as it was asked for, or
                  runs on to the end where it did before. Sound in place of the clips' own opens with the picture.
    played faster a rider starts over the same picture as before and stays as long as it was asked for.

Two exceptions that people expect: an opening title stays the opening title when the head is trimmed, and a closing
one the closing one. Captions follow speech, so they have no such privileges: they move and shrink with it.
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

    def where(moment: Seconds) -> Seconds:
        if moment <= taken.start:
            return moment
        return taken.start if moment < taken.end else moment - taken.length

    def title(each: Title) -> Title | None:
        span = each.span
        if each.kind is not TitleKind.CAPTION:
            if taken.start == 0 == span.start:
                return replace(each, span=Span(ZERO, min(span.length, timeline.length)))
            if taken.end == was == span.end:
                return replace(each, span=Span(max(timeline.length - span.length, ZERO), timeline.length))
        start, end = where(span.start), where(span.end)
        return replace(each, span=Span(start, end)) if end > start else None

    timeline = replace(timeline, titles=tuple(new for each in timeline.titles if (new := title(each))))
    overlays: list[Overlay] = []
    for overlay in timeline.overlays:
        if _stands_still(project, overlay):
            end = None if overlay.end is None else where(overlay.end)
            if end is None or end > where(overlay.start):
                overlays.append(replace(overlay, start=where(overlay.start), end=end))
        else:
            timeline, parts = _cut_in_step(timeline, overlay, taken, "o")
            overlays += parts
    sounds: list[Sound] = []
    for sound in timeline.sounds:
        if sound.kind is SoundKind.MUSIC:
            end = None if sound.end is None else where(sound.end)
            if end is None or end > where(sound.start):
                sounds.append(replace(sound, start=where(sound.start), end=end))
        else:
            timeline, cut = _cut_in_step(timeline, sound, taken, "s")
            sounds += cut
    return project.with_timeline(replace(timeline, overlays=tuple(overlays), sounds=tuple(sounds)))


def opened_up(project: Project, at: Seconds, length: Seconds) -> Project:
    """The riders of a project into whose track `length` seconds are about to be put at `at`."""
    timeline = project.timeline
    was = timeline.length

    def end_of(start: Seconds, end: Seconds | None) -> Seconds | None:
        return end if end is None or not (start <= at < end and end >= was) else end + length

    def title(each: Title) -> Title:
        start, end = each.span.start, each.span.end
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


def retimed(before: Timeline, after: Timeline) -> Timeline:
    """`after`, whose items are those of `before` at other lengths, with its riders over what they stood over."""
    was, now = [place for _, place in before.spans()], [place for _, place in after.spans()]
    length = after.length

    def where(moment: Seconds) -> Seconds:
        for old, new in zip(was, now, strict=True):
            if moment < old.end:
                return new.start + (moment - old.start) * new.length / old.length
        return moment - before.length + length

    def title(each: Title) -> Title:
        span = each.span
        if each.kind is TitleKind.CAPTION or (span.start == 0 and span.end == before.length):
            return replace(each, span=Span(where(span.start), where(span.end)))
        start = where(span.start)
        if span.end == before.length:
            start = max(length - span.length, ZERO)
        return replace(each, span=Span(start, min(start + span.length, length)))

    def placed(each: Overlay | Sound) -> tuple[Seconds, Seconds | None]:
        return where(each.start), None if each.end is None else where(each.end)

    overlays, sounds = [], []
    for overlay in after.overlays:
        start, end = placed(overlay)
        overlays.append(replace(overlay, start=start, end=end))
    for sound in after.sounds:
        start, end = placed(sound)
        sounds.append(replace(sound, start=start, end=end))
    titles = tuple(map(title, after.titles))
    return replace(after, titles=titles, overlays=tuple(overlays), sounds=tuple(sounds))


def _stands_still(project: Project, overlay: Overlay) -> bool:
    media = project.find(overlay.media)
    return media is not None and media.facts.is_still


def _later(each: Rider, by: Seconds) -> Rider:
    return replace(each, start=each.start + by, end=None if each.end is None else each.end + by)


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
