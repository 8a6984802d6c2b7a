"""When somebody last waited for this machine: a file that the server touches, for work that may stand back to look at.

A file, because the two are different processes; its modification time, because nothing else is to be said.
"""

from __future__ import annotations

import os
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

LATELY_SECONDS = 2.0
"""For so long after a call somebody is taken to wait for more: a page asks for piece after piece."""

NOTE_SECONDS = 0.5
"""The file is touched no more often than that."""

LOAD_PER_CORE = 1.5
"""Processes that want to run for each core: our own rendering makes one, and beyond half of another's it is not ours to
add to."""


def machine_busy() -> bool:
    """Whether this machine has more to do than we could be the reason of; False where the system does not say."""
    try:
        return os.getloadavg()[0] > LOAD_PER_CORE * (os.cpu_count() or 1)
    except OSError:
        return False


@dataclass
class Activity:
    path: Path
    _noted: float = field(default=0.0)

    def note(self) -> None:
        """Somebody waits for an answer now."""
        now = time.monotonic()
        if now - self._noted >= NOTE_SECONDS:
            self._noted = now
            with suppress(OSError):
                self.path.touch()

    def lately(self) -> bool:
        """Whether somebody waited within the last `LATELY_SECONDS`."""
        try:
            return time.time() - self.path.stat().st_mtime < LATELY_SECONDS
        except OSError:
            return False
