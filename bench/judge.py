"""What a file is and shows, by FFmpeg's program alone: the judge of `scripts/edit-matrix` shares no code with Rushes.

Pictures are looked at as thumbnails of full-range RGB, conformed by the colour tags FFmpeg reports (guessed by size
where there are none), each with its time; sound as mono float32 at 48 kHz, placed by the times its frames carry.
"""

from __future__ import annotations

import hashlib
import re
import subprocess
import tempfile
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

import imageio_ffmpeg
import numpy as np

FFMPEG = imageio_ffmpeg.get_ffmpeg_exe()
RATE = 48_000
THUMB = 96
"""Pixels on the long side of a thumbnail: enough to tell frames apart, cheap to keep a few thousand of."""


def ffmpeg(*arguments: object, timeout: float = 900) -> tuple[bytes, str, int]:
    """Standard output, what was said, exit code."""
    with tempfile.TemporaryFile() as said:  # showinfo says more than a pipe holds
        done = subprocess.run(
            [FFMPEG, "-hide_banner", "-nostdin", *map(str, arguments)],
            stdout=subprocess.PIPE, stderr=said, timeout=timeout, check=False,
        )  # fmt: skip
        said.seek(0)
        return done.stdout, said.read().decode(errors="replace"), done.returncode


def named(path: Path) -> str:
    """A path as an address FFmpeg can't take for an option, a list or another protocol."""
    return f"file:{path}"


@dataclass
class Header:
    """What FFmpeg says a file is, before decoding it."""

    text: str
    container: str = ""
    seconds: float = 0.0
    codec: str = ""
    pixels: str = ""
    full: bool = False
    matrix: str = ""
    primaries: str = ""
    transfer: str = ""
    width: int = 0
    height: int = 0
    sar: Fraction = Fraction(1)
    turn: int = 0
    """Degrees clockwise that a player turns the picture."""
    interlaced: bool = False
    sounds: int = 0
    pictures: int = 0

    @property
    def hdr(self) -> bool:
        return self.transfer in ("smpte2084", "arib-std-b67")

    @property
    def shown(self) -> tuple[float, float]:
        wide, high = self.width * float(self.sar), float(self.height)
        if self.sar < 1:
            wide, high = float(self.width), self.height / float(self.sar)
        return (high, wide) if self.turn % 180 else (wide, high)

    @property
    def matrix_used(self) -> str:
        if self.matrix not in ("", "unknown", "gbr"):
            return self.matrix
        if self.hdr or self.primaries == "bt2020":
            return "bt2020nc"
        return "bt709" if self.shown[1] >= 720 else "smpte170m"


def header(path: Path, stream: int | None = None) -> Header:
    """The header of a file; `stream` is the picture track looked at (the first that is no cover without)."""
    _, text, _ = ffmpeg("-i", named(path))
    found = Header(text)
    container = re.search(r"Input #0, ([^\s]+),", text)
    found.container = container[1] if container else ""
    length = re.search(r"Duration: (\d+):(\d+):([\d.]+)", text)
    if length:
        found.seconds = int(length[1]) * 3600 + int(length[2]) * 60 + float(length[3])
    blocks = re.split(r"\n(?=\s*Stream #0:)", text)[1:]
    found.sounds = sum(": Audio: " in each.split("\n")[0] for each in blocks)
    films = [
        each for each in blocks if ": Video: " in each.split("\n")[0] and "attached pic" not in each.split("\n")[0]
    ]
    found.pictures = len(films)
    if stream is not None:
        films = [each for each in films if re.match(rf"\s*Stream #0:{stream}\b", each)] or films
    if not films:
        return found
    line = films[0].split("\n")[0].split(": Video: ")[1]
    found.codec = line.split()[0].rstrip(",")
    size = re.search(r", (\d+)x(\d+)", line)
    if size:
        found.width, found.height = int(size[1]), int(size[2])
    sar = re.search(r"SAR (\d+):(\d+)", line)
    if sar and int(sar[1]) and int(sar[2]):
        found.sar = Fraction(int(sar[1]), int(sar[2]))
    inside = ""
    for match in re.finditer(r", ([a-z]\w+)(?:\(((?:[^()]|\([^()]*\))*)\))?(?=,)", line + ","):
        if re.match(r"(yuv|gbr|rgb|gray|pal|nv|p0|bgr|ya|mono|argb|abgr|xyz)", match[1]):
            found.pixels, inside = match[1], match[2] or ""
            break
    parts = [part.strip() for part in inside.split(",")]
    found.full = "pc" in parts or found.pixels.startswith("yuvj")
    found.interlaced = any("top" in part or "bottom" in part for part in parts)
    for part in parts:
        tags = part.split("/")
        if len(tags) == 3:
            found.matrix, found.primaries, found.transfer = tags
        elif len(tags) == 1 and part and part not in ("tv", "pc", "progressive") and "first" not in part:
            found.matrix = found.primaries = found.transfer = part
    turn = re.search(r"displaymatrix: rotation of (-?[\d.]+)|Display Matrix: rotation of (-?[\d.]+)", films[0])
    if turn:
        found.turn = round(-float(turn[1] or turn[2])) % 360
    return found


# --- pictures -----------------------------------------------------------------------------------------------


@dataclass
class Film:
    """Thumbnails (frames x height x width x RGB, uint8) and the time of each, in seconds from the first."""

    frames: np.ndarray
    times: np.ndarray
    start: float
    """The first frame's time on the container's clock."""
    said: str = ""


def thumb_size(wide: float, high: float) -> tuple[int, int]:
    scale = THUMB / max(wide, high)
    return max(round(wide * scale / 2) * 2, 4), max(round(high * scale / 2) * 2, 4)


TOGETHER = ("-map", "0:v?", "-map", "0:a?", "-c", "copy", "-f", "null", "-")
"""A second output, of everything: FFmpeg starts its clock with the first of the streams it reads."""

TONE = "zscale=t=linear:npl=203,format=gbrpf32le,zscale=p=bt709,tonemap=mobius:desat=0,zscale=t=bt709:m=bt709:r=tv,"


def to_rgb(head: Header, size: tuple[int, int], sdr: bool) -> str:
    """Filters from a file's own pixels to thumbnails; with `sdr`, HDR is tone-mapped (loosely: for looking only)."""
    if head.hdr and sdr:
        tags = f"zscale=min={head.matrix_used}:tin={head.transfer}:pin=bt2020:rin={'pc' if head.full else 'tv'}:"
        return (
            f"scale={size[0]}:{size[1]}:flags=area,{tags}t=linear:npl=203,format=gbrpf32le,zscale=p=bt709,"
            "tonemap=mobius:desat=0,zscale=t=bt709:m=bt709:r=tv,format=yuv444p,"
            "scale=in_color_matrix=bt709:in_range=tv:out_range=pc,format=rgb24"
        )
    matrix = "" if _rgb(head.pixels) else f":in_color_matrix={head.matrix_used}"
    ranged = "" if _rgb(head.pixels) or head.pixels.startswith("pal") else f":in_range={'pc' if head.full else 'tv'}"
    return (
        f"scale={size[0]}:{size[1]}:flags=area+accurate_rnd+full_chroma_int{matrix}{ranged}:out_range=pc,format=rgb24"
    )


def _rgb(pixels: str) -> bool:
    return any(name in pixels for name in ("rgb", "bgr", "gbr", "pal8"))


def film(
    path: Path,
    size: tuple[int, int],
    head: Header,
    before: str = "",
    stream: int | None = None,
    sdr: bool = False,
    most: int | None = None,
    decoder: str | None = None,
    own_clock: bool = True,
) -> Film:
    """The frames a player shows. `before` are filters on the picture as shown, ahead of shrinking; without `own_clock`
    FFmpeg puts times right that jump."""
    chain = f"{before + ',' if before else ''}{to_rgb(head, size, sdr)},showinfo=checksum=0"
    arguments: list[object] = ["-v", "info", *(["-copyts"] if own_clock else [])]
    if decoder:
        arguments += ["-c:v", decoder]
    arguments += ["-i", named(path), "-map", f"0:{stream}" if stream is not None else "0:V:0", "-vf", chain]
    if most:
        arguments += ["-frames:v", most]
    arguments += ["-fps_mode", "passthrough", "-f", "rawvideo", "-"]
    data, said, _ = ffmpeg(*arguments, *([] if own_clock else TOGETHER))
    each = size[0] * size[1] * 3
    count = len(data) // each
    frames = np.frombuffer(data, np.uint8, count * each).reshape(count, size[1], size[0], 3)
    lines = [line for line in said.split("\n") if "showinfo" in line and " pts:" in line]
    tick = re.search(r"config in time_base: (\d+)/(\d+)", said)
    times = np.zeros(count)
    base = int(tick[1]) / int(tick[2]) if tick else 1.0
    for k, line in enumerate(lines[:count]):
        stamp = re.search(r"pts:\s*(-?\d+)", line)
        times[k] = int(stamp[1]) * base if stamp else np.nan
    start = float(times[0]) if count else 0.0
    return Film(frames, times - start, start, said)


def hashes(path: Path, stream: int | None = None, most: int | None = None) -> list[str]:
    """A hash of each decoded frame as stored, not turned, not conformed."""
    arguments: list[object] = ["-v", "error", "-noautorotate", "-i", named(path)]
    arguments += ["-map", f"0:{stream}" if stream is not None else "0:V:0", "-fps_mode", "passthrough"]
    if most:
        arguments += ["-frames:v", most]
    data, _, _ = ffmpeg(*arguments, "-f", "framemd5", "-")
    return [line.split(",")[-1].strip() for line in data.decode().splitlines() if line and line[0] != "#"]


def mean_look(frames: np.ndarray) -> np.ndarray:
    """Mean red, green and blue, 0 to 255."""
    return frames.reshape(-1, 3).mean(axis=0)


def distance(one: np.ndarray, two: np.ndarray) -> float:
    """Root mean square difference of two thumbnails, in codes of 255."""
    return float(np.sqrt(((one.astype(np.float32) - two.astype(np.float32)) ** 2).mean()))


def unlikeness(one: np.ndarray, two: np.ndarray) -> float:
    """1 minus the correlation of two thumbnails' luma: blind to brightness, contrast and tint."""
    a = one.astype(np.float32).mean(axis=2)
    b = two.astype(np.float32).mean(axis=2)
    a, b = a - a.mean(), b - b.mean()
    power = float(np.sqrt((a * a).sum() * (b * b).sum()))
    return 1.0 - float((a * b).sum()) / power if power > 1e-3 * a.size else 0.0


# --- sound --------------------------------------------------------------------------------------------------


@dataclass
class Heard:
    """Mono samples at RATE and the time of the first of them, in seconds of the container's clock."""

    samples: np.ndarray
    start: float
    said: str = field(default="", repr=False)

    def between(self, start: float, end: float) -> np.ndarray:
        """The samples of a stretch of the container's clock; silence where there are none."""
        first, count = round((start - self.start) * RATE), round((end - start) * RATE)
        out = np.zeros(count, np.float32)
        low, high = max(first, 0), min(first + count, len(self.samples))
        if low < high:
            out[low - first : high - first] = self.samples[low:high]
        return out


def heard(path: Path, track: int = 0, stream: int | None = None, own_clock: bool = True) -> Heard | None:
    """A sound track as a player places it: each frame at its own time; None where nothing comes out."""
    which = f"0:{stream}" if stream is not None else f"0:a:{track}"
    data, said, _ = ffmpeg(
        "-v", "info", *(["-copyts"] if own_clock else []), "-i", named(path), "-map", which, "-af",
        f"aresample={RATE}:osf=flt,aformat=sample_fmts=flt:channel_layouts=mono|stereo,pan=mono|c0=c0,ashowinfo",
        "-f", "f32le", "-", *([] if own_clock else TOGETHER),
    )  # fmt: skip
    samples = np.frombuffer(data[: len(data) // 4 * 4], np.float32)
    spots = []
    for line in said.split("\n"):
        if "ashowinfo" not in line:
            continue
        match = re.search(r"pts:(-?\d+|NOPTS) pts_time:(\S+) .*nb_samples:(\d+)", line)
        if match:
            spots.append((None if match[1] == "NOPTS" else float(match[2]), int(match[3])))
    if not len(samples) or not spots:
        return None
    start = next((at for at, _ in spots if at is not None), 0.0)
    placed, taken, end = [], 0, 0
    for at, count in spots:
        where = end if at is None else round((at - start) * RATE)
        if abs(where - end) <= RATE // 100:
            where = end  # rounding of times; a player does not skip for that
        placed.append((max(where, 0), taken, count))
        taken, end = taken + count, max(where, 0) + count
    if end > 8 * 3600 * RATE:
        return Heard(samples, start, said)
    out = np.zeros(max(end, 1), np.float32)
    for where, begin, count in placed:
        part = samples[begin : begin + count]
        out[where : where + len(part)] = part
    return Heard(out, start, said)


def lag(one: np.ndarray, two: np.ndarray, most: int) -> tuple[int, float]:
    """By how many samples `two` is late against `one` (at most `most`), and how alike they are there, 0 to 1."""
    size = 1 << (len(one) + len(two)).bit_length()
    spectrum = np.fft.rfft(two, size) * np.conj(np.fft.rfft(one, size))
    across = np.fft.irfft(spectrum, size)
    shifts = np.concatenate([np.arange(0, most + 1), np.arange(-most, 0)])
    values = across[shifts]
    best = int(np.argmax(values))
    power = float(np.sqrt((one.astype(np.float64) ** 2).sum() * (two.astype(np.float64) ** 2).sum()))
    return int(shifts[best]), float(values[best]) / power if power > 1e-9 else 0.0


# --- the file -----------------------------------------------------------------------------------------------


def complaints(path: Path) -> str:
    """What a strict decode of everything says; empty where there is nothing to say."""
    _, said, code = ffmpeg("-v", "warning", "-xerror", "-err_detect", "explode", "-i", named(path), "-map", "0", "-f",
                           "null", "-")  # fmt: skip
    lines = [line for line in said.split("\n") if line.strip() and not any(fine in line for fine in HARMLESS)]
    return "; ".join(lines[:3]) or (f"exit {code}" if code else "")


HARMLESS = (
    "deprecated pixel format used",  # swscale says so of every yuvj source
    "Guessed Channel Layout",
    "non monotonically increasing dts to muxer",  # of the null muxer, for picture lists
    "Last message repeated",  # counted by the message itself, if it counts
)


def starts_fast(path: Path) -> bool:
    """Whether the index comes before the data, so that a player can begin at once."""
    with path.open("rb") as file:
        at = 0
        while True:
            head = file.read(16)
            if len(head) < 8:
                return False
            size, kind = int.from_bytes(head[:4], "big"), head[4:8]
            if kind == b"moov":
                return True
            if kind == b"mdat":
                return False
            at += int.from_bytes(head[8:16], "big") if size == 1 else size
            if size == 0:
                return False
            file.seek(at)


def fingerprint(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
