"""Users, sessions with their pool, revisions and messages, exports."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "users",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("created", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_users"),
    )
    op.create_table(
        "sessions",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("user", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("created", sa.Text, nullable=False),
        sa.Column("updated", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_sessions"),
        sa.ForeignKeyConstraint(["user"], ["users.id"], name="fk_sessions_user", ondelete="CASCADE"),
        sa.UniqueConstraint("user", "name", name="uq_sessions_user_name"),
    )
    op.create_index("ix_sessions_user_updated", "sessions", ["user", "updated"])
    op.create_table(
        "folders",
        sa.Column("user", sa.Text, nullable=False),
        sa.Column("path", sa.Text, nullable=False),
        sa.Column("session", sa.Text, nullable=False),
        sa.Column("used", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("user", "path", name="pk_folders"),
        sa.ForeignKeyConstraint(["user"], ["users.id"], name="fk_folders_user", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["session"], ["sessions.id"], name="fk_folders_session", ondelete="CASCADE"),
    )
    op.create_table(
        "media",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("facts", sa.Text, nullable=False),
        sa.Column("added", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_media"),
    )
    op.create_table(
        "session_media",
        sa.Column("session", sa.Text, nullable=False),
        sa.Column("position", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("media", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("added", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("session", "position", name="pk_session_media"),
        sa.ForeignKeyConstraint(["session"], ["sessions.id"], name="fk_session_media_session", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["media"], ["media.id"], name="fk_session_media_media"),
        sa.UniqueConstraint("session", "media", name="uq_session_media_session_media"),
    )
    op.create_table(
        "session_luts",
        sa.Column("session", sa.Text, nullable=False),
        sa.Column("position", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("lut", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("session", "position", name="pk_session_luts"),
        sa.ForeignKeyConstraint(["session"], ["sessions.id"], name="fk_session_luts_session", ondelete="CASCADE"),
        sa.UniqueConstraint("session", "lut", name="uq_session_luts_session_lut"),
    )
    op.create_table(
        "revisions",
        sa.Column("session", sa.Text, nullable=False),
        sa.Column("number", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("turn", sa.Text, nullable=False),
        sa.Column("state", sa.Integer, nullable=False),
        sa.Column("said", sa.Text, nullable=False),
        sa.Column("did", sa.Text, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("operations", sa.Text, nullable=False),
        sa.Column("timeline", sa.Text, nullable=True),
        sa.PrimaryKeyConstraint("session", "number", name="pk_revisions"),
        sa.ForeignKeyConstraint(["session"], ["sessions.id"], name="fk_revisions_session", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["session", "state"],
            ["revisions.session", "revisions.number"],
            name="fk_revisions_session_state",
            ondelete="CASCADE",
        ),
    )
    op.create_table(
        "messages",
        sa.Column("session", sa.Text, nullable=False),
        sa.Column("number", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("turn", sa.Integer, nullable=False),
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("choices", sa.Text, nullable=False),
        sa.Column("revision", sa.Integer, nullable=True),
        sa.Column("key", sa.Text, nullable=True),
        sa.Column("at", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("session", "number", name="pk_messages"),
        sa.ForeignKeyConstraint(["session"], ["sessions.id"], name="fk_messages_session", ondelete="CASCADE"),
        sa.UniqueConstraint("session", "key", name="uq_messages_session_key"),
    )
    op.create_table(
        "exports",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("session", sa.Text, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("destination", sa.Text, nullable=False),
        sa.Column("output", sa.Text, nullable=False),
        sa.Column("created", sa.Text, nullable=False),
        sa.Column("worker", sa.Text, nullable=False),
        sa.Column("seen", sa.Text, nullable=False),
        sa.Column("ended", sa.Text, nullable=False),
        sa.Column("stage", sa.Text, nullable=False),
        sa.Column("done", sa.Integer, nullable=False),
        sa.Column("total", sa.Integer, nullable=False),
        sa.Column("report", sa.Text, nullable=False),
        sa.Column("error", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_exports"),
        sa.ForeignKeyConstraint(["session"], ["sessions.id"], name="fk_exports_session", ondelete="CASCADE"),
    )
    op.create_index("ix_exports_session_created", "exports", ["session", "created"])
