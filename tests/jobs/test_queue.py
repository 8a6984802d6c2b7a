"""The queue: leases, takeover, fairness, cancelling; on the database, with a clock of the test's own."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta

import pytest

from rushes.jobs.job import ATTEMPTS_MOST, LEASE_SECONDS, MOVES, OVER, Job, JobExists, JobState, Progress, TooManyJobs
from rushes.model.history import Revision, Turn
from rushes.model.session import Session
from rushes.model.timeline import Timeline
from rushes.storage.queue import DatabaseQueue
from rushes.storage.store import DatabaseStore
from tests.postgres import KINDS, opened

START = datetime(2030, 1, 1, tzinfo=UTC)


class World:
    """A queue, and a clock that stands until it is moved."""

    def __init__(self, folder, kind="sqlite"):
        self.at = START
        self.database = opened(kind, folder, lambda: self.at)
        self.queue = DatabaseQueue(self.database, lambda: self.at)
        self.given = 0
        for user in ("ann", "bob"):
            session = Session(f"s-{user}", user, "film", "en", "2030", "2030")
            DatabaseStore(self.database).add(session, Revision(0, Turn.START, Timeline()))

    def put(self, name, user="ann", kind="export", about=""):
        self.given += 1
        self.at += timedelta(milliseconds=1)
        at = self.at.isoformat(timespec="milliseconds")
        job = Job(f"id{self.given}", user, f"s-{user}", kind, name, JobState.WAITING, "{}", at, about=about)
        self.queue.put(job, 20)
        return job.id

    def take(self, worker="w1", *kinds):
        return self.queue.take(worker, kinds or ("export",))

    def later(self, seconds):
        self.at += timedelta(seconds=seconds)


@pytest.fixture(params=KINDS)
def world(request, tmp_path):
    made = World(tmp_path, request.param)
    yield made
    made.database.close()


def test_every_state_is_in_the_table_and_what_is_over_stays_so():
    assert set(MOVES) == set(JobState)
    assert {JobState.DONE, JobState.FAILED, JobState.CANCELLED} == OVER


def test_a_job_is_taken_by_one_worker_and_ended_by_it(world):
    world.put("a")
    job = world.take("w1")
    assert job.state is JobState.RUNNING and job.attempts == 1
    assert world.take("w2") is None
    assert world.queue.end(job, JobState.DONE, "{}")
    assert world.queue.find("ann", "a").state is JobState.DONE
    assert not world.queue.end(job, JobState.FAILED)


def test_many_workers_at_once_take_each_job_once(world):
    for number in range(12):
        world.put(f"j{number}", "ann" if number % 2 else "bob")
    taken, lock = [], threading.Lock()

    def work(name):
        while (job := world.queue.take(name, ("export",))) is not None:
            with lock:
                taken.append(job.name)

    threads = [threading.Thread(target=work, args=(f"w{n}",)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(taken) == sorted(f"j{n}" for n in range(12))


def test_a_beating_worker_keeps_its_job_and_a_silent_one_loses_it(world):
    world.put("a")
    first = world.take("w1")
    for _ in range(3):
        world.later(LEASE_SECONDS - 1)
        assert world.queue.beat(first, Progress("rendering", 5, 10)) is False
        assert world.take("w2") is None
    assert world.queue.find("ann", "a").progress.percent == 50
    world.later(LEASE_SECONDS + 1)
    second = world.take("w2")
    assert (second.worker, second.attempts) == ("w2", 2)


def test_a_worker_that_wakes_up_too_late_can_change_nothing(world):
    world.put("a")
    first = world.take("w1")
    world.later(LEASE_SECONDS + 1)
    second = world.take("w2")
    assert world.queue.beat(first, Progress()) is None
    assert not world.queue.end(first, JobState.DONE, '"stale"')
    assert world.queue.end(second, JobState.DONE, '"right"')
    assert world.queue.find("ann", "a").result == '"right"'


def test_a_worker_does_not_mistake_its_own_second_lease_for_its_first(world):
    world.put("a")
    first = world.take("w1")
    world.later(LEASE_SECONDS + 1)
    second = world.take("w1")
    assert world.queue.beat(first, Progress()) is None and world.queue.beat(second, Progress()) is False


def test_a_job_put_back_in_good_order_is_no_worse_for_it(world):
    world.put("a")
    for _ in range(ATTEMPTS_MOST + 3):
        assert world.queue.end(world.take(), JobState.WAITING)
    assert world.take().attempts == 1


def test_a_job_that_takes_its_workers_with_it_fails_in_the_end(world):
    world.put("a")
    for _ in range(ATTEMPTS_MOST):
        assert world.take() is not None
        world.later(LEASE_SECONDS + 1)
    assert world.take() is None
    failed = world.queue.find("ann", "a")
    assert failed.state is JobState.FAILED and "died" in failed.error


def test_users_take_turns_however_much_one_of_them_asks_for(world):
    for number in range(4):
        world.put(f"a{number}", "ann")
    for number in range(2):
        world.put(f"b{number}", "bob")
    order = []
    for _ in range(6):
        job = world.take()
        order.append(job.name)
        world.later(1)
        world.queue.end(job, JobState.DONE)
    assert order == ["a0", "b0", "a1", "b1", "a2", "a3"]


def test_a_running_job_does_not_keep_others_of_other_users_waiting(world):
    for number in range(3):
        world.put(f"a{number}", "ann")
    assert world.take().name == "a0"
    world.put("b0", "bob")
    assert world.take("w2").name == "b0"


def test_a_waiting_job_is_cancelled_at_once_and_a_running_one_by_its_worker(world):
    first, second = world.put("a"), world.put("b")
    job = world.take()
    assert world.queue.cancel(second).state is JobState.CANCELLED
    assert world.queue.cancel(first).state is JobState.RUNNING
    assert world.queue.beat(job, Progress()) is True
    assert world.queue.end(job, JobState.CANCELLED)
    assert world.queue.cancel(first).state is JobState.CANCELLED
    assert world.take() is None


def test_a_cancelled_job_whose_worker_died_is_not_taken_up_again(world):
    first = world.put("a")
    world.take()
    world.queue.cancel(first)
    world.later(LEASE_SECONDS + 1)
    assert world.take() is None
    assert world.queue.by_id(first).state is JobState.CANCELLED


def test_a_name_is_its_owners_and_given_once(world):
    world.put("render_1", "ann")
    with pytest.raises(JobExists):
        world.put("render_1", "ann")
    world.put("render_1", "bob")
    assert world.queue.find("ann", "render_1").id != world.queue.find("bob", "render_1").id


def test_nobody_may_fill_the_queue(world):
    for number in range(20):
        world.put(f"a{number}")
    with pytest.raises(TooManyJobs):
        world.put("one more")
    world.put("b", "bob")


def test_the_first_kind_comes_first_and_the_others_stay(world):
    for kind in ("analysis", "proxy", "export"):
        world.put(f"{kind}s", kind=kind)
    assert [world.take("w1", "proxy", "analysis").kind for _ in range(2)] == ["proxy", "analysis"]
    assert world.take("w1", "proxy", "analysis") is None
    assert world.take().kind == "export"


def test_the_same_is_never_made_of_one_content_twice_at_once(world):
    world.put("a", "ann", "proxy", "film")
    world.put("b", "bob", "proxy", "film")
    world.put("c", "bob", "analysis", "film")
    world.put("d", "bob", "proxy", "other")
    first = world.take("w1", "proxy", "analysis")
    assert [world.take("w2", "proxy", "analysis").name for _ in range(2)] == ["d", "c"]
    assert world.take("w2", "proxy", "analysis") is None
    world.queue.end(first, JobState.DONE)
    assert world.take("w2", "proxy", "analysis").about == "film"


def test_a_job_that_is_over_can_be_forgotten_and_one_that_is_not_can_not(world):
    world.put("a")
    job = world.take()
    world.queue.forget(job)
    assert world.queue.find("ann", "a") is not None
    world.queue.end(job, JobState.DONE)
    world.queue.forget(job)
    world.put("a")


def test_a_user_s_own_are_told_newest_first(world):
    for name in ("a", "b", "c"):
        world.put(name)
    world.put("x", "bob")
    world.put("p", kind="proxy")
    assert [job.name for job in world.queue.of_user("ann", "export", 2)] == ["c", "b"]


def test_a_job_goes_with_its_session(world):
    world.put("a")
    job = world.take()
    DatabaseStore(world.database).remove("s-ann")
    assert world.queue.beat(job, Progress()) is None
    assert not world.queue.end(job, JobState.DONE)
