"""How the database came to be what it is, step by step; run by Alembic when a database is opened.

A step that was released never changes: a new one is added after it.
"""

NEWEST = "0005"
"""The last step; `tests/storage/test_migrations.py` holds that it is."""
