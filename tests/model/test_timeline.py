"""The timeline: places derived, clips cut to parts, ids given once."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, replace
from fractions import Fraction

import pytest

from rushes.model.sketch import drawn
from rushes.model.time import span
from rushes.model.timeline import Canvas, Clip, Framing, Level, Timeline, Zoom, whole_frames

FILM = drawn("a0-4 _1 b6-2x2 c@3~2")


def test_places_follow_from_what_stands_before():
    assert [place for _, place in FILM.spans()] == [span(0, 4), span(4, 5), span(5, 7), span(7, 9)]
    assert FILM.length == 9
    assert FILM.place_of("c2") == span(5, 7)
    assert FILM.place_of("c9") is None


def test_a_clip_is_found_by_time():
    assert FILM.clip_at(Fraction(0)).id == "c1"
    assert FILM.clip_at(Fraction(4)) is None
    assert FILM.clip_at(Fraction(7)).id == "c3"
    assert FILM.clip_at(Fraction(9)) is None


def test_a_moment_of_the_clip_is_one_of_its_media():
    forward, backward, held = FILM.clips
    assert forward.moment(Fraction(1)) == 1
    assert backward.moment(Fraction(1)) == 4
    assert held.moment(Fraction(1)) == 3


def test_a_part_shows_what_the_clip_showed_there():
    forward, backward, held = FILM.clips
    assert forward.part(span(1, 2)).source == span(1, 2)
    assert backward.part(span(0, 1)).source == span(4, 6)
    assert held.part(span(0, 1)).held == 1


def test_a_part_inside_has_no_fades_and_no_transition():
    clip = replace(FILM.clips[0], fade_in=Fraction(1), fade_out=Fraction(1), level=Level(fade_in=Fraction(1)))
    inner, head = clip.part(span(1, 2)), clip.part(span(0, "0.5"))
    assert (inner.fade_in, inner.fade_out, inner.level.fade_in) == (0, 0, 0)
    assert (head.fade_in, head.fade_out, head.level.fade_in) == (Fraction(1, 2), 0, Fraction(1, 2))


def test_a_trimmed_clip_keeps_its_fades():
    clip = replace(FILM.clips[0], fade_in=Fraction(1), fade_out=Fraction(1))
    trimmed = clip.trimmed(span(1, 2))
    assert (trimmed.source, trimmed.fade_in, trimmed.fade_out) == (span(1, 2), 1, 1)


def test_parts_of_a_slow_zoom_meet():
    clip = replace(FILM.clips[0], framing=Framing(zoom=Zoom(1, 2)))
    first, second = clip.part(span(0, 1)), clip.part(span(1, 4))
    assert (first.framing.zoom, second.framing.zoom) == (Zoom(1, 1.25), Zoom(1.25, 2))


def test_nothing_can_be_changed_in_place():
    for value, name in ((FILM, "track"), (FILM.clips[0], "speed"), (FILM.canvas, "rate")):
        with pytest.raises(FrozenInstanceError):
            setattr(value, name, None)


def test_ids_are_never_given_twice():
    first, timeline = Timeline().named("c")
    second, timeline = timeline.named("t")
    assert (first, second, timeline.numbered) == ("c1", "t2", 2)


def test_whole_frames_go_down_and_never_to_none():
    canvas = Canvas(rate=Fraction(30))
    assert whole_frames(Fraction("0.99"), canvas) == Fraction(29, 30)
    assert whole_frames(Fraction("0.001"), canvas) == Fraction(1, 30)
    assert whole_frames(Fraction("0.99"), replace(canvas, variable_rate=True)) == Fraction("0.99")


def test_a_canvas_snaps_unless_its_rate_varies():
    canvas = Canvas(rate=Fraction(30000, 1001))
    assert canvas.snap(Fraction(5)) == Fraction(1001, 200)
    assert replace(canvas, variable_rate=True).snap(Fraction(5)) == 5


def test_a_clip_is_as_long_as_its_source_at_its_speed():
    assert Clip("c1", "a", span(0, 4), Fraction(1, 2)).length == 8
