"""`rushes jobs` and `rushes preview` on this machine: what runs is seen and ended from another terminal."""

from __future__ import annotations

import threading

import pytest
from PIL import Image

from rushes.cli.pictures import drawn, way_of
from rushes.studio.exports import Exports


def begun(run):
    run.files("a.mp4")
    run("edit", "a.mp4", "trim the first 2 seconds")


def test_an_export_is_listed_with_what_became_of_it(run):
    begun(run)
    assert run("jobs").code == 0
    run("export", "-o", "out.mp4")
    said = run("jobs")
    assert "done" in said.out and "out.mp4" in said.out
    (job,) = run("jobs", "list", "--json").json["jobs"]
    assert (job["state"], job["file"]) == ("done", "out.mp4")


def test_one_that_runs_is_cancelled_from_another_terminal(run):
    begun(run)
    seen, told = threading.Event(), {}

    def slow(step):
        if step == 2:
            told["said"] = run("jobs", "cancel", run("jobs", "list", "--json").json["jobs"][0]["id"][:6])
            seen.set()

    run.desk.scribe.does = slow
    said = run("export", "-o", "out.mp4")
    assert seen.is_set() and "cancelled" in told["said"].out and told["said"].code == 0
    assert said.code == 130 and not (run.folder / "out.mp4").exists()
    assert run("jobs", "list", "--json").json["jobs"][0]["state"] == "cancelled"


def test_what_is_over_is_not_cancelled(run):
    begun(run)
    run("export", "-o", "out.mp4")
    job = run("jobs", "list", "--json").json["jobs"][0]["id"]
    assert "done" in run("jobs", "cancel", job).out
    assert run("jobs", "cancel", "zzz").code == 2
    assert isinstance(run.desk.exports, Exports)


def test_watching_ends_with_what_is_watched(run):
    begun(run)
    assert "Nothing is being exported" in run("jobs", "watch").talk
    run("export", "-o", "out.mp4")
    said = run("jobs", "watch", run("jobs", "list", "--json").json["jobs"][0]["id"])
    assert "done" in said.out and said.code == 0


def test_without_a_server_an_export_is_waited_for(run):
    begun(run)
    assert run("export", "--no-wait").code == 2


@pytest.fixture
def picture(tmp_path):
    path = tmp_path / "p.jpg"
    image = Image.new("RGB", (64, 36), (200, 10, 10))
    image.paste((10, 10, 200), (32, 0, 64, 36))
    image.save(path, quality=95)
    return path.read_bytes()


@pytest.mark.parametrize(
    ("environment", "way"),
    [
        ({"TERM": "xterm-kitty"}, "kitty"),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "iTerm.app"}, "iterm"),
        ({"TERM": "xterm-256color", "COLORTERM": "truecolor"}, "blocks"),
        ({"TERM": "xterm-256color"}, ""),
        ({"TERM": "dumb", "COLORTERM": "truecolor"}, ""),
        ({"TERM": "xterm-kitty", "NO_COLOR": "1"}, ""),
    ],
)
def test_pictures_are_drawn_as_the_terminal_says_it_can(environment, way):
    assert way_of(environment) == way


def test_half_blocks_show_the_picture(picture):
    lines = drawn(picture, "blocks").split("\n")
    first = lines[0].split("m\u2580")
    assert len(lines) >= 10 and len(first) > 40
    left = [int(part) for part in first[2].rpartition("48;2;")[2].split(";")]
    right = [int(part) for part in first[-4].rpartition("48;2;")[2].split(";")]
    assert left[0] > 150 > left[2] and right[2] > 150 > right[0]


def test_kitty_s_messages_are_whole(picture):
    text = drawn(picture, "kitty")
    assert text.startswith("\x1b_Gf=100,a=T,m=") and text.endswith("\x1b\\") and "m=0;" in text


@pytest.mark.parametrize("wrong", ["soon", "-1", "1:2:3:4", "1/0"])
def test_a_moment_that_is_none_is_usage(run, wrong):
    begun(run)
    assert run("preview", "--", wrong).code == 2


def test_an_empty_cut_has_nothing_to_show(run):
    run.files("song.mp3")
    run("upload", "song.mp3")
    said = run("preview", "1")
    assert said.code == 2 and "nothing on the timeline" in said.talk
