"""Short replies that only mean something after what was said before: an answer to a question that came back, "no, the
other one", "same for clip 2". Each becomes a request that stands by itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rushes.language.words.called import called
from rushes.language.words.grouping import grouped
from rushes.language.words.lexicon import Token
from rushes.language.words.script import script
from rushes.language.words.times import Which
from rushes.language.words.tokens import tokens

_YES = re.compile(
    r"(?:yes|yeah|yep|yup|ok|okay|sure|please|please do|do it|do that|go ahead|go on|go for it|fine|right|correct|of course|absolutely|sounds good|the rest|do the rest|"
    r"好的?|好啊|好呀|对的?|可以的?|行的?|是的?|嗯+|做吧|就这样|没问题|先做吧|先做其余的)(?:[ ,，]*(?:please|thanks|thank you|do it|do that|go ahead|吧|啊|呀|谢谢|做吧|就这样))*[ .!。！~]*"
)
_NOS = (
    r"(?:no|nope|nah|no thanks|no thank you|never ?mind|forget it|leave it|skip it|don't|cancel|not now|thanks|thank you|"
    r"不用了?|不了|不要了?|算了|先不|不做|取消|都不要|别了|不用做|谢谢)"
)
_NO = re.compile(rf"{_NOS}(?:[ ,，.。!！]+{_NOS}|吧)*[ .!。！]*")
_ORDINALS = {
    "first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "last": -1, "former": 1, "latter": 2, "top": 1, "bottom": -1,
    "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "最后": -1, "one": 1, "two": 2, "three": 3, "four": 4, "a": 1, "b": 2, "c": 3, "d": 4,
}  # fmt: skip
_NTH = re.compile(
    r"(?:i'?d like |i want |i mean |let's (?:do|go with) |go (?:for|with) |take |choose |use |就|选|要|用|我选|我要)?(?:the |option |choice |number |no\.? ?|#|第)?"
    rf"(\d{{1,2}}|{'|'.join(_ORDINALS)})(?:st|nd|rd|th)?(?: ?(?:one|option|choice|thing|please|个|种|项|段|条|号|吧|谢谢))*[ .!。！)）]*"
)


def agreed(words: str) -> bool:
    return bool(_YES.fullmatch(words.strip().lower()))


def declined(words: str) -> bool:
    said = words.strip().lower()
    return bool(_NO.fullmatch(said)) and not re.fullmatch(r"(?:thanks|thank you|谢谢)[ .!。！]*", said)


def chosen(words: str, choices: Sequence[str]) -> str | None:
    """The one of `choices` that `words` mean: by number, by order, by yes where there is but one, or by words that
    only one of them holds."""
    even = script(words).even.strip()
    found = _NTH.fullmatch(even)
    if found:
        number = int(found[1]) if found[1].isdecimal() else _ORDINALS[found[1]]
        index = number - 1 if number > 0 else len(choices) + number
        return choices[index] if 0 <= index < len(choices) else None
    if len(choices) == 1 and agreed(words):
        return choices[0]
    bare = even.strip(" .!。！")
    holding = [each for each in choices if re.search(rf"(?<![a-z0-9]){re.escape(bare)}(?![a-z0-9])", each.lower())]
    return holding[0] if len(bare) > 1 and len(holding) == 1 else None


def together(asked: str, words: str, chinese: bool) -> str:
    """What was asked, with what was answered to the question it left open."""
    return f"{asked.rstrip(' .!?。！？')}{'，' if chinese else ', '}{words.strip()}"


_OTHER = re.compile(
    r"(?:no|nope|not that(?: one| clip)?|wrong(?: one| clip)?|oops|sorry|hmm|wait|i meant?|不对|不是|错了|弄错了|不是这个|搞错了|不是那个|哦不)[ ,，.!。！]*"
    r"(?:no[ ,]*)?(?:i meant?|i said|i want|it'?s|make (?:it|that)|do|是|我说的是|我是说|应该是|要|我要的是)?[ ,，]*(.{1,40})"
)
_SAME = re.compile(
    r"(?:and |now |also |then |please |ok |okay |so )*(?:can you |could you )?(?:do |apply |use |make )?(?:it |that |this |exactly )?(?:the )?same(?: thing| effect| settings?| change| edit)?(?: again)?(?: (?:for|to|with|on|goes for|applies to))? (.{1,60}?)(?: too| as well| also)?[ .!]*"
    r"|(?:and |also )+(.{1,40}?)(?: too| as well| also)[ .!]*"
    r"|(.{1,30}?)(?:也|同样)(?:要|是|来|给我)?(?:一样|这样|如此|同样处理|照做|这么弄|这么处理|这样处理|一样处理|这样弄|来一个|来一下|弄一下)(?:吧|处理|啊|的)?[ .。！]*"
)


def by_number(words: str, names: Sequence[str], clips: Sequence[str]) -> str:
    """`words` with clips that are called by a word of their files' names called by their numbers."""
    before = script(words)
    after = called(before, names, clips)
    return words if after.even == before.even else re.sub(" {2,}", " ", after.even).strip()


def same_again(words: str, said: str) -> str | None:
    """`said` meant for what `words` name instead ("same for clip 2", "第二段也一样"), or None where it is no such reply."""
    found = _SAME.fullmatch(script(words).even.strip())
    target = next((each for each in found.groups() if each), None) if found else None
    return _elsewhere(said, target) if target else None


def other_instead(words: str, said: str, clips: int) -> str | None:
    """`said` meant for another clip ("no, the other one", "不对，是第二段"), or None where it is no such reply."""
    found = _OTHER.fullmatch(script(words).even.strip())
    if not found:
        return None
    target = found[1].strip(" .!。！")
    if re.fullmatch(
        r"(?:the )?other(?: one| clip| shot| video)?|另一?(?:个|段|条)|另外(?:那|一)?(?:个|段|条)|别的那个", target
    ):
        meant = _clips_of(said)
        if len(meant) != 1 or clips != 2 or not isinstance(meant[0], int | str):
            return None
        number = {1: 2, 2: 1, "last": 1}.get(meant[0])
        target = (f"第{number}段" if script(said).chinese else f"clip {number}") if number else ""
    return (_elsewhere(said, target) or _at_another_time(said, target)) if target else None


_UNIT = r"(?:seconds?|secs?|s|minutes?|mins?|m|秒钟?|分钟?)"
_LENGTH = re.compile(rf"\d+(?:\.\d+)?\s*{_UNIT}(?![a-z])", re.IGNORECASE)
_STRETCH = re.compile(
    rf"(?:from |从)?\d[\d:.]*\s*{_UNIT}?\s*(?:to|until|till|-|–|到|至|~)\s*\d[\d:.]*(?:\s*{_UNIT}(?![a-z]))?", re.IGNORECASE
)


def _at_another_time(said: str, target: str) -> str | None:
    """`said` with the one length or stretch in it put right: "no, from 3 to 5", "不对，是3秒"."""
    for kind in (_STRETCH, _LENGTH):
        there = list(kind.finditer(said))
        if kind.fullmatch(target) and len(there) == 1:
            unit = re.search(rf"\s*{_UNIT}\Z", there[0].group(), re.IGNORECASE)
            told = re.search(rf"{_UNIT}\Z|:", target, re.IGNORECASE)
            return said[: there[0].start()] + target + (unit[0] if unit and not told else "") + said[there[0].end() :]
        if there:
            return None
    return None


def _which(text: str) -> list[Token]:
    return [
        each
        for each in grouped(tokens(script(text)))
        if isinstance(each.value, Which) and each.value.clips and not each.value.relation
    ]


def _clips_of(text: str) -> tuple[int | str, ...]:
    return tuple(clip for each in _which(text) for clip in each.value.clips)  # type: ignore[attr-defined]


_POINTED = re.compile(r"\b(?:it|this clip|this one|that clip|that one)\b|这段|这个片段|这一段|它", re.IGNORECASE)


def _elsewhere(said: str, target: str) -> str | None:
    """`said` with `target`, which must name clips, in place of the clips it named."""
    everything = re.fullmatch(
        r"(?:all|every)(?: of them| the)?(?: clips?| shots?| others?| rest)?|(?:all )?(?:of )?(?:the )?(?:rest|others|other clips)(?: of them)?|everything|全部|所有(?:片段)?|其他的?|每一?段",
        target,
    )
    meant = _which(target)
    more = [
        each
        for each in grouped(tokens(script(target)))
        if each.sort not in ("which", "function", "polite", "separator", "steer")
    ]
    if (not meant or more) and not everything:
        return None
    placed = target if not everything else ("所有片段" if script(said).chinese else "all clips")
    named = _which(said)
    if named:
        first = named[0]
        before = (
            re.sub(r"\b(?:the|my)\s*$", "", said[: first.start], flags=re.IGNORECASE)
            if placed.startswith(("clip", "all", "the"))
            else said[: first.start]
        )
        return before + placed + said[first.end :]
    if _POINTED.search(said):
        return _POINTED.sub(placed, said, count=1)
    return f"{placed}{said}" if script(said).chinese else f"{said.rstrip(' .!?')} on {placed}"
