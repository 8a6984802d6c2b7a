"""Operations as tools a language model can call, made from their records; and its calls as operations. Pure.

In a model's view files are letters, never hashes, and every time is a plain number of seconds.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from enum import Enum
from fractions import Fraction
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from rushes.edits import OPERATIONS, Operation
from rushes.language.resolve.steps import CONTRAST, EXPOSURE_EV, LOOK_MIX, SATURATION, VOLUME_DB, WARMTH_K
from rushes.llm.limits import CHOICES, LIMITS, LONGEST
from rushes.model.saved import from_plain, to_plain
from rushes.model.time import Span, seconds

Schema = dict[str, Any]

BY_NAME: dict[str, type] = {str(kind.name): kind for kind in OPERATIONS}  # type: ignore[attr-defined]


def _steps(unit: str, by: Mapping[str, float]) -> str:
    return f"{unit}; a bit is {by['bit']:g}, plainly {by['']:g}, much {by['much']:g}"


MEANINGS = {
    "media": "a file, by its letter", "lut": "a colour table, by its letter", "clip": "a clip's id", "clips": "clip ids", "first": "a clip's id",
    "second": "a clip's id", "title": "a title's id", "titles": "title ids", "overlay": "an overlay's id", "overlays": "overlay ids",
    "sounds": "ids of added sounds", "targets": "ids of clips, added sounds or overlays", "colour": "#rrggbb", "bar": "#rrggbb behind the words",
    "at": "seconds", "to": "place in the order, from 1", "span": "on the video's clock", "factor": "2 is twice as fast", "ratio": "width / height",
    "brightness_ev": _steps("EV", EXPOSURE_EV), "contrast": _steps("percent", CONTRAST), "saturation": _steps("percent", SATURATION),
    "warmth_k": _steps("kelvin, warmer is more", WARMTH_K), "by_db": _steps("dB", VOLUME_DB), "mix": _steps("0 to 1", LOOK_MIX),
    "label": "leave empty", "in_place": "true: music that is there already goes first",
}  # fmt: skip
"""What a parameter of this name is, where its type does not say it."""

_LETTERED = ("media", "lut")
"""Parameters that name things of the pool."""

_CLOCK = re.compile(r"(?:(\d+):)?(\d{1,2}):(\d{2}(?:\.\d+)?)")


class BadCall(ValueError):
    """What a model asked for can't be read; the text says why, in words it can act on."""


@dataclass(frozen=True, slots=True)
class Tool:
    """Something a model may call."""

    name: str
    description: str
    schema: Schema


# --- operations told ----------------------------------------------------------------------------------------


@cache
def operation_tools() -> tuple[Tool, ...]:
    """One tool for each operation there is, in the order of the docs."""
    return tuple(Tool(name, _described(kind), _record_schema(kind, name)) for name, kind in BY_NAME.items())


def _described(kind: type) -> str:
    """The docstring without its drawing."""
    kept = [line.strip() for line in (kind.__doc__ or "").split("\n") if "      " not in line.strip()]
    return " ".join(" ".join(kept).split())


def _record_schema(kind: Any, path: str) -> Schema:
    hints = get_type_hints(kind)
    properties: Schema = {}
    required = []
    for each in fields(kind):
        schema = _schema(hints[each.name], f"{path}.{each.name}")
        if NoneType in get_args(hints[each.name]) and each.default is not None:
            schema = _nullable(schema)  # here leaving it out is one thing, and none another
        if each.default is MISSING:
            required.append(each.name)
        elif (usual := _plain_default(each.default)) not in (None, [], ""):
            schema["default"] = usual
        if each.name in MEANINGS:
            schema["description"] = MEANINGS[each.name]
        properties[each.name] = schema
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def _nullable(schema: Schema) -> Schema:
    result = {**schema, "type": [schema["type"], "null"]}
    return {**result, "enum": [*schema["enum"], None]} if "enum" in schema else result


def _plain_default(value: object) -> Any:
    if isinstance(value, Fraction):
        return _number(value)
    if is_dataclass(value) and not isinstance(value, type):
        return {each.name: _plain_default(getattr(value, each.name)) for each in fields(value)}
    return to_plain(value)


def _number(value: Fraction) -> int | float:
    return value.numerator if value.denominator == 1 else float(value)


def _schema(hint: Any, path: str) -> Schema:
    origin = get_origin(hint)
    if origin in (Union, UnionType):
        inner = next(part for part in get_args(hint) if part is not NoneType)
        return _schema(inner, path)  # optional: it may be left out
    if origin is tuple:
        return {"type": "array", "items": _schema(get_args(hint)[0], path)}
    operation, _, parameter = path.partition(".")
    if hint is Span:
        moment = {"type": "number", "minimum": 0, "description": "seconds"}
        return {"type": "object", "properties": {"start": moment, "end": moment}, "required": ["start", "end"]}
    if is_dataclass(hint):
        return {key: value for key, value in _record_schema(hint, path).items() if key != "additionalProperties"}
    if isinstance(hint, type) and issubclass(hint, Enum):
        return {"type": "string", "enum": [str(each.value) for each in hint]}
    schema: Schema = {
        "type": {Fraction: "number", float: "number", int: "integer", bool: "boolean"}.get(hint, "string")
    }
    if parameter in LIMITS.get(operation, {}):
        schema["minimum"], schema["maximum"] = LIMITS[operation][parameter]
    if parameter in CHOICES.get(operation, {}):
        schema["enum"] = list(CHOICES[operation][parameter])
    if parameter in LONGEST.get(operation, {}):
        schema["maxLength"] = LONGEST[operation][parameter]
    if hint is Fraction and _timely(parameter):
        schema["description"] = "seconds"
    return schema


def _timely(parameter: str) -> bool:
    return parameter.split(".")[-1] not in ("factor", "ratio", "rate")


# --- calls understood ---------------------------------------------------------------------------------------


def operation_of(name: str, arguments: Mapping[str, Any], letters: Mapping[str, str]) -> Operation:
    """The operation that a call asks for; `letters` are the ids of files and tables by their letters. Raises BadCall."""
    kind: Any = BY_NAME.get(name)
    if kind is None:
        raise BadCall(f"there is no tool {name[:40]!r}")
    plain = _read(kind, arguments, name, letters)
    unknown: list[str] = []
    try:
        operation: Operation = from_plain(plain, kind, unknown)
    except (ValueError, KeyError, TypeError, AttributeError, ZeroDivisionError, OverflowError) as error:
        raise BadCall(f"{name}: {error}"[:300]) from error
    if unknown:
        raise BadCall(f"{name} has no parameter {unknown[0]}; it has {', '.join(each.name for each in fields(kind))}")
    return operation


def _read(hint: Any, value: Any, path: str, letters: Mapping[str, str]) -> Any:
    """`value` as `from_plain` wants it: exact numbers, ids instead of letters; what says nothing is left out."""
    origin = get_origin(hint)
    if origin in (Union, UnionType):
        if value is None or (isinstance(value, str) and value.strip().lower() in ("", "none", "null")):
            return None
        return _read(next(part for part in get_args(hint) if part is not NoneType), value, path, letters)
    if origin is tuple:
        several = value if isinstance(value, list | tuple) else [] if value is None else [value]
        return [_read(get_args(hint)[0], each, path, letters) for each in several]
    if isinstance(hint, type) and is_dataclass(hint):
        return _read_record(hint, value, path, letters)
    if hint is Fraction:
        return str(_exact(value, path))
    if hint is float:
        return float(_exact(value, path))
    if hint is int:
        number = _exact(value, path)
        if number.denominator != 1:
            raise BadCall(f"{path} must be a whole number, not {value}")
        return int(number)
    if hint is bool and isinstance(value, str):
        return {"true": True, "false": False}.get(value.strip().lower(), value)
    if hint is str and path.split(".")[-1] in _LETTERED:
        return _lettered(value, path, letters)
    return value


def _read_record(kind: Any, value: Any, path: str, letters: Mapping[str, str]) -> dict[str, Any]:
    if kind is Span and isinstance(value, list | tuple) and len(value) == 2:
        value = {"start": value[0], "end": value[1]}
    if not isinstance(value, Mapping):
        raise BadCall(f"{path} must be an object with {', '.join(each.name for each in fields(kind))}")
    hints = get_type_hints(kind)
    missing = [each.name for each in fields(kind) if each.default is MISSING and value.get(each.name) is None]
    if missing and not all(NoneType in get_args(hints[name]) for name in missing):
        raise BadCall(f"{path} needs {', '.join(missing)}")
    optional = {each.name for each in fields(kind) if each.default is not MISSING and each.default is not None}
    result = {}
    for key, each in value.items():
        if key in hints and not (each is None and key in optional and NoneType not in get_args(hints[key])):
            result[key] = _read(hints[key], each, f"{path}.{key}", letters)
        elif key not in hints:
            result[key] = each
    return {**dict.fromkeys(missing), **result}


def _exact(value: Any, path: str) -> Fraction:
    """A number as people and models write it: 1.5, "1.5", "1/3", "0:07"."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise BadCall(f"{path} must be a number, not {str(value)[:40]!r}")
    if isinstance(value, float) and not math.isfinite(value):
        raise BadCall(f"{path} must be a number, not {value}")
    if isinstance(value, str):
        value = value.strip()
        clock = _CLOCK.fullmatch(value)
        if clock:
            hours, minutes, rest = clock.groups()
            return int(hours or 0) * 3600 + int(minutes) * 60 + seconds(rest)
        if len(value) > 40 or "e" in value.lower():
            raise BadCall(f"{path} must be a plain number, not {value[:40]!r}")
    try:
        number = seconds(value)
    except (ValueError, ZeroDivisionError) as error:
        raise BadCall(f"{path} must be a number of seconds or the like, not {str(value)[:40]!r}") from error
    if abs(number) > 10**12:
        raise BadCall(f"{path} is far too large")
    return number


def _lettered(value: Any, path: str, letters: Mapping[str, str]) -> str:
    found = letters.get(value) if isinstance(value, str) else None
    if found is None:
        known = ", ".join(letters) or "none"
        raise BadCall(f"{path} must be the letter of a file in the pool ({known}), not {str(value)[:40]!r}")
    return found


def told_arguments(operation: Operation, letters: Mapping[str, str]) -> dict[str, Any]:
    """An operation's parameters as a model would have written them: what is not as usual, with letters."""
    names = {media_id: letter for letter, media_id in letters.items()}
    plain: dict[str, Any] = {}
    for each in fields(operation):  # type: ignore[arg-type]
        value = getattr(operation, each.name)
        if each.default is not MISSING and value == each.default:
            continue
        plain[each.name] = _told(value, names)
    return plain


def _told(value: Any, names: Mapping[str, str]) -> Any:
    if isinstance(value, Fraction):
        return _number(value)
    if isinstance(value, tuple):
        return [_told(each, names) for each in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {each.name: _told(getattr(value, each.name), names) for each in fields(value)}
    plain = to_plain(value)
    return names.get(plain, plain) if isinstance(plain, str) else plain
