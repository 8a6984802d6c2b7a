"""Which route a request that the rules made nothing of most likely takes: told by its words and by what they are known as.

The rules know frames; a request outside of all of them used to be "unclear". Here a linear model over single words,
pairs of words, and pairs of known things says what else it may be. It decides only between routes that do nothing,
and may take a doubtful operation back; it never makes one. The weights are remade by `scripts/likely` from the
sentences of the tests; why, and what it is worth, is in docs/decisions/0021-likely-routes.md.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from functools import lru_cache

from rushes.language.reading import Reading, Route
from rushes.language.rules import likely_en, likely_zh
from rushes.language.words.lexicon import Token
from rushes.language.words.script import Script

ACT = "act"
"""A request by which something is done: an edit, an export, an undo."""
CLASSES = (ACT, *(str(each) for each in (Route.HELP, Route.STATUS, Route.CREDITS, Route.UPLOAD, Route.OUT_OF_SCOPE, Route.UNCLEAR)))  # fmt: skip
AT_LEAST = 0.5
"""How likely (0 to 1) a route must be among all CLASSES: an edit that was not understood stays a question."""
INSTEAD_OF_UNCLEAR, INSTEAD_OF_ANOTHER = 0.4, 0.6
"""How likely it must be among the routes that do nothing, to stand instead of one of them."""
INSTEAD_OF_DOING = 0.9
"""How likely it must be among all CLASSES to stand instead of an operation."""
BIAS = 0.3
_IDLE = ("function", "separator", "polite")
_QUOTED = re.compile(r"[\"“「『].*?[\"”」』]")
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?|\d+|[?!]")


def settled(reading: Reading, found: Sequence[Token], text: Script) -> Reading:
    """`reading`, or the same words as a likelier route by which nothing is done."""
    if reading.held_back or reading.topic in _CERTAIN:
        return reading
    quiet = likely(found, text)
    acting = quiet.pop(ACT)
    best = max(quiet, key=quiet.__getitem__)
    if reading.intents:
        bar = INSTEAD_OF_DOING if best != Route.UNCLEAR else 1.0
    else:
        share = INSTEAD_OF_UNCLEAR if reading.route is Route.UNCLEAR else INSTEAD_OF_ANOTHER
        bar = max(AT_LEAST, share * (1 - acting))
    if best == reading.route or quiet[best] <= bar:
        return reading
    return Reading(Route(best), language=reading.language, topic=_TOPICS.get(best, ""), likely=True)


_CERTAIN = frozenset({"better", "greeting"})
_TOPICS = {"help": "help", "status": "status", "credits": "credits", "upload": "upload"}


def likely(found: Sequence[Token], text: Script) -> dict[str, float]:
    """How likely each of CLASSES is, adding up to 1."""
    weights = _weights("zh" if text.chinese else "en")
    known = [weights[each] for each in features(found, text) if each in weights]
    scale = 1 / math.sqrt(len(known)) if known else 0.0
    sums = (
        [bias * BIAS + sum(column) * scale for bias, column in zip(weights[""], zip(*known))]
        if known
        else [bias * BIAS for bias in weights[""]]
    )
    most = max(sums)
    odds = [math.exp(each - most) for each in sums]
    return {name: each / sum(odds) for name, each in zip(CLASSES, odds)}


def features(found: Sequence[Token], text: Script) -> set[str]:
    """What the model looks at: words (Chinese: characters) alone and in pairs, beginnings of long words, and the known
    things in it ("<verb:remove>") alone and in pairs."""
    written = _QUOTED.sub(" Q ", text.written.lower().replace("’", "'"))
    if text.chinese:
        plain = re.sub(r"[,，。.、;；:：!！\s]+", " ", re.sub(r"\d+", "0", written)).strip().replace("？", "?")
        plain = f"^{plain}$"
        made = set(plain) | {plain[at : at + 2] for at in range(len(plain) - 1)}
        made -= {"^", "$", " "}
    else:
        words = ["0" if each.isdigit() else each for each in _WORD.findall(written)]
        made = {*words, *(f"{each[:4]}~" for each in words if len(each) > 4)}
        made |= {f"{one} {next_}" for one, next_ in zip(["^", *words], [*words, "$"])}
    things = [
        f"<{each.sort}:{each.name}>" if isinstance(each.name, str) else f"<{each.sort}>"
        for each in found
        if each.sort not in _IDLE
    ]
    made.update(things)
    made.update(f"{one}{next_}" for one, next_ in zip(["<^>", *things], [*things, "<$>"]))
    return made


@lru_cache
def _weights(language: str) -> dict[str, tuple[float, ...]]:
    """Each feature's weight for each of CLASSES; "" is what all begin with. One letter a weight, A lowest, z highest."""
    table = likely_zh if language == "zh" else likely_en
    read: dict[str, tuple[float, ...]] = {}
    for entry in table.WEIGHTS.replace("\n", "|").strip("|").split("|"):
        letters, name = entry[: len(CLASSES)], entry[len(CLASSES) :]
        read[name] = tuple((LETTERS.index(each) - _MIDDLE) * table.STEP for each in letters)
    return read


LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_MIDDLE = 26
