"""Proxies: small stand-ins of films for looking, made in the background, part by part, kept by content.

    ROOT/ab/abcd..../0.mp4, 1.mp4 ...     PART_SECONDS of the media clock each, complete once it has its name
    ROOT/ab/abcd..../done                 all of them are there

Only size and pixels differ from the original: the picture is stored as turned, as dark and in the colours it had, and
every frame has the time it had on the media clock. So whatever places, turns or grades the original does the same to
its proxy, given the facts of `proxy_facts`. High dynamic range stays so, at 10 bits; RGB becomes BT.709.

A part begins with the frame on screen at its start, so each answers for all of its time by itself.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor
from pathlib import Path

import av
from av.error import FFmpegError
from av.video.frame import PictureType, VideoFrame
from av.video.reformatter import ColorRange, Colorspace, Interpolation

from rushes.media.making import Told, make
from rushes.model.media import Colour, HdrKind, Media, MediaFacts, MediaId, MediaKind
from rushes.model.time import Seconds, frame_at

VERSION = 1
"""Raised whenever a proxy would come out otherwise; part of the folder's name."""

LINES = 540
"""The short side, in pixels."""

STILL_LINES = 1080
"""The same for stills, which have no proxy on disk: whoever decodes one makes it so small, and slow zooms go into it."""

PART_SECONDS = Fraction(4)
"""The first part of a UHD film is ready some three seconds after it was asked for."""

GOP_SECONDS = 1

SHORT_GOP = Fraction(2)
"""Sources whose key frames are no farther apart need no proxy to jump in."""

ENCODER = "libx264"
OPTIONS = {"preset": "ultrafast", "tune": "fastdecode", "crf": "22", "bf": "0", "x264-params": "scenecut=0"}

BROKEN_PACKETS_MAX = 500

HIDDEN = Fraction(1, 250)
"""Frames that begin more than this before the media clock's 0 are hidden by an edit list."""

BT709 = Colour("bt709", "bt709", "bt709")
RGB = ("rgb", "gbr")


def proxy_facts(facts: MediaFacts) -> MediaFacts | None:
    """What the frames of a proxy of `facts` are: the original's facts but for stored size, pixels and clock. None
    where none is needed: small H.264 with frequent key frames, sound, and pictures that can be seen through."""
    video = facts.video
    if video is None or facts.kind is MediaKind.AUDIO or video.has_alpha or _handy(facts):
        return None
    short = min(video.coded_width, video.coded_height)
    shrink = min(Fraction(STILL_LINES if facts.is_still else LINES, short), Fraction(1))
    wide, high = (max(round(side * shrink / 2) * 2, 16) for side in (video.coded_width, video.coded_height))
    shape = Fraction(video.coded_width) * video.pixel_aspect / video.coded_height
    hdr = video.colour.hdr is not HdrKind.SDR
    rgb = video.colour.matrix in RGB or video.pixel_format.startswith(("rgb", "bgr", "gbr", "pal", "argb", "0rgb"))
    return replace(
        facts,
        origin=Fraction(0),
        standin=None,
        video=replace(
            video,
            index=0,
            codec="h264",
            pixel_format="yuv420p10le" if hdr else "yuv420p",
            bit_depth=10 if hdr else 8,
            coded_width=wide,
            coded_height=high,
            pixel_aspect=shape * high / wide,
            colour=BT709 if rgb else video.colour,
        ),
    )


def _handy(facts: MediaFacts) -> bool:
    """Whether a film is as quick to look at as its proxy would be."""
    video = facts.video
    assert video is not None
    if video.codec != "h264" or min(video.coded_width, video.coded_height) > LINES or not video.keyframes:
        return False
    marks = (*video.keyframes, facts.duration)
    return all(after - before <= SHORT_GOP for before, after in pairwise(marks))


def parts_of(facts: MediaFacts) -> int:
    """How many parts a proxy has; a still has none."""
    return 0 if facts.is_still else max(ceil(facts.duration / PART_SECONDS), 1)


@dataclass(frozen=True, slots=True)
class Proxies:
    """The proxies under `root`. `frames_of` says where a film's frames are read from."""

    root: Path
    frames_of: Callable[[MediaFacts], Path]
    part_seconds: Seconds = PART_SECONDS
    _needed: dict[MediaId, bool] = field(default_factory=dict)
    """Who watches asks three times a second, and a long film has thousands of key frames to look through."""

    def facts_of(self, facts: MediaFacts) -> MediaFacts | None:
        """`proxy_facts`."""
        return proxy_facts(facts)

    def folder(self, media_id: MediaId) -> Path:
        """Where the parts of a film are, or will be."""
        assert len(media_id) == 64 and set(media_id) <= set("0123456789abcdef"), media_id
        return self.root / f"v{VERSION}" / media_id[:2] / media_id

    def needed(self, facts: MediaFacts) -> bool:
        if facts.id not in self._needed:
            self._needed[facts.id] = bool(parts_of(facts)) and proxy_facts(facts) is not None
        return self._needed[facts.id]

    def there(self, facts: MediaFacts) -> bool:
        """Whether all of it is made."""
        return (self.folder(facts.id) / "done").exists()

    def share(self, facts: MediaFacts) -> float:
        """How much is made, 0 to 1; 1 where none is needed."""
        if not self.needed(facts) or self.there(facts):
            return 1.0
        with suppress(FileNotFoundError):
            made = sum(name.endswith(".mp4") and name[0] != "." for name in os.listdir(self.folder(facts.id)))
            return min(made / parts_of(facts), 0.999)
        return 0.0

    def make(self, media: Media, told: Told, stopped: Callable[[], bool]) -> str:
        """Makes what is missing, in a process of its own. Raises Halted, and what stopped the maker."""
        facts = media.facts
        make("proxy", self.frames_of(facts), facts, self.folder(facts.id), told, stopped)
        return ""


# --- in a process of its own ------------------------------------------------------------------------------


def made_parts(path: Path, facts: MediaFacts, folder: Path) -> Iterator[tuple[int, int]]:
    """`make_parts`, as how much of how much is made."""
    for number in make_parts(path, facts, folder):
        yield number + 1, parts_of(facts)


def make_parts(path: Path, facts: MediaFacts, folder: Path) -> Iterator[int]:
    """Write the parts of a proxy that `folder` lacks; yields the number of each that is there. Frames that can't be
    decoded are left out: the one before stands longer. Raises FFmpegError, OSError, ValueError (no frame at all)."""
    small = proxy_facts(facts)
    assert small is not None and facts.video is not None
    parts = parts_of(facts)
    folder.mkdir(parents=True, exist_ok=True)
    missing = next((k for k in range(parts) if not (folder / f"{k}.mp4").exists()), parts)
    yield from range(missing)
    clock = _Clock(facts)
    if missing < parts:
        with av.open(str(path), container_options={"protocol_whitelist": "file"}, metadata_errors="replace") as source:
            frames = _frames(source, facts, clock, missing * PART_SECONDS)
            shown: VideoFrame | None = None
            following = next(frames, None)
            for number in range(missing, parts):
                start, end = number * PART_SECONDS, (number + 1) * PART_SECONDS
                with _Part(folder / f"{number}.mp4", facts, small, clock) as part:
                    while following is not None and clock.at(following) <= start:
                        shown, following = following, next(frames, None)
                    shown = shown or following
                    if shown is None:
                        raise ValueError("no frame can be decoded")
                    part.add(shown, start)
                    while following is not None and clock.at(following) < end:
                        if following is not shown:
                            part.add(following, clock.at(following))
                        shown, following = following, next(frames, None)
                yield number
    (folder / "done").touch()


class _Clock:
    """When frames are shown, on the media clock: as the original's own frames are timed by whoever cuts it. `tick` is
    that of the proxy's time stamps."""

    def __init__(self, facts: MediaFacts) -> None:
        assert facts.video is not None
        self._video, self._origin = facts.video, facts.origin
        self.tick = self._video.time_base if self._video.variable_rate else 1 / self._video.rate

    def at(self, frame: VideoFrame) -> Seconds:
        stamp = (frame.pts or 0) * Fraction(frame.time_base) - self._origin
        if self._video.variable_rate:
            return stamp
        return floor(stamp * self._video.rate + Fraction(1, 2)) / self._video.rate

    def number(self, moment: Seconds) -> int:
        """The tick a frame shown at `moment` is stamped with."""
        return floor(moment / self.tick) if self._video.variable_rate else frame_at(moment, self._video.rate)


def _frames(
    source: av.container.InputContainer, facts: MediaFacts, clock: _Clock, start: Seconds
) -> Iterator[VideoFrame]:
    """Frames in order of showing, from the one on screen at `start` or some before; none before the media clock's 0."""
    stream = source.streams.video[0] if facts.standin else source.streams[facts.video.index]
    stream.thread_type = "AUTO"
    if start:
        with suppress(FFmpegError):
            # a little early: open groups of pictures lose their first frames
            target = max(start - 2, Fraction(0)) + facts.origin
            source.seek(floor(target / stream.time_base), stream=stream, backward=True)
    broken, last = 0, Fraction(-1)
    for packet in source.demux(stream):
        try:
            decoded = packet.decode()
        except FFmpegError:
            broken += 1
            if broken > BROKEN_PACKETS_MAX:
                return
            continue
        for frame in decoded:
            if frame.pts is None:
                continue
            moment = clock.at(frame)
            if moment < -HIDDEN or moment <= last:
                continue
            last = moment
            yield frame


class _Part:
    """One part being written; has its name only when it is whole."""

    def __init__(self, path: Path, facts: MediaFacts, small: MediaFacts, clock: _Clock) -> None:
        assert facts.video is not None and small.video is not None
        self._path, self._clock = path, clock
        self._part = path.with_name(f".{path.stem}.{secrets.token_hex(4)}.part")
        self._was, self._now = facts.video, small.video
        # the film's own clock has the same ticks: an edit list that says when the part begins is then exact
        ticks = str(clock.tick.denominator)
        self._out = av.open(str(self._part), "w", format="mp4",
                            options={"movie_timescale": ticks, "video_track_timescale": ticks})  # fmt: skip
        gop = max(round(self._now.rate * GOP_SECONDS), 1)
        self._stream = self._out.add_stream(ENCODER, rate=self._now.rate, options={**OPTIONS, "g": str(gop)})
        self._stream.width, self._stream.height = self._now.coded_width, self._now.coded_height
        self._stream.pix_fmt = self._now.pixel_format
        self._stream.codec_context.time_base = self._stream.time_base = clock.tick
        self._last: int | None = None

    def __enter__(self) -> _Part:
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        try:
            if kind is None:
                self._out.mux(self._stream.encode(None))
            self._out.close()
            if kind is None:
                os.replace(self._part, self._path)
        finally:
            self._part.unlink(missing_ok=True)

    def add(self, frame: VideoFrame, moment: Seconds) -> None:
        """`frame`, shown from `moment` on."""
        stamp = self._clock.number(moment)
        if self._last is not None and stamp <= self._last:
            return
        self._last = stamp
        small = _shrunk(frame, self._was.colour, self._now)
        small.pts, small.time_base, small.pict_type = stamp, self._clock.tick, PictureType.NONE
        self._out.mux(self._stream.encode(small))


def _shrunk(frame: VideoFrame, was: Colour, now) -> VideoFrame:  # type: ignore[no-untyped-def]
    from_rgb = was.matrix != now.colour.matrix
    span = ColorRange.JPEG if now.colour.full_range else ColorRange.MPEG
    return frame.reformat(
        width=now.coded_width,
        height=now.coded_height,
        format=now.pixel_format,
        dst_colorspace=Colorspace.ITU709 if from_rgb else None,
        src_color_range=None if from_rgb else span,
        dst_color_range=span,
        interpolation=Interpolation.AREA,
    )
