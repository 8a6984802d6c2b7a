"""What a Chinese speaker takes back in the same breath: "静音第二段，不对，第三段", "加红色字幕，算了还是黄色吧".

The last word counts. What is said anew either fills slots of the wish before, or stands in its place; where only
"算了，不删了" follows, the wish before is not to be done.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rushes.language.words.lexicon import Token
from rushes.language.words.neighbours import text_of

MARKERS = frozenset({"correction", "rather"})
"""What `idioms_zh` makes of 不对, 算了; and of a 还是 after a comma, which corrects only where its words fit."""
CORRECTIONS_MAX = 8
_ENDS = ("comma", "stop", "then", "and", "question")
_LIGHT = ("用", "改成", "改为", "换成", "放", "放在", "放到", "加在", "加到", "加上", "加", "调成", "调到", "写", "写成", "做成", "设成", "设为", "弄成", "改", "换", "调", "配", "来", "选", "变成", "移到", "挪到")  # fmt: skip
_FAMILIES = (
    ("res", {"res", "num"}, None), ("end", {"edge"}, None), ("end", {"steer"}, {"front", "back"}), ("which", {"nth", "nthlast", "order"}, None),
    ("time", {"dur", "time", "frames"}, None), ("amount", {"pct", "factor", "db", "frac"}, None), ("tone", {"mood"}, None),
    ("join", {"transition", "effect"}, None), ("join", {"verb"}, {"crossfade", "fade", "fade_both"}),
    ("shape", {"ratio"}, None), ("shape", {"noun"}, {"vertical", "landscape", "square", "ultrawide"}),
    ("step", {"verb"}, {"up", "down", "scale_text", "shrink_text", "speed_up", "slow_down", "extend", "shorten"}),
    ("turn", {"particle"}, None), ("place", {"position"}, None), ("film", {"format", "codec"}, None),
)  # fmt: skip
"""Sorts of tokens that stand for one another: 前5秒 and 最后5秒, 叠化 and 闪白."""
_KEPT = re.compile(
    "(?:[,，。 ]|还是|就|先|我|那)*(?:(?:别|不|不要|不用|不必)(?:再)?[删剪加弄改动做切调放移去要用换裁转配导]+(?:掉|除|辑|了|出)*[^,，。]{0,6}?"
    "|[^,，。]{0,4}(?:要|得|需要)(?:的|留着?|保留)|(?:留着|留下|保留|保持)(?:它|原样|不变|不动)?|撤销?|撤回|(?:用|要|保持|恢复|按)?(?:原来|原先|之前|本来|原)(?:的)?(?:样子|样|那样|那个|版本?)?)"
    "(?:吧|了|好了|就好|就行|啦|呗)*"
)
"""Words after a correction that only call the wish before off."""
_SETTLES = re.compile("(?:吧|好了|算了|就行|为好|就好|得了)[。.!！ ]*$")
_TELLING = ("language", "colour", "mood", "look", "position")
"""What may be told besides, of a thing that is said once more: "加字幕，不对，是双语字幕"."""
_SMALL = ("polite", "function", "degree", "count")


def corrected_chinese(found: Sequence[Token], even: str) -> list[Token]:
    """`found` as it is meant after all that was taken back."""
    result = list(found)
    for _ in range(CORRECTIONS_MAX):
        at = next((i for i, each in enumerate(result) if each.sort == "function" and each.name in MARKERS), None)
        if at is None:
            break
        result = _put_right(result, at, even)
    return result


def _put_right(found: list[Token], at: int, even: str) -> list[Token]:
    marker = found[at]
    left, right = found[:at], found[at + 1 :]
    while left and left[-1].sort == "separator":
        left.pop()
    while right and (right[0].sort == "separator" or (right[0].sort == "function" and right[0].name in MARKERS)):
        right.pop(0)
    start = max((i for i in range(len(left)) if _ends(left, i)), default=-1) + 1
    stop = next((i for i in range(len(right)) if _ends(right, i)), len(right))
    wish, anew, rest = left[start:], right[:stop], right[stop:]
    if not wish or not anew:
        return [*left, *found[at + 1 :]]
    said = even[anew[0].start : anew[-1].end]
    if marker.name == "rather" and not _SETTLES.search(said):
        return [*left, Token("separator", "comma", marker.start, marker.end), *right]
    if _KEPT.fullmatch(said):
        return [*left[:start], Token("negation", "dont", wish[0].start, wish[0].start), *wish, *rest]
    meant = _instead(wish, anew, even, marker.name == "correction")
    if meant is None:
        return [*left, Token("separator", "comma", marker.start, marker.end), *right]
    return [*left[:start], *meant, *rest]


def _ends(found: list[Token], at: int) -> bool:
    """Whether a wish ends here; the 和 of "第一段和第二段" ends none."""
    if found[at].sort != "separator" or found[at].name not in _ENDS:
        return False
    beside = found[max(at - 1, 0) : at + 2 : 2]
    return found[at].name != "and" or len(beside) < 2 or not _alike(*beside) or beside[0].sort in ("verb", "noun")


def _instead(wish: list[Token], anew: list[Token], even: str, certain: bool) -> list[Token] | None:
    """The wish as corrected, or None where what follows has nothing to do with it."""
    filled = _filled(wish, anew, even)
    if filled:
        return filled
    acts = [i for i, each in enumerate(anew) if _act(each)]
    done = [i for i, each in enumerate(wish) if _act(each)]
    if not acts:
        return None
    if not done:
        first = next((each for each in anew if each.sort not in _SMALL), anew[0])
        kept = [each for each in wish if not _alike(each, first)]
        return [*kept, *anew] if len(kept) < len(wish) else anew
    things = [each for each in anew if each.sort not in (*_SMALL, "verb", "look", "steer")]
    leads = all(each.sort in (*_SMALL, "steer") for each in anew[: acts[0]])
    twin = next((i for i in done if wish[i].name == anew[acts[0]].name or _moves(wish[i], anew[acts[0]])), None)
    if leads and twin is not None:
        return [*wish[:twin], *anew]
    if things:
        return anew if certain else None
    return [*wish[: done[0]], *anew, *wish[done[0] + 1 :]]


def _moves(one: Token, other: Token) -> bool:
    return {one.name, other.name} <= {"move", "put", "lead", "close"}


def _act(each: Token) -> bool:
    return each.sort in ("verb", "look")


def _filled(wish: list[Token], anew: list[Token], even: str) -> list[Token] | None:
    """`wish` with each of its slots filled anew; None unless all that is said anew is such a slot."""
    result: list[tuple[Token, ...]] = [(each,) for each in wish]
    taken: list[int] = []
    slots = [each for each in anew if each.sort not in _SMALL and not _only_links(each, even)]
    for each in reversed(slots):
        place = next((i for i in range(len(wish) - 1, -1, -1) if i not in taken and _alike(wish[i], each)), None)
        if place is not None:
            taken.append(place)
            result[place] = (each,)
        elif taken and each.sort in _TELLING:
            result[taken[-1]] = (each, *result[taken[-1]])
        else:
            return None
    return [each for slot in result for each in slot] if slots else None


def _only_links(each: Token, even: str) -> bool:
    if each.sort == "steer":
        return each.name not in ("front", "back", "onwards", "earlier")
    if each.sort == "noun" and each.name in ("it", "clip", "music", "part"):
        return True
    return each.sort == "verb" and text_of(each, even) in _LIGHT


def _alike(one: Token, other: Token) -> bool:
    return _family(one) == _family(other)


def _family(each: Token) -> object:
    for name, sorts, names in _FAMILIES:
        if each.sort in sorts and (names is None or each.name in names):
            return name
    return (each.sort, each.name) if each.sort in ("verb", "noun", "steer", "word") else each.sort
