"""Timeline -> plan: which stretches are copied, which encoded, and why. Pure; can be printed, priced and tested.

A stretch is *untouched* when every one of its frames is a frame of the source as it is: same size, rate, turn,
colour and depth as the output, no speed change, nothing laid over it. Of an untouched stretch the longest run that
decodes by itself is copied, packet for packet; what is left at its edges, and everything that is touched, is encoded
in closed pieces of a few seconds. Pieces end where something ends and, within a clip, at full multiples of
`PIECE_SECONDS` of the *source's* clock, so that a ripple moves no border and the cache still knows them.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil, floor

from rushes.model.media import HdrKind, Media, MediaId
from rushes.model.project import Project
from rushes.model.time import Seconds, Span, length_text
from rushes.model.timeline import Clip, Framing, Grade
from rushes.render.bitstream.encoder_settings import joining_settings
from rushes.render.bitstream.index import Run, SourceIndex
from rushes.render.coding import REFERENCES, beside, brief, coding_for, house_colour, pixel_format_for
from rushes.render.colour import matrix_of
from rushes.render.job import Coding, Look, PieceJob
from rushes.render.output import Codec, Container, Output, gif_sized
from rushes.render.scenes import FrameTimes, Grid, Stretch, grid_of, part_of, stretches

PIECE_SECONDS = Fraction(4)
"""Within a clip, pieces end at multiples of this. 2 to 4 s cost nothing in size against one pass (measured in
engine-findings, section 7); 1 s costs 8 % and breaks rate control."""

PIECE_LEAST = Fraction(1)
"""Shorter pieces are joined to a neighbour."""

PIECE_MOST = Fraction(6)

COPY_LEAST = Fraction(1)
"""A copied run shorter than this is not worth its two seams; a whole clip has none."""


BRIEF_SECONDS = Fraction(8)
"""A stretch between copied runs that is no longer than this is encoded faster and a little larger: see `coding.brief`.
A title, a transition, the frames beside a cut."""

LAST_GROUP = 8
"""Frames in the last group of a piece that a copied run follows: the seam is looked at from its keyframe on, and a group
of two seconds would cost more to look at than the seam is worth."""


@dataclass(frozen=True, slots=True)
class CopyStep:
    """Output frames `first` to `first + frames` are packets of a source, bit for bit."""

    first: int
    frames: int
    media: MediaId
    run: Run
    why: str = "untouched"


@dataclass(frozen=True, slots=True)
class EncodeStep:
    """Output frames `first` to `first + frames` are made anew, as one closed piece."""

    first: int
    frames: int
    job: PieceJob
    why: str


Step = CopyStep | EncodeStep


@dataclass(frozen=True, slots=True)
class Plan:
    """How an output is made, frame by frame, without holes or overlaps."""

    output: Output
    grid: Grid
    look: Look
    coding: Coding
    steps: tuple[Step, ...]
    lead: MediaId | None
    """The media whose parameter sets the whole file takes; None where nothing is copied."""

    @property
    def copies(self) -> tuple[CopyStep, ...]:
        return tuple(step for step in self.steps if isinstance(step, CopyStep))

    @property
    def encodes(self) -> tuple[EncodeStep, ...]:
        return tuple(step for step in self.steps if isinstance(step, EncodeStep))

    @property
    def frames_copied(self) -> int:
        return sum(step.frames for step in self.copies)

    @property
    def frames_encoded(self) -> int:
        return sum(step.frames for step in self.encodes)


@dataclass(frozen=True, slots=True)
class Sources:
    """What planning needs to know of the files: an index of each, the times of its frames, and why a source is not
    copied from, if known."""

    index: Callable[[MediaId], SourceIndex]
    times: FrameTimes
    distrusted: Mapping[MediaId, str]


def plan_for(project: Project, output: Output, sources: Sources) -> Plan:
    """The plan for `output`; with `output.smart` off everything is encoded.

    Where most of the film can be copied from a source that leaves its turning to the player, the output does so too.
    """
    timeline = project.timeline
    canvas = timeline.canvas
    output = gif_sized(output, canvas.width, canvas.height, canvas.rate)
    if output.span is not None:
        snap = timeline.canvas.snap
        output = replace(output, span=Span(snap(output.span.start), snap(output.span.end)))
    grid = grid_of(timeline, sources.times, output.rate, output.span)
    runs = stretches(project, grid)
    look = look_for(project, output)
    turned = _turned_as_stored(project, look)
    if turned and output.smart:
        plan = _planned(project, output, grid, runs, turned, sources)
        if plan.frames_copied * 2 >= len(grid):
            return plan
    return _planned(project, output, grid, runs, look, sources)


def _turned_as_stored(project: Project, look: Look) -> Look | None:
    """`look` stored the way the lead media is, where that is turned and otherwise as large."""
    lead = _lead_media(project)
    video = lead.facts.video if lead else None
    if video is None or not video.rotation or video.mirrored or (video.width, video.height) != look.shown:
        return None
    return replace(look, width=video.coded_width, height=video.coded_height, rotation=video.rotation)


def _planned(
    project: Project, output: Output, grid: Grid, runs: Sequence[Stretch], look: Look, sources: Sources
) -> Plan:
    reasons = [_why_not(project, look, output, stretch) for stretch in runs]
    lead, found = _copies(grid, runs, reasons, sources)
    coding = coding_for(output, grid.rate)
    settings = joining_settings(sources.index(lead), REFERENCES[output.codec][output.quality]) if lead else None
    if lead and settings is None:
        lead, found = None, []
    elif settings:
        coding = beside(coding, settings)
    steps: list[Step] = []
    at = 0
    for copy in (*found, None):
        until = copy.first if copy else len(grid)
        if until > at:
            short = bool(found) and _until(grid, until) - grid[at] <= BRIEF_SECONDS
            steps += _encodes(grid, runs, reasons, look, brief(coding) if short else coding, at, until, bool(found))
        if copy:
            if steps and isinstance(steps[-1], EncodeStep) and steps[-1].frames >= 3 * LAST_GROUP:
                steps[-1] = replace(steps[-1], job=replace(steps[-1].job, last_group=LAST_GROUP))
            steps.append(copy)
            at = copy.first + copy.frames
    return Plan(output, grid, look, coding, tuple(steps), lead)


def look_for(project: Project, output: Output) -> Look:
    """Size, pixels and colour of the output's frames: the canvas' own unless the output says otherwise."""
    canvas = project.timeline.canvas
    width, height = output.width or canvas.width, output.height or canvas.height
    hdr = HdrKind.SDR if output.sdr or output.codec in (Codec.H264, Codec.GIF) else canvas.hdr
    lead = _lead_media(project)
    pixels = pixel_format_for(output.codec, hdr, lead)
    colour = house_colour(lead, hdr)
    video = lead.facts.video if lead else None
    if video and colour.matrix is None and matrix_of(colour, video.height) != matrix_of(colour, height):
        # who guesses an untagged picture's matrix by its size would guess another one now
        colour = replace(colour, matrix=matrix_of(colour, height))
    return Look(width // 2 * 2, height // 2 * 2, pixels, colour, canvas.background)


def _lead_media(project: Project) -> Media | None:
    """The media most of the timeline shows."""
    shown: dict[MediaId, Seconds] = {}
    for clip in project.timeline.clips:
        shown[clip.media] = shown.get(clip.media, Fraction(0)) + clip.length
    return project.find(max(shown, key=lambda each: shown[each])) if shown else None


# --- what may be copied ----------------------------------------------------------------------------------


def _why_not(project: Project, look: Look, output: Output, stretch: Stretch) -> str | None:
    """Why a stretch must be encoded, in a few words for the report; None where it is untouched."""
    scene, clip = stretch.scene, stretch.item
    if not output.smart:
        return "full encode asked for"
    if output.container not in (Container.MP4, Container.MOV) or output.codec not in (Codec.H264, Codec.HEVC):
        return f"the output is {output.codec.value} in {output.container.value}"
    if output.bitrate_bps or output.target_bytes:
        return "a bitrate or file size was asked for"
    if not isinstance(clip, Clip):
        return "gap"
    if scene.blend:
        return f"transition ({scene.blend.kind.value})"
    if scene.words:
        return "title"
    if scene.insets:
        return "overlay"
    if clip.held is not None:
        return "held frame"
    if clip.speed != 1:
        return "speed"
    if clip.reverse:
        return "reversed"
    if scene.shots and scene.shots[0].fade:
        return "fade"
    if clip.grade != Grade():
        return "colour"
    if clip.framing != Framing(fit=clip.framing.fit):
        return "framing"
    media = project.find(clip.media)
    return _why_not_source(media, look, output) if media else "the file is missing"


def _why_not_source(media: Media, look: Look, output: Output) -> str | None:
    video = media.facts.video
    if video is None or media.facts.is_still:
        return "still image"
    checks = (
        (video.codec == output.codec.value, f"the source is {video.codec}"),
        (not video.interlaced, "interlaced source"),
        (video.rotation == look.rotation and not video.mirrored, "rotated source"),
        (video.pixel_aspect == 1, "non-square pixels"),
        ((video.coded_width, video.coded_height) == (look.width, look.height), "other size than the output"),
        (video.pixel_format in _SAME_PIXELS.get(look.pixel_format, ()), f"pixels are {video.pixel_format}"),
        (video.colour == look.colour, "other colour tags than the output"),
        (video.dolby_vision_profile != 5, "Dolby Vision profile 5"),
        ("damaged" not in media.facts.warnings, "damaged source"),
    )
    return next((why for fine, why in checks if not fine), None)


_SAME_PIXELS = {"yuv420p": ("yuv420p", "yuvj420p"), "yuv420p10le": ("yuv420p10le",)}


def _copies(
    grid: Grid,
    runs: Sequence[Stretch],
    reasons: list[str | None],
    sources: Sources,
) -> tuple[MediaId | None, list[CopyStep]]:
    """The runs that are copied, in order, all from media whose parameter sets agree with the lead's.

    `reasons` is filled in for stretches that turn out not to be copied.
    """
    candidates: list[CopyStep] = []
    owner: list[int] = []
    for number, (stretch, why) in enumerate(zip(runs, reasons, strict=True)):
        if why is not None or not isinstance(stretch.item, Clip):
            continue
        clip = stretch.item
        index = sources.index(clip.media)
        refused = sources.distrusted.get(clip.media) or index.no_copy_reason
        if refused:
            reasons[number] = refused.replace("_", " ")
            continue
        copy = _copy_within(grid, stretch, clip, index)
        if copy is None:
            reasons[number] = "no whole group of pictures inside"
            continue
        candidates.append(copy)
        owner.append(number)
    if not candidates:
        return None, []
    gain: dict[MediaId, int] = {}
    for copy in candidates:
        gain[copy.media] = gain.get(copy.media, 0) + copy.frames
    lead = max(gain, key=lambda each: gain[each])
    sets = sources.index(lead).parameter_sets
    kept = []
    for copy, number in zip(candidates, owner, strict=True):
        if copy.media == lead or sources.index(copy.media).parameter_sets == sets:
            kept.append(copy)
        else:
            reasons[number] = "other encoder settings than the clip that leads"
    return lead, kept


def _copy_within(grid: Grid, stretch: Stretch, clip: Clip, index: SourceIndex) -> CopyStep | None:
    """The longest run inside a stretch, if it falls exactly on the grid's frames and is worth two seams."""
    base = clip.source.start + stretch.into
    last_time = grid[stretch.end] if stretch.end < len(grid) else grid.end
    within = Span(base, base + (last_time - grid[stretch.first]))
    if grid.each is None and index.rate != grid.rate:
        return None
    run = index.longest_run(within)
    if run is None or (run.span.length < COPY_LEAST and run.frames < stretch.scene.frames):
        return None
    at = grid[stretch.first] + (run.span.start - base)
    first = grid.first_from(at)
    if grid[first] != at or first + run.frames > stretch.end:
        return None
    return CopyStep(first, run.frames, clip.media, run)


# --- what is encoded -------------------------------------------------------------------------------------


def _encodes(
    grid: Grid,
    runs: Sequence[Stretch],
    reasons: Sequence[str | None],
    look: Look,
    coding: Coding,
    first: int,
    end: int,
    copying: bool,
) -> list[Step]:
    """Frames `first` to `end` as pieces of a few seconds."""
    inside = [
        (stretch, why)
        for stretch, why in zip(runs, reasons, strict=True)
        if stretch.first < end and stretch.end > first
    ]
    steps: list[Step] = []
    borders = _borders(grid, [stretch for stretch, _ in inside], first, end)
    for start, stop in itertools.pairwise(borders):
        scenes, whys = [], []
        for stretch, why in inside:
            low, high = max(stretch.first, start), min(stretch.end, stop)
            if low < high:
                scenes.append(part_of(stretch.scene, low - stretch.first, high - low))
                whys.append(why or "seam beside a copied run" if copying else why or "no copy")
        job = PieceJob(look, coding, tuple(scenes), grid.times(start, stop - start))
        steps.append(EncodeStep(start, stop - start, job, ", ".join(dict.fromkeys(whys))))
    return steps


def _borders(grid: Grid, inside: Sequence[Stretch], first: int, end: int) -> list[int]:
    """Where pieces begin and end: at the stretches' edges and at multiples of `PIECE_SECONDS` of each source's
    clock, none shorter than `PIECE_LEAST` where that can be helped."""
    wished = {first, end}
    for stretch in inside:
        low, high = max(stretch.first, first), min(stretch.end, end)
        wished.add(low)
        wished |= _clock_borders(grid, stretch, low, high)
    rising = sorted(wished)
    kept = [rising[0]]
    for border in rising[1:-1]:
        if grid[border] - grid[kept[-1]] >= PIECE_LEAST and _until(grid, end) - grid[border] >= PIECE_LEAST:
            kept.append(border)
    return [*kept, rising[-1]]


def _until(grid: Grid, end: int) -> Seconds:
    return grid[end] if end < len(grid) else grid.end


def _clock_borders(grid: Grid, stretch: Stretch, low: int, high: int) -> set[int]:
    """The frames within a stretch at which its source's clock passes a multiple of `PIECE_SECONDS`."""
    clip = stretch.item
    if isinstance(clip, Clip) and clip.held is None:
        speed = -clip.speed if clip.reverse else clip.speed
        base = clip.moment(stretch.into)
    else:
        speed, base = Fraction(1), Fraction(0)
    origin = grid[stretch.first]
    ends = sorted((base + (grid[low] - origin) * speed, base + (_until(grid, high) - origin) * speed))
    found = set()
    step = PIECE_SECONDS * max(abs(speed), Fraction(1, 20))
    for number in range(ceil(ends[0] / step), floor(ends[1] / step) + 1):
        at = origin + (number * step - base) / speed
        border = grid.first_from(at)
        if low < border < high:
            found.add(border)
    return found


# --- told ------------------------------------------------------------------------------------------------


def lines(plan: Plan, names: Mapping[MediaId, str]) -> tuple[str, ...]:
    """The plan as text, a line a stretch; neighbouring pieces with one reason are one line."""
    told: list[str] = []
    groups: list[list[Step]] = []
    for step in plan.steps:
        if (
            groups
            and isinstance(step, EncodeStep)
            and isinstance(groups[-1][-1], EncodeStep)
            and (groups[-1][-1].why == step.why)
        ):
            groups[-1].append(step)
        else:
            groups.append([step])
    for group in groups:
        first, end = group[0].first, group[-1].first + group[-1].frames
        length = length_text(_until(plan.grid, end) - plan.grid[first])
        what = "copy  " if isinstance(group[0], CopyStep) else "encode"
        source = f" from {names.get(group[0].media, group[0].media[:8])}" if isinstance(group[0], CopyStep) else ""
        told.append(f"{what} {first:>7}-{end - 1:<7} {length:>12}  {group[0].why}{source}")
    return tuple(told)


def uses(plan: Plan) -> frozenset[MediaId]:
    """Every media whose picture the plan reads."""
    used = {copy.media for copy in plan.copies}
    for step in plan.encodes:
        for scene in step.job.scenes:
            used |= {shot.media for shot in scene.shots} | {inset.media for inset in scene.insets}
    return frozenset(used)
