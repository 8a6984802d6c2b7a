"""Sound: loudness, fades, music, and sound in place of sound."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import ClassVar

from rushes.edits.errors import NoSuchItem, NoSuchMedia
from rushes.edits.operation import chosen, need_track, number_between, replaced, within
from rushes.model.media import MediaId
from rushes.model.project import Project
from rushes.model.time import ZERO, Seconds, Span
from rushes.model.timeline import Clip, Duck, ItemId, Level, Overlay, Sound, SoundKind, Timeline

MUSIC_GAIN_DB = -18.0
MUSIC_FADE_IN, MUSIC_FADE_OUT = Fraction(1), Fraction(2)
LOUDEST_DB, QUIETEST_DB = 24.0, -96.0


def _changed_levels(
    project: Project, targets: tuple[ItemId, ...], span: Span | None, change: Callable[[Level], Level]
) -> Project:
    """`change` made to the level of the clips, sounds and overlays named, or of everything heard; with a span only
    there, clips and sounds cut at its edges."""
    timeline = project.timeline
    need_track(timeline)
    sounds = {sound.id for sound in timeline.sounds}
    overlays = {overlay.id for overlay in timeline.overlays}
    clip_ids = tuple(each for each in targets if each not in sounds and each not in overlays)
    if clip_ids or not targets:
        timeline, ids = chosen(timeline, clip_ids, span)
        timeline = replaced(timeline, ids, lambda clip: replace(clip, level=change(clip.level)))
    wanted = [s.id for s in timeline.sounds if not targets or s.id in targets]
    if span is not None and wanted:
        timeline, wanted = _sounds_cut(project, timeline, wanted, within(timeline, span))
    timeline = replace(
        timeline,
        sounds=tuple(replace(s, level=change(s.level)) if s.id in wanted else s for s in timeline.sounds),
        overlays=tuple(replace(o, level=change(o.level)) if o.id in targets else o for o in timeline.overlays),
    )
    return project.with_timeline(timeline)


def _sounds_cut(
    project: Project, timeline: Timeline, wanted: list[ItemId], span: Span
) -> tuple[Timeline, list[ItemId]]:
    """`timeline` with the sounds in `wanted` cut at the edges of `span`, and the ids of the parts inside it."""
    result: list[Sound] = []
    inside: list[ItemId] = []
    for sound in timeline.sounds:
        end = timeline.length if sound.end is None else sound.end
        reach = Span(sound.start, max(end, sound.start))
        middle = reach.overlap(span)
        if sound.id not in wanted or middle is None:
            result.append(sound)
            continue
        edges = sorted({reach.start, middle.start, middle.end, reach.end})
        for start, stop in zip(edges, edges[1:], strict=False):
            part = _sound_part(project, sound, start, None if stop == reach.end else stop)
            if start != reach.start:
                fresh, timeline = timeline.named("s")
                part = replace(part, id=fresh)
            if start == middle.start:
                inside.append(part.id)
            result.append(part)
    return replace(timeline, sounds=tuple(result)), inside


def _sound_part(project: Project, sound: Sound, start: Seconds, end: Seconds | None) -> Sound:
    media = project.find(sound.media)
    into = sound.source_start + start - sound.start
    if media and sound.loop and media.facts.duration:
        into %= media.facts.duration
    level = replace(
        sound.level,
        fade_in=sound.level.fade_in if start == sound.start else ZERO,
        fade_out=sound.level.fade_out if end is None else ZERO,
    )
    return replace(sound, start=start, end=sound.end if end is None else end, source_start=into, level=level)


@dataclass(frozen=True, slots=True)
class ChangeVolume:
    """Make sound louder or quieter: by `by_db`, or to `to_db` (0 is as recorded). None named means everything."""

    name: ClassVar[str] = "volume"
    by_db: float | None = None
    to_db: float | None = None
    targets: tuple[ItemId, ...] = ()
    span: Span | None = None

    def apply(self, project: Project) -> Project:
        number_between("volume in dB", self.by_db or self.to_db or 0, QUIETEST_DB, 60)

        def louder(level: Level) -> Level:
            wanted = self.to_db if self.to_db is not None else level.gain_db + (self.by_db or 0.0)
            return replace(level, gain_db=round(min(max(wanted, QUIETEST_DB), LOUDEST_DB), 2), muted=False)

        return _changed_levels(project, self.targets, self.span, louder)


@dataclass(frozen=True, slots=True)
class Mute:
    """Silence sound, or let it be heard again."""

    name: ClassVar[str] = "mute"
    targets: tuple[ItemId, ...] = ()
    span: Span | None = None
    muted: bool = True

    def apply(self, project: Project) -> Project:
        return _changed_levels(project, self.targets, self.span, lambda level: replace(level, muted=self.muted))


@dataclass(frozen=True, slots=True)
class FadeSound:
    """Fade sound in or out, at the ends of the video or of what is named. A `length` of 0 takes the fade off."""

    name: ClassVar[str] = "audio_fade"
    direction: str
    length: Seconds = Fraction(2)
    targets: tuple[ItemId, ...] = ()

    def apply(self, project: Project) -> Project:
        number_between("fade", self.length, 0, 60)
        timeline = project.timeline
        need_track(timeline)
        targets = self.targets
        if not targets and timeline.clips:
            edge = timeline.clips[0] if self.direction == "in" else timeline.clips[-1]
            targets = (edge.id, *(sound.id for sound in timeline.sounds))

        def faded(level: Level) -> Level:
            if self.direction == "in":
                return replace(level, fade_in=self.length)
            return replace(level, fade_out=self.length)

        return _changed_levels(project, targets, None, faded)


@dataclass(frozen=True, slots=True)
class AddMusic:
    """Lay music under the video: `gain_db` below as recorded, faded in and out, repeated or cut to its length.

    With `in_place` music that is there already goes first.
    """

    name: ClassVar[str] = "music"
    media: MediaId
    gain_db: float = MUSIC_GAIN_DB
    start: Seconds = ZERO
    end: Seconds | None = None
    fade_in: Seconds = MUSIC_FADE_IN
    fade_out: Seconds = MUSIC_FADE_OUT
    loop: bool = True
    duck: Duck | None = None
    label: str = ""
    kind: SoundKind = SoundKind.MUSIC
    in_place: bool = False

    def apply(self, project: Project) -> Project:
        media = project.find(self.media)
        if media is None or not media.facts.has_sound:
            raise NoSuchMedia(media=self.label or self.media)
        timeline = project.timeline
        need_track(timeline)
        number_between("volume in dB", self.gain_db, QUIETEST_DB, LOUDEST_DB)
        start = within(timeline, Span(self.start, self.start + timeline.canvas.frame)).start
        if self.in_place:
            kept = tuple(sound for sound in timeline.sounds if sound.kind is not self.kind)
            timeline = replace(timeline, sounds=kept)
        sound_id, timeline = timeline.named("s")
        end = self.end
        if not self.loop and end is None and start + media.facts.duration < timeline.length:
            end = start + media.facts.duration
        level = Level(self.gain_db, False, self.fade_in, self.fade_out)
        sound = Sound(
            sound_id,
            self.media,
            self.kind,
            start,
            end,
            ZERO,
            self.loop,
            level,
            self.duck,
            self.label or media.name,
        )
        return project.with_timeline(replace(timeline, sounds=(*timeline.sounds, sound)))


@dataclass(frozen=True, slots=True)
class RemoveSounds:
    """Take music and other added sound away; none named means all of `kind`, or simply all."""

    name: ClassVar[str] = "remove_music"
    sounds: tuple[ItemId, ...] = ()
    kind: SoundKind | None = None

    def apply(self, project: Project) -> Project:
        timeline = project.timeline
        have = {sound.id for sound in timeline.sounds}
        for sound_id in self.sounds:
            if sound_id not in have:
                raise NoSuchItem(item=sound_id)

        def goes(sound: Sound) -> bool:
            return sound.id in self.sounds if self.sounds else self.kind in (None, sound.kind)

        return project.with_timeline(
            replace(timeline, sounds=tuple(sound for sound in timeline.sounds if not goes(sound)))
        )


@dataclass(frozen=True, slots=True)
class SetDucking:
    """Lower the music while somebody speaks, or (None) stop doing so."""

    name: ClassVar[str] = "duck"
    duck: Duck | None = Duck()
    sounds: tuple[ItemId, ...] = ()

    def apply(self, project: Project) -> Project:
        timeline = project.timeline
        music = [s for s in timeline.sounds if s.kind is SoundKind.MUSIC and (not self.sounds or s.id in self.sounds)]
        if not music:
            raise NoSuchItem(item="music")
        sounds = tuple(replace(s, duck=self.duck) if s in music else s for s in timeline.sounds)
        return project.with_timeline(replace(timeline, sounds=sounds))


@dataclass(frozen=True, slots=True)
class ReplaceSound:
    """Put a file's sound in place of the clips' own, which is muted, not deleted."""

    name: ClassVar[str] = "replace_audio"
    media: MediaId

    def apply(self, project: Project) -> Project:
        media = project.find(self.media)
        if media is None or not media.facts.has_sound:
            raise NoSuchMedia(media=self.media)
        muted = Mute(tuple(clip.id for clip in project.timeline.clips)).apply(project)
        return AddMusic(
            self.media,
            0.0,
            fade_in=ZERO,
            fade_out=ZERO,
            loop=False,
            kind=SoundKind.REPLACEMENT,
            in_place=True,
        ).apply(muted)


@dataclass(frozen=True, slots=True)
class SetLoudness:
    """Bring the whole mix to this integrated loudness in LUFS (EBU R 128), or (None) leave it as it is."""

    name: ClassVar[str] = "normalize_audio"
    lufs: float | None = -14.0

    def apply(self, project: Project) -> Project:
        need_track(project.timeline)
        if self.lufs is not None:
            number_between("loudness in LUFS", self.lufs, -40, -5)
        return project.with_timeline(replace(project.timeline, loudness_lufs=self.lufs))


@dataclass(frozen=True, slots=True)
class ShiftSound:
    """Move added sound later (positive) or earlier by `by` seconds."""

    name: ClassVar[str] = "audio_sync"
    by: Seconds
    sounds: tuple[ItemId, ...] = ()

    def apply(self, project: Project) -> Project:
        timeline = project.timeline
        wanted = [s for s in timeline.sounds if not self.sounds or s.id in self.sounds]
        if not wanted:
            raise NoSuchItem(item="added sound")

        def shifted(sound: Sound) -> Sound:
            start = sound.start + self.by
            if start >= 0:
                return replace(sound, start=start, end=None if sound.end is None else sound.end + self.by)
            return replace(
                sound,
                start=ZERO,
                source_start=sound.source_start - start,
                end=None if sound.end is None else sound.end + self.by,
            )

        sounds = tuple(shifted(s) if s in wanted else s for s in timeline.sounds)
        return project.with_timeline(replace(timeline, sounds=sounds))


def heard(item: Clip | Sound | Overlay) -> bool:
    """Whether `item` is meant to be heard at all."""
    return not item.level.muted and item.level.gain_db > QUIETEST_DB
