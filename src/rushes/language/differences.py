"""What is different between two projects, measured and told in numbers, in English or Chinese."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from math import floor

from rushes.model.project import Project
from rushes.model.time import Seconds, Span, clock_text, rate_text
from rushes.model.timeline import Canvas, Clip, Framing, Gap, Grade, Level, Overlay, Sound, Timeline, Title

Say = Callable[[str, str], str]


def differences(before: Project, after: Project, chinese: bool) -> list[str]:
    """One sentence for each thing that is different, without its full stop; empty where nothing is."""

    def say(english: str, zh: str) -> str:
        return zh if chinese else english

    old, new = before.timeline, after.timeline
    found: list[str] = []
    found += _clips(old, new, say, after)
    found += _gaps(old, new, say)
    found += _titles(old, new, say)
    found += _sounds(old, new, say, after)
    found += _overlays(old, new, say, after)
    found += _canvas(old.canvas, new.canvas, say)
    if old.loudness_lufs != new.loudness_lufs:
        found.append(
            say("loudness left as it is", "不再统一响度")
            if new.loudness_lufs is None
            else say(f"whole mix brought to {new.loudness_lufs:g} LUFS", f"整体响度调到 {new.loudness_lufs:g} LUFS")
        )
    if old.length != new.length:
        found.append(
            say(
                f"length {clock_text(old.length)} -> {clock_text(new.length)}",
                f"总长 {clock_text(old.length)} → {clock_text(new.length)}",
            )
        )
    return found


def _gaps(old: Timeline, new: Timeline, say: Say) -> list[str]:
    """Stretches that show nothing now and were no gap of that length before."""
    known = Counter(item.length for item in old.track if isinstance(item, Gap))
    found = []
    for item, place in new.spans():
        if isinstance(item, Gap) and not known[item.length]:
            found.append(say(f"{_reach(place)} left empty (black)", f"{_reach(place)} 留空（黑场）"))
        elif isinstance(item, Gap):
            known[item.length] -= 1
    return found


def seconds_text(length: Seconds, say: Say) -> str:
    """ "3 s", "1 min 30 s"; "3 秒", "1 分 30 秒"."""
    hundredths = floor(abs(length) * 100 + Seconds(1, 2))
    minutes, rest = divmod(hundredths, 6000)
    text = f"{rest / 100:.2f}".rstrip("0").rstrip(".")
    if minutes:
        return (
            say(f"{minutes} min {text} s", f"{minutes} 分 {text} 秒")
            if rest
            else say(f"{minutes} min", f"{minutes} 分钟")
        )
    return say(f"{text} s", f"{text} 秒")


def _reach(span: Span) -> str:
    return f"{clock_text(span.start)}-{clock_text(span.end)}"


def _name(clip: Clip, project: Project) -> str:
    media = project.find(clip.media)
    return clip.name or (media.name if media else clip.id)


def _names(clips: Iterable[Clip], project: Project) -> str:
    return ", ".join(dict.fromkeys(_name(clip, project) for clip in clips))


def _who(numbers: Sequence[int], total: int, say: Say) -> str:
    """ "clip 2", "clips 1 and 3", "all 3 clips"."""
    if len(numbers) == total:
        return say("the clip" if total == 1 else f"all {total} clips", "整段" if total == 1 else f"全部 {total} 个片段")
    if len(numbers) == 1:
        return say(f"clip {numbers[0]}", f"第 {numbers[0]} 段")
    if len(numbers) > 6:
        return say(f"{len(numbers)} of {total} clips", f"{total} 个片段中的 {len(numbers)} 个")
    listed = ", ".join(map(str, numbers[:-1]))
    return say(f"clips {listed} and {numbers[-1]}", f"第 {listed}、{numbers[-1]} 段")


def _clips(old: Timeline, new: Timeline, say: Say, project: Project) -> list[str]:
    was = {clip.id: clip for clip in old.clips}
    now = {clip.id: clip for clip in new.clips}
    found: list[str] = []
    gone = [clip for clip in old.clips if clip.id not in now]
    come = [clip for clip in new.clips if clip.id not in was]
    parents = {clip.media for clip in old.clips}
    split_off = [clip for clip in come if clip.media in parents and clip.held is None]
    added = [clip for clip in come if clip not in split_off]
    if gone:
        found.append(
            say(
                f"took out {len(gone)} of {len(was)} clips: {_names(gone, project)}",
                f"去掉了 {len(was)} 个片段中的 {len(gone)} 个：{_names(gone, project)}",
            )
        )
    held = [clip for clip in added if clip.held is not None and clip.media in parents]
    for clip in held:
        place = new.place_of(clip.id)
        at = clock_text(place.start) if place else ""
        found.append(
            say(
                f"frame held at {at} for {seconds_text(clip.length, say)}",
                f"在 {at} 定格 {seconds_text(clip.length, say)}",
            )
        )
    fresh = [clip for clip in added if clip not in held]
    if fresh:
        places = ", ".join(_reach(place) for clip in fresh if (place := new.place_of(clip.id)))
        found.append(
            say(f"added {_names(fresh, project)} at {places}", f"加入 {_names(fresh, project)}，位于 {places}")
        )
    if split_off:
        found.append(say(f"{len(was)} -> {len(now)} clips", f"片段数 {len(was)} → {len(now)}"))
    stayed_old = [clip.id for clip in old.clips if clip.id in now]
    stayed_new = [clip.id for clip in new.clips if clip.id in was]
    if stayed_old != stayed_new:
        found.append(say(f"new order: {_order(new, project)}", f"新的顺序：{_order(new, project)}"))
    found += _changed_clips(old, new, was, say)
    return found


def _order(timeline: Timeline, project: Project) -> str:
    names = [_name(clip, project) for clip in timeline.clips]
    return ", ".join(names[:6]) + (" ..." if len(names) > 6 else "")


def _changed_clips(old: Timeline, new: Timeline, was: dict[str, Clip], say: Say) -> list[str]:
    """Changes within clips, those that are alike told once for all of them."""
    told: dict[str, list[int]] = {}
    for number, clip in enumerate(new.clips, 1):
        before = was.get(clip.id) or _parent(old, clip)
        if before is None:
            continue
        same = clip.id in was
        ends = same and not _only_split(old, new, clip)
        for sentence in _one_clip(before, clip, same, ends, say):
            told.setdefault(sentence, []).append(number)
    total = len(new.clips)
    return [f"{_who(numbers, total, say)}{say(': ', '：')}{sentence}" for sentence, numbers in told.items()]


def _parent(old: Timeline, clip: Clip) -> Clip | None:
    """The clip that a part cut off came from."""
    same = [each for each in old.clips if each.media == clip.media]
    return (
        next((each for each in same if each.source.start <= clip.source.start <= each.source.end), None)
        if clip.held is None
        else None
    )


def _only_split(old: Timeline, new: Timeline, clip: Clip) -> bool:
    """Whether what a clip lost is still there, as clips of their own: it was split, not trimmed."""
    was = old.clip(clip.id)
    if was is None or was.held is not None:
        return False
    known = {each.id for each in old.clips}
    parts = [each for each in new.clips if each.media == clip.media and each.id not in known and each.held is None]
    whole = sum((each.source.length for each in parts if was.source.covers(each.source)), clip.source.length)
    return bool(parts) and whole == was.source.length


def _one_clip(before: Clip, after: Clip, same: bool, ends: bool, say: Say) -> list[str]:
    """What differs within one clip; `same` where it is not a part cut off, `ends` where its ends are worth telling."""
    found: list[str] = []
    if ends and before.source != after.source and before.held is None and after.held is None:
        head = after.source.start - before.source.start
        tail = before.source.end - after.source.end
        if before.reverse:
            head, tail = tail, head
        if head:
            found.append(
                say(
                    f"{seconds_text(head, say)} {'off the start' if head > 0 else 'more at the start'}",
                    f"开头{'剪掉' if head > 0 else '延长'} {seconds_text(head, say)}",
                )
            )
        if tail:
            found.append(
                say(
                    f"{seconds_text(tail, say)} {'off the end' if tail > 0 else 'more at the end'}",
                    f"结尾{'剪掉' if tail > 0 else '延长'} {seconds_text(tail, say)}",
                )
            )
    if same and before.held != after.held and before.held and after.held:
        found.append(
            say(
                f"shown for {seconds_text(before.held, say)} -> {seconds_text(after.held, say)}",
                f"显示时长 {seconds_text(before.held, say)} → {seconds_text(after.held, say)}",
            )
        )
    if before.speed != after.speed:
        found.append(
            say(
                f"speed {float(before.speed):g}x -> {float(after.speed):g}x",
                f"速度 {float(before.speed):g} 倍 → {float(after.speed):g} 倍",
            )
        )
    if before.reverse != after.reverse:
        found.append(
            say("plays backwards" if after.reverse else "plays forwards again", "倒放" if after.reverse else "恢复正放")
        )
    found += _grade(before.grade, after.grade, say)
    found += _framing(before.framing, after.framing, say)
    found += _level(before.level, after.level, say)
    if before.transition != after.transition:
        if after.transition:
            kind = after.transition.kind.value.replace("_", " ")
            found.append(
                say(
                    f"{kind} of {seconds_text(after.transition.length, say)} before it",
                    f"之前有 {seconds_text(after.transition.length, say)} {TRANSITIONS_ZH[after.transition.kind.value]}",
                )
            )
        elif same:
            found.append(say("no transition before it any more", "之前不再有转场"))
    for name, zh, was, now in (
        ("in", "淡入", before.fade_in, after.fade_in),
        ("out", "淡出", before.fade_out, after.fade_out),
    ):
        if was != now and (same or now):
            found.append(
                say(
                    f"picture fades {name} over {seconds_text(now, say)}" if now else f"no fade {name} any more",
                    f"画面{zh} {seconds_text(now, say)}" if now else f"不再{zh}",
                )
            )
    return found


TRANSITIONS_ZH = {
    "dissolve": "叠化",
    "fade_black": "黑场过渡",
    "fade_white": "白场过渡",
    "wipe_left": "向左擦除",
    "wipe_right": "向右擦除",
    "slide_left": "向左滑动",
    "slide_right": "向右滑动",
    "circle": "圆形转场",
}


LOOKS_ZH = {
    "cinematic": "电影感", "vintage": "复古", "bw": "黑白", "sepia": "怀旧棕", "moody": "氛围感", "clean": "清新", "punchy": "高对比", "warm": "暖调",
    "cool": "冷调", "film": "胶片", "vivid": "鲜艳", "soft": "柔和",
}  # fmt: skip
"""What the named looks are called in Chinese."""


def _grade(before: Grade, after: Grade, say: Say) -> list[str]:
    found = []
    for was, now, unit, name, zh in (
        (before.brightness_ev, after.brightness_ev, "EV", "brightness", "亮度"),
        (before.contrast, after.contrast, "%", "contrast", "对比度"),
        (before.saturation, after.saturation, "%", "saturation", "饱和度"),
        (before.warmth_k, after.warmth_k, "K", "warmth", "色温"),
    ):
        if was != now:
            found.append(say(f"{name} {was:+g} -> {now:+g} {unit}", f"{zh} {was:+g} → {now:+g} {unit}"))
    if (before.look, before.look_mix) != (after.look, after.look_mix):
        found.append(
            say(f"{after.look} look, {after.look_mix:.0%}", f"{LOOKS_ZH[after.look]}滤镜，强度 {after.look_mix:.0%}")
            if after.look
            else say("no look any more", "去掉了滤镜")
        )
    if (before.lut, before.lut_mix) != (after.lut, after.lut_mix):
        found.append(
            say(f"colour table at {after.lut_mix:.0%}", f"LUT，{after.lut_mix:.0%}")
            if after.lut
            else say("no colour table any more", "去掉了 LUT")
        )
    return found


def _framing(before: Framing, after: Framing, say: Say) -> list[str]:
    found = []
    if before.crop != after.crop:
        sides = [
            (after.crop.left, "left", "左"),
            (after.crop.top, "top", "上"),
            (after.crop.right, "right", "右"),
            (after.crop.bottom, "bottom", "下"),
        ]
        cut = ", ".join(say(f"{name} {share:.0%}", f"{zh} {share:.0%}") for share, name, zh in sides if share)
        found.append(say(f"cropped: {cut}" if cut else "crop taken off", f"裁切：{cut}" if cut else "取消裁切"))
    if before.rotation != after.rotation:
        found.append(
            say(
                f"turned {before.rotation} -> {after.rotation} degrees", f"旋转 {before.rotation} → {after.rotation} 度"
            )
        )
    for was, now, name, zh in (
        (before.flip_horizontal, after.flip_horizontal, "left to right", "左右"),
        (before.flip_vertical, after.flip_vertical, "top to bottom", "上下"),
    ):
        if was != now:
            found.append(
                say(
                    f"mirrored {name}" if now else f"no longer mirrored {name}", f"{zh}翻转" if now else f"取消{zh}翻转"
                )
            )
    if before.zoom != after.zoom:
        zoom = after.zoom
        found.append(
            say("zoom taken off", "取消缩放")
            if zoom is None
            else say(f"zoom {zoom.start:g}x -> {zoom.end:g}x", f"缩放 {zoom.start:g} → {zoom.end:g} 倍")
        )
    if before.fit != after.fit:
        names = {
            "pad": ("with bars", "加黑边"),
            "crop": ("cropped to fill", "裁满画面"),
            "blur": ("with a blurred border", "模糊填充"),
            "stretch": ("stretched", "拉伸"),
        }
        found.append(say(*names[after.fit.value]))
    return found


def _level(before: Level, after: Level, say: Say) -> list[str]:
    found = []
    if before.muted != after.muted:
        found.append(say("muted" if after.muted else "heard again", "静音" if after.muted else "恢复声音"))
    if before.gain_db != after.gain_db:
        found.append(
            say(
                f"volume {before.gain_db:+g} -> {after.gain_db:+g} dB",
                f"音量 {before.gain_db:+g} → {after.gain_db:+g} dB",
            )
        )
    for name, zh, was, now in (
        ("in", "淡入", before.fade_in, after.fade_in),
        ("out", "淡出", before.fade_out, after.fade_out),
    ):
        if was != now:
            found.append(
                say(
                    f"sound fades {name} over {seconds_text(now, say)}" if now else f"no sound fade {name} any more",
                    f"声音{zh} {seconds_text(now, say)}" if now else f"声音不再{zh}",
                )
            )
    return found


def _titles(old: Timeline, new: Timeline, say: Say) -> list[str]:
    was = {title.id: title for title in old.titles}
    now = {title.id: title for title in new.titles}
    found = []
    for title in new.titles:
        if title.id not in was:
            found.append(
                say(
                    f"title “{title.text}” added at {_reach(title.span)}, {title.place.replace('_', ' ')}, {title.size:.1%} of the height",
                    f"加了标题“{title.text}”，{_reach(title.span)}，{PLACES_ZH[title.place]}，字高 {title.size:.1%}",
                )
            )
        elif was[title.id] != title:
            found += _one_title(was[title.id], title, say, moved=old.length == new.length)
    gone = [title for title in old.titles if title.id not in now]
    if gone:
        words = ", ".join(f"“{title.text}”" for title in gone[:4])
        found.append(say(f"title {words} taken off", f"去掉了标题{words}"))
    return found


PLACES_ZH = {
    "center": "居中",
    "top": "顶部",
    "bottom": "底部",
    "left": "左侧",
    "right": "右侧",
    "top_left": "左上角",
    "top_right": "右上角",
    "bottom_left": "左下角",
    "bottom_right": "右下角",
}


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
                f"title {name}: {_reach(before.span)} -> {_reach(after.span)}",
                f"标题{name}：{_reach(before.span)} → {_reach(after.span)}",
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


def _sounds(old: Timeline, new: Timeline, say: Say, project: Project) -> list[str]:
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
        found += [f"{name}{say(': ', '：')}{sentence}" for sentence in _level(before.level, sound.level, say)]
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
    gone = [sound for sound in old.sounds if sound.id not in now]
    if gone:
        names = ", ".join(_sound_name(sound, project) for sound in gone)
        found.append(say(f"{names} taken away", f"去掉了 {names}"))
    return found


KINDS = {
    "music": ("music", "音乐"),
    "voice": ("voice", "配音"),
    "effect": ("sound effect", "音效"),
    "replacement": ("sound", "声音"),
}


def _sound_name(sound: Sound, project: Project) -> str:
    media = project.find(sound.media)
    return media.name if media else sound.label


def _overlays(old: Timeline, new: Timeline, say: Say, project: Project) -> list[str]:
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
        elif was[each.id] != each and (was[each.id].place, was[each.id].width, was[each.id].opacity) != (
            each.place,
            each.width,
            each.opacity,
        ):
            found.append(
                say(
                    f"{name}: {each.place.replace('_', ' ')}, {each.width:.0%} wide, {each.opacity:.0%} opaque",
                    f"{name}：{PLACES_ZH[each.place]}，宽 {each.width:.0%}，不透明度 {each.opacity:.0%}",
                )
            )
    gone = [each for each in old.overlays if each.id not in now]
    if gone:
        names = ", ".join(_overlay_name(each, project) for each in gone)
        found.append(say(f"{names} taken off the picture", f"去掉了画面上的 {names}"))
    return found


def _overlay_name(overlay: Overlay, project: Project) -> str:
    media = project.find(overlay.media)
    return media.name if media else overlay.id


def _canvas(old: Canvas, new: Canvas, say: Say) -> list[str]:
    found = []
    if (old.width, old.height) != (new.width, new.height):
        found.append(
            say(
                f"picture {old.width}x{old.height} -> {new.width}x{new.height}",
                f"画面 {old.width}x{old.height} → {new.width}x{new.height}",
            )
        )
    if old.rate != new.rate:
        found.append(
            say(
                f"{rate_text(old.rate)} -> {rate_text(new.rate)} fps",
                f"帧率 {rate_text(old.rate)} → {rate_text(new.rate)}",
            )
        )
    return found
