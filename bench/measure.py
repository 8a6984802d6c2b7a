"""Whole processes measured side by side: wall time, CPU time of the whole tree, and its peak memory.

    wall, cpu and peak of each command, run in turn (a b a b ...), the median of each figure

CPU time is what the kernel charged to the process and every child it waited for; it is the trustworthy figure on a
machine that does other things. Memory is the sum over the tree of proportional set sizes, looked at ten times a second.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

LOOK_SECONDS = 0.1

LEFT_OUT = "PYTHONDONTWRITEBYTECODE"
"""Python keeps what it compiled, as it does for users."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of wall and CPU time, and bytes of memory at the peak."""

    wall: float
    cpu: float
    peak: int

    def __str__(self) -> str:
        return f"wall {self.wall:7.2f} s   cpu {self.cpu:7.2f} s   peak {self.peak / 1e6:6.0f} MB"


def cost(command: Sequence[str | Path], env: dict[str, str] | None = None, seconds: float | None = None) -> Cost:
    """What one run of `command` costs. Raises CalledProcessError with its output where it fails, TimeoutExpired where
    it takes more than so many `seconds`."""
    usual = {name: value for name, value in os.environ.items() if name != LEFT_OUT}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begun = time.monotonic()
    process = subprocess.Popen(
        list(map(str, command)), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env={**usual, **(env or {})}
    )
    peak = [0]
    watcher = threading.Thread(target=_watch, args=(process, peak), daemon=True)
    watcher.start()
    try:
        output, _ = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        raise
    wall = time.monotonic() - begun
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    watcher.join()
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command, output)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(wall, cpu, peak[0])


def side_by_side(commands: dict[str, Callable[[], Sequence[str | Path]]], rounds: int) -> dict[str, Cost]:
    """The median cost of each command over `rounds`, run in turn so that the machine's moods hit all alike. Each
    command is asked for anew before each run, so that it can tidy up first."""
    runs: dict[str, list[Cost]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            runs[name].append(cost(command()))
    return {
        name: Cost(
            statistics.median(c.wall for c in costs),
            statistics.median(c.cpu for c in costs),
            max(c.peak for c in costs),
        )
        for name, costs in runs.items()
    }


def _watch(process: subprocess.Popen[bytes], peak: list[int]) -> None:
    while process.poll() is None:
        peak[0] = max(peak[0], sum(map(_memory, _tree(process.pid))))
        time.sleep(LOOK_SECONDS)


def _tree(root: int) -> list[int]:
    found, waiting = [], [root]
    while waiting:
        pid = waiting.pop()
        found.append(pid)
        try:
            for task in Path(f"/proc/{pid}/task").iterdir():
                waiting += map(int, (task / "children").read_text().split())
        except OSError:
            continue
    return found


def _memory(pid: int) -> int:
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    except (OSError, ValueError):
        pass
    return 0
