"""Titles and text: written, changed, moved."""

from __future__ import annotations

import re

from rushes.language.clauses.clause import Clause
from rushes.language.reading import Intent, Params
from rushes.language.rules.free_words import unquoted_after
from rushes.language.rules.lettering import APPLIED, SHIFTED, free_style, look_of, movement_of, rises, subject_first
from rushes.language.rules.noise import SOUND_NEEDED
from rushes.language.rules.scope import amount, intent, length_of, named_clip, place_of, plain, shown_when
from rushes.language.words.amounts import Length
from rushes.language.words.lexicon import Token
from rushes.language.words.times import When


def said_text(clause: Clause, nouns: tuple[str, ...]) -> str | None:
    """The words to be written: quoted, or said after one of `nouns`, "write" or a colon."""
    if clause.quote:
        return clause.quote
    triggers = [
        each
        for each in clause.tokens
        if (each.sort == "noun" and each.name in nouns)
        or (each.sort == "verb" and each.name == "write")
        or (each.sort == "steer" and each.name in ("is",))
        or (each.sort == "verb" and clause.text.even[each.start : each.end] in ("改成", "改为", "换成", "换为", "设为"))
    ]
    colon = [each for each in clause.tokens if each.sort == "separator" and each.name == "colon"]
    if colon:
        triggers = [each for each in triggers if each.end <= colon[0].start]
    if clause.text.chinese and not colon and _done_to(clause, triggers):
        return None
    return unquoted_after(clause, triggers + colon[:1])


def _done_to(clause: Clause, triggers: list[Token]) -> bool:
    """Whether an order follows what would name the words: "给文字加个背景框" writes none."""
    last = max((each.end for each in triggers), default=None)
    following = next((each for each in clause.tokens if last is not None and each.start >= last), None)
    return following is not None and following.sort == "verb" and following.name in ("add", "make", "change", "move")


def _onto(clause: Clause, noun: str) -> bool:
    """ "Add a typewriter effect to the title"."""
    thing = clause.first("noun", noun)
    to = clause.first("steer", "to", "at")
    return bool(thing and to and to.end <= thing.start <= to.end + 6)


_ONLY_TOLD = re.compile(
    r"\b(?:my|the|our|this|that) (?:title|text|caption|heading)s? (?:is|are|looks?|was|seems?|feels?) (?!called|named)"
)


def titles(clause: Clause) -> list[Intent]:
    """Titles and text written or changed: "add the title 'Dawn'", "make the text yellow"."""
    noun = next((name for name in ("title", "text", "timestamp") if clause.noun(name)), None)
    if _of_something_else(clause, noun):
        return []
    quoted = _quoted(clause) or _quoted_alone(clause)
    if not noun and not quoted and not _writing(clause):
        return []
    if clause.verb("write") and not clause.quote and not noun and not said_text(clause, ()):
        return []
    look = look_of(clause)
    if clause.noun("style_n") and not look:
        look = free_style(clause)
    text = clause.quote or capitals(clause) or said_text(clause, ("title", "text"))
    if noun:
        for changed in (
            _lasting(clause, noun),
            _shifted(clause, noun),
            _restyled(clause, noun, text, look),
            _timed(clause, noun, text),
        ):
            if changed is not None:
                return changed
    making = clause.verb("add", "make", "put", "insert", "write", "overlay", "show", "transcribe") or not clause.verbs
    named = noun and clause.quote and clause.verbs <= {"scale_text", "shrink_text"} and not clause.text.chinese
    making = making or bool(named)
    if not making and (clause.verb("fade_in", "fade_out", "fade_both") or not quoted):
        return []
    if noun == "timestamp" and not text:
        look.setdefault("style", "timestamp")
    params = shown_when(clause)
    heading = clause.first("noun", "title")
    if heading and clause.words(heading.start, heading.end).startswith("片头"):
        params.setdefault("start", 0)
    if place := place_of(clause):
        params["position"] = place
    if not clause.text.chinese:
        params |= _beside_clip(clause, params)
    return [intent(clause, "title" if noun == "title" else "text_overlay", {**look, **params}, text=text)]


_OVER_CLIP = re.compile(r"\b(?:over|on|onto|to|across) (?:the |my )[a-z]+ (?:clip|shot|scene)\b")


_OVER_A_FILE = re.compile("\\b(?:over|on|onto|during) (?:the |my |our )?\ue002")
""" "A title over the juggling", where that is a file."""


def _beside_clip(clause: Clause, params: Params) -> Params:
    """The clip that words stand over, or after which they come: "'Coast' over clip 1", "'Hi' at the start of clip 2"."""
    named = named_clip(clause) if _OVER_CLIP.search(clause.said) and not clause.which() else None
    if named and not clause.of("when", "file"):
        return {"clip": named}
    if clause.file and _OVER_A_FILE.search(clause.text.even, clause.start, clause.end):
        return {"clip": clause.file}
    timed = clause.whens("range", "head", "tail", "at") or "end" in params or clause.noun("playhead")
    which, after = clause.which(), clause.which("after")
    if timed or (not (which and which.clips) and not after):
        return {}
    if params.get("start") == 0 and clause.edge == "start":
        params.pop("start")
        params.pop("position", None)
    return {"after": after.one} if after else {"clip": which.one} if which else {}


def _of_something_else(clause: Clause, noun: str | None) -> bool:
    """Whether the words are to be spoken, sung or were filmed."""
    return bool(
        (noun == "text" and clause.noun("script") and not clause.quote)
        or (noun == "timestamp" and (clause.noun("music") or SOUND_NEEDED.search(clause.said)))
        or (clause.noun("voiceover", "sfx") and clause.verb("add", "make", "put", "write"))
        or (noun == "text" and clause.text.chinese and _filmed(clause))
    )


_NO_WORDS = (
    "music", "watermark", "clip", "image", "sticker", "sfx", "broll", "voiceover", "lut", "effect", "audio", "transition", "montage",
)  # fmt: skip
"""What a quoted name beside it names."""


def _quoted(clause: Clause) -> bool:
    """ "Add 'Dawn' at the top"."""
    return bool(
        clause.quote
        and clause.verb("add", "put", "insert", "show", "write", "overlay", "make")
        and not clause.noun(*_NO_WORDS)
        and not APPLIED.search(clause.said)
        and not (clause.verb("make") and clause.noun("video"))
        and not clause.file
    )


def _quoted_alone(clause: Clause) -> bool:
    """ "左上角“你好”", with no verb."""
    return bool(
        clause.text.chinese
        and clause.quote
        and not clause.verbs
        and (clause.position or clause.whens("at", "range"))
        and not clause.nouns - {"animation", "style_word", "video", "font_n", "size_n"}
        and not clause.file
        and not clause.has("route", "status")
    )


_SAID = re.compile(
    r"\b(?:i|we|he|she|they|you|who|somebody|someone) (?:just |even |also |accidentally )?(?:said|says|say|wrote|writes)$"
)


def _writing(clause: Clause) -> bool:
    told = clause.first("verb", "write")
    if told and not clause.quote and _SAID.search(clause.text.even[: told.end]) and not clause.text.chinese:
        return False
    placed_quote = (
        clause.quote
        and not clause.verbs
        and clause.of("position", "colour")
        and not clause.nouns - {"it", "video", "style_word"}
    )
    return bool(placed_quote or clause.verb("write") or (clause.verb("show") and (clause.quote or clause.noun("text"))))


_GONE_SOONER = re.compile(
    "(?:早(?:一?点|些)|快(?:一?点|些)|提前)(?:消失|结束|不见|收掉?|撤掉?|去掉|没)|((?:晚(?:一?点|些)|慢(?:一?点|些)|迟一?点)(?:消失|结束|不见|收|撤)|(?:多|再)(?:停|待|留|显示)(?:一?会儿?|久一?点))"
)
""" "标题早点消失"."""


def _lasting(clause: Clause, noun: str) -> list[Intent] | None:
    """ "The title goes too fast", "show the text longer"; a title that is only told of asks for nothing."""
    if clause.quote:
        return None
    sooner = _GONE_SOONER.search(clause.text.even, clause.start, clause.end)
    if sooner and noun in ("title", "text"):
        return [intent(clause, "edit_text", which=noun, duration="longer" if sooner.group(1) else "shorter")]
    if clause.verb("too_fast", "too_long", "extend", "shorten"):
        length = length_of(clause)
        step = "longer" if clause.verb("too_fast", "extend") else "shorter"
        return [intent(clause, "edit_text", which=noun, duration=step if length is None else length)]
    told = not clause.verbs and _ONLY_TOLD.search(clause.text.even, clause.start, clause.end)
    return [] if told else None


def _shifted(clause: Clause, noun: str) -> list[Intent] | None:
    """ "标题再往上一点": higher or lower on the picture."""
    if (
        clause.quote
        or clause.verb("add", "write")
        or not (found := SHIFTED.search(clause.text.even, clause.start, clause.end))
    ):
        return None
    size = "bigger" if clause.verb("scale_text") else "smaller" if clause.verb("shrink_text") else None
    return [intent(clause, "edit_text", which=noun, size=size, position="top" if rises(found.group()) else "bottom")]


_BECOMES = re.compile("(?:改|换|变|写|设|调)(?:成|为|作)[:：]?\\s*\\Z|叫\\s*\\Z")
""" "标题改成“黄昏”，红色加粗": what is in quotes is the new words."""


def _restyled(clause: Clause, noun: str, text: str | None, look: Params) -> list[Intent] | None:
    """Words that are there already, changed: other words, another look, a movement."""
    colon = any(each.name == "colon" for each in clause.of("separator"))
    if clause.text.chinese and not clause.verbs and not clause.quote and noun == "text" and text and not colon:
        return []
    thing, quote = clause.first("noun", noun), clause.first("quote")
    if (
        thing
        and clause.verb("put")
        and not clause.verb("change", "replace", "move")
        and clause.text.even[: thing.start].endswith((" a ", " some ", " another "))
    ):
        return None
    sized = clause.verb("scale_text", "shrink_text", "up", "down")
    if thing and quote and thing.end + 1 == quote.start and clause.verbs <= {"scale_text", "shrink_text"}:
        return None
    if (
        thing
        and quote
        and clause.quote
        and (sized or clause.verb("make", "put", "move", "change", "remove"))
        and not clause.verb("add", "write", "show")
        and not clause.has("steer", "to")
        and (look or sized)
        and thing.start < quote.start
        and not _BECOMES.search(clause.text.even, thing.end, quote.start)
    ):
        return [intent(clause, "edit_text", {"which": clause.quote, **look, "position": clause.position})]
    beside = clause.which()
    if clause.verbs == {"move"} and beside and beside.clips and not clause.position:
        return None
    if (sized or clause.verb("change", "replace", "rename", "move", "improve")) and not clause.verb("add", "write"):
        return _retitled(clause, noun, text, look)
    written = clause.first("verb", "write")
    worded = (
        written and thing and quote and thing.end <= written.start < quote.start and clause.verbs <= {"write", "make"}
    )
    definite = thing and clause.text.even[: thing.start].endswith(("the ", "my ", "our "))
    if (
        worded
        and definite
        and not clause.text.chinese
        and _MADE_TO_SAY.search(clause.text.even, clause.start, clause.end)
    ):
        return _retitled(clause, noun, clause.quote, look)
    moved = _movement(clause, noun) or _told_to(clause, noun)
    if moved:
        return [intent(clause, "edit_text", which=noun, style=moved, animation=moved, position=clause.position)]
    making = clause.verb("make", "put") and subject_first(clause) and not clause.quote
    if making and (look or clause.verb("scale_text", "shrink_text")):
        return _retitled(clause, noun, None, look)
    return None


def _timed(clause: Clause, noun: str, text: str | None) -> list[Intent] | None:
    """Words that are there already, shown at another time, longer, or elsewhere."""
    shown, thing = clause.first("verb", "show"), clause.first("noun", noun)
    if (
        thing
        and shown
        and not text
        and clause.verbs - _MOVING == {"show"}
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
        moved = movement_of(clause) if clause.verbs & _MOVING else None
        return [intent(clause, "edit_text", {"which": noun, **when}, animation=moved)]
    definite = thing and clause.text.even[: thing.start].endswith(("the ", "my ", "our "))
    which, only = clause.which(), clause.has("steer", "only")
    placed = clause.verbs == {"move"} or (only and clause.verbs <= {"show", "put", "keep", "make"})
    definite_zh = clause.text.chinese and thing is next(iter(_meant(clause)), None) and not clause.verb("add", "write")
    if (
        (definite or definite_zh)
        and which
        and which.clips
        and placed
        and not text
        and not clause.of("quote", "when", "dur")
    ):
        return [intent(clause, "edit_text", which=noun, clip=which.one, only=True if only else None)]
    lasting = clause.when("to", "at", "for", "range")
    told = thing and (clause.verb("make", "keep") or (definite and thing is next(iter(_meant(clause)), None)))
    kept_up = told and lasting and clause.verbs <= {"make", "keep"} and not clause.quote
    if kept_up and thing and _LASTS.search(clause.text.even, thing.end, clause.end):
        target = clause.when("to")
        when = {"end": amount(target.seconds)} if target else shown_when(clause)
        return [intent(clause, "edit_text", {"which": noun, **when})]
    if definite and clause.position and not text and not clause.verbs:
        return [intent(clause, "edit_text", which=noun, position=clause.position)]
    tail = clause.when("tail")
    if tail and clause.verb("make", "change") and _noun_first(clause, noun, tail) and not clause.quote:
        return [intent(clause, "edit_text", which=noun, duration=amount(tail.seconds))]
    fresh = (
        thing
        and clause.verb("put")
        and not clause.verb("move")
        and clause.text.even[: thing.start].endswith((" a ", " some "))
    )
    if clause.verb("put", "move") and clause.position and not text and not clause.verb("add") and not fresh:
        return [intent(clause, "edit_text", which=noun, position=clause.position)]
    return None


def _meant(clause: Clause) -> list[Token]:
    """The tokens of a clause that say something."""
    return [each for each in clause.tokens if each.sort not in ("function", "polite", "separator")]


_MOVING = frozenset({"fade_in", "fade_out", "fade_both"})
_LASTS = re.compile(r"\b(?:last|stay|go|run|remain|stick|hang|up|on screen|long|be shown|visible)s?\b")
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


def capitals(clause: Clause) -> str | None:
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


_MADE_TO_SAY = re.compile(r"\b(?:make|have|let|should|must|needs? to|has to)\b.*\b(?:say|read)\b")
_SAYS = re.compile(r"\b(?:say|says|read|reads|saying|called)\b")


def _told_to(clause: Clause, noun: str) -> str | None:
    """What words that are there shall do, where no table knows it: "make the text bounce"; nothing is written."""
    thing = clause.first("noun", noun)
    if clause.text.chinese or thing is None or clause.verbs != {"make"} or clause.quote or capitals(clause):
        return None
    definite = clause.text.even[: thing.start].endswith(
        ("make the ", "make my ", "have the ", "make that ", "make its ")
    )
    words = [each for each in clause.tokens if each.start >= thing.end]
    if (
        not definite
        or not words
        or words[0].sort not in ("word", "verb", "effect")
        or "title" in clause.text.even[thing.end :]
    ):
        return None
    if clause.of("when", "dur") and _LASTS.search(clause.text.even, thing.end, clause.end):
        return None
    if _SAYS.search(clause.text.even, thing.end) or any(each.sort in ("steer", "separator") for each in words[:1]):
        return None
    return clause.words(words[0].start, words[-1].end).lower() if len(words) < 4 else None


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
