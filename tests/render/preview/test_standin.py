"""Frames from stand-ins, from originals, and from both in turn: always the same ones."""

from __future__ import annotations

import random
from fractions import Fraction

import numpy as np
import pytest

from rushes.edits import AddTitle, Reverse, SetSpeed
from rushes.media import proxies
from rushes.model.time import seconds
from rushes.render.planes import planes
from rushes.render.preview.plan import preview_plan
from rushes.render.preview.standin import SmallMaker, SmallSource, Stage, StandIn
from rushes.render.source import FrameSource
from tests import footage
from tests.footage import frame_number
from tests.render.cutting import Cutting, media_of
from tests.render.preview.viewing import viewing

NTSC = Fraction(30000, 1001)


@pytest.fixture(scope="module")
def long_clip(tmp_path_factory):
    """Nine and two thirds of a second at 29.97, 560 lines, key frames four seconds apart: three parts."""
    path = tmp_path_factory.mktemp("long") / "long.mp4"
    return footage.barcode_clip(path, frames=290, rate=NTSC, size=(960, 560), gop=120)


@pytest.fixture(scope="module")
def stand_in(long_clip, tmp_path_factory):
    facts = media_of(long_clip).facts
    folder = tmp_path_factory.mktemp("parts")
    assert list(proxies.make_parts(long_clip, facts, folder)) == [0, 1, 2]
    return StandIn(proxies.proxy_facts(facts), folder, proxies.PART_SECONDS)


def test_any_order_and_direction_gives_the_original_s_frames(long_clip, stand_in):
    facts, dice = media_of(long_clip).facts, random.Random(5)
    small = SmallSource(long_clip, facts, stand_in)
    for _ in range(30):
        first, count, backwards = dice.randrange(290), dice.randrange(1, 6), dice.random() < 0.5
        wanted = range(first, max(first - count, -1), -1) if backwards else range(first, min(first + count, 290))
        seen = [frame_number(small.at(k / NTSC, backwards)) for k in wanted]
        assert seen == list(wanted)
    small.close()


def test_between_frames_it_shows_what_the_original_shows(long_clip, stand_in):
    facts = media_of(long_clip).facts
    small, original = SmallSource(long_clip, facts, stand_in), FrameSource(long_clip, facts)
    for k in range(0, 9700, 131):
        moment = Fraction(k, 1000)
        assert frame_number(small.at(moment)) == frame_number(original.at(moment)), moment
    small.close()
    original.close()


def test_while_parts_are_missing_the_original_gives_the_same_pictures(long_clip, stand_in, tmp_path):
    facts = media_of(long_clip).facts
    (tmp_path / "1.mp4").symlink_to(stand_in.folder / "1.mp4")
    some = SmallSource(long_clip, facts, StandIn(stand_in.facts, tmp_path, stand_in.part))
    every = SmallSource(long_clip, facts, stand_in)
    for moment in map(Fraction, (0, 3, 5, 9)):
        one, two = some.at(moment), every.at(moment)
        assert (one.width, one.height, one.format.name) == (two.width, two.height, two.format.name)
        assert np.abs(one.to_ndarray().astype(int) - two.to_ndarray()).mean() < 1
    some.close()
    every.close()


KINDS = {
    "limited": {},
    "full": {"colour_tags": (1, 1, 1, 2), "pixel_format": "yuvj420p"},
    "untagged": {"colour_tags": None},
    "bt601": {"colour_tags": (6, 6, 6, 1)},
    "hlg": {"colour_tags": (9, 18, 9, 1), "codec": "libx265", "pixel_format": "yuv420p10le"},
    "anamorphic": {"pixel_aspect": Fraction(4, 3)},
    "turned": {"rotation": 90},
    "mirrored": {"rotation": 270, "mirrored": True},
}


def drawn(path, tmp_path, parts):
    """The first frame of the preview, by way of the stand-in's parts or of the original made small."""
    cutting = Cutting(path)
    media = cutting.media(path)
    folder = tmp_path / "parts"
    if parts:
        list(proxies.make_parts(path, media.facts, folder))
    stand_in = StandIn(proxies.proxy_facts(media.facts), folder, proxies.PART_SECONDS)
    maker = SmallMaker(tmp_path / "tables")
    maker.stage(Stage(cutting.material(), {media.id: stand_in}))
    frame = next(iter(maker.frames(preview_plan(cutting.project)[0].job)))
    maker.close()
    return frame


@pytest.mark.parametrize("kind", KINDS)
def test_parts_and_original_are_placed_and_coloured_alike(kind, tmp_path):
    path = footage.barcode_clip(tmp_path / "a.mp4", frames=5, size=(1280, 720), colour=(80, 90, 180), **KINDS[kind])
    one, two = (drawn(path, tmp_path, parts) for parts in (False, True))
    assert frame_number(one) == frame_number(two) == 0
    assert np.abs(one.to_ndarray().astype(int) - two.to_ndarray()).mean() < 1.5


@pytest.mark.parametrize(
    ("kind", "shown"), [("limited", (80, 90, 180)), ("full", (85, 95, 174)), ("bt601", (73, 97, 179))]
)
def test_colours_come_out_as_the_file_means_them(kind, shown, tmp_path):
    """In BT.709 and limited range: the middle of the left half."""
    path = footage.barcode_clip(tmp_path / "a.mp4", frames=5, size=(1280, 720), colour=(80, 90, 180), **KINDS[kind])
    values = [plane[plane.shape[0] // 2, plane.shape[1] // 4] for plane in planes(drawn(path, tmp_path, True))]
    assert np.abs(np.array(values, int) - shown).max() <= 2


def test_a_preview_from_proxies_shows_the_export_s_frames(long_clip, tmp_path):
    cutting = Cutting(long_clip).do(
        SetSpeed(Fraction(5, 2)), Reverse(), AddTitle("Hello", seconds(1), seconds(1))
    )  # fmt: skip
    made = proxies.Proxies(tmp_path / "proxies", lambda facts: cutting.paths[facts.id])
    seen = viewing(cutting, tmp_path / "preview", proxies=made)
    for media in cutting.project.media:
        made.make(media, lambda *_: None, lambda: False)
    # it can only be from there
    cutting.paths = {media_id: tmp_path / "gone.mp4" for media_id in cutting.paths}
    assert len(seen.preview.still(cutting.project, seconds(1), 540)) > 1000
    frames = [frame_number(frame) for frame in seen.frames()]
    cutting.paths = dict.fromkeys(cutting.paths, long_clip)
    assert frames == cutting.numbers()
    seen.preview.close()
