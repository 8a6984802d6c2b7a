"""The reader that needs no model: a request in, a `Reading` out. Pure grammar; the tables are in `phrases_*`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rushes.language.clauses.clause import GENERIC, STARTERS, Clause
from rushes.language.clauses.request import clauses
from rushes.language.reading import Context, Intent, Leftover, Reading, Route
from rushes.language.rules import routes
from rushes.language.rules.cuts import cuts
from rushes.language.rules.followups import carried
from rushes.language.rules.output import delivery, history, size_and_rate
from rushes.language.rules.pace import pace
from rushes.language.rules.picture import picture
from rushes.language.rules.scope import Rule, first_of
from rushes.language.rules.sound import sound
from rushes.language.rules.telling import asked_for, tells
from rushes.language.rules.text import words_on_picture
from rushes.language.words.script import Script, script
from rushes.language.words.times import grouped
from rushes.language.words.tokens import tokens

FAMILIES: tuple[Rule, ...] = (
    history,
    routes.outside,
    words_on_picture,
    delivery,
    sound,
    pace,
    picture,
    cuts,
    size_and_rate,
)
"""Who is asked first: the families whose words are least mistakable. The first that finds something has it."""

_UNDO_OPS = frozenset({"undo", "redo", "restore_version"})


def read(text: str, context: Context | None = None) -> Reading:
    """What `text` asks for. Never raises for any text; reads at most the first 4000 characters."""
    context = context or Context()
    scripted = script(text, context.names)
    reading = _read(scripted, context, mend=False)
    if (not reading.intents and reading.route in (Route.UNCLEAR,)) or reading.leftover:
        mended = _read(scripted, context, mend=True)
        if (
            len(mended.intents) > len(reading.intents)
            or (mended.intents and len(mended.leftover) < len(reading.leftover) and _same_steps(reading, mended))
            or (not reading.intents and mended.route != Route.UNCLEAR and not reading.topic)
        ):
            return mended
    return reading


def _same_steps(reading: Reading, mended: Reading) -> bool:
    """Whether what was read without mending slips is still read with it: a name is no slip of a known word."""
    return {each.op for each in reading.intents} <= {each.op for each in mended.intents}


def _read(text: Script, context: Context, mend: bool) -> Reading:
    found = grouped(tokens(text, mend))
    asked = clauses(found, text)
    language = "zh" if text.chinese else "en"
    if not asked:
        return routes.without_intents(found, [], text, language)
    question = routes.question(found, asked, text)
    if question:
        return question
    intents: list[Intent] = []
    by_clause: list[tuple[Clause, list[Intent]]] = []
    held: list[str] = []
    idle: list[Clause] = []
    told_last: Clause | None = None
    unread: list[Leftover] = []
    for clause in asked:
        if clause.negated:
            held.append(clause.words(clause.start, clause.end))
            continue
        if clause.withheld:
            held.append(clause.withheld)
        if clause.idle:
            idle.append(clause)
            continue
        if routes.background(clause):
            continue
        if _left_alone(clause):
            held.append(clause.words(clause.start, clause.end))
            continue
        if _heading(clause, asked):
            continue
        read_as = carried(clause, intents, context) or _first(clause)
        placing = clause.position and clause.verbs <= {"move", "put"}
        if told_last is not None and (not read_as or placing):
            clause = _of_what_was_told(clause, told_last)
            read_as = _first(clause)
        if not read_as and intents and by_clause and not by_clause[-1][0].verbs and len(by_clause[-1][1]) == 1:
            told = _of_what_was_told(clause, by_clause[-1][0])
            if told is not clause and (read_as := _first(told)):
                clause = told
                intents.pop()
                by_clause.pop()
        made = _merged(_same_stretch(read_as, intents, clause), intents, clause)
        if made is None:
            continue
        told_last = None if made else clause
        if not made:
            if not tells(clause) and not (intents and _echoes(clause)):
                idle.append(clause)
        else:
            by_clause.append((clause, made))
        if intents:
            made = [_pointed_back(each, intents[-1], clause) for each in made]
        unread += _unread(clause, made)
        intents += made
    intents = _asking(intents, by_clause)
    intents = [_numbered(each, context) for each in _tidied(intents)]
    leftover = tuple(sorted({*_leftover(asked, idle, text), *unread}, key=lambda each: each.start))
    if not intents:
        reading = routes.without_intents(found, asked, text, language)
        return Reading(
            reading.route, (), leftover if reading.route == Route.UNCLEAR else (), language, tuple(held), reading.topic
        )
    if any(each.op == "out_of_scope" for each in intents):
        rest = tuple(each for each in intents if each.op != "out_of_scope")
        if not rest or intents[0].op == "out_of_scope":
            return Reading(Route.OUT_OF_SCOPE, (), (), language, tuple(held), str(intents[0].params.get("what", "")))
        intents = list(rest)
    ops = {each.op for each in intents}
    if ops <= {"export"}:
        route = Route.EXPORT
    elif ops <= _UNDO_OPS:
        route = Route.UNDO
    else:
        route = Route.EDIT
    return Reading(route, tuple(intents), leftover, language, tuple(held))


def _asking(intents: list[Intent], by_clause: list[tuple[Clause, list[Intent]]]) -> list[Intent]:
    """`intents` without what only telling clauses gave; each is known by where it was said, for some have grown."""
    if len(by_clause) < 2:
        return intents
    wanted = asked_for(by_clause)
    kept = {id(each) for each in wanted}
    dropped = [each for _, made in by_clause for each in made if id(each) not in kept]
    return [
        each
        for each in intents
        if not any(each is other or (each.op == other.op and each.said == other.said) for other in dropped)
    ]


def _numbered(intent: Intent, context: Context) -> Intent:
    """ "The middle one" as a number, where the clips have a middle one."""
    if "middle" not in (intent.params.get("which"), intent.params.get("clip")) or len(context.clips) % 2 == 0:
        return intent
    number = len(context.clips) // 2 + 1
    params = {
        key: number if key in ("which", "clip") and value == "middle" else value for key, value in intent.params.items()
    }
    return replace(intent, params=params)


_THAT_STRETCH = re.compile("该段|这段|这一段|同一段|此段|该部分|这部分|那段|该区间|这一部分|那一段")
_STRETCH_KEYS = ("start", "end", "where", "seconds", "clip")


def _same_stretch(made: list[Intent], before: Sequence[Intent], clause: Clause) -> list[Intent]:
    """ "将5秒至9秒倒放，并静音该段": the stretch named before is meant again."""
    if not before or not clause.text.chinese or not _THAT_STRETCH.search(clause.text.even, clause.start, clause.end):
        return made
    place = {key: value for key, value in before[-1].params.items() if key in _STRETCH_KEYS}
    if "start" not in place and "where" not in place:
        return made
    return [
        replace(each, params={**{k: v for k, v in each.params.items() if k != "clip"}, **place})
        if each.op in _OF_A_STRETCH
        and not {"start", "where"} & set(each.params)
        and each.params.get("clip") in (None, "selected")
        else each
        for each in made
    ]


_OF_A_STRETCH = frozenset({
    "mute", "speed", "slow_motion", "reverse", "color", "blur", "volume", "denoise_audio", "zoom", "stabilize", "visual_effect", "captions",
})  # fmt: skip
"""What may be done to a stretch rather than a clip."""


_ECHOED = frozenset({"process", "improve", "remove", "change", "make", "add", "cut"})


def _echoes(clause: Clause) -> bool:
    """Whether a clause only says once more that something is to be done: "..., 处理一下", "..., 删了吧"."""
    return (
        clause.text.chinese
        and len([each for each in clause.tokens if each.sort == "verb"]) == 1
        and clause.verbs <= _ECHOED
        and all(each.sort in ("verb", "polite", "function", "separator", "degree") for each in clause.tokens)
    )


_LAYERS = frozenset(
    {
        "music",
        "audio",
        "voice",
        "voiceover",
        "captions",
        "title",
        "text",
        "watermark",
        "speed",
        "volume",
        "colour",
        "order",
    }
)
_AS_IT_IS = frozenset(
    {"verb", "noun", "function", "polite", "word", "steer", "degree", "separator", "particle", "edge", "vague"}
)


def _left_alone(clause: Clause) -> bool:
    """ "... and keep the narration running underneath" asks for no change of it."""
    if clause.text.chinese:
        return False
    if _UNTOUCHED.search(clause.text.even, clause.start, clause.end) and clause.verbs <= {"keep", "put"}:
        return not clause.of("quote", "file", "look", "effect")
    return (
        clause.after == "soft"
        and clause.verbs == {"keep"}
        and bool(clause.nouns & _LAYERS)
        and clause.nouns <= _LAYERS | {"original", "it", "background", "everything"}
        and clause.sorts <= _AS_IT_IS
        and not _ONLY.search(clause.text.even, clause.start, clause.end)
    )


_UNTOUCHED = re.compile(
    r"\b(?:keep|leave|keeping|leaving)\b.{1,40}\b(?:as (?:it|they) (?:is|are|was|were)|as is|untouched|unchanged|intact|the way (?:it|they) (?:is|are)|exactly the same|unaltered)\b"
)
_ONLY = re.compile(r"\b(?:only|just|nothing but|isolate|alone)\b")


def _heading(clause: Clause, asked: Sequence[Clause]) -> bool:
    """ "Rough-cut my vlog: remove silences, add captions", "探店视频：配音乐": what stands before the colon only says what
    the steps after it are for."""
    following = [each for each in asked if each.start >= clause.end]
    colon = clause.text.even[clause.end : following[0].start] if following else ""
    if ":" not in colon or clause.has("negation"):
        return False
    telling = clause.verbs <= {"auto", "process", "improve", "make", "change"} and not clause.of(
        "look", "when", "which", "quote", "ratio", "res", "dur", "platform"
    )
    return telling and any(each.verbs - {"process"} for each in following)


_ITS = re.compile(r"\b(?:its|it|that (?:clip|one|shot)|this (?:clip|one|shot))\b")
_THERE = re.compile(r"\b(?:there|at that (?:point|moment|time|spot)|right then|at the same (?:time|moment|point))\b")
_OF_A_CLIP = frozenset(
    {
        "mute",
        "volume",
        "speed",
        "slow_motion",
        "color",
        "reverse",
        "rotate",
        "flip",
        "zoom",
        "stabilize",
        "crop",
        "denoise_audio",
        "denoise_video",
        "audio_fade",
        "sharpen",
        "blur",
        "trim_start",
        "trim_end",
    }
)
_AT_A_MOMENT = {
    "sfx": "at",
    "zoom": "start",
    "title": "start",
    "text_overlay": "start",
    "sticker": "start",
    "image_insert": "at",
    "freeze_frame": "at",
    "visual_effect": "start",
    "split": "at",
}


def _pointed_back(made: Intent, last: Intent, clause: Clause) -> Intent:
    """ "..., and mute its sound", "... at 3:12 and play a chime there": the clip, the moment of the step before."""
    if clause.text.chinese or clause.after != "soft":
        return made
    said = clause.text.even[clause.start : clause.end]
    clip = last.params.get("clip", last.params.get("which") if last.op == "replace_clip" else None)
    unplaced = not {"clip", "start", "end", "where", "seconds", "at"} & set(made.params)
    if made.op in _OF_A_CLIP and isinstance(clip, int | str) and clip != "all" and unplaced and _ITS.search(said):
        return replace(made, params={**made.params, "clip": clip})
    moment = last.params.get("start", last.params.get("at"))
    key = _AT_A_MOMENT.get(made.op)
    if key and isinstance(moment, int | float) and key not in made.params and _THERE.search(said):
        return replace(made, params={**made.params, key: moment})
    return made


_THEY = re.compile(r"\b(?:it|they|them|this|that|these|those)\b")


def _of_what_was_told(clause: Clause, told: Clause) -> Clause:
    """ "The subtitles cover my hands. Could they go to the top?": the thing told of is what is meant."""
    thing = next((each for each in told.tokens if each.sort == "noun" and each.name in STARTERS), None)
    if thing is None or clause.text.chinese or clause.nouns - GENERIC:
        return clause
    pronoun = _THEY.search(clause.text.even, clause.start, clause.end)
    return replace(clause, borrowed=(*clause.borrowed, thing)) if pronoun else clause


def _first(clause: Clause) -> list[Intent]:
    if clause.text.chinese and clause.verb("dislike") and clause.verbs == {"dislike"} and not clause.noun("music"):
        return []
    return first_of(clause, *FAMILIES)


def _merged(made: list[Intent], before: list[Intent], clause: Clause) -> list[Intent] | None:
    """`made`, or None where it only says more about the intent before ("and put it at the top")."""
    if not before or not made:
        return made
    last, new = before[-1], made[0]
    shown = last.op in (
        "lower_third",
        "title",
        "text_overlay",
        "image_insert",
        "watermark",
        "sticker",
        "picture_in_picture",
    )
    gone = clause.when("at")
    if shown and new.op == "delete_clip" and new.params.get("which") == "it" and gone and isinstance(gone.start, float):
        end = int(gone.start) if gone.start == int(gone.start) else gone.start
        before[-1] = _fuller(last, {"end": end}, new)
        return None
    ends = ["trim_start", "trim_end"]
    if [each.op for each in made] == ends == [each.op for each in before[-2:]] and not before[-1].params:
        del before[-2:]
        return made
    if new.op == "blur" and new.params.get("region") in _AROUND and last.op == "aspect" and clause.after == "soft":
        before[-1] = _fuller(last, {"mode": "pad"}, new)
        return None
    if clause.noun("padding") and last.op == "aspect" and clause.after == "soft" and new.op == "aspect":
        before[-1] = _fuller(last, {"mode": new.params["mode"]}, new)
        return None
    if (
        new.op == last.op
        and not new.params
        and len(made) == 1
        and clause.after == "soft"
        and new.op in _SAID_AGAIN | {"split", "rotate", "stabilize", "sharpen", "audio_sync"}
    ):
        return None
    if (
        new.op == last.op == "edit_text"
        and new.params.get("which") == last.params.get("which")
        and not new.params.get("text")
    ):
        before[-1] = _fuller(last, new.params, new)
        return None
    if (
        new.op == last.op == "zoom"
        and (clause.after == "soft" or ":" in clause.text.even[last.said[1] : clause.start])
        and all(last.params.get(key, value) == value for key, value in new.params.items())
    ):
        before[-1] = _fuller(last, new.params, new)
        return None
    if (
        new.op == last.op
        and new.op in ("slideshow", "thumbnail", "freeze_frame")
        and not set(new.params) & set(last.params)
    ):
        before[-1] = _fuller(last, new.params, new)
        return None
    if (
        last.op == "music_volume"
        and new.op == "music"
        and new.params.get("replace")
        and clause.after == "soft"
        and not any(match.meaning.startswith("verb") for match in last.matched)
    ):
        before[-1] = new
        return None
    own = [each for each in clause.tokens if each.sort == "verb"]
    if (
        clause.after == "soft"
        and last.op in ("lower_third", "title", "text_overlay", "outro", "intro")
        and new.op in ("text_overlay", "title", "freeze_frame")
        and len(made) == 1
    ):
        worded = "text" in new.params and "text" not in last.params and new.op != "freeze_frame"
        lasting = (
            new.op == "freeze_frame"
            and set(new.params) == {"duration"}
            and "停" in clause.text.even[clause.start : clause.end]
        )
        if worded or lasting:
            before[-1] = _fuller(last, new.params, new)
            return None
    if (
        new.op == "remove_content"
        and new.params == {"what": "gaps"}
        and last.op in ("cut_range", "delete_clip", "trim_start", "trim_end")
    ):
        return None
    if last.op == "transcribe" and new.op in ("edit_text", "text_overlay", "caption_style") and clause.after == "soft":
        placed = {key: value for key, value in new.params.items() if key in ("position", "color", "size")}
        before[-1] = replace(_fuller(last, placed, new), op="captions")
        return None
    quietly = clause.text.even[clause.start : clause.end].strip(" ,.") in _QUIETLY
    if last.op == "music" and new.op in ("music_volume", "volume") and quietly and clause.after == "soft":
        before[-1] = _fuller(last, {"volume": "low"} if "volume" not in last.params else {}, new)
        return None
    own = [each for each in clause.tokens if each.sort == "verb"]
    if (
        last.op == "export"
        and {each.op for each in made} <= {"resolution", "fps"}
        and not own
        and clause.after == "soft"
    ):
        for each in made:
            before[-1] = _fuller(before[-1], {each.op: each.params.get("target")}, each)
        return None
    if (
        last.op == "background_remove"
        and new.op in ("image_insert", "picture_in_picture", "insert_clip")
        and new.params.get("file")
        and clause.verb("overlay", "put")
    ):
        before.append(replace(new, op="background_replace", params={"what": new.params["file"]}))
        return None
    if (
        last.op in ("music", "replace_audio", "voiceover", "sfx")
        and new.op in ("fade_in", "fade_out")
        and clause.after == "soft"
        and not clause.noun("video", "clip", "all")
        and not clause.of("which", "colour")
    ):
        length = {"duration": new.params["duration"]} if "duration" in new.params else {}
        before.append(
            replace(
                new,
                op="audio_fade",
                params={"dir": new.op[5:], **length, **({"target": "music"} if last.op == "music" else {})},
            )
        )
        return None
    ending = (
        new.params.get("from")
        if new.op == "trim_end"
        else new.params.get("end")
        if set(new.params) == {"end"}
        else None
    )
    if last.op == "music" and ending is not None and clause.after == "soft" and not clause.noun("video", "clip"):
        before[-1] = _fuller(last, {"end": ending}, new)
        return None
    if new.op == "freeze_frame" and last.op == "thumbnail" and clause.after == "soft":
        before[-1] = _fuller(
            Intent("freeze_frame", {k: v for k, v in last.params.items() if k == "at"}, last.said, last.matched),
            new.params,
            new,
        )
        return None
    if new.op == last.op == "speed" and set(last.params) == {"level"} and "factor" in new.params:
        before[-1] = replace(_fuller(last, new.params, new), params=new.params)
        return None
    if (
        new.op == "aspect"
        and new.params == {"mode": "crop"}
        and last.op == "crop"
        and last.params.get("region") == "black bars"
    ):
        return None
    if (
        last.op == "music"
        and new.op == "keep_range"
        and set(new.params) <= {"start"}
        and clause.noun("it")
        and clause.after == "soft"
    ):
        before[-1] = _fuller(last, new.params, new)
        return None
    same_text = new.op in ("edit_text", "caption_style") and last.op in (
        "title",
        "text_overlay",
        "captions",
        "lower_third",
        "outro",
        "intro",
    )
    if same_text and not new.params.get("text") and len(made) == 1:
        more = {key: value for key, value in new.params.items() if key != "which"}
        before[-1] = _fuller(last, more, new)
        return None
    if (
        new.op == "music_volume"
        and last.op == "music"
        and clause.after == "soft"
        and "volume" in new.params
        and "volume" not in last.params
    ):
        before[-1] = _fuller(last, {"volume": new.params["volume"]}, new)
        return None
    if last.op == "remove_music" and new.op in ("extract_audio", "remove_music") and not new.params:
        return None
    if last.op == new.op == "mute" and not last.params and new.params == {"clip": "all", "except": "music"}:
        return None
    if (
        last.op == new.op == "captions"
        and set(new.params) <= {"language", "position"}
        and last.params.get("language", new.params.get("language")) != new.params.get("language")
    ):
        rest = {key: value for key, value in last.params.items() if key not in ("language", "position")}
        both = [last.params["language"], new.params["language"]]
        before[-1] = replace(_fuller(last, {}, new), params={**rest, "languages": both})
        return None
    if (
        last.op == "translate_captions"
        and new.op == "captions"
        and set(new.params) <= {"format"}
        and clause.text.chinese
    ):
        before[-1] = _fuller(last, new.params, new)
        return None
    if (
        last.op == new.op == "voiceover"
        and len(made) == 1
        and clause.text.chinese
        and not set(new.params) & set(last.params)
    ):
        before[-1] = _fuller(last, new.params, new)
        return None
    if (
        last.op == "export"
        and new.op == "keep_range"
        and len(made) == 1
        and clause.text.chinese
        and clause.after == "soft"
        and set(new.params) <= {"start", "end"}
        and any(word in clause.text.even[clause.start : clause.end] for word in ("只", "仅"))
    ):
        before[-1] = _fuller(last, new.params, new)
        return None
    supplied = _supplied(clause, last)
    if supplied:
        before[-1] = _fuller(last, supplied, new)
        return None
    if _unheard(last) and new.op in ("music_volume", "duck", "volume") and new.op != last.op:
        before[-1] = new
        return None
    if len(made) == 1 and _said_already(last, new, clause, before):
        return None
    if new.op == last.op == "export" and len(made) == 1:
        known = (
            {"format": last.params["format"]}
            if new.params.get("format") == "prores" and "format" in last.params
            else {}
        )
        before[-1] = _fuller(last, {**new.params, **known}, new)
        return None
    return made


_FILE_OF = {
    "background_replace": "what", "replace_clip": "with", "music": "file", "watermark": "file", "picture_in_picture": "file", "image_insert": "file",
    "intro": "file", "outro": "file", "voiceover": "file", "replace_audio": "file", "insert_clip": "file", "sfx": "name",
}  # fmt: skip


def _supplied(clause: Clause, last: Intent) -> dict[str, object]:
    """The file that a clause only brings for what was asked before it: "换个背景，用beach.jpg"."""
    key = _FILE_OF.get(last.op)
    brought = (
        clause.text.even[clause.start : clause.end]
        .lstrip("就")
        .startswith(("用", "使用", "采用", "文件是", "文件用", "素材用", "选"))
    )
    if not key or last.params.get(key) or not clause.file or not brought or clause.after != "soft":
        return {}
    if clause.nouns - {"it", "one", "clip", "video", "image"} or clause.of("when", "which", "position", "quote"):
        return {}
    return {key: clause.file}


def _unheard(intent: Intent) -> bool:
    """Whether it only comes from "I can't hear her"; what is said to be done about it counts."""
    return intent.op == "volume" and any(match.meaning == "degree unheard" for match in intent.matched)


_SOUND_FORMATS = frozenset({"mp3", "wav", "m4a", "aac", "flac", "ogg"})


def _said_already(last: Intent, new: Intent, clause: Clause, before: list[Intent]) -> bool:
    """Whether `new` only ends what `last` began: the rest thrown away after a part was kept, the file an extracted
    sound goes into, what is written on an intro, the last of a list of filler words, more of one caption's style."""
    written = clause.text.even[clause.start : clause.end].strip(" ,，、")
    ends = {each.op for each in before} >= {"trim_start", "trim_end"}
    if new.op == "keep_range" and new.params.get("where") == "middle" and ends:
        return True
    rest = new.op == "delete_clip" and new.params == {"which": "all"}
    if (
        new.op == "delete_clip"
        and new.params.get("which") in ("it", "selected")
        and last.op in _TAKEN_AWAY
        and clause.after == "soft"
    ):
        return not clause.of("which") and clause.noun("it", "one")
    if last.op in ("keep_range", "keep_content") and (rest or new.params in ({"what": "else"}, {"what": "rest"})):
        return True
    if last.op == new.op == "music" and last.params == {"replace": True} and clause.after == "soft":
        before[-1] = _fuller(last, new.params, new)
        return True
    if last.op == new.op == "keep_range" and set(last.params) == {"start"} and set(new.params) == {"end"}:
        before[-1] = _fuller(last, new.params, new)
        return True
    if last.op == "remove_content" and new.op in ("keep_range", "keep_content") and _KEPT_TAKE.search(written):
        return True
    more: dict[str, object] | None = None
    if last.op == "remove_fillers" and rest and (word := _FILLER_WORD.match(written)):
        more = {"words": [*_listed(last.params.get("words")), word.group()]}
    elif last.op == "extract_audio" and new.op == "export" and new.params.get("format") in _SOUND_FORMATS:
        more = {"format": new.params["format"]} if "format" not in last.params else None
    elif last.op in ("intro", "outro") and new.op in ("title", "text_overlay") and clause.after == "soft":
        more = dict(new.params) if set(new.params) == {"text"} and "text" not in last.params else None
    elif new.op == last.op == "caption_style" and clause.after == "soft":
        more = dict(new.params) if not set(new.params) & set(last.params) else None
    elif last.op == "undo" and "before" in clause.text.even[last.said[1] : clause.start]:
        more = {"before": new.op}
    if more is None:
        return False
    before[-1] = _fuller(last, more, new)
    return True


_QUIETLY = frozenset(("quiet", "quietly", "soft", "softly", "low", "gentle", "not too loud", "subtle"))
_TAKEN_AWAY = frozenset(
    {
        "trim_start",
        "trim_end",
        "cut_range",
        "delete_clip",
        "remove_music",
        "remove_text",
        "mute",
        "denoise_audio",
        "remove_content",
        "remove_silence",
    }
)
_KEPT_TAKE = re.compile("最后一遍|最后一次|后一遍|last take|best take|last one")
_FILLER_WORD = re.compile("那个|就是|这个|然后")


_AROUND = frozenset(
    {
        "background",
        "两边",
        "两侧",
        "上下",
        "左右",
        "边",
        "四周",
        "sides",
        "edges",
        "bars",
        "borders",
        "rest",
        "padding",
        "fill",
        "margins",
    }
)


def _fuller(intent: Intent, more: dict[str, object], new: Intent) -> Intent:
    return Intent(
        intent.op,
        {**intent.params, **more},
        (intent.said[0], max(intent.said[1], new.said[1])),
        intent.matched + new.matched,
        intent.degree or new.degree,
    )


def _faded(result: list[Intent], each: Intent) -> bool:
    """Whether a sound fading in and out was said in two parts; then they are one."""
    last = result[-1] if result else None
    if (
        last
        and last.op == "fade_in"
        and each.op == "audio_fade"
        and each.params.get("dir") == "out"
        and "clip" not in last.params
        and not any(match.meaning == "noun video" for match in last.matched)
    ):
        length = {"duration": last.params["duration"]} if "duration" in last.params else {}
        last = replace(last, op="audio_fade", params={"dir": "in", **length, "target": each.params.get("target")})
        result[-1] = last
        if length and each.params.get("duration") not in (None, length["duration"]):
            return False
    if last and last.op == each.op == "denoise_audio":
        result[-1] = _fuller(last, each.params, each)
        return True
    if (
        last
        and each.op == last.op == "audio_fade"
        and {last.params.get("dir"), each.params.get("dir")} == {"in", "out"}
        and each.params.get("duration") in (None, last.params.get("duration"))
        and last.params.get("duration", each.params.get("duration"))
        == each.params.get("duration", last.params.get("duration"))
    ):
        result[-1] = _fuller(last, {"dir": "both"}, each)
        return True
    if last and each.op == last.op == "remove_fillers":
        words = [*_listed(last.params.get("words")), *_listed(each.params.get("words"))]
        result[-1] = _fuller(last, {"words": words} if words else {}, each)
        return True
    return False


def _listed(value: object) -> list[object]:
    return list(value) if isinstance(value, list) else []


def _tidied(intents: Sequence[Intent]) -> list[Intent]:
    """What belongs together as one: the same thing said twice ("remove the intro, it's the first 45 seconds"), a length
    and "the best parts", several settings of one export."""
    result: list[Intent] = []
    for each in intents:
        if _faded(result, each):
            continue
        same = next((i for i, other in enumerate(result) if other.op == each.op), None)
        if (same is not None and (each.op == "export" or each.params == result[same].params)) or (
            same == len(result) - 1 and same is not None and not result[same].params and each.op in _SAID_AGAIN
        ):
            result[same] = _fuller(result[same], each.params, each)
        else:
            result.append(each)
    if any(each.op == "color" and each.params.get("look") for each in result):
        result = [each for each in result if each.op != "color" or each.params]
    if any(each.op == "transition" for each in result) and any(each.op in _LEAVES_PARTS for each in result):
        result = [each for each in result if each.op != "merge" or each.params != {"clips": "all"}]
    if any(each.op == "highlight_reel" for each in result):
        result = [each for each in result if each.op != "merge" or each.params != {"clips": "all"}]
    best = next((i for i, each in enumerate(result) if each.op == "highlight_reel"), None)
    length = next(
        (
            i
            for i, each in enumerate(result)
            if each.op == "set_duration" and "clip" not in each.params and "each" not in each.params
        ),
        None,
    )
    if best is not None and length is not None and "seconds" not in result[best].params:
        result[best] = _fuller(result[best], {"seconds": result[length].params.get("seconds")}, result[length])
        del result[length]
    return result


_LEAVES_PARTS = frozenset(
    {"keep_content", "keep_range", "cut_range", "delete_clip", "remove_silence", "remove_content", "split"}
)
"""After these "join them with dissolves" only asks for the dissolves."""

_SAID_AGAIN = frozenset(
    {
        "picture_in_picture",
        "split_screen",
        "title",
        "text_overlay",
        "captions",
        "music",
        "watermark",
        "transition",
        "highlight_reel",
        "cut_range",
        "trim_start",
        "trim_end",
    }
)


_SILENT = frozenset(
    {"polite", "function", "separator", "steer", "degree", "particle", "given", "question", "negation", "vague"}
)


def _unread(clause: Clause, made: Sequence[Intent]) -> list[Leftover]:
    """Words of a clause that no table knows and no parameter carries."""
    if not made:
        return []
    carried_words = " ".join(str(value) for intent in made for value in intent.params.values()).casefold()
    found: list[Leftover] = []
    joined = False
    for each in clause.tokens:
        written = clause.words(each.start, each.end)
        if each.sort == "function":
            continue
        if (
            each.sort != "word"
            or len(written) < 2
            or written.lower() in ("reset", "重置")
            or written.casefold() in carried_words
            or written.isdigit()
        ):
            joined = False
            continue
        start = found.pop().start if joined else each.start
        found.append(Leftover(clause.words(start, each.end), start, each.end))
        joined = True
    return found


def _leftover(asked: Sequence[Clause], idle: Sequence[Clause], text: Script) -> tuple[Leftover, ...]:
    """Words of clauses nothing was made of, and unknown words no parameter carries."""
    found: list[Leftover] = []
    for clause in idle:
        meant = [each for each in clause.tokens if each.sort not in _SILENT]
        if meant:
            found.append(Leftover(clause.words(meant[0].start, meant[-1].end).strip(), meant[0].start, meant[-1].end))
    return tuple(each for each in found if each.words)
