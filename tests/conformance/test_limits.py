"""What runs out: credits, requests, clients of one address; and a server that is asked to end."""

from __future__ import annotations

import threading
import uuid

import httpx
import pytest

from tests.conformance.client import APP, Skill, texts
from tests.conformance.serving import Server


@pytest.fixture(scope="module")
def strict(server, tmp_path_factory):
    if server is None:
        pytest.skip("pointed at another server")
    settings = {
        "RUSHES_TURN_COST": "40",
        "RUSHES_CLIENTS_PER_ADDRESS": "5",
        "RUSHES_TURNS_PER_MINUTE": "12",
        "RUSHES_REQUIRE_ATTRIBUTION": "false",
    }
    own = Server(tmp_path_factory.mktemp("strict"), workers=0, **settings).start()
    yield own
    own.stop()


def test_turns_are_paid_for_until_there_are_no_credits(strict, clip):
    skill = Skill(strict.base)
    session = skill.session()
    skill.upload(session, clip)

    def balance():
        return skill.http.get("/api/credits/balance/simple").json()["data"]

    skill.say(session, "add title 'One'", {"Idempotency-Key": "a"})
    skill.say(session, "add title 'One'", {"Idempotency-Key": "a"})
    assert balance() == {"available": 60, "frozen": 0, "total": 60}
    skill.say(session, "how long is it?")
    assert balance()["total"] == 60
    skill.say(session, "add title 'Two'")
    assert balance() == {"available": 20, "frozen": 0, "total": 20}
    refused = skill.http.post("/run_sse", json=skill.body(session, "add title 'Three'"))
    assert (refused.status_code, refused.json()["code"]) == (403, 2001)
    assert refused.json()["registration_url"].endswith(f"?bind={skill.user}")
    assert balance()["total"] == 20 and skill.state(session)["revision"] == 3
    free = {key: value for key, value in skill.http.headers.items() if not key.lower().startswith("x-skill")}
    asked = httpx.post(f"{strict.base}/api/render/proxy/lambda", json={"sessionId": session}, headers=free)
    assert asked.status_code == 200 and balance()["total"] == 20


def test_too_many_turns_are_429_and_say_how_long_to_wait(strict):
    skill = Skill(strict.base)
    session = skill.session()
    answers = [skill.http.post("/run", json=skill.body(session, "status")) for _ in range(13)]
    assert [each.status_code for each in answers[:12]] == [200 if n < 12 else 429 for n in range(12)]
    assert (answers[12].status_code, answers[12].json()["code"], answers[12].headers["retry-after"]) == (429, 429, "30")


def test_too_many_clients_of_one_address_are_429(strict):
    answers = [
        httpx.post(f"{strict.base}/api/auth/anonymous-token", headers={"X-Client-Id": str(uuid.uuid4())})
        for _ in range(6)
    ]
    assert answers[-1].status_code == 429 and answers[-1].json()["hint"]


def test_a_server_that_is_asked_to_end_finishes_what_it_took_on(tmp_path, clip):
    server = Server(tmp_path / "data", workers=1).start()
    skill = Skill(server.base)
    session = skill.session()
    skill.upload(session, clip)
    told: list[str] = []
    turn = threading.Thread(target=lambda: told.extend(texts(skill.say(session, "trim the first 1 second"))))
    turn.start()
    turn.join(0.05)
    assert server.stop() == 0
    turn.join()
    server.start()
    skill = Skill(server.base, client=skill.client)
    try:
        for _ in range(100):
            if skill.state(session)["revision"] == 2:
                break
        assert skill.state(session)["state"]["draft"]["d"] == 2000
    finally:
        server.stop()


def test_logs_hold_no_token_and_no_words(own, clip):
    skill = Skill(own.base)
    session = skill.session()
    skill.upload(session, clip)
    skill.say(session, "add title 'SECRETWORDS'")
    skill.http.get(f"/api/state/{APP}/me/{session}/latest", params={"token": "SECRETQUERY"})
    log = own.log()
    assert '"/run_sse"' in log and skill.user in log
    for secret in (skill.token, skill.client, "SECRETWORDS", "SECRETQUERY", "sig="):
        assert secret not in log
