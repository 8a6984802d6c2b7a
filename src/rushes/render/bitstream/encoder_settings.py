"""How our encoder must be set so that its pieces can stand beside copied runs of a source."""

from __future__ import annotations

from dataclasses import dataclass, field

from rushes.render.bitstream.avc_sets import read_pps, read_sps
from rushes.render.bitstream.bits import BitstreamSurprise
from rushes.render.bitstream.hevc_sets import read_hevc_sps
from rushes.render.bitstream.index import SourceIndex

REFERENCES_MAX = 4
"""More cost time and bring little, whatever the preset."""
B_FRAMES_MAX = 3


@dataclass(frozen=True, slots=True)
class EncoderSettings:
    """For PyAV: `encoder` by FFmpeg's name, `pixel_format`, and `options` to be set on the codec context.

    They fix everything that a join depends on; rate control, preset, threads and the key interval stay free
    (`preset`, `crf`, `g`), but groups must stay closed. Options inside `x264-params` or `x265-params` may be
    added to, not contradicted. Colour tags and pixel aspect are free too: the join gives pieces the source's,
    and its mastering and light levels.
    """

    encoder: str
    pixel_format: str
    width: int
    height: int
    options: dict[str, str] = field(default_factory=dict)


def joining_settings(source: SourceIndex, references: int = REFERENCES_MAX) -> EncoderSettings | None:
    """The settings for pieces beside `source`, with at most so many reference pictures; None where nothing of it may be
    copied anyway."""
    if source.no_copy_reason:
        return None
    try:
        return {"h264": _avc_settings, "hevc": _hevc_settings}[source.codec](source, references)
    except BitstreamSurprise:
        return None


def _avc_settings(source: SourceIndex, references: int) -> EncoderSettings:
    house = read_sps(source.parameter_sets[0])
    sets = [read_pps(unit, house.chroma_format) for unit in source.parameter_sets if unit[0] & 31 == 8]
    pictures = [each for each in sets if each.sps_id == house.id]
    profile = {66: "baseline", 77: "main"}.get(house.profile, "high")
    reorder = source.reorder_depth if house.reorder_frames is None else house.reorder_frames
    no_b_slices = bool(house.constraints & 0x04) or profile == "baseline" or not house.direct_8x8
    bidirectional = source.has_b_pictures and reorder and house.references >= 2 and not no_b_slices
    pyramid = bidirectional and reorder >= 2 and house.references >= 4
    cabac = profile != "baseline" and all(each.cabac for each in pictures)
    params = {
        "ref": max(1, min(house.references, references)),
        "bframes": B_FRAMES_MAX if bidirectional else 0,
        "b-pyramid": "normal" if pyramid else "none",
        "cabac": int(cabac),
        "8x8dct": int(profile == "high" and any(each.transform_8x8 for each in pictures)),
        "weightp": 0 if profile == "baseline" else 1,
        "open-gop": 0,
        "annexb": 1,
        "repeat-headers": 0,
        "aud": 0,
        "nal-hrd": "none",
        "sliced-threads": 0,
        "level": house.level if house.level > 9 else 11,
    }
    if not house.references:
        params |= {"keyint": 1}  # the source's decoder keeps no picture, so ours may lean on none
    options = {
        "profile": profile,
        "x264-params": ":".join(f"{name}={value}" for name, value in params.items()),
        "flags": "+cgop+global_header",
    }
    full_range = house.vui_present and house.vui.signal_present and house.vui.full_range
    return EncoderSettings("libx264", "yuvj420p" if full_range else "yuv420p", house.width, house.height, options)


def _hevc_settings(source: SourceIndex, references: int) -> EncoderSettings:
    house = read_hevc_sps(source.parameter_sets[0])
    bidirectional = house.reorder > 0 and source.reorder_depth > 0 and house.buffered >= 4
    pyramid = bidirectional and house.reorder >= 2 and house.buffered >= 5
    params = {
        "ref": max(1, min(house.buffered - 1, references, REFERENCES_MAX - 1)),
        "bframes": B_FRAMES_MAX if bidirectional else 0,
        "b-pyramid": int(pyramid),
        "open-gop": 0,
        "repeat-headers": 0,
        "info": 0,
        "aud": 0,
        "hrd": 0,
        "level-idc": f"{house.level // 30}.{house.level % 30 // 3}",
        "high-tier": house.ptl >> 93 & 1,
        "log-level": "error",
    }
    options = {
        "profile": "main10" if house.luma_depth == 10 else "main",
        "x265-params": ":".join(f"{name}={value}" for name, value in params.items()),
        "flags": "+cgop+global_header",
    }
    depth_format = "yuv420p10le" if house.luma_depth == 10 else "yuv420p"
    return EncoderSettings("libx265", depth_format, house.width, house.height, options)
