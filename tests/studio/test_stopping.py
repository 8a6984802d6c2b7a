"""Stopping a turn: of what is stopped nothing is kept, then or later; what is kept can't be stopped."""

from __future__ import annotations

import json
import threading
import time
from dataclasses import replace

import pytest

from rushes.studio.turns import Turns
from tests.studio.desk import Desk


class Journal:
    """Turns in memory; fits `TurnStore`."""

    def __init__(self, user):
        self.user, self.turns = user, {}

    def take(self, turn):
        return self.turns.setdefault((turn.session, turn.key), turn)

    def over(self, turn, events):
        key = next(key for key, each in self.turns.items() if each.id == turn)
        self.turns[key] = replace(self.turns[key], state="over", events=events)

    def drop(self, turn):
        raise AssertionError("nothing is dropped here")

    def waiting(self):
        return tuple(each for each in self.turns.values() if each.state == "waiting")

    def user_of(self, session):
        return self.user


class Purse:
    def __init__(self):
        self.closed = []

    def reserve(self, user, turn):
        """There is always enough."""

    def close(self, user, turn, changed):
        self.closed.append(changed)


class Slow:
    """A reader that waits until it is let go on, as one that asks a model does."""

    def __init__(self, reader):
        self.reader, self.begun, self.go_on = reader, threading.Event(), threading.Event()

    def __call__(self, request):
        self.begun.set()
        assert self.go_on.wait(10)
        return self.reader(request)


@pytest.fixture
def talk():
    desk = Desk()
    session = desk.begun("a.mp4")
    desk.slow = Slow(desk.conversation.read)
    conversation = replace(desk.conversation, read=desk.slow)
    desk.journal, desk.purse = Journal(session.user), Purse()
    given = iter(range(100))
    desk.turns = Turns(desk.journal, desk.store, conversation, desk.purse, None, desk.now, lambda: f"turn{next(given)}")
    desk.session = session
    yield desk
    desk.slow.go_on.set()
    desk.turns.stop(5)


def over(live, seconds=5):
    end = time.monotonic() + seconds
    while not live.is_over and time.monotonic() < end:
        time.sleep(0.005)
    assert live.is_over
    return live.events[-1]


def revision(desk):
    return desk.store.find(desk.session.user, desk.session.id).revision


def said(desk):
    return [message.text for message in desk.store.messages(desk.session.id)]


def test_a_turn_that_is_worked_out_is_stopped_at_once_and_leaves_nothing(talk):
    live = talk.turns.take(talk.session, "trim the first 2 seconds", "k")
    assert talk.slow.begun.wait(5)
    assert talk.turns.stop_said(talk.session, "k") == (1, 0)
    assert over(live)["kind"] == "stopped", "whoever listens need not wait for the reader"
    talk.slow.go_on.set()
    after = talk.turns.take(talk.session, "add title 'Later'", "k2")
    over(after)
    assert revision(talk) == 2 and talk.sketch(talk.session, 1) == "a0-10"
    assert said(talk)[:2] == ["trim the first 2 seconds", "Stopped; nothing was changed."]
    assert talk.purse.closed == [False, True], "what changed nothing costs nothing"


def test_one_that_waits_its_turn_is_never_begun(talk):
    first = talk.turns.take(talk.session, "trim the first 2 seconds", "one")
    second = talk.turns.take(talk.session, "trim the last 2 seconds", "two")
    assert talk.slow.begun.wait(5)
    assert talk.turns.stop_said(talk.session, "two") == (1, 0)
    talk.slow.go_on.set()
    over(first)
    assert over(second)["kind"] == "stopped"
    time.sleep(0.05)
    assert talk.sketch(talk.session) == "a2-10" and revision(talk) == 2


def test_what_was_stopped_stays_so_under_its_key_and_after_a_restart(talk):
    talk.turns.take(talk.session, "trim the first 2 seconds", "k")
    assert talk.slow.begun.wait(5)
    talk.turns.stop_said(talk.session)
    talk.slow.go_on.set()
    again = talk.turns.take(talk.session, "trim the first 2 seconds", "k")
    assert over(again)["kind"] == "stopped"
    assert talk.journal.waiting() == () and json.loads(talk.journal.turns[(talk.session.id, "k")].events)
    assert revision(talk) == 1


def test_what_is_done_can_not_be_stopped(talk):
    talk.slow.go_on.set()
    live = talk.turns.take(talk.session, "trim the first 2 seconds", "k")
    over(live)
    assert talk.turns.stop_said(talk.session, "k") == (0, 0)
    assert revision(talk) == 2


def test_stopping_and_keeping_exclude_each_other(talk):
    """However they fall together: either it was stopped and nothing is there, or it was too late and all of it is."""
    talk.slow.go_on.set()
    for number in range(60):
        before = revision(talk)
        live = talk.turns.take(talk.session, f"add title 'T{number}' for 1 second", f"k{number}")
        time.sleep(number % 20 * 0.0005)
        stopped, _ = talk.turns.stop_said(talk.session, f"k{number}")
        over(live)
        time.sleep(0.02)
        assert revision(talk) == before + (0 if stopped else 1)
