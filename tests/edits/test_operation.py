"""What every operation is, and what all of them share."""

from __future__ import annotations

from dataclasses import is_dataclass
from fractions import Fraction

import pytest
from tests.edits.sketches import check, project_of, refused

from rushes.edits import OPERATIONS, CutRange, Operation, Split, TrimStart, applied
from rushes.edits.errors import NAMES_ZH, NothingLeft, OutOfRange, PastTheEnd, TooMuch
from rushes.edits.form import well_formed
from rushes.edits.operation import number_between, split_at, within
from rushes.model.sketch import sketch
from rushes.model.time import span


def test_several_are_applied_in_order():
    project = applied(project_of("a0-4 b0-2"), (TrimStart(Fraction(1)), CutRange(span(2, 4))))
    assert sketch(project.timeline) == "a1-3 b1-2"


def test_one_refused_means_none_done():
    project = project_of("a0-4 b0-2")
    with pytest.raises(NothingLeft):
        applied(project, (TrimStart(Fraction(1)), TrimStart(Fraction(99))))
    assert sketch(project.timeline) == "a0-4 b0-2"


def test_every_operation_in_the_list_is_a_frozen_record():
    assert all(is_dataclass(kind) and kind.__dataclass_params__.frozen and callable(kind.apply) for kind in OPERATIONS)
    assert isinstance(TrimStart(Fraction(1)), Operation)
    assert len({kind.name for kind in OPERATIONS}) == len(OPERATIONS)
    assert len(set(OPERATIONS)) == len(OPERATIONS)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), -0.5, 1.5, Fraction(10**400), Fraction(-(10**400))])
def test_an_amount_outside_is_told(value: float):
    with pytest.raises(OutOfRange) as caught:
        number_between("mix", value, 0, 1)
    assert NAMES_ZH["mix"] in caught.value.text("zh")


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (span("0.51", "1.49"), span("0.5", "1.5")),
        (span(-3, 1), span(0, 1)),
        (span(3, 99), span(3, 4)),
        (span("1.001", "1.002"), span(1, "31/30")),
    ],
)
def test_a_stretch_is_snapped_and_cut_to_the_video(wanted, found):
    """0.51 s is frame 15.3, and 1.49 s frame 44.7."""
    assert within(project_of("a0-4").timeline, wanted) == found


def test_a_stretch_outside_is_refused():
    with pytest.raises(PastTheEnd):
        within(project_of("a0-4").timeline, span(4, 5))
    with pytest.raises(PastTheEnd):
        within(project_of("a0-4").timeline, span(-2, 0))


def test_split_gives_the_second_part_a_new_id():
    timeline = split_at(project_of("a0-4 b0-2").timeline, Fraction(1), Fraction(2))
    assert sketch(timeline, ids=True) == "c1:a0-1 c3:a1-2 c4:a2-4 c2:b0-2"


def test_ids_are_never_given_twice():
    project = applied(project_of("a0-4"), (Split((Fraction(1),)), CutRange(span(1, 2)), Split((Fraction(2),))))
    assert sketch(project.timeline, ids=True) == "c1:a0-1 c2:a2-3 c3:a3-4"


def test_nothing_is_placed_after_the_end():
    project = project_of('a0-4 | t "x" 3-6 | t "gone" 4-5 | o still 5-6 | m tune 1-9 | fx talk 4- once')
    assert sketch(well_formed(project).timeline) == 'a0-4 | t "x" 3-4 | m tune 1-4'


def test_a_looped_sound_starts_within_its_media():
    assert sketch(well_formed(project_of("a0-4 | m tune@12 0-")).timeline) == "a0-4 | m tune@2 0-"


def test_a_sound_that_is_over_is_gone():
    assert sketch(well_formed(project_of("a0-4 | fx tune@12 0- once")).timeline) == "a0-4"


def test_more_than_anyone_can_watch_is_refused():
    refused(" ".join(["still@0~200000"] * 3), TrimStart(Fraction(1)), TooMuch)


def test_what_is_well_formed_stays_as_it_is():
    check('a0-4 >dissolve0.4> b2-4 | t "x" 0-3', Split(()), 'a0-4 >dissolve0.4> b2-4 | t "x" 0-3')
