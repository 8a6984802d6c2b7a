"""The tables of ways to say things, read once into one tree; words to tokens.

English is matched word by word (plurals, -ing, -ed and hyphens aside), Chinese character by character; in both
the longest phrase wins. What no table knows stays a token of sort "word": it is never dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from rushes.language.words import phrases_en, phrases_zh
from rushes.language.words.ordinary import ORDINARY
from rushes.language.words.ordinary_zh import ORDINARY as ORDINARY_CHINESE

SORTS = (
    ("order", "ORDINALS"), ("route", "ROUTES"), ("question", "QUESTIONS"), ("negation", "NEGATIONS"),
    ("transition", "TRANSITIONS"), ("handoff", "HANDOFFS"), ("codec", "CODECS"), ("format", "FORMATS"), ("platform", "PLATFORMS"), ("position", "POSITIONS"),
    ("edge", "EDGES"), ("look", "LOOKS"), ("language", "LANGUAGES"), ("noun", "NOUNS"), ("verb", "VERBS"), ("degree", "DEGREES"),
    ("steer", "STEER"), ("mood", "MOODS"), ("vague", "VAGUE"), ("particle", "PARTICLES"), ("separator", "SEPARATORS"),
)  # fmt: skip
"""Which table a phrase is looked up in; where two tables have it, the earlier one is meant."""


@dataclass(frozen=True, slots=True)
class Token:
    """One thing said: `sort` and `name` say what it is, `value` carries amounts, times, words; `start` and `end`
    are its place in the request."""

    sort: str
    name: object
    start: int
    end: int
    value: object = None

    def spanning(self, other: Token) -> Token:
        return replace(self, start=min(self.start, other.start), end=max(self.end, other.end))


def phrases(table: object) -> Iterator[tuple[object, str]]:
    if isinstance(table, str):
        for each in _split(table):
            yield each, each
    elif isinstance(table, dict):
        for name, said in table.items():
            for each in _split(said):
                yield name, each


def _split(said: str) -> Iterator[str]:
    return (each.strip() for each in said.split(",") if each.strip())


def all_phrases() -> Iterator[tuple[str, object, str]]:
    """Every (sort, name, phrase) of both languages, in the order in which they win."""
    for sort, table in SORTS:
        for language in (phrases_en, phrases_zh):
            for name, phrase in phrases(getattr(language, table)):
                yield sort, name, phrase
    for sort, table in (
        ("given", "GIVEN"),
        ("effect", "EFFECTS"),
        ("colour", "COLOURS"),
        ("polite", "POLITE"),
        ("function", "FUNCTION"),
    ):
        for language in (phrases_en, phrases_zh):
            for name, phrase in phrases(getattr(language, table)):
                yield sort, name, phrase


def compounds() -> Iterator[tuple[str, object, str]]:
    """Every Chinese verb with every complement it takes."""
    for sort, name, stems, ends in phrases_zh.COMPOUNDS:
        for stem in stems.split():
            for end in ends.split():
                yield sort, name, stem + end


class _Tree:
    """Phrases by their first word, then by all of it."""

    def __init__(self) -> None:
        self.latin: dict[tuple[str, ...], tuple[str, object]] = {}
        self.longest: dict[str, int] = {}
        self.chinese: dict[str, tuple[str, object]] = {}
        self.chinese_longest: dict[str, int] = {}
        for sort, name, phrase in (*all_phrases(), *compounds()):
            if has_wide(phrase):
                if phrase not in self.chinese:
                    self.chinese[phrase] = sort, name
                    self.chinese_longest[phrase[0]] = max(len(phrase), self.chinese_longest.get(phrase[0], 0))
                continue
            for written in _apostrophes(phrase):
                words = tuple(WORD.findall(written)) or (written,)
                if words not in self.latin:
                    self.latin[words] = sort, name
                    self.longest[words[0]] = max(len(words), self.longest.get(words[0], 0))
        for word in ORDINARY_CHINESE:
            if word not in self.chinese:
                self.chinese[word] = "word", word
                self.chinese_longest[word[0]] = max(len(word), self.chinese_longest.get(word[0], 0))
        self.known = {word for words in self.latin for word in words}


_WORDS_ALREADY = frozenset(("shell", "hell", "well", "were", "wed", "ill", "shed", "id", "clips", "videos"))


def _apostrophes(phrase: str) -> tuple[str, ...]:
    """`phrase`, and as people type it without its apostrophes: "dont", "theres", "im working on"."""
    bare = phrase.replace("'", "")
    return (phrase,) if bare == phrase or bare in _WORDS_ALREADY or phrase.startswith("'") else (phrase, bare)


def has_wide(text: str) -> bool:
    return any(each > "\u2e7f" for each in text)


WORD = re.compile(r"[a-z\u00df-\u024f0-9']+(?:\.[a-z0-9]+)?|[&@#+/=→~]")


@lru_cache(maxsize=1)
def tree() -> _Tree:
    return _Tree()


IRREGULAR = {
    "cutting": "cut", "trimming": "trim", "putting": "put", "made": "make", "kept": "keep", "sped": "speed", "slowed": "slow",
    "took": "take", "gave": "give", "wrote": "write", "written": "write", "shown": "show", "faded": "fade", "froze": "freeze", "frozen": "freeze",
    "removing": "remove", "muted": "mute", "zoomed": "zoom", "moving": "move", "moved": "move", "brought": "bring", "sent": "send", "overlaid": "overlay", "overlayed": "overlay",
    "taken": "take", "thrown": "throw", "given": "give", "got": "get", "gotten": "get", "lost": "lose", "left": "left", "held": "hold",
    "hidden": "hide", "hid": "hide", "spun": "spin", "stuck": "stick", "hung": "hang", "shrunk": "shrink", "slid": "slide", "laid": "lay", "bound": "bind",
    "drawn": "draw", "driven": "drive", "said": "say", "told": "tell", "sung": "sing", "spoken": "speak", "built": "build", "broken": "break", "ripped": "rip",
    "ridden": "rid", "undone": "undo", "redone": "redo", "done": "done", "swung": "swing", "bled": "bleed", "bent": "bend", "rewound": "rewind", "begun": "begin",
    "vid": "video", "clips": "clip", "pics": "image", "mins": "minute",
}  # fmt: skip


_VOWEL = re.compile("[aeiouy]")
"""What is left of a verb without its ending has one: "thing" is none."""


@lru_cache(maxsize=20000)
def stems(word: str) -> tuple[str, ...]:
    """The plain forms `word` may have, itself first."""
    found = [word]
    if word in IRREGULAR:
        found.append(IRREGULAR[word])
    if word.endswith("'s"):
        found.append(word[:-2])
    if len(word) > 3:
        if word.endswith("ies"):
            found.append(word[:-3] + "y")
        elif word.endswith("es"):
            found += [word[:-1], word[:-2]]
        elif word.endswith("s") and not word.endswith("ss"):
            found.append(word[:-1])
        for ending in ("ing", "ed"):
            if word.endswith(ending) and len(word) - len(ending) >= 2:
                root = word[: -len(ending)]
                if not _VOWEL.search(root):
                    continue
                found += [root, root + "e"]
                if len(root) > 2 and root[-1] == root[-2]:
                    found.append(root[:-1])
                if ending == "ed" and root.endswith("i"):
                    found.append(root[:-1] + "y")
    return tuple(dict.fromkeys(found))


def latin_token(even: str, words: list[re.Match[str]], at: int, mend: bool) -> tuple[Token, int]:
    """The longest phrase that begins with word `at`, and how many words it takes."""
    known = tree()
    best: tuple[Token, int] | None = None
    starts: list[tuple[str, ...]] = [()]
    longest = 1
    for taken in range(1, 8):
        here = at + taken - 1
        if here >= len(words) or taken > longest:
            break
        if taken > 1 and not _joined(even, words[here - 1].end(), words[here].start()):
            break
        word = words[here].group()
        forms = stems(word)
        if mend and not any(each in known.known for each in forms):
            forms += mended(word)
        if taken == 1:
            longest = max((known.longest.get(each, 0) for each in forms), default=0)
        starts = [(*start, each) for start in starts for each in forms][:64]
        for start in starts:
            if start in known.latin:
                sort, name = known.latin[start]
                if sort == "format" and word not in (start[-1], start[-1] + "s"):
                    continue
                best = Token(sort, name, words[at].start(), words[here].end()), taken
                break
        if not longest:
            break
    return best or (Token("word", words[at].group(), words[at].start(), words[at].end()), 1)


def _joined(even: str, end: int, start: int) -> bool:
    return even[end:start] in ("", " ", "-", "  ", "/", "\n")


def chinese_tokens(even: str, at: int) -> list[Token]:
    """Every known phrase that begins at `at`, the longest first, or the one character as an unknown word."""
    known = tree()
    found = []
    for size in range(min(known.chinese_longest.get(even[at], 0), len(even) - at), 0, -1):
        phrase = known.chinese.get(even[at : at + size])
        if phrase:
            found.append(Token(phrase[0], phrase[1], at, at + size))
    return found or [Token("word", even[at], at, at + 1)]


def moods_in(words: str) -> tuple[str, ...]:
    """The names of the moods that `words` hold ("ambient piano": calm, classical), in the order said."""
    found = []
    for name, phrase in (*phrases(phrases_en.MOODS), *phrases(phrases_zh.MOODS)):
        at = words.lower().find(phrase)
        if at >= 0:
            found.append((at, -len(phrase), str(name)))
    return tuple(dict.fromkeys(name for _, _, name in sorted(found)))


def mixed_tokens(even: str, at: int) -> list[Token]:
    """Known phrases that begin with Latin letters at `at` and go on in Chinese: "B站", "PR工程"."""
    return (
        [each for each in chinese_tokens(even, at) if each.sort != "word"] if even[at] in tree().chinese_longest else []
    )


LONGEST_SLIP = 16
"""Letters; a longer unknown word is a name, not a slip."""


@lru_cache(maxsize=4000)
def mended(word: str) -> tuple[str, ...]:
    """Known words that `word` may be a slip of: one letter added, lost, changed or swapped (two in long words)."""
    if len(word) < 4 or not word.isalpha() or not word.isascii() or word in ORDINARY:
        return ()
    if len(word) > LONGEST_SLIP:
        return ()
    reach = 1 if len(word) < 8 else 2
    near = [each for each in _nearby().get(word[0], ()) if abs(len(each) - len(word)) <= reach]
    scored = [(distance, each) for each in near if (distance := _distance(word, each, reach)) <= reach]
    if not scored:
        return ()
    if len(word) == 4:
        scored = [(distance, each) for distance, each in scored if sorted(each) == sorted(word)]
        if not scored:
            return ()
    least = min(scored)[0]
    return tuple(each for distance, each in scored if distance == least)[:3]


@lru_cache(maxsize=1)
def _nearby() -> dict[str, tuple[str, ...]]:
    groups: dict[str, list[str]] = {}
    for each in sorted(tree().known):
        if len(each) >= 4 and each.isalpha() and each.isascii():
            groups.setdefault(each[0], []).append(each)
    return {first: tuple(all_) for first, all_ in groups.items()}


def _distance(one: str, two: str, reach: int) -> int:
    """How many letters differ (optimal string alignment), or `reach` + 1 where it is more."""
    before: list[int] = []
    row = list(range(len(two) + 1))
    for i, a in enumerate(one, 1):
        older, before, row = before, row, [i] + [0] * len(two)
        for j, b in enumerate(two, 1):
            row[j] = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == two[j - 2] and one[i - 2] == b:
                row[j] = min(row[j], older[j - 2] + 1)
        if min(row) > reach:
            return reach + 1
    return row[-1]
