"""Sound: loudness, fades, music, sound in place of sound."""

from __future__ import annotations

from fractions import Fraction

import pytest
from tests.edits.sketches import check, edited, project_of, refused

from rushes.edits import (
    AddMusic,
    AddOverlay,
    AppendMedia,
    ChangeVolume,
    FadeSound,
    Mute,
    RemoveSounds,
    ReplaceSound,
    SetDucking,
    SetLoudness,
    ShiftSound,
    TrimStart,
)
from rushes.edits.errors import (
    EmptyTimeline,
    NoAddedSound,
    NoSound,
    NoSuchChoice,
    NoSuchItem,
    NoSuchMedia,
    OutOfRange,
    PastTheEnd,
    TooShort,
)
from rushes.model.time import ZERO, span
from rushes.model.timeline import Duck, Level, SoundKind

MUSIC = "a0-4 b0-4 | s9:m tune 0- -18dB"

# --- volume --------------------------------------------------------------------------------------------------


def test_volume_of_everything():
    check(MUSIC, ChangeVolume(-6), "a0-4[-6dB] b0-4[-6dB] | m tune 0- -24dB")


def test_volume_of_one_clip_or_one_sound():
    check(MUSIC, ChangeVolume(-6, targets=("c2",)), "a0-4 b0-4[-6dB] | m tune 0- -18dB")
    check(MUSIC, ChangeVolume(-6, targets=("s9",)), "a0-4 b0-4 | m tune 0- -24dB")


def test_volume_to_a_level():
    check("a0-4[-6dB]", ChangeVolume(to_db=-3), "a0-4[-3dB]")
    check("a0-4[-6dB]", ChangeVolume(to_db=0), "a0-4")


def test_volume_is_bounded():
    assert edited("a0-4", ChangeVolume(50)).clips[0].level.gain_db == 24
    assert edited("a0-4", ChangeVolume(-90), ChangeVolume(-90)).clips[0].level.gain_db == -96
    refused("a0-4", ChangeVolume(1000), OutOfRange)
    refused("a0-4", ChangeVolume(0, to_db=-1000), OutOfRange)
    refused("a0-4", ChangeVolume(float("nan")), OutOfRange)


def test_volume_of_a_stretch():
    check(
        MUSIC,
        ChangeVolume(-6, span=span(1, 2)),
        "a0-1 a1-2[-6dB] a2-4 b0-4 | m tune 0-1 -18dB | m tune@1 1-2 -24dB | m tune@2 2- -18dB",
    )


def test_louder_lets_what_is_named_be_heard_again():
    check("a0-4[mute]", ChangeVolume(3, targets=("c1",)), "a0-4[3dB]")


def test_louder_video_leaves_what_is_muted_muted():
    """Else the sound that was replaced would come back."""
    check("a0-4[mute] b0-2", ChangeVolume(3), "a0-4[mute 3dB] b0-2[3dB]")


# --- mute ----------------------------------------------------------------------------------------------------


def test_mute_everything():
    check(MUSIC, Mute(), "a0-4[mute] b0-4[mute] | m tune 0- -18dB mute")
    check("a0-4[mute]", Mute(muted=False), "a0-4")


def test_mute_everything_mutes_clips_in_corners():
    timeline = edited("a0-4", AddOverlay("b", with_sound=True), Mute())
    assert timeline.overlays[0].level.muted


def test_unmute_everything_leaves_silent_corners_silent():
    timeline = edited("a0-4", AddOverlay("b"), Mute(muted=False))
    assert timeline.overlays[0].level.muted


def test_mute_a_stretch_of_looped_music_lets_it_play_on_behind():
    """5 s of music over 20 s, silent from 7 to 9: what follows starts where it would have been, 4 s in."""
    check(
        "a0-10 b0-10 | s9:m tune 0-",
        Mute(("s9",), span(7, 9)),
        "a0-10 b0-10 | m tune 0-7 | m tune@2 7-9 mute | m tune@4 9-",
    )


def test_mute_a_stretch_of_music_keeps_fades_at_its_own_ends():
    project = project_of("a0-9")
    timeline = edited(project, AddMusic("tune"), Mute(span=span(3, 4)))
    assert [(s.level.fade_in, s.level.fade_out) for s in timeline.sounds] == [(1, 0), (0, 0), (0, 2)]


def test_mute_to_the_end():
    check("a0-4 | s9:m tune 0-", Mute(("s9",), span(3, 4)), "a0-4 | m tune 0-3 | m tune@3 3- mute")


def test_mute_over_a_gap_reaches_the_music():
    check(
        "a0-2 _2 b0-2 | s9:m tune 0-",
        Mute(span=span(2, 4)),
        "a0-2 _2 b0-2 | m tune 0-2 | m tune@2 2-4 mute | m tune@4 4-",
    )


def test_mute_a_stretch_of_a_clip_in_a_corner():
    timeline = edited("a0-9", AddOverlay("b", with_sound=True), Mute(("o2",), span(1, 2)))
    assert [o.level.muted for o in timeline.overlays] == [False, True, False]
    assert [o.source_start for o in timeline.overlays] == [0, 1, 2]


def test_mute_of_the_unknown_is_refused():
    refused("a0-4", Mute(("s7",)), NoSuchItem)
    refused("", Mute(), EmptyTimeline)
    refused("a0-4", Mute(span=span(5, 6)), PastTheEnd)


# --- fades ---------------------------------------------------------------------------------------------------


def test_sound_fades_at_the_ends_of_the_video():
    timeline = edited(MUSIC, FadeSound("out"))
    assert [clip.level.fade_out for clip in timeline.clips] == [0, 2]
    assert timeline.sounds[0].level.fade_out == 2


def test_sound_fade_of_what_is_named():
    timeline = edited(MUSIC, FadeSound("in", Fraction(1), ("s9",)))
    assert [clip.level.fade_in for clip in timeline.clips] == [0, 0]
    assert timeline.sounds[0].level.fade_in == 1


def test_sound_fade_of_music_that_is_in_parts_is_at_its_end_only():
    timeline = edited(MUSIC, Mute(("s9",), span(3, 4)), FadeSound("out"), FadeSound("in"))
    assert [(s.level.fade_in, s.level.fade_out) for s in timeline.sounds] == [(2, 0), (0, 0), (0, 2)]


def test_sound_fade_is_no_longer_than_its_clip():
    assert edited("a0-1 b0-4", FadeSound("in", Fraction(3))).clips[0].level.fade_in == 1


def test_sound_fades_that_are_none_are_refused():
    refused("a0-4", FadeSound("sideways"), NoSuchChoice)
    refused("a0-4", FadeSound("in", Fraction(-1)), OutOfRange)


# --- music ---------------------------------------------------------------------------------------------------


def test_music_lies_under_everything_faded_and_looped():
    timeline = check("a0-4 b0-4", AddMusic("tune"), "a0-4 b0-4 | m tune 0- -18dB")
    sound = timeline.sounds[0]
    assert sound.level == Level(-18, False, Fraction(1), Fraction(2))
    assert sound.label == "tune.file"


def test_music_for_a_stretch():
    check("a0-9", AddMusic("tune", start=Fraction(2), end=Fraction(5)), "a0-9 | m tune 2-5 -18dB")
    check("a0-9", AddMusic("tune", start=Fraction(2), end=Fraction(99)), "a0-9 | m tune 2-9 -18dB")


def test_music_not_looped_ends_with_its_media():
    check("a0-9", AddMusic("tune", start=Fraction(2), loop=False), "a0-9 | m tune 2-7 -18dB once")
    check("a0-4", AddMusic("tune", loop=False), "a0-4 | m tune 0- -18dB once")


def test_music_in_place_of_music():
    check(MUSIC, AddMusic("talk", in_place=True), "a0-4 b0-4 | m talk 0- -18dB")


def test_music_fades_are_no_longer_than_the_music():
    level = edited("a0-1", AddMusic("tune", fade_out=Fraction(30))).sounds[0].level
    assert level.fade_out == 1


def test_music_that_is_none_is_refused():
    refused("a0-4", AddMusic("gone"), NoSuchMedia)
    error = refused("a0-4", AddMusic("mute"), NoSound)
    assert error.text("en") == "mute.file has no sound."
    refused("a0-4", AddMusic("tune", gain_db=99), OutOfRange)
    refused("a0-4", AddMusic("tune", fade_in=Fraction(-1)), OutOfRange)
    refused("a0-4", AddMusic("tune", start=Fraction(5)), PastTheEnd)
    refused("a0-4", AddMusic("tune", start=Fraction(3), end=Fraction(2)), TooShort)
    refused("", AddMusic("tune"), EmptyTimeline)


def test_music_goes_on_over_what_is_added_later():
    check(project_of("a0-4 | m tune 0- -18dB"), AppendMedia(("b",)), "a0-4 b0-10 | m tune 0- -18dB")


def test_remove_sounds():
    both = "a0-4 | s8:m tune 0- | s9:voice talk 1- once"
    check(both, RemoveSounds(("s8",)), "a0-4 | voice talk 1- once")
    check(both, RemoveSounds(kind=SoundKind.MUSIC), "a0-4 | voice talk 1- once")
    check(both, RemoveSounds(), "a0-4")
    refused(both, RemoveSounds(("s1",)), NoSuchItem)


def test_ducking():
    check(MUSIC, SetDucking(), "a0-4 b0-4 | m tune 0- -18dB duck")
    check("a0-4 | m tune 0- duck", SetDucking(None), "a0-4 | m tune 0-")
    error = refused("a0-4", SetDucking(), NoAddedSound)
    assert error.text("zh") == "时间线上没有配乐或其他添加的声音。"
    refused(MUSIC, SetDucking(Duck(depth_db=9)), OutOfRange)
    refused(MUSIC, SetDucking(Duck(attack=Fraction(-1))), OutOfRange)


# --- sound in place of sound -----------------------------------------------------------------------------------


def test_replaced_sound_mutes_the_clips():
    check("a0-4 b0-2", ReplaceSound("talk"), "a0-4[mute] b0-2[mute] | replacement talk 0- once")


def test_replaced_sound_keeps_music():
    check("a0-4 | m tune 0-", ReplaceSound("talk"), "a0-4[mute] | m tune 0- | replacement talk 0- once")


def test_replaced_sound_removed_lets_the_clips_be_heard():
    project = project_of("a0-4 b0-2")
    assert (
        edited(project, ReplaceSound("talk"), RemoveSounds(kind=SoundKind.REPLACEMENT)).clips == project.timeline.clips
    )


def test_replaced_sound_is_replaced_again():
    check(
        project_of("a0-4[mute] | replacement tune 0- once"),
        ReplaceSound("talk"),
        "a0-4[mute] | replacement talk 0- once",
    )


def test_replaced_sound_is_cut_with_the_video():
    timeline = edited("a0-9", ReplaceSound("talk"), TrimStart(Fraction(2)))
    assert timeline.sounds[0].source_start == 2


def test_sound_of_a_silent_file_is_refused():
    refused("a0-4", ReplaceSound("mute"), NoSound)
    refused("", ReplaceSound("talk"), EmptyTimeline)


# --- loudness and shift ----------------------------------------------------------------------------------------


def test_loudness():
    assert edited("a0-4", SetLoudness()).loudness_lufs == -14
    assert edited("a0-4", SetLoudness(), SetLoudness(None)).loudness_lufs is None
    refused("a0-4", SetLoudness(10), OutOfRange)


def test_shift_later_and_earlier():
    check("a0-9 | fx talk 2-4 once", ShiftSound(Fraction(1)), "a0-9 | fx talk 3-5 once")
    check("a0-9 | fx talk 2-4 once", ShiftSound(Fraction(-1)), "a0-9 | fx talk 1-3 once")


def test_shift_before_the_beginning_starts_inside_the_sound():
    check("a0-9 | fx talk 1-4 once", ShiftSound(Fraction(-2)), "a0-9 | fx talk@1 0-2 once")


def test_shift_out_of_the_video_is_refused():
    refused("a0-9 | fx talk 1-4 once", ShiftSound(Fraction(8)), PastTheEnd)
    refused("a0-9 | fx talk 1-4 once", ShiftSound(Fraction(-4)), PastTheEnd)
    refused("a0-9", ShiftSound(Fraction(1)), NoAddedSound)
    refused(MUSIC, ShiftSound(Fraction(1), ("s1",)), NoSuchItem)


@pytest.mark.parametrize("by", [Fraction(1), Fraction(-1)])
def test_shift_leaves_the_clips_alone(by: Fraction):
    before = project_of("a0-9 | m tune 2-4")
    assert edited(before, ShiftSound(by)).track == before.timeline.track
    assert edited(before, ShiftSound(by)).sounds[0].start == 2 + by > ZERO
