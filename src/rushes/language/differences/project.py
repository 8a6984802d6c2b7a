"""The differences between two projects, one sentence each: clips, gaps, riders, canvas, loudness, length."""

from __future__ import annotations

from collections import Counter

from rushes.language.differences.clips import clip_differences
from rushes.language.differences.riders import overlay_differences, sound_differences, title_differences
from rushes.language.differences.wording import Say, reach
from rushes.model.project import Project
from rushes.model.time import clock_text, rate_text
from rushes.model.timeline import Canvas, Gap, Timeline


def differences(before: Project, after: Project, chinese: bool) -> list[str]:
    """One sentence for each thing that is different, without its full stop; empty where nothing is."""

    def say(english: str, zh: str) -> str:
        return zh if chinese else english

    old, new = before.timeline, after.timeline
    found: list[str] = []
    found += clip_differences(old, new, say, after)
    found += _gaps(old, new, say)
    found += title_differences(old, new, say)
    found += sound_differences(old, new, say, after)
    found += overlay_differences(old, new, say, after)
    found += _canvas(old.canvas, new.canvas, say)
    if old.loudness_lufs != new.loudness_lufs:
        found.append(
            say("loudness left as it is", "不再统一响度")
            if new.loudness_lufs is None
            else say(f"whole mix brought to {new.loudness_lufs:g} LUFS", f"整体响度调到 {new.loudness_lufs:g} LUFS")
        )
    if old.length != new.length:
        found.append(
            say(
                f"length {clock_text(old.length)} -> {clock_text(new.length)}",
                f"总长 {clock_text(old.length)} → {clock_text(new.length)}",
            )
        )
    found = found or _gaps_moved(old, new, say)
    if not found and any(getattr(old, part) != getattr(new, part) for part in PARTS):
        found.append(say("done, in details that a list like this has no words for", "已改，细节未逐项列出"))
    return found


PARTS = ("track", "titles", "sounds", "overlays", "canvas")
"""What of a timeline is seen and heard: that nothing changed is never said while one of these did."""


def _gaps(old: Timeline, new: Timeline, say: Say) -> list[str]:
    """Stretches that show nothing now and were no gap of that length before."""
    known = Counter(item.length for item in old.track if isinstance(item, Gap))
    found = []
    for item, place in new.spans():
        if isinstance(item, Gap) and not known[item.length]:
            found.append(say(f"{reach(place)} left empty (black)", f"{reach(place)} 留空（黑场）"))
        elif isinstance(item, Gap):
            known[item.length] -= 1
    return found


def _gaps_moved(old: Timeline, new: Timeline, say: Say) -> list[str]:
    """Stretches that were not empty before, where only gaps have changed places."""
    empty = {place for item, place in old.spans() if isinstance(item, Gap)}
    return [
        say(f"{reach(place)} left empty (black)", f"{reach(place)} 留空（黑场）")
        for item, place in new.spans()
        if isinstance(item, Gap) and place not in empty
    ]


def _canvas(old: Canvas, new: Canvas, say: Say) -> list[str]:
    found = []
    if (old.width, old.height) != (new.width, new.height):
        found.append(
            say(
                f"picture {old.width}x{old.height} -> {new.width}x{new.height}",
                f"画面 {old.width}x{old.height} → {new.width}x{new.height}",
            )
        )
    if old.rate != new.rate:
        found.append(
            say(
                f"{rate_text(old.rate)} -> {rate_text(new.rate)} fps",
                f"帧率 {rate_text(old.rate)} → {rate_text(new.rate)}",
            )
        )
    return found
