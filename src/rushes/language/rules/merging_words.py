"""A clause that only says more about words on the picture, or about what else lies over it."""

from __future__ import annotations

import re
from dataclasses import replace

from rushes.language.reading import Intent
from rushes.language.rules.scope import plain
from rushes.language.rules.step import Step, fuller

TAKEN_AWAY = frozenset(
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
"""What takes something away."""
_OLD_ONE = re.compile(r"\b(?:old|previous|existing|current|other|earlier) (?:one|title|text)\b")
_SHOWN = frozenset(
    {"lower_third", "title", "text_overlay", "image_insert", "watermark", "sticker", "picture_in_picture"}
)
_COMES_AND_GOES = _SHOWN | {"captions"}
"""What "..., 淡入" after it is said of, rather than of the film."""
_WORDED = frozenset({"lower_third", "title", "text_overlay", "outro", "intro"})


_BY = re.compile(r"\bout (?:again )?(?:by|at|before) (?:the )?\d")


def _faded_by(step: Step) -> object:
    """By when words are gone that "fade out by 6 s"; None where the film may be meant."""
    clause = step.clause
    if clause.nouns - {"it"} or not _BY.search(step.said):
        return None
    at, length = clause.when("at"), clause.first("dur")
    by = at.start if at else getattr(length.value, "seconds", None) if length else None
    begun = step.last.params.get("start")
    return plain(by) if isinstance(by, float) and not (isinstance(begun, int | float) and by <= begun) else None


def words(step: Step) -> list[Intent] | None:
    """More about words on the picture, and until when something stands there."""
    last, new, clause = step.last, step.new, step.clause
    gone = clause.when("at")
    replaced = last.op in ("title", "text_overlay") and last.params.get("text") and new.op in TAKEN_AWAY
    if replaced and _OLD_ONE.search(step.said):
        return [replace(fuller(last, {}, new), op="edit_text", params={"which": "title", **last.params})]
    if (
        last.op in _SHOWN
        and new.op == "delete_clip"
        and new.params.get("which") == "it"
        and gone
        and isinstance(gone.start, float)
    ):
        return step.grown({"end": int(gone.start) if gone.start == int(gone.start) else gone.start})
    faded = new.op in ("fade_in", "fade_out") and set(new.params) <= {"duration"} and clause.noun("it")
    comes = new.op == "fade_in" and not clause.nouns and not clause.text.chinese and step.soft and step.alone
    if last.op in _WORDED and comes and clause.when("range", "at"):
        shown = clause.when("range", "at")
        times = {"start": shown.start, "end": shown.end} if shown else {}
        return step.grown(
            {"animation": "fade in", **{key: plain(value) for key, value in times.items() if value is not None}}
        )
    if (
        last.op in _WORDED
        and new.op == "fade_out"
        and step.soft
        and step.alone
        and (end := _faded_by(step)) is not None
    ):
        return step.grown({"end": end})
    if (
        last.op in _WORDED | _COMES_AND_GOES
        and faded
        and step.alone
        and not clause.nouns - {"it"}
        and not clause.text.chinese
    ):
        return step.grown({"animation": new.op.replace("_", " ")})
    if last.op in _WORDED and step.alone and step.soft:
        worded = new.op in ("text_overlay", "title") and "text" in new.params and "text" not in last.params
        moving = new.op == "text_overlay" and set(new.params) <= {"animation", "style"} and step.new_only
        if worded or (moving and clause.text.chinese):
            return step.grown()
    if (
        last.op in _COMES_AND_GOES | {"intro"}
        and clause.text.chinese
        and step.soft
        and {each.op for each in step.made} <= {"fade_in", "fade_out"}
        and not clause.nouns
        and not clause.of("edge", "which", "when", "colour")
        and last.params.get("position") != "end"
    ):
        return step.grown({"animation": step.said.strip(" ,，的")})
    sized = new.op == "volume" and clause.has("degree", "quieter", "louder") and not clause.nouns and step.soft
    if sized and clause.text.chinese and last.op in _SHOWN - {"lower_third"} | {"captions"}:
        return step.grown({"size": "smaller" if clause.has("degree", "quieter") else "bigger"})
    edged = new.op == "crop" and new.params.get("region") == "black bars" and step.said.startswith("黑边")
    if edged and last.op in _WORDED | {"captions", "caption_style", "edit_text"} and step.soft:
        return step.grown({"style": "黑边", **({"position": clause.position} if clause.position else {})})
    coming = last.op == "edit_text" and "animation" in last.params and clause.text.chinese and step.alone
    if coming and new.op in ("fade_in", "fade_out") and not clause.nouns and not new.params:
        return step.grown({"animation": f"{last.params['animation']}，{step.said.strip(' ,，的')}"})
    lasting = new.op == "freeze_frame" and set(new.params) == {"duration"} and "停" in step.said
    if lasting and coming and step.soft:
        return step.grown()
    if lasting and last.op in _SHOWN | _WORDED and step.alone and step.soft:
        return step.grown()
    moved = new.op == "reorder" and set(new.params) == {"to"} and clause.noun("it", "one") and step.soft
    if moved and last.op in _WORDED | {"captions", "caption_style", "edit_text"}:
        place = {"middle": "center", "start": "top", "end": "bottom"}.get(str(new.params["to"]))
        return step.grown({"position": place} if place else {})
    if last.op == "transcribe" and new.op in ("edit_text", "text_overlay", "caption_style") and step.soft:
        placed = {key: value for key, value in new.params.items() if key in ("position", "color", "size")}
        return [replace(fuller(last, placed, new), op="captions")]
    if last.op == "transcribe" and new.op == "captions" and step.soft and step.alone and clause.text.chinese:
        return [new]
    same = new.op in ("edit_text", "caption_style") and last.op in _WORDED | {"captions"}
    if same and step.alone and not new.params.get("text"):
        return step.grown({key: value for key, value in new.params.items() if key != "which"})
    if last.op == new.op == "captions" and "language" in last.params and set(new.params) <= {"language", "position"}:
        if "language" not in new.params:
            return step.grown()
        if last.params["language"] != new.params["language"]:
            rest = {key: value for key, value in last.params.items() if key not in ("language", "position")}
            both = [last.params["language"], new.params["language"]]
            return [replace(fuller(last, {}, new), params={**rest, "languages": both})]
    if (
        last.op == "transcribe"
        and new.op == "captions"
        and step.soft
        and "format" not in new.params
        and not clause.text.chinese
    ):
        return [new]
    if last.op == "keep_range" and new.op == "delete_clip" and new.params == {"which": "it"} and step.soft:
        return [replace(last, op="cut_range")]
    filed = last.op in ("captions", "translate_captions", "transcribe") and new.op == "captions" and step.alone
    return step.grown() if filed and set(new.params) <= {"format"} else None
