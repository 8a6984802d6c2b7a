"""H.264: every structure of groups, cut inside a group at both ends and encoded anew in the middle."""

from fractions import Fraction
from pathlib import Path

import pytest
from tests.footage import barcode_clip
from tests.render.bitstream.joining import assert_exact, cut, methods

from rushes.render.bitstream.families import Method
from rushes.render.bitstream.index import index

FRAMES = 56
STRUCTURES = {
    "all_intra": (1, 0, ""),
    "p_only": (12, 0, ""),
    "b_frames": (12, 2, ""),
    "b_pyramid": (12, 3, "b-pyramid=normal:ref=4"),
    "b_strict_pyramid": (12, 3, "b-pyramid=strict:ref=4"),
    "long_group": (30, 2, ""),
    "four_slices": (12, 2, "slices=4"),
    "one_reference": (12, 0, "ref=1"),
    "many_references": (12, 2, "ref=8"),
    "cavlc": (12, 2, "cabac=0"),
    "main": (12, 2, "8x8dct=0"),
    "baseline": (12, 0, "cabac=0:8x8dct=0:weightp=0"),
    "weighted": (12, 2, "weightp=2:weightb=1"),
    "hrd_and_delimiters": (12, 2, "nal-hrd=vbr:vbv-maxrate=2000:vbv-bufsize=2000:aud=1"),
    "temporal_direct": (12, 2, "direct=temporal"),
    "constrained_intra": (12, 2, "constrained-intra=1"),
}
PROFILES = {"main": "main", "baseline": "baseline"}


def clip_of(name: str, folder: Path, **more: object) -> Path:
    gop, bframes, params = STRUCTURES[name]
    options = {"x264-params": params, "profile": PROFILES.get(name, "high")}
    return barcode_clip(
        folder / f"{name}.mp4", FRAMES, gop=gop, bframes=bframes, size=(162, 98), sound=False, options=options, **more
    )


@pytest.mark.parametrize("name", STRUCTURES)
def test_join_keeps_every_frame(name: str, tmp_path: Path):
    clip = clip_of(name, tmp_path)
    outcome = cut(clip, tmp_path, range(5, 53), range(26, 29))
    assert outcome.copied
    assert methods(outcome) == {Method.ADOPTED}
    assert_exact(outcome, clip)


@pytest.mark.parametrize("keep, anew", [((0, 56), (0, 6)), ((0, 56), (50, 56)), ((0, 31), None), ((24, 56), None)])
def test_join_edges(keep: tuple[int, int], anew: tuple[int, int] | None, tmp_path: Path):
    clip = clip_of("b_frames", tmp_path)
    outcome = cut(clip, tmp_path, range(*keep), range(*anew) if anew else None)
    assert_exact(outcome, clip)


def test_whole_copy_encodes_nothing(tmp_path: Path):
    clip = clip_of("b_frames", tmp_path)
    outcome = cut(clip, tmp_path, range(FRAMES))
    assert len(outcome.runs) == 1
    assert_exact(outcome, clip)


def test_tail_cut_encodes_at_most_one_reordering(tmp_path: Path):
    """A run may end anywhere where its pictures are complete, not only before the next keyframe."""
    clip = clip_of("long_group", tmp_path)
    outcome = cut(clip, tmp_path, range(0, 29))
    assert len(outcome.copied) >= 26
    assert_exact(outcome, clip)


def test_join_ntsc_is_exact(tmp_path: Path):
    clip = clip_of("b_frames", tmp_path, rate=Fraction(30000, 1001))
    outcome = cut(clip, tmp_path, range(5, 53), range(26, 29))
    assert outcome.joined.times()[1] == Fraction(1001, 30000)
    assert_exact(outcome, clip)


def test_join_variable_rate_keeps_times(tmp_path: Path):
    steps = [Fraction(each, 1000) for each in (33, 34, 50, 33, 17, 33, 66)]
    times = [sum((steps[i % 7] for i in range(n)), Fraction(0)) for n in range(FRAMES)]
    clip = clip_of("b_frames", tmp_path, vfr_pts=times)
    outcome = cut(clip, tmp_path, range(5, 53), range(26, 29))
    assert index(clip).rate is None
    assert_exact(outcome, clip)


@pytest.mark.parametrize("suffix", [".mkv", ".ts", ".mov"])
def test_join_from_other_containers(suffix: str, tmp_path: Path):
    gop, bframes, _ = STRUCTURES["b_frames"]
    clip = barcode_clip(
        tmp_path / f"clip{suffix}",
        FRAMES,
        gop=gop,
        bframes=bframes,
        size=(162, 98),
        video_start=2,
        rate=24,
        sound=False,
    )
    outcome = cut(clip, tmp_path, range(5, 53), range(26, 29))
    assert outcome.source.rate == 24
    assert outcome.copied
    assert_exact(outcome, clip)


@pytest.mark.parametrize(
    "params, reason",
    [("intra-refresh=1", None), ("open-gop=1", None), ("interlaced=1", "interlaced")],
)
def test_doubtful_streams_are_not_copied_past_their_first_group(params: str, reason: str | None, tmp_path: Path):
    options = {"x264-params": params}
    clip = barcode_clip(tmp_path / "a.mp4", FRAMES, gop=12, bframes=2, size=(160, 96), sound=False, options=options)
    source = index(clip)
    assert source.no_copy_reason == reason
    assert len(source.groups()) == (0 if reason else 1)
    if not reason:
        outcome = cut(clip, tmp_path, range(0, 40), range(20, 23))
        assert outcome.copied == set(range(max(outcome.copied) + 1))
        assert_exact(outcome, clip)
