"""Chinese wishes that no mark parts, and marks that part nothing: "加字幕删掉第二段", "字幕呢，大一点".

Chinese is often typed without commas, and a comma may stand between a thing and what is said of it. Both are told by
whether what stands on either side is a whole wish: an act, and something it is done to.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from rushes.language.words.lexicon import Token
from rushes.language.words.neighbours import text_of
from rushes.language.words.said_once_zh import evened, summed

WISH_TOKENS = 24
"""How far a wish is looked for to either side: longer ones have marks, and reading time must stay bounded."""

_ALONE = frozenset({
    "speed_up", "slow_down", "slow_motion", "reverse", "mute", "denoise", "stabilize", "sharpen", "normalize", "fade_in", "fade_out", "fade_both", "export",
    "auto", "timelapse", "upscale", "crop_bars", "chroma",
})  # fmt: skip
"""Acts that need nothing beside them."""
_DONE_TO = frozenset({
    "add", "remove", "insert", "make", "change", "keep", "cut", "trim", "split", "merge", "move", "replace", "extract", "loop", "compress", "rotate", "flip", "zoom", "pan",
    "blur", "up", "down", "extend", "shorten", "swap", "reorder", "crop", "crop_or_trim", "freeze", "duplicate", "resize", "sync", "scale_text", "shrink_text", "put",
})  # fmt: skip
_OPENS = frozenset({
    "add", "remove", "insert", "make", "change", "keep", "cut", "trim", "split", "merge", "replace", "extract", "up", "down", "extend", "shorten", "rotate", "flip", "blur",
    "crop", "reorder", "swap", "compress", "zoom", "crop_or_trim",
})  # fmt: skip
"""Acts that may begin a wish in the middle of a run of words, where what they are done to follows."""
_STEPS = frozenset({"up", "down", "scale_text", "shrink_text", "speed_up", "slow_down"})
_BY_MEANS = ("用", "使用", "采用", "利用", "以", "拿", "搭配", "配合", "打开", "开启", "启用", "需要")
"""Verbs of adding that only say with what another thing is done."""
_INTO = ("变", "改", "换", "转", "做", "弄", "调", "裁", "搞", "处理")
_THINGS = frozenset(
    ("noun", "nth", "nthlast", "order", "dur", "time", "quote", "file", "edge", "look", "effect", "transition", "res", "rate", "format", "ratio", "mood", "frac", "factor", "pct", "deg", "db", "mb")
)  # fmt: skip
_VAGUE_THINGS = frozenset({
    "video", "clip", "it", "one", "all", "everything", "size_n", "opacity", "style_n", "colour", "position_n", "font_n", "volume", "quality", "format", "resolution",
    "framerate", "style_word", "animation", "length_n", "order", "change_n", "padding", "part", "codec_n", "bitrate", "keep_pitch", "version",
})  # fmt: skip
"""Things that belong to what was said before them."""
_TOPICS = frozenset({
    "captions", "title", "text", "lower_third", "music", "audio", "voice", "voiceover", "volume", "noise", "video_noise", "video", "clip", "part", "watermark", "image", "sticker",
    "pip", "background", "region", "silence", "filler", "speed", "brightness", "contrast", "saturation", "temperature", "colour", "resolution", "framerate", "quality", "order", "intro",
    "outro", "effect", "transition", "thumbnail", "subject", "frame", "retake", "size_n", "aspect", "bitrate", "length_n", "all", "everything", "other",
})  # fmt: skip
_SMALL = frozenset({"polite", "function", "degree", "particle"})
_MARKS = ("comma", "and")


def parted(found: Sequence[Token], even: str) -> list[Token]:
    """`found` with a comma where a new wish begins without one, and without those after a topic."""
    both = evened(summed(_put_somewhere(found, even), even), even)
    return _joined_topics(_without_idle(_split_wishes(both, even), even), even)


_PUT_AT = re.compile("(?:放|摆|搁|移|挪|贴|插|加)(?:到|在)$")


def _put_somewhere(found: Sequence[Token], even: str) -> list[Token]:
    """The 放到 of "b.mp4放到第10秒" puts something there; it is no moment that is played to."""
    if not any(each.sort == "file" for each in found):
        return list(found)
    return [
        Token("verb", "put", each.start, each.end)
        if each.sort == "steer" and each.name == "at" and _PUT_AT.search(text_of(each, even))
        else each
        for each in found
    ]


def _runs(found: Sequence[Token]) -> list[tuple[int, int]]:
    """Where the runs of tokens between separators begin and end."""
    runs, begin = [], 0
    for index in range(len(found) + 1):
        if index == len(found) or found[index].sort == "separator":
            runs.append((begin, index))
            begin = index + 1
    return runs


def _split_wishes(found: list[Token], even: str) -> list[Token]:
    result: list[Token] = []
    for begin, end in _runs(found):
        run = found[begin:end]
        start = 0
        for at in range(1, len(run)):
            left, right = run[max(start, at - WISH_TOKENS) : at], run[at : at + WISH_TOKENS]
            if not left:
                continue
            after = _after(left, right, even)
            if after or _begins(left, right, even):
                result += run[start:at]
                name = "then" if after else "comma"
                result.append(Token("separator", name, right[0].start, right[0].end if after else right[0].start))
                start = at + 1 if after else at
        result += run[start:]
        if end < len(found):
            result.append(found[end])
    return result


def _after(left: Sequence[Token], right: Sequence[Token], even: str) -> bool:
    """Whether a 后 stands between two wishes: "降噪后去掉停顿"."""
    if text_of(right[0], even) not in ("后", "之后", "以后", "完后", "完") or len(right) < 2:
        return False
    return _whole(left, even) and _whole(right[1:], even) and right[1].sort != "function"


def _begins(left: Sequence[Token], right: Sequence[Token], even: str) -> bool:
    """Whether a new wish begins with `right`, and what stands before it is one already."""
    if _told_of_each(left, right, even):
        return True
    spaced = even[left[-1].end : right[0].start].isspace()
    first = next((each for each in right if each.sort != "polite"), None)
    if first is None or not _whole(left, even) or _awaits(left):
        return False
    if any(
        each.sort == "verb" and each.name in ("undo", "restore", "redo", first.name) and each.name != "add"
        for each in left
    ):
        return False
    if spaced and all(any(each.sort == "position" for each in side) for side in (left, right)):
        return False
    if spaced and right[0].sort in ("deg", "pct", "factor", "db", "num") and left[-1].sort == "verb":
        return False
    if spaced and _whole(right, even) and left[-1].sort not in ("steer", "negation"):
        return True
    last = left[-1]
    if last.sort in ("steer", "negation", "polite", "count") or text_of(last, even).endswith("的"):
        return False
    said_of = _ba_before(left) or any(each.sort in ("nth", "nthlast", "order") for each in left[:-1])
    if last.sort == "verb" and last.name not in _ALONE | _STEPS and not said_of:
        return False
    if first is not right[0] or not _whole(right, even):
        return False
    if first.sort == "verb":
        return _opens_with_act(left, right, even)
    if first.sort == "look":
        return text_of(first, even).startswith(("调", "提", "变", "弄", "压", "改"))
    if first.sort == "steer" and first.name == "ba":
        return text_of(first, even) in ("把", "将") and not _ba_before(left)
    if first.sort == "position" and any(each.sort == "position" for each in left):
        return False
    if first.sort == "position":
        named = next((index for index, each in enumerate(right) if each.sort == "verb"), 0)
        return (
            bool(named)
            and right[named].name in ("add", "put")
            and any(each.sort == "noun" for each in right[named + 1 :])
        )
    if first.sort == "steer" and first.name in ("at", "from"):
        return any(each.sort == "verb" and each.name in _OPENS | _ALONE for each in right) and not _from_open(left)
    return _opens_with_thing(left, right, even)


def _told_of_each(left: Sequence[Token], right: Sequence[Token], even: str) -> bool:
    """Whether what is wrong is told of one clip, then of another: "第二段太暗了第三段太亮了"."""
    ends = text_of(left[-1], even).endswith("了") and right[0].sort in ("nth", "nthlast", "order")
    return ends and all(
        side[0].sort in ("nth", "nthlast", "order") and any(each.sort in ("look", "degree") for each in side)
        for side in (left, right)
    )


_LIGHT = frozenset({"add", "make", "change", "insert", "process"})
_OBJECTS = frozenset(("noun", "quote", "file", "effect", "transition", "look", "ratio", "res", "emoji"))


def _awaits(left: Sequence[Token]) -> bool:
    """Whether the last verb still waits for its object, which may be an act by name: the 做 of "做降噪"."""
    last = next((index for index in range(len(left) - 1, -1, -1) if left[index].sort == "verb"), None)
    return (
        last is not None and left[last].name in _LIGHT and not any(each.sort in _OBJECTS for each in left[last + 1 :])
    )


def _from_open(left: Sequence[Token]) -> bool:
    return any(each.sort == "verb" and each.name in ("move", "put", "insert") for each in left)


def _opens_with_act(left: Sequence[Token], right: Sequence[Token], even: str) -> bool:
    first, said = right[0], text_of(right[0], even)
    if said in _BY_MEANS or said.startswith(("只", "仅")) or first.name not in _OPENS | _ALONE:
        return False
    if first.name in _ALONE:
        return first.name not in ("auto", "timelapse", "upscale", "crop_bars", "chroma", "slow_motion")
    things = [each for each in _until_act(right, even) if each.sort in _THINGS]
    own = [each for each in things if not (each.sort == "noun" and each.name in _VAGUE_THINGS)]
    if first.name in ("make", "change"):
        taken = any(each.sort == "verb" and each.name == "remove" for each in left)
        shaped = any(
            each.sort in ("look", "ratio", "res") or each.name in ("vertical", "landscape", "square") for each in own
        )
        return shaped and not taken and said.startswith(_INTO)
    return bool(own)


def _opens_with_thing(left: Sequence[Token], right: Sequence[Token], even: str) -> bool:
    """ "... 第三段调暗", "... 音乐小一点", "... 结尾淡出": a thing, then last what is said of it."""
    first = right[0]
    thing = first.sort in ("nth", "nthlast", "order", "edge") or (
        first.sort == "noun" and first.name in _TOPICS and first.name not in _VAGUE_THINGS
    )
    if not thing:
        return False
    if first.name in ("audio", "voice") and any(each.name in ("music", "voiceover", "sfx") for each in left):
        return False
    if not any(each.sort in _THINGS and each.name not in ("video", "it", "all") for each in left) and not any(
        each.name in _ALONE for each in left if each.sort == "verb"
    ):
        return False
    acts = [index for index, each in enumerate(right) if _act(each, even)]
    if not acts or acts[0] == 0:
        return False
    rest = right[acts[-1] + 1 :]
    named = first.sort in ("nth", "nthlast", "order") and not any(
        each.sort == "noun" and each.name not in ("clip", "video", "part") for each in right[1 : acts[0]]
    )
    about = (
        first.sort == "edge"
        or named
        or all(each.sort != "noun" or each.name in _VAGUE_THINGS for each in right[1 : acts[0]])
    )
    return about and not any(each.sort == "noun" or text_of(each, even) == "的" for each in rest)


def _ba_before(left: Sequence[Token]) -> bool:
    return any(each.sort == "steer" and each.name == "ba" for each in left)


def _act(each: Token, even: str) -> bool:
    if each.sort == "verb":
        said = text_of(each, even)
        return each.name in _ALONE | _DONE_TO and said not in _BY_MEANS and not said.endswith("度")
    return each.sort == "look" or (each.sort == "degree" and each.name in ("louder", "quieter"))


def _acts(tokens: Sequence[Token], even: str) -> list[Token]:
    return [
        each
        for index, each in enumerate(tokens)
        if _act(each, even) and not (index and text_of(tokens[index - 1], even) in _BY_MEANS)
    ]


def _until_act(right: Sequence[Token], even: str) -> Sequence[Token]:
    """What follows the first act, up to the next."""
    stop = next(
        (index for index, each in enumerate(right[1:], 1) if each.sort == "verb" and _act(each, even)), len(right)
    )
    return right[1:stop]


def _whole(tokens: Sequence[Token], even: str) -> bool:
    """Whether these words are a wish: an act, with something it is done to where it needs that."""
    acts = _acts(tokens, even)
    if not acts or any(each.sort in ("question", "negation", "given") for each in tokens):
        return False
    act = acts[0]
    ba = next((index for index, each in enumerate(tokens) if each.sort == "steer" and each.name == "ba"), None)
    if ba is not None and not any(_act(each, even) for each in tokens[ba + 1 :]):
        return False
    if act.sort == "look":
        return (
            text_of(act, even)[0] in "调提变弄压改加再更"
            or any(each.sort == "noun" for each in tokens)
            or len(acts) > 1
        )
    if act.sort == "degree":
        return any(each.sort == "noun" for each in tokens)
    if act.name in _ALONE:
        return True
    if act.name in ("add", "insert", "put"):
        put = [
            each for each in tokens if each.sort in ("noun", "quote", "file", "effect", "transition", "mood", "look")
        ]
        return any(each.sort != "noun" or each.name not in ("video", "it") for each in put) or any(
            each.name in _ALONE or each.name in ("zoom", "blur", "freeze") for each in acts[1:]
        )
    return any(each.sort in _THINGS for each in tokens if each is not act)


_TOPIC_SORTS = frozenset({"noun", "nth", "nthlast", "order", "edge", "function", "polite", "count", "file"})
_TUNED = ("调整", "调节", "设置", "修改", "更改", "设定", "改变", "控制")


def _joined_topics(found: list[Token], even: str) -> list[Token]:
    """Without the comma of "字幕呢，大一点", and of "调整亮度，增加20%"."""
    gone = {
        index
        for index, each in enumerate(found[1:-1], 1)
        if each.name == "colon" and found[index - 1].name == "for" and found[index + 1].sort == "dur"
    }
    runs = _runs(found)
    for (begin, end), (following, stop) in pairwise(runs):
        if (
            end >= len(found)
            or found[end].name != "comma"
            or even[found[end].start : found[end].end] not in (",", "，", " ")
        ):
            continue
        one, two = found[begin:end], found[following:stop]
        if _topic(one, even) and _comment(two, even):
            gone.add(end)
        elif _tuned(one, even) and _amount_only(two, even):
            gone |= {end, begin + next(i for i, each in enumerate(one) if each.sort == "verb")}
    return [each for index, each in enumerate(found) if index not in gone]


def _topic(run: Sequence[Token], even: str) -> bool:
    meant = [each for each in run if not (each.sort == "steer" and each.name == "ba")]
    things = [each for each in meant if each.sort in ("noun", "file") or text_of(each, even).endswith("帧")]
    return (
        bool(things)
        and all(each.sort in _TOPIC_SORTS or each in things for each in meant)
        and all(each.name in _TOPICS or each.sort != "noun" for each in things)
        and things[-1].name not in ("video", "effect", "transition", "all", "everything", "other", "part")
    )


_SAYS = frozenset({"show", "change", "remove", "put", "move", "translate", "make", "replace"}) | _STEPS | frozenset(
    {"mute", "denoise", "fade_in", "fade_out", "fade_both", "normalize", "blur", "sharpen", "zoom", "cut", "extract", "upscale", "loop", "export", "fade", "extend", "shorten"}
)  # fmt: skip


def _comment(run: Sequence[Token], even: str) -> bool:
    """Whether a run is only what is said of a thing named before."""
    meant = [each for each in run if each.sort not in ("polite", "function", "particle")]
    while meant and meant[0].sort == "degree" and meant[0].name in ("bit", "much", "too") and len(meant) > 1:
        meant = meant[1:]
    if not meant:
        return False
    if (
        len(meant) > 1
        and text_of(meant[0], even) in ("加", "加个", "做", "做个", "来个", "加上")
        and any(each.sort == "verb" and each.name in ("fade_in", "fade_out", "fade_both") for each in meant[1:])
    ):
        return not any(each.sort in ("noun", "nth", "order", "effect", "quote") for each in meant[1:])
    first = meant[0]
    coloured = text_of(first, even) == "用" and len(meant) > 1 and all(each.sort == "colour" for each in meant[1:])
    put_on = (
        first.sort == "verb"
        and text_of(first, even) in ("加在", "加到")
        and any(each.sort == "position" for each in meant)
    )
    led = (
        coloured
        or put_on
        or (first.sort == "verb" and first.name in _SAYS and text_of(first, even) not in _BY_MEANS)
        or (first.sort == "degree" and first.name in ("louder", "quieter"))
    )
    rest = [
        each
        for each in meant[1:]
        if each.sort in ("noun", "nth", "nthlast", "order", "effect", "word", "question", "negation")
    ]
    placed = first.name in ("put", "move", "replace", "change", "extract")
    own = [
        each for each in rest if not (placed and each.sort == "noun" and each.name in ("video", "clip", "frame", "it"))
    ]
    later = [
        each
        for each in meant[1:]
        if each.sort == "verb" and each.name not in _STEPS | {"fade_in", "fade_out", "fade_both"}
    ]
    return led and not own and not later


def _tuned(run: Sequence[Token], even: str) -> bool:
    verbs = [each for each in run if each.sort == "verb"]
    return (
        len(verbs) == 1
        and text_of(verbs[0], even) in _TUNED
        and any(each.sort == "noun" and each.name in _TOPICS for each in run)
        and not any(each.sort in ("pct", "num", "factor", "db", "dur", "look", "degree", "res", "rate") for each in run)
    )


def _amount_only(run: Sequence[Token], even: str) -> bool:
    meant = [each for each in run if each.sort not in ("polite", "function", "steer")]
    return (
        bool(meant)
        and any(each.sort in ("pct", "num", "factor", "db", "frac", "degree", "look", "verb") for each in meant)
        and all(
            each.sort in ("pct", "num", "factor", "db", "frac", "degree")
            or (each.sort == "verb" and each.name in _STEPS | {"change"})
            for each in meant
        )
    )


def _goes_on(rest: Sequence[Token], even: str) -> bool:
    """Whether an order of its own follows, so that the 嗯 before it is only breath: "嗯切掉前5秒", not "嗯去掉"."""
    first = next((each for each in rest if each.sort not in ("polite", "function")), None)
    if first is None or not _whole(rest, even):
        return False
    return first.sort in ("verb", "when", "which", "nth", "nthlast", "order", "edge", "dur", "look") or (
        first.sort == "steer" and first.name in ("ba", "front", "back", "from")
    )


_HURRY = ("快点", "快一点", "快些", "快", "快一些")
_SOUNDS = ("嗯", "呃", "额", "啊", "嗯嗯", "哦")


def _without_idle(found: list[Token], even: str) -> list[Token]:
    """The 快点 of "加字幕，快点" hurries nobody but us; a lone 嗯 before a wish means nothing."""
    result = list(found)
    fillers = [each for each in found if each.sort == "noun" and each.name == "filler"]
    for begin, end in _runs(found):
        run = found[begin:end]
        others = [
            each for each in (*found[:begin], *found[end:]) if each.sort in ("verb", "look", "effect", "noun", "which")
        ]
        meant = [index for index in range(begin, end) if found[index].sort not in ("polite", "function")]
        if not meant:
            continue
        last = meant[-1]
        hurried = text_of(found[last], even) in _HURRY and found[last].sort == "verb"
        paced = any(
            each.name in ("speed", "speed_up", "slow_down", "too_slow", "too_fast", "slow_motion")
            for each in found[:last]
        )
        told = begin and len(meant) == 1 and any(_act(each, even) for each in found[:begin])
        beside = last == end - 1 and len(meant) > 2 and _whole(run[: last - begin], even) and not _ba_before(run)
        if hurried and not paced and (told or beside):
            result[last] = replace(found[last], sort="polite", name="hurry")
        lone = len(fillers) == 1 and fillers[0] in run and text_of(fillers[0], even) in _SOUNDS
        at = found.index(fillers[0]) if lone else -1
        if lone and (
            (len(meant) == 1 and others)
            or (at == meant[0] and _goes_on(run[at + 1 - begin :], even))
            or (
                at == end - 1
                and len(meant) > 1
                and (found[at - 1].sort != "verb" or found[at - 1].name in _STEPS | {"extend", "shorten", "change"})
                and not any(each.name == "remove" for each in run)
            )
        ):
            result[at] = replace(fillers[0], sort="polite", name="said")
    return result
