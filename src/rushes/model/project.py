"""A project: the pool of media, and the timeline made from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction

from rushes.model.media import Media, MediaId, MediaKind, VideoFacts
from rushes.model.time import ZERO, Seconds, Span
from rushes.model.timeline import Canvas, Clip, Gap, Item, Timeline, whole_frames

STILL_SECONDS = Fraction(3)
"""How long a still image stands when nothing else was said."""

UHD_LONG, UHD_SHORT = 3840, 2160
FALLBACK = Canvas(1920, 1080, Fraction(30))


@dataclass(frozen=True, slots=True)
class Lut:
    """A `.cube` table in the pool, by the SHA-256 of its bytes."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Project:
    """What a session edits. `media` keeps the order of arrival and never shrinks by an edit."""

    media: tuple[Media, ...] = ()
    timeline: Timeline = Timeline()
    luts: tuple[Lut, ...] = ()

    def find(self, media_id: MediaId) -> Media | None:
        return next((one for one in self.media if one.id == media_id), None)

    def with_timeline(self, timeline: Timeline) -> Project:
        return replace(self, timeline=timeline)

    def with_media(self, *arrived: Media) -> Project:
        """The pool with `arrived` at its end; what is already there stays as it is."""
        known = {one.id for one in self.media}
        fresh = tuple({one.id: one for one in arrived if one.id not in known}.values())
        return replace(self, media=self.media + fresh)


def canvas_for(media: Media) -> Canvas:
    """The canvas a first clip asks for: its own size as shown, even, within 3840x2160 (2160x3840 upright), its
    own rate and its own kind of colour."""
    video = media.facts.video
    if video is None:
        return FALLBACK
    width, height = _exact_size(video)
    long_side, short_side = max(width, height), min(width, height)
    shrink = min(Fraction(UHD_LONG, long_side), Fraction(UHD_SHORT, short_side), Fraction(1))
    wide, high = (max(round(side * shrink / 2) * 2, 16) for side in (width, height))
    if media.facts.kind is MediaKind.IMAGE:
        return Canvas(wide, high, Fraction(30))
    return Canvas(wide, high, video.rate, video.variable_rate, video.colour.hdr)


def _exact_size(video: VideoFacts) -> tuple[Fraction, Fraction]:
    """The size shown; where pixels are not square, before it was rounded to whole ones."""
    width, height = Fraction(video.width), Fraction(video.height)
    aspect = 1 / video.pixel_aspect if video.rotation % 180 else video.pixel_aspect
    coded = (video.coded_width, video.coded_height)[:: -1 if video.rotation % 180 else 1]
    return (coded[0] * aspect, height) if aspect > 1 else (width, coded[1] / aspect) if aspect < 1 else (width, height)


def clip_of(media: Media, clip_id: str, canvas: Canvas, source: Span | None = None) -> Clip:
    """A clip that shows all of `media` (or only `source`, on the media clock), cut to whole frames of `canvas`."""
    if media.facts.is_still:
        return Clip(clip_id, media.id, Span(ZERO, ZERO), held=canvas.snap(STILL_SECONDS), name=media.name)
    whole = Span(ZERO, media.facts.duration)
    wanted = whole if source is None else (source.overlap(whole) or whole)
    length = min(whole_frames(wanted.length, canvas), wanted.length)
    return Clip(clip_id, media.id, Span(wanted.start, wanted.start + length), name=media.name)


def appended(project: Project, *media_ids: MediaId, index: int | None = None) -> Project:
    """`project` with these media as clips at the end of its track (or before item `index`).

    The first clip of an empty timeline also decides the canvas. Sound-only media are no clips and are skipped.
    """
    for media_id in media_ids:
        media = project.find(media_id)
        if media is None or media.facts.kind is MediaKind.AUDIO:
            continue
        timeline = project.timeline
        if not timeline.track:
            timeline = replace(timeline, canvas=canvas_for(media))
        clip_id, timeline = timeline.named("c")
        at = len(timeline.track) if index is None else index
        clip = matching(timeline, clip_of(media, clip_id, timeline.canvas))
        track = (*timeline.track[:at], clip, *timeline.track[at:])
        project = project.with_timeline(on_grid(one_clock(replace(timeline, track=track))))
        index = None if index is None else index + 1
    return project


def matching(timeline: Timeline, clip: Clip) -> Clip:
    """`clip` filling the canvas the way the clips of `timeline` do, where they all do it one way: what is added to a
    video that was made upright by cropping is cropped too."""
    fits = {each.framing.fit for each in timeline.clips}
    return replace(clip, framing=replace(clip.framing, fit=fits.pop())) if len(fits) == 1 else clip


def one_clock(timeline: Timeline) -> Timeline:
    """`timeline` at a constant rate where its clips come from more than one file: they share no frame times."""
    if timeline.canvas.variable_rate and len({clip.media for clip in timeline.clips}) > 1:
        return replace(timeline, canvas=replace(timeline.canvas, variable_rate=False))
    return timeline


def on_grid(timeline: Timeline) -> Timeline:
    """`timeline` with every item a whole number of its canvas' frames long (nothing to do where the rate is
    variable). Lengths go down, never up, so no clip runs past its source; what is shorter than a frame becomes
    one frame, held."""
    canvas = timeline.canvas
    if canvas.variable_rate:
        return timeline
    return replace(timeline, track=tuple(_whole(item, whole_frames(item.length, canvas)) for item in timeline.track))


def _whole(item: Item, length: Seconds) -> Item:
    if item.length == length:
        return item
    if isinstance(item, Gap):
        return Gap(length)
    if item.held is not None:
        return replace(item, held=length)
    if length > item.length:
        still = Span(item.source.start, item.source.start)
        return replace(item, held=length, source=still, speed=Fraction(1), reverse=False)
    return item.trimmed(Span(ZERO, length))


def head_handle(clip: Clip, project: Project) -> Seconds | None:
    """Unused source before the clip's first frame, in timeline seconds; None is without limit (a held frame)."""
    return _handle(clip, project, lambda source, whole: source.start - ZERO, lambda source, whole: whole - source.end)


def tail_handle(clip: Clip, project: Project) -> Seconds | None:
    """Unused source after the clip's last frame, in timeline seconds; None is without limit (a held frame)."""
    return _handle(clip, project, lambda source, whole: whole - source.end, lambda source, whole: source.start - ZERO)


def _handle(
    clip: Clip,
    project: Project,
    forward: Callable[[Span, Seconds], Seconds],
    backward: Callable[[Span, Seconds], Seconds],
) -> Seconds | None:
    media = project.find(clip.media)
    if clip.held is not None or media is None:
        return None
    side = backward if clip.reverse else forward
    return max(side(clip.source, media.facts.duration), ZERO) / clip.speed
