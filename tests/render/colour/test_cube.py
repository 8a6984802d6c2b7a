"""`.cube` files: the good ones mean what they say, the others are refused in words."""

import numpy as np
import pytest

from rushes.errors import MaterialError
from rushes.render.colour.cube import after, cube_text, mixed, parsed, plain, read_cube, sampled, written
from rushes.render.colour.tables import Table1D, Table3D, grid

SWAP = "LUT_3D_SIZE 2\n" + "".join(f"{blue} {green} {red}\n" for blue in (0, 1) for green in (0, 1) for red in (0, 1))
"""A table that changes places of red and blue; in a file, red runs fastest."""


def colours(count=500):
    return np.random.default_rng(3).random((count, 3))


def test_3d_table_is_read_with_red_fastest():
    assert sampled(parsed(SWAP.encode()), colours()) == pytest.approx(colours()[:, ::-1])


def test_comments_title_blank_lines_and_byte_order_mark_are_passed_over():
    text = '\ufeff# by hand\nTITLE "x; y"\n\nDOMAIN_MIN 0 0 0\nDOMAIN_MAX 1 1 1\n' + SWAP.replace("\n", "\r\n# c\n")
    assert sampled(parsed(text.encode()), colours()) == pytest.approx(colours()[:, ::-1])


def test_1d_table_is_a_curve_for_each_channel():
    table = parsed(b"LUT_1D_SIZE 3\n0 0 1\n.25 .5 .5\n1 1 0\n")
    assert sampled(table, np.array([0.25, 0.25, 0.25])) == pytest.approx([0.125, 0.25, 0.75])


@pytest.mark.parametrize(
    "head", ["DOMAIN_MIN 0 0 0\nDOMAIN_MAX 2 2 2\nLUT_3D_SIZE 2\n", "LUT_3D_SIZE 2\nLUT_3D_INPUT_RANGE 0 2\n"]
)
def test_domain_is_honoured_and_gone_when_written(head):
    """Over inputs from 0 to 2 the swap halves what it gives for an input of 1."""
    table = parsed((head + SWAP.split("\n", 1)[1]).encode())
    assert sampled(table, colours()) == pytest.approx(colours()[:, ::-1] / 2)
    again = parsed(cube_text(table).encode())
    assert again.high == (1, 1, 1)
    assert sampled(again, colours()) == pytest.approx(colours()[:, ::-1] / 2, abs=1e-5)


def test_1d_domain_keeps_its_curve():
    table = parsed(b"LUT_1D_SIZE 5\nDOMAIN_MIN -1 -1 -1\nDOMAIN_MAX 1 1 1\n0 0 0\n0 0 0\n0 0 0\n.9 .9 .9\n1 1 1\n")
    assert sampled(plain(table), colours()) == pytest.approx(sampled(table, colours()), abs=1e-6)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "cube_without_size"),
        ("hello world\n", "cube_unreadable"),
        ("LUT_3D_SIZE two\n", "cube_unreadable"),
        ("LUT_3D_SIZE 1\n0 0 0\n", "cube_size"),
        ("LUT_3D_SIZE 130\n", "cube_size"),
        ("LUT_3D_SIZE 99999999999999999999\n", "cube_size"),
        ("LUT_1D_SIZE 65537\n", "cube_size"),
        ("LUT_1D_SIZE 2\nLUT_3D_SIZE 2\n", "cube_without_size"),
        (SWAP + "0 0 0\n", "cube_incomplete"),
        (SWAP[:-6], "cube_incomplete"),
        (SWAP.replace("1 1 1", "1 nan 1"), "cube_unreadable"),
        (SWAP.replace("1 1 1", "1 1e30 1"), "cube_unreadable"),
        (SWAP.replace("1 1 1", "1 1"), "cube_unreadable"),
        (SWAP.replace("1 1 1", "movie=/etc/passwd"), "cube_unreadable"),
        ("DOMAIN_MIN 1 1 1\n" + SWAP, "cube_domain"),
        ("DOMAIN_MIN nan 0 0\n" + SWAP, "cube_domain"),
        ("LUT_4D_SIZE 2\n" + SWAP, "cube_unreadable"),
        ("\x00\x01\x02PNG", "cube_unreadable"),
    ],
)
def test_malformed_tables_are_refused_in_both_languages(text, code):
    with pytest.raises(MaterialError) as refusal:
        parsed(text.encode())
    assert refusal.value.code == code
    assert refusal.value.text("en") != refusal.value.text("zh")


def test_files_are_read_and_huge_ones_refused(tmp_path):
    (tmp_path / "a.cube").write_text(SWAP)
    assert sampled(read_cube(tmp_path / "a.cube"), colours()) == pytest.approx(colours()[:, ::-1])
    with (tmp_path / "b.cube").open("wb") as huge:
        huge.truncate(97 * 2**20)
    with pytest.raises(MaterialError) as refusal:
        read_cube(tmp_path / "b.cube")
    assert refusal.value.code == "cube_too_large"


def test_mix_is_part_of_the_way():
    table = parsed(SWAP.encode())
    for mix in (0, 0.25, 1):
        wanted = colours() * (1 - mix) + colours()[:, ::-1] * mix
        assert sampled(mixed(table, mix), colours()) == pytest.approx(wanted, abs=1e-6)


def test_sampling_is_exact_at_the_points_and_linear_between():
    points = grid(5)
    values = np.random.default_rng(5).random((5, 5, 5, 3)).astype(np.float32)
    assert sampled(Table3D(values), points) == pytest.approx(values)
    slope = Table3D((points @ np.array([[0.2, 0.1, 0.0], [0.3, 0.4, 0.1], [0.1, 0.2, 0.8]])).astype(np.float32))
    assert sampled(slope, colours()) == pytest.approx(
        colours() @ np.array([[0.2, 0.1, 0.0], [0.3, 0.4, 0.1], [0.1, 0.2, 0.8]]), abs=1e-6
    )


def test_two_tables_make_one():
    swap = parsed(SWAP.encode())
    assert isinstance(swap, Table3D)
    inverse = Table1D(np.array([[1, 1, 1], [0, 0, 0]], np.float32))
    assert sampled(after(swap, inverse), colours()) == pytest.approx(1 - colours()[:, ::-1], abs=1e-6)


def test_written_once_under_the_name_of_its_content(tmp_path):
    swap = parsed(SWAP.encode())
    path = written(swap, tmp_path)
    assert written(mixed(swap, 1), tmp_path) == path and list(tmp_path.iterdir()) == [path]
    assert sampled(read_cube(path), colours()) == pytest.approx(colours()[:, ::-1], abs=1e-6)
    assert written(mixed(swap, 0.5), tmp_path) != path
