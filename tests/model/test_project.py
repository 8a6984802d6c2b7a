"""A project: what joins the pool, what joins the timeline, and what handles there are."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from tests.edits.sketches import facts, pool, project_of

from rushes.model.media import Colour, HdrKind, Media, MediaKind
from rushes.model.project import (
    FALLBACK,
    Project,
    appended,
    canvas_for,
    clip_of,
    head_handle,
    matching,
    on_grid,
    tail_handle,
)
from rushes.model.sketch import drawn, sketch
from rushes.model.time import span
from rushes.model.timeline import Canvas, Fit, Framing


def sized(width: int, height: int, **more) -> Media:
    plain = facts("a", Fraction(10), MediaKind.VIDEO)
    return Media(replace(plain, video=replace(plain.video, width=width, height=height, **more)), "a.mp4")


@pytest.mark.parametrize(
    ("shown", "canvas"),
    [
        ((3840, 2160), (3840, 2160)),
        ((2160, 3840), (2160, 3840)),
        ((1920, 1080), (1920, 1080)),
        ((4096, 2160), (3840, 2024)),
        ((8192, 8192), (2160, 2160)),
        ((1279, 719), (1280, 720)),
        ((8, 8), (16, 16)),
    ],
)
def test_the_canvas_is_the_first_clips_own_within_uhd(shown: tuple[int, int], canvas: tuple[int, int]):
    found = canvas_for(sized(*shown))
    assert (found.width, found.height) == canvas


def test_the_canvas_keeps_rate_and_colour():
    found = canvas_for(
        sized(3840, 2160, rate=Fraction(24000, 1001), colour=Colour("bt2020", "arib-std-b67", "bt2020nc"))
    )
    assert (found.rate, found.hdr) == (Fraction(24000, 1001), HdrKind.HLG)
    assert canvas_for(sized(3840, 2160, variable_rate=True)).variable_rate


def test_the_canvas_of_what_has_no_picture():
    assert canvas_for(Media(facts("m", Fraction(5), MediaKind.AUDIO), "m.mp3")) == FALLBACK


def test_media_join_the_pool_once():
    one, two, *_ = pool()
    assert Project().with_media(one, two, one).with_media(two).media == (one, two)


def test_find_by_content():
    project = project_of("")
    assert project.find("a").name == "a.file"
    assert project.find("zzz") is None


def test_appended_files_become_clips():
    project = appended(project_of(""), "a", "tune", "still", "gone")
    assert sketch(project.timeline, ids=True) == "c1:a0-10 c2:still@0~3"


def test_a_clip_is_whole_frames_of_its_media():
    media = Media(facts("a", Fraction("1.01"), MediaKind.VIDEO), "a")
    assert clip_of(media, "c1", Canvas(rate=Fraction(30))).source == span(0, 1)
    assert clip_of(media, "c1", Canvas(rate=Fraction(30), variable_rate=True)).source == span(0, "1.01")
    assert clip_of(media, "c1", Canvas(rate=Fraction(30)), span("0.5", 9)).source == span("0.5", 1)


def test_a_clip_that_joins_fills_the_canvas_as_the_rest():
    timeline = drawn("a0-1 b0-1")
    cropped = tuple(replace(clip, framing=Framing(fit=Fit.CROP)) for clip in timeline.clips)
    fresh = timeline.clips[0]
    assert matching(replace(timeline, track=cropped), fresh).framing.fit is Fit.CROP
    assert matching(replace(timeline, track=(cropped[0], fresh)), fresh).framing.fit is Fit.PAD


def test_on_grid_lengths_go_down():
    timeline = drawn("a0-1.01 _0.99 b0-0.01 still@0~1.02", canvas=Canvas(rate=Fraction(30)))
    assert sketch(on_grid(timeline)) == "a0-1 _29/30 b@0~1/30 still@0~1"


@pytest.mark.parametrize(
    ("text", "head", "tail"),
    [("a2-6", 2, 4), ("a6-2", 4, 2), ("a2-6x2", 1, 2), ("still@0~3", None, None), ("a0-10", 0, 0)],
)
def test_handles_are_what_the_media_has_beyond_the_clip(text: str, head: int | None, tail: int | None):
    project = project_of(text)
    (clip,) = project.timeline.clips
    assert (head_handle(clip, project), tail_handle(clip, project)) == (head, tail)
