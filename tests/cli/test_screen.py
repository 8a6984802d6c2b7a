"""What is said looks right on a terminal, in a file and to a program."""

from __future__ import annotations

import io

import pytest

from rushes.cli.screen import Screen, cells, columns, size_text
from rushes.render.report import Progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def screen(**given):
    return Screen(out=Terminal(), talk=Terminal(), environment=given.pop("environment", {}), **given)


def test_a_bar_is_drawn_over_itself_and_gone_at_the_end():
    said = screen()
    said.progress("Export", Progress("rendering", 50, 100, 9.8, 51.0))
    assert (
        "50/100" in said.talk.getvalue() and "9.8 fps" in said.talk.getvalue() and "0:51 left" in said.talk.getvalue()
    )
    assert "\n" not in said.talk.getvalue()
    said.note("done")
    assert said.talk.getvalue().endswith("\r\x1b[Kdone\n")


def test_a_bar_is_as_full_as_the_work_is_done():
    bare = {"NO_COLOR": "1"}
    for done, filled in ((0, 0), (50, 16), (100, 32)):
        said = screen(environment=bare)
        said.progress("Export", Progress("rendering", done, 100))
        assert said.talk.getvalue().count("#") == filled


@pytest.mark.parametrize("environment", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_colour_is_left_out_where_it_is_not_wanted(environment):
    assert screen(environment=environment).coloured("ok", "fine") == "fine"
    assert "\x1b[" in screen().coloured("ok", "fine")


def test_columns_stand_under_each_other_in_chinese_too():
    lines = columns([("标题", "x"), ("ab", "y"), ("a", "")])
    assert [cells(line[: line.index(mark)]) for line, mark in zip(lines, "xy")] == [9, 9]
    assert lines[2] == "  a"


@pytest.mark.parametrize(
    ("size", "text"),
    [
        (0, "0 B"),
        (999, "999 B"),
        (1500, "1.5 kB"),
        (148_000_000, "148 MB"),
        (999_600_000, "1.0 GB"),
        (12_345_678_901, "12.3 GB"),
    ],
)
def test_sizes_read_as_file_managers_tell_them(size, text):
    assert size_text(size) == text
