"""Intents and a project to operations of one revision, one question back, or an honest refusal."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from rushes.edits import (
    AddMusic,
    AddOverlay,
    AddTitle,
    AddTransition,
    AdjustColour,
    ChangeTitle,
    ChangeVolume,
    Operation,
    SetLook,
    SetSpeed,
    applied,
)
from rushes.errors import RequestError
from rushes.language.answers import (
    Answer,
    Made,
    Open,
    Outcome,
    Question,
    Refused,
    Request,
    Scene,
    Unable,
    Understood,
)
from rushes.language.reading import Intent, Reading
from rushes.language.resolve import colour, cuts, order, overlays, pace, pauses, picture, sound, text, transitions
from rushes.language.resolve.onward import of_what_came, where_it_was
from rushes.language.resolve.pointing import unknown_clip
from rushes.language.resolve.wishes import wish
from rushes.language.unable import NOT_YET, name_of, reason
from rushes.model.media import Media

Resolver = Callable[[Scene, Intent], Outcome]

RESOLVERS: dict[str, Resolver] = {
    "trim_start": cuts.trim, "trim_end": cuts.trim, "cut_range": cuts.cut_range, "keep_range": cuts.keep_range,
    "split": cuts.split, "delete_clip": cuts.delete_clip, "remove_content": cuts.content, "keep_content": cuts.content,
    "reorder": order.reorder, "merge": order.merge, "set_duration": cuts.set_duration, "insert_clip": order.insert_clip,
    "replace_clip": order.replace_clip, "speed": pace.speed, "slow_motion": pace.speed, "reverse": pace.reverse,
    "remove_silence": pauses.remove, "freeze_frame": pace.freeze, "loop": pace.loop,
    "color": colour.color, "fade_in": transitions.fade, "fade_out": transitions.fade, "transition": transitions.transition,
    "aspect": picture.aspect, "rotate": picture.rotate, "flip": picture.flip, "crop": picture.crop, "zoom": picture.zoom,
    "resolution": picture.resolution, "fps": picture.fps, "watermark": overlays.overlay, "picture_in_picture": overlays.overlay,
    "image_insert": overlays.image, "remove_effect": picture.remove_effect,
    "music": sound.music, "remove_music": sound.remove_music, "remove_audio_layer": sound.remove_layer, "volume": sound.volume,
    "music_volume": sound.music_volume, "mute": sound.mute, "duck": sound.duck, "normalize_audio": sound.loudness,
    "audio_fade": sound.audio_fade, "replace_audio": sound.replace_audio, "audio_sync": sound.audio_sync,
    "voiceover": sound.layered, "sfx": sound.layered,
    "title": text.add, "text_overlay": text.add, "lower_third": text.add, "intro": text.add, "outro": text.add,
    "edit_text": text.change, "captions": text.captions, "remove_text": text.remove,
}  # fmt: skip
"""Who works out which operation of the reading."""


def resolve(reading: Reading, request: Request) -> Answer:
    """The operations `reading` comes to on `request.project`: all of them, applying cleanly in order, or none.

    Clip numbers count as the clips stood when it was said; times as they stand when their turn comes, but
    stretches cut out in one go are all meant as they stood before.
    """
    scene = Scene(request.project, request.project, request, reading, touched(request.last, request.project))
    operations: list[Operation] = []
    media: list[Media] = []
    assumed: list[str] = []
    export = None
    for intent in _cuts_together(_it_carried(reading.intents, request.text)):
        intent = of_what_came(scene, where_it_was(scene, intent))
        unknown = _unknown_thing(scene, intent)
        outcome = one(scene, intent) if unknown is None else unknown_clip(scene, unknown)
        if isinstance(outcome, Open):
            return Question(outcome.text, outcome.choices, reading)
        if isinstance(outcome, Unable):
            return _refusal(outcome, intent, reading, request)
        project = scene.project.with_media(*outcome.media)
        try:
            project = applied(project, outcome.operations)
        except RequestError as error:
            return Refused(error.text(reading.language), error.code, reading, error.advice(reading.language))
        scene = replace(scene, project=project, touched=scene.touched | touched(outcome.operations, project))
        operations += outcome.operations
        media += outcome.media
        assumed += outcome.assumed
        export = outcome.export or export
    left = tuple(each.words for each in reading.leftover)
    if not operations and export is None:
        return Refused(reason("nothing_to_do", _as_it_is(scene), scene.chinese), "nothing_to_do", reading)
    return Understood(tuple(operations), reading, tuple(media), tuple(assumed), left, export)


_POINTED_AT = re.compile(r"\b(?:the|my|our|that|this|his|her|their) $", re.IGNORECASE)
_ALL_OF_IT = frozenset(("film", "movie", "edit", "cut", "montage", "reel", "vlog", "project", "timeline", "sequence", "story", "result", "rig", "camera", "production"))  # fmt: skip
_TO_A_THING = frozenset({"color", "speed", "slow_motion", "reverse", "volume"})


def _unknown_thing(scene: Scene, intent: Intent) -> str | None:
    """The "jump" of "slow the jump down", where there are several clips and none is called so: what was asked of a part
    is not done to everything."""
    placed = {"clip", "start", "end", "where", "seconds", "at", "except"} & intent.params.keys()
    if scene.chinese or intent.op not in _TO_A_THING or placed or len(scene.project.timeline.clips) < 2:
        return None
    for left in scene.reading.leftover:
        within = intent.said[0] <= left.start <= intent.said[1] + 1
        known = left.words.lower() in _ALL_OF_IT or left.words.lower().endswith((" says", " was", " were"))
        if within and not known and _POINTED_AT.search(scene.request.text[: left.start]):
            return left.words
    return None


def _as_it_is(scene: Scene) -> str:
    count = len(scene.project.timeline.clips)
    return scene.say(f"{count} clips in order", f"{count} 个片段已按顺序排好")


def one(scene: Scene, intent: Intent) -> Outcome:
    """What one intent comes to."""
    if intent.op in ("export", "extract_audio", "thumbnail"):
        found = wish(scene, intent)
        return found if isinstance(found, Open | Unable) else Made(export=found)
    if intent.op in ("undo", "redo", "restore_version"):
        asked = scene.say("That is two things. Take back the last edit first, then say the rest?", "这是两件事。先撤销上一步，再说其余的？")
        return Open(asked, (scene.say(*{"redo": ("redo", "重做")}.get(intent.op, ("undo", "撤销"))),))
    resolver = RESOLVERS.get(intent.op)
    if resolver is None:
        return Unable(NOT_YET.get(intent.op, "layout"), name_of(intent.op, scene.chinese))
    if not scene.project.timeline.track and intent.op not in ("merge", "insert_clip", "image_insert"):
        return Unable("empty")
    return resolver(scene, intent)


def _refusal(outcome: Unable, intent: Intent, reading: Reading, request: Request) -> Answer:
    """Why not; where the request asked for more than this, whether to do the rest."""
    chinese = reading.language == "zh"
    about = outcome.about or name_of(intent.op, chinese, str(intent.params.get("what", "")))
    why = reason(outcome.code, about, chinese)
    others = [
        each for each in reading.intents if each is not intent and each.said != intent.said and each.op not in NOT_YET
    ]
    if not others:
        return Refused(why, outcome.code, reading)
    rest = ("，" if chinese else ", ").join(
        dict.fromkeys(request.text[each.said[0] : each.said[1]].strip(" ,，。.") for each in others)
    )
    ask = f"{why}要先做其余的吗？" if chinese else f"{why} Shall I do the rest?"
    return Question(ask, (rest,), reading)


_IT = re.compile(r"\b(?:it|its|that one)\b|它|这段|这个片段", re.IGNORECASE)

_OF_A_CLIP = frozenset({
    "color", "speed", "slow_motion", "reverse", "zoom", "ken_burns", "crop", "rotate", "flip", "mute", "volume", "fade_in",
    "fade_out", "loop",
})  # fmt: skip
"""Operations on clips, which "it" may name by an earlier part of the request."""


def _it_carried(intents: tuple[Intent, ...], text: str) -> tuple[Intent, ...]:
    """ "Make the second clip black and white and slow it down": what comes after a clip was named and says "it"
    means that clip."""
    result: list[Intent] = []
    clip: object = None
    for intent in intents:
        params = intent.params
        open_scope = not {"clip", "start", "end", "where", "seconds"} & params.keys()
        if clip is not None and open_scope and intent.op in _OF_A_CLIP and _IT.search(text[slice(*intent.said)]):
            intent = replace(intent, params={**params, "clip": clip})
        clip = intent.params.get("clip", clip) if intent.op in _OF_A_CLIP else clip
        result.append(intent)
    return tuple(result)


def _cuts_together(intents: tuple[Intent, ...]) -> list[Intent]:
    """Neighbouring cuts of stretches as one: "cut 0:10 to 0:15 and 0:30 to 0:40" means both as they stand now."""
    result: list[Intent] = []
    for each in intents:
        last = result[-1] if result else None
        if (
            last
            and each.op == last.op == "cut_range"
            and _plain_range(each)
            and (_plain_range(last) or "ranges" in last.params)
            and each.params.get("clip") == last.params.get("clip")
        ):
            ranges = last.params.get("ranges")
            spans = list(ranges) if isinstance(ranges, list) else [[last.params["start"], last.params["end"]]]
            spans.append([each.params["start"], each.params["end"]])
            params = {key: value for key, value in last.params.items() if key == "clip"} | {"ranges": spans}
            result[-1] = Intent(
                "cut_range", params, (last.said[0], each.said[1]), last.matched + each.matched, last.degree
            )
        else:
            result.append(each)
    return result


def _plain_range(intent: Intent) -> bool:
    return all(isinstance(intent.params.get(key), int | float) for key in ("start", "end"))


def touched(operations: tuple[Operation, ...], project: object = None) -> dict[str, str]:
    """What these operations made or changed last, by kind, and the newest kind of all under "newest"."""
    result: dict[str, str] = {}
    timeline = getattr(project, "timeline", None)
    for each in operations:
        if isinstance(each, ChangeTitle):
            result |= {"title": each.title, "newest": "title"}
        elif isinstance(each, AddTitle):
            result["newest"] = "title"
            if timeline is not None and timeline.titles:
                result["title"] = timeline.titles[-1].id
        elif isinstance(each, AddMusic):
            result["newest"] = "music"
        elif isinstance(each, AddOverlay):
            result["newest"] = "overlay"
            if timeline is not None and timeline.overlays:
                result["overlay"] = timeline.overlays[-1].id
        elif isinstance(each, ChangeVolume):
            sounds = {sound.id for sound in timeline.sounds} if timeline is not None else set()
            result["newest"] = "music" if each.targets and sounds.issuperset(each.targets) else "volume"
        elif isinstance(each, AddTransition):
            result["newest"] = "transition"
        elif isinstance(each, SetSpeed | AdjustColour | SetLook):
            result["newest"] = "color" if not isinstance(each, SetSpeed) else "speed"
            if len(each.clips) == 1:
                result["clip"] = each.clips[0]
        else:
            clips = getattr(each, "clips", None) or ((clip,) if (clip := getattr(each, "clip", None)) else ())
            if len(clips) == 1:
                result |= {"clip": clips[0], "newest": "clip"}
    return result
