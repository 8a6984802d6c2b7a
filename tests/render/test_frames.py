"""Which source frame each output frame shows, and what is done to it. Judged by the bar codes in the picture."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from rushes.edits import (
    AddOverlay,
    AddTitle,
    AddTransition,
    CropPicture,
    CutRange,
    FadePicture,
    Flip,
    Freeze,
    Reverse,
    Rotate,
    SetAspect,
    SetCanvas,
    SetSpeed,
    SetZoom,
    Split,
    TrimEnd,
    TrimStart,
)
from rushes.model.time import span
from rushes.model.timeline import Crop, Fit, TransitionKind, Zoom
from tests import footage
from tests.footage import frame_number
from tests.render.cutting import FULL, Cutting, index_of


def luma(frame) -> np.ndarray:
    return frame.to_ndarray()[: frame.height].astype(int)


def test_trims_show_the_right_frames():
    cut = Cutting(footage.cfr30()).do(TrimStart(Fraction(1, 2)), TrimEnd(Fraction(1, 2)))
    whole = Cutting(footage.cfr30()).numbers()
    assert cut.numbers() == whole[15:-15]


@pytest.mark.parametrize(
    "clip", ["ntsc2997", "film23976", "open_gop", "b_frames", "hevc10", "start_late", "start_at_ten"]
)
def test_a_cut_in_the_middle_is_exact_in_every_kind_of_source(clip):
    path = getattr(footage, clip)()
    whole = footage.frame_numbers(path)
    cutting = Cutting(path)
    rate = cutting.project.timeline.canvas.rate
    cutting.do(CutRange(span(Fraction(10) / rate, Fraction(25) / rate)))
    assert cutting.numbers() == whole[:10] + whole[25:]


def test_a_variable_rate_keeps_every_frame_and_its_time():
    path = footage.vfr_phone()
    cutting = Cutting(path)
    plan = cutting.plan()
    assert cutting.numbers() == footage.frame_numbers(path)
    assert [plan.grid[k] for k in range(len(plan.grid))] == index_of(path).times()


def test_a_variable_rate_is_cut_at_the_frame_on_screen():
    path = footage.vfr_phone()
    times = index_of(path).times()
    cutting = Cutting(path).do(TrimStart(times[7]))
    assert cutting.numbers() == footage.frame_numbers(path)[7:]


def test_double_speed_shows_every_second_frame():
    cutting = Cutting(footage.cfr30()).do(SetSpeed(Fraction(2)))
    assert cutting.numbers() == Cutting(footage.cfr30()).numbers()[::2]


def test_half_speed_shows_every_frame_twice():
    cutting = Cutting(footage.cfr30()).do(TrimEnd(Fraction(1)), SetSpeed(Fraction(1, 2)))
    once = Cutting(footage.cfr30()).do(TrimEnd(Fraction(1))).numbers()
    assert cutting.numbers() == [number for number in once for _ in range(2)]


@pytest.mark.parametrize("clip", ["cfr30", "b_frames", "open_gop"])
def test_reverse_shows_every_frame_from_the_last_to_the_first(clip):
    path = getattr(footage, clip)()
    assert Cutting(path).do(Reverse()).numbers() == Cutting(path).numbers()[::-1]


def test_a_freeze_holds_one_frame_and_goes_on():
    numbers = Cutting(footage.cfr30()).numbers()
    frozen = Cutting(footage.cfr30()).do(Freeze(Fraction(1, 2), Fraction(1, 3))).numbers()
    assert frozen == numbers[:15] + [numbers[15]] * 10 + numbers[15:]


def test_a_rotated_phone_clip_comes_upright():
    cutting = Cutting(footage.rotated_90())
    video = cutting.project.media[0].facts.video
    assert (video.coded_width, video.coded_height) == (video.height, video.width)
    assert cutting.numbers() == list(range(len(cutting.plan().grid)))


def test_pixels_that_are_not_square_are_made_square():
    cutting = Cutting(footage.anamorphic())
    video = cutting.project.media[0].facts.video
    frame = next(cutting.frames())
    assert (frame.width, frame.height) == (video.width, video.height)
    assert video.width * video.coded_height != video.height * video.coded_width


def test_a_dissolve_goes_from_one_clip_to_the_other():
    path = footage.cfr30()
    cutting = Cutting(path).do(Split((Fraction(1),)), AddTransition(length=Fraction(1, 2)))
    frames = list(cutting.frames())
    at = cutting.project.timeline.clips[0].length * 30
    assert len(frames) == len(Cutting(path).numbers())
    assert [frame_number(frames[k]) for k in (0, int(at) - 9, int(at) + 9)] == [0, int(at) - 9, int(at) + 9]


@pytest.mark.parametrize("kind", list(TransitionKind))
def test_every_transition_starts_at_the_first_clip_and_ends_at_the_second(kind):
    dark = footage.barcode_clip(footage.shelf() / "dark.mp4", frames=45, size=(320, 180), colour=(30, 128, 128))
    light = footage.barcode_clip(footage.shelf() / "light.mp4", frames=45, size=(320, 180), colour=(200, 128, 128))
    cutting = Cutting(dark, light).do(AddTransition(kind, Fraction(1, 2)))
    plan = cutting.plan()
    frames = [luma(frame)[100:, :150].mean() for frame in cutting.frames()]
    change = [step.first for step in plan.encodes for scene in step.job.scenes if scene.blend]
    assert change
    assert frames[0] == pytest.approx(30, abs=4)
    assert frames[-1] == pytest.approx(200, abs=4)
    steady = [value for value in frames if abs(value - 30) < 5 or abs(value - 200) < 5]
    assert 2 < len(frames) - len(steady) <= 16


def test_a_title_stands_in_its_time_and_only_there():
    path = footage.cfr30()
    plain = list(Cutting(path).frames())
    titled = list(Cutting(path).do(AddTitle("Dawn", Fraction(1, 2), Fraction(1), place="bottom")).frames())
    changed = [int(np.abs(luma(a) - luma(b)).max()) > 40 for a, b in zip(plain, titled, strict=True)]
    assert changed[22:38] == [True] * 16
    assert not any(changed[:15]) and not any(changed[46:])


def test_titles_fade_in():
    titled = list(Cutting(footage.cfr30()).do(AddTitle("████", Fraction(0), Fraction(3, 2), place="bottom")).frames())
    plain = list(Cutting(footage.cfr30()).frames())
    much = [np.abs(luma(a) - luma(b)).sum() for a, b in zip(plain, titled, strict=True)]
    assert much[0] == 0 and 0 < much[3] < much[8] < much[15]


def test_fades_begin_and_end_in_black():
    cutting = Cutting(footage.cfr30()).do(FadePicture("in", Fraction(1, 2)), FadePicture("out", Fraction(1, 2)))
    frames = [luma(frame) for frame in cutting.frames()]
    assert frames[0].max() <= 18 and frames[-1].max() <= 40
    assert frames[30].max() > 150


def test_a_flip_mirrors_the_picture():
    plain, mirrored = (next(c.frames()) for c in (Cutting(footage.cfr30()), Cutting(footage.cfr30()).do(Flip())))
    assert np.abs(luma(plain)[:, ::-1] - luma(mirrored)).mean() < 1


def test_a_quarter_turn_turns_the_canvas_too():
    cutting = Cutting(footage.cfr30()).do(Rotate(90))
    frame = next(cutting.frames())
    assert frame.height > frame.width
    assert frame_number(frame, rotation=270) == 0


def test_padding_keeps_all_of_the_picture_and_cropping_fills_the_canvas():
    padded = next(Cutting(footage.cfr30()).do(SetAspect(Fraction(9, 16), Fit.PAD)).frames())
    filled = next(Cutting(footage.cfr30()).do(SetAspect(Fraction(9, 16), Fit.CROP)).frames())
    assert (padded.width, padded.height) == (filled.width, filled.height)
    assert luma(padded)[-20:].max() <= 17
    assert luma(filled)[-20:].max() > 60


def test_a_blurred_pad_shows_the_picture_behind_itself():
    frame = next(Cutting(footage.cfr30()).do(SetAspect(Fraction(9, 16), Fit.BLUR)).frames())
    edge = luma(frame)[frame.height // 8]
    assert edge.max() > 40
    assert np.abs(np.diff(edge)).max() < 40


def test_a_still_zoom_enlarges_around_its_point():
    cutting = Cutting(footage.cfr30()).do(SetZoom(Zoom(2, 2, 0.5, 0.5)))
    frame = next(cutting.frames())
    whole = next(Cutting(footage.cfr30()).frames())
    high, wide = luma(whole).shape
    middle = luma(whole)[high // 4 : high // 4 * 3, wide // 4 : wide // 4 * 3]
    assert abs(luma(frame).mean() - middle.mean()) < 6


def test_a_slow_zoom_starts_whole_and_ends_enlarged():
    frames = list(Cutting(footage.cfr30()).do(SetZoom(Zoom(1, 1.5))).frames())
    plain = list(Cutting(footage.cfr30()).frames())
    assert np.abs(luma(frames[0]) - luma(plain[0])).max() == 0
    assert np.abs(luma(frames[-1]) - luma(plain[-1])).mean() > 5


def test_a_crop_takes_the_edges_away():
    frame = next(Cutting(footage.cfr30()).do(CropPicture(Crop(left=0.5))).frames())
    assert frame.width > 0


def test_an_overlay_stands_in_its_corner_with_its_own_transparency():
    from PIL import Image

    logo = footage.shelf() / "logo.png"
    picture = Image.new("RGBA", (64, 64), (255, 0, 0, 255))
    picture.paste((0, 0, 0, 0), (32, 0, 64, 64))
    picture.save(logo)
    cutting = Cutting(footage.cfr30()).pool(logo)
    cutting.do(AddOverlay(cutting.media(logo).id, width=0.2, margin=0.0, opacity=1.0, place="bottom_right"))
    after = next(cutting.frames()).to_ndarray(format="rgb24")
    before = next(Cutting(footage.cfr30()).frames()).to_ndarray(format="rgb24")
    high, wide, _ = after.shape
    side = wide // 5
    red = after[high - side // 2, wide - side + side // 4]
    assert red[0] > 200 and red[1] < 60
    clear = (high - side // 2, wide - side // 8)
    assert np.abs(after[clear].astype(int) - before[clear].astype(int)).max() < 12


def test_another_rate_shows_each_moment_once():
    from dataclasses import replace

    numbers = Cutting(footage.cfr30()).numbers(replace(FULL, rate=Fraction(15)))
    assert numbers == Cutting(footage.cfr30()).numbers()[::2]


def test_a_smaller_canvas_still_reads():
    cutting = Cutting(footage.cfr30()).do(SetCanvas(160, 90))
    assert cutting.numbers() == Cutting(footage.cfr30()).numbers()


def rgb(frame) -> np.ndarray:
    return frame.to_ndarray(format="rgb24").astype(int)


def test_warmer_moves_red_up_and_blue_down_and_keeps_black():
    from rushes.edits import AdjustColour

    plain, warm = (
        rgb(next(c.frames()))
        for c in (Cutting(footage.cfr30()), Cutting(footage.cfr30()).do(AdjustColour(warmth_k=700)))
    )
    below = slice(plain.shape[0] // 2, None)
    moved = (warm - plain)[below].mean(axis=(0, 1))
    assert moved[0] > 1 and moved[2] < -1
    dark = plain.max(axis=2) < 8
    assert not dark.any() or np.abs((warm - plain)[dark]).max() < 12


def test_a_cube_table_colours_the_picture():
    from rushes.edits import ApplyLut
    from rushes.model.project import Lut

    cube = footage.shelf() / "swap.cube"
    rows = [f"{b} {g} {r}" for b in (0, 1) for g in (0, 1) for r in (0, 1)]
    cube.write_text("LUT_3D_SIZE 2\n" + "\n".join(rows) + "\n")
    from dataclasses import replace

    cutting = Cutting(footage.cfr30())
    cutting.luts["swap"] = cube
    cutting.project = replace(cutting.project, luts=(Lut("swap", "swap.cube"),))
    after = rgb(next(cutting.do(ApplyLut("swap")).frames()))
    before = rgb(next(Cutting(footage.cfr30()).frames()))
    assert np.abs(after - before[..., ::-1]).mean() < 4


@pytest.mark.parametrize("clip", ["hlg10", "pq10"])
def test_hdr_is_tone_mapped_for_an_h264_output(clip):
    cutting = Cutting(getattr(footage, clip)())
    frame = next(cutting.frames())
    assert frame.format.name == "yuv420p"
    assert frame_number(frame) == 0


def test_what_is_turned_by_the_player_stays_turned_where_most_is_copied():
    from rushes.render.output import Output

    path = footage.barcode_clip(footage.shelf() / "phone.mp4", frames=240, gop=30, rotation=90)
    cutting = Cutting(path).do(TrimStart(Fraction(1, 2)), AddTitle("Dawn", Fraction(6), Fraction(1)))
    plan = cutting.plan(Output())
    assert plan.look.rotation == 90 and plan.look.shown == (320, 180)
    assert plan.frames_copied >= 120
    made = [frame_number(frame, rotation=90) for frame in cutting.frames(Output())]
    planned = [k + 15 for step in plan.encodes for k in range(step.first, step.first + step.frames)]
    assert made == planned


def test_avi_with_b_frames_shows_every_frame_in_order():
    path = footage.barcode_clip(footage.shelf() / "b.avi", frames=60, codec="mpeg4", bframes=2, sound=False)
    numbers = Cutting(path).numbers()
    assert numbers == list(range(60))
    assert Cutting(path).do(CutRange(span(1, "3/2"))).numbers() == numbers[:30] + numbers[45:]


def test_a_transparent_picture_as_a_clip_stands_on_the_background():
    from PIL import Image

    path = footage.shelf() / "clear.png"
    picture = Image.new("RGBA", (64, 64), (255, 255, 255, 0))
    picture.paste((255, 0, 0, 255), (0, 0, 32, 64))
    picture.save(path)
    frame = rgb(next(Cutting(path).frames()))
    assert frame[32, 8, 0] > 200 and frame[32, 56].max() < 20


def test_transparency_of_vp9_is_kept_in_an_overlay():
    path = footage.vp9_alpha()
    cutting = Cutting(footage.cfr30()).pool(path)
    cutting.do(AddOverlay(cutting.media(path).id, width=0.5, margin=0.0, opacity=1.0, place="center"))
    after, before = rgb(next(cutting.frames())), rgb(next(Cutting(footage.cfr30()).frames()))
    changed = np.abs(after - before).max(axis=2) > 30
    inside = changed[before.shape[0] // 4 : -before.shape[0] // 4, before.shape[1] // 4 : -before.shape[1] // 4]
    assert 0.05 < inside.mean() < 0.95


def test_interlaced_footage_shows_no_combs():
    path = footage.shelf() / "interlaced.mp4"
    weave = "testsrc2=s=320x180:r=60,tinterlace=4"
    footage.ffmpeg("-f", "lavfi", "-i", weave, "-t", "1", "-c:v", "libx264", "-flags", "+ildct+ilme",
                   "-x264-params", "tff=1", "-pix_fmt", "yuv420p", path)  # fmt: skip
    cutting = Cutting(path)
    assert cutting.project.media[0].facts.video.interlaced

    def combing(picture: np.ndarray) -> float:
        return float(np.abs(2 * picture[1:-1] - picture[:-2] - picture[2:]).mean())

    made = [combing(luma(frame)) for frame in cutting.frames()]
    import av

    with av.open(str(path)) as container:
        woven = [combing(luma(frame)) for frame in container.decode(video=0)]
    assert np.mean(made[2:]) < 0.8 * np.mean(woven[2:])


@pytest.mark.parametrize(("matrix", "full"), [(1, 1), (5, 1), (1, 2)])
def test_scaling_alone_changes_no_colour(matrix, full):
    path = footage.barcode_clip(
        footage.shelf() / f"flat_{matrix}_{full}.mp4", frames=5, size=(320, 180), colour=(80, 90, 180),
        colour_tags=(1, 1, matrix, full),
    )  # fmt: skip
    whole, small = (next(c.frames()) for c in (Cutting(path), Cutting(path).do(SetCanvas(160, 90))))
    for one, two in zip(planes_of(whole), planes_of(small), strict=True):
        assert abs(float(one[-20:, :40].mean()) - float(two[-10:, :20].mean())) < 1.5


def planes_of(frame):
    from rushes.render.planes import planes

    return planes(frame)


def test_jumping_about_shows_the_right_frames_backwards_too():
    import random

    from rushes.render.source import FrameSource

    path = footage.b_frames()
    cutting = Cutting(path)
    facts = cutting.project.media[0].facts
    source = FrameSource(path, facts)
    dice = random.Random(1)
    for _ in range(120):
        number = dice.randrange(facts.video.frames)
        assert frame_number(source.at(number / facts.video.rate, dice.random() < 0.5)) == number
