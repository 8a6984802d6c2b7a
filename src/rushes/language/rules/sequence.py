"""What is played first and what after it: "先放第二段再放第一段，最后放街景"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rushes.language.reading import Intent, Match, Params
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
    if not text.chinese:
        return _in_sequence_english(found, text)
    rest = list(found)
    if named := _swapped(found, text) or _listed(found, text):
        return named
    for start, each in enumerate(found):
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


def _in_sequence_english(found: Sequence[Token], text: Script) -> tuple[Intent | None, list[Token]]:
    """ "Clip 3 first, then clip 1", "start with clip 2, then clip 1": two clips at least, the first told to be it."""
    for start, each in enumerate(found):
        leads = each.sort == "verb" and each.name == "lead"
        ahead = leads or (each.sort == "order" and each.name == 1)
        at = start + 1 if ahead else start
        if (first := _clip_at(found, at)) is None:
            continue
        at += 1
        if not ahead:
            if not (at < len(found) and found[at].sort == "order" and found[at].name == 1):
                continue
            at += 1
        named, end = [first], at
        while (onwards := _then(found, end)) is not None and (thing := _clip_at(found, onwards)) is not None:
            named.append(thing)
            end = onwards + 1
        rest = list(found[end:])
        if leads and len(named) == 1 and (later := _later(found, end)):  # "start with clip 2, mute it, then clip 1"
            named.append(_clip_at(found, later + 1))
            rest = [*found[end:later], *found[later + 2 :]]
        if len(named) < 2 or not (end == len(found) or found[end].sort == "separator"):
            continue
        while start and (found[start - 1].name in ("put", "play", "show") or found[start - 1].sort in _SMALL):
            start -= 1
        if start and found[start - 1].sort == "verb":
            continue
        begin, last = found[start].start, found[end - 1].end
        words = (Match(begin, last, text.written[begin:last], "verb put"),)
        return Intent("reorder", {"order": named}, (begin, last), words), [*found[:start], *rest]
    return None, list(found)


def _later(found: Sequence[Token], at: int) -> int | None:
    """Where a "then" stands with a clip after it and nothing more."""
    for place in range(at, len(found) - 1):
        over = place + 2 == len(found) or found[place + 2].sort == "separator"
        if (
            found[place].sort == "separator"
            and found[place].name == "then"
            and over
            and _clip_at(found, place + 1) is not None
        ):
            return place
    return None


def _clip_at(found: Sequence[Token], at: int) -> object:
    """The one clip pointed at there, if one is."""
    token = found[at] if at < len(found) else None
    if token is not None and token.sort == "function" and at + 1 < len(found):
        return None
    if (
        token is not None
        and isinstance(token.value, Which)
        and len(token.value.clips) == 1
        and not token.value.relation
    ):
        return token.value.one
    return token.value if token is not None and token.sort == "file" else None


def _then(found: Sequence[Token], at: int) -> int | None:
    """What comes after "then", where that stands there."""
    led = False
    while at < len(found) and (found[at].sort == "separator" and found[at].name in ("comma", "then", "and")):
        led = led or found[at].name == "then"
        at += 1
    return at if led and at < len(found) else None


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


_Named = tuple[Intent, list[Token]]
_PART = re.compile("(?:的)?(?:那一?|这一?)?(?:段|个|条|部分|镜头|片段|画面|视频|场|地方)*(?:内容|视频)?(?:的)?$")


def _run(found: Sequence[Token], at: int) -> int:
    """Where the wish begins that token `at` is in: a 和 within it ends none."""
    start = at
    while start and not (
        (found[start - 1].sort == "separator" and found[start - 1].name != "and")
        or found[start - 1].sort == "polite"
        or (found[start - 1].sort == "steer" and found[start - 1].name == "ba")
    ):
        start -= 1
    return start


def _plain_name(tokens: Sequence[Token], text: Script) -> str | None:
    """What a clip is called by what is in it, where these tokens are nothing else."""
    if not any(each.sort == "word" for each in tokens) or any(
        each.sort not in ("word", *_SMALL, "noun", "order") for each in tokens
    ):
        return None
    return _PART.sub("", text.written[tokens[0].start : tokens[-1].end]) or None


def _swapped(found: Sequence[Token], text: Script) -> _Named | None:
    """ "烤箱那段跟出炉那段换一下位置"."""
    at = next((i for i, each in enumerate(found) if each.sort == "verb" and each.name == "swap"), None)
    if at is None:
        return None
    start = _run(found, at)
    joint = next((i for i in range(start, at) if found[i].sort == "separator"), None)
    if joint is None or joint in (start, at - 1):
        return None
    one, other = _plain_name(found[start:joint], text), _plain_name(found[joint + 1 : at], text)
    if not one or not other:
        return None
    return _arranged({"clip": one, "to": other, "order": f"swap {one} {other}"}, found, start, at, text)


def _listed(found: Sequence[Token], text: Script) -> _Named | None:
    """ "按客厅、卧室、厨房的顺序来"."""
    at = next((i for i, each in enumerate(found) if each.sort == "noun" and each.name == "order"), None)
    if at is None:
        return None
    by = next((i for i in range(at, -1, -1) if found[i].sort == "steer" and found[i].name == "by"), None)
    if by is None:
        return None
    names: list[str] = []
    begin = by + 1
    for index in range(by + 1, at + 1):
        if index == at or (found[index].sort == "separator" and found[index].name in ("and", "comma")):
            name = _plain_name(found[begin:index], text) if index > begin else None
            if name is None:
                return None
            names.append(name.removesuffix("的"))
            begin = index + 1
    return _arranged({"order": names}, found, _run(found, by), at, text) if len(names) > 1 else None


def _arranged(params: Params, found: Sequence[Token], start: int, at: int, text: Script) -> _Named:
    stop = next((i for i in range(at + 1, len(found)) if found[i].sort == "separator"), len(found))
    first, last = found[start].start, found[stop - 1].end
    words = (Match(first, last, text.written[first:last], "verb reorder"),)
    return Intent("reorder", params, (first, last), words), [*found[:start], *found[stop:]]
