"""Sessions: the list, one with all that its page shows, begun, named, copied, deleted."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from fastapi import APIRouter, HTTPException, Request
from pydantic import BaseModel

from rushes.api.page.parts import Its, Parts, Who, lost
from rushes.api.page.telling import (
    analysis_told,
    arriving_told,
    card_told,
    export_told,
    job_told,
    media_told,
    message_told,
    project_told,
    proxy_told,
    session_told,
    standing_told,
)
from rushes.model.media import MediaKind
from rushes.model.session import Session
from rushes.studio.page_parts import PageParts
from rushes.studio.renders import KIND as EXPORT

router = APIRouter(prefix="/api/page")

LISTED_MOST = 200
"""Sessions in the list; older ones are found by searching."""


PREPARED_MOST = 4
"""Sessions of the list whose previews are made ready, the last worked on first: looking at a list is not looking at
every film in it."""


class Named(BaseModel):
    name: str | None = None
    language: str = "en"


@router.get("/sessions")
def listed(parts: Parts, who: Who, search: str = "") -> dict[str, Any]:
    words = search.casefold().split()
    found = [s for s in parts.sessions.store.sessions(who.user) if all(word in s.name.casefold() for word in words)]
    if who.session is not None:
        found = [session for session in found if session.id == who.session]
    return {
        "sessions": [_row(parts, session, n < PREPARED_MOST) for n, session in enumerate(found[:LISTED_MOST])],
        "more": len(found) > LISTED_MOST,
    }


@router.post("/sessions")
def begun(parts: Parts, who: Who, wanted: Named) -> dict[str, Any]:
    if who.session is not None:
        raise HTTPException(403, "This link opens one session only.")
    language = "zh" if wanted.language.startswith("zh") else "en"
    return session_told(parts.sessions.begin(who.user, wanted.name or None, language, "hand"))


@router.get("/sessions/{session_id}")
def opened(parts: Parts, who: Who, session: Its) -> dict[str, Any]:
    """All that the page shows of a session, with the mark from which its events go on."""
    parts.preview.warm()
    news = parts.watch.news(session.user, session.id)
    project = parts.page.store.project(session.id, session.revision)
    return {
        "session": session_told(session),
        "project": project_told(project, session.revision),
        "media": [media_told(each) for each in project.media],
        "lost": lost(parts, project),
        "messages": [message_told(each) for each in news.messages[-400:]],
        "cards": [card_told(each) for each in parts.page.cards(session)],
        "standing": standing_told(parts.page.history.standing(session)),
        "branches": [] if who.session else [asdict(each) for each in parts.page.store.branches(session.id)],
        "jobs": [job_told(each) for each in news.jobs or ()],
        "exports": [export_told(each) for each in news.exports or ()],
        "arrivals": [arriving_told(each) for each in news.arrivals or ()],
        "proxies": [proxy_told(each) for each in news.proxies or ()],
        "analyses": [analysis_told(each) for each in news.analyses or ()],
        "mark": news.mark,
    }


@router.get("/sessions/{session_id}/messages")
def messages(parts: Parts, session: Its, since: int = 0) -> dict[str, Any]:
    return {"messages": [message_told(each) for each in parts.page.store.messages(session.id, since)]}


@router.patch("/sessions/{session_id}")
def renamed(parts: Parts, session: Its, wanted: Named) -> dict[str, Any]:
    return session_told(parts.sessions.rename(session, (wanted.name or "").strip()))


@router.post("/sessions/{session_id}/duplicate")
def duplicated(parts: Parts, who: Who, session: Its, wanted: Named, revision: int | None = None) -> dict[str, Any]:
    """A copy that goes its own way: a branch. With `revision` it stands at that one."""
    if who.session is not None:
        raise HTTPException(403, "This link opens one session only.")
    fresh = parts.sessions.fork(session, wanted.name or None, revision)
    if revision is not None and revision != session.revision:
        history = parts.page.history
        fresh = history.take(fresh, history.restored(fresh, revision, "hand"))
    return session_told(fresh)


@router.delete("/sessions/{session_id}")
def removed(parts: Parts, who: Who, session: Its) -> dict[str, Any]:
    if who.session is not None:
        raise HTTPException(403, "This link opens one session only.")
    parts.removal.remove(session)
    return {}


def _row(parts: PageParts, session: Session, prepare: bool) -> dict[str, Any]:
    project = parts.page.store.project(session.id, session.revision)
    timeline = project.timeline
    work = parts.watch.jobs.of_session(session.id)
    jobs = [job for job in work if job.kind == EXPORT]
    running = next((job for job in reversed(jobs) if not job.over), None)
    looked = parts.watch.prepared(session, project.media, work)[0] if prepare else ()
    proxies = [each for each in looked if each.done < 1 and not each.error]
    pictured = any(media.facts.kind is not MediaKind.AUDIO for media in project.media)
    queued = {job.id for job in jobs if job.state.value == "done"}
    made = {export.id for export in parts.watch.exports(session) if export.state.value == "done"}
    return {
        **session_told(session),
        "seconds": float(timeline.length),
        "clips": len(timeline.clips),
        "files": len(project.media),
        "exports": len(queued | made),
        "poster": f"/api/page/sessions/{session.id}/poster?r={session.revision}" if pictured else None,
        "running": None if running is None else {"kind": running.kind, "percent": running.progress.percent},
        "proxies": None if not proxies else round(sum(each.done for each in proxies) / len(proxies) * 100),
    }


@router.get("/me")
def me(request: Request, who: Who) -> dict[str, Any]:
    return {"user": who.user, "session": who.session, "host": request.headers.get("host", "")}
