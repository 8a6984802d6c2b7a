"""The page's pure parts, by Node's own test runner."""

from __future__ import annotations

import shutil
import subprocess
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
