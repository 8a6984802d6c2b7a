"""Every address of the OpenAPI document that has an id in it, each with every method, called with somebody else's ids:
always 1002 / 404. The addresses come from the document, so that a new one can't be forgotten."""

from __future__ import annotations

import base64
import json
import re

import httpx
import pytest

from tests.conformance.client import Skill

BODIES = {
    "/api/tasks/me/{sid}/rename": {"json": {"task_name": "theirs now"}},
    "/api/turns/nemo_agent/{user}/{sid}/stop": {"json": {}},
    "/api/upload-video/nemo_agent/{user}/{sid}": {"files": [("files", ("a.mp4", b"x"))]},
    "/files/{upload}": {
        "content": b"01234",
        "headers": {"Content-Type": "application/offset+octet-stream", "Upload-Offset": "0"},
    },
    "/api/page/sessions/{session_id}/operations": {"json": {"operations": [], "base_revision": 1}},
    "/api/page/sessions/{session_id}/step": {"json": {"turn": "undo", "base_revision": 1}},
    "/api/page/sessions/{session_id}/plan": {"json": {}},
    "/api/page/sessions/{session_id}/media/{media_id}": {"json": {"name": "theirs now"}},
    "/api/page/sessions/{session_id}/compare": {"params": {"old": 0, "new": 1}},
    "/api/page/sessions/{session_id}": {"json": {"name": "theirs now"}},
    "/api/page/sessions/{session_id}/duplicate": {"json": {"name": "theirs now"}},
}
"""What makes a call whole enough to be looked at; only where it takes a body."""

OPEN = {"options"}
"""Methods that tell of the protocol and of nobody's files."""


@pytest.fixture(scope="module")
def owner(server, clip):
    if server is None:
        pytest.skip("pointed at another server")
    skill = Skill(server.base)
    skill.sid = skill.session("my film")
    skill.upload(skill.sid, clip)
    skill.render(skill.sid, id="mine")
    skill.rendered("mine")  # else it would be done, and told of, in the middle of the walk
    state = skill.state(skill.sid)
    headers = {"Upload-Length": "5", "Upload-Metadata": f"session_id {base64.b64encode(skill.sid.encode()).decode()}"}
    upload = skill.http.post("/files/", headers=headers).headers["location"].rpartition("/")[2]
    file = state["state"]["video_infos"][0]["file_id"]
    skill.ids = {
        "user": "me", "sid": skill.sid, "session_id": skill.sid, "file_id": file, "media_id": file, "render_id": "mine",
        "upload": upload, "revision": "1", "kind": "picture", "number": "0", "name": "index",
    }  # fmt: skip
    return skill


def calls(base):
    """(method, template) of everything that has an id in its address."""
    paths = httpx.get(f"{base}/openapi.json", timeout=60).json()["paths"]
    found = [(method, path) for path, methods in paths.items() for method in methods if "{" in path]
    assert len(found) > 40
    return [(method, path) for method, path in found if method not in OPEN]


def asked(skill, method, path, ids):
    address = re.sub(r"\{(\w+)\}", lambda name: ids[name[1]], path)
    given = dict(BODIES.get(path, {})) if method in ("post", "put", "patch") or "params" in BODIES.get(path, {}) else {}
    given["headers"] = {**given.get("headers", {}), "Origin": skill.base}
    return skill.http.request(method.upper(), address, **given)


def settled(state: dict) -> dict:
    """A session's state without what workers find out about its footage meanwhile, and its links without their date and
    signature, which are anew each time."""
    plain = json.loads(re.sub(r"\?exp=\d+&sig=\w+", "", json.dumps(state)))
    del plain["state"]["video_analyses"]
    return plain


def test_nothing_of_somebody_else_s_opens(owner):
    thief = Skill(owner.base)
    thief.http.post("/api/auth/page")  # and their page, which comes by cookie
    mine = thief.session()
    before = settled(owner.state(owner.sid))
    for method, path in calls(owner.base):
        tries = [owner.ids, {**owner.ids, "user": owner.user}]
        if "{sid}" in path:  # one's own session in the other's name
            tries.append({**owner.ids, "user": owner.user, "sid": mine})
        for ids in tries if "{user}" in path else tries[:1]:
            if path == "/apps/nemo_agent/users/{user}/sessions" and ids["user"] == "me":
                continue  # their own list
            if path == "/apps/nemo_agent/users/{user}/sessions/{sid}" and method == "post" and ids["user"] == "me":
                continue  # begins one of their own, under that name
            answer = asked(thief, method, path, ids)
            assert answer.status_code == 404, (method, path, ids, answer.status_code, answer.text[:200])
            assert method == "head" or answer.json()["code"] == 1002, (method, path)
    assert settled(owner.state(owner.sid)) == before


def test_the_same_calls_open_for_their_owner(owner):
    """Else the walk above would prove nothing."""
    owner.http.post("/api/auth/page")
    closed = []
    for method, path in calls(owner.base):
        if method == "get" and not path.endswith("/events") and not path.endswith("/download"):
            answer = asked(owner, method, path, owner.ids)
            if answer.status_code != 200:
                closed.append((path, answer.status_code, answer.text[:100]))
    assert not closed
