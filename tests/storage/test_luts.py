"""A colour table is taken in only if a renderer can use it as it is."""

from __future__ import annotations

import pytest

from rushes.storage.luts import LutFiles, LutMissing, NotALut

ROWS = "\n".join(f"{r} {g} {b}" for b in (0, 1) for g in (0, 1) for r in (0, 1))
GOOD = f'# made by hand\nTITLE "Nothing"\nLUT_3D_SIZE 2\nDOMAIN_MIN 0 0 0\nDOMAIN_MAX 1 1 1\n\n{ROWS}\n'


def add(tmp_path, text, name="x.cube"):
    path = tmp_path / "given.cube"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return LutFiles(tmp_path / "luts").add(path, name)


def test_a_table_is_kept_by_content_as_it_came(tmp_path):
    one, two = add(tmp_path, GOOD, "one.cube"), add(tmp_path, GOOD, "two.cube")
    assert one.id == two.id
    assert (one.name, two.name) == ("one.cube", "two.cube")
    files = LutFiles(tmp_path / "luts")
    assert files.path_of(one.id).read_text() == GOOD
    assert [path.name for path in (tmp_path / "luts").iterdir()] == [f"{one.id}.cube"]
    add(tmp_path, "\ufeff" + GOOD.replace("\n", "\r\n"))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "LUT_3D_SIZE is missing"),
        (ROWS, "LUT_3D_SIZE is missing"),
        (b"\xff\xfe\x00\x01", "not text"),
        (GOOD.replace("SIZE 2", "SIZE 66"), "size is 66"),
        (GOOD.replace("SIZE 2", "SIZE -2"), "size is -2"),
        (GOOD.replace("LUT_3D_SIZE 2", "LUT_1D_SIZE 8"), "one-dimensional"),
        (GOOD.replace("SIZE 2", "SIZE 3"), "8 rows, not 27"),
        (GOOD + "0 0 0\n", "9 rows, not 8"),
        (GOOD.replace("1 1 1\n\n", "1 1 1\n\n0 nan 0\n"), "line 7"),
        (GOOD + "0.5 0.5\n", "not three numbers"),
        (GOOD + "0 0 1e999\n", "not three numbers"),
        (GOOD + "movie=/etc/passwd\n", "not three numbers"),
    ],
)
def test_what_is_no_table_is_refused_with_why(tmp_path, text, why):
    with pytest.raises(NotALut, match=why):
        add(tmp_path, text)
    assert not (tmp_path / "luts").exists()


def test_a_table_that_went_away_is_told(tmp_path):
    with pytest.raises(LutMissing):
        LutFiles(tmp_path).path_of("0" * 64)
