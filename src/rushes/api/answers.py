"""What goes out: files, states, renders and sessions, in the shapes that known clients read."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from rushes.api import wire
from rushes.jobs.job import Job, JobState
from rushes.model.media import Media
from rushes.model.project import Project
from rushes.model.session import Author, Message, Session
from rushes.model.time import rate_text
from rushes.model.timeline import Timeline
from rushes.studio.preparations import Prepared
from rushes.studio.renders import output_of, report_of

Plain = dict[str, Any]

STATUS = {
    JobState.WAITING: "pending",
    JobState.RUNNING: "processing",
    JobState.DONE: "completed",
    JobState.FAILED: "failed",
    JobState.CANCELLED: "failed",  # old clients loop on any other word
}


def file_answer(media: Media, url: str, warnings: tuple[str, ...] = ()) -> Plain:
    """One file of the pool. Times in seconds; sizes as shown, rotation applied."""
    facts, video = media.facts, media.facts.video
    plain: Plain = {
        "file_id": media.id,
        "filename": media.name,
        "file_type": facts.kind.value,
        "cdn_url": url,
        "duration": float(facts.duration),
        "width": video.width if video else None,
        "height": video.height if video else None,
        "fps": round(float(video.rate), 3) if video and not facts.is_still else None,
        "hash": facts.id,
        "size": facts.size_bytes,
        "container": facts.container,
        "has_audio": facts.has_sound,
        "warnings": list(warnings),
    }
    if video:
        plain |= {
            "codec": video.codec,
            "bit_depth": video.bit_depth,
            "pixel_format": video.pixel_format,
            "rotation": video.rotation,
            "hdr": video.colour.hdr.value,
            "variable_frame_rate": video.variable_rate,
            "frames": video.frames,
        }
    if facts.audio:
        first = facts.audio[0]
        plain |= {"audio_codec": first.codec, "sample_rate": first.sample_rate, "channels": first.channels}
    return plain


def canvas_answer(timeline: Timeline) -> Plain:
    canvas = timeline.canvas
    return {
        "width": canvas.width,
        "height": canvas.height,
        "ratio": wire.ratio(canvas.width, canvas.height),
        "fps": round(float(canvas.rate), 3),
    }


def drawn_answer(session: Session, project: Project, files: list[Plain]) -> Plain:
    """What a state says of the project: it stays the same until the session changes."""
    return {
        "draft": wire.draft(project, session.name),
        "video_infos": files,
        "canvas_config": canvas_answer(project.timeline),
        "summary": wire.summary(project),
    }


def analysis_answer(analysis: Prepared) -> Plain:
    """What is known of one file by looking and listening, or how far that is. Times in seconds of the file's clock."""
    status = "completed" if analysis.result else STATUS[analysis.state]
    return {
        "file_id": analysis.media.id,
        "filename": analysis.media.name,
        "status": status,
        "progress": round(analysis.done * 100),
        "error": analysis.error or None,
        **(json.loads(analysis.result) if analysis.result else {}),
    }


def state_answer(session: Session, drawn: Plain, renders: list[Plain], analyses: list[Plain]) -> Plain:
    return {
        "session_id": session.id,
        "task_id": task_id(session),
        "task_name": session.name,
        "revision": session.revision,
        "updated_at": session.updated,
        "state": {
            "draft": drawn["draft"],
            "video_infos": drawn["video_infos"],
            "canvas_config": drawn["canvas_config"],
            "video_analyses": analyses,
            "generated_media": [
                {"id": each["id"], "type": "video", "url": each["outputUrl"], "created_at": each["createdAt"]}
                for each in renders
                if each["status"] == "completed"
            ],
        },
        "summary": drawn["summary"],
    }


def task_answer(session: Session, timeline: Timeline, messages: tuple[Message, ...], picture: str | None) -> Plain:
    """A session as one row of a list. `picture` is where its thumbnail is fetched."""
    said = [message.text for message in messages if message.author is Author.USER]
    return {
        "id": session.id,
        "task_id": task_id(session),
        "session_id": session.id,
        "name": session.name,
        "created_at": session.created,
        "updated_at": session.updated,
        "revision": session.revision,
        "duration": float(timeline.length),
        "thumbnail": picture,
        "last_message": said[-1] if said else None,
    }


def task_id(session: Session) -> str:
    return f"task_{session.id}"


def render_answer(job: Job, url: str) -> Plain:
    """A render, under every name that known clients look for. `url` is where its file is fetched."""
    done = job.state is JobState.DONE
    plain: Plain = {
        "id": job.name,
        "taskId": job.name,
        "render_id": job.name,
        "session_id": job.session,
        "status": STATUS[job.state],
        "progress": 100 if done else job.progress.percent,
        "stage": job.progress.stage,
        "eta_seconds": 0 if done else _seconds(job),
        "error": _error(job),
        "outputUrl": url if done else None,
        "output": {"url": url, **_output(job)} if done else None,
        "report": _report(job) if done else None,
        "attempts": job.attempts,
        "createdAt": job.created,
        "startedAt": job.started or None,
        "completedAt": job.ended or None,
    }
    return {"success": job.state not in (JobState.FAILED, JobState.CANCELLED), "code": 0, **plain, "data": dict(plain)}


def _seconds(job: Job) -> int | None:
    left = job.progress.seconds_left
    return None if job.over or left is None else max(round(left), 1)


def _error(job: Job) -> str | None:
    if job.state is JobState.CANCELLED:
        return "cancelled"
    return job.error or None if job.state is JobState.FAILED else None


def _output(job: Job) -> Plain:
    report, output = report_of(job), output_of(job)
    return {
        "filename": json.loads(job.request)["file"],
        "format": output.container.value,
        "duration": float(report.duration),
        "size": report.size_bytes,
        "width": report.width,
        "height": report.height,
        "fps": round(float(report.rate), 3) if report.rate else None,
        "fps_text": rate_text(report.rate) if report.rate else "variable",
        "codec": report.codec,
    }


def _report(job: Job) -> Plain:
    report = report_of(job)
    return {
        "frames": report.frames,
        "frames_copied": report.frames_copied,
        "frames_encoded": report.frames_encoded,
        "frames_kept": report.frames_kept,
        "seconds": round(report.seconds, 3),
        "stretches": list(report.stretches),
        "warnings": list(report.warnings),
    }


def adk_session(session: Session, project: Project, messages: tuple[Message, ...], wanted: str, user: str) -> Plain:
    """A session as an Agent Development Kit server tells it."""
    return {
        "id": wanted,
        "appName": "nemo_agent",
        "userId": user,
        "state": {"revision": session.revision, "summary": wire.summary(project), "draft": wire.draft(project)},
        "events": [_adk_event(session, message) for message in messages],
        "lastUpdateTime": datetime.fromisoformat(session.updated).timestamp(),
    }


def _adk_event(session: Session, message: Message) -> Plain:
    mine = message.author is Author.USER
    return {
        "id": f"{session.id}-{message.number}",
        "invocationId": f"{session.id}-{message.turn}",
        "author": "user" if mine else "nemo_agent",
        "timestamp": datetime.fromisoformat(message.at).timestamp(),
        "content": {"role": "user" if mine else "model", "parts": [{"text": message.text}]},
        "actions": {"stateDelta": {} if message.revision is None else {"revision": message.revision}},
    }
