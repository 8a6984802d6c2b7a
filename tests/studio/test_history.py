"""Undo, redo and restore add a revision; nothing is ever taken out."""

from __future__ import annotations

import pytest

from rushes.model.session import NoSuchRevision, StaleRevision
from rushes.studio.errors import NothingToRedo, NothingToUndo
from tests.studio.desk import Desk


@pytest.fixture
def desk():
    return Desk()


def three_edits(desk):
    session = desk.begun("a.mp4")
    for words in ("trim the first 1 second", "trim the first 2 seconds", "mute everything"):
        session = desk.say(session, words).session
    return session


def test_steps_lead_back_and_forth(desk):
    session = three_edits(desk)
    step = desk.history.undone(session, 2)
    assert [head.said for head in step.passed] == ["mute everything", "trim the first 2 seconds"]
    assert step.revision.did == "undo of r4, r3"
    session = desk.history.take(session, step)
    assert desk.sketch(session) == "a1-10"
    session = desk.history.take(session, desk.history.redone(session, 1))
    assert desk.sketch(session) == "a3-10"
    session = desk.history.take(session, desk.history.undone(session, 1))
    assert desk.sketch(session) == "a1-10"
    session = desk.history.take(session, desk.history.redone(session, 99))
    assert desk.sketch(session) == "a3-10[mute]"
    assert session.revision == 8


def test_there_is_an_end_to_both_ways(desk):
    session = three_edits(desk)
    with pytest.raises(NothingToRedo):
        desk.history.redone(session)
    session = desk.history.take(session, desk.history.undone(session, 99))
    assert desk.sketch(session) == ""
    with pytest.raises(NothingToUndo):
        desk.history.undone(session)


def test_an_edit_after_an_undo_ends_the_way_forward(desk):
    session = three_edits(desk)
    session = desk.history.take(session, desk.history.undone(session))
    session = desk.say(session, "trim the first 1 second").session
    with pytest.raises(NothingToRedo):
        desk.history.redone(session)
    assert desk.sketch(session) == "a4-10"


def test_any_revision_can_be_gone_back_to_and_that_undone(desk):
    session = three_edits(desk)
    session = desk.history.take(session, desk.history.restored(session, 1))
    assert desk.sketch(session) == "a0-10"
    session = desk.history.take(session, desk.history.undone(session))
    assert desk.sketch(session) == "a3-10[mute]"
    for number in (-1, 99):
        with pytest.raises(NoSuchRevision):
            desk.history.restored(session, number)


def test_a_step_worked_out_before_another_turn_is_refused(desk):
    session = three_edits(desk)
    step = desk.history.undone(session)
    desk.say(session, "trim the first 1 second")
    with pytest.raises(StaleRevision):
        desk.history.take(session, step)
    assert desk.sketch(session) == "a4-10[mute]"
