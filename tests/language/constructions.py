"""Requests built from slots, whose readings follow from what fills them; and how a reading is held against them."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from rushes.language.reading import Reading
from tests.language.bank import Wanted, fits_operations

__all__ = ["Built", "Wanted", "misses", "right", "sampled", "table"]


@dataclass(frozen=True)
class Built:
    """A request made of a construction and an operation; `wanted` are its operations, none where it asks for nothing,
    `also` other fair readings."""

    construction: str
    operation: str
    text: str
    wanted: tuple[Wanted, ...]
    also: tuple[tuple[Wanted, ...], ...] = ()


def sampled(built: Iterable[Built], most: int) -> list[Built]:
    """At most so many of them, always the same ones, each text once."""
    each_once = list({each.text: each for each in built}.values())
    return random.Random(7).sample(each_once, most) if len(each_once) > most else each_once


def right(reading: Reading, built: Built) -> bool:
    """Whether just what was wanted is read."""
    return any(
        fits_operations(
            reading, [(op, {key: _as_float(value) for key, value in params.items()}) for op, params in fair]
        )
        for fair in (built.wanted, *built.also)
    )


def _as_float(value: object) -> object:
    if isinstance(value, list):
        return [_as_float(each) for each in value]
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value


def misses(built: Iterable[Built], read: Callable[[str], Reading]) -> list[tuple[Built, Reading]]:
    return [(each, reading) for each in built if not right(reading := read(each.text), each)]


def table(built: list[Built], missed: list[tuple[Built, Reading]]) -> str:
    """Shares read right, by construction and by operation, the worst first."""
    lines = []
    for name in ("construction", "operation"):
        total = Counter(getattr(each, name) for each in built)
        wrong = Counter(getattr(each, name) for each, _ in missed)
        lines += [f"{name:<22}{'built':>7}{'missed':>8}{'right':>8}"]
        for key, count in sorted(total.items(), key=lambda item: -wrong[item[0]] / item[1]):
            lines.append(f"{key:<22}{count:>7}{wrong[key]:>8}{1 - wrong[key] / count:>8.3f}")
    return "\n".join(lines)
