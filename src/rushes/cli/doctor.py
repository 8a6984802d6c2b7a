"""`rushes doctor`: is everything there and whole?"""

from __future__ import annotations

import click

from rushes.cli.command import FAILED, Desk, talking
from rushes.cli.screen import Screen, columns


@click.command("doctor")
@talking
def command(screen: Screen, desk: Desk) -> int:
    """Check FFmpeg, encoders, fonts, the database, the originals and the disk."""
    found = desk.examined()
    rows = []
    for one in found:
        mark = screen.ok(out=True) if one.fine else screen.coloured("bad", "[!!]", out=True)
        rows.append((mark, one.what, one.text))
    screen.fact("checks", [{"what": one.what, "fine": one.fine, "text": one.text} for one in found])
    screen.result("\n".join(columns(rows)))
    for one in found:
        if not one.fine and one.hint:
            screen.note(f"  {one.what}: {one.hint}")
    return 0 if all(one.fine for one in found) else FAILED
