"""What an export comes out as: container, codec, size, rate, quality; and the presets people name by platform."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction

from rushes.errors import RequestError
from rushes.model.time import Rate, Span


class UnknownOutput(RequestError):
    """Rushes can't make {wanted}."""

    code = "unknown_output"
    zh = "Rushes 无法输出 {wanted}。"
    hint = "Formats: {known}."
    hint_zh = "可用的格式：{known}。"


class Container(StrEnum):
    MP4 = "mp4"
    MOV = "mov"
    WEBM = "webm"
    GIF = "gif"
    MP3 = "mp3"
    WAV = "wav"
    M4A = "m4a"
    PNG = "png"
    JPG = "jpg"
    SRT = "srt"
    VTT = "vtt"


class Codec(StrEnum):
    H264 = "h264"
    HEVC = "hevc"
    AV1 = "av1"
    VP9 = "vp9"
    PRORES = "prores"
    GIF = "gif"
    NONE = "none"


CODECS: dict[Container, tuple[Codec, ...]] = {
    Container.MP4: (Codec.H264, Codec.HEVC, Codec.AV1),
    Container.MOV: (Codec.PRORES, Codec.H264, Codec.HEVC),
    Container.WEBM: (Codec.VP9, Codec.AV1),
    Container.GIF: (Codec.GIF,),
    Container.MP3: (Codec.NONE,),
    Container.WAV: (Codec.NONE,),
    Container.M4A: (Codec.NONE,),
    Container.PNG: (Codec.NONE,),
    Container.JPG: (Codec.NONE,),
    Container.SRT: (Codec.NONE,),
    Container.VTT: (Codec.NONE,),
}
"""Which picture codecs each container takes, the usual one first."""

SOUND_ONLY = frozenset({Container.MP3, Container.WAV, Container.M4A})
STILLS = frozenset({Container.PNG, Container.JPG})
CAPTIONS = frozenset({Container.SRT, Container.VTT})


class Quality(StrEnum):
    DRAFT = "draft"
    STANDARD = "standard"
    HIGH = "high"
    BEST = "best"


CRF: dict[Codec, dict[Quality, int]] = {
    Codec.H264: {Quality.DRAFT: 26, Quality.STANDARD: 21, Quality.HIGH: 18, Quality.BEST: 15},
    Codec.HEVC: {Quality.DRAFT: 28, Quality.STANDARD: 23, Quality.HIGH: 20, Quality.BEST: 17},
    Codec.AV1: {Quality.DRAFT: 42, Quality.STANDARD: 34, Quality.HIGH: 28, Quality.BEST: 22},
    Codec.VP9: {Quality.DRAFT: 40, Quality.STANDARD: 34, Quality.HIGH: 28, Quality.BEST: 22},
}
"""Constant-quality numbers of x264, x265, SVT-AV1 and libvpx; lower is better and larger."""


@dataclass(frozen=True, slots=True)
class Output:
    """How an export is made. None keeps what the canvas says.

    `span` is the stretch of the timeline that is exported; `target_bytes` a size to hit, `bitrate_bps` an average to
    hold instead of a quality; `keep_tags` carries creation time, place and camera over; `smart` False encodes
    everything anew.
    """

    container: Container = Container.MP4
    codec: Codec = Codec.H264
    width: int | None = None
    height: int | None = None
    rate: Rate | None = None
    quality: Quality = Quality.HIGH
    span: Span | None = None
    target_bytes: int | None = None
    bitrate_bps: int | None = None
    audio_bitrate_bps: int = 192_000
    sdr: bool = False
    keep_tags: bool = True
    smart: bool = True
    platform: str | None = None


PLATFORMS: dict[str, Output] = {
    "youtube": Output(),
    "youtube_4k": Output(width=3840, height=2160),
    "bilibili": Output(),
    "bilibili_4k": Output(width=3840, height=2160),
    "tiktok": Output(width=1080, height=1920, sdr=True, quality=Quality.STANDARD),
    "douyin": Output(width=1080, height=1920, sdr=True, quality=Quality.STANDARD),
    "reels": Output(width=1080, height=1920, rate=Fraction(30), sdr=True, quality=Quality.STANDARD),
    "shorts": Output(width=1080, height=1920, sdr=True, quality=Quality.STANDARD),
    "kuaishou": Output(width=1080, height=1920, sdr=True, quality=Quality.STANDARD),
    "xiaohongshu": Output(width=1080, height=1920, sdr=True, quality=Quality.STANDARD),
    "wechat": Output(width=1080, height=1920, sdr=True, quality=Quality.STANDARD),
    "instagram": Output(width=1080, height=1350, rate=Fraction(30), sdr=True, quality=Quality.STANDARD),
    "twitter": Output(width=1920, height=1080, sdr=True, quality=Quality.STANDARD),
}
"""What each platform plays best, by name; sizes turn with the canvas where the canvas lies the other way."""

SHORT_SIDES = {
    "480p": 480,
    "720p": 720,
    "1080p": 1080,
    "1440p": 1440,
    "2k": 1440,
    "2160p": 2160,
    "4k": 2160,
    "8k": 4320,
}
"""Sizes by the name of their short side, in pixels."""


def sized(output: Output, canvas_width: int, canvas_height: int, size: str) -> Output:
    """`output` at a named size ("1080p", "4k") in the canvas' own shape, or at an exact one ("1920x1080")."""
    name = size.strip().lower()
    if "x" in name:
        width, _, height = name.partition("x")
        if width.isdigit() and height.isdigit() and 16 <= int(width) <= 7680 and 16 <= int(height) <= 7680:
            return replace(output, width=int(width) // 2 * 2, height=int(height) // 2 * 2)
    short = SHORT_SIDES.get(name if not name.isdigit() else name + "p")
    if short is None:
        raise UnknownOutput(wanted=f"size {size!r}", known=", ".join(SHORT_SIDES) + ", 1920x1080")
    scale = Fraction(short, min(canvas_width, canvas_height))
    width, height = (max(round(side * scale / 2) * 2, 16) for side in (canvas_width, canvas_height))
    return replace(output, width=width, height=height)


def for_platform(name: str, canvas_width: int, canvas_height: int) -> Output:
    """The preset of a platform, its size lying the way the canvas lies."""
    preset = PLATFORMS.get(name.strip().lower().replace(" ", "_").replace("-", "_"))
    if preset is None:
        raise UnknownOutput(wanted=f"for {name!r}", known=", ".join(PLATFORMS))
    if preset.width and preset.height and (preset.width > preset.height) != (canvas_width >= canvas_height):
        preset = replace(preset, width=preset.height, height=preset.width)
    return replace(preset, platform=name)


GIF_LONG_SIDE, GIF_RATE = 480, Fraction(15)


def gif_sized(output: Output, canvas_width: int, canvas_height: int, rate: Rate) -> Output:
    """A GIF that says neither size nor rate is 480 pixels long and 15 fps: it grows with both, and has no sound."""
    if output.container is not Container.GIF:
        return output
    scale = min(Fraction(GIF_LONG_SIDE, max(canvas_width, canvas_height)), Fraction(1))
    return replace(
        output,
        codec=Codec.GIF,
        width=output.width or round(canvas_width * scale / 2) * 2,
        height=output.height or round(canvas_height * scale / 2) * 2,
        rate=output.rate or min(rate, GIF_RATE),
    )


def in_format(output: Output, name: str) -> Output:
    """`output` in the container or codec of that name: "mp4", "mov", "hevc", "av1", "prores", "gif", "mp3", ..."""
    name = name.strip().lower().lstrip(".")
    name = {"h265": "hevc", "h.265": "hevc", "x265": "hevc", "avc": "h264", "h.264": "h264", "jpeg": "jpg"}.get(
        name, name
    )
    if name in {str(each) for each in Container}:
        container = Container(name)
        asked = output.codec if container is Container.MP4 else None
        codec = asked if asked in CODECS[container] else CODECS[container][0]
        return replace(output, container=container, codec=codec)
    if name in {str(each) for each in Codec} and name != "none":
        codec = Codec(name)
        fitting = [each for each, codecs in CODECS.items() if codec in codecs]
        container = output.container if output.container in fitting else fitting[0]
        return replace(output, container=container, codec=codec)
    raise UnknownOutput(wanted=repr(name), known=", ".join(Container) + ", hevc, av1, prores, vp9")
