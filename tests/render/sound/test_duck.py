"""Music makes room for speech: in time, as far as asked, and not for noise."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from rushes.model.time import seconds
from rushes.model.timeline import Duck, Level, Sound, SoundKind
from rushes.render.sound.duck import HOP, SpeechGate, ducking, reduction
from rushes.render.sound.plan import RATE
from tests import footage
from tests.render.sound.listening import Pool, float_wav, level_db, noise, wav

MUSIC = (9000, 0.2, 0.0)
"""Far above the band of voices, so that it can be told from them in the mix."""


def speech(*windows: tuple[float, float], length: float = 12.0, floor: float = 0.0) -> np.ndarray:
    """Syllables (4 a second) in these windows, over steady noise."""
    result = noise(length, amplitude=floor) if floor else np.zeros(round(length * RATE), np.float32)
    voice = noise(length, seed=5, amplitude=0.1)
    time = np.arange(len(result)) / RATE
    syllables = np.clip(np.sin(2 * np.pi * 4 * time) * 2, 0, 1)
    for start, end in windows:
        at = slice(int(start * RATE), int(end * RATE))
        result[at] += (voice * syllables)[at]
    return result


def music_level(heard: np.ndarray, start: float, end: float) -> float:
    """The level of the music alone, in dB."""
    part = heard[int(start * RATE) : int(end * RATE), 0].astype(float)
    wave = np.exp(-2j * np.pi * MUSIC[0] * np.arange(len(part)) / RATE)
    return 20 * float(np.log10(abs(wave @ part) * 2 / len(part)))


@pytest.fixture(scope="module")
def heard() -> np.ndarray:
    pool = Pool(float_wav("speech.wav", speech((3, 6), (9, 10))), wav("high_music.wav", MUSIC, length=12.0))
    music = Sound("s", pool.media[1].id, level=Level(-6.0), duck=Duck())
    return pool.heard(pool.clip(0, 0, 12), sounds=(music,))


def test_music_is_fifteen_decibels_down_while_somebody_speaks(heard: np.ndarray):
    alone = music_level(heard, 1, 2)
    assert alone == pytest.approx(20 * np.log10(0.2) - 6, abs=0.1)
    assert music_level(heard, 3.1, 5.9) - alone == pytest.approx(-15, abs=0.5)
    assert music_level(heard, 9.1, 9.9) - alone == pytest.approx(-15, abs=0.5)


def test_music_is_down_when_speech_begins_and_up_again_after_it(heard: np.ndarray):
    alone = music_level(heard, 1, 2)
    assert music_level(heard, 3.0, 3.05) - alone < -12
    assert music_level(heard, 2.5, 2.65) - alone == pytest.approx(0, abs=0.3)
    assert music_level(heard, 6.9, 8.6) - alone == pytest.approx(0, abs=0.3)


def test_music_does_not_jump(heard: np.ndarray):
    levels = [music_level(heard, at / 100, at / 100 + 0.02) for at in range(100, 1100)]
    assert np.abs(np.diff(levels)).max() < 2


def test_gaps_between_words_do_not_open_the_music(heard: np.ndarray):
    levels = [music_level(heard, at / 50, at / 50 + 0.02) for at in range(160, 290)]
    assert max(levels) - min(levels) < 1


def test_music_is_not_ducked_where_it_was_not_asked_for():
    pool = Pool(float_wav("speech.wav", speech((3, 6), (9, 10))), wav("high_music.wav", MUSIC, length=12.0))
    plain = pool.heard(pool.clip(0, 0, 12), sounds=(Sound("s", pool.media[1].id),))
    assert music_level(plain, 3.1, 5.9) == pytest.approx(music_level(plain, 1, 2), abs=0.1)


def test_voice_over_ducks_music_too():
    pool = Pool(wav("quiet12.wav", (0, 0, 0), length=12.0), wav("high_music.wav", MUSIC, length=12.0),
                float_wav("speech.wav", speech((3, 6), (9, 10))))  # fmt: skip
    music = Sound("s", pool.media[1].id, duck=Duck(depth_db=-9.0))
    voice = Sound("v", pool.media[2].id, SoundKind.VOICE, loop=False)
    heard = pool.heard(pool.clip(0, 0, 12), sounds=(music, voice))
    assert music_level(heard, 3.1, 5.9) - music_level(heard, 1, 2) == pytest.approx(-9, abs=0.4)
    other = replace(voice, kind=SoundKind.EFFECT)
    heard = pool.heard(pool.clip(0, 0, 12), sounds=(music, other))
    assert music_level(heard, 3.1, 5.9) == pytest.approx(music_level(heard, 1, 2), abs=0.1)


def test_short_click_is_no_speech():
    gate = SpeechGate()
    wave = np.zeros((2 * RATE, 2), np.float32)
    wave[RATE : RATE + 100] = 0.05
    assert not gate.feed(wave).any()


def test_steady_noise_is_no_speech_after_a_while_but_speech_over_it_is():
    wave = speech((24, 27), length=30, floor=0.02)
    gate = SpeechGate()
    speaks = np.concatenate([gate.feed(np.stack([wave[at : at + 2 * RATE]] * 2, axis=1))
                             for at in range(0, len(wave), 2 * RATE)])  # fmt: skip
    assert not speaks[2000:2390].any()
    assert speaks[2405:2695].mean() > 0.95


def test_wind_below_the_voices_is_no_speech():
    """A loud rumble of 60 Hz."""
    rumble = 0.3 * np.sin(2 * np.pi * 60 * np.arange(2 * RATE) / RATE)
    assert not SpeechGate().feed(np.stack([rumble, rumble], axis=1)).any()


def test_real_speech_is_heard_and_its_pauses_are_not():
    pool = Pool(footage.real("video/talk_with_silences_42s.mp4"))
    heard = pool.heard(pool.clip(0, 0, 40))
    speaks = SpeechGate().feed(heard)
    hops = heard[: len(speaks) * HOP].reshape(-1, HOP, 2)
    loud = np.array([level_db(hop) > -35 for hop in hops])
    silent = np.array([level_db(hop) < -60 for hop in hops])
    assert speaks[loud].mean() > 0.97
    # 250 ms of every pause are held open
    assert speaks[silent].mean() < 0.6


def test_reduction_goes_down_before_and_comes_back_after():
    spoken = np.zeros(200, bool)
    spoken[100:120] = True
    down = reduction(spoken, 200, 10**9, Duck(-10, seconds("0.2"), seconds("0.4")))
    assert down[79] == 0 and down[90] == pytest.approx(0.5) and (down[100:120] == 1).all()
    assert down[139] == pytest.approx(0.5) and down[160] == 0
    gain = ducking(down, 200 * HOP, Duck(-10))
    assert gain[110 * HOP] == pytest.approx(10 ** (-10 / 20)) and gain[0] == 1


def test_reduction_goes_on_over_the_edge_of_a_block():
    """Somebody stopped speaking 10 hops before the block, and begins again 10 hops after it."""
    spoken = np.zeros(400, bool)
    spoken[210:] = True
    down = reduction(spoken, 200, 10, Duck(-10, seconds("0.2"), seconds("0.4")))
    assert len(down) == 201
    assert down[0] == pytest.approx(0.75) and down[200] == pytest.approx(0.5)
