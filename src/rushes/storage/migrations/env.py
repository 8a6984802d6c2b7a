"""Alembic's door: runs the steps on the connection that `storage/database.py` hands over, in its transaction."""

from alembic import context

context.configure(connection=context.config.attributes["connection"], render_as_batch=True)
context.run_migrations()
