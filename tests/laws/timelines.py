"""Random timelines and operations to hold laws against, and what makes a project well formed.

Operations come in two kinds: `fitting_operation` makes those that usually can be done, `any_operation` those whose
every field has the right type and any value at all.
"""

from __future__ import annotations

from dataclasses import MISSING, fields
from fractions import Fraction
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from hypothesis import strategies as st
from tests.edits.sketches import project_of

from rushes.edits import OPERATIONS
from rushes.edits.form import well_formed
from rushes.model.project import Project, head_handle, tail_handle
from rushes.model.time import Span
from rushes.model.timeline import Clip, Crop, Timeline, Zoom

RATES = st.sampled_from([Fraction(24), Fraction(30), Fraction(30000, 1001), Fraction(24000, 1001), Fraction(60)])
LONG = {"a": "60", "b": "60", "c": "7.3", "d": "1.01"}
"""How long the media are, in seconds; `d` is shorter than most of what is asked of it."""


# --- projects ------------------------------------------------------------------------------------------------


@st.composite
def projects(draw: st.DrawFn, rate: Fraction | None = None, plain: bool = False) -> Project:
    """A well-formed project: one to five items, whole frames long, and a few things placed over them.

    `plain`: no gaps, stills, transitions, fades or riders.
    """
    rate = rate or draw(RATES)
    frame = 1 / rate
    track, length = [], Fraction(0)
    for _ in range(draw(st.integers(1, 4))):
        kind = "clip" if plain else draw(st.sampled_from(["clip"] * 5 + ["gap", "still"]))
        frames = draw(st.integers(1, 200))
        if kind == "gap":
            track.append(f"_{frames * frame}")
        elif kind == "still":
            track.append(f"still@0~{frames * frame}")
        else:
            speed = draw(st.sampled_from([Fraction(1), Fraction(1), Fraction(2), Fraction(1, 2)]))
            start = draw(st.integers(0, 300)) * frame
            first, last = start, start + frames * frame * speed
            if draw(st.booleans()) and not plain:
                first, last = last, first
            cut = ">dissolve0.4> " if not plain and draw(st.integers(0, 3)) == 0 else ""
            marks = draw(st.sampled_from(["", "", "[in0.5]", "[out1]", "[-6dB]", "[mute]"])) if not plain else ""
            track.append(f"{cut}{draw(st.sampled_from('ab'))}{first}-{last}x{speed}{marks}")
        length += frames * frame
    riders = [] if plain else draw(st.lists(_riders(length), max_size=3))
    return well_formed(project_of(" | ".join([" ".join(track), *riders]), rate=rate, lasting=LONG))


def _riders(length: Fraction) -> st.SearchStrategy[str]:
    kinds = st.sampled_from(
        [
            't "x" {}-{}',
            'cap "x" {}-{}',
            "o still {}-{}",
            "o b {}-{}",
            "m tune {}-{}",
            "m tune {}-",
            "voice talk {}- once",
        ]
    )
    times = st.tuples(st.integers(0, 9), st.integers(1, 10)).map(lambda t: (min(t[0], t[1] - 1), t[1]))
    return st.tuples(kinds, times).map(lambda pair: pair[0].format(pair[1][0] * length / 10, pair[1][1] * length / 10))


def well_formed_faults(project: Project) -> list[str]:
    """What is wrong with a project, in words; nothing for one that is well formed."""
    timeline, canvas = project.timeline, project.timeline.canvas
    faults = []
    for item, place in timeline.spans():
        if item.length <= 0:
            faults.append(f"{item} has no length")
        if not canvas.variable_rate and (item.length * canvas.rate).denominator != 1:
            faults.append(f"{item} at {place} is not whole frames long")
    for clip in timeline.clips:
        faults += _clip_faults(clip, project)
    faults += _transition_faults(project)
    faults += _rider_faults(timeline)
    ids = [each.id for each in (*timeline.clips, *timeline.titles, *timeline.overlays, *timeline.sounds)]
    if len(set(ids)) != len(ids):
        faults.append(f"ids given twice: {ids}")
    if any(int(each[1:]) > timeline.numbered for each in ids):
        faults.append(f"ids beyond {timeline.numbered}: {ids}")
    return faults


def _clip_faults(clip: Clip, project: Project) -> list[str]:
    media = project.find(clip.media)
    faults = []
    if media is None or not Span(Fraction(0), media.facts.duration).covers(clip.source):
        faults.append(f"{clip} is not within its media")
    if max(clip.fade_in, clip.fade_out, clip.level.fade_in, clip.level.fade_out) > clip.length:
        faults.append(f"{clip} fades for longer than it lasts")
    if clip.held is not None and clip.source.length:
        faults.append(f"{clip} holds more than a moment")
    return faults


def _transition_faults(project: Project) -> list[str]:
    faults, before, before_half = [], None, Fraction(0)
    for item in project.timeline.track:
        half = Fraction(0)
        if isinstance(item, Clip) and item.transition:
            half = item.transition.length / 2
            if not isinstance(before, Clip):
                faults.append(f"{item} has a transition from nothing")
            else:
                if half + before_half > before.length or half > item.length:
                    faults.append(f"the transition into {item} is longer than its clips")
                for handle in (tail_handle(before, project), head_handle(item, project)):
                    if handle is not None and handle < half:
                        faults.append(f"the transition into {item} reaches past its media")
        before, before_half = item, half
    return faults


def _rider_faults(timeline: Timeline) -> list[str]:
    faults, length, canvas = [], timeline.length, timeline.canvas
    for title in timeline.titles:
        if not 0 <= title.span.start < title.span.end <= length:
            faults.append(f"{title} is not within {length}")
        if title.fade_in + title.fade_out > title.span.length:
            faults.append(f"{title} fades for longer than it stands")
        if not canvas.variable_rate and title.span.end != length and canvas.snap(title.span.end) != title.span.end:
            faults.append(f"{title} is not on frames")
    for each in (*timeline.overlays, *timeline.sounds):
        end = length if each.end is None else each.end
        if not 0 <= each.start < end <= length or each.source_start < 0:
            faults.append(f"{each} is not within {length}")
    return faults


# --- operations ----------------------------------------------------------------------------------------------

MOMENTS = st.one_of(
    st.fractions(min_value=0, max_value=12, max_denominator=60),
    st.sampled_from([Fraction(0), Fraction(1), Fraction(-1), Fraction(1, 3), Fraction(10**9), Fraction(-(10**400))]),
)
FLOATS = st.one_of(
    st.floats(0, 1), st.sampled_from([0.0, -1.0, 1e9, -1e308, float("nan"), float("inf"), 0.5, 2.0, -18.0])
)
WHOLE = st.one_of(st.integers(-3, 20), st.sampled_from([90, 180, 10**30, -(10**30)]))
TEXTS = st.sampled_from(
    ["", " ", "Dawn", "in", "out", "horizontal", "center", "bw", "#ff0000", "x" * 600, "{x}", "%s\0"]
)
IDS = st.sampled_from(["c1", "c2", "c3", "c4", "t1", "t5", "o2", "s3", "s6", ""])
MEDIA = st.sampled_from(["a", "c", "d", "mute", "still", "tune", "talk", "none"])


def any_operation(kinds: tuple[type, ...] = OPERATIONS) -> st.SearchStrategy[Any]:
    """Any operation with any values of the right types."""
    return st.sampled_from(kinds).flatmap(_any_record)


def _any_record(kind: type) -> st.SearchStrategy[Any]:
    hints = get_type_hints(kind)
    hints.pop("name", None)
    return st.builds(kind, **{key: _any_value(key, hint) for key, hint in hints.items()})


def _any_value(key: str, hint: Any) -> st.SearchStrategy[Any]:
    origin, parts = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        return st.one_of(st.none(), *(_any_value(key, part) for part in parts if part is not NoneType))
    if origin is tuple:
        return st.lists(_any_value(key, parts[0]), max_size=3).map(tuple)
    if hint is Fraction:
        return MOMENTS
    if hint is float:
        return FLOATS
    if hint is bool:
        return st.booleans()
    if hint is int:
        return WHOLE
    if hint is Span:
        return st.tuples(MOMENTS, MOMENTS).map(lambda pair: Span(min(pair), max(pair)))
    if hint is str:
        return MEDIA if key in ("media", "lut") else IDS if key in _NAMED else TEXTS
    if isinstance(hint, type) and hasattr(hint, "__dataclass_fields__"):
        return _any_record(hint)
    return st.sampled_from(list(hint))


_NAMED = frozenset({"clip", "clips", "titles", "title", "overlay", "overlays", "sounds", "targets", "first", "second"})


# --- operations that fit -------------------------------------------------------------------------------------

_FITTING: dict[str, st.SearchStrategy[Any]] = {
    "degrees": st.sampled_from([90, 180, 270, -90]),
    "ratio": st.sampled_from([Fraction(9, 16), Fraction(1), Fraction(4, 5), Fraction(21, 9)]),
    "rate": st.sampled_from([Fraction(24), Fraction(25), Fraction(30000, 1001), Fraction(50)]),
    "factor": st.sampled_from([Fraction(1, 2), Fraction(11, 10), Fraction(2), Fraction(4)]),
    "direction": st.sampled_from(["in", "out"]),
    "axis": st.sampled_from(["horizontal", "vertical"]),
    "place": st.sampled_from(["center", "top", "bottom_left"]),
    "colour": st.sampled_from(["#ffffff", "#FFCC00"]),
    "bar": st.sampled_from(["#000000"]),
    "text": st.sampled_from(["Dawn", "黎明", "a {b} % c"]),
    "look": st.sampled_from(["cinematic", "bw", "vintage"]),
    "lut": st.just("f" * 64),
    "label": st.sampled_from(["", "lo-fi"]),
    "parts": st.integers(2, 5),
    "times": st.integers(1, 3),
    "lufs": st.sampled_from([-14.0, -23.0]),
    "size": st.floats(0.02, 0.2),
    "opacity": st.floats(0.1, 1),
    "margin": st.floats(0, 0.2),
    "mix": st.floats(0, 1),
    "depth_db": st.floats(-30, 0),
    "brightness_ev": st.sampled_from([0.0, 0.35, -0.7]),
    "contrast": st.sampled_from([0.0, 18.0]),
    "saturation": st.sampled_from([0.0, -35.0]),
    "warmth_k": st.sampled_from([0.0, 700.0]),
    "crop": st.sampled_from([Crop(0.1, 0, 0.1, 0), Crop(0, 0.125, 0, 0.125)]),
    "zoom": st.sampled_from([Zoom(1, 1.1), Zoom(1.5, 1.5)]),
}
_DB = st.sampled_from([-18.0, -6.0, 3.0])
_SHORT = st.sampled_from([Fraction(1, 5), Fraction(1, 2), Fraction(1), Fraction(2)])


def fitting_operation(project: Project) -> st.SearchStrategy[Any]:
    """An operation with values that make sense for `project`; most can be done."""
    kinds = [kind for kind in OPERATIONS if _has_what_it_needs(kind, project.timeline)]
    return st.sampled_from(kinds).flatmap(lambda kind: _fitting_record(kind, project))


def _has_what_it_needs(kind: type, timeline: Timeline) -> bool:
    needs = {"clip": timeline.clips, "first": timeline.clips, "title": timeline.titles, "overlay": timeline.overlays}
    named = {each.name for each in fields(kind) if each.default is MISSING}
    return all(needs[name] for name in named & set(needs)) and bool(timeline.clips)


def _fitting_record(kind: type, project: Project) -> st.SearchStrategy[Any]:
    hints, length = get_type_hints(kind), project.timeline.length
    timeline = project.timeline
    moments = st.integers(0, 99).map(lambda share: share * length / 100)
    clips = st.sampled_from([clip.id for clip in timeline.clips])
    riders = [each.id for each in (*timeline.sounds, *timeline.overlays)]
    values: dict[str, st.SearchStrategy[Any]] = {
        **_FITTING,
        "clip": clips,
        "first": clips,
        "second": clips,
        "clips": st.permutations([clip.id for clip in timeline.clips]).map(tuple)
        if kind.__name__ == "Reorder"
        else st.lists(clips, max_size=2).map(tuple),
        "to": st.integers(1, max(len(timeline.clips), 1)),
        "title": st.sampled_from([each.id for each in timeline.titles] or [""]),
        "overlay": st.sampled_from([each.id for each in timeline.overlays] or [""]),
        "titles": st.just(()),
        "overlays": st.just(()),
        "sounds": st.just(()),
        "targets": st.lists(st.one_of(clips, st.sampled_from(riders or [timeline.clips[0].id])), max_size=2).map(tuple),
        "media": st.sampled_from(
            ["tune", "talk", "a"] if "Sound" in kind.__name__ or "Music" in kind.__name__ else ["a", "c", "still"]
        ),
        "at": st.lists(moments, max_size=2).map(tuple) if get_origin(hints.get("at")) is tuple else moments,
        "start": moments,
        "end": moments,
        "span": st.tuples(moments, moments).map(lambda pair: Span(min(pair), max(pair) + length / 100)),
        "spans": st.tuples(moments, moments).map(lambda pair: (Span(min(pair), max(pair) + length / 100),)),
        "source_start": st.sampled_from([Fraction(0), Fraction(1, 2)]),
        "by": _SHORT,
        "gain_db": _DB,
        "by_db": _DB,
        "to_db": _DB,
        "width": st.sampled_from([1920, 1080]) if hints.get("width") is int else st.floats(0.05, 0.5),
        "height": st.sampled_from([1080, 1920]),
        "length": _SHORT,
        "fade_in": _SHORT,
        "fade_out": _SHORT,
    }
    given = {}
    for each in fields(kind):
        hint = hints[each.name]
        strategy = values.get(each.name, _any_value(each.name, hint))
        if each.name == "media" and get_origin(hint) is tuple:
            strategy = st.lists(strategy, min_size=1, max_size=2).map(tuple)
        given[each.name] = strategy if each.default is MISSING else st.one_of(st.just(each.default), strategy)
    return st.builds(kind, **given)
