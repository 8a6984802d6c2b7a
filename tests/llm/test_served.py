"""A model behind a server: the same through HTTP, the event stream and the command line, and stopped when asked to."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time

import pytest

from tests.conformance.client import APP, Skill, texts
from tests.conformance.serving import Server
from tests.footage import barcode_clip
from tests.llm.scripted import Scripted, Step, calls, slow

OPEN = "surprise my grandmother with it"


def said_by_model(body) -> Step:
    """Waits long where the request says so; else makes a title."""
    said = [each for each in body["messages"] if each["role"] == "user"][-1]["content"]
    return slow(60) if "slowly" in said else calls(("title", {"text": "For Grandma", "length": 2}), ("done", {}))


@pytest.fixture(scope="module")
def fake():
    with Scripted(said_by_model) as server:
        yield server


@pytest.fixture(scope="module")
def server(tmp_path_factory, fake):
    own = Server(
        tmp_path_factory.mktemp("served"), workers=0, RUSHES_MODEL="openai:scripted", RUSHES_MODEL_URL=fake.url,
        RUSHES_MODEL_SECONDS="120", RUSHES_MODEL_KEY="sk-served-secret", RUSHES_HEARTBEAT_SECONDS="1",
    ).start()  # fmt: skip
    yield own
    own.stop()


@pytest.fixture(scope="module")
def clip(tmp_path_factory):
    return barcode_clip(tmp_path_factory.mktemp("clips") / "city.mp4", frames=90, rate=30, size=(320, 180))


@pytest.fixture
def skill(server):
    return Skill(server.base)


@pytest.fixture
def session(skill, clip):
    made = skill.session()
    assert skill.upload(made, clip).status_code == 200
    return made


def test_a_models_edit_is_told_as_it_happens_and_lands(skill, session, server):
    frames = skill.say(session, OPEN)
    assert [frame["type"] for frame in frames if frame["type"] != "heartbeat"] == ["tool_call", "tool_result", "text"]
    assert "openai:scripted" in [frame.get("asking") for frame in frames]
    text = texts(frames)[-1]
    assert "For Grandma" in text and "Read by openai:scripted." in text
    delta = frames[-1]["actions"]["stateDelta"]
    assert delta["reader"]["by"] == "model" and delta["reader"]["tokens_in"] == 1000
    assert skill.state(session)["revision"] == delta["revision"]
    assert "sk-served-secret" not in server.log() and "grandmother" not in server.log()


def test_rules_are_quick_and_undo_is_theirs(skill, session, fake):
    before = len(fake.asked)
    skill.say(session, "trim the first 1 second")
    assert "1" in texts(skill.say(session, "undo"))[-1]
    assert len(fake.asked) == before


def test_stop_stops_a_model(skill, session, fake):
    asked = len(fake.asked)
    told: list = []
    key = "to-be-stopped"
    thread = threading.Thread(
        target=lambda: told.extend(skill.say(session, f"{OPEN}, slowly", {"Idempotency-Key": key}))
    )
    before, started = skill.state(session)["revision"], time.monotonic()
    thread.start()
    while len(fake.asked) == asked:
        assert time.monotonic() - started < 60
        time.sleep(0.1)
    while not stopped(skill, session, key):
        assert time.monotonic() - started < 60
        time.sleep(0.1)
    thread.join(30)
    assert not thread.is_alive(), "the model would have taken a minute"
    assert skill.state(session)["revision"] == before
    assert "Nothing" in texts(told)[-1] or "nothing" in texts(told)[-1]
    began = time.monotonic()
    skill.say(session, "trim the first 1 second")  # the lane is free again: nobody waits for the model
    assert time.monotonic() - began < 40


def stopped(skill: Skill, session: str, key: str) -> int:
    answer = skill.http.post(f"/api/turns/{APP}/me/{session}/stop", json={"key": key})
    return answer.json()["data"]["stopped"]


def test_the_command_line_and_a_chat_say_it_too(tmp_path, clip, fake):
    environment = {
        **os.environ, "RUSHES_MODEL": "openai:scripted", "RUSHES_MODEL_URL": fake.url, "LANG": "en_GB.UTF-8",
        "RUSHES_DATA": str(tmp_path / "data"),
    }  # fmt: skip

    def run(*arguments: str, typed: str = "") -> str:
        done = subprocess.run(
            [sys.executable, "-m", "rushes", *arguments], cwd=tmp_path, env=environment, input=typed, text=True,
            capture_output=True, timeout=120, check=False,
        )  # fmt: skip
        return done.stdout + done.stderr

    said = run("edit", str(clip), OPEN)
    assert "asking openai:scripted" in said and "For Grandma" in said and "Read by openai:scripted." in said
    said = run("chat", "-c", typed=f"{OPEN}\nundo\n")
    assert "Read by openai:scripted." in said and "r3" in said and "r4" in said
    said = run("explain", OPEN)
    assert "reader     openai:scripted  (1 calls" in said and "asked for" in said and "operation  title" in said
    assert "[ok]   language model" in run("doctor")
