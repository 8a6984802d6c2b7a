"""The colour half of a shot's filter chain: from the source's colour to the output's, and the grade between."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from pathlib import Path

from rushes.model.media import VideoFacts
from rushes.model.timeline import Grade
from rushes.render.colour import colour_filters, read_cube, with_files
from rushes.render.graph import Chain
from rushes.render.job import Look


@lru_cache(maxsize=8)
def _table(path: Path):  # type: ignore[no-untyped-def]
    return read_cube(path)


def colour_chain(grade: Grade, lut: Path | None, video: VideoFacts, look: Look, tables: Path) -> Chain:
    """Filters that bring a source's pixels to `look`, with `grade` and the table at `lut` applied.

    Tables the filters read are written, clean and by content, into the folder `tables`.
    """
    chain = colour_filters(
        grade,
        video.colour,
        video.pixel_format,
        video.height,
        look.colour,
        look.pixel_format,
        look.height,
        _table(lut) if lut else None,
        _peak(video),
    )
    tables.mkdir(parents=True, exist_ok=True)
    return with_files(chain, tables)


def _peak(video: VideoFacts) -> float:
    """The brightest the picture gets, in cd/m2: its content light level, else its mastering display's peak; 0
    where the file says neither."""
    if not video.mastering:
        return 0.0
    facts = json.loads(video.mastering)
    if facts.get("max_cll"):
        return float(facts["max_cll"])
    found = re.search(r"L\((\d+),", str(facts.get("master_display", "")))
    return int(found[1]) / 10_000 if found else 0.0
