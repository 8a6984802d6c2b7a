"""H.264 without IDR pictures in its middle: copied where a group can be cut loose, encoded where it leans back."""

from pathlib import Path

import pytest
from tests.footage import barcode_clip
from tests.render.bitstream.joining import assert_exact, cut

from rushes.render.bitstream.index import index
from rushes.render.bitstream.scan import Kind

FRAMES = 60


def clip_of(folder: Path, params: str, bframes: int) -> Path:
    options = {"x264-params": f"open-gop=1:{params}"}
    return barcode_clip(folder / "a.mp4", FRAMES, gop=12, bframes=bframes, size=(162, 98), sound=False, options=options)


@pytest.mark.parametrize(
    "params, bframes",
    [("b-pyramid=none:ref=1", 2), ("b-pyramid=none:ref=4", 3), ("b-pyramid=none:ref=3:cabac=0:slices=2", 1),
     ("b-pyramid=none:ref=4:direct=temporal:weightp=2", 3)],
)  # fmt: skip
def test_open_groups_without_leading_references_are_copied(params: str, bframes: int, tmp_path: Path):
    clip = clip_of(tmp_path, params, bframes)
    source = index(clip)
    assert (source.kind == Kind.RECOVERY).sum() >= 3
    outcome = cut(clip, tmp_path, range(5, 57), range(26, 29))
    assert sum(hasattr(run, "run") for run in outcome.runs) == 2
    assert len(outcome.copied) > 20
    assert_exact(outcome, clip)


def test_open_groups_with_leading_references_are_not(tmp_path: Path):
    clip = clip_of(tmp_path, "b-pyramid=normal:ref=4", 3)
    source = index(clip)
    assert (source.kind == Kind.GRADUAL).sum() >= 3
    assert not (source.kind == Kind.RECOVERY).any()
    outcome = cut(clip, tmp_path, range(5, 57), range(26, 29))
    assert outcome.copied == set()
    assert_exact(outcome, clip)
