"""Sound: music, volume, silence, noise, voices, effects."""

from __future__ import annotations

import re
from dataclasses import replace as replaced

from rushes.language.clauses.clause import GENRE, Clause
from rushes.language.reading import Intent, Params
from rushes.language.rules.scope import (
    amount,
    clip_of,
    fade_length,
    first_of,
    intent,
    length_of,
    place_of,
    plain,
    range_of,
    shown_when,
    unquoted_after,
    where_of,
)
from rushes.language.words.lexicon import Token

SOUND = frozenset(
    {
        "music",
        "audio",
        "voice",
        "volume",
        "noise",
        "voiceover",
        "sfx",
        "echo",
        "pitch",
        "voice_fx",
        "eq",
        "vocal_split",
        "voice_enhance",
    }
)


def sound(clause: Clause) -> list[Intent]:
    return first_of(
        clause,
        _sync,
        _splitting,
        _compared,
        _duck,
        _normal,
        _fades,
        _another_voice,
        _effects,
        _noise,
        _extract,
        _replace,
        _mute,
        _voiceover,
        _music,
        _volume,
        _sfx,
    )


def _sync(clause: Clause) -> list[Intent]:
    inside = clause.text.even[clause.start : clause.end]
    shifted = any(
        word in inside
        for word in (
            "提前",
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
                or "delay" in clause.text.even
                or "late" in clause.text.even
                or "early" in clause.text.even
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
    if isinstance(seconds, int | float) and any(
        word in even for word in ("late", "behind", "lag", "慢了", "晚", "滞后", "延后了", "earlier", "forward", "提前")
    ):
        seconds = -seconds if not any(word in even for word in ("早了", "快了", "early")) else seconds
    length = clause.first("dur")
    if isinstance(seconds, int | float) and length and clause.text.even[: length.start].endswith("-"):
        seconds = -abs(seconds)
    return [intent(clause, "audio_sync", seconds=seconds)]


_SHIFT = re.compile(r"\b(?:shift|slide|offset|nudge|push|pull|move) (?:the |my )?(?:audio|sound|voice|soundtrack)\b")


def _splitting(clause: Clause) -> list[Intent]:
    if clause.noun("vocal_split") or (
        clause.noun("voice")
        and clause.verb("extract", "split", "remove", "keep")
        and (
            (
                clause.verb("remove")
                and clause.text.chinese
                and not clause.noun("part", "clip", "noise", "filler", "silence", "retake")
            )
            or (clause.noun("music") and not clause.verb("remove"))
            or (clause.verb("extract") and not clause.noun("video", "part"))
        )
    ):
        return [intent(clause, "audio_fx", type="vocal_separation")]
    return []


_OVER_MUSIC = re.compile(
    r"\b(louder|higher|clearer|more audible|stronger|above|over|quieter|softer|lower|below) than (?:the |my |that )?(?:background )?(?:music|song|soundtrack|track)\b"
)


def _compared(clause: Clause) -> list[Intent]:
    """ "My voice louder than the music" is about the voice."""
    found = _OVER_MUSIC.search(clause.text.even, clause.start, clause.end)
    if not found or clause.verb("add", "insert"):
        return []
    level = "down" if found.group(1) in ("quieter", "softer", "lower", "below") else "up"
    return [intent(clause, "volume", level=level)]


def _duck(clause: Clause) -> list[Intent]:
    talking = (
        "voice" in clause.nouns
        and clause.noun("music")
        and (clause.lowered or clause.verb("shrink_text") or clause.has("degree", "quieter"))
        and clause.has("function", "when", "while the", "whenever", "during") is True
    )
    if clause.verb("duck") or talking:
        return [intent(clause, "duck")]
    if (
        clause.noun("music")
        and (clause.verb("down") or (clause.verb("make") and clause.has("transition", "dip")))
        and (
            clause.noun("voice")
            or clause.has("steer", "behind")
            or any(each.name in ("talk", "talks", "speak", "speaks", "someone") for each in clause.of("word"))
        )
    ):
        return [intent(clause, "duck")]
    return []


def _normal(clause: Clause) -> list[Intent]:
    lufs = clause.value("lufs")
    if lufs is None and clause.verb("normalize") and clause.has("num") and not clause.of("which", "when"):
        lufs = -abs(float(str(clause.value("num"))))
    coloured = clause.noun("colour", "grade", "correct", "brightness", "temperature", "saturation", "contrast")
    if clause.verb("normalize") and coloured and not clause.noun("audio", "volume", "voice", "music"):
        return [intent(clause, "auto_color", **clip_of(clause))]
    if clause.verb("normalize") or (lufs is not None and not clause.verb("export")):
        return [intent(clause, "normalize_audio", lufs=lufs)]
    return []


def _fades(clause: Clause) -> list[Intent]:
    if not clause.verb("fade", "fade_in", "fade_out", "fade_both") or not clause.noun(
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


_VOICE_OF = re.compile(
    r"\b(?:for|with|to|into|by) (?:an? |the )?((?:[a-z-]+ ){0,3}(?:male|female|man|woman|boy|girl|accent|narrator|lady|guy|voice))\b"
)


def _another_voice(clause: Clause) -> list[Intent]:
    """ "Swap the robotic voice for a warm British male"."""
    if not clause.noun("voice", "voice_fx", "voiceover") or not clause.verb("swap", "replace", "change") or clause.file:
        return []
    wanted = _VOICE_OF.search(clause.text.even, clause.start, clause.end)
    return [intent(clause, "voiceover", voice=wanted.group(1).removesuffix(" voice"), replace=True)] if wanted else []


def _effects(clause: Clause) -> list[Intent]:
    if clause.verb("remove") and clause.noun("echo", "voice_fx", "eq"):
        return (
            [intent(clause, "denoise_audio")]
            if clause.noun("echo")
            else [intent(clause, "remove_effect", which="audio")]
        )
    if clause.noun("voice_enhance"):
        return [intent(clause, "audio_fx", type="voice_enhance")]
    if (
        clause.noun("voice")
        and clause.verb("up", "improve")
        and not clause.noun("volume")
        and not clause.has("degree", "louder")
        and clause.has("vague")
    ):
        return [intent(clause, "audio_fx", type="voice_enhance")]
    if clause.noun("echo"):
        written = clause.words(clause.first("noun", "echo").start, clause.first("noun", "echo").end).lower()  # type: ignore[union-attr]
        kind = "reverb" if "reverb" in written or "混响" in clause.text.even else "echo"
        return [intent(clause, "audio_fx", type=kind, **clip_of(clause))]
    if clause.noun("pitch") or clause.value("semi") is not None:
        semitones = clause.value("semi")
        if (
            isinstance(semitones, float)
            and semitones > 0
            and (clause.verb("down") or "降" in clause.text.even or re.search(r"\bdeep", clause.text.even))
        ):
            semitones = -semitones
        return (
            []
            if clause.verb("speed_up", "slow_down")
            else [intent(clause, "audio_fx", type="pitch", semitones=amount(semitones))]
        )
    if clause.noun("brightness", "colour", "contrast", "saturation") and not clause.noun("voice", "audio"):
        return []
    for name in ("voice_fx", "eq"):
        found = clause.first("noun", name)
        if found:
            return [intent(clause, "audio_fx", type=clause.words(found.start, found.end).lower(), level=_level(clause))]
    return []


def _noise(clause: Clause) -> list[Intent]:
    if (
        clause.noun("video_noise")
        and clause.has("steer", "ba")
        and "视频降噪" in clause.text.even[clause.start : clause.end]
    ):
        return [intent(clause, "denoise_audio")]
    grain = clause.first("effect", "grain", "film grain", "颗粒", "颗粒感", "噪点特效")
    if (clause.noun("video_noise") or (grain and (clause.verb("remove") or clause.lowered))) or (
        clause.verb("denoise")
        and (clause.noun("video") or _SHOTS.search(clause.text.even, clause.start, clause.end))
        and not clause.noun("audio", "voice", "noise")
    ):
        return (
            [intent(clause, "denoise_video", **clip_of(clause))]
            if clause.verb("remove", "down", "denoise", "improve", "change", "add", "process") or not clause.verbs
            else []
        )
    if clause.verb("mute") and clause.noun("noise"):
        return (
            [intent(clause, "mute", where_of(clause))]
            if clause.when("range", "head", "tail")
            else [intent(clause, "denoise_audio")]
        )
    if clause.verb("denoise") or (
        clause.noun("noise")
        and (
            clause.verb("remove", "down", "cut", "trim", "shorten", "improve", "change", "process", "extract", "mute")
            or clause.has("negation", "no")
            or not clause.verbs
            or (clause.text.chinese and (clause.has("degree") or clause.verb("scale_text")) and not clause.verb("add"))
        )
    ):
        return [
            intent(
                clause, "denoise_audio", {k: v for k, v in where_of(clause).items() if k in ("start", "end", "clip")}
            )
        ]
    if clause.verb("improve") and clause.noun("audio", "voice") and not clause.noun("volume"):
        return [intent(clause, "denoise_audio")]
    return []


def _extract(clause: Clause) -> list[Intent]:
    heard = clause.first("format", "wav", "mp3", "aac", "m4a", "flac", "ogg")
    if heard and clause.verb("extract") and not clause.noun("video", "captions", "voiceover"):
        return [intent(clause, "extract_audio", format=str(heard.name))]
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


_SHOTS = re.compile(r"\bshots?\b|\bscenes?\b|\bfootage\b|\bpicture\b|\bimage\b|镜头|画面")


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
        heard = [each for each in files if each.lower().endswith((".mp3", ".wav", ".m4a", ".aac", ".flac", ".ogg"))]
        return [intent(clause, "replace_audio", file=(heard or files or [clause.quote])[-1])]
    if clause.has("steer", "instead") and clause.file and clause.noun("audio", "voice"):
        return [intent(clause, "replace_audio", file=clause.file)]
    if clause.noun("audio") and clause.verb("replace") and clause.noun("music"):
        return (
            [intent(clause, "replace_audio", file=clause.file)]
            if clause.file
            else [_music_intent(clause, replace=True)]
        )
    return []


_HEARD = re.compile(r"有(?:声音|声)|出声|\b(?:have|has|keep|with) (?:its )?(?:sound|audio)\b|\bbe (?:heard|audible)\b")
_LAYER = re.compile(
    r"\b(?:second|2nd|third|3rd|fourth|last|extra|other|\d) (?:audio|sound|music) (?:track|stream|layer|channel)\b|\b(?:audio|sound) (?:track|stream|layer|channel) (?:number )?\d\b"
    r"|\b(?:second|2nd|third|3rd|fourth|last|extra|other) (?:track|stream|layer|channel) of (?:the )?(?:audio|sound|music)\b"
)
_PART_WHERE = re.compile(r"(?:parts?|sections?|bits?|moments?|places?) (?:where|when|in which|that)")


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
    layer = _LAYER.search(clause.text.even, clause.start, clause.end)
    if gone and layer and not clause.text.chinese:
        rank = clause.first("order")
        which = clause.value("num") if rank is None else "last" if rank.name == -1 else rank.name
        return [intent(clause, "remove_audio_layer", which=which)]
    if clause.verb("mute") and clause.verb("keep") and clause.noun("music"):
        return [intent(clause, "mute", where_of(clause))]
    if gone and clause.quote and clause.noun("audio", "track") and clause.text.chinese:
        return [intent(clause, "remove_audio_layer", which=clause.quote)]
    if clause.noun("music") and (gone or clause.verb("mute")) and not clause.noun("clip", "part"):
        return (
            [intent(clause, "remove_music")]
            if not clause.when("range", "head", "tail", "at")
            else [intent(clause, "mute", where_of(clause))]
        )
    if (
        clause.verb("mute")
        or (gone and clause.noun("audio", "volume", "voice") and not clause.noun("part", "track", "vocal_split"))
        or (clause.verb("cut", "trim") and clause.noun("audio") and clause.when("range", "head", "tail"))
    ):
        stretches = clause.whens("range")
        if len(stretches) > 1 and not clause.text.chinese:
            return [
                intent(clause, "mute", start=plain(each.start), end=plain(each.end), **clip_of(clause))
                for each in stretches
            ]
        return [intent(clause, "mute", where_of(clause))]
    if gone and clause.noun("audio", "voiceover", "sfx", "voice"):
        which = next(name for name in ("voiceover", "sfx", "voice", "audio") if clause.noun(name))
        return [intent(clause, "remove_audio_layer", which=which)]
    return []


def _voiceover(clause: Clause) -> list[Intent]:
    if not clause.noun("voiceover") or clause.noun("volume") or clause.has("degree", "louder", "quieter"):
        return []
    if (clause.raised or clause.lowered) and not clause.quote:
        return []
    if clause.file and not clause.quote:
        return [intent(clause, "replace_audio" if clause.verb("replace") else "voiceover", file=clause.file)]
    voice = next(
        (
            name
            for word, name in (
                ("female", "female"),
                ("woman", "female"),
                ("女", "female"),
                ("male", "male"),
                ("man's", "male"),
                ("男", "male"),
            )
            if word in clause.text.even[clause.start : clause.end]
        ),
        None,
    )
    voices = [each for each in clause.tokens if each.sort == "noun" and each.name == "voiceover"]
    spoken = clause.quote or (
        unquoted_after(clause, voices) if any(each.name == "colon" for each in clause.of("separator")) else None
    )
    language = clause.first("language")
    mood = clause.first("mood")
    return [
        intent(
            clause,
            "voiceover",
            text=spoken,
            voice=voice,
            style=str(mood.name) if mood else None,
            language=str(language.name) if language else None,
            replace=True if clause.verb("replace") or (clause.text.chinese and clause.verb("change")) else None,
        )
    ]


_UNDER = re.compile(r"\b(?:under|underneath|in the background|behind it|playing|throughout)\b")


def _music(clause: Clause) -> list[Intent]:
    sound_file = bool(clause.file and clause.file.lower().endswith((".mp3", ".wav", ".m4a", ".aac", ".flac", ".ogg")))
    under = _UNDER.search(clause.text.even, clause.start, clause.end)
    nothing_else = (
        not clause.nouns - {"it", "one", "style_n", "other", "everything", "video"}
        and (
            clause.verbs <= {"add", "put", "show", "insert", "overlay"}
            if under
            else clause.verbs == {"add"}
            or (clause.verbs <= {"insert", "put", "use"} and clause.verbs and not clause.of("word"))
            or (clause.verb("swap", "replace") and clause.verbs <= {"swap", "replace"})
        )
        and not clause.of("look", "quote", "effect", "transition")
    )
    a_beat = clause.noun("beat") and clause.has("mood") and not clause.verb("cut", "sync", "split", "change", "trim")
    if clause.noun("sfx") and clause.verb("add", "insert", "put") and (clause.file or clause.quote):
        return []
    if clause.noun("beat") and (
        clause.verb("sync", "cut", "split")
        or (clause.text.chinese and clause.verb("change"))
        or "卡点" in clause.text.even[clause.start : clause.end]
    ):
        return []
    another_song = any(
        each.sort == "verb" and clause.text.even[each.start : each.end].endswith(("首", "首歌", "曲"))
        for each in clause.tokens
    )
    if (
        not clause.noun("music")
        and not (clause.noun("track") and clause.has("mood"))
        and not (
            clause.has("mood")
            and clause.tokens[0].name == "with"
            and GENRE.search(clause.text.even, clause.start, clause.end)
        )
        and not a_beat
        and not sound_file
        and not another_song
        and not (clause.has("mood") and nothing_else)
    ):
        return []
    level_said = (
        clause.raised
        or clause.lowered
        or clause.has("degree", "louder", "quieter", "max", "min")
        or clause.noun("volume")
        or clause.has("db")
        or clause.has("pct")
    )
    adding = (
        clause.verb("add", "insert", "overlay", "make", "use")
        or (clause.verb("put") and not level_said)
        or (clause.has("mood") and not clause.verb("up", "down"))
        or sound_file
    )
    if clause.has("degree", "unheard"):
        return [intent(clause, "music_volume", level="down")]
    if clause.has("steer", "instead") and clause.has("mood") and not clause.text.chinese:
        return [_music_intent(clause, replace=True)]
    if sound_file and not clause.raised and not clause.lowered and not clause.has("degree"):
        level_said = False
    changing = clause.verb("change", "replace", "swap", "dislike")
    if changing and clause.text.chinese and (clause.has("mood") or clause.file) and clause.verb("change", "replace"):
        told = _music_intent(clause, replace=True)
        quiet = clause.lowered or clause.has("degree", "quieter")
        return [
            replaced(told, params={**told.params, "volume": "low"}) if quiet and "volume" not in told.params else told
        ]
    described = clause.has("mood") and clause.has("pct") and not clause.verbs and not clause.has("degree")
    if level_said and not described and not (clause.verb("add", "insert", "overlay") and not clause.verb("up", "down")):
        return [
            intent(
                clause,
                "music_volume",
                level_params(clause),
                **{k: v for k, v in range_of(clause).items() if k in ("start", "end")},
            )
        ]
    if clause.verb("loop"):
        return [intent(clause, "music", loop=True)]
    if (
        changing
        and clause.verb("change")
        and not clause.has("mood")
        and not clause.file
        and not clause.quote
        and not clause.verb("replace")
        and not clause.text.chinese
        and not adding
        and clause.noun("speed")
    ):
        return []
    if changing:
        return [_music_intent(clause, replace=True)]
    complaint = clause.has("degree", "too") or (
        clause.text.chinese and clause.of("word") and not clause.of("mood", "file", "quote")
    )
    if adding or (not clause.verbs and not complaint):
        return [_music_intent(clause)]
    return []


def _music_intent(clause: Clause, replace: bool | None = None) -> Intent:
    params: Params = {}
    moods = [each for each in clause.tokens if each.sort == "mood"] or clause.of("mood")
    wanted = clause.first("steer", "with", "for") if replace else None
    if replace and clause.text.chinese:
        wanted = clause.first("verb", "change", "replace", "swap")
    moods = [each for each in moods if wanted and each.start >= wanted.end] or moods
    looks = [each for each in clause.of("look", "vague") if clause.noun("music")]
    if moods:
        params["mood"] = _mood_words(clause, moods)
    elif described := _described(clause):
        params["mood"] = described
    elif looks:
        params["mood"] = clause.words(looks[0].start, looks[0].end)
    if clause.file:
        params["file"] = clause.file
    elif clause.quote:
        params["file"] = params["name"] = clause.quote
    share = clause.value("pct")
    number = clause.value("num")
    if share is None and clause.noun("volume") and isinstance(number, float) and 0 < number <= 1:
        share = number
    if share is not None:
        params["volume"] = share
    elif clause.value("db") is not None:
        params["volume"] = f"{clause.value('db'):g}dB"
    elif clause.has("degree", "quieter"):
        params["volume"] = "low"
    when = range_of(clause)
    params |= {key: value for key, value in when.items() if key in ("start", "end")}
    if when.get("where") == "beginning":
        params["start"] = 0
    until = clause.when("to")
    if until and until.seconds is not None and "end" not in params:
        params["end"] = plain(until.seconds)
    if replace:
        params["replace"] = True
    return intent(clause, "music", params)


def _mood_words(clause: Clause, moods: list[Token]) -> str:
    """The mood in the request's own words: "ambient piano", "节奏感强"; of several that stand apart, the first run."""
    run = [moods[0]]
    for each in moods[1:]:
        between = clause.text.even[run[-1].end : each.start]
        if between.strip(" ,、的-") not in ("", "and", "又", "而"):
            break
        run.append(each)
    return clause.words(run[0].start, run[-1].end).lower()


def _described(clause: Clause) -> str | None:
    """What kind of music in words no table knows: "some Celtic music", "西部牛仔风的音乐"."""
    noun = clause.first("noun", "music")
    if noun is None or clause.file or clause.quote:
        return None
    before = [each for each in clause.tokens if each.end <= noun.start]
    while (
        before
        and before[-1].sort == "function"
        and clause.text.even[before[-1].start : before[-1].end] in ("的", "style", "type", "kind of", "sort of")
    ):
        before.pop()
    run: list[Token] = []
    while before and before[-1].sort == "word" and not str(before[-1].name).isdigit():
        run.insert(0, before.pop())
    words = clause.words(run[0].start, run[-1].end).lower() if run else ""
    return words if len(words) > 1 else None


def _level(clause: Clause) -> str | None:
    if clause.has("degree", "max"):
        return "max"
    if clause.has("degree", "min"):
        return "min"
    up = clause.raised or clause.verb("scale_text") or clause.has("degree", "louder", "unheard")
    down = clause.lowered or clause.verb("shrink_text") or clause.has("degree", "quieter")
    if down and not (clause.verb("up") and not clause.verb("down")):
        return "down"
    return "up" if up else None


def level_params(clause: Clause) -> Params:
    """factor, db or level of a change of loudness."""
    if clause.has("negation", "no", "not", "dont") and clause.has("degree", "too"):
        return {"level": "down"}
    down = _level(clause) == "down"
    if clause.noun("volume", "audio", "music", "voice") and _HALVED.search(clause.text.even, clause.start, clause.end):
        return {"factor": 0.5}
    db, share, factor = clause.value("db"), clause.value("pct") or clause.value("frac"), clause.value("factor")
    if isinstance(db, float):
        to = clause.first("steer", "to") or (clause.verb("change") and not clause.verb("up", "down"))
        return {
            "db": -abs(db) if down and not to else db,
            **({"level": "down" if down else "up"} if not to and _level(clause) else {}),
        }
    if isinstance(share, float):
        written = (
            clause.words(
                clause.first(
                    "pct",
                ).start,
                clause.first("pct").end,
            )
            if clause.has("pct")
            else ""
        )  # type: ignore[union-attr]
        relative = clause.first("steer", "by") is not None or (written[:1] in "+-" and bool(written))
        absolute = not relative and (
            clause.first("steer", "to") is not None
            or clause.verb("change", "put")
            or not clause.verb("up", "down")
            or _to_in_verb(clause)
        )
        if relative or not absolute:
            share = 1 - abs(share) if down or share < 0 else 1 + share
        return {"factor": round(share, 4), "volume": round(share, 4)}
    if isinstance(factor, float):
        if factor == 1 and _level(clause):
            factor = 2.0
        return {"factor": 1 / factor if down and factor > 1 else factor}
    times = clause.value("times")
    if isinstance(times, float) and _level(clause):
        return {"factor": times if not down else 1 / times}
    level = _level(clause)
    return {"level": level} if level else {}


_HALVED = re.compile(r"\b(?:in|by) half\b|\bhalve\b|减半|降一半|小一半|减一半|调低一半|降低一半")


def _to_in_verb(clause: Clause) -> bool:
    """降到, 调到, 提高到: the Chinese verb itself says "to"."""
    return any("到" in clause.words(each.start, each.end + 1) for each in clause.of("verb"))


_TURNED = re.compile(
    r"\b(?:turn|crank|pump|dial) (?:it|this|that|them|everything)(?: all)?(?: (?:way|right|back))? (?:up|down)\b"
)


def _louder_pronoun(clause: Clause) -> bool:
    """ "Turn it down" with nothing else named speaks of loudness."""
    return (
        bool(_TURNED.search(clause.text.even, clause.start, clause.end))
        and not clause.nouns - {"it", "everything", "all"}
        and not clause.of("look", "effect", "factor", "res", "rate", "when", "dur")
    )


def _volume(clause: Clause) -> list[Intent]:
    loud = clause.has("degree", "louder", "quieter", "unheard")
    if not (
        clause.noun("volume")
        or (clause.noun("voice", "audio") and clause.verb("change") and clause.of("pct", "db"))
        or loud
        or clause.has("db")
        or _louder_pronoun(clause)
        or (
            clause.noun("audio", "voice", "voiceover")
            and (
                clause.raised
                or clause.lowered
                or clause.verb("scale_text", "shrink_text")
                or clause.has("degree", "max", "min")
                or _HALVED.search(clause.text.even, clause.start, clause.end)
            )
        )
    ):
        return []
    if clause.noun("sfx"):
        return []
    if _louder_pronoun(clause):
        return [intent(clause, "volume", level_params(clause))]
    params = level_params(clause)
    if not params and clause.verb("change", "up", "process") and not loud and not clause.noun("volume"):
        return []
    where = {k: v for k, v in where_of(clause).items() if k in ("clip", "start", "end", "where", "except")}
    params.pop("volume", None)
    return [intent(clause, "volume", {**params, **where})] if params or loud else []


def _sfx(clause: Clause) -> list[Intent]:
    if clause.verb("bleep"):
        shown = shown_when(clause)
        return [intent(clause, "sfx", name="bleep", at=shown.get("start"))]
    found = clause.first("noun", "sfx")
    made_of = (
        clause.first("word")
        or clause.first(
            "effect",
        )
        or clause.first("transition")
    )
    played = clause.verb("add", "insert", "put", "show") or "play" in clause.text.even[clause.start : clause.end]
    quote = clause.first("quote")
    if (
        not found
        and quote
        and clause.verb("add", "insert", "put")
        and clause.text.even[quote.end : quote.end + 2].strip()[:1] in ("声", "音")
    ):
        return [
            intent(
                clause,
                "sfx",
                name=str(quote.value),
                **{k: v for k, v in range_of(clause).items() if k in ("start", "end")},
            )
        ]
    if not found and made_of and played and clause.noun("audio", "noise") and not clause.file:
        noun = clause.first("noun", "audio", "noise")
        if (
            noun
            and clause.text.even[noun.start : noun.end] in ("sound", "sounds", "noise", "noises", "声音", "声", "音")
            and made_of.end <= noun.start
        ):
            shown = shown_when(clause)
            return [intent(clause, "sfx", name=clause.words(made_of.start, made_of.end), at=shown.get("start"))]
    if not found or clause.verb("remove") or (clause.text.chinese and not clause.verbs and clause.of("word")):
        return []
    written = clause.words(found.start, found.end).lower()
    if written in ("sound effect", "sound effects", "sfx", "sound fx", "音效"):
        before = [each for each in clause.tokens if each.sort in ("word", "effect") and each.end <= found.start]
        after = [each for each in clause.tokens if each.sort == "word" and each.start >= found.end]
        quotes = [str(each.value) for each in clause.of("quote") if each.end <= found.start]
        written = (quotes[-1] if quotes else clause.quote) or (
            clause.words(before[0].start, before[-1].end)
            if before
            else clause.words(after[0].start, after[-1].end)
            if after and not clause.text.chinese
            else ""
        )
    else:
        following = next((each for each in clause.tokens if each.start == found.end + 1), None)
        if following is not None and following.sort == "word" and not clause.text.chinese:
            written = clause.words(found.start, following.end).lower()
    params = shown_when(clause)
    params.pop("duration", None)
    at = params.pop("start", None)
    several = clause.when("at")
    if several and several.more:
        at = [plain(each) for each in (several.start, *several.more)]
    if at is None and place_of(clause) in ("start", "end"):
        at = place_of(clause)
    told = [str(each.value) for each in clause.of("quote")]
    if at is None and len(told) == 2 and written == told[1]:
        at = told[0]
    return [intent(clause, "sfx", name=written or clause.file, at=at)]
