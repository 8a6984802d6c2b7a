"""The measuring tools measure: bar codes and beeps are read back, and what is not one is not taken for one."""

from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest

from tests import footage


def picture(number, size=(320, 180)):
    return footage.barcode_planes(number, *size, (120, 128, 128))[0]


@pytest.mark.parametrize("size", [(64, 64), (320, 180), (341, 187), (1080, 1920)])
def test_every_number_is_read_back(size):
    for number in (0, 1, 2, 7, 1000, 2047, 4095):
        assert footage.frame_number(picture(number, size)) == number


def test_brightness_contrast_and_noise_do_not_matter():
    noise = np.random.default_rng(1).normal(0, 12, (180, 320))
    assert footage.frame_number(np.clip(picture(1234) * 0.4 + 40 + noise, 0, 255)) == 1234


def test_a_picture_without_a_bar_code_has_no_number():
    with pytest.raises(ValueError):
        footage.frame_number(np.full((180, 320), 90))


@pytest.mark.parametrize("share", [40, 50, 60])
def test_a_blend_of_two_frames_is_no_number(share):
    blend = (picture(5).astype(int) * share + picture(10).astype(int) * (100 - share)) // 100
    with pytest.raises(ValueError):
        footage.frame_number(blend)


def test_a_shifted_bar_code_is_no_number():
    with pytest.raises(ValueError):
        footage.frame_number(np.roll(picture(5), 20, axis=1))


@pytest.mark.parametrize("degrees", [0, 90, 180, 270])
def test_rotated_clips_are_stored_turned(degrees):
    assert footage.frame_numbers(footage.rotated(degrees), rotation=degrees) == list(range(15))


def test_frames_survive_the_codecs():
    for clip in (footage.cfr30, footage.open_gop, footage.b_frames, footage.hevc10, footage.vp9_alpha):
        numbers = footage.frame_numbers(clip())
        assert numbers == list(range(len(numbers))) and numbers


def test_vfr_clip_keeps_its_times():
    times = footage.frame_times(footage.vfr_phone())
    assert [round(1000 * (b - a)) for a, b in pairwise(times)][:10] == list(footage.VFR_STEPS)


def test_beeps_tell_their_second_and_place():
    samples, rate = footage.sound(footage.cfr30())
    heard = footage.beeps(samples, rate)
    assert [beep.second for beep in heard] == [0, 1]
    assert [beep.sample for beep in heard] == pytest.approx([0, rate], abs=rate // 500)


def test_beep_level_follows_the_gain():
    quiet, loud = (footage.beep_track(Fraction(2), 48000, gain) for gain in (-6, 0))
    assert footage.beeps(quiet, 48000)[1].peak == pytest.approx(footage.beeps(loud, 48000)[1].peak * 0.501, rel=0.01)


def test_missing_seconds_are_missed():
    samples = footage.beep_track(Fraction(5), 48000)
    cut = np.concatenate([samples[:48000], samples[3 * 48000 :]])
    assert [beep.second for beep in footage.beeps(cut, 48000)] == [0, 3, 4]
