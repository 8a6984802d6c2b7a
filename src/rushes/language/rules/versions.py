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
_PLURAL_ZH = re.compile(
    "(?:[两三四五几多]|[2-5] ?)(?:个|种|份|条)?(?:不同)?的?(?:版本|尺寸|比例|成片|版(?!权|面))|一(?:份|版|个)[^,，。;；]{1,14}(?:和|,|，|还有|再来?)一(?:份|版|个)"
)
_WITH_AND_WITHOUT = re.compile(
    "(?:带|有|加|含)(?P<what>[^,，。;；带有]{1,5}?)(?:的|版)*(?:和|与|跟|,|，|、|还有|一份|一版|一个)+(?:不带|没有|无|不加|不含|去)(?P=what)"
)
_LONG = ("to", "for", "max")
_SHAPES = frozenset({"vertical", "landscape", "square", "ultrawide"})


def several_versions(found: Sequence[Token], text: Script) -> Reading | None:
    """A request for two versions or more that differ in length, shape or size; None where it is for one."""
    if (_PLURAL_ZH if text.chinese else _PLURAL).search(text.even) is None:
        return None
    if _WITH_AND_WITHOUT.search(text.even):
        return _asked_back(text)
    if text.chinese and any(each.sort == "verb" and each.name == "export" for each in found):
        return None  # what is said to be exported is done as far as it goes
    lengths = {each.value.seconds for each in found if each.sort in ("dur", "when") and _long(each)}
    shapes = {each.value for each in found if each.sort == "ratio"}
    shapes |= {each.name for each in found if each.sort == "noun" and each.name in _SHAPES}
    sizes = {each.value for each in found if each.sort == "res"}
    if max(len(lengths), len(shapes), len(sizes)) < 2:
        return None
    return _asked_back(text)


def _asked_back(text: Script) -> Reading:
    wanted = Leftover(text.written.strip(), 0, len(text.written))
    return Reading(Route.UNCLEAR, (), (wanted,), "zh" if text.chinese else "en", topic="versions")


def _long(token: Token) -> bool:
    return token.sort == "dur" or (isinstance(token.value, When) and token.value.kind in _LONG)
