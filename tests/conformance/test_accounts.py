"""Tokens, claim links, credits, errors: the contract's common rules."""

from __future__ import annotations

import re
import uuid
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from tests.conformance.client import APP, Skill


def test_a_token_is_as_the_contract_says(base):
    answer = httpx.post(f"{base}/api/auth/anonymous-token", headers={"X-Client-Id": str(uuid.uuid4())}).json()
    assert answer["code"] == 0
    data = answer["data"]
    assert data["token"].startswith("nmv_usr_") and data["user_id"].startswith("anon_") and data["credits"] == 100
    left = datetime.fromisoformat(data["expires_at"]) - datetime.now(UTC)
    assert timedelta(days=6, hours=23) < left <= timedelta(days=7)


def test_a_missing_client_id_is_400(base):
    answer = httpx.post(f"{base}/api/auth/anonymous-token")
    assert (answer.status_code, answer.json()["code"], answer.json()["data"]) == (400, 400, None)
    assert answer.json()["hint"]


def test_the_same_client_comes_back_to_its_sessions_with_a_new_token(skill):
    session, old, user = skill.session(), skill.token, skill.user
    data = skill.renew()
    assert data["user_id"] == user and data["token"] != old and data["credits"] == 100
    assert skill.state(session)["session_id"] == session
    ended = httpx.get(f"{skill.base}/api/credits/balance/simple", headers={"Authorization": f"Bearer {old}"})
    assert (ended.status_code, ended.json()["code"]) == (401, 1001)


@pytest.mark.parametrize("header", [{}, {"Authorization": "Bearer nope"}, {"Authorization": "Basic eDp5"}])
def test_without_a_good_token_it_is_1001(base, header):
    answer = httpx.get(f"{base}/api/credits/balance/simple", headers=header)
    assert (answer.status_code, answer.json()["code"]) == (401, 1001)
    assert "anonymous-token" in answer.json()["hint"]


def test_a_token_in_the_address_is_not_taken(skill):
    answer = httpx.get(f"{skill.base}/api/credits/balance/simple", params={"token": skill.token})
    assert answer.status_code == 401


def test_messages_come_in_chinese_where_asked(base):
    answer = httpx.get(f"{base}/api/credits/balance/simple", headers={"Accept-Language": "zh-CN"}).json()
    assert re.search(r"[\u4e00-\u9fff]", answer["message"]) and re.search(r"[\u4e00-\u9fff]", answer["hint"])


def test_the_balance_adds_up(skill):
    data = skill.http.get("/api/credits/balance/simple").json()["data"]
    assert data == {"available": 100, "frozen": 0, "total": 100}


def test_a_claim_link_opens_one_session_and_has_no_power_of_its_own(skill):
    session, other = skill.session(), skill.session()
    body = {"taskId": f"task_{session}", "sessionId": session}
    data = skill.http.post("/api/auth/claim-token", json=body).json()["data"]
    assert data["claim_token"].startswith("clm_") and data["expires_in"] == 604800
    as_token = {"Authorization": f"Bearer {data['claim_token']}"}
    assert httpx.get(f"{skill.base}/api/credits/balance/simple", headers=as_token).status_code == 401
    page = httpx.Client(base_url=skill.base)
    opened = page.get("/workspace/claim", params={"ct": data["claim_token"]})
    assert opened.status_code == 303 and "httponly" in opened.headers["set-cookie"].lower()
    assert "samesite=strict" in opened.headers["set-cookie"].lower()
    assert page.get(f"/api/state/{APP}/me/{session}/latest").status_code == 200
    assert page.get(f"/api/state/{APP}/me/{other}/latest").status_code == 404
    assert httpx.get(f"{skill.base}/workspace/claim", params={"ct": "clm_no"}).json()["code"] == 1001


def test_a_page_writes_only_from_our_own_origin(skill):
    skill.http.post("/api/auth/page")
    page = httpx.Client(base_url=skill.base, cookies={"rushes_page": skill.http.cookies["rushes_page"]})
    new = (f"/api/tasks/me/with-session/{APP}",)
    assert page.get("/api/tasks/me").status_code == 200
    assert page.post(*new, json={}).status_code == 403
    assert page.post(*new, json={}, headers={"Origin": "https://evil.example"}).status_code == 403
    assert page.post(*new, json={}, headers={"Origin": skill.base}).status_code == 200


def test_both_spellings_of_a_field_are_understood(skill):
    for body in ({"task_name": "one"}, {"taskName": "two"}):
        answer = skill.http.post(f"/api/tasks/me/with-session/{APP}", json=body).json()["data"]
        assert answer["user_id"] == skill.user and isinstance(answer["session_id"], str) and answer["task_id"]
    names = [each["name"] for each in skill.http.get("/api/tasks/me").json()["data"]["tasks"]]
    assert sorted(names) == ["one", "two"]


@pytest.mark.parametrize("body", [b"{", b"[]", b"\xff\xfe", b'"x"'])
def test_a_malformed_body_is_400_in_the_envelope(skill, body):
    headers = {"content-type": "application/json"}
    answer = skill.http.post(f"/api/tasks/me/with-session/{APP}", content=body, headers=headers)
    assert (answer.status_code, answer.json()["code"], answer.json()["data"]) == (400, 400, None)


def test_the_house_answers(base):
    assert httpx.get(f"{base}/healthz").status_code == httpx.get(f"{base}/readyz").status_code == 200
    assert "rushes_requests_total" in httpx.get(f"{base}/metrics").text
    paths = httpx.get(f"{base}/openapi.json").json()["paths"]
    assert "/run_sse" in paths and "/api/render/proxy/lambda" in paths
    assert Skill(base).token
