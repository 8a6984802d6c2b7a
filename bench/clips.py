"""The clips that benchmarks run on, made once by stream copy from the shared footage: real bits, any length."""

from __future__ import annotations

import os
import subprocess
from fractions import Fraction
from pathlib import Path

import av
import imageio_ffmpeg

FOOTAGE = Path(os.environ.get("RUSHES_FOOTAGE") or Path(__file__).parents[2] / "shared" / "media")
FOLDER = Path(os.environ.get("RUSHES_BENCH") or Path(__file__).parents[1] / "out" / "bench")
"""Where made clips and results go; git does not look there."""

FFMPEG = imageio_ffmpeg.get_ffmpeg_exe()


def uhd(seconds: int) -> Path:
    """`seconds` (a multiple of 4) of 3840x2160 H.264 at 30 fps and 46 Mb/s with AAC: four whole groups of the shipped
    clip, over and over, at an exactly constant rate. Every packet's bytes are the camera stand-in's own."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    path = FOLDER / f"uhd_{seconds}s.mp4"
    if not path.exists():
        part = path.with_suffix(".part.mp4")
        _looped(FOOTAGE / "video/uhd30_standin_4s.mp4", part, seconds)
        part.rename(path)
    return path


def uhd_thin(seconds: int) -> Path:
    """The same at some 3 Mb/s, encoded once by us and then looped: for hours that fit on a disk."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    path, thin = FOLDER / f"thin_{seconds}s.mp4", FOLDER / "thin.mp4"
    if not path.exists():
        command = [FFMPEG, "-v", "error", "-y", "-i", FOOTAGE / "video/uhd30_standin_4s.mp4", "-c:v", "libx264", "-preset",
                   "superfast", "-crf", "40", "-g", "30", "-bf", "2", "-c:a", "copy", thin]  # fmt: skip
        subprocess.run(list(map(str, command)), check=True)
        part = path.with_suffix(".part.mp4")
        _looped(thin, part, seconds)
        part.rename(path)
    return path


LOOP_FRAMES = 120
LOOP_SOUND_PACKETS = 187


def _looped(source: Path, path: Path, seconds: int) -> None:
    with av.open(str(source)) as clip, av.open(str(path), "w", options={"movflags": "faststart"}) as out:
        picture, sound = clip.streams.video[0], clip.streams.audio[0]
        packets = [p for p in clip.demux(picture) if p.size and not p.is_discard]
        first = next(k for k, p in enumerate(packets) if p.is_keyframe)
        packets = packets[first : first + LOOP_FRAMES]
        frame = round(1 / 30 / picture.time_base)
        origin = min(p.pts for p in packets)
        orders = [round((p.pts - origin) / frame) for p in packets]
        assert sorted(orders) == list(range(LOOP_FRAMES)), "four whole groups"
        bits = [(bytes(p), order, p.is_keyframe) for p, order in zip(packets, orders, strict=True)]
        clip.seek(0)
        heard = [bytes(p) for p in clip.demux(sound) if p.size][:LOOP_SOUND_PACKETS]
        video, audio = out.add_stream_from_template(picture), out.add_stream_from_template(sound)
        video.time_base = picture.time_base
        total, number = seconds * 30, 0
        wanted_sound = seconds * 48_000 // 1024
        for loop in range(total // LOOP_FRAMES):
            for k, (data, order, key) in enumerate(bits):
                packet = av.Packet(data)
                packet.time_base, packet.stream = picture.time_base, video
                packet.pts = (loop * LOOP_FRAMES + order) * frame
                packet.dts = (loop * LOOP_FRAMES + k - 2) * frame
                packet.duration, packet.is_keyframe = frame, key
                out.mux(packet)
            until = min((loop + 1) * LOOP_FRAMES * 1600 // 1024, wanted_sound)
            for place in range(number, until):
                packet = av.Packet(heard[place % len(heard)])
                packet.time_base, packet.stream = Fraction(1, 48_000), audio
                packet.pts = packet.dts = place * 1024
                packet.duration, packet.is_keyframe = 1024, True
                out.mux(packet)
            number = until
