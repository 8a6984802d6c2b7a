"""`rushes balance`: credits, where there are any."""

from __future__ import annotations

import click

from rushes.cli.command import Desk, talking
from rushes.cli.far import Far, server_named
from rushes.cli.screen import Screen


@click.command("balance")
@talking
def command(screen: Screen, desk: Desk) -> None:
    """Credits left on the server. On your own machine editing costs nothing."""
    if server_named():
        with Far(screen, desk) as far:
            screen.result(f"  {far.balance_text()}")
        return
    free = "在自己的电脑上剪辑不需要费用。" if screen.language == "zh" else "Editing on your own machine costs nothing."
    screen.result(f"  {free}")
