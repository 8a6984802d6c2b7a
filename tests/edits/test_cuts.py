"""Cutting: what goes, what stays, and what rides along."""

from __future__ import annotations

from fractions import Fraction

import pytest
from tests.edits.sketches import check, edited, project_of, refused

from rushes.edits import (
    CutRange,
    DeleteClips,
    KeepRanges,
    LiftRange,
    SetLength,
    SetZoom,
    Split,
    SplitEvenly,
    TrimEnd,
    TrimStart,
)
from rushes.edits.errors import (
    EmptyTimeline,
    NoSuchChoice,
    NoSuchItem,
    NothingLeft,
    OutOfRange,
    PastTheEnd,
    TooLong,
    TooShort,
)
from rushes.model.time import ZERO, seconds, span
from rushes.model.timeline import Zoom


def of(value: float | str) -> Fraction:
    return seconds(value)


# --- trimming ------------------------------------------------------------------------------------------------


def test_trim_start_takes_the_head():
    check("a0-4 b0-2", TrimStart(of(1)), "c1:a1-4 c2:b0-2")


def test_trim_start_over_a_whole_clip():
    check("a0-4 b0-2", TrimStart(of(5)), "c2:b1-2")


def test_trim_start_of_one_clip_closes_the_hole():
    check("a0-4 b0-4 c0-2", TrimStart(of(1), "c2"), "c1:a0-4 c2:b1-4 c3:c0-2")


def test_trim_end_takes_the_tail():
    check("a0-4 b0-2", TrimEnd(of(1)), "c1:a0-4 c2:b0-1")


def test_trim_end_of_one_clip():
    check("a0-4 b0-2", TrimEnd(of("1.5"), "c1"), "c1:a0-2.5 c2:b0-2")


def test_trim_of_a_fast_clip_counts_on_the_timeline():
    check("a0-8x2", TrimStart(of(1)), "a2-8x2")


def test_trim_start_of_a_reversed_clip_takes_the_end_of_its_source():
    check("a4-0", TrimStart(of(1)), "a3-0")
    check("a4-0", TrimEnd(of(1)), "a4-1")


def test_trim_snaps_to_frames_at_2997():
    """5 s is 149.85 frames: 150 go."""
    check("a0-1001/100", TrimStart(of(5)), "a5.005-10.01", rate=Fraction(30000, 1001), lasting={"a": "20"})


def test_trim_snaps_to_frames_at_23976():
    """1 s is 23.976 frames: 24 go, and 216 stay."""
    check("a0-10.01", TrimEnd(of(1)), "a0-9.009", rate=Fraction(24000, 1001), lasting={"a": "20"})


def test_trim_on_a_variable_rate_canvas_is_exact():
    check("a0-4", TrimStart(of("1/3")), "a1/3-4", variable_rate=True)


def test_trim_of_less_than_a_frame_takes_one():
    check("a0-4", TrimStart(of("0.005")), "a1/30-4")


@pytest.mark.parametrize("length", ["0", "-1", "1000000"])
def test_trim_by_nothing_is_refused(length: str):
    refused("a0-4", TrimStart(of(length)), OutOfRange)
    refused("a0-4", TrimEnd(of(length)), OutOfRange)


def test_trim_of_everything_is_refused():
    error = refused("a0-4", TrimStart(of(4)), NothingLeft)
    assert error.text("en") == "That would take away everything: it is only 4 s long."
    assert error.text("zh") == "这样会全部删掉：总长只有 4 s。"
    refused("a0-4", TrimEnd(of("3.99")), NothingLeft)
    refused("a0-4 b0-2", TrimStart(of(2), "c2"), NothingLeft)


def test_trim_of_an_empty_timeline_is_refused():
    refused("", TrimStart(of(1)), EmptyTimeline)


# --- ranges --------------------------------------------------------------------------------------------------


def test_cut_range_closes_the_hole():
    check("a0-4 b0-2", CutRange(span(1, 3)), "c1:a0-1 c3:a3-4 c2:b0-2")


def test_cut_range_across_a_cut_keeps_both_ids():
    check("a0-4 b0-2", CutRange(span(3, 5)), "c1:a0-3 c2:b1-2")


def test_cut_range_over_a_clip_of_the_same_file_keeps_the_right_id():
    """The first clip shows what the second shows too; its id must not pass on."""
    check("a0-8 a2-6", CutRange(span(0, 9)), "c2:a3-6")


def test_cut_range_within_a_clip_named():
    check("a0-4 b0-4", CutRange(span(1, 2), "c2"), "c1:a0-4 c2:b0-1 c3:b2-4")


def test_cut_range_of_a_clip_stays_within_it():
    check("a0-4 b0-4 c0-2", CutRange(span(-1, 1), "c2"), "a0-4 b1-4 c0-2")
    check("a0-4 b0-4 c0-2", CutRange(span(3, 9), "c2"), "a0-4 b0-3 c0-2")


def test_cut_range_through_a_gap():
    check("a0-2 _2 b0-2", CutRange(span(1, 3)), "a0-1 _1 b0-2")
    check("a0-2 _3 b0-2", CutRange(span(3, 4)), "a0-2 _1 _1 b0-2")


def test_cut_range_of_a_held_frame():
    check("a0-2 still@0~4", CutRange(span(3, 4)), "a0-2 still@0~1 still@0~2")


def test_cut_range_past_the_end_is_refused():
    error = refused("a0-4", CutRange(span(5, 6)), PastTheEnd)
    assert error.text("en") == "There is nothing at 0:05: it is only 4 s long."
    refused("a0-4", CutRange(span(-3, -1)), PastTheEnd)


def test_cut_range_of_no_time_is_refused():
    refused("a0-4", CutRange(span(2, 2)), TooShort)


def test_lift_leaves_a_gap():
    check("a0-4 b0-2", LiftRange(span(3, 5)), "c1:a0-3 _2 c2:b1-2")


def test_lift_inside_a_clip():
    check("a0-4", LiftRange(span(1, 2)), "c1:a0-1 _1 c2:a2-4")


def test_lift_beside_or_in_a_gap_makes_one_gap_of_it():
    check("a0-2 _3 b0-2", LiftRange(span(3, 4)), "a0-2 _3 b0-2")
    check("a0-2 _3 b0-2", LiftRange(span(4, 6)), "a0-2 _4 b1-2")


def test_lift_moves_no_title():
    check('a0-4 | t "Dawn" 2-4', LiftRange(span(0, 1)), '_1 a1-4 | t "Dawn" 2-4')


def test_keep_ranges_closes_the_holes():
    check("a0-9", KeepRanges((span(1, 3), span(5, 6))), "a1-3 a5-6")


def test_keep_ranges_that_overlap_are_one():
    check("a0-9", KeepRanges((span(4, 6), span(1, 5))), "a1-6")


def test_keep_everything_changes_nothing():
    check("a0-4 b0-2", KeepRanges((span(0, 99),)), "c1:a0-4 c2:b0-2")


def test_keep_range_of_one_clip_leaves_the_others():
    check("a0-4 b0-4 c0-2", KeepRanges((span(1, 2),), "c2"), "a0-4 b1-2 c0-2")


def test_keep_nothing_is_refused():
    refused("a0-4", KeepRanges(()), PastTheEnd)
    refused("a0-4", KeepRanges((span(7, 9),)), PastTheEnd)


# --- length --------------------------------------------------------------------------------------------------


def test_set_length_cuts_the_end_off():
    check("a0-4 b0-2", SetLength(of(3)), "a0-3")
    check("a0-4 b0-2", SetLength(of(1), "c1"), "a0-1 b0-2")


def test_set_length_that_snaps_to_what_it_is_changes_nothing():
    """10 s at 29.97 is 300 frames, 10.01 s."""
    check("a0-10.01", SetLength(of(10)), "a0-10.01", rate=Fraction(30000, 1001), lasting={"a": "20"})


def test_set_length_of_a_still_moves_what_follows():
    check('still@0~3 a0-4 | t "x" 4-5', SetLength(of(5), "c1"), 'still@0~5 a0-4 | t "x" 6-7')
    check('still@0~3 a0-4 | t "x" 4-5', SetLength(of(2), "c1"), 'still@0~2 a0-4 | t "x" 3-4')


def test_set_length_of_a_clip_shows_more_of_its_media():
    check('a0-4 b0-2 | t "x" 5-6', SetLength(of(6), "c1"), 'a0-6 b0-2 | t "x" 7-8')
    check("a4-2 b0-2", SetLength(of(4), "c1"), "a4-0 b0-2")
    check("a0-4x2 b0-2", SetLength(of(3), "c1"), "a0-6x2 b0-2")


def test_set_length_at_the_head_shows_more_of_what_came_before():
    """The clip starts where it did; what it showed, and all that follows, moves on."""
    check('a3-7 b2-4 | t "x" 5-6', SetLength(of(3), "c2", "head"), 'a3-7 b1-4 | t "x" 6-7')
    check('a3-7 b2-4 | t "x" 1-2', SetLength(of(6), "c1", "head"), 'a1-7 b2-4 | t "x" 3-4')
    check("a7-3 b0-2", SetLength(of(6), "c1", "head"), "a9-3 b0-2")
    check("a4-8x2 b0-2", SetLength(of(3), "c1", "head"), "a2-8x2 b0-2")
    check("a0-4 b0-2", SetLength(of(1), "c1", "head"), "c1:a3-4 c2:b0-2")
    check("still@0~3 a0-4", SetLength(of(5), "c1", "head"), "still@0~5 a0-4")


def test_set_length_at_the_head_goes_no_further_than_the_media():
    error = refused("a3-7 b0-2", SetLength(of(8), "c1", "head"), TooLong)
    assert error.text("en") == "There is only 7 s of it, so it can't be made 8 s."
    refused("a3-7", SetLength(of(5), side="head"), TooLong)
    refused("a3-7", SetLength(of(5), "c1", "front"), NoSuchChoice)


def test_set_length_beyond_the_media_is_refused():
    error = refused("a0-4 b0-2", SetLength(of(11), "c1"), TooLong)
    assert error.text("en") == "There is only 10 s of it, so it can't be made 11 s."
    refused("a0-4", SetLength(of(5)), TooLong)
    refused("a4-1", SetLength(of("4.5"), "c1"), TooLong)


# --- splitting -----------------------------------------------------------------------------------------------


def test_split_makes_a_cut():
    check("a0-4 b0-2", Split((of(1), of(5))), "c1:a0-1 c3:a1-4 c2:b0-1 c4:b1-2")


def test_split_at_a_cut_or_an_end_changes_nothing():
    check("a0-4 b0-2", Split((of(0), of(4), of(6))), "c1:a0-4 c2:b0-2")


def test_split_of_a_reversed_fast_clip():
    check("a8-0x2", Split((of(1),)), "a8-6x2 a6-0x2")


def test_split_of_a_gap():
    check("a0-2 _3 b0-2", Split((of(3),)), "a0-2 _1 _2 b0-2")


def test_split_in_any_order_and_twice_at_one_place():
    check("a0-4", Split((of(3), of(1), of("1.001"))), "c1:a0-1 c2:a1-3 c3:a3-4")


def test_split_outside_is_refused():
    refused("a0-4", Split((of(5),)), PastTheEnd)
    refused("a0-4", Split((of(-1),)), PastTheEnd)


def test_split_keeps_fades_at_the_outer_ends():
    check("a0-4[in1 out1]", Split((of(2),)), "a0-2[in1] a2-4[out1]")


def test_split_lets_a_slow_zoom_go_on():
    project = project_of("a0-4")
    zoomed = edited(project, SetZoom(Zoom(1, 1.4)), Split((of(1),)))
    assert [clip.framing.zoom for clip in zoomed.clips] == [Zoom(1, 1.1), Zoom(1.1, 1.4)]


def test_trim_gives_a_slow_zoom_what_time_there_is():
    zoomed = edited("a0-4", SetZoom(Zoom(1, 1.4)), TrimStart(of(1)))
    assert [clip.framing.zoom for clip in zoomed.clips] == [Zoom(1, 1.4)]


def test_split_evenly():
    check("a0-9", SplitEvenly(3), "a0-3 a3-6 a6-9")
    check("a0-4 b0-2", SplitEvenly(2, "c2"), "a0-4 b0-1 b1-2")


def test_split_evenly_snaps_each_cut():
    check("a0-1", SplitEvenly(7), "a0-2/15 a2/15-0.3 a0.3-13/30 a13/30-17/30 a17/30-0.7 a0.7-13/15 a13/15-1")


def test_split_into_one_is_refused():
    refused("a0-4", SplitEvenly(1), OutOfRange)


# --- deleting ------------------------------------------------------------------------------------------------


def test_delete_clips_closes_the_holes():
    check("a0-4 b0-2 c0-1", DeleteClips(("c1", "c3")), "c2:b0-2")


def test_delete_a_clip_named_twice():
    check("a0-4 b0-2", DeleteClips(("c1", "c1")), "b0-2")


def test_delete_an_unknown_clip_is_refused():
    error = refused("a0-4", DeleteClips(("c9",)), NoSuchItem)
    assert error.text("en") == "There is no c9 on the timeline."


def test_delete_every_clip_is_refused():
    refused("a0-4 b0-2", DeleteClips(("c1", "c2")), NothingLeft)


# --- what rides along ----------------------------------------------------------------------------------------


def test_titles_move_up_with_their_picture():
    check('a0-9 | t "Dawn" 5-8', TrimStart(of(2)), 'a2-9 | t "Dawn" 3-6')


def test_an_opening_title_stays_at_the_opening():
    check('a0-9 | t "Dawn" 0-3', TrimStart(of(5)), 'a5-9 | t "Dawn" 0-3')


def test_a_closing_title_stays_at_the_close():
    check('a0-9 | end "Bye" 6-9', TrimEnd(of(5)), 'a0-4 | end "Bye" 1-4')


def test_a_caption_goes_with_what_was_said():
    check('a0-9 | cap "hello" 0-2 | cap "there" 2-6', TrimStart(of(3)), 'a3-9 | cap "there" 0-3')


def test_a_title_wholly_inside_the_cut_goes():
    check('a0-9 | t "Dawn" 3-4', CutRange(span(2, 5)), "a0-2 a5-9")


def test_a_title_over_the_cut_loses_that_part():
    check('a0-9 | t "Dawn" 1-4', CutRange(span(2, 3)), 'a0-2 a3-9 | t "Dawn" 1-3')


def test_an_opening_logo_stays_at_the_opening():
    check("a0-9 | o still 0-3", TrimStart(of(5)), "a5-9 | o still 0-3")
    check("a0-9 | o b 0-3", TrimStart(of(5)), "a5-9")


def test_music_plays_on_over_a_cut():
    check("a0-9 | m tune 0- -18dB", CutRange(span(2, 5)), "a0-2 a5-9 | m tune 0- -18dB")


def test_music_that_ends_in_the_middle_ends_over_the_same_picture():
    check("a0-9 | m tune 0-7", CutRange(span(2, 5)), "a0-2 a5-9 | m tune 0-4")


def test_sound_in_place_of_the_clips_own_is_cut_in_step():
    check(
        "a0-9[mute] | replacement talk 0- once",
        CutRange(span(2, 5)),
        "a0-2[mute] a5-9[mute] | replacement talk 0-2 once | replacement talk@5 2- once",
    )
    check("a0-9 | replacement talk 0- once", TrimStart(of(2)), "a2-9 | replacement talk@2 0- once")


def test_a_voice_that_starts_in_the_cut_keeps_in_step():
    check("a0-9 | voice talk 3- once", CutRange(span(2, 5)), "a0-2 a5-9 | voice talk@2 2- once")


def test_a_moving_overlay_is_cut_in_step_and_a_still_one_plays_on():
    check("a0-9 | o b 1-8", CutRange(span(2, 5)), "a0-2 a5-9 | o b 1-2 | o b@4 2-5")
    check("a0-9 | o still 1-8", CutRange(span(2, 5)), "a0-2 a5-9 | o still 1-5")


def test_an_opening_fade_stays_at_the_opening():
    check("a0-4[in1] b0-4", TrimStart(of(1)), "a1-4[in1] b0-4")
    check("a0-4[in1] b0-4", TrimStart(of(5)), "b1-4[in1]")
    check("a0-4[in1] b0-4", DeleteClips(("c1",)), "b0-4[in1]")


def test_a_closing_fade_stays_at_the_close():
    check("a0-4 b0-4[out1]", TrimEnd(of(1)), "a0-4 b0-3[out1]")
    check("a0-4 b0-4[out2]", TrimEnd(of(5)), "a0-3[out2]")


def test_a_fade_is_no_longer_than_what_is_left():
    check("a0-4[in2] b0-4", TrimStart(of("3.5"), "c1"), "a3.5-4[in0.5] b0-4")


def test_a_cut_in_the_middle_leaves_no_fade_there():
    check("a0-9[in1 out1]", CutRange(span(2, 5)), "a0-2[in1] a5-9[out1]")


def test_a_transition_stays_while_both_its_clips_do():
    check("a0-4 >dissolve0.4> b2-6", TrimStart(of(1), "c2"), "a0-4 >dissolve0.4> b3-6")
    check("a0-4 >dissolve0.4> b2-6", TrimEnd(of(1), "c1"), "a0-3 >dissolve0.4> b2-6")


def test_a_transition_goes_with_the_clip_before_it():
    check("a0-4 b0-4 >dissolve0.4> c2-6", DeleteClips(("c2",)), "a0-4 c2-6")


def test_a_cut_moves_no_clip_off_the_frames():
    timeline = edited("a0-4 b0-4", CutRange(span("1.01", "2.02")), rate=Fraction(30000, 1001), lasting={"a": "20"})
    assert all((clip.length * Fraction(30000, 1001)).denominator == 1 for clip in timeline.clips)
    assert timeline.length > ZERO
