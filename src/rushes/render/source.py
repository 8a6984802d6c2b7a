"""Frames of a source by time: sequential where it can be, exact always, bounded memory.

The frame shown at a moment is the last one that begins at or before it. Where a container only rounds the times
of a constant rate (Matroska), frames are put back on the exact grid first.
"""

from __future__ import annotations

from bisect import insort
from collections import deque
from collections.abc import Iterator
from fractions import Fraction
from math import floor
from pathlib import Path

import av
from av.video.frame import VideoFrame

from rushes.model.media import MediaFacts, VideoFacts
from rushes.model.time import Seconds
from rushes.render.chain import Chain
from rushes.render.graph import SCALER
from rushes.render.graph import Chain as Filters
from rushes.render.report import SourceFailed

BACKWARDS_KEPT = 24
"""Decoded frames kept while playing backwards; 24 UHD frames are 300 MB at 8 bits."""

SEEK_AHEAD_SECONDS = Fraction(3)
"""Farther ahead than this we look for a keyframe, nearer we decode on."""

FROM_START_SECONDS = Fraction(1, 2)
"""Up to here a file just opened is decoded from its start, without looking for a keyframe."""

HIDDEN = Fraction(1, 250)
"""Frames that begin more than this before the media clock's 0 are hidden by an edit list."""

AHEAD = 4
"""Frames decoded ahead, to put times in order: a decoder gives frames as they are shown, but in files copied together
from bare streams their times come as they were stored. 4 UHD frames are 50 MB at 8 bits."""

SLACK = Fraction(1, 2000)
"""Half a millisecond: what a container may round a variable time by."""


LOCAL_ONLY = {"protocol_whitelist": "file"}
"""A file may name others; nothing but files of this machine is ever opened."""

WITH_ALPHA = {"vp9": "libvpx-vp9", "vp8": "libvpx"}
"""Decoders that keep the transparency FFmpeg's own ones drop."""


Timed = tuple[Seconds, VideoFrame]
"""A frame and when it begins, on the media clock."""


def container_counts(facts: MediaFacts) -> bool:
    """Whether frames are told apart by counting them from the start: AVI stamps B-frames out of order."""
    return facts.container == "avi"


class FrameSource:
    """One source's picture. Frames come as stored: rotation and pixel aspect are not applied."""

    def __init__(self, path: Path, facts: MediaFacts, threads: int = 0) -> None:
        assert facts.video is not None
        self._path, self._facts, self._video = path, facts, facts.video
        self._threads = threads
        self._container: av.container.InputContainer | None = None
        self._frames: Iterator[VideoFrame] | None = None
        self._decoder: av.CodecContext | None = None
        self._counted = container_counts(facts)
        self._shown = 0
        self._now: Timed | None = None
        self._next: Timed | None = None
        self._behind: deque[Timed] = deque(maxlen=BACKWARDS_KEPT)
        self._stamp: Seconds | None = None
        self._window: deque[VideoFrame] = deque()
        self._stamps: list[Seconds] = []
        self._evened: tuple[VideoFrame, VideoFrame] | None = None
        self._even = Chain(_fitted(self._video))

    def close(self) -> None:
        self._frames = self._now = self._next = None
        self._behind.clear()
        self._window.clear()
        self._stamps.clear()
        if self._container is not None:
            self._container.close()
            self._container = None

    def at(self, moment: Seconds, backwards: bool = False) -> VideoFrame:
        """The frame on screen at `moment` of the media clock; the nearest one there is beyond either end."""
        if not backwards:
            self._behind.clear()
        else:
            kept = self._kept(moment)
            if kept is not None:
                return self._as_first(kept)
        if self._now is None or moment < self._now[0] or self._far_ahead(moment):
            self._seek(moment)
        self._advance(moment, remember=backwards)
        assert self._now is not None
        return self._as_first(self._now[1])

    # --- inside ------------------------------------------------------------------------------------------

    def _as_first(self, frame: VideoFrame) -> VideoFrame:
        """The frame in the size of the first: recordings of calls and of turned screens change it on the way."""
        if (frame.width, frame.height) == (self._video.coded_width, self._video.coded_height):
            return frame
        if self._evened is None or self._evened[0] is not frame:
            self._evened = (frame, self._even(frame))
        return self._evened[1]

    def _time(self, stamp: Seconds) -> Seconds:
        """When a frame with this timestamp begins, on the media clock."""
        video = self._video
        if video.variable_rate:
            past, self._stamp = self._stamp, stamp
            # two frames may be nearer to each other than what is allowed for rounding: each has its moment
            apart = stamp - past if past is not None and stamp > past else 2 * SLACK
            return stamp - min(SLACK, apart / 2)
        return floor(stamp * video.rate + Fraction(1, 2)) / video.rate

    def _far_ahead(self, moment: Seconds) -> bool:
        if self._now is None or self._counted:
            return False
        return moment - self._now[0] > SEEK_AHEAD_SECONDS

    def _kept(self, moment: Seconds) -> VideoFrame | None:
        if self._behind and self._behind[0][0] <= moment < self._behind[-1][0]:
            return next(frame for time, frame in reversed(self._behind) if time <= moment)
        return None

    def _opened(self) -> av.container.InputContainer:
        if self._container is None:
            self._container = av.open(str(self._path), metadata_errors="replace", options=LOCAL_ONLY)
            stream = self._container.streams[self._video.index]
            stream.thread_type = "AUTO"
            if self._threads:
                stream.codec_context.thread_count = self._threads
            own = WITH_ALPHA.get(self._video.codec) if self._video.has_alpha else None
            self._decoder = av.CodecContext.create(own, "r") if own else None
        return self._container

    def _seek(self, moment: Seconds) -> None:
        """Begins decoding at the last keyframe at or before `moment`, or at the very start."""
        if self._counted:
            self.close()
        if self._container is None and (self._counted or moment <= FROM_START_SECONDS):
            container = self._opened()
            self._shown = 0
            self._frames = self._decoded(container)
            self._now = self._next = None
            self._fill(moment)
            return
        for earlier in (Fraction(0), Fraction(2), Fraction(10)):
            container = self._opened()
            stream = container.streams[self._video.index]
            target = max(moment - earlier, Fraction(0)) + self._facts.origin
            self._now = self._next = None
            try:
                container.seek(floor(target / stream.time_base), stream=stream, backward=True, any_frame=False)
            except av.FFmpegError:
                break
            self._frames = self._decoded(container)
            if self._fill(moment) and self._now is not None and self._now[0] <= moment:
                return
        self.close()
        self._frames = self._decoded(self._opened())
        self._fill(moment)

    def _fill(self, moment: Seconds) -> bool:
        self._behind.clear()
        self._stamp = None
        self._window.clear()
        self._stamps.clear()
        self._now = self._pull()
        self._next = self._pull() if self._now is not None else None
        return self._now is not None

    def _decoded(self, container: av.container.InputContainer) -> Iterator[VideoFrame]:
        stream = container.streams[self._video.index]
        broken = 0
        decoder = self._decoder
        for packet in container.demux(stream):
            try:
                if decoder is None:
                    yield from packet.decode()
                else:
                    yield from decoder.decode(packet if packet.size else None)
            except av.error.InvalidDataError:
                broken += 1
                if broken > 500:
                    return
            except av.FFmpegError:
                return

    def _pull(self) -> Timed | None:
        """The next frame that is shown, with its time; those an edit list hides are passed over.

        The time is taken now: whoever encodes the frame later gives it timestamps of its own.
        """
        assert self._frames is not None
        if self._counted:
            frame = next(self._frames, None)
            self._shown += 1
            return None if frame is None else ((self._shown - 1) / self._video.rate, frame)
        while True:
            while len(self._window) < AHEAD and (frame := next(self._frames, None)) is not None:
                if frame.pts is not None:
                    self._window.append(frame)
                    insort(self._stamps, frame.pts * Fraction(frame.time_base) - self._facts.origin)
            if not self._window:
                return None
            frame, time = self._window.popleft(), self._time(self._stamps.pop(0))
            if time >= -HIDDEN:
                return time, frame

    def _advance(self, moment: Seconds, remember: bool) -> None:
        if self._now is None:
            raise SourceFailed(name=self._path.name[:12])
        while self._next is not None and self._next[0] <= moment:
            if remember:
                self._behind.append(self._now)
            self._now, self._next = self._next, self._pull()
        if remember:
            self._behind.append(self._now)


def _fitted(video: VideoFacts) -> Filters:
    """The whole picture within the size of `video`, black beside it."""
    wide, high = str(video.coded_width), str(video.coded_height)
    return (
        ("scale", {"w": wide, "h": high, "force_original_aspect_ratio": "decrease", "flags": SCALER}),
        ("pad", {"w": wide, "h": high, "x": "-1", "y": "-1"}),
        ("setsar", {"sar": "1"}),
    )
