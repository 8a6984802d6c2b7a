"""What is reckoned from clips: the same off each of them, a share of one, all before or after one, so much less of it."""

from __future__ import annotations

import re

from rushes.language.clauses.clause import Clause
from rushes.language.reading import Intent
from rushes.language.rules.scope import clip_of, except_of, intent, length_of, plain
from rushes.language.words.times import Which

_EACH = r"(?:把|将|给)?(?:[每各](?:一)?(?:个|段|条)(?:片段|镜头|视频|素材|片子)?|所有(?:的)?(?:片段|镜头|视频|素材))(?:的)?(?:都|全|各|统一)*"
_OFF = "(?:剪|切|去|删|砍|裁|掐|减)(?:掉|去|短|少)?"
_TAIL = re.compile(f"{_EACH}(?:从)?(?:结尾|末尾|尾巴|尾部|后面|最后)(?:都|各|处|部分)*{_OFF}")
_HEAD = re.compile(f"{_EACH}(?:从)?(?:开头|前面|头部|最前面)(?:都|各|处|部分)*{_OFF}")
_BY = re.compile(f"{_EACH}(?:缩短|减短|减少|剪短|减|短)(?!到|成|至)")
_TO = re.compile(
    f"{_EACH}(?:剪|切|裁|缩|缩短|剪短|改|控制|保留|留|只留|只保留|变|压缩)(?:成|到|至|在|为)?(?=\\d|[一二两三四五六七八九十半])(?!.{{0,8}}一[段份])"
)


def reckoned(clause: Clause) -> list[Intent]:
    """ "每段结尾剪掉1秒", "最后一段剪掉一半", "delete everything after clip 2", "10 seconds shorter"."""
    if clause.noun("title", "text", "captions", "music", "transition", "watermark", "voiceover", "sfx"):
        return []
    if not clause.text.chinese and (made := _in_english(clause)):
        return made
    return (
        _all_beside(clause)
        or _shorter_by(clause)
        or _between(clause)
        or (_of_each(clause) if clause.text.chinese else [])
    )


_SHARES = {"half": 0.5, "third": 1 / 3, "quarter": 0.25, "fifth": 0.2, "tenth": 0.1}
_LAST_THIRD = re.compile(rf"\bthe (first|last|final) ({'|'.join(_SHARES)})(?: (?:off|away|out))?\W*\Z")
_MADE_TO_LAST = re.compile(r"\bmake (?:.{1,24} )?(?:clip|clip \d+|one|shot|scene|it|this|that) last (?:for )?[\da-z]")


def _in_english(clause: Clause) -> list[Intent]:
    """ "Cut the last third", "remove everything but clip 2", "make the second clip last 5 seconds"."""
    said = clause.text.even[clause.start : clause.end]
    which, gone = clause.which(), clause.verbs and clause.verbs <= _DROPPED
    share = _LAST_THIRD.search(said)
    if share and gone and not which:
        where = "beginning" if share.group(1) == "first" else "end"
        if share.group(2) == "half":
            return [intent(clause, "cut_range", where="first_half" if where == "beginning" else "second_half")]
        return [intent(clause, "cut_range", where=where, share=round(_SHARES[share.group(2)], 4))]
    spared = except_of(clause).get("except")
    if gone and isinstance(spared, int | list) and not clause.of("when", "dur", "file", "quote"):
        return [intent(clause, "delete_clip", {"which": "all", "except": spared})]
    lasting = clause.when("tail")
    if lasting and lasting.seconds is not None and clause.verbs == {"make"} and _MADE_TO_LAST.search(said):
        return [intent(clause, "set_duration", seconds=plain(lasting.seconds), **(clip_of(clause) if which else {}))]
    return []


_DROPPED = frozenset({"remove", "cut", "trim"})


def _all_beside(clause: Clause) -> list[Intent]:
    """ "Cut everything before the second clip", "第二段之后的都不要"."""
    beside = next(
        (
            each.value
            for each in clause.of("which")
            if isinstance(each.value, Which) and each.value.relation in ("before", "after")
        ),
        None,
    )
    gone = (clause.verbs and clause.verbs <= _DROPPED) or (
        clause.text.chinese and not clause.verbs and clause.has("negation")
    )
    every = (
        "都" in clause.said
        or "全" in clause.said
        or clause.noun("everything", "all")
        or any(each.name in ("anything", "whatever") for each in clause.of("word"))
    )
    if beside is None or len(beside.clips) != 1 or not gone or not every or clause.of("when", "dur", "file", "quote"):
        return []
    return [intent(clause, "delete_clip", which=f"{beside.relation} {beside.clips[0]}")]


_LESS = re.compile(
    r"\bshorter\b|\bshorten\b[^,.;]*\bby\b|(?:缩短|剪短|减短|变短|弄短|调短)(?!到|成|至|为)(?:个|大约|差不多)*(?=\s*[\d一二两三四五六七八九十半])"
)


def _shorter_by(clause: Clause) -> list[Intent]:
    """ "Make it 10 seconds shorter", "缩短10秒": so much less, not so long."""
    length = clause.first("dur")
    if length is None or not _LESS.search(clause.text.even, clause.start, clause.end):
        return []
    if clause.of("when", "edge", "file", "quote", "factor") or clause.noun("all", "everything", "pause", "silence"):
        return []
    which = clause.which()
    place = clip_of(clause) if which and which.clips else {}
    return [intent(clause, "trim_end", seconds=length_of(clause), **place)]


def _between(clause: Clause) -> list[Intent]:
    """ "Put the last clip between the first and second"."""
    pointed = [each for each in clause.of("which") if isinstance(each.value, Which)]
    if clause.text.chinese or len(pointed) != 2 or not clause.verb("put", "move", "insert"):
        return []
    first, two = pointed
    middle = clause.text.even[first.start : two.start]
    moved, sides = first.value, two.value
    if "between" not in middle or not isinstance(moved, Which) or not isinstance(sides, Which):
        return []
    if len(moved.clips) != 1 or len(sides.clips) != 2:
        return []
    return [intent(clause, "reorder", clip=moved.clips[0], to=f"after {sides.clips[0]}")]


_ONLY_FIRST = re.compile(
    f"{_EACH}(?:只|仅|就)(?:要|用|留|取|保留|截取)?(?:开头的?|最?前面?的?|头)(?=\\d|[一二两三四五六七八九十半])"
)


def _of_each(clause: Clause) -> list[Intent]:
    """Chinese has no plural: that every clip is meant only 每 says."""
    said = clause.text.even[clause.start : clause.end]
    head = clause.when("head")
    if head and head.seconds is not None and _ONLY_FIRST.search(said):
        return [intent(clause, "keep_range", start=0, end=plain(head.seconds), clip="all")]
    length = length_of(clause)
    if length is None:
        when = clause.when("to", "for", "each")
        length = plain(when.seconds) if when and when.seconds is not None else None
    if length is not None:
        for pattern, op in ((_TAIL, "trim_end"), (_HEAD, "trim_start"), (_BY, "trim_end")):
            if pattern.search(said):
                return [intent(clause, op, seconds=length, clip="all")]
        if _TO.search(said):
            return [intent(clause, "set_duration", seconds=length, each=True)]
    return _share_off(clause)


_TAKEN = re.compile(r"掉|去|\b(?:off|away|in half)\b")


def _share_off(clause: Clause) -> list[Intent]:
    share, place = clause.value("frac"), clip_of(clause)
    off = clause.verbs and clause.verbs <= {"remove", "trim", "cut"} and not clause.of("when", "edge", "dur", "file")
    if not isinstance(share, float) or not 0 < share < 1 or not off or not place or place.get("clip") == "all":
        return []
    if clause.nouns - {"clip", "part", "video", "it"} or not _TAKEN.search(clause.said):
        return []
    kept = {"where": "first_half"} if share == 0.5 else {"where": "beginning", "share": round(1 - share, 4)}
    return [intent(clause, "keep_range", {**kept, **place})]
