"""The port that long work goes through: who asks puts it in, workers take it out, anyone may look.

What makes work last is not the queue: an export is a plan over pieces kept by their content, so taking it up again
only makes what is missing. The queue promises less, and that strictly: a job that was put in is taken up until it is
over; two workers never hold one at once; and only who holds a job can end it.
"""

from __future__ import annotations

from typing import Protocol

from rushes.jobs.job import Job, JobState, Progress


class Queue(Protocol):
    """Each call is one transaction."""

    def put(self, job: Job, waiting_most: int) -> None:
        """A new job, WAITING. Raises JobExists; TooManyJobs where its user has `waiting_most` of its kind that are not
        over."""

    def find(self, user: str, name: str) -> Job | None:
        """A user's own job, by its name or id."""

    def by_id(self, job: str) -> Job | None:
        """Any job: for workers, and for who holds a signed link."""

    def of_session(self, session: str) -> tuple[Job, ...]:
        """Oldest first."""

    def of_user(self, user: str, kind: str, most: int) -> tuple[Job, ...]:
        """The newest `most` of a kind, the newest first."""

    def ahead_of(self, job: Job) -> int:
        """How many of its kind wait that came before it."""

    def counts(self) -> dict[tuple[str, str], int]:
        """How many jobs there are of each kind and state; those of which there are none are left out."""

    def cancel(self, job: str) -> Job | None:
        """Ends a job that waits; asks the worker of one that runs to end it. What is over stays as it is."""

    def waiting(self, kinds: tuple[str, ...]) -> bool:
        """Whether `take` would find something."""

    def forget(self, job: Job) -> None:
        """Takes one that is over out, so that its name can be given again."""

    def take(self, worker: str, kinds: tuple[str, ...]) -> Job | None:
        """The next job, RUNNING under a fresh lease: one nobody holds, of the first of `kinds` that has any, of the
        user who has the fewest of these running, and of those the one who waited longest since they last had one
        taken up."""

    def beat(self, job: Job, progress: Progress) -> bool | None:
        """Renews the lease and says how far it is. True: its end is asked for. None: the lease was lost, and
        whatever the worker still makes of it is of no use to anyone."""

    def end(self, job: Job, state: JobState, result: str = "", error: str = "") -> bool:
        """Ends it, or puts it back (WAITING). False, and nothing is kept, where the lease was lost."""

    def silent(self, seconds: float) -> tuple[Job, ...]:
        """Jobs whose worker was not heard of for so long, though its lease still runs."""

    def lost(self, job: Job) -> None:
        """The worker that holds it is known to be gone: its lease ends now, unless it is another one's by now."""
