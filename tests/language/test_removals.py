"""What is removed is what the sentence names: generated sentences, each carried out on three clips of ten seconds, and
what is gone measured against the stretch or the clips named. Nothing more may go, nothing less."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest

from rushes.edits import applied
from rushes.language.answers import Request, Understood
from rushes.language.reader import answer
from rushes.model.project import Project
from tests.edits.sketches import project_of

BEFORE = "a0-10 b0-10 c0-10"
STEP = Fraction(1, 2)

Gone = tuple[tuple[float, float], ...]
"""Stretches of the video as it was, in seconds."""

ENGLISH: tuple[tuple[tuple[str, ...], tuple[tuple[str, Gone], ...]], ...] = (
    (
        ("cut {}", "remove {}", "delete {} please", "can you get rid of {}?", "I don't need {}", "drop {}", "{} can go", "chop off {}", "trim {}"),
        (
            ("the first 3 seconds", ((0, 3),)), ("the last 4 seconds", ((26, 30),)), ("the first two and a half seconds", ((0, 2.5),)),
            ("the opening 5 seconds", ((0, 5),)), ("the final 2 seconds", ((28, 30),)),
        ),
    ),
    (
        ("cut out {}", "remove {}", "delete everything {}", "take out the part {}", "get rid of the bit {}", "there is a mistake {}, cut it"),
        (("from 5 to 8 seconds", ((5, 8),)), ("between 0:12 and 0:15", ((12, 15),)), ("from 0:04 to 0:09", ((4, 9),))),
    ),
    (
        ("cut everything {}", "delete everything {}", "remove everything {}", "everything {} can go"),
        (("after 0:20", ((20, 30),)), ("before 0:06", ((0, 6),)), ("after 12 seconds", ((12, 30),))),
    ),
    (
        ("delete {}", "remove {}", "get rid of {}", "drop {}", "we don't need {} anymore", "bin {}", "lose {}", "kill {}", "{} is useless, remove it"),
        (
            ("clip 2", ((10, 20),)), ("the second clip", ((10, 20),)), ("the last clip", ((20, 30),)), ("the first clip", ((0, 10),)),
            ("the middle clip", ((10, 20),)), ("the third shot", ((20, 30),)),
        ),
    ),
    (
        ("delete {}", "remove {}", "get rid of {}"),
        (
            ("clips 1 and 3", ((0, 10), (20, 30))), ("all clips except the second", ((0, 10), (20, 30))), ("every clip but the last one", ((0, 20),)),
            ("everything except clip 1", ((10, 30),)), ("the last two clips", ((10, 30),)),
        ),
    ),
    (
        ("cut {}", "remove {}", "trim {}"),
        (("the first 2 seconds of clip 2", ((10, 12),)), ("the last 3 seconds of the last clip", ((27, 30),)), ("the first 4 seconds of the third clip", ((20, 24),))),
    ),
    (
        ("keep only {}", "just keep {}", "only use {}", "I only want {}"),
        (("the first 8 seconds", ((8, 30),)), ("0:05 to 0:15", ((0, 5), (15, 30))), ("the last 6 seconds", ((0, 24),))),
    ),
    (("{}",), (("start the video at 0:04", ((0, 4),)), ("end the video at 0:25", ((25, 30),)), ("cut the second half", ((15, 30),)), ("drop the first half", ((0, 15),)))),
)  # fmt: skip

CHINESE: tuple[tuple[tuple[str, ...], tuple[tuple[str, Gone], ...]], ...] = (
    (
        ("剪掉{}", "删掉{}", "把{}去掉", "{}不要了", "帮我把{}剪了", "{}没用，删掉", "{}都砍掉"),
        (("前3秒", ((0, 3),)), ("最后4秒", ((26, 30),)), ("开头5秒", ((0, 5),)), ("结尾两秒", ((28, 30),)), ("5秒到8秒", ((5, 8),)), ("第12秒到第15秒", ((12, 15),))),
    ),
    (
        ("删掉{}", "把{}删了", "{}不要了", "去掉{}", "{}没用，删掉"),
        (("第二段", ((10, 20),)), ("最后一段", ((20, 30),)), ("第一个片段", ((0, 10),)), ("第一段和第三段", ((0, 10), (20, 30))), ("倒数第二段", ((10, 20),))),
    ),
    (("{}都删掉", "{}的内容剪掉", "{}的都不要"), (("20秒以后", ((20, 30),)), ("6秒之前", ((0, 6),)), ("12秒往后", ((12, 30),)))),
    (("{}",), (
        ("除了第二段都删掉", ((0, 10), (20, 30))), ("只留第一段", ((10, 30),)), ("只保留5秒到15秒", ((0, 5), (15, 30))), ("只要前8秒", ((8, 30),)),
        ("第二段开头剪掉2秒", ((10, 12),)), ("最后一段结尾去掉3秒", ((27, 30),)), ("后半段不要", ((15, 30),)), ("视频从4秒开始", ((0, 4),)), ("不是删第一段，是删第二段", ((10, 20),)),
        ("首尾各剪掉1秒", ((0, 1), (29, 30))),
    )),
)  # fmt: skip

SENTENCES = [
    (form.format(named), gone)
    for groups in (ENGLISH, CHINESE)
    for forms, things in groups
    for form, (named, gone) in product(forms, things)
]

KEPT_WHOLE = (
    "don't cut anything", "don't delete the first clip", "how long is the first clip?", "what's in clip 2?", "can you remove silences?", "mute the first 5 seconds",
    "make everything after 10 seconds faster", "the last clip is too dark", "fade out the last 3 seconds", "keep everything", "i recorded the first clip yesterday",
    "no captions please", "without the music", "can you cut?", "should i cut the intro?", "what if i delete clip 2?",
    "别剪第一段", "不要删除任何片段", "第二段有多长？", "前5秒静音", "最后一段太暗了", "先别剪", "不要字幕", "结尾淡出3秒", "能不能自动去掉停顿？", "第一段怎么删？",
)  # fmt: skip
"""Sentences after which no material may be missing."""


def _moments(shown: Project) -> set[tuple[str, Fraction]]:
    """Half seconds of the files that are on the track."""
    found = set()
    for clip in shown.timeline.clips:
        at = clip.source.start
        while at < clip.source.end:
            found.add((clip.media, at))
            at += STEP
    return found


def _missing(text: str) -> set[tuple[str, Fraction]] | None:
    before = project_of(BEFORE)
    read = answer(Request(text, before))
    if not isinstance(read, Understood):
        return None
    return _moments(before) - _moments(applied(before.with_media(*read.media), read.operations))


def _named(gone: Gone) -> set[tuple[str, Fraction]]:
    names = [clip.media for clip in project_of(BEFORE).timeline.clips]
    found = set()
    for start, end in gone:
        at = Fraction(str(start))
        while at < Fraction(str(end)):
            found.add((names[int(at // 10)], at % 10))
            at += STEP
    return found


@pytest.mark.parametrize(("text", "gone"), SENTENCES)
def test_what_is_removed_is_what_the_sentence_names(text, gone):
    missing = _missing(text)
    assert missing is not None, "not carried out"
    assert missing == _named(gone)


@pytest.mark.parametrize("text", KEPT_WHOLE)
def test_what_asks_for_no_removal_removes_nothing(text):
    assert not _missing(text)
