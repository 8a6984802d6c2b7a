"""A trial decode: is what the packets promise there? The first frames of every stream; all of a small one.

The picture's own words count here (size, colour, depth, turn), because containers are often wrong about them.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

import av
from av.error import FFmpegError

from rushes.media.boxes import IDENTITY
from rushes.media.container import open_media, packets_of
from rushes.model.time import Seconds

HEAD_FRAMES, HEAD_PACKETS_MAX = 3, 600
"""A stream that shows nothing in 600 packets (10 s at 60 fps) shows nothing."""

HEAD_SOUND_FRAMES = 20


@dataclass(frozen=True, slots=True)
class Look:
    """What the first decoded frame says of itself; colours as numbers of ITU-T H.273."""

    width: int
    height: int
    pixel_format: str
    bit_depth: int
    has_alpha: bool
    primaries: int
    transfer: int
    matrix: int
    full_range: bool
    interlaced: bool
    display_matrix: tuple[int, ...] = IDENTITY
    mastering: bytes | None = None
    light_level: bytes | None = None


@dataclass(slots=True)
class PictureTrial:
    look: Look | None = None
    times: list[int] = field(default_factory=list)
    """Times of decoded frames in ticks, as they came out."""
    untimed: int = 0
    errors: int = 0
    whole: bool = False
    """Every packet was decoded."""
    last_words: str = ""

    @property
    def frames(self) -> int:
        return len(self.times) + self.untimed


@dataclass(slots=True)
class SoundTrial:
    sample_rate: int = 0
    channels: int = 0
    layout: str = ""
    start: Seconds | None = None
    end: Seconds | None = None
    errors: int = 0
    whole: bool = False


def try_picture(path: Path, format: str, index: int, whole: bool) -> PictureTrial:
    """Decode the first frames of stream `index`, or all of them."""
    trial = PictureTrial()
    for frame in _frames(path, format, index, trial, whole, HEAD_FRAMES):
        if trial.look is None:
            trial.look = _look(frame)
        if frame.is_corrupt:
            trial.errors += 1
        if frame.pts is None or not frame.time_base:
            trial.untimed += 1
        else:
            trial.times.append(frame.pts)
    return trial


def try_sound(path: Path, format: str, index: int, whole: bool) -> SoundTrial:
    """Decode the first second or so of sound stream `index`, or all of it."""
    trial = SoundTrial()
    for frame in _frames(path, format, index, trial, whole, HEAD_SOUND_FRAMES):
        if not frame.sample_rate or not frame.time_base:
            trial.errors += 1
            continue
        at = frame.pts * frame.time_base if frame.pts is not None else (trial.end or Fraction(0))
        if trial.start is None:
            trial.start, trial.sample_rate = at, frame.sample_rate
            trial.channels, trial.layout = frame.layout.nb_channels, frame.layout.name
        trial.end = at + Fraction(frame.samples, frame.sample_rate)
    return trial


def _frames(path: Path, format: str, index: int, trial, whole: bool, enough: int) -> Iterator:
    """Decoded frames of one stream; what fails is counted in `trial` and stepped over."""
    with open_media(path, format) as container:
        stream = container.streams[index]
        stream.codec_context.thread_count = 1
        count = packets = 0
        try:
            for packet in packets_of(container, stream):
                packets += 1
                try:
                    frames = packet.decode()
                except (FFmpegError, ValueError) as error:
                    if packet.is_discard or isinstance(error, EOFError):
                        continue
                    trial.errors += 1
                    if isinstance(trial, PictureTrial):
                        trial.last_words = trial.last_words or getattr(error, "strerror", str(error))
                    frames = []
                for frame in frames:
                    count += 1
                    yield frame
                if not whole and (count >= enough or packets >= HEAD_PACKETS_MAX):
                    return
            trial.whole = True
        except (FFmpegError, ValueError):
            trial.errors += 1


def _look(frame: av.VideoFrame) -> Look:
    kinds = _side_data(frame)
    matrix = kinds.get("DISPLAYMATRIX")
    return Look(
        width=frame.width,
        height=frame.height,
        pixel_format=frame.format.name,
        bit_depth=frame.format.components[0].bits if frame.format.components else 8,
        has_alpha=any(part.is_alpha for part in frame.format.components),
        primaries=int(frame.color_primaries),
        transfer=int(frame.color_trc),
        matrix=int(frame.colorspace),
        full_range=_is_full(frame),
        interlaced=bool(frame.interlaced_frame),
        display_matrix=struct.unpack("<9i", matrix) if matrix and len(matrix) == 36 else _turned(frame),
        mastering=kinds.get("MASTERING_DISPLAY_METADATA"),
        light_level=kinds.get("CONTENT_LIGHT_LEVEL"),
    )


def _is_full(frame: av.VideoFrame) -> bool:
    """Grey pictures hold all levels unless they say otherwise, as all of JPEG does."""
    name = frame.format.name
    if name.startswith("gray"):
        return int(frame.color_range) != 1
    return int(frame.color_range) == 2 or name.startswith("yuvj")


def _side_data(frame: av.VideoFrame) -> dict[str, bytes]:
    try:
        return {each.type.name: bytes(each) for each in frame.side_data}
    except ValueError:  # a kind this PyAV does not know hides all the others
        return {}


def _turned(frame: av.VideoFrame) -> tuple[int, ...]:
    one = 0x10000
    return {
        -90: (0, one, 0, -one, 0, 0, 0, 0, 0x40000000),
        90: (0, -one, 0, one, 0, 0, 0, 0, 0x40000000),
        180: (-one, 0, 0, 0, -one, 0, 0, 0, 0x40000000),
        -180: (-one, 0, 0, 0, -one, 0, 0, 0, 0x40000000),
    }.get(round(frame.rotation), IDENTITY)
