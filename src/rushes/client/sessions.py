"""Sessions of a server: begun, found again, looked at; and which one a folder goes on with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from rushes.client.calls import APP, Calls
from rushes.client.draft import length_ms, summary
from rushes.client.errors import NoSessionThere, NotThere, ServerRefused, SessionGone

Plain = dict[str, Any]

NO_SUCH_CALL = (404, 405)
"""What servers answer at an address they do not have."""


@dataclass(frozen=True, slots=True)
class There:
    """A session of the server."""

    id: str
    name: str
    task: str = ""


@dataclass(frozen=True, slots=True)
class State:
    """A session as it stands. `revision` is None on servers that count none."""

    session: There
    draft: Plain = field(default_factory=dict)
    files: tuple[Plain, ...] = ()
    canvas: Plain = field(default_factory=dict)
    made: tuple[Plain, ...] = ()
    revision: int | None = None
    summary: str = ""

    @property
    def length_ms(self) -> int:
        return length_ms(self.draft)

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(str(each.get("filename") or each.get("name") or "?") for each in self.files)

    def same_as(self, other: State) -> bool:
        return self.draft == other.draft and self.files == other.files and self.revision == other.revision


def path_of(session: There) -> str:
    """The session's id as part of an address, whatever a server put in it."""
    return quote(session.id, safe="")


@dataclass
class Sessions:
    calls: Calls

    def begin(self, name: str, language: str = "en") -> There:
        """A new one; the server may call it otherwise."""
        asked = {"task_name": name, "language": language}
        data = self.calls.data("POST", f"/api/tasks/me/with-session/{APP}", json=asked)
        if not data.get("session_id"):
            raise ServerRefused(said="no session_id in the answer")
        return There(str(data["session_id"]), str(data.get("task_name") or name), str(data.get("task_id") or ""))

    def all(self) -> tuple[Plain, ...]:
        """The last changed first; as the server tells them."""
        rows = self.calls.data("GET", "/api/tasks/me").get("tasks")
        return tuple(each for each in rows if isinstance(each, dict)) if isinstance(rows, list) else ()

    def find(self, wanted: str) -> There:
        """By name, by id, or by the only beginning that fits. A server that lists none is asked for the id itself.
        Raises SessionGone."""
        try:
            rows = self.all()
        except (ServerRefused, SessionGone):
            rows = ()
        found = [There(_id(row), str(row.get("name") or _id(row)), str(row.get("task_id") or "")) for row in rows]
        exact = [each for each in found if wanted in (each.name, each.id)]
        near = exact or [each for each in found if each.name.startswith(wanted) or each.id.startswith(wanted)]
        if exact or len(near) == 1:
            return near[0]
        return self.state(There(wanted, wanted)).session

    def state(self, session: There) -> State:
        """Raises SessionGone."""
        data = self.calls.data("GET", f"/api/state/{APP}/me/{path_of(session)}/latest", session=session.name)
        inner = data.get("state")
        state: Mapping[str, Any] = inner if isinstance(inner, dict) else data
        draft = state.get("draft")
        draft = draft if isinstance(draft, dict) else {}
        files, made, canvas = state.get("video_infos"), state.get("generated_media"), state.get("canvas_config")
        revision = data.get("revision")
        return State(
            There(session.id, str(data.get("task_name") or session.name), str(data.get("task_id") or session.task)),
            draft,
            _objects(files),
            canvas if isinstance(canvas, dict) else {},
            _objects(made),
            revision if isinstance(revision, int) else None,
            str(data.get("summary") or summary(draft)),
        )

    def rename(self, session: There, name: str) -> There:
        """Raises NotThere on a server that has no such call."""
        return self._ours("rename", session, name)

    def fork(self, session: There, name: str = "") -> There:
        """A copy that goes its own way; without a name the server gives it one. Raises NotThere as `rename` does."""
        return self._ours("fork", session, name)

    def _ours(self, verb: str, session: There, name: str) -> There:
        """A call of Rushes' own. The session was found a moment ago: what is not there is the call."""
        try:
            data = self.calls.data("POST", f"/api/tasks/me/{path_of(session)}/{verb}", json={"task_name": name})
        except (ServerRefused, SessionGone) as error:
            if isinstance(error, ServerRefused) and error.facts.get("status") not in NO_SUCH_CALL:
                raise
            raise NotThere(command=f"sessions {verb}") from error
        return There(str(data.get("session_id")), str(data.get("task_name") or name), str(data.get("task_id") or ""))

    def remove(self, session: There) -> None:
        self.calls.json("DELETE", f"/apps/{APP}/users/me/sessions/{path_of(session)}", session=session.name)

    def still(self, session: There, at_s: float, height: int) -> bytes:
        """The frame at `at_s` seconds, as JPEG. Raises SessionGone; NotThere on a server that shows none."""
        path, asked = f"/api/still/{APP}/me/{path_of(session)}", {"at": f"{at_s:.3f}", "height": height}
        try:
            with self.calls.open("GET", path, session.name, params=asked) as response:
                return response.read()
        except ServerRefused as error:
            raise NotThere(command="preview") from error

    def link(self, session: There) -> str:
        """A link that opens this one session in a browser."""
        asked = {"session_id": session.id, "task_id": session.task}
        data = self.calls.data("POST", "/api/auth/claim-token", session.name, json=asked)
        return str(data.get("url") or self.calls.address(f"/workspace/claim?ct={data.get('claim_token', '')}"))

    def balance(self) -> Plain:
        """`available`, `frozen`, `total`."""
        return self.calls.data("GET", "/api/credits/balance/simple")

    # --- which one a folder goes on with ------------------------------------------------------------------

    def use_in(self, folder: str, session: There) -> None:
        known = self.calls.notes.get("folders", {})
        self.calls.notes.put(folders={**known, folder: [session.id, session.name]})

    def used_in(self, folder: str) -> There:
        """Raises NoSessionThere."""
        known = self.calls.notes.get("folders", {}).get(folder)
        if not known:
            raise NoSessionThere(server=self.calls.me.server, folder=folder)
        return There(str(known[0]), str(known[1]))


def _id(row: Plain) -> str:
    return str(row.get("session_id") or row.get("id") or "")


def _objects(value: object) -> tuple[Plain, ...]:
    found = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return tuple(each for each in found if isinstance(each, dict))
