"""Small pictures and outlines of sound, for looking at files in a list or on a timeline; kept once made.

    ROOT/thumbnails/ab/abcd....K.H.jpg     the K-th key frame, H lines high
    ROOT/waveforms/ab/abcd....peaks        one byte for each WAVE_STEP seconds

Only key frames are decoded, so a picture of a 4K film costs one frame's work. Deleting ROOT loses nothing. The first
picture, in the heights that lists show, and the outline are made ahead (`make`); all else when it is asked for.
"""

from __future__ import annotations

import bisect
import io
import os
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from threading import BoundedSemaphore

import av
import numpy as np
from av.error import FFmpegError
from PIL import Image

from rushes.media.making import Told, make
from rushes.model.media import Media, MediaFacts, VideoFacts
from rushes.model.time import Seconds

WAVE_STEP = Fraction(1, 20)
"""Seconds of sound in one byte of a waveform."""

WAVE_RATE = 8000
"""Samples a second that peaks are taken from: enough for an outline."""

AT_ONCE = 2
"""Pictures made at the same time; a 4K frame takes 12 MB and a core for some 50 ms."""

QUALITY = 78

AHEAD = (90, 180)
"""Lines of the pictures made ahead: a tile's and a poster's."""


@dataclass
class FileGlances:
    """`frames_of` says where a file's frames and sound are read from."""

    root: Path
    frames_of: Callable[[MediaFacts], Path]
    _room: BoundedSemaphore = field(default_factory=lambda: BoundedSemaphore(AT_ONCE))

    def thumbnail(self, media: Media, at: Seconds, height: int) -> bytes:
        """The key frame at or before `at` of the media clock, as JPEG, `height` lines high; empty without a picture
        or where it can't be decoded."""
        video = media.facts.video
        if video is None:
            return b""
        number = max(bisect.bisect_right(video.keyframes, at) - 1, 0)
        place = self._thumbnail(media.facts, number, height)
        moment = video.keyframes[number] if video.keyframes else Seconds(0)
        return self._kept(place, lambda: _picture(self.frames_of(media.facts), media.facts, video, moment, height))

    def waveform(self, media: Media) -> bytes:
        """Peaks as bytes, 0 to 255 (full scale), one for each WAVE_STEP seconds of the media clock; empty without
        sound."""
        if not media.facts.audio:
            return b""
        place = self._waveform(media.facts)
        return self._kept(place, lambda: _peaks(self.frames_of(media.facts), media.facts))

    def needed(self, facts: MediaFacts) -> bool:
        return facts.video is not None or bool(facts.audio)

    def there(self, facts: MediaFacts) -> bool:
        """Whether all that is made ahead is."""
        pictures = [self._thumbnail(facts, 0, height) for height in AHEAD] if facts.video else []
        outline = [self._waveform(facts)] if facts.audio else []
        return all(place.exists() for place in (*pictures, *outline))

    def share(self, facts: MediaFacts) -> float:
        return 1.0 if self.there(facts) else 0.0

    def make(self, media: Media, told: Told, stopped: Callable[[], bool]) -> str:
        """Makes what is missing of that, in a process of its own. Raises Halted, and what stopped the maker."""
        make("glance", self.frames_of(media.facts), media.facts, self.root, told, stopped)
        return ""

    def _thumbnail(self, facts: MediaFacts, number: int, height: int) -> Path:
        return self.root / "thumbnails" / facts.id[:2] / f"{facts.id}.{number}.{height}.jpg"

    def _waveform(self, facts: MediaFacts) -> Path:
        return self.root / "waveforms" / facts.id[:2] / f"{facts.id}.peaks"

    def _kept(self, place: Path, make: Callable[[], bytes]) -> bytes:
        try:
            return place.read_bytes()
        except FileNotFoundError:
            pass
        with self._room:
            try:
                return place.read_bytes()  # another made it while we waited
            except FileNotFoundError:
                made = make()
        place.parent.mkdir(parents=True, exist_ok=True)
        part = place.with_name(f".{secrets.token_hex(8)}.part")
        part.write_bytes(made)
        os.replace(part, place)
        return made


def made_glances(path: Path, facts: MediaFacts, root: Path) -> Iterator[tuple[int, int]]:
    """Makes under `root` what is made ahead of one file; yields how much of how much is there."""
    glances, media = FileGlances(root, lambda _: path), Media(facts, "")
    for number, height in enumerate(AHEAD, 1):
        glances.thumbnail(media, Seconds(0), height)
        yield number, len(AHEAD) + 1
    glances.waveform(media)
    yield len(AHEAD) + 1, len(AHEAD) + 1


def _open(path: Path) -> av.container.InputContainer:
    return av.open(str(path.resolve()), container_options={"protocol_whitelist": "file"}, metadata_errors="replace")


def _picture(path: Path, facts: MediaFacts, video: VideoFacts, at: Seconds, height: int) -> bytes:
    try:
        with _open(path) as container:
            stream = container.streams.video[0] if facts.standin else container.streams[video.index]
            stream.thread_count = 1
            stream.codec_context.skip_frame = "NONKEY"
            if at > 0:
                # half a frame on, so that rounding can't lead to the key frame before
                moment = at + facts.origin + 1 / (2 * video.rate)
                container.seek(int(moment / stream.time_base), stream=stream)
            frame = next(container.decode(stream))
            width = max(round(frame.width * height / frame.height), 2) if not video.rotation % 180 else None
            return _jpeg(frame, video, height, width)
    except (FFmpegError, StopIteration, OSError, ValueError, IndexError):
        return b""


def _jpeg(frame: av.VideoFrame, video: VideoFacts, height: int, width: int | None) -> bytes:
    image = frame.reformat(
        width=min(frame.width, max(width or height * 2, 2) * 2), height=min(frame.height, height * 2), format="rgb24"
    ).to_image()
    if video.mirrored:
        image = image.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    if video.rotation:
        image = image.rotate(-video.rotation, expand=True)
    shown = max(round(video.width * height / video.height), 2)
    out = io.BytesIO()
    image.resize((shown, height), Image.Resampling.LANCZOS).save(out, "JPEG", quality=QUALITY)
    return out.getvalue()


def _peaks(path: Path, facts: MediaFacts) -> bytes:
    """The loudest sample of each step of the first sound track; what can't be decoded is silence."""
    sound = facts.audio[0]
    step = int(WAVE_RATE * WAVE_STEP)
    heard = np.zeros(int(facts.duration / WAVE_STEP) + 1, np.uint8)
    try:
        with _open(path) as container:
            stream = container.streams[sound.index]
            stream.thread_count = 1
            resampler = av.AudioResampler(format="s16", layout="mono", rate=WAVE_RATE)
            at, rest = round(float(sound.start) * WAVE_RATE), np.zeros(0, np.int16)
            at, rest = (at // step * step, np.zeros(at % step, np.int16)) if at > 0 else (at, rest)
            for packet in container.demux(stream):
                try:
                    frames = packet.decode()
                except FFmpegError:
                    continue
                samples = [rest, *(part.to_ndarray()[0] for frame in frames for part in resampler.resample(frame))]
                rest = np.concatenate(samples)
                whole = len(rest) // step
                if whole:
                    peaks = np.abs(rest[: whole * step].astype(np.int32)).reshape(whole, step).max(axis=1)
                    first = at // step
                    skip = max(-first, 0)
                    room = heard[first + skip : first + whole]
                    room[:] = np.minimum(peaks[skip : skip + len(room)] >> 7, 255)
                    at, rest = at + whole * step, rest[whole * step :]
    except (FFmpegError, OSError, ValueError, IndexError):
        pass
    return heard.tobytes()
