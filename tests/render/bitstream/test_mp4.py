"""The file around the pictures: sound to the sample, tags, rotation, large sizes, and what FFmpeg reads of it."""

import struct
import subprocess
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import av
import imageio_ffmpeg
import numpy as np
import pytest
from tests.footage import barcode_clip, frame_numbers, sound
from tests.render.bitstream.test_families import whole

from rushes.render.bitstream import mp4
from rushes.render.bitstream.index import index
from rushes.render.bitstream.join import Look, assemble
from rushes.render.bitstream.mp4 import Cancelled, Track, write_mp4
from rushes.render.bitstream.mp4_boxes import aac_entry
from rushes.render.bitstream.piece import Piece, PieceWriter
from rushes.render.bitstream.sound import Sound, aac_of

SAMPLES = 48_123
PRIMING = 1024


def aac_piece(path: Path, data: np.ndarray, sample_rate: int = 48000) -> Piece:
    """Stereo `data` as AAC, padded with silence, its end said to the sample."""
    context = av.CodecContext.create("aac", "w")
    context.sample_rate, context.layout, context.format, context.bit_rate = sample_rate, "stereo", "fltp", 256_000
    context.flags |= 1 << 22
    context.open()
    tick = Fraction(1, sample_rate)
    padded = np.zeros((2, -(-data.shape[1] // 1024) * 1024 + 1024), np.float32)
    padded[:, : data.shape[1]] = data
    facts = {"sample_rate": sample_rate, "channels": 2, "priming": PRIMING}
    with PieceWriter(path, "aac", tick, context.extradata, **facts) as writer:
        for at in range(0, padded.shape[1], 1024):
            frame = av.AudioFrame.from_ndarray(padded[:, at : at + 1024].copy(), format="fltp", layout="stereo")
            frame.sample_rate, frame.pts, frame.time_base = sample_rate, at, tick
            for packet in context.encode(frame):
                writer.add(memoryview(packet), packet.pts, True)
        for packet in context.encode(None):
            writer.add(memoryview(packet), packet.pts, True)
        return writer.finish(end=data.shape[1])


def clicks() -> np.ndarray:
    data = np.zeros((2, SAMPLES), np.float32)
    wave = np.sin(np.arange(480) * 2 * np.pi * 1000 / 48000) * 0.5
    for at in (0, 20_000, SAMPLES - 600):
        data[:, at : at + 480] = wave
    return data


def test_sound_is_exact_to_the_sample(tmp_path: Path):
    piece = aac_piece(tmp_path / "a", clicks())
    assert piece.end == SAMPLES + PRIMING
    source = index(barcode_clip(tmp_path / "v.mp4", 30, size=(160, 96), sound=False))
    assemble([whole(source, Fraction(0))], [Sound(piece)], tmp_path / "o.mp4")
    heard, rate = sound(tmp_path / "o.mp4")
    assert rate == 48000
    match = np.correlate(heard[0][: SAMPLES + 200], clicks()[0][: SAMPLES - 100], "valid")
    assert int(np.argmax(match)) == 0
    with av.open(str(tmp_path / "o.mp4")) as joined:
        track = joined.streams.audio[0]
        assert track.duration * track.time_base == Fraction(SAMPLES, 48000)


@pytest.mark.parametrize("rate", [44100, 48000, 32000])
def test_sound_may_begin_late(rate: int, tmp_path: Path):
    piece = aac_piece(tmp_path / "a", clicks(), rate)
    source = index(barcode_clip(tmp_path / "v.mp4", 30, rate=Fraction(30000, 1001), size=(160, 96), sound=False))
    assemble([whole(source, Fraction(0))], [Sound(piece, at=Fraction(1, 4))], tmp_path / "o.mp4")
    with av.open(str(tmp_path / "o.mp4")) as joined:
        first = next(f for f in joined.decode(audio=0) if f.pts is not None)
        assert abs(first.pts * first.time_base - Fraction(1, 4)) <= Fraction(1, rate)
    assert frame_numbers(tmp_path / "o.mp4") == list(range(30))


def test_source_sound_is_copied_whole(tmp_path: Path):
    clip = barcode_clip(tmp_path / "v.mp4", 60, size=(160, 96))
    track = aac_of(clip, 1, Fraction(0))
    assemble([whole(index(clip), Fraction(0))], [Sound(track)], tmp_path / "o.mp4")
    before, after = sound(clip)[0], sound(tmp_path / "o.mp4")[0]
    length = min(before.shape[1], after.shape[1])
    assert abs(before.shape[1] - after.shape[1]) <= 1024
    assert np.array_equal(before[:, :length], after[:, :length])


def test_index_stands_before_the_media_and_is_one_pass(tmp_path: Path):
    source = index(barcode_clip(tmp_path / "v.mp4", 30, size=(160, 96), sound=False))
    told: list[float] = []
    assemble([whole(source, Fraction(0))], (), tmp_path / "o.mp4", progress=told.append)
    data = (tmp_path / "o.mp4").read_bytes()
    assert data.index(b"moov") < data.index(b"mdat")
    assert told == sorted(told) and told[-1] == 1.0


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
@pytest.mark.parametrize("mirrored", [False, True])
def test_rotation_is_what_players_apply(rotation: int, mirrored: bool, tmp_path: Path):
    source = index(barcode_clip(tmp_path / "v.mp4", 8, size=(160, 96), sound=False))
    look = Look(rotation=rotation, mirrored=mirrored)
    assemble([whole(source, Fraction(0))], (), tmp_path / "o.mp4", look=look)
    other = barcode_clip(tmp_path / "w.mp4", 8, size=(160, 96), sound=False, rotation=rotation, mirrored=mirrored)

    def shown(path: Path) -> tuple[int, ...]:
        data = path.read_bytes()
        at = data.index(b"tkhd") + 4
        place = at + 4 + 20 + 16
        a, b, _, c, d = struct.unpack(">5i", data[place : place + 20])
        return a >> 16, b >> 16, c >> 16, d >> 16

    assert shown(tmp_path / "o.mp4") == shown(other)


def test_tags_and_creation_time_are_read_back(tmp_path: Path):
    source = index(barcode_clip(tmp_path / "v.mp4", 8, size=(160, 96), sound=False))
    tags = {
        "title": "山与海", "location": "+48.8577+002.2950/", "comment": "a", "make": "Pear",
        "com.apple.quicktime.model": "Pear 9",
    }  # fmt: skip
    assemble([whole(source, Fraction(0))], (), tmp_path / "o.mp4", tags=tags, created=1_600_000_000)
    with av.open(str(tmp_path / "o.mp4")) as joined:
        seen = joined.metadata
    assert seen["title"] == "山与海"
    assert seen["location"] == "+48.8577+002.2950/"
    assert seen["com.apple.quicktime.model"] == "Pear 9"
    assert seen["make"] == "Pear"
    assert seen["creation_time"].startswith("2020-09-13T12:26:40")


def test_pixel_aspect_and_colour_come_from_the_source(tmp_path: Path):
    clip = barcode_clip(
        tmp_path / "v.mp4", 8, size=(160, 96), sound=False, pixel_aspect=Fraction(4, 3), colour_tags=(1, 1, 1, 1)
    )
    assemble([whole(index(clip), Fraction(0))], (), tmp_path / "o.mp4")
    data = (tmp_path / "o.mp4").read_bytes()
    assert b"colrnclx\0\1\0\1\0\1\0" in data
    with av.open(str(tmp_path / "o.mp4")) as joined:
        assert joined.streams.video[0].sample_aspect_ratio == Fraction(4, 3)


def test_cancelling_leaves_no_file(tmp_path: Path):
    source = index(barcode_clip(tmp_path / "v.mp4", 30, size=(160, 96), sound=False))
    with pytest.raises(Cancelled):
        assemble([whole(source, Fraction(0))], (), tmp_path / "o.mp4", cancelled=lambda: True)
    assert not (tmp_path / "o.mp4").exists()


def test_large_files_get_wide_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(mp4, "OFFSETS_32_MAX", 1000)
    monkeypatch.setattr(mp4, "LIMIT_32", 1000)
    source = index(barcode_clip(tmp_path / "v.mp4", 30, size=(160, 96), sound=False))
    assemble([whole(source, Fraction(0))], (), tmp_path / "o.mp4")
    assert b"co64" in (tmp_path / "o.mp4").read_bytes()
    assert frame_numbers(tmp_path / "o.mp4") == list(range(30))


def test_three_hours_of_samples_stay_small(tmp_path: Path):
    """Half a million samples of two tracks: written and read back with exact lengths."""

    def empty(count: int) -> Iterator[bytes]:
        return iter([b"\0\0\0\1\x09"] * count)

    hours = 3 * 3600
    tracks = []
    for scale, step in ((48000, 1024), (44100, 1024)):
        count = hours * scale // step
        durations = np.full(count, step, np.int64)
        length = Fraction(count * step, scale)
        entry = aac_entry(b"\x11\x90", 2, scale, 128_000)
        tracks.append(Track(entry, scale, durations, empty(count), 5 * count, [(length, 0)]))
    write_mp4(tmp_path / "o.mp4", tracks)
    report = subprocess.run(
        [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "info", "-i", tmp_path / "o.mp4"], capture_output=True, text=True
    ).stderr
    assert "Duration: 02:59:59" in report or "Duration: 03:00:00" in report
    with av.open(str(tmp_path / "o.mp4")) as joined:
        assert [len(s.index_entries) for s in joined.streams.audio] == [len(t.sizes) for t in tracks]
