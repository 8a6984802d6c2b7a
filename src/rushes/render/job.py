"""A stretch of picture to encode, as data that says everything which shows in it and nothing else.

A `PieceJob` is what the rendering process is given, and its hash is the key of the segment cache. Nothing in it
says where on the timeline the stretch stands or where files lie, so a ripple or a renamed folder changes no key;
and the renderer sees nothing but the job, so a key can't be incomplete.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field, fields, is_dataclass, replace
from enum import Enum
from fractions import Fraction

from rushes.model.media import Colour, MediaId
from rushes.model.time import ZERO, Seconds
from rushes.model.timeline import Framing, Grade, TransitionKind

ENGINE = 2
"""The engine's version; raised whenever the same job would give other pixels or other packets."""


@dataclass(frozen=True, slots=True)
class Times:
    """When each frame of a stretch is taken: `start + k * step`, or each moment by itself. Seconds."""

    start: Seconds
    step: Seconds = ZERO
    each: tuple[Seconds, ...] | None = None

    def __getitem__(self, k: int) -> Seconds:
        return self.each[k] if self.each is not None else self.start + k * self.step


@dataclass(frozen=True, slots=True)
class Fade:
    """How much of something shows at `elapsed` seconds of its own `length`: ramps at its two ends."""

    length: Seconds
    into: Seconds
    out: Seconds

    def at(self, elapsed: Seconds) -> float:
        amount = 1.0
        if self.into:
            amount = min(amount, float(elapsed / self.into))
        if self.out:
            amount = min(amount, float((self.length - elapsed) / self.out))
        return min(max(amount, 0.0), 1.0)


@dataclass(frozen=True, slots=True)
class Shot:
    """One clip within a scene. `media_times` are on the media clock, `elapsed` counts from the clip's start."""

    media: MediaId
    media_times: Times
    elapsed: Times
    length: Seconds
    framing: Framing = Framing()
    grade: Grade = Grade()
    fade: Fade | None = None
    fade_colour: str = "#000000"
    backwards: bool = False


@dataclass(frozen=True, slots=True)
class Blend:
    """A transition from a scene's first shot to its second; `progress` runs from 0 to 1, in `elapsed`/`length`."""

    kind: TransitionKind
    elapsed: Times
    length: Seconds


@dataclass(frozen=True, slots=True)
class Words:
    """A title within a scene."""

    text: str
    size: float
    colour: str
    place: str
    bold: bool
    outline: bool
    bar: str | None
    elapsed: Times
    fade: Fade


@dataclass(frozen=True, slots=True)
class Inset:
    """An overlaid picture within a scene."""

    media: MediaId
    media_times: Times
    place: str
    width: float
    margin: float
    opacity: float
    elapsed: Times
    fade: Fade


@dataclass(frozen=True, slots=True)
class Scene:
    """Frames that are made in one way: no shot is an empty canvas, two are a transition."""

    frames: int
    shots: tuple[Shot, ...] = ()
    blend: Blend | None = None
    insets: tuple[Inset, ...] = ()
    words: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class Look:
    """What the frames are made as: size, pixels and colour.

    `width` and `height` are those stored; `rotation`, in degrees clockwise, is left to the player, as phones do, so
    that what is copied from them may stay as it is. `shown` is the size after it.
    """

    width: int
    height: int
    pixel_format: str
    colour: Colour
    background: str = "#000000"
    rotation: int = 0

    @property
    def shown(self) -> tuple[int, int]:
        return (self.height, self.width) if self.rotation % 180 else (self.width, self.height)

    @property
    def upright(self) -> Look:
        """The same frames before they are turned for storing."""
        width, height = self.shown
        return replace(self, width=width, height=height, rotation=0)


@dataclass(frozen=True, slots=True)
class Coding:
    """How frames are encoded: the encoder's name, its options in order, and exact frame timing.

    `rate` is what the encoder is told; `pixel_aspect` 1 always. Options are the encoder's own.
    """

    encoder: str
    options: tuple[tuple[str, str], ...]
    rate: Fraction
    bitrate_bps: int | None = None


@dataclass(frozen=True, slots=True)
class PieceJob:
    """One closed piece: its scenes in order, and for a variable rate each frame's time from the piece's start."""

    look: Look
    coding: Coding
    scenes: tuple[Scene, ...]
    times: Times
    last_group: int = 0
    """Frames in its last group of pictures; 0: as the encoder sees fit."""
    engine: int = field(default=ENGINE)

    @property
    def frames(self) -> int:
        return sum(scene.frames for scene in self.scenes)

    @property
    def key(self) -> str:
        """SHA-256, in hex, of everything the piece is made from."""
        text = json.dumps(as_plain(self), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()


def as_plain(value: object) -> object:
    """A job as JSON can hold it: records as objects, fractions as `n/d`."""
    if is_dataclass(value) and not isinstance(value, type):
        return {each.name: as_plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}"
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple | list):
        return [as_plain(each) for each in value]
    return value
