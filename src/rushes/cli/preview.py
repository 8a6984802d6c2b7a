"""`rushes preview`: a frame of the cut as it stands, shown in the terminal or kept as a picture; or the cut played."""

from __future__ import annotations

import os
from pathlib import Path

import click

from rushes.cli.command import SESSION, Desk, options, stopping, talking
from rushes.cli.far import Far, server_named
from rushes.cli.pictures import drawn, way_of
from rushes.cli.screen import Screen
from rushes.cli.telling import shown_path
from rushes.errors import RequestError
from rushes.model.session import Session
from rushes.model.time import ZERO, Seconds, clock_text
from rushes.studio.errors import OutputExists

LINES = 540

PLAYED = "540p"


class NothingToShow(RequestError):
    """There is nothing on the timeline yet."""

    code = "nothing_to_show"
    zh = "时间线上还没有内容。"


class Moment(click.ParamType[Seconds]):
    """`12`, `12.5`, `1:02`, `1:02:03.5`."""

    name = "time"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Seconds:
        try:
            parts = [Seconds(each) for each in str(value).split(":")]
            if not 1 <= len(parts) <= 3 or min(parts) < 0:
                raise ValueError
        except (ValueError, ZeroDivisionError):
            self.fail(f"{value!r} is no time; write 12.5 or 1:02.", param, ctx)
        return sum((part * 60**place for place, part in enumerate(reversed(parts))), ZERO)


@click.command("preview")
@click.argument("at", type=Moment(), default="0", metavar="[AT]")
@options(*SESSION)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="FILE.jpg", help="Keep the frame as a picture."
)
@click.option("--play", is_flag=True, help="Play the whole cut, small, in the system's player (on a server: its page).")
@click.option("--no-thumbs", is_flag=True, help="Draw nothing in the terminal.")
@click.option("--force", is_flag=True, help="Replace a file that is there already.")
@talking
def command(
    screen: Screen, desk: Desk, at: Seconds, session_name: str | None, go_on: bool, output: Path | None, play: bool,
    no_thumbs: bool, force: bool,
) -> None:  # fmt: skip
    """A frame of the cut at AT (12.5, 1:02; usually the first), in the terminal or as a picture."""
    if output is not None and output.exists() and not force:
        raise OutputExists(path=output)
    if server_named():
        with Far(screen, desk) as far:
            name, length, picture = _far(far, at, session_name, play)
    else:
        name, length, picture = _here(screen, desk, at, session_name, play)
    if play:
        return
    moment = min(at, length)
    screen.fact("preview", {"session": name, "at": float(moment), "bytes": len(picture)})
    if output is not None:
        output.write_bytes(picture)
        screen.fact("file", str(output))
    way = "" if no_thumbs or not screen.out.isatty() else way_of(os.environ)
    if way:
        screen.result(drawn(picture, way))
    kept = f"  {shown_path(output, desk.folder)}" if output is not None else ""
    screen.result(f"  {name}  {clock_text(moment)} of {clock_text(length)}{kept}")
    if not way and output is None:
        screen.note("  This terminal shows no pictures; keep the frame with -o FILE.jpg, or see the cut with --play.")


def _here(screen: Screen, desk: Desk, at: Seconds, name: str | None, play: bool) -> tuple[str, Seconds, bytes]:
    from rushes.service import still_of

    session = desk.session(name)
    project = desk.studio.store.project(session.id, session.revision)
    length = project.timeline.length
    if not length:
        raise NothingToShow()
    if play:
        click.launch(str(_played(screen, desk, session)))
        return session.name, length, b""
    last = max(length - project.timeline.canvas.frame, ZERO)
    return session.name, length, still_of(desk.studio, project, min(at, last), LINES)


def _played(screen: Screen, desk: Desk, session: Session) -> Path:
    """The cut as a small file, made anew only where it changed."""
    from rushes.studio.exports import Wishes, output_for

    studio = desk.studio
    folder = studio.settings.places.cache / "played"
    path = folder / f"{session.id}-r{session.revision}.mp4"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        canvas = studio.store.timeline(session.id, session.revision).canvas
        output = output_for(canvas, Wishes(format="mp4", size=PLAYED, quality="draft"))
        with stopping() as stop:
            studio.renderer.export(
                studio.store.project(session.id, session.revision), output, path,
                lambda now: screen.progress("Preview", now), stop,
            )  # fmt: skip
    screen.fact("file", str(path))
    screen.note(f"  {path}")
    return path


def _far(far: Far, at: Seconds, name: str | None, play: bool) -> tuple[str, Seconds, bytes]:
    far.go_on(name)
    state = far.state()
    if not state.length_ms:
        raise NothingToShow()
    length = Seconds(state.length_ms, 1000)
    if play:
        link = far.client.sessions.link(far.session)
        far.screen.fact("page", True)  # the link opens the session: it is shown to nobody but the browser
        click.launch(link)
        return far.session.name, length, b""
    last = max(length - Seconds(1, 10), ZERO)
    return far.session.name, length, far.client.sessions.still(far.session, float(min(at, last)), LINES)
