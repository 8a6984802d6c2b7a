"""Chinese words with more than one sense, settled by what stands beside them in their clause.

"几段" asks after "有" and only counts elsewhere; "去" takes away before a thing and is half a verb after "出";
what stands before "的部分" only describes it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from rushes.language.words.lexicon import Token
from rushes.language.words.senses_zh_named import flashed, look_named, played, rung
from rushes.language.words.senses_zh_said import said_again, silent, spoken, whose, without_sound
from rushes.language.words.senses_zh_times import from_second, measured, nth_minute, until

_SOUNDS = frozenset({"music", "audio", "voice", "volume", "voiceover", "sfx"})
_SMALL = ("function", "polite")


def sensed_chinese(found: Sequence[Token], even: str) -> list[Token]:
    """`found` with each doubtful Chinese word in the sense its clause gives it."""
    result: list[Token] = []
    begin = 0
    for index in range(len(found) + 1):
        if index == len(found) or (found[index].sort == "separator" and found[index].name != "colon"):
            part = list(found[begin:index])
            for rule in _RULES:
                part = rule(part, even)
            result += part
            if index < len(found):
                result.append(found[index])
            begin = index + 1
    return _covered(_again(result, even), even)


def _text(token: Token, even: str) -> str:
    return even[token.start : token.end]


def _nouns(part: Sequence[Token]) -> set[object]:
    return {each.name for each in part if each.sort == "noun"}


_STEPPED = frozenset(
    {"up", "down", "scale_text", "shrink_text", "speed_up", "slow_down", "extend", "shorten", "sharpen", "stabilize"}
)


def _since_separator(result: list[Token]) -> list[Token]:
    clause: list[Token] = []
    for other in reversed(result):
        if other.sort == "separator":
            break
        clause.append(other)
    return clause


def _again(found: list[Token], even: str) -> list[Token]:
    """The "再" of "对比再强一点" is a degree where nothing before it in its clause is done."""
    result: list[Token] = []
    for index, each in enumerate(found):
        following = next((other for other in found[index + 1 :] if other.sort not in _SMALL), None)
        if (
            each.sort == "separator"
            and _text(each, even) in ("再", "还要", "还得", "也")
            and following is not None
            and (
                (following.sort == "verb" and following.name in _STEPPED)
                or following.sort in ("look", "vague", "degree")
            )
        ):
            clause = _since_separator(result)
            if clause and not any(other.sort in ("verb", "look", "negation") for other in clause):
                each = replace(each, sort="function", name="more")
        elif (
            each.sort == "separator"
            and _text(each, even) in ("也", "还")
            and following is not None
            and following.sort == "verb"
        ):
            clause = _since_separator(result)
            if clause and not any(other.sort in ("verb", "negation") for other in clause):
                each = replace(each, sort="function", name="also")
        result.append(each)
    return result


_ASKED_AFTER = re.compile(r"(?:有|共|是|剩|总|现在|目前|分了|用了|加了|剪了|第)[^,，。;；]{0,3}$")


def _indefinite(part: list[Token], even: str) -> list[Token]:
    """Question words that ask nothing: "把几段素材拼起来", "加点什么"."""
    asking = even.rstrip(" 。!").endswith("?") or even.rstrip(" ?。!").endswith(("吗", "呢"))
    result = []
    for each in part:
        counted = (
            each.sort == "question"
            and _text(each, even).startswith("几")
            and even[: each.start].endswith(("那", "这", "前", "后", "头", "最"))
        )
        if each.sort == "question" and (not asking or counted):
            word, before, after = _text(each, even), even[: each.start], even[each.end : each.end + 1]
            if word.startswith("几") and len(word) <= 4 and "秒" not in word and not _ASKED_AFTER.search(before):
                each = replace(each, sort="noun", name="all")
            elif word in ("什么", "啥", "哪", "哪里", "哪儿", "哪些", "哪个") and (
                before.endswith(("觉得", "感觉", "好像", "似乎", "点", "没", "缺", "随便", "任何", "无论", "不管"))
                or after in ("都", "也")
            ):
                each = replace(each, sort="function", name="anything")
        result.append(each)
    return result


_DIRECTED = ("出", "进", "上", "下", "回", "过")
_TAKEN = frozenset(
    {"watermark", "crop_bars", "noise", "video_noise", "captions", "music", "silence", "filler", "background", "title", "text", "echo", "audio", "voice", "retake", "gap", "effect", "transition", "part", "clip", "it"}
)  # fmt: skip


def _going(part: list[Token], even: str) -> list[Token]:
    """ "去" alone takes away only right before a thing that can go: "去水印", not "发不出去", "去海边拍的"."""
    result = []
    for index, each in enumerate(part):
        if each.sort == "verb" and each.name == "remove" and _text(each, even) == "去":
            following = next((other for other in part[index + 1 :] if other.sort not in _SMALL), None)
            gone = following is not None and (
                (following.sort == "noun" and following.name in _TAKEN)
                or (following.sort == "verb" and following.name in ("denoise", "crop_bars", "stabilize"))
                or following.sort in ("effect",)
            )
            if even[: each.start].endswith(_DIRECTED) or not gone:
                each = replace(each, sort="function", name="go")
        result.append(each)
    return result


_GOVERNING = frozenset(
    {"remove", "cut", "keep", "speed_up", "slow_down", "slow_motion", "mute", "loop", "move", "lead", "close", "reverse", "trim", "duplicate"}
)  # fmt: skip
_HEADS = ("part", "clip", "region", "image")
_KNOWN_ALREADY = frozenset(
    {
        "silence",
        "filler",
        "retake",
        "noise",
        "gap",
        "highlight",
        "scene_change",
        "selection",
        "playhead",
        "intro",
        "outro",
    }
)


_THAT = re.compile("[那这]一?(?:小|大|整)?(?:段|部分|块|截|条|个)(?:画面|镜头|视频|片段|内容)?$")
"""The 那一小段 of "调麦克风那一小段": what stands before it describes it, with no 的."""


_ACTED = ("verb", "look", "effect", "vague", "mood", "question", "route")
_LACKING = ("没有", "没", "无", "不带", "没出现", "看不到")
"""What a shot hasn't is told of it: "没有人的镜头"."""


def _governs(token: Token) -> bool:
    return token.sort == "verb" or (token.sort == "steer" and token.name == "ba")


def _describing(part: list[Token], even: str) -> list[Token]:
    """What stands before "的部分", "的镜头" describes it: in "把晃动的画面删掉" nothing is steadied."""
    for head, each in enumerate(part):
        said = _text(each, even)
        picture = each.sort == "noun" and each.name == "video" and said in ("画面", "视频", "素材", "视频画面")
        spot = said in ("的地方", "的那段", "的部分", "的时候")
        if not (picture or spot or (each.sort == "noun" and each.name in _HEADS)):
            continue
        first = head
        that = _THAT.search(even[: each.end]) if not spot else None
        if that:
            first = next((i for i, other in enumerate(part) if other.start >= that.start()), head)
        elif not spot:
            while (
                first
                and part[first - 1].sort in ("function", "count", "noun", "degree")
                and not _text(part[first - 1], even).startswith("的")
            ):
                if part[first - 1].sort == "noun" and part[first - 1].name not in ("it", "all", "one", "part"):
                    break
                first -= 1
            if not first or not _text(part[first - 1], even).startswith("的"):
                continue
            first -= 1
        left = first
        while left and not (
            part[left - 1].sort
            in ("negation", "polite", "edge", "dur", "when", "which", "time", "nth", "order", "quote", "file")
            or (part[left - 1].sort == "steer" and part[left - 1].name in ("earlier", "onwards"))
            or (part[left - 1].sort == "noun" and part[left - 1].name in ("it", "all", "everything"))
            or (part[left - 1].sort == "steer" and part[left - 1].name in ("ba", "only", "except"))
            or (part[left - 1].sort == "verb" and part[left - 1].name in _GOVERNING and left - 1 < 2)
        ):
            left -= 1
        if left and _text(part[left - 1], even) in _LACKING and (left < 2 or _governs(part[left - 2])):
            left -= 1
        told = part[left:first]
        if that and told:
            part[first:head] = [replace(other, sort="function", name="that") for other in part[first:head]]
            if _text(each, even).endswith(("段", "部分", "块", "截")) and "片段" not in _text(each, even):
                part[head] = replace(each, name="part")
        while told and told[0].sort in ("function", "count", "num"):
            told = told[1:]
        left = first - len(told)
        if not told:
            continue
        lacking = _text(told[0], even) in _LACKING
        if not lacking and not any(other.sort in _ACTED for other in told):
            continue
        if _nouns(told) & _KNOWN_ALREADY:
            continue
        outside = [*part[:left], *part[head + 1 :]]
        if not any(other.sort == "verb" and other.name in _GOVERNING for other in outside):
            continue
        whole = Token("word", even[told[0].start : told[-1].end], told[0].start, told[-1].end)
        return [*part[:left], whole, *_describing(part[first:], even)]
    return part


_HELD = ("停留", "停", "保持", "持续", "多停", "停顿", "静止", "停住", "停着", "定", "延长")


def _held(part: list[Token], even: str) -> list[Token]:
    """A frame that stays for some time is a still: "最后一帧停留3秒"."""
    if not any(each.sort == "dur" for each in part):
        return part
    frame = any(
        (each.sort == "noun" and each.name == "frame") or (each.sort == "dur" and _text(each, even).endswith("帧"))
        for each in part
    ) or any(
        (each.name == "playhead" and "帧" in _text(each, even)) or "画面" in _text(each, even)
        for each in part
        if each.sort == "noun" and each.name in ("playhead", "video")
    )
    if not frame or _nouns(part) & {"title", "text", "captions", "lower_third", "image", "music"}:
        return part
    return [
        replace(each, sort="verb", name="freeze") if _text(each, even) in _HELD and each.sort != "separator" else each
        for each in part
    ]


def _needed(part: list[Token], even: str) -> list[Token]:
    """The 需要 of "字幕需要移到下面" adds nothing."""
    result = []
    for index, each in enumerate(part):
        later = any(other.sort in ("verb", "look") for other in part[index + 1 :])
        if each.sort == "verb" and _text(each, even) in ("需要", "安排") and later:
            each = replace(each, sort="polite", name="needed")
        result.append(each)
    return result


def _quieter(part: list[Token], even: str) -> list[Token]:
    """ "压小一点" of sound is softer, of a file smaller."""
    if not _nouns(part) & _SOUNDS:
        return part
    if "music" in _nouns(part):
        part = [
            replace(each, sort="degree", name="quieter") if each.name == "noise" and "吵" in _text(each, even) else each
            for each in part
        ]
    part = [
        replace(each, sort="degree", name="quieter")
        if each.sort == "verb"
        and each.name in ("overlay", "blur")
        and _text(each, even) in ("盖住", "盖过", "遮住", "压住", "覆盖")
        else each
        for each in part
    ]
    return [
        replace(each, name="down")
        if each.sort == "verb"
        and each.name == "compress"
        and _text(each, even).startswith(("压小", "压低", "压到", "压一下"))
        else each
        for each in part
    ]


def _complained(part: list[Token], even: str) -> list[Token]:
    """An unknown word after "太" says what is wrong with a thing, not what something is to be done to."""
    result = list(part)
    for index in range(1, len(part)):
        each, before = part[index], part[index - 1]
        ends = index + 1 == len(part) or part[index + 1].sort in ("polite", "separator")
        if (
            each.sort == "word"
            and ends
            and each.end - each.start <= 3
            and before.sort in ("degree", "polite")
            and _text(before, even)
            in ("太", "有点太", "过于", "有点", "有些", "好", "好像有点", "真", "挺", "超", "很")
        ):
            result[index] = replace(each, sort="function", name="complaint")
    return result


def _sized(part: list[Token], even: str) -> list[Token]:
    """ "缩小点" makes a thing smaller; a file only where a file or its size is spoken of."""
    if any(
        word in even
        for word in ("文件", "体积", "容量", "内存", "压缩", "视频", "片子", "发不", "传不", "微信", "邮箱", "网盘")
    ) or any(each.sort == "mb" for each in part):
        return part
    return [
        replace(each, name="shrink_text")
        if each.sort == "verb" and each.name == "compress" and _text(each, even).startswith(("缩", "弄", "变"))
        else each
        for each in part
    ]


def _taken_out(part: list[Token], even: str) -> list[Token]:
    """The "抠掉" of "把3到6秒抠掉" takes a stretch out; nobody is cut out of the picture."""
    if not any(each.sort in ("dur", "time", "num") for each in part) or any(each.sort == "word" for each in part):
        return part
    if _nouns(part) & {"subject", "background", "region", "audio", "voice", "image", "frame"}:
        return part
    return [
        replace(each, name="remove") if each.sort == "verb" and _text(each, even) in ("抠掉", "扣掉") else each
        for each in part
    ]


_COMING = frozenset(("弹出", "弹出来", "浮现", "跳出", "跳出来", "蹦出", "蹦出来", "冒出", "冒出来", "飞出", "滑出"))
_LETTERED = {"captions", "title", "text", "lower_third", "sticker", "watermark"}


def _coming(part: list[Token], even: str) -> list[Token]:
    """The 弹出 of "字幕弹出" says how what is there comes; nothing is to be put there."""
    if any(each.sort in ("quote", "when", "time", "dur") for each in part):
        return part
    if any(each.sort == "verb" and each.name not in ("show", "make", "put") for each in part):
        return part
    result: list[Token] = []
    for each in part:
        moving = each.sort == "verb" and _text(each, even) in _COMING and _nouns(result) & _LETTERED
        result.append(replace(each, sort="noun", name="animation") if moving else each)
    return result


_OTHER_COUNTS = re.compile("[句次遍眼天人口题页行]")


def _nth_of_what(part: list[Token], even: str) -> list[Token]:
    """The 第一句话 of "第一句话剪掉" is no clip: a count word that no clip has names something else."""
    result: list[Token] = []
    for each in part:
        last = result[-1] if result else None
        counted = last is not None and (
            (last.sort in ("nth", "order") and _OTHER_COUNTS.match(even, each.start))
            or (last.sort == "edge" and even.startswith("一句", each.start))
        )
        if last and counted and last.end == each.start:
            result[-1] = Token("word", even[last.start : each.end], last.start, each.end)
        else:
            result.append(each)
    return result


_COVERED = ("盖住", "盖上", "盖一下", "挡住", "挡一下", "遮上")


def _covered(found: list[Token], even: str) -> list[Token]:
    """The 盖住 of "车牌露出来了，盖住" makes a thing that must not be seen unseen."""
    if not _nouns(found) & {"region"} or any(each.sort in ("file", "quote") for each in found):
        return found
    return [
        replace(each, name="blur") if each.sort == "verb" and _text(each, even) in _COVERED else each for each in found
    ]


_Rule = Callable[[list[Token], str], list[Token]]
_RULES: tuple[_Rule, ...] = (
    _nth_of_what, _needed, _coming, _indefinite, _going, _sized, without_sound, _taken_out, rung, played, look_named, flashed, from_second, nth_minute, silent, spoken, _complained, said_again, _describing, measured, _held, until, _quieter, whose,
)  # fmt: skip
