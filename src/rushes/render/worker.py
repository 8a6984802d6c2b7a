"""The process that decodes and encodes: `python -m rushes.render.worker`, fed by `execute.py` and killable.

It reads one pickled `Work` from standard input, which only our own parent writes, and says on standard output, in
lines of JSON, how many frames are done. It may die at any moment: a piece has its name only when it is complete.
Decoding runs in one thread, encoding in another.
"""

from __future__ import annotations

import json
import os
import pickle
import signal
import sys
import time
from queue import Full, Queue
from threading import Event, Thread

from av.video.frame import VideoFrame

from rushes.errors import RushesError
from rushes.render.analysis import analysed
from rushes.render.encode import PieceEncoder
from rushes.render.frames import FrameMaker
from rushes.render.sound import encode_sound, mixed, silences
from rushes.render.work import AnalysisWork, SilenceWork, SoundWork, Work

QUEUE_FRAMES = 2
"""Composed frames that wait for the encoder; a UHD frame is 12 MB."""

TELL_SECONDS = 0.25


def main() -> int:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    work: Work | SoundWork | SilenceWork | AnalysisWork = pickle.load(sys.stdin.buffer)
    try:
        if isinstance(work, SoundWork):
            _mix(work)
        elif isinstance(work, SilenceWork):
            found, length = silences(mixed(work.plan, work.paths.__getitem__), work.least, work.margin)
            spans = [[str(span.start), str(span.end)] for span in found]
            _tell({"silences": spans, "length": str(length)})
        elif isinstance(work, AnalysisWork):
            _tell({"analysis": analysed(work, lambda share: _tell({"share": share}))})
        else:
            _Line(work).run()
    except RushesError as error:
        _tell({"error": error.code, "facts": {k: str(v) for k, v in error.facts.items()}, "text": str(error)})
        return 3
    return 0


def _tell(message: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(message) + "\n")
    sys.stdout.flush()


def _mix(work: SoundWork) -> None:
    warnings: list[str] = []
    blocks = mixed(work.plan, work.paths.__getitem__, warnings)
    encode_sound(blocks, work.destination, work.codec, work.bitrate_bps, work.plan.samples,
                 packets=lambda part, sizes: _tell({"part": str(part), "packets": sizes}))  # fmt: skip
    _tell({"warnings": list(dict.fromkeys(warnings))})


class _Line:
    """The assembly line: frames come in at one end, pieces go out at the other."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._queue: Queue[tuple[int, VideoFrame] | BaseException | None] = Queue(QUEUE_FRAMES)
        self._stop = Event()
        self._done, self._told = 0, 0.0

    def run(self) -> None:
        maker = Thread(target=self._make, daemon=True)
        maker.start()
        try:
            self._encode()
        finally:
            self._stop.set()
        maker.join()

    def _make(self) -> None:
        frames: FrameMaker | None = None
        try:
            frames = FrameMaker(self._work.material)
            for number, (job, _) in enumerate(self._work.pieces):
                for frame in frames.frames(job):
                    if not self._put((number, frame)):
                        return
            self._put(None)
        except BaseException as error:
            self._put(error)
        finally:
            if frames is not None:
                frames.close()

    def _put(self, item: tuple[int, VideoFrame] | BaseException | None) -> bool:
        while not self._stop.is_set():
            try:
                self._queue.put(item, timeout=0.5)
                return True
            except Full:
                continue
        return False

    def _encode(self) -> None:
        """One encoder at a time: of UHD it holds half a gigabyte and more, and a second one beside it saved no time."""
        encoder: PieceEncoder | None = None
        at = -1
        while True:
            item = self._queue.get()
            if isinstance(item, BaseException):
                raise item
            goes_on = item is not None and (item[0] == at or (encoder and encoder.follow(*self._work.pieces[item[0]])))
            if encoder is not None and not goes_on:
                encoder.finish()
                encoder = None
            if item is None:
                return
            at = item[0]
            if encoder is None:
                encoder = PieceEncoder(*self._work.pieces[at], self._work.threads)
            encoder.add(item[1])
            self._count()

    def _count(self) -> None:
        self._done += 1
        now = time.monotonic()
        if now - self._told >= TELL_SECONDS:
            self._told = now
            _tell({"done": self._done})


if __name__ == "__main__":
    code = main()
    sys.stdout.flush()
    os._exit(code)
