"""What is said in a session of several files: parts called by their files' names, words without quotes, what is there
already and what is not."""

from __future__ import annotations

from fractions import Fraction

import pytest

from rushes.edits import applied
from rushes.language.answers import Command, Question, Request, Understood
from rushes.language.differences import differences
from rushes.language.reader import answer
from rushes.language.reading import ClipSeen, Context
from rushes.language.reply import reply
from rushes.language.rules import read
from rushes.model.history import Turn
from rushes.model.session import Head
from rushes.model.sketch import sketch
from rushes.model.time import Span
from tests.edits.sketches import pool, project_of
from tests.language.test_resolve import becomes, said

NAMES = ("talking_head_1080p.mp4", "bottles_take2.mp4", "DSC_juggle_noaudio.mov")
SESSION = Context(
    clips=tuple(ClipSeen(number, name, 10.0) for number, name in enumerate(NAMES, 1)),
    media=(*NAMES, "clav_piano.ogg", "logo.png"),
    seconds=30.0,
)


def ops(text: str, context: Context = SESSION) -> list[tuple[str, dict]]:
    return [(each.op, each.params) for each in read(text, context).intents]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("can you speed up the juggling a little?", [("speed", {"level": "up", "clip": 3})]),
        ("zoom in slowly on the juggling", [("zoom", {"kind": "in", "clip": 3})]),
        ("only the juggling in black and white", [("color", {"look": "bw", "clip": 3})]),
        ("put the bottles before the talking head", [("reorder", {"clip": 2, "to": "start"})]),
        ("cut the last 2 seconds of the bottle shot", [("trim_end", {"seconds": 2, "clip": 2})]),
        ("delete the juggling", [("delete_clip", {"which": 3})]),
        ("mute the talking head", [("mute", {"clip": 1})]),
        ("swap the juggling and the bottles", [("reorder", {"clip": 3, "to": 2, "order": "swap 3 2"})]),
        ("use the clav track quietly", [("music", {"file": "clav_piano.ogg", "volume": "low"})]),
        # words to be shown name nothing
        ("add a title saying juggling for beginners", [("title", {"text": "juggling for beginners"})]),
        ("add a title 'The bottles'", [("title", {"text": "The bottles"})]),
        # nor does what only looks like it
        ("make it vertical for my phone", [("aspect", {"ratio": "9:16"})]),
    ],
)
def test_clips_are_called_by_a_word_of_their_files_names(text, wanted):
    assert ops(text) == wanted


def test_a_title_over_a_file_that_is_not_on_the_timeline_is_put_over_nothing_else():
    pool_only = Context(clips=(ClipSeen(1, NAMES[0], 10.0),), media=NAMES)
    ((op, params),) = ops("title 'Hi' over the juggling", pool_only)
    assert (op, params["clip"]) == ("title", NAMES[2])
    asked = said("add the title 'Hi' over c.file", "a0-10 b0-10")
    assert isinstance(asked, Question) and "c.file" in asked.text


def test_a_word_of_two_files_names_neither():
    twice = Context(
        clips=(ClipSeen(1, "cups_1.mp4", 5.0), ClipSeen(2, "cups_2.mp4", 5.0)), media=("cups_1.mp4", "cups_2.mp4")
    )
    assert all("clip" not in params for _, params in ops("speed up the cups", twice))


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("play clip 3 first, then clip 2, then clip 1", [3, 2, 1]),
        ("talking head first, then the juggling", [1, 3]),
        ("start with the bottles, then the talking head", [2, 1]),
        ("first clip 3, followed by clip 1", [3, 1]),
        ("put the talking head first, then the bottles and then the juggling", [1, 2, 3]),
    ],
)
def test_what_comes_first_and_what_then(text, order):
    assert ops(text) == [("reorder", {"order": order})]


def test_what_stands_between_first_and_then_is_of_the_first():
    assert ops("start with the bottles, keep only the first 8 seconds of it, then the talking head") == [
        ("reorder", {"order": [2, 1]}), ("keep_range", {"start": 0, "end": 8, "clip": 2}),
    ]  # fmt: skip
    assert ops("cut clip 1 first, then clip 2")[0][0] == "delete_clip"


@pytest.mark.parametrize(
    ("text", "params"),
    [
        ("title at the beginning saying Sunday in the park", {"start": 0, "position": "start", "text": "Sunday in the park"}),
        ("add a title that says we are back in yellow at the top", {"color": "yellow", "position": "top", "text": "we are back"}),
        ("add the title A day at the beach at 5 seconds", {"start": 5, "text": "A day at the beach"}),
        ("add a title saying hello, make it red", {"text": "hello", "color": "red"}),
        ("add a title saying the first cut is the deepest", {"text": "the first cut is the deepest"}),
        ("add a title card that reads Chapter two: the long way home", {"text": "Chapter two: the long way home"}),
        ("title saying goodbye at the end", {"position": "end", "text": "goodbye"}),
        ("add title Summer in Rome in white for the first 5 seconds", {"color": "white", "start": 0, "end": 5, "text": "Summer in Rome"}),
    ],
)  # fmt: skip
def test_words_without_quotes_go_on_to_their_end(text, params):
    assert ops(text, Context()) == [("title", params)]


def test_a_changed_title_has_all_of_its_new_words():
    assert ops("change the title to Bottles at dawn", Context()) == [
        ("edit_text", {"which": "title", "text": "Bottles at dawn"})
    ]
    assert ops("change the title to red", Context()) == [("edit_text", {"which": "title", "color": "red"})]
    assert ops("put the words made in Berlin at the bottom for 3 seconds", Context()) == [
        ("text_overlay", {"duration": 3, "position": "bottom", "text": "made in Berlin"})
    ]
    apart = ops("add text saying it's the end of an era for 4 seconds and fade it out", Context())
    assert apart[0][1]["text"] == "it's the end of an era"


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("make the title 'Dusk'", 'a0-10 | t "Dusk" 0-2'),
        ("the title should say 'Dusk'", 'a0-10 | t "Dusk" 0-2'),
        ("actually make the title 'Dusk' and put it bottom left in yellow", 'a0-10 | t "Dusk" 0-2'),
        ("add the title 'Dusk' for 3 seconds", 'a0-10 | t "Dawn" 0-2 | t "Dusk" 0-3'),
        ("add another title 'Dusk' for 3 seconds", 'a0-10 | t "Dawn" 0-2 | t "Dusk" 0-3'),
        ("add subtitles saying 'Welcome back' for the first 4 seconds", 'a0-10 | t "Dawn" 0-2 | t "Welcome back" 0-4'),
    ],
)
def test_the_one_title_there_is_changed_and_another_is_added(text, after):
    assert sketch(becomes(text, 'a0-10 | t "Dawn" 0-2').timeline) == after


def test_up_and_down_on_the_picture_is_no_size():
    touched = Context(last_op="title")
    assert ops("a bit bigger and move it up", touched) == [
        ("edit_text", {"which": "title", "size": "bigger", "position": "top"})
    ]
    assert ops("move it down", touched) == [("edit_text", {"which": "title", "position": "bottom"})]
    assert ops("往上移一点", touched) == [("edit_text", {"which": "title", "position": "top"})]


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("the music should stop at 5 seconds", "a0-10 | m tune 0-5 -20dB"),
        ("音乐到5秒停", "a0-10 | m tune 0-5 -20dB"),
        ("music only from 2s to 6s", "a0-10 | m tune 2-6 -20dB"),
        ("start the music at 3 seconds", "a0-10 | m tune 3- -20dB"),
        ("音乐从3秒开始", "a0-10 | m tune 3- -20dB"),
    ],
)
def test_music_that_is_there_plays_from_when_and_until_when_it_is_said(text, after):
    assert sketch(becomes(text, "a0-10 | m tune 0- -20dB").timeline) == after


def test_music_stops_at_no_moment_that_nobody_named():
    outcome = said("the music should stop when the talking starts", "a0-10 b0-10 | m tune 0- -20dB")
    assert isinstance(outcome, Question) and "stop" in outcome.text


def test_music_that_is_not_there_is_offered_and_laid_under_where_that_is_what_was_said():
    asked = said("set the music to 20%", "a0-10")
    assert isinstance(asked, Question) and "add tune.file as music at 20%" in asked.choices
    assert sketch(becomes(asked.choices[0], "a0-10").timeline) == "a0-10 | m tune 0- -13.98dB"
    which = said("put the music under everything at 20%", "a0-10")
    assert isinstance(which, Question) and len(which.choices) == 3
    assert all(isinstance(said(choice, "a0-10"), Understood) for choice in which.choices)


@pytest.mark.parametrize("text", ["slow the jump down", "make the sky bluer", "speed up the skating"])
def test_what_is_asked_of_an_unknown_part_is_not_done_to_all(text):
    outcome = said(text, "a0-10 b0-10")
    assert isinstance(outcome, Question), outcome
    for choice in outcome.choices:
        assert isinstance(said(choice, "a0-10 b0-10"), Understood), choice
    assert isinstance(said(text, "a0-10"), Understood)  # where there is but one clip it is that


def test_pauses_are_only_where_sound_is():
    silent = next(media for media in pool() if not media.facts.has_sound and media.facts.video is not None)
    name = silent.name.split(".")[0]
    before = project_of(f"a0-10 {name}0-5 b0-10")
    request = Request("remove the silences", before, find_pauses=lambda *_: (Span(Fraction(4), Fraction(16)),))
    outcome = answer(request)
    assert isinstance(outcome, Understood)
    assert sketch(applied(before, outcome.operations).timeline) == f"a0-4 {name}0-5 b1-10"


def test_a_film_is_brought_into_the_shape_it_is_exported_in():
    for text in ("export it vertical for tiktok", "导出成抖音竖屏"):
        outcome = said(text, "a0-10")
        assert isinstance(outcome, Understood) and outcome.export is not None, outcome
        canvas = applied(project_of("a0-10"), outcome.operations).timeline.canvas
        assert canvas.width * 16 == canvas.height * 9
    wide = said("export it as 16:9", "a0-10")
    assert isinstance(wide, Command) and wide.kind == "export"


HEADS = (Head(0, Turn.START, 0), Head(1, Turn.EDIT, 1, "slow it down", "clip 1: speed 1x -> 0.5x"))


def test_what_was_never_done_is_not_taken_back():
    outcome = said("go back to before the music", "a0-10", history=HEADS)
    assert isinstance(outcome, Question) and "slow it down" in outcome.text
    assert outcome.choices == ("undo",)


def test_what_was_changed_is_told():
    for text in ("what did I change so far?", "what have I done so far", "我改了哪些地方？"):
        outcome = said(text, "a0-10", history=HEADS)
        assert isinstance(outcome, Command) and (outcome.kind, outcome.topic) == ("status", "changes"), outcome


def test_a_length_beside_a_shape_is_the_films():
    wanted = [("aspect", {"ratio": "9:16"}), ("set_duration", {"seconds": 15})]
    assert ops("make it vertical, about 15 seconds") == ops("make a 15 second vertical version") == wanted
    assert ops("a vertical version, 15 seconds long") == wanted


@pytest.mark.parametrize(
    ("text", "before", "told"),
    [
        ("remove the logo after 5 seconds", "a0-10 b0-10 | o logo 0-20", "0:00-0:20 -> 0:00-0:05"),
    ],
)
def test_a_change_in_time_is_told(text, before, told):
    project = project_of(before)
    outcome = said(text, project)
    assert isinstance(outcome, Understood)
    after = applied(project, outcome.operations)
    assert told in " ".join(differences(project, after, False))
    assert "Nothing changed" not in reply(project, after, outcome).text


FULL = 'a0-10 b0-10 c0-10 | t "Dawn" 0-3 | o still 0- | m tune 0- -18dB'


@pytest.mark.parametrize(
    ("text", "after"),
    [
        # a title, a logo, music that is there is changed; nothing is put in again
        ("make the title stay for 6 seconds", FULL.replace("0-3", "0-6")),
        ("can we have the title appear at 4 seconds instead", FULL.replace('"Dawn" 0-3', '"Dawn" 4-7')),
        ("move the title to the second clip", FULL.replace('"Dawn" 0-3', '"Dawn" 10-13')),
        ("show the title only on the last clip", FULL.replace('"Dawn" 0-3', '"Dawn" 20-30')),
        ("标题移到第二段", FULL.replace('"Dawn" 0-3', '"Dawn" 10-13')),
        ("标题只在最后一段出现", FULL.replace('"Dawn" 0-3', '"Dawn" 20-30')),
        ("标题写“清晨”", FULL.replace("Dawn", "清晨")),
        ("the logo should only be visible at the end", FULL.replace("still 0-", "still 27-30")),
        ("logo只在结尾出现", FULL.replace("still 0-", "still 27-30")),
        ("music only in the last clip", FULL.replace("tune 0-", "tune 20-")),
        ("音乐只在最后一段", FULL.replace("tune 0-", "tune 20-")),
        # music under one clip
        ("no music in the first clip", FULL.replace("m tune 0- -18dB", "m tune 0-10 -18dB mute | m tune 10- -18dB")),
        ("第一段不要音乐", FULL.replace("m tune 0- -18dB", "m tune 0-10 -18dB mute | m tune 10- -18dB")),
        ("cut the music in the last clip", FULL.replace("m tune 0- -18dB", "m tune 0-20 -18dB | m tune 20- -18dB mute")),
        ("最后一段的音乐去掉", FULL.replace("m tune 0- -18dB", "m tune 0-20 -18dB | m tune 20- -18dB mute")),
        ("第一段声音太大了", FULL.replace("a0-10", "a0-10[-6dB]")),
        # each clip, and a share of one
        ("trim 1 second off every clip", FULL.replace("-10", "-9")),
        ("shorten every clip by 1 second", FULL.replace("-10", "-9")),
        ("每段结尾剪掉1秒", FULL.replace("-10", "-9")),
        ("每段缩短1秒", FULL.replace("-10", "-9")),
        ("make all clips 3 seconds each", FULL.replace("-10", "-3")),
        ("每段都剪成3秒", FULL.replace("-10", "-3")),
        ("the last clip is too long, cut it in half", FULL.replace("c0-10", "c0-5")),
        ("最后一段太长了，剪掉一半", FULL.replace("c0-10", "c0-5")),
        ("the intro is boring, make it quicker", FULL.replace("a0-10", "a0-3x1.5 a3-10")),
        ("the outro drags, make it faster", FULL.replace("c0-10", "c0-7 c7-10x1.5")),
        ("use just the first 5 seconds of each clip", FULL.replace("-10", "-5")),
        ("每段只用前5秒", FULL.replace("-10", "-5")),
        ("make it 10 seconds shorter", FULL.replace(" c0-10", "")),
        ("缩短10秒", FULL.replace(" c0-10", "")),
        ("第二段缩短3秒", FULL.replace("b0-10", "b0-7")),
        ("cut everything before the second clip", FULL.replace("a0-10 ", "")),
        ("delete everything after clip 2", FULL.replace(" c0-10", "")),
        ("第二段之前的都删掉", FULL.replace("a0-10 ", "")),
        ("第二段以后的都不要了", FULL.replace(" c0-10", "")),
        ("put the last clip between the first and second", FULL.replace("a0-10 b0-10 c0-10", "a0-10 c0-10 b0-10")),
        ("take the music down to 10% while clip 2 plays",
         FULL.replace("m tune 0- -18dB", "m tune 0-10 -18dB | m tune 10-20 -38dB | m tune 20- -18dB")),
        ("fade from black at the beginning and to black at the end", FULL.replace("a0-10", "a0-10[in1]").replace("c0-10", "c0-10[out1]")),
        ("标题改成“黄昏”，红色加粗", FULL.replace("Dawn", "黄昏")),
        ("第二段倒放再放慢到一半", FULL.replace("b0-10", "b10-0x0.5")),
        ("第二段倒放，再静音", FULL.replace("b0-10", "b10-0[mute]")),
        ("标题早点消失，2秒就够了", FULL.replace("0-3", "0-2")),
        ("标题多停一会儿", FULL.replace("0-3", "0-4.5")),
        ("音乐到第二段结束就停", FULL.replace("tune 0-", "tune 0-20")),
        ("音乐从第二段开始才进", FULL.replace("tune 0-", "tune 10-")),
        ("the music should stop when the second clip ends", FULL.replace("tune 0-", "tune 0-20")),
        ("start the music when clip 2 starts", FULL.replace("tune 0-", "tune 10-")),
        ("remove everything but clip 2", FULL.replace("a0-10 b0-10 c0-10", "b0-10")),
        ("delete all but the second clip", FULL.replace("a0-10 b0-10 c0-10", "b0-10")),
        ("cut the last third", FULL.replace(" c0-10", "")),
        ("make the second clip last 5 seconds", FULL.replace("b0-10", "b0-5")),
        ("change Dawn to Dusk", FULL.replace("Dawn", "Dusk")),
        ("把Dawn改成黄昏", FULL.replace("Dawn", "黄昏")),
        # black
        ("add a black screen for 2 seconds at the end", FULL.replace("c0-10", "c0-10 _2")),
        ("leave a second of black between clip 1 and clip 2", FULL.replace("a0-10 ", "a0-10 _1 ")),
    ],
)
def test_what_is_there_is_changed_and_only_the_part_named(text, after):
    assert sketch(becomes(text, FULL).timeline) == after


@pytest.mark.parametrize(
    ("text", "params"),
    [
        ("put the logo bottom left", {"place": "bottom_left"}),
        ("logo放左下角", {"place": "bottom_left"}),
        ("make the logo smaller and more transparent", {"smaller": True, "fainter": True}),
        ("logo小一点，透明一点", {"smaller": True, "fainter": True}),
    ],
)
def test_the_logo_there_is_moved_and_made_fainter(text, params):
    (before,) = project_of(FULL).timeline.overlays
    (after,) = becomes(text, FULL).timeline.overlays
    if "place" in params:
        assert after.place == params["place"] != before.place
    else:
        assert after.width < before.width and after.opacity < before.opacity


def test_what_stays_as_it_is_is_no_order():
    assert ops("第二段黑白，其他保持彩色") == [("color", {"look": "bw", "clip": 2})]
    assert ops("加背景音乐，小声一点，说话的时候再小一点") == [("music", {"volume": "low"}), ("duck", {})]


def test_of_a_part_of_the_picture_it_is_told_that_all_was_meant():
    outcome = said("brighten the faces a bit", "a0-10")
    assert isinstance(outcome, Understood) and any("faces" in each for each in outcome.assumed)


def test_how_long_and_which_music_is_said_beside():
    assert ops("第二段和第三段之间1秒叠化") == [("transition", {"type": "crossfade", "duration": 1, "between": [2, 3]})]
    assert ops("音乐不要了，换成安静一点的") == [("music", {"mood": "安静", "replace": True})]


def test_a_file_that_says_it_is_music_is_the_music():
    names = {media.name for media in pool() if media.facts.video is None}
    assert names == {"tune.file", "talk.file"}  # neither says so: it is asked
    assert isinstance(said("add background music", "a0-10"), Question)
    assert isinstance(said("加背景音乐", "a0-10"), Question)
