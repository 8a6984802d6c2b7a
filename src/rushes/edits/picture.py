"""The picture: shape, colour, fades, and pictures over it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, ClassVar

from rushes.edits.errors import NoSuchChoice, NoSuchItem, NoSuchMedia, NothingShown, OutOfRange, PastTheEnd
from rushes.edits.operation import chosen, need_track, number_between, one_of, replaced, stretch
from rushes.edits.order import pictured
from rushes.model.media import MediaId
from rushes.model.project import UHD_LONG, UHD_SHORT, Project, on_grid
from rushes.model.time import ZERO, Rate, Seconds, Span, clock_text, length_text
from rushes.model.timeline import Canvas, Clip, Crop, Fit, Framing, ItemId, Level, Overlay, Timeline, Zoom

PLACES = (
    "center", "top", "bottom", "left", "right", "top_left", "top_right", "bottom_left", "bottom_right",
)  # fmt: skip
"""Where words and pictures can stand, by name."""

WIDE = Fraction(16, 9)
"""The shape of the box a canvas is made in."""

LOOKS = (
    "cinematic",
    "vintage",
    "bw",
    "sepia",
    "moody",
    "clean",
    "punchy",
    "warm",
    "cool",
    "film",
    "vivid",
    "soft",
)
"""The named looks; `render/colour` holds their numbers."""


_COLOUR = re.compile(r"#[0-9a-f]{6}")


def checked_colour(colour: str) -> str:
    """A colour as `#rrggbb` in lower case; anything else is refused."""
    if not _COLOUR.fullmatch(colour.lower()):
        raise NoSuchChoice(what="colour", choices="#000000 ... #ffffff", given=colour[:20])
    return colour.lower()


@dataclass(frozen=True, slots=True)
class CropPicture:
    """Cut the frame's edges away, as fractions of it; what is left is fitted to the canvas as before."""

    name: ClassVar[str] = "crop"
    crop: Crop
    clips: tuple[ItemId, ...] = ()

    def apply(self, project: Project) -> Project:
        crop = self.crop
        for side in (crop.left, crop.top, crop.right, crop.bottom):
            number_between("crop", side, 0, 0.95)
        if crop.left + crop.right > 0.95 or crop.top + crop.bottom > 0.95:
            taken = max(crop.left + crop.right, crop.top + crop.bottom)
            raise OutOfRange(what="crop", low=0, high=0.95, given=f"{taken:g}")
        return _reframed(project, self.clips, lambda framing: replace(framing, crop=crop))


@dataclass(frozen=True, slots=True)
class Rotate:
    """Turn the picture clockwise by 90, 180 or 270 degrees, on top of how it is turned now.

    Turning every clip a quarter also turns the canvas, so that the picture fills it.
    """

    name: ClassVar[str] = "rotate"
    degrees: int
    clips: tuple[ItemId, ...] = ()

    def apply(self, project: Project) -> Project:
        if self.degrees % 90:
            raise NoSuchChoice(what="rotation", choices="90, 180, 270", given=str(self.degrees)[:12])
        turned = _reframed(
            project,
            self.clips,
            lambda framing: replace(framing, rotation=(framing.rotation + self.degrees) % 360),
        )
        everything = not self.clips or len(set(self.clips)) == len(project.timeline.clips)
        if self.degrees % 180 and everything:
            canvas = turned.timeline.canvas
            canvas = replace(canvas, width=canvas.height, height=canvas.width)
            return turned.with_timeline(replace(turned.timeline, canvas=canvas))
        return turned


@dataclass(frozen=True, slots=True)
class Flip:
    """Mirror the picture, left to right (`horizontal`) or top to bottom (`vertical`)."""

    name: ClassVar[str] = "flip"
    axis: str = "horizontal"
    clips: tuple[ItemId, ...] = ()

    def apply(self, project: Project) -> Project:
        one_of("mirror axis", self.axis, ("horizontal", "vertical"))
        if self.axis == "vertical":
            return _reframed(project, self.clips, lambda f: replace(f, flip_vertical=not f.flip_vertical))
        return _reframed(project, self.clips, lambda f: replace(f, flip_horizontal=not f.flip_horizontal))


@dataclass(frozen=True, slots=True)
class SetAspect:
    """Give the video another shape: 9:16, 1:1, 16:9, 4:5, ... The picture is cropped, padded or padded with blur.

    The canvas stays within the box it had (16:9, lying or standing), so that going back gives back its size.
    """

    name: ClassVar[str] = "aspect"
    ratio: Fraction
    fit: Fit = Fit.CROP

    def apply(self, project: Project) -> Project:
        number_between("aspect ratio", self.ratio, 0.2, 5)
        width, height = shape_for(self.ratio, *_box(project.timeline.canvas))
        project = SetCanvas(width, height).apply(project)
        return _reframed(project, (), lambda framing: replace(framing, fit=self.fit))


def _box(canvas: Canvas) -> tuple[int, int]:
    """The sides of the 16:9 box that `canvas` fills in one direction: 3840 and 2160 for 2160x2160 too."""
    long_side, short_side = max(canvas.width, canvas.height), min(canvas.width, canvas.height)
    return max(long_side, round(short_side * WIDE)), max(short_side, round(long_side / WIDE))


def shape_for(ratio: Fraction, long_side: int, short_side: int) -> tuple[int, int]:
    """Width and height of shape `ratio` within a box of these sides lying the way the shape lies; even numbers.

    >>> shape_for(Fraction(9, 16), 3840, 2160), shape_for(Fraction(1), 3840, 2160)
    ((2160, 3840), (2160, 2160))
    """
    wide, high = (long_side, short_side) if ratio >= 1 else (short_side, long_side)
    scale = min(Fraction(wide) / ratio, Fraction(high))
    return max(round(scale * ratio / 2) * 2, 16), max(round(scale / 2) * 2, 16)


@dataclass(frozen=True, slots=True)
class SetCanvas:
    """Make the video this many pixels wide and high."""

    name: ClassVar[str] = "resolution"
    width: int
    height: int

    def apply(self, project: Project) -> Project:
        need_track(project.timeline)
        number_between("width", self.width, 16, UHD_LONG * 2)
        number_between("height", self.height, 16, UHD_LONG * 2)
        if self.width * self.height > UHD_LONG * UHD_SHORT * 4:
            raise OutOfRange(what="size", low="16x16", high="7680x4320", given=f"{self.width}x{self.height}")
        canvas = replace(project.timeline.canvas, width=self.width // 2 * 2, height=self.height // 2 * 2)
        return project.with_timeline(replace(project.timeline, canvas=canvas))


@dataclass(frozen=True, slots=True)
class SetRate:
    """Make the video this many frames a second."""

    name: ClassVar[str] = "fps"
    rate: Rate

    def apply(self, project: Project) -> Project:
        need_track(project.timeline)
        number_between("frame rate", self.rate, 1, 240)
        canvas = replace(project.timeline.canvas, rate=self.rate, variable_rate=False)
        return project.with_timeline(on_grid(replace(project.timeline, canvas=canvas)))


@dataclass(frozen=True, slots=True)
class SetZoom:
    """Enlarge the picture: a still zoom, or a slow move from `zoom.start` to `zoom.end` over each clip."""

    name: ClassVar[str] = "zoom"
    zoom: Zoom | None
    clips: tuple[ItemId, ...] = ()
    span: Span | None = None

    def apply(self, project: Project) -> Project:
        if self.zoom:
            for factor in (self.zoom.start, self.zoom.end):
                number_between("zoom", factor, 1, 10)
            for place in (self.zoom.x, self.zoom.y):
                number_between("zoom centre", place, 0, 1)
        return _reframed(project, self.clips, lambda f: replace(f, zoom=self.zoom), self.span)


def _reframed(
    project: Project, clips: Sequence[ItemId], change: Callable[[Framing], Framing], span: Span | None = None
) -> Project:
    timeline, ids = chosen(project.timeline, clips, span)
    timeline = replaced(timeline, ids, lambda clip: replace(clip, framing=change(clip.framing)))
    return project.with_timeline(timeline)


@dataclass(frozen=True, slots=True)
class SetFit:
    """Fill the canvas by padding, cropping, blurred padding or stretching."""

    name: ClassVar[str] = "fit"
    fit: Fit
    clips: tuple[ItemId, ...] = ()

    def apply(self, project: Project) -> Project:
        return _reframed(project, self.clips, lambda framing: replace(framing, fit=self.fit))


@dataclass(frozen=True, slots=True)
class AdjustColour:
    """Change brightness (EV), contrast and saturation (percent), warmth (kelvin), by these amounts."""

    name: ClassVar[str] = "color"
    brightness_ev: float = 0.0
    contrast: float = 0.0
    saturation: float = 0.0
    warmth_k: float = 0.0
    clips: tuple[ItemId, ...] = ()
    span: Span | None = None

    def apply(self, project: Project) -> Project:
        for what, value in (
            ("brightness", self.brightness_ev),
            ("contrast", self.contrast),
            ("saturation", self.saturation),
            ("warmth", self.warmth_k),
        ):
            number_between(what, value, -10_000, 10_000)

        def graded(clip: Clip) -> Clip:
            grade = clip.grade
            return replace(
                clip,
                grade=replace(
                    grade,
                    brightness_ev=_between(grade.brightness_ev + self.brightness_ev, -4, 4),
                    contrast=_between(grade.contrast + self.contrast, -100, 200),
                    saturation=_between(grade.saturation + self.saturation, -100, 300),
                    warmth_k=_between(grade.warmth_k + self.warmth_k, -4000, 4000),
                ),
            )

        timeline, ids = chosen(project.timeline, self.clips, self.span)
        return project.with_timeline(replaced(timeline, ids, graded))


def _between(value: float, low: float, high: float) -> float:
    return round(min(max(value, low), high), 4)


@dataclass(frozen=True, slots=True)
class SetLook:
    """Give the picture a named look, mixed in at `mix` (0 to 1); None takes it off."""

    name: ClassVar[str] = "look"
    look: str | None
    mix: float = 0.6
    clips: tuple[ItemId, ...] = ()
    span: Span | None = None

    def apply(self, project: Project) -> Project:
        if self.look is not None:
            one_of("look", self.look, LOOKS)
        number_between("mix", self.mix, 0, 1)
        timeline, ids = chosen(project.timeline, self.clips, self.span)
        return project.with_timeline(
            replaced(timeline, ids, lambda c: replace(c, grade=replace(c.grade, look=self.look, look_mix=self.mix)))
        )


@dataclass(frozen=True, slots=True)
class ApplyLut:
    """Colour the picture through a `.cube` table of the pool, mixed in at `mix` (0 to 1); None takes it off."""

    name: ClassVar[str] = "lut"
    lut: str | None
    mix: float = 1.0
    clips: tuple[ItemId, ...] = ()

    def apply(self, project: Project) -> Project:
        if self.lut is not None and all(each.id != self.lut for each in project.luts):
            raise NoSuchMedia(media=self.lut)
        number_between("mix", self.mix, 0, 1)
        timeline, ids = chosen(project.timeline, self.clips, None)
        return project.with_timeline(
            replaced(timeline, ids, lambda c: replace(c, grade=replace(c.grade, lut=self.lut, lut_mix=self.mix)))
        )


@dataclass(frozen=True, slots=True)
class ResetColour:
    """Take every colour change off."""

    name: ClassVar[str] = "reset_color"
    clips: tuple[ItemId, ...] = ()

    def apply(self, project: Project) -> Project:
        timeline, ids = chosen(project.timeline, self.clips, None)
        return project.with_timeline(replaced(timeline, ids, lambda c: replace(c, grade=type(c.grade)())))


@dataclass(frozen=True, slots=True)
class ResetFraming:
    """Take crop, turn, mirroring and zoom off."""

    name: ClassVar[str] = "reset_framing"
    clips: tuple[ItemId, ...] = ()

    def apply(self, project: Project) -> Project:
        return _reframed(project, self.clips, lambda framing: Framing(fit=framing.fit))


@dataclass(frozen=True, slots=True)
class FadePicture:
    """Fade the picture in from, or out to, a colour: at the ends of the video, or of the clips named.

    A `length` of 0 takes the fade off.
    """

    name: ClassVar[str] = "fade"
    direction: str
    length: Seconds = Fraction(1)
    clips: tuple[ItemId, ...] = ()
    colour: str = "#000000"

    def apply(self, project: Project) -> Project:
        timeline = project.timeline
        need_track(timeline)
        clips = timeline.clips
        if not clips:
            raise NothingShown(at=clock_text(ZERO))
        ids = self.clips or ((clips[0].id,) if self.direction == "in" else (clips[-1].id,))
        one_of("direction", self.direction, ("in", "out"))
        number_between("fade", self.length, 0, 60)
        colour = checked_colour(self.colour)

        def faded(clip: Clip) -> Clip:
            length = min(self.length, clip.length)
            if self.direction == "in":
                return replace(clip, fade_in=length, fade_colour=colour)
            return replace(clip, fade_out=length, fade_colour=colour)

        timeline, ids = chosen(timeline, ids, None)
        return project.with_timeline(replaced(timeline, ids, faded))


@dataclass(frozen=True, slots=True)
class AddOverlay:
    """Lay a picture or a clip over the picture: a logo, a watermark, a picture in a corner."""

    name: ClassVar[str] = "overlay"
    media: MediaId
    start: Seconds = ZERO
    end: Seconds | None = None
    place: str = "top_right"
    width: float = 0.12
    margin: float = 0.03
    opacity: float = 0.85
    with_sound: bool = False

    def apply(self, project: Project) -> Project:
        media = pictured(project, self.media)
        timeline = project.timeline
        need_track(timeline)
        overlay_id, timeline = timeline.named("o")
        overlay = Overlay(
            overlay_id,
            self.media,
            self.start,
            self.end,
            self.place,
            self.width,
            self.margin,
            self.opacity,
            level=Level(muted=not (self.with_sound and media.facts.has_sound)),
        )
        overlay = _checked(timeline, overlay)
        return project.with_timeline(replace(timeline, overlays=(*timeline.overlays, overlay)))


def _checked(timeline: Timeline, overlay: Overlay) -> Overlay:
    """`overlay` on frames and within the video, or the error that says what is wrong with it."""
    one_of("place", overlay.place, PLACES)
    number_between("width", overlay.width, 0.01, 1)
    number_between("margin", overlay.margin, 0, 0.5)
    number_between("opacity", overlay.opacity, 0, 1)
    end = timeline.length if overlay.end is None else overlay.end
    if overlay.start >= timeline.length:
        raise PastTheEnd(at=clock_text(overlay.start), length=length_text(timeline.length))
    reach = stretch(timeline, overlay.start, end)
    return replace(overlay, start=reach.start, end=None if overlay.end is None else reach.end)


@dataclass(frozen=True, slots=True)
class ChangeOverlay:
    """Change where an overlay stands, how wide, how opaque, and when; what is None stays."""

    name: ClassVar[str] = "change_overlay"
    overlay: ItemId
    place: str | None = None
    width: float | None = None
    opacity: float | None = None
    start: Seconds | None = None
    end: Seconds | None = None

    def apply(self, project: Project) -> Project:
        timeline = project.timeline
        old = next((each for each in timeline.overlays if each.id == self.overlay), None)
        if old is None:
            raise NoSuchItem(item=self.overlay)
        given: dict[str, Any] = {
            key: value
            for key in ("place", "width", "opacity", "start", "end")
            if (value := getattr(self, key)) is not None
        }
        new = _checked(timeline, replace(old, **given))
        overlays = tuple(new if each is old else each for each in timeline.overlays)
        return project.with_timeline(replace(timeline, overlays=overlays))


@dataclass(frozen=True, slots=True)
class RemoveOverlays:
    """Take overlays away; none named means all."""

    name: ClassVar[str] = "remove_overlay"
    overlays: tuple[ItemId, ...] = ()

    def apply(self, project: Project) -> Project:
        timeline = project.timeline
        have = {each.id for each in timeline.overlays}
        for overlay_id in self.overlays:
            if overlay_id not in have:
                raise NoSuchItem(item=overlay_id)
        kept = tuple(o for o in timeline.overlays if self.overlays and o.id not in self.overlays)
        return project.with_timeline(replace(timeline, overlays=kept))
