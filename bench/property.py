"""Random films, exported and looked at by four readers: `python -m bench.property [FILMS] [FIRST_SEED]`.

Every film (tests/render/film.py: one to three sources of any structure, one to six operations) is exported as a user's
is. Then every frame's time and number is read with FFmpeg 8.1; the whole file is decoded with errors fatal by FFmpeg 9
and Debian's FFmpeg 5; by a decoder of another family where there is one for the stream (libde265, OpenH264); and
Chromium plays H.264 and seeks into it. Results go to bench/property.md. Exit code 1 where anything is wrong.
"""

from __future__ import annotations

import contextlib
import json
import random
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from datetime import date
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from bench.chromium import Chromium, chromium_missing
from bench.clips import FOLDER
from bench.exactness import complaints
from tests.render.film import Film, Shown, faults, number_or_none, random_film, wanted

from rushes.render.execute import Engine
from rushes.render.output import Codec
from rushes.render.report import Report

SEEKS = 6
KEPT = FOLDER / "property"
"""A result a film, so that a run can be stopped and gone on with; emptied when the engine has changed."""

DEBIAN = shutil.which("ffmpeg", path="/usr/bin:/bin")


def looked_at(film: Film, path: Path, browser: Chromium | None, seed: int, told: Counter[str]) -> list[str]:
    """Everything that is wrong with the file, by whoever saw it."""
    asked = wanted(film)
    found = [f"FFmpeg 8.1: {fault}" for fault in faults(film, path)]
    told["frames read by FFmpeg 8.1"] += len(asked)
    for name, decoder in (("FFmpeg 9", None), ("FFmpeg 5", DEBIAN)):
        if name == "FFmpeg 5" and decoder is None:
            continue
        count, said = complaints(path, *([decoder] if decoder else []))
        told[f"frames decoded strictly by {name}"] += count
        found += [f"{name}: {line}" for line in said[:3]]
        if count != len(asked):
            found.append(f"{name}: {count} frames instead of {len(asked)}")
    found += _by_another_family(film, path, asked, told)
    if browser and film.output.codec is Codec.H264:
        found += _in_chromium(browser, path, asked, seed, told)
    return found


# --- decoders that share no code with FFmpeg -------------------------------------------------------------


def _by_another_family(film: Film, path: Path, asked: list[Shown], told: Counter[str]) -> list[str]:
    """libde265 for H.265; OpenH264 for H.264 without B-frames (Debian's 2.3 loses some of any file's B-frames)."""
    if shutil.which("gst-launch-1.0") is None:
        return []
    with av.open(str(path)) as container:
        video = container.streams.video[0]
        reordered = any(packet.pts != packet.dts for packet in container.demux(video) if packet.size)
        width, height = video.codec_context.width, video.codec_context.height
        deep = "10" in (video.codec_context.pix_fmt or "")
        container.seek(0)
        turned = next(container.decode(video)).rotation
    if film.output.codec is Codec.HEVC:
        name, elements = "libde265", ["h265parse", "!", "libde265dec"]
    elif not reordered:
        name, elements = "OpenH264", ["h264parse", "!", "openh264dec"]
    else:
        return []
    if deep or turned:
        return []
    raw = path.with_suffix(".grey")
    command = ["gst-launch-1.0", "-q", "filesrc", f"location={path}", "!", "qtdemux", "!", *elements, "!",
               "videoconvert", "!", "video/x-raw,format=GRAY8", "!", "filesink", f"location={raw}"]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    found = [f"{name}: {done.stderr.strip()[:200]}"] if done.returncode else []
    stride = (width + 3) // 4 * 4
    data = np.fromfile(raw, np.uint8)
    raw.unlink(missing_ok=True)
    pictures = data[: len(data) // (stride * height) * stride * height].reshape(-1, height, stride)[:, :, :width]
    told[f"frames read by {name}"] += len(pictures)
    if len(pictures) != len(asked):
        found.append(f"{name}: {len(pictures)} frames instead of {len(asked)}")
    for k, (shown, picture) in enumerate(zip(asked, pictures, strict=False)):
        if not shown.fits(number := number_or_none(picture)):
            found.append(f"{name}: frame {k} shows {number} instead of {sorted(map(str, shown.numbers))}")
    return found


# --- Chromium --------------------------------------------------------------------------------------------


def _in_chromium(browser: Chromium, path: Path, asked: list[Shown], seed: int, told: Counter[str]) -> list[str]:
    dice = random.Random(seed)
    ends = [shown.at for shown in asked[1:]] + [asked[-1].at + Fraction(1, 60)]
    places = sorted(dice.sample(range(len(asked)), min(SEEKS, len(asked))), key=lambda _: dice.random())
    seen = browser.look(path, [float((asked[k].at + ends[k]) / 2) for k in places])
    found = [f"Chromium: {seen.error}"] if seen.error else []
    if not seen.ended and not seen.error:
        found.append("Chromium: it never ended")
    for at, number in seen.played:
        k = max((k for k, shown in enumerate(asked) if float(shown.at) <= at + 0.0005), default=0)
        if not asked[k].fits(number):
            found.append(
                f"Chromium: playing at {at:.4f} s shows {number} instead of {sorted(map(str, asked[k].numbers))}"
            )
    told["frames seen playing in Chromium"] += len(seen.played)
    told["seeks in Chromium"] += len(seen.seeks)
    for k, (_, number) in zip(places, seen.seeks, strict=False):
        if not asked[k].fits(number):
            found.append(
                f"Chromium: a seek to frame {k} shows {number} instead of {sorted(map(str, asked[k].numbers))}"
            )
    return found


# --- all of them -----------------------------------------------------------------------------------------


def main() -> int:
    films = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    first = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    KEPT.mkdir(parents=True, exist_ok=True)
    with contextlib.ExitStack() as stack:
        missing = chromium_missing()
        browser = None if missing else stack.enter_context(Chromium())
        for seed in range(first, first + films):
            kept = KEPT / f"{seed}.json"
            if kept.exists():
                continue
            with tempfile.TemporaryDirectory(prefix="rushes-film-") as folder:
                film, told = random_film(seed, Path(folder)), Counter[str]()
                found = _one(film, Path(folder), browser, seed, told)
            kept.write_text(json.dumps({"film": str(film), "told": told, "found": found}))
            print(seed, "ok" if not found else found[:4], "" if not found else film, flush=True)
    return _write(range(first, first + films), missing)


def _one(film: Film, folder: Path, browser: Chromium | None, seed: int, told: Counter[str]) -> list[str]:
    out = folder / "out.mp4"
    try:
        report = Engine(film.cutting.paths.__getitem__, folder / "work").export(film.project, film.output, out)
    except Exception as failed:  # whatever an export raises here is a defect to be told with its seed
        return [f"export: {failed!r}"]
    _count(report, film, told)
    return [f"export: {warning}" for warning in report.warnings] + looked_at(film, out, browser, seed, told)


def _count(report: Report, film: Film, told: Counter[str]) -> None:
    told["films"] = 1
    told["sources"] = len(film.sources)
    told["operations"] = len(film.done)
    told["films with copied frames"] = int(report.frames_copied > 0)
    told["frames copied"] = report.frames_copied
    told["frames encoded"] = report.frames_encoded + report.frames_kept


def _write(seeds: range, missing: str | None) -> int:
    """bench/property.md; the exit code."""
    results = {
        seed: json.loads((KEPT / f"{seed}.json").read_text()) for seed in seeds if (KEPT / f"{seed}.json").exists()
    }
    told: Counter[str] = Counter()
    for each in results.values():
        told.update(each["told"])
    bad = {seed: each for seed, each in results.items() if each["found"]}
    lines = [
        "# Random films in four readers",
        "",
        f"Run {date.today()} by `python -m bench.property {len(seeds)} {seeds.start}`: {len(results) - len(bad)} of "
        f"{len(results)} films right in every frame, with no message from any decoder.",
        "",
        "| | |",
        "| --- | --- |",
        *(f"| {name} | {count} |" for name, count in told.items()),
        "",
    ]
    if missing:
        lines += [f"Not looked at in Chromium: {missing}.", ""]
    for seed, each in bad.items():
        lines += [f"- film {seed}: {each['film']}", *(f"  - {fault}" for fault in each["found"][:6])]
    Path(__file__).with_name("property.md").write_text("\n".join(lines).rstrip() + "\n")
    print("\n".join(lines))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
