"""Tokens brought into the order they are meant in, and those that belong together made one `When` or `Which`."""

from __future__ import annotations

from dataclasses import replace

from rushes.language.words.amounts import Length
from rushes.language.words.lexicon import Token
from rushes.language.words.times import TABLES, When, Which, clips_in, letter


def _verb_first(found: list[Token]) -> list[Token]:
    """ "从8秒剪到20秒" is "剪" and "从8秒到20秒"."""
    result = list(found)
    for index in range(len(found) - 5):
        if (
            letter(result[index]) == "f"
            and result[index + 1].sort in ("time", "dur", "nth")
            and (letter(result[index + 2]) == "s" or result[index + 2].sort == "function")
            and (result[index + 3].sort == "function" or result[index + 3].name in ("show", "begin"))
            and letter(result[index + 4]) == "t"
            and result[index + 5].sort in ("time", "dur")
        ):
            result[index + 2 : index + 6] = [*result[index + 4 : index + 6], result[index + 3]]
    for index in range(len(result) - 4):
        run = result[index : index + 5]
        if (
            letter(run[0]) == "f"
            and run[1].sort in ("time", "dur", "nth")
            and (run[2].sort == "verb" or (run[2].sort == "function" and run[2].end - run[2].start == 2))
            and letter(run[3]) == "t"
            and run[4].sort in ("time", "dur")
        ):
            result[index : index + 5] = [run[2], run[0], run[1], run[3], run[4]]
    return result


def lasting(found: list[Token]) -> list[Token]:
    """A moment and a length in one clause are a stretch: "3 seconds starting at 0:10", "from 2:00 for 20 seconds"."""
    result = list(found)
    begin = 0
    for index in range(len(found) + 1):
        if index < len(found) and not (found[index].sort == "separator" and found[index].name != "colon"):
            continue
        places = [i for i in range(begin, index) if _opens(found[i])]
        lengths = [i for i in range(begin, index) if _length(found[i]) is not None]
        acting = any(found[i].sort == "verb" and found[i].name in _STRETCHED for i in range(begin, index))
        acting = acting and not any(found[i].name == "thumbnail" for i in range(begin, index))
        made = any(found[i].sort == "noun" and found[i].name == "clip" for i in range(begin, index)) and not any(
            found[i].sort == "verb" and found[i].name != "make" for i in range(begin, index)
        )
        if len(places) == 1 and len(lengths) == 1 and (acting or made):
            when, length = found[places[0]].value, _length(found[lengths[0]])
            assert isinstance(when, When) and length is not None
            start = when.start
            whole = (
                When("range", start, start + length)
                if isinstance(start, float)
                else When("range", start=start, seconds=length)
            )
            result[places[0]] = replace(found[places[0]], value=whole)
            result[lengths[0]] = replace(found[lengths[0]], sort="function", name="lasting", value=None)
        begin = index + 1
    return result


_STRETCHED = frozenset({"remove", "cut", "keep", "mute", "extract"})


def _opens(token: Token) -> bool:
    when = token.value
    if not isinstance(when, When) or when.start is None or when.end is not None or when.seconds is not None:
        return False
    return when.kind in ("range", "at")


def _length(token: Token) -> float | None:
    if token.sort == "dur" and isinstance(token.value, Length):
        return token.value.seconds
    if isinstance(token.value, When) and token.value.kind == "for":
        return token.value.seconds
    return None


def grouped(found: list[Token]) -> list[Token]:
    """Tokens with clips pointed at and times made one token each, sorts "which" and "when"."""
    found = _left_behind(_shared_length(_verb_first(found)))
    for name in ("which", "when", "relation"):
        found = _pass(found, name)
    return lasting(_ranked(found))


def _left_behind(found: list[Token]) -> list[Token]:
    """ "从1分钟开始，前面的都不要" is "1分钟之前的都不要"; "到2分钟结束，后面的都不要" likewise."""
    for index, each in enumerate(found):
        said = {"K": ("f", "s"), "J": ("t", "e")}.get(letter(each))
        if not said or not any(other.name in ("remove", "cut") for other in found[index + 1 : index + 5]):
            continue
        comma = index and found[index - 1].name == "comma"
        before = [other for other in found[max(index - 5, 0) : index - bool(comma)] if letter(other) != "_"][-3:]
        if len(before) == 3 and letter(before[1]) in "TD" and (letter(before[0]), letter(before[2])) == said:
            gone = (before[0], before[2], *found[index - 1 : index if comma else index - 1])
            return [*(other for other in found[:index] if other not in gone), *found[index:]]
    return found


def _shared_length(found: list[Token]) -> list[Token]:
    """ "The first and last 5 seconds" are the first 5 seconds and the last 5 seconds."""
    said = [index for index, each in enumerate(found) if letter(each) != "_"]
    for first, joint, second, length in zip(said, said[1:], said[2:], said[3:], strict=False):
        if (letter(found[first]), letter(found[joint]), letter(found[second])) == ("1", "&", "L"):
            if letter(found[length]) != "D":
                continue
            own = replace(found[length], start=found[first].end, end=found[first].end)
            return [*found[: first + 1], own, *found[first + 1 :]]
    return found


def _ranked(found: list[Token]) -> list[Token]:
    """ "Speed up the first and slow down the last clip": a rank with no thing of its own is a clip's, where clips are
    spoken of beside it."""
    bare = [
        index
        for index, each in enumerate(found)
        if each.sort == "order"
        and each.end - each.start > _LONGEST_RANK_ZH
        and not _placing(found, index)
        and (index + 1 == len(found) or found[index + 1].sort == "separator")
    ]
    pointed = any(isinstance(each.value, Which) and each.value.clips and not each.value.relation for each in found)
    if not bare or not (pointed or len(bare) > 1):
        return found
    result = list(found)
    for index in bare:
        each = found[index]
        result[index] = Token("which", "which", each.start, each.end, Which(clips_in([each])))
    return result


def _placing(found: list[Token], index: int) -> bool:
    """Whether a rank says where a clip goes: "put the last clip first", "move the second clip after the third"."""
    before = next((each for each in reversed(found[:index]) if each.sort != "function"), None)
    return before is not None and (before.sort == "which" or before.name in ("before", "after", "between", "to"))


_LONGEST_RANK_ZH = 3
"""Chinese ranks, no longer than this many characters, stand before their noun."""


def _pass(found: list[Token], name: str) -> list[Token]:
    letters = "".join(map(letter, found))
    result: list[Token] = []
    at = 0
    while at < len(found):
        best: tuple[int, object] | None = None
        if letters[at] not in "_.;":
            for pattern, make in TABLES[name]:
                match = pattern.match(letters, at)
                if match and match.end() > at and (best is None or match.end() > best[0]):
                    value = make(found[at : match.end()])
                    if value is not None:
                        best = match.end(), value
        if best is None:
            result.append(found[at])
            at += 1
            continue
        end, value = best
        while letters[end - 1] == "_":
            end -= 1
        sort = "when" if isinstance(value, When) else "which"
        result.append(Token(sort, sort, found[at].start, found[end - 1].end, value))
        at = end
    return result
