"""The mix: every voice of a plan, loud as planned, added up block by block. Memory does not grow with the length."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import numpy as np

from rushes.model.media import MediaId
from rushes.render.report import Cancelled
from rushes.render.sound.decode import SoundReader
from rushes.render.sound.duck import HOP, SpeechGate, ducking, reduction
from rushes.render.sound.limit import cell_gains, limited
from rushes.render.sound.loudness import CELL, CONTEXT, Meter, true_peaks
from rushes.render.sound.plan import CHANNELS, RATE, SoundPlan, SoundSource, Voice
from rushes.render.sound.voice import Player

BLOCK = 2 * RATE
"""Samples mixed at a time: 2 s, which is also how far ducking sees ahead."""

IDLE_READERS_MAX = 8
"""Files kept open for the next clip that needs them."""

LOUDNESS_TOLERANCE_LU = 0.05
LOUDNESS_STEPS_MAX = 8
RAISED_DB_MAX = 30.0
"""A mix is never raised by more: what is that far down is noise."""

PathOf = Callable[[MediaId], Path]
Stopped = Callable[[], bool]


def mixed(
    plan: SoundPlan,
    path_of: PathOf,
    warnings: list[str] | None = None,
    cancelled: Stopped = lambda: False,
) -> Iterator[np.ndarray]:
    """The sound of `plan` in blocks of float32 (n, 2) at `RATE`, `plan.samples` in all.

    Voices are added as they are; only where that would pass -1 dBTP is it lowered (`limit.py`). With a loudness to
    reach, the mix is first measured in a pass of its own. `warnings` gathers what could not be decoded. Raises
    Cancelled between blocks.
    """
    heard = warnings if warnings is not None else []
    gain = 1.0
    if plan.loudness_lufs is not None and not plan.silent:
        gain = _gain_for(plan.loudness_lufs, _summed(plan, path_of, heard, cancelled))
    yield from limited(_raised(_summed(plan, path_of, heard, cancelled), gain))


def _raised(blocks: Iterable[np.ndarray], gain: float) -> Iterator[np.ndarray]:
    return (block if gain == 1.0 else block * np.float32(gain) for block in blocks)


def _gain_for(lufs: float, blocks: Iterable[np.ndarray]) -> float:
    """The gain that brings the mix to `lufs`, what the ceiling takes back included: one pass notes energy and peak of
    every millisecond, and the rest is reckoned from these."""
    meter, peaks = Meter(), []
    before = np.zeros((CONTEXT, CHANNELS), np.float32)
    after = np.zeros((CONTEXT, CHANNELS), np.float32)
    for block in blocks:
        meter.add(block)
        whole = block[: len(block) // CELL * CELL]
        if len(whole):
            peaks.append(true_peaks(np.concatenate([before, whole, after]), CELL, 0.0).astype(np.float32))
            before = np.concatenate([before, whole])[-CONTEXT:]
    measured = meter.lufs()
    if measured == float("-inf"):
        return 1.0
    every = np.concatenate(peaks)
    gain_db = min(lufs - measured, RAISED_DB_MAX)
    for _ in range(LOUDNESS_STEPS_MAX):
        gain = 10 ** (gain_db / 20)
        missing = lufs - meter.lufs(gain * cell_gains(every * gain))
        if abs(missing) <= LOUDNESS_TOLERANCE_LU or gain_db + missing > RAISED_DB_MAX:
            break
        gain_db += missing
    return 10 ** (gain_db / 20)


def _summed(plan: SoundPlan, path_of: PathOf, warnings: list[str], cancelled: Stopped) -> Iterator[np.ndarray]:
    """The plain sum of all voices, ducked ones lowered by what the others say."""
    with _Readers(path_of, warnings) as readers:
        stage = _Stage(plan.voices, readers)
        blocks = (_stopping(cancelled, stage.block(at, min(BLOCK, plan.samples - at)))
                  for at in range(0, plan.samples, BLOCK))  # fmt: skip
        if any(voice.duck for voice in plan.voices):
            yield from _ducked(blocks)
        else:
            for block in blocks:
                yield block.sum


def _stopping(cancelled: Stopped, block: _Block) -> _Block:
    if cancelled():
        raise Cancelled()
    return block


class _Block:
    """One block of every voice: `sum` of those that are not ducked, `speech` of those that speak."""

    def __init__(self, count: int) -> None:
        self.sum = np.zeros((count, CHANNELS), np.float32)
        self.speech = np.zeros((count, CHANNELS), np.float32)
        self.ducked: list[tuple[Voice, slice, np.ndarray]] = []


class _Stage:
    """Voices come on when their time has come, and go off after it."""

    def __init__(self, voices: tuple[Voice, ...], readers: _Readers) -> None:
        self._waiting = sorted(voices, key=lambda voice: voice.at, reverse=True)
        self._playing: list[tuple[Voice, Player, SoundReader]] = []
        self._readers = readers
        self._listening = any(voice.duck for voice in voices)

    def block(self, at: int, count: int) -> _Block:
        block = _Block(count)
        while self._waiting and self._waiting[-1].at < at + count:
            voice = self._waiting.pop()
            reader = self._readers.take(voice.source)
            self._playing.append((voice, Player(voice, reader), reader))
        staying = []
        for voice, player, reader in self._playing:
            place = slice(max(voice.at - at, 0), min(voice.at + voice.samples - at, count))
            samples = player.read(place.stop - place.start)
            if voice.duck is not None:
                block.ducked.append((voice, place, samples))
            else:
                block.sum[place] += samples
            if voice.speaks and self._listening:
                block.speech[place] += samples
            if voice.at + voice.samples > at + count:
                staying.append((voice, player, reader))
            else:
                self._readers.put(voice.source, reader)
        self._playing = staying
        return block


def _ducked(blocks: Iterable[_Block]) -> Iterator[np.ndarray]:
    """The sum of each block once the speech of the next one is known."""
    gate = SpeechGate()
    quiet = 10**9
    waiting: tuple[_Block, np.ndarray] | None = None
    for block in blocks:
        speech = gate.feed(block.speech)
        if waiting is not None:
            yield _lowered(*waiting, speech, quiet)
            quiet = _quiet_after(waiting[1], quiet)
        waiting = block, speech
    if waiting is not None:
        yield _lowered(*waiting, np.zeros(0, bool), quiet)


def _quiet_after(speech: np.ndarray, quiet: int) -> int:
    """Hops since somebody last spoke, at the first hop after `speech`."""
    spoken = np.flatnonzero(speech)
    return len(speech) - int(spoken[-1]) if len(spoken) else quiet + len(speech)


def _lowered(block: _Block, speech: np.ndarray, following: np.ndarray, quiet: int) -> np.ndarray:
    known = np.concatenate([speech, following])
    for voice, place, samples in block.ducked:
        assert voice.duck is not None
        down = reduction(known, len(speech), quiet, voice.duck)
        gain = ducking(down, len(block.sum), voice.duck)
        block.sum[place] += samples if gain is None else samples * gain[place, None]
    return block.sum


class _Readers:
    """Open files, handed from one voice to the next that plays the same track."""

    def __init__(self, path_of: PathOf, warnings: list[str]) -> None:
        self._path_of, self._warnings = path_of, warnings
        self._idle: list[tuple[SoundSource, SoundReader]] = []
        self._out: list[SoundReader] = []

    def __enter__(self) -> _Readers:
        return self

    def __exit__(self, *exception: object) -> None:
        for reader in [*self._out, *(reader for _, reader in self._idle)]:
            self._close(reader)

    def take(self, source: SoundSource) -> SoundReader:
        known = next((number for number, (track, _) in enumerate(self._idle) if track == source), None)
        reader = SoundReader(self._path_of(source.media), source) if known is None else self._idle.pop(known)[1]
        self._out.append(reader)
        return reader

    def put(self, source: SoundSource, reader: SoundReader) -> None:
        self._out.remove(reader)
        self._idle.append((source, reader))
        while len(self._idle) > IDLE_READERS_MAX:
            self._close(self._idle.pop(0)[1])

    def _close(self, reader: SoundReader) -> None:
        reader.close()
        self._warnings += [warning for warning in reader.warnings if warning not in self._warnings]


assert BLOCK % HOP == 0 and BLOCK % CELL == 0
