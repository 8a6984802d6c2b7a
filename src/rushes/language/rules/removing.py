"""What goes: stretches, ends, clips, parts known by what is in them."""

from __future__ import annotations

import re

from rushes.language.clauses.clause import OFF_AN_END, Clause
from rushes.language.reading import Intent, Params
from rushes.language.rules.contents import contents_meant, known_by
from rushes.language.rules.free_words import flawed
from rushes.language.rules.scope import amount, clip_of, edge_of, except_of, intent, length_of, plain
from rushes.language.words.times import When, Which

CUTTING = ("remove", "cut", "trim", "crop_or_trim", "crop")


def remove(clause: Clause) -> list[Intent]:
    """What goes: "lift 0:10 to 0:12", "trim both ends by 2 s", "cut the last 5 seconds", "delete clip 2"."""
    for found in (_lifted(clause), _ends(clause), _those_beside(clause)):
        if found:
            return found
    off = not clause.verbs and OFF_AN_END.search(clause.text.even, clause.start, clause.end)
    if not off and not clause.verb(*CUTTING, "duplicate") and not clause.has("negation", "no"):
        return []
    for rule in (_down_to, _stretches, _all_but, _told_of, _off_an_end, _clips, _edge, _all_but_a_part, _what_is_left):
        settled = rule(clause)
        if settled is not None:
            return settled
    return []


def _those_beside(clause: Clause) -> list[Intent] | None:
    """All clips after or before one: "第二段之后的都删了", "从第二段开始都删掉"."""
    if not clause.text.chinese or not clause.verb("remove") or clause.of("when", "dur", "word", "quote", "file"):
        return None
    after, before, here = clause.which("after"), clause.which("before"), clause.which()
    riders = clause.nouns - {"everything", "all", "clip", "video", "part", "other"}
    one = next((each.clips[0] for each in (after, before, here) if each and len(each.clips) == 1), None)
    if riders or not isinstance(one, int) or one < 1:
        return None
    if after:
        return [intent(clause, "delete_clip", which=[one + 1, "onwards"])]
    if before:
        return [intent(clause, "delete_clip", which=list(range(1, one)) or None)]
    onwards = clause.has("steer", "from") and clause.edge == "start" and clause.noun("everything")
    return [intent(clause, "delete_clip", which=[one, "onwards"])] if onwards else None


def _lifted(clause: Clause) -> list[Intent]:
    lifting = clause.verb("lift") or any(
        clause.text.even[each.start : each.end] in ("lift", "提升") for each in clause.of("verb")
    )
    span = clause.when("range")
    if not lifting or not span or clause.nouns - {"video", "clip", "part", "selection"}:
        return []
    start, end, seconds = plain(span.start), plain(span.end), plain(span.seconds)
    return [intent(clause, "cut_range", start=start, end=end, seconds=seconds, mode="lift", **clip_of(clause))]


def _ends(clause: Clause) -> list[Intent]:
    """ "trim head=2 tail=3", "trim 2 s off both ends"."""
    keyed = _KEYED.findall(clause.text.even[clause.start : clause.end]) if clause.verb("trim", "cut") else []
    if keyed:
        ends = {"head": "trim_start", "start": "trim_start", "begin": "trim_start"}
        return [
            intent(clause, ends.get(edge, "trim_end"), seconds=amount(float(value)), **clip_of(clause))
            for edge, value in keyed
        ]
    if clause.verb("both_ends") and clause.noun("gap") and not clause.verb("remove", "cut"):
        black = {"what": "black", "duration": length_of(clause)}
        return [intent(clause, "insert_clip", {**black, "at": side}) for side in ("start", "end")]
    if clause.verb("both_ends"):
        length = length_of(clause)
        return [intent(clause, op, seconds=length, **clip_of(clause)) for op in ("trim_start", "trim_end")]
    return []


_KEYED = re.compile(r"\b(head|start|begin|tail|end) ?= ?(\d{1,6}(?:\.\d{1,3})?)")


def _trimming(clause: Clause) -> bool:
    """Whether what is named may be what stays, as in "trim to 0:10-0:20", rather than what goes."""
    return (clause.verb("trim", "crop_or_trim", "crop") and not clause.verb("remove", "cut")) or (
        clause.verb("cut")
        and clause.text.chinese
        and not clause.verb("remove")
        and not _CUT_AWAY.search(clause.text.even, clause.start, clause.end + 2)
    )


_CUT_AWAY = re.compile("[剪切裁](?:了|掉|去|没)")


def _spans(clause: Clause) -> list[When]:
    return clause.whens("range", "head", "tail", "middle") if not clause.noun("region") else []


def _stretches(clause: Clause) -> list[Intent] | None:
    """From when to when: "the first 5 seconds", "0:10 to 0:15 and 0:30 to 0:40", "everything before 0:30"."""
    stretches, clip, trimming = _spans(clause), clip_of(clause), _trimming(clause)
    cutting = clause.verb("trim", "cut", "remove")
    if clause.first("dur") and clip and not stretches and clause.first("steer", "by") and cutting:
        return [intent(clause, "trim_end", seconds=length_of(clause), **clip)]
    found = [made for when in stretches for made in _removed(clause, when, clip, trimming)]
    if found:
        ranged = [
            each for each in stretches if each.kind == "range" and each.start is not None and each.end is not None
        ]
        if len(ranged) > 1 and len(ranged) == len(stretches):
            if clause.text.chinese and not trimming:
                return [
                    intent(clause, "cut_range", start=plain(each.start), end=plain(each.end), **clip) for each in ranged
                ]
            op = "keep_range" if trimming else "cut_range"
            return [intent(clause, op, ranges=[[plain(each.start), plain(each.end)] for each in ranged], **clip)]
        return found
    moment = clause.when("at")
    beside = clause.noun("everything", "all") and clause.has("steer", "before", "after")
    if moment and beside and clause.verb("remove", "cut"):
        side = "end" if clause.has("steer", "before") else "start"
        return [intent(clause, "cut_range", {side: plain(moment.start)})]
    return None


_DOWN_TO = re.compile(r"\bdown to\b")


def _down_to(clause: Clause) -> list[Intent] | None:
    """ "Shave the second clip down to 8 seconds": the length that stays."""
    target = clause.when("to")
    if target and target.seconds is not None and _DOWN_TO.search(clause.text.even, clause.start, clause.end):
        return [intent(clause, "set_duration", seconds=plain(target.seconds), **clip_of(clause))]
    return None


def _all_but(clause: Clause) -> list[Intent] | None:
    """ "Delete everything except clip 2"."""
    spared = any(
        (isinstance(each.value, Which) and each.value.clips) or each.sort == "order" for each in clause.excepted
    )
    riders = {"captions", "title", "text", "music", "audio", "effect", "transition"}
    everything = clause.noun("everything", "all") and not clause.nouns & riders
    if spared and clause.verb("remove") and everything and not _spans(clause):
        return [intent(clause, "delete_clip", which="all", **except_of(clause))]
    return None


def _told_of(clause: Clause) -> list[Intent] | None:
    """Told by what is in it: up to words said, "the part where she laughs", what went wrong, retakes."""
    beside = clause.first("steer", "earlier", "onwards") if clause.quote and clause.text.chinese else None
    if beside and clause.verb("remove", "cut") and clause.first("quote").end == beside.start:  # type: ignore[union-attr]
        side = ("trim_start", "until") if beside.name == "earlier" else ("trim_end", "from")
        return [intent(clause, side[0], {side[1]: clause.quote})]
    said = _said_until(clause)
    if said:
        return [said]
    told = None if _numbered(clause) else known_by(clause)
    if told and not _bare_cut(clause) and clause.verb("remove", "cut"):
        shot = any(
            word in clause.text.even[clause.start : clause.end]
            for word in ("clip", "shot", "scene", "footage", "镜头", "片段")
        )
        return [intent(clause, "delete_clip" if shot else "remove_content", {"which" if shot else "what": told})]
    which = clause.which()
    if which and which.clips:
        return None
    unwanted = flawed(clause) if clause.verb("remove", "cut") else None
    if unwanted:
        return [intent(clause, "remove_content", what=unwanted)]
    retake = clause.first("noun", "retake") if clause.noun("retake") else None
    if retake:
        return [intent(clause, "remove_content", what=clause.words(retake.start, retake.end).lower())]
    return None


def _numbered(clause: Clause) -> bool:
    """Whether a clip's number is the first thing after the order: what is said of it besides is only why."""
    which = clause.which()
    order_ = clause.first("verb", "remove", "cut")
    if clause.text.chinese or order_ is None or which is None or not all(isinstance(each, int) for each in which.clips):
        return False
    after = [each for each in clause.tokens if each.start >= order_.end and each.sort not in ("function", "polite")]
    return bool(which.clips and after) and after[0].value is which


_SAYS = re.compile(
    r"\b(before|until|till|up to|after)(?: the part)?(?: where| when)? (?:i|we|he|she|they|the \w+) (?:say|says|said|start saying) (.+)$"
)
_THAN = re.compile(r"\b(?:shorter|less|under|below|longer|more|over|above)\b")


def by_length(clause: Clause) -> list[Intent]:
    """ "Delete every clip shorter than 2 seconds"."""
    which = clause.which()
    several = bool(which and which.clips == ("all",)) or ("s" in clause.said[-40:] and clause.noun("clip"))
    when = clause.when("max", "min")
    if clause.text.chinese or not clause.verb("remove", "cut") or not (several and when) or when.seconds is None:
        return []
    if not _THAN.search(clause.said) or clause.noun("silence", "part", "filler", "gap"):
        return []
    side = "shorter" if when.kind == "max" else "longer"
    return [intent(clause, "delete_clip", which=f"{side} than {plain(when.seconds)} seconds")]


_HAPPENS = re.compile(
    r"\b(before|until|till|up to|after)(?: the (?:part|moment|point))?(?: where| when)? ((?:i|we|he|she|they|it|someone|somebody|(?:the|my|our) \w+) [a-z]{3,}[^,.;\d]{0,40}?)(?: (?:(?:can|has to|should|must|needs to) go|(?:is|was) (?:useless|boring|bad)|away|out|please))*$"
)
""" "Everything before she opens the door can go"."""
_EDGE_AT_WORDS = re.compile(
    r"\b(end|finish|stop|start|begin|open)(?:s|es)? (?:on|at|after|with|from|right (?:on|after)|when (?:the )?\w+ says?) (?:the words? |the line |the phrase )?(?=\ue001)"
)


def _said_until(clause: Clause) -> Intent | None:
    """ "Cut everything before I say welcome", "so that it ends on 'never again'": to where words are said."""
    edge = _EDGE_AT_WORDS.search(clause.text.even, clause.start, clause.end)
    if edge and clause.verb("trim", "cut") and clause.quote:
        if edge.group(1) in ("end", "finish", "stop"):
            return intent(clause, "trim_end", {"from": clause.quote})
        return intent(clause, "trim_start", until=clause.quote)
    found = _SAYS.search(clause.text.even, clause.start, clause.end) or (
        None
        if clause.of("when", "dur", "which", "quote")
        else _HAPPENS.search(clause.text.even, clause.start, clause.end)
    )
    if not found or not clause.noun("everything", "all"):
        return None
    words = clause.quote or clause.words(found.start(2), found.end(2)).strip()
    return (
        intent(clause, "trim_end", {"from": words})
        if found.group(1) == "after"
        else intent(clause, "trim_start", until=words)
    )


def _bare_cut(clause: Clause) -> bool:
    """Whether the only order is a bare 切 ("从缆车切到山顶"): it takes nothing away that only words tell."""
    orders = clause.of("verb")
    return clause.text.chinese and all(clause.text.even[each.start : each.end] == "切" for each in orders)


def _contents(clause: Clause) -> str | None:
    """What is in it, where that tells which is meant."""
    which = clause.which()
    return None if which and which.clips and _told_first(clause) else contents_meant(clause)


def _told_first(clause: Clause) -> bool:
    """Whether all that is known of it stands before the order: "I'm not in the last clip, remove it"."""
    order_ = clause.first("verb", "remove", "cut")
    return order_ is not None and all(each.end <= order_.start for each in clause.of("word"))


def _off_an_end(clause: Clause) -> list[Intent] | None:
    """Seconds off the start or the end."""
    length, edge, clip = length_of(clause), edge_of(clause), clip_of(clause)
    if length is None:
        return None
    if clause.text.chinese and not clip and _EACH_ONE.search(clause.said):
        clip = {"clip": "all"}
    if clause.text.chinese and clip and not edge and not clause.whens() and not _contents(clause):
        return [intent(clause, "trim_end", seconds=length, **clip)]
    if clip and clause.has("steer", "off") and not edge:
        return [intent(clause, "trim_end", seconds=length, **clip)]
    beside = edge
    if not beside and clause.has("steer", "onwards", "back"):
        beside = "end"
    elif not beside and clause.has("steer", "earlier", "front"):
        beside = "beginning"
    if beside not in ("beginning", "end"):
        return None
    if _contents(clause) and not clause.noun("it") and not _seconds_of(clause):
        return None
    return [intent(clause, "trim_start" if beside == "beginning" else "trim_end", seconds=length, **clip)]


_EACH_ONE = re.compile("每(?:一)?(?:段|个(?:片段|镜头|视频)|条)|(?:所有|全部)(?:的)?(?:片段|镜头|视频|素材)")


def _seconds_of(clause: Clause) -> bool:
    """ "20 seconds of fumbling at the start": the words only tell what the seconds hold."""
    length = clause.first("dur")
    return length is not None and clause.text.even[length.end : length.end + 4] == " of "


def _clips(clause: Clause) -> list[Intent] | None:
    """Whole clips: by number, by what is in them, by file."""
    which, about = clause.which(), None if _numbered(clause) else _contents(clause)
    if clause.noun("clip", "image") or which:
        if which and which.clips and not about:
            if _trimming(clause) and not clause.first("dur"):
                return []
            if which.clips == ("all",) and clause.excepted:
                return [intent(clause, "delete_clip", which="all", **except_of(clause))]
            return [] if which.relation else [intent(clause, "delete_clip", which=which.one)]
        if about and clause.verb("remove", "cut") and not _bare_cut(clause):
            return [intent(clause, "delete_clip", which=clause.file or about)]
    if clause.file and clause.verb("remove"):
        return [intent(clause, "delete_clip", which=clause.file)]
    return None


def _edge(clause: Clause) -> list[Intent] | None:
    """The start, the end, a half; a length to trim down to; what is selected."""
    length, edge, clip, about = length_of(clause), edge_of(clause), clip_of(clause), _contents(clause)
    if edge and not about:
        if edge in ("beginning", "end") and (length is not None or clause.edge in ("start", "end")):
            return [intent(clause, "trim_start" if edge == "beginning" else "trim_end", seconds=length, **clip)]
        return [intent(clause, "cut_range", where=edge, seconds=length, **clip)]
    if length is not None and _trimming(clause) and not about and clause.verb("trim"):
        return [intent(clause, "set_duration", seconds=length, **clip)]
    if clause.noun("selection", "playhead") and clause.verb("remove", "cut"):
        return [intent(clause, "delete_clip", which="selected")]
    return None


def _all_but_a_part(clause: Clause) -> list[Intent] | None:
    """ "Delete everything except 0:10 to 0:20"; all up to a moment."""
    if not clause.verb("remove"):
        return None
    spared = next((each.value for each in clause.excepted if isinstance(each.value, When)), None)
    if spared is not None:
        return _kept(clause, spared, clip_of(clause))
    upto = clause.when("to")
    if upto and upto.seconds is not None:
        return [intent(clause, "cut_range", end=plain(upto.seconds), **clip_of(clause))]
    if clause.excepted:
        return [intent(clause, "keep_content", what=str(except_of(clause).get("except")))]
    return None


def _what_is_left(clause: Clause) -> list[Intent] | None:
    """Something only its words tell, or "it"."""
    what = clause.quote or _contents(clause)
    worded = clause.of("word", "quote") or clause.noun("part", "region", "subject", "voice")
    if what and clause.verb("remove", "cut") and worded and not _bare_cut(clause):
        return [intent(clause, "remove_content", what=what)]
    if clause.text.chinese and clause.nouns - _POINTED:
        return None
    if clause.noun("it", "one") and clause.verb("remove") and not clause.of("word"):
        return [intent(clause, "delete_clip", which="selected" if clause.noun("selection") else "it")]
    return None


_POINTED = frozenset(
    {"it", "one", "selection", "playhead", "video", "clip", "part", "everything", "all", "image", "other", "selected", "frame", "broll"}
)  # fmt: skip
"""What "it" may be said of where a clip is meant; with another thing named, that is meant."""


def _kept(clause: Clause, when: When, clip: Params) -> list[Intent]:
    """Only `when` stays."""
    if when.kind == "range":
        return [intent(clause, "keep_range", start=plain(when.start), end=plain(when.end), **clip)]
    if when.kind == "head":
        return [intent(clause, "keep_range", start=0, end=plain(when.seconds), **clip)]
    return [
        intent(
            clause, "keep_range", where={"tail": "end"}.get(when.kind, when.kind), seconds=plain(when.seconds), **clip
        )
    ]


def _removed(clause: Clause, when: When, clip: Params, trimming: bool) -> list[Intent]:
    if when.kind == "head":
        into = clause.text.chinese and clause.verb("cut", "trim", "crop_or_trim") and clause.first("steer", "is")
        if (
            (clause.first("steer", "to") and trimming)
            or into
            or (clause.has("steer", "only") and not clause.verb("remove"))
        ):
            return [intent(clause, "keep_range", start=0, end=plain(when.seconds), **clip)]
        if when.share is not None:
            return [
                intent(
                    clause,
                    "cut_range",
                    where="first_half" if when.share == 0.5 else "beginning",
                    share=when.share,
                    **clip,
                )
            ]
        return [intent(clause, "trim_start", seconds=plain(when.seconds), **clip)]
    if when.kind == "tail":
        if when.share is not None:
            return [
                intent(
                    clause, "cut_range", where="second_half" if when.share == 0.5 else "end", share=when.share, **clip
                )
            ]
        return [intent(clause, "trim_end", seconds=plain(when.seconds), **clip)]
    if when.kind == "middle":
        return [intent(clause, "cut_range", where="middle", seconds=plain(when.seconds), **clip)]
    lasting = clause.when("for")
    if (
        trimming
        and lasting
        and isinstance(lasting.seconds, float)
        and isinstance(when.start, float)
        and when.end is None
    ):
        when = When("range", when.start, when.start + lasting.seconds)
    whole = when.start is not None and when.end is not None
    if trimming and whole and not clause.has("particle", "p_out", "p_off"):
        return [intent(clause, "keep_range", start=plain(when.start), end=plain(when.end), **clip)]
    if (
        trimming
        and when.start is not None
        and when.end is None
        and when.seconds is None
        and clause.edge is None
        and clause.verb("crop_or_trim")
    ):
        return [intent(clause, "keep_range", start=plain(when.start), **clip)]
    return [
        intent(clause, "cut_range", start=plain(when.start), end=plain(when.end), seconds=plain(when.seconds), **clip)
    ]
