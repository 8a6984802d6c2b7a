"""What the studio needs from outside to serve many people, beside what `ports.py` names."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class TokenKind(StrEnum):
    """What a token may do: all its user may (`BEARER`), the same from a page's cookie (`PAGE`), or nothing but be
    turned into a page for one session (`CLAIM`)."""

    BEARER = "bearer"
    PAGE = "page"
    CLAIM = "claim"


@dataclass(frozen=True, slots=True)
class Token:
    """`hash` is the SHA-256 of the token itself, which is never kept; `session` is the only one it opens, None for
    all. Times are ISO 8601, UTC."""

    hash: str
    user: str
    kind: TokenKind
    created: str
    expires: str
    session: str | None = None


@dataclass(frozen=True, slots=True)
class Balance:
    available: int
    frozen: int

    @property
    def total(self) -> int:
        return self.available + self.frozen


class AccountStore(Protocol):
    """Each call is one transaction."""

    def user_of(self, client: str) -> str | None:
        """Whose client id has this hash."""

    def begin(self, user: str, client: str, address: str, at: str, since: str, most: int) -> bool:
        """A new account. False, and nothing is kept, where `address` began `most` since `since` already."""

    def admit(self, user: str, at: str) -> None:
        """There is such a user from now on, if there was none: one who came by no client id."""

    def put_token(self, token: Token, alone: bool = False) -> None:
        """Keeps a token; with `alone` the user's others of its kind end."""

    def token(self, hash: str) -> Token | None: ...

    def drop_token(self, hash: str) -> None: ...

    def hold(self, user: str, media: str, size_bytes: int) -> None:
        """Counts a file against its user's room, once."""

    def held_bytes(self, user: str) -> int:
        """What a user's files take: those in any of their sessions, each once, and those on their way in at their
        announced length."""


class Ledger(Protocol):
    """Credits. Every call is one transaction, and repeating it changes nothing."""

    def grant(self, user: str, amount: int, reference: str, at: str) -> None: ...

    def reserve(self, user: str, amount: int, reference: str, at: str) -> bool:
        """Sets `amount` aside. False where there is not so much."""

    def settle(self, user: str, reference: str, at: str) -> None:
        """What was set aside under `reference` is spent."""

    def release(self, user: str, reference: str, at: str) -> None:
        """What was set aside under `reference` is free again."""

    def balance(self, user: str) -> Balance: ...


@dataclass(frozen=True, slots=True)
class Taken:
    """A turn taken on. `key` is the asker's, or the turn's own id; `facts` are JSON (playhead, selection, ...);
    `events` is JSON, empty until the turn is over."""

    id: str
    session: str
    key: str
    said: str
    at: str
    facts: str = ""
    state: str = "waiting"
    events: str = ""


class TurnStore(Protocol):
    """Turns from the moment they are taken on until they are answered. Each call is one transaction."""

    def take(self, turn: Taken) -> Taken:
        """Keeps a turn; or gives the one of this session that has its key already."""

    def over(self, turn: str, events: str) -> None: ...

    def drop(self, turn: str) -> None:
        """As if it had never been taken on."""

    def waiting(self) -> tuple[Taken, ...]:
        """Those that are not over, in the order they were taken on."""

    def user_of(self, session: str) -> str | None:
        """Whose session it is."""


class ArrivalState(StrEnum):
    OPEN = "open"
    WHOLE = "whole"
    TAKEN = "taken"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Arrival:
    """A file on its way in. `length` in bytes, None until it is known; `metadata` as its sender gave it; `result`
    JSON: what came of it."""

    id: str
    user: str
    session: str
    name: str
    length: int | None
    metadata: str
    created: str
    expires: str
    state: ArrivalState = ArrivalState.OPEN
    result: str = ""


class ArrivalStore(Protocol):
    """Each call is one transaction."""

    def put(self, arrival: Arrival) -> None:
        """Adds one, or replaces the one of this id."""

    def find(self, arrival: str) -> Arrival | None: ...

    def remove(self, arrival: str) -> None: ...

    def unfinished(self) -> tuple[Arrival, ...]:
        """Those neither taken nor refused, oldest first."""

    def expired(self, at: str) -> tuple[Arrival, ...]: ...
