"""Look at the file that came out, before it gets its name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from pathlib import Path

import av

from rushes.errors import DefectError
from rushes.model.media import MediaId
from rushes.render.bitstream.join import Joined, OutputRun
from rushes.render.output import Codec, Container
from rushes.render.plan import Plan
from rushes.render.soundtrack import Finished as FinishedSound

CODEC_NAMES = {
    Codec.H264: "h264", Codec.HEVC: "hevc", Codec.AV1: ("av1", "libdav1d"), Codec.VP9: ("vp9", "libvpx-vp9"),
    Codec.PRORES: "prores", Codec.GIF: "gif",
}  # fmt: skip

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
    path_of: Callable[[MediaId], Path],
    cancelled: Callable[[], bool],
) -> tuple[str, ...]:
    """Warnings about the file at `path`; raises Unverified where it is not what `plan` says."""
    with av.open(str(path)) as container:
        if len(container.streams.video) != 1:
            raise Unverified(finding=f"{len(container.streams.video)} picture tracks instead of one")
        video = container.streams.video[0]
        context = video.codec_context
        if (context.width, context.height) != (plan.look.width, plan.look.height):
            raise Unverified(finding=f"it is {context.width}x{context.height}")
        if sound.expected and not container.streams.audio:
            raise Unverified(finding="the sound is missing")
        count, last = 0, None
        first = None
        for packet in container.demux(video):
            if packet.size:
                count += 1
                stamp = packet.pts
                if stamp is None:
                    continue
                first = stamp if first is None else min(first, stamp)
                last = stamp if last is None else max(last, stamp)
        if plan.output.container is not Container.GIF and count != len(plan.grid):
            raise Unverified(finding=f"{count} frames instead of {len(plan.grid)}")
        if count and first is not None and last is not None:
            shown = (last - first) * Fraction(video.time_base or Fraction(1))
            wanted = plan.grid[len(plan.grid) - 1] - plan.grid.start
            if abs(shown - wanted) > SLACK_SECONDS:
                raise Unverified(finding=f"its last frame is at {float(shown):.3f} s instead of {float(wanted):.3f} s")
    return ()
