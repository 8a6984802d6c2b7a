"""A unit said once: "take off the first 4 seconds and the last 2", "3 minutes, not 12: get it down to 2"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rushes.language.words.amounts import Length
from rushes.language.words.lexicon import Token

_EDGE_BEFORE = re.compile(r"\b(?:first|last|final|opening|closing|initial) $")
_DOWN_BEFORE = re.compile(r"\bdown to $")
_WISHED_BEFORE = re.compile(
    r"\b(?:(?:make|cut|trim|bring|get|take|shorten|reduce|edit|keep) (?:it|this|that)(?: down)?(?: to(?: about| around| just)?| just| only)?|(?:i|we)(?:'d| would)?(?: only| just)? (?:want|need|like)(?: it)?(?: to be)?|(?:should|must|has to|needs to|ought to)(?: only| just)? be) $"
)
"""After a length that is only told: "it's 12 minutes long, should be 5"."""
_OVER = re.compile(
    r"\s*(?:[,.;!?]|\Z|(?:and|but|then|please|as well|too|from|off|of (?:the|it|this|that|clip)|on|at)\b)"
)
_EDGE_AFTER = re.compile(
    r"\s+(?:from|off|at|of)(?: of)? (?:the |its |both )?(?:very )?(?:end|ends|start|beginning|front|back|tail|head)\b"
    r"|\s+(?:from|off)(?: of)? (?:clip|shot|video|scene|the (?:first|second|third|fourth|last|next|other)(?: (?:clip|shot|video|scene|one))) ?\d*"
)


def lent(found: Sequence[Token], even: str) -> list[Token]:
    """`found` with each bare number that can only be a length made one, in the unit of the length before it."""
    result, unit, told = [], None, False
    ordered = False
    for token in found:
        ordered = ordered or token.sort in ("verb", "edge", "order", "nth")
        if token.sort == "dur" and isinstance(token.value, Length):
            unit, told = token.value.unit, not ordered
        elif token.sort == "num" and unit and isinstance(token.value, int | float) and _is_length(token, even, told):
            token = Token("dur", "dur", token.start, token.end, Length(float(token.value) * unit, unit))
        result.append(token)
    return result


def _is_length(token: Token, even: str, told: bool) -> bool:
    before = even[max(token.start - 40, 0) : token.start]
    if _EDGE_AFTER.match(even, token.end):
        return True
    length = _EDGE_BEFORE.search(before) or _DOWN_BEFORE.search(before) or (told and _WISHED_BEFORE.search(before))
    return bool(length and _OVER.match(even, token.end))
