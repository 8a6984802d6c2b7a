"""A draft as sent by somebody, read back into a timeline: checked, because anybody may have written it."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from fractions import Fraction
from typing import Any, TypeVar

from rushes.api.wire import (
    PICTURE,
    SOUND,
    WORDS,
    Plain,
    Unknown,
    clip_segment,
    ms,
    overlay_segment,
    sound_segment,
    title_segment,
)
from rushes.api.wire_values import BadDraft, colour, flag, fraction, number, one_of, plain_list, plain_object, whole
from rushes.edits.form import well_formed
from rushes.edits.picture import LOOKS, PLACES
from rushes.errors import RequestError, RushesError
from rushes.model.media import Media
from rushes.model.project import Project, canvas_for
from rushes.model.saved import from_plain
from rushes.model.time import ZERO, Seconds, Span, named_rate, seconds
from rushes.model.timeline import (
    Canvas,
    Clip,
    Gap,
    Item,
    Level,
    Overlay,
    Sound,
    SoundKind,
    Timeline,
    Title,
    TitleKind,
    whole_frames,
)

LONGEST_MS = 360_000_000
"""A hundred hours, as everywhere in Rushes."""

SEGMENTS_MOST = 5_000

SIDE_LEAST, SIDE_MOST = 16, 7680
"""Pixels of a canvas' side: 8K is the largest that encoders here take."""

LOUDEST_DB = 24.0
"""Above, even whispers clip."""

T = TypeVar("T", Clip, Overlay, Sound, Title)


class ForeignMedia(RequestError):
    """The draft names a file that is not in this session: {file}."""

    code = "foreign_media"
    zh = "草稿用到了不属于此会话的文件：{file}。"
    hint = "Upload it to this session first."
    hint_zh = "请先把它上传到这个会话。"


@dataclass(frozen=True, slots=True)
class Read:
    timeline: Timeline
    unknown: Unknown


def timeline_of(draft: Mapping[str, Any], project: Project) -> Read:
    """The timeline `draft` means, of media in `project`'s pool. Raises BadDraft, ForeignMedia."""
    try:
        read = _Reader(draft, project).read()
    except (KeyError, TypeError, ValueError, AttributeError, ZeroDivisionError, OverflowError) as error:
        raise BadDraft(why=f"{type(error).__name__}: {error}"[:200]) from error
    try:
        return replace(read, timeline=well_formed(project.with_timeline(read.timeline)).timeline)
    except BadDraft:
        raise
    except RushesError as error:
        raise BadDraft(why=str(error)) from error


# --- parts ------------------------------------------------------------------------------------------------

_TRACK_KEYS = {"id", "tt", "m", "sg"}
_SEGMENT_KEYS = {"id", "s", "d", "m"}
_HEAD_KEYS = {"title", "width", "height", "ratio", "fps", "exact", "loudness_lufs", "numbered"}
_M_KEYS = {
    "kind", "file_id", "name", "in", "out", "speed", "reverse", "volume", "at", "exact", "place", "width", "opacity",
    "loop", "text", "size", "color",
}  # fmt: skip


class _Reader:
    def __init__(self, draft: Mapping[str, Any], project: Project) -> None:
        self.draft, self.project = draft, project
        self.media = {media.id: media for media in project.media}
        self.unknown: dict[str, Plain] = {}
        self.given: set[str] = set()
        self.numbered = 0

    def read(self) -> Read:
        head = plain_object(self.draft.get("m"), "m")
        tracks = plain_list(self.draft.get("t"), "t")
        self._note("", self.draft, {"v", "d", "m", "t"})
        self._note("m", head, _HEAD_KEYS)
        self.numbered = max(whole(head.get("numbered", 0), "m.numbered", 0, 10**9), self._highest(tracks))
        base = Timeline(self._canvas(head, tracks), numbered=self.numbered, loudness_lufs=_loudness(head))
        timeline = self._filled(base, tracks)
        return Read(replace(timeline, numbered=self.numbered), self.unknown)

    def _filled(self, timeline: Timeline, tracks: list[Any]) -> Timeline:
        canvas, count, main = timeline.canvas, 0, False
        later: list[tuple[int, Plain, list[Any]]] = []
        for place, each in enumerate(tracks):
            track = plain_object(each, f"t[{place}]")
            kind, m = track.get("tt"), plain_object(track.get("m", {}), f"t[{place}].m")
            segments = plain_list(track.get("sg", []), f"t[{place}].sg")
            count += len(segments)
            if kind not in (PICTURE, SOUND, WORDS):
                raise BadDraft(why=f"t[{place}].tt is {kind!r}, not 0, 1 or 7")
            if count > SEGMENTS_MOST:
                raise BadDraft(why=f"more than {SEGMENTS_MOST} segments")
            self._note(f"t:{track.get('id')}", track, _TRACK_KEYS)
            self._note(f"t:{track.get('id')}.m", m, {"role", "exact_length"})
            if kind == PICTURE and m.get("role") != "overlay" and not main:
                main = True
                timeline = replace(timeline, track=tuple(self._main(segments, m, canvas)))
            else:
                later.append((kind, m, segments))
        for kind, m, segments in later:
            if kind == PICTURE:
                timeline = replace(
                    timeline, overlays=(*timeline.overlays, *self._each(segments, self._overlay, timeline))
                )
            elif kind == SOUND:
                role = m.get("role")
                made = self._each(segments, lambda *given, role=role: self._sound(*given, role), timeline)
                timeline = replace(timeline, sounds=(*timeline.sounds, *made))
            else:
                timeline = replace(timeline, titles=(*timeline.titles, *self._each(segments, self._title, timeline)))
        return timeline

    # --- the main track -----------------------------------------------------------------------------------

    def _main(self, segments: list[Any], m: Plain, canvas: Canvas) -> Iterator[Item]:
        at = ZERO
        rows = [self._segment(each, "c") for each in segments]
        for id, segment, given in sorted(rows, key=lambda row: row[1]["s"]):
            start = self._start(segment, given, canvas)
            if ms(at) != segment["s"] and abs(start - at) > canvas.frame / 2:
                if start < at:
                    raise BadDraft(why=f"segment {id} starts at {segment['s']} ms, before the one in front ends")
                yield Gap(start - at)
                at = start
            clip = self._clip(id, segment, given, canvas, at)
            yield clip
            at += clip.length
        length = fraction(m["exact_length"]) if "exact_length" in m else ZERO
        if length > at and ms(length) == self.draft.get("d"):
            yield Gap(length - at)  # a gap at the very end has no segment after it to tell of it

    def _start(self, segment: Plain, given: Plain, canvas: Canvas) -> Seconds:
        exact = fraction(given["at"]) if "at" in given else None
        if exact is not None and ms(exact) == segment["s"]:
            return exact
        return canvas.snap(Fraction(segment["s"], 1000))

    def _clip(self, id: str, segment: Plain, given: Plain, canvas: Canvas, at: Seconds) -> Clip:
        media = self._file(given, id)
        if not media.facts.video:
            raise BadDraft(why=f"segment {id} is on a picture track but {media.name} has no picture")
        exact = _exact(given, Clip)
        if exact is None or exact.media != media.id:
            exact = self._fresh_clip(id, segment, given, media, canvas)
            said = clip_segment(exact, at, self.media)
        else:
            exact = replace(_checked_clip(exact, self.project), id=id)
            said = clip_segment(exact, at, self.media)
            exact = _retimed(exact, segment, given, said, canvas)
        if _changed(given, said["m"], "volume"):
            exact = replace(exact, level=_level(exact.level, given["volume"]))
        if _changed(given, said["m"], "name") and isinstance(given["name"], str):
            exact = replace(exact, name=given["name"][:200])
        end = exact.source.end
        if exact.held is None and end > media.facts.duration + canvas.frame:
            raise BadDraft(why=f"segment {id} runs past the end of {media.name}")
        whole = Span(ZERO, media.facts.duration)
        return exact if exact.held is not None else replace(exact, source=exact.source.overlap(whole) or exact.source)

    def _fresh_clip(self, id: str, segment: Plain, given: Plain, media: Media, canvas: Canvas) -> Clip:
        length = whole_frames(canvas.snap(Fraction(segment["d"], 1000)), canvas)
        if media.facts.is_still:
            return Clip(id, media.id, Span(ZERO, ZERO), held=length, name=media.name)
        speed = _speed(given)
        start = Fraction(whole(given.get("in", 0), "in", 0, LONGEST_MS), 1000)
        clip = Clip(id, media.id, Span(start, start + length * speed), speed, name=media.name)
        return replace(clip, reverse=flag(given, "reverse"), level=_level(clip.level, given.get("volume", 100)))

    # --- what is placed on it -----------------------------------------------------------------------------

    def _each(self, segments: list[Any], make: Callable[..., T], timeline: Timeline) -> list[T]:
        prefix = {self._overlay: "o", self._title: "t"}.get(make, "s")
        return [make(*self._segment(each, prefix), timeline) for each in segments]

    def _overlay(self, id: str, segment: Plain, given: Plain, timeline: Timeline) -> Overlay:
        media = self._file(given, id)
        if not media.facts.video:
            raise BadDraft(why=f"overlay {id} has no picture")
        exact = _exact(given, Overlay) or Overlay(
            id, media.id, place="center", width=1.0, margin=0.0, opacity=1.0, end=ZERO
        )
        said = overlay_segment(exact, timeline, self.media)
        start, end = _placed(segment, said, exact.start, exact.end)
        level = _level(exact.level, given["volume"]) if _changed(given, said["m"], "volume") else exact.level
        return replace(
            exact,
            id=id,
            media=media.id,
            start=start,
            end=end,
            source_start=_moved(given, said["m"], "in", exact.source_start),
            place=one_of(given.get("place", exact.place), PLACES, "place"),
            width=number(given.get("width", exact.width), "width", 0.01, 1.0),
            margin=number(exact.margin, "margin", 0.0, 0.5),
            opacity=number(given.get("opacity", exact.opacity), "opacity", 0.0, 1.0),
            fade_in=_fade(exact.fade_in),
            fade_out=_fade(exact.fade_out),
            level=_checked_level(level),
        )

    def _sound(self, id: str, segment: Plain, given: Plain, timeline: Timeline, role: object) -> Sound:
        media = self._file(given, id)
        if not media.facts.has_sound:
            raise BadDraft(why=f"sound {id}: {media.name} has no sound")
        kind = given.get("kind", role)
        exact = _exact(given, Sound)
        if exact is None:
            known = kind in {str(each) for each in SoundKind}
            exact = Sound(id, media.id, SoundKind(kind) if known else SoundKind.MUSIC, end=ZERO)
        said = sound_segment(exact, timeline, self.media)
        start, end = _placed(segment, said, exact.start, exact.end)
        level = _level(exact.level, given["volume"]) if _changed(given, said["m"], "volume") else exact.level
        duck = exact.duck
        if duck is not None:
            depth = number(duck.depth_db, "duck", -60.0, 0.0)
            duck = replace(duck, depth_db=depth, attack=_fade(duck.attack), release=_fade(duck.release))
        return replace(
            exact,
            id=id,
            media=media.id,
            start=start,
            end=end,
            source_start=_moved(given, said["m"], "in", exact.source_start),
            loop=flag(given, "loop", exact.loop),
            level=_checked_level(level),
            duck=duck,
            label=exact.label[:200],
        )

    def _title(self, id: str, segment: Plain, given: Plain, timeline: Timeline) -> Title:
        exact = _exact(given, Title) or Title(id, "", Span(ZERO, ZERO))
        said = title_segment(exact)
        start, end = _placed(segment, said, exact.span.start, exact.span.end)
        assert end is not None
        text = given.get("text", exact.text)
        if not isinstance(text, str) or not 1 <= len(text.strip()) <= 500:
            raise BadDraft(why=f"title {id} needs a text of 1 to 500 characters")
        kind = given.get("kind", exact.kind)
        return replace(
            exact,
            id=id,
            text=text.strip(),
            span=Span(start, end),
            kind=TitleKind(kind) if kind in {str(each) for each in TitleKind} else TitleKind.TITLE,
            size=number(given.get("size", exact.size), "size", 0.01, 0.5),
            colour=colour(given.get("color", exact.colour)),
            place=one_of(given.get("place", exact.place), PLACES, "place"),
            bar=None if exact.bar is None else colour(exact.bar),
            fade_in=_fade(exact.fade_in),
            fade_out=_fade(exact.fade_out),
        )

    # --- bits ---------------------------------------------------------------------------------------------

    def _canvas(self, head: Plain, tracks: list[Any]) -> Canvas:
        exact = from_plain(head["exact"], Canvas) if head.get("exact") is not None else self._default_canvas(tracks)
        rate = exact.rate
        if "fps" in head and head["fps"] != round(float(rate), 3):
            rate = named_rate(seconds(number(head["fps"], "m.fps", 1.0, 240.0)))
        sides = (
            whole(head.get(name, getattr(exact, name)), f"m.{name}", SIDE_LEAST, SIDE_MOST) // 2 * 2
            for name in ("width", "height")
        )
        if not 1 <= rate <= 240:
            raise BadDraft(why="m.fps must be 1 to 240")
        width, height = sides
        return replace(exact, width=width, height=height, rate=rate, background=colour(exact.background))

    def _default_canvas(self, tracks: list[Any]) -> Canvas:
        """What the first picture asks for, as with the first clip of any session."""
        for track in tracks:
            for segment in track.get("sg", []) if isinstance(track, dict) and track.get("tt") == PICTURE else []:
                media = self.media.get(plain_object(segment.get("m", {}), "m").get("file_id", ""))
                if media is not None:
                    return canvas_for(media)
        return self.project.timeline.canvas

    def _segment(self, each: Any, prefix: str) -> tuple[str, Plain, Plain]:
        segment = dict(plain_object(each, "sg[]"))
        given = plain_object(segment.get("m", {}), "sg[].m")
        segment["s"] = whole(segment.get("s"), "s", 0, LONGEST_MS)
        segment["d"] = whole(segment.get("d"), "d", 0, LONGEST_MS)
        id = segment.get("id")
        usable = isinstance(id, str) and 0 < len(id) <= 40 and id.isprintable() and id not in self.given
        if not usable:
            self.numbered += 1
            id = f"{prefix}{self.numbered}"
        self.given.add(str(id))
        self._note(f"sg:{id}", segment, _SEGMENT_KEYS)
        self._note(f"sg:{id}.m", given, _M_KEYS)
        return str(id), segment, given

    def _file(self, given: Plain, id: str) -> Media:
        name = given.get("file_id") or plain_object(given.get("exact") or {}, "exact").get("media")
        if not isinstance(name, str) or not name:
            raise BadDraft(why=f"segment {id} names no file (m.file_id)")
        media = self.media.get(name)
        if media is None:
            raise ForeignMedia(file=name[:80])
        return media

    def _note(self, where: str, plain: Mapping[str, Any], known: set[str]) -> None:
        strange = {key: value for key, value in plain.items() if key not in known}
        if strange:
            self.unknown[where] = strange

    def _highest(self, tracks: list[Any]) -> int:
        """The highest number in any id, so that new ones are new."""
        found = 0
        for track in tracks:
            for segment in track.get("sg", []) if isinstance(track, dict) else []:
                id = segment.get("id") if isinstance(segment, dict) else None
                if isinstance(id, str) and id[1:].isdecimal() and len(id) < 10:
                    found = max(found, int(id[1:]))
        return found


def _exact(given: Plain, kind: type[T]) -> T | None:
    """`m.exact`, where it is one that can be read: a draft from another Rushes may hold another."""
    plain = given.get("exact")
    if plain is None:
        return None
    known = {each.name for each in fields(kind)}
    if not isinstance(plain, dict) or not set(plain) <= known:
        raise BadDraft(why="m.exact is not one that Rushes wrote")
    return from_plain(plain, kind)


def _retimed(clip: Clip, segment: Plain, given: Plain, said: Plain, canvas: Canvas) -> Clip:
    """`clip` with what its sender changed in the short keys: speed, direction, in, out and length."""
    speed = _speed(given) if _changed(given, said["m"], "speed") else clip.speed
    clip = replace(clip, speed=speed, reverse=flag(given, "reverse", clip.reverse))
    start = _moved(given, said["m"], "in", clip.source.start)
    end = _moved(given, said["m"], "out", clip.source.end)
    if clip.held is not None:
        held = clip.held if segment["d"] == said["d"] else whole_frames(Fraction(segment["d"], 1000), canvas)
        return replace(clip, held=held, source=Span(start, start))
    if segment["d"] != said["d"] and not _changed(given, said["m"], "out"):
        end = start + whole_frames(canvas.snap(Fraction(segment["d"], 1000)), canvas) * speed
    elif start != clip.source.start and not _changed(given, said["m"], "out"):
        end = start + clip.source.length  # a slip: other source, same length
    if end <= start:
        raise BadDraft(why=f"segment {clip.id}: out must lie after in")
    return replace(clip, source=Span(start, end))


def _checked_clip(clip: Clip, project: Project) -> Clip:
    """Refuses values no edit could have made: `m.exact` comes from outside, too."""
    crop, grade, zoom = clip.framing.crop, clip.grade, clip.framing.zoom
    for name in ("left", "top", "right", "bottom"):
        number(getattr(crop, name), f"crop.{name}", 0.0, 0.95)
    if crop.left + crop.right > 0.95 or crop.top + crop.bottom > 0.95:
        raise BadDraft(why="the crop leaves nothing")
    if clip.framing.rotation not in (0, 90, 180, 270):
        raise BadDraft(why="rotation must be 0, 90, 180 or 270")
    if zoom is not None:
        for value, low, high in (
            (zoom.start, 1.0, 20.0),
            (zoom.end, 1.0, 20.0),
            (zoom.x, 0.0, 1.0),
            (zoom.y, 0.0, 1.0),
        ):
            number(value, "zoom", low, high)
    for name, low, high in (
        ("brightness_ev", -5.0, 5.0), ("contrast", -100.0, 100.0), ("saturation", -100.0, 100.0),
        ("warmth_k", -5000.0, 5000.0), ("look_mix", 0.0, 1.0), ("lut_mix", 0.0, 1.0),
    ):  # fmt: skip
        number(getattr(grade, name), f"grade.{name}", low, high)
    if grade.look is not None and grade.look not in LOOKS:
        raise BadDraft(why="there is no such look")
    if grade.lut is not None and grade.lut not in {lut.id for lut in project.luts}:
        raise ForeignMedia(file=str(grade.lut)[:80])
    if not Fraction(1, 100) <= clip.speed <= 100 or clip.source.start < 0:
        raise BadDraft(why="speed must be 0.01 to 100, and in not below 0")
    if clip.held is not None and not 0 < clip.held <= LONGEST_MS // 1000:
        raise BadDraft(why="a held frame must stand for some time")
    if clip.transition is not None and not 0 < clip.transition.length <= 60:
        raise BadDraft(why="a transition is 0 to 60 s long")
    faded = replace(clip, fade_in=_fade(clip.fade_in), fade_out=_fade(clip.fade_out))
    return replace(faded, fade_colour=colour(clip.fade_colour), level=_checked_level(clip.level))


def _placed(segment: Plain, said: Plain, start: Seconds, end: Seconds | None) -> tuple[Seconds, Seconds | None]:
    """Where it stands: exactly as it did, if the milliseconds still say so."""
    new_start = start if segment["s"] == said["s"] else Fraction(segment["s"], 1000)
    same_end = segment["s"] + segment["d"] == said["s"] + said["d"]
    new_end = end if same_end else Fraction(segment["s"] + segment["d"], 1000)
    if new_start < 0 or (new_end is not None and new_end <= new_start):
        raise BadDraft(why=f"segment {segment.get('id')} has no length")
    return new_start, new_end


def _changed(given: Plain, said: Plain, key: str) -> bool:
    return key in given and given[key] != said[key]


def _moved(given: Plain, said: Plain, key: str, exact: Seconds) -> Seconds:
    if _changed(given, said, key):
        return Fraction(whole(given[key], key, 0, LONGEST_MS), 1000)
    if exact < 0:
        raise BadDraft(why=f"{key} is below 0")
    return exact


def _speed(given: Plain) -> Fraction:
    return seconds(number(given.get("speed", 1), "speed", 0.01, 100.0)).limit_denominator(10_000)


def _level(level: Level, volume: object) -> Level:
    loud = number(volume, "volume", 0.0, 1600.0)
    if loud == 0:
        return replace(level, muted=True)
    return replace(level, muted=False, gain_db=round(20 * math.log10(loud / 100), 2) if loud != 100 else 0.0)


def _checked_level(level: Level) -> Level:
    gain = number(level.gain_db, "gain", -100.0, LOUDEST_DB)
    return replace(level, gain_db=gain, fade_in=_fade(level.fade_in), fade_out=_fade(level.fade_out))


def _loudness(head: Plain) -> float | None:
    value = head.get("loudness_lufs")
    return None if value is None else number(value, "m.loudness_lufs", -70.0, 0.0)


def _fade(length: Seconds) -> Seconds:
    if not 0 <= length <= 3600:
        raise BadDraft(why="a fade is 0 to 3600 s long")
    return length
