"""The decoding half of `check`, run as a process of its own so that every word of the decoder is heard.

    python -m rushes.render.bitstream.seam_decoder < lots.json > pictures.json

A lot is {"path", "codec", "extradata" (hex), "strict", "ranges": [[offset, size, number], ...]}: samples in
decode order, each with the number by which its picture is to be told; if strict, every error is fatal. The answer
holds, per lot, [number, sum of the planes] in the order shown, or what went wrong as text. Decoder messages go to standard error as they are.
"""

from __future__ import annotations

import json
import sys
import zlib
from fractions import Fraction

import av
import numpy as np

DAMAGED = "damaged"


def picture_digest(frame: av.VideoFrame) -> int:
    """CRC-32 of the picture's samples, without the padding at the ends of its lines. Against damage, which never aims
    at a sum, it is as good as MD5, and ten times as quick."""
    seen = 0
    for number, plane in enumerate(frame.planes):
        component = frame.format.components[number]
        width = plane.width * ((component.bits + 7) // 8)
        rows = np.frombuffer(plane, np.uint8).reshape(-1, plane.line_size)[: plane.height, :width]
        seen = zlib.crc32(np.ascontiguousarray(rows), seen)
    return seen


def decoded(lot: dict) -> list[list] | str:
    """The pictures of one lot."""
    context = av.CodecContext.create({"av1": "libdav1d"}.get(lot["codec"], lot["codec"]), "r")
    context.extradata = bytes.fromhex(lot["extradata"])
    context.options = {"err_detect": "explode"} if lot["strict"] else {}
    # With frame threads a fatal error can leave the other threads waiting for ever.
    context.thread_count = 1
    found: list[list] = []

    def note(frames: list[av.VideoFrame]) -> None:
        # Digested at once: a long group of UHD pictures would not fit in memory.
        found.extend([frame.pts, DAMAGED if frame.is_corrupt else picture_digest(frame)] for frame in frames)

    try:
        with open(lot["path"], "rb") as file:
            for offset, size, number in lot["ranges"]:
                file.seek(offset)
                packet = av.Packet(file.read(size))
                packet.pts, packet.time_base = number, Fraction(1)
                try:
                    note(context.decode(packet))
                except av.FFmpegError:
                    if lot["strict"]:
                        raise
            note(context.decode(None))
    except (av.FFmpegError, OSError) as error:
        return f"{type(error).__name__}: {error}"
    if lot["strict"] and any(digest == DAMAGED for _, digest in found):
        return "a picture is marked as damaged"
    return found


if __name__ == "__main__":
    # Messages then go to standard error from C; a Python callback could deadlock with decoder threads.
    av.logging.restore_default_callback()
    json.dump([decoded(lot) for lot in json.load(sys.stdin)], sys.stdout)
