"""Speed, reverse, freeze, and what stands over them."""

from __future__ import annotations

from fractions import Fraction

import pytest
from tests.edits.sketches import check, edited, refused

from rushes.edits import Freeze, Reverse, SetSpeed
from rushes.edits.errors import EmptyTimeline, NothingShown, OutOfRange, PastTheEnd
from rushes.model.time import seconds, span

# --- speed ---------------------------------------------------------------------------------------------------


def test_speed_of_the_whole_video():
    check("a0-4 b0-2", SetSpeed(Fraction(2)), "a0-4x2 b0-2x2")


def test_speed_of_one_clip():
    check("a0-4 b0-2", SetSpeed(Fraction(1, 2), ("c2",)), "a0-4 b0-2x0.5")


def test_speed_is_relative_to_the_speed_now_or_as_shot():
    check("a0-4x2", SetSpeed(Fraction(2)), "a0-4x4")
    check("a0-4x2", SetSpeed(Fraction(1, 2), relative=False), "a0-4x0.5")


def test_speed_of_a_stretch_cuts_it_out():
    check("a0-4", SetSpeed(Fraction(2), span=span(1, 3)), "a0-1 a1-3x2 a3-4")


def test_speed_leaves_held_frames_alone():
    check("a0-4 still@0~3", SetSpeed(Fraction(2)), "a0-4x2 still@0~3")


def test_speed_gives_whole_frames():
    """4 s at 1.1 are 109.09 frames: 109 are shown, and no more source than those need."""
    timeline = check("a0-4", SetSpeed(Fraction(11, 10)), "a0-1199/300x1.1")
    assert timeline.length == Fraction(109, 30)


def test_speed_keeps_fades_where_a_part_of_a_frame_is_cut_off():
    check("a0-4[in1 out1]", SetSpeed(Fraction(11, 10)), "a0-1199/300x1.1[in1 out1]")


def test_speed_so_high_that_nothing_is_left_shows_one_frame():
    check("a0-1 b0-4", SetSpeed(Fraction(100), ("c1",)), "a@0~1/30 b0-4")


@pytest.mark.parametrize("factor", ["0", "-1", "0.01", "1000"])
def test_speeds_that_are_none_are_refused(factor: str):
    refused("a0-4", SetSpeed(Fraction(factor)), OutOfRange)


def test_speed_upon_speed_is_bounded():
    refused("a0-9x50", SetSpeed(Fraction(3)), OutOfRange)


def test_a_title_stays_as_long_as_it_was_over_the_same_picture():
    check('a0-9 | t "x" 4-7', SetSpeed(Fraction(1, 2)), 'a0-9x0.5 | t "x" 8-11')
    check('a0-8 | t "x" 2-4', SetSpeed(Fraction(2)), 'a0-8x2 | t "x" 1-3')


def test_a_title_is_cut_where_the_video_gets_too_short_for_it():
    check('a0-4 | t "x" 0-3', SetSpeed(Fraction(2)), 'a0-4x2 | t "x" 0-2')


def test_a_title_over_everything_stays_over_everything():
    check('a0-4 | t "x" 0-4', SetSpeed(Fraction(1, 2)), 'a0-4x0.5 | t "x" 0-8')


def test_a_closing_title_stays_at_the_close():
    check('a0-4 | end "x" 1-4', SetSpeed(Fraction(1, 2)), 'a0-4x0.5 | end "x" 5-8')


def test_a_logo_stays_as_long_as_it_was():
    check("a0-9 | o still 4-7", SetSpeed(Fraction(1, 2)), "a0-9x0.5 | o still 8-11")


def test_captions_keep_to_what_is_said():
    check('a0-4 | cap "x" 0-2 | cap "y" 2-4', SetSpeed(Fraction(2)), 'a0-4x2 | cap "x" 0-1 | cap "y" 1-2')


def test_a_title_over_a_later_clip_moves_with_it():
    check('a0-4 b0-4 | t "x" 5-7', SetSpeed(Fraction(2), ("c1",)), 'a0-4x2 b0-4 | t "x" 3-5')


def test_music_to_the_end_still_plays_to_the_end():
    check("a0-4 | m tune 0- -18dB", SetSpeed(Fraction(1, 2)), "a0-4x0.5 | m tune 0- -18dB")


def test_slow_motion_at_2997_is_whole_frames():
    timeline = edited("a0-10.01", SetSpeed(Fraction(3, 10)), rate=Fraction(30000, 1001), lasting={"a": "20"})
    assert timeline.length * Fraction(30000, 1001) == 1000


# --- reverse -------------------------------------------------------------------------------------------------


def test_reverse_the_video_turns_the_order_too():
    check("a0-4 b0-2", Reverse(), "c2:b2-0 c1:a4-0")


def test_reverse_mirrors_gaps():
    check("a0-4 _1 b0-2 c0-1", Reverse(), "c1-0 b2-0 _1 a4-0")


def test_reverse_of_a_clip_leaves_it_in_its_place():
    check("a0-4 b0-2", Reverse(("c2",)), "a0-4 b2-0")


def test_reverse_of_several_clips_leaves_each_in_its_place():
    check("a0-4 b0-2 c0-1", Reverse(("c1", "c3")), "c1:a4-0 c2:b0-2 c3:c1-0")


def test_reverse_of_a_stretch():
    check("a0-4 b0-4", Reverse(span=span(3, 6)), "a0-3 b2-0 a4-3 b2-4")


def test_reverse_of_a_part_of_a_clip():
    check("a0-4 b0-4", Reverse(("c1",), span(1, 2)), "a0-1 a2-1 a2-4 b0-4")


def test_reverse_keeps_transitions_on_their_cuts():
    check(
        "a0-4 >wipe_left0.4> b2-4 >circle0.4> c2-4",
        Reverse(),
        "c4-2 >circle0.4> b4-2 >wipe_left0.4> a4-0",
    )


def test_reverse_keeps_fades_at_the_ends_of_the_video():
    check("a0-4[in1] b0-2[out1]", Reverse(), "b2-0[in1] a4-0[out1]")


def test_reverse_of_nothing_is_refused():
    refused("", Reverse(), EmptyTimeline)


# --- freeze --------------------------------------------------------------------------------------------------


def test_freeze_in_the_middle():
    check("a0-4", Freeze(Fraction(1)), "c1:a0-1 c3:a@1~2 c2:a1-4")


def test_freeze_at_the_start():
    check("a0-4", Freeze(Fraction(0), Fraction(1)), "a@0~1 a0-4")


def test_freeze_at_the_end_holds_the_last_frame():
    check("a0-4", Freeze(Fraction(4)), "c1:a0-4 c2:a@119/30~2")


def test_freeze_at_a_cut_holds_the_frame_that_comes_in():
    check("a0-4 b3-5", Freeze(Fraction(4)), "a0-4 b@3~2 b3-5")


def test_freeze_of_a_fast_clip():
    check("a0-8x2", Freeze(Fraction(1)), "a0-2x2 a@2~2 a2-8x2")


def test_freeze_of_a_reversed_clip_holds_the_frame_on_screen():
    check("a4-0", Freeze(Fraction(1)), "a4-3 a@89/30~2 a3-0")


def test_freeze_of_a_held_frame_holds_the_same():
    check("a@3~2", Freeze(Fraction(1)), "a@3~1 a@3~2 a@3~1")


def test_freeze_snaps_to_a_frame():
    check("a0-4", Freeze(seconds("1.01"), seconds("0.99")), "a0-1 a@1~1 a1-4")


def test_freeze_moves_what_comes_later_and_leaves_what_is_on():
    check('a0-4 | t "x" 0-2 | t "y" 2-4', Freeze(Fraction(1)), 'a0-1 a@1~2 a1-4 | t "x" 0-2 | t "y" 4-6')


def test_freeze_keeps_the_transition_into_the_clip():
    check("a0-4 >dissolve0.4> b2-4", Freeze(Fraction(4)), "a0-4 >dissolve0.4> b@2~2 b2-4")


def test_freeze_at_the_end_fades_out_after_the_held_frame():
    check("a0-4[out1]", Freeze(Fraction(4)), "a0-4 a@119/30~2[out1]")


def test_freeze_outside_is_refused():
    refused("a0-4", Freeze(Fraction(5)), PastTheEnd)
    refused("a0-4", Freeze(Fraction(-1)), PastTheEnd)
    refused("a0-4", Freeze(Fraction(1), Fraction(0)), OutOfRange)
    refused("", Freeze(Fraction(0)), EmptyTimeline)


def test_freeze_of_a_gap_is_refused():
    error = refused("a0-2 _2 b0-2", Freeze(Fraction(3)), NothingShown)
    assert error.text("en") == "There is no picture at 0:03, only a gap."
