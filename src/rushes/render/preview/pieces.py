"""The preview of a project, as the page asks for it: the list of pieces, a piece, a still.

A piece is looked for among what is kept and made where it is not, in a process of its own. Pictures and sound are made
side by side. Nothing here opens a file of the user's.
"""

from __future__ import annotations

import os
import threading
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Protocol

from rushes.model.media import MediaFacts, MediaId
from rushes.model.project import Project
from rushes.model.time import Seconds
from rushes.render.frames import Material
from rushes.render.job import PieceJob
from rushes.render.preview import draw, fragment
from rushes.render.preview.hands import RAISE_SECONDS_MAX, Calm, Hands, PictureOrder, RaiseOrder, SoundOrder, StillOrder
from rushes.render.preview.kept import LIMIT_BYTES, Kept
from rushes.render.preview.plan import (
    CODING,
    LINES,
    PreviewPiece,
    begun_late,
    ends_at,
    key_of,
    preview_grid,
    preview_plan,
    preview_size,
    still_job,
)
from rushes.render.preview.sound import PACKET, PACKETS, SoundPiece, sound_pieces
from rushes.render.preview.sound import begun_late as sound_begun_late
from rushes.render.preview.standin import Stage, StandIn
from rushes.render.scenes import Grid
from rushes.render.sound import SoundPlan
from rushes.render.sound.plan import CHANNELS, RATE

PLANS_KEPT = 16
"""Lists of pieces kept in memory: those of the revisions just looked at."""

BEGUN_AT_ONCE = 8
"""Things begun ahead of being asked for; they only wait for processes."""

SOON = Seconds(2, 5)
"""Who plays needs what is on then as much as what is on now."""

SOUND_CODEC = "fLaC"

PICTURE, SOUND = "picture", "sound"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch that is fetched as one: `start` and `length` in seconds of the timeline."""

    key: str
    start: Seconds
    length: Seconds


@dataclass(frozen=True, slots=True)
class Pieces:
    """What a revision's preview is made of, in order. Codecs as RFC 6381 names them. The init segment of the picture
    is the same for all revisions of one `width` and `height`, that of the sound for all."""

    height: int
    picture_codec: str
    sound_codec: str
    pictures: tuple[Piece, ...] = ()
    sounds: tuple[Piece, ...] = ()
    reason: str = ""
    width: int = 0


@dataclass(frozen=True, slots=True)
class Late:
    """Piece `number` of a kind without its first `skipped` frames or packets: from `start` on, in seconds of the
    timeline."""

    number: int
    skipped: int
    start: Seconds


class Proxies(Protocol):
    """Small stand-ins of sources, made elsewhere part by part; `media/proxies.py` has them."""

    @property
    def part_seconds(self) -> Seconds: ...

    def facts_of(self, facts: MediaFacts) -> MediaFacts | None:
        """What the stand-in's frames are; None where the original is small enough itself."""

    def folder(self, media_id: MediaId) -> Path: ...


@dataclass(frozen=True, slots=True)
class _Planned:
    grid: Grid
    pictures: tuple[PreviewPiece, ...]
    sounds: tuple[SoundPiece, ...]
    told: Pieces


class Preview:
    """Previews of projects. `frames_of` says where a file's frames and sound are read from, `lut_of` where a colour
    table lies. What is made is kept under `root`. Close it when done; any thread may use it."""

    def __init__(
        self,
        root: Path,
        frames_of: Callable[[MediaFacts], Path],
        lut_of: Callable[[str], Path] | None = None,
        proxies: Proxies | None = None,
        limit_bytes: int = LIMIT_BYTES,
        picture_hands: int | None = None,
    ) -> None:
        self._frames_of, self._lut_of, self._proxies = frames_of, lut_of, proxies
        self._kept = Kept(root / "pieces", limit_bytes)
        hands = picture_hands or max((os.cpu_count() or 2) // 2, 1)
        # one more for what is looked at now: it must not wait for a piece that may be wanted soon
        self._calm = Calm()
        self._pictures = Hands(hands + 1, root / "tables", reserved=1, calm=self._calm)
        self._sounds = Hands(2, root / "tables", reserved=1, calm=self._calm)
        self._begun = ThreadPoolExecutor(BEGUN_AT_ONCE, "preview")
        self._plans: OrderedDict[object, _Planned] = OrderedDict()
        self._lock = threading.Lock()
        self._tables = root / "tables"

    def close(self) -> None:
        self._begun.shutdown(wait=False, cancel_futures=True)
        self._pictures.close()
        self._sounds.close()

    def warm(self) -> None:
        """Start the processes, so that the first piece need not wait for them (half a second)."""
        self._pictures.warm()
        self._sounds.warm()

    def interrupt(self) -> None:
        """An edit has come: what is made because it may be wanted soon stands still for a moment."""
        self._calm.interrupt()

    # --- what the page asks for --------------------------------------------------------------------------

    def pieces(self, project: Project) -> Pieces:
        """The list; nothing is drawn."""
        return self._planned(project).told

    def piece(self, project: Project, kind: str, number: int, urgent: bool = False) -> bytes:
        """Piece `number` of `kind` as one fMP4 fragment that starts at its own time; one that is looked at now is
        `urgent`. Raises SourceFailed, RenderFailed; IndexError where there is no such piece."""
        planned = self._planned(project)
        if kind == SOUND:
            return self._sound(project, planned.sounds[number], urgent)
        return self._picture(project, planned.grid, planned.pictures[number], number, urgent)

    def parts(self, project: Project, kind: str, number: int, skipped: int = 0) -> Iterator[bytes]:
        """Piece `number` of `kind` without its first `skipped` frames or packets, as fMP4 fragments that follow each
        other, each as soon as it is made: for what is looked at now. Raises as `piece` does, ValueError where nothing
        would be left."""
        planned = self._planned(project)
        if kind == SOUND:
            sound = planned.sounds[number]
            if not 0 <= skipped < sound.packets:
                raise ValueError("no packet of the piece is left")
            yield self._sound(project, sound_begun_late(sound, skipped), urgent=True)
            return
        piece = planned.pictures[number]
        if not 0 <= skipped < piece.job.frames:
            raise ValueError("no frame of the piece is left")
        piece = begun_late(piece, planned.grid, skipped)
        shown = 0
        for samples in self._parts_of(project, piece):
            yield self._shown(planned.grid, piece, samples, shown, number + 1)
            shown += len(samples)

    def init(self, project: Project, kind: str) -> bytes:
        """What goes before the first fragment of a kind."""
        if kind == SOUND:
            return fragment.sound_init(draw.sound_config(), CHANNELS, RATE)
        return fragment.picture_init(*preview_size(project.timeline.canvas), self._avc(project))

    def still(self, project: Project, at: Seconds, height: int) -> bytes:
        """The frame at `at`, as JPEG, `height` lines high (the canvas' own height at most). Up to 540 lines it is made
        from stand-ins. Raises SourceFailed, RenderFailed."""
        job = still_job(project, at, height)
        key = key_of(job)
        found = self._kept.find(key, "jpg")
        if found is None:
            stage = self._stage(project, job, small=min(job.look.width, job.look.height) <= LINES)
            found = self._pictures.made(f"{key} still", StillOrder(job, stage), urgent=True)
            self._kept.keep(key, "jpg", found)
        return found

    def begin(self, project: Project, at: Seconds, playing: bool = False) -> None:
        """Make the frame at `at` now, or for who plays the pieces from there on, in the background: they will be asked
        for. The pieces of one who looks at one frame come after it is on the screen, which takes all there is."""
        if not playing:
            self._begun.submit(_quietly, (partial(self.still, project, at, LINES),))
            return
        for kind in (PICTURE, SOUND):
            late = self.late(project, kind, at)
            if late is not None:
                steps: list[Callable[[], object]] = [
                    partial(_used_up, self.parts(project, kind, late.number, late.skipped))
                ]
                soon = self._number_at(project, kind, at + SOON)
                if soon is not None and soon != late.number:
                    steps.append(partial(self.piece, project, kind, soon, urgent=True))
                self._begun.submit(_quietly, steps)

    def late(self, project: Project, kind: str, at: Seconds) -> Late | None:
        """Where the piece of `kind` that is on at `at` begins for who plays and can't wait for what is before; None
        where it is made already, or there is none."""
        planned, number = self._planned(project), self._number_at(project, kind, at)
        row = planned.pictures if kind == PICTURE else planned.sounds
        if number is None or self._kept.has(row[number].key, "piece"):
            return None
        if kind == SOUND:
            sound = planned.sounds[number]
            skipped = int((at - sound.start) * RATE) // PACKET
            return Late(number, skipped, sound.start + Fraction(skipped * PACKET, RATE))
        piece, grid = planned.pictures[number], planned.grid
        skipped = sum(grid[piece.first + k] <= at for k in range(1, piece.job.frames))
        return Late(number, skipped, grid[piece.first + skipped])

    # --- how it is had -----------------------------------------------------------------------------------

    def _number_at(self, project: Project, kind: str, at: Seconds) -> int | None:
        planned = self._planned(project)
        return _number_at(planned.pictures if kind == PICTURE else planned.sounds, at)

    def _picture(self, project: Project, grid: Grid, piece: PreviewPiece, number: int, urgent: bool) -> bytes:
        samples = self._find(piece.key, piece.job.frames)
        if samples is None:
            order = PictureOrder(piece.job, self._stage(project, piece.job, small=True))
            made = self._pictures.made(piece.key, order, urgent=urgent)
            samples = fragment.unpacked(made)
            self._kept.keep(piece.key, "piece", made)
        return self._shown(grid, piece, samples, 0, number + 1)

    def _parts_of(self, project: Project, piece: PreviewPiece) -> Iterator[list[bytes]]:
        """The samples of a piece, urgently, part by part; begun even if nobody takes them."""
        found = self._find(piece.key, piece.job.frames)
        if found is not None:
            return iter((found,))
        order = PictureOrder(piece.job, self._stage(project, piece.job, small=True))
        parts = self._pictures.parts(piece.key, order, partial(self._kept.keep, piece.key, "piece"))
        return map(fragment.unpacked, parts)

    def _shown(self, grid: Grid, piece: PreviewPiece, samples: list[bytes], first: int, number: int) -> bytes:
        """Samples of a piece from its frame `first` on, as the fragment that stands where the piece does."""
        frames = range(piece.first + first, piece.first + first + len(samples))
        starts = [*(fragment.ticks(grid[k]) for k in frames), fragment.ticks(ends_at(grid, frames[-1]))]
        lengths = [end - start for start, end in pairwise(starts)]
        return fragment.fragment(samples, starts[0], lengths, number, all_key=False, begins=not first)

    def _sound(self, project: Project, piece: SoundPiece, urgent: bool) -> bytes:
        samples = self._find(piece.key, piece.packets)
        if samples is None:
            made = self._sounds.made(piece.key, self._sound_order(project, piece, urgent), urgent=urgent)
            samples = fragment.unpacked(made)
            self._kept.keep(piece.key, "piece", made)
        lengths = [PACKET] * piece.packets
        # the last packet of the film is heard only as far as the film goes
        lengths[-1] -= piece.packets * PACKET - int(piece.length * RATE)
        number = piece.first // PACKETS + 1
        return fragment.fragment(samples, piece.first * PACKET, lengths, number, all_key=True)

    def _sound_order(self, project: Project, piece: SoundPiece, urgent: bool) -> SoundOrder:
        paths = self._sound_paths(project, piece.plan)
        return SoundOrder(piece, paths, self._gain(project, piece.whole, urgent) if piece.whole else 1.0)

    def _gain(self, project: Project, whole: SoundPlan, urgent: bool) -> float:
        key = whole.fingerprint
        found = self._kept.find(key, "gain")
        if found is None:
            order = RaiseOrder(whole, self._sound_paths(project, whole))
            found = self._sounds.made(f"{key} gain", order, RAISE_SECONDS_MAX, urgent)
            self._kept.keep(key, "gain", found)
        return min(max(float(found), 0.0), 100.0)

    def _find(self, key: str, number: int) -> list[bytes] | None:
        kept = self._kept.find(key, "piece")
        if kept is None:
            return None
        try:
            samples = fragment.unpacked(kept)
        except ValueError:
            samples = []
        if len(samples) != number:
            self._kept.drop(key, "piece")
            return None
        return samples

    def _planned(self, project: Project) -> _Planned:
        key = (project.timeline, tuple(media.id for media in project.media))
        with self._lock:  # all the while: who else asks wants the same
            if key in self._plans:
                self._plans.move_to_end(key)
            else:
                self._plans[key] = self._made_plan(project)
                while len(self._plans) > PLANS_KEPT:
                    self._plans.popitem(last=False)
            return self._plans[key]

    def _made_plan(self, project: Project) -> _Planned:
        pictures, sounds = preview_plan(project), sound_pieces(project)
        width, height = preview_size(project.timeline.canvas)
        told = Pieces(
            height,
            fragment.avc_name(self._avc(project)),
            SOUND_CODEC,
            tuple(Piece(each.key, each.start, each.length) for each in pictures),
            tuple(Piece(each.key, each.start, each.length) for each in sounds),
            width=width,
        )
        return _Planned(preview_grid(project.timeline), pictures, sounds, told)

    def _avc(self, project: Project) -> bytes:
        width, height = preview_size(project.timeline.canvas)
        return fragment.avc_config(draw.parameter_sets(width, height, CODING))

    def _stage(self, project: Project, job: PieceJob, small: bool) -> Stage:
        """The files behind a job, and the stand-ins for them."""
        (scene,) = job.scenes
        wanted = dict.fromkeys(each.media for each in (*scene.shots, *scene.insets))
        facts = {media_id: media.facts for media_id in wanted if (media := project.find(media_id))}
        luts = {each.grade.lut for each in scene.shots if each.grade.lut}
        material = Material(
            {media_id: self._frames_of(each) for media_id, each in facts.items()},
            {media_id: _light(each) for media_id, each in facts.items()},
            {lut: self._lut_of(lut) for lut in luts} if self._lut_of else {},
            self._tables,
        )
        stand_ins = {}
        if small and self._proxies:
            for media_id, each in facts.items():
                less = self._proxies.facts_of(each)
                if less is not None:
                    folder = self._proxies.folder(media_id)
                    stand_ins[media_id] = StandIn(_light(less), folder, self._proxies.part_seconds)
        return Stage(material, stand_ins)

    def _sound_paths(self, project: Project, plan: SoundPlan) -> dict[MediaId, Path]:
        return {media_id: self._frames_of(media.facts) for media_id in plan.media if (media := project.find(media_id))}


def _used_up(parts: Iterator[bytes]) -> None:
    for _ in parts:
        pass


def _number_at(row: Sequence[PreviewPiece | SoundPiece], at: Seconds) -> int | None:
    number = bisect_right(row, at, key=lambda each: each.start) - 1
    return number if number >= 0 and at < row[number].start + row[number].length else None


def _quietly(acts: Iterable[Callable[[], object]]) -> None:
    for act in acts:
        with suppress(Exception):  # whoever asks for it is told
            act()


def _light(facts: MediaFacts) -> MediaFacts:
    """`facts` without what makes them long and no frame needs."""
    if facts.video is None:
        return facts
    return replace(facts, video=replace(facts.video, keyframes=()), tags=(), chapters=())
