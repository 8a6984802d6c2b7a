"""`rushes sessions`: list, show, rename, rm, fork."""

from __future__ import annotations

from datetime import UTC, datetime

import click

from rushes.cli.command import Desk, talking
from rushes.cli.screen import Screen, columns
from rushes.cli.show import tell_session
from rushes.cli.telling import ago, session_facts, timeline_facts, tracks_text
from rushes.model.time import clock_text


class ListIfNothingElse(click.Group):
    """`rushes sessions` and `rushes sessions --json` list."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not args or (args[0].startswith("-") and args[0] not in ("-h", "--help")):
            args = ["list", *args]
        return super().parse_args(ctx, args)


@click.group("sessions", cls=ListIfNothingElse)
def command() -> None:
    """List, show, rename, fork and remove sessions."""


@command.command("list")
@talking
def list_sessions(screen: Screen, desk: Desk) -> None:
    """The last changed first."""
    summaries = desk.studio.sessions.all(desk.user)
    now = datetime.now(UTC)
    rows = [("SESSION", "REV", "LENGTH", "TRACKS", "CHANGED", "EXPORTS")]
    for one in summaries:
        session = one.session
        rows.append(
            (
                session.name,
                f"r{session.revision}",
                clock_text(one.timeline.length),
                tracks_text(one.timeline),
                ago(session.updated, now),
                str(one.exports),
            )
        )
    facts = [
        {**session_facts(one.session), **timeline_facts(one.timeline), "exports": one.exports} for one in summaries
    ]
    screen.fact("sessions", facts)
    if summaries:
        screen.result("\n".join(columns(rows)))
    else:
        screen.note('  No sessions yet. Begin one: rushes edit FILE "what to do"')


@command.command("show")
@click.argument("name")
@talking
def show(screen: Screen, desk: Desk, name: str) -> None:
    """What a session holds."""
    tell_session(screen, desk, desk.studio.sessions.find(desk.user, name), None)


@command.command("rename")
@click.argument("name")
@click.argument("new_name")
@talking
def rename(screen: Screen, desk: Desk, name: str, new_name: str) -> None:
    """Give a session another name."""
    sessions = desk.studio.sessions
    session = sessions.rename(sessions.find(desk.user, name), new_name)
    screen.fact("session", session_facts(session))
    screen.result(f"  {name} is now {session.name}")


@command.command("rm")
@click.argument("names", nargs=-1, required=True)
@click.option("-y", "--yes", is_flag=True, help="Do not ask.")
@talking
def remove(screen: Screen, desk: Desk, names: tuple[str, ...], yes: bool) -> None:
    """Remove sessions for good. The footage that was uploaded stays in the store."""
    sessions = desk.studio.sessions
    found = [sessions.find(desk.user, name) for name in names]
    listed = ", ".join(f"{session.name} (r{session.revision})" for session in found)
    if not yes and not click.confirm(f"  Remove {listed} for good?", err=True):
        raise click.exceptions.Exit(1)
    for session in found:
        sessions.remove(session)
    screen.fact("removed", [session_facts(session) for session in found])
    screen.result(f"  removed {listed}")


@command.command("fork")
@click.argument("name", required=False)
@click.argument("new_name", required=False)
@talking
def fork(screen: Screen, desk: Desk, name: str | None, new_name: str | None) -> None:
    """Copy a session (the last one used here, if none is named) and go on with the copy."""
    sessions = desk.studio.sessions
    session = sessions.find(desk.user, name) if name else sessions.last_in(desk.user, str(desk.folder))
    fresh = sessions.fork(session, new_name)
    sessions.use_in(str(desk.folder), fresh)
    screen.fact("session", session_facts(fresh))
    screen.result(f"  {fresh.name} is a copy of {session.name} at r{fresh.revision}; -c goes on with it here")
