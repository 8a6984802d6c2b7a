"""Several versions of one film asked for at once: one is made at a time, so which comes first is asked back."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rushes.language.reading import Leftover, Reading, Route
from rushes.language.words.lexicon import Token
from rushes.language.words.script import Script
from rushes.language.words.times import When

_PLURAL = re.compile(
    r"\b(?:two|three|four|five|several|multiple|different|separate|both|\d) (?:\w+ )?(?:versions|cuts|edits|variants|variations|exports|cutdowns|deliverables|outputs)\b"
    r"|\b(?:version|cut|edit|export|cutdown|one)s?\b[^.;]{0,40}?\b(?:and|plus) (?:also )?(?:an?|one|another|the other)(?: [^.;]{0,25})?(?: (?:version|cut|edit|export|cutdown|one)\b| (?:in|for|at|as) )"
)
_LONG = ("to", "for", "max")
_SHAPES = frozenset({"vertical", "landscape", "square", "ultrawide"})


def several_versions(found: Sequence[Token], text: Script) -> Reading | None:
    """A request for two versions or more that differ in length, shape or size; None where it is for one."""
    named = _PLURAL.search(text.even)
    if named is None or text.chinese:
        return None
    lengths = {each.value.seconds for each in found if each.sort in ("dur", "when") and _long(each)}
    shapes = {each.value for each in found if each.sort == "ratio"}
    shapes |= {each.name for each in found if each.sort == "noun" and each.name in _SHAPES}
    sizes = {each.value for each in found if each.sort == "res"}
    if max(len(lengths), len(shapes), len(sizes)) < 2:
        return None
    wanted = Leftover(text.written.strip(), 0, len(text.written))
    return Reading(Route.UNCLEAR, (), (wanted,), "en", topic="versions")


def _long(token: Token) -> bool:
    return token.sort == "dur" or (isinstance(token.value, When) and token.value.kind in _LONG)
