"""Where the server is and who we are to it: from the environment, and from a file in the user's own folder that
nobody else may read.

    NEMO_API_URL      the server                            NEMO_TOKEN        a token to use as it is
    NEMO_CLIENT_ID    who we are, where tokens are given    SKILL_SOURCE, SKILL_VERSION, SKILL_PLATFORM
"""

from __future__ import annotations

import json
import os
import tempfile
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from rushes import __version__
from rushes.client.errors import BadServerAddress

ADDRESS = "NEMO_API_URL"


@dataclass(frozen=True, slots=True)
class WhoAmI:
    """Settings of one run. Nothing secret is shown when it is printed."""

    server: str
    token: str = field(default="", repr=False)
    client_id: str = field(default="", repr=False)
    source: str = "rushes"
    version: str = __version__
    platform: str = "unknown"
    notes: Path = Path("server.json")


def who_am_i(environment: Mapping[str, str], home: Path, here: Path = Path(__file__)) -> WhoAmI:
    """What `environment` says. Raises BadServerAddress."""
    address = environment.get(ADDRESS, "").strip().rstrip("/")
    try:
        parts = urlsplit(address)
        fine = parts.scheme in ("http", "https") and bool(parts.hostname) and not (parts.username or parts.password)
        fine = fine and not (parts.query or parts.fragment) and (parts.port is None or parts.port > 0)
    except ValueError:
        fine = False
    if not fine:
        raise BadServerAddress(address=address.rpartition("@")[2] or "-")
    return WhoAmI(
        server=address,
        token=environment.get("NEMO_TOKEN", "").strip(),
        client_id=environment.get("NEMO_CLIENT_ID", "").strip(),
        source=environment.get("SKILL_SOURCE", "").strip() or "rushes",
        version=environment.get("SKILL_VERSION", "").strip() or __version__,
        platform=environment.get("SKILL_PLATFORM", "").strip() or platform_of(here),
        notes=config_folder(environment, home) / "server.json",
    )


def config_folder(environment: Mapping[str, str], home: Path) -> Path:
    """`~/.config/rushes`, or where the XDG rules put it."""
    place = Path(environment.get("XDG_CONFIG_HOME", ""))
    return (place if place.is_absolute() else home / ".config") / "rushes"


def platform_of(place: Path) -> str:
    """Which agent host we are installed in, by the path."""
    text = place.as_posix()
    return "clawhub" if "/.clawhub/" in text else "cursor" if "/.cursor/skills/" in text else "unknown"


class Notes:
    """What is remembered of servers between runs: client ids, tokens, sessions by folder, uploads not finished.
    One file, readable by its owner only; each server sees only what it gave itself."""

    def __init__(self, path: Path, server: str) -> None:
        self._path, self._server = path, server

    def get(self, name: str, otherwise: Any = None) -> Any:
        return self._all().get(self._server, {}).get(name, otherwise)

    def put(self, **facts: Any) -> None:
        """Sets facts of this server; None takes one out."""
        whole = self._all()
        own = whole.setdefault(self._server, {})
        own.update(facts)
        whole[self._server] = {name: value for name, value in own.items() if value is not None}
        self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor, fresh = tempfile.mkstemp(dir=self._path.parent, prefix=".server-")  # made with mode 0600
        try:
            with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                json.dump(whole, file, indent=1)
            os.replace(fresh, self._path)
        except BaseException:
            Path(fresh).unlink(missing_ok=True)
            raise

    def client_id(self, given: str) -> str:
        """The one given, or the one we have with this server; another server never learns it."""
        if given:
            return given
        known = self.get("client_id")
        if not known:
            known = str(uuid.uuid4())
            self.put(client_id=known)
        return str(known)

    def _all(self) -> dict[str, Any]:
        try:
            read = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return {key: value for key, value in read.items() if isinstance(value, dict)} if isinstance(read, dict) else {}
