"""A session of a server, as the command line holds it: the same sentences as for one of this machine."""

from __future__ import annotations

import os
import random
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any

from rushes.cli.command import INTERRUPTED, Desk, stopping
from rushes.cli.exporting import planned
from rushes.cli.screen import Screen, columns
from rushes.cli.telling import canvas_text, report_facts, report_text, shown_path
from rushes.client.client import Client, client_from
from rushes.client.draft import clock, rows
from rushes.client.errors import NotThere
from rushes.client.exports import Render
from rushes.client.gui import Action
from rushes.client.routing import Act, Routed, routed
from rushes.client.sessions import State, There
from rushes.client.whoami import ADDRESS
from rushes.errors import RushesError
from rushes.model.session import Session
from rushes.model.time import clock_text, named_rate, seconds
from rushes.model.timeline import Canvas
from rushes.render.report import Progress, Report
from rushes.studio.exports import Wishes
from rushes.studio.names import fresh_name

SECOND_SECONDS = 3
"""How long a second Ctrl-C is waited for."""

_WORDS = {
    "upload": ("Name the files: rushes upload -c FILES...", "请指定文件：rushes upload -c 文件……"),
    "export": ("To get the file: rushes export", "要得到文件：rushes export"),
    "stopped": ("Stopped at the server; nothing was changed.", "服务器已停止，没有任何改动。"),
    "too_late": (
        "Too late to stop: it is done. `undo` takes it back.",
        "来不及停止：已经完成。“撤销”可以恢复。",
    ),
    "left": (
        "No longer waiting. The server finishes the turn; `show` tells what came of it.",
        "已不再等待；服务器会做完这一轮，用 show 可以看到结果。",
    ),
    "rendering": ("The export is on its way.", "已开始导出。"),
}


@dataclass(frozen=True, slots=True)
class Reply:
    """What is told of something said. `export` is what a file was asked for with (None: no file was asked for),
    `render` an export the server began by itself."""

    lines: tuple[str, ...]
    kind: str = "reply"
    choices: tuple[str, ...] = ()
    revision: int | None = None
    export: Any = None
    render: str = ""
    state: State | None = None


def server_named() -> bool:
    """Whether the command line works against a server."""
    return bool(os.environ.get(ADDRESS, "").strip())


@dataclass
class Far:
    screen: Screen
    desk: Desk
    client: Client = field(init=False)
    session: There = field(init=False)
    fresh: bool = False
    kept: bool = False

    def __post_init__(self) -> None:
        self.client = client_from(
            os.environ, Path.home(), lambda line: self.screen.note(f"  {line}"), self.screen.language
        )

    def __enter__(self) -> Far:
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        if kind is not None and self.fresh and not self.kept:  # nothing came of it: leave no empty session behind
            with suppress(RushesError):
                self.sessions.remove(self.session)
        self.client.close()

    @property
    def sessions(self) -> Any:
        return self.client.sessions

    def begin(self) -> There:
        """A new session, named as on this machine; gone again where nothing comes of it before `used`."""
        taken: set[str] = set()
        with suppress(RushesError):
            taken = {str(row.get("name")) for row in self.sessions.all()}
        self.session = self.sessions.begin(fresh_name(random.SystemRandom().randrange, taken), self.screen.language)
        self.fresh = True
        return self.session

    def go_on(self, name: str | None) -> There:
        """The session of this name or id, or the one this folder goes on with."""
        self.session = self.sessions.find(name) if name else self.sessions.used_in(str(self.desk.folder))
        return self.used()

    def used(self) -> There:
        """From now on this folder goes on with the session."""
        self.kept = True
        self.sessions.use_in(str(self.desk.folder), self.session)
        return self.session

    def state(self) -> State:
        state: State = self.sessions.state(self.session)
        self.session = state.session
        return state

    def take(self, paths: Sequence[Path], urls: Sequence[str] = ()) -> list[dict[str, Any]]:
        """Files into the session; what the server read in them."""
        found = self.client.uploads.files(self.session, paths, self._sent)
        return [*found, *(self.client.uploads.urls(self.session, urls) if urls else ())]

    def _sent(self, name: str, done: int, size: int) -> None:
        if done < size:
            self.screen.progress(f"Upload {name}", Progress("sending", done, size))

    # --- something said -------------------------------------------------------------------------------------

    def say(self, words: str) -> Reply:
        """Words, to the call they come to."""
        there: tuple[str, ...] = ()
        with suppress(RushesError):
            there = self.state().names
        asked = routed(words, there)
        self.screen.language = self.client.calls.language = asked.language
        match asked.act:
            case Act.CREDITS:
                return Reply((self.balance_text(),))
            case Act.STATUS:
                state = self.state()
                return Reply((state.summary,), state=state)
            case Act.UPLOAD if asked.urls:
                return Reply(tuple(_row_text(row) for row in columns(map(file_text, self.take((), asked.urls)))))
            case Act.UPLOAD:
                return Reply((self._word("upload"),))
            case Act.EXPORT:
                return Reply((), export=_wishes(asked.output))
        return self._turn(words, asked)

    def _turn(self, words: str, asked: Routed) -> Reply:
        told = self.client.turns.say(self.session, words, asked.language)
        if told.session != self.session:
            self.session = told.session
            self.used()
        lines = [line for line in told.text.split("\n") if not any(name in line for name in told.renders)]
        if told.renders:
            lines = lines or [self._word("rendering")]
        if Action.SHOW in told.actions and told.after and told.after.summary not in lines:
            lines.append(told.after.summary)
        export = None
        if Action.EXPORT in told.actions and not told.renders:
            if asked.exports:
                export = Wishes()
            else:
                lines.append(self._word("export"))
        before, after = told.before, told.after
        revision = after.revision if after and (before is None or before.revision != after.revision) else None
        render = told.renders[-1] if told.renders else ""
        return Reply(tuple(lines), told.kind, told.choices, revision, export, render, after)

    def balance_text(self) -> str:
        found = self.sessions.balance()
        self.screen.fact("balance", found)
        numbers = [found.get(name, "?") for name in ("available", "frozen", "total")]
        if self.screen.language == "zh":
            return "可用积分 {}，冻结 {}，共 {}。导出不消耗积分。".format(*numbers)
        return "{} credits are available and {} set aside, {} in all. Exports are free.".format(*numbers)

    def _word(self, name: str) -> str:
        return _WORDS[name][self.screen.language == "zh"]

    def gone(self) -> str:
        """What is said when a turn was interrupted."""
        return self._word({True: "stopped", False: "too_late", None: "left"}[self.client.turns.stopped])

    # --- the file -------------------------------------------------------------------------------------------

    def destination(self, wishes: Wishes, wanted: Path | None, force: bool, state: State | None = None) -> Path:
        """Where the file goes, or why it can't go there; before anything is rendered."""
        canvas = canvas_of(state) if state else Canvas()
        name = self.session.name.replace("/", "-")
        session = Session(self.session.id, "", name, self.screen.language, "", "", 0)
        return planned(canvas, wishes, wanted, session, self.desk, force)[1]

    def export(self, wishes: Wishes, path: Path, render: str = "") -> int:
        """Asks for the file (or takes up the export `render`), waits and fetches it; answers with the exit code."""
        exports, began = self.client.exports, self.client.calls.now()
        name = render or exports.ask(self.state(), output_of(wishes, path)).name
        what = f"Export {path.suffix.lstrip('.').upper()}"

        def follow(at: Render) -> None:
            self.screen.progress(what, Progress(at.status, round(at.percent), 100, seconds_left=at.seconds_left))

        with stopping() as stop:
            try:
                done = exports.wait(name, follow, stop)
                if not done.over:
                    self._let_go(name, path)
                    return INTERRUPTED
            except KeyboardInterrupt:  # the second one
                done = exports.cancel(name)
        if done.status != "completed":
            self.screen.fact("cancelled", True)
            self.screen.note("  Cancelled at the server.")
            return INTERRUPTED
        exports.fetch(done, path)
        report = report_of(done, path, self.client.calls.now() - began)
        self.screen.fact("render", name)
        self.screen.fact("export", report_facts(report))
        self.screen.result(f"  {self.screen.ok(out=True)} {report_text(report, self.desk.folder)}")
        for warning in report.warnings:
            self.screen.warn(warning)
        for stretch in report.stretches:
            self.screen.detail(f"       {stretch}")
        return 0

    def ask(self, wishes: Wishes, path: Path) -> int:
        """Asks for the file, and no more."""
        name = self.client.exports.ask(self.state(), output_of(wishes, path)).name
        self.screen.fact("render", name)
        self.screen.result(f"  {name}")
        self.screen.note(f"  To see how far it is: rushes jobs watch    To fetch it: {self._fetching(name, path)}")
        return 0

    def _let_go(self, name: str, path: Path) -> None:
        self.screen.fact("render", name)
        self.screen.note(f"  The export goes on at the server. To fetch it: {self._fetching(name, path)}")
        if self.screen.talk.isatty():
            self.screen.note(f"  Ctrl-C again within {SECOND_SECONDS} s cancels it.")
            time.sleep(SECOND_SECONDS)

    def _fetching(self, name: str, path: Path) -> str:
        return f"rushes export -s {self.session.name} --render {name} -o {shown_path(path, self.desk.folder)}"


# --- shapes -----------------------------------------------------------------------------------------------


def output_of(wishes: Wishes, path: Path) -> dict[str, Any]:
    """Wishes as the API takes them. Raises NotThere for those it has no word for."""
    for given, option in ((wishes.most_bytes, "--max-mb"), (not wishes.smart, "--no-smart"), (wishes.span, "span")):
        if given:
            raise NotThere(command=f"export {option}")
    output = {
        "format": wishes.format or path.suffix.lstrip(".") or None, "codec": wishes.codec, "resolution": wishes.size,
        "fps": None if wishes.rate is None else float(wishes.rate), "platform": wishes.platform,
        "quality": wishes.quality,
    }  # fmt: skip
    return {name: value for name, value in output.items() if value is not None}


def _wishes(output: dict[str, Any]) -> Wishes:
    """What words asked of an export, as the wishes of the command line."""
    rate = output.get("fps")
    return Wishes(
        format=_text(output.get("format")),
        codec=_text(output.get("codec")),
        size=_text(output.get("resolution")),
        rate=named_rate(Fraction(str(rate))) if rate else None,
        platform=_text(output.get("platform")),
        quality=_text(output.get("quality")),
    )


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def canvas_of(state: State) -> Canvas:
    canvas = state.canvas
    width, height, rate = canvas.get("width"), canvas.get("height"), canvas.get("fps")
    if not (isinstance(width, int) and isinstance(height, int) and width > 0 and height > 0):
        return Canvas()
    return Canvas(width, height, named_rate(Fraction(str(rate)))) if rate else Canvas(width, height)


def report_of(render: Render, path: Path, waited_s: float) -> Report:
    """A finished export as the command line tells it; what a server does not say is left out."""
    output, made = render.output, render.report
    rate = output.get("fps")
    return Report(
        path, _int(output.get("width")), _int(output.get("height")), named_rate(Fraction(str(rate))) if rate else None,
        seconds(str(output.get("duration") or 0)), path.stat().st_size, str(output.get("codec") or ""),
        _int(made.get("frames")), _int(made.get("frames_copied")), _int(made.get("frames_encoded")),
        _int(made.get("frames_kept")), float(made.get("seconds") or waited_s),
        tuple(map(str, made.get("stretches") or ())), tuple(map(str, made.get("warnings") or ())),
    )  # fmt: skip


def _int(value: object) -> int:
    return int(value) if isinstance(value, int | float) else 0


def state_line(state: State) -> str:
    """`3840x2160  30 fps  0:36`; empty where there is nothing yet."""
    return f"{canvas_text(canvas_of(state))}  {clock(state.length_ms)}" if state.draft else ""


def timeline_lines(state: State) -> list[str]:
    """The timeline, item by item, as `show` prints it."""
    return columns(rows(state.draft)) if state.draft else ["  nothing on the timeline yet"]


def file_text(file: dict[str, Any]) -> tuple[str, ...]:
    """One row of the pool."""
    size = f"{file['width']}x{file['height']}" if file.get("width") and file.get("height") else ""
    rate = f"{float(file['fps']):g} fps" if file.get("fps") else ""
    length = clock_text(seconds(str(file["duration"]))) if file.get("duration") else ""
    name = str(file.get("filename") or file.get("name") or "?")
    return name, str(file.get("file_type") or ""), "  ".join(each for each in (size, rate) if each), length


def _row_text(line: str) -> str:
    return line.strip()
