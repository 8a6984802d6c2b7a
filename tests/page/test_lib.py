"""The page's pure parts, by Node's own test runner."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent / "lib"


@pytest.mark.skipif(shutil.which("node") is None, reason="needs Node 20.6 or newer (the page itself does not)")
def test_the_pure_parts_hold_their_claims():
    done = subprocess.run(
        ["node", "--import", "./setup.mjs", "--test", "."], cwd=HERE, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]
    assert "# fail 0" in done.stdout and "# pass 0" not in done.stdout


@pytest.mark.skipif(shutil.which("npm") is None, reason="needs npm, for the type checker")
def test_the_types_of_the_modules_hold():
    done = subprocess.run(
        [sys.executable, HERE.parents[2] / "scripts" / "check-js"], capture_output=True, text=True, timeout=400
    )
    if done.returncode == 75:
        pytest.skip("the npm registry is out of reach")
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]
