"""What a request was read as: a route, intents in order, and the words nothing was made of."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from rushes.language.consulted import Consulted

Params = dict[str, object]


class Route(StrEnum):
    """What kind of request it is."""

    EDIT = "edit"
    EXPORT = "export"
    UNDO = "undo"
    STATUS = "status"
    CREDITS = "credits"
    UPLOAD = "upload"
    HELP = "help"
    UNCLEAR = "unclear"
    OUT_OF_SCOPE = "out_of_scope"


@dataclass(frozen=True, slots=True)
class Match:
    """A stretch of the request and what it was taken for: ("last 5 seconds", "tail 5 s")."""

    start: int
    end: int
    words: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Intent:
    """One operation asked for. `params` holds only what was said, in seconds, factors and names; `said` is its
    place in the request; `degree` is "bit", "much" or "" where a step rather than an amount was asked for."""

    op: str
    params: Params = field(default_factory=dict)
    said: tuple[int, int] = (0, 0)
    matched: tuple[Match, ...] = ()
    degree: str = ""


@dataclass(frozen=True, slots=True)
class Leftover:
    """Words that carry meaning but of which nothing was made; they are named in the reply."""

    words: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reading:
    """A whole request as read. `held_back` are clauses the asker told us not to do ("don't cut the intro")."""

    route: Route
    intents: tuple[Intent, ...] = ()
    leftover: tuple[Leftover, ...] = ()
    language: str = "en"
    held_back: tuple[str, ...] = ()
    topic: str = ""
    """What a status, help or unclear request is about: "duration", "tracks", "capability", "better", ..."""
    likely: bool = False
    """Told by what such words mostly ask for (rules/likely.py), not by a frame: somebody else may know better."""
    consulted: Consulted | None = None
    """What a language model had to do with it; None where the rules alone read it."""

    @property
    def operations(self) -> list[dict[str, object]]:
        """The intents in the vocabulary of the request labels, which names colours in English."""
        return [
            {"op": each.op, "params": {key: _named(key, value) for key, value in each.params.items()}}
            for each in self.intents
        ]


COLOUR_NAMES = {
    "白": "white", "黑": "black", "红": "red", "黄": "yellow", "蓝": "blue", "绿": "green", "橙": "orange", "橘": "orange", "紫": "purple", "粉": "pink",
    "粉红": "pink", "金": "gold", "银": "silver", "灰": "gray", "青": "cyan", "棕": "brown", "大红": "red", "浅蓝": "light blue", "深蓝": "dark blue",
}  # fmt: skip


def _named(key: str, value: object) -> object:
    return (
        COLOUR_NAMES.get(value.removesuffix("色"), value)
        if key in ("color", "background") and isinstance(value, str)
        else value
    )


@dataclass(frozen=True, slots=True)
class ClipSeen:
    """A clip of the session's picture track: its number from 1, its file's name, its length in seconds."""

    number: int
    name: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Context:
    """What a request may point at: clips in order, titles, music, length, playhead, selection, and what the last
    turn touched ("music", "title", "captions", "clip", "speed", "color", ...) with its operation and parameters."""

    clips: tuple[ClipSeen, ...] = ()
    media: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    music: str | None = None
    seconds: float = 0.0
    playhead: float | None = None
    selected: tuple[int, ...] = ()
    last_op: str | None = None
    last_params: tuple[tuple[str, object], ...] = ()
    rate: float = 30.0

    @property
    def names(self) -> tuple[str, ...]:
        """The names a request may call something by."""
        return tuple(dict.fromkeys([*(each.name for each in self.clips), *self.media]))
