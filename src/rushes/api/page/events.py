"""Live events of one session, as text/event-stream with ids: who comes back tells the last one and misses nothing."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator, Iterator
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import StreamingResponse

from rushes.api.page.parts import Its, Parts
from rushes.api.page.telling import (
    analysis_told,
    arriving_told,
    export_told,
    job_told,
    media_told,
    message_told,
    proxy_told,
    session_told,
)
from rushes.studio.page_watch import News

router = APIRouter(prefix="/api/page/sessions/{session_id}")

LOOK_SECONDS = 0.3
"""How often a session is looked at. An edit from elsewhere shows after this at most, and a look is a few indexed
reads."""

BEAT_SECONDS = 10.0
"""Something is sent at least so often, so that a broken line is noticed."""


@router.get("/events")
async def events(request: Request, parts: Parts, session: Its, mark: str = "") -> StreamingResponse:
    """Events `revision`, `messages`, `session`, `media`, `jobs`, `exports`, `arrivals`, `proxies`, `analyses`,
    `gone`; each carries the new whole of its part, but revisions and messages only the new ones. Without `Last-Event-ID` or
    `mark` the first look tells everything."""
    seen = request.headers.get("last-event-id") or mark

    async def flow() -> AsyncIterator[str]:
        nonlocal seen
        told = time.monotonic()
        yield ": here\n\n"
        while not await request.is_disconnected():
            news = await asyncio.to_thread(parts.watch.news, session.user, session.id, seen)
            if news.any:
                for name, data in _parts(news):
                    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
                    yield f"event: {name}\ndata: {text}\n\n"
                # the id comes last: a line that breaks half way tells all of it again
                yield f"id: {news.mark}\nevent: mark\ndata: {{}}\n\n"
                told = time.monotonic()
            elif time.monotonic() - told > BEAT_SECONDS:
                told = time.monotonic()
                yield ": beat\n\n"
            if news.gone:
                return
            seen = news.mark
            await asyncio.sleep(LOOK_SECONDS)

    headers = {"Cache-Control": "no-cache", "X-Accel-Buffering": "no"}
    return StreamingResponse(flow(), media_type="text/event-stream", headers=headers)


def _parts(news: News) -> Iterator[tuple[str, Any]]:
    if news.gone:
        yield "gone", {}
    if news.heads:
        last = news.heads[-1]
        yield "revision", {"number": last.number, "by": last.by, "turn": last.turn.value, "did": last.did}
    if news.messages:
        yield "messages", [message_told(each) for each in news.messages]
    if news.session:
        yield "session", session_told(news.session)
    told: tuple[tuple[str, Any, Any], ...] = (
        ("media", news.media, media_told),
        ("jobs", news.jobs, job_told),
        ("exports", news.exports, export_told),
        ("arrivals", news.arrivals, arriving_told),
        ("proxies", news.proxies, proxy_told),
        ("analyses", news.analyses, analysis_told),
    )
    for name, values, tell in told:
        if values is not None:
            yield name, [tell(each) for each in values]
