"""What every command has: the options for how it talks, one way to fail, and the exit codes.

0 done   1 failed (ours or the machine's)   2 usage, or can't be done as asked   3 a question came back
4 not allowed   5 material refused   6 server not reached   130 Ctrl-C
"""

from __future__ import annotations

import functools
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from rushes.cli.screen import Screen
from rushes.errors import DefectError, MaterialError, RequestError, RushesError

if TYPE_CHECKING:
    from rushes.assemble import Studio
    from rushes.model.session import Session
    from rushes.settings import Settings
    from rushes.studio.health import Found

FAILED, USAGE, QUESTION, NOT_ALLOWED, REFUSED, NOT_REACHED, INTERRUPTED = 1, 2, 3, 4, 5, 6, 130

BY_CODE = {
    "token_refused": NOT_ALLOWED, "credits_spent": NOT_ALLOWED, "not_in_plan": NOT_ALLOWED,
    "server_not_reached": NOT_REACHED, "server_busy": NOT_REACHED, "waited_too_long": NOT_REACHED,
    "upload_broken": NOT_REACHED, "download_broken": NOT_REACHED,
}  # fmt: skip
"""Errors of a server that have an exit code of their own."""


class Unexpected(DefectError):
    """Something went wrong inside Rushes ({kind}: {why}); your work is safe."""

    code = "unexpected"
    zh = "Rushes 内部出了错（{kind}：{why}）；你的工作没有丢。"
    hint = "Run it again with -v for the details, and `rushes doctor` to look at the set-up."
    hint_zh = "可以加 -v 再运行一次查看细节，用 `rushes doctor` 检查环境。"


def exit_code(error: RushesError) -> int:
    if error.code in BY_CODE:
        return BY_CODE[error.code]
    if isinstance(error, MaterialError):
        return REFUSED
    return USAGE if isinstance(error, RequestError) else FAILED


_TALK = (
    click.option("--json", "as_json", is_flag=True, help="One JSON object at the end."),
    click.option("--jsonl", "as_jsonl", is_flag=True, help="One JSON event a line while it runs."),
    click.option("-q", "--quiet", is_flag=True, help="Results and errors only."),
    click.option("-v", "--verbose", is_flag=True, help="Say more."),
    click.option("--no-progress", is_flag=True, help="No progress bar or lines."),
    click.option("--data", type=click.Path(path_type=Path, file_okay=False), help="Folder that everything is kept in."),
)

SESSION = (
    click.option("-s", "--session", "session_name", metavar="SESSION", help="The session, by name or id.",
                 shell_complete=lambda context, parameter, incomplete: _names(context, incomplete)),
    click.option("-c", "--continue", "go_on", is_flag=True, help="The session last used in this folder (usual)."),
)  # fmt: skip


def options(*several: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Several options as one decorator, in the order they are shown in."""

    def add(function: Any) -> Any:
        return functools.reduce(lambda done, each: each(done), reversed(several), function)

    return add


def talking(function: Callable[..., int | None]) -> Callable[..., None]:
    """A command that is given a `Screen` and a `Desk` first; errors become sentences and exit codes."""

    @functools.wraps(function)
    def run(
        *arguments: Any, as_json: bool, as_jsonl: bool, quiet: bool, verbose: bool, no_progress: bool,
        data: Path | None, **given: Any,
    ) -> None:  # fmt: skip
        screen = Screen(as_json, as_jsonl, quiet, verbose, not no_progress, _system_language())
        desk = Desk(data)
        try:
            code = function(screen, desk, *arguments, **given) or 0
        except RushesError as error:
            screen.error(error)
            code = exit_code(error)
        except KeyboardInterrupt:
            screen.note("  Stopped. What was saved is saved.")
            code = INTERRUPTED
        except (click.exceptions.Exit, click.ClickException, BrokenPipeError):
            raise
        except Exception as error:
            if verbose:
                import traceback

                traceback.print_exc()
            screen.error(Unexpected(kind=type(error).__name__, why=str(error)))
            code = FAILED
        finally:
            desk.close()
        screen.finish()
        sys.exit(code)

    talking_too: Callable[..., None] = options(*_TALK)(run)
    return talking_too


class Desk:
    """The studio, put together when it is first needed, and the folder that is worked in."""

    def __init__(self, data: Path | None = None) -> None:
        self.data = data
        self._studio: Studio | None = None
        self.folder = Path.cwd()

    @property
    def studio(self) -> Studio:
        if self._studio is None:
            from rushes.assemble import assembled

            self._studio = assembled(self._settings())
        return self._studio

    def examined(self) -> tuple[Found, ...]:
        """What is and what is not in order on this machine, the database included."""
        from rushes.assemble import examined

        return examined(self._settings())

    def _settings(self) -> Settings:
        from rushes.settings import settings_from

        return settings_from(os.environ, Path.home(), self.data)

    @property
    def user(self) -> str:
        from rushes.studio.sessions import LOCAL

        return LOCAL

    def session(self, name: str | None) -> Session:
        """The session named, or the one this folder goes on with; from now on the folder goes on with it."""
        sessions = self.studio.sessions
        if not name:
            return sessions.last_in(self.user, str(self.folder))
        session = sessions.find(self.user, name)
        sessions.use_in(str(self.folder), session)
        return session

    def close(self) -> None:
        if self._studio is not None:
            self._studio.close()


@contextmanager
def stopping() -> Iterator[Callable[[], bool]]:
    """Inside, the first Ctrl-C (or a request to end) is only noted, for work that stops cleanly when it sees it;
    a second Ctrl-C is final."""
    asked: list[int] = []

    def note(number: int, _: object) -> None:
        if asked:
            raise KeyboardInterrupt
        asked.append(number)

    before = {number: signal.signal(number, note) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield lambda: bool(asked)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _system_language() -> str:
    spoken = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return "zh" if spoken.lower().startswith("zh") else "en"


def _names(context: click.Context, incomplete: str) -> list[str]:
    """Session names for the shell; silent where there are none to be had."""
    try:
        desk = Desk(context.params.get("data"))
        names = [summary.session.name for summary in desk.studio.sessions.all(desk.user)]
        desk.close()
    except Exception:
        return []
    return [name for name in names if name.startswith(incomplete)]
