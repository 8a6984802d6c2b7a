"""The segment cache: encoded pieces by key, the least recently used thrown away past a limit.

A piece is written under a temporary name and renamed when it is complete and on the disk, so a crash or two exports at
once can at worst make a piece twice. Reading one marks it as used (its modification time).
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable
from pathlib import Path

from rushes.render.bitstream.piece import Piece, PieceDamaged

LIMIT_BYTES = 20 * 1024**3
"""Default size of the cache: about an hour of UHD at 45 Mb/s."""

STALE_SECONDS = 6 * 3600
"""Unfinished files older than this were left by a process that died."""


class PieceCache:
    """Pieces under `root`, each in a file named by its key."""

    def __init__(self, root: Path, limit_bytes: int = LIMIT_BYTES) -> None:
        self._root, self._limit = root, limit_bytes
        root.mkdir(parents=True, exist_ok=True)

    def path(self, key: str) -> Path:
        """Where the piece of that key is, or goes."""
        folder = self._root / key[:2]
        folder.mkdir(exist_ok=True)
        return folder / f"{key}.piece"

    def find(self, key: str, frames: int) -> Piece | None:
        """The piece of that key, whole and with that many frames, or None. A damaged one is removed."""
        path = self.path(key)
        if not path.exists():
            return None
        try:
            piece = Piece.open(path, verify=True)
        except PieceDamaged:
            path.unlink(missing_ok=True)
            return None
        if len(piece) != frames:
            path.unlink(missing_ok=True)
            return None
        os.utime(path)
        return piece

    def trim(self, keep: Iterable[str] = ()) -> int:
        """Removes what is least recently used until the cache is within its limit; never the keys in `keep`, which
        an export under way needs. Returns the bytes freed."""
        return trim(self._root, self._limit, keep)


def trim(root: Path, limit_bytes: int, keep: Iterable[str] = ()) -> int:
    """Removes the least recently used files anywhere under `root` until they are within the limit; never those whose
    name without its ending is in `keep`. Returns the bytes freed."""
    kept = set(keep)
    files, total, freed = [], 0, 0
    now = time.time()
    for path in root.rglob("*"):
        try:
            facts = path.stat()
        except FileNotFoundError:
            continue
        if path.is_dir():
            continue
        if ".part" in path.suffixes:
            if now - facts.st_mtime > STALE_SECONDS:
                path.unlink(missing_ok=True)
            continue
        total += facts.st_size
        if path.stem not in kept:
            files.append((facts.st_mtime, facts.st_size, path))
    for _, size, path in sorted(files):
        if total - freed <= limit_bytes:
            break
        path.unlink(missing_ok=True)
        freed += size
    return freed
