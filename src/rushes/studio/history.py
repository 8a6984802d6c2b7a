"""Going back and forth: undo, redo, restore. Each adds a revision; nothing is ever taken out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, cast

from rushes.model.history import Revision, Standing, Turn, standing
from rushes.model.project import Project
from rushes.model.session import Head, Kept, Message, Session
from rushes.studio.errors import NothingToRedo, NothingToUndo
from rushes.studio.ports import Clock, Store
from rushes.studio.sessions import checked_number


@dataclass(frozen=True, slots=True)
class Step:
    """A step through history, ready to be kept: the revision, and the project before and after. `passed` are the
    revisions undone (the newest first) or redone (the oldest first); empty for a restore."""

    revision: Revision
    before: Project
    after: Project
    passed: tuple[Head, ...] = ()


@dataclass(frozen=True, slots=True)
class History:
    store: Store
    now: Clock

    def heads(self, session: Session) -> tuple[Head, ...]:
        return self.store.heads(session.id)

    def standing(self, session: Session, heads: tuple[Head, ...] = ()) -> Standing:
        """Where `session` stands, by all of its `heads` where they are at hand."""
        return _standing(heads or self.store.heads(session.id))

    def undone(self, session: Session, steps: int = 1, by: str = "command line") -> Step:
        """The step back over the last `steps` changes (all there are, if fewer). Raises NothingToUndo."""
        heads = self.store.heads(session.id)
        stands = _standing(heads)
        if not stands.undo:
            raise NothingToUndo()
        path = (stands.current, *reversed(stands.undo))
        steps = min(max(steps, 1), len(stands.undo))
        return self._step(session, Turn.UNDO, path[steps], by, tuple(heads[n] for n in path[:steps]))

    def redone(self, session: Session, steps: int = 1, by: str = "command line") -> Step:
        """The step forward over the last `steps` undone (all there are, if fewer). Raises NothingToRedo."""
        heads = self.store.heads(session.id)
        stands = _standing(heads)
        if not stands.redo:
            raise NothingToRedo()
        path = tuple(reversed(stands.redo))
        steps = min(max(steps, 1), len(path))
        return self._step(session, Turn.REDO, path[steps - 1], by, tuple(heads[n] for n in path[:steps]))

    def restored(self, session: Session, number: int, by: str = "command line") -> Step:
        """The step to how revision `number` looked. Raises NoSuchRevision."""
        state = self.store.heads(session.id)[checked_number(session, number)].state
        return self._step(session, Turn.RESTORE, state, by, ())

    def take(self, session: Session, step: Step, messages: tuple[Message, ...] = ()) -> Session:
        """Keeps a step. Raises StaleRevision where the session moved on meanwhile."""
        kept = Kept(step.revision.at, step.revision, messages)
        self.store.keep(session.id, kept, base=step.revision.number - 1)
        return replace(session, revision=step.revision.number, updated=step.revision.at)

    def _step(self, session: Session, turn: Turn, state: int, by: str, passed: tuple[Head, ...]) -> Step:
        before = self.store.project(session.id, session.revision)
        after = before.with_timeline(self.store.timeline(session.id, state))
        number = session.revision + 1
        named = ", ".join(f"r{head.number}" for head in passed) or f"r{state}"
        did = {Turn.UNDO: "undo of ", Turn.REDO: "redo of "}.get(turn, "back to ") + named
        at = self.now().isoformat(timespec="seconds")
        return Step(Revision(number, turn, after.timeline, did=did, by=by, at=at, state=state), before, after, passed)


def _standing(heads: tuple[Head, ...]) -> Standing:
    # a head has all that `standing` looks at: the turn and the state
    return standing(cast(Any, heads))
