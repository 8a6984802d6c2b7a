"""Names that people can remember and type: `calm-harbor`."""

from __future__ import annotations

from collections.abc import Callable, Collection

FIRST = (
    "amber", "bold", "brave", "bright", "brisk", "calm", "clear", "cool", "crisp", "early", "fair", "fine", "fresh",
    "gentle", "glad", "golden", "grand", "green", "happy", "high", "keen", "kind", "late", "light", "lively", "long",
    "lucky", "merry", "mild", "misty", "neat", "noble", "open", "plain", "proud", "quick", "quiet", "rapid", "rosy",
    "round", "sharp", "silent", "silver", "slow", "small", "smooth", "soft", "steady", "still", "sunny", "swift",
    "tall", "tidy", "vivid", "warm", "wide", "wild", "wise", "young", "zesty",
)  # fmt: skip
SECOND = (
    "bay", "beach", "bird", "bridge", "brook", "canyon", "cape", "cedar", "cliff", "cloud", "coast", "cove", "creek",
    "dawn", "delta", "desert", "dune", "dusk", "field", "fjord", "forest", "fox", "garden", "glade", "grove", "harbor",
    "hill", "island", "lagoon", "lake", "lantern", "leaf", "maple", "meadow", "mesa", "moon", "moss", "oak", "ocean",
    "orchard", "owl", "path", "peak", "pine", "plain", "pond", "prairie", "rain", "reef", "ridge", "river", "road",
    "shore", "sky", "spring", "star", "stone", "stream", "valley", "willow",
)  # fmt: skip


def fresh_name(pick: Callable[[int], int], taken: Collection[str]) -> str:
    """A name not in `taken`; `pick(n)` chooses a number from 0 to n - 1."""
    for _ in range(8):
        name = f"{FIRST[pick(len(FIRST))]}-{SECOND[pick(len(SECOND))]}"
        if name not in taken:
            return name
    return free_name(name, taken)


def free_name(name: str, taken: Collection[str]) -> str:
    """`name`, or the first of `name-2`, `name-3`, ... that is not in `taken`."""
    if name not in taken:
        return name
    number = 2
    while f"{name}-{number}" in taken:
        number += 1
    return f"{name}-{number}"


def fitting(name: str) -> bool:
    """Whether people and programs can use `name` without quoting or surprises."""
    return 0 < len(name) <= 60 and name == name.strip() and name.isprintable() and not (
        name.startswith("-") or any(mark in name for mark in "/\\")
    )  # fmt: skip
