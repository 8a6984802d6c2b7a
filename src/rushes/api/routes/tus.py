"""Files in pieces, by the tus protocol 1.0.0 (https://tus.io/protocols/resumable-upload): creation, creation with
upload, deferred length, checksum, termination, expiration. A line may break, the client may be another one and the
server may have died: HEAD says where to go on. A wrong offset is refused (409), whoever sends it.
"""

from __future__ import annotations

import asyncio
import base64
import binascii
import hashlib
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from email.utils import format_datetime
from typing import Any

from fastapi import APIRouter, Request, Response
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect

from rushes.api.caller import Asking, base_url, by_whom, rates_of, service_of, session_of
from rushes.api.errors import BadBody, envelope
from rushes.studio.accounts import Caller
from rushes.studio.arrivals import Arrivals, FileTooLarge, WrongChecksum, WrongOffset
from rushes.studio.ports_service import Arrival, ArrivalState

router = APIRouter()

VERSION = "1.0.0"
EXTENSIONS = "creation,creation-with-upload,creation-defer-length,checksum,termination,expiration"
ALGORITHMS = ("sha1", "sha256", "md5", "sha512")

METADATA_MOST = 4096
BUFFER_BYTES = 2**20

PATIENCE_SECONDS = 10.0
"""How long a piece waits for the one before it to let go: the line that broke may not know it yet."""


class Holds:
    """One writer for each upload. A newcomer asks the one before it, whose line is most likely dead, to let go."""

    def __init__(self) -> None:
        self._locks: dict[str, asyncio.Lock] = {}
        self._leave: dict[str, asyncio.Event] = {}

    @asynccontextmanager
    async def alone(self, upload: str) -> AsyncIterator[asyncio.Event]:
        """Inside, nobody else writes; the event says that somebody waits. Raises WrongOffset after PATIENCE_SECONDS."""
        lock = self._locks.setdefault(upload, asyncio.Lock())
        if lock.locked() and upload in self._leave:
            self._leave[upload].set()
        try:
            await asyncio.wait_for(lock.acquire(), PATIENCE_SECONDS)
        except TimeoutError as error:
            raise WrongOffset(has="busy", given="?") from error
        leave = self._leave[upload] = asyncio.Event()
        try:
            yield leave
        finally:
            lock.release()
            if self._leave.get(upload) is leave:
                del self._leave[upload]
            if not lock.locked() and not getattr(lock, "_waiters", None):
                self._locks.pop(upload, None)


@router.options("/files/", tags=["uploads"], status_code=204)
@router.options("/files/{upload}", tags=["uploads"], status_code=204, operation_id="tus_options_one")
def options(request: Request) -> Response:
    most = service_of(request).settings.resumable_most_bytes
    return _answer(204, {"Tus-Version": VERSION, "Tus-Extension": EXTENSIONS, "Tus-Max-Size": str(most),
                         "Tus-Checksum-Algorithm": ",".join(ALGORITHMS)})  # fmt: skip


@router.post("/files/", tags=["uploads"], status_code=201)
@router.post("/files", include_in_schema=False, status_code=201)
async def create(request: Request, caller: Asking) -> Response:
    """Begins an upload. `Upload-Metadata` has `session_id` and `filename`, their values in base64."""
    described = _metadata(request.headers.get("upload-metadata", ""))
    length = _number(request, "upload-length")
    if length is None and request.headers.get("upload-defer-length") != "1":
        raise BadBody(why="Upload-Length is missing")
    arrival = await run_in_threadpool(_begun, request, caller, described, length)
    headers = {"Location": f"{base_url(request)}/files/{arrival.id}", "Upload-Expires": _expires(arrival)}
    offset = 0
    if request.headers.get("content-type", "").startswith("application/offset+octet-stream"):
        offset = await _write(request, arrival, 0)
        headers["Upload-Offset"] = str(offset)
    if length is not None and offset == length:
        headers |= await _finish(request, arrival)
    return _answer(201, headers)


@router.head("/files/{upload}", tags=["uploads"])
def where(request: Request, upload: str, caller: Asking) -> Response:
    """Where to go on."""
    arrivals = service_of(request).arrivals
    arrival = arrivals.find(caller.user, upload)
    headers = {"Upload-Offset": str(_offset(request, arrivals, arrival)), "Cache-Control": "no-store",
               "Upload-Expires": _expires(arrival), "Upload-Metadata": arrival.metadata}  # fmt: skip
    if arrival.length is None:
        headers["Upload-Defer-Length"] = "1"
    else:
        headers["Upload-Length"] = str(arrival.length)
    return _answer(200, headers)


@router.get("/files/{upload}", tags=["uploads"])
def what(request: Request, upload: str, caller: Asking) -> dict[str, Any]:
    """What became of an upload (ours): open, whole, taken (with its files) or refused (with the reason)."""
    arrivals = service_of(request).arrivals
    arrival = arrivals.find(caller.user, upload)
    result = json.loads(arrival.result) if arrival.result else None
    offset = _offset(request, arrivals, arrival)
    return envelope({"id": arrival.id, "session_id": arrival.session, "filename": arrival.name, "length": arrival.length,
                     "offset": offset, "state": arrival.state.value, "result": result})  # fmt: skip


@router.patch("/files/{upload}", tags=["uploads"], status_code=204)
async def piece(request: Request, upload: str, caller: Asking) -> Response:
    """The next piece, at `Upload-Offset`; with `Upload-Checksum` all of it or nothing."""
    if not request.headers.get("content-type", "").startswith("application/offset+octet-stream"):
        raise BadBody(why="the content type must be application/offset+octet-stream")
    offset = _number(request, "upload-offset")
    if offset is None:
        raise BadBody(why="Upload-Offset is missing")
    arrivals = service_of(request).arrivals
    arrival = await run_in_threadpool(arrivals.find, caller.user, upload)
    if arrival.length is None and (length := _number(request, "upload-length")) is not None:
        arrival = await run_in_threadpool(arrivals.lengthened, arrival, length)
    now_at = await _write(request, arrival, offset)
    headers = {"Upload-Offset": str(now_at), "Upload-Expires": _expires(arrival)}
    if now_at == arrival.length:
        headers |= await _finish(request, arrival)
    return _answer(204, headers)


@router.delete("/files/{upload}", tags=["uploads"], status_code=204)
async def end(request: Request, upload: str, caller: Asking) -> Response:
    arrivals = service_of(request).arrivals
    arrival = await run_in_threadpool(arrivals.find, caller.user, upload)
    async with _holds(request).alone(arrival.id):
        await run_in_threadpool(arrivals.remove, arrival)
    return _answer(204, {})


# --- parts ------------------------------------------------------------------------------------------------


async def _write(request: Request, arrival: Arrival, offset: int) -> int:
    """Appends the body; how far the upload is then. What came of a broken line stays, unless it was to be checked."""
    arrivals, digest, wanted = service_of(request).arrivals, *_checksum(request)
    async with _holds(request).alone(arrival.id) as leave:
        arrival = await run_in_threadpool(arrivals.find, arrival.user, arrival.id)  # it may be over by now
        if arrival.state is not ArrivalState.OPEN:
            if offset != arrival.length:
                raise WrongOffset(has=arrival.length, given=offset)
            return offset
        request.app.state.writing.add(arrival.id)
        try:
            return await _append(request, arrivals, arrival, offset, digest, wanted, leave)
        finally:
            request.app.state.writing.discard(arrival.id)


async def _append(
    request: Request,
    arrivals: Arrivals,
    arrival: Arrival,
    offset: int,
    digest: Any,
    wanted: bytes | None,
    leave: asyncio.Event,
) -> int:
    most = service_of(request).settings.resumable_most_bytes if arrival.length is None else arrival.length
    at, buffer = offset, bytearray()
    with arrivals.piece(arrival, offset, wanted is not None) as file:
        try:
            async for chunk in request.stream():
                at += len(chunk)
                if at > most:
                    raise FileTooLarge(limit=most, resumable=service_of(request).settings.resumable_most_bytes)
                buffer += chunk
                if digest is not None:
                    digest.update(chunk)
                if len(buffer) >= BUFFER_BYTES:
                    await asyncio.to_thread(file.write, bytes(buffer))
                    buffer.clear()
                if leave.is_set():
                    raise ClientDisconnect()
        except ClientDisconnect:
            if wanted is None:
                file.write(buffer)
            raise
        file.write(buffer)
        if digest is not None and digest.digest() != wanted:
            raise WrongChecksum()
    return at


def _begun(request: Request, caller: Caller, described: dict[str, str], length: int | None) -> Arrival:
    rates_of(request).hit("uploads", caller.user)
    session = session_of(request, caller, described.get("session_id") or described.get("sessionId") or "")
    name = described.get("filename") or described.get("name") or "media"
    metadata = request.headers.get("upload-metadata", "")
    return service_of(request).arrivals.begin(session, name, length, metadata)


async def _finish(request: Request, arrival: Arrival) -> dict[str, str]:
    """Hands the whole file over; the headers that tell what it became."""
    async with _holds(request).alone(arrival.id):
        arrivals = service_of(request).arrivals
        arrival = await run_in_threadpool(arrivals.find, arrival.user, arrival.id)
        arrival, _ = await run_in_threadpool(arrivals.finish, arrival, by_whom(request))
    files = json.loads(arrival.result or "{}").get("files", [])
    return {"X-File-Id": ",".join(files)} if files else {}


def _offset(request: Request, arrivals: Arrivals, arrival: Arrival) -> int:
    """While a piece to be checked comes in, what was there before it; `offset` itself would take that for a crash."""
    if arrival.id in request.app.state.writing:
        return arrivals.settled(arrival)
    return arrivals.offset(arrival)


def _holds(request: Request) -> Holds:
    holds: Holds = request.app.state.holds
    return holds


def _metadata(header: str) -> dict[str, str]:
    if len(header) > METADATA_MOST:
        raise BadBody(why="Upload-Metadata is too long")
    found = {}
    for pair in header.split(","):
        key, _, value = pair.strip().partition(" ")
        if key:
            try:
                found[key] = base64.b64decode(value, validate=True).decode("utf-8")
            except (binascii.Error, UnicodeDecodeError) as error:
                raise BadBody(why=f"Upload-Metadata {key[:40]} is no base64 text") from error
    return found


def _checksum(request: Request) -> tuple[Any, bytes | None]:
    header = request.headers.get("upload-checksum")
    if header is None:
        return None, None
    name, _, value = header.partition(" ")
    if name not in ALGORITHMS:
        raise BadBody(why=f"checksums are {', '.join(ALGORITHMS)}")
    try:
        return hashlib.new(name), base64.b64decode(value, validate=True)
    except binascii.Error as error:
        raise BadBody(why="Upload-Checksum is no base64") from error


def _number(request: Request, header: str) -> int | None:
    value = request.headers.get(header)
    if value is None:
        return None
    if not (value.isascii() and value.isdecimal() and len(value) <= 16):
        raise BadBody(why=f"{header} must be a whole number")
    return int(value)


def _expires(arrival: Arrival) -> str:
    return format_datetime(datetime.fromisoformat(arrival.expires), usegmt=True)


def _answer(status: int, headers: dict[str, str]) -> Response:
    return Response(status_code=status, headers={"Tus-Resumable": VERSION, **headers})
