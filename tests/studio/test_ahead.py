"""Which session is rendered ahead, when, and that it never disturbs anybody."""

from __future__ import annotations

import threading

import pytest

from rushes.render.report import RenderFailed
from rushes.studio.ahead import PAUSE_SECONDS, Ahead, Idle
from tests.studio.desk import Desk


class Renderer:
    """Notes what it was asked for; waits until it is stopped where it is told to."""

    def __init__(self) -> None:
        self.asked, self.fails, self.waits = [], False, False
        self.begun = threading.Event()

    def ahead(self, project, output, paused, cancelled) -> int:
        self.asked.append(project.timeline.length)
        self.begun.set()
        if self.fails:
            raise RenderFailed(last_words="it fell")
        while self.waits and not cancelled():
            pass
        return 0


@pytest.fixture
def desk():
    return Desk()


@pytest.fixture
def renderer():
    return Renderer()


@pytest.fixture
def ahead(desk, renderer):
    return Ahead(desk.store, renderer, desk.now)


def never() -> bool:
    return False


def test_the_session_touched_last_comes_first_and_each_revision_once(desk, renderer, ahead):
    first, second = desk.begun("a.mp4"), desk.begun("a.mp4", "b.mp4")
    desk.say(first, "cut the first 4 seconds")
    assert [ahead.one(never) for _ in range(3)] == [True, True, False]
    assert renderer.asked == [6, 20]
    desk.say(second, "cut the first 4 seconds")
    assert ahead.one(never) and not ahead.one(never)
    assert renderer.asked == [6, 20, 16]


def test_one_that_was_stopped_is_gone_on_with(desk, renderer, ahead):
    desk.begun("a.mp4")
    assert ahead.one(lambda: True) and ahead.one(never) and not ahead.one(never)
    assert renderer.asked == [10, 10]


def test_an_empty_session_has_nothing_to_render(desk, renderer, ahead):
    desk.begun()
    assert not ahead.one(never)


def test_a_session_left_for_long_is_left_alone(desk, renderer, ahead):
    session = desk.begun("a.mp4")
    for _ in range(31 * 60):
        desk.now()
    assert not ahead.one(never)
    assert session.revision == 1


def test_what_can_not_be_rendered_is_left_for_the_export_to_tell(desk, renderer, ahead):
    renderer.fails = True
    desk.begun("a.mp4")
    assert ahead.one(never) and not ahead.one(never)


def test_it_goes_on_only_while_somebody_types(desk, renderer, ahead):
    renderer.waits = True
    with Idle(ahead, desk.begun("a.mp4")):
        assert renderer.begun.wait(PAUSE_SECONDS + 10)
    assert threading.active_count() == 1 or all(each.name != "ahead" for each in threading.enumerate())


def test_a_quick_answer_starts_nothing(desk, renderer, ahead):
    with Idle(ahead, desk.begun("a.mp4")):
        pass
    assert not renderer.asked
