"""Arranging: what stands where, what is joined, put in, put in place of."""

from __future__ import annotations

import re

from rushes.language.clauses.clause import Clause
from rushes.language.reading import Intent
from rushes.language.rules.scope import amount, content_words, intent, length_of, plain
from rushes.language.words.times import When, Which


def order(clause: Clause) -> list[Intent]:
    """Clips moved, swapped, sorted."""
    which = clause.which()
    if clause.verb("lead", "close") and not clause.quote:
        meant = clause.file or (which.one if which and which.clips else None) or thing(clause)
        to = "start" if clause.verb("lead") else "end"
        return [intent(clause, "reorder", clip=meant, to=to)] if meant is not None else []
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
        and any(word in clause.text.even for word in (" as ", "作为", "当", "做成", "做"))
    )
    if as_card:
        return [
            intent(clause, "reorder", clip=which.one if which else None, to="start" if clause.noun("intro") else "end")
        ]
    listed = [int(float(str(each.value))) for each in clause.of("num", "nth")]
    if clause.noun("order") and len(listed) > 1 and clause.verb("put", "change", "move", "make", "reorder"):
        return [intent(clause, "reorder", order=listed)]
    if clause.noun("order") and clause.has("particle", "p_v"):
        return [intent(clause, "reorder", order="reverse")]
    exchanged = clause.verb("swap") and clause.file and clause.first("steer", "for", "with", "to")
    if exchanged:
        return []
    if clause.verb("swap") or (
        clause.verb("reverse", "change", "flip") and clause.noun("order") and not clause.verb("move")
    ):
        clips = list(which.clips) if which else []
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
    if clause.verb("reorder"):
        numbers = (
            list(which.clips)
            if which and len(which.clips) > 2
            else [int(float(each.value)) for each in clause.of("num")]
        )  # type: ignore[arg-type]
        even = clause.text.even[clause.start : clause.end]
        by = _by(even)
        turned = any(word in even for word in ("倒序", "逆序", "反序", "倒过来", "反过来", "降序"))
        return [intent(clause, "reorder", order=numbers or ("reverse" if turned else None), by=by)]
    moving = clause.verb("move") or (
        clause.verb("put", "change", "insert")
        and not (clause.text.chinese and clause.verb("insert") and not clause.has("steer", "ba"))
        and ((which and which.clips) or content_words(clause))
        and (
            clause.edge
            or clause.which("after")
            or clause.which("before")
            or _first_last(clause)
            or (clause.which("between") and which and which.clips)
        )
    )
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
_SWITCHED = re.compile(r"\b(?:switch|flip)\b")


def _first_last(clause: Clause) -> str | None:
    """ "Put the last clip first": an order word at the end is a place."""
    orders = [each for each in clause.tokens if each.sort == "order"]
    if not orders:
        return None
    return "start" if orders[-1].name == 1 else "end" if orders[-1].name == -1 else str(orders[-1].name)


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
    elif clause.value("num") is not None:
        to = amount(clause.value("num"))
    at = clause.when("at", "to")
    place = plain(at.start if at.start is not None else at.seconds) if at and to is None else None
    clip: object = (clips[0] if len(clips) == 1 else clips) if clips else clause.file or thing(clause)
    if clip == "last" and to is None:
        to = "start" if clause.has("particle", "p_front") else None
    return intent(clause, "reorder", clip=clip, to=to, at=place)


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
        (clause.verb("add", "put", "insert") or clause.has("route", "upload"))
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
    if clause.noun("audio", "music", "voice") and not clause.noun("video", "clip") and not clause.which():
        return []
    if clause.noun("split_screen", "pip"):
        return []
    which = clause.which()
    files = [str(each.value) for each in clause.of("file")]
    clips: object = None
    if which and which.count:
        clips = which.count
    elif which and which.clips:
        clips = "all" if "all" in which.clips else list(which.clips)
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


def _side(clause: Clause) -> str | None:
    """At which end of the film a file is joined on."""
    if _AT_FRONT.search(clause.text.even, clause.start, clause.end) or clause.noun("intro"):
        return "start"
    return clause.edge if clause.edge in ("start", "end") else "end" if clause.noun("outro") else None


def _files_named(clause: Clause) -> list[str]:
    """All files the whole request names, for "join them"."""
    return [each.words for each in clause.text.asides if each.sort == "file"]


def replace(clause: Clause) -> list[Intent]:
    """A clip replaced by another."""
    instead = clause.first("steer", "instead")
    if instead and clause.file and not clause.noun("audio", "music", "voice", "volume"):
        later = [each.value for each in clause.of("which") if isinstance(each.value, Which) and each.value.clips]
        return [intent(clause, "replace_clip", {"which": later[-1].one if later else None, "with": clause.file})]
    files = [each for each in clause.of("file")]
    if (
        clause.text.chinese
        and len(files) == 2
        and clause.verb("change", "replace")
        and not clause.noun("audio", "music")
    ):
        spans = [each for each in clause.of("when") if isinstance(each.value, When)]
        first = next((each.value for each in spans if each.start < files[1].start), None)
        taken = next((each.value for each in spans if each.start > files[1].start), None)
        from_ = None if taken is None else 0 if taken.kind == "head" else plain(taken.start)
        return [
            intent(
                clause,
                "replace_clip",
                {
                    "which": str(files[0].value),
                    "with": str(files[1].value),
                    "start": plain(first.start) if first else None,
                    "end": plain(first.end) if first else None,
                    "source_start": from_,
                },
            )
        ]
    unknown = (
        content_words(clause)
        and not clause.nouns - {"clip", "video", "it"}
        and not clause.of("look", "effect", "mood", "ratio", "dur", "when", "factor")
    )
    swapped = (
        clause.verb("change", "swap")
        and (clause.file or (unknown and clause.text.chinese))
        and clause.which()
        and not clause.verb("merge", "make")
    )
    if not (clause.verb("replace") or swapped) or clause.noun("captions", "title", "text", "music", "audio"):
        return []
    which = clause.which()
    with_ = clause.file or clause.quote or _used(clause) or _after_with(clause)
    target: object = which.one if which and which.clips else thing(clause)
    if with_ is None and swapped:
        with_ = content_words(clause)
    if with_ and target == with_:
        target = None
    when = clause.when("at", "range")
    inside = _INTO_SOURCE.search(clause.text.even, clause.start, clause.end)
    if inside and clause.first("dur"):
        return [intent(clause, "replace_clip", {"which": target, "with": with_, "source_start": length_of(clause)})]
    start = plain(when.start) if when else None
    inside = inside or (_FROM_ON.search(clause.text.even, clause.start, clause.end) if clause.text.chinese else None)
    return [
        intent(clause, "replace_clip", {"which": target, "with": with_, "source_start" if inside else "start": start})
    ]


def _used(clause: Clause) -> str | None:
    """The 新的素材 of "用新的素材替换第二段"."""
    act = clause.first("verb", "replace")
    using = [each for each in clause.tokens if clause.text.even[each.start : each.end] in ("用", "拿", "以", "使用")]
    if not act or not using or using[0].end > act.start:
        return None
    return clause.words(using[0].end, act.start).strip("来去 ") or None


_FROM_ON = re.compile("\ue002[^,，。;；]{0,3}从[^,，。;；]{1,12}(?:起|开始|往后)")
_INTO_SOURCE = re.compile(r"\b(?:into|in|of) (?:that|the new|its own|the) (?:file|clip|one|source|footage|recording)\b")


def _after_with(clause: Clause) -> str | None:
    mark = clause.first("steer", "with", "is") or clause.first("verb", "replace")
    if not mark:
        return None
    rest = [each for each in clause.tokens if each.start >= mark.end and each.sort in ("word", "noun", "which")]
    return clause.words(rest[0].start, rest[-1].end) if rest else None


def insert(clause: Clause) -> list[Intent]:
    """A clip put in at a place."""
    broll = clause.noun("broll")
    video_file = bool(clause.file and clause.file.lower().endswith((".mp4", ".mov", ".avi", ".mkv", ".webm", ".m4v")))
    inserting = clause.verb("insert") or (
        clause.verb("add", "put", "overlay", "merge", "show") and (broll or video_file or clause.noun("clip", "video"))
    )
    if broll and not clause.verbs:
        inserting = True
    if (
        not inserting
        or clause.noun(
            "captions",
            "title",
            "text",
            "music",
            "transition",
            "effect",
            "image",
            "watermark",
            "voiceover",
            "sfx",
            "intro",
            "outro",
            "lut",
        )
        or clause.verb("remove")
    ):
        return []
    if (
        not broll
        and not video_file
        and not clause.verb("insert")
        and not (
            content_words(clause)
            and (clause.when("at") or clause.which("after") or clause.which("between") or clause.edge)
        )
    ):
        return []
    at = clause.when("at")
    after, between = clause.which("after"), clause.which("between")
    place: object = (
        plain(at.start)
        if at
        else clause.edge
        if clause.edge in ("start", "end", "middle")
        else "playhead"
        if clause.noun("playhead")
        else None
    )
    what = ("b-roll" if broll else None) or (content_words(clause) if not clause.file else None)
    taken = clause.first("noun", "retake")
    if what is None and taken and not clause.file:
        what = clause.words(taken.start, taken.end)
    if broll and content_words(clause):
        what = content_words(clause)
    which = clause.which()
    if what is None and not clause.file and which:
        what = f"clip {which.one}"
    return [
        intent(
            clause,
            "insert_clip",
            file=clause.file,
            what=what,
            at=place,
            after=after.one if after else None,
            between=between.one if between and between.clips else None,
        )
    ]
