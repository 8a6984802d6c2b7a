"""The reader: something said, about a project, to an answer. The one way in for the studio."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from rushes.edits import ChangeTitle, Operation, applied
from rushes.errors import RequestError
from rushes.language.answers import Answer, Command, Question, Refused, Request, Scene, Unable, Understood, Wish
from rushes.language.reading import ClipSeen, Context, Intent, Reading, Route
from rushes.language.resolve import resolve, touched
from rushes.language.resolve.onward import more_or_less
from rushes.language.resolve.wishes import wish
from rushes.language.rules import read
from rushes.language.unable import reason
from rushes.language.words.script import script
from rushes.model.history import Turn
from rushes.model.project import Project
from rushes.model.session import Head


class Reader(Protocol):
    """Anything that can read a request. Language models fit the same port, and their operations are checked alike."""

    def answer(self, request: Request) -> Answer: ...


def answer(request: Request) -> Answer:
    """What is to be done about `request.text`."""
    if (steps := more_or_less(request) or _reworded(request)) is not None:
        return _stepped_on(request, steps)
    reading = _in_their_language(read(request.text, context_of(request)), request)
    match reading.route:
        case Route.EDIT if all(intent.op == "rename" for intent in reading.intents):
            return _renamed(reading)
        case Route.EDIT:
            return resolve(reading, request)
        case Route.EXPORT:
            shaped = _in_shape(reading, request)
            return _export(reading, request) if shaped is None else resolve(shaped, request)
        case Route.UNDO:
            return _back(reading, request)
        case Route.STATUS | Route.CREDITS | Route.UPLOAD | Route.HELP:
            return Command(str(reading.route), reading, topic=reading.topic)
        case Route.OUT_OF_SCOPE:
            return _outside(reading)
        case _:
            return unclear(reading, request)


def _in_their_language(reading: Reading, request: Request) -> Reading:
    """ "30%" has no language of its own: that of what was said before."""
    wordless = not any(each.isalpha() for each in request.text)
    if wordless and request.history and script(request.history[-1].said).chinese:
        return replace(reading, language="zh")
    return reading


_REWORDED = re.compile(
    r"(?:please )?(?:change|replace|correct|fix) (?:the word )?['\"“]?(.{1,60}?)['\"”]? (?:to|with|into) ['\"“]?(.{1,60}?)['\"”]?[ .!]*"
    r"|(?:把|将)[“\"]?(.{1,30}?)[”\"]?(?:改成|改为|换成|替换成|写成)[“\"]?(.{1,30}?)[”\"]?[。 .!！]*",
    re.IGNORECASE,
)


def _reworded(request: Request) -> tuple[Operation, ...] | None:
    """ "Change Maria to Marie", where just one title has such a word."""
    found = _REWORDED.fullmatch(request.text.strip())
    if not found:
        return None
    old, new = (each for each in found.groups() if each)
    titles = [title for title in request.project.timeline.titles if old.casefold() in title.text.casefold()]
    if len(titles) != 1:
        return None
    text = re.sub(re.escape(old), lambda _: new, titles[0].text, flags=re.IGNORECASE)
    return (ChangeTitle(titles[0].id, text=text),)


def _stepped_on(request: Request, steps: tuple[Operation, ...]) -> Answer:
    reading = Reading(Route.EDIT, language="zh" if script(request.text).chinese else "en")
    try:
        applied(request.project, steps)
    except RequestError as error:
        return Refused(error.text(reading.language), error.code, reading, error.advice(reading.language))
    return Understood(steps, reading)


def context_of(request: Request) -> Context:
    """What the grammar may lean on, from a request's project and last edit."""
    project = request.project
    places = {clip.id: number for number, clip in enumerate(project.timeline.clips, 1)}
    newest = _looked_at(request) or touched(request.last, project).get("newest")
    return Context(
        clips=tuple(
            ClipSeen(number, clip.name, float(clip.length)) for number, clip in enumerate(project.timeline.clips, 1)
        ),
        media=tuple(media.name for media in project.media),
        titles=tuple(title.text for title in project.timeline.titles),
        music=next((sound.label for sound in project.timeline.sounds), None),
        seconds=float(project.timeline.length),
        playhead=None if request.playhead is None else float(request.playhead),
        selected=tuple(places[each] for each in request.selected if each in places),
        last_op={
            "title": "title",
            "music": "music",
            "volume": "volume",
            "speed": "speed",
            "color": "color",
            "overlay": "watermark",
        }.get(newest or "", newest),
        rate=float(project.timeline.canvas.rate),
    )


def _looked_at(request: Request) -> str | None:
    """What kind of thing is selected, if it is no clip: then "make it bigger" means that."""
    timeline, chosen = request.project.timeline, set(request.selected)
    kinds = (("title", timeline.titles), ("music", timeline.sounds), ("overlay", timeline.overlays))
    return next((kind for kind, items in kinds if any(each.id in chosen for each in items)), None)


def _in_shape(reading: Reading, request: Request) -> Reading | None:
    """ "Export it vertical" of a film that is not: the shape changed first. None where nothing has to be."""
    ratio = next((value for each in reading.intents if (value := each.params.get("ratio"))), None)
    if ratio is None or not request.project.timeline.track or _has_shape(str(ratio), request.project):
        return None
    first = reading.intents[0]
    return replace(
        reading,
        route=Route.EDIT,
        intents=(Intent("aspect", {"ratio": ratio}, first.said, first.matched), *reading.intents),
    )


def _has_shape(ratio: str, project: Project) -> bool:
    wide, _, high = ratio.partition(":")
    canvas = project.timeline.canvas
    try:
        return abs(canvas.width / canvas.height - float(wide) / float(high)) < SHAPE_TOLERANCE
    except (ValueError, ZeroDivisionError):
        return True


SHAPE_TOLERANCE = 0.02
"""Sides are even numbers, so a shape is never quite what it is called."""


def _export(reading: Reading, request: Request) -> Answer:
    scene = Scene(request.project, request.project, request, reading)
    wanted: Wish = Wish()
    for intent in reading.intents:
        found = wish(scene, intent)
        if isinstance(found, Unable):
            return Refused(reason(found.code, found.about, scene.chinese), found.code, reading)
        if not isinstance(found, Wish):
            return Question(found.text, found.choices, reading)
        wanted = found
    if not request.project.timeline.track:
        return Refused(reason("empty", "", scene.chinese), "empty", reading)
    return Command("export", reading, export=wanted)


def _renamed(reading: Reading) -> Answer:
    name = reading.intents[-1].params.get("name")
    if name:
        return Command("rename", reading, name=str(name))
    chinese = reading.language == "zh"
    return Question(
        "叫什么名字？" if chinese else "What should it be called?",
        ("项目改名为“旅行”",) if chinese else ("rename the project to 'Holiday'",),
        reading,
    )


def _back(reading: Reading, request: Request) -> Answer:
    intent = reading.intents[0]
    count = intent.params.get("count")
    steps = max(int(float(str(count))), 1) if count is not None else 1
    if intent.op == "redo":
        return Command("redo", reading, count=steps)
    if intent.op == "restore_version":
        version = intent.params.get("version")
        if version == "original":
            first = next((head.number for head in request.history if head.turn is Turn.EDIT), 0)
            return Command("restore", reading, number=first)
        if isinstance(version, int):
            return Command("restore", reading, number=version)
        named = next((head.number for head in request.history if head.name and head.name == version), None)
        return Command("restore", reading, number=named) if named is not None else Command("undo", reading)
    return _described(intent, reading, request, steps)


def _described(intent: Intent, reading: Reading, request: Request, steps: int) -> Answer:
    """Undo by description: "back to before the music", "undo the title"."""
    before, what = intent.params.get("before"), intent.params.get("what")
    if not before and not what:
        return Command("undo", reading, count=steps)
    found = told_of(str(before or what), request.history)
    if found is None:
        return _not_told_of(reading, request)
    if before or found == request.history[-1].number:
        return (
            Command("restore", reading, number=max(found - 1, 0)) if before else Command("undo", reading, count=steps)
        )
    later = len([head for head in request.history if head.number > found and head.turn is Turn.EDIT])
    chinese = reading.language == "zh"
    back = request.history[found].said or request.history[found].did
    return Question(
        f"在“{back}”之后还有 {later} 次修改。回到它之前会一并撤销。"
        if chinese
        else f"{later} edits came after “{back}”. Going back to before it undoes them too.",
        (f"回到版本{max(found - 1, 0)}" if chinese else f"restore version {max(found - 1, 0)}",),
        reading,
    )


def _not_told_of(reading: Reading, request: Request) -> Answer:
    """What is to be taken back is none of the edits: the last one is offered, not taken back in its place."""
    chinese = reading.language == "zh"
    last = next((head for head in reversed(request.history) if head.turn is Turn.EDIT), None)
    if last is None:
        return Command("undo", reading)
    words = last.said or last.did
    return Question(
        f"没有找到这样的修改。要撤销的是最近一次“{words}”吗？"
        if chinese
        else f"None of the edits is about that. Take back the last one, “{words}”?",
        ("撤销" if chinese else "undo",),
        reading,
    )


_ABOUT: dict[str, tuple[str, ...]] = {
    "music": ("music", "音乐", "bgm", "song", "soundtrack", "配乐"), "title": ("title", "text", "标题", "文字", "片头"), "captions": ("subtitle", "caption", "字幕"),
    "transition": ("transition", "fade", "dissolve", "转场", "叠化"), "crossfade": ("crossfade", "dissolve", "叠化"), "watermark": ("logo", "watermark", "水印"),
    "speed_up": ("speed", "faster", "快", "加速"), "slow_down": ("slow", "慢"), "slow_motion": ("slow", "慢"), "crop": ("crop", "裁"), "trim": ("trim", "剪"),
    "cut": ("cut", "trim", "剪", "切", "删"), "split": ("split", "分割"), "mute": ("mute", "静音"), "reverse": ("reverse", "倒放"), "zoom": ("zoom", "放大", "推近"),
    "effect": ("effect", "look", "filter", "滤镜", "特效"), "grade": ("colour", "color", "调色"), "colour": ("colour", "color", "warm", "bright", "色"),
    "audio": ("sound", "audio", "volume", "声音", "音量"), "volume": ("volume", "louder", "quieter", "音量"), "rotate": ("rotate", "旋转"), "freeze": ("freeze", "定格"),
    "remove": ("delete", "remove", "cut", "删", "去掉"), "merge": ("merge", "join", "合并", "拼"), "aspect": ("aspect", "9:16", "16:9", "比例"), "vertical": ("vertical", "9:16", "竖"),
}  # fmt: skip
"""Words by which an earlier turn is known, for what "undo the …" names."""


def told_of(about: str, history: Sequence[Head]) -> int | None:
    """The newest edit whose words or summary speak of `about`, by its revision number."""
    words = _ABOUT.get(about, (about.lower(),))
    for head in reversed(history):
        if head.turn is Turn.EDIT and any(word in f"{head.said} {head.did}".lower() for word in words):
            return head.number
    return None


def _outside(reading: Reading) -> Answer:
    chinese = reading.language == "zh"
    if chinese:
        return Refused(
            "这不是剪辑你给的素材能做到的。",
            "out_of_scope",
            reading,
            "我可以修剪、合并、变速、调色、加标题和音乐、导出。",
        )
    return Refused(
        "That goes beyond editing the footage you give me.",
        "out_of_scope",
        reading,
        "I can cut, join, change speed and colour, add titles and music, and export.",
    )


def unclear(reading: Reading, request: Request) -> Question:
    """One question with choices that fit the project."""
    chinese = reading.language == "zh"
    timeline = request.project.timeline
    left = (
        "；".join(each.words for each in reading.leftover)
        if chinese
        else "; ".join(each.words for each in reading.leftover)
    )
    if reading.held_back and not left:
        kept = "”“".join(reading.held_back)
        return Question(
            f"好的，“{kept}”，记下了。现在要做什么？"
            if chinese
            else f"All right, I leave that: “{kept}”. What shall I do instead?",
            suggestions(request, chinese),
            reading,
        )
    if reading.topic == "better":
        text = "“更好”可以是很多样子，想先做哪一样？" if chinese else "Better can mean many things. Which first?"
        choices = (
            ("电影感滤镜", "亮一点", "所有片段之间加叠化")
            if chinese
            else ("cinematic look", "a bit brighter", "crossfade between all clips")
        )
        return Question(text, choices, reading)
    if reading.topic == "versions":
        text = (
            "一次只能做一个版本。先做哪一个？做好导出后再说“撤销”，接着做下一个。"
            if chinese
            else "I make one version at a time. Which first? Export it, then undo, and say the next."
        )
        return Question(text, (), reading)
    if not timeline.track:
        return Question(
            "时间线上还没有内容。要把素材放上去吗？"
            if chinese
            else "There is nothing on the timeline yet. Put your files on it?",
            ("把所有视频加到时间线" if chinese else "add all videos to the timeline",),
            reading,
        )
    named = f"“{left}”" if left else ""
    text = f"我没听懂{named}。想做哪一样？" if chinese else f"I did not understand {named or 'that'}. What shall I do?"
    return Question(text, suggestions(request, chinese), reading)


def suggestions(request: Request, chinese: bool) -> tuple[str, ...]:
    """Up to three next steps that fit the project; each is a request."""
    timeline = request.project.timeline
    found: list[tuple[str, str]] = []
    if not timeline.titles:
        found.append(("add a title 'Hello' at the beginning", "在开头加标题“你好”"))
    if len(timeline.clips) > 1 and not any(clip.transition for clip in timeline.clips):
        found.append(("crossfade between all clips", "所有片段之间加叠化"))
    if not timeline.sounds:
        found.append(("add calm background music", "加一段舒缓的背景音乐"))
    if all(clip.grade == type(clip.grade)() for clip in timeline.clips):
        found.append(("make it a bit warmer", "暖一点"))
    found.append(("trim the first 2 seconds", "剪掉前2秒"))
    found.append(("export 4K MP4", "导出4K MP4"))
    return tuple(zh if chinese else en for en, zh in found[:3])
