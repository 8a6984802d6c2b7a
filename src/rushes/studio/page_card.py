"""What a revision changed, as rows a face can word in any language. Pure: the difference of two timelines.

Working it out from the timelines rather than from the operations means that chat, hand, undo and agents are all told
the same way, and that a row never claims what did not happen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from typing import Any

from rushes.model.project import Project
from rushes.model.time import ZERO, Seconds, Span
from rushes.model.timeline import Clip, Gap, Sound, SoundKind, Timeline, Title

ROWS_MOST = 40
"""More is told as a number: nobody reads more rows on a card."""


@dataclass(frozen=True, slots=True)
class Row:
    """One change. `what` is a word's key (`trim_head`), `track` one of video, title, sound, music, canvas; `at` and
    `end` on the timeline's clock, of the side that still shows it; `facts` fill the words in."""

    what: str
    track: str
    item: str = ""
    at: Seconds | None = None
    end: Seconds | None = None
    facts: tuple[tuple[str, str | float], ...] = ()


def changed_rows(before: Project, after: Project) -> tuple[Row, ...]:
    """What is different in `after`, along the timeline, pictures first."""
    old, new = before.timeline, after.timeline
    rows = [
        *_canvas_rows(old, new),
        *_clip_rows(old, new, after),
        *_title_rows(old, new),
        *_sound_rows(old, new, after),
        *_overlay_rows(old, new, after),
    ]
    if old.loudness_lufs != new.loudness_lufs:
        rows.append(
            Row("loudness", "sound", facts=(("lufs", new.loudness_lufs if new.loudness_lufs is not None else ""),))
        )
    return tuple(rows)


# --- the picture track -------------------------------------------------------------------------------------


def _canvas_rows(old: Timeline, new: Timeline) -> Iterator[Row]:
    a, b = old.canvas, new.canvas
    if old.track and (a.width, a.height) != (b.width, b.height):
        yield Row("canvas_size", "canvas", facts=(("width", b.width), ("height", b.height)))
    if old.track and a.rate != b.rate:
        yield Row("canvas_rate", "canvas", facts=(("rate", round(float(b.rate), 3)),))
    if old.track and (a.hdr, a.background) != (b.hdr, b.background):
        yield Row("canvas_look", "canvas")


def _clip_rows(old: Timeline, new: Timeline, project: Project) -> Iterator[Row]:
    had = {clip.id: (number, clip, place) for number, (clip, place) in enumerate(_clips(old))}
    has = {clip.id: (number, clip, place) for number, (clip, place) in enumerate(_clips(new))}
    parts = _split_off(had, has)
    for clip_id, (_, clip, place) in had.items():
        if clip_id not in has:
            yield Row("removed", "video", "", min(place.start, new.length), None, _named(clip, project, place.length))
    stayed = [clip_id for clip_id in had if clip_id in has]
    moved = _moved(stayed, [clip_id for clip_id in has if clip_id in had])
    for clip_id, (number, clip, place) in has.items():

        def row(what: str, *facts: tuple[str, str | float], clip: Clip = clip, place: Span = place) -> Row:
            return Row(what, "video", clip.id, place.start, place.end, (*_named(clip, project, place.length), *facts))

        if clip_id in parts:
            yield row("split")
        elif clip_id not in had:
            yield row("added")
        else:
            was = had[clip_id][1]
            if clip_id in moved:
                yield row("moved", ("to", number + 1))
            yield from _one_clip(was, clip, row, {parts[each] for each in parts})
    gaps = [place for item, place in new.spans() if isinstance(item, Gap)]
    if sum((gap.length for gap in gaps), ZERO) > sum((i.length for i in old.track if isinstance(i, Gap)), ZERO):
        yield Row("gap", "video", "", gaps[-1].start, gaps[-1].end, (("length", float(gaps[-1].length)),))


def _one_clip(was: Clip, now: Clip, row: Callable[..., Row], halved: set[str]) -> Iterator[Row]:
    if was.media != now.media:
        yield row("replaced")
        return
    if was.speed != now.speed:
        yield row("speed", ("speed", float(now.speed)))
    if was.reverse != now.reverse:
        yield row("reversed" if now.reverse else "forward")
    elif was.speed == now.speed and now.id not in halved:
        if was.held is not None or now.held is not None:
            if was.length != now.length:
                yield row("length", ("change", float(now.length - was.length)))
        else:
            head, tail = now.source.start - was.source.start, was.source.end - now.source.end
            if now.reverse:
                head, tail = tail, head
            if head:
                yield row("trim_head", ("change", float(-head / now.speed)))
            if tail:
                yield row("trim_tail", ("change", float(-tail / now.speed)))
    for what, part in (("framing", "framing"), ("colour", "grade"), ("transition", "transition")):
        if getattr(was, part) != getattr(now, part):
            gone = what == "transition" and now.transition is None
            yield row("transition_gone" if gone else what)
    if (was.fade_in, was.fade_out) != (now.fade_in, now.fade_out):
        yield row("fade")
    if was.level != now.level and (was.level.gain_db, was.level.muted) != (now.level.gain_db, now.level.muted):
        yield row("muted" if now.level.muted else "level", ("gain_db", now.level.gain_db))
    elif was.level != now.level:
        yield row("sound_fade")


def _clips(timeline: Timeline) -> list[tuple[Clip, Span]]:
    return [(item, place) for item, place in timeline.spans() if isinstance(item, Clip)]


def _split_off(had: dict[str, Any], has: dict[str, Any]) -> dict[str, str]:
    """New clips that are the second half of one that was there: their id, and the first half's."""
    found: dict[str, str] = {}
    order = list(has)
    for here, clip_id in enumerate(order[1:], 1):
        before = order[here - 1]
        root = found.get(before, before)
        if clip_id in had or root not in had:
            continue
        first, second, was = has[before][1], has[clip_id][1], had[root][1]
        joined = second.source.start == first.source.end and not first.reverse
        if second.media == was.media and joined and was.source.covers(second.source) and second.speed == was.speed:
            found[clip_id] = root
    return found


def _moved(before: list[str], after: list[str]) -> set[str]:
    """The fewest clips whose moving turns one order into the other: those outside a longest common run."""
    place = {clip_id: at for at, clip_id in enumerate(before)}
    ends: list[tuple[int, list[str]]] = []
    for clip_id in after:
        best = max((run for last, run in ends if last < place[clip_id]), key=len, default=[])
        ends.append((place[clip_id], [*best, clip_id]))
        ends = ends[-400:]
    longest = max((run for _, run in ends), key=len, default=[])
    return set(after) - set(longest)


def _named(clip: Clip, project: Project, length: Seconds) -> tuple[tuple[str, str | float], ...]:
    media = project.find(clip.media)
    return (("name", media.name if media else clip.name or clip.id), ("length", float(length)))


# --- what rides on it --------------------------------------------------------------------------------------


def _title_rows(old: Timeline, new: Timeline) -> Iterator[Row]:
    def row(what: str, title: Title) -> Row:
        facts = (("text", title.text), ("length", float(title.span.length)))
        return Row(what, "title", title.id, title.span.start, title.span.end, facts)

    had, has = {title.id: title for title in old.titles}, {title.id: title for title in new.titles}
    yield from (row("title_removed", title) for key, title in had.items() if key not in has)
    for key, title in has.items():
        if key not in had:
            yield row("title_added", title)
        elif had[key].text != title.text:
            yield row("title_text", title)
        elif _otherwise(had[key], title, ("span",)):
            yield row("title_look", title)
        elif had[key].span.length != title.span.length:
            yield row("title_length", title)


def _sound_rows(old: Timeline, new: Timeline, project: Project) -> Iterator[Row]:
    def row(what: str, sound: Sound) -> Row:
        media = project.find(sound.media)
        name = sound.label or (media.name if media else sound.id)
        track = "music" if sound.kind is SoundKind.MUSIC else "sound"
        end = new.length if sound.end is None else sound.end
        return Row(what, track, sound.id, sound.start, end, (("name", name), ("gain_db", sound.level.gain_db)))

    had, has = {sound.id: sound for sound in old.sounds}, {sound.id: sound for sound in new.sounds}
    yield from (row("sound_removed", sound) for key, sound in had.items() if key not in has)
    for key, sound in has.items():
        if key not in had:
            yield row("sound_added", sound)
        elif had[key].duck != sound.duck:
            yield row("duck" if sound.duck else "duck_off", sound)
        elif had[key].level != sound.level:
            yield row("muted" if sound.level.muted else "level", sound)
        elif _otherwise(had[key], sound, ("end",)):
            yield row("sound_moved", sound)


def _overlay_rows(old: Timeline, new: Timeline, project: Project) -> Iterator[Row]:
    had, has = {each.id: each for each in old.overlays}, {each.id: each for each in new.overlays}
    for key, each in {**had, **has}.items():
        media = project.find(each.media)
        facts = (("name", media.name if media else key),)
        what = "overlay_added" if key not in had else "overlay_removed" if key not in has else "overlay_changed"
        if had.get(key) != has.get(key):
            yield Row(what, "video", key, each.start, new.length if each.end is None else each.end, facts)


def _otherwise(was: Title | Sound, now: Title | Sound, but: tuple[str, ...]) -> bool:
    return any(getattr(was, f.name) != getattr(now, f.name) for f in fields(was) if f.name not in but)


# --- one line in English, for the history ------------------------------------------------------------------

_LINES = {
    "removed": "removed {name}", "added": "added {name}", "split": "split {name}", "moved": "moved {name} to place {to}",
    "replaced": "replaced a clip by {name}", "speed": "{name} at {speed:g}x", "reversed": "{name} backwards",
    "forward": "{name} forwards", "length": "{name} {change:+.2f} s", "trim_head": "head of {name} {change:+.2f} s",
    "trim_tail": "tail of {name} {change:+.2f} s", "title_removed": "removed title {text}",
    "title_added": "title {text}", "title_text": "title now {text}", "title_length": "title {text} {length:g} s",
    "sound_removed": "removed {name}", "sound_added": "added {name}", "level": "{name} at {gain_db:g} dB",
    "muted": "muted {name}", "gap": "gap of {length:.2f} s",
}  # fmt: skip


def one_line(rows: tuple[Row, ...], most: int = 120) -> str:
    """`rows` as one English line of at most `most` characters: what the command line lists."""
    told = [_LINES.get(row.what, row.what.replace("_", " ")).format_map(dict(row.facts)) for row in rows]
    text = ", ".join(told)
    return text if len(text) <= most else text[: most - 3] + "..."
