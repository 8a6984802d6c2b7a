"""The HTTP face put together. It translates, and nothing more: rules live in the studio."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Callable
from typing import TYPE_CHECKING

from anyio import to_thread
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.middleware.cors import CORSMiddleware
from fastapi.responses import JSONResponse
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from rushes import __version__
from rushes.api import page
from rushes.api.caller import Rates, language_of
from rushes.api.errors import BadBody, failure
from rushes.api.kept import Kept
from rushes.api.logs import Figures, Watched
from rushes.api.routes import accounts, house, renders, sessions, turns, tus, uploads
from rushes.errors import DefectError, RushesError

if TYPE_CHECKING:
    from rushes.service import Service

TIDY_SECONDS = 600.0
"""How often uploads that expired are removed."""

THREADS = 16
"""For calls that wait for the database: more would only wait for each other."""

log = logging.getLogger("rushes.api")


def create_app(service: Service, stopping: Callable[[], bool] = lambda: False) -> FastAPI:
    """The application over `service`, which it closes at its end. `stopping` says that the server is asked to end:
    whoever waits is then let go."""

    @contextlib.asynccontextmanager
    async def life(app: FastAPI) -> AsyncIterator[None]:
        to_thread.current_default_thread_limiter().total_tokens = THREADS
        left = await run_in_threadpool(service.turns.resume)
        log.info("ready", extra={"turns_resumed": left})
        beside = [asyncio.create_task(each) for each in (_hand_over(service, app.state.holds), _tidy(service))]
        try:
            yield
        finally:
            for task in beside:
                task.cancel()
            await run_in_threadpool(service.close)

    app = FastAPI(title="Rushes", version=__version__, lifespan=life, description=__doc__)
    settings = service.settings
    app.state.service = service
    app.state.stopping = stopping
    app.state.figures = Figures()
    app.state.rates = Rates(settings.requests_per_minute, settings.turns_per_minute, settings.uploads_per_minute)
    app.state.kept = Kept()
    app.state.holds, app.state.writing = tus.Holds(), set()
    for each in (accounts, sessions, turns, uploads, tus, renders, house):
        app.include_router(each.router)
    app.include_router(page.router)
    page.serve(app)
    app.add_exception_handler(RushesError, _refused)
    app.add_exception_handler(RequestValidationError, _unreadable)
    app.add_exception_handler(HTTPException, _plain)
    app.add_exception_handler(ClientDisconnect, _gone)
    app.add_exception_handler(Exception, _defect)
    origins = [each.strip() for each in settings.origins.split(",") if each.strip()]
    if origins:
        app.add_middleware(
            CORSMiddleware, allow_origins=origins, allow_methods=["*"], allow_headers=["*"], allow_credentials=True,
            expose_headers=["Location", "Upload-Offset", "Upload-Length", "Tus-Resumable", "Retry-After"],
        )  # fmt: skip
    app.add_middleware(Watched, figures=app.state.figures, note=service.activity.note)
    return app


async def _hand_over(service: Service, holds: tus.Holds) -> None:
    """Finishes the uploads that an earlier server had whole when it died."""
    for arrival in await run_in_threadpool(service.arrivals.left_whole):
        try:
            async with holds.alone(arrival.id):
                found = await run_in_threadpool(service.arrivals.find, arrival.user, arrival.id)
                await run_in_threadpool(service.arrivals.finish, found)
        except RushesError as error:  # one that is refused says so to who asks for it
            log.info("an upload was not handed over", extra={"upload": arrival.id, "why": error.code})


async def _tidy(service: Service) -> None:
    while True:
        try:
            await run_in_threadpool(service.arrivals.tidy)
        except (RushesError, OSError):
            log.exception("uploads could not be tidied")
        await asyncio.sleep(TIDY_SECONDS)


# --- what went wrong, as answers ----------------------------------------------------------------------------


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, RushesError)
    told = failure(error, language_of(request))
    if told.status >= 500:
        log.error("refused", exc_info=error, extra={"code": error.code})
    if request.url.path.startswith(("/apps/", "/run")):  # what clients of an ADK server look for
        told.facts["detail"] = told.message
    answer = told.answer()
    if request.url.path.startswith("/files"):
        answer.headers["Tus-Resumable"] = tus.VERSION
    return answer


async def _unreadable(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0] if error.errors() else {"loc": (), "msg": "it is empty"}
    where = ".".join(str(part) for part in first["loc"] if part != "body")
    return await _refused(request, BadBody(why=f"{where}: {first['msg']}" if where else str(first["msg"])))


async def _plain(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    code = 1002 if error.status_code == 404 else error.status_code
    body = {"code": code, "message": str(error.detail), "hint": "See /docs.", "data": None, "detail": error.detail}
    return JSONResponse(body, error.status_code, headers=error.headers)


async def _gone(request: Request, error: Exception) -> Response:
    return Response(status_code=400)  # nobody is there to read it


async def _defect(request: Request, error: Exception) -> Response:
    log.error("defect", exc_info=error)
    return failure(DefectError(), language_of(request)).answer()
