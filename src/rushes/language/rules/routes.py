"""Requests that change nothing: questions, status, help, credits, upload, what is out of scope, what is unclear."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rushes.language.clauses.clause import Clause
from rushes.language.reading import Intent, Reading, Route
from rushes.language.rules.scope import intent
from rushes.language.words.lexicon import Token
from rushes.language.words.script import Script


def background(clause: Clause) -> bool:
    """Whether a clause only tells what the asker has ("I have a video called 'x.mp4'")."""
    if not clause.has("given"):
        return False
    given = clause.first("given")
    assert given
    if clause.noun("spelling"):
        return False
    if any(each.sort == "verb" and each.name in DOING and each.end <= given.start for each in clause.tokens):
        return False
    verbs = [each for each in clause.tokens if each.sort == "verb" and each.start > given.start]
    doing = [
        each
        for each in verbs
        if each.name in ("remove", "trim", "keep", "add", "mute", "export", "speed_up", "merge") and each.name
    ]
    return not doing or len(clause.tokens) > 12 or clause.tokens[0].sort == "given"


def outside(clause: Clause) -> list[Intent]:
    """What an editor of given footage does not do."""
    made = [
        each
        for each in clause.of("verb")
        if each.name == "make" and clause.text.even[each.start : each.end] in ("generate", "生成", "create", "produce")
    ]
    told = clause.of("word")
    if (
        made
        and told
        and clause.noun("video", "clip", "image", "montage", "broll")
        and not clause.of("file", "which")
        and not clause.noun(
            "captions", "title", "voiceover", "highlight", "it", "thumbnail", "music", "sfx", "intro", "outro", "gif"
        )
    ):
        about = any(word in clause.said for word in (" about ", " of ", "关于")) or clause.text.chinese
        if about and not clause.verb("change", "merge", "split"):
            return [intent(clause, "out_of_scope", what=clause.words(clause.start, clause.end))]
    wanted = clause.text.chinese and clause.first("verb", "make", "add")
    bare = clause.text.even[wanted.start : wanted.end] if wanted else ""
    if (
        told
        and bare in ("做一个", "制作", "制作一个", "做一条", "做个", "制作一条", "做一段")
        and clause.noun("video")
        and not clause.of("file", "which", "res", "dur")
        and clause.nouns <= {"video"}
        and not clause.noun("it")
        and clause.tokens[-1].sort == "noun"
    ):
        return [intent(clause, "out_of_scope", what=clause.words(clause.start, clause.end))]
    if clause.of("url") and clause.verb("export", "extract", "add", "save"):
        return [intent(clause, "out_of_scope", what=str(clause.value("url")))]
    found = clause.first("route", "oos")
    if not found or _purpose(clause, found) or _only_told(clause, found):
        return []
    written = clause.words(found.start, found.end)
    return [intent(clause, "out_of_scope", what=written)]


_THINGS = frozenset((
    "livestream", "live stream", "multicam", "multi-cam", "book", "bank", "node", "plugin", "draw", "paint", "painting", "drawing", "avatar", "3d model", "weather", "joke", "google", "browse",
    "recipe for", "spotify", "alarm", "crack", "calculate", "solve", "storyboard", "机位", "多机位", "天气", "新闻", "小说", "股票", "唱歌", "笑话", "直播带货", "媒体池", "剧本", "元件", "安装", "做饭",
    "场记", "发布", "投稿", "生成动画", "改写", "闹钟", "数字人", "虚拟人",
))  # fmt: skip
"""Words that may only say what the footage is about."""
_BY_SOMEBODY = re.compile(r"\b(?:when|where|before|after|until|as|since|once) (?:i|we|he|she|they) $")


def _only_told(clause: Clause, found: Token) -> bool:
    """Whether an outside word is only what the footage shows or comes from ("the moments in the livestream")."""
    if _BY_SOMEBODY.search(clause.text.even[: found.start]):
        return True
    if clause.text.even[found.start : found.end] not in _THINGS:
        return False
    return any(
        each.sort == "verb" and each.name in DOING and each.name not in ("make", "show") for each in clause.tokens
    ) or bool(clause.nouns & {"highlight", "music", "correct", "captions", "title", "silence", "filler", "transition"})


PURPOSE = re.compile(r"\bso (?:that )?(?:i|we|you|they|people) can\b|方便我|方便发|好让我|以便")


def _purpose(clause: Clause, found: Token) -> bool:
    """Whether `found` only tells what the asker will do with it ("..., so I can email it")."""
    acting = any(each.sort == "verb" and each.name in DOING and each.end <= found.start for each in clause.tokens)
    return acting and bool(PURPOSE.search(clause.text.even, clause.start, found.start + 1))


DOING = frozenset({
    "remove", "trim", "cut", "keep", "split", "add", "insert", "put", "overlay", "write", "up", "down", "speed_up", "slow_down", "slow_motion", "reverse", "freeze",
    "loop", "duplicate", "move", "swap", "reorder", "merge", "crop", "rotate", "flip", "zoom", "stabilize", "sharpen", "blur", "upscale", "denoise", "mute", "duck",
    "normalize", "fade", "fade_in", "fade_out", "fade_both", "crossfade", "export", "compress", "convert", "resize", "replace", "translate", "transcribe", "extract", "make",
    "change", "undo", "redo", "begin", "stop", "restore", "auto", "extend", "shorten", "pan", "sync", "show",
})  # fmt: skip


PRICES = frozenset(("price", "pricing", "cost", "plan", "pay", "refund", "费用", "价格", "会员", "免费", "购买"))


def _only_a_price(found: Sequence[Token], text: Script) -> bool:
    """Whether the only word about money is one that a film may be about as well."""
    return all(text.even[each.start : each.end] in PRICES for each in found if each.sort == "route")


def without_intents(found: Sequence[Token], text: Script, language: str) -> Reading:
    """The route of a request of which no operation was made."""
    sorts = {each.sort for each in found}
    routes = {each.name for each in found if each.sort == "route"}
    if "oos" in routes and not all(
        _BY_SOMEBODY.search(text.even[: each.start]) for each in found if each.name == "oos"
    ):
        return Reading(Route.OUT_OF_SCOPE, language=language)
    for name, route in (
        ("credits", Route.CREDITS),
        ("upload", Route.UPLOAD),
        ("status", Route.STATUS),
        ("help", Route.HELP),
    ):
        if name in routes and not (name == "credits" and sorts & {"verb"} and _only_a_price(found, text)):
            return Reading(route, language=language, topic=str(name))
    if any(each.sort == "question" for each in found):
        return Reading(Route.STATUS, language=language, topic="what")
    if not any(
        each.sort
        in (
            "verb",
            "noun",
            "vague",
            "look",
            "mood",
            "degree",
            "word",
            "effect",
            "when",
            "which",
            "negation",
            "edge",
            "preset",
        )
        for each in found
    ):
        return Reading(Route.HELP, language=language, topic="greeting")
    making = any(each.sort == "verb" and each.name in ("make", "process", "auto", "improve") for each in found)
    if any(each.sort == "noun" and each.name == "preview" for each in found) and not making:
        return Reading(Route.STATUS, language=language, topic="preview")
    if sorts & {"given"} and not any(each.sort == "verb" for each in found):
        return Reading(Route.UNCLEAR, language=language, topic="given")
    if {each.name for each in found if each.sort == "verb"} == {"save"} and not sorts & {"file", "format", "word"}:
        return Reading(Route.STATUS, language=language, topic="saved")
    topic = (
        "better" if "vague" in sorts or any(each.sort == "verb" and each.name == "improve" for each in found) else ""
    )
    return Reading(Route.UNCLEAR, language=language, topic=topic)
