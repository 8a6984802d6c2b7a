"""A request taken apart: clauses in the order said, each with the verbs, things and amounts it holds.

"Add captions and music" is two clauses of which the second borrows its verb; "add a title, white, at the top"
is one, because "white" and "at the top" do nothing by themselves.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rushes.language.clauses.borrowing import borrowing, frame_of, gapped
from rushes.language.clauses.boundaries import pieces_of
from rushes.language.clauses.clause import GENERIC, GENRE, OFF_AN_END, STARTERS, TEXTUAL, WEAK_VERBS, Clause
from rushes.language.clauses.negation import excepting, negated, put_right
from rushes.language.clauses.taking_up import length_told, taken_up, that_part
from rushes.language.words.amounts import Length
from rushes.language.words.lexicon import Token
from rushes.language.words.script import Script
from rushes.language.words.times import When


def clauses(found: Sequence[Token], text: Script) -> list[Clause]:
    """The clauses of a request, in order."""
    pieces = pieces_of(found)
    joined: list[Clause] = []
    pending: list[Token] = []
    for piece, after in pieces:
        if after == "tells":
            if joined:
                joined[-1] = _with(joined[-1], _place_told(joined[-1], piece))
                continue
            after = "soft"
        sentence = length_told(Clause(tuple(pending), text))
        if pending and (sentence or that_part(Clause(tuple(piece), text))):
            joined.append(Clause(tuple(pending), text))
            pending = []
        clause = Clause((*pending, *piece), text, after=after or "soft" if pending else after)
        if pending and joined and after != "hard":
            clause = replace(clause, after="hard")
        carried_over, pending = pending, []
        if piece[0].sort == "steer" and piece[0].name == "except" and not any(each.sort == "verb" for each in piece):
            if joined and piece is pieces[-1][0] and text.chinese:
                joined[-1] = _with(joined[-1], piece)
                continue
            pending = list(clause.tokens)
            continue
        if joined and after == "soft" and text.chinese and _left_out(piece):
            joined[-1] = _with(joined[-1], piece)
            continue
        if _moment_only(clause):
            placed = [each for each in piece if isinstance(each.value, When) and each.value.kind in ("range", "at")]
            if joined and placed and after == "soft" and not joined[-1].of("when"):
                joined[-1] = _with(joined[-1], placed)
                continue
            joined.append(replace(clause, idle=True))
            continue
        if joined and after == "soft" and (length := _length_of_film(joined[-1], clause)):
            joined.append(Clause((length,), text, (Token("verb", "make", clause.start, clause.start),), after=after))
            continue
        if joined and (after == "soft" or clause.quote) and gapped(joined[-1], clause):
            if clause.noun("all"):
                joined[-1] = _with(joined[-1], [each for each in piece if each.value in clause.whens("for")])
            joined.append(replace(clause, borrowed=frame_of(joined[-1])))
            continue
        if joined and after == "soft" and _dressing(joined[-1], clause):
            joined[-1] = replace(clause, tokens=(*joined[-1].tokens, *clause.tokens), after=joined[-1].after)
            continue
        if joined and after and _at_most(joined[-1], clause):
            joined[-1] = _with(joined[-1], piece)
            continue
        closing = joined and (_words_of_their_own(joined[-1], clause) or _begins_there(joined[-1], clause))
        if not closing and not _says_something(clause) and not (not joined and _stands_alone(clause)):
            if carried_over and all(each.sort in ("polite", "function", "separator") for each in piece):
                pending = carried_over
                continue
            labelled = any(each.sort in ("which", "when") for each in piece) and text.even[
                clause.end : clause.end + 2
            ].strip().startswith(":")
            if any(each.sort in ("when", "which", "position", "file", "edge") for each in piece) and (
                not joined or labelled
            ):
                pending = list(clause.tokens)
            elif joined and after == "soft" and _aside(clause):
                continue
            elif (
                (joined and _place_only(clause) and not joined[-1].position)
                or (joined and (after == "soft" or _stretch_for(joined[-1], clause)))
                or (joined and _slots_only(clause) and after != "hard")
            ):
                joined[-1] = _with(joined[-1], piece)
            elif any(each.sort not in ("polite", "function", "separator") for each in piece):
                joined.append(clause)
            continue
        joined.append(clause)
    if pending:
        joined.append(Clause(tuple(pending), text))
    return put_right([negated(excepting(each)) for each in borrowing(taken_up(joined))])


_ABOUT_US = re.compile(
    r"(?:(?:because|cause|cos|since|as|and|but|so) )?(?:(?:i|we|he|she|they|you)(?:'m|'re|'s|'ve|'d|m|ve)?|it's|its|that's|thats) (?:(?:\w+) )?"
)


_WISHES = re.compile(r"\b(?:would|want|wanted|need|prefer|like|should|rather|love|wish|must|please|'d)\b")


def _at_most(before: Clause, clause: Clause) -> bool:
    """Whether a clause only says how long the thing just named may be: "a snappier intro? like 2 seconds tops"."""
    named = before.nouns & _LASTING or (before.which() and not before.verbs) or before.verb("too_slow", "too_long")
    bare = bool(clause.whens("max")) and clause.sorts <= {"when", "function", "polite", "degree", "separator"}
    return bool(named and bare) and not before.of("when", "dur") and not clause.text.chinese


_FOR_WORDS = re.compile(r"\b(?:for|on|in) (?:the |all |my |all the )?(?:captions|subtitles|subs|titles?|text)\b")
_DRESS = frozenset({"font_name", "font_n", "size_n", "style_word", "colour", "style_n"})


def _dressing(before: Clause, clause: Clause) -> bool:
    """Whether the clause before only tells the look of the words that this one names: "Lato, size 40, white for titles"."""
    only = before.nouns and before.nouns <= _DRESS and before.verbs <= {"add", "make", "put", "change"}
    return bool(only and clause.nouns & TEXTUAL and _FOR_WORDS.search(clause.said)) and not clause.verbs


_LASTING = frozenset(
    {"intro", "outro", "title", "text", "lower_third", "music", "sfx", "transition", "sticker", "image"}
)


def _aside(clause: Clause) -> bool:
    """Whether a clause only says something of people or of how nice it is: "..., I'm still walking to the mic"."""
    if clause.text.chinese or _WISHES.search(clause.text.even, clause.start, clause.end):
        return False
    return bool(_ABOUT_US.match(clause.text.even, clause.start, clause.end)) and not clause.of(
        "when",
        "dur",
        "time",
        "edge",
        "which",
        "position",
        "order",
        "file",
        "quote",
        "num",
        "pct",
        "degree",
        "colour",
        "nth",
    )


def _length_of_film(before: Clause, clause: Clause) -> Token | None:
    """The length that alone is told after a film was asked for: "剪个竖版，20秒左右，加音乐"."""
    asked = before.text.chinese and before.verbs and before.verbs <= {"make", "add", "process", "cut", "change"}
    film = before.nouns and before.nouns <= {"vertical", "landscape", "square", "video", "version", "one"}
    if not asked or not film or before.of("dur", "when", "which", "word", "quote"):
        return None
    if any(each.sort not in ("dur", "when", "function", "polite", "particle") for each in clause.tokens):
        return None
    when, said = clause.when("at"), next(iter(clause.of("when")), None)
    if when is not None and said is not None and isinstance(when.start, float):
        return Token("dur", "dur", said.start, said.end, Length(when.start, 1.0))
    return clause.first("dur")


def _left_out(piece: Sequence[Token]) -> bool:
    """Whether a piece only says what is left out: "..., 第一段除外"."""
    last = next((each for each in reversed(piece) if each.sort != "polite"), None)
    return bool(last and last.sort == "steer" and last.name == "except") and not any(
        each.sort in ("verb", "look") for each in piece
    )


def _place_told(before: Clause, piece: Sequence[Token]) -> list[Token]:
    """Of what is only told, where it is, if that was left open: "the part where I talk, which is around 0:18"."""
    if before.of("when", "dur"):
        return []
    return [each for each in piece if each.sort in ("when", "time")]


def _moment_only(clause: Clause) -> bool:
    first = next((each for each in clause.tokens if each.sort != "polite"), None)
    if first is None or clause.text.chinese:
        return False
    words = clause.text.even[first.start : first.end].split(" ")[0]
    if words == "every" and "every time" not in clause.text.even[first.start : first.start + 12]:
        return False
    strong = any(
        each.sort == "verb" and each.name in ("add", "remove", "zoom", "blur", "crop", "export", "mute")
        for each in clause.tokens
    )
    return (
        (words in ("when", "whenever", "while", "every", "once", "if") or (words == "where" and bool(clause.after)))
        and first.sort in ("function", "steer", "word")
        and not strong
        and not _WHOLE.search(clause.text.even, clause.start, clause.end)
    )


_WHOLE = re.compile(r"\w (?:should|must|needs? to|has to|have to|ought to|i want|i'd like|please) ")
"""A sentence that begins with "when" but holds what is to be done then, with no comma between."""


def _with(clause: Clause, more: Sequence[Token]) -> Clause:
    return replace(clause, tokens=(*clause.tokens, *more))


def _says_something(clause: Clause) -> bool:
    """Whether a clause asks for something of its own."""
    strong = [each for each in clause.tokens if each.sort == "verb" and each.name not in WEAK_VERBS]
    if strong or clause.has("negation") or clause.has("route") or clause.has("given") or clause.has("question"):
        return True
    if any(
        each.sort
        in ("look", "effect", "transition", "res", "rate", "format", "codec", "mb", "lufs", "handoff", "bitrate", "crf")
        for each in clause.tokens
    ):
        return True
    if (
        clause.has("degree", "louder", "quieter")
        or clause.has("degree", "unheard")
        or clause.noun("normal_speed")
        or clause.has("vague")
        or (
            clause.has("mood")
            and clause.tokens[0].name == "with"
            and bool(GENRE.search(clause.text.even, clause.start, clause.end))
        )
        or (clause.has("mood") and (clause.noun("music") or _PLAYED.search(clause.text.even, clause.start, clause.end)))
    ):
        return True
    if clause.has("ratio") or clause.has("pixels") or clause.has("factor"):
        return True
    if clause.whens("max") and all(
        each.sort in ("when", "function", "polite") or each.name in ("length_n", "video", "it")
        for each in clause.tokens
    ):
        return True
    if any(each.sort == "verb" for each in clause.tokens) and (
        clause.of("quote", "file")
        or clause.nouns & (TEXTUAL | {"image", "clip", "broll"})
        or "in front of" in clause.text.even[clause.start : clause.end]
        or (clause.has("which") and (clause.of("edge", "order") or clause.which("before") or clause.which("after")))
    ):
        return True
    if clause.quote and clause.of("position", "colour") and not clause.file:
        return True
    if clause.nouns & {"audio", "voice"} and (
        clause.of("db", "pct", "degree") or any(each.sort == "verb" for each in clause.tokens)
    ):
        return True
    if clause.of("dur") and _MUST_BE.match(clause.text.even, clause.start, clause.end):
        return True
    if clause.text.chinese and clause.noun("video") and _PLAYS_FROM.search(clause.said):
        return True
    if clause.text.chinese and clause.after != "soft" and _SO_LONG.match(clause.text.even, clause.start, clause.end):
        return True
    if clause.nouns & STARTERS:
        return not (
            clause.nouns & {"image", "voice", "audio", "background"}
            and not clause.nouns - {"image", "voice", "audio", "background"} - GENERIC
        )
    return False


_PLAYS_FROM = re.compile("从[^,，。;；]{1,12}(?:开始|起)(?:播放?|放)")
_MUST_BE = re.compile(r"(?:but |and |it |this |that )*(?:should|must|needs? to|has to|ought to)(?: only| just)? be ")
_SO_LONG = re.compile(
    "(?:视频|片子|成片|影片)?(?:的)?(?:总时长|时长|总长|片长|总长度)[:为是 ]*(?:[约大概在]|控制在)*[\\d一二两三四五六七八九十半]"
)


def _words_of_their_own(before: Clause, clause: Clause) -> bool:
    """Whether words at an end are a card of their own: "my logo bottom right, plus 'Thanks' at the end"."""
    other = before.nouns & {"watermark", "music", "progress_bar", "sticker"} and not before.nouns & TEXTUAL
    return bool(clause.quote and clause.edge in ("start", "end") and other and not before.quote and not clause.verbs)


_FROM_ON = re.compile("从.{1,12}(?:开始|起)(?:播|放|播放)?")


def _begins_there(before: Clause, clause: Clause) -> bool:
    """Whether the film is to begin at a moment, after something was taken away: "开场白删了，从12秒开始"."""
    taken = (
        clause.text.chinese and before.verbs and before.verbs <= {"remove", "cut"} and not before.of("when", "which")
    )
    return bool(taken and _FROM_ON.fullmatch(clause.said))


def _stands_alone(clause: Clause) -> bool:
    """Whether what would only be a detail elsewhere is all that is wished: "45 seconds total", "4 seconds per clip",
    "12 seconds off the front"."""
    if clause.text.chinese or clause.verbs or not clause.of("dur", "when"):
        return False
    pieces = clause.which()
    each = bool(pieces and pieces.clips == ("all",)) or bool(clause.whens("each"))
    return bool(OFF_AN_END.search(clause.text.even, clause.start, clause.end)) or (
        (clause.noun("length_n") or each) and not clause.of("word", "edge", "position")
    )


_PLAYED = re.compile(r"\b(?:under|underneath|behind|beneath|in the background|playing|throughout)\b")


def _stretch_for(before: Clause, clause: Clause) -> bool:
    """Whether a sentence is only the stretch that the one before is about ("Make it faster. From 1:10 to 1:55.")."""
    return (
        bool(clause.whens("range"))
        and not before.of("when")
        and bool(before.verbs)
        and all(each.sort in ("when", "function", "polite", "separator") for each in clause.tokens)
    )


def _place_only(clause: Clause) -> bool:
    return bool(clause.position) and all(
        each.sort in ("position", "polite", "function", "separator") for each in clause.tokens
    )


def _slots_only(clause: Clause) -> bool:
    return not any(each.sort in ("word", "verb") for each in clause.tokens)
