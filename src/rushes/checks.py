"""What `rushes doctor` looks at on this machine, one function each; put together by `assemble.py`."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from rushes.llm.options import ModelOptions
from rushes.model.media import Media
from rushes.storage.database import Database
from rushes.storage.files import Places
from rushes.studio.health import Found

ENCODERS = ("libx264", "libx265", "libsvtav1", "libvpx-vp9", "prores_ks", "aac", "libopus", "libmp3lame")
"""What the outputs that Rushes offers are made with."""

FILTERS = ("zscale", "tonemap", "lut3d", "rubberband", "ebur128", "loudnorm", "sidechaincompress", "xfade")

FREE_GB_MIN = 5.0
"""An hour of UHD at 45 Mb/s takes 20 GB; below 5 GB an export may well not fit."""


def python() -> Found:
    version = ".".join(map(str, sys.version_info[:3]))
    return Found("Python", sys.version_info >= (3, 11), f"{version}, {os.cpu_count()} cores")


def ffmpeg_program() -> Found:
    """The FFmpeg program that filters and formats beyond the libraries come from."""
    import imageio_ffmpeg

    program = imageio_ffmpeg.get_ffmpeg_exe()
    version = _said(program, "-version").split(" ")[2]
    missing = [name for name in FILTERS if f" {name} " not in _said(program, "-filters")]
    if missing:
        return Found("FFmpeg", False, f"{version} without {', '.join(missing)}", "Delete .venv and start again.")
    return Found("FFmpeg", True, version)


def _said(program: str, option: str) -> str:
    done = subprocess.run([program, "-hide_banner", option], capture_output=True, text=True, timeout=60, check=True)
    return done.stdout


def libraries() -> Found:
    """The FFmpeg libraries that frames are read and written with; every encoder is really opened."""
    import av
    from av.codec import Codec

    missing = []
    for name in ENCODERS:
        try:
            Codec(name, "w")
        except Exception:
            missing.append(name)
    version = f"PyAV {av.__version__}, libavcodec {'.'.join(map(str, av.library_versions['libavcodec']))}"
    if missing:
        return Found("encoders", False, f"{version} without {', '.join(missing)}", "Delete .venv and start again.")
    return Found("encoders", True, f"{version}: {', '.join(ENCODERS)}")


def encoding() -> Found:
    """Five small frames through the usual encoder and back."""
    import io

    import av
    import numpy as np

    file = io.BytesIO()
    with av.open(file, "w", format="mp4") as out:
        stream = out.add_stream("libx264", rate=30)
        stream.width, stream.height, stream.pix_fmt = 64, 64, "yuv420p"
        for number in range(5):
            frame = av.VideoFrame.from_ndarray(np.full((64, 64, 3), 50 * number, np.uint8), format="rgb24")
            out.mux(stream.encode(frame))
        out.mux(stream.encode(None))
    file.seek(0)
    with av.open(file) as back:
        count = sum(1 for _ in back.decode(video=0))
    return Found("encode and decode", count == 5, f"{count} of 5 frames came back")


def fonts() -> Found:
    from rushes.render.words import missing_glyphs

    missing = missing_glyphs("Aa 你好 こんにちは 안녕 שלום مرحبا हिन्दी ไทย 🎬")
    if missing:
        return Found("fonts", False, f"nothing draws {' '.join(missing)}", "Delete .venv and start again.")
    return Found("fonts", True, "Latin, Chinese, Japanese, Korean, Hebrew, Arabic, Devanagari, Thai, emoji")


def database(open_database: Database) -> Found:
    with open_database.reading() as connection:
        sessions = connection.exec_driver_sql("SELECT count(*) FROM sessions").scalar()
        revisions = connection.exec_driver_sql("SELECT count(*) FROM revisions").scalar()
    problem = open_database.problem()
    if problem:
        hint = f"Put a copy from {open_database.path.parent / 'backups'} in its place."
        return Found("database", False, f"{open_database.name}: {problem}", hint)
    return Found("database", True, f"{open_database.name}: {sessions} sessions, {revisions} revisions, whole")


def originals(media: Iterable[Media], places: Places, path_of: object) -> Found:
    """Whether every file that sessions stand on is in its place."""
    count, size, missing = 0, 0, []
    for one in {each.id: each for each in media}.values():
        try:
            size += path_of(one.id).stat().st_size  # type: ignore[operator]
            count += 1
        except Exception:
            missing.append(one.name)
    if missing:
        listed = ", ".join(missing[:5]) + (" ..." if len(missing) > 5 else "")
        return Found("originals", False, f"missing: {listed}", "Upload them again; the sessions will work as before.")
    return Found("originals", True, f"{count} files, {size / 1e9:.1f} GB in {places.originals}")


def language_model(options: ModelOptions) -> Found:
    """Whether the language model's library is here and its address answers; nothing is spent."""
    from rushes.llm.vendor import NoAnswer, reached

    try:
        return Found("language model", True, f"{options.told_as}, {reached(options)}")
    except NoAnswer as error:
        return Found(
            "language model", False, f"{options.told_as}: {error.detail or error.outcome}", "See docs/model.md."
        )


def disk(places: Places) -> Found:
    rooms = {name: _free_gb(folder) for name, folder in (("data", places.data), ("cache", places.cache))}
    text = ", ".join(f"{free:.1f} GB free for {name}" for name, free in rooms.items())
    low = min(rooms.values()) < FREE_GB_MIN
    hint = f"At least {FREE_GB_MIN:g} GB; {places.work} may be emptied at any time." if low else ""
    return Found("disk", not low, text, hint)


def _free_gb(folder: Path) -> float:
    while not folder.exists():
        folder = folder.parent
    return shutil.disk_usage(folder).free / 1e9
