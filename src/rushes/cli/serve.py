"""`rushes serve`: the API that agent skills speak, on this machine, over the same studio as the command line."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    import uvicorn

    from rushes.service import Service

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
@click.option(
    "--open", "open_page", is_flag=True, help="Open the page, with this machine's own sessions, in the browser."
)
@click.option("--log-level", default="info", show_default=True,
              type=click.Choice(["debug", "info", "warning", "error"]), help="How much is logged.")  # fmt: skip
def command(
    host: str | None, port: int | None, data: Path | None, workers: int | None, open_page: bool, log_level: str
) -> None:
    """Serve the API and make exports, until stopped."""
    import uvicorn

    from rushes.api.app import create_app
    from rushes.api.logs import log_lines
    from rushes.assemble import assembled
    from rushes.service import served
    from rushes.service_settings import service_settings_from
    from rushes.settings import settings_from

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
    click.echo(f"Rushes at http://{settings.host}:{settings.port}", err=True)
    if open_page:
        threading.Thread(target=_opened, args=(server, service), daemon=True).start()
    try:
        server.run()
    finally:
        for helper in helpers:
            helper.stop()


def _opened(server: uvicorn.Server, service: Service) -> None:
    """Opens the page once the server listens, by a link that works once: it shows this machine's own sessions."""
    from rushes.studio.sessions import LOCAL

    while not server.started and not server.should_exit:
        time.sleep(0.05)
    settings = service.settings
    host = "127.0.0.1" if settings.host in ("", "0.0.0.0", "::") else settings.host
    click.launch(f"http://{host}:{settings.port}/workspace/claim?ct={service.accounts.door(LOCAL).token}")


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
