"""The same database in PostgreSQL, for workers on several machines: RUSHES_DATABASE names it.

What SQLite gives by having one writer is had here by a lock: a transaction that reads before it writes takes it first,
so that what was read still holds. Workers do without: each of their steps is one update with its condition, and the
next job is chosen past rows that others hold (`for update skip locked`). Reading is one snapshot, as in SQLite.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from sqlalchemy import Connection, Engine, create_engine, inspect, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DataError, DBAPIError

from rushes.storage import migrations
from rushes.storage.database import BUSY_SECONDS, migrate
from rushes.storage.errors import BadDatabaseUrl, CantKeep, DatabaseBusy, DatabaseFromNewer, NotText

WRITERS = 8_020_268
"""The advisory lock of those who read before they write: any number that nobody else uses in this database."""

CONNECTIONS = 10
"""Of one process at most: a server's threads and a worker's beats."""

T = TypeVar("T")

BUSY = frozenset({"55P03", "40001", "40P01", "57014"})
"""Waited too long for a lock, or was chosen to give way (PostgreSQL's error codes, appendix A)."""


@dataclass(frozen=True, slots=True)
class PostgresDatabase:
    """An open database; fits `storage/database.py` `Database`."""

    engine: Engine
    name: str
    """How errors call it: its address, without the password."""

    def version(self) -> int | None:
        return None

    def reread(self, key: Hashable, ask: Callable[[Connection], T]) -> T:
        """What `ask` reads: here only reading can tell what changed."""
        with self.reading() as connection:
            return ask(connection)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        with (
            _explained(self.name),
            self.engine.connect().execution_options(isolation_level="REPEATABLE READ") as connection,
        ):
            yield connection

    @contextmanager
    def writing(self, alone: bool = True) -> Iterator[Connection]:
        with _explained(self.name), self.engine.begin() as connection:
            if alone:
                connection.execute(text(f"SELECT pg_advisory_xact_lock({WRITERS})"))
            yield connection

    def problem(self) -> str | None:
        """PostgreSQL sees to its own pages; that it answers is all there is to ask."""
        with self.reading() as connection:
            connection.execute(text("SELECT 1"))
        return None

    def close(self) -> None:
        self.engine.dispose()


def open_postgres(address: str, now: Callable[[], datetime]) -> PostgresDatabase:
    """The database at `address` (postgresql://user:password@host:port/name), brought up to date. There is no copy
    before a change: that is for whoever runs PostgreSQL. Raises BadDatabaseUrl, DatabaseFromNewer, DatabaseBusy,
    CantKeep."""
    url = _url(address)
    engine = create_engine(
        url,
        pool_size=CONNECTIONS,
        max_overflow=0,
        pool_timeout=BUSY_SECONDS,
        pool_pre_ping=True,
        connect_args={"connect_timeout": BUSY_SECONDS, "options": f"-c lock_timeout={BUSY_SECONDS * 1000}"},
    )
    database = PostgresDatabase(engine, url.render_as_string(hide_password=True))
    try:
        with database.reading() as connection:
            step = _step(connection)
        if step is not None and step > migrations.NEWEST:
            raise DatabaseFromNewer(path=database.name, found=step, known=migrations.NEWEST)
        if step != migrations.NEWEST:
            with database.writing() as connection:
                if _step(connection) != migrations.NEWEST:  # another process may have been first
                    migrate(connection)
    except BaseException:
        database.close()
        raise
    return database


def _url(address: str) -> URL:
    try:
        url = make_url(address)
    except ArgumentError as error:
        raise BadDatabaseUrl() from error
    if url.get_backend_name() not in ("postgresql", "postgres"):
        raise BadDatabaseUrl()
    return url.set(drivername="postgresql+psycopg")


def _step(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


@contextmanager
def _explained(name: str) -> Iterator[None]:
    """The driver's errors as sentences; what a rule of the tables refuses is for whoever asked."""
    from sqlalchemy.exc import IntegrityError
    from sqlalchemy.exc import TimeoutError as NoneFree

    try:
        yield
    except IntegrityError:
        raise
    except NoneFree as error:
        raise DatabaseBusy(path=name, seconds=BUSY_SECONDS) from error
    except DataError as error:  # U+0000, which PostgreSQL's text can't hold
        raise NotText() from error
    except DBAPIError as error:
        if getattr(error.orig, "sqlstate", None) in BUSY:
            raise DatabaseBusy(path=name, seconds=BUSY_SECONDS) from error
        why = " ".join(str(error.orig).split())[:300]
        raise CantKeep(path=name, why=why) from error
