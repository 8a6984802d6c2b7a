"""The page's parts, and what is made of footage for looking, put together for `service.py`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rushes.assemble import Studio, now
from rushes.media.glances import FileGlances
from rushes.media.proxies import Proxies
from rushes.media.sample import sample_footage
from rushes.model.media import MediaFacts
from rushes.model.session import Session
from rushes.render.analyses import Analyses
from rushes.render.preview.pieces import Preview
from rushes.storage.names import DatabaseNames
from rushes.studio.accounts import Accounts
from rushes.studio.arrivals import Arrivals
from rushes.studio.page import Page
from rushes.studio.page_parts import PageParts
from rushes.studio.page_ports import Arriving, Jobs
from rushes.studio.page_watch import Watch
from rushes.studio.ports_service import Arrival
from rushes.studio.preparations import ANALYSIS, GLANCE, PROXY, Maker, Preparations
from rushes.studio.removal import Removal


def page_parts(
    studio: Studio,
    accounts: Accounts,
    jobs: Jobs,
    arrivals: Arrivals,
    preparations: Preparations,
    removal: Removal,
) -> PageParts:
    def exports(session: Session) -> Any:
        return studio.exports.of(session)

    glances, preview = _glances(studio), preview_of(studio)
    return PageParts(
        page=Page(studio.store, studio.history, DatabaseNames(studio.database), now),
        sessions=studio.sessions,
        removal=removal,
        exports=studio.exports,
        watch=Watch(studio.store, jobs, exports, OnTheirWay(arrivals), preparations, studio.database.version),
        accounts=accounts,
        preview=preview,
        glances=glances,
        is_there=studio.originals.is_there,
        samples=lambda: sample_footage(studio.settings.places.cache / "samples"),
    )


def preview_of(studio: Studio) -> Preview:
    """The preview's engine; closed with the studio."""
    root = studio.settings.places.cache / "preview"
    preview = Preview(root, _frames_of(studio), studio.luts.path_of, _proxies(studio))
    studio._closing.append(preview.close)
    return preview


def makers(studio: Studio) -> dict[str, Maker]:
    """What is made of footage, by the kind of the job that makes it."""
    proxies = _proxies(studio)
    analyses = Analyses(studio.settings.places.cache / "analyses", _frames_of(studio), proxies)
    return {GLANCE: _glances(studio), PROXY: proxies, ANALYSIS: analyses}


def _frames_of(studio: Studio) -> Callable[[MediaFacts], Path]:
    """Where a file's frames and sound are read from."""

    def frames_of(facts: MediaFacts) -> Path:
        path: Path = studio.originals.frames_of(facts)
        return path

    return frames_of


def _proxies(studio: Studio) -> Proxies:
    return Proxies(studio.settings.places.cache / "proxies", _frames_of(studio))


def _glances(studio: Studio) -> FileGlances:
    return FileGlances(studio.settings.places.cache / "glances", _frames_of(studio))


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
