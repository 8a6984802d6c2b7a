"""Opening: made and brought up to date once, whoever comes first; damage is told; nothing committed is lost."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import insert, text

from rushes.model.history import Revision, Turn
from rushes.model.session import Kept, Session
from rushes.model.timeline import Timeline
from rushes.storage import database as opening
from rushes.storage import migrations, service_tables, tables
from rushes.storage.database import Database, back_up, first_problem, open_database
from rushes.storage.errors import CantKeep, DamagedDatabase, DatabaseBusy, DatabaseFromNewer
from rushes.storage.names import DatabaseNames
from rushes.storage.store import DatabaseStore

NOON = "2030-01-01T12:00:00+00:00"


def now() -> datetime:
    return datetime(2030, 1, 1, 12, tzinfo=UTC)


@pytest.fixture
def place(tmp_path):
    return tmp_path / "data" / "rushes.db", tmp_path / "data" / "backups"


def opened(place) -> Database:
    return open_database(*place, now)


def add_user(database: Database, name: str) -> None:
    with database.writing() as connection:
        connection.execute(insert(tables.users).values(id=name, created=NOON))


def users_in(database: Database) -> list[str]:
    with database.reading() as connection:
        return sorted(connection.execute(text("SELECT id FROM users")).scalars())


def test_the_steps_lead_to_the_tables_the_code_knows(place):
    database = opened(place)
    with database.reading() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, service_tables.metadata) == []


def test_newest_names_the_last_step():
    script = ScriptDirectory(os.path.dirname(migrations.__file__))
    assert script.get_heads() == [migrations.NEWEST]
    steps = [step.revision for step in script.walk_revisions()]
    assert steps == sorted(steps, reverse=True), "steps are compared as text"


def test_settings_are_those_the_promises_stand_on(place):
    with opened(place).reading() as connection:
        found = [
            connection.execute(text(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        ]
    assert found == ["wal", 2, 1]


def test_an_error_inside_leaves_no_trace(place):
    database = opened(place)
    with pytest.raises(ZeroDivisionError), database.writing() as connection:
        connection.execute(insert(tables.users).values(id="half", created=NOON))
        raise ZeroDivisionError
    assert users_in(database) == []


def test_a_database_from_a_newer_rushes_is_refused_untouched(place):
    database = opened(place)
    with database.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    database.close()
    before = place[0].read_bytes()
    with pytest.raises(DatabaseFromNewer, match="9999"):
        opened(place)
    assert place[0].read_bytes() == before


def test_an_older_database_is_copied_before_it_is_changed(place, monkeypatch):
    database = opened(place)
    add_user(database, "old")
    database.close()
    migrated = []
    monkeypatch.setattr(migrations, "NEWEST", "9000")
    monkeypatch.setattr(opening, "migrate", migrated.append)
    opened(place).close()
    assert len(migrated) == 1
    (copy,) = place[1].glob("*.db")
    assert "before-9000" in copy.name
    kept = sqlite3.connect(copy)
    assert kept.execute("SELECT id FROM users").fetchall() == [("old",)]
    kept.close()


def test_a_migration_that_fails_leaves_the_database_as_it_was(place, monkeypatch):
    opened(place).close()

    def half(connection):
        connection.execute(text("CREATE TABLE half (id TEXT)"))
        raise RuntimeError("power cut")

    monkeypatch.setattr(migrations, "NEWEST", "9000")
    monkeypatch.setattr(opening, "migrate", half)
    with pytest.raises(RuntimeError):
        opened(place)
    monkeypatch.undo()
    with opened(place).reading() as connection:
        assert not connection.execute(text("SELECT 1 FROM sqlite_master WHERE name = 'half'")).first()


def test_only_the_newest_backups_are_kept(place):
    database = opened(place)
    for day in range(1, 9):
        back_up(database, place[1], "x", lambda day=day: datetime(2030, 1, day, tzinfo=UTC))
    names = sorted(path.name for path in place[1].iterdir())
    assert names == [f"rushes-203001{day:02d}-000000-x.db" for day in range(4, 9)]


@pytest.mark.parametrize("damage", ["noise", "middle", "cut"])
def test_damage_is_told_with_what_to_do(place, damage):
    database = opened(place)
    for number in range(200):
        add_user(database, f"{number:03d}" * 200)
    database.close()
    path = place[0]
    whole = path.read_bytes()
    if damage == "noise":
        path.write_bytes(b"this is no database" * 1000)
    elif damage == "middle":
        path.write_bytes(whole[:8192] + b"\xa5" * 20_000 + whole[28_192:])
    else:
        path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(DamagedDatabase) as told:
        opened(place)
    assert str(path) in str(told.value)
    assert str(place[1]) in told.value.advice("en")
    assert str(place[1]) in told.value.advice("zh")


def test_a_thorough_check_finds_rows_that_point_nowhere(place):
    database = opened(place)
    with database.reading() as connection:
        assert first_problem(connection, thorough=True) is None
    loose = sqlite3.connect(place[0])
    loose.execute("PRAGMA foreign_keys = OFF")
    loose.execute("INSERT INTO folders VALUES ('nobody', '/x', 'nothing', 'now')")
    loose.commit()
    loose.close()
    with database.reading() as connection:
        assert "folders" in first_problem(connection, thorough=True)


def test_a_folder_that_can_not_be_made_is_told(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(CantKeep):
        open_database(tmp_path / "file" / "rushes.db", tmp_path / "backups", now)


def test_waiting_for_another_writer_ends_with_a_sentence(place, monkeypatch):
    monkeypatch.setattr(opening, "BUSY_SECONDS", 0.2)
    database, other = opened(place), opened(place)
    with database.writing(), pytest.raises(DatabaseBusy):
        add_user(other, "late")


def run_python(code: str, *arguments: str) -> subprocess.Popen:
    return subprocess.Popen([sys.executable, "-c", code, *arguments], stdout=subprocess.PIPE, text=True)


FIRST = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from sqlalchemy import insert
from rushes.storage import tables
from rushes.storage.database import open_database
path = Path(sys.argv[1])
database = open_database(path, path.parent / "backups", lambda: datetime.now(UTC))
for number in range(5):
    with database.writing() as connection:
        connection.execute(insert(tables.users).values(id=f"{sys.argv[2]}-{number}", created="now"))
"""


def test_several_processes_may_be_the_first_at_once(place):
    many = [run_python(FIRST, str(place[0]), str(number)) for number in range(4)]
    assert [each.wait(60) for each in many] == [0] * 4
    assert len(users_in(opened(place))) == 20


def test_what_is_kept_of_reading_goes_with_anybody_s_commit(place):
    one, other = DatabaseStore(opened(place)), DatabaseStore(opened(place))
    one.add(Session("s1", "local", "calm", "en", NOON, NOON), Revision(0, Turn.START, Timeline()))
    asked = []
    for number in range(3):
        assert one.find("local", "s1").revision == one.project("s1").timeline.numbered == number
        assert [head.number for head in one.heads("s1")] == list(range(number + 1))
        one.database.reread("asked", lambda _, number=number: asked.append(number))
        one.database.reread("asked", lambda _, number=number: asked.append(number))
        revision = Revision(number + 1, Turn.EDIT, Timeline(numbered=number + 1), state=number + 1)
        (other if number else one).keep("s1", Kept(NOON, revision))
    assert asked == [0, 1, 2], "once for each commit, whoever made it"
    version = one.database.version()
    assert one.database.version() == version
    DatabaseNames(other.database).name_revision("s1", 1, "rough cut")
    assert one.database.version() != version
    assert [head.name for head in one.heads("s1")] == ["", "rough cut", "", ""]
    DatabaseNames(one.database).name_revision("s1", 1, "")
    assert {head.name for head in one.heads("s1")} == {""}
    other.remove("s1")
    assert one.heads("s1") == () and one.find("local", "s1") is None
    other.add(Session("s1", "local", "calm", "en", NOON, NOON), Revision(0, Turn.START, Timeline(), did="anew"))
    assert [head.did for head in one.heads("s1")] == ["anew"]
    for each in (one, other):
        each.database.close()


EDITING = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from rushes.model.history import Revision, Turn
from rushes.model.session import Kept, Author, Message, MessageKind
from rushes.model.timeline import Timeline
from rushes.storage.database import open_database
from rushes.storage.store import DatabaseStore
path = Path(sys.argv[1])
store = DatabaseStore(open_database(path, path.parent / "backups", lambda: datetime.now(UTC)))
number = 0
while True:
    number += 1
    said = Message(Author.USER, MessageKind.SAID, f"turn {number}", "now")
    revision = Revision(number, Turn.EDIT, Timeline(numbered=number), state=number, operations=("x" * 20_000,))
    store.keep("s1", Kept("now", revision, (said,)), base=number - 1)
    print(number, flush=True)
"""


@pytest.mark.parametrize("turns", [1, 7, 20])
def test_kill_9_loses_nothing_that_was_committed(place, turns):
    store = DatabaseStore(opened(place))
    store.add(Session("s1", "local", "calm", "en", NOON, NOON), Revision(0, Turn.START, Timeline()))
    editing = run_python(EDITING, str(place[0]))
    told = [int(editing.stdout.readline()) for _ in range(turns)]
    os.kill(editing.pid, signal.SIGKILL)
    told += [int(line) for line in editing.stdout.read().split()]
    editing.wait()
    again = DatabaseStore(opened(place))
    heads, messages = again.heads("s1"), again.messages("s1")
    assert len(heads) - 1 in (told[-1], told[-1] + 1), "a turn may be committed and not yet told"
    assert [m.text for m in messages] == [f"turn {head.number}" for head in heads[1:]]
    assert again.project("s1").timeline.numbered == len(heads) - 1
    with again.database.reading() as connection:
        assert first_problem(connection, thorough=True) is None
