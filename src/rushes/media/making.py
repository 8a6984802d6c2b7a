"""Things made from a file by a process of its own, which may crash, hang or be ended: `python -m rushes.media.making`.

A request is one line of JSON, {"make", "path", "facts", "folder"}; answers are lines of JSON: {"done", "total"} as it
goes, and at the end {"over": true} or {"error", "facts"}.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from queue import Empty, Queue
from typing import Any

from rushes.media.errors import BY_CODE, ReaderDied
from rushes.model.media import MediaFacts
from rushes.model.saved import from_plain, to_plain

NICE = 10
"""What is made for looking gives way to everything a person waits for, exports included."""

SILENCE_SECONDS_MAX = 300.0
"""A maker that finishes no part for so long hangs."""

LISTEN_SECONDS = 0.2

Told = Callable[[int, int], None]
"""How much is done, of how much."""


class Halted(Exception):
    """It was asked to stop; what is finished stays."""


def make(what: str, path: Path, facts: MediaFacts, folder: Path, told: Told, stopped: Callable[[], bool]) -> None:
    """Makes `what` ("proxy", "glance") of the file at `path` in `folder`. Raises Halted, ReaderDied, and what stopped
    the maker."""
    request = {"make": what, "path": str(path.resolve()), "facts": to_plain(facts), "folder": str(folder)}
    maker = subprocess.Popen(
        [sys.executable, "-P", "-m", "rushes.media.making"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8",
    )  # fmt: skip
    said: Queue[str] = Queue()
    listener = threading.Thread(target=_listen, args=(maker, said), daemon=True)
    listener.start()
    try:
        with suppress(BrokenPipeError):
            print(json.dumps(request), file=maker.stdin)
            maker.stdin.close()  # type: ignore[union-attr]
        _follow(said, told, stopped)
    finally:
        maker.kill()
        maker.wait()
        listener.join()
        maker.stdout.close()  # type: ignore[union-attr]


def _listen(maker: subprocess.Popen[str], said: Queue[str]) -> None:
    for line in maker.stdout or ():
        said.put(line)
    said.put("")


def _follow(said: Queue[str], told: Told, stopped: Callable[[], bool]) -> None:
    silent = 0.0
    while True:
        if stopped():
            raise Halted()
        try:
            line = said.get(timeout=LISTEN_SECONDS)
        except Empty:
            silent += LISTEN_SECONDS
            if silent > SILENCE_SECONDS_MAX:
                raise ReaderDied(detail=f"no sign of life for {SILENCE_SECONDS_MAX:.0f} s") from None
            continue
        silent = 0.0
        if not line:
            raise ReaderDied(detail="the maker ended early")
        message: dict[str, Any] = json.loads(line)
        if "over" in message:
            return
        if "error" in message:
            known = BY_CODE.get(message["error"])
            raise known(**message["facts"]) if known else ReaderDied(detail=str(message["error"])[:300])
        told(message["done"], message["total"])


def main() -> None:
    from rushes.media import glances, proxies  # here, as they import this module

    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # whatever a library prints must not reach the answers
    with suppress(OSError, AttributeError):
        os.nice(NICE)
    request = json.loads(sys.stdin.readline())
    facts = from_plain(request["facts"], MediaFacts)
    path, folder = Path(request["path"]), Path(request["folder"])
    last: dict[str, object] = {"over": True}
    try:
        steps = {"proxy": proxies.made_parts, "glance": glances.made_glances}[request["make"]]
        for done, total in steps(path, facts, folder):
            print(json.dumps({"done": done, "total": total}), file=answers, flush=True)
    except Exception as error:
        last = {"error": getattr(error, "code", "") or f"{type(error).__name__}: {error}"[:300],
                "facts": getattr(error, "facts", {})}  # fmt: skip
    print(json.dumps(last, default=str), file=answers, flush=True)


if __name__ == "__main__":
    main()
