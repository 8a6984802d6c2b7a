"""`.cube` files: read with suspicion, sampled, mixed, and written clean.

The format is Adobe's (Cube LUT Specification 1.0), with the input-range lines of Resolve. A stranger's file never
reaches FFmpeg: what is written here is numbers of ours, over inputs from 0 to 1, under a name of ours.
"""

from __future__ import annotations

import hashlib
import os
import re
from dataclasses import replace
from pathlib import Path

import numpy as np

from rushes.errors import MaterialError
from rushes.render.colour.tables import Table1D, Table3D, grid

SIZE_3D_MOST = 129
"""Points along an edge. FFmpeg takes 256; the files people use have 17 to 65."""

SIZE_1D_MOST = 65_536

BYTES_MOST = 96 * 2**20
"""A table of 129 points with 9 digits a number is 77 MB."""

VALUE_MOST = 100.0
"""Values may pass 1 (they are clipped when shown), but not without reason."""


class NotACube(MaterialError):
    """This is not a .cube colour table: line {line} makes no sense."""

    code = "cube_unreadable"
    zh = "这不是 .cube 调色文件：第 {line} 行无法理解。"
    hint = "Export the table again as .cube from the program it came from."
    hint_zh = "请从原来的软件重新导出 .cube 文件。"


class CubeWithoutSize(MaterialError):
    """This .cube file does not say how large its table is."""

    code = "cube_without_size"
    zh = "这个 .cube 文件没有写明表的大小。"
    hint = "It needs one line LUT_3D_SIZE or LUT_1D_SIZE; files with both are not supported."
    hint_zh = "需要一行 LUT_3D_SIZE 或 LUT_1D_SIZE；不支持两者都有的文件。"


class CubeSize(MaterialError):
    """This .cube table has a size of {size}; sizes from 2 to {most} can be used."""

    code = "cube_size"
    zh = "这个 .cube 表的大小是 {size}，只能用 2 到 {most}。"


class CubeIncomplete(MaterialError):
    """This .cube file has {has} colours where its table needs {needs}."""

    code = "cube_incomplete"
    zh = "这个 .cube 文件有 {has} 个颜色，表需要 {needs} 个。"
    hint = "It may have been cut off: fetch or export it again."
    hint_zh = "文件可能不完整，请重新下载或导出。"


class CubeDomain(MaterialError):
    """This .cube file's input range makes no sense: from {low} to {high}."""

    code = "cube_domain"
    zh = "这个 .cube 文件的输入范围不合理：从 {low} 到 {high}。"


class CubeTooLarge(MaterialError):
    """This .cube file has {megabytes} MB; {most} MB is the most."""

    code = "cube_too_large"
    zh = "这个 .cube 文件有 {megabytes} MB，最多 {most} MB。"


Table = Table1D | Table3D

_KEYWORD = re.compile(r"[A-Z][A-Z0-9_]*")
_RANGES = ("LUT_1D_INPUT_RANGE", "LUT_3D_INPUT_RANGE")


def read_cube(path: Path) -> Table:
    """The table in the file at `path`. Raises the MaterialErrors above."""
    size = path.stat().st_size
    if size > BYTES_MOST:
        raise CubeTooLarge(megabytes=size // 2**20, most=BYTES_MOST // 2**20)
    return parsed(path.read_bytes())


def parsed(content: bytes) -> Table:
    """The table that the text of a `.cube` file holds."""
    lines = content.decode("utf-8-sig", errors="replace").splitlines()
    sizes: dict[str, int] = {}
    low, high = (0.0, 0.0, 0.0), (1.0, 1.0, 1.0)
    first = len(lines)
    for number, line in enumerate(lines):
        words = line.split()
        if not words or words[0].startswith("#") or words[0] == "TITLE":
            continue
        if not _KEYWORD.fullmatch(words[0]):
            _triple(words, number)
            first = number
            break
        if words[0] in ("LUT_1D_SIZE", "LUT_3D_SIZE") and len(words) == 2 and words[1].isdecimal():
            sizes[words[0]] = int(words[1][:9])
        elif words[0] == "DOMAIN_MIN":
            low = _triple(words[1:], number)
        elif words[0] == "DOMAIN_MAX":
            high = _triple(words[1:], number)
        elif words[0] in _RANGES and len(words) == 3:
            low, high = _triple([words[1]] * 3, number), _triple([words[2]] * 3, number)
        else:
            raise NotACube(line=number + 1)
    if len(sizes) != 1:
        raise CubeWithoutSize()
    ((kind, size),) = sizes.items()
    solid = kind == "LUT_3D_SIZE"
    most = SIZE_3D_MOST if solid else SIZE_1D_MOST
    if not 2 <= size <= most:
        raise CubeSize(size=size, most=most)
    if any(not -VALUE_MOST <= a < b <= VALUE_MOST for a, b in zip(low, high, strict=True)):
        raise CubeDomain(low=low, high=high)
    colours = _colours(lines, first, size**3 if solid else size)
    if not solid:
        return Table1D(colours, low, high)
    # Red runs fastest in the file.
    return Table3D(np.ascontiguousarray(colours.reshape(size, size, size, 3).transpose(2, 1, 0, 3)), low, high)


def _triple(words: list[str], number: int) -> tuple[float, float, float]:
    try:
        red, green, blue = map(float, words)
    except ValueError:
        raise NotACube(line=number + 1) from None
    return red, green, blue


def _colours(lines: list[str], first: int, needed: int) -> np.ndarray:
    """The colours from line `first` on, exactly `needed`, as float32 rows of red, green, blue."""
    rows = []
    for number in range(first, len(lines)):
        words = lines[number].split()
        if not words or words[0].startswith("#"):
            continue
        row = _triple(words, number)
        if not all(abs(value) <= VALUE_MOST for value in row):
            raise NotACube(line=number + 1)
        rows.append(row)
        if len(rows) > needed:
            break
    if len(rows) != needed:
        raise CubeIncomplete(has=len(rows) if len(rows) < needed else f"> {needed}", needs=needed)
    return np.array(rows, np.float32)


def sampled(table: Table, rgb: np.ndarray) -> np.ndarray:
    """What `table` makes of the colours `rgb` (last axis); beyond its range, its edge."""
    low, high = np.array(table.low), np.array(table.high)
    place = np.clip((rgb - low) / (high - low), 0, 1) * (table.size - 1)
    if isinstance(table, Table1D):
        points = np.arange(table.size)
        return np.stack([np.interp(place[..., c], points, table.values[:, c]) for c in range(3)], axis=-1)
    return _tetrahedral(table.values, place.reshape(-1, 3)).reshape(rgb.shape)


def _tetrahedral(values: np.ndarray, place: np.ndarray) -> np.ndarray:
    """`values` between grid points: along the edges of the cell in the order of the largest fraction."""
    corner = np.minimum(place.astype(int), values.shape[0] - 2)
    part = place - corner
    order = np.argsort(-part, axis=1, kind="stable")
    parts = np.take_along_axis(part, order, axis=1)
    weights = -np.diff(parts, axis=1, prepend=1.0, append=0.0)
    result = np.zeros_like(place)
    for step in range(4):
        result += weights[:, step, None] * values[corner[:, 0], corner[:, 1], corner[:, 2]]
        if step < 3:
            corner[np.arange(len(corner)), order[:, step]] += 1
    return result


def plain(table: Table) -> Table:
    """The same table over inputs from 0 to 1, as FFmpeg reads them: it takes other ranges for scales."""
    if table.low == (0.0, 0.0, 0.0) and table.high == (1.0, 1.0, 1.0):
        return table
    if isinstance(table, Table1D):
        # As fine as the original is within 0 to 1, so that its points are kept.
        size = min(round((table.size - 1) / min(b - a for a, b in zip(table.low, table.high))) + 1, SIZE_1D_MOST)
        levels = np.linspace(0, 1, max(size, table.size))[:, None] * np.ones(3)
        return Table1D(sampled(table, levels).astype(np.float32))
    return Table3D(sampled(table, grid(table.size)).astype(np.float32))


def mixed(table: Table, mix: float) -> Table:
    """`mix` parts of the table (0 to 1), the rest the picture as it is."""
    table = plain(table)
    if isinstance(table, Table1D):
        as_it_is = np.linspace(0, 1, table.size)[:, None] * np.ones(3)
    else:
        as_it_is = grid(table.size)
    return replace(table, values=(as_it_is + mix * (table.values - as_it_is)).astype(np.float32))


def after(first: Table3D, then: Table) -> Table3D:
    """One table that does both, so that the picture is looked up once."""
    return replace(first, values=sampled(then, first.values.astype(np.float64)).astype(np.float32))


def cube_text(table: Table) -> str:
    """`table` as the text of a `.cube` file."""
    table = plain(table)
    solid = isinstance(table, Table3D)
    values = table.values.transpose(2, 1, 0, 3).reshape(-1, 3) if solid else table.values
    head = f"LUT_{'3D' if solid else '1D'}_SIZE {table.size}\n"
    return head + "".join(map("%.6f %.6f %.6f\n".__mod__, map(tuple, values.tolist())))


def written(table: Table, folder: Path) -> Path:
    """Where in `folder` the `.cube` file of `table` lies, written if it is not there; its name is its content's."""
    table = plain(table)
    digest = hashlib.sha256(f"{table.values.shape}".encode() + table.values.tobytes()).hexdigest()[:32]
    path = folder / f"{digest}.cube"
    if not path.exists():
        part = folder / f"{digest}.{os.getpid()}.part"
        part.write_text(cube_text(table), encoding="ascii")
        part.replace(path)
    return path
