"""What is different about what rides on the timeline: titles, sounds, overlays."""

from __future__ import annotations

from rushes.language.differences.clips import level_differences
from rushes.language.differences.wording import KINDS, PLACES_ZH, Say, reach, seconds_text
from rushes.model.project import Project
from rushes.model.time import clock_text
from rushes.model.timeline import Overlay, Sound, Timeline, Title


def title_differences(old: Timeline, new: Timeline, say: Say) -> list[str]:
    """Titles that came, went or changed."""
    was = {title.id: title for title in old.titles}
    now = {title.id: title for title in new.titles}
    found = []
    for title in new.titles:
        if title.id not in was:
            found.append(
                say(
                    f"title “{title.text}” added at {reach(title.span)}, {title.place.replace('_', ' ')}, {title.size:.1%} of the height",
                    f"加了标题“{title.text}”，{reach(title.span)}，{PLACES_ZH[title.place]}，字高 {title.size:.1%}",
                )
            )
        elif was[title.id] != title:
            found += _one_title(was[title.id], title, say, moved=old.length == new.length)
    gone = [title for title in old.titles if title.id not in now]
    if gone:
        words = ", ".join(f"“{title.text}”" for title in gone[:4])
        found.append(say(f"title {words} taken off", f"去掉了标题{words}"))
    return found


def _one_title(before: Title, after: Title, say: Say, moved: bool) -> list[str]:
    found = []
    name = f"“{before.text}”"
    if before.text != after.text:
        found.append(say(f"title {name} -> “{after.text}”", f"标题{name} → “{after.text}”"))
    if before.size != after.size:
        found.append(
            say(
                f"title {name}: size {before.size:.1%} -> {after.size:.1%} of the height",
                f"标题{name}：字高 {before.size:.1%} → {after.size:.1%}",
            )
        )
    if before.colour != after.colour:
        found.append(
            say(
                f"title {name}: colour {before.colour} -> {after.colour}",
                f"标题{name}：颜色 {before.colour} → {after.colour}",
            )
        )
    if before.place != after.place:
        found.append(
            say(
                f"title {name}: {before.place.replace('_', ' ')} -> {after.place.replace('_', ' ')}",
                f"标题{name}：{PLACES_ZH[before.place]} → {PLACES_ZH[after.place]}",
            )
        )
    if before.span != after.span and (moved or before.span.length != after.span.length):
        found.append(
            say(
                f"title {name}: {reach(before.span)} -> {reach(after.span)}",
                f"标题{name}：{reach(before.span)} → {reach(after.span)}",
            )
        )
    if (before.bold, before.outline) != (after.bold, after.outline):
        found.append(
            say(
                f"title {name}: {'bold' if after.bold else 'not bold'}, {'outlined' if after.outline else 'no outline'}",
                f"标题{name}：{'加粗' if after.bold else '不加粗'}，{'描边' if after.outline else '无描边'}",
            )
        )
    return found


def sound_differences(old: Timeline, new: Timeline, say: Say, project: Project) -> list[str]:
    """Music and other sounds that came, went or changed."""
    was = {sound.id: sound for sound in old.sounds}
    now = {sound.id: sound for sound in new.sounds}
    found = []
    for sound in new.sounds:
        name = _sound_name(sound, project)
        if sound.id not in was:
            end = clock_text(new.length if sound.end is None else sound.end)
            found.append(
                say(
                    f"{KINDS[sound.kind.value][0]} {name} added, {clock_text(sound.start)}-{end}, {sound.level.gain_db:+g} dB",
                    f"加了{KINDS[sound.kind.value][1]} {name}，{clock_text(sound.start)}-{end}，{sound.level.gain_db:+g} dB",
                )
            )
            if sound.duck:
                found.append(
                    say(
                        f"{name}: {sound.duck.depth_db:g} dB while somebody speaks",
                        f"{name}：有人说话时 {sound.duck.depth_db:g} dB",
                    )
                )
            continue
        before = was[sound.id]
        found += [
            f"{name}{say(': ', '：')}{sentence}" for sentence in level_differences(before.level, sound.level, say)
        ]
        if before.duck != sound.duck:
            found.append(
                say(
                    f"{name}: {sound.duck.depth_db:g} dB while somebody speaks"
                    if sound.duck
                    else f"{name}: no longer lowered under speech",
                    f"{name}：有人说话时 {sound.duck.depth_db:g} dB" if sound.duck else f"{name}：说话时不再压低",
                )
            )
        if (before.start, before.source_start) != (sound.start, sound.source_start) and old.length == new.length:
            shift = (sound.start - sound.source_start) - (before.start - before.source_start)
            found.append(
                say(
                    f"{name}: {seconds_text(shift, say)} {'later' if shift > 0 else 'earlier'}",
                    f"{name}：{'延后' if shift > 0 else '提前'} {seconds_text(shift, say)}",
                )
            )
        if old.length == new.length and before.start == sound.start and before.end != sound.end:
            found.append(_moved_in_time(name, before, sound, old, say))
    gone = [sound for sound in old.sounds if sound.id not in now]
    if gone:
        names = ", ".join(_sound_name(sound, project) for sound in gone)
        found.append(say(f"{names} taken away", f"去掉了 {names}"))
    return found


def _moved_in_time(name: str, before: Sound | Overlay, after: Sound | Overlay, timeline: Timeline, say: Say) -> str:
    was, now = (
        f"{clock_text(each.start)}-{clock_text(timeline.length if each.end is None else each.end)}"
        for each in (before, after)
    )
    return say(f"{name}: {was} -> {now}", f"{name}：{was} → {now}")


def _sound_name(sound: Sound, project: Project) -> str:
    media = project.find(sound.media)
    return media.name if media else sound.label


def overlay_differences(old: Timeline, new: Timeline, say: Say, project: Project) -> list[str]:
    """Pictures over the picture that came, went or changed."""
    was = {each.id: each for each in old.overlays}
    now = {each.id for each in new.overlays}
    found = []
    for each in new.overlays:
        name = _overlay_name(each, project)
        end = clock_text(new.length if each.end is None else each.end)
        if each.id not in was:
            found.append(
                say(
                    f"{name} over the picture, {each.place.replace('_', ' ')}, {each.width:.0%} wide, {clock_text(each.start)}-{end}",
                    f"{name} 叠加在{PLACES_ZH[each.place]}，宽 {each.width:.0%}，{clock_text(each.start)}-{end}",
                )
            )
            continue
        before = was[each.id]
        if (before.place, before.width, before.opacity) != (each.place, each.width, each.opacity):
            found.append(
                say(
                    f"{name}: {each.place.replace('_', ' ')}, {each.width:.0%} wide, {each.opacity:.0%} opaque",
                    f"{name}：{PLACES_ZH[each.place]}，宽 {each.width:.0%}，不透明度 {each.opacity:.0%}",
                )
            )
        if old.length == new.length and (before.start, before.end) != (each.start, each.end):
            found.append(_moved_in_time(name, before, each, old, say))
    gone = [each for each in old.overlays if each.id not in now]
    if gone:
        names = ", ".join(_overlay_name(each, project) for each in gone)
        found.append(say(f"{names} taken off the picture", f"去掉了画面上的 {names}"))
    return found


def _overlay_name(overlay: Overlay, project: Project) -> str:
    media = project.find(overlay.media)
    return media.name if media else overlay.id
