"""`rushes worker`: makes the exports that are waiting; as many of them as you like, over one data folder."""

from __future__ import annotations

import contextlib
import os
import signal
import threading
from pathlib import Path

import click

NICENESS = 10
"""Exports give way to conversation."""


@click.command("worker")
@click.option("--data", type=click.Path(path_type=Path, file_okay=False), help="Folder that everything is kept in.")
@click.option("--at-once", type=click.IntRange(1, 64), help="Exports at the same time (RUSHES_EXPORTS_AT_ONCE).")
@click.option("--with-parent", is_flag=True, hidden=True, help="Stop when standard input closes.")
def command(data: Path | None, at_once: int | None, with_parent: bool) -> None:
    """Make the exports that are waiting, until stopped."""
    from rushes.api.logs import log_lines
    from rushes.assemble import assembled
    from rushes.service import worker_of
    from rushes.service_settings import service_settings_from
    from rushes.settings import settings_from

    log_lines()
    with contextlib.suppress(OSError):
        os.nice(NICENESS)
    settings = service_settings_from(os.environ, exports_at_once=at_once)
    studio = assembled(settings_from(os.environ, Path.home(), data))
    worker = worker_of(studio, settings.exports_at_once)
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    if with_parent:
        threading.Thread(target=_until_closed, args=(stop,), daemon=True).start()
    worker.start()
    while not stop.wait(1.0):
        pass
    worker.stop()
    studio.close()


def _until_closed(stop: threading.Event) -> None:
    """The end of standard input; read below Python's own buffers, which would hold up the end of this process."""
    while os.read(0, 1024):
        pass
    stop.set()
