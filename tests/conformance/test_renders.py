"""Exports over the wire: asked for, looked after, fetched, cancelled; and everything only for its owner."""

from __future__ import annotations

import json
import re
import time

import httpx
import jsonschema
import pytest

from tests.conformance.client import APP, SKILL, Skill
from tests.footage import barcode_clip, frame_numbers


@pytest.fixture(scope="module")
def made(base, clip):
    """A user with a session that has been exported once."""
    skill = Skill(base)
    session = skill.session("my film")
    skill.upload(session, clip)
    skill.say(session, "trim the first 1 second")
    first = skill.render(session, id="render_1", output={"format": "mp4", "quality": "high"})
    assert first["status"] in ("pending", "processing") and first["progress"] == 0
    return skill, session, skill.rendered("render_1")


def test_a_finished_render_has_every_shape_that_clients_read(made):
    skill, session, answer = made
    assert answer["success"] is True and answer["code"] == 0 and answer["status"] == "completed"
    assert answer["id"] == answer["taskId"] == answer["render_id"] == "render_1" and answer["progress"] == 100
    assert answer["output"]["url"] == answer["outputUrl"]
    output = answer["output"]
    assert (output["width"], output["height"], output["duration"], output["fps"]) == (320, 180, 2.0, 30.0)
    assert output["codec"] == "h264" and answer["report"]["frames"] == 60
    assert answer["data"] == {key: value for key, value in answer.items() if key not in ("success", "code", "data")}
    assert skill.http.get("/api/render/proxy/render_1").json()["status"] == "completed"
    assert skill.state(session)["state"]["generated_media"][0]["id"] == "render_1"
    assert skill.http.get("/api/credits/balance/simple").json()["data"]["total"] == 100


def test_the_file_is_the_film_whole_and_in_ranges(made, tmp_path):
    skill, _, answer = made
    path = tmp_path / "out.mp4"
    path.write_bytes(httpx.get(answer["outputUrl"]).content)
    assert frame_numbers(path) == list(range(30, 90))
    assert path.stat().st_size == answer["output"]["size"]
    own = "/api/render/proxy/render_1/download"
    head = skill.http.head(own)
    assert (head.status_code, head.headers["content-length"]) == (200, str(path.stat().st_size))
    part = skill.http.get(own, headers={"Range": "bytes=10-19"})
    assert (part.status_code, part.content) == (206, path.read_bytes()[10:20])
    assert part.headers["content-range"] == f"bytes 10-19/{path.stat().st_size}"
    assert skill.http.get(own, headers={"Range": "bytes=99999999-"}).status_code == 416
    assert (
        "my film.mp4" in head.headers["content-disposition"] or "my%20film.mp4" in head.headers["content-disposition"]
    )


def test_a_link_that_was_changed_opens_nothing(made):
    _, _, answer = made
    url = answer["outputUrl"]
    for changed in (
        re.sub(r"exp=(\d+)", lambda m: f"exp={int(m[1]) + 1}", url),
        url[:-1] + ("0" if url[-1] != "0" else "1"),
        re.sub(r"exp=\d+", f"exp={int(time.time()) - 10}", url),
        re.sub(r"/[0-9a-f]{32}/", "/" + "0" * 32 + "/", url),
    ):
        assert httpx.get(changed).status_code == 410
    assert httpx.get(url.split("?")[0]).status_code == 401


def test_jobs_are_counted_by_kind_and_state(made, own):
    figures = httpx.get(f"{own.base}/metrics", timeout=30).text
    assert re.search(r'rushes_jobs\{kind="export",state="done"\} [1-9]', figures)
    assert 'rushes_jobs{kind="analysis"' in figures and 'route="/api/render/proxy/lambda"' in figures


def test_a_user_s_exports_are_listed_newest_first(made, own):
    skill, session, _ = made
    rows = skill.http.get("/api/render/proxy/lambda").json()["data"]["renders"]
    assert rows[-1]["id"] == "render_1" and rows[-1]["session_id"] == session
    assert [row["createdAt"] for row in rows] == sorted((row["createdAt"] for row in rows), reverse=True)
    assert len(skill.http.get("/api/render/proxy/lambda", params={"most": 1}).json()["data"]["renders"]) == 1
    other = skill.session()
    assert skill.http.get("/api/render/proxy/lambda", params={"session_id": other}).json()["data"]["renders"] == []


def test_a_session_in_the_list_has_a_picture_that_opens_by_its_link_alone(made, own):
    skill, session, _ = made
    (row,) = [row for row in skill.http.get("/api/tasks/me").json()["data"]["tasks"] if row["id"] == session]
    picture = httpx.get(row["thumbnail"])
    assert (picture.status_code, picture.headers["content-type"]) == (200, "image/jpeg")
    assert picture.content[:2] == b"\xff\xd8"
    assert httpx.get(row["thumbnail"][:-1] + ("0" if row["thumbnail"][-1] != "0" else "1")).status_code == 410
    assert httpx.get(row["thumbnail"].split("?")[0]).status_code == 401
    empty = skill.session()
    (row,) = [row for row in skill.http.get("/api/tasks/me").json()["data"]["tasks"] if row["id"] == empty]
    assert row["thumbnail"] is None


def test_an_id_that_is_taken_is_409(made):
    skill, session, _ = made
    answer = skill.http.post("/api/render/proxy/lambda", json={"sessionId": session, "id": "render_1"})
    assert (answer.status_code, answer.json()["code"], answer.json()["status"]) == (409, 409, "done")


@pytest.mark.parametrize("header", list(SKILL))
def test_an_export_without_an_attribution_header_is_402_and_says_which(made, header):
    skill, session, _ = made
    headers = {key: value for key, value in skill.http.headers.items() if key.lower() != header.lower()}
    answer = httpx.post(f"{skill.base}/api/render/proxy/lambda", json={"sessionId": session}, headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (402, 402) and header in answer.json()["message"]


def test_the_draft_that_is_sent_is_the_one_rendered(made, tmp_path):
    skill, session, _ = made
    draft = skill.state(session)["state"]["draft"]
    jsonschema.validate(draft, httpx.get(f"{skill.base}/schemas/draft.json").json())
    segment = draft["t"][0]["sg"][0]
    segment["d"] = draft["d"] = 1000
    segment["m"]["in"], segment["m"]["out"] = 0, 1000
    skill.render(session, id="render_draft", draft=json.dumps(draft))
    path = tmp_path / "out.mp4"
    path.write_bytes(httpx.get(skill.rendered("render_draft")["outputUrl"]).content)
    assert frame_numbers(path) == list(range(30))
    assert skill.state(session)["state"]["draft"]["d"] == 2000


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"draft": {"t": []}}, 400),
        ({"draft": "{"}, 400),
        ({"draft": "[1]"}, 400),
        ({"draft": {"m": {}, "t": [{"tt": 0, "sg": [{"s": 0, "d": 1000, "m": {"file_id": "0" * 64}}]}]}}, 404),
        ({"output": {"format": "exe"}}, 400),
        ({"output": {"fps": "fast"}}, 400),
        ({"output": {"fps": 1e300}}, 400),
        ({"output": {"resolution": "99999x2"}}, 400),
        ({"output": {"platform": "betamax"}}, 400),
        ({"output": {"quality": "superb"}}, 400),
        ({"id": "a/b"}, 400),
    ],
)
def test_what_can_not_be_rendered_is_refused(made, body, status):
    skill, session, _ = made
    answer = skill.http.post("/api/render/proxy/lambda", json={"sessionId": session, **body})
    assert answer.status_code == status, answer.text
    assert answer.json()["data"] is None and answer.json()["message"]


def test_an_empty_session_has_nothing_to_export(skill):
    answer = skill.http.post("/api/render/proxy/lambda", json={"session_id": skill.session()})
    assert (answer.status_code, answer.json()["code"]) == (400, 400)


def test_export_asked_for_in_words_is_made(made):
    skill, session, _ = made
    frames = skill.say(session, "export")
    (result,) = [f for f in frames if f["type"] == "tool_result"]
    name = result["content"]["parts"][0]["functionResponse"]["response"]["render_id"]
    assert skill.rendered(name)["status"] == "completed"


def test_a_platform_preset_is_used_only_by_name(made):
    skill, session, _ = made
    skill.render(session, id="render_tiktok", output={"platform": "tiktok"})
    output = skill.rendered("render_tiktok")["output"]
    assert (output["width"], output["height"]) == (1920, 1080)


def test_a_cancelled_render_is_failed_cancelled_within_seconds(base, tmp_path):
    skill = Skill(base)
    session = skill.session()
    skill.upload(session, barcode_clip(tmp_path / "long.mp4", frames=1500, rate=30, size=(320, 180)))
    skill.say(session, "make it brighter")
    for number in range(3):  # more than are made at once: one of them waits
        skill.render(session, id=f"r{number}", output={"resolution": "2160p"})
    for _ in range(100):
        if skill.http.get("/api/render/proxy/lambda/r0").json()["progress"] > 0:
            break
        time.sleep(0.2)
    for number in range(3):
        assert skill.http.post(f"/api/render/proxy/lambda/r{number}/cancel").status_code == 200
    start = time.monotonic()
    for number in range(3):
        answer = skill.rendered(f"r{number}", seconds=20)
        assert (answer["status"], answer["error"], answer["success"]) == ("failed", "cancelled", False)
    assert time.monotonic() - start < 15
    again = skill.http.post("/api/render/proxy/lambda/r0/cancel").json()
    assert again["status"] == "failed" and skill.http.get("/api/render/proxy/r0/download").status_code == 409


def test_what_was_cancelled_or_failed_is_made_again_as_it_was_asked_for(base, tmp_path):
    skill = Skill(base)
    session = skill.session("again")
    skill.upload(session, barcode_clip(tmp_path / "long.mp4", frames=600, rate=30, size=(320, 180)))
    skill.say(session, "make it brighter")
    skill.render(session, id="first", output={"resolution": "2160p", "codec": "hevc"})
    skill.http.post("/api/render/proxy/lambda/first/cancel")
    skill.rendered("first", seconds=20)
    skill.say(session, "cut everything after 1 second")  # which the export knew nothing of
    fresh = skill.http.post("/api/render/proxy/lambda/first/again").json()
    assert fresh["success"] and fresh["id"] != "first" and fresh["status"] == "pending"
    assert skill.http.get("/api/render/proxy/lambda/first").json()["status"] == "failed", "it stays as it was"
    skill.http.post(f"/api/render/proxy/lambda/{fresh['id']}/cancel")
    skill.rendered(fresh["id"], seconds=20)


def test_what_is_done_is_not_made_again(made):
    skill, _, _ = made
    answer = skill.http.post("/api/render/proxy/lambda/render_1/again")
    assert (answer.status_code, answer.json()["code"]) == (409, 409)


def test_nothing_opens_for_another_user(made, base):
    """Ids in bodies, too; `test_strangers.py` walks every address of our own server."""
    owner, session, _ = made
    thief = Skill(base)
    mine = thief.session()
    file = owner.state(session)["state"]["video_infos"][0]["file_id"]
    draft = owner.state(session)["state"]["draft"]
    made_upload = owner.http.post(
        "/files/", headers={"Upload-Length": "10", "Upload-Metadata": f"session_id {_b64(session)}"}
    )
    where = made_upload.headers["location"].removeprefix(base)
    piece = {"Content-Type": "application/offset+octet-stream", "Upload-Offset": "0"}
    files = [("files", ("a.mp4", b"x"))]
    walk = [
        ("GET", f"/api/state/{APP}/me/{session}/latest", {}),
        ("GET", f"/api/state/{APP}/{owner.user}/{session}/latest", {}),
        ("GET", f"/api/state/{APP}/{owner.user}/{mine}/latest", {}),
        ("GET", f"/api/media/{APP}/me/{session}/{file}", {}),
        ("GET", f"/api/media/{APP}/{owner.user}/{session}/{file}", {}),
        ("GET", f"/api/media/{APP}/me/{mine}/{file}", {}),
        ("POST", "/api/auth/claim-token", {"json": {"session_id": session, "task_id": f"task_{session}"}}),
        ("POST", "/run_sse", {"json": thief.body(session, "delete everything")}),
        ("POST", "/run", {"json": thief.body(session, "delete everything")}),
        ("POST", "/run_sse", {"json": {**thief.body(mine, "x"), "user_id": owner.user}}),
        ("POST", f"/api/upload-video/{APP}/me/{session}", {"files": files}),
        ("POST", f"/api/upload-video/{APP}/{owner.user}/{mine}", {"files": files}),
        ("POST", "/files/", {"headers": {"Upload-Length": "1", "Upload-Metadata": f"session_id {_b64(session)}"}}),
        ("HEAD", where, {}),
        ("GET", where, {}),
        ("PATCH", where, {"headers": piece, "content": b"0123456789"}),
        ("DELETE", where, {}),
        ("POST", "/api/render/proxy/lambda", {"json": {"sessionId": session}}),
        ("POST", "/api/render/proxy/lambda", {"json": {"sessionId": mine, "draft": draft}}),
        ("GET", "/api/render/proxy/lambda/render_1", {}),
        ("GET", "/api/render/proxy/render_1", {}),
        ("POST", "/api/render/proxy/lambda/render_1/cancel", {}),
        ("POST", "/api/render/proxy/render_1/cancel", {}),
        ("GET", "/api/render/proxy/render_1/download", {}),
        ("HEAD", "/api/render/proxy/render_1/download", {}),
        ("GET", f"/apps/{APP}/users/{owner.user}/sessions", {}),
        ("GET", f"/apps/{APP}/users/me/sessions/{session}", {}),
        ("POST", f"/apps/{APP}/users/{owner.user}/sessions", {}),
        ("POST", f"/apps/{APP}/users/{owner.user}/sessions/x", {}),
        ("DELETE", f"/apps/{APP}/users/me/sessions/{session}", {}),
    ]
    for method, path, more in walk:
        answer = thief.http.request(method, path, **more)
        assert answer.status_code == 404, (method, path, answer.status_code, answer.text)
        assert method == "HEAD" or answer.json()["code"] == 1002, (method, path)
    internal = re.search(r"/proxy/([0-9a-f]{32})/", owner.http.get("/api/render/proxy/render_1").json()["outputUrl"])
    assert thief.http.get(f"/api/render/proxy/{internal[1]}").status_code == 404
    assert owner.state(session)["revision"] == 2


def _b64(text: str) -> str:
    import base64

    return base64.b64encode(text.encode()).decode()
