"""Sessions: begun, found again, renamed, forked, removed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from rushes.model.history import Revision, Turn
from rushes.model.session import ExportState, NoSuchRevision, NoSuchSession, Session
from rushes.model.timeline import Timeline
from rushes.studio.errors import AmbiguousSession, BadName, NoSessionHere
from rushes.studio.names import fitting, free_name, fresh_name
from rushes.studio.ports import Clock, Ids, Store

LOCAL = "local"
"""The one user of a machine without a server."""


@dataclass(frozen=True, slots=True)
class Summary:
    """A session as one row of a list."""

    session: Session
    timeline: Timeline
    exports: int


@dataclass(frozen=True, slots=True)
class Sessions:
    store: Store
    now: Clock
    new_id: Ids
    pick: Callable[[int], int]
    """Chooses a number from 0 to n - 1, by chance."""

    def begin(self, user: str, name: str | None = None, language: str = "en", by: str = "command line") -> Session:
        """A new, empty session. Raises BadName, NameTaken."""
        if name is not None and not fitting(name):
            raise BadName(name=name)
        taken = {session.name for session in self.store.sessions(user)} if name is None else set()
        at = self.now().isoformat(timespec="seconds")
        session = Session(self.new_id(), user, name or fresh_name(self.pick, taken), language, at, at)
        self.store.add(session, Revision(0, Turn.START, Timeline(), by=by, at=at))
        return session

    def all(self, user: str) -> tuple[Summary, ...]:
        """The last changed first."""
        return tuple(self.summary(session) for session in self.store.sessions(user))

    def summary(self, session: Session) -> Summary:
        done = [each for each in self.store.exports(session.id) if each.state is ExportState.DONE]
        return Summary(session, self.store.timeline(session.id, session.revision), len(done))

    def find(self, user: str, wanted: str) -> Session:
        """The session of this name or id, or the only one whose name or id begins so."""
        exact = self.store.find(user, wanted)
        if exact:
            return exact
        near = [s for s in self.store.sessions(user) if s.name.startswith(wanted) or s.id.startswith(wanted)]
        if not near or not wanted:
            raise NoSuchSession(session=wanted)
        if len(near) > 1:
            raise AmbiguousSession(wanted=wanted, names=", ".join(s.name for s in near[:6]))
        return near[0]

    def last_in(self, user: str, folder: str) -> Session:
        """The session last worked on in `folder`. Raises NoSessionHere."""
        session = self.store.used_in(user, folder)
        if session is None:
            raise NoSessionHere(folder=folder)
        return session

    def use_in(self, folder: str, session: Session) -> None:
        self.store.use_in(session.user, folder, session.id, self.now().isoformat(timespec="seconds"))

    def rename(self, session: Session, name: str) -> Session:
        """Raises BadName, NameTaken."""
        if not fitting(name):
            raise BadName(name=name)
        self.store.rename(session.id, name)
        return self.find(session.user, name)

    def fork(self, session: Session, name: str | None = None, revision: int | None = None) -> Session:
        """A copy that goes its own way from `revision` (None: the newest), history and conversation included. Raises
        BadName, NameTaken, NoSuchRevision."""
        start = session.revision if revision is None else checked_number(session, revision)
        if name is not None and not fitting(name):
            raise BadName(name=name)
        taken = {each.name for each in self.store.sessions(session.user)}
        at = self.now().isoformat(timespec="seconds")
        chosen = name or free_name(session.name, taken)
        fresh = Session(self.new_id(), session.user, chosen, session.language, at, at, session.revision)
        self.store.fork(session.id, fresh, start)
        return fresh

    def remove(self, session: Session) -> None:
        self.store.remove(session.id)


def checked_number(session: Session, number: int) -> int:
    """`number`, if the session has that revision. Raises NoSuchRevision."""
    if not 0 <= number <= session.revision:
        raise NoSuchRevision(session=session.name, wanted=f"r{number}", newest=session.revision)
    return number
