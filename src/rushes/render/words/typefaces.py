"""Which fonts there are, which characters they can draw, and which font a stretch of text is drawn in.

All fonts come with packages (Noto, OFL-1.1) or lie beside this file (colour emoji); the system's are never
looked at, so a title looks the same on every machine.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from rushes.render.words.coverage import covered

CJK_FILE = "NotoSansCJK-VF.otf.ttc"
SCRIPTS = [
    "Arabic",
    "Hebrew",
    "Devanagari",
    "Thai",
    "Armenian",
    "Georgian",
    "Bengali",
    "Tamil",
    "Telugu",
    "Gujarati",
    "Kannada",
    "Malayalam",
    "Gurmukhi",
    "Oriya",
    "Sinhala",
    "Khmer",
    "Lao",
    "Myanmar",
    "Ethiopic",
]
EMOJI_FAMILY = "Noto Color Emoji"

EMOJI_BY_DEFAULT = (
    "\u231a\u231b\u23e9-\u23ec\u23f0\u23f3\u25fd\u25fe\u2614\u2615\u2648-\u2653\u267f\u2693\u26a1\u26aa\u26ab"
    "\u26bd\u26be\u26c4\u26c5\u26ce\u26d4\u26ea\u26f2\u26f3\u26f5\u26fa\u26fd\u2705\u270a\u270b\u2728\u274c"
    "\u274e\u2753-\u2755\u2757\u2795-\u2797\u27b0\u27bf\u2b1b\u2b1c\u2b50\u2b55"
)
"""Below U+1F000, the characters that are emoji without being asked (Unicode emoji-data, Emoji_Presentation)."""

_ONE = (
    "(?:[\U0001f1e6-\U0001f1ff]{2}"  # a flag
    "|[#*0-9]\ufe0f?\u20e3"  # a keycap
    "|\U0001f3f4[\U000e0020-\U000e007f]+"  # a flag of tags
    f"|(?:[{EMOJI_BY_DEFAULT}]|[\U0001f000-\U0001faff])(?!\ufe0e)[\ufe0f\U0001f3fb-\U0001f3ff]*"
    "|[\u00a9\u00ae\u203c\u2049\u2122-\u3299][\ufe0f\U0001f3fb-\U0001f3ff]+)"
)
EMOJI = re.compile(
    f"{_ONE}(?:\u200d{_ONE}|\u200d[\u2640\u2642\u2695\u2696\u2708\u2764\u27a1\u2194\u2195\u26a7\u2b1b])*"
)

IGNORABLE = re.compile(
    "[\\s\u00ad\u034f\u061c\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff]"
)
"""Drawn as nothing, by design (Unicode Default_Ignorable_Code_Point, and white space)."""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text that is either all emoji or has none."""

    text: str
    emoji: bool


def folders() -> tuple[Path, ...]:
    """Where the font files lie."""
    packages = (Path(str(files(package))) for package in ("manimgx_fonts", "manimgx_fonts_cjk"))
    return (*packages, Path(__file__).with_name("fonts"))


def cleaned(text: str) -> str:
    """`text` composed (NFC), with line breaks as `\\n`, tabs as spaces and without other control characters."""
    text = re.sub("\r\n?|\u2028|\u2029|\x85|\x0b|\x0c", "\n", unicodedata.normalize("NFC", text)).strip()
    text = text.replace("\t", " ")
    return "".join(char for char in text if char == "\n" or unicodedata.category(char) not in ("Cc", "Cs"))


def runs(text: str) -> tuple[Run, ...]:
    """`text` in pieces, emoji apart: they are drawn in colour, and keep their joiners and skin tones."""
    result, at = [], 0
    for found in EMOJI.finditer(text):
        if found.start() > at:
            result.append(Run(text[at : found.start()], False))
        if result and result[-1].emoji and found.start() == at:
            result[-1] = Run(result[-1].text + found.group(), True)
        else:
            result.append(Run(found.group(), True))
        at = found.end()
    if at < len(text):
        result.append(Run(text[at:], False))
    return tuple(result)


def language(text: str) -> str:
    """The language to draw `text` in (BCP 47): Han characters look Chinese, Japanese or Korean by it."""
    if re.search("[\u3040-\u30ff\u31f0-\u31ff\uff66-\uff9f]", text):
        return "ja"
    if re.search("[\u1100-\u11ff\u3130-\u318f\uac00-\ud7af]", text):
        return "ko"
    if re.search(
        "[\u2e80-\u2fdf\u3000-\u303f\u3100-\u312f\u3400-\u9fff\uf900-\ufaff\uff00-\uff60\U00020000-\U0003ffff]", text
    ):
        return "zh"
    return "en"


def families(lang: str) -> list[str | dict[str, str]]:
    """Font families in the order they are tried. In Chinese and Japanese text the punctuation both share with
    Latin comes from the CJK font, full width."""
    cjk = "Noto Sans CJK " + {"ja": "JP", "ko": "KR"}.get(lang, "SC")
    latin: list[str | dict[str, str]] = ["Noto Sans"]
    if lang in ("zh", "ja"):
        latin = [{"name": "Noto Sans", "covers": "latin-in-cjk"}, cjk, "Noto Sans"]
    return [*latin, *(f"Noto Sans {script}" for script in SCRIPTS), cjk, "Noto Sans Symbols", "Noto Emoji"]


def right_to_left(text: str) -> bool:
    """Whether the first strong character reads right to left (Unicode UAX 9, rules P2 and P3)."""
    for char in text:
        match unicodedata.bidirectional(char):
            case "L":
                return False
            case "R" | "AL":
                return True
    return False


def missing_glyphs(text: str) -> list[str]:
    """The characters of `text`, each with its marks, that no font here can draw; in order, each once."""
    missing: dict[str, None] = {}
    for run in runs(cleaned(text)):
        for cluster in _clusters(run.text):
            needed = {ord(char) for char in cluster if not IGNORABLE.match(char)}
            if needed and not any(_draws(font, needed) for font in _files(run.emoji)):
                missing[cluster] = None
    return list(missing)


def _clusters(text: str) -> Iterator[str]:
    """Each character with the marks that sit on it: they must come from one font."""
    cluster = ""
    for char in text:
        if cluster and unicodedata.category(char) not in ("Mn", "Me", "Mc"):
            yield cluster
            cluster = ""
        cluster += char
    if cluster:
        yield cluster


@cache
def _files(emoji: bool) -> tuple[Path, ...]:
    """The font files tried for emoji or for text, in order."""
    if emoji:
        names = ["NotoColorEmoji-COLRv1.ttf"]
    else:
        scripts = [f"NotoSans{script}[wght].ttf" for script in SCRIPTS]
        names = ["NotoSans[wght].ttf", CJK_FILE, *scripts, "NotoSansSymbols[wght].ttf", "NotoEmoji[wght].ttf"]
    return tuple(next(folder / name for folder in folders() if (folder / name).exists()) for name in names)


def _draws(font: Path, points: set[int]) -> bool:
    flags = covered(font)
    return all(point < len(flags) and flags[point] for point in points)
