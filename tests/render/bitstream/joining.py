"""Cut a clip, encode a stretch of it anew, join, and look at what came out with two decoders."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
import imageio_ffmpeg
import numpy as np

from rushes.model.time import Span
from rushes.render.bitstream.check import check
from rushes.render.bitstream.encoder_settings import EncoderSettings, joining_settings
from rushes.render.bitstream.families import Method
from rushes.render.bitstream.index import SourceIndex, index
from rushes.render.bitstream.join import CopyRun, Joined, OutputRun, PieceRun, assemble
from rushes.render.bitstream.piece import Piece, PieceWriter
from rushes.render.bitstream.seam_decoder import picture_digest

LOSS_MAX = 6.0
"""Mean difference of luma between a source picture and its encoded self; a wrong picture is far above."""


def pictures(path: Path) -> list[av.VideoFrame]:
    """All pictures a player shows."""
    with av.open(str(path)) as source:
        return list(source.decode(video=0))


def strictly_decoded(path: Path) -> tuple[int, str]:
    """How many pictures FFmpeg's newest binary gets out of the file with every error fatal, and all it says."""
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "warning", "-xerror", "-err_detect", "explode", "-i", path]
    command += ["-map", "0:v", "-fps_mode", "passthrough", "-f", "framemd5", "-"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    rows = [line for line in done.stdout.splitlines() if line and not line.startswith("#")]
    return len(rows), done.stderr.strip()


def encoded(
    frames: Sequence[av.VideoFrame], ticks: Sequence[int], tick: Fraction, settings: EncoderSettings, path: Path,
    **options: str,
) -> Piece:  # fmt: skip
    """A piece made of `frames` with our encoder, `ticks` saying when each appears."""
    context = av.CodecContext.create(settings.encoder, "w")
    context.width, context.height, context.pix_fmt = settings.width, settings.height, settings.pixel_format
    context.time_base, context.framerate, context.thread_count = tick, Fraction(30), 1
    context.options = {"preset": "veryfast", "crf": "18", **settings.options, **options}
    context.open()
    codec = {"libx264": "h264", "libx265": "hevc"}.get(settings.encoder, "av1")
    with PieceWriter(path, codec, tick, context.extradata or b"", width=settings.width, height=settings.height) as out:
        for frame, at in zip([*frames, None], [*ticks, 0]):
            if frame is not None:
                frame = av.VideoFrame.from_ndarray(frame.to_ndarray(), format=frame.format.name)
                frame.pts, frame.time_base = at, tick
            for packet in context.encode(frame):
                out.add(memoryview(packet), packet.pts, packet.is_keyframe)
        return out.finish()


@dataclass(frozen=True)
class Outcome:
    """A joined file, how it was made, and which frames of the source it must show."""

    path: Path
    source: SourceIndex
    runs: list[OutputRun]
    joined: Joined
    wanted: range
    copied: set[int]


def cut(clip: Path, folder: Path, keep: range, anew: range | None = None, **assembling: object) -> Outcome:
    """Frames `keep` of `clip` with frames `anew` encoded again, everything else copied where it can be."""
    source = index(clip)
    assert source.no_copy_reason is None, source.no_copy_reason
    settings = joining_settings(source)
    frames, times = pictures(clip), [*source.times(), source.end * source.tick]
    assert len(frames) == len(times) - 1, "the source itself decodes whole"
    number_at, start = {moment: number for number, moment in enumerate(times)}, times[keep.start]
    runs: list[OutputRun] = []
    copied: set[int] = set()

    def encode(part: range) -> None:
        if part:
            ticks = [int(times[n] / source.tick) for n in part]
            path = folder / f"{part.start}-{part.stop}.piece"
            piece = encoded([frames[n] for n in part], ticks, source.tick, settings, path)
            runs.append(PieceRun(piece, times[part.start] - start, [times[n] - start for n in part]))

    def smart(part: range) -> None:
        run = source.longest_run(Span(times[part.start], times[part.stop])) if part else None
        if run is None:
            return encode(part)
        first = number_at[run.span.start]
        encode(range(part.start, first))
        runs.append(CopyRun(source, run, run.span.start - start))
        copied.update(range(first, first + run.frames))
        encode(range(first + run.frames, part.stop))

    anew = anew or range(keep.stop, keep.stop)
    smart(range(keep.start, anew.start))
    encode(anew)
    smart(range(anew.stop, keep.stop))
    path = folder / "joined.mp4"
    joined = assemble(runs, (), path, end=times[keep.stop] - start, **assembling)
    return Outcome(path, source, runs, joined, keep, copied)


def assert_exact(outcome: Outcome, clip: Path) -> None:
    """Every frame is there, at its time, copied ones identical, and no decoder has anything to say."""
    source, got = pictures(clip), pictures(outcome.path)
    times = outcome.source.times()
    start = times[outcome.wanted.start]
    assert strictly_decoded(outcome.path) == (len(outcome.wanted), "")
    assert [each.pts * each.time_base for each in got] == [times[n] - start for n in outcome.wanted]
    for number, picture in zip(outcome.wanted, got):
        if number in outcome.copied:
            assert picture_digest(picture) == picture_digest(source[number]), f"frame {number} is not a copy"
        else:
            one, other = (np.asarray(each.to_ndarray(format="gray"), int) for each in (picture, source[number]))
            assert np.abs(one - other).mean() < LOSS_MAX, f"frame {number} shows something else"
    assert check(outcome.path, outcome.runs, outcome.joined) == []


def methods(outcome: Outcome) -> set[Method]:
    """How the encoded runs came in."""
    return {m for m, run in zip(outcome.joined.methods, outcome.runs) if isinstance(run, PieceRun)}
