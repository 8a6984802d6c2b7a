"""Hardware encoders are used only when they pass. What passes here is told by the machine, not by a list."""

from __future__ import annotations

import json
import subprocess
import sys

from rushes.edits import AdjustColour
from rushes.render.execute import Engine
from rushes.render.hardware import passes
from rushes.render.output import Output
from tests import footage
from tests.render.cutting import Cutting


def test_an_encoder_that_works_passes():
    assert subprocess.run([sys.executable, "-m", "rushes.render.hardware", "libx264"], check=False).returncode == 0


def test_what_is_no_encoder_here_does_not_pass(tmp_path):
    assert not passes("no_such_encoder", tmp_path / "kept.json")
    assert list(json.loads((tmp_path / "kept.json").read_text()).values()) == [False]


def test_an_export_with_hardware_wished_for_works_on_any_machine(tmp_path):
    cutting = Cutting(footage.cfr30()).do(AdjustColour(brightness_ev=0.3))
    engine = Engine(cutting.paths.__getitem__, tmp_path / "work", hardware=True)
    report = engine.export(cutting.project, Output(), tmp_path / "out.mp4")
    assert footage.frame_numbers(report.path) == list(range(60))
