"""From a source's pixels to the output's: range, matrix, primaries, HDR and SDR, table and grade, as one chain.

Pure: where a chain needs a table, the table itself stands in its arguments, and `with_files` writes it out.
"""

from __future__ import annotations

from pathlib import Path

from rushes.model.media import Colour, HdrKind
from rushes.model.timeline import Grade
from rushes.render.colour.cube import Table, after, mixed, written
from rushes.render.colour.grade import yuv_grade
from rushes.render.colour.tables import SIZE, SIZE_FROM_PQ, Table1D, Table3D, conversion
from rushes.render.graph import Chain

TableFilter = tuple[str, dict[str, "str | Table"]]
TableChain = tuple[TableFilter, ...]

FLAGS = "bicubic+accurate_rnd"
"""Without accurate_rnd, swscale's way through 8-bit RGB darkens the picture by one code."""

BETWEEN = "gbrp16le"
"""RGB that loses nothing of 8 or 10 bits on the way to a table and back; 10 bits would cost as much."""

SMALL = 720
"""Lines below which an untagged picture is taken for standard definition, BT.601, else BT.709."""

MATRICES = {
    "bt709": "bt709",
    "bt470bg": "bt470bg",
    "smpte170m": "smpte170m",
    "fcc": "fcc",
    "smpte240m": "smpte240m",
    "bt2020nc": "bt2020nc",
    "bt2020c": "bt2020nc",
}
"""swscale's names; constant luminance it can't do."""

AS_FILTERS_SAY = {"gamma22": "bt470m", "gamma28": "bt470bg"}
"""Two transfers have another name in FFmpeg's filters than everywhere else in it."""

WIDE = {"bt2020": "bt2020", "smpte432": "smpte432", "smpte431": "smpte432"}
"""Primaries that are converted. Those of BT.601 differ from BT.709's by less than people see in motion, and
converting them would cost a table; they are taken as BT.709."""


def matrix_of(colour: Colour, height: int) -> str:
    """The matrix of a picture of that many lines, guessed where its file does not say."""
    if colour.matrix in MATRICES:
        return MATRICES[colour.matrix]
    if colour.hdr is not HdrKind.SDR or colour.primaries == "bt2020":
        return "bt2020nc"
    return "bt709" if height >= SMALL else "smpte170m"


def primaries_of(colour: Colour) -> str:
    """The primaries of a picture, as far as they are told apart: BT.709, BT.2020 or P3."""
    if colour.hdr is not HdrKind.SDR:
        return WIDE.get(colour.primaries or "", "bt2020")
    return WIDE.get(colour.primaries or "", "bt709")


def conform_colour(
    source: Colour,
    source_format: str,
    source_height: int,
    target: Colour,
    target_format: str,
    target_height: int,
    lut: Table | None = None,
    peak_nits: float = 0,
) -> TableChain:
    """Filters that bring pixels of `source_format` in colour `source` to `target_format` in colour `target`.

    The formats are FFmpeg's names, the heights those of the whole pictures, which tell the matrix of an untagged
    one. `lut` is applied to the picture in the target's colour. `peak_nits` is a PQ source's peak (0: 1000).
    The frames' tags are set to the target's. An empty chain where nothing changes.
    """
    table = _table(source, target, lut, peak_nits)
    matrices = matrix_of(source, source_height), matrix_of(target, target_height)
    same_pixels = source_format.replace("yuvj", "yuv") == target_format and source.full_range == target.full_range
    if table is None and same_pixels and matrices[0] == matrices[1]:
        return ()
    scaling = {"in_color_matrix": matrices[0], "in_range": _range(source), "flags": FLAGS}
    if _is_rgb(source_format):
        scaling = {"flags": FLAGS}
    to_target = {"out_color_matrix": matrices[1], "out_range": _range(target)}
    chain: list[TableFilter] = []
    if table is not None:
        name = "lut1d" if isinstance(table, Table1D) else "lut3d"
        chain = [
            ("scale", {**scaling, "out_range": "full"}),
            ("format", {"pix_fmts": BETWEEN}),
            (name, {"file": table, "interp": "linear" if name == "lut1d" else "tetrahedral"}),
        ]
        scaling = {"flags": FLAGS}
    chain += [("scale", {**scaling, **to_target}), ("format", {"pix_fmts": target_format}), _tags(target, matrices[1])]
    return tuple(chain)


def colour_filters(
    grade: Grade,
    source: Colour,
    source_format: str,
    source_height: int,
    target: Colour,
    target_format: str,
    target_height: int,
    lut: Table | None = None,
    peak_nits: float = 0,
) -> TableChain:
    """Everything that happens to a clip's colour: conformed, then its `lut` (`grade.lut_mix` of it), then its grade."""
    mix = mixed(lut, grade.lut_mix) if lut is not None and grade.lut_mix > 0 else None
    conform = conform_colour(source, source_format, source_height, target, target_format, target_height, mix, peak_nits)
    graded = yuv_grade(grade, target.hdr).filters(bits_of(target_format), target.full_range)
    return (*conform, *graded)


def with_files(chain: TableChain, folder: Path) -> Chain:
    """`chain` with each of its tables written to a `.cube` file in `folder`, and named."""
    return tuple(
        (name, {key: value if isinstance(value, str) else str(written(value, folder)) for key, value in args.items()})
        for name, args in chain
    )


def bits_of(pixel_format: str) -> int:
    """Bits a sample of planar YUV: 10 for `yuv420p10le`, 8 for `yuv420p`."""
    digits = pixel_format.removesuffix("le").removesuffix("be").rpartition("p")[2]
    return int(digits) if digits else 8


def _table(source: Colour, target: Colour, lut: Table | None, peak_nits: float) -> Table | None:
    """The one table between the two, or None where matrix and range are all that differs."""
    one, two = (source.hdr, primaries_of(source)), (target.hdr, primaries_of(target))
    if one == two:
        return lut
    size = SIZE_FROM_PQ if source.hdr is HdrKind.PQ else SIZE
    table: Table3D = conversion(*one, *two, peak_nits if source.hdr is HdrKind.PQ else 0, size)
    return after(table, lut) if lut is not None else table


def _tags(colour: Colour, matrix: str) -> TableFilter:
    args: dict[str, str | Table] = {"range": _range(colour), "colorspace": matrix}
    if colour.primaries:
        args["color_primaries"] = colour.primaries
    if colour.transfer:
        args["color_trc"] = AS_FILTERS_SAY.get(colour.transfer, colour.transfer)
    return ("setparams", args)


def _range(colour: Colour) -> str:
    return "full" if colour.full_range else "limited"


def _is_rgb(pixel_format: str) -> bool:
    return any(name in pixel_format for name in ("rgb", "bgr", "gbr", "pal8"))
