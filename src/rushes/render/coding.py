"""How an output's frames are encoded: pixels, colour, encoder and its options. Pure."""

from __future__ import annotations

from dataclasses import replace

from rushes.model.media import Colour, HdrKind, Media
from rushes.model.time import Rate
from rushes.render.bitstream.encoder_settings import EncoderSettings
from rushes.render.job import Coding
from rushes.render.output import CRF, Codec, Output, Quality

BT709 = Colour("bt709", "bt709", "bt709")
HLG = Colour("bt2020", "arib-std-b67", "bt2020nc")
PQ = Colour("bt2020", "smpte2084", "bt2020nc")

KEY_SECONDS = 2
"""Longest distance between keyframes in what we encode: players seek well, size grows by under 2 %."""

ENCODERS = {
    Codec.H264: "libx264",
    Codec.HEVC: "libx265",
    Codec.AV1: "libsvtav1",
    Codec.VP9: "libvpx-vp9",
    Codec.PRORES: "prores_ks",
    Codec.GIF: "libx264",
}

GIF_CRF = 10
"""A GIF is made from pieces of H.264 that lose nothing its 256 colours could show."""

PRESETS = {
    Quality.DRAFT: "ultrafast",
    Quality.STANDARD: "veryfast",
    Quality.HIGH: "veryfast",
    Quality.BEST: "medium",
}
"""x264 and x265. On two cores a UHD frame costs 0.3 CPU s with `veryfast` and about 1 s with `medium`, which is
5 to 10 % smaller at the same quality."""

REFERENCES = {
    Codec.H264: {Quality.DRAFT: 1, Quality.STANDARD: 1, Quality.HIGH: 1, Quality.BEST: 3},
    Codec.HEVC: {Quality.DRAFT: 1, Quality.STANDARD: 2, Quality.HIGH: 2, Quality.BEST: 3},
}
"""Reference pictures that these presets use by themselves. Beside a copied source with four, four cost a quarter more
time and saved nothing that could be seen."""


def house_colour(lead: Media | None, hdr: HdrKind) -> Colour:
    """The colour a whole output is in: that of the media most of it shows, or the standard one of its kind."""
    if hdr is HdrKind.HLG:
        return HLG
    if hdr is HdrKind.PQ:
        return PQ
    video = lead.facts.video if lead else None
    if video is None or (lead and lead.facts.is_still) or video.colour.hdr is not HdrKind.SDR:
        return BT709
    if video.colour.matrix in ("rgb", "gbr", "ycgco", "bt2020nc", "bt2020c"):
        return BT709
    return video.colour


def pixel_format_for(codec: Codec, hdr: HdrKind, lead: Media | None) -> str:
    """The pixels an encoder is given: 4:2:0 with 8 bits, 10 where the colour or the codec needs them."""
    if codec is Codec.PRORES:
        return "yuv422p10le"
    if codec in (Codec.H264, Codec.GIF):
        return "yuv420p"
    video = lead.facts.video if lead else None
    deep = codec is Codec.HEVC and video is not None and video.codec == "hevc" and video.bit_depth == 10
    return "yuv420p10le" if hdr is not HdrKind.SDR or deep or codec is Codec.AV1 else "yuv420p"


def coding_for(output: Output, rate: Rate) -> Coding:
    """The encoder and its options for `output` at `rate`, for files in which nothing is copied."""
    codec = output.codec
    options = _options(output, max(round(rate * KEY_SECONDS), 1))
    return Coding(ENCODERS[codec], tuple(options.items()), rate, output.bitrate_bps)


def beside(coding: Coding, settings: EncoderSettings) -> Coding:
    """`coding` with what it takes to stand in one file with copied packets; rate control and preset stay."""
    forced = {"forced-idr": "1"}  # a keyframe asked for closes the group before it
    return replace(coding, options=tuple({**dict(coding.options), **settings.options, **forced}.items()))


def brief(coding: Coding) -> Coding:
    """`coding` for a few seconds between copied runs: x264's and x265's next faster preset, at no lower quality.

    Measured on 24 and 60 UHD frames of a camera's: x264 superfast at crf 19 costs 0.25 CPU s a frame where veryfast at
    18 costs 0.4, with a VMAF of 95.5 against 94.3, and half as many bits again, which in so short a stretch are a
    hundredth of the file; x265 superfast at 20 costs 0.7 where veryfast costs 0.95, at the same VMAF and size.
    """
    options = dict(coding.options)
    if options.get("preset") != "veryfast" or "crf" not in options:
        return coding
    options["preset"] = "superfast"
    if coding.encoder == "libx264":
        options["crf"] = str(int(options["crf"]) + 1)
    return replace(coding, options=tuple(options.items()))


def _options(output: Output, key_frames: int) -> dict[str, str]:
    codec, quality = output.codec, output.quality
    steady = {} if output.bitrate_bps else {"crf": str(CRF[codec][quality])} if codec in CRF else {}
    match codec:
        case Codec.GIF:
            return {"crf": str(GIF_CRF), "preset": "veryfast", "g": str(key_frames)}
        case Codec.H264:
            return {**steady, "preset": PRESETS[quality], "g": str(key_frames)}
        case Codec.HEVC:
            return {
                **steady,
                "preset": PRESETS[quality],
                "x265-params": f"keyint={key_frames}:open-gop=0:log-level=none:info=0:repeat-headers=0",
            }
        case Codec.AV1:
            return {**steady, "preset": "6" if quality is Quality.BEST else "10", "g": str(key_frames)}
        case Codec.VP9:
            speed = "2" if quality is Quality.BEST else "5"
            return {
                **steady, "deadline": "good", "cpu-used": speed, "row-mt": "1", "tile-columns": "2",
                "g": str(key_frames), "lag-in-frames": "16", "auto-alt-ref": "0",
            }  # fmt: skip
        case Codec.PRORES:
            return {"profile": "hq" if quality in (Quality.HIGH, Quality.BEST) else "standard", "vendor": "apl0"}
    return {}
