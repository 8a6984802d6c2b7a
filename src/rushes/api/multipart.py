"""A multipart body written to disk as it comes: memory stays flat whatever its size, and what is too large is refused
at the byte that makes it so."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from python_multipart.exceptions import MultipartParseError
from python_multipart.multipart import MultipartParser, parse_options_header

from rushes.api.errors import BadBody
from rushes.studio.arrivals import FileTooLarge, harmless

FILES_MOST = 50

HEADER_MOST_BYTES = 8192
"""Of one part's headers."""

BUFFER_BYTES = 2**20

FIELDS = frozenset({"files", "file", "files[]"})


@dataclass
class _Part:
    """The part being read: a file, or something that is read past."""

    path: Path | None = None
    file: BinaryIO | None = None
    size: int = 0


@dataclass
class Receiver:
    """Files of a multipart body, each into a folder of its own under `folder`. `limit_bytes` is for each file."""

    folder: Path
    limit_bytes: int
    resumable_bytes: int
    paths: list[Path] = field(default_factory=list)
    _part: _Part = field(default_factory=_Part)
    _headers: dict[bytes, bytes] = field(default_factory=dict)
    _name: bytes = b""
    _value: bytes = b""
    _buffer: bytearray = field(default_factory=bytearray)
    _ready: list[tuple[BinaryIO, bytes]] = field(default_factory=list)

    async def receive(self, content_type: str, body: AsyncIterator[bytes]) -> list[Path]:
        """The files, whole. Raises BadBody, FileTooLarge."""
        _, options = parse_options_header(content_type)
        boundary = options.get(b"boundary")
        if not boundary or len(boundary) > 200:
            raise BadBody(why="the multipart boundary is missing")
        parser = MultipartParser(boundary, self._callbacks())  # type: ignore[arg-type]
        try:
            async for chunk in body:
                parser.write(chunk)
                await self._write()
            parser.finalize()
            if self._part.file is not None:
                raise BadBody(why="the body ends in the middle of a file")
        except MultipartParseError as error:
            raise BadBody(why=f"it is no multipart body: {error}"[:200]) from error
        finally:
            if self._part.file is not None:
                self._part.file.close()
        return self.paths

    async def _write(self) -> None:
        """To disk, off the event loop."""
        ready, self._ready = self._ready, []
        for file, data in ready:
            await asyncio.to_thread(file.write, data)
            if data == b"":
                file.close()

    # --- called by the parser -----------------------------------------------------------------------------

    def _callbacks(self) -> dict[str, Callable[..., Any]]:
        return {
            "on_part_begin": self._begin,
            "on_header_field": self._header_name,
            "on_header_value": self._header_value,
            "on_header_end": self._header_end,
            "on_headers_finished": self._headers_finished,
            "on_part_data": self._data,
            "on_part_end": self._end,
        }

    def _begin(self) -> None:
        self._headers, self._part = {}, _Part()

    def _header_name(self, data: bytes, start: int, end: int) -> None:
        self._name += data[start:end]
        self._check_headers()

    def _header_value(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]
        self._check_headers()

    def _check_headers(self) -> None:
        if len(self._name) + len(self._value) > HEADER_MOST_BYTES or len(self._headers) > 20:
            raise BadBody(why="the headers of a part are too long")

    def _header_end(self) -> None:
        self._headers[self._name.lower()] = self._value
        self._name = self._value = b""

    def _headers_finished(self) -> None:
        _, options = parse_options_header(self._headers.get(b"content-disposition", b""))
        field_name = options.get(b"name", b"").decode("utf-8", "replace")
        if b"filename" not in options or field_name not in FIELDS:
            return
        if len(self.paths) >= FILES_MOST:
            raise BadBody(why=f"more than {FILES_MOST} files")
        name = harmless(options[b"filename"].decode("utf-8", "replace"))
        place = self.folder / str(len(self.paths))
        place.mkdir()
        self._part.path = place / name
        self._part.file = self._part.path.open("wb")

    def _data(self, data: bytes, start: int, end: int) -> None:
        part = self._part
        if part.file is None:
            return
        part.size += end - start
        if part.size > self.limit_bytes:
            raise FileTooLarge(limit=self.limit_bytes, resumable=self.resumable_bytes)
        self._buffer += data[start:end]
        if len(self._buffer) >= BUFFER_BYTES:
            self._flush()

    def _end(self) -> None:
        part = self._part
        if part.file is not None and part.path is not None:
            self._flush()
            self._ready.append((part.file, b""))
            self.paths.append(part.path)
        self._part = _Part()

    def _flush(self) -> None:
        if self._buffer and self._part.file is not None:
            self._ready.append((self._part.file, bytes(self._buffer)))
            self._buffer.clear()
