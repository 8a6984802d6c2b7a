"""What a file is, by its first bytes."""

import pytest

from rushes.media.errors import EmptyFile, NotMedia, UnsupportedFormat
from rushes.media.sniff import sniff

MP3_FRAME = bytes.fromhex("fffb9064") + bytes(413)  # 128 kbit/s, 44.1 kHz: 417 bytes

HEADS = {
    "mov": b"\0\0\0\x18ftypisom\0\0\2\0isomavc1",
    "matroska": b"\x1aE\xdf\xa3\x01\0\0\0",
    "avi": b"RIFF\0\0\0\0AVI LIST",
    "wav": b"RIFF\0\0\0\0WAVEfmt ",
    "WEBP": b"RIFF\0\0\0\0WEBPVP8 ",
    "mpegts": (b"G" + bytes(187)) * 5,
    "mpeg": b"\0\0\1\xba\x44",
    "ogg": b"OggS\0\2",
    "flac": b"fLaC\0\0\0\x22",
    "mp3": MP3_FRAME * 3,
    "aac": bytes.fromhex("fff15080043ffc") + bytes(99),
    "JPEG": b"\xff\xd8\xff\xe0\0\x10JFIF",
    "PNG": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
    "GIF": b"GIF89a\1\0",
    "AVIF": b"\0\0\0\x1cftypavif\0\0\0\0avifmif1miaf",
    "HEIF": b"\0\0\0\x18ftypheic\0\0\0\0mif1heic",
}


@pytest.mark.parametrize(("name", "head"), HEADS.items())
def test_sniff_knows_each_accepted_format_under_any_name(tmp_path, name, head):
    path = tmp_path / "holiday.txt"
    path.write_bytes(head + bytes(64))
    found = sniff(path)
    assert found.name == name
    assert not found.fits("holiday.txt") and found.fits("holiday")


def test_camera_transport_streams_have_a_time_code_before_each_packet(tmp_path):
    path = tmp_path / "a.mp4"
    path.write_bytes((b"\0\0\0\1" + b"G" + bytes(187)) * 5)
    assert sniff(path).name == "mpegts"


def test_mp3_is_found_after_a_tag_and_after_a_torn_start(tmp_path):
    tagged, torn = tmp_path / "a", tmp_path / "b"
    tagged.write_bytes(b"ID3\4\0\0\0\0\1\0" + bytes(128) + MP3_FRAME * 3)
    torn.write_bytes(bytes(211) + b"\x40\xff\x00\x95" + MP3_FRAME * 4)
    assert (sniff(tagged).name, sniff(torn).name) == ("mp3", "mp3")


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"PK\x03\x04\x14\0", "a zip archive"),
        (b"%PDF-1.7\n", "a PDF document"),
        ("# Notes\n你好\n".encode(), "text"),
        (b"#EXTM3U\n#EXT-X-VERSION:3\nhttp://example.com/a.ts\n", "a playlist that points to other files"),
        (b"ffconcat version 1.0\nfile /etc/passwd\n", "a list that points to other files"),
        (b"<?xml version='1.0'?><MPD xmlns='urn:mpeg:dash:schema:mpd:2011'/>", "text"),
        (b"1\n00:00:01,000 --> 00:00:02,000\nHello\n", "text"),
        (b"v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\n", "text"),
        (bytes(range(256)) * 20, "something unknown"),
        (bytes(5000), "something unknown"),
    ],
)
def test_what_is_no_media_is_named(tmp_path, content, what):
    """Above all nothing that names other files: playlists, concat scripts, DASH, SDP."""
    path = tmp_path / "clip.mp4"
    path.write_bytes(content)
    with pytest.raises(NotMedia) as caught:
        sniff(path)
    assert caught.value.facts["what"] == what
    assert "mp4" in caught.value.advice() and "mp4" in caught.value.advice("zh")


def test_long_chinese_text_cut_inside_a_character_is_text(tmp_path):
    path = tmp_path / "clip.mov"
    path.write_bytes(b"x" + "字".encode() * 3000)
    with pytest.raises(NotMedia, match="text"):
        sniff(path)


def test_known_but_unsupported_formats_are_named(tmp_path):
    path = tmp_path / "photo.jpg"
    path.write_bytes(b"II*\0" + bytes(100))
    with pytest.raises(UnsupportedFormat, match="TIFF"):
        sniff(path)


def test_empty_file_is_told_as_empty(tmp_path):
    path = tmp_path / "clip.mp4"
    path.touch()
    with pytest.raises(EmptyFile):
        sniff(path)
