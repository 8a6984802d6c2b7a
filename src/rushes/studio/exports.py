"""Exports: what is wished for, where it goes, and the trip to a finished file, kept track of from start to end."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from datetime import datetime, timedelta
from pathlib import Path

from rushes.errors import DefectError, RushesError
from rushes.language.answers import Wish
from rushes.model.project import Project
from rushes.model.saved import to_text
from rushes.model.session import EXPORT_MOVES, Export, ExportState, Session
from rushes.model.time import ZERO, Rate, Span, named_rate, seconds
from rushes.model.timeline import Canvas, Timeline
from rushes.render.output import Output, Quality, UnknownOutput, for_platform, in_format, sized
from rushes.render.report import Cancelled, Progress, Report
from rushes.studio.errors import FolderNotWritable, NoSuchFolder, OutputExists, by_name
from rushes.studio.ports import Clock, Explained, Ids, Renderer, Store
from rushes.studio.sessions import checked_number

HEARTBEAT = timedelta(seconds=1)
"""How often a running export says in the database where it is."""

SILENT_AFTER = timedelta(seconds=30)
"""A running export that was not heard of for so long is taken for dead: 30 heartbeats, so that a busy disk or a
short sleep of the machine is no death."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What somebody asks of an export, in their words; None is whatever is usual."""

    format: str | None = None
    codec: str | None = None
    size: str | None = None
    rate: Rate | None = None
    platform: str | None = None
    quality: str | None = None
    most_bytes: int | None = None
    bitrate_bps: int | None = None
    span: Span | None = None
    smart: bool = True


def wishes_said(wish: Wish, timeline: Timeline) -> Wishes:
    """What a request's words ask of an export. A single moment is a picture of the frame there; "compressed" with
    no size named is the next lower quality."""
    span, form = wish.span, wish.format
    if wish.at is not None:
        at = min(wish.at, max(timeline.length - timeline.canvas.frame, ZERO))
        span, form = Span(at, at + timeline.canvas.frame), form or "png"
    quality = wish.quality
    if wish.compress and not (quality or wish.megabytes or wish.bitrate_bps):
        quality = Quality.STANDARD
    return Wishes(
        form,
        wish.codec,
        wish.size,
        None if wish.rate is None else named_rate(seconds(wish.rate)),
        wish.platform,
        quality,
        None if wish.megabytes is None else int(wish.megabytes * 1_000_000),
        wish.bitrate_bps,
        span,
    )


def joined(said: Wishes, also: Wishes) -> Wishes:
    """Both, `also` winning where both say something."""
    given = {each.name: value for each in fields(Wishes) if (value := getattr(also, each.name)) not in (None, True)}
    return replace(said, **given)


def output_for(canvas: Canvas, wishes: Wishes, destination: Path | None = None) -> Output:
    """The output that `wishes` mean on this canvas. The format named wins over the destination's ending, which
    wins over the usual; what is named beside a platform wins over its preset. Raises UnknownOutput."""
    output = for_platform(wishes.platform, canvas.width, canvas.height) if wishes.platform else Output()
    if destination is not None and destination.suffix:
        output = in_format(output, destination.suffix)
    for name in (wishes.format, wishes.codec):
        if name:
            output = in_format(output, name)
    if wishes.size:
        output = sized(output, canvas.width, canvas.height, wishes.size)
    if wishes.quality:
        if wishes.quality not in set(Quality):
            raise UnknownOutput(wanted=f"quality {wishes.quality!r}", known=", ".join(Quality))
        output = replace(output, quality=Quality(wishes.quality))
    return replace(
        output,
        rate=wishes.rate if wishes.rate is not None else output.rate,
        target_bytes=wishes.most_bytes if wishes.most_bytes is not None else output.target_bytes,
        bitrate_bps=wishes.bitrate_bps if wishes.bitrate_bps is not None else output.bitrate_bps,
        span=wishes.span if wishes.span is not None else output.span,
        smart=output.smart and wishes.smart,
    )


def destination_for(wanted: Path | None, output: Output, session: Session, folder: Path, force: bool) -> Path:
    """Where the file goes: as asked for, in a folder asked for, or in `folder` by the session's name.

    Refuses, before anything is rendered, what could not be put there in the end: raises OutputExists (unless
    `force`), NoSuchFolder, FolderNotWritable. A name that Rushes chooses never meets one that is there.
    """
    ending = f".{output.container}"
    if wanted is None or wanted.is_dir():
        path = _free(wanted or folder, session.name, ending)
    elif wanted.suffix:
        path = wanted
    else:
        path = wanted.with_name(wanted.name + ending)
    if not path.parent.is_dir():
        raise NoSuchFolder(folder=path.parent)
    if not os.access(path.parent, os.W_OK):
        raise FolderNotWritable(folder=path.parent)
    if path.exists() and not force:
        raise OutputExists(path=path)
    return path


def wrong_ending(path: Path, output: Output) -> bool:
    """Whether the name promises another kind of file than it will be."""
    name = path.suffix.lower().lstrip(".")
    return bool(name) and {"jpeg": "jpg"}.get(name, name) != output.container


def _free(folder: Path, name: str, ending: str) -> Path:
    path, number = folder / f"{name}{ending}", 2
    while path.exists():
        path, number = folder / f"{name}-{number}{ending}", number + 1
    return path


@dataclass(frozen=True, slots=True)
class Exports:
    store: Store
    renderer: Renderer
    now: Clock
    new_id: Ids
    worker: str
    """Names this process, so that another can see whose an export is."""

    alive: Callable[[str], bool]
    """Whether the process of that name can still be working; True where there is no telling."""

    def explain(self, session: Session, output: Output, revision: int | None = None) -> Explained:
        """How the export would be made, stretch by stretch; nothing is rendered."""
        project = self._project(session, revision)
        with by_name(project):
            return self.renderer.explain(project, output)

    def run(
        self,
        session: Session,
        output: Output,
        destination: Path,
        on_progress: Callable[[Progress], None],
        cancelled: Callable[[], bool],
        revision: int | None = None,
    ) -> Report:
        """Renders a revision (None: the newest) to `destination`, and keeps how it went. Raises what rendering does.

        If this process dies on the way the export is found INTERRUPTED by the next look; run again it goes on from
        the parts that are finished.
        """
        project = self._project(session, revision)
        at = self._at()
        number = session.revision if revision is None else revision
        export = Export(
            self.new_id(), session.id, number, ExportState.RUNNING, str(destination), to_text(output), at,
            self.worker, at,
        )  # fmt: skip
        self.store.put_export(export)
        last = self.now()
        called_off = False

        def follow(progress: Progress) -> None:
            nonlocal export, last, called_off
            export = replace(export, stage=progress.stage, done=progress.done, total=progress.total)
            if not called_off and self.now() - last >= HEARTBEAT:
                last = self.now()
                kept = self.store.export(export.id)
                called_off = kept is not None and kept.state is ExportState.CANCELLED
                if not called_off:
                    export = replace(export, seen=self._at())
                    self.store.put_export(export)
            on_progress(progress)

        try:
            report = self.renderer.export(project, output, destination, follow, lambda: called_off or cancelled())
        except Cancelled:
            self._end(export, ExportState.CANCELLED)
            raise
        except RushesError as error:
            self._end(export, ExportState.FAILED, error=str(error))
            raise
        except Exception as error:
            self._end(export, ExportState.FAILED, error=f"{type(error).__name__}: {error}")
            raise DefectError(why=f"{type(error).__name__}: {error}") from error
        self._end(export, ExportState.DONE, report=to_text(report))
        return report

    def of(self, session: Session) -> tuple[Export, ...]:
        """The session's exports, oldest first; those whose process went away are found out and marked."""
        return tuple(self._seen_to(export) for export in self.store.exports(session.id))

    def call_off(self, export: Export) -> Export:
        """Ends one that another process runs: that process sees it at its next heartbeat. What is over stays so."""
        now = self._seen_to(export)
        if ExportState.CANCELLED not in EXPORT_MOVES[now.state]:
            return now
        return self._end(now, ExportState.CANCELLED)

    def _seen_to(self, export: Export) -> Export:
        if export.state is not ExportState.RUNNING:
            return export
        silent = self.now() - datetime.fromisoformat(export.seen) >= SILENT_AFTER
        return self._end(export, ExportState.INTERRUPTED) if silent or not self.alive(export.worker) else export

    def _end(self, export: Export, state: ExportState, report: str = "", error: str = "") -> Export:
        assert state in EXPORT_MOVES[export.state], f"an export can't go from {export.state} to {state}"
        ended = replace(export, state=state, report=report, error=error, ended=self._at())
        self.store.put_export(ended)
        return ended

    def _project(self, session: Session, revision: int | None) -> Project:
        number = session.revision if revision is None else checked_number(session, revision)
        return self.store.project(session.id, number)

    def _at(self) -> str:
        return self.now().isoformat(timespec="seconds")
