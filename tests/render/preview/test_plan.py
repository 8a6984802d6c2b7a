"""Which pieces a preview is made of, and when a piece stays the same."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

import pytest

from rushes.edits import AddTitle, ChangeTitle, CutRange, FadePicture, Freeze, Reverse, SetSpeed, TrimStart
from rushes.model.time import seconds, span
from rushes.model.timeline import Canvas
from rushes.render.preview.plan import key_of, preview_plan, preview_size, still_job
from tests import footage
from tests.render.cutting import Cutting


def keys(cutting: Cutting) -> list[str]:
    return [piece.key for piece in preview_plan(cutting.project)]


def covers_everything(cutting: Cutting) -> None:
    pieces = preview_plan(cutting.project)
    assert pieces[0].start == 0
    for before, after in pairwise(pieces):
        assert before.start + before.length == after.start
        assert before.first + before.job.frames == after.first
    assert pieces[-1].start + pieces[-1].length == cutting.project.timeline.length
    assert all(0 < piece.length <= 1 + Fraction(1, 20) for piece in pieces)


def two() -> Cutting:
    return Cutting(footage.cfr30(), footage.b_frames())


@pytest.mark.parametrize(
    "edit",
    [
        SetSpeed(Fraction(2), ("c1",)),
        SetSpeed(Fraction(1, 4), ("c1",)),
        SetSpeed(Fraction(7, 3), ("c1",)),
        Reverse(("c1",)),
        CutRange(span("0.5", "1.2")),
        FadePicture("in", seconds("0.5"), ("c1",)),
        AddTitle("Hello", seconds("0.7"), seconds("0.9")),
    ],
    ids=lambda edit: type(edit).__name__,
)
def test_pieces_cover_every_frame_once_and_are_short(edit):
    covers_everything(two().do(edit))


def test_a_variable_rate_is_covered_too():
    covers_everything(Cutting(footage.vfr_phone()).do(CutRange(span("0.51", "0.87"))))


def test_a_clip_is_split_at_full_seconds_of_its_source():
    pieces = preview_plan(two().do(TrimStart(seconds("0.4"))).project)
    assert [piece.job.frames for piece in pieces] == [18, 30, 30, 30]
    assert [piece.job.scenes[0].shots[0].media_times[0] for piece in pieces[:2]] == [Fraction(2, 5), 1]


def test_a_clip_played_backwards_is_split_at_the_same_frames():
    plain, reversed_ = two(), two().do(Reverse(("c1",)))
    shown = [piece.job.scenes[0].shots[0].media_times for piece in preview_plan(reversed_.project)[:2]]
    assert [times[29] for times in shown] == [1, 0]
    assert keys(plain)[2:] == keys(reversed_)[2:]


def test_a_trim_at_the_front_leaves_later_keys_valid():
    before, after = keys(two()), keys(two().do(TrimStart(seconds("0.4"))))
    assert after[1:] == before[1:]
    assert after[0] not in before


@pytest.mark.parametrize("edit", [TrimStart(seconds("0.37")), CutRange(span("0.11", "0.48"))])
def test_neither_ripple_nor_trim_changes_later_keys_of_a_variable_rate(edit):
    whole = Cutting(footage.vfr_phone())
    assert whole.project.timeline.canvas.variable_rate
    before = keys(whole)
    assert keys(whole.do(edit))[-2:] == before[-2:]


def test_a_title_that_stays_longer_leaves_what_it_covers_valid():
    def titled(length: str) -> Cutting:
        return two().do(AddTitle("Hello", seconds("0.2"), seconds(length)))

    short, long = keys(titled("3.6")), keys(titled("3.75"))
    same = [one == two for one, two in zip(short, long, strict=False)]
    assert same[:4] == [True] * 4 and short[4] != long[4]


def test_other_words_are_another_piece():
    cutting = two().do(AddTitle("Hello", seconds("0.2"), seconds("0.6")))
    before = keys(cutting)
    after = keys(cutting.do(ChangeTitle(cutting.project.timeline.titles[0].id, text="Hullo")))
    assert sum(one != two for one, two in zip(before, after, strict=True)) >= 1
    assert before[-1] == after[-1] and before[0] == after[0]


def test_seconds_of_a_held_frame_are_one_piece_made_once():
    held = keys(two().do(Freeze(seconds(1), seconds(3))))
    assert len(set(held)) < len(held)


def test_the_key_tells_all_that_the_jobs_own_key_tells():
    """Pieces have equal keys exactly where their jobs have."""
    cuttings = [two(), two().do(Reverse(("c1",))), two().do(SetSpeed(Fraction(2), ("c1",))),
                two().do(AddTitle("Hi", seconds(0), seconds(2))), two().do(AddTitle("Ho", seconds(0), seconds(2)))]  # fmt: skip
    jobs = [piece.job for cutting in cuttings for piece in preview_plan(cutting.project)]
    assert len({key_of(job) for job in jobs}) == len({job.key for job in jobs}) > 10


@pytest.mark.parametrize(
    ("canvas", "size"),
    [((3840, 2160), (960, 540)), ((1080, 1920), (540, 960)), ((640, 360), (640, 360)), ((3840, 1080), (1280, 360)),
     ((1000, 1000), (540, 540))],
)  # fmt: skip
def test_the_preview_is_small_and_of_the_canvas_shape(canvas, size):
    assert preview_size(Canvas(*canvas)) == size


@pytest.mark.parametrize(("at", "shown"), [("0", 0), ("0.49", 14), ("0.5", 15), ("1.999", 59), ("2", 0), ("99", 59)])
def test_a_still_is_of_the_frame_on_screen(at, shown):
    job = still_job(two().project, seconds(at), 180)
    assert job.scenes[0].shots[0].media_times[0] == Fraction(shown, 30)


def test_what_is_seen_in_a_still_depends_on_its_height_only_in_size():
    canvas = two().project.timeline.canvas
    job = still_job(two().project, seconds(0), canvas.height * 4)
    assert (job.look.width, job.look.height) == (canvas.width, canvas.height)
    assert replace(job, look=still_job(two().project, seconds(0), 90).look) == still_job(two().project, seconds(0), 90)
