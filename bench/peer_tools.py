"""The peers, and how each is told to do the edits. Each is installed by itself under out/, never in our own environment.

    for tool in TOOLS: tool.missing() or tool.command(edit, clips, out)

An edit is told to everybody with the same times, written with six decimals; whoever counts frames is told frames.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import venv
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path

from bench.clips import FOLDER

HOME = FOLDER / "peers"
TITLE = "Dawn"

Command = list[str | Path]


@dataclass(frozen=True)
class Edit:
    """`name` is trim, middle, join or speed. `cuts` are frame numbers of the first clip: what is kept (trim), taken out
    (middle), under the title (join), played at twice the speed (speed); `at` the times of those frames, in seconds."""

    name: str
    cuts: tuple[int, int]
    at: tuple[Fraction, Fraction]
    codec: str = "h264"

    @property
    def said(self) -> tuple[str, str]:
        return (f"{float(self.at[0]):.6f}", f"{float(self.at[1]):.6f}")


@dataclass(frozen=True)
class Tool:
    """`command` gives None for an edit the tool has no word for."""

    name: str
    missing: Callable[[], str | None]
    version: Callable[[], str]
    command: Callable[[Edit, Sequence[Path], Path], Command | None]


# --- environments ----------------------------------------------------------------------------------------


@cache
def environment(name: str, *packages: str) -> Path | str:
    """The bin folder of a virtual environment with these packages; why not, where it can't be had."""
    home = HOME / name
    if not (home / "bin" / "python").exists():
        venv.create(home, with_pip=True, clear=True)
    stamp = home / "installed"
    if not stamp.exists() or stamp.read_text() != " ".join(packages):
        for plain in (packages, [each for each in packages if not each.startswith("--")]):
            done = subprocess.run(
                [home / "bin/pip", "install", "-q", *plain], capture_output=True, text=True, check=False
            )
            if done.returncode == 0:
                break
        else:
            return f"pip can't install {' '.join(packages)}: {done.stderr.strip().splitlines()[-1][:120]}"
        stamp.write_text(" ".join(packages))
    return home / "bin"


def _in(name: str, *packages: str) -> Callable[[], str | None]:
    def missing() -> str | None:
        found = environment(name, *packages)
        return found if isinstance(found, str) else None

    return missing


def _program(name: str, package: str) -> Callable[[], str | None]:
    return lambda: None if shutil.which(name) else f"no {name} (Debian: apt install {package})"


def _said_by(*command: str | Path) -> str:
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False)
    return (done.stdout + done.stderr).strip().splitlines()[0].strip()


# --- ours ------------------------------------------------------------------------------------------------


def _rushes(edit: Edit, clips: Sequence[Path], out: Path) -> Command:
    start, end = edit.said
    words = {
        "trim": f"keep only from {start} seconds to {end} seconds",
        "middle": f"cut from {start} seconds to {end} seconds",
        "join": f"add the title '{TITLE}' from {start} seconds to {end} seconds",
        "speed": f"speed up from {start} seconds to {end} seconds by 2x",
    }[edit.name]
    shutil.rmtree(HOME / "data", ignore_errors=True)
    more = ["--format", "hevc"] if edit.codec == "hevc" else []
    return [
        sys.executable,
        "-m",
        "rushes",
        "edit",
        "--data",
        HOME / "data",
        *clips,
        words,
        "-o",
        out,
        "--force",
        "-q",
        *more,
    ]


# --- smartcut --------------------------------------------------------------------------------------------

SMARTCUT = ("smartcut", "smartcut")


def _smartcut(edit: Edit, clips: Sequence[Path], out: Path) -> Command | None:
    option = {"trim": "--keep", "middle": "--cut"}.get(edit.name)
    return [environment(*SMARTCUT) / "smartcut", clips[0], out, option, ",".join(edit.said)] if option else None


# --- auto-editor -----------------------------------------------------------------------------------------

AUTO_EDITOR = ("auto-editor", "--no-deps", "auto-editor==23.32.1", "ae-ffmpeg", "av==12.3.0", "numpy<2", "pillow")
"""The newest on PyPI that is whole: 29 is a stub that fetches its program from GitHub."""


def _auto_editor(edit: Edit, clips: Sequence[Path], out: Path) -> Command | None:
    start, end = (f"{each}sec" for each in edit.said)
    how = {
        "trim": ["--cut-out", f"0,{start}", f"{end},end"],
        "middle": ["--cut-out", f"{start},{end}"],
        "speed": ["--set-speed-for-range", f"2,{start},{end}"],
    }.get(edit.name)
    if how is None:
        return None
    coding = ["-b:v", "unset", "--extras", "-preset veryfast -crf 18", "--my-ffmpeg"]
    return [
        environment(*AUTO_EDITOR) / "auto-editor",
        clips[0],
        "--edit",
        "none",
        *how,
        *coding,
        "--no-open",
        "-q",
        "-o",
        out,
    ]


# --- MoviePy ---------------------------------------------------------------------------------------------

MOVIEPY = ("moviepy", "moviepy")


def _moviepy(edit: Edit, clips: Sequence[Path], out: Path) -> Command:
    return [environment(*MOVIEPY) / "python", "-c", MOVIEPY_SCRIPT, edit.name, *edit.said, edit.codec, out, *clips]


MOVIEPY_SCRIPT = f"""
import sys
from moviepy import CompositeVideoClip, TextClip, VideoFileClip, concatenate_videoclips, vfx
name, start, end, codec, out, *paths = sys.argv[1:]
start, end = float(start), float(end)
clip = VideoFileClip(paths[0])
if name == "trim":
    made = clip.subclipped(start, end)
elif name == "middle":
    made = concatenate_videoclips([clip.subclipped(0, start), clip.subclipped(end)])
elif name == "join":
    made = concatenate_videoclips([clip, VideoFileClip(paths[1])])
    words = TextClip(text="{TITLE}", font_size=int(clip.h * 0.07), color="white")
    made = CompositeVideoClip([made, words.with_start(start).with_duration(end - start).with_position("center")])
else:
    fast = clip.subclipped(start, end).with_effects([vfx.MultiplySpeed(2)])
    made = concatenate_videoclips([clip.subclipped(0, start), fast, clip.subclipped(end)])
encoder = "libx265" if codec == "hevc" else "libx264"
made.write_videofile(out, codec=encoder, audio_codec="aac", preset="veryfast", ffmpeg_params=["-crf", "18", "-tag:v",
                     "hvc1" if codec == "hevc" else "avc1"], logger=None)
"""


# --- MLT -------------------------------------------------------------------------------------------------


def _melt(edit: Edit, clips: Sequence[Path], out: Path) -> Command:
    clip, (start, end) = clips[0], edit.cuts
    tracks: dict[str, Command] = {
        "trim": [clip, f"in={start}", f"out={end - 1}"],
        "middle": [clip, f"out={start - 1}", clip, f"in={end}"],
        "join": [clip, clips[-1], "-filter", f"dynamictext:{TITLE}", f"in={start}", f"out={end - 1}", "size=24",
                 "halign=center", "valign=middle", "bgcolour=#00000000"],
        "speed": [clip, f"out={start - 1}", f"timewarp:2:{clip}", f"in={start // 2}", f"out={end // 2 - 1}",
                  clip, f"in={end}"],
    }  # fmt: skip
    encoder = "libx265" if edit.codec == "hevc" else "libx264"
    consumer = [f"vcodec={encoder}", "preset=veryfast", "crf=18", "acodec=aac", "ab=192k", "real_time=-1"]
    return ["melt", "-silent", *tracks[edit.name], "-consumer", f"avformat:{out}", *consumer]


# --- GStreamer Editing Services --------------------------------------------------------------------------


def _ges(edit: Edit, clips: Sequence[Path], out: Path) -> Command | None:
    clip, (start, end) = clips[0], edit.said
    length = f"{float(edit.at[1] - edit.at[0]):.6f}"
    tracks: dict[str, Command] = {
        "trim": ["+clip", clip, f"inpoint={start}", f"duration={length}"],
        "middle": ["+clip", clip, f"duration={start}", "+clip", clip, f"inpoint={end}"],
        "join": ["+clip", clip, "layer=1", "+clip", clips[-1], "layer=1", "+title", TITLE, f"start={start}",
                 f"duration={length}", "layer=0"],
    }  # fmt: skip
    if edit.name not in tracks:
        return None
    how = [] if edit.name == "join" else ["--smart-rendering"]  # with a title it stops: "not-negotiated"
    kind = "h265" if edit.codec == "hevc" else "h264"
    format = f"video/quicktime,variant=iso:video/x-{kind}:audio/mpeg,mpegversion=4"
    return ["ges-launch-1.0", *how, *tracks[edit.name], "-o", out, "-f", format]


TOOLS = (
    Tool("Rushes", lambda: None, lambda: _said_by(sys.executable, "-m", "rushes", "--version").split()[-1], _rushes),
    Tool(
        "smartcut",
        _in(*SMARTCUT),
        lambda: _said_by(environment(*SMARTCUT) / "smartcut", "--version").split()[-1],
        _smartcut,
    ),
    Tool(
        "GES --smart-rendering",
        _program("ges-launch-1.0", "ges1.0-tools"),
        lambda: _said_by("gst-launch-1.0", "--version").split()[-1],
        _ges,
    ),
    Tool(
        "MLT (melt)",
        _program("melt", "melt"),
        lambda: _said_by("melt", "-version").split()[-1],
        _melt,
    ),
    Tool(
        "auto-editor",
        lambda: _program("ffmpeg", "ffmpeg")() or _in(*AUTO_EDITOR)(),
        lambda: "23.32.1",
        _auto_editor,
    ),
    Tool("MoviePy", _in(*MOVIEPY), lambda: _moviepy_version(), _moviepy),
)


def _moviepy_version() -> str:
    return _said_by(environment(*MOVIEPY) / "python", "-c", "import moviepy; print(moviepy.__version__)")
