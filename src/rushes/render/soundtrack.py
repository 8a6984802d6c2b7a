"""The sound of an export, made in a process of its own while the picture is encoded, and kept by what is heard.

The same sound is never mixed twice: its key is the sound plan's fingerprint with codec and bitrate, so an edit of the
picture alone finds it done. Sound that nothing touched is not even decoded: its packets are copied.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import BinaryIO

from rushes.model.media import MediaId
from rushes.model.project import Project
from rushes.model.time import Seconds
from rushes.render.bitstream.families import CannotJoin
from rushes.render.bitstream.mp4 import Extent
from rushes.render.bitstream.piece import MAGIC, Piece, PieceDamaged
from rushes.render.bitstream.sound import AacComing, Sound, aac_of
from rushes.render.output import Codec, Container, Output
from rushes.render.plan import Plan
from rushes.render.process import Worker, listed
from rushes.render.report import Progress, RenderFailed, Report
from rushes.render.sound import Edges, SoundPlan, edges_of, sound_plan
from rushes.render.sound.encode import AAC_PRIMING, aac_header, packet_count
from rushes.render.sound.plan import CHANNELS, RATE
from rushes.render.work import SoundWork

PathOf = Callable[[MediaId], Path]

SUFFIX = {"aac": "piece", "opus": "webm", "pcm": "mov", "mp3": "mp3", "wav": "wav", "m4a": "m4a"}
"""What the encoded sound is kept as, by kind."""


@dataclass(frozen=True, slots=True)
class FinishedSound:
    """Sound ready to be joined: `tracks` for our own writer, `path` for FFmpeg's muxers; neither where there is
    none. `plan` is what should be heard.

    A track may still be coming: `complete` is called when all of it was taken, and raises what went wrong with the
    rest. After that `edges` tells how loud its ends are, where that is known, and `warnings` are all there.
    """

    plan: SoundPlan | None = None
    tracks: tuple[Sound, ...] = ()
    path: Path | None = None
    copied: bool = False
    warnings: Sequence[str] = ()
    complete: Callable[[], None] = lambda: None
    edges: Callable[[], Edges | None] = lambda: None

    @property
    def expected(self) -> bool:
        return bool(self.tracks) or self.path is not None


class Soundtrack:
    """The sound of one export: `begin` starts it (`gently` at the lowest priority), `result` waits for it, `coming` does
    not where it can be written as it comes, `end` stops it."""

    def __init__(self, project: Project, plan: Plan, path_of: PathOf, folder: Path, gently: bool = False) -> None:
        self._plan, self._path_of, self._folder, self._gently = plan, path_of, folder, gently
        self._sound = sound_plan(project, plan.output.span)
        self._codec = _codec(plan.output)
        self._worker: Worker | None = None

    def begin(self) -> None:
        """Start mixing, unless there is nothing to hear, nothing to change, or it is already there."""
        if self._codec is None or self._silent() or self._copyable() or self._kept():
            return
        self._folder.mkdir(parents=True, exist_ok=True)
        paths = {media_id: self._path_of(media_id) for media_id in self._sound.media}
        work = SoundWork(self._sound, paths, self._path(), self._codec, self._plan.output.audio_bitrate_bps)
        self._worker = Worker(work, self._gently)

    def result(
        self,
        on_progress: Callable[[Progress], None],
        cancelled: Callable[[], bool],
        total: int,
        paused: Callable[[], bool] = lambda: False,
    ) -> FinishedSound:
        """The finished sound. Raises what `Worker.messages` raises."""
        warnings: list[str] = []
        if self._worker is not None:
            on_progress(Progress("sound", total, total))
            for message in self._worker.messages(cancelled, paused):
                warnings += map(str, listed(message, "warnings"))
        if self._codec is None or self._silent():
            return FinishedSound(self._sound)
        copied = self._copyable()
        if copied:
            return FinishedSound(self._sound, (copied,), None, True, edges=self._source_edges)
        if self._codec != "aac":
            return FinishedSound(self._sound, (), self._path(), warnings=warnings)
        track = Sound(Piece.open(self._path()), seconds=self._length())
        return FinishedSound(self._sound, (track,), warnings=warnings, edges=self._mixed_edges)

    def coming(
        self, on_progress: Callable[[Progress], None], cancelled: Callable[[], bool], total: int
    ) -> FinishedSound:
        """The sound, which AAC need not have ended for: what is encoded later is written later. Raises what
        `Worker.messages` raises, now or while the track is taken."""
        if self._worker is None or self._codec != "aac":
            return self.result(on_progress, cancelled, total)
        on_progress(Progress("sound", total, total))
        warnings: list[str] = []
        bitrate, samples = self._plan.output.audio_bitrate_bps, self._sound.samples
        count = packet_count(samples)
        stream = self._stream(self._worker, count, cancelled, warnings)
        source = AacComing(aac_header(bitrate), CHANNELS, RATE, bitrate, count, samples + AAC_PRIMING, AAC_PRIMING,
                           stream)  # fmt: skip

        def complete() -> None:
            if next(stream, None) is not None:
                raise RenderFailed(last_words="more sound came than was planned")

        return FinishedSound(
            self._sound, (Sound(source, seconds=self._length()),), warnings=warnings, complete=complete,
            edges=self._mixed_edges,
        )  # fmt: skip

    def _stream(
        self, worker: Worker, count: int, cancelled: Callable[[], bool], warnings: list[str]
    ) -> Iterator[Extent]:
        """`count` packets in the file that the process writes, as it tells of them. Raises RenderFailed for fewer."""
        offset, given = len(MAGIC), 0
        with ExitStack() as stack:
            file: BinaryIO | None = None
            for message in worker.messages(cancelled):
                warnings += map(str, listed(message, "warnings"))
                if file is None and "part" in message:
                    file = stack.enter_context(self._opened(Path(str(message["part"]))))
                for size in listed(message, "packets"):
                    assert file is not None and isinstance(size, int)
                    yield Extent(file, offset, size)
                    offset, given = offset + size, given + 1
        if given < count:
            raise RenderFailed(last_words=f"{given} packets of sound came, {count} were planned")

    def _opened(self, part: Path) -> BinaryIO:
        """The file being written, which may have got its name by now."""
        try:
            return part.open("rb", buffering=0)
        except FileNotFoundError:
            return self._path().open("rb", buffering=0)

    def _length(self) -> Seconds:
        return self._plan.grid.end - self._plan.grid.start

    def _mixed_edges(self) -> Edges | None:
        return Edges.of(Piece.open(self._path(), verify=False))

    def _source_edges(self) -> Edges | None:
        source = self._sound.untouched.source if self._sound.untouched else None
        return edges_of(self._path_of(source.media), source, self._sound.samples) if source else None

    def end(self) -> None:
        if self._worker is not None:
            self._worker.__exit__()
            self._worker = None

    def _silent(self) -> bool:
        return self._sound.silent

    def _copyable(self) -> Sound | None:
        untouched = self._sound.untouched
        if not untouched or self._codec != "aac" or untouched.codec != "aac" or not self._plan.output.smart:
            return None
        source = untouched.source
        try:
            origin = source.start if source.origin is None else source.origin
            ranges = aac_of(self._path_of(source.media), source.stream, origin)
        except CannotJoin:
            return None
        return Sound(ranges, seconds=self._length())

    def _path(self) -> Path:
        facts = f"{self._sound.fingerprint} {self._codec} {self._plan.output.audio_bitrate_bps}"
        name = hashlib.sha256(facts.encode()).hexdigest()
        return self._folder / f"{name}.{SUFFIX[self._codec or 'aac']}"

    def _kept(self) -> bool:
        path = self._path()
        if not path.exists():
            return False
        os.utime(path)  # used again: what is longest unused goes first
        if self._codec != "aac":
            return True
        try:
            Piece.open(path)
        except PieceDamaged:
            path.unlink(missing_ok=True)
            return False
        return True


def _codec(output: Output) -> str | None:
    """The kind of sound a container is given; None where it takes none."""
    match output.container:
        case Container.GIF | Container.PNG | Container.JPG:
            return None
        case Container.WEBM:
            return "opus"
        case Container.MOV if output.codec is Codec.PRORES:
            return "pcm"
        case Container.MP3 | Container.WAV | Container.M4A:
            return output.container.value
    return "aac"


def sound_only(
    project: Project,
    output: Output,
    destination: Path,
    path_of: PathOf,
    on_progress: Callable[[Progress], None],
    cancelled: Callable[[], bool],
) -> Report:
    """The timeline's sound as a file of its own, in the output's container."""
    started = time.monotonic()
    plan = sound_plan(project, output.span)
    paths = {media_id: path_of(media_id) for media_id in plan.media}
    destination.parent.mkdir(parents=True, exist_ok=True)
    on_progress(Progress("sound", 0, 1))
    work = SoundWork(plan, paths, destination, output.container.value, output.audio_bitrate_bps)
    with Worker(work) as worker:
        for _ in worker.messages(cancelled):
            pass
    return Report(
        path=destination, width=0, height=0, rate=None, duration=Fraction(plan.samples, 48_000),
        size_bytes=destination.stat().st_size, codec=output.container.value, frames=0, frames_copied=0,
        frames_encoded=0, frames_kept=0, seconds=time.monotonic() - started,
    )  # fmt: skip
