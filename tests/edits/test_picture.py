"""The picture: shape, colour, fades, and pictures over it."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from tests.edits.sketches import check, edited, project_of, refused

from rushes.edits import (
    AddOverlay,
    AdjustColour,
    ApplyLut,
    ChangeOverlay,
    CropPicture,
    FadePicture,
    Flip,
    RemoveOverlays,
    ResetColour,
    ResetFraming,
    Rotate,
    SetAspect,
    SetCanvas,
    SetFit,
    SetLook,
    SetRate,
    SetZoom,
    TrimEnd,
)
from rushes.edits.errors import (
    EmptyTimeline,
    NoPicture,
    NoSuchChoice,
    NoSuchItem,
    NoSuchMedia,
    NothingShown,
    OutOfRange,
    PastTheEnd,
    TooShort,
)
from rushes.edits.picture import LOOKS, PLACES, shape_for
from rushes.model.time import seconds, span
from rushes.model.timeline import Crop, Fit, Grade, Timeline, Zoom


def size(timeline: Timeline) -> tuple[int, int]:
    return timeline.canvas.width, timeline.canvas.height


# --- framing -------------------------------------------------------------------------------------------------


def test_crop_of_one_clip():
    timeline = check("a0-4 b0-2", CropPicture(Crop(0.1, 0, 0.2, 0), ("c2",)), "a0-4 b0-2")
    assert [clip.framing.crop for clip in timeline.clips] == [Crop(), Crop(0.1, 0, 0.2, 0)]


@pytest.mark.parametrize("crop", [Crop(-0.1), Crop(1.0), Crop(0.5, 0, 0.5, 0), Crop(0, 0.6, 0, 0.6)])
def test_crop_that_leaves_nothing_is_refused(crop: Crop):
    refused("a0-4", CropPicture(crop), OutOfRange)


def test_rotate_adds_up():
    timeline = edited("a0-4 b0-2", Rotate(90, ("c1",)), Rotate(180, ("c1",)), Rotate(-90, ("c2",)))
    assert [clip.framing.rotation for clip in timeline.clips] == [270, 270]


def test_rotate_of_everything_by_a_quarter_turns_the_canvas():
    assert size(check("a0-4 b0-2", Rotate(90), "a0-4 b0-2")) == (2160, 3840)
    assert size(check("a0-4 b0-2", Rotate(90, ("c2", "c1")), "a0-4 b0-2")) == (2160, 3840)
    assert size(check("a0-4 b0-2", Rotate(180), "a0-4 b0-2")) == (3840, 2160)
    assert size(check("a0-4 b0-2", Rotate(90, ("c1",)), "a0-4 b0-2")) == (3840, 2160)


def test_rotate_by_another_angle_is_refused():
    error = refused("a0-4", Rotate(45), NoSuchChoice)
    assert error.text("en") == "rotation can be 90, 180, 270; 45 is none of them."
    assert error.text("zh") == "旋转角度 可以是 90, 180, 270；没有 45。"


def test_flip_twice_is_no_flip():
    assert edited("a0-4", Flip()).clips[0].framing.flip_horizontal
    assert edited("a0-4", Flip("vertical")).clips[0].framing.flip_vertical
    assert edited("a0-4", Flip(), Flip()) == project_of("a0-4").timeline
    refused("a0-4", Flip("sideways"), NoSuchChoice)


@pytest.mark.parametrize(
    ("ratio", "shape"),
    [
        ("9/16", (2160, 3840)),
        ("1", (2160, 2160)),
        ("4/5", (2160, 2700)),
        ("4/3", (2880, 2160)),
        ("21/9", (3840, 1646)),
        ("16/9", (3840, 2160)),
    ],
)
def test_aspect_keeps_as_much_of_uhd_as_the_shape_can(ratio: str, shape: tuple[int, int]):
    timeline = check("a0-4", SetAspect(Fraction(ratio)), "a0-4")
    assert size(timeline) == shape
    assert all(clip.framing.fit is Fit.CROP for clip in timeline.clips)


@pytest.mark.parametrize("ratio", ["9/16", "1", "4/5", "4/3", "21/9", "2"])
def test_aspect_and_back_gives_the_size_back(ratio: str):
    assert size(edited("a0-4", SetAspect(Fraction(ratio)), SetAspect(Fraction(16, 9)))) == (3840, 2160)


def test_aspect_of_a_smaller_canvas_stays_small():
    assert size(edited("a0-4", SetCanvas(1920, 1080), SetAspect(Fraction(9, 16)))) == (1080, 1920)


def test_aspect_padded_with_blur():
    assert edited("a0-4", SetAspect(Fraction(1), Fit.BLUR)).clips[0].framing.fit is Fit.BLUR


def test_aspects_that_are_none_are_refused():
    refused("a0-4", SetAspect(Fraction(0)), OutOfRange)
    refused("a0-4", SetAspect(Fraction(-16, 9)), OutOfRange)
    refused("", SetAspect(Fraction(1)), EmptyTimeline)


def test_shapes_are_even():
    for ratio in (Fraction(13, 7), Fraction(3, 11), Fraction(1, 5)):
        wide, high = shape_for(ratio, 1921, 1081)
        assert (wide % 2, high % 2) == (0, 0)


def test_canvas_is_even_and_bounded():
    assert size(edited("a0-4", SetCanvas(1921, 1081))) == (1920, 1080)
    for wide, high in ((0, 1080), (-2, 1080), (100_000, 100_000), (7680, 7680)):
        refused("a0-4", SetCanvas(wide, high), OutOfRange)
    refused("", SetCanvas(1920, 1080), EmptyTimeline)


def test_rate_gives_every_clip_whole_frames():
    timeline = check("a0-4 b0-61/30", SetRate(Fraction(25)), "a0-4 b0-2")
    assert timeline.canvas.rate == 25


def test_rate_puts_titles_on_frames():
    timeline = edited('a0-4 | t "x" 1/30-61/30', SetRate(Fraction(10)))
    assert timeline.titles[0].span == span(0, 2)


def test_rate_ends_a_variable_one():
    timeline = check("a0-4.01", SetRate(Fraction(25)), "a0-4", variable_rate=True)
    assert not timeline.canvas.variable_rate


def test_a_clip_shorter_than_a_frame_of_the_new_rate_is_one_frame_held():
    check("a0-4 b9.5-10", SetRate(Fraction(1)), "a0-4 b@9.5~1")


def test_rates_that_are_none_are_refused():
    for rate in (0, -25, 1000):
        refused("a0-4", SetRate(Fraction(rate)), OutOfRange)


def test_zoom_of_a_stretch():
    timeline = check("a0-4", SetZoom(Zoom(1, 1.1), span=span(1, 2)), "a0-1 a1-2 a2-4")
    assert [clip.framing.zoom for clip in timeline.clips] == [None, Zoom(1, 1.1), None]
    assert edited("a0-4", SetZoom(Zoom(2, 2)), SetZoom(None)).clips[0].framing.zoom is None


@pytest.mark.parametrize("zoom", [Zoom(0.5, 1), Zoom(1, 100), Zoom(1, 2, x=1.5), Zoom(float("nan"), 1)])
def test_zooms_that_are_none_are_refused(zoom: Zoom):
    refused("a0-4", SetZoom(zoom), OutOfRange)


def test_reset_framing_keeps_how_the_canvas_is_filled():
    timeline = edited("a0-4", SetFit(Fit.BLUR), Flip(), SetZoom(Zoom(2, 2)), ResetFraming())
    assert timeline.clips[0].framing == replace(type(timeline.clips[0].framing)(), fit=Fit.BLUR)


# --- colour --------------------------------------------------------------------------------------------------


def test_colour_adds_up_and_stays_in_bounds():
    timeline = edited("a0-4", AdjustColour(0.35, 18, -18, 700), AdjustColour(brightness_ev=9, saturation=-90))
    assert timeline.clips[0].grade == Grade(4.0, 18, -100, 700)


def test_colour_of_a_stretch_and_of_a_clip():
    timeline = check("a0-4 b0-2", AdjustColour(warmth_k=700, span=span(1, 2)), "a0-1 a1-2 a2-4 b0-2")
    assert [clip.grade.warmth_k for clip in timeline.clips] == [0, 700, 0, 0]
    timeline = check("a0-4 b0-2", AdjustColour(warmth_k=700, clips=("c2",)), "a0-4 b0-2")
    assert [clip.grade.warmth_k for clip in timeline.clips] == [0, 700]


def test_colours_that_are_no_number_are_refused():
    refused("a0-4", AdjustColour(brightness_ev=float("nan")), OutOfRange)
    refused("a0-4", AdjustColour(saturation=float("inf")), OutOfRange)


def test_looks():
    timeline = edited("a0-4", SetLook("cinematic", 0.8))
    assert (timeline.clips[0].grade.look, timeline.clips[0].grade.look_mix) == ("cinematic", 0.8)
    assert edited("a0-4", SetLook("bw"), SetLook(None)).clips[0].grade.look is None
    error = refused("a0-4", SetLook("ugly"), NoSuchChoice)
    assert all(look in error.text("en") for look in LOOKS)
    refused("a0-4", SetLook("bw", 2.0), OutOfRange)


def test_lut():
    assert edited("a0-4", ApplyLut("f" * 64, 0.5)).clips[0].grade.lut == "f" * 64
    refused("a0-4", ApplyLut("0" * 64), NoSuchMedia)


def test_reset_colour():
    assert edited("a0-4", AdjustColour(1), SetLook("bw"), ResetColour()).clips[0].grade == Grade()


# --- fades ---------------------------------------------------------------------------------------------------


def test_fades_stand_at_the_ends_of_the_video():
    check("a0-4 b0-2", FadePicture("in"), "a0-4[in1] b0-2")
    check("a0-4 b0-2", FadePicture("out", Fraction(1, 2)), "a0-4 b0-2[out0.5]")


def test_fade_of_a_clip_named():
    check("a0-4 b0-2", FadePicture("out", clips=("c1",)), "a0-4[out1] b0-2")


def test_fade_is_no_longer_than_its_clip():
    check("a0-1 b0-2", FadePicture("in", Fraction(5)), "a0-1[in1] b0-2")


def test_fade_of_no_length_takes_it_off():
    check("a0-4[in1]", FadePicture("in", Fraction(0)), "a0-4")


def test_fades_that_are_none_are_refused():
    refused("a0-4", FadePicture("up"), NoSuchChoice)
    refused("a0-4", FadePicture("in", Fraction(-1)), OutOfRange)
    refused("a0-4", FadePicture("in", colour="drop table"), NoSuchChoice)
    refused("_4", FadePicture("in"), NothingShown)
    refused("", FadePicture("in"), EmptyTimeline)


# --- overlays ------------------------------------------------------------------------------------------------


def test_a_logo_stands_over_everything():
    timeline = check("a0-4", AddOverlay("still"), "a0-4 | o still 0-")
    overlay = timeline.overlays[0]
    assert (overlay.place, overlay.width, overlay.margin, overlay.opacity) == ("top_right", 0.12, 0.03, 0.85)


def test_a_clip_in_a_corner_ends_with_its_media():
    check("a0-9", AddOverlay("b", Fraction(1)), "a0-9 | o b 1-4", lasting={"b": "3"})


def test_a_clip_in_a_corner_is_silent_unless_asked():
    assert edited("a0-9", AddOverlay("b")).overlays[0].level.muted
    assert not edited("a0-9", AddOverlay("b", with_sound=True)).overlays[0].level.muted
    assert edited("a0-9", AddOverlay("still", with_sound=True)).overlays[0].level.muted


def test_an_overlay_snaps_to_frames_and_ends_with_the_video():
    check("a0-4", AddOverlay("still", seconds("1.01"), Fraction(9)), "a0-4 | o still 1-4")


def test_an_overlay_with_an_end_keeps_it_when_the_video_is_cut():
    project = project_of("a0-9 | o still 1-8")
    check(project, TrimEnd(Fraction(4)), "a0-5 | o still 1-5")


def test_overlays_that_are_none_are_refused():
    refused("a0-4", AddOverlay("still", Fraction(5)), PastTheEnd)
    refused("a0-4", AddOverlay("still", Fraction(2), Fraction(1)), TooShort)
    refused("a0-4", AddOverlay("still", Fraction(-3), Fraction(-1)), PastTheEnd)
    refused("a0-4", AddOverlay("still", place="behind"), NoSuchChoice)
    refused("a0-4", AddOverlay("still", width=0.0), OutOfRange)
    refused("a0-4", AddOverlay("still", margin=7.0), OutOfRange)
    refused("a0-4", AddOverlay("still", opacity=-1.0), OutOfRange)
    refused("a0-4", AddOverlay("tune"), NoPicture)
    refused("a0-4", AddOverlay("gone"), NoSuchMedia)


def test_change_an_overlay():
    project = project_of("a0-4 | o9:o still 1-2")
    timeline = check(project, ChangeOverlay("o9", "bottom_left", 0.3, start=Fraction(0)), "a0-4 | o still 0-2")
    assert (timeline.overlays[0].place, timeline.overlays[0].width) == ("bottom_left", 0.3)
    assert timeline.overlays[0].place in PLACES
    refused(project, ChangeOverlay("o9", start=Fraction(3)), TooShort)
    refused(project, ChangeOverlay("o1", width=0.3), NoSuchItem)


def test_remove_overlays():
    project = project_of("a0-4 | o8:o still 1-2 | o9:o b 0-4")
    check(project, RemoveOverlays(("o8",)), "a0-4 | o b 0-4")
    check(project, RemoveOverlays(), "a0-4")
    refused(project, RemoveOverlays(("o1",)), NoSuchItem)
