"""Workers: they do what is waiting, stop in good order, and never work on one job at the same time."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from rushes.jobs.job import JobState, Progress
from rushes.jobs.worker import LOOK_SECONDS, REST_LOOKS, SILENT_SECONDS, Worker, _locked
from tests.jobs.test_queue import World


@pytest.fixture
def world(tmp_path):
    made = World(tmp_path)
    yield made
    made.database.close()


def _until(claim, seconds=10.0):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if claim():
            return
        time.sleep(0.02)
    raise AssertionError("it never came true")


def _worker(world, work, folder, at_once=1):
    worker = Worker("w1", world.queue, {"export": work}, folder / "locks", at_once)
    worker.start()
    return worker


def _state(world, name="a"):
    return world.queue.find("ann", name).state


def test_a_worker_does_what_is_waiting_and_keeps_what_came_of_it(world, tmp_path):
    world.put("a")

    def work(job, tell, stopped):
        tell(Progress("rendering", 1, 2))
        return '"made"'

    worker = _worker(world, work, tmp_path)
    _until(lambda: _state(world) is JobState.DONE)
    worker.stop()
    assert world.queue.find("ann", "a").result == '"made"'


def test_an_error_ends_the_job_and_not_the_worker(world, tmp_path):
    world.put("a")
    world.put("b")

    def work(job, tell, stopped):
        if job.name == "a":
            raise ZeroDivisionError("no")
        return ""

    worker = _worker(world, work, tmp_path)
    _until(lambda: _state(world, "b") is JobState.DONE)
    worker.stop()
    assert world.queue.find("ann", "a").error == "ZeroDivisionError: no"


def test_a_worker_that_is_stopped_puts_its_job_back(world, tmp_path):
    world.put("a")
    begun = threading.Event()

    def work(job, tell, stopped):
        begun.set()
        while not stopped():
            time.sleep(0.01)
        raise RuntimeError("stopped")

    worker = _worker(world, work, tmp_path)
    begun.wait(5)
    worker.stop()
    assert _state(world) is JobState.WAITING


def test_a_running_job_is_cancelled_within_seconds(world, tmp_path):
    first = world.put("a")
    begun = threading.Event()

    def work(job, tell, stopped):
        begun.set()
        while not stopped():
            time.sleep(0.01)
        raise RuntimeError("cancelled")

    worker = _worker(world, work, tmp_path)
    begun.wait(5)
    world.queue.cancel(first)
    _until(lambda: _state(world) is JobState.CANCELLED, 5)
    worker.stop()


def test_a_worker_of_this_machine_that_died_is_found_out_before_its_lease_ends(world, tmp_path):
    world.put("a")
    world.queue.take("here:1:x", ("export",))
    world.later(SILENT_SECONDS + 1)
    assert world.take("w2") is None
    worker = Worker("here:2:y", world.queue, {"export": lambda *_: ""}, tmp_path / "locks")
    worker.start()
    _until(lambda: _state(world) is JobState.DONE)
    worker.stop()


def test_a_silent_worker_that_lives_or_is_elsewhere_keeps_its_job(world, tmp_path):
    folder = tmp_path / "locks"
    folder.mkdir()
    world.put("lives")
    world.put("elsewhere", "bob")
    lives = world.queue.take("here:1:x", ("export",))
    world.queue.take("there:1:x", ("export",))
    world.later(SILENT_SECONDS + 1)
    with _locked(folder / f"{lives.id}.lock") as alone:
        assert alone
        worker = Worker("here:2:y", world.queue, {"export": lambda *_: ""}, folder)
        worker.start()
        time.sleep(2 * LOOK_SECONDS)
        worker.stop()
    assert world.queue.find("ann", "lives").attempts == world.queue.find("bob", "elsewhere").attempts == 1


def test_a_lock_is_held_by_one_process_until_it_dies(tmp_path):
    pytest.importorskip("fcntl", reason="this system has no such locks")
    path = tmp_path / "a.lock"
    code = f"""
import sys, time
sys.path[:0] = {[str(Path(__file__).parents[2]), str(Path(__file__).parents[2] / "src")]!r}
from pathlib import Path
from rushes.jobs.worker import _locked
with _locked(Path({str(path)!r})) as alone:
    print(alone, flush=True)
    time.sleep(60)
"""
    other = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, env=dict(os.environ))
    assert other.stdout.readline().strip() == b"True"
    with _locked(path) as alone:
        assert not alone
    other.kill()
    other.wait()
    other.stdout.close()
    with _locked(path) as alone:
        assert alone


def test_an_idle_worker_does_what_else_there_is_and_gives_way_to_a_job(world, tmp_path):
    rounds = []

    def idle(wanted):
        rounds.append("begun")
        while not wanted():
            time.sleep(0.02)
        rounds.append("gave way")
        return True

    worker = Worker("w1", world.queue, {"export": lambda job, tell, stopped: "1"}, tmp_path / "locks", 1, idle)
    worker.start()
    _until(lambda: rounds == ["begun"], 20)
    world.put("a")
    _until(lambda: _state(world) is JobState.DONE)
    assert rounds[1] == "gave way"
    worker.stop()


def test_idle_work_that_falls_takes_nothing_with_it(world, tmp_path):
    def idle(wanted):
        raise OSError("no disk")

    worker = Worker("w1", world.queue, {"export": lambda job, tell, stopped: "1"}, tmp_path / "locks", 1, idle)
    worker.start()
    time.sleep(REST_LOOKS * LOOK_SECONDS + 1)
    world.put("a")
    _until(lambda: _state(world) is JobState.DONE)
    worker.stop()
