"""What was done, told in the asker's language: the measured difference, what was left, and what could come next."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rushes.language.answers import Request, Understood
from rushes.language.differences import differences
from rushes.model.project import Project
from rushes.model.time import clock_text, rate_text
from rushes.model.timeline import SoundKind


@dataclass(frozen=True, slots=True)
class Reply:
    """A reply in parts: what changed, what the words left open and how it was taken, what nothing was made of, what
    could come next (each a request). `text` is all of it but the next steps."""

    changes: tuple[str, ...]
    assumed: tuple[str, ...]
    left: tuple[str, ...]
    next_steps: tuple[str, ...]
    language: str

    @property
    def text(self) -> str:
        chinese = self.language == "zh"
        stop, comma = ("。", "；") if chinese else (".", "; ")
        parts = (
            [_sentence(comma.join(self.changes), stop)]
            if self.changes
            else [("没有改动：现在已经是这样了。" if chinese else "Nothing changed: that is how it is already.")]
        )
        if self.assumed and self.changes:
            parts.append(("没说明的按：" if chinese else "Taken as: ") + comma.join(self.assumed) + stop)
        if self.left:
            words = "”“".join(self.left) if chinese else "”, “".join(self.left)
            parts.append(
                f"“{words}”没看懂，这部分没有动。"
                if chinese
                else f"I left “{words}” alone: I did not know what to make of it."
            )
        return ("" if chinese else " ").join(parts)

    @property
    def summary(self) -> str:
        """One line for the history."""
        return ("；" if self.language == "zh" else "; ").join(self.changes[:3])


def _sentence(text: str, stop: str) -> str:
    named = "." in text.split(" ")[0] or "：" in text
    return (text if named else text[:1].upper() + text[1:]) + stop


def reply(before: Project, after: Project, understood: Understood) -> Reply:
    """The reply to a request that was carried out: what is different from `before` to `after`, measured."""
    language = understood.reading.language
    chinese = language == "zh"
    changes = tuple(differences(before, after, chinese))
    told = " ".join(changes)
    assumed = tuple(dict.fromkeys(each for each in understood.assumed if not _told_already(each, told)))
    return Reply(changes, assumed, understood.left, next_steps(after, chinese), language)


def _told_already(assumed: str, told: str) -> bool:
    """Whether every number of an assumption is in what was told anyway."""
    numbers = re.findall(r"[+\-]?\d+(?:\.\d+)?", assumed)
    return assumed in told or (bool(numbers) and all(number in told for number in numbers))


def stepped(before: Project, after: Project, language: str) -> Reply:
    """The reply to undo, redo and going back: told the same way."""
    chinese = language == "zh"
    return Reply(tuple(differences(before, after, chinese)), (), (), next_steps(after, chinese), language)


def next_steps(project: Project, chinese: bool) -> tuple[str, ...]:
    """Two or three requests that fit how the project stands."""
    timeline = project.timeline
    found: list[tuple[str, str]] = []
    if len(timeline.clips) > 1 and not any(clip.transition for clip in timeline.clips):
        found.append(("crossfade between all clips", "所有片段之间加叠化"))
    if timeline.titles:
        found.append(("make the title bigger", "标题大一点"))
    else:
        found.append(("add a title 'Hello' at the beginning", "在开头加标题“你好”"))
    music = [sound for sound in timeline.sounds if sound.kind is SoundKind.MUSIC]
    if music and not music[-1].duck:
        found.append(("lower the music when I talk", "说话时音乐变小"))
    elif not music:
        found.append(("add calm background music", "加一段舒缓的背景音乐"))
    found.append(("export 4K MP4", "导出4K MP4"))
    return tuple(zh if chinese else en for en, zh in found[:3])


def status(request: Request, chinese: bool) -> str:
    """What stands on the timeline, in one paragraph."""
    timeline = request.project.timeline
    if not timeline.track:
        count = len(request.project.media)
        return (
            f"时间线是空的，素材库里有 {count} 个文件。"
            if chinese
            else f"The timeline is empty; there are {count} files in the pool."
        )
    canvas = timeline.canvas
    size = f"{canvas.width}x{canvas.height}, {rate_text(canvas.rate)} fps"
    lines = [
        f"总长 {clock_text(timeline.length)}，{size}。" if chinese else f"{clock_text(timeline.length)} long, {size}."
    ]
    for number, clip in enumerate(timeline.clips, 1):
        place = timeline.place_of(clip.id)
        at = f"{clock_text(place.start)}-{clock_text(place.end)}" if place else ""
        lines.append(f"{number}. {clip.name} {at}")
    lines += [
        (f"标题“{title.text}” " if chinese else f"title “{title.text}” ")
        + f"{clock_text(title.span.start)}-{clock_text(title.span.end)}"
        for title in timeline.titles
    ]
    for sound in timeline.sounds:
        end = clock_text(timeline.length if sound.end is None else sound.end)
        lines.append(
            (f"声音 {sound.label} " if chinese else f"{sound.kind.value} {sound.label} ")
            + f"{clock_text(sound.start)}-{end}, {sound.level.gain_db:+g} dB"
        )
    return "\n".join(lines)
