"""A request to tokens: what was set aside, amounts, known phrases, marks, and the words no table knows."""

from __future__ import annotations

import re

from rushes.language.amounts import FRAMES_PER_SECOND_ASSUMED, Length, amount_at
from rushes.language.lexicon import WORD, Token, chinese_token, latin_token, tree
from rushes.language.script import Script
from rushes.language.senses import sensed

_MARKS = {",": "comma", "，": "comma", "、": "comma", ";": "stop", "；": "stop", "。": "stop", "!": "stop", "！": "stop",
          "\n": "stop", "?": "question", "？": "question", ":": "colon", "：": "colon", ".": "stop", "(": "open", ")": "close",
          "（": "open", "）": "close", "|": "stop", "•": "stop", "*": "stop", "[": "open", "]": "close"}  # fmt: skip


def tokens(text: Script, mend: bool = False) -> list[Token]:
    """`text` as tokens, in order. With `mend`, unknown words are also read as slips of known ones."""
    even, found, at = text.even, [], 0
    asides = {each.start: each for each in text.asides}
    words = list(WORD.finditer(even))
    starts = {each.start(): index for index, each in enumerate(words)}
    while at < len(even):
        aside = asides.get(at)
        if aside:
            found.append(Token(aside.sort, aside.sort, aside.start, aside.end, aside.words))
            at = max(aside.end, at + 1)
            continue
        character = even[at]
        if character.isspace() and character != "\n":
            at += 1
            continue
        token = _one(even, words, starts, at, mend)
        if token is None:
            at += 1
            continue
        found.append(token)
        at = token.end
    return sensed(_tidy(found), even)


def _one(even: str, words: list[re.Match[str]], starts: dict[int, int], at: int, mend: bool) -> Token | None:
    character = even[at]
    amount = amount_at(even, at)
    phrase = None
    if at in starts:
        phrase, _ = latin_token(even, words, starts[at], mend)
    elif character > "\u2e7f" and character not in _MARKS:
        phrase = chinese_token(even, at)
        if phrase.sort == "word" and not character.isalnum():
            phrase = None
    if amount and (phrase is None or phrase.sort == "word" or amount.end >= phrase.end):
        if amount.sort == "frames":
            return Token("dur", "dur", at, amount.end, Length(float(amount.value) / FRAMES_PER_SECOND_ASSUMED, 0.0))  # type: ignore[arg-type]
        return amount
    if phrase:
        return phrase
    if character in _MARKS:
        if character == "." and even[at + 1 : at + 2].strip() and even[at + 1].isascii():
            return None
        return Token("separator", _MARKS[character], at, at + 1)
    if character in "-~→&+=/":
        name = {"-": "to", "~": "to", "→": "to"}.get(character)
        return (
            Token("steer", name, at, at + 1)
            if name
            else Token("separator", "and", at, at + 1)
            if character in "&+"
            else None
        )
    if character.isascii() and character.isalnum():
        end = at + 1
        while end < len(even) and even[end].isascii() and even[end].isalnum():
            end += 1
        return Token("word", even[at:end], at, end)
    return None


def _tidy(found: list[Token]) -> list[Token]:
    """Neighbouring unknown Chinese characters as one word: names and descriptions stay whole."""
    tidy: list[Token] = []
    for each in found:
        last = tidy[-1] if tidy else None
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
