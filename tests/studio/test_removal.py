"""Sessions removed: exported files go, a user's room is free again, what is others' stays."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError

from rushes.jobs.job import Job, JobState
from rushes.model.history import Revision, Turn
from rushes.model.media import Media, MediaKind
from rushes.model.saved import to_text
from rushes.model.session import Kept, Session
from rushes.model.timeline import Timeline
from rushes.render.output import Output
from rushes.render.report import Report
from rushes.storage.accounts import DatabaseAccounts
from rushes.storage.database import open_database
from rushes.storage.queue import DatabaseQueue
from rushes.storage.store import DatabaseStore
from rushes.studio.removal import Removal
from rushes.studio.renders import RenderWork
from rushes.studio.sessions import Sessions
from tests.edits.sketches import facts

NOW = datetime(2030, 1, 1, tzinfo=UTC)


class World:
    def __init__(self, folder):
        self.database = open_database(folder / "rushes.db", folder / "backups", lambda: NOW)
        self.store, self.accounts = DatabaseStore(self.database), DatabaseAccounts(self.database)
        self.exports = folder / "exports"
        self.exports.mkdir()
        ids = iter(range(1000))
        sessions = Sessions(self.store, lambda: NOW, lambda: f"s{next(ids)}", lambda n: 0)
        self.queue = DatabaseQueue(self.database, lambda: NOW)
        self.sessions, self.removal = sessions, Removal(sessions, self.queue, self.exports)

    def session(self, name: str, *media: str, user: str = "ann") -> Session:
        """With files of 100 bytes."""
        session = Session(name, user, name, "en", "2030", "2030")
        self.store.add(session, Revision(0, Turn.START, Timeline()))
        files = tuple(Media(facts(each * 64, Fraction(4), MediaKind.VIDEO), f"{each}.mp4") for each in media)
        self.store.keep(session.id, Kept("2030", media=files))
        for each in files:
            self.accounts.hold(user, each.id, 100)
        return session

    def exported(self, session: Session, letter: str, attempts: int = 1) -> None:
        """An export of the session that took so many tries, each with a file."""
        job = Job(letter * 32, session.user, session.id, "export", letter, JobState.WAITING, "{}", "2030")
        self.queue.put(job, 20)
        for attempt in range(1, attempts + 1):
            (self.exports / f"{job.id}-{attempt}.mp4").touch()

    def files(self) -> set[str]:
        return {file.name for file in self.exports.iterdir()}


@pytest.fixture
def world(tmp_path):
    made = World(tmp_path)
    yield made
    made.database.close()


def test_a_removed_session_takes_all_its_exported_files_along(world):
    film, other = world.session("film", "a"), world.session("other", "a")
    world.exported(film, "a", attempts=2)
    world.exported(other, "b")
    world.removal.remove(film)
    assert world.files() == {f"{'b' * 32}-1.mp4"}
    assert world.store.find("ann", "film") is None and world.store.project("other").find("a" * 64)


def test_room_is_counted_once_for_each_file_in_any_session(world):
    film, other = world.session("film", "a", "b"), world.session("other", "b", "c")
    world.session("theirs", "a", user="bob")
    assert world.accounts.held_bytes("ann") == 300
    copy = world.sessions.fork(film, "copy")
    assert world.accounts.held_bytes("ann") == 300
    world.removal.remove(film)
    assert world.accounts.held_bytes("ann") == 300, "the copy has them still"
    world.removal.remove(copy)
    assert world.accounts.held_bytes("ann") == 200
    world.removal.remove(other)
    assert (world.accounts.held_bytes("ann"), world.accounts.held_bytes("bob")) == (0, 100)
    world.session("again", "a")
    assert world.accounts.held_bytes("ann") == 100


def test_a_file_that_can_not_be_removed_keeps_its_session(world, monkeypatch):
    film = world.session("film", "a")
    world.exported(film, "a")

    def refused(*_, **__):
        raise PermissionError("read-only")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", refused)
        with pytest.raises(PermissionError):
            world.removal.remove(film)
    assert world.store.find("ann", "film") is not None
    world.removal.remove(film)
    assert world.files() == set() and world.store.find("ann", "film") is None


def test_files_of_jobs_that_nobody_knows_are_left_alone(world):
    """They are of another database over the same folder, or newer than the backup this one was restored from."""
    film = world.session("film", "a")
    world.exported(film, "a")
    (world.exports / f"{'c' * 32}-1.mp4").touch()
    world.removal.remove(film)
    assert world.files() == {f"{'c' * 32}-1.mp4"}


def test_a_file_finished_after_its_session_was_removed_goes_too(world):
    film = world.session("film", "a")
    job = Job("e" * 32, film.user, film.id, "export", "e", JobState.RUNNING, asked(), "2030")

    class Renderer:
        """Stands in for the engine: what counts is when the session goes."""

        def export(self, project, output, destination, *_):
            destination.touch()
            world.removal.remove(film)
            return Report(destination, 8, 8, Fraction(30), Fraction(1), 1, "h264", 30, 0, 30, 0, 1.0)

    with pytest.raises(IntegrityError):
        RenderWork(world.store, Renderer(), lambda: NOW, world.exports)(job, lambda _: None, lambda: False)
    assert world.files() == set()


def asked() -> str:
    """What an export's job holds."""
    return json.dumps({"timeline": to_text(Timeline()), "output": to_text(Output()), "revision": 0, "file": "film.mp4"})
