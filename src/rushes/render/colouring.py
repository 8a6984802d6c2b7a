"""The colour half of a shot's filter chain: from the source's colour to the output's, and the grade between."""

from __future__ import annotations

from pathlib import Path

from rushes.model.media import VideoFacts
from rushes.model.timeline import Grade
from rushes.render.graph import Chain
from rushes.render.job import Look
from rushes.render.planes import matrix_of


def colour_chain(grade: Grade, lut: Path | None, video: VideoFacts, look: Look) -> Chain:
    """Filters that bring a source's pixels to `look`, with `grade` and the table at `lut` applied."""
    same = video.pixel_format in (look.pixel_format, look.pixel_format.replace("yuv", "yuvj")) and (
        video.colour == look.colour
    )
    if same:
        return ()
    return (
        (
            "scale",
            {
                "in_color_matrix": matrix_of(video.colour, video.height),
                "out_color_matrix": matrix_of(look.colour, look.height),
                "in_range": "full" if video.colour.full_range else "limited",
                "out_range": "full" if look.colour.full_range else "limited",
                "flags": "bicubic+accurate_rnd",
            },
        ),
        ("format", {"pix_fmts": look.pixel_format}),
    )
