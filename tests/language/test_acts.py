"""What must never be done in place of what was asked: acts that were once wrong, judged by what stands there after."""

from __future__ import annotations

import pytest

from rushes.language.answers import Command, Question, Refused, Understood
from rushes.language.reading import Route
from rushes.language.rules import read
from rushes.model.sketch import sketch
from rushes.model.time import Span
from tests.edits.sketches import project_of
from tests.language.test_resolve import becomes, said

THREE = "a0-10 b0-10 c0-10"


@pytest.mark.parametrize(
    "text", ["the logo should fade in at 2 seconds", "fade the watermark out at 8 seconds", "make the logo fade in"]
)
def test_a_fade_of_the_logo_leaves_the_film_alone(text):
    assert isinstance(said(text, THREE), Refused)


@pytest.mark.parametrize("text", ["make the text bounce", "make the title wiggle a bit", "have the title slide in"])
def test_a_movement_of_words_writes_none(text):
    assert [each.op for each in read(text).intents] == ["edit_text"]
    assert "text" not in read(text).intents[0].params


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("export clip 2 only", Span(10, 20)),
        ("export clips 2 and 3", Span(10, 30)),
        ("render the first clip as mp4", Span(0, 10)),
        ("export the last 4 seconds", Span(26, 30)),
    ],
)
def test_only_the_clip_named_is_exported(text, span):
    answer = said(text, THREE)
    assert isinstance(answer, Command)
    assert answer.export is not None
    assert answer.export.span == span


@pytest.mark.parametrize("text", ["export clips 1 and 3", "export each clip separately"])
def test_what_one_file_can_not_hold_is_told(text):
    assert isinstance(said(text, THREE), Refused)


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("make a copy of clip 2 and put it at the end", "a0-10 b0-10 c0-10 b0-10"),
        ("copy clip 1 to the end", "a0-10 b0-10 c0-10 a0-10"),
        ("duplicate clip 3 and move the copy to the start", "c0-10 a0-10 b0-10 c0-10"),
        ("duplicate clip 2", "a0-10 b0-10 b0-10 c0-10"),
    ],
)
def test_a_copy_goes_where_it_is_put(text, after):
    assert sketch(becomes(text, THREE).timeline) == after


@pytest.mark.parametrize(
    ("text", "cut"),
    [("put a crossfade on the intro", 1), ("add a dissolve to the outro", 2), ("a crossfade on clip 3", 2)],
)
def test_a_transition_stands_on_the_cut_meant(text, cut):
    clips = becomes(text, THREE).timeline.clips
    assert [index for index, clip in enumerate(clips) if clip.transition] == [cut]


def test_a_transition_on_a_clip_between_two_is_asked_about():
    assert isinstance(said("put a crossfade on clip 2", project_of(THREE)), Question)


@pytest.mark.parametrize("text", ["why is clip 3 so dark, brighten it", "why is clip 3 so dark? can you brighten it"])
def test_an_order_after_a_question_why_is_done(text):
    assert [(each.op, each.params.get("look")) for each in read(text).intents] == [("color", "brighter")]


def test_a_question_why_alone_is_answered():
    assert read("why is clip 3 so dark").route is Route.STATUS


@pytest.mark.parametrize("text", ["what does an export cost", "how much would exporting this cost me"])
def test_what_costs_is_asked_of_the_credits(text):
    assert read(text).route is Route.CREDITS


@pytest.mark.parametrize(
    ("text", "op"),
    [
        ("the audio is out of sync, can you fix it", "audio_sync"),
        ("clip 2 is too dark, can you fix that?", "color"),
        ("my voice is too quiet, please fix it", "volume"),
    ],
)
def test_fixing_it_is_nothing_besides(text, op):
    reading = read(text)
    assert [each.op for each in reading.intents] == [op]
    assert reading.leftover == ()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("cut the bit that starts at 0:10 and ends at 0:20", [("cut_range", {"start": 10, "end": 20})]),
        ("trim the video so that it starts at 0:05 and ends at 0:25", [("keep_range", {"start": 5, "end": 25})]),
        ("leave clip 1 as it is and reverse the others", [("reverse", {"clip": "all", "except": 1})]),
        ("up to 0:10 it should be muted", [("mute", {"start": 0, "end": 10})]),
        ("the logo should be half as big", [("watermark", {"size": "smaller", "change": True})]),
        ("export w/o audio", [("export", {"audio": "none"})]),
        ("show the text 'Intro' for the first 3 seconds, then fade it out", [("text_overlay", {"start": 0, "end": 3, "animation": "fade out", "text": "Intro"})]),
    ],
)  # fmt: skip
def test_what_is_said_of_a_part_is_done_to_that_part(text, wanted):
    assert [(each.op, each.params) for each in read(text).intents] == wanted


@pytest.mark.parametrize(
    "text", ["stop the music", "taper off the music", "wipe the text", "get ride of the music", "music off"]
)
def test_what_is_there_is_not_put_in_again(text):
    assert not {"music", "text_overlay", "title"} & {each.op for each in read(text).intents}


@pytest.mark.parametrize("text", ["is clip 2 muted?", "are clips 1 and 2 muted"])
def test_whether_something_is_so_changes_nothing(text):
    assert read(text).intents == ()


def test_two_thousand_orders_are_bounded():
    reading = read("x;" * 2000)
    assert reading.leftover
    assert isinstance(said("cut the first 2 seconds; " * 150, "a0-600"), Understood)


@pytest.mark.parametrize(
    "text", ["keep the first 5 seconds and the last 3", "keep the first 5 s and the last 3 seconds"]
)
def test_both_ends_that_are_to_be_kept_stay(text):
    assert sketch(becomes(text, THREE).timeline) == "a0-5 c7-10"


@pytest.mark.parametrize(
    "text", ["cut 2 seconds from clip 1 and 3 from clip 2", "trim 2 s from clip 1, and 3 s from clip 2"]
)
def test_what_goes_from_a_clip_is_not_the_clip(text):
    assert sketch(becomes(text, THREE).timeline) == "a0-8 b0-7 c0-10"
