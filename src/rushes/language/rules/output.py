"""Delivery: export and its settings, size, rate; and history: undo, redo, versions, names."""

from __future__ import annotations

import re

from rushes.language.clauses.clause import Clause
from rushes.language.reading import Intent, Params
from rushes.language.rules.scope import amount, edge_of, intent, range_of

_BACK_TO = re.compile(r"\bback to\b|回到|退回|还原")
_MADE_INTO = re.compile("[做制转变弄导存生]成")
_SHORTS_OF = re.compile(r"instagram|tiktok|youtube|facebook|(?<=for )(?:reels|shorts)|(?<=to )(?:reels|shorts)")


def delivery(clause: Clause) -> list[Intent]:
    """Exports, formats, sizes of files."""
    gif = (
        clause.noun("gif")
        and (clause.verb("make", "change", "export", "convert", "save", "add", "extract") or not clause.verbs)
        and (not clause.noun("sticker") or _MADE_INTO.search(clause.text.even, clause.start, clause.end))
    )
    lifted = clause.noun("quality") and clause.verb("up", "improve", "change", "process")
    if (
        clause.text.chinese
        and lifted
        and not clause.verb("export", "compress", "save", "down")
        and not clause.has("format")
    ):
        return [intent(clause, "upscale", target=clause.value("res"))]
    settings = any(clause.has(sort) for sort in ("format", "codec", "res", "mb", "bitrate", "platform", "crf"))
    shaping = clause.has("look") or clause.has("ratio") or clause.nouns & {"vertical", "landscape", "square"}
    only_where = not any(clause.has(sort) for sort in ("format", "codec", "res", "mb", "bitrate", "crf"))
    converting = clause.verb("convert") and ((settings and not (shaping and only_where)) or gif or not shaping)
    saving = (
        clause.verb("save")
        and (clause.has("format") or clause.noun("video") or clause.has("res"))
        and not clause.noun("playhead", "frame", "version", "original")
    )
    length = clause.when("to", "max") or ("压到" in clause.said and clause.first("dur"))
    if clause.verb("compress") and length and not clause.has("mb") and not settings:
        return []
    if clause.verb("save") and any(
        word in clause.text.even[clause.start : clause.end]
        for word in ("project", "session", "progress", "工程", "进度", "会话", "项目")
    ):
        saving = False
    wanted = clause.noun("quality") and not clause.verbs - {"make"} and not clause.noun("audio", "captions")
    heard = clause.noun("eq", "voice_fx")
    converting = converting and not heard
    exporting = (clause.verb("export", "compress") and not heard) or converting or saving or gif or wanted
    if (
        clause.verb("export")
        and clause.noun("text", "captions", "title")
        and not clause.has("format")
        and clause.verb("write")
    ):
        exporting = False
    changing_to = clause.verb("change", "make", "resize", "down", "up", "process") and any(
        clause.has(sort) for sort in ("format", "codec", "bitrate", "crf", "mb")
    )
    if clause.verb("add") and any(clause.has(sort) for sort in ("codec", "bitrate", "crf")):
        changing_to = True
    if changing_to and clause.noun("captions", "music", "audio") and not clause.noun("video"):
        changing_to = False
    own = [each for each in clause.tokens if each.sort == "verb"]
    settings_only = (
        (not own or (clause.verbs == {"add"} and not clause.nouns - {"it", "video", "format", "quality"}))
        and any(clause.has(sort) for sort in ("format", "codec", "mb", "bitrate", "crf"))
        and not clause.file
    ) or (not clause.verbs and clause.has("handoff") and not clause.file)
    settings_only = settings_only or (
        not clause.verbs and clause.has("platform") and clause.of("res", "bitrate", "codec") and not clause.file
    )
    platform_only = (
        clause.has("platform")
        and not clause.noun(
            "reframe",
            "montage",
            "shorts",
            "highlight",
            "captions",
            "title",
            "aspect",
            "preset",
            "text",
            "style_n",
            "watermark",
        )
        and (
            clause.verb("process", "improve", "make", "change", "put", "show")
            or not clause.verbs
            or (clause.verbs == {"add"} and not clause.nouns - {"one", "it", "video", "version"})
        )
        and not clause.has("ratio")
        and not clause.nouns & {"vertical", "landscape", "square"}
        and not clause.first("dur")
        and not clause.when("to", "max")
    )
    platform_only = platform_only and not (clause.text.chinese and clause.of("look", "effect"))
    platform_only = platform_only and not (clause.noun("size_n") and clause.verb("change", "make"))
    project = any(word in clause.said for word in ("project", "工程", "草稿", "xml", "edl", "otio", "timeline", "drp"))
    handoff = clause.has("handoff") and (
        clause.verb("export", "save", "convert") or (project and clause.verb("make", "change", "put", "add", "move"))
    )
    if (
        clause.noun("platform_n")
        and clause.verb("improve", "process")
        and not clause.nouns - {"platform_n", "video", "it"}
    ):
        place = clause.first("noun", "platform_n")
        assert place
        return [intent(clause, "export", platform=clause.words(place.start, place.end).lower())]
    mb = clause.has("mb") and not clause.verb("remove")
    if (
        clause.noun("silence", "filler")
        or (clause.noun("image") and clause.noun("frame", "playhead"))
        or _frame_kept(clause)
    ):
        return []
    if (
        clause.noun("audio")
        and not clause.noun("video")
        and clause.has("format")
        and _ALONE.search(clause.text.even, clause.start, clause.end)
    ):
        return [intent(clause, "extract_audio", format=_format(clause))]
    if not (exporting or changing_to or settings_only or handoff or mb or platform_only):
        return []
    if platform_only and not exporting and clause.noun("music", "audio"):
        return []
    if clause.noun("thumbnail") and not clause.has("res"):
        return []
    soundless = (clause.has("negation", "no") and clause.noun("audio")) or clause.verb("mute")
    if soundless and not clause.text.chinese and (exporting or settings_only):
        return [intent(clause, "export", {**_export(clause), "audio": "none"})]
    if clause.noun("music") and clause.has("negation", "no") and not clause.text.chinese:
        return [intent(clause, "remove_music"), intent(clause, "export", _export(clause))]
    if (
        clause.noun("audio", "music", "voice")
        and clause.verb("export", "convert", "save")
        and not clause.noun("video")
        and not any(clause.has(sort) for sort in ("res", "bitrate", "codec", "crf", "rate"))
    ):
        return [intent(clause, "extract_audio", format=_format(clause))]
    if (
        clause.noun("captions")
        and clause.verb("export")
        and (clause.has("format") or _word(clause, "srt"))
        and not clause.noun("video")
        and not clause.has("res")
    ):
        return [intent(clause, "captions", format="srt")]
    written = next((name for name in ("txt", "srt", "vtt", "lrc") if _word(clause, name)), None)
    if written and clause.text.chinese and clause.verb("export", "save", "convert") and not clause.noun("video"):
        return [intent(clause, "captions", format=written)]
    return [intent(clause, "export", _export(clause))]


_HEARD = frozenset({"aac", "mp3", "wav", "flac", "opus", "m4a"})
_ALONE = re.compile(r"\b(?:just|only|nothing but)\b|只|仅|单独")


def _frame_kept(clause: Clause) -> bool:
    at = clause.when("at")
    return bool(clause.noun("image") and at and at.start == "playhead")


def _word(clause: Clause, word: str) -> bool:
    return word in clause.text.even[clause.start : clause.end]


def _format(clause: Clause) -> str | None:
    if clause.noun("gif"):
        return "gif"
    found = clause.of("format")
    if not found:
        _, dot, extension = str(clause.file or "").lower().rpartition(".")
        return (
            extension
            if dot
            and extension in ("mp4", "mov", "webm", "mkv", "avi", "gif", "mp3", "wav", "m4a")
            and clause.verb("save", "export", "convert")
            else None
        )
    onto = clause.first("steer", "to")
    if len(found) > 1 and (
        clause.verb("convert", "change", "export") or (onto and found[0].end <= onto.start < found[1].start)
    ):
        return str(found[-1].name)
    return str(found[0].name)


def _export(clause: Clause) -> Params:
    params: Params = {}
    format_ = _format(clause)
    master = next((name for name in ("prores", "dnxhd") if clause.has("format", name)), None)
    if master:
        others = [str(each.name) for each in clause.of("format") if each.name != master]
        params["codec"] = master
        params["format"] = others[0] if others else master
    elif format_:
        params["format"] = format_
    if params.get("format") in _HEARD and clause.noun("audio") and (clause.has("bitrate") or clause.has("codec")):
        params["audio"] = params.pop("format")
    resolutions = clause.of("res")
    if resolutions:
        to = [each for each in resolutions if _preceded(clause, each.start)]
        params["resolution"] = str((to or resolutions)[-1].value)
        if len(resolutions) > 1 and not to:
            params["resolution"] = str(resolutions[0].value)
    elif clause.has("pixels"):
        size = clause.value("pixels")
        assert isinstance(size, tuple)
        params["resolution"] = f"{size[0]}x{size[1]}"
    if clause.has("codec"):
        params["codec"] = str(clause.first("codec").name)  # type: ignore[union-attr]
    if clause.has("bitrate"):
        params["bitrate"] = clause.value("bitrate")
    if clause.has("crf"):
        params["crf"] = amount(clause.value("crf"))
    if clause.has("mb") and clause.noun("bitrate"):
        params["bitrate"] = f"{clause.value('mb'):g}Mbps"
    elif clause.has("mb"):
        params["max_mb"] = amount(clause.value("mb"))
    if clause.has("rate"):
        params["fps"] = amount(clause.value("rate"))
    elif clause.noun("framerate") and clause.value("num") is not None:
        params["fps"] = amount(clause.value("num"))
    elif bare := _BARE_RATE.search(clause.text.even, clause.start, clause.end):
        params["fps"] = amount(float(bare[1]))
    if clause.has("ratio"):
        params["ratio"] = clause.value("ratio")
    elif clause.noun("vertical"):
        params["ratio"] = "9:16"
    elif clause.noun("square"):
        params["ratio"] = "1:1"
    if clause.has("platform"):
        params["platform"] = str(clause.first("platform").name)  # type: ignore[union-attr]
    elif clause.noun("shorts") and (named := _SHORTS_OF.search(clause.text.even, clause.start, clause.end)):
        params["platform"] = named.group()
    elif clause.has("handoff"):
        params["format"] = str(clause.first("handoff").name)  # type: ignore[union-attr]
    if clause.verb("compress"):
        params["compress"] = True
    if clause.noun("quality"):
        params["quality"] = _quality(clause)
    if clause.has("lufs"):
        params["audio"] = f"{clause.value('lufs'):g} LUFS"
    which = clause.which()
    if which and which.clips and which.clips != ("all",):
        params["clip"] = which.one
    if not clause.has("mb"):
        when = clause.when("range", "head", "tail")
        if when and (when.kind != "tail" or not clause.text.chinese):
            found = range_of(clause)
            params |= {key: value for key, value in found.items() if key in ("start", "end", "where", "seconds")}
    if not clause.text.chinese:
        params |= _part_of_it(clause)
    if clause.has("factor") and clause.noun("speed"):
        params["speed"] = clause.value("factor")
    return params


_BARE_RATE = re.compile(
    r"\bat (23\.98|23\.976|24|25|29\.97|30|48|50|59\.94|60|120)(?=\s*(?:[,.;!?](?!\d)|\Z|and |in |with |as ))"
)
"""A frame rate by its number alone: "a master at 23.976"."""
_EACH_APART = re.compile(
    r"\b(?:each|every|all(?: the)?|the|my) (?:\w+ )?(?:clip|shot|scene|segment|part)s?\b[^,.;]*\b(?:separate|separately|individual|individually|on (?:its|their) own|own file|own files|separate files?)\b|\beach (?:clip|shot|scene|segment|part)\b"
)


def _part_of_it(clause: Clause) -> Params:
    """The clip or the end of the film that alone is to be delivered: "export clip 2 only", "export just the intro"."""
    if _EACH_APART.search(clause.text.even, clause.start, clause.end):
        return {"clip": "each"}
    which = clause.which()
    if which and which.clips and which.clips != ("all",) and clause.verb("export", "save", "convert"):
        return {"clip": which.one}
    if clause.noun("selection") and clause.verb("export", "save"):
        return {"clip": "selected"}
    alone = _ALONE.search(clause.text.even, clause.start, clause.end)
    return {"where": edge_of(clause)} if alone and edge_of(clause) and not clause.of("when") else {}


def _preceded(clause: Clause, start: int) -> bool:
    before = [each for each in clause.tokens if each.end <= start]
    return bool(before) and (
        (before[-1].sort == "steer" and before[-1].name == "to")
        or (before[-1].sort == "verb" and before[-1].name in ("convert", "change", "export"))
    )


def _quality(clause: Clause) -> str:
    written = clause.words(clause.first("noun", "quality").start, clause.first("noun", "quality").end).lower()  # type: ignore[union-attr]
    if any(word in clause.said for word in ("low", "draft", "低", "标清", "小样", "代理")):
        return "low"
    if any(word in clause.said for word in ("medium", "中等")):
        return "medium"
    if "lossless" in written or "无损" in written:
        return "lossless"
    return "high"


def size_and_rate(clause: Clause) -> list[Intent]:
    """Canvas size and frame rate said by themselves: "make it 720p", "60 fps"."""
    found: list[Intent] = []
    resizing = clause.verb("resize", "change", "make", "convert", "process", "down", "up", "upscale", "crop") or not [
        each for each in clause.tokens if each.sort == "verb"
    ]
    if (
        clause.has("res")
        and (resizing or clause.verb("add", "improve", "shrink_text", "scale_text"))
        and not clause.noun("captions", "title")
    ):
        resolutions = clause.of("res")
        to = [each for each in resolutions if _preceded(clause, each.start)]
        target = str((to or resolutions)[-1].value)
        if clause.verb("upscale") or (clause.verb("improve", "up") and not clause.noun("resolution")):
            found.append(intent(clause, "upscale", target=target))
        else:
            found.append(intent(clause, "resolution", target=target))
    elif clause.has("pixels") and resizing and not clause.verb("crop"):
        width, height = clause.value("pixels")  # type: ignore[misc]
        found.append(intent(clause, "resolution", target=f"{width}x{height}", width=width))
    elif clause.verb("resize") and clause.has("px"):
        found.append(intent(clause, "resolution", width=amount(clause.value("px"))))
    elif clause.verb("resize") and clause.has("pct"):
        found.append(intent(clause, "resolution", target=clause.value("pct")))
    rates = clause.of("rate")
    told = [each for each in rates if _preceded(clause, each.start)]
    rate = (told or rates)[-1 if told else 0].value if rates else None
    if rate is None and clause.noun("framerate"):
        rate = clause.value("num")
    if rate is not None and (resizing or clause.noun("framerate") or (clause.text.chinese and clause.verb("add"))):
        found.append(intent(clause, "fps", target=amount(rate)))
    return found


_OF_A_PART = re.compile(
    r"\b(?:beginning|start|end|middle) of (?:the |my |this |that |her |his )*(?!video|film|movie|project|edit|session|timeline|day|editing|conversation)[a-z]"
)
""" "Go back to the beginning of the song" is a place in what is seen or heard, no earlier version."""


def history(clause: Clause) -> list[Intent]:
    """Undo, redo, an earlier version."""
    said = clause.text.even[clause.start : clause.end]
    if clause.verb("rename") and not clause.noun("title", "text", "captions", "lower_third"):
        return [intent(clause, "rename", name=clause.quote)]
    if clause.noun("normal_speed") or (clause.verb("undo") and _OF_A_PART.search(said)):
        return []
    redo = clause.verb("redo")
    version = clause.value("version")
    several = " versions" in f" {said}"
    if version is None and clause.noun("version") and clause.has("num") and not several:
        version = int(float(str(clause.value("num"))))
    if redo and not clause.of("when", "which"):
        return [intent(clause, "redo", count=_steps(clause))]
    if clause.verb("undo") and clause.noun("effect") and clause.which():
        return []
    if (
        version is not None
        and (
            clause.verb("undo", "restore", "change", "use", "add")
            or not clause.verbs
            or _BACK_TO.search(clause.text.even, clause.start, clause.end)
        )
        and not clause.has("route", "status")
        and not clause.has("question")
        and not clause.verb("save")
    ):
        return [intent(clause, "restore_version", version=version)]
    begun = clause.verb("undo", "restore") and clause.edge == "start"
    begun = begun and any(word in said for word in ("最开始", "一开始", "开始的", "the start", "the beginning"))
    if begun and not clause.verb("add", "put", "cut"):
        return [intent(clause, "restore_version", version="original")]
    if (
        clause.verb("undo")
        and clause.noun("everything", "all")
        and not clause.noun("effect", "speed", "volume", "colour")
    ):
        return [intent(clause, "restore_version", version="original")]
    if (
        clause.verb("restore")
        and clause.nouns - {"version", "original", "audio"}
        and not clause.noun("version", "original")
    ):
        about = next(str(each) for each in sorted(map(str, clause.nouns)))
        return [intent(clause, "undo", what=about)]
    if (
        (clause.verb("restore", "undo") and clause.noun("original"))
        or (clause.noun("original") and clause.verb("change", "put") and not clause.noun("audio", "speed", "video"))
        or any(
            word in said
            for word in (
                "start over",
                "start again",
                "start from scratch",
                "reset everything",
                "reset all",
                "reset project",
                "重新开始",
                "从头来",
                "全部撤销",
                "全部重置",
            )
        )
        or _AGAIN.search(said)
    ):
        return [intent(clause, "restore_version", version="original")]
    if clause.verb("restore") and (clause.noun("version") or clause.quote):
        return [intent(clause, "restore_version", version=clause.quote or "previous")]
    if (clause.noun("version") and clause.verb("undo", "restore")) or (
        clause.verb("restore") and clause.has("order", -1)
    ):
        if clause.has("steer", "before", "earlier") or "previous" in said or "上一" in said:
            return [intent(clause, "undo")]
        return [intent(clause, "restore_version", version=clause.quote or "previous")]
    if clause.verb("undo") and not (clause.of("res", "format", "dur") and not clause.has("steer")):
        if (
            clause.verb("change", "down", "up", "remove", "add")
            and any(clause.has(sort) for sort in ("when", "pct", "db", "factor"))
            and clause.text.chinese
            and not clause.has("steer", "before", "earlier", "front")
        ):
            return []
        before = clause.has("steer", "before", "earlier", "front")
        about = next(
            (
                str(each.name)
                for each in clause.tokens
                if each.sort in ("noun", "look", "effect")
                and each.name not in ("it", "change_n", "video", "all", "everything", "one", "version")
            ),
            None,
        )
        if about is None:
            about = next(
                (
                    str(each.name)
                    for each in clause.of("verb")
                    if each.name not in ("undo", "add", "make", "change", "put", "cut", "remove")
                ),
                None,
            ) or next((str(each.name) for each in clause.of("verb") if each.name in ("cut", "remove")), None)
        return [
            intent(
                clause,
                "undo",
                count=_steps(clause),
                before=about if before else None,
                what=about if not before else None,
            )
        ]
    return []


_AGAIN = re.compile(r"(?:\A|[,，。 ]|全部|从头|推倒)重来(?:一遍|一次|吧)?\s*(?:[,，。!！]|\Z)")


def _steps(clause: Clause) -> object:
    for sort in ("times", "count", "num"):
        value = clause.value(sort)
        if value is not None:
            return amount(value)
    which = clause.which()
    if which and (which.count or len(which.clips) > 1):
        return which.count or len(which.clips)
    return None
