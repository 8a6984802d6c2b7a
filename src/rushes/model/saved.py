"""Records as JSON and back, with a version number and its upgrades, so that an old session always opens.

Any frozen dataclass made of these can be saved: text, numbers, exact fractions (as "n/d"), enums (by value),
paths, tuples, optional values, other records, and unions of records (told apart by the key "is"). A value that
equals its default is left out; one that is missing takes its default. So a default may only change together with
an entry in `UPGRADES`, which `tests/model/test_saved.py` holds.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from enum import Enum
from fractions import Fraction
from functools import cache
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Generic, TypeVar, Union, get_args, get_origin, get_type_hints

from rushes.errors import MachineError

VERSION = 1

UPGRADES: dict[int, Callable[[str, Any], Any]] = {}
"""From version n to n + 1: the record's kind (its class name) and its plain value in, the newer plain value out."""

TAG = "is"

T = TypeVar("T")


class SavedByNewer(MachineError):
    """This session was saved by a newer Rushes (format {found}, this one reads up to {known})."""

    code = "saved_by_newer"
    zh = "这个会话由更新版本的 Rushes 保存（格式 {found}，当前最多支持 {known}）。"
    hint = "Update Rushes and try again; nothing was changed."
    hint_zh = "请更新 Rushes 后重试；没有改动任何内容。"


class DamagedSave(MachineError):
    """A saved {kind} can't be read: {why}."""

    code = "damaged_save"
    zh = "保存的 {kind} 无法读取：{why}。"
    hint = "Run `rushes doctor`; earlier revisions and the backup copies are kept."
    hint_zh = "请运行 `rushes doctor`；更早的版本和备份都还在。"


@dataclass(frozen=True, slots=True)
class Loaded(Generic[T]):
    """What was read, and the keys in it that nobody knew, as paths ("track[0].sparkle")."""

    value: T
    unknown: tuple[str, ...] = ()


def to_text(record: object) -> str:
    """`record` as one line of JSON that says its kind and version; `from_text` reads it back as an equal value."""
    kind = type(record)
    plain = {"version": VERSION, "kind": kind.__name__, "value": to_plain(record)}
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def from_text(text: str, *kinds: type[T]) -> Loaded[T]:
    """The record in `text`, which must be one of `kinds`. Raises SavedByNewer, DamagedSave."""
    names = {kind.__name__: kind for kind in kinds}
    wanted = next(iter(names)) if len(names) == 1 else "record"
    try:
        plain = json.loads(text)
        version, name, value = plain["version"], plain["kind"], plain["value"]
    except (ValueError, KeyError, TypeError) as error:
        raise DamagedSave(kind=wanted, why=f"{type(error).__name__}: {error}") from error
    if not isinstance(version, int) or version > VERSION:
        raise SavedByNewer(found=version, known=VERSION)
    if name not in names:
        raise DamagedSave(kind=wanted, why=f"it is a {name}")
    for step in range(version, VERSION):
        value = UPGRADES[step](name, value)
    unknown: list[str] = []
    try:
        return Loaded(from_plain(value, names[name], unknown), tuple(unknown))
    except (ValueError, KeyError, TypeError, AttributeError, ZeroDivisionError) as error:
        raise DamagedSave(kind=name, why=f"{type(error).__name__}: {error}") from error


def to_plain(value: Any) -> Any:
    """`value` as dicts, lists, text and numbers."""
    if value is None or isinstance(value, bool | int | float) or type(value) is str:
        return value
    if isinstance(value, Fraction):
        return str(value)
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple | list):
        return [to_plain(each) for each in value]
    if isinstance(value, Path):
        return str(value)
    if is_dataclass(value) and not isinstance(value, type):
        return _record_to_plain(value)
    raise TypeError(f"a {type(value).__name__} can't be saved")


def from_plain(plain: Any, kind: type[T], unknown: list[str] | None = None) -> T:
    """The inverse of `to_plain` for a value of `kind`; keys that nobody knows are added to `unknown`."""
    hint: Any = kind
    result: T = _reader(hint)(plain, "", [] if unknown is None else unknown)
    return result


# --- parts ------------------------------------------------------------------------------------------------

_Reader = Callable[[Any, str, list[str]], Any]


def _record_to_plain(record: Any) -> dict[str, Any]:
    kind: Any = type(record)
    tagged = _tagged_fields(kind)
    plain: dict[str, Any] = {}
    for each in fields(kind):
        value = getattr(record, each.name)
        if _is_default(each, value):
            continue
        plain[each.name] = _with_tags(value) if each.name in tagged else to_plain(value)
    return plain


def _with_tags(value: Any) -> Any:
    """Records (or tuples of them) with the name of their class under "is"."""
    if isinstance(value, tuple):
        return [_with_tags(each) for each in value]
    return {TAG: type(value).__name__, **to_plain(value)} if is_dataclass(value) else to_plain(value)


def _is_default(each: Field[Any], value: Any) -> bool:
    if each.default is not MISSING:
        return type(value) is type(each.default) and bool(value == each.default)
    if each.default_factory is not MISSING:
        return bool(value == each.default_factory())
    return False


@cache
def _tagged_fields(kind: type) -> frozenset[str]:
    hints = get_type_hints(kind)
    return frozenset(each.name for each in fields(kind) if _needs_tag(hints[each.name]))


def _needs_tag(hint: Any) -> bool:
    if get_origin(hint) is tuple:
        return any(_needs_tag(part) for part in get_args(hint) if part is not Ellipsis)
    return get_origin(hint) in (Union, UnionType) and len(_records_in(hint)) > 1


def _records_in(hint: Any) -> dict[str, type]:
    return {part.__name__: part for part in get_args(hint) if is_dataclass(part) and isinstance(part, type)}


@cache
def _reader(hint: Any) -> _Reader:
    """How a plain value becomes one of the type `hint`; made once per type."""
    origin = get_origin(hint)
    if origin in (Union, UnionType):
        return _union_reader(hint)
    if origin is tuple:
        return _tuple_reader(get_args(hint))
    if isinstance(hint, type):
        if is_dataclass(hint):
            return _record_reader(hint)
        if hint is Fraction:
            return lambda plain, path, unknown: Fraction(plain)
        if issubclass(hint, Enum | Path):
            return lambda plain, path, unknown: hint(plain)
        if hint is float:
            return lambda plain, path, unknown: _number(plain, path)
        if hint in (str, int, bool, NoneType):
            return lambda plain, path, unknown: _checked(plain, (hint,), path)
    raise TypeError(f"values of type {hint} can't be saved")


def _checked(plain: Any, kinds: tuple[type, ...], path: str) -> Any:
    if type(plain) not in kinds:
        raise TypeError(f"{path or 'value'} is a {type(plain).__name__}")
    return plain


def _number(plain: Any, path: str) -> float:
    return float(Fraction(plain)) if type(plain) is str else float(_checked(plain, (int, float), path))


def _union_reader(hint: Any) -> _Reader:
    records, parts = _records_in(hint), [part for part in get_args(hint) if part is not NoneType]
    optional = NoneType in get_args(hint)
    if len(records) > 1:
        readers = {name: _reader(part) for name, part in records.items()}

        def tagged(plain: Any, path: str, unknown: list[str]) -> Any:
            if plain is None and optional:
                return None
            return readers[plain[TAG]]({key: value for key, value in plain.items() if key != TAG}, path, unknown)

        return tagged
    if len(parts) > 1:
        raise TypeError(f"values of type {hint} can't be told apart when saved")
    inner = _reader(parts[0])
    return lambda plain, path, unknown: None if plain is None else inner(plain, path, unknown)


def _tuple_reader(parts: tuple[Any, ...]) -> _Reader:
    if len(parts) == 2 and parts[1] is Ellipsis:
        inner = _reader(parts[0])
        return lambda plain, path, unknown: tuple(
            inner(each, f"{path}[{at}]", unknown) for at, each in enumerate(_checked(plain, (list,), path))
        )
    readers = [_reader(part) for part in parts]
    return lambda plain, path, unknown: tuple(
        read(each, f"{path}[{at}]", unknown) for at, (read, each) in enumerate(zip(readers, plain, strict=True))
    )


def _record_reader(kind: type) -> _Reader:
    hints = get_type_hints(kind)
    names = [each.name for each in fields(kind)]
    known = frozenset(names)
    readers: dict[str, _Reader] = {}

    def read(plain: Any, path: str, unknown: list[str]) -> Any:
        if not readers:
            readers.update({name: _reader(hints[name]) for name in names})
        _checked(plain, (dict,), path)
        prefix = f"{path}." if path else ""
        unknown.extend(f"{prefix}{key}" for key in plain if key not in known)
        given = {key: readers[key](value, f"{prefix}{key}", unknown) for key, value in plain.items() if key in known}
        return kind(**given)

    return read


# --- operations, which the model does not know ---------------------------------------------------------------


def operation_to_text(operation: object) -> str:
    """An edit as JSON; its class name says which."""
    return to_text(operation)


def operation_from_text(text: str, kinds: Iterable[type]) -> Any:
    """The edit in `text`; `kinds` are all there are (`edits.OPERATIONS`)."""
    return from_text(text, *kinds).value
