"""`rushes redo`."""

from __future__ import annotations

import click

from rushes.cli.command import SESSION, Desk, options, talking
from rushes.cli.screen import Screen
from rushes.cli.undo import tell_step


@click.command("redo")
@click.argument("steps", type=click.IntRange(min=1), default=1, metavar="[N]")
@options(*SESSION)
@talking
def command(screen: Screen, desk: Desk, steps: int, session_name: str | None, go_on: bool) -> None:
    """Bring back what was undone last, or the last N."""
    session = desk.session(session_name)
    tell_step(screen, desk, session, desk.studio.history.redone(session, steps))
