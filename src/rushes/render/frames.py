"""Piece job -> its frames, one after the other: decode, conform, compose. Memory is that of a few frames."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path

import numpy as np
from av.video.frame import VideoFrame
from PIL import Image

from rushes.model.media import MediaFacts, MediaId, VideoFacts
from rushes.model.timeline import Framing, Zoom
from rushes.render import graph, planes
from rushes.render.chain import Chain
from rushes.render.colouring import colour_chain
from rushes.render.job import Inset, Look, PieceJob, Scene, Shot, Words
from rushes.render.source import FrameSource
from rushes.render.words import Place, WordsStyle, draw_words

OPEN_SOURCES_MOST = 4
"""Decoders kept open at once; each UHD decoder holds some 150 MB of reference frames."""


OUTLINE_EM = 0.06
BAR_OPACITY = "8c"
"""55 %, as two hex digits."""


@dataclass(frozen=True, slots=True)
class Material:
    """Where the files behind a job lie, and what they are. `luts` are `.cube` files by id, `tables` a folder for
    those that filters read."""

    paths: dict[MediaId, Path]
    facts: dict[MediaId, MediaFacts]
    luts: dict[str, Path]
    tables: Path


class FrameMaker:
    """Makes the frames of piece jobs; keeps decoders open from one piece to the next."""

    def __init__(self, material: Material, decoder_threads: int = 0) -> None:
        self._material, self._threads = material, decoder_threads
        self._sources: dict[tuple[MediaId, int], FrameSource] = {}

    def close(self) -> None:
        for source in self._sources.values():
            source.close()
        self._sources.clear()

    def frames(self, job: PieceJob) -> Iterator[VideoFrame]:
        """Every frame of `job` in order, in its look; the frames' own timestamps mean nothing."""
        look, turn = job.look, None
        if look.rotation:
            turn = Chain((*graph.TURNS[-look.rotation % 360], ("setsar", {"sar": "1"})))
        for scene in job.scenes:
            if turn and self._as_stored(scene, look):
                yield from self._scene(scene, look)
            elif turn:
                yield from map(turn, self._scene(scene, look.upright))
            else:
                yield from self._scene(scene, look)

    def _as_stored(self, scene: Scene, look: Look) -> bool:
        """Whether a scene shows a source's own frames, turned by the player as the output is."""
        if len(scene.shots) != 1 or scene.insets or scene.words:
            return False
        shot = scene.shots[0]
        plain = shot.framing.zoom is None and shot.framing == Framing(fit=shot.framing.fit) and not shot.fade
        return plain and self.video(shot.media).rotation == look.rotation

    # --- a scene -----------------------------------------------------------------------------------------

    def _scene(self, scene: Scene, look: Look) -> Iterator[VideoFrame]:
        shots = [_ShotMaker(self, shot, look, place) for place, shot in enumerate(scene.shots)]
        insets = [_InsetMaker(self, inset, look, place + len(shots)) for place, inset in enumerate(scene.insets)]
        words = [_WordsMaker(each, look) for each in scene.words]
        values = planes.colour_values(look.background, look.colour, _depth(look), look.height)
        for k in range(scene.frames):
            if scene.blend and len(shots) == 2:
                amount = float(scene.blend.elapsed[k] / scene.blend.length)
                frame = planes.blended(shots[0].frame(k), shots[1].frame(k), scene.blend.kind, amount, look.colour)
                own = True
            elif shots:
                frame, own = shots[0].made(k)
            else:
                frame, own = planes.filled(look.width, look.height, look.pixel_format, values), True
            if (insets or words) and not own:
                frame = planes.writable(frame)
            for each in (*insets, *words):
                each.lay_on(frame, k)
            yield frame

    def source(self, media_id: MediaId, place: int) -> FrameSource:
        """The decoder of a media for one place in the scene; two places never share one."""
        key = (media_id, place)
        source = self._sources.pop(key, None)
        if source is None:
            while len(self._sources) >= OPEN_SOURCES_MOST:
                oldest = next(iter(self._sources))
                self._sources.pop(oldest).close()
            source = FrameSource(self._material.paths[media_id], self._material.facts[media_id], self._threads)
        self._sources[key] = source
        return source

    def video(self, media_id: MediaId) -> VideoFacts:
        video = self._material.facts[media_id].video
        assert video is not None
        return video

    def lut(self, lut_id: str) -> Path:
        return self._material.luts[lut_id]

    @property
    def tables(self) -> Path:
        return self._material.tables


def _depth(look: Look) -> int:
    return 10 if "10" in look.pixel_format else 8


class _Deinterlacer:
    """Whole pictures from interlaced ones, each from its own two fields (edge slope tracing). The filter gives a
    picture back when it is given the next one, so each is given twice."""

    def __init__(self) -> None:
        self._chain = Chain((("estdif", {"mode": "frame", "deint": "all"}),))

    def __call__(self, frame: VideoFrame) -> VideoFrame:
        self._chain.feed(frame)
        made = self._chain.feed(frame)
        assert made is not None
        return made


class _ShotMaker:
    """The frames of one shot, on the canvas and in its colour."""

    def __init__(self, maker: FrameMaker, shot: Shot, look: Look, place: int) -> None:
        self._maker, self._shot, self._look, self._place = maker, shot, look, place
        video = maker.video(shot.media)
        framing, zoom = shot.framing, shot.framing.zoom
        if zoom and zoom.start == zoom.end:
            framing = _zoomed_still(framing, zoom)
        self._behind: Chain | None
        self._moving = zoom if zoom and zoom.start != zoom.end else None
        if look.rotation:
            video = replace(video, rotation=0)
        where = graph.geometry(video, framing, look.width, look.height)
        lut = maker.lut(shot.grade.lut) if shot.grade.lut else None
        colour = colour_chain(shot.grade, lut, video, look, maker.tables)
        self._layered = video.has_alpha
        if self._layered:
            clear = (*graph.placed(where, look.width, look.height, "#00000000"), ("format", {"pix_fmts": "rgba"}))
            plain = replace(video, colour=look.colour, pixel_format=look.pixel_format, has_alpha=False)
            self._behind, self._chain = None, Chain((("format", {"pix_fmts": "rgba"}), *clear))
            self._graded = Chain(colour_chain(shot.grade, lut, plain, look, maker.tables))
        elif where.blurred:
            self._behind = Chain((*graph.behind(video, framing, look.width, look.height), *colour))
            self._chain = Chain((*graph.front(where), *colour))
        else:
            self._behind = None
            shape = () if where.unchanged else graph.placed(where, look.width, look.height, look.background)
            self._chain = Chain((*shape, *colour))
        self._where = where
        self._deinterlaced = _Deinterlacer() if video.interlaced else None
        self._last: tuple[VideoFrame, VideoFrame] | None = None

    def frame(self, k: int) -> VideoFrame:
        return self.made(k)[0]

    def made(self, k: int) -> tuple[VideoFrame, bool]:
        """Frame `k`, and whether it may be written on."""
        stored = self._maker.source(self._shot.media, self._place).at(
            max(self._shot.media_times[k], Fraction(0)), self._shot.backwards
        )
        if self._last and self._last[0] is stored:
            frame, own = self._last[1], False
        else:
            whole = self._deinterlaced(stored) if self._deinterlaced else stored
            frame, own = self._conformed(whole), False
            self._last = (stored, frame)
        if self._moving:
            frame, own = _zoomed(frame, self._moving, float(self._shot.elapsed[k] / self._shot.length)), True
        if self._shot.fade:
            amount = self._shot.fade.at(self._shot.elapsed[k])
            if amount < 1:
                look = self._look
                frame = frame if own else planes.writable(frame)
                ground = planes.colour_values(self._shot.fade_colour, look.colour, _depth(look), look.height)
                planes.fade(frame, amount, ground)
                own = True
        return frame, own

    def _conformed(self, stored: VideoFrame) -> VideoFrame:
        if self._layered:
            return self._graded(self._over_background(self._chain(stored)))
        if self._behind is None:
            return self._chain(stored)
        frame, front = self._behind(stored), self._chain(stored)
        frame = planes.writable(frame)
        x, y = max(self._where.x, 0), max(self._where.y, 0)
        for number, (ground, part) in enumerate(zip(planes.planes(frame), planes.planes(front), strict=True)):
            down = 1 if number == 0 else 2
            down_y = down if "420" in frame.format.name else 1
            ground[y // down_y : y // down_y + part.shape[0], x // down : x // down + part.shape[1]] = part
        return frame

    def _over_background(self, picture: VideoFrame) -> VideoFrame:
        """A picture with transparency on the canvas' background."""
        look = self._look
        values = planes.colour_values(look.background, look.colour, _depth(look), look.height)
        frame = planes.filled(look.width, look.height, look.pixel_format, values)
        planes.lay(frame, planes.layer(picture.to_ndarray(), 0, 0, look.colour, frame), 1.0)
        return frame


def _zoomed_still(framing: Framing, zoom: Zoom) -> Framing:
    """A still zoom is a crop of what the framing shows, in the same shape."""
    crop = framing.crop
    wide, high = 1 - crop.left - crop.right, 1 - crop.top - crop.bottom
    part = 1 / zoom.end
    left = min(max(zoom.x - part / 2, 0.0), 1 - part)
    top = min(max(zoom.y - part / 2, 0.0), 1 - part)
    return replace(
        framing,
        zoom=None,
        crop=replace(
            crop,
            left=crop.left + wide * left,
            right=crop.right + wide * (1 - part - left),
            top=crop.top + high * top,
            bottom=crop.bottom + high * (1 - part - top),
        ),
    )


def _zoomed(frame: VideoFrame, zoom: Zoom, progress: float) -> VideoFrame:
    """The frame enlarged around a point, to a fraction of a pixel, so that a slow move does not tremble."""
    factor = zoom.start + (zoom.end - zoom.start) * min(max(progress, 0.0), 1.0)
    if factor <= 1.0001:
        return planes.writable(frame)
    result = planes.like(frame)
    part = 1 / factor
    left = min(max(zoom.x - part / 2, 0.0), 1 - part)
    top = min(max(zoom.y - part / 2, 0.0), 1 - part)
    for into, plane in zip(planes.planes(result), planes.planes(frame), strict=True):
        high, wide = plane.shape
        box = (left * wide, top * high, (left + part) * wide, (top + part) * high)
        if plane.dtype == np.uint8:
            made = Image.fromarray(plane).resize((wide, high), Image.Resampling.BICUBIC, box)
            into[...] = np.asarray(made)
        else:
            made = Image.fromarray(plane.astype(np.float32)).resize((wide, high), Image.Resampling.BICUBIC, box)
            into[...] = np.clip(np.rint(np.asarray(made)), 0, 1023).astype(np.uint16)
    return result


class _WordsMaker:
    """A title, drawn once."""

    def __init__(self, words: Words, look: Look) -> None:
        self._words, self._look = words, look
        self._layer: planes.Layer | None = None

    def lay_on(self, frame: VideoFrame, k: int) -> None:
        if self._layer is None:
            words = self._words
            style = WordsStyle(
                text=words.text, size=words.size, colour=words.colour, place=Place(words.place), bold=words.bold,
                outline=OUTLINE_EM if words.outline else 0.0, bar=words.bar is not None,
                bar_colour=f"{words.bar}{BAR_OPACITY}" if words.bar else "#0000008c",
            )  # fmt: skip
            drawn = draw_words(style, self._look.width, self._look.height)
            self._layer = planes.layer(drawn.rgba, drawn.x, drawn.y, self._look.colour, frame)
        planes.lay(frame, self._layer, self._words.fade.at(self._words.elapsed[k]))


class _InsetMaker:
    """An overlaid picture or clip: scaled, placed, made RGBA so that its own transparency holds."""

    def __init__(self, maker: FrameMaker, inset: Inset, look: Look, place: int) -> None:
        self._maker, self._inset, self._look, self._place = maker, inset, look, place
        video = maker.video(inset.media)
        width = max(round(look.width * inset.width / 2) * 2, 2)
        height = max(round(width * video.height / video.width / 2) * 2, 2)
        where = graph.geometry(video, Framing(), width, height)
        self._chain = Chain((*graph.placed(where, width, height, "#000000"), ("format", {"pix_fmts": "rgba"})))
        self._x, self._y = corner(inset.place, width, height, look, round(look.width * inset.margin))
        self._last: tuple[VideoFrame, planes.Layer] | None = None

    def lay_on(self, frame: VideoFrame, k: int) -> None:
        moment = max(self._inset.media_times[k], Fraction(0))
        stored = self._maker.source(self._inset.media, self._place).at(moment)
        if self._last is None or self._last[0] is not stored:
            rgba = self._chain(stored).to_ndarray()
            self._last = (stored, planes.layer(rgba, self._x, self._y, self._look.colour, frame))
        opacity = self._inset.opacity * self._inset.fade.at(self._inset.elapsed[k])
        planes.lay(frame, self._last[1], opacity)


def corner(place: str, width: int, height: int, look: Look, margin: int) -> tuple[int, int]:
    """The top left corner of something of that size at a named place of the canvas, in pixels."""
    x = margin if place.endswith("left") else look.width - width - margin
    if not place.endswith(("left", "right")):
        x = (look.width - width) // 2
    y = margin if place.startswith("top") else look.height - height - margin
    if not place.startswith(("top", "bottom")):
        y = (look.height - height) // 2
    return x, y
