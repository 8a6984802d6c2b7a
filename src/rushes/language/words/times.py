"""Times and things pointed at: tokens that belong together become one `When` or `Which`.

The grammar is a table of patterns over token kinds, one letter a kind (`_LETTERS`); small words that say
nothing ("the", "的") may stand anywhere between.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rushes.language.words.amounts import Length
from rushes.language.words.lexicon import Token

Moment = float | str | None
"""Seconds, or "playhead", or None for an open end."""


@dataclass(frozen=True, slots=True)
class When:
    """A stretch or point of time as said, in seconds of the timeline or of the clip named.

    `kind`: "range" (start to end, either may be open), "head", "tail", "middle" (seconds or share of the whole
    there), "at" (start), "for" (a length), "to" (a target length or end), "every", "max", "min", "each".
    """

    kind: str
    start: Moment = None
    end: Moment = None
    seconds: float | None = None
    share: float | None = None
    more: tuple[float, ...] = ()
    """Further moments of an "at": "at 10, 20 and 30 seconds"."""


@dataclass(frozen=True, slots=True)
class Which:
    """Clips pointed at: numbers from 1 (negative from the end), "last", "all", "selected"; `between` two of them,
    or `after` / `before` one. `count` where only their number was said."""

    clips: tuple[int | str, ...] = ()
    relation: str = ""
    count: int | None = None

    @property
    def one(self) -> int | str | list[int | str]:
        return self.clips[0] if len(self.clips) == 1 else list(self.clips)


_STEER = {"from": "f", "to": "t", "between": "b", "at": "a", "off": "o", "for": "4", "per": "p", "max": "x", "min": "n",
          "before": "B", "after": "A", "earlier": "K", "onwards": "J", "next": "w", "only": "O", "front": "(", "back": ")", "spot": "z", "with": "W", "by": "Y"}  # fmt: skip
_NOUN = {"clip": "c", "part": "g", "video": "v", "one": "y", "it": "i", "all": "l", "everything": "l", "selection": "S",
         "playhead": "P", "intro": "I", "outro": "U", "frame": "m", "image": "j"}  # fmt: skip
_EDGE = {"start": "s", "end": "e", "middle": "M", "first_half": "h", "second_half": "H"}
_SORT = {"dur": "D", "time": "T", "num": "N", "frac": "F", "pct": "F", "count": "k", "nth": "q", "nthlast": "q", "file": "Q",
         "function": "_", "polite": "_", "when": "X", "which": "C", "ratio": "r", "factor": "u", "times": "j"}  # fmt: skip


def letter(token: Token) -> str:
    if token.sort == "steer":
        return _STEER.get(str(token.name), ".")
    if token.sort == "noun":
        return _NOUN.get(str(token.name), ".")
    if token.sort == "edge":
        return _EDGE[str(token.name)]
    if token.sort == "order":
        return {1: "1", -1: "L"}.get(token.name, "R")  # type: ignore[call-overload]
    if token.sort == "separator":
        return "&" if token.name == "and" else "," if token.name == "comma" else ";"
    return _SORT.get(token.sort, ".")


def _secs(token: Token, other: Token | None = None) -> Moment:
    """The moment a token stands for; a bare number takes its unit from `other`."""
    if token.sort in ("dur", "time") and isinstance(token.value, Length):
        return token.value.seconds
    if token.sort in ("num", "nth", "count"):
        unit = (
            other.value.unit
            if other and other.sort == "dur" and isinstance(other.value, Length) and other.value.unit
            else 1.0
        )
        return float(token.value) * unit  # type: ignore[arg-type]
    if token.sort == "ratio":
        first, _, second = str(token.value).partition(":")
        return float(first) * 60 + float(second)
    if token.name == "playhead":
        return "playhead"
    return 0.0 if token.name in ("start", "intro") else None


def _range(first: Token, second: Token) -> When | None:
    if first.sort == second.sort == "ratio":
        return None
    start, end = _secs(first, second), _secs(second, first)
    if isinstance(start, float) and isinstance(end, float) and end < start and second.sort == "num":
        minutes, rest = divmod(round(end * 100), 100)
        if 0 < rest < 60 and minutes * 60 + rest > start:
            end = float(minutes * 60 + rest)
    if (
        isinstance(start, float)
        and isinstance(end, float)
        and end < start
        and second.sort == "num"
        and first.sort == "num"
    ):
        return None
    return When("range", start, end)


def _pick(kind: str, tokens: Sequence[Token]) -> list[Token]:
    return [each for each in tokens if letter(each) in kind]


def _between(tokens: Sequence[Token]) -> When | None:
    points = _pick("TDNPsIUerq", tokens)
    return _range(points[0], points[-1]) if len(points) >= 2 else None


def _bare(tokens: Sequence[Token]) -> When | None:
    """ "Cut 45 to 52": so many clips there are not; they are seconds."""
    first, second = _pick("N", tokens)
    return _range(first, second) if 20 <= float(first.value) < float(second.value) else None  # type: ignore[arg-type]


def _hyphened(tokens: Sequence[Token]) -> When | None:
    """ "Mute 10-15": bare numbers with a hyphen between at the end of a clause are seconds."""
    first, second = _pick("N", tokens)
    if not any(each.value == "-" for each in tokens) or float(second.value) <= float(first.value):  # type: ignore[arg-type]
        return None
    return _range(first, second)


def _amount(kind: str) -> Callable[[Sequence[Token]], When]:
    def make(tokens: Sequence[Token]) -> When:
        token = _pick("DTFNr", tokens)[0]
        if token.sort in ("frac", "pct"):
            return When(kind, share=float(token.value))  # type: ignore[arg-type]
        return When(kind, seconds=_secs(token))  # type: ignore[arg-type]

    return make


def _point(tokens: Sequence[Token]) -> When:
    return When("at", start=_secs(_pick("TDNPrFqIU", tokens)[0]))


def _points(tokens: Sequence[Token]) -> When:
    picked = _pick("NTD", tokens)
    moments = [moment for each in picked if isinstance(moment := _secs(each, picked[-1]), float)]
    return When("at", start=moments[0], more=tuple(moments[1:]))


def _pointed(tokens: Sequence[Token]) -> When:
    """ "第3、6、9秒"."""
    picked = _pick("qNkTD", tokens)
    moments = [moment for each in picked if isinstance(moment := _secs(each, picked[-1]), float)]
    return When("at", start=moments[0], more=tuple(moments[1:]))


def _open_start(tokens: Sequence[Token]) -> When:
    return When("range", start=_secs(_pick("TDPr", tokens)[0]))


def _open_end(tokens: Sequence[Token]) -> When:
    return When("range", end=_secs(_pick("TDPr", tokens)[0]))


def _stretch(start: bool) -> Callable[[Sequence[Token]], When]:
    """So many seconds after (or before) a moment."""

    def make(tokens: Sequence[Token]) -> When:
        length = _pick("D", tokens)[0]
        places = [each for each in _pick("TP", tokens)]
        place = _secs(places[0]) if places else "playhead"
        seconds = _secs(length)
        assert isinstance(seconds, float)
        if isinstance(place, float):
            return When("range", place, place + seconds) if start else When("range", max(0.0, place - seconds), place)
        return When("range", start=place, seconds=seconds) if start else When("range", end=place, seconds=seconds)

    return make


def _lasting(tokens: Sequence[Token]) -> When | None:
    """ "1分15秒开始的20秒"."""
    start, length = (_secs(each) for each in _pick("TD", tokens))
    return When("range", start, start + length) if isinstance(start, float) and isinstance(length, float) else None


TIMES: tuple[tuple[str, Callable[[Sequence[Token]], When | None]], ...] = (
    ("t? [fa]? [TDsIPr] t [TDNePUr] b?", _between),
    ("f [TD] s t [TDe]", _between),
    ("M [TD] t [TD]", _between),
    ("[nax] T t T", _between),
    ("[1(s] T(?!_*[t])", _amount("head")),
    ("[Le)] T(?!_*[t])", _amount("tail")),
    ("[fa]? N t [TDeP] b?", _between),
    ("f? q t [TD]", _between),
    ("f N t N(?![cgyv])", _between),
    ("N t N(?=[;,&]|$)", _hyphened),
    ("N t N(?=[;,&]|$)", _bare),
    ("b [TDNPr] [&,t] [TDNPr]", _between),
    ("b? [TDN] [&,] [TD] b", _between),
    ("f? r t T", _between),
    ("D B [TP]", _stretch(False)),
    ("P B D", _stretch(False)),
    ("P [(K] D", _stretch(False)),
    ("P [)J] D", _stretch(True)),
    ("D A [TP]", _stretch(True)),
    ("w D f? P?", _stretch(True)),
    ("f? [TD] s D", lambda tokens: _lasting(tokens)),
    ("f P w? D", _stretch(True)),
    ("[1(s] D t [TP]", lambda tokens: When("range", 0.0, _secs(_pick("TP", tokens)[-1]))),
    ("[1(s] D J", _open_start),
    ("[1(s] [DF] (?:[vc](?!_*[NC]))?", _amount("head")),
    ("K i? D(?!_*[JK])", _amount("head")),
    ("J i? D(?!_*[JK])", _amount("tail")),
    ("[Le)] [DF] (?:[vc](?!_*[NC]))?", _amount("tail")),
    ("M [DF]", _amount("middle")),
    ("b D(?!_*b)", _amount("middle")),
    ("D [foaWz]? [fo] f? [1s](?!_*[cy])", _amount("head")),
    ("D a s", _amount("head")),
    ("D [fo]+ f? [e](?!_*[cy])", _amount("tail")),
    ("D a e", _amount("tail")),
    ("[vc] s D", _amount("head")),
    ("f? [TDPr] t? J", _open_start),
    ("f [TPr] s?", _open_start),
    ("f D s?", _open_start),
    ("A [TP]", _open_start),
    ("A D", _open_start),
    ("B [TDPr]", _open_end),
    ("[TDP] K", _open_end),
    ("t P", _open_end),
    ("4 [D]", _amount("for")),
    ("D 4", _amount("for")),
    ("p D", _amount("every")),
    ("l c? D", _amount("each")),
    ("D f [lp]", _amount("each")),
    ("D o [lp]", _amount("each")),
    ("c? D (?:l)(?![cvg])", _amount("each")),
    ("D p c", _amount("each")),
    ("t? [x] [DT] x?", _amount("max")),
    ("t D x", _amount("max")),
    ("D x", _amount("max")),
    ("n D", _amount("min")),
    ("D n", _amount("min")),
    ("t [aO]? [DT]", _amount("to")),
    ("a? q (?:& [Nkq])*& D z?", _pointed),
    ("[az] [NTD] (?:,_*[NTD]_*)*(?:&|,_*&) [TD] z?", _points),
    ("[NTD] (?:[,&]_*[NTD]_*)+ z", _points),
    ("[az] [TDPr] z?", _point),
    ("[TDP] [z]", _point),
    ("D a(?=[,;&]|$)", _point),
    ("[TP]", _point),
    ("\\( D", _amount("head")),
)


def clips_in(tokens: Sequence[Token]) -> tuple[int | str, ...]:
    found: list[int | str] = []
    for each in tokens:
        if each.sort == "which" and isinstance(each.value, Which):
            found += each.value.clips
        elif each.sort in ("num", "count", "nth", "nthlast"):
            found.append(_whole(each.value))
        elif each.sort == "order":
            found.append("last" if each.name == -1 else each.name)  # type: ignore[arg-type]
    return tuple(dict.fromkeys(found))


def _whole(value: object) -> int:
    return int(float(value))  # type: ignore[arg-type]


def _numbers(tokens: Sequence[Token]) -> Which:
    picked = _pick("N", tokens)
    if any(letter(each) == "t" for each in tokens) and len(picked) == 2:
        low, high = (_whole(each.value) for each in picked)
        return Which(tuple(range(low, min(high, low + 99) + 1)))
    return Which(clips_in(picked))


def _run(tokens: Sequence[Token]) -> Which:
    """ "第一段到第三段"; "onwards" stands for all that follow, to the last."""
    ends = [_whole(each.value) for each in _pick("q", tokens)]
    if len(ends) == 1:
        return Which((ends[0], "onwards"))
    low, high = ends
    return Which(tuple(range(low, min(high, low + 99) + 1)) or (low, high))


def _leading(tokens: Sequence[Token]) -> Which | None:
    count = min(_whole(_pick("Nk", tokens)[0].value), 99)
    return Which(tuple(range(1, count + 1)))


def _trailing(tokens: Sequence[Token]) -> Which | None:
    count = min(_whole(_pick("Nk", tokens)[0].value), 99)
    return Which(("last",)) if count == 1 else Which(tuple(range(-count, 0)))


def _ordinals(tokens: Sequence[Token]) -> Which:
    return Which(clips_in([each for each in tokens if letter(each) in "1LRq"]))


def _listed(tokens: Sequence[Token]) -> Which:
    """ "第1、3、5段"."""
    return Which(clips_in([each for each in tokens if letter(each) in "qNk"]))


def _said(*clips: int | str) -> Callable[[Sequence[Token]], Which]:
    return lambda tokens: Which(clips)


def _counted(tokens: Sequence[Token]) -> Which | None:
    count = _whole(_pick("Nk", tokens)[0].value)
    return Which(count=count) if count > 1 or letter(tokens[0]) in "il" else None


CLIPS: tuple[tuple[str, Callable[[Sequence[Token]], Which | None]], ...] = (
    ("[cv] N t N(?!_*[t%])", _numbers),
    ("[cv] N (?:(?:[,&]|,&) [cv]? N)+(?![D])", _numbers),
    ("[cvg] N(?!_*t_*[DT])", _numbers),
    ("N (?:(?:[,&]|,&) N)+ [cv]", _numbers),
    ("[1LRq] (?:,_*[1LRq]_*)*(?:&|,_*&) [1LRq](?:_*&_*[1LRq])*(?!_*D) [cyvgj]?", _ordinals),
    ("q [cg]? t q [cgj]?", lambda tokens: _run(tokens)),
    ("q [cg]? t [L)e] k [cgj]?", lambda tokens: _run(tokens)),
    ("q (?:& [Nkq])+ [cvgj]?", _listed),
    ("[1LRq] [cvgj] & [1LRq] [cyvgj]?", _ordinals),
    ("1 [Nk] [cvgj]", _leading),
    ("[L)e] N [cvgj]", _trailing),
    ("[L)e] k [cvgj]?", _trailing),
    ("\\( k [cvgj]?", _leading),
    ("[L1R] [cyvgj](?!_*[DN])", _ordinals),
    ("M [cyj]", _said("middle")),
    ("e [cg](?!_*N)", lambda tokens: Which(("last",))),
    ("q", _ordinals),
    ("S", _said("selected")),
    ("i [c](?!s)", _said("selected")),
    ("i [Nk] [cvyj]?", _counted),
    ("l [Nk] [cvyj]?", _counted),
    ("[lp] [lp]* [cg]", _said("all")),
    ("k [cvj]", _counted),
    ("N [c]", _counted),
)

_RELATIONS: tuple[tuple[str, Callable[[Sequence[Token]], Which | When | None]], ...] = (
    ("b C (?:[&,t] C)?", lambda tokens: Which(clips_in(tokens), "between")),
    ("C [&,t] C b", lambda tokens: Which(clips_in(tokens), "between")),
    ("C b", lambda tokens: Which(clips_in(tokens), "between")),
    ("f C t C", lambda tokens: Which(clips_in(tokens), "between")),
    ("A C", lambda tokens: Which(clips_in(tokens), "after")),
    ("C [J)]", lambda tokens: Which(clips_in(tokens), "after")),
    ("B C", lambda tokens: Which(clips_in(tokens), "before")),
    ("C [K(]", lambda tokens: Which(clips_in(tokens), "before")),
    ("C (?:,_*C_*)*(?:&|,_*&) C(?:_*&_*C)*", lambda tokens: _joined(tokens)),
)


def _joined(tokens: Sequence[Token]) -> Which | None:
    parts = [each.value for each in tokens if each.sort == "which"]
    if any(isinstance(each, Which) and (each.relation or each.count) for each in parts):
        return None
    return Which(clips_in(tokens))


def _compiled(
    table: Sequence[tuple[str, Callable[[Sequence[Token]], object]]],
) -> list[tuple[re.Pattern[str], Callable[[Sequence[Token]], object]]]:
    result = []
    for pattern, make in table:
        pieces = []
        for item in pattern.split():
            optional = item.endswith("?") and not item.endswith(")?")
            pieces.append(f"(?:{item[:-1]}_*)?" if optional else f"{item}_*")
        text = "".join(pieces)
        result.append((re.compile(text), make))
    return result


TABLES = {name: _compiled(table) for name, table in (("which", CLIPS), ("when", TIMES), ("relation", _RELATIONS))}
