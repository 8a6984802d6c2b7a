"""What is heard when: the timeline's sound as voices placed on one clock of samples. Pure.

Every place is an exact time rounded once to the nearest sample of `RATE`, never a sum of rounded lengths, so
nothing drifts however long the film. Clips that go on in the source as they do on the timeline are one voice:
there is no joint to hear, and a split that changes no sound changes no plan.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction

from rushes.edits.sound import QUIETEST_DB
from rushes.model.media import Media, MediaId, MediaKind
from rushes.model.project import Project
from rushes.model.time import ZERO, Seconds, Span
from rushes.model.timeline import Clip, Duck, Level, Overlay, Sound, SoundKind, Timeline

RATE = 48_000
"""Samples a second of everything mixed here."""

CHANNELS = 2

MICRO_FADE: Seconds = Fraction(1, 100)
"""At each edge where sound would start or stop within a wave: long enough for no click, too short to be heard."""

ENGINE = 1
"""Raised whenever the same plan would sound different, so that kept sound of older engines is not used again."""

SPEAKING = frozenset({SoundKind.VOICE, SoundKind.REPLACEMENT})
"""Added sounds that others are ducked under, as they are under the clips' own."""


class Curve(StrEnum):
    COSINE = "cosine"
    """Raised cosine, sin²: two of them crossed add up to 1. For fades into and out of silence."""
    POWER = "power"
    """Sine: two of them crossed keep the power of unlike sounds. For transitions."""


@dataclass(frozen=True, slots=True)
class Fade:
    """From silence to full (`rising`) or back, over `samples` from sample `at` of its voice (may be negative)."""

    at: int
    samples: int
    rising: bool
    curve: Curve = Curve.COSINE


@dataclass(frozen=True, slots=True)
class SoundSource:
    """One sound track of one media.

    `track` counts the media's sound tracks from 0, `stream` is its index in the container. `origin` is the
    container's time, in seconds, at which the media clock is 0; None means that the clock starts with the sound
    itself, whose first sample is then at `start` on the media clock.
    """

    media: MediaId
    track: int
    stream: int
    origin: Seconds | None
    start: Seconds


@dataclass(frozen=True, slots=True)
class Voice:
    """An unbroken stretch of one source, heard from sample `at` for `samples`.

    `source` counts on the media clock, in seconds. With `loop`, another span of that clock, what is played wraps from
    its end to its start. `gains` are (sample of the voice, dB) in order, the first at 0: each holds until the next,
    with a micro-fade between. `speaks` marks what `duck`ed voices make room for.
    """

    source: SoundSource
    span: Span
    at: int
    samples: int
    speed: Fraction = Fraction(1)
    reverse: bool = False
    gains: tuple[tuple[int, float], ...] = ((0, 0.0),)
    fades: tuple[Fade, ...] = ()
    loop: Span | None = None
    duck: Duck | None = None
    speaks: bool = True


@dataclass(frozen=True, slots=True)
class Untouched:
    """The one sound track that is heard whole, in time and as recorded: its packets may be copied."""

    source: SoundSource
    codec: str


@dataclass(frozen=True, slots=True)
class SoundPlan:
    """The sound of an export. `samples` is its exact length at `RATE`; `untouched` is None unless the whole sound is
    one source's, unchanged; `loudness_lufs` as in the timeline."""

    voices: tuple[Voice, ...]
    samples: int
    loudness_lufs: float | None = None
    untouched: Untouched | None = None

    @property
    def silent(self) -> bool:
        return not self.voices

    @property
    def fingerprint(self) -> str:
        """SHA-256, in hex, of everything that can be heard: a key for encoded sound. Media ids are hashes of content,
        so equal fingerprints mean equal sound, wherever the files lie and whatever the picture does."""
        everything = (ENGINE, RATE, CHANNELS, self.samples, self.loudness_lufs, self.voices)
        return hashlib.sha256(repr(everything).encode()).hexdigest()

    @property
    def media(self) -> tuple[MediaId, ...]:
        """The media heard, each once."""
        return tuple(dict.fromkeys(voice.source.media for voice in self.voices))


def sound_plan(project: Project, span: Span | None = None) -> SoundPlan:
    """The sound of `project`'s timeline, or of the part of it in `span` (timeline seconds).

    Each media is heard by its first sound track. A transition between two clips crosses their sounds at equal power
    over its own length, out of their handles; fades of the picture fade no sound.
    """
    timeline = project.timeline
    whole = Span(ZERO, timeline.length)
    window = whole if span is None else (span.overlap(whole) or Span(ZERO, ZERO))
    stretches = [
        *_joined(_clip_stretches(project)),
        *_rejoined(_overlay_stretch(project, overlay) for overlay in timeline.overlays),
        *_rejoined(_sound_stretch(project, sound) for sound in timeline.sounds),
    ]
    voices = [_voice(stretch, window) for stretch in stretches]
    return SoundPlan(
        tuple(voice for voice in voices if voice is not None),
        sample_at(window.length),
        timeline.loudness_lufs,
        _untouched(project, timeline, stretches) if window == whole else None,
    )


def sample_at(moment: Seconds) -> int:
    """The sample nearest to `moment`, on a clock that starts at 0."""
    return round(moment * RATE)


LOOP_LEAST: Seconds = Fraction(1, 10)
"""A shorter sound is heard once: over and over it would be a buzz, and each pass costs a look into the file."""


_SAME = ("source", "speed", "reverse", "loop", "duck", "speaks")
"""What neighbouring stretches must share to be one."""


# --- stretches: voices still in exact time --------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Ramp:
    place: Span
    rising: bool
    curve: Curve


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A voice before rounding: `place` and everything else that is timed counts on the timeline's clock."""

    source: SoundSource
    place: Span
    span: Span
    speed: Fraction
    reverse: bool
    gains: tuple[tuple[Seconds, float], ...]
    ramps: tuple[_Ramp, ...] = ()
    abrupt_head: bool = True
    abrupt_tail: bool = True
    loop: Span | None = None
    duck: Duck | None = None
    speaks: bool = True


def source_of(media: Media | None) -> SoundSource | None:
    """Where the sound of a media is read from; None where it has none."""
    if media is None or not media.facts.audio:
        return None
    facts = media.facts
    first = facts.audio[0]
    origin = facts.origin if facts.kind is MediaKind.VIDEO else None
    return SoundSource(facts.id, 0, first.index, origin, first.start)


def _heard(level: Level) -> bool:
    return not level.muted and level.gain_db > QUIETEST_DB


def _level_ramps(level: Level, place: Span) -> tuple[_Ramp, ...]:
    ramps = []
    if level.fade_in > 0:
        ramps.append(_Ramp(Span(place.start, place.start + level.fade_in), True, Curve.COSINE))
    if level.fade_out > 0:
        ramps.append(_Ramp(Span(place.end - level.fade_out, place.end), False, Curve.COSINE))
    return tuple(ramps)


def _clip_stretches(project: Project) -> list[_Stretch | None]:
    """One for each item of the track, in order; None for what makes no sound."""
    items = list(project.timeline.spans())
    result: list[_Stretch | None] = []
    for number, (item, place) in enumerate(items):
        source = source_of(project.find(item.media)) if isinstance(item, Clip) else None
        if source is None or not isinstance(item, Clip) or item.held is not None or not _heard(item.level):
            result.append(None)
            continue
        media = project.find(item.media)
        assert media is not None
        entering = item.transition.length / 2 if item.transition and number and _is_clip(items, number - 1) else ZERO
        leaving = ZERO
        if number + 1 < len(items):
            after = items[number + 1][0]
            leaving = after.transition.length / 2 if isinstance(after, Clip) and after.transition else ZERO
        wide = Span(place.start - entering, place.end + leaving)
        ramps = list(_level_ramps(item.level, place))
        if entering:
            ramps.append(_Ramp(Span(wide.start, place.start + entering), True, Curve.POWER))
        if leaving:
            ramps.append(_Ramp(Span(place.end - leaving, wide.end), False, Curve.POWER))
        edges = item.moment(-entering), item.moment(item.length + leaving)
        result.append(
            _Stretch(
                source,
                wide,
                Span(min(edges), max(edges)),
                item.speed,
                item.reverse,
                ((wide.start, item.level.gain_db),),
                tuple(ramps),
                abrupt_head=not (number == 0 and item.source.start <= source.start and not item.reverse),
                abrupt_tail=not (
                    number == len(items) - 1 and item.source.end >= media.facts.duration and not item.reverse
                ),
            )
        )
    return result


def _is_clip(items: Sequence[tuple[object, Span]], number: int) -> bool:
    return isinstance(items[number][0], Clip)


def _joined(stretches: Iterable[_Stretch | None]) -> list[_Stretch]:
    """Neighbours made one where the second goes on in the source exactly where the first ends."""
    result: list[_Stretch] = []
    last: _Stretch | None = None
    for stretch in stretches:
        whole = _continued(last, stretch) if last and stretch else None
        if whole is not None:
            result[-1] = whole
        elif stretch is not None:
            result.append(stretch)
        last = whole or stretch
    return result


def _rejoined(stretches: Iterable[_Stretch | None]) -> list[_Stretch]:
    """Added sounds that were cut to change their level in the middle, made one again."""
    result: list[_Stretch] = []
    for stretch in stretches:
        if stretch is None:
            continue
        for number, earlier in enumerate(result):
            whole = _continued(earlier, stretch) if earlier.place.end == stretch.place.start else None
            if whole is not None:
                result[number] = whole
                break
        else:
            result.append(stretch)
    return result


def _continued(one: _Stretch, two: _Stretch) -> _Stretch | None:
    """`one` and `two` as a single stretch, or None where they are not one sound going on. A transition between them
    borrows from both what the other plays at that moment: nothing is to be crossed."""
    fading_out = next((r for r in one.ramps if not r.rising and r.curve is Curve.COSINE), None)
    fading_in = next((r for r in two.ramps if r.rising and r.curve is Curve.COSINE), None)
    alike = all(getattr(one, name) == getattr(two, name) for name in _SAME)
    if not alike or fading_out or fading_in:
        return None
    overlap = (one.place.end - two.place.start) * one.speed
    apart = one.span.start - two.span.end + overlap if one.reverse else two.span.start - one.span.end + overlap
    if one.loop is not None:
        apart %= one.loop.length
    if apart != 0:
        return None
    length = one.span.length + two.span.length - overlap
    span = Span(one.span.end - length, one.span.end) if one.reverse else Span(one.span.start, one.span.start + length)
    cut = (one.place.end + two.place.start) / 2
    gains = one.gains if one.gains[-1][1] == two.gains[0][1] else (*one.gains, (cut, two.gains[0][1]))
    return replace(
        one,
        place=Span(one.place.start, two.place.end),
        span=span,
        gains=gains,
        ramps=(*(r for r in one.ramps if r.rising or r.curve is Curve.COSINE),
               *(r for r in two.ramps if not r.rising or r.curve is Curve.COSINE)),
        abrupt_tail=two.abrupt_tail,
    )  # fmt: skip


def _overlay_stretch(project: Project, overlay: Overlay) -> _Stretch | None:
    media = project.find(overlay.media)
    source = source_of(media)
    if media is None or source is None or not _heard(overlay.level):
        return None
    end = project.timeline.length if overlay.end is None else min(overlay.end, project.timeline.length)
    end = min(end, overlay.start + media.facts.duration - overlay.source_start)
    if end <= overlay.start:
        return None
    place = Span(overlay.start, end)
    span = Span(overlay.source_start, overlay.source_start + place.length)
    return _Stretch(source, place, span, Fraction(1), False, ((place.start, overlay.level.gain_db),),
                    _level_ramps(overlay.level, place))  # fmt: skip


def _sound_stretch(project: Project, sound: Sound) -> _Stretch | None:
    media = project.find(sound.media)
    source = source_of(media)
    if media is None or source is None or not _heard(sound.level):
        return None
    length = project.timeline.length
    end = length if sound.end is None else min(sound.end, length)
    loop = Span(ZERO, media.facts.duration) if sound.loop and media.facts.duration >= LOOP_LEAST else None
    if loop is None and media.facts.duration > 0:
        end = min(end, sound.start + media.facts.duration - sound.source_start)
    if end <= sound.start:
        return None
    place = Span(sound.start, end)
    into = sound.source_start % loop.length if loop else sound.source_start
    span = Span(into, into + place.length)
    return _Stretch(
        source,
        place,
        span,
        Fraction(1),
        False,
        ((place.start, sound.level.gain_db),),
        _level_ramps(sound.level, place),
        abrupt_head=into > source.start,
        abrupt_tail=span.end != media.facts.duration,
        loop=loop,
        duck=sound.duck,
        speaks=sound.kind in SPEAKING and sound.duck is None,
    )


# --- voices: stretches on the clock of samples ----------------------------------------------------------


def _voice(stretch: _Stretch, window: Span) -> Voice | None:
    place = stretch.place.overlap(window)
    if place is None:
        return None
    begun, ended = place.start - stretch.place.start, stretch.place.end - place.end
    cut_head = stretch.abrupt_head or begun > 0
    cut_tail = stretch.abrupt_tail or ended > 0
    at = sample_at(place.start - window.start)
    samples = sample_at(place.end - window.start) - at
    if samples <= 0:
        return None

    def offset(moment: Seconds) -> int:
        return sample_at(moment - window.start) - at

    fades = [
        Fade(offset(r.place.start), offset(r.place.end) - offset(r.place.start), r.rising, r.curve)
        for r in stretch.ramps
        if r.place.overlap(place)
    ]
    micro = min(sample_at(MICRO_FADE), samples // 2)
    if cut_head and not any(f.rising and f.at >= 0 for f in fades):
        fades.append(Fade(0, micro, True))
    if cut_tail and not any(not f.rising and f.at + f.samples <= samples for f in fades):
        fades.append(Fade(samples - micro, micro, False))
    gains = [(max(offset(moment), 0), gain) for moment, gain in stretch.gains]
    part = _source_part(stretch, begun, ended)
    loop = stretch.loop
    if loop is not None:
        part = part.shifted(-(part.start // loop.length) * loop.length)
        loop = loop if part.end > loop.end else None
    current = max((number for number, (where, _) in enumerate(gains) if where == 0), default=0)
    return Voice(
        stretch.source,
        part,
        at,
        samples,
        stretch.speed,
        stretch.reverse,
        tuple((where, gain) for where, gain in gains[current:] if where < samples),
        tuple(fades),
        loop,
        stretch.duck,
        stretch.speaks,
    )


def _source_part(stretch: _Stretch, begun: Seconds, ended: Seconds) -> Span:
    """The source of `stretch` without its first `begun` and last `ended` seconds of the timeline."""
    if stretch.reverse:
        begun, ended = ended, begun
    return Span(stretch.span.start + begun * stretch.speed, stretch.span.end - ended * stretch.speed)


def _untouched(project: Project, timeline: Timeline, stretches: Sequence[_Stretch]) -> Untouched | None:
    """The track heard whole, where nothing but cutting the last part of a frame was done to it. Damaged sound is none:
    what can't be decoded is not handed on."""
    if len(stretches) != 1 or timeline.loudness_lufs is not None:
        return None
    only = stretches[0]
    media = project.find(only.source.media)
    plain = (only.speed, only.reverse, only.duck) == (1, False, None)
    if (
        media is None
        or "damaged" in media.facts.warnings
        or not plain
        or only.ramps
        or [gain for _, gain in only.gains] != [0.0]
    ):
        return None
    from_start = only.place.start == 0 and only.span.start == 0
    to_end = media.facts.duration - only.span.end < timeline.canvas.frame and only.place.end == timeline.length
    return Untouched(only.source, media.facts.audio[0].codec) if from_start and to_end else None
