"""`rushes show`: timeline, files and history of a session."""

from __future__ import annotations

from datetime import UTC, datetime

import click

from rushes.cli.command import SESSION, Desk, options, talking
from rushes.cli.screen import Screen, columns
from rushes.cli.telling import (
    ago,
    canvas_text,
    export_facts,
    head_facts,
    history_lines,
    media_facts,
    media_text,
    session_facts,
    shown_path,
    timeline_facts,
    timeline_lines,
)
from rushes.model.saved import to_plain
from rushes.model.session import Session
from rushes.model.time import clock_text


@click.command("show")
@options(*SESSION)
@click.option("--revision", type=int, metavar="N", help="As it was at revision N.")
@talking
def command(screen: Screen, desk: Desk, session_name: str | None, go_on: bool, revision: int | None) -> None:
    """What a session holds: timeline, files, history, exports."""
    tell_session(screen, desk, desk.session(session_name), revision)


def tell_session(screen: Screen, desk: Desk, session: Session, revision: int | None) -> None:
    """Prints it all; `revision` None is the newest."""
    from pathlib import Path

    from rushes.studio.sessions import checked_number

    studio, now = desk.studio, datetime.now(UTC)
    number = session.revision if revision is None else checked_number(session, revision)
    project = studio.store.project(session.id, number)
    heads = studio.history.heads(session)
    exports = studio.exports.of(session)
    timeline = project.timeline
    screen.fact("session", session_facts(session))
    screen.fact("revision", number)
    screen.fact("timeline", {**timeline_facts(timeline), "items": to_plain(timeline)})
    screen.fact("media", [media_facts(media) for media in project.media])
    screen.fact("history", [head_facts(head) for head in heads])
    screen.fact("exports", [export_facts(export) for export in exports])
    screen.result(f"  {session.name}  r{number}  {clock_text(timeline.length)}  {canvas_text(timeline.canvas)}")
    screen.result("\n".join(["", *timeline_lines(project)]))
    if project.media:
        screen.result("\n".join(["", "  files", *columns(media_text(media) for media in project.media)]))
    screen.result("\n".join(["", "  history", *history_lines(heads, now)]))
    if exports:
        rows = [
            (shown_path(Path(each.destination), desk.folder), f"r{each.revision}", each.state.value,
             ago(each.created, now), each.error)
            for each in exports
        ]  # fmt: skip
        screen.result("\n".join(["", "  exports", *columns(rows)]))
