"""`rushes serve`: the API that agent skills speak, on this machine, over the same studio as the command line."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import threading
import time
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    import uvicorn

STOP_SECONDS = 25
"""How long streams, turns and uploads may go on once an end was asked for."""

WORKER_SECONDS = 15
"""How long a worker may take to put its jobs back."""

AGAIN_SECONDS = 2.0
"""Before a worker that died is started again."""

SWITCH_SECONDS = 0.001
"""How long one thread may keep the interpreter while another has something to answer; Python's own 5 ms add up to
seconds where turns are worked out beside many short calls."""

log = logging.getLogger("rushes.serve")


@click.command("serve")
@click.option("--host", help="Address to listen on (RUSHES_HOST; usual: 127.0.0.1, this machine only).")
@click.option("--port", type=click.IntRange(0, 65535), help="Port (RUSHES_PORT; usual: 8787).")
@click.option("--data", type=click.Path(path_type=Path, file_okay=False), help="Folder that everything is kept in.")
@click.option("--workers", type=click.IntRange(0, 64), help="Export processes beside the server (RUSHES_WORKERS).")
@click.option("--open", "opened", is_flag=True, help="Open the page in the browser, with this machine's sessions.")
@click.option("--log-level", default="info", show_default=True,
              type=click.Choice(["debug", "info", "warning", "error"]), help="How much is logged.")  # fmt: skip
def command(
    host: str | None, port: int | None, data: Path | None, workers: int | None, opened: bool, log_level: str
) -> None:
    """Serve the API and make exports, until stopped."""
    import uvicorn

    from rushes.api.app import create_app
    from rushes.api.logs import log_lines
    from rushes.assemble import assembled
    from rushes.service import served
    from rushes.service_settings import service_settings_from
    from rushes.settings import settings_from
    from rushes.studio.sessions import LOCAL

    log_lines(log_level)
    sys.setswitchinterval(SWITCH_SECONDS)
    settings = service_settings_from(os.environ, host=host, port=port, workers=workers)
    studio = assembled(settings_from(os.environ, Path.home(), data))
    service = served(studio, settings)
    server: uvicorn.Server | None = None
    app = create_app(service, stopping=lambda: server is not None and server.should_exit)
    config = uvicorn.Config(
        app,
        host=settings.host,
        port=settings.port,
        log_config=None,
        access_log=False,
        timeout_graceful_shutdown=STOP_SECONDS,
        timeout_keep_alive=30,
        server_header=False,
    )
    server = uvicorn.Server(config)
    for number in (signal.SIGTERM, signal.SIGINT):  # the server raises them again when it is done; that is no error
        signal.signal(number, lambda *_: None)
    helpers = [_Helper(studio.settings.places.data) for _ in range(settings.workers)]
    link = f"/workspace/claim?ct={service.accounts.door(LOCAL).token}" if opened else ""
    threading.Thread(target=_announce, args=(server, link), daemon=True).start()
    try:
        server.run()
    finally:
        for helper in helpers:
            helper.stop()


def _announce(server: uvicorn.Server, link: str) -> None:
    """Says where the page is, once it is there, and opens it by `link`."""
    while not server.started:
        if server.should_exit:
            return
        time.sleep(0.05)
    host, port = server.servers[0].sockets[0].getsockname()[:2]
    base = f"http://{'127.0.0.1' if host in ('0.0.0.0', '::') else f'[{host}]' if ':' in host else host}:{port}"
    click.echo(f"Rushes at {base}", err=True)
    if link and not (_has_browser() and webbrowser.open(base + link)):
        click.echo(f"No browser found. Open this within 5 minutes, it works once: {base}{link}", err=True)


def _has_browser() -> bool:
    """Whether a browser would show itself; one in this very terminal would be in the server's way."""
    if sys.platform in ("win32", "darwin") or os.environ.get("BROWSER"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


class _Helper:
    """A worker process kept alive. It ends when this process does: the pipe it listens on closes with us."""

    def __init__(self, data: Path) -> None:
        self._command = [sys.executable, "-m", "rushes", "worker", "--data", str(data), "--with-parent"]
        self._stop = threading.Event()
        self._process: subprocess.Popen[bytes] | None = None
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        while not self._stop.is_set():
            self._process = subprocess.Popen(self._command, stdin=subprocess.PIPE)
            code = self._process.wait()
            if not self._stop.is_set():
                log.warning("a worker ended; it is started again", extra={"code": code})
                self._stop.wait(AGAIN_SECONDS)

    def stop(self) -> None:
        self._stop.set()
        process = self._process
        if process is None:
            return
        if process.stdin:
            process.stdin.close()
        try:
            process.wait(WORKER_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
