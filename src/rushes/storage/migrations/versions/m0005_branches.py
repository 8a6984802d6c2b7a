"""Which sessions went their own way from which revision of another."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "branches",
        sa.Column("branch", sa.Text, nullable=False),
        sa.Column("session", sa.Text, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("branch", name="pk_branches"),
        sa.ForeignKeyConstraint(["branch"], ["sessions.id"], ondelete="CASCADE", name="fk_branches_branch"),
        sa.ForeignKeyConstraint(["session"], ["sessions.id"], ondelete="CASCADE", name="fk_branches_session"),
    )
    op.create_index("ix_branches_session", "branches", ["session"])
