"""Clips as odd cameras, broadcasts and editors leave them; made like those of `footage.py`, once per process."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from pathlib import Path

import av

from tests.footage import barcode_clip, ffmpeg, shelf


@cache
def two_pictures() -> Path:
    """The picture that is shown (500, 501, ...) is the second track; the first (0, 1, ...) is only there."""
    path = shelf() / "two_pictures.mp4"
    small = barcode_clip(shelf() / "two_small.mp4", frames=45, size=(160, 96), sound=False)
    large = barcode_clip(shelf() / "two_large.mp4", frames=45, first=500)
    ffmpeg("-i", small, "-i", large, "-map", "0:v", "-map", "1:v", "-map", "1:a", "-c", "copy",
           "-disposition:v:0", "0", "-disposition:v:1", "default", path)  # fmt: skip
    return path


@cache
def size_changes() -> Path:
    """30 frames of 320x180, then 30 of 480x270 in the same stream, as when a shared window is enlarged."""
    path, parts = shelf() / "size_changes.mp4", shelf() / "size_changes.h264"
    data = b""
    for name, first, size in (("one", 0, (320, 180)), ("two", 30, (480, 270))):
        clip = barcode_clip(shelf() / f"size_{name}.mp4", frames=30, first=first, size=size, bframes=0, sound=False)
        raw = clip.with_suffix(".h264")
        ffmpeg("-i", clip, "-c", "copy", raw)
        data += raw.read_bytes()
    parts.write_bytes(data)
    ffmpeg("-r", "30", "-i", parts, "-c", "copy", path)
    return path


@cache
def clock_restarts() -> Path:
    """Two transport streams one after the other, each on its own clock: frames 0 to 29 and 30 to 59, 25 fps."""
    path = shelf() / "clock_restarts.ts"
    parts = [barcode_clip(shelf() / f"clock_{first}.ts", frames=30, first=first, rate=25) for first in (0, 30)]
    path.write_bytes(b"".join(part.read_bytes() for part in parts))
    return path


@cache
def torn_broadcast() -> Path:
    """A transport stream that begins in the middle of a packet."""
    path = shelf() / "torn_broadcast.ts"
    path.write_bytes(barcode_clip(shelf() / "whole_broadcast.ts", frames=60).read_bytes()[188 * 3 + 77 :])
    return path


@cache
def old_gamma() -> Path:
    """PAL colours, full range, 4:2:2: nothing of it can be taken over as it is."""
    return barcode_clip(shelf() / "old_gamma.mp4", frames=15, pixel_format="yuv422p", colour_tags=(5, 5, 5, 2))


@cache
def times_as_stored() -> Path:
    """A bare stream with B-frames put into MP4 by its first maker's wrong belief that frames are shown as stored."""
    path, bare = shelf() / "times_as_stored.mp4", shelf() / "times_as_stored.h264"
    ffmpeg("-i", barcode_clip(shelf() / "times_in_order.mp4", bframes=2, sound=False), "-c", "copy", bare)
    with av.open(str(bare)) as source, av.open(str(path), "w") as out:
        stream = out.add_stream_from_template(source.streams.video[0])
        stream.time_base = Fraction(1, 30)
        for number, packet in enumerate(packet for packet in source.demux(video=0) if packet.size):
            packet.pts = packet.dts = number
            packet.time_base, packet.stream = Fraction(1, 30), stream
            out.mux(packet)
    return path


@cache
def before_zero() -> Path:
    """A Matroska file whose clock begins at -0.4 s: its first 12 frames and their sound lie before 0."""
    path = shelf() / "before_zero.mkv"
    ffmpeg("-i", barcode_clip(shelf() / "from_zero.mp4", bframes=2), "-c", "copy", "-output_ts_offset", "-0.4",
           "-avoid_negative_ts", "disabled", path)  # fmt: skip
    return path


@cache
def no_edit_list() -> Path:
    """An MP4 without an edit list: the picture begins 2 frames late, and so does all sound but what primes it."""
    return barcode_clip(shelf() / "no_edit_list.mp4", bframes=2, video_start=Fraction(1, 15),
                        audio_start=Fraction(1, 15), container_options={"use_editlist": "0"})  # fmt: skip
