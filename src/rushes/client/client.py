"""Everything of a server in one hand: what the command line and the chat hold."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import httpx

from rushes.client.calls import Calls
from rushes.client.exports import Exports
from rushes.client.notices import Tell
from rushes.client.sessions import Sessions
from rushes.client.turns import Turns
from rushes.client.uploads import MULTIPART_MOST_BYTES, Uploads
from rushes.client.whoami import Notes, WhoAmI, who_am_i


@dataclass(frozen=True, slots=True)
class Client:
    """Close it when done."""

    calls: Calls
    sessions: Sessions
    turns: Turns
    uploads: Uploads
    exports: Exports

    def close(self) -> None:
        self.calls.http.close()


def client_of(
    me: WhoAmI,
    tell: Tell = lambda line: None,
    language: str = "en",
    sleep: Callable[[float], None] = time.sleep,
    multipart_most_bytes: int = MULTIPART_MOST_BYTES,
) -> Client:
    """A client for the server that `me` names. `tell` shows what it says on the way ("still working")."""
    http = httpx.Client(follow_redirects=True, trust_env=True, headers={"User-Agent": f"rushes/{me.version}"})
    calls = Calls(me, Notes(me.notes, me.server), http, tell, language, sleep)
    sessions = Sessions(calls)
    return Client(calls, sessions, Turns(calls, sessions), Uploads(calls, multipart_most_bytes), Exports(calls))


def client_from(environment: Mapping[str, str], home: Path, tell: Tell, language: str = "en") -> Client:
    """By the environment. Raises BadServerAddress."""
    return client_of(who_am_i(environment, home), tell, language)
