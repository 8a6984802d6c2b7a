"""What a reader is asked, and the four things it may answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from rushes.edits import Operation
from rushes.language.reading import Reading, Route
from rushes.model.media import Media
from rushes.model.project import Project
from rushes.model.session import Head
from rushes.model.time import Seconds, Span
from rushes.model.timeline import ItemId


def no_music(mood: str) -> Media | None:
    """For where there is no music library: nothing fits any mood."""
    return None


def nobody(what: str) -> None:
    """For where nobody waits to be told what is going on."""


def never() -> bool:
    """For where nobody can stop it."""
    return False


def no_pauses(project: Project, least: Seconds) -> tuple[Span, ...]:
    """For where nobody can listen: no pauses."""
    return ()


@dataclass(frozen=True, slots=True)
class Request:
    """Something said, and what it may point at.

    `playhead` is on the timeline's clock; `selected` are clip, title or sound ids; `last` the operations of the
    newest edit, `history` the session's revisions, oldest first. `find_music` gives a track for a mood as said, or
    None; it need not be in the pool yet. `find_pauses` gives the pauses of at least so many seconds on the timeline's
    clock, without the margin that is to stay. `asked` is the question this answers, empty where none was open.
    Readers that take long say to `working` what they do, and give up with `Stopped` when `stopped` says so.
    """

    text: str
    project: Project
    playhead: Seconds | None = None
    selected: tuple[ItemId, ...] = ()
    last: tuple[Operation, ...] = ()
    history: tuple[Head, ...] = ()
    find_music: Callable[[str], Media | None] = no_music
    find_pauses: Callable[[Project, Seconds], tuple[Span, ...]] = no_pauses
    asked: str = ""
    working: Callable[[str], None] = nobody
    stopped: Callable[[], bool] = never


class Stopped(Exception):
    """Nobody wants an answer any more: a reader that takes long gave up because `Request.stopped` said so."""


@dataclass(frozen=True, slots=True)
class Wish:
    """An export as asked for; None is "as it is". `size` is a name ("1080p") or "1920x1080", `format` a container,
    codec or platform's project; `span` and `at` count on the timeline's clock; `megabytes` is a size to stay under."""

    format: str | None = None
    codec: str | None = None
    size: str | None = None
    rate: float | None = None
    quality: str | None = None
    platform: str | None = None
    megabytes: float | None = None
    bitrate_bps: int | None = None
    compress: bool = False
    span: Span | None = None
    at: Seconds | None = None


@dataclass(frozen=True, slots=True)
class Understood:
    """Operations to apply in order as one revision. `media` joins the pool first. `assumed` says, in the asker's
    language and in numbers, what the words left open; `left` what nothing was made of. `export`, where given, is
    wanted afterwards."""

    operations: tuple[Operation, ...]
    reading: Reading
    media: tuple[Media, ...] = ()
    assumed: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    export: Wish | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """One question back. A choice is a whole request: saying it again answers the question."""

    text: str
    choices: tuple[str, ...]
    reading: Reading


@dataclass(frozen=True, slots=True)
class Refused:
    """It can't be done, and why; nothing was changed."""

    text: str
    code: str
    reading: Reading
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Command:
    """Something the studio does rather than the timeline.

    `kind` is undo, redo, restore, status, export, credits, upload, help or rename; `count` how many steps, `number`
    a revision to go back to, `name` a new name, `topic` what a status or help request is about.
    """

    kind: str
    reading: Reading
    count: int = 1
    number: int | None = None
    name: str | None = None
    topic: str = ""
    export: Wish | None = None


Answer = Understood | Question | Refused | Command


@dataclass(frozen=True, slots=True)
class Made:
    """What one intent comes to."""

    operations: tuple[Operation, ...] = ()
    media: tuple[Media, ...] = ()
    assumed: tuple[str, ...] = ()
    export: Wish | None = None


@dataclass(frozen=True, slots=True)
class Open:
    """An intent that needs an answer first: the question in the asker's language, and choices that complete it."""

    text: str
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unable:
    """An intent that can't be carried out: a code of `unable.REASONS`, and what it is about."""

    code: str
    about: str = ""


Outcome = Made | Open | Unable


@dataclass(frozen=True, slots=True)
class Scene:
    """What an intent is worked out against: the project as it stands after the intents before it, and as it was."""

    project: Project
    asked_of: Project
    request: Request
    reading: Reading
    touched: dict[str, ItemId] = field(default_factory=dict)
    """The newest thing of each kind made or changed in this request or the last edit: title, sound, clip, overlay."""

    @property
    def chinese(self) -> bool:
        return self.reading.language == "zh"

    def say(self, english: str, chinese: str) -> str:
        return chinese if self.chinese else english


__all__ = [
    "Answer", "Command", "Made", "Open", "Outcome", "Question", "Refused", "Request", "Route", "Scene", "Unable", "Understood",
    "Wish", "no_music",
]  # fmt: skip
