"""One thing asked for, with its verbs, things, times and amounts; and the families of words that make or end one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from rushes.language.words.lexicon import Token
from rushes.language.words.script import Script
from rushes.language.words.times import When, Which

SUBORDINATE = frozenset({"when", "while", "while the", "whenever", "where", "during"})
TEXTUAL = frozenset({"captions", "title", "text", "lower_third", "timestamp"})
GENERIC = frozenset({
    "video", "clip", "part", "one", "it", "all", "everything", "selection", "playhead", "other", "style_n", "size_n", "font_n", "position_n",
    "frame", "track", "image", "region", "animation", "style_word", "quality", "order", "change_n", "platform_n", "format", "resolution",
    "framerate", "font_name", "padding", "length_n", "opacity", "normal_speed", "keep_pitch", "version", "preset", "original", "colour", "subject", "codec_n", "bitrate",
})  # fmt: skip
"""Things that alone ask for nothing: a clause of only these belongs to its neighbour."""
WEAK_VERBS = frozenset({"show", "write", "scale_text", "shrink_text", "put", "insert"})
STARTERS = frozenset({
    "captions", "title", "text", "lower_third", "timestamp", "music", "voiceover", "noise", "video_noise", "silence", "filler", "intro", "outro", "transition", "effect",
    "watermark", "sticker", "speed", "brightness", "contrast", "saturation", "temperature", "grade", "correct", "lut", "aspect", "vertical", "landscape",
    "square", "letterbox", "reframe", "pip", "split_screen", "progress_bar", "beat", "sfx", "highlight", "shorts", "montage", "slideshow", "thumbnail",
    "chapters", "retake", "gif", "volume", "broll", "voice_enhance", "echo", "pitch", "eq", "voice_fx", "gap", "audio", "background", "vocal_split", "ultrawide", "crop_bars", "image", "voice", "scene_change",
})  # fmt: skip


@dataclass(frozen=True)
class Clause:
    """One thing asked for: its tokens, those borrowed from the clause before, and the whole request's script.

    Rules ask the same of a clause again and again, so what it holds is worked out once and kept.
    """

    tokens: tuple[Token, ...]
    text: Script
    borrowed: tuple[Token, ...] = ()
    negated: bool = False
    withheld: str = ""
    """The end of it that must not be done, in the request's words."""
    excepted: tuple[Token, ...] = ()
    idle: bool = False
    """Only tells a moment that can't be placed ("when she laughs, ..."): nothing is made of it."""
    after: str = ""
    """What stood before it: "" (the beginning), "soft" (and, a comma) or "hard" (then, a full stop)."""

    @cached_property
    def all(self) -> tuple[Token, ...]:
        return self.borrowed + self.tokens

    @cached_property
    def start(self) -> int:
        return self.tokens[0].start if self.tokens else 0

    @cached_property
    def end(self) -> int:
        return max((each.end for each in self.tokens), default=0)

    def of(self, *sorts: str) -> list[Token]:
        return [each for each in self.all if each.sort in sorts]

    def names(self, *sorts: str) -> set[object]:
        return {each.name for each in self.all if each.sort in sorts}

    @cached_property
    def said(self) -> str:
        """Its own words, evened out; those of its neighbours are not in it."""
        return self.text.even[self.start : self.end]

    @cached_property
    def verbs(self) -> set[object]:
        return self.names("verb")

    @cached_property
    def nouns(self) -> set[object]:
        return self.names("noun")

    @cached_property
    def sorts(self) -> set[str]:
        return {each.sort for each in self.all}

    def verb(self, *names: str) -> bool:
        return not self.verbs.isdisjoint(names)

    def noun(self, *names: str) -> bool:
        return not self._things.isdisjoint(names)

    @cached_property
    def _things(self) -> set[object]:
        return {each.name for each in self.acted_on if each.sort == "noun"}

    @cached_property
    def acted_on(self) -> tuple[Token, ...]:
        """The tokens before "when ...", "while ...": what stands after only tells the moment."""
        for index, each in enumerate(self.tokens):
            subordinate = each.sort == "function" and self.text.even[each.start : each.end] in SUBORDINATE
            if subordinate and any(other.sort == "noun" for other in self.tokens[:index]):
                return self.borrowed + self.tokens[:index]
        return self.all

    @property
    def raised(self) -> bool:
        """More of something: "turn up", "turn it up", "大一点"."""
        return self.verb("up") or self.has("particle", "p_up")

    @property
    def lowered(self) -> bool:
        return self.verb("down") or self.has("particle", "p_down")

    def has(self, sort: str, *names: object) -> bool:
        return sort in self.sorts and any(each.sort == sort and (not names or each.name in names) for each in self.all)

    def first(self, sort: str, *names: object) -> Token | None:
        if sort not in self.sorts:
            return None
        return next((each for each in self.all if each.sort == sort and (not names or each.name in names)), None)

    def value(self, sort: str) -> object:
        found = self.first(sort)
        return found.value if found else None

    def whens(self, *kinds: str) -> list[When]:
        return [
            each.value for each in self.all if isinstance(each.value, When) and (not kinds or each.value.kind in kinds)
        ]

    def when(self, *kinds: str) -> When | None:
        return next(iter(self.whens(*kinds)), None)

    def which(self, relation: str = "") -> Which | None:
        return next(
            (each.value for each in self.all if isinstance(each.value, Which) and each.value.relation == relation), None
        )

    @property
    def quote(self) -> str | None:
        found = self.first("quote")
        return str(found.value) if found else None

    @property
    def file(self) -> str | None:
        found = self.first("file")
        return str(found.value) if found else None

    @property
    def position(self) -> str | None:
        found = [str(each.name) for each in self.of("position")]
        return next((each for each in found if each != "center"), found[0] if found else None)

    @property
    def colour(self) -> str | None:
        found = self.first("colour")
        return str(found.name) if found else None

    @property
    def edge(self) -> str | None:
        found = self.first("edge")
        return str(found.name) if found else None

    def words(self, start: int, end: int) -> str:
        """The request's own words between two places."""
        return self.text.written[start:end]


FILLERS = frozenset(
    [
        "you know",
        "i mean",
        "kind of",
        "sort of",
        "actually",
        "literally",
        "um",
        "uh",
        "umm",
        "uhh",
        "erm",
        "ah",
        "hmm",
        "er",
        "like",
        "so",
        "basically",
        "嗯",
        "呃",
        "额",
        "啊",
        "那个",
        "就是",
        "这个",
        "就是说",
        "对吧",
        "哦",
        "哎",
        "唉",
        "其实",
        "怎么说",
        "怎么说呢",
        "那個",
        "這個",
        "就是說",
        "然後",
        "嗯嗯",
        "你知道吗",
        "反正",
        "然后",
    ]
)
"""Words said without meaning anything."""
COMPLAINTS = frozenset({"too_slow", "too_fast", "too_long"})
"""What is wrong rather than what is to be done; an order after it says what to do about it."""
OFF_AN_END = re.compile(r"\boff (?:of )?(?:the |my )?(?:very )?(?:front|start|beginning|end|back|tail|head|top)\b")
"""Where a length goes that is said without a verb: "12 seconds off the front"."""
GENRE = re.compile(
    r"\b(?:piano|guitar|violin|strings|orchestra|ukulele|jazz|lo-?fi|techno|house|hip[- ]hop|rock|blues|funk|edm|folk|beats|synth|acoustic|classical|harp|cello|flute|saxophone|banjo|harmonica|mandolin)\b"
)
"""Moods that are music by themselves: "with soft guitar"."""
