"""Replies are made from what is different, in the asker's language, with numbers before and after."""

from __future__ import annotations

import pytest

from rushes.edits import MoveClip, applied
from rushes.language.answers import Request, Understood
from rushes.language.differences import differences
from rushes.language.explain import explained, explained_facts
from rushes.language.reader import answer
from rushes.language.reply import Reply, reply
from rushes.language.rules import read
from tests.edits.sketches import pool, project_of

TUNE = next(media for media in pool() if media.name == "tune.file")


def told(text: str, before: str) -> Reply:
    project = project_of(before)
    outcome = answer(Request(text, project, find_music=lambda mood: TUNE))
    assert isinstance(outcome, Understood), outcome
    after = applied(project.with_media(*outcome.media), outcome.operations)
    return reply(project, after, outcome)


@pytest.mark.parametrize(
    ("text", "before", "parts"),
    [
        ("cut the first 2 seconds", "a0-10", ["2 s off the start", "length 0:10 -> 0:08"]),
        ("剪掉前2秒", "a0-10", ["开头剪掉 2 秒", "总长 0:10 → 0:08"]),
        ("delete clip 1", "a0-10 b0-10", ["took out 1 of 2 clips: a.file", "length 0:20 -> 0:10"]),
        ("make it warmer", "a0-10 b0-10", ["all 2 clips: warmth +0 -> +700 K"]),
        ("第二段调亮", "a0-10 b0-10", ["第 2 段：亮度 +0 → +0.35 EV"]),
        ("2x speed", "a0-10", ["speed 1x -> 2x", "length 0:10 -> 0:05"]),
        ("mute clip 2", "a0-10 b0-10", ["clip 2: muted"]),
        ("音量调到50%", "a0-10", ["音量 +0 → -6.02 dB"]),
        ("add the title 'Dawn' for 2 seconds", "a0-10", ["title “Dawn” added at 0:00-0:02"]),
        ("make the title yellow", 'a0-10 | t "Dawn" 0-2', ["colour #ffffff -> #ffd700"]),
        ("remove the title", 'a0-10 | t "Dawn" 0-2', ["“Dawn” taken off"]),
        ("add calm music", "a0-10", ["music tune.file added, 0:00-0:10, -18 dB"]),
        ("remove the music", "a0-10 | m tune 0-", ["tune.file taken away"]),
        ("make it vertical", "a0-10", ["picture 3840x2160 -> 2160x3840"]),
        ("split at 4 s", "a0-10", ["1 -> 2 clips"]),
        ("freeze at 0:04", "a0-10", ["frame held at 0:04 for 2 s"]),
        ("move clip 2 to the front", "a0-10 b0-10", ["new order"]),
        ("倒放", "a0-10", ["倒放"]),
        ("fade out", "a0-10", ["picture fades out over 1 s"]),
        ("normalize the audio", "a0-10", ["-14 LUFS"]),
    ],
)
def test_a_reply_tells_what_changed_in_numbers(text, before, parts):
    result = told(text, before)
    for part in parts:
        assert part in " | ".join(result.changes), result.changes
    assert result.text
    assert 2 <= len(result.next_steps) <= 3


def test_a_gap_that_only_moved_is_told():
    project = project_of("_2 a0-4 _2 b0-4")
    after = applied(project, [MoveClip(project.timeline.clips[0].id, 1)])
    assert differences(project, after, chinese=False) == ["0:02-0:04 left empty (black)"]


def test_a_split_is_not_told_as_a_trim():
    assert "off the" not in told("split at 4 s", "a0-10").text


def test_what_was_not_understood_is_named():
    result = told("make it warmer and frobnicate the gizmo", "a0-10")
    assert "frobnicate the gizmo" in result.text
    assert "咕咚" in told("调暖，咕咚一下", "a0-10").text


def test_the_language_of_the_reply_is_that_of_the_request():
    assert "length" in told("cut the first 2 seconds", "a0-10").text
    assert "总长" in told("剪掉前2秒", "a0-10").text
    assert "总长" in told("加标题 'Dawn' 并剪掉前2秒", "a0-10").text


def test_nothing_different_is_told_as_nothing():
    project = project_of("a0-10")
    assert differences(project, project, chinese=False) == []
    assert Reply((), (), (), (), "en").text == "Nothing changed: that is how it is already."
    assert Reply((), (), (), (), "zh").text == "没有改动：现在已经是这样了。"


def test_next_steps_are_requests_that_are_understood():
    for before in ("a0-10", "a0-10 b0-10", 'a0-10 | t "Dawn" 0-2 | m tune 0-'):
        for step in (*told("make it warmer", before).next_steps, *told("暖一点", before).next_steps):
            assert read(step).intents, step


def test_a_reading_is_explained_part_by_part():
    reading = read("cut the first 5 seconds, make it a bit warmer and frobnicate")
    lines = "\n".join(explained(reading))
    assert "trim_start(seconds=5)" in lines
    assert "“first 5 seconds”  head seconds 5" in lines
    assert "step: bit" in lines
    assert "left over  “frobnicate”" in lines
    facts = explained_facts(reading)
    assert facts["route"] == "edit"
    assert facts["left_over"][0]["words"] == "frobnicate"
