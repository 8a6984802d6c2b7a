"""Files called in passing by a word or two of their names: "the juggling" is camera_juggle_2.mp4. What is called so is
put as "clip 3" into the even text, or set aside as a file, so that whatever is said of a clip can be said of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rushes.language.words.lexicon import Token
from rushes.language.words.script import NAMED, Aside, Script
from rushes.language.words.tokens import tokens

_ENDING = re.compile(r"\.[a-z0-9]{2,4}\Z")
_WORD = re.compile(r"[a-z]{3,}")
_SUFFIX = re.compile(r"(?:ings?|ers?|ies|ed|es|s|e|y)\Z")
_OF_NO_FILE = frozenset(
    ("all", "and", "audio", "camera", "cam", "clip", "close", "computer", "copy", "dark", "day", "edit", "export", "fast", "file", "film", "final", "footage", "for", "full", "image", "img", "laptop", "light", "long", "low", "mobile", "mono", "movie", "new", "night", "noaudio", "old", "out", "part", "phone", "photo", "pic", "picture", "quality", "raw", "scene", "screen", "short", "shot", "slow", "sound", "standin", "take", "television", "test", "the", "track", "untitled", "version", "vid", "video", "wide", "with", "youtube")
)  # fmt: skip
"""Words of names that say nothing of what is in them, or more often mean something else."""
_NO_NAME_AFTER = re.compile(
    r"\b(?:an?|any|some|no|more|like|say|says|saying|said|reads?|reading|called|named|titled?|text|captions?|words?|about|generate|create|draw|record|film) $"
)
_SHOWN_WORDS = re.compile(r"\b(?:say|says|saying|reads?|reading|titled|(?:title|text|caption|heading)s?:)[^,.;]*\Z")
"""What comes after it is to be shown, and names nothing."""
SHOWN_CHARACTERS_MOST = 200
"""So far back it is looked for: every word of a long request is asked about."""
_POINTED = re.compile(r"\b(?:the|my|our|your|that|this|his|her|their|these|those) $")
_CLIP_AFTER = re.compile(r" (?:clip|shot|scene|part|footage|bit|segment|section|take|one|video|file|song|track)s?\b")
_RANK_AFTER = re.compile(r" (?:first|last)\b")


_OF_A_RIDER = re.compile(r"\b(?:music|song|track|soundtrack|titles?|text|caption|logo|watermark)\b|音乐|配乐|歌|bgm|标题|文字|字幕|水印|logo")
_WHEN_A_CLIP = re.compile(
    r"\b(when|until|till|as soon as|once|before) (?:clip (\d+)|the (first|second|third|fourth|last) (?:clip|shot|scene|one)) +(starts?|begins?|comes? (?:on|in)|appears|(?P<over>ends?|is over|finishes|is done))\b"
)
_WHEN_A_CLIP_ZH = re.compile(
    r"(?:第([一二三四五六七八九十]|\d{1,2})段|(最后)一?段)(?:视频|片段)?(?:的)?(?:(?P<over>结束|结尾|末尾|放完|播完)|开始|开头|出现)(?=(?:的时候|时候|时|就|再|才)*(?:停|结束|开始|为止|消失|出现|进|起))"
)
_RANKS = {"first": 1, "second": 2, "third": 3, "fourth": 4, **{each: at for at, each in enumerate("一二三四五六七八九十", 1)}}


def moments(text: Script, lengths: Sequence[float]) -> Script:
    """`text` with "when clip 2 starts" as a time, where it says from or until when something laid over the film is there.
    `lengths` are those of the clips in order, in seconds."""
    if not lengths or not _OF_A_RIDER.search(text.even):
        return text

    def at(rank: str, over: bool) -> float | None:
        number = len(lengths) if rank in ("last", "最后") else _RANKS.get(rank) or int(rank)
        return sum(lengths[: number if over else number - 1]) if 0 < number <= len(lengths) else None

    def english(found: re.Match[str]) -> str:
        moment = at(found[2] or found[3], bool(found["over"]))
        said = f"{'until' if found[1] in ('until', 'till', 'before') else 'at'} {moment:.2f}s" if moment is not None else ""
        return said.ljust(len(found[0])) if said and len(said) <= len(found[0]) else found[0]

    def chinese(found: re.Match[str]) -> str:
        moment = at(found[1] or found[2], bool(found["over"]))
        room = len(found[0]) - 1
        said = "" if moment is None else f"{moment:.1f}" if len(f"{moment:.1f}") <= room else f"{moment:.0f}"
        return f"{said.zfill(room)}秒" if said and len(said) <= room else found[0]

    even = _WHEN_A_CLIP_ZH.sub(chinese, _WHEN_A_CLIP.sub(english, text.even))
    return text if even == text.even else replace(text, even=even)


def called(text: Script, names: Sequence[str], clips: Sequence[str]) -> Script:
    """`text` with words by which just one of the files `names` can be meant as that file; as the clip by its number
    where `clips`, the names of those on the timeline in order, has it once."""
    text = _the_photo(text, clips)
    known = {name: words for name in names if (words := _words(name))}
    all_words = set().union(*known.values())
    if all_words.isdisjoint(map(stem, _WORD.findall(text.even))):
        return text
    found, even, asides, at = tokens(text), text.even, list(text.asides), 0
    while at < len(found):
        name, count = _meant(found, at, text.even, known)
        start, end = found[at].start, found[at + max(count, 1) - 1].end
        at += max(count, 1)
        if not name:
            continue
        if clips.count(name) == 1:
            article, noun = _POINTED.search(text.even, 0, start), _CLIP_AFTER.match(text.even, end)
            start, end = article.start() if article else start, noun.end() if noun else end
            number = f"clip {clips.index(name) + 1}"
            if len(number) <= end - start:
                even = even[:start] + number.ljust(end - start) + even[end:]
                continue
        asides.append(Aside("file", start, end, name))
        even = even[:start] + NAMED * (end - start) + even[end:]
    return replace(text, even=even, asides=tuple(sorted(asides, key=lambda each: each.start)))


_PHOTO = re.compile(r"\b(?:the|my|our|that|this) (?:photo(?:graph)?|snapshot|still(?: image| picture)?)(?![a-z])(?!'s)")
_PHOTO_FILE = re.compile(r"\.(?:jpe?g|png|heic|heif|webp|avif|tiff?|bmp)\Z", re.IGNORECASE)


def _the_photo(text: Script, clips: Sequence[str]) -> Script:
    """ "The photo" where just one clip is one."""
    stills = [number for number, name in enumerate(clips, 1) if _PHOTO_FILE.search(name)]
    if len(stills) != 1:
        return text
    even = _PHOTO.sub(lambda found: f"clip {stills[0]}".ljust(len(found.group())), text.even)
    return text if even == text.even else replace(text, even=even)


def _meant(found: Sequence[Token], at: int, even: str, known: dict[str, set[str]]) -> tuple[str, int]:
    """The file that the words from token `at` on call, and how many tokens they are; "" and 0 where they call none."""
    run: list[str] = []
    unknown = False
    best = "", 0
    for count, token in enumerate(found[at : at + 4], 1):
        written = even[token.start : token.end]
        words = written.split(" ")
        if not all(map(_WORD.fullmatch, words)) or not _OF_NO_FILE.isdisjoint(words):
            break
        run += map(stem, words)
        unknown = unknown or token.sort == "word"
        fitting = [name for name, words in known.items() if words.issuperset(run)]
        if len(fitting) == 1 and _said_so(even, found[at].start, token.end, len(run), unknown):
            best = fitting[0], count
    return best


def _said_so(even: str, start: int, end: int, count: int, unknown: bool) -> bool:
    """Whether the words there point at a thing: with an article or "clip", or because nothing else is known by them."""
    before = even[max(start - 12, 0) : start]
    begun = max(even.rfind(mark, 0, start) for mark in ",.;") + 1
    if _SHOWN_WORDS.search(even, max(begun, start - SHOWN_CHARACTERS_MOST), start):
        return False
    if any(each.match(even, end) for each in (_CLIP_AFTER, _RANK_AFTER)) or _POINTED.search(before):
        return unknown or count > 1
    return unknown and (count > 1 or end - start > 4) and not _NO_NAME_AFTER.search(before)


def _words(name: str) -> set[str]:
    folded = _ENDING.sub("", name.casefold())
    return {stem(word) for word in _WORD.findall(folded) if word not in _OF_NO_FILE}


def stem(word: str) -> str:
    """A word without its English ending, to compare by: "juggling" and "juggle" have the same."""
    short = _SUFFIX.sub("", word)
    if len(short) < 3:
        return word
    return short[:-1] if len(short) > 3 and short[-1] == short[-2] else short
