"""A project from files, and what its frames show, for the tests of this room."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from av.video.frame import VideoFrame

from rushes.edits import Operation, applied
from rushes.media.probe import probe
from rushes.model.media import Media, MediaId
from rushes.model.project import Project, appended
from rushes.render.bitstream.index import SourceIndex, index
from rushes.render.frames import FrameMaker, Material
from rushes.render.output import Output
from rushes.render.plan import Plan, Sources, plan_for
from tests.footage import frame_number, shelf

FULL = Output(smart=False)


@cache
def media_of(path: Path) -> Media:
    return Media(probe(path), path.name)


@cache
def index_of(path: Path) -> SourceIndex:
    video = media_of(path).facts.video
    return index(path, video.index if video else None)


class Cutting:
    """A project over files on disk."""

    def __init__(self, *paths: Path) -> None:
        self.luts: dict[str, Path] = {}
        self.paths: dict[MediaId, Path] = {media_of(path).id: path for path in paths}
        media = [media_of(path) for path in paths]
        self.project = appended(Project().with_media(*media), *(each.id for each in media))

    def media(self, path: Path) -> Media:
        return media_of(path)

    def pool(self, *paths: Path) -> Cutting:
        """More files, in the pool only."""
        for path in paths:
            self.paths[media_of(path).id] = path
        self.project = self.project.with_media(*map(media_of, paths))
        return self

    def do(self, *operations: Operation) -> Cutting:
        self.project = applied(self.project, operations)
        return self

    def sources(self) -> Sources:
        return Sources(
            lambda media_id: index_of(self.paths[media_id]), lambda media_id: index_of(self.paths[media_id]).times(), {}
        )

    def plan(self, output: Output = FULL) -> Plan:
        return plan_for(self.project, output, self.sources())

    def material(self) -> Material:
        facts = {each.id: each.facts for each in self.project.media}
        return Material(dict(self.paths), facts, dict(self.luts), shelf() / "tables")

    def frames(self, output: Output = FULL) -> Iterator[VideoFrame]:
        """Every frame of the output, as the encoder is given it."""
        maker = FrameMaker(self.material())
        try:
            for step in self.plan(output).encodes:
                yield from maker.frames(step.job)
        finally:
            maker.close()

    def numbers(self, output: Output = FULL) -> list[int]:
        """The bar-code number on each frame of the output."""
        return [frame_number(frame) for frame in self.frames(output)]
