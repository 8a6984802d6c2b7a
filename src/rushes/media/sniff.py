"""What a file is by its first bytes: never by its name.

FFmpeg is told which reader to use and never left to guess, so a playlist, a concat script or a picture sequence
(all of which name other files) can't be passed off as a video.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from rushes.media.errors import EmptyFile, NotMedia, UnsupportedFormat

HEAD_BYTES = 4096
JUNK_BYTES_MAX = 65536
"""Recordings cut out of a broadcast begin with zero bytes and a torn frame."""

TS_JUNK_BYTES_MAX = 4096

ID3_HEADER_BYTES = 10


class Reader(StrEnum):
    FFMPEG = "ffmpeg"
    PILLOW = "pillow"
    HEIF = "heif"


@dataclass(frozen=True, slots=True)
class Sniffed:
    """`name` is FFmpeg's or Pillow's name of the format; `endings` are the file name endings that fit it."""

    reader: Reader
    name: str
    endings: frozenset[str]

    def fits(self, name: str) -> bool:
        """Whether a file called `name` may hold this; a name without an ending says nothing."""
        ending = Path(name).suffix.lower().lstrip(".")
        return not ending or ending in self.endings


def _format(reader: Reader, name: str, endings: str) -> Sniffed:
    return Sniffed(reader, name, frozenset(endings.split()))


MOV = _format(Reader.FFMPEG, "mov", "mp4 mov m4v m4a m4b 3gp 3g2 qt f4v mj2 insv lrv")
MATROSKA = _format(Reader.FFMPEG, "matroska", "mkv webm mka mk3d weba")
AVI = _format(Reader.FFMPEG, "avi", "avi divx")
WAV = _format(Reader.FFMPEG, "wav", "wav wave")
W64 = _format(Reader.FFMPEG, "w64", "w64 wav")
OGG = _format(Reader.FFMPEG, "ogg", "ogg oga ogv ogx opus spx")
FLAC = _format(Reader.FFMPEG, "flac", "flac")
MP3 = _format(Reader.FFMPEG, "mp3", "mp3 mp2 mpga")
AAC = _format(Reader.FFMPEG, "aac", "aac adts")
TS = _format(Reader.FFMPEG, "mpegts", "ts mts m2ts m2t tp trp mpegts")
PS = _format(Reader.FFMPEG, "mpeg", "mpg mpeg vob m2p ps mod tod dat")
FLV = _format(Reader.FFMPEG, "flv", "flv")
ASF = _format(Reader.FFMPEG, "asf", "wmv wma asf")
AMR = _format(Reader.FFMPEG, "amr", "amr awb 3ga")
AC3 = _format(Reader.FFMPEG, "ac3", "ac3")
EAC3 = _format(Reader.FFMPEG, "eac3", "eac3 ec3")
DV = _format(Reader.FFMPEG, "dv", "dv dif")
MXF = _format(Reader.FFMPEG, "mxf", "mxf")
AIFF = _format(Reader.FFMPEG, "aiff", "aif aiff aifc")
CAF = _format(Reader.FFMPEG, "caf", "caf")
JPEG = _format(Reader.PILLOW, "JPEG", "jpg jpeg jpe jfif mpo insp")
PNG = _format(Reader.PILLOW, "PNG", "png apng")
BMP = _format(Reader.PILLOW, "BMP", "bmp dib")
GIF = _format(Reader.PILLOW, "GIF", "gif")
WEBP = _format(Reader.PILLOW, "WEBP", "webp")
AVIF = _format(Reader.PILLOW, "AVIF", "avif avifs")
HEIF = _format(Reader.HEIF, "HEIF", "heic heif hif heics heifs")

_STARTS: tuple[tuple[bytes, Sniffed], ...] = (
    (b"\x1aE\xdf\xa3", MATROSKA),
    (b"OggS", OGG),
    (b"fLaC", FLAC),
    (b"FLV\x01", FLV),
    (b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", ASF),
    (b"riff\x2e\x91\xcf\x11", W64),
    (b"caff", CAF),
    (b"\x00\x00\x01\xba", PS),
    (b"#!AMR", AMR),
    (b"\x06\x0e\x2b\x34\x02\x05\x01\x01\x0d\x01\x02", MXF),
    (b"\x1f\x07\x00\x3f", DV),
    (b"\x1f\x07\x00\xbf", DV),
    (b"\xff\xd8\xff", JPEG),
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"GIF87a", GIF),
    (b"GIF89a", GIF),
)

_RIFFS = {b"AVI ": AVI, b"WAVE": WAV, b"WEBP": WEBP}
_IFFS = {b"AIFF": AIFF, b"AIFC": AIFF}
_MOV_FIRST = {b"ftyp", b"moov", b"mdat", b"free", b"skip", b"wide", b"pnot", b"styp", b"moof", b"sidx", b"uuid"}
_HEIF_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"mif2"}

_KNOWN_OTHERS: tuple[tuple[bytes, str, str], ...] = (
    (b"PK\x03\x04", "a zip archive", "zip 压缩包"),
    (b"PK\x05\x06", "a zip archive", "zip 压缩包"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", "7z 压缩包"),
    (b"Rar!\x1a\x07", "a RAR archive", "RAR 压缩包"),
    (b"\x1f\x8b", "a gzip archive", "gzip 压缩包"),
    (b"%PDF", "a PDF document", "PDF 文档"),
    (b"\xd0\xcf\x11\xe0", "an Office document", "Office 文档"),
    (b"\x7fELF", "a program", "程序"),
    (b"MZ", "a program", "程序"),
    (b"#EXTM3U", "a playlist that points to other files", "指向其他文件的播放列表"),
    (b"ffconcat", "a list that points to other files", "指向其他文件的列表"),
    (b"SQLite format 3", "a database", "数据库"),
)

_KNOWN_FORMATS: tuple[tuple[bytes, str], ...] = (
    (b"II*\x00", "TIFF or camera raw"),
    (b"MM\x00*", "TIFF or camera raw"),
    (b"8BPS", "Photoshop"),
    (b"\xff\x0a", "JPEG XL"),
    (b"\x00\x00\x00\x0cJXL ", "JPEG XL"),
    (b"\x06\x0e\x2b\x34", "MXF"),
    (b".RMF", "RealMedia"),
    (b"MThd", "MIDI"),
    (b"\x00\x00\x00\x01", "raw video stream"),
    (b"\x00\x00\x01\xb3", "raw MPEG video stream"),
)


def sniff(path: Path) -> Sniffed:
    """What the file at `path` is. Raises EmptyFile, NotMedia, UnsupportedFormat."""
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
        if not head:
            raise EmptyFile()
        if head[:3] == b"ID3":
            file.seek(_id3_length(head))
            after = file.read(HEAD_BYTES)
            return FLAC if after[:4] == b"fLaC" else AAC if _is_adts(after) else MP3
        found = _media(head)
        if not found:
            data = head + file.read(JUNK_BYTES_MAX)
            found = TS if _ts_after_junk(data) else None if any(head[:64]) else _sound_after_junk(data)
    return found or _other(head)


def _media(head: bytes) -> Sniffed | None:
    for start, format in _STARTS:
        if head.startswith(start):
            return format
    if head[:4] in (b"RIFF", b"RF64", b"BW64"):
        return _RIFFS.get(head[8:12])
    if head[:4] == b"FORM":
        return _IFFS.get(head[8:12])
    if head[4:8] in _MOV_FIRST:
        return _iso(head)
    if _is_ts(head):
        return TS
    if _is_adts(head):
        return AAC
    if head[:2] == b"\x0b\x77" and len(head) > 5:
        return AC3 if head[5] >> 3 <= 10 else EAC3  # bsid, ETSI TS 102 366
    if head[:2] == b"BM" and head[6:10] == bytes(4) and head[14:18] in _BMP_HEADERS:
        return BMP
    return MP3 if _is_mp3(head) else None


_BMP_HEADERS = {length.to_bytes(4, "little") for length in (12, 40, 52, 56, 64, 108, 124)}


def _iso(head: bytes) -> Sniffed:
    """Which of the formats built of ISO boxes: the brands tell pictures from films."""
    if head[4:8] != b"ftyp":
        return MOV
    end = min(max(int.from_bytes(head[:4], "big"), 16), len(head))
    brands = {head[at : at + 4] for at in (8, *range(16, end - 3, 4))}
    if head[8:12] in (b"avif", b"avis") or (head[8:12] in _HEIF_BRANDS and b"avif" in brands):
        return AVIF
    return HEIF if head[8:12] in _HEIF_BRANDS else MOV


def _is_ts(head: bytes) -> bool:
    """Sync bytes at every packet of 188 bytes (or 192 with a time code before each, as cameras write)."""
    for start, step in ((0, 188), (4, 192)):
        syncs = head[start::step][:4]
        if len(syncs) >= 3 and set(syncs) == {0x47}:
            return True
    return False


def _ts_after_junk(data: bytes) -> bool:
    """A transport stream that was cut out of a longer one begins anywhere: eight sync bytes in step are no chance."""
    for start in range(min(TS_JUNK_BYTES_MAX, len(data))):
        if data[start] == 0x47:
            for step in (188, 192):
                syncs = data[start::step][:8]
                if len(syncs) == 8 and set(syncs) == {0x47}:
                    return True
    return False


def _is_adts(head: bytes) -> bool:
    return len(head) > 7 and head[0] == 0xFF and head[1] & 0xF6 == 0xF0 and (head[2] >> 2 & 15) < 13


def _is_mp3(head: bytes) -> bool:
    """An MPEG audio frame header with no reserved value in it (ISO/IEC 11172-3)."""
    return (
        len(head) > 4
        and head[0] == 0xFF
        and head[1] & 0xE0 == 0xE0
        and head[1] & 0x18 != 0x08
        and head[1] & 0x06 != 0
        and head[2] & 0xF0 not in (0, 0xF0)
        and head[2] & 0x0C != 0x0C
    )


def _sound_after_junk(data: bytes) -> Sniffed | None:
    """MP3 whose first whole frame comes late: three headers at the distances that they themselves give."""
    at = data.find(b"\xff")
    while at >= 0:
        place, count = at, 0
        while count < 3 and (length := _mp3_frame_bytes(data[place : place + 8])):
            place, count = place + length, count + 1
        if count == 3:
            return MP3
        at = data.find(b"\xff", at + 1)
    return None


def _mp3_frame_bytes(head: bytes) -> int:
    """The length of an MPEG-1 layer III frame (ISO/IEC 11172-3, 2.4.3.1), 0 where `head` is none."""
    if not _is_mp3(head) or head[1] & 0x1E != 0x1A:
        return 0
    kilobits = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)[head[2] >> 4]
    rate = (44100, 48000, 32000)[head[2] >> 2 & 3]
    return 144 * kilobits * 1000 // rate + (head[2] >> 1 & 1)


def _id3_length(head: bytes) -> int:
    """The length of an ID3v2 tag with its header; its size field has 7 bits a byte."""
    a, b, c, d = (byte & 0x7F for byte in head[6:10].ljust(4, b"\0"))
    return (a << 21 | b << 14 | c << 7 | d) + ID3_HEADER_BYTES


def _other(head: bytes) -> Sniffed:
    for start, what, what_zh in _KNOWN_OTHERS:
        if head.startswith(start):
            raise NotMedia(what=what, what_zh=what_zh)
    for start, what in _KNOWN_FORMATS:
        if head.startswith(start):
            raise UnsupportedFormat(what=what)
    if _is_text(head):
        raise NotMedia(what="text", what_zh="文本")
    raise NotMedia(what="something unknown", what_zh="未知内容")


def _is_text(head: bytes) -> bool:
    """UTF-8, all printable; the last character may be cut in two."""
    for cut in range(4):
        try:
            text = head[: len(head) - cut].decode("utf-8")
        except UnicodeDecodeError:
            continue
        return all(char.isprintable() or char in "\r\n\t\f\ufeff" for char in text)
    return False
