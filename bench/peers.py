"""The same edits by Rushes and its peers, each run for real: `python -m bench.peers [exact] [time] [table]`.

`exact` makes small films of every structure whose frames carry bar codes and judges every frame that comes out; `time`
cuts 16 s of UHD (some of it: `time TOOL,TOOL EDIT,EDIT`). What was measured is kept in out/bench/peers/*.json, so that parts can be run again; `table`
writes bench/peers.md. Peers are installed on the way, into environments of their own; who can't be had is left out, and
the table says why.
"""

from __future__ import annotations

import contextlib
import json
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import date
from fractions import Fraction
from pathlib import Path

import av
from bench.clips import uhd
from bench.exactness import compared, complaints, seen, sound_off_ms
from bench.measure import cost
from bench.peer_tools import HOME, TOOLS, Edit, Tool
from tests.footage import barcode_clip, ffmpeg

FRAMES = 300
UHD_SECONDS = 16
PATIENCE_SECONDS = 120
"""For ten seconds of 320x180, on a machine that does other things."""
EDITS = ("trim", "middle", "join", "speed")
VFR_STEPS = (33, 34, 50, 33, 17, 33, 66, 33, 33, 40)
TITLE_AT, CUT_AT, TRIM_AT, FAST_AT = (60, 120), (111, 189), (21, 273), (90, 210)
DEBIAN = shutil.which("ffmpeg", path="/usr/bin:/bin")

Shots = list[tuple[Fraction, int]]


# --- footage ---------------------------------------------------------------------------------------------


def _clip(name: str, first: int = 0, suffix: str = ".mp4", **how: object) -> Path:
    path = HOME / "sources" / f"{name}_{first}{suffix}"
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        part = path.with_name(f"part_{path.name}")
        barcode_clip(part, FRAMES, size=(320, 180), first=first, **how)  # type: ignore[arg-type]
        part.rename(path)
    return path


def _x264(params: str) -> dict[str, object]:
    return {"options": {"x264-params": params}}


def _x265(params: str, **more: object) -> dict[str, object]:
    return {"codec": "libx265", "options": {"x265-params": params}, **more}


def _vfr() -> list[Fraction]:
    return [Fraction(sum((VFR_STEPS * 30)[:n]), 1000) for n in range(FRAMES)]


def _edit_list(first: int = 0) -> Path:
    """Cut by stream copy inside a group: an edit list hides the first frames."""
    whole, path = _clip("edit_list_source", first, gop=60), HOME / "sources" / f"edit_list_{first}.mp4"
    if not path.exists():
        ffmpeg("-ss", "0.66667", "-i", whole, "-c", "copy", path)
    return path


SOURCES: dict[str, Callable[[int], Path]] = {
    "H.264 closed groups of 30, B-frames": lambda n: _clip("closed", n, gop=30),
    "H.265 CRA + RASL (phone)": lambda n: _clip("cra", n, gop=30, bframes=3, **_x265("open-gop=1")),
    "H.264 open groups": lambda n: _clip("open", n, gop=30, **_x264("open-gop=1:b-pyramid=none")),
    "H.264 variable rate (phone)": lambda n: _clip("vfr", n, gop=30, bframes=0, vfr_pts=_vfr()),
    "H.264 edit list hides 20 frames": _edit_list,
    "H.264 29.97 fps": lambda n: _clip("ntsc", n, gop=30, rate=Fraction(30000, 1001)),
    "H.264 B-pyramid": lambda n: _clip("pyramid", n, gop=48, bframes=3, **_x264("b-pyramid=normal:ref=4")),
    "H.264 open groups, B-pyramid": lambda n: _clip("open_pyramid", n, gop=30, bframes=3, **_x264("open-gop=1")),
    "H.265 10 bit CRA + RASL": lambda n: _clip(
        "cra10", n, gop=30, bframes=3, **_x265("open-gop=1", pixel_format="yuv420p10le")
    ),
    "H.264 in MPEG-TS from 10 s": lambda n: _clip("late", n, ".ts", gop=25, rate=25, video_start=10, audio_start=10),
    "H.264 one long group": lambda n: _clip("long", n, gop=250),
    "H.265 closed groups": lambda n: _clip("hevc", n, gop=30, **_x265("open-gop=0")),
}
JOINED = ("H.264 closed groups of 30, B-frames", "H.264 29.97 fps", "H.265 CRA + RASL (phone)")
"""The sources that are also joined with another shot of the kind, and played faster."""


def edit_of(name: str, shots: Shots, codec: str) -> tuple[Edit, Shots]:
    """The edit and the frames it must give, by their times and numbers. The second clip counts from 1000."""
    low, high = {"trim": TRIM_AT, "middle": CUT_AT, "join": TITLE_AT, "speed": FAST_AT}[name]
    frame = shots[1][0] - shots[0][0]
    end = shots[-1][0] + frame
    edit = Edit(name, (low, high), (shots[low][0], shots[high][0]), codec)

    def moved(part: Shots, by: Fraction) -> Shots:
        return [(at + by, number) for at, number in part]

    if name == "trim":
        return edit, moved(shots[low:high], -shots[low][0])
    if name == "middle":
        return edit, shots[:low] + moved(shots[high:], shots[low][0] - shots[high][0])
    if name == "join":
        return edit, shots + [(at + end, number + 1000) for at, number in shots]
    fast = [(shots[low][0] + (at - shots[low][0]) / 2, number) for at, number in shots[low:high:2]]
    return edit, shots[:low] + fast + moved(shots[high:], -(shots[high][0] - shots[low][0]) / 2)


# --- exactness -------------------------------------------------------------------------------------------


def judged(tool: Tool, source: str, name: str) -> dict[str, object]:
    """What one tool makes of one edit of one source."""
    make = SOURCES[source]
    clips = [make(0), make(1000)] if name == "join" else [make(0)]
    shots = [(at, number) for at, number in seen(clips[0]) if number is not None]
    start = shots[0][0]
    shots = [(at - start, number) for at, number in shots]
    codec = "hevc" if source.startswith("H.265") else "h264"
    edit, wanted = edit_of(name, shots, codec)
    out = HOME / "made.mp4"
    out.unlink(missing_ok=True)
    command = tool.command(edit, clips, out)
    if command is None:
        return {"why": "no word for it"}
    try:
        spent = cost(command, seconds=PATIENCE_SECONDS)
    except subprocess.TimeoutExpired:
        return {"why": f"did not end in {PATIENCE_SECONDS} s"}
    except subprocess.CalledProcessError as failed:
        return {"why": f"failed: {failed.output.decode(errors='replace').strip()[-200:]}"}
    if not out.exists():
        return {"why": "made no file"}
    result: dict[str, object] = {"wall": spent.wall, "cpu": spent.cpu, "bytes": out.stat().st_size}
    try:
        result |= asdict(compared(wanted, seen(out)))
    except Exception as failed:  # a file that can't be read at all is a finding, whatever it raises
        return {**result, "why": f"can't be read: {failed}"}
    fast = range(int(edit.at[0]), int(edit.at[1]) + 2) if name == "speed" else ()
    result["sound_ms"] = sound_off_ms(clips[0], out, {number: at for at, number in shots}, fast)
    for decoder, key in ((None, "ffmpeg9"), (DEBIAN, "ffmpeg5")):
        decoded, said = complaints(out, *([decoder] if decoder else []))
        result[key] = {"frames": decoded, "messages": len(said), "first": said[0][:160] if said else ""}
    return result


def exact() -> None:
    results = _kept("exact")
    with contextlib.ExitStack() as stack:
        browser = _browser(stack)
        for name in EDITS:
            for source in SOURCES if name in EDITS[:2] else JOINED:
                for tool in TOOLS:
                    key = f"{tool.name}|{source}|{name}"
                    if key in results or tool.missing():
                        continue
                    found = judged(tool, source, name)
                    if browser and "count" in found and source.startswith("H.264"):
                        found["chromium"] = _in_chromium(browser, HOME / "made.mp4")
                    results[key] = found
                    print(key, {k: v for k, v in found.items() if k not in ("wall", "cpu")}, flush=True)
                    _keep("exact", results)


def _browser(stack: contextlib.ExitStack):
    from bench.chromium import Chromium, chromium_missing

    return None if chromium_missing() else stack.enter_context(Chromium())


def _in_chromium(browser, path: Path) -> str:
    """Whether seeking in Chromium shows the frames that decoding from the start shows: "right of asked", or its error."""
    shown = seen(path)
    places = [len(shown) * k // 8 for k in (1, 3, 4, 6, 7)]
    ends = [at for at, _ in shown[1:]] + [shown[-1][0] + Fraction(1, 60)]
    looked = browser.look(path, [float((shown[k][0] + ends[k]) / 2) for k in places], play=False)
    if looked.error:
        return looked.error[:80]
    right = sum(number == shown[k][1] for k, (_, number) in zip(places, looked.seeks, strict=True))
    return f"{right} of {len(places)}"


# --- time ------------------------------------------------------------------------------------------------


def timed(tools: Sequence[str], edits: Sequence[str]) -> None:
    """UHD_SECONDS of UHD, each of `edits` by each of `tools`, once."""
    results = _kept("time")
    clip, other = uhd(UHD_SECONDS), uhd(8)
    shots = [(Fraction(n, 30), n) for n in range(UHD_SECONDS * 30)]
    out = HOME / "uhd.mp4"
    for name in edits:
        edit, wanted = edit_of(name, shots, "h264")
        asked = len(shots) + 240 if name == "join" else len(wanted)
        for tool in TOOLS:
            if tool.name.split()[0] not in tools or tool.missing():
                continue
            out.unlink(missing_ok=True)
            command = tool.command(edit, [clip, other] if name == "join" else [clip], out)
            if command is None:
                continue
            try:
                spent = cost(command)
                found = {"wall": spent.wall, "cpu": spent.cpu, "peak": spent.peak, "bytes": out.stat().st_size}
                found |= {"frames": _counted(out), "asked": asked}
            except subprocess.CalledProcessError as failed:
                found = {"why": f"failed: {failed.output.decode(errors='replace').strip()[-200:]}"}
            results[f"{tool.name}|{name}"] = found
            print(tool.name, name, found, flush=True)
            _keep("time", results)


def _counted(path: Path) -> int:
    with av.open(str(path)) as film:
        return sum(bool(packet.size) and not packet.is_discard for packet in film.demux(video=0))


# --- kept and told ---------------------------------------------------------------------------------------


def _kept(name: str) -> dict[str, dict]:
    path = HOME / f"{name}.json"
    return json.loads(path.read_text()) if path.exists() else {}


def _keep(name: str, results: dict[str, dict]) -> None:
    (HOME / f"{name}.json").write_text(json.dumps(results, indent=1))


def main(words: Sequence[str]) -> None:
    HOME.mkdir(parents=True, exist_ok=True)
    if not words or "exact" in words:
        exact()
    if not words or "time" in words:
        rest = [word.split(",") for word in words if word not in ("exact", "time", "table")]
        timed(*rest) if len(rest) == 2 else timed([tool.name.split()[0] for tool in TOOLS], EDITS)
    if not words or "table" in words:
        from bench.peers_table import table

        there = {tool.name: (tool.missing() or "", "" if tool.missing() else tool.version()) for tool in TOOLS}
        about = f"Measured {date.today()} on {os.cpu_count()} cores ({platform.machine()})."
        text = table(_kept("exact"), _kept("time"), there, list(SOURCES), about)
        Path(__file__).with_name("peers.md").write_text(text)
        print(text)


if __name__ == "__main__":
    main(sys.argv[1:])
