"""Intents about sound, to operations."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from rushes.edits import (
    AddMusic,
    ChangeVolume,
    FadeSound,
    Mute,
    RemoveSounds,
    ReplaceSound,
    SetDucking,
    SetLoudness,
    ShiftSound,
)
from rushes.language.answers import Made, Open, Outcome, Scene, Unable
from rushes.language.reading import Intent, Params
from rushes.language.resolve.pointing import (
    clips_meant,
    exact,
    media_named,
    moment,
    music_of,
    only_media,
    place_in_time,
    several,
    stretch_of,
)
from rushes.language.resolve.steps import VOLUME_DB, decibels, number, signed
from rushes.language.words.lexicon import moods_in
from rushes.model.media import Media, MediaKind
from rushes.model.time import ZERO, Seconds
from rushes.model.timeline import Duck, Sound, SoundKind

MUSIC_DB = -18.0
DEFAULT_MOOD = "calm"


def music(scene: Scene, intent: Intent) -> Outcome:
    params = intent.params
    if params.get("loop"):
        return (
            Unable("nothing_to_do", scene.say("music repeats by itself to the end", "音乐会自动循环到结尾"))
            if music_of(scene.project.timeline)
            else Unable("no_music")
        )
    if "clip" in params:
        over = clips_meant(scene, params["clip"])
        if isinstance(over, Open | Unable):
            return over
        places = [place for each in over if (place := scene.project.timeline.place_of(each))]
        ends = {"start": float(min(each.start for each in places)), "end": float(max(each.end for each in places))}
        params = {**{key: value for key, value in params.items() if key != "clip"}, **ends}
    if (kept := _kept_track(scene, params)) is not None:
        return _from_to(scene, kept, params)
    found = _track(scene, params)
    if isinstance(found, Open | Unable):
        return found
    media, label, notes = found
    volume = params.get("volume")
    gain, said = MUSIC_DB, False
    if isinstance(volume, int | float):
        gain, said = decibels(float(volume)), True
    elif isinstance(volume, str) and volume.endswith("dB"):
        gain, said = float(volume[:-2]), True
    elif volume == "low":
        gain = MUSIC_DB - VOLUME_DB[""]
    start, end = ZERO, None
    if {"start", "end", "where", "clip"} & params.keys():
        place = place_in_time(scene, intent)
        if isinstance(place, Open | Unable):
            return place
        span = place[1] or (scene.project.timeline.place_of(place[0][0]) if len(place[0]) == 1 else None)
        if span:
            ends = {"end", "where", "clip"} & params.keys()
            start, end = span.start, span.end if ends else None
    whole = start == ZERO and end is None
    there = bool(music_of(scene.project.timeline))
    if params.get("replace") and not there:
        notes = (*notes, scene.say("there was no music to replace", "之前没有音乐"))
    words = " ".join(match.words for match in intent.matched).lower()
    duck = (
        Duck()
        if any(word in scene.request.text.lower() for word in ("under my voice", "under the voice", "duck", "闪避"))
        or "under" in words
        else None
    )
    notes = (
        (*notes, scene.say(f"{number(gain)} dB", f"{number(gain)} dB")) if not said else (*notes, f"{number(gain)} dB")
    )
    operation = AddMusic(media.id, gain, start, end, duck=duck, label=label, in_place=whole and there)
    return Made((operation,), () if scene.project.find(media.id) else (media,), notes)


_TOLD_ANEW = frozenset({"file", "name", "mood", "replace", "volume"})
_MUSIC_ENDS = re.compile(
    r"\b(?:stops?|ends?|finish(?:es)?|cuts? (?:out|off)|starts?|begins?|comes? in|kicks? in|until|till|only|from|run|go|play)\b|停|结束|开始|进来|为止|只"
)


def _kept_track(scene: Scene, params: Params) -> Sound | None:
    """The music that is there, where a request only says from when or until when it is to be heard."""
    tracks = music_of(scene.project.timeline)
    only_times = bool({"start", "end"} & params.keys()) and not _TOLD_ANEW & params.keys()
    if len(tracks) != 1 or not only_times:
        return None
    said = scene.request.text.lower()
    return tracks[0] if _MUSIC_ENDS.search(said) and not re.search(r"\badd|insert\b|加|配", said) else None


_STOPS = re.compile(r"\b(?:stops?|ends?|finish(?:es)?|until|till)\b|停|结束|为止")


def _from_to(scene: Scene, sound: Sound, params: Params) -> Outcome:
    span = stretch_of(
        scene,
        {
            "start": params.get("start", float(sound.start)),
            "end": params.get("end", float(sound.end or scene.project.timeline.length)),
        },
    )
    if isinstance(span, Open) or span is None:
        return span or Unable("no_music")
    if "end" not in params and _STOPS.search(scene.request.text.lower()):
        return Open(
            scene.say("At which time shall the music stop?", "音乐在几秒停？"),
            (scene.say("stop the music at 0:10", "音乐到0:10为止"),),
        )
    level = sound.level
    whole = span.end >= scene.project.timeline.length
    return Made((AddMusic(sound.media, level.gain_db, span.start, None if whole else span.end, level.fade_in, level.fade_out,
                          sound.loop, sound.duck, sound.label, in_place=True),))  # fmt: skip


_SAYS_MUSIC = re.compile(r"music|bgm|song|beat|soundtrack|instrumental|音乐|配乐|歌|伴奏", re.IGNORECASE)


def _track(scene: Scene, params: Params) -> tuple[Media, str, tuple[str, ...]] | Open | Unable:
    named = params.get("file")
    if named:
        media = media_named(scene, str(named), MediaKind.AUDIO, MediaKind.VIDEO)
        return (media, media.name, ()) if media else Unable("no_file", str(named))
    mood = params.get("mood")
    if mood is None:
        media = only_media(scene, MediaKind.AUDIO)
        if media:
            return media, media.name, ()
        own = [each for each in scene.project.media if each.facts.kind is MediaKind.AUDIO]
        called = [each for each in own if _SAYS_MUSIC.search(each.name)]
        if len(called) == 1:
            return called[0], called[0].name, ()
        if len(own) > 1:
            calm = scene.say("add calm background music", "加一段舒缓的背景音乐")
            offered = (*_offered(scene, called or own, params.get("volume")), calm)
            return Open(scene.say("Which music?", "用哪个做音乐？"), offered)
        found = scene.request.find_music(DEFAULT_MOOD)
        note = (scene.say(f"a {DEFAULT_MOOD} track, as no mood was named", "没有指定情绪，选了一首舒缓的"),)
        return (found, DEFAULT_MOOD, note) if found else Unable("no_such_music", DEFAULT_MOOD)
    track = next(
        (found for each in (str(mood), *moods_in(str(mood))) if (found := scene.request.find_music(each))), None
    )
    return (track, str(mood), (track.name,)) if track else Unable("no_such_music", str(mood))


def remove_music(scene: Scene, intent: Intent) -> Outcome:
    """All music taken away; under the clips named it only falls silent."""
    if "clip" in intent.params:
        return mute(scene, Intent("mute", {**intent.params, "target": "music"}))
    return Made((RemoveSounds(kind=SoundKind.MUSIC),)) if music_of(scene.project.timeline) else Unable("no_music")


def _layer(scene: Scene, said: object) -> Outcome:
    """One layer of sound by its number: the clips' own is the first, what was added comes after it."""
    sounds = scene.project.timeline.sounds
    layers = 1 + len(sounds)
    number = layers if said == "last" else int(said) if isinstance(said, int | float) else 0
    if number == 1:
        return mute(scene, Intent("mute", {}))
    if not 1 < number <= layers:
        return Unable("no_layer", str(layers))
    return Made((RemoveSounds((sounds[number - 2].id,)),))


def remove_layer(scene: Scene, intent: Intent) -> Outcome:
    """A layer of sound taken away: by its kind, else by its number."""
    kinds = {"voiceover": SoundKind.VOICE, "sfx": SoundKind.EFFECT, "voice": SoundKind.VOICE}
    which = str(intent.params.get("which"))
    kind = kinds.get(which)
    if which == "audio":
        return mute(scene, Intent("mute", {}, intent.said, intent.matched, intent.degree))
    if kind is None:
        return _layer(scene, intent.params.get("which"))
    if not any(sound.kind is kind for sound in scene.project.timeline.sounds):
        return Unable("nothing_to_do", scene.say("there is none", "本来就没有"))
    return Made((RemoveSounds(kind=kind),))


def _gain(scene: Scene, intent: Intent) -> tuple[float | None, float | None, tuple[str, ...]] | Open:
    """By how many dB, or to how many, and what was assumed."""
    params = intent.params
    level = params.get("level")
    db, factor = params.get("db"), params.get("factor", params.get("volume"))
    if isinstance(db, int | float):
        if level:
            return (-abs(float(db)) if level == "down" else abs(float(db))), None, ()
        return None, float(db), ()
    if isinstance(factor, int | float):
        to = decibels(float(factor))
        return (to, None, (f"{signed(to)} dB",)) if _relative(intent) else (None, to, (f"{signed(to)} dB",))
    if level == "max":
        return None, 12.0, ("+12 dB",)
    if level == "min":
        return None, -30.0, ("-30 dB",)
    if level in ("up", "down"):
        by = VOLUME_DB[intent.degree] * (1 if level == "up" else -1)
        return by, None, (f"{signed(by)} dB",)
    return Open(
        scene.say("Louder or quieter, and by how much?", "调大还是调小，调多少？"),
        (
            scene.say("a bit louder", "大声一点"),
            scene.say("a bit quieter", "小声一点"),
            scene.say("volume to 50%", "音量调到50%"),
        ),
    )


def _relative(intent: Intent) -> bool:
    words = " ".join(match.words for match in intent.matched).lower()
    to = any(word in words for word in ("to ", "set", "到", "设", "为", "调成")) or not any(
        f"verb {name}" in match.meaning for match in intent.matched for name in ("up", "down")
    )
    factor = intent.params.get("factor")
    by = any(match.words.startswith(("+", "-")) for match in intent.matched)
    return by or (not to and isinstance(factor, int | float))


def volume(scene: Scene, intent: Intent) -> Outcome:
    where = place_in_time(scene, intent)
    if isinstance(where, Open | Unable):
        return where
    ids, span = where
    targets = _spared(scene, intent, ids)
    if any(match.meaning == "verb unmute" for match in intent.matched):
        silenced = tuple(
            each for last in scene.request.last if isinstance(last, Mute) and last.muted for each in last.targets
        )
        return Made((Mute(targets or silenced, span, muted=False),))
    gain = _gain(scene, intent)
    if isinstance(gain, Open):
        return gain
    by, to, assumed = gain
    return Made((ChangeVolume(by, to, targets, span),), assumed=assumed)


def _spared(scene: Scene, intent: Intent, ids: tuple[str, ...]) -> tuple[str, ...]:
    """The sounds meant, where "except the music" leaves some out, or only the clips' own sound is meant."""
    spared = str(intent.params.get("except", ""))
    timeline = scene.project.timeline
    clips = ids or tuple(clip.id for clip in timeline.clips)
    if spared in ("music",):
        return (*clips, *(sound.id for sound in timeline.sounds if sound.kind is not SoundKind.MUSIC))
    if spared in ("voice", "audio", "voiceover"):
        return tuple(sound.id for sound in timeline.sounds)
    text = scene.request.text.lower()
    own = any(
        word in text
        for word in ("original", "原声", "video sound", "video's sound", "clip sound", "voice", "人声", "同期声")
    )
    if not ids and own and timeline.sounds:
        return clips
    return ids


def music_volume(scene: Scene, intent: Intent) -> Outcome:
    tracks = music_of(scene.project.timeline)
    if not tracks:
        return _none_to_change(scene, intent)
    gain = _gain(scene, intent)
    if isinstance(gain, Open):
        return gain
    by, to, assumed = gain
    span = stretch_of(scene, {k: v for k, v in intent.params.items() if k in ("start", "end", "where", "seconds")})
    if isinstance(span, Open):
        return span
    if span is None and "clip" in intent.params:
        over = clips_meant(scene, intent.params["clip"])
        if isinstance(over, Open | Unable):
            return over
        span = scene.project.timeline.place_of(over[0])
    return Made((ChangeVolume(by, to, tuple(sound.id for sound in tracks), span),), assumed=assumed)


_LAID_UNDER = re.compile(
    r"\b(?:put|lay|have|use|play|run)\b[^,.;]*\b(?:under|underneath|beneath|behind|over|across|throughout|in the background)\b|\bmusic:"
)


def _none_to_change(scene: Scene, intent: Intent) -> Outcome:
    """Music that is not there yet can't be made louder: laid under the film where that is what was said, else offered."""
    level = {key: value for key, value in intent.params.items() if key == "volume"}
    own = [each for each in scene.project.media if each.facts.kind is MediaKind.AUDIO]
    if level and _LAID_UNDER.search(scene.request.text.lower()):
        return music(scene, replace(intent, op="music", params=level))
    if not own:
        return Unable("no_music")
    asked = scene.say("There is no music on the timeline yet. Put some in?", "时间线上还没有音乐。要加上吗？")
    return Open(asked, _offered(scene, own, intent.params.get("volume")))


def _offered(scene: Scene, files: Sequence[Media], volume: object) -> tuple[str, ...]:
    """Each of the files as music, at the loudness said."""
    at = f"{round(float(volume) * 100)}%" if isinstance(volume, int | float) else ""
    english, chinese = (f" at {at}", f"，音量{at}") if at else ("", "")
    return tuple(
        scene.say(f"add {each.name} as music{english}", f"用 {each.name} 做背景音乐{chinese}") for each in files[:4]
    )


def mute(scene: Scene, intent: Intent) -> Outcome:
    where = place_in_time(scene, intent)
    if isinstance(where, Open | Unable):
        return where
    ids, span = where
    if intent.params.get("target") == "music":
        span = span or (scene.project.timeline.place_of(ids[0]) if len(ids) == 1 else None)
        ids = tuple(sound.id for sound in music_of(scene.project.timeline))
        if not ids:
            return Unable("no_music")
    if (
        span is not None
        and "start" in intent.params
        and not any(key in intent.params for key in ("end", "seconds", "where", "clip"))
    ):
        span = type(span)(span.start, scene.project.timeline.length)
    return Made((Mute(_spared(scene, intent, ids), span),))


def duck(scene: Scene, intent: Intent) -> Outcome:
    if not music_of(scene.project.timeline):
        return Unable("no_music")
    return Made(
        (SetDucking(Duck()),), assumed=(scene.say("music -15 dB while somebody speaks", "有人说话时音乐 -15 dB"),)
    )


def loudness(scene: Scene, intent: Intent) -> Outcome:
    lufs = intent.params.get("lufs")
    target = float(lufs) if isinstance(lufs, int | float) else -14.0
    return Made((SetLoudness(target),), assumed=() if lufs is not None else (f"{number(target)} LUFS",))


def audio_fade(scene: Scene, intent: Intent) -> Outcome:
    params = intent.params
    targets: tuple[str, ...] = ()
    if params.get("target") == "music":
        targets = tuple(sound.id for sound in music_of(scene.project.timeline))
        if not targets:
            return Unable("no_music")
    elif "clip" in params:
        found = several(scene, params)
        if isinstance(found, Open | Unable):
            return found
        targets = found
    sides = {"both": ("in", "out")}.get(str(params.get("dir")), (str(params.get("dir", "out")),))
    said = exact(params["duration"]) if "duration" in params else None
    length = {"in": said or Fraction(1, 2), "out": said or Fraction(2)}
    assumed = (
        ()
        if said
        else tuple(scene.say(f"{number(float(length[side]))} s", f"{number(float(length[side]))} 秒") for side in sides)
    )
    return Made(tuple(FadeSound(side, length[side], targets) for side in sides), assumed=assumed)


def replace_audio(scene: Scene, intent: Intent) -> Outcome:
    name = intent.params.get("file")
    media = (
        media_named(scene, str(name), MediaKind.AUDIO, MediaKind.VIDEO) if name else only_media(scene, MediaKind.AUDIO)
    )
    if media is None:
        return (
            Unable("no_file", str(name)) if name else Unable("needs_file", scene.say("the new sound", "新的声音文件"))
        )
    return Made((ReplaceSound(media.id),))


def audio_sync(scene: Scene, intent: Intent) -> Outcome:
    seconds = intent.params.get("seconds")
    if not scene.project.timeline.sounds:
        return Unable("no_sound")
    if not isinstance(seconds, int | float):
        return Open(
            scene.say("By how much, earlier or later?", "提前还是延后，多少秒？"),
            (
                scene.say("move the audio 0.2 s earlier", "声音提前0.2秒"),
                scene.say("delay the audio by 0.2 s", "声音延后0.2秒"),
            ),
        )
    tracks = (
        tuple(sound.id for sound in music_of(scene.project.timeline)) if intent.params.get("target") == "music" else ()
    )
    return Made((ShiftSound(exact(seconds), tracks),))


def layered(scene: Scene, intent: Intent) -> Outcome:
    """Voice-overs and sound effects from a file of the pool."""
    params = intent.params
    named = params.get("file") or (params.get("name") if intent.op == "sfx" else None)
    media = media_named(scene, str(named), MediaKind.AUDIO) if named else None
    if media is None:
        return Unable("effect_file" if intent.op == "sfx" else "speaking")
    at: Seconds | Open = ZERO
    if params.get("at", params.get("start")) is not None:
        at = moment(scene, params.get("at", params.get("start")))
    if isinstance(at, Open):
        return at
    effect = intent.op == "sfx"
    return Made(
        (
            AddMusic(
                media.id,
                -12.0 if effect else 0.0,
                at,
                fade_in=ZERO,
                fade_out=ZERO,
                loop=False,
                kind=SoundKind.EFFECT if effect else SoundKind.VOICE,
            ),
        )
    )
