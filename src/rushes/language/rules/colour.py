"""Colour, looks and effects."""

from __future__ import annotations

import re

from rushes.language.clauses.clause import Clause
from rushes.language.reading import Intent
from rushes.language.rules.free_words import content_words, flawed
from rushes.language.rules.lengths import tonal_highlights
from rushes.language.rules.lettering import APPLIED
from rushes.language.rules.scope import amount, clip_of, intent, where_of
from rushes.language.words.lexicon import Token

_NOUN_LOOKS = {
    "brightness": ("brighter", "darker"),
    "contrast": ("contrast_up", "contrast_down"),
    "saturation": ("saturation_up", "saturation_down"),
    "temperature": ("warmer", "cooler"),
}


_RIGHTED = re.compile("校[正准色]|修正|纠正|还原|自动调|智能调|调一?下|优化|处理")
"""What is done to colours as a whole, where no look is named."""


def colours(clause: Clause) -> list[Intent]:
    """Looks and changes of colour: "warmer", "more contrast", "black and white"."""
    if clause.noun("captions", "title", "text", "music", "lower_third", "voiceover") or (
        clause.noun("audio") and not clause.noun("video", "colour")
    ):
        return []
    if clause.verb("remove", "cut") and flawed(clause):
        return []
    where = where_of(clause)
    share = clause.value("pct")
    quantity = share if share is not None else None
    if quantity is None and clause.has("num") and clause.nouns & set(_NOUN_LOOKS):
        quantity = amount(clause.value("num"))
    strength = (
        _STRENGTH.search(clause.text.even, clause.start, clause.end)
        if clause.text.chinese and quantity is None
        else None
    )
    if strength and clause.has("look"):
        quantity = float(strength.group(1))
    looks = list(dict.fromkeys(str(each.name) for each in _wanted_looks(clause)))
    if isinstance(quantity, int | float) and share is None and abs(quantity) > 2:
        quantity = round(quantity / 100, 4)
    if tonal_highlights(clause):
        looks = [*looks, "darker" if clause.lowered else "brighter"]
    if clause.noun("lut"):
        return [intent(clause, "color", {"look": "lut", "amount": quantity, "file": clause.file, **where})]
    if clause.file and clause.file.lower().endswith(".cube"):
        return [intent(clause, "color", {"look": "lut", "file": clause.file, "amount": quantity, **where})]
    second = [
        each
        for each in clause.of("look")
        if clause.text.even[each.start : each.end] in ("film look", "movie look")
        and any(0 < each.start - other.end <= 1 for other in clause.of("look"))
    ]
    looks = [each for each in looks if each not in {str(one.name) for one in second}]
    joined = _one_look(clause)
    if joined:
        return [intent(clause, "color", {"look": joined, **where})]
    if "clean" in looks and len(looks) > 1:
        looks.remove("clean")
    tinted = clause.colour and clause.noun("temperature") and not clause.noun("title", "text", "captions")
    if tinted and not clause.text.chinese and not looks and not clause.verb("remove", "down"):
        return [intent(clause, "color", {"look": clause.colour, **where})]
    found = []
    down = (
        clause.verb("down", "shrink_text")
        or clause.has("particle", "p_down")
        or clause.has("negation", "not")
        or clause.has("degree", "min")
    )
    up = (
        clause.verb("up", "scale_text", "add", "sharpen")
        or (not clause.verbs and not clause.text.chinese and clause.has("degree", "bit", "much"))
        or clause.has("particle", "p_up")
        or clause.has("degree", "max")
    )
    for noun, (more, less) in _NOUN_LOOKS.items():
        if not clause.noun(noun):
            continue
        written = clause.words(clause.first("pct").start, clause.first("pct").end) if clause.has("pct") else ""  # type: ignore[union-attr]
        sign = -1 if written.startswith("-") else 1 if written.startswith("+") else 0
        number = clause.first("num")
        if number and clause.text.even[max(0, number.start - 1)] == "-":
            sign = -1
        elif number and clause.text.even[max(0, number.start - 1)] == "+":
            sign = 1
        if down or sign < 0:
            found.append(less)
        elif up or sign > 0 or clause.has("pct") or clause.has("factor") or clause.has("num") or clause.has("kelvin"):
            found.append(more)
    if not looks and found:
        return [
            intent(
                clause,
                "color",
                {"look": look, "amount": abs(quantity) if isinstance(quantity, int | float) else None, **where},
            )
            for look in found
        ]
    bidden = clause.first("look")
    told_to = bidden and (
        _BIDDEN.fullmatch(clause.text.even[bidden.start : bidden.end])
        or (clause.text.chinese and not any(each.start >= bidden.end for each in clause.of("noun")))
        or _BIDDEN_ZH.match(clause.text.even, bidden.start, bidden.end)
    )
    if (looks and (told_to or not clause.noun("part", "shorts"))) or (looks and clause.verb("make", "add", "change")):
        if clause.verb("remove", "down") and clause.noun("effect", "style_n"):
            return []
        named = [look for look in looks if look in ("bw", "vintage", "cinematic", "teal_orange", "cyberpunk", "sepia")]
        if len(looks) > 1 and named and clause.noun("effect", "style_n", "grade"):
            looks = named[:1]
        return [
            intent(
                clause,
                "color",
                {
                    "look": _look_name(clause, look),
                    "amount": abs(quantity) if isinstance(quantity, float) else None,
                    **where,
                },
            )
            for look in looks
        ]
    righted = clause.text.chinese and clause.noun("colour") and clause.verb("change", "improve", "process")
    if clause.noun("correct") or (righted and _RIGHTED.search(clause.text.even, clause.start, clause.end)):
        return [intent(clause, "auto_color", **clip_of(clause))]
    if clause.quote and APPLIED.search(clause.said):
        return [intent(clause, "color", {"look": clause.quote, **where})]
    if clause.noun("grade"):
        look = clause.quote or content_words(clause)
        if not look and clause.has("vague") and False:
            look = None
        return [intent(clause, "color", {"look": look, **where})]
    if clause.noun("colour") and clause.verb("improve", "up", "sharpen") and not clause.noun("text"):
        return [
            intent(
                clause,
                "auto_color" if clause.verb("improve") else "color",
                {**({} if clause.verb("improve") else {"look": "saturation_up"}), **clip_of(clause)},
            )
        ]
    if clause.noun("colour") and clause.verb("down"):
        return [intent(clause, "color", {"look": "saturation_down", **where})]
    if clause.noun("colour") and clause.has("vague") and clause.verb("make", "change"):
        return [intent(clause, "color", {"look": "saturation_up", **where})]
    if clause.colour and clause.noun("temperature") and clause.verb("remove") and not clause.text.chinese:
        return [intent(clause, "auto_color", **clip_of(clause))]
    if clause.colour and clause.noun("temperature") and not found:
        return [intent(clause, "color", {"look": clause.colour, **where})]
    shade = clause.first("colour")
    if (
        shade
        and clause.text.even[shade.start : shade.end].endswith("s")
        and (clause.lowered or clause.raised)
        and not clause.noun("text", "title", "captions")
    ):
        return [intent(clause, "color", {"look": f"{'less' if clause.lowered else 'more'} {shade.name}", **where})]
    if (
        shade
        and _MORE_OF.search(clause.text.even, clause.start, shade.start)
        and not clause.noun("text", "title", "captions", "background")
    ):
        return [intent(clause, "color", {"look": f"{'less' if clause.lowered else 'more'} {shade.name}", **where})]
    likened = _likened(clause)
    if likened:
        return [intent(clause, "color", {"look": likened, **where})]
    tinted = (
        clause.text.chinese and clause.colour and clause.has("degree", "bit") and clause.verb("change", "make", "up")
    )
    if (clause.noun("colour") or tinted) and clause.colour and clause.verb("change", "make", "up"):
        return [intent(clause, "color", {"look": clause.colour, **where})]
    return []


def _wanted_looks(clause: Clause) -> list[Token]:
    """Looks asked for: in "brighten the dark scenes" the dark ones only say which scenes."""
    found = clause.of("look")
    if len(found) < 2 or clause.text.chinese:
        return found
    kept = []
    for each in found:
        after = next((other for other in clause.tokens if other.start >= each.end), None)
        describing = (
            after is not None and after.sort == "noun" and after.name in ("clip", "part", "frame", "brightness")
        )
        if not (describing and each is not found[0] and _PLAIN.fullmatch(clause.text.even[each.start : each.end])):
            kept.append(each)
    return kept


_BIDDEN = re.compile(
    "brighten|brighten up|brighten the|darken|lighten|lighten up|warm up|cool down|saturate|desaturate|dehaze|dim|light up"
)
_STRENGTH = re.compile(r"(?:强度|程度|力度|混合度?|浓度|不透明度)(?:为|是|设为|:|到)? ?(\d{1,3}(?:\.\d+)?)(?!\d|%)")
_BIDDEN_ZH = re.compile("[调提加增打压降变弄整搞拉减](?![色光])")
_PLAIN = re.compile(
    "dark|bright|cold|cool|warm|pale|vivid|muted|dim|saturated|flat|faded|washed out|overexposed|underexposed|light"
)
_MORE_OF = re.compile(r"\b(?:more|less|extra|a bit of|a touch of|a hint of|a little) $")
_LIKE = re.compile(r"\blooks? like\b")
_DIRECTIONS = frozenset(
    {"brighter", "darker", "contrast_up", "contrast_down", "saturation_up", "warmer", "cooler", "bw", "sepia"}
)


def _one_look(clause: Clause) -> str | None:
    """Words side by side before "look" name one look: "a dreamy pastel look", "moody blue tones"."""
    found = clause.tokens
    for index, each in enumerate(found):
        style = (each.sort == "noun" and each.name in ("style_n", "effect", "grade")) or clause.text.even[
            each.start : each.end
        ] in ("tones", "palette", "vibe", "look", "feel", "aesthetic")
        if not style or clause.text.chinese:
            continue
        run: list[Token] = []
        for other in reversed(found[:index]):
            if other.sort == "separator" and other.name == "comma" and run:
                continue
            if other.sort not in ("look", "word", "colour") or (run and run[0].start - other.end > 2):
                break
            run.insert(0, other)
        looks = [other for other in run if other.sort == "look"]
        if (
            len(run) > 1
            and looks
            and not all(other.name in _DIRECTIONS for other in looks)
            and not clause.noun("text", "title", "captions")
        ):
            return clause.words(run[0].start, run[-1].end).lower()
    return None


def _likened(clause: Clause) -> str | None:
    """A look named after something no table knows: "make it look like Wes Anderson", "a Blade Runner vibe"."""
    if (
        not clause.verb("make", "add", "change")
        or clause.of("mood")
        or clause.noun("music", "audio", "voice", "montage")
    ):
        return None
    words = [each for each in clause.tokens if each.sort == "word"]
    if not words:
        return None
    compared = _LIKE.search(clause.text.even, clause.start, clause.end)
    words = [each for each in words if compared and each.start >= compared.end()] or words
    like = next(
        (
            each
            for each in clause.tokens
            if each.sort == "function"
            and clause.text.even[each.start : each.end] in ("look like", "like", "looks like")
        ),
        None,
    )
    style = clause.first("noun", "style_n") or (clause.text.chinese and clause.first("noun", "colour", "grade")) or None
    if (like and like.start < words[0].start) or (style and words[-1].end <= style.start <= words[-1].end + 2):
        return clause.words(words[0].start, words[-1].end)
    return None


_OWN_WORD = frozenset({"moody", "clean", "cyberpunk"})


def _look_name(clause: Clause, look: str) -> str:
    """The label's word for a look; where a look groups many words, the request's own."""
    if look in _OWN_WORD:
        found = clause.first("look", look)
        if found:
            return clause.words(found.start, found.end).lower()
    return "teal and orange" if look == "teal_orange" else look


def _effect_name(said: str) -> str:
    return said.lower().removesuffix(" effect").removesuffix("效果").removesuffix("特效").strip() or said.lower()


_MENDED = re.compile("修复|修掉|修补|修一下")
"""What is done to scratches, rather than with them."""


def effects(clause: Clause) -> list[Intent]:
    """Effects by name: "add film grain"."""
    found = clause.first("effect")
    if clause.text.chinese and found and _MENDED.search(clause.said):
        return []
    if clause.text.chinese and not clause.verbs and clause.of("word", "given") and not clause.noun("effect"):
        return []
    if (
        found
        and not clause.noun("music", "sfx")
        and not clause.verb("remove")
        and (not clause.noun("part", "clip") or (clause.verb("add") and not clause.verb("cut", "keep")))
    ) or (found and clause.noun("effect")):
        if found and clause.noun("part") and clause.verb("keep", "cut"):
            return []
        name = _effect_name(clause.words(found.start, found.end))
        return [
            intent(
                clause,
                "visual_effect",
                name=name,
                **{k: v for k, v in where_of(clause).items() if k in ("start", "end", "clip", "where")},
            )
        ]
    if found and clause.which() and clause.verb("add", "make", "put"):
        return [
            intent(clause, "visual_effect", name=_effect_name(clause.words(found.start, found.end)), **clip_of(clause))
        ]
    if clause.noun("still_canvas") and clause.verb("add", "make", "put"):
        token = clause.first("noun", "still_canvas")
        assert token
        return [intent(clause, "visual_effect", name=clause.words(token.start, token.end).lower())]
    if clause.noun("effect") and not clause.verb("remove") and not clause.noun("beat"):
        name = clause.quote or content_words(clause)
        if (name and clause.verb("add", "make", "change", "put")) or (name and not clause.verbs):
            return [
                intent(
                    clause,
                    "visual_effect",
                    name=name,
                    **{k: v for k, v in where_of(clause).items() if k in ("start", "end", "clip")},
                )
            ]
    return []
