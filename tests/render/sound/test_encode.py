"""What is written sounds where and as long as it was mixed; nothing half-done is left; the check sees what is wrong."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import av
import imageio_ffmpeg
import numpy as np
import pytest

from rushes.model.time import seconds
from rushes.model.timeline import Level
from rushes.render.bitstream.mp4 import write_mp4
from rushes.render.bitstream.sound import Sound, sound_track
from rushes.render.report import Cancelled
from rushes.render.sound import EncodedSound, check_sound, encode_sound, mixed
from rushes.render.sound.check import heard_length
from rushes.render.sound.encode import FORMS, packet_count
from rushes.render.sound.plan import RATE, SoundPlan
from tests.render.sound.listening import Pool, level_db, noise, noise_file, offset

LENGTH = 5 * RATE + 1234
"""Neither whole frames of any codec nor whole milliseconds."""

ENDINGS = {"m4a": "m4a", "mp3": "mp3", "wav": "wav", "opus": "webm", "pcm": "mov"}


def wave() -> np.ndarray:
    return np.stack([noise(6)[:LENGTH], noise(6, seed=2)[:LENGTH]], axis=1)


def blocks() -> Iterator[np.ndarray]:
    yield from np.array_split(wave(), 4)


def plan(samples: int = LENGTH) -> SoundPlan:
    return SoundPlan((), samples)


def decoded(path: Path) -> np.ndarray:
    """As FFmpeg's command reads it: channels x samples."""
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-nostdin", "-i", str(path), "-vn", "-f", "f32le", "-ac",
               "2", "-ar", str(RATE), "pipe:1"]  # fmt: skip
    done = subprocess.run(command, capture_output=True, timeout=60, check=True)
    assert done.stderr == b""
    return np.frombuffer(done.stdout, "<f4").reshape(-1, 2).T


@pytest.mark.parametrize("codec", ENDINGS)
def test_sound_is_written_in_place_and_in_full(codec: str, tmp_path: Path):
    path = tmp_path / f"sound.{ENDINGS[codec]}"
    told: list[int] = []
    encoded = encode_sound(blocks(), path, codec, 192_000, LENGTH, progress=told.append)
    assert (encoded.samples, encoded.path, told[-1]) == (LENGTH, path, LENGTH)
    heard = decoded(path)
    assert LENGTH <= heard.shape[1] <= LENGTH + (2048 if codec == "m4a" else 0)
    for side in (0, 1):
        assert offset(heard[side, :LENGTH], wave()[:, side]) == 0
    assert level_db(heard[:, :LENGTH]) == pytest.approx(level_db(wave()), abs=0.3)
    assert abs(heard_length(path) - Fraction(LENGTH, RATE)) <= Fraction(1, RATE)
    assert check_sound(path, plan(), encoded.edges) == []
    assert sorted(tmp_path.iterdir()) == [path]


def test_aac_piece_is_exact_through_the_mp4_writer(tmp_path: Path):
    """Priming in the edit list: the first sample heard is the first one mixed, the last the last."""
    encoded = encode_sound(blocks(), tmp_path / "piece", "aac", 192_000, LENGTH)
    assert encoded.piece is not None and encoded.piece.priming == 1024
    path = tmp_path / "film.mp4"
    with encoded.path.open("rb") as file:
        write_mp4(path, [sound_track(Sound(encoded.piece), lambda _: file)])
    assert heard_length(path) == Fraction(LENGTH, RATE)
    assert offset(decoded(path)[0, :LENGTH], wave()[:, 0]) == 0
    assert check_sound(path, plan(), encoded.edges) == []
    with av.open(str(path)) as film:
        assert film.streams.audio[0].duration * film.streams.audio[0].time_base == Fraction(LENGTH, RATE)


def test_pcm_is_the_mix_to_the_last_bit(tmp_path: Path):
    encode_sound(blocks(), tmp_path / "a.wav", "wav")
    encode_sound(blocks(), tmp_path / "a.mov", "pcm")
    assert np.abs(decoded(tmp_path / "a.wav").T - wave()).max() <= 0.5 / 32768 + 1e-7
    assert np.abs(decoded(tmp_path / "a.mov").T - wave()).max() <= 0.5 / 8388608 + 1e-7


def test_beyond_full_scale_is_cut_off_not_wrapped(tmp_path: Path):
    encode_sound([np.full((RATE, 2), 1.5, np.float32)], tmp_path / "a.wav", "wav")
    assert decoded(tmp_path / "a.wav").min() > 0.999


@pytest.mark.parametrize("codec", FORMS)
def test_nothing_is_left_of_what_was_cancelled(codec: str, tmp_path: Path):
    calls = iter([False, False, True])
    with pytest.raises(Cancelled):
        encode_sound(blocks(), tmp_path / "sound", codec, cancelled=lambda: next(calls))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("codec", FORMS)
def test_nothing_is_left_where_the_mix_fails(codec: str, tmp_path: Path):
    def failing() -> Iterator[np.ndarray]:
        yield wave()[:RATE]
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        encode_sound(failing(), tmp_path / "sound", codec)
    assert list(tmp_path.iterdir()) == []


def test_shortest_sounds_are_written_too(tmp_path: Path):
    for count in (1, 100, 1023, 1025):
        encoded = encode_sound([wave()[:count]], tmp_path / "short.m4a", "m4a", total_samples=count)
        assert check_sound(encoded.path, plan(count), encoded.edges) == []


def test_silent_plan_becomes_a_silent_track(tmp_path: Path):
    pool = Pool(noise_file("mix_take.wav", "pcm_s16le"))
    silent = pool.plan(pool.clip(0, 0, 2, level=Level(muted=True)))
    encoded = encode_sound(mixed(silent, pool.paths.__getitem__), tmp_path / "a.m4a", "m4a", 192_000, silent.samples)
    assert not decoded(encoded.path).any() and check_sound(encoded.path, silent, encoded.edges) == []


def test_same_plan_gives_the_same_bytes(tmp_path: Path):
    """So that a fingerprint can stand for encoded sound."""
    pool = Pool(noise_file("mix_take.wav", "pcm_s16le"))
    made = pool.plan(pool.clip(0, 1, 3), pool.clip(0, 4, 5, speed=Fraction(2)))
    written = []
    for name in ("one.m4a", "two.m4a"):
        encode_sound(mixed(made, pool.paths.__getitem__), tmp_path / name, "m4a")
        written.append((tmp_path / name).read_bytes())
    assert written[0] == written[1]


def test_the_count_of_packets_is_known_before(tmp_path: Path):
    for samples in (1, 1023, 1024, 1025, 2047, 2048, 48_000, LENGTH):
        encoded = encode_sound([wave()[:samples]], tmp_path / "piece")
        assert encoded.piece is not None and len(encoded.piece) == packet_count(samples), samples


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> EncodedSound:
    return encode_sound(blocks(), tmp_path_factory.mktemp("film") / "film.m4a", "m4a")


def test_check_sees_a_length_that_is_off_by_two_samples(film: EncodedSound):
    assert check_sound(film.path, plan(LENGTH + 1), film.edges) == []
    assert "lasts" in check_sound(film.path, plan(LENGTH + 2))[0]
    assert "lasts" in check_sound(film.path, plan(LENGTH - 2))[0]


def test_check_sees_ends_that_are_missing(film: EncodedSound):
    loud = film.head * 10
    assert "first" in check_sound(film.path, plan(), replace(film, head=loud).edges)[0]
    assert "last" in check_sound(film.path, plan(), replace(film, tail=loud * 0).edges)[0]


def test_check_sees_a_file_without_sound(tmp_path: Path):
    path = tmp_path / "nothing.mp4"
    path.write_bytes(b"")
    assert "can't be read" in check_sound(path, plan())[0]


def test_film_of_many_kinds_of_sound_is_as_long_as_planned(tmp_path: Path):
    """Mixed, stretched, backwards and crossing: one sample too few or too many would show."""
    pool = Pool(
        noise_file("mix_take.wav", "pcm_s16le"), noise_file("ntsc_aac.mp4", "aac", picture=Fraction(30000, 1001))
    )
    made = pool.plan(
        pool.clip(0, "0.1", "1.3"), pool.clip(1, 0, 2, speed=Fraction(7, 5)), pool.clip(0, 2, 3, reverse=True),
        loudness_lufs=-16.0,
    )  # fmt: skip
    encoded = encode_sound(mixed(made, pool.paths.__getitem__), tmp_path / "a.m4a", "m4a", total_samples=made.samples)
    assert made.samples == round((seconds("1.2") + Fraction(10, 7) + 1) * RATE)
    assert check_sound(encoded.path, made, encoded.edges) == []


def shaped(kind: str) -> np.ndarray:
    """A second of sound that coding treats roughly, or leaves nothing of, at its ends."""
    at = np.arange(RATE) / RATE
    edge = RATE // 50
    mono = {
        "too high for low bitrates": 0.5 * np.sin(2 * np.pi * 12_000 * at),
        "too high for any": 0.5 * np.sin(2 * np.pi * 21_000 * at),
        "a bang after the first 20 ms": np.where((at * RATE > edge + 5) & (at * RATE < RATE - edge - 5), noise(1), 0),
        "clicks": np.where(np.arange(RATE) % 4000 == 0, 0.9, 0),
        "bass": 0.5 * np.sin(2 * np.pi * 40 * at),
        "hardly anything": 0.002 * noise(1),
    }[kind]
    return np.stack([mono, mono], 1).astype(np.float32)


@pytest.mark.parametrize("bitrate", [32_000, 64_000, 192_000])
@pytest.mark.parametrize("kind", [
    "too high for low bitrates", "too high for any", "a bang after the first 20 ms", "clicks", "bass", "hardly anything",
])  # fmt: skip
def test_what_coding_does_to_ends_is_no_fault(kind: str, bitrate: int, tmp_path: Path):
    """Else a film that begins with hiss could not be exported at all."""
    encoded = encode_sound([shaped(kind)], tmp_path / "a.m4a", "m4a", bitrate, RATE)
    assert check_sound(encoded.path, plan(RATE), encoded.edges) == []
