"""What a file is: the facts that every edit and every plan stands on. Pure; `media/probe.py` finds them."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from rushes.model.time import Rate, Seconds

MediaId = str
"""The SHA-256 of a file's bytes, in lower-case hex: one content has one id, whatever its name."""


class MediaKind(StrEnum):
    """What a file is mainly; a video may have sound, a sound a cover picture."""

    VIDEO = "video"
    IMAGE = "image"
    AUDIO = "audio"


class HdrKind(StrEnum):
    """Standard range, or which high one: hybrid log-gamma (broadcast, phones) or perceptual quantiser (HDR10)."""

    SDR = "sdr"
    HLG = "hlg"
    PQ = "pq"


@dataclass(frozen=True, slots=True)
class Colour:
    """How numbers mean colours, in FFmpeg's names (ITU-T H.273); `None` where the file does not say."""

    primaries: str | None = None
    transfer: str | None = None
    matrix: str | None = None
    full_range: bool = False

    @property
    def hdr(self) -> HdrKind:
        return {"arib-std-b67": HdrKind.HLG, "smpte2084": HdrKind.PQ}.get(self.transfer or "", HdrKind.SDR)


@dataclass(frozen=True, slots=True)
class VideoFacts:
    """The picture of a file.

    `coded_width` and `coded_height` are the pixels stored; `width` and `height` the square pixels shown, pixel
    aspect and rotation applied. `rotation` is in degrees clockwise, to be applied to the stored picture
    (0, 90, 180, 270), after mirroring left to right where `mirrored`. `rate` is the exact constant rate, or for
    a variable one (`variable_rate`) the rate it is conformed to. Frame times count from `start`, in seconds of
    the container's clock: the first frame shown, edit list applied.
    """

    index: int
    codec: str
    profile: str
    pixel_format: str
    bit_depth: int
    coded_width: int
    coded_height: int
    width: int
    height: int
    pixel_aspect: Fraction
    rotation: int
    mirrored: bool
    rate: Rate
    variable_rate: bool
    frames: int
    start: Seconds
    duration: Seconds
    time_base: Fraction
    colour: Colour
    interlaced: bool = False
    has_alpha: bool = False
    bitrate_bps: int | None = None
    dolby_vision_profile: int | None = None
    mastering: str | None = None
    """HDR10 mastering display and light levels as JSON text, where the file carries them."""
    keyframes: tuple[Seconds, ...] = ()
    """Where decoding may begin, on the media clock (0 = first frame shown), rising. The first lies before 0 where
    an edit list hides the frames that the first one shown needs."""


@dataclass(frozen=True, slots=True)
class AudioFacts:
    """One sound track. `start` is on the media clock: 0 is the first picture shown, or the first sample where
    there is no picture."""

    index: int
    codec: str
    sample_rate: int
    channels: int
    layout: str
    start: Seconds
    duration: Seconds
    language: str | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class MediaFacts:
    """A file, as probed. The media clock starts at 0 with the first picture shown (or the first sample where
    there is no picture) and runs to `duration`. A still image has a duration of 0."""

    id: MediaId
    kind: MediaKind
    container: str
    size_bytes: int
    duration: Seconds
    video: VideoFacts | None = None
    audio: tuple[AudioFacts, ...] = ()
    created: str | None = None
    """Creation time as the file gives it, ISO 8601."""
    tags: tuple[tuple[str, str], ...] = ()
    """Camera, GPS and other tags worth carrying over, by their container names."""
    chapters: tuple[tuple[Seconds, str], ...] = ()
    data_streams: tuple[str, ...] = ()
    """Streams that are neither picture nor sound (timecode, motion data), by codec tag."""
    warnings: tuple[str, ...] = field(default=())
    """What is wrong with the file though it can be used, as codes of `media/warnings.py`."""
    origin: Seconds = Fraction(0)
    """Where the media clock's 0 lies on the container's clock: take it off a packet's or frame's own time."""
    standin: str | None = None
    """Why frames are read from a lossless stand-in rather than from the original, as a code of
    `media/standin.py`; the facts then describe the stand-in's pixels (upright, RGB). None: read the original."""

    @property
    def has_sound(self) -> bool:
        return bool(self.audio)

    @property
    def is_still(self) -> bool:
        return self.kind is MediaKind.IMAGE and self.duration == 0


@dataclass(frozen=True, slots=True)
class Media:
    """One entry of a project's pool: a file by the name its owner knows it by."""

    facts: MediaFacts
    name: str

    @property
    def id(self) -> MediaId:
        return self.facts.id
