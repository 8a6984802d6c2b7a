"""The JSON Schema (2020-12) of a draft, served at `/schemas/draft.json`. Generous: unknown keys are welcome, and come
back; what a value may be is told here so that it can be checked before it is sent."""

from __future__ import annotations

from typing import Any

from rushes.api.wire_read import LONGEST_MS, SEGMENTS_MOST, SIDE_LEAST, SIDE_MOST
from rushes.edits.picture import PLACES

_MS = {"type": "integer", "minimum": 0, "maximum": LONGEST_MS}
_COLOUR = {"type": "string", "pattern": "^#[0-9a-fA-F]{6}$"}


def _told(schema: dict[str, Any], text: str) -> dict[str, Any]:
    return {**schema, "description": text}


SEGMENT: dict[str, Any] = {
    "type": "object",
    "required": ["s", "d"],
    "properties": {
        "id": _told({"type": "string"}, "Unique in the draft; one is given where it is missing."),
        "s": _told(_MS, "Start on the timeline, in ms."),
        "d": _told(_MS, "Length on the timeline, in ms."),
        "m": {
            "type": "object",
            "properties": {
                "kind": _told(
                    {"type": "string"},
                    "video, image, overlay; music, voice, effect, replacement; title, lower_third, end_card, caption.",
                ),
                "file_id": _told({"type": "string"}, "The file shown or heard: one of this session's video_infos."),
                "name": {"type": "string"},
                "in": _told(_MS, "Where in the file it begins, in ms."),
                "out": _told(_MS, "Where in the file it ends, in ms."),
                "speed": _told({"type": "number", "minimum": 0.01, "maximum": 100}, "2 is twice as fast."),
                "reverse": {"type": "boolean"},
                "volume": _told({"type": "number", "minimum": 0, "maximum": 1600}, "Percent; 100 is as recorded."),
                "loop": {"type": "boolean"},
                "text": _told({"type": "string", "minLength": 1, "maxLength": 500}, "The words of a title."),
                "size": _told({"type": "number", "minimum": 0.01, "maximum": 0.5}, "Of words: share of the height."),
                "color": _COLOUR,
                "place": {"enum": list(PLACES)},
                "width": _told({"type": "number", "minimum": 0.01, "maximum": 1}, "Of an overlay: share of the width."),
                "opacity": {"type": "number", "minimum": 0, "maximum": 1},
                "at": _told({"type": "string"}, "The start, exactly: seconds as n/d. Ignored where s says otherwise."),
                "exact": _told(
                    {"type": "object"},
                    "The item as Rushes keeps it; short keys that differ from it win. Leave it as it is.",
                ),
            },
        },
    },
}

TRACK: dict[str, Any] = {
    "type": "object",
    "required": ["tt", "sg"],
    "properties": {
        "id": {"type": "string"},
        "tt": _told({"enum": [0, 1, 7]}, "0 picture, 1 sound, 7 words. The first picture track is the main one."),
        "m": {
            "type": "object",
            "properties": {
                "role": _told({"type": "string"}, "main, overlay, titles; music, voice, effect, replacement."),
                "exact_length": {"type": "string"},
            },
        },
        "sg": {"type": "array", "maxItems": SEGMENTS_MOST, "items": {"$ref": "#/$defs/segment"}},
    },
}

SCHEMA: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "Draft",
    "description": "A timeline in the compact form of the wire. {} is one with nothing on it.",
    "type": "object",
    "anyOf": [{"maxProperties": 0}, {"required": ["m", "t"]}],
    "properties": {
        "v": _told({"type": "integer"}, "Version of the form."),
        "d": _told(_MS, "Total length in ms."),
        "m": {
            "type": "object",
            "properties": {
                "title": {"type": "string"},
                "width": {"type": "integer", "minimum": SIDE_LEAST, "maximum": SIDE_MOST},
                "height": {"type": "integer", "minimum": SIDE_LEAST, "maximum": SIDE_MOST},
                "ratio": _told({"type": "string"}, "Told for people; width and height decide."),
                "fps": {"type": "number", "minimum": 1, "maximum": 240},
                "exact": _told({"type": "object"}, "The canvas as Rushes keeps it."),
                "loudness_lufs": {"type": ["number", "null"], "minimum": -70, "maximum": 0},
                "numbered": _told({"type": "integer", "minimum": 0}, "How many ids have been given out."),
            },
        },
        "t": {"type": "array", "items": {"$ref": "#/$defs/track"}},
    },
    "$defs": {"track": TRACK, "segment": SEGMENT},
}
