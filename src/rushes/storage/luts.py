"""Colour tables in `.cube` files, kept by content as originals are; checked before a renderer ever sees them.

The format is the one of Adobe's "Cube LUT Specification 1.0" (2013): text, `LUT_3D_SIZE n`, then n cubed rows of
three numbers, red changing fastest.
"""

from __future__ import annotations

import hashlib
import math
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from rushes.errors import MaterialError
from rushes.model.project import Lut

SMALLEST, LARGEST = 2, 65
"""Points a side: 65 is the largest that graders export; beyond, tables are megabytes of nothing new."""

FILE_MOST_BYTES = 16 * 2**20
"""65 cubed rows of 50 characters, and then some."""

_KEYWORDS = ("TITLE", "DOMAIN_MIN", "DOMAIN_MAX", "LUT_3D_INPUT_RANGE")


class NotALut(MaterialError):
    """{name} is no colour table: {why}."""

    code = "not_a_lut"
    zh = "{name} 不是颜色表：{why}。"
    hint = "A .cube file with LUT_3D_SIZE from 2 to 65 is needed."
    hint_zh = "需要 LUT_3D_SIZE 为 2 到 65 的 .cube 文件。"


class LutMissing(MaterialError):
    """The colour table {lut} is not in its place."""

    code = "lut_missing"
    zh = "颜色表 {lut} 不见了。"
    hint = "Add the .cube file again."
    hint_zh = "请重新添加 .cube 文件。"


@dataclass(frozen=True, slots=True)
class LutFiles:
    root: Path

    def add(self, path: Path, name: str) -> Lut:
        """Takes a table in. Raises NotALut."""
        if path.stat().st_size > FILE_MOST_BYTES:
            raise NotALut(name=name, why=f"larger than {FILE_MOST_BYTES // 2**20} MB")
        data = path.read_bytes()
        _check(data, name)
        lut = Lut(hashlib.sha256(data).hexdigest(), name)
        place = self._place(lut.id)
        if not place.exists():
            self.root.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=self.root, suffix=".part", delete=False) as written:
                written.write(data)
                written.flush()
                os.fsync(written.fileno())
            os.replace(written.name, place)
        return lut

    def path_of(self, lut: str) -> Path:
        """Raises LutMissing."""
        place = self._place(lut)
        if not place.exists():
            raise LutMissing(lut=lut[:12])
        return place

    def _place(self, lut: str) -> Path:
        assert len(lut) == 64 and set(lut) <= set("0123456789abcdef"), lut
        return self.root / f"{lut}.cube"


def _check(data: bytes, name: str) -> None:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotALut(name=name, why="it is not text") from error
    size, rows = 0, 0
    for number, line in enumerate(text.splitlines(), 1):
        words = line.split()
        if not words or words[0].startswith("#") or words[0] in _KEYWORDS:
            continue
        if words[0] == "LUT_1D_SIZE":
            raise NotALut(name=name, why="it is one-dimensional")
        if words[0] == "LUT_3D_SIZE":
            size = int(words[1]) if len(words) == 2 and words[1].isdigit() else 0
            if not SMALLEST <= size <= LARGEST:
                raise NotALut(name=name, why=f"its size is {' '.join(words[1:]) or 'missing'}")
            continue
        if not _is_row(words):
            raise NotALut(name=name, why=f"line {number} is not three numbers")
        rows += 1
    if not size:
        raise NotALut(name=name, why="LUT_3D_SIZE is missing")
    if rows != size**3:
        raise NotALut(name=name, why=f"it has {rows} rows, not {size**3}")


def _is_row(words: list[str]) -> bool:
    try:
        return len(words) == 3 and all(math.isfinite(float(word)) for word in words)
    except ValueError:
        return False
