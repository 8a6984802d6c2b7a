"""The routes that only the page uses, over a real studio and database; nothing but a piece of preview is rendered."""

from __future__ import annotations

import io
import re
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import httpx
import pytest
from fastapi.testclient import TestClient

from rushes.api.app import create_app
from rushes.api.page.edits import Looking, moment_of
from rushes.assemble import assembled
from rushes.model.project import Project
from rushes.model.time import Rate
from rushes.model.timeline import Canvas, Gap, Timeline
from rushes.service import Service, served
from rushes.service_settings import ServiceSettings
from rushes.settings import Settings
from rushes.storage.files import Places
from rushes.studio import page as page_module
from rushes.studio.page_ports import Arriving
from tests.footage import barcode_clip, frame_number

ORIGIN = {"Origin": "http://testserver"}
CLIENT = "0b0e7a3c-5f5d-4b1e-9d0a-00000000000{}"


@dataclass
class Visitor:
    """A browser that came in by the page's own door."""

    http: TestClient

    def get(self, path: str, status: int = 200, **rest: Any) -> Any:
        return self._told(self.http.get(f"/api/page{path}", **rest), status)

    def post(self, path: str, body: Any = None, status: int = 200) -> Any:
        return self._told(self.http.post(f"/api/page{path}", json=body or {}, headers=ORIGIN), status)

    def patch(self, path: str, body: Any, status: int = 200) -> Any:
        return self._told(self.http.patch(f"/api/page{path}", json=body, headers=ORIGIN), status)

    def _told(self, answer: httpx.Response, status: int) -> Any:
        assert answer.status_code == status, answer.text
        return answer.json() if "json" in answer.headers.get("content-type", "") else answer


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    data = tmp_path_factory.mktemp("page")
    yield served(
        assembled(Settings(Places(data, data / "cache"))), ServiceSettings(clients_per_address=0, requests_per_minute=0)
    )


@pytest.fixture(scope="module")
def http(service: Service) -> Iterator[TestClient]:
    with TestClient(create_app(service)) as client:
        yield client


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return barcode_clip(tmp_path_factory.mktemp("clips") / "street.mp4", frames=120, rate=30, size=(320, 180))


def came_in(http: TestClient, number: int) -> Visitor:
    http.cookies.clear()
    answer = http.post("/api/page/enter", headers={"X-Client-Id": CLIENT.format(number), **ORIGIN})
    assert answer.status_code == 200, answer.text
    return Visitor(http)


@pytest.fixture
def visitor(http: TestClient) -> Visitor:
    return came_in(http, 1)


@pytest.fixture
def sid(visitor: Visitor, service: Service, clip: Path) -> str:
    """A session with 4 s of street on its timeline, at revision 1."""
    made = visitor.post("/sessions")
    session = service.studio.store.find(visitor.get("/me")["user"], made["id"])
    assert session is not None
    service.studio.uploads.take(session, [clip], "hand")
    return made["id"]


def split(at: str) -> dict[str, Any]:
    return {"kind": "Split", "value": {"at": [at]}}


# --- the door -------------------------------------------------------------------------------------------------


def test_the_cookie_is_out_of_reach_for_scripts_and_other_sites(http: TestClient):
    http.cookies.clear()
    answer = http.post("/api/page/enter", headers={"X-Client-Id": CLIENT.format(2), **ORIGIN})
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie and "samesite=strict" in cookie and "path=/" in cookie
    assert "nmv_usr_" not in answer.text + cookie, "the page never sees the token that opens everything"


def test_the_same_browser_finds_its_sessions_again(http: TestClient):
    made = came_in(http, 3).post("/sessions")
    assert [each["id"] for each in came_in(http, 3).get("/sessions")["sessions"]] == [made["id"]]
    assert came_in(http, 4).get("/sessions")["sessions"] == []


@pytest.mark.parametrize(
    "headers", [{"Origin": "http://evil.example"}, {"Origin": "null"}, {}, {"Sec-Fetch-Site": "cross-site"}]
)
def test_another_site_can_change_nothing(visitor: Visitor, headers: dict[str, str]):
    answer = visitor.http.post("/api/page/sessions", json={}, headers=headers)
    assert answer.status_code == 403
    assert visitor.get("/me")["user"]


def test_without_a_cookie_there_is_nothing(http: TestClient, sid: str):
    http.cookies.clear()
    assert http.get(f"/api/page/sessions/{sid}").status_code == 401


def test_another_user_sees_no_session(http: TestClient, sid: str):
    other = came_in(http, 5)
    for path in ("", "/project", "/preview", "/events", "/media/x/thumbnail", "/still.jpg", "/poster", "/messages"):
        assert other.http.get(f"/api/page/sessions/{sid}{path}").status_code == 404, path


def test_a_claim_link_opens_the_one_session_it_names(visitor: Visitor, service: Service, sid: str):
    other = visitor.post("/sessions")
    caller = service.accounts.caller(visitor.http.cookies["rushes_page"], by_cookie=True)
    link = service.accounts.claim(caller, sid).token
    visitor.http.cookies.clear()
    assert visitor.http.get(f"/workspace/claim?ct={link}", follow_redirects=False).status_code == 303
    assert visitor.get("/me")["session"] == sid
    assert visitor.get(f"/sessions/{sid}")["session"]["id"] == sid
    visitor.get(f"/sessions/{other['id']}", 404)
    visitor.post("/sessions", status=403)
    assert visitor.http.delete(f"/api/page/sessions/{sid}", headers=ORIGIN).status_code == 403


def test_a_link_that_is_over_leads_a_person_to_the_page_and_a_program_to_an_error(http: TestClient):
    http.cookies.clear()
    link = "/workspace/claim?ct=clm_over"
    person = http.get(link, headers={"Accept": "text/html,*/*;q=0.8"}, follow_redirects=False)
    assert (person.status_code, person.headers["location"]) == (303, "/?claim=over")
    assert "set-cookie" not in person.headers
    assert http.get(link, follow_redirects=False).status_code == 401


# --- a session ------------------------------------------------------------------------------------------------


def test_a_session_is_told_exactly(visitor: Visitor, sid: str):
    told = visitor.get(f"/sessions/{sid}")
    assert told["project"]["length"] == {"exact": "4", "seconds": 4.0}
    (item,) = told["project"]["track"]
    assert (item["name"], item["source"]["end"]["exact"], item["tail_room"]) == ("street.mp4", "4", 0.0)
    assert told["media"][0]["rate"] == "30" and told["media"][0]["width"] == 320
    assert [row["what"] for row in told["cards"][-1]["rows"]] == ["added"]
    assert told["standing"] == {"current": 1, "undo": [0], "redo": []}


def test_an_edit_by_hand_is_a_revision_like_any_other(visitor: Visitor, service: Service, sid: str):
    told = visitor.post(f"/sessions/{sid}/operations", {"operations": [split("41/30")], "base_revision": 1})
    assert told["session"]["revision"] == 2
    assert [item["length"]["exact"] for item in told["project"]["track"]] == ["41/30", "79/30"]
    (card,) = told["cards"]
    assert (card["by"], [row["what"] for row in card["rows"]]) == ("hand", ["split"])
    assert service.studio.store.operations(sid, 2)[0].startswith('{"version":')


def test_an_edit_on_an_old_revision_is_refused_with_the_newer_state(visitor: Visitor, sid: str):
    visitor.post(f"/sessions/{sid}/operations", {"operations": [split("1")], "base_revision": 1})
    told = visitor.post(f"/sessions/{sid}/operations", {"operations": [split("2")], "base_revision": 1}, 409)
    assert told["project"]["revision"] == 2 and len(told["project"]["track"]) == 2
    assert [card["number"] for card in told["cards"]] == [2]


@pytest.mark.parametrize(
    "operations",
    [
        [],
        [{"kind": "Explode", "value": {}}],
        [{"kind": "Split", "value": {"at": ["1/0"]}}],
        [{"kind": "Split", "value": {"at": ["soon"]}}],
        [{"kind": "Split", "value": {"at": ["99"]}}],
        [{"kind": "DeleteClips", "value": {"clips": ["c99"]}}],
        [{"kind": "Split", "version": 99, "value": {"at": ["1"]}}],
        [split("1")] * 201,
        [{"kind": "MoveClip", "value": {"clip": "c1", "to": 1}}],
        [split("1"), {"kind": "Explode", "value": {}}],
    ],
    ids=lambda value: str(value)[:50],
)
def test_what_is_no_edit_changes_nothing(visitor: Visitor, sid: str, operations: list[Any]):
    answer = visitor.http.post(
        f"/api/page/sessions/{sid}/operations", json={"operations": operations, "base_revision": 1}, headers=ORIGIN
    )
    assert answer.status_code in (400, 503), answer.text
    assert answer.json()["message"]
    assert visitor.get(f"/sessions/{sid}")["session"]["revision"] == 1


def test_who_has_no_footage_gets_some(visitor: Visitor):
    fresh = visitor.post("/sessions")["id"]
    told = visitor.post(f"/sessions/{fresh}/samples")
    assert len(told["media"]) == 2 and told["revision"] == 1
    project = visitor.get(f"/sessions/{fresh}/project")
    assert [item["length"]["seconds"] for item in project["track"]] == [4.0, 4.0]
    assert all(item["sound"] for item in project["track"])
    assert visitor.post(f"/sessions/{fresh}/samples")["revision"] == 1, "the same files are kept once"


def test_a_revision_can_be_named_and_found_by_its_name(visitor: Visitor, sid: str):
    visitor.post(f"/sessions/{sid}/operations", {"operations": [split("1")], "base_revision": 1})
    assert visitor.patch(f"/sessions/{sid}/revisions/1", {"name": "  first   cut "})["name"] == "first cut"
    assert [card["name"] for card in visitor.get(f"/sessions/{sid}")["cards"]] == ["", "first cut", ""]
    visitor.patch(f"/sessions/{sid}/revisions/9", {"name": "x"}, 404)
    visitor.patch(f"/sessions/{sid}/revisions/1", {"name": "x" * 201}, 400)
    assert visitor.patch(f"/sessions/{sid}/revisions/1", {"name": ""})["name"] == ""


def say(visitor: Visitor, sid: str, words: str, looking: Any) -> None:
    body = {"session_id": sid, "new_message": {"role": "user", "parts": [{"text": words}]}, "state_delta": looking}
    answer = visitor.http.post("/run", json=body, headers={**ORIGIN, "X-Skill-Source": "rushes-page", "X-Skill-Version": "1", "X-Skill-Platform": "browser"})  # fmt: skip
    assert answer.status_code == 200, answer.text


def test_what_the_page_looks_at_travels_with_the_words(visitor: Visitor, sid: str):
    say(visitor, sid, "split here", {"playhead": "41/30", "selected": []})
    told = visitor.get(f"/sessions/{sid}")
    first, second = told["project"]["track"]
    assert (first["length"]["exact"], told["cards"][-1]["by"]) == ("41/30", "chat")
    say(visitor, sid, "delete this clip", {"playhead": 0, "selected": [second["id"]]})
    (left,) = visitor.get(f"/sessions/{sid}/project")["track"]
    assert left["id"] == first["id"], "what is selected goes before what is under the playhead"


@pytest.mark.parametrize(
    "looking", [None, [], "here", {"playhead": True}, {"playhead": "1/0"}, {"playhead": "1e99999999"}, {"playhead": -1},
                {"playhead": float("1e300")}, {"selected": "c1"}, {"selected": [1, None]}, {"other": 1}],
    ids=lambda value: str(value)[:30],
)  # fmt: skip
def test_what_is_no_place_is_as_if_not_sent(visitor: Visitor, sid: str, looking: Any):
    say(visitor, sid, "trim the first second", looking)
    assert visitor.get(f"/sessions/{sid}")["session"]["revision"] == 2


def test_undo_redo_and_restore_only_ever_add(visitor: Visitor, sid: str):
    visitor.post(f"/sessions/{sid}/operations", {"operations": [split("1")], "base_revision": 1})
    visitor.post(f"/sessions/{sid}/operations", {"operations": [split("2")], "base_revision": 2})
    told = visitor.post(f"/sessions/{sid}/step", {"turn": "undo", "base_revision": 3})
    assert (len(told["project"]["track"]), told["standing"]["redo"]) == (2, [3])
    told = visitor.post(f"/sessions/{sid}/step", {"turn": "redo", "base_revision": 4})
    assert len(told["project"]["track"]) == 3
    told = visitor.post(f"/sessions/{sid}/step", {"turn": "undo", "number": 2, "base_revision": 5})
    assert len(told["project"]["track"]) == 1, "undo of r2 goes back to before it"
    told = visitor.post(f"/sessions/{sid}/step", {"turn": "restore", "number": 3, "base_revision": 6})
    assert len(told["project"]["track"]) == 3
    assert [card["turn"] for card in visitor.get(f"/sessions/{sid}/changes")["cards"]] == [
        "start", "edit", "edit", "edit", "undo", "redo", "undo", "restore",
    ]  # fmt: skip
    visitor.post(f"/sessions/{sid}/step", {"turn": "undo", "base_revision": 1}, 409)
    visitor.post(f"/sessions/{sid}/step", {"turn": "edit", "base_revision": 7}, 400)


def test_two_revisions_compared(visitor: Visitor, sid: str):
    visitor.post(f"/sessions/{sid}/operations", {"operations": [split("1")], "base_revision": 1})
    told = visitor.get(f"/sessions/{sid}/compare?old=1&new=2")
    assert [row["what"] for row in told["rows"]] == ["split"]
    assert (len(told["old"]["track"]), len(told["new"]["track"])) == (1, 2)
    visitor.get(f"/sessions/{sid}/compare?old=1&new=9", 404)


def test_a_branch_goes_its_own_way(visitor: Visitor, sid: str):
    visitor.post(f"/sessions/{sid}/operations", {"operations": [split("1")], "base_revision": 1})
    fresh = visitor.post(f"/sessions/{sid}/duplicate?revision=1")
    assert fresh["id"] != sid
    assert len(visitor.get(f"/sessions/{fresh['id']}/project")["track"]) == 1
    assert len(visitor.get(f"/sessions/{sid}/project")["track"]) == 2
    assert visitor.get(f"/sessions/{sid}")["branches"] == [{"id": fresh["id"], "name": fresh["name"], "revision": 1}]
    assert visitor.get(f"/sessions/{fresh['id']}")["branches"] == []
    visitor.post(f"/sessions/{sid}/duplicate?revision=9", {}, 404)


def test_names_of_sessions_and_files(visitor: Visitor, sid: str):
    assert visitor.patch(f"/sessions/{sid}", {"name": f"海边 {sid[:6]}"})["name"] == f"海边 {sid[:6]}"
    visitor.patch(f"/sessions/{sid}", {"name": ""}, 400)
    media = visitor.get(f"/sessions/{sid}")["media"][0]["id"]
    told = visitor.patch(f"/sessions/{sid}/media/{media}", {"name": "  the   street "})
    assert told["media"][0]["name"] == "the street"
    assert visitor.get(f"/sessions/{sid}/project")["track"][0]["name"] == "the street"
    visitor.patch(f"/sessions/{sid}/media/{media}", {"name": " "}, 400)
    visitor.patch(f"/sessions/{sid}/media/{'0' * 64}", {"name": "x"}, 400)


def test_thumbnails_and_waveforms_are_pictures_of_the_file(visitor: Visitor, sid: str):
    media = visitor.get(f"/sessions/{sid}")["media"][0]["id"]
    picture = visitor.get(f"/sessions/{sid}/media/{media}/thumbnail?at=1&height=90")
    assert picture.content[:2] == b"\xff\xd8" and "immutable" in picture.headers["cache-control"]
    peaks = visitor.get(f"/sessions/{sid}/media/{media}/waveform").content
    assert 80 <= len(peaks) <= 82 and max(peaks) > 60, "a beep each second, at 20 peaks a second"
    assert min(peaks) < 10, "and silence between"
    for wrong in ("-1", "soon", "1/0", "1e99"):
        visitor.get(f"/sessions/{sid}/media/{media}/thumbnail?at={wrong}", 400)


def test_a_plan_says_what_is_copied(visitor: Visitor, sid: str):
    told = visitor.post(f"/sessions/{sid}/plan", {"format": "mp4"})
    assert told["frames"] == 120 and told["frames_copied"] + told["frames_encoded"] == 120
    assert (told["width"], told["height"], told["rate"]) == (320, 180, "30")
    assert visitor.post(f"/sessions/{sid}/plan", {"size": "720p"})["height"] == 720
    visitor.post(f"/sessions/{sid}/plan", {"format": "vhs"}, 400)


# --- live -----------------------------------------------------------------------------------------------------


def test_who_comes_back_is_told_what_was_missed(visitor: Visitor, service: Service, sid: str):
    watch, user = service.page.watch, visitor.get("/me")["user"]
    mark = visitor.get(f"/sessions/{sid}")["mark"]
    assert not watch.news(user, sid, mark).any
    visitor.post(f"/sessions/{sid}/operations", {"operations": [split("1")], "base_revision": 1})
    visitor.post(f"/sessions/{sid}/operations", {"operations": [split("2")], "base_revision": 2})
    news = watch.news(user, sid, mark)
    assert [head.number for head in news.heads] == [2, 3] and news.messages == () and news.media is None
    assert not watch.news(user, sid, news.mark).any
    session = service.studio.store.find(user, sid)
    assert session is not None
    service.studio.conversation.say(session, "add title 'Hi'", "agent")
    news = watch.news(user, sid, news.mark)
    assert [m.author.value for m in news.messages] == ["user", "rushes"] and [h.by for h in news.heads] == ["agent"]
    for broken in ("", "nonsense", "1.2.3", "x.y.1.2.3.4.5.6"):
        assert len(watch.news(user, sid, broken).heads) == 5
    service.studio.sessions.remove(session)
    assert watch.news(user, sid, mark).gone


def test_a_look_reads_nothing_where_nobody_committed(visitor: Visitor, service: Service, sid: str, monkeypatch: Any):
    watch, user = service.page.watch, visitor.get("/me")["user"]
    clock, looked = [0.0], []
    read = type(watch)._looked
    monkeypatch.setattr(type(watch), "_looked", lambda *asked: looked.append(clock[0]) or read(*asked))
    watch = replace(watch, clock=lambda: clock[0], _rests={})
    mark = watch.news(user, sid, "").mark
    for _ in range(5):
        watch.news(user, sid, mark)
    assert len(looked) == 7 - 5, "the second found nothing new: the others need not look"
    visitor.post(f"/sessions/{sid}/operations", {"operations": [split("1")], "base_revision": 1})
    news = watch.news(user, sid, mark)
    assert [head.number for head in news.heads] == [2]
    clock[0] += 10  # what is not in the database is looked at now and then
    watch.news(user, sid, news.mark)
    clock[0] += 10
    watch.news(user, sid, news.mark)
    assert len(looked) == 5


def test_what_is_still_on_its_way_is_looked_at_each_time(visitor: Visitor, service: Service, sid: str):
    watch, user = service.page.watch, visitor.get("/me")["user"]
    clock, there = [0.0], [Arriving("a1", "big.mp4", 0, 100)]

    class Upload:
        def of_session(self, session: str) -> tuple[Arriving, ...]:
            return tuple(there)

    watch = replace(watch, clock=lambda: clock[0], arrivals=Upload(), _rests={})
    mark = watch.news(user, sid, "").mark
    assert not watch.news(user, sid, mark).any
    there[0] = replace(there[0], received=50)
    assert watch.news(user, sid, mark).arrivals == (there[0],)


# --- the page itself ------------------------------------------------------------------------------------------


def test_the_index_is_fresh_and_the_rest_is_kept(http: TestClient):
    index = http.get("/")
    assert index.headers["cache-control"] == "no-cache"
    names = re.findall(r'"(/web/[0-9a-f]{16}/[^"]+)"', index.text)
    assert len(names) > 10 and http.get("/s/anything").text == index.text
    for name in names:
        answer = http.get(name)
        assert answer.status_code == 200 and "immutable" in answer.headers["cache-control"], name
        kind = (
            "text/javascript"
            if name.endswith(("js", "mjs"))
            else "text/css"
            if name.endswith("css")
            else "image/svg+xml"
        )
        assert answer.headers["content-type"].startswith(kind)
    old = re.sub(r"/web/[0-9a-f]{16}", "/web/0000000000000000", names[0])
    assert http.get(old).headers["cache-control"] == "no-cache"
    assert http.get("/web/x/../../etc/passwd").status_code == 404
    assert http.get("/web/0000000000000000/nothing.js").status_code == 404


def test_the_policy_lets_nothing_else_in(http: TestClient):
    policy = http.get("/").headers["content-security-policy"]
    assert "unsafe" not in policy and "http" not in policy and "*" not in policy
    assert policy.startswith("default-src 'none'") and "frame-ancestors 'none'" in policy
    assert re.search(r"script-src 'self' 'sha256-[\w+/=]+';", policy)


@pytest.mark.parametrize("rate", [Rate(24), Rate(30), Rate(30000, 1001), Rate(24000, 1001)], ids=str)
def test_a_playhead_that_comes_rounded_is_on_its_frame(rate: Rate):
    canvas = replace(Canvas(), rate=rate)
    timeline = Timeline(canvas, (Gap(300 / rate),))
    told = round(float(rate), 6)  # as the page knows the rate
    for number in range(300):
        at = moment_of(Looking(playhead=number / told), Project((), timeline))
        assert int(at * rate) == number


def test_who_plays_is_offered_the_new_picture_from_where_they_are(visitor: Visitor, sid: str):
    brighter = {"operations": [{"kind": "AdjustColour", "value": {"brightness_ev": 0.25}}], "base_revision": 1}
    made = visitor.post(f"/sessions/{sid}/operations", {**brighter, "playhead": 1.5, "playing": True})["preview"]
    (piece,) = [each for each in made["pictures"] if "late" in each]
    late = piece["late"]
    assert (piece["start"], piece["end"], late["start"]) == (1.0, 2.0, 1.5)
    with visitor.http.stream("GET", late["url"], headers={"X-Now": "1"}) as coming:
        assert coming.status_code == 200
        film = visitor.http.get(made["picture_init"]).content + b"".join(coming.iter_bytes())
    with av.open(io.BytesIO(film)) as shown:
        frames = list(shown.decode(video=0))
    assert [frame_number(frame) for frame in frames] == list(range(45, 60))
    assert frames[0].pts * frames[0].time_base == Fraction(3, 2)
    for skipped in (-1, 30, 10**12):
        assert visitor.http.get(f"{piece['url']}&skipped={skipped}").status_code == 404
    whole = visitor.http.get(piece["url"])
    assert whole.status_code == 200
    # once all of it is made, and to who stands, nothing is offered late
    for looking in ({"playing": True}, {"playing": False}):
        last = visitor.get(f"/sessions/{sid}")["session"]["revision"]
        moved = {"operations": [split("3" if looking["playing"] else "7/2")], "base_revision": last}
        told = visitor.post(f"/sessions/{sid}/operations", {**moved, "playhead": 1.5, **looking})["preview"]
        assert not [each for each in told["pictures"] if "late" in each], looking


def test_a_still_of_what_is_being_made_is_waited_for(visitor: Visitor, service: Service, sid: str, monkeypatch: Any):
    asked, made = threading.Event(), service.studio.store.keep
    waiting = type(service.page.page).coming

    def coming(page: Any, session: Any, number: int) -> Any:
        asked.set()
        return waiting(page, session, number)

    def keep(store: Any, *rest: Any, **more: Any) -> None:
        assert asked.wait(30), "the still is asked for before there is what it shows"
        made(*rest, **more)

    monkeypatch.setattr(type(service.page.page), "coming", coming)
    monkeypatch.setattr(type(service.studio.store), "keep", keep)
    monkeypatch.setattr(page_module, "COMING_SECONDS", 30.0)
    with ThreadPoolExecutor() as pool:
        still = pool.submit(visitor.http.get, f"/api/page/sessions/{sid}/still.jpg?revision=2&at=0.5&height=180")
        cut = {"kind": "CutRange", "value": {"span": {"start": "0", "end": "1"}}}
        visitor.post(f"/sessions/{sid}/operations", {"operations": [cut], "base_revision": 1})
        answer = still.result(60)
    assert answer.status_code == 200 and "immutable" in answer.headers["cache-control"]
    later = visitor.http.get(f"/api/page/sessions/{sid}/still.jpg?revision=2&at=0.5&height=180")
    before = visitor.http.get(f"/api/page/sessions/{sid}/still.jpg?revision=1&at=0.5&height=180")
    assert answer.content == later.content != before.content


def test_a_still_of_what_never_comes_is_no_still(visitor: Visitor, sid: str, monkeypatch: Any):
    monkeypatch.setattr(page_module, "COMING_SECONDS", 0.2)
    for number in (2, 3, 1000):
        assert visitor.http.get(f"/api/page/sessions/{sid}/still.jpg?revision={number}&at=0").status_code == 404
