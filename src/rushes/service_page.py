"""The page's parts put together, for `service.py`."""

from __future__ import annotations

import hashlib
import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any

from rushes.assemble import Studio, now
from rushes.media.glances import FileGlances
from rushes.model.media import MediaFacts
from rushes.model.project import Project
from rushes.model.saved import to_text
from rushes.model.session import Session
from rushes.model.time import Seconds, Span
from rushes.render.output import Container, Output
from rushes.storage.media_names import DatabaseMediaNames
from rushes.studio.accounts import Accounts
from rushes.studio.arrivals import Arrivals
from rushes.studio.page import Page
from rushes.studio.page_parts import PageParts
from rushes.studio.page_ports import Arriving, Jobs, Pieces, ProxyProgress
from rushes.studio.page_watch import Watch
from rushes.studio.ports_service import Arrival


def page_parts(studio: Studio, accounts: Accounts, jobs: Jobs, arrivals: Arrivals) -> PageParts:
    cache = studio.settings.places.cache

    def frames_of(facts: MediaFacts) -> Path:
        path: Path = studio.originals.frames_of(facts)
        return path

    def exports(session: Session) -> Any:
        return studio.exports.of(session)

    preview = Stills(studio.renderer, cache / "stills")
    return PageParts(
        page=Page(studio.store, studio.history, DatabaseMediaNames(studio.database), now),
        sessions=studio.sessions,
        exports=studio.exports,
        watch=Watch(studio.store, jobs, exports, OnTheirWay(arrivals), preview),
        accounts=accounts,
        preview=preview,
        glances=FileGlances(cache / "glances", frames_of),
    )


@dataclass(frozen=True, slots=True)
class OnTheirWay:
    """What of a session is being uploaded; fits the page's port."""

    arrivals: Arrivals

    def of_session(self, session: str) -> tuple[Arriving, ...]:
        mine = (each for each in self.arrivals.store.unfinished() if each.session == session)
        return tuple(Arriving(each.id, each.name, self._received(each), each.length) for each in mine)

    def _received(self, arrival: Arrival) -> int:
        try:
            return self.arrivals.settled(arrival)
        except OSError:  # all of it is there, and it is being read
            return arrival.length or 0


class Stills:
    """Stills of the export's own engine, kept by what they show; there are no pieces to play."""

    def __init__(self, renderer: Any, folder: Path) -> None:
        self.renderer, self.folder, self._room = renderer, folder, BoundedSemaphore(2)

    def pieces(self, project: Project) -> Pieces:
        return Pieces(540, "", "")

    def piece(self, project: Project, kind: str, number: int) -> bytes:
        raise AssertionError("there are no pieces")

    def init(self, project: Project, kind: str) -> bytes:
        raise AssertionError("there are no pieces")

    def proxies(self, project: Project) -> tuple[ProxyProgress, ...]:
        return ()

    def still(self, project: Project, at: Seconds, height: int) -> bytes:
        canvas = project.timeline.canvas
        key = hashlib.sha256(f"{to_text(project.timeline)} {at} {height}".encode()).hexdigest()
        place = self.folder / key[:2] / f"{key}.jpg"
        if place.exists():
            return place.read_bytes()
        width = max(round(canvas.width * height / canvas.height / 2) * 2, 2)
        output = Output(Container.JPG, width=width, height=height, span=Span(at, at + canvas.frame), sdr=True)
        place.parent.mkdir(parents=True, exist_ok=True)
        part = place.with_name(f"{secrets.token_hex(8)}.jpg")
        with self._room:
            self.renderer.export(project, output, part, lambda _: None, lambda: False)
        os.replace(part, place)
        return place.read_bytes()
