from dataclasses import fields
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from tests import footage
from tests.footage import barcode_clip, frame_numbers, real

from rushes.model.time import Span
from rushes.render.bitstream.index import SourceIndex, index
from rushes.render.bitstream.scan import Flag


def test_index_counts_from_the_first_picture_shown():
    clip = footage.edit_list()
    source = index(clip)
    shown = frame_numbers(clip)
    assert len(source.times()) == len(shown)
    assert source.times()[0] == 0
    assert int((source.flags & Flag.HIDDEN > 0).sum()) == len(source) - len(shown) > 0


def test_hidden_pictures_are_never_copied():
    source = index(footage.edit_list())
    run = source.longest_run(Span(Fraction(0), Fraction(100)))
    assert run is None or not (source.flags[run.units()] & Flag.HIDDEN).any()


@pytest.mark.parametrize("make", [footage.start_late, footage.start_at_ten, footage.cfr30, footage.ntsc2997])
def test_constant_rate_is_exact(make):
    source = index(make())
    assert source.rate in (30, 25, Fraction(30000, 1001))
    assert source.times() == [n / source.rate for n in range(len(source))]


def test_matroska_times_return_to_the_grid(tmp_path: Path):
    clip = barcode_clip(tmp_path / "a.mkv", 40, rate=Fraction(24000, 1001), size=(160, 96), sound=False)
    source = index(clip)
    assert source.times()[-1] == 39 * Fraction(1001, 24000)
    assert source.in_ranges
    data = clip.read_bytes()
    assert all(data[o + 4] & 31 in (1, 5, 6, 9) for o in source.offset)


def test_run_holds_exactly_the_pictures_of_its_span():
    source = index(footage.b_frames())
    times = source.times()
    for end in times[1:]:
        run = source.longest_run(Span(Fraction(0), end))
        assert run is not None
        inside = {t for t in times if run.span.start <= t < run.span.end}
        assert {int(p) * source.tick for p in source.pts[run.units()]} == inside
        assert run.span.end <= end


def test_groups_cover_the_stream_and_chain():
    source = index(footage.b_frames())
    groups = source.groups()
    assert [g.end for g in groups[:-1]] == [g.first for g in groups[1:]]
    assert [g.span.end for g in groups[:-1]] == [g.span.start for g in groups[1:]]
    assert sum(g.frames for g in groups) == len(source)


def test_index_survives_its_cache():
    source = index(footage.b_frames())
    again = SourceIndex.from_bytes(source.to_bytes(), source.path)
    for each in fields(SourceIndex):
        one, other = getattr(source, each.name), getattr(again, each.name)
        assert np.array_equal(one, other) if isinstance(one, np.ndarray) else one == other, each.name
    assert SourceIndex.from_bytes(source.to_bytes()[:-40], source.path) is None
    assert SourceIndex.from_bytes(b"", source.path) is None


def test_broken_files_have_a_reason_not_an_exception(tmp_path: Path):
    (tmp_path / "text.mp4").write_text("this is no film")
    assert index(tmp_path / "text.mp4").no_copy_reason == "unreadable"
    assert index(tmp_path / "missing.mp4").no_copy_reason == "unreadable"
    cut = index(footage.truncated())
    assert cut.no_copy_reason in (None, "damaged", "stream_surprise", "unreadable")


def test_damaged_lengths_are_not_copied(tmp_path: Path):
    clip = barcode_clip(tmp_path / "a.mp4", 30, size=(160, 96), sound=False)
    source, data = index(clip), bytearray(clip.read_bytes())
    at = int(source.offset[10])
    data[at : at + 4] = b"\0\0\0\3"
    clip.write_bytes(data)
    broken = index(clip)
    assert broken.no_copy_reason
    assert broken.groups() == []
    assert broken.longest_run(Span(Fraction(0), Fraction(9))) is None


@pytest.mark.parametrize(
    "name, reason",
    [
        ("h264_422.mp4", "chroma_or_depth"), ("h264_hi10p.mp4", "chroma_or_depth"), ("h264_aac.avi", "timestamps_doubtful"),
        ("uhd5994_hevc10_dovi5_eac3_51.mp4", "dolby_vision"), ("vp9_opus.webm", "codec"), ("samsung_slowmo_sef.mp4", "layers"),
        ("talking_head_1080p30.mp4", None), ("fragmented_15s.mp4", None), ("iphone_hlg_dv84_rot90_editlist.mp4", None),
    ],
)  # fmt: skip
def test_real_files_are_judged(name: str, reason: str | None):
    source = index(real(f"video/{name}"))
    assert source.no_copy_reason == reason
    assert bool(source.groups()) == (reason is None)
