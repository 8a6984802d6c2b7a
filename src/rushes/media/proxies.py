"""Proxies: small stand-ins of films for looking, made in the background, part by part, kept by content.

    ROOT/ab/abcd..../0.mp4, 1.mp4 ...     PART_SECONDS of the media clock each, complete once it has its name
    ROOT/ab/abcd..../done                 all of them are there

Only size and pixels differ from the original: the picture is stored as turned, as dark and in the colours it had, and
every frame has the time it had on the media clock. So whatever places, turns or grades the original does the same to
its proxy, given the facts of `proxy_facts`. High dynamic range stays so, at 10 bits; RGB becomes BT.709.

A part begins with the frame on screen at its start, so each answers for all of its time by itself.
"""

from __future__ import annotations

import json
import os
import secrets
import subprocess
import sys
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
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

from rushes.media.errors import BY_CODE, ReaderDied
from rushes.model.media import Colour, HdrKind, MediaFacts, MediaId, MediaKind
from rushes.model.saved import from_plain, to_plain
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

NICE = 10
"""Proxies give way to everything a person waits for."""

SILENCE_SECONDS_MAX = 300.0
"""A maker that finishes no part for so long hangs."""

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


# --- in the background ------------------------------------------------------------------------------------


@dataclass
class Proxies:
    """The proxies under `root`, made one film after the other. `frames_of` says where a film's frames are read from.
    Any thread may ask. Close it when done: what was not finished goes on from there another time."""

    root: Path
    frames_of: Callable[[MediaFacts], Path]
    part_seconds: Seconds = PART_SECONDS
    _wanted: OrderedDict[MediaId, MediaFacts] = field(default_factory=OrderedDict)
    _known: dict[MediaId, tuple[float, str]] = field(default_factory=dict)
    _lock: threading.Condition = field(default_factory=threading.Condition)
    _thread: threading.Thread | None = None
    _maker: subprocess.Popen[str] | None = None
    _closed: bool = False

    def facts_of(self, facts: MediaFacts) -> MediaFacts | None:
        """`proxy_facts`."""
        return proxy_facts(facts)

    def folder(self, media_id: MediaId) -> Path:
        """Where the parts of a film are, or will be."""
        assert len(media_id) == 64 and set(media_id) <= set("0123456789abcdef"), media_id
        return self.root / f"v{VERSION}" / media_id[:2] / media_id

    def want(self, facts: Iterable[MediaFacts]) -> None:
        """Make the proxies of these that need one and have none; returns at once."""
        with self._lock:
            for each in facts:
                if each.id in self._known or self._closed:
                    continue
                if proxy_facts(each) is None or not parts_of(each) or (self.folder(each.id) / "done").exists():
                    self._known[each.id] = (1.0, "")
                    continue
                self._known[each.id] = (self._there(each), "")
                self._wanted[each.id] = each
            if self._wanted and self._thread is None:
                self._thread = threading.Thread(target=self._make_all, daemon=True)
                self._thread.start()

    def progress(self, facts: MediaFacts) -> tuple[float, str]:
        """How much of a film's proxy is there, 0 to 1, and the code of what stopped it ("" where nothing did)."""
        with self._lock:
            return self._known.get(facts.id, (0.0, ""))

    def wait(self, seconds: float) -> bool:
        """Until nothing is left to make, at most so long; whether that is so."""
        with self._lock:
            return self._lock.wait_for(lambda: self._thread is None, seconds)

    def close(self) -> None:
        with self._lock:
            self._closed = True
            self._wanted.clear()
            if self._maker is not None:
                self._maker.kill()
        self.wait(10)

    def _there(self, facts: MediaFacts) -> float:
        parts = parts_of(facts)
        return sum((self.folder(facts.id) / f"{k}.mp4").exists() for k in range(parts)) / parts

    def _make_all(self) -> None:
        while True:
            with self._lock:
                if self._closed or not self._wanted:
                    self._thread = None
                    self._lock.notify_all()
                    return
                _, facts = self._wanted.popitem(last=False)
            try:
                self._make(facts)
                outcome = (1.0, "")
            except Exception as error:
                outcome = (self.progress(facts)[0], getattr(error, "code", "") or ReaderDied.code)
            with self._lock:
                self._known[facts.id] = outcome
                self._lock.notify_all()

    def _make(self, facts: MediaFacts) -> None:
        """Make what is missing of one proxy in a process of its own. Raises what stopped it."""
        request = {"path": str(self.frames_of(facts).resolve()), "facts": to_plain(facts),
                   "folder": str(self.folder(facts.id))}  # fmt: skip
        maker = subprocess.Popen(
            [sys.executable, "-P", "-m", "rushes.media.proxies"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8",
        )  # fmt: skip
        with self._lock:
            self._maker = maker
            if self._closed:
                maker.kill()
        with suppress(BrokenPipeError):
            print(json.dumps(request), file=maker.stdin)
            maker.stdin.close()
        last: dict = {}
        try:
            while line := self._line(maker):
                last = json.loads(line)
                if "part" in last:
                    with self._lock:
                        self._known[facts.id] = (min((last["part"] + 1) / parts_of(facts), 0.999), "")
        finally:
            maker.kill()
            maker.wait()
            maker.stdout.close()
            with self._lock:
                self._maker = None
        if "error" in last:
            known = BY_CODE.get(last["error"])
            raise known(**last["facts"]) if known else ReaderDied(detail=str(last["error"])[:300])
        if not last.get("done"):
            raise ReaderDied(detail="the maker of proxies ended early")

    def _line(self, maker: subprocess.Popen[str]) -> str:
        timer = threading.Timer(SILENCE_SECONDS_MAX, maker.kill)
        timer.start()
        try:
            return maker.stdout.readline()
        finally:
            timer.cancel()


# --- in a process of its own ------------------------------------------------------------------------------


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


def main() -> None:
    """Make the proxy that one line of JSON on stdin asks for; tell of each part in a line of JSON on stdout."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # whatever a library prints must not reach the answers
    with suppress(OSError, AttributeError):
        os.nice(NICE)
    request = json.loads(sys.stdin.readline())
    facts = from_plain(request["facts"], MediaFacts)
    told: dict[str, object] = {"done": True}
    try:
        for number in make_parts(Path(request["path"]), facts, Path(request["folder"])):
            print(json.dumps({"part": number}), file=answers, flush=True)
    except Exception as error:
        told = {"error": getattr(error, "code", "") or f"{type(error).__name__}: {error}"[:300],
                "facts": getattr(error, "facts", {})}  # fmt: skip
    print(json.dumps(told, default=str), file=answers, flush=True)


if __name__ == "__main__":
    main()
