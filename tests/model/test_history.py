"""History only grows; undo and redo are where it leads."""

from __future__ import annotations

import pytest

from rushes.model.history import Revision, Standing, Turn, standing
from rushes.model.timeline import Timeline

LETTERS = {"e": Turn.EDIT, "u": Turn.UNDO, "r": Turn.REDO, "b": Turn.RESTORE}


def history(text: str) -> tuple[Revision, ...]:
    """`e` is an edit, `u1` an undo that shows revision 1, `r2` a redo, `b1` a restore."""
    revisions = [Revision(0, Turn.START, Timeline())]
    for number, each in enumerate(text.split(), 1):
        state = int(each[1:] or number)
        revisions.append(Revision(number, LETTERS[each[0]], Timeline(), state=state))
    return tuple(revisions)


@pytest.mark.parametrize(
    ("turns", "current", "undo", "redo"),
    [
        ("", 0, (), ()),
        ("e e", 2, (0, 1), ()),
        ("e e u1", 1, (0,), (2,)),
        ("e e u1 u0", 0, (), (2, 1)),
        ("e e u0", 0, (), (2, 1)),
        ("e e u0 r1", 1, (0,), (2,)),
        ("e e u0 r2", 2, (0, 1), ()),
        ("e e u1 e", 4, (0, 1), ()),
        ("e e b1", 1, (0, 1, 2), ()),
        ("e e b1 u2", 2, (0, 1), (1,)),
        ("e e b2", 2, (0, 1, 2), ()),
        ("e e b2 u2", 2, (0, 1), (2,)),
        ("e e b2 u2 u1", 1, (0,), (2, 2)),
    ],
)
def test_where_undo_and_redo_lead(turns: str, current: int, undo: tuple[int, ...], redo: tuple[int, ...]):
    assert standing(history(turns)) == Standing(current, undo, redo)


def test_undone_to_the_start_and_redone_to_the_end():
    revisions = list(history("e e e"))
    for turn, way in [(Turn.UNDO, "undo")] * 3 + [(Turn.REDO, "redo")] * 3:
        state = getattr(standing(tuple(revisions)), way)[-1]
        revisions.append(Revision(len(revisions), turn, Timeline(), state=state))
    assert standing(tuple(revisions)) == Standing(3, (0, 1, 2), ())
