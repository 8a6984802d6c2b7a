"""Samples of sources whose container does not keep them as plain byte ranges (transport streams, some MKV)."""

from __future__ import annotations

from collections.abc import Callable

import av

from rushes.render.bitstream.bits import joined_lengths, split_lengths, split_start_codes
from rushes.render.bitstream.index import SourceIndex

AVC_LEFT_OUT = frozenset({7, 8, 9})
HEVC_LEFT_OUT = frozenset({32, 33, 34, 35})
"""Parameter sets and delimiters: the file has its own place for the one and its own way for the other."""


def sample_reader(index: SourceIndex) -> Callable[[int], bytes]:
    """What gives the bytes of unit n, with NAL lengths of 4 bytes; asked in rising order.

    The file is read through its demuxer from the start: no seek, so the units' numbers are sure.
    """
    left_out = AVC_LEFT_OUT if index.codec == "h264" else HEVC_LEFT_OUT
    walk = _packets(index)
    at = -1

    def kind(unit: bytes) -> int:
        return unit[0] & 31 if index.codec == "h264" else unit[0] >> 1 & 63

    def read(wanted: int) -> bytes:
        nonlocal at
        packet = None
        while at < wanted:
            packet = next(walk)
            at += 1
        data = bytes(packet)
        if index.length_size:
            return joined_lengths([bytes(unit) for unit in split_lengths(data, index.length_size)])
        return joined_lengths([unit for unit in split_start_codes(data) if kind(unit) not in left_out])

    return read


def _packets(index: SourceIndex):
    with av.open(str(index.path), metadata_errors="replace") as container:
        for packet in container.demux(container.streams[index.stream]):
            if packet.size:
                yield packet
