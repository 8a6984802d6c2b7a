"""An export on a server: asked for, waited for, fetched. The file comes under another name, goes on where a broken line
left it, and gets its own name when it is whole."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx

from rushes.client.calls import Calls
from rushes.client.errors import (
    DownloadBroken,
    ExportFailedThere,
    NotThere,
    ServerFailed,
    ServerNotReached,
    ServerRefused,
    WaitedTooLong,
)
from rushes.client.sessions import State
from rushes.errors import RushesError

Plain = dict[str, Any]

WAIT_SECONDS = 5
"""What a long poll asks for, so that Ctrl-C is heard in time; a server that knows none answers at once."""

PAUSE_SECONDS, PAUSE_MOST_SECONDS = 1.0, 30.0
"""Between polls of a server that answers at once: longer each time, up to what skills are told to wait."""

EXPORT_SECONDS = 24 * 3600.0
"""How long an export is waited for."""

TRIES_MOST = 6
"""Broken lines in a row before a download, or a wait, is put down."""


@dataclass(frozen=True, slots=True)
class Render:
    """An export as the server tells it: `status` is pending, processing, completed or failed; `percent` 0 to 100."""

    name: str
    status: str
    percent: float = 0.0
    seconds_left: float | None = None
    url: str = ""
    error: str = ""
    output: Plain = field(default_factory=dict)
    report: Plain = field(default_factory=dict)
    session: str = ""
    created: str = ""

    @property
    def over(self) -> bool:
        return self.status in ("completed", "failed")


@dataclass
class Exports:
    calls: Calls
    millis: Callable[[], int] = lambda: time.time_ns() // 1_000_000

    def ask(self, state: State, output: Plain) -> Render:
        """Begins one, of the timeline as it was last seen: the draft goes with it, as servers of this API want."""
        name = f"render_{self.millis()}"
        body: Plain = {
            "id": name, "sessionId": state.session.id, "output": {"format": "mp4", "quality": "high", **output},
        }  # fmt: skip
        if state.draft:
            body["draft"] = state.draft
        return _render(self.calls.json("POST", "/api/render/proxy/lambda", state.session.name, json=body), name)

    def look(self, name: str, wait_s: int = 0) -> Render:
        params = {"wait": wait_s} if wait_s else {}
        return _render(self.calls.json("GET", _address(name), params=params), name)

    def wait(self, name: str, follow: Callable[[Render], None], stopped: Callable[[], bool]) -> Render:
        """The export once it is over, or as it stands when `stopped` says so. Raises ExportFailedThere,
        WaitedTooLong."""
        began, pause, tries = self.calls.now(), PAUSE_SECONDS, 0
        while True:
            asked = self.calls.now()
            try:
                render = self.look(name, WAIT_SECONDS if not stopped() else 0)
                tries = 0
            except (ServerNotReached, ServerFailed):
                tries += 1
                if tries >= TRIES_MOST:
                    raise
                self.calls.sleep(min(2.0**tries, PAUSE_MOST_SECONDS))
                continue
            follow(render)
            if render.status == "failed" and render.error != "cancelled":
                raise ExportFailedThere(name=name, said=render.error or "-")
            if render.over or stopped():
                return render
            if self.calls.now() - began > EXPORT_SECONDS:
                raise WaitedTooLong(waited_s=round(EXPORT_SECONDS), what=f"export {name}")
            if self.calls.now() - asked < PAUSE_SECONDS:
                self.calls.sleep(pause)
                pause = min(pause * 1.5, PAUSE_MOST_SECONDS)

    def all(self, most: int = 50) -> tuple[Render, ...]:
        """The newest first. Raises NotThere where the server lists none."""
        try:
            found = self.calls.data("GET", "/api/render/proxy/lambda", params={"most": most}).get("renders")
        except ServerRefused as error:
            raise NotThere(command="jobs") from error
        rows = found if isinstance(found, list) else ()
        return tuple(_render(each, str(each.get("id") or "")) for each in rows if isinstance(each, dict))

    def cancel(self, name: str) -> Render:
        return _render(self.calls.json("POST", f"{_address(name)}/cancel"), name)

    # --- the file -------------------------------------------------------------------------------------------

    def fetch(self, render: Render, path: Path, got: Callable[[int, int], None] = lambda done, size: None) -> Path:
        """The finished file at `path`, replaced in one step. Raises DownloadBroken."""
        part = path.with_name(f".{path.name}.{''.join(c for c in render.name if c.isalnum() or c in '-_')}.part")
        tries, url, size, mark = 0, render.url, 0, ""
        while True:
            had = _size(part)
            try:
                size, mark = self._more(url, part, mark, got)
                if not size or _size(part) == size:
                    break
            except (ServerNotReached, ServerFailed, httpx.TransportError):
                pass
            except RushesError:
                url = self.look(render.name).url or url  # the link ran out: the state comes with a fresh one
            tries = 0 if _size(part) > had else tries + 1
            if tries >= TRIES_MOST:
                raise DownloadBroken(got=_size(part), size=size or "?")
            self.calls.sleep(min(2.0**tries, 30.0) / 2)
        os.replace(part, path)
        return path

    def _more(self, url: str, part: Path, mark: str, got: Callable[[int, int], None]) -> tuple[int, str]:
        """Appends what is missing; the whole size, and what the server knows this content by."""
        offset = _size(part)
        headers = {"Accept-Encoding": "identity"}
        if offset:
            headers["Range"] = f"bytes={offset}-"
            if mark:
                headers["If-Range"] = mark
        try:
            opened = self.calls.open("GET", url, headers=headers)
            with opened as response:
                fresh = response.status_code != 206
                size = _whole_size(response, 0 if fresh else offset)
                mark = response.headers.get("etag", "")
                with part.open("wb" if fresh else "ab") as file:
                    done = 0 if fresh else offset
                    for block in response.iter_raw():  # as it comes: a full block would be lost with the line
                        file.write(block)
                        done += len(block)
                        got(done, size)
                return size, mark
        except ServerRefused as error:
            if error.facts.get("status") == 416 and offset:  # nothing more: either whole, or not the same file
                part.unlink()
                raise ServerNotReached(server=self.calls.me.server, why="range") from error
            raise


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def _whole_size(response: httpx.Response, offset: int) -> int:
    """Bytes of the whole file; 0 where the server does not say."""
    whole = response.headers.get("content-range", "").rpartition("/")[2]
    if whole.isdecimal():
        return int(whole)
    length = response.headers.get("content-length", "")
    return offset + int(length) if length.isdecimal() else 0


def _address(name: str) -> str:
    return f"/api/render/proxy/lambda/{quote(name, safe='')}"


def _render(answer: Plain, name: str) -> Render:
    """From every shape that known servers answer in."""
    inner = answer.get("data")
    facts = {**(inner if isinstance(inner, dict) else {}), **{k: v for k, v in answer.items() if v is not None}}
    output, report = facts.get("output"), facts.get("report")
    output = output if isinstance(output, dict) else {}
    left, percent = facts.get("eta_seconds"), facts.get("progress")
    return Render(
        str(facts.get("render_id") or facts.get("id") or name),
        str(facts.get("status") or "pending"),
        float(percent) if isinstance(percent, int | float) else 0.0,
        float(left) if isinstance(left, int | float) else None,
        str(output.get("url") or facts.get("outputUrl") or facts.get("output_url") or ""),
        str(facts.get("error") or ""),
        output,
        report if isinstance(report, dict) else {},
        str(facts.get("session_id") or ""),
        str(facts.get("createdAt") or ""),
    )
