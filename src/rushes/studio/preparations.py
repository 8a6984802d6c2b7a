"""What is made of footage as soon as a session has it: small pictures and outlines, stand-ins to look at, and what can
be told of it. Lasting jobs like exports, on the same queue, but less urgent; made once for each content, whoever asks.

A job belongs to a session and goes with it; what was finished by then stays for the next one that has the same file.
"""

from __future__ import annotations

import contextlib
import logging
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from rushes.errors import RushesError
from rushes.jobs.job import Job, JobExists, JobState, Progress
from rushes.jobs.queue import Queue
from rushes.model.media import Media, MediaFacts
from rushes.model.session import Session
from rushes.studio.errors import FileGone
from rushes.studio.ports import Clock, Ids, Store

GLANCE, PROXY, ANALYSIS = "glance", "proxy", "analysis"

KINDS = (GLANCE, PROXY, ANALYSIS)
"""In the order they are made: what is seen first comes first, and stand-ins make analyses quick."""

LOOK_SECONDS = 30.0
"""How often it is looked whether something is still to be asked for (a cache may have been emptied)."""

AGAIN_SECONDS = 3600.0
"""After that what failed is tried once more: the disk may have been full."""

WAITING_MOST = 100_000
"""Of one user and kind: a thousand files in a hundred sessions."""

log = logging.getLogger("rushes.preparations")


class Maker(Protocol):
    """One kind of thing that is made of a file, kept by its content."""

    def needed(self, facts: MediaFacts) -> bool: ...

    def there(self, facts: MediaFacts) -> bool: ...

    def share(self, facts: MediaFacts) -> float:
        """How much of it is made, 0 to 1."""

    def make(self, media: Media, told: Callable[[int, int], None], stopped: Callable[[], bool]) -> str:
        """Makes what is missing; what is to be told of it, as JSON, or nothing."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """How far something is: `done` 0 to 1; `error` where it can't be made; `result` what is told of it."""

    media: Media
    state: JobState
    done: float
    error: str = ""
    result: str = ""


@dataclass(frozen=True, slots=True)
class Preparations:
    queue: Queue
    makers: Mapping[str, Maker]
    now: Clock
    new_id: Ids
    clock: Callable[[], float] = time.monotonic
    _looked: dict[str, float] = field(default_factory=dict)

    def want(self, session: Session, media: Iterable[Media], jobs: Iterable[Job] | None = None) -> None:
        """Asks for what is not there yet; `jobs` are the session's, where they are known. Cheap to call again."""
        due = [(kind, each) for each in media for kind in KINDS if self._due(session, kind, each)]
        if not due:
            return
        known = {job.name: job for job in (self.queue.of_session(session.id) if jobs is None else jobs)}
        for kind, each in due:
            job = known.get(_name(session, kind, each))
            if self._wanted(kind, each, job):
                try:
                    self._ask(session, kind, each, job)
                except RushesError as error:  # nobody may be kept from working by it; the next look asks again
                    log.warning("not asked for", extra={"kind": kind, "why": error.code})

    def of(self, session: Session, media: Iterable[Media], jobs: Iterable[Job], kind: str) -> tuple[Prepared, ...]:
        """How far one kind is for each file that needs it, or is one that is looked at."""
        known = {job.name: job for job in jobs}
        return tuple(self._told(each, kind, known.get(_name(session, kind, each))) for each in media)

    # --- parts ---------------------------------------------------------------------------------------------

    def _told(self, media: Media, kind: str, job: Job | None) -> Prepared:
        maker = self.makers[kind]
        if job is not None and job.state is JobState.FAILED:
            return Prepared(media, job.state, min(maker.share(media.facts), 0.999), job.error)
        if kind == ANALYSIS:
            state = job.state if job else JobState.WAITING
            share = 1.0 if state is JobState.DONE else job.progress.percent / 100 if job else 0.0
            return Prepared(media, state, share, result=job.result if job else "")
        share = maker.share(media.facts)
        return Prepared(media, JobState.DONE if share >= 1 else job.state if job else JobState.WAITING, share)

    def _due(self, session: Session, kind: str, media: Media) -> bool:
        name, now = _name(session, kind, media), self.clock()
        if now - self._looked.get(name, -LOOK_SECONDS) < LOOK_SECONDS:
            return False
        if len(self._looked) > WAITING_MOST:
            self._looked.clear()
        self._looked[name] = now
        return self.makers[kind].needed(media.facts)

    def _wanted(self, kind: str, media: Media, job: Job | None) -> bool:
        there = self.makers[kind].there(media.facts)
        if job is None:
            return not there or kind == ANALYSIS  # what is told of a file is told by each session's own job
        if not job.over or there or (kind == ANALYSIS and job.state is JobState.DONE):
            return False
        if job.state is JobState.FAILED:
            return (self.now() - datetime.fromisoformat(job.ended)).total_seconds() > AGAIN_SECONDS
        return True

    def _ask(self, session: Session, kind: str, media: Media, before: Job | None) -> None:
        if before is not None:
            self.queue.forget(before)
        at = self.now().isoformat(timespec="milliseconds")
        name = _name(session, kind, media)
        job = Job(self.new_id(), session.user, session.id, kind, name, JobState.WAITING, "", at, about=media.id)
        with contextlib.suppress(JobExists):  # another look was quicker, or the session is gone
            self.queue.put(job, WAITING_MOST)


@dataclass(frozen=True, slots=True)
class PreparationWork:
    """What a worker does about one; fits `jobs/worker.py` `Work`."""

    store: Store
    maker: Maker

    def __call__(self, job: Job, tell: Callable[[Progress], None], stopped: Callable[[], bool]) -> str:
        media = self.store.project(job.session).find(job.about)
        if media is None:
            raise FileGone()
        return self.maker.make(media, lambda done, total: tell(Progress(job.kind, done, total)), stopped)


def _name(session: Session, kind: str, media: Media) -> str:
    return f"{kind}:{session.id}:{media.id}"
