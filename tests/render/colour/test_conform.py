"""From one kind of picture to another, through FFmpeg's filters: the right colour, and the right tags."""

from pathlib import Path

import av
import numpy as np
import pytest
from tests.render.colour.pictures import BT601, BT709, BT2020, flat, signals, through

from rushes.media.colours import PRIMARIES, TRANSFERS
from rushes.model.media import Colour
from rushes.model.timeline import Grade
from rushes.render.colour import colour_filters, conform_colour, matrix_of, with_files
from rushes.render.colour.conform import bits_of
from rushes.render.colour.cube import parsed
from rushes.render.colour.tables import Table3D, grid
from rushes.render.planes import planes

SDR = Colour("bt709", "bt709", "bt709")
HLG = Colour("bt2020", "arib-std-b67", "bt2020nc")
PQ = Colour("bt2020", "smpte2084", "bt2020nc")
SKIN = (0.80, 0.60, 0.50)


def conformed(frame, folder, source, target, target_format="yuv420p", **more):
    chain = conform_colour(source, frame.format.name, 1080, target, target_format, 1080, **more)
    return through(frame, with_files(chain, folder))


def test_nothing_to_do_is_no_filter():
    assert conform_colour(SDR, "yuv420p", 1080, SDR, "yuv420p", 1080) == ()
    assert conform_colour(Colour(), "yuv420p", 1080, SDR, "yuv420p", 2160) == ()
    assert conform_colour(HLG, "yuv420p10le", 1080, HLG, "yuv420p10le", 2160) == ()
    assert conform_colour(SDR, "yuv420p", 1080, SDR, "yuv420p10le", 1080) != ()


@pytest.mark.parametrize(
    ("colour", "height", "matrix"),
    [
        (Colour(), 480, "smpte170m"),
        (Colour(), 720, "bt709"),
        (Colour(), 2160, "bt709"),
        (Colour(matrix="bt470bg"), 2160, "bt470bg"),
        (Colour(matrix="unknown"), 1080, "bt709"),
        (Colour(transfer="smpte2084"), 1080, "bt2020nc"),
    ],
)
def test_an_untagged_matrix_is_guessed(colour, height, matrix):
    assert matrix_of(colour, height) == matrix


def test_bt601_becomes_bt709(tmp_path):
    frame = flat(*SKIN, BT601)
    result = conformed(frame, tmp_path, Colour(matrix="smpte170m"), SDR)
    assert signals(result, BT709) == pytest.approx(SKIN, abs=0.012)


def test_full_range_becomes_limited(tmp_path):
    frame = flat(*SKIN, BT709, "yuvj420p", full_range=True)
    result = conformed(frame, tmp_path, Colour("bt709", "bt709", "bt709", full_range=True), SDR)
    assert signals(result, BT709) == pytest.approx(SKIN, abs=0.012)


def test_limited_becomes_full_range(tmp_path):
    target = Colour("bt709", "bt709", "bt709", full_range=True)
    result = conformed(flat(1, 1, 1, BT709), tmp_path, SDR, target)
    assert planes(result)[0].max() == 255 and result.color_range == 2


@pytest.mark.parametrize(("source", "white"), [(HLG, 0.75), (PQ, 0.5807)])
def test_hdr_white_becomes_sdr_white(tmp_path, source, white):
    result = conformed(flat(white, white, white, BT2020, "yuv420p10le"), tmp_path, source, SDR)
    assert signals(result, BT709) == pytest.approx(np.full(3, 0.903), abs=0.012)


@pytest.mark.parametrize("source", [HLG, PQ])
def test_hdr_greys_stay_neutral(tmp_path, source):
    for level in (0.0, 0.1, 0.3, 0.5, 0.7, 0.9):
        result = conformed(flat(level, level, level, BT2020, "yuv420p10le"), tmp_path, source, SDR)
        assert np.ptp(signals(result, BT709)) < 0.012


@pytest.mark.parametrize(("hdr", "white"), [(HLG, 0.75), (PQ, 0.5807)])
def test_sdr_in_hdr_comes_out_at_graphics_white_and_in_its_colours(tmp_path, hdr, white):
    up = conformed(flat(1, 1, 1, BT709), tmp_path, SDR, hdr, "yuv420p10le")
    assert signals(up, BT2020) == pytest.approx(np.full(3, white), abs=0.004)
    colour = np.array(SKIN) * 0.7
    there = conformed(flat(*colour, BT709), tmp_path, SDR, hdr, "yuv420p10le")
    back = conformed(there, tmp_path, hdr, SDR)
    assert signals(back, BT709) == pytest.approx(colour, abs=0.02)


def test_hlg_and_pq_are_one_picture(tmp_path):
    there = conformed(flat(0.5, 0.45, 0.4, BT2020, "yuv420p10le"), tmp_path, HLG, PQ, "yuv420p10le")
    back = conformed(there, tmp_path, PQ, HLG, "yuv420p10le")
    assert signals(back, BT2020) == pytest.approx([0.5, 0.45, 0.4], abs=0.01)


def test_display_p3_red_keeps_its_light_in_bt709(tmp_path):
    p3 = Colour("smpte432", "iec61966-2-1", "bt709")
    grey = conformed(flat(0.5, 0.5, 0.5, BT709), tmp_path, p3, SDR)
    assert signals(grey, BT709) == pytest.approx(np.full(3, 0.5), abs=0.01)
    mild = signals(conformed(flat(0.6, 0.4, 0.4, BT709), tmp_path, p3, SDR), BT709)
    assert mild[0] > 0.61 and mild[1] < 0.4


def test_pictures_in_rgb_come_in_with_the_target_matrix(tmp_path):
    frame = av.VideoFrame.from_ndarray(np.full((32, 32, 3), (204, 153, 128), np.uint8), format="rgb24")
    chain = conform_colour(Colour(matrix="gbr", full_range=True), "rgb24", 400, SDR, "yuv420p", 1080)
    assert signals(through(frame, with_files(chain, tmp_path)), BT709) == pytest.approx(
        np.array([204, 153, 128]) / 255, abs=0.012
    )


@pytest.mark.parametrize(("target", "tags"), [(SDR, (1, 1, 1)), (HLG, (9, 18, 9)), (PQ, (9, 16, 9))])
def test_frames_carry_the_tags_of_what_they_are(tmp_path, target, tags):
    pixel_format = "yuv420p" if target is SDR else "yuv420p10le"
    result = conformed(flat(*SKIN, BT601), tmp_path, Colour(matrix="smpte170m"), target, pixel_format)
    assert (result.color_primaries, result.color_trc, result.colorspace) == tags
    assert result.color_range == 1 and result.format.name == pixel_format


def test_a_plain_table_leaves_the_picture(tmp_path):
    same = Table3D(grid(17).astype(np.float32))
    result = conformed(flat(*SKIN, BT709), tmp_path, SDR, SDR, lut=same)
    assert signals(result, BT709) == pytest.approx(signals(flat(*SKIN, BT709), BT709), abs=0.006)


def test_a_table_of_the_users_is_mixed_in(tmp_path):
    swap = parsed(b"LUT_3D_SIZE 2\n0 0 0\n0 0 1\n0 1 0\n0 1 1\n1 0 0\n1 0 1\n1 1 0\n1 1 1\n")
    for mix, wanted in ((1.0, (0.5, 0.6, 0.8)), (0.5, (0.65, 0.6, 0.65))):
        chain = colour_filters(Grade(lut="x", lut_mix=mix), SDR, "yuv420p", 1080, SDR, "yuv420p", 1080, lut=swap)
        assert signals(through(flat(*SKIN, BT709), with_files(chain, tmp_path)), BT709) == pytest.approx(
            wanted, abs=0.012
        )


def test_a_curve_of_the_users_is_applied(tmp_path):
    inverse = parsed(b"LUT_1D_SIZE 2\n1 1 1\n0 0 0\n")
    result = conformed(flat(*SKIN, BT709), tmp_path, SDR, SDR, lut=inverse)
    assert signals(result, BT709) == pytest.approx(1 - np.array(SKIN), abs=0.012)


def test_conversion_table_and_grade_come_in_that_order(tmp_path):
    """HLG, inverted by the user's table, darkened: one lookup, then luma."""
    inverse = parsed(b"LUT_1D_SIZE 2\n1 1 1\n0 0 0\n")
    grade = Grade(brightness_ev=-1.0, lut="x")
    chain = with_files(colour_filters(grade, HLG, "yuv420p10le", 1080, SDR, "yuv420p", 1080, lut=inverse), tmp_path)
    assert [name for name, _ in chain].count("lut3d") == 1
    result = through(flat(0.38, 0.38, 0.38, BT2020, "yuv420p10le"), chain)
    assert signals(result, BT709) == pytest.approx(np.full(3, (1 - 0.426) * 2 ** (-1 / 2.4)), abs=0.012)


def test_no_words_of_a_file_reach_the_filters(tmp_path):
    """A stranger's title and names stay behind: the file that FFmpeg reads is ours."""
    table = parsed(b'TITLE "x\'],movie=/etc/passwd"\n# secret\nLUT_3D_SIZE 2\n' + b"0 0 0\n" * 8)
    chain = with_files(conform_colour(SDR, "yuv420p", 1080, SDR, "yuv420p", 1080, lut=table), tmp_path)
    (file,) = (arguments["file"] for name, arguments in chain if name == "lut3d")
    content = Path(file).read_text()
    assert "secret" not in content and "passwd" not in content and file.startswith(str(tmp_path))


@pytest.mark.parametrize(("name", "bits"), [("yuv420p", 8), ("yuvj420p", 8), ("yuv420p10le", 10), ("yuv422p12be", 12)])
def test_bits_of_a_pixel_format(name, bits):
    assert bits_of(name) == bits


@pytest.mark.parametrize("transfer", sorted(TRANSFERS.values()))
def test_every_transfer_a_file_may_name_is_one_that_filters_know(tmp_path, transfer):
    frame = flat(*SKIN, BT601, "yuv420p")
    target = Colour("bt709", transfer, "bt709")
    result = through(frame, with_files((*conform_colour(Colour(matrix="smpte170m", transfer=transfer), "yuv420p", 576,
                                                         target, "yuv420p", 576),), tmp_path))  # fmt: skip
    assert TRANSFERS.get(int(result.color_trc)) == transfer


@pytest.mark.parametrize("primaries", sorted(PRIMARIES.values()))
def test_every_primaries_a_file_may_name_are_ones_that_filters_know(tmp_path, primaries):
    frame = flat(*SKIN, BT601, "yuv420p")
    source, target = Colour(primaries, None, "smpte170m"), Colour(primaries, None, "bt709")
    result = through(frame, with_files(conform_colour(source, "yuv420p", 576, target, "yuv420p", 576), tmp_path))
    assert PRIMARIES.get(int(result.color_primaries)) == primaries
