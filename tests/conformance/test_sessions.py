"""Sessions renamed, copied and removed: calls of Rushes' own."""

from __future__ import annotations

import httpx
import pytest

from tests.conformance.client import APP, Skill
from tests.conformance.serving import Server


@pytest.fixture
def film(own: Server, clip):
    """A user with one session of one file, exported."""
    skill = Skill(own.base)
    skill.sid = skill.session("film")
    skill.upload(skill.sid, clip)
    skill.render(skill.sid, id="cut")
    assert skill.rendered("cut")["status"] == "completed"
    return skill


def exported(own: Server) -> set[str]:
    return {file.name for file in (own.data / "exports").iterdir()}


def test_a_session_gets_another_name(film):
    data = film.http.post(f"/api/tasks/me/{film.sid}/rename", json={"task_name": "dawn film"}).json()["data"]
    assert (data["session_id"], data["task_name"]) == (film.sid, "dawn film")
    assert film.state(film.sid)["task_name"] == "dawn film"
    film.session("other")
    taken = film.http.post(f"/api/tasks/me/{film.sid}/rename", json={"taskName": "other"})
    assert (taken.status_code, taken.json()["code"]) == (409, 409)
    assert film.http.post(f"/api/tasks/me/{film.sid}/rename", json={}).status_code == 400
    assert film.state(film.sid)["task_name"] == "dawn film"


def test_a_copy_goes_its_own_way(film):
    film.say(film.sid, "add title 'One'")
    data = film.http.post(f"/api/tasks/me/{film.sid}/fork").json()["data"]
    copy = data["session_id"]
    assert copy != film.sid and data["task_name"] == "film-2"
    film.say(copy, "add title 'Two'")
    assert (film.state(film.sid)["revision"], film.state(copy)["revision"]) == (2, 3)
    named = film.http.post(f"/api/tasks/me/{film.sid}/fork", json={"task_name": "apart"}).json()["data"]
    assert named["task_name"] == "apart" and film.state(named["session_id"])["revision"] == 2


def test_a_removed_session_takes_its_exports_along_and_leaves_the_footage_of_others(film, own, clip):
    link = film.rendered("cut")["outputUrl"]
    assert httpx.get(link).status_code == 200
    mine, copy = exported(own), film.http.post(f"/api/tasks/me/{film.sid}/fork").json()["data"]["session_id"]
    other = Skill(own.base)
    others = other.session("film")
    other.upload(others, clip)
    assert film.http.delete(f"/apps/{APP}/users/me/sessions/{film.sid}").status_code == 200
    assert len(mine - exported(own)) == 1
    assert httpx.get(link).status_code in (404, 410)
    for skill, session in ((film, copy), (other, others)):
        (file,) = skill.state(session)["state"]["video_infos"]
        assert httpx.get(file["cdn_url"]).content == clip.read_bytes()
    film.render(copy, id="cut")
    assert film.rendered("cut")["status"] == "completed"
