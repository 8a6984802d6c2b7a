"""A clause that only says more about the step before: "..., and put it at the top"."""

from __future__ import annotations

import re
from dataclasses import replace

from rushes.language.clauses.clause import Clause
from rushes.language.reading import Intent


def merged(made: list[Intent], before: list[Intent], clause: Clause) -> list[Intent] | None:
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
        before[-1] = fuller(last, {"end": end}, new)
        return None
    ends = ["trim_start", "trim_end"]
    if [each.op for each in made] == ends == [each.op for each in before[-2:]] and not before[-1].params:
        del before[-2:]
        return made
    if new.op == "blur" and new.params.get("region") in _AROUND and last.op == "aspect" and clause.after == "soft":
        before[-1] = fuller(last, {"mode": "pad"}, new)
        return None
    if clause.noun("padding") and last.op == "aspect" and clause.after == "soft" and new.op == "aspect":
        before[-1] = fuller(last, {"mode": new.params["mode"]}, new)
        return None
    if (
        new.op == last.op
        and not new.params
        and len(made) == 1
        and clause.after == "soft"
        and new.op in SAID_AGAIN | {"split", "rotate", "stabilize", "sharpen", "audio_sync"}
    ):
        return None
    if (
        new.op == last.op == "edit_text"
        and new.params.get("which") == last.params.get("which")
        and not new.params.get("text")
    ):
        before[-1] = fuller(last, new.params, new)
        return None
    if (
        new.op == last.op == "zoom"
        and (clause.after == "soft" or ":" in clause.text.even[last.said[1] : clause.start])
        and all(last.params.get(key, value) == value for key, value in new.params.items())
    ):
        before[-1] = fuller(last, new.params, new)
        return None
    if (
        new.op == last.op
        and new.op in ("slideshow", "thumbnail", "freeze_frame")
        and not set(new.params) & set(last.params)
    ):
        before[-1] = fuller(last, new.params, new)
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
            before[-1] = fuller(last, new.params, new)
            return None
    if (
        new.op == "remove_content"
        and new.params == {"what": "gaps"}
        and last.op in ("cut_range", "delete_clip", "trim_start", "trim_end")
    ):
        return None
    if last.op == "transcribe" and new.op in ("edit_text", "text_overlay", "caption_style") and clause.after == "soft":
        placed = {key: value for key, value in new.params.items() if key in ("position", "color", "size")}
        before[-1] = replace(fuller(last, placed, new), op="captions")
        return None
    quietly = clause.text.even[clause.start : clause.end].strip(" ,.") in _QUIETLY
    if last.op == "music" and new.op in ("music_volume", "volume") and quietly and clause.after == "soft":
        before[-1] = fuller(last, {"volume": "low"} if "volume" not in last.params else {}, new)
        return None
    own = [each for each in clause.tokens if each.sort == "verb"]
    if (
        last.op == "export"
        and {each.op for each in made} <= {"resolution", "fps"}
        and not own
        and clause.after == "soft"
    ):
        for each in made:
            before[-1] = fuller(before[-1], {each.op: each.params.get("target")}, each)
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
        before[-1] = fuller(last, {"end": ending}, new)
        return None
    if new.op == "freeze_frame" and last.op == "thumbnail" and clause.after == "soft":
        before[-1] = fuller(
            Intent("freeze_frame", {k: v for k, v in last.params.items() if k == "at"}, last.said, last.matched),
            new.params,
            new,
        )
        return None
    if new.op == last.op == "speed" and set(last.params) == {"level"} and "factor" in new.params:
        before[-1] = replace(fuller(last, new.params, new), params=new.params)
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
        before[-1] = fuller(last, new.params, new)
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
        before[-1] = fuller(last, more, new)
        return None
    if (
        new.op == "music_volume"
        and last.op == "music"
        and clause.after == "soft"
        and "volume" in new.params
        and "volume" not in last.params
    ):
        before[-1] = fuller(last, {"volume": new.params["volume"]}, new)
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
        before[-1] = replace(fuller(last, {}, new), params={**rest, "languages": both})
        return None
    if (
        last.op == "translate_captions"
        and new.op == "captions"
        and set(new.params) <= {"format"}
        and clause.text.chinese
    ):
        before[-1] = fuller(last, new.params, new)
        return None
    if (
        last.op == new.op == "voiceover"
        and len(made) == 1
        and clause.text.chinese
        and not set(new.params) & set(last.params)
    ):
        before[-1] = fuller(last, new.params, new)
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
        before[-1] = fuller(last, new.params, new)
        return None
    supplied = _supplied(clause, last)
    if supplied:
        before[-1] = fuller(last, supplied, new)
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
        before[-1] = fuller(last, {**new.params, **known}, new)
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
        before[-1] = fuller(last, new.params, new)
        return True
    if last.op == new.op == "keep_range" and set(last.params) == {"start"} and set(new.params) == {"end"}:
        before[-1] = fuller(last, new.params, new)
        return True
    if last.op == "remove_content" and new.op in ("keep_range", "keep_content") and _KEPT_TAKE.search(written):
        return True
    more: dict[str, object] | None = None
    if last.op == "remove_fillers" and rest and (word := _FILLER_WORD.match(written)):
        more = {"words": [*listed(last.params.get("words")), word.group()]}
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
    before[-1] = fuller(last, more, new)
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


def fuller(intent: Intent, more: dict[str, object], new: Intent) -> Intent:
    return Intent(
        intent.op,
        {**intent.params, **more},
        (intent.said[0], max(intent.said[1], new.said[1])),
        intent.matched + new.matched,
        intent.degree or new.degree,
    )


def listed(value: object) -> list[object]:
    return list(value) if isinstance(value, list) else []


SAID_AGAIN = frozenset(
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
