"""How fast this machine renders, remembered between exports: what honest times left are made from."""

from __future__ import annotations

import contextlib
import json
import os
import time
from collections import Counter, deque
from pathlib import Path

from rushes.render.plan import Plan

SHARE_NEW = 0.5
"""How much a new measurement counts against the history."""

WINDOW = 40
"""Progress messages (4 a second) over which the current speed is taken."""


class Pace:
    """Encoding speed by encoder and preset, in pixels a second, in a small JSON file that may be lost."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._known: dict[str, float] = {}
        with contextlib.suppress(OSError, ValueError):
            known = json.loads(path.read_text())
            self._known = {str(name): float(speed) for name, speed in known.items()}

    def seconds(self, plan: Plan, frames: int) -> float | None:
        """How long `frames` more will take to encode; None where this machine has no history."""
        speed = self._known.get(_kind(plan))
        return None if speed is None else frames * _pixels(plan) / speed + 1.0

    def bytes(self, plan: Plan, copied: int) -> int:
        """About how large the output gets: the bytes copied, and 0.12 bit for each pixel encoded."""
        sound = float(plan.grid.end - plan.grid.start) * plan.output.audio_bitrate_bps / 8
        if plan.coding.bitrate_bps:
            return round(float(plan.grid.end - plan.grid.start) * plan.coding.bitrate_bps / 8 + sound)
        return round(copied + plan.frames_encoded * _pixels(plan) * 0.12 / 8 + sound)

    def clock(self, plan: Plan, frames: int) -> Clock:
        """A clock for a render of `frames` that are to be encoded."""
        return Clock(self, _kind(plan), _pixels(plan), frames)

    def learned(self, kind: str, speed: float) -> None:
        """Remember `speed`, in pixels a second."""
        before = self._known.get(kind, speed)
        self._known[kind] = before + (speed - before) * SHARE_NEW
        with contextlib.suppress(OSError):
            part = self._path.with_suffix(f".{os.getpid()}.part")
            part.parent.mkdir(parents=True, exist_ok=True)
            part.write_text(json.dumps(self._known))
            os.replace(part, self._path)


class Clock:
    """Tells speed and time left while a render runs."""

    def __init__(self, pace: Pace, kind: str, pixels: int, frames: int) -> None:
        self._pace, self._kind, self._pixels, self._frames = pace, kind, pixels, frames
        self._begun = time.monotonic()
        self._marks: deque[tuple[float, int]] = deque([(self._begun, 0)], WINDOW)

    def fps(self, done: int) -> float:
        """Frames encoded a second, over the last ten seconds or so."""
        now = time.monotonic()
        self._marks.append((now, done))
        before, then = self._marks[0]
        return (done - then) / (now - before) if now - before > 0.5 and done > then else 0.0

    def left(self, done: int) -> float | None:
        """Seconds until the last frame: from the speed now, and from history until there is one."""
        now, rest = time.monotonic(), self._frames - done
        elapsed = now - self._begun
        known = self._pace._known.get(self._kind)
        if done < 5 or elapsed < 2:
            return rest * self._pixels / known if known else None
        measured = done / elapsed
        if known:
            weight = min(elapsed / 20, 1.0)
            measured = measured * weight + known / self._pixels * (1 - weight)
        return rest / measured

    def finished(self) -> None:
        """All frames are done: remember how fast it went."""
        elapsed = time.monotonic() - self._begun
        if self._frames >= 30 and elapsed > 0.5:
            self._pace.learned(self._kind, self._frames * self._pixels / elapsed)


def _kind(plan: Plan) -> str:
    """Encoder and preset of most of what is encoded."""
    frames: Counter[str] = Counter()
    for step in plan.encodes:
        frames[str(dict(step.job.coding.options).get("preset", ""))] += step.frames
    preset = frames.most_common(1)[0][0] if frames else dict(plan.coding.options).get("preset", "")
    return f"{plan.coding.encoder} {preset}".strip()


def _pixels(plan: Plan) -> int:
    return plan.look.width * plan.look.height
