"""Arranging: what stands where, and what is joined."""

from __future__ import annotations

import re

from rushes.language.clauses.clause import Clause
from rushes.language.reading import Intent
from rushes.language.rules.free_words import content_words
from rushes.language.rules.scope import amount, intent, plain
from rushes.language.words.times import Which


def order(clause: Clause) -> list[Intent]:
    """Clips moved, swapped, sorted."""
    which = clause.which()
    if clause.text.chinese and clause.verb("move", "lead", "close") and which and clause.whens("head", "tail", "range"):
        return []  # a piece of a clip is moved only once it is cut off
    if clause.text.chinese and clause.verb("move") and clause.of("dur") and not clause.edge and not clause.file:
        return []  # "第二段往后挪3秒" is a shift in time, no place in the order
    until = (
        clause.text.chinese
        and clause.first("steer", "to")
        and clause.text.even[: clause.end].endswith(("段开头", "段结尾"))
    )
    if clause.verb("lead", "close") and not clause.quote and not until:
        ranked = clause.first("order") if clause.text.chinese else None
        told = "last" if ranked and ranked.name == -1 else ranked.name if ranked else None
        meant = clause.file or (which.one if which and which.clips else None) or told or thing(clause)
        to = "start" if clause.verb("lead") else "end"
        known = meant is not None or (
            clause.text.chinese and clause.after and not clause.nouns and not clause.of("word")
        )
        return [intent(clause, "reorder", clip=meant, to=to)] if known else []
    if which and len(which.clips) == 2 and clause.verb("change") and _SWITCHED.search(clause.text.even, clause.start):
        return [
            intent(
                clause,
                "reorder",
                clip=which.clips[0],
                to=which.clips[1],
                order=f"swap {which.clips[0]} {which.clips[1]}",
            )
        ]
    as_card = (
        clause.noun("intro", "outro")
        and which
        and which.clips
        and clause.verb("add", "make", "put", "change", "move")
        and any(word in clause.said for word in (" as ", "作为", "当", "做成", "做"))
    )
    if as_card:
        return [
            intent(clause, "reorder", clip=which.one if which else None, to="start" if clause.noun("intro") else "end")
        ]
    listed = [int(float(str(each.value))) for each in clause.of("num", "nth")]
    if (
        clause.noun("order")
        and len(listed) > 1
        and (not clause.verbs or clause.verb("put", "change", "move", "make", "reorder"))
    ):
        return [intent(clause, "reorder", order=listed)]
    if clause.noun("order") and (
        clause.has("particle", "p_v")
        or (clause.text.chinese and _TURNED.search(clause.text.even, clause.start, clause.end))
    ):
        return [intent(clause, "reorder", order="reverse")]
    exchanged = clause.verb("swap") and clause.file and clause.first("steer", "for", "with", "to")
    if exchanged:
        return []
    if clause.verb("swap") or (
        clause.verb("reverse", "change", "flip") and clause.noun("order") and not clause.verb("move")
    ):
        clips = [each for each in which.clips if each != "all"] if which else []
        between = clause.which("between")
        if not clips and between:
            clips = list(between.clips)
        if not clips:
            numbers = [int(float(each.value)) for each in clause.of("num") if each.value is not None]  # type: ignore[arg-type]
            clips = list(numbers)
        if len(clips) == 2:
            return [intent(clause, "reorder", clip=clips[0], to=clips[1], order=f"swap {clips[0]} {clips[1]}")]
        if clause.verb("reverse", "flip") or (clause.verb("swap") and not clips and clause.noun("order")):
            return [intent(clause, "reorder", order="reverse")]
        about = clips or clause.noun("clip", "order") or clause.which()
        return [intent(clause, "reorder", order=clips or None)] if about else []
    if clause.verb("merge") and clause.verb("reorder") and not clause.text.chinese:
        by = _by(clause.text.even[clause.start : clause.end])
        return [*([intent(clause, "reorder", by=by)] if by else []), *merge(clause)]
    if clause.verb("reorder"):
        numbers = list(which.clips) if which and len(which.clips) > 2 else _numbered(clause)
        even = clause.text.even[clause.start : clause.end]
        by = _by(even)
        turned = any(word in even for word in ("倒序", "逆序", "反序", "倒过来", "反过来", "降序"))
        return [intent(clause, "reorder", order=numbers or ("reverse" if turned else None), by=by)]
    beside_ = clause.which("after") or clause.which("before")
    moving = clause.verb("move") or (
        (clause.verb("put", "change", "insert") or _shown_first(clause))
        and not (
            clause.text.chinese
            and clause.verb("insert")
            and not (clause.has("steer", "ba") or (which and which.clips and beside_))
        )
        and ((which and which.clips) or content_words(clause))
        and (
            clause.edge
            or clause.which("after")
            or clause.which("before")
            or _first_last(clause)
            or (clause.which("between") and which and which.clips)
        )
    )
    if clause.verb("move", "put") and (numbers := _numbers_beside(clause)):
        return [numbers]
    ranked = clause.tokens[-1:] and next((each for each in reversed(clause.tokens) if each.sort != "polite"), None)
    if which and len(which.clips) == 1 and ranked and ranked.sort == "order" and clause.verbs <= {"make", "add"}:
        return [_moved(clause)]
    named = clause.verb("put", "move", "make") and clause.file and "." not in clause.file
    if named and clause.edge in ("start", "end") and not clause.nouns - {"clip", "video", "it"}:
        return [intent(clause, "reorder", clip=clause.file, to=clause.edge)]
    placed = clause.verb("put", "move") and not clause.file and not clause.quote and _beside(clause)
    if placed:
        return [placed]
    if (
        not moving
        or clause.noun(
            "captions",
            "title",
            "text",
            "watermark",
            "music",
            "voiceover",
            "pip",
            "sticker",
            "image",
            "sfx",
            "intro",
            "outro",
        )
        or (clause.file and clause.verb("insert"))
    ):
        return []
    if clause.verb("put") and (clause.quote or clause.position) and not which:
        return []
    moved = _moved(clause)
    return [moved] if moved.params else []  # "move that over there": neither what nor where


def _numbered(clause: Clause) -> list[int]:
    """The numbers of "order them 3, 1, 2" as said."""
    first = [each.value.count for each in clause.of("which") if isinstance(each.value, Which) and each.value.count]
    return [int(each) for each in (*first, *(float(str(each.value)) for each in clause.of("num")))]


_BY = (
    (("random", "shuffle", "打乱", "乱序", "随机"), "random"),
    (("name", "文件名", "名字", "名称", "编号", "序号", "字母", "alphabetical"), "name"),
    (("time", "date", "chronolog", "时间", "拍摄", "日期", "先后", "recorded"), "time"),
    (("length", "duration", "时长", "长短"), "duration"),
)


def _by(even: str) -> str | None:
    """What clips are ordered by, where `even` says so."""
    return next((name for words, name in _BY if any(word in even for word in words)), None)


_ORDERLY = re.compile(r"(?:按照?|依照?|根据)[^,，。;；]{0,6}?(?:时间|先后|日期|文件名|名称|名字|编号|序号|字母)")
_AT_FRONT = re.compile(
    r"前面|最前|开头|\b(?:before|in front of|to the (?:start|beginning|front)|at the (?:start|beginning|front))\b"
)
_TURNED = re.compile("反过来|倒过来|颠倒|倒序|逆序|倒一下|反一下|倒着来")
_SWITCHED = re.compile(r"换一?下|换换|换个个|\b(?:switch|flip)\b")


def _first_last(clause: Clause) -> str | None:
    """ "Put the last clip first": an order word at the end is a place."""
    orders = [each for each in clause.tokens if each.sort == "order"]
    if not orders:
        return None
    return "start" if orders[-1].name == 1 else "end" if orders[-1].name == -1 else str(orders[-1].name)


def _shown_first(clause: Clause) -> bool:
    """ "Show the finished table first"."""
    meant = [each for each in clause.tokens if each.sort not in ("polite", "function")]
    ranked = bool(meant) and meant[-1].sort == "order"
    return not clause.text.chinese and clause.verbs == {"show"} and ranked and bool(clause.of("word", "which"))


def _numbers_beside(clause: Clause) -> Intent | None:
    """ "Move 4 before 2": bare numbers are those of clips."""
    mark = clause.first("steer", "after", "before")
    numbers = clause.of("num")
    if mark is None or len(numbers) != 2 or clause.of("which", "when", "dur", "word", "file") or clause.text.chinese:
        return None
    first, second = (int(float(str(each.value))) for each in numbers)
    if not numbers[0].end <= mark.start < numbers[1].start:
        return None
    return intent(clause, "reorder", clip=first, to=f"{mark.name} {second}")


def _beside(clause: Clause) -> Intent | None:
    """ "Place the drone shot after the interview": both by what they are called."""
    mark = clause.first("steer", "after", "before")
    if mark is None or clause.of("which", "when"):
        return None
    sides = []
    for part in (
        [each for each in clause.tokens if each.end <= mark.start],
        [each for each in clause.tokens if each.start >= mark.end],
    ):
        words = [
            each
            for each in part
            if each.sort in ("word", "effect", "mood", "order")
            or (
                each.sort == "noun"
                and clause.text.even[each.start : each.end] in ("interview", "podcast", "lecture", "speech")
            )
        ]
        if not any(each.sort != "order" for each in words):
            return None
        sides.append(clause.words(words[0].start, words[-1].end))
    return intent(clause, "reorder", clip=sides[0], to=f"{mark.name} {sides[1]}")


def _moved(clause: Clause) -> Intent:
    which = clause.which()
    amid = clause.which("between")
    after, before = clause.which("after"), clause.which("before")
    clips = list(which.clips) if which else []
    others = [
        each.value
        for each in clause.of("which")
        if isinstance(each.value, Which) and not each.value.relation and each.value.clips
    ]
    to: object = None
    if amid and amid.clips:
        to = f"after {amid.clips[0]}"
    elif after:
        to = ("end" if after.clips[0] == "last" else f"after {after.clips[0]}") if after.clips else None
    elif before:
        to = ("start" if before.clips[0] == 1 else f"before {before.clips[0]}") if before.clips else None
    elif clause.edge in ("start", "end", "middle"):
        to = clause.edge
    elif _first_last(clause):
        to = _first_last(clause)
    elif len(others) == 2 and len(clips) == 1:
        to = others[1].clips[0]
    elif len(clips) == 2:
        to = clips.pop()
    elif clause.has("particle", "p_front", "p_back"):
        to = "earlier" if clause.has("particle", "p_front") else "later"
    elif clause.value("num") is not None and clause.first("steer", "by") is None:
        to = amount(clause.value("num"))
    if clause.text.chinese and to is None and len(files := clause.of("file")) == 2 and (side := _side_of(clause)):
        return intent(clause, "reorder", clip=str(files[0].value), to=f"{side} {files[1].value}")
    at = clause.when("at", "to")
    place = plain(at.start if at.start is not None else at.seconds) if at and to is None else None
    clip: object = (clips[0] if len(clips) == 1 else clips) if clips else clause.file or thing(clause)
    if clip == "last" and to is None:
        to = "start" if clause.has("particle", "p_front") else None
    return intent(clause, "reorder", clip=clip, to=to, at=place)


def _side_of(clause: Clause) -> str | None:
    """Whether a clip goes before or after the other named."""
    if clause.has("steer", "onwards", "after", "back"):
        return "after"
    return "before" if clause.has("steer", "earlier", "before", "front") else None


def compiled(clause: Clause) -> bool:
    """Whether a compilation is asked for."""
    return any(each.name in ("compilation", "合集") for each in clause.of("word"))


def thing(clause: Clause) -> str | None:
    """What a clip is called by what is in it."""
    found = content_words(clause)
    if found:
        word = next(each for each in clause.tokens if each.sort == "word" and not str(each.name).isdigit())
        ranked = next((each for each in clause.of("order") if each.end + 1 == word.start), None)
        return clause.words(ranked.start, ranked.end) + " " + found if ranked else found
    look = clause.first(
        "look",
    ) or clause.first("effect")
    return clause.words(look.start, look.end) if look else None


def merge(clause: Clause) -> list[Intent]:
    """Clips joined."""
    even = clause.text.even[clause.start : clause.end]
    everything = clause.noun("all", "everything") or (clause.which() and clause.which().clips == ("all",))  # type: ignore[union-attr]
    loading = (
        (
            (clause.verb("add", "put", "insert") and (not clause.text.chinese or _ONTO_TRACK.search(even)))
            or (clause.has("route", "upload") and "传" not in clause.said)
        )
        and everything
        and clause.noun("video", "clip", "it") | bool(clause.which())
        and not clause.noun(
            "captions", "title", "text", "effect", "transition", "music", "image", "sfx", "intro", "outro", "watermark"
        )
        and not clause.has("look")
        and not clause.has("effect")
        and not clause.of("quote")
        and not clause.has("format")
        and not clause.has("ratio")
        and not clause.noun("vertical", "landscape", "square", "speed", "volume", "audio")
    )
    timeline = (clause.verb("make") and "timeline" in even and "from" in even) or ("创建" in even and "时间线" in even)
    if (
        not clause.verb("merge")
        and not loading
        and not timeline
        and not (compiled(clause) and clause.verb("make", "add"))
    ):
        return []
    heard = clause.noun("audio", "music", "voice") and not clause.noun("video", "clip")
    if heard and (clause.text.chinese or not clause.which()):
        return []
    if clause.noun("split_screen", "pip"):
        return []
    which = clause.which()
    files = [str(each.value) for each in clause.of("file")]
    beside = clause.which("after") or clause.which("before")
    if clause.text.chinese and len(files) == 1 and beside and len(beside.clips) == 1:
        after = beside.one if beside.relation == "after" else beside.one - 1 if isinstance(beside.one, int) else None
        at = None if after else "start"
        return [intent(clause, "insert_clip", file=files[0], after=after or None, at=at)]
    clips: object = None
    ranks = [int(float(str(each.value))) for each in clause.of("num")] if clause.noun("order") else []
    if clause.text.chinese and len(ranks) > 1:
        clips = ranks
    elif which and which.count:
        clips = which.count
    elif which and which.clips:
        several = [
            each.value for each in clause.of("which") if isinstance(each.value, Which) and not each.value.relation
        ]
        clips = "all" if "all" in which.clips else list(dict.fromkeys(one for each in several for one in each.clips))
    elif files or (clause.noun("it") and len(_files_named(clause)) > 1):
        clips = files or _files_named(clause)
    elif (
        everything
        or compiled(clause)
        or clause.noun("clip", "video", "it", "image")
        or clause.quote
        or not clause.of("word")
    ):
        clips = "all"
    if clause.verb("merge") and clips is None:
        clips = "all"
    orderly = _ORDERLY.search(even)
    ordered = [intent(clause, "reorder", by=_by(orderly.group()))] if orderly else []
    return [
        *ordered,
        intent(
            clause,
            "merge",
            clips=clips,
            position=_side(clause) if files else None,
            file=files[0] if len(files) == 1 else None,
        ),
    ]


_ONTO_TRACK = re.compile("(?:加|放|拖|导|丢|插|摆|铺)(?:到|进|入)|时间线|时间轴|轨道")


def _side(clause: Clause) -> str | None:
    """At which end of the film a file is joined on."""
    if _AT_FRONT.search(clause.text.even, clause.start, clause.end) or clause.noun("intro"):
        return "start"
    return clause.edge if clause.edge in ("start", "end") else "end" if clause.noun("outro") else None


def _files_named(clause: Clause) -> list[str]:
    """All files the whole request names, for "join them"."""
    return [each.words for each in clause.text.asides if each.sort == "file"]
