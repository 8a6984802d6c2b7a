"""Files of a readable size, that name no machine's folders and no one's footage."""

from __future__ import annotations

import os
import re
import warnings
from pathlib import Path

from tests.house.source import HOME, modules, tracked

LONG, TOO_LONG = 500, 1000
"""Lines: past the first, look for the second subject; past the second there certainly is one."""

LONGER: dict[str, str] = {}
"""Files that may be too long, each with its reason."""

MACHINE = re.compile(r"(?<![\w.\-])/(?:work|home/[a-z]+|Users|root|tmp/[a-z]+|mnt)/[\w.\-]+")
"""Absolute paths as they are on one machine only."""

TEXT = {".py", ".md", ".toml", ".txt", ".sh", ".sql", ".json", ".cfg", ".yml", ".yaml", ".ini", ".html", ".css", ".js",
        ".ts", ".tsx", ".svg", ".typ", ".cube", ".lock", ""}  # fmt: skip


def texts() -> list[tuple[str, str]]:
    """Every tracked text file: its name in the repository and what is in it."""
    found = []
    for path in tracked():
        if path.suffix in TEXT:
            try:
                found.append((path.relative_to(HOME).as_posix(), path.read_text(encoding="utf-8")))
            except UnicodeDecodeError:
                continue
    return found


def test_files_stay_readable():
    lengths = {
        path.relative_to(HOME).as_posix(): len(path.read_text(encoding="utf-8").splitlines())
        for path in tracked()
        if path.suffix == ".py"
    }
    for name, lines in lengths.items():
        if lines > LONG and name not in LONGER:
            warnings.warn(f"{name} has {lines} lines: look for the second subject", stacklevel=1)
    too_long = [f"{name} ({lines})" for name, lines in lengths.items() if lines > TOO_LONG and name not in LONGER]
    assert not too_long
    assert set(LONGER) <= set(lengths), "LONGER names files that are gone"


def test_no_folder_of_one_machine_is_named():
    wrong = [
        f"{name}: {found.group()}"
        for name, text in texts()
        if not name.startswith("tests/house/")
        for found in MACHINE.finditer(text)
    ]
    assert not wrong, "\n".join(wrong)


def test_no_footage_is_named():
    """Only `bench/`, which reports on the shared footage, and tests that ask for it by name may."""
    root = Path(os.environ.get("RUSHES_FOOTAGE") or HOME.parent / "shared" / "media")
    names = {path.name for path in root.rglob("*") if path.is_file() and len(path.stem) > 7} if root.exists() else set()
    names -= {"README.md", "CATALOGUE.md", "LICENSE.txt"}
    wrong = [
        f"{name}: {footage}"
        for name, text in texts()
        if not name.startswith(("bench/", "tests/"))
        for footage in names
        if footage in text
    ]
    assert not wrong, "\n".join(wrong)


def test_no_footage_lies_here():
    kinds = {".mp4", ".mov", ".mkv", ".avi", ".webm", ".wav", ".mp3", ".m4a", ".aac", ".ts", ".m2ts"}
    wrong = [path.name for path in tracked() if path.suffix.lower() in kinds and path.stat().st_size > 200_000]
    assert not wrong


def test_nothing_is_left_for_later():
    later = re.compile(r"\b(?:TO" r"DO|FIX" r"ME|XXX)\b|NotImplemented" r"Error")
    wrong = [module.name for module in modules() if later.search(module.path.read_text(encoding="utf-8"))]
    assert not wrong


def test_every_test_file_tests_something():
    """And is named after what it is about."""
    silent = [
        path.name
        for path in (HOME / "tests").rglob("test_*.py")
        if not re.search(r"^\s*(?:async )?def test_", path.read_text(encoding="utf-8"), re.M)
    ]
    assert not silent
