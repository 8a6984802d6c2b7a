"""The commands against a server (NEMO_API_URL): the same words and the same output as on this machine. Those that a
server of this API can't do say so."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from rushes.cli.command import INTERRUPTED, QUESTION, SESSION, USAGE, Desk, options, talking
from rushes.cli.diff import RevisionNumber
from rushes.cli.edit import WORDS_MOST_BYTES
from rushes.cli.exporting import OUTPUT, wishes_of
from rushes.cli.far import Far, Reply, canvas_of, file_text, output_of, state_line, timeline_lines
from rushes.cli.files import existing, told_apart
from rushes.cli.screen import Screen, columns
from rushes.cli.sessions import ListIfNothingElse
from rushes.cli.telling import ago, shortened
from rushes.client.draft import clock
from rushes.client.errors import NotThere
from rushes.client.sessions import State, There
from rushes.studio.exports import joined


@click.command("edit")
@click.argument("arguments", nargs=-1, metavar="[FILES]... [WORDS]")
@options(*SESSION, *OUTPUT)
@click.option("--revision", type=int, metavar="N", help="On this machine only.")
@click.option("--dry-run", is_flag=True, help="On this machine only.")
@talking
def edit(
    screen: Screen, desk: Desk, arguments: tuple[str, ...], session_name: str | None, go_on: bool, output: Path | None,
    force: bool, revision: int | None, dry_run: bool, **given: Any,
) -> int:  # fmt: skip
    """Edit footage in words, on the server: the files, then what to do, in quotes."""
    asked = told_apart(arguments)
    words = sys.stdin.read(WORDS_MOST_BYTES).strip() if asked.words == "-" else asked.words
    wishes, going_on = wishes_of(given), bool(session_name or go_on)
    if not asked.files and not words:
        raise click.UsageError('Say what to edit and how: rushes edit FILE "what to do" -o out.mp4')
    if not asked.files and not going_on:
        raise click.UsageError(f'Name the footage, or add -c to go on with the last session: rushes edit -c "{words}"')
    for wanted, option in ((revision is not None, "--revision"), (dry_run, "--dry-run")):
        if wanted:
            raise NotThere(command=f"edit {option}")
    with Far(screen, desk) as far:
        far.session = There("", "new")
        if output is not None:  # refused now rather than after the work
            output_of(wishes, far.destination(wishes, output, force))
        if going_on:
            far.go_on(session_name)
        else:
            far.begin()
        _files_in(screen, far, asked.files)
        wanted = None
        render = ""
        if words:
            try:
                reply = far.say(words)
            except KeyboardInterrupt:
                screen.fact("stopped", far.client.turns.stopped)
                screen.note(f"  {far.gone()}")
                return INTERRUPTED
            code = _told(screen, far, reply)
            if code:
                return code
            wanted, render = reply.export, reply.render
        if output is None and wanted is None and not render:
            screen.note(f'  Next: rushes edit -c "..."    rushes undo    rushes export -o {far.session.name}.mp4')
            return 0
        if wanted is not None:
            wishes = joined(wanted, wishes)
        path = far.destination(wishes, output, force, far.state())
        code = far.export(wishes, path, render)
        if code == 0:
            screen.note('  Next: rushes edit -c "..."    rushes undo    rushes show')
        return code


def _files_in(screen: Screen, far: Far, files: tuple[Path, ...]) -> None:
    """The session line, and the files sent."""
    media = far.take(files)
    state = far.state()
    far.used()
    line = f"  session {far.session.name}{' (new)' if far.fresh else ''}"
    if media:
        line += f"   {len(media)} file{'s' if len(media) > 1 else ''} read"
    if state.draft:
        line += f"   {state_line(state)}"
    _facts(screen, far, state)
    screen.fact("media", media)
    screen.note(line)
    for each in media:
        for warning in each.get("warnings") or ():
            screen.warn(f"{each.get('filename')}: {warning}")


def _facts(screen: Screen, far: Far, state: State) -> None:
    session = {"id": far.session.id, "name": far.session.name, "revision": state.revision, "new": far.fresh}
    screen.fact("session", session)
    if state.draft:
        canvas = canvas_of(state)
        size = {"width": canvas.width, "height": canvas.height, "fps": float(canvas.rate)}
        screen.fact("timeline", {"length": state.length_ms / 1000, "canvas": size, "draft": state.draft})


def _told(screen: Screen, far: Far, reply: Reply) -> int:
    """The change card, or the question; the exit code it comes to."""
    if reply.state:
        _facts(screen, far, reply.state)
    screen.fact("revision", reply.revision)
    screen.fact("reply", "\n".join(reply.lines))
    if reply.kind == "question":
        screen.fact("question", {"text": "\n".join(reply.lines), "choices": list(reply.choices)})
        for line in reply.lines:
            screen.result(f"  {line}")
        for number, choice in enumerate(reply.choices, 1):
            screen.result(f"    {number}. {choice}")
        screen.note('  Answer with: rushes edit -c "..."')
        return QUESTION
    refused = reply.kind == "refusal"
    mark = screen.coloured("bad", "[no]", out=True) if refused else screen.ok(out=True)
    number = f"r{reply.revision}  " if reply.revision is not None else ""
    for at, line in enumerate(reply.lines):
        screen.result(f"  {mark} {number}{line}" if at == 0 else f"       {' ' * len(number)}{line}")
    if refused:
        screen.fact("ok", False)
        return USAGE
    return 0


@click.command("upload")
@click.argument("files", nargs=-1, required=True, metavar="FILES|URLS...")
@options(*SESSION)
@talking
def upload(screen: Screen, desk: Desk, files: tuple[str, ...], session_name: str | None, go_on: bool) -> int:
    """Put files into a session of the server (a new one, unless -c or -s), without editing."""
    urls = [each for each in files if each.startswith(("http://", "https://"))]
    paths = existing([each for each in files if each not in urls])
    with Far(screen, desk) as far:
        if session_name or go_on:
            far.go_on(session_name)
        else:
            far.begin()
        media = far.take(paths, urls)
        far.used()
        screen.fact("session", {"id": far.session.id, "name": far.session.name, "new": far.fresh})
        screen.fact("media", media)
        screen.note(f"  session {far.session.name}{' (new)' if far.fresh else ''}")
        screen.result("\n".join(columns(map(file_text, media))))
    return 0


@click.command("show")
@options(*SESSION)
@click.option("--revision", type=int, metavar="N", help="On this machine only.")
@talking
def show(screen: Screen, desk: Desk, session_name: str | None, go_on: bool, revision: int | None) -> None:
    """What a session of the server holds: timeline, files, exports."""
    if revision is not None:
        raise NotThere(command="show --revision")
    with Far(screen, desk) as far:
        far.go_on(session_name)
        state = far.state()
        _facts(screen, far, state)
        screen.fact("summary", state.summary)
        screen.fact("media", list(state.files))
        screen.fact("exports", list(state.made))
        number = f"  r{state.revision}" if state.revision is not None else ""
        screen.result(f"  {far.session.name}{number}  {state_line(state)}".rstrip())
        screen.result("\n".join(["", *timeline_lines(state)]))
        if state.files:
            screen.result("\n".join(["", "  files", *columns(map(file_text, state.files))]))
        if state.made:
            made = [(str(each.get("id") or ""), str(each.get("type") or "")) for each in state.made]
            screen.result("\n".join(["", "  exports", *columns(made)]))


def _step(verb: str) -> Callable[..., int]:
    """`undo` and `redo`: said to the server, which tells what came of it."""

    def run(screen: Screen, desk: Desk, steps: int, to: int | None, session_name: str | None, go_on: bool) -> int:
        words = f"restore version {to}" if to is not None else f"{verb} {steps} times" if steps > 1 else verb
        with Far(screen, desk) as far:
            far.go_on(session_name)
            return _told(screen, far, far.say(words))

    return run


@click.command("undo")
@click.argument("steps", type=click.IntRange(min=1), default=1, metavar="[N]")
@click.option("--to", type=RevisionNumber(), metavar="R", help="Go back to how revision R looked.")
@options(*SESSION)
@talking
def undo(screen: Screen, desk: Desk, **given: Any) -> int:
    """Take the last change back, or the last N."""
    return _step("undo")(screen, desk, **given)


@click.command("redo")
@click.argument("steps", type=click.IntRange(min=1), default=1, metavar="[N]")
@options(*SESSION)
@talking
def redo(screen: Screen, desk: Desk, **given: Any) -> int:
    """Bring back what was undone."""
    return _step("redo")(screen, desk, to=None, **given)


@click.command("export")
@options(*SESSION, *OUTPUT)
@click.option("--render", default="", metavar="ID", help="Fetch an export that was begun before.")
@click.option("--wait/--no-wait", default=True, help="Wait and fetch the file (usual), or only ask for it.")
@talking
def export(
    screen: Screen, desk: Desk, session_name: str | None, go_on: bool, output: Path | None, force: bool, render: str,
    wait: bool, **given: Any,
) -> int:  # fmt: skip
    """Have the server make the video file, and fetch it. Without -o it gets the session's name, in this folder."""
    wishes = wishes_of(given)
    with Far(screen, desk) as far:
        far.go_on(session_name)
        state = far.state()
        path = far.destination(wishes, output, force, state)
        output_of(wishes, path)
        _facts(screen, far, state)
        number = f"  r{state.revision}" if state.revision is not None else ""
        length = f"  {clock(state.length_ms)}"
        screen.note(f"  {far.session.name}{number}{length}  {state_line(state).rpartition('  ')[0]}".rstrip())
        return far.export(wishes, path, render) if wait or render else far.ask(wishes, path)


@click.group("sessions", cls=ListIfNothingElse)
def sessions() -> None:
    """List, rename, fork and remove sessions of the server."""


@sessions.command("list")
@talking
def sessions_list(screen: Screen, desk: Desk) -> None:
    """The last changed first."""
    with Far(screen, desk) as far:
        rows = far.sessions.all()
    screen.fact("sessions", list(rows))
    if not rows:
        screen.note('  No sessions yet. Begin one: rushes edit FILE "what to do"')
        return
    now = datetime.now(UTC)
    told = [("SESSION", "REV", "LENGTH", "CHANGED", "LAST SAID")]
    for row in rows:
        length = clock(round(float(row.get("duration") or 0) * 1000))
        changed = ago(str(row["updated_at"]), now) if row.get("updated_at") else ""
        revision = f"r{row['revision']}" if row.get("revision") is not None else ""
        told.append(
            (str(row.get("name")), revision, length, changed, shortened(str(row.get("last_message") or ""), 40))
        )
    screen.result("\n".join(columns(told)))


@sessions.command("rename")
@click.argument("name")
@click.argument("new_name")
@talking
def sessions_rename(screen: Screen, desk: Desk, name: str, new_name: str) -> None:
    """Give a session another name."""
    with Far(screen, desk) as far:
        renamed = far.sessions.rename(far.sessions.find(name), new_name)
    screen.fact("session", {"id": renamed.id, "name": renamed.name})
    screen.result(f"  {name} is now {renamed.name}")


@sessions.command("fork")
@click.argument("name", required=False)
@click.argument("new_name", required=False)
@talking
def sessions_fork(screen: Screen, desk: Desk, name: str | None, new_name: str | None) -> None:
    """Copy a session (the last one used here, if none is named) and go on with the copy."""
    with Far(screen, desk) as far:
        session = far.sessions.find(name) if name else far.sessions.used_in(str(desk.folder))
        far.session = far.sessions.fork(session, new_name or "")
        far.used()
    screen.fact("session", {"id": far.session.id, "name": far.session.name})
    screen.result(f"  {far.session.name} is a copy of {session.name}; -c goes on with it here")


@sessions.command("rm")
@click.argument("names", nargs=-1, required=True)
@click.option("-y", "--yes", is_flag=True, help="Do not ask.")
@talking
def sessions_rm(screen: Screen, desk: Desk, names: tuple[str, ...], yes: bool) -> None:
    """Remove sessions for good."""
    with Far(screen, desk) as far:
        found = [far.sessions.find(name) for name in names]
        listed = ", ".join(each.name for each in found)
        if not yes and not click.confirm(f"  Remove {listed} for good?", err=True):
            raise click.exceptions.Exit(1)
        for each in found:
            far.sessions.remove(each)
    screen.fact("removed", [{"id": each.id, "name": each.name} for each in found])
    screen.result(f"  removed {listed}")


@click.command("diff", context_settings={"ignore_unknown_options": True, "allow_extra_args": True})
@talking
def diff(screen: Screen, desk: Desk) -> None:
    """On this machine only."""
    raise NotThere(command="diff")


@click.command("explain", context_settings={"ignore_unknown_options": True, "allow_extra_args": True})
@talking
def explain(screen: Screen, desk: Desk) -> None:
    """On this machine only."""
    raise NotThere(command="explain")


COMMANDS: dict[str, click.Command] = {
    "edit": edit, "upload": upload, "show": show, "undo": undo, "redo": redo, "export": export, "sessions": sessions,
    "diff": diff, "explain": explain,
}  # fmt: skip
"""What takes the place of the commands of this machine."""
