"""Sessions: begun, listed, looked at; and as an Agent Development Kit server tells them."""

from __future__ import annotations

import time
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import FileResponse, JSONResponse

from rushes.api.answers import (
    adk_session,
    analysis_answer,
    drawn_answer,
    file_answer,
    render_answer,
    state_answer,
    task_answer,
    task_id,
)
from rushes.api.bodies import NewName, NewSession, NewTask
from rushes.api.caller import APP, Asking, base_url, caller_of, service_of, session_of
from rushes.api.errors import ForeignPage, envelope
from rushes.api.links import check, signed
from rushes.api.page.media import poster_of
from rushes.api.page.preview import still_of
from rushes.api.routes.renders import download_url
from rushes.model.media import Media
from rushes.model.session import NameTaken, NoSuchSession, Session
from rushes.studio.names import fitting, free_name
from rushes.studio.renders import KIND

router = APIRouter()

NAME_MOST = 50


@router.post(f"/api/tasks/me/with-session/{APP}", tags=["sessions"])
def begin(request: Request, body: NewTask, caller: Asking) -> dict[str, Any]:
    """A new session; a name that is taken gets a number."""
    if caller.session is not None:  # a page opened by a link sees one session and makes none
        raise ForeignPage()
    return _named(begun(request, caller.user, body.task_name, body.language))


def _named(session: Session) -> dict[str, Any]:
    """A session by its names."""
    return envelope(
        {"task_id": task_id(session), "session_id": session.id, "user_id": session.user, "task_name": session.name}
    )


@router.get("/api/tasks/me", tags=["sessions"])
def tasks(request: Request, caller: Asking) -> dict[str, Any]:
    """The user's sessions, the last changed first."""
    store = service_of(request).studio.store
    rows = []
    for session in store.sessions(caller.user):
        if caller.may_see(session.id):
            timeline = store.timeline(session.id, session.revision)
            picture = _poster_url(request, session) if timeline.clips else None
            rows.append(task_answer(session, timeline, store.messages(session.id), picture))
    return envelope({"tasks": rows, "total": len(rows)})


@router.post("/api/tasks/me/{sid}/rename", tags=["sessions"])
def rename(request: Request, sid: str, caller: Asking, body: NewName) -> dict[str, Any]:
    """Another name for a session (ours)."""
    return _named(service_of(request).studio.sessions.rename(session_of(request, caller, sid), body.task_name.strip()))


@router.post("/api/tasks/me/{sid}/fork", tags=["sessions"])
def fork(request: Request, sid: str, caller: Asking, body: NewName | None = None) -> dict[str, Any]:
    """A copy that goes its own way, history and conversation included (ours); without a name it gets one."""
    session = session_of(request, caller, sid)
    if caller.session is not None:
        raise ForeignPage()
    return _named(service_of(request).studio.sessions.fork(session, (body.task_name.strip() if body else "") or None))


@router.get(f"/api/poster/{APP}/{{user}}/{{sid}}", tags=["sessions"], response_class=Response)
def poster(request: Request, user: str, sid: str, exp: str = "", sig: str = "") -> Response:
    """A small picture of a session (ours): for its owner, or for who has a signed link to it (`thumbnail`)."""
    service = service_of(request)
    if sig:
        check(service.secret, f"poster/{sid}", exp, sig, time.time())
        owner = service.turns.journal.user_of(sid)
        session = service.studio.store.find(owner, sid) if owner else None
        if session is None:
            raise NoSuchSession(session=sid[:80])
    else:
        session = session_of(request, caller_of(request), sid, user)
    return poster_of(service.page, session)


@router.get(f"/api/still/{APP}/{{user}}/{{sid}}", tags=["sessions"], response_class=Response)
def still(
    request: Request, user: str, sid: str, caller: Asking, at: str = "0", revision: int | None = None, height: int = 540
) -> Response:
    """The exact frame at `at` seconds of the timeline, as JPEG (ours)."""
    return still_of(service_of(request).page, session_of(request, caller, sid, user), at, revision, height)


def _poster_url(request: Request, session: Session) -> str:
    service = service_of(request)
    expires = (int(time.time()) // 3600 + service.settings.link_hours) * 3600
    link = signed(service.secret, f"poster/{session.id}", expires)
    return f"{base_url(request)}/api/poster/{APP}/me/{session.id}?r={session.revision}&{link}"


@router.get(f"/api/state/{APP}/{{user}}/{{sid}}/latest", tags=["sessions"])
def state(request: Request, user: str, sid: str) -> JSONResponse:
    session = session_of(request, caller_of(request), sid, user)  # who asks, in this thread: it is asked every second
    service = service_of(request)
    hour = int(time.time()) // 3600  # links to files are good for hours, and made anew in each
    key = (session.id, session.name, session.revision, session.updated, base_url(request), hour)
    drawn = request.app.state.kept.get(key, session.updated, service.queue.now(), lambda: _drawn(request, session))
    jobs = service.queue.of_session(session.id)
    renders = [render_answer(job, download_url(request, job)) for job in jobs if job.kind == KIND]
    analyses = [analysis_answer(each) for each in service.page.watch.analysed(session, drawn["media"], jobs)]
    return JSONResponse(envelope(state_answer(session, drawn, renders, analyses)))


def _drawn(request: Request, session: Session) -> dict[str, Any]:
    """What a session's state says of its project."""
    project = service_of(request).studio.store.project(session.id, session.revision)
    files = [file_of(request, session, media) for media in project.media]
    return {**drawn_answer(session, project, files), "media": project.media}


@router.get(f"/api/media/{APP}/{{user}}/{{sid}}/{{file_id}}", tags=["sessions"], response_class=FileResponse)
def original(request: Request, user: str, sid: str, file_id: str, exp: str = "", sig: str = "") -> FileResponse:
    """A file as it was uploaded: for its owner, or for who has a signed link to it (`cdn_url`)."""
    service = service_of(request)
    if sig:
        check(service.secret, _file_link(sid, file_id), exp, sig, time.time())
        project = service.studio.store.project(sid)
    else:
        project = service.studio.store.project(session_of(request, caller_of(request), sid, user).id)
    media = project.find(file_id)
    if media is None:
        raise NoSuchSession(session=file_id[:80])
    headers = {"X-Content-Type-Options": "nosniff", "Cache-Control": "private, max-age=86400"}
    return FileResponse(service.studio.originals.path_of(media.id), filename=media.name, headers=headers)


def file_of(request: Request, session: Session, media: Media) -> dict[str, Any]:
    """A file of the pool, with a signed link to it."""
    service = service_of(request)
    expires = int(time.time()) + service.settings.link_hours * 3600
    link = signed(service.secret, _file_link(session.id, media.id), expires // 3600 * 3600)
    url = f"{base_url(request)}/api/media/{APP}/me/{session.id}/{media.id}?{link}"
    return file_answer(media, url, service.studio.uploads.warnings(media, session.language))


def begun(request: Request, user: str, name: str, language: str) -> Session:
    """A new session called `name`, or nearly so."""
    studio = service_of(request).studio
    spoken = "zh" if language.lower().startswith("zh") else "en"
    plain = "".join(char for char in name if char.isprintable() and char not in "/\\").strip(" -")[:NAME_MOST].strip()
    if not plain or not fitting(plain):
        return studio.sessions.begin(user, None, spoken, "agent")
    while True:
        taken = {session.name for session in studio.store.sessions(user)}
        try:
            return studio.sessions.begin(user, free_name(plain, taken), spoken, "agent")
        except NameTaken:  # another request was quicker
            continue


def _file_link(session: str, media: str) -> str:
    return f"media/{session}/{media}"


# --- as an Agent Development Kit server -----------------------------------------------------------------------


@router.get("/list-apps", tags=["adk"])
def list_apps() -> list[str]:
    return [APP]


@router.get(f"/apps/{APP}/users/{{user}}/sessions", tags=["adk"])
def adk_sessions(request: Request, user: str, caller: Asking) -> list[dict[str, Any]]:
    if user not in ("me", caller.user):
        raise NoSuchSession(session=user[:80])
    store = service_of(request).studio.store
    found = [session for session in store.sessions(caller.user) if caller.may_see(session.id)]
    return [adk_session(session, store.project(session.id), (), session.id, user) for session in found]


@router.get(f"/apps/{APP}/users/{{user}}/sessions/{{sid}}", tags=["adk"])
def adk_one(request: Request, user: str, sid: str, caller: Asking) -> dict[str, Any]:
    """The session with its whole conversation as events."""
    session = session_of(request, caller, sid, user)
    store = service_of(request).studio.store
    return adk_session(session, store.project(session.id), store.messages(session.id), sid, user)


@router.post(f"/apps/{APP}/users/{{user}}/sessions", tags=["adk"])
def adk_begin(request: Request, user: str, caller: Asking, body: NewSession | None = None) -> dict[str, Any]:
    return _adk_begun(request, caller, user, body.session_id if body else None)


@router.post(f"/apps/{APP}/users/{{user}}/sessions/{{sid}}", tags=["adk"])
def adk_begin_named(
    request: Request, user: str, sid: str, caller: Asking, body: dict[str, Any] | None = None
) -> dict[str, Any]:
    """A session under an id of the client's own: kept as its name, by which all calls find it, too."""
    return _adk_begun(request, caller, user, sid)


@router.delete(f"/apps/{APP}/users/{{user}}/sessions/{{sid}}", tags=["adk"])
def adk_remove(request: Request, user: str, sid: str, caller: Asking) -> None:
    session = session_of(request, caller, sid, user)
    service_of(request).removal.remove(session)


def _adk_begun(request: Request, caller: Asking, user: str, sid: str | None) -> dict[str, Any]:
    if user not in ("me", caller.user) or caller.session is not None:
        raise NoSuchSession(session=user[:80])
    studio = service_of(request).studio
    session = studio.sessions.begin(caller.user, sid, by="agent") if sid else begun(request, caller.user, "", "en")
    return adk_session(session, studio.store.project(session.id), (), sid or session.id, user)
