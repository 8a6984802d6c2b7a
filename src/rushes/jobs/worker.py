"""A worker: takes jobs up, keeps their leases, and ends them. Any worker may die at any moment.

Beside the lease each running job holds a lock on a file of this machine, which the system takes back only when the
process is gone. So a worker that sleeps through its lease and wakes up never works on a job at the same time as the
one that took it over; and one that died is known to be dead without waiting for its lease to run out.
"""

from __future__ import annotations

import contextlib
import logging
import os
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from rushes.errors import RushesError
from rushes.jobs.job import BEAT_SECONDS, Job, JobState, Progress
from rushes.jobs.queue import Queue

try:
    import fcntl
except ImportError:  # not on this system
    fcntl = None  # type: ignore[assignment]

LOOK_SECONDS = 0.5
"""How often an idle worker looks for work."""

REST_LOOKS = 6
"""After so many looks that found nothing a worker is idle."""

SILENT_SECONDS = 2.5 * BEAT_SECONDS
"""After two beats that did not come it is looked whether the worker is still there."""

log = logging.getLogger("rushes.jobs")


class Stopped(Exception):
    """The work was stopped on request; nothing is wrong."""


class Work(Protocol):
    def __call__(self, job: Job, tell: Callable[[Progress], None], stopped: Callable[[], bool]) -> str:
        """Does the job and gives its result as JSON. Looks at `stopped` often, and raises Stopped (or what its
        own parts raise) once it is true."""


@dataclass
class Worker:
    """Works on up to `at_once` jobs in threads of this process, and on one of the kinds `beside` in one more: these
    neither wait for the others nor keep them waiting. `locks` is a folder for lock files."""

    name: str
    queue: Queue
    work: Mapping[str, Work]
    locks: Path
    at_once: int = 1
    idle: Callable[[Callable[[], bool]], bool] | None = None
    """What the first thread does while there is no job, until what it is given says that one came (or the end): False
    where there was nothing to do."""
    beside: tuple[str, ...] = ()
    """In the order they are taken up."""
    beside_busy: bool = False
    """Whether one of these is being worked on here."""
    _stop: threading.Event = field(default_factory=threading.Event)
    _threads: list[threading.Thread] = field(default_factory=list)

    def start(self) -> None:
        self.locks.mkdir(parents=True, exist_ok=True)
        first = tuple(kind for kind in self.work if kind not in self.beside)
        lanes = [first] * self.at_once + ([self.beside] if self.beside else [])
        for number, kinds in enumerate(lanes):
            idle = self.idle if number == 0 else None
            thread = threading.Thread(target=self._run, args=(kinds, idle), name=f"worker-{number}", daemon=True)
            thread.start()
            self._threads.append(thread)

    def stop(self, seconds: float = 10.0) -> None:
        """Stops what runs and puts it back, for the next worker to go on with."""
        self._stop.set()
        end = time.monotonic() + seconds
        for thread in self._threads:
            thread.join(max(end - time.monotonic(), 0.0))

    def _run(self, kinds: tuple[str, ...], idle: Callable[[Callable[[], bool]], bool] | None) -> None:
        rested = 0
        while not self._stop.is_set():
            try:
                job = self.queue.take(self.name, kinds)
                if job is None and self._found_dead():
                    continue
            except RushesError as error:  # a busy database: the next look may find it free
                log.warning("no look at the queue", extra={"why": str(error)})
                job = None
            if job is not None:
                rested, self.beside_busy = 0, self.beside_busy or job.kind in self.beside
                self._one(job)
                self.beside_busy = self.beside_busy and job.kind not in self.beside
            elif idle is None or rested < REST_LOOKS or not self._idled(idle):
                rested += 1
                self._stop.wait(LOOK_SECONDS)

    def _idled(self, idle: Callable[[Callable[[], bool]], bool]) -> bool:
        """Whether there was something to do beside jobs; it was done, or a job came between."""
        looked = [time.monotonic(), 0.0]

        def wanted() -> bool:
            if time.monotonic() - looked[0] >= LOOK_SECONDS:
                looked[:] = time.monotonic(), float(self.queue.waiting(tuple(self.work)))
            return self._stop.is_set() or bool(looked[1])

        try:
            return idle(wanted)
        except Exception:  # nobody asked for it
            log.warning("idle work failed", exc_info=True)
            return False

    def _found_dead(self) -> bool:
        """Whether a worker of this machine died over a job, which is free now."""
        dead = False
        for job in self.queue.silent(SILENT_SECONDS) if fcntl else ():
            if _machine(job.worker) == _machine(self.name):
                with _locked(self.locks / f"{job.id}.lock") as alone:
                    if alone:
                        self.queue.lost(job)
                        dead = True
        return dead

    def _one(self, job: Job) -> None:
        with _locked(self.locks / f"{job.id}.lock") as alone:
            if not alone:  # the process that had it is still ending
                self.queue.end(job, JobState.WAITING)
                self._stop.wait(LOOK_SECONDS)
                return
            log.info("job taken up", extra={"job": job.id, "attempt": job.attempts})
            held = _Held(self.queue, job, self._stop)
            with held:
                state, result, error = self._outcome(job, held)
            kept = held.lost or self.queue.end(job, state, result, error)
            log.info("job ended", extra={"job": job.id, "state": str(state), "kept": kept, "error": error})

    def _outcome(self, job: Job, held: _Held) -> tuple[JobState, str, str]:
        try:
            return JobState.DONE, self.work[job.kind](job, held.tell, held.stopped), ""
        except Exception as error:
            if held.cancelling:
                return JobState.CANCELLED, "", ""
            if held.stopped():
                return JobState.WAITING, "", ""
            log.warning("job failed", exc_info=True, extra={"job": job.id})
            known = isinstance(error, RushesError)
            return JobState.FAILED, "", str(error) if known else f"{type(error).__name__}: {error}"


def _machine(worker: str) -> str:
    """The machine in a worker's name, `machine:process:chance`."""
    return worker.rsplit(":", 2)[0]


class _Held:
    """A lease kept alive by a thread of its own, so that work which is busy for long does not lose it."""

    def __init__(self, queue: Queue, job: Job, stop: threading.Event) -> None:
        self.queue, self.job, self.stop = queue, job, stop
        self.progress, self.cancelling, self.lost = job.progress, job.cancelling, False
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._beat, name=f"lease-{job.id[:8]}", daemon=True)

    def __enter__(self) -> _Held:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def tell(self, progress: Progress) -> None:
        self.progress = progress

    def stopped(self) -> bool:
        return self.cancelling or self.lost or self.stop.is_set()

    def _beat(self) -> None:
        while not self._over.wait(BEAT_SECONDS):
            try:
                answer = self.queue.beat(self.job, self.progress)
            except RushesError:  # a busy database: the lease has room for some beats that fail
                continue
            if answer is None:
                self.lost = True
                return
            self.cancelling = self.cancelling or answer


@contextlib.contextmanager
def _locked(path: Path) -> Iterator[bool]:
    """Whether nobody else on this machine holds the lock at `path`; where the system has no such locks, the lease
    alone decides."""
    if fcntl is None:
        yield True
        return
    file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            yield False
            return
        yield True
        with contextlib.suppress(OSError):
            path.unlink()
    finally:
        os.close(file)
