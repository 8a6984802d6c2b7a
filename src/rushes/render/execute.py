"""Carry a plan out: index, encode what is missing, mix, join, verify, and only then give the file its name."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path

from rushes.errors import RequestError
from rushes.model.media import MediaId
from rushes.model.project import Project
from rushes.model.time import Seconds, Span
from rushes.render.bitstream.families import CannotJoin
from rushes.render.bitstream.index import SourceIndex, index
from rushes.render.bitstream.piece import Piece
from rushes.render.cache import PieceCache, trim
from rushes.render.captions import captions
from rushes.render.finish import Finished, finish
from rushes.render.frames import Material
from rushes.render.hardware import in_hardware
from rushes.render.output import CAPTIONS, SOUND_ONLY, STILLS, Output
from rushes.render.pace import Pace
from rushes.render.plan import EncodeStep, Plan, Sources, lines, plan_for
from rushes.render.process import Worker
from rushes.render.report import Cancelled, Progress, Report, rising, share
from rushes.render.sound import sound_plan
from rushes.render.soundtrack import Soundtrack, sound_only
from rushes.render.stills import still
from rushes.render.verify import Unverified
from rushes.render.work import SilenceWork, Work

PathOf = Callable[[MediaId], Path]
OnProgress = Callable[[Progress], None]


SIZE_AIM, SIZE_LEAST, SIZE_ATTEMPTS = 0.985, 0.97, 7
"""A file of a given size is aimed a little below it, and may be 3 % smaller."""

SOUND_SHARE_MOST = 0.2
"""Of a small file, sound takes no more than this."""

BITRATE_LEAST = 20_000
"""Bits a second of picture below which nothing can be recognised."""


SOUND_LIMIT_BYTES = 2 * 1024**3
"""Finished sound kept between exports: some 20 hours of AAC."""


class TooSmall(RequestError):
    """The video can't be made as small as {wanted}: it takes at least {least}."""

    code = "too_small"
    zh = "视频没法压到 {wanted}：至少需要 {least}。"
    hint = "Ask for a larger file, a smaller picture, or a shorter part."
    hint_zh = "请放宽大小，或缩小画面、缩短时长。"


def _between(under: tuple[float, float], over: tuple[float, float], wanted: float) -> float:
    """The bitrate to try next, from the nearest (bitrate, bytes) below and above what is wanted."""
    if not under[0] or over[0] == float("inf"):
        bitrate, size = under if under[0] else over
        return bitrate * min(max(wanted / size, 0.25), 4.0)
    share = (wanted - under[1]) / max(over[1] - under[1], 1)
    return under[0] + (over[0] - under[0]) * min(max(share, 0.05), 0.95)


@dataclass(frozen=True, slots=True)
class Explained:
    """A plan told before anything is rendered. Seconds and bytes are estimates from this machine's own history."""

    plan: Plan
    lines: tuple[str, ...]
    frames: int
    frames_copied: int
    frames_encoded: int
    frames_kept: int
    seconds: float | None
    bytes: int | None


class Engine:
    """Renders projects. Everything kept between exports lies under `workspace`: indexes, pieces, sound.

    `threads` is how many the encoder may use (0: as many as there are cores; decoding beside it fills what it leaves);
    with `hardware`, encoders in hardware are used where nothing is copied and they pass a test on this machine.
    """

    def __init__(
        self,
        path_of: PathOf,
        workspace: Path,
        lut_of: Callable[[str], Path] | None = None,
        cache_bytes: int | None = None,
        threads: int = 0,
        hardware: bool = False,
    ) -> None:
        self._path_of, self._lut_of = path_of, lut_of
        self._hardware = hardware
        self._workspace, self._threads = workspace, threads or os.cpu_count() or 1
        self._indexes: dict[MediaId, SourceIndex] = {}
        self._tracks: dict[MediaId, int] = {}
        self._times: dict[MediaId, Sequence[Seconds]] = {}
        limit = {} if cache_bytes is None else {"limit_bytes": cache_bytes}
        self.cache = PieceCache(workspace / "pieces", **limit)
        self._pace = Pace(workspace / "pace.json")

    # --- the two things it does --------------------------------------------------------------------------

    def explain(self, project: Project, output: Output) -> Explained:
        """The plan for `output`, with what is already there and how long the rest will take."""
        plan = self._planned(project, output, {})
        kept = sum(step.frames for step in plan.encodes if self.cache.path(step.job.key).exists())
        names = {media.id: media.name for media in project.media}
        return Explained(
            plan,
            lines(plan, names),
            len(plan.grid),
            plan.frames_copied,
            plan.frames_encoded,
            kept,
            self._pace.seconds(plan, plan.frames_encoded - kept),
            self._pace.bytes(plan, self._copied_bytes(plan)),
        )

    def export(
        self,
        project: Project,
        output: Output,
        destination: Path,
        on_progress: OnProgress = lambda _: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Report:
        """Render `project` to `destination`, which appears whole and verified or not at all.

        Raises Cancelled, RenderFailed, SourceFailed, NoRoom and what the project's words or tables raise. What was
        encoded until then stays in the cache.
        """
        started = time.monotonic()
        on_progress = rising(on_progress)
        if output.container in SOUND_ONLY:
            return sound_only(project, output, destination, self._path_of, on_progress, cancelled)
        if output.container in STILLS:
            return still(project, output, destination, self._material(project), self._sources(project, {}))
        if output.container in CAPTIONS:
            return captions(project, output, destination)
        if output.target_bytes:
            plan, finished, kept, warnings = self._sized(project, output, destination, on_progress, cancelled)
        else:
            plan, finished, kept, warnings = self._joined(project, output, destination, on_progress, cancelled)
        self._tidied(plan)
        return Report(
            path=destination,
            width=finished.width,
            height=finished.height,
            rate=plan.grid.rate if plan.grid.each is None else None,
            duration=plan.grid.end - plan.grid.start,
            size_bytes=destination.stat().st_size,
            codec=plan.output.codec.value,
            frames=len(plan.grid),
            frames_copied=plan.frames_copied,
            frames_encoded=plan.frames_encoded - kept,
            frames_kept=kept,
            seconds=time.monotonic() - started,
            stretches=lines(plan, {media.id: media.name for media in project.media}),
            warnings=(*warnings, *finished.warnings),
        )

    def ahead(self, project: Project, output: Output, paused: Callable[[], bool], cancelled: Callable[[], bool]) -> int:
        """Make what an export of `project` would need, pieces and sound, at the lowest priority, and keep it.

        For when the machine is idle and the user still talks. Stands still while `paused`, ends soon after `cancelled`
        says so; what was finished by then stays. Returns how many encoded frames are ready. Raises what `export` does,
        but Cancelled.
        """
        if output.container in SOUND_ONLY | STILLS | CAPTIONS or output.target_bytes:
            return 0
        plan = self._planned(project, output, {})
        soundtrack = Soundtrack(project, plan, self._path_of, self._workspace / "sound", gently=True)
        try:
            with suppress(Cancelled):
                soundtrack.begin()
                soundtrack.result(lambda _: None, cancelled, len(plan.grid), paused)
                self._pieces(project, plan, lambda _: None, cancelled, paused, gently=True)
        finally:
            soundtrack.end()
        self._tidied(plan)
        return sum(step.frames for step in plan.encodes if self.cache.path(step.job.key).exists())

    def silences(self, project: Project, least: Seconds, margin: Seconds) -> tuple[Span, ...]:
        """The pauses of at least `least` seconds in what the clips of `project` say (music and other added sound left
        out), on the timeline's clock, each `margin` shorter at both ends. Raises RenderFailed."""
        clips_only = project.with_timeline(replace(project.timeline, sounds=(), loudness_lufs=None))
        plan = sound_plan(clips_only)
        if plan.silent:
            return ()
        found: list[Span] = []
        work = SilenceWork(plan, {media: self._path_of(media) for media in plan.media}, least, margin)
        with Worker(work) as worker:
            for message in worker.messages(lambda: False):
                spans = message.get("silences")
                if isinstance(spans, list):
                    found += [Span(Fraction(start), Fraction(end)) for start, end in spans]
        return tuple(found)

    def _joined(
        self,
        project: Project,
        output: Output,
        destination: Path,
        on_progress: OnProgress,
        cancelled: Callable[[], bool],
    ) -> tuple[Plan, Finished, int, list[str]]:
        """Render once; where what was copied can't be joined or does not verify, once more with it encoded."""
        distrusted: dict[MediaId, str] = {}
        warnings: list[str] = []
        while True:
            plan = self._planned(project, output, distrusted)
            try:
                return plan, *self._carried_out(project, plan, destination, on_progress, cancelled), warnings
            except (CannotJoin, Unverified) as doubt:
                copied = {copy.media for copy in plan.copies}
                if not copied:
                    raise
                reason = doubt.reason if isinstance(doubt, CannotJoin) else str(doubt.facts.get("finding", ""))
                distrusted |= dict.fromkeys(copied, f"could not be joined: {reason}")
                warnings.append(f"encoded in full: {reason.replace('_', ' ')}")

    def _sized(
        self,
        project: Project,
        output: Output,
        destination: Path,
        on_progress: OnProgress,
        cancelled: Callable[[], bool],
    ) -> tuple[Plan, Finished, int, list[str]]:
        """Render to a file of `output.target_bytes`, at most 3 % smaller, never larger.

        The first render aims at the average bitrate; each further one is corrected by what came out. Where even the
        best quality makes a smaller file, that is the answer.
        """
        target = output.target_bytes or 0
        seconds = float(plan_for(project, replace(output, smart=False), self._sources(project, {})).grid.end)
        if output.span:
            seconds = float(output.span.length)
        sound = min(output.audio_bitrate_bps, int(target * 8 / seconds * SOUND_SHARE_MOST))
        bitrate = target * 8 * SIZE_AIM / seconds - sound
        if bitrate < BITRATE_LEAST:
            raise TooSmall(wanted=f"{target / 1e6:g} MB", least=f"{(BITRATE_LEAST + 32_000) * seconds / 8e6:.1f} MB")
        best: tuple[Plan, Finished, int, list[str]] | None = None
        under, over = (0.0, 0.0), (float("inf"), float("inf"))
        for attempt in range(SIZE_ATTEMPTS):
            wanted = replace(output, bitrate_bps=round(bitrate), audio_bitrate_bps=max(sound, 32_000), smart=False)
            best = self._joined(project, wanted, destination, share(on_progress, attempt), cancelled)
            size = destination.stat().st_size
            if target * SIZE_LEAST <= size <= target:
                break
            point = (bitrate, max(size - sound * seconds / 8, 1))
            saturated = size < target and point[1] < under[1] * 1.02 and bitrate > under[0] * 1.2
            under, over = (max(under, point), over) if size < target else (under, min(over, point))
            if saturated:
                break
            bitrate = _between(under, over, target * SIZE_AIM - sound * seconds / 8)
        assert best is not None
        if destination.stat().st_size > target and under[0]:
            wanted = replace(output, bitrate_bps=round(under[0]), audio_bitrate_bps=max(sound, 32_000), smart=False)
            best = self._joined(project, wanted, destination, on_progress, cancelled)
        if destination.stat().st_size > target:
            destination.unlink()
            raise TooSmall(wanted=f"{target / 1e6:g} MB", least="a smaller resolution")
        return best

    def _planned(self, project: Project, output: Output, distrusted: dict[MediaId, str]) -> Plan:
        plan = plan_for(project, output, self._sources(project, distrusted))
        return in_hardware(plan, self._workspace) if self._hardware else plan

    def _tidied(self, plan: Plan) -> None:
        """Keep within the limits of what is kept between exports; what `plan` needs stays."""
        self.cache.trim(step.job.key for step in plan.encodes)
        trim(self._workspace / "sound", SOUND_LIMIT_BYTES)

    def _copied_bytes(self, plan: Plan) -> int:
        total = 0
        for copy in plan.copies:
            size = self._index_of(copy.media).size
            total += int(size[list(copy.run.units())].sum())
        return total

    # --- its parts ---------------------------------------------------------------------------------------

    def _carried_out(
        self, project: Project, plan: Plan, destination: Path, on_progress: OnProgress, cancelled: Callable[[], bool]
    ) -> tuple[Finished, int]:
        soundtrack = Soundtrack(project, plan, self._path_of, self._workspace / "sound")
        try:
            soundtrack.begin()
            pieces, kept = self._pieces(project, plan, on_progress, cancelled)
            sound = soundtrack.coming(on_progress, cancelled, len(plan.grid))
            finished = finish(project, plan, pieces, sound, destination, self._index_of, on_progress, cancelled)
        finally:
            soundtrack.end()
        return finished, kept

    def _pieces(
        self,
        project: Project,
        plan: Plan,
        on_progress: OnProgress,
        cancelled: Callable[[], bool],
        paused: Callable[[], bool] = lambda: False,
        gently: bool = False,
    ) -> tuple[dict[str, Piece], int]:
        """Every piece of the plan, by key, and how many frames were already there."""
        found: dict[str, Piece] = {}
        missing: dict[str, EncodeStep] = {}
        for step in plan.encodes:
            key = step.job.key
            piece = found.get(key) or self.cache.find(key, step.frames)
            if piece is not None:
                found[key] = piece
            else:
                missing.setdefault(key, step)
        there = len(plan.grid) - sum(step.frames for step in plan.encodes if step.job.key in missing)
        kept = sum(step.frames for step in plan.encodes if step.job.key in found)
        if missing:
            self._encode(project, plan, missing, there, on_progress, cancelled, paused, gently)
            for key, step in missing.items():
                piece = self.cache.find(key, step.frames)
                assert piece is not None, "a piece just made is gone"
                found[key] = piece
        return found, kept

    def _encode(
        self,
        project: Project,
        plan: Plan,
        missing: dict[str, EncodeStep],
        there: int,
        on_progress: OnProgress,
        cancelled: Callable[[], bool],
        paused: Callable[[], bool],
        gently: bool,
    ) -> None:
        work = Work(
            tuple((step.job, self.cache.path(key)) for key, step in missing.items()),
            self._material(project),
            self._threads,
        )
        frames, total = sum(step.frames for step in missing.values()), len(plan.grid)
        clock = self._pace.clock(plan, frames)
        on_progress(Progress("rendering", there, total, 0.0, clock.left(0)))
        with Worker(work, gently) as worker:
            for message in worker.messages(cancelled, paused):
                done = min(int(str(message.get("done", 0))), frames)
                at = there + done * (total - there) // frames
                on_progress(Progress("rendering", at, total, clock.fps(done), clock.left(done)))
        if not gently:
            clock.finished()

    def _material(self, project: Project) -> Material:
        facts = {media.id: media.facts for media in project.media}
        luts = {lut.id: self._lut_of(lut.id) for lut in project.luts} if self._lut_of else {}
        paths = {media_id: self._path_of(media_id) for media_id in facts}
        return Material(paths, facts, luts, self._workspace / "tables")

    def _sources(self, project: Project, distrusted: dict[MediaId, str]) -> Sources:
        # a file may hold several pictures: what is indexed is the one that is shown
        self._tracks |= {media.id: media.facts.video.index for media in project.media if media.facts.video}
        return Sources(self._index_of, self._times_of, distrusted)

    def _times_of(self, media_id: MediaId) -> Sequence[Seconds]:
        if media_id not in self._times:
            self._times[media_id] = self._index_of(media_id).times()
        return self._times[media_id]

    def _index_of(self, media_id: MediaId) -> SourceIndex:
        """The packet index of a media: from memory, from disk, or made now and kept."""
        known = self._indexes.get(media_id)
        if known is not None:
            return known
        path, kept = self._path_of(media_id), self._workspace / "index" / f"{media_id}.npz"
        made = SourceIndex.from_bytes(kept.read_bytes(), path) if kept.exists() else None
        if made is None:
            made = index(path, self._tracks.get(media_id))
            kept.parent.mkdir(parents=True, exist_ok=True)
            part = kept.with_suffix(f".{os.getpid()}.part")
            part.write_bytes(made.to_bytes())
            os.replace(part, kept)
        self._indexes[media_id] = made
        return made
