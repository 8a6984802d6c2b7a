from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from rushes.render.bitstream.piece import Piece, PieceDamaged, PieceWriter

TICK = Fraction(1, 48000)


def written(path: Path, samples: int = 5, first: int = -1024) -> Piece:
    with PieceWriter(path, "aac", TICK, b"\x11\x90", sample_rate=48000, channels=2, priming=1024) as writer:
        for number in range(samples):
            writer.add(bytes((number,)) * (number + 3), 1024 * number + first, True)
        return writer.finish()


@pytest.mark.parametrize("first", [-1024, 0, 77_824])
def test_piece_gives_back_what_was_put_in(first: int, tmp_path: Path):
    written(tmp_path / "p", first=first)
    piece = Piece.open(tmp_path / "p")
    assert (piece.codec, piece.tick, piece.extradata, piece.priming) == ("aac", TICK, b"\x11\x90", 1024)
    assert piece.end == 5 * 1024
    assert list(piece.pts) == [0, 1024, 2048, 3072, 4096]
    data = (tmp_path / "p").read_bytes()
    found = [data[o : o + s] for o, s in zip(piece.offset, piece.size)]
    assert found == [bytes((n,)) * (n + 3) for n in range(5)]


@pytest.mark.parametrize("at", [0, 9, 30, -60, -20, -1])
def test_piece_tells_every_changed_byte(at: int, tmp_path: Path):
    written(tmp_path / "p")
    data = bytearray((tmp_path / "p").read_bytes())
    data[at] ^= 1
    (tmp_path / "p").write_bytes(data)
    with pytest.raises(PieceDamaged):
        Piece.open(tmp_path / "p")


@pytest.mark.parametrize("kept", [0, 5, 40, 150])
def test_piece_tells_what_was_cut_short(kept: int, tmp_path: Path):
    written(tmp_path / "p")
    (tmp_path / "p").write_bytes((tmp_path / "p").read_bytes()[:kept])
    with pytest.raises(PieceDamaged):
        Piece.open(tmp_path / "p", verify=False)


def test_unfinished_piece_leaves_nothing(tmp_path: Path):
    with pytest.raises(RuntimeError), PieceWriter(tmp_path / "p", "aac", TICK, b"") as writer:
        writer.add(b"abc", 0, True)
        raise RuntimeError
    assert list(tmp_path.iterdir()) == []


def test_start_codes_and_lengths_become_the_same_sample(tmp_path: Path):
    """A unit of 256 to 511 bytes has a length that looks like a start code; the extradata decides once."""
    sps = bytes.fromhex("6742c00ad9416c110000030001000003003c0f1221e4")
    unit = b"\x65" + np.random.default_rng(1).integers(4, 255, 299, np.uint8).tobytes()
    annex_b = b"\0\0\0\1" + sps
    record = b"\1\x42\xc0\x0a\xff\xe1" + len(sps).to_bytes(2, "big") + sps + b"\1\0\4\x68\xce\x3c\x80"
    found = []
    for name, extradata, data in (
        ("a", annex_b, b"\0\0\0\1\x09\xf0\0\0\1\x06\x05\x01\x00\x80\0\0\1" + unit),
        ("b", record, b"\0\0\0\2\x09\xf0" + len(unit).to_bytes(4, "big") + unit),
    ):
        with PieceWriter(tmp_path / name, "h264", Fraction(1, 30), extradata) as writer:
            writer.add(data, 0, True)
            piece = writer.finish()
        data = (tmp_path / name).read_bytes()
        found.append(data[int(piece.offset[0]) :][: int(piece.size[0])])
    assert found[0] == found[1] == len(unit).to_bytes(4, "big") + unit
