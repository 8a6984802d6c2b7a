"""What a file is: bytes in, `MediaFacts` out. Judged by content, never by name.

`probe` runs in this process; give it only files you trust, or use `Prober` (media/prober.py), which can afford to
have its reader crash or hang.
"""

from __future__ import annotations

import hashlib
import json
import struct
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import av
from av.error import FFmpegError

from rushes.errors import RushesError
from rushes.media.boxes import Boxes, read_boxes, turn_of
from rushes.media.colours import MATRICES, PRIMARIES, TRANSFERS
from rushes.media.container import open_media
from rushes.media.ending import is_cut_off
from rushes.media.errors import (
    Damaged,
    DolbyVisionOnly,
    Encrypted,
    ExternalReference,
    NoIndex,
    NoStreams,
    UnsupportedCodec,
)
from rushes.media.rewritten import CLOCK, RESTARTING, rewritten
from rushes.media.scan import PictureScan, Scan, SoundScan, scan
from rushes.media.sniff import MATROSKA, MOV, Reader, Sniffed, sniff
from rushes.media.stills import probe_still
from rushes.media.timing import Pace, pace
from rushes.media.trial import Look, PictureTrial, SoundTrial, try_picture, try_sound
from rushes.model.media import AudioFacts, Colour, MediaFacts, MediaKind, VideoFacts
from rushes.model.time import ZERO, Seconds

WHOLE_PIXELS = 150_000_000
"""Pictures up to this many pixels in all are decoded whole (about 1 s of work): 7 s of 720p, 18 frames of UHD."""

DAMAGED_PIXELS = 1_500_000_000
"""A file that shows damage is decoded whole up to here (about 10 s of work)."""

WHOLE_SOUND_SECONDS, DAMAGED_SOUND_SECONDS = 120, 1800

HEADER_SLACK_SECONDS = Fraction(1, 2)
"""Headers round, and count the last frame in different ways."""

JUMP_SECONDS = 60
OVERHANG_SECONDS = Fraction(1, 2)

HONEST_LENGTHS = {"mov", "matroska", "avi", "wav", "w64", "flac", "aiff", "caf"}
"""Readers whose length comes from the file's header; the others estimate it from the bit rate."""

LAYOUTS = {1: "mono", 2: "stereo", 3: "2.1", 4: "4.0", 5: "5.0", 6: "5.1", 7: "6.1", 8: "7.1"}
"""FFmpeg's choice for sound that only tells its number of channels."""

TAG_COUNT_MAX, TAG_LENGTH_MAX = 60, 1000
STRUCTURAL_TAGS = {
    "major_brand", "minor_version", "compatible_brands", "encoder", "creation_time", "duration", "handler_name",
}  # fmt: skip

DOLBY_VISION_BASES = {1: "HDR10", 2: "SDR", 4: "HLG", 6: "HDR10"}


def probe(path: Path, media_id: str | None = None, name: str | None = None) -> MediaFacts:
    """What the file at `path` is, read from all its packets and from trial decodes of its streams.

    Durations and times are exact, in seconds; see `MediaFacts` for their clock. `media_id` saves hashing the file
    where that is done already; `name` is what its owner calls it, looked at only to warn of a wrong ending.
    Raises a MaterialError of `media/errors.py` for what can't be used.
    """
    path = Path(path)
    format = sniff(path)
    media_id = media_id or file_id(path)
    if format.reader is Reader.FFMPEG:
        facts = _probe_streams(path, format, media_id)
    else:
        facts = probe_still(path, format, media_id)
    if not format.fits(name or path.name):
        facts = replace(facts, warnings=("wrong_name", *facts.warnings))
    return facts


def file_id(path: Path) -> str:
    """The SHA-256 of the file's bytes, in lower-case hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _probe_streams(path: Path, format: Sniffed, media_id: str) -> MediaFacts:
    boxes = read_boxes(path) if format is MOV else None
    if boxes:
        _refuse_by_boxes(boxes)
    try:
        container = open_media(path, format.name)
    except (FFmpegError, ValueError) as error:
        raise Damaged(detail=str(getattr(error, "strerror", error))) from error
    with container:
        picture, sounds = _choose(container)
        if picture is None and not sounds:
            raise _nothing_to_use(container, boxes)
        seen = scan(container, picture, sounds)
        if (seen.restarts and format.name in RESTARTING) or (seen.untimed and format is MATROSKA):
            facts = _on_one_clock(path, format, media_id)
            if facts is not None:
                return facts
        return _Reading(path, format, boxes, container, picture, sounds, seen).facts(media_id)


def _on_one_clock(path: Path, format: Sniffed, media_id: str) -> MediaFacts | None:
    """The facts of a recording whose clock starts anew or begins before 0, as its stand-in has it; None where there can
    be none."""
    try:
        with rewritten(path, format.name) as copy:
            facts = _probe_streams(copy, MATROSKA, media_id)
    except (OSError, RushesError):
        return None
    return replace(facts, container=format.name, size_bytes=path.stat().st_size, standin=CLOCK)


def _refuse_by_boxes(boxes: Boxes) -> None:
    if any(track.encrypted for track in boxes.tracks):
        raise Encrypted()
    media = [track for track in boxes.tracks if track.handler in ("vide", "soun")]
    if media and all(track.external for track in media):
        raise ExternalReference(what=media[0].external)
    if not boxes.has_moov:
        raise NoIndex()
    for track in boxes.tracks:
        if track.dolby_vision_profile is not None and track.dolby_vision_base == 0:
            raise DolbyVisionOnly(profile=track.dolby_vision_profile)


def _choose(container: av.container.InputContainer) -> tuple:
    """The picture stream that a player would show, and all sound streams that have a decoder."""
    films = [stream for stream in container.streams.video if not _is_cover(stream)]
    usable = [stream for stream in films if stream.codec_context is not None]
    best = container.streams.best("video") if usable else None
    picture = best if best in usable else next(iter(usable), None)
    return picture, [stream for stream in container.streams.audio if stream.codec_context is not None]


def _is_cover(stream) -> bool:
    kinds = type(stream.disposition)
    return bool(stream.disposition & (kinds.attached_pic | kinds.timed_thumbnails))


def _nothing_to_use(container: av.container.InputContainer, boxes: Boxes | None) -> Exception:
    named = [
        (track.handler, track.entries[0])
        for track in (boxes.tracks if boxes else ())
        if track.handler in ("vide", "soun") and track.entries
    ]
    if named or any(not _is_cover(stream) for stream in (*container.streams.video, *container.streams.audio)):
        kind, codec = named[0] if named else ("vide", "unknown")
        return _no_decoder("picture" if kind == "vide" else "sound", codec)
    return NoStreams()


def _no_decoder(part: str, codec: str) -> UnsupportedCodec:
    return UnsupportedCodec(part=part, part_zh={"picture": "画面", "sound": "声音"}[part], codec=codec)


class _Reading:
    """One file being understood: the open container, what its packets say, and what is found wrong on the way."""

    def __init__(self, path: Path, format: Sniffed, boxes: Boxes | None, container, picture, sounds, seen: Scan):
        self.path, self.format, self.boxes = path, format, boxes
        self.container, self.picture, self.sounds, self.seen = container, picture, sounds, seen
        self.cut_off = boxes.cut_off if boxes else is_cut_off(path, format.name)
        self.warnings: dict[str, None] = {}

    def warn(self, code: str) -> None:
        self.warnings.setdefault(code)

    def facts(self, media_id: str) -> MediaFacts:
        if self.seen.encrypted:
            raise Encrypted()
        video = self._video() if self.picture is not None else None
        origin = video.start if video else None
        audio = []
        for stream, track in zip(self.sounds, self.seen.sounds, strict=True):
            facts, origin = self._audio(stream, track, origin)
            audio += [facts] if facts else []
        if video is None and not audio:
            raise Damaged(detail="no sound could be decoded")
        if self.seen.stopped or (self.cut_off and self._short()):
            self.warn("truncated")
        if video:
            duration = video.duration
            self._compare_sound(audio, duration)
        else:
            duration = max(track.start + track.duration for track in audio)
        return MediaFacts(
            id=media_id,
            kind=MediaKind.VIDEO if video else MediaKind.AUDIO,
            container=self.format.name,
            size_bytes=self.path.stat().st_size,
            duration=duration,
            video=video,
            audio=tuple(audio),
            created=self._created(),
            tags=self._tags(),
            chapters=self._chapters(origin or ZERO),
            data_streams=self._data_streams(),
            warnings=tuple(self.warnings),
            origin=origin or ZERO,
        )

    # --- picture ------------------------------------------------------------------------------------------

    def _video(self) -> VideoFacts:
        stream, track = self.picture, self.seen.picture
        codec = stream.codec_context.codec.canonical_name
        trial = self._try_picture(stream, track)
        look = trial.look
        if look is None:
            raise Damaged(detail=trial.last_words or f"{codec}: no picture")
        times = _shown(track, trial)
        length = track.lengths.get(times[-1])
        found = pace(times, track.tick, length, stream.guessed_rate or stream.average_rate)
        self._judge_picture(track, trial, times, found)
        rotation, mirrored = turn_of(look.display_matrix)
        aspect = _pixel_aspect(stream)
        width, height = _size_shown(look, aspect, rotation)
        return VideoFacts(
            index=stream.index,
            codec=codec,
            profile=stream.profile or "",
            pixel_format=look.pixel_format,
            bit_depth=look.bit_depth,
            coded_width=look.width,
            coded_height=look.height,
            width=width,
            height=height,
            pixel_aspect=aspect,
            rotation=rotation,
            mirrored=mirrored,
            rate=found.rate,
            variable_rate=found.variable,
            frames=len(times),
            start=times[0] * track.tick,
            duration=found.duration,
            time_base=track.tick,
            colour=_colour(look),
            interlaced=look.interlaced,
            has_alpha=look.has_alpha or track.has_alpha,
            bitrate_bps=int(track.size_bytes * 8 / found.duration) if found.duration else None,
            dolby_vision_profile=self._dolby_vision(),
            mastering=_mastering(look),
            keyframes=_keyframes(track, times),
        )

    def _try_picture(self, stream, track: PictureScan) -> PictureTrial:
        pixels = stream.codec_context.width * stream.codec_context.height * max(len(track.times), 1)
        doubtful = bool(track.broken or self.seen.stopped or self.cut_off)
        whole = pixels <= (DAMAGED_PIXELS if doubtful else WHOLE_PIXELS)
        trial = try_picture(self.path, self.format.name, stream.index, whole)
        if not whole and not doubtful and trial.errors and pixels <= DAMAGED_PIXELS:
            trial = try_picture(self.path, self.format.name, stream.index, whole=True)
        return trial

    def _judge_picture(self, track: PictureScan, trial: PictureTrial, times: list[int], found: Pace) -> None:
        spoiled = trial.errors or track.broken
        if spoiled and not (self.cut_off and track.broken <= 1 and trial.errors <= 1):
            self.warn("damaged")
        if spoiled and not trial.whole:
            self.warn("partly_checked")
        if found.missing:
            self.warn("frames_missing")
        holes = [(a * track.tick, b * track.tick) for a, b in pairwise(times)
                 if (b - a) * track.tick > Fraction(1, 4)]  # fmt: skip
        if any(b - a > JUMP_SECONDS for a, b in holes):
            self.warn("time_jump")
        for sound in self.seen.sounds:
            if any(a < gap_end and gap_start < b for a, b in holes for gap_start, gap_end in sound.gaps):
                self.warn("damaged")
        start = times[0] * track.tick
        self._compare_length(self.picture, start + found.duration, start)

    def _dolby_vision(self) -> int | None:
        profile, base = None, None
        if self.boxes and self.picture.index < len(self.boxes.tracks):
            track = self.boxes.tracks[self.picture.index]
            profile, base = track.dolby_vision_profile, track.dolby_vision_base
        elif self.format.name == "matroska":
            profile, base = _matroska_dolby_vision(self.path)
        if profile is not None:
            if base == 0:
                raise DolbyVisionOnly(profile=profile)
            self.warn(f"dolby_vision_ignored:{DOLBY_VISION_BASES.get(base, 'plain')}")
        return profile

    # --- sound --------------------------------------------------------------------------------------------

    def _audio(self, stream, track: SoundScan, origin: Seconds | None) -> tuple[AudioFacts | None, Seconds | None]:
        """The facts of one sound track, and where the media clock starts once that is known."""
        long = track.end - track.start if track.start is not None and track.end is not None else ZERO
        trial = try_sound(self.path, self.format.name, stream.index, whole=long <= WHOLE_SOUND_SECONDS)
        if trial.errors and not trial.whole and long <= DAMAGED_SOUND_SECONDS:
            trial = try_sound(self.path, self.format.name, stream.index, whole=True)
        if trial.start is None or track.end is None or not trial.sample_rate:
            self.warn("sound_unusable")
            return None, origin
        end = min(track.end, trial.end) if trial.whole else track.end
        only_the_end = trial.errors == 1 and trial.whole and trial.end < track.end
        if trial.errors and not only_the_end:
            self.warn("damaged")
        self._compare_length(stream, end, trial.start)
        origin = trial.start if origin is None else origin
        metadata = stream.metadata
        language = stream.language or metadata.get("language")
        return AudioFacts(
            index=stream.index,
            codec=stream.codec_context.codec.canonical_name,
            sample_rate=trial.sample_rate,
            channels=trial.channels,
            layout=_layout(trial),
            start=trial.start - origin,
            duration=max(end - trial.start, ZERO),
            language=None if language in (None, "und") else language,
            title=metadata.get("title"),
        ), origin

    def _compare_sound(self, audio: list[AudioFacts], duration: Seconds) -> None:
        for track in audio:
            if track.start < -OVERHANG_SECONDS:
                self.warn("sound_before_picture")
            if track.start + track.duration > duration + OVERHANG_SECONDS:
                self.warn("sound_after_picture")

    # --- header against content -----------------------------------------------------------------------------

    def _header_length(self, stream) -> Seconds | None:
        """The length its header claims for a stream, or for the whole file where only that is given."""
        if self.format.name not in HONEST_LENGTHS:
            return None
        if stream.duration and self.format.name != "matroska":
            return stream.duration * stream.time_base
        if self.container.duration and len(self.sounds) + (self.picture is not None) == 1:
            return Fraction(self.container.duration, 1_000_000)
        return None

    def _compare_length(self, stream, end: Seconds, start: Seconds) -> None:
        header = self._header_length(stream)
        if header is None or header > 10**7:
            return
        actual = end if self.format.name == "matroska" else end - start
        slack = max(HEADER_SLACK_SECONDS, header / 50)
        if header - actual > slack:
            missing = self.cut_off or self.seen.stopped or self.format.name == "flac"
            self.warn("truncated" if missing else "wrong_duration")
        elif actual - header > slack and self.format.name != "wav":
            self.warn("wrong_duration")

    def _short(self) -> bool:
        """Whether packets that the header promises are missing; where it promises nothing, they are."""
        track = self.seen.picture
        if (track and track.broken) or self.format is not MOV:
            return True
        return any(stream.frames and stream.frames > seen.packets for stream, seen in self._counted())

    def _counted(self):
        if self.picture is not None:
            yield self.picture, self.seen.picture
        yield from zip(self.sounds, self.seen.sounds, strict=True)

    # --- what else the file says ------------------------------------------------------------------------------

    def _created(self) -> str | None:
        metadata = self.container.metadata
        for key in ("com.apple.quicktime.creationdate", "creation_time"):
            if metadata.get(key):
                return metadata[key]
        return next(
            (s.metadata["creation_time"] for s in self.container.streams if s.metadata.get("creation_time")), None
        )

    def _tags(self) -> tuple[tuple[str, str], ...]:
        found = {key: value for key, value in self.container.metadata.items() if key.lower() not in STRUCTURAL_TAGS}
        for stream in self.container.streams:
            if stream.metadata.get("timecode"):
                found.setdefault("timecode", stream.metadata["timecode"])
            if self.picture is None and stream.type == "audio":
                found = {**{k: v for k, v in stream.metadata.items() if k.lower() not in STRUCTURAL_TAGS}, **found}
        found.pop("language", None)
        kept = sorted(found.items())[:TAG_COUNT_MAX]
        return tuple((key, "".join(c for c in value if c.isprintable())[:TAG_LENGTH_MAX]) for key, value in kept)

    def _chapters(self, origin: Seconds) -> tuple[tuple[Seconds, str], ...]:
        return tuple(
            (chapter["start"] * chapter["time_base"] - origin, chapter["metadata"].get("title", ""))
            for chapter in self.container.chapters()
        )

    def _data_streams(self) -> tuple[str, ...]:
        names = []
        for stream in self.container.streams:
            if stream.type in ("video", "audio"):
                continue
            tracks = self.boxes.tracks if self.boxes else ()
            entries = tracks[stream.index].entries if stream.index < len(tracks) else ()
            codec = stream.codec_context.codec.canonical_name if stream.codec_context else stream.type
            names.append(entries[0] if entries else codec)
        return tuple(names)


def _shown(track: PictureScan, trial: PictureTrial) -> list[int]:
    """When the frames are shown that a decoder really delivers, in ticks, rising."""
    decoded = sorted(trial.times)
    if trial.whole and decoded:
        if len(decoded) == len(track.times) or trial.frames == len(track.times):
            return track.times
        if not trial.untimed and len(set(decoded)) == len(decoded):
            return decoded
        return track.times[: trial.frames] or decoded
    if not track.times:
        return decoded or [0]
    # what lies before the first decoded frame needs packets that are not in the file
    times = (
        [time for time in track.times if time >= decoded[0]] if decoded and decoded[0] in track.times else track.times
    )
    if len(decoded) >= 2 and times[: 2 * len(decoded) : 2] == decoded:
        return _fields_paired(times, decoded[1] - decoded[0])
    return times


def _fields_paired(times: list[int], frame_ticks: int) -> list[int]:
    """One time a frame where each field came in a packet of its own (interlaced H.264 in a transport stream)."""
    kept: list[int] = []
    for time in times:
        if not kept or time - kept[-1] > frame_ticks * 3 // 4:
            kept.append(time)
    return kept


def _keyframes(track: PictureScan, times: list[int]) -> tuple[Seconds, ...]:
    """On the media clock. A file's first key frame serves all before the next, shown before it or not."""
    keys = [key - times[0] for key in dict.fromkeys(track.keys) if key <= times[-1]]
    if not keys or keys[0] > 0:
        keys[:1] = [0]
    return tuple(key * track.tick for key in keys)


def _pixel_aspect(stream) -> Fraction:
    aspect = stream.sample_aspect_ratio or stream.codec_context.sample_aspect_ratio or Fraction(1)
    return aspect if Fraction(1, 20) < aspect < 20 else Fraction(1)


def _size_shown(look: Look, aspect: Fraction, rotation: int) -> tuple[int, int]:
    """Square pixels as shown: the side that is too short grows, so that nothing is thrown away."""
    width, height = Fraction(look.width), Fraction(look.height)
    width, height = (width * aspect, height) if aspect >= 1 else (width, height / aspect)
    size = (int(width + Fraction(1, 2)), int(height + Fraction(1, 2)))
    return size[::-1] if rotation in (90, 270) else size


def _colour(look: Look) -> Colour:
    return Colour(
        PRIMARIES.get(look.primaries), TRANSFERS.get(look.transfer), MATRICES.get(look.matrix), look.full_range
    )


def _mastering(look: Look) -> str | None:
    """The static HDR data as JSON: `master_display` as x265 writes it, `max_cll` and `max_fall` in cd/m2."""
    found: dict[str, object] = {}
    if look.mastering and len(look.mastering) >= 88:
        numbers = struct.unpack_from("<20i", look.mastering)
        values = [Fraction(n, d or 1) for n, d in zip(numbers[::2], numbers[1::2], strict=True)]
        point = [round(value * 50000) for value in values[:8]]
        light = [round(value * 10000) for value in values[8:]]
        has_colours, has_light = struct.unpack_from("<2i", look.mastering, 80)
        if has_colours and has_light:
            red, green, blue, white = (f"({point[i]},{point[i + 1]})" for i in (0, 2, 4, 6))
            found["master_display"] = f"G{green}B{blue}R{red}WP{white}L({light[1]},{light[0]})"
    if look.light_level and len(look.light_level) >= 8:
        found["max_cll"], found["max_fall"] = struct.unpack_from("<2I", look.light_level)
    return json.dumps(found) if found else None


def _layout(trial: SoundTrial) -> str:
    return trial.layout if "channels" not in trial.layout else LAYOUTS.get(trial.channels, trial.layout)


def _matroska_dolby_vision(path: Path) -> tuple[int | None, int | None]:
    """Profile and base of Dolby Vision in a Matroska file, from the configuration record in its track header."""
    with path.open("rb") as file:
        head = file.read(2**18)
    at = max(head.find(b"dvcC"), head.find(b"dvvC"))
    record = head.find(b"\x41\xed", at, at + 64) if at >= 0 else -1
    if record < 0 or record + 8 > len(head):
        return None, None
    body = head[record + 3 : record + 8]
    return body[2] >> 1, body[4] >> 4
