"""The command line over a studio with nothing behind it: what it says, where, and how it ends."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from rushes.cli.main import rushes
from tests.studio.desk import Desk


@dataclass(frozen=True)
class Said:
    """One run: results, talk, exit code."""

    out: str
    talk: str
    code: int

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@dataclass
class CommandLine:
    """Runs `rushes ...` in `folder`, in which empty files stand for footage."""

    folder: Path
    desk: Desk = field(default_factory=Desk)

    def files(self, *names: str) -> None:
        for name in names:
            (self.folder / name).write_bytes(b"")

    def __call__(self, *arguments: str, typed: str | None = None) -> Said:
        done = CliRunner().invoke(rushes, list(arguments), input=typed, prog_name="rushes")
        if done.exception and not isinstance(done.exception, SystemExit):
            raise done.exception
        return Said(done.stdout, done.stderr, done.exit_code)
