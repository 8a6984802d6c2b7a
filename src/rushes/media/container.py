"""Opening a file with FFmpeg's libraries and nothing but that file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import av


def open_media(path: Path, format: str) -> av.container.InputContainer:
    """The file opened with the reader `format` and no other, local and alone: it can name no other file."""
    options = {"protocol_whitelist": "file", "format_whitelist": format}
    if format == "mov":
        options["enable_drefs"] = "0"
    return av.open(str(path.resolve()), format=format, container_options=options, metadata_errors="replace")


def packets_of(container: av.container.InputContainer, *streams) -> Iterator[av.Packet]:
    """The packets of `streams`, as `container.demux` gives them, which stumbles over every packet of a stream that
    shows up late (transport streams have such): those are stepped over."""
    while True:
        try:
            yield from container.demux(*streams)
            return
        except IndexError:
            continue
