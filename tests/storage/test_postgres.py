"""The database in PostgreSQL: made and brought up to date once, whoever comes first; its errors are sentences."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from datetime import UTC, datetime

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import insert, select, text

from rushes.storage import postgres, service_tables, tables
from rushes.storage.errors import BadDatabaseUrl, CantKeep, DatabaseBusy, DatabaseFromNewer, NotText
from rushes.storage.postgres import open_postgres
from tests.postgres import fresh_database


def now() -> datetime:
    return datetime(2030, 1, 1, 12, tzinfo=UTC)


@pytest.fixture
def address():
    return fresh_database()


def add_user(database, name):
    with database.writing() as connection:
        connection.execute(insert(tables.users).values(id=name, created="2030"))


def users_in(database):
    with database.reading() as connection:
        return sorted(connection.execute(select(tables.users.c.id)).scalars())


def test_the_steps_lead_to_the_tables_the_code_knows(address):
    database = open_postgres(address, now)
    with database.reading() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, service_tables.metadata) == []
    assert database.problem() is None
    database.close()


FIRST = """
import sys
from datetime import UTC, datetime
from sqlalchemy import insert
from rushes.storage import tables
from rushes.storage.postgres import open_postgres
database = open_postgres(sys.argv[1], lambda: datetime.now(UTC))
with database.writing() as connection:
    connection.execute(insert(tables.users).values(id=sys.argv[2], created="now"))
"""


def test_several_processes_may_be_the_first_at_once(address):
    many = [subprocess.Popen([sys.executable, "-c", FIRST, address, str(n)], env=dict(os.environ)) for n in range(4)]
    assert [each.wait(60) for each in many] == [0] * 4
    database = open_postgres(address, now)
    assert users_in(database) == ["0", "1", "2", "3"]
    database.close()


def test_a_database_from_a_newer_rushes_is_refused_untouched(address):
    database = open_postgres(address, now)
    with database.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    database.close()
    with pytest.raises(DatabaseFromNewer, match="9999"):
        open_postgres(address, now)


def test_what_is_read_inside_a_writing_still_holds_when_it_is_written(address):
    """Twenty at once each write what they counted: without a lock some would count the same."""
    database = open_postgres(address, now)

    def add():
        with database.writing() as connection:
            count = len(connection.execute(select(tables.users.c.id)).all())
            connection.execute(insert(tables.users).values(id=f"{count:02d}", created="2030"))

    threads = [threading.Thread(target=add) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert users_in(database) == [f"{number:02d}" for number in range(20)]
    database.close()


def test_reading_is_one_moment(address):
    database = open_postgres(address, now)
    with database.reading() as connection:
        before = connection.execute(select(tables.users.c.id)).all()
        add_user(database, "late")
        assert connection.execute(select(tables.users.c.id)).all() == before == []
    assert users_in(database) == ["late"]
    database.close()


def test_waiting_for_another_writer_ends_with_a_sentence(address, monkeypatch):
    monkeypatch.setattr(postgres, "BUSY_SECONDS", 1)
    database, other = open_postgres(address, now), open_postgres(address, now)
    with database.writing(), pytest.raises(DatabaseBusy):
        add_user(other, "late")
    database.close()
    other.close()


def test_text_that_no_text_holds_is_refused(address):
    database = open_postgres(address, now)
    with pytest.raises(NotText):
        add_user(database, "a\0b")
    assert users_in(database) == []
    database.close()


@pytest.mark.parametrize("wrong", ["nonsense", "mysql://u:secret@h/x", "sqlite:///x.db"])
def test_what_is_no_address_is_refused(wrong):
    with pytest.raises(BadDatabaseUrl):
        open_postgres(wrong, now)


def test_a_server_that_is_not_there_is_told_without_the_password():
    with pytest.raises(CantKeep) as error:
        open_postgres("postgresql://rushes:s3cret@127.0.0.1:9/none", now)
    assert "127.0.0.1" in str(error.value) and "s3cret" not in str(error.value)
