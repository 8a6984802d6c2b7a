"""What was read of a database in SQLite, kept until anybody commits anything: an edit asks a dozen times for the same."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Hashable
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")

KEPT = 128
"""Answers kept at a time: an edit asks for a dozen, and one may be a project of hundreds of clips."""


class Reread:
    """Answers by what was asked. Asks the database only whether it changed, which takes a hundredth of reading: its
    `data_version`, as a connection that never writes sees it (https://sqlite.org/pragma.html#pragma_data_version)."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._looking: sqlite3.Connection | None = None
        self._version = -1
        self._kept: dict[Hashable, Any] = {}

    def version(self) -> int:
        """Another number after every commit, of this process or any other. Raises what the driver raises."""
        with self._lock:
            return self._now()

    def __call__(self, key: Hashable, ask: Callable[[], T]) -> T:
        """What `ask` gives, asked again only where something was committed since `key` was asked for last."""
        with self._lock:
            version = self._now()
            if version != self._version or len(self._kept) >= KEPT:
                self._kept.clear()
                self._version = version
            if key in self._kept:
                kept: T = self._kept[key]
                return kept
        found = ask()
        with self._lock:
            if version == self._version:  # what was read is at least as new as that
                self._kept[key] = found
        return found

    def close(self) -> None:
        with self._lock:
            if self._looking is not None:
                self._looking.close()
                self._looking = None

    def _now(self) -> int:
        if self._looking is None:
            self._looking = sqlite3.connect(self._path, isolation_level=None, check_same_thread=False)
        return int(self._looking.execute("PRAGMA data_version").fetchone()[0])
