"""Which arguments are files and which are words, and what to say when a file is not there."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from rushes.errors import RequestError

MEDIA_ENDINGS = frozenset(
    [
        "mp4",
        "mov",
        "m4v",
        "avi",
        "webm",
        "mkv",
        "mts",
        "m2ts",
        "ts",
        "mpg",
        "mpeg",
        "3gp",
        "wmv",
        "flv",
        "jpg",
        "jpeg",
        "png",
        "gif",
        "webp",
        "heic",
        "avif",
        "bmp",
        "tif",
        "tiff",
        "mp3",
        "wav",
        "m4a",
        "aac",
        "flac",
        "ogg",
        "opus",
        "mka",
        "cube",
    ]
)


class NoSuchFile(RequestError):
    """There is no file {path}."""

    code = "no_such_file"
    zh = "没有文件 {path}。"

    def advice(self, language: str = "en") -> str:
        near = self.facts.get("near")
        if not near:
            return ""
        names = ", ".join(map(str, near)) if isinstance(near, tuple) else str(near)
        return f"你是不是要找 {names}？" if language == "zh" else f"Did you mean {names}?"


class IsAFolder(RequestError):
    """{path} is a folder."""

    code = "is_a_folder"
    zh = "{path} 是文件夹。"
    hint = "Name the files in it: {path}/*"
    hint_zh = "请指定里面的文件：{path}/*"


class FilesFirst(RequestError):
    """The file {path} comes after words."""

    code = "files_first"
    zh = "文件 {path} 写在了文字后面。"
    hint = 'Name the files first, then say what to do, in quotes: rushes edit a.mp4 b.mp4 "join them"'
    hint_zh = '先写文件，再用引号写要做的事：rushes edit a.mp4 b.mp4 "拼接起来"'


class IsAnAddress(RequestError):
    """{path} is an address; Rushes works on files."""

    code = "is_an_address"
    zh = "{path} 是网址；Rushes 只处理文件。"
    hint = "Download it first, then name the file."
    hint_zh = "请先下载，再指定文件。"


@dataclass(frozen=True, slots=True)
class Asked:
    files: tuple[Path, ...]
    words: str


def told_apart(arguments: Sequence[str]) -> Asked:
    """Files first, then the words: the last argument, unless that is a file too. Words that were not put in quotes
    are put together again. Raises NoSuchFile, IsAFolder, IsAnAddress, FilesFirst.

    a.mp4 b.mp4 "make it warmer"      a.mp4 make it warmer      -> files, "make it warmer"
    """
    at = 0
    while at < len(arguments) and _is_file(arguments[at]):
        at += 1
    files, rest = tuple(Path(each) for each in arguments[:at]), arguments[at:]
    for each in rest:
        if not _is_file(each) and _meant_as_file(each):
            _refuse(each)
    for each in rest:
        if _is_file(each):
            raise FilesFirst(path=each)
    return Asked(files, " ".join(rest).strip())


def existing(paths: Sequence[str]) -> tuple[Path, ...]:
    """`paths`, all of them files. Raises NoSuchFile, IsAFolder, IsAnAddress."""
    for path in paths:
        if not _is_file(path):
            _refuse(path)
    return tuple(Path(path) for path in paths)


def _refuse(text: str) -> NoReturn:
    if "://" in text:
        raise IsAnAddress(path=text)
    path = Path(text)
    if path.is_dir():
        raise IsAFolder(path=text.rstrip("/"))
    raise NoSuchFile(path=text, near=near_names(path))


def _is_file(text: str) -> bool:
    try:
        return Path(text).is_file() or Path(text).is_fifo()
    except OSError:  # longer than any name can be: words
        return False


def _meant_as_file(text: str) -> bool:
    """A name without spaces that ends as media does, an address, or a folder that is there."""
    if " " in text.strip() or not text.strip():
        return False
    _, dot, ending = text.rpartition(".")
    return "://" in text or (bool(dot) and ending.lower() in MEDIA_ENDINGS) or _is_folder(text)


def _is_folder(text: str) -> bool:
    try:
        return ("/" in text or "\\" in text) and Path(text).is_dir()
    except OSError:
        return False


def near_names(path: Path) -> tuple[str, ...]:
    """Names in the same folder that look like the one asked for, at most three."""
    try:
        names = [each.name for each in path.parent.iterdir() if each.is_file()]
    except OSError:
        return ()
    lower = {name.lower(): name for name in names}
    found = difflib.get_close_matches(path.name.lower(), list(lower), n=3, cutoff=0.6)
    same_stem = [name for name in names if Path(name).stem.lower() == path.stem.lower()]
    ordered = dict.fromkeys([*same_stem, *(lower[each] for each in found)])
    return tuple(str(path.parent / name) if str(path.parent) != "." else name for name in ordered)[:3]
