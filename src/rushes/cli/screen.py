"""What the command line says: results to standard output, talk and progress to standard error.

On a terminal there is a bar and colour; elsewhere one line for every tenth. `--json` is one object at the end,
`--jsonl` one event a line while it runs. Columns use only characters that are as wide everywhere.
"""

from __future__ import annotations

import json
import os
import sys
import time
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TextIO

from rushes.errors import RushesError
from rushes.model.time import clock_text, seconds
from rushes.studio.ports import Progress

BAR = 32
REDRAW_SECONDS = 0.1

COLOURS = {"ok": "92", "bad": "91", "warn": "93", "mute": "90", "strong": "1", "accent": "96"}


@dataclass(slots=True)
class Screen:
    """One command's voice. `language` is the one errors are told in."""

    json: bool = False
    jsonl: bool = False
    quiet: bool = False
    verbose: bool = False
    bar: bool = True
    language: str = "en"
    out: TextIO = field(default_factory=lambda: sys.stdout)
    talk: TextIO = field(default_factory=lambda: sys.stderr)
    environment: Mapping[str, str] = field(default_factory=lambda: os.environ)
    _facts: dict[str, Any] = field(default_factory=dict)
    _drawn: float = 0.0
    _tenth: int = -1
    _line: bool = False

    # --- for people ------------------------------------------------------------------------------------

    def result(self, text: str) -> None:
        """What was asked for: standard output, unless it goes out as JSON."""
        if not (self.json or self.jsonl):
            self._clear()
            print(text, file=self.out, flush=True)

    def note(self, text: str) -> None:
        """Talk beside it: standard error, silent with -q."""
        if not self.quiet and not self.json and not self.jsonl:
            self._clear()
            print(text, file=self.talk, flush=True)

    def asking(self, whom: str) -> None:
        """A language model is thinking: it may take seconds."""
        self.note(f"  正在询问 {whom} ..." if self.language == "zh" else f"  asking {whom} ...")
        self.event("asking", whom)

    def detail(self, text: str) -> None:
        """Talk for -v only."""
        if self.verbose:
            self.note(text)

    def warn(self, text: str) -> None:
        """Told even with -q."""
        self._facts.setdefault("warnings", []).append(text)
        if not self.json and not self.jsonl:
            self._clear()
            print(self.coloured("warn", f"  note: {text}"), file=self.talk, flush=True)

    def error(self, error: RushesError) -> None:
        facts = {"code": error.code, "message": error.text(self.language), "hint": error.advice(self.language)}
        self._facts["ok"] = False
        self.fact("error", facts)
        if self.json or self.jsonl:
            return
        self._clear()
        print(self.coloured("bad", f"  {facts['message']}"), file=self.talk)
        if facts["hint"]:
            print(f"  {facts['hint']}", file=self.talk)
        self.talk.flush()

    def coloured(self, name: str, text: str, out: bool = False) -> str:
        stream = self.out if out else self.talk
        if self.environment.get("NO_COLOR") or self.environment.get("TERM") == "dumb" or not stream.isatty():
            return text
        return f"\x1b[{COLOURS[name]}m{text}\x1b[0m"

    def ok(self, out: bool = False) -> str:
        return self.coloured("ok", "[ok]", out)

    # --- for programs ----------------------------------------------------------------------------------

    def fact(self, name: str, value: Any) -> None:
        """Something that a program wants to know: part of the object at the end, an event as it happens."""
        self._facts[name] = value
        self.event(name, value)

    def event(self, name: str, value: Any) -> None:
        if self.jsonl:
            print(_as_json({"event": name, name: value}), file=self.out, flush=True)

    def finish(self) -> None:
        """Once, when all is said."""
        self._clear()
        whole = {"ok": True, **self._facts}
        if self.json:
            print(json.dumps(whole, ensure_ascii=False, indent=2, default=str), file=self.out, flush=True)
        elif self.jsonl:
            print(_as_json({"event": "end", **whole}), file=self.out, flush=True)

    # --- progress --------------------------------------------------------------------------------------

    def progress(self, what: str, at: Progress) -> None:
        """Where a render stands: a bar on a terminal, a line every tenth elsewhere, an event for programs."""
        share = at.done / at.total if at.total else 0.0
        if self.jsonl:
            facts = {"stage": at.stage, "done": at.done, "total": at.total, "fps": round(at.fps, 2)}
            self._if_new(share, lambda: self.event("progress", {**facts, "seconds_left": at.seconds_left}))
            return
        if self.quiet or self.json or not self.bar:
            return
        if not self.talk.isatty():
            self._if_new(share, lambda: print(f"  {what}  {_numbers(at, share)}", file=self.talk, flush=True))
            return
        now = time.monotonic()
        if now - self._drawn < REDRAW_SECONDS and at.done < at.total:
            return
        self._drawn, filled = now, int(share * BAR)
        bar = self.coloured("accent", "#" * filled) + "-" * (BAR - filled)
        print(f"\r\x1b[K  {what}  {bar}  {_numbers(at, share)}", end="", file=self.talk, flush=True)
        self._line = True

    def _if_new(self, share: float, say: Any) -> None:
        if int(share * 10) != self._tenth:
            self._tenth = int(share * 10)
            say()

    def _clear(self) -> None:
        if self._line:
            print("\r\x1b[K", end="", file=self.talk, flush=True)
            self._line = False


def _as_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)


def _numbers(at: Progress, share: float) -> str:
    parts = [f"{share:4.0%}", f"{at.done}/{at.total}"]
    if at.stage == "rendering":
        if at.fps:
            parts.append(f"{at.fps:.1f} fps")
        if at.seconds_left is not None:
            parts.append(f"{clock_text(seconds(round(at.seconds_left)))} left")
    else:
        parts.append(at.stage)
    return "  ".join(parts)


# --- columns ----------------------------------------------------------------------------------------------


def cells(text: str) -> int:
    """How many columns `text` takes on a terminal."""
    return sum(
        0 if unicodedata.combining(mark) else 2 if unicodedata.east_asian_width(mark) in "WF" else 1 for mark in text
    )


def padded(text: str, width: int) -> str:
    return text + " " * max(width - cells(text), 0)


def columns(rows: Iterable[Sequence[str]], indent: str = "  ", between: str = "   ") -> list[str]:
    """`rows` as lines with their columns one under the other."""
    table = [list(row) for row in rows]
    widths = [max(cells(row[i]) for row in table if i < len(row)) for i in range(max(map(len, table), default=0))]
    return [
        (indent + between.join(padded(each, width) for each, width in zip(row, widths, strict=False))).rstrip()
        for row in table
    ]


def size_text(size_bytes: int) -> str:
    """`148 MB`, in powers of 1000 as file managers and platforms count."""
    size = float(size_bytes)
    for unit in ("B", "kB", "MB"):
        if size < 999.5:
            return f"{size:.0f} {unit}" if size >= 10 or unit == "B" else f"{size:.1f} {unit}"
        size /= 1000
    return f"{size:.1f} GB"
