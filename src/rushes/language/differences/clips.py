"""What is different about the clips: which there are, their order, their ends, pace, picture, sound."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rushes.language.differences.wording import LOOKS_ZH, TRANSITIONS_ZH, Say, name_of, reach, seconds_text
from rushes.model.project import Project
from rushes.model.time import clock_text
from rushes.model.timeline import Clip, Framing, Grade, Level, Timeline


def _names(clips: Iterable[Clip], project: Project) -> str:
    return ", ".join(dict.fromkeys(name_of(clip, project) for clip in clips))


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


def clip_differences(old: Timeline, new: Timeline, say: Say, project: Project) -> list[str]:
    """A sentence for each clip or group of clips that came, went, moved or changed."""
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
        places = ", ".join(reach(place) for clip in fresh if (place := new.place_of(clip.id)))
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
    names = [name_of(clip, project) for clip in timeline.clips]
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
    found += level_differences(before.level, after.level, say)
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


def level_differences(before: Level, after: Level, say: Say) -> list[str]:
    """What changed about loudness: muting, gain, fades; of a clip or a sound."""
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
