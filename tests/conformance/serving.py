"""A server of our own in a process of its own, for tests that need one to talk to, or to kill."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx

START_SECONDS = 180
"""A machine that is busy with other tests takes a minute to import what a server needs."""

SETTINGS = {
    "RUSHES_CLIENTS_PER_ADDRESS": "0",
    "RUSHES_REQUESTS_PER_MINUTE": "0",
    "RUSHES_TURNS_PER_MINUTE": "0",
    "RUSHES_UPLOADS_PER_MINUTE": "0",
    "RUSHES_THREADS": "2",
    "RUSHES_AHEAD": "0",
}
"""Nothing that would stop a test from asking often."""


class Server:
    """`rushes serve` over `data`; `settings` are environment variables."""

    def __init__(self, data: Path, workers: int = 1, **settings: str) -> None:
        self.data, self.workers = data, workers
        self.environment = {**os.environ, **SETTINGS, **settings}
        self.port = _free_port()
        self.base = f"http://127.0.0.1:{self.port}"
        self.process: subprocess.Popen[bytes] | None = None
        data.mkdir(parents=True, exist_ok=True)

    def start(self) -> Server:
        command = [sys.executable, "-m", "rushes", "serve", "--port", str(self.port), "--data", str(self.data)]
        with (self.data / "server.log").open("ab") as log:
            self.process = subprocess.Popen(
                [*command, "--workers", str(self.workers)],
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        end = time.monotonic() + START_SECONDS
        while time.monotonic() < end:
            assert self.process.poll() is None, self.log()[-3000:]
            try:
                if httpx.get(f"{self.base}/readyz", timeout=5).status_code == 200:
                    return self
            except httpx.HTTPError:
                time.sleep(0.05)
        self.kill()
        raise AssertionError(f"not ready after {START_SECONDS} s: {self.log()[-3000:]}")

    def kill(self) -> None:
        """As a power cut would: the server and all it started, at once."""
        assert self.process is not None
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def stop(self) -> int:
        """In good order; its exit code."""
        assert self.process is not None
        if self.process.poll() is None:
            self.process.terminate()
        try:
            return self.process.wait(60)
        except subprocess.TimeoutExpired:
            self.kill()
            raise

    def log(self) -> str:
        return (self.data / "server.log").read_text("utf-8", "replace")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
