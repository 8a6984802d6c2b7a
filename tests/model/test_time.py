"""Exact time: spans, frames, rates, and how they are written."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rushes.model.time import (
    NTSC,
    Span,
    clock_text,
    frame_at,
    frames_before,
    holes,
    length_text,
    merged,
    named_rate,
    nearest_frame,
    rate_text,
    seconds,
    snapped,
    span,
    timecode,
)

MOMENTS = st.fractions(min_value=0, max_value=1000, max_denominator=1001)
SPANS = st.tuples(MOMENTS, MOMENTS).map(lambda pair: Span(min(pair), max(pair)))
RATES = st.sampled_from([*NTSC, *NTSC.values(), Fraction(25)])


def test_seconds_reads_a_float_as_it_is_written():
    assert seconds(0.1) == Fraction(1, 10)
    assert seconds("1.5") == Fraction(3, 2)
    assert seconds(7) == 7


# --- spans ---------------------------------------------------------------------------------------------------


def test_a_span_is_half_open():
    assert 1 in span(1, 3) and 3 not in span(1, 3)
    assert span(1, 3).length == 2
    assert not span(2, 2)


def test_a_span_cant_end_before_it_starts():
    with pytest.raises(ValueError, match="can't end"):
        span(3, 1)


def test_spans_overlap_where_they_share_time():
    assert span(0, 2).overlap(span(1, 3)) == span(1, 2)
    assert span(0, 1).overlap(span(1, 2)) is None
    assert span(0, 4).covers(span(1, 4)) and not span(0, 4).covers(span(1, 5))
    assert span(0, 1).shifted(Fraction(2)) == span(2, 3)


def test_merged_joins_what_touches():
    assert merged([span(4, 5), span(0, 1), span(1, 2), span(3, 3)]) == (span(0, 2), span(4, 5))


@settings(max_examples=80, deadline=None)
@given(st.lists(SPANS, max_size=5), SPANS)
def test_holes_and_spans_fill_the_whole_between_them(spans: list[Span], whole: Span):
    parts = [part for each in merged(spans) if (part := each.overlap(whole))]
    gaps = holes(spans, whole)
    assert sum((each.length for each in (*parts, *gaps)), Fraction(0)) == whole.length
    assert all(gap.overlap(each) is None for gap in gaps for each in spans)
    assert all(whole.covers(gap) for gap in gaps)


# --- frames --------------------------------------------------------------------------------------------------


@settings(max_examples=80, deadline=None)
@given(MOMENTS, RATES)
def test_a_snapped_moment_is_the_nearest_frame_start(moment: Fraction, rate: Fraction):
    at = snapped(moment, rate)
    assert (at * rate).denominator == 1
    assert abs(at - moment) <= 1 / rate / 2
    assert snapped(at, rate) == at


def test_frames_at_2997():
    rate = Fraction(30000, 1001)
    assert frame_at(Fraction(5), rate) == 149
    assert frames_before(Fraction(5), rate) == 150
    assert nearest_frame(Fraction(5), rate) == 150
    assert snapped(Fraction(5), rate) == Fraction(1001, 200)


@pytest.mark.parametrize(
    ("measured", "meant"),
    [
        ("29.97", Fraction(30000, 1001)),
        ("2997/100", Fraction(30000, 1001)),
        ("23.976", Fraction(24000, 1001)),
        ("23.98", Fraction(24000, 1001)),
        ("59.94", Fraction(60000, 1001)),
        ("30", Fraction(30)),
        ("29.9998", Fraction(30)),
        ("24.006", Fraction("24.006")),
        ("26.5", Fraction("26.5")),
    ],
)
def test_a_rounded_rate_means_a_standard_one(measured: str, meant: Fraction):
    assert named_rate(Fraction(measured)) == meant


def test_rates_are_written_as_people_do():
    assert [rate_text(rate) for rate in (Fraction(30), NTSC[Fraction(30)], NTSC[Fraction(24)], NTSC[Fraction(60)])] == [
        "30", "29.97", "23.976", "59.94",
    ]  # fmt: skip
    assert rate_text(Fraction(25, 2)) == "12.5"


# --- words ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("moment", "text"),
    [("7", "0:07"), ("7.5", "0:07.5"), ("59.96", "1:00"), ("3723", "1:02:03"), ("-2", "-0:02"), ("0", "0:00")],
)
def test_clock_text(moment: str, text: str):
    assert clock_text(Fraction(moment)) == text


@pytest.mark.parametrize(
    ("length", "text"),
    [("3", "3 s"), ("0.5", "0.5 s"), ("90", "1 min 30 s"), ("120", "2 min"), ("59.999", "1 min"), ("-2", "-2 s")],
)
def test_length_text(length: str, text: str):
    assert length_text(Fraction(length)) == text


def test_timecode_counts_frames():
    assert timecode(Fraction(3661), Fraction(25)) == "1:01:01:00"
    assert timecode(Fraction(1, 25), Fraction(25)) == "0:00:00:01"


@pytest.mark.parametrize(
    ("frame", "text"),
    [
        (1799, "0:00:59;29"),
        (1800, "0:01:00;02"),
        (17982, "0:10:00;00"),
        (17983, "0:10:00;01"),
        (107892, "1:00:00;00"),
    ],
)
def test_drop_frame_skips_numbers_not_frames(frame: int, text: str):
    """SMPTE ST 12-1: an hour of 29.97 has 107 892 frames, and its timecode is an hour."""
    rate = Fraction(30000, 1001)
    assert timecode(frame / rate, rate, drop_frame=True) == text


def test_drop_frame_at_5994_skips_four():
    rate = Fraction(60000, 1001)
    assert timecode(3600 / rate, rate, drop_frame=True) == "0:01:00;04"
