"""The door to the processes that make preview pieces: kept warm, given orders, ended when they take too long."""

from __future__ import annotations

import heapq
import json
import os
import pickle
import signal
import struct
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from rushes.model.media import MediaId
from rushes.render.job import PieceJob
from rushes.render.preview.sound import SoundPiece
from rushes.render.preview.standin import Stage
from rushes.render.report import RenderFailed, SourceFailed
from rushes.render.sound import SoundPlan

LENGTH = struct.Struct(">Q")

PART = b"S"
"""The letter of an answer that is only the next part of one."""

ANSWER_BYTES_MAX = 256 * 2**20
"""No piece or still comes near; what says it does is broken."""

SECONDS_MAX = 60.0
"""For one order: a second of UHD without a stand-in, from a key frame ten seconds back, takes ten on a slow machine."""

SHOWN_SECONDS = 0.25
"""A browser needs about so long to show what it got."""

HELD_SECONDS_MAX = 2.0
"""The loudness of a film takes minutes; what is played next can't wait for them."""

RAISE_SECONDS_MAX = 600.0
"""For the loudness of a whole film."""

LOOK_SECONDS = 0.5
"""How often an order's time is taken."""

LAST_WORDS_BYTES = 400


@dataclass(frozen=True, slots=True)
class PictureOrder:
    job: PieceJob
    stage: Stage


@dataclass(frozen=True, slots=True)
class StillOrder:
    job: PieceJob
    stage: Stage


@dataclass(frozen=True, slots=True)
class SoundOrder:
    piece: SoundPiece
    paths: dict[MediaId, Path]
    gain: float


@dataclass(frozen=True, slots=True)
class RaiseOrder:
    plan: SoundPlan
    paths: dict[MediaId, Path]


Order = PictureOrder | StillOrder | SoundOrder | RaiseOrder


class HandDied(Exception):
    """The process ended in the middle of an order."""


class Hand:
    """One process, which gives way to others where it is `calm`. Not for two threads at once."""

    def __init__(self, tables: Path, calm: bool = False) -> None:
        self._tables, self.calm, self._still = tables, calm, False
        self._process: subprocess.Popen[bytes] | None = None
        self._words = tempfile.TemporaryFile()  # noqa: SIM115 - closed in close

    def close(self) -> None:
        self._stop()
        self._words.close()

    def warm(self) -> None:
        """Start the process, so that the first order need not wait for it."""
        if self._process is not None and self._process.poll() is None:
            return
        self._stop()
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "rushes.render.preview.maker", str(self._tables), *["calm"][: self.calm]],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._words,
            process_group=0 if os.name == "posix" else None,  # see `Calm`
        )

    def hold(self, still: bool) -> None:
        """Stop the process where it is, or let it go on; where the system has no such signals it just goes on."""
        self._still, process = still, self._process
        number = getattr(signal, "SIGSTOP" if still else "SIGCONT", None)
        if number is not None and process is not None:
            with suppress(OSError):
                process.send_signal(number)

    def carry_out(self, order: Order, seconds: float, told: Callable[[bytes], None] = lambda _: None) -> bytes:
        """The body of the answer; `told` hears the parts of it that come before. Raises HandDied, SourceFailed,
        RenderFailed (too slow, or what went wrong)."""
        self.warm()
        process = self._process
        assert process is not None and process.stdin is not None and process.stdout is not None
        late, done = threading.Event(), threading.Event()

        def watch() -> None:
            left = seconds
            while left > 0:
                step = min(left, LOOK_SECONDS)
                if done.wait(step):
                    return
                if not self._still:  # its time while it stood still does not count
                    left -= step
            late.set()
            process.kill()

        threading.Thread(target=watch, daemon=True).start()
        try:
            text = pickle.dumps(order)
            process.stdin.write(LENGTH.pack(len(text)) + text)
            process.stdin.flush()
            while True:
                head = process.stdout.read(1 + LENGTH.size)
                body = self._body(process, head)
                if body is None or head[:1] != PART:
                    break
                told(body)
        except (BrokenPipeError, OSError):
            body = None
        finally:
            done.set()
        if body is None:
            words = self._last_words()
            self._stop()
            if late.is_set():
                raise RenderFailed(last_words=f"no preview within {seconds:.0f} s")
            raise HandDied(words)
        if head[:1] == b"E":
            raise _error(body)
        return body

    def _body(self, process: subprocess.Popen[bytes], head: bytes) -> bytes | None:
        if len(head) < 1 + LENGTH.size:
            return None
        (size,) = LENGTH.unpack(head[1:])
        if size > ANSWER_BYTES_MAX:
            return None
        assert process.stdout is not None
        body = process.stdout.read(size)
        return body if len(body) == size else None

    def _stop(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            for pipe in (self._process.stdin, self._process.stdout):
                with suppress(OSError):
                    pipe.close()  # type: ignore[union-attr]
            self._process = None

    def _last_words(self) -> str:
        end = self._words.seek(0, os.SEEK_END)
        self._words.seek(max(end - LAST_WORDS_BYTES, 0))
        lines = self._words.read().decode("utf-8", "replace").strip().splitlines()
        return lines[-1] if lines else ""


def _error(body: bytes) -> Exception:
    try:
        told = json.loads(body)
        code, facts, text = str(told["code"]), dict(told["facts"]), str(told["text"])
    except (ValueError, KeyError, TypeError):
        return RenderFailed(last_words="the preview's maker said something that can't be read")
    return SourceFailed(**facts) if code == SourceFailed.code else RenderFailed(last_words=text)


class Calm:
    """Calm processes of several `Hands`: they stand still while anything urgent is made, HELD_SECONDS_MAX at most, and a
    little longer, when the browser shows it. One whose order has become urgent goes on.

    Each is a process group of its own: the system ends a stopped one whose parent died (POSIX, orphaned process groups).
    """

    def __init__(self) -> None:
        self._hands: list[Hand] = []
        self._needed: set[Hand] = set()
        self._urgent = 0
        self._until = 0.0
        self._lock = threading.Lock()

    def add(self, hand: Hand) -> None:
        self._hands.append(hand)

    def interrupt(self) -> None:
        """Something is about to be asked for."""
        with self:
            pass

    def __enter__(self) -> None:
        with self._lock:
            self._urgent += 1
            for hand in self._hands:
                if hand not in self._needed:
                    hand.hold(True)
            self._go_on_in(HELD_SECONDS_MAX)

    def __exit__(self, *_: object) -> None:
        with self._lock:
            self._urgent -= 1
            if not self._urgent:
                self._go_on_in(SHOWN_SECONDS)

    def need(self, hand: Hand, needed: bool) -> None:
        """Whether somebody waits for what this one makes."""
        with self._lock:
            if needed:
                self._needed.add(hand)
                hand.hold(False)
            else:
                self._needed.discard(hand)

    def _go_on_in(self, seconds: float) -> None:
        self._until = time.monotonic() + seconds
        timer = threading.Timer(seconds, self._go_on)
        timer.daemon = True
        timer.start()

    def _go_on(self) -> None:
        with self._lock:
            if time.monotonic() >= self._until:  # else somebody has asked meanwhile, and his timer will do it
                for hand in self._hands:
                    hand.hold(False)


class _Making:
    """An order under way: what there is of its answer so far, and the whole."""

    def __init__(self) -> None:
        self.result: Future[bytes] = Future()
        self._parts: list[bytes] = []
        self._came = threading.Condition()
        self.hand: Hand | None = None
        self.urgent = False
        self.result.add_done_callback(lambda _: self._tell())

    def taker(self) -> Callable[[bytes], None]:
        """Takes the parts in order; who begins again brings those there are once more."""
        numbers = count()

        def take(part: bytes) -> None:
            if next(numbers) >= len(self._parts):
                self._parts.append(part)
                self._tell()

        return take

    def parts(self) -> Iterator[bytes]:
        """Each part once it is there. Raises what the order raises."""
        given = 0
        while True:
            with self._came:
                while given == len(self._parts) and not self.result.done():
                    self._came.wait()
                fresh = self._parts[given:]
            if not fresh:
                self.result.result()
                return
            given += len(fresh)
            yield from fresh

    def _tell(self) -> None:
        with self._came:
            self._came.notify_all()


class Hands:
    """Some processes and those who wait for them: the newest order is carried out first, since what the user looks at
    now was asked for last; the same order asked for twice is carried out once. `reserved` of them are for urgent
    orders only; the others are calm. For any number of threads."""

    def __init__(self, number: int, tables: Path, reserved: int = 0, calm: Calm | None = None) -> None:
        self._idle = [Hand(tables, calm=n >= reserved) for n in range(number)]
        self._all = tuple(self._idle)
        self._calm = calm or Calm()
        for hand in self._all:
            if hand.calm:
                self._calm.add(hand)
        self._lock = threading.Lock()
        self._waiting: list[tuple[int, int, Future[Hand]]] = []
        self._turns: dict[str, Future[Hand]] = {}
        self._under_way: dict[str, _Making] = {}
        self._numbers = count()
        self._closed = False

    def warm(self) -> None:
        with self._lock:
            for hand in self._idle:
                hand.warm()

    def close(self) -> None:
        """End the processes; orders under way fail."""
        with self._lock:
            self._closed = True
        for hand in self._all:
            hand.close()

    def made(self, key: str, order: Order, seconds: float = SECONDS_MAX, urgent: bool = False) -> bytes:
        """What `order` makes; `key` says what that is. Raises SourceFailed, RenderFailed."""
        making, mine = self._joined(key, urgent)
        if mine:
            self._make(making, key, order, seconds, urgent)
        return making.result.result()

    def parts(self, key: str, order: PictureOrder, done: Callable[[bytes], None]) -> Iterator[bytes]:
        """What `order` makes, as urgent as can be, part by part; `done` gets the whole. Raises SourceFailed,
        RenderFailed."""
        making, mine = self._joined(key, urgent=True)
        if mine:
            making.result.add_done_callback(lambda result: result.exception() or done(result.result()))
            threading.Thread(target=self._make, args=(making, key, order, SECONDS_MAX, True), daemon=True).start()
        return making.parts()

    def _joined(self, key: str, urgent: bool) -> tuple[_Making, bool]:
        """What is under way for `key`, and whether it has to be begun."""
        with self._lock:
            mine = key not in self._under_way
            making = self._under_way.setdefault(key, _Making())
            if urgent and not making.urgent:
                making.urgent = True
                if making.hand:
                    self._calm.need(making.hand, True)
            if urgent and key in self._turns:  # it waits already, at a place that is not good enough any more
                heapq.heappush(self._waiting, (0, -next(self._numbers), self._turns[key]))
                self._hand_out()
        return making, mine

    def _make(self, making: _Making, key: str, order: Order, seconds: float, urgent: bool) -> None:
        try:
            with self._calm if urgent else nullcontext():
                made = self._carried_out(key, order, seconds, urgent, making)
        except BaseException as error:
            making.result.set_exception(error)
        else:
            making.result.set_result(made)
        finally:
            with self._lock:
                del self._under_way[key]

    def _carried_out(self, key: str, order: Order, seconds: float, urgent: bool, making: _Making) -> bytes:
        hand = self._taken(key, urgent)
        with self._lock:
            making.hand = hand
            if making.urgent:
                self._calm.need(hand, True)
        try:
            try:
                return hand.carry_out(order, seconds, making.taker())
            except HandDied:
                pass  # what it did before may have poisoned it: once more with a fresh one
            try:
                return hand.carry_out(order, seconds, making.taker())
            except HandDied as died:
                raise RenderFailed(last_words=str(died) or "the preview's maker died") from died
        finally:
            self._calm.need(hand, False)
            self._given_back(hand)

    def _taken(self, key: str, urgent: bool) -> Hand:
        """A free process."""
        with self._lock:
            if self._closed:
                raise RenderFailed(last_words="the preview is being closed")
            hand = self._free(urgent)
            if hand is not None:
                return hand
            turn: Future[Hand] = Future()
            self._turns[key] = turn
            heapq.heappush(self._waiting, (0 if urgent else 1, -next(self._numbers), turn))
        hand = turn.result()
        with self._lock:
            del self._turns[key]
        return hand

    def _free(self, urgent: bool) -> Hand | None:
        """The idle process used last, which is the warmest: a calm one, or for urgent orders rather one that isn't."""
        ranked = sorted(self._idle, key=lambda hand: not hand.calm) if urgent else [h for h in self._idle if h.calm]
        if not ranked:
            return None
        self._idle.remove(ranked[-1])
        return ranked[-1]

    def _given_back(self, hand: Hand) -> None:
        with self._lock:
            self._idle.append(hand)
            self._hand_out()

    def _hand_out(self) -> None:
        while self._waiting:
            rank, _, turn = self._waiting[0]
            hand = None if turn.done() else self._free(urgent=not rank)
            if hand is not None:
                turn.set_result(hand)
            elif not turn.done():
                return
            heapq.heappop(self._waiting)
