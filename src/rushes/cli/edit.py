"""`rushes edit`: one turn, in a new session or in one that goes on, and the video if it is asked for."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from rushes.cli.command import QUESTION, SESSION, USAGE, Desk, options, talking
from rushes.cli.exporting import OUTPUT, exported, planned, wishes_of
from rushes.cli.files import told_apart
from rushes.cli.screen import Screen
from rushes.cli.telling import canvas_text, media_facts, session_facts, timeline_facts
from rushes.model.session import MessageKind, Session
from rushes.model.time import clock_text
from rushes.model.timeline import Canvas
from rushes.studio.conversation import Answer
from rushes.studio.exports import joined

WORDS_MOST_BYTES = 100_000
"""Read from standard input; far above any request."""


@click.command("edit")
@click.argument("arguments", nargs=-1, metavar="[FILES]... [WORDS]")
@options(*SESSION, *OUTPUT)
@click.option("--revision", type=int, metavar="N", help="Go on from revision N instead of the newest.")
@click.option("--dry-run", is_flag=True, help="Say what would be done; change nothing.")
@talking
def command(
    screen: Screen,
    desk: Desk,
    arguments: tuple[str, ...],
    session_name: str | None,
    go_on: bool,
    output: Path | None,
    force: bool,
    revision: int | None,
    dry_run: bool,
    **given: Any,
) -> int:
    """Edit footage in words: the files, then what to do, in quotes.

    \b
      rushes edit drone.mp4 coast.mov "trim the first 5 seconds of the drone shot, add title 'Hello'" -o out.mp4
      rushes edit -c "make the title bigger"
      rushes edit -c "把标题改大一点" -o out2.mp4

    Files begin a new session, unless -c (go on with the last one in this folder) or -s says otherwise. WORDS may
    be - for standard input. Without -o nothing is rendered: the session is saved, and `rushes export` makes the
    video.
    """
    asked = told_apart(arguments)
    words = sys.stdin.read(WORDS_MOST_BYTES).strip() if asked.words == "-" else asked.words
    wishes = wishes_of(given)
    going_on = bool(session_name or go_on)
    if not asked.files and not words:
        raise click.UsageError('Say what to edit and how: rushes edit FILE "what to do" -o out.mp4')
    if not asked.files and not going_on:
        raise click.UsageError(f'Name the footage, or add -c to go on with the last session: rushes edit -c "{words}"')
    studio = desk.studio
    if going_on:
        session = desk.session(session_name)
    else:
        session = studio.sessions.begin(desk.user)
    try:
        if output is not None:  # refused now rather than after the work
            planned(Canvas(), wishes, output, session, desk, force)
        session = _files_in(screen, desk, session, asked.files, not going_on)
    except BaseException:
        if not going_on:
            studio.sessions.remove(session)
        raise
    if not dry_run or going_on:
        studio.sessions.use_in(str(desk.folder), session)
    try:
        return _turn(screen, desk, session, not going_on, words, wishes, output, force, revision, dry_run)
    finally:
        if dry_run and not going_on:
            studio.sessions.remove(session)


def _files_in(screen: Screen, desk: Desk, session: Session, files: tuple[Path, ...], fresh: bool) -> Session:
    """The session line, and the files taken in."""
    done = desk.studio.uploads.take(session, files) if files else None
    if done:
        session = done.session
        for media in done.media:
            for warning in desk.studio.uploads.warnings(media, screen.language):
                screen.warn(f"{media.name}: {warning}")
    timeline = desk.studio.store.timeline(session.id, session.revision)
    line = f"  session {session.name}{' (new)' if fresh else ''}"
    if done and done.media:
        line += f"   {len(done.media)} file{'s' if len(done.media) > 1 else ''} read"
    if timeline.track:
        line += f"   {canvas_text(timeline.canvas)}  {clock_text(timeline.length)}"
    screen.fact("session", {**session_facts(session), "new": fresh})
    if done:
        screen.fact("media", [media_facts(media) for media in done.media])
    screen.note(line)
    if done and done.media and not fresh and not done.placed:
        names = ", ".join(media.name for media in done.media)
        screen.note(f"  in the pool, not on the timeline: {names}")
    return session


def _turn(
    screen: Screen, desk: Desk, session: Session, fresh: bool, words: str, wishes: Any, output: Path | None, force: bool,
    revision: int | None, dry_run: bool,
) -> int:  # fmt: skip
    studio = desk.studio
    wanted = None
    if words:
        answer = studio.conversation.say(session, words, start=revision, keep=not dry_run, working=screen.asking)
        session = answer.session
        screen.language = answer.language
        screen.fact("session", {**session_facts(session), "new": fresh})
        screen.fact("revision", answer.revision)
        screen.fact("reply", answer.text)
        screen.fact("reader", answer.reader)
        screen.fact("timeline", timeline_facts(answer.after.timeline))
        if answer.kind is MessageKind.QUESTION:
            screen.fact("question", {"text": answer.text, "choices": list(answer.choices)})
            screen.result("\n".join(f"  {line}" for line in answer.text.split("\n")))
            for number, choice in enumerate(answer.choices, 1):
                screen.result(f"    {number}. {choice}")
            screen.note('  Answer with: rushes edit -c "..."')
            return QUESTION
        screen.fact("changes", list(answer.changes))
        screen.fact("assumed", list(answer.assumed))
        screen.fact("left", list(answer.left))
        _card(screen, answer)
        if answer.kind is MessageKind.REFUSAL:
            screen.fact("ok", False)
            return USAGE
        wanted = answer.export
    if dry_run:
        screen.note("  Dry run: nothing was changed.")
        return 0
    if output is None and wanted is None:
        screen.note(f'  Next: rushes edit -c "..."    rushes undo    rushes export -o {session.name}.mp4')
        return 0
    timeline = studio.store.timeline(session.id, session.revision)
    if wanted is not None:
        wishes = joined(wanted, wishes)
    result, path = planned(timeline.canvas, wishes, output, session, desk, force)
    code = exported(screen, desk, session, result, path)
    if code == 0:
        screen.note('  Next: rushes edit -c "..."    rushes undo    rushes show')
    return code


def _card(screen: Screen, answer: Answer) -> None:
    """The change card: the revision, and a line for each change."""
    zh = answer.language == "zh"
    fine = answer.kind is MessageKind.REPLY
    mark = screen.ok(out=True) if fine else screen.coloured("bad", "[no]", out=True)
    lines = list(answer.changes) or answer.text.split("\n")
    if answer.changes and answer.assumed:
        lines.append(("没说明的按：" if zh else "taken as: ") + ("；" if zh else "; ").join(answer.assumed))
    if answer.changes and answer.left:
        lines.append(("没看懂、没有动：" if zh else "left alone: ") + ("、" if zh else ", ").join(answer.left))
    if answer.changes and answer.read_by:
        lines.append(answer.read_by)
    number = f"r{answer.revision}  " if answer.revision is not None else ""
    screen.result(f"  {mark} {number}{lines[0]}")
    for line in lines[1:]:
        screen.result(f"       {' ' * len(number)}{line}")
