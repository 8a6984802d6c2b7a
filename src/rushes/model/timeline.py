"""The timeline: what is shown when. Frozen values; position on the main track is derived, never stored.

    Timeline
      canvas     size, rate and colour that everything is conformed to
      track      Clip and Gap, one after the other: they can't overlap, and nothing is "missing"
      titles     words over the picture        \\
      overlays   pictures over the picture      >  placed at a time of the timeline's own clock
      sounds     music, voice, effects         /
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from fractions import Fraction
from math import floor

from rushes.model.media import HdrKind, MediaId
from rushes.model.time import ZERO, Rate, Seconds, Span, snapped

ItemId = str
"""`c3`, `t1`, `s2`, `o1`: short, unique within a timeline for its whole history."""


class Fit(StrEnum):
    """How a picture of another shape fills the canvas."""

    PAD = "pad"
    CROP = "crop"
    BLUR = "blur"
    STRETCH = "stretch"


@dataclass(frozen=True, slots=True)
class Canvas:
    """What the picture is made for. `variable_rate` keeps the source's own frame times; `rate` is then nominal
    and nothing snaps to it."""

    width: int = 3840
    height: int = 2160
    rate: Rate = Fraction(30)
    variable_rate: bool = False
    hdr: HdrKind = HdrKind.SDR
    background: str = "#000000"

    def snap(self, moment: Seconds) -> Seconds:
        """The frame start nearest to `moment`; `moment` itself where frame times are the source's own."""
        return moment if self.variable_rate else snapped(moment, self.rate)

    @property
    def frame(self) -> Seconds:
        return 1 / self.rate

    @property
    def portrait(self) -> bool:
        return self.height > self.width


@dataclass(frozen=True, slots=True)
class Crop:
    """What is taken away at each side, as fractions of the picture shown before it."""

    left: float = 0.0
    top: float = 0.0
    right: float = 0.0
    bottom: float = 0.0


@dataclass(frozen=True, slots=True)
class Zoom:
    """Enlargement at the clip's first and last frame (1 = whole picture), around a point given as fractions of
    the picture. Equal ends are a still zoom."""

    start: float = 1.0
    end: float = 1.0
    x: float = 0.5
    y: float = 0.5

    def part(self, first: Fraction, last: Fraction) -> Zoom:
        """The zoom between two shares of the way, 0 to 1: it goes on evenly from one to the other."""
        way = self.end - self.start
        return replace(self, start=self.start + way * float(first), end=self.start + way * float(last))


@dataclass(frozen=True, slots=True)
class Framing:
    """The geometry of a clip, applied in this order: crop, flip, rotate, fit to the canvas, zoom."""

    crop: Crop = Crop()
    flip_horizontal: bool = False
    flip_vertical: bool = False
    rotation: int = 0
    """Degrees clockwise, on top of the file's own: 0, 90, 180 or 270."""
    fit: Fit = Fit.PAD
    zoom: Zoom | None = None


@dataclass(frozen=True, slots=True)
class Grade:
    """The colour of a clip. Zero everywhere is the picture as it is.

    Brightness in EV, contrast and saturation in percent of change, warmth in kelvin of apparent change (positive
    is warmer); `look` one of the named looks, mixed in at `look_mix` (0 to 1); `lut` the id of a table in the
    project's pool, mixed in at `lut_mix`.
    """

    brightness_ev: float = 0.0
    contrast: float = 0.0
    saturation: float = 0.0
    warmth_k: float = 0.0
    look: str | None = None
    look_mix: float = 0.6
    lut: str | None = None
    lut_mix: float = 1.0


@dataclass(frozen=True, slots=True)
class Level:
    """How loud something is: a gain in dB, silence, and fades in seconds."""

    gain_db: float = 0.0
    muted: bool = False
    fade_in: Seconds = ZERO
    fade_out: Seconds = ZERO

    def within(self, length: Seconds) -> Level:
        """This level with fades no longer than `length`, in seconds."""
        return replace(self, fade_in=min(self.fade_in, length), fade_out=min(self.fade_out, length))


class TransitionKind(StrEnum):
    """How one picture gives way to the next; `left` and `right` are where it moves to."""

    DISSOLVE = "dissolve"
    FADE_BLACK = "fade_black"
    FADE_WHITE = "fade_white"
    WIPE_LEFT = "wipe_left"
    WIPE_RIGHT = "wipe_right"
    SLIDE_LEFT = "slide_left"
    SLIDE_RIGHT = "slide_right"
    CIRCLE = "circle"


@dataclass(frozen=True, slots=True)
class Transition:
    """Stands on the cut before its clip, half on each side, and borrows from both handles."""

    kind: TransitionKind
    length: Seconds


@dataclass(frozen=True, slots=True)
class Clip:
    """A span of one source on the track.

    `source` counts on the media clock; `speed` 2 is twice as fast. `held`, where given, is a freeze or a still
    image: the frame at `source.start` shown for that long. Fades of the picture are from and to `fade_colour`.
    """

    id: ItemId
    media: MediaId
    source: Span
    speed: Fraction = Fraction(1)
    reverse: bool = False
    held: Seconds | None = None
    framing: Framing = Framing()
    grade: Grade = Grade()
    level: Level = Level()
    fade_in: Seconds = ZERO
    fade_out: Seconds = ZERO
    fade_colour: str = "#000000"
    transition: Transition | None = None
    name: str = ""

    @property
    def length(self) -> Seconds:
        """On the timeline, in seconds."""
        return self.held if self.held is not None else self.source.length / self.speed

    def trimmed(self, inner: Span) -> Clip:
        """The clip cut down to `inner`, in timeline seconds from its own start. Its ends are still its ends: fades
        and the transition stay (fades no longer than what is left), and a slow zoom takes what time there is."""
        if self.held is not None:
            source, held = self.source, inner.length
        else:
            held = None
            if self.reverse:
                source = Span(self.source.end - inner.end * self.speed, self.source.end - inner.start * self.speed)
            else:
                source = Span(self.source.start + inner.start * self.speed, self.source.start + inner.end * self.speed)
        return replace(
            self,
            source=source,
            held=held,
            fade_in=min(self.fade_in, inner.length),
            fade_out=min(self.fade_out, inner.length),
            level=self.level.within(inner.length),
        )

    def part(self, inner: Span) -> Clip:
        """What is seen and heard of the clip in `inner`, in timeline seconds from its own start: edges inside it
        have no fades and no transition, and a slow zoom goes on where it was."""
        result, head, tail = self.trimmed(inner), inner.start == 0, inner.end == self.length
        zoom = self.framing.zoom
        if zoom:
            zoom = zoom.part(inner.start / self.length, inner.end / self.length)
        return replace(
            result,
            framing=replace(self.framing, zoom=zoom),
            fade_in=result.fade_in if head else ZERO,
            fade_out=result.fade_out if tail else ZERO,
            transition=self.transition if head else None,
            level=replace(
                result.level,
                fade_in=result.level.fade_in if head else ZERO,
                fade_out=result.level.fade_out if tail else ZERO,
            ),
        )

    def moment(self, into: Seconds) -> Seconds:
        """The time on the media clock shown `into` seconds after the clip's start (may lie in its handles)."""
        if self.held is not None:
            return self.source.start
        if self.reverse:
            return self.source.end - into * self.speed
        return self.source.start + into * self.speed


@dataclass(frozen=True, slots=True)
class Gap:
    """Empty time on the track, in seconds: the canvas' background and silence."""

    length: Seconds


Item = Clip | Gap


class TitleKind(StrEnum):
    """What words are for: it decides how they ride along with the picture (`edits/riders.py`)."""

    TITLE = "title"
    LOWER_THIRD = "lower_third"
    END_CARD = "end_card"
    CAPTION = "caption"


@dataclass(frozen=True, slots=True)
class Title:
    """Words over the picture. `span` is on the timeline's clock; `size` a fraction of the canvas' height; `place` a
    name such as `top` or `bottom_left`; `colour` and `bar` are `#rrggbb`, the bar None for none."""

    id: ItemId
    text: str
    span: Span
    kind: TitleKind = TitleKind.TITLE
    size: float = 0.07
    colour: str = "#ffffff"
    place: str = "center"
    bold: bool = False
    outline: bool = False
    bar: str | None = None
    fade_in: Seconds = Fraction(1, 2)
    fade_out: Seconds = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class Overlay:
    """A picture over the picture: a logo, or a clip in a corner. `width` and `margin` are fractions of the canvas'
    width; `span` is on the timeline's clock, its end None for "to the end"; the source plays from `source_start`."""

    id: ItemId
    media: MediaId
    start: Seconds = ZERO
    end: Seconds | None = None
    place: str = "top_right"
    width: float = 0.12
    margin: float = 0.03
    opacity: float = 0.85
    source_start: Seconds = ZERO
    fade_in: Seconds = ZERO
    fade_out: Seconds = ZERO
    level: Level = Level(muted=True)


class SoundKind(StrEnum):
    """What added sound is for; REPLACEMENT stands in place of the clips' own and is cut with them."""

    MUSIC = "music"
    VOICE = "voice"
    EFFECT = "effect"
    REPLACEMENT = "replacement"


@dataclass(frozen=True, slots=True)
class Duck:
    """Lower this sound while the clips' own sound speaks: by `depth_db`, with these times in seconds."""

    depth_db: float = -15.0
    attack: Seconds = Fraction(1, 4)
    release: Seconds = Fraction(2, 5)


@dataclass(frozen=True, slots=True)
class Sound:
    """Sound placed on the timeline. It plays `media` from `source_start`, from `start` to `end` (None: to the end
    of the picture), over and over where `loop`; `label` is what it was asked for by ("lo-fi")."""

    id: ItemId
    media: MediaId
    kind: SoundKind = SoundKind.MUSIC
    start: Seconds = ZERO
    end: Seconds | None = None
    source_start: Seconds = ZERO
    loop: bool = True
    level: Level = Level()
    duck: Duck | None = None
    label: str = ""


@dataclass(frozen=True, slots=True)
class Timeline:
    """One film as it stands. Every value is a new one; nothing here is ever changed in place."""

    canvas: Canvas = field(default_factory=Canvas)
    track: tuple[Item, ...] = ()
    titles: tuple[Title, ...] = ()
    overlays: tuple[Overlay, ...] = ()
    sounds: tuple[Sound, ...] = ()
    loudness_lufs: float | None = None
    """Where the whole mix is brought to, EBU R 128 integrated loudness; None leaves it as it is."""
    numbered: int = 0
    """How many ids have been given out; ids are never used twice."""

    @property
    def length(self) -> Seconds:
        return sum((item.length for item in self.track), ZERO)

    @property
    def clips(self) -> tuple[Clip, ...]:
        return tuple(item for item in self.track if isinstance(item, Clip))

    def spans(self) -> Iterator[tuple[Item, Span]]:
        """Each item of the track with where it stands, on the timeline's clock."""
        at = ZERO
        for item in self.track:
            yield item, Span(at, at + item.length)
            at += item.length

    def place_of(self, clip_id: ItemId) -> Span | None:
        """Where a clip stands on the timeline's clock, or None where it isn't on it."""
        return next((at for item, at in self.spans() if isinstance(item, Clip) and item.id == clip_id), None)

    def clip(self, clip_id: ItemId) -> Clip | None:
        return next((clip for clip in self.clips if clip.id == clip_id), None)

    def clip_at(self, moment: Seconds) -> Clip | None:
        return next((item for item, at in self.spans() if moment in at and isinstance(item, Clip)), None)

    def named(self, prefix: str) -> tuple[ItemId, Timeline]:
        """A fresh id that starts with `prefix`, and the timeline that remembers having given it."""
        return f"{prefix}{self.numbered + 1}", replace(self, numbered=self.numbered + 1)


def whole_frames(length: Seconds, canvas: Canvas) -> Seconds:
    """`length` cut down to whole frames of `canvas`, at least one; untouched where the rate is variable."""
    if canvas.variable_rate:
        return length
    return max(floor(length * canvas.rate), 1) / canvas.rate
