"""Pieces that one encoder made one after the other: each is whole by itself."""

from fractions import Fraction

import av
import numpy as np
import pytest

from rushes.model.media import Colour
from rushes.render import planes
from rushes.render.bitstream.join import PieceRun, assemble
from rushes.render.bitstream.piece import Piece
from rushes.render.encode import PieceEncoder
from rushes.render.job import Coding, Look, PieceJob, Scene, Times

LOOK = Look(320, 180, "yuv420p", Colour("bt709", "bt709", "bt709"))
CODING = {
    "libx264": Coding("libx264", (("preset", "veryfast"), ("crf", "10"), ("g", "60")), Fraction(30)),
    "libx265": Coding("libx265", (("preset", "veryfast"), ("crf", "10"), ("x265-params", "keyint=60:log-level=none")),
                      Fraction(30)),
    "libsvtav1": Coding("libsvtav1", (("preset", "10"), ("crf", "20"), ("g", "60")), Fraction(30)),
}  # fmt: skip
RATHER = 3.0
"""How far a level may be off after coding at this quality."""


def job(encoder, frames, each=None, last_group=0):
    times = Times(Fraction(0), Fraction(1, 30), each)
    return PieceJob(LOOK, CODING[encoder], (Scene(frames),), times, last_group)


def picture(level):
    return planes.filled(320, 180, "yuv420p", (level, 128, 128))


def levels(piece, tmp_path):
    path = tmp_path / "alone.mp4"
    assemble([PieceRun(piece, Fraction(0))], (), path)
    with av.open(str(path)) as container:
        return [float(np.mean(planes.planes(frame)[0])) for frame in container.decode(video=0)]


@pytest.mark.parametrize("encoder", ["libx264", "libx265"])
def test_pieces_made_in_one_go_stand_alone(tmp_path, encoder):
    wanted = {"a": range(30, 75), "b": range(200, 140, -1), "c": range(60, 61), "d": range(90, 130)}
    jobs = {name: job(encoder, len(told), last_group=8 if name == "d" else 0) for name, told in wanted.items()}
    making = None
    for name, told in wanted.items():
        if making is None:
            making = PieceEncoder(jobs[name], tmp_path / name, 2)
        else:
            assert making.follow(jobs[name], tmp_path / name)
        for level in told:
            making.add(picture(level))
    assert not (tmp_path / "d").exists()
    making.finish()
    for name, told in wanted.items():
        piece = Piece.open(tmp_path / name)
        assert piece.flags[0] & 1 and piece.times() == [Fraction(k, 30) for k in range(len(told))]
        assert piece.seconds == Fraction(len(told), 30)
        assert np.abs(np.array(levels(piece, tmp_path)) - np.array(told)).max() < RATHER
    keys = Piece.open(tmp_path / "d")
    assert sorted(keys.pts[keys.flags & 1 == 1])[-1] == 32  # the last group is as long as was asked for


def test_what_is_encoded_in_another_way_needs_an_encoder_of_its_own(tmp_path):
    making = PieceEncoder(job("libx264", 2), tmp_path / "a", 2)
    for _ in range(2):
        making.add(picture(50))
    finer = job("libx264", 2, each=(Fraction(0), Fraction(1, 7)))
    assert not making.follow(finer, tmp_path / "b") and not making.follow(job("libx265", 2), tmp_path / "b")
    assert len(making.finish()) == 2 and not (tmp_path / "b").exists()


def test_uneven_times_are_each_piece_s_own(tmp_path):
    uneven = tuple(Fraction(n, 90) for n in (0, 3, 7, 9, 20))
    jobs = [job("libx264", 5, each=uneven), job("libx264", 4, each=uneven[:4]), job("libx264", 3)]
    making = PieceEncoder(jobs[0], tmp_path / "0", 2)
    for number, each in enumerate(jobs):
        assert not number or making.follow(each, tmp_path / str(number))
        for k in range(each.frames):
            making.add(picture(60 + 10 * k))
    making.finish()
    made = [Piece.open(tmp_path / str(number)) for number in range(3)]
    assert made[0].times() == list(uneven) and made[1].times() == list(uneven[:4])
    assert made[2].times() == [Fraction(k, 30) for k in range(3)]
    assert [each.seconds for each in made] == [Fraction(23, 90), Fraction(12, 90), Fraction(1, 10)]


def test_an_encoder_that_takes_no_orders_makes_one_piece(tmp_path):
    making = PieceEncoder(job("libsvtav1", 1), tmp_path / "a", 2)
    making.add(picture(50))
    assert not making.follow(job("libsvtav1", 1), tmp_path / "b")
    making.finish()


def test_what_is_abandoned_leaves_nothing(tmp_path):
    making = PieceEncoder(job("libx264", 60), tmp_path / "a", 2)
    for level in range(60):
        making.add(picture(level + 40))
    assert making.follow(job("libx264", 60), tmp_path / "b")
    for level in range(59):
        making.add(picture(level + 40))
    assert (tmp_path / "a").exists()  # closed as soon as its last packet came
    making.abandon()
    assert [each.name for each in tmp_path.iterdir()] == ["a"]
