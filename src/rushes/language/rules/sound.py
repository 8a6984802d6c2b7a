"""Sound: music, volume, silence, noise, voices, effects."""

from __future__ import annotations

import re

from rushes.language.clauses.clause import Clause
from rushes.language.reading import Intent
from rushes.language.rules.loudness import ducking, louder_than_music, normalizing, volume
from rushes.language.rules.music import music, music_asked
from rushes.language.rules.noise import noise, sound_effect
from rushes.language.rules.scope import (
    SOUND_FILES,
    amount,
    clip_of,
    fade_length,
    first_of,
    intent,
    length_of,
    plain,
    range_of,
    where_of,
)
from rushes.language.rules.voices import another_voice, vocals_apart, voice_effects, voiceover

_SOONER = re.compile(
    r"\b(?:late|behind|lag\w*|earlier|sooner|forward|ahead)\b|慢了|晚|滞后|延后了|提前|前移|往前|向前|提早"
)
_TOO_SOON = re.compile(r"早了|快了|\b(?:early|(?:is|are|runs?|'s) ahead)\b")


def sound(clause: Clause) -> list[Intent]:
    return first_of(
        clause,
        _sync,
        vocals_apart,
        louder_than_music,
        ducking,
        normalizing,
        _fades,
        another_voice,
        voice_effects,
        noise,
        _extract,
        _replace,
        _mute,
        voiceover,
        music,
        volume,
        sound_effect,
    )


def _sync(clause: Clause) -> list[Intent]:
    inside = clause.text.even[clause.start : clause.end]
    shifted = any(
        word in inside
        for word in (
            "提前",
            "前移",
            "后移",
            "往前",
            "往后",
            "延后",
            "推迟",
            "滞后",
            "早了",
            "晚了",
            "快了",
            "慢了",
            "earlier",
            "later",
            "delay",
            "late by",
            "early by",
            "out of sync",
            "ahead",
            "behind the",
            "lags",
            "lagging",
            "lagged",
            "leads",
            "trails",
            "is late",
            "is early",
        )
    )
    shifted = shifted or bool(clause.noun("audio", "voice") and clause.has("dur") and _SHIFT.search(inside))
    late = (
        (clause.noun("audio", "voice") and clause.has("dur") and shifted)
        or clause.verb("sync")
        or (
            clause.noun("audio", "voice")
            and clause.has("dur")
            and (
                clause.verb("move", "slow_down", "speed_up")
                or "delay" in clause.said
                or "late" in clause.said
                or "early" in clause.said
            )
        )
    )
    seconds = length_of(clause)
    if (
        shifted
        and clause.noun("music")
        and isinstance(seconds, int | float)
        and not clause.verb("fade_in", "fade_out", "fade")
    ):
        earlier = any(word in inside for word in ("提前", "earlier"))
        return [intent(clause, "audio_sync", seconds=-seconds if earlier else seconds, target="music")]
    if clause.verb("sync") and clause.noun("music") and not clause.noun("audio", "voice"):
        return [intent(clause, "beat_sync")]
    if (
        not late
        or clause.noun("beat")
        or (not clause.noun("audio", "voice", "video") and not clause.verb("sync"))
        or clause.noun("captions", "music")
    ):
        return []
    seconds = length_of(clause)
    even = clause.text.even[clause.start : clause.end]
    if isinstance(seconds, int | float) and _SOONER.search(even) and not _TOO_SOON.search(even):
        seconds = -seconds
    length = clause.first("dur")
    if isinstance(seconds, int | float) and length and clause.text.even[: length.start].endswith("-"):
        seconds = -abs(seconds)
    return [intent(clause, "audio_sync", seconds=seconds)]


_SHIFT = re.compile(r"\b(?:shift|slide|offset|nudge|push|pull|move) (?:the |my )?(?:audio|sound|voice|soundtrack)\b")


def _fades(clause: Clause) -> list[Intent]:
    crossed = clause.verb("crossfade") and clause.has("particle", "p_in", "p_out") and not clause.which("between")
    if not (crossed or clause.verb("fade", "fade_in", "fade_out", "fade_both")) or not clause.noun(
        "music", "audio", "volume", "voice", "voiceover"
    ):
        return []
    if clause.verb("add") and clause.noun("music") and clause.first("noun", "music") and clause.file:
        return []
    into, out = (
        clause.verb("fade_in", "fade_both") or clause.has("particle", "p_in"),
        clause.verb("fade_out", "fade_both") or clause.has("particle", "p_out"),
    )
    if not into and not out:
        into, out = clause.edge == "start", clause.edge == "end"
        if not into and not out:
            into = out = True
    lengths = [plain(each.value.seconds) for each in clause.of("dur") if hasattr(each.value, "seconds")] + [
        plain(each.seconds) for each in clause.whens("for", "min")
    ]
    target = "music" if clause.noun("music") else None
    if into and out and len(lengths) == 2 and lengths[0] != lengths[1]:
        return [
            intent(clause, "audio_fade", dir=each, duration=length, target=target, **clip_of(clause))
            for each, length in zip(("in", "out"), lengths, strict=True)
        ]
    direction = "both" if into and out else "in" if into else "out"
    target = "music" if clause.noun("music") else None
    return [
        intent(
            clause,
            "audio_fade",
            dir=direction,
            duration=fade_length(clause, "head", "tail"),
            target=target,
            **clip_of(clause),
        )
    ]


def _extract(clause: Clause) -> list[Intent]:
    heard = clause.first("format", "wav", "mp3", "aac", "m4a", "flac", "ogg")
    if heard and clause.verb("extract") and not clause.noun("video", "captions", "voiceover"):
        return [intent(clause, "extract_audio", format=str(heard.name))]
    taken = next((each for each in clause.of("verb") if each.name == "extract"), None)
    if taken and clause.text.even[: taken.end].endswith(("音轨", "音频", "声音")) and not clause.noun("captions"):
        return [intent(clause, "extract_audio")]
    if not clause.noun("audio", "music", "voice") or clause.noun("captions"):
        return []
    format_ = str(clause.first("format").name) if clause.has("format") else None  # type: ignore[union-attr]
    if (clause.verb("extract") and clause.noun("audio", "music")) or (
        clause.verb("export", "convert", "save") and clause.noun("audio") and not clause.noun("video")
    ):
        return [intent(clause, "extract_audio", format=format_)]
    if clause.has("steer", "only") and clause.noun("audio") and not clause.verbs:
        return [intent(clause, "extract_audio", format=format_)]
    if (
        clause.verb("keep")
        and _alone(clause)
        and clause.noun("audio")
        and not clause.when("range", "head", "tail")
        and not clause.noun("clip", "part")
        and not clause.of("which")
    ):
        return [intent(clause, "extract_audio", format=format_)]
    return []


def _alone(clause: Clause) -> bool:
    """Whether only that is kept: "keep the original audio" leaves all as it is."""
    said = clause.text.even[clause.start : clause.end]
    return any(word in said for word in ("only", "just", "nothing but", "isolate", "只", "仅", "单独"))


def _replace(clause: Clause) -> list[Intent]:
    if (
        clause.noun("audio", "voice")
        and not clause.noun("music")
        and (clause.verb("replace", "swap") or (clause.verb("change") and (clause.file or clause.quote)))
    ):
        files = [str(each.value) for each in clause.of("file")]
        heard = [each for each in files if each.lower().endswith(SOUND_FILES)]
        return [intent(clause, "replace_audio", file=(heard or files or [clause.quote])[-1])]
    if clause.has("steer", "instead") and clause.file and clause.noun("audio", "voice"):
        return [intent(clause, "replace_audio", file=clause.file)]
    if clause.noun("audio") and clause.verb("replace") and clause.noun("music"):
        return (
            [intent(clause, "replace_audio", file=clause.file)] if clause.file else [music_asked(clause, replace=True)]
        )
    return []


_OTHER_SOUNDS = re.compile("(?:其他|其它|别的|其余|剩下|多余|另外)的?(?:声音|音|声)")
_HEARD = re.compile(r"有(?:声音|声)|出声|\b(?:have|has|keep|with) (?:its )?(?:sound|audio)\b|\bbe (?:heard|audible)\b")
_LAYER = re.compile(
    r"\b(?:second|2nd|third|3rd|fourth|last|extra|other|\d) (?:audio|sound|music) (?:track|stream|layer|channel)\b|\b(?:audio|sound) (?:track|stream|layer|channel) (?:number )?[a-z]?\d\b"
    r"|\b(?:second|2nd|third|3rd|fourth|last|extra|other) (?:track|stream|layer|channel) of (?:the )?(?:audio|sound|music)\b"
    r"|第 ?[一二三四\d] ?[层轨条个](?:的)?(?:声音|音频|音轨|音乐轨|声轨)|(?:音轨|音频轨道?|声音轨道?) ?\d"
)
_LETTERED = re.compile(r"\b(?:track|stream|layer|channel) (?:number )?([A-Za-z]\d)\b")
_STEM = re.compile(
    r"\b(?:the |my )?((?!first|second|third|fourth|last|extra|other|audio|sound|music|voice)[a-z]+(?: tone)?) (?:layer|stem|bus|track|channel) (?:from|in|of|out of) (?:the |my )?(?:mix|audio|sound|soundtrack|sound mix)\b"
    r"|\b(ambien(?:ce|t)|room tone|atmos|foley|dialogue|crowd|effects|sfx|wind|narration) (?:layer|stem|bus|track)\b"
)
_OUT_OF_THAT = re.compile(
    r"\b(?:out of|from|in|on|during|for) (?:that|this|the same) (?:bit|part|section|segment|stretch|piece)\b"
)
_CUT_MUSIC_THERE = re.compile(
    r"\b(?:cut|drop) (?:out )?(?:the |my |any )?(?:background )?(?:music|song|soundtrack|track) (?:in|on|from|during|for|over|under) "
)
_PART_WHERE = re.compile(r"(?:parts?|sections?|bits?|moments?|places?) (?:where|when|in which|that)")


_SOUND_OF_IT = re.compile(
    "(?:把|将|去掉|去除|消掉|删掉)?((?!视频|原来|原本|原有|自带|素材|片段|画面|现场|背景|所有|整个|全部)[^,，。;；把将]{2,8}的声音?)(?:都|给)?(?:去|消|删|剪|弄|抹|$)"
)
_THERE = re.compile("(?:把|将|给)?(?:我|他|她|视频里)?([^,，。;；把将]{2,10}?)(?:的)(?:地方|部分|时候|那段|那句|片段)")


def _told_place(clause: Clause) -> str | None:
    """Where only words tell: "把我咳嗽的地方静音"."""
    found = _THERE.search(clause.text.even, clause.start, clause.end)
    return clause.words(*found.span(1)) if found else None


def _mute(clause: Clause) -> list[Intent]:
    if clause.verb("remove", "cut") and _PART_WHERE.search(clause.text.even[clause.start : clause.end]):
        return []
    if clause.has("negation", "no", "not") and clause.has("degree", "too"):
        return []
    if (
        clause.noun("everything", "all")
        and clause.has("steer", "before", "after", "earlier", "onwards")
        and clause.verb("remove")
    ):
        return []
    if (
        clause.text.chinese
        and "人声" in clause.text.even
        and _OTHER_SOUNDS.search(clause.text.even, clause.start, clause.end)
    ):
        return []
    if clause.noun("silence", "filler", "captions", "title") or clause.verb("unmute"):
        if clause.verb("unmute"):
            return [intent(clause, "volume", level="up", **clip_of(clause))]
        return []
    which = clause.which()
    if (
        which
        and which.clips
        and _HEARD.search(clause.text.even, clause.start, clause.end)
        and (clause.has("steer", "only") or clause.verb("keep"))
    ):
        return [intent(clause, "mute", {"clip": "all", "except": which.one})]
    gone = clause.verb("remove") or clause.has("negation", "no")
    if (
        clause.verbs == {"cut"}
        and clause.which()
        and _CUT_MUSIC_THERE.search(clause.text.even, clause.start, clause.end)
    ):
        return [intent(clause, "mute", clip_of(clause), target="music")]
    stem = _STEM.search(clause.text.even, clause.start, clause.end)
    if gone and stem:
        return [intent(clause, "remove_audio_layer", which=stem.group(1) or stem.group(2))]
    layer = _LAYER.search(clause.text.even, clause.start, clause.end)
    if (gone or clause.verb("mute")) and layer:
        rank, pointed = clause.first("order"), clause.which()
        lettered = _LETTERED.search(clause.text.written, clause.start, clause.end)
        if lettered:
            return [intent(clause, "remove_audio_layer", which=lettered.group(1))]
        which = amount(clause.value("num")) if rank is None else "last" if rank.name == -1 else rank.name
        if which is None and pointed and pointed.clips:
            which = pointed.one
        return [intent(clause, "remove_audio_layer", which=which)]
    if clause.verb("mute") and clause.verb("keep") and clause.noun("music"):
        return [intent(clause, "mute", where_of(clause) or {"clip": "all", "except": "music"})]
    if gone and clause.quote and clause.noun("audio", "track") and clause.text.chinese:
        return [intent(clause, "remove_audio_layer", which=clause.quote)]
    if clause.noun("music") and (gone or clause.verb("mute")) and not clause.noun("clip", "part"):
        if clause.text.chinese and clause.has("steer", "earlier", "onwards") and not clause.of("when", "which"):
            return []
        where = range_of(clause)
        if not where and not clause.text.chinese and clause.which():
            where = {key: value for key, value in clip_of(clause).items() if value != "all"}
        if clause.text.chinese and clause.verb("change", "replace") and clause.of("mood", "file", "quote"):
            return []
        clip = clip_of(clause) if clause.text.chinese and clause.which() else {}
        return [intent(clause, "mute", where, target="music") if where else intent(clause, "remove_music", clip)]
    if (
        clause.verb("mute")
        or (gone and clause.noun("audio", "volume", "voice") and not clause.noun("part", "track", "vocal_split"))
        or (gone and clause.noun("audio", "voice") and _OUT_OF_THAT.search(clause.text.even, clause.start, clause.end))
        or (clause.verb("cut", "trim") and clause.noun("audio") and clause.when("range", "head", "tail"))
    ):
        stretches = clause.whens("range")
        if len(stretches) > 1 and not clause.text.chinese:
            return [
                intent(clause, "mute", start=plain(each.start), end=plain(each.end), **clip_of(clause))
                for each in stretches
            ]
        where = where_of(clause)
        if clause.text.chinese and (clause.noun("pip") or (clause.noun("track") and not clause.noun("audio", "music"))):
            return []
        if clause.text.chinese and not where and (heard := _SOUND_OF_IT.search(clause.said)) and clause.of("word"):
            return [intent(clause, "remove_content", what=heard.group(1))]
        if clause.text.chinese and not where and clause.noun("part") and (told := _told_place(clause)):
            where = {"where": told}
        length = length_of(clause) if clause.text.chinese else None
        if where.get("where") == "beginning" and length is not None:
            where = {**{k: v for k, v in where.items() if k != "where"}, "start": 0, "end": length}
        elif where.get("where") == "end" and length is not None:
            where = {**where, "seconds": length}
        return [intent(clause, "mute", where)]
    if gone and clause.noun("audio", "voiceover", "sfx", "voice"):
        which = next(name for name in ("voiceover", "sfx", "voice", "audio") if clause.noun(name))
        return [intent(clause, "remove_audio_layer", which=which)]
    return []
