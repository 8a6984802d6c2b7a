"""`rushes export`: the finished file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from rushes.cli.command import SESSION, Desk, options, talking
from rushes.cli.exporting import OUTPUT, explained, exported, planned, wishes_of
from rushes.cli.screen import Screen
from rushes.cli.telling import canvas_text, session_facts
from rushes.model.time import clock_text


@click.command("export")
@options(*SESSION, *OUTPUT)
@click.option("--revision", type=int, metavar="N", help="As it was at revision N.")
@click.option("--wait/--no-wait", default=True, help="On a server only: ask for the file and leave.")
@click.option("--explain", is_flag=True, help="Only say what would be copied and encoded, and why.")
@talking
def command(
    screen: Screen,
    desk: Desk,
    session_name: str | None,
    go_on: bool,
    output: Path | None,
    force: bool,
    revision: int | None,
    wait: bool,
    explain: bool,
    **given: Any,
) -> int:
    """Make the video file. Without -o it gets the session's name, in this folder."""
    from rushes.studio.sessions import checked_number

    if not wait:
        raise click.UsageError("Without a server nobody would go on with it: leave out --no-wait, or set NEMO_API_URL.")
    wishes = wishes_of(given)
    session = desk.session(session_name)
    number = session.revision if revision is None else checked_number(session, revision)
    timeline = desk.studio.store.timeline(session.id, number)
    screen.fact("session", session_facts(session))
    screen.fact("revision", number)
    result, path = planned(timeline.canvas, wishes, output, session, desk, force or explain)
    if explain:
        explained(screen, desk, session, result, number)
        return 0
    screen.note(f"  {session.name}  r{number}  {clock_text(timeline.length)}  {canvas_text(timeline.canvas)}")
    return exported(screen, desk, session, result, path, number)
