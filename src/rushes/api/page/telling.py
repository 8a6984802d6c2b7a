"""Sessions, projects and cards as JSON for the page. Times are exact (rational text) and as seconds, both."""

from __future__ import annotations

import json
from typing import Any

from rushes.api.page.parts import exact
from rushes.jobs.job import Job
from rushes.model.history import Standing
from rushes.model.media import Media
from rushes.model.project import Project, head_handle, tail_handle
from rushes.model.session import Export, Message, Session
from rushes.model.time import Seconds, rate_text
from rushes.model.timeline import Clip, Level, Overlay, Sound, Timeline, Title
from rushes.studio.page import Card
from rushes.studio.page_card import Row
from rushes.studio.page_ports import Arriving
from rushes.studio.preparations import Prepared


def session_told(session: Session) -> dict[str, Any]:
    return {
        "id": session.id,
        "name": session.name,
        "revision": session.revision,
        "language": session.language,
        "created": session.created,
        "updated": session.updated,
    }


def project_told(project: Project, revision: int) -> dict[str, Any]:
    """The timeline of a revision, its items in order with where they stand."""
    timeline, canvas = project.timeline, project.timeline.canvas
    return {
        "revision": revision,
        "length": exact(timeline.length),
        "canvas": {
            "width": canvas.width,
            "height": canvas.height,
            "rate": exact(canvas.rate),
            "rate_text": rate_text(canvas.rate),
            "variable_rate": canvas.variable_rate,
            "hdr": canvas.hdr.value,
        },
        "track": [_item_told(project, item, place.start) for item, place in timeline.spans()],
        "titles": [_title_told(title) for title in timeline.titles],
        "overlays": [_overlay_told(each, timeline) for each in timeline.overlays],
        "sounds": [_sound_told(sound, timeline) for sound in timeline.sounds],
        "loudness_lufs": timeline.loudness_lufs,
    }


def _item_told(project: Project, item: Any, start: Seconds) -> dict[str, Any]:
    if not isinstance(item, Clip):
        return {"gap": True, "start": exact(start), "length": exact(item.length)}
    head, tail = head_handle(item, project), tail_handle(item, project)
    media = project.find(item.media)
    return {
        "id": item.id,
        "media": item.media,
        "name": media.name if media else item.name,
        "missing": media is None,
        "start": exact(start),
        "length": exact(item.length),
        "source": {"start": exact(item.source.start), "end": exact(item.source.end)},
        "speed": exact(item.speed),
        "reverse": item.reverse,
        "held": item.held is not None,
        "sound": bool(media and media.facts.has_sound),
        "level": _level_told(item.level),
        "fade_in": float(item.fade_in),
        "fade_out": float(item.fade_out),
        "graded": item.grade != type(item.grade)(),
        "head_room": None if head is None else float(head),
        "tail_room": None if tail is None else float(tail),
        "transition": None
        if item.transition is None
        else {"kind": item.transition.kind.value, "length": exact(item.transition.length)},
    }


def _level_told(level: Level) -> dict[str, Any]:
    return {
        "gain_db": level.gain_db,
        "muted": level.muted,
        "fade_in": float(level.fade_in),
        "fade_out": float(level.fade_out),
    }


def _title_told(title: Title) -> dict[str, Any]:
    return {
        "id": title.id,
        "text": title.text,
        "kind": title.kind.value,
        "start": exact(title.span.start),
        "length": exact(title.span.length),
        "place": title.place,
        "size": title.size,
        "colour": title.colour,
        "fade_in": float(title.fade_in),
    }


def _overlay_told(overlay: Overlay, timeline: Timeline) -> dict[str, Any]:
    end = timeline.length if overlay.end is None else overlay.end
    return {
        "id": overlay.id,
        "media": overlay.media,
        "start": exact(overlay.start),
        "length": exact(max(end - overlay.start, Seconds(0))),
        "place": overlay.place,
    }


def _sound_told(sound: Sound, timeline: Timeline) -> dict[str, Any]:
    end = timeline.length if sound.end is None else sound.end
    return {
        "id": sound.id,
        "media": sound.media,
        "kind": sound.kind.value,
        "label": sound.label,
        "start": exact(sound.start),
        "length": exact(max(end - sound.start, Seconds(0))),
        "source_start": exact(sound.source_start),
        "loop": sound.loop,
        "level": _level_told(sound.level),
        "ducked": sound.duck is not None,
    }


def media_told(media: Media) -> dict[str, Any]:
    """A file of the pool, as a tile shows it."""
    facts, video = media.facts, media.facts.video
    return {
        "id": media.id,
        "name": media.name,
        "kind": facts.kind.value,
        "still": facts.is_still,
        "duration": exact(facts.duration),
        "bytes": facts.size_bytes,
        "width": video.width if video else None,
        "height": video.height if video else None,
        "rate": rate_text(video.rate) if video and not facts.is_still else None,
        "hdr": video.colour.hdr.value if video else None,
        "sound": facts.has_sound,
        "warnings": list(facts.warnings),
    }


def message_told(message: Message) -> dict[str, Any]:
    return {
        "number": message.number,
        "turn": message.turn,
        "author": message.author.value,
        "kind": message.kind.value,
        "text": message.text,
        "at": message.at,
        "revision": message.revision,
        "choices": list(message.choices),
    }


def row_told(row: Row) -> dict[str, Any]:
    return {
        "what": row.what,
        "track": row.track,
        "item": row.item,
        "at": None if row.at is None else exact(row.at),
        "end": None if row.end is None else exact(row.end),
        "facts": dict(row.facts),
    }


def card_told(card: Card) -> dict[str, Any]:
    head = card.head
    return {
        "number": head.number,
        "turn": head.turn.value,
        "state": head.state,
        "said": head.said,
        "did": head.did,
        "by": head.by,
        "at": head.at,
        "name": head.name,
        "rows": [row_told(row) for row in card.rows[:40]],
        "row_count": len(card.rows),
    }


def standing_told(standing: Standing) -> dict[str, Any]:
    return {"current": standing.current, "undo": list(standing.undo), "redo": list(standing.redo)}


def job_told(job: Job) -> dict[str, Any]:
    return {
        "id": job.name,
        "export": job.id,
        "kind": job.kind,
        "state": job.state.value,
        "created": job.created,
        "ended": job.ended,
        "stage": job.progress.stage,
        "done": job.progress.done,
        "total": job.progress.total,
        "percent": job.progress.percent,
        "seconds_left": job.progress.seconds_left,
        "error": job.error,
        "result": _plain(job.result),
        "request": _plain(job.request),
        "cancelling": job.cancelling,
    }


def export_told(export: Export) -> dict[str, Any]:
    """An export made on this machine without the queue (from the command line)."""
    report = _plain(export.report)
    return {
        "id": export.id,
        "revision": export.revision,
        "state": export.state.value,
        "created": export.created,
        "ended": export.ended,
        "stage": export.stage,
        "done": export.done,
        "total": export.total,
        "error": export.error,
        "file": export.destination.replace("\\", "/").rsplit("/", 1)[-1],
        "report": report.get("value", report) if isinstance(report, dict) else None,
    }


def arriving_told(arriving: Arriving) -> dict[str, Any]:
    return {"id": arriving.id, "name": arriving.name, "received": arriving.received, "length": arriving.length}


def proxy_told(proxy: Prepared) -> dict[str, Any]:
    return {"media": proxy.media.id, "done": round(proxy.done, 3), "error": proxy.error}


def analysis_told(analysis: Prepared) -> dict[str, Any]:
    """How far it is, and what there is to tell: shots, pauses, loudness."""
    return {
        "media": analysis.media.id,
        "state": analysis.state.value,
        "error": analysis.error,
        "facts": _plain(analysis.result),
    }


def _plain(text: str) -> Any:
    try:
        return json.loads(text) if text else None
    except ValueError:
        return None
