"""Arranging: moved, swapped, put in, replaced, repeated."""

from __future__ import annotations

from fractions import Fraction

from tests.edits.sketches import check, edited, project_of, refused

from rushes.edits import (
    AdjustColour,
    AppendMedia,
    InsertClip,
    MoveClip,
    Reorder,
    RepeatClip,
    ReplaceClip,
    SetAspect,
    SwapClips,
)
from rushes.edits.errors import NoPicture, NoSuchItem, NoSuchMedia, NotAllNamed, OutOfRange, PastTheEnd, TooMany
from rushes.model.time import seconds
from rushes.model.timeline import Canvas, Fit

# --- order ---------------------------------------------------------------------------------------------------


def test_move_a_clip_to_the_front():
    check("a0-4 b0-2 c0-1", MoveClip("c3", 1), "c3:c0-1 c1:a0-4 c2:b0-2")


def test_move_a_clip_to_the_back():
    check("a0-4 b0-2 c0-1", MoveClip("c1", 3), "c2:b0-2 c3:c0-1 c1:a0-4")


def test_move_a_clip_to_where_it_is():
    check("a0-4 >wipe_left0.4> b2-4", MoveClip("c2", 2), "c1:a0-4 >wipe_left0.4> c2:b2-4")


def test_move_outside_is_refused():
    refused("a0-4 b0-2", MoveClip("c1", 3), OutOfRange)
    refused("a0-4 b0-2", MoveClip("c1", 0), OutOfRange)


def test_reorder():
    check("a0-4 b0-2 c0-1", Reorder(("c2", "c3", "c1")), "c2:b0-2 c3:c0-1 c1:a0-4")


def test_reorder_must_name_each_clip_once():
    error = refused("a0-4 b0-2", Reorder(("c1", "c1")), NotAllNamed)
    assert "c1" in error.text("en")
    refused("a0-4 b0-2", Reorder(("c1",)), NotAllNamed)
    refused("a0-4 b0-2", Reorder(("c1", "c1", "c2")), NotAllNamed)
    refused("a0-4 b0-2", Reorder(("c1", "c7")), NoSuchItem)


def test_swap():
    check("a0-4 b0-2 c0-1", SwapClips("c1", "c3"), "c3:c0-1 c2:b0-2 c1:a0-4")
    check("a0-4 b0-2", SwapClips("c1", "c1"), "c1:a0-4 c2:b0-2")


def test_a_transition_goes_when_its_neighbours_part():
    check("a0-4 >wipe_left0.4> b2-4 c0-1", MoveClip("c3", 2), "a0-4 c0-1 b2-4")


def test_a_transition_stays_where_its_neighbours_do():
    check("a0-4 >wipe_left0.4> b2-4 c0-1", MoveClip("c3", 1), "c0-1 a0-4 >wipe_left0.4> b2-4")


def test_the_opening_fade_stays_at_the_opening_when_clips_move():
    check("a0-4[in1] b0-2", MoveClip("c2", 1), "b0-2[in1] a0-4")
    check("a0-4[in1] b0-2[out1]", SwapClips("c1", "c2"), "b0-2[in1] a0-4[out1]")


# --- append and insert ---------------------------------------------------------------------------------------


def test_append_shows_the_whole_file_at_the_end():
    check("a0-4", AppendMedia(("b", "still")), "c1:a0-4 c2:b0-10 c3:still@0~3")


def test_append_moves_the_closing_fade_to_the_new_end():
    check("a0-4[out1]", AppendMedia(("b",)), "a0-4 b0-10[out1]")


def test_append_leaves_titles_where_they_are():
    check('a0-4 | t "x" 1-4', AppendMedia(("b",)), 'a0-4 b0-10 | t "x" 1-4')


def test_an_end_card_stays_at_the_end():
    check('a0-4 | end "Bye" 1-4', AppendMedia(("b",)), 'a0-4 b0-10 | end "Bye" 11-14')
    check('a0-4 | end "Bye" 1-4', RepeatClip(1), 'a0-4 a0-4 | end "Bye" 5-8')
    check('a0-4 | end "Bye" 1-4', InsertClip("b", Fraction(2), length=Fraction(1)), 'a0-2 b0-1 a2-4 | end "Bye" 2-5')


def test_append_cuts_a_file_to_whole_frames():
    check("a0-4", AppendMedia(("b",)), "a0-4 b0-149/30", lasting={"b": "4.99"})


def test_append_of_sound_is_refused():
    error = refused("a0-4", AppendMedia(("tune",)), NoPicture)
    assert error.text("en") == "tune.file has sound only, so it can't be shown."
    refused("a0-4", AppendMedia(("nothing",)), NoSuchMedia)


def test_the_first_clip_decides_the_canvas():
    timeline = edited("", AppendMedia(("a",)), rate=Fraction(30000, 1001))
    assert timeline.canvas == Canvas(3840, 2160, Fraction(30000, 1001))


def test_a_second_file_ends_a_variable_rate():
    """Two files share no frame times, so the canvas gets a rate and every clip whole frames of it."""
    timeline = check("a0-2.01", AppendMedia(("b",)), "a0-2 b0-10", variable_rate=True)
    assert not timeline.canvas.variable_rate


def test_the_same_file_again_keeps_a_variable_rate():
    timeline = check("a0-2.01", AppendMedia(("a",)), "a0-2.01 a0-10", variable_rate=True)
    assert timeline.canvas.variable_rate


def test_what_is_added_fills_the_canvas_as_the_rest_does():
    timeline = edited("a0-4", SetAspect(Fraction(9, 16)), AppendMedia(("b",)), InsertClip("c", Fraction(1)))
    assert {clip.framing.fit for clip in timeline.clips} == {Fit.CROP}


def test_insert_in_the_middle_pushes_the_rest_on():
    check("a0-4", InsertClip("b", Fraction(1), length=Fraction(2)), "c1:a0-1 c3:b0-2 c2:a1-4")


def test_insert_at_the_ends():
    check("a0-4", InsertClip("b", Fraction(0), length=Fraction(2)), "b0-2 a0-4")
    check("a0-4", InsertClip("b", Fraction(4), length=Fraction(2)), "a0-4 b0-2")


def test_insert_part_of_a_file():
    check("a0-4", InsertClip("b", Fraction(4), Fraction(3), Fraction(2)), "a0-4 b3-5")
    check("a0-4", InsertClip("b", Fraction(4), Fraction(7)), "a0-4 b7-10")
    check("a0-4", InsertClip("b", Fraction(4), Fraction(7), Fraction(60)), "a0-4 b7-10")


def test_insert_a_still_for_a_while():
    check("a0-4", InsertClip("still", Fraction(1), length=Fraction(5)), "a0-1 still@0~5 a1-4")


def test_insert_snaps_to_a_frame():
    check("a0-4", InsertClip("b", seconds("1.01"), length=Fraction(1)), "a0-1 b0-1 a1-4")


def test_insert_on_an_empty_timeline_shows_only_what_was_asked():
    check("", InsertClip("b", Fraction(0), Fraction(1), Fraction(2)), "b1-3")


def test_insert_moves_what_comes_later():
    check(
        'a0-4 | t "one" 0-1 | t "two" 2-3 | o still 2-3 | fx talk 2-3 once',
        InsertClip("b", Fraction(1), length=Fraction(2)),
        'a0-1 b0-2 a1-4 | t "one" 0-1 | t "two" 4-5 | o still 4-5 | fx talk 4-5 once',
    )


def test_insert_moves_what_starts_right_there():
    check(
        'a0-4 | t "x" 1-2 | o still 1-2 | m tune 1-3 | replacement talk 1- once',
        InsertClip("b", Fraction(1), length=Fraction(2)),
        'a0-1 b0-2 a1-4 | t "x" 3-4 | o still 3-4 | m tune 3-5 | replacement talk 3- once',
    )


def test_a_title_on_screen_stays_as_long_as_it_was():
    check('a0-4 | t "one" 0-3', InsertClip("b", Fraction(1), length=Fraction(2)), 'a0-1 b0-2 a1-4 | t "one" 0-3')


def test_what_ran_to_the_end_still_does():
    check(
        'a0-4 | t "one" 0-4 | m tune 1-4',
        InsertClip("b", Fraction(2), length=Fraction(2)),
        'a0-2 b0-2 a2-4 | t "one" 0-6 | m tune 1-6',
    )


def test_an_opening_title_opens_what_is_put_before():
    check('a0-4 | t "one" 0-3', InsertClip("b", Fraction(0), length=Fraction(2)), 'b0-2 a0-4 | t "one" 0-3')


def test_sound_in_place_of_the_clips_own_opens_for_what_is_put_in():
    check(
        "a0-9[mute] | replacement talk 0- once",
        InsertClip("b", Fraction(2), length=Fraction(3)),
        "a0-2[mute] b0-3 a2-9[mute] | replacement talk 0-2 once | replacement talk@2 5- once",
    )


def test_insert_on_a_transition_takes_it_away():
    check("a0-4 >dissolve0.4> b2-4", InsertClip("c", Fraction(4), length=Fraction(1)), "a0-4 c0-1 b2-4")


def test_insert_nonsense_is_refused():
    refused("a0-4", InsertClip("b", Fraction(5)), PastTheEnd)
    refused("a0-4", InsertClip("b", Fraction(-1)), PastTheEnd)
    refused("a0-4", InsertClip("b", Fraction(1), Fraction(10)), PastTheEnd)
    refused("a0-4", InsertClip("b", Fraction(1), Fraction(-1)), PastTheEnd)
    refused("a0-4", InsertClip("b", Fraction(1), length=Fraction(-1)), OutOfRange)
    refused("a0-4", InsertClip("tune", Fraction(1)), NoPicture)
    refused("a0-4", InsertClip("nothing", Fraction(1)), NoSuchMedia)


# --- replace -------------------------------------------------------------------------------------------------


def test_replace_keeps_the_length_and_the_place():
    check("a0-4 b0-2 c0-1", ReplaceClip("c2", "d", Fraction(3)), "c1:a0-4 c2:d3-5 c3:c0-1")
    check("a0-4 b0-2", ReplaceClip("c1", "still"), "still@0~4 b0-2")


def test_replace_by_a_shorter_file_closes_the_hole():
    check('a0-4 b0-2 | t "two" 4-5', ReplaceClip("c1", "d"), 'd0-3 b0-2 | t "two" 3-4', lasting={"d": "3"})


def test_replace_keeps_fades_and_transitions():
    check("a0-4[in1] >dissolve0.4> b2-4[out1]", ReplaceClip("c1", "d"), "d0-4[in1] >dissolve0.4> b2-4[out1]")


def test_replace_keeps_colour_and_level_of_the_place():
    before = edited("a0-4[mute]", AdjustColour(warmth_k=700))
    (clip,) = edited(project_of("").with_timeline(before), ReplaceClip("c1", "d")).clips
    assert (clip.media, clip.grade.warmth_k, clip.level.muted) == ("d", 700, True)


def test_replace_by_another_file_ends_a_variable_rate():
    timeline = check("a0-2 a2-4", ReplaceClip("c2", "b"), "a0-2 b0-2", variable_rate=True)
    assert not timeline.canvas.variable_rate


def test_replace_by_sound_is_refused():
    refused("a0-4", ReplaceClip("c1", "tune"), NoPicture)
    refused("a0-4", ReplaceClip("c4", "b"), NoSuchItem)


# --- repeat --------------------------------------------------------------------------------------------------


def test_repeat_a_clip():
    check("a0-4 b0-2", RepeatClip(2, "c1"), "c1:a0-4 c3:a0-4 c4:a0-4 c2:b0-2")


def test_repeat_the_video():
    check("a0-4 _1 b0-2", RepeatClip(1), "a0-4 _1 b0-2 a0-4 _1 b0-2")


def test_repeat_moves_what_comes_later():
    check('a0-4 b0-2 | t "b" 4-5', RepeatClip(1, "c1"), 'a0-4 a0-4 b0-2 | t "b" 8-9')


def test_repeat_keeps_transitions_inside_and_after():
    check("a0-4 >dissolve0.4> b2-4", RepeatClip(1), "a0-4 >dissolve0.4> b2-4 a0-4 >dissolve0.4> b2-4")
    check("a0-4 >dissolve0.4> b2-4", RepeatClip(1, "c1"), "a0-4 a0-4 >dissolve0.4> b2-4")


def test_repeat_fades_only_at_the_ends_of_the_video():
    check("a0-4[in1] b0-2[out1]", RepeatClip(1), "a0-4[in1] b0-2 a0-4 b0-2[out1]")
    check("a0-4[in1] b0-2", RepeatClip(1, "c1"), "a0-4[in1] a0-4 b0-2")


def test_repeat_nonsense_is_refused():
    refused("a0-4", RepeatClip(0), OutOfRange)
    refused("a0-4", RepeatClip(10**30), OutOfRange)


def test_repeats_of_repeats_end_somewhere():
    project = project_of(" ".join(["a0-1"] * 100))
    refused(project, RepeatClip(100), TooMany)
