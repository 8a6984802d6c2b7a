"""Chinese words of time and measure in the sense their clause gives them: "第10到20秒" counts seconds, "8M" bits, 第一分钟
is a stretch."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rushes.language.words.amounts import Length, number
from rushes.language.words.lexicon import Token
from rushes.language.words.neighbours import text_of


def _nouns(part: Sequence[Token]) -> set[object]:
    return {each.name for each in part if each.sort == "noun"}


_MINUTE = re.compile("第 ?([0-9]{1,2}|[一二三四五六七八九十]{1,3}) ?(?:个)?分钟")
_AS_MOMENT = frozenset({"to", "spot", "at", "from", "onwards", "earlier", "before", "after", "max", "min"})


def nth_minute(part: list[Token], even: str) -> list[Token]:
    """The 第二分钟 of "第二分钟静音" is the minute from 1:00 to 2:00; beside 到, 处, 开始 it is a moment."""
    result: list[Token] = []
    for index, each in enumerate(part):
        found = _MINUTE.fullmatch(text_of(each, even)) if each.sort == "time" else None
        beside = [*part[max(index - 1, 0) : index], *part[index + 1 : index + 2]]
        moment = any(
            (other.sort == "steer" and other.name in _AS_MOMENT) or other.sort in ("edge", "dur", "time", "num", "frac")
            for other in beside
        )
        if found is None or moment:
            result.append(each)
            continue
        end = number(found.group(1)) * 60
        middle = Token("steer", "to", each.start, each.end)
        result += [replace(each, value=Length(end - 60, 60.0)), middle, replace(each, value=Length(end, 60.0))]
    return result


_BITS = re.compile(r"(\d+(?:\.\d+)?) ?([mk])(?:bps|b/s|bit/s)?", re.IGNORECASE)


def measured(part: list[Token], even: str) -> list[Token]:
    """The "8M" of "码率8M" is no length of time; that of "文件控制在20M" is a size."""
    named = next((each for each in part if each.sort == "noun" and each.name == "bitrate"), None)
    sized = (
        any(word in even[part[0].start : part[-1].end] for word in ("文件", "体积", "大小", "容量", "内存"))
        if part
        else False
    )
    if named is None and not sized:
        return part
    result = []
    for each in part:
        found = _BITS.fullmatch(text_of(each, even)) if each.sort in ("dur", "mb", "res", "num") else None
        if found and named:
            unit = "Mbps" if found[2].lower() == "m" else "kbps"
            each = replace(each, sort="bitrate", name="bitrate", value=f"{found[1]}{unit}")
        elif found and each.sort == "dur" and found[2].lower() == "m":
            each = replace(each, sort="mb", name="mb", value=float(found[1]))
        result.append(each)
    return result


def until(part: list[Token], even: str) -> list[Token]:
    """ "音乐放到30秒": a verb with 到 before a moment says until when."""
    if not _nouns(part) & {"music", "audio", "sfx"}:
        return part
    result: list[Token] = []
    for index, each in enumerate(part):
        following = part[index + 1] if index + 1 < len(part) else None
        if (
            text_of(each, even) in ("放到", "播到", "用到", "播放到", "响到", "持续到", "延续到", "铺到", "只放到")
            and following is not None
            and following.sort in ("time", "dur")
        ):
            result.append(Token("steer", "to", each.start, each.end))
            continue
        result.append(each)
    return result


_BARE_NTH = re.compile(r"第 ?[\d一二两三四五六七八九十百]+")


def from_second(part: list[Token], even: str) -> list[Token]:
    """The "第10" of "第10到20秒" counts seconds."""
    result = []
    for index, each in enumerate(part):
        later = part[index + 1 : index + 3]
        if (
            each.sort == "nth"
            and _BARE_NTH.fullmatch(text_of(each, even))
            and len(later) == 2
            and later[0].sort == "steer"
            and later[0].name == "to"
            and later[1].sort in ("dur", "time")
        ):
            each = replace(each, sort="num", name="num", value=float(str(each.value)))
        result.append(each)
    return result
