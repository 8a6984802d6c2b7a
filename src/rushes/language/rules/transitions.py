"""Fades in and out, and transitions on the cuts."""

from __future__ import annotations

import re
from dataclasses import replace

from rushes.language.clauses.clause import Clause
from rushes.language.reading import Intent, Params
from rushes.language.rules.free_words import content_words
from rushes.language.rules.scope import clip_of, fade_length, intent, length_of, plain
from rushes.language.words.lexicon import Token
from rushes.language.words.times import Which

_JOINED_BY = re.compile(
    "用[^,，。;；]{1,14}(?:转场|过渡|叠化|淡化|溶解)(?:效果)?(?:来|把它们|将其)?(?:拼接|合并|连接|串联|串起来|拼起来|接起来|连起来|拼合|衔接起来)"
)
_A_SOUND = re.compile(r" (?:sound|noise|sfx)\b")
_FROM_BLACK = re.compile("[从由]全?黑")


_LAID_OVER = ("watermark", "pip", "sticker", "captions", "title", "text", "lower_third")
"""What comes and goes by itself: where one of these fades, the film does not."""


_AND_TO_BLACK = re.compile(r"\band (?:out |back |then )?to (?:black|white)\b(?! and white)")
""" "Fade from black at the beginning and to black at the end"."""


def fades(clause: Clause) -> list[Intent]:
    """The picture faded in or out."""
    into, out = clause.verb("fade_in", "fade_both"), clause.verb("fade_out", "fade_both")
    out = out or (into and _AND_TO_BLACK.search(clause.text.even, clause.start, clause.end) is not None)
    if into and clause.has("particle", "p_out"):
        out = True
    if clause.verb("both_ends") and clause.verb("fade", "fade_in", "fade_out"):
        into = out = True
    if clause.verb("fade") and clause.has("particle", "p_in"):
        into = True
    if clause.verb("fade") and clause.has("particle", "p_out"):
        out = True
    if clause.has("transition") and not into and not out:
        return []
    if clause.text.chinese and clause.noun(*_LAID_OVER) and not clause.noun("video"):
        return []
    if (clause.noun("transition") and not _FROM_BLACK.search(clause.text.even, clause.start, clause.end)) or _between(
        clause
    ):
        return []
    if clause.noun("captions", "title", "text") and not into and not out:
        return []
    if clause.verb("fade") and not into and not out:
        if clause.edge == "start" or clause.noun("intro") or clause.when("head"):
            into = True
        elif clause.edge == "end" or clause.noun("outro") or clause.when("tail"):
            out = True
        elif clause.which() and clause.verb("add") and not _to_all(clause):
            into = True
        else:
            return []
    if not into and not out:
        return []
    scope = clip_of(clause)
    at = clause.when("at")
    params: Params = {
        "duration": fade_length(clause, "head", "tail", "to"),
        "color": _colour_faded(clause),
    }
    if at:
        params["start"] = plain(at.start)
    span = None if clause.text.chinese else clause.when("range")
    if span and isinstance(span.start, float) and isinstance(span.end, float) and params["duration"] is None:
        params |= {"start": plain(span.start), "duration": plain(span.end - span.start)}
    found = []
    if into:
        found.append(intent(clause, "fade_in", {**params, **scope}))
    if out:
        found.append(intent(clause, "fade_out", {**params, **scope}))
    return _own_colours(clause, found) if len(found) == 2 else found


_NAMED_COLOUR = re.compile(r"\bwhite\b|\bblack\b|白|黑")
_COLOURS = {"白": "white", "黑": "black"}


def _colour_faded(clause: Clause) -> str | None:
    """The colour faded from or to, where one is named."""
    found = [each.group() for each in _NAMED_COLOUR.finditer(clause.text.even, clause.start, clause.end)]
    named = [_COLOURS.get(each, each) for each in found]
    return "white" if "white" in named else "black" if named else None


def _own_colours(clause: Clause, found: list[Intent]) -> list[Intent]:
    """A fade in and a fade out said at once, each with the colour named for it: "in from white and out to black"."""
    colours = [
        _COLOURS.get(each.group(), each.group())
        for each in _NAMED_COLOUR.finditer(clause.text.even, clause.start, clause.end)
    ]
    if len(colours) != 2:
        return found
    kept = []
    for each, colour in zip(found, colours, strict=True):
        params = {key: value for key, value in each.params.items() if key != "color"}
        kept.append(replace(each, params=params | {"color": colour}))
    return kept


def _lasting(clause: Clause) -> object:
    """How long, also where it is said of each: "crossfades between all clips, one second each"."""
    each = clause.when("each") or (
        clause.when("to") if clause.verb("change", "make") and not clause.text.chinese else None
    )
    amid = clause.when("middle") if clause.text.chinese and clause.which() else None
    if amid and amid.seconds is not None:  # "第二段和第三段之间1秒叠化"
        return plain(amid.seconds)
    return plain(each.seconds) if each else length_of(clause)


def _between(clause: Clause) -> object:
    which = clause.which("between")
    if which:
        return which.one if which.clips else "all"
    if clause.has("steer", "between"):
        return "all"
    return None


def _to_all(clause: Clause) -> bool:
    which = clause.which()
    return bool(which and which.clips == ("all",)) or clause.noun("all", "everything")


def _pair(clause: Clause) -> list[object]:
    """The clips of "片段1到片段2的转场"."""
    found = clause.tokens
    return [
        clip
        for index, each in enumerate(found)
        if isinstance(each.value, Which)
        and ((index + 1 < len(found) and found[index + 1].name == "to") or (index and found[index - 1].name == "to"))
        for clip in each.value.clips
    ]


def _cut_pair(clause: Clause) -> bool:
    """Whether a flash stands on one cut: "第2场到第3场用闪黑"."""
    flash = clause.first("effect", "闪黑", "闪白")
    return bool(flash) and len(_pair(clause)) == 2


def _at_an_end(clause: Clause) -> str | None:
    """ "Put a crossfade on the intro": the cut at that end of the film."""
    if clause.text.chinese:
        return None
    return "start" if clause.noun("intro") else "end" if clause.noun("outro") else clause.edge


def _flashed(clause: Clause, named: Token) -> bool:
    return clause.text.even[named.start : named.end].startswith("闪")


def transitions(clause: Clause) -> list[Intent]:
    """Transitions on the cuts: "crossfade between clips 1 and 2"."""
    kind = None
    named = clause.first("transition")
    if named:
        kind = str(named.name)
        if kind in ("cube", "whip"):
            kind = clause.words(named.start, named.end).lower().removesuffix("转场")
        elif kind == "dip" and _flashed(clause, named):
            kind = clause.words(named.start, named.end).removesuffix("转场")
        elif kind == "dip":
            kind = "dip to white" if any(word in clause.said for word in ("white", "白")) else "dip to black"
    elif clause.verb("crossfade"):
        kind = "crossfade"
    elif clause.verb("fade", "fade_in", "fade_out", "fade_both"):
        kind = "fade"
    elif clause.verb("zoom") and (clause.noun("transition") or _between(clause)):
        zooming = clause.first("verb", "zoom")
        kind = (
            clause.words(zooming.start, zooming.end)
            if zooming and clause.text.chinese and clause.has("edge", "middle")
            else "zoom"
        )
        if clause.has("edge", "middle"):
            kind = "zoom"
    elif clause.verb("blur") and clause.noun("transition"):
        kind = "blur"
    elif clause.has("effect") and (clause.noun("transition") or (_cut_pair(clause) and clause.text.chinese)):
        kind = clause.words(clause.first("effect").start, clause.first("effect").end).lower()  # type: ignore[union-attr]
    unwanted = clause.text.chinese and clause.has("negation", "no", "dont") and clause.noun("transition")
    if unwanted and not clause.verb("add", "change"):
        pair = _between(clause)
        return [intent(clause, "remove_effect", which="transition", between=pair if isinstance(pair, list) else None)]
    if not clause.noun("transition") and not (
        kind and (named or _cut_pair(clause) or clause.verb("crossfade") or _between(clause) or kind == "fade")
    ):
        return []
    if clause.noun("captions", "title", "text") and not clause.noun("transition"):
        return []
    if clause.text.chinese and clause.noun(*_LAID_OVER) and not (clause.noun("transition") or named):
        return []
    if named and not clause.noun("transition") and _A_SOUND.match(clause.text.even, named.end):
        return []
    thing = named is not None and clause.text.even[named.start : named.end] in (
        "slides",
        "slide",
        "cube",
        "cubes",
        "iris",
        "page",
        "push",
        "spin",
    )
    if thing and not clause.noun("transition") and not _between(clause) and not clause.verb("add", "crossfade"):
        return []
    if (
        kind == "spin"
        and named
        and not clause.noun("transition")
        and not clause.text.even[: named.end].endswith("转场")
    ):
        return []
    if kind is None and clause.noun("transition"):
        word = clause.quote or content_words(clause)
        kind = word if word and len(word) < 30 else None
    at = clause.when("at")
    after, before = clause.which("after"), clause.which("before")
    if before and not after and isinstance(before.one, int) and before.one > 1:
        after = Which((before.one - 1,), relation="after")
    between = _between(clause)
    if isinstance(between, int) and between > 1 and clause.text.even[: clause.start].endswith(("跟", "和", "与")):
        between = [between - 1, between]
    which = clause.which()
    if between is None and (_to_all(clause) or (clause.noun("all") and clause.noun("clip"))):
        between = "all"
    elif between is None and which and len(which.clips) == 2:
        between = list(which.clips)
    elif between is None and clause.text.chinese and len(pair := _pair(clause)) == 2:
        between = pair
    if clause.verb("slow_down", "speed_up", "remove") and not clause.verb("add"):
        return []
    joining = clause.text.chinese and _JOINED_BY.search(clause.text.even, clause.start, clause.end)
    joined = [intent(clause, "merge", clips="all" if not (which and which.clips) else which.one)] if joining else []
    return [
        *joined,
        intent(
            clause,
            "transition",
            type=kind,
            duration=_lasting(clause),
            between=between,
            at=plain(at.start) if at else None if between is not None or after else _at_an_end(clause),
            after=after.one if after else None,
            clip=None if between is not None or after or clause.text.chinese else clip_of(clause).get("clip"),
        ),
    ]
