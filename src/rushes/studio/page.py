"""What the page does that the other faces don't: edits made by hand, steps through history, cards, comparing.

A hand edit is the same operation and leaves the same revision as one that was said; only who made it differs.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from threading import Condition, Lock

from rushes.edits import OPERATIONS, applied
from rushes.errors import RequestError
from rushes.model.history import Revision, Turn
from rushes.model.media import MediaId
from rushes.model.project import Project
from rushes.model.saved import DamagedSave, operation_from_text, operation_to_text
from rushes.model.session import Head, Kept, NoSuchRevision, Session, StaleRevision
from rushes.studio.history import History, Step
from rushes.studio.page_card import Row, changed_rows, one_line
from rushes.studio.page_ports import Names
from rushes.studio.ports import Clock, Store
from rushes.studio.sessions import checked_number

OPERATIONS_MOST = 200
"""In one hand edit: a drag makes one, deleting a selection a few."""

CARDS_KEPT = 2000
"""Revisions whose changed rows are kept in memory: a revision never changes, so neither do they."""

COMING_SECONDS = 1.0
"""How long a revision that is about to be made is waited for."""

COMING_LOOK_SECONDS = 0.05
"""How often it is looked whether another process made it."""

NAME_MOST = 200


class NotAnEdit(RequestError):
    """That is no edit Rushes knows: {why}"""

    code = "not_an_edit"
    zh = "Rushes 不认识这个编辑：{why}"


class TooManyEdits(RequestError):
    """That is {has} edits at once; there can be {most}."""

    code = "too_many_edits"
    zh = "一次有 {has} 个编辑；最多 {most} 个。"


class NothingChanged(RequestError):
    """That changes nothing."""

    code = "nothing_changed"
    zh = "这不会改变任何内容。"


class NotInPool(RequestError):
    """This session has no such file."""

    code = "not_in_pool"
    zh = "这个会话里没有这个文件。"


class BadRevisionName(RequestError):
    """A revision can't be called that."""

    code = "bad_revision_name"
    zh = "版本不能叫这个名字。"


class BadMediaName(RequestError):
    """A file can't be called that."""

    code = "bad_media_name"
    zh = "文件不能叫这个名字。"


@dataclass(frozen=True, slots=True)
class Card:
    """A revision as it is shown: its line in the history, and what it changed."""

    head: Head
    rows: tuple[Row, ...]


@dataclass
class Page:
    store: Store
    history: History
    names: Names
    now: Clock
    _rows: OrderedDict[tuple[str, int], tuple[Row, ...]] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)
    _kept: Condition = field(default_factory=Condition)

    def edited(
        self, session: Session, texts: Sequence[str], base: int, made: Callable[[Project], object] = lambda _: None
    ) -> Session:
        """`session` after the operations in `texts` (saved JSON), made on revision `base`, as one revision by hand.
        `made` is given the project as soon as there is one, before it is kept.

        Raises StaleRevision where the session moved on, NotAnEdit, TooManyEdits, NothingChanged, and what the
        operations raise; then nothing was changed.
        """
        if not 0 < len(texts) <= OPERATIONS_MOST:
            raise TooManyEdits(has=len(texts), most=OPERATIONS_MOST)
        try:
            operations = [operation_from_text(text, OPERATIONS) for text in texts]
        except (DamagedSave, ValueError, ZeroDivisionError) as error:
            raise NotAnEdit(why=str(error)[:200]) from error
        if base != session.revision:
            raise StaleRevision(current=session.revision, base=base)
        before = self.store.project(session.id, base)
        after = applied(before, operations)
        if after.timeline == before.timeline:
            raise NothingChanged()
        made(after)
        number, at = base + 1, self._at()
        rows = changed_rows(before, after)
        line = one_line(rows) or operations[0].name.replace("_", " ")
        kept = tuple(operation_to_text(each) for each in operations)
        revision = Revision(
            number, Turn.EDIT, after.timeline, did=line, by="hand", at=at, state=number, operations=kept
        )
        self.store.keep(session.id, Kept(at, revision), base=base)
        self._tell()
        self._keep_rows(session, number, rows)
        return replace(session, revision=number, updated=at)

    def stepped(
        self,
        session: Session,
        turn: Turn,
        base: int,
        number: int | None = None,
        made: Callable[[Project], object] = lambda _: None,
    ) -> Session:
        """`session` one step back (UNDO), forward (REDO) or at revision `number` again (RESTORE).

        With UNDO and a `number`, back to before that revision. `made` is given the project before it is kept. Raises
        StaleRevision, NothingToUndo, NothingToRedo, NoSuchRevision.
        """
        if base != session.revision:
            raise StaleRevision(current=session.revision, base=base)
        step = self._step(session, turn, number)
        made(step.after)
        taken = self.history.take(session, step)
        self._tell()
        return taken

    def coming(self, session: Session, number: int) -> Project:
        """The project at revision `number`. The one after the newest is waited for: who sends an edit asks at once for
        what it will show. Raises NoSuchRevision."""
        end = time.monotonic() + (COMING_SECONDS if number == session.revision + 1 else 0)
        with self._kept:
            while True:
                try:
                    return self.store.project(session.id, number)
                except NoSuchRevision:
                    if time.monotonic() >= end:
                        raise
                self._kept.wait(COMING_LOOK_SECONDS)

    def _tell(self) -> None:
        with self._kept:
            self._kept.notify_all()

    def compared(self, session: Session, old: int, new: int) -> tuple[Row, ...]:
        """What is different in revision `new` from `old`. Raises NoSuchRevision."""
        one, two = (self.store.project(session.id, checked_number(session, each)) for each in (old, new))
        return changed_rows(one, two)

    def card(self, session: Session, head: Head) -> Card:
        """What a revision changed over the one before it."""
        with self._lock:
            rows = self._rows.get((session.id, head.number))
        if rows is None:
            rows = self.compared(session, head.number - 1, head.number) if head.number else ()
            self._keep_rows(session, head.number, rows)
        return Card(head, rows)

    def _keep_rows(self, session: Session, number: int, rows: tuple[Row, ...]) -> None:
        with self._lock:
            self._rows[session.id, number] = rows
            while len(self._rows) > CARDS_KEPT:
                self._rows.popitem(last=False)

    def cards(
        self, session: Session, since: int = -1, heads: tuple[Head, ...] = (), most: int = 200
    ) -> tuple[Card, ...]:
        """The newest cards after revision `since`, oldest first, at most `most`; of all `heads` where they are at hand."""
        fresh = [head for head in heads or self.store.heads(session.id) if head.number > since]
        return tuple(self.card(session, head) for head in fresh[-most:])

    def renamed(self, session: Session, media: MediaId, name: str) -> Project:
        """The project once the session calls a file `name`. Raises NotInPool, BadMediaName."""
        project = self.store.project(session.id)
        clean = " ".join(name.split())
        if project.find(media) is None:
            raise NotInPool()
        if not 0 < len(clean) <= NAME_MOST or not clean.isprintable():
            raise BadMediaName()
        self.names.rename(session.id, media, clean)
        return self.store.project(session.id)

    def named(self, session: Session, number: int, name: str) -> Card:
        """A revision's card once it is called `name`; an empty one takes the name off. Raises NoSuchRevision,
        BadRevisionName."""
        checked_number(session, number)
        clean = " ".join(name.split())
        if len(clean) > NAME_MOST or not clean.isprintable():
            raise BadRevisionName()
        self.names.name_revision(session.id, number, clean)
        return self.card(session, self.store.heads(session.id)[number])

    def _step(self, session: Session, turn: Turn, number: int | None) -> Step:
        match turn:
            case Turn.UNDO:
                return self.history.undone(session, self._steps_back(session, number), "hand")
            case Turn.REDO:
                return self.history.redone(session, 1, "hand")
            case Turn.RESTORE:
                return self.history.restored(session, session.revision if number is None else number, "hand")
            case _:
                raise NotAnEdit(why=str(turn))

    def _steps_back(self, session: Session, number: int | None) -> int:
        """How many steps back come before revision `number`; one where it isn't on the way."""
        stands = self.history.standing(session)
        path = (stands.current, *reversed(stands.undo))
        return path.index(number) + 1 if number in path else 1

    def _at(self) -> str:
        return self.now().isoformat(timespec="seconds")
