"""Pieces of one encoder setting alone: the plain full encode, in segments."""

from fractions import Fraction
from pathlib import Path

import pytest
from tests.footage import barcode_clip, frame_numbers
from tests.render.bitstream.joining import encoded, pictures, strictly_decoded

from rushes.render.bitstream.check import check
from rushes.render.bitstream.encoder_settings import EncoderSettings
from rushes.render.bitstream.families import Method
from rushes.render.bitstream.join import PieceRun, assemble
from rushes.render.bitstream.piece import Piece
from rushes.render.bitstream.seams import check_whole

SETTINGS = {
    "h264": EncoderSettings("libx264", "yuv420p", 160, 96, {"flags": "+cgop+global_header"}),
    "hevc": EncoderSettings(
        "libx265", "yuv420p10le", 160, 96,
        {"flags": "+cgop+global_header", "x265-params": "open-gop=0:repeat-headers=0:log-level=none:pools=1"},
    ),
    "av1": EncoderSettings(
        "libsvtav1", "yuv420p10le", 160, 96, {"flags": "+global_header", "preset": "11", "svtav1-params": "lp=1"}
    ),
}  # fmt: skip


@pytest.mark.parametrize("codec", SETTINGS)
def test_segments_of_one_setting_join_plainly(codec: str, tmp_path: Path):
    clip = barcode_clip(tmp_path / "a.mp4", 36, size=(160, 96), sound=False)
    settings = SETTINGS[codec]
    frames = [frame.reformat(format=settings.pixel_format) for frame in pictures(clip)]
    crf = {"crf": "18", **({"preset": "11"} if codec == "av1" else {})}
    tick, runs = Fraction(1, 30), []
    for number, part in enumerate((range(0, 12), range(12, 24), range(24, 36))):
        path = tmp_path / f"{number}.piece"
        encoded([frames[n] for n in part], list(part), tick, settings, path, **crf)
        runs.append(PieceRun(Piece.open(path), part.start * tick))
    joined = assemble(runs, (), tmp_path / "o.mp4")
    assert set(joined.methods) == {Method.VERBATIM}
    assert joined.times() == [n * tick for n in range(36)]
    assert strictly_decoded(tmp_path / "o.mp4") == (36, "")
    assert frame_numbers(tmp_path / "o.mp4") == list(range(36))
    assert check(tmp_path / "o.mp4", runs, joined) == []
    assert check_whole(tmp_path / "o.mp4") == []
