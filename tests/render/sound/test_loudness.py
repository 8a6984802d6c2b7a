"""Loudness as others measure it, reached within half a unit; a ceiling that nothing passes and nothing below feels."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import imageio_ffmpeg
import numpy as np
import pytest

from rushes.render.sound.limit import CEILING, CELL, MINUTE, cell_gains, limited
from rushes.render.sound.loudness import CONTEXT, Meter, true_peaks
from rushes.render.sound.plan import RATE
from tests.render.sound.listening import Pool, float_wav, noise, noise_file, wav


def measured(path: Path) -> tuple[float, float]:
    """Integrated loudness (LUFS) and true peak (dBTP) by FFmpeg's ebur128."""
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-hide_banner", "-nostdin", "-i", str(path), "-af", "ebur128=peak=true"]
    said = subprocess.run([*command, "-f", "null", "-"], capture_output=True, text=True, timeout=60).stderr
    summary = said[said.rindex("Summary:") :]
    loudness, peak = re.search(r"I:\s+(\S+) LUFS", summary), re.search(r"Peak:\s+(\S+) dBFS", summary)
    assert loudness and peak
    return float(loudness[1]), float(peak[1])


def metered(samples: np.ndarray) -> float:
    meter = Meter()
    for at in range(0, len(samples), 77_777):
        meter.add(samples[at : at + 77_777])
    return meter.lufs()


def stereo(mono: np.ndarray) -> np.ndarray:
    return np.stack([mono, mono], axis=1).astype(np.float32)


def swelling() -> np.ndarray:
    """Noise that is loud, quiet and silent in turn, so that both gates matter."""
    wave = noise(16, amplitude=0.2)
    wave[4 * RATE : 8 * RATE] *= 0.02
    wave[8 * RATE : 11 * RATE] = 0
    return wave


def test_loudness_agrees_with_ffmpeg():
    for name, wave in (("swelling", swelling()), ("low", wav_of(50)), ("high", wav_of(8000))):
        path = float_wav(f"loud_{name}.wav", wave)
        assert metered(stereo(wave)) == pytest.approx(measured(path)[0], abs=0.11)


def wav_of(hz: float) -> np.ndarray:
    return 0.1 * np.sin(2 * np.pi * hz * np.arange(5 * RATE) / RATE)


def test_997_hz_at_full_scale_on_one_side_is_minus_3_01():
    """The calibration of BS.1770-4 itself."""
    tone = np.zeros((4 * RATE, 2), np.float32)
    tone[:, 0] = np.sin(2 * np.pi * 997 * np.arange(4 * RATE) / RATE)
    assert metered(tone) == pytest.approx(-3.01, abs=0.02)


def test_silence_and_next_to_nothing_have_no_loudness():
    assert metered(np.zeros((RATE, 2), np.float32)) == float("-inf")
    assert metered(np.zeros((100, 2), np.float32)) == float("-inf")
    assert Meter().lufs() == float("-inf")


def test_true_peak_is_found_between_samples():
    """A quarter of the sample rate at 45 degrees: samples at 0.707 of a peak of 1."""
    wave = np.sin(2 * np.pi * np.arange(RATE) / 4 + np.pi / 4) * np.hanning(RATE)
    line = np.pad(stereo(wave), ((CONTEXT, CONTEXT), (0, 0)))
    assert true_peaks(line, RATE, 0.0)[0] == pytest.approx(1.0, abs=0.02)
    assert np.abs(wave).max() < 0.72


@pytest.mark.parametrize("target", [-14.0, -23.0])
def test_mix_comes_out_at_its_target(target: float):
    pool = Pool(noise_file("mix_take.wav", "pcm_s16le"))
    heard = pool.heard(pool.clip(0, 0, 6), loudness_lufs=target)
    loudness, peak = measured(float_wav(f"at{int(target)}.wav", heard[:, 0]))
    assert loudness == pytest.approx(target, abs=0.5)
    assert peak <= -0.9


def test_target_is_reached_even_where_the_ceiling_takes_some_back():
    """A quiet bed with loud clicks: raised by 20 dB, the clicks are held and the rest still reaches the target."""
    wave = noise(12, amplitude=0.012)
    for at in range(RATE // 2, len(wave), RATE):
        wave[at : at + 400] += 0.7 * np.sin(np.arange(400) / 3) * np.hanning(400)
    pool = Pool(float_wav("clicking.wav", wave))
    heard = pool.heard(pool.clip(0, 0, 12), loudness_lufs=-16.0)
    loudness, peak = measured(float_wav("clicking_loud.wav", heard[:, 0]))
    assert loudness == pytest.approx(-16, abs=0.5)
    assert peak <= -0.9


def test_silent_film_stays_silent():
    pool = Pool(wav("quiet.wav", (0, 0, 0), length=17.0))
    assert not pool.heard(pool.clip(0, 0, 6), loudness_lufs=-14.0).any()


def test_ceiling_holds_and_leaves_the_rest_alone():
    wave = noise(6, amplitude=0.1)
    wave[3 * RATE : 3 * RATE + 4800] *= 8
    source = stereo(wave)
    result = np.concatenate(list(limited(np.split(source, 3))))
    line = np.pad(result, ((CONTEXT, CONTEXT), (0, 0)))
    assert true_peaks(line, len(result), 0.0)[0] <= CEILING * 1.002
    # more than 6 s before and 3 s after the loud part nothing changed
    assert np.array_equal(result[: 3 * RATE - 600], source[: 3 * RATE - 600])
    assert np.array_equal(result[5 * RATE :], source[5 * RATE :])
    assert np.abs(np.diff(result[:, 0])).max() <= np.abs(np.diff(source[:, 0])).max()


def test_ceiling_is_the_same_however_the_sound_is_cut_into_blocks():
    wave = stereo(noise(4, amplitude=0.5))
    whole = np.concatenate(list(limited([wave])))
    parts = np.concatenate(list(limited(np.split(wave, 8))))
    assert np.abs(whole - parts).max() < 1e-5
    assert np.abs(whole).max() < 0.9 < np.abs(wave).max()


def test_block_below_the_ceiling_is_handed_on_itself():
    blocks = np.split(stereo(noise(4, amplitude=0.1)), 2)
    assert all(given is taken for given, taken in zip(blocks, limited(blocks)))


def test_gains_reckoned_for_a_whole_film_are_those_of_its_blocks():
    """Over more than the minute that is reckoned at a time, with a loud place on its edge."""
    cells = MINUTE + 5000
    wave = stereo(0.5 * np.sin(2 * np.pi * 440 * np.arange(cells * CELL) / RATE))
    wave[(MINUTE - 30) * CELL : (MINUTE + 20) * CELL] *= 3
    wave[300 * CELL : 400 * CELL] *= 2.5
    peaks = true_peaks(np.pad(wave, ((CONTEXT, CONTEXT), (0, 0))), CELL, 0.0)
    gains = cell_gains(peaks)
    brought = np.concatenate(list(limited(wave[at : at + 96_000] for at in range(0, len(wave), 96_000))))
    levels = np.sqrt((brought.reshape(cells, -1) ** 2).mean(axis=1) / (wave.reshape(cells, -1) ** 2).mean(axis=1))
    assert np.abs(levels - gains).max() < 0.02
    assert gains.min() < 0.6 and gains[1500] > 0.999
