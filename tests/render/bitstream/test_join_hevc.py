"""H.265: closed and open groups, 8 and 10 bit, cut inside a group at both ends and encoded anew in the middle."""

from pathlib import Path

import av
import pytest
from tests.footage import barcode_clip
from tests.render.bitstream.joining import assert_exact, cut, methods

from rushes.render.bitstream import join
from rushes.render.bitstream.families import Method
from rushes.render.bitstream.index import index
from rushes.render.bitstream.scan import Flag, Kind

FRAMES = 56
STRUCTURES = {
    "closed": (12, 2, "open-gop=0", "yuv420p"),
    "open": (12, 2, "open-gop=1", "yuv420p"),
    "open_pyramid": (12, 4, "open-gop=1:b-pyramid=1", "yuv420p"),
    "open_ten_bit": (12, 3, "open-gop=1", "yuv420p10le"),
    "leading_decodable": (12, 3, "open-gop=0:radl=2", "yuv420p"),
    "p_only": (12, 0, "open-gop=0", "yuv420p"),
    "long_group": (30, 2, "open-gop=1", "yuv420p"),
    "hrd_and_delimiters": (12, 2, "open-gop=1:aud=1:hrd=1:vbv-maxrate=2000:vbv-bufsize=2000", "yuv420p"),
    "weighted": (12, 2, "open-gop=0:weightp=1:weightb=1", "yuv420p"),
    "four_slices": (12, 2, "open-gop=0:slices=4:ctu=16:wpp=1", "yuv420p"),
    "repeated_headers": (12, 2, "open-gop=1:repeat-headers=1", "yuv420p"),
}


def clip_of(name: str, folder: Path, **more: object) -> Path:
    gop, bframes, params, pixels = STRUCTURES[name]
    more.setdefault("size", (162, 98))
    return barcode_clip(
        folder / f"{name}.mp4", FRAMES, codec="libx265", gop=gop, bframes=bframes, pixel_format=pixels,
        sound=False, options={"x265-params": params}, **more,
    )  # fmt: skip


@pytest.mark.parametrize("name", STRUCTURES)
def test_join_keeps_every_frame(name: str, tmp_path: Path):
    clip = clip_of(name, tmp_path)
    outcome = cut(clip, tmp_path, range(5, 53), range(26, 29))
    assert outcome.copied
    assert methods(outcome) == {Method.SEPARATE}
    assert_exact(outcome, clip)


def test_open_groups_begin_with_a_picture_that_starts_over(tmp_path: Path):
    """The CRA at a copy's start becomes a BLA, its leading pictures are encoded, later CRAs stay as they are."""
    clip = clip_of("open", tmp_path)
    outcome = cut(clip, tmp_path, range(5, 53))
    source, joined = index(clip), index(outcome.path)
    first = next(run.run for run in outcome.runs if hasattr(run, "run"))
    assert source.kind[first.first] == Kind.CRA
    assert first.leading == int((source.flags & Flag.RASL > 0)[first.first : first.first + 4].sum()) > 0
    kinds = list(joined.kind[joined.kind > 0])
    assert kinds[:3] == [Kind.IDR, Kind.BLA, Kind.CRA]


@pytest.mark.parametrize("suffix", [".ts", ".mkv"])
def test_join_from_other_containers(suffix: str, tmp_path: Path):
    clip = barcode_clip(
        tmp_path / f"a{suffix}", FRAMES, codec="libx265", gop=12, bframes=2, size=(162, 98), rate=24, sound=False,
        options={"x265-params": "open-gop=1"},
    )  # fmt: skip
    outcome = cut(clip, tmp_path, range(5, 53), range(26, 29))
    assert outcome.copied
    assert_exact(outcome, clip)


def test_mastering_and_light_levels_go_on_through_encoded_stretches(tmp_path: Path):
    master = "G(13250,34500)B(7500,3000)R(34000,16000)WP(15635,16450)L(10000000,50)"
    clip = barcode_clip(
        tmp_path / "pq.mp4", FRAMES, codec="libx265", gop=12, bframes=2, pixel_format="yuv420p10le",
        colour_tags=(9, 16, 9, 1), sound=False, size=(160, 96),
        options={"x265-params": f"open-gop=0:master-display={master}:max-cll=1000,400"},
    )  # fmt: skip
    outcome = cut(clip, tmp_path, range(5, 53), range(26, 29))
    assert_exact(outcome, clip)
    with av.open(str(outcome.path)) as joined:
        for frame in joined.decode(video=0):
            kinds = {side.type.name for side in frame.side_data}
            assert {"MASTERING_DISPLAY_METADATA", "CONTENT_LIGHT_LEVEL"} <= kinds
            assert (int(frame.color_primaries), int(frame.color_trc), int(frame.colorspace)) == (9, 16, 9)
    entry = outcome.path.read_bytes()
    assert b"mdcv" in entry and b"clli" in entry


@pytest.mark.parametrize("seconds, offered", [(10, {Kind.IDR, Kind.BLA}), (0, {Kind.IDR, Kind.BLA, Kind.CRA})])
def test_open_groups_are_offered_to_players_only_where_nothing_better_is_near(
    seconds: int, offered: set[Kind], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(join, "ENTRY_SPACING_SECONDS", seconds)
    clip = clip_of("open", tmp_path)
    joined = index(cut(clip, tmp_path, range(5, 53)).path)
    assert {Kind(int(kind)) for kind in joined.kind[(joined.flags & Flag.MARKED) > 0]} == offered
