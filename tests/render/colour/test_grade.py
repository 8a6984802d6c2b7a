"""Grades and looks: what the filters do to pictures."""

import numpy as np
import pytest
from tests.render.colour.pictures import BT709, flat, picture, signals, through

from rushes.edits.picture import LOOKS as LOOK_NAMES
from rushes.model.media import HdrKind
from rushes.model.timeline import Grade
from rushes.render.colour import LOOKS, light, yuv_grade
from rushes.render.planes import planes

GRADES = [
    Grade(brightness_ev=0.35),
    Grade(brightness_ev=-1.0),
    Grade(contrast=40),
    Grade(contrast=-40),
    Grade(saturation=35),
    Grade(saturation=-50),
    Grade(warmth_k=700),
    Grade(warmth_k=-1500, brightness_ev=0.2, contrast=10, saturation=-10),
    *(Grade(look=name) for name in LOOKS),
]
FORMATS = {"yuv420p": (8, False), "yuv420p10le": (10, False), "yuvj420p": (8, True)}


def ramps(pixel_format):
    """All levels of luma across, colour differences from one end to the other down."""
    bits, _ = FORMATS[pixel_format]
    levels = 1 << bits
    luma = np.repeat(np.arange(levels), 2)[None] * np.ones((64, 1))
    cb = np.linspace(0.3 * levels, 0.7 * levels, 32).astype(int)[:, None]
    return picture(luma, cb, cb[::-1], pixel_format)


def units(frame):
    """The planes of `frame` in signal units."""
    bits, full = FORMATS[frame.format.name]
    steps = 1 << (bits - 8)
    y, u, v = (plane.astype(float) for plane in planes(frame))
    if full:
        top = 256 * steps - 1
        return y / top, (u - 128 * steps) / top, (v - 128 * steps) / top
    return (y / steps - 16) / 219, (u / steps - 128) / 224, (v / steps - 128) / 224


@pytest.mark.parametrize("pixel_format", FORMATS)
@pytest.mark.parametrize("grade", GRADES, ids=lambda grade: grade.look or str(grade)[6:80])
def test_filters_do_what_the_numbers_say(grade, pixel_format):
    """On every luma level and a ramp of chroma, within a code and a half (two roundings of chroma)."""
    frame = ramps(pixel_format)
    y, cb, cr = units(frame)
    plan = yuv_grade(grade)
    out = units(through(frame, plan.filters(*FORMATS[pixel_format])))
    code = 1 / (219 << (FORMATS[pixel_format][0] - 8))
    inside = (y >= 0) & (y <= 1)
    wanted = plan.applied(y, np.zeros_like(y), np.zeros_like(y))[0]
    assert abs(out[0] - wanted)[inside].max() < 0.6 * code
    _, wanted_cb, wanted_cr = plan.applied(y[::2, ::2], cb, cr)
    for got, wanted in ((out[1], wanted_cb), (out[2], wanted_cr)):
        shown = inside[::2, ::2] & (abs(wanted) < 0.45)
        assert abs(got - wanted)[shown].max() < 1.5 * code
        assert abs((got - wanted)[shown].mean()) < 0.6 * code


def test_every_look_an_edit_can_name_has_numbers():
    assert set(LOOKS) == set(LOOK_NAMES)


def test_no_grade_is_no_filter():
    assert yuv_grade(Grade()).filters(8, False) == ()
    assert yuv_grade(Grade(look="cinematic", look_mix=0.0)).filters(8, False) == ()


@pytest.mark.parametrize("grade", GRADES, ids=lambda grade: grade.look or str(grade)[6:80])
def test_luma_never_turns_back(grade):
    luma = np.array(yuv_grade(grade).luma)
    assert (np.diff(luma) > 0).all() and luma[0] >= -1e-9 and luma[-1] <= 1 + 1e-9


def mean_after(grade, red, green, blue):
    return signals(through(flat(red, green, blue, BT709), yuv_grade(grade).filters(8, False)), BT709)


def test_one_ev_is_twice_the_light_in_the_middle():
    for ev in (-1.0, 0.5):
        before = light.light_of(np.full(3, 0.4), HdrKind.SDR, "bt709")
        after = light.light_of(mean_after(Grade(brightness_ev=ev), 0.4, 0.4, 0.4), HdrKind.SDR, "bt709")
        assert after / before == pytest.approx(2**ev, rel=0.04)


@pytest.mark.parametrize("hdr", [HdrKind.HLG, HdrKind.PQ])
def test_one_ev_is_twice_the_light_in_hdr_too(hdr):
    luma = yuv_grade(Grade(brightness_ev=-1.0), hdr).applied(np.array(0.5), 0, 0)[0]
    read = light.scene_from_hlg if hdr is HdrKind.HLG else light.light_from_pq
    assert read(luma) == pytest.approx(read(np.array(0.5)) / 2, rel=0.03)


def test_brightening_keeps_black_and_white():
    plan = yuv_grade(Grade(brightness_ev=1.4))
    assert plan.luma[0] == 0 and plan.luma[-1] == pytest.approx(1)


def test_saturation_scales_colour_and_leaves_light():
    red, green, blue = mean_after(Grade(saturation=-50), 0.7, 0.4, 0.3)
    plain = mean_after(Grade(), 0.7, 0.4, 0.3)
    assert np.array([red - green, green - blue]) == pytest.approx(np.array([0.3, 0.1]) / 2, abs=0.012)
    assert np.dot([0.2126, 0.7152, 0.0722], [red, green, blue]) == pytest.approx(
        np.dot([0.2126, 0.7152, 0.0722], plain), abs=0.006
    )


def test_warmth_moves_white_to_orange_and_black_not_at_all():
    red, green, blue = mean_after(Grade(warmth_k=700), 0.8, 0.8, 0.8)
    assert red - blue > 0.04 and red > green > blue
    assert mean_after(Grade(warmth_k=700), 0, 0, 0) == pytest.approx(np.zeros(3), abs=0.004)
    cooled = mean_after(Grade(warmth_k=-700), 0.8, 0.8, 0.8)
    assert cooled[2] - cooled[0] > 0.03


def test_warmth_is_near_a_white_balance_in_light():
    """Against scaling linear light by the two whites: within 2.5 % of signal on skin, sky and leaf."""
    from rushes.render.colour.grade import NEUTRAL_K, _white

    gains = _white(NEUTRAL_K - 700) / _white(NEUTRAL_K)
    gains = gains ** (1 / 2.4)
    gains /= np.dot([0.2126, 0.7152, 0.0722], gains)
    for colour in ((0.80, 0.60, 0.50), (0.45, 0.60, 0.80), (0.35, 0.45, 0.20)):
        assert mean_after(Grade(warmth_k=700), *colour) == pytest.approx(np.array(colour) * gains, abs=0.025)


def test_bw_has_no_colour_at_any_mix():
    for mix in (0.6, 1.0):
        result = mean_after(Grade(look="bw", look_mix=mix), 0.8, 0.3, 0.2)
        assert np.ptp(result) < 0.01


def test_sepia_is_brown():
    red, green, blue = mean_after(Grade(look="sepia"), 0.2, 0.3, 0.8)
    assert red > green > blue


def test_a_look_is_mixed_in():
    """Half the mix moves a colour half as far."""
    plain, half, full = (mean_after(Grade(look="vintage", look_mix=mix), 0.7, 0.5, 0.4) for mix in (0, 0.5, 1))
    assert half - plain == pytest.approx((full - plain) / 2, abs=0.012)


def test_a_look_goes_on_top_of_the_grade():
    dark = mean_after(Grade(brightness_ev=-1), 0.6, 0.6, 0.6)
    both = mean_after(Grade(brightness_ev=-1, look="bw", look_mix=1.0), 0.6, 0.6, 0.6)
    assert both == pytest.approx(mean_after(Grade(look="bw", look_mix=1.0), *dark), abs=0.01)


def test_whiter_than_white_keeps_its_room():
    out = through(flat(1.06, 1.06, 1.06, BT709), yuv_grade(Grade(saturation=10, contrast=-20)).filters(8, False))
    white = through(flat(1.0, 1.0, 1.0, BT709), yuv_grade(Grade(saturation=10, contrast=-20)).filters(8, False))
    assert planes(out)[0].mean() > planes(white)[0].mean() + 5
