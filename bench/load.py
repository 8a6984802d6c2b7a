"""How the service bears a crowd: N clients at once, each with its own session, chatting and polling, while exports run.

    .venv/bin/python bench/load.py [--clients 50] [--seconds 60] [--exports 2] [--write]

Every client looks at its state once a second and says something every 10 s, each beginning at a moment of its own.
Goals: no error; 95 of 100 state calls within 200 ms, first events of turns within 500 ms. Two figures are told for
turns: to the first event of any kind (the server has taken it on), and to the text. `--write` keeps them in
bench/load.json.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import sys
import tempfile
import time
import uuid
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import httpx

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.conformance.client import APP, SKILL
from tests.conformance.serving import Server
from tests.footage import barcode_clip

RUNNING = 'rushes_jobs{kind="export",state="running"}'

POLL_SECONDS, TURN_SECONDS = 1.0, 10.0

SAYINGS = (
    "trim the first 0.1 seconds", "add title 'Dawn'", "make it brighter", "undo", "状态", "make the title bigger",
    "fade in 0.5 seconds", "暖一点", "how long is it?", "mute it",
)  # fmt: skip


@dataclass
class Figures:
    state: list[float] = field(default_factory=list)
    first: list[float] = field(default_factory=list)
    text: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


async def entered(base: str, clip: bytes, gate: asyncio.Semaphore) -> tuple[httpx.AsyncClient, str]:
    """A client with a token, a session and a file in it. Signing up is not what is measured: a few at a time."""
    http = httpx.AsyncClient(base_url=base, headers=SKILL, timeout=120)
    async with gate:
        token = await http.post("/api/auth/anonymous-token", headers={"X-Client-Id": str(uuid.uuid4())})
        assert token.status_code == 200, token.text
        http.headers["Authorization"] = f"Bearer {token.json()['data']['token']}"
        made = await http.post(f"/api/tasks/me/with-session/{APP}", json={"task_name": "load"})
        session = made.json()["data"]["session_id"]
        up = await http.post(f"/api/upload-video/{APP}/me/{session}", files=[("files", ("clip.mp4", clip))])
        assert up.status_code == 200, up.text
    return http, session


async def export(base: str, clip: bytes) -> None:
    """An export that outlasts the measuring."""
    http, session = await entered(base, clip, asyncio.Semaphore(1))
    await say(http, session, "make it brighter", Figures())
    body = {"sessionId": session, "output": {"resolution": "2160p", "quality": "best"}}
    assert (await http.post("/api/render/proxy/lambda", json=body)).status_code == 200
    await http.aclose()


async def poll(http: httpx.AsyncClient, session: str, end: float, figures: Figures) -> None:
    await asyncio.sleep(random.random() * POLL_SECONDS)
    while time.monotonic() < end:
        began = time.monotonic()
        try:
            answer = await http.get(f"/api/state/{APP}/me/{session}/latest")
            figures.state.append(time.monotonic() - began)
            if answer.status_code != 200:
                figures.errors.append(f"state {answer.status_code}")
        except httpx.HTTPError as error:
            figures.errors.append(f"state {type(error).__name__}")
        await asyncio.sleep(max(POLL_SECONDS - (time.monotonic() - began), 0))


async def chat(http: httpx.AsyncClient, session: str, end: float, figures: Figures) -> None:
    await asyncio.sleep(random.random() * TURN_SECONDS)
    while time.monotonic() < end:
        began = time.monotonic()
        try:
            await say(http, session, random.choice(SAYINGS), figures)
        except httpx.HTTPError as error:
            figures.errors.append(f"turn {type(error).__name__}")
        await asyncio.sleep(max(TURN_SECONDS - (time.monotonic() - began), 0))


async def say(http: httpx.AsyncClient, session: str, words: str, figures: Figures) -> None:
    body = {"app_name": APP, "user_id": "me", "session_id": session, "new_message": {"parts": [{"text": words}]}}
    began, first, told = time.monotonic(), 0.0, False
    async with http.stream("POST", "/run_sse", json=body) as answer:
        if answer.status_code != 200:
            figures.errors.append(f"turn {answer.status_code}")
            return
        async for line in answer.aiter_lines():
            if line.startswith("data: "):
                first = first or time.monotonic() - began
                told = told or json.loads(line[6:]).get("type") == "text"
    figures.first.append(first)
    figures.text.append(time.monotonic() - began)
    if not told:
        figures.errors.append("a silent turn")


def share(values: list[float], part: float) -> float:
    return sorted(values)[min(int(len(values) * part), len(values) - 1)] if values else 0.0


async def crowd(server: Server, clip: bytes, long: bytes, options: argparse.Namespace) -> Figures:
    figures, gate = Figures(), asyncio.Semaphore(4)
    clients = await asyncio.gather(*(entered(server.base, clip, gate) for _ in range(options.clients)))
    for _ in range(options.exports):
        await export(server.base, long)
    await asyncio.sleep(3)  # the exports are planned and running by now
    end = time.monotonic() + options.seconds
    works = [poll(*client, end, figures) for client in clients] + [chat(*client, end, figures) for client in clients]
    await asyncio.gather(*works)
    for http, _ in clients:
        await http.aclose()
    return figures


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--clients", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--exports", type=int, default=2)
    parser.add_argument("--log", type=int, default=0, help="characters of the server's log to show")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        clip = barcode_clip(Path(folder) / "clip.mp4", frames=300, rate=30, size=(320, 180))
        long = barcode_clip(Path(folder) / "long.mp4", frames=3000, rate=30, size=(320, 180))
        server = Server(Path(folder) / "data").start()
        try:
            figures = asyncio.run(crowd(server, clip.read_bytes(), long.read_bytes(), options))
            metrics = httpx.get(f"{server.base}/metrics").text
        finally:
            if options.log:
                print(server.log()[-options.log :])
            server.stop()
    running = next((line.split()[-1] for line in metrics.splitlines() if line.startswith(RUNNING)), "0")
    told = {
        "at": datetime.now(UTC).isoformat(timespec="minutes"),
        "cores": os.cpu_count(),
        "load_average": round(os.getloadavg()[0], 1),
        "clients": options.clients,
        "exports_still_running": float(running),
        "errors": len(figures.errors),
        "state_calls": len(figures.state),
        "turns": len(figures.first),
    }
    for name in ("state", "first", "text"):
        values = getattr(figures, name)
        told |= {f"{name}_ms_p{round(part * 100)}": round(share(values, part) * 1000) for part in (0.5, 0.95, 0.99)}
    print(json.dumps(told, indent=2), *sorted(set(figures.errors)), sep="\n")
    if options.write:
        (Path(__file__).parent / "load.json").write_text(json.dumps(told, indent=2) + "\n")


if __name__ == "__main__":
    main()
