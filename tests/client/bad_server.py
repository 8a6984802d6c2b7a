"""A fake: a server of the API that misbehaves as it is told, and keeps what it was sent. Threaded, on this machine."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

TOKENS = ("nmv_usr_first", "nmv_usr_second", "nmv_usr_third")

BEFORE: dict[str, Any] = {
    "v": 1, "d": 12000, "m": {"width": 640, "height": 360},
    "t": [{"id": "v1", "tt": 0, "m": {}, "sg": [{"id": "c1", "s": 0, "d": 12000, "m": {"name": "drone.mp4"}}]}],
}  # fmt: skip
AFTER: dict[str, Any] = {
    "v": 1, "d": 9000, "m": {"width": 640, "height": 360},
    "t": [{"id": "v1", "tt": 0, "m": {}, "sg": [{"id": "c1", "s": 0, "d": 9000, "m": {"name": "drone.mp4"}}]}],
}  # fmt: skip


@dataclass
class Fake:
    """How it behaves. `stream` is what a turn answers, line by line; "DROP" cuts the line there, "EDIT" lands the
    edit; `answers` are given once each, before the usual, by method and path: (status, body, headers)."""

    stream: list[str] = field(default_factory=list)
    answers: dict[str, list[tuple[int, dict[str, Any], dict[str, str]]]] = field(default_factory=dict)
    draft: dict[str, Any] = field(default_factory=lambda: dict(BEFORE))
    film: bytes = bytes(range(256)) * 2000
    drop_downloads: int = 0
    polls: int = 0
    seen: list[tuple[str, str, dict[str, str], bytes]] = field(default_factory=list)
    base: str = ""
    handed_out: int = 0

    def turns(self) -> list[str]:
        """What was said to it."""
        found = [json.loads(body) for method, path, _, body in self.seen if path == "/run_sse"]
        return [body["new_message"]["parts"][0]["text"] for body in found]

    def calls(self, method: str, path: str) -> int:
        return sum(1 for one, two, _, _ in self.seen if (one, two) == (method, path))

    def once(self, what: str, status: int, body: dict[str, Any], **headers: str) -> None:
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        self.answers.setdefault(what, []).append((status, body, given))


@contextmanager
def bad_server(fake: Fake) -> Iterator[Fake]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_: object) -> None:
            pass

        def do_GET(self) -> None:
            self._one("GET")

        def do_POST(self) -> None:
            self._one("POST")

        def do_OPTIONS(self) -> None:
            self._one("OPTIONS")

        def _one(self, method: str) -> None:
            path = urlsplit(self.path).path
            body = self.rfile.read(int(self.headers.get("content-length") or 0))
            fake.seen.append((method, path, dict(self.headers), body))
            waiting = fake.answers.get(f"{method} {path}")
            if waiting:
                self._json(*waiting.pop(0))
            elif path == "/api/auth/anonymous-token":
                token = TOKENS[min(fake.handed_out, len(TOKENS) - 1)]
                fake.handed_out += 1
                self._data({"token": token, "user_id": "anon_1", "credits": 100})
            elif path == "/api/tasks/me/with-session/nemo_agent":
                self._data({"task_id": "t", "session_id": "9007199254740993999"})
            elif path.startswith("/api/state/"):
                self._data({"state": {"draft": fake.draft, "video_infos": [{"filename": "drone.mp4"}]}})
            elif path == "/api/credits/balance/simple":
                self._data({"available": 97, "frozen": 3, "total": 100})
            elif path == "/run_sse":
                self._stream()
            elif path.startswith("/api/render/proxy/lambda"):
                self._render(method, body)
            elif path == "/film.mp4":
                self._film()
            else:
                self._json(404, {"detail": "Not Found"}, {})

        def _data(self, data: dict[str, Any]) -> None:
            self._json(200, {"code": 0, "message": "ok", "data": data}, {})

        def _json(self, status: int, body: dict[str, Any], headers: dict[str, str]) -> None:
            text = json.dumps(body).encode()
            self.send_response(status)
            for name, value in {
                "Content-Type": "application/json",
                "Content-Length": str(len(text)),
                **headers,
            }.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(text)

        def _stream(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/event-stream")
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            for line in fake.stream:
                if line == "EDIT":
                    fake.draft = dict(AFTER)
                elif line == "DROP":
                    self.close_connection = True
                    self.connection.close()
                    return
                else:
                    text = f"{line}\n".encode()
                    self.wfile.write(f"{len(text):x}\r\n".encode() + text + b"\r\n")
                    self.wfile.flush()
            self.wfile.write(b"0\r\n\r\n")

        def _render(self, method: str, body: bytes) -> None:
            if method == "POST":
                self._json(200, {"success": True, "id": json.loads(body)["id"], "status": "pending", "progress": 0}, {})
                return
            fake.polls += 1
            name = urlsplit(self.path).path.rpartition("/")[2]
            if fake.polls < 3:
                self._json(200, {"id": name, "status": "processing", "progress": 40 * fake.polls}, {})
            else:
                done = {"id": name, "status": "completed", "progress": 100, "output": {"url": f"{fake.base}/film.mp4"}}
                self._json(200, done, {})

        def _film(self) -> None:
            begin = int((self.headers.get("range") or "bytes=0-")[6:].rstrip("-"))
            left = fake.film[begin:]
            self.send_response(206 if begin else 200)
            self.send_header("Content-Length", str(len(left)))
            if begin:
                self.send_header("Content-Range", f"bytes {begin}-{len(fake.film) - 1}/{len(fake.film)}")
            self.end_headers()
            if fake.drop_downloads:
                fake.drop_downloads -= 1
                self.wfile.write(left[: len(left) // 2])
                self.wfile.flush()
                self.close_connection = True
                self.connection.close()
                return
            self.wfile.write(left)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    fake.base = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield fake
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)


def text_frame(text: str, **more: Any) -> list[str]:
    """An event with a text, as two lines of a stream."""
    frame = {"content": {"role": "model", "parts": [{"text": text}]}, "partial": False, **more}
    return [f"data: {json.dumps(frame, ensure_ascii=False)}", ""]


BEAT = ['data: {"type":"heartbeat"}', ""]
