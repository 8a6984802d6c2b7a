"""Whether a plan takes away more than the request speaks of. Pure.

A model can be wrong, and a file name can try to talk it into things. Everything it does can be undone; what takes a lot
away without a word that says so is asked about first all the same. Measured on the timeline, not on the operations.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from rushes.language.words.amounts import Length
from rushes.language.words.script import Script, script
from rushes.language.words.tokens import tokens
from rushes.model.time import ZERO, Seconds, Span, holes, merged
from rushes.model.timeline import Timeline

UNSAID_MOST = Fraction(1, 10)
"""Share of the picture that may go where nothing says that anything should."""

SAID_MOST = Fraction(1, 2)
"""Where something is to go, but nothing says how much."""

_TAKING = re.compile(
    r"\b(?:cut|trim|delet|remov|eras|drop|shorten|tighten|condens|strip|clear|crop|keep|lose|without|except|replac|swap|discard|chop|"
    r"get rid|take (?:it |that |them )?(?:out|off|away)|throw|skip|leave out|only|just the|no more|shorter|instead|clean up)",
    re.IGNORECASE,
)
_TAKING_ZH = re.compile(
    r"剪|删|去掉|去除|移除|裁|切|不要|只留|只要|保留|缩短|精简|压缩|清空|清除|换成|替换|除了|拿掉|砍|短一点|短些|干净"
)

_MUCH = re.compile(
    r"\b(?:all|every|everything|entire|whole|rest|most|only|just|except|but|keep|nothing|else|remainder|both|others?)\b",
    re.IGNORECASE,
)
_MUCH_ZH = re.compile(r"全部|所有|都|整个|其余|剩下|其他|其它|只|除了|大部分|保留")

NEAR = Fraction(11, 10)
"""How far past a time that was named counts as what was meant."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What a plan takes away: picture, as seconds of source and as a share of what there was; whole clips; titles,
    overlays and sounds."""

    seconds: Seconds
    share: Fraction
    clips: int
    riders: int


def taken(before: Timeline, after: Timeline) -> Taken:
    shown, left = _shown(before), _shown(after)
    lost, whole = ZERO, ZERO
    for media, spans in shown.items():
        had = merged(spans)
        whole += sum((span.length for span in had), ZERO)
        for span in had:
            lost += sum((hole.length for hole in holes(left.get(media, ()), span)), ZERO)
    clips = sum(_gone(clip.media, clip.source, left) for clip in before.clips)
    kept = {each.id for each in (*after.titles, *after.overlays, *after.sounds)}
    riders = sum(each.id not in kept for each in (*before.titles, *before.overlays, *before.sounds))
    return Taken(lost, lost / whole if whole else ZERO, clips, riders)


def too_much(request: str, before: Timeline, after: Timeline) -> Taken | None:
    """What `after` lacks, where `request` does not speak of so much; None where it is fine. Words in quotes say
    nothing of the sort."""
    found = taken(before, after)
    if not found.share and not found.riders and not found.clips:
        return None
    said = script(request)
    if not (_TAKING.search(said.even) or _TAKING_ZH.search(said.even)):
        named = any(_near(after.length, each) for each in _times(said))  # "make it thirty seconds"
        few = found.share <= UNSAID_MOST and not found.clips and not found.riders
        return None if few or named else found
    if found.share <= SAID_MOST or _MUCH.search(said.even) or _MUCH_ZH.search(said.even):
        return None
    times = _times(said)
    meant = found.seconds <= sum(times, ZERO) * NEAR + 1 or any(_near(after.length, each) for each in times)
    return None if meant else found


def _times(said: Script) -> list[Seconds]:
    """The times and plain numbers that a request names, as seconds."""
    values = [token.value for token in tokens(said) if token.sort in ("dur", "time", "num")]
    numbers = [value.seconds if isinstance(value, Length) else value for value in values]
    return [
        Fraction(each).limit_denominator(1000) for each in numbers if isinstance(each, int | float) and 0 < each < 10**6
    ]


def _near(length: Seconds, named: Seconds) -> bool:
    return abs(length - named) <= max(named * (NEAR - 1), Fraction(1))


def _shown(timeline: Timeline) -> dict[str, tuple[Span, ...]]:
    """What of each file is seen; a still or a held frame counts as one second at its moment."""
    result: dict[str, tuple[Span, ...]] = {}
    for clip in timeline.clips:
        source = clip.source if clip.held is None else Span(clip.source.start, clip.source.start + 1)
        result[clip.media] = (*result.get(clip.media, ()), source)
    return result


def _gone(media: str, source: Span, left: dict[str, tuple[Span, ...]]) -> bool:
    """Whether nothing of a clip is seen any more."""
    spans = left.get(media, ())
    if source.length == 0:
        return not any(span.start <= source.start <= span.end for span in spans)
    return not any(span.overlap(source) for span in spans)
