"""What language models have cost, by day: one row a day, added to by whoever asks one."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import insert, select, update

from rushes.storage.database import Database
from rushes.storage.tables import model_use


@dataclass(frozen=True, slots=True)
class ModelUse:
    """Fits `llm.reader.Ledger`. A day is "2030-01-31" in UTC."""

    database: Database

    def used(self, day: str) -> tuple[int, float]:
        """Tokens and USD of that day."""
        with self.database.reading() as connection:
            row = connection.execute(select(model_use).where(model_use.c.day == day)).mappings().first()
        return (int(row["tokens"]), row["micro_usd"] / 1e6) if row else (0, 0.0)

    def add(self, day: str, tokens: int, usd: float) -> None:
        micro = round(usd * 1e6)
        with self.database.writing() as connection:
            added = {"tokens": model_use.c.tokens + tokens, "micro_usd": model_use.c.micro_usd + micro}
            changed = connection.execute(update(model_use).where(model_use.c.day == day).values(**added))
            if not changed.rowcount:
                connection.execute(insert(model_use).values(day=day, tokens=tokens, micro_usd=micro))
