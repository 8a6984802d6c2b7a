"""Is everything there and whole? Each check answers with a sentence; one that breaks is a finding, not an end."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from rushes.errors import RushesError


@dataclass(frozen=True, slots=True)
class Found:
    """One thing looked at. `hint` says what to do where it is not fine."""

    what: str
    fine: bool
    text: str
    hint: str = ""


Check = Callable[[], Found]


def all_found(checks: Iterable[tuple[str, Check]]) -> tuple[Found, ...]:
    """Every check's finding, in order; `what` names a check that can't even say what is wrong."""
    return tuple(_one(what, check) for what, check in checks)


def _one(what: str, check: Check) -> Found:
    try:
        return check()
    except RushesError as error:
        return Found(what, False, str(error), error.advice())
    except Exception as error:
        return Found(what, False, f"{type(error).__name__}: {error}")
