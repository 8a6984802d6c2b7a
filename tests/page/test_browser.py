"""Whole stories in a real browser, over a real server."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import av
import pytest

from tests.conformance.serving import Server
from tests.footage import barcode_clip
from tests.page.browser import PHONE, WINDOW, Look, shut_out

# --- stories --------------------------------------------------------------------------------------------------


def test_a_first_visit_from_footage_to_a_file(window: Callable[..., Look], clips: list[Path], tmp_path: Path):
    look = window(accept_downloads=True).begin(*clips)
    look.shot("first-uploaded")
    look.settled()
    look.say("trim the first 2 seconds of the first clip")
    look.revision(2)
    assert "r2" in look.page.locator(".card").last.inner_text()
    look.seek(0)
    look.settled()
    assert look.frame() == 60, "the preview shows the 61st frame of the street"
    look.say("put all clips together")
    look.revision(3)
    assert {each.split(",")[0] for each in look.clips()} == {"street.mp4", "harbour.mp4"}
    look.page.locator(".item.clip").nth(1).click()
    look.page.keyboard.press("Home")
    look.seek(4)  # 6 s long: 8 s of footage less 2
    look.page.keyboard.press("s")
    look.revision(4)
    assert len(look.clips()) == 3
    look.page.keyboard.press("Control+z")
    look.revision(5)
    assert len(look.clips()) == 2
    look.page.locator("#side-history").click()
    look.page.locator(".history .current .button").first.click()
    look.page.wait_for_selector(".compare img")
    look.shot("first-compare")
    look.page.keyboard.press("Escape")
    look.page.keyboard.press("Control+e")
    look.page.get_by_text("frames copied").wait_for()
    look.page.get_by_role("button", name="Start export").click()
    look.page.locator(".plan.done").wait_for(timeout=120_000)
    look.shot("first-exported")
    with look.page.expect_download() as coming:
        look.page.locator(".plan.done a").first.click()
    coming.value.save_as(tmp_path / "film.mp4")
    with av.open(str(tmp_path / "film.mp4")) as film:
        assert float(film.duration / av.time_base) == pytest.approx(6.0, abs=0.05)
        assert film.streams.video[0].height == 180


def test_a_second_visit_finds_everything_again(window: Callable[..., Look], clips: list[Path]):
    look = window().begin(clips[0])
    look.say("add title 'Harbour' for 2 seconds")
    address = look.page.url
    look.page.reload()
    look.page.wait_for_selector(".clip")
    assert look.page.locator(".said").last.inner_text().endswith("add title 'Harbour' for 2 seconds")
    assert look.page.locator(".lane.title .item").count() == 1
    look.open("/")
    look.page.locator(".session-name").first.click()
    look.page.wait_for_selector(".clip")
    assert look.page.url == address


def test_who_plays_goes_on_at_the_same_moment_when_something_before_it_goes(
    window: Callable[..., Look], clips: list[Path]
):
    look = window().begin(*clips)
    look.say("put all clips together")
    look.settled()
    first = look.page.evaluate("() => store.clips.value[0].length.seconds")
    look.seek(first + 1)
    look.settled()
    moment, seen = look.page.evaluate(
        """async () => {
        const root = document.querySelector('script[src]').src.replace(/app\\.js.*/, '');
        const [actions, edits] = await Promise.all(['actions', 'edits'].map((name) => import(`${root}lib/${name}.js`)));
        const video = document.querySelector('video'), pause = (ms) => new Promise((done) => setTimeout(done, ms));
        store.playing.value = true;
        while (video.currentTime < store.clips.value[0].length.seconds + 1.2) await pause(20);
        const before = store.playhead.value, first = store.clips.value[0];
        await actions.edit((project) => edits.taken(project, new Set([first.id])));
        const least = before - first.length.seconds, seen = [], began = performance.now();
        for (let k = 0; k < 100 && (store.preview.value.revision !== store.session.value.revision || seen.length < 5); k++) {
          seen.push([store.playhead.value, (performance.now() - began) / 1000]);
          await pause(50);
        }
        store.playing.value = false;
        return [least, seen];
        }"""
    )
    assert all(moment - 0.2 <= at <= moment + since + 1 for at, since in seen), (moment, seen)


def test_the_preview_shows_the_right_frame(window: Callable[..., Look], clips: list[Path]):
    """Seeks to frames in an order that keeps coming back, over a cut, after edits."""
    look = window().begin(*clips)
    look.say("put all clips together")
    look.settled()
    wrong, first = [], 150 if "street" in look.clips()[0] else 90  # whichever arrived first
    for step in range(24):
        number = step * 97 % 240
        look.seek(number / 30)
        look.settled()
        got, wanted = look.frame(), number if number < first else number - first
        if got != wanted:
            wrong.append((number, wanted, got))
    assert not wrong


def test_an_edit_while_it_plays_shows_the_right_frames_on_both_sides_of_where_it_came(
    window: Callable[..., Look], clips: list[Path]
):
    look = window().begin(clips[0])
    look.settled()
    asked: list[str] = []
    look.page.on("request", lambda request: asked.append(request.url) if "skipped=" in request.url else None)
    look.known()
    look.page.evaluate("() => { store.playhead.value = 0.6; store.playing.value = true; }")
    look.page.wait_for_function("() => store.playhead.value > 0.75")
    look.edit(("AdjustColour", {"brightness_ev": 0.3}))
    came = look.page.evaluate("() => store.playhead.value")
    look.page.wait_for_function("at => store.playhead.value > at + 0.3", arg=came)
    look.page.evaluate("() => { store.playing.value = false; }")
    assert any("/picture/" in each for each in asked), "the piece came from where it played"
    # what lies before that is fetched once somebody goes back to it
    for frame in (25, 3, 19, 29, 31, 12):
        look.seek(frame / 30)
        look.settled()
        assert look.frame() == frame


def test_playing_goes_over_a_cut_and_stops_at_the_end(window: Callable[..., Look], clips: list[Path]):
    look = window().begin(clips[1])
    look.settled()
    look.page.keyboard.press("Home")
    look.page.keyboard.press(" ")
    look.page.wait_for_selector(".to-play[aria-label^=Play]")
    assert look.page.locator(".times b").inner_text() == "00:00:02:29"
    look.page.keyboard.press("j")
    look.page.wait_for_function("() => document.querySelector('.times b').textContent < '00:00:02:00'")
    look.page.keyboard.press("k")


def test_everything_can_be_done_by_keys(window: Callable[..., Look], clips: list[Path]):
    look = window().begin(clips[0])
    look.page.keyboard.press("/")
    look.page.keyboard.type("add title 'Keys'")
    look.page.keyboard.press("Shift+Enter")
    look.page.keyboard.press("Backspace")
    look.page.keyboard.press("Enter")
    look.revision(2)
    look.page.keyboard.press("Escape")
    look.page.locator(".playhead").focus()
    look.page.keyboard.press("Shift+ArrowRight")
    look.page.keyboard.press("Shift+ArrowRight")
    assert look.page.locator(".playhead").get_attribute("aria-valuetext") == "0:02"
    look.page.keyboard.press("s")
    look.revision(3)
    look.page.locator(".item.clip").first.focus()
    look.page.keyboard.press("ArrowRight")
    look.page.wait_for_function("() => document.activeElement.getAttribute('aria-posinset') === '2'")
    look.page.keyboard.press("Enter")
    look.page.locator(".trim.at-tail").focus()
    look.page.keyboard.press("Shift+ArrowLeft")
    look.revision(4)
    look.page.locator(".item.clip").nth(1).focus()
    look.page.keyboard.press("Alt+ArrowLeft")
    look.revision(5)
    look.page.keyboard.press("Delete")
    look.revision(6)
    assert len(look.clips()) == 1
    for number in (7, 8, 9, 10):
        look.page.keyboard.press("Control+z")
        look.revision(number)
    assert len(look.clips()) == 1 and "0:00 to 0:05" in look.clips()[0]
    look.page.keyboard.press("Control+Shift+z")
    look.revision(11)
    look.page.keyboard.press("?")
    look.page.wait_for_selector("dialog[open] kbd")
    look.page.keyboard.press("Escape")
    look.page.wait_for_selector("dialog[open]", state="detached")


def test_trimming_with_the_pointer_is_one_edit(window: Callable[..., Look], clips: list[Path]):
    look = window().begin(clips[0])
    look.page.locator(".item.clip").first.click()
    box = look.page.locator(".trim.at-tail").bounding_box()
    x, y = box["x"] + 6, box["y"] + 20
    wide = look.page.locator(".item.clip").first.bounding_box()["width"]
    look.page.mouse.move(x, y)
    look.page.mouse.down()
    for step in range(1, 11):
        look.page.mouse.move(x - wide * 0.04 * step, y)
    look.shot("trimming")
    look.page.mouse.up()
    look.revision(2)
    assert "0:00 to 0:03" in look.clips()[0]


def test_a_new_title_is_written_at_once_and_a_look_at_it_shows_it(window: Callable[..., Look], clips: list[Path]):
    look = window().begin(clips[0])
    look.page.get_by_role("button", name="Add a title", exact=True).click()
    look.page.locator(".retitle").wait_for()
    look.page.keyboard.type("Dusk")
    look.page.keyboard.press("Enter")
    look.revision(3)
    assert look.page.locator(".lane.title .item").inner_text() == "Dusk"
    assert look.page.locator(".times b").inner_text() == "00:00:00:00", "an edit leaves the playhead where it is"
    look.settled()
    look.page.locator(".hand-line button").get_by_text("Title", exact=False).first.click()
    assert look.page.locator(".times b").inner_text() == "00:00:00:15", "half a second on, where it has faded in"
    look.settled()
    look.shot("title-shown")


def test_a_head_pulled_out_shows_what_came_before(window: Callable[..., Look], clips: list[Path]):
    look = window().begin(clips[0])
    look.say("trim the first 2 seconds of the first clip")
    look.revision(2)
    look.page.locator(".item.clip").first.click()
    box = look.page.locator(".trim.at-head").bounding_box()
    x, y = box["x"] + 6, box["y"] + 20
    wide = look.page.locator(".item.clip").first.bounding_box()["width"]
    look.page.mouse.move(x, y)
    look.page.mouse.down()
    for step in range(1, 11):
        look.page.mouse.move(x - wide / 30 * step, y)  # a third of 3 s: one more second, of the two there are
    assert look.page.locator(".readout").inner_text().startswith("+1")
    look.page.mouse.up()
    look.revision(3)
    assert "0:00 to 0:04" in look.clips()[0]
    look.page.locator(".trim.at-head").focus()
    look.page.keyboard.press("ArrowRight")
    look.revision(4)
    look.seek(0)
    look.settled()
    assert look.frame() == 31, "2 s less 1 s, and a frame in again"


def test_what_is_looked_at_goes_along_with_the_words(window: Callable[..., Look], clips: list[Path]):
    look = window().begin(*clips)
    look.say("put all clips together")
    look.page.locator(".item.clip").nth(1).click()
    look.seek(1)
    assert " ".join(look.page.locator(".looking").inner_text().split()).endswith("at 0:01 · clip 2")
    look.say("delete this clip")
    look.revision(3)
    assert len(look.clips()) == 1


def test_two_windows_see_each_other(window: Callable[..., Look], clips: list[Path]):
    one = window().begin(clips[0])
    two = window(one.page.context).open(one.page.url.removeprefix(one.base))
    two.page.wait_for_selector(".clip")
    one.say("add title 'Seen'")
    two.revision(2)
    assert two.page.locator(".lane.title .item").count() == 1
    assert two.page.locator(".said").last.inner_text().endswith("add title 'Seen'")
    two.page.locator(".item.clip").first.click()
    two.page.keyboard.press("Delete")
    two.page.wait_for_selector(".toast.bad")  # the last clip can't be deleted; nothing was lost
    assert len(two.clips()) == 1
    two.said.clear()  # the refusal's 400


def test_an_edit_on_an_old_state_is_offered_again(window: Callable[..., Look], clips: list[Path]):
    look = window().begin(clips[0])
    look.page.evaluate("() => { window.EventSource.prototype.addEventListener = () => {}; }")
    look.page.route("**/events?*", lambda route: route.abort())
    other = window(look.page.context).open(look.page.url.removeprefix(look.base))
    other.page.wait_for_selector(".clip")
    look.page.route("**/operations", lambda route: (other.say("add title 'First'"), route.continue_()), times=1)
    look.seek(1)
    look.page.locator("body").click(position={"x": 700, "y": 20})
    look.page.keyboard.press("s")
    look.page.locator(".toast.warn .link").click()
    look.revision(3)
    assert len(look.clips()) == 2 and look.page.locator(".lane.title .item").count() == 1
    look.said.clear()  # the 409 and the line cut on purpose


def test_an_upload_goes_on_after_a_reload(window: Callable[..., Look], clips: list[Path], tmp_path: Path):
    look = window().begin()
    look.page.route("**/files/*", lambda route: route.abort() if route.request.method == "PATCH" else route.continue_())
    look.page.locator("input[type=file]").first.set_input_files(str(clips[0]))
    look.page.wait_for_selector(".tile.arriving")
    look.page.wait_for_function("() => (localStorage.getItem('rushes.uploads') || '[]') !== '[]'")
    look.page.reload()
    look.page.locator(".tile.arriving.lost").get_by_text("Choose street.mp4 again").wait_for()
    look.page.unroute("**/files/*")  # not before: a try in between would bring it over
    look.page.locator(".side input[type=file]").set_input_files(str(clips[0]))
    look.page.wait_for_selector(".tile:not(.arriving)")
    look.page.wait_for_selector(".clip")
    assert look.page.evaluate("() => localStorage.getItem('rushes.uploads')") == "[]"
    look.said.clear()  # the pieces that were cut off on purpose


def test_a_broken_line_is_told_and_nothing_typed_is_lost(window: Callable[..., Look], clips: list[Path]):
    look = window().begin(clips[0])
    look.page.locator("#composer").fill("add title 'Later'")
    look.page.context.set_offline(True)
    look.page.evaluate("() => fetch('/healthz').catch(() => {})")
    look.page.keyboard.press("Enter")
    look.page.locator(".answer.failed").get_by_text("Try again").wait_for()
    look.page.context.set_offline(False)
    look.page.locator(".answer.failed").get_by_text("Try again").click()
    look.revision(2)
    assert look.page.locator(".lane.title .item").count() == 1, "the same key never edits twice"
    look.said.clear()


def test_stop_asks_the_server_and_gives_the_words_back(window: Callable[..., Look], clips: list[Path]):
    look = window().begin(clips[0])
    held: list[Any] = []
    look.page.route("**/run_sse", lambda route: held.append(route))
    look.page.locator("#composer").fill("add title 'Never'")
    look.page.keyboard.press("Enter")
    with look.page.expect_response("**/stop") as answer:
        look.page.locator(".send[aria-label=Stop]").click()
    assert answer.value.json()["data"] == {"stopped": 0, "too_late": 0}, "it never came to the server"
    assert answer.value.request.post_data_json["key"] == held[0].request.headers["idempotency-key"]
    look.page.wait_for_function("() => document.querySelector('#composer').value.includes('Never')")
    held[0].abort()
    look.said.clear()


def original_of(server: Server, clip: Path) -> Path:
    """Where the server keeps what was uploaded."""
    content = hashlib.sha256(clip.read_bytes()).hexdigest()
    (found,) = (path for path in server.data.rglob(content) if path.parent.parent.parent.name == "originals")
    return found


def test_a_file_that_is_gone_is_found_again(window: Callable[..., Look], server: Server, clips: list[Path]):
    look = window().begin(clips[1])
    look.settled()
    # all of its preview is made: what is asked for from now on can't be had
    look.page.wait_for_function(
        "() => { const v = document.querySelector('video'); return v.buffered.length && v.buffered.end(v.buffered.length - 1) > v.duration - 0.1; }"
    )
    original = original_of(server, clips[1])
    original.unlink()
    look.page.reload()
    look.page.wait_for_selector(".item.clip.missing")
    assert "File is gone" in look.clips()[0]
    look.shot("file-gone")
    with look.page.expect_file_chooser() as picker:
        look.page.locator(".find-file").click()
    picker.value.set_files(str(clips[1]))
    look.page.wait_for_selector(".item.clip:not(.missing)")
    look.page.wait_for_function("() => !document.querySelector('.arriving')")
    assert look.page.locator(".tile").count() == 1, "it is the file that was there, not one more"
    assert original.exists()
    look.say("make it warmer")
    look.revision(2)
    look.settled()
    look.said.clear()  # what could not be had while the file was gone


def test_a_failed_export_says_why_and_is_tried_again(window: Callable[..., Look], server: Server, clips: list[Path]):
    """Its footage is out of reach, then back: by keys, from what went wrong to the file."""
    look = window(locale="zh-CN").begin(clips[1])
    look.page.locator("#composer").fill("剪掉前1秒")
    look.page.keyboard.press("Enter")
    look.revision(2)
    original = original_of(server, clips[1])
    away = original.rename(original.with_suffix(".away"))
    look.page.keyboard.press("Escape")
    look.page.keyboard.press("Control+e")
    look.page.get_by_role("button", name="开始导出").click()
    failed = look.page.locator(".renders .failed")
    failed.wait_for(timeout=120_000)
    assert failed.locator(".muted").inner_text().startswith("失败：") and "harbour.mp4" in failed.inner_text()
    look.shot("export-failed")
    away.rename(original)
    again = failed.get_by_role("button", name="重试")
    for _ in range(40):
        look.page.keyboard.press("Tab")
        if again.evaluate("(node) => node === document.activeElement"):
            break
    look.page.keyboard.press("Enter")
    look.page.locator(".renders .done:not(.failed)").wait_for(timeout=120_000)
    assert look.page.locator(".renders .plan").count() == 2, "one new export, and the one that failed"
    with look.page.expect_download() as coming:
        look.page.locator(".plan.done a").first.click()
    with av.open(str(coming.value.path())) as film:
        assert sum(1 for _ in film.decode(video=0)) == 60
    look.said.clear()  # what could not be had meanwhile


def test_a_file_that_is_none_is_refused_in_words(window: Callable[..., Look], clips: list[Path], tmp_path: Path):
    (tmp_path / "notes.mp4").write_text("this is no film at all, however it is called\n" * 50)
    look = window().begin(clips[0])
    look.page.locator(".side input[type=file]").set_input_files(str(tmp_path / "notes.mp4"))
    look.page.locator(".tile.arriving.refused p").wait_for()
    assert len(look.page.locator(".tile.arriving.refused p").inner_text()) > 15
    look.shot("refused")
    look.said.clear()


# --- how it looks and for whom --------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [WINDOW, PHONE], ids=["desktop", "phone"])
def test_no_state_shuts_anybody_out(window: Callable[..., Look], clips: list[Path], axe: str, size: dict[str, int]):
    how: dict[str, Any] = {"viewport": size, "reduced_motion": "reduce", "bypass_csp": True}
    if size is PHONE:
        how |= {"has_touch": True, "is_mobile": True}
    look = window(**how).open()
    wrong: list[str] = []

    def checked(state: str) -> None:
        wrong.extend(shut_out(look, axe, f"{size['width']}-{state}"))

    checked("sessions-empty")
    look.page.locator(".to-export").click()
    look.page.wait_for_selector(".empty")
    checked("empty")
    if size is PHONE:
        look.page.locator("input[type=file]").first.set_input_files(str(clips[0]))
    else:
        look.upload(*clips)
    look.page.wait_for_selector(".clip")
    look.page.locator("#composer").fill("add title 'Urban Dreams'")
    look.page.locator(".send").click()
    look.page.wait_for_selector(".card")
    checked("talk")
    if size is PHONE:
        for tab in ("timeline", "media", "history"):
            look.page.locator(f"#tab-{tab}").click()
            checked(tab)
    else:
        look.page.locator(".item.clip").first.click()
        checked("selected")
        look.page.locator("#side-history").click()
        look.page.wait_for_selector(".history li")
        checked("history")
        look.page.locator(".history .current .button").first.click()
        look.page.wait_for_selector(".compare img")
        checked("compare")
        look.page.keyboard.press("Escape")
        look.page.keyboard.press("?")
        look.page.wait_for_selector("dialog[open] kbd")
        checked("keys")
        look.page.keyboard.press("Escape")
    look.page.locator(".to-export").click()
    look.page.wait_for_selector(".split-bar")
    checked("export")
    look.page.keyboard.press("Escape")
    look.open("/")
    look.page.wait_for_selector(".session")
    checked("sessions")
    assert not wrong, json.dumps(wrong, indent=1, ensure_ascii=False)


def test_hours_of_clips_stay_smooth(window: Callable[..., Look], tmp_path: Path):
    """3 hours in 500 clips: a step of scrolling (40 pixels) or of zooming is drawn within a 60th of a second, wherever one
    looks, and only what is in view is drawn."""
    look = window().begin(barcode_clip(tmp_path / "long.mp4", frames=648, rate=30, size=(320, 180)))
    look.edit(("RepeatClip", {"times": 99}))
    look.edit(("RepeatClip", {"times": 4}))
    assert look.page.locator(".times").inner_text().endswith("/ 03:00:00:00")
    look.settled()
    look.page.wait_for_function("() => !store.glow.value.size")
    devtools = look.page.context.new_cdp_session(look.page)
    devtools.send("Performance.enable", {"timeDomain": "threadTicks"})

    def worked() -> float:
        """Seconds of scripts, styles, layout and painting so far, in processor time: all that the page's thread did."""
        found = {each["name"]: each["value"] for each in devtools.send("Performance.getMetrics")["metrics"]}
        return found["TaskDuration"]

    def drawing(step: str, times: int) -> float:
        """Milliseconds of work for each `step`, in JavaScript, with what is drawn anew after the last one: `box` is what
        scrolls, `n` counts."""
        before = worked()
        look.page.evaluate(
            f"""async () => {{ const box = document.querySelector('.tl-scroll'), frame = () => new Promise(requestAnimationFrame);
            const zoom = (by) => box.dispatchEvent(new WheelEvent('wheel', {{ deltaY: -by, ctrlKey: true, cancelable: true, clientX: box.getBoundingClientRect().left + 400 }}));
            for (let n = 0; n < {times}; n++) {{ {step}; await frame(); await frame(); }}
            await new Promise((done) => setTimeout(done, 400)); }}"""
        )
        return (worked() - before) / times * 1000

    found = {
        "nothing": drawing("", 20),
        "zooming in from all 3 hours": drawing("zoom(60)", 20),
        "scrolling, far out": drawing("box.scrollLeft += 40", 30),
        "zooming in further": drawing("zoom(60)", 20),
        "scrolling, close by": drawing("box.scrollLeft += 40", 60),
    }
    nodes = look.page.evaluate("() => document.querySelectorAll('.tl-inner *').length")
    found["zooming out again"] = drawing("zoom(-60)", 40)
    look.shot("hours-far-out")
    print("ms a step:", {name: round(each, 1) for name, each in found.items()}, nodes, "nodes close by")
    assert nodes < 900, "only what is in view is drawn"
    if os.environ.get("RUSHES_STORIES"):  # figures of a machine with nothing else to do: not beside other tests
        assert max(found.values()) < 16, f"each step is drawn within a 60th of a second: {found}"
