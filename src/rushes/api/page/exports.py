"""What an export would be, before it is begun: how much is copied, how long it takes, how large it gets."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel, Field

from rushes.api.page.parts import Its, Parts
from rushes.api.page.telling import export_told, job_told
from rushes.model.time import named_rate, rate_text, seconds
from rushes.studio.exports import Wishes, output_for
from rushes.studio.renders import KIND

router = APIRouter(prefix="/api/page/sessions/{session_id}")


class Wished(BaseModel):
    format: str | None = None
    codec: str | None = None
    size: str | None = None
    rate: float | None = Field(None, gt=0, le=1000)
    platform: str | None = None
    quality: str | None = None


@router.post("/plan")
def planned(parts: Parts, session: Its, wished: Wished) -> dict[str, Any]:
    """Raises UnknownOutput, and what planning does (an empty timeline)."""
    project = parts.page.store.project(session.id, session.revision)
    rate = None if wished.rate is None else named_rate(seconds(wished.rate))
    wishes = Wishes(wished.format, wished.codec, wished.size, rate, wished.platform, wished.quality)
    output = output_for(project.timeline.canvas, wishes)
    told = parts.exports.explain(session, output)
    canvas = project.timeline.canvas
    return {
        "revision": session.revision,
        "width": output.width or canvas.width,
        "height": output.height or canvas.height,
        "rate": rate_text(output.rate or canvas.rate),
        "container": output.container.value,
        "codec": output.codec.value,
        "lines": list(told.lines)[:100],
        "frames": told.frames,
        "frames_copied": told.frames_copied,
        "frames_encoded": told.frames_encoded,
        "frames_kept": told.frames_kept,
        "seconds": told.seconds,
        "bytes": told.bytes,
    }


@router.get("/exports")
def listed(parts: Parts, session: Its) -> dict[str, Any]:
    return {
        "jobs": [job_told(each) for each in parts.watch.jobs.of_session(session.id) if each.kind == KIND],
        "exports": [export_told(each) for each in parts.watch.exports(session)],
    }
