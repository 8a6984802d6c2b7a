"""What a session calls its files and its revisions; fits `studio/page_ports.py` `Names`."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import update

from rushes.model.media import MediaId
from rushes.storage.database import Database
from rushes.storage.tables import revisions, session_media


@dataclass(frozen=True, slots=True)
class DatabaseNames:
    database: Database

    def rename(self, session: str, media: MediaId, name: str) -> None:
        here = (session_media.c.session == session) & (session_media.c.media == media)
        with self.database.writing() as connection:
            connection.execute(update(session_media).where(here).values(name=name))

    def name_revision(self, session: str, number: int, name: str) -> None:
        here = (revisions.c.session == session) & (revisions.c.number == number)
        with self.database.writing() as connection:
            connection.execute(update(revisions).where(here).values(name=name))
