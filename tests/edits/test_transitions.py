"""Transitions: on which cuts, how long, and what they cost."""

from __future__ import annotations

from fractions import Fraction

from tests.edits.sketches import check, edited, project_of, refused

from rushes.edits import AddTransition, RemoveTransitions, TrimEnd, TrimStart
from rushes.edits.errors import EmptyTimeline, NoCut, NoSuchItem, OutOfRange, TooShort
from rushes.edits.form import room_for_transition
from rushes.model.timeline import TransitionKind

HALF = Fraction(1, 2)


def test_a_transition_borrows_from_both_handles():
    """At 30 frames a second 0.5 s is 15 frames; half on each side makes it 14."""
    check("a0-4 b2-6", AddTransition(), "a0-4 >dissolve7/15> b2-6")


def test_a_transition_at_24_is_as_long_as_asked():
    check("a0-4 b2-6", AddTransition(length=HALF), "a0-4 >dissolve0.5> b2-6", rate=24)


def test_a_transition_on_every_cut():
    check(
        "a0-4 b2-6 c2-6",
        AddTransition(TransitionKind.WIPE_LEFT, Fraction(2, 5)),
        "a0-4 >wipe_left0.4> b2-6 >wipe_left0.4> c2-6",
    )


def test_a_transition_on_the_cut_named():
    check("a0-4 b2-6 c2-6", AddTransition(length=Fraction(2, 5), clips=("c3",)), "a0-4 b2-6 >dissolve0.4> c2-6")


def test_without_handles_the_clips_are_shortened_by_what_is_missing():
    check("a0-10 b0-10", AddTransition(length=Fraction(2, 5)), "a0-9.8 >dissolve0.4> b0.2-10")


def test_with_one_handle_only_the_other_clip_is_shortened():
    check("a0-4 b0-4", AddTransition(length=Fraction(2, 5)), "a0-4 >dissolve0.4> b0.2-4")


def test_part_of_a_handle_is_used():
    check("a0-4 b0.1-4", AddTransition(length=Fraction(2, 5)), "a0-4 >dissolve0.4> b0.2-4")


def test_shortening_moves_what_comes_later():
    check(
        'a0-10 b0-10 | t "b" 10-12 | t "later" 15-16',
        AddTransition(length=Fraction(2, 5)),
        'a0-9.8 >dissolve0.4> b0.2-10 | t "b" 9.8-11.6 | t "later" 14.6-15.6',
    )


def test_asked_again_it_costs_nothing_more():
    once = project_of("a0-9.8 >dissolve0.4> b0.2-10")
    check(once, AddTransition(TransitionKind.CIRCLE, Fraction(2, 5)), "a0-9.8 >circle0.4> b0.2-10")


def test_still_pictures_have_endless_handles():
    check("still@0~3 still@0~3", AddTransition(length=Fraction(2, 5)), "still@0~3 >dissolve0.4> still@0~3")


def test_reversed_clips_have_their_handles_at_the_other_end():
    check("a10-4 b6-0", AddTransition(length=Fraction(2, 5)), "a10-4 >dissolve0.4> b6-0")
    check("a6-0 b10-4", AddTransition(length=Fraction(2, 5)), "a6-0.2 >dissolve0.4> b9.8-4")


def test_fast_clips_have_shorter_handles():
    project = project_of("a0-8x2 b2-6")
    first, second = project.timeline.clips
    assert room_for_transition(project, first, second) == 2
    check("a0-9.8x2 b2-6", AddTransition(length=Fraction(2, 5)), "a0-9.6x2 >dissolve0.4> b2-6")


def test_it_is_never_longer_than_half_the_shorter_clip():
    check("a0-4 b2-3", AddTransition(length=Fraction(4)), "a0-4 >dissolve7/15> b2-3")


def test_between_two_transitions_a_short_clip_is_shared():
    timeline = edited("a0-10 b4-5 c0-10", AddTransition(length=Fraction(3)))
    first, second = (clip.transition for clip in timeline.clips[1:])
    assert first.length / 2 + second.length / 2 <= timeline.clips[1].length


def test_every_cut_means_those_that_can_bear_one():
    check("a0-4 b2-2.1 c2-6 d2-6", AddTransition(length=Fraction(2, 5)), "a0-4 b2-2.1 c2-6 >dissolve0.4> d2-6")
    refused("a0-4 b2-2.1", AddTransition(), TooShort)
    refused("a0-4 b2-2.1 c2-6 d2-6", AddTransition(clips=("c2",)), TooShort)


def test_on_no_cut_it_is_refused():
    error = refused("a0-4", AddTransition(), NoCut)
    assert error.text("en") == "A transition needs a cut between two clips; there is none there."
    refused("a0-4 b0-2", AddTransition(clips=("c1",)), NoCut)
    refused("a0-4 _1 b0-2", AddTransition(), NoCut)
    refused("a0-4 b0-2", AddTransition(clips=("c7",)), NoSuchItem)
    refused("a0-4 b0-2", AddTransition(length=Fraction(0)), OutOfRange)
    refused("a0-4 b0-2", AddTransition(length=Fraction(99)), OutOfRange)
    refused("", AddTransition(), EmptyTimeline)


def test_removed_the_cut_is_hard_again():
    check("a0-4 >dissolve0.4> b2-6 >dissolve0.4> c2-6", RemoveTransitions(("c2",)), "a0-4 b2-6 >dissolve0.4> c2-6")
    check("a0-4 >dissolve0.4> b2-6 >dissolve0.4> c2-6", RemoveTransitions(), "a0-4 b2-6 c2-6")
    refused("a0-4 b0-2", RemoveTransitions(("c7",)), NoSuchItem)


def test_it_gets_shorter_with_its_clip():
    timeline = edited("a0-4 >dissolve2> b2-6", TrimEnd(Fraction(3), "c2"))
    assert timeline.clips[1].transition.length == 1 == timeline.clips[1].length


def test_it_goes_with_the_head_of_the_video():
    timeline = edited("a0-4 >dissolve0.4> b2-6", TrimStart(Fraction(5)))
    assert timeline.clips[0].transition is None


def test_on_a_variable_rate_it_is_exact():
    check("a0-4 a6-9", AddTransition(length=HALF), "a0-4 >dissolve7/15> a6-9", variable_rate=True)
