"""An export as asked for: the parameters of an intent to a `Wish`."""

from __future__ import annotations

from itertools import pairwise

from rushes.language.answers import Open, Scene, Unable, Wish
from rushes.language.reading import Intent, Params
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
    if params.get("audio") == "none":
        return Unable("layout", scene.say("a file without sound (mute it first)", "不带声音的文件（请先静音）"))
    span = _span(scene, params)
    if isinstance(span, Open | Unable):
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


def _span(scene: Scene, params: Params) -> Span | Open | Unable | None:
    """The stretch to be delivered; None for all of it."""
    reach = None
    if "clip" in params:
        if params["clip"] == "each":
            return Unable("layout", scene.say("each clip as a file of its own", "每个片段单独导出"))
        found = several(scene, params)
        if isinstance(found, Open | Unable):
            return found
        places = sorted(
            (place for place in map(scene.project.timeline.place_of, found) if place), key=lambda place: place.start
        )
        if any(one.end != other.start for one, other in pairwise(places)):
            return Unable("layout", scene.say("clips that stand apart as one file", "把不相邻的片段导出成一个文件"))
        reach = Span(places[0].start, places[-1].end) if places else None
    named = {key: value for key, value in params.items() if key in ("start", "end", "where", "seconds")}
    return stretch_of(scene, named, reach) or reach


def _text(value: object) -> str | None:
    return None if value is None else str(value)
