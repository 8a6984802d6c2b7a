"""Sessions removed with what was made of them: their exported files. Footage stays: other sessions may show it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from rushes.jobs.queue import Queue
from rushes.model.session import Session
from rushes.studio.renders import KIND
from rushes.studio.sessions import Sessions


@dataclass(frozen=True, slots=True)
class Removal:
    """Removes no file but those of a session it was told to remove: what a database does not know may be another's, or
    newer than the backup it was restored from."""

    sessions: Sessions
    queue: Queue
    exports: Path
    """Where finished files lie."""

    def remove(self, session: Session) -> None:
        """Raises OSError where a file can't be removed; then the session is still there, to be removed again."""
        made = [job.id for job in self.queue.of_session(session.id) if job.kind == KIND]
        self._unlink(made)  # first: whoever dies here leaves nothing that nobody knows
        self.sessions.remove(session)
        self._unlink(made)  # and what was finished meanwhile

    def _unlink(self, made: Iterable[str]) -> None:
        for job in made:
            for file in self.exports.glob(f"{job}-*"):
                file.unlink(missing_ok=True)
