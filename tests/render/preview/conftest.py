from __future__ import annotations

import pytest

from rushes.render.preview.pieces import Preview
from tests.render.cutting import Cutting
from tests.render.preview.viewing import Viewing


class _AnyFile:
    """Where the files of all cuttings of a test run lie."""

    def __init__(self) -> None:
        self.paths: dict = {}


@pytest.fixture(scope="session")
def look(tmp_path_factory):
    """Looks at a cutting; the processes behind it stay warm from test to test."""
    files = _AnyFile()
    preview = Preview(tmp_path_factory.mktemp("preview"), lambda facts: files.paths[facts.id])

    def looked(cutting: Cutting) -> Viewing:
        files.paths |= cutting.paths
        return Viewing(preview, cutting)

    yield looked
    preview.close()
