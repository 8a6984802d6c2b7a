"""A preview piece made: frames encoded, a still drawn, a stretch of sound mixed and encoded."""

from __future__ import annotations

import io
from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache

import av
import numpy as np
from av.codec.context import Flags
from av.video.codeccontext import VideoCodecContext
from av.video.frame import PictureType, VideoFrame
from av.video.reformatter import ColorRange, Colorspace, VideoReformatter
from PIL import Image

from rushes.render.job import Coding, PieceJob
from rushes.render.preview.sound import PACKET, SoundPiece
from rushes.render.preview.standin import SmallMaker
from rushes.render.sound import mixed
from rushes.render.sound.loudness import Meter
from rushes.render.sound.mix import PathOf
from rushes.render.sound.plan import CHANNELS, RATE, SoundPlan

BT709, LIMITED = 1, 1
"""ITU-T H.273, tables 2 to 4; FFmpeg's number for limited range."""

JPEG_QUALITY = 85

_REFORMATTER = VideoReformatter()
"""Keeps its tables from still to still; stills are drawn one at a time."""

FULL_SCALE = 32768
"""Of a sample of 16 bits."""

RAISED_DB_MAX = 30.0
"""As in the export's mix."""


FIRST_PART = 4
"""Frames in the first part of a piece; each part after it has twice as many, made while those before are shown."""


def picture(maker: SmallMaker, job: PieceJob, told: Callable[[list[bytes]], None]) -> list[bytes]:
    """The job's frames as H.264 samples (lengths before units, as in MP4), the first a key frame. `told` hears of them
    part by part as soon as they are made."""
    context = _opened(job.look.width, job.look.height, job.coding)
    samples: list[bytes] = []
    given, part = 0, FIRST_PART
    for number, frame in enumerate(maker.frames(job)):
        # the decoder may still hold this very frame and know it by its time
        own = frame.pts, frame.time_base, frame.pict_type
        # an encoder would make key frames of those that were
        frame.pts, frame.time_base, frame.pict_type = number, 1 / job.coding.rate, PictureType.NONE
        samples += map(_with_lengths, map(bytes, context.encode(frame)))
        frame.pts, frame.time_base, frame.pict_type = own
        if len(samples) - given >= part:
            told(samples[given:])
            given, part = len(samples), part * 2
    samples += map(_with_lengths, map(bytes, context.encode(None)))
    assert len(samples) == job.frames
    if given < len(samples):
        told(samples[given:])
    return samples


@lru_cache(maxsize=64)
def parameter_sets(width: int, height: int, coding: Coding) -> bytes:
    """SPS and PPS of every piece of that size, in Annex B form."""
    return bytes(_opened(width, height, coding).extradata or b"")


def _opened(width: int, height: int, coding: Coding) -> VideoCodecContext:
    context = av.CodecContext.create(coding.encoder, "w")
    assert isinstance(context, VideoCodecContext)
    context.width, context.height, context.pix_fmt = width, height, "yuv420p"
    context.time_base, context.framerate, context.sample_aspect_ratio = 1 / coding.rate, coding.rate, Fraction(1)
    context.color_primaries = context.color_trc = context.colorspace = BT709
    context.color_range = LIMITED
    context.flags |= Flags.global_header
    context.thread_count = 1
    context.options = dict(coding.options)
    context.open()
    return context


def _with_lengths(annex_b: bytes) -> bytes:
    """A packet with each unit's length before it instead of a start code; without what only names the encoder."""
    units = []
    for unit in annex_b.split(b"\0\0\1"):
        # what is left of a longer start code belongs to no unit: none ends in a zero
        unit = unit.rstrip(b"\0")
        if unit and unit[0] & 31 in (1, 5):
            units.append(len(unit).to_bytes(4, "big") + unit)
    return b"".join(units)


def still(maker: SmallMaker, job: PieceJob) -> bytes:
    """The job's first frame as JPEG."""
    frame = next(iter(maker.frames(job)))
    out = io.BytesIO()
    _rgb(frame).save(out, "JPEG", quality=JPEG_QUALITY)
    return out.getvalue()


def _rgb(frame: VideoFrame) -> Image.Image:
    """`frame` as Pillow has it; both share their pixels."""
    rgb = _REFORMATTER.reformat(
        frame,
        format="rgb24",
        src_colorspace=Colorspace.ITU709,
        src_color_range=ColorRange.MPEG,
        dst_color_range=ColorRange.JPEG,
    )
    (plane,) = rgb.planes
    return Image.frombuffer("RGB", (rgb.width, rgb.height), plane, "raw", "RGB", plane.line_size, 1)


# --- sound -----------------------------------------------------------------------------------------------

def sound(piece: SoundPiece, path_of: PathOf, gain: float = 1.0) -> list[bytes]:
    """The piece's FLAC packets: what is heard is the mix itself, to the bit of 16."""
    plan = piece.plan
    samples = (
        np.concatenate(list(mixed(plan, path_of))) if not plan.silent else np.zeros((plan.samples, CHANNELS), "f4")
    )
    wanted = samples[piece.skip : piece.skip + piece.packets * PACKET] * np.float32(gain)
    rounded = np.clip(np.rint(wanted * FULL_SCALE), -FULL_SCALE, FULL_SCALE - 1).astype(np.int16)
    context, packets = _flac(), []
    for at in range(0, len(rounded), PACKET):
        frame = av.AudioFrame.from_ndarray(rounded[at : at + PACKET].reshape(1, -1), format="s16", layout="stereo")
        frame.sample_rate, frame.pts, frame.time_base = RATE, at, Fraction(1, RATE)
        packets += map(bytes, context.encode(frame))
    return packets  # what ends such a stream is only its checksum


def raised(whole: SoundPlan, path_of: PathOf) -> float:
    """The gain that brings the whole film to its loudness; takes a pass over all of its sound."""
    meter = Meter()
    for block in mixed(SoundPlan(whole.voices, whole.samples), path_of):
        meter.add(block)
    measured = meter.lufs()
    if measured == float("-inf") or whole.loudness_lufs is None:
        return 1.0
    return float(10 ** (min(whole.loudness_lufs - measured, RAISED_DB_MAX) / 20))


@lru_cache(maxsize=1)
def sound_config() -> bytes:
    """The STREAMINFO of every piece (RFC 9639, section 8.2)."""
    return bytes(_flac().extradata or b"")


def _flac():  # type: ignore[no-untyped-def]
    context = av.CodecContext.create("flac", "w")
    context.sample_rate, context.layout, context.format = RATE, "stereo", "s16"
    context.time_base = Fraction(1, RATE)
    context.options = {"compression_level": "2"}
    context.open()
    assert context.frame_size == PACKET
    return context
