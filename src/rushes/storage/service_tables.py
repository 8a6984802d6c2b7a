"""The tables of the service, beside those of `tables.py` and in the same database.

    users --< accounts          who came by which client id
          --< tokens            what opens what, until when; only hashes are kept
          --< credits           what is left, and what is set aside
          --< credit_entries    every movement, only ever added to
          --< holdings          whose files take how much room
    sessions --< turns          things said, from the moment they were taken on until they were answered
             --< arrivals       files on their way in, piece by piece
             --< jobs           long work and its leases

A lease is a moment in seconds since 1970, as numbers compare alike in every database.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
)

from rushes.storage.tables import metadata

LARGE = BigInteger().with_variant(Integer(), "sqlite")
"""Sizes in bytes, and counts of samples: SQLite's own integers hold them."""


def _user() -> Column[str]:
    return Column("user", Text, ForeignKey("users.id", ondelete="CASCADE"), nullable=False)


def _session() -> Column[str]:
    return Column("session", Text, ForeignKey("sessions.id", ondelete="CASCADE"), nullable=False)


accounts = Table(
    "accounts",
    metadata,
    Column("user", Text, ForeignKey("users.id", ondelete="CASCADE"), primary_key=True),
    Column("client", Text, nullable=False),  # SHA-256 of the client id: who knows it is this user
    Column("address", Text, nullable=False),
    Column("created", Text, nullable=False),
    UniqueConstraint("client"),
    Index(None, "address", "created"),
)

tokens = Table(
    "tokens",
    metadata,
    Column("hash", Text, primary_key=True),
    _user(),
    Column("kind", Text, nullable=False),
    Column("session", Text, ForeignKey("sessions.id", ondelete="CASCADE"), nullable=True),
    Column("created", Text, nullable=False),
    Column("expires", Text, nullable=False),
    Index(None, "user"),
)

credits = Table(
    "credits",
    metadata,
    Column("user", Text, ForeignKey("users.id", ondelete="CASCADE"), primary_key=True),
    Column("available", Integer, nullable=False),
    Column("frozen", Integer, nullable=False),
    CheckConstraint("available >= 0", name="ck_credits_available"),
    CheckConstraint("frozen >= 0", name="ck_credits_frozen"),
)

credit_entries = Table(
    "credit_entries",
    metadata,
    Column("number", Integer, primary_key=True),
    _user(),
    Column("kind", Text, nullable=False),
    Column("amount", Integer, nullable=False),
    Column("reference", Text, nullable=False),
    Column("at", Text, nullable=False),
    UniqueConstraint("user", "reference", "kind"),
)

holdings = Table(
    "holdings",
    metadata,
    Column("user", Text, ForeignKey("users.id", ondelete="CASCADE"), primary_key=True),
    Column("media", Text, primary_key=True),
    Column("bytes", LARGE, nullable=False),
)

turns = Table(
    "turns",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", Text, nullable=False),
    _session(),
    Column("key", Text, nullable=False),  # the asker's, or the turn's own id where they sent none
    Column("said", Text, nullable=False),
    Column("facts", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("events", Text, nullable=False),
    UniqueConstraint("id"),
    UniqueConstraint("session", "key"),
    Index(None, "state"),
)

arrivals = Table(
    "arrivals",
    metadata,
    Column("id", Text, primary_key=True),
    _user(),
    _session(),
    Column("name", Text, nullable=False),
    Column("length", LARGE, nullable=True),  # none until it is known
    Column("metadata", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("result", Text, nullable=False),
    Column("created", Text, nullable=False),
    Column("expires", Text, nullable=False),
    Index(None, "user"),
)

jobs = Table(
    "jobs",
    metadata,
    Column("id", Text, primary_key=True),
    _user(),
    _session(),
    Column("kind", Text, nullable=False),
    Column("name", Text, nullable=False),  # what its owner calls it; one name, one job
    Column("state", Text, nullable=False),
    Column("request", Text, nullable=False),
    Column("result", Text, nullable=False),
    Column("error", Text, nullable=False),
    Column("stage", Text, nullable=False),
    Column("done", LARGE, nullable=False),
    Column("total", LARGE, nullable=False),
    Column("seconds_left", Float, nullable=True),
    Column("created", Text, nullable=False),
    Column("started", Text, nullable=False),
    Column("ended", Text, nullable=False),
    Column("worker", Text, nullable=False),
    Column("lease", Float, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("cancelling", Integer, nullable=False),
    Column("about", Text, nullable=False, server_default=""),  # the content it works on, or nothing
    UniqueConstraint("user", "name"),
    Index(None, "state", "created"),
    Index(None, "session"),
)
