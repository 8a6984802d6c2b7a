"""Accounts, tokens, credits, holdings; turns, arrivals and jobs: what a service needs beyond sessions."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "accounts",
        sa.Column("user", sa.Text, nullable=False),
        sa.Column("client", sa.Text, nullable=False),
        sa.Column("address", sa.Text, nullable=False),
        sa.Column("created", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("user", name="pk_accounts"),
        sa.ForeignKeyConstraint(["user"], ["users.id"], name="fk_accounts_user", ondelete="CASCADE"),
        sa.UniqueConstraint("client", name="uq_accounts_client"),
    )
    op.create_index("ix_accounts_address_created", "accounts", ["address", "created"])
    op.create_table(
        "tokens",
        sa.Column("hash", sa.Text, nullable=False),
        sa.Column("user", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("session", sa.Text, nullable=True),
        sa.Column("created", sa.Text, nullable=False),
        sa.Column("expires", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("hash", name="pk_tokens"),
        sa.ForeignKeyConstraint(["user"], ["users.id"], name="fk_tokens_user", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["session"], ["sessions.id"], name="fk_tokens_session", ondelete="CASCADE"),
    )
    op.create_index("ix_tokens_user", "tokens", ["user"])
    op.create_table(
        "credits",
        sa.Column("user", sa.Text, nullable=False),
        sa.Column("available", sa.Integer, nullable=False),
        sa.Column("frozen", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("user", name="pk_credits"),
        sa.ForeignKeyConstraint(["user"], ["users.id"], name="fk_credits_user", ondelete="CASCADE"),
        sa.CheckConstraint("frozen >= 0", name="ck_credits_frozen"),
        sa.CheckConstraint("available >= 0", name="ck_credits_available"),
    )
    op.create_table(
        "credit_entries",
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("user", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("amount", sa.Integer, nullable=False),
        sa.Column("reference", sa.Text, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_credit_entries"),
        sa.ForeignKeyConstraint(["user"], ["users.id"], name="fk_credit_entries_user", ondelete="CASCADE"),
        sa.UniqueConstraint("user", "reference", "kind", name="uq_credit_entries_user_reference_kind"),
    )
    op.create_table(
        "holdings",
        sa.Column("user", sa.Text, nullable=False),
        sa.Column("media", sa.Text, nullable=False),
        sa.Column("bytes", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("user", "media", name="pk_holdings"),
        sa.ForeignKeyConstraint(["user"], ["users.id"], name="fk_holdings_user", ondelete="CASCADE"),
    )
    op.create_table(
        "turns",
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("session", sa.Text, nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("said", sa.Text, nullable=False),
        sa.Column("facts", sa.Text, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("events", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_turns"),
        sa.ForeignKeyConstraint(["session"], ["sessions.id"], name="fk_turns_session", ondelete="CASCADE"),
        sa.UniqueConstraint("id", name="uq_turns_id"),
        sa.UniqueConstraint("session", "key", name="uq_turns_session_key"),
    )
    op.create_index("ix_turns_state", "turns", ["state"])
    op.create_table(
        "arrivals",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("user", sa.Text, nullable=False),
        sa.Column("session", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("length", sa.Integer, nullable=True),
        sa.Column("metadata", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("result", sa.Text, nullable=False),
        sa.Column("created", sa.Text, nullable=False),
        sa.Column("expires", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_arrivals"),
        sa.ForeignKeyConstraint(["user"], ["users.id"], name="fk_arrivals_user", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["session"], ["sessions.id"], name="fk_arrivals_session", ondelete="CASCADE"),
    )
    op.create_index("ix_arrivals_user", "arrivals", ["user"])
    op.create_table(
        "jobs",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("user", sa.Text, nullable=False),
        sa.Column("session", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("request", sa.Text, nullable=False),
        sa.Column("result", sa.Text, nullable=False),
        sa.Column("error", sa.Text, nullable=False),
        sa.Column("stage", sa.Text, nullable=False),
        sa.Column("done", sa.Integer, nullable=False),
        sa.Column("total", sa.Integer, nullable=False),
        sa.Column("seconds_left", sa.Float, nullable=True),
        sa.Column("created", sa.Text, nullable=False),
        sa.Column("started", sa.Text, nullable=False),
        sa.Column("ended", sa.Text, nullable=False),
        sa.Column("worker", sa.Text, nullable=False),
        sa.Column("lease", sa.Float, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("cancelling", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_jobs"),
        sa.ForeignKeyConstraint(["user"], ["users.id"], name="fk_jobs_user", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["session"], ["sessions.id"], name="fk_jobs_session", ondelete="CASCADE"),
        sa.UniqueConstraint("user", "name", name="uq_jobs_user_name"),
    )
    op.create_index("ix_jobs_session", "jobs", ["session"])
    op.create_index("ix_jobs_state_created", "jobs", ["state", "created"])
