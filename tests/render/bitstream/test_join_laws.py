"""Whatever the structure and wherever the cuts: every frame is the right one, and decoders are silent."""

import random
from fractions import Fraction
from pathlib import Path

import pytest
from tests.footage import barcode_clip
from tests.render.bitstream.joining import assert_exact, cut

from rushes.render.bitstream.index import index

FRAMES = 40


def x264(dice: random.Random) -> dict[str, object]:
    profile = dice.choice(["high", "high", "main", "baseline"])
    params = {
        "ref": dice.choice([1, 2, 3, 4, 6]), "slices": dice.choice([1, 1, 2, 4]), "aud": dice.choice([0, 1]),
        "b-pyramid": dice.choice(["none", "normal", "strict"]), "weightp": dice.choice([0, 1, 2]),
        "direct": dice.choice(["spatial", "temporal", "auto"]), "open-gop": dice.choice([0, 0, 0, 1]),
        "cabac": 0 if profile == "baseline" else dice.choice([0, 1]),
    }  # fmt: skip
    text = ":".join(f"{name}={value}" for name, value in params.items())
    bframes = 0 if profile == "baseline" else dice.choice([0, 1, 2, 3])
    return {"bframes": bframes, "options": {"x264-params": text, "profile": profile}}


def x265(dice: random.Random) -> dict[str, object]:
    params = {
        "open-gop": dice.choice([0, 1]), "b-pyramid": dice.choice([0, 1]), "ref": dice.choice([2, 3, 4]),
        "aud": dice.choice([0, 1]), "ctu": dice.choice([16, 32]), "wpp": dice.choice([0, 1]),
        "weightb": dice.choice([0, 1]), "sao": dice.choice([0, 1]),
    }  # fmt: skip
    text = ":".join(f"{name}={value}" for name, value in params.items())
    depth = dice.choice(["yuv420p", "yuv420p10le"])
    more = {"codec": "libx265", "pixel_format": depth, "options": {"x265-params": text}}
    return {"bframes": dice.choice([1, 2, 3, 4]), **more}


@pytest.mark.parametrize("seed", range(14))
def test_any_cut_of_any_structure_is_exact(seed: int, tmp_path: Path):
    dice = random.Random(seed)
    made = dice.choice([x264, x265])(dice)
    rate = dice.choice([24, 30, 50, Fraction(30000, 1001)])
    size = dice.choice([(160, 96), (162, 98), (96, 160)])
    gop = dice.choice([5, 8, 12, 20])
    clip = barcode_clip(tmp_path / "a.mp4", FRAMES, rate=rate, size=size, gop=gop, sound=False, **made)
    assert index(clip).no_copy_reason is None
    start = dice.randint(0, FRAMES // 2)
    end = dice.randint(start + 4, FRAMES)
    middle = dice.randint(start, end - 1)
    outcome = cut(clip, tmp_path, range(start, end), range(middle, dice.randint(middle + 1, min(end, middle + 6))))
    assert_exact(outcome, clip)
