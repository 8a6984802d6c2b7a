"""Intents about which clips there are and in what order, to operations."""

from __future__ import annotations

import random

from rushes.edits import AppendMedia, Freeze, InsertClip, LiftRange, MoveClip, Reorder, ReplaceClip, SwapClips
from rushes.language.answers import Made, Open, Outcome, Scene, Unable
from rushes.language.reading import Intent, Params
from rushes.language.resolve.pointing import clip_name, clips_meant, exact, media_named, moment, only_media
from rushes.model.media import MediaKind
from rushes.model.time import Seconds, Span
from rushes.model.timeline import Clip


def reorder(scene: Scene, intent: Intent) -> Outcome:
    """Clips moved, swapped, sorted, reversed."""
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
    """Files from the pool put at the end, or clips put side by side."""
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


def insert_clip(scene: Scene, intent: Intent) -> Outcome:
    """A file put in at a time, after a clip, or at the end."""
    params = intent.params
    if params.get("what") == "black":
        return _black(scene, params)
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


def _black(scene: Scene, params: Params) -> Outcome:
    """Black put in: a frame held for as long, and lifted out again."""
    at = _insert_place(scene, params)
    if isinstance(at, Open | Unable):
        return at
    length = exact(params.get("duration", 1))
    return Made((Freeze(at, length), LiftRange(Span(at, at + length))))


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
    """A clip's footage replaced by a file's."""
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
