"""The compact draft of the wire: a timeline as `{v, d, m, t: [{id, tt, m, sg: [{id, s, d, m}]}]}`. Only this module and
its two neighbours (`wire_read`, `wire_schema`) know these names.

    v    version of the form      tt   what a track holds: 0 picture, 1 sound, 7 words
    d    length in ms             sg   its segments, in order
    m    what else there is       s    where one starts, in ms

Milliseconds exist only here. 23.976 fps does not fit in them, so each segment also has `m.exact`, the item just as
Rushes keeps it. On the way in a short key that no longer says what `m.exact` does was changed by whoever sends it,
and wins; a draft written by hand needs no `m.exact` at all. Holes between the segments of the main picture track are
gaps. Keys that nobody knows come back where they were (`Unknown`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from math import floor
from typing import Any

from rushes.model.media import Media, MediaKind
from rushes.model.project import Project
from rushes.model.saved import to_plain
from rushes.model.time import ZERO, Seconds, clock_text
from rushes.model.timeline import Clip, Level, Overlay, Sound, SoundKind, Timeline, Title

VERSION = 1

PICTURE, SOUND, WORDS = 0, 1, 7

Plain = dict[str, Any]

Unknown = Mapping[str, Plain]
"""Keys nobody knows, by where they stood: "" the draft, "m" its m, "t:ID", "t:ID.m", "sg:ID", "sg:ID.m"."""


def ms(moment: Seconds) -> int:
    """The nearest millisecond; halves go up."""
    return floor(moment * 1000 + Fraction(1, 2))


def percent(level: Level) -> float:
    """How loud, in percent of the source's amplitude: 0 dB is 100, silence 0."""
    return 0.0 if level.muted else round(100 * 10 ** (level.gain_db / 20), 2)


def draft(project: Project, title: str = "", unknown: Unknown | None = None) -> Plain:
    """The project's timeline as a draft; `{}` where there is nothing on it."""
    timeline = project.timeline
    if not (timeline.track or timeline.titles or timeline.sounds or timeline.overlays):
        return {}
    names = {media.id: media for media in project.media}
    tracks = [
        *_picture_tracks(timeline, names),
        *_layers("o", PICTURE, "overlay", [overlay_segment(each, timeline, names) for each in timeline.overlays]),
        *_sound_tracks(timeline, names),
        *_layers("t", WORDS, "titles", [title_segment(each) for each in timeline.titles]),
    ]
    plain = {"v": VERSION, "d": ms(timeline.length), "m": head(timeline, title), "t": tracks}
    return with_unknown(plain, unknown or {})


def head(timeline: Timeline, title: str) -> Plain:
    canvas = timeline.canvas
    return {
        "title": title,
        "width": canvas.width,
        "height": canvas.height,
        "ratio": ratio(canvas.width, canvas.height),
        "fps": round(float(canvas.rate), 3),
        "exact": to_plain(canvas),
        "loudness_lufs": timeline.loudness_lufs,
        "numbered": timeline.numbered,
    }


def ratio(width: int, height: int) -> str:
    """`16:9`; sizes that come close to a usual shape by a few pixels have its name."""
    for wide, high in ((16, 9), (9, 16), (1, 1), (4, 3), (3, 4), (4, 5), (5, 4), (21, 9), (2, 1), (3, 2), (2, 3)):
        if abs(width * high - height * wide) <= 2 * max(wide, high):
            return f"{wide}:{high}"
    shape = Fraction(width, height)
    return f"{shape.numerator}:{shape.denominator}"


# --- segments: what each kind of item says of itself in short keys -----------------------------------------


def clip_segment(clip: Clip, at: Seconds, names: Mapping[str, Media]) -> Plain:
    media = names.get(clip.media)
    still = media is not None and media.facts.kind is MediaKind.IMAGE
    return {
        "id": clip.id,
        "s": ms(at),
        "d": ms(at + clip.length) - ms(at),
        "m": {
            "kind": "image" if still else "video",
            "file_id": clip.media,
            "name": clip.name or (media.name if media else ""),
            "in": ms(clip.source.start),
            "out": ms(clip.source.end),
            "speed": round(float(clip.speed), 4),
            "reverse": clip.reverse,
            "volume": percent(clip.level),
            "at": str(at),
            "exact": to_plain(clip),
        },
    }


def overlay_segment(overlay: Overlay, timeline: Timeline, names: Mapping[str, Media]) -> Plain:
    media = names.get(overlay.media)
    end = timeline.length if overlay.end is None else overlay.end
    return {
        "id": overlay.id,
        "s": ms(overlay.start),
        "d": ms(end) - ms(overlay.start),
        "m": {
            "kind": "overlay",
            "file_id": overlay.media,
            "name": media.name if media else "",
            "in": ms(overlay.source_start),
            "place": overlay.place,
            "width": overlay.width,
            "opacity": overlay.opacity,
            "volume": percent(overlay.level),
            "exact": to_plain(overlay),
        },
    }


def sound_segment(sound: Sound, timeline: Timeline, names: Mapping[str, Media]) -> Plain:
    media = names.get(sound.media)
    end = timeline.length if sound.end is None else sound.end
    return {
        "id": sound.id,
        "s": ms(sound.start),
        "d": max(ms(end) - ms(sound.start), 0),
        "m": {
            "kind": sound.kind.value,
            "file_id": sound.media,
            "name": sound.label or (media.name if media else ""),
            "in": ms(sound.source_start),
            "loop": sound.loop,
            "volume": percent(sound.level),
            "exact": to_plain(sound),
        },
    }


def title_segment(title: Title) -> Plain:
    return {
        "id": title.id,
        "s": ms(title.span.start),
        "d": ms(title.span.end) - ms(title.span.start),
        "m": {
            "kind": title.kind.value,
            "text": title.text,
            "place": title.place,
            "size": title.size,
            "color": title.colour,
            "exact": to_plain(title),
        },
    }


# --- tracks -----------------------------------------------------------------------------------------------


def _picture_tracks(timeline: Timeline, names: Mapping[str, Media]) -> list[Plain]:
    segments = [clip_segment(item, at.start, names) for item, at in timeline.spans() if isinstance(item, Clip)]
    return [{"id": "v1", "tt": PICTURE, "m": {"role": "main", "exact_length": str(timeline.length)}, "sg": segments}]


def _sound_tracks(timeline: Timeline, names: Mapping[str, Media]) -> Iterator[Plain]:
    for kind in SoundKind:
        own = [sound_segment(each, timeline, names) for each in timeline.sounds if each.kind is kind]
        yield from _layers(f"a_{kind.value}", SOUND, kind.value, own)


def _layers(name: str, kind: int, role: str, segments: list[Plain]) -> Iterator[Plain]:
    """As many tracks as it takes for segments that overlap to lie on different ones."""
    layers: list[list[Plain]] = []
    for each in sorted(segments, key=lambda segment: segment["s"]):
        free = next((layer for layer in layers if layer[-1]["s"] + layer[-1]["d"] <= each["s"]), None)
        if free is None:
            layers.append([each])
        else:
            free.append(each)
    for number, layer in enumerate(layers, 1):
        yield {"id": f"{name}{number}", "tt": kind, "m": {"role": role}, "sg": layer}


def with_unknown(plain: Plain, unknown: Unknown) -> Plain:
    """Puts back what nobody knew; known keys are left as they are."""

    def put(there: Plain, where: str) -> None:
        for key, value in unknown.get(where, {}).items():
            there.setdefault(key, value)

    put(plain, "")
    put(plain["m"], "m")
    for track in plain["t"]:
        put(track, f"t:{track['id']}")
        put(track["m"], f"t:{track['id']}.m")
        for segment in track["sg"]:
            put(segment, f"sg:{segment['id']}")
            put(segment["m"], f"sg:{segment['id']}.m")
    return plain


# --- one line for people ------------------------------------------------------------------------------------


def summary(project: Project) -> str:
    """`Timeline (3 tracks): 1. Video: city (0-10s) 2. BGM: Lo-fi (0-10s, 35%) 3. Title: "Urban Dreams" (0-3s)`."""
    timeline = project.timeline
    names = {media.id: media for media in project.media}
    rows: list[str] = []
    clips = [(item, at) for item, at in timeline.spans() if isinstance(item, Clip)]
    if clips:
        shown = ", ".join(
            f"{_stem(clip.name or _name(names, clip.media))} ({_reach(at.start, at.end)})" for clip, at in clips
        )
        rows.append(f"Video: {shown}")
    for overlay in timeline.overlays:
        end = timeline.length if overlay.end is None else overlay.end
        rows.append(f"Overlay: {_stem(_name(names, overlay.media))} ({_reach(overlay.start, end)})")
    for sound in timeline.sounds:
        end = timeline.length if sound.end is None else sound.end
        kind = {"music": "BGM", "voice": "Voice", "effect": "Effect", "replacement": "Sound"}[sound.kind.value]
        name = sound.label or _stem(_name(names, sound.media))
        rows.append(f"{kind}: {name} ({_reach(sound.start, end)}, {round(percent(sound.level))}%)")
    for title in timeline.titles:
        words = " ".join(title.text.split())
        rows.append(f'Title: "{words}" ({_reach(title.span.start, title.span.end)})')
    if not rows:
        return "Timeline (0 tracks)"
    count = f"{len(rows)} track{'s' if len(rows) != 1 else ''}"
    return f"Timeline ({count}): " + " ".join(f"{number}. {row}" for number, row in enumerate(rows, 1))


def _reach(start: Seconds, end: Seconds) -> str:
    """`0-10s`, `1.5-4s`; past the first minute `0:50-1:10`."""
    if max(start, end) >= 60:
        return f"{clock_text(start)}-{clock_text(end)}"
    return f"{_tenths(start)}-{_tenths(end)}s"


def _tenths(moment: Seconds) -> str:
    return f"{floor(max(moment, ZERO) * 10 + Fraction(1, 2)) / 10:g}"


def _name(names: Mapping[str, Media], media: str) -> str:
    return names[media].name if media in names else "?"


def _stem(name: str) -> str:
    stem, dot, ending = name.rpartition(".")
    return stem if dot and stem and len(ending) <= 5 else name
