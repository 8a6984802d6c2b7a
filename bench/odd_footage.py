"""Footage as cameras, phones, drones, screen recorders and editors write it when they are odd, made with FFmpeg.

    .venv/bin/python bench/odd_footage.py FOLDER [PATTERN]     then     scripts/edit-matrix FOLDER

Each clip is a second or two, small, and named by what is odd about it. What one FFmpeg can't write is byte edits.
"""

from __future__ import annotations

import io
import random
import struct
import sys
import wave
from collections.abc import Callable
from fnmatch import fnmatch
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import judge
import numpy as np
from PIL import Image

CHIRP = "aevalsrc=0.4*sin(2*PI*(200*t+250*t*t)):d={d}:s={s}"
"""Sound that is like itself at one place only."""

X264 = ("-c:v", "libx264", "-preset", "veryfast", "-g", "15")
X265 = ("-c:v", "libx265", "-preset", "ultrafast", "-x265-params", "log-level=none:keyint=15", "-tag:v", "hvc1")
AAC = ("-c:a", "aac", "-b:a", "128k")


def clip(
    path: Path, *video: str, size="320x180", rate="30", seconds=1.6, sound="48000", filters="", audio=AAC, more=(),
    sound_filter="", pixels="yuv420p",
) -> None:  # fmt: skip
    """FFmpeg's moving test picture and a chirp. `sound` is a sample rate, "" for none."""
    command: list[object] = ["-v", "error", "-f", "lavfi", "-i", f"testsrc2=size={size}:rate={rate}:duration={seconds}"]
    if sound:
        command += ["-f", "lavfi", "-i", CHIRP.format(d=seconds, s=sound)]
    command += ["-vf", f"{filters + ',' if filters else ''}format={pixels}", *(video or X264)]
    if sound:
        command += [*(("-af", sound_filter) if sound_filter else ()), *audio]
    _, said, code = judge.ffmpeg(*command, *more, "-y", path)
    if code:
        raise RuntimeError(f"{path.name}: {said[-600:]}")


def remade(source: Path, path: Path, *arguments: object, before: tuple[object, ...] = ()) -> None:
    _, said, code = judge.ffmpeg("-v", "error", *before, "-i", judge.named(source), *arguments, "-y", judge.named(path))
    if code:
        raise RuntimeError(f"{path.name}: {said[-600:]}")


def matrix_of(path: Path, values: tuple[int, ...]) -> None:
    """Write a display matrix (16.16, the last column 2.30) into the first picture track's header."""
    data = bytearray(path.read_bytes())
    at = data.find(b"tkhd")
    version = data[at + 4]
    start = at + 4 + (4 + 20 + 16 if version == 0 else 4 + 32 + 16)
    data[start : start + 36] = struct.pack(">9i", *values)
    path.write_bytes(data)


ONE = 0x10000
MATRICES = {
    "rot90": (0, ONE, 0, -ONE, 0, 0), "rot180": (-ONE, 0, 0, 0, -ONE, 0), "rot270": (0, -ONE, 0, ONE, 0, 0),
    "mirror": (-ONE, 0, 0, 0, ONE, 0), "flip": (ONE, 0, 0, 0, -ONE, 0),
    "mirror_rot90": (0, ONE, 0, ONE, 0, 0), "mirror_rot270": (0, -ONE, 0, -ONE, 0, 0),
}  # fmt: skip

MADE: dict[str, Callable[[Path], None]] = {}


def made(name: str) -> Callable[[Callable[[Path], None]], Callable[[Path], None]]:
    def keep(make: Callable[[Path], None]) -> Callable[[Path], None]:
        MADE[name] = make
        return make

    return keep


def plain(name: str, *video: str, **given: object) -> None:
    MADE[name] = lambda path: clip(path, *video, **given)  # type: ignore[arg-type]


def as_space(matrix: str, full: str = "tv", pixels: str = "yuv420p", tags: tuple[str, str] | None = None) -> str:
    """Pixels that really are in a matrix and range; tagged so with primaries and transfer, or not at all."""
    said = "color_primaries=unknown:color_trc=unknown:colorspace=unknown"
    if tags:
        said = f"color_primaries={tags[0]}:color_trc={tags[1]}:colorspace={matrix}"
    return f"format=gbrp,scale=out_color_matrix={matrix}:out_range={full},format={pixels},setparams={said}:range={full}"


# --- rates ------------------------------------------------------------------------------------------------------

for rate in ("24000/1001", "48000/1001", "120000/1001", "25", "50", "240", "10", "1", "30000/1001"):
    plain(f"rate_{rate.replace('/', '_')}.mp4", rate=rate, seconds=4 if rate == "1" else 1.6)
plain("rate_17_3.mp4", rate="173/10")
plain("vfr_dropped.mp4", filters="select='not(eq(mod(n,7),3)+eq(mod(n,11),5))'", more=("-fps_mode", "vfr"))
plain("vfr_ms.mkv", filters="select='not(eq(mod(n,7),3))'", more=("-fps_mode", "vfr"))
plain("vfr_screen.mp4", filters="select='lt(mod(n,20),3)'", more=("-fps_mode", "vfr"), seconds=4)
plain("vfr_duplicate_times.mp4", filters="setpts='if(eq(mod(N,9),4),PTS-TB*0.9/(30*TB),PTS)'",
      more=("-fps_mode", "passthrough", "-enc_time_base", "1/90000", "-bf", "0"))  # fmt: skip
plain("vfr_jitter.mp4", filters="setpts='PTS+(random(1)*0.012-0.006)/TB'", more=("-fps_mode", "passthrough",
      "-enc_time_base", "1/90000", "-bf", "0"))  # fmt: skip
plain("vfr_pause.mp4", filters="setpts='PTS+gt(N,20)*5/TB'", more=("-fps_mode", "passthrough"))

# --- turn and shape -----------------------------------------------------------------------------------------------

for name, values in MATRICES.items():

    def _turned(path: Path, values: tuple[int, ...] = values) -> None:
        clip(path, more=("-movflags", "+faststart"))
        matrix_of(path, (*values[:2], 0, *values[3:5], 0, 0, 0, 0x40000000))

    MADE[f"turn_{name}.mp4"] = _turned

plain("sar_pal_4_3.mpg", "-c:v", "mpeg2video", "-b:v", "3M", size="720x576", rate="25", filters="setsar=16/15",
      audio=("-c:a", "mp2"), more=("-f", "vob"))  # fmt: skip
plain("sar_ntsc_16_9.mp4", size="720x480", rate="30000/1001", filters="setsar=32/27")
plain("sar_ntsc_dv.avi", "-c:v", "dvvideo", size="720x480", rate="30000/1001", filters="setsar=8/9",
      audio=("-c:a", "pcm_s16le"), pixels="yuv411p", more=("-ar", "48000", "-ac", "2"))  # fmt: skip
plain("sar_odd.mp4", filters="setsar=sar=1001/1000:max=2000")
plain("size_odd.mkv", filters="scale=321:181", pixels="yuv444p")
plain("size_odd420.webm", "-c:v", "libvpx-vp9", "-deadline", "realtime", "-cpu-used", "8", filters="scale=321:181",
      audio=("-c:a", "libopus"))  # fmt: skip
plain("size_tiny.mp4", size="16x16")
plain("size_tall.mp4", size="80x1200")
plain("size_wide.mp4", size="2000x64")
plain("size_crop1088.mp4", size="426x238")

# --- colour -------------------------------------------------------------------------------------------------------

for name, (space, primaries, transfer) in {
    "bt601_625": ("bt470bg", "bt470bg", "bt470bg"), "bt601_525": ("smpte170m", "smpte170m", "smpte170m"),
    "smpte240m": ("smpte240m", "smpte240m", "smpte240m"), "fcc": ("fcc", "bt470m", "bt470m"),
}.items():  # fmt: skip
    for full in ("tv", "pc"):
        plain(f"colour_{name}_{full}.mp4", filters=as_space(space, full, tags=(primaries, transfer)), sound="")
plain("colour_untagged_hd.mp4", filters=as_space("bt709"), size="1280x720", seconds=0.6, sound="")
plain("colour_untagged_sd.mp4", filters=as_space("smpte170m"), size="640x480", seconds=0.8, sound="")
plain("colour_untagged_full.mp4", filters=as_space("smpte170m", "pc"), sound="")
WIDE = ("bt2020", "bt2020-10")
plain("colour_bt2020_sdr.mp4", *X265, filters=as_space("bt2020nc", pixels="yuv420p10le", tags=WIDE),
      pixels="yuv420p10le", sound="")  # fmt: skip
plain("colour_hlg.mp4", *X265, filters=as_space("bt2020nc", pixels="yuv420p10le", tags=("bt2020", "arib-std-b67")),
      pixels="yuv420p10le")  # fmt: skip
plain("colour_pq.mp4", *X265, filters="format=gbrp,lutrgb=r=val*0.6:g=val*0.6:b=val*0.6,"
      + as_space("bt2020nc", pixels="yuv420p10le", tags=("bt2020", "smpte2084")), pixels="yuv420p10le")  # fmt: skip
plain("colour_hlg_full_h264.mp4", filters=as_space("bt2020nc", "pc", "yuv420p10le", ("bt2020", "arib-std-b67")),
      pixels="yuv420p10le", sound="")  # fmt: skip
plain("colour_p3.mov", filters=as_space("bt709", tags=("smpte432", "bt709")), sound="")
plain("colour_srgb_tag.mp4", filters=as_space("bt709", tags=("bt709", "iec61966-2-1")))
plain("colour_gbrp.mp4", "-c:v", "libx264rgb", "-preset", "veryfast", pixels="gbrp", sound="")
plain("colour_ffv1_bgr0.mkv", "-c:v", "ffv1", pixels="bgr0", sound="")
plain("colour_gray.mp4", pixels="gray", sound="")
plain("colour_gray10.mkv", "-c:v", "ffv1", pixels="gray10le", sound="")
plain("colour_pal8.avi", "-c:v", "rawvideo", pixels="rgb555le", sound="", size="160x90")

# --- pixels and codecs ---------------------------------------------------------------------------------------------

plain("codec_h264_10bit.mp4", pixels="yuv420p10le")
plain("codec_h264_422_10.mov", pixels="yuv422p10le")
plain("codec_h264_444.mp4", pixels="yuv444p")
plain("codec_hevc_422_10.mp4", *X265, pixels="yuv422p10le")
plain("codec_hevc_444.mp4", *X265, pixels="yuv444p")
plain("codec_hevc_12.mp4", *X265, pixels="yuv420p12le")
plain("codec_hevc_slices.mp4", "-c:v", "libx265", "-preset", "ultrafast", "-x265-params",
      "log-level=none:keyint=15:slices=3:bframes=4", "-tag:v", "hev1", size="640x360")  # fmt: skip
plain("codec_hevc_intra.mov", "-c:v", "libx265", "-preset", "ultrafast", "-x265-params", "log-level=none:keyint=1",
      "-tag:v", "hvc1")  # fmt: skip
plain("codec_hevc_interlaced.mp4", "-c:v", "libx265", "-preset", "ultrafast", "-x265-params",
      "log-level=none:interlace=tff:keyint=16", filters="tinterlace=mode=interleave_top,fieldorder=tff", size="320x192",
      rate="50")  # fmt: skip
plain("codec_av1.mkv", "-c:v", "libsvtav1", "-preset", "12", "-g", "15", audio=("-c:a", "libopus"))
plain("codec_av1_10.mp4", "-c:v", "libsvtav1", "-preset", "12", pixels="yuv420p10le")
plain("codec_vp8.webm", "-c:v", "libvpx", "-deadline", "realtime", audio=("-c:a", "libvorbis"))
plain("codec_vp9_444_12.webm", "-c:v", "libvpx-vp9", "-deadline", "realtime", "-cpu-used", "8", pixels="yuv444p12le",
      audio=("-c:a", "libopus"))  # fmt: skip
plain(
    "codec_vp9_alpha.webm",
    "-c:v",
    "libvpx-vp9",
    "-deadline",
    "realtime",
    "-auto-alt-ref",
    "0",
    filters="format=yuva420p,geq=lum='lum(X,Y)':cb='cb(X,Y)':cr='cr(X,Y)':a='255*X/W'",
    pixels="yuva420p",
    sound="",
)
plain("codec_prores_4444_alpha.mov", "-c:v", "prores_ks", "-profile:v", "4444",
      filters="format=yuva444p10le,geq=lum='lum(X,Y)':cb='cb(X,Y)':cr='cr(X,Y)':a='1023*X/W'", pixels="yuva444p10le",
      audio=("-c:a", "pcm_s24le"))  # fmt: skip
plain("codec_prores_proxy_i.mov", "-c:v", "prores_ks", "-profile:v", "proxy", "-flags", "+ildct+ilme", rate="50",
      filters="tinterlace=mode=interleave_bottom", pixels="yuv422p10le", audio=("-c:a", "pcm_s24be"))  # fmt: skip
plain("codec_dnxhr.mov", "-c:v", "dnxhd", "-profile:v", "dnxhr_sq", pixels="yuv422p", audio=("-c:a", "pcm_s16le"))
plain("codec_cineform.mov", "-c:v", "cfhd", pixels="yuv422p10le", audio=("-c:a", "pcm_s16le"))
plain("codec_mjpeg_full.mov", "-c:v", "mjpeg", "-q:v", "3", pixels="yuvj420p", audio=("-c:a", "pcm_s16le"))
plain("codec_mjpeg_444.avi", "-c:v", "mjpeg", "-q:v", "3", pixels="yuvj444p", audio=("-c:a", "pcm_u8"))
plain("codec_dv_pal.dv", "-c:v", "dvvideo", size="720x576", rate="25", pixels="yuv420p", audio=("-c:a", "pcm_s16le"),
      more=("-ar", "48000", "-ac", "2"))  # fmt: skip
plain("codec_mpeg2_interlaced.ts", "-c:v", "mpeg2video", "-b:v", "4M", "-flags", "+ildct+ilme", "-bf", "2",
      filters="tinterlace=mode=interleave_top", rate="50", size="352x288", audio=("-c:a", "ac3"))  # fmt: skip
plain("codec_mbaff.mp4", "-c:v", "libx264", "-preset", "veryfast", "-x264-params", "tff=1:keyint=20",
      filters="tinterlace=mode=interleave_top,setfield=tff", rate="50", size="352x288")  # fmt: skip
plain("codec_fake_interlaced.mp4", "-c:v", "libx264", "-preset", "veryfast", "-x264-params", "fake-interlaced=1")
plain("codec_pulldown.mp4", "-c:v", "libx264", "-preset", "veryfast", "-x264-params", "pulldown=32:fake-interlaced=0",
      rate="24000/1001")  # fmt: skip
plain("codec_wmv.wmv", "-c:v", "wmv2", "-b:v", "2M", audio=("-c:a", "wmav2"))
plain("codec_flv.flv", audio=AAC, more=("-ar", "44100"))
plain("codec_theora.ogv", "-c:v", "libtheora", "-q:v", "7", audio=("-c:a", "libvorbis"))
plain("codec_qtrle.mov", "-c:v", "qtrle", pixels="argb", sound="")
plain("codec_png.mov", "-c:v", "png", pixels="rgb24", sound="")
plain("codec_raw_uyvy.avi", "-c:v", "rawvideo", pixels="uyvy422", sound="")
plain("codec_v210.mov", "-c:v", "v210", pixels="yuv422p10le", sound="")
plain("codec_huffyuv.avi", "-c:v", "huffyuv", pixels="yuv422p", audio=("-c:a", "pcm_s16le"))
plain("codec_ffv1_yuv16.mkv", "-c:v", "ffv1", pixels="yuv422p16le", audio=("-c:a", "flac"))
plain("codec_screen_intra_refresh.mp4", "-c:v", "libx264", "-preset", "veryfast", "-x264-params",
      "intra-refresh=1:keyint=20:bframes=0")  # fmt: skip
plain("codec_h264_lossless.mkv", "-c:v", "libx264", "-qp", "0", "-preset", "ultrafast")
plain("codec_open_gop.mp4", "-c:v", "libx264", "-preset", "veryfast", "-x264-params", "open-gop=1:keyint=15:bframes=3")
plain("codec_long_gop_bpyramid.mp4", "-c:v", "libx264", "-preset", "medium", "-x264-params",
      "keyint=250:bframes=8:b-pyramid=2:ref=6", seconds=3)  # fmt: skip
plain("codec_slices_weightp.mp4", "-c:v", "libx264", "-preset", "medium", "-x264-params",
      "slices=4:weightp=2:keyint=20:aud=1:nal-hrd=vbr:vbv-maxrate=2000:vbv-bufsize=2000")  # fmt: skip
plain("codec_mpeg4_qpel.avi", "-c:v", "mpeg4", "-flags", "+qpel", "-bf", "2", "-q:v", "3", audio=("-c:a", "libmp3lame"))

# --- containers ------------------------------------------------------------------------------------------------------

plain("box_fragmented.mp4", more=("-movflags", "frag_keyframe+empty_moov+default_base_moof"))
plain("box_fragmented_sidx.mp4", more=("-movflags", "dash+frag_every_frame"))
plain("box_avc3.mp4", *X264, "-tag:v", "avc3", "-bsf:v", "dump_extra=freq=keyframe")
plain("box_hev1.mp4", "-c:v", "libx265", "-preset", "ultrafast", "-x265-params", "log-level=none:keyint=15", "-tag:v",
      "hev1", "-bsf:v", "dump_extra=freq=keyframe")  # fmt: skip
plain("box_moov_at_end.mov", more=("-f", "mov"))
plain("box_64bit_timescale.mp4", more=("-video_track_timescale", "10000000"))
plain("box_no_edit_list.mp4", more=("-use_editlist", "0", "-bf", "2"))
plain("box_negative_cts.mp4", more=("-movflags", "negative_cts_offsets", "-bf", "3"))
plain("box.m2ts", audio=("-c:a", "ac3"), more=("-mpegts_m2ts_mode", "1"))
plain("box.ts", audio=("-c:a", "mp2"))
plain("box_no_cues.mkv", more=("-live", "1", "-cluster_time_limit", "400"))
plain("box.3gp", "-c:v", "mpeg4", "-q:v", "4", size="176x144", audio=("-c:a", "libopencore_amrnb", "-ar", "8000", "-ac",
      "1"))  # fmt: skip
plain("box.f4v", more=("-f", "f4v"))
plain("box.mxf", "-c:v", "mpeg2video", "-b:v", "5M", rate="25", audio=("-c:a", "pcm_s16le"))
plain("box_raw.h264", sound="")
plain("box_raw.hevc", "-c:v", "libx265", "-preset", "ultrafast", "-x265-params", "log-level=none", sound="")
plain("box_nut.nut", audio=("-c:a", "flac"))


@made("start_95443.ts")
def _wrapping(path: Path) -> None:
    clip(path, seconds=2.4, more=("-output_ts_offset", "95443", "-muxdelay", "0", "-pes_payload_size", "0"))


@made("start_negative.mkv")
def _negative(path: Path) -> None:
    clip(path, more=("-output_ts_offset", "-0.4", "-avoid_negative_ts", "disabled"))


@made("edit_list_hides.mp4")
def _hides(path: Path) -> None:
    whole = path.with_name("between_whole.mp4")
    clip(whole, "-c:v", "libx264", "-preset", "veryfast", "-g", "60", "-bf", "2", seconds=2.6)
    remade(whole, path, "-c", "copy", before=("-ss", "0.7"))
    whole.unlink()


@made("two_pictures.mp4")
def _two_pictures(path: Path) -> None:
    judge.ffmpeg(
        "-v",
        "error",
        "-f",
        "lavfi",
        "-i",
        "testsrc2=size=160x90:rate=30:duration=1.6",
        "-f",
        "lavfi",
        "-i",
        "mandelbrot=size=480x270:rate=25,trim=duration=1.6",
        "-f",
        "lavfi",
        "-i",
        CHIRP.format(d=1.6, s=48000),
        "-map",
        "0",
        "-map",
        "1",
        "-map",
        "2",
        *X264,
        "-pix_fmt",
        "yuv420p",
        *AAC,
        "-t",
        "1.6",
        "-y",
        path,
    )


@made("cover_art_first.mp4")
def _cover(path: Path) -> None:
    still, film = path.with_name("between_cover.jpg"), path.with_name("between_film.mp4")
    Image.new("RGB", (600, 600), "red").save(still)
    clip(film)
    judge.ffmpeg("-v", "error", "-i", still, "-i", film, "-map", "0", "-map", "1", "-c", "copy", "-disposition:v:0",
                 "attached_pic", "-y", path)  # fmt: skip
    still.unlink(), film.unlink()


for ending, codec in {"m4a": "aac", "mp3": "libmp3lame", "flac": "flac"}.items():

    def _art(path: Path, codec: str = codec) -> None:
        still = path.with_name("between_art.png")
        Image.new("RGB", (300, 300), "green").save(still)
        judge.ffmpeg("-v", "error", "-f", "lavfi", "-i", CHIRP.format(d=3, s=44100), "-i", still, "-map", "0", "-map",
                     "1", "-c:a", codec, "-c:v", "png", "-disposition:v", "attached_pic", "-y", path)  # fmt: skip
        still.unlink()

    MADE[f"sound_art.{ending}"] = _art


@made("timecode_and_data.mov")
def _timecode(path: Path) -> None:
    clip(path, more=("-timecode", "01:02:03:04", "-metadata", "com.apple.quicktime.make=Odd"))


@made("gaps_in_sound.mkv")
def _gaps(path: Path) -> None:
    clip(path, seconds=3, sound_filter="aselect='not(between(t,1,1.7))'", audio=("-c:a", "pcm_s16le"))


for name, change in {
    "late": "asetpts=PTS+0.6/TB", "short": "atrim=end=0.7", "long": "apad=pad_dur=1.5", "early": "asetpts=PTS",
}.items():  # fmt: skip

    def _shifted(path: Path, name: str = name, change: str = change) -> None:
        clip(path, sound_filter=change, filters="setpts=PTS+0.5/TB" if name == "early" else "", seconds=2)

    MADE[f"sound_{name}.mp4"] = _shifted

for ending, rate, codec, layout in (
    ("mp4", "8000", "aac", "mono"), ("mov", "11025", "pcm_s16be", "mono"), ("mkv", "96000", "pcm_s24le", "stereo"),
    ("mp4", "44100", "alac", "stereo"), ("mp4", "48000", "libopus", "stereo"), ("mp4", "48000", "flac", "stereo"),
    ("mkv", "48000", "eac3", "5.1"), ("mkv", "48000", "dca", "5.1(side)"), ("mp4", "48000", "aac", "7.1"),
    ("mov", "48000", "pcm_f32le", "quad"), ("mp4", "48000", "libmp3lame", "stereo"), ("mkv", "22050", "libvorbis", "stereo"),
    ("mp4", "48000", "ac3", "5.1"), ("mov", "192000", "pcm_s32le", "stereo"), ("mkv", "48000", "truehd", "5.1"),
):  # fmt: skip
    plain(f"sound_{codec}_{rate}_{layout.replace('(', '_').strip(')')}.{ending}", sound=rate,
          audio=("-c:a", codec, "-strict", "-2"), sound_filter=f"aformat=channel_layouts={layout}")  # fmt: skip


@made("sizes_change.ts")
def _sizes(path: Path) -> None:
    one, two = path.with_name("between_1.ts"), path.with_name("between_2.ts")
    clip(one, seconds=1)
    clip(two, seconds=1, size="480x270")
    path.write_bytes(one.read_bytes() + two.read_bytes())
    one.unlink(), two.unlink()


@made("sizes_change.mp4")
def _sizes_mp4(path: Path) -> None:
    one, two = path.with_name("between_1.h264"), path.with_name("between_2.h264")
    clip(one, seconds=1, sound="")
    clip(two, seconds=1, size="480x270", sound="")
    joined = path.with_name("between_3.h264")
    joined.write_bytes(one.read_bytes() + two.read_bytes())
    remade(joined, path, "-c", "copy", before=("-r", "30"))
    for each in (one, two, joined):
        each.unlink()


@made("sets_change.mp4")
def _sets(path: Path) -> None:
    one, two = path.with_name("between_4.h264"), path.with_name("between_5.h264")
    clip(one, seconds=1, sound="")
    clip(two, "-c:v", "libx264", "-preset", "veryfast", "-x264-params", "cabac=0:ref=1:bframes=0:keyint=15", seconds=1,
         sound="")  # fmt: skip
    joined = path.with_name("between_6.h264")
    joined.write_bytes(one.read_bytes() + two.read_bytes())
    remade(joined, path, "-c", "copy", before=("-r", "30"))
    for each in (one, two, joined):
        each.unlink()


@made("cut_off.mkv")
def _cut_mkv(path: Path) -> None:
    clip(path, seconds=3)
    path.write_bytes(path.read_bytes()[: path.stat().st_size * 6 // 10])


@made("cut_off.ts")
def _cut_ts(path: Path) -> None:
    clip(path, seconds=3)
    path.write_bytes(path.read_bytes()[3001 : path.stat().st_size * 6 // 10])


@made("cut_off.avi")
def _cut_avi(path: Path) -> None:
    clip(path, "-c:v", "mpeg4", "-q:v", "4", seconds=3, audio=("-c:a", "libmp3lame"))
    path.write_bytes(path.read_bytes()[: path.stat().st_size * 6 // 10])


@made("cut_off_fragmented.mp4")
def _cut_fragments(path: Path) -> None:
    clip(path, seconds=3, more=("-movflags", "frag_keyframe+empty_moov"))
    path.write_bytes(path.read_bytes()[: path.stat().st_size * 6 // 10])


@made("garbage_at_end.mp4")
def _garbage(path: Path) -> None:
    clip(path)
    path.write_bytes(path.read_bytes() + random.Random(1).randbytes(50_000))


@made("garbage_in_front.ts")
def _garbage_front(path: Path) -> None:
    clip(path)
    path.write_bytes(random.Random(2).randbytes(777) + path.read_bytes())


@made("bit_rot.mp4")
def _rot(path: Path) -> None:
    clip(path, seconds=3, more=("-movflags", "+faststart"))
    data = bytearray(path.read_bytes())
    at = len(data) // 2
    data[at : at + 400] = random.Random(3).randbytes(400)
    path.write_bytes(data)


@made("zero_duration_header.mp4")
def _zero(path: Path) -> None:
    clip(path, more=("-movflags", "+faststart"))
    data = bytearray(path.read_bytes())
    for box, offset in ((b"mvhd", 20), (b"mdhd", 20), (b"tkhd", 24)):
        at = -1
        while (at := data.find(box, at + 1)) >= 0:
            data[at + offset : at + offset + 4] = bytes(4)
    path.write_bytes(data)


# --- names --------------------------------------------------------------------------------------------------------------

for name in ("-dash first.mp4", "a 'quoted' \"name\".mp4", "new\nline.mp4", "表情🎬 片段.mp4", "100%25 #1 & (2) [x].mp4",
             "n" * 200 + ".mp4", "no_ending", "UPPER.MP4", "http:colon.mp4", "$HOME `id`.mp4"):  # fmt: skip

    def _named(path: Path) -> None:
        between = path.with_name("between.mp4")
        clip(between, seconds=1, sound="")
        between.rename(path)

    MADE[f"names/{name}"] = _named


@made("names/link.mp4")
def _link(path: Path) -> None:
    target = path.with_name("link_target.mp4")
    clip(target, seconds=1, sound="")
    path.symlink_to(target.name)


# --- pictures --------------------------------------------------------------------------------------------------------------


def photo(wide: int, high: int) -> Image.Image:
    y, x = np.mgrid[0:high, 0:wide]
    rgb = np.stack([x * 255 // max(wide - 1, 1), y * 255 // max(high - 1, 1), (x + y) * 4 % 256], axis=2)
    return Image.fromarray(rgb.astype(np.uint8))


def pictured(name: str, make: Callable[[Path], None]) -> None:
    MADE[f"pictures/{name}"] = make


pictured("1x1.png", lambda p: photo(1, 1).save(p))
pictured("1x3000.png", lambda p: photo(1, 3000).save(p))
pictured("odd_333x77.jpg", lambda p: photo(333, 77).save(p, quality=95))
pictured("progressive.jpg", lambda p: photo(640, 480).save(p, progressive=True, quality=90))
pictured("grey.jpg", lambda p: photo(640, 480).convert("L").save(p))
pictured("grey_alpha.png", lambda p: photo(320, 240).convert("LA").save(p))
pictured("palette.png", lambda p: photo(320, 240).convert("P").save(p))
pictured("palette_clear.png", lambda p: photo(320, 240).convert("P").save(p, transparency=3))
pictured("bilevel.png", lambda p: photo(320, 240).convert("1").save(p))
pictured("deep_grey.png", lambda p: Image.fromarray((np.mgrid[0:200, 0:300][1] * 218).astype(np.uint16)).save(p))
pictured("big.jpg", lambda p: photo(9000, 6000).save(p, quality=70))
pictured("tiff.tif", lambda p: photo(320, 240).save(p, compression="tiff_lzw"))
pictured("bmp.bmp", lambda p: photo(320, 240).save(p))
pictured("webp_lossless.webp", lambda p: photo(320, 240).save(p, lossless=True))
for turn in range(2, 9):

    def _exif(path: Path, turn: int = turn) -> None:
        tags = Image.Exif()
        tags[0x112] = turn
        photo(320, 200).save(path, exif=tags, quality=95)

    pictured(f"exif_{turn}.jpg", _exif)


def _deep_rgb(path: Path) -> None:
    judge.ffmpeg("-v", "error", "-f", "lavfi", "-i", "gradients=size=320x240:rate=1:seed=2", "-frames:v", "1", "-pix_fmt",
                 "rgb48be", "-y", path)  # fmt: skip


pictured("deep_rgb.png", _deep_rgb)


def _animated(path: Path, delays: list[int], **more: object) -> None:
    frames = [Image.fromarray(np.roll(np.asarray(photo(160, 90)), k * 9, axis=1)) for k in range(len(delays))]
    frames[0].save(path, save_all=True, append_images=frames[1:], duration=delays, loop=0, **more)


pictured("delays.gif", lambda p: _animated(p, [100, 20, 40, 500, 10, 0, 70, 100]))
pictured("delays.webp", lambda p: _animated(p, [100, 21, 47, 500, 33, 70], lossless=True))
pictured("delays.png", lambda p: _animated(p, [100, 21, 47, 500, 33, 70]))
pictured("once.gif", lambda p: photo(160, 90).convert("P").save(p))


def _profile(path: Path, primaries: str) -> None:
    from PIL import ImageCms

    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    photo(320, 240).save(path, icc_profile=profile, quality=95)


pictured("icc_srgb.jpg", lambda p: _profile(p, "srgb"))

# --- sounds --------------------------------------------------------------------------------------------------------------


def _wav(path: Path, samples: int, rate: int = 48000, lie: int | None = None) -> None:
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1), file.setsampwidth(2), file.setframerate(rate)
        t = np.arange(samples) / rate
        file.writeframes((12000 * np.sin(2 * np.pi * (200 * t + 250 * t * t))).astype("<i2").tobytes())
    data = bytearray(out.getvalue())
    if lie is not None:
        data[4:8], data[40:44] = struct.pack("<I", lie), struct.pack("<I", lie)
    path.write_bytes(data)


MADE["sounds/one_sample.wav"] = lambda p: _wav(p, 1)
MADE["sounds/ten_samples.wav"] = lambda p: _wav(p, 10)
MADE["sounds/lies_4gb.wav"] = lambda p: _wav(p, 96000, lie=0xFFFFFFFF)
MADE["sounds/lies_zero.wav"] = lambda p: _wav(p, 96000, lie=0)
MADE["sounds/odd_rate.wav"] = lambda p: _wav(p, 37800 * 2, rate=37800)


def sounding(name: str, *coding: str, seconds: float = 3, rate: str = "44100") -> None:
    def make(path: Path) -> None:
        path.parent.mkdir(exist_ok=True)
        _, said, code = judge.ffmpeg("-v", "error", "-f", "lavfi", "-i", CHIRP.format(d=seconds, s=rate), *coding, "-y",
                                     path)  # fmt: skip
        if code:
            raise RuntimeError(said[-500:])

    MADE[f"sounds/{name}"] = make


sounding("vbr.mp3", "-c:a", "libmp3lame", "-q:a", "5")
sounding("vbr_no_xing.mp3", "-c:a", "libmp3lame", "-q:a", "5", "-write_xing", "0")
sounding("mono_16k.mp3", "-c:a", "libmp3lame", rate="16000")
sounding("apple.aiff", "-c:a", "pcm_s16be")
sounding("apple.caf", "-c:a", "alac")
sounding("wma.wma", "-c:a", "wmav2")
sounding("amr.amr", "-c:a", "libopencore_amrnb", "-ac", "1", rate="8000")
sounding("opus.opus", "-c:a", "libopus", rate="48000")
sounding("opus.webm", "-c:a", "libopus", rate="48000")
sounding("ac3.ac3", "-c:a", "ac3", rate="48000")
sounding("speex.ogg", "-c:a", "flac", "-f", "ogg")
sounding("pcm64.wav", "-c:a", "pcm_f64le", rate="96000")
sounding("adpcm.wav", "-c:a", "adpcm_ms")
sounding("mulaw.wav", "-c:a", "pcm_mulaw", rate="8000")
sounding("wavpack.wv", "-c:a", "wavpack")
sounding("fragmented.m4a", "-c:a", "aac", "-movflags", "frag_keyframe+empty_moov", "-frag_duration", "500000")


def main() -> None:
    folder, pattern = Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "*"
    for name, make in MADE.items():
        path = folder / name
        if not fnmatch(name, pattern) or path.exists():
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            make(path)
        except Exception as error:
            path.unlink(missing_ok=True)
            print(f"not made: {name!r}: {error}", file=sys.stderr)


if __name__ == "__main__":
    main()
