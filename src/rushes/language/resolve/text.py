"""Intents about words on the picture, to operations."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from rushes.edits import AddTitle, ChangeTitle, InsertClip, MoveClip, RemoveTitles
from rushes.edits.picture import PLACES
from rushes.language.answers import Made, Open, Outcome, Scene, Unable
from rushes.language.reading import Intent, Params
from rushes.language.resolve.clearing import titles_cleared
from rushes.language.resolve.overlays import remove_watermark
from rushes.language.resolve.pointing import (
    TITLE_KINDS,
    clips_meant,
    exact,
    media_named,
    moment,
    stretch_of,
    title_meant,
)
from rushes.language.resolve.steps import TEXT_SIZE, colour
from rushes.language.unable import NOT_YET, name_of
from rushes.model.media import MediaKind
from rushes.model.time import ZERO, Seconds, Span
from rushes.model.timeline import Clip, Title, TitleKind

TITLE_SIZE = 0.07
FULL_HD_LINES = 1080
"""Point and pixel sizes of text are taken as on a picture of this height."""


def add(scene: Scene, intent: Intent) -> Outcome:
    """Titles, text on screen, name tags, opening and end cards."""
    params = intent.params
    if intent.op in ("intro", "outro") and params.get("file") and not params.get("text"):
        return _film_card(scene, intent)
    kind = {"lower_third": TitleKind.LOWER_THIRD, "outro": TitleKind.END_CARD}.get(intent.op, TitleKind.TITLE)
    text = params.get("text") or params.get("name")
    if kind is TitleKind.LOWER_THIRD and params.get("name") and params.get("text") not in (None, params.get("name")):
        name, role = str(params["name"]), str(params["text"])
        text = role if role.startswith(name) else f"{name}\n{role}"
    if not text:
        what = {
            "intro": ("opening title", "片头"),
            "outro": ("end card", "片尾"),
            "lower_third": ("name tag", "人名条"),
        }.get(intent.op, ("title", "标题"))
        return Open(
            scene.say(f"What should the {what[0]} say?", f"{what[1]}写什么？"),
            (scene.say(f"add the {what[0]} 'Hello'", f"加{what[1]}“你好”"),),
        )
    if intent.op == "title" and _the_one_there(scene, intent):
        return change(scene, replace(intent, op="edit_text", params={"which": "title", **params}))
    when = _when(scene, intent)
    if isinstance(when, Open | Unable):
        return when
    start, length = when
    style = _style(params)
    place = (
        str(params.get("position"))
        if params.get("position") in PLACES
        else "bottom_left"
        if kind is TitleKind.LOWER_THIRD
        else "center"
    )
    wanted = AddTitle(str(text), start, length, kind, place=place, **style)
    if kind is TitleKind.LOWER_THIRD:
        wanted = replace(wanted, bar="#000000", size=0.045)
    assumed = []
    if length is None:
        seconds = 3 if kind is TitleKind.TITLE else 4
        assumed.append(scene.say(f"for {seconds} s", f"显示 {seconds} 秒"))
    if params.get("color") and "colour" not in style:
        assumed.append(
            scene.say(f"in white: “{params['color']}” is no colour I know", f"用白色：不认识颜色“{params['color']}”")
        )
    if params.get("style") or params.get("font"):
        assumed.append(
            scene.say(
                "in the plain style: lettering styles and animations aren't there yet", "用基本样式：还没有花字和动画"
            )
        )
    return Made((wanted,), assumed=tuple(assumed))


_ITS_WORDS = re.compile(
    r"\b(?:make|set|have|change|turn|get|let|want)\b[^,.;]{0,12}? (?:the|my|our|that) (?:title|text|caption|heading|headline)\b"
    r"|\b(?:the|my|our|that) (?:title|text|caption|heading|headline)(?: text)? (?:should|must|has to|needs to|ought to|is to|now)\b"
    r"|\A\W*(?:把|将)?(?:标题|片头字|文字)(?:内容|文字)?(?:就|要|应该|还是)*(?:写|叫|是|为|用)(?:成|上|个)?[:：]? ?[“\"「『《]"
)
_ANOTHER = re.compile(
    r"\b(?:add|another|second|new|also)\b|\b(?:insert|put) (?:an?|the) (?:title|text|caption|heading)|加|添|新|再写|另"
)


def _the_one_there(scene: Scene, intent: Intent) -> bool:
    """Whether "make the title 'Dusk'" speaks of the one title that is there already."""
    start, end = intent.said
    said = scene.request.text[max(start - 30, 0) : end].lower()
    return len(scene.project.timeline.titles) == 1 and bool(_ITS_WORDS.search(said)) and not _ANOTHER.search(said)


def captions(scene: Scene, intent: Intent) -> Outcome:
    """Captions whose words were said are text at the bottom; those to be listened for can't be made."""
    if intent.params.get("text") and not intent.params.get("language"):
        return add(scene, replace(intent, op="text_overlay", params={"position": "bottom", **intent.params}))
    return Unable(NOT_YET["captions"], name_of("captions", scene.chinese))


def _film_card(scene: Scene, intent: Intent) -> Outcome:
    """A file as the opening or the close: moved there where it is on the timeline, else put there."""
    media = media_named(scene, str(intent.params["file"]), MediaKind.VIDEO, MediaKind.IMAGE)
    if media is None:
        return Unable("no_file", str(intent.params["file"]))
    timeline = scene.project.timeline
    first = intent.op == "intro"
    there = next((clip for clip in timeline.clips if clip.media == media.id), None)
    if there:
        return Made((MoveClip(there.id, 1 if first else len(timeline.clips)),))
    return Made((InsertClip(media.id, ZERO if first else timeline.length),))


def _when(scene: Scene, intent: Intent) -> tuple[Seconds | None, Seconds | None] | Open | Unable:
    params = intent.params
    total = scene.project.timeline.length
    length: Seconds | None = exact(params["duration"]) if isinstance(params.get("duration"), int | float) else None
    start: Seconds | None = None
    beside = params.get("clip", params.get("after"))
    if beside is not None:
        over = clips_meant(scene, beside)
        if isinstance(over, Open | Unable):
            return over
        place = scene.project.timeline.place_of(over[0])
        if place and "after" in params:
            start = place.end
        elif place:
            closing = params.get("position") == "end"
            start = max(place.end - (length or Fraction(3)), place.start) if closing else place.start
    elif "start" in params or "end" in params:
        span = stretch_of(scene, {k: v for k, v in params.items() if k in ("start", "end")})
        if isinstance(span, Open):
            return span
        if span is not None:
            start = span.start
            if "end" in params:
                length = span.length
    elif params.get("position") == "end" or intent.op == "outro":
        usual = Fraction(4) if intent.op == "outro" else Fraction(3)
        start = max(total - (length or usual), ZERO)
    whole = any(
        word in scene.request.text.lower()
        for word in ("whole video", "entire video", "throughout", "whole time", "全程", "整个视频", "一直显示", "全片")
    )
    if whole and length is None and "end" not in params:
        return ZERO, total
    if start is not None and isinstance(params.get("start"), str) and params["start"] == "playhead":
        here = moment(scene, "playhead")
        if isinstance(here, Open):
            return here
        start = here
    return start, length


def _style(params: Params) -> dict[str, object]:
    style: dict[str, object] = {}
    shade = colour(params.get("color"))
    if shade:
        style["colour"] = shade
    size = params.get("size")
    if size == "bigger":
        style["size"] = round(TITLE_SIZE * TEXT_SIZE[""], 4)
    elif size == "smaller":
        style["size"] = round(TITLE_SIZE / TEXT_SIZE[""], 4)
    elif isinstance(size, int | float):
        style["size"] = min(max(float(size) / FULL_HD_LINES, 0.01), 0.5)
    said = str(params.get("style", "")).lower()
    if "bold" in said or "粗" in said:
        style["bold"] = True
    if "outline" in said or "描边" in said or "stroke" in said:
        style["outline"] = True
    return style


def change(scene: Scene, intent: Intent) -> Outcome:
    """ "Make the title bigger", "change the title to 'Dusk'"."""
    params = intent.params
    which = params.get("which")
    if which == "captions":
        return Unable("no_captions")
    quoted = isinstance(which, str) and which not in TITLE_KINDS and which in scene.request.text
    written = any(str(which).casefold() in each.text.casefold() for each in scene.project.timeline.titles)
    if quoted and not written and "text" not in params and _the_one_there(scene, intent):
        params, which = {**params, "text": which}, "title"
        intent = replace(intent, params=params)
    title = title_meant(scene, which if which is not None else "title")
    if isinstance(title, Open | Unable):
        return title
    made = _changed(scene, intent, title)
    return (
        made
        if isinstance(made, Open)
        else Made((made,))
        if made != ChangeTitle(title.id)
        else Open(
            scene.say(
                "Change what: its words, size, colour, place or time?", "改什么：文字、大小、颜色、位置还是时间？"
            ),
            (
                scene.say("make the title bigger", "标题大一点"),
                scene.say("make the title yellow", "标题改成黄色"),
                scene.say("put the title at the bottom", "标题放到底部"),
            ),
        )
    )


def _changed(scene: Scene, intent: Intent, title: Title) -> ChangeTitle | Open:
    params = intent.params
    style = _style({key: value for key, value in params.items() if key != "size"})
    size = params.get("size")
    if size in ("bigger", "smaller"):
        factor = TEXT_SIZE[intent.degree]
        style["size"] = round(min(max(title.size * factor if size == "bigger" else title.size / factor, 0.01), 0.5), 4)
    elif isinstance(size, int | float):
        style["size"] = min(max(float(size) / FULL_HD_LINES, 0.01), 0.5)
    start: Seconds | None = None
    length: Seconds | None = exact(params["duration"]) if isinstance(params.get("duration"), int | float) else None
    if params.get("duration") in ("longer", "shorter"):
        factor = Fraction(5, 4) if intent.degree == "bit" else Fraction(3, 2)
        length = title.span.length * (factor if params["duration"] == "longer" else 1 / factor)
    if "clip" in params:
        over = clips_meant(scene, params["clip"])
        if isinstance(over, Open):
            return over
        at = None if isinstance(over, Unable) else scene.project.timeline.place_of(over[0])
        if at is not None:
            start, length = at.start, at.length if params.get("only") else min(length or title.span.length, at.length)
    if "start" in params:
        place = moment(scene, params["start"])
        if isinstance(place, Open):
            return place
        start = place
    if isinstance(params.get("end"), int | float):
        length = exact(params["end"]) - (start if start is not None else title.span.start)
    if params.get("position") == "start" and start is None:
        start = ZERO
    if params.get("position") == "end" and start is None:
        start = max(scene.project.timeline.length - (length or title.span.length), ZERO)
    place_ = str(params["position"]) if params.get("position") in PLACES else None
    text = params.get("text")
    return ChangeTitle(title.id, str(text) if text else None, place=place_, start=start, length=length, **style)  # type: ignore[arg-type]


def _span_gone(scene: Scene, params: Params) -> Span | Open | Unable | None:
    """For which stretch words are taken off: one said, or that of the clips named; None for all of it."""
    if "clip" not in params:
        return stretch_of(scene, params)
    clips = clips_meant(scene, params["clip"])
    if isinstance(clips, Open | Unable):
        return clips
    spans = [at for item, at in scene.project.timeline.spans() if isinstance(item, Clip) and item.id in clips]
    return Span(spans[0].start, spans[-1].end) if spans else None


def remove(scene: Scene, intent: Intent) -> Outcome:
    which = intent.params.get("which", "text")
    if which == "watermark":
        return remove_watermark(scene, intent)
    titles = scene.project.timeline.titles
    kind = {"captions": TitleKind.CAPTION, "lower_third": TitleKind.LOWER_THIRD}.get(str(which))
    found = tuple(each for each in titles if kind is None or each.kind is kind)
    if not found:
        return Unable("no_captions" if which == "captions" else "no_title")
    if kind is None and which not in ("all", "text", "title", "timestamp"):
        title = title_meant(scene, which)
        if isinstance(title, Open | Unable):
            return title
        found = (title,)
    nth = intent.params.get("number")
    if nth is not None:
        found = tuple(sorted(found, key=lambda each: each.span.start))
        found = found[-1:] if nth == "last" else found[int(str(nth)) - 1 : int(str(nth))]
        return Made((RemoveTitles(tuple(each.id for each in found)),)) if found else Unable("no_title")
    span = _span_gone(scene, intent.params)
    if isinstance(span, Open | Unable):
        return span
    if span is not None:
        return titles_cleared(scene, found, span)
    if isinstance(at := intent.params.get("at"), int | float):
        found = tuple(each for each in found if exact(at) in each.span) or found
    return Made((RemoveTitles(() if found == titles else tuple(each.id for each in found)),))
