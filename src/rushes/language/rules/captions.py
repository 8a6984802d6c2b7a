"""Captions: made, translated into a file, restyled."""

from __future__ import annotations

import re

from rushes.language.clauses.clause import Clause
from rushes.language.reading import Intent, Params
from rushes.language.rules.lettering import free_colour, look_of, movement_of, subject_first
from rushes.language.rules.scope import intent, place_of, range_of, shown_when


def captions(clause: Clause) -> list[Intent]:
    if not clause.noun("captions") or (clause.text.chinese and clause.noun("voiceover") and not clause.verb("make")):
        return []
    look = look_of(clause)
    noun = clause.first("noun", "captions")
    second = _SECOND_LINE.match(clause.text.even, noun.start) if noun and not clause.text.chinese else None
    if second and not clause.of("language", "quote", "file"):
        return [intent(clause, "text_overlay", text=clause.words(second.end(), clause.end).strip(), **look)]
    coming = movement_of(clause) if clause.text.chinese and clause.verbs and clause.verbs <= _COMING else None
    if coming and not clause.of("quote", "language"):
        return [intent(clause, "caption_style", {**look, "animation": coming}, position=clause.position)]
    if clause.text.chinese and clause.quote and clause.verb("write") and not clause.verb("change", "replace"):
        return [
            intent(
                clause, "text_overlay", {**look, **shown_when(clause), "position": place_of(clause)}, text=clause.quote
            )
        ]
    if (
        clause.quote
        and noun
        and clause.text.even[noun.start : noun.end] == "caption"
        and not clause.verb("change", "replace", "remove")
    ):
        return [
            intent(
                clause, "text_overlay", {**look, **shown_when(clause), "position": place_of(clause)}, text=clause.quote
            )
        ]
    changing = clause.verb(
        "change", "scale_text", "shrink_text", "up", "down", "put", "move", "replace"
    ) and not clause.verb("add", "write", "extract")
    if (
        clause.verb("make")
        and look
        and not clause.has("language")
        and clause.noun("captions")
        and subject_first(clause)
    ):
        changing = True
    if (
        not changing
        and subject_first(clause)
        and clause.tokens
        and not clause.verbs
        and not clause.has("language")
        and look
        and clause.text.chinese
    ):
        changing = True
    plain_size = all(clause.text.even[each.start : each.end] in _SIZES for each in clause.of("verb"))
    if changing and plain_size and clause.verbs and not clause.text.chinese and not clause.has("degree", "too"):
        changing = False
    making = clause.first("verb", "make")
    subject = clause.first("noun", "captions")
    if (
        making
        and subject
        and making.start < subject.start
        and _CREATED.search(clause.text.even, making.start, making.end)
    ):
        changing = False
    if _SETTING.search(clause.text.even, clause.start, clause.end) and look:
        changing = True
    if changing and clause.verb("put") and not subject_first(clause) and not clause.position:
        changing = False
    if changing and clause.verb("move", "put") and not clause.verb("change"):
        return [intent(clause, "caption_style", {"position": clause.position, **look})]
    if changing and not look and not any(each.sort == "verb" for each in clause.tokens):
        changing = False
    beginning = clause.first("noun", "captions")
    adding = clause.first("verb", "add")
    dressed = (
        clause.text.chinese
        and beginning
        and adding
        and beginning.start < adding.start
        and (look or clause.noun("background", "sticker", "animation", "effect"))
    )
    if dressed:
        ground = {"background": True} if clause.noun("background") else {}
        return [intent(clause, "caption_style", {**ground, **_on_a_ground(clause, look)}, position=clause.position)]
    if (
        changing
        and not look
        and not clause.position
        and not clause.noun("style_n", "colour", "font_n", "size_n", "position_n")
    ):
        return [intent(clause, "edit_text", which="captions", text=clause.quote)]
    if changing and (
        look
        or clause.position
        or clause.noun("style_n", "colour", "font_n", "size_n", "position_n")
        or clause.verb("change")
    ):
        if clause.quote and not look:
            return [intent(clause, "edit_text", which="captions", text=clause.quote)]
        look = _on_a_ground(clause, look)
        if not look and clause.noun("colour", "style_n"):
            look = free_colour(clause)
        return [intent(clause, "caption_style", look, position=clause.position)]
    if not clause.verbs and clause.of("word") and not look and not clause.has("language"):
        return []
    box = _ON_A_BOX.search(clause.text.even, clause.start, clause.end)
    if box:
        look["background"] = box.group(1)
        rest = [str(each.name) for each in clause.of("colour") if each.start < box.start()]
        look = {**look, "color": rest[0]} if rest else {key: value for key, value in look.items() if key != "color"}
    look = _on_a_ground(clause, look)
    params: Params = {}
    codes = [str(each.name) for each in clause.of("language")]
    if "bilingual" in codes:
        params |= {"languages": [c for c in codes if c != "bilingual"] or ["zh", "en"], "format": "bilingual"}
    elif len(codes) > 1:
        params["languages"] = codes
    elif codes:
        params["language"] = codes[0]
    file_kind = _FILE_KIND.search(clause.text.even, clause.start, clause.end)
    if (
        file_kind
        and not clause.file
        and (
            clause.verb("export", "extract", "make", "save")
            or file_kind.group() != "srt"
            or _A_FILE.search(clause.text.even, clause.start, clause.end)
        )
    ):
        params["format"] = file_kind.group()
    if clause.has("format"):
        params["format"] = clause.first("format").name  # type: ignore[union-attr]
    sized = clause.first("verb", "scale_text", "shrink_text", "up", "down")
    if look.get("size") in ("bigger", "smaller") and sized:
        look["size"] = clause.words(sized.start, sized.end)
    return [
        intent(
            clause,
            "captions",
            {"position": clause.position or _amid(clause), **params, **look},
            text=clause.quote,
            **_stretch(clause),
        )
    ]


def _on_a_ground(clause: Clause, look: Params) -> Params:
    """`look` with the colour that is told of what lies behind the letters: 黑底, 半透明灰色背景."""
    backed = _BACKED.search(clause.text.even, clause.start, clause.end) if clause.text.chinese else None
    if not backed:
        return look
    behind = backed.span(1) if backed.group(1) else backed.span(2)
    rest = [str(each.name) for each in clause.of("colour") if not behind[0] <= each.start < behind[1]]
    own = {key: value for key, value in look.items() if key != "color"} | ({"color": rest[0]} if rest else {})
    return {**own, "background": clause.words(*behind)}


_SECOND_LINE = re.compile(r"subtitle: *(?=[a-z0-9])")
""" "Title: Hello, subtitle: part one": the second line of a title."""
_COMING = frozenset({"fade", "fade_in", "fade_out", "fade_both"})
_SETTING = re.compile(r"\b(?:caption|subtitle)s? (?:font|size|style|colou?r|position|background|text size) ?[:=]")
_ON_A_BOX = re.compile(
    r"\b(?:on|over|with|against|in) (?:a |an |the )?(?:solid |semi-?transparent |translucent |dark |light )?([a-z]+) (?:box|background|bar|strip|banner|panel|bg|backing|backdrop)\b"
)
_BACKED = re.compile(
    "(?:背景|底色|底框|衬底|底板)(?:为|是|用|色)?(?:半透明|透明|纯)?的?([黑白灰红黄蓝绿])色?|([黑白灰红黄蓝绿])色?(?:半透明)?(?:的)?(?:底框|底条|底色|背景|衬底|底板|底(?!部|下|端))"
)
_SIZES = frozenset(("large", "big", "huge", "giant", "small", "tiny"))
"""How big new words shall be; "larger" speaks of words that are there."""
_FILE_KIND = re.compile(r"(?<![a-z])(?:srt|vtt|ass|ttml|txt|lrc)(?![a-z])")
_A_FILE = re.compile(r"\b(?:an?|as|in) srt\b|\bsrt (?:file|format)\b")
_CREATED = re.compile("生成|创建|制作|做|generat|creat|produc")


def _amid(clause: Clause) -> str | None:
    """The 中间 of "字幕放中间" is a place on the picture."""
    return "center" if clause.edge == "middle" and clause.verb("put") else None


def _stretch(clause: Clause) -> Params:
    found = range_of(clause)
    return {key: value for key, value in found.items() if key in ("start", "end")}
