"""What a clause was read as, beside what was asked before it; and an intent with more said of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rushes.language.clauses.clause import Clause
from rushes.language.reading import Intent, Params


@dataclass(frozen=True)
class Step:
    """What was made of a clause, and what was asked before it. What follows says what stands instead of `last` where
    `new` only says more about it, and None where it is a step of its own."""

    before: Sequence[Intent]
    made: Sequence[Intent]
    clause: Clause

    @property
    def last(self) -> Intent:
        return self.before[-1]

    @property
    def new(self) -> Intent:
        return self.made[0]

    @property
    def alone(self) -> bool:
        return len(self.made) == 1

    @property
    def soft(self) -> bool:
        """Whether only "and" or a comma stands before the clause."""
        return self.clause.after == "soft"

    @property
    def said(self) -> str:
        return self.clause.text.even[self.clause.start : self.clause.end]

    @property
    def new_only(self) -> bool:
        """Whether `new` sets nothing that `last` has set."""
        return not set(self.new.params) & set(self.last.params)

    def grown(self, more: Params | None = None) -> list[Intent]:
        """`last` with what `new` says besides, all of it where nothing else is given."""
        return [fuller(self.last, self.new.params if more is None else more, self.new)]


def fuller(intent: Intent, more: Params, new: Intent) -> Intent:
    """`intent` with `more` besides, said up to where `new` ends."""
    return Intent(
        intent.op,
        {**intent.params, **more},
        (intent.said[0], max(intent.said[1], new.said[1])),
        intent.matched + new.matched,
        intent.degree or new.degree,
    )


def listed(value: object) -> list[object]:
    """A list, or an empty one where it is none."""
    return list(value) if isinstance(value, list) else []
