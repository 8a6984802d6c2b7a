"""What stays: only this stretch, from here on, to there."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from rushes.language.clauses.clause import Clause
from rushes.language.reading import Intent
from rushes.language.rules.contents import known_by
from rushes.language.rules.free_words import content_words, thing_after
from rushes.language.rules.scope import clip_of, edge_of, intent, length_of, plain, range_of
from rushes.language.words.times import When


def _bounds(when: When) -> list[object] | None:
    """From where to where, in seconds; negative ones and "end" are counted from the end. None where it isn't told."""
    if when.kind == "range" and when.start is not None and when.end is not None:
        return [plain(when.start), plain(when.end)]
    if when.kind in ("head", "tail") and when.seconds:
        return [0, plain(when.seconds)] if when.kind == "head" else [-float(when.seconds), "end"]
    return None


def _begun(clause: Clause) -> list[Intent]:
    """ "Start the video at 0:12", "end it at 1:00"."""
    when = clause.when("at", "range", "to", "tail", "head")
    if (
        when
        and when.kind == "range"
        and when.start is not None
        and when.end is not None
        and not clause.nouns - {"video"}
    ):
        return [intent(clause, "keep_range", start=plain(when.start), end=plain(when.end), **clip_of(clause))]
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
    found = {"start" if clause.verb("begin") else "end": moment}
    lasting = clause.when("for")
    if clause.verb("begin") and lasting and isinstance(moment, int | float) and lasting.seconds is not None:
        found["end"] = plain(float(moment) + lasting.seconds)
    return [intent(clause, "keep_range", {**found, **clip_of(clause)})]


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


_FROM_THERE = re.compile(
    r"从((?!头|这|那|现在|哪|第|开头|中间|最|前|后)[^,，。;；\d\ue001-\ue003]{2,12}?)(?:开始|起)(?:吧|播放?|放|就行|就好|剪|了|即可|看)*$"
    r"|\b(?:start|begin|open)(?:s|ing)? (?:it |the video |things )?(?:from |at |right )?(?:when|where|the moment|the point where) ((?:i|we|he|she|they|the|my|someone)\b[^,.;\d]{3,40})$"
)


_FROM_THERE_TO_THERE = re.compile(
    r"从((?!头|这|那|第|开头)[^,，。;；\d\ue001-\ue003]{2,14}?)(?:的时候)?(?:开始|起)?(?:播放?|放|剪|保留)?[,，]?(?:一直)?到((?!这|那|第|结尾|最|头)[^,，。;；\d\ue001-\ue003]{2,14}?)(?:的时候)?(?:为止|就?结束|打住)"
)
_FROM_WORDS = re.compile(
    "(从) ?(?:我|他|她)?(?:们)?(?:说|讲)?(?:的)? ?\ue001+(?:这|那)?(?:句|里|儿|个)?(?:话|地方|字)?(?:的时候)?(?:开始|起)"
    "|到 ?(?:我|他|她)?(?:们)?(?:说|讲)?(?:的)? ?\ue001+(?:这|那)?(?:句|里|儿|个)?(?:话|地方|字)?(?:的时候)?(?:就)?(?:结束|为止|打住)"
)
"""Where words are said: "从“大家好”开始"."""
_UNTIL_THERE = re.compile(
    r"(?:到|从|在)((?!这|那|现在|哪|第|结尾|最)[^,，。;；\d\ue001-\ue003]{2,12}?)(?:那里|那儿|的地方|的时候|时候|时|那)?(?:就(?:可以)?(?:结束|打住|停|收尾)|为止)(?:吧|就行|就好|了)*$"
)
_ENDS_AT_WORDS = re.compile(
    r"\b(?:end|ends|finish|stop|stops)\b(?: it| this| the (?:video|film|clip))?(?: right| just)? (?:after|when|once|on|at) (?:the words? |(?:i|we|he|she|they|the \w+) (?:say|says|said|sings?) )?\ue001"
)
""" "It should end right after she says 'see you'"."""
_DRAGS = re.compile(
    r"太长|太闷|沉闷|枯燥|太平|太久|多余|不要|没用|拖沓|没(?:什么)?意思|无聊|废话|晃来晃去|\btoo long\b|\bboring\b|\bdrags\b|\bnothing happens\b"
)
"""What is wrong with all that comes before the moment to start from."""


def keep(clause: Clause) -> list[Intent]:
    told_from = _FROM_THERE.search(clause.text.even, clause.start, clause.end)
    alone = told_from and (clause.after == "" or _DRAGS.search(clause.text.even, 0, clause.start))
    if told_from and alone and not clause.whens() and not clause.noun("music", "captions", "title", "text", "version"):
        group = 1 if told_from.group(1) else 2
        return [intent(clause, "trim_start", until=clause.words(*told_from.span(group)))]
    worded = (
        _FROM_WORDS.search(clause.text.even, clause.start, clause.end) if clause.text.chinese and clause.quote else None
    )
    if worded and not clause.noun("music", "captions", "title", "text", "voiceover"):
        begun = worded.group(1) is not None
        return [intent(clause, "trim_start" if begun else "trim_end", {"until" if begun else "from": clause.quote})]
    ends = _ENDS_AT_WORDS.search(clause.text.even, clause.start, clause.end) if clause.quote else None
    if ends and not clause.noun("music", "captions", "title", "text", "voiceover"):
        return [intent(clause, "trim_end", {"from": clause.quote})]
    both = _FROM_THERE_TO_THERE.search(clause.text.even, clause.start, clause.end)
    if both and not clause.whens() and not clause.noun("music", "captions", "title", "text"):
        begun, ended = clause.words(*both.span(1)), clause.words(*both.span(2))
        return [intent(clause, "trim_start", until=begun), intent(clause, "trim_end", {"from": ended})]
    told_to = _UNTIL_THERE.search(clause.text.even, clause.start, clause.end)
    if told_to and not clause.whens() and not clause.noun("music", "captions", "title", "text", "version"):
        return [intent(clause, "trim_end", {"from": clause.words(*told_to.span(1))})]
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
    if (
        clause.text.chinese
        and clause.verbs == {"process"}
        and stretch
        and stretch.start is not None
        and stretch.end is not None
        and not clause.nouns - {"video", "clip", "part"}
        and not clause.of("look", "effect", "factor", "quote", "degree", "vague")
    ):
        return [intent(clause, "keep_range", start=plain(stretch.start), end=plain(stretch.end), **clip_of(clause))]
    only = clause.has("steer", "only") and not clause.verb("remove", "mute") and not _merely(clause)
    extracting = (
        clause.verb("extract", "export") and clause.when("range") and not clause.noun("audio", "thumbnail", "captions")
    )
    told = known_by(clause) if only and clause.noun("part", "clip") else None
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
    headed = (
        clause.text.chinese
        and clause.noun("part", "clip")
        and not _TAKES.search(clause.text.even, clause.start, clause.end)
    )
    if clause.noun("retake") and clause.verb("keep") and not clause.of("which", "when") and not headed:
        token = clause.first("noun", "retake")
        assert token
        return [intent(clause, "remove_content", what=clause.words(token.start, token.end))]
    if clause.text.chinese and clause.edge == "end" and clause.has("times") and not clause.of("which", "when"):
        return [intent(clause, "remove_content", what=clause.words(clause.start, clause.end))]
    if clause.noun("music") and not clause.noun("clip", "part", "video") and not clause.whens("range", "head", "tail"):
        alone = only or any(word in clause.text.even[clause.start : clause.end] for word in ("只", "仅"))
        return [intent(clause, "mute", {"clip": "all", "except": "music"})] if alone else []
    if clause.noun("music") and not clause.noun("clip", "part", "video") and clause.when("range", "head"):
        found = range_of(clause)
        return [intent(clause, "music", {key: value for key, value in found.items() if key in ("start", "end")})]
    if clause.noun("music", "audio", "captions", "title") and not clause.whens("range", "head", "tail"):
        return []
    if clause.text.chinese and clause.nouns and clause.nouns <= {"sfx", "noise"}:
        return []
    if clause.text.chinese and clause.after and clause.nouns and clause.nouns <= _KEPT_ALONGSIDE:
        return []
    stretches = clause.whens("range", "head", "tail", "middle")
    clip = clip_of(clause)
    if clause.text.chinese and len(stretches) > 1 and (paired := _of_each(clause)):
        return paired
    spans = [each for each in stretches if each.kind == "range"]
    if len(spans) > 1:
        return [intent(clause, "keep_range", ranges=[[plain(each.start), plain(each.end)] for each in spans], **clip)]
    if len(stretches) > 1 and all(bounds := [_bounds(each) for each in stretches]):
        return [intent(clause, "keep_range", ranges=bounds, **clip)]
    if stretches:
        if (
            clause.text.chinese
            and not clip
            and clause.noun("all")
            and stretches[0].kind in ("head", "tail", "middle")
            and _EACH_ONE.search(clause.said)
        ):
            clip = {"clip": "all"}
        where = range_of(clause)
        if stretches[0].kind == "tail" and "seconds" in where:
            where["end"] = "end"
        return [intent(clause, "keep_range", {**where, **clip})]
    named = clause.text.chinese and clause.edge == "middle" and clause.noun("part", "clip") and content_words(clause)
    if not named and (clause.edge or clause.noun("intro", "outro")):
        return [intent(clause, "keep_range", where=edge_of(clause), **clip)]
    length = length_of(clause)
    if length is not None and (not content_words(clause) or _only_so_long(clause)):
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
    if what is None and clause.text.chinese and clause.noun("part", "clip"):
        what = content_words(clause)
    return (
        [intent(clause, "keep_content", what=what)]
        if what
        and (
            clause.of("word", "quote", "noun")
            or (_ALONE.search(clause.text.even, clause.start, clause.end) and clause.of("mood", "effect", "retake"))
        )
        else []
    )


_EACH_ONE = re.compile("[每各]|(?:所有|全部)(?:的)?(?:片段|镜头|素材|视频)")


def _only_so_long(clause: Clause) -> bool:
    """Whether a length is all that is to stay, whatever the clip was told to show: "第一段是我在揉面，留5秒"."""
    kept = clause.first("verb", "keep")
    rest = [each for each in clause.tokens if kept and each.start >= kept.end]
    return bool(clause.text.chinese and rest) and all(each.sort in ("dur", "function", "polite") for each in rest)


def _of_each(clause: Clause) -> list[Intent]:
    """ "截取第一段前5秒、第二段后5秒": a stretch of each clip; empty where they don't come in pairs."""
    told = [each for each in clause.tokens if each.sort in ("which", "when")]
    if len(told) < 4 or [each.sort for each in told] != ["which", "when"] * (len(told) // 2):
        return []
    parts = [replace(clause, tokens=tuple(told[at : at + 2])) for at in range(0, len(told), 2)]
    made = []
    for each in parts:
        where = range_of(each)
        if where.get("where") == "end" and "seconds" in where:
            where["end"] = "end"
        made.append(intent(clause, "keep_range", {**where, **clip_of(each)}))
    return made


_TAKES = re.compile("重复|重拍|重录|多遍|好几遍|[一最后](?:个|遍|次|条)")
_KEPT_ALONGSIDE = frozenset(
    {"silence", "voice", "voiceover", "volume", "watermark", "text", "transition", "quality", "resolution"}
)
"""What "..., 保留人声" leaves as it is: nothing is cut to it."""
_ALONE = re.compile(r"\b(?:only|just|nothing but)\b")
_BEGINS = re.compile(r"^(?:\W|please|let's|just|so|then)*(?:start|begin)|从.{1,14}(?:开始|起)|^\W*从")
