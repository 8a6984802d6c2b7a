"""Any stretch of any source: the right samples in the right place, whatever the codec and wherever reading begins."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from rushes.model.media import MediaKind
from rushes.render.sound.conform import HALF
from rushes.render.sound.decode import SoundReader
from rushes.render.sound.plan import RATE, SoundSource
from tests import footage
from tests.render.sound.listening import Pool, float_wav, level_db, noise, noise_file, offset, written

SOURCES = [
    ("mp4", "aac", RATE), ("mp4", "aac", 44100), ("mov", "pcm_s16le", RATE), ("mp3", "libmp3lame", RATE),
    ("mp3", "libmp3lame", 44100), ("webm", "libopus", RATE), ("mkv", "aac", RATE), ("mkv", "libmp3lame", 44100),
    ("ogg", "libopus", RATE), ("wav", "pcm_s16le", 22050), ("flac", "flac", RATE), ("wav", "pcm_s16le", 8000),
]  # fmt: skip


def source_of(path: Path) -> SoundSource:
    facts = Pool(path).media[0].facts
    origin = facts.origin if facts.kind is MediaKind.VIDEO else None
    return SoundSource(facts.id, 0, facts.audio[0].index, origin, facts.audio[0].start)


def reader(path: Path) -> SoundReader:
    return SoundReader(path, source_of(path))


@pytest.mark.parametrize(("ending", "codec", "rate"), SOURCES)
def test_samples_stand_where_they_were_put(ending: str, codec: str, rate: int):
    """Priming, seeks and resampling move nothing: correlation peaks at 0 in straight reading and after a jump."""
    path = noise_file(f"decode_{codec}_{rate}.{ending}", codec, rate=rate)
    wanted = noise(6, rate)
    if rate != RATE:
        wanted = np.interp(np.arange(6 * RATE) * rate / RATE, np.arange(len(wanted)), wanted)
    with reader(path) as sound:
        straight = sound.read(0, 4 * RATE)[:, 0]
        jumped = sound.read(201_235, 30_000)[:, 0]
        back = sound.read(50_001, 30_000)[:, 0]
        assert sound.warnings == []
    assert offset(straight, wanted[: 4 * RATE]) == 0
    assert offset(jumped, wanted[201_235:231_235]) == 0
    assert offset(back, wanted[50_001:80_001]) == 0


@pytest.mark.parametrize(("ending", "codec", "rate"), [each for each in SOURCES if each[1] != "aac"])
def test_a_sample_is_the_same_wherever_reading_begins(ending: str, codec: str, rate: int):
    """Not for AAC, whose noise substitution is made anew by each decoder."""
    path = noise_file(f"decode_{codec}_{rate}.{ending}", codec, rate=rate)
    with reader(path) as sound:
        straight = np.concatenate([sound.read(at, 7_777) for at in range(0, 5 * RATE, 7_777)])
        for at in (100_003, 150_000, 33_333, 0, 200_001):
            assert np.abs(sound.read(at, 5_000) - straight[at : at + 5_000]).max() < 1e-4


def test_sound_that_begins_late_is_preceded_by_silence():
    late = Fraction(3, 4)
    path = noise_file("late.mp4", "aac", picture=Fraction(30), start=late)
    with reader(path) as sound:
        samples = sound.read(0, 3 * RATE)[:, 0]
    assert not samples[: round(late * RATE) - 1100].any()
    assert offset(samples[round(late * RATE) :], noise(6)[: round(2.25 * RATE)]) == 0


def test_picture_that_begins_late_hides_the_sound_before_it():
    with reader(footage.start_late()) as sound:
        heard = footage.beeps(sound.read(0, RATE).T, RATE)
    assert [(beep.second, round(beep.sample / RATE, 2)) for beep in heard] == [(1, 0.5)]


def test_silence_stands_before_and_after_everything():
    path = noise_file("decode_pcm_s16le_22050.wav", "pcm_s16le", rate=22050)
    with reader(path) as sound:
        before, after = sound.read(-RATE, RATE + 100), sound.read(6 * RATE - 100, RATE)
    assert not before[:RATE].any() and before[RATE:].any()
    assert after[:100].any() and not after[200:].any()


def test_hole_in_the_timestamps_is_silence():
    """Half a second of packets is missing in the middle; what follows is still in its place."""
    whole = noise_file("decode_hole_source.mkv", "pcm_s16le")
    path = footage.shelf() / "decode_hole.mkv"
    with av.open(str(whole)) as source, av.open(str(path), "w") as out:
        copy = out.add_stream_from_template(source.streams.audio[0])
        for packet in source.demux(audio=0):
            if packet.size and not 2 <= packet.pts * packet.time_base < Fraction(5, 2):
                packet.stream = copy
                out.mux(packet)
    with reader(path) as sound:
        samples = sound.read(0, 5 * RATE)[:, 0]
    wanted = noise(6)[: 5 * RATE]
    quiet = samples[round(2.05 * RATE) : round(2.45 * RATE)]
    assert not quiet.any()
    assert offset(samples[3 * RATE :], wanted[3 * RATE :]) == 0
    assert np.abs(samples[3 * RATE :] - wanted[3 * RATE :]).max() < 1e-3


def test_clock_that_runs_a_little_fast_is_followed():
    """Timestamps 0.1 % faster than the samples, for 20 s: at the end still within 1.5 ms, and nowhere a jump."""
    path = footage.shelf() / "drifting.mp4"
    tone = (0.3 * np.sin(2 * np.pi * 300 * np.arange(20 * RATE) / RATE)).astype(np.float32)
    clicks = np.zeros_like(tone)
    with av.open(str(path), "w") as out:
        stream = out.add_stream("aac", rate=RATE, layout="stereo")
        stream.bit_rate = 192_000
        wave = np.stack([tone, clicks + noise(20, seed=9)])
        packets = []
        for at in range(0, wave.shape[1], 1024):
            frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(wave[:, at : at + 1024]), "fltp", "stereo")
            frame.sample_rate, frame.time_base, frame.pts = RATE, Fraction(1, RATE), at
            packets += stream.encode(frame)
        packets += stream.encode(None)
        for packet in packets:
            slipped = packet.pts + packet.pts // 1000
            packet.pts = packet.dts = slipped
            out.mux(packet)
    with reader(path) as sound:
        samples = sound.read(0, 20 * RATE)
    late = offset(samples[18 * RATE : 19 * RATE, 1], noise(20, seed=9)[18 * RATE : 19 * RATE])
    assert abs(late - 18 * RATE // 1000) < 0.0015 * RATE
    assert np.abs(np.diff(samples[RATE:, 0])).max() < 0.3 * 2 * np.pi * 300 / RATE * 1.3


def test_mono_is_on_both_sides_as_loud_as_recorded():
    mono = noise(2)
    path = written(footage.shelf() / "mono.flac", mono[None], "flac")
    with reader(path) as sound:
        samples = sound.read(0, 2 * RATE)
    assert np.abs(samples - mono[:, None]).max() < 1e-4


def test_five_one_is_mixed_down_by_bs775():
    """Each loudspeaker carries its own tone; left holds left, centre and left surround, and no LFE."""
    time = np.arange(2 * RATE) / RATE
    hertz = [300, 400, 500, 60, 700, 800]
    path = footage.shelf() / "five_one.wav"
    data = np.stack([0.1 * np.sin(2 * np.pi * each * time) for each in hertz], axis=1).astype(np.float32)
    with av.open(str(path), "w") as out:
        stream = out.add_stream("pcm_f32le", rate=RATE, layout="5.1")
        frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(data.reshape(1, -1)), "flt", "5.1")
        frame.sample_rate, frame.pts, frame.time_base = RATE, 0, Fraction(1, RATE)
        out.mux(stream.encode(frame))
        out.mux(stream.encode(None))
    with reader(path) as sound:
        samples = sound.read(0, RATE)
    for side, weights in ((0, (1, 0, HALF, 0, HALF, 0)), (1, (0, 1, HALF, 0, 0, HALF))):
        for hz, weight in zip(hertz, weights):
            found = abs(np.exp(-2j * np.pi * hz * time[:RATE]) @ samples[:, side]) * 2 / RATE
            assert found == pytest.approx(0.1 * weight, abs=1e-4)


def test_resampled_tone_is_clean():
    """1 kHz at 44.1 kHz comes out at 48 kHz with everything else at least 80 dB down."""
    time = np.arange(3 * 44100) / 44100
    tone = (0.5 * np.sin(2 * np.pi * 1000 * time)).astype(np.float32)
    path = written(footage.shelf() / "tone_441.flac", np.stack([tone, tone]), "flac", 44100)
    with reader(path) as sound:
        samples = sound.read(RATE, RATE)[:, 0].astype(float)
    wave = np.exp(-2j * np.pi * 1000 * np.arange(RATE) / RATE)
    rest = samples - 2 / RATE * np.real(np.conj(wave) * (wave @ samples))
    assert level_db(rest) < level_db(samples) - 80


def test_damaged_packets_are_silence_and_a_warning(tmp_path: Path):
    """Every third second of MP3 data is overwritten: the rest is heard, nothing is raised."""
    whole = noise_file("decode_libmp3lame_48000.mp3", "libmp3lame").read_bytes()
    damaged = bytearray(whole)
    damaged[len(whole) // 3 : len(whole) // 2] = b"\xff\xfb" + bytes(len(whole) // 2 - len(whole) // 3 - 2)
    path = tmp_path / "damaged.mp3"
    path.write_bytes(damaged)
    with SoundReader(path, SoundSource("x", 0, 0, None, Fraction(0))) as sound:
        samples = sound.read(0, 6 * RATE)[:, 0]
        assert sound.warnings
    assert offset(samples[: RATE + 1], noise(6)[: RATE + 1]) == 0
    assert np.isfinite(samples).all() and np.abs(samples).max() < 2


def test_a_jump_into_the_middle_of_a_packet_is_no_damage():
    with reader(noise_file("jumps.mpg", "mp2")) as sound:
        for at in range(1, 6):
            assert np.abs(sound.read(at * RATE - 20_000, 5_000)).max() > 0.01
        assert sound.warnings == []


def test_file_that_is_no_sound_is_silence_and_a_warning(tmp_path: Path):
    path = tmp_path / "words.mp3"
    path.write_text("this is not music " * 100)
    with SoundReader(path, SoundSource("x", 0, 0, None, Fraction(0))) as sound:
        assert not sound.read(0, 100).any() and sound.warnings
    with SoundReader(footage.no_audio(), SoundSource("x", 0, 1, None, Fraction(0))) as sound:
        assert not sound.read(0, 100).any() and sound.warnings == ["no sound track"]


def test_missing_file_is_said():
    with pytest.raises(FileNotFoundError):
        SoundReader(Path("gone.wav"), SoundSource("x", 0, 0, None, Fraction(0)))


@pytest.mark.parametrize("name", [
    "broken/failing_audio.mp4", "broken/malformed_join.mp3", "broken/truncated.flac", "video/fragmented_15s.mp4",
    "video/two_audio_tracks_1080p60.mp4", "video/car_hevc_vfr_portrait.mp4", "audio/opus_51.mka", "audio/vbr_xing.mp3",
])  # fmt: skip
def test_real_files_are_read_alike_from_everywhere(name: str):
    path = footage.real(name)
    with av.open(str(path)) as file:
        index = file.streams.audio[0].index
    with SoundReader(path, SoundSource("x", 0, index, None, Fraction(0))) as sound:
        straight = sound.read(0, 4 * RATE)[:, 0]
        for at in (60_000, 20_000):
            part, same = sound.read(at, 30_000)[:, 0], straight[at : at + 30_000]
            if level_db(same) > -50:
                # phones' own clocks jitter by a few samples: the place is right to 1 ms
                assert abs(offset(part, same)) <= RATE // 1000


def test_reading_a_block_of_a_long_film_does_not_read_its_picture(monkeypatch: pytest.MonkeyPatch):
    """Other streams' packets never reach us."""
    with reader(footage.cfr30()) as sound:
        assert {packet.stream.type for packet in sound._packets() if packet.size} == {"audio"}


def test_odd_floats_are_damage():
    """Infinite samples, as a broken float file may hold, become silence."""
    wave = noise(1)
    wave[20_000:20_100] = np.inf
    wave[30_000:30_100] = np.nan
    path = float_wav("odd_floats.wav", wave)
    with reader(path) as sound:
        samples = sound.read(0, RATE)
        assert sound.warnings == ["damaged sound silenced"]
    assert np.isfinite(samples).all() and samples[:10_000].any()


@pytest.mark.parametrize("codec", ["aac", "libopus", "pcm_s16le"])
def test_eight_channels_are_mixed_down(tmp_path: Path, codec: str):
    """Each in a plane of its own or side by side; the first is the left loudspeaker."""
    path = tmp_path / "eight.mkv"
    tones = "|".join(["0.3*sin(2*PI*440*t)", *["0"] * 7])
    footage.ffmpeg("-f", "lavfi", "-i", f"aevalsrc={tones}:c=7.1:d=1:s=48000", "-c:a", codec, path)
    with reader(path) as sound:
        heard = sound.read(RATE // 4, RATE // 2)
    assert level_db(heard[:, 0]) == pytest.approx(20 * np.log10(0.3 / 2**0.5), abs=0.5)
    assert level_db(heard[:, 1]) < -50
