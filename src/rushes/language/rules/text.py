"""Words on the picture: titles, text, name tags, captions, opening and end cards."""

from __future__ import annotations

import re
from itertools import pairwise

from rushes.language.clauses.clause import Clause
from rushes.language.reading import Intent, Params
from rushes.language.rules.scope import (
    amount,
    first_of,
    intent,
    length_of,
    place_of,
    plain,
    range_of,
    shown_when,
    unquoted_after,
)
from rushes.language.words.amounts import Length
from rushes.language.words.times import When

_TEXT_NOUNS = ("title", "text", "captions", "lower_third", "timestamp")


def words_on_picture(clause: Clause) -> list[Intent]:
    nouns = clause.nouns
    if _subtitle_file(clause) and not clause.verb("remove", "export", "convert", "save"):
        return [intent(clause, "captions", {**_look(clause), "file": clause.file, "position": clause.position})]
    quote = clause.first("quote")
    if quote and clause.text.even[quote.end : quote.end + 1] in ("声", "音") and not nouns & set(_TEXT_NOUNS):
        return []
    removing = clause.verb("remove") or clause.has("negation", "no")
    if clause.noun("chapters") and not removing:
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
        return [intent(clause, "remove_text", which=clause.quote or which, position=clause.position)]
    if (
        clause.verb("replace", "change")
        and clause.quote
        and len(clause.of("quote")) >= 2
        and not nouns & {"music", "audio"}
    ):
        quotes = [str(each.value) for each in clause.of("quote")]
        return [intent(clause, "edit_text", which=quotes[0], text=quotes[1])]
    spelled = clause.quote and clause.verb("change") and _SPELLED.search(clause.text.even)
    if spelled and nouns & set(_TEXT_NOUNS):
        return [intent(clause, "edit_text", which=clause.quote, text=clause.words(spelled.start(1), spelled.end(1)))]
    if clause.verb("translate") or (clause.noun("captions") and clause.has("language") and clause.verb("change")):
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
    return first_of(clause, _captions, _name_tag, _cards, _titles)


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
_SPELLED = re.compile(r"(?:spell?ed|spelt|should be|should say|supposed to be) ([a-z]+)")


_BOTH_LANGUAGES = re.compile(r"\band\b|,|&|\+")


def _language(clause: Clause) -> object:
    codes = [str(each.name) for each in clause.of("language")]
    if not codes or codes == ["bilingual"]:
        return None
    named = [code for code in codes if code != "bilingual"]
    return named[-1] if named else None


def _look(clause: Clause) -> Params:
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
    if clause.has("degree", "too") and "size" in params:
        params["size"] = "smaller" if params["size"] == "bigger" else "bigger"
    if clause.value("px") is not None:
        params["size"] = amount(clause.value("px"))
    elif clause.noun("size_n") and clause.value("num") is not None:
        params["size"] = amount(clause.value("num"))
    style = clause.first("noun", "style_word", "animation")
    if style:
        written = clause.words(style.start, style.end)
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
    return None


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


def _captions(clause: Clause) -> list[Intent]:
    if not clause.noun("captions"):
        return []
    look = _look(clause)
    noun = clause.first("noun", "captions")
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
        and _subject_first(clause)
    ):
        changing = True
    if (
        not changing
        and _subject_first(clause)
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
    if changing and clause.verb("put") and not _subject_first(clause) and not clause.position:
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
        return [
            intent(
                clause,
                "caption_style",
                look,
                position=clause.position,
                background=True if clause.noun("background") else None,
            )
        ]
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
        if not look and clause.noun("colour", "style_n"):
            look = _free_colour(clause)
        return [intent(clause, "caption_style", look, position=clause.position)]
    if not clause.verbs and clause.of("word") and not look and not clause.has("language"):
        return []
    box = _ON_A_BOX.search(clause.text.even, clause.start, clause.end)
    if box:
        look["background"] = box.group(1)
        rest = [str(each.name) for each in clause.of("colour") if each.start < box.start()]
        look = {**look, "color": rest[0]} if rest else {key: value for key, value in look.items() if key != "color"}
    params: Params = {}
    codes = [str(each.name) for each in clause.of("language")]
    if "bilingual" in codes:
        params |= {"languages": [c for c in codes if c != "bilingual"] or ["zh", "en"], "format": "bilingual"}
    elif len(codes) > 1:
        params["languages"] = codes
    elif codes:
        params["language"] = codes[0]
    file_kind = _FILE_KIND.search(clause.text.even, clause.start, clause.end)
    if file_kind and not clause.file and (clause.verb("export", "extract", "make") or file_kind.group() != "srt"):
        params["format"] = file_kind.group()
    if clause.has("format"):
        params["format"] = clause.first("format").name  # type: ignore[union-attr]
    sized = clause.first("verb", "scale_text", "shrink_text", "up", "down")
    if look.get("size") in ("bigger", "smaller") and sized:
        look["size"] = clause.words(sized.start, sized.end)
    return [
        intent(
            clause, "captions", {"position": clause.position, **params, **look}, text=clause.quote, **_stretch(clause)
        )
    ]


_ON_A_BOX = re.compile(
    r"\b(?:on|over|with|against|in) (?:a |an |the )?(?:solid |semi-?transparent |translucent |dark |light )?([a-z]+) (?:box|background|bar|strip|banner|panel|bg|backing|backdrop)\b"
)
_SIZES = frozenset(("large", "big", "huge", "giant", "small", "tiny"))
"""How big new words shall be; "larger" speaks of words that are there."""
_FILE_KIND = re.compile(r"(?<![a-z])(?:srt|vtt|ass|ttml)(?![a-z])")
_CREATED = re.compile("生成|创建|制作|做|generat|creat|produc")


def _stretch(clause: Clause) -> Params:
    found = range_of(clause)
    return {key: value for key, value in found.items() if key in ("start", "end")}


def _subject_first(clause: Clause) -> bool:
    """ "make the subtitles yellow" changes them; "make yellow subtitles" makes them."""
    noun = clause.first("noun", "captions", "title", "text")
    look = (
        clause.first("colour")
        or clause.first("noun", "style_word", "animation")
        or clause.first("verb", "scale_text", "shrink_text")
    )
    return bool(noun and look and noun.start < look.start)


def _free_colour(clause: Clause) -> Params:
    words = [each for each in clause.tokens if each.sort in ("word", "look", "mood")]
    return {"color": clause.words(words[0].start, words[-1].end)} if words else {}


_TAG = re.compile(r"\s*[|｜]\s*")


def _name_tag(clause: Clause) -> list[Intent]:
    if not clause.noun("lower_third"):
        return []
    quotes = [str(each.value) for each in clause.of("quote")]
    trigger = [
        each
        for each in clause.tokens
        if (each.sort == "noun" and each.name == "lower_third")
        or (each.sort == "verb" and each.name in ("write", "show"))
        or (each.sort == "steer" and each.name in ("with", "for", "is"))
    ]
    text = quotes[0] if quotes else unquoted_after(clause, trigger)
    params = shown_when(clause)
    if text and (parts := _TAG.split(text, maxsplit=1)) and len(parts) == 2:
        return [intent(clause, "lower_third", params, name=parts[0], text=parts[1])]
    name, _, role = (
        (text or "").partition(",") if text and "," in text else (text or "", "", quotes[1] if len(quotes) > 1 else "")
    )
    return [intent(clause, "lower_third", params, name=name.strip() or None, text=role.strip() or text)]


def _cards(clause: Clause) -> list[Intent]:
    which = clause.which()
    if which and which.clips and not clause.quote:
        return []
    if clause.noun("gap"):
        return []
    sound_file = clause.file and clause.file.lower().endswith((".mp3", ".wav", ".m4a", ".aac", ".flac", ".ogg"))
    if sound_file:
        return []
    if clause.edge == "end" and clause.quote and not clause.verbs - {"show"} and not clause.nouns & {"clip", "part"}:
        return [intent(clause, "outro", text=clause.quote, duration=length_of(clause))]
    adding = clause.verb("add", "make", "insert", "put", "write", "show") or not clause.verbs
    if (
        clause.noun("intro")
        and adding
        and not clause.verb("remove", "mute", "cut", "trim", "zoom", "speed_up", "slow_down", "keep", "move")
        and not clause.noun("music", "captions", "title", "transition", "sfx", "effect", "voiceover")
        and not clause.has("look")
    ):
        if clause.noun("text") and not clause.quote:
            return []
        return [
            intent(
                clause,
                "intro",
                text=_said_text(clause, ("intro",)),
                file=clause.file,
                duration=length_of(clause) or _opening_seconds(clause),
                **_style(clause),
            )
        ]
    ending = clause.noun("outro") or (
        clause.edge == "end"
        and clause.verb("add", "write", "show", "put")
        and clause.quote
        and not clause.noun("title", "text", "captions")
    )
    if (
        ending
        and adding
        and not clause.verb("remove", "mute", "cut", "trim", "speed_up", "slow_down", "keep", "move")
        and not clause.noun("music", "captions", "transition", "sfx", "effect", "voiceover")
        and not clause.has("look")
    ) and clause.noun("outro"):
        return [
            intent(clause, "outro", text=_said_text(clause, ("outro",)), duration=length_of(clause), file=clause.file)
        ]
    return []


def _opening_seconds(clause: Clause) -> object:
    """The 3 s of "open with a 3-second intro"."""
    head = clause.when("head")
    return plain(head.seconds) if head and head.seconds is not None else None


def _style(clause: Clause) -> Params:
    look = _look(clause)
    return {"style": look["style"]} if "style" in look else {}


def _said_text(clause: Clause, nouns: tuple[str, ...]) -> str | None:
    if clause.quote:
        return clause.quote
    triggers = [
        each
        for each in clause.tokens
        if (each.sort == "noun" and each.name in nouns)
        or (each.sort == "verb" and each.name == "write")
        or (each.sort == "steer" and each.name in ("is",))
    ]
    colon = [each for each in clause.tokens if each.sort == "separator" and each.name == "colon"]
    if colon:
        triggers = [each for each in triggers if each.end <= colon[0].start]
    return unquoted_after(clause, triggers + colon[:1])


def _onto(clause: Clause, noun: str) -> bool:
    """ "Add a typewriter effect to the title"."""
    thing = clause.first("noun", noun)
    to = clause.first("steer", "to", "at")
    return bool(thing and to and to.end <= thing.start <= to.end + 6)


_ONLY_TOLD = re.compile(
    r"\b(?:my|the|our|this|that) (?:title|text|caption|heading)s? (?:is|are|looks?|was|seems?|feels?) (?!called|named)"
)


def _titles(clause: Clause) -> list[Intent]:
    noun = next((name for name in ("title", "text", "timestamp") if clause.noun(name)), None)
    if (noun == "text" and clause.noun("script") and not clause.quote) or (
        noun == "timestamp" and clause.noun("music")
    ):
        return []
    if clause.noun("voiceover", "sfx") and clause.verb("add", "make", "put", "write"):
        return []
    placed_quote = bool(
        clause.quote
        and not clause.verbs
        and clause.of("position", "colour")
        and not clause.nouns - {"it", "video", "style_word"}
    )
    writing = placed_quote or clause.verb("write") or (clause.verb("show") and (clause.quote or clause.noun("text")))
    quoted = (
        clause.quote
        and clause.verb("add", "put", "insert", "show", "write", "overlay", "make")
        and not clause.noun(
            "music",
            "watermark",
            "clip",
            "image",
            "sticker",
            "sfx",
            "broll",
            "voiceover",
            "lut",
            "effect",
            "audio",
            "transition",
            "montage",
        )
        and not (clause.verb("make") and clause.noun("video"))
        and not clause.file
    )
    alone = (
        clause.text.chinese
        and clause.quote
        and not clause.verbs
        and (clause.position or clause.whens("at", "range"))
        and not clause.nouns - {"animation", "style_word", "video", "font_n", "size_n"}
        and not clause.file
        and not clause.has("route", "status")
    )
    if not noun and not writing and not quoted and not alone:
        return []
    if clause.verb("write") and not clause.quote and not noun and not _said_text(clause, ()):
        return []
    if noun == "text" and clause.text.chinese and _filmed(clause):
        return []
    if noun and clause.verb("too_fast", "too_long", "extend", "shorten") and not clause.quote:
        longer = clause.verb("too_fast", "extend")
        length = length_of(clause)
        return [
            intent(
                clause,
                "edit_text",
                which=noun,
                duration=length if length is not None else "longer" if longer else "shorter",
            )
        ]
    if noun and not clause.verbs and not clause.quote and _ONLY_TOLD.search(clause.text.even, clause.start, clause.end):
        return []
    look = _look(clause)
    if clause.noun("style_n") and not look:
        look = _free_style(clause)
    text = clause.quote or _capitals(clause) or _said_text(clause, ("title", "text"))
    making = clause.verb("add", "make", "put", "insert", "write", "overlay", "show", "transcribe") or not clause.verbs
    if (
        clause.text.chinese
        and not clause.verbs
        and not clause.quote
        and noun == "text"
        and text
        and not any(each.name == "colon" for each in clause.of("separator"))
    ):
        return []
    named = (
        clause.quote
        if noun and clause.verb("make", "put", "move", "change", "remove", "scale_text", "shrink_text", "up", "down")
        else None
    )
    if (
        named
        and not clause.verb("add", "write", "show")
        and not clause.has("steer", "to")
        and (look or clause.verb("scale_text", "shrink_text", "up", "down"))
        and clause.first("noun", str(noun)).start < clause.first("quote").start
    ):  # type: ignore[union-attr]
        return [intent(clause, "edit_text", {"which": named, **look, "position": clause.position})]
    if (
        noun
        and clause.verb("change", "replace", "rename", "scale_text", "shrink_text", "up", "down", "move", "improve")
        and not clause.verb("add", "write")
    ):
        return _retitled(clause, noun, text, look)
    moved = _movement(clause, noun)
    if noun and moved:
        return [intent(clause, "edit_text", which=noun, style=moved, animation=moved, position=clause.position)]
    if (
        noun
        and clause.verb("make", "put")
        and _subject_first(clause)
        and not clause.quote
        and (look or clause.verb("scale_text", "shrink_text"))
    ):
        return _retitled(clause, noun, None, look)
    shown = clause.first("verb", "show")
    thing = clause.first("noun", noun) if noun else None
    if (
        noun
        and thing
        and shown
        and not text
        and clause.verbs == {"show"}
        and thing.end <= shown.start
        and clause.of("dur", "when")
    ):
        moment = clause.first("time", "dur")
        late = (
            moment is not None and moment.end <= shown.start and _LATER.search(clause.text.even, moment.end, shown.end)
        )
        when = (
            {"start": plain(moment.value.seconds)}
            if moment and late and isinstance(moment.value, Length)
            else shown_when(clause)
        )
        return [intent(clause, "edit_text", {"which": noun, **when})]
    lasting = clause.when("to", "at", "for", "range")
    kept_up = (
        noun and thing and lasting and clause.verb("make", "keep") and clause.verbs <= {"make", "keep"} and not text
    )
    if kept_up and thing and _LASTS.search(clause.text.even, thing.end, clause.end):
        target = clause.when("to")
        when = {"end": amount(target.seconds)} if target else shown_when(clause)
        return [intent(clause, "edit_text", {"which": noun, **when})]
    definite = thing and clause.text.even[: thing.start].endswith(("the ", "my ", "our "))
    if noun and definite and clause.position and not text and not clause.verbs:
        return [intent(clause, "edit_text", which=noun, position=clause.position)]
    tail = clause.when("tail")
    if noun and tail and clause.verb("make", "change") and _noun_first(clause, noun, tail) and not clause.quote:
        return [intent(clause, "edit_text", which=noun, duration=amount(tail.seconds))]
    if noun and clause.verb("put", "move") and clause.position and not text and not clause.verb("add"):
        return [intent(clause, "edit_text", which=noun, position=clause.position)]
    if clause.verb("fade_in", "fade_out", "fade_both") and not making:
        return []
    if not making and not quoted and not alone:
        return []
    op = "title" if noun == "title" else "text_overlay"
    if noun == "timestamp" and not text:
        look.setdefault("style", "timestamp")
    params = shown_when(clause)
    heading = clause.first("noun", "title")
    if heading and clause.words(heading.start, heading.end).startswith("片头"):
        params.setdefault("start", 0)
    place = place_of(clause)
    if place in ("start", "end") or place:
        params["position"] = place
    return [intent(clause, op, {**look, **params}, text=text)]


_LASTS = re.compile(r"\b(?:last|stay|go|run|remain|stick|hang|up|on screen)\b")
_LATER = re.compile("再|才|时|后")


_CAPITALS = re.compile(r"\b[A-Z][A-Z0-9'&!]+(?: (?:[A-Z0-9&][A-Z0-9'&!]*|[-–]))*[!?]*")
_NAMES = frozenset(
    {
        "MP4",
        "MOV",
        "GIF",
        "MP3",
        "WAV",
        "SRT",
        "VTT",
        "LUT",
        "HD",
        "UHD",
        "HDR",
        "FPS",
        "OK",
        "TV",
        "PIP",
        "BGM",
        "SFX",
        "AI",
        "VHS",
        "DJI",
        "LOL",
        "BW",
        "AVI",
        "TTS",
        "CTA",
        "PNG",
        "JPG",
    }
)


def _capitals(clause: Clause) -> str | None:
    """Words in capitals in a request that is not: "big bold text COMING SOON at the end"."""
    if clause.text.chinese or not any(each.islower() for each in clause.words(clause.start, clause.end)):
        return None
    runs = [
        each.group()
        for each in _CAPITALS.finditer(clause.words(clause.start, clause.end))
        if each.group().strip("!?") not in _NAMES
    ]
    best = max(runs, key=len, default="")
    return best if len(best) > 3 else None


def _noun_first(clause: Clause, noun: str, when: When) -> bool:
    """ "Make the title last 5 seconds": the length is the title's, not the end of the video."""
    thing = clause.first("noun", noun)
    place = next((each for each in clause.tokens if each.value is when), None)
    return thing is not None and place is not None and thing.end <= place.start <= thing.end + 2


def _filmed(clause: Clause) -> bool:
    """Whether the letters are on what was filmed, on slides or a screen: "PPT字太小"."""
    noun = clause.first("noun", "text")
    before = [each for each in clause.tokens if noun and each.end <= noun.start and each.sort != "function"]
    said = clause.text.even[before[-1].start : before[-1].end] if before else ""
    return bool(before) and said in ("ppt", "屏幕", "黑板", "板书", "白板", "幻灯片", "屏幕里", "屏幕上", "代码")


def _movement(clause: Clause, noun: str | None) -> str | None:
    """How words that are there already shall move: "add a typewriter effect to the title", "make the text fade in"."""
    thing = clause.first("noun", noun) if noun else None
    moving = clause.first("noun", "animation") or clause.first("verb", "fade_in", "fade_out", "fade_both", "fade")
    if thing is None or moving is None or clause.quote:
        return None
    opening = clause.text.even[moving.start : moving.end] == "animate" and moving.start < thing.start
    made = (clause.verb("make") or not clause.verbs - {"fade_in", "fade_out", "fade_both", "fade"}) and (
        thing.start < moving.start
    )
    return clause.words(moving.start, moving.end).lower() if opening or made or _onto(clause, str(noun)) else None


def _free_style(clause: Clause) -> Params:
    words = [each for each in clause.tokens if each.sort in ("word", "look", "mood", "vague")]
    return {"style": clause.words(words[0].start, words[-1].end)} if words else {}


def _retitled(clause: Clause, noun: str, text: str | None, look: Params) -> list[Intent]:
    params: Params = {"which": noun, **look}
    if clause.position:
        params["position"] = clause.position
    if clause.when("for", "to", "at", "range") or clause.first("dur"):
        params |= shown_when(clause)
        target = clause.when("to")
        if target:
            params["duration"] = amount(target.seconds)
    if not text and clause.verb("replace", "change") and clause.first("steer", "to"):
        text = unquoted_after(clause, [clause.first("steer", "to")])  # type: ignore[list-item]
    if text and not (look and not clause.quote):
        params["text"] = text
    return [intent(clause, "edit_text", params)]
