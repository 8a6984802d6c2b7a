"""Pauses cut out: "remove the silences", "去掉停顿"."""

from __future__ import annotations

from fractions import Fraction

from rushes.edits import CutRange
from rushes.language.answers import Made, Open, Outcome, Scene, Unable
from rushes.language.reading import Intent
from rushes.language.resolve.pointing import exact, one_clip
from rushes.language.resolve.steps import number
from rushes.model.time import ZERO, Span, length_text
from rushes.model.timeline import Clip

PAUSE_LEAST = Fraction(1, 2)
"""A pause shorter than this belongs to natural speech."""

MOST_TAKEN = Fraction(4, 5)
"""More than this is no pause between words: the sound is simply quiet, or missing."""


SHORTEST = Fraction(1, 10)
"""What is left of a pause beside a clip without sound is not worth a cut when it is shorter."""


def _with_sound(scene: Scene) -> list[Span]:
    """Where clips stand that can be heard, neighbours as one: in what was filmed without sound nobody pauses."""
    media = {each.id: each.facts for each in scene.project.media}
    found: list[Span] = []
    for clip, place in scene.project.timeline.spans():
        if not isinstance(clip, Clip) or not media[clip.media].has_sound or clip.level.muted:
            continue
        if found and found[-1].end == place.start:
            found[-1] = Span(found[-1].start, place.end)
        else:
            found.append(place)
    return found


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
    heard = _with_sound(scene)
    found = [
        part
        for pause in scene.request.find_pauses(scene.project, least)
        for place in heard
        if (shared := pause.overlap(reach)) and (part := shared.overlap(place)) and part.length >= SHORTEST
    ]
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
