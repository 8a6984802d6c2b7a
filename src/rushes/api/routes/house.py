"""Whether the server lives, whether it is ready, what it counts, and what drafts look like."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from rushes.api.caller import service_of
from rushes.api.wire_schema import SCHEMA
from rushes.errors import RushesError

router = APIRouter(tags=["house"])


@router.get("/healthz")
async def alive() -> dict[str, str]:
    return {"status": "ok"}


@router.get("/readyz")
def ready(request: Request) -> JSONResponse:
    """Whether work can be taken on: the database answers, and no end was asked for."""
    service = service_of(request)
    if request.app.state.stopping():
        return JSONResponse({"status": "stopping"}, 503)
    try:
        service.queue.counts()
    except RushesError as error:
        return JSONResponse({"status": "not ready", "why": error.code}, 503)
    return JSONResponse({"status": "ready"})


@router.get("/metrics", response_class=Response)
def metrics(request: Request) -> Response:
    """Figures in the text form of Prometheus."""
    service, figures = service_of(request), request.app.state.figures
    figures.jobs.clear()
    for (kind, state), count in service.queue.counts().items():
        figures.jobs.labels(kind, state).set(count)
    figures.turns.set(len(service.turns.journal.waiting()))
    return Response(generate_latest(figures.registry), media_type=CONTENT_TYPE_LATEST)


@router.get("/schemas/draft.json")
async def draft_schema() -> dict[str, Any]:
    """The JSON Schema of a draft."""
    return SCHEMA
