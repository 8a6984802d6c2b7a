"""Rendering ahead leaves an export nothing to encode, stands still when told, and ends when told."""

from __future__ import annotations

import os
import threading
import time
from pathlib import Path

import pytest

from rushes.edits import AdjustColour, ChangeVolume
from rushes.render.execute import Engine
from rushes.render.output import Output
from tests import footage
from tests.render.cutting import Cutting

SMART = Output()


def never() -> bool:
    return False


@pytest.fixture
def engine(tmp_path):
    def made(cutting: Cutting) -> Engine:
        return Engine(cutting.paths.__getitem__, tmp_path / "work", threads=2)

    return made


def graded(path: Path) -> Cutting:
    return Cutting(path).do(AdjustColour(brightness_ev=0.3))


def test_it_leaves_nothing_to_encode(engine, tmp_path):
    cutting = graded(footage.cfr30())
    made = engine(cutting)
    assert made.ahead(cutting.project, SMART, never, never) == 60
    assert made.export(cutting.project, SMART, tmp_path / "out.mp4").frames_encoded == 0


def test_it_makes_the_sound_too(engine, tmp_path):
    cutting = Cutting(footage.cfr30()).do(ChangeVolume(by_db=-6.0))
    made = engine(cutting)
    made.ahead(cutting.project, SMART, never, never)
    kept = {path.name: path.stat().st_ino for path in (tmp_path / "work" / "sound").iterdir()}
    made.export(cutting.project, SMART, tmp_path / "out.mp4")
    assert kept and kept == {path.name: path.stat().st_ino for path in (tmp_path / "work" / "sound").iterdir()}


def test_it_ends_soon_and_keeps_what_was_finished(engine, tmp_path):
    cutting = graded(footage.barcode_clip(footage.shelf() / "long.mp4", frames=600, gop=30))
    pieces = tmp_path / "work" / "pieces"
    asked = []

    def cancelled() -> bool:
        if not asked and list(pieces.glob("*/*.piece")):
            asked.append(time.monotonic())
        return bool(asked)

    engine(cutting).ahead(cutting.project, SMART, never, cancelled)
    assert time.monotonic() - asked[0] < 2
    assert engine(cutting).export(cutting.project, SMART, tmp_path / "out.mp4").frames_kept > 0


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="process states are read from /proc")
def test_it_stands_still_while_somebody_waits(engine, tmp_path):
    cutting = graded(footage.barcode_clip(footage.shelf() / "long.mp4", frames=600, gop=30))
    busy, done = threading.Event(), threading.Event()
    busy.set()

    def run() -> None:
        engine(cutting).ahead(cutting.project, SMART, busy.is_set, never)
        done.set()

    threading.Thread(target=run, daemon=True).start()
    until = time.monotonic() + 20
    while "T" not in _states() and time.monotonic() < until:
        time.sleep(0.05)
    assert "T" in _states()
    assert not done.wait(1.0)
    busy.clear()
    assert done.wait(60)
    assert engine(cutting).export(cutting.project, SMART, tmp_path / "out.mp4").frames_encoded == 0


def _states() -> set[str]:
    """The states of this process' children: `T` is one that stands still (proc(5))."""
    found = set()
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == os.getpid():
            found.add(fields[0])
    return found
