"""`rushes undo`."""

from __future__ import annotations

import click

from rushes.cli.command import SESSION, Desk, options, talking
from rushes.cli.diff import RevisionNumber
from rushes.cli.screen import Screen
from rushes.cli.telling import session_facts, shortened, timeline_facts
from rushes.model.session import Session
from rushes.studio.history import Step


@click.command("undo")
@click.argument("steps", type=click.IntRange(min=1), default=1, metavar="[N]")
@click.option("--to", type=RevisionNumber(), metavar="R", help="Go back to how revision R looked.")
@options(*SESSION)
@talking
def command(
    screen: Screen, desk: Desk, steps: int, to: int | None, session_name: str | None, go_on: bool
) -> None:  # fmt: skip
    """Take the last change back, or the last N. Nothing is lost: `rushes redo` brings it back."""
    session = desk.session(session_name)
    history = desk.studio.history
    step = history.undone(session, steps) if to is None else history.restored(session, to)
    tell_step(screen, desk, session, step)


def tell_step(screen: Screen, desk: Desk, session: Session, step: Step) -> None:
    """Keeps the step and says where the session stands now."""
    from rushes.cli.screen import columns
    from rushes.model.time import clock_text

    after = desk.studio.history.take(session, step)
    screen.fact("session", session_facts(after))
    screen.fact("revision", step.revision.number)
    screen.fact("shows", step.revision.state)
    screen.fact("timeline", timeline_facts(step.after.timeline))
    was, now = clock_text(step.before.timeline.length), clock_text(step.after.timeline.length)
    length = now if was == now else f"{was} -> {now}"
    screen.result(f"  {screen.ok(out=True)} r{step.revision.number}: {step.revision.did}   {length}")
    rows = [
        (f"r{head.number}", shortened(head.did, 70), f'"{shortened(head.said, 40)}"' if head.said else "")
        for head in step.passed
    ]
    if rows:
        screen.result("\n".join(columns(rows, indent="       ")))
