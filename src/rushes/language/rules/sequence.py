"""What is played first and what after it: "先放第二段再放第一段，最后放街景"."""

from __future__ import annotations

from collections.abc import Sequence

from rushes.language.reading import Intent, Match
from rushes.language.words.lexicon import Token
from rushes.language.words.script import Script
from rushes.language.words.times import Which

_FIRST = frozenset(("先", "首先", "第一", "最先"))
_LAST = frozenset(("最后", "最后面"))
_PLAYED = frozenset({"put", "show", "insert", "lead"})
_BEGINS = ("播放", "播", "放", "来", "是", "接")
_SMALL = frozenset({"polite", "function", "count"})


def in_sequence(found: Sequence[Token], text: Script) -> tuple[Intent | None, list[Token]]:
    """The order asked for, and the tokens that are left; where none is, None and all of them."""
    rest = list(found)
    for start, each in enumerate(found if text.chinese else ()):
        if each.sort != "separator" or text.even[each.start : each.end] not in _FIRST:
            continue
        at: int | None = start + 1
        end, named = start, []
        while at is not None and (unit := _unit(found, at, text)) is not None:
            end, thing = unit
            named.append(thing)
            at = _onwards(found, end, text)
        ended = end == len(found) or found[end].sort == "separator"
        if len(named) < 2 or not ended:
            continue
        files = all(any(token.sort == "file" and token.value == one for token in found) for one in named)
        first, last = each.start, found[end - 1].end
        words = (Match(first, last, text.written[first:last], "verb put"),)
        made = Intent("merge" if files else "reorder", {"clips" if files else "order": named}, (first, last), words)
        return made, [*rest[:start], *rest[end:]]
    return None, rest


def _onwards(found: Sequence[Token], at: int, text: Script) -> int | None:
    """Where the next one begins, if there is one: after 再, 然后, 最后."""
    led = False
    while at < len(found) and (
        (found[at].sort == "separator" and found[at].name in ("comma", "then", "and"))
        or text.even[found[at].start : found[at].end] in _LAST
    ):
        led = led or found[at].name != "comma"
        at += 1
    return at if led and at < len(found) else None


def _unit(found: Sequence[Token], at: int, text: Script) -> tuple[int, object] | None:
    """Where one thing played ends, and what it is."""
    begun = False
    while at < len(found) and (
        (found[at].sort == "verb" and found[at].name in _PLAYED)
        or found[at].sort in _SMALL
        or text.even[found[at].start : found[at].end] in _BEGINS
    ):
        begun = True
        at += 1
    if at == len(found):
        return None
    thing: object = None
    token = found[at]
    if isinstance(token.value, Which) and len(token.value.clips) == 1 and not token.value.relation:
        thing = token.value.one
    elif token.sort == "file":
        thing = token.value
    elif token.sort == "word":
        words = text.written[token.start : token.end]
        bare = words.lstrip("播放来")
        thing = bare if begun or bare != words else None
    if thing is None:
        return None
    at += 1
    while at < len(found) and (found[at].sort in _SMALL or found[at].name in ("clip", "part", "video")):
        at += 1
    return at, thing
