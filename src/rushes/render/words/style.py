"""How words on the picture look, and the ways they can be refused. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from PIL.ImageColor import colormap

from rushes.errors import RequestError

LINE_PITCH = 1.2
"""Distance from line to line, in em; `title.typ` splits it into 0.93 above and 0.27 below the baseline."""

SIZE_LEAST, SIZE_MOST = 0.01, 0.5
"""Line heights that can be asked for, as fractions of the canvas height: unreadable below, two lines fill
the picture above."""

CHARACTERS_MOST = 600
"""Characters in one title. Two caption lines are 84; a full screen of small print is about 600."""


class Place(StrEnum):
    """Where the words stand, within the title-safe area."""

    TOP_LEFT = "top_left"
    TOP = "top"
    TOP_RIGHT = "top_right"
    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"
    BOTTOM_LEFT = "bottom_left"
    BOTTOM = "bottom"
    BOTTOM_RIGHT = "bottom_right"

    @property
    def fractions(self) -> tuple[float, float]:
        """Where between the left and right, top and bottom of the safe area: 0, 0.5 or 1 each."""
        across = 0.0 if self.value.endswith("left") else 1.0 if self.value.endswith("right") else 0.5
        down = 0.0 if self.value.startswith("top") else 1.0 if self.value.startswith("bottom") else 0.5
        return across, down


@dataclass(frozen=True, slots=True)
class Point:
    """The middle of the words, in fractions of the canvas from its top left corner."""

    x: float
    y: float


class Align(StrEnum):
    """How several lines stand to each other."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


class NoWords(RequestError):
    """There are no words to put on the picture."""

    code = "no_words"
    zh = "没有可以放到画面上的文字。"
    hint = "Say what it should read, in quotes."
    hint_zh = "请用引号写出要显示的文字。"


class TooManyWords(RequestError):
    """That text has {has} characters; one title holds {most}."""

    code = "too_many_words"
    zh = "这段文字有 {has} 个字符，一个标题最多 {most} 个。"
    hint = "Shorten it, or make several titles one after the other."
    hint_zh = "请缩短，或者分成几个先后出现的标题。"


class MissingGlyphs(RequestError):
    """No font here can draw {characters}, so the text would show empty boxes."""

    code = "missing_glyphs"
    zh = "没有字体能画出 {characters}，画面上会变成空框。"
    hint = "Leave those characters out or write them differently."
    hint_zh = "请去掉这些字符，或换一种写法。"


class UnknownColour(RequestError):
    """The colour {colour} is not known."""

    code = "unknown_colour"
    zh = "不认识颜色 {colour}。"
    hint = "Use an English colour name, or #rrggbb."
    hint_zh = "请用英文颜色名，或 #rrggbb。"


class WordsOutOfRange(RequestError):
    """The words' {what} of {value} can't be used: {least} to {most}."""

    code = "words_out_of_range"
    zh = "文字的 {what} 不能是 {value}：范围是 {least} 到 {most}。"


def rgba(colour: str) -> tuple[int, int, int, int]:
    """`colour` in 8-bit red, green, blue, alpha: a CSS name, `#rgb`, `#rrggbb` or `#rrggbbaa`.

    Raises UnknownColour.
    """
    text = colour.strip().lower().replace(" ", "")
    text = colormap.get(text, text)
    if not isinstance(text, str) or not re.fullmatch(r"#([0-9a-f]{3}|[0-9a-f]{6}|[0-9a-f]{8})", text):
        raise UnknownColour(colour=colour[:40])
    digits = "".join(2 * digit for digit in text[1:]) if len(text) == 4 else text[1:]
    red, green, blue, alpha = bytes.fromhex(digits.ljust(8, "f"))
    return red, green, blue, alpha


@dataclass(frozen=True, slots=True)
class WordsStyle:
    """Words and how they look. Sizes are fractions, so one style serves the preview and the 4K export.

    `size` is the line height, from baseline to baseline, in canvas heights; it is made smaller only where a
    word would not fit the picture. `max_width` is in canvas widths. `bar` puts a plate of `bar_colour` behind
    the words (lower third); `outline` is a line around the letters, in em (0 none, 0.06 as captions have it);
    `shadow` is soft, below, and left out behind a bar. `align` None follows the place. Raises NoWords,
    TooManyWords, UnknownColour, WordsOutOfRange.
    """

    text: str
    size: float = 0.07
    colour: str = "white"
    place: Place | Point = Place.CENTER
    bold: bool = False
    bar: bool = False
    bar_colour: str = "#0000008c"
    outline: float = 0.0
    outline_colour: str = "black"
    shadow: bool = True
    align: Align | None = None
    max_width: float = 0.9

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise NoWords()
        if len(self.text) > CHARACTERS_MOST:
            raise TooManyWords(has=len(self.text), most=CHARACTERS_MOST)
        for colour in (self.colour, self.bar_colour, self.outline_colour):
            rgba(colour)
        across, down = (self.place.x, self.place.y) if isinstance(self.place, Point) else (0, 0)
        for what, value, least, most in (
            ("size", self.size, SIZE_LEAST, SIZE_MOST),
            ("outline", self.outline, 0.0, 0.2),
            ("max_width", self.max_width, 0.1, 1.0),
            ("x", across, 0.0, 1.0),
            ("y", down, 0.0, 1.0),
        ):
            if not least <= value <= most:
                raise WordsOutOfRange(what=what, value=value, least=least, most=most)

    @property
    def lines_align(self) -> Align:
        if self.align is not None:
            return self.align
        across = 0.5 if isinstance(self.place, Point) else self.place.fractions[0]
        return {0.0: Align.LEFT, 0.5: Align.CENTER, 1.0: Align.RIGHT}[across]
