"""What stands beside a word: the token before, whether it opens its clause."""

from __future__ import annotations

from collections.abc import Sequence

from rushes.language.words.lexicon import Token

POINTING = frozenset(
    ("this", "these", "my", "our", "your", "their", "the", "his", "her", "我的", "该", "这个", "这段", "这条")
)
ARTICLES = frozenset(("a", "an", "the", "this", "that", "my", "each", "every", "another", "one", "some", "our"))
SMALL_SORTS = ("function", "polite")


def text_of(token: Token | None, even: str) -> str:
    """The token's own letters, made even; "" for none."""
    return even[token.start : token.end] if token else ""


def last_before(result: Sequence[Token]) -> Token | None:
    """The last token that is more than a small word."""
    return next((each for each in reversed(result) if each.sort not in SMALL_SORTS), None)


def opens_clause(result: Sequence[Token]) -> bool:
    """Whether nothing but politeness stands before in this clause."""
    last = last_before(result)
    return last is None or last.sort == "separator"
