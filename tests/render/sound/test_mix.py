"""What the mix sounds like: samples in their places, levels as asked, nothing clicking."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest

from rushes.model.time import Span, seconds
from rushes.model.timeline import Level, Sound, Transition, TransitionKind
from rushes.render.report import Cancelled
from rushes.render.sound import mixed, sound_plan
from rushes.render.sound.mix import BLOCK
from rushes.render.sound.plan import RATE, sample_at
from tests import footage
from tests.render.sound.listening import Pool, float_wav, level_db, noise, noise_file, offset, pitch_hz, wav

NTSC = Fraction(30000, 1001)
FRAME = 1 / NTSC


@pytest.mark.parametrize(("ending", "codec"), [
    ("mp4", "aac"), ("mov", "pcm_s16le"), ("webm", "libopus"), ("mkv", "libmp3lame"), ("mp4", "libmp3lame"),
])  # fmt: skip
def test_cuts_at_2997_are_exact_to_the_sample(ending: str, codec: str):
    """Three pieces of a take in another order: each is heard exactly where its picture is."""
    pool = Pool(noise_file(f"ntsc_{codec}.{ending}", codec, picture=NTSC), rate=NTSC)
    cuts = [(100, 131), (17, 60), (61, 77)]
    heard = pool.heard(*(pool.clip(0, FRAME * a, FRAME * b, f"c{a}") for a, b in cuts))
    assert len(heard) == round(sum(b - a for a, b in cuts) * FRAME * RATE)
    source = noise(6)
    begin = pool.media[0].facts.origin * -1  # 0 unless the picture starts late
    at = Fraction(0)
    for a, b in cuts:
        first, length = sample_at(at) + 600, sample_at((b - a) * FRAME) - 1200
        wanted = source[sample_at(a * FRAME - begin) + 600 :][:length]
        assert offset(heard[first : first + length, 0], wanted) == 0
        at += (b - a) * FRAME


def test_beeps_tell_that_sound_and_picture_stay_together():
    """Second 1 of one clip and second 0 of the other, put one after the other at 29.97 fps."""
    pool = Pool(footage.ntsc2997(), footage.cfr30(), rate=NTSC)
    heard = pool.heard(pool.clip(0, 30 * FRAME, 60 * FRAME, "a"), pool.clip(1, 0, 30 * FRAME, "b"))
    beeps = footage.beeps(heard.T, RATE)
    assert [beep.second for beep in beeps] == [1, 0]
    assert abs(beeps[1].sample - 30 * FRAME * RATE) < RATE // 100


def test_no_click_where_waves_are_cut():
    """A steady tone cut at random places: no step is larger than the tone's own."""
    pool = Pool(wav("steady.wav", (200, 0.5, 0)))
    pieces = [(0, "0.503"), ("1.11", "1.77"), ("3.003", "3.9"), ("0.2", "0.7")]
    heard = pool.heard(*(pool.clip(0, a, b, f"c{n}") for n, (a, b) in enumerate(pieces)))
    own = 0.5 * 2 * np.pi * 200 / RATE
    assert np.abs(np.diff(heard[:, 0])).max() < 1.5 * own
    assert not heard[-1].round(3).any()


def test_without_micro_fades_those_cuts_would_click():
    pool = Pool(wav("steady.wav", (200, 0.5, 0)))
    plan = pool.plan(pool.clip(0, 0, "0.503", "a"), pool.clip(0, "1.11", "1.77", "b"))
    bare = replace(plan, voices=tuple(replace(voice, fades=()) for voice in plan.voices))
    assert np.abs(np.diff(pool.played(bare)[:, 0])).max() > 0.2


def test_sound_that_goes_on_is_left_exactly_as_it_is():
    pool = Pool(noise_file("mix_take.wav", "pcm_s16le"))
    whole = pool.heard(pool.clip(0, 0, 6))
    split = pool.heard(*(pool.clip(0, n, n + 1, f"c{n}") for n in range(6)))
    assert np.array_equal(split, whole)
    assert np.abs(whole[:, 0] - noise(6)).max() < 1e-4


def test_six_decibels_down_is_six_decibels_down():
    pool = Pool(noise_file("mix_take.mp4", "aac", picture=Fraction(30)))
    whole = pool.heard(pool.clip(0, 0, 6))
    lower = pool.heard(pool.clip(0, 0, 6, level=Level(-6.0)))
    assert level_db(lower) - level_db(whole) == pytest.approx(-6, abs=0.05)


def test_level_that_changes_in_a_take_moves_smoothly():
    pool = Pool(wav("steady.wav", (200, 0.5, 0)))
    heard = pool.heard(pool.clip(0, 0, 2, "a"), pool.clip(0, 2, 4, "b", level=Level(-12.0)))[:, 0]
    assert level_db(heard[3 * RATE :]) - level_db(heard[:RATE]) == pytest.approx(-12, abs=0.05)
    assert np.abs(np.diff(heard)).max() < 1.1 * 0.5 * 2 * np.pi * 200 / RATE


def test_fades_begin_and_end_in_silence_and_pass_half_way_at_half():
    pool = Pool(wav("steady.wav", (1000, 0.5, 0)))
    heard = pool.heard(pool.clip(0, 0, 4, level=Level(fade_in=seconds(1), fade_out=seconds(2))))[:, 0]

    def peak(at: float) -> float:
        return float(np.abs(heard[int(at * RATE) :][:96]).max())

    assert peak(0) < 0.001 and peak(3.997) < 0.001
    assert peak(0.5) == pytest.approx(0.25, rel=0.02) and peak(3) == pytest.approx(0.25, rel=0.02)
    assert peak(1.5) == pytest.approx(0.5, rel=0.001)


def test_transition_keeps_the_power_of_unlike_sounds():
    pool = Pool(noise_file("mix_take.wav", "pcm_s16le"), noise_file("mix_other.wav", "pcm_s16le", seed=2))
    dissolve = Transition(TransitionKind.DISSOLVE, seconds(1))
    heard = pool.heard(pool.clip(0, 0, 3, "a"), pool.clip(1, 2, 5, "b", transition=dissolve))[:, 0]
    levels = [level_db(heard[at : at + RATE // 10]) for at in range(2 * RATE, 4 * RATE, RATE // 10)]
    assert max(levels) - min(levels) < 1.5
    assert offset(heard[: 2 * RATE], noise(6)[: 2 * RATE]) == 0
    assert offset(heard[4 * RATE :], noise(6, seed=2)[3 * RATE : 5 * RATE]) == 0


def test_reversed_sound_is_the_source_backwards():
    pool = Pool(noise_file("mix_take.wav", "pcm_s16le"))
    heard = pool.heard(pool.clip(0, 1, 6, reverse=True))[:, 0]
    wanted = noise(6)[RATE:][::-1]
    assert np.abs(heard[1000:-1000] - wanted[1000:-1000]).max() < 1e-4


def test_faster_clip_keeps_its_pitch_and_fills_its_time():
    pool = Pool(wav("steady.wav", (440, 0.4, 0)))
    heard = pool.heard(pool.clip(0, 0, 4, speed=Fraction(2)))
    assert len(heard) == 2 * RATE
    assert pitch_hz(heard[RATE // 2 : 3 * RATE // 2, 0]) == pytest.approx(440, rel=0.005)


def test_music_loops_in_time_without_a_click():
    """A loop of 1.5 s and a bit, cut off in its wave: the tenth pass starts where ten lengths end, to the sample."""
    length = 1.5 + 1 / 77
    wave = 0.4 * np.sin(2 * np.pi * 150 * np.arange(round(length * RATE)) / RATE) + noise(length, amplitude=0.01)
    pool = Pool(wav("quiet.wav", (0, 0, 0), length=17.0), float_wav("loop.wav", wave))
    exact = pool.media[1].facts.duration
    heard = pool.heard(pool.clip(0, 0, 17), sounds=(Sound("s", pool.media[1].id),))[:, 0]
    for number in (1, 5, 10):
        first = sample_at(exact * number)
        assert offset(heard[first + 600 : first + 60_000], wave[600:60_000]) == 0
    assert np.abs(np.diff(heard)).max() < 1.2 * np.abs(np.diff(wave)).max()
    assert level_db(heard[5 * RATE :]) == pytest.approx(level_db(wave), abs=0.3)


def test_loop_that_fits_its_own_start_is_not_faded():
    """Whole periods of a tone: looped, it is one unbroken tone."""
    wave = 0.4 * np.sin(2 * np.pi * 150 * np.arange(RATE) / RATE)
    pool = Pool(wav("quiet.wav", (0, 0, 0), length=17.0), float_wav("whole_loop.wav", wave))
    heard = pool.heard(pool.clip(0, 0, 6), sounds=(Sound("s", pool.media[1].id),))[:, 0]
    steady = 0.4 * np.sin(2 * np.pi * 150 * np.arange(6 * RATE) / RATE)
    assert np.abs(heard[: 5 * RATE] - steady[: 5 * RATE]).max() < 1e-4


def test_click_three_hours_in_is_within_a_millisecond_of_its_picture():
    """A long film that is empty but for one frame at its end: only that much is decoded."""
    wave = np.zeros(RATE, np.float32)
    wave[RATE // 2] = 0.5
    pool = Pool(float_wav("click.wav", wave), rate=NTSC)
    frames = int(3 * 3600 * NTSC)
    clips = [pool.clip(0, 0, FRAME * 30, f"c{n}", level=Level(muted=n % 30 != 0)) for n in range(frames // 30)]
    project = pool.project(*clips, pool.clip(0, 0, FRAME * 30, "last"))
    at = project.timeline.length - 30 * FRAME
    tail = sound_plan(project, Span(at, at + 30 * FRAME))
    whole = sound_plan(project)
    assert abs(Fraction(whole.voices[-1].at, RATE) - at) < Fraction(1, 2000)
    heard = pool.played(tail)[:, 0]
    assert abs(int(np.abs(heard).argmax()) - RATE // 2) <= 1


def test_the_sum_is_bit_for_bit_the_sum_below_the_ceiling():
    pool = Pool(noise_file("mix_take.wav", "pcm_s16le"), noise_file("mix_other.wav", "pcm_s16le", seed=2))
    one, two = pool.heard(pool.clip(0, 0, 6)), pool.heard(pool.clip(1, 0, 6))
    both = pool.heard(pool.clip(0, 0, 6), sounds=(Sound("s", pool.media[1].id),))
    assert np.array_equal(both, one + two)


def test_blocks_add_up_exactly_and_stay_small():
    pool = Pool(noise_file("mix_take.wav", "pcm_s16le"))
    plan = pool.plan(pool.clip(0, 0, "5.123"))
    lengths = [len(block) for block in mixed(plan, pool.paths.__getitem__)]
    assert sum(lengths) == plan.samples and max(lengths) == BLOCK


def test_cancel_stops_between_blocks():
    pool = Pool(noise_file("mix_take.wav", "pcm_s16le"))
    plan = pool.plan(pool.clip(0, 0, 6), loudness_lufs=-14.0)
    with pytest.raises(Cancelled):
        list(mixed(plan, pool.paths.__getitem__, cancelled=lambda: True))


def test_what_could_not_be_decoded_is_reported():
    path = footage.real("broken/failing_audio.mp4")
    pool = Pool(path)
    warnings: list[str] = []
    heard = pool.played(pool.plan(pool.clip(0, 0, 8)), warnings)
    assert len(heard) == 8 * RATE and np.isfinite(heard).all() and level_db(heard) > -60
