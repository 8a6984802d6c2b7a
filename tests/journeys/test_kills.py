"""The server killed (kill -9, with all it started) at random moments of many small stories: nothing is lost, nothing is
doubled. RUSHES_KILLS says how often (usual: 3; `scripts/seed-story --kills 30` for the full round)."""

from __future__ import annotations

import base64
import contextlib
import os
import random
import threading
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from tests.conformance.client import Skill, texts
from tests.conformance.serving import Server
from tests.footage import barcode_clip, frame_numbers

KILLS = int(os.environ.get("RUSHES_KILLS", "3"))

SECONDS_BETWEEN = (0.05, 10.0)
"""A kill comes this long after the server is ready: into uploads, turns, renders and the start of the workers."""

PATIENCE_SECONDS = 180.0
"""After the last kill everything must come to its end."""

PIECE_BYTES = 4096

AT_ONCE = 2


@dataclass
class Story:
    """One user: uploads in pieces, says numbered things under keys, exports; again and again until all of it is in. Its
    titles are its own, so that no story finds frames that another one made."""

    server: Server
    clip: Path
    client: str = field(default_factory=lambda: str(uuid.uuid4()))
    session: str = ""
    where: str = ""
    over: threading.Event = field(default_factory=threading.Event)

    def tell(self) -> None:
        self._step(self._begin)
        self._step(self._upload)
        for number in range(3):
            self._step(self._say(f"add title '{self.client[:6]} {number}'", f"key-{number}"))
        self._step(self._say("make it brighter", "key-bright"))
        self._step(self._ask)
        self._step(self._wait)

    def _step(self, step: Callable[[Skill], None]) -> None:
        """Until it was answered: every step may be repeated, and repeating it must change nothing."""
        end = None
        while end is None or time.monotonic() < end:
            if end is None and self.over.is_set():
                end = time.monotonic() + PATIENCE_SECONDS
            try:
                step(Skill(self.server.base, client=self.client))
                return
            except (httpx.HTTPError, OSError) as error:
                last = error
                time.sleep(0.1)
        raise AssertionError(f"a story did not get through {step}: {last!r}\n{self.server.log()[-4000:]}")

    def _begin(self, skill: Skill) -> None:
        known = {each["name"]: each["id"] for each in skill.http.get("/api/tasks/me").json()["data"]["tasks"]}
        self.session = known.get("story") or skill.session("story")

    def _upload(self, skill: Skill) -> None:
        data = self.clip.read_bytes()
        tus = {"Tus-Resumable": "1.0.0"}
        if not self.where:
            described = f"session_id {_b64(self.session)},filename {_b64('clip.mp4')}"
            made = skill.http.post(
                "/files/", headers={**tus, "Upload-Length": str(len(data)), "Upload-Metadata": described}
            )
            self.where = made.headers["location"].removeprefix(self.server.base)
        while True:
            head = skill.http.head(self.where, headers=tus)
            assert head.status_code == 200, head.status_code
            offset = int(head.headers["upload-offset"])
            told = skill.http.get(self.where).json()["data"]
            if told["state"] == "taken":
                return
            assert told["state"] in ("open", "whole"), told
            headers = {**tus, "Content-Type": "application/offset+octet-stream", "Upload-Offset": str(offset)}
            skill.http.patch(self.where, content=data[offset : offset + PIECE_BYTES], headers=headers)

    def _say(self, words: str, key: str) -> Callable[[Skill], None]:
        def step(skill: Skill) -> None:
            if not texts(skill.say(self.session, words, {"Idempotency-Key": key})):
                raise OSError("the stream was cut off")

        return step

    def _ask(self, skill: Skill) -> None:
        answer = skill.http.post("/api/render/proxy/lambda", json={"sessionId": self.session, "id": "final"})
        assert answer.status_code in (200, 409), answer.text

    def _wait(self, skill: Skill) -> None:
        answer = skill.http.get("/api/render/proxy/lambda/final", params={"wait": 5}).json()
        assert answer["status"] != "failed", answer["error"]
        if answer["status"] != "completed":
            raise OSError(f"not yet: {answer}")


def test_nothing_is_lost_and_nothing_is_doubled(tmp_path):
    chance = random.Random(os.environ.get("RUSHES_SEED", "rushes"))
    server = Server(tmp_path / "data").start()
    clip = barcode_clip(tmp_path / "clip.mp4", frames=90, rate=30, size=(320, 180))
    stories: list[Story] = []
    failed: list[BaseException] = []
    over = threading.Event()

    def tell_on() -> None:
        """One story after the other, as long as there are kills to come."""
        try:
            while True:
                stories.append(story := Story(server, clip, over=over))
                story.tell()
                if over.is_set():
                    return
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=tell_on) for _ in range(AT_ONCE)]
    for thread in threads:
        thread.start()
    for _ in range(KILLS):
        time.sleep(chance.uniform(*SECONDS_BETWEEN))
        server.kill()
        server.start()
    over.set()
    for thread in threads:
        thread.join()
    print(f"{KILLS} kills in {len(stories)} stories")
    try:
        assert not failed, failed
        for number, story in enumerate(stories):
            _check(story, tmp_path / f"out-{number}.mp4")
    finally:
        with contextlib.suppress(Exception):
            server.stop()


def _check(story: Story, path: Path) -> None:
    skill = Skill(story.server.base, client=story.client)
    (task,) = skill.http.get("/api/tasks/me").json()["data"]["tasks"]
    state = skill.state(task["id"])
    assert len(state["state"]["video_infos"]) == 1
    titles = [each["m"]["text"] for track in state["state"]["draft"]["t"] if track["tt"] == 7 for each in track["sg"]]
    assert sorted(titles) == [f"{story.client[:6]} {number}" for number in range(3)]
    assert state["revision"] == 5, "the upload and four edits, each exactly once"
    events = skill.http.get(f"/apps/nemo_agent/users/me/sessions/{task['id']}").json()["events"]
    assert [event["author"] for event in events] == ["user", "nemo_agent"] * 4
    assert [each["id"] for each in state["state"]["generated_media"]] == ["final"]
    answer = skill.rendered("final")
    path.write_bytes(httpx.get(answer["outputUrl"]).content)
    assert frame_numbers(path) == list(range(90))
    balance = skill.http.get("/api/credits/balance/simple").json()["data"]
    assert balance == {"available": 100, "frozen": 0, "total": 100}


def _b64(text: str) -> str:
    return base64.b64encode(text.encode()).decode()
