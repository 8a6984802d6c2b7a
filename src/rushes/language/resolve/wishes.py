"""An export as asked for: the parameters of an intent to a `Wish`."""

from __future__ import annotations

from itertools import pairwise

from rushes.language.answers import Open, Scene, Unable, Wish
from rushes.language.reading import Intent
from rushes.language.resolve.pointing import moment, several, stretch_of
from rushes.model.time import Span

HANDOFFS = frozenset({"premiere", "resolve", "capcut", "jianying", "finalcut", "edl", "fcpxml", "otio", "aftereffects"})
_BITS = {"M": 1_000_000, "k": 1_000}


def wish(scene: Scene, intent: Intent) -> Wish | Open | Unable:
    """What is wanted as a file."""
    params = intent.params
    if intent.op == "extract_audio":
        return Wish(format=str(params.get("format") or "m4a"))
    if intent.op == "thumbnail":
        said = params.get("at")
        at = moment(scene, said if said is not None else "start" if scene.request.playhead is None else "playhead")
        return at if isinstance(at, Open) else Wish(format="jpg", at=at)
    format_ = params.get("format")
    if format_ in HANDOFFS:
        return Unable("handoff", str(format_))
    reach = _clips(scene, intent) if "clip" in params else None
    if isinstance(reach, Open | Unable):
        return reach
    span: Span | Open | None = stretch_of(
        scene, {key: value for key, value in params.items() if key in ("start", "end")}, reach
    )
    span = span or reach
    if isinstance(span, Open):
        return span
    bitrate = params.get("bitrate")
    bits = (
        int(float(str(bitrate)[:-4]) * _BITS[str(bitrate)[-4]])
        if isinstance(bitrate, str) and bitrate[-4:-3] in _BITS
        else None
    )
    rate = params.get("fps")
    mb = params.get("max_mb")
    return Wish(
        format=_text(format_),
        codec=_text(params.get("codec")),
        size=_text(params.get("resolution")),
        rate=float(rate) if isinstance(rate, int | float) else None,
        quality=_text(params.get("quality")),
        platform=_text(params.get("platform")),
        megabytes=float(mb) if isinstance(mb, int | float) else None,
        bitrate_bps=bits,
        compress=bool(params.get("compress")),
        span=span,
    )


def _clips(scene: Scene, intent: Intent) -> Span | Open | Unable:
    """The stretch of the clips named, which must stand next to each other."""
    found = several(scene, intent.params)
    if isinstance(found, Open | Unable):
        return found
    places = sorted(
        (place for each in found if (place := scene.project.timeline.place_of(each))), key=lambda each: each.start
    )
    if any(before.end != after.start for before, after in pairwise(places)):
        return Unable("layout", scene.say("clips that stand apart as one file", "把不相邻的片段导出成一个文件"))
    return Span(places[0].start, places[-1].end)


def _text(value: object) -> str | None:
    return None if value is None else str(value)
