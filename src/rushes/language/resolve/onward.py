"""What is said of the edit just made: more of it, less of it, and steps that go on where the last one was."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from rushes.edits import (
    AdjustColour,
    ChangeTitle,
    ChangeVolume,
    Flip,
    Mute,
    Operation,
    Reverse,
    Rotate,
    SetLook,
    SetSpeed,
    SetZoom,
)
from rushes.language.answers import Request, Scene
from rushes.language.reading import Intent
from rushes.language.resolve.steps import TEXT_SIZE

_MORE = re.compile(
    r"(?:(?:and|ok|okay|yes|yeah|nice|good|now|still|hmm|but)[ ,]+)*(?:please )?"
    r"(?:(?:an?|just a) (?:bit|little|tad|touch|little bit) more|(?:even|much|some|a lot|still) more|more(?: please| of that| than that)?|do (?:it|that) again|once more|(?:an? (?:bit|little) |even |much )?(?:stronger|more intense)|(?:still )?not (?:quite )?enough|further"
    r"|再来(?:一?点|一次)?|再多(?:一?点|些)|还要(?:再)?(?:多)?(?:一?点)?|还?不够|(?:再)?(?:浓|强烈|明显|夸张)一?点|再(?:一?点|多来点)|多一?点|再来一次)(?: please)?[ .!。！吧呢啊哦]*"
)
_LESS = re.compile(
    r"(?:(?:ok|okay|hmm|no|oh|but|now)[ ,]+)*(?:please )?"
    r"(?:(?:an?|just a) (?:bit|little|tad|touch|little bit) less|less|(?:that'?s |it'?s |that is |it is )?(?:a bit |a little |way |far |slightly )?too much|tone it down(?: a bit| a little)?|dial it back(?: a bit| a little)?|not (?:so|that|quite so) much|(?:an? (?:bit|little) |much )?(?:less (?:intense|strong|extreme)|weaker|subtler|more subtle)|(?:that'?s |it'?s )?(?:a bit |a little |way )?too (?:strong|intense)|not (?:so|that) (?:strong|intense)"
    r"|少一?点|(?:太|有点|稍微|有些)过了?|太过了|太多了|收一?点|弱一?点|没那么(?:多|浓|强|夸张|明显)|别那么(?:浓|强|夸张|明显)|太(?:浓|强烈|夸张)了|(?:淡|柔和)一?点|别那么多|过了(?:一?点)?|太过头了?)(?: please)?[ .!。！吧呢啊哦]*"
)
_A_BIT = re.compile(r"\b(?:bit|little|tad|touch|slightly)\b|一?点|些|稍微|有点")


def more_or_less(request: Request) -> tuple[Operation, ...] | None:
    """The steps of the last edit again for "a bit more", half of them back for "too much"; None where that is not what
    is said, or the last edit had no steps."""
    said = request.text.strip().casefold()
    more, less = _MORE.fullmatch(said), _LESS.fullmatch(said)
    if not (more or less) or not request.last:
        return None
    share = Fraction(1, 2) if less or _A_BIT.search(said) else Fraction(1)
    if request.history and _LESS.fullmatch(request.history[-1].said.strip().casefold()):
        more, less = less, more  # what was done last was less of it
    shrunk = bool(request.history and re.search(r"small|shrink|小", request.history[-1].said.casefold()))
    steps = [_step(each, share if more else -share, request, shrunk) for each in request.last]
    return tuple(each for each in steps if each) if all(steps) else None


def _step(last: Operation, share: Fraction, request: Request, shrunk: bool) -> Operation | None:
    """`share` of what `last` did; negative takes as much of it back. None for what has no steps."""
    much = float(share)
    if isinstance(last, AdjustColour):
        return replace(
            last, brightness_ev=round(last.brightness_ev * much, 3), contrast=round(last.contrast * much, 2),
            saturation=round(last.saturation * much, 2), warmth_k=round(last.warmth_k * much, 1),
        )  # fmt: skip
    if isinstance(last, SetLook):
        return replace(last, mix=round(min(max(last.mix * (1 + much), 0.05), 1.0), 2))
    if isinstance(last, ChangeVolume) and last.by_db is not None:
        return replace(last, by_db=round(last.by_db * much, 2))
    if isinstance(last, SetSpeed) and last.relative and last.span is None:
        factor = Fraction(float(last.factor) ** much).limit_denominator(100)
        return replace(last, factor=factor)
    if isinstance(last, SetZoom) and last.zoom and last.span is None:
        start, end = (1 + (each - 1) * (1 + much) for each in (last.zoom.start, last.zoom.end))
        return replace(last, zoom=replace(last.zoom, start=min(max(start, 1.0), 10.0), end=min(max(end, 1.0), 10.0)))
    if isinstance(last, ChangeTitle) and last == ChangeTitle(last.title, size=last.size) and last.size:
        title = next((each for each in request.project.timeline.titles if each.id == last.title), None)
        if title is None:
            return None
        step = TEXT_SIZE["bit" if abs(share) < 1 else ""]
        grows = (share > 0) != shrunk
        return ChangeTitle(last.title, size=round(min(max(title.size * (step if grows else 1 / step), 0.01), 0.5), 4))
    return None


_SAME_KIND: dict[str, tuple[type, ...]] = {
    "speed": (SetSpeed,), "slow_motion": (SetSpeed,), "color": (AdjustColour, SetLook), "volume": (ChangeVolume,), "zoom": (SetZoom,),
}  # fmt: skip
_STEP_WORDS = frozenset({"verb", "degree", "look", "factor", "pct", "db", "frac", "particle", "vague", "colour", "dur"})
_STEP_NOUNS = frozenset({"noun it", "noun speed", "noun normal_speed", "noun volume", "noun brightness", "noun contrast", "noun saturation", "noun temperature"})  # fmt: skip


_WITH = re.compile(r"\bwith\b|带|并|加")


def of_what_came(scene: Scene, intent: Intent) -> Intent:
    """ "Put the photo at the end with a slow zoom": of what this request put in, and of nothing else."""
    if intent.op not in _IT_TOO or {"clip", "start", "end", "where", "seconds", "at"} & intent.params.keys():
        return intent
    before = {clip.id for clip in scene.asked_of.timeline.clips}
    came = [clip.id for clip in scene.project.timeline.clips if clip.id not in before]
    own = not any(match.meaning.startswith("noun ") and match.meaning not in _STEP_NOUNS for match in intent.matched)
    led = _WITH.search(scene.request.text.lower()[max(intent.said[0] - 6, 0) : intent.said[0] + 6])
    fresh = any(each.op in ("insert_clip", "image_insert") for each in scene.reading.intents)
    return (
        replace(intent, params={**intent.params, "clip": f"#{came[0]}"})
        if fresh and len(came) == 1 and led and own
        else intent
    )


_OF_ONE = (SetSpeed, AdjustColour, SetLook, ChangeVolume, SetZoom, Reverse, Rotate, Flip, Mute)
_IT_TOO = frozenset({"speed", "slow_motion", "color", "volume", "zoom", "reverse", "rotate", "flip", "mute"})


def where_it_was(scene: Scene, intent: Intent) -> Intent:
    """ "Faster", "再亮一点", "reverse it" after an edit of one clip: that clip again, where nothing else is named."""
    it = intent.op in _IT_TOO and any(match.meaning == "noun it" for match in intent.matched)
    kinds = _OF_ONE if it else _SAME_KIND.get(intent.op)
    if kinds is None or {"clip", "start", "end", "where", "seconds", "at", "except", "region"} & intent.params.keys():
        return intent
    last = [each for each in scene.request.last if isinstance(each, kinds)]
    bare = all(match.meaning.split(" ")[0] in _STEP_WORDS or match.meaning in _STEP_NOUNS for match in intent.matched)
    if (
        not last
        or len(last) != len(scene.request.last)
        or not bare
        or len(scene.reading.intents) > 1
        or scene.reading.leftover
    ):
        return intent
    touched = {clip for each in last for clip in (getattr(each, "clips", ()) or getattr(each, "targets", ()))}
    numbers = [number for number, clip in enumerate(scene.asked_of.timeline.clips, 1) if clip.id in touched]
    everywhere = any(not (getattr(each, "clips", ()) or getattr(each, "targets", ())) for each in last)
    if everywhere or not numbers or len(numbers) < len(touched) or any(getattr(each, "span", None) for each in last):
        return intent
    return replace(intent, params={**intent.params, "clip": numbers[0] if len(numbers) == 1 else numbers})
