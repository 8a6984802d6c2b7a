"""Files arrive: all or nothing where asked so, and on the timeline only where it is empty."""

from __future__ import annotations

from pathlib import Path

import pytest

from rushes.errors import MaterialError
from rushes.model.project import Lut
from rushes.studio.errors import TooManyFiles
from rushes.studio.uploads import MEDIA_MOST
from tests.studio.desk import Desk


@pytest.fixture
def desk():
    return Desk()


def take(desk, session, *names, **given):
    return desk.uploads.take(desk.store.find("local", session.id), [Path(name) for name in names], **given)


@pytest.mark.parametrize(
    ("files", "placed"),
    [
        (("a.mp4",), "a0-10"),
        (("a.mp4", "b.mp4"), "a0-10 b0-10"),
        (("logo.png", "a.mp4", "song.mp3"), "a0-10"),
        (("one.png", "two.png"), "one@0~3 two@0~3"),
        (("song.mp3",), ""),
        (("a.mp4", "a.mp4"), "a0-10"),
    ],
)
def test_the_first_clips_are_put_on_the_timeline(desk, files, placed):
    session = desk.begun()
    done = take(desk, session, *files)
    assert desk.sketch(session) == placed
    assert len(desk.store.project(session.id).media) == len(set(files))
    assert done.revision == (1 if placed else None)


def test_what_comes_later_waits_in_the_pool(desk):
    session = desk.begun("a.mp4")
    done = take(desk, session, "b.mp4", "song.mp3")
    assert desk.sketch(session) == "a0-10"
    assert done.placed == () and done.revision is None
    assert [media.name for media in desk.store.project(session.id).media] == ["a.mp4", "b.mp4", "song.mp3"]
    desk.say(session, "add b.mp4 at the end")
    assert desk.sketch(session) == "a0-10 b0-10"


def test_sound_first_still_lets_the_first_clip_onto_the_timeline(desk):
    session = desk.begun("song.mp3")
    take(desk, session, "a.mp4")
    assert desk.sketch(session) == "a0-10"


def test_one_bad_file_means_none_is_taken_and_is_named(desk):
    session = desk.begun()
    with pytest.raises(MaterialError) as refused:
        take(desk, session, "a.mp4", "bad.mp4")
    assert refused.value.text("en") == "bad.mp4: There is nothing in it."
    assert refused.value.text("zh") == "bad.mp4: 里面什么也没有。"
    assert (refused.value.code, refused.value.advice("zh")) == ("unreadable_here", "请换一个。")
    assert desk.store.project(session.id).media == ()


def test_or_the_good_ones_are_taken_and_the_others_told(desk):
    session = desk.begun()
    done = take(desk, session, "bad.mp4", "a.mp4", "bad2.mp4", whole=False)
    assert desk.sketch(session) == "a0-10"
    assert [(name, error.code) for name, error in done.refused] == [
        ("bad.mp4", "unreadable_here"), ("bad2.mp4", "unreadable_here"),
    ]  # fmt: skip


def test_a_colour_table_goes_to_the_tables(desk):
    session = desk.begun("a.mp4")
    done = take(desk, session, "Film.CUBE")
    assert done.luts == desk.store.project(session.id).luts == (Lut("Film", "Film.CUBE"),)
    assert done.media == ()


def test_there_is_a_limit(desk, monkeypatch):
    monkeypatch.setattr("rushes.studio.uploads.MEDIA_MOST", 2)
    session = desk.begun("a.mp4", "b.mp4")
    with pytest.raises(TooManyFiles):
        take(desk, session, "c.mp4")
    take(desk, session, "a.mp4")
    assert MEDIA_MOST >= 100
