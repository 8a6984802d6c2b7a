"""Edits checked as sketches: what stood there, what was done, what stands there now.

    check("a0-4 b0-2", CutRange(span(1, 3)), "a0-1 a3-4 b0-2")

The pool is the same for all: `a` to `e` are clips of 10 s with sound, `mute` one without, `still` a picture,
`tune` 5 s of music, `talk` 20 s of voice; `lasting` changes how long, in seconds. Ids are compared where the
sketch of the result has them ("c1:a0-1 c3:a3-4"). Every edit checked is also saved, loaded, undone and redone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

import pytest

from rushes.edits import OPERATIONS, Operation, applied
from rushes.edits.form import well_formed
from rushes.errors import RequestError
from rushes.model.history import Revision, Turn, standing
from rushes.model.media import AudioFacts, Colour, Media, MediaFacts, MediaKind, VideoFacts
from rushes.model.project import Lut, Project
from rushes.model.saved import from_text, operation_from_text, operation_to_text, to_text
from rushes.model.sketch import drawn, sketch
from rushes.model.time import ZERO, seconds
from rushes.model.timeline import Canvas, Timeline

CLIP_SECONDS = Fraction(10)


def facts(name: str, duration: Fraction, kind: MediaKind, rate: Fraction = Fraction(30), sound: bool = True):
    """What a file named `name` is: a UHD clip, a 1920x1080 picture, or sound, `duration` seconds long."""
    wide, high = (1920, 1080) if kind is MediaKind.IMAGE else (3840, 2160)
    picture = VideoFacts(
        0, "h264", "High", "yuv420p", 8, wide, high, wide, high, Fraction(1), 0, False, rate, False,
        int(duration * rate), ZERO, duration, Fraction(1, 90000), Colour("bt709", "bt709", "bt709"),
    )  # fmt: skip
    heard = AudioFacts(1, "aac", 48000, 2, "stereo", ZERO, duration)
    return MediaFacts(
        name,
        kind,
        "mp4",
        1000,
        duration,
        None if kind is MediaKind.AUDIO else picture,
        (heard,) if sound and kind is not MediaKind.IMAGE else (),
    )


def pool(lasting: Mapping[str, str] | None = None, rate: Fraction = Fraction(30)) -> tuple[Media, ...]:
    times = {**dict.fromkeys("abcde", CLIP_SECONDS), "mute": CLIP_SECONDS, "tune": Fraction(5), "talk": Fraction(20)}
    times |= {name: seconds(value) for name, value in (lasting or {}).items()}
    media = []
    for name, duration in {**times, "still": ZERO}.items():
        sound = MediaKind.AUDIO if name in ("tune", "talk") else MediaKind.VIDEO
        kind = MediaKind.IMAGE if name == "still" else sound
        media.append(Media(facts(name, duration, kind, rate, name != "mute"), f"{name}.file"))
    return tuple(media)


def project_of(
    text: str,
    lasting: Mapping[str, str] | None = None,
    rate: Fraction | int = 30,
    variable_rate: bool = False,
) -> Project:
    canvas = Canvas(rate=Fraction(rate), variable_rate=variable_rate)
    return Project(pool(lasting, canvas.rate), drawn(text, canvas=canvas), (Lut("f" * 64, "teal.cube"),))


def check(before: str | Project, operation: Operation, after: str, **setting) -> Timeline:
    """The timeline after `operation`, which must look like `after`; see the top of this file."""
    project = before if isinstance(before, Project) else project_of(before, **setting)
    was = to_text(project)
    result = applied(project, (operation,))
    assert sketch(result.timeline, ids=":" in after.split("|")[0]) == after
    assert to_text(project) == was, "the edit changed what it was given"
    assert result.media == project.media
    assert well_formed(result) == result, "the result is not settled"
    _check_saved(project, operation, result)
    _check_undone(project.timeline, operation, result.timeline)
    return result.timeline


def refused(before: str | Project, operation: Operation, error: type[RequestError], **setting) -> RequestError:
    """The error that `operation` is refused with; it must be told whole in both languages."""
    project = before if isinstance(before, Project) else project_of(before, **setting)
    with pytest.raises(error) as caught:
        applied(project, (operation,))
    assert type(caught.value) is error
    for language in ("en", "zh"):
        assert "{" not in caught.value.text(language) + caught.value.advice(language)
    return caught.value


def edited(before: str | Project, *operations: Operation, **setting) -> Timeline:
    """The timeline after several edits."""
    project = before if isinstance(before, Project) else project_of(before, **setting)
    return applied(project, operations).timeline


def _check_saved(project: Project, operation: Operation, result: Project) -> None:
    loaded = operation_from_text(operation_to_text(operation), OPERATIONS)
    assert loaded == operation
    assert applied(from_text(to_text(project), Project).value, (loaded,)) == result
    assert from_text(to_text(result.timeline), Timeline).value == result.timeline


def _check_undone(before: Timeline, operation: Operation, after: Timeline) -> None:
    said = (operation_to_text(operation),)
    revisions = (Revision(0, Turn.START, before), Revision(1, Turn.EDIT, after, state=1, operations=said))
    undo = standing(revisions).undo[-1]
    back = replace(revisions[undo], number=2, turn=Turn.UNDO, state=undo)
    assert back.timeline == before
    redo = standing((*revisions, back)).redo[-1]
    assert revisions[redo].timeline == after
