"""Words on the picture: what is drawn, where, and how large."""

import json
from itertools import pairwise

import numpy as np
import pytest

from rushes.render.words import Align, MissingGlyphs, Place, Point, WordsStyle, draw, draw_words, typefaces

UHD, PHONE = (3840, 2160), (1080, 1920)
HD = (1920, 1080)


def plain(text, canvas=HD, **look):
    return draw_words(WordsStyle(text, shadow=False, **look), *canvas)


def ink(drawn):
    return drawn.rgba[..., 3] > 128


def bands(flags):
    """Where each unbroken stretch of True starts and ends."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], flags.astype(int), [0]])))
    return list(zip(edges[::2].tolist(), edges[1::2].tolist()))


def inside_safe(drawn, canvas):
    """Every fully inked pixel lies in the middle 90 % of the canvas, to the pixel."""
    rows, columns = np.flatnonzero(ink(drawn).any(axis=1)), np.flatnonzero(ink(drawn).any(axis=0))
    width, height = canvas
    return (
        drawn.x + columns[0] >= 0.05 * width - 1
        and drawn.x + columns[-1] <= 0.95 * width + 1
        and drawn.y + rows[0] >= 0.05 * height - 1
        and drawn.y + rows[-1] <= 0.95 * height + 1
    )


@pytest.mark.parametrize("canvas", [UHD, PHONE])
def test_line_height_is_the_size_asked_for(canvas):
    drawn = plain("HH\nHH\nHH", canvas)
    tops = [start for start, _ in bands(ink(drawn).any(axis=1))]
    assert len(tops) == drawn.lines == 3
    for above, below in pairwise(tops):
        assert below - above == pytest.approx(0.07 * canvas[1], abs=1.5)


def test_size_scales_with_the_canvas():
    small, large = plain("Golden Hour", (960, 540)), plain("Golden Hour", UHD)
    assert large.width / small.width == pytest.approx(4, rel=0.02)
    assert large.x / small.x == pytest.approx(4, rel=0.02)


def test_bold_has_more_ink_in_latin_and_chinese():
    for text in ("Golden Hour", "金色时刻"):
        assert ink(plain(text, bold=True)).sum() > 1.15 * ink(plain(text)).sum()


def test_colour_is_drawn_to_two_levels():
    drawn = plain("██", colour="#2468ac")
    solid = drawn.rgba[drawn.rgba[..., 3] >= 254]
    assert len(solid) > 1000
    assert (abs(solid.astype(int) - [0x24, 0x68, 0xAC, 255]) <= 2).all()


def test_emoji_are_in_colour():
    drawn = plain("🎉🌅")
    red, green, blue = (drawn.rgba[..., n].astype(int) for n in range(3))
    assert (ink(drawn) & (abs(red - green) + abs(green - blue) > 90)).sum() > 500


@pytest.mark.parametrize("sequence", ["👨‍👩‍👧‍👦", "👍🏽", "🇨🇳", "1️⃣", "🏴󠁧󠁢󠁳󠁣󠁴󠁿", "🏳️‍🌈", "❤️‍🔥"])
def test_an_emoji_sequence_is_one_picture(sequence):
    assert plain(sequence).width <= 1.2 * plain("😀").width


def test_arabic_letters_join():
    joined, apart = plain("سسس"), plain("س\u200cس\u200cس")
    assert len(bands(ink(joined).any(axis=0))) == 1
    assert len(bands(ink(apart).any(axis=0))) == 3


def test_hebrew_reads_from_the_right():
    """A full stop after Hebrew stands at its left end: there, and only there, the ink is a low dot."""
    drawn = plain("שלום.")
    pieces = bands(ink(drawn).any(axis=0))
    heights = [np.flatnonzero(ink(drawn)[:, start:end].any(axis=1)) for start, end in pieces]
    spans = [rows[-1] - rows[0] for rows in heights]
    assert spans[0] < 0.4 * max(spans) and min(spans[1:]) > 0.4 * max(spans)


def test_devanagari_conjuncts_are_shaped():
    assert plain("क्ष").width < 0.8 * plain("क\u200c्\u200cष").width


@pytest.mark.parametrize("letter", "Aд金か한ابחहไԱბইதతગಕമਪଓසខລမአ★→½")
def test_every_script_is_drawn_by_a_real_glyph(letter):
    """Nothing that `missing_glyphs` lets through comes out as the empty box."""
    assert typefaces.missing_glyphs(letter) == []
    boxes = [unchecked(box, "en") for box in ("\U00013000", "\u0f40", "\ua000")]
    drawn = unchecked(letter, typefaces.language(letter))
    assert drawn.sum() > 20
    assert all(drawn.shape != box.shape or (drawn != box).mean() > 0.02 for box in boxes)


def unchecked(text, lang):
    """Ink of `text` drawn without asking whether there are glyphs."""
    given = draw._given(WordsStyle("x", shadow=False), 60, 40, *HD)
    given |= {"runs": [{"text": text, "emoji": False}], "fonts": typefaces.families(lang), "lang": lang}
    drawn = draw._typeset(given)[0][..., 3] > 128
    rows, columns = np.flatnonzero(drawn.any(axis=1)), np.flatnonzero(drawn.any(axis=0))
    return drawn[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]


def test_missing_glyphs_are_refused_by_name():
    with pytest.raises(MissingGlyphs) as refusal:
        plain("Tibet བོད")
    assert "བོ (U+0F56)" in refusal.value.text("en") and "བོ (U+0F56)" in refusal.value.text("zh")


def test_typst_markup_is_only_text():
    drawn = plain("#panic() *a* $x$ \\ // <b> @c `d`")
    assert drawn.lines == 1
    assert len(bands(ink(drawn).any(axis=0))) >= 20


@pytest.mark.parametrize(
    "text",
    [
        "这是一个非常长的标题用来测试在没有空格的情况下是否可以正确地换行显示，以及标点符号。",
        "The quick brown fox jumps over the lazy dog, then goes home to",
        "Donaudampfschifffahrtsgesellschaft",
        "https://example.com/" + 12 * "averylongpath",
        "สวัสดีชาวโลกวันนี้อากาศดีมากเราไปเที่ยวทะเลกันเถอะ",
    ],
)
@pytest.mark.parametrize("canvas", [HD, PHONE])
@pytest.mark.parametrize("place", [Place.TOP_LEFT, Place.BOTTOM])
def test_long_text_stays_title_safe(text, canvas, place):
    assert inside_safe(plain(text, canvas, place=place), canvas)


def test_a_whole_screen_of_text_is_shrunk_to_fit():
    drawn = plain("word " * 110, HD, size=0.12)
    assert inside_safe(drawn, HD) and drawn.line_height_pixels < 0.12 * 1080


def test_broken_lines_are_balanced():
    drawn = plain("The quick brown fox jumps over the lazy dog, then goes home", PHONE)
    lines = [drawn.rgba[top:end, :, 3] for top, end in lines_of(drawn)]
    widths = [np.flatnonzero(line.any(axis=0))[-1] - np.flatnonzero(line.any(axis=0))[0] for line in lines]
    assert len(widths) >= 3 and min(widths) > 0.6 * max(widths)


def lines_of(drawn):
    pitch = drawn.height / drawn.lines
    return [(round(n * pitch), round((n + 1) * pitch)) for n in range(drawn.lines)]


@pytest.mark.parametrize("place", Place)
def test_named_places_are_where_they_say(place):
    drawn = plain("Here", place=place, bar=True)
    across, down = place.fractions
    middle_x, middle_y = drawn.x + drawn.width / 2, drawn.y + drawn.height / 2
    assert middle_x == pytest.approx(96 + across * 1728 + (0.5 - across) * drawn.width, abs=3)
    assert middle_y == pytest.approx(54 + down * 972 + (0.5 - down) * drawn.height, abs=3)


def test_a_point_is_the_middle_of_the_words_but_never_off_the_picture():
    drawn = plain("Here", place=Point(0.25, 0.75))
    assert drawn.x + drawn.width / 2 == pytest.approx(480, abs=4)
    corner = plain("A long line at the edge", place=Point(1.0, 1.0))
    assert corner.x + corner.width <= 1920 and corner.y + corner.height <= 1080


def test_words_share_a_baseline_whatever_their_letters():
    """ "ace" and "acf" end on the same row: placed by line, not by ink."""
    ends = {drawn.y + int(np.flatnonzero(ink(drawn).any(axis=1))[-1]) for drawn in map(plain, ("nnn", "hhh", "HHH"))}
    assert len(ends) == 1


def test_edges_are_even():
    for text in ("a", "ab", "Golden", "金"):
        drawn = draw_words(WordsStyle(text, place=Place.TOP_RIGHT), 1920, 1080)
        assert not any(edge % 2 for edge in (drawn.x, drawn.y, drawn.width, drawn.height))


def test_lines_stand_left_right_or_in_the_middle():
    def ends(align):
        drawn = plain("Wide words here\nwi", align=align)
        top, end = lines_of(drawn)[1]
        columns = np.flatnonzero(drawn.rgba[top + 6 : end, :, 3].any(axis=0))
        return columns[0] / drawn.width, columns[-1] / drawn.width

    assert ends(Align.LEFT)[0] < 0.05 and ends(Align.RIGHT)[1] > 0.95
    assert sum(ends(Align.CENTER)) == pytest.approx(1, abs=0.05)


def test_outline_goes_around_the_letters():
    bare, outlined = plain("I", bold=True), plain("I", bold=True, outline=0.06, outline_colour="#000")
    em = 0.07 * 1080 / 1.2
    assert outlined.width - bare.width == pytest.approx(2 * 0.06 * em, abs=4)
    row = outlined.rgba[outlined.height // 2]
    assert row[outlined.width // 2].min() >= 253
    assert any(pixel[3] == 255 and pixel[0] < 10 for pixel in row)


def test_shadow_is_soft_black_and_under_the_words():
    drawn = draw_words(WordsStyle("H"), *HD)
    faint = (drawn.rgba[..., 3] > 10) & (drawn.rgba[..., 3] < 120)
    assert faint.sum() > 200
    assert drawn.rgba[faint][:, :3].max(axis=1).mean() < 60
    assert (drawn.rgba[drawn.rgba[..., 3] == 255][:, :3] > 200).mean() > 0.9


def test_bar_is_a_plate_of_its_colour_behind_the_words():
    drawn = plain("Ana, pilot", bar=True, bar_colour="#ff000080", place=Place.BOTTOM_LEFT)
    assert drawn.rgba[6, drawn.width // 2].tolist() == [255, 0, 0, 128]
    assert (drawn.rgba[..., 3] == 255).sum() > 500


def test_the_same_words_are_drawn_once():
    style = WordsStyle("once")
    assert draw_words(style, *HD) is draw_words(WordsStyle("once"), *HD)
    with pytest.raises(ValueError):
        draw_words(style, *HD).rgba[0, 0] = 0


def test_what_typst_is_given_is_json():
    """The words reach the template as data, quotes and all."""
    text = '"); #read("/etc/passwd") //'
    given = draw._given(WordsStyle(text), 60, 40, *HD)
    assert json.loads(json.dumps(given))["runs"] == [{"text": text, "emoji": False}]
    assert plain(text).lines == 1
