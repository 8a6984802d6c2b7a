"""The check finds what is wrong: a copied byte, a lost picture, a moved time, a wrong picture at a seam."""

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from tests.footage import barcode_clip
from tests.render.bitstream.joining import Outcome, cut, encoded, pictures

from rushes.render.bitstream.check import check, check_structure
from rushes.render.bitstream.encoder_settings import joining_settings
from rushes.render.bitstream.index import index
from rushes.render.bitstream.join import PieceRun, assemble
from rushes.render.bitstream.seams import check_seams, check_whole


@pytest.fixture
def outcome(tmp_path: Path) -> Outcome:
    clip = barcode_clip(tmp_path / "a.mp4", 48, gop=12, bframes=2, size=(162, 98), sound=False)
    return cut(clip, tmp_path, range(5, 45), range(24, 27))


def spoiled(outcome: Outcome, sample: int, at: int) -> None:
    """One byte of one sample of the joined file changed."""
    joined, data = index(outcome.path), bytearray(outcome.path.read_bytes())
    data[int(joined.offset[sample]) + at] ^= 0xFF
    outcome.path.write_bytes(data)


def copied_sample(outcome: Outcome) -> int:
    number = next(n for n, run in enumerate(outcome.runs) if hasattr(run, "run"))
    return outcome.joined.first_sample[number]


def codes(findings: list) -> set[str]:
    return {finding.code for finding in findings}


def test_good_file_has_no_findings(outcome: Outcome):
    assert check(outcome.path, outcome.runs, outcome.joined) == []
    assert check_whole(outcome.path) == []


def test_changed_copied_byte_is_found(outcome: Outcome):
    spoiled(outcome, copied_sample(outcome) + 2, 20)
    assert codes(check_structure(outcome.path, outcome.runs, outcome.joined)) == {"copied_bytes"}


def test_changed_encoded_byte_is_found_at_the_seam(outcome: Outcome):
    spoiled(outcome, 0, 400)
    assert check_structure(outcome.path, outcome.runs, outcome.joined) == []
    assert check_seams(outcome.path, outcome.runs, outcome.joined)
    assert check_whole(outcome.path)


def test_changed_byte_in_the_middle_of_an_own_piece_is_found(tmp_path: Path):
    clip = barcode_clip(tmp_path / "a.mp4", 24, gop=12, size=(162, 98), sound=False)
    settings, frames = joining_settings(index(clip)), pictures(clip)
    pieces = [
        encoded(frames[first : first + 12], range(12), Fraction(1, 30), settings, tmp_path / f"{first}.piece")
        for first in (0, 12)
    ]
    runs = [PieceRun(piece, Fraction(number * 12, 30)) for number, piece in enumerate(pieces)]
    path = tmp_path / "out.mp4"
    outcome = Outcome(path, index(clip), runs, assemble(runs, [], path), range(24), set())
    assert check(path, runs, outcome.joined) == []
    spoiled(outcome, 6, 20)
    assert codes(check_structure(path, runs, outcome.joined)) == {"encoded_bytes"}


def test_wrong_plan_is_found(outcome: Outcome):
    object.__setattr__(outcome.joined, "pts", outcome.joined.pts + np.arange(len(outcome.joined.pts)))
    assert "times" in codes(check_structure(outcome.path, outcome.runs, outcome.joined))


def test_lost_samples_are_found(outcome: Outcome):
    object.__setattr__(outcome.joined, "pts", np.append(outcome.joined.pts, 10**9))
    assert "samples" in codes(check_structure(outcome.path, outcome.runs, outcome.joined))


def test_truncated_file_is_found(outcome: Outcome):
    data = outcome.path.read_bytes()
    outcome.path.write_bytes(data[: len(data) * 2 // 3])
    assert check(outcome.path, outcome.runs, outcome.joined)
