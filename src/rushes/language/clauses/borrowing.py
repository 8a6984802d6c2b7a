"""What a clause takes from its neighbours: the verb of the order before, the slots it fills anew."""

from __future__ import annotations

import re
from dataclasses import replace

from rushes.language.clauses.clause import STARTERS, Clause
from rushes.language.words.lexicon import Token

_FILLS = frozenset(
    {
        "quote",
        "when",
        "position",
        "edge",
        "function",
        "steer",
        "polite",
        "separator",
        "colour",
        "which",
        "dur",
        "pct",
        "factor",
        "db",
        "time",
        "particle",
    }
)
_PLACES = ("when", "position", "edge", "which")
_MEASURES = ("when", "dur", "pct", "factor", "db", "particle")


_PUTTING = frozenset({"add", "insert", "put", "use", "overlay"})


_QUIETLY = re.compile(
    r"\b(?:at|on) (?:a |very |quite |really )*(?:low|lower|minimal|soft|moderate|medium) (?:volume|level)s?\b"
)


def levelled_to(clause: Clause) -> bool:
    """Whether a clause says at which level: "at 35 %", "at half volume", "at low volume"."""
    said = clause.of("pct", "db") or (clause.noun("volume") and clause.of("factor", "frac"))
    return bool(said or _QUIETLY.search(clause.text.even, clause.start, clause.end))


def _music_asked(clause: Clause, levelled: bool) -> bool:
    """Whether a clause tells what music, and how loud: "make it warmer, lo-fi music at 35 %" makes no music warmer. What
    kind is enough where something else was `levelled`."""
    definite = clause.said.lstrip(" ,，").startswith(("the ", "that ", "this ", "my ", "那", "这"))
    return bool(clause.has("mood") and clause.noun("music") and (levelled or levelled_to(clause))) and not definite


def gapped(before: Clause, clause: Clause) -> bool:
    """Whether only the slots of the order before are filled anew: "'Day 1' at the start and 'Day 2' at 1:00"."""
    worded = before.quote and before.noun("title", "text")
    if (clause.text.chinese and not clause.quote) or not clause.sorts <= _FILLS | {"noun"} or clause.nouns - {"all"}:
        return False
    if not (before.verbs or worded or before.noun("volume")):
        return False
    if clause.quote:
        placed = clause.of(*_PLACES) and before.of(*_PLACES)
        return bool(before.quote and placed and not before.of("file"))
    which = clause.which()
    theirs = before.which()
    if not (which and which.clips and theirs and theirs.clips):
        return False
    return any(clause.has(sort) and before.has(sort) for sort in _MEASURES)


def frame_of(before: Clause) -> tuple[Token, ...]:
    """The verb and the things of an order, without what fills its slots."""
    verb = next((each for each in before.all if each.sort == "verb"), None)
    things = tuple(
        each for each in before.all if each.sort in ("noun", "degree") and each.name not in ("clip", "playhead")
    )
    return ((verb,) if verb else ()) + things


_BORROWABLE = frozenset({
    "remove", "cut", "trim", "keep", "add", "insert", "put", "make", "change", "up", "down", "mute", "normalize", "extract", "export", "overlay", "write",
    "use", "blur", "split", "fade", "speed_up", "slow_down",
})  # fmt: skip
_LENT = _BORROWABLE - {"normalize", "export"}
_LENT_ZH = _LENT | {"fade_in", "fade_out", "fade_both"}
"""What a thing named before the verb takes from the clause after it: "音乐跟画面一起淡出"."""


_FROM_ON = re.compile("从.{1,12}(?:开始|起)$")
"""Where the film begins: "废话剪了，从10秒开始" cuts nothing away from there on."""


def borrowing(found: list[Clause]) -> list[Clause]:
    """Each clause without a verb of its own borrows that of the clause before it."""
    result: list[Clause] = []
    for clause in found:
        own = [each for each in clause.tokens if each.sort == "verb"]
        if clause.borrowed:
            result.append(clause)
            continue
        if result and clause.after == "soft" and not own and not clause.has("given") and not clause.has("negation"):
            before = result[-1]
            lend = tuple(each for each in before.all if each.sort == "verb" and each.name in _BORROWABLE)[:1]
            if lend and lend[0].name in ("up", "down") and clause.has("degree", "louder", "quieter", "unheard"):
                lend = ()
            if not clause.text.chinese and before.has("negation", "dont"):
                lend = ()
            if lend and clause.noun("correct") and lend[0].name not in (*_PUTTING, "make", "change", "remove"):
                lend = ()
            if lend and lend[0].name not in _PUTTING and _music_asked(clause, lend[0].name in ("up", "down")):
                lend = ()
            if lend and lend[0].name == "keep" and clause.noun("size_n") and clause.text.chinese:
                lend = ()
            if (
                lend
                and lend[0].name in ("remove", "cut", "mute", "keep", "trim", "split")
                and clause.of("factor", "look", "effect", "ratio", "res")
                and clause.text.chinese
            ):
                lend = ()
            if (
                (clause.of("look", "effect", "colour") or clause.noun("grade", "temperature"))
                and lend
                and lend[0].name in ("slow_down", "speed_up", "split", "mute", "blur")
            ):
                lend = ()
            if clause.text.chinese and clause.has("look") and lend and lend[0].name in ("up", "down", "remove", "cut"):
                lend = ()
            if (
                clause.text.chinese
                and lend
                and lend[0].name in ("remove", "cut", "trim")
                and _FROM_ON.search(clause.said)
            ):
                lend = ()
            if clause.has("format") and not clause.nouns and lend and lend[0].name == "normalize":
                lend = ()
            clause = replace(clause, borrowed=lend)
        result.append(clause)
    for index, clause in enumerate(result[:-1]):
        following = result[index + 1]
        taken = (
            clause.text.chinese
            and clause.of("dur", "when", "which")
            and clause.has("steer", "ba")
            and following.verb("remove", "cut", "mute", "keep")
        )
        ordered = (
            clause.text.chinese and following.has("steer", "ba") and any(each.sort == "word" for each in clause.tokens)
        )
        waiting = (
            not clause.verbs
            and not ordered
            and (clause.nouns & STARTERS or taken)
            and not clause.of("look", "effect", "given", "route", "question", "negation", "degree", "pct", "db")
        )
        if waiting and following.after == "soft" and not following.borrowed:
            lend = tuple(
                each
                for each in following.tokens
                if each.sort == "verb" and each.name in (_LENT_ZH if clause.text.chinese else _LENT)
            )[:1]
            if lend and following.text.chinese:
                more = tuple(each for each in following.tokens if each.sort in ("degree", "pct"))
                result[index] = replace(clause, borrowed=lend + more)
    return result
