"""What is put right while it is said: "trim it to 30, no sorry, 45 seconds" says 45 seconds; the last word counts.

What is corrected gives way to what is like it after the mark ("half speed, no, third speed"), or a whole order to the
order after it ("mute clip 2, scratch that, delete it"). Where nothing before the mark is like what follows, nothing
was corrected and every word stays.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rushes.language.words.amounts import Length
from rushes.language.words.lexicon import Token

_HESITATED = r"(?:(?:oh|hmm+|um+|uh+|ah|er+m?|well|ok|hang on|hold on|wait|actually)[, .]*)?"
_TAKEN_BACK = (
    r"(?:no+,? ?(?:no+,? ?)*(?:sorry|wait|actually|hang on|hold on)|(?:sorry|wait|oops|actually|hang on|hold on),? no|no,? no+|"
    r"scratch that|strike that|on second thoughts?|my bad|my mistake|oops|whoops|"
    r"i meant?(?: to say)?|or rather|or better|correction)"
)
_REFUSED = r"(?:no+|nope|nah|sorry|wait|hang on)(?= ?[,.;!-]|\.\.)"
_ANEW = r"(?:[,.;! -]*(?:i meant?|i mean|rather|actually|make (?:that|it)|let's (?:do|say|make it)|go (?:with|for)|say|better)(?![a-z])(?! (?:it|they|he|she)\b))?"
_OUT_AND_OUT = re.compile(
    rf"(?<=[\w%)\ue001-\ue003])(?P<m>[ ,.;!?-]+{_HESITATED}{_TAKEN_BACK}{_ANEW}[ ,.;:!-]*)(?=[a-z0-9.#+\ue001-\ue003-])"
    rf"|(?<=[\w%)\ue001-\ue003])(?P<n> ?(?:[,.;!?]| -)[ ,.;!?-]*{_HESITATED}{_REFUSED}{_ANEW}[ ,.;:!-]*)(?=[a-z0-9.#+\ue001-\ue003-])"
)
"""Marks that take back what was said before them."""
_IN_PASSING = re.compile(
    r"(?<=[\w%)\ue001-\ue003])(?P<m>(?: ?[,.;!]| -)[ ,.;!-]*(?:or |and |but )?(?:oh |hmm,? |well,? )?(?:actually|rather|sorry|wait)(?:[ ,-]*(?:make (?:that|it)|i'd rather|let's (?:do|say)))?)"
    r"(?=[ ,-]+[a-z0-9.#+\ue001-\ue003])"
)
"""Marks that only sometimes do: "- actually 8"."""
_MADE = re.compile(
    r"(?<=[\w%)\ue001-\ue003])(?P<m>(?: ?[,.;!]| -)[ ,.;!-]*(?:or |and |but )?(?:make that|let's (?:say|make it|do)))(?= [a-z0-9.#+\ue001-\ue003])"
)
"""An amount or words may be put right so, nothing else: "make it brighter, make it warmer" asks for both."""

_LIKE = {
    "num": ("num", "dur", "time", "pct", "factor", "deg", "db"),
    "dur": ("dur", "num", "time"),
    "time": ("time", "dur", "num"),
    "nth": ("nth", "order"),
    "order": ("order", "nth"),
    "deg": ("deg", "num"),
}
_SLOTS = frozenset(
    {"dur", "time", "num", "pct", "db", "factor", "res", "nth", "order", "position", "colour", "rate", "ratio", "deg", "lufs", "times", "px",
     "mb", "bitrate", "look", "mood", "quote", "language", "platform", "format", "codec", "transition", "edge", "effect", "file"}
)  # fmt: skip
_AMOUNTS = frozenset(
    {"dur", "time", "num", "pct", "db", "factor", "res", "nth", "order", "position", "colour", "rate", "ratio"}
)
_LIGHT = frozenset({"make", "put", "show", "use", "add", "insert", "write", "move"})
_SMALL = frozenset({"function", "polite", "steer", "particle", "degree"})
_GENERIC = frozenset({"it", "one", "video", "that"})


def corrected(found: Sequence[Token], even: str) -> list[Token]:
    """`found` with what was taken back gone and what was said instead in its place."""
    result = list(found)
    for marks in (_OUT_AND_OUT, _IN_PASSING, _MADE):
        for mark in marks.finditer(even):
            group = "m" if mark["m"] else "n"
            result = _put_right(result, mark.span(group), marks) or result
    return result


def _put_right(found: list[Token], span: tuple[int, int], marks: re.Pattern[str]) -> list[Token] | None:
    """`found` put right at the mark `span`; None where nothing before it is like what follows."""
    before = [each for each in found if each.start < span[0]]
    while before and before[-1].sort == "separator":
        before.pop()
    after = [each for each in found if each.start >= span[1]]
    begin = max((i + 1 for i, each in enumerate(before) if _parts(each)), default=0)
    head, said = before[:begin], before[begin:]
    size = next((i for i, each in enumerate(after) if _ends(after, i)), len(after))
    anew, rest = after[:size], after[size:]
    rest = rest[1:] if rest and rest[0].sort == "steer" else rest
    verbs = [each for each in anew if each.sort == "verb" and each.name not in _LIGHT]
    out_and_out = marks is _OUT_AND_OUT
    if not said or not anew or any(each.name == "keep" for each in verbs) or not (out_and_out or _acting(said)):
        return None
    if marks is _MADE and not any(each.sort in _AMOUNTS or each.sort == "quote" for each in anew):
        return None
    known = {(each.sort, each.name) for each in said}
    if verbs and not any((each.sort, each.name) in known for each in verbs):
        if not out_and_out or not _acting(said):
            return None
        return [*head, *_other_order(said, anew, verbs[0]), *rest]
    slotted = _slots_right(said, anew, out_and_out)
    if slotted is None and out_and_out and _acting(said) and _looked(anew):
        slotted = _other_order(said, anew, None)
    return None if slotted is None else [*head, *slotted, *rest]


def _parts(token: Token) -> bool:
    return token.sort == "separator" and token.name in ("stop", "then", "question")


def _ends(found: Sequence[Token], at: int) -> bool:
    """Whether what is said instead ends there: at a separator, or at the dash that closes an aside."""
    dash = found[at].sort == "steer" and found[at].value == "-"
    return (found[at].sort == "separator" and not _lists(found, at)) or (
        bool(at) and dash and not any(each.sort in ("num", "dur", "time") for each in found[at + 1 : at + 2])
    )


def _lists(found: Sequence[Token], at: int) -> bool:
    """Whether a separator stands within a list: "clips 2 and 4"."""
    beside = [each.sort for each in (*found[at - 1 : at], *found[at + 1 : at + 2])]
    return found[at].name == "and" and len(beside) == 2 and beside[0] == beside[1] and beside[0] in _AMOUNTS


def _acting(said: Sequence[Token]) -> bool:
    return any(each.sort in ("verb", "factor") for each in said) or _looked(said)


def _looked(said: Sequence[Token]) -> bool:
    """Whether a look or an effect is asked for, which needs no verb: "brighten clip 2"."""
    return any(each.sort in ("look", "effect", "transition") for each in said)


def _other_order(said: list[Token], anew: list[Token], verb: Token | None) -> list[Token]:
    """Another order than the one before: alone, or acting on what that one was about where it only says "it"."""
    starts = [
        i
        for i, each in enumerate(said)
        if each.sort == "verb" and (not i or said[i - 1].sort in ("separator", *_SMALL))
    ]
    begin = starts[-1] if starts else 0
    kept = said[:begin]
    things = [each for each in anew if each is not verb and each.sort not in _SMALL]
    if verb and things and all(each.sort == "noun" and each.name in _GENERIC for each in things):
        return [*kept, verb, *(each for each in said[begin:] if each.sort != "verb")]
    return [*kept, *anew]


def _slots_right(said: list[Token], anew: list[Token], out_and_out: bool) -> list[Token] | None:
    """`said` with its slots filled anew, and with what else is said of it; None where no slot is like one before."""
    result, more = list(said), []
    taken: list[int] = []
    anew = [each for i, each in enumerate(anew) if not (i and each.sort == "num" and anew[i - 1].sort == "order")]
    known = {(each.sort, each.name) for each in said}
    for index, each in enumerate(anew):
        slot = each.sort in _SLOTS or (out_and_out and each.sort == "noun" and each.name not in _GENERIC)
        repeated = (each.sort, each.name) in known and each.sort not in _SLOTS
        if repeated and each.sort == "noun" and (named := _named_anew(result, anew, index)) is not None:
            result, taken = named, [*taken, -1]
            more = [one for one in more if one.sort != "word"]
            continue
        if repeated or (each.sort == "verb" and each.name in _LIGHT) or (each.sort == "noun" and each.name in _GENERIC):
            continue
        if slot and (old := _like(result, each, taken, _of_clip(anew, index), _more_like(anew, index))) is not None:
            result[old] = _said_as(each, result[old])
            taken.append(old)
            continue
        more.append(each)
    if not taken:
        return None
    while more and more[0].sort in ("function", "polite", "steer"):
        more = more[1:]
    if more and not out_and_out:
        return None
    return [*result, *more]


def _named_anew(result: list[Token], anew: list[Token], at: int) -> list[Token] | None:
    """ "The dog clip, sorry, the cat clip": another name before the same thing."""
    if not at or anew[at - 1].sort != "word":
        return None
    place = next((i for i, each in enumerate(result) if (each.sort, each.name) == (anew[at].sort, anew[at].name)), 0)
    if not place or result[place - 1].sort != "word":
        return None
    return [*result[: place - 1], anew[at - 1], *result[place:]]


def _of_clip(found: Sequence[Token], at: int) -> bool:
    """Whether a number is that of a clip: "clip 3"."""
    return bool(at) and found[at].sort == "num" and found[at - 1].sort == "noun" and found[at - 1].name == "clip"


def _more_like(found: Sequence[Token], at: int) -> int:
    """How many more of the sort of one slot follow it: the ends of "0:30 to 0:40" are filled in their order."""
    return sum(
        each.sort == found[at].sort and _of_clip(found, i) == _of_clip(found, at)
        for i, each in enumerate(found)
        if i > at
    )


def _like(
    found: Sequence[Token], new: Token, taken: Sequence[int] = (), of_clip: bool = False, more: int = 0
) -> int | None:
    """Where the last token is that `new` may stand for, one of its own sort before any other; so many `more` come after."""
    if of_clip or new.sort == "order":
        ranked = [i for i, each in enumerate(found) if i not in taken and (each.sort == "order" or _of_clip(found, i))]
        if ranked or of_clip:
            return ranked[max(-1 - more, -len(ranked))] if ranked else None
    sorts = _LIKE.get(new.sort, (new.sort,))
    for wanted in ((new.sort,), sorts):
        places = [
            i for i, each in enumerate(found) if each.sort in wanted and i not in taken and not _of_clip(found, i)
        ]
        if new.sort == "noun":
            places = [i for i in places if found[i].name not in _GENERIC | {"clip"}]
        if places:
            return places[max(-1 - more, -len(places))]
    return None


def _said_as(new: Token, old: Token) -> Token:
    """`new` in the unit of `old`, where it is a bare number: "the first 5 seconds, actually 8"."""
    if {new.sort, old.sort} == {"num", "order"}:
        count = new.name if new.sort == "order" else int(float(new.value))  # type: ignore[arg-type]
        return replace(
            new, sort=old.sort, name=count if old.sort == "order" else "num", value=count if old.sort == "num" else None
        )
    if new.sort != "num" or old.sort == "num":
        return new
    said = float(new.value)  # type: ignore[arg-type]
    unit = old.value.unit if old.sort == "dur" and isinstance(old.value, Length) else 1.0
    value: object = (
        Length(said * unit, unit) if old.sort in ("dur", "time") else said / 100 if old.sort == "pct" else said
    )
    return replace(new, sort=old.sort, name=old.sort, value=value)
