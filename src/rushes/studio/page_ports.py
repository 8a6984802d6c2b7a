"""What the page needs from outside, beside what `ports.py` names. `assemble.py` hands it the real things."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from rushes.jobs.job import Job
from rushes.model.media import Media, MediaId
from rushes.model.project import Project
from rushes.model.time import Seconds


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of preview that is fetched as one: `start` and `length` in seconds of the timeline. Two stretches
    that show (or sound) the same have the same key."""

    key: str
    start: Seconds
    length: Seconds


@dataclass(frozen=True, slots=True)
class Pieces:
    """What a revision's preview is made of, in order. Codecs are as RFC 6381 names them. `reason` says, where a
    revision can't be previewed, why not; then there are no pieces."""

    height: int
    picture_codec: str
    sound_codec: str
    pictures: tuple[Piece, ...] = ()
    sounds: tuple[Piece, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Late:
    """Piece `number` of a kind without its first `skipped` frames or packets: from `start` on, in seconds of the
    timeline."""

    number: int
    skipped: int
    start: Seconds


class Preview(Protocol):
    """The engine's small pictures. Calls may take long and may come from many threads."""

    def pieces(self, project: Project) -> Pieces:
        """The list; quick, nothing is drawn."""

    def piece(self, project: Project, kind: str, number: int, urgent: bool = False) -> bytes:
        """Piece `number` of the `kind` "picture" or "sound" as one fMP4 fragment that starts at its own time; one
        that is looked at now is `urgent`. Raises MaterialError, MachineError."""

    def parts(self, project: Project, kind: str, number: int, skipped: int = 0) -> Iterator[bytes]:
        """Piece `number` of `kind` without its first `skipped` frames or packets, as fMP4 fragments that follow each
        other, each as soon as it is made: for what is looked at now. Raises as `piece` does, ValueError where nothing
        would be left."""

    def init(self, project: Project, kind: str) -> bytes:
        """What goes before the first fragment of a `kind`."""

    def still(self, project: Project, at: Seconds, height: int) -> bytes:
        """The frame at `at`, as JPEG, `height` lines high."""

    def warm(self) -> None:
        """Gets ready to draw; returns at once."""

    def interrupt(self) -> None:
        """An edit has come: what is made because it may be wanted soon stands still for a moment."""

    def begin(self, project: Project, at: Seconds, playing: bool = False) -> None:
        """Makes the still at `at` in the background, or the pieces there for who plays: they will be asked for."""

    def late(self, project: Project, kind: str, at: Seconds) -> Late | None:
        """Where the piece of `kind` that is on at `at` begins for who plays and can't wait for what is before; None
        where it is made already, or there is none."""


class Glances(Protocol):
    """Small pictures and outlines of files, by content; kept once made."""

    def thumbnail(self, media: Media, at: Seconds, height: int) -> bytes:
        """The key frame at or before `at` of the media clock, as JPEG, `height` lines high; empty without picture."""

    def waveform(self, media: Media) -> bytes:
        """Loudness as bytes, one for each WAVE_STEP seconds: the peak, 0 to 255; empty without sound."""


WAVE_STEP = 0.05
"""Seconds of sound in one byte of a waveform: at 100 pixels a second a bar is 5 wide."""


@dataclass(frozen=True, slots=True)
class Arriving:
    """A file on its way in: bytes there, and all there will be (None: not known)."""

    id: str
    name: str
    received: int
    length: int | None


class Arrivals(Protocol):
    def of_session(self, session: str) -> tuple[Arriving, ...]: ...


class Names(Protocol):
    def rename(self, session: str, media: MediaId, name: str) -> None:
        """What a session calls a file from now on."""

    def name_revision(self, session: str, number: int, name: str) -> None:
        """What a session calls a revision from now on; nothing for none."""


class Jobs(Protocol):
    def of_session(self, session: str) -> tuple[Job, ...]:
        """Oldest first."""
