"""A preview over a cutting, and what a player makes of its pieces."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

import av
import numpy as np
from av.audio.frame import AudioFrame
from av.video.frame import VideoFrame

from rushes.render.preview.pieces import PICTURE, SOUND, Preview
from tests.render.cutting import Cutting


@dataclass
class Viewing:
    """One preview, and the cutting it is looked at with."""

    preview: Preview
    cutting: Cutting

    def of(self, cutting: Cutting) -> Viewing:
        return Viewing(self.preview, cutting)

    def film(self, kind: str) -> bytes:
        """All pieces of a kind after their init segment, as a player gets them."""
        project = self.cutting.project
        pieces = self.preview.pieces(project)
        row = pieces.pictures if kind == PICTURE else pieces.sounds
        parts = [self.preview.piece(project, kind, number) for number in range(len(row))]
        return b"".join((self.preview.init(project, kind), *parts))

    def frames(self) -> list[VideoFrame]:
        with av.open(io.BytesIO(self.film(PICTURE))) as film:
            return list(film.decode(video=0))

    def heard(self) -> np.ndarray:
        """The sound, channels x samples."""
        with av.open(io.BytesIO(self.film(SOUND))) as film:
            return np.concatenate([samples_of(frame) for frame in film.decode(audio=0)], axis=1)

    def keys(self, kind: str = PICTURE) -> list[str]:
        pieces = self.preview.pieces(self.cutting.project)
        return [each.key for each in (pieces.pictures if kind == PICTURE else pieces.sounds)]


def samples_of(frame: AudioFrame) -> np.ndarray:
    """Channels x samples of a frame of 16 bits, -1 to 1."""
    assert frame.format.name == "s16", frame.format.name
    return frame.to_ndarray().reshape(-1, frame.layout.nb_channels).T / 32768


def viewing(cutting: Cutting, root: Path, **more) -> Viewing:
    paths = cutting.paths
    return Viewing(Preview(root, lambda facts: paths[facts.id], cutting.luts.__getitem__, **more), cutting)
