"""How words on the picture look: colour, size, style, font, movement."""

from __future__ import annotations

import re
from itertools import pairwise

from rushes.language.clauses.clause import Clause
from rushes.language.reading import Params
from rushes.language.rules.scope import amount

APPLIED = re.compile(
    r"\b(?:apply|applying|use) (?:the |a |my |our )?\ue001+(?= (?:to|on|preset|filter|look|lut|style|grade|everywhere)|\W*\Z)"
)
""" "Apply 'Kodak' to clip 2" names a look."""


def look_of(clause: Clause) -> Params:
    """Colour, size, style, animation as said."""
    params: Params = {"color": clause.colour or _letter_colour(clause)}
    sized = clause.noun("size_n") or not clause.nouns & {
        "colour",
        "volume",
        "brightness",
        "speed",
        "contrast",
        "saturation",
    }
    moved = _moved_to(clause) if clause.nouns & {"title", "text", "captions", "lower_third"} else None
    if clause.verb("scale_text") or (clause.verb("up") and sized and not moved):
        params["size"] = "bigger"
    elif clause.verb("shrink_text") or (clause.verb("down") and sized and not moved):
        params["size"] = "smaller"
    elif moved and not clause.position:
        params["position"] = moved
    complained = clause.text.chinese and _TOO_SIZED.search(clause.text.even, clause.start, clause.end)
    if (clause.has("degree", "too") or complained) and "size" in params:
        params["size"] = "smaller" if params["size"] == "bigger" else "bigger"
    if clause.value("px") is not None:
        params["size"] = amount(clause.value("px"))
    elif clause.noun("size_n") and clause.value("num") is not None:
        params["size"] = amount(clause.value("num"))
    style = clause.first("noun", "style_word", "animation")
    if style:
        written = clause.words(style.start, style.end)
        colours = clause.of("colour")
        own = next((each for each in colours if each.end + 1 == style.start), None)
        if own and len(colours) > 1:
            params["color"] = next(str(each.name) for each in colours if each is not own)
            written = clause.words(own.start, style.end)
        params["style"] = written.lower()
        moving = clause.first("noun", "animation")
        if moving:
            params["animation"] = clause.words(moving.start, moving.end).lower()
    elif described := _styled(clause):
        params["style"] = described
    elif clause.has("platform") and clause.noun("style_n"):
        params["style"] = str(clause.first("platform").name)  # type: ignore[union-attr]
    elif clause.noun("style_n"):
        before = [each for each in clause.tokens if each.sort in ("word", "look", "mood", "vague")]
        if before:
            params["style"] = clause.words(before[0].start, before[-1].end).lower()
    font = clause.first("noun", "font_name")
    if font:
        params["font"] = clause.words(font.start, font.end)
        beside = next((each for each in clause.of("num") if 0 < each.start - font.end <= 2), None)
        if beside and "size" not in params:
            params["size"] = amount(beside.value)
    elif clause.noun("font_n"):
        named = [each for each in clause.tokens if each.sort == "word"]
        if named:
            params["font"] = clause.words(named[0].start, named[-1].end)
    return {key: value for key, value in params.items() if value is not None}


def _styled(clause: Clause) -> str | None:
    """The "viral" of "viral captions"."""
    for each, following in pairwise(clause.tokens):
        if each.sort in ("vague", "mood") and following.sort == "noun" and following.name == "captions":
            return clause.words(each.start, each.end).lower()
    described = _DESCRIBED.search(clause.text.even, clause.start, clause.end)
    words = [each for each in clause.of("word") if described and described.start(1) <= each.start < described.end(1)]
    return clause.words(words[0].start, words[-1].end).lower() if words else None


_DESCRIBED = re.compile(
    r"\b(?:add|put|make|create|generate|use|give me|want|insert|burn)(?: in| on)? (?:an?|some|the|me)? ?((?:[a-z-]+ ){1,2})(?:captions|subtitles|subs)\b"
)
""" "Add minimal captions": whatever stands before what is put in tells its style."""


_TOO_SIZED = re.compile("(?:有点|有些|偏|好|过于|有一点)(?:小|大)(?!一点|点|些)")
_HIGHER, _LOWER = frozenset(("higher", "raise", "lift", "up", "move up")), frozenset(("lower", "down", "move down"))


def _moved_to(clause: Clause) -> str | None:
    """ "The title lower": where words are moved to by a word of height; "lower the size" is none."""
    if clause.noun("size_n", "volume", "opacity") or clause.of("pct", "db", "px"):
        return None
    said = {clause.text.even[each.start : each.end] for each in clause.of("verb", "particle")}
    return "top" if said & _HIGHER else "bottom" if said & _LOWER else None


_LETTERS = re.compile("([白黑红黄蓝绿橙紫粉金])(?:色)?(?:的)?(?:大)?字")


def _letter_colour(clause: Clause) -> str | None:
    """The 白 of 白字黑边."""
    found = _LETTERS.search(clause.text.even, clause.start, clause.end)
    return found.group(1) + "色" if found else None


def movement_of(clause: Clause) -> str | None:
    """How what lies over the picture comes or goes, in the request's words: 淡入, 弹出, 从左边飞入."""
    moving = clause.first("noun", "animation") or clause.first(
        "verb", "fade_in", "fade_out", "fade_both", "fade", "rotate"
    )
    return clause.words(moving.start, moving.end).lower() if moving else None


def subject_first(clause: Clause) -> bool:
    """ "make the subtitles yellow" changes them; "make yellow subtitles" makes them."""
    noun = clause.first("noun", "captions", "title", "text")
    look = (
        clause.first("colour")
        or clause.first("noun", "style_word", "animation")
        or clause.first("verb", "scale_text", "shrink_text")
    )
    return bool(noun and look and noun.start < look.start)


def free_colour(clause: Clause) -> Params:
    """A colour in words that no table knows."""
    words = [each for each in clause.tokens if each.sort in ("word", "look", "mood")]
    return {"color": clause.words(words[0].start, words[-1].end)} if words else {}


def style_of(clause: Clause) -> Params:
    """Only the style of the look said."""
    look = look_of(clause)
    return {"style": look["style"]} if "style" in look else {}


def free_style(clause: Clause) -> Params:
    """A style in words that no table knows."""
    words = [each for each in clause.tokens if each.sort in ("word", "look", "mood", "vague")]
    return {"style": clause.words(words[0].start, words[-1].end)} if words else {}


SHIFTED = re.compile(
    r"\b(?:move|shift|push|nudge|bring|slide|pull|put) (?:it|that|this|them)(?: a (?:bit|little)| slightly)? (?:up|higher|down|lower)\b|\b(?:raise|lower) (?:it|that|this)\b"
    "|(?:往|向|朝)[上下](?:移|挪|放|调|走|一?点|一些)|[上下]移|(?:放|移|挪|调)[高低上下](?:一?点|些)"
)
""" "A bit bigger and move it up": up and down on the picture, not in size."""


def rises(said: str) -> bool:
    """Whether what SHIFTED found goes up."""
    return any(each in said for each in ("up", "high", "rais", "上", "高"))
