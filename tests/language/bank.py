"""Sentences with what is to be understood, one a line: `text => op(key=value, ...); op() | another reading`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rushes.language.reading import Reading, Route
from rushes.language.words.lexicon import moods_in

HERE = Path(__file__).parent
ROUTES = {str(route) for route in Route}
ALIKE = {"slow_motion": "speed", "title": "text", "text_overlay": "text"}

Wanted = tuple[str, dict[str, object]]


@dataclass(frozen=True)
class Said:
    """A sentence and its fair readings: a route alone, or operations with parameters that must be found."""

    text: str
    readings: tuple[str | tuple[Wanted, ...], ...]


def bank(name: str) -> list[Said]:
    """The sentences of a file here."""
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [said(line) for line in lines if line.strip() and not line.startswith("#")]


def said(line: str) -> Said:
    text, _, wanted = line.partition(" => ")
    return Said(text.replace("\\n", "\n"), tuple(_reading(each.strip()) for each in wanted.split(" | ")))


def _reading(wanted: str) -> str | tuple[Wanted, ...]:
    if wanted in ROUTES:
        return wanted
    return tuple(_operation(each.strip()) for each in re.split(r";\s", wanted))


def _operation(wanted: str) -> Wanted:
    name, _, inside = wanted.partition("(")
    params = {}
    for key, value in re.findall(r"(\w+)=(\[\[.*?\]\]|\[.*?\]|.*?)(?=,\w+=|$)", inside[:-1]):
        params[key] = _value(value)
    return name, params


def _value(text: str) -> object:
    if text.startswith("["):
        inner = text[1:-1]
        parts = re.findall(r"\[.*?\]|[^,\[\]]+", inner)
        return [_value(each.strip()) for each in parts]
    if text in ("true", "false"):
        return text == "true"
    try:
        return float(text)
    except ValueError:
        return text


def fits(reading: Reading, wanted: Said) -> bool:
    """Whether `reading` is one of the fair ones."""
    return any(_fits_one(reading, each) for each in wanted.readings)


def _fits_one(reading: Reading, wanted: str | tuple[Wanted, ...]) -> bool:
    if isinstance(wanted, str):
        return str(reading.route) == wanted and not reading.intents
    return fits_operations(reading, wanted)


def fits_operations(reading: Reading, wanted: Sequence[Wanted]) -> bool:
    """Whether `reading` has just these operations, each with at least these parameters."""
    left = [(ALIKE.get(each.op, each.op), each.params) for each in reading.intents]
    if len(left) != len(wanted):
        return False
    for op, params in wanted:
        name = ALIKE.get(op, op)
        at = next((i for i, (has, given) in enumerate(left) if has == name and _holds(given, params)), None)
        if at is None:
            return False
        del left[at]
    return True


def _holds(given: dict[str, object], wanted: dict[str, object]) -> bool:
    return all(key in given and _same(_named(key, given[key]), _named(key, value)) for key, value in wanted.items())


def _named(key: str, value: object) -> object:
    """Moods by their name: a request's own words stand in the reading."""
    return next(iter(moods_in(str(value))), value) if key == "mood" else value


def _same(given: object, wanted: object) -> bool:
    if isinstance(wanted, list):
        return isinstance(given, Sequence) and len(given) == len(wanted) and all(map(_same, given, wanted))
    if isinstance(wanted, float) and isinstance(given, int | float):
        if not isinstance(given, bool) and abs(float(given) - wanted) < 0.01:
            return True
        return abs(abs(float(given)) % 360 - wanted % 360) < 0.01 or abs(float(given) % 360 - wanted % 360) < 0.01
    if isinstance(wanted, float):
        return str(given) == f"{wanted:g}"
    has, want = str(given).casefold(), str(wanted).casefold()
    return has == want or (len(want) > 3 and want in has)


def wrong(sentences: Sequence[Said], read: object) -> Iterator[tuple[Said, Reading]]:
    """Sentences read otherwise than wanted, with how they were read."""
    for each in sentences:
        reading = read(each.text)  # type: ignore[operator]
        if not fits(reading, each):
            yield each, reading
