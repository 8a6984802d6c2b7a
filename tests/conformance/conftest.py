"""Where the suite is pointed at: RUSHES_CONFORMANCE_URL, else a server of our own."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conformance.client import Skill
from tests.conformance.serving import Server
from tests.footage import barcode_clip


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server | None]:
    """Our own server, or None where the suite is pointed at another one."""
    if os.environ.get("RUSHES_CONFORMANCE_URL"):
        yield None
        return
    own = Server(tmp_path_factory.mktemp("served")).start()
    yield own
    own.stop()


@pytest.fixture(scope="session")
def base(server: Server | None) -> str:
    return server.base if server else os.environ["RUSHES_CONFORMANCE_URL"].rstrip("/")


@pytest.fixture
def skill(base: str) -> Skill:
    return Skill(base)


@pytest.fixture(scope="session")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """3 s of 320x180 at 30 fps, with sound."""
    return barcode_clip(tmp_path_factory.mktemp("clips") / "city timelapse.mp4", frames=90, rate=30, size=(320, 180))


@pytest.fixture
def own(server: Server | None) -> Server:
    """For claims about our own server only."""
    if server is None:
        pytest.skip("pointed at another server")
    return server
