"""What the rendering process is given, pickled, by its parent."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from rushes.model.media import Media, MediaId
from rushes.model.time import Seconds
from rushes.render.frames import Material
from rushes.render.job import PieceJob
from rushes.render.sound import SoundPlan


@dataclass(frozen=True, slots=True)
class Work:
    """Pieces to make, each with the path it goes to. `threads` is how many the encoder may use."""

    pieces: tuple[tuple[PieceJob, Path], ...]
    material: Material
    threads: int


@dataclass(frozen=True, slots=True)
class SoundWork:
    """Sound to mix and encode into the file `destination`, which appears complete or not at all."""

    plan: SoundPlan
    paths: dict[MediaId, Path]
    destination: Path
    codec: str
    bitrate_bps: int


@dataclass(frozen=True, slots=True)
class SilenceWork:
    """Sound to listen to for pauses of at least `least` seconds; `margin` seconds of each are left at both ends."""

    plan: SoundPlan
    paths: dict[MediaId, Path]
    least: Seconds
    margin: Seconds


@dataclass(frozen=True, slots=True)
class AnalysisWork:
    """A file to look at and listen to; `parts` are those of its stand-in, none where it has none."""

    media: Media
    path: Path
    parts: tuple[Path, ...] = ()
