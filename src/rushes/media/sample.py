"""Sample footage, for who has none at hand: two short shots drawn here, so that none has to be shipped."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

WIDTH, HEIGHT, RATE, SECONDS = 1280, 720, 24, 4
SOUND_RATE = 48_000

Picture = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Shot:
    """A landscape. Colours are RGB: the sky from top to bottom, the sun, the hills from far to near. The sun goes from
    one height to the other, as shares of the picture's; `tones` is what is heard, in hertz."""

    name: str
    sky: tuple[tuple[int, int, int], tuple[int, int, int]]
    sun: tuple[int, int, int]
    hills: tuple[tuple[int, int, int], ...]
    rise: tuple[float, float]
    tones: tuple[float, ...]


SHOTS = (
    Shot("sample_sunrise.mp4", ((52, 42, 96), (233, 134, 98)), (255, 208, 140),
         ((168, 96, 92), (112, 66, 78), (54, 34, 58)), (0.62, 0.36), (110.0, 164.81, 220.0)),
    Shot("sample_coast.mp4", ((14, 62, 92), (150, 214, 222)), (240, 238, 214),
         ((58, 128, 144), (28, 88, 110), (12, 48, 70)), (0.30, 0.44), (98.0, 146.83, 196.0)),
)  # fmt: skip


def sample_footage(folder: Path) -> tuple[Path, ...]:
    """The shots as files in `folder`, made where they are not there yet; takes some seconds the first time."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, shot in enumerate(SHOTS):
        place = folder / shot.name
        if not place.exists():
            fresh = folder / f".{secrets.token_hex(4)}.mp4"
            try:
                _film(shot, number, fresh)
                os.replace(fresh, place)
            finally:
                fresh.unlink(missing_ok=True)
    return tuple(folder / shot.name for shot in SHOTS)


def _film(shot: Shot, seed: int, place: Path) -> None:
    with av.open(str(place), "w") as file:
        video = file.add_stream("libx264", rate=RATE, options={"preset": "veryfast", "crf": "20", "g": str(RATE)})
        video.width, video.height, video.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        audio = file.add_stream("aac", rate=SOUND_RATE, layout="stereo")
        hills = [_skyline(seed * 10 + n, HEIGHT * (0.62 + 0.12 * n)) for n in range(len(shot.hills))]
        colours = _colours(shot)
        for number in range(RATE * SECONDS):
            frame = av.VideoFrame.from_ndarray(_drawn(shot, colours, hills, number / (RATE * SECONDS)), format="rgb24")
            file.mux(video.encode(frame))
        file.mux(video.encode(None))
        sound = av.AudioFrame.from_ndarray(_sound(shot), format="fltp", layout="stereo")
        sound.sample_rate = SOUND_RATE
        file.mux(audio.encode(sound))
        file.mux(audio.encode(None))


def _colours(shot: Shot) -> Picture:
    """The shot's colours by number: a row of sky each, then the sun, then the hills."""
    down = np.linspace(0, 1, HEIGHT)[:, None]
    sky = np.array(shot.sky[0]) * (1 - down) + np.array(shot.sky[1]) * down
    return np.concatenate([sky, [shot.sun], shot.hills]).astype(np.uint8)


def _skyline(seed: int, base: float) -> NDArray[np.float64]:
    """How high a row of hills stands at each column, twice the picture wide and the same at both ends."""
    dice = np.random.default_rng(seed)
    across = np.linspace(0, 2 * np.pi, WIDTH * 2, endpoint=False)
    waves = sum(np.sin(across * n + dice.uniform(0, 6)) * HEIGHT * 0.11 / n for n in (2, 3, 5, 8, 13))
    return base + np.asarray(waves)


def _drawn(shot: Shot, colours: Picture, hills: list[NDArray[np.float64]], share: float) -> Picture:
    """The picture when `share` of the shot is over: the sun moves, and near hills pass faster than far ones."""
    rows = np.arange(HEIGHT, dtype=np.int16)[:, None]
    numbers = np.repeat(rows, WIDTH, axis=1)
    high = round(HEIGHT * (shot.rise[0] + (shot.rise[1] - shot.rise[0]) * share))
    radius, middle = HEIGHT // 11, round(WIDTH * (0.58 + 0.04 * share))
    y, x = np.ogrid[-radius:radius, -radius:radius]
    numbers[high - radius : high + radius, middle - radius : middle + radius][y**2 + x**2 <= radius**2] = HEIGHT
    for n, line in enumerate(hills):
        moved = np.roll(line, -round(share * 40 * (n + 1) ** 2))[:WIDTH]
        numbers = np.where(rows > moved.astype(np.int16), np.int16(HEIGHT + 1 + n), numbers)
    return colours[numbers]


def _sound(shot: Shot) -> NDArray[np.float32]:
    """A soft chord that swells and goes."""
    time = np.arange(SECONDS * SOUND_RATE) / SOUND_RATE
    swell = np.sin(np.pi * time / SECONDS) ** 2
    chord = sum(np.sin(2 * np.pi * tone * time) / (n + 1) for n, tone in enumerate(shot.tones))
    wave = 0.12 * swell * np.asarray(chord)
    return np.stack([wave, wave]).astype(np.float32)
