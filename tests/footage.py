"""Tiny clips made on the spot, named by what is special about them, and readers that tell what came out.

Every picture carries its frame number as a bar code in its top eighth: 16 cells, a white and a black marker,
12 bits of number, 2 check bits. It survives H.264 at any size from 64 pixels on, brightness and contrast
changes, and titles below it. Every second of sound starts with a 50 ms beep whose pitch tells which second.

    clip = barcode_clip(directory / "a.mp4", frames=60, rate=30, size=(320, 180))
    assert frame_numbers(clip) == list(range(60))
    assert [beep.second for beep in beeps(*sound(clip))] == [0, 1]

The named clips (`cfr30()`, `vfr_phone()`, ...) are made once per test process and shared: never change one.
"""

from __future__ import annotations

import atexit
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path

import av
import imageio_ffmpeg
import numpy as np
import pytest

CELLS, NUMBER_BITS = 16, 12
BEEP_SECONDS = Fraction(1, 20)
BEEP_AMPLITUDE = 0.5
BASE_HZ, STEP_HZ, PITCHES = 500, 100, 25
"""Second n beeps at BASE_HZ + STEP_HZ * (n mod PITCHES): all below 3 kHz, so 8 kHz sound carries them too."""

LAYOUTS = {1: "mono", 2: "stereo", 6: "5.1", 8: "7.1"}


def real(name: str) -> Path:
    """A file of the shared footage by its name there ("video/chapters.mp4"); skips the test where absent."""
    root = Path(os.environ.get("RUSHES_FOOTAGE") or Path(__file__).parents[2] / "shared" / "media")
    if not (root / name).exists():
        pytest.skip(f"no shared footage: {name} not found (set RUSHES_FOOTAGE)")
    return root / name


# --- pictures -------------------------------------------------------------------------


def barcode_planes(number: int, width: int, height: int, colour: tuple[int, int, int]) -> list[np.ndarray]:
    """Full-size Y, Cb, Cr planes (8 bit) of frame `number`: bar code on top, `colour` at the left below it,
    a gradient that moves with the number at the right."""
    y = np.full((height, width), colour[0], np.uint8)
    cb = np.full((height, width), colour[1], np.uint8)
    cr = np.full((height, width), colour[2], np.uint8)
    half = width // 2
    ramp = (np.arange(width - half) * 255 // max(width - half, 1) + 3 * number) % 256
    y[:, half:] = 32 + (ramp * 180 // 255).astype(np.uint8)
    bits = number % (1 << NUMBER_BITS)
    cells = [1, 0, *(bits >> i & 1 for i in reversed(range(NUMBER_BITS)))]
    check = sum(cells) + bits // 7
    cells += [check >> 1 & 1, check & 1]
    strip = max(height // 8, 8)
    for i, cell in enumerate(cells):
        at = slice(i * width // CELLS, (i + 1) * width // CELLS)
        y[:strip, at] = 235 if cell else 16
    cb[:strip], cr[:strip] = 128, 128
    return [y, cb, cr]


def frame_number(picture: av.VideoFrame | np.ndarray, rotation: int = 0) -> int:
    """The number drawn into `picture` (a frame, or an array of height x width [x colours]); raises ValueError
    where there is no readable one. `rotation` (degrees clockwise) is applied to the picture first."""
    grey = picture.to_ndarray(format="gray") if isinstance(picture, av.VideoFrame) else picture
    if grey.ndim == 3:
        grey = grey[:, :, :3].mean(axis=2)
    grey = np.rot90(grey, -(rotation // 90) % 4).astype(float)
    height, width = grey.shape
    strip = max(height // 8, 8)
    rows = grey[strip // 4 : strip * 3 // 4 + 1]
    levels = []
    for i in range(CELLS):
        left, right = i * width // CELLS, (i + 1) * width // CELLS
        inset = (right - left) // 4
        levels.append(float(rows[:, left + inset : right - inset].mean()))
    white, black = levels[0], levels[1]
    if white - black < 12:
        raise ValueError(f"no bar code here: markers read {white:.0f} and {black:.0f}")
    shares = [(level - black) / (white - black) for level in levels]
    if any(0.35 < share < 0.65 for share in shares):
        raise ValueError("the bar code is neither black nor white somewhere: two frames blended?")
    cells = [1 if share > 0.5 else 0 for share in shares]
    number = int("".join(map(str, cells[2 : 2 + NUMBER_BITS])), 2)
    check = sum(cells[: 2 + NUMBER_BITS]) + number // 7
    if [check >> 1 & 1, check & 1] != cells[-2:]:
        raise ValueError(f"the bar code's check bits are wrong (read {number})")
    return number


def _video_frame(planes: list[np.ndarray], pixel_format: str) -> av.VideoFrame:
    height, width = planes[0].shape
    frame = av.VideoFrame(width, height, pixel_format)
    alpha = np.full((height, width), 255, np.uint8)
    alpha[:, width * 3 // 4 :] = 0
    for component, plane in zip(frame.format.components, [*planes, alpha], strict=False):
        target = frame.planes[component.plane]
        source = plane[:: height // component.height or 1, :: width // component.width or 1]
        if source.shape != (component.height, component.width):
            rows = np.minimum(np.arange(component.height) * 2, height - 1)
            columns = np.minimum(np.arange(component.width) * 2, width - 1)
            source = plane[np.ix_(rows, columns)]
        depth = component.bits
        kind = np.uint8 if depth == 8 else np.uint16
        view = np.frombuffer(target, kind).reshape(component.height, -1)
        view[:, : component.width] = source.astype(kind) << (depth - 8)
    return frame


# --- sound ----------------------------------------------------------------------------


def beep_hz(second: int) -> int:
    return BASE_HZ + STEP_HZ * (second % PITCHES)


def beep_track(length: Fraction, sample_rate: int, gain_db: float = 0.0) -> np.ndarray:
    """Mono float32 samples, `length` seconds long: a beep at each whole second, silence between."""
    samples = np.zeros(round(length * sample_rate), np.float32)
    count = int(BEEP_SECONDS * sample_rate)
    time = np.arange(count) / sample_rate
    for second in range(int(length) + 1):
        at = second * sample_rate
        beep = BEEP_AMPLITUDE * 10 ** (gain_db / 20) * np.sin(2 * np.pi * beep_hz(second) * time)
        room = samples[at : at + count]
        room[:] = beep[: len(room)]
    return samples


@dataclass(frozen=True)
class Beep:
    """A beep heard: its first sample, which second of its source it says it is, how loud (peak, 0-1)."""

    sample: int
    second: int
    peak: float


def beeps(samples: np.ndarray, sample_rate: int) -> list[Beep]:
    """The beeps in `samples` (channels x samples, or one channel), first channel. The start is right to about
    2 ms after lossy coding."""
    one = np.atleast_2d(samples)[0].astype(float)
    loud = np.abs(one) > max(0.02, 0.25 * float(np.abs(one).max(initial=0)))
    result, at, count = [], 0, int(BEEP_SECONDS * sample_rate)
    while at < len(one):
        hits = np.flatnonzero(loud[at:])
        if not len(hits):
            break
        start = at + int(hits[0])
        piece = one[start : start + count]
        if len(piece) > count // 2:
            spectrum = np.abs(np.fft.rfft(piece * np.hanning(len(piece)), 8 * count))
            pitch = int(spectrum.argmax()) * sample_rate / (8 * count)
            result.append(Beep(start, round((pitch - BASE_HZ) / STEP_HZ), float(np.abs(piece).max())))
        at = start + 3 * count
    return result


def tone(path: Path, length: Fraction | float = 2, hz: int = 440, sample_rate: int = 48000, channels: int = 2,
         amplitude: float = 0.25, codec: str | None = None) -> Path:  # fmt: skip
    """A sound file with a steady sine; channel c sounds `hz` * (c + 1). The codec goes by the ending."""
    codec = codec or {".mp3": "libmp3lame", ".wav": "pcm_s16le", ".flac": "flac", ".ogg": "libopus"}.get(
        path.suffix, "aac"
    )
    time = np.arange(round(Fraction(length) * sample_rate)) / sample_rate
    data = np.stack([amplitude * np.sin(2 * np.pi * hz * (c + 1) * time) for c in range(channels)])
    with av.open(str(path), "w") as out:
        stream = out.add_stream(codec, rate=sample_rate, layout=LAYOUTS[channels])
        out.mux(list(_sound_packets(stream, data.astype(np.float32), sample_rate)))
    return path


def _sound_packets(stream, data: np.ndarray, sample_rate: int, start: Fraction = Fraction(0)) -> Iterator:
    layout = LAYOUTS[len(data)]
    offset = round(start * sample_rate)
    for at in range(0, data.shape[1], 1024):
        frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(data[:, at : at + 1024]), format="fltp", layout=layout)
        frame.sample_rate, frame.pts, frame.time_base = sample_rate, offset + at, Fraction(1, sample_rate)
        yield from stream.encode(frame)
    yield from stream.encode(None)


# --- clips ----------------------------------------------------------------------------


def barcode_clip(
    path: Path,
    frames: int = 60,
    rate: Fraction | int = 30,
    size: tuple[int, int] = (320, 180),
    codec: str = "libx264",
    gop: int = 15,
    bframes: int = 2,
    vfr_pts: Sequence[Fraction] | None = None,
    sound: bool = True,
    *,
    first: int = 0,
    pixel_format: str = "yuv420p",
    colour: tuple[int, int, int] = (120, 128, 128),
    rotation: int = 0,
    mirrored: bool = False,
    pixel_aspect: Fraction | int = 1,
    colour_tags: tuple[int, int, int, int] | None = (1, 1, 1, 1),
    sample_rate: int = 48000,
    channels: int = 2,
    audio_codec: str | None = None,
    audio_tracks: int = 1,
    video_start: Fraction | int = 0,
    audio_start: Fraction | int = 0,
    options: dict[str, str] | None = None,
    container_options: dict[str, str] | None = None,
) -> Path:
    """A clip whose frame n shows the bar code `first` + n; the container goes by the name's ending.

    `vfr_pts`: the time of each frame in seconds, instead of a constant `rate`. `size` is the upright size:
    the picture is stored turned so that turning it `rotation` degrees clockwise (after mirroring it, if
    `mirrored`) shows it right; the display matrix says so (mp4 and mov only). `colour_tags` are H.273
    numbers: primaries, transfer, matrix, and range (1 limited, 2 full). `video_start` and `audio_start`
    shift the first timestamps, in seconds.
    """
    rate = Fraction(rate)
    tick = Fraction(1, 90000) if vfr_pts else 1 / rate
    audio_codec = audio_codec or {".webm": "libopus", ".avi": "libmp3lame"}.get(path.suffix, "aac")
    turned = rotation in (90, 270)
    length = Fraction(frames) / rate if vfr_pts is None else vfr_pts[-1] + Fraction(1, 30)
    flags = {"movflags": "faststart"} if path.suffix in (".mp4", ".mov") else {}
    with av.open(str(path), "w", options={**flags, **(container_options or {})}) as out:
        video = out.add_stream(codec, rate=rate, options=_encoder_options(codec, gop, bframes, options or {}))
        video.width, video.height = size[::-1] if turned else size
        video.pix_fmt, video.codec_context.time_base, video.time_base = pixel_format, tick, tick
        video.codec_context.thread_count = 1
        video.codec_context.gop_size = gop
        if pixel_aspect != 1:
            video.codec_context.sample_aspect_ratio = Fraction(pixel_aspect)
        if colour_tags:
            context = video.codec_context
            context.color_primaries, context.color_trc = colour_tags[:2]
            context.colorspace, context.color_range = colour_tags[2:]
        if codec == "libx265" and path.suffix in (".mp4", ".mov"):
            video.codec_context.codec_tag = "hvc1"
        if rotation or mirrored:
            # libav turns first and flips then: turning back and flipping is flipping and turning on
            video.set_display_rotation(rotation if mirrored else -rotation, hflip=mirrored)
        tracks = [
            out.add_stream(audio_codec, rate=sample_rate, layout=LAYOUTS[channels])
            for _ in range(audio_tracks if sound else 0)
        ]
        packets = []
        for n in range(frames):
            planes = barcode_planes(first + n, *size, colour)
            planes = [np.ascontiguousarray(np.rot90(plane, rotation // 90 % 4)) for plane in planes]
            if mirrored:
                planes = [np.ascontiguousarray(plane[:, ::-1]) for plane in planes]
            frame = _video_frame(planes, pixel_format)
            moment = vfr_pts[n] if vfr_pts else n / rate
            frame.pts, frame.time_base = round((moment + video_start) / tick), tick
            packets += video.encode(frame)
        packets += video.encode(None)
        for track in tracks:
            mono = beep_track(length, sample_rate)
            packets += _sound_packets(track, np.stack([mono] * channels), sample_rate, Fraction(audio_start))
        for packet in sorted(packets, key=lambda p: p.dts * p.time_base):
            out.mux(packet)
    return path


def _encoder_options(codec: str, gop: int, bframes: int, options: dict[str, str]) -> dict[str, str]:
    if codec == "libx264":
        params = f"bframes={bframes}:b-adapt=0:scenecut=0:keyint={gop}:min-keyint={min(gop, 2)}"
        extra = options.get("x264-params")
        return {"preset": "veryfast", "crf": "18", **options,
                "x264-params": params + (f":{extra}" if extra else "")}  # fmt: skip
    if codec == "libx265":
        params = f"bframes={bframes}:b-adapt=0:scenecut=0:keyint={gop}:min-keyint={gop}"
        params += ":log-level=none:pools=1"
        extra = options.get("x265-params")
        return {"preset": "ultrafast", "crf": "18", **options,
                "x265-params": params + (f":{extra}" if extra else "")}  # fmt: skip
    if codec == "libvpx-vp9":
        return {"deadline": "realtime", "cpu-used": "8", "g": str(gop), "b": "1M", **options}
    return {"b": "4M", **options} if codec in ("mpeg4", "mpeg2video") else dict(options)


def ffmpeg(*arguments: str | Path) -> None:
    """Run the FFmpeg binary quietly; raises with its last words."""
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-y", "-nostdin", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])


# --- reading back ---------------------------------------------------------------------


def frame_numbers(path: Path, rotation: int = 0) -> list[int]:
    """The numbers of the frames a player shows, in order of showing."""
    with av.open(str(path)) as source:
        return [frame_number(frame, rotation) for frame in source.decode(video=0)]


def frame_times(path: Path) -> list[Fraction]:
    """The exact times of the frames shown, on the container's clock, in seconds."""
    with av.open(str(path)) as source:
        return [frame.pts * frame.time_base for frame in source.decode(video=0)]


def sound(path: Path, track: int = 0) -> tuple[np.ndarray, int]:
    """Sound track `track` as float32, channels x samples, and its sample rate; encoder padding removed as the
    file asks for it."""
    with av.open(str(path)) as source:
        frames = list(source.decode(audio=track))
        rate = source.streams.audio[track].codec_context.sample_rate
        if not frames:
            return np.zeros((1, 0), np.float32), rate
        resample = av.AudioResampler(format="fltp", layout=frames[0].layout, rate=rate)
        parts = [part.to_ndarray() for frame in frames for part in resample.resample(frame)]
        return np.concatenate(parts, axis=1), rate


# --- the named clips ------------------------------------------------------------------


@cache
def shelf() -> Path:
    """The directory of this process's named clips; removed when the process ends."""
    path = Path(tempfile.mkdtemp(prefix="rushes-footage-"))
    atexit.register(shutil.rmtree, path, ignore_errors=True)
    return path


VFR_STEPS = (33, 34, 50, 33, 17, 33, 66, 33, 33, 40)
"""Frame lengths of `vfr_phone`, in ms, repeated: a phone that loses and hurries frames."""


@cache
def cfr30() -> Path:
    """60 frames, exactly 30 fps, H.264 with B-frames, stereo AAC."""
    return barcode_clip(shelf() / "cfr30.mp4")


@cache
def ntsc2997() -> Path:
    return barcode_clip(shelf() / "ntsc2997.mp4", rate=Fraction(30000, 1001))


@cache
def film23976() -> Path:
    return barcode_clip(shelf() / "film23976.mp4", frames=48, rate=Fraction(24000, 1001))


@cache
def vfr_phone() -> Path:
    """60 frames with the unsteady steps of VFR_STEPS."""
    times = [Fraction(sum((VFR_STEPS * 6)[:n]), 1000) for n in range(60)]
    return barcode_clip(shelf() / "vfr_phone.mp4", vfr_pts=times, bframes=0)


@cache
def open_gop() -> Path:
    """H.264 whose groups after the first start without an IDR, pictures before the I shown first."""
    return barcode_clip(shelf() / "open_gop.mp4", options={"x264-params": "open-gop=1"})


@cache
def b_frames() -> Path:
    """Three B-frames in a pyramid, one group of 60."""
    return barcode_clip(shelf() / "b_frames.mp4", gop=60, bframes=3, options={"x264-params": "b-pyramid=2"})


@cache
def rotated(degrees: int, mirrored: bool = False) -> Path:
    """Shown upright at 320x180 after turning `degrees` clockwise (after mirroring)."""
    name = f"rotated_{degrees}{'_mirrored' if mirrored else ''}.mp4"
    return barcode_clip(shelf() / name, frames=15, rotation=degrees, mirrored=mirrored)


def rotated_90() -> Path:
    return rotated(90)


@cache
def no_audio() -> Path:
    return barcode_clip(shelf() / "no_audio.mp4", sound=False)


@cache
def anamorphic() -> Path:
    """Stored 180x144, pixels 16:9 wide on 5:4: shown 256x144."""
    return barcode_clip(shelf() / "anamorphic.mp4", frames=15, size=(180, 144), pixel_aspect=Fraction(64, 45))


@cache
def hevc10() -> Path:
    """10-bit HEVC, BT.709."""
    return barcode_clip(shelf() / "hevc10.mp4", frames=30, codec="libx265", pixel_format="yuv420p10le")


@cache
def hlg10() -> Path:
    return barcode_clip(shelf() / "hlg10.mp4", frames=30, codec="libx265", pixel_format="yuv420p10le",
                        colour_tags=(9, 18, 9, 1))  # fmt: skip


@cache
def pq10() -> Path:
    """HDR10: PQ, BT.2020, mastering display and light levels in the bitstream."""
    master = "master-display=G(13250,34500)B(7500,3000)R(34000,16000)WP(15635,16450)L(10000000,50)"
    master += ":max-cll=1000,400"
    return barcode_clip(shelf() / "pq10.mp4", frames=30, codec="libx265", pixel_format="yuv420p10le",
                        colour_tags=(9, 16, 9, 1), options={"x265-params": master})  # fmt: skip


@cache
def start_late() -> Path:
    """The picture starts half a second after the sound."""
    return barcode_clip(shelf() / "start_late.mp4", video_start=Fraction(1, 2))


@cache
def start_at_ten() -> Path:
    """MPEG-TS whose clock starts at 10 s, picture and sound together."""
    return barcode_clip(shelf() / "start_at_ten.ts", video_start=10, audio_start=10, rate=25)


@cache
def edit_list() -> Path:
    """Cut by stream copy inside a group: an edit list hides frames 0 to 19; the first shown is 20."""
    path = shelf() / "edit_list.mp4"
    source = barcode_clip(shelf() / "edit_list_source.mp4", gop=60, bframes=2)
    ffmpeg("-ss", "0.66667", "-i", source, "-c", "copy", path)
    return path


@cache
def truncated() -> Path:
    """The first 60 % of a faststart file: the header promises frames that are not there."""
    path = shelf() / "truncated.mp4"
    whole = barcode_clip(shelf() / "truncated_source.mp4", frames=120).read_bytes()
    path.write_bytes(whole[: len(whole) * 6 // 10])
    return path


@cache
def mono_8k() -> Path:
    return barcode_clip(shelf() / "mono_8k.mp4", channels=1, sample_rate=8000)


@cache
def five_one() -> Path:
    return barcode_clip(shelf() / "five_one.mp4", channels=6)


@cache
def two_tracks() -> Path:
    return barcode_clip(shelf() / "two_tracks.mp4", audio_tracks=2)


@cache
def vp9_alpha() -> Path:
    """WebM with alpha: the right quarter is transparent."""
    return barcode_clip(shelf() / "vp9_alpha.webm", frames=15, codec="libvpx-vp9", pixel_format="yuva420p",
                        options={"auto-alt-ref": "0"})  # fmt: skip
