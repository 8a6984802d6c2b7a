"""Probing that survives any file: `media/reader.py` does the work in a process of its own, kept warm between files."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
from contextlib import suppress
from pathlib import Path

from rushes.media.errors import BY_CODE, ReaderDied, ReaderMissing, TooSlowToRead
from rushes.model.media import MediaFacts
from rushes.model.saved import from_plain, to_plain

BASE_SECONDS = 60.0
BYTES_PER_SECOND_MIN = 10_000_000
"""Time for one file: a minute, and what reading it takes from a slow disk."""

REQUESTS_PER_READER_MAX = 200
"""Then a fresh one: whatever leaks in a hundred libraries stays small."""

LAST_WORDS_BYTES = 2000


class Prober:
    """Reads facts and writes stand-ins in a child process, one request at a time; any thread may ask.

        with Prober() as prober:
            facts = prober.probe(path)

    `limit_seconds` replaces the time limit by size (for tests and impatient callers).
    """

    def __init__(self, limit_seconds: float | None = None) -> None:
        self._limit_seconds = limit_seconds
        self._lock = threading.Lock()
        self._reader: subprocess.Popen[str] | None = None
        self._words = None
        self._answered = 0

    def __enter__(self) -> Prober:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def probe(self, path: Path, media_id: str | None = None, name: str | None = None) -> MediaFacts:
        """`media.probe.probe`, safely: raises a MaterialError whatever the file does to its reader."""
        reply = self._ask({"do": "probe", "path": str(path), "id": media_id, "name": name}, path)
        return from_plain(reply["facts"], MediaFacts)

    def write_standin(self, path: Path, facts: MediaFacts, target: Path) -> None:
        """`media.standin.write_standin`, safely."""
        request = {"do": "standin", "path": str(path), "facts": to_plain(facts), "target": str(target)}
        self._ask(request, path)

    def close(self) -> None:
        """End the child process."""
        with self._lock:
            self._stop()

    def _ask(self, request: dict, path: Path) -> dict:
        seconds = self._limit_seconds or BASE_SECONDS + os.path.getsize(path) / BYTES_PER_SECOND_MIN
        request = {**request, "path": os.path.abspath(path), "seconds": seconds}
        with self._lock:
            fresh = self._start_fresh_if_due()
            try:
                reply = self._exchange(request, seconds)
            except ReaderDied:
                if fresh:
                    raise
                reply = self._exchange(request, seconds)  # what came before may have poisoned that reader
        if "os_error" in reply:
            raise OSError(*reply["os_error"])
        if "error" in reply:
            raise BY_CODE[reply["error"]](**reply["facts"])
        return reply

    def _start_fresh_if_due(self) -> bool:
        """End a reader that died or served long enough; True where the next request gets a fresh one."""
        if self._reader and (self._reader.poll() is not None or self._answered >= REQUESTS_PER_READER_MAX):
            self._stop()
        return self._reader is None

    def _exchange(self, request: dict, seconds: float) -> dict:
        reader = self._start()
        late = threading.Event()

        def too_late() -> None:
            late.set()
            reader.kill()

        timer = threading.Timer(seconds, too_late)
        timer.start()
        try:
            print(json.dumps(request), file=reader.stdin, flush=True)
            line = reader.stdout.readline()
        except BrokenPipeError:
            line = ""
        finally:
            timer.cancel()
        if line:
            self._answered += 1
            return json.loads(line)
        code = reader.wait()
        words = self._last_words()
        self._stop()
        if late.is_set():
            raise TooSlowToRead(limit_seconds=round(seconds))
        raise ReaderDied(detail=_signal_name(code) + (f": {words}" if words else ""))

    def _start(self) -> subprocess.Popen[str]:
        if self._reader is None:
            self._words = tempfile.TemporaryFile()  # noqa: SIM115 - lives as long as the reader
            command = [sys.executable, "-P", "-m", "rushes.media.reader"]
            try:
                self._reader = subprocess.Popen(
                    command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._words, encoding="utf-8"
                )
            except OSError as error:
                raise ReaderMissing(detail=str(error)) from error
            self._answered = 0
        return self._reader

    def _stop(self) -> None:
        if self._reader is not None:
            self._reader.kill()
            self._reader.wait()
            for pipe in (self._reader.stdin, self._reader.stdout):
                with suppress(BrokenPipeError):  # a request that the dead reader never took
                    pipe.close()
            self._words.close()
            self._reader = None

    def _last_words(self) -> str:
        end = self._words.seek(0, os.SEEK_END)
        self._words.seek(max(end - LAST_WORDS_BYTES, 0))
        lines = self._words.read().decode("utf-8", "replace").strip().splitlines()
        return lines[-1][:300] if lines else ""


def probe_safely(path: Path, media_id: str | None = None, name: str | None = None) -> MediaFacts:
    """One probe in a reader of its own: about 0.3 s more than with a `Prober` that is kept."""
    with Prober() as prober:
        return prober.probe(path, media_id, name)


def _signal_name(code: int) -> str:
    if code >= 0:
        return f"exit status {code}"
    try:
        return signal.Signals(-code).name
    except ValueError:
        return f"signal {-code}"
