"""Edits by hand, steps through history, comparing: each makes a revision, or tells the newer state there is."""

from __future__ import annotations

import json
from contextlib import suppress
from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Query
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field

from rushes.api.page.media import Name
from rushes.api.page.parts import Its, Parts, lost
from rushes.api.page.preview import preview_told
from rushes.api.page.telling import card_told, media_told, project_told, row_told, session_told, standing_told
from rushes.model.history import Turn
from rushes.model.project import Project
from rushes.model.saved import VERSION
from rushes.model.session import Session, StaleRevision
from rushes.model.time import ZERO, Seconds, seconds
from rushes.studio.page_parts import PageParts

router = APIRouter(prefix="/api/page/sessions/{session_id}")

INTO_FRAME = Seconds(1, 2000)
"""A playhead comes rounded, and may come out before the frame it is on: half a millisecond later it is on it. The page
asks for its stills in the same way."""

PICTURED = ("canvas", "track", "titles", "overlays")
"""What of a timeline is seen."""

Playhead = Annotated[float | None, Query(ge=0, le=10**6)]


class Looking(BaseModel):
    """Where the page looks, in seconds of the timeline, and whether it plays there: the preview of that moment is begun
    at once."""

    playhead: float = Field(0.0, ge=0, le=10**6)
    playing: bool = False


class Edit(Looking):
    """`operations` are saved records: {"kind": "Split", "value": {"at": ["41/6"]}}."""

    operations: list[dict[str, Any]]
    base_revision: int


class Stepping(Looking):
    turn: str
    base_revision: int
    number: int | None = None


@router.post("/operations", response_model=None)
def edited(parts: Parts, session: Its, edit: Edit) -> JSONResponse:
    parts.preview.interrupt()
    texts = [json.dumps({"version": VERSION, **each}) for each in edit.operations]
    try:
        made = parts.page.edited(session, texts, edit.base_revision, partial(_begun, parts, edit, session))
        return JSONResponse(changed(parts, made, looking=edit))  # which FastAPI would look through once more
    except StaleRevision as error:
        return _stale(parts, session, error)


@router.post("/step", response_model=None)
def stepped(parts: Parts, session: Its, step: Stepping) -> JSONResponse:
    """Undo, redo, or restore to `number`; undo with a `number` goes back to before that revision."""
    if step.turn not in ("undo", "redo", "restore"):
        raise HTTPException(400, "turn is undo, redo or restore")
    parts.preview.interrupt()
    try:
        made = parts.page.stepped(
            session, Turn(step.turn), step.base_revision, step.number, partial(_begun, parts, step, session)
        )
        return JSONResponse(changed(parts, made, looking=step))
    except StaleRevision as error:
        return _stale(parts, session, error)


@router.patch("/revisions/{number}")
def named(parts: Parts, session: Its, number: int, wanted: Name) -> dict[str, Any]:
    """Gives a revision a name, or takes it off. Raises NoSuchRevision, BadRevisionName."""
    return card_told(parts.page.named(session, number, wanted.name))


@router.get("/project")
def project(parts: Parts, session: Its, revision: int | None = None) -> dict[str, Any]:
    number = session.revision if revision is None else revision
    return project_told(parts.page.store.project(session.id, number), number)


@router.get("/changes")
def changes(parts: Parts, session: Its, since: int = -1, playhead: Playhead = None) -> JSONResponse:
    """The state now, with the cards after revision `since`: what a page takes over when told of a new revision. The
    preview at its `playhead`, in seconds, is begun at once."""
    if playhead is not None:
        now = parts.page.store.project(session.id, session.revision)
        _begun(parts, Looking(playhead=playhead), None, now)
    return JSONResponse(changed(parts, session, since))


@router.get("/compare")
def compared(parts: Parts, session: Its, old: int, new: int) -> dict[str, Any]:
    store = parts.page.store
    rows = parts.page.compared(session, old, new)
    return {
        "rows": [row_told(row) for row in rows[:200]],
        "row_count": len(rows),
        "old": project_told(store.project(session.id, old), old),
        "new": project_told(store.project(session.id, new), new),
    }


def _begun(parts: PageParts, looking: Looking, before: Session | None, project: Project) -> None:
    """Begins the preview of `project` where the page looks, unless it stands and all pictures are those of `before`."""
    with suppress(Exception):  # whoever asks for it is told; the edit is kept whatever can be shown of it
        if not project.timeline.track:
            return
        if before and not looking.playing:
            was = parts.page.store.project(before.id, before.revision).timeline
            if all(getattr(was, row) == getattr(project.timeline, row) for row in PICTURED):
                return
        parts.preview.begin(project, moment_of(looking, project), looking.playing)


def moment_of(looking: Looking, project: Project) -> Seconds:
    """What is looked at, in seconds of the timeline."""
    last = max(project.timeline.length - project.timeline.canvas.frame, ZERO)
    return min(seconds(looking.playhead) + INTO_FRAME, last)


def changed(
    parts: PageParts, session: Session, since: int | None = None, looking: Looking | None = None
) -> dict[str, Any]:
    project = parts.page.store.project(session.id, session.revision)
    after = session.revision - 1 if since is None else since
    heads = tuple(head for head in parts.page.store.heads(session.id) if head.number <= session.revision)
    preview = None
    if project.timeline.track:
        at = moment_of(looking, project) if looking and looking.playing else None
        preview = preview_told(parts, session, session.revision, project, at)
    return {
        "session": session_told(session),
        "project": project_told(project, session.revision),
        "media": [media_told(each) for each in project.media],
        "lost": lost(parts, project),
        "cards": [card_told(each) for each in parts.page.cards(session, after, heads)],
        "standing": standing_told(parts.page.history.standing(session, heads)),
        "preview": preview,
    }


def _stale(parts: PageParts, session: Session, error: StaleRevision) -> JSONResponse:
    now = parts.page.store.find(session.user, session.id) or session
    base = error.facts["base"]
    told = {
        "code": "stale_revision",
        "message": str(error),
        **changed(parts, now, base if isinstance(base, int) else -1),
    }
    return JSONResponse(told, 409)
