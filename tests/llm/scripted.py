"""A stand-in for a language model's server: it speaks the real protocols over real HTTP, and says what a script says.

    with Scripted(calls(("title", {"text": "Dawn"}), ("done", {}))) as fake: ...

A fake, and named so: nothing in it thinks. It answers `/v1/chat/completions` (OpenAI), `/v1/messages` (Anthropic) and
`/v1/models`, one step of the script a request, the last one again and again; what it was sent is in `asked`.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

TOKENS_IN, TOKENS_OUT = 1000, 50
"""What every answer says it cost."""


@dataclass(frozen=True)
class Step:
    """One answer: calls of tools and words, or a bare HTTP answer."""

    calls: tuple[tuple[str, Any], ...] = ()
    text: str = ""
    status: int = 200
    body: bytes | None = None
    wait_seconds: float = 0.0
    headers: tuple[tuple[str, str], ...] = ()


def calls(*several: tuple[str, Any], text: str = "") -> Step:
    return Step(tuple(several), text)


def words(text: str) -> Step:
    return Step(text=text)


def fails(status: int, **headers: str) -> Step:
    body = json.dumps({"error": {"message": "no", "type": "x", "code": None}}).encode()
    return Step(status=status, body=body, headers=tuple((k.replace("_", "-"), v) for k, v in headers.items()))


def raw(body: bytes) -> Step:
    return Step(body=body)


def slow(seconds: float) -> Step:
    return Step(text="too late", wait_seconds=seconds)


@dataclass
class Scripted:
    """The server. `steps` may be functions of the request's body."""

    steps: tuple[Step | Callable[[dict[str, Any]], Step], ...]
    asked: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    models: tuple[str, ...] = ("scripted",)

    def __init__(
        self, *steps: Step | Callable[[dict[str, Any]], Step], models: tuple[str, ...] = ("scripted",)
    ) -> None:
        self.steps, self.asked, self.headers, self.models = steps, [], [], models
        self._leaving = threading.Event()
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *_: object) -> None: ...

            def do_GET(self) -> None:
                listed = json.dumps(
                    {"object": "list", "data": [{"id": each, "object": "model"} for each in outer.models]}
                )
                self._send(200, listed.encode())

            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                outer.headers.append({key.lower(): value for key, value in self.headers.items()})
                step = outer.steps[min(len(outer.asked), len(outer.steps) - 1)]
                outer.asked.append(body)
                said = step(body) if callable(step) else step
                if said.wait_seconds:
                    outer._leaving.wait(said.wait_seconds)
                encode = _anthropic if self.path.endswith("/messages") else _openai
                answer = said.body if said.body is not None else json.dumps(encode(said, body)).encode()
                self._send(said.status, answer, said.headers)

            def _send(self, status: int, body: bytes, headers: tuple[tuple[str, str], ...] = ()) -> None:
                try:
                    self.send_response(status)
                    self.send_header("Content-Type", "application/json")
                    self.send_header("Content-Length", str(len(body)))
                    for key, value in headers:
                        self.send_header(key, value)
                    self.end_headers()
                    self.wfile.write(body)
                except (BrokenPipeError, ConnectionResetError):
                    pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)

    def __enter__(self) -> Scripted:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._leaving.set()
        self._server.shutdown()
        self._server.server_close()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}/v1"

    def told(self, number: int = -1) -> str:
        """All that request `number` said, as text."""
        return json.dumps(self.asked[number], ensure_ascii=False)


def _openai(step: Step, body: dict[str, Any]) -> dict[str, Any]:
    message: dict[str, Any] = {"role": "assistant", "content": step.text or None}
    if step.calls:
        message["tool_calls"] = [
            {"id": f"call_{time.monotonic_ns()}_{number}", "type": "function",
             "function": {"name": name, "arguments": given if isinstance(given, str) else json.dumps(given)}}
            for number, (name, given) in enumerate(step.calls)
        ]  # fmt: skip
    return {
        "id": "chatcmpl-1", "object": "chat.completion", "created": 1, "model": body["model"],
        "choices": [{"index": 0, "message": message, "finish_reason": "tool_calls" if step.calls else "stop"}],
        "usage": {"prompt_tokens": TOKENS_IN, "completion_tokens": TOKENS_OUT, "total_tokens": TOKENS_IN + TOKENS_OUT},
    }  # fmt: skip


def _anthropic(step: Step, body: dict[str, Any]) -> dict[str, Any]:
    content: list[dict[str, Any]] = [{"type": "text", "text": step.text}] if step.text else []
    content += [
        {"type": "tool_use", "id": f"toolu_{time.monotonic_ns()}_{number}", "name": name, "input": given}
        for number, (name, given) in enumerate(step.calls)
    ]
    return {
        "id": "msg_1", "type": "message", "role": "assistant", "model": body["model"], "content": content,
        "stop_reason": "tool_use" if step.calls else "end_turn", "stop_sequence": None,
        "usage": {"input_tokens": TOKENS_IN, "output_tokens": TOKENS_OUT},
    }  # fmt: skip
