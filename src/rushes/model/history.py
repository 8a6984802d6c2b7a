"""History: every turn leaves a revision, nothing is ever taken out. Undo adds a revision too."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from rushes.model.timeline import Timeline


class Turn(StrEnum):
    """How a revision came about."""

    START = "start"
    EDIT = "edit"
    UNDO = "undo"
    REDO = "redo"
    RESTORE = "restore"


@dataclass(frozen=True, slots=True)
class Revision:
    """The timeline after one turn.

    `number` counts from 0 (the empty session); `said` is the request as worded, `did` one line a person can read,
    `by` who it was (`chat`, `hand`, `agent`, `command line`), `at` the time in ISO 8601, UTC; `state` is the number
    of the revision whose timeline this one shows: its own, or for undo, redo and restore an earlier one.
    """

    number: int
    turn: Turn
    timeline: Timeline
    said: str = ""
    did: str = ""
    by: str = "command line"
    at: str = ""
    state: int = 0
    operations: tuple[str, ...] = ()
    """The operations as saved JSON, one each."""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where undo and redo would lead, as revision numbers, nearest last."""

    current: int
    undo: tuple[int, ...]
    redo: tuple[int, ...]


def standing(revisions: tuple[Revision, ...]) -> Standing:
    """Replays the turns to find what undo and redo reach now.

    0 start, 1 edit, 2 edit, 3 undo (shows 1)    ->    current 1, undo (0,), redo (2,)
    """
    current = 0
    undo: list[int] = []
    redo: list[int] = []
    for each in revisions[1:]:
        match each.turn:
            case Turn.UNDO:
                while undo:
                    redo.append(current)
                    current = undo.pop()
                    if current == each.state:
                        break
            case Turn.REDO:
                while redo:
                    undo.append(current)
                    current = redo.pop()
                    if current == each.state:
                        break
            case _:
                undo.append(current)
                redo.clear()
                current = each.state
    return Standing(current, tuple(undo), tuple(redo))
