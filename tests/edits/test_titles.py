"""Words on the picture."""

from __future__ import annotations

from fractions import Fraction

import pytest
from tests.edits.sketches import check, edited, project_of, refused

from rushes.edits import AddTitle, AppendMedia, ChangeTitle, RemoveTitles, TrimEnd
from rushes.edits.errors import EmptyTimeline, NoSuchChoice, NoSuchItem, OutOfRange, PastTheEnd
from rushes.model.time import seconds
from rushes.model.timeline import TitleKind


def test_a_title_opens_the_video_for_3_seconds():
    timeline = check("a0-4", AddTitle("Dawn"), 'a0-4 | t "Dawn" 0-3')
    title = timeline.titles[0]
    assert (title.size, title.colour, title.place) == (0.07, "#ffffff", "center")
    assert (title.fade_in, title.fade_out) == (Fraction(1, 2), Fraction(1, 2))


def test_kinds_of_titles_have_their_own_place_in_time():
    check("a0-9", AddTitle("Ana", kind=TitleKind.LOWER_THIRD), 'a0-9 | tag "Ana" 0-4')
    check("a0-9", AddTitle("Bye", kind=TitleKind.END_CARD), 'a0-9 | end "Bye" 5-9')
    check("a0-2", AddTitle("Bye", kind=TitleKind.END_CARD), 'a0-2 | end "Bye" 0-2')


def test_a_title_from_to():
    check("a0-9", AddTitle("Tips", Fraction(5), Fraction(3)), 'a0-9 | t "Tips" 5-8')
    check("a0-9", AddTitle("Tips", Fraction(8), Fraction(3)), 'a0-9 | t "Tips" 8-9')


def test_a_title_snaps_to_frames_at_2997():
    timeline = edited("a0-10.01", AddTitle("x"), rate=Fraction(30000, 1001), lasting={"a": "20"})
    assert timeline.titles[0].span.end == Fraction(90 * 1001, 30000)


def test_a_title_on_a_variable_rate_is_exact():
    check("a0-4", AddTitle("x", seconds("1/3"), Fraction(1)), 'a0-4 | t "x" 1/3-4/3', variable_rate=True)


def test_the_fades_of_a_short_title_leave_time_to_read():
    title = edited("a0-9", AddTitle("x", length=Fraction(3, 5))).titles[0]
    assert (title.fade_in, title.fade_out) == (Fraction(1, 5), Fraction(1, 5))


def test_the_fades_of_a_title_cut_short_fit():
    title = edited("a0-9", AddTitle("x", Fraction(1)), TrimEnd(seconds("7.8"))).titles[0]
    assert title.fade_in + title.fade_out <= title.span.length == Fraction(1, 5)


def test_a_colour_is_told_as_numbers():
    assert edited("a0-4", AddTitle("x", colour="#FFCC00")).titles[0].colour == "#ffcc00"
    refused("a0-4", AddTitle("x", colour="yellow"), NoSuchChoice)
    refused("a0-4", AddTitle("x", bar="#12"), NoSuchChoice)


@pytest.mark.parametrize("text", ["", "   ", "x" * 501])
def test_texts_that_are_none_are_refused(text: str):
    refused("a0-4", AddTitle(text), OutOfRange)


def test_titles_that_are_nowhere_are_refused():
    refused("a0-4", AddTitle("x", Fraction(4)), PastTheEnd)
    refused("a0-4", AddTitle("x", Fraction(-9)), PastTheEnd)
    refused("a0-4", AddTitle("x", length=Fraction(0)), OutOfRange)
    refused("a0-4", AddTitle("x", length=Fraction(-1)), OutOfRange)
    refused("a0-4", AddTitle("x", place="behind"), NoSuchChoice)
    refused("a0-4", AddTitle("x", size=9.0), OutOfRange)
    refused("a0-4", AddTitle("x", fade_in=Fraction(-1)), OutOfRange)
    refused("", AddTitle("x"), EmptyTimeline)


TITLED = 'a0-9 | t5:t "Dawn" 1-4'


def test_change_words_and_looks():
    timeline = check(TITLED, ChangeTitle("t5", " Dusk ", 0.1, "#00FF00", "top", True), 'a0-9 | t "Dusk" 1-4')
    title = timeline.titles[0]
    assert (title.id, title.size, title.colour, title.place, title.bold) == ("t5", 0.1, "#00ff00", "top", True)


def test_change_when():
    check(TITLED, ChangeTitle("t5", start=Fraction(3)), 'a0-9 | t "Dawn" 3-6')
    check(TITLED, ChangeTitle("t5", length=Fraction(5)), 'a0-9 | t "Dawn" 1-6')
    check(TITLED, ChangeTitle("t5", length=Fraction(99)), 'a0-9 | t "Dawn" 1-9')


def test_change_the_length_of_a_closing_title_moves_its_start():
    check('a0-9 | t5:end "Bye" 6-9', ChangeTitle("t5", length=Fraction(5)), 'a0-9 | end "Bye" 4-9')
    check('a0-9 | t5:t "Bye" 0-9', ChangeTitle("t5", length=Fraction(5)), 'a0-9 | t "Bye" 0-5')


def test_changes_that_are_none_are_refused():
    refused(TITLED, ChangeTitle("t1", "x"), NoSuchItem)
    refused(TITLED, ChangeTitle("t5", " "), OutOfRange)
    refused(TITLED, ChangeTitle("t5", start=Fraction(9)), PastTheEnd)
    refused(TITLED, ChangeTitle("t5", length=Fraction(-2)), OutOfRange)
    refused(TITLED, ChangeTitle("t5", fade_in=Fraction(-2)), OutOfRange)


def test_remove_titles():
    both = 'a0-9 | t5:t "one" 0-1 | t6:t "two" 2-3'
    check(both, RemoveTitles(("t5",)), 'a0-9 | t "two" 2-3')
    check(both, RemoveTitles(), "a0-9")
    refused(both, RemoveTitles(("t1",)), NoSuchItem)


def test_a_title_stays_where_it_is_when_something_is_added_behind():
    check(project_of('a0-4 | t "Dusk" 1-4'), AppendMedia(("b",)), 'a0-4 b0-10 | t "Dusk" 1-4')
