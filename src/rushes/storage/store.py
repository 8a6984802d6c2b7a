"""Sessions in the database; fits `studio/ports.py` `Store`."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, replace
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, RowMapping, bindparam, delete, func, insert, or_, select, update
from sqlalchemy.exc import IntegrityError

from rushes.model.history import Revision, Turn
from rushes.model.media import Media, MediaFacts
from rushes.model.project import Lut, Project
from rushes.model.saved import from_text, to_text
from rushes.model.session import (
    Author,
    Branch,
    Export,
    ExportState,
    Head,
    Kept,
    Message,
    MessageKind,
    NameTaken,
    NoSuchRevision,
    Session,
    StaleRevision,
)
from rushes.model.timeline import Timeline
from rushes.storage.database import Database
from rushes.storage.tables import (
    branches,
    exports,
    folders,
    media,
    messages,
    revisions,
    session_luts,
    session_media,
    sessions,
    users,
)

_newest = (
    select(func.coalesce(func.max(revisions.c.number), 0))
    .where(revisions.c.session == sessions.c.id)
    .correlate(sessions)
    .scalar_subquery()
    .label("revision")
)
_sessions = select(sessions, _newest)
_found = _sessions.where(
    sessions.c.user == bindparam("of"),
    or_(sessions.c.name == bindparam("wanted"), sessions.c.id == bindparam("wanted")),
)
_shown = revisions.alias()
_shown_timeline = (
    select(_shown.c.timeline)
    .join(revisions, (revisions.c.session == _shown.c.session) & (revisions.c.state == _shown.c.number))
    .where(revisions.c.session == bindparam("of"), revisions.c.number == bindparam("number"))
)
_pool = (
    select(media.c.facts, session_media.c.name)
    .join(media, media.c.id == session_media.c.media)
    .where(session_media.c.session == bindparam("of"))
    .order_by(session_media.c.position)
)
_luts = (
    select(session_luts.c.lut, session_luts.c.name)
    .where(session_luts.c.session == bindparam("of"))
    .order_by(session_luts.c.position)
)
_heads_of = (
    select(*(revisions.c[name] for name in ("number", "turn", "state", "said", "did", "by", "at", "name")))
    .where(revisions.c.session == bindparam("of"), revisions.c.number >= bindparam("since"))
    .order_by(revisions.c.number)
)
_named = select(revisions.c.number, revisions.c.name).where(
    revisions.c.session == bindparam("of"), revisions.c.name != ""
)
"""Made once, as every call asks them: making one takes longer than asking it."""

HEADS_KEPT = 64
"""Sessions whose heads are kept: of a head only the name ever changes, and a session may have hundreds."""

TIMELINES_KEPT, FACTS_KEPT = 64, 512
"""What was read of timelines and of files: one edit asks for the same ones several times."""


@dataclass(frozen=True, slots=True)
class DatabaseStore:
    database: Database
    _told: dict[str, tuple[Head, ...]] = field(default_factory=dict, repr=False, compare=False)

    # --- sessions ---------------------------------------------------------------------------------------

    def add(self, session: Session, start: Revision) -> None:
        with self.database.writing() as connection:
            _insert_session(connection, session)
            _insert_revision(connection, session.id, start)

    def sessions(self, user: str) -> tuple[Session, ...]:
        with self.database.reading() as connection:
            wanted = _sessions.where(sessions.c.user == user).order_by(sessions.c.updated.desc(), sessions.c.name)
            return tuple(_session(row) for row in connection.execute(wanted).mappings())

    def lately(self, since: str, most: int) -> tuple[Session, ...]:
        with self.database.reading() as connection:
            wanted = _sessions.where(sessions.c.updated >= since).order_by(sessions.c.updated.desc(), sessions.c.id)
            return tuple(_session(row) for row in connection.execute(wanted.limit(most)).mappings())

    def find(self, user: str, wanted: str) -> Session | None:
        def ask(connection: Connection) -> Session | None:
            rows = connection.execute(_found, {"of": user, "wanted": wanted}).mappings().all()
            named = [row for row in rows if row["name"] == wanted]
            return _session((named or rows)[0]) if rows else None

        return self.database.reread(("find", user, wanted), ask)

    def rename(self, session: str, name: str) -> None:
        try:
            with self.database.writing() as connection:
                connection.execute(update(sessions).where(sessions.c.id == session).values(name=name))
        except IntegrityError as error:
            raise NameTaken(name=name) from error

    def remove(self, session: str) -> None:
        with self.database.writing() as connection:
            connection.execute(delete(sessions).where(sessions.c.id == session))

    def branches(self, session: str) -> tuple[Branch, ...]:
        wanted = select(sessions.c.id, sessions.c.name, branches.c.revision).join(
            branches, branches.c.branch == sessions.c.id
        )
        with self.database.reading() as connection:
            rows = connection.execute(
                wanted.where(branches.c.session == session).order_by(branches.c.revision, sessions.c.name)
            ).mappings()
            return tuple(Branch(**row) for row in rows)

    def fork(self, session: str, fresh: Session, revision: int) -> None:
        with self.database.writing() as connection:
            _insert_session(connection, fresh)
            connection.execute(insert(branches).values(branch=fresh.id, session=session, revision=revision))
            for table in (session_media, session_luts, revisions, messages):
                kept = [column for column in table.c if column.name not in ("session", "key")]
                # in the order of their numbers, so that no row points to one that is not there yet
                rows = connection.execute(
                    select(*kept).where(table.c.session == session).order_by(*list(table.primary_key)[1:])
                ).mappings()
                copies = [{**row, "session": fresh.id} for row in rows]
                if copies:
                    connection.execute(insert(table), copies)

    def use_in(self, user: str, folder: str, session: str, at: str) -> None:
        with self.database.writing() as connection:
            connection.execute(delete(folders).where(folders.c.user == user, folders.c.path == folder))
            connection.execute(insert(folders).values(user=user, path=folder, session=session, used=at))

    def used_in(self, user: str, folder: str) -> Session | None:
        with self.database.reading() as connection:
            wanted = _sessions.join(folders, folders.c.session == sessions.c.id).where(
                folders.c.user == user, folders.c.path == folder
            )
            row = connection.execute(wanted).mappings().first()
            return _session(row) if row else None

    # --- what they hold ---------------------------------------------------------------------------------

    def project(self, session: str, number: int | None = None) -> Project:
        def ask(connection: Connection) -> Project:
            wanted = _newest_number(connection, session) if number is None else number
            timeline = _timeline(connection, session, wanted)
            pool = connection.execute(_pool, {"of": session})
            luts = connection.execute(_luts, {"of": session})
            return Project(
                tuple(Media(_facts_in(facts), name) for facts, name in pool),
                timeline,
                tuple(Lut(lut, name) for lut, name in luts),
            )

        return self.database.reread(("project", session, number), ask)

    def timeline(self, session: str, number: int) -> Timeline:
        with self.database.reading() as connection:
            return _timeline(connection, session, number)

    def operations(self, session: str, number: int) -> tuple[str, ...]:
        with self.database.reading() as connection:
            found = connection.execute(
                select(revisions.c.operations).where(revisions.c.session == session, revisions.c.number == number)
            ).scalar()
            return tuple(json.loads(found or "[]"))

    def heads(self, session: str) -> tuple[Head, ...]:
        return self.database.reread(("heads", session), lambda connection: self._heads(connection, session))

    def _heads(self, connection: Connection, session: str) -> tuple[Head, ...]:
        """Those told before, and the ones since; the last of those is read again, as what is there may not be what
        was."""
        had = self._told.get(session, ())
        fresh = _heads_since(connection, session, max(len(had) - 1, 0))
        if had and not (fresh and replace(fresh[0], name=had[-1].name) == had[-1]):
            had, fresh = (), _heads_since(connection, session, 0)
        names = {number: name for number, name in connection.execute(_named, {"of": session})}
        found = tuple(
            head if head.name == (name := names.get(head.number, "")) else replace(head, name=name)
            for head in (*had[:-1], *fresh)
        )
        if len(self._told) >= HEADS_KEPT:
            self._told.clear()
        self._told[session] = found
        return found

    def keep(self, session: str, turn: Kept, base: int | None = None) -> None:
        with self.database.writing() as connection:
            newest = _newest_number(connection, session)
            if (base is not None and base != newest) or (turn.revision and turn.revision.number != newest + 1):
                raise StaleRevision(current=newest, base=newest if base is None else base)
            _insert_media(connection, session, turn)
            if turn.revision:
                _insert_revision(connection, session, turn.revision)
            _insert_messages(connection, session, turn.messages)
            changed: dict[str, Any] = {"updated": turn.at}
            if turn.language:
                changed["language"] = turn.language
            connection.execute(update(sessions).where(sessions.c.id == session).values(**changed))

    def messages(self, session: str, since: int = 0) -> tuple[Message, ...]:
        with self.database.reading() as connection:
            return _messages(connection, messages.c.session == session, messages.c.number > since)

    def answers_to(self, session: str, key: str) -> tuple[Message, ...]:
        with self.database.reading() as connection:
            turn = connection.execute(
                select(messages.c.turn).where(messages.c.session == session, messages.c.key == key)
            ).scalar()
            if turn is None:
                return ()
            said = str(Author.USER)
            return _messages(
                connection, messages.c.session == session, messages.c.turn == turn, messages.c.author != said
            )

    # --- exports ----------------------------------------------------------------------------------------

    def put_export(self, export: Export) -> None:
        row = {**asdict(export), "state": str(export.state)}
        with self.database.writing() as connection:
            changed = connection.execute(update(exports).where(exports.c.id == export.id).values(**row))
            if not changed.rowcount:
                connection.execute(insert(exports).values(**row))

    def exports(self, session: str) -> tuple[Export, ...]:
        with self.database.reading() as connection:
            rows = connection.execute(
                select(exports).where(exports.c.session == session).order_by(exports.c.created, exports.c.id)
            ).mappings()
            return tuple(_export(row) for row in rows)

    def export(self, export_id: str) -> Export | None:
        with self.database.reading() as connection:
            row = connection.execute(select(exports).where(exports.c.id == export_id)).mappings().first()
            return _export(row) if row else None


# --- rows out ---------------------------------------------------------------------------------------------


def _session(row: RowMapping) -> Session:
    return Session(**row)


def _export(row: RowMapping) -> Export:
    return Export(**{**row, "state": ExportState(row["state"])})


def _heads_since(connection: Connection, session: str, since: int) -> tuple[Head, ...]:
    return tuple(
        Head(number=number, turn=Turn(turn), state=state, said=said, did=did, by=by, at=at, name=name)
        for number, turn, state, said, did, by, at, name in connection.execute(
            _heads_of, {"of": session, "since": since}
        )
    )


def _messages(connection: Connection, *where: Any) -> tuple[Message, ...]:
    columns = [column for column in messages.c if column.name != "session"]
    rows = connection.execute(select(*columns).where(*where).order_by(messages.c.number)).mappings()
    return tuple(
        Message(
            **{
                **row,
                "author": Author(row["author"]),
                "kind": MessageKind(row["kind"]),
                "choices": tuple(json.loads(row["choices"])),
            }
        )
        for row in rows
    )


def _newest_number(connection: Connection, session: str) -> int:
    found = connection.execute(select(func.max(revisions.c.number)).where(revisions.c.session == session)).scalar()
    return int(found or 0)


def _timeline(connection: Connection, session: str, number: int) -> Timeline:
    """The timeline that revision `number` shows: its own, or that of the one it came back to."""
    text = connection.execute(_shown_timeline, {"of": session, "number": number}).scalar()
    if text is None:
        raise NoSuchRevision(session=session, wanted=f"r{number}", newest=_newest_number(connection, session))
    return _timeline_in(text)


@lru_cache(maxsize=TIMELINES_KEPT)
def _timeline_in(text: str) -> Timeline:
    return from_text(text, Timeline).value


@lru_cache(maxsize=FACTS_KEPT)
def _facts_in(text: str) -> MediaFacts:
    return from_text(text, MediaFacts).value


# --- rows in ----------------------------------------------------------------------------------------------


def _insert_session(connection: Connection, session: Session) -> None:
    if not connection.execute(select(users.c.id).where(users.c.id == session.user)).first():
        connection.execute(insert(users).values(id=session.user, created=session.created))
    row = asdict(session)
    del row["revision"]
    taken = select(sessions.c.id).where(sessions.c.user == session.user, sessions.c.name == session.name)
    if connection.execute(taken).first():
        raise NameTaken(name=session.name)
    connection.execute(insert(sessions).values(**row))


def _insert_revision(connection: Connection, session: str, revision: Revision) -> None:
    row = {name: getattr(revision, name) for name in ("number", "state", "said", "did", "by", "at", "name")}
    own = revision.state == revision.number
    connection.execute(
        insert(revisions).values(
            **row,
            session=session,
            turn=str(revision.turn),
            operations=json.dumps(revision.operations, ensure_ascii=False),
            timeline=to_text(revision.timeline) if own else None,
        )
    )


def _insert_media(connection: Connection, session: str, turn: Kept) -> None:
    for table, column, arrived in ((session_media, "media", turn.media), (session_luts, "lut", turn.luts)):
        there = set(connection.execute(select(table.c[column]).where(table.c.session == session)).scalars())
        for one in arrived:
            if one.id in there:
                continue
            row: dict[str, Any] = {"session": session, "position": len(there), column: one.id, "name": one.name}
            if isinstance(one, Media):
                _insert_facts(connection, one, turn.at)
                row["added"] = turn.at
            connection.execute(insert(table).values(**row))
            there.add(one.id)


def _insert_facts(connection: Connection, one: Media, at: str) -> None:
    """The newest facts win: a later Rushes may see more in a file than an earlier one did."""
    facts = to_text(one.facts)
    changed = connection.execute(update(media).where(media.c.id == one.id).values(facts=facts))
    if not changed.rowcount:
        connection.execute(insert(media).values(id=one.id, facts=facts, added=at))


def _insert_messages(connection: Connection, session: str, said: tuple[Message, ...]) -> None:
    if not said:
        return
    number, turn = connection.execute(
        select(func.max(messages.c.number), func.max(messages.c.turn)).where(messages.c.session == session)
    ).one()
    number, next_turn = number or 0, (turn or 0) + 1
    for message in said:
        number += 1
        kept = replace(message, number=number, turn=message.turn or next_turn)
        row = {
            **asdict(kept),
            "author": str(kept.author),
            "kind": str(kept.kind),
            "choices": json.dumps(kept.choices, ensure_ascii=False),
        }
        connection.execute(insert(messages).values(**row, session=session))
