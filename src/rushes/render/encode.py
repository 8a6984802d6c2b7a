"""Frames -> a closed piece on disk, through FFmpeg's encoders. One piece, one encoder, from its first frame to its last."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import lcm
from pathlib import Path

import av
from av.codec.context import Flags
from av.video.codeccontext import VideoCodecContext
from av.video.frame import PictureType, VideoFrame

from rushes.model.media import Colour
from rushes.render.bitstream.piece import Piece, PieceWriter
from rushes.render.job import PieceJob, Times

PRIMARIES = {
    "bt709": 1, "bt470m": 4, "bt470bg": 5, "smpte170m": 6, "smpte240m": 7, "film": 8, "bt2020": 9, "smpte428": 10,
    "smpte431": 11, "smpte432": 12,
}  # fmt: skip
TRANSFERS = {
    "bt709": 1, "gamma22": 4, "gamma28": 5, "smpte170m": 6, "smpte240m": 7, "linear": 8, "iec61966-2-4": 11,
    "iec61966-2-1": 13, "bt2020-10": 14, "bt2020-12": 15, "smpte2084": 16, "arib-std-b67": 18,
}  # fmt: skip
MATRICES = {
    "bt709": 1, "fcc": 4, "bt470bg": 5, "smpte170m": 6, "smpte240m": 7, "bt2020nc": 9, "bt2020c": 10,
}  # fmt: skip
"""Code points by FFmpeg's names (ITU-T H.273, tables 2 to 4); 2 is unspecified."""

UNSPECIFIED = 2
RANGE_LIMITED, RANGE_FULL = 1, 2

CODEC_OF = {
    **{f"{codec}_{maker}": codec for codec in ("h264", "hevc", "av1") for maker in ("nvenc", "qsv", "amf")},
    "libx264": "h264", "libx265": "hevc", "libsvtav1": "av1", "libvpx-vp9": "vp9", "prores_ks": "prores",
}  # fmt: skip

TICKS_MOST = 10_000_000
"""Ticks a second at most; times that need finer ones are rounded to this, 0.1 microseconds."""


def tick_of(times: Times, rate: Fraction) -> Fraction:
    """The length in seconds of the tick in which all of a piece's frame times are whole numbers."""
    if times.each is None:
        return 1 / rate
    denominator = 1
    for moment in times.each:
        denominator = lcm(denominator, moment.denominator)
        if denominator > TICKS_MOST:
            return Fraction(1, TICKS_MOST)
    return Fraction(1, denominator)


class PieceEncoder:
    """Takes a job's frames one by one; `finish` leaves the piece under its name, `abandon` leaves nothing."""

    def __init__(self, job: PieceJob, path: Path, threads: int) -> None:
        self._job, self._tick = job, tick_of(job.times, job.coding.rate)
        self._context = _opened(job, self._tick, threads)
        self._writer: PieceWriter | None = None
        self._path, self._sent = path, 0

    def add(self, frame: VideoFrame) -> None:
        """The next frame."""
        frame.pts = self._stamp(self._sent)
        frame.time_base = self._tick
        keyed = self._job.last_group and self._sent == self._job.frames - self._job.last_group
        frame.pict_type = PictureType.I if keyed else PictureType.NONE
        self._sent += 1
        self._take(self._context.encode_lazy(frame))

    def finish(self) -> Piece:
        """Drain the encoder and close the piece."""
        self._take(self._context.encode_lazy(None))
        assert self._writer is not None and self._sent == self._job.frames
        times = self._job.times
        last = self._stamp(self._sent - 1)
        if times.each is None:
            return self._writer.finish(last + 1, first=0)
        step = round(1 / self._job.coding.rate / self._tick)
        return self._writer.finish(last + max(step, 1), first=0)

    def abandon(self) -> None:
        if self._writer is not None:
            self._writer.abandon()

    def _stamp(self, number: int) -> int:
        times = self._job.times
        return number if times.each is None else round(times.each[number] / self._tick)

    def _take(self, packets: Iterator[av.Packet]) -> None:
        for packet in packets:
            if not packet.size:
                continue
            if self._writer is None:
                look = self._job.look
                self._writer = PieceWriter(
                    self._path,
                    CODEC_OF[self._job.coding.encoder],
                    self._tick,
                    bytes(self._context.extradata or b""),
                    width=look.width,
                    height=look.height,
                )
            self._writer.add(memoryview(packet), int(packet.pts or 0), bool(packet.is_keyframe))


def _opened(job: PieceJob, tick: Fraction, threads: int) -> VideoCodecContext:
    look, coding = job.look, job.coding
    context = av.CodecContext.create(coding.encoder, "w")
    assert isinstance(context, VideoCodecContext)
    context.width, context.height, context.pix_fmt = look.width, look.height, look.pixel_format
    context.time_base, context.framerate = tick, coding.rate
    context.sample_aspect_ratio = Fraction(1)
    context.flags |= Flags.global_header
    context.thread_count = threads
    context.thread_type = "AUTO"  # else PyAV asks for slices: on two cores x264 takes a sixth more CPU so
    if coding.bitrate_bps:
        context.bit_rate = coding.bitrate_bps
    _coloured(context, look.colour)
    context.options = dict(coding.options)
    context.open()
    return context


def _coloured(context: VideoCodecContext, colour: Colour) -> None:
    context.color_primaries = PRIMARIES.get(colour.primaries or "", UNSPECIFIED)
    context.color_trc = TRANSFERS.get(colour.transfer or "", UNSPECIFIED)
    context.colorspace = MATRICES.get(colour.matrix or "", UNSPECIFIED)
    context.color_range = RANGE_FULL if colour.full_range else RANGE_LIMITED
