"""Seeing a session change, whoever changes it: another window, an agent, the command line.

What a watcher has seen is a short text, its mark; what is new since a mark can be worked out at any time. So nothing
has to be remembered about watchers, no process has to tell another, and who comes back after a break misses nothing.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from rushes.jobs.job import Job
from rushes.model.media import Media
from rushes.model.project import Project
from rushes.model.session import Export, Head, Message, Session
from rushes.studio.page_ports import Arrivals, Arriving, Jobs
from rushes.studio.ports import Store
from rushes.studio.preparations import ANALYSIS, PROXY, Preparations, Prepared
from rushes.studio.renders import KIND as EXPORT

POOL_SECONDS = 2.0
"""How long a pool read from the database is looked at again before it is read anew: a rename shows after so long."""


REST_SECONDS = 2.0
"""How long what is not in the database is taken to be as it was, where nothing is on its way: somebody may empty a
cache."""

WATCHES_KEPT = 1000

PRINTS = 7
"""Parts of a session that are compared by a print of the whole."""


@dataclass(frozen=True, slots=True)
class News:
    """What is new since a mark; empty and None where nothing is."""

    mark: str
    heads: tuple[Head, ...] = ()
    messages: tuple[Message, ...] = ()
    session: Session | None = None
    media: tuple[Media, ...] | None = None
    jobs: tuple[Job, ...] | None = None
    exports: tuple[Export, ...] | None = None
    arrivals: tuple[Arriving, ...] | None = None
    proxies: tuple[Prepared, ...] | None = None
    analyses: tuple[Prepared, ...] | None = None
    gone: bool = False

    @property
    def any(self) -> bool:
        return bool(
            self.heads or self.messages or self.session or self.gone
            or any(part is not None for part in (self.media, self.jobs, self.exports, self.arrivals))
            or any(part is not None for part in (self.proxies, self.analyses))
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Seen:
    """A mark, read: revision and message numbers, and short prints of the rest."""

    revision: int = -1
    message: int = 0
    prints: tuple[str, ...] = ("",) * PRINTS

    @property
    def text(self) -> str:
        return ".".join((str(self.revision), str(self.message), *self.prints))


def _read(mark: str) -> _Seen:
    parts = mark.split(".")
    if len(parts) != 2 + PRINTS or not (parts[0].lstrip("-").isdigit() and parts[1].isdigit()):
        return _Seen()
    return _Seen(int(parts[0]), int(parts[1]), tuple(parts[2:]))


def _print(value: object) -> str:
    return hashlib.sha256(repr(value).encode()).hexdigest()[:10]


@dataclass(frozen=True, slots=True)
class Watch:
    store: Store
    jobs: Jobs
    exports: Callable[[Session], tuple[Export, ...]]
    arrivals: Arrivals
    preparations: Preparations
    version: Callable[[], int | None] = lambda: None
    """Another number once anything was committed; None where that can't be told."""
    clock: Callable[[], float] = time.monotonic
    _rests: dict[tuple[str, str, str], tuple[int, float]] = field(default_factory=dict)
    """By user, session and mark: the version at which there was nothing new, and until when that holds."""
    _projects: dict[str, tuple[tuple[int, str], float, Project]] = field(default_factory=dict)

    def news(self, user: str, session_id: str, mark: str = "") -> News:
        """What changed since `mark` (an empty one, or one that can't be read: everything)."""
        asked, version, now = (user, session_id, mark), self.version(), self.clock()
        at, until = self._rests.get(asked, (None, 0.0))
        if version is not None and version == at and now < until:
            return News(mark)
        found, moving = self._looked(user, session_id, mark)
        if len(self._rests) > WATCHES_KEPT:
            self._rests.clear()
        self._rests.pop(asked, None)
        if version is not None and not (found.any or moving):
            self._rests[asked] = (version, now + REST_SECONDS)
        return found

    def _looked(self, user: str, session_id: str, mark: str) -> tuple[News, bool]:
        """The news, and whether something is on its way that no version tells of: an upload, a stand-in."""
        session = self.store.find(user, session_id)
        if session is None:
            return News(mark, gone=True), False
        seen = _read(mark)
        messages = self.store.messages(session.id, seen.message)
        project = self._project(session)
        pool = project.media
        work, exports = self.jobs.of_session(session.id), self.exports(session)
        jobs, arrivals = tuple(job for job in work if job.kind == EXPORT), self.arrivals.of_session(session.id)
        proxies, analyses = self.prepared(session, pool, work)
        pooled = [(each.id, each.name) for each in pool]
        prints = tuple(
            _print(part)
            for part in (
                (session.name, session.language), pooled, jobs, exports, arrivals,
                [(each.media.id, each.done, each.error) for each in proxies],
                [(each.media.id, each.state, each.error) for each in analyses],
            )
        )  # fmt: skip
        fresh = [now != was for now, was in zip(prints, seen.prints, strict=True)]
        number = messages[-1].number if messages else seen.message
        news = News(
            _Seen(session.revision, number, prints).text,
            tuple(h for h in self.store.heads(session.id) if h.number > seen.revision)
            if session.revision > seen.revision
            else (),
            messages,
            session if fresh[0] else None,
            pool if fresh[1] else None,
            jobs if fresh[2] else None,
            exports if fresh[3] else None,
            arrivals if fresh[4] else None,
            proxies if fresh[5] else None,
            analyses if fresh[6] else None,
        )
        return news, bool(arrivals) or any(each.done < 1 and not each.error for each in proxies)

    def prepared(
        self, session: Session, pool: tuple[Media, ...], work: tuple[Job, ...] | None = None
    ) -> tuple[tuple[Prepared, ...], tuple[Prepared, ...]]:
        """How far the proxies and the analyses of a pool are; what is missing is asked for."""
        known = self.jobs.of_session(session.id) if work is None else work
        pictured = [each for each in pool if each.facts.video is not None]
        return self.preparations.of(session, pictured, known, PROXY), self.analysed(session, pool, known)

    def analysed(self, session: Session, pool: tuple[Media, ...], work: tuple[Job, ...]) -> tuple[Prepared, ...]:
        """How far the analyses of a pool are; whatever is missing, of any kind, is asked for."""
        self.preparations.want(session, pool, work)
        moving = [each for each in pool if not each.facts.is_still]
        return self.preparations.of(session, moving, work, ANALYSIS)

    def _project(self, session: Session) -> Project:
        """The session's project, read at most once in POOL_SECONDS unless the session changed."""
        key, now = (session.revision, session.updated), self.clock()
        kept = self._projects.get(session.id)
        if kept and kept[0] == key and now - kept[1] < POOL_SECONDS:
            return kept[2]
        project = self.store.project(session.id)
        if len(self._projects) > 200:
            self._projects.clear()
        self._projects[session.id] = (key, now, project)
        return project
