"""`rushes chat`: a conversation in the terminal, in process or with a server. Words are turns; files named or dropped
are taken in; a line that begins with / is a command of the command line, on this session."""

from __future__ import annotations

import os
import re
import shlex
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import unquote, urlsplit

import click

from rushes.cli.command import SESSION, Desk, options, talking
from rushes.cli.far import Far, Reply, server_named, state_line
from rushes.cli.files import MEDIA_ENDINGS
from rushes.cli.screen import Screen, padded
from rushes.errors import RequestError, RushesError
from rushes.model.session import MessageKind, Session
from rushes.model.time import clock_text
from rushes.studio.ahead import Idle

SLASHES = {
    "/help": "what can be said here",
    "/undo": "take the last change back, or the last N",
    "/redo": "bring back what was undone",
    "/show": "the timeline, the files, the history",
    "/diff": "what changed between two revisions",
    "/export": "make the video file (-o NAME, --size, --format, ...)",
    "/sessions": "all sessions; /sessions NAME goes on with that one",
    "/quit": "leave; everything is saved",
}

HISTORY_MOST = 1000
"""Lines of what was said that are kept for the arrow keys."""

NAME_WIDTH = 8
"""Columns before what each side says."""


class NoSuchSlash(RequestError):
    """There is no {name} here."""

    code = "no_such_slash"
    zh = "这里没有 {name}。"
    hint = "/help lists what there is."
    hint_zh = "/help 列出所有命令。"


class Partner(Protocol):
    """Whom we talk to: the studio of this machine, or a server."""

    def name(self) -> str | None:
        """The session's; None before there is one."""

    def line(self) -> str:
        """`calm-harbor  r3  0:31`."""

    def open(self, name: str | None) -> None:
        """Goes on with a session: the one named, or the one last used in this folder."""

    def begin(self) -> None:
        """Makes a session, if there is none yet."""

    def say(self, words: str) -> Reply: ...

    def export(self, reply: Reply) -> int:
        """The file that a reply tells of."""

    def resting(self) -> AbstractContextManager[object]:
        """What goes on while we wait for somebody to type."""

    def gone(self) -> str:
        """What is said when a turn was stopped."""

    def close(self) -> None: ...


@dataclass
class Here:
    """The studio in this process."""

    screen: Screen
    desk: Desk
    session: Session | None = None

    def name(self) -> str | None:
        return self.session.name if self.session else None

    def line(self) -> str:
        session = self._fresh()
        if session is None:
            return "new session"
        length = self.desk.studio.store.timeline(session.id, session.revision).length
        return f"{session.name}  r{session.revision}  {clock_text(length)}"

    def open(self, name: str | None) -> None:
        self.session = self.desk.session(name)

    def begin(self) -> None:
        if self.session is None:
            sessions = self.desk.studio.sessions
            self.session = sessions.begin(self.desk.user)
            sessions.use_in(str(self.desk.folder), self.session)

    def say(self, words: str) -> Reply:
        assert self.session
        answer = self.desk.studio.conversation.say(self.session, words, working=self.screen.asking)
        self.session, self.screen.language = answer.session, answer.language
        kind = {MessageKind.QUESTION: "question", MessageKind.REFUSAL: "refusal"}.get(answer.kind, "reply")
        return Reply(tuple(answer.text.split("\n")), kind, answer.choices, answer.revision, answer.export)

    def export(self, reply: Reply) -> int:
        from rushes.cli.exporting import exported, planned

        session = self._fresh()
        assert session
        canvas = self.desk.studio.store.timeline(session.id, session.revision).canvas
        output, path = planned(canvas, reply.export, None, session, self.desk, False)
        return exported(self.screen, self.desk, session, output, path)

    def resting(self) -> AbstractContextManager[object]:
        session = self._fresh()
        ahead = self.desk.studio.ahead if session else None
        return Idle(ahead, session) if ahead and session else nullcontext()

    def gone(self) -> str:
        return "已停止；已保存的都在。" if self.screen.language == "zh" else "Stopped. What was saved is saved."

    def close(self) -> None:
        pass

    def _fresh(self) -> Session | None:
        """The session as it stands: a command may have changed it."""
        if self.session:
            self.session = self.desk.studio.store.find(self.session.user, self.session.id) or self.session
        return self.session


@dataclass
class There:
    """A server."""

    screen: Screen
    far: Far
    known: bool = False

    def name(self) -> str | None:
        return self.far.session.name if self.known else None

    def line(self) -> str:
        if not self.known:
            return f"new session on {self.far.client.calls.me.server}"
        state = self.far.state()
        number = f"  r{state.revision}" if state.revision is not None else ""
        return f"{state.session.name}{number}  {state_line(state).rpartition('  ')[2]}".rstrip()

    def open(self, name: str | None) -> None:
        self.far.go_on(name)
        self.known = True

    def begin(self) -> None:
        if not self.known:
            self.far.begin()
            self.far.used()
            self.known = True

    def say(self, words: str) -> Reply:
        return self.far.say(words)

    def export(self, reply: Reply) -> int:
        from rushes.studio.exports import Wishes

        wishes = reply.export or Wishes()
        return self.far.export(wishes, self.far.destination(wishes, None, False, self.far.state()), reply.render)

    def resting(self) -> AbstractContextManager[object]:
        return nullcontext()  # the server's own business

    def gone(self) -> str:
        return self.far.gone()

    def close(self) -> None:
        self.far.client.close()


@click.command("chat")
@options(*SESSION)
@talking
def command(screen: Screen, desk: Desk, session_name: str | None, go_on: bool) -> int:
    """Talk about a cut: say what to do, drop files, look at the answer, go on.

    \b
      rushes chat            a new session, made when the first file or word comes
      rushes chat -c         the session last used in this folder
      rushes chat -s NAME    a session by name

    Without a terminal each line of standard input is one thing said.
    """
    partner: Partner = There(screen, Far(screen, desk)) if server_named() else Here(screen, desk)
    try:
        if session_name or go_on:
            partner.open(session_name)
        return Chat(screen, desk, partner).run()
    finally:
        partner.close()


@dataclass
class Chat:
    screen: Screen
    desk: Desk
    partner: Partner
    choices: tuple[str, ...] = ()

    def run(self) -> int:
        """Until Ctrl-D, /quit or the end of the input; the exit code of the last line that failed where nobody is
        there to read it."""
        keys = " ".join(name for name in SLASHES if name not in ("/redo", "/quit"))
        self.screen.note(f"  {self.partner.line()}   {keys}   Ctrl-D leaves")
        alone, code = not sys.stdin.isatty(), 0
        with _lines(self.desk) as ask:
            while True:
                try:
                    with self.partner.resting():
                        line = ask()
                except KeyboardInterrupt:
                    self.screen.note("  Ctrl-D leaves.")
                    continue
                if line is None:
                    break
                done = self._one(line.strip())
                if done is None:
                    break
                code = done or code
        name = self.partner.name()
        if name:
            self.screen.note(f"  {name} is saved. To go on: rushes chat -c")
        return code if alone else 0

    def _one(self, line: str) -> int | None:
        """One line said; its exit code, None to leave."""
        if not line:
            return 0
        if line in ("/quit", "/exit", "/q"):
            return None
        try:
            if line.startswith("/") and not _paths(line):
                return self._slash(line)
            files, words = _files_and_words(line)
            code = self._taken(files) if files else 0
            return code or (self._said(words) if words else 0)
        except RushesError as error:
            self.screen.error(error)
            from rushes.cli.command import exit_code

            return exit_code(error)
        except KeyboardInterrupt:
            self.screen.note(f"  {self.partner.gone()}")
            return 130

    def _said(self, words: str) -> int:
        number = words.strip(" .。)）#")
        if self.choices and number.isdecimal() and 1 <= int(number) <= len(self.choices):
            words = self.choices[int(number) - 1]
        self.partner.begin()
        reply = self.partner.say(words)
        self.choices = reply.choices
        lines = [each for each in reply.lines if each.strip()]
        if reply.revision is not None and lines:
            lines[-1] += f"  r{reply.revision}"
        for at, each in enumerate(lines):
            self.screen.result(f"{self._who(at == 0)}{each}")
        for at, choice in enumerate(reply.choices, 1):
            self.screen.result(f"{self._who(False)}  {at}. {choice}")
        self.screen.event("reply", {"lines": lines, "kind": reply.kind, "choices": list(reply.choices)})
        if reply.export is not None or reply.render:
            return self.partner.export(reply)
        return {"question": 3, "refusal": 2}.get(reply.kind, 0)

    def _who(self, first: bool) -> str:
        name = padded("rushes" if first else "", NAME_WIDTH)
        return self.screen.coloured("accent", name, out=True) if first else name

    def _taken(self, files: list[str]) -> int:
        self.partner.begin()
        return self._run("upload", [*files, "-s", str(self.partner.name())])

    def _slash(self, line: str) -> int:
        name, *arguments = _split(line)
        if name == "/help":
            self.screen.result("\n".join(f"  {padded(each, 12)}{text}" for each, text in SLASHES.items()))
            self.screen.result("  Anything else is said to the editor; files named or dropped here are taken in.")
            return 0
        if name not in SLASHES:
            raise NoSuchSlash(name=name)
        if name == "/sessions":
            if not arguments:
                return self._run("sessions", ["list"])
            self.partner.open(arguments[0])
            self.screen.note(f"  {self.partner.line()}")
            return 0
        self.partner.begin()
        return self._run(name[1:], ["-s", str(self.partner.name()), *arguments])

    def _run(self, name: str, arguments: list[str]) -> int:
        """A command of the command line, with the same voice."""
        from rushes.cli.main import rushes

        found = rushes.get_command(click.Context(rushes), name)
        assert found
        quiet = [flag for flag, on in (("-q", self.screen.quiet), ("-v", self.screen.verbose)) if on]
        json = ["--jsonl"] if self.screen.json or self.screen.jsonl else []
        data = ["--data", str(self.desk.data)] if self.desk.data else []
        if name == "sessions":
            arguments, quiet = [*arguments, *quiet], []
        try:
            found.main([*arguments, *quiet, *json, *data], prog_name=f"/{name}", standalone_mode=False)
        except click.ClickException as error:
            self.screen.note(f"  {error.format_message()}")
            return 2
        except SystemExit as left:
            return left.code if isinstance(left.code, int) else 1
        return 0


# --- what was typed ---------------------------------------------------------------------------------------


def _split(line: str) -> list[str]:
    with suppress(ValueError):
        return shlex.split(line)
    return line.split()


def _paths(line: str) -> list[str]:
    """The files a line begins with, as it was dropped: quoted, with escaped blanks, as file: addresses."""
    found = []
    for each in _split(line):
        path = _path(each)
        if not path:
            break
        found.append(path)
    return found


def _path(text: str) -> str:
    if text.startswith("file://"):
        text = unquote(urlsplit(text).path)
    if text.startswith("~"):
        text = os.path.expanduser(text)
    with suppress(OSError, ValueError):
        if Path(text).is_file():
            return text
    return ""


def _files_and_words(line: str) -> tuple[list[str], str]:
    """Files first, then words; a name that only looks like a file is left to be refused by name.

    a.mp4 'b c.mp4' make it warmer   ->   [a.mp4, b c.mp4], "make it warmer"
    """
    whole = _path(line)
    if whole:
        return [whole], ""
    files = _paths(line)
    if not files:
        alone = re.fullmatch(r"[\w./~\\-]+\.(\w+)", line)
        if alone and alone.group(1).lower() in MEDIA_ENDINGS:
            return [line], ""
        return [], line
    rest = line
    for _ in files:
        rest = re.sub(r"""^\s*(?:'[^']*'|"[^"]*"|(?:\\.|[^\s\\])+)\s*""", "", rest, count=1)
    return files, rest.strip()


@contextmanager
def _lines(desk: Desk) -> Iterator[Callable[[], str | None]]:
    """Asks for one line after the other; None at the end. With a terminal the line can be edited and earlier ones come
    back with the arrow keys."""
    if not sys.stdin.isatty():
        yield lambda: sys.stdin.readline() or None
        return
    from prompt_toolkit import PromptSession
    from prompt_toolkit.completion import Completer, Completion, PathCompleter
    from prompt_toolkit.document import Document
    from prompt_toolkit.formatted_text import ANSI
    from prompt_toolkit.history import FileHistory

    class Both(Completer):
        """Slash commands at the start of a line, else paths."""

        def get_completions(self, document: Document, event: Any) -> Iterator[Completion]:
            typed = document.text_before_cursor
            if typed.startswith("/") and " " not in typed and typed.count("/") == 1:
                for name, text in SLASHES.items():
                    if name.startswith(typed):
                        yield Completion(name, -len(typed), display_meta=text)
                return
            last = typed.rpartition(" ")[2]
            if last[:1] in ("/", ".", "~"):
                yield from PathCompleter(expanduser=True).get_completions(Document(last, len(last)), event)

    session: PromptSession[str] = PromptSession(
        history=FileHistory(str(_history(desk))), completer=Both(), complete_while_typing=False
    )
    you = (
        ANSI(f"\x1b[92m{padded('you', NAME_WIDTH)}\x1b[0m")
        if not os.environ.get("NO_COLOR")
        else padded("you", NAME_WIDTH)
    )

    def ask() -> str | None:
        try:
            return session.prompt(you)
        except EOFError:
            return None

    yield ask


def _history(desk: Desk) -> Path:
    """Where what was said is kept, for its owner only; the oldest go."""
    from rushes.client.whoami import config_folder

    path = config_folder(os.environ, Path.home()) / "chat-history"
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.touch(mode=0o600)
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    if len(lines) > 3 * HISTORY_MOST:
        path.write_text("\n".join(lines[-3 * HISTORY_MOST // 2 :]) + "\n", encoding="utf-8")
    return path
