"""Sessions removed with what was made of them: their exported files. Footage stays: other sessions may show it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from rushes.jobs.queue import Queue
from rushes.model.session import Session
from rushes.studio.renders import KIND
from rushes.studio.sessions import Sessions

_MADE = re.compile(r"(?P<job>[0-9a-f]{32})-\d+\.\w+")
"""A file of `RenderWork`, by the job that made it."""


@dataclass(frozen=True, slots=True)
class Removal:
    sessions: Sessions
    queue: Queue
    exports: Path
    """Where finished files lie."""

    def remove(self, session: Session) -> None:
        made = [job.id for job in self.queue.of_session(session.id) if job.kind == KIND]
        self.sessions.remove(session)
        for job in made:
            for file in self.exports.glob(f"{job}-*"):
                file.unlink(missing_ok=True)

    def tidy(self) -> None:
        """Removes the files of jobs that nobody knows any more: a server died over a removal, or a worker finished what
        was being removed."""
        for file in self.exports.glob("*-*.*"):
            made = _MADE.fullmatch(file.name)
            if made and self.queue.by_id(made["job"]) is None:
                file.unlink(missing_ok=True)
