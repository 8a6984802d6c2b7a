"""Whatever is cut from whatever: every sample comes from where the clip says, and a part sounds like the whole."""

from __future__ import annotations

from fractions import Fraction
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rushes.model.time import seconds, span
from rushes.model.timeline import Gap, Item
from rushes.render.sound import sound_plan
from rushes.render.sound.plan import MICRO_FADE, RATE, sample_at
from tests.render.sound.listening import Pool, noise, noise_file

RATES = (Fraction(24000, 1001), Fraction(25), Fraction(30000, 1001), Fraction(30), Fraction(60000, 1001))
EDGE = sample_at(MICRO_FADE) + 2


@cache
def takes() -> Pool:
    return Pool(noise_file("mix_take.wav", "pcm_s16le"), noise_file("mix_other.wav", "pcm_s16le", seed=2))


@st.composite
def tracks(draw: st.DrawFn) -> tuple[Fraction, list[tuple[int, int, int, bool]]]:
    """A rate, and pieces: (source or -1 for a gap, first frame, frames, backwards)."""
    rate = draw(st.sampled_from(RATES))
    most = int(6 * rate)
    pieces = []
    for _ in range(draw(st.integers(1, 5))):
        first = draw(st.integers(0, most - 2))
        longest = min(most - 1 - first, int(2 * rate))
        pieces.append((draw(st.integers(-1, 1)), first, draw(st.integers(1, longest)), draw(st.booleans())))
    return rate, pieces


def items(pool: Pool, rate: Fraction, pieces: list[tuple[int, int, int, bool]]) -> list[Item]:
    return [
        Gap(count / rate)
        if source < 0
        else pool.clip(source, first / rate, (first + count) / rate, f"c{n}", reverse=back)
        for n, (source, first, count, back) in enumerate(pieces)
    ]


@settings(max_examples=20, deadline=None)
@given(tracks())
def test_every_sample_comes_from_where_its_clip_says(made: tuple[Fraction, list[tuple[int, int, int, bool]]]):
    rate, pieces = made
    pool = takes()
    sources = [noise(6), noise(6, seed=2)]
    heard = pool.heard(*items(pool, rate, pieces))[:, 0]
    at = Fraction(0)
    for source, first, count, back in pieces:
        begin, end = sample_at(at), sample_at(at + count / rate)
        at += count / rate
        inner = slice(begin + EDGE, end - EDGE)
        if inner.stop <= inner.start:
            continue
        if source < 0:
            assert not heard[inner].any()
            continue
        into = np.arange(inner.start, inner.stop) - begin
        start = sample_at(first / rate)
        place = sample_at((first + count) / rate) - 1 - into if back else start + into
        # rounding the clip's two ends may put its samples one off from rounding its start alone
        off = min(np.abs(heard[inner] - sources[source][place + shift]).max() for shift in (-1, 0, 1))
        assert off < 1e-4
    assert len(heard) == round(at * RATE)


@pytest.mark.parametrize("window", [(0, 1), (0.5, 2.75), (1.0, 3.5), (2.2, 2.3), (3.1, 4.875)])
def test_a_part_sounds_like_that_part_of_the_whole(window: tuple[float, float]):
    """Only its own two ends are faded."""
    pool = takes()
    track = items(pool, Fraction(25), [(0, 10, 30, False), (1, 60, 25, True), (-1, 0, 10, False), (0, 90, 57, False)])
    project = pool.project(*track)
    begin, end = (sample_at(seconds(each)) for each in window)
    whole, part = pool.heard(*track), pool.played(sound_plan(project, span(*window)))
    assert len(part) == end - begin
    differ = np.flatnonzero(np.abs(part - whole[begin:end]).max(axis=1) > 1e-4)
    assert ((differ < EDGE) | (differ >= len(part) - EDGE)).all()
