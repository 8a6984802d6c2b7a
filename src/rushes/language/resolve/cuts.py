"""Intents about cutting, order and pace, to operations."""

from __future__ import annotations

import random
from collections.abc import Callable
from fractions import Fraction

from rushes.edits import (
    AppendMedia,
    CutRange,
    DeleteClips,
    Freeze,
    InsertClip,
    KeepRanges,
    LiftRange,
    MoveClip,
    Operation,
    RemoveOverlays,
    RemoveSounds,
    RemoveTitles,
    Reorder,
    RepeatClip,
    ReplaceClip,
    Reverse,
    SetLength,
    SetSpeed,
    Split,
    SplitEvenly,
    SwapClips,
    TrimEnd,
    TrimStart,
)
from rushes.language.answers import Made, Open, Outcome, Scene, Unable
from rushes.language.reading import Intent, Params
from rushes.language.resolve.pointing import (
    NAMED,
    clip_name,
    clips_meant,
    exact,
    media_named,
    moment,
    only_media,
    overlap,
    stretch_of,
    words_of,
)
from rushes.language.resolve.steps import FAST_FORWARD, FASTER, SLOW_MOTION, SLOWER, TIMELAPSE, number
from rushes.model.media import MediaKind
from rushes.model.time import ZERO, Seconds, Span, clock_text, holes, length_text
from rushes.model.timeline import Clip, SoundKind


def one_clip(scene: Scene, params: Params) -> str | Open | Unable | None:
    """The one clip an intent names, or None where it names none (or all)."""
    said = params.get("clip")
    if said is None or said == "all":
        return None
    found = clips_meant(scene, said)
    if isinstance(found, Open | Unable):
        return found
    return found[0] if found else None


def several(scene: Scene, params: Params) -> tuple[str, ...] | Open | Unable:
    """The clips an intent names; empty means all. "except" is taken away."""
    said = params.get("clip")
    found: tuple[str, ...] | Open | Unable = () if said in (None, "all") else clips_meant(scene, said)
    if isinstance(found, Open | Unable) or "except" not in params:
        return found
    spared = (
        clips_meant(scene, params["except"])
        if isinstance(params["except"], int | list) or params["except"] == "last"
        else ()
    )
    if isinstance(spared, Open | Unable):
        return spared
    ids = found or tuple(clip.id for clip in scene.project.timeline.clips)
    return tuple(each for each in ids if each not in spared)


def trim(scene: Scene, intent: Intent) -> Outcome:
    params = intent.params
    clip = one_clip(scene, params)
    if isinstance(clip, Open | Unable):
        return clip
    start = intent.op == "trim_start"
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


def cut_range(scene: Scene, intent: Intent) -> Outcome:
    return _ranged(
        scene,
        intent,
        lambda spans, clip: tuple(CutRange(span, clip) for span in sorted(spans, key=lambda s: s.start, reverse=True)),
    )


def keep_range(scene: Scene, intent: Intent) -> Outcome:
    if intent.params.get("end") == "end" and "seconds" in intent.params:
        intent = Intent(intent.op, {**intent.params, "end": None}, intent.said, intent.matched, intent.degree)
    if "seconds" in intent.params and not any(key in intent.params for key in ("start", "end", "where", "ranges")):
        return set_duration(scene, intent)
    return _ranged(scene, intent, lambda spans, clip: (KeepRanges(tuple(spans), clip),))


def _ranged(scene: Scene, intent: Intent, make: Callable[[list[Span], str | None], tuple[object, ...]]) -> Outcome:
    clip = one_clip(scene, intent.params)
    if isinstance(clip, Open | Unable):
        return clip
    if intent.params.get("mode") == "lift":
        return _lifted(scene, intent)
    place = scene.project.timeline.place_of(clip) if clip else None
    local = Span(ZERO, place.length) if place else None
    ranges = intent.params.get("ranges")
    if isinstance(ranges, list):
        spans = [Span(min(exact(a), exact(b)), max(exact(a), exact(b))) for a, b in ranges]
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


def _lifted(scene: Scene, intent: Intent) -> Outcome:
    span = stretch_of(scene, {key: value for key, value in intent.params.items() if key in ("start", "end", "seconds")})
    return span if isinstance(span, Open) else Made((LiftRange(span),)) if span else Unable("gone")


def split(scene: Scene, intent: Intent) -> Outcome:
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
    params = intent.params
    said = params.get("which", params.get("clip"))
    rider = _rider(scene, said)
    if rider:
        return Made((rider,))
    found = clips_meant(scene, said)
    if isinstance(found, Open | Unable):
        return found
    if "except" in params:
        spared = clips_meant(scene, params["except"])
        if isinstance(spared, Open | Unable):
            return spared
        found = tuple(each for each in found if each not in spared)
    return Made((DeleteClips(found),)) if found else Unable("gone")


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


def reorder(scene: Scene, intent: Intent) -> Outcome:
    params = intent.params
    clips = scene.project.timeline.clips
    if len(clips) < 2:
        return Unable("nothing_to_do", scene.say("there is only one clip", "只有一个片段"))
    order = params.get("order")
    if isinstance(order, str) and order.startswith("swap"):
        pair = clips_meant(scene, [params.get("clip"), params.get("to")])
        if isinstance(pair, Open | Unable):
            return pair
        return (
            Made((SwapClips(pair[0], pair[1]),))
            if len(pair) == 2
            else Open(scene.say("Which two clips?", "哪两段对调？"))
        )
    if order == "reverse":
        return Made((Reorder(tuple(clip.id for clip in reversed(clips))),))
    if isinstance(order, list):
        found = clips_meant(scene, order)
        if isinstance(found, Open | Unable):
            return found
        rest = tuple(clip.id for clip in clips if clip.id not in found)
        return Made((Reorder((*found, *rest)),))
    if params.get("by"):
        return _sorted(scene, str(params["by"]))
    if "clip" not in params:
        return Open(
            scene.say("In which order?", "按什么顺序？"),
            (
                scene.say("sort by name", "按文件名排序"),
                scene.say("sort by time", "按拍摄时间排序"),
                scene.say("reverse the order", "顺序反过来"),
            ),
        )
    moving = clips_meant(scene, params["clip"])
    if isinstance(moving, Open | Unable):
        return moving
    return _placed(scene, moving, params)


def _placed(scene: Scene, moving: tuple[str, ...], params: Params) -> Outcome:
    clips = [clip.id for clip in scene.project.timeline.clips]
    rest = [each for each in clips if each not in moving]
    to = params.get("to")
    if to is None and "at" in params:
        place = exact(params["at"])
        index = sum(
            at.start < place
            for item, at in scene.project.timeline.spans()
            if isinstance(item, Clip) and item.id in rest
        )
    elif to == "start":
        index = 0
    elif to == "end" or to == "last":
        index = len(rest)
    elif to == "middle":
        index = len(rest) // 2
    elif to in ("earlier", "later"):
        index = max(clips.index(moving[0]) + (-1 if to == "earlier" else 1), 0)
    elif isinstance(to, int | float) or (isinstance(to, str) and to.isdigit()):
        index = int(float(str(to))) - 1
    elif isinstance(to, str) and to.split(" ")[0] in ("after", "before"):
        relation, _, name = to.partition(" ")
        beside = clips_meant(scene, int(name) if name.lstrip("-").isdigit() else name)
        if isinstance(beside, Open | Unable):
            return beside
        if not beside or beside[0] not in rest:
            return Unable("nothing_to_do", scene.say("a clip can't stand beside itself", "片段不能移到自己旁边"))
        index = rest.index(beside[0]) + (1 if relation == "after" else 0)
    else:
        return Open(
            scene.say("Move it where?", "移到哪里？"),
            (scene.say("to the beginning", "移到最前面"), scene.say("to the end", "移到最后")),
        )
    if not 0 <= index <= len(rest):
        return Open(
            scene.say(
                f"There are {len(clips)} clips. Move it to which place?", f"共有 {len(clips)} 个片段。移到第几个？"
            )
        )
    if len(moving) == 1:
        return Made((MoveClip(moving[0], index + 1),))
    return Made((Reorder((*rest[:index], *moving, *rest[index:])),))


def _sorted(scene: Scene, by: str) -> Outcome:
    clips = list(scene.project.timeline.clips)
    if by == "random":
        random.Random(scene.project.timeline.numbered).shuffle(clips)
    elif by == "duration":
        clips.sort(key=lambda clip: clip.length)
    elif by == "time":
        media = {each.id: each.facts.created or "" for each in scene.project.media}
        if not all(media.get(clip.media) for clip in clips):
            return Unable(
                "nothing_to_do", scene.say("not every file says when it was recorded", "有的文件没有拍摄时间")
            )
        clips.sort(key=lambda clip: (media[clip.media], clip.source.start))
    else:
        clips.sort(key=lambda clip: clip_name(scene, clip).casefold())
    return Made((Reorder(tuple(clip.id for clip in clips)),))


def merge(scene: Scene, intent: Intent) -> Outcome:
    said = intent.params.get("clips")
    on_track = {clip.media for clip in scene.project.timeline.clips}
    pool = [media for media in scene.project.media if media.facts.kind is not MediaKind.AUDIO]
    if isinstance(said, list) and said and all(isinstance(each, str) for each in said):
        wanted = []
        for name in said:
            media = media_named(scene, str(name), MediaKind.VIDEO, MediaKind.IMAGE)
            if media is None:
                return Unable("no_file", str(name))
            wanted.append(media)
    elif isinstance(said, list):
        found = clips_meant(scene, said)
        if isinstance(found, Open | Unable):
            return found
        clips = [clip.id for clip in scene.project.timeline.clips]
        first = min(clips.index(each) for each in found)
        rest = [each for each in clips if each not in found]
        joined = (*rest[:first], *found, *rest[first:])
        return Made((Reorder(joined),)) if list(joined) != clips else Made()
    else:
        wanted = pool
    fresh = tuple(media.id for media in wanted if media.id not in on_track)
    if fresh:
        return Made((AppendMedia(fresh),))
    return (
        Made()
        if len(scene.project.timeline.clips) > 1
        else Unable(
            "nothing_to_do",
            scene.say("there is only one clip, so there is nothing to join", "只有一个片段，没有可以合并的"),
        )
    )


def set_duration(scene: Scene, intent: Intent) -> Outcome:
    params = intent.params
    clip = one_clip(scene, params)
    if isinstance(clip, Open | Unable):
        return clip
    said = params.get("max", params.get("seconds"))
    if said is None:
        return Open(
            scene.say("How long should it be?", "要多长？"),
            tuple(scene.say(f"make it {n} seconds long", f"剪成{n}秒") for n in (15, 30, 60)),
        )
    length = exact(said)
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


def insert_clip(scene: Scene, intent: Intent) -> Outcome:
    params = intent.params
    name = params.get("file") or params.get("what")
    media = media_named(scene, str(name), MediaKind.VIDEO, MediaKind.IMAGE) if name else None
    if media is None:
        media = only_media(scene, MediaKind.VIDEO) if not params.get("file") else None
    if media is None:
        return (
            Unable("no_file", str(name))
            if params.get("file")
            else Unable("needs_file", scene.say("the footage to insert", "要插入的素材"))
        )
    at = _insert_place(scene, params)
    if isinstance(at, Open | Unable):
        return at
    length = exact(params["duration"]) if "duration" in params else None
    return Made((InsertClip(media.id, at, length=length),))


def _insert_place(scene: Scene, params: Params) -> Seconds | Open | Unable:
    timeline = scene.project.timeline
    for key in ("after", "between"):
        if key in params:
            said = params[key]
            first = said[0] if isinstance(said, list) and said else said
            found = clips_meant(scene, first)
            if isinstance(found, Open | Unable):
                return found
            place = timeline.place_of(found[0])
            return place.end if place else timeline.length
    return moment(scene, params["at"]) if "at" in params else timeline.length


def replace_clip(scene: Scene, intent: Intent) -> Outcome:
    params = intent.params
    name = params.get("with")
    media = media_named(scene, str(name), MediaKind.VIDEO, MediaKind.IMAGE) if name else None
    if media is None:
        return (
            Unable("no_file", str(name))
            if name
            else Unable("needs_file", scene.say("what to put there", "用来替换的素材"))
        )
    found = clips_meant(scene, params.get("which", "selected"))
    if isinstance(found, Open | Unable):
        return found
    return Made((ReplaceClip(found[0], media.id),))


def speed(scene: Scene, intent: Intent) -> Outcome:
    params = intent.params
    ids = several(scene, params)
    if isinstance(ids, Open | Unable):
        return ids
    place = scene.project.timeline.place_of(ids[0]) if len(ids) == 1 else None
    span = stretch_of(scene, params, place)
    if isinstance(span, Open):
        return span
    factor = params.get("factor")
    assumed: tuple[str, ...] = ()
    if isinstance(factor, int | float):
        value = Fraction(str(factor)).limit_denominator(1000)
        if abs(value - Fraction(1, 3)) < Fraction(1, 100):
            value = Fraction(1, 3)
    elif params.get("level") == "ramp":
        return Unable(
            "picture_effect",
            scene.say("speed ramps (a steady speed works: “2x from 3 to 6 s”)", "变速曲线（可以说“3到6秒2倍速”）"),
        )
    else:
        value = _stepped(intent)
        assumed = (scene.say(f"{number(float(value))}x speed", f"{number(float(value))} 倍速"),)
    if value == 1 and params.get("factor") is not None:
        return Made((SetSpeed(Fraction(1), ids, span, relative=False),))
    return Made((SetSpeed(value, ids, span),), assumed=assumed)


def _stepped(intent: Intent) -> Fraction:
    level = intent.params.get("level")
    if level == "timelapse":
        return TIMELAPSE
    if intent.op == "slow_motion" or level == "down":
        words = " ".join(match.words for match in intent.matched).lower()
        if intent.degree == "" and ("motion" in words or "slow-mo" in words or "慢动作" in words or "慢镜头" in words):
            return SLOW_MOTION
        return SLOWER[intent.degree]
    words = " ".join(match.words for match in intent.matched).lower()
    if intent.degree == "" and ("fast forward" in words or "fast-forward" in words or "快进" in words):
        return FAST_FORWARD
    if intent.degree == "" and ("快一点" in words or "快点" in words or "快一些" in words):
        return FASTER["bit"]
    return FASTER[intent.degree]


def reverse(scene: Scene, intent: Intent) -> Outcome:
    ids = several(scene, intent.params)
    if isinstance(ids, Open | Unable):
        return ids
    span = stretch_of(scene, intent.params)
    if isinstance(span, Open):
        return span
    return Made((Reverse(ids, span),))


def freeze(scene: Scene, intent: Intent) -> Outcome:
    params = intent.params
    length = exact(params["duration"]) if "duration" in params else Fraction(2)
    assumed = () if "duration" in params else (scene.say("held for 2 s", "定格 2 秒"),)
    at = params.get("at")
    if at is None and "clip" in params:
        clip = one_clip(scene, params)
        if isinstance(clip, Open | Unable):
            return clip
        place = scene.project.timeline.place_of(clip) if clip else None
        if place:
            return Made((Freeze(place.end, length),), assumed=assumed)
    if at is None and scene.request.playhead is None:
        total = scene.project.timeline.length
        return Open(
            scene.say("Freeze at which time?", "在哪个时间点定格？"),
            tuple(
                scene.say(
                    f"freeze at {clock_text(t)} for {length_text(length)}",
                    f"在{clock_text(t)}定格{number(float(length))}秒",
                )
                for t in (total / 2, total)
            ),
        )
    place_ = moment(scene, at if at is not None else "playhead")
    if isinstance(place_, Open):
        return place_
    return Made((Freeze(place_, length),), assumed=assumed)


def loop(scene: Scene, intent: Intent) -> Outcome:
    params = intent.params
    clip = one_clip(scene, params)
    if isinstance(clip, Open | Unable):
        return clip
    reach = scene.project.timeline.place_of(clip) if clip else Span(ZERO, scene.project.timeline.length)
    assert reach is not None
    if "seconds" in params and reach.length > 0:
        length = exact(params["seconds"])
        times = -(-length // reach.length) - 1
        if times < 1:
            return Unable(
                "nothing_to_do",
                scene.say(f"it is {length_text(reach.length)} long", f"总长 {length_text(reach.length)}"),
            )
        return Made(
            (RepeatClip(int(times), clip), SetLength(length, clip)) if clip is None else (RepeatClip(int(times), clip),)
        )
    count = int(float(str(params["count"]))) if "count" in params else 2
    times = max(count - 1, 1)
    return Made(
        (RepeatClip(times, clip),), assumed=(scene.say(f"it now plays {times + 1} times", f"现在播放 {times + 1} 遍"),)
    )
