"""A timeline as one line, both ways."""

from __future__ import annotations

from fractions import Fraction

import pytest

from rushes.model.sketch import SketchError, drawn, letters, number_text, sketch
from rushes.model.time import span
from rushes.model.timeline import Canvas, Gap, SoundKind, TitleKind, TransitionKind

LINES = [
    "",
    "a0-4 b0-2",
    "a0-4 _1.5 b0-2",
    "a0-4x2 a4-0 a9-5x0.5",
    "a@3~2 b0-1",
    "a0-4 >dissolve0.5> b0-2",
    "a0-1001/30 b1/3-2",
    "a0-4[mute] b0-2[-6dB in1 out0.5]",
    'a0-4 | t "Dawn" 0-3 | tag "Ana, pilot" 1-3 | end "Bye | now" 3-4 | cap "say \\"hi\\"\\nagain" 2-3',
    "a0-4 | o logo 0- | o b@2 1-3",
    "a0-4 | m tune 0- -18dB duck | voice v 1-3 | fx bang@0.5 2- once | replacement r 0- mute",
]


@pytest.mark.parametrize("line", LINES)
def test_what_is_drawn_is_told_the_same(line: str):
    assert sketch(drawn(line)) == line


@pytest.mark.parametrize("line", LINES)
def test_with_ids_nothing_of_it_is_lost(line: str):
    timeline = drawn(line)
    assert drawn(sketch(timeline, ids=True)) == timeline


def test_drawn_means_what_the_page_says():
    timeline = drawn('a0-4 >dissolve0.5> b2-0x2 _1 a@3~2[mute] | t "Dawn" 0-3 | m tune@5 1- -18dB once')
    first, second, gap, frozen = timeline.track
    assert (first.id, first.media, first.source, first.transition) == ("c1", "a", span(0, 4), None)
    assert (second.source, second.reverse, second.speed) == (span(0, 2), True, 2)
    assert (second.transition.kind, second.transition.length) == (TransitionKind.DISSOLVE, Fraction(1, 2))
    assert gap == Gap(Fraction(1))
    assert (frozen.source, frozen.held, frozen.level.muted) == (span(3, 3), 2, True)
    (title,) = timeline.titles
    assert (title.text, title.span, title.kind) == ("Dawn", span(0, 3), TitleKind.TITLE)
    (sound,) = timeline.sounds
    assert (sound.kind, sound.start, sound.end, sound.source_start) == (SoundKind.MUSIC, 1, None, 5)
    assert (sound.level.gain_db, sound.loop) == (-18, False)
    assert timeline.numbered == 5
    assert len({c.id for c in timeline.clips} | {title.id, sound.id}) == 5


def test_given_ids_are_kept_and_never_given_again():
    timeline = drawn("c7:a0-4 b0-2")
    assert [clip.id for clip in timeline.clips] == ["c7", "c8"]
    assert timeline.named("c")[0] == "c9"


def test_long_ids_go_by_letters():
    media = ("f" * 64, "0" * 64)
    names = letters(media)
    timeline = drawn("a0-4 b0-2", {letter: media_id for media_id, letter in names.items()}, Canvas())
    assert [clip.media for clip in timeline.clips] == list(media)
    assert sketch(timeline, names) == "a0-4 b0-2"
    assert list(letters(map(str, range(28))).values())[25:] == ["z", "aa", "ab"]


@pytest.mark.parametrize(
    ("value", "text"),
    [("4", "4"), ("1/2", "0.5"), ("1/8", "0.125"), ("1/3", "1/3"), ("1001/30000", "1001/30000"), ("0.05", "0.05")],
)
def test_numbers_are_exact(value: str, text: str):
    assert number_text(Fraction(value)) == text
    assert Fraction(text) == Fraction(value)


@pytest.mark.parametrize("line", ["a0", "a0-4?", "a0-4[loud]", 'a0-4 | t "x"', "a0-4 | q b 0-", "a0-4 | m b 0- big"])
def test_nonsense_is_refused(line: str):
    with pytest.raises(SketchError):
        drawn(line)
