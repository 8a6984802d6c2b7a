"""Files that FFmpeg's own muxers write: WebM, ProRes in MOV, GIF."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from math import lcm
from pathlib import Path

import av
import imageio_ffmpeg

from rushes.render.bitstream import mp4
from rushes.render.bitstream.join import OutputRun, PieceRun, assemble
from rushes.render.encode import MATRICES, PRIMARIES, RANGE_FULL, RANGE_LIMITED, TRANSFERS, UNSPECIFIED
from rushes.render.output import Container
from rushes.render.plan import Plan
from rushes.render.report import RenderFailed

GIF_GRAPH = (
    "split[a][b];[a]palettegen=stats_mode=diff[p];[b][p]paletteuse=dither=bayer:bayer_scale=4:diff_mode=rectangle"
)


def muxed(plan: Plan, runs: Sequence[OutputRun], sound: Path | None, path: Path, cancelled: Callable[[], bool]) -> None:
    """The pieces in order as one file in the output's container, with the sound of the file `sound`."""
    front = {"movflags": "faststart"} if plan.output.container is Container.MOV else {}
    with av.open(str(path), "w", format=plan.output.container.value, options=front) as out:
        video = _picture_stream(out, plan)
        tick = _tick(runs)
        video.time_base = tick
        heard = av.open(str(sound)) if sound else None
        try:
            audio = out.add_stream_from_template(heard.streams.audio[0]) if heard else None
            packets = heard.demux(heard.streams.audio[0]) if heard else iter(())
            waiting = next(packets, None)
            for packet, moment in _pictures(runs, tick):
                if cancelled():
                    raise mp4.Cancelled()
                while waiting is not None and waiting.size and waiting.dts * Fraction(waiting.time_base) <= moment:
                    waiting.stream = audio
                    out.mux(waiting)
                    waiting = next(packets, None)
                packet.stream = video
                out.mux(packet)
            while waiting is not None:
                if waiting.size:
                    waiting.stream = audio
                    out.mux(waiting)
                waiting = next(packets, None)
        finally:
            if heard:
                heard.close()


def _picture_stream(out: av.container.OutputContainer, plan: Plan) -> av.VideoStream:
    """A stream as our encoder would fill it, so that the header says what the pieces hold."""
    look = plan.look
    video = out.add_stream(plan.coding.encoder, rate=plan.grid.rate, options=dict(plan.coding.options))
    video.width, video.height, video.pix_fmt = look.width, look.height, look.pixel_format
    context = video.codec_context
    context.color_primaries = PRIMARIES.get(look.colour.primaries or "", UNSPECIFIED)
    context.color_trc = TRANSFERS.get(look.colour.transfer or "", UNSPECIFIED)
    context.colorspace = MATRICES.get(look.colour.matrix or "", UNSPECIFIED)
    context.color_range = RANGE_FULL if look.colour.full_range else RANGE_LIMITED
    context.sample_aspect_ratio = Fraction(1)
    return video


def _tick(runs: Sequence[OutputRun]) -> Fraction:
    denominator = 1
    for run in runs:
        for moment in run.times or ():
            denominator = lcm(denominator, moment.denominator)
            if denominator > 1_000_000:
                return Fraction(1, 1_000_000)
    return Fraction(1, denominator)


def _pictures(runs: Sequence[OutputRun], tick: Fraction) -> Iterator[tuple[av.Packet, Fraction]]:
    for run in runs:
        assert isinstance(run, PieceRun) and run.times is not None
        order = sorted(range(len(run.piece)), key=lambda k: run.piece.pts[k])
        place = {k: number for number, k in enumerate(order)}
        with run.piece.path.open("rb") as file:
            for k in range(len(run.piece)):
                file.seek(int(run.piece.offset[k]))
                packet = av.Packet(file.read(int(run.piece.size[k])))
                moment = run.times[place[k]]
                packet.time_base = tick
                packet.pts = round(moment / tick)
                packet.dts = round(run.times[k] / tick)
                packet.is_keyframe = bool(run.piece.flags[k] & 1)
                yield packet, moment


def gif_from(plan: Plan, runs: Sequence[OutputRun], path: Path, cancelled: Callable[[], bool]) -> None:
    """An animated GIF with a palette of its own, from pieces encoded as H.264."""
    between = path.with_suffix(".mp4")
    try:
        assemble(runs, (), between, end=plan.grid.end - plan.grid.start, cancelled=cancelled)
        command = [
            imageio_ffmpeg.get_ffmpeg_exe(), "-nostdin", "-v", "error", "-protocol_whitelist", "file,pipe",
            "-i", str(between), "-filter_complex", GIF_GRAPH, "-loop", "0", "-f", "gif", "-y", str(path),
        ]  # fmt: skip
        done = subprocess.run(command, capture_output=True, check=False)
        if done.returncode:
            raise RenderFailed(last_words=done.stderr.decode(errors="replace").strip()[-400:])
    finally:
        between.unlink(missing_ok=True)
