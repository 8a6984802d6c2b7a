"""Who is meant: "the second clip", "the drone one", "it", "that title", "the music" -> ids of this project."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from fractions import Fraction
from pathlib import PurePath

from rushes.language.answers import Open, Scene, Unable
from rushes.language.reading import Intent, Params
from rushes.model.media import Media, MediaKind
from rushes.model.time import ZERO, Seconds, Span, clock_text
from rushes.model.timeline import Clip, Overlay, Sound, SoundKind, Timeline, Title

Clips = tuple[str, ...]


def clips_meant(scene: Scene, said: object) -> Clips | Open | Unable:
    """The ids of the clips `said` points at: a number from 1 (negative from the end), "last", "all", "selected",
    "it", a name, or a list of these. Numbers count as the clips stood when the request was made."""
    if isinstance(said, list | tuple):
        ids: list[str] = []
        for each in said:
            found = clips_meant(scene, each)
            if isinstance(found, Open | Unable):
                return found
            ids += found
        return tuple(dict.fromkeys(ids))
    before = scene.asked_of.timeline.clips or scene.project.timeline.clips
    still = {clip.id for clip in scene.project.timeline.clips}
    if isinstance(said, str) and said.startswith("#") and said[1:] in still:
        return (said[1:],)
    if not before:
        return Unable("empty")
    if said == "all":
        return tuple(clip.id for clip in scene.project.timeline.clips)
    if said == "last":
        said = -1
    if isinstance(said, int):
        index = said - 1 if said > 0 else len(before) + said
        if not 0 <= index < len(before) or said == 0:
            return _ask(
                scene,
                f"There are {len(before)} clips, so no number {said}.",
                f"只有 {len(before)} 个片段，没有第 {said} 个。",
                before,
                said,
            )
        return (before[index].id,) if before[index].id in still else _moved_on(scene, index)
    if said in ("selected", "it"):
        return _selected(scene, before)
    if (beside := _BESIDE.fullmatch(str(said))) is not None:
        mark = clips_meant(scene, beside[2] if beside[2] == "last" else int(beside[2]))
        if isinstance(mark, Open | Unable):
            return mark
        index = [clip.id for clip in before].index(mark[0])
        meant = before[:index] if beside[1] == "before" else before[index + 1 :]
        nothing = scene.say("there is no clip there", "那里没有片段")
        return tuple(clip.id for clip in meant if clip.id in still) or Unable("nothing_to_do", nothing)
    if long := _LONG.fullmatch(str(said)):
        return _by_length(scene, long)
    return _by_name(scene, str(said), before)


_LONG = re.compile(r"(shorter|longer) than ([\d.]+) seconds")


def _by_length(scene: Scene, said: re.Match[str]) -> Clips | Unable:
    """The clips shorter or longer than so many seconds."""
    seconds, shorter = Fraction(said[2]), said[1] == "shorter"
    clips = scene.project.timeline.clips
    found = tuple(each.id for each in clips if (each.length < seconds if shorter else each.length > seconds))
    return found or Unable(
        "nothing_to_do", scene.say(f"no clip is {said[0]}", f"没有{'短' if shorter else '长'}于{said[2]}秒的片段")
    )


_BESIDE = re.compile(r"(before|after) (-?\d+|last)")
""" "Everything after clip 2"."""


def _moved_on(scene: Scene, index: int) -> Clips | Unable:
    now = scene.project.timeline.clips
    return (now[index].id,) if index < len(now) else Unable("gone")


def _selected(scene: Scene, before: Sequence[Clip]) -> Clips | Open | Unable:
    ids = {clip.id for clip in scene.project.timeline.clips}
    chosen = tuple(each for each in scene.request.selected if each in ids)
    if chosen:
        return chosen
    touched = scene.touched.get("clip")
    if touched in ids and touched:
        return (touched,)
    if len(ids) == 1:
        return tuple(ids)
    if scene.request.playhead is not None:
        under = scene.project.timeline.clip_at(scene.request.playhead)
        if under:
            return (under.id,)
    return _ask(scene, "I can't tell which clip you mean.", "不确定是哪个片段。", before, said="it")


def _by_name(scene: Scene, said: str, before: Sequence[Clip]) -> Clips | Open | Unable:
    wanted = words_of(said)
    scored = [(overlap(wanted, words_of(clip_name(scene, clip))), clip) for clip in before]
    best = max((score for score, _ in scored), default=0.0)
    if best < NAMED:
        english = f"I know the clips by their order and file names, and none is called “{said}”."
        return _ask(scene, english, f"我只能按顺序和文件名认片段，没有叫“{said}”的。", before, said)
    found = [clip for score, clip in scored if score == best]
    if len({clip.media for clip in found}) > 1:
        return _ask(scene, f"More than one clip fits “{said}”.", f"有多个片段符合“{said}”。", found, said)
    still = {clip.id for clip in scene.project.timeline.clips}
    return tuple(clip.id for clip in found if clip.id in still) or Unable("gone")


def unknown_clip(scene: Scene, said: str) -> Open:
    """The question where something is to be done to what no clip is called by: one of them, or all?"""
    clips = scene.asked_of.timeline.clips
    asked = _ask(scene, f"I can't tell which part “{said}” is: I know the clips by their order and file names.",
                 f"不清楚“{said}”是哪一部分：我只能按顺序和文件名认片段。", clips, said)  # fmt: skip
    everything = re.sub(
        rf"\b(?:the|my|our|that|this|his|her|their) {re.escape(said)}",
        "the whole video",
        scene.request.text.strip(),
        count=1,
    )
    return Open(asked.text, (*asked.choices, everything))


NAMED = 0.6
"""Which share of the words said a file's name must have to be meant."""
CHOICES_MOST = 4


def clip_name(scene: Scene, clip: Clip) -> str:
    media = scene.project.find(clip.media)
    return clip.name or (media.name if media else clip.id)


def _ask(scene: Scene, english: str, chinese: str, clips: Iterable[Clip], said: object) -> Open:
    """Which clip it is; each choice is the request with that clip's number in place of what was said."""
    order = [clip.id for clip in (scene.asked_of.timeline.clips or scene.project.timeline.clips)]
    offered = [(order.index(clip.id) + 1, clip_name(scene, clip)) for clip in clips if clip.id in order][:CHOICES_MOST]
    listed = scene.say(
        ", ".join(f"{number} {name}" for number, name in offered),
        "、".join(f"{number} {name}" for number, name in offered),
    )
    text = scene.say(f"{english} Which one: {listed}?", f"{chinese}是哪一个：{listed}？")
    return Open(text, tuple(_completed(scene, said, number) for number, _ in offered))


_HERE = re.compile(
    r"\b(?:the |this |that )?(?:selected |current )?(?:clip|one|it|this|that)\b|选中的片段|当前片段|这一段|这段|这个片段|它|这个|那个",
    re.IGNORECASE,
)


def _completed(scene: Scene, said: object, number: int) -> str:
    """The request with "clip 2" where it pointed at something else."""
    text = scene.request.text.strip()
    clip = scene.say(f"clip {number}", f"第{number}段")
    if isinstance(said, str) and said not in ("it", "selected"):
        at = text.casefold().find(said.casefold())
        if at >= 0:
            before, after = text[:at], text[at + len(said) :]
            before = re.sub(r"(?:the|a|that|this)\s*$", "", before, flags=re.IGNORECASE)
            after = re.sub(
                r"^\s*(?:clip|shot|scene|footage|video|的?(?:那|这)?[段个](?:视频|片段|镜头)?)",
                "",
                after,
                flags=re.IGNORECASE,
            )
            return before + clip + after
    if isinstance(said, int):
        found = re.sub(
            rf"(?:clip|shot|video) ?#?{said}\b|第\s?{said}\s?[段个](?:片段|视频)?",
            clip,
            text,
            count=1,
            flags=re.IGNORECASE,
        )
        if found != text:
            return found
    elif _HERE.search(text):
        return _HERE.sub(clip, text, count=1)
    return scene.say(f"{text.rstrip('.!?')} of {clip}", f"{clip}{text}")


_GENERIC_WORDS = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "my",
        "clip",
        "video",
        "shot",
        "scene",
        "footage",
        "part",
        "file",
        "one",
        "in",
        "on",
        "mp4",
        "mov",
        "avi",
        "mkv",
        "webm",
        "jpg",
        "png",
        "的",
        "片",
        "段",
        "个",
        "视",
        "频",
        "镜",
        "头",
        "那",
        "这",
    ]
)


def words_of(name: str) -> set[str]:
    """A name's words, Chinese character by character, without extension and numbers' leading zeros."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    stem = PurePath(folded).stem if "." in folded else folded
    return {word.lstrip("0") or "0" for word in re.findall(r"[a-z]+|\d+|[\u4e00-\u9fff]", stem)} - _GENERIC_WORDS


def overlap(wanted: set[str], has: set[str]) -> float:
    """Which share of the words wanted a name has; beginnings of long words count too ("mountains": mountain)."""
    if not wanted:
        return 0.0
    hits = sum(
        any(
            word == each or (len(word) > 3 and len(each) > 3 and (word.startswith(each) or each.startswith(word)))
            for each in has
        )
        for word in wanted
    )
    return hits / len(wanted)


def media_named(scene: Scene, said: str, *kinds: MediaKind) -> Media | None:
    """The file of the pool that `said` names: in full, by its stem, or by most of its words."""
    pool = [media for media in scene.project.media if not kinds or media.facts.kind in kinds]
    folded = said.casefold()
    last = PurePath(folded.replace("\\", "/")).name
    for media in pool:
        if media.name.casefold() in (folded, last) or PurePath(media.name.casefold()).stem == last:
            return media
    wanted = words_of(said)
    scored = sorted(((overlap(wanted, words_of(media.name)), -index) for index, media in enumerate(pool)), reverse=True)
    if scored and scored[0][0] >= 0.5 and (len(scored) == 1 or scored[0][0] > scored[1][0]):
        return pool[-scored[0][1]]
    return None


def only_media(scene: Scene, *kinds: MediaKind) -> Media | None:
    """The one file of these kinds that is not on the timeline yet, if there is just one."""
    used = (
        {clip.media for clip in scene.project.timeline.clips}
        | {o.media for o in scene.project.timeline.overlays}
        | {s.media for s in scene.project.timeline.sounds}
    )
    pool = [media for media in scene.project.media if media.facts.kind in kinds]
    fresh = [media for media in pool if media.id not in used]
    if len(fresh) == 1:
        return fresh[0]
    return pool[0] if len(pool) == 1 and not fresh else None


TITLE_KINDS = ("title", "text", "text_overlay", "it", "lower_third", "timestamp", "intro", "outro", "all")
"""What a title is called without saying which."""


_RANKED_TITLE = re.compile(
    r"\b(first|second|third|fourth|last|1st|2nd|3rd|4th) (?:title|text|caption)\b|(?:第([一二三四1-4])|(最后一?))(?:个|条)?(?:标题|文字|字)",
    re.IGNORECASE,
)
_RANKS = {"first": 0, "1st": 0, "一": 0, "1": 0, "second": 1, "2nd": 1, "二": 1, "2": 1, "third": 2, "3rd": 2, "三": 2, "3": 2, "fourth": 3, "4th": 3, "四": 3, "4": 3}  # fmt: skip


def _ranked_title(scene: Scene) -> int | None:
    """Which title "the second title" is, counted as they come on; None where none is counted."""
    found = _RANKED_TITLE.search(scene.request.text)
    if not found or len(scene.project.timeline.titles) < 2:
        return None
    said = next(each for each in found.groups() if each).lower()
    order = sorted(
        range(len(scene.project.timeline.titles)), key=lambda at: scene.project.timeline.titles[at].span.start
    )
    rank = _RANKS.get(said, -1)
    return order[rank] if -len(order) <= rank < len(order) else len(order)


def title_meant(scene: Scene, said: object) -> Title | Open | Unable:
    titles = scene.project.timeline.titles
    if not titles:
        return Unable("no_title")
    if (ranked := _ranked_title(scene)) is not None:
        return (
            titles[ranked]
            if -len(titles) <= ranked < len(titles)
            else _ask_title(scene, "There is no such title.", "没有这个标题。", titles)
        )
    if isinstance(said, str) and said not in TITLE_KINDS:
        for title in titles:
            if title.text.casefold() == said.casefold():
                return title
        near = [title for title in titles if said.casefold() in title.text.casefold()]
        if len(near) == 1:
            return near[0]
        return _ask_title(scene, f"No title says “{said}”.", f"没有内容为“{said}”的标题。", titles)
    if len(titles) == 1:
        return titles[0]
    touched = scene.touched.get("title")
    for title in titles:
        if title.id == touched or title.id in scene.request.selected:
            return title
    return _ask_title(scene, "There is more than one title.", "有多个标题。", titles)


_A_TITLE = re.compile(r"\b(?:the |that |this )?(?:title|text)\b|标题|文字", re.IGNORECASE)


def _ask_title(scene: Scene, english: str, chinese: str, titles: Sequence[Title]) -> Open:
    """Which title it is; each choice is the request with that title's words in it."""
    offered = titles[:CHOICES_MOST]
    listed = ", ".join(f"“{title.text}”" for title in offered)
    text = scene.request.text.strip()
    choices = []
    for title in offered:
        named = scene.say(f'the title "{title.text}"', f"标题“{title.text}”")
        choices.append(
            _A_TITLE.sub(lambda _, named=named: named, text, count=1) if _A_TITLE.search(text) else f"{text}: {named}"
        )
    return Open(scene.say(f"{english} Which one: {listed}?", f"{chinese}是哪一个：{listed}？"), tuple(choices))


def music_of(timeline: Timeline) -> tuple[Sound, ...]:
    return tuple(sound for sound in timeline.sounds if sound.kind is SoundKind.MUSIC)


def overlay_meant(scene: Scene) -> Overlay | None:
    overlays = scene.project.timeline.overlays
    touched = scene.touched.get("overlay")
    return next((each for each in overlays if each.id == touched), overlays[-1] if overlays else None)


def exact(value: object) -> Seconds:
    """A number as said, as exact seconds."""
    return Fraction(str(value)) if isinstance(value, int | float) else Fraction(0)


def moment(scene: Scene, said: object) -> Seconds | Open:
    """A point on the timeline: seconds, "playhead", "start", "middle", "end"."""
    length = scene.project.timeline.length
    if isinstance(said, int | float):
        return exact(said)
    if said == "end":
        return length
    if said == "middle":
        return length / 2
    if said in ("start", "beginning"):
        return ZERO
    if scene.request.playhead is not None:
        return scene.request.playhead
    return Open(
        scene.say("At which time? I can't see where you are looking.", "在哪个时间点？我看不到你的播放头在哪里。"),
        (clock_text(ZERO), clock_text(length / 2)),
    )


def stretch_of(scene: Scene, params: Params, reach: Span | None = None) -> Span | Open | None:
    """The stretch that start, end, where, seconds and share name within `reach` (the whole timeline), on the
    timeline's clock; None where they name none."""
    whole = reach or Span(ZERO, scene.project.timeline.length)
    where = params.get("where")
    seconds = exact(params["seconds"]) if isinstance(params.get("seconds"), int | float) else None
    share = (
        Fraction(str(params["share"])).limit_denominator(1000) if isinstance(params.get("share"), int | float) else None
    )
    if where and where not in _PARTS:
        return Open(
            scene.say(
                f"I can't find “{where}” by myself. From when to when is it?",
                f"我还找不到“{where}”在哪里。请说时间，例如0:10到0:15。",
            )
        )
    if where:
        return _named_part(whole, str(where), seconds, share)
    start, end = params.get("start"), params.get("end")
    if start is None and end is None:
        return None
    first = ZERO if start is None else moment(scene, start)
    last = moment(scene, end) if end is not None else None
    if isinstance(first, Open):
        return first
    if isinstance(last, Open):
        return last
    if start is None and seconds is not None and last is not None:
        first = max(last - seconds, ZERO)
    if last is None:
        last = first + seconds if seconds is not None else whole.length
    if reach is not None:
        first, last = first + whole.start, last + whole.start
    return Span(min(first, last), max(first, last))


_PARTS = ("beginning", "middle", "end", "first_half", "second_half", "silence")
MIDDLE_SHARE = Fraction(1, 3)
"""How much "the middle" is when no length was said."""
EDGE_SHARE = Fraction(1, 10)
"""How much "the beginning" or "the end" is when no length was said; at least 1 s, at most 5 s."""


def _named_part(whole: Span, where: str, seconds: Seconds | None, share: Fraction | None) -> Span:
    length = whole.length
    if where in ("first_half", "second_half"):
        half = whole.start + length / 2
        return Span(whole.start, half) if where == "first_half" else Span(half, whole.end)
    amount = seconds if seconds is not None else length * share if share is not None else None
    if where == "middle":
        amount = length * MIDDLE_SHARE if amount is None else min(amount, length)
        start = whole.start + (length - amount) / 2
        return Span(start, start + amount)
    if amount is None:
        amount = min(max(length * EDGE_SHARE, Fraction(1)), Fraction(5))
    amount = min(amount, length)
    return Span(whole.start, whole.start + amount) if where == "beginning" else Span(whole.end - amount, whole.end)


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


def place_in_time(scene: Scene, intent: Intent) -> tuple[tuple[str, ...], Span | None] | Open | Unable:
    """The clips and the stretch an intent names."""
    ids = several(scene, intent.params)
    if isinstance(ids, Open | Unable):
        return ids
    place = scene.project.timeline.place_of(ids[0]) if len(ids) == 1 else None
    params = {
        key: value for key, value in intent.params.items() if key in ("start", "end", "where", "seconds", "share")
    }
    span = stretch_of(scene, params, place)
    return span if isinstance(span, Open) else (ids, span)
