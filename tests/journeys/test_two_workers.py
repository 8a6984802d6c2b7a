"""Everything in PostgreSQL, two worker processes over it, one killed over an export: the other takes it over, once."""

from __future__ import annotations

import os
import signal
import time

import httpx

from tests.conformance.client import Skill
from tests.conformance.serving import Server
from tests.footage import barcode_clip, frame_numbers
from tests.postgres import fresh_database


def running(address: str) -> tuple[str, int]:
    """The worker that has the export, as the queue knows it, and its process."""
    import psycopg

    end = time.monotonic() + 60
    while time.monotonic() < end:
        with psycopg.connect(address) as connection:
            row = connection.execute("SELECT worker FROM jobs WHERE kind = 'export' AND state = 'running'").fetchone()
        if row:
            return row[0], int(row[0].split(":")[-2])
        time.sleep(0.1)
    raise AssertionError("no worker took it up")


def test_an_export_whose_worker_is_killed_is_taken_over_once(tmp_path):
    address = fresh_database()
    server = Server(tmp_path / "data", workers=2, RUSHES_DATABASE=address, RUSHES_AHEAD="0").start()
    try:
        skill = Skill(server.base)
        session = skill.session()
        skill.upload(session, barcode_clip(tmp_path / "clip.mp4", frames=200, rate=30, size=(320, 180)))
        skill.say(session, "trim the first 1 second and make it brighter")
        assert not (server.data / "rushes.db").exists()
        skill.render(session, id="film", output={"resolution": "720p"})
        _, process = running(address)
        os.kill(process, signal.SIGKILL)
        answer = skill.rendered("film", 300)
        assert answer["status"] == "completed" and answer["attempts"] == 2
        path = tmp_path / "film.mp4"
        path.write_bytes(httpx.get(answer["outputUrl"]).content)
        assert frame_numbers(path) == list(range(30, 200))
        assert len(list((server.data / "exports").glob("*.mp4"))) == 1
    finally:
        server.stop()
