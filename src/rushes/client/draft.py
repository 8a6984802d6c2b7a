"""The compact draft as a client sees it, from any server: rows to show, one line, and what changed between two. Pure.

t tracks   tt 0 picture, 1 sound, 7 words   sg segments   s start   d duration   m metadata   times in ms
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from rushes.model.time import clock_text, seconds

Plain = Mapping[str, Any]

PICTURE, SOUND, WORDS = 0, 1, 7

CHANGES_MOST = 8
"""Lines told of one turn."""

_KINDS = {
    "video": ("video", "视频"), "image": ("image", "图片"), "overlay": ("overlay", "叠加"), "music": ("music", "音乐"),
    "voice": ("voice", "人声"), "effect": ("effect", "音效"), "replacement": ("sound", "声音"), "sound": ("sound", "声音"),
    "title": ("title", "标题"), "caption": ("caption", "字幕"), "lower_third": ("lower third", "人名条"),
}  # fmt: skip

_FIELDS = {
    "text": ("text", "文字"), "speed": ("speed", "速度"), "reverse": ("backwards", "倒放"), "volume": ("volume %", "音量 %"),
    "colour": ("colour", "颜色"), "color": ("colour", "颜色"), "size": ("size", "大小"), "place": ("place", "位置"),
    "opacity": ("opacity", "不透明度"), "width": ("width", "宽度"), "in": ("start in the source, ms", "素材起点（毫秒）"),
}  # fmt: skip
"""Metadata told by name where it changed; anything else is "settings"."""

_QUIET = {"exact", "at", "out", "name", "kind", "file_id"}
"""Metadata that says nothing new, or nothing to people."""


@dataclass(frozen=True, slots=True)
class Segment:
    """One item of a draft; `number` counts clips of the main picture track from 1, else None."""

    id: str
    kind: str
    name: str
    start_ms: int
    length_ms: int
    number: int | None = None
    main: bool = False
    more: Plain = field(default_factory=dict)

    @property
    def end_ms(self) -> int:
        return self.start_ms + self.length_ms

    @property
    def key(self) -> str:
        return self.id or f"{self.kind}/{self.name}"


def segments(draft: Plain) -> tuple[Segment, ...]:
    """All of them: picture in order, then overlays, sounds, words."""
    found = list(_segments(draft))
    order = {True: 0, False: 1}
    ranks = {"overlay": 2, "title": 1, "caption": 1, "lower_third": 1}
    return tuple(sorted(found, key=lambda each: (order[each.main], ranks.get(each.kind, 3), each.start_ms)))


def _segments(draft: Plain) -> Iterator[Segment]:
    main_seen = False
    for track in _list(draft.get("t")):
        kind = _whole(track.get("tt"))
        picture = kind == PICTURE
        role = str(_map(track.get("m")).get("role") or "")
        main = picture and not main_seen and role in ("", "main")
        main_seen = main_seen or main
        number = 0
        for plain in sorted(_list(track.get("sg")), key=lambda each: _whole(each.get("s"))):
            number += main
            more = _map(plain.get("m"))
            words = str(more.get("text") or more.get("content") or "")
            usual = (
                "overlay"
                if picture and not main
                else {PICTURE: "video", SOUND: "sound", WORDS: "title"}.get(kind, "video")
            )
            name = words if kind == WORDS else str(more.get("name") or more.get("label") or more.get("title") or words)
            yield Segment(
                str(plain.get("id") or ""), str(more.get("kind") or usual), " / ".join(name.split("\n")) or "?",
                _whole(plain.get("s")), _whole(plain.get("d")), number if main else None, main, more,
            )  # fmt: skip


def rows(draft: Plain) -> list[tuple[str, ...]]:
    """One row an item, as `rushes show` prints them: kind, number, what, when, how."""
    shown, at = [], 0
    for each in segments(draft):
        if each.main and each.start_ms > at:
            shown.append(("gap", "", "", reach(at, each.start_ms), ""))
        if each.main:
            at = each.end_ms
        name = f"'{each.name}'" if each.kind in ("title", "caption", "lower_third") else each.name
        kind = "video" if each.kind == "image" else each.kind
        shown.append((kind, str(each.number or ""), name, reach(each.start_ms, each.end_ms), _how(each)))
    return shown


def _how(each: Segment) -> str:
    more, told = each.more, []
    if isinstance(more.get("in"), int) and each.main:
        told.append(f"from {clock(more['in'])}")
    if more.get("speed") not in (None, 1, 1.0):
        told.append(f"{more['speed']:g}x" if isinstance(more["speed"], int | float) else f"{more['speed']}x")
    if more.get("reverse"):
        told.append("backwards")
    volume = more.get("volume")
    if isinstance(volume, int | float) and not isinstance(volume, bool) and volume != 100:
        told.append("muted" if volume == 0 else f"{volume:g} %")
    for name in ("place", "colour"):
        if isinstance(more.get(name), str) and not each.main:
            told.append(str(more[name]))
    return ", ".join(told)


def length_ms(draft: Plain) -> int:
    """As the draft says, else where its last item ends."""
    said = _whole(draft.get("d"))
    return said or max((each.end_ms for each in segments(draft)), default=0)


def clock(ms: int) -> str:
    return clock_text(seconds(ms) / 1000)


def reach(start_ms: int, end_ms: int) -> str:
    return f"{clock(start_ms)}-{clock(end_ms)}"


def summary(draft: Plain) -> str:
    """`Timeline (2 tracks): 1. Video: city (0:00-0:10) 2. Title: "Hello" (0:00-0:03)`, where the server sends none."""
    by_kind: dict[str, list[str]] = {}
    for each in segments(draft):
        name = f'"{each.name}"' if each.kind in ("title", "caption", "lower_third") else each.name
        by_kind.setdefault(_KINDS.get(each.kind, (each.kind,))[0].capitalize(), []).append(
            f"{name} ({reach(each.start_ms, each.end_ms)})"
        )
    told = [f"{number}. {kind}: {', '.join(items)}" for number, (kind, items) in enumerate(by_kind.items(), 1)]
    return " ".join([f"Timeline ({len(told)} track{'' if len(told) == 1 else 's'}):", *told]).rstrip(":")


# --- what changed --------------------------------------------------------------------------------------------


def differences(before: Plain, after: Plain, language: str = "en") -> tuple[str, ...]:
    """What is gone, new or other in `after`, a sentence each; empty where nothing is. An item that only stands
    elsewhere because of what is before it is not told."""
    zh = language == "zh"
    was, now = _by_key(before), _by_key(after)
    told: list[str] = []
    for key, each in was.items():
        if key not in now:
            told.append(f"删除了{_called(each, zh)}" if zh else f"removed {_called(each, zh)}")
    for key, each in now.items():
        if key not in was:
            at = reach(each.start_ms, each.end_ms)
            told.append(f"添加了{_called(each, zh)}（{at}）" if zh else f"added {_called(each, zh)} ({at})")
        else:
            changed = _changes(was[key], each, zh)
            if changed:
                told.append(
                    f"{_called(each, zh)}：{'，'.join(changed)}" if zh else f"{_called(each, zh)}: {', '.join(changed)}"
                )
    if not told:
        told += [
            f"{_called(each, zh)}移到 {clock(each.start_ms)}"
            if zh
            else f"moved {_called(each, zh)} to {clock(each.start_ms)}"
            for key, each in now.items()
            if key in was and was[key].start_ms != each.start_ms
        ]
    told += _whole_changes(before, after, zh)
    if len(told) > CHANGES_MOST:
        rest = len(told) - CHANGES_MOST + 1
        told = [*told[: CHANGES_MOST - 1], f"另有 {rest} 处" if zh else f"and {rest} more"]
    if not told and _bare(before) != _bare(after):
        told = ["时间线的设置有变化" if zh else "settings of the timeline"]
    return tuple(told)


def _by_key(draft: Plain) -> dict[str, Segment]:
    found: dict[str, Segment] = {}
    for each in segments(draft):
        key, number = each.key, 2
        while key in found:
            key, number = f"{each.key}#{number}", number + 1
        found[key] = each
    return found


def _changes(was: Segment, now: Segment, zh: bool) -> list[str]:
    told = []
    if was.length_ms != now.length_ms:
        told.append(
            f"长度 {clock(was.length_ms)} -> {clock(now.length_ms)}"
            if zh
            else f"{clock(was.length_ms)} -> {clock(now.length_ms)} long"
        )
    if was.start_ms != now.start_ms and not now.main:
        told.append(f"{clock(was.start_ms)} -> {clock(now.start_ms)}")
    if was.name != now.name:
        told.append(f"'{was.name}' -> '{now.name}'")
    other = False
    for name in sorted({*was.more, *now.more} - _QUIET):
        one, two = was.more.get(name), now.more.get(name)
        if one == two or (name == "text" and was.name != now.name):
            continue
        if name in _FIELDS and not isinstance(two, dict | list):
            told.append(f"{_FIELDS[name][zh]} {_value(one)} -> {_value(two)}")
        else:
            other = True
    other = other or (not told and was.more.get("exact") != now.more.get("exact"))
    return [*told, "设置" if zh else "settings"] if other else told


def _whole_changes(before: Plain, after: Plain, zh: bool) -> list[str]:
    told = []
    if length_ms(before) != length_ms(after) and before:
        lengths = f"{clock(length_ms(before))} -> {clock(length_ms(after))}"
        told.append(f"总长 {lengths}" if zh else f"length {lengths}")
    one, two = _map(before.get("m")), _map(after.get("m"))
    sizes = [f"{each.get('width')}x{each.get('height')}" for each in (one, two)]
    if one and two and sizes[0] != sizes[1]:
        told.append(f"画面 {sizes[0]} -> {sizes[1]}" if zh else f"picture {sizes[0]} -> {sizes[1]}")
    return told


def _called(each: Segment, zh: bool) -> str:
    kind = _KINDS.get(each.kind, (each.kind, each.kind))[zh]
    return f"{kind}“{each.name}”" if zh else f"{kind} '{each.name}'"


def _value(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else "-" if value is None else str(value)


def _bare(draft: Plain) -> Plain:
    return {key: value for key, value in draft.items() if key not in ("m", "v")}


def _list(value: object) -> list[Plain]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _map(value: object) -> Plain:
    return value if isinstance(value, dict) else {}


def _whole(value: object) -> int:
    return int(value) if isinstance(value, int | float) and not isinstance(value, bool) else 0
