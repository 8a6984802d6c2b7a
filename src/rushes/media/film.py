"""An animated picture written as a film: RGBA, without loss, each frame at its exact time."""

from __future__ import annotations

from pathlib import Path

import av
import numpy as np
from PIL import Image

from rushes.media.stills import TICK, animation, scaled


def write_film(image: Image.Image, target: Path, png_level: int) -> None:
    """Write the frames of `image` to `target` as PNG in QuickTime, which keeps times of any fraction exactly."""
    with av.open(str(target), "w", format="mov") as film:
        stream = film.add_stream("png", rate=round(1 / TICK), options={"compression_level": str(png_level)})
        stream.pix_fmt, stream.time_base, stream.codec_context.time_base = "rgba", TICK, TICK
        stream.codec_context.thread_count = 1
        stream.width, stream.height = scaled(image.size)
        lengths: dict[int, int] = {}
        for shown in animation(image):
            # not from_image, which drops the alpha
            frame = av.VideoFrame.from_ndarray(np.asarray(shown.image), format="rgba")
            frame.pts, frame.time_base = shown.at, TICK
            lengths[shown.at] = shown.length
            _mux(film, stream.encode(frame), lengths)
        _mux(film, stream.encode(None), lengths)


def _mux(film: av.container.OutputContainer, packets: list[av.Packet], lengths: dict[int, int]) -> None:
    for packet in packets:
        packet.duration = lengths[packet.pts]
        film.mux(packet)
