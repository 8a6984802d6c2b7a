"""What lies over the picture taken off for a stretch: it ends sooner, begins later, or is there on both sides of it."""

from __future__ import annotations

from collections.abc import Sequence

from rushes.edits import AddOverlay, AddTitle, ChangeOverlay, ChangeTitle, RemoveOverlays, RemoveTitles
from rushes.edits.operation import Operation
from rushes.language.answers import Made, Outcome, Scene, Unable
from rushes.model.time import Span
from rushes.model.timeline import Overlay, Title


def titles_cleared(scene: Scene, titles: Sequence[Title], span: Span) -> Outcome:
    """`titles` gone during `span`, in seconds of the timeline."""
    made: list[Operation] = []
    gone = []
    for each in titles:
        shared = each.span.overlap(span)
        if shared is None:
            continue
        if shared == each.span:
            gone.append(each.id)
            continue
        before, after = Span(each.span.start, shared.start), Span(shared.end, each.span.end)
        kept = before or after
        made.append(ChangeTitle(each.id, start=kept.start, length=kept.length))
        if before and after:
            again = AddTitle(each.text, after.start, after.length, each.kind, each.size, each.colour, each.place,
                             each.bold, each.outline, each.bar, each.fade_in, each.fade_out)  # fmt: skip
            made.append(again)
    if gone:
        made.append(RemoveTitles(tuple(gone)))
    return Made(tuple(made)) if made else _none_there(scene)


def overlays_cleared(scene: Scene, overlays: Sequence[Overlay], span: Span) -> Outcome:
    """`overlays` gone during `span`, in seconds of the timeline."""
    made: list[Operation] = []
    gone = []
    for each in overlays:
        whole = Span(each.start, scene.project.timeline.length if each.end is None else each.end)
        shared = whole.overlap(span)
        if shared is None:
            continue
        if shared == whole:
            gone.append(each.id)
            continue
        before, after = Span(whole.start, shared.start), Span(shared.end, whole.end)
        made.append(ChangeOverlay(each.id, end=before.end) if before else ChangeOverlay(each.id, start=after.start))
        if before and after:
            again = AddOverlay(
                each.media,
                after.start,
                each.end,
                each.place,
                each.width,
                each.margin,
                each.opacity,
                not each.level.muted,
            )
            made.append(again)
    if gone:
        made.append(RemoveOverlays(tuple(gone)))
    return Made(tuple(made)) if made else _none_there(scene)


def _none_there(scene: Scene) -> Unable:
    return Unable("nothing_to_do", scene.say("nothing of it is shown then", "那段时间里本来就没有"))
