"""Which characters can be drawn, and which are emoji."""

import numpy as np
import pytest
from fontTools.ttLib import TTFont

from rushes.render.words.coverage import covered
from rushes.render.words.typefaces import Run, _files, cleaned, language, missing_glyphs, right_to_left, runs


@pytest.mark.parametrize("path", [*_files(False), *_files(True)], ids=lambda path: path.name)
def test_coverage_is_what_fonttools_reads(path):
    with TTFont(path, lazy=True, fontNumber=0) as font:
        assert set(np.flatnonzero(covered(path)).tolist()) == set(font.getBestCmap())


@pytest.mark.parametrize(
    "text",
    [
        "Golden Hour — “naïve” façade ½ € ✓ ★",
        "金色时刻，你好！「」…",
        "日本語 ひらがな カタカナ 한국어",
        "مرحبا بالعالم, שלום עולם",
        "नमस्ते ক্ষ தமிழ் తెలుగు ไทย",
        "😀👨‍👩‍👧‍👦🇨🇳👍🏽❤️ 1️⃣ ☀️ ☀ 🏳️‍🌈",
        "e\u0301 a\u0308\u0304",
        "soft\u00adhyphen zero\u200bwidth \u202eturned\u202c",
        "line\r\nbreak\ttab\x07",
    ],
)
def test_nothing_is_missing_from(text):
    assert missing_glyphs(text) == []


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("A\U00013000B\U00013000", ["\U00013000"]),
        ("ཀ ok ཀ ཁ", ["ཀ", "ཁ"]),
        ("private \ue000", ["\ue000"]),
        ("unassigned \U0001fbff", ["\U0001fbff"]),
        ("的\u0ba3\u093c", ["\u0ba3\u093c"]),
    ],
)
def test_missing_characters_are_named_once_in_order(text, missing):
    assert missing_glyphs(text) == missing


def test_emoji_stand_apart_from_text():
    assert runs("Hi 👍🏽! ☀ ☀️ 3 #1 1️⃣") == (
        Run("Hi ", False),
        Run("👍🏽", True),
        Run("! ☀ ", False),
        Run("☀️", True),
        Run(" 3 #1 ", False),
        Run("1️⃣", True),
    )


def test_neighbouring_emoji_are_one_run():
    assert runs("🎉🌅🇨🇳") == (Run("🎉🌅🇨🇳", True),)


def test_a_text_sign_asked_for_stays_text():
    assert runs("⌚\ufe0e") == (Run("⌚\ufe0e", False),)


@pytest.mark.parametrize(
    ("text", "lang"), [("hello", "en"), ("你好 hello", "zh"), ("日本の", "ja"), ("한국", "ko"), ("，", "en")]
)
def test_language_is_told_by_its_own_characters(text, lang):
    assert language(text) == ("zh" if text == "，" else lang)


@pytest.mark.parametrize(
    ("text", "turned"), [("abc שלום", False), ("123 שלום abc", True), ("!مرحبا", True), ("123", False)]
)
def test_direction_follows_the_first_strong_character(text, turned):
    assert right_to_left(text) is turned


def test_cleaned_text_keeps_its_lines_and_drops_controls():
    assert cleaned(" a\r\nb\x00\tc\u2028d ") == "a\nb c\nd"
    assert cleaned("e\u0301") == "é"
