"""Long stories with real UHD footage, as a person would go through them; a screenshot at each step."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import av
import httpx
import pytest

from tests.conformance.serving import Server
from tests.footage import real
from tests.page.browser import PHONE, Look

pytestmark = pytest.mark.story

UHD = "video/uhd30_standin_4s.mp4"
SLOW_MS = 300_000
"""Making stand-ins of UHD, and exporting it, on a machine that is busy with other tests."""


def uploaded(look: Look, *names: str) -> None:
    look.begin()
    look.page.set_default_timeout(SLOW_MS)
    for name in names:
        look.upload(real(name))
    look.page.wait_for_selector(".clip")


def cover_gone(look: Look) -> None:
    look.page.wait_for_function("() => !document.querySelector('.stage-badge.low')", timeout=SLOW_MS)
    look.settled()


def test_uhd_footage_from_a_first_visit_to_a_4k_file_and_back_again(window: Callable[..., Look], tmp_path: Path):
    look = window(accept_downloads=True).open()
    look.shot("uhd-1-welcome")
    look.page.locator(".to-export").click()
    look.page.wait_for_selector(".empty")
    look.page.set_default_timeout(SLOW_MS)
    look.page.locator("input[type=file]").first.set_input_files(
        [str(real(UHD)), str(real("video/talking_head_1080p30.mp4"))]
    )
    look.page.wait_for_selector(".tile.arriving")
    look.shot("uhd-2-uploading")
    look.page.wait_for_selector(".clip")
    look.shot("uhd-3-first-clip")
    look.page.wait_for_function("() => document.querySelectorAll('.tile:not(.arriving)').length === 2")
    cover_gone(look)
    look.shot("uhd-4-ready")

    assert [each.split(",")[0] for each in look.clips()] == ["uhd30_standin_4s.mp4"], "the first one chosen comes first"
    look.say("put all clips together")
    look.say("add the title 'Over the hills' for 3 seconds and make it warmer")
    look.settled()
    look.seek(1)
    look.settled()
    look.shot("uhd-5-talked")
    assert look.page.locator(".lane.title .item").count() == 1

    # by hand: the tail of the last clip, with the pointer
    before = look.clips()
    look.page.locator(".item.clip").last.click()
    box = look.page.locator(".trim.at-tail").bounding_box()
    look.page.mouse.move(box["x"] + 6, box["y"] + 20)
    look.page.mouse.down()
    for step in range(1, 9):
        look.page.mouse.move(box["x"] + 6 - 12 * step, box["y"] + 20)
    look.shot("uhd-6-trimming")
    number = int(look.page.locator(".saved").inner_text().split()[-1])
    look.page.mouse.up()
    look.revision(number + 1)
    assert look.clips() != before
    look.page.keyboard.press("Control+z")
    look.revision(number + 2)
    assert look.clips() == before
    look.page.locator("#side-history").click()
    look.page.locator(".history .current .button").first.click()
    look.page.wait_for_function("() => document.querySelectorAll('.compare img.in').length === 2")
    look.shot("uhd-7-compare")
    look.page.keyboard.press("Escape")

    look.page.keyboard.press("Control+e")
    look.page.wait_for_selector(".split-bar")
    look.shot("uhd-8-export")
    look.page.get_by_role("button", name="Start export").click()
    look.page.locator(".renders .plan").first.wait_for()
    look.page.wait_for_timeout(2500)
    look.shot("uhd-9-exporting")
    look.page.locator(".plan.done").wait_for(timeout=600_000)
    look.shot("uhd-10-exported")
    with look.page.expect_download() as coming:
        look.page.locator(".plan.done a").first.click()
    coming.value.save_as(tmp_path / "film.mp4")
    with av.open(str(tmp_path / "film.mp4")) as film:
        (picture,) = film.streams.video
        assert (picture.width, picture.height) == (3840, 2160)
        assert film.streams.audio
        shown = sum(1 for _ in film.decode(video=0))
    look.page.keyboard.press("Escape")
    text = look.page.locator(".times").inner_text().split("/")[1].strip()
    hours, minutes, seconds, frames = map(int, text.split(":"))
    assert shown == ((hours * 60 + minutes) * 60 + seconds) * 30 + frames, "as long as the player says"

    # a second visit: the list, the session as it was, one more thing
    context, address = look.page.context, look.page.url
    look.page.close()
    again = window(context).open("/")
    again.page.wait_for_selector(".session")
    again.page.wait_for_timeout(800)
    again.shot("uhd-11-second-visit")
    again.page.locator(".session-name").first.click()
    again.page.wait_for_selector(".clip")
    assert again.page.url == address
    again.settled()
    assert again.page.locator(".said").count() >= 2
    again.say("make the title bigger")
    again.revision(number + 3)
    again.settled()
    again.shot("uhd-12-went-on")


@pytest.mark.parametrize("wide", [768, 1024, 1440, 1920])
def test_every_width_has_room_for_everything(window: Callable[..., Look], wide: int):
    """Nothing sticks out, nothing is cut off that has no other way to be read."""
    look = window(
        viewport={"width": wide, "height": round(wide * 0.6)}, color_scheme="light" if wide in (768, 1440) else "dark"
    )
    uploaded(look, "video/camera_720p2997_cups.mp4", "audio/music_vibe_ace_61s.ogg")
    look.say("add title 'A rather long title that still has to fit' and background music")
    look.page.locator(".item.clip").first.click()
    cover_gone(look)
    look.shot(f"wide-{wide}")
    stuck_out = look.page.evaluate(
        """() => [...document.querySelectorAll('header *, .transport *, .composer *, .tools *, .card *')].filter((node) => {
          const box = node.getBoundingClientRect();
          return box.width && (box.right > innerWidth + 1 || box.left < -1) && !node.closest('.suggestions, .tl-scroll');
        }).map((node) => node.outerHTML.slice(0, 120))"""
    )
    assert not stuck_out, stuck_out
    assert look.page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    if wide < 1200:
        look.page.locator("header [aria-pressed]").last.click()
        look.page.wait_for_timeout(400)
        look.shot(f"wide-{wide}-drawer")
        look.page.keyboard.press("Escape")


def test_a_phone_in_chinese(window: Callable[..., Look]):
    look = window(
        viewport=PHONE, locale="zh-CN", color_scheme="light", has_touch=True, is_mobile=True, device_scale_factor=2
    )
    uploaded(look, "video/iphone_hlg_dv84_rot90_editlist.mp4")
    look.page.locator("#composer").fill("剪掉前1秒，加标题“海边”，3秒")
    look.page.locator(".send").tap()
    look.page.wait_for_selector(".card")
    look.page.wait_for_timeout(1200)
    look.shot("phone-1-talk")
    bottom = look.page.locator(".card").last.bounding_box()
    above = look.page.locator(".suggestions").bounding_box()
    assert bottom["y"] + bottom["height"] <= above["y"] + 1, "the newest card is in view"
    for tab in ("timeline", "media", "history", "chat"):
        look.page.locator(f"#tab-{tab}").tap()
        look.page.wait_for_timeout(500)
        look.shot(f"phone-2-{tab}")
    look.settled()
    look.page.locator(".to-play").tap()
    look.page.wait_for_timeout(1200)
    look.shot("phone-3-playing")
    assert look.page.evaluate("() => document.querySelector('video').currentTime") > 0


def test_an_agent_s_session_is_watched_live_through_its_claim_link(
    window: Callable[..., Look], server: Server, clips: list[Path]
):
    agent = httpx.Client(base_url=server.base, timeout=60)
    answer = agent.post("/api/auth/anonymous-token", headers={"X-Client-Id": "7d0f0f2e-9f4c-4a39-8a54-0f2d0c8f8a11"})
    token = answer.json()["data"]["token"]
    agent.headers.update({
        "Authorization": f"Bearer {token}", "X-Skill-Source": "rushes", "X-Skill-Version": "1", "X-Skill-Platform": "unknown",
    })  # fmt: skip
    sid = agent.post("/api/tasks/me/with-session/nemo_agent", json={"task_name": "project"}).json()["data"][
        "session_id"
    ]
    with clips[0].open("rb") as film:
        agent.post(f"/api/upload-video/nemo_agent/me/{sid}", files={"files": ("street.mp4", film)}).raise_for_status()
    told = agent.post("/api/auth/claim-token", json={"session_id": sid}).json()
    link = told["data"]["url"].replace(told["data"]["url"].split("/workspace")[0], server.base)

    look = window()
    look.page.goto(link)
    look.page.wait_for_selector(".clip")
    look.settled()
    look.seek(2)
    look.settled()
    said(agent, sid, "add title 'From afar'")
    look.revision(2)
    look.page.locator(".lane.title .item").wait_for()
    said(agent, sid, "trim the first 1 second")
    look.revision(3)
    look.settled()
    assert look.page.locator(".times b").inner_text() == "00:00:01:00", "the playhead stays on its source moment"
    assert look.frame() == 60
    look.shot("agent-watched")
    # the link opens this one session and no list
    look.page.goto(server.base + "/")
    look.page.wait_for_selector(".clip")
    assert look.page.url.endswith(sid)
    # and whoever has no link sees nothing of it
    stranger = window().open(f"/s/{sid}")
    stranger.page.wait_for_selector(".trouble")
    stranger.shot("session-missing")
    stranger.said.clear()  # the 404


def test_a_film_from_nothing_to_a_downloaded_file_by_keys_alone(
    window: Callable[..., Look], clips: list[Path], tmp_path: Path
):
    """First visit, footage, words, cutting, trimming, undo, export, download: the pointer never moves."""
    look = window(accept_downloads=True).open()
    page, keys = look.page, look.page.keyboard

    def to(name: str) -> None:
        """Tabs on until what has the focus is called `name`; where the focus is can be seen."""
        for _ in range(90):
            keys.press("Tab")
            here = page.evaluate(
                """() => { const now = document.activeElement, look = getComputedStyle(now);
                return [now.getAttribute('aria-label') || now.title || now.textContent.trim(), parseFloat(look.outlineWidth) || look.boxShadow !== 'none']; }"""
            )
            if here[0].startswith(name):
                assert here[1], f"nothing shows that {name} has the focus"
                return
        raise AssertionError(f"no Tab leads to {name}")

    def head() -> str:
        return page.locator(".playhead").get_attribute("aria-valuetext")

    to("New session")
    keys.press("Enter")
    page.wait_for_selector(".empty")
    to("Choose files")
    with page.expect_file_chooser() as picker:
        keys.press("Enter")
    picker.value.set_files([str(each) for each in clips])
    page.wait_for_selector(".clip")
    page.wait_for_function("() => document.querySelectorAll('.tile:not(.arriving)').length === 2")
    keys.press("/")
    for number, words in enumerate(("put all clips together", "add the title 'By hand' for 2 seconds"), 2):
        keys.type(words)
        keys.press("Enter")
        look.revision(number)
    keys.press("Escape")

    # a cut at 2 s; the second part, its tail 10 frames shorter
    to("Playhead")
    keys.press("Home")
    keys.press("Shift+ArrowRight")
    keys.press("Shift+ArrowRight")
    assert head() == "0:02"
    keys.press("s")
    look.revision(4)
    assert len(look.clips()) == 3
    to("street.mp4, 0:00 to 0:02")
    keys.press("ArrowRight")
    page.wait_for_function("() => document.activeElement.getAttribute('aria-posinset') === '2'")
    look.shot("keys-1-selected")
    to("Trim the tail")
    keys.press("Shift+ArrowLeft")
    look.revision(5)
    assert page.evaluate("() => document.activeElement.getAttribute('aria-label')") == "Trim the tail"
    keys.press("Home")
    assert head() == "0:00" and "picked" in page.locator(".item.clip").nth(1).get_attribute("class")
    keys.press("End")
    assert head() != "0:00" and "picked" in page.locator(".item.clip").nth(1).get_attribute("class")

    # the words of the title, in place; one thing undone; what changed
    to("By hand")
    keys.press("Enter")
    keys.press("Enter")
    keys.press("Control+a")
    keys.type("By keys")
    keys.press("Enter")
    look.revision(6)
    keys.press("Control+z")
    look.revision(7)
    to("Media")
    keys.press("ArrowRight")
    to("Compare with r6")
    keys.press("Enter")
    page.wait_for_function("() => document.querySelectorAll('.compare img.in').length === 2")
    to("Wipe")
    keys.press("ArrowRight")
    look.shot("keys-2-compare")
    keys.press("Escape")
    page.wait_for_selector(".compare", state="detached")

    keys.press("Control+e")
    page.get_by_text("frames copied").wait_for()
    to("Start export")
    keys.press("Enter")
    page.locator(".plan.done").wait_for(timeout=SLOW_MS)
    with page.expect_download() as coming:
        to("Download")
        look.shot("keys-3-exported")
        keys.press("Enter")
    coming.value.save_as(tmp_path / "film.mp4")
    with av.open(str(tmp_path / "film.mp4")) as film:
        assert sum(1 for _ in film.decode(video=0)) == 240 - 10, "8 s of footage at 30, less 10 frames"
    keys.press("Escape")
    page.wait_for_selector("dialog[open]", state="detached")


def said(agent: httpx.Client, sid: str, words: str) -> None:
    body = {"app_name": "nemo_agent", "user_id": "me", "session_id": sid, "new_message": {"parts": [{"text": words}]}}
    assert '"type":"text"' in agent.post("/run_sse", json=body).text.replace('": "', '":"')


def test_who_says_more_before_the_answer_is_there_has_it_sent_after(window: Callable[..., Look], clips: list[Path]):
    look = window().begin(clips[0])
    field = look.page.locator("#composer")
    look.page.evaluate(
        """() => { const fetched = window.fetch; window.fetch = async (address, ...rest) => {
        if (String(address).includes("run_sse")) await new Promise((done) => setTimeout(done, 1500));
        return fetched(address, ...rest); }; }"""
    )
    field.fill("add the title 'One' for 1 second")
    field.press("Enter")
    look.page.wait_for_selector(".send[aria-label=Stop]")
    field.fill("make it bigger")
    field.press("Enter")
    look.page.wait_for_function("() => document.querySelector('.enter').textContent === 'Sent after this turn'")
    look.revision(3)
    assert field.input_value() == "" and look.page.locator(".enter").inner_text() == "Enter to send"
    # Escape takes it back: the words stay
    field.fill("make it red")
    field.press("Enter")
    look.page.wait_for_selector(".send[aria-label=Stop]")
    field.fill("and put it at the top")
    field.press("Enter")
    field.press("Escape")
    look.revision(4)
    look.page.wait_for_selector(".send[aria-label=Send]")
    assert field.input_value() == "and put it at the top"


def test_what_waits_for_a_turn_that_fails_is_not_sent_and_both_are_kept(window: Callable[..., Look], clips: list[Path]):
    look = window().begin(clips[0])
    field = look.page.locator("#composer")
    look.page.evaluate(
        """() => { const fetched = window.fetch; window.asked = 0; window.fetch = async (address, ...rest) => {
        if (!String(address).includes("run_sse")) return fetched(address, ...rest);
        window.asked += 1;
        await new Promise((done) => setTimeout(done, 1000));
        if (window.asked === 1) throw new TypeError("the line is down");
        return fetched(address, ...rest); }; }"""
    )
    field.fill("add the title 'One' for 1 second")
    field.press("Enter")
    look.page.wait_for_selector(".send[aria-label=Stop]")
    field.fill("make it bigger")
    field.press("Enter")
    look.page.wait_for_selector(".send[aria-label=Send]")
    look.page.get_by_role("button", name="Try again").wait_for()
    assert field.input_value() == "make it bigger" and look.page.evaluate("window.asked") == 1
    look.page.get_by_role("button", name="Change the message").click()
    assert field.input_value() == "add the title 'One' for 1 second\nmake it bigger"


def test_a_broken_upload_goes_on_from_where_it_was(window: Callable[..., Look]):
    """25 MB over a slow line, the page closed half way: the second page sends only what is missing."""
    look = window().begin()
    line = look.page.context.new_cdp_session(look.page)
    line.send("Network.enable")
    slow: dict[str, Any] = {"offline": False, "latency": 20, "downloadThroughput": -1}
    line.send("Network.emulateNetworkConditions", {**slow, "uploadThroughput": 5_000_000})
    look.page.locator("input[type=file]").first.set_input_files(str(real(UHD)))
    look.page.wait_for_function(
        "() => Number(document.querySelector('.arriving [role=progressbar]')?.getAttribute('aria-valuenow')) > 75"
    )
    look.shot("upload-under-way")
    look.page.reload()
    lost = look.page.locator(".tile.arriving.lost")
    lost.wait_for()
    look.shot("upload-lost")
    assert "uhd30_standin_4s.mp4" in lost.inner_text()
    line.send("Network.emulateNetworkConditions", {**slow, "uploadThroughput": -1})
    sent: list[int] = []

    def noted(request: Any) -> None:
        if request.method == "PATCH":
            sent.append(int(request.headers["upload-offset"]))

    look.page.on("request", noted)
    look.page.locator(".side input[type=file]").set_input_files(str(real(UHD)))
    look.page.wait_for_selector(".clip", timeout=SLOW_MS)
    assert sent and sent[0] > 10_000_000, f"went on from {sent}"
    assert json.loads(look.page.evaluate("() => localStorage.getItem('rushes.uploads')")) == []
    look.said.clear()  # the request that the reload cut off
