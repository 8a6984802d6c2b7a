"""Every packet of a file, looked at but not decoded: when its frames are shown, where decoding may begin, what is
broken. One pass over the file; about 1 s for 120 s of UHD.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from fractions import Fraction

import av
from av.error import FFmpegError

from rushes.media.container import packets_of
from rushes.model.time import Seconds

LENGTH_PREFIXED = {"h264", "hevc"}

BACK_SECONDS, AHEAD_SECONDS = Fraction(1, 2), 10
"""A clock that goes back by more than half a second, or ahead by more than ten, was started anew: players, FFmpeg
among them, go on from where they were."""

SOUND_GAP_SECONDS = Fraction(1, 4)
"""Decoders and muxers leave holes of a frame or two; only longer ones are counted."""


@dataclass(slots=True)
class PictureScan:
    """The packets of the picture. Times are in ticks of the stream's time base."""

    index: int
    tick: Fraction
    times: list[int] = field(default_factory=list)
    """When each packet's frame is shown; frames that an edit list hides are not among them. Rising."""
    keys: list[int] = field(default_factory=list)
    """Times of key packets, hidden ones too. Rising."""
    lengths: dict[int, int] = field(default_factory=dict)
    """How long the last few frames are shown, by their times, where the file says so."""
    size_bytes: int = 0
    packets: int = 0
    broken: int = 0
    has_alpha: bool = False


@dataclass(slots=True)
class SoundScan:
    """The packets of one sound track, in exact seconds of the container's clock."""

    index: int
    start: Seconds | None = None
    end: Seconds | None = None
    gaps: list[tuple[Seconds, Seconds]] = field(default_factory=list)
    packets: int = 0


@dataclass(slots=True)
class Scan:
    picture: PictureScan | None
    sounds: list[SoundScan]
    stopped: str | None = None
    """Why reading stopped before the end, in FFmpeg's words."""
    encrypted: bool = False
    restarts: bool = False
    """The clock starts anew somewhere."""
    untimed: bool = False
    """The picture begins with a packet that has no time."""


def scan(container: av.container.InputContainer, picture, sounds: list) -> Scan:
    """All packets of the streams `picture` (may be None) and `sounds` of an open file."""
    seen = Scan(
        PictureScan(picture.index, picture.time_base) if picture else None,
        [SoundScan(stream.index) for stream in sounds],
    )
    by_index = {track.index: track for track in seen.sounds}
    check = _packet_check(picture) if picture else None
    clocks: dict[int, Seconds] = {}
    try:
        for packet in packets_of(container, *([picture] if picture else []), *sounds):
            if packet.size == 0:
                continue
            if packet.has_sidedata("encryption_info"):
                seen.encrypted = True
            if packet.dts is not None:
                now = packet.dts * packet.time_base
                past = clocks.setdefault(packet.stream_index, now)
                seen.restarts |= not -BACK_SECONDS <= now - past <= AHEAD_SECONDS
                clocks[packet.stream_index] = now
            if picture and packet.stream_index == picture.index:
                seen.untimed |= seen.picture.packets == 0 and packet.pts is None and packet.dts is None
                _see_picture(seen.picture, packet, check)
            else:
                _see_sound(by_index[packet.stream_index], packet)
    except (FFmpegError, ValueError) as error:
        seen.stopped = str(error)
    if seen.picture:
        seen.picture.times.sort()
        seen.picture.keys.sort()
    return seen


def _see_picture(track: PictureScan, packet: av.Packet, check) -> None:
    track.packets += 1
    track.size_bytes += packet.size
    time = packet.pts if packet.pts is not None else packet.dts
    if packet.is_corrupt or (check and not check(packet)):
        track.broken += 1
    if time is None or packet.is_corrupt or (check is _vp8_is_sound and not _vp8_is_shown(packet)):
        return
    if packet.is_keyframe:
        track.keys.append(time)
    if packet.has_sidedata("matroska_block_additional"):
        track.has_alpha = True
    if packet.is_discard:
        return
    track.times.append(time)
    if packet.duration:
        track.lengths[time] = packet.duration
        if len(track.lengths) > 64:
            for old in sorted(track.lengths)[:32]:
                del track.lengths[old]


def _see_sound(track: SoundScan, packet: av.Packet) -> None:
    track.packets += 1
    time = packet.pts if packet.pts is not None else packet.dts
    # a WAV whose header lies about its length ends in a packet that is short, not spoilt
    spoilt = packet.is_corrupt and not packet.stream.codec_context.name.startswith("pcm_")
    if packet.is_discard or spoilt:
        return
    tick = packet.time_base
    start = time * tick if time is not None else (track.end or Fraction(0))
    end = start + (packet.duration or 0) * tick
    if packet.has_sidedata("skip_samples"):
        head, tail = struct.unpack_from("<II", bytes(packet.get_sidedata("skip_samples")))
        rate = packet.stream.codec_context.sample_rate or 48000
        start, end = start + Fraction(head, rate), end - Fraction(tail, rate)
    if track.start is None:
        track.start = start
    elif start - track.end > SOUND_GAP_SECONDS:
        track.gaps.append((track.end, start))
    track.end = end if track.end is None else max(track.end, end)


def _packet_check(stream):
    """A quick look at whether a packet can be whole, or None where there is none for this codec."""
    name = stream.codec_context.codec.canonical_name if stream.codec_context else ""
    extra = stream.codec_context.extradata or b"" if stream.codec_context else b""
    if name == "vp8":
        return _vp8_is_sound
    if name == "h264" and len(extra) > 6 and extra[0] == 1:
        return _nal_check((extra[4] & 3) + 1)
    if name == "hevc" and len(extra) > 22 and extra[0] == 1:
        return _nal_check((extra[21] & 3) + 1)
    return None


def _nal_check(prefix: int):
    """Checks that the length-prefixed units of a packet add up and none has the forbidden bit set (ISO/IEC
    14496-15): random damage breaks this chain nearly always."""

    def check(packet: av.Packet) -> bool:
        data, at = memoryview(packet), 0
        end = len(data)
        while at + prefix < end:
            length = int.from_bytes(data[at : at + prefix], "big")
            at += prefix
            if length == 0 or at + length > end or data[at] & 0x80:
                return False
            at += length
        return at == end

    return check


def _vp8_is_sound(packet: av.Packet) -> bool:
    return packet.size > 3


def _vp8_is_shown(packet: av.Packet) -> bool:
    """Bit 4 of the frame tag (RFC 6386, 9.1): hidden frames only serve others."""
    return bool(memoryview(packet)[0] >> 4 & 1)
