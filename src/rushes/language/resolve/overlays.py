"""Intents about what lies over the picture or stands in it as one: logos, pictures, to operations."""

from __future__ import annotations

import re

from rushes.edits import AddOverlay, ChangeOverlay, InsertClip, RemoveOverlays
from rushes.edits.picture import PLACES
from rushes.language.answers import Made, Open, Outcome, Scene, Unable
from rushes.language.differences.wording import PLACES_ZH
from rushes.language.reading import Intent, Params
from rushes.language.resolve.clearing import overlays_cleared
from rushes.language.resolve.pointing import (
    clips_meant,
    exact,
    media_named,
    moment,
    only_media,
    overlay_meant,
    stretch_of,
)
from rushes.language.resolve.steps import TEXT_SIZE
from rushes.model.media import MediaKind
from rushes.model.time import ZERO, Seconds, Span
from rushes.model.timeline import Overlay


def overlay(scene: Scene, intent: Intent) -> Outcome:
    """Logos, watermarks, pictures in a corner."""
    params = intent.params
    there = overlay_meant(scene)
    if params.get("change") and "animation" in params and not there:
        return Unable("no_overlay")
    if there and (params.get("change") or _the_one_there(scene, intent)):
        return _changed_overlay(scene, intent, there)
    pip = intent.op == "picture_in_picture"
    kinds = (MediaKind.VIDEO, MediaKind.IMAGE) if pip else (MediaKind.IMAGE,)
    media = media_named(scene, str(params["file"]), *kinds) if params.get("file") else None
    if params.get("file") and media is None:
        return Unable("no_file", str(params["file"]))
    if media is None and pip and "clip" in params:
        found = clips_meant(scene, params["clip"])
        if isinstance(found, Open | Unable):
            return found
        clip = scene.project.timeline.clip(found[0])
        media = scene.project.find(clip.media) if clip else None
    if media is None:
        media = (media_named(scene, "logo", *kinds) if not pip else None) or only_media(scene, *kinds)
    if media is None:
        return Unable("needs_file", scene.say("the logo or picture", "logo 或图片"))
    place = str(params.get("position") or ("bottom_right" if pip else "top_right"))
    start = exact(params["start"]) if isinstance(params.get("start"), int | float) else ZERO
    end: Seconds | None = exact(params["end"]) if isinstance(params.get("end"), int | float) else None
    if end is None and isinstance(params.get("duration"), int | float):
        end = start + exact(params["duration"])
    size = params.get("size")
    width = float(size) if isinstance(size, int | float) and 0 < size <= 1 else 0.28 if pip else 0.12
    still = (scene.say("standing still: it can't move or fade yet", "不带动画：还不能动或淡入淡出"),)
    assumed = (
        scene.say(f"{place.replace('_', ' ')}, {width:.0%} of the width", f"{PLACES_ZH[place]}，宽度 {width:.0%}"),
        *(still if params.get("animation") else ()),
    )
    return Made(
        (
            AddOverlay(
                media.id,
                start,
                end,
                place if place in PLACES else "top_right",
                width,
                0.035 if pip else 0.03,
                (1.0 if pip else 0.85) if (opacity := _opacity(params)) is None else opacity,
            ),
        ),
        assumed=assumed,
    )


_ITS_PLACE = re.compile(
    r"\b(?:the|my|our|that|its) (?:logo|watermark|overlay)\b|\b(?:logo|watermark) (?:should|must|has to|needs to)\b"
    r"|(?:logo|水印|角标|台标|图标)(?:都|也|再|就|给我|帮我)*(?:放|移|挪|摆|调|换|弄|只|改)"
)
_ANOTHER = re.compile(r"\b(?:add|another|second|insert|overlay (?:the|my|our))\b|加|添|插|叠|贴|再来|打上")


def _the_one_there(scene: Scene, intent: Intent) -> bool:
    """Whether "put the logo bottom left" speaks of the one that is there already."""
    said = scene.request.text[slice(*intent.said)].lower()
    plain = intent.op == "watermark" and not intent.params.get("file") and len(scene.project.timeline.overlays) == 1
    return plain and bool(_ITS_PLACE.search(said)) and not _ANOTHER.search(said)


def _changed_overlay(scene: Scene, intent: Intent, old: Overlay) -> Outcome:
    """ "Make the logo bigger", "move the logo to the top left"."""
    params = intent.params
    if params.get("animation") and not {"size", "position", "start", "end"} & params.keys():
        return Unable("layout", scene.say("a logo that moves or fades", "会动、会淡入淡出的水印"))
    size, width = params.get("size"), None
    if size in ("bigger", "smaller"):
        factor = TEXT_SIZE[intent.degree]
        width = round(min(max(old.width * factor if size == "bigger" else old.width / factor, 0.01), 1.0), 4)
    elif isinstance(size, int | float) and 0 < size <= 1:
        width = float(size)
    place = str(params["position"]) if params.get("position") in PLACES else None
    start = exact(params["start"]) if isinstance(params.get("start"), int | float) else None
    end = exact(params["end"]) if isinstance(params.get("end"), int | float) else None
    if start is None and end is None and params.get("position") in ("start", "end"):
        part = stretch_of(scene, {"where": "beginning" if params["position"] == "start" else "end"})
        if isinstance(part, Span):
            start, end = part.start, part.end
    made = ChangeOverlay(old.id, place, width, _opacity(params, old), start, end)
    if made == ChangeOverlay(old.id):
        asked = scene.say(
            "Change what of it: size, place, or when it is shown?", "改什么：大小、位置，还是出现的时间？"
        )
        return Open(
            asked,
            (
                scene.say("make the logo smaller", "logo 小一点"),
                scene.say("move the logo to the bottom left", "logo 移到左下角"),
            ),
        )
    return Made((made,))


LESS_OPAQUE = 0.6
"""A step of "more transparent"."""


def _opacity(params: Params, old: Overlay | None = None) -> float | None:
    """How opaque it is to be, from 0 to 1; None where nothing is said of it."""
    said = params.get("opacity")
    if said in ("less", "more"):
        return round(min((old.opacity if old else 1.0) * (LESS_OPAQUE if said == "less" else 1 / LESS_OPAQUE), 1.0), 2)
    return min(max(float(said), 0.0), 1.0) if isinstance(said, int | float) else None


def image(scene: Scene, intent: Intent) -> Outcome:
    """A picture as a clip at a time, or over the picture where a place on it is named."""
    params = intent.params
    if params.get("position") in PLACES:
        return overlay(
            scene,
            Intent(
                "image_insert",
                {**params, "start": params.get("start", params.get("at"))},
                intent.said,
                intent.matched,
                intent.degree,
            ),
        )
    media = media_named(scene, str(params.get("file") or params.get("what") or ""), MediaKind.IMAGE) or (
        only_media(scene, MediaKind.IMAGE) if not params.get("file") else None
    )
    if media is None:
        return (
            Unable("no_file", str(params["file"]))
            if params.get("file")
            else Unable("needs_file", scene.say("the picture", "图片"))
        )
    timeline = scene.project.timeline
    said = params.get("at", params.get("start", "end"))
    at = moment(scene, said)
    if isinstance(at, Open):
        return at
    if "after" in params:
        found = clips_meant(scene, params["after"])
        if isinstance(found, Open | Unable):
            return found
        place = timeline.place_of(found[0])
        at = place.end if place else at
    length = (
        exact(params["duration"])
        if "duration" in params
        else exact(params["end"]) - at
        if isinstance(params.get("end"), int | float)
        else None
    )
    return Made(
        (InsertClip(media.id, at, length=length),), assumed=() if length else (scene.say("shown for 3 s", "显示 3 秒"),)
    )


def remove_watermark(scene: Scene, intent: Intent) -> Outcome:
    """Overlays taken off: those at the place said, or all."""
    overlays = scene.project.timeline.overlays
    if not overlays:
        return Unable("no_overlay")
    position = intent.params.get("position")
    chosen = tuple(each for each in overlays if position and each.place == position)
    span = _gone_during(scene, intent)
    if isinstance(span, Open):
        return span
    if span is not None:
        return overlays_cleared(scene, chosen or overlays, span)
    return Made((RemoveOverlays(tuple(each.id for each in chosen)),))


def _gone_during(scene: Scene, intent: Intent) -> Span | Open | None:
    """When they are gone: a stretch, or from a moment on; None where nothing is said of it."""
    if "at" not in intent.params:
        return stretch_of(scene, intent.params)
    since = moment(scene, intent.params["at"])
    length = scene.project.timeline.length
    return since if isinstance(since, Open) else Span(min(since, length), length)
