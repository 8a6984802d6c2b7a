"""What is done with words before anything is sent: an export, the credits, the status or an upload are calls of their
own; everything else is a turn. Pure; both languages, by the same reader that edits."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from rushes.language.reading import Context, Route
from rushes.language.rules import read


class Act(StrEnum):
    """Which call the words come to."""

    EXPORT = "export"
    CREDITS = "credits"
    STATUS = "status"
    UPLOAD = "upload"
    TURN = "turn"


@dataclass(frozen=True, slots=True)
class Routed:
    """`output` is what an export was asked to be, in the words of the API; `urls` what is to be uploaded;
    `exports` whether a turn asks for the file, too."""

    act: Act
    language: str = "en"
    output: dict[str, Any] = field(default_factory=dict)
    urls: tuple[str, ...] = ()
    exports: bool = False


OUTPUT_NAMES = {
    "format": "format", "resolution": "resolution", "fps": "fps", "codec": "codec", "platform": "platform",
    "quality": "quality",
}  # fmt: skip
"""Parameters of an export in words, and what the API calls them."""

QUALITIES = {"low": "draft"}

STATUS_TOPICS = {"", "status", "tracks", "what", "duration", "preview", "saved"}
"""What the state itself tells. Why and when something was done is for the server to say."""

_URL = re.compile(r"https?://[^\s<>\"'“”‘’，。；）)]+")


def routed(words: str, names: Sequence[str] = ()) -> Routed:
    """Where `words` go; `names` are those of the session's files."""
    urls = tuple(_URL.findall(words))
    reading = read(_URL.sub(" ", words) if urls else words, Context(media=tuple(names)))
    language = reading.language
    if urls and (reading.route is Route.UPLOAD or not _URL.sub("", words).strip()):
        return Routed(Act.UPLOAD, language, urls=urls)
    match reading.route:
        case Route.EXPORT if not urls:
            params = reading.intents[0].params
            if set(params) <= set(OUTPUT_NAMES) and len(reading.intents) == 1 and not reading.leftover:
                output = {OUTPUT_NAMES[name]: value for name, value in params.items()}
                if "quality" in output:
                    output["quality"] = QUALITIES.get(str(output["quality"]), output["quality"])
                return Routed(Act.EXPORT, language, output)
        case Route.CREDITS:
            return Routed(Act.CREDITS, language)
        case Route.UPLOAD:
            return Routed(Act.UPLOAD, language)
        case Route.STATUS if reading.topic in STATUS_TOPICS:
            return Routed(Act.STATUS, language)
    exports = any(each.op == "export" for each in reading.intents)
    return Routed(Act.TURN, language, exports=exports)
