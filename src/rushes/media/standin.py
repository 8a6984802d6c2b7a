"""Stand-ins: lossless copies of what FFmpeg would read wrong, written once and kept beside the original.

A still becomes a PNG: upright, sRGB, 8 bits, at most 8192 pixels a side. An animation becomes a QuickTime film of
PNG frames, RGBA, each at its exact time. A recording keeps its packets and gets one clock (media/rewritten.py).
`MediaFacts.standin` says why there is one:

    animation      GIF, WebP, APNG or AVIF with more than one frame
    format         HEIC, AVIF
    orientation    turned or mirrored by EXIF
    pixels         CMYK, palette, 16 bits, grey with alpha
    profile        a colour profile other than sRGB
    size           more than 8192 pixels a side
    truncated      the end is missing; FFmpeg would refuse it or make up the rest
    clock          the clock of a recording starts anew on the way, or begins before 0
"""

from __future__ import annotations

from pathlib import Path

from rushes.media.rewritten import CLOCK, ENDING, rewrite
from rushes.media.sniff import sniff
from rushes.model.media import MediaFacts

PNG_LEVEL = 1
"""zlib's fastest: the file is read far more often than sent."""


def needs_standin(facts: MediaFacts) -> bool:
    """Whether frames are read from a stand-in rather than from the original."""
    return facts.standin is not None


def standin_ending(facts: MediaFacts) -> str:
    """The file name ending a stand-in for `facts` has."""
    if facts.standin == CLOCK:
        return ENDING
    return ".png" if facts.is_still else ".mov"


def write_standin(path: Path, facts: MediaFacts, target: Path) -> None:
    """Write the stand-in for the picture at `path` to `target`. Raises Damaged, PictureTooLarge."""
    if facts.standin == CLOCK:
        return rewrite(path, sniff(path).name, target)
    from rushes.media.film import write_film  # the picture libraries take a tenth of a second to load
    from rushes.media.stills import opened, upright

    with opened(path, sniff(path)) as (image, _):
        if facts.is_still:
            upright(image).save(target, format="PNG", compress_level=PNG_LEVEL)
        else:
            write_film(image, target, PNG_LEVEL)
