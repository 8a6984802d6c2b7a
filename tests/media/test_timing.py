"""Frame times in, an exact rate out."""

from fractions import Fraction

import pytest

from rushes.media.timing import pace

NTSC30 = Fraction(30000, 1001)


def grid(rate, count, tick, start=0):
    """Times of an even rate rounded to a container's tick."""
    return [round(start + Fraction(n) / (Fraction(rate) * tick)) for n in range(count)]


@pytest.mark.parametrize(
    "rate",
    [24, 25, 30, 50, 60, 120, NTSC30, Fraction(24000, 1001), Fraction(60000, 1001), Fraction(120000, 1001), 15, 12],
)
@pytest.mark.parametrize("tick", [Fraction(1, 1000), Fraction(1, 90000), Fraction(1, 600), Fraction(1, 57600)])
def test_standard_rate_is_exact_whatever_the_container_rounds_to(rate, tick):
    found = pace(grid(rate, 600, tick, start=7), tick, hint=Fraction(rate))
    assert (found.rate, found.variable) == (Fraction(rate), False)
    assert found.duration == 600 / Fraction(rate)


@pytest.mark.parametrize("rate", [24, 25, 30, NTSC30, 60])
def test_rate_is_found_without_a_hint_in_ten_seconds_of_milliseconds(rate):
    assert pace(grid(rate, int(10 * rate), Fraction(1, 1000)), Fraction(1, 1000)).rate == rate


def test_odd_constant_rate_stays_what_it_is():
    found = pace([3749 * n for n in range(200)], Fraction(1, 90000), 3750, Fraction(24))
    assert (found.rate, found.variable) == (Fraction(90000, 3749), False)


def test_phone_jitter_below_a_tenth_of_a_frame_is_constant():
    times = [1500 * n + (40, -40, 0, 25)[n % 4] for n in range(1000)]
    found = pace(times, Fraction(1, 90000))
    assert (found.rate, found.variable) == (Fraction(60), False)


def test_slow_drift_is_not_taken_for_constant():
    """60.06 fps is 36 frames ahead of 60 after ten minutes."""
    times = [1498 * n + (n % 3) * 40 for n in range(36000)]
    assert pace(times, Fraction(1, 90000)).variable


def test_phone_that_loses_frames_is_variable_and_conforms_to_its_usual_rate():
    steps = [33, 34, 50, 33, 17, 33, 66, 33, 33, 40] * 10
    times = [sum(steps[:n]) for n in range(100)]
    found = pace(times, Fraction(1, 1000), 40)
    assert (found.rate, found.variable, found.missing) == (Fraction(30), True, 0)
    assert found.duration == Fraction(times[-1] + 40, 1000)


def test_few_lost_frames_in_an_even_grid_are_counted():
    times = [n for n in grid(NTSC30, 300, Fraction(1, 30000)) if n not in (1001 * 17, 1001 * 200)]
    found = pace(times, Fraction(1, 30000), 1001, NTSC30)
    assert (found.rate, found.variable, found.missing) == (NTSC30, True, 2)
    assert found.duration == 300 / NTSC30


@pytest.mark.parametrize("hint", [Fraction(57600), Fraction(90000), None, Fraction(0)])
def test_rate_of_a_screen_recording_is_never_its_time_base(hint):
    steps = [64236, 1924, 1383, 305, 2401, 1250, 1480, 20000, 1435, 1250] * 6
    times = [sum(steps[:n]) for n in range(60)]
    found = pace(times, Fraction(1, 57600), 90432, hint)
    assert found.variable and 12 <= found.rate <= 60
    assert found.duration == Fraction(times[-1] + 90432, 57600)


def test_single_frame_takes_the_rate_of_its_header():
    assert pace([0], Fraction(1, 90000), 3003, NTSC30).duration == Fraction(1001, 30000)


def test_frames_at_one_and_the_same_time_have_no_constant_rate():
    assert pace([0, 0, 0, 33, 33, 66], Fraction(1, 1000), 33).variable
