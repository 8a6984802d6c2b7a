"""Look at the file that came out, before it gets its name.

Everything is counted and timed; copied packets are compared with the source's, byte for byte; around seams pictures
are decoded, in a process of their own, and compared with the source's and the pieces' own. A file in which nothing is
copied is our encoder's work from end to end, and gets a look at a few of its joints.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from pathlib import Path

import av

from rushes.errors import DefectError
from rushes.render.bitstream.check import Finding, check_seams, check_structure
from rushes.render.bitstream.join import CopyRun, Joined, OutputRun
from rushes.render.encode import MATRICES, PRIMARIES, RANGE_FULL, RANGE_LIMITED, TRANSFERS, UNSPECIFIED
from rushes.render.output import Codec, Container
from rushes.render.plan import Plan
from rushes.render.report import Cancelled
from rushes.render.sound import check_sound
from rushes.render.soundtrack import FinishedSound

SEAMS_LOOKED_AT_MOST = 12
"""Seams beside copied runs that are decoded; more are looked at evenly spread. A UHD seam takes about a second."""

JOINTS_LOOKED_AT = 2
"""Joints of a file made of our own pieces only that are decoded."""

SLACK_SECONDS = Fraction(1, 20)
"""How far a container may round the whole duration (GIF counts in hundredths, WebM in milliseconds)."""


class Unverified(DefectError):
    """The finished file is not what was planned: {finding}"""

    code = "unverified"
    zh = "导出的文件与计划不符：{finding}"
    hint = "Nothing was written. Try again with --no-smart."
    hint_zh = "没有写入任何文件。请加 --no-smart 重试。"


def verified(
    plan: Plan,
    path: Path,
    joined: Joined | None,
    runs: Sequence[OutputRun],
    sound: FinishedSound,
    cancelled: Callable[[], bool],
) -> tuple[str, ...]:
    """Warnings about the file at `path`. Raises Unverified where it is not what `plan` says, Cancelled."""
    if joined is not None:
        _refuse(check_structure(path, runs, joined))
        if cancelled():
            raise Cancelled()
        seams = _seams(runs)
        if seams:
            _refuse(check_seams(path, runs, joined, seams, cancelled))
    _look(plan, path, sound, counted=joined is not None)
    if cancelled():
        raise Cancelled()
    if sound.tracks and sound.plan is not None:
        findings = check_sound(path, sound.plan, sound.edges(), sound.copied)
        if findings:
            raise Unverified(finding="; ".join(map(str, findings)))
    return tuple(sound.warnings)


def _refuse(findings: Sequence[Finding]) -> None:
    if findings:
        raise Unverified(finding="; ".join(f"{each.code} {each.detail}".strip() for each in findings[:3]))


def _seams(runs: Sequence[OutputRun]) -> list[int]:
    """The seams to decode, by the number of the run after them."""
    copied = [isinstance(run, CopyRun) for run in runs]
    beside = [number for number in range(1, len(runs)) if copied[number] or copied[number - 1]]
    most = SEAMS_LOOKED_AT_MOST
    if not beside:
        beside, most = list(range(1, len(runs))), JOINTS_LOOKED_AT
    if len(beside) <= most:
        return beside
    return [beside[k * (len(beside) - 1) // (most - 1)] for k in range(most)]


def _look(plan: Plan, path: Path, sound: FinishedSound, counted: bool) -> None:
    """Tracks, codec, size and colour tags, as FFmpeg reads them; frames and times too, unless `counted` already."""
    with av.open(str(path), metadata_errors="replace") as container:
        if len(container.streams.video) != 1:
            raise Unverified(finding=f"{len(container.streams.video)} picture tracks instead of one")
        video = container.streams.video[0]
        context = video.codec_context
        size = context.width, context.height
        if size != (plan.look.width, plan.look.height):
            raise Unverified(finding=f"it is {size[0]}x{size[1]}")
        if context.codec.canonical_name != plan.output.codec.value:
            raise Unverified(finding=f"the picture is {context.codec.canonical_name}")
        if plan.output.codec in (Codec.H264, Codec.HEVC, Codec.PRORES):
            _look_at_colour(plan, context)
        if sound.expected and not container.streams.audio:
            raise Unverified(finding="the sound is missing")
        if counted or plan.output.container is Container.GIF:
            return
        stamps = [packet.pts for packet in container.demux(video) if packet.size and packet.pts is not None]
        if len(stamps) != len(plan.grid):
            raise Unverified(finding=f"{len(stamps)} frames instead of {len(plan.grid)}")
        shown = (max(stamps) - min(stamps)) * Fraction(video.time_base or Fraction(1))
        wanted = plan.grid[len(plan.grid) - 1] - plan.grid.start
        if abs(shown - wanted) > SLACK_SECONDS:
            raise Unverified(finding=f"its last frame is at {float(shown):.3f} s instead of {float(wanted):.3f} s")


def _look_at_colour(plan: Plan, context: av.VideoCodecContext) -> None:
    """Colour tags that say something else than the pixels are: worse than none."""
    colour, unsaid = plan.look.colour, (0, UNSPECIFIED)
    for name, found, wanted, silent in (
        ("primaries", context.color_primaries, PRIMARIES.get(colour.primaries or "", UNSPECIFIED), unsaid),
        ("transfer", context.color_trc, TRANSFERS.get(colour.transfer or "", UNSPECIFIED), unsaid),
        ("matrix", context.colorspace, MATRICES.get(colour.matrix or "", UNSPECIFIED), unsaid),
        ("range", context.color_range, RANGE_FULL if colour.full_range else RANGE_LIMITED, (0,)),
    ):
        if wanted not in silent and int(found) not in (wanted, *silent):
            raise Unverified(finding=f"the colour {name} is tagged {int(found)} instead of {wanted}")
