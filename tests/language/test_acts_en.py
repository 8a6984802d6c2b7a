"""Wrong acts that English sentences once led to, judged by what stands there after or by what was asked for."""

from __future__ import annotations

from fractions import Fraction

import pytest

from rushes.edits import AddOverlay, AddTitle, applied
from rushes.language.rules import read
from rushes.model.sketch import sketch
from rushes.model.time import Span
from rushes.model.timeline import TitleKind
from tests.edits.sketches import pool, project_of
from tests.language.test_resolve import becomes

THREE = "a0-10 b0-10 c0-10"


def asked(text: str) -> list[tuple[str, dict]]:
    return [(each.op, dict(each.params)) for each in read(text).intents]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("speed up the first and slow down the last clip", [("speed", {"level": "up", "clip": 1}), ("slow_motion", {"clip": "last"})]),
        ("reverse the first clip and mute the last", [("reverse", {"clip": 1}), ("mute", {"clip": "last"})]),
        ("mute the first, brighten the second and reverse the third", [("mute", {"clip": 1}), ("color", {"look": "brighter", "clip": 2}), ("reverse", {"clip": 3})]),
        ("in clip 1 zoom in, in clip 2 zoom out", [("zoom", {"kind": "in", "clip": 1}), ("zoom", {"kind": "out", "clip": 2})]),
        ("zoom in on clip 1 and out on clip 2", [("zoom", {"kind": "in", "clip": 1}), ("zoom", {"kind": "out", "clip": 2})]),
        ("mute the first and the last 3 seconds", [("mute", {"start": 0, "end": 3}), ("mute", {"where": "end", "seconds": 3})]),
        ("slow down 0:10-0:12 and 0:20-0:22", [("slow_motion", {"start": 10, "end": 12}), ("slow_motion", {"start": 20, "end": 22})]),
        ("export mp4 without sound", [("export", {"format": "mp4", "audio": "none"})]),
        ("render a silent mov", [("export", {"format": "mov", "audio": "none"})]),
        ("export it without the music", [("remove_music", {}), ("export", {})]),
        ("the cuts are too hard, smooth them out", [("transition", {})]),
        ("make the cuts smoother", [("transition", {})]),
        ("smooth the jump between clip 1 and 2", [("transition", {"between": [1, 2]})]),
        ("mute me from 22 to 26 seconds, she said something rude", [("mute", {"start": 22, "end": 26})]),
        ("don't render anything yet, just mute clip 2", [("mute", {"clip": 2})]),
        ("pls dont trim anything just add music", [("music", {})]),
        ("delete clip 1. actually no, keep it, delete clip 2", [("delete_clip", {"which": 2})]),
        ("get rid of the slow mo on clip 2", [("remove_effect", {"which": "slow_motion", "clip": 2})]),
        ("set the opacity of the logo to 40%", [("watermark", {"opacity": 0.4, "change": True})]),
        ("put logo.png top left, scaled to 10%", [("watermark", {"position": "top_left", "file": "logo.png", "size": 0.1})]),
        ("bring the whole mix to -14", [("normalize_audio", {"lufs": -14})]),
        ("pull it back 4 dB", [("volume", {"db": -4.0, "level": "down"})]),
        ("version 3 was nicer, go back", [("restore_version", {"version": 3})]),
        ("swap in clip 2 with b.mp4 and keep the transition after it", [("replace_clip", {"which": 2, "with": "b.mp4"})]),
        ("reverse 0:05 to 0:10 and take the audio out of that part", [("reverse", {"start": 5, "end": 10}), ("mute", {"start": 5, "end": 10})]),
        ("add a title 'Hi' that appears at 2 seconds and disappears at 5 seconds", [("title", {"start": 2, "end": 5, "text": "Hi"})]),
        ("new title: 'Late show', lose the old one", [("edit_text", {"which": "title", "text": "Late show"})]),
        ("start the video 4 seconds later", [("trim_start", {"seconds": 4})]),
        ("lower third: Ana Ruiz, Pilot at Nimbus", [("lower_third", {"name": "Ana Ruiz", "text": "Pilot at Nimbus"})]),
        ("deliver a prores master at 23.976", [("export", {"codec": "prores", "format": "prores", "fps": 23.976})]),
        ("add a heart emoji when he scores at 0:12", [("sticker", {"name": "heart emoji", "start": 12})]),
        ("put last clip first", [("reorder", {"clip": "last", "to": "start"})]),
    ],
)  # fmt: skip
def test_each_part_gets_what_is_said_of_it(text, wanted):
    assert asked(text) == wanted


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("nobody sits through 12 minutes. get it down to 3", 180),
        ("nobody watches 10 minutes of this, make it 2", 120),
        ("the film is 9 minutes. bring it to 4", 240),
        ("it's 12 minutes long, should be 5", 300),
        ("this runs 8 minutes, i need 90 seconds", 90),
    ],
)
def test_a_length_that_is_told_is_not_the_length_wished(text, seconds):
    assert asked(text) == [("set_duration", {"seconds": seconds})]


@pytest.mark.parametrize(
    ("text", "op", "level"),
    [
        ("the narration is really low in clip 2", "volume", "up"),
        ("the dialogue is faint in the second clip", "volume", "up"),
        ("the voiceover is a tad loud in clip 2", "volume", "down"),
        ("the music is barely audible", "music_volume", "up"),
        ("the music is quite low", "music_volume", "up"),
        ("the music is deafening", "music_volume", "down"),
    ],
)
def test_how_loud_something_is_puts_nothing_in(text, op, level):
    (made,) = asked(text)
    assert made == (op, {"level": level, **({"clip": 2} if op == "volume" else {})})


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("cut the first 3 seconds of clip 1 and the last 2 of clip 3", "a3-10 b0-10 c0-8"),
        ("cut the last 4 seconds of clip 2 and the first 2 of clip 3", "a0-10 b0-6 c2-10"),
        ("take 2 seconds off the start of clip 1 and 3 off the end of clip 2", "a2-10 b0-7 c0-10"),
        ("cut the first and last 5 seconds", "a5-10 b0-10 c0-5"),
        ("remove the first and last 2 seconds of clip 3", "a0-10 b0-10 c2-8"),
        ("keep the first and last 5 seconds", "a0-5 c5-10"),
        ("shave the second clip down to 4 seconds", "a0-10 b0-4 c0-10"),
        ("lop off the first 3 seconds, I'm still at the mic", "a3-10 b0-10 c0-10"),
    ],
)
def test_both_stretches_named_go_and_no_clip_does(text, after):
    assert sketch(becomes(text, THREE).timeline) == after


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("title 'One' over clip 1 and 'Two' over clip 3", [("One", 0), ("Two", 20)]),
        ('put "A" over the second clip and "B" over the third', [("A", 10), ("B", 20)]),
        ("add 'A' at 0:05 and 'B' at 0:21", [("A", 5), ("B", 21)]),
        ("add 'A' at the start and 'B' at the end", [("A", 0), ("B", 27)]),
        ("put the title 'X' at the start of clip 2", [("X", 10)]),
        ("put the title 'X' at the end of clip 2", [("X", 17)]),
        ("add 'X' after clip 2", [("X", 20)]),
        ("add 'A' at 0:00 and 'B' at 0:20 for 2 seconds each", [("A", 0), ("B", 20)]),
    ],
)
def test_each_title_stands_where_it_is_put(text, shown):
    assert [(each.text, each.span.start) for each in becomes(text, THREE).timeline.titles] == shown


def with_logo():
    still = next(media for media in pool() if media.name == "still.file")
    return applied(project_of(THREE), (AddOverlay(still.id),))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("take the logo away after 5 seconds", [(0, 5)]),
        ("the logo should disappear at 10 seconds", [(0, 10)]),
        ("hide the logo for the first 5 seconds", [(5, None)]),
        ("no logo in the last 6 seconds", [(0, 24)]),
        ("hide the logo from 5 to 10 seconds", [(0, 5), (10, None)]),
        ("remove the logo", []),
    ],
)
def test_a_logo_goes_when_it_is_to_go(text, shown):
    assert [(each.start, each.end) for each in becomes(text, with_logo()).timeline.overlays] == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("remove the captions in the last 4 seconds", [("one", 0, 20), ("two", 20, 26)]),
        ("remove the captions from 0:05 to 0:22", [("one", 0, 5), ("two", 22, 30)]),
        ("remove the captions from 0:05 to 0:10", [("one", 0, 5), ("two", 20, 30), ("one", 10, 20)]),
        ("remove the captions after 0:20", [("one", 0, 20)]),
        ("remove the captions", []),
    ],
)
def test_captions_go_for_the_stretch_named(text, shown):
    lines = tuple(
        AddTitle(words, Fraction(start), Fraction(length), TitleKind.CAPTION)
        for words, start, length in (("one", 0, 20), ("two", 20, 10))
    )
    after = becomes(text, applied(project_of(THREE), lines)).timeline.titles
    assert [(each.text, each.span) for each in after] == [
        (text, Span(Fraction(a), Fraction(b))) for text, a, b in shown
    ]


@pytest.mark.parametrize(
    ("text", "before", "volume"),
    [
        ("make it warmer, lo-fi music at 35%", "color", 0.35),
        ("speed up clip 2, chill music at 25 %", "speed", 0.25),
        ("mute clip 1, calm music at -20 dB", "mute", "-20dB"),
        ("亮度提高一点，舒缓音乐，音量20%", "color", 0.2),
    ],
)
def test_music_named_by_its_kind_is_put_in_whatever_was_said_before(text, before, volume):
    first, music = read(text).intents
    assert (first.op, music.op, music.params["volume"]) == (before, "music", volume)


def test_the_music_that_is_there_is_not_put_in_again():
    assert [each.op for each in read("make it warmer, the lo-fi music down to 20%").intents] == [
        "color",
        "music_volume",
    ]
