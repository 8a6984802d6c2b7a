"""Files in: as multipart, or by address. Larger ones come in pieces (`tus`)."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from pydantic import ValidationError
from starlette.concurrency import run_in_threadpool

from rushes.api.bodies import Addresses
from rushes.api.caller import APP, Asking, by_whom, rates_of, service_of, session_of
from rushes.api.errors import BadBody, envelope
from rushes.api.fetch import Fetcher
from rushes.api.multipart import Receiver
from rushes.api.routes.sessions import file_of
from rushes.model.session import Session
from rushes.studio.accounts import Caller
from rushes.studio.arrivals import NoFile, harmless
from rushes.studio.uploads import Uploaded

router = APIRouter()

OVERHEAD_BYTES = 2**20
"""What boundaries and headers may add to a multipart body."""

ADDRESSES_MOST_BYTES = 64 * 1024

_BODY = {
    "required": True,
    "content": {
        "multipart/form-data": {
            "schema": {
                "type": "object",
                "properties": {"files": {"type": "array", "items": {"type": "string", "format": "binary"}}},
            }
        },
        "application/json": {"schema": Addresses.model_json_schema()},
    },
}


@router.post(f"/api/upload-video/{APP}/{{user}}/{{sid}}", tags=["uploads"], openapi_extra={"requestBody": _BODY})
async def upload(request: Request, user: str, sid: str, caller: Asking) -> dict[str, Any]:
    """Takes files into the session; the first ones go onto its empty timeline. The same content is kept once."""
    session = await run_in_threadpool(_checked, request, caller, sid, user)
    kind = request.headers.get("content-type", "").split(";")[0].strip().lower()
    with service_of(request).arrivals.desk() as desk:
        if kind == "multipart/form-data":
            settings = service_of(request).settings
            receiver = Receiver(desk, settings.multipart_most_bytes, settings.resumable_most_bytes)
            paths = await receiver.receive(request.headers["content-type"], request.stream())
        elif kind == "application/json":
            fetcher = _fetcher(request)
            paths = []
            for number, url in enumerate((await _addresses(request)).urls):
                place = desk / str(number)
                place.mkdir()
                paths.append(await fetcher.fetch(url, place))
        else:
            raise NoFile()
        arrivals = service_of(request).arrivals
        size = sum(path.stat().st_size for path in paths)
        await run_in_threadpool(arrivals.check_size, caller.user, size, size)
        uploaded = await run_in_threadpool(arrivals.take, session, paths, by_whom(request))
    return envelope(uploaded_answer(request, uploaded))


def uploaded_answer(request: Request, uploaded: Uploaded) -> dict[str, Any]:
    return {
        "files": [file_of(request, uploaded.session, media) for media in uploaded.media]
        + [{"file_id": lut.id, "filename": lut.name, "file_type": "lut", "hash": lut.id} for lut in uploaded.luts],
        "session_state_applied": True,
        "revision": uploaded.session.revision,
    }


def _checked(request: Request, caller: Caller, sid: str, user: str) -> Session:
    """What can be known before the body is read: who, where to, and how large it is said to be."""
    session = session_of(request, caller, sid, user)
    rates_of(request).hit("uploads", caller.user)
    arrivals = service_of(request).arrivals
    declared = request.headers.get("content-length", "")
    size = int(declared) if declared.isdecimal() else None
    arrivals.check_size(caller.user, None if size is None else max(size - OVERHEAD_BYTES, 1))
    return session


async def _addresses(request: Request) -> Addresses:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > ADDRESSES_MOST_BYTES:
            raise BadBody(why="the list of addresses is too long")
    try:
        return Addresses.model_validate_json(bytes(body))
    except ValidationError as error:
        first = error.errors()[0]
        raise BadBody(why=f"{'.'.join(map(str, first['loc'])) or 'body'}: {first['msg']}") from error


def _fetcher(request: Request) -> Fetcher:
    settings = service_of(request).settings
    return Fetcher(
        settings.import_private,
        settings.import_most_bytes,
        settings.import_seconds,
        lambda given, usual: harmless(given) if given else usual,
    )
