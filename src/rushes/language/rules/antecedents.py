"""What a clause points back to: "its sound", "there", "该段" - the clip, the stretch, the moment said before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rushes.language.clauses.clause import GENERIC, STARTERS, Clause
from rushes.language.reading import Intent, Params
from rushes.language.rules.scope import clip_of, edge_of, plain
from rushes.language.rules.telling import tells

_THAT_STRETCH = re.compile("该段|这段|这一段|同一段|此段|该部分|这部分|那段|该区间|这一部分|那一段")
_THAT_STRETCH_EN = re.compile(
    r"\b(?:that|this|the same) (?:bit|part|section|segment|stretch|piece|range|portion)\b|\b(?:there|during (?:it|that))\W*\Z"
)
_STRETCH_KEYS = ("start", "end", "where", "seconds", "clip")


def same_stretch(made: list[Intent], before: Sequence[Intent], clause: Clause) -> list[Intent]:
    """ "将5秒至9秒倒放，并静音该段": the stretch named before is meant again."""
    pointing = _THAT_STRETCH if clause.text.chinese else _THAT_STRETCH_EN
    if not before or not pointing.search(clause.text.even, clause.start, clause.end):
        return made
    place = {key: value for key, value in before[-1].params.items() if key in _STRETCH_KEYS}
    if not clause.text.chinese and before[-1].op not in OF_A_STRETCH:
        return made
    if "start" not in place and "where" not in place:
        return made
    return [
        replace(each, params={**{k: v for k, v in each.params.items() if k != "clip"}, **place})
        if each.op in OF_A_STRETCH
        and not {"start", "where"} & set(each.params)
        and each.params.get("clip") in (None, "selected")
        else each
        for each in made
    ]


OF_A_STRETCH = frozenset({
    "mute", "speed", "slow_motion", "reverse", "color", "blur", "volume", "denoise_audio", "zoom", "stabilize", "visual_effect", "captions",
})  # fmt: skip
"""What may be done to a stretch rather than a clip."""
_THAT_CLIP = re.compile("它|那段|这段|那一段|这一段|该段|那部分")


_SHARED = re.compile("(?:并且?|且|又|再|然后|同时|后|还|,|，|、|和|也)[,， ]*$")


_GOES_ON = re.compile("再|并且?|又|然后|同时|接着")
""" "第二段倒放再放慢到一半": both of the second."""


def shared(made: list[Intent], before: Sequence[Intent], clause: Clause, told: Clause | None) -> list[Intent]:
    """ "把10-20s这段倒放并静音": what 把 names is named for both acts, where the second is nothing but an act."""
    if not before or told is None or not clause.text.chinese:
        return made
    on = _GOES_ON.search(clause.text.even, told.end - 1, clause.start + 1) and "clip" in before[-1].params
    if not told.has("steer", "ba") and not on:
        return made
    place = {key: value for key, value in before[-1].params.items() if key in (*_STRETCH_KEYS, "except")}
    bare = not clause.nouns - {"it", "speed", "normal_speed"} and not clause.of(
        "which", "when", "file", "quote", "edge", "word"
    )
    joined = _SHARED.search(clause.text.even, told.end, clause.start) or clause.said[:1] in ("再", "并", "又", "且")
    if not place or not bare or not joined or before[-1].op not in OF_A_STRETCH | _OF_A_CLIP:
        return made
    return [
        replace(each, params={**each.params, **place})
        if each.op in OF_A_STRETCH | _OF_A_CLIP and not {*_STRETCH_KEYS, "at"} & set(each.params)
        else each
        for each in made
    ]


def moved_on(made: list[Intent], before: Sequence[Intent], clause: Clause) -> list[Intent]:
    """ "复制第三段并移到最前面": a clip that is moved without being named is the one of the step before."""
    made = _same_clip(made, before, clause)
    clip = before[-1].params.get("clip", before[-1].params.get("file")) if before and clause.text.chinese else None
    if clip is None or isinstance(clip, list):
        return made
    return [
        replace(each, params={"clip": clip, **each.params})
        if each.op == "reorder" and set(each.params) == {"to"}
        else each
        for each in made
    ]


def _same_clip(made: list[Intent], before: Sequence[Intent], clause: Clause) -> list[Intent]:
    """ "第二段开头剪2秒，结尾剪1秒": both ends are of the clip named once."""
    ends = {"trim_start", "trim_end"}
    if not before or not clause.text.chinese or clause.after != "soft" or len(made) != 1:
        return made
    last, new = before[-1], made[0]
    if {last.op, new.op} != ends or "clip" not in last.params or "clip" in new.params or clause.noun("video"):
        return made
    return [replace(new, params={**new.params, "clip": last.params["clip"]})]


def of_that_clip(made: list[Intent], told: Clause | None, clause: Clause) -> list[Intent]:
    """ "爬山的过程太长了，可以把它加速到四倍", "奶奶讲话那段太暗了，提亮一点": the clip told of is meant."""
    if told is None:
        return made
    if not clause.text.chinese:
        wrong = _of_what_is_wrong(made, told, clause)
        place = clip_of(told)
        if wrong != made or not place or told.verb("remove", "split"):
            return wrong
        anew = "." in clause.text.even[told.end : clause.start]
        return [each if anew and each.op == "color" else _at_clip(each, place, clause) for each in made]
    place = clip_of(told) or ({"where": edge_of(told)} if told.noun("intro", "outro") and edge_of(told) else {})
    if clause.after == "hard" or not place:
        return made
    again = _THAT_CLIP.search(clause.text.even, clause.start, clause.end) or tells(told) == "state"
    return [
        replace(each, params={**each.params, **place})
        if again and each.op in _OF_A_CLIP and not {"clip", "start", "end", "where", "seconds", "at"} & set(each.params)
        else each
        for each in made
    ]


def _at_clip(made: Intent, place: Params, clause: Clause) -> Intent:
    """ "Trim clip 2 and mute it", where nothing could be made of the trimming: still only clip 2 is muted."""
    key = _CLIP_OF_IT.get(made.op)
    bare = key and made.params.get(key, "it") == "it" and not {"start", "at", "where", "order", "by"} & set(made.params)
    if key and bare and _IT.search(clause.said) and not clause.of("which", "file", "quote"):
        return replace(made, params={**made.params, key: place["clip"]})
    free = made.op in _OF_A_CLIP and not {"clip", "start", "end", "where", "seconds", "at"} & set(made.params)
    return (
        replace(made, params={**made.params, **place})
        if free and _ITS.search(clause.said) and not clause.which()
        else made
    )


_TOO_LONG = re.compile(r"\b(?:too long|drags?|goes on(?: (?:forever|too long))?|boring|slow)\b")


def _of_what_is_wrong(made: list[Intent], told: Clause, clause: Clause) -> list[Intent]:
    """ "The last clip is too long, cut it in half", "the intro is boring, make it quicker": that part, and no more."""
    place = clip_of(told) or ({"where": edge_of(told)} if told.noun("intro", "outro") and edge_of(told) else {})
    if (
        not place
        or clause.after == "hard"
        or not tells(told)
        or not _ITS.search(clause.text.even, clause.start, clause.end)
    ):
        return made
    halved = _TOO_LONG.search(told.text.even, told.start, told.end)
    return [
        replace(each, op="keep_range", params={"where": "first_half", **place})
        if halved and "clip" in place and each.op == "split" and each.params == {"parts": 2}
        else replace(each, params={**each.params, **place})
        if each.op in _OF_A_CLIP and not {"clip", "start", "end", "where", "seconds", "at"} & set(each.params)
        else each
        for each in made
    ]


_ITS = re.compile(r"\b(?:its|it|that (?:clip|one|shot)|this (?:clip|one|shot))\b")
_OF_IT = re.compile(r"\b(?:(?:of|from|off|in) (?:it|that (?:clip|one|shot)|this (?:clip|one|shot))|its)\b")
_OF_ITS_TIME = frozenset({"keep_range", "cut_range", "trim_start", "trim_end", "freeze_frame"})
""" "..., keep only the first 8 seconds of it": the time is the clip's own."""
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
_CLIP_OF_IT = {"delete_clip": "which", "reorder": "clip", "loop": "clip", "fade_in": "clip", "fade_out": "clip"}
_IT = re.compile(r"\b(?:it|that (?:clip|one|shot)|this (?:clip|one|shot))\b")
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


def pointed_back(made: Intent, last: Intent, clause: Clause) -> Intent:
    """ "..., and mute its sound", "... at 3:12 and play a chime there": the clip, the moment of the step before."""
    order = last.params.get("order")
    if clause.text.chinese:
        return made
    said = clause.text.even[clause.start : clause.end]
    clip = last.params.get("clip", last.params.get("which") if last.op == "replace_clip" else None)
    if isinstance(order, list):  # "start with clip 2, slow it down, then clip 1"
        clip = order[0]
    unplaced = not {"clip", "start", "end", "where", "seconds", "at"} & set(made.params)
    if (
        made.op in _OF_ITS_TIME
        and isinstance(clip, int | str)
        and clip != "all"
        and "clip" not in made.params
        and _OF_IT.search(said)
    ):
        return replace(made, params={**made.params, "clip": clip})
    fresh = made.op == "color" and "." in clause.text.even[last.said[1] : clause.start]
    if (
        made.op in _OF_A_CLIP
        and isinstance(clip, int | str)
        and clip != "all"
        and unplaced
        and not fresh
        and _ITS.search(said)
    ):
        return replace(made, params={**made.params, "clip": clip})
    key = _CLIP_OF_IT.get(made.op)
    free = key and made.params.get(key, "it") == "it" and not {"start", "at", "where", "order", "by"} & set(made.params)
    named = isinstance(clip, int | str) and clip != "all" and last.op not in ("split", "delete_clip")
    if key and free and named and _IT.search(said) and not clause.of("which", "file", "quote"):
        return replace(made, params={**made.params, key: clip})
    if clause.after != "soft":
        return made
    if made.op == "reorder" and last.op == "loop" and isinstance(clip, int | str) and "clip" not in made.params:
        return replace(made, params={**made.params, "clip": clip})
    moment = last.params.get("start", last.params.get("at"))
    key = _AT_A_MOMENT.get(made.op)
    if key and isinstance(moment, int | float) and key not in made.params and _THERE.search(said):
        return replace(made, params={**made.params, key: moment})
    return made


def length_of_that(made: list[Intent], told: Clause | None, clause: Clause) -> list[Intent]:
    """ "The intro card is too long, cut it to 3 seconds": the length is that of what was told of, not the film's."""
    alone = len(made) == 1 and made[0].op == "set_duration" and set(made[0].params) <= {"seconds", "max"}
    if told is None or told.text.chinese or not alone or not clause.noun("it") or clause.nouns - {"it", "one"}:
        return made
    seconds = made[0].params.get("seconds")
    if told.noun("silence"):
        over = told.when("min")
        return [replace(made[0], op="remove_silence", params={"min_seconds": plain(over.seconds)} if over else {})]
    anew = clause.after == "hard" and not told.verb("too_long", "too_slow", "trim", "shorten")
    if (place := clip_of(told)) and not anew:
        return [replace(made[0], params={**made[0].params, **place})]
    thing = next((str(each.name) for each in told.tokens if each.sort == "noun" and each.name in _LASTING), None)
    if thing in ("intro", "outro"):
        return [replace(made[0], params={**made[0].params, "clip": thing})]
    if thing is None and not told.verb("fade", "crossfade"):
        return made
    if thing in ("title", "text", "lower_third"):
        return [replace(made[0], op="edit_text", params={"which": thing, "duration": seconds})]
    return [replace(made[0], op="music" if thing == "music" else "transition", params={"duration": seconds})]


_LASTING = frozenset({"intro", "outro", "title", "text", "lower_third", "transition", "music"})
_THEY = re.compile(r"\b(?:it|they|them|this|that|these|those)\b")


def still_of(clause: Clause, spared: Clause) -> Clause:
    """ "水印别删，挪到左下角": what must not be done to a thing is followed by what is to be done to it."""
    thing = next((each for each in spared.tokens if each.sort == "noun" and each.name in STARTERS), None)
    own = clause.nouns - GENERIC or clause.of("which", "file", "quote", "word", "transition", "effect", "mood")
    if thing is None or own or clause.after == "hard" or not clause.verbs <= _DONE_TO_IT:
        return clause
    return replace(clause, borrowed=(*clause.borrowed, thing))


_DONE_TO_IT = frozenset({"move", "put", "change", "up", "down", "scale_text", "shrink_text"})


def of_what_was_told(clause: Clause, told: Clause) -> Clause:
    """ "The subtitles cover my hands. Could they go to the top?": the thing told of is what is meant."""
    thing = next((each for each in told.tokens if each.sort == "noun" and each.name in STARTERS), None)
    if thing is None or clause.nouns - GENERIC:
        return clause
    if clause.text.chinese:
        anew = (
            (thing.name == "music" and clause.has("mood"))
            or (thing.name == "background" and clause.of("word", "colour", "file"))
            or (thing.name == "transition" and clause.verb("fade_both", "crossfade", "zoom"))
        ) and clause.verb("change", "replace")
        return replace(clause, borrowed=(*clause.borrowed, thing)) if anew else clause
    pronoun = _THEY.search(clause.text.even, clause.start, clause.end)
    return replace(clause, borrowed=(*clause.borrowed, thing)) if pronoun else clause
