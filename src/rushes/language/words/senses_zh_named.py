"""Chinese words and quotes that name a sound, a song or a look: “叮咚” is heard, 《晴天》 played, “电影感”滤镜 seen."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rushes.language.words.lexicon import Token, tree
from rushes.language.words.neighbours import text_of


def _nouns(part: Sequence[Token]) -> set[object]:
    return {each.name for each in part if each.sort == "noun"}


_GENRES = re.compile("(?:轻音乐|纯音乐|钢琴曲|吉他曲|交响乐|电子乐|电子音乐|轻古典|民谣|爵士|摇滚)$")
_PLAYED_BY = ("配上", "配", "配一首", "配首", "来一首", "来首", "放一首", "放首", "换首", "换一首", "加一首", "加首")


def played(part: list[Token], even: str) -> list[Token]:
    """ "配上《晴天》", "配上钢琴曲": a title or a kind of music after such a verb is music."""
    result: list[Token] = []
    words = _nouns(part) & {
        "text",
        "title",
        "captions",
        "music",
        "intro",
        "outro",
        "lower_third",
        "voiceover",
        "sfx",
        "transition",
    }
    for index, each in enumerate(part):
        result.append(each)
        before = next((other for other in reversed(part[:index]) if other.sort not in ("function", "count")), None)
        song = each.sort == "quote" and before is not None and text_of(before, even) in _PLAYED_BY
        genre = each.sort == "mood" and _GENRES.search(text_of(each, even)) is not None
        if (song or genre) and not words and "music" not in _nouns(part):
            result.append(Token("noun", "music", each.end, each.end))
    return result


_LOOK_WORDS = re.compile("的?(?:滤镜|色调|调色|风格|色彩|效果)")


def look_named(part: list[Token], even: str) -> list[Token]:
    """The “电影感” of "添加“电影感”滤镜" is the look of that name."""
    result = []
    for each in part:
        if each.sort == "quote" and _LOOK_WORDS.match(even, each.end):
            known = tree().chinese.get(str(each.value).removesuffix("滤镜").strip())
            if known and known[0] == "look":
                each = replace(each, sort="look", name=known[1])
        result.append(each)
    return result


_FLASHES = ("闪白", "闪黑", "白闪", "黑闪", "闪光")


def flashed(part: list[Token], even: str) -> list[Token]:
    """The 闪白 of "片段之间加闪白" joins two clips."""
    if not any(each.sort == "steer" and each.name == "between" for each in part):
        return part
    return [
        replace(each, sort="transition", name="dip")
        if each.sort == "effect" and text_of(each, even) in _FLASHES
        else each
        for each in part
    ]


_RINGS = re.compile("[叮咚当啪砰嘭咔嚓嗖咻哗啦铛锵哔嘟滴噔嘀轰隆唰嘘喵汪叽喳噗嗡咕嘎吱哒]+")


def rung(part: list[Token], even: str) -> list[Token]:
    """The “叮咚” of "加个“叮咚”" is heard; the 转 of a word unknown ("转厂") turns nothing."""
    written = _nouns(part) & {"text", "title", "captions", "lower_third"}
    result = []
    for index, each in enumerate(part):
        if each.sort == "quote" and not written and _RINGS.fullmatch(str(each.value).strip(" !！~")):
            each = Token("noun", "sfx", each.start, each.end, each.value)
        following = part[index + 1] if index + 1 < len(part) else None
        if text_of(each, even) == "转" and following and following.sort == "word" and following.start == each.end:
            each = replace(each, sort="function", name="unknown")
        if text_of(each, even) == "转" and following and following.sort in ("rate", "res"):
            each = replace(each, name="change")
        result.append(each)
    return result
