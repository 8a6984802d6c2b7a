"""Words on the picture."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import ClassVar

from rushes.edits.errors import NoSuchItem, OutOfRange, PastTheEnd
from rushes.edits.operation import need_track, number_between, within
from rushes.edits.picture import PLACES
from rushes.model.project import Project
from rushes.model.time import ZERO, Seconds, Span, clock_text, length_text
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

_COLOUR = re.compile(r"#[0-9a-f]{6}")


def _checked(title: Title) -> Title:
    if not title.text.strip() or len(title.text) > LONGEST_TEXT:
        raise OutOfRange(what="text length", low=1, high=LONGEST_TEXT, given=len(title.text.strip()))
    if title.place not in PLACES:
        raise OutOfRange(what="place", low=PLACES[0], high=PLACES[-1], given=title.place)
    number_between("text size", title.size, 0.01, 0.5)
    for colour in (title.colour, title.bar):
        if colour is not None and not _COLOUR.fullmatch(colour):
            raise OutOfRange(what="colour", low="#000000", high="#ffffff", given=colour)
    return title


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
        number_between("title length", length, 0.04, 36_000)
        start = self.start
        if start is None:
            start = max(timeline.length - length, ZERO) if self.kind is TitleKind.END_CARD else ZERO
        span = within(timeline, Span(start, start + length))
        title_id, timeline = timeline.named("t")
        fade = min(self.fade_in, span.length / 3), min(self.fade_out, span.length / 3)
        title = Title(
            title_id, self.text.strip(), span, self.kind, self.size, self.colour, self.place, self.bold, self.outline,
            self.bar, *fade,
        )  # fmt: skip
        return project.with_timeline(replace(timeline, titles=(*timeline.titles, _checked(title))))


@dataclass(frozen=True, slots=True)
class ChangeTitle:
    """Change a title's words, size, colour, place or time; what is None stays."""

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
        given = {
            key: value
            for key in ("text", "size", "colour", "place", "bold", "outline", "fade_in", "fade_out")
            if (value := getattr(self, key)) is not None
        }
        start = old.span.start if self.start is None else self.start
        length = old.span.length if self.length is None else self.length
        if start >= timeline.length:
            raise PastTheEnd(at=clock_text(start), length=length_text(timeline.length))
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
