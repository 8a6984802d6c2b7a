"""One frame of the timeline as a picture file."""

from __future__ import annotations

import os
import time
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

from rushes.model.project import Project
from rushes.render.coding import coding_for
from rushes.render.frames import FrameMaker, Material
from rushes.render.job import PieceJob, Times
from rushes.render.output import Codec, Container, Output
from rushes.render.plan import Sources, look_for
from rushes.render.report import Report
from rushes.render.scenes import grid_of, part_of, stretches


def still(project: Project, output: Output, destination: Path, material: Material, sources: Sources) -> Report:
    """The frame at the start of `output.span` (the first one without), as PNG or JPEG."""
    started = time.monotonic()
    timeline = project.timeline
    moment = output.span.start if output.span else Fraction(0)
    grid = grid_of(timeline, sources.times)
    number = min(max(grid.first_from(moment), 0), len(grid) - 1)
    stretch = next(each for each in stretches(project, grid) if each.first <= number < each.end)
    plain = replace(output, codec=Codec.H264, container=Container.MP4, sdr=True)
    look = look_for(project, plain)
    scene = part_of(stretch.scene, number - stretch.first, 1)
    job = PieceJob(look, coding_for(plain, grid.rate), (scene,), Times(Fraction(0)))
    maker = FrameMaker(material)
    try:
        picture = next(iter(maker.frames(job))).to_image()
    finally:
        maker.close()
    part = destination.with_name(f".{destination.name}.{os.getpid()}.part")
    kind = "PNG" if output.container is Container.PNG else "JPEG"
    picture.save(part, kind, **({} if kind == "PNG" else {"quality": 92}))
    os.replace(part, destination)
    return Report(
        path=destination, width=look.width, height=look.height, rate=None, duration=Fraction(0),
        size_bytes=destination.stat().st_size, codec=output.container.value, frames=1, frames_copied=0,
        frames_encoded=1, frames_kept=0, seconds=time.monotonic() - started,
    )  # fmt: skip
