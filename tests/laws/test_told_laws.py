"""Whatever an edit changed is told, in both languages, and nothing is told where nothing changed."""

from __future__ import annotations

import re
from dataclasses import replace

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from tests.laws.timelines import fitting_operation, projects

from rushes.edits import applied
from rushes.errors import RequestError
from rushes.language.differences import differences
from rushes.model.project import Project
from rushes.model.timeline import Clip

RAW = re.compile(r"Fraction\(|Span\(|<\w+|\bNone\b|\{\w*\}")
"""What only a program should see."""


def seen(project: Project):
    """A timeline but for how many ids have been given out, and what clips are called."""
    timeline = project.timeline
    track = tuple(replace(item, name="") if isinstance(item, Clip) else item for item in timeline.track)
    return (
        timeline.canvas, track, timeline.titles, timeline.overlays, timeline.sounds, timeline.loudness_lufs,
    )  # fmt: skip


@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(projects(), st.data())
def test_every_change_is_told(project: Project, data: st.DataObject):
    assume(project.timeline.clips)
    operation = data.draw(fitting_operation(project))
    try:
        after = applied(project, [operation])
    except RequestError:
        return
    for chinese in (False, True):
        told = list(differences(project, after, chinese))
        if seen(after) == seen(project):
            assert not told, (operation, told)
        else:
            assert told and all(told), operation
        assert not RAW.search(" ".join(told)), told
