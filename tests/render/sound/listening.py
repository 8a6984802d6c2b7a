"""Sound made to be recognised, projects made of it, and ears: what a plan renders to, and where something sounds."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from pathlib import Path

import av
import numpy as np

from rushes.media.probe import probe
from rushes.model.media import Media
from rushes.model.project import Project
from rushes.model.time import Span, seconds
from rushes.model.timeline import Canvas, Clip, Item, Timeline
from rushes.render.sound import mixed, sound_plan
from rushes.render.sound.plan import RATE, SoundPlan
from tests.footage import LAYOUTS, shelf

FORMATS = {"pcm_s16le": "s16", "flac": "s16", "libopus": "flt"}
"""Sample formats of encoders that don't take planar floats."""


def noise(length: Fraction | float, rate: int = RATE, seed: int = 1, amplitude: float = 0.1) -> np.ndarray:
    """Mono noise below a third of the band: like nothing but itself, and kept by every codec."""
    return _noise(length, rate, seed) * np.float32(amplitude)


@cache
def _noise(length: Fraction | float, rate: int, seed: int) -> np.ndarray:
    count = round(Fraction(length) * rate)
    spectrum = np.fft.rfft(np.random.default_rng(seed).standard_normal(count))
    hz = np.fft.rfftfreq(count, 1 / rate)
    spectrum[(hz > min(6000, rate / 3)) | (hz < 100)] = 0
    wave = np.fft.irfft(spectrum, count)
    return (wave / wave.std()).astype(np.float32)


def written(path: Path, data: np.ndarray, codec: str, rate: int = RATE, start: Fraction | int = 0,
            picture: Fraction | int | None = None) -> Path:  # fmt: skip
    """A file of `data` (channels x samples), first sample at `start`; with `picture`, tiny frames at that rate."""
    exact = {"movie_timescale": "48000"} if path.suffix in (".mp4", ".mov") else {}
    with av.open(str(path), "w", options=exact) as out:
        stream = out.add_stream(codec, rate=rate, layout=LAYOUTS[len(data)])
        stream.bit_rate = 192_000
        packets = []
        if picture is not None:
            video = out.add_stream("mpeg4" if path.suffix in (".mp4", ".mov", ".avi") else "libvpx", rate=picture)
            video.width = video.height = 32
            video.pix_fmt = "yuv420p"
            video.codec_context.time_base = 1 / Fraction(picture)
            for number in range(int(Fraction(data.shape[1], rate) * picture)):
                frame = av.VideoFrame.from_ndarray(np.full((48, 32), 60 + number % 90, np.uint8), format="yuv420p")
                frame.pts, frame.time_base = number, 1 / Fraction(picture)
                packets += video.encode(frame)
            packets += video.encode(None)
        kind = FORMATS.get(codec, "fltp")
        for at in range(0, data.shape[1], 960):
            part = data[:, at : at + 960]
            if kind == "s16":
                part = (part.T * 32767).astype(np.int16).reshape(1, -1)
            elif kind == "flt":
                part = part.T.reshape(1, -1)
            frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(part), format=kind, layout=LAYOUTS[len(data)])
            frame.sample_rate, frame.time_base = rate, Fraction(1, rate)
            frame.pts = at + round(Fraction(start) * rate)
            packets += stream.encode(frame)
        packets += stream.encode(None)
        for packet in sorted(packets, key=lambda each: each.dts * each.time_base):
            out.mux(packet)
    return path


@cache
def noise_file(name: str, codec: str, length: int = 6, rate: int = RATE, picture: Fraction | None = None,
               seed: int = 1, start: Fraction = Fraction(0), amplitude: float = 0.1) -> Path:  # fmt: skip
    """A stereo file of `noise`, the same on both sides, made once."""
    data = np.stack([noise(length, rate, seed, amplitude)] * 2)
    return written(shelf() / name, data, codec, rate, start, picture)


@cache
def wav(name: str, *wave: tuple[float, float, float], length: float = 4.0) -> Path:
    """A 32-bit float WAV of tones: each (hertz, amplitude, where it starts) sounds to the end."""
    time = np.arange(round(length * RATE)) / RATE
    data = sum(amplitude * np.sin(2 * np.pi * hz * time) * (time >= start) for hz, amplitude, start in wave)
    return float_wav(name, np.asarray(data, np.float32))


def float_wav(name: str, mono: np.ndarray) -> Path:
    path = shelf() / name
    with av.open(str(path), "w") as out:
        stream = out.add_stream("pcm_f32le", rate=RATE, layout="stereo")
        data = np.ascontiguousarray(np.stack([mono, mono], axis=1).astype(np.float32).reshape(1, -1))
        frame = av.AudioFrame.from_ndarray(data, format="flt", layout="stereo")
        frame.sample_rate, frame.pts, frame.time_base = RATE, 0, Fraction(1, RATE)
        out.mux(stream.encode(frame))
        out.mux(stream.encode(None))
    return path


class Pool:
    """Files as a project's media, found again by id."""

    def __init__(self, *files: Path, rate: Fraction | int = 30) -> None:
        self.media = tuple(Media(probe(path), path.name) for path in files)
        self.paths = {media.id: path for media, path in zip(self.media, files)}
        self.canvas = Canvas(320, 180, Fraction(rate))

    def clip(self, number: int, start: object, end: object, clip_id: str = "c", **changes: object) -> Clip:
        return Clip(clip_id, self.media[number].id, Span(seconds(start), seconds(end)), **changes)

    def project(self, *items: Item, **timeline: object) -> Project:
        return Project(self.media, Timeline(self.canvas, items, **timeline))

    def plan(self, *items: Item, **timeline: object) -> SoundPlan:
        return sound_plan(self.project(*items, **timeline))

    def heard(self, *items: Item, **timeline: object) -> np.ndarray:
        """What the timeline sounds like: float32 (samples, 2)."""
        return self.played(self.plan(*items, **timeline))

    def played(self, plan: SoundPlan, warnings: list[str] | None = None) -> np.ndarray:
        return np.concatenate(list(mixed(plan, self.paths.__getitem__, warnings)))


def offset(found: np.ndarray, wanted: np.ndarray) -> int:
    """How many samples later than `wanted` the (mono) `found` sounds: the peak of their correlation."""
    size = 2 * max(len(found), len(wanted))
    spectrum = np.fft.rfft(found, size) * np.fft.rfft(wanted, size).conj()
    at = int(np.argmax(np.fft.irfft(spectrum, size)))
    return at if at < size // 2 else at - size


def level_db(samples: np.ndarray) -> float:
    return 10 * float(np.log10(np.mean(np.asarray(samples, float) ** 2) + 1e-20))


def pitch_hz(mono: np.ndarray) -> float:
    """The strongest pitch, by parabola through the peak of its spectrum."""
    spectrum = np.log(np.abs(np.fft.rfft(mono * np.hanning(len(mono)))) + 1e-9)
    at = int(spectrum[1:-1].argmax()) + 1
    left, middle, right = spectrum[at - 1 : at + 2]
    return (at + 0.5 * (left - right) / (left - 2 * middle + right)) * RATE / len(mono)
