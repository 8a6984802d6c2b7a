"""Words on the picture: titles, text, name tags, captions, opening and end cards."""

from __future__ import annotations

import re
from itertools import pairwise

from rushes.language.clauses.clause import Clause
from rushes.language.reading import Intent, Params
from rushes.language.rules.captions import captions
from rushes.language.rules.cards import cards, name_tag
from rushes.language.rules.free_words import content_words
from rushes.language.rules.lettering import look_of
from rushes.language.rules.scope import first_of, gone_when, intent
from rushes.language.rules.titles import titles
from rushes.language.words.amounts import number

_TEXT_NOUNS = ("title", "text", "captions", "lower_third", "timestamp")


def words_on_picture(clause: Clause) -> list[Intent]:
    nouns = clause.nouns
    if _subtitle_file(clause) and not clause.verb("remove", "export", "convert", "save"):
        return [intent(clause, "captions", {**look_of(clause), "file": clause.file, "position": clause.position})]
    quote = clause.first("quote")
    if quote and clause.text.even[quote.end : quote.end + 1] in ("声", "音") and not nouns & set(_TEXT_NOUNS):
        return []
    if quote and clause.text.chinese and clause.noun("watermark") and not nouns & set(_TEXT_NOUNS):
        return []
    if quote and clause.text.chinese and clause.noun("voiceover") and not clause.noun("title", "captions"):
        return []
    removing = clause.verb("remove") or clause.has("negation", "no")
    unwanted = _without_what(clause) if clause.text.chinese else None
    if unwanted:
        return [intent(clause, "remove_effect", which=unwanted)]
    if clause.noun("chapters") and not removing and not clause.noun("gap"):
        return [intent(clause, "chapters")]
    if clause.verb("transcribe") and not clause.noun("captions"):
        return [intent(clause, "transcribe")]
    if clause.verb("add") and clause.noun("sfx", "voiceover") and not clause.noun("captions"):
        return []
    so_long = clause.first("dur") and clause.edge in ("start", "end")
    labelled = (
        None if clause.text.chinese or clause.quote else _LABELLED.search(clause.text.written, clause.start, clause.end)
    )
    if labelled:
        return [intent(clause, "title", text=labelled.group(1).strip())]
    if clause.noun("thumbnail") and not removing and not nouns & {"captions", "lower_third"}:
        return []
    if removing and not so_long and nouns & set(_TEXT_NOUNS) and not nouns & {"filler", "silence", "noise"}:
        if (clause.quote and clause.noun("part", "clip")) or (clause.noun("part") and not clause.noun("captions")):
            return []
        which = next(
            (name for name in ("captions", "title", "lower_third", "timestamp", "text") if name in nouns), "text"
        )
        if clause.has("noun", "all", "everything") and which == "text":
            which = "all"
        of = _which_words(clause) if clause.text.chinese else _ranked(clause)
        gone = intent(
            clause, "remove_text", {**gone_when(clause), **of}, which=clause.quote or which, position=clause.position
        )
        exported = clause.text.chinese and clause.verb("export") and not clause.verb("remove")
        return [gone, intent(clause, "export")] if exported else [gone]
    if (
        clause.verb("replace", "change")
        and clause.quote
        and len(clause.of("quote")) >= 2
        and not nouns & {"music", "audio"}
    ):
        quotes = [str(each.value) for each in clause.of("quote")]
        return [intent(clause, "edit_text", which=quotes[0], text=quotes[1])]
    corrected = clause.quote and clause.text.chinese and _CORRECTED.search(clause.text.even, clause.start, clause.end)
    if corrected and not nouns & {"music", "audio", "watermark"}:
        new = clause.words(*corrected.span(1)).strip(" 。.!！\"'“”")
        return [intent(clause, "edit_text", which=clause.quote, text=new)] if new else []
    renamed = clause.text.chinese and clause.quote and not nouns and clause.verb("change", "replace")
    if renamed and clause.of("word") and not clause.of("which", "when", "file") and (old := content_words(clause)):
        return [intent(clause, "edit_text", which=old, text=clause.quote)]
    spelled = clause.quote and clause.verb("change", "replace") and _SPELLED.search(clause.text.even)
    if spelled and (nouns & set(_TEXT_NOUNS) or "typo" in clause.said):
        return [intent(clause, "edit_text", which=clause.quote, text=clause.words(spelled.start(1), spelled.end(1)))]
    theirs = clause.has("language") and _THE_SUBTITLES.search(clause.text.even, clause.start, clause.end)
    if (
        theirs
        or clause.verb("translate")
        or (clause.noun("captions") and clause.has("language") and clause.verb("change"))
    ):
        both = [str(each.name) for each in clause.of("language") if each.name != "bilingual"]
        joined = _BOTH_LANGUAGES.search(clause.text.even, clause.start, clause.end)
        if len(both) > 1 and joined and not clause.has("steer", "from") and not clause.text.chinese:
            return [intent(clause, "translate_captions", language=each) for each in dict.fromkeys(both)]
        return [
            intent(
                clause,
                "translate_captions",
                language=_language(clause),
                format="bilingual" if clause.has("language", "bilingual") else None,
            )
        ]
    if clause.noun("spelling") and not clause.noun("captions"):
        meant = SHALL_BE.search(clause.text.written, clause.start, clause.end)
        return [intent(clause, "edit_text", which="title", text=clause.quote or (meant.group(1) if meant else None))]
    return first_of(clause, captions, name_tag, cards, titles)


_NUMBERED = re.compile(
    "(?:第 ?([0-9]{1,3}|[一二三四五六七八九十]{1,3}) ?|最后一?)(?:(?:条|句|行)(?:的)?(?:字幕|文字|标题)|个(?:标题|字幕))"
)


def _which_words(clause: Clause) -> Params:
    """Which of several words go: the number of "第2条字幕", the clip of "第二段的字幕"."""
    numbered = _NUMBERED.search(clause.said)
    if numbered:
        return {"number": int(number(numbered.group(1))) if numbered.group(1) else "last"}
    which = clause.which()
    whose = which and which.clips and not which.relation and which.clips != ("all",)
    return {"clip": which.one} if which and whose and not clause.when("range", "head", "tail", "at") else {}


def _ranked(clause: Clause) -> Params:
    """The second of "the second title"."""
    for order, thing in pairwise(clause.tokens):
        if order.sort == "order" and thing.sort == "noun" and thing.name in _TEXT_NOUNS and isinstance(order.name, int):
            return {"number": "last" if order.name == -1 else order.name}
    return {}


def _without_what(clause: Clause) -> str | None:
    """The 动画 of "标题不要动画", the 背景 of "去掉字幕的背景": the words themselves stay."""
    negation = clause.first("negation", "no")
    thing = clause.first("noun", *_TEXT_NOUNS)
    owned = clause.verb("remove") and thing and clause.text.even[thing.end : thing.end + 1] == "的"
    if thing is None or not (owned or (negation and thing.end <= negation.start)):
        return None
    at = thing.end if owned or negation is None else negation.end
    after = [each for each in clause.tokens if each.start >= at and each.sort not in ("function", "polite")]
    unwanted = after and (
        after[0].sort == "effect" or after[0].name in ("animation", "effect", "style_word", "background")
    )
    return clause.words(after[0].start, after[0].end) if unwanted else None


def _subtitle_file(clause: Clause) -> bool:
    return bool(clause.file and clause.file.lower().endswith((".srt", ".vtt", ".ass")))


_SMALL_WORD = r"(?:of|the|and|in|a|an|to|for|on|at|by|with|&)"
_LABELLED = re.compile(
    rf"\b[Tt](?:itle|ext)(?: card)?: ((?:[A-Z][\w'’&-]*)(?: {_SMALL_WORD})*(?: [A-Z0-9][\w'’&-]*(?: {_SMALL_WORD}(?= [A-Z]))*)+[!?]?)\s*\.?\Z"
)
"""A title's own words in title case after a colon: nothing in them is an order."""
SHALL_BE = re.compile(
    r"(?:should|must|needs to|has to|ought to|supposed to) (?:be|say|read)(?: spell?ed)? ([^,.;]+?)(?: with an? \w+)?(?= instead|$|[,.;])"
)
"""What words that are wrong should be: "it should say Jörg"."""
_SPELLED = re.compile(
    r"(?:spell?ed|spelt|should be|should say|supposed to be|(?:name|surname|word|spelling) is(?: actually| really)?) ([a-z]+)"
)
_CORRECTED = re.compile(
    r"\ue001(?:这个词|这几个字|两个字|二字|一词)?(?:都|全|统一|应该?|要|请|给)*(?:改成|改为|换成|换为|替换成|替换为|更正为|纠正为|修正为|应为|应是|写成|应该是)[:： ]?([^,，。;；\ue001]{1,40})$"
)
""" "把“张三”改成李四": what is written is put right, the new words not in quotes."""
_THE_SUBTITLES = re.compile(
    r"\bmake (?:the|my) (?:subtitles|captions|subs) (?:in )?[a-z]+\W*\Z|\b[a-z]+ (?:version|translation) of (?:the|my) (?:subtitles|captions|subs)\b"
)
""" "Make the subtitles Spanish": those that are there."""
_BOTH_LANGUAGES = re.compile(r"\band\b|,|&|\+")


def _language(clause: Clause) -> object:
    codes = [str(each.name) for each in clause.of("language")]
    if not codes or codes == ["bilingual"]:
        return None
    named = [code for code in codes if code != "bilingual"]
    return named[-1] if named else None
