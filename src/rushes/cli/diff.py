"""`rushes diff`: what changed between two revisions."""

from __future__ import annotations

import click

from rushes.cli.command import SESSION, Desk, options, talking
from rushes.cli.screen import Screen, columns
from rushes.cli.telling import canvas_text, session_facts, timeline_rows
from rushes.model.project import Project
from rushes.model.time import clock_text


class RevisionNumber(click.ParamType[int]):
    """`3` or `r3`."""

    name = "revision"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> int:
        text = str(value).lower().removeprefix("r")
        if not text.isdecimal():
            self.fail(f"{value!r} is no revision; say 3 or r3.", param, ctx)
        return int(text)


@click.command("diff")
@click.argument("first", type=RevisionNumber(), metavar="R1", required=False)
@click.argument("second", type=RevisionNumber(), metavar="R2", required=False)
@options(*SESSION)
@talking
def command(
    screen: Screen, desk: Desk, first: int | None, second: int | None, session_name: str | None, go_on: bool
) -> None:
    """What changed from revision R1 to R2 (usually the newest; without both, the last change)."""
    from rushes.studio.sessions import checked_number

    session = desk.session(session_name)
    to = session.revision if second is None else checked_number(session, second)
    since = max(to - 1, 0) if first is None else checked_number(session, first)
    store = desk.studio.store
    rows = _differences(store.project(session.id, since), store.project(session.id, to))
    screen.fact("session", session_facts(session))
    screen.fact("from", since)
    screen.fact("to", to)
    screen.fact("changes", [{"sign": sign, "item": item, "row": list(row)} for sign, item, row in rows])
    screen.note(f"  {session.name}  r{since} -> r{to}")
    if not rows:
        screen.result("  no difference")
        return
    colours = {"+": "ok", "-": "bad"}
    for (sign, _, _), line in zip(rows, columns((sign, *row) for sign, _, row in rows), strict=True):
        screen.result(screen.coloured(colours[sign], line, out=True))


def _differences(before: Project, after: Project) -> list[tuple[str, str, tuple[str, ...]]]:
    """Sign, item and row of what is gone (-) and what is there instead (+); both signs for what changed. A clip that
    only changed its number or its place by what stands before it has not changed."""
    was, now = timeline_rows(before), timeline_rows(after)
    rows: list[tuple[str, str, tuple[str, ...]]] = []
    old, new = before.timeline, after.timeline
    for item in dict.fromkeys([*was, *now]):
        if item in was and item in now and (was[item] == now[item] or _same(before, after, item)):
            continue
        if item in was:
            rows.append(("-", item, was[item]))
        if item in now:
            rows.append(("+", item, now[item]))
    for name, one, two in (
        ("canvas", canvas_text(old.canvas), canvas_text(new.canvas)),
        ("length", clock_text(old.length), clock_text(new.length)),
    ):
        if one != two:
            rows += [("-", name, (name, "", one)), ("+", name, (name, "", two))]
    return rows


def _same(before: Project, after: Project, item: str) -> bool:
    clip = before.timeline.clip(item)
    return clip is not None and clip == after.timeline.clip(item)
