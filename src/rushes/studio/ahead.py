"""Rendering ahead: while a machine is idle and somebody still talks, what the export of the newest revision would need.

Nothing depends on it. It may be stopped at any moment, and what was finished by then is simply there when an export
comes. It gives way at once to whatever a person waits for.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

from rushes.errors import RushesError
from rushes.model.session import Session
from rushes.studio.exports import Wishes, output_for
from rushes.studio.ports import Clock, Renderer, Store

LATELY = timedelta(minutes=30)
"""Sessions that nobody has touched for longer are left alone: their owner has gone."""

SESSIONS_MOST = 50
"""Sessions looked through for one that has something to render."""

PAUSE_SECONDS = 1.5
"""How long it is quiet before rendering ahead begins: one sentence often follows the other."""

log = logging.getLogger("rushes.ahead")


@dataclass
class Ahead:
    """Renders ahead for one process. `busy` says that a person on this machine waits for something right now."""

    store: Store
    renderer: Renderer
    now: Clock
    busy: Callable[[], bool] = lambda: False
    _ready: dict[str, int] = field(default_factory=dict)
    """The revision of each session that there is nothing left to do for."""

    def one(self, stopped: Callable[[], bool]) -> bool:
        """Renders for the session touched last that still needs it, of anybody; False where none does."""
        since = (self.now() - LATELY).isoformat(timespec="seconds")
        for session in self.store.lately(since, SESSIONS_MOST):
            if session.revision and self._ready.get(session.id) != session.revision:
                self.render(session, stopped)
                return True
        return False

    def render(self, session: Session, stopped: Callable[[], bool]) -> None:
        """What the usual export of the session's newest revision needs, until `stopped`. Never raises what rendering
        does: the export itself will, and to somebody who asked for it."""
        if self._ready.get(session.id) == session.revision:
            return
        try:
            project = self.store.project(session.id, session.revision)
            if project.timeline.length:
                self.renderer.ahead(project, output_for(project.timeline.canvas, Wishes()), self.busy, stopped)
        except RushesError as error:
            log.info("not rendered ahead", extra={"session": session.id, "why": error.code})
        if not stopped():
            self._ready[session.id] = session.revision


class Idle:
    """Rendering ahead for one session, in a thread, for as long as the block runs."""

    def __init__(self, ahead: Ahead, session: Session) -> None:
        self._ahead, self._session = ahead, session
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, name="ahead", daemon=True)

    def __enter__(self) -> Idle:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _run(self) -> None:
        if self._over.wait(PAUSE_SECONDS):
            return
        begun = time.monotonic()
        try:
            self._ahead.render(self._session, self._over.is_set)
        except Exception:  # nobody asked for it: it must not disturb who is typing
            log.debug("rendering ahead failed", exc_info=True)
        log.debug("rendered ahead", extra={"seconds": round(time.monotonic() - begun, 1)})
