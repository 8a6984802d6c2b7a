"""The states that a first visit rarely meets: asked back, half uploaded, rendering, failed, offline, gone."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.page.browser import PHONE, WINDOW, Look, shut_out

pytestmark = pytest.mark.story

DRAWER = {"width": 1024, "height": 700}
SIZES = [WINDOW, DRAWER, PHONE]

PUT = """async (values) => { const root = document.querySelector('script[src]').src.replace(/app\\.js.*/, '');
const store = await import(`${root}lib/store.js`); for (const [name, value] of Object.entries(values)) store[name].value = value; }"""


def job(state: str, **more: Any) -> dict[str, Any]:
    request = {"file": "film.mp4", "revision": 2}
    return {"id": f"job_{state}", "state": state, "kind": "render", "percent": 0, "done": 0, "total": 0, "stage": "",
            "request": request, "result": None, "error": "", "created": "2026-11-28T02:00:00", "ended": None,
            "cancelling": False, "seconds_left": None, **more}  # fmt: skip


@pytest.mark.parametrize("size", SIZES, ids=lambda size: str(size["width"]))
def test_no_rare_state_shuts_anybody_out(
    window: Callable[..., Look],
    clips: list[Path],
    axe: str,
    tmp_path: Path,
    size: dict[str, int],
):
    how: dict[str, Any] = {"viewport": size, "reduced_motion": "reduce", "bypass_csp": True}
    if size is PHONE:
        how |= {"has_touch": True, "is_mobile": True}
    look = window(**how).begin()
    page, wrong = look.page, []

    def checked(state: str) -> None:
        wrong.extend(shut_out(look, axe, f"rare-{size['width']}-{state}"))

    def put(**values: Any) -> None:
        page.evaluate(PUT, values)

    def media() -> None:
        if size is PHONE:
            page.locator("#tab-media").click()
        elif size is DRAWER:
            put(sideOpen=True)

    # a link asked for; a file half way; one that is refused
    page.locator(".empty .button, .small-empty .button").last.click()
    checked("link")
    page.reload()
    page.wait_for_selector("html[data-ready]")
    page.route("**/files/*", lambda route: None if route.request.method == "PATCH" else route.continue_())
    page.locator("input[type=file]").first.set_input_files(str(clips[0]))
    media()
    page.wait_for_selector(".tile.arriving")
    checked("uploading")
    page.unroute("**/files/*")
    page.reload()
    page.wait_for_selector("html[data-ready]")
    media()
    page.locator(".tile.arriving.lost").wait_for()
    checked("upload-lost")
    (tmp_path / "notes.mp4").write_text("this is no film at all\n" * 50)
    picker = page.locator(".side input[type=file]")
    picker.set_input_files(str(tmp_path / "notes.mp4"))
    page.locator(".tile.arriving.refused").wait_for()
    picker.set_input_files(str(clips[0]))
    page.wait_for_selector(".tile:not(.arriving)")
    checked("upload-refused")
    page.locator(".tile:not(.arriving) [aria-haspopup]").first.click()
    checked("media-menu")
    page.keyboard.press("Escape")
    put(sideOpen=False, tab="chat")
    page.wait_for_selector(".clip")

    # asked back; failed and offered again; offline
    page.locator("#composer").fill("crop")
    page.keyboard.press("Enter")
    page.wait_for_function(
        "() => document.querySelectorAll('.log .answer').length > 1 && !document.querySelector('.doing')"
    )
    checked("asked-back")
    page.context.set_offline(True)
    page.locator("#composer").fill("add title 'Later'")
    page.keyboard.press("Enter")
    page.locator(".answer.failed").wait_for()
    put(online=False)
    checked("offline")
    page.context.set_offline(False)
    page.locator(".answer.failed button").first.click()
    page.wait_for_selector(".card")
    put(online=True, toasts=[{"number": 1, "kind": "warn", "text": "Changed elsewhere", "action": {"label": "Again"}}])
    checked("toast")
    put(toasts=[])

    # words in place; playing with safe areas
    if size is PHONE:
        page.locator("#tab-timeline").click()
    page.locator(".lane.title .item").first.dblclick()
    checked("title-in-place")
    page.keyboard.press("Escape")
    put(safeAreas=True, range={"in": 1, "out": 3}, playing=True)
    checked("playing")
    put(safeAreas=False, range={"in": None, "out": None}, playing=False)

    # exports: waiting, rendering, failed
    put(jobs=[job("running", percent=42, done=420, total=1000, stage="rendering", seconds_left=75), job("waiting"),
              job("failed", error="Conversion failed\nav_interleaved_write_frame(): No space left on device")])  # fmt: skip
    page.locator(".to-export").click()
    page.wait_for_selector(".split-bar")
    page.locator(".renders").scroll_into_view_if_needed()
    checked("exporting")
    page.evaluate("() => document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    checked("export-failed")
    page.keyboard.press("Escape")

    # no such session; nothing found
    look.page.goto(look.base + "/s/nobody-knows-it")
    page.wait_for_selector(".trouble")
    checked("session-missing")
    look.said.clear()  # what was cut, refused and missing on purpose
    assert not wrong, json.dumps(wrong, indent=1, ensure_ascii=False)
