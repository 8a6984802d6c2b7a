"""Turns that belong to the server: taken on, kept in a journal, done one after the other in each session, and told to
whoever listens. Who goes away finds the answer later; who asks twice under one key gets one edit.

What makes a turn happen exactly once is that its edit, its words and its key are kept in one transaction
(`conversation.say`). The journal only sees to it that a turn taken on is done even if the server dies: at the next
start those not over are said again, under the same key.
"""

from __future__ import annotations

import contextlib
import json
import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

from rushes.errors import RequestError, RushesError
from rushes.jobs.job import JobExists
from rushes.model.saved import to_plain
from rushes.model.session import Author, MessageKind, Session
from rushes.model.time import Seconds
from rushes.studio.conversation import WORDS_MOST, Answer, Conversation
from rushes.studio.credits import Credits, OutOfCredits
from rushes.studio.errors import NothingSaid, TooMuchSaid, TurnStopped
from rushes.studio.exports import Wishes
from rushes.studio.ports import Clock, Ids, Store
from rushes.studio.ports_service import Taken, TurnStore
from rushes.studio.renders import Renders

TURN_SECONDS_MAX = 15 * 60
"""How long anyone listens to one turn; the turn itself goes on."""

AT_ONCE = 4
"""Turns done at the same time, of different sessions."""

QUEUED_MOST = 50
"""Turns of one session that wait: more is a client gone wild."""

KEPT_SECONDS = 300
"""How long a turn that is over is kept in memory; after that the journal answers."""

log = logging.getLogger("rushes.turns")

Event = dict[str, Any]
"""`{"do": "call" | "result" | "text" | "error" | "working", ...}`: what the faces translate. "working" says whom a reader
asks that takes long; it is told while it lasts and not kept."""


class TooManyTurns(RequestError):
    """{most} messages to this session are waiting already."""

    code = "too_many_turns"
    zh = "这个会话已经有 {most} 条消息在等待。"
    hint = "Wait for the answers."
    hint_zh = "请等待回复。"


class Live:
    """A turn that somebody may listen to, or stop. Events are only ever added; after the last one it is over.

    Stopping and keeping exclude each other: whichever comes first holds.
    """

    def __init__(self, taken: Taken, session: Session | None) -> None:
        self.taken, self.session = taken, session
        self.events: list[Event] = json.loads(taken.events) if taken.events else []
        self.over_at: float | None = time.monotonic() if taken.state == "over" else None
        self._lock = threading.Lock()
        self._listeners: list[Callable[[], None]] = []
        self._kept = self._stopped = False

    def may_keep(self) -> bool:
        """Called right before what came of it is kept. False: it was stopped. From here on it can't be."""
        with self._lock:
            self._kept = not self._stopped
            return self._kept

    def stop(self) -> bool:
        """Whether nothing of it is kept, now or later. False: it was too late for that."""
        with self._lock:
            self._stopped = self._stopped or not (self._kept or self.is_over)
            return self._stopped

    @property
    def is_stopped(self) -> bool:
        return self._stopped

    @property
    def is_over(self) -> bool:
        return self.over_at is not None

    def listen(self, told: Callable[[], None]) -> None:
        """`told` is called, in any thread, whenever there is more."""
        with self._lock:
            self._listeners.append(told)

    def unlisten(self, told: Callable[[], None]) -> None:
        with self._lock:
            self._listeners = [each for each in self._listeners if each is not told]

    def add(self, *events: Event) -> None:
        self.events.extend(events)
        self._tell()

    def end(self) -> None:
        self.over_at = time.monotonic()
        self._tell()

    def _tell(self) -> None:
        with self._lock:
            listeners = list(self._listeners)
        for told in listeners:
            told()


@dataclass
class Turns:
    journal: TurnStore
    store: Store
    conversation: Conversation
    credits: Credits
    renders: Renders
    now: Clock
    new_id: Ids
    _live: dict[str, Live] = field(default_factory=dict)
    _lanes: dict[str, deque[Live]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _pool: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(AT_ONCE, "turn"))
    _stopping: bool = False

    def take(self, session: Session, words: str, key: str | None = None, facts: Event | None = None) -> Live:
        """Takes a turn on; the same key in the same session gives the turn there is. From here on it is done whatever
        becomes of who asked. `facts`, as JSON can hold them: `by`, `base_revision`, `playhead` (exact seconds of the
        timeline, as text), `selected` (item ids). Raises NothingSaid, TooMuchSaid, TooManyTurns, OutOfCredits."""
        words = words.strip()
        if not words:
            raise NothingSaid()
        if len(words) > WORDS_MOST:
            raise TooMuchSaid(has=len(words), most=WORDS_MOST)
        with self._lock:
            if len(self._lanes.get(session.id, ())) >= QUEUED_MOST:
                raise TooManyTurns(most=QUEUED_MOST)
        turn_id = self.new_id()
        asked = Taken(turn_id, session.id, key or turn_id, words, self._at(), json.dumps(facts or {}))
        taken = self.journal.take(asked)
        if taken.id != turn_id:
            with self._lock:
                return self._live.get(taken.id) or Live(taken, session)
        try:
            self.credits.reserve(session.user, turn_id)
        except OutOfCredits:
            self.journal.drop(turn_id)
            raise
        return self._enqueue(taken, session)

    def stop_said(self, session: Session, key: str | None = None) -> tuple[int, int]:
        """Stops what was said under `key` (None: everything) and is not over: how many turns that were, and for how
        many it was too late. Who listens hears of it at once; what is being worked out is thrown away when it is
        done. The words stay in the conversation, with the answer that nothing was changed."""
        with self._lock:
            found = [live for live in self._lanes.get(session.id, ()) if not live.is_over]
        found = [live for live in found if key in (None, live.taken.key)]
        stopped = [live for live in found if live.stop()]
        for live in stopped:
            if live.is_over:  # another stop was as quick
                continue
            text = self.conversation.stopped(session, live.taken.said, live.taken.key)
            self._close(live, session, [_text(text, None, "stopped")], False)
        return len(stopped), len(found) - len(stopped)

    def resume(self) -> int:
        """Takes up the turns that an earlier server left; how many there were. Call once, before the first `take`."""
        left = self.journal.waiting()
        for taken in left:
            self._enqueue(taken, None)
        return len(left)

    def stop(self, seconds: float = 20.0) -> None:
        """Lets turns that run finish; those that wait stay in the journal for the next start."""
        self._stopping = True
        end = time.monotonic() + seconds
        while time.monotonic() < end and any(self._lanes.values()):
            time.sleep(0.05)
        self._pool.shutdown(wait=False, cancel_futures=True)

    # --- one after the other ------------------------------------------------------------------------------

    def _enqueue(self, taken: Taken, session: Session | None) -> Live:
        live = Live(taken, session)
        with self._lock:
            self._forget_old()
            self._live[taken.id] = live
            lane = self._lanes.setdefault(taken.session, deque())
            lane.append(live)
            if len(lane) == 1:
                self._pool.submit(self._drain, taken.session)
        return live

    def _drain(self, session: str) -> None:
        while True:
            with self._lock:
                lane = self._lanes.get(session)
                if not lane or self._stopping:
                    self._lanes.pop(session, None)
                    return
                live = lane[0]
            self._do(live)
            with self._lock:
                lane.popleft()

    def _forget_old(self) -> None:
        old = [id for id, live in self._live.items() if live.over_at and time.monotonic() - live.over_at > KEPT_SECONDS]
        for id in old:
            del self._live[id]

    # --- one turn -----------------------------------------------------------------------------------------

    def _do(self, live: Live) -> None:
        taken, started = live.taken, time.monotonic()
        if live.is_stopped:
            return
        session = self._session(taken)
        try:
            if session is None:
                events: list[Event] = [_error("no_such_session", "The session is gone.")]
            else:
                self.credits.reserve(session.user, taken.id)  # again, where a server died before it could
                events = self._said(session, live)
        except TurnStopped:
            return  # whoever stopped it has closed it; where the server is going it waits for the next start
        except RushesError as error:
            language = session.language if session else "en"
            text = " ".join(part for part in (error.text(language), error.advice(language)) if part)
            events = [_text(text, None, "refusal")] if isinstance(error, RequestError) else [_error(error.code, text)]
        except Exception as error:  # ours: say so, keep the server
            log.exception("turn failed", extra={"turn": taken.id, "session": taken.session})
            events = [
                _error("defect", f"Something went wrong inside Rushes ({type(error).__name__}); nothing was lost.")
            ]
        if live.is_stopped:  # it went wrong after it was stopped
            return
        changed = any(event.get("revision") is not None for event in events)
        self._close(live, session, events, changed)
        seconds = round(time.monotonic() - started, 3)
        log.info(
            "turn over", extra={"turn": taken.id, "session": taken.session, "changed": changed, "seconds": seconds}
        )

    def _close(self, live: Live, session: Session | None, events: list[Event], changed: bool) -> None:
        """Settles what it costs, notes that it is over, and tells whoever listens."""
        taken = live.taken
        try:
            if session is not None:
                self.credits.close(session.user, taken.id, changed)
            self.journal.over(taken.id, json.dumps(events, ensure_ascii=False))
        except RushesError:  # a full disk, a busy database: it stays in the journal, and its key keeps it single
            log.exception("turn not closed", extra={"turn": taken.id})
        live.add(*events)
        live.end()

    def _session(self, taken: Taken) -> Session | None:
        user = self.journal.user_of(taken.session)
        return self.store.find(user, taken.session) if user else None

    def _said(self, session: Session, live: Live) -> list[Event]:
        taken = live.taken
        facts = json.loads(taken.facts or "{}")
        answer = self.conversation.say(
            session,
            taken.said,
            facts.get("by", "agent"),
            taken.key,
            base=facts.get("base_revision"),
            playhead=Seconds(facts["playhead"]) if "playhead" in facts else None,
            selected=tuple(facts.get("selected", ())),
            may_keep=live.may_keep,
            working=lambda whom: live.add({"do": "working", "name": whom}),
            stopped=lambda: live.is_stopped or self._stopping,
        )
        revision = answer.revision if answer.revision is not None else self._made_before(session, taken.key)
        events = list(_steps(answer))
        text = answer.text.strip() or _nothing(answer.language)
        if answer.command is not None and answer.command.kind == "credits":
            text = self._balance(session.user, answer.language)
        if answer.export is not None:
            name = self._exported(answer, answer.export, taken)
            events += [_call("export", {}), _result("export", {"render_id": name, "status": "pending"})]
            text += f"\n渲染 {name} 已开始。" if answer.language == "zh" else f"\nRender {name} is on its way."
        told = _text(text, revision, str(answer.kind), answer.choices)
        events.append({**told, "reader": answer.reader} if answer.read_by else told)
        return events

    def _exported(self, answer: Answer, wishes: Wishes, taken: Taken) -> str:
        """An export asked for in words, under a name that saying the turn again does not change."""
        name = f"render_{taken.id}"
        with contextlib.suppress(JobExists):
            self.renders.ask(answer.session, wishes, name)
        return name

    def _balance(self, user: str, language: str) -> str:
        found = self.credits.balance(user)
        if language == "zh":
            return f"可用积分 {found.available}，冻结 {found.frozen}，共 {found.total}。导出不消耗积分。"
        return (
            f"{found.available} credits are available and {found.frozen} set aside, {found.total} in all. "
            "Exports are free."
        )

    def _made_before(self, session: Session, key: str) -> int | None:
        """The revision a turn made that is being said again: nothing tells it but what was kept."""
        answers = self.store.answers_to(session.id, key)
        said = [m for m in self.store.messages(session.id) if m.key == key and m.author is Author.USER]
        if not answers or not said or answers[-1].kind is not MessageKind.REPLY:
            return None
        return answers[-1].revision if answers[-1].revision != said[0].revision else None

    def _at(self) -> str:
        return self.now().isoformat(timespec="milliseconds")


def _steps(answer: Answer) -> Iterator[Event]:
    for operation in answer.operations:
        arguments = to_plain(operation)
        yield _call(operation.name, arguments)
        yield _result(operation.name, {"status": "done" if answer.revision is not None else "no change"})


def _nothing(language: str) -> str:
    return "没有任何改动。" if language == "zh" else "Nothing was changed."


def _call(name: str, arguments: Event) -> Event:
    return {"do": "call", "name": name, "arguments": arguments}


def _result(name: str, response: Event) -> Event:
    return {"do": "result", "name": name, "response": response}


def _text(text: str, revision: int | None, kind: str, choices: tuple[str, ...] = ()) -> Event:
    return {"do": "text", "text": text, "revision": revision, "kind": kind, "choices": list(choices)}


def _error(code: str, text: str) -> Event:
    return {"do": "error", "code": code, "text": text}
