"""Sound: loudness, fades, music, and sound in place of sound."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise
from typing import ClassVar

from rushes.edits.errors import NoAddedSound, NoSound, NoSuchItem, NoSuchMedia, PastTheEnd
from rushes.edits.form import LONGEST_SECONDS
from rushes.edits.operation import chosen, need_track, number_between, one_of, replaced, stretch, within
from rushes.edits.riders import Rider
from rushes.model.media import Media, MediaId
from rushes.model.project import Project
from rushes.model.time import ZERO, Seconds, Span, clock_text, length_text
from rushes.model.timeline import Clip, Duck, ItemId, Level, Overlay, Sound, SoundKind, Timeline

MUSIC_GAIN_DB = -18.0
MUSIC_FADE_IN, MUSIC_FADE_OUT = Fraction(1), Fraction(2)
LOUDEST_DB, QUIETEST_DB = 24.0, -96.0


def _changed_levels(
    project: Project, targets: tuple[ItemId, ...], span: Span | None, change: Callable[[Level], Level]
) -> Project:
    """`change` made to the level of the clips, sounds and overlays named, or of everything; with a span only there,
    clips, sounds and overlays cut at its edges. Of overlays not named, only those that are heard are meant."""
    timeline = project.timeline
    need_track(timeline)
    riders = {sound.id for sound in timeline.sounds} | {overlay.id for overlay in timeline.overlays}
    clip_ids = tuple(each for each in targets if each not in riders)
    where = None if span is None else within(timeline, span)
    if clip_ids or (not targets and _has_clip(timeline, where)):
        timeline, ids = chosen(timeline, clip_ids, where)
        timeline = replaced(timeline, ids, lambda clip: replace(clip, level=change(clip.level)))
    sounds = [sound for sound in timeline.sounds if not targets or sound.id in targets]
    overlays = [o for o in timeline.overlays if (o.id in targets if targets else not o.level.muted)]
    wanted = {sound.id for sound in sounds} | {overlay.id for overlay in overlays}
    if where is not None and wanted:
        timeline, wanted = _riders_cut(project, timeline, wanted, where)
    return project.with_timeline(
        replace(
            timeline,
            sounds=tuple(replace(s, level=change(s.level)) if s.id in wanted else s for s in timeline.sounds),
            overlays=tuple(replace(o, level=change(o.level)) if o.id in wanted else o for o in timeline.overlays),
        )
    )


def _has_clip(timeline: Timeline, where: Span | None) -> bool:
    return any(isinstance(item, Clip) and (where is None or at.overlap(where)) for item, at in timeline.spans())


def _riders_cut(project: Project, timeline: Timeline, wanted: set[ItemId], span: Span) -> tuple[Timeline, set[ItemId]]:
    """`timeline` with the sounds and overlays in `wanted` cut at the edges of `span`, and the ids of what is inside."""
    inside: set[ItemId] = set()
    sounds: list[Sound] = []
    for sound in timeline.sounds:
        if sound.id in wanted:
            timeline, parts = _cut_at(project, timeline, sound, span, inside)
            sounds += parts
        else:
            sounds.append(sound)
    overlays: list[Overlay] = []
    for overlay in timeline.overlays:
        if overlay.id in wanted:
            timeline, pieces = _cut_at(project, timeline, overlay, span, inside)
            overlays += pieces
        else:
            overlays.append(overlay)
    return replace(timeline, sounds=tuple(sounds), overlays=tuple(overlays)), inside


def _cut_at(
    project: Project, timeline: Timeline, rider: Rider, span: Span, inside: set[ItemId]
) -> tuple[Timeline, list[Rider]]:
    """`rider` in up to three parts at the edges of `span`; the first keeps its id, the one within joins `inside`."""
    reach = Span(rider.start, max(timeline.length if rider.end is None else rider.end, rider.start))
    middle = reach.overlap(span)
    if middle is None:
        return timeline, [rider]
    parts: list[Rider] = []
    for start, stop in pairwise(sorted({reach.start, middle.start, middle.end, reach.end})):
        part = _part(project, rider, start, None if stop == reach.end else stop)
        if start != reach.start:
            fresh, timeline = timeline.named(rider.id[0])
            part = replace(part, id=fresh)
        if start == middle.start:
            inside.add(part.id)
        parts.append(part)
    return timeline, parts


def _part(project: Project, rider: Rider, start: Seconds, end: Seconds | None) -> Rider:
    media = project.find(rider.media)
    into = rider.source_start + start - rider.start
    if media and media.facts.duration and isinstance(rider, Sound) and rider.loop:
        into %= media.facts.duration
    head, tail = start == rider.start, end is None
    level = replace(
        rider.level,
        fade_in=rider.level.fade_in if head else ZERO,
        fade_out=rider.level.fade_out if tail else ZERO,
    )
    part = replace(rider, start=start, end=rider.end if tail else end, source_start=into, level=level)
    if isinstance(part, Overlay):
        return replace(part, fade_in=part.fade_in if head else ZERO, fade_out=part.fade_out if tail else ZERO)
    return part


@dataclass(frozen=True, slots=True)
class ChangeVolume:
    """Make sound louder or quieter: by `by_db`, or to `to_db` (0 is as recorded). None named means everything.

    What is muted is heard again where it is named; changing everything leaves it muted.
    """

    name: ClassVar[str] = "volume"
    by_db: float | None = None
    to_db: float | None = None
    targets: tuple[ItemId, ...] = ()
    span: Span | None = None

    def apply(self, project: Project) -> Project:
        for amount in (self.by_db or 0.0, self.to_db or 0.0):
            number_between("volume in dB", amount, QUIETEST_DB, 60)

        def louder(level: Level) -> Level:
            wanted = self.to_db if self.to_db is not None else level.gain_db + (self.by_db or 0.0)
            gain_db = round(min(max(wanted, QUIETEST_DB), LOUDEST_DB), 2)
            return replace(level, gain_db=gain_db, muted=level.muted and not self.targets)

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
        one_of("direction", self.direction, ("in", "out"))
        number_between("fade", self.length, 0, 60)
        timeline = project.timeline
        need_track(timeline)
        targets = self.targets
        if not targets:
            edge = timeline.clips[:1] if self.direction == "in" else timeline.clips[-1:]
            targets = (*(clip.id for clip in edge), *self._outermost(timeline))
        if not targets:
            return project

        def faded(level: Level) -> Level:
            if self.direction == "in":
                return replace(level, fade_in=self.length)
            return replace(level, fade_out=self.length)

        return _changed_levels(project, targets, None, faded)

    def _outermost(self, timeline: Timeline) -> tuple[ItemId, ...]:
        """The sounds but those that go on from (or into) another part of the same one, as a mute in the middle
        leaves them."""
        inner = "start" if self.direction == "in" else "end"
        outer = "end" if self.direction == "in" else "start"
        met = {(sound.media, getattr(sound, outer)) for sound in timeline.sounds}
        return tuple(sound.id for sound in timeline.sounds if (sound.media, getattr(sound, inner)) not in met)


def _sounding(project: Project, media_id: MediaId) -> Media:
    """The media of that id, which must have sound."""
    media = project.find(media_id)
    if media is None:
        raise NoSuchMedia(media=media_id)
    if not media.facts.has_sound:
        raise NoSound(media=media.name)
    return media


def _checked_duck(duck: Duck | None) -> None:
    if duck:
        number_between("ducking", duck.depth_db, -60, 0)
        for time in (duck.attack, duck.release):
            number_between("fade", time, 0, 60)


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
        media = _sounding(project, self.media)
        timeline = project.timeline
        need_track(timeline)
        number_between("volume in dB", self.gain_db, QUIETEST_DB, LOUDEST_DB)
        for fade in (self.fade_in, self.fade_out):
            number_between("fade", fade, 0, 60)
        _checked_duck(self.duck)
        end = None if self.end is None else stretch(timeline, self.start, self.end).end
        start = within(timeline, Span(self.start, self.start + timeline.canvas.frame)).start
        if self.in_place:
            kept = tuple(sound for sound in timeline.sounds if sound.kind is not self.kind)
            timeline = replace(timeline, sounds=kept)
        sound_id, timeline = timeline.named("s")
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
    """Take music and other added sound away; none named means all of `kind`, or simply all.

    Where sound that stood in place of the clips' own goes, theirs is heard again.
    """

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

        gone = [sound for sound in timeline.sounds if goes(sound)]
        timeline = replace(timeline, sounds=tuple(sound for sound in timeline.sounds if sound not in gone))
        replacement = SoundKind.REPLACEMENT
        if any(s.kind is replacement for s in gone) and all(s.kind is not replacement for s in timeline.sounds):
            ids = tuple(clip.id for clip in timeline.clips)
            timeline = replaced(timeline, ids, lambda clip: replace(clip, level=replace(clip.level, muted=False)))
        return project.with_timeline(timeline)


@dataclass(frozen=True, slots=True)
class SetDucking:
    """Lower the music while somebody speaks, or (None) stop doing so."""

    name: ClassVar[str] = "duck"
    duck: Duck | None = Duck()
    sounds: tuple[ItemId, ...] = ()

    def apply(self, project: Project) -> Project:
        timeline = project.timeline
        _checked_duck(self.duck)
        music = [s for s in timeline.sounds if s.kind is SoundKind.MUSIC and (not self.sounds or s.id in self.sounds)]
        if not music:
            raise NoAddedSound()
        sounds = tuple(replace(s, duck=self.duck) if s in music else s for s in timeline.sounds)
        return project.with_timeline(replace(timeline, sounds=sounds))


@dataclass(frozen=True, slots=True)
class ReplaceSound:
    """Put a file's sound in place of the clips' own, which is muted, not deleted."""

    name: ClassVar[str] = "replace_audio"
    media: MediaId

    def apply(self, project: Project) -> Project:
        _sounding(project, self.media)
        need_track(project.timeline)
        ids = tuple(clip.id for clip in project.timeline.clips)
        muted = Mute(ids).apply(project) if ids else project
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
        number_between("shift", self.by, -LONGEST_SECONDS, LONGEST_SECONDS)
        for sound_id in self.sounds:
            if all(sound.id != sound_id for sound in timeline.sounds):
                raise NoSuchItem(item=sound_id)
        if not timeline.sounds:
            raise NoAddedSound()

        def shifted(sound: Sound) -> Sound:
            if self.sounds and sound.id not in self.sounds:
                return sound
            start, end = sound.start + self.by, None if sound.end is None else sound.end + self.by
            if start >= timeline.length or (end is not None and end <= 0):
                raise PastTheEnd(at=clock_text(start), length=length_text(timeline.length))
            if start >= 0:
                return replace(sound, start=start, end=end)
            return replace(sound, start=ZERO, source_start=sound.source_start - start, end=end)

        return project.with_timeline(replace(timeline, sounds=tuple(map(shifted, timeline.sounds))))
