"""Music by mood: the tracks are there, are what the table says, and answer to the words people use."""

import re

import av
import numpy as np
import pytest
from immich_memories_music import tracks_dir

from rushes.language.words.phrases_en import MOODS as ASKED_EN
from rushes.language.words.phrases_zh import MOODS as ASKED_ZH
from rushes.media.music import MOODS, SYNONYMS, TRACKS, PackagedMusic, licence, mood_key, tracks_for


def test_every_track_of_the_package_is_listed_once():
    assert sorted(track.path for track in TRACKS) == sorted(tracks_dir().rglob("*.opus"))
    assert len({track.name for track in TRACKS}) == len(TRACKS) == 28


@pytest.mark.parametrize("track", TRACKS[::4], ids=lambda track: track.name)
def test_durations_are_those_of_the_sound(track):
    with av.open(str(track.path)) as file:
        frames = [frame.to_ndarray() for frame in file.decode(audio=0)]
        rate = file.streams.audio[0].codec_context.sample_rate
    sound = np.concatenate(frames, axis=1)
    assert sound.shape[1] == track.duration * rate
    assert np.sqrt((sound.astype(float) ** 2).mean()) > 0.02


def test_tempo_and_key_are_as_the_makers_list_them():
    for track in TRACKS:
        assert re.search(rf"^ *{re.escape(track.file)} +{track.tempo_bpm} bpm +{track.key} ", licence(), re.MULTILINE)


def test_licence_is_told():
    assert "MIT" in licence() and "no attribution required" in licence()


@pytest.mark.parametrize(
    ("asked", "mood", "style"),
    [
        ("lo-fi", "calm", "electronic"),
        ("Lo Fi beats", "calm", "electronic"),
        ("calm", "calm", "acoustic"),
        ("some relaxing music", "calm", "acoustic"),
        ("upbeat", "happy", "electronic"),
        ("happy", "happy", "acoustic"),
        ("energetic", "energetic", "electronic"),
        ("nostalgic", "nostalgic", "acoustic"),
        ("tender", "tender", "acoustic"),
        ("cinematic", "nostalgic", "acoustic"),
    ],
)
def test_a_mood_gives_its_kind_of_track_first(asked, mood, style):
    first = tracks_for(asked)[0]
    assert (first.mood, first.style) == (mood, style)


def test_order_is_always_the_same_and_has_no_track_twice():
    for mood in MOODS:
        fitting = tracks_for(mood)
        assert fitting and fitting == tracks_for(mood.upper())
        assert len(set(fitting)) == len(fitting)


def test_every_synonym_means_a_mood():
    assert all(key in MOODS for key in SYNONYMS.values())
    assert not set(SYNONYMS) & set(MOODS)


@pytest.mark.parametrize("asked", ["rock", "jazz", "classical", "hip hop", "", "!?"])
def test_what_there_is_no_music_for_is_said(asked):
    assert mood_key(asked) is None and tracks_for(asked) == ()
    assert PackagedMusic().track(asked) is None


def test_moods_that_can_be_asked_for_are_answered_or_known_to_be_missing():
    assert {mood for mood in {*ASKED_EN, *ASKED_ZH} if not tracks_for(mood)} <= {"rock", "jazz", "classical", "hip hop"}


def test_another_track_is_offered_until_there_is_none():
    music, heard = PackagedMusic(), []
    for track in tracks_for("happy"):
        path, name = music.track("happy", tuple(heard))
        assert (path, name) == (track.path, track.name) and path.is_file()
        heard.append(name)
    assert music.track("happy", tuple(heard))[1] == heard[0]
