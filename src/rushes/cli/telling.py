"""How sessions, timelines and exports are told on a terminal."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from rushes.cli.screen import cells, columns, size_text
from rushes.model.media import Media, MediaKind
from rushes.model.project import Project
from rushes.model.session import Export, Head, Session
from rushes.model.time import Seconds, clock_text, length_text, rate_text, seconds
from rushes.model.timeline import Canvas, Clip, Gap, SoundKind, Timeline
from rushes.studio.ports import Report


def canvas_text(canvas: Canvas) -> str:
    """`3840x2160  30 fps`."""
    rate = f"{rate_text(canvas.rate)} fps" + (" (variable)" if canvas.variable_rate else "")
    hdr = "" if canvas.hdr == "sdr" else f"  {canvas.hdr.upper()}"
    return f"{canvas.width}x{canvas.height}  {rate}{hdr}"


def tracks_text(timeline: Timeline) -> str:
    """`1V 1T 2M`: picture, titles, overlays, sounds, where there are any."""
    music = [sound for sound in timeline.sounds if sound.kind is SoundKind.MUSIC]
    counted = (
        (len(timeline.clips), "V"), (len(timeline.titles), "T"), (len(timeline.overlays), "O"), (len(music), "M"),
        (len(timeline.sounds) - len(music), "S"),
    )  # fmt: skip
    return " ".join(f"{count}{letter}" for count, letter in counted if count) or "-"


def ago(moment: str, now: datetime) -> str:
    """`just now`, `5 min ago`, `yesterday`, `2030-01-31`."""
    then = datetime.fromisoformat(moment)
    passed = (now - then).total_seconds()
    if passed < 90:
        return "just now"
    if passed < 3600:
        return f"{passed / 60:.0f} min ago"
    days = (now.astimezone().date() - then.astimezone().date()).days
    if days == 0:
        return f"{passed / 3600:.0f} h ago"
    return "yesterday" if days == 1 else f"{days} days ago" if days < 7 else f"{then.astimezone():%Y-%m-%d}"


def media_text(media: Media) -> tuple[str, ...]:
    """One row of the pool."""
    facts = media.facts
    if facts.video is None:
        sound = facts.audio[0]
        return media.name, "sound", f"{sound.sample_rate / 1000:g} kHz {sound.layout}", clock_text(facts.duration)
    size = f"{facts.video.width}x{facts.video.height}"
    if facts.kind is MediaKind.IMAGE:
        return media.name, "image", size, clock_text(facts.duration) if facts.duration else ""
    rate = f"{rate_text(facts.video.rate)} fps" + (" variable" if facts.video.variable_rate else "")
    return media.name, "video", f"{size}  {rate}", clock_text(facts.duration)


def timeline_lines(project: Project) -> list[str]:
    """The timeline, item by item, as `show` prints it."""
    if not project.timeline.track:
        return ["  nothing on the timeline yet"]
    return columns(timeline_rows(project).values())


def timeline_rows(project: Project) -> dict[str, tuple[str, ...]]:
    """One row an item, by its id: kind, number, what, when, how."""
    timeline = project.timeline
    names = {media.id: media.name for media in project.media}
    rows: dict[str, tuple[str, ...]] = {}
    number = 0
    for item, at in timeline.spans():
        if isinstance(item, Gap):
            rows[f"gap at {clock_text(at.start)}"] = ("gap", "", "", _when(at.start, at.end), "")
            continue
        number += 1
        name = item.name or names.get(item.media, "?")
        rows[item.id] = ("video", str(number), name, _when(at.start, at.end), _clip_notes(item))
    for title in timeline.titles:
        words = " / ".join(title.text.split("\n"))
        how = f"{title.size * 100:g} %, {title.place}, {title.colour}"
        rows[title.id] = (title.kind.value, "", f"'{words}'", _when(title.span.start, title.span.end), how)
    for overlay in timeline.overlays:
        end = timeline.length if overlay.end is None else overlay.end
        how = f"{overlay.place}, {overlay.width * 100:g} % wide, {overlay.opacity:.0%}"
        rows[overlay.id] = ("overlay", "", names.get(overlay.media, "?"), _when(overlay.start, end), how)
    for sound in timeline.sounds:
        end = timeline.length if sound.end is None else sound.end
        how = "muted" if sound.level.muted else f"{sound.level.gain_db:+g} dB"
        how += ", lowered under speech" if sound.duck else ""
        what = sound.label or names.get(sound.media, "?")
        rows[sound.id] = (sound.kind.value, "", what, _when(sound.start, end), how)
    return rows


def _when(start: Seconds, end: Seconds) -> str:
    return f"{clock_text(start)}-{clock_text(end)}"


def _clip_notes(clip: Clip) -> str:
    notes = []
    if clip.transition:
        notes.append(f"{clip.transition.kind.value.replace('_', ' ')} in, {length_text(clip.transition.length)}")
    if clip.held is not None:
        notes.append("held")
    elif clip.source:
        notes.append(f"from {clock_text(clip.source.start)}")
    if clip.speed != 1:
        notes.append(f"{float(clip.speed):g}x")
    notes += [name for name, on in (("backwards", clip.reverse), ("muted", clip.level.muted)) if on]
    if clip.level.gain_db:
        notes.append(f"{clip.level.gain_db:+g} dB")
    grade = clip.grade
    for amount, unit in (
        (grade.brightness_ev, "EV"), (grade.warmth_k, "K"), (grade.saturation, "% saturation"),
        (grade.contrast, "% contrast"),
    ):  # fmt: skip
        if amount:
            notes.append(f"{amount:+g} {unit}")
    if grade.look:
        notes.append(f"look {grade.look} {grade.look_mix:.0%}")
    for value, name in ((clip.fade_in, "fade in"), (clip.fade_out, "fade out")):
        if value:
            notes.append(f"{name} {length_text(value)}")
    return ", ".join(notes)


def history_lines(heads: tuple[Head, ...], now: datetime) -> list[str]:
    """Newest first."""
    rows = []
    for head in reversed(heads):
        said = f'"{shortened(head.said, 40)}"' if head.said else ""
        rows.append((f"r{head.number}", ago(head.at, now), shortened(head.did or head.turn.value, 60), said))
    return columns(rows)


def shortened(text: str, most: int) -> str:
    """`text` on one line, no wider than `most` columns."""
    line = " ".join(text.split())
    if cells(line) <= most:
        return line
    while cells(line) > most - 3:
        line = line[:-1]
    return line.rstrip() + "..."


def report_text(report: Report, folder: Path) -> str:
    """`out.mp4   3840x2160  30 fps  0:31   148 MB   1 min 36 s   22 s copied, 9 s encoded`."""
    parts = [shown_path(report.path, folder)]
    picture = f"{report.width}x{report.height}  " if report.width else ""
    rate = f"{rate_text(report.rate)} fps  " if report.rate else "variable rate  " if report.width else ""
    parts.append(f"{picture}{rate}{clock_text(report.duration)}")
    parts.append(size_text(report.size_bytes))
    parts.append(length_text(seconds(round(report.seconds, 1))))
    if report.frames:
        made = {"copied": report.frames_copied, "encoded": report.frames_encoded, "kept": report.frames_kept}
        parts.append(", ".join(f"{count} frames {how}" for how, count in made.items() if count))
    return "   ".join(part for part in parts if part)


def shown_path(path: Path, folder: Path) -> str:
    """`path` as short as it can be said from `folder`."""
    try:
        return str(path.absolute().relative_to(folder))
    except ValueError:
        return str(path)


# --- the same for programs --------------------------------------------------------------------------------


def session_facts(session: Session) -> dict[str, Any]:
    return {
        "id": session.id, "name": session.name, "revision": session.revision, "language": session.language,
        "created": session.created, "updated": session.updated,
    }  # fmt: skip


def media_facts(media: Media) -> dict[str, Any]:
    facts = media.facts
    video = facts.video
    return {
        "id": media.id, "name": media.name, "kind": facts.kind.value, "container": facts.container,
        "duration": float(facts.duration), "size_bytes": facts.size_bytes,
        "width": video.width if video else None, "height": video.height if video else None,
        "fps": float(video.rate) if video else None, "codec": video.codec if video else None,
        "has_sound": facts.has_sound, "warnings": list(facts.warnings),
    }  # fmt: skip


def timeline_facts(timeline: Timeline) -> dict[str, Any]:
    canvas = timeline.canvas
    return {
        "length": float(timeline.length), "clips": len(timeline.clips), "titles": len(timeline.titles),
        "overlays": len(timeline.overlays), "sounds": len(timeline.sounds),
        "canvas": {"width": canvas.width, "height": canvas.height, "fps": float(canvas.rate),
                   "variable_rate": canvas.variable_rate, "hdr": canvas.hdr.value},
    }  # fmt: skip


def head_facts(head: Head) -> dict[str, Any]:
    return {
        "number": head.number, "turn": head.turn.value, "state": head.state, "said": head.said, "did": head.did,
        "by": head.by, "at": head.at, "name": head.name,
    }  # fmt: skip


def report_facts(report: Report) -> dict[str, Any]:
    return {
        "path": str(report.path), "width": report.width, "height": report.height,
        "fps": float(report.rate) if report.rate else None, "duration": float(report.duration),
        "size_bytes": report.size_bytes, "codec": report.codec, "frames": report.frames,
        "frames_copied": report.frames_copied, "frames_encoded": report.frames_encoded,
        "frames_kept": report.frames_kept, "seconds": round(report.seconds, 2),
        "stretches": list(report.stretches), "warnings": list(report.warnings),
    }  # fmt: skip


def export_facts(export: Export) -> dict[str, Any]:
    return {
        "id": export.id, "revision": export.revision, "state": export.state.value, "destination": export.destination,
        "created": export.created, "ended": export.ended, "done": export.done, "total": export.total,
        "error": export.error,
    }  # fmt: skip
