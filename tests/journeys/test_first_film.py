"""Footage in, words in the middle, a film out, and the session kept: what a newcomer does first."""

from __future__ import annotations

import os
import signal

import av
import numpy as np
import pytest

from tests.footage import barcode_clip, frame_numbers, sound
from tests.journeys.journey import Person

FIRST = "cut the first second, add the title 'Dawn' for 1 second, make it much warmer"
SECOND = "make the title bigger and lower the sound by 6 dB"


@pytest.fixture
def person(tmp_path):
    folder = tmp_path / "films"
    folder.mkdir()
    barcode_clip(folder / "shot.mp4", frames=120, size=(640, 360))
    return Person(folder, tmp_path / "data")


def picture(path, number):
    """Frame `number` of a film as RGB."""
    with av.open(str(path)) as film:
        for count, frame in enumerate(film.decode(video=0)):
            if count == number:
                return frame.to_ndarray(format="rgb24").astype(int)
    raise AssertionError(f"{path} has no frame {number}")


def loudness_db(path):
    samples, _ = sound(path)
    return 20 * np.log10(np.sqrt(np.mean(samples.astype(float) ** 2)))


def words_drawn(path):
    """Pixels near white in the middle of the picture, where a title stands and the footage is darker."""
    middle = picture(path, 15)[120:240, 20:620]
    return int((middle.min(axis=2) > 225).sum())


def test_the_two_commands(person):
    first = person.run("edit", "shot.mp4", FIRST, "-o", "out.mp4", "--json").json
    out = person.folder / "out.mp4"
    assert frame_numbers(out) == list(range(30, 120))
    assert (first["export"]["width"], first["export"]["height"], first["export"]["duration"]) == (640, 360, 3.0)
    assert words_drawn(out) > 100 > 10 * words_drawn(person.folder / "shot.mp4")
    plain = picture(person.folder / "shot.mp4", 30 + 60)[:, 100:300]
    red, _, blue = (picture(out, 60)[:, 100:300] - plain).mean(axis=(0, 1))
    assert red - blue > 5, "warmer is redder and less blue"

    second = person.run("edit", "-c", SECOND, "-o", "out2.mp4", "--json").json
    out2 = person.folder / "out2.mp4"
    assert second["session"]["name"] == first["session"]["name"]
    assert frame_numbers(out2) == list(range(30, 120))
    assert words_drawn(out2) > 1.3 * words_drawn(out)
    assert loudness_db(out2) - loudness_db(out) == pytest.approx(-6, abs=0.3)

    person.run("undo")
    person.run("export", "-o", "out3.mp4")
    assert loudness_db(person.folder / "out3.mp4") == pytest.approx(loudness_db(out), abs=0.1)
    listed = person.run("sessions", "--json").json["sessions"]
    assert [(each["revision"], each["exports"]) for each in listed] == [(4, 3)]


def test_the_footage_may_go_away_once_it_is_taken_in(person):
    person.run("edit", "shot.mp4", "cut the first second")
    (person.folder / "shot.mp4").unlink()
    person.run("edit", "-c", "倒放，静音", "-o", "later.mp4")
    assert frame_numbers(person.folder / "later.mp4") == list(range(119, 29, -1))


def test_kill_9_in_the_middle_of_an_export(person):
    person.run("edit", "shot.mp4", "make it warmer")
    for _ in range(2):
        export = person.start("export", "-o", "out.mp4")
        for line in export.stdout:
            if '"progress"' in line:
                break
        os.kill(export.pid, signal.SIGKILL)
        export.wait()
    assert not (person.folder / "out.mp4").exists()
    assert [path.name for path in person.folder.iterdir()] == ["shot.mp4"], "nothing half-written is left about"
    states = [each["state"] for each in person.run("show", "--json").json["exports"]]
    assert states == ["interrupted", "interrupted"]
    person.run("export", "-o", "out.mp4")
    assert frame_numbers(person.folder / "out.mp4") == list(range(120))
    assert person.run("doctor").code == 0


def test_kill_9_in_the_middle_of_an_edit(person):
    """At whatever moment it strikes, the session opens and every revision that was told of is there."""
    name = person.run("edit", "shot.mp4", "cut the first second", "--json").json["session"]["name"]
    for pause in (0.2, 0.5, 0.8, 1.1):
        edit = person.start("edit", "-c", "make it warmer")
        try:
            told = edit.communicate(timeout=pause)[0]
        except Exception:
            os.killpg(edit.pid, signal.SIGKILL)
            told = edit.communicate()[0]
        facts = person.run("sessions", "--json").json["sessions"][0]
        assert facts["name"] == name
        history = person.run("show", "--json").json["history"]
        assert [head["number"] for head in history] == list(range(facts["revision"] + 1))
        assert ('"reply"' in told) <= (history[-1]["said"] == "make it warmer")
    assert person.run("edit", "-c", "mute everything").code == 0


def test_ctrl_c_is_130_and_says_how_to_go_on(person):
    person.run("edit", "shot.mp4", "make it warmer")
    export = person.start("export", "-o", "out.mp4")
    for line in export.stdout:
        if '"progress"' in line:
            break
    os.killpg(export.pid, signal.SIGINT)
    rest = export.stdout.read()
    assert export.wait() == 130
    assert '"cancelled": true' in rest
    assert not (person.folder / "out.mp4").exists()


def test_two_at_once_on_one_session_both_count(person):
    person.run("edit", "shot.mp4", "cut the first second")
    running = [person.start("edit", "-c", words) for words in ("make it warmer", "mute everything", "make it brighter")]
    assert [each.wait(120) for each in running] == [0, 0, 0]
    shown = person.run("show", "--json").json
    assert shown["session"]["revision"] == 5
    assert {head["said"] for head in shown["history"][3:]} == {"make it warmer", "mute everything", "make it brighter"}


def test_material_that_is_none_is_code_5(person):
    (person.folder / "notes.mp4").write_text("this is no film")
    done = person.run("edit", "notes.mp4", "cut the first second", expect=5)
    assert "notes.mp4" in done.talk
    assert person.run("sessions", "--json").json["sessions"] == []
