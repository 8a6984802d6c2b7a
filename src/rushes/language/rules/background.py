"""Backgrounds: keyed out, blurred, replaced; somebody put before another."""

from __future__ import annotations

import re

from rushes.language.clauses.clause import Clause
from rushes.language.reading import Intent
from rushes.language.rules.free_words import content_words
from rushes.language.rules.scope import clip_of, intent, range_of, where_of
from rushes.language.rules.shape import RATIOS


def keying(clause: Clause) -> list[Intent]:
    if clause.verb("chroma") and clause.verb("replace", "change", "swap") and (new := _new_background(clause)):
        return [intent(clause, "background_replace", what=new)]
    if clause.verb("chroma") and clause.file and clause.verb("replace", "change", "put", "swap"):
        return [intent(clause, "background_replace", what=clause.file)]
    if clause.verb("chroma"):
        return [intent(clause, "background_remove")]
    inside = clause.text.even[clause.start : clause.end]
    cut_out = any(
        clause.text.even[each.start] in "抠扣"
        for each in clause.of("verb")
        if each.name in ("extract", "remove", "keep")
    )
    elsewhere = _ELSEWHERE.search(inside) if cut_out else None
    if elsewhere and not clause.of("which", "when") and not clause.position:
        return [intent(clause, "background_replace", what=clause.file or elsewhere["what"])]
    if cut_out and not clause.noun("audio", "voice", "music", "watermark", "captions", "text"):
        return [intent(clause, "background_remove", **clip_of(clause))]
    if (
        "in the background" in inside
        and (clause.of("word") or clause.noun("subject", "region"))
        and clause.verb("remove", "blur")
    ):
        return []
    if clause.text.chinese and clause.verb("remove") and _WITHIN.search(inside):
        return []
    placed = _IN_FRONT_OF.search(inside)
    if (
        placed
        and clause.verb("put", "add", "insert", "make", "show")
        and not clause.of("which")
        and clause.noun("subject", "it", "region", "video") | bool(clause.of("word"))
    ):
        return [intent(clause, "background_replace", what=placed.group(1))]
    placed_in = _PUT_ME.search(inside)
    if placed_in and not clause.of("which", "file", "when"):
        return [intent(clause, "background_replace", what=placed_in.group(1).strip())]
    plain = clause.colour and not clause.noun("text", "title", "captions") and clause.verb("put", "add")
    if plain and _BEHIND.search(inside):
        return [intent(clause, "background_replace", what=clause.colour)]
    behind = clause.file and ("behind" in inside or "背后" in inside) and clause.verb("put", "add", "insert")
    if behind:
        return [intent(clause, "background_replace", what=clause.file)]
    sky = _SKY.search(inside)
    if sky and clause.verb("replace", "swap", "change") and not clause.of("look", "which", "when"):
        return [intent(clause, "background_replace", what=_new_background(clause) or sky.group())]
    if not clause.noun("background") or clause.noun("music", "noise", "audio"):
        return []
    if _APART.search(inside) and clause.verb("keep", "extract", "split", "remove", "cut"):
        return [intent(clause, "background_remove", **clip_of(clause))]
    if clause.verb("blur") and (clause.has("ratio") or clause.nouns & set(RATIOS)):
        return []
    if clause.verb("blur") and not clause.verb("add"):
        return [intent(clause, "blur", region="background", **where_of(clause))]
    if clause.verb("blur"):
        return [intent(clause, "blur", region="background", **range_of(clause))]
    if clause.verb("replace", "swap") or (clause.verb("change") and not clause.noun("captions", "title", "text")):
        return [intent(clause, "background_replace", what=_new_background(clause))]
    if clause.verb("remove", "extract", "crop") or any(
        each.name in ("抠掉", "抠", "抠图") for each in clause.of("word")
    ):
        return [intent(clause, "background_remove", **clip_of(clause))]
    return []


_SKY = re.compile(
    r"\b(?:replace|swap|change)(?: out)? (?:the |my |that )?sky\W*\Z|\b(?:the|my|that) sky (?:with|to|for|into)\b|天空(?=(?:换|替换|改)(?:成|为|掉))"
)
_WITHIN = re.compile("背景(?:里|中|上)(?:面|边|头)?的(?!声|音|杂音|杂声|噪|人声)[^,，。;；]")
"""What stands in the background goes, not the background: "把背景里的人去掉"."""
_ELSEWHERE = re.compile(
    "(?:放|换|搬|挪|移|贴|合成|叠加?)(?:到|在|进|去)(?:一?[个张片幅])?(?P<what>[^,，。;；]{1,12}?)(?:的)?(?:背景|前面|里面?|中|上|场景)+"
)
"""Where somebody cut out is put: "抠出来放到海边的背景上"."""
_BEHIND = re.compile(r"\bbehind (?:me|him|her|us|them|the|my|his|our|their)\b")
_PUT_ME = re.compile(
    r"\b(?:put|place|drop) (?:me|us|him|her) (?:on|in|at|into|inside) (?:an? |the |some )(?!(?:top|bottom|left|right|middle|cent|corner|first|second|last|video|clip|frame|front|title|end|start|upper|lower|small|circle|box|picture|background|foreground))((?:[a-z]+ ?){1,4})"
)
_APART = re.compile(
    r"\b(?:isolate|separate|cut|lift|extract|take|pull) [a-z' ]{2,25} (?:out )?(?:from|off|out of) (?:the |my |his |her |its )?(?:background|backdrop|bg)\b"
)
_IN_FRONT_OF = re.compile(r"in front of (?:an? |some |the )((?:[a-z]+ ?){1,4})")


def _new_background(clause: Clause) -> object:
    if clause.file or clause.colour:
        return clause.file or clause.colour
    after = clause.first("steer", "with", "to", "for") or clause.first("verb", "change", "replace")
    rest = [
        each
        for each in clause.tokens
        if after
        and each.start >= after.end
        and each.sort in ("word", "look", "effect", "noun", "mood")
        and each.name != "background"
    ]
    return clause.words(rest[0].start, rest[-1].end) if rest else content_words(clause)
