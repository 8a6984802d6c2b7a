"""Originals, kept once by the SHA-256 of their bytes and never changed; facts and stand-ins beside them.

    ROOT/originals/ab/cd/abcd...         the bytes as they came, read-only
    ROOT/standins/ab/cd/abcd....png      see media/standin.py
    ROOT/facts/ab/cd/abcd....json        what was found out, with the version of the finding
    ROOT/arriving/...                    on their way in; may be deleted whenever nothing runs

No part of a user's file name becomes part of a path. Everything gets its name only when it is whole and on disk.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import secrets
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from rushes.errors import MachineError
from rushes.media.errors import DiskFull, EmptyFile, NotMedia
from rushes.media.prober import Prober
from rushes.media.sniff import sniff
from rushes.media.standin import needs_standin, standin_ending
from rushes.model.media import Media, MediaFacts, MediaId
from rushes.model.saved import from_plain, to_plain

FACTS_VERSION = 2
"""Raised whenever `media/probe.py` finds out more, or otherwise: older facts are then found anew."""

CHUNK_BYTES = 4 * 2**20
SPARE_BYTES = 64 * 2**20
"""Kept free on the disk, so that the database can still write that the disk is full."""

FICLONE = 0x40049409
"""Linux: make a file share another's blocks until either is written (Btrfs, XFS, bcachefs)."""


class OriginalMissing(MachineError):
    """The original of {name} is not in its place."""

    code = "original_missing"
    zh = "{name} 的原始文件不见了。"
    hint = "Add the file again; everything made from it will work as before."
    hint_zh = "请重新添加这个文件；用它做的内容会照常工作。"


class Originals:
    """The store of originals under `root`. `prober` reads the files; it is the caller's to close."""

    def __init__(self, root: Path, prober: Prober) -> None:
        self.root, self.prober = Path(root), prober

    def add(self, path: Path, name: str) -> Media:
        """Take in the file at `path`, which its owner calls `name`; the same bytes are kept once.

        Raises a MaterialError where the file can't be used (nothing of it is kept), DiskFull.
        """
        with self._arriving() as arrived:
            media_id = self._fetch(Path(path), arrived)
            facts = self.facts_of(media_id)
            if facts is None or not self._place("originals", media_id).exists():
                facts = facts or self.prober.probe(arrived, media_id)
                self._keep_standin(arrived, facts)
                self._keep_facts(facts)
                os.chmod(arrived, stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH)
                _settle(arrived, self._place("originals", media_id))
        return self.named(facts, name)

    def named(self, facts: MediaFacts, name: str) -> Media:
        """`facts` under the name its owner uses; warns where the name's ending belies the content."""
        label = _label(name)
        if not sniff(self.path_of(facts.id)).fits(label):
            facts = replace(facts, warnings=("wrong_name", *facts.warnings))
        return Media(facts, label)

    def is_there(self, media_id: MediaId) -> bool:
        return self._place("originals", media_id).exists()

    def path_of(self, media_id: MediaId) -> Path:
        """Where the original lies: for reading only. Raises OriginalMissing."""
        path = self._place("originals", media_id)
        if not path.exists():
            raise OriginalMissing(name=media_id[:12])
        return path

    def frames_of(self, facts: MediaFacts) -> Path:
        """What to read frames and sound from: the original, or its stand-in where there is one."""
        original = self.path_of(facts.id)
        if not needs_standin(facts):
            return original
        standin = self._place("standins", facts.id, standin_ending(facts))
        if not standin.exists():
            self._keep_standin(original, facts)
        return standin

    def facts_of(self, media_id: MediaId) -> MediaFacts | None:
        """What is known of a file already, or None. Facts of an older version are not known."""
        try:
            plain = json.loads(self._place("facts", media_id, ".json").read_text("utf-8"))
            if plain["version"] != FACTS_VERSION:
                return None
            return from_plain(plain["facts"], MediaFacts)
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None

    def is_intact(self, media_id: MediaId) -> bool:
        """Whether the original still has the bytes it came with; reads all of it."""
        with self.path_of(media_id).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == media_id

    # --- parts --------------------------------------------------------------------------------------------

    def _place(self, kind: str, media_id: MediaId, ending: str = "") -> Path:
        assert len(media_id) == 64 and set(media_id) <= set("0123456789abcdef"), media_id
        return self.root / kind / media_id[:2] / media_id[2:4] / f"{media_id}{ending}"

    @contextmanager
    def _arriving(self, ending: str = "") -> Iterator[Path]:
        """A fresh path to write to; what still lies there at the end is removed."""
        folder = self.root / "arriving"
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{secrets.token_hex(16)}{ending}"
        try:
            with _room(self.root):
                yield path
        finally:
            path.unlink(missing_ok=True)

    def _fetch(self, source: Path, target: Path) -> MediaId:
        """Copy `source` to `target` (sharing its blocks where the file system can) and hash what was written."""
        if not source.is_file():  # opening a pipe would wait for ever
            source.stat()
            raise NotMedia(what="a folder or a device", what_zh="文件夹或设备")
        with source.open("rb") as given:
            status = os.fstat(given.fileno())
            if status.st_size == 0:
                raise EmptyFile()
            with target.open("w+b") as kept:
                if _share_blocks(given.fileno(), kept.fileno()):
                    return hashlib.file_digest(kept, "sha256").hexdigest()
                _check_room(self.root, status.st_size)
                digest = hashlib.sha256()
                while chunk := given.read(CHUNK_BYTES):
                    kept.write(chunk)
                    digest.update(chunk)
                return digest.hexdigest()

    def _keep_standin(self, original: Path, facts: MediaFacts) -> None:
        if needs_standin(facts):
            ending = standin_ending(facts)
            with self._arriving(ending) as written:
                self.prober.write_standin(original, facts, written)
                _settle(written, self._place("standins", facts.id, ending))

    def _keep_facts(self, facts: MediaFacts) -> None:
        with self._arriving(".json") as written:
            written.write_text(json.dumps({"version": FACTS_VERSION, "facts": to_plain(facts)}), "utf-8")
            _settle(written, self._place("facts", facts.id, ".json"))


def _settle(written: Path, place: Path) -> None:
    """Give a whole file its name, so that a power cut leaves either all of it there or nothing."""
    place.parent.mkdir(parents=True, exist_ok=True)
    with open(written, "rb") as file:
        os.fsync(file.fileno())
    os.replace(written, place)
    folder = os.open(place.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _share_blocks(source: int, target: int) -> bool:
    try:
        import fcntl

        fcntl.ioctl(target, FICLONE, source)
        return True
    except (ImportError, OSError):
        return False


def _check_room(root: Path, needed: int) -> None:
    free = shutil.disk_usage(root).free
    if free < needed + SPARE_BYTES:
        raise DiskFull(needed_mb=(needed + SPARE_BYTES) // 2**20 + 1, free_mb=free // 2**20)


@contextmanager
def _room(root: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            raise DiskFull(needed_mb=SPARE_BYTES // 2**20, free_mb=shutil.disk_usage(root).free // 2**20) from error
        raise


def _label(name: str) -> str:
    """A name to show: its last part, printable, of a sane length."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    shown = "".join(char for char in last if char.isprintable()).strip()
    return shown[:200] or "media"
