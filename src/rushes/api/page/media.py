"""The pool: names, small pictures, outlines of sound. What is made from a file's content never changes."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from fastapi import APIRouter, HTTPException, Request, Response
from pydantic import BaseModel

from rushes.api.caller import service_of
from rushes.api.page.parts import Its, Parts, moment
from rushes.api.page.telling import media_told
from rushes.model.media import Media
from rushes.model.session import Session
from rushes.model.time import ZERO
from rushes.studio.page import NotInPool
from rushes.studio.page_parts import PageParts

router = APIRouter(prefix="/api/page/sessions/{session_id}")

FOR_EVER = {"Cache-Control": "private, max-age=31536000, immutable"}
HEIGHTS = (54, 90, 180, 360)
"""Thumbnails come in these heights, so that few are made."""


class Name(BaseModel):
    name: str


@router.patch("/media/{media_id}")
def renamed(parts: Parts, session: Its, media_id: str, wanted: Name) -> dict[str, Any]:
    project = parts.page.renamed(session, media_id, wanted.name)
    return {"media": [media_told(each) for each in project.media]}


@router.post("/samples")
def sampled(request: Request, parts: Parts, session: Its) -> dict[str, Any]:
    """Puts the sample footage into the session; the timeline gets it where it is empty."""
    arrivals = service_of(request).arrivals
    with arrivals.desk() as desk:
        paths = [Path(shutil.copy(path, desk)) for path in parts.samples()]
        size = sum(path.stat().st_size for path in paths)
        arrivals.check_size(session.user, size)
        uploaded = arrivals.take(session, paths, "hand")
    return {"media": [each.id for each in uploaded.media], "revision": uploaded.session.revision}


@router.get("/media/{media_id}/thumbnail")
def thumbnail(parts: Parts, session: Its, media_id: str, at: str = "0", height: int = 90) -> Response:
    media = _media(parts, session, media_id)
    picture = parts.glances.thumbnail(media, moment(at), next((h for h in HEIGHTS if h >= height), HEIGHTS[-1]))
    if not picture:
        raise HTTPException(404, "This file has no picture.")
    return Response(picture, media_type="image/jpeg", headers=FOR_EVER)


@router.get("/media/{media_id}/waveform")
def waveform(parts: Parts, session: Its, media_id: str) -> Response:
    found = parts.glances.waveform(_media(parts, session, media_id))
    return Response(found, media_type="application/octet-stream", headers=FOR_EVER)


@router.get("/poster")
def poster(parts: Parts, session: Its) -> Response:
    """A small picture of the session: its first clip's first frame, or its first file's."""
    return poster_of(parts, session)


def poster_of(parts: PageParts, session: Session) -> Response:
    project = parts.page.store.project(session.id, session.revision)
    clips = ((project.find(clip.media), clip.source.start) for clip in project.timeline.clips)
    for media, at in (*clips, *((media, ZERO) for media in project.media)):
        if media and (picture := parts.glances.thumbnail(media, at, 180)):
            return Response(picture, media_type="image/jpeg", headers={"Cache-Control": "private, max-age=3600"})
    raise HTTPException(404, "There is no picture yet.")


def _media(parts: PageParts, session: Session, media_id: str) -> Media:
    media = parts.page.store.project(session.id).find(media_id)
    if media is None:
        raise NotInPool()
    return media
