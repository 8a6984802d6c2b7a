"""The door to the rendering process: started, listened to, cancelled; its last words kept."""

from __future__ import annotations

import contextlib
import json
import os
import pickle
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import Empty, Queue
from threading import Thread

from rushes.render.report import Cancelled, NoRoom, RenderFailed, SourceFailed

LAST_WORDS = 400
"""Characters of the process' own error text that an error carries."""

LISTEN_SECONDS = 0.2

GENTLE = 19
"""The niceness of work that may wait."""

RETURNED = {"MALLOC_MMAP_THRESHOLD_": str(1 << 20)}
"""glibc gives blocks of a megabyte and more back to the system when they are freed. Left alone it learns to keep them,
in a heap for each thread: a film of UHD grew from 390 to 600 MB that way, at the same speed."""

SILENCE_SECONDS_MAX = 600
"""A process that says nothing for so long hangs: one UHD frame takes seconds at worst."""


class Worker:
    """One rendering process, `gently` at the lowest priority. As a context it is ended, however the block is left."""

    def __init__(self, work: object, gently: bool = False) -> None:
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115 - closed in __exit__
        self._process = subprocess.Popen(
            [sys.executable, "-m", "rushes.render.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            env={**os.environ, **RETURNED},
            # a group of its own: the system ends it where it stands still (`paused`) when its parent dies
            process_group=0 if gently and os.name == "posix" else None,
        )
        if gently:
            with contextlib.suppress(OSError):
                os.setpriority(os.PRIO_PROCESS, self._process.pid, GENTLE)
        assert self._process.stdin is not None
        with contextlib.suppress(BrokenPipeError):
            pickle.dump(work, self._process.stdin)
            self._process.stdin.close()
        self._said: Queue[dict[str, object] | None] = Queue()
        Thread(target=self._listen, daemon=True).start()

    def __enter__(self) -> Worker:
        return self

    def __exit__(self, *_: object) -> None:
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait()
        if self._process.stdout:
            self._process.stdout.close()
        self._errors.close()

    def messages(
        self, cancelled: Callable[[], bool], paused: Callable[[], bool] = lambda: False
    ) -> Iterator[dict[str, object]]:
        """What the process says, until it is done. While `paused` it stands still, wherever it is.

        Raises Cancelled (the process is ended), SourceFailed, NoRoom, and RenderFailed with its last words when it
        died.
        """
        silent = 0.0
        held = False
        while True:
            if cancelled():
                self._process.kill()
                raise Cancelled()
            if held != paused():
                held = not held
                self._hold(held)
            try:
                message = self._said.get(timeout=LISTEN_SECONDS)
            except Empty:
                silent += 0.0 if held else LISTEN_SECONDS
                if silent > SILENCE_SECONDS_MAX:
                    raise RenderFailed(last_words=f"no sign of life for {SILENCE_SECONDS_MAX} s") from None
                continue
            silent = 0.0
            if message is None:
                break
            if "error" in message:
                raise self._error(message)
            yield message
        code = self._process.wait()
        if code:
            if cancelled():  # Ctrl-C reaches every process of a terminal, this one perhaps before it can ignore it
                raise Cancelled()
            raise RenderFailed(last_words=self._last_words() or f"the rendering process ended with {code}")

    def _hold(self, still: bool) -> None:
        """Stop the process where it is, or let it go on; where the system has no such signals it just goes on."""
        number = getattr(signal, "SIGSTOP" if still else "SIGCONT", None)
        if number is not None:
            with contextlib.suppress(OSError):
                self._process.send_signal(number)

    def _listen(self) -> None:
        assert self._process.stdout is not None
        with contextlib.suppress(ValueError):
            for line in self._process.stdout:
                with contextlib.suppress(json.JSONDecodeError):
                    self._said.put(json.loads(line))
        self._said.put(None)

    def _error(self, message: dict[str, object]) -> Exception:
        facts = message.get("facts")
        facts = facts if isinstance(facts, dict) else {}
        known = {each.code: each for each in (SourceFailed, NoRoom)}.get(str(message["error"]))
        return known(**facts) if known else RenderFailed(last_words=str(message.get("text", "")))

    def _last_words(self) -> str:
        self._errors.seek(0)
        return self._errors.read().decode(errors="replace").strip()[-LAST_WORDS:]


def listed(message: dict[str, object], name: str) -> list[object]:
    """The list called `name` in a message of the process; empty where there is none."""
    found = message.get(name)
    return found if isinstance(found, list) else []


def free_bytes(place: Path) -> int:
    """Bytes free where `place` is or will be."""
    while not place.exists():
        place = place.parent
    return shutil.disk_usage(place).free
