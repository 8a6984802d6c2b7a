"""Files to a server: as one body, by address, or in pieces (tus) where they are too large for one. An upload in pieces
that broke off is gone on with by the next run."""

from __future__ import annotations

import base64
import mimetypes
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rushes.client.calls import APP, Calls
from rushes.client.errors import ServerBusy, ServerNotReached, ServerRefused, SessionGone, TooLargeThere, UploadBroken
from rushes.client.sessions import There, path_of
from rushes.errors import RushesError

Plain = dict[str, Any]

Sent = Callable[[str, int, int], None]
"""A file's name, bytes sent, bytes in all."""

MULTIPART_MOST_BYTES = 500_000_000
"""What servers of this API take as one body."""

PIECE_BYTES = 8 * 2**20
"""Of a file in pieces: small enough that a broken line loses little."""

UPLOAD_SECONDS = 1800.0
"""Without an answer for so long, a body sent is given up; the server may be looking at the file."""

TRIES_MOST = 6
"""Broken lines in a row before an upload is put down; each waits longer than the last."""

TUS = "1.0.0"


@dataclass
class Uploads:
    calls: Calls
    multipart_most_bytes: int = MULTIPART_MOST_BYTES
    piece_bytes: int = PIECE_BYTES

    def files(self, session: There, paths: Sequence[Path], sent: Sent = lambda name, done, size: None) -> list[Plain]:
        """The server's facts of each file, in order. Files that fit go as one body, so that they arrive together as
        they were named. Raises what is wrong with one; with it none of its body is taken."""
        found: list[Plain] = []
        for several in _bodies(paths, self.multipart_most_bytes):
            found += self._body(session, several, sent)
        return found

    def urls(self, session: There, urls: Sequence[str]) -> list[Plain]:
        """The server fetches the files itself."""
        body = {"urls": list(urls), "source_type": "url"}
        return _files(self.calls.data("POST", _address(session), session.name, json=body, timeout=UPLOAD_SECONDS))

    def _body(self, session: There, paths: list[Path], sent: Sent) -> list[Plain]:
        if paths[0].stat().st_size > self.multipart_most_bytes:
            if not self._pieces_offered():
                raise TooLargeThere(
                    said=f"{paths[0].name}, {paths[0].stat().st_size} > {self.multipart_most_bytes} bytes"
                )
            return [self._in_pieces(session, paths[0], sent)]
        try:
            return self._whole(session, paths, sent)
        except (TooLargeThere, ServerNotReached) as error:
            # a server that refuses by the length declared may close the line under the body still being sent
            told_so = isinstance(error, TooLargeThere) and bool(error.facts.get("resumable"))
            cut_off = isinstance(error, ServerNotReached) and error.facts["why"] == "the line broke"
            if (told_so or cut_off) and self._pieces_offered():
                return [self._in_pieces(session, path, sent) for path in paths]
            raise

    def _whole(self, session: There, paths: list[Path], sent: Sent) -> list[Plain]:
        with ExitStack() as opened:

            def parts() -> list[tuple[str, tuple[str, Any, str]]]:
                return [("files", (each.name, opened.enter_context(each.open("rb")), _kind(each))) for each in paths]

            data = self.calls.data("POST", _address(session), session.name, files=parts, timeout=UPLOAD_SECONDS)
        for path in paths:
            sent(path.name, path.stat().st_size, path.stat().st_size)
        return _files(data) or [{"filename": path.name} for path in paths]

    # --- in pieces ------------------------------------------------------------------------------------------

    def _pieces_offered(self) -> bool:
        try:
            with self.calls.open("OPTIONS", "/files/", headers={"Tus-Resumable": TUS}) as response:
                versions = response.headers.get("tus-version", "")
                return TUS in [each.strip() for each in versions.split(",")]
        except (ServerRefused, SessionGone):
            return False

    def _in_pieces(self, session: There, path: Path, sent: Sent) -> Plain:
        size = path.stat().st_size
        mark = f"{session.id}|{path.resolve()}|{size}|{path.stat().st_mtime_ns}"
        known = self.calls.notes.get("uploads", {})
        place, offset = known.get(mark, ""), None
        if place:
            offset = self._offset(place)
        if offset is None:
            place, offset = self._created(session, path, size), 0
            self.calls.notes.put(uploads={**self.calls.notes.get("uploads", {}), mark: place})
        tries = 0
        while offset < size:
            try:
                offset = self._piece(place, path, offset)
                tries = 0
            except (ServerNotReached, ServerBusy, ServerRefused) as error:
                tries += 1
                if tries >= TRIES_MOST:
                    raise UploadBroken(name=path.name, sent=offset, size=size) from error
                self.calls.sleep(min(2.0**tries, 30.0) / 2)
                offset = self._offset_or(place, offset)
            sent(path.name, offset, size)
        left = {key: value for key, value in self.calls.notes.get("uploads", {}).items() if key != mark}
        self.calls.notes.put(uploads=left)
        return self._became(place, path)

    def _created(self, session: There, path: Path, size: int) -> str:
        told = {"session_id": session.id, "filename": path.name, "filetype": _kind(path)}
        metadata = ",".join(f"{key} {base64.b64encode(value.encode()).decode()}" for key, value in told.items())
        headers = {"Tus-Resumable": TUS, "Upload-Length": str(size), "Upload-Metadata": metadata}
        with self.calls.open("POST", "/files/", session.name, headers=headers) as response:
            place = response.headers.get("location", "")
            if not place:
                raise ServerRefused(said="no Location for the upload")
            return str(response.url.join(place))

    def _piece(self, place: str, path: Path, offset: int) -> int:
        with path.open("rb") as file:
            file.seek(offset)
            piece = file.read(self.piece_bytes)
        headers = {
            "Tus-Resumable": TUS, "Upload-Offset": str(offset), "Content-Type": "application/offset+octet-stream",
        }  # fmt: skip
        with self.calls.open("PATCH", place, headers=headers, content=piece, timeout=UPLOAD_SECONDS) as response:
            told = response.headers.get("upload-offset", "")
            return int(told) if told.isdecimal() else offset + len(piece)

    def _offset(self, place: str) -> int | None:
        """How far an upload got; None where it is gone."""
        try:
            with self.calls.open("HEAD", place, headers={"Tus-Resumable": TUS}) as response:
                told = response.headers.get("upload-offset", "")
                return int(told) if told.isdecimal() else None
        except (ServerRefused, SessionGone):
            return None

    def _offset_or(self, place: str, otherwise: int) -> int:
        try:
            found = self._offset(place)
        except RushesError:
            return otherwise
        return otherwise if found is None else found

    def _became(self, place: str, path: Path) -> Plain:
        """The file as the server sees it; servers that tell nothing of uploads get away with it."""
        try:
            data = self.calls.data("GET", place)
        except (ServerRefused, SessionGone):
            return {"filename": path.name}
        result = data.get("result")
        if data.get("state") == "refused" and isinstance(result, dict):
            raise ServerRefused(said=str(result.get("message") or "refused"))
        found = _files(result) if isinstance(result, dict) else []
        return found[0] if found else {"filename": path.name}


def _bodies(paths: Sequence[Path], most_bytes: int) -> list[list[Path]]:
    """`paths` in order, as many together as one body holds; one that is too large for any stands alone."""
    bodies: list[list[Path]] = []
    room = 0
    for path in paths:
        size = path.stat().st_size
        if size > room or not bodies:
            bodies.append([])
            room = most_bytes
        bodies[-1].append(path)
        room -= size
    return bodies


def _address(session: There) -> str:
    return f"/api/upload-video/{APP}/me/{path_of(session)}"


def _kind(path: Path) -> str:
    return mimetypes.guess_type(path.name)[0] or "application/octet-stream"


def _files(data: Plain) -> list[Plain]:
    found = data.get("files")
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []
