"""Chinese words for what is said and for silence: 重复 as what was said twice, “对吧” as a filler, 静音 as a thing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rushes.language.words.lexicon import Token
from rushes.language.words.neighbours import text_of


def _nouns(part: Sequence[Token]) -> set[object]:
    return {each.name for each in part if each.sort == "noun"}


def said_again(part: list[Token], even: str) -> list[Token]:
    """The "重复" of "重复的话只留最后一遍" is what was said twice."""
    if not any(each.sort == "verb" and each.name in ("keep", "remove", "cut") for each in part):
        return part
    return [
        replace(each, sort="noun", name="retake")
        if text_of(each, even) in ("重复", "反复")
        and each.sort == "verb"
        and even[each.end : each.end + 1] in ("的", "说", "讲", "录", "部", "内", "语", "句")
        else each
        for each in part
    ]


_HABIT = re.compile(
    "(?:说|讲|带|冒|蹦出|口头禅|口头语|口癖|语气词|废话|词|口播|旁白|讲解|解说|语音|台词|对白|录音)[^,，。;；]{0,8}$"
)


_HABITS = re.compile(
    "对吧|然后呢?|就是说?|那个|这个|其实|怎么说呢?|你知道吗|是吧|对不对|嗯+|呃+|啊+|额+|哦|这样子|的话|反正|ok|所以说|就那个|那么"
)


def spoken(part: list[Token], even: str) -> list[Token]:
    """Filler words in quotes that are said too often: "老是说“对吧”"."""
    part = [
        replace(each, sort="function", name="character")
        if index
        and part[index - 1].sort == "quote"
        and text_of(each, even) == "字"
        and _HABITS.fullmatch(str(part[index - 1].value).strip(" 。，,.").lower())
        and any(other.sort == "verb" and other.name in ("remove", "cut") for other in part)
        else each
        for index, each in enumerate(part)
    ]
    return [
        Token("noun", "filler", each.start, each.end, each.value)
        if each.sort == "quote"
        and _HABITS.fullmatch(str(each.value).strip(" 。，,.").lower())
        and (_HABIT.search(even[: each.start].replace("\ue001", "")) or (index and part[index - 1].name == "filler"))
        and not _nouns(part) & {"text", "title", "captions"}
        else each
        for index, each in enumerate(part)
    ]


def silent(part: list[Token], even: str) -> list[Token]:
    """The "静音" of "静音超过两秒的地方就删掉" is a thing."""
    result = list(part)
    for index, each in enumerate(part):
        later = part[index + 1 :]
        if (
            each.sort == "verb"
            and each.name == "mute"
            and text_of(each, even) in ("静音", "无声", "没声音", "没有声音", "消音")
            and any(other.sort == "steer" and other.name == "min" for other in later)
            and any(other.sort == "verb" and other.name in ("remove", "cut", "trim", "shorten") for other in part)
        ) or (
            each.sort == "verb"
            and text_of(each, even) in ("静音", "无声")
            and index
            and part[index - 1].end == each.start
            and text_of(part[index - 1], even)
            in ("去除", "删除", "去掉", "剪掉", "删掉", "清除", "移除", "剪去", "切掉", "跳过", "剔除")
        ):
            result[index] = replace(each, sort="noun", name="silence")
    return result


_MADE_SILENT = re.compile("[让把使变要弄成版]|导出|输出|想要")


def without_sound(part: list[Token], even: str) -> list[Token]:
    """The "没声音" of "中间有一段没声音" tells what is wrong; nobody asks for silence."""
    if part and _MADE_SILENT.search(even, part[0].start, part[-1].end):
        return part
    return [
        replace(each, sort="function", name="told")
        if each.name == "mute" and text_of(each, even) in ("没声音", "没有声音")
        else each
        for each in part
    ]


def whose(part: list[Token], even: str) -> list[Token]:
    """The 口播 of "把口播里说错的地方剪掉" only says where the slips are; it is not what goes."""
    taken = any(each.sort == "verb" and each.name in ("remove", "cut", "trim") for each in part)
    if not taken or not _nouns(part) & {"retake", "filler", "silence"}:
        return part
    return [
        replace(each, sort="function", name="whose")
        if each.sort == "noun" and each.name in ("voice", "audio", "voiceover")
        else each
        for each in part
    ]
