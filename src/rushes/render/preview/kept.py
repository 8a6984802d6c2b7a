"""What the preview made, by key; the least recently used thrown away past a limit in bytes."""

from __future__ import annotations

import logging
import os
import secrets
import threading
import time
from contextlib import suppress
from pathlib import Path

LIMIT_BYTES = 4 * 10**9
"""Some six hours of preview."""

TRIMMED_TO = 0.9
"""Of the limit, so that not every new piece means looking through all."""

STALE_SECONDS = 3600
"""Unfinished files older than this were left by a process that died."""

log = logging.getLogger("rushes.preview")


class Kept:
    """Files under `root`, each named by its key and ending; any thread may ask, and other processes too."""

    def __init__(self, root: Path, limit_bytes: int = LIMIT_BYTES) -> None:
        self._root, self._limit = root, limit_bytes
        self._lock = threading.Lock()
        self._bytes: int | None = None

    def find(self, key: str, ending: str) -> bytes | None:
        """What is kept, now the most recently used; None where nothing is."""
        path = self._path(key, ending)
        try:
            found = path.read_bytes()
            os.utime(path)
        except FileNotFoundError:
            return None
        return found

    def has(self, key: str, ending: str) -> bool:
        return self._path(key, ending).exists()

    def keep(self, key: str, ending: str, made: bytes) -> None:
        """Keep `made`; where there is no room for it, it is made again the next time."""
        path = self._path(key, ending)
        part = path.with_name(f".{secrets.token_hex(8)}.part")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            part.write_bytes(made)
            os.replace(part, path)
        except OSError as error:
            log.warning("a piece of preview could not be kept", extra={"why": str(error)})
            with suppress(OSError):
                part.unlink(missing_ok=True)
            return
        with self._lock:
            if self._bytes is None:
                self._bytes = sum(size for _, size, _ in self._files())
            else:
                self._bytes += len(made)
            if self._bytes > self._limit:
                self._trim()

    def drop(self, key: str, ending: str) -> None:
        """Forget what turned out to be damaged."""
        self._path(key, ending).unlink(missing_ok=True)

    def _path(self, key: str, ending: str) -> Path:
        return self._root / key[:2] / f"{key}.{ending}"

    def _files(self) -> list[tuple[float, int, Path]]:
        result, now = [], time.time()
        for path in self._root.glob("*/*"):
            try:
                facts = path.stat()
            except FileNotFoundError:
                continue
            if path.suffix != ".part":
                result.append((facts.st_mtime, facts.st_size, path))
            elif now - facts.st_mtime > STALE_SECONDS:
                path.unlink(missing_ok=True)
        return result

    def _trim(self) -> None:
        files = self._files()
        total = sum(size for _, size, _ in files)
        for _, size, path in sorted(files):
            if total <= self._limit * TRIMMED_TO:
                break
            path.unlink(missing_ok=True)
            total -= size
        self._bytes = total
