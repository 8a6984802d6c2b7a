"""Frames of a source for looking: from the small stand-in where that part of it is made, else from the original, made
as small. Both come in the same size and pixels, so that nothing else needs to know."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor
from pathlib import Path

from av.video.frame import VideoFrame
from av.video.reformatter import ColorRange, Colorspace, Interpolation

from rushes.model.media import MediaFacts, MediaId, VideoFacts
from rushes.model.time import Seconds
from rushes.render.frames import FrameMaker, Material
from rushes.render.source import FrameSource

PARTS_OPEN = 6
"""Files of one stand-in kept open: playing on needs the next one, and going back and forth the last ones."""

SOURCES_OPEN = 6

UNTOLD = 2, 0
"""Matrix and range of frames that say nothing of them, in FFmpeg's numbers."""


@dataclass(frozen=True, slots=True)
class StandIn:
    """A source's stand-in: `facts` describe its frames; `folder` has, as far as they are made, files `0.mp4`,
    `1.mp4` ..., each `part` seconds of the media clock, whose times are the media clock's."""

    facts: MediaFacts
    folder: Path
    part: Seconds

    def path(self, number: int) -> Path:
        return self.folder / f"{number}.mp4"


@dataclass(frozen=True, slots=True)
class Stage:
    """The material behind a job, and the stand-ins there are for it."""

    material: Material
    stand_ins: dict[MediaId, StandIn]


class JumpingSource(FrameSource):
    """A source that is asked for one second here and one there: what was kept for playing backwards is good for going
    on backwards only."""

    _before: tuple[Seconds, bool] | None = None

    def at(self, moment: Seconds, backwards: bool = False) -> VideoFrame:
        going_on = backwards and self._before is not None and self._before[1] and moment <= self._before[0]
        if not going_on:
            self._behind.clear()
        self._before = (moment, backwards)
        return super().at(moment, backwards)


class SmallSource:
    """The picture of one source, as `FrameSource` gives it but small."""

    def __init__(self, path: Path, facts: MediaFacts, stand_in: StandIn) -> None:
        assert stand_in.facts.video is not None
        self._path, self._facts, self._stand_in = path, facts, stand_in
        self._last = max(ceil(facts.duration / stand_in.part) - 1, 0)
        self._parts: dict[int, JumpingSource] = {}
        self._original: JumpingSource | None = None
        self._shrunk: tuple[VideoFrame, VideoFrame] | None = None

    def at(self, moment: Seconds, backwards: bool = False) -> VideoFrame:
        number = min(max(floor(moment / self._stand_in.part), 0), self._last)
        part = self._part(number)
        if part is not None:
            return part.at(moment, backwards)
        if self._original is None:
            self._original = JumpingSource(self._path, self._facts)
        frame = self._original.at(moment, backwards)
        if self._shrunk is None or self._shrunk[0] is not frame:
            self._shrunk = (frame, shrunk(frame, self._facts, self._stand_in.facts))
        return self._shrunk[1]

    def close(self) -> None:
        for each in (*self._parts.values(), *((self._original,) if self._original else ())):
            each.close()
        self._parts.clear()
        self._original = None

    def _part(self, number: int) -> JumpingSource | None:
        part = self._parts.pop(number, None)
        if part is None:
            path = self._stand_in.path(number)
            if not path.exists():
                return None
            while len(self._parts) >= PARTS_OPEN:
                self._parts.pop(next(iter(self._parts))).close()
            part = JumpingSource(path, self._stand_in.facts, threads=1)
        self._parts[number] = part
        return part


def shrunk(frame: VideoFrame, facts: MediaFacts, small: MediaFacts) -> VideoFrame:
    """A frame of the original as the stand-in has it."""
    assert facts.video is not None and small.video is not None
    was, now = facts.video, small.video
    from_rgb = was.colour.matrix != now.colour.matrix
    span = ColorRange.JPEG if now.colour.full_range else ColorRange.MPEG
    small = frame.reformat(
        width=now.coded_width,
        height=now.coded_height,
        format=now.pixel_format,
        dst_colorspace=Colorspace.ITU709 if from_rgb else None,
        src_color_range=None if from_rgb else span,
        dst_color_range=span,
        interpolation=Interpolation.AREA,
    )
    # as a stand-in's own frames are: what the colours mean is told by the facts alone
    small.colorspace, small.color_range = UNTOLD
    return small


class SmallMaker(FrameMaker):
    """Makes the frames of preview pieces; keeps decoders open from one request to the next."""

    def __init__(self, tables: Path) -> None:
        super().__init__(Material({}, {}, {}, tables), decoder_threads=0)
        self._stand_ins: dict[MediaId, StandIn] = {}
        self._open: dict[tuple[MediaId, int, bool], SmallSource | JumpingSource] = {}

    def stage(self, stage: Stage) -> None:
        """What the jobs from now on are made of."""
        self._material, self._stand_ins = stage.material, stage.stand_ins

    def source(self, media_id: MediaId, place: int) -> SmallSource | JumpingSource:  # type: ignore[override]
        stand_in = self._stand_ins.get(media_id)
        key = (media_id, place, stand_in is not None)
        source = self._open.pop(key, None)
        if source is None:
            while len(self._open) >= SOURCES_OPEN:
                self._open.pop(next(iter(self._open))).close()
            path, facts = self._material.paths[media_id], self._material.facts[media_id]
            source = SmallSource(path, facts, stand_in) if stand_in else JumpingSource(path, facts)
        self._open[key] = source
        return source

    def video(self, media_id: MediaId) -> VideoFacts:
        stand_in = self._stand_ins.get(media_id)
        video = stand_in.facts.video if stand_in else None
        return video or super().video(media_id)

    def close(self) -> None:
        for source in self._open.values():
            source.close()
        self._open.clear()
