"""A turn as it is told: Agent Development Kit events, one `data:` line each, and the words older readers look for.

    data: {"id", "invocationId", "author", "timestamp", "type", "text"?, "content": {"role", "parts"}, "partial", "actions"}

Never silent: a heartbeat first, and at least every few seconds; then what was done, and at the end a text. The
stream closes by itself.
"""

from __future__ import annotations

import asyncio
import json
import re
import time
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any

from rushes.api.errors import CODES
from rushes.studio.turns import Event, Live

AUTHOR = "nemo_agent"

Frame = dict[str, Any]


async def stream(
    live: Live, streaming: bool, heartbeat_seconds: float, seconds_max: float, stopping: Callable[[], bool]
) -> AsyncIterator[str]:
    """The frames of a turn as they come, as text of an event stream."""
    loop, more = asyncio.get_running_loop(), asyncio.Event()

    def told() -> None:
        loop.call_soon_threadsafe(more.set)

    live.listen(told)
    end, sent = time.monotonic() + seconds_max, 0
    try:
        yield line(heartbeat(live))
        while True:
            more.clear()
            over = live.is_over
            while sent < len(live.events):
                for frame in frames(live, sent, streaming):
                    yield line(frame)
                sent += 1
            if over:
                return
            left = end - time.monotonic()
            if left <= 0 or stopping():
                yield line(cut_off(live, left <= 0))
                return
            try:
                await asyncio.wait_for(more.wait(), min(heartbeat_seconds, left))
            except TimeoutError:
                yield line(heartbeat(live))
    finally:
        live.unlisten(told)


async def ended(live: Live, seconds_max: float) -> bool:
    """Waits until the turn is over; False where that took too long."""
    loop, more = asyncio.get_running_loop(), asyncio.Event()

    def told() -> None:
        loop.call_soon_threadsafe(more.set)

    live.listen(told)
    end = time.monotonic() + seconds_max
    try:
        while not live.is_over and time.monotonic() < end:
            more.clear()
            try:
                await asyncio.wait_for(more.wait(), 1.0)
            except TimeoutError:
                continue
        return live.is_over
    finally:
        live.unlisten(told)


def line(frame: Frame) -> str:
    return f"data: {json.dumps(frame, ensure_ascii=False, separators=(',', ':'))}\n\n"


def heartbeat(live: Live) -> Frame:
    return {**_head(live, "beat"), "type": "heartbeat", "partial": True}


def cut_off(live: Live, late: bool) -> Frame:
    """For a listener who has to go; the turn itself goes on, and its key finds the answer."""
    text = "This takes longer than 15 minutes" if late else "The server is restarting"
    return {"error": f"{text}; the edit goes on and will be in the session.", "code": 504 if late else 503,
            "invocationId": live.taken.id, "author": AUTHOR}  # fmt: skip


def frames(live: Live, number: int, streaming: bool = False) -> Iterator[Frame]:
    """Event `number` of a turn as frames. With `streaming` a text comes in parts first, and then whole, all under
    one id."""
    event = live.events[number]
    head = _head(live, str(number))
    match event["do"]:
        case "call":
            call = {"id": f"{live.taken.id}-{number}", "name": event["name"], "args": event["arguments"]}
            yield _frame(head, "tool_call", "model", {"functionCall": call})
        case "result":
            result = {"id": f"{live.taken.id}-{number - 1}", "name": event["name"], "response": event["response"]}
            yield _frame(head, "tool_result", "user", {"functionResponse": result})
        case "working":
            yield {**head, "type": "heartbeat", "partial": True, "asking": event["name"]}
        case "text":
            text = event["text"]
            for piece in _pieces(text) if streaming else ():
                yield {**_frame(head, "text", "model", {"text": piece}), "text": piece, "partial": True}
            whole = {**_frame(head, "text", "model", {"text": text}), "text": text, "turnComplete": True}
            yield {**whole, "actions": {"stateDelta": _delta(event)}}
        case _:
            code = CODES.get(event["code"], (500, 500))[0]
            yield {"error": event["text"], "code": code, "errorCode": event["code"], "errorMessage": event["text"],
                   **head}  # fmt: skip


def _head(live: Live, name: str) -> Frame:
    return {"id": f"{live.taken.id}-{name}", "invocationId": live.taken.id, "author": AUTHOR, "timestamp": time.time()}


def _frame(head: Frame, kind: str, role: str, part: Frame) -> Frame:
    content = {"role": role, "parts": [part]}
    return {**head, "type": kind, "content": content, "partial": False, "actions": {"stateDelta": {}}}


def _delta(event: Event) -> Frame:
    """What changed in the session's state: its revision, the kind of answer, choices where it asks back, and who read it
    where a language model was asked."""
    delta: Frame = {"kind": event.get("kind", "reply")}
    if event.get("revision") is not None:
        delta["revision"] = event["revision"]
    if event.get("choices"):
        delta["choices"] = event["choices"]
    if event.get("reader"):
        delta["reader"] = event["reader"]
    return delta


def _pieces(text: str) -> list[str]:
    """A text cut after its sentences, nothing lost."""
    return [piece for piece in re.split(r"(?<=[.!?。！？\n])", text) if piece]
