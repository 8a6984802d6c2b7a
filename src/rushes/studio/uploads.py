"""Files into a session: kept by content, and, where the timeline is still empty, put on it as they came."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from rushes.errors import MaterialError
from rushes.model.history import Revision, Turn
from rushes.model.media import Media, MediaKind
from rushes.model.project import Lut, Project, appended
from rushes.model.session import Kept, Session
from rushes.studio.errors import FileRefused, TooManyFiles
from rushes.studio.ports import Clock, LutFiles, Originals, Store

MEDIA_MOST = 1000
"""Files in one session; more is an archive, not a film."""


@dataclass(frozen=True, slots=True)
class Uploaded:
    """What came of an upload. `placed` are those now on the timeline, by the revision `revision` (None: no new
    one); `refused` are the files that were not taken, with why."""

    session: Session
    media: tuple[Media, ...] = ()
    luts: tuple[Lut, ...] = ()
    placed: tuple[Media, ...] = ()
    revision: int | None = None
    refused: tuple[tuple[str, MaterialError], ...] = ()


@dataclass(frozen=True, slots=True)
class Uploads:
    store: Store
    originals: Originals
    luts: LutFiles
    now: Clock
    warning_text: Callable[[str, str], str]
    """A warning's code and a language to its sentence."""

    def take(self, session: Session, paths: Sequence[Path], by: str = "command line", whole: bool = True) -> Uploaded:
        """Takes files into the session's pool. With `whole`, one bad file means that none is taken: raises
        FileRefused. Otherwise the good ones are, and the answer tells of the others."""
        media: list[Media] = []
        luts: list[Lut] = []
        refused: list[tuple[str, MaterialError]] = []
        for path in paths:
            try:
                if path.suffix.lower() == ".cube":
                    luts.append(self.luts.add(path, path.name))
                else:
                    media.append(self.originals.add(path, path.name))
            except MaterialError as error:
                if whole:
                    raise FileRefused(path.name, error) from error
                refused.append((path.name, error))
        return self._keep(session, media, luts, by, refused)

    def warnings(self, media: Media, language: str) -> tuple[str, ...]:
        """What is wrong with a file though it can be used."""
        return tuple(self.warning_text(code, language) for code in media.facts.warnings)

    def _keep(
        self,
        session: Session,
        media: list[Media],
        luts: list[Lut],
        by: str,
        refused: list[tuple[str, MaterialError]],
    ) -> Uploaded:
        at = self.now().isoformat(timespec="seconds")
        project = self.store.project(session.id)
        pooled = project.with_media(*media)
        if len(pooled.media) > MEDIA_MOST:
            raise TooManyFiles(most=MEDIA_MOST, has=len(pooled.media))
        placed = first_clips(project, media)
        base = session.revision
        revision = None
        if placed:
            timeline = appended(pooled, *(one.id for one in placed)).timeline
            did = ", ".join(one.name for one in placed)
            revision = Revision(base + 1, Turn.EDIT, timeline, did=f"+ {did}", by=by, at=at, state=base + 1)
        kept = Kept(at, revision, media=tuple(media), luts=tuple(luts))
        self.store.keep(session.id, kept, base=base if revision else None)
        after = self.store.find(session.user, session.id) or session
        number = revision.number if revision else None
        return Uploaded(after, tuple(media), tuple(luts), placed, number, tuple(refused))


def first_clips(project: Project, arrived: Sequence[Media]) -> tuple[Media, ...]:
    """Which of the files that arrived are put on the timeline at once: only where it is empty. Where there are
    moving pictures those are, and still ones wait to be asked for (a logo, a watermark); else the still ones are."""
    if project.timeline.track:
        return ()
    each_once = {one.id: one for one in arrived}.values()
    moving = tuple(one for one in each_once if one.facts.kind is MediaKind.VIDEO)
    return moving or tuple(one for one in each_once if one.facts.kind is MediaKind.IMAGE)
