"""What holds for every timeline and every edit."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from tests.edits.sketches import project_of
from tests.laws.timelines import MOMENTS, any_operation, fitting_operation, projects, well_formed_faults

from rushes.edits import (
    CutRange,
    InsertClip,
    KeepRanges,
    MoveClip,
    RepeatClip,
    Reverse,
    SetSpeed,
    Split,
    TrimEnd,
    TrimStart,
    applied,
)
from rushes.edits.form import well_formed
from rushes.errors import RequestError
from rushes.model.history import Revision, Turn, standing
from rushes.model.project import Project
from rushes.model.saved import from_text, to_text
from rushes.model.sketch import drawn, sketch
from rushes.model.time import Span
from rushes.model.timeline import Timeline

law = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
AMOUNTS = st.fractions(min_value=Fraction(1, 50), max_value=20, max_denominator=1000)


@law
@given(projects())
def test_what_is_generated_is_well_formed(project: Project):
    assert well_formed_faults(project) == []


# --- lengths -------------------------------------------------------------------------------------------------


@law
@given(projects(), AMOUNTS, st.booleans())
def test_a_trim_takes_exactly_what_was_asked_in_frames(project: Project, amount: Fraction, start: bool):
    timeline = project.timeline
    taken = max(timeline.canvas.snap(amount), timeline.canvas.frame)
    assume(taken < timeline.length)
    after = applied(project, [TrimStart(amount) if start else TrimEnd(amount)]).timeline
    assert after.length == timeline.length - taken


@law
@given(projects(), AMOUNTS, AMOUNTS)
def test_cut_and_keep_share_the_video_between_them(project: Project, one: Fraction, two: Fraction):
    timeline = project.timeline
    snap = timeline.canvas.snap
    span = Span(snap(min(one, two)), snap(max(one, two)))
    assume(span and span.end < timeline.length)
    cut = applied(project, [CutRange(span)]).timeline
    kept = applied(project, [KeepRanges((span,))]).timeline
    assert kept.length == span.length
    assert cut.length + kept.length == timeline.length


@law
@given(projects(), st.lists(AMOUNTS, max_size=3))
def test_a_split_keeps_the_length_and_every_frame(project: Project, moments: list[Fraction]):
    timeline = project.timeline
    inside = tuple(moment for moment in moments if moment <= timeline.length)
    after = applied(project, [Split(inside)]).timeline
    assert after.length == timeline.length
    assert _frames(after) == _frames(timeline)
    assert (after.titles, after.overlays, after.sounds) == (timeline.titles, timeline.overlays, timeline.sounds)


def _frames(timeline: Timeline) -> list[tuple[str, Fraction]]:
    """What is on screen at each frame: the media, and its moment."""
    frame = timeline.canvas.frame
    shown = []
    for item, place in timeline.spans():
        for number in range(int(place.length / frame)):
            into = number * frame
            if not hasattr(item, "moment"):
                shown.append(("", Fraction(0)))
            else:
                shown.append((item.media, item.moment(into)))
    return shown


@law
@given(projects(), AMOUNTS, AMOUNTS)
def test_a_cut_leaves_every_other_frame_as_it_was(project: Project, one: Fraction, two: Fraction):
    timeline = project.timeline
    snap, rate = timeline.canvas.snap, timeline.canvas.rate
    span = Span(snap(min(one, two)), snap(max(one, two)))
    assume(span and span.end < timeline.length)
    before, after = _frames(timeline), _frames(applied(project, [CutRange(span)]).timeline)
    assert after == before[: int(span.start * rate)] + before[int(span.end * rate) :]


@law
@given(projects(), st.data())
def test_a_move_keeps_the_total_and_every_clip(project: Project, data: st.DataObject):
    clips = project.timeline.clips
    assume(clips)
    clip = data.draw(st.sampled_from(clips))
    after = applied(project, [MoveClip(clip.id, data.draw(st.integers(1, len(clips))))]).timeline
    assert after.length == project.timeline.length
    assert sorted(each.id for each in after.clips) == sorted(each.id for each in clips)
    assert sorted((each.media, each.source, each.length) for each in after.clips) == sorted(
        (each.media, each.source, each.length) for each in clips
    )


@law
@given(projects(plain=True), AMOUNTS)
def test_what_is_put_in_adds_its_length(project: Project, amount: Fraction):
    timeline = project.timeline
    at = timeline.canvas.snap(min(amount, timeline.length))
    after = applied(project, [InsertClip("c", at, length=Fraction(2))]).timeline
    added = next(clip for clip in after.clips if clip.media == "c")
    assert after.length == timeline.length + added.length
    assert after.place_of(added.id).start == at


@law
@given(projects(), st.integers(1, 4))
def test_repeated_is_as_many_times_as_long(project: Project, times: int):
    assert applied(project, [RepeatClip(times)]).timeline.length == project.timeline.length * (times + 1)


# --- there and back ------------------------------------------------------------------------------------------


@law
@given(projects())
def test_reversed_twice_is_as_before(project: Project):
    """Where the clips at the two ends are long enough for each other's fades."""
    clips = project.timeline.clips
    assume(clips)
    fades = [length for clip in clips for length in (clip.fade_in, clip.fade_out)]
    assume(max(fades) <= min(clips[0].length, clips[-1].length))
    assert applied(project, [Reverse(), Reverse()]).timeline.track == project.timeline.track


@law
@given(projects(plain=True))
def test_reversed_shows_the_same_frames_backwards(project: Project):
    """Of a reversed clip the moment named is where its frame ends, so one frame's worth of source is taken off."""
    frame = project.timeline.canvas.frame
    forward = _frames(project.timeline)
    backward = []
    for item, place in applied(project, [Reverse()]).timeline.spans():
        step = frame * item.speed
        backward += [(item.media, item.moment(n * frame) - step) for n in range(int(place.length / frame))]
    assert backward == forward[::-1]


@law
@given(projects(plain=True), st.sampled_from([Fraction(2), Fraction(4), Fraction(1, 2)]))
def test_slowed_down_again_it_shows_nothing_new(project: Project, factor: Fraction):
    """A speed-up may lose part of a frame of each clip, never gain one."""
    after = applied(project, [SetSpeed(factor), SetSpeed(1 / factor)]).timeline
    assert after.length <= project.timeline.length
    for was, now in zip(project.timeline.clips, after.clips):
        assert was.source.covers(now.source)
        assert was.length - now.length <= factor * project.timeline.canvas.frame * 2


# --- any edits at all -----------------------------------------------------------------------------------------


@settings(law, max_examples=60)
@given(projects(), st.lists(any_operation(), min_size=1, max_size=5))
def test_silly_edits_are_refused_with_a_reason(project: Project, operations: list):
    """Only RequestErrors are raised, and they can be told in both languages."""
    for operation in operations:
        project = _after(project, operation)


@settings(law, max_examples=80)
@given(projects(), st.data())
def test_any_edits_leave_a_well_formed_project(project: Project, data: st.DataObject):
    for _ in range(data.draw(st.integers(1, 6))):
        assume(project.timeline.clips)
        project = _after(project, data.draw(fitting_operation(project)))


def _after(project: Project, operation) -> Project:
    """The project after `operation`, looked at from all sides; as it was where the operation is refused. Nothing
    given is changed; what comes out is well formed, settled, and saved and loaded the same."""
    was = to_text(project)
    try:
        result = applied(project, [operation])
    except RequestError as error:
        for language in ("en", "zh"):
            assert error.text(language)
            error.advice(language)
        return project
    finally:
        assert to_text(project) == was
    assert well_formed_faults(result) == [], operation
    assert well_formed(result) == result
    assert from_text(to_text(result), Project).value == result
    assert sketch(drawn(sketch(result.timeline, ids=True)), ids=True) == sketch(result.timeline, ids=True)
    return result


@settings(law, max_examples=30)
@given(projects(), st.data())
def test_undo_gives_every_state_back(project: Project, data: st.DataObject):
    """History only grows, and undone to the start it is the start."""
    revisions = [Revision(0, Turn.START, project.timeline)]
    expected = [project.timeline]
    for _ in range(data.draw(st.integers(1, 8))):
        number = len(revisions)
        if data.draw(st.integers(0, 2)) == 0:
            stand = standing(tuple(revisions))
            if stand.undo:
                state = stand.undo[-1]
                revisions.append(Revision(number, Turn.UNDO, revisions[state].timeline, state=state))
                expected.pop()
        else:
            project = project.with_timeline(expected[-1])
            assume(project.timeline.clips)
            timeline = _after(project, data.draw(fitting_operation(project))).timeline
            revisions.append(Revision(number, Turn.EDIT, timeline, state=number))
            expected.append(timeline)
        assert revisions[-1].timeline == expected[-1]
        assert revisions[standing(tuple(revisions)).current].timeline == expected[-1]


@law
@given(st.lists(MOMENTS.filter(lambda m: 0 <= m < 100), min_size=1, max_size=4), st.sampled_from(["c1", None]))
def test_trims_upon_trims_on_a_variable_rate_are_exact(amounts: list[Fraction], clip: str | None):
    project = project_of("a0-60", variable_rate=True, lasting={"a": "60"})
    wanted = [amount for amount in amounts if amount >= Fraction(1, 30)]
    assume(sum(wanted) < 60)
    after = applied(project, [TrimStart(amount, clip) for amount in wanted]).timeline
    assert after.length == 60 - sum(wanted)
