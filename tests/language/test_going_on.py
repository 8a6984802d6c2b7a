"""What is said one after the other: steps that go on where the last one was, more and less of it, what is put right."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rushes.edits import ChangeTitle, applied
from rushes.language.answers import Question, Request, Understood
from rushes.language.reader import answer
from rushes.language.reading import ClipSeen, Context
from rushes.language.replying import by_number, other_instead
from rushes.model.history import Turn
from rushes.model.session import Head
from rushes.model.sketch import sketch
from tests.edits.sketches import project_of
from tests.language.test_in_session import FULL, NAMES, ops
from tests.language.test_resolve import TUNE, becomes, operations, said


def talked(lines: tuple[str, ...], before: str) -> list[str]:
    """What stands on the timeline after each of `lines`, said one after the other."""
    project, last, history, found = project_of(before), (), [Head(0, Turn.START, 0)], []
    for text in lines:
        outcome = answer(Request(text, project, last=last, history=tuple(history), find_music=lambda mood: TUNE))
        assert isinstance(outcome, Understood), (text, outcome)
        project, last = applied(project.with_media(*outcome.media), outcome.operations), outcome.operations
        history.append(Head(len(history), Turn.EDIT, len(history), text, "done"))
        found.append(sketch(project.timeline))
    return found


def graded(lines: tuple[str, ...], before: str) -> list[list[float]]:
    project, last, history, found = project_of(before), (), [Head(0, Turn.START, 0)], []
    for text in lines:
        outcome = answer(Request(text, project, last=last, history=tuple(history)))
        assert isinstance(outcome, Understood), (text, outcome)
        project, last = applied(project, outcome.operations), outcome.operations
        history.append(Head(len(history), Turn.EDIT, len(history), text, "done"))
        found.append([clip.grade.brightness_ev for clip in project.timeline.clips])
    return found


def test_steps_go_on_where_the_last_one_was():
    assert talked(("speed up the last clip", "faster", "normal speed again"), "a0-10 b0-9") == [
        "a0-10 b0-9x1.5", "a0-10 b0-9x2.25", "a0-10 b0-9",
    ]  # fmt: skip
    assert graded(("第二段亮一点", "再亮一点"), "a0-10 b0-10") == [[0, 0.15], [0, 0.3]]
    assert graded(("brighten clip 2 a bit", "brighten everything a bit"), "a0-10 b0-10")[-1] == [0.15, 0.3]


def test_more_of_it_and_less_of_it():
    steps = graded(("make clip 1 brighter", "more", "too much", "a little less", "再来一点"), "a0-10 b0-10")
    assert [first for first, _ in steps] == pytest.approx([0.35, 0.7, 0.525, 0.437, 0.481], abs=0.01)
    assert all(second == 0 for _, second in steps)
    assert isinstance(said("more", "a0-10"), Question)  # of what?


def test_a_title_just_put_in_is_moved_and_lasts_longer():
    assert talked(("add the title 'Hello'", "at the end", "longer", "5秒", "放到开头"), "a0-10") == [
        'a0-10 | t "Hello" 0-3', 'a0-10 | t "Hello" 7-10', 'a0-10 | t "Hello" 5.5-10', 'a0-10 | t "Hello" 5-10',
        'a0-10 | t "Hello" 0-5',
    ]  # fmt: skip
    (title,) = (each for each in [becomes("no, top right", 'a0-10 | t "Dawn" 0-2', last=(ChangeTitle("t2"),)).timeline.titles[0]])
    assert title.place == "top_right"


def test_a_transition_just_put_in_is_the_one_made_longer():
    first, longer, two = talked(("crossfade between clips 1 and 2", "longer", "2 seconds"), "a0-10 b5-15 c0-10")
    assert two == "a0-9 >dissolve2> b5-15 c0-10"
    assert first.count("dissolve") == longer.count("dissolve") == 1 and first != longer


def test_what_was_muted_is_heard_again_and_no_louder():
    assert talked(("mute clip 1", "unmute it"), "a0-10 b0-10") == ["a0-10[mute] b0-10", "a0-10 b0-10"]
    assert talked(("第一段静音", "取消静音"), "a0-10 b0-10")[-1] == "a0-10 b0-10"


def test_a_level_alone_is_that_of_the_music_just_put_in_and_answered_in_their_language():
    assert talked(("加一段舒缓的音乐", "30%"), "a0-10")[-1] == "a0-10 | m tune 0- -10.46dB"
    history = (Head(0, Turn.START, 0), Head(1, Turn.EDIT, 1, "加一段舒缓的音乐", "done"))
    asked = said("30%", "a0-10", history=history)
    assert asked.reading.language == "zh"


THREE = 'a0-10 b0-10 | t "One" 0-3 | t "Two" 4-7 | t "Three" 8-10'


@pytest.mark.parametrize(
    ("text", "look"),
    [
        ("clip 1 is a bit dark", "brighter"), ("it's a bit dark", "brighter"), ("it looks quite dim", "brighter"),
        ("the video is a bit bright", "darker"), ("it looks a bit yellow", "cooler"), ("the colors are a bit cold", "warmer"),
        ("make it dark", "darker"), ("make it a bit darker", "darker"), ("第一段有点暗", "brighter"),
    ],
)  # fmt: skip
def test_what_a_picture_is_said_to_be_is_what_it_is_not_to_stay(text, look):
    assert [(op, params["look"]) for op, params in ops(text, Context())] == [("color", look)]


def test_the_one_photo_is_the_photo():
    shown = Context(clips=(ClipSeen(1, "walk.mp4", 9.0), ClipSeen(2, "beach.heic", 4.0)), media=("walk.mp4", "beach.heic"))
    assert ops("title 'Bye' over the photo", shown) == [("title", {"clip": 2, "text": "Bye"})]
    assert ops("crossfade into the photo", shown) == [("transition", {"type": "crossfade", "clip": 2})]


def test_what_is_put_in_with_something_has_it_alone():
    project = project_of("a0-10 b0-10")
    named = tuple(replace(each, name="beach.jpg") if each.name == "still.file" else each for each in project.media)
    after = becomes("put beach.jpg at the end for 4 seconds with a slow zoom", replace(project, media=named))
    assert [clip.framing.zoom is not None for clip in after.timeline.clips] == [False, False, True]


def test_titles_are_counted():
    assert sketch(becomes("remove the second title", THREE).timeline) == THREE.replace(' | t "Two" 4-7', "")
    assert sketch(becomes("remove the last title", THREE).timeline) == THREE.replace(' | t "Three" 8-10', "")
    colours = [title.colour for title in becomes("make the second title yellow", THREE).timeline.titles]
    assert colours[0] == colours[2] != colours[1]
    assert isinstance(said("make the fourth title yellow", THREE), Question)


def test_it_after_an_edit_of_one_clip_is_that_clip_and_what_is_taken_away_is_asked():
    assert talked(("slow down clip 1", "reverse it"), "a0-10 b0-10")[-1] == "a10-0x0.5 b0-10"
    looked = operations("make clip 2 black and white", "a0-10 b0-10")
    outcome = said("remove that", becomes("make clip 2 black and white", "a0-10 b0-10"), last=looked)
    assert isinstance(outcome, Question) and outcome.choices == ("undo", "delete clip 2")


def test_taking_back_and_something_more_is_asked_about():
    for text in ("还是留着吧，但只要3秒", "put it back but shorter, 3 seconds"):
        outcome = said(text, "a0-10 b0-10")
        assert isinstance(outcome, Question) and outcome.choices[0] in ("撤销", "undo"), outcome


def test_a_part_of_the_film_alone_is_slowed_and_a_part_told_of_is_cut_out():
    assert sketch(becomes("slow the ending down", FULL).timeline) == FULL.replace("c0-10", "c0-7 c7-10x0.5")
    assert sketch(becomes("get rid of the shaky bit at the start, like 2 seconds", FULL).timeline) == FULL.replace("a0-10", "a2-10")


def test_a_name_at_the_end_stands_there_and_says_nothing_else():
    (tag,) = becomes("add my name at the end: Jo Smith", "a0-10").timeline.titles
    assert (tag.text, tag.span.end) == ("Jo Smith", 10)
    (words,) = becomes("结尾写上我的名字：小明", "a0-10").timeline.titles
    assert (words.text, words.span.end) == ("小明", 10)


def test_too_loud_is_the_music_just_put_in_and_a_look_is_made_weaker():
    assert talked(("来点轻松的音乐", "太吵了"), "a0-10")[-1] == "a0-10 | m tune 0- -24dB"
    project, last = becomes("make it look cinematic", "a0-10"), operations("make it look cinematic", "a0-10")
    for text, weaker in (("less intense", True), ("没那么浓", True), ("stronger", False)):
        outcome = said(text, project, last=last)
        assert isinstance(outcome, Understood), outcome
        (clip,) = applied(project, outcome.operations).timeline.clips
        assert (clip.grade.look_mix < project.timeline.clips[0].grade.look_mix) is weaker


@pytest.mark.parametrize(
    ("words", "before", "meant"),
    [
        ("no, from 3 to 5", "cut from 2 to 4 seconds", "cut from 3 to 5 seconds"),
        ("no, 3 seconds", "trim the first 2 seconds", "trim the first 3 seconds"),
        ("不对，是3秒", "剪掉前2秒", "剪掉前3秒"),
        ("不是，3到5秒", "删掉2到4秒", "删掉3到5秒"),
        ("no, make it 5 seconds", "add the title 'X' for 3 seconds", "add the title 'X' for 5 seconds"),
        ("no, 3 seconds", "cut from 2 to 4 seconds", None),  # from when on?
        ("no, 3 seconds", "cut 2 seconds off the start and 4 seconds off the end", None),  # which of the two?
    ],
)
def test_a_time_put_right_is_said_instead(words, before, meant):
    assert other_instead(words, before, 3) == meant


def test_what_a_file_is_called_is_its_number_in_an_answer():
    assert by_number("no, the juggling", NAMES, NAMES) == "no, clip 3"
    assert by_number("no, the other one", NAMES, NAMES) == "no, the other one"
    assert other_instead("no, clip 3", by_number("mute the talking head", NAMES, NAMES), 3) == "mute clip 3"


@pytest.mark.parametrize(
    ("text", "clips", "side"),
    [
        ("crop 10% off the top", (1, 2), "top"), ("crop 10% off the top of clip 2", (2,), "top"), ("crop the left 10% of clip 2", (2,), "left"),
        ("crop 10% off the right", (1, 2), "right"), ("底部裁掉10%", (1, 2), "bottom"), ("上面裁掉10%", (1, 2), "top"),
        ("第二段上面裁掉10%", (2,), "top"), ("裁掉第二段的下面10%", (2,), "bottom"), ("把第二段的左边裁掉10%", (2,), "left"),
    ],
)  # fmt: skip
def test_a_side_is_cut_away_by_so_much_and_of_the_clip_named(text, clips, side):
    timeline = becomes(text, "a0-10 b0-10").timeline
    assert sketch(timeline) == "a0-10 b0-10"
    for number, clip in enumerate(timeline.clips, 1):
        cut = clip.framing.crop
        assert (cut is not None and getattr(cut, side) == pytest.approx(0.1)) is (number in clips), number


def test_a_stretch_alone_is_cropped():
    timeline = becomes("crop 10% off the left from 2 to 5 seconds", "a0-10").timeline
    assert sketch(timeline) == "a0-2 a2-5 a5-10"
    assert [clip.framing.crop.left if clip.framing.crop else 0 for clip in timeline.clips] == pytest.approx([0, 0.1, 0])
