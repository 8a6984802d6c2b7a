"""Faster and slower: the same pitch, exactly the length asked for, everything in its place."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from rushes.render.sound.plan import RATE
from rushes.render.sound.stretch import Material, Stretched
from tests.render.sound.listening import level_db, noise, pitch_hz


def of(mono: np.ndarray) -> Material:
    stereo = np.stack([mono, mono], axis=1).astype(np.float32)

    def material(at: int, count: int) -> np.ndarray:
        result = np.zeros((count, 2), np.float32)
        first, last = max(at, 0), min(at + count, len(stereo))
        if last > first:
            result[first - at : last - at] = stereo[first:last]
        return result

    return material


@pytest.mark.parametrize("speed", ["1/20", "1/4", "1/2", "4/5", "101/100", "5/4", "3/2", "2", "4", "20", "100"])
def test_pitch_and_level_stay_at_every_speed(speed: str):
    """440 Hz within 0.5 %, level within half a decibel, and nearly all of the power still in that pitch."""
    fast = Fraction(speed)
    tone = 0.3 * np.sin(2 * np.pi * 440 * np.arange(int(2.2 * RATE * max(fast, 1))) / RATE)
    samples = Stretched(of(tone), fast).read(2 * RATE)[RATE // 2 : 3 * RATE // 2, 0]
    assert pitch_hz(samples) == pytest.approx(440, rel=0.005)
    assert level_db(samples) == pytest.approx(level_db(tone), abs=0.5)
    near = np.abs(np.fft.rfft(samples * np.hanning(len(samples)))) ** 2
    assert near[420:461].sum() > 0.99 * near.sum()


@pytest.mark.parametrize(("speed", "furthest_ms"), [("4/5", 12), ("5/4", 10), ("2", 10), ("1/2", 20)])
def test_clicks_stay_in_their_places_for_a_minute(speed: str, furthest_ms: int):
    """A click a second and a bit, so that they fall on all parts of the windows: none drifts away, most are within 10 ms."""
    fast = Fraction(speed)
    burst = np.hanning(480) * np.sin(2 * np.pi * 2000 * np.arange(480) / RATE)
    length = 60 if fast >= Fraction(4, 5) else 30
    places = [RATE // 2 + number * (RATE + 613) for number in range(length - 2)]
    material = noise(length, amplitude=1e-4)
    for place in places:
        material[place : place + 480] += 0.8 * burst
    samples = Stretched(of(material), fast).read(int(length * RATE / fast))[:, 0]
    late_ms = []
    for place in places:
        wanted = int((place + 240) / fast)
        near = np.abs(samples[wanted - RATE // 20 : wanted + RATE // 20])
        if near.max() > 0.2:
            late_ms.append((int(near.argmax()) - RATE // 20) * 1000 / RATE)
    assert len(late_ms) == len(places)
    assert np.abs(late_ms).max() <= furthest_ms
    assert np.median(np.abs(late_ms)) <= (10 if fast > Fraction(1, 2) else 15)


def test_reading_in_blocks_changes_nothing():
    material = of(noise(5))
    whole = Stretched(material, Fraction(3, 2)).read(100_000)
    again = Stretched(material, Fraction(3, 2))
    parts = np.concatenate([again.read(count) for count in (1, 999, 50_000, 17, 48_983)])
    assert np.array_equal(whole, parts)


def test_speed_one_is_the_material_itself():
    material = noise(2)
    assert np.abs(Stretched(of(material), Fraction(1)).read(RATE)[:, 0] - material[:RATE]).max() < 1e-6


def test_silence_stays_silence():
    assert not Stretched(of(np.zeros(RATE)), Fraction(2)).read(RATE).any()


def test_sides_that_cancel_out_are_stretched_too():
    """Left and right of opposite sign: added up they would be nothing to go by."""
    tone = 0.3 * np.sin(2 * np.pi * 440 * np.arange(4 * RATE) / RATE)
    material = of(tone)
    samples = Stretched(lambda at, count: material(at, count) * np.float32([1, -1]), Fraction(3, 2)).read(RATE)
    assert pitch_hz(samples[RATE // 4 :, 0]) == pytest.approx(440, rel=0.005)
    assert level_db(samples[RATE // 4 :, 0]) == pytest.approx(level_db(tone), abs=0.5)
