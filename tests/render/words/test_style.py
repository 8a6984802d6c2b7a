"""Words that can't be drawn are refused when they are written down."""

import pytest

from rushes.errors import RequestError
from rushes.render.words import Align, Place, Point, WordsStyle
from rushes.render.words.style import rgba


@pytest.mark.parametrize(
    ("style", "code"),
    [
        ({"text": " \n"}, "no_words"),
        ({"text": "x" * 601}, "too_many_words"),
        ({"text": "x", "colour": "octarine"}, "unknown_colour"),
        ({"text": "x", "outline_colour": "#12"}, "unknown_colour"),
        ({"text": "x", "size": 0.0}, "words_out_of_range"),
        ({"text": "x", "size": float("nan")}, "words_out_of_range"),
        ({"text": "x", "place": Point(1.2, 0.5)}, "words_out_of_range"),
        ({"text": "x", "max_width": 0.0}, "words_out_of_range"),
    ],
)
def test_refusals_have_a_code_and_both_languages(style, code):
    with pytest.raises(RequestError) as refusal:
        WordsStyle(**style)
    assert refusal.value.code == code
    assert refusal.value.text("en") and refusal.value.text("zh") != refusal.value.text("en")


@pytest.mark.parametrize(
    ("colour", "value"),
    [
        ("white", (255, 255, 255, 255)),
        ("Gold", (255, 215, 0, 255)),
        ("#f80", (255, 136, 0, 255)),
        ("#12345678", (0x12, 0x34, 0x56, 0x78)),
    ],
)
def test_colours_are_read(colour, value):
    assert rgba(colour) == value


def test_lines_follow_the_place_unless_told():
    assert WordsStyle("x", place=Place.BOTTOM_LEFT).lines_align is Align.LEFT
    assert WordsStyle("x", place=Place.TOP_RIGHT).lines_align is Align.RIGHT
    assert WordsStyle("x", place=Point(0.1, 0.1)).lines_align is Align.CENTER
    assert WordsStyle("x", place=Place.TOP_RIGHT, align=Align.CENTER).lines_align is Align.CENTER
