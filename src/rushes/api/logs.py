"""Logs as one JSON object a line (on a terminal as words), and figures for Prometheus. No token, cookie, signature or word of a user ever gets
into either: addresses are logged by their route ("/api/state/.../{sid}/latest"), not as they were called."""

from __future__ import annotations

import json
import logging
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from rushes.api.caller import ATTRIBUTION

log = logging.getLogger("rushes.requests")

_PLAIN = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName", "color_message"}

_SHORT = 60
"""Characters kept of an attribution header: it says what it likes."""


class Lines(logging.Formatter):
    """One JSON object a line; what was given as `extra` beside the usual."""

    def format(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        line: dict[str, Any] = {
            "at": at,
            "level": record.levelname.lower(),
            "from": record.name,
            "what": record.getMessage(),
            **{key: value for key, value in vars(record).items() if key not in _PLAIN},
        }
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)


class Words(logging.Formatter):
    """For a person at a terminal: the time there, the level where it is more than a note, what, and its facts."""

    def format(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created).strftime("%H:%M:%S")
        level = f" {record.levelname.lower()}:" if record.levelno > logging.INFO else ""
        facts = (
            f"{key}={value}" for key, value in vars(record).items() if key not in _PLAIN and value not in ("", None)
        )
        words = " ".join((f"{at}{level}", record.getMessage(), *facts))
        return f"{words}\n{self.formatException(record.exc_info)}" if record.exc_info else words


def log_lines(level: str = "INFO", terminal: bool | None = None) -> None:
    """From now on everything is logged as lines, to standard error. At a `terminal` (told from standard error itself)
    in words, and requests that went well only at level DEBUG: a page asks many."""
    handler = logging.StreamHandler()
    if terminal is None:
        terminal = sys.stderr.isatty()
    handler.setFormatter(Words() if terminal else Lines())
    log.setLevel(logging.WARNING if terminal and level.upper() == "INFO" else logging.NOTSET)
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper())
    logging.getLogger("httpx").setLevel(logging.WARNING)  # it logs whole addresses, with what is signed in them
    logging.getLogger("httpcore").setLevel(logging.WARNING)
    logging.getLogger("alembic").setLevel(logging.WARNING)
    logging.getLogger("uvicorn.access").disabled = True


class Figures:
    """What is counted, in a registry of its own: one server, one set of figures."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        names = ("method", "route", "status")
        self.requests = Counter("rushes_requests", "Requests answered.", names, registry=self.registry)
        buckets = (0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.5, 1, 2.5, 10, 60, 900)
        self.seconds = Histogram(
            "rushes_request_seconds", "Until the last byte of the answer.", ("route",), buckets=buckets,
            registry=self.registry,
        )  # fmt: skip
        self.open = Gauge("rushes_requests_open", "Requests being answered.", registry=self.registry)
        self.sources = Counter(
            "rushes_skill_requests", "By the platform of the skill.", ("platform",), registry=self.registry
        )
        self.jobs = Gauge("rushes_jobs", "Jobs there are.", ("kind", "state"), registry=self.registry)
        self.turns = Gauge("rushes_turns_waiting", "Turns taken on and not over.", registry=self.registry)


PLATFORMS = frozenset({"clawhub", "cursor", "unknown", "rushes", "web"})
"""Platforms counted by name; what anyone may send must not become a label without limit."""


def waited_for(method: str, path: str) -> bool:
    """Whether a person waits for the answer: something is said, changed or looked at, not polled."""
    return method not in ("GET", "HEAD", "OPTIONS") or "/preview/" in path or path.endswith("/still.jpg")


class Watched:
    """Counts and logs each request: plain ASGI, so that streams pass through untouched. `note` hears of each that a
    person waits for, before it is answered."""

    def __init__(self, app: ASGIApp, figures: Figures, note: Callable[[], None]) -> None:
        self.app, self.figures, self.note = app, figures, note

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started, status = time.monotonic(), 0
        if waited_for(scope["method"], scope["path"]):
            self.note()

        async def sent(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        self.figures.open.inc()
        try:
            await self.app(scope, receive, sent)
        finally:
            self.figures.open.dec()
            self._note(scope, status, time.monotonic() - started)

    def _note(self, scope: Scope, status: int, seconds: float) -> None:
        route = getattr(scope.get("route"), "path", "none")
        method = scope["method"] if scope["method"] in _METHODS else "other"
        self.figures.requests.labels(method, route, str(status)).inc()
        self.figures.seconds.labels(route).observe(seconds)
        headers = {key.decode("latin-1").lower(): value.decode("latin-1")[:_SHORT] for key, value in scope["headers"]}
        source, version, platform = (headers.get(name.lower(), "") for name in ATTRIBUTION)
        if platform:
            self.figures.sources.labels(platform if platform in PLATFORMS else "other").inc()
        log.log(
            logging.WARNING if status >= 500 else logging.INFO,
            "request",
            extra={
                "method": method,
                "route": route,
                "status": status,
                "seconds": round(seconds, 4),
                "user": scope.get("state", {}).get("user", ""),
                "skill": source,
                "skill_version": version,
                "platform": platform,
            },
        )


_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
