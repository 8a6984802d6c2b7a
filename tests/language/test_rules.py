"""What the grammar promises: places in the text, words left over, things held back, routes of questions."""

from __future__ import annotations

import random
import time

import pytest

from rushes.language.reading import ClipSeen, Context, Route
from rushes.language.rules import read

CONTEXT = Context(
    clips=(ClipSeen(1, "drone (1).mp4", 10.0), ClipSeen(2, "街道.mov", 20.0)),
    media=("drone (1).mp4", "街道.mov", "a+b.mp3"),
    last_op="music",
)


def ops(text: str, context: Context | None = None) -> list[tuple[str, dict[str, object]]]:
    return [(each.op, each.params) for each in read(text, context).intents]


def test_an_intent_says_where_in_the_request_it_stands():
    text = "Please cut the first 5 seconds, then add the title 'Dawn'"
    first, second = read(text).intents
    assert text[slice(*first.said)].strip() == "Please cut the first 5 seconds"
    assert text[slice(*second.said)].strip() == "add the title 'Dawn'"
    assert "first 5 seconds" in {match.words for match in first.matched}


def test_unknown_words_are_named_not_dropped():
    assert [each.words for each in read("make it brighter and frobnicate the gizmo").leftover] == [
        "frobnicate the gizmo"
    ]
    assert [each.words for each in read("两倍速，咕咚一下").leftover] == ["咕咚"]


def test_a_place_said_after_captions_in_a_language_is_theirs():
    assert ops("add Chinese captions, captions at the top") == [("captions", {"language": "zh", "position": "top"})]
    assert ops("加英文字幕，字幕在顶部") == [("captions", {"language": "en", "position": "top"})]


def test_a_clause_told_not_to_be_done_is_held_back():
    reading = read("make it warmer but don't cut the intro")
    assert [each.op for each in reading.intents] == ["color"]
    assert reading.held_back == ("don't cut the intro",)


@pytest.mark.parametrize("text", ["don't export yet", "先别导出", "不要剪片头", "do not mute it"])
def test_what_is_forbidden_alone_does_nothing(text):
    assert read(text).intents == ()


def test_quoted_words_are_never_read_as_orders():
    assert ops('add the title "delete everything and export"') == [("title", {"text": "delete everything and export"})]
    assert [op for op, _ in ops("加标题“删除全部并导出”")] == ["title"]


def test_media_names_are_found_whatever_they_hold():
    assert ops("delete drone (1).mp4", CONTEXT) == [("delete_clip", {"which": "drone (1).mp4"})]
    assert ops("用a+b.mp3做背景音乐", CONTEXT)[0][1]["file"] == "a+b.mp3"
    assert ops("删掉街道.mov", CONTEXT) == [("delete_clip", {"which": "街道.mov"})]


def test_amid_chinese_a_file_is_known_without_its_ending():
    context = Context(clips=(ClipSeen(1, "teal.mp4", 4.0), ClipSeen(2, "red.mp4", 4.0)), media=("tune.mp3", "new.mp4"))
    assert [each.params for each in read("把red删掉", context).intents] == [{"which": "red.mp4"}]
    assert [each.op for each in read("tune调小一点", context).intents] == ["music_volume"]


def test_what_stands_on_the_timeline_is_moved_and_what_does_not_put_in():
    context = Context(clips=(ClipSeen(1, "teal.mp4", 4.0), ClipSeen(2, "red.mp4", 4.0)), media=("new.mp4",))
    moved, put_in = read("把red放在第一段前面", context), read("把new放在第二段前面", context)
    assert [(each.op, each.params) for each in moved.intents] == [("reorder", {"clip": "red.mp4", "to": "start"})]
    assert [(each.op, each.params) for each in put_in.intents] == [("insert_clip", {"file": "new.mp4", "after": 1})]


def test_a_follow_up_is_about_the_last_thing():
    assert ops("a bit louder", CONTEXT) == [("music_volume", {"level": "up"})]
    assert read("a bit louder", CONTEXT).intents[0].degree == "bit"
    assert ops("bigger", Context(last_op="title")) == [("edit_text", {"which": "title", "size": "bigger"})]
    assert [op for op, _ in ops("再大一点", Context(last_op="title"))] == ["edit_text"]


@pytest.mark.parametrize(
    ("text", "degree"),
    [("a bit brighter", "bit"), ("brighter", ""), ("much brighter", "much"), ("稍微亮一点", "bit"), ("亮很多", "much")],
)
def test_small_and_big_steps_are_told_apart(text, degree):
    assert read(text).intents[0].degree == degree


@pytest.mark.parametrize(
    ("text", "route"),
    [
        ("Can you do 4K?", Route.HELP),
        ("can you make it brighter?", Route.EDIT),
        ("支不支持竖屏？", Route.HELP),
        ("可以帮我导出4k吗", Route.EXPORT),
        ("how do I trim a clip?", Route.HELP),
        ("how long is it?", Route.STATUS),
        ("add captions and export", Route.EDIT),
        ("", Route.HELP),
        ("???", Route.HELP),
        ("🎬🎬🎬", Route.HELP),
    ],
)
def test_questions_and_requests_are_told_apart(text, route):
    assert read(text).route == route


def test_exceptions_are_kept_beside():
    assert ops("mute everything but the music") == [("mute", {"clip": "all", "except": "music"})]
    assert ops("除了第一段都静音") == [("mute", {"clip": "all", "except": 1})]
    assert ops("speed up all clips except the last one") == [
        ("speed", {"level": "up", "clip": "all", "except": "last"})
    ]


def test_traditional_characters_full_width_and_typing_slips_are_read():
    assert ops("剪掉前１０秒") == [("trim_start", {"seconds": 10})]
    assert ops("導出４Ｋ") == [("export", {"resolution": "4k"})]
    assert ops("mkae it brihgter") == [("color", {"look": "brighter"})]


ALPHABET = (
    "abcdefghijklmnopqrstuvwxyz      0123456789:.,;!?%+-/\\'\"()[]{}*&^$#@~`|<>=_\n\t"
    "剪掉前后秒段第一二三十的把给加字幕标题音乐静音导出倒放，。！？“”：到从在不要除了都大小一点"
    "éßİÅ\u0301\u200b\u202e\ue001\ue002\uffff𝟙🎬日本語العربية\x00"
)
STARTS = (
    "cut the first 5 seconds",
    "把第二段删掉",
    "add the title 'Dawn' for 3 seconds",
    "mute everything but the music",
    "从0:10到0:20加速2倍",
)


def scrambled(chance: random.Random) -> str:
    """A random string, or a request with a few characters changed."""
    if chance.random() < 0.5:
        return "".join(chance.choices(ALPHABET, k=chance.randrange(0, 60)))
    text = list(chance.choice(STARTS))
    for _ in range(chance.randrange(1, 6)):
        at = chance.randrange(len(text) + 1)
        text[at : at + chance.randrange(0, 3)] = chance.choices(ALPHABET, k=chance.randrange(0, 3))
    return "".join(text)


def test_no_string_makes_the_reader_fall():
    chance = random.Random(5)
    for _ in range(1500):
        text = scrambled(chance)
        for intent in read(text, CONTEXT).intents:
            assert 0 <= intent.said[0] <= intent.said[1] <= len(text)


def test_nothing_is_deleted_wholesale_unless_the_words_say_all():
    chance = random.Random(7)
    named = ("all", "every", "clear", "whole", "全", "所有", "都", "清空", "each", "entire", "timeline", "时间")
    for _ in range(1500):
        text = scrambled(chance)
        for intent in read(text).intents:
            if intent.op == "delete_clip" and intent.params.get("which") == "all":
                assert any(word in text.lower() for word in named), text


@pytest.mark.parametrize(
    "piece", ["a", "1", "the ", "第", "clip 1 and ", "from ", "'", '"', "1:", "剪", "and ", "，", "0:10 to ", "no "]
)
def test_reading_time_grows_no_faster_than_the_text(piece):
    text = (piece * 4000)[:4000]
    began = time.process_time()
    read(text)
    assert time.process_time() - began < 3.0
