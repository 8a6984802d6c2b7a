"""What is said about a project becomes operations: what stood there, what was said, what stands there then."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rushes.edits import AddMusic, AddTitle, AdjustColour, Operation, SetLook, applied
from rushes.language.answers import Answer, Command, Question, Refused, Request, Understood
from rushes.language.reader import answer
from rushes.model.history import Turn
from rushes.model.project import Project
from rushes.model.session import Head
from rushes.model.sketch import sketch
from tests.edits.sketches import pool, project_of

TUNE = next(media for media in pool() if media.name == "tune.file")


def said(text: str, before: str | Project, **more) -> Answer:
    project = before if isinstance(before, Project) else project_of(before)
    return answer(Request(text, project, find_music=lambda mood: TUNE, **more))


def becomes(text: str, before: str | Project, **more) -> Project:
    """The project after what was said; it must have been understood."""
    project = before if isinstance(before, Project) else project_of(before)
    outcome = said(text, project, **more)
    assert isinstance(outcome, Understood), outcome
    return applied(project.with_media(*outcome.media), outcome.operations)


def operations(text: str, before: str = "a0-10 b0-10", **more) -> tuple[Operation, ...]:
    outcome = said(text, before, **more)
    assert isinstance(outcome, Understood), outcome
    return outcome.operations


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        ("cut the first 2 seconds", "a0-10 b0-10", "a2-10 b0-10"),
        ("剪掉最后3秒", "a0-10 b0-10", "a0-10 b0-7"),
        ("cut 1 second off the start of clip 2", "a0-10 b0-10", "a0-10 b1-10"),
        ("cut from 0:02 to 0:05", "a0-10", "a0-2 a5-10"),
        ("remove 0:01-0:02 and 0:05-0:06", "a0-10", "a0-1 a2-5 a6-10"),
        ("只保留2到5秒", "a0-10", "a2-5"),
        ("keep the last 4 seconds", "a0-10", "a6-10"),
        ("delete the second clip", "a0-10 b0-10 c0-10", "a0-10 c0-10"),
        ("删掉第一段和第三段", "a0-10 b0-10 c0-10", "b0-10"),
        ("delete clip 1 and then mute clip 2", "a0-10 b0-10 c0-10", "b0-10[mute] c0-10"),
        ("move the last clip to the front", "a0-10 b0-10 c0-10", "c0-10 a0-10 b0-10"),
        ("第一段和第二段对调", "a0-10 b0-10 c0-10", "b0-10 a0-10 c0-10"),
        ("put clip 1 after clip 3", "a0-10 b0-10 c0-10", "b0-10 c0-10 a0-10"),
        ("把顺序倒过来", "a0-10 b0-10 c0-10", "c0-10 b0-10 a0-10"),
        ("split at 4 s", "a0-10", "a0-4 a4-10"),
        ("split clip 2 at 0:03", "a0-10 b0-10", "a0-10 b0-3 b3-10"),
        ("分成两段", "a0-10", "a0-5 a5-10"),
        ("split every 4 seconds", "a0-10", "a0-4 a4-8 a8-10"),
        ("make it 5 seconds long", "a0-10", "a0-5"),
        ("每段3秒", "a0-10 b0-10", "a0-3 b0-3"),
        ("2x speed", "a0-10", "a0-10x2"),
        ("第二段放慢到0.5倍", "a0-10 b0-10", "a0-10 b0-10x0.5"),
        ("speed up clip 1 by 25%", "a0-10 b0-10", "a0-10x1.25 b0-10"),
        ("slow motion", "a0-10", "a0-10x0.5"),
        ("倒放最后一段", "a0-10 b0-10", "a0-10 b10-0"),
        ("freeze at 0:04 for 2 seconds", "a0-10", "a0-4 a@4~2 a4-10"),
        ("loop it twice", "a0-10", "a0-10 a0-10"),
        ("mute clip 2", "a0-10 b0-10", "a0-10 b0-10[mute]"),
        ("除了第一段都静音", "a0-10 b0-10 c0-10", "a0-10 b0-10[mute] c0-10[mute]"),
        ("lower the sound by 6 dB", "a0-10", "a0-10[-6dB]"),
        ("set the volume to 50%", "a0-10", "a0-10[-6.02dB]"),
        ("a bit louder", "a0-10", "a0-10[3dB]"),
        ("fade in for 2 seconds", "a0-10 b0-10", "a0-10[in2] b0-10"),
        ("淡入淡出", "a0-10 b0-10", "a0-10[in1] b0-10[out1]"),
        ("crossfade between clip 1 and clip 2", "a0-8 b2-10", "a0-8 >dissolve0.466666> b2-10"),
        ("insert c.file at 0:05", "a0-10", "a0-5 c0-10 a5-10"),
        ("replace clip 1 with c.file", "a0-10 b0-10", "c0-10 b0-10"),
        ("add the title 'Dawn' for 2 seconds", "a0-10", 'a0-10 | t "Dawn" 0-2'),
        ("在结尾加标题“完”", "a0-10", 'a0-10 | t "完" 7-10'),
        ("end card 'Thanks' for 4 seconds", "a0-10", 'a0-10 | end "Thanks" 6-10'),
        ("add calm music", "a0-10", "a0-10 | m tune 0- -18dB"),
        ("remove the music", "a0-10 | m tune 0- -18dB", "a0-10"),
        ("音乐大声一点", "a0-10 | m tune 0- -18dB", "a0-10 | m tune 0- -15dB"),
        ("lower the music when I talk", "a0-10 | m tune 0-", "a0-10 | m tune 0- duck"),
        ("mute everything but the music", "a0-10 | m tune 0-", "a0-10[mute] | m tune 0-"),
        ("音乐的开头2秒去掉", "a0-10 | m tune 0- -18dB", "a0-10 | m tune 0-2 -18dB mute | m tune@2 2- -18dB"),
        ("结尾留3秒黑屏", "a0-10", "a0-10 _3"),
        ("在第4秒插入1秒黑场", "a0-10", "a0-4 _1 a4-10"),
        ("复制第一段到结尾", "a0-10 b0-10", "a0-10 b0-10 a0-10"),
        ("先放第二段再放第一段", "a0-10 b0-10", "b0-10 a0-10"),
        ("remove the title", 'a0-10 | t "Dawn" 0-2', "a0-10"),
        ("change the title to 'Dusk'", 'a0-10 | t "Dawn" 0-2', 'a0-10 | t "Dusk" 0-2'),
    ],
)
def test_what_is_said_is_done(text, before, after):
    wanted = after if "dissolve" not in after else None
    result = sketch(becomes(text, before).timeline)
    if wanted is None:
        assert ">dissolve" in result
    else:
        assert result == after


def test_a_clip_is_exported_alone():
    outcome = said("只导出第二段", "a0-10 b0-10 c0-10")
    assert isinstance(outcome, Command)
    assert outcome.export is not None
    assert (outcome.export.span.start, outcome.export.span.end) == (10, 20)
    apart = said("导出第一段和第三段", "a0-10 b0-10 c0-10")
    assert isinstance(apart, Refused)


def test_several_operations_are_one_or_nothing():
    outcome = said("cut the first 2 seconds, add the title 'Dawn' for 3 seconds, make it warmer", "a0-10")
    assert isinstance(outcome, Understood)
    assert [type(each) for each in outcome.operations][1:] == [AddTitle, AdjustColour]
    late = said("add the title 'Dawn' and cut the first 20 seconds", "a0-10")
    assert isinstance(late, Refused)
    assert late.code == "nothing_left"


def test_defaults_and_steps_are_those_of_the_vocabulary():
    (warmer,) = operations("warmer")
    assert warmer == AdjustColour(warmth_k=700.0)
    (bit,) = operations("稍微暖一点")
    assert bit == AdjustColour(warmth_k=300.0)
    (much,) = operations("much brighter")
    assert much == AdjustColour(brightness_ev=0.7)
    (look,) = operations("cinematic look")
    assert look == SetLook("cinematic", 0.6)
    (bw,) = operations("black and white")
    assert bw == SetLook("bw", 1.0)
    (music,) = operations("add calm music")
    assert isinstance(music, AddMusic)
    assert (music.gain_db, float(music.fade_in), float(music.fade_out)) == (-18.0, 1.0, 2.0)
    (quiet,) = operations("add lo-fi music at 35%")
    assert isinstance(quiet, AddMusic)
    assert quiet.gain_db == pytest.approx(-9.12)


def test_what_was_left_open_is_told_in_numbers():
    outcome = said("make it warmer", "a0-10")
    assert isinstance(outcome, Understood)
    assert outcome.assumed == ("warmth +700 K",)
    assert said("暖一点", "a0-10").assumed == ("色温 +300 K",)


def test_a_follow_up_finds_what_was_touched_last():
    project = becomes("add the title 'One'", becomes("add the title 'Two'", "a0-10"))
    made = said("make it bigger", project, last=(AddTitle("One"),))
    assert isinstance(made, Understood)
    assert made.operations[0].title == project.timeline.titles[-1].id
    music = project_of("a0-10 | m tune 0-")
    assert sketch(becomes("a bit louder", music, last=(AddMusic("tune"),)).timeline) == "a0-10 | m tune 0- 3dB"


def test_a_clip_is_known_by_its_file():
    assert sketch(becomes("delete b.file", "a0-10 b0-10").timeline) == "a0-10"


def test_an_unknown_clip_is_asked_for_and_each_choice_answers():
    outcome = said("speed up the drone shot 2x", "a0-10 b0-10")
    assert isinstance(outcome, Question)
    assert "drone" in outcome.text
    assert sketch(becomes(outcome.choices[1], "a0-10 b0-10").timeline) == "a0-10 b0-10x2"
    chinese = said("把海边那段加速2倍", "a0-10 b0-10")
    assert isinstance(chinese, Question)
    assert sketch(becomes(chinese.choices[0], "a0-10 b0-10").timeline) == "a0-10x2 b0-10"


def test_which_title_is_asked_for_and_each_choice_answers():
    before = 'a0-10 | t "One" 0-2 | t "Two" 3-5'
    outcome = said("make the title bigger", before)
    assert isinstance(outcome, Question)
    after = becomes(outcome.choices[1], before)
    assert [title.size > 0.07 for title in after.timeline.titles] == [False, True]


@pytest.mark.parametrize(
    "text",
    [
        "add a title",
        "rotate the video",
        "freeze the frame",
        "split it",
        "trim the end",
        "make it better",
        "剪辑一下",
        "add a spin transition",
        "make it cyberpunk",
        "crop the video",
        "rename the project",
    ],
)
def test_every_choice_of_a_question_is_a_request_that_is_understood(text):
    outcome = said(text, "a0-8 b2-10")
    assert isinstance(outcome, Question), outcome
    assert outcome.choices
    for choice in outcome.choices:
        assert isinstance(said(choice, "a0-8 b2-10"), Understood | Command), choice


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("add subtitles", "listening"), ("remove the ums", "listening"), ("去掉停顿", "nothing_to_do"), ("blur the faces", "picture_effect"),
        ("remove the part where she laughs", "seeing"), ("换掉背景", "picture_effect"), ("record my screen", "out_of_scope"), ("add a whoosh", "effect_file"),
        ("remove the music", "no_music"), ("remove the title", "no_title"), ("export the project for Premiere", "handoff"), ("apply teal2.cube", "no_lut"),
    ],
)  # fmt: skip
def test_what_cant_be_done_is_refused_with_a_reason(text, code):
    outcome = said(text, "a0-10")
    assert isinstance(outcome, Refused), outcome
    assert outcome.code == code
    assert "{" not in outcome.text


def test_what_can_be_done_of_a_request_is_offered():
    outcome = said("add subtitles and make it warmer", "a0-10")
    assert isinstance(outcome, Question)
    assert outcome.choices == ("make it warmer",)


def test_export_words_become_a_wish():
    outcome = said("导出4K HEVC，压到100MB以内", "a0-10")
    assert isinstance(outcome, Command)
    assert (outcome.kind, outcome.export.size, outcome.export.codec, outcome.export.megabytes) == (
        "export",
        "4k",
        "h265",
        100.0,
    )
    after = said("make it warmer and export 1080p mp4", "a0-10")
    assert isinstance(after, Understood)
    assert (after.export.size, after.export.format) == ("1080p", "mp4")


HISTORY = tuple(
    Head(number, turn, number, words)
    for number, turn, words in ((0, Turn.START, ""), (1, Turn.EDIT, "add calm music"), (2, Turn.EDIT, "make it warmer"))
)


@pytest.mark.parametrize(
    ("text", "kind", "count", "number"),
    [
        ("undo", "undo", 1, None), ("undo the last two changes", "undo", 2, None), ("撤销两步", "undo", 2, None), ("redo", "redo", 1, None),
        ("go back to before the music", "restore", 1, 0), ("回到加音乐之前", "restore", 1, 0), ("restore version 1", "restore", 1, 1), ("start over", "restore", 1, 1),
    ],
)  # fmt: skip
def test_history_words_become_steps(text, kind, count, number):
    outcome = said(text, "a0-10", history=HISTORY)
    assert isinstance(outcome, Command), outcome
    assert (outcome.kind, outcome.count, outcome.number) == (kind, count, number)


def test_undoing_something_further_back_says_what_goes_with_it():
    outcome = said("undo the music", "a0-10", history=HISTORY)
    assert isinstance(outcome, Question)
    assert isinstance(said(outcome.choices[0], "a0-10", history=HISTORY), Command)


def test_the_playhead_and_the_selection_are_used():
    assert sketch(becomes("split here", "a0-10", playhead=replace_seconds(3)).timeline) == "a0-3 a3-10"
    project = project_of("a0-10 b0-10")
    second = project.timeline.clips[1].id
    assert sketch(becomes("delete this clip", project, selected=(second,)).timeline) == "a0-10"


def replace_seconds(value: int):
    from rushes.model.time import seconds

    return seconds(value)


def test_status_help_and_the_rest_change_nothing():
    for text, kind in (
        ("what's on the timeline?", "status"),
        ("怎么加字幕？", "help"),
        ("余额", "credits"),
        ("upload", "upload"),
    ):
        outcome = said(text, "a0-10")
        assert isinstance(outcome, Command)
        assert outcome.kind == kind


def test_renaming_is_the_studios_work():
    outcome = said("rename the project to 'Holiday'", "a0-10")
    assert isinstance(outcome, Command)
    assert (outcome.kind, outcome.name) == ("rename", "Holiday")


def test_an_empty_timeline_is_told():
    outcome = said(
        "make it warmer", replace(project_of("a0-10"), timeline=replace(project_of("a0-10").timeline, track=()))
    )
    assert isinstance(outcome, Refused)
    assert outcome.code == "empty"


@pytest.mark.parametrize(
    ("words", "clips"),
    [
        ("make the second clip black and white and slow it down", ("c2",)),
        ("slow down the first clip and make it brighter", ("c1",)),
        ("把第二段调成黑白，再把它放慢一倍", ("c2",)),
    ],
)
def test_it_means_the_clip_named_before(words, clips):
    assert [operation.clips for operation in operations(words)] == [clips, clips]


def test_a_layer_of_sound_that_is_not_there_mutes_nothing():
    for text in ("mute the second layer of sound", "第二层声音静音"):
        assert isinstance(said(text, "a0-10"), Refused), text


def test_the_second_layer_of_sound_is_the_music_that_was_added():
    after = becomes("mute the second layer of sound", "a0-10 | m tune 0- -18dB")
    assert sketch(after.timeline) == "a0-10"


@pytest.mark.parametrize("text", ["make it 20% shorter", "把视频缩短20%"])
def test_a_share_of_the_length_is_taken_off(text):
    assert becomes(text, "a0-10").timeline.length == 8


def test_a_crop_by_corner_and_size_is_cut_there():
    project = project_of("a0-10")
    canvas = project.timeline.canvas
    text = f"crop to x={canvas.width // 4}, y=0, width={canvas.width // 2}, height={canvas.height}"
    cut = becomes(text, project).timeline.clips[0].framing.crop
    assert (cut.left, cut.top, cut.right, cut.bottom) == pytest.approx((0.25, 0, 0.25, 0), abs=0.001)


def test_clips_are_taken_out_by_their_length():
    assert sketch(becomes("delete all clips shorter than 3 seconds", "a0-10 b0-2 c0-1 d0-5").timeline) == "a0-10 d0-5"


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("rotate the first 5 seconds 90 degrees", "a0-5 a5-10 b0-10"),
        ("flip 0:12 to 0:15", "a0-10 b0-2 b2-5 b5-10"),
    ],
)
def test_a_stretch_is_set_apart_before_it_is_turned(text, after):
    project = becomes(text, "a0-10 b0-10")
    turned = [clip for clip in project.timeline.clips if clip.framing != type(clip.framing)()]
    assert sketch(project.timeline) == after
    assert len(turned) == 1


@pytest.mark.parametrize(
    ("text", "span"), [("put calm music over clip 2", "10-20"), ("put calm music under the last 4 seconds", "16-20")]
)
def test_music_over_a_clip_or_an_end_is_heard_there_only(text, span):
    assert f" {span} " in sketch(becomes(text, "a0-10 b0-10").timeline)
