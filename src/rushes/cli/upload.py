"""`rushes upload`: files into a session."""

from __future__ import annotations

import click

from rushes.cli.command import REFUSED, SESSION, Desk, options, talking
from rushes.cli.screen import Screen, columns
from rushes.cli.telling import media_facts, media_text, session_facts


@click.command("upload")
@click.argument("files", nargs=-1, required=True, metavar="FILES...")
@options(*SESSION)
@talking
def command(screen: Screen, desk: Desk, files: tuple[str, ...], session_name: str | None, go_on: bool) -> int:
    """Put files into a session (a new one, unless -c or -s), without editing."""
    from rushes.cli.files import existing

    paths = existing(files)
    sessions = desk.studio.sessions
    fresh = not (session_name or go_on)
    session = sessions.begin(desk.user) if fresh else desk.session(session_name)
    done = desk.studio.uploads.take(session, paths, whole=False)
    if fresh and not (done.media or done.luts):
        sessions.remove(session)
    else:
        sessions.use_in(str(desk.folder), session)
        screen.fact("session", {**session_facts(done.session), "new": fresh})
        screen.note(f"  session {session.name}{' (new)' if fresh else ''}")
    screen.fact("media", [media_facts(media) for media in done.media])
    rows = [*(media_text(media) for media in done.media), *((lut.name, "colour table", "", "") for lut in done.luts)]
    if rows:
        screen.result("\n".join(columns(rows)))
    for media in done.media:
        for warning in desk.studio.uploads.warnings(media, screen.language):
            screen.warn(f"{media.name}: {warning}")
    if done.placed:
        screen.note(f"  on the timeline: {', '.join(media.name for media in done.placed)}")
    refused = []
    for name, error in done.refused:
        refused.append({"name": name, "code": error.code, "message": error.text(screen.language)})
        screen.warn(f"{name}: {error.text(screen.language)}")
    screen.fact("refused", refused)
    return REFUSED if refused else 0
