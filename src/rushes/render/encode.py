"""Frames -> closed pieces on disk, through FFmpeg's encoders."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from fractions import Fraction
from math import lcm
from pathlib import Path

import av
from av import Packet
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

IDR_ON_DEMAND = ("libx264", "libx265")
"""Encoders that begin anew with a frame of which that is said, and lean on nothing before it."""

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


class _Going:
    """A piece that is being made: `first` is the tick of its first frame on the encoder's clock."""

    def __init__(self, job: PieceJob, path: Path, first: int) -> None:
        self.job, self.path, self.first = job, path, first
        self.sent = 0
        self.writer: PieceWriter | None = None


class PieceEncoder:
    """Takes a job's frames one by one; `finish` leaves the piece under its name, `abandon` leaves nothing.

    Where the next job is encoded alike the encoder can go on with it (`follow`): its first frame is an IDR, so that it
    is a piece of its own as if it were made alone. Draining an encoder and filling the next one leaves a core idle for
    about a second of UHD each.
    """

    def __init__(self, job: PieceJob, path: Path, threads: int) -> None:
        self._tick = tick_of(job.times, job.coding.rate)
        self._context = _opened(job, self._tick, threads)
        self._going = deque((_Going(job, path, 0),))

    def follow(self, job: PieceJob, path: Path) -> bool:
        """Go on with `job` after the last frame of the one before; False where it needs an encoder of its own."""
        last = self._going[-1]
        alike = (job.look, job.coding) == (last.job.look, last.job.coding) and job.coding.encoder in IDR_ON_DEMAND
        if not alike or (tick_of(job.times, job.coding.rate) / self._tick).denominator != 1:
            return False
        assert last.sent == last.job.frames
        self._going.append(_Going(job, path, self._end(last)))
        return True

    def add(self, frame: VideoFrame) -> None:
        """The next frame."""
        now = self._going[-1]
        frame.pts = self._stamp(now, now.sent)
        frame.time_base = self._tick
        begins = now.first and not now.sent
        keyed = now.job.last_group and now.sent == now.job.frames - now.job.last_group
        frame.pict_type = PictureType.I if begins or keyed else PictureType.NONE
        now.sent += 1
        self._take(self._context.encode_lazy(frame))

    def finish(self) -> Piece:
        """Drain the encoder and close the last piece."""
        self._take(self._context.encode_lazy(None))
        assert len(self._going) == 1
        return self._closed(self._going[0])

    def abandon(self) -> None:
        for each in self._going:
            if each.writer is not None:
                each.writer.abandon()

    def _stamp(self, piece: _Going, number: int) -> int:
        each, rate = piece.job.times.each, piece.job.coding.rate
        return piece.first + round((number / rate if each is None else each[number]) / self._tick)

    def _end(self, piece: _Going) -> int:
        """The tick at which the last frame is over."""
        return self._stamp(piece, piece.job.frames - 1) + max(round(1 / piece.job.coding.rate / self._tick), 1)

    def _closed(self, piece: _Going) -> Piece:
        assert piece.writer is not None and piece.sent == piece.job.frames
        return piece.writer.finish(self._end(piece), first=piece.first)

    def _take(self, packets: Iterator[Packet]) -> None:
        for packet in packets:
            if not packet.size:
                continue
            pts = int(packet.pts or 0)
            if len(self._going) > 1 and pts >= self._going[1].first:
                self._closed(self._going.popleft())
            piece = self._going[0]
            if piece.writer is None:
                piece.writer = PieceWriter(
                    piece.path,
                    CODEC_OF[piece.job.coding.encoder],
                    self._tick,
                    bytes(self._context.extradata or b""),
                    width=piece.job.look.width,
                    height=piece.job.look.height,
                )
            piece.writer.add(memoryview(packet), pts, bool(packet.is_keyframe))


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
    forced = {"forced-idr": "1"} if coding.encoder in IDR_ON_DEMAND else {}
    context.options = {**dict(coding.options), **forced}
    context.open()
    return context


def _coloured(context: VideoCodecContext, colour: Colour) -> None:
    context.color_primaries = PRIMARIES.get(colour.primaries or "", UNSPECIFIED)
    context.color_trc = TRANSFERS.get(colour.transfer or "", UNSPECIFIED)
    context.colorspace = MATRICES.get(colour.matrix or "", UNSPECIFIED)
    context.color_range = RANGE_FULL if colour.full_range else RANGE_LIMITED
