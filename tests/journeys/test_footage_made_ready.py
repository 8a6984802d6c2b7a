"""What is made of footage outlives its server: begun after an upload, gone on with after kill -9, told in the state."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tests.conformance.client import Skill
from tests.conformance.serving import Server
from tests.footage import barcode_clip

SECONDS = 90


@pytest.fixture
def server(tmp_path):
    own = Server(tmp_path / "data").start()
    yield own
    own.stop()


def until(claim, seconds=SECONDS):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := claim():
            return found
        time.sleep(0.02)
    raise AssertionError("it never came true")


def parts(data: Path) -> dict[str, int]:
    """The finished parts of proxies, and when each was written."""
    return {path.name: path.stat().st_mtime_ns for path in (data / "cache" / "proxies").rglob("[0-9]*.mp4")}


def analysed(skill, session):
    (told,) = skill.state(session)["state"]["video_analyses"]
    return told if told["status"] == "completed" else None


def test_proxies_and_analyses_go_on_after_the_server_was_killed(server, tmp_path):
    clip = barcode_clip(tmp_path / "clip.mp4", frames=600, rate=25, size=(1280, 720), gop=100)
    skill = Skill(server.base)
    session = skill.session()
    skill.upload(session, clip)
    (told,) = skill.state(session)["state"]["video_analyses"]
    assert told["filename"] == "clip.mp4" and told["status"] in ("pending", "processing", "completed")
    until(lambda: len(parts(server.data)) >= 2)
    server.kill()
    before = parts(server.data)
    assert len(before) < 6, "it was over before the server was killed"
    server.start()
    told = until(lambda: analysed(Skill(server.base, client=skill.client), session))
    assert told["duration"] == 24 and told["shots"][0]["start"] == 0 and told["loudness_lufs"] is not None
    until(lambda: len(parts(server.data)) == 6)  # the analysis may come first: the proxy's job is not yet known as lost
    after = parts(server.data)
    assert {name: after[name] for name in before} == before, "finished parts were made again"


def test_a_file_is_made_ready_once_whoever_has_it_and_not_for_a_session_that_is_gone(server, tmp_path):
    clip = barcode_clip(tmp_path / "clip.mp4", frames=50, rate=25, size=(640, 560), gop=50)
    first = Skill(server.base)
    session = first.session()
    first.upload(session, clip)
    until(lambda: analysed(first, session))
    before = parts(server.data)
    other = Skill(server.base)
    theirs = other.session()
    other.upload(theirs, clip)
    until(lambda: analysed(other, theirs), 10)
    assert parts(server.data) == before and len(before) == 1
    gone = other.session("gone")
    other.upload(gone, barcode_clip(tmp_path / "long.mp4", frames=2000, rate=25, size=(1280, 720), gop=100))
    until(lambda: len(parts(server.data)) > 1)
    assert other.http.delete(f"/apps/nemo_agent/users/me/sessions/{gone}").status_code == 200
    time.sleep(5)  # the worker learns of it at its next beat
    there = len(parts(server.data))
    time.sleep(2)
    assert len(parts(server.data)) == there < 21
