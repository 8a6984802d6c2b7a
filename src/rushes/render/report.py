"""What a render says while it works and when it is done."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from rushes.errors import RushesError
from rushes.model.time import Rate, Seconds


class Cancelled(RushesError):
    """The export was cancelled; finished parts are kept for the next one."""

    code = "cancelled"
    zh = "导出已取消；已完成的部分会留给下一次导出。"


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a render stands. `done` and `total` count output frames (copied ones included) and never go back;
    `fps` is frames finished a second; `seconds_left` is None until it can be told honestly."""

    stage: str
    """`planning`, `rendering`, `sound`, `joining`, `verifying`."""
    done: int
    total: int
    fps: float = 0.0
    seconds_left: float | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """A finished export: what it is, and how it was made. Times of work are wall seconds."""

    path: Path
    width: int
    height: int
    rate: Rate | None
    duration: Seconds
    size_bytes: int
    codec: str
    frames: int
    frames_copied: int
    frames_encoded: int
    frames_kept: int
    """Encoded earlier and taken from the segment cache."""
    seconds: float
    stretches: tuple[str, ...] = ()
    """The plan, one line a stretch: frames, copied or encoded, why."""
    warnings: tuple[str, ...] = ()
