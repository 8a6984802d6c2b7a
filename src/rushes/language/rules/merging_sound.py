"""A clause that only says more about the sound asked for before: how loud the music is, what can't be heard."""

from __future__ import annotations

import re
from dataclasses import replace

from rushes.language.reading import Intent, Params
from rushes.language.rules.step import Step


def sound(step: Step) -> list[Intent] | None:
    """How loud, until when, faded: said of the music or the voice just asked for."""
    last, new, clause = step.last, step.new, step.clause
    if (
        last.op == "music_volume"
        and new.op == "music"
        and new.params.get("replace")
        and step.soft
        and not any(match.meaning.startswith("verb") for match in last.matched)
    ):
        return [new]
    if (
        last.op in ("music", "music_volume", "replace_audio", "voiceover", "sfx")
        and new.op in ("fade_in", "fade_out")
        and step.soft
        and not clause.noun("video", "clip", "all")
        and not clause.of("which", "colour")
    ):
        length = {"duration": new.params["duration"]} if "duration" in new.params else {}
        target = {"target": "music"} if last.op in ("music", "music_volume") else {}
        return [last, replace(new, op="audio_fade", params={"dir": new.op[5:], **length, **target})]
    if last.op == "music" and new.op in ("volume", "music_volume") and _NOT_TOO_LOUD.match(step.said.strip()):
        return step.grown({} if "volume" in last.params else {"volume": "low"})
    if last.op == "music" and step.soft and (more := _of_music(step)) is not None:
        return step.grown(more)
    if last.op == "remove_music" and new.op == "music" and new.params.get("replace") and "clip" not in last.params:
        return [new]
    if last.op == "remove_music" and new.op in ("extract_audio", "remove_music") and not new.params:
        return [last]
    if (
        last.op == new.op == "mute"
        and (not last.params or clause.text.chinese)
        and new.params == {"clip": "all", "except": "music"}
    ):
        return [last]
    if last.op == new.op == "voiceover" and step.alone and clause.text.chinese and step.new_only:
        return step.grown()
    if last.op == "audio_sync" and new.op == "reorder" and set(new.params) <= {"to"} and step.soft:
        return [last]
    if last.op == new.op == "edit_text" and set(last.params) == {"which"} and "text" in new.params:
        return [new]
    if {last.op, new.op} == {"volume", "normalize_audio"}:
        told, done = (last, new) if new.op == "normalize_audio" else (new, last)
        ordered = [each for each in told.matched if each.meaning.startswith("verb") and each.meaning not in _TOLD_SIZE]
        return None if ordered else [done]
    if last.op == new.op == "volume" and _unheard(new) and last.params.get("level") == "up":
        return [last]
    if last.op == "music_volume" and last.params.get("level") == "down" and _unheard(new) and step.soft:
        return [last]
    if _unheard(last) and new.op in ("music_volume", "duck", "volume") and new.op != last.op:
        return [new]
    return None


def _of_music(step: Step) -> Params | None:
    """How loud the music just put in is, from when, to when."""
    last, new, clause = step.last, step.new, step.clause
    if new.op in ("music_volume", "volume") and step.said.strip(" ,.") in _QUIETLY:
        return {"volume": "low"} if "volume" not in last.params else {}
    if new.op == "music_volume" and new.params == {"level": "down"} and step.soft and clause.text.chinese:
        return {"volume": "low"} if "volume" not in last.params else None
    ending = new.params.get("from") if new.op == "trim_end" else None
    if new.op != "trim_end" and set(new.params) == {"end"}:
        ending = new.params["end"]
    if ending is not None and not clause.noun("video", "clip"):
        return {"end": ending}
    if new.op == "keep_range" and set(new.params) <= {"start"} and clause.noun("it"):
        return new.params
    if new.op == "music_volume" and "volume" in new.params and "volume" not in last.params:
        return {"volume": new.params["volume"]}
    return None


_TOLD_SIZE = frozenset(("verb scale_text", "verb shrink_text"))
"""The 大 of "嘉宾声音大" says how it is."""
_NOT_TOO_LOUD = re.compile(
    "(?:声音|音量|音乐|声)?(?:也|都|要|就|尽量)*(?:别|不要|不能|不用|不可以)(?:放|开|调|搞)?(?:得)?太(?:大|响|吵|高)|(?:but |and )?(?:not|don't make it) too (?:loud|high)"
)
_QUIETLY = frozenset(("quiet", "quietly", "soft", "softly", "low", "gentle", "not too loud", "subtle"))


def _unheard(intent: Intent) -> bool:
    """Whether it only comes from "I can't hear her"; what is said to be done about it counts."""
    return intent.op == "volume" and any(match.meaning == "degree unheard" for match in intent.matched)
