"""A request to tokens: what was set aside, amounts, known phrases, marks, and the words no table knows."""

from __future__ import annotations

import re
import unicodedata

from rushes.language.words.amounts import FRAMES_PER_SECOND_ASSUMED, Length, amount_at
from rushes.language.words.corrected_zh import corrected_chinese
from rushes.language.words.corrections import corrected
from rushes.language.words.idioms import idioms
from rushes.language.words.lent import lent
from rushes.language.words.lexicon import WORD, Token, chinese_tokens, latin_token, mixed_tokens, tree
from rushes.language.words.parting_zh import parted
from rushes.language.words.script import Script
from rushes.language.words.senses import sensed
from rushes.language.words.senses_zh import sensed_chinese

_MARKS = {",": "comma", "，": "comma", "、": "comma", ";": "stop", "；": "stop", "。": "stop", "!": "stop", "！": "stop",
          "\n": "stop", "?": "question", "？": "question", ":": "colon", "：": "colon", ".": "stop", "(": "open", ")": "close",
          "（": "open", "）": "close", "|": "stop", "•": "stop", "*": "stop", "[": "open", "]": "close"}  # fmt: skip


def tokens(text: Script, mend: bool = False) -> list[Token]:
    """`text` as tokens, in order. With `mend`, unknown words are also read as slips of known ones.

    Chinese has no spaces: of all ways to take the text apart the one with the fewest unknown characters is meant,
    then the one with the fewest words ("加进度条" is 加 + 进度条, not 加进 + 度 + 条).
    """
    even = text.even
    asides = {each.start: each for each in text.asides}
    words = list(WORD.finditer(even))
    starts = {each.start(): index for index, each in enumerate(words)}
    fixed = idioms(even, text.chinese)
    best: list[tuple[int, Token | None, int]] = [(0, None, len(even))] * (len(even) + 1)
    for at in range(len(even) - 1, -1, -1):
        aside = asides.get(at)
        if aside:
            token = Token(aside.sort, aside.sort, aside.start, aside.end, aside.words)
            best[at] = (best[aside.end][0] + KNOWN_COST, token, aside.end)
            continue
        indirect = fixed.get(at)
        if indirect:
            best[at] = (best[indirect[0].end][0] + KNOWN_COST, indirect[0], indirect[0].end)
            continue
        choices = _at(even, words, starts, at, mend)
        if not choices:
            best[at] = (best[at + 1][0], None, at + 1)
            continue
        best[at] = min(((best[each.end][0] + _cost(each), each, each.end) for each in choices), key=lambda one: one[0])
    found, at = [], 0
    while at < len(even):
        _, token, end = best[at]
        if token is not None:
            found += fixed.get(at, (token,))
        at = max(end, at + 1)
    put_right = corrected_chinese if text.chinese else corrected
    result = sensed(put_right(_tidy(found), even), even)
    return sensed_chinese(parted(result, even), even) if text.chinese else lent(result, even)


KNOWN_COST, ORDINARY_COST, UNKNOWN_COST = 2, 3, 24
"""What a word of the trade weighs, an ordinary word, and an unknown character: "加紧张的音乐" is 加 + 紧张, not 加紧."""


def _cost(token: Token) -> int:
    if token.sort != "word" or not isinstance(token.name, str) or token.name <= "\u2e7f":
        return KNOWN_COST
    return UNKNOWN_COST if len(token.name) == 1 else ORDINARY_COST


def _at(even: str, words: list[re.Match[str]], starts: dict[int, int], at: int, mend: bool) -> list[Token]:
    """What may be meant from character `at` on; empty where there is nothing to read."""
    character = even[at]
    if character == " " and _spaced(even, at):
        return [Token("separator", "comma", at, at + 1)]
    if character.isspace() and character != "\n":
        return []
    if at and at not in starts and _inside_word(even, at):
        return []
    if character == "=" and even[at + 1 : at + 2] not in ("=", ">"):
        return [Token("steer", "to", at, at + 1, "=")]
    if character == "#" and (shade := _SHADE.match(even, at)):
        return [Token("colour", shade.group(), at, shade.end())]
    amount = amount_at(even, at)
    if amount and amount.sort == "frames":
        amount = Token("dur", "dur", at, amount.end, Length(float(amount.value) / FRAMES_PER_SECOND_ASSUMED, 0.0))  # type: ignore[arg-type]
    known: list[Token] = []
    if at in starts:
        phrase, _ = latin_token(even, words, starts[at], mend)
        if phrase.name in ("first_half", "second_half") and _HALF_OF.match(even, phrase.end):
            phrase = Token("order", 1 if phrase.name == "first_half" else -1, at, words[starts[at]].end())
        known = [*mixed_tokens(even, at), phrase]
    elif character > "\u2e7f" and character not in _MARKS:
        known = [each for each in chinese_tokens(even, at) if each.sort != "word" or character.isalnum()]
    if amount:
        return (
            [amount, *(each for each in known if each.end > amount.end and each.sort != "word")]
            if not _wide(character)
            else [amount, *known]
        )
    if known:
        return known
    if even.startswith("..", at) and even[at - 1 : at].isalnum() and _DOTTED.match(even, at):
        return [Token("steer", "to", at, at + 2, "-")]
    if character in _MARKS:
        name = _MARKS[character]
        if character == "." and even[at + 1 : at + 2].strip() and even[at + 1].isascii():
            return []
        return [Token("separator", "and" if character == "、" else name, at, at + 1)]
    if character == "-" and even[max(at - 3, 0) : at] == "by " and even[at + 1 : at + 2].isdigit():
        return []
    if character == "-" and even[at + 1 : at + 2] == " " and not even[:at].rpartition("\n")[2].strip():
        return []
    if character in "-~→":
        return [Token("steer", "to", at, at + 1, "-")]
    if character in "&+":
        return [Token("separator", "and", at, at + 1)]
    if unicodedata.category(character) == "So" and (_between_sentences(even, at) or _only_a_mood(even, at)):
        return [Token("separator", "stop", at, at + 1)]
    if unicodedata.category(character) == "So":
        return [Token("emoji", character, at, at + 1)]
    if character.isascii() and character.isalnum():
        end = at + 1
        while end < len(even) and even[end].isascii() and even[end].isalnum():
            end += 1
        return [Token("word", even[at:end], at, end)]
    return []


_SETTING = re.compile("(?:亮度|对比度|饱和度|色温|锐度|曝光|音量|字号|码率|帧率|分辨率) ?[+\\-:=]? ?\\d")
"""A setting after the amount of another: "亮度 +20% 对比度 -10%"."""
_SHADE = re.compile("#[0-9a-f]{6}(?![0-9a-z])")
"""A colour as a program writes it: #ff0000."""
_DOTTED = re.compile(r"\.\.\d")
"""Two dots between moments: "12s..20s"."""
_RUN = re.compile(r"[\u4e00-\u9fff]+")


def _spaced(even: str, at: int) -> bool:
    """Whether a space stands for a comma: between two longer runs of Chinese, in a text that does not space its words."""
    if even[at - 1 : at].isdigit() or even[at - 1 : at] == "%":
        return bool(_SETTING.match(even, at + 1))
    before, after = even[max(0, at - 4) : at], even[at + 1 : at + 5]
    if len(before) < 4 or len(after) < 4 or not _RUN.fullmatch(before) or not _RUN.fullmatch(after):
        return False
    return sum(1 for each in even if each == " ") <= 3


_HALF_OF = re.compile(r" (?:of )?(?:an? )?(?:minute|second|hour|min|sec)")
"""After "the first half" it is a length: "the first half a minute"."""


_STICKING = re.compile(r"\b(?:add|put|insert|stick|use|place|overlay|emoji|sticker)\b|加|放|贴|插|表情")


def _between_sentences(even: str, at: int) -> bool:
    """Whether a pictogram only marks a mood between two sentences."""
    return not _STICKING.search(even, 0, at) and bool(even[at + 1 :].strip()) and bool(even[:at].strip())


_PICTOGRAMS_ONLY = re.compile(r"[^\w\ue001-\ue003]*\Z")
_STUCK_ON = re.compile(
    r"(?:(?:\b(?:add|put|insert|stick|use|place|overlay|emoji|sticker|an?|the|some|with|of|and|this|that|my|one|big|little)|加|放|贴|插|个|表情|贴纸|上|一)\W*)\Z"
)


def _only_a_mood(even: str, at: int) -> bool:
    """Whether a pictogram ends a request as a smile ends a sentence: "mute clip 2 🙏" puts no hands on the picture."""
    return bool(_PICTOGRAMS_ONLY.match(even, at)) and len(even[:at].split()) > 2 and not _STUCK_ON.search(even, 0, at)


def _inside_word(even: str, at: int) -> bool:
    """Whether `at` is within a run of letters or of digits: nothing can begin there."""
    here, before = even[at], even[at - 1]
    if not (here.isascii() and before.isascii()):
        return False
    return (here.isalpha() and before.isalpha()) or (here.isdigit() and before.isdigit())


def _wide(character: str) -> bool:
    return character > "\u2e7f"


_COLOURS = {"colour": "色"}


def _coloured(last: Token, each: Token) -> bool:
    """Whether a colour of one character is part of the unknown word before it: 口红, 试色."""
    short = each.end - each.start == 1 and isinstance(last.name, str) and last.name[:1] > "\u2e7f"
    apart = str(last.name)[-1:] in "底边框字"
    return short and not apart and (each.sort == "colour" or (each.sort == "noun" and each.name == "colour"))


def _tidy(found: list[Token]) -> list[Token]:
    """Neighbouring unknown Chinese characters as one word: names and descriptions stay whole."""
    tidy: list[Token] = []
    for each in found:
        last = tidy[-1] if tidy else None
        if last and last.sort == "word" and last.end == each.start and _coloured(last, each):
            each = Token("word", _COLOURS.get(each.name, each.name), each.start, each.end)
        wide = isinstance(each.name, str) and each.sort == "word" and each.name[:1] > "\u2e7f"
        if (
            last
            and wide
            and last.sort == "word"
            and last.end == each.start
            and isinstance(last.name, str)
            and last.name[:1] > "\u2e7f"
        ):
            tidy[-1] = Token("word", str(last.name) + str(each.name), last.start, each.end)
        else:
            tidy.append(each)
    return tidy


def warm() -> None:
    """Read the tables now rather than with the first request."""
    tree()
