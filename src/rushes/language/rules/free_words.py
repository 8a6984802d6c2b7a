"""The free words that a clause carries: what is meant by "remove the dog", what shall be written."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from rushes.language.clauses.clause import Clause
from rushes.language.words.lexicon import Token


def flawed(clause: Clause) -> str | None:
    """The "blurry" of "ditch the blurry ones"."""
    found = clause.tokens
    if clause.text.chinese:
        return None
    for each, following in pairwise(found):
        many = (
            following.sort == "noun"
            and following.name in ("one", "clip", "part", "image")
            and clause.text.even[: following.end].endswith("s")
        )
        if (
            many
            and each.sort in ("verb", "look", "vague", "effect")
            and clause.text.even[each.start : each.end] not in _ORDERS
        ):
            return clause.words(each.start, each.end)
    return None


_ORDERS = frozenset(("cut", "remove", "delete", "split", "trim", "drop", "lose", "ditch", "better", "best", "good"))


_ABOUT = frozenset({"about", "on", "regarding", "concerning", "mentioning", "discussing"})
_SMALL_SORTS = ("polite", "function", "separator", "degree")


def thing_after(clause: Clause, verbs: Iterable[str]) -> str | None:
    """The words after the verb, as written, without articles and politeness: what is meant by "remove X"."""
    found = clause.tokens
    at = next((i for i, each in enumerate(found) if each.sort == "verb" and each.name in verbs), -1)
    rest = [each for each in found[at + 1 :]]
    if clause.text.chinese:
        rest = _around_ba(found, at) or rest
    while rest and (
        (
            rest[0].sort in (*_SMALL_SORTS, "steer")
            and not _beginning_a_word(clause, rest)
            and not _somebody(clause, rest)
        )
        or (rest[0].sort == "noun" and rest[0].name in ("all", "everything", "it"))
    ):
        rest = rest[1:]
    while rest and rest[-1].sort in (*_SMALL_SORTS, "steer"):
        rest = rest[:-1]
    about = next((i for i, each in enumerate(rest) if clause.text.even[each.start : each.end] in _ABOUT), 0)
    if about and rest[0].sort == "noun" and rest[0].name in ("part", "clip") and about + 1 < len(rest):
        rest = rest[about + 1 :]
    if not rest:
        return None
    return clause.words(rest[0].start, rest[-1].end).strip(" 的") or None


def _somebody(clause: Clause, rest: list[Token]) -> bool:
    """Whether a word of address is somebody who does something: the 老师 of "老师说话的部分"."""
    named = clause.text.even[rest[0].start : rest[0].end] in ("老师", "我", "我们", "大家", "助手")
    return named and len(rest) > 1 and (rest[1].sort == "word" or rest[1].name == "voice")


def _beginning_a_word(clause: Clause, rest: list[Token]) -> bool:
    """Whether a small Chinese word is the beginning of an unknown one: the 来 of 来回打."""
    if not clause.text.chinese:
        return False
    for each, following in pairwise(rest):
        if each.end - each.start != 1 or following.start != each.end or clause.text.even[each.start] in "的了我你把将":
            return False
        if following.sort == "word":
            return True
    return False


def _around_ba(found: tuple[Token, ...], verb: int) -> list[Token]:
    ba = next((i for i, each in enumerate(found[: max(verb, 0)]) if each.sort == "steer" and each.name == "ba"), None)
    return list(found[ba + 1 : verb]) if ba is not None else []


def content_words(clause: Clause) -> str | None:
    """What a clause is about that no table knows: "the beach", "天空"; from the first unknown word to the last."""
    unknown = [each for each in clause.tokens if each.sort == "word" and not str(each.name).isdigit()]
    if not unknown:
        return None
    start = unknown[0].start
    if clause.text.chinese and any(
        each.end == start and clause.text.even[each.start : start] == "等" for each in clause.tokens
    ):
        start -= 1
    return clause.words(start, unknown[-1].end).strip() or None


def _after_colon(clause: Clause, last: int) -> str | None:
    """Words that stand right after a colon: all of them, up to the next mark."""
    colon = next(
        (
            each
            for each in clause.tokens
            if each.sort == "separator" and each.name == "colon" and each.start >= last - 1
        ),
        None,
    )
    if colon is None or any(each.sort in ("quote", "file") and each.start >= colon.end for each in clause.tokens):
        return None
    stop = next((each for each in clause.tokens if each.start >= colon.end and each.sort == "separator"), None)
    rest = [each for each in clause.tokens if each.start >= colon.end and (stop is None or each.end <= stop.start)]
    placed = next(
        (i for i, each in enumerate(rest) if i and each.sort in _STOP_SORTS and _set_off(clause, rest[i - 1], each)),
        None,
    )
    rest = rest[:placed]
    if not rest:
        return None
    end = rest[-1].end
    while clause.text.written[end : end + 1].isdigit():  # a number longer than any amount is all of it words
        end += 1
    return clause.words(rest[0].start, end).strip()


def _set_off(clause: Clause, before: Token, each: Token) -> bool:
    """Whether a comma stands between two tokens of a clause."""
    return "," in clause.text.even[before.end : each.start]


_STOP_SORTS = ("when", "which", "position", "separator", "file")


def unquoted_after(clause: Clause, triggers: Iterable[Token]) -> str | None:
    """Words to show that were not put in quotes: from after the last trigger to the next time, place or mark."""
    last = max((each.end for each in triggers), default=-1)
    raw = _after_colon(clause, last)
    if raw:
        return raw
    run: list[Token] = []
    titled = False
    for each in clause.tokens:
        if each.start < last:
            continue
        written = clause.words(each.start, each.end)
        capital = written[:1].isupper()
        if each.sort == "separator" and each.name == "colon" and not run:
            continue
        if each.sort == "separator" and clause.text.chinese and not run:
            return None
        if (
            each.sort in _STOP_SORTS
            or each.sort == "dur"
            or (each.sort == "steer" and not (titled and _next_capital(clause, each)))
        ):
            if run:
                break
            if each.sort in ("steer", "when", "position", "which"):
                return None
            continue
        if (
            not run
            and each.sort in ("function", "polite")
            and not capital
            and not written.startswith(("感谢", "谢谢", "多谢", "你好", "您好"))
        ):
            continue
        run.append(each)
        titled = titled or capital
    while run and run[-1].sort in ("polite", "degree") and clause.text.chinese:
        run.pop()
    if (
        run
        and clause.text.chinese
        and last >= 0
        and any(each in clause.text.even[last : run[0].start] for each in ",，、。;")
    ):
        return None
    told = (
        any(each.sort == "separator" and each.name == "colon" and each.end <= run[0].start for each in clause.tokens)
        if run
        else False
    )
    if not run or not (told or titled or any(each.sort == "word" for each in run)):
        return None
    text = clause.words(run[0].start, run[-1].end).strip()
    return text or None


def _next_capital(clause: Clause, token: Token) -> bool:
    rest = clause.text.written[token.end :].lstrip()
    return rest[:1].isupper()
