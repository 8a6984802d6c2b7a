from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from rushes.client.client import Client, client_of
from rushes.client.sessions import There
from rushes.client.whoami import WhoAmI
from tests.client.bad_server import Fake, bad_server


@dataclass
class Clock:
    """Waits that take no time, and a clock that jumps `step` seconds every time it is looked at."""

    step: float = 0.0
    at: float = 0.0
    waits: list[float] = field(default_factory=list)

    def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.at += seconds

    def now(self) -> float:
        self.at += self.step
        return self.at


@pytest.fixture
def fake() -> Iterator[Fake]:
    """A server that misbehaves: see bad_server.py."""
    with bad_server(Fake()) as running:
        yield running


@dataclass
class Bench:
    """A client of the fake, with all it told and all the time it waited."""

    client: Client
    told: list[str]
    clock: Clock
    session: There = There("s1", "calm-harbor")

    def say(self, words: str, language: str = "en"):
        return self.client.turns.say(self.session, words, language)


@pytest.fixture
def bench(fake: Fake, tmp_path: Path) -> Iterator[Callable[..., Bench]]:
    made: list[Client] = []

    def make(step: float = 0.0, **more: str) -> Bench:
        told: list[str] = []
        clock = Clock(step)
        me = WhoAmI(fake.base, notes=tmp_path / "config" / "server.json", **more)
        client = client_of(me, told.append, sleep=clock.sleep)
        client.calls.now = clock.now
        made.append(client)
        return Bench(client, told, clock)

    yield make
    for each in made:
        each.close()
