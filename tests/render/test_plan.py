"""What is copied, what is encoded, and why; and the keys of the segment cache. No codec is run."""

from __future__ import annotations

from dataclasses import fields, replace
from fractions import Fraction

import pytest

from rushes.edits import (
    AddMusic,
    AddOverlay,
    AddTitle,
    AddTransition,
    AdjustColour,
    ChangeVolume,
    CutRange,
    SetSpeed,
    Split,
    TrimEnd,
    TrimStart,
)
from rushes.model.project import Project
from rushes.model.time import span
from rushes.model.timeline import (
    Canvas,
    Clip,
    Crop,
    Fit,
    Grade,
    Level,
    Overlay,
    Title,
    Transition,
    TransitionKind,
    Zoom,
)
from rushes.render.execute import Engine
from rushes.render.output import Codec, Container, Output, Quality
from rushes.render.plan import LAST_GROUP, CopyStep, EncodeStep, Plan
from tests import footage
from tests.render.cutting import Cutting

SMART = Output()


def long_clip():
    return footage.barcode_clip(footage.shelf() / "long.mp4", frames=600, gop=30)


@pytest.fixture(scope="module")
def long_path():
    return long_clip()


def covered(plan: Plan) -> list[int]:
    return [frame for step in plan.steps for frame in range(step.first, step.first + step.frames)]


def copied(plan: Plan) -> list[tuple[int, int]]:
    return [(step.first, step.first + step.frames) for step in plan.copies]


def test_an_untouched_clip_is_copied_whole(long_path):
    plan = Cutting(long_path).plan(SMART)
    assert copied(plan) == [(0, 600)]


def test_a_trim_encodes_only_up_to_the_next_keyframe(long_path):
    plan = Cutting(long_path).do(TrimStart(Fraction(1, 3)), TrimEnd(Fraction(1, 3))).plan(SMART)
    assert covered(plan) == list(range(580))
    ((first, end),) = copied(plan)
    assert first == 20
    assert end >= 560
    assert plan.frames_encoded <= 40


def test_a_title_touches_only_its_frames(long_path):
    plan = Cutting(long_path).do(AddTitle("Dawn", Fraction(10), Fraction(3))).plan(SMART)
    assert covered(plan) == list(range(600))
    assert [why for why in {s.why for s in plan.encodes} if "title" in why]
    assert plan.frames_encoded <= 90 + 30
    assert copied(plan)[0][0] == 0 and copied(plan)[-1][1] == 600


def test_music_and_volume_touch_no_picture(long_path):
    tune = footage.tone(footage.shelf() / "tune.wav")
    cutting = Cutting(long_path).pool(tune)
    cutting.do(AddMusic(cutting.media(tune).id), ChangeVolume(by_db=-6))
    assert copied(cutting.plan(SMART)) == [(0, 600)]


def test_a_transition_touches_only_its_overlap(long_path):
    plan = Cutting(long_path).do(Split((Fraction(10),)), AddTransition(length=Fraction(1))).plan(SMART)
    assert covered(plan) == list(range(600))
    assert plan.frames_encoded <= 30 + 45
    assert any("transition" in step.why for step in plan.encodes)


def test_a_split_alone_changes_nothing(long_path):
    plan = Cutting(long_path).do(Split((Fraction(10),))).plan(SMART)
    assert covered(plan) == list(range(600)) and plan.frames_encoded <= 30


@pytest.mark.parametrize(
    ("output", "why"),
    [
        (replace(SMART, smart=False), "full encode asked for"),
        (replace(SMART, container=Container.WEBM, codec=Codec.VP9), "the output is vp9 in webm"),
        (replace(SMART, width=160, height=90), "other size than the output"),
        (replace(SMART, bitrate_bps=1_000_000), "a bitrate or file size was asked for"),
        (replace(SMART, codec=Codec.HEVC), "the source is h264"),
    ],
)
def test_the_plan_says_why_nothing_is_copied(long_path, output, why):
    plan = Cutting(long_path).plan(output)
    assert not plan.copies and {step.why for step in plan.encodes} == {why}


def test_colour_and_speed_are_reasons(long_path):
    cutting = Cutting(long_path).do(
        AdjustColour(warmth_k=300, span=span(0, 5)), SetSpeed(Fraction(2), span=span(15, 20))
    )
    plan = cutting.plan(SMART)
    whys = {step.why for step in plan.encodes}
    assert any("colour" in why for why in whys) and any("speed" in why for why in whys)
    assert covered(plan) == list(range(len(plan.grid)))


def test_pieces_are_a_few_seconds_long(long_path):
    plan = Cutting(long_path).do(AdjustColour(brightness_ev=0.3)).plan(SMART)
    assert all(isinstance(step, EncodeStep) and 30 <= step.frames <= 180 for step in plan.steps)


# --- keys ------------------------------------------------------------------------------------------------


def keys(cutting: Cutting, output: Output = SMART) -> list[str]:
    return [step.job.key for step in cutting.plan(output).encodes]


def test_a_cut_at_the_front_leaves_the_later_keys_valid(long_path):
    graded = AdjustColour(brightness_ev=0.3)
    before, after = keys(Cutting(long_path).do(graded)), keys(Cutting(long_path).do(graded, CutRange(span(1, 2))))
    assert len(set(before) & set(after)) >= len(before) - 2


def test_changing_a_title_changes_only_its_pieces(long_path):
    def titled(text):
        return keys(Cutting(long_path).do(AdjustColour(brightness_ev=0.3), AddTitle(text, Fraction(0), Fraction(3))))

    one, two = titled("Dawn"), titled("Dusk")
    assert len(one) == len(two) and sum(a != b for a, b in zip(one, two, strict=True)) == 1


def rich(long_path) -> Project:
    """A project in which every field of a clip, a title, an overlay and a transition shows."""
    logo = footage.barcode_clip(footage.shelf() / "logo_clip.mp4", frames=90, size=(160, 90))
    cutting = Cutting(long_path).pool(logo).do(Split((Fraction(5),)), AddTitle("Dawn", Fraction(1), Fraction(3)))
    cutting.do(AddOverlay(cutting.media(logo).id, Fraction(1), Fraction(4)), AddTransition())
    return cutting


DIFFERENT = {
    "media": None,
    "source": span("1/10", "51/10"),
    "speed": Fraction(3, 2),
    "reverse": True,
    "held": Fraction(5),
    "fade_in": Fraction(1, 4),
    "fade_out": Fraction(1, 4),
    "transition": None,
    "text": "Dusk",
    "span": span(2, 4),
    "size": 0.1,
    "colour": "#ff0000",
    "place": "top_left",
    "bold": True,
    "outline": True,
    "bar": "#00ff00",
    "start": Fraction(3, 2),
    "end": Fraction(3),
    "width": 0.5,
    "margin": 0.1,
    "opacity": 0.5,
    "source_start": Fraction(1),
    "height": 90,
    "rate": Fraction(25),
    "background": "#ff0000",
    "brightness_ev": 0.5,
    "contrast": 10.0,
    "saturation": 10.0,
    "warmth_k": 300.0,
    "look": "cinematic",
    "look_mix": 0.3,
    "lut": "x",
    "lut_mix": 0.3,
    "crop": Crop(left=0.1),
    "flip_horizontal": True,
    "flip_vertical": True,
    "rotation": 180,
    "fit": Fit.CROP,
    "zoom": Zoom(1.5, 1.5),
}
"""Another value for every field that can be seen."""

UNSEEN = {
    Clip: {"id", "name", "level", "framing", "grade", "fade_colour", "media", "transition", "held"},
    Title: {"id", "kind"},
    Overlay: {"id", "level", "media"},
    Canvas: {"variable_rate", "hdr"},
    Grade: set(),
}
"""Fields that don't show in the picture, or that have a test of their own below."""


def with_clip(cutting: Cutting, change) -> Cutting:
    first, second = cutting.project.timeline.clips
    track = (change(first), second)
    cutting.project = cutting.project.with_timeline(replace(cutting.project.timeline, track=track))
    return cutting


def seen(owner) -> list[str]:
    return [each.name for each in fields(owner) if each.name not in UNSEEN.get(owner, set())]


@pytest.mark.parametrize("name", seen(Clip))
def test_every_field_of_a_clip_is_in_the_key(long_path, name):
    before = keys(rich(long_path), replace(SMART, smart=False))
    after = keys(
        with_clip(rich(long_path), lambda clip: replace(clip, **{name: DIFFERENT[name]})), replace(SMART, smart=False)
    )
    assert set(before) != set(after)


@pytest.mark.parametrize("name", seen(Grade))
def test_every_field_of_a_grade_is_in_the_key(long_path, name):
    base = Grade(look="vintage", lut="y")
    before, after = (
        keys(with_clip(rich(long_path), lambda clip, g=grade: replace(clip, grade=g)), replace(SMART, smart=False))
        for grade in (base, replace(base, **{name: DIFFERENT[name]}))
    )
    assert set(before) != set(after)


@pytest.mark.parametrize("name", ["crop", "flip_horizontal", "flip_vertical", "rotation", "fit", "zoom"])
def test_every_field_of_the_framing_is_in_the_key(long_path, name):
    before = keys(rich(long_path), replace(SMART, smart=False))
    changed = with_clip(
        rich(long_path), lambda clip: replace(clip, framing=replace(clip.framing, **{name: DIFFERENT[name]}))
    )
    assert set(before) != set(keys(changed, replace(SMART, smart=False)))


@pytest.mark.parametrize("name", seen(Title))
def test_every_field_of_a_title_is_in_the_key(long_path, name):
    cutting = rich(long_path)
    before = keys(cutting)
    timeline = cutting.project.timeline
    title = replace(timeline.titles[0], **{name: DIFFERENT[name]})
    cutting.project = cutting.project.with_timeline(replace(timeline, titles=(title,)))
    assert set(before) != set(keys(cutting))


@pytest.mark.parametrize("name", seen(Overlay))
def test_every_field_of_an_overlay_is_in_the_key(long_path, name):
    cutting = rich(long_path)
    before = keys(cutting)
    timeline = cutting.project.timeline
    overlay = replace(timeline.overlays[0], **{name: DIFFERENT[name]})
    cutting.project = cutting.project.with_timeline(replace(timeline, overlays=(overlay,)))
    assert set(before) != set(keys(cutting))


@pytest.mark.parametrize("name", seen(Canvas))
def test_every_field_of_the_canvas_is_in_the_key(long_path, name):
    cutting = rich(long_path)
    output = replace(SMART, smart=False)
    before = keys(cutting, output)
    timeline = cutting.project.timeline
    canvas = replace(timeline.canvas, **{name: DIFFERENT.get(name, 160)})
    cutting.project = cutting.project.with_timeline(replace(timeline, canvas=canvas))
    assert set(before) != set(keys(cutting, output))


def test_kind_and_length_of_a_transition_are_in_the_key(long_path):
    def joined(transition):
        cutting = rich(long_path)
        first, second = cutting.project.timeline.clips
        track = (first, replace(second, transition=transition))
        cutting.project = cutting.project.with_timeline(replace(cutting.project.timeline, track=track))
        return set(keys(cutting))

    plain = joined(Transition(TransitionKind.DISSOLVE, Fraction(1, 2)))
    assert plain != joined(Transition(TransitionKind.CIRCLE, Fraction(1, 2)))
    assert plain != joined(Transition(TransitionKind.DISSOLVE, Fraction(1, 3)))


def test_the_source_is_in_the_key_by_its_content(long_path):
    other = footage.barcode_clip(footage.shelf() / "other.mp4", frames=600, gop=30, first=700)
    output = replace(SMART, smart=False)
    assert not set(keys(Cutting(long_path), output)) & set(keys(Cutting(other), output))


@pytest.mark.parametrize(
    "change", [{"quality": Quality.BEST}, {"codec": Codec.HEVC}, {"bitrate_bps": 500_000}, {"width": 160}]
)
def test_output_settings_are_in_the_key(long_path, change):
    plain = replace(SMART, smart=False, width=320, height=180)
    assert not set(keys(Cutting(long_path), plain)) & set(keys(Cutting(long_path), replace(plain, **change)))


def test_names_ids_and_levels_are_not_in_the_key(long_path):
    before = keys(rich(long_path))
    renamed = with_clip(rich(long_path), lambda clip: replace(clip, id="zz", name="other", level=Level(-6)))
    assert keys(renamed) == before


def test_copied_runs_are_told_apart(long_path):
    plan = Cutting(long_path).do(AddTitle("x", Fraction(10), Fraction(1))).plan(SMART)
    kinds = [type(step) for step in plan.steps]
    assert CopyStep in kinds and EncodeStep in kinds


def test_a_short_clip_that_nothing_touches_is_copied_all_the_same():
    path = footage.barcode_clip(footage.shelf() / "short.mp4", frames=18)
    assert copied(Cutting(path).plan(SMART)) == [(0, 18)]


def test_a_piece_that_a_copied_run_follows_ends_in_a_short_group(long_path, tmp_path):
    cutting = Cutting(long_path).do(AddTitle("Dawn", Fraction(0), Fraction(3)))
    first = cutting.plan(SMART).encodes[0]
    assert first.job.last_group == LAST_GROUP
    engine = Engine(cutting.paths.__getitem__, tmp_path / "work", threads=2)
    engine.export(cutting.project, SMART, tmp_path / "out.mp4")
    keys = [k for k, flag in enumerate(engine.cache.find(first.job.key, first.frames).flags) if flag & 1]
    assert keys[-1] == first.frames - LAST_GROUP
