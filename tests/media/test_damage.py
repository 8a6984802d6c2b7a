"""Broken, truncated, disguised and malicious files: a clear refusal, or the usable part with a warning."""

import struct
from fractions import Fraction

import pytest
from tests import footage

from rushes.media.boxes import read_boxes
from rushes.media.errors import (
    Damaged,
    DolbyVisionOnly,
    Encrypted,
    ExternalReference,
    NoIndex,
    NoStreams,
)
from rushes.media.probe import probe


def patched(tmp_path, source, old, new, name="patched.mp4"):
    """A copy of `source` with the bytes `old` replaced by `new`, which must be there and as long."""
    data = source.read_bytes()
    assert old in data and len(old) == len(new)
    path = tmp_path / name
    path.write_bytes(data.replace(old, new))
    return path


def test_cut_tail_of_a_faststart_file_gives_the_usable_part():
    facts = probe(footage.truncated())
    whole = probe(footage.shelf() / "truncated_source.mp4")
    assert facts.warnings == ("truncated",)
    assert 0 < facts.video.frames < whole.video.frames
    assert facts.duration == facts.video.frames / facts.video.rate
    assert facts.audio[0].duration < whole.audio[0].duration


@pytest.mark.parametrize("name", ["a.mkv", "a.avi", "a.ts", "a.webm"])
def test_cut_tail_of_other_containers_gives_the_usable_part(tmp_path, name):
    codec = "libvpx-vp9" if name.endswith("webm") else "libx264"
    whole = footage.barcode_clip(tmp_path / name, frames=120, codec=codec)
    data = whole.read_bytes()
    whole.write_bytes(data[: len(data) * 6 // 10])
    facts = probe(whole)
    assert 20 < facts.video.frames < 120
    assert facts.duration < 4
    assert "truncated" in facts.warnings or name == "a.ts"  # a transport stream has no end
    numbers = []
    with footage.av.open(str(whole)) as source:
        source.streams.video[0].codec_context.thread_count = 1
        for packet in source.demux(video=0):
            try:
                numbers += [footage.frame_number(frame) for frame in packet.decode()]
            except footage.av.error.InvalidDataError:
                pass
    assert len(numbers) == facts.video.frames


def test_cut_wav_and_flac_end_where_their_sound_ends(tmp_path):
    for name in ("a.wav", "a.flac"):
        path = footage.tone(tmp_path / name, length=4)
        data = path.read_bytes()
        path.write_bytes(data[: len(data) // 2])
        facts = probe(path)
        assert facts.warnings == ("truncated",), name
        assert Fraction(3, 2) < facts.duration < Fraction(5, 2)


def test_missing_index_is_named(tmp_path):
    path = footage.barcode_clip(tmp_path / "a.mp4", frames=30, container_options={"movflags": "0"})
    data = path.read_bytes()
    path.write_bytes(data[: data.rindex(b"moov") - 4])
    with pytest.raises(NoIndex):
        probe(path)


def test_damage_in_the_middle_is_warned_of_and_frames_are_those_left(tmp_path):
    data = bytearray(footage.cfr30().read_bytes())
    start = data.index(b"mdat") + (len(data) - data.index(b"mdat")) // 3
    data[start : start + 1500] = bytes(range(256)) * 5 + bytes(220)
    path = tmp_path / "a.mp4"
    path.write_bytes(data)
    facts = probe(path)
    assert "damaged" in facts.warnings
    assert 0 < facts.video.frames <= 60


def test_no_picture_at_all_is_refused(tmp_path):
    data = bytearray(footage.no_audio().read_bytes())
    start = data.index(b"mdat") + 4
    data[start:] = b"\x5a" * (len(data) - start)
    path = tmp_path / "a.mp4"
    path.write_bytes(data)
    with pytest.raises(Damaged):
        probe(path)


def test_encrypted_samples_are_refused(tmp_path):
    path = patched(tmp_path, footage.no_audio(), b"avc1\0\0\0\0", b"encv\0\0\0\0")
    with pytest.raises(Encrypted):
        probe(path)


def test_media_in_another_file_is_refused(tmp_path):
    """A QuickTime data reference without the flag "in this file" must never be followed."""
    path = patched(tmp_path, footage.no_audio(), b"url \0\0\0\1", b"url \0\0\0\0")
    with pytest.raises(ExternalReference):
        probe(path)


def test_dolby_vision_without_a_base_layer_is_refused(tmp_path):
    """dvcC: version 1.0, profile 5, level 6, RPU and base layer, compatible with nothing."""
    record = struct.pack(">I4s", 32, b"dvcC") + bytes([1, 0, 5 << 1, 6 << 3 | 5, 0 << 4]) + bytes(19)
    path = _with_sample_entry_box(tmp_path, footage.pq10(), record)
    with pytest.raises(DolbyVisionOnly, match="profile 5"):
        probe(path)


def test_dolby_vision_with_a_base_layer_is_used_as_its_base(tmp_path):
    record = struct.pack(">I4s", 32, b"dvvC") + bytes([1, 0, 8 << 1, 6 << 3 | 5, 4 << 4]) + bytes(19)
    path = _with_sample_entry_box(tmp_path, footage.hlg10(), record)
    facts = probe(path)
    assert facts.video.dolby_vision_profile == 8
    assert facts.warnings == ("dolby_vision_ignored:HLG",)


def _with_sample_entry_box(tmp_path, source, box):
    """A copy of `source` with `box` added to its video sample entry; its media data stay where they are, because
    a `free` box after the index gives up the room."""
    data = bytearray(source.read_bytes())
    at = data.index(b"hvcC") - 4
    size = struct.unpack_from(">I", data, at)[0]
    for name in (b"moov", b"trak", b"mdia", b"minf", b"stbl", b"stsd", b"hvc1"):
        place = data.rindex(name, 0, at) - 4
        struct.pack_into(">I", data, place, struct.unpack_from(">I", data, place)[0] + len(box))
    data[at + size : at + size] = box
    count = 0
    while (count := data.find(b"stco", count + 1)) > 0:
        entries = struct.unpack_from(">I", data, count + 8)[0]
        for n in range(entries):
            where = count + 12 + 4 * n
            struct.pack_into(">I", data, where, struct.unpack_from(">I", data, where)[0] + len(box))
    path = tmp_path / "dolby.mp4"
    path.write_bytes(data)
    assert read_boxes(path).tracks[0].dolby_vision_profile is not None
    return path


def test_file_without_streams_is_refused(tmp_path):
    path = tmp_path / "a.mkv"
    data = footage.barcode_clip(tmp_path / "b.mkv", frames=3, sound=False).read_bytes()
    path.write_bytes(data.replace(b"\x83\x81\x01\x55\xee", b"\x83\x81\x11\x55\xee"))
    if path.read_bytes() == data:
        footage.ffmpeg("-f", "lavfi", "-i", "anullsrc", "-t", "0.1", "-c:a", "pcm_s16le", path)
        subtitles = tmp_path / "a.srt"
        subtitles.write_text("1\n00:00:00,000 --> 00:00:01,000\nHello\n")
        footage.ffmpeg("-i", subtitles, path)
    with pytest.raises(NoStreams):
        probe(path)


def test_header_that_promises_hours_for_a_second(tmp_path):
    """Matroska's Duration element (0x4489, a float): the packets count."""
    data = bytearray(footage.barcode_clip(tmp_path / "a.mkv", frames=30, sound=False).read_bytes())
    place = data.index(b"\x44\x89\x88") + 3
    struct.pack_into(">d", data, place, 1000 * 3600 * 20.0)
    path = tmp_path / "b.mkv"
    path.write_bytes(data)
    facts = probe(path)
    assert (facts.duration, facts.video.frames) == (1, 30)
    assert facts.warnings == ("wrong_duration",)


def test_huge_time_jump_is_warned_of(tmp_path):
    times = [Fraction(n, 30) + (7200 if n >= 20 else 0) for n in range(30)]
    path = footage.barcode_clip(tmp_path / "a.mp4", vfr_pts=times, frames=30, sound=False)
    facts = probe(path)
    assert "time_jump" in facts.warnings and facts.video.rate == 30
