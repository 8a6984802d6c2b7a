"""A session and what is kept of it besides its project: what was said, how it came about, what was exported."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from rushes.errors import RequestError
from rushes.model.history import Revision, Turn
from rushes.model.media import Media
from rushes.model.project import Lut


class NoSuchSession(RequestError):
    """There is no session {session}."""

    code = "no_such_session"
    zh = "没有会话 {session}。"
    hint = "`rushes sessions` lists those there are."
    hint_zh = "用 `rushes sessions` 查看所有会话。"


class NoSuchRevision(RequestError):
    """{session} has no revision {wanted}; the newest is r{newest}."""

    code = "no_such_revision"
    zh = "{session} 没有版本 {wanted}；最新的是 r{newest}。"
    hint = "`rushes show` lists the history."
    hint_zh = "用 `rushes show` 查看历史。"


class StaleRevision(RequestError):
    """Somebody else changed this session meanwhile: it stands at r{current}, not r{base}."""

    code = "stale_revision"
    zh = "会话已被别处修改：现在是 r{current}，而不是 r{base}。"
    hint = "Nothing was changed; look at it and say it again."
    hint_zh = "没有改动；请查看后再说一次。"


class NameTaken(RequestError):
    """There is a session named {name} already."""

    code = "name_taken"
    zh = "已经有名为 {name} 的会话。"
    hint = "Choose another name."
    hint_zh = "请换一个名字。"


@dataclass(frozen=True, slots=True)
class Session:
    """One person's ongoing work. `name` is for people (`calm-harbor`), unique for its user; `language` is the one
    last spoken ("en", "zh"); `revision` the number of its newest revision. Times are ISO 8601, UTC."""

    id: str
    user: str
    name: str
    language: str
    created: str
    updated: str
    revision: int = 0


@dataclass(frozen=True, slots=True)
class Branch:
    """A session that began as a copy of another and went its own way from that one's `revision`."""

    id: str
    name: str
    revision: int


@dataclass(frozen=True, slots=True)
class Head:
    """A revision without its timeline: enough to list history and to find what undo and redo reach."""

    number: int
    turn: Turn
    state: int
    said: str = ""
    did: str = ""
    by: str = ""
    at: str = ""
    name: str = ""


class Author(StrEnum):
    """Who said it."""

    USER = "user"
    RUSHES = "rushes"


class MessageKind(StrEnum):
    """What a message is; all but `SAID` are answers."""

    SAID = "said"
    REPLY = "reply"
    QUESTION = "question"
    REFUSAL = "refusal"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Message:
    """One thing said. `turn` ties an answer to what it answers; `revision` is the one the turn made or looked at;
    `key` is the asker's idempotency key: one key, one turn. `number` counts from 1, given when it is kept. `reader` is
    the language model that read what an answer is to, empty where the rules did."""

    author: Author
    kind: MessageKind
    text: str
    at: str
    turn: int = 0
    number: int = 0
    revision: int | None = None
    choices: tuple[str, ...] = ()
    key: str | None = None
    reader: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """What one turn leaves behind, kept all together or not at all. `at` is its time, ISO 8601, UTC; `language`
    the one it was said in, None for no change. A message whose `turn` is 0 gets the next turn's number."""

    at: str
    revision: Revision | None = None
    messages: tuple[Message, ...] = ()
    media: tuple[Media, ...] = ()
    luts: tuple[Lut, ...] = ()
    language: str | None = None


class ExportState(StrEnum):
    """Where an export stands; `EXPORT_MOVES` is its life."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"
    INTERRUPTED = "interrupted"


EXPORT_MOVES: dict[ExportState, frozenset[ExportState]] = {
    ExportState.WAITING: frozenset({ExportState.RUNNING, ExportState.CANCELLED}),
    ExportState.RUNNING: frozenset(
        {ExportState.DONE, ExportState.FAILED, ExportState.CANCELLED, ExportState.INTERRUPTED}
    ),
    ExportState.INTERRUPTED: frozenset({ExportState.RUNNING, ExportState.CANCELLED}),
    ExportState.FAILED: frozenset({ExportState.RUNNING}),
    ExportState.DONE: frozenset(),
    ExportState.CANCELLED: frozenset({ExportState.RUNNING}),
}
"""The life of an export. INTERRUPTED: its process went away without a word (killed, power cut)."""


@dataclass(frozen=True, slots=True)
class Export:
    """One export asked for. `output` and `report` are saved records as JSON; `worker` names the process that has
    it, `seen` when that process was last heard of."""

    id: str
    session: str
    revision: int
    state: ExportState
    destination: str
    output: str
    created: str
    worker: str = ""
    seen: str = ""
    ended: str = ""
    stage: str = ""
    done: int = 0
    total: int = 0
    report: str = ""
    error: str = ""
