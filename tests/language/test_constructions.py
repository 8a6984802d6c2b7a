"""Constructions crossed with operations are read as their slots say; the share read right only ever rises.

A language has a module with `built(most)`: requests and what they ask for, made from tables of ways to say things that were
written before it was known what passes. `python -m tests.language.test_constructions en` prints what is missed.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest

from rushes.language.rules import read
from tests.language import constructions_en, constructions_zh
from tests.language.bank import HERE
from tests.language.constructions import Built, misses, table
from tests.language.test_blind import SESSION

BUILT: dict[str, tuple[Callable[[int], list[Built]], float]] = {
    "en": (constructions_en.built, 0.985),
    "zh": (constructions_zh.built, 0.985),
}
"""Language -> what is built, and the share that must be read right."""
SAMPLED = 600


def _missed(language: str, most: int) -> tuple[list[Built], list[str], str]:
    built = BUILT[language][0](most)
    missed = misses(built, lambda text: read(text, SESSION))
    told = [f"{each.text!r}: {reading.route} {reading.operations}, meant {each.wanted}" for each, reading in missed]
    return built, told, table(built, missed)


@pytest.mark.parametrize("language", sorted(BUILT))
def test_constructions_are_read_as_their_slots_say(language):
    built, told, shares = _missed(language, SAMPLED)
    assert 1 - len(told) / len(built) >= BUILT[language][1], "\n".join([*told[:60], shares])


@pytest.mark.parametrize("language", sorted(BUILT))
def test_what_is_only_spoken_of_is_never_done(language):
    spoken_of = [each for each in BUILT[language][0](2 * SAMPLED) if not each.wanted]
    assert len(spoken_of) > 50
    assert [each.text for each in spoken_of if read(each.text, SESSION).intents] == []


SAME = {"title": "text_overlay", "slow_motion": "speed"}
FAIR = {
    ("restore_version", "undo"), ("reframe_subject", "aspect"), ("pan", "zoom"), ("upscale", "resolution"), ("color", "auto_color"), ("auto_color", "color"),
    ("denoise_audio", "audio_fx"), ("color", "visual_effect"), ("slideshow", "auto_edit"), ("auto_edit", "highlight_reel"), ("highlight_reel", "auto_edit"),
    ("keep_range", "trim_start"), ("insert_clip", "image_insert"), ("export", "resolution"),
}  # fmt: skip
"""What is meant and what it may be read as besides."""
WORDS_RIGHT = 0.97


def test_every_word_for_an_operation_is_known():
    lines = (HERE / "words_en.txt").read_text(encoding="utf-8").splitlines()
    said = [(op, text) for line in lines[1:] for op, _, rest in [line.partition(": ")] for text in rest.split("; ")]
    assert len(said) > 900
    wrong = []
    for op, text in said:
        made = [SAME.get(each.op, each.op) for each in read(text, SESSION).intents]
        if made != [SAME.get(op, op)] and not (len(made) == 1 and (op, made[0]) in FAIR):
            wrong.append(f"{op}: {text!r} {made}")
    assert 1 - len(wrong) / len(said) >= WORDS_RIGHT, "\n".join(wrong)


if __name__ == "__main__":
    _, told_, shares_ = _missed(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else SAMPLED)
    print("\n".join([*told_, shares_]))
