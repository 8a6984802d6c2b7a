"""The words of a timeline as a caption file: SubRip or WebVTT."""

from __future__ import annotations

import os
import time
from fractions import Fraction
from pathlib import Path

from rushes.errors import RequestError
from rushes.model.project import Project
from rushes.model.time import Seconds, Span
from rushes.render.output import Container, Output
from rushes.render.report import Report


class NoCaptions(RequestError):
    """There are no words on the timeline to write down."""

    code = "no_captions"
    zh = "时间线上没有可以导出的文字。"
    hint = "Add a title or captions first."
    hint_zh = "请先添加标题或字幕。"


def captions(project: Project, output: Output, destination: Path) -> Report:
    """Every title of the timeline (of `output.span` of it) with its time, in order, in UTF-8. Raises NoCaptions."""
    started = time.monotonic()
    timeline = project.timeline
    reach = output.span or Span(Fraction(0), timeline.length)
    cues = []
    for title in sorted(timeline.titles, key=lambda each: (each.span.start, each.id)):
        part = title.span.overlap(reach)
        if part:
            cues.append((part.shifted(-reach.start), _one_cue(title.text)))
    if not cues:
        raise NoCaptions()
    text = _vtt(cues) if output.container is Container.VTT else _srt(cues)
    destination.parent.mkdir(parents=True, exist_ok=True)
    part_path = destination.with_name(f".{destination.name}.{os.getpid()}.part")
    part_path.write_text(text, encoding="utf-8")
    os.replace(part_path, destination)
    return Report(
        path=destination, width=0, height=0, rate=None, duration=reach.length, size_bytes=destination.stat().st_size,
        codec=output.container.value, frames=0, frames_copied=0, frames_encoded=0, frames_kept=0,
        seconds=time.monotonic() - started,
    )  # fmt: skip


def _one_cue(text: str) -> str:
    """A blank line would end a cue, and an arrow would start one."""
    lines = [line.strip() for line in text.replace("-->", "\u2192").splitlines()]
    return "\n".join(line for line in lines if line)


def _srt(cues: list[tuple[Span, str]]) -> str:
    return "\n".join(
        f"{number}\n{_clock(span.start, ',')} --> {_clock(span.end, ',')}\n{text}\n"
        for number, (span, text) in enumerate(cues, 1)
    )


def _vtt(cues: list[tuple[Span, str]]) -> str:
    escaped = [(span, text.replace("&", "&amp;").replace("<", "&lt;")) for span, text in cues]
    return "WEBVTT\n\n" + "\n".join(
        f"{_clock(span.start, '.')} --> {_clock(span.end, '.')}\n{text}\n" for span, text in escaped
    )


def _clock(moment: Seconds, point: str) -> str:
    milliseconds = round(moment * 1000)
    seconds, rest = divmod(milliseconds, 1000)
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}{point}{rest:03d}"
