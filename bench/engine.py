"""What the engine costs beside ffmpeg, side by side in one run: `python -m bench.engine [SECONDS] [ROUNDS]`.

Every row is a whole process. Ours is `rushes export` on a session that already has its footage; ffmpeg's is the best
command we know for the same picture. Results go to bench/engine.md, with the machine they were measured on.
"""

from __future__ import annotations

import json
import os
import platform
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from bench.clips import FFMPEG, FOLDER, uhd
from bench.measure import Cost, side_by_side

RUSHES = Path(sys.executable).with_name("rushes")
ENCODE = ["-c:v", "libx264", "-preset", "veryfast", "-crf", "18", "-pix_fmt", "yuv420p"]
SOUND = ["-c:a", "aac", "-b:a", "192k"]
DATA = FOLDER / "data"


def rushes(*words: str | Path) -> list[str | Path]:
    return [RUSHES, *words]


def said(clip: Path, *turns: str) -> str:
    """A session in which these things were said about `clip`; its name."""
    environment = {**os.environ, "RUSHES_DATA": str(DATA)}
    session = ""
    for turn in turns:
        command = rushes("edit", *([] if session else [clip]), turn, "--json", *(["-s", session] if session else []))
        done = subprocess.run(list(map(str, command)), env=environment, capture_output=True, text=True, check=True)
        session = json.loads(done.stdout)["session"]["name"]
    return session


def export(session: str, out: Path, *more: str) -> Callable[[], Sequence[str | Path]]:
    return lambda: rushes("export", "-s", session, "-o", out, "--force", "-q", *more)


def fresh(command: Callable[[], Sequence[str | Path]]) -> Callable[[], Sequence[str | Path]]:
    """The command with nothing kept from earlier exports."""

    def made() -> Sequence[str | Path]:
        for kept in ("pieces", "sound"):
            for folder in DATA.rglob(kept):
                shutil.rmtree(folder, ignore_errors=True)
        return command()

    return made


def ffmpeg(*arguments: str | Path) -> Callable[[], Sequence[str | Path]]:
    return lambda: [FFMPEG, "-nostdin", "-v", "error", "-y", *arguments]


def title_picture() -> Path:
    """The title as ffmpeg's command is given it: a transparent picture of the whole canvas' width."""
    from PIL import Image

    from rushes.render.words import WordsStyle, draw_words

    drawn = draw_words(WordsStyle("Dawn"), 3840, 2160)
    path = FOLDER / f"title_{drawn.x}_{drawn.y}.png"
    Image.fromarray(drawn.rgba).save(path)
    return path


def vmaf(made: Path, reference: Path, skip: float) -> float:
    graph = f"[1:v]trim=start={skip},setpts=PTS-STARTPTS[r];[0:v]setpts=PTS-STARTPTS[d];[d][r]libvmaf=n_subsample=10"
    command = [FFMPEG, "-nostdin", "-hide_banner", "-i", made, "-i", reference, "-lavfi", graph, "-f", "null", "-"]
    said = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=True).stderr
    return float(re.findall(r"VMAF score: ([\d.]+)", said)[-1])


def main() -> None:
    length = int(sys.argv[1]) if len(sys.argv) > 1 else 120
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    os.environ["RUSHES_DATA"] = str(DATA)
    clip, title = uhd(length), title_picture()
    x, y = title.stem.split("_")[1:]
    keep = length - 10
    overlay = f"[1:v]format=rgba[t];[0:v][t]overlay={x}:{y}:enable='lt(t,3)'"
    rows: list[tuple[str, str, dict[str, Cost]]] = []

    session = said(clip, "cut the first 5 seconds", "cut the last 5 seconds", "add the title 'Dawn' for 3 seconds")
    ours, theirs = FOLDER / "ours.mp4", FOLDER / "theirs.mp4"
    rows.append((
        f"trim 5 s off both ends and a 3 s title, {length} s",
        "ffmpeg, everything encoded",
        side_by_side({
            "rushes": fresh(export(session, ours)),
            "ffmpeg": ffmpeg("-ss", "5", "-t", str(keep), "-i", clip, "-i", title, "-filter_complex", overlay,
                             *ENCODE, *SOUND, theirs),
            "copy": ffmpeg("-ss", "5", "-t", str(keep), "-i", clip, "-c", "copy", FOLDER / "copy.mp4"),
        }, rounds),
    ))  # fmt: skip

    session = said(clip, "add lo-fi music at 35%")
    music = FOLDER / "music.wav"
    subprocess.run([FFMPEG, "-v", "error", "-y", "-f", "lavfi", "-i", "sine=220:r=48000", "-ac", "2", "-t", "30", music],
                   check=True)  # fmt: skip
    mix = "[1:a]volume=0.35[m];[0:a][m]amix=inputs=2:duration=first:normalize=0"
    rows.append((
        f"music added, {length} s",
        "ffmpeg, picture copied",
        side_by_side({
            "rushes": fresh(export(session, ours)),
            "ffmpeg": ffmpeg("-i", clip, "-stream_loop", "-1", "-i", music, "-filter_complex", mix, "-map", "0:v",
                             "-c:v", "copy", *SOUND, "-t", str(length), theirs),
        }, rounds),
    ))  # fmt: skip

    short, longer = uhd(8), uhd(12)
    session = said(short, "cut the first 3 seconds")
    full = side_by_side({
        "rushes": fresh(export(session, ours, "--no-smart")),
        "ffmpeg": ffmpeg("-ss", "3", "-i", short, *ENCODE, "-g", "60", *SOUND, theirs),
    }, rounds)  # fmt: skip
    rows.append(("full encode, 5 s", "ffmpeg, same settings", full))
    quality = [(vmaf(path, short, 3), path.stat().st_size) for path in (ours, theirs)]

    session = said(longer, "make it brighter", "add the title 'Dawn' for 3 seconds")
    first = side_by_side({"first": fresh(export(session, ours))}, 1)
    said_again = subprocess.run(
        list(map(str, rushes("edit", "-s", session, "change the title to 'Dusk'", "--json"))), capture_output=True, check=True
    )  # fmt: skip
    assert said_again.stdout
    second = side_by_side({"second": export(session, ours)}, 1)
    rows.append(("second export after a new title, graded everywhere, 12 s", "the first export",
                 {"rushes": second["second"], "ffmpeg": first["first"]}))  # fmt: skip
    write(rows, quality, rounds)


def write(rows: list[tuple[str, str, dict[str, Cost]]], quality: list[tuple[float, int]], rounds: int) -> None:
    lines = [
        "# The engine beside ffmpeg",
        "",
        f"Measured {date.today()} by `python -m bench.engine`, {rounds} round(s), on {os.cpu_count()} cores "
        f"({platform.machine()}), 3840x2160 H.264 at 30 fps and 46 Mb/s, x264 veryfast crf 18 for what is encoded. "
        "Whole processes, verification included; the machine did other work beside, so compare CPU.",
        "",
        "| job | against | ours wall s | ours CPU s | ours peak MB | theirs wall s | theirs CPU s | CPU theirs / ours |",
        "| --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    for job, against, costs in rows:
        a, b = costs["rushes"], costs["ffmpeg"]
        lines.append(
            f"| {job} | {against} | {a.wall:.1f} | {a.cpu:.1f} | {a.peak / 1e6:.0f} | {b.wall:.1f} | {b.cpu:.1f} | {b.cpu / a.cpu:.2f} |"
        )
        if "copy" in costs:
            c = costs["copy"]
            lines.append(f"| | plain stream copy (not exact) | | | | {c.wall:.1f} | {c.cpu:.1f} | |")
    (ours, our_bytes), (theirs, their_bytes) = quality
    lines += [
        "",
        f"Full encode, VMAF against the source: ours {ours:.2f} at {our_bytes / 1e6:.1f} MB, "
        f"ffmpeg {theirs:.2f} at {their_bytes / 1e6:.1f} MB.",
        "",
    ]
    Path(__file__).with_name("engine.md").write_text("\n".join(lines))
    print("\n".join(lines))


if __name__ == "__main__":
    main()
