"""What must not be done, and what is left out of it: negations, corrections, exceptions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rushes.language.clauses.clause import Clause
from rushes.language.words.lexicon import Token


def put_right(found: list[Clause]) -> list[Clause]:
    """ "不是删第二段，是删第三段": the first is not to be done."""
    result = list(found)
    for index, clause in enumerate(found[:-1]):
        said, then = (
            clause.text.even[clause.start : clause.end],
            clause.text.even[found[index + 1].start : found[index + 1].end],
        )
        if clause.text.chinese and said.startswith("不是") and then.startswith(("是", "而是", "应该")):
            result[index] = replace(clause, negated=True)
        if index and clause.has("negation") and _KEPT_AFTER_ALL.fullmatch(f"{said} {then}".replace(",", "").strip()):
            result[index - 1] = replace(result[index - 1], negated=True)
            result[index + 1] = replace(found[index + 1], negated=True)
    return result


_KEPT_AFTER_ALL = re.compile(
    r"(?:(?:actually|wait|oh|hmm|no|nope|nah|never ?mind|scratch that|on second thought)\W*)+(?:leave|keep) (?:it|that|that one|this|them)(?: in| there| after all)?\W*"
)
""" "Drop clip 2. Actually no, keep it": the order before is taken back."""


_REMOVABLE = frozenset({"blur", "fade", "crossfade", "zoom", "fade_both", "freeze", "slow_motion", "pan"})


def negated(clause: Clause) -> Clause:
    """Marks a clause whose verb is told not to be done; "不要字幕" (no verb) is a removal, not a negation. What is told
    not to be done after something to do ("..., without changing the music") is kept beside."""
    index = next(
        (i for i, each in enumerate(clause.tokens) if each.sort == "negation" and each.name in ("dont", "no")), None
    )
    if index is None:
        return clause
    each, before, rest = clause.tokens[index], clause.tokens[:index], clause.tokens[index + 1 :]
    verbs = [other for other in rest if other.sort == "verb"]
    acting = any(other.sort == "verb" for other in before)
    if each.name == "dont":
        if acting:
            return replace(clause, tokens=before, withheld=clause.words(each.start, clause.end))
        return replace(clause, negated=True)
    if not clause.text.chinese and rest and rest[0].sort == "verb" and rest[0].name in _REMOVABLE and each.name == "no":
        return replace(clause, tokens=(*before, replace(each, sort="verb", name="remove"), *rest))
    small = ("function", "polite", "particle", "degree") if clause.text.chinese else ("function", "polite")
    following = next((other for other in rest if other.sort not in small), None)
    if clause.text.chinese and verbs and verbs[0] is following:
        covering = clause.text.even[verbs[0].start] in "挡遮盖"
        bare = (
            not covering
            and verbs[0].name in _REMOVABLE
            and not any(other.sort == "noun" and other is not following for other in rest)
        )
        return replace(clause, negated=not bare)
    if clause.text.chinese and following is not None and following.sort == "look" and not acting:
        done = clause.text.even[following.start : following.end].startswith(("调", "提", "压", "弄", "变", "加"))
        return replace(clause, negated=done)
    return clause


def excepting(clause: Clause) -> Clause:
    """Takes "except the first clip", "除了第一段" out of a clause and keeps it beside."""
    found = clause.tokens
    at = next((i for i, each in enumerate(found) if each.sort == "steer" and each.name == "except"), None)
    if at is None:
        return clause
    written = clause.words(found[at].start, found[at].end)
    if written.startswith("除") and written != "除外":
        end = at + 1
        while end < len(found) and not (
            found[end].sort in ("verb", "negation")
            or (found[end].sort == "noun" and found[end].name in ("everything", "all", "other"))
            or (found[end].sort == "steer" and found[end].name == "except")
        ):
            end += 1
        stop = end + 1 if end < len(found) and found[end].sort == "steer" and found[end].name == "except" else end
        return replace(clause, tokens=found[:at] + found[stop:], excepted=found[at + 1 : end])
    if written in ("以外", "之外", "除外"):
        start = at
        while start and found[start - 1].sort in (
            "which",
            "noun",
            "function",
            "order",
            "word",
            "when",
            "edge",
            "count",
            "num",
        ):
            start -= 1
        return replace(clause, tokens=found[:start] + found[at + 1 :], excepted=found[start:at])
    begun = range(at + 2, len(found)) if at == 0 and not clause.text.chinese else ()
    stop = next((i for i in begun if found[i].sort in ("verb", "look", "effect", "transition")), None) or next(
        (i for i in range(at + 1, len(found)) if _resumes(clause, found, i)), len(found)
    )
    return replace(clause, tokens=found[:at] + found[stop:], excepted=found[at + 1 : stop])


_MODAL = frozenset(
    (
        "should",
        "must",
        "needs",
        "has to",
        "have to",
        "need to",
        "to be",
        "is",
        "are",
        "be",
        "can",
        "gets",
        "shall",
        "should be",
        "needs to",
    )
)


def _resumes(clause: Clause, found: Sequence[Token], index: int) -> bool:
    """Whether what is to be done goes on after the exception: "everything except clip 2 should be muted"."""
    each = found[index]
    if not clause.text.chinese and each.sort in ("look", "effect") and found[index - 1].sort in ("which", "order"):
        return True
    written = clause.text.even[each.start : each.end]
    return written in _MODAL and any(other.sort in ("verb", "degree", "look") for other in found[index + 1 :])
