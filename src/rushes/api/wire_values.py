"""Plain values from outside, checked: what is not as it should be is a BadDraft that says so."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from rushes.api.wire import Plain
from rushes.errors import RequestError


class BadDraft(RequestError):
    """The draft can't be used: {why}."""

    code = "bad_draft"
    zh = "草稿无法使用：{why}。"
    hint = "Its JSON Schema is at /schemas/draft.json; or leave it out to export the session as it stands."
    hint_zh = "JSON Schema 在 /schemas/draft.json；也可以不带 draft，直接导出当前会话。"


def colour(value: object) -> str:
    """`#rrggbb`, in lower case."""
    text = value.lower() if isinstance(value, str) else ""
    if len(text) != 7 or text[0] != "#" or not set(text[1:]) <= set("0123456789abcdef"):
        raise BadDraft(why="a colour is written #rrggbb")
    return text


def one_of(value: object, known: tuple[str, ...], what: str) -> str:
    """One of `known`."""
    if not isinstance(value, str) or value not in known:
        raise BadDraft(why=f"{what} must be one of {', '.join(known)}")
    return value


def flag(given: Plain, key: str, otherwise: bool = False) -> bool:
    """True or false; `otherwise` where it was not said."""
    value = given.get(key, otherwise)
    if not isinstance(value, bool):
        raise BadDraft(why=f"{key} must be true or false")
    return value


def number(value: object, what: str, low: float, high: float) -> float:
    """A number from `low` to `high`."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
        raise BadDraft(why=f"{what} must be a number from {low:g} to {high:g}")
    return float(value)


def whole(value: object, what: str, low: int, high: int) -> int:
    """A whole number from `low` to `high`; 3.0 is one."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
        raise BadDraft(why=f"{what} must be a whole number from {low} to {high}")
    return value


def fraction(value: object) -> Fraction:
    """An exact time, written n/d."""
    if not isinstance(value, str | int) or len(str(value)) > 60:
        raise BadDraft(why="an exact time is written n/d")
    return Fraction(value)


def plain_object(value: object, what: str) -> Plain:
    """An object."""
    if not isinstance(value, dict):
        raise BadDraft(why=f"{what} must be an object")
    return value


def plain_list(value: object, what: str) -> list[Any]:
    """A list."""
    if not isinstance(value, list):
        raise BadDraft(why=f"{what} must be a list")
    return value
