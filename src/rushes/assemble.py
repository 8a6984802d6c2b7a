"""The one place where real parts are put together.

Parts that are slow to import (the render engine, the prober, the reader) are made when they are first used, so that
`rushes sessions` is as quick as its database.
"""

from __future__ import annotations

import os
import random
import socket
import tempfile
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path
from threading import Lock
from typing import Any

from rushes.language.answers import Answer, Request
from rushes.model.project import Project
from rushes.model.time import Seconds, Span
from rushes.settings import Settings
from rushes.storage.activity import machine_busy
from rushes.storage.database import Database, open_database
from rushes.storage.luts import LutFiles
from rushes.storage.store import DatabaseStore
from rushes.studio.ahead import Ahead
from rushes.studio.exports import Exports
from rushes.studio.health import Found, all_found
from rushes.studio.history import History
from rushes.studio.ports import Store
from rushes.studio.sessions import LOCAL, Sessions
from rushes.studio.uploads import Uploads


class Later:
    """A part that is made when it is first used; `made` says whether it was."""

    def __init__(self, make: Callable[[], Any]) -> None:
        self._make, self._part, self.made = make, None, False
        self._turn = Lock()

    def __getattr__(self, name: str) -> Any:
        with self._turn:  # a server's threads may all come first
            if not self.made:
                self._part, self.made = self._make(), True
        return getattr(self._part, name)


@dataclass(frozen=True, slots=True)
class Studio:
    """All use cases of one machine, over one database. Close it when done."""

    settings: Settings
    database: Database
    store: Store
    sessions: Sessions
    uploads: Uploads
    history: History
    conversation: Any
    """A `Conversation`; to import it is to make its words ready."""
    exports: Exports
    ahead: Ahead | None
    """None where it is turned off."""
    originals: Any
    renderer: Any
    luts: LutFiles
    _closing: list[Callable[[], None]] = field(default_factory=list)

    def close(self) -> None:
        for close in self._closing:
            close()
        self.database.close()


def examined(settings: Settings) -> tuple[Found, ...]:
    """What `rushes doctor` tells; a database that can't be opened is a finding like any other."""
    from rushes import checks

    places = settings.places
    studios: list[Studio] = []

    def database() -> Found:
        studios.append(assembled(settings))
        return checks.database(studios[0].database)

    def originals() -> Found:
        if not studios:
            return Found("originals", False, "not looked at without the database")
        store = studios[0].store
        media = [one for each in store.sessions(LOCAL) for one in store.project(each.id).media]
        return checks.originals(media, places, studios[0].originals.path_of)

    try:
        return all_found(
            (
                ("Python", checks.python),
                ("FFmpeg", checks.ffmpeg_program),
                ("encoders", checks.libraries),
                ("encode and decode", checks.encoding),
                ("fonts", checks.fonts),
                ("database", database),
                ("originals", originals),
                ("disk", lambda: checks.disk(places)),
                *((("language model", lambda: checks.language_model(settings.model)),) if settings.model else ()),
            )
        )
    finally:
        for studio in studios:
            studio.close()


def now() -> datetime:
    return datetime.now(UTC)


def assembled(settings: Settings) -> Studio:
    """The studio of this machine. Raises what opening the database does."""
    places = settings.places
    database = _database(settings)
    store = DatabaseStore(database)
    history = History(store, now)
    luts = LutFiles(places.luts)
    closing: list[Callable[[], None]] = []
    originals = Later(lambda: _originals(places.data, closing))
    renderer = Later(lambda: _renderer(settings, originals, luts))

    def talking() -> Any:
        from rushes.studio.conversation import Conversation

        read = _reader(settings, database, renderer)
        return Conversation(store, history, read, originals, Later(_music), now, _pauses(renderer))

    return Studio(
        settings=settings,
        database=database,
        store=store,
        sessions=Sessions(store, now, lambda: uuid.uuid4().hex, random.SystemRandom().randrange),
        uploads=Uploads(store, originals, luts, now, _warning_text),
        history=history,
        conversation=Later(talking),
        exports=Exports(store, renderer, now, lambda: uuid.uuid4().hex, _worker(os.getpid()), _alive),
        ahead=Ahead(store, renderer, now, machine_busy) if settings.ahead else None,
        originals=originals,
        renderer=renderer,
        luts=luts,
        _closing=closing,
    )


def _database(settings: Settings) -> Any:
    if settings.database:
        from rushes.storage.postgres import open_postgres

        return open_postgres(settings.database, now)
    return open_database(settings.places.database, settings.places.backups, now)


def _originals(data: Path, closing: list[Callable[[], None]]) -> Any:
    from rushes.media.ingest import Originals
    from rushes.media.prober import Prober

    prober = Prober()
    closing.append(prober.close)
    return Originals(data, prober)


def _renderer(settings: Settings, originals: Any, luts: LutFiles) -> Any:
    from rushes.render.execute import Engine

    def frames_of(media: str) -> Path:
        """What frames are read from: the original, or its stand-in where it has one."""
        facts = originals.facts_of(media)
        path: Path = originals.path_of(media) if facts is None else originals.frames_of(facts)
        return path

    work = settings.places.work
    return Engine(frames_of, work, luts.path_of, settings.cache_bytes, settings.threads, settings.hardware)


def _read(request: Request) -> Answer:
    from rushes.language.reader import answer

    return answer(request)


def _reader(settings: Settings, database: Database, renderer: Any) -> Callable[[Request], Answer]:
    """The rules; and before them, where one is configured, the reader that also asks a language model."""
    options = settings.model
    if options is None:
        return _read

    def read(request: Request) -> Answer:
        from rushes.llm.reader import ModelReader
        from rushes.storage.model_use import ModelUse

        look = _picture(renderer) if options.sees else None
        return ModelReader(_read, options, ModelUse(database), lambda: now().date().isoformat(), look).answer(request)

    return read


LOOK_WIDTH = 768
"""Pixels of a picture that is shown to a model, on its long side: what vendors charge the least for."""


def _picture(renderer: Any) -> Callable[[Project, Seconds], bytes]:
    """The video at a time, as a small JPEG."""

    def look(project: Project, at: Seconds) -> bytes:
        from rushes.render.output import Container, Output

        canvas = project.timeline.canvas
        scale = Fraction(LOOK_WIDTH, max(canvas.width, canvas.height))
        width, height = (max(round(side * scale / 2) * 2, 16) for side in (canvas.width, canvas.height))
        moment = min(max(at, Fraction(0)), max(project.timeline.length - canvas.frame, Fraction(0)))
        with tempfile.TemporaryDirectory(prefix="rushes-look-") as folder:
            file = Path(folder) / "look.jpg"
            wanted = Output(Container.JPG, width=width, height=height, span=Span(moment, moment + canvas.frame))
            renderer.export(project, wanted, file)
            return file.read_bytes()

    return look


PAUSE_MARGIN = Fraction(3, 20)
"""Seconds of a pause that stay at each side of what is said."""


def _pauses(renderer: Any) -> Callable[[Project, Seconds], tuple[Span, ...]]:
    def find(project: Project, least: Seconds) -> tuple[Span, ...]:
        found: tuple[Span, ...] = renderer.silences(project, least, PAUSE_MARGIN)
        return found

    return find


def _music() -> Any:
    from rushes.media.music import PackagedMusic

    return PackagedMusic()


def _warning_text(code: str, language: str) -> str:
    from rushes.media.warnings import WARNINGS

    english, chinese = WARNINGS.get(code, (code, code))
    return chinese if language == "zh" else english


def _worker(pid: int) -> str:
    return f"{socket.gethostname()}:{pid}"


def _alive(worker: str) -> bool:
    """Whether a process of this machine is there; of another machine's there is no telling."""
    host, _, pid = worker.rpartition(":")
    if host != socket.gethostname() or not pid.isdecimal():
        return True
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True
