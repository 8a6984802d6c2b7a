"""Where an intent applies, and the free words it carries: what the families of rules share."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

from rushes.language.clauses.clause import Clause
from rushes.language.reading import Intent, Match, Params
from rushes.language.words.lexicon import Token
from rushes.language.words.times import Moment, When, Which

Rule = Callable[[Clause], list[Intent]]
"""What a clause asks for, if it asks for what this rule is about; else nothing."""


def first_of(clause: Clause, *rules: Rule) -> list[Intent]:
    """What the first of `rules` that finds anything makes of a clause."""
    return next((found for rule in rules if (found := rule(clause))), [])


def intent(clause: Clause, op: str, params: Params | None = None, **more: object) -> Intent:
    """The intent `op` of a clause, with what is not None of the parameters, and the words it was read from."""
    given = {key: value for key, value in {**(params or {}), **more}.items() if value is not None}
    matched = tuple(
        Match(each.start, each.end, clause.words(each.start, each.end), _meaning(each))
        for each in clause.tokens
        if each.sort not in ("word", "function", "polite", "separator", "steer")
    )
    tokens = clause.tokens or clause.borrowed
    said = (min(each.start for each in tokens), max(each.end for each in tokens)) if tokens else (0, 0)
    return Intent(op, given, said, matched, degree(clause))


def _meaning(token: Token) -> str:
    if isinstance(token.value, When):
        parts = [token.value.kind]
        for name in ("start", "end", "seconds", "share"):
            value = getattr(token.value, name)
            if value is not None:
                parts.append(f"{name} {value:g}" if isinstance(value, float) else f"{name} {value}")
        return " ".join(parts)
    if isinstance(token.value, Which):
        return f"clips {token.value.relation} {', '.join(map(str, token.value.clips)) or token.value.count}".replace(
            "  ", " "
        )
    return f"{token.sort} {token.name}"


def degree(clause: Clause) -> str:
    """How much of it: "bit", "much", or "" where nothing is said."""
    if clause.has("degree", "bit"):
        return "bit"
    for each in clause.tokens:
        if (
            each.sort in ("verb", "look", "degree", "noun")
            and clause.text.even[each.start : each.end].endswith(("一点", "点", "些"))
            and each.end - each.start > 1
        ):
            return "bit"
    return "much" if clause.has("degree", "much") else ""


def plain(moment: Moment) -> object:
    """Whole seconds as whole numbers, as the labels write them."""
    if isinstance(moment, float):
        return int(moment) if moment == int(moment) else round(moment, 4)
    return moment


def amount(value: object) -> object:
    return plain(float(value)) if isinstance(value, int | float) else value


def clip_of(clause: Clause) -> Params:
    """The clips it is asked for, as "clip"; empty where none is said."""
    which = clause.which()
    if which and which.clips and not _apposed(clause):
        return {"clip": which.one, **(except_of(clause) if which.clips == ("all",) else {})}
    if clause.excepted:
        return {"clip": "all", **except_of(clause)}
    named = named_clip(clause)
    return {"clip": named} if named else {}


def _apposed(clause: Clause) -> bool:
    """Whether "这一段" only says again what a time before it says: "1:20到1:35这一段"."""
    found = clause.tokens
    return clause.text.chinese and any(
        each.sort == "when" and following.sort == "which" and following.value == Which(("selected",))
        for each, following in pairwise(found)
    )


def named_clip(clause: Clause) -> str | None:
    """The file or the words a clip is called by: "drone.mp4", "the drone shot", "无人机那段"."""
    found = clause.tokens
    for index, each in enumerate(found):
        if each.sort == "file" and str(each.value).lower().endswith(_PICTURE_FILES):
            return str(each.value)
        if (
            each.sort == "file"
            and clause.text.chinese
            and _PLAIN_NAME.fullmatch(str(each.value))
            and "music" not in clause.nouns
        ):
            return str(each.value)
        if each.sort == "noun" and each.name == "clip" and (told := _told_after(clause, index)):
            return told
        if each.sort != "noun" or each.name not in ("clip", "part", "video") or not index:
            continue
        said = clause.text.even[each.start : each.end]
        if said.endswith("s") or (said == "画面" and clause.text.even[each.start - 1] != "的"):
            continue
        before = [other for other in found[max(index - 4, 0) : index]]
        while before and before[-1].sort == "function" and clause.text.chinese:
            before.pop()
        words: list[Token] = []
        while (
            before
            and (
                before[-1].sort in ("word", "num", "effect", "look")
                or (clause.text.chinese and before[-1].name in ("voice", "subject", "region"))
            )
            and not (before[-1].sort not in ("word", "noun") and not words)
        ):
            words.insert(0, before.pop())
        if words and any(other.sort == "word" for other in words):
            return clause.words(words[0].start, words[-1].end)
    return None


def _told_after(clause: Clause, index: int) -> str | None:
    """What a clip is said to show: "the clip of the crowd", "the shot with the dog"."""
    found = clause.tokens
    if clause.text.even[found[index].start : found[index].end].endswith("s"):
        return None
    rest = list(found[index + 1 :])
    if not rest or clause.text.even[rest[0].start : rest[0].end] not in ("of", "with", "showing", "where"):
        return None
    rest = rest[1:]
    while rest and clause.text.even[rest[0].start : rest[0].end] in ("the", "a", "an", "my", "our"):
        rest = rest[1:]
    run: list[Token] = []
    while rest and rest[0].sort == "word":
        run.append(rest.pop(0))
    return clause.words(run[0].start, run[-1].end) if run else None


_PLAIN_NAME = re.compile(r"(?:[a-z0-9]+_)*(?:clip|shot|scene|take|cam|video|seg|part)(?:_?[a-z0-9]+)*", re.IGNORECASE)
"""A name without an ending that a clip has: clip_03."""
_PICTURE_FILES = (".mp4", ".mov", ".avi", ".mkv", ".webm", ".m4v", ".mts")


def except_of(clause: Clause) -> Params:
    """What "except …" leaves out: clip numbers, else names of things ("music", "audio")."""
    if not clause.excepted:
        return {}
    for each in clause.excepted:
        if isinstance(each.value, Which) and each.value.clips:
            return {"except": each.value.one}
        if isinstance(each.value, When):
            return {"except": _when_text(each.value)}
        if each.sort == "order":
            return {"except": "last" if each.name == -1 else each.name}
        if each.sort == "num" and not clause.text.chinese:
            return {"except": int(float(str(each.value)))}
    named = [str(each.name) for each in clause.excepted if each.sort in ("noun", "edge", "file", "word")]
    return {"except": " ".join(named)} if named else {}


def _when_text(when: When) -> str:
    return (
        f"{when.kind} {plain(when.seconds) if when.seconds is not None else f'{plain(when.start)}-{plain(when.end)}'}"
    )


def range_of(clause: Clause, point_is_start: bool = True) -> Params:
    """start / end / where / seconds of the stretch a clause names, if any."""
    for when in clause.whens("range", "head", "tail", "middle", "at"):
        if when.kind == "range":
            lasting = clause.when("for")
            end = when.end
            if (
                end is None
                and when.seconds is None
                and isinstance(when.start, float)
                and lasting
                and lasting.seconds is not None
            ):
                end = when.start + lasting.seconds
            upto = clause.when("to") if clause.text.chinese and end is None and when.seconds is None else None
            if upto and isinstance(upto.seconds, float) and isinstance(when.start, float) and upto.seconds > when.start:
                end = upto.seconds
            found: Params = {"start": plain(when.start), "end": plain(end), "seconds": plain(when.seconds)}
            return {key: value for key, value in found.items() if value is not None}
        if when.kind == "head":
            if when.share is not None:
                return {"where": "first_half"} if when.share == 0.5 else {"where": "beginning", "share": when.share}
            return {"start": 0, "end": plain(when.seconds)}
        if when.kind in ("tail", "middle"):
            where = "end" if when.kind == "tail" else "middle"
            if when.share is not None:
                return (
                    {"where": "second_half"}
                    if when.share == 0.5 and where == "end"
                    else {"where": where, "share": when.share}
                )
            return {"where": where, "seconds": plain(when.seconds)}
        if point_is_start:
            upto = clause.when("to")
            later = (
                upto is not None
                and isinstance(upto.seconds, float)
                and isinstance(when.start, float)
                and upto.seconds > when.start
            )
            return {"start": plain(when.start), **({"end": plain(upto.seconds)} if later and upto else {})}
    upto = None if clause.text.chinese or clause.has("factor") else clause.when("to")
    if upto and isinstance(upto.seconds, float) and _UP_TO.search(clause.text.even, clause.start, clause.end):
        return {"start": 0, "end": plain(upto.seconds)}
    where = edge_of(clause)
    if where:
        return {"where": where}
    if clause.noun("playhead"):
        return {"start": "playhead"}
    return {}


_UP_TO = re.compile(r"\b(?:up to|up until|until|till)\b")


def where_of(clause: Clause) -> Params:
    """The clips and the stretch that something is done to, without those excepted."""
    return {**clip_of(clause), **range_of(clause), **except_of(clause)}


def edge_of(clause: Clause) -> str | None:
    """`beginning`, `middle`, `end`, `first_half`, `second_half` where the clause names one."""
    if clause.edge:
        return {"start": "beginning"}.get(clause.edge, clause.edge)
    if clause.noun("intro"):
        return "beginning"
    return "end" if clause.noun("outro") else None


def length_of(clause: Clause) -> object:
    """How long, where the clause says so: "for 3 seconds", "3秒"."""
    when = clause.when("for")
    if when is None and clause.verb("fade", "fade_in", "fade_out", "fade_both", "zoom", "crossfade"):
        when = clause.when("min")
    if when:
        return plain(when.seconds)
    found = clause.first("dur")
    return plain(found.value.seconds) if found and hasattr(found.value, "seconds") else None  # type: ignore[attr-defined]


SOUND_FILES = (".mp3", ".wav", ".m4a", ".aac", ".flac", ".ogg")
"""How names of files end that can only be heard."""


def sound_file(clause: Clause) -> bool:
    """Whether the file named can only be heard."""
    return bool(clause.file and clause.file.lower().endswith(SOUND_FILES))


def fade_length(clause: Clause, *kinds: str) -> object:
    """How long a fade takes, in seconds: a length said, or the stretch of one of the `kinds` of times ("the last 2 s")."""
    length = length_of(clause)
    if length is None:
        return next((plain(when.seconds) for when in clause.whens(*kinds)), None)
    return length


def shown_when(clause: Clause) -> Params:
    """start / end / duration of something laid over the picture."""
    params: Params = {}
    for when in clause.whens("range", "head", "tail", "at"):
        if when.kind == "range":
            told = {"start": plain(when.start), "end": plain(when.end), "duration": plain(when.seconds)}
            params |= {key: value for key, value in told.items() if value is not None}
        elif when.kind == "head" and when.seconds is not None:
            params |= {"start": 0, "end": plain(when.seconds)}
        elif when.kind == "tail" and when.seconds is not None:
            params |= {"position": "end", "duration": plain(when.seconds)}
        elif when.kind == "at":
            params |= {"start": plain(when.start)}
        break
    upto = None if clause.text.chinese else clause.when("to")
    if upto and upto.seconds is not None and "end" not in params and _SHOWN_UNTIL.search(clause.said):
        params["end"] = plain(upto.seconds)
    most = clause.when("max")
    length = plain(most.seconds) if most else length_of(clause)
    if length is not None and "end" not in params:
        params["duration"] = length
    if "start" not in params and clause.noun("playhead"):
        params["start"] = "playhead"
    if "start" not in params and clause.edge == "start":
        params["start"] = 0
    return {key: value for key, value in params.items() if value is not None}


_SHOWN_UNTIL = re.compile(r"\b(?:until|till|up to|gone|out|off|away|over|disappears?|vanish(?:es)?|leaves?)\b")


def gone_when(clause: Clause) -> Params:
    """start / end / where / seconds of the stretch that something laid over the picture is taken off for, or the moment
    `at` which."""
    when = clause.when("range", "head", "tail", "at")
    if when is None:
        return {}
    if when.kind == "at":
        return {"at": plain(when.start)}
    return range_of(clause)


def place_of(clause: Clause) -> str | None:
    """Where on the picture; else "start" or "end" of the film."""
    if clause.position:
        return clause.position
    if clause.edge in ("start", "end"):
        return clause.edge
    return "center" if clause.edge == "middle" else None
