"""Long work and the life it leads. Pure.

WAITING -> RUNNING -> DONE
                   -> FAILED
                   -> CANCELLED        (asked for while it ran)
                   -> WAITING          (its worker stopped, or its lease ran out)
WAITING -> CANCELLED
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from rushes.errors import RequestError

LEASE_SECONDS = 20.0
"""How long a worker may be silent before its work is another's: ten heartbeats, so a busy disk is no death."""

BEAT_SECONDS = 2.0

ATTEMPTS_MOST = 20
"""A job that took so many workers with it would take the next one too: it fails instead. Most deaths are not the job's
doing (a restart, a power cut), hence so many."""


class JobState(StrEnum):
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


MOVES: dict[JobState, frozenset[JobState]] = {
    JobState.WAITING: frozenset({JobState.RUNNING, JobState.CANCELLED}),
    JobState.RUNNING: frozenset({JobState.DONE, JobState.FAILED, JobState.CANCELLED, JobState.WAITING}),
    JobState.DONE: frozenset(),
    JobState.FAILED: frozenset(),
    JobState.CANCELLED: frozenset(),
}

OVER = frozenset(state for state, moves in MOVES.items() if not moves)
"""States that a job never leaves."""


class JobExists(RequestError):
    """There is a render {name} already; it is {state}."""

    code = "job_exists"
    zh = "已经有渲染 {name}，状态是 {state}。"
    hint = "Ask for its state, or use another id."
    hint_zh = "请查询它的状态，或换一个 id。"


class NoSuchJob(RequestError):
    """There is no render {name}."""

    code = "no_such_job"
    zh = "没有渲染 {name}。"


class TooManyJobs(RequestError):
    """{has} exports are waiting or running already; there can be {most}."""

    code = "too_many_jobs"
    zh = "已经有 {has} 个导出在等待或进行中；最多 {most} 个。"
    hint = "Wait for one to finish, or cancel one."
    hint_zh = "请等一个完成，或取消一个。"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a job is. `done` of `total` in the work's own unit; seconds are None where there is no telling."""

    stage: str = ""
    done: int = 0
    total: int = 0
    seconds_left: float | None = None

    @property
    def percent(self) -> int:
        """0 to 99 while it runs: 100 is for what is finished."""
        return min(self.done * 100 // self.total, 99) if self.total else 0


@dataclass(frozen=True, slots=True)
class Job:
    """One piece of long work. `name` is what its owner calls it, unique for them; `id` is ours, and nobody guesses
    it. `request`, `result` are saved JSON; times are ISO 8601, UTC, empty until they come; `attempts` counts how
    often it was taken up; `cancelling` says that its end was asked for while it runs. `about` is the content it works on,
    where others may want the same done: two of one kind about one content are never run at once."""

    id: str
    user: str
    session: str
    kind: str
    name: str
    state: JobState
    request: str
    created: str
    result: str = ""
    error: str = ""
    progress: Progress = Progress()
    started: str = ""
    ended: str = ""
    worker: str = ""
    attempts: int = 0
    cancelling: bool = False
    about: str = ""

    @property
    def over(self) -> bool:
        return self.state in OVER
