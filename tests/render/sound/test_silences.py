"""Pauses found where there are none to hear."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from rushes.model.time import span
from rushes.render.execute import Engine
from rushes.render.sound import silences
from tests import footage
from tests.render.cutting import Cutting

RATE = 48_000


def sound(*parts: tuple[float, float]) -> list[np.ndarray]:
    """Noise of these lengths (s) and levels, in blocks that end anywhere."""
    made = [np.random.default_rng(0).normal(0, level, (round(length * RATE), 2)) for length, level in parts]
    whole = np.concatenate(made).astype(np.float32)
    return np.array_split(whole, 7)


def test_a_pause_is_found_and_keeps_its_margins():
    found, length = silences(sound((1, 0.1), (2, 0.0005), (1, 0.1)), Fraction(1, 2), Fraction(3, 20))
    assert length == 4
    (pause,) = found
    assert abs(pause.start - Fraction(115, 100)) < Fraction(2, 100)
    assert abs(pause.end - Fraction(285, 100)) < Fraction(2, 100)


def test_short_pauses_stay_and_clicks_do_not_break_long_ones():
    assert silences(sound((1, 0.1), (0.3, 0), (1, 0.1)), Fraction(1, 2), Fraction(0))[0] == ()
    found, _ = silences(sound((1, 0.1), (1, 0), (0.02, 0.1), (1, 0), (1, 0.1)), Fraction(1, 2), Fraction(0))
    assert len(found) == 1 and found[0].length > Fraction(19, 10)


def test_a_pause_at_an_end_needs_no_margin_there():
    found, _ = silences(sound((1, 0), (1, 0.1), (1, 0)), Fraction(1, 2), Fraction(1, 10))
    assert found[0].start == 0 and found[-1].end == 3


def test_no_sound_at_all_is_one_pause_and_no_blocks_none():
    assert silences([np.zeros((RATE, 2), np.float32)], Fraction(1, 2), Fraction(0))[0] == (span(0, 1),)
    assert silences([], Fraction(1, 2), Fraction(0)) == ((), Fraction(0))


def test_the_engine_listens_to_the_clips_alone(tmp_path):
    cutting = Cutting(footage.cfr30())
    engine = Engine(cutting.paths.__getitem__, tmp_path)
    found = engine.silences(cutting.project, Fraction(1, 2), Fraction(0))
    assert [round(float(each.start), 2) for each in found] == [0.05, 1.05]
