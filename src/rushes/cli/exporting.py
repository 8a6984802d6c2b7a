"""An export on the command line: its options, its bar, Ctrl-C, and what is said of the finished file."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import click

from rushes.cli.command import INTERRUPTED, Desk, stopping
from rushes.cli.screen import Screen, size_text
from rushes.cli.telling import report_facts, report_text, shown_path
from rushes.model.session import Session
from rushes.model.time import clock_text, named_rate, seconds
from rushes.model.timeline import Canvas
from rushes.studio.exports import Wishes, destination_for, output_for, wrong_ending
from rushes.studio.ports import Cancelled, Output


class FrameRate(click.ParamType[Fraction]):
    """`30`, `29.97`, `30000/1001`."""

    name = "fps"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Fraction:
        try:
            rate = named_rate(Fraction(str(value)))
        except (ValueError, ZeroDivisionError):
            rate = Fraction(0)
        if not 1 <= rate <= 240:
            self.fail(f"{value!r} is not a frame rate between 1 and 240.", param, ctx)
        return rate


OUTPUT = (
    click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Where the video goes."),
    click.option("--format", "format_name", metavar="NAME", help="mp4, mov, webm, gif, mp3, wav, m4a, hevc, av1, ..."),
    click.option("--size", metavar="SIZE", help="720p, 1080p, 4k, 1920x1080; usually that of the footage."),
    click.option("--fps", "rate", type=FrameRate(), help="Frames a second; usually those of the footage."),
    click.option("--platform", metavar="NAME", help="youtube, bilibili, tiktok, douyin, reels, ..."),
    click.option("--quality", metavar="NAME", help="draft, standard, high (usual) or best."),
    click.option("--max-mb", type=click.FloatRange(min=0.01), metavar="MB", help="No larger than this."),
    click.option("--no-smart", is_flag=True, help="Encode everything, copy nothing."),
    click.option("--force", is_flag=True, help="Replace a file that is there already."),
)


def wishes_of(given: dict[str, Any]) -> Wishes:
    """Takes the options of OUTPUT out of `given`."""
    most_mb = given.pop("max_mb")
    return Wishes(
        format=given.pop("format_name"),
        size=given.pop("size"),
        rate=given.pop("rate"),
        platform=given.pop("platform"),
        quality=given.pop("quality"),
        most_bytes=None if most_mb is None else int(most_mb * 1_000_000),
        smart=not given.pop("no_smart"),
    )


def planned(
    canvas: Canvas, wishes: Wishes, wanted: Path | None, session: Session, desk: Desk, force: bool
) -> tuple[Output, Path]:
    """The output and where it goes; whatever could not work is refused here, before any work is done."""
    named = wanted if wanted is not None and not wanted.is_dir() else None
    output = output_for(canvas, wishes, named)
    path = destination_for(wanted, output, session, desk.folder, force)
    if wrong_ending(path, output):
        raise click.UsageError(f"{path.name} would be a {output.container} file; name it *.{output.container}.")
    return output, path


def exported(
    screen: Screen, desk: Desk, session: Session, output: Output, path: Path, revision: int | None = None
) -> int:
    """Renders and tells; answers with the exit code."""
    what = f"Export {output.container.upper()}"
    with stopping() as stop:
        try:
            report = desk.studio.exports.run(
                session, output, path, lambda at: screen.progress(what, at), stop, revision
            )
        except Cancelled:
            screen.fact("cancelled", True)
            again = f"rushes export -s {session.name} -o {shown_path(path, desk.folder)}"
            screen.note(f"  Cancelled; {session.name} is saved and finished parts are kept. To go on: {again}")
            return INTERRUPTED
    screen.fact("export", report_facts(report))
    screen.result(f"  {screen.ok(out=True)} {report_text(report, desk.folder)}")
    for warning in report.warnings:
        screen.warn(warning)
    for stretch in report.stretches:
        screen.detail(f"       {stretch}")
    return 0


def explained(screen: Screen, desk: Desk, session: Session, output: Output, revision: int | None) -> None:
    """The plan, stretch by stretch."""
    plan = desk.studio.exports.explain(session, output, revision)
    screen.fact(
        "plan",
        {
            "frames": plan.frames, "frames_copied": plan.frames_copied, "frames_encoded": plan.frames_encoded,
            "frames_kept": plan.frames_kept, "seconds": plan.seconds, "bytes": plan.bytes, "lines": list(plan.lines),
        },
    )  # fmt: skip
    for line in plan.lines:
        screen.result(f"  {line}")
    about = [f"{plan.frames} frames: {plan.frames_copied} copied, {plan.frames_encoded} encoded"]
    if plan.frames_kept:
        about.append(f"{plan.frames_kept} of them made before")
    if plan.seconds is not None:
        about.append(f"about {clock_text(seconds(round(plan.seconds)))}")
    if plan.bytes is not None:
        about.append(f"about {size_text(plan.bytes)}")
    screen.result(f"  {', '.join(about)}")
