"""A client of the API with nothing in it but HTTP: works against any server that speaks it."""

from __future__ import annotations

import json
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

APP = "nemo_agent"
SKILL = {"X-Skill-Source": "conformance", "X-Skill-Version": "1", "X-Skill-Platform": "unknown"}


@dataclass
class Skill:
    """One user, as a skill would be: a client id, a token, calls."""

    base: str
    client: str = field(default_factory=lambda: str(uuid.uuid4()))
    token: str = ""
    user: str = ""

    def __post_init__(self) -> None:
        self.http = httpx.Client(base_url=self.base, timeout=60, headers=SKILL)
        self.renew()

    def renew(self) -> dict[str, Any]:
        data = self.http.post("/api/auth/anonymous-token", headers={"X-Client-Id": self.client}).json()["data"]
        self.token, self.user = data["token"], data["user_id"]
        self.http.headers["Authorization"] = f"Bearer {self.token}"
        return data

    def session(self, name: str = "project") -> str:
        answer = self.http.post(f"/api/tasks/me/with-session/{APP}", json={"task_name": name})
        return answer.json()["data"]["session_id"]

    def upload(self, session: str, *paths: Path) -> httpx.Response:
        files = [("files", (path.name, path.read_bytes())) for path in paths]
        return self.http.post(f"/api/upload-video/{APP}/me/{session}", files=files)

    def state(self, session: str) -> dict[str, Any]:
        return self.http.get(f"/api/state/{APP}/me/{session}/latest").json()["data"]

    def body(self, session: str, words: str, **more: Any) -> dict[str, Any]:
        parts = {"parts": [{"text": words}]}
        return {"app_name": APP, "user_id": "me", "session_id": session, "new_message": parts, **more}

    def say(self, session: str, words: str, headers: dict[str, str] | None = None, **more: Any) -> list[dict[str, Any]]:
        """The frames of a turn, to the end of the stream."""
        return list(self.frames(session, words, headers, **more))

    def frames(
        self, session: str, words: str, headers: dict[str, str] | None = None, **more: Any
    ) -> Iterator[dict[str, Any]]:
        body = self.body(session, words, **more)
        with self.http.stream("POST", "/run_sse", json=body, headers=headers or {}) as answer:
            assert answer.status_code == 200, answer.read()
            assert answer.headers["content-type"].startswith("text/event-stream")
            for line in answer.iter_lines():
                assert not line or line.startswith(("data: ", ":")), line
                if line.startswith("data: "):
                    yield json.loads(line[6:])

    def render(self, session: str, **body: Any) -> dict[str, Any]:
        answer = self.http.post("/api/render/proxy/lambda", json={"sessionId": session, **body})
        assert answer.status_code == 200, answer.text
        return answer.json()

    def rendered(self, name: str, seconds: float = 90) -> dict[str, Any]:
        """The render once it is over."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            answer = self.http.get(f"/api/render/proxy/lambda/{name}", params={"wait": 10}).json()
            if answer["status"] in ("completed", "failed"):
                return answer
        raise AssertionError(f"{name} was not over after {seconds} s: {answer}")


def texts(frames: list[dict[str, Any]]) -> list[str]:
    return [frame["text"] for frame in frames if frame.get("type") == "text" and not frame["partial"]]
