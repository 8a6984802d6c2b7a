"""The whole command, as a person runs it: a process of its own, in a folder, with everything real behind it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Done:
    out: str
    talk: str
    code: int

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@dataclass(frozen=True)
class Person:
    """Somebody working in `folder`, whose sessions lie in `data`."""

    folder: Path
    data: Path

    @property
    def environment(self) -> dict[str, str]:
        return {**os.environ, "RUSHES_DATA": str(self.data), "LANG": "en_GB.UTF-8"}

    def run(self, *arguments: str | Path, expect: int = 0) -> Done:
        command = [sys.executable, "-m", "rushes", *map(str, arguments)]
        done = subprocess.run(
            command, cwd=self.folder, env=self.environment, capture_output=True, text=True, timeout=300, check=False
        )
        assert done.returncode == expect, f"{done.returncode}: {done.stdout}\n{done.stderr}"
        return Done(done.stdout, done.stderr, done.returncode)

    def start(self, *arguments: str | Path) -> subprocess.Popen[str]:
        """Begins a command in a process group of its own, its events readable line by line."""
        command = [sys.executable, "-m", "rushes", *map(str, arguments), "--jsonl"]
        return subprocess.Popen(
            command, cwd=self.folder, env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
            start_new_session=True,
        )  # fmt: skip
