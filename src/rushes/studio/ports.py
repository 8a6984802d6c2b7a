"""What the studio needs from outside. `assemble.py` hands it the real thing, tests hand it what they like."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Protocol

from rushes.model.history import Revision
from rushes.model.media import Media, MediaId
from rushes.model.project import Lut, Project
from rushes.model.session import Branch, Export, Head, Kept, Message, Session
from rushes.model.timeline import Timeline
from rushes.render.output import Output
from rushes.render.report import Cancelled, Progress, Report

__all__ = ["Cancelled", "Output", "Progress", "Report"]
"""What a renderer answers with, for the faces to tell."""

Clock = Callable[[], datetime]
"""Now, with its time zone."""

Ids = Callable[[], str]
"""A fresh id, never given before, that nobody can guess."""


class Store(Protocol):
    """Sessions and all that belongs to them. Each call is one transaction."""

    def add(self, session: Session, start: Revision) -> None:
        """A new session with its revision 0. Raises NameTaken."""

    def sessions(self, user: str) -> tuple[Session, ...]:
        """A user's sessions, the last changed first."""

    def lately(self, since: str, most: int) -> tuple[Session, ...]:
        """Anybody's sessions changed at or after `since` (ISO 8601, UTC), the last changed first."""

    def find(self, user: str, wanted: str) -> Session | None:
        """The session of this name, or else of this id, if it is this user's."""

    def rename(self, session: str, name: str) -> None:
        """Raises NameTaken."""

    def remove(self, session: str) -> None: ...

    def fork(self, session: str, fresh: Session, revision: int) -> None:
        """`fresh` as a copy of all that `session` holds but its exports, to go its own way from `revision`. Raises
        NameTaken."""

    def branches(self, session: str) -> tuple[Branch, ...]:
        """The forks of a session that are still there, by revision and name."""

    def use_in(self, user: str, folder: str, session: str, at: str) -> None:
        """From now on `session` is the one that work in `folder` goes on with."""

    def used_in(self, user: str, folder: str) -> Session | None: ...

    def project(self, session: str, number: int | None = None) -> Project:
        """The pool, and the timeline of revision `number` (None: the newest). Raises NoSuchRevision."""

    def timeline(self, session: str, number: int) -> Timeline:
        """Raises NoSuchRevision."""

    def operations(self, session: str, number: int) -> tuple[str, ...]:
        """What made a revision, as saved JSON."""

    def heads(self, session: str) -> tuple[Head, ...]:
        """The whole history, oldest first."""

    def keep(self, session: str, turn: Kept, base: int | None = None) -> None:
        """Adds what a turn leaves behind. A revision's number must be the next one and `base` the newest there is:
        raises StaleRevision, and keeps nothing, where another came first."""

    def messages(self, session: str, since: int = 0) -> tuple[Message, ...]:
        """The conversation after message `since`, oldest first."""

    def answers_to(self, session: str, key: str) -> tuple[Message, ...]:
        """What the turn with this idempotency key was answered; empty where there was none."""

    def put_export(self, export: Export) -> None:
        """Adds an export, or replaces the one of this id."""

    def exports(self, session: str) -> tuple[Export, ...]:
        """Oldest first."""

    def export(self, export_id: str) -> Export | None: ...


class Originals(Protocol):
    """The files as they came, by content."""

    def add(self, path: Path, name: str) -> Media:
        """Takes a file in and says what it is. Raises MaterialError, MachineError."""

    def path_of(self, media: MediaId) -> Path: ...


class LutFiles(Protocol):
    """Colour tables (`.cube`), by content."""

    def add(self, path: Path, name: str) -> Lut: ...

    def path_of(self, lut: str) -> Path: ...


class Music(Protocol):
    """Tracks that may be used freely, by mood."""

    def track(self, mood: str, avoid: tuple[str, ...] = ()) -> tuple[Path, str] | None:
        """A file and its name for a mood as asked for ("lo-fi"), or None; not one named in `avoid` if there are
        others."""


class Explained(Protocol):
    """A plan told before anything is rendered; seconds and bytes are estimates, None where there is no telling."""

    @property
    def lines(self) -> tuple[str, ...]: ...
    @property
    def frames(self) -> int: ...
    @property
    def frames_copied(self) -> int: ...
    @property
    def frames_encoded(self) -> int: ...
    @property
    def frames_kept(self) -> int: ...
    @property
    def seconds(self) -> float | None: ...
    @property
    def bytes(self) -> int | None: ...


class Renderer(Protocol):
    """Timeline to file."""

    def explain(self, project: Project, output: Output) -> Explained:
        """What is copied, what encoded, and why."""

    def export(
        self,
        project: Project,
        output: Output,
        destination: Path,
        on_progress: Callable[[Progress], None],
        cancelled: Callable[[], bool],
    ) -> Report:
        """The file appears at `destination` whole and verified, or not at all."""

    def ahead(self, project: Project, output: Output, paused: Callable[[], bool], cancelled: Callable[[], bool]) -> int:
        """Makes and keeps what an export would need, at the lowest priority; how many encoded frames are ready."""
