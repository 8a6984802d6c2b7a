"""Our own sentences, written by hand and made from patterns, are all read as they were meant."""

from __future__ import annotations

import pytest

from rushes.language.resolve import RESOLVERS
from rushes.language.rules import read
from rushes.language.unable import NOT_YET
from tests.language.bank import HERE, Said, bank, fits
from tests.language.generated import chinese, english

WRITTEN = {
    language: [each for file in sorted(HERE.glob(f"said*_{language}.txt")) for each in bank(file.name)]
    for language in ("en", "zh")
}
MADE = {"en": list(english()), "zh": list(chinese())}
EVERYTHING = {language: WRITTEN[language] + MADE[language] for language in ("en", "zh")}


def _told(sentences: list[Said]) -> list[str]:
    """What is read otherwise than meant, told so that it can be mended."""
    wrong = []
    for each in sentences:
        reading = read(each.text)
        if not fits(reading, each):
            wrong.append(
                f"{each.text!r}: {reading.route} {[(i.op, i.params) for i in reading.intents]}, meant {each.readings}"
            )
    return wrong


@pytest.mark.parametrize("language", ["en", "zh"])
def test_written_sentences_are_read_as_meant(language):
    assert _told(WRITTEN[language]) == []


@pytest.mark.parametrize("language", ["en", "zh"])
def test_sentences_made_from_patterns_are_read_as_meant(language):
    assert _told(MADE[language]) == []


@pytest.mark.parametrize("language", ["en", "zh"])
def test_there_are_at_least_600_different_sentences(language):
    assert len({each.text for each in EVERYTHING[language]}) >= 600


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_operation_can_be_said(language):
    said = {
        op
        for each in EVERYTHING[language]
        for wanted in each.readings
        if not isinstance(wanted, str)
        for op, _ in wanted
    }
    known = (
        set(RESOLVERS)
        | set(NOT_YET)
        | {"export", "extract_audio", "thumbnail", "undo", "redo", "restore_version", "rename"}
    )
    by_another_name = {"text_overlay", "title", "slow_motion", "remove_audio_layer", "pan", "keep_content"}
    assert known - said - by_another_name == set()


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_reading_speaks_the_language_it_was_asked_in(language):
    wrong = [each.text for each in EVERYTHING[language] if read(each.text).language != language]
    assert wrong == []


def test_nothing_is_added_that_was_not_asked():
    """No reading has an operation that its sentence does not name; told by the count."""
    for language in ("en", "zh"):
        for each in EVERYTHING[language]:
            most = max(len(wanted) if not isinstance(wanted, str) else 0 for wanted in each.readings)
            assert len(read(each.text).intents) <= most, each.text
