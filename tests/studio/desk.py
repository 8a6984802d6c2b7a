"""A studio with nothing behind it: sessions in memory, files that are only names, a renderer that writes a line."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from itertools import count
from pathlib import Path
from types import SimpleNamespace

from rushes.errors import MaterialError
from rushes.language.reader import answer
from rushes.model.media import Media, MediaKind
from rushes.model.project import Lut, Project
from rushes.model.session import Session
from rushes.model.sketch import sketch
from rushes.render.output import Output
from rushes.render.report import Cancelled, Progress, Report
from rushes.storage.memory import MemoryStore
from rushes.studio.conversation import Conversation
from rushes.studio.exports import Exports
from rushes.studio.history import History
from rushes.studio.sessions import LOCAL, Sessions
from rushes.studio.uploads import Uploads
from tests.edits.sketches import facts

KINDS = {".mp4": MediaKind.VIDEO, ".png": MediaKind.IMAGE, ".mp3": MediaKind.AUDIO, ".opus": MediaKind.AUDIO}


class Unreadable(MaterialError):
    """There is nothing in it."""

    code = "unreadable_here"
    zh = "里面什么也没有。"
    hint = "Bring another."
    hint_zh = "请换一个。"


class Clock:
    """A second passes whenever it is asked."""

    def __init__(self) -> None:
        self.at = datetime(2030, 1, 1, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.at += timedelta(seconds=1)
        return self.at


class NamesOnly:
    """Files by their names: 10 s of video, a picture, or 30 s of sound, by the ending; `bad` ones are refused."""

    def add(self, path: Path, name: str) -> Media:
        if path.stem.startswith("bad"):
            raise Unreadable()
        kind = KINDS[path.suffix]
        length = {MediaKind.VIDEO: 10, MediaKind.IMAGE: 0, MediaKind.AUDIO: 30}[kind]
        media_id = path.stem.encode().hex().ljust(64, "0")
        return Media(facts(media_id, Fraction(length), kind), name)

    def path_of(self, media: str) -> Path:
        return Path(media)


class TablesByName:
    def add(self, path: Path, name: str) -> Lut:
        return Lut(path.stem, name)

    def path_of(self, lut: str) -> Path:
        return Path(lut)


class OneTrack:
    """Music for every mood but rock."""

    def track(self, mood: str, avoid: tuple[str, ...] = ()) -> tuple[Path, str] | None:
        return None if "rock" in mood else (Path("calm_1.opus"), "Calm 1")


@dataclass
class Scribe:
    """Writes what it was asked to render as text; does as `does` says at each of ten steps."""

    does: object = None
    asked: list[tuple[Project, Output]] = field(default_factory=list)

    def export(self, project, output, destination, on_progress, cancelled) -> Report:
        self.asked.append((project, output))
        for step in range(11):
            on_progress(Progress("rendering", step, 10, 1.0, 10.0 - step))
            if callable(self.does):
                self.does(step)
            if cancelled():
                raise Cancelled()
        destination.write_text(str(project.timeline.length))
        canvas = project.timeline.canvas
        return Report(
            destination, output.width or canvas.width, output.height or canvas.height, canvas.rate,
            project.timeline.length, destination.stat().st_size, output.codec.value, 10, 4, 6, 0, 1.0,
        )  # fmt: skip

    def explain(self, project, output):
        return SimpleNamespace(
            lines=("copy    0-119", "encode  120-239"), frames=240, frames_copied=120, frames_encoded=120, frames_kept=0,
            seconds=12.4, bytes=3_000_000,
        )  # fmt: skip


@dataclass
class Desk:
    """The studio, and short ways to ask it things."""

    store: MemoryStore = field(default_factory=MemoryStore)
    scribe: Scribe = field(default_factory=Scribe)
    now: Clock = field(default_factory=Clock)
    alive: bool = True
    ahead: None = None

    def __post_init__(self) -> None:
        numbers = count(1)
        picks = count(0)
        self.history = History(self.store, self.now)
        self.sessions = Sessions(self.store, self.now, lambda: f"id{next(numbers)}", lambda n: next(picks) % n)
        self.uploads = Uploads(self.store, NamesOnly(), TablesByName(), self.now, lambda code, language: code)
        self.conversation = Conversation(self.store, self.history, answer, NamesOnly(), OneTrack(), self.now)
        self.exports = Exports(
            self.store, self.scribe, self.now, lambda: f"export{next(numbers)}", "here:1", lambda worker: self.alive
        )

    def close(self) -> None:
        """Nothing is held open."""

    def begun(self, *files: str) -> Session:
        session = self.sessions.begin(LOCAL)
        return self.uploads.take(session, [Path(name) for name in files]).session if files else session

    def say(self, session: Session, words: str, **given):
        return self.conversation.say(session, words, **given)

    def sketch(self, session: Session, number: int | None = None) -> str:
        """The timeline as one line, clips by the names of their files."""
        found = self.store.find(session.user, session.id)
        project = self.store.project(session.id, found.revision if number is None else number)
        text = sketch(project.timeline)
        for media in project.media:
            text = text.replace(media.id, Path(media.name).stem)
        return text
