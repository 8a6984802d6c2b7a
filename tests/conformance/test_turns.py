"""Turns over the wire: events as they happen, never silent, once per key, in order, and the server's own."""

from __future__ import annotations

import threading
import time
import uuid

import httpx
import pytest

from tests.conformance.client import APP, Skill, texts


@pytest.fixture
def session(skill, clip):
    session = skill.session()
    assert skill.upload(session, clip).status_code == 200
    return session


def test_an_edit_is_told_and_lands(skill, session):
    frames = skill.say(session, "trim the first 1 second")
    assert frames[0]["type"] == "heartbeat"
    assert [f["type"] for f in frames[1:]] == ["tool_call", "tool_result", "text"]
    assert texts(frames)[0].strip()
    state = skill.state(session)
    assert state["state"]["draft"]["d"] == 2000
    assert frames[-1]["actions"]["stateDelta"]["revision"] == state["revision"]
    assert "city timelapse (0-2s)" in state["summary"]


@pytest.mark.parametrize(
    "words",
    [
        "make it better",
        "删除第99个片段",
        "what can you do",
        "导出",
        "余额",
        "状态",
        "export",
        "credits",
        "status",
        "asdf qwer",
        "undo",
    ],
)
def test_no_turn_is_silent(skill, session, words):
    assert all(text.strip() for text in texts(skill.say(session, words))) and texts(skill.say(session, words))


def test_credits_asked_for_in_words_are_the_real_ones(skill, session):
    assert "100" in texts(skill.say(session, "how many credits do I have left?"))[0]


def test_chinese_is_answered_in_chinese(skill, session):
    (text,) = texts(skill.say(session, "剪掉前1秒"))
    assert any("\u4e00" <= char <= "\u9fff" for char in text)
    assert skill.state(session)["state"]["draft"]["d"] == 2000


def test_the_same_key_never_edits_twice(skill, session):
    key = {"Idempotency-Key": str(uuid.uuid4())}
    first = skill.say(session, "trim the first 1 second", key)
    again = skill.say(session, "trim the first 1 second", key)
    assert texts(first) == texts(again) and skill.state(session)["state"]["draft"]["d"] == 2000
    assert [f["id"] for f in first] == [f["id"] for f in again]


def test_the_same_message_id_never_edits_twice(skill, session):
    body = skill.body(session, "trim the first 1 second")
    body["new_message"]["id"] = "m-1"
    for _ in range(2):
        assert skill.http.post("/run", json=body).status_code == 200
    assert skill.state(session)["state"]["draft"]["d"] == 2000


def test_many_at_once_with_one_key_are_one_edit(skill, session):
    key = {"Idempotency-Key": "k"}
    _at_once([lambda: skill.say(session, "trim the first 1 second", key)] * 5)
    assert skill.state(session)["state"]["draft"]["d"] == 2000


def test_messages_at_once_are_taken_in_turn_and_none_is_lost(skill, session):
    before = skill.state(session)["revision"]
    words = [f"add title 'T{number}'" for number in range(5)]
    _at_once([lambda each=each: skill.say(session, each) for each in words])
    state = skill.state(session)
    told = {each["m"]["text"] for track in state["state"]["draft"]["t"] if track["tt"] == 7 for each in track["sg"]}
    assert told == {f"T{number}" for number in range(5)} and state["revision"] == before + 5


def test_a_turn_goes_on_when_its_client_leaves(skill, session):
    stream = skill.frames(session, "trim the first 1 second")
    next(stream)
    stream.close()
    for _ in range(100):
        if skill.state(session)["state"]["draft"]["d"] == 2000:
            break
        time.sleep(0.1)
    events = skill.http.get(f"/apps/{APP}/users/me/sessions/{session}").json()["events"]
    assert [event["author"] for event in events] == ["user", "nemo_agent"]
    assert events[1]["content"]["parts"][0]["text"]


def test_a_stale_revision_is_409_with_the_current_one(skill, session):
    answer = skill.http.post("/run_sse", json=skill.body(session, "trim the first 1 second", baseRevision=0))
    assert (answer.status_code, answer.json()["code"], answer.json()["current_revision"]) == (409, 409, 1)
    assert skill.say(session, "trim the first 1 second", base_revision=1)


def test_streaming_sends_parts_and_then_the_whole_under_one_id(skill, session):
    frames = [f for f in skill.say(session, "trim the first 1 second", streaming=True) if f["type"] == "text"]
    parts, whole = frames[:-1], frames[-1]
    assert parts and "".join(part["text"] for part in parts) == whole["text"]
    assert {frame["id"] for frame in frames} == {whole["id"]} and not whole["partial"]


def test_nothing_said_is_400_before_a_stream(skill, session):
    for body in (skill.body(session, "  "), {"session_id": session}, {}):
        answer = skill.http.post("/run_sse", json=body)
        assert (answer.status_code, answer.json()["code"]) == (400, 400)


def test_an_unknown_session_is_404_before_a_stream(skill):
    answer = skill.http.post("/run_sse", json=skill.body("nope", "hello"))
    assert (answer.status_code, answer.json()["code"]) == (404, 1002) and answer.json()["detail"]


def test_every_frame_is_an_event_of_the_kit(skill, session):
    events = pytest.importorskip("google.adk.events", reason="google-adk is not installed")
    frames = [
        *skill.say(session, "trim the first 1 second, add title 'Hi', make it better"),
        *skill.say(session, "export", streaming=True),
        {"error": "x", "code": 504},
    ]
    for frame in frames:
        event = events.Event.model_validate(frame)
        if frame.get("type") in ("text", "tool_call", "tool_result"):
            assert event.author == "nemo_agent" and event.content and event.content.parts
        if frame.get("type") == "tool_call":
            assert event.get_function_calls()[0].name
        if frame.get("type") == "tool_result":
            assert event.get_function_responses()[0].name


def test_sessions_are_told_as_the_kit_does(skill):
    assert skill.http.get("/list-apps").json() == [APP]
    base = f"/apps/{APP}/users/me/sessions"
    made = skill.http.post(f"{base}/my-own-id").json()
    assert {"id", "appName", "userId", "state", "events", "lastUpdateTime"} <= set(made) and made["id"] == "my-own-id"
    assert skill.http.get(f"{base}/my-own-id").json()["id"] == "my-own-id"
    fresh = skill.http.post(base, json={}).json()["id"]
    assert fresh in {each["id"] for each in skill.http.get(base).json()}
    assert skill.http.delete(f"{base}/{fresh}").status_code == 200
    assert skill.http.get(f"{base}/{fresh}").status_code == 404


def _at_once(calls):
    failed = []

    def run(call):
        try:
            call()
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=run, args=(call,)) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failed, failed


def test_clients_without_a_token_get_nowhere_near_a_turn(base):
    assert httpx.post(f"{base}/run_sse", json=Skill.body(None, "x", "y")).status_code == 401  # type: ignore[arg-type]


def test_nothing_to_stop_is_said_and_what_is_done_stays(own, skill, session):
    skill.say(session, "add title 'Kept'", {"Idempotency-Key": "kept"})
    before = skill.state(session)["revision"]
    for body in ({}, {"key": "kept"}, {"key": "never said"}):
        answer = skill.http.post(f"/api/turns/{APP}/me/{session}/stop", json=body).json()
        assert answer["data"] == {"stopped": 0, "too_late": 0}
    assert skill.state(session)["revision"] == before


def test_a_turn_that_waits_is_stopped_and_its_listener_told(own, skill, session):
    """Behind twenty others it has not begun when it is stopped."""
    many = [threading.Thread(target=skill.say, args=(session, f"add title 'T{n}' for 1 second")) for n in range(20)]
    for each in many:
        each.start()
    heard = []
    last = threading.Thread(
        target=lambda: heard.extend(skill.say(session, "add title 'LAST'", {"Idempotency-Key": "last"}))
    )
    last.start()
    stopped = 0
    while last.is_alive() and not stopped:
        told = skill.http.post(f"/api/turns/{APP}/me/{session}/stop", json={"key": "last"}).json()["data"]
        stopped = told["stopped"]
    for each in (*many, last):
        each.join()
    titles = [
        each["m"]["text"]
        for track in skill.state(session)["state"]["draft"]["t"]
        for each in track["sg"]
        if track["tt"] == 7
    ]
    assert ("LAST" in titles) == (not stopped)
    if stopped:
        assert heard[-1]["actions"]["stateDelta"]["kind"] == "stopped"
