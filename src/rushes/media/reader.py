"""The process that opens strangers' files. It may crash, hang or run out of memory; its parent lives on.

One request a line on stdin, one reply a line on stdout, both JSON:

    {"do": "probe", "path": ..., "id": ..., "name": ..., "seconds": 60}     -> {"facts": {...}}
    {"do": "standin", "path": ..., "facts": {...}, "target": ..., ...}      -> {"written": true}
                                                                    or     -> {"error": code, "facts": {...}}
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

MEMORY_BYTES_MAX = 6 * 2**30
"""Address space, not memory used: FFmpeg and the memory allocator reserve far more than they touch."""

FILE_BYTES_MAX = 8 * 2**30
OPEN_FILES_MAX = 256


def main() -> None:
    """Answer requests until stdin ends."""
    replies = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # whatever a library prints must not reach the replies
    _limit("RLIMIT_AS", MEMORY_BYTES_MAX)
    _limit("RLIMIT_FSIZE", FILE_BYTES_MAX)
    _limit("RLIMIT_NOFILE", OPEN_FILES_MAX)
    _limit("RLIMIT_CORE", 0)
    for line in sys.stdin:
        print(json.dumps(_answer(json.loads(line))), file=replies, flush=True)


def _answer(request: dict) -> dict:
    from rushes.errors import RushesError
    from rushes.media.errors import is_the_machines
    from rushes.media.probe import probe
    from rushes.media.standin import write_standin
    from rushes.model.media import MediaFacts
    from rushes.model.saved import from_plain, to_plain

    _limit_processor(request["seconds"])
    path = Path(request["path"])
    try:
        if request["do"] == "standin":
            write_standin(path, from_plain(request["facts"], MediaFacts), Path(request["target"]))
            return {"written": True}
        return {"facts": to_plain(probe(path, request["id"], request["name"]))}
    except RushesError as error:
        return {"error": error.code, "facts": error.facts}
    except MemoryError:
        return {"error": "reader_died", "facts": {"detail": "out of memory"}}
    except Exception as error:
        if is_the_machines(error):
            return {"os_error": [error.errno, str(error)]}
        # a stranger's file found a way nobody thought of: still only this file's fault
        return {"error": "reader_died", "facts": {"detail": f"{type(error).__name__}: {error}"[:300]}}


def _limit_processor(seconds: float) -> None:
    """Processor time for one request, so that a hung reader ends even where nobody is left to stop it."""
    used = sum(os.times()[:2])
    _limit("RLIMIT_CPU", int(used + 4 * seconds) + 1)


def _limit(name: str, value: int) -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limits; the parent's time limit still holds
        return
    kind = getattr(resource, name, None)
    if kind is not None:
        _, hard = resource.getrlimit(kind)
        wanted = value if hard == resource.RLIM_INFINITY else min(value, hard)
        try:
            resource.setrlimit(kind, (wanted, hard))
        except (ValueError, OSError):
            pass  # a stricter limit is already in force


if __name__ == "__main__":
    main()
