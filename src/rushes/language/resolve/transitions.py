"""Intents about fades and transitions, to operations."""

from __future__ import annotations

from fractions import Fraction

from rushes.edits import AddTransition, FadePicture
from rushes.language.answers import Made, Open, Outcome, Scene, Unable
from rushes.language.reading import Intent, Params
from rushes.language.resolve.pointing import clips_meant, exact, moment, several
from rushes.language.resolve.steps import colour
from rushes.model.timeline import Clip, TransitionKind


def fade(scene: Scene, intent: Intent) -> Outcome:
    """The picture faded in or out, 1 s where no length is said."""
    direction = "in" if intent.op == "fade_in" else "out"
    params = intent.params
    length = exact(params["duration"]) if "duration" in params else Fraction(1)
    ids = several(scene, params)
    if isinstance(ids, Open | Unable):
        return ids
    if not ids and "start" in params:
        at = moment(scene, params["start"])
        if isinstance(at, Open):
            return at
        clip = scene.project.timeline.clip_at(at)
        ids = (clip.id,) if clip else ()
    assumed = () if "duration" in params else (scene.say("1 s", "1 秒"),)
    return Made((FadePicture(direction, length, ids, colour(params.get("color")) or "#000000"),), assumed=assumed)


_KINDS = {
    "crossfade": TransitionKind.DISSOLVE, "dissolve": TransitionKind.DISSOLVE, "fade": TransitionKind.DISSOLVE, "smooth": TransitionKind.DISSOLVE,
    "dip to black": TransitionKind.FADE_BLACK, "dip to white": TransitionKind.FADE_WHITE, "闪白": TransitionKind.FADE_WHITE, "闪黑": TransitionKind.FADE_BLACK, "wipe": TransitionKind.WIPE_LEFT, "slide": TransitionKind.SLIDE_LEFT,
    "iris": TransitionKind.CIRCLE, "flash": TransitionKind.FADE_WHITE, "morph": TransitionKind.DISSOLVE,
}  # fmt: skip


def transition(scene: Scene, intent: Intent) -> Outcome:
    """A transition on the cuts meant, 0.5 s where no length is said."""
    params = intent.params
    last = next((each for each in scene.request.last if isinstance(each, AddTransition)), None)
    if last and set(params) == {"duration"}:  # "longer", "2 seconds": the one just put in
        wanted = params["duration"]
        grown = {"longer": last.length * Fraction(3, 2), "shorter": last.length * Fraction(2, 3)}.get(str(wanted))
        return Made((AddTransition(last.kind, exact(wanted) if grown is None else grown, last.clips),))
    said = params.get("type")
    kind = TransitionKind.DISSOLVE if said is None else _KINDS.get(str(said))
    words = " ".join(match.words for match in intent.matched).lower()
    if kind in (TransitionKind.WIPE_LEFT, TransitionKind.SLIDE_LEFT) and ("right" in words or "右" in words):
        kind = TransitionKind.WIPE_RIGHT if kind is TransitionKind.WIPE_LEFT else TransitionKind.SLIDE_RIGHT
    if kind is None:
        return Open(
            scene.say(f"I don't have a “{said}” transition. Which of these?", f"没有“{said}”转场，用下面哪个？"),
            tuple(
                scene.say(*each)
                for each in (
                    ("crossfade between all clips", "所有片段加叠化"),
                    ("dip to black between all clips", "所有片段之间黑场过渡"),
                    ("wipe between all clips", "所有片段之间擦除转场"),
                    ("slide transition between all clips", "所有片段之间滑动转场"),
                )
            ),
        )
    ids = cuts_meant(scene, params)
    if isinstance(ids, Open | Unable):
        return ids
    told = isinstance(params.get("duration"), int | float)
    length = exact(params["duration"]) if told else Fraction(1, 2)
    assumed = () if told else (scene.say("0.5 s", "0.5 秒"),)
    return Made((AddTransition(kind, length, ids),), assumed=assumed)


def _which_side(scene: Scene, number: int) -> Open:
    """Before a clip in the middle, or after it?"""
    return Open(
        scene.say(f"On which side of clip {number}?", f"加在第{number}段的哪一侧？"),
        (
            scene.say(
                f"crossfade between clips {number - 1} and {number}", f"第{number - 1}段和第{number}段之间加叠化"
            ),
            scene.say(
                f"crossfade between clips {number} and {number + 1}", f"第{number}段和第{number + 1}段之间加叠化"
            ),
        ),
    )


def cuts_meant(scene: Scene, params: Params) -> tuple[str, ...] | Open | Unable:
    """The clips that come in on the cuts meant; empty means every cut."""
    clips = [clip.id for clip in scene.project.timeline.clips]
    between = params.get("between")
    if isinstance(between, list) and len(between) > 1:
        found = clips_meant(scene, between)
        return found if isinstance(found, Open | Unable) else found[1:]
    for key, offset in (("after", 1), ("clip", 0)):
        said = params.get(key) if key == "after" else params.get("clip", between if isinstance(between, int) else None)
        if said is None or said == "all":
            continue
        found = clips_meant(scene, said)
        if isinstance(found, Open | Unable):
            return found
        place = clips.index(found[0])
        if key == "clip" and between is None and 0 < place < len(clips) - 1:
            return _which_side(scene, place + 1)
        index = place + (offset if key == "after" else 1 if isinstance(between, int) else 0)
        return (clips[max(min(index, len(clips) - 1), 1)],) if len(clips) > 1 else ()
    if "at" in params:
        at = moment(scene, params["at"])
        if isinstance(at, Open):
            return at
        starts = [
            (abs(place.start - at), item.id)
            for item, place in scene.project.timeline.spans()
            if isinstance(item, Clip) and place.start > 0
        ]
        return (min(starts)[1],) if starts else ()
    return ()
