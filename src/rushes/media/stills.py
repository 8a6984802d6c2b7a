"""Pictures, still and animated: facts about them, and the decoder that stand-ins are made with.

Frames are read by FFmpeg when rendering. What it would read wrong (animated WebP, CMYK, turned by EXIF, other
colour profiles, HEIC tiles) or dangerously large gets a lossless stand-in; `MediaFacts.standin` says why.
"""

from __future__ import annotations

import io
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import imageio_ffmpeg
from PIL import Image, ImageCms, ImageFile, ImageOps

from rushes.errors import RushesError
from rushes.media.boxes import HEIF_META_BYTES_MAX, heif_profile
from rushes.media.colours import MATRICES
from rushes.media.errors import Damaged, PictureTooLarge, is_the_machines
from rushes.media.sniff import Reader, Sniffed
from rushes.media.timing import CONFORM_FALLBACK, pace
from rushes.media.trial import try_picture
from rushes.model.media import Colour, MediaFacts, MediaKind, VideoFacts
from rushes.model.time import Seconds

PIXELS_MAX = 256_000_000
"""Opened at most: 256 million pixels take 1 GB. A 16000x9000 picture has 144 million."""

ANIMATION_PIXELS_MAX, ANIMATION_FRAMES_MAX = 2_000_000_000, 3000
"""All frames of an animation together: 30 s of 1080p."""

SIDE_MAX = 8192
"""A stand-in's longest side: twice a 4K frame, so that zooming in by two loses nothing."""

TICK = Fraction(1, 90000)
GIF_DELAY_MIN_MS, GIF_DELAY_DEFAULT_MS = 20, 100
"""Browsers show frames that ask for less than 20 ms for 100 ms."""

HEIF_SECONDS_MAX = 60
HEIF_EXIF_BYTES_MAX = 65536
ORIENTATION_TAG, DATE_TAG, OFFSET_TAG, EXIF_IFD, GPS_IFD = 0x0112, 36867, 36881, 0x8769, 0x8825
FFMPEG_READERS = {"JPEG": "jpeg_pipe", "PNG": "png_pipe", "WEBP": "webp_pipe"}

Image.MAX_IMAGE_PIXELS = None  # the limit is ours, checked before anything is decoded


@dataclass(frozen=True, slots=True)
class Shown:
    """One frame of an animation: RGBA, and when and how long it is shown, in ticks of TICK."""

    image: Image.Image
    at: int
    length: int


def probe_still(path: Path, format: Sniffed, media_id: str) -> MediaFacts:
    """The facts of a picture. Raises Damaged, PictureTooLarge."""
    with opened(path, format) as (image, truncated):
        warnings = ["truncated"] if truncated else []
        times, total = _times(image) if _frame_count(image) > 1 else ([0], Fraction(0))
        still = len(times) == 1
        total = Fraction(0) if still else total
        size = _upright_size(image)
        reason = _standin_reason(image, format, len(times), truncated)
        alpha = _has_alpha(image)
        if max(size) > SIDE_MAX:
            warnings.append("scaled_down")
        created, tags = _exif(image)
    found = None if still else pace(times, TICK, round(total / TICK) - times[-1])
    if reason:
        stored, codec, depth = scaled(size), "png", 8
        pixel_format = "rgba" if alpha or not still else "rgb24"
        colour = Colour("bt709", "iec61966-2-1", "gbr", True)
    else:
        look = try_picture(path, FFMPEG_READERS[format.name], 0, whole=True).look
        if look is None:
            raise Damaged(detail=format.name)
        stored, codec, depth = (look.width, look.height), format.name.lower().replace("jpeg", "mjpeg"), look.bit_depth
        pixel_format, alpha = look.pixel_format, look.has_alpha
        matrix = MATRICES.get(look.matrix, "gbr" if look.pixel_format.startswith(("rgb", "gbr", "bgr")) else "bt470bg")
        colour = Colour("bt709", "iec61966-2-1", matrix, look.full_range)
    video = VideoFacts(
        index=0,
        codec=codec,
        profile="",
        pixel_format=pixel_format,
        bit_depth=depth,
        coded_width=stored[0],
        coded_height=stored[1],
        width=size[0],
        height=size[1],
        pixel_aspect=Fraction(1),
        rotation=0,
        mirrored=False,
        rate=found.rate if found else CONFORM_FALLBACK,
        variable_rate=bool(found and found.variable),
        frames=len(times),
        start=Fraction(0),
        duration=total,
        time_base=TICK,
        colour=colour,
        has_alpha=alpha,
        keyframes=tuple(time * TICK for time in times),
    )
    return MediaFacts(
        id=media_id,
        kind=MediaKind.IMAGE,
        container=format.name.lower(),
        size_bytes=path.stat().st_size,
        duration=total,
        video=video,
        created=created,
        tags=tags,
        warnings=tuple(warnings),
        standin=reason,
    )


@contextmanager
def opened(path: Path, format: Sniffed) -> Iterator[tuple[Image.Image, bool]]:
    """The picture at `path`, decoded, and whether its end is missing (what is there is shown)."""
    source = io.BytesIO(_heif_as_png(path)) if format.reader is Reader.HEIF else path
    kind = "PNG" if format.reader is Reader.HEIF else format.name
    try:
        with Image.open(source, formats=[kind]) as image:
            width, height = image.size
            if width * height > PIXELS_MAX:
                raise PictureTooLarge(width=width, height=height, limit=PIXELS_MAX // 1_000_000)
            if format.reader is Reader.HEIF:
                _restore_heif(image, path)
            yield image, _load(image)
    except (RushesError, MemoryError):
        raise
    except Exception as error:  # Pillow's readers raise whatever their parsing trips over
        if is_the_machines(error):
            raise
        raise Damaged(detail=_words(error)) from error


def _load(image: Image.Image) -> bool:
    """Decode the first frame; True where the data end too early."""
    try:
        image.load()
        return False
    except (OSError, ValueError, SyntaxError, EOFError, IndexError):
        pass
    ImageFile.LOAD_TRUNCATED_IMAGES = True
    try:
        image.load()
        return True
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = False


def upright(image: Image.Image) -> Image.Image:
    """`image` as shown: turned, in sRGB, RGB or RGBA with 8 bits, at most SIDE_MAX a side."""
    turned = ImageOps.exif_transpose(image)
    result = _in_srgb(turned)
    if max(result.size) > SIDE_MAX:
        result = result.resize(scaled(result.size), Image.Resampling.LANCZOS, reducing_gap=2.0)
    return result


def scaled(size: tuple[int, int]) -> tuple[int, int]:
    """`size` made to fit SIDE_MAX a side."""
    longest = max(size)
    if longest <= SIDE_MAX:
        return size
    return max(round(size[0] * SIDE_MAX / longest), 1), max(round(size[1] * SIDE_MAX / longest), 1)


def animation(image: Image.Image) -> Iterator[Shown]:
    """The frames of an animated picture, each whole (drawn over what stays of those before)."""
    times, total = _times(image)
    ends = [*times[1:], round(total / TICK)]
    first = 1 if getattr(image, "default_image", False) else 0
    for n, (at, end) in enumerate(zip(times, ends, strict=True)):
        image.seek(first + n)
        frame = image.convert("RGBA")
        if max(frame.size) > SIDE_MAX:
            frame = frame.resize(scaled(frame.size), Image.Resampling.LANCZOS)
        yield Shown(frame, at, end - at)


def _frame_count(image: Image.Image) -> int:
    """How many frames are shown one after another; an APNG's default image is not one of them."""
    count = getattr(image, "n_frames", 1) - (1 if getattr(image, "default_image", False) else 0)
    if image.format not in ("GIF", "WEBP", "PNG", "AVIF"):
        return 1
    pixels = image.size[0] * image.size[1] * count
    if count > 1 and (count > ANIMATION_FRAMES_MAX or pixels > ANIMATION_PIXELS_MAX):
        raise PictureTooLarge(width=image.size[0], height=image.size[1], limit=ANIMATION_PIXELS_MAX // 1_000_000)
    return max(count, 1)


def _times(image: Image.Image) -> tuple[list[int], Seconds]:
    """When each frame is shown, in ticks, and how long all take, in seconds. A damaged end is left out."""
    first = 1 if getattr(image, "default_image", False) else 0
    times, at = [], 0
    for n in range(first, getattr(image, "n_frames", 1)):
        try:
            image.seek(n)
            image.load()
        except (OSError, ValueError, SyntaxError, EOFError, IndexError):
            break
        times.append(at)
        delay = float(image.info.get("duration") or 0)
        if delay <= 0 or (image.format == "GIF" and delay < GIF_DELAY_MIN_MS):
            delay = GIF_DELAY_DEFAULT_MS
        at += max(round(delay * 90), 1)
    if not times:
        raise Damaged(detail=f"{image.format}: no frame")
    image.seek(first)
    return times, at * TICK


def _upright_size(image: Image.Image) -> tuple[int, int]:
    turned = image.getexif().get(ORIENTATION_TAG, 1) in (5, 6, 7, 8)
    return image.size[::-1] if turned else image.size


def _has_alpha(image: Image.Image) -> bool:
    return image.mode in ("RGBA", "LA", "PA", "RGBa", "La") or "transparency" in image.info


def _standin_reason(image: Image.Image, format: Sniffed, frames: int, truncated: bool) -> str | None:
    if frames > 1:
        return "animation"
    if format.name not in FFMPEG_READERS:
        return "format"
    if truncated:
        return "truncated"
    if image.getexif().get(ORIENTATION_TAG, 1) in range(2, 9):
        return "orientation"
    if max(image.size) > SIDE_MAX:
        return "size"
    if image.mode not in ("RGB", "RGBA", "L"):
        return "pixels"
    return "profile" if _profile(image) else None


def _profile(image: Image.Image) -> ImageCms.ImageCmsProfile | None:
    """The picture's colour profile, if it has one and it is not sRGB."""
    data = image.info.get("icc_profile")
    if not data:
        return None
    try:
        profile = ImageCms.ImageCmsProfile(io.BytesIO(data))
        name = ImageCms.getProfileDescription(profile).strip().lower()
    except (ImageCms.PyCMSError, OSError, ValueError):
        return None
    return None if name.startswith(("srgb", "c2")) else profile


def _in_srgb(image: Image.Image) -> Image.Image:
    profile, alpha = _profile(image), _has_alpha(image)
    if image.mode in ("I", "I;16", "I;16B", "I;16L", "F"):
        image = _from_deep_grey(image)
    if image.mode in ("P", "PA", "LA", "La", "RGBa"):
        image = image.convert("RGBA" if alpha else "RGB")
    if profile and image.mode in ("RGB", "RGBA", "CMYK", "L"):
        try:
            target = "RGBA" if image.mode == "RGBA" else "RGB"
            turned = ImageCms.profileToProfile(image, profile, ImageCms.createProfile("sRGB"), outputMode=target)
            image = turned or image
        except (ImageCms.PyCMSError, ValueError):
            pass  # a profile for another kind of pixels: the plain conversion is the better guess
    return image.convert("RGBA" if alpha else "RGB")


def _from_deep_grey(image: Image.Image) -> Image.Image:
    return image.convert("I").point(lambda value: value / 256).convert("L")


def _exif(image: Image.Image) -> tuple[str | None, tuple[tuple[str, str], ...]]:
    """When it was taken (ISO 8601), and who made the camera, as far as its EXIF can be read."""
    try:
        exif = image.getexif()
        details, place = exif.get_ifd(EXIF_IFD), exif.get_ifd(GPS_IFD)
        named = {"make": exif.get(271), "model": exif.get(272), "software": exif.get(305), "lens": details.get(42036)}
        tags = {key: _plain(value) for key, value in named.items() if value}
        if location := _location(place):
            tags["location"] = location
        date = _plain(details.get(DATE_TAG) or exif.get(306) or "")
        offset = _plain(details.get(OFFSET_TAG) or "")
    except Exception:  # EXIF is a stranger's text; no part of it is worth refusing a picture for
        return None, ()
    day, _, clock = date.partition(" ")
    created = f"{day.replace(':', '-')}T{clock}{offset}" if len(day) == 10 and len(clock) == 8 else None
    return created, tuple(sorted(tags.items()))


def _plain(value: object) -> str:
    text = value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
    return "".join(char for char in text if char.isprintable()).strip()[:200]


def _location(place: dict) -> str | None:
    """GPS as ISO 6709, as MP4 files write it: +51.5335-000.1261/"""
    if not {1, 2, 3, 4} <= set(place):
        return None
    degrees = [sum(float(part) / 60**n for n, part in enumerate(place[key])) for key in (2, 4)]
    signs = [-1 if place[1] in ("S", b"S") else 1, -1 if place[3] in ("W", b"W") else 1]
    return f"{degrees[0] * signs[0]:+08.4f}{degrees[1] * signs[1]:+09.4f}/"


def _heif_as_png(path: Path) -> bytes:
    """The main picture of a HEIC file, its tiles put together and turned by the FFmpeg program (the library in
    PyAV gives single tiles)."""
    command = [
        imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-nostdin", "-protocol_whitelist", "file,pipe", "-f", "mov",
        "-threads", "1", "-i", f"file:{path.resolve()}", "-frames:v", "1", "-pix_fmt", "rgb24", "-c:v", "png", "-compression_level", "1",
        "-f", "image2pipe", "-",
    ]  # fmt: skip
    try:
        done = subprocess.run(command, capture_output=True, timeout=HEIF_SECONDS_MAX)
    except subprocess.TimeoutExpired as error:
        raise Damaged(detail="HEIC: takes too long") from error
    if done.returncode or not done.stdout:
        words = done.stderr.decode("utf-8", "replace").strip().splitlines()
        last = words[-1].rpartition("] ")[2][:200] if words else "no picture"
        raise Damaged(detail=f"HEIC: {last}")
    return done.stdout


def _restore_heif(image: Image.Image, path: Path) -> None:
    """Give the PNG that FFmpeg made back what it lost: colour profile and EXIF (without the turn, which is done)."""
    if profile := heif_profile(path):
        image.info["icc_profile"] = profile
    with path.open("rb") as file:
        head = file.read(HEIF_META_BYTES_MAX)
    for start in (b"Exif\0\0II*\0", b"Exif\0\0MM\0*"):
        at = head.find(start)
        if at >= 0:
            exif = image.getexif()
            try:
                exif.load(head[at : at + HEIF_EXIF_BYTES_MAX])
            except Exception:  # as in `_exif`
                exif.clear()
            exif.pop(ORIENTATION_TAG, None)


def _words(error: Exception) -> str:
    return (str(error) or type(error).__name__)[:200]
