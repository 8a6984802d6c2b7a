"""Jobs in the database, each held by a lease; fits `jobs/queue.py` `Queue`. Why not an engine made for this is in
`docs/decisions/0010-jobs.md`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, and_, bindparam, case, delete, exists, func, insert, or_, select, update
from sqlalchemy.exc import IntegrityError

from rushes.jobs.job import (
    ATTEMPTS_MOST,
    BEAT_SECONDS,
    LEASE_SECONDS,
    MOVES,
    OVER,
    Job,
    JobExists,
    JobState,
    Progress,
    TooManyJobs,
)
from rushes.storage.database import Database
from rushes.storage.service_tables import jobs

WAITING, RUNNING = str(JobState.WAITING), str(JobState.RUNNING)
_OVER = [str(state) for state in OVER]

_of_session = select(jobs).where(jobs.c.session == bindparam("of")).order_by(jobs.c.created, jobs.c.id)
"""Made once, as every look at a session asks it."""


@dataclass(frozen=True, slots=True)
class DatabaseQueue:
    database: Database
    now: Callable[[], datetime]
    lease_seconds: float = LEASE_SECONDS

    # --- for who asks -------------------------------------------------------------------------------------

    def put(self, job: Job, waiting_most: int) -> None:
        try:
            with self.database.writing() as connection:
                there = connection.execute(
                    select(jobs.c.state).where(jobs.c.user == job.user, jobs.c.name == job.name)
                ).scalar()
                if there is not None:
                    raise JobExists(name=job.name, state=there)
                mine = (jobs.c.user == job.user, jobs.c.kind == job.kind, jobs.c.state.not_in(_OVER))
                has = connection.execute(select(func.count()).where(*mine)).scalar_one()
                if has >= waiting_most:
                    raise TooManyJobs(has=has, most=waiting_most)
                connection.execute(insert(jobs).values(**_row(job), lease=0.0))
        except IntegrityError as error:
            raise JobExists(name=job.name, state=WAITING) from error

    def find(self, user: str, name: str) -> Job | None:
        with self.database.reading() as connection:
            found = select(jobs).where(jobs.c.user == user, or_(jobs.c.name == name, jobs.c.id == name))
            rows = connection.execute(found).mappings().all()
            named = [row for row in rows if row["name"] == name]
            return _job((named or rows)[0]) if rows else None

    def by_id(self, job: str) -> Job | None:
        with self.database.reading() as connection:
            return _by_id(connection, job)

    def of_session(self, session: str) -> tuple[Job, ...]:
        with self.database.reading() as connection:
            return tuple(_job(row) for row in connection.execute(_of_session, {"of": session}).mappings())

    def of_user(self, user: str, kind: str, most: int) -> tuple[Job, ...]:
        with self.database.reading() as connection:
            mine = select(jobs).where(jobs.c.user == user, jobs.c.kind == kind)
            found = mine.order_by(jobs.c.created.desc(), jobs.c.id).limit(most)
            return tuple(_job(row) for row in connection.execute(found).mappings())

    def ahead_of(self, job: Job) -> int:
        with self.database.reading() as connection:
            earlier = (jobs.c.state == WAITING, jobs.c.kind == job.kind, jobs.c.created < job.created)
            return int(connection.execute(select(func.count()).where(*earlier)).scalar_one())

    def counts(self) -> dict[tuple[str, str], int]:
        with self.database.reading() as connection:
            found = select(jobs.c.kind, jobs.c.state, func.count()).group_by(jobs.c.kind, jobs.c.state)
            return {(kind, state): count for kind, state, count in connection.execute(found)}

    def cancel(self, job: str) -> Job | None:
        with self.database.writing() as connection:
            ended = {"state": str(JobState.CANCELLED), "ended": self._at()}
            waiting = and_(jobs.c.id == job, jobs.c.state == WAITING)
            if not connection.execute(update(jobs).where(waiting).values(**ended)).rowcount:
                running = and_(jobs.c.id == job, jobs.c.state == RUNNING)
                connection.execute(update(jobs).where(running).values(cancelling=1))
            return _by_id(connection, job)

    def forget(self, job: Job) -> None:
        with self.database.writing() as connection:
            connection.execute(delete(jobs).where(jobs.c.id == job.id, jobs.c.state.in_(_OVER)))

    # --- for workers --------------------------------------------------------------------------------------

    def waiting(self, kinds: tuple[str, ...]) -> bool:
        def ask(connection: Connection) -> bool:
            free = select(jobs.c.id).where(jobs.c.kind.in_(kinds), self._free(), self._alone())
            return connection.execute(free.limit(1)).first() is not None

        return self.database.reread(("waiting", kinds, self._beats()), ask)

    def take(self, worker: str, kinds: tuple[str, ...]) -> Job | None:
        if not self.waiting(kinds):  # a look costs readers nothing, the lock for writing would
            return None
        with self.database.writing(alone=False) as connection:
            self._bury(connection)
            chosen = connection.execute(self._next(kinds)).scalar()
            if chosen is None:
                return None
            connection.execute(
                update(jobs)
                .where(jobs.c.id == chosen)
                .values(
                    state=RUNNING,
                    worker=worker,
                    lease=self._lease(),
                    started=self._at(),
                    attempts=jobs.c.attempts + 1,
                )
            )
            return _by_id(connection, chosen)

    def beat(self, job: Job, progress: Progress) -> bool | None:
        with self.database.writing(alone=False) as connection:
            renewed = connection.execute(
                update(jobs).where(_held(job)).values(lease=self._lease(), **_progress_row(progress))
            )
            if not renewed.rowcount:
                return None
            return bool(connection.execute(select(jobs.c.cancelling).where(jobs.c.id == job.id)).scalar())

    def end(self, job: Job, state: JobState, result: str = "", error: str = "") -> bool:
        assert state in MOVES[JobState.RUNNING], state
        changed: dict[str, Any] = {"state": str(state), "lease": 0.0, "worker": ""}
        if state is JobState.WAITING:
            changed["attempts"] = jobs.c.attempts - 1  # a worker that stops in good order is no bad sign
        else:
            changed |= {"result": result, "error": error, "ended": self._at()}
        with self.database.writing(alone=False) as connection:
            return bool(connection.execute(update(jobs).where(_held(job)).values(**changed)).rowcount)

    def silent(self, seconds: float) -> tuple[Job, ...]:
        heard = self._lease() - seconds  # a lease renewed later than that ends after this

        def ask(connection: Connection) -> tuple[Job, ...]:
            found = connection.execute(select(jobs).where(jobs.c.state == RUNNING, jobs.c.lease < heard)).mappings()
            return tuple(_job(row) for row in found)

        return self.database.reread(("silent", seconds, self._beats()), ask)

    def lost(self, job: Job) -> None:
        with self.database.writing(alone=False) as connection:
            connection.execute(update(jobs).where(_held(job)).values(lease=0.0))

    # --- parts --------------------------------------------------------------------------------------------

    def _free(self) -> Any:
        lost = and_(jobs.c.state == RUNNING, jobs.c.lease < self.now().timestamp())
        return or_(jobs.c.state == WAITING, lost)

    def _alone(self) -> Any:
        """Nobody does the same to the same content right now: whoever waits finds it done."""
        other = jobs.alias()
        same = and_(
            other.c.about == jobs.c.about, other.c.kind == jobs.c.kind, other.c.id != jobs.c.id,
            other.c.state == RUNNING, other.c.lease >= self.now().timestamp(),
        )  # fmt: skip
        return or_(jobs.c.about == "", ~exists().where(same).correlate(jobs))

    def _bury(self, connection: Connection) -> None:
        """Jobs whose worker is gone and that nobody shall take up again: their end was asked for, or they took
        one worker too many with them."""
        lost = and_(jobs.c.state == RUNNING, jobs.c.lease < self.now().timestamp())
        at = {"ended": self._at(), "worker": "", "lease": 0.0}
        cancelled, failed = str(JobState.CANCELLED), str(JobState.FAILED)
        connection.execute(update(jobs).where(lost, jobs.c.cancelling == 1).values(state=cancelled, **at))
        why = f"The worker died {ATTEMPTS_MOST} times over it."
        worn = jobs.c.attempts >= ATTEMPTS_MOST
        connection.execute(update(jobs).where(lost, worn).values(state=failed, error=why, **at))

    def _next(self, kinds: tuple[str, ...]) -> Any:
        """The id of the job that is next; in PostgreSQL its row is locked, and rows that others lock are passed over."""
        other = jobs.alias()
        alike = and_(other.c.user == jobs.c.user, other.c.kind.in_(kinds))
        alive = and_(alike, other.c.state == RUNNING, other.c.lease >= self.now().timestamp())
        running = select(func.count()).select_from(other).where(alive).correlate(jobs).scalar_subquery()
        last = (
            select(func.coalesce(func.max(other.c.started), ""))
            .where(alike, other.c.id != jobs.c.id)
            .correlate(jobs)
            .scalar_subquery()
        )
        first = case({kind: number for number, kind in enumerate(kinds)}, value=jobs.c.kind)
        wanted = select(jobs.c.id).where(jobs.c.kind.in_(kinds), self._free(), self._alone())
        in_turn = wanted.order_by(first, running, last, jobs.c.created, jobs.c.id).limit(1)
        return in_turn.with_for_update(skip_locked=True, of=jobs)

    def _beats(self) -> int:
        """Time in beats: without a commit no more than time frees a job, and so often is enough to look at that."""
        return int(self.now().timestamp() // BEAT_SECONDS)

    def _lease(self) -> float:
        return self.now().timestamp() + self.lease_seconds

    def _at(self) -> str:
        return self.now().isoformat(timespec="milliseconds")


def _held(job: Job) -> Any:
    """Still held by the worker that took it up this very time."""
    return and_(
        jobs.c.id == job.id, jobs.c.state == RUNNING, jobs.c.worker == job.worker, jobs.c.attempts == job.attempts
    )


def _by_id(connection: Connection, job: str) -> Job | None:
    row = connection.execute(select(jobs).where(jobs.c.id == job)).mappings().first()
    return _job(row) if row else None


def _job(row: RowMapping) -> Job:
    plain = {**row, "state": JobState(row["state"]), "cancelling": bool(row["cancelling"])}
    del plain["lease"]
    progress = Progress(*(plain.pop(name) for name in ("stage", "done", "total", "seconds_left")))
    return Job(**plain, progress=progress)


def _progress_row(progress: Progress) -> dict[str, Any]:
    return {name: getattr(progress, name) for name in ("stage", "done", "total", "seconds_left")}


def _row(job: Job) -> dict[str, Any]:
    names = (
        "id", "user", "session", "kind", "name", "request", "result", "error", "created", "started", "ended",
        "worker", "attempts", "about",
    )  # fmt: skip
    kept = {name: getattr(job, name) for name in names}
    return {**kept, **_progress_row(job.progress), "state": str(job.state), "cancelling": int(job.cancelling)}
