"""What a render says while it works and when it is done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from rushes.errors import DefectError, MachineError, MaterialError, RushesError
from rushes.model.time import Rate, Seconds


class Cancelled(RushesError):
    """The export was cancelled; finished parts are kept for the next one."""

    code = "cancelled"
    zh = "导出已取消；已完成的部分会留给下一次导出。"


class SourceFailed(MaterialError):
    """The file {name} can't be decoded any more."""

    code = "source_failed"
    zh = "文件 {name} 无法解码。"
    hint = "Upload it again, or cut the damaged part away."
    hint_zh = "请重新上传，或剪掉损坏的部分。"


class RenderFailed(DefectError):
    """The render stopped: {last_words}"""

    code = "render_failed"
    zh = "渲染中断：{last_words}"
    hint = "Try again; finished parts are kept. If it happens again, export with --no-smart."
    hint_zh = "请重试；已完成的部分会保留。如果再次出现，请用 --no-smart 导出。"


class NoRoom(MachineError):
    """The disk is full: {needed} more is needed at {place}."""

    code = "no_room"
    zh = "磁盘已满：{place} 还需要 {needed}。"
    hint = "Free some space and export again; finished parts are kept."
    hint_zh = "请腾出空间后重新导出；已完成的部分会保留。"


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


def rising(tell: Callable[[Progress], None]) -> Callable[[Progress], None]:
    """`tell`, but never less done than told before: a stretch that has to be made a second time holds it still."""
    most = 0.0

    def told(now: Progress) -> None:
        nonlocal most
        most = max(most, now.done / now.total if now.total else 0.0)
        tell(replace(now, done=max(now.done, round(most * now.total))))

    return told


def share(tell: Callable[[Progress], None], attempt: int) -> Callable[[Progress], None]:
    """`tell` for one of several attempts of which nobody knows how many it takes: the first (0) runs through half of the
    way, the next through half of what is left, and so on."""
    begun, way = 1 - 0.5**attempt, 0.5 ** (attempt + 1)

    def told(now: Progress) -> None:
        tell(replace(now, done=round(begun * now.total + way * now.done)))

    return told


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
