"""Preview pieces as fragmented MP4 (ISO/IEC 14496-12, section 8.8). Pure.

A kept piece is its samples and nothing else; times are put in when it is sent. So one piece serves wherever it
stands, and neighbours meet to the tick: each frame lasts until the rounded time of the next.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence

from rushes.model.time import Seconds
from rushes.render.bitstream.mp4_boxes import U32, box, edit_list, flac_entry, full, matrix, video_entry

PICTURE_TICKS = 120_000
"""A second in ticks: a whole number of them in a frame of every standard rate, 23.976 to 60."""

SOUND_TICKS = 48_000

TRACK = 1
KEY, NO_KEY = 0x02000000, 0x01010000
"""Sample flags: depends on no other; depends on others and is no sync sample."""


def ticks(moment: Seconds) -> int:
    """A time of the timeline on the picture's clock."""
    return round(moment * PICTURE_TICKS)


def packed(samples: Sequence[bytes]) -> bytes:
    """Samples as they are kept: their number, their sizes, and they themselves."""
    return b"".join((U32.pack(len(samples)), *(U32.pack(len(each)) for each in samples), *samples))


def unpacked(kept: bytes) -> list[bytes]:
    """What `packed` packed. Raises ValueError where that is damaged."""
    if len(kept) < 4:
        raise ValueError("no piece")
    (count,) = U32.unpack_from(kept)
    if count > len(kept) // 4:
        raise ValueError("a damaged piece")
    sizes = struct.unpack_from(f">{count}I", kept, 4)
    at = 4 + 4 * count
    if not count or at + sum(sizes) != len(kept):
        raise ValueError("a damaged piece")
    samples = []
    for size in sizes:
        samples.append(kept[at : at + size])
        at += size
    return samples


def fragment(
    samples: Sequence[bytes], start: int, lengths: Sequence[int], number: int, all_key: bool, begins: bool = True
) -> bytes:
    """One `moof` and `mdat`. `start` and each sample's length are in ticks of the track; the first sample is a key
    frame where the piece `begins` with it, and all are where `all_key` (sound)."""
    rows = b"".join(
        struct.pack(">III", length, len(sample), KEY if all_key or (begins and not k) else NO_KEY)
        for k, (sample, length) in enumerate(zip(samples, lengths, strict=True))
    )

    def moof(offset: int) -> bytes:
        # data offset, and for each sample duration, size and flags
        run = full("trun", 0, 0x000701, U32.pack(len(samples)), U32.pack(offset), rows)
        base = full("tfdt", 1, 0, struct.pack(">Q", start))
        # default-base-is-moof
        head = full("tfhd", 0, 0x020000, U32.pack(TRACK))
        return box("moof", full("mfhd", 0, 0, U32.pack(number)), box("traf", head, base, run))

    return moof(len(moof(0)) + 8) + box("mdat", *samples)


def picture_init(width: int, height: int, config: bytes) -> bytes:
    """The init segment of the picture; `config` is the content of its `avcC`."""
    entry = video_entry("avc1", box("avcC", config), width, height, colour=(1, 1, 1, False))
    head = full("vmhd", 0, 1, bytes(8))
    return _init(PICTURE_TICKS, b"vide", head, entry, width, height)


def sound_init(config: bytes, channels: int, rate: int) -> bytes:
    """The init segment of the sound; `config` is its STREAMINFO."""
    return _init(SOUND_TICKS, b"soun", full("smhd", 0, 0, bytes(4)), flac_entry(config, channels, rate))


def _init(clock: int, handler: bytes, kind_head: bytes, entry: bytes, width: int = 0, height: int = 0) -> bytes:
    none = U32.pack(0)
    tables = [full(kind, 0, 0, none) for kind in ("stts", "stsc")]
    tables += [full("stsz", 0, 0, none, none), full("stco", 0, 0, none)]
    described = box("stbl", full("stsd", 0, 0, U32.pack(1), entry), *tables)
    here = box("dinf", full("dref", 0, 0, U32.pack(1), full("url ", 0, 1)))
    named = full("hdlr", 0, 0, none, handler, bytes(13))
    clocked = full("mdhd", 0, 0, none, none, U32.pack(clock), none, struct.pack(">HH", 0x55C4, 0))
    media = box("mdia", clocked, named, box("minf", kind_head, here, described))
    shown = struct.pack(">II", width << 16, height << 16)
    loud = b"\1\0" if handler == b"soun" else b"\0\0"
    head = full("tkhd", 0, 3, none, none, U32.pack(TRACK), none, none, bytes(8), bytes(4), loud, bytes(2),
                matrix(0, 0, 0, False), shown)  # fmt: skip
    movie = full("mvhd", 0, 0, none, none, U32.pack(clock), none, b"\0\1\0\0", b"\1\0", bytes(10),
                 matrix(0, 0, 0, False), bytes(24), U32.pack(2))  # fmt: skip
    defaults = full("trex", 0, 0, U32.pack(TRACK), U32.pack(1), none, none, none)
    brands = box("ftyp", b"iso5", U32.pack(512), b"iso5iso6avc1mp41")
    return brands + box("moov", movie, box("trak", head, edit_list([(0, 0)]), media), box("mvex", defaults))


def avc_config(parameter_sets: bytes) -> bytes:
    """The content of an `avcC` (ISO/IEC 14496-15, section 5.3.3.1) from SPS and PPS in Annex B form."""
    units = [unit.strip(b"\0") for unit in parameter_sets.split(b"\0\0\1") if unit.strip(b"\0")]
    sps = next(unit for unit in units if unit[0] & 31 == 7)
    pps = next(unit for unit in units if unit[0] & 31 == 8)
    return b"".join(
        (b"\1", sps[1:4], b"\xff\xe1", struct.pack(">H", len(sps)), sps, b"\1", struct.pack(">H", len(pps)), pps)
    )


def avc_name(config: bytes) -> str:
    """The codec as RFC 6381 names it."""
    return f"avc1.{config[1:4].hex().upper()}"
