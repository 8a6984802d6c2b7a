"""What a model is told of limits is what the operations really bear: each of them is asked."""

from __future__ import annotations

from dataclasses import MISSING, fields, is_dataclass, replace
from fractions import Fraction
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

import pytest

from rushes.edits import OPERATIONS, applied
from rushes.edits.errors import NoSuchChoice, OutOfRange
from rushes.errors import RequestError
from rushes.llm.limits import CHOICES, LIMITS, LONGEST
from rushes.model.time import span
from rushes.model.timeline import Crop, Duck, Fit, Zoom
from tests.edits.sketches import project_of

FILM = project_of('c1:a2-6 c2:b2-6 c3:c2-6 | t9:t "Dawn" 0-3 | o10:o still 0- | s11:m tune 0- -18dB')

USUAL: dict[str, Any] = {
    "length": Fraction(1), "clip": None, "span": span(1, 2), "spans": (span(1, 2),), "at": (Fraction(1),), "parts": 2,
    "clips": (), "to": 1, "first": "c1", "second": "c2", "media": "d", "factor": Fraction(2), "crop": Crop(), "degrees": 90,
    "ratio": Fraction(1), "width": 1280, "height": 720, "rate": Fraction(25), "fit": Fit.CROP, "zoom": Zoom(1.0, 1.2), "look": "warm",
    "lut": "f" * 64, "direction": "in", "overlay": "o10", "by": Fraction(1), "text": "Hi", "title": "t9", "targets": (), "times": 1,
}  # fmt: skip
"""A value for every parameter that has none of its own."""

SPECIAL: dict[str, dict[str, Any]] = {
    "delete_clip": {"clips": ("c1",)}, "reorder": {"clips": ("c3", "c2", "c1")}, "insert_clip": {"at": Fraction(1)},
    "freeze_frame": {"at": Fraction(1)}, "replace_clip": {"clip": "c1"}, "move_clip": {"clip": "c1"}, "merge": {"media": ("d",)},
    "music": {"media": "tune", "duck": Duck()}, "replace_audio": {"media": "talk"}, "duck": {"duck": Duck()},
}  # fmt: skip


def usual(kind: Any) -> Any:
    """An operation of this kind that can be done."""
    given = {each.name: USUAL[each.name] for each in fields(kind) if each.default is MISSING}
    return kind(**{**given, **SPECIAL.get(kind.name, {})})


def with_part(operation: Any, path: str, value: Any) -> Any:
    name, _, part = path.partition(".")
    return replace(operation, **{name: replace(getattr(operation, name), **{part: value}) if part else value})


def numbers(kind: Any) -> dict[str, Any]:
    """Every number of an operation, parts of records included: its path and its type."""
    found: dict[str, Any] = {}
    hints = get_type_hints(kind)
    for each in fields(kind):
        if get_origin(hints[each.name]) is tuple:
            continue
        hint = next((part for part in get_args(hints[each.name]) if part is not NoneType), hints[each.name])
        if is_dataclass(hint) and hint.__name__ != "Span":
            found |= {f"{each.name}.{key}": value for key, value in numbers(hint).items()}
        elif hint in (Fraction, float, int):
            found[each.name] = hint
    return found


def refusal(operation: Any) -> RequestError | None:
    try:
        applied(FILM, (operation,))
    except RequestError as error:
        return error
    return None


@pytest.mark.parametrize("kind", OPERATIONS, ids=lambda kind: kind.name)
def test_the_usual_operation_can_be_done(kind):
    assert refusal(usual(kind)) is None


TABLE = [(kind, path) for kind in OPERATIONS for path in LIMITS.get(kind.name, {})]


@pytest.mark.parametrize(("kind", "path"), TABLE, ids=lambda each: getattr(each, "name", each))
def test_a_limit_is_the_operations_own(kind, path):
    """Just outside is refused with these very limits, just inside is not refused for them."""
    low, high = LIMITS[kind.name][path]
    as_type = numbers(kind)[path]
    step = 1 if as_type is int else abs(high) / 10**6 + 0.0005
    for value in (low - step, high + step):
        value = Fraction(value).limit_denominator(10**7) if as_type is Fraction else as_type(value)
        error = refusal(with_part(usual(kind), path, value))
        assert isinstance(error, OutOfRange), (value, error)
        assert (float(error.facts["low"]), float(error.facts["high"])) == (pytest.approx(low), pytest.approx(high))
    inside = 0 if as_type is int else min(step, (high - low) / 4)
    for value in (low + inside, high - inside):
        value = Fraction(value).limit_denominator(10**7) if as_type is Fraction else as_type(value)
        assert not isinstance(refusal(with_part(usual(kind), path, value)), OutOfRange)


BARE = [(kind, path) for kind in OPERATIONS for path in numbers(kind) if path not in LIMITS.get(kind.name, {})]

ELSEWHERE = {("move_clip", "to"), ("insert_clip", "length")}
"""Limits that depend on the timeline, or on what the file is."""


@pytest.mark.parametrize(("kind", "path"), BARE, ids=lambda each: getattr(each, "name", each))
def test_no_limit_is_kept_from_the_model(kind, path):
    as_type = numbers(kind)[path]
    errors = [refusal(with_part(usual(kind), path, as_type(value))) for value in (-(10**9), 10**9)]
    assert (kind.name, path) in ELSEWHERE or not any(isinstance(error, OutOfRange) for error in errors), errors


@pytest.mark.parametrize(("name", "path"), [(name, path) for name, paths in CHOICES.items() for path in paths])
def test_a_choice_is_one_the_operation_knows(name, path):
    kind: Any = next(each for each in OPERATIONS if each.name == name)
    for word in CHOICES[name][path]:
        assert not isinstance(refusal(with_part(usual(kind), path, word)), NoSuchChoice)
    error = refusal(with_part(usual(kind), path, "sideways"))
    assert isinstance(error, NoSuchChoice) and error.facts["choices"] == ", ".join(CHOICES[name][path])


@pytest.mark.parametrize("name", LONGEST)
def test_a_text_has_its_length(name):
    kind: Any = next(each for each in OPERATIONS if each.name == name)
    assert refusal(with_part(usual(kind), "text", "x" * LONGEST[name]["text"])) is None
    assert isinstance(refusal(with_part(usual(kind), "text", "x" * (LONGEST[name]["text"] + 1))), OutOfRange)
