"""Encoders in hardware: used only where asked for, where nothing is copied, and where they pass a test on this machine.

    python -m rushes.render.hardware ENCODER      exit code 0 when it passes

A driver may crash or hang, so the test runs in a process of its own. It encodes two seconds of moving pattern, closed,
decodes them again, and wants every frame back, in order, close to what was put in.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from contextlib import suppress
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import av
import numpy as np

from rushes.model.media import Colour
from rushes.model.time import ZERO
from rushes.render import planes
from rushes.render.bitstream.join import PieceRun, assemble
from rushes.render.encode import CODEC_OF, PieceEncoder
from rushes.render.job import Coding, Look, PieceJob, Scene, Times
from rushes.render.plan import EncodeStep, Plan

INSTEAD = {
    "libx264": ("h264_nvenc", "h264_qsv", "h264_amf"),
    "libx265": ("hevc_nvenc", "hevc_qsv", "hevc_amf"),
    "libsvtav1": ("av1_nvenc", "av1_qsv", "av1_amf"),
}
"""Hardware encoders of the same codec, in the order they are tried."""

OPTIONS = {
    "nvenc": {"preset": "p5", "rc": "vbr", "cq": "20", "forced-idr": "1", "b_ref_mode": "disabled"},
    "qsv": {"preset": "slower", "global_quality": "20"},
    "amf": {"quality": "quality", "rc": "cqp", "qp_i": "19", "qp_p": "21"},
}

TEST_FRAMES, TEST_WIDTH, TEST_HEIGHT = 60, 640, 360
PSNR_LEAST_DB = 32.0
TEST_SECONDS_MAX = 60


def coding_in_hardware(coding: Coding, key_frames: int, workspace: Path) -> Coding | None:
    """`coding` on the first hardware encoder that passes its test here, or None. Verdicts are kept in `workspace`."""
    if coding.bitrate_bps:
        return None
    for encoder in INSTEAD.get(coding.encoder, ()):
        if passes(encoder, workspace / "hardware.json"):
            return replace(coding, encoder=encoder, options=_options(encoder, key_frames))
    return None


def in_hardware(plan: Plan, workspace: Path) -> Plan:
    """`plan` with its pieces encoded in hardware, where nothing is copied and an encoder passes."""
    if plan.copies:
        return plan
    coding = coding_in_hardware(plan.coding, max(round(plan.grid.rate * 2), 1), workspace)
    if coding is None:
        return plan
    steps = tuple(
        replace(step, job=replace(step.job, coding=coding)) if isinstance(step, EncodeStep) else step
        for step in plan.steps
    )
    return replace(plan, coding=coding, steps=steps)


def passes(encoder: str, kept: Path) -> bool:
    """Whether `encoder` passes the test on this machine; asked once, then kept in the JSON file `kept`."""
    known: dict[str, bool] = {}
    with suppress(OSError, ValueError):
        known = json.loads(kept.read_text())
    name = f"{encoder} {av.library_versions['libavcodec']}"
    if name not in known:
        command = [sys.executable, "-m", "rushes.render.hardware", encoder]
        try:
            known[name] = subprocess.run(command, capture_output=True, timeout=TEST_SECONDS_MAX).returncode == 0
        except subprocess.TimeoutExpired:
            known[name] = False
        with suppress(OSError):
            part = kept.with_suffix(f".{os.getpid()}.part")
            part.write_text(json.dumps(known))
            os.replace(part, kept)
    return known[name]


def _options(encoder: str, key_frames: int) -> tuple[tuple[str, str], ...]:
    family = encoder.rpartition("_")[2]
    return tuple({**OPTIONS.get(family, {}), "g": str(key_frames)}.items())


def _tested(encoder: str) -> bool:
    """Whether what comes out of `encoder` is what went in."""
    colour = Colour("bt709", "bt709", "bt709")
    look = Look(TEST_WIDTH, TEST_HEIGHT, "yuv420p", colour)
    coding = Coding(encoder, _options(encoder, 30), Fraction(30))
    job = PieceJob(look, coding, (Scene(TEST_FRAMES),), Times(ZERO, Fraction(1, 30)))
    with tempfile.TemporaryDirectory() as folder:
        making = PieceEncoder(job, Path(folder) / "piece", 2)
        pictures = [_pattern(k) for k in range(TEST_FRAMES)]
        for picture in pictures:
            frame = planes.filled(TEST_WIDTH, TEST_HEIGHT, "yuv420p", (0, 128, 128))
            planes.planes(frame)[0][...] = picture
            making.add(frame)
        piece = making.finish()
        path = Path(folder) / "out.mp4"
        assemble([PieceRun(piece, ZERO)], (), path)
        with av.open(str(path)) as container:
            back = [planes.planes(frame)[0].astype(float) for frame in container.decode(video=0)]
    if len(back) != TEST_FRAMES or not piece.flags[0] & 1:
        return False
    errors = [float(((a - b) ** 2).mean()) for a, b in zip(back, pictures, strict=True)]
    return 10 * np.log10(255**2 / max(max(errors), 1e-6)) >= PSNR_LEAST_DB


def _pattern(k: int) -> np.ndarray:
    """A soft pattern that moves, so that frames in a wrong order are told."""
    y, x = np.mgrid[0:TEST_HEIGHT, 0:TEST_WIDTH]
    return (128 + 60 * np.sin((x + 6 * k) / 23) + 40 * np.cos((y - 4 * k) / 17)).astype(np.uint8)


if __name__ == "__main__":
    name = sys.argv[1]
    known = name in CODEC_OF
    sys.exit(0 if known and _tested(name) else 1)
