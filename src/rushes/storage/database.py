"""Opening the database: made, checked, backed up and brought up to date, whoever comes first.

SQLite keeps it in one file. Write-ahead logging lets readers and one writer work at once; `synchronous=FULL`
makes every commit reach the disk before it is answered, which costs one fsync a turn (a few ms, and a turn is as
slow as speech) and means that neither `kill -9` nor a power cut loses anything that was committed.
"""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import DatabaseError, OperationalError

from rushes.storage import migrations
from rushes.storage.errors import CantKeep, DamagedDatabase, DatabaseBusy, DatabaseFromNewer
from rushes.storage.reread import Reread

T = TypeVar("T")

BUSY_SECONDS = 10
"""How long one process waits for another's write before it gives up."""

BACKUPS_KEPT = 5

_SETTINGS = ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON")


@dataclass(frozen=True, slots=True)
class Database:
    """An open database. `reading` and `writing` each are one transaction; an error inside leaves no trace."""

    engine: Engine
    path: Path
    _turn: threading.Lock = field(default_factory=threading.Lock, repr=False, compare=False)
    """Threads of this process write one after the other: SQLite alone lets whoever asks at the right moment go first,
    and with many asking some never are."""
    _reread: Reread = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_reread", Reread(self.path))

    def version(self) -> int | None:
        """Another number after every commit of anybody; None where only reading can tell what changed."""
        with _explained(self.path):
            return self._reread.version()

    def reread(self, key: Hashable, ask: Callable[[Connection], T]) -> T:
        """What `ask` reads; where nothing was committed since it last did for `key`, what it read then."""

        def read() -> T:
            with self.reading() as connection:
                return ask(connection)

        with _explained(self.path):
            return self._reread(key, read)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        with _explained(self.path), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self, alone: bool = True) -> Iterator[Connection]:
        """The lock for writing is taken first, so that what is read inside still holds when it is written. `alone`
        says that this matters; here every writer is alone."""
        with (
            self._turn,
            _explained(self.path),
            self.engine.connect().execution_options(writing=True) as connection,
            connection.begin(),
        ):
            yield connection

    @property
    def name(self) -> str:
        return str(self.path)

    def problem(self) -> str | None:
        """What a thorough look finds wrong, or None."""
        with self.reading() as connection:
            return first_problem(connection, thorough=True)

    def close(self) -> None:
        self._reread.close()
        self.engine.dispose()


def open_database(path: Path, backups: Path, now: Callable[[], datetime]) -> Database:
    """The database at `path`, made where there is none, checked and brought up to date.

    Before an older one is changed a copy is put into `backups`. Raises DamagedDatabase, DatabaseFromNewer,
    DatabaseBusy, CantKeep.
    """
    with _explained(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        database = Database(_engine(path), path)
        try:
            with database.engine.connect() as connection:
                step = _step(connection)
                if step:
                    problem = first_problem(connection)
                    if problem:
                        raise DamagedDatabase(path=path, why=problem, backups=backups)
            if step != migrations.NEWEST:
                _bring_up_to_date(database, step, backups, now)
        except BaseException:
            database.close()
            raise
    return database


def first_problem(connection: Connection, thorough: bool = False) -> str | None:
    """What SQLite's own check finds wrong, or None. `thorough` also compares indexes and foreign keys."""
    check = "integrity_check" if thorough else "quick_check"
    found = connection.execute(text(f"PRAGMA {check}(1)")).scalar_one()
    if found != "ok":
        return str(found)
    if thorough:
        loose = connection.execute(text("PRAGMA foreign_key_check")).first()
        if loose:
            return f"a row of {loose[0]} points to one of {loose[2]} that is not there"
    return None


def _engine(path: Path) -> Engine:
    engine = create_engine(URL.create("sqlite+pysqlite", database=str(path)), connect_args={"timeout": BUSY_SECONDS})

    @event.listens_for(engine, "connect")
    def _on_connect(connection: sqlite3.Connection, _: object) -> None:
        # transactions are begun below, by name: the driver's own way would commit before schema changes
        connection.isolation_level = None
        for setting in _SETTINGS:
            _patiently(connection, f"PRAGMA {setting}")

    @event.listens_for(engine, "begin")
    def _on_begin(connection: Connection) -> None:
        writing = connection.get_execution_options().get("writing")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    return engine


def _patiently(connection: sqlite3.Connection, statement: str) -> None:
    """SQLite does not wait by itself where two processes switch on write-ahead logging at once."""
    end = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute(statement)
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > end:
                raise
            time.sleep(0.02)


def _step(connection: Connection) -> str | None:
    """The migration step the database is at; None where it is new."""
    there = connection.execute(text("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'")).first()
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar() if there else None


def _bring_up_to_date(database: Database, step: str | None, backups: Path, now: Callable[[], datetime]) -> None:
    if step is not None and step > migrations.NEWEST:
        raise DatabaseFromNewer(path=database.path, found=step, known=migrations.NEWEST)
    if step is not None:
        back_up(database, backups, f"before-{migrations.NEWEST}", now)
    with database.engine.connect().execution_options(writing=True) as connection, connection.begin():
        if _step(connection) != migrations.NEWEST:  # another process may have been first
            migrate(connection)


def migrate(connection: Connection) -> None:
    """Takes the steps that are missing. Slow to import, so only here: most commands find nothing to do."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def back_up(database: Database, backups: Path, label: str, now: Callable[[], datetime]) -> Path:
    """A consistent copy of the database in `backups`; the oldest beyond BACKUPS_KEPT go."""
    backups.mkdir(parents=True, exist_ok=True)
    target = backups / f"rushes-{now():%Y%m%d-%H%M%S}-{label}.db"
    part = target.with_suffix(".part")
    with database.engine.connect() as connection:
        source = connection.connection.driver_connection
        copy = sqlite3.connect(part)
        try:
            source.backup(copy)  # type: ignore[union-attr]
        finally:
            copy.close()
    part.replace(target)
    for old in sorted(backups.glob("rushes-*.db"))[:-BACKUPS_KEPT]:
        old.unlink(missing_ok=True)
    return target


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    """The driver's errors as sentences."""
    try:
        yield
    except OperationalError as error:
        why = str(error.orig)
        if "locked" in why or "busy" in why:
            raise DatabaseBusy(path=path, seconds=BUSY_SECONDS) from error
        raise CantKeep(path=path, why=why) from error
    except DatabaseError as error:
        if type(error) is not DatabaseError:
            raise
        raise DamagedDatabase(path=path, why=str(error.orig), backups=path.parent / "backups") from error
    except sqlite3.OperationalError as error:
        raise CantKeep(path=path, why=str(error)) from error
    except sqlite3.DatabaseError as error:
        raise DamagedDatabase(path=path, why=str(error), backups=path.parent / "backups") from error
    except OSError as error:
        raise CantKeep(path=error.filename or path, why=error.strerror or str(error)) from error
