"""What files are like, worked out once and kept by content: ROOT/v1/ab/abcd....json."""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from rushes.model.media import Media, MediaFacts, MediaId
from rushes.render.process import Worker
from rushes.render.report import RenderFailed
from rushes.render.work import AnalysisWork

VERSION = 1
"""Raised whenever a file would be told of otherwise; part of the folder's name."""

PROGRESS_STEPS = 1000


class Parts(Protocol):
    """Stand-ins of films, `media/proxies.py`."""

    def folder(self, media_id: MediaId) -> Path: ...
    def needed(self, facts: MediaFacts) -> bool: ...
    def there(self, facts: MediaFacts) -> bool: ...


@dataclass(frozen=True, slots=True)
class Analyses:
    root: Path
    frames_of: Callable[[MediaFacts], Path]
    proxies: Parts

    def needed(self, facts: MediaFacts) -> bool:
        return not facts.is_still

    def there(self, facts: MediaFacts) -> bool:
        return self._place(facts.id).exists()

    def share(self, facts: MediaFacts) -> float:
        return 1.0 if self.there(facts) else 0.0

    def make(self, media: Media, told: Callable[[int, int], None], stopped: Callable[[], bool]) -> str:
        """The facts as JSON, worked out in a process of its own where they are not kept. Raises Cancelled,
        RenderFailed."""
        place = self._place(media.id)
        if place.exists():
            return place.read_text("utf-8")
        text = json.dumps(self._made(media, told, stopped), separators=(",", ":"))
        place.parent.mkdir(parents=True, exist_ok=True)
        part = place.with_name(f".{secrets.token_hex(8)}.part")
        part.write_text(text, "utf-8")
        os.replace(part, place)
        return text

    def _made(self, media: Media, told: Callable[[int, int], None], stopped: Callable[[], bool]) -> object:
        facts, folder = media.facts, self.proxies.folder(media.id)
        parts: list[Path] = []
        if self.proxies.needed(facts) and self.proxies.there(facts):
            parts = sorted(folder.glob("[0-9]*.mp4"), key=lambda path: int(path.stem))
        with Worker(AnalysisWork(media, self.frames_of(facts), tuple(parts)), gently=True) as worker:
            for message in worker.messages(stopped):
                if "analysis" in message:
                    return message["analysis"]
                told(round(float(str(message["share"])) * PROGRESS_STEPS), PROGRESS_STEPS)
        raise RenderFailed(last_words="nothing was told of the file")

    def _place(self, media_id: MediaId) -> Path:
        assert len(media_id) == 64 and set(media_id) <= set("0123456789abcdef"), media_id
        return self.root / f"v{VERSION}" / media_id[:2] / f"{media_id}.json"
