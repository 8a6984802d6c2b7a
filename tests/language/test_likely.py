"""Requests by which nothing is done go the way that is likeliest; what is done is never decided by likelihood."""

from __future__ import annotations

import time

import pytest

from rushes.language.reading import Reading, Route
from rushes.language.rules import likely, read
from rushes.language.words.grouping import grouped
from rushes.language.words.script import script
from rushes.language.words.tokens import tokens
from tests.language.bank import bank, fits

REACHED = {"en": 0.85, "zh": 0.86}
"""Share of the plainly said sentences read with the right route; only ever raised."""


def chances(text: str) -> dict[str, float]:
    scripted = script(text)
    return likely.likely(grouped(tokens(scripted, False)), scripted)


def settled(reading: Reading, text: str) -> Reading:
    scripted = script(text)
    return likely.settled(reading, grouped(tokens(scripted, False)), scripted)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_is_plainly_said_goes_the_right_way(language):
    sentences = bank(f"plainly_{language}.txt")
    right = sum(fits(read(each.text), each) for each in sentences)
    assert right >= REACHED[language] * len(sentences)


@pytest.mark.parametrize(
    ("text", "route"),
    [
        ("my account shows a strange charge", "credits"),
        ("compose a sonata and play it on the piano", "out_of_scope"),
        ("I have a folder of photos to send you", "upload"),
        ("试用结束后会自动扣我的钱吗", "credits"),
        ("帮我写一份投诉材料", "out_of_scope"),
        ("第三段到底有没有收音进去", "status"),
    ],
)
def test_no_frame_is_needed_for_the_route(text, route):
    assert str(read(text).route) == route


@pytest.mark.parametrize("text", ["", "?", "zzz", "\ue001", "。", "剪"])
def test_chances_add_up_to_one(text):
    assert sum(chances(text).values()) == pytest.approx(1)


def test_nothing_is_done_by_likelihood():
    doing = Route.EDIT, Route.EXPORT, Route.UNDO
    for each in [*bank("said_en.txt")[::5], *bank("said_zh.txt")[::5]]:
        for route in (Route.UNCLEAR, Route.STATUS, Route.HELP):
            told = settled(Reading(route), each.text)
            assert told.route not in doing and not told.intents


def test_what_is_held_back_stays_so():
    held = Reading(Route.UNCLEAR, held_back=("don't render a cartoon",))
    assert settled(held, "draw me a cartoon of a horse") is held


def test_it_takes_no_time():
    text = "could you tell me which of the songs from the folder on my desktop I have not used in this film yet"
    scripted = script(text)
    found = grouped(tokens(scripted, False))
    likely.likely(found, scripted)
    best = min(_milliseconds(lambda: likely.likely(found, scripted)) for _ in range(20))
    assert best < 1


def _milliseconds(act) -> float:
    began = time.perf_counter()
    act()
    return (time.perf_counter() - began) * 1000
