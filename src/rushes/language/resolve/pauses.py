"""Pauses cut out: "remove the silences", "去掉停顿"."""

from __future__ import annotations

from fractions import Fraction

from rushes.edits import CutRange
from rushes.language.answers import Made, Open, Outcome, Scene, Unable
from rushes.language.reading import Intent
from rushes.language.resolve.pointing import exact, one_clip
from rushes.language.resolve.steps import number
from rushes.model.time import ZERO, Span, length_text

PAUSE_LEAST = Fraction(1, 2)
"""A pause shorter than this belongs to natural speech."""

MOST_TAKEN = Fraction(4, 5)
"""More than this is no pause between words: the sound is simply quiet, or missing."""


def remove(scene: Scene, intent: Intent) -> Outcome:
    """Cuts for every pause, the last first, so that each is where it was found."""
    if intent.params.get("mode") == "speed_up":
        return Unable("layout", scene.say("speeding up pauses", "加速停顿"))
    least = exact(intent.params["min_seconds"]) if "min_seconds" in intent.params else PAUSE_LEAST
    clip = one_clip(scene, intent.params)
    if isinstance(clip, Open | Unable):
        return clip
    whole = Span(ZERO, scene.project.timeline.length)
    reach = (scene.project.timeline.place_of(clip) if clip else None) or whole
    found = [part for pause in scene.request.find_pauses(scene.project, least) if (part := pause.overlap(reach))]
    match intent.params.get("where"):
        case "beginning":
            found = [each for each in found if each.start == reach.start]
        case "end":
            found = [each for each in found if each.end == reach.end]
    if not found:
        much = number(float(least))
        return Unable("nothing_to_do", scene.say(f"no pause is {much} s or longer", f"没有 {much} 秒以上的停顿"))
    taken = sum((each.length for each in found), ZERO)
    if taken > reach.length * MOST_TAKEN:
        return Unable("mostly_silent", f"{length_text(taken)} / {length_text(reach.length)}")
    said = scene.say(
        f"pauses of {number(float(least))} s and more: {len(found)} of them, {length_text(taken)} in all, "
        "0.15 s left at each side",
        f"{number(float(least))} 秒以上的停顿共 {len(found)} 处，合计 {length_text(taken)}，两侧各留 0.15 秒",
    )
    return Made(tuple(CutRange(each) for each in reversed(found)), assumed=(said,))
