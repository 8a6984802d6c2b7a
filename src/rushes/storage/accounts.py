"""Accounts, tokens, credits, turns and arrivals in the database; fits the ports of `studio/ports_service.py`."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from rushes.storage.database import Database
from rushes.storage.service_tables import (
    accounts,
    arrivals,
    credit_entries,
    credits,
    holdings,
    tokens,
    turns,
)
from rushes.storage.tables import session_media, sessions, users
from rushes.studio.ports_service import Arrival, ArrivalState, Balance, Taken, Token, TokenKind

_token = select(tokens).where(tokens.c.hash == bindparam("of"))
"""Made once, as every call asks it."""


@dataclass(frozen=True, slots=True)
class DatabaseAccounts:
    database: Database

    def user_of(self, client: str) -> str | None:
        with self.database.reading() as connection:
            return connection.execute(select(accounts.c.user).where(accounts.c.client == client)).scalar()

    def begin(self, user: str, client: str, address: str, at: str, since: str, most: int) -> bool:
        with self.database.writing() as connection:
            recent = (accounts.c.address == address, accounts.c.created >= since)
            if connection.execute(select(func.count()).where(*recent)).scalar_one() >= most:
                return False
            connection.execute(insert(users).values(id=user, created=at))
            connection.execute(insert(accounts).values(user=user, client=client, address=address, created=at))
            return True

    def admit(self, user: str, at: str) -> None:
        with self.database.writing() as connection:
            if not connection.execute(select(users.c.id).where(users.c.id == user)).first():
                connection.execute(insert(users).values(id=user, created=at))

    def put_token(self, token: Token, alone: bool = False) -> None:
        with self.database.writing() as connection:
            if alone:
                same = (tokens.c.user == token.user, tokens.c.kind == str(token.kind))
                connection.execute(delete(tokens).where(*same))
            connection.execute(delete(tokens).where(tokens.c.expires < token.created))
            connection.execute(insert(tokens).values(**{**asdict(token), "kind": str(token.kind)}))

    def token(self, hash: str) -> Token | None:
        def ask(connection: Connection) -> Token | None:
            row = connection.execute(_token, {"of": hash}).mappings().first()
            return Token(**{**row, "kind": TokenKind(row["kind"])}) if row else None

        return self.database.reread(("token", hash), ask)

    def drop_token(self, hash: str) -> None:
        with self.database.writing() as connection:
            connection.execute(delete(tokens).where(tokens.c.hash == hash))

    def hold(self, user: str, media: str, size_bytes: int) -> None:
        with self.database.writing() as connection:
            same = (holdings.c.user == user, holdings.c.media == media)
            if not connection.execute(select(holdings.c.media).where(*same)).first():
                connection.execute(insert(holdings).values(user=user, media=media, bytes=size_bytes))

    def held_bytes(self, user: str) -> int:
        with self.database.reading() as connection:
            used = (
                select(session_media.c.media)
                .join(sessions, sessions.c.id == session_media.c.session)
                .where(sessions.c.user == user)
            )
            mine = (holdings.c.user == user, holdings.c.media.in_(used))
            kept = select(func.coalesce(func.sum(holdings.c.bytes), 0)).where(*mine)
            coming = select(func.coalesce(func.sum(arrivals.c.length), 0)).where(
                arrivals.c.user == user,
                arrivals.c.state.in_([str(ArrivalState.OPEN), str(ArrivalState.WHOLE)]),
            )
            return int(connection.execute(kept).scalar_one()) + int(connection.execute(coming).scalar_one())


@dataclass(frozen=True, slots=True)
class DatabaseLedger:
    """Entries are only ever added, one of a kind per reference; the balance is kept beside them, never below 0."""

    database: Database

    def grant(self, user: str, amount: int, reference: str, at: str) -> None:
        with self.database.writing() as connection:
            if _entry(connection, user, reference, "grant") is None:
                if connection.execute(select(credits.c.user).where(credits.c.user == user)).first() is None:
                    connection.execute(insert(credits).values(user=user, available=0, frozen=0))
                _move(connection, user, amount, 0)
                _enter(connection, user, "grant", amount, reference, at)

    def reserve(self, user: str, amount: int, reference: str, at: str) -> bool:
        with self.database.writing() as connection:
            if _entry(connection, user, reference, "reserve") is not None:
                return True
            if _balance(connection, user).available < amount:
                return False
            _move(connection, user, -amount, amount)
            _enter(connection, user, "reserve", amount, reference, at)
            return True

    def settle(self, user: str, reference: str, at: str) -> None:
        self._close(user, reference, at, "settle", 0)

    def release(self, user: str, reference: str, at: str) -> None:
        self._close(user, reference, at, "release", 1)

    def balance(self, user: str) -> Balance:
        with self.database.reading() as connection:
            return _balance(connection, user)

    def _close(self, user: str, reference: str, at: str, kind: str, back: int) -> None:
        with self.database.writing() as connection:
            amount = _entry(connection, user, reference, "reserve")
            closed = any(_entry(connection, user, reference, each) is not None for each in ("settle", "release"))
            if amount is None or closed:
                return
            _move(connection, user, amount * back, -amount)
            _enter(connection, user, kind, amount, reference, at)


@dataclass(frozen=True, slots=True)
class DatabaseTurns:
    database: Database

    def take(self, turn: Taken) -> Taken:
        with self.database.writing() as connection:
            same = (turns.c.session == turn.session, turns.c.key == turn.key)
            row = connection.execute(select(turns).where(*same)).mappings().first()
            if row:
                return _turn(dict(row))
            connection.execute(insert(turns).values(**asdict(turn)))
            return turn

    def over(self, turn: str, events: str) -> None:
        with self.database.writing() as connection:
            connection.execute(update(turns).where(turns.c.id == turn).values(state="over", events=events))

    def drop(self, turn: str) -> None:
        with self.database.writing() as connection:
            connection.execute(delete(turns).where(turns.c.id == turn))

    def waiting(self) -> tuple[Taken, ...]:
        with self.database.reading() as connection:
            found = select(turns).where(turns.c.state == "waiting").order_by(turns.c.number)
            return tuple(_turn(dict(row)) for row in connection.execute(found).mappings())

    def user_of(self, session: str) -> str | None:
        with self.database.reading() as connection:
            return connection.execute(select(sessions.c.user).where(sessions.c.id == session)).scalar()


@dataclass(frozen=True, slots=True)
class DatabaseArrivals:
    database: Database

    def put(self, arrival: Arrival) -> None:
        row = {**asdict(arrival), "state": str(arrival.state)}
        with self.database.writing() as connection:
            if not connection.execute(update(arrivals).where(arrivals.c.id == arrival.id).values(**row)).rowcount:
                connection.execute(insert(arrivals).values(**row))

    def find(self, arrival: str) -> Arrival | None:
        found = self._all(arrivals.c.id == arrival)
        return found[0] if found else None

    def remove(self, arrival: str) -> None:
        with self.database.writing() as connection:
            connection.execute(delete(arrivals).where(arrivals.c.id == arrival))

    def unfinished(self) -> tuple[Arrival, ...]:
        return self._all(arrivals.c.state.in_([str(ArrivalState.OPEN), str(ArrivalState.WHOLE)]))

    def expired(self, at: str) -> tuple[Arrival, ...]:
        return self._all(arrivals.c.expires < at)

    def _all(self, *where: object) -> tuple[Arrival, ...]:
        with self.database.reading() as connection:
            found = select(arrivals).where(*where).order_by(arrivals.c.created)  # type: ignore[arg-type]
            rows = connection.execute(found).mappings()
            return tuple(Arrival(**{**row, "state": ArrivalState(row["state"])}) for row in rows)


# --- parts ------------------------------------------------------------------------------------------------


def _turn(row: dict[str, object]) -> Taken:
    del row["number"]
    return Taken(**row)  # type: ignore[arg-type]


def _balance(connection: Connection, user: str) -> Balance:
    row = connection.execute(select(credits.c.available, credits.c.frozen).where(credits.c.user == user)).first()
    return Balance(*row) if row else Balance(0, 0)


def _move(connection: Connection, user: str, available: int, frozen: int) -> None:
    connection.execute(
        update(credits)
        .where(credits.c.user == user)
        .values(available=credits.c.available + available, frozen=credits.c.frozen + frozen)
    )


def _entry(connection: Connection, user: str, reference: str, kind: str) -> int | None:
    e = credit_entries.c
    return connection.execute(select(e.amount).where(e.user == user, e.reference == reference, e.kind == kind)).scalar()


def _enter(connection: Connection, user: str, kind: str, amount: int, reference: str, at: str) -> None:
    connection.execute(insert(credit_entries).values(user=user, kind=kind, amount=amount, reference=reference, at=at))
