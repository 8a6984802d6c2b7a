"""A Chinese word said once that is meant twice: 统一音量和色调 evens out the loudness and the colours."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rushes.language.words.lexicon import Token
from rushes.language.words.neighbours import text_of

_EVENED = {
    **dict.fromkeys(("volume", "audio", "eq"), ("verb", "normalize")),
    **dict.fromkeys(("colour", "grade", "brightness", "temperature", "saturation"), ("noun", "correct")),
}
"""What evening out a thing is, by the thing."""
_EVENING = re.compile("统一|匹配|平衡|协调|均衡|拉平")


_PUT_ON = frozenset({"captions", "music", "title", "voiceover"})


def summed(found: Sequence[Token], even: str) -> list[Token]:
    """`found` with the 加 that means "plus" as one: "黑白加颗粒", "字幕加音乐"."""
    result = list(found)
    for at in range(1, len(result) - 1):
        beside = (result[at - 1], result[at + 1])
        seen = all(each.sort in ("look", "effect") for each in beside)
        put_on = all(each.sort == "noun" and each.name in _PUT_ON for each in beside)
        opens = at == 1 or result[at - 2].sort in ("separator", "polite")
        if result[at].sort == "verb" and text_of(result[at], even) == "加" and (seen or (put_on and opens)):
            result[at] = replace(result[at], sort="separator", name="and")
    return result


def evened(found: Sequence[Token], even: str) -> list[Token]:
    """`found` with both things evened out where one word does it to two, joined by 和."""
    result = list(found)
    for at in range(1, len(result) - 1):
        if result[at].sort != "separator" or result[at].name != "and":
            continue
        for done, thing in ((at - 1, at + 1), (at + 1, at - 1)):
            what = _EVENED.get(result[thing].name) if result[thing].sort == "noun" else None
            told = result[done].name in ("normalize", "correct") and _EVENING.search(text_of(result[done], even))
            if what and told:
                result[thing] = replace(result[thing], sort=what[0], name=what[1])
    return result
