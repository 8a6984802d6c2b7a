"""Exports as lasting jobs: asked for and forgotten about, made by whichever worker is free, fetched any time later."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from rushes.errors import RequestError, RushesError
from rushes.jobs.job import Job, JobExists, JobState, Progress
from rushes.jobs.queue import Queue
from rushes.model.saved import from_text, to_text
from rushes.model.session import Export, ExportState, Session
from rushes.model.timeline import Timeline
from rushes.render.output import Output
from rushes.render.report import Progress as Rendering
from rushes.render.report import Report
from rushes.studio.errors import by_name
from rushes.studio.exports import Wishes, output_for
from rushes.studio.ports import Clock, Ids, Renderer, Store

KIND = "export"

WAITING_MOST = 20
"""Exports of one user that wait or run: more is a mistake, or no friend of the others."""


class NothingToExport(RequestError):
    """There is nothing on the timeline to export yet."""

    code = "nothing_to_export"
    zh = "时间线上还没有内容可以导出。"
    hint = "Upload footage first."
    hint_zh = "请先上传素材。"


class NotFinished(RequestError):
    """The export {name} is {state}: there is no file to fetch."""

    code = "not_finished"
    zh = "导出 {name} 的状态是 {state}：还没有文件可以下载。"


@dataclass(frozen=True, slots=True)
class Renders:
    store: Store
    queue: Queue
    now: Clock
    new_id: Ids
    folder: Path
    """Where finished files lie."""

    def ask(
        self,
        session: Session,
        wishes: Wishes,
        name: str | None = None,
        timeline: Timeline | None = None,
    ) -> Job:
        """Puts an export in: of `timeline`, or of the session as it stands now; edits that follow do not touch it.

        Raises NothingToExport, UnknownOutput, JobExists, TooManyJobs.
        """
        timeline = self.store.timeline(session.id, session.revision) if timeline is None else timeline
        if not timeline.length:
            raise NothingToExport()
        output = output_for(timeline.canvas, wishes)
        job_id = self.new_id()
        request = {
            "timeline": to_text(timeline),
            "output": to_text(output),
            "revision": session.revision,
            "file": f"{session.name}.{output.container}",
        }
        at = self.now().isoformat(timespec="milliseconds")
        text = json.dumps(request, ensure_ascii=False)
        job = Job(job_id, session.user, session.id, KIND, name or f"render_{job_id}", JobState.WAITING, text, at)
        self.queue.put(job, WAITING_MOST)
        return job

    def again(self, job: Job) -> Job:
        """The same export once more, of the timeline as it was then: of one that failed or was cancelled.

        Raises JobExists where there is nothing to try again, TooManyJobs.
        """
        if job.state not in (JobState.FAILED, JobState.CANCELLED):
            raise JobExists(name=job.name, state=job.state)
        job_id, at = self.new_id(), self.now().isoformat(timespec="milliseconds")
        fresh = Job(job_id, job.user, job.session, KIND, f"render_{job_id}", JobState.WAITING, job.request, at)
        self.queue.put(fresh, WAITING_MOST)
        return fresh

    def file_of(self, job: Job) -> tuple[Path, str]:
        """The finished file, and the name to save it by. Raises NotFinished."""
        if job.state is not JobState.DONE:
            raise NotFinished(name=job.name, state=job.state)
        return report_of(job).path, str(json.loads(job.request)["file"])


def output_of(job: Job) -> Output:
    return from_text(json.loads(job.request)["output"], Output).value


def report_of(job: Job) -> Report:
    """How a finished export came out."""
    return from_text(job.result, Report).value


@dataclass(frozen=True, slots=True)
class RenderWork:
    """What a worker does about an export; fits `jobs/worker.py` `Work`."""

    store: Store
    renderer: Renderer
    now: Clock
    folder: Path

    def __call__(self, job: Job, tell: Callable[[Progress], None], stopped: Callable[[], bool]) -> str:
        request = json.loads(job.request)
        timeline = from_text(request["timeline"], Timeline).value
        output = output_of(job)
        project = replace(self.store.project(job.session), timeline=timeline)
        self.folder.mkdir(parents=True, exist_ok=True)
        # each attempt writes a name of its own: one that lost its lease can't touch the file of the next
        destination = self.folder / f"{job.id}-{job.attempts}.{output.container}"

        def follow(now: Rendering) -> None:
            tell(Progress(now.stage, now.done, now.total, now.seconds_left))

        try:
            with by_name(project):
                report = self.renderer.export(project, output, destination, follow, stopped)
        except RushesError as error:  # of which only the words are kept: in the session's language
            session = self.store.find(job.user, job.session)
            language = session.language if session else "en"
            error.args = (
                "".join((error.text(language), "" if language == "zh" else " ", error.advice(language))).strip(),
            )
            raise
        try:
            self._tell_session(job, request, report)
        except BaseException:  # the session is gone, or the next attempt writes a file of its own
            report.path.unlink(missing_ok=True)
            raise
        return to_text(report)

    def _tell_session(self, job: Job, request: dict[str, str], report: Report) -> None:
        """The export in the session's own list, where the other faces look."""
        at = self.now().isoformat(timespec="seconds")
        self.store.put_export(
            Export(
                id=job.id,
                session=job.session,
                revision=int(request["revision"]),
                state=ExportState.DONE,
                destination=str(report.path),
                output=request["output"],
                created=job.created,
                worker=job.worker,
                seen=at,
                ended=at,
                done=report.frames,
                total=report.frames,
                report=to_text(report),
            )
        )
