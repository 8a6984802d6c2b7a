"""Intents about pace, to operations: speed, reverse, freeze, loop."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from rushes.edits import Freeze, RepeatClip, Reverse, SetLength, SetSpeed, applied
from rushes.language.answers import Made, Open, Outcome, Scene, Unable
from rushes.language.reading import Intent
from rushes.language.resolve.order import reorder
from rushes.language.resolve.pointing import exact, moment, one_clip, several, stretch_of
from rushes.language.resolve.steps import FAST_FORWARD, FASTER, SLOW_MOTION, SLOWER, TIMELAPSE, number
from rushes.model.time import ZERO, Span, clock_text, length_text


def speed(scene: Scene, intent: Intent) -> Outcome:
    """Speed by a factor, or by a step where none is said."""
    params = intent.params
    ids = several(scene, params)
    if isinstance(ids, Open | Unable):
        return ids
    place = scene.project.timeline.place_of(ids[0]) if len(ids) == 1 else None
    span = stretch_of(scene, params, place)
    if isinstance(span, Open):
        return span
    factor = params.get("factor")
    assumed: tuple[str, ...] = ()
    if isinstance(factor, int | float):
        value = Fraction(str(factor)).limit_denominator(1000)
        if abs(value - Fraction(1, 3)) < Fraction(1, 100):
            value = Fraction(1, 3)
    elif params.get("level") == "ramp":
        return Unable(
            "picture_effect",
            scene.say("speed ramps (a steady speed works: “2x from 3 to 6 s”)", "变速曲线（可以说“3到6秒2倍速”）"),
        )
    else:
        value = _stepped(intent)
        assumed = (scene.say(f"{number(float(value))}x speed", f"{number(float(value))} 倍速"),)
    if value == 1 and params.get("factor") is not None:
        return Made((SetSpeed(Fraction(1), ids, span, relative=False),))
    return Made((SetSpeed(value, ids, span),), assumed=assumed)


def _stepped(intent: Intent) -> Fraction:
    level = intent.params.get("level")
    if level == "timelapse":
        return TIMELAPSE
    if intent.op == "slow_motion" or level == "down":
        words = " ".join(match.words for match in intent.matched).lower()
        if intent.degree == "" and ("motion" in words or "slow-mo" in words or "慢动作" in words or "慢镜头" in words):
            return SLOW_MOTION
        return SLOWER[intent.degree]
    words = " ".join(match.words for match in intent.matched).lower()
    if intent.degree == "" and ("fast forward" in words or "fast-forward" in words or "快进" in words):
        return FAST_FORWARD
    if intent.degree == "" and ("快一点" in words or "快点" in words or "快一些" in words):
        return FASTER["bit"]
    return FASTER[intent.degree]


def reverse(scene: Scene, intent: Intent) -> Outcome:
    """Clips or a stretch played backwards."""
    ids = several(scene, intent.params)
    if isinstance(ids, Open | Unable):
        return ids
    span = stretch_of(scene, intent.params)
    if isinstance(span, Open):
        return span
    return Made((Reverse(ids, span),))


def freeze(scene: Scene, intent: Intent) -> Outcome:
    """A frame held, 2 s where no length is said."""
    params = intent.params
    length = exact(params["duration"]) if "duration" in params else Fraction(2)
    assumed = () if "duration" in params else (scene.say("held for 2 s", "定格 2 秒"),)
    at = params.get("at")
    if at is None and "clip" in params:
        clip = one_clip(scene, params)
        if isinstance(clip, Open | Unable):
            return clip
        place = scene.project.timeline.place_of(clip) if clip else None
        if place:
            return Made((Freeze(place.end, length),), assumed=assumed)
    if at is None and scene.request.playhead is None:
        total = scene.project.timeline.length
        return Open(
            scene.say("Freeze at which time?", "在哪个时间点定格？"),
            tuple(
                scene.say(
                    f"freeze at {clock_text(t)} for {length_text(length)}",
                    f"在{clock_text(t)}定格{number(float(length))}秒",
                )
                for t in (total / 2, total)
            ),
        )
    place_ = moment(scene, at if at is not None else "playhead")
    if isinstance(place_, Open):
        return place_
    return Made((Freeze(place_, length),), assumed=assumed)


def _copied_to(scene: Scene, clip: str, intent: Intent) -> Outcome:
    """A clip once more somewhere else: the copy stays where the clip was, and the clip itself, which is the same, moves."""
    copied = RepeatClip(1, clip)
    after = replace(scene, project=applied(scene.project, (copied,)))
    moved = reorder(after, Intent("reorder", intent.params, intent.said, intent.matched))
    return replace(moved, operations=(copied, *moved.operations)) if isinstance(moved, Made) else moved


def loop(scene: Scene, intent: Intent) -> Outcome:
    """A clip or the whole repeated, a number of times or up to a length."""
    params = intent.params
    if {"start", "end", "where"} & params.keys():
        return Unable(
            "layout", scene.say("repeating part of a clip (split it off first)", "只重复片段的一部分（请先分割）")
        )
    clip = one_clip(scene, params)
    if isinstance(clip, Open | Unable):
        return clip
    reach = scene.project.timeline.place_of(clip) if clip else Span(ZERO, scene.project.timeline.length)
    assert reach is not None
    if "seconds" in params and reach.length > 0:
        length = exact(params["seconds"])
        times = -(-length // reach.length) - 1
        if times < 1:
            return Unable(
                "nothing_to_do",
                scene.say(f"it is {length_text(reach.length)} long", f"总长 {length_text(reach.length)}"),
            )
        return Made(
            (RepeatClip(int(times), clip), SetLength(length, clip)) if clip is None else (RepeatClip(int(times), clip),)
        )
    count = int(float(str(params["count"]))) if "count" in params else 2
    times = max(count - 1, 1)
    if clip and "to" in params:
        return _copied_to(scene, clip, intent)
    return Made(
        (RepeatClip(times, clip),), assumed=(scene.say(f"it now plays {times + 1} times", f"现在播放 {times + 1} 遍"),)
    )
