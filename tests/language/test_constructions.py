"""Constructions crossed with operations are read as their slots say; the share read right only ever rises.

A language has a module with `built(most)`: requests and what they ask for, made from tables of ways to say things that were
written before it was known what passes. `python -m tests.language.test_constructions en` prints what is missed.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest

from rushes.language.rules import read
from tests.language import constructions_en
from tests.language.constructions import Built, misses, table
from tests.language.test_blind import SESSION

BUILT: dict[str, tuple[Callable[[int], list[Built]], float]] = {"en": (constructions_en.built, 0.985)}
"""Language -> what is built, and the share that must be read right."""
SAMPLED = 1000


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
    spoken_of = [each for each in BUILT[language][0](SAMPLED) if not each.wanted]
    assert len(spoken_of) > 50
    assert [each.text for each in spoken_of if read(each.text, SESSION).intents] == []


if __name__ == "__main__":
    _, told_, shares_ = _missed(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else SAMPLED)
    print("\n".join([*told_, shares_]))
