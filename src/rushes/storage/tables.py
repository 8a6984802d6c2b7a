"""The tables, as SQLAlchemy Core sees them. What makes them is in `migrations/`; a test holds the two equal.

    users --< sessions --< session_media >-- media          the pool: a file by its content, a name per session
                   |  --< session_luts
                   |  --< revisions                         only ever added to
                   |  --< messages                          only ever added to
                   |  --< exports
                   |  --< branches                          sessions that began as a copy of this one
                   +--- folders                             which session `-c` goes on with, per folder

Times are ISO 8601 text in UTC, records JSON text (`model/saved.py`): the same in SQLite and PostgreSQL.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _session_key() -> Column[str]:
    return Column("session", Text, ForeignKey("sessions.id", ondelete="CASCADE"), primary_key=True)


users = Table(
    "users",
    metadata,
    Column("id", Text, primary_key=True),
    Column("created", Text, nullable=False),
)

sessions = Table(
    "sessions",
    metadata,
    Column("id", Text, primary_key=True),
    Column("user", Text, ForeignKey("users.id", ondelete="CASCADE"), nullable=False),
    Column("name", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("created", Text, nullable=False),
    Column("updated", Text, nullable=False),
    UniqueConstraint("user", "name"),
    Index(None, "user", "updated"),
)

folders = Table(
    "folders",
    metadata,
    Column("user", Text, ForeignKey("users.id", ondelete="CASCADE"), primary_key=True),
    Column("path", Text, primary_key=True),
    Column("session", Text, ForeignKey("sessions.id", ondelete="CASCADE"), nullable=False),
    Column("used", Text, nullable=False),
)

media = Table(
    "media",
    metadata,
    Column("id", Text, primary_key=True),
    Column("facts", Text, nullable=False),
    Column("added", Text, nullable=False),
)

session_media = Table(
    "session_media",
    metadata,
    _session_key(),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("media", Text, ForeignKey("media.id"), nullable=False),
    Column("name", Text, nullable=False),
    Column("added", Text, nullable=False),
    UniqueConstraint("session", "media"),
)

session_luts = Table(
    "session_luts",
    metadata,
    _session_key(),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("lut", Text, nullable=False),
    Column("name", Text, nullable=False),
    UniqueConstraint("session", "lut"),
)

revisions = Table(
    "revisions",
    metadata,
    _session_key(),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("turn", Text, nullable=False),
    Column("state", Integer, nullable=False),
    Column("said", Text, nullable=False),
    Column("did", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("operations", Text, nullable=False),
    Column("timeline", Text, nullable=True),  # none where `state` is another revision, which has it
    ForeignKeyConstraint(["session", "state"], ["revisions.session", "revisions.number"], ondelete="CASCADE"),
)

messages = Table(
    "messages",
    metadata,
    _session_key(),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("turn", Integer, nullable=False),
    Column("author", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("choices", Text, nullable=False),
    Column("revision", Integer, nullable=True),
    Column("key", Text, nullable=True),
    Column("at", Text, nullable=False),
    Column("reader", Text, nullable=False),  # the model that read what this answers; empty: the rules
    UniqueConstraint("session", "key"),
)

branches = Table(
    "branches",
    metadata,
    Column("branch", Text, ForeignKey("sessions.id", ondelete="CASCADE"), primary_key=True),
    Column("session", Text, ForeignKey("sessions.id", ondelete="CASCADE"), nullable=False),
    Column("revision", Integer, nullable=False),
    Index(None, "session"),
)

model_use = Table(
    "model_use",
    metadata,
    Column("day", Text, primary_key=True),
    Column("tokens", Integer, nullable=False),
    Column("micro_usd", BigInteger().with_variant(Integer(), "sqlite"), nullable=False),
)
"""What language models have cost this machine, by day in UTC."""

exports = Table(
    "exports",
    metadata,
    Column("id", Text, primary_key=True),
    Column("session", Text, ForeignKey("sessions.id", ondelete="CASCADE"), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("destination", Text, nullable=False),
    Column("output", Text, nullable=False),
    Column("created", Text, nullable=False),
    Column("worker", Text, nullable=False),
    Column("seen", Text, nullable=False),
    Column("ended", Text, nullable=False),
    Column("stage", Text, nullable=False),
    Column("done", Integer, nullable=False),
    Column("total", Integer, nullable=False),
    Column("report", Text, nullable=False),
    Column("error", Text, nullable=False),
    Index(None, "session", "created"),
)
