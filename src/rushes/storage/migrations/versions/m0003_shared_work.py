"""What a job works on; and, in PostgreSQL, sizes beyond two billion (SQLite's integers hold them anyway)."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

LARGE = (("holdings", "bytes", False), ("arrivals", "length", True), ("jobs", "done", False), ("jobs", "total", False))


def upgrade() -> None:
    op.add_column("jobs", sa.Column("about", sa.Text, nullable=False, server_default=""))
    if op.get_bind().dialect.name == "postgresql":
        for table, column, nullable in LARGE:
            op.alter_column(table, column, type_=sa.BigInteger, existing_nullable=nullable)
