"""Words of which nothing was made; they are named in the reply."""

from __future__ import annotations

from collections.abc import Sequence

from rushes.language.clauses.clause import Clause
from rushes.language.reading import Intent, Leftover

_SILENT = frozenset(
    {"polite", "function", "separator", "steer", "degree", "particle", "given", "question", "negation", "vague"}
)


_LITTLE = frozenset(
    ("see", "stay", "stays", "contain", "contains", "single", "running", "run", "runs", "later", "earlier", "sooner", "get", "can", "fast", "taken", "altogether", "target", "current", "word", "words", "read", "reads", "reading", "let", "stand", "land", "away", "low", "faint", "weak", "gone", "disappear", "vanish", "visible", "transparent", "透明", "不透明", "早点消失", "消失")
)  # fmt: skip
"""Words that only carry what the others say: "run it at double speed", "only this should stay"."""


def unread_of(clause: Clause, made: Sequence[Intent]) -> list[Leftover]:
    """Words of a clause that no table knows and no parameter carries."""
    if not made:
        return []
    carried_words = " ".join(str(value) for intent in made for value in intent.params.values()).casefold()
    found: list[Leftover] = []
    joined = False
    for each in clause.tokens:
        written = clause.words(each.start, each.end)
        if each.sort == "function":
            continue
        if (
            each.sort != "word"
            or len(written) < 2
            or written.lower() in ("reset", "重置")
            or written.lower() in _LITTLE
            or written.casefold() in carried_words
            or any(written.casefold() in intent.params for intent in made)
            or written.isdigit()
        ):
            joined = False
            continue
        start, end = found.pop().start if joined else each.start, _end_of_word(clause, each.end)
        found.append(Leftover(clause.words(start, end), start, end))
        joined = True
    return found


def idle_words(idle: Sequence[Clause]) -> tuple[Leftover, ...]:
    """Words of clauses nothing was made of."""
    found: list[Leftover] = []
    for clause in idle:
        meant = [each for each in clause.tokens if each.sort not in _SILENT]
        if meant:
            start, end = meant[0].start, _end_of_word(clause, meant[-1].end)
            found.append(Leftover(clause.words(start, end).strip(), start, end))
    return tuple(each for each in found if each.words)


def _end_of_word(clause: Clause, end: int) -> int:
    """`end`, or where the words end that something shorter stands for in the even text ("the juggling": clip 3)."""
    while end < len(clause.text.even) and clause.text.even[end] == " " and clause.text.written[end] != " ":
        end = clause.text.written.find(" ", end) if " " in clause.text.written[end:] else len(clause.text.written)
    return end
