"""A piece that comes part by part, as it is made, from the frame somebody is on."""

from __future__ import annotations

import io
import os
import signal
from fractions import Fraction

import av
import numpy as np
import pytest

from rushes.edits import AddTitle, CutRange, Reverse, SetSpeed
from rushes.model.time import seconds, span
from rushes.render.preview.draw import FIRST_PART
from rushes.render.preview.pieces import PICTURE
from rushes.render.report import RenderFailed, SourceFailed
from tests import footage
from tests.footage import frame_number
from tests.render.cutting import Cutting
from tests.render.preview.viewing import Viewing, viewing


def shown(seen: Viewing, parts: list[bytes]) -> list:
    project = seen.cutting.project
    with av.open(io.BytesIO(seen.preview.init(project, PICTURE) + b"".join(parts))) as film:
        return list(film.decode(video=0))


@pytest.mark.parametrize("skipped", [0, 1, 13, 29])
@pytest.mark.parametrize("edits", [(), (Reverse(("c1",)),), (SetSpeed(Fraction(2, 5), ("c1",)),)], ids=len)
def test_the_parts_show_the_frames_from_there_on_when_the_export_does(tmp_path, skipped, edits):
    seen = viewing(Cutting(footage.cfr30()).do(*edits), tmp_path)
    frames = shown(seen, list(seen.preview.parts(seen.cutting.project, 0, skipped)))
    piece = seen.preview.pieces(seen.cutting.project).pictures[0]
    count = int(piece.length * 30)
    assert [frame_number(each) for each in frames] == seen.cutting.numbers()[skipped:count]
    assert [each.pts * each.time_base for each in frames] == [Fraction(k, 30) for k in range(skipped, count)]
    assert [each.key_frame for each in frames] == [True] + [False] * (count - skipped - 1)
    seen.preview.close()


def test_the_first_part_is_there_long_before_the_piece_is(tmp_path):
    seen = viewing(Cutting(footage.cfr30()), tmp_path)
    coming = seen.preview.parts(seen.cutting.project, 0)
    first = next(coming)
    assert len(shown(seen, [first])) == FIRST_PART
    assert len(shown(seen, [first, *coming])) == 30
    # once it is kept it comes in one
    assert len(list(seen.preview.parts(seen.cutting.project, 0))) == 1
    seen.preview.close()


def test_words_fade_alike_in_what_begins_late(tmp_path):
    cutting = Cutting(footage.cfr30()).do(AddTitle("Hello", seconds(0), seconds("0.8"), size=0.3))
    seen = viewing(cutting, tmp_path)
    drawn = list(cutting.frames())
    late = shown(seen, list(seen.preview.parts(cutting.project, 0, 7)))
    number = seen.preview.pieces(cutting.project).pictures[0].length * 30
    for one, two in zip(late, drawn[7 : int(number)], strict=True):
        assert np.abs(one.to_ndarray().astype(int) - two.to_ndarray()).mean() < 1.5
    seen.preview.close()


def test_where_who_plays_goes_on_is_the_frame_on_screen_then(tmp_path):
    cutting = Cutting(footage.cfr30()).do(CutRange(span("0.3", "0.7")))
    seen = viewing(cutting, tmp_path)
    pieces = seen.preview.pieces(cutting.project).pictures
    late = seen.preview.late(cutting.project, Fraction(123, 200))
    assert late is not None and late.start == Fraction(18, 30)
    assert pieces[late.number].start + Fraction(late.skipped, 30) == late.start
    seen.preview.piece(cutting.project, PICTURE, late.number)
    assert seen.preview.late(cutting.project, Fraction(123, 200)) is None, "it is made"
    assert seen.preview.late(cutting.project, seconds(100)) is None
    seen.preview.close()


def test_no_piece_is_left_of_nothing(tmp_path):
    seen = viewing(Cutting(footage.cfr30()), tmp_path)
    for skipped in (-1, 30, 10**9):
        with pytest.raises(ValueError, match="no frame"):
            next(seen.preview.parts(seen.cutting.project, 0, skipped))
    seen.preview.close()


def test_a_file_that_is_gone_is_told_before_the_first_part(tmp_path):
    cutting = Cutting(footage.cfr30())
    seen = viewing(cutting, tmp_path)
    cutting.paths = dict.fromkeys(cutting.paths, tmp_path / "gone.mp4")
    seen = viewing(cutting, tmp_path)
    with pytest.raises((SourceFailed, RenderFailed)):
        next(seen.preview.parts(cutting.project, 0))
    seen.preview.close()


def test_a_maker_killed_between_parts_goes_on_without_a_frame_twice(tmp_path, monkeypatch):
    seen = viewing(Cutting(footage.cfr30()), tmp_path)
    hands = seen.preview._pictures
    kept = type(hands._all[0]).carry_out
    killed = []

    def dying(hand, order, limit, told=lambda _: None):
        def tell(part: bytes) -> None:
            told(part)
            if not killed:
                killed.append(os.kill(hand._process.pid, signal.SIGKILL))

        return kept(hand, order, limit, tell)

    monkeypatch.setattr(type(hands._all[0]), "carry_out", dying)
    frames = shown(seen, list(seen.preview.parts(seen.cutting.project, 0)))
    assert killed and [frame_number(each) for each in frames] == list(range(30))
    seen.preview.close()


def test_two_who_ask_get_all_of_it_from_one_order(tmp_path, monkeypatch):
    seen = viewing(Cutting(footage.cfr30()), tmp_path)
    hands, orders = seen.preview._pictures, []
    kept = type(hands._all[0]).carry_out
    monkeypatch.setattr(type(hands._all[0]), "carry_out", lambda hand, *rest: orders.append(1) or kept(hand, *rest))
    one, two = (seen.preview.parts(seen.cutting.project, 0) for _ in range(2))
    firsts = next(one), next(two)
    assert firsts[0] == firsts[1] and list(one) == list(two) and len(orders) == 1
    seen.preview.close()
