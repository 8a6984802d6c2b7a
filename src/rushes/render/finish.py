"""Pieces, copied runs and sound -> the finished file: joined under a temporary name, verified, then named."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from threading import Event, Thread

from rushes.model.media import MediaFacts, MediaId
from rushes.model.project import Project
from rushes.model.time import Seconds
from rushes.render.bitstream import mp4
from rushes.render.bitstream.index import SourceIndex
from rushes.render.bitstream.join import CopyRun, Joined, Look, OutputRun, PieceRun, assemble
from rushes.render.bitstream.piece import Piece
from rushes.render.mux import gif_from, muxed
from rushes.render.output import Codec, Container
from rushes.render.plan import CopyStep, Plan
from rushes.render.report import Cancelled, NoRoom, Progress
from rushes.render.soundtrack import FinishedSound
from rushes.render.verify import verified

OUR_WRITER = {(Container.MP4, Codec.H264), (Container.MP4, Codec.HEVC), (Container.MP4, Codec.AV1),
              (Container.MOV, Codec.H264), (Container.MOV, Codec.HEVC)}  # fmt: skip


WRITE_OUT_SECONDS = 0.25
"""How often what was written so far is sent to the disk."""


@dataclass(frozen=True, slots=True)
class Finished:
    """What the file came out as, in pixels as shown."""

    width: int
    height: int
    warnings: tuple[str, ...] = ()


def finish(
    project: Project,
    plan: Plan,
    pieces: dict[str, Piece],
    sound: FinishedSound,
    destination: Path,
    index_of: Callable[[MediaId], SourceIndex],
    on_progress: Callable[[Progress], None],
    cancelled: Callable[[], bool],
) -> Finished:
    """Write the file at `destination`, which is there whole and verified, or not at all.

    Raises CannotJoin, Unverified, Cancelled, NoRoom.
    """
    total = len(plan.grid)
    part = destination.with_name(f".{destination.name}.{os.getpid()}.part{destination.suffix}")
    destination.parent.mkdir(parents=True, exist_ok=True)
    on_progress(Progress("joining", total, total))
    try:
        with _written_out(part):
            joined: Joined | None = None
            runs = _runs(plan, pieces, index_of)
            if (plan.output.container, plan.output.codec) in OUR_WRITER:
                created, tags = _tags(project, plan)
                joined = assemble(
                    runs, sound.tracks, part, end=plan.grid.end - plan.grid.start, look=_shown(plan),
                    created=created, tags=tags, cancelled=cancelled,
                )  # fmt: skip
                sound.complete()
            elif plan.output.container is Container.GIF:
                gif_from(plan, runs, part, cancelled)
            else:
                muxed(plan, runs, sound.path, part, cancelled)
            on_progress(Progress("verifying", total, total))
            warnings = verified(plan, part, joined, runs, sound, cancelled)
        os.replace(part, destination)
    except mp4.Cancelled as stop:
        raise Cancelled() from stop
    except OSError as error:
        if error.errno == 28:
            raise NoRoom(needed="space for the finished file", place=str(destination.parent)) from error
        raise
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    return Finished(*plan.look.shown, warnings)


@contextmanager
def _written_out(path: Path) -> Iterator[None]:
    """The file is on the disk, and not only on its way there, when the block is left. A disk is slow and looks on while
    we write, wait for sound and verify: all take place at once. Raises OSError."""
    over = Event()

    def write_out() -> None:
        while not over.wait(WRITE_OUT_SECONDS):
            with suppress(OSError):  # not there yet; what counts is the last time, below
                _synced(path)

    thread = Thread(target=write_out, name="write-out", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
    _synced(path)


def _synced(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _runs(plan: Plan, pieces: dict[str, Piece], index_of: Callable[[MediaId], SourceIndex]) -> list[OutputRun]:
    runs: list[OutputRun] = []
    origin = plan.grid.start
    for step in plan.steps:
        at = plan.grid[step.first] - origin
        times = _times(plan, step.first, step.frames)
        if isinstance(step, CopyStep):
            runs.append(CopyRun(index_of(step.media), step.run, at, times))
        else:
            runs.append(PieceRun(pieces[step.job.key], at, times))
    return runs


def _times(plan: Plan, first: int, count: int) -> list[Seconds]:
    origin = plan.grid.start
    return [plan.grid[k] - origin for k in range(first, first + count)]


def _shown(plan: Plan) -> Look:
    return Look(rotation=plan.look.rotation)


def _tags(project: Project, plan: Plan) -> tuple[int | None, dict[str, str]]:
    """Creation time (seconds since 1970) and camera tags of the media that most of the film shows."""
    facts = _lead_facts(project)
    if facts is None or not plan.output.keep_tags:
        return None, {}
    created = None
    if facts.created:
        with suppress(ValueError):
            created = int(datetime.fromisoformat(facts.created.replace("Z", "+00:00")).timestamp())
    return created, dict(facts.tags)


def _lead_facts(project: Project) -> MediaFacts | None:
    lengths: dict[MediaId, Seconds] = {}
    for clip in project.timeline.clips:
        lengths[clip.media] = lengths.get(clip.media, clip.length - clip.length) + clip.length
    if not lengths:
        return None
    media = project.find(max(lengths, key=lambda each: lengths[each]))
    return media.facts if media else None
