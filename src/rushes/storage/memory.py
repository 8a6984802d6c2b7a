"""Sessions kept in memory: the same port as the database, for tests and for trying things out."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from rushes.model.history import Revision
from rushes.model.project import Project
from rushes.model.session import (
    Author,
    Branch,
    Export,
    Head,
    Kept,
    Message,
    NameTaken,
    NoSuchRevision,
    Session,
    StaleRevision,
)
from rushes.model.timeline import Timeline


@dataclass(slots=True)
class _Shelf:
    session: Session
    revisions: list[Revision]
    pool: Project = field(default_factory=Project)
    messages: list[Message] = field(default_factory=list)
    origin: tuple[str, int] | None = None
    """The session it is a fork of, and that one's revision."""


@dataclass(slots=True)
class MemoryStore:
    shelves: dict[str, _Shelf] = field(default_factory=dict)
    folders: dict[tuple[str, str], str] = field(default_factory=dict)
    all_exports: dict[str, Export] = field(default_factory=dict)

    def add(self, session: Session, start: Revision) -> None:
        self._refuse_taken(session.user, session.name)
        self.shelves[session.id] = _Shelf(session, [start])

    def sessions(self, user: str) -> tuple[Session, ...]:
        own = sorted((s.session.name, i) for i, s in self.shelves.items() if s.session.user == user)
        found = [self._session(session_id) for _, session_id in own]
        return tuple(sorted(found, key=lambda session: session.updated, reverse=True))

    def lately(self, since: str, most: int) -> tuple[Session, ...]:
        found = [self._session(session_id) for session_id in self.shelves]
        changed = sorted((each for each in found if each.updated >= since), key=lambda each: each.updated, reverse=True)
        return tuple(changed[:most])

    def find(self, user: str, wanted: str) -> Session | None:
        own = self.sessions(user)
        return next((s for s in own if s.name == wanted), None) or next((s for s in own if s.id == wanted), None)

    def rename(self, session: str, name: str) -> None:
        shelf = self.shelves[session]
        if name != shelf.session.name:
            self._refuse_taken(shelf.session.user, name)
            shelf.session = replace(shelf.session, name=name)

    def remove(self, session: str) -> None:
        self.shelves.pop(session, None)
        for shelf in self.shelves.values():
            if shelf.origin and shelf.origin[0] == session:
                shelf.origin = None
        self.folders = {key: each for key, each in self.folders.items() if each != session}
        self.all_exports = {key: each for key, each in self.all_exports.items() if each.session != session}

    def fork(self, session: str, fresh: Session, revision: int) -> None:
        self._refuse_taken(fresh.user, fresh.name)
        old = self.shelves[session]
        copies = [replace(message, key=None) for message in old.messages]
        self.shelves[fresh.id] = _Shelf(fresh, list(old.revisions), old.pool, copies, (session, revision))

    def branches(self, session: str) -> tuple[Branch, ...]:
        grown = [
            (one.session, one.origin[1]) for one in self.shelves.values() if one.origin and one.origin[0] == session
        ]
        found = (Branch(fork.id, fork.name, revision) for fork, revision in grown)
        return tuple(sorted(found, key=lambda branch: (branch.revision, branch.name)))

    def use_in(self, user: str, folder: str, session: str, at: str) -> None:
        self.folders[user, folder] = session

    def used_in(self, user: str, folder: str) -> Session | None:
        found = self.folders.get((user, folder))
        return self._session(found) if found else None

    def project(self, session: str, number: int | None = None) -> Project:
        shelf = self.shelves[session]
        newest = shelf.revisions[-1].number
        return shelf.pool.with_timeline(self.timeline(session, newest if number is None else number))

    def timeline(self, session: str, number: int) -> Timeline:
        kept = self.shelves[session].revisions
        if not 0 <= number < len(kept):
            raise NoSuchRevision(session=session, wanted=f"r{number}", newest=len(kept) - 1)
        return kept[kept[number].state].timeline

    def operations(self, session: str, number: int) -> tuple[str, ...]:
        return self.shelves[session].revisions[number].operations

    def heads(self, session: str) -> tuple[Head, ...]:
        return tuple(
            Head(r.number, r.turn, r.state, r.said, r.did, r.by, r.at, r.name) for r in self.shelves[session].revisions
        )

    def keep(self, session: str, turn: Kept, base: int | None = None) -> None:
        shelf = self.shelves[session]
        newest = shelf.revisions[-1].number
        if (base is not None and base != newest) or (turn.revision and turn.revision.number != newest + 1):
            raise StaleRevision(current=newest, base=newest if base is None else base)
        shelf.pool = shelf.pool.with_media(*turn.media)
        known = {lut.id for lut in shelf.pool.luts}
        shelf.pool = replace(shelf.pool, luts=(*shelf.pool.luts, *(lut for lut in turn.luts if lut.id not in known)))
        if turn.revision:
            shelf.revisions.append(turn.revision)
        next_turn = max((message.turn for message in shelf.messages), default=0) + 1
        for message in turn.messages:
            number = len(shelf.messages) + 1
            shelf.messages.append(replace(message, number=number, turn=message.turn or next_turn))
        language = turn.language or shelf.session.language
        shelf.session = replace(shelf.session, updated=turn.at, language=language)

    def messages(self, session: str, since: int = 0) -> tuple[Message, ...]:
        return tuple(self.shelves[session].messages[since:])

    def answers_to(self, session: str, key: str) -> tuple[Message, ...]:
        said = self.shelves[session].messages
        turns = {message.turn for message in said if message.key == key}
        return tuple(m for m in said if m.turn in turns and m.author is not Author.USER)

    def put_export(self, export: Export) -> None:
        self.all_exports[export.id] = export

    def exports(self, session: str) -> tuple[Export, ...]:
        own = [each for each in self.all_exports.values() if each.session == session]
        return tuple(sorted(own, key=lambda each: (each.created, each.id)))

    def export(self, export_id: str) -> Export | None:
        return self.all_exports.get(export_id)

    def _session(self, session_id: str) -> Session:
        shelf = self.shelves[session_id]
        return replace(shelf.session, revision=shelf.revisions[-1].number)

    def _refuse_taken(self, user: str, name: str) -> None:
        if any(s.session.user == user and s.session.name == name for s in self.shelves.values()):
            raise NameTaken(name=name)
