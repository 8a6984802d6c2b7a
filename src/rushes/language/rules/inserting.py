"""What is put in, and what is put in place of something else."""

from __future__ import annotations

import re

from rushes.language.clauses.clause import Clause
from rushes.language.reading import Intent
from rushes.language.rules.free_words import content_words
from rushes.language.rules.order import thing
from rushes.language.rules.scope import intent, length_of, plain
from rushes.language.words.times import When, Which


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
_INTO_SOURCE = re.compile(
    r"(?:源|素材)的?(?:入点|起点|起始)|\b(?:source|media) (?:time|timecode|tc|position|in|offset|start)\b"
    r"|\b(?:into|in|of) (?:that|the new|its own|the) (?:file|clip|one|source|footage|recording)\b"
)


def _after_with(clause: Clause) -> str | None:
    mark = clause.first("steer", "with", "is") or clause.first("verb", "replace")
    if not mark or (mark.sort == "verb" and not clause.text.chinese and not clause.of("steer", "which")):
        return None
    rest = [each for each in clause.tokens if each.start >= mark.end and each.sort in ("word", "noun", "which")]
    return clause.words(rest[0].start, rest[-1].end) if rest else None


def _black(clause: Clause) -> list[Intent]:
    """ "结尾留3秒黑屏": black put in."""
    if not clause.text.chinese and (made := _black_english(clause)):
        return made
    if not clause.noun("gap") or clause.of("file", "quote", "negation"):
        return []
    if not clause.text.chinese and not clause.verb("add", "insert", "put"):
        return []
    putting = clause.verbs <= {"add", "insert", "put", "keep", "extend", "make", "show", "leave"}
    length, at = length_of(clause), clause.when("at")
    edge = next((clause.when(each) for each in ("head", "tail") if clause.when(each)), None)
    if edge and length is None:
        length = plain(edge.seconds)
    place = plain(at.start) if at else clause.edge
    place = place or ("start" if clause.noun("intro") else "end" if clause.noun("outro") else None)
    if edge and place is None:
        place = "start" if edge.kind == "head" else "end"
    after, between = clause.which("after"), clause.which("between")
    placed = place is not None or after or between
    if not putting or not (length is not None and (placed or clause.verbs)):
        return []
    return [
        intent(
            clause, "insert_clip", what="black", at=place, duration=length,
            after=after.one if after else None, between=between.one if between and between.clips else None,
        )
    ]  # fmt: skip


_BLACK = re.compile(
    r"\b(?:add|insert|put|leave|include|have)\b[^,.;]*?\b(?:(?:an? )?(?:black|blank) (?:screen|frames?|slug|gap|space|card|bit)|(?:seconds?|secs?|s|moment) of (?:black|blank|nothing)|black(?= (?:at|for|in|after|before|between)\b))"
)


def _black_english(clause: Clause) -> list[Intent]:
    """ "Add a black screen for 2 seconds at the end", "leave 2 seconds of black between clip 1 and 2"."""
    length, at = length_of(clause), clause.when("at")
    place = plain(at.start) if at else clause.edge if clause.edge in ("start", "end") else None
    after, between = clause.which("after"), clause.which("between")
    told = _BLACK.search(clause.text.even, clause.start, clause.end) and not clause.of("file", "quote", "negation")
    if not told or length is None or not (place is not None or after or between) or clause.noun("text", "title"):
        return []
    return [
        intent(
            clause, "insert_clip", what="black", at=place, duration=length,
            after=after.one if after else None, between=between.one if between and between.clips else None,
        )
    ]  # fmt: skip


def insert(clause: Clause) -> list[Intent]:
    """A clip put in at a place."""
    if black := _black(clause):
        return black
    broll = clause.noun("broll")
    video_file = bool(clause.file and clause.file.lower().endswith((".mp4", ".mov", ".avi", ".mkv", ".webm", ".m4v")))
    inserting = clause.verb("insert") or (
        clause.verb("add", "put", "overlay", "merge", "show") and (broll or video_file or clause.noun("clip", "video"))
    )
    applied = any(clause.text.even[each.start : each.end].startswith("appl") for each in clause.of("verb"))
    if applied and not broll:
        return []
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
    stretch = clause.when("range") if at is None else None
    if stretch and isinstance(stretch.start, float) and place is None:
        place = plain(stretch.start)
        length = plain(stretch.end - stretch.start) if isinstance(stretch.end, float) else None
    else:
        length = length_of(clause) if clause.text.chinese and (at or broll) else None
    before = clause.which("before")
    if before and place is None and len(before.clips) == 1:
        first, behind = before.clips[0] == 1, before.clips[0]
        place = "start" if first else None
        after = Which((behind - 1,)) if isinstance(behind, int) and behind > 1 else after
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
            duration=length,
            after=after.one if after else None,
            between=between.one if between and between.clips else None,
        )
    ]
