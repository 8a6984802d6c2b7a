"""Transitions: how one clip gives way to the next."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import ClassVar

from rushes.edits.errors import NoCut, TooShort
from rushes.edits.operation import (
    clip_named,
    need_track,
    number_between,
    place_named,
    replaced,
    ripple_deleted,
)
from rushes.model.project import Project, head_handle, tail_handle
from rushes.model.time import ZERO, Seconds, Span, length_text
from rushes.model.timeline import Clip, ItemId, Timeline, Transition, TransitionKind

TRANSITION_SECONDS = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class AddTransition:
    """Let clips flow into each other on their cuts, half on each side; none named means every cut.

    `clips` are those that come in. It borrows from the unused source on both sides; where a clip has too little of
    it, that clip is shortened by what is missing (and so is the video). Never longer than half the shorter clip.
    """

    name: ClassVar[str] = "transition"
    kind: TransitionKind = TransitionKind.DISSOLVE
    length: Seconds = TRANSITION_SECONDS
    clips: tuple[ItemId, ...] = ()

    def apply(self, project: Project) -> Project:
        timeline = project.timeline
        need_track(timeline)
        number_between("transition", self.length, 0.06, 10)
        cuts = _cuts(timeline)
        for clip_id in self.clips:
            clip_named(timeline, clip_id)
            if all(after != clip_id for _, after in cuts):
                raise NoCut()
        if not cuts:
            raise NoCut()
        if self.clips:
            for before_id, after_id in cuts:
                if after_id in self.clips:
                    project = self._on_cut(project, before_id, after_id)
            return project
        return self._where_it_fits(project, cuts)

    def _where_it_fits(self, project: Project, cuts: list[tuple[ItemId, ItemId]]) -> Project:
        """On every cut whose clips are long enough; refused where none is."""
        refused: list[TooShort] = []
        for before_id, after_id in cuts:
            try:
                project = self._on_cut(project, before_id, after_id)
            except TooShort as reason:
                refused.append(reason)
        if len(refused) == len(cuts):
            raise refused[0]
        return project

    def _on_cut(self, project: Project, before_id: ItemId, after_id: ItemId) -> Project:
        timeline = project.timeline
        two_frames = 2 * timeline.canvas.frame
        before, after = clip_named(timeline, before_id), clip_named(timeline, after_id)
        shorter = min(before.length, after.length)
        if shorter < 2 * two_frames:
            raise TooShort(has=length_text(shorter), needs=length_text(2 * two_frames))
        pairs = (min(self.length, shorter / 2) / two_frames - Fraction(1, 2)).__ceil__()  # nearest, halves down
        length = max(pairs * two_frames, two_frames)
        cut = place_named(timeline, after_id).start
        missing_tail = _missing(length / 2, tail_handle(before, project), timeline)
        missing_head = _missing(length / 2, head_handle(after, project), timeline)
        if missing_head:
            project = ripple_deleted(project, Span(cut, cut + missing_head))
        if missing_tail:
            project = ripple_deleted(project, Span(cut - missing_tail, cut))
        return project.with_timeline(
            replaced(
                project.timeline, (after_id,), lambda clip: replace(clip, transition=Transition(self.kind, length))
            )
        )


def _missing(half: Seconds, handle: Seconds | None, timeline: Timeline) -> Seconds:
    """How much of `half` the handle can't give, in whole frames up."""
    if handle is None or handle >= half:
        return ZERO
    frames = ((half - handle) / timeline.canvas.frame).__ceil__()
    return frames * timeline.canvas.frame


def _cuts(timeline: Timeline) -> list[tuple[ItemId, ItemId]]:
    return [
        (one.id, two.id)
        for one, two in zip(timeline.track, timeline.track[1:], strict=False)
        if isinstance(one, Clip) and isinstance(two, Clip)
    ]


@dataclass(frozen=True, slots=True)
class RemoveTransitions:
    """Make cuts hard again; `clips` are those that come in, none named means every cut."""

    name: ClassVar[str] = "remove_transition"
    clips: tuple[ItemId, ...] = ()

    def apply(self, project: Project) -> Project:
        ids = self.clips or tuple(clip.id for clip in project.timeline.clips)
        for clip_id in ids:
            clip_named(project.timeline, clip_id)
        return project.with_timeline(replaced(project.timeline, ids, lambda clip: replace(clip, transition=None)))
