"""The page's files: index.html fresh each time, the rest under a name made of their content and kept for ever.

The whole of web/ has one hash, which stands in every address (/web/HASH/parts/chat.js). So modules import each other
by plain relative paths, there is no build step, and a page never mixes two versions.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import re
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from fastapi import FastAPI, HTTPException, Request, Response

WEB = Path(__file__).resolve().parents[4] / "web"
"""Beside the sources; in an installed package, inside it."""
if not WEB.is_dir():
    WEB = Path(__file__).resolve().parents[2] / "web"

TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".png": "image/png",
}
"""Told explicitly: some systems have other ideas about .js."""

FOR_EVER = "public, max-age=31536000, immutable"
SMALL_BYTES = 600
"""Below this gzip saves nothing."""


@dataclass(frozen=True, slots=True)
class _File:
    body: bytes
    packed: bytes
    kind: str


class Web:
    """The files of `folder`, read once and again whenever one of them changes."""

    def __init__(self, folder: Path) -> None:
        self.folder, self._stamp, self._lock = folder, (), Lock()
        self.hash, self.files, self.index, self.policy = "", {}, b"", ""

    def look(self) -> None:
        paths = sorted(path for path in self.folder.rglob("*") if path.is_file())
        stamp = tuple((str(path), path.stat().st_mtime_ns, path.stat().st_size) for path in paths)
        with self._lock:
            if stamp != self._stamp:
                self._read(paths)
                self._stamp = stamp

    def _read(self, paths: list[Path]) -> None:
        digest, files = hashlib.sha256(), {}
        for path in paths:
            name, body = path.relative_to(self.folder).as_posix(), path.read_bytes()
            digest.update(f"{name}\0{len(body)}\0".encode() + body)
            if path.suffix in TYPES:
                packed = gzip.compress(body, 9, mtime=0) if len(body) > SMALL_BYTES else b""
                files[name] = _File(body, packed, TYPES[path.suffix])
        self.hash = digest.hexdigest()[:16]
        text = files.pop("index.html").body.decode().replace('"/web/', f'"/web/{self.hash}/')
        self.files, self.index, self.policy = files, text.encode(), _policy(text)


def _policy(index: str) -> str:
    """What the page may do: load from here, and nothing else. The import map is the one inline script, by hash."""
    inline = re.findall(r"<script(?![^>]*\bsrc=)[^>]*>(.*?)</script>", index, re.DOTALL)
    hashes = " ".join(f"'sha256-{base64.b64encode(hashlib.sha256(s.encode()).digest()).decode()}'" for s in inline)
    return (
        f"default-src 'none'; script-src 'self' {hashes}; style-src 'self'; img-src 'self' blob:; "
        "media-src 'self' blob:; connect-src 'self'; font-src 'self'; manifest-src 'self'; "
        "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    )


def serve(app: FastAPI, folder: Path = WEB) -> None:
    """Lets `app` answer with the page at / and /s/{session}, and with its files under /web/."""
    web = Web(folder)

    def page() -> Response:
        web.look()
        headers = {
            "Cache-Control": "no-cache",
            "Content-Security-Policy": web.policy,
            "Referrer-Policy": "no-referrer",
            "X-Content-Type-Options": "nosniff",
        }
        return Response(web.index, media_type="text/html; charset=utf-8", headers=headers)

    def file(request: Request, hash: str, name: str) -> Response:
        if not web.files:
            web.look()
        found = web.files.get(name)
        if found is None:
            raise HTTPException(404, "There is no such file.")
        headers = {
            "Cache-Control": FOR_EVER if hash == web.hash else "no-cache",
            "X-Content-Type-Options": "nosniff",
            "Vary": "Accept-Encoding",
        }
        if found.packed and "gzip" in request.headers.get("accept-encoding", ""):
            return Response(found.packed, media_type=found.kind, headers={**headers, "Content-Encoding": "gzip"})
        return Response(found.body, media_type=found.kind, headers=headers)

    app.add_api_route("/", page, include_in_schema=False, response_model=None)
    app.add_api_route("/s/{session_id}", page, include_in_schema=False, response_model=None)
    app.add_api_route("/web/{hash}/{name:path}", file, include_in_schema=False, response_model=None)
