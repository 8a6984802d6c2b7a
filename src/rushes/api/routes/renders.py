"""Exports: asked for, looked after, cancelled, fetched."""

from __future__ import annotations

import asyncio
import json
import time
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import FileResponse
from starlette.concurrency import run_in_threadpool

from rushes.api.answers import render_answer
from rushes.api.bodies import NewRender, WantedOutput
from rushes.api.caller import Asking, attributed, base_url, caller_of, service_of, session_of
from rushes.api.errors import envelope
from rushes.api.links import check, signed
from rushes.api.wire_read import timeline_of
from rushes.api.wire_values import BadDraft
from rushes.jobs.job import Job, NoSuchJob
from rushes.model.time import named_rate, seconds
from rushes.model.timeline import Timeline
from rushes.studio.accounts import Caller
from rushes.studio.exports import Wishes
from rushes.studio.renders import KIND

router = APIRouter()

LOOK_SECONDS = 0.5
"""How often a long poll looks."""

WAIT_MOST = 60.0

LISTED_MOST = 200

TYPES = {
    ".mp4": "video/mp4", ".mov": "video/quicktime", ".webm": "video/webm", ".gif": "image/gif", ".mp3": "audio/mpeg",
    ".wav": "audio/wav", ".m4a": "audio/mp4", ".png": "image/png", ".jpg": "image/jpeg",
}  # fmt: skip

Most = Annotated[int, Query(ge=1, le=LISTED_MOST)]

Wait = Annotated[float, Query(ge=0, le=WAIT_MOST, description="Answer when it is over, or after so many seconds.")]


@router.post("/api/render/proxy/lambda", tags=["renders"])
def ask(request: Request, body: NewRender, caller: Asking) -> dict[str, Any]:
    """Puts an export in: of the draft sent, else of the session as it stands. It is free, and goes on whoever leaves."""
    attributed(request)
    session = session_of(request, caller, body.session_id)
    service = service_of(request)
    timeline = _drawn(request, body.draft, session.id)
    job = service.renders.ask(session, wishes_of(body.output or WantedOutput()), body.id, timeline)
    return render_answer(job, download_url(request, job))


@router.get("/api/render/proxy/lambda", tags=["renders"])
def listed(request: Request, caller: Asking, session_id: str = "", most: Most = 50) -> dict[str, Any]:
    """The caller's exports (ours), the newest first; of one session where it is named."""
    session = session_of(request, caller, session_id).id if session_id else caller.session
    jobs = service_of(request).queue.of_user(caller.user, KIND, most if session is None else LISTED_MOST)
    mine = [job for job in jobs if session in (None, job.session)][:most]
    return envelope({"renders": [render_answer(job, download_url(request, job))["data"] for job in mine]})


@router.get("/api/render/proxy/lambda/{render_id}", tags=["renders"])
@router.get("/api/render/proxy/{render_id}", tags=["renders"], operation_id="look_short")
async def look(request: Request, render_id: str, caller: Asking, wait: Wait = 0.0) -> dict[str, Any]:
    job = await run_in_threadpool(_own, request, caller, render_id)
    end = time.monotonic() + wait
    while not job.over and time.monotonic() < end and not request.app.state.stopping():
        await asyncio.sleep(LOOK_SECONDS)
        job = await run_in_threadpool(_own, request, caller, render_id)
    return render_answer(job, download_url(request, job))


@router.post("/api/render/proxy/lambda/{render_id}/cancel", tags=["renders"])
@router.post("/api/render/proxy/{render_id}/cancel", tags=["renders"], operation_id="cancel_short")
def cancel(request: Request, render_id: str, caller: Asking) -> dict[str, Any]:
    """Ends it within seconds; what is finished stays for the next one. What is over stays as it is."""
    job = _own(request, caller, render_id)
    job = service_of(request).queue.cancel(job.id) or job
    return render_answer(job, download_url(request, job))


@router.post("/api/render/proxy/lambda/{render_id}/again", tags=["renders"])
def again(request: Request, render_id: str, caller: Asking) -> dict[str, Any]:
    """The same export once more (ours), under a new id: of one that failed or was cancelled."""
    job = service_of(request).renders.again(_own(request, caller, render_id))
    return render_answer(job, download_url(request, job))


@router.head(
    "/api/render/proxy/{render_id}/download",
    tags=["renders"],
    response_class=FileResponse,
    operation_id="download_head",
)
@router.get("/api/render/proxy/{render_id}/download", tags=["renders"], response_class=FileResponse)
def download(request: Request, render_id: str, exp: str = "", sig: str = "") -> FileResponse:
    """The finished file, whole or in ranges: for its owner, or for who has a signed link (`output.url`)."""
    service = service_of(request)
    if sig:
        check(service.secret, f"render/{render_id}", exp, sig, time.time())
        job = service.queue.by_id(render_id)
        if job is None or job.kind != KIND:
            raise NoSuchJob(name=render_id[:80])
    else:
        job = _own(request, caller_of(request), render_id)
    path, name = service.renders.file_of(job)
    if not path.is_file():
        raise NoSuchJob(name=job.name)
    headers = {"X-Content-Type-Options": "nosniff", "Cache-Control": "private"}
    return FileResponse(path, filename=name, media_type=TYPES.get(path.suffix), headers=headers)


def download_url(request: Request, job: Job) -> str:
    service = service_of(request)
    expires = int(time.time()) + service.settings.link_hours * 3600
    return (
        f"{base_url(request)}/api/render/proxy/{job.id}/download?{signed(service.secret, f'render/{job.id}', expires)}"
    )


def wishes_of(output: WantedOutput) -> Wishes:
    """What an export was asked to be. The codec is a kind of format: `{"format": "mp4", "codec": "hevc"}`."""
    rate = None
    if output.fps not in (None, "", "auto"):
        try:
            rate = named_rate(seconds(output.fps))  # type: ignore[arg-type]
        except (ValueError, ZeroDivisionError, OverflowError) as error:
            raise BadDraft(why="fps must be a number") from error
        if not 1 <= rate <= 240:
            raise BadDraft(why="fps must be 1 to 240")
    return Wishes(
        format=output.codec or output.format,
        size=output.resolution,
        rate=rate,
        platform=output.platform,
        quality={"medium": "standard", "low": "draft", "ultra": "best"}.get(output.quality or "", output.quality),
    )


def _own(request: Request, caller: Caller, render_id: str) -> Job:
    """The caller's own render. Raises NoSuchJob."""
    job = service_of(request).queue.find(caller.user, render_id)
    if job is None or job.kind != KIND or not caller.may_see(job.session):
        raise NoSuchJob(name=render_id[:80])
    return job


def _drawn(request: Request, draft: dict[str, Any] | str | None, session: str) -> Timeline | None:
    """The timeline of a draft that was sent; None where none was, or an empty one."""
    if isinstance(draft, str):
        try:
            draft = json.loads(draft) if draft.strip() else None
        except (ValueError, RecursionError) as error:
            raise BadDraft(why="it is no JSON") from error
        if not isinstance(draft, dict | None):
            raise BadDraft(why="it is no object")
    if not draft:
        return None
    return timeline_of(draft, service_of(request).studio.store.project(session)).timeline
