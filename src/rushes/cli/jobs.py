"""`rushes jobs`: exports that run or ran, of all sessions: list, watch, cancel; on this machine or on a server."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from rushes.cli.command import FAILED, Desk, talking
from rushes.cli.far import Far, server_named
from rushes.cli.screen import Screen, columns
from rushes.cli.sessions import ListIfNothingElse
from rushes.cli.telling import ago
from rushes.errors import RequestError
from rushes.render.report import Progress

SHORT = 8
"""Characters of an id that are shown and enough to name it."""

LOOK_SECONDS = 1.0

PATIENCE_SECONDS = 15.0
"""How long a job may take to end once it is cancelled; its process looks once a second, between frames."""


class NoSuchExport(RequestError):
    """There is no job {name}."""

    code = "no_such_export"
    zh = "没有任务 {name}。"
    hint = "`rushes jobs` lists them."
    hint_zh = "`rushes jobs` 列出全部任务。"


@dataclass(frozen=True, slots=True)
class Row:
    """One export, wherever it is made. `state` is waiting, running, done, failed, cancelled or interrupted."""

    id: str
    session: str
    state: str
    done: int
    total: int
    file: str
    created: str
    error: str = ""
    seconds_left: float | None = None

    @property
    def open(self) -> bool:
        return self.state in ("waiting", "running")

    @property
    def percent(self) -> str:
        return f"{min(self.done * 100 // self.total, 100) if self.total else 0}%" if self.open else ""


class Here:
    """The exports of this machine's own sessions."""

    def __init__(self, desk: Desk) -> None:
        self._studio, self._user = desk.studio, desk.user

    def rows(self) -> list[Row]:
        found = []
        for session in self._studio.store.sessions(self._user):
            for each in self._studio.exports.of(session):
                name = Path(each.destination).name
                found.append(
                    Row(each.id, session.name, str(each.state), each.done, each.total, name, each.created, each.error)
                )
        return sorted(found, key=lambda row: row.created, reverse=True)

    def cancel(self, row: Row) -> None:
        export = self._studio.store.export(row.id)
        if export is not None:
            self._studio.exports.call_off(export)

    def close(self) -> None:
        """The desk closes the studio."""


STATES = {"pending": "waiting", "processing": "running", "completed": "done"}
"""A server's words for ours."""


class There:
    """Those of a server."""

    def __init__(self, screen: Screen, desk: Desk) -> None:
        self._far = Far(screen, desk)

    def rows(self) -> list[Row]:
        names = {str(row.get("session_id")): str(row.get("name")) for row in self._far.sessions.all()}
        return [
            Row(
                each.name,
                names.get(each.session, ""),
                "cancelled" if each.error == "cancelled" else STATES.get(each.status, each.status),
                round(each.percent),
                100,
                str(each.output.get("filename") or ""),
                each.created,
                "" if each.error == "cancelled" else each.error,
                each.seconds_left,
            )
            for each in self._far.client.exports.all()
        ]

    def cancel(self, row: Row) -> None:
        self._far.client.exports.cancel(row.id)

    def close(self) -> None:
        self._far.client.close()


def _with_place(function: Callable[..., int | None]) -> Callable[..., int | None]:
    def run(screen: Screen, desk: Desk, **given: Any) -> int | None:
        place = There(screen, desk) if server_named() else Here(desk)
        try:
            return function(screen, place, **given)
        finally:
            place.close()

    run.__name__, run.__doc__ = function.__name__, function.__doc__
    return run


@click.group("jobs", cls=ListIfNothingElse)
def command() -> None:
    """Exports that run or ran: list, watch, cancel."""


@command.command("list")
@talking
@_with_place
def list_jobs(screen: Screen, place: Here | There) -> None:
    """The newest first."""
    rows, now = place.rows(), datetime.now(UTC)
    screen.fact("jobs", [_facts(row) for row in rows])
    if not rows:
        screen.note("  No exports yet.")
        return
    told = [("JOB", "SESSION", "STATE", "", "FILE", "BEGUN", "")]
    for row in rows:
        begun = ago(row.created, now) if row.created else ""
        told.append((_short(row), row.session, row.state, row.percent, row.file, begun, row.error[:60]))
    screen.result("\n".join(columns(told)))


@command.command("watch")
@click.argument("name", required=False)
@talking
@_with_place
def watch(screen: Screen, place: Here | There, name: str | None) -> int:
    """Follow the exports that run (or one of them) to their end. Ctrl-C only ends the watching."""
    rows = [_found(place, name)] if name else [row for row in place.rows() if row.open]
    if not rows:
        screen.note("  Nothing is being exported.")
    failed = False
    for row in reversed(rows):
        row = _followed(screen, place, row)
        failed = failed or row.state not in ("done", "cancelled")
        screen.event("job", _facts(row))
        screen.result(f"  {_short(row)}  {row.session}  {row.state}  {row.error or row.file}".rstrip())
    return FAILED if failed else 0


def _followed(screen: Screen, place: Here | There, row: Row) -> Row:
    while row.open:
        at = Progress("rendering" if row.state == "running" else row.state, row.done, row.total, 0.0, row.seconds_left)
        screen.progress(f"Export {row.session}", at)
        time.sleep(LOOK_SECONDS)
        row = next((each for each in place.rows() if each.id == row.id), row)
    return row


@command.command("cancel")
@click.argument("names", nargs=-1, required=True)
@talking
@_with_place
def cancel(screen: Screen, place: Here | There, names: tuple[str, ...]) -> int:
    """End exports; their sessions and finished parts stay."""
    found = [_found(place, name) for name in names]
    end = time.monotonic() + PATIENCE_SECONDS
    ended = []
    for row in found:
        while row.open and time.monotonic() < end:
            place.cancel(row)
            row = next((each for each in place.rows() if each.id == row.id), row)
            if row.open:
                time.sleep(LOOK_SECONDS)
        ended.append(row)
        screen.result(f"  {_short(row)}  {row.session}  {row.state}")
    screen.fact("jobs", [_facts(row) for row in ended])
    return FAILED if any(row.open for row in ended) else 0


def _found(place: Here | There, name: str) -> Row:
    """By the id, or the only beginning that fits. Raises NoSuchExport."""
    rows = place.rows()
    exact = [row for row in rows if row.id == name]
    near = exact or [row for row in rows if row.id.startswith(name)]
    if len(near) != 1:
        raise NoSuchExport(name=name)
    return near[0]


def _short(row: Row) -> str:
    return row.id[:SHORT] if len(row.id) == 32 else row.id


def _facts(row: Row) -> dict[str, Any]:
    names = ("id", "session", "state", "done", "total", "file", "created", "error")
    return {name: getattr(row, name) for name in names}
