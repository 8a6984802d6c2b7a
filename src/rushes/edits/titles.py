"""Words on the picture."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, ClassVar

from rushes.edits.errors import NoSuchItem
from rushes.edits.operation import need_track, number_between, one_of, within
from rushes.edits.picture import PLACES, checked_colour
from rushes.model.project import Project
from rushes.model.time import ZERO, Seconds, Span
from rushes.model.timeline import ItemId, Title, TitleKind

TITLE_SECONDS = {
    TitleKind.TITLE: Fraction(3),
    TitleKind.LOWER_THIRD: Fraction(4),
    TitleKind.END_CARD: Fraction(4),
    TitleKind.CAPTION: Fraction(3),
}
TITLE_FADE = Fraction(1, 2)
TITLE_SIZE = 0.07
LONGEST_TEXT = 500
"""Characters; more is a document, not a title."""


def _checked(title: Title) -> Title:
    text = title.text.strip()
    number_between("text length", len(text), 1, LONGEST_TEXT)
    one_of("place", title.place, PLACES)
    number_between("text size", title.size, 0.01, 0.5)
    for fade in (title.fade_in, title.fade_out):
        number_between("fade", fade, 0, 60)
    longest = title.span.length / 3
    return replace(
        title,
        text=text,
        colour=checked_colour(title.colour),
        bar=None if title.bar is None else checked_colour(title.bar),
        fade_in=min(title.fade_in, longest),
        fade_out=min(title.fade_out, longest),
    )


@dataclass(frozen=True, slots=True)
class AddTitle:
    """Write words over the picture from `start` for `length` seconds.

    `start` None is the beginning, for an end card the last `length` seconds; `length` None is 3 s (a name tag or
    an end card 4 s), never past the end of the video. `size` is a fraction of the picture's height.
    """

    name: ClassVar[str] = "title"
    text: str
    start: Seconds | None = None
    length: Seconds | None = None
    kind: TitleKind = TitleKind.TITLE
    size: float = TITLE_SIZE
    colour: str = "#ffffff"
    place: str = "center"
    bold: bool = False
    outline: bool = False
    bar: str | None = None
    fade_in: Seconds = TITLE_FADE
    fade_out: Seconds = TITLE_FADE

    def apply(self, project: Project) -> Project:
        timeline = project.timeline
        need_track(timeline)
        length = TITLE_SECONDS[self.kind] if self.length is None else self.length
        number_between("title length", length, 0.001, 36_000)
        start = self.start
        if start is None:
            start = max(timeline.length - length, ZERO) if self.kind is TitleKind.END_CARD else ZERO
        span = within(timeline, Span(start, start + length))
        title_id, timeline = timeline.named("t")
        title = Title(
            title_id, self.text, span, self.kind, self.size, self.colour, self.place, self.bold, self.outline,
            self.bar, self.fade_in, self.fade_out,
        )  # fmt: skip
        return project.with_timeline(replace(timeline, titles=(*timeline.titles, _checked(title))))


@dataclass(frozen=True, slots=True)
class ChangeTitle:
    """Change a title's words, size, colour, place or time; what is None stays.

    A new length moves its end, or its start where it is a closing title.
    """

    name: ClassVar[str] = "change_title"
    title: ItemId
    text: str | None = None
    size: float | None = None
    colour: str | None = None
    place: str | None = None
    bold: bool | None = None
    outline: bool | None = None
    start: Seconds | None = None
    length: Seconds | None = None
    fade_in: Seconds | None = None
    fade_out: Seconds | None = None

    def apply(self, project: Project) -> Project:
        timeline = project.timeline
        old = next((each for each in timeline.titles if each.id == self.title), None)
        if old is None:
            raise NoSuchItem(item=self.title)
        given: dict[str, Any] = {
            key: value
            for key in ("text", "size", "colour", "place", "bold", "outline", "fade_in", "fade_out")
            if (value := getattr(self, key)) is not None
        }
        length = old.span.length if self.length is None else self.length
        number_between("title length", length, 0.001, 36_000)
        start = old.span.start if self.start is None else self.start
        if self.start is None and old.span.end == timeline.length and old.span.start > 0:
            start = max(timeline.length - length, ZERO)
        span = within(timeline, Span(start, start + length))
        new = _checked(replace(old, span=span, **given))
        titles = tuple(new if each is old else each for each in timeline.titles)
        return project.with_timeline(replace(timeline, titles=titles))


@dataclass(frozen=True, slots=True)
class RemoveTitles:
    """Take words off the picture; none named means all."""

    name: ClassVar[str] = "remove_text"
    titles: tuple[ItemId, ...] = ()

    def apply(self, project: Project) -> Project:
        timeline = project.timeline
        have = {title.id for title in timeline.titles}
        for title_id in self.titles:
            if title_id not in have:
                raise NoSuchItem(item=title_id)
        kept = tuple(t for t in timeline.titles if self.titles and t.id not in self.titles)
        return project.with_timeline(replace(timeline, titles=kept))
