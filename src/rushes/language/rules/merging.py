"""A clause that only says more about the step before: "..., and put it at the top"."""

from __future__ import annotations

import re
from dataclasses import replace

from rushes.language.clauses.clause import Clause
from rushes.language.reading import Intent
from rushes.language.rules.merging_sound import sound
from rushes.language.rules.merging_words import TAKEN_AWAY, words
from rushes.language.rules.step import Step, fuller, listed


def merged(made: list[Intent], before: list[Intent], clause: Clause) -> list[Intent] | None:
    """`made`, or None where it only says more about the newest of `before`, which then is changed in place."""
    if not before or not made:
        return made
    ends = ["trim_start", "trim_end"]
    if [each.op for each in made] == ends == [each.op for each in before[-2:]] and not before[-1].params:
        del before[-2:]
        return made
    step = Step(before, made, clause)
    for more in (
        _its_length,
        _its_level,
        _again,
        _picture,
        words,
        sound,
        _cuts,
        _restored,
        _export,
        _supplied,
        _finished,
    ):
        instead = more(step)
        if instead is not None:
            before[-1:] = instead
            return None
    return made


_LASTS = frozenset(
    {"title", "text_overlay", "lower_third", "intro", "outro", "captions", "sticker", "watermark", "image_insert", "picture_in_picture", "edit_text",
     "visual_effect", "freeze_frame", "transition", "fade_in", "fade_out", "audio_fade", "zoom", "music", "sfx", "blur", "insert_clip"}
)  # fmt: skip
"""What has a length of its own."""


LONGEST_CARD_S = 15
"""A longer "make it 30 seconds" is said of the film: no title, logo or fade lasts so long."""


def _its_length(step: Step) -> list[Intent] | None:
    """ "Add the title 'Go' and keep it for 4 seconds": the length is the title's, not the film's."""
    last, new, clause = step.last, step.new, step.clause
    own = set(new.params) <= {"seconds", "max"} and new.op == "set_duration" and clause.noun("it") and step.alone
    if not own or clause.text.chinese or last.op not in _LASTS or clause.nouns - {"it", "one", "length_n"}:
        return None
    seconds = new.params.get("seconds")
    told = {"duration", "end"} & set(last.params)
    if not isinstance(seconds, int | float) or (seconds > LONGEST_CARD_S and last.op != "music") or told:
        return None
    return step.grown({"duration": seconds})


def _its_level(step: Step) -> list[Intent] | None:
    """ "Add a whoosh and make it quieter": the whoosh, not all that is heard."""
    last, new, clause = step.last, step.new, step.clause
    only = new.op == "volume" and set(new.params) <= {"level", "factor", "db"} and clause.noun("it") and step.alone
    if last.op != "sfx" or not only or clause.text.chinese or clause.nouns - {"it", "one"}:
        return None
    return step.grown({"volume": new.params.get("factor", new.params.get("db", new.params.get("level")))})


def _again(step: Step) -> list[Intent] | None:
    """The same thing asked once more, with nothing new or with what was left open."""
    last, new = step.last, step.new
    paced = {"speed", "slow_motion"}
    if {last.op, new.op} <= paced and "factor" in new.params and "factor" not in last.params and step.soft:
        kept = {key: value for key, value in last.params.items() if key != "level"}
        if all(kept.get(key, value) == value for key, value in new.params.items()):
            return [replace(fuller(last, {}, new), op=new.op, params={**kept, **new.params})]
    if new.op != last.op:
        return None
    if not new.params and step.alone and step.soft and new.op in SAID_AGAIN | _DONE_ONCE:
        return [last]
    placed = {"clip", "where"} & last.params.keys() and new.params and new.params.items() <= last.params.items()
    if new.op in paced and step.soft and placed and not step.clause.text.chinese:  # "the outro drags, make it faster"
        return [last]
    said_twice = new.op == "transition" and last.params.items() <= new.params.items() and step.soft
    if said_twice and not step.clause.text.chinese:
        return [fuller(last, new.params, new)]
    if new.op == "auto_edit" and step.new_only and step.soft:
        return step.grown()
    if new.op == "edit_text" and new.params.get("which") == last.params.get("which") and not new.params.get("text"):
        return step.grown()
    if (
        new.op == "zoom"
        and (step.soft or ":" in step.clause.text.even[last.said[1] : step.clause.start])
        and all(last.params.get(key, value) == value for key, value in new.params.items())
    ):
        return step.grown()
    if (
        new.op == "blur"
        and ":" in step.clause.text.even[last.said[1] : step.clause.start]
        and set(last.params) == {"region"}
    ):
        return [new]
    if new.op in ("slideshow", "thumbnail", "freeze_frame") and step.new_only:
        return step.grown()
    if new.op in ("fade_in", "fade_out") and step.new_only and step.alone and step.soft and "clip" not in new.params:
        return step.grown()
    if (
        new.op in (_SAID_PLAINLY if step.clause.text.chinese else _ONE_SETTING)
        and not last.params
        and step.alone
        and step.soft
    ):
        return step.grown()
    if new.op == "rotate" and step.alone and step.soft and "deg" not in last.params:
        return step.grown()
    if new.op == "speed" and set(last.params) == {"level"} and "factor" in new.params:
        return [replace(fuller(last, new.params, new), params=new.params)]
    return None


_ONE_SETTING = frozenset(
    {
        "normalize_audio",
        "denoise_audio",
        "upscale",
        "stabilize",
        "sharpen",
        "fps",
        "resolution",
        "fade_in",
        "fade_out",
        "auto_edit",
    }
)
"""What is done to the whole film: said again with an amount, the amount is what was left open."""
_SAID_PLAINLY = _ONE_SETTING | {
    "split",
    "speed",
    "rotate",
    "crop",
    "volume",
    "transition",
    "zoom",
    "keep_range",
    "aspect",
    "loop",
    "audio_sync",
}
"""What "对视频进行变速，速度：2倍" says first without its amount."""
_DONE_ONCE = frozenset({"remove_silence", "split", "rotate", "stabilize", "sharpen", "audio_sync"})


def _picture(step: Step) -> list[Intent] | None:
    last, new, clause = step.last, step.new, step.clause
    if last.op == "transition" and new.op == "stabilize" and clause.noun("it") and "smooth" in clause.said:
        return [last]
    if last.op == "rotate" and new.op == "flip" and clause.text.chinese and _BACK_UP.search(step.said):
        return [last]
    if last.op == new.op == "reframe_subject" and step.soft and not last.params.get("what"):
        return step.grown()
    fades = {each.op for each in step.made} <= {"fade_in", "fade_out"} and clause.verb("change", "replace")
    if last.op == "transition" and "type" not in last.params and fades and clause.text.chinese:
        return [fuller(last, {"type": "fade"}, new)]
    scaled = new.op == "resolution" and isinstance(new.params.get("target"), float) and not clause.nouns - {"it"}
    if scaled and last.op in ("watermark", "image_insert", "picture_in_picture", "sticker") and step.soft:
        return step.grown({"size": new.params["target"]})
    if last.op == "aspect" and step.soft:
        if new.op == "blur" and _AROUND.intersection(re.split(r"[^a-z]+", str(new.params.get("region")))):
            return step.grown({"mode": "pad"})
        if new.op == "blur" and new.params.get("region") in _AROUND:
            return step.grown({"mode": "pad"})
        if new.op == "aspect" and clause.noun("padding"):
            return step.grown({"mode": new.params["mode"]})
    if (
        last.op == "background_remove"
        and new.op in ("image_insert", "picture_in_picture", "insert_clip")
        and new.params.get("file")
        and clause.verb("overlay", "put")
    ):
        return [last, replace(new, op="background_replace", params={"what": new.params["file"]})]
    if new.op == "freeze_frame" and last.op == "thumbnail" and step.soft:
        frozen = Intent("freeze_frame", {k: v for k, v in last.params.items() if k == "at"}, last.said, last.matched)
        return [fuller(frozen, new.params, new)]
    if (
        last.op == new.op == "color"
        and step.soft
        and clause.text.chinese
        and new.params.get("look") == last.params.get("look")
    ):
        return step.grown() if step.new_only or "amount" not in new.params else None
    complained = not any(match.meaning.startswith("verb") for match in last.matched)
    ordered = last.op == new.op == "color" and step.soft and clause.text.chinese and clause.verb("change")
    if ordered and complained and any(word in last.matched[0].words for word in "偏太过发" if last.matched):
        return [new]
    shaded = last.op == new.op == "color" and step.soft and clause.text.chinese and not clause.verbs
    if shaded and clause.text.even[clause.end - 1 : clause.end] == "的" and not set(new.params) - {"look"}:
        return [last]
    if (
        last.op == new.op == "aspect"
        and step.soft
        and clause.text.chinese
        and clause.has("ratio")
        and "ratio" in new.params
    ):
        return step.grown()
    laid = last.op in ("picture_in_picture", "watermark", "sticker", "image_insert")
    if (
        laid
        and clause.text.chinese
        and step.soft
        and new.op == "zoom"
        and not {"start", "clip", "region"} & set(new.params)
    ):
        return step.grown({"size": new.params.get("factor", "bigger" if new.params.get("kind") == "in" else "smaller")})
    if last.op == "crop" and set(last.params) <= {"clip"} and new.op in _CUT_DOWN and step.alone and step.soft:
        return [replace(new, params={**last.params, **new.params})]
    if (
        last.op == "thumbnail"
        and new.op in ("title", "text_overlay")
        and step.soft
        and set(new.params) <= {"text", "position", "color"}
        and "text" not in last.params
    ):
        return step.grown({"text": new.params.get("text")})
    sides = [last.params.get("position"), new.params.get("position")]
    if (
        last.op == new.op == "picture_in_picture"
        and last.params.get("file")
        and new.params.get("file")
        and sides in (["left", "right"], ["right", "left"], ["top", "bottom"], ["bottom", "top"])
    ):
        files = [last.params["file"], new.params["file"]]
        return [
            replace(new, op="split_screen", params={"files": files if sides[0] in ("left", "top") else files[::-1]})
        ]
    if last.op == new.op == "split_screen" and not new.params:
        return [last]
    barred = last.op == "crop" and last.params.get("region") == "black bars"
    return [last] if barred and new.op == "aspect" and new.params == {"mode": "crop"} else None


_BACK_UP = re.compile("[翻转正反]过来|翻一下|翻回")
_CUT_DOWN = frozenset({"keep_range", "cut_range", "trim_start", "trim_end"})
"""What a "crop" that says nothing of the picture turns out to be: "裁剪 a.mp4，保留 0:08 到 0:35"."""
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


def _restored(step: Step) -> list[Intent] | None:
    """ "Restore v2, before the music": when that was, said beside."""
    told = not any(each.sort == "verb" for each in step.clause.tokens) and step.clause.has("steer", "before", "after")
    return [step.last] if step.last.op == "restore_version" and told else None


def _cuts(step: Step) -> list[Intent] | None:
    """Gaps closed, pieces joined after a cut: they are already; how much silence stays, said beside its removal."""
    pause = (
        step.last.op == "remove_silence" and step.new.op in ("set_duration", "keep_range") and step.clause.verb("keep")
    )
    if pause and step.soft and set(step.new.params) == {"seconds"}:
        return [step.last]
    if step.last.op == "keep_range" and step.new.op == "merge" and set(step.new.params) <= {"clips"} and step.soft:
        return [step.last]
    closed = step.last.op in ("cut_range", "delete_clip", "trim_start", "trim_end")
    return [step.last] if closed and step.new.op == "remove_content" and step.new.params == {"what": "gaps"} else None


def _export(step: Step) -> list[Intent] | None:
    last, new, clause = step.last, step.new, step.clause
    if last.op != "export":
        return None
    own = any(each.sort == "verb" for each in clause.tokens)
    if {each.op for each in step.made} <= {"resolution", "fps"} and not own and step.soft:
        for each in step.made:
            last = fuller(last, {each.op: each.params.get("target")}, each)
        return [last]
    if (
        new.op == "keep_range"
        and step.alone
        and clause.text.chinese
        and step.soft
        and set(new.params) <= {"start", "end"}
        and (any(word in step.said for word in ("只", "仅")) or last.params.get("format") == "gif")
    ):
        return step.grown()
    if new.op == "export" and step.alone:
        known = new.params.get("format") == "prores" and "format" in last.params
        return step.grown({**new.params, **({"format": last.params["format"]} if known else {})})
    return None


_FILE_OF = {
    "background_replace": "what", "replace_clip": "with", "music": "file", "watermark": "file", "picture_in_picture": "file", "image_insert": "file",
    "intro": "file", "outro": "file", "voiceover": "file", "replace_audio": "file", "insert_clip": "file", "sfx": "name",
}  # fmt: skip


def _supplied(step: Step) -> list[Intent] | None:
    """The file that a clause only brings for what was asked before it: "换个背景，用beach.jpg"."""
    clause, key = step.clause, _FILE_OF.get(step.last.op)
    brought = step.said.lstrip("就").startswith(("用", "使用", "采用", "文件是", "文件用", "素材用", "选"))
    if not key or step.last.params.get(key) or not clause.file or not brought or not step.soft:
        return None
    if clause.nouns - {"it", "one", "clip", "video", "image"} or clause.of("when", "which", "position", "quote"):
        return None
    return step.grown({key: clause.file})


def _finished(step: Step) -> list[Intent] | None:
    """`new` only ends what `last` began: the rest thrown away after a part was kept, the file an extracted sound goes
    into, what is written on an intro, the last of a list of filler words, more of one caption's style."""
    last, new, clause = step.last, step.new, step.clause
    if not step.alone:
        return None
    written = step.said.strip(" ,，、")
    ends = {each.op for each in step.before} >= {"trim_start", "trim_end"}
    if new.op == "keep_range" and new.params.get("where") == "middle" and ends:
        return [last]
    rest = new.op == "delete_clip" and new.params == {"which": "all"}
    pointed = new.op == "delete_clip" and new.params.get("which") in ("it", "selected")
    if pointed and last.op in TAKEN_AWAY and step.soft:
        return [last] if not clause.of("which") and clause.noun("it", "one") else None
    halves = {last.params.get("where"), new.params.get("where")}
    if {last.op, new.op} == {"keep_range", "cut_range"} and halves == {"first_half", "second_half"}:
        return [last]
    if last.op in ("export", "keep_range") and not new.params and _MEANT_AS.fullmatch(written):
        return [last]
    if last.op in ("keep_range", "keep_content") and (rest or new.params in ({"what": "else"}, {"what": "rest"})):
        return [last]
    if last.op == new.op == "music" and last.params == {"replace": True} and step.soft:
        return step.grown()
    if last.op == new.op == "keep_range" and set(last.params) == {"start"} and set(new.params) == {"end"}:
        return step.grown()
    if (
        last.op == "remove_content"
        and new.op in ("keep_range", "keep_content", "remove_content")
        and _KEPT_TAKE.search(written)
    ):
        return [last]
    if last.op == "remove_fillers" and rest and (word := _FILLER_WORD.match(written)):
        return step.grown({"words": [*listed(last.params.get("words")), word.group()]})
    if last.op == "extract_audio" and new.op == "export" and new.params.get("format") in _SOUND_FORMATS:
        return step.grown({"format": new.params["format"]}) if "format" not in last.params else None
    if last.op in ("intro", "outro") and new.op in ("title", "text_overlay") and step.soft:
        return step.grown() if set(new.params) == {"text"} and "text" not in last.params else None
    if new.op == last.op == "caption_style" and step.soft:
        return step.grown() if step.new_only else None
    there, back = (last.params.get("clip"), last.params.get("to")), (new.params.get("to"), new.params.get("clip"))
    if last.op == new.op == "reorder" and there == back and None not in there and step.soft:
        return [replace(fuller(last, {}, new), params={**last.params, "order": f"swap {there[0]} {there[1]}"})]
    taken_back = new.op == "undo" and not new.params and step.soft
    if taken_back and (last.params == {"which": "it"} or _JUST_NOW.search(clause.text.even, 0, clause.start)):
        return [new]
    if last.op == "restore_version" and new.op == "undo" and not new.params:
        return [last]
    if last.op in ("undo", "restore_version") and "before" in clause.text.even[last.said[1] : clause.start]:
        return step.grown({"before": new.op})
    return None


_SOUND_FORMATS = frozenset({"mp3", "wav", "m4a", "aac", "flac", "ogg"})
_MEANT_AS = re.compile(
    "(?:好|用来|拿来|准备|正好|可以)*(?:做|当|作|作为|当作)(?:成|个|一个|一条)?(?:预告片?|花絮|样片|预览|小样|彩蛋|试看)(?:用|看|版)?(?:的|吧|了)*"
)
"""What a stretch is taken for: "只导前30秒，做个预告"."""
_JUST_NOW = re.compile("刚才|刚刚|刚(?=加|删|剪|改|调|换)")
_KEPT_TAKE = re.compile("最后一遍|最后一次|后一遍|last take|best take|last one")
_FILLER_WORD = re.compile("那个|就是|这个|然后")


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
