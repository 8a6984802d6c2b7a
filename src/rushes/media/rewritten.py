"""Recordings whose clock starts anew on the way (joined or restarted broadcasts) or begins before 0 (Matroska), copied
onto one clock without loss.

Every packet stays as it is; only its time is another. FFmpeg's program does it as it does for playing.
"""

from __future__ import annotations

import mmap
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import imageio_ffmpeg

from rushes.media.before_zero import moved_on

CLOCK = "clock"
"""The code of such a stand-in, in `MediaFacts.standin`."""

RESTARTING = frozenset({"mpegts", "mpeg"})
"""Readers of formats made for broadcast, in which a clock may start anew."""

ENDING = ".mkv"
SECONDS_MAX = 600


def rewrite(path: Path, format: str, target: Path) -> None:
    """Write all picture and sound of `path` to `target` on one clock. Raises OSError."""
    if format != "matroska":
        return _copied(path, format, target)
    with tempfile.NamedTemporaryFile(dir=target.parent, suffix=ENDING) as moved:
        with path.open("rb") as file:
            shutil.copyfileobj(file, moved)
        moved.flush()
        with mmap.mmap(moved.fileno(), 0) as data:
            if not moved_on(data):
                raise OSError("its clock does not begin before 0")
        _copied(Path(moved.name), format, target)


def _copied(path: Path, format: str, target: Path) -> None:
    command = [
        imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-nostdin", "-y", "-protocol_whitelist", "file,pipe",
        "-f", format, "-i", f"file:{path.resolve()}", "-map", "0:v?", "-map", "0:a?", "-c", "copy",
        "-f", "matroska", f"file:{target.resolve()}",
    ]  # fmt: skip
    try:
        done = subprocess.run(command, capture_output=True, timeout=SECONDS_MAX, check=False)
    except subprocess.TimeoutExpired as error:
        raise OSError("copying it onto one clock takes too long") from error
    if done.returncode:
        raise OSError(done.stderr.decode("utf-8", "replace").strip()[-200:])


@contextmanager
def rewritten(path: Path, format: str) -> Iterator[Path]:
    """`path` on one clock, for as long as it is looked at."""
    with tempfile.TemporaryDirectory(prefix="rushes-clock-") as folder:
        target = Path(folder) / f"one{ENDING}"
        rewrite(path, format, target)
        yield target
