"""Cutting: what stays and what goes."""

from __future__ import annotations

import re
from itertools import pairwise

from rushes.language.clauses.clause import FILLERS, Clause
from rushes.language.reading import Intent, Params
from rushes.language.rules.lengths import highlights, lengths
from rushes.language.rules.order import insert, merge, order, replace
from rushes.language.rules.scope import (
    amount,
    clip_of,
    content_words,
    edge_of,
    except_of,
    first_of,
    flawed,
    intent,
    length_of,
    plain,
    range_of,
    thing_after,
)
from rushes.language.words.amounts import Length, english_number
from rushes.language.words.times import When, Which

_CUTTING = ("remove", "cut", "trim", "crop_or_trim", "crop")


def cuts(clause: Clause) -> list[Intent]:
    """What stays and what goes."""
    return first_of(
        clause,
        _beat,
        _fillers,
        _silence,
        _scenes,
        _split,
        highlights,
        lengths,
        order,
        merge,
        replace,
        insert,
        _clear,
        _keep,
        _remove,
    )


def _beat(clause: Clause) -> list[Intent]:
    musical = (
        clause.noun("music")
        and any(word in clause.text.even for word in ("to the music", "with the music"))
        and clause.verb("cut", "sync", "process", "change", "auto")
    )
    if musical and not clause.verb("fade", "fade_in", "fade_out", "add"):
        return [intent(clause, "beat_sync")]
    if clause.noun("beat") and (
        clause.verb(
            "cut", "sync", "change", "split", "trim", "add", "make", "auto", "process", "up", "beat", "merge", "reorder"
        )
        or not clause.verbs
    ):
        every = clause.when("every", "each")
        return [intent(clause, "beat_sync", seconds=plain(every.seconds) if every else None)]
    return []


def _fillers(clause: Clause) -> list[Intent]:
    quoted = [str(each.value).lower().strip(" .,，。") for each in clause.of("quote")]
    if quoted and all(each in FILLERS for each in quoted) and clause.verb(*_CUTTING):
        return [intent(clause, "remove_fillers", words=quoted)]
    if not clause.noun("filler") or (clause.verb("add", "make") and not clause.verb("remove")):
        return []
    if (
        clause.verb(*_CUTTING, "change", "process", "improve", "down", "mute", "keep")
        or clause.has("negation", "no")
        or not clause.verbs
    ):
        words = []
        for each in clause.of("noun", "quote"):
            written = clause.words(each.start, each.end).lower().strip("'\"“”‘’「」 ")
            if (
                each.name == "filler"
                and written in ("um", "uh", "嗯", "呃", "额", "啊", "erm", "umm", "uhh", "ums", "uhs", "那个那个", "ah")
            ) or each.sort == "quote":
                words.append(written.rstrip("s") if written in ("ums", "uhs") else written)
            elif each.name == "filler" and each.value is not None:
                words.append(str(each.value))
            elif each.name == "filler" and "、" in written:
                words += [word for word in _FILLER_LIST.findall(written) if word in FILLERS]
            elif each.name == "filler" and (said := _SAYING.match(written)):
                words += [
                    word for word in re.split(r"\s*(?:,|\band\b|\bor\b)\s*", written[said.end() :]) if word in FILLERS
                ]
        return [intent(clause, "remove_fillers", words=words or None)]
    return []


_FILLER_LIST = re.compile("嗯|啊|呃|额|那个|就是说?|然后|这个|对吧|哦|哎|唉|其实|怎么说呢?")
_SAYING = re.compile(r"(?:(?:i|we|he|she|they|you) )?(?:(?:keeps?|kept|always|constantly) )?(?:say|saying|said|says) ")
_QUIET = re.compile(r"(?:no ?one|nobody|not|n't|no|without) (?:is |are |anyone |any )?(?:talk|speak|speech|say)")


def _silence(clause: Clause) -> list[Intent]:
    if clause.verb("remove", "cut") and _QUIET.search(clause.text.even[clause.start : clause.end]):
        return [intent(clause, "remove_silence")]
    gaps = clause.noun("gap") and clause.when("min") and not clause.text.chinese
    if (clause.noun("silence") or gaps) and (
        clause.verb(
            *_CUTTING,
            "down",
            "change",
            "process",
            "shorten",
            "compress",
            "mute",
            "improve",
            "speed_up",
            "keep",
            "merge",
        )
        or clause.has("negation", "no")
        or not clause.verbs
        or clause.has("steer", "only")
    ):
        over = clause.when("min")
        mode = (
            "speed_up"
            if clause.verb("speed_up")
            else "shorten"
            if clause.verb("trim", "shorten", "compress") and not clause.verb("remove", "cut")
            else None
        )
        edge = edge_of(clause)
        return [
            intent(
                clause,
                "remove_silence",
                min_seconds=plain(over.seconds) if over else None,
                mode=mode,
                where=edge,
                **clip_of(clause),
            )
        ]
    if (
        clause.noun("gap")
        and not clause.of("when", "dur")
        and (clause.verb(*_CUTTING, "change", "merge") or clause.has("negation", "no"))
        and not clause.verb("fade_in", "fade_out", "fade", "add")
    ):
        return [intent(clause, "remove_content", what="gaps")]
    return []


def _scenes(clause: Clause) -> list[Intent]:
    if (
        clause.noun("scene_change")
        and (clause.verb("split", "cut", "trim", "make", "auto", "extract") or not clause.verbs)
        and not clause.noun("transition", "thumbnail")
    ):
        return [intent(clause, "split", by="scene")]
    return []


_INTO = ("into", "in half", "in two", "成", "为")
_IN_PARTS = re.compile(
    r"\bin (?:\d{1,2}|two|three|four|five|six|eight|ten) (?:equal |even |same-sized |roughly equal )*(?:parts|pieces|segments|sections|chunks|clips|bits)\b"
)
_HALVES = ("in half", "in two", "half", "对半", "一分为二", "bisect", "halves")


def _split(clause: Clause) -> list[Intent]:
    if clause.noun("split_screen", "silence", "filler", "vocal_split", "volume", "speed", "audio", "opacity") or (
        clause.verb("extract") and clause.noun("audio")
    ):
        return []
    if clause.verb("begin", "stop") or clause.noun("shorts", "highlight"):
        return []
    even = clause.text.even[clause.start : clause.end]
    at, every = clause.when("at"), clause.when("every", "each")
    into = (
        (any(word in even for word in _INTO) or bool(_IN_PARTS.search(even)))
        and (not clause.text.chinese or clause.verb("split") or _parts(clause, False) is not None)
        and clause.verb("cut", "make", "trim", "split", "remove")
    )
    pieces = clause.noun("part", "clip", "one") or clause.has("steer", "per") or clause.has("count")
    playhead = any(
        each.start == "playhead" and each.end is None and each.seconds is None for each in clause.whens("range")
    )
    cut_here = (
        clause.verb("cut", "trim", "crop_or_trim")
        and not clause.verb("remove", "keep")
        and (at is not None or clause.noun("playhead"))
        and not clause.whens("range", "head", "tail", "to")
        and not clause.has("particle", "p_out")
        and not (clause.noun("part", "music") and not clause.text.chinese)
    )
    cut_up = (
        clause.verb("cut", "make", "trim")
        and every is not None
        and not clause.noun("thumbnail", "slideshow", "transition")
    )
    cut_up = cut_up or (
        into
        and clause.verb("cut", "trim", "split", "make")
        and _plural(even)
        and (clause.when("to", "for") or clause.first("dur"))
    )
    counted = (clause.verb("cut") and any(word in even for word in ("in half", "in two", "对半"))) or (
        into and pieces and clause.verb("cut", "trim", "split") and _parts(clause, at is not None) is not None
    )
    if not (clause.verb("split") or cut_here or cut_up or counted):
        return []
    clip = clip_of(clause)
    if clause.noun("scene_change"):
        return [intent(clause, "split", by="scene")]
    target = clause.when("to", "for")
    length = plain(every.seconds) if every else plain(target.seconds) if target and (into or pieces) else None
    if length is None and at is None and (into or pieces) and clause.first("dur"):
        length = length_of(clause)
    if length is not None:
        return [intent(clause, "split", every=length, **clip)]
    parts = _parts(clause, at is not None)
    if parts is None and at is None and any(word in even for word in _HALVES):
        parts = 2
    place = "playhead" if playhead else _split_places(clause)
    if place is None and parts is None and clause.first("dur"):
        place = length_of(clause)
    return [intent(clause, "split", at=place, parts=amount(parts), **clip)]


_AT_NUMBER = re.compile(r"\bat \d")


def _plural(even: str) -> bool:
    return any(word in even for word in ("segments", "chunks", "pieces", "clips", "parts", "段", "份"))


def _parts(clause: Clause, placed: bool) -> object:
    which = clause.which()
    if clause.value("count") is not None:
        return clause.value("count")
    if which and which.count:
        return which.count
    if _AT_NUMBER.search(clause.text.even, clause.start, clause.end):
        return None
    in_parts = _IN_PARTS.search(clause.text.even, clause.start, clause.end)
    if in_parts:
        return (
            english_number(in_parts.group().split()[1])
            if in_parts.group().split()[1].isalpha()
            else float(in_parts.group().split()[1])
        )
    if not placed and not (which and which.clips) and clause.value("num") is not None:
        return clause.value("num")
    return None


def _split_places(clause: Clause) -> object:
    places = list(dict.fromkeys(plain(moment) for each in clause.whens("at") for moment in (each.start, *each.more)))
    if places:
        more = [plain(each.value.seconds) for each in clause.of("dur", "time") if isinstance(each.value, Length)]
        return places + more if len(places + more) > 1 else places[0]
    bare = [amount(each.value) for each in clause.of("num")]
    if bare and clause.first("steer", "at") and _AT_NUMBER.search(clause.text.even, clause.start, clause.end):
        return bare if len(bare) > 1 else bare[0]
    if clause.noun("playhead"):
        return "playhead"
    return "middle" if clause.edge == "middle" else None


def _clear(clause: Clause) -> list[Intent]:
    if (
        clause.verb("remove")
        and clause.noun("video", "everything")
        and not clause.noun("part", "captions", "title", "text", "music", "audio", "retake", "filler", "silence")
        and not clause.of(
            "when",
            "word",
            "edge",
            "quote",
            "look",
            "effect",
            "file",
            "dur",
            "time",
            "num",
            "frac",
            "pct",
            "order",
            "nth",
            "position",
        )
        and not clause.excepted
    ):
        if clause.which() and clause.which().clips != ("all",):  # type: ignore[union-attr]
            return []
        if (
            clause.noun("video")
            and not clause.noun("everything", "all")
            and "timeline" not in clause.text.even
            and "时间" not in clause.text.even
        ):
            return []
        return [intent(clause, "delete_clip", which="all")]
    return []


def _begun(clause: Clause) -> list[Intent]:
    """ "Start the video at 0:12", "end it at 1:00"."""
    when = clause.when("at", "range", "to", "tail", "head")
    moment: object = "playhead" if clause.noun("playhead") else None
    if when:
        first = next((each for each in (when.start, when.end, when.seconds) if each is not None), None)
        moment = plain(first)
    if moment is None:
        return []
    side = "start" if clause.verb("begin") else "end"
    if clause.noun("music"):
        return [intent(clause, "music", {side: moment})]
    if clause.noun("title", "text", "captions", "audio", "voiceover", "effect", "transition"):
        return [intent(clause, "edit_text", {"which": "title", side: moment})] if clause.noun("title", "text") else []
    return [intent(clause, "keep_range", {"start" if clause.verb("begin") else "end": moment, **clip_of(clause)})]


def _merely(clause: Clause) -> bool:
    """ "Just cut everything after 2:30": the "just" belongs to the cutting."""
    found = clause.tokens
    return any(
        each.sort == "steer" and each.name == "only" and following.sort == "verb" and following.name in ("cut", "trim")
        for each, following in pairwise(found)
        if clause.text.even[each.start : each.end] in ("just", "only", "simply")
    )


_EDGE_TO = re.compile(
    r"\b(intro|opening|outro|ending) (?:down )?to (?:about |just |only )?(?:\d|a |one|two|three|four|five|six|seven|eight|nine|ten|half)"
)


def _keep(clause: Clause) -> list[Intent]:
    shortened = _EDGE_TO.search(clause.text.even, clause.start, clause.end)
    span = clause.when("range")
    if (
        shortened
        and clause.verb("trim", "cut", "shorten", "down", "change", "make")
        and span
        and isinstance(span.end, float)
    ):
        return [intent(clause, "set_duration", seconds=plain(span.end), clip=shortened.group(1))]
    if clause.verb("begin", "stop"):
        return _begun(clause)
    stretch = clause.when("range")
    piece = (
        clause.noun("clip")
        and not clause.verbs - {"make"}
        and stretch
        and stretch.start is not None
        and stretch.end is not None
    )
    if (
        stretch
        and piece
        and not clause.nouns - {"clip", "video"}
        and not clause.of("look", "effect", "factor", "quote")
    ):
        return [intent(clause, "keep_range", start=plain(stretch.start), end=plain(stretch.end))]
    if (
        not clause.verbs
        and not clause.nouns - {"video", "it", "clip"}
        and clause.when("range")
        and not clause.of("factor", "look", "quote", "file", "degree", "effect")
        and _BEGINS.search(clause.text.even, clause.start, clause.end)
    ):
        found = {k: v for k, v in range_of(clause).items() if k in ("start", "end")}
        return [intent(clause, "keep_range", found, **clip_of(clause))]
    only = clause.has("steer", "only") and not clause.verb("remove", "mute") and not _merely(clause)
    extracting = (
        clause.verb("extract", "export") and clause.when("range") and not clause.noun("audio", "thumbnail", "captions")
    )
    told = _told(clause) if only and clause.noun("part", "clip") else None
    if told and not clause.verbs - {"add", "show", "keep", "make", "use"}:
        return [intent(clause, "keep_content", what=told)]
    if not (
        clause.verb("keep")
        or (only and (clause.when("range", "head", "tail", "middle") or clause.edge == "middle"))
        or (clause.edge in ("first_half", "second_half") and only)
        or (not clause.verbs and only and clause.edge)
        or (extracting and clause.verb("extract"))
    ):
        return []
    if clause.noun("retake") and clause.verb("keep") and not clause.of("which", "when"):
        token = clause.first("noun", "retake")
        assert token
        return [intent(clause, "remove_content", what=clause.words(token.start, token.end))]
    if clause.noun("music") and not clause.noun("clip", "part", "video") and not clause.whens("range", "head", "tail"):
        alone = only or any(word in clause.text.even[clause.start : clause.end] for word in ("只", "仅"))
        return [intent(clause, "mute", {"clip": "all", "except": "music"})] if alone else []
    if clause.noun("music") and not clause.noun("clip", "part", "video") and clause.when("range", "head"):
        found = range_of(clause)
        return [intent(clause, "music", {key: value for key, value in found.items() if key in ("start", "end")})]
    if clause.noun("music", "audio", "captions", "title") and not clause.whens("range", "head", "tail"):
        return []
    stretches = clause.whens("range", "head", "tail", "middle")
    clip = clip_of(clause)
    spans = [each for each in stretches if each.kind == "range"]
    if len(spans) > 1:
        return [intent(clause, "keep_range", ranges=[[plain(each.start), plain(each.end)] for each in spans], **clip)]
    if stretches:
        where = range_of(clause)
        if stretches[0].kind == "tail" and "seconds" in where:
            where["end"] = "end"
        return [intent(clause, "keep_range", {**where, **clip})]
    if clause.edge or clause.noun("intro", "outro"):
        return [intent(clause, "keep_range", where=edge_of(clause), **clip)]
    length = length_of(clause)
    if length is not None and not content_words(clause):
        return (
            [intent(clause, "keep_range", seconds=length, **clip)]
            if clip
            else [intent(clause, "set_duration", seconds=length)]
        )
    which = clause.which()
    if which and which.clips and which.clips != ("all",) and not content_words(clause):
        return [
            intent(
                clause, "keep_content", what=", ".join(f"clip {each}" for each in which.clips), clips=list(which.clips)
            )
        ]
    what = clause.quote or thing_after(clause, ("keep", "extract"))
    return (
        [intent(clause, "keep_content", what=what)]
        if what
        and (
            clause.of("word", "quote", "noun")
            or (_ALONE.search(clause.text.even, clause.start, clause.end) and clause.of("mood", "effect", "retake"))
        )
        else []
    )


def _told_first(clause: Clause) -> bool:
    """Whether all that is known of it stands before the order: "I'm not in the last clip, remove it"."""
    order_ = clause.first("verb", "remove", "cut")
    return order_ is not None and all(each.end <= order_.start for each in clause.of("word"))


_KEYED = re.compile(r"\b(head|start|begin|tail|end) ?= ?(\d{1,6}(?:\.\d{1,3})?)")
_ALONE = re.compile(r"\b(?:only|just|nothing but)\b")


def _remove(clause: Clause) -> list[Intent]:
    lifting = clause.verb("lift") or any(
        clause.text.even[each.start : each.end] in ("lift", "提升") for each in clause.of("verb")
    )
    span = clause.when("range")
    if lifting and span and not clause.nouns - {"video", "clip", "part", "selection"}:
        return [
            intent(
                clause,
                "cut_range",
                start=plain(span.start),
                end=plain(span.end),
                seconds=plain(span.seconds),
                mode="lift",
                **clip_of(clause),
            )
        ]
    keyed = _KEYED.findall(clause.text.even[clause.start : clause.end]) if clause.verb("trim", "cut") else []
    if keyed:
        ends = {"head": "trim_start", "start": "trim_start", "begin": "trim_start"}
        return [
            intent(clause, ends.get(edge, "trim_end"), seconds=amount(float(value)), **clip_of(clause))
            for edge, value in keyed
        ]
    if clause.verb("both_ends"):
        each = length_of(clause)
        return [
            intent(clause, "trim_start", seconds=each, **clip_of(clause)),
            intent(clause, "trim_end", seconds=each, **clip_of(clause)),
        ]
    if not clause.verb(*_CUTTING, "duplicate") and not clause.has("negation", "no"):
        return []
    stretches = clause.whens("range", "head", "tail", "middle") if not clause.noun("region") else []
    clip = clip_of(clause)
    which = clause.which()
    by = clause.first("dur")
    if by and clip and not stretches and clause.first("steer", "by") and clause.verb("trim", "cut", "remove"):
        return [intent(clause, "trim_end", seconds=length_of(clause), **clip)]
    trimming = (clause.verb("trim", "crop_or_trim", "crop") and not clause.verb("remove", "cut")) or (
        clause.verb("cut")
        and clause.text.chinese
        and not clause.verb("remove")
        and not _CUT_AWAY.search(clause.text.even, clause.start, clause.end + 2)
    )
    found: list[Intent] = []
    for when in stretches:
        found += _removed(clause, when, clip, trimming)
    if found:
        ranged = [
            each for each in stretches if each.kind == "range" and each.start is not None and each.end is not None
        ]
        if len(ranged) > 1 and len(ranged) == len(stretches):
            op = "keep_range" if trimming else "cut_range"
            return [intent(clause, op, ranges=[[plain(each.start), plain(each.end)] for each in ranged], **clip)]
        return found
    moment = clause.when("at")
    if (
        moment
        and clause.noun("everything", "all")
        and clause.has("steer", "before", "after")
        and clause.verb("remove", "cut")
    ):
        side = "end" if clause.has("steer", "before") else "start"
        return [intent(clause, "cut_range", {side: plain(moment.start)})]
    spared_clips = [
        each for each in clause.excepted if (isinstance(each.value, Which) and each.value.clips) or each.sort == "order"
    ]
    riders = {"captions", "title", "text", "music", "audio", "effect", "transition"}
    everything = clause.noun("everything", "all") and not clause.nouns & riders
    if spared_clips and clause.verb("remove") and everything and not stretches:
        return [intent(clause, "delete_clip", which="all", **except_of(clause))]
    said = _said_until(clause)
    if said:
        return [said]
    told = _told(clause)
    if told and clause.verb("remove", "cut"):
        shot = any(
            word in clause.text.even[clause.start : clause.end]
            for word in ("clip", "shot", "scene", "footage", "镜头", "片段")
        )
        return [intent(clause, "delete_clip" if shot else "remove_content", {"which" if shot else "what": told})]
    unwanted = flawed(clause) if clause.verb("remove", "cut") and not (which and which.clips) else None
    if unwanted:
        return [intent(clause, "remove_content", what=unwanted)]
    if clause.noun("retake") and not (which and which.clips):
        token = clause.first("noun", "retake")
        assert token
        return [intent(clause, "remove_content", what=clause.words(token.start, token.end).lower())]
    about = None if which and which.clips and _told_first(clause) else _about(clause)
    length, edge = length_of(clause), edge_of(clause)
    beside = (
        "end"
        if clause.has("steer", "onwards", "back")
        else "beginning"
        if clause.has("steer", "earlier", "front")
        else None
    )
    if length is not None and clip and clause.has("steer", "off") and not edge:
        return [intent(clause, "trim_end", seconds=length, **clip)]
    if (
        length is not None
        and (edge in ("beginning", "end") or beside)
        and (not about or clause.noun("it") or _seconds_of(clause))
    ):
        return [intent(clause, "trim_start" if (edge or beside) == "beginning" else "trim_end", seconds=length, **clip)]
    if clause.noun("clip", "image") or which:
        if which and which.clips and not about:
            if trimming and not clause.first("dur"):
                return []
            if which.clips == ("all",) and clause.excepted:
                return [intent(clause, "delete_clip", which="all", **except_of(clause))]
            if which.relation:
                return []
            return [intent(clause, "delete_clip", which=which.one)]
        if about and clause.verb("remove", "cut"):
            return [intent(clause, "delete_clip", which=clause.file or about)]
    if clause.file and clause.verb("remove"):
        return [intent(clause, "delete_clip", which=clause.file)]
    if edge and not about:
        if edge in ("beginning", "end"):
            op = "trim_start" if edge == "beginning" else "trim_end"
            if length is not None or clause.edge in ("start", "end"):
                return [intent(clause, op, seconds=length, **clip)]
            return [intent(clause, "cut_range", where=edge, seconds=length, **clip)]
        return [intent(clause, "cut_range", where=edge, seconds=length, **clip)]
    if length is not None and trimming and not about and not edge and clause.verb("trim"):
        return [intent(clause, "set_duration", seconds=length, **clip)]
    if clause.noun("selection", "playhead") and clause.verb("remove", "cut"):
        return [intent(clause, "delete_clip", which="selected")]
    spared = next((each.value for each in clause.excepted if isinstance(each.value, When)), None)
    if spared is not None and clause.verb("remove"):
        return _kept(clause, spared, clip)
    upto = clause.when("to")
    if upto and clause.verb("remove") and upto.seconds is not None:
        return [intent(clause, "cut_range", end=plain(upto.seconds), **clip)]
    if clause.excepted and clause.verb("remove"):
        return [intent(clause, "keep_content", what=str(except_of(clause).get("except")))]
    what = clause.quote or about
    if (
        what
        and clause.verb("remove", "cut")
        and (clause.of("word", "quote") or clause.noun("part", "region", "subject", "voice"))
    ):
        return [intent(clause, "remove_content", what=what)]
    if clause.text.chinese and clause.nouns - _POINTED:
        return []
    if clause.noun("it", "one") and clause.verb("remove") and not clause.of("word"):
        return [intent(clause, "delete_clip", which="selected" if clause.noun("selection") else "it")]
    return []


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


_BEGINS = re.compile(r"^(?:\W|please|let's|just|so|then)*(?:start|begin)|从.{1,14}(?:开始|起)|^\W*从")

_SAYS = re.compile(
    r"\b(before|until|till|up to|after)(?: the part)?(?: where| when)? (?:i|we|he|she|they|the \w+) (?:say|says|said|start saying) (.+)$"
)


_EDGE_AT_WORDS = re.compile(
    r"\b(end|finish|stop|start|begin|open)(?:s|es)? (?:on|at|after|with|from|right (?:on|after)|when \w+ says?) (?:the words? |the line |the phrase )?(?=\ue001)"
)


def _said_until(clause: Clause) -> Intent | None:
    """ "Cut everything before I say welcome", "so that it ends on 'never again'": to where words are said."""
    edge = _EDGE_AT_WORDS.search(clause.text.even, clause.start, clause.end)
    if edge and clause.verb("trim", "cut") and clause.quote:
        if edge.group(1) in ("end", "finish", "stop"):
            return intent(clause, "trim_end", {"from": clause.quote})
        return intent(clause, "trim_start", until=clause.quote)
    found = _SAYS.search(clause.text.even, clause.start, clause.end)
    if not found or not clause.noun("everything", "all"):
        return None
    words = clause.quote or clause.words(found.start(2), found.end(2)).strip()
    return (
        intent(clause, "trim_end", {"from": words})
        if found.group(1) == "after"
        else intent(clause, "trim_start", until=words)
    )


def _seconds_of(clause: Clause) -> bool:
    """ "20 seconds of fumbling at the start": the words only tell what the seconds hold."""
    length = clause.first("dur")
    return length is not None and clause.text.even[length.end : length.end + 4] == " of "


_CUT_AWAY = re.compile("[剪切裁](?:了|掉|去|没)")
_RELATIVE = frozenset({"where", "when", "that", "with", "of", "in", "who", "whenever", "which"})


def _told(clause: Clause) -> str | None:
    """What a clip or part is known by: "the part where she laughs", "the shot of the dog", "她笑的那段"."""
    found = clause.tokens
    things = [i for i, each in enumerate(found) if each.sort == "noun" and each.name in ("part", "clip")]
    if not things or clause.when("range", "head", "tail", "at"):
        return None
    if clause.quote:
        return clause.quote
    after = found[things[0] + 1 :]
    if not clause.text.chinese and after and clause.text.even[after[0].start : after[0].end].split(" ")[0] in _RELATIVE:
        rest = list(after[1:])
        while (
            rest
            and (rest[0].sort in ("function", "polite"))
            and len(rest) > 1
            and clause.text.even[rest[0].start : rest[0].end] in ("the", "a", "an", "i", "my")
        ):
            rest = rest[1:]
        return (
            clause.words(rest[0].start, rest[-1].end).strip()
            if rest and any(each.sort != "noun" or each.name not in ("video", "it") for each in rest)
            else None
        )
    return None


def _about(clause: Clause) -> str | None:
    """What is meant by its contents: "the part where she laughs", "海边那段"."""
    if clause.quote:
        return clause.quote
    words = content_words(clause)
    if words is None:
        if clause.noun("part", "clip") and clause.has("look") and clause.verb("remove", "cut"):
            look = clause.first("look")
            return clause.words(look.start, look.end) if look else None
        return None
    found = [each for each in clause.tokens if each.sort == "word"]
    last = found[-1]
    tail = [
        each
        for each in clause.tokens
        if each.start >= last.end
        and each.sort in ("noun", "look", "effect", "mood")
        and each.name not in ("part", "clip", "video", "it", "everything", "all")
    ]
    end = tail[0].end if tail and tail[0].start - last.end <= 1 else last.end
    start = found[0].start
    if words.startswith("等") and clause.text.even[start - 1 : start] == "等":
        start -= 1
    return clause.words(start, end)


def _removed(clause: Clause, when: When, clip: Params, trimming: bool) -> list[Intent]:
    if when.kind == "head":
        if (clause.first("steer", "to") and trimming) or (clause.has("steer", "only") and not clause.verb("remove")):
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
