"""Intents about cutting, order and pace, to operations."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from rushes.edits import (
    AdjustColour,
    ChangeVolume,
    CutRange,
    DeleteClips,
    Flip,
    KeepRanges,
    LiftRange,
    Mute,
    Operation,
    RemoveOverlays,
    RemoveSounds,
    RemoveTitles,
    Reverse,
    Rotate,
    SetLength,
    SetLook,
    SetSpeed,
    SetZoom,
    Split,
    SplitEvenly,
    TrimEnd,
    TrimStart,
)
from rushes.language.answers import Made, Open, Outcome, Scene, Unable
from rushes.language.reading import Intent
from rushes.language.resolve.pointing import (
    NAMED,
    clip_name,
    clips_meant,
    exact,
    moment,
    one_clip,
    overlap,
    several,
    stretch_of,
    words_of,
)
from rushes.model.time import ZERO, Seconds, Span, clock_text, holes, length_text
from rushes.model.timeline import Clip, SoundKind


def trim(scene: Scene, intent: Intent) -> Outcome:
    """Seconds off the start or the end, of a clip or the whole."""
    params = intent.params
    start = intent.op == "trim_start"
    if "seconds" in params and (params.get("clip") == "all" or isinstance(params.get("clip"), list)):
        return _each_trimmed(scene, intent)
    clip = one_clip(scene, params)
    if isinstance(clip, Open | Unable):
        return clip
    reach = scene.project.timeline.place_of(clip) if clip else Span(ZERO, scene.project.timeline.length)
    assert reach is not None
    length: Seconds | None = exact(params["seconds"]) if "seconds" in params else None
    for key in ("until", "from"):
        if key in params:
            place = moment(scene, params[key])
            if isinstance(place, Open):
                return place
            length = place if key == "until" else reach.length - place
    if length is None:
        words = ("beginning", "开头") if start else ("end", "结尾")
        return Open(
            scene.say(f"How much of the {words[0]} should go?", f"{words[1]}要剪掉多少？"),
            tuple(
                scene.say(
                    f"cut the {'first' if start else 'last'} {n} seconds", f"剪掉{'前' if start else '最后'}{n}秒"
                )
                for n in (2, 5, 10)
            ),
        )
    return Made((TrimStart(length, clip) if start else TrimEnd(length, clip),))


def _each_trimmed(scene: Scene, intent: Intent) -> Outcome:
    """The same seconds off each of several clips."""
    clips = several(scene, intent.params)
    if isinstance(clips, Open | Unable):
        return clips
    ids = clips or tuple(clip.id for clip in scene.project.timeline.clips)
    length = exact(intent.params["seconds"])
    if any(clip.length <= length for clip in scene.project.timeline.clips if clip.id in ids):
        return Open(scene.say("One of these clips is shorter than that. How much?", "其中有片段比这还短。剪掉多少？"))
    return Made(tuple(TrimStart(length, each) if intent.op == "trim_start" else TrimEnd(length, each) for each in ids))


def cut_range(scene: Scene, intent: Intent) -> Outcome:
    """Stretches taken out."""
    return _ranged(
        scene,
        intent,
        lambda spans, clip: tuple(CutRange(span, clip) for span in sorted(spans, key=lambda s: s.start, reverse=True)),
    )


def keep_range(scene: Scene, intent: Intent) -> Outcome:
    """All but stretches taken out."""
    if intent.params.get("end") == "end" and "seconds" in intent.params:
        intent = Intent(intent.op, {**intent.params, "end": None}, intent.said, intent.matched, intent.degree)
    if "seconds" in intent.params and not any(key in intent.params for key in ("start", "end", "where", "ranges")):
        return set_duration(scene, intent)
    return _ranged(scene, intent, lambda spans, clip: (KeepRanges(tuple(spans), clip),))


def _of_each(scene: Scene, intent: Intent) -> Outcome:
    """ "Use just the first 5 seconds of each clip"."""
    clips = several(scene, intent.params)
    if isinstance(clips, Open | Unable):
        return clips
    made: list[Operation] = []
    for clip in scene.project.timeline.clips:
        if clips and clip.id not in clips:
            continue
        found = stretch_of(
            scene, {key: value for key, value in intent.params.items() if key != "clip"}, Span(ZERO, clip.length)
        )
        if isinstance(found, Open) or found is None:
            return found or Open(scene.say("Which part of each clip?", "每段的哪一部分？"))
        if found.start < clip.length:
            made.append(KeepRanges((Span(found.start, min(found.end, clip.length)),), clip.id))
    return Made(tuple(made))


def _ranged(scene: Scene, intent: Intent, make: Callable[[list[Span], str | None], tuple[object, ...]]) -> Outcome:
    if intent.params.get("clip") == "all" or isinstance(intent.params.get("clip"), list):
        return _of_each(scene, intent) if intent.op == "keep_range" else _in_each(scene, intent, make)
    clip = one_clip(scene, intent.params)
    if isinstance(clip, Open | Unable):
        return clip
    if intent.params.get("mode") == "lift":
        return _lifted(scene, intent)
    place = scene.project.timeline.place_of(clip) if clip else None
    local = Span(ZERO, place.length) if place else None
    ranges = intent.params.get("ranges")
    if isinstance(ranges, list):
        whole = (local or Span(ZERO, scene.project.timeline.length)).length
        bounds = [[_from_start(each, whole) for each in pair] for pair in ranges]
        spans = [Span(min(pair), max(pair)) for pair in bounds]
    else:
        found = stretch_of(scene, {key: value for key, value in intent.params.items() if value is not None}, local)
        if isinstance(found, Open):
            return found
        if found is None:
            return Open(scene.say("Which part: from when to when?", "是哪一段：从几秒到几秒？"))
        spans = [found]
    assumed = ()
    where = intent.params.get("where")
    if where in ("middle", "beginning", "end") and "seconds" not in intent.params and "share" not in intent.params:
        span = spans[0]
        assumed = (
            scene.say(
                f"“{where}” taken as {clock_text(span.start)} to {clock_text(span.end)}",
                f"按 {clock_text(span.start)} 到 {clock_text(span.end)} 理解",
            ),
        )
    return Made(make(spans, clip), assumed=assumed)  # type: ignore[arg-type]


def _in_each(scene: Scene, intent: Intent, make: Callable[[list[Span], str | None], tuple[object, ...]]) -> Outcome:
    """The same stretch of each of several clips."""
    clips = several(scene, intent.params)
    if isinstance(clips, Open | Unable):
        return clips
    made: list[Operation] = []
    for each in clips or tuple(clip.id for clip in scene.project.timeline.clips):
        number_ = next(i for i, clip in enumerate(scene.project.timeline.clips, 1) if clip.id == each)
        found = _ranged(scene, Intent(intent.op, {**intent.params, "clip": number_}), make)
        if not isinstance(found, Made):
            return found
        made += found.operations
    return Made(tuple(made))


def _from_start(moment: object, whole: Seconds) -> Seconds:
    """A moment of a stretch `whole` seconds long; "end" is its end, what is negative counts from there."""
    at = whole if moment == "end" else exact(moment)
    return max(whole + at, ZERO) if at < 0 else at


def _lifted(scene: Scene, intent: Intent) -> Outcome:
    span = stretch_of(scene, {key: value for key, value in intent.params.items() if key in ("start", "end", "seconds")})
    return span if isinstance(span, Open) else Made((LiftRange(span),)) if span else Unable("gone")


def split(scene: Scene, intent: Intent) -> Outcome:
    """Clips split at moments, into parts, every so often."""
    params = intent.params
    if params.get("by") == "scene":
        return Unable("seeing", scene.say("splitting by scene", "按镜头分割"))
    clip = one_clip(scene, params)
    if isinstance(clip, Open | Unable):
        return clip
    reach = scene.project.timeline.place_of(clip) if clip else Span(ZERO, scene.project.timeline.length)
    assert reach is not None
    if "parts" in params:
        return Made((SplitEvenly(int(float(str(params["parts"]))), clip),))
    if "every" in params:
        step = exact(params["every"])
        count = min(int(reach.length / step), 500) if step > 0 else 0
        moments = tuple(
            reach.start + step * number_ for number_ in range(1, count + 1) if reach.start + step * number_ < reach.end
        )
        return (
            Made((Split(moments),))
            if moments
            else Unable(
                "nothing_to_do", scene.say(f"{length_text(reach.length)} long", f"总长 {length_text(reach.length)}")
            )
        )
    at = params.get("at")
    if at is None:
        return Open(
            scene.say("Split where?", "在哪里分割？"),
            tuple(
                scene.say(
                    f"split at {clock_text(reach.start + reach.length * n / 4)}",
                    f"在 {clock_text(reach.start + reach.length * n / 4)} 分割",
                )
                for n in (1, 2, 3)
            ),
        )
    moments_: list[Seconds] = []
    for each in at if isinstance(at, list) else [at]:
        place = moment(scene, each)
        if isinstance(place, Open):
            return place
        inside = clip is not None and isinstance(each, int | float)
        moments_.append(place + reach.start if inside else place)
    return Made((Split(tuple(moments_)),))


def delete_clip(scene: Scene, intent: Intent) -> Outcome:
    """Clips taken out, or what "it" means: a title, a sound, an overlay."""
    params = intent.params
    said = params.get("which", params.get("clip"))
    rider = _rider(scene, said)
    if rider:
        return Made((rider,))
    found = clips_meant(scene, said)
    if isinstance(found, Open | Unable):
        return found
    if said == "it" and not scene.request.selected and any(isinstance(each, _OF_A_CLIP) for each in scene.request.last):
        number = [clip.id for clip in scene.asked_of.timeline.clips].index(found[0]) + 1
        return Open(
            scene.say(
                f"Take back the last edit, or delete clip {number}?", f"是撤销刚才的修改，还是删掉第{number}段？"
            ),
            (scene.say("undo", "撤销"), scene.say(f"delete clip {number}", f"删掉第{number}段")),
        )
    if "except" in params:
        spared = clips_meant(scene, params["except"])
        if isinstance(spared, Open | Unable):
            return spared
        found = tuple(each for each in found if each not in spared)
    return Made((DeleteClips(found),)) if found else Unable("gone")


_OF_A_CLIP = (AdjustColour, ChangeVolume, Flip, Mute, Reverse, Rotate, SetLook, SetSpeed, SetZoom)
"""After one of these "remove that" may mean what was done, or what it was done to."""


def _rider(scene: Scene, said: object) -> Operation | None:
    """The removal of a title, sound or overlay that is selected, or was touched last, where "it" or "this" is said."""
    if said not in ("it", "selected"):
        return None
    timeline, chosen = scene.project.timeline, set(scene.request.selected)
    titles = tuple(each.id for each in timeline.titles if each.id in chosen)
    sounds = tuple(each.id for each in timeline.sounds if each.id in chosen)
    overlays = tuple(each.id for each in timeline.overlays if each.id in chosen)
    if chosen:
        return (
            RemoveTitles(titles)
            if titles
            else RemoveSounds(sounds)
            if sounds
            else RemoveOverlays(overlays)
            if overlays
            else None
        )
    if said != "it":
        return None
    newest, touched = scene.touched.get("newest"), scene.touched
    if newest == "title" and "title" in touched:
        return RemoveTitles((touched["title"],))
    if newest == "music" and timeline.sounds:
        return RemoveSounds(kind=SoundKind.MUSIC)
    return RemoveOverlays((touched["overlay"],)) if newest == "overlay" and "overlay" in touched else None


def content(scene: Scene, intent: Intent) -> Outcome:
    """Remove or keep by meaning: clips by name where the words fit one, else an honest no."""
    what = str(intent.params.get("what", ""))
    keep = intent.op == "keep_content"
    named = intent.params.get("clips")
    if isinstance(named, list):
        found = clips_meant(scene, named)
        if isinstance(found, Open | Unable):
            return found
        gone = tuple(clip.id for clip in scene.project.timeline.clips if clip.id not in found)
        return Made((DeleteClips(gone),)) if gone else Unable("nothing_to_do", what)
    if what == "gaps":
        spans = [at for item, at in scene.project.timeline.spans() if not isinstance(item, Clip)]
        if not spans:
            return Unable("nothing_to_do", scene.say("there are no gaps", "没有空隙"))
        kept = holes(spans, Span(ZERO, scene.project.timeline.length))
        return Made((KeepRanges(kept),))
    wanted = words_of(what)
    scored = [(overlap(wanted, words_of(clip_name(scene, clip))), clip.id) for clip in scene.project.timeline.clips]
    best = max((score for score, _ in scored), default=0.0)
    if best >= NAMED:
        ids = tuple(each for score, each in scored if score == best)
        if keep:
            ids = tuple(each for _, each in scored if each not in ids)
        if ids:
            return Made((DeleteClips(ids),))
    return Unable("seeing", scene.say(f"finding “{what}”", f"找出“{what}”"))


def set_duration(scene: Scene, intent: Intent) -> Outcome:
    """A length set, for a clip, for each, or for the whole."""
    params = intent.params
    clip = one_clip(scene, params)
    if isinstance(clip, Open | Unable):
        return clip
    said = params.get("max", params.get("seconds"))
    share = params.get("share")
    if isinstance(share, float) and said is None:
        whole = scene.project.timeline.place_of(clip) if clip else Span(ZERO, scene.project.timeline.length)
        assert whole is not None
        said = whole.length * Fraction(str(share))
    if said is None:
        return Open(
            scene.say("How long should it be?", "要多长？"),
            tuple(scene.say(f"make it {n} seconds long", f"剪成{n}秒") for n in (15, 30, 60)),
        )
    length = said if isinstance(said, Fraction) else exact(said)
    if params.get("each"):
        clips = scene.project.timeline.clips
        return Made(tuple(SetLength(length, each.id) for each in clips if each.length > length))
    reach = scene.project.timeline.place_of(clip) if clip else Span(ZERO, scene.project.timeline.length)
    assert reach is not None
    if "max" in params and reach.length <= length:
        return Unable(
            "nothing_to_do", scene.say(f"it is {length_text(reach.length)} long", f"总长 {length_text(reach.length)}")
        )
    assumed = (scene.say("the end was cut off", "从结尾剪掉"),) if length < reach.length else ()
    return Made((SetLength(length, clip),), assumed=assumed)
