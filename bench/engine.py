"""What the engine costs beside ffmpeg, side by side in one run: `python -m bench.engine [ROW ...] [--seconds N] [--rounds N]`.

    trim     5 s off both ends and a 3 s title, against everything encoded
    least    the same, against a plain copy and the encoding of as many frames as had to be encoded
    music    music under untouched picture, against ffmpeg copying the picture and encoding the sound
    full     everything encoded, against the same settings in ffmpeg, with VMAF and size of both
    second   a title's text changed where everything is graded: the second export against the first
    hour     memory: an hour against the usual length

Every figure is of a whole process and its children. Ours is `rushes export` on a session that already has its footage,
with nothing kept from earlier exports; verification is included. Rows are kept in bench/engine.json, and bench/engine.md
is written from all of them.
"""

from __future__ import annotations

import argparse
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
from typing import Any

from bench.clips import FFMPEG, FOLDER, uhd, uhd_thin
from bench.measure import Cost, side_by_side

ENCODE = ["-c:v", "libx264", "-preset", "veryfast", "-crf", "18", "-pix_fmt", "yuv420p"]
SOUND = ["-c:a", "aac", "-b:a", "192k"]
DATA = FOLDER / "data"


def rushes(*words: str | Path) -> list[str | Path]:
    return [sys.executable, "-m", "rushes", *words]


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


OURS, THEIRS = FOLDER / "ours.mp4", FOLDER / "theirs.mp4"
KEPT = Path(__file__).with_suffix(".json")


def encoded_frames(session: str) -> int:
    """How many frames the session's usual export encodes."""
    command = rushes("export", "-s", session, "--explain", "--json")
    told = json.loads(subprocess.run(list(map(str, command)), capture_output=True, check=True).stdout)
    return int(told["plan"]["frames_encoded"])


def trimmed(clip: Path) -> str:
    return said(clip, "cut the first 5 seconds", "cut the last 5 seconds", "add the title 'Dawn' for 3 seconds")


def trim(seconds: int, rounds: int) -> dict[str, Any]:
    clip, title = uhd(seconds), title_picture()
    x, y = title.stem.split("_")[1:]
    overlay = f"[1:v]format=rgba[t];[0:v][t]overlay={x}:{y}:enable='lt(t,3)'"
    costs = side_by_side({
        "rushes": fresh(export(trimmed(clip), OURS)),
        "ffmpeg": ffmpeg("-ss", "5", "-t", str(seconds - 10), "-i", clip, "-i", title, "-filter_complex", overlay,
                         *ENCODE, *SOUND, THEIRS),
    }, rounds)  # fmt: skip
    return row(f"5 s off both ends and a 3 s title, {seconds} s", "everything encoded by ffmpeg", costs)


def least(seconds: int, rounds: int) -> dict[str, Any]:
    clip = uhd(seconds)
    session = trimmed(clip)
    frames = encoded_frames(session)
    costs = side_by_side({
        "rushes": fresh(export(session, OURS)),
        "copy": ffmpeg("-ss", "5", "-t", str(seconds - 10), "-i", clip, "-c", "copy", FOLDER / "copy.mp4"),
        "encode": ffmpeg("-ss", "5", "-i", clip, "-frames:v", str(frames), *ENCODE, *SOUND, THEIRS),
    }, rounds)  # fmt: skip
    both = Cost(
        costs["copy"].wall + costs["encode"].wall,
        costs["copy"].cpu + costs["encode"].cpu,
        max(costs["copy"].peak, costs["encode"].peak),
    )
    against = f"ffmpeg's stream copy (not exact), then its encode of {frames} frames"
    return row(f"5 s off both ends and a 3 s title, {seconds} s", against, {"rushes": costs["rushes"], "ffmpeg": both})


def music(seconds: int, rounds: int) -> dict[str, Any]:
    clip = uhd(seconds)
    session = said(clip, "add lo-fi music at 35%")
    tune = FOLDER / "music.wav"
    subprocess.run([FFMPEG, "-v", "error", "-y", "-f", "lavfi", "-i", "sine=220:r=48000", "-ac", "2", "-t", "30", tune],
                   check=True)  # fmt: skip
    mix = "[1:a]volume=0.35[m];[0:a][m]amix=inputs=2:duration=first:normalize=0"
    costs = side_by_side({
        "rushes": fresh(export(session, OURS)),
        "ffmpeg": ffmpeg("-i", clip, "-stream_loop", "-1", "-i", tune, "-filter_complex", mix, "-map", "0:v",
                         "-c:v", "copy", *SOUND, "-t", str(seconds), THEIRS),
    }, rounds)  # fmt: skip
    return row(f"music added, {seconds} s", "ffmpeg, picture copied", costs)


def full(seconds: int, rounds: int) -> dict[str, Any]:
    clip = uhd(max(seconds // 10 // 4, 2) * 4)
    skip = 3
    session = said(clip, f"cut the first {skip} seconds")
    costs = side_by_side({
        "rushes": fresh(export(session, OURS, "--no-smart")),
        "ffmpeg": ffmpeg("-ss", str(skip), "-i", clip, *ENCODE, "-g", "60", *SOUND, THEIRS),
    }, rounds)  # fmt: skip
    quality = [f"{vmaf(path, clip, skip):.2f} at {path.stat().st_size / 1e6:.1f} MB" for path in (OURS, THEIRS)]
    note = f"VMAF against the source: ours {quality[0]}, ffmpeg's {quality[1]}"
    return row(f"everything encoded, {clip.stem.split('_')[1]} less {skip}", "ffmpeg, same settings", costs, note)


def second(seconds: int, rounds: int) -> dict[str, Any]:
    session = said(uhd(seconds), "make it brighter", "add the title 'Dawn' for 3 seconds")
    first = side_by_side({"first": fresh(export(session, OURS))}, 1)["first"]
    again = rushes("edit", "-s", session, "change the title to 'Dusk'", "--json")
    subprocess.run(list(map(str, again)), capture_output=True, check=True)
    after = side_by_side({"second": export(session, OURS)}, 1)["second"]
    return row(f"second export after a new title, graded everywhere, {seconds} s", "the first export",
               {"rushes": after, "ffmpeg": first})  # fmt: skip


def hour(seconds: int, rounds: int) -> dict[str, Any]:
    short, long = (export(trimmed(uhd_thin(each)), OURS) for each in (seconds, 3600))
    costs = side_by_side({"long": fresh(long), "short": fresh(short)}, rounds)
    note = f"Memory over an hour: {costs['long'].peak / 1e6:.0f} MB at most, {costs['short'].peak / 1e6:.0f} over {seconds} s"
    return row("5 s off both ends and a 3 s title, 1 hour of UHD at 3 Mb/s", f"the same with {seconds} s",
               {"rushes": costs["long"], "ffmpeg": costs["short"]}, note)  # fmt: skip


ROWS = {each.__name__: each for each in (trim, least, music, full, second, hour)}


def row(job: str, against: str, costs: dict[str, Cost], note: str = "") -> dict[str, Any]:
    ours, theirs = ({"wall": c.wall, "cpu": c.cpu, "peak": c.peak} for c in (costs["rushes"], costs["ffmpeg"]))
    return {"job": job, "against": against, "ours": ours, "theirs": theirs, "note": note}


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("rows", nargs="*", choices=[*ROWS, []], default=[])
    arguments.add_argument("--seconds", type=int, default=120, help="length of the clip, a multiple of 4")
    arguments.add_argument("--rounds", type=int, default=1)
    given = arguments.parse_args()
    os.environ["RUSHES_DATA"] = str(DATA)
    kept = json.loads(KEPT.read_text()) if KEPT.exists() else {}
    for name in given.rows or ROWS:
        busy = os.getloadavg()[0]
        made = ROWS[name](given.seconds, given.rounds)
        kept[name] = {**made, "date": str(date.today()), "rounds": given.rounds, "load": round(busy, 1)}
        KEPT.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n")
        print(kept[name], flush=True)
    text = page(kept)
    Path(__file__).with_suffix(".md").write_text(text)
    print(text)


def page(kept: dict[str, Any]) -> str:
    lines = [
        "# The engine beside ffmpeg",
        "",
        f"Measured by `python -m bench.engine` on {os.cpu_count()} cores ({platform.machine()}): 3840x2160 H.264 at 30 fps "
        "and 46 Mb/s, x264 veryfast crf 18 for what is encoded. Whole processes, verification included. `load` is what "
        "the machine did beside before the row began: where it is high, compare CPU and not wall time.",
        "",
        "| job | against | wall s ours / theirs | CPU s ours / theirs | peak MB ours / theirs | wall theirs / ours "
        "| CPU theirs / ours | load, rounds, date |",
        "| --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    for name in ROWS:
        if name in kept:
            each = kept[name]
            a, b = each["ours"], each["theirs"]
            lines.append(
                f"| {each['job']} | {each['against']} | {a['wall']:.1f} / {b['wall']:.1f} | {a['cpu']:.1f} / {b['cpu']:.1f} "
                f"| {a['peak'] / 1e6:.0f} / {b['peak'] / 1e6:.0f} | {b['wall'] / a['wall']:.2f} | {b['cpu'] / a['cpu']:.2f} "
                f"| {each['load']}, {each['rounds']}, {each['date']} |"
            )
    notes = [each["note"] for each in kept.values() if each["note"]]
    return "\n".join([*lines, "", *notes, ""])


if __name__ == "__main__":
    main()
