"""What a card says is what changed, no more and no less."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from rushes.edits import (
    AddTitle,
    ChangeTitle,
    ChangeVolume,
    DeleteClips,
    LiftRange,
    MoveClip,
    Mute,
    RemoveTitles,
    Reverse,
    SetLength,
    SetSpeed,
    Split,
    TrimEnd,
    TrimStart,
    applied,
)
from rushes.model.time import span
from rushes.studio.page_card import changed_rows, one_line
from tests.edits.sketches import project_of as project


def rows(before, *operations):
    return changed_rows(before, applied(before, operations))


def told(before, *operations) -> list[str]:
    return [row.what for row in rows(before, *operations)]


@pytest.mark.parametrize(
    ("operation", "expected"),
    [
        (TrimStart(Fraction(1), "c1"), ["trim_head"]),
        (TrimEnd(Fraction(1), "c1"), ["trim_tail"]),
        (SetLength(Fraction(2), "c1"), ["trim_tail"]),
        (Split((Fraction(1),)), ["split"]),
        (Split((Fraction(1), Fraction(2))), ["split", "split"]),
        (DeleteClips(("c2",)), ["removed"]),
        (MoveClip("c2", 1), ["moved"]),
        (SetSpeed(Fraction(2), ("c1",)), ["speed"]),
        (Reverse(("c1",)), ["reversed"]),
        (LiftRange(span(0, 1)), ["trim_head", "gap"]),
        (Mute(("c1",)), ["muted"]),
        (ChangeVolume(to_db=-6.0, targets=("c1",)), ["level"]),
        (AddTitle("Hello"), ["title_added"]),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else "",
)
def test_a_row_for_each_change(operation, expected):
    assert told(project("a0-4 b0-2"), operation) == expected


def test_what_only_moved_along_is_no_change():
    (row,) = rows(project("a0-4 b0-2 a5-6"), TrimStart(Fraction(1), "c1"))
    assert (row.item, dict(row.facts)["change"]) == ("c1", -1.0)


def test_a_row_says_where_to_look():
    (row,) = rows(project("a0-4 b0-2 d0-3"), MoveClip("c3", 1))
    assert (row.item, row.at, row.end) == ("c3", 0, 3)


def test_a_title_changed_twice_is_told_by_its_words():
    before = applied(project("a0-4"), [AddTitle("Hello")])
    title = before.timeline.titles[0].id
    assert told(before, ChangeTitle(title, text="Bye", size=0.1)) == ["title_text"]
    assert told(before, ChangeTitle(title, size=0.1)) == ["title_look"]
    assert told(before, RemoveTitles()) == ["title_removed"]


def test_nothing_changed_has_no_rows():
    before = project("a0-4 b0-2")
    assert changed_rows(before, replace(before)) == ()
    assert one_line(()) == ""


def test_a_line_stays_short():
    before = project("a0-8")
    line = one_line(rows(before, Split(tuple(Fraction(n, 2) for n in range(1, 15)))))
    assert len(line) <= 120 and line.endswith("...")
