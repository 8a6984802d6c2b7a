"""Several parameter sets in one file: adopted where the slices allow it, side by side where not, or refused."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from tests.footage import barcode_clip
from tests.render.bitstream.joining import encoded, pictures, strictly_decoded

from rushes.model.time import Span
from rushes.render.bitstream.avc_sets import read_pps, read_sps, write_pps, write_sps
from rushes.render.bitstream.check import check
from rushes.render.bitstream.encoder_settings import joining_settings
from rushes.render.bitstream.families import CannotJoin, Method, record_of
from rushes.render.bitstream.index import SourceIndex, index
from rushes.render.bitstream.join import CopyRun, OutputRun, PieceRun, assemble, join_refusal
from rushes.render.bitstream.seam_decoder import picture_digest

SIZE = (160, 96)


def clip(folder: Path, name: str, params: str = "", bframes: int = 2, **more: object) -> Path:
    more.setdefault("size", SIZE)
    return barcode_clip(
        folder / f"{name}.mp4", 36, gop=12, bframes=bframes, sound=False, options={"x264-params": params}, **more
    )


def whole(source: SourceIndex, at: Fraction) -> CopyRun:
    return CopyRun(source, source.longest_run(Span(Fraction(0), source.end * source.tick)), at)


def digests(path: Path) -> list[str]:
    return [picture_digest(each) for each in pictures(path)]


@pytest.mark.parametrize("setting", ["ref=5:bframes=2", "ref=2:bframes=3:b-pyramid=normal", "ref=5:8x8dct=1"])
def test_pieces_that_ask_for_more_stand_beside_the_source(setting: str, tmp_path: Path):
    path = clip(tmp_path, "a", "ref=2:bframes=1:b-pyramid=none", bframes=1)
    source = index(path)
    settings = joining_settings(source)
    settings = replace(settings, options={**settings.options, "x264-params": f"open-gop=0:{setting}"})
    piece = encoded(pictures(path)[:12], list(range(12)), Fraction(1, 30), settings, tmp_path / "p")
    run = source.longest_run(Span(Fraction(12, 30), Fraction(36, 30)))
    runs: list[OutputRun] = [PieceRun(piece, Fraction(0)), CopyRun(source, run, Fraction(12, 30))]
    runs.append(PieceRun(piece, Fraction(36, 30)))
    joined = assemble(runs, (), tmp_path / "out.mp4")
    assert joined.methods == (Method.SEPARATE, Method.VERBATIM, Method.SEPARATE)
    assert strictly_decoded(tmp_path / "out.mp4") == (48, "")
    assert check(tmp_path / "out.mp4", runs, joined) == []


@pytest.mark.parametrize("more", ["", ":weightp=2:ref=4:keyint=250", ":direct=temporal"])
def test_two_sources_of_different_settings_join(more: str, tmp_path: Path):
    """The one with more frames is the house; the other's slices get new headers and decode to the same."""
    one = clip(tmp_path, "one", "ref=9:b-pyramid=normal", bframes=3)
    two = clip(tmp_path, "two", "ref=2:cabac=0:slices=2:b-pyramid=none" + more, colour=(60, 90, 160))
    first, second = index(one), index(two)
    assert read_sps(first.parameter_sets[0]).frame_num_bits > read_sps(second.parameter_sets[0]).frame_num_bits
    begin = 0 if "keyint" in more else 12
    short = second.longest_run(Span(Fraction(begin, 30), Fraction(36, 30)))
    third = whole(first, Fraction(36, 30) + short.span.length)
    runs = [whole(first, Fraction(0)), CopyRun(second, short, Fraction(36, 30)), third]
    joined = assemble(runs, (), tmp_path / "out.mp4")
    assert joined.methods == (Method.VERBATIM, Method.ADOPTED, Method.VERBATIM)
    assert digests(tmp_path / "out.mp4") == digests(one) + digests(two)[begin:] + digests(one)
    assert strictly_decoded(tmp_path / "out.mp4") == (108 - begin, "")
    assert check(tmp_path / "out.mp4", runs, joined) == []


def test_two_h265_sources_join(tmp_path: Path):
    paths = [
        barcode_clip(tmp_path / f"{n}.mp4", 36, codec="libx265", gop=12, size=SIZE, sound=False, first=100 * n,
                     options={"x265-params": params})
        for n, params in enumerate(["open-gop=1:ctu=32", "open-gop=1:ctu=16:slices=2:wpp=1:rd=3"])
    ]  # fmt: skip
    sources = [index(path) for path in paths]
    runs = [whole(sources[0], Fraction(0)), whole(sources[1], Fraction(36, 30)), whole(sources[0], Fraction(72, 30))]
    joined = assemble(runs, (), tmp_path / "out.mp4")
    assert joined.methods == (Method.VERBATIM, Method.SEPARATE, Method.VERBATIM)
    assert digests(tmp_path / "out.mp4") == digests(paths[0]) + digests(paths[1]) + digests(paths[0])
    assert strictly_decoded(tmp_path / "out.mp4") == (108, "")


@pytest.mark.parametrize(
    "other, reason",
    [({"size": (176, 96)}, "size"), ({"codec": "libx265"}, "codec"), ({"pixel_format": "yuv444p"}, "chroma_or_depth")],
)
def test_what_does_not_fit_is_refused_with_a_reason(other: dict, reason: str, tmp_path: Path):
    one = index(clip(tmp_path, "one"))
    more = {"size": SIZE, "sound": False, **other}
    two = index(barcode_clip(tmp_path / "two.mp4", 24, gop=12, **more))
    run = replace(whole(one, Fraction(2)).run)
    second = whole(two, Fraction(2)) if two.groups() else CopyRun(two, run, Fraction(2))
    runs = [whole(one, Fraction(0)), second]
    assert join_refusal(runs) == reason
    with pytest.raises(CannotJoin) as refused:
        assemble(runs, (), tmp_path / "out.mp4")
    assert refused.value.reason == reason
    assert not (tmp_path / "out.mp4").exists()


def test_runs_out_of_order_are_refused(tmp_path: Path):
    source = index(clip(tmp_path, "one"))
    with pytest.raises(CannotJoin, match="times"):
        assemble([whole(source, Fraction(1)), whole(source, Fraction(0))], (), tmp_path / "out.mp4")


@pytest.mark.parametrize("params", ["", "cabac=0:ref=8", "nal-hrd=vbr:vbv-maxrate=900:vbv-bufsize=900", "cqm=jvt"])
def test_parameter_sets_read_and_written_are_the_same(params: str, tmp_path: Path):
    sets = index(clip(tmp_path, "one", params)).parameter_sets
    for unit in sets:
        again = write_sps(read_sps(unit)) if unit[0] & 31 == 7 else write_pps(read_pps(unit))
        assert again[1:] == unit[1:]


def test_a_source_that_does_not_say_its_reordering_is_made_to(tmp_path: Path):
    """Decoders that guess the reordering lose a picture where it grows at a seam; the file's one SPS says it."""
    path = clip(tmp_path, "a", "ref=4:b-pyramid=normal", bframes=3)
    source = index(path)
    sps = read_sps(source.parameter_sets[0])
    sps.vui.restriction_present = 0
    sets = (write_sps(sps), *source.parameter_sets[1:])
    silent = replace(source, parameter_sets=sets, extradata=record_of("h264", sets))
    assert read_sps(silent.parameter_sets[0]).reorder_frames is None
    settings = joining_settings(silent)
    piece = encoded(pictures(path)[:12], list(range(12)), Fraction(1, 30), settings, tmp_path / "p")
    run = silent.longest_run(Span(Fraction(12, 30), Fraction(36, 30)))
    runs = [PieceRun(piece, Fraction(0)), CopyRun(silent, run, Fraction(12, 30))]
    joined = assemble(runs, (), tmp_path / "out.mp4")
    assert joined.methods == (Method.ADOPTED, Method.VERBATIM)
    said = read_sps(index(tmp_path / "out.mp4").parameter_sets[0])
    assert said.reorder_frames == source.reorder_depth == 2
    assert strictly_decoded(tmp_path / "out.mp4") == (36, "")
    assert check(tmp_path / "out.mp4", runs, joined) == []


@pytest.mark.parametrize("codec", ["libx264", "libx265"])
def test_runs_of_one_source_join_without_us(codec: str, tmp_path: Path):
    """A ripple delete on group boundaries encodes nothing."""
    path = barcode_clip(tmp_path / "a.mp4", 48, codec=codec, gop=12, size=SIZE, sound=False)
    source = index(path)
    one, two = (source.longest_run(Span(Fraction(a, 30), Fraction(b, 30))) for a, b in ((0, 12), (24, 48)))
    runs = [CopyRun(source, one, Fraction(0)), CopyRun(source, two, one.span.length)]
    joined = assemble(runs, (), tmp_path / "out.mp4")
    assert set(joined.methods) == {Method.VERBATIM}
    kept = digests(path)
    first = round(two.span.start * 30)
    assert digests(tmp_path / "out.mp4") == kept[: one.frames] + kept[first : first + two.frames]
    assert strictly_decoded(tmp_path / "out.mp4") == (one.frames + two.frames, "")
    assert check(tmp_path / "out.mp4", runs, joined) == []
