"""The process that makes preview pieces: `python -m rushes.render.preview.maker`, kept warm, killable at any moment.

It opens strangers' files, so it may crash or hang; its parent lives on. A request is a length (8 bytes) and a pickle,
which only our own parent writes; an answer is a letter, a length and plain bytes, which the parent need not trust:

    P samples, packed      J a JPEG      G the gain as text      E an error as JSON

Before a P come its samples as far as they are made, packed too, under an S each.
"""

from __future__ import annotations

import json
import os
import pickle
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from rushes.errors import RushesError
from rushes.render.preview import draw
from rushes.render.preview.fragment import packed
from rushes.render.preview.hands import LENGTH, PART, PictureOrder, RaiseOrder, SoundOrder, StillOrder
from rushes.render.preview.standin import SmallMaker

CALM_NICE = 10
"""What may be wanted soon gives way to what is wanted now, and to the browser; exports to both."""

MEMORY_BYTES_MAX = 8 * 2**30
"""Address space, not memory used: FFmpeg and the memory allocator reserve far more than they touch."""


def main() -> None:
    """Answer requests until stdin ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not reach the answers
    _limit_memory()
    if "calm" in sys.argv[2:] and hasattr(os, "nice"):
        os.nice(CALM_NICE)
    maker = SmallMaker(Path(sys.argv[1]))
    while head := sys.stdin.buffer.read(LENGTH.size):
        order = pickle.loads(sys.stdin.buffer.read(*LENGTH.unpack(head)))

        def answer(letter: bytes, body: bytes) -> None:
            answers.write(letter + LENGTH.pack(len(body)) + body)
            answers.flush()

        answer(*_answer(maker, order, lambda samples: answer(PART, packed(samples))))


def _answer(maker: SmallMaker, order: object, told: Callable[[list[bytes]], None]) -> tuple[bytes, bytes]:
    try:
        match order:
            case PictureOrder():
                maker.stage(order.stage)
                return b"P", packed(draw.picture(maker, order.job, told))
            case StillOrder():
                maker.stage(order.stage)
                return b"J", draw.still(maker, order.job)
            case SoundOrder():
                return b"P", packed(draw.sound(order.piece, order.paths.__getitem__, order.gain))
            case RaiseOrder():
                return b"G", repr(draw.raised(order.plan, order.paths.__getitem__)).encode()
            case _:
                raise AssertionError(f"no such order: {order!r}")
    except RushesError as error:
        # what was being read is not to be gone on with
        maker.close()
        return b"E", json.dumps({"code": error.code, "facts": error.facts, "text": str(error)}, default=str).encode()
    except Exception as error:
        maker.close()
        return b"E", json.dumps({"code": "", "facts": {}, "text": f"{type(error).__name__}: {error}"[:400]}).encode()


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limits; the parent's time limit still holds
        return
    for name, value in (("RLIMIT_AS", MEMORY_BYTES_MAX), ("RLIMIT_CORE", 0)):
        _, hard = resource.getrlimit(getattr(resource, name))
        wanted = value if hard == resource.RLIM_INFINITY else min(value, hard)
        try:
            resource.setrlimit(getattr(resource, name), (wanted, hard))
        except (ValueError, OSError):
            pass  # a stricter limit is already in force


if __name__ == "__main__":
    main()
