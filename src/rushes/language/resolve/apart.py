"""What is done to part of a clip only: a cut at both ends of it first, so that it is a clip of its own."""

from __future__ import annotations

from dataclasses import replace

from rushes.edits import Split, applied
from rushes.edits.operation import Operation
from rushes.language.answers import Open, Scene, Unable
from rushes.language.reading import Intent
from rushes.language.resolve.pointing import place_in_time


def clips_apart(scene: Scene, intent: Intent) -> tuple[tuple[Operation, ...], tuple[str, ...]] | Open | Unable:
    """The clips an intent is about, no names meaning all; where it is about a stretch, the cuts that set it apart."""
    where = place_in_time(scene, intent)
    if isinstance(where, Open | Unable):
        return where
    ids, span = where
    timeline = scene.project.timeline
    if span is None or (span.start <= 0 and span.end >= timeline.length and not ids):
        return (), ids
    ends = tuple(each for each in (span.start, span.end) if 0 < each < timeline.length)
    cut = Split(ends)
    after = replace(scene, project=applied(scene.project, (cut,))).project.timeline if ends else timeline
    inside = tuple(
        clip.id
        for clip in after.clips
        if (place := after.place_of(clip.id)) is not None and place.start >= span.start and place.end <= span.end
    )
    return ((cut,) if ends else ()), inside
