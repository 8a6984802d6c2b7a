"""Whatever the sources and whatever is done to them: every frame of the finished film is the right one, at its time.

A few seeds of what `python -m bench.property` does for hundreds, in more readers.
"""

from pathlib import Path

import pytest

from rushes.render.execute import Engine
from tests.render.bitstream.joining import strictly_decoded
from tests.render.film import faults, random_film, wanted


@pytest.mark.parametrize("seed", range(6))
def test_any_film_is_exact(seed: int, tmp_path: Path):
    film, out = random_film(seed, tmp_path), tmp_path / "out.mp4"
    report = Engine(film.cutting.paths.__getitem__, tmp_path / "work", threads=2).export(film.project, film.output, out)
    assert faults(film, out) == [], str(film)
    assert strictly_decoded(out) == (len(wanted(film)), "")
    assert report.warnings == ()


def test_a_wrong_frame_would_be_seen(tmp_path: Path):
    """The oracle sees one frame too few, and a film that shows another part of its source."""
    film, out = random_film(0, tmp_path), tmp_path / "out.mp4"
    Engine(film.cutting.paths.__getitem__, tmp_path / "work", threads=2).export(film.project, film.output, out)
    first = next(iter(film.sources.values()))
    first.numbers.insert(0, first.numbers.pop())
    assert faults(film, out)
