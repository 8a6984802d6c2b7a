"""A full encode of UHD footage beside the same by ffmpeg, and how good both are: `python -m bench.full_encode [ROUNDS]`."""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path

from bench.clips import FOLDER, uhd
from bench.engine import DATA, ENCODE, SOUND, export, ffmpeg, fresh, said, vmaf
from bench.measure import side_by_side


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    os.environ["RUSHES_DATA"] = str(DATA)
    clip = uhd(8)
    session = said(clip, "cut the first 5 seconds")
    ours, theirs = FOLDER / "full_ours.mp4", FOLDER / "full_theirs.mp4"
    costs = side_by_side(
        {
            "rushes": fresh(export(session, ours, "--no-smart")),
            "ffmpeg": ffmpeg("-ss", "5", "-i", clip, *ENCODE, "-g", "60", *SOUND, theirs),
        },
        rounds,
    )
    quality = {path: (vmaf(path, clip, 5), path.stat().st_size) for path in (ours, theirs)}
    ratio = costs["rushes"].cpu / costs["ffmpeg"].cpu
    text = "\n".join(
        [
            "# A full encode beside ffmpeg",
            "",
            f"Measured {date.today()} by `python -m bench.full_encode {rounds}`: 90 frames of 3840x2160, x264 veryfast "
            f"crf 18, keyframes every 60, AAC 192k, verification included, on {os.cpu_count()} cores that did other work beside.",
            "",
            f"- rushes  {costs['rushes']}   VMAF {quality[ours][0]:.2f}   {quality[ours][1] / 1e6:.2f} MB",
            f"- ffmpeg  {costs['ffmpeg']}   VMAF {quality[theirs][0]:.2f}   {quality[theirs][1] / 1e6:.2f} MB",
            f"- CPU ours / theirs {ratio:.2f}, wall {costs['rushes'].wall / costs['ffmpeg'].wall:.2f}",
            "",
        ]
    )
    Path(__file__).with_name("full_encode.md").write_text(text)
    print(text)


if __name__ == "__main__":
    main()
