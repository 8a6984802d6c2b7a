"""A check that breaks is a finding, not an end."""

from __future__ import annotations

from rushes.errors import MachineError
from rushes.studio.health import Found, all_found


class NoDisk(MachineError):
    """There is no disk."""

    zh = "没有磁盘。"
    hint = "Buy one."
    hint_zh = "买一个。"


def test_every_check_is_told_of_in_order():
    def refuses() -> Found:
        raise NoDisk()

    def breaks() -> Found:
        raise ZeroDivisionError("7/0")

    found = all_found((("a", lambda: Found("a", True, "fine")), ("b", refuses), ("c", breaks)))
    assert found == (
        Found("a", True, "fine"),
        Found("b", False, "There is no disk.", "Buy one."),
        Found("c", False, "ZeroDivisionError: 7/0"),
    )
