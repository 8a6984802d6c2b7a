"""A timeline as one line of text, both ways: for tests, logs and chat.

    a0-4 >dissolve0.5> b0-2 _1 a9-5x2 a@3~2[mute] | t "Dawn" 0-3 | m tune 0- -18dB

    a0-4        media a from 0 to 4 s of its own clock          a4-0    the same, played backwards
    a0-4x2      at double speed                                 a@3~2   the frame at 3 s held for 2 s
    _1          a gap of 1 s                                    c7:a0-4 the clip whose id is c7
    [mute -6dB in1 out2]   silent; gain; picture faded in for 1 s and out for 2 s
    >wipe_left0.5>         a transition of 0.5 s on the cut it stands on

After each bar one thing placed on the timeline's clock, an end left out meaning "to the end of the video":
a title (`t`, name tag `tag`, end card `end`, caption `cap`) with its words; a picture over the picture (`o`); or
a sound (music `m`, `voice`, effect `fx`, `replacement`), `@2` after the name where it begins 2 s into its
media, then its gain, `mute`, `once` (not looped) and `duck`. Times are exact: what has no finite decimal is
written as a fraction, 1001/30.

Shape, colour, fonts and fades of sound are not in a sketch; the timeline has them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import TypeVar

from rushes.model.media import MediaId
from rushes.model.time import ZERO, Seconds, Span
from rushes.model.timeline import (
    Canvas,
    Clip,
    Duck,
    Gap,
    Item,
    Level,
    Overlay,
    Sound,
    SoundKind,
    Timeline,
    Title,
    TitleKind,
    Transition,
    TransitionKind,
)

_TITLES = {
    TitleKind.TITLE: "t",
    TitleKind.LOWER_THIRD: "tag",
    TitleKind.END_CARD: "end",
    TitleKind.CAPTION: "cap",
}
_SOUNDS = {
    SoundKind.MUSIC: "m",
    SoundKind.VOICE: "voice",
    SoundKind.EFFECT: "fx",
    SoundKind.REPLACEMENT: "replacement",
}


Kind = TypeVar("Kind", TitleKind, SoundKind)


class SketchError(ValueError):
    """This is not a sketch of a timeline."""


# --- a timeline told ---------------------------------------------------------------------------------------


def sketch(timeline: Timeline, names: Mapping[MediaId, str] | None = None, ids: bool = False) -> str:
    """`timeline` on one line. Media go by `names` (see `letters`), else by their own ids; with `ids` every clip,
    title, overlay and sound has its id before it."""
    known = names or {}
    track = " ".join(_item(item, known, ids) for item in timeline.track)
    placed = [
        *(_title(title, ids) for title in timeline.titles),
        *(_overlay(overlay, known, ids) for overlay in timeline.overlays),
        *(_sound(sound, known, ids) for sound in timeline.sounds),
    ]
    return " | ".join([track, *placed])


def letters(media: Iterable[MediaId]) -> dict[MediaId, str]:
    """Short names for these media, in order: a, b, ... z, aa, ab, ..."""
    return {media_id: _letter(number) for number, media_id in enumerate(dict.fromkeys(media))}


def _letter(number: int) -> str:
    rest, last = divmod(number, 26)
    return (_letter(rest - 1) if rest else "") + chr(ord("a") + last)


def number_text(value: Fraction) -> str:
    """A number as short as it can be exactly written: `4`, `0.5`, `1001/30`."""
    if value.denominator == 1:
        return str(value.numerator)
    places = next((p for p in range(1, 7) if 10**p % value.denominator == 0), None)
    if places is None:
        return f"{value.numerator}/{value.denominator}"
    scaled = abs(value) * 10**places
    whole, rest = divmod(scaled.numerator, 10**places)
    return f"{'-' if value < 0 else ''}{whole}.{rest:0{places}d}"


def _item(item: Item, names: Mapping[MediaId, str], ids: bool) -> str:
    if isinstance(item, Gap):
        return f"_{number_text(item.length)}"
    name, start, end = names.get(item.media, item.media), item.source.start, item.source.end
    if item.held is not None:
        text = f"{name}@{number_text(start)}~{number_text(item.held)}"
    else:
        first, last = (end, start) if item.reverse else (start, end)
        text = f"{name}{number_text(first)}-{number_text(last)}"
    if item.speed != 1:
        text += f"x{number_text(item.speed)}"
    marks = [
        *(["mute"] if item.level.muted else []),
        *([_gain(item.level)] if item.level.gain_db else []),
        *([f"in{number_text(item.fade_in)}"] if item.fade_in else []),
        *([f"out{number_text(item.fade_out)}"] if item.fade_out else []),
    ]
    if marks:
        text += f"[{' '.join(marks)}]"
    if ids:
        text = f"{item.id}:{text}"
    if item.transition:
        text = f">{item.transition.kind}{number_text(item.transition.length)}> {text}"
    return text


def _gain(level: Level) -> str:
    return f"{level.gain_db:g}dB"


def _reach(start: Seconds, end: Seconds | None) -> str:
    return f"{number_text(start)}-{'' if end is None else number_text(end)}"


def _title(title: Title, ids: bool) -> str:
    words = title.text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'{title.id + ":" if ids else ""}{_TITLES[title.kind]} "{words}" {_reach(title.span.start, title.span.end)}'


def _placed(of: Overlay | Sound, names: Mapping[MediaId, str]) -> str:
    into = f"@{number_text(of.source_start)}" if of.source_start else ""
    return f"{names.get(of.media, of.media)}{into} {_reach(of.start, of.end)}"


def _overlay(overlay: Overlay, names: Mapping[MediaId, str], ids: bool) -> str:
    return f"{overlay.id + ':' if ids else ''}o {_placed(overlay, names)}"


def _sound(sound: Sound, names: Mapping[MediaId, str], ids: bool) -> str:
    marks = [
        *([_gain(sound.level)] if sound.level.gain_db else []),
        *(["mute"] if sound.level.muted else []),
        *([] if sound.loop else ["once"]),
        *(["duck"] if sound.duck else []),
    ]
    return " ".join([f"{sound.id + ':' if ids else ''}{_SOUNDS[sound.kind]} {_placed(sound, names)}", *marks])


# --- a timeline drawn --------------------------------------------------------------------------------------

_N = r"\d+(?:\.\d+|/\d+)?"
_CLIP = re.compile(
    rf"(?:(?P<id>c\d+):)?(?P<media>[A-Za-z]+)"
    rf"(?:(?P<first>{_N})-(?P<last>{_N})|@(?P<frame>{_N})~(?P<held>{_N}))"
    rf"(?:x(?P<speed>{_N}))?(?:\[(?P<marks>[^]]*)])?"
)
_GAP = re.compile(rf"_(?P<length>{_N})")
_TRANSITION = re.compile(rf">(?P<kind>[a-z_]+)(?P<length>{_N})>")
_TOKEN = re.compile(r"[^\s\[]+(?:\[[^]]*])?")
_WORDS = r'"(?:\\.|[^"\\])*"'
_PARTS = re.compile(rf'{_WORDS}|\||[^|"]+')
_PLACED = re.compile(
    rf"(?:(?P<id>[tos]\d+):)?(?P<kind>[a-z]+)\s+"
    rf'(?:"(?P<words>(?:\\.|[^"\\])*)"|(?P<name>[^\s@"]+)(?:@(?P<into>{_N}))?)\s+'
    rf"(?P<start>{_N})-(?P<end>{_N})?(?P<marks>(?:\s+\S+)*)"
)


def drawn(text: str, media: Mapping[str, MediaId] | None = None, canvas: Canvas | None = None) -> Timeline:
    """The timeline that `text` sketches, on `canvas`. Names stand for the ids `media` gives them, else for
    themselves; things without an id get one in the order they stand (c1, c2, ... t3, s4).

    Raises SketchError where `text` is no sketch.
    """
    track_text, *placed = _parts(text)
    timeline = replace(Timeline(), canvas=canvas or Canvas())
    known = media or {}
    timeline = _with_track(timeline, track_text, known)
    for part in placed:
        timeline = _with_placed(timeline, part, known)
    return timeline


def _parts(text: str) -> list[str]:
    """`text` at its bars, those between quotation marks left alone."""
    parts = [""]
    for piece in _PARTS.findall(text):
        if piece == "|":
            parts.append("")
        else:
            parts[-1] += piece
    return [part.strip() for part in parts]


def _with_track(timeline: Timeline, text: str, media: Mapping[str, MediaId]) -> Timeline:
    track: list[Item] = []
    transition: Transition | None = None
    for token in _TOKEN.findall(text):
        if cut := _TRANSITION.fullmatch(token):
            transition = Transition(TransitionKind(cut["kind"]), Fraction(cut["length"]))
        elif gap := _GAP.fullmatch(token):
            track.append(Gap(Fraction(gap["length"])))
        elif found := _CLIP.fullmatch(token):
            clip_id, timeline = _identified(timeline, found["id"], "c")
            track.append(replace(_clip(found, clip_id, media), transition=transition))
            transition = None
        else:
            raise SketchError(f"{token!r} in {text!r}")
    return replace(timeline, track=tuple(track))


def _identified(timeline: Timeline, given: str | None, prefix: str) -> tuple[str, Timeline]:
    if given is None:
        return timeline.named(prefix)
    return given, replace(timeline, numbered=max(timeline.numbered, int(given[1:])))


def _clip(found: re.Match[str], clip_id: str, media: Mapping[str, MediaId]) -> Clip:
    name, speed = found["media"], Fraction(found["speed"] or 1)
    clip = Clip(clip_id, media.get(name, name), Span(ZERO, ZERO), speed)
    if found["held"]:
        frame = Fraction(found["frame"])
        clip = replace(clip, source=Span(frame, frame), held=Fraction(found["held"]))
    else:
        first, last = Fraction(found["first"]), Fraction(found["last"])
        clip = replace(clip, source=Span(min(first, last), max(first, last)), reverse=last < first)
    for mark in (found["marks"] or "").split():
        if mark == "mute" or mark.endswith("dB"):
            clip = replace(clip, level=_marked(clip.level, mark))
        elif mark.startswith("in"):
            clip = replace(clip, fade_in=Fraction(mark[2:]))
        elif mark.startswith("out"):
            clip = replace(clip, fade_out=Fraction(mark[3:]))
        else:
            raise SketchError(f"mark {mark!r}")
    return clip


def _marked(level: Level, mark: str) -> Level:
    return replace(level, muted=True) if mark == "mute" else replace(level, gain_db=float(mark.removesuffix("dB")))


def _with_placed(timeline: Timeline, text: str, media: Mapping[str, MediaId]) -> Timeline:
    found = _PLACED.fullmatch(text)
    if found is None:
        raise SketchError(text)
    start, end = Fraction(found["start"]), Fraction(found["end"]) if found["end"] else None
    kind, marks = found["kind"], found["marks"].split()
    if found["words"] is not None:
        if end is None or marks or kind not in _TITLES.values():
            raise SketchError(text)
        title_id, timeline = _identified(timeline, found["id"], "t")
        words = re.sub(r"\\(.)", lambda each: "\n" if each[1] == "n" else each[1], found["words"])
        title = Title(title_id, words, Span(start, end), _named(_TITLES, kind))
        return replace(timeline, titles=(*timeline.titles, title))
    media_id, into = media.get(found["name"], found["name"]), Fraction(found["into"] or 0)
    if kind == "o" and not marks:
        overlay_id, timeline = _identified(timeline, found["id"], "o")
        overlay = Overlay(overlay_id, media_id, start, end, source_start=into)
        return replace(timeline, overlays=(*timeline.overlays, overlay))
    if kind not in _SOUNDS.values():
        raise SketchError(text)
    sound_id, timeline = _identified(timeline, found["id"], "s")
    sound = Sound(sound_id, media_id, _named(_SOUNDS, kind), start, end, into)
    for mark in marks:
        if mark == "once":
            sound = replace(sound, loop=False)
        elif mark == "duck":
            sound = replace(sound, duck=Duck())
        elif mark == "mute" or mark.endswith("dB"):
            sound = replace(sound, level=_marked(sound.level, mark))
        else:
            raise SketchError(text)
    return replace(timeline, sounds=(*timeline.sounds, sound))


def _named(table: Mapping[Kind, str], word: str) -> Kind:
    return next(key for key, each in table.items() if each == word)
