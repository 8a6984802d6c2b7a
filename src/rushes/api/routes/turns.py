"""Turns: said over `/run_sse` and answered as they happen, or over `/run` all at once."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Header, Request
from fastapi.responses import JSONResponse, StreamingResponse
from starlette.concurrency import run_in_threadpool

from rushes.api.bodies import Run, Stop
from rushes.api.caller import APP, Asking, rates_of, service_of, session_of
from rushes.api.errors import envelope
from rushes.api.stream import cut_off, ended, frames, stream
from rushes.model.session import StaleRevision
from rushes.studio.accounts import Caller
from rushes.studio.turns import Live

router = APIRouter()

Key = Annotated[str | None, Header(alias="Idempotency-Key", max_length=200)]

_HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}


@router.post("/run_sse", tags=["turns"], response_class=StreamingResponse)
async def run_sse(request: Request, body: Run, caller: Asking, key: Key = None) -> StreamingResponse:
    """One thing said. The stream tells what happens and closes when the turn is over; who goes away finds the answer
    in the session, and the same Idempotency-Key never edits twice."""
    live = await run_in_threadpool(_taken, request, body, caller, key)
    settings = service_of(request).settings
    lines = stream(live, body.streaming, settings.heartbeat_seconds, settings.turn_seconds, request.app.state.stopping)
    return StreamingResponse(lines, media_type="text/event-stream", headers=_HEADERS)


@router.post("/run", tags=["turns"])
async def run(request: Request, body: Run, caller: Asking, key: Key = None) -> JSONResponse:
    """The same events as one JSON array, when the turn is over."""
    live = await run_in_threadpool(_taken, request, body, caller, key)
    told: list[dict[str, Any]] = []
    over = await ended(live, service_of(request).settings.turn_seconds)
    for number in (number for number, event in enumerate(live.events) if event["do"] != "working"):
        told.extend(frames(live, number))
    return JSONResponse(told if over else [*told, cut_off(live, True)])


@router.post(f"/api/turns/{APP}/{{user}}/{{sid}}/stop", tags=["turns"])
def stop(request: Request, user: str, sid: str, caller: Asking, body: Stop | None = None) -> dict[str, Any]:
    """Stops a turn that is not over (ours). `stopped` counts those of which nothing is kept, now or later; `too_late`
    those whose edit was kept already: "undo" takes it back. Its stream ends with the text that nothing was changed."""
    session = session_of(request, caller, sid, user)
    stopped, late = service_of(request).turns.stop_said(session, body.key if body else None)
    return envelope({"stopped": stopped, "too_late": late})


def _taken(request: Request, body: Run, caller: Caller, key: str | None) -> Live:
    rates_of(request).hit("turns", caller.user)
    session = session_of(request, caller, body.session_id, body.user_id)
    if body.base_revision is not None and body.base_revision != session.revision:
        raise StaleRevision(current=session.revision, base=body.base_revision)
    facts: dict[str, Any] = {**body.looking, "by": "chat" if caller.by_cookie else "agent"}
    if body.base_revision is not None:
        facts["base_revision"] = body.base_revision
    asked = key or body.new_message.id or body.message_id
    return service_of(request).turns.take(session, body.words, asked, facts)
