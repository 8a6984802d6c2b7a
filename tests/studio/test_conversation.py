"""A turn is kept whole or not at all, is never silent, and never counts twice."""

from __future__ import annotations

from fractions import Fraction

import pytest

from rushes.errors import DefectError
from rushes.model.history import Turn
from rushes.model.session import MessageKind, NoSuchRevision, StaleRevision
from rushes.studio.errors import NothingSaid, TooMuchSaid
from tests.studio.desk import Desk


@pytest.fixture
def desk():
    return Desk()


def test_words_become_one_revision_and_one_answer(desk):
    session = desk.begun("a.mp4")
    answer = desk.say(session, "trim the first 2 seconds and add the title 'Dawn'")
    assert answer.kind is MessageKind.REPLY
    assert answer.revision == answer.session.revision == 2
    assert desk.sketch(session) == 'a2-10 | t "Dawn" 0-3'
    assert "2 s" in answer.text and "Dawn" in answer.text
    said, told = desk.conversation.messages(session)
    assert (said.text, told.text) == ("trim the first 2 seconds and add the title 'Dawn'", answer.text)
    assert said.turn == told.turn and told.revision == 2
    head = desk.history.heads(answer.session)[2]
    assert (head.said, head.turn) == (said.text, Turn.EDIT)
    assert len(desk.store.operations(session.id, 2)) == 2


def test_the_answer_is_in_the_askers_language(desk):
    session = desk.begun("a.mp4")
    answer = desk.say(session, "剪掉前2秒")
    assert answer.language == answer.session.language == "zh"
    assert desk.sketch(session) == "a2-10"
    assert "2" in answer.text and any("\u4e00" <= each <= "\u9fff" for each in answer.text)


def test_several_operations_are_all_done_or_none(desk):
    session = desk.begun("a.mp4")
    answer = desk.say(session, "trim the first 2 seconds, then cut from 50 to 60 seconds")
    assert answer.kind is not MessageKind.REPLY
    assert answer.revision is None
    assert desk.sketch(session) == "a0-10"
    assert desk.store.find("local", session.id).revision == 1


def test_what_cant_be_done_is_answered_with_why(desk):
    session = desk.begun("a.mp4")
    answer = desk.say(session, "trim the first 50 seconds")
    assert answer.kind is MessageKind.REFUSAL
    assert "10 s" in answer.text
    assert [m.kind for m in desk.conversation.messages(session)] == [MessageKind.SAID, MessageKind.REFUSAL]
    assert desk.sketch(session) == "a0-10"


def test_a_question_comes_with_choices_and_its_number_answers_it(desk):
    session = desk.begun("a.mp4", "b.mp4")
    asked = desk.say(session, "make it better")
    assert asked.kind is MessageKind.QUESTION
    assert len(asked.choices) > 1 and asked.revision is None
    done = desk.say(session, "2")
    assert done.kind is MessageKind.REPLY and done.revision == 2
    spoken = Desk()
    other = spoken.begun("a.mp4", "b.mp4")
    spoken.say(other, asked.choices[1])
    assert spoken.sketch(other) == desk.sketch(session)


@pytest.mark.parametrize(
    ("asked", "answer", "sketch"),
    [
        ("make it better", "the second", None),
        ("delete the beach clip", "clip 2", "a0-10"),
        ("删掉这段", "第二个", "a0-10"),
        ("split it", "at 4 seconds", "a0-4 a4-10 b0-10"),
        ("turn down", "no, forget it", "a0-10 b0-10"),
    ],
)
def test_a_question_is_answered_in_few_words(desk, asked, answer, sketch):
    session = desk.begun("a.mp4", "b.mp4")
    question = desk.say(session, asked)
    assert question.kind is MessageKind.QUESTION
    done = desk.say(session, answer)
    assert done.kind is MessageKind.REPLY, done.text
    if sketch:
        assert desk.sketch(session) == sketch


def test_yes_takes_the_only_choice_and_no_leaves_all_as_it_is(desk):
    session = desk.begun("a.mp4")
    asked = desk.say(session, "trim the first 2 seconds and add captions")
    assert asked.kind is MessageKind.QUESTION and len(asked.choices) == 1
    assert desk.say(session, "no thanks").revision is None
    assert desk.sketch(session) == "a0-10"
    desk.say(session, "trim the first 2 seconds and add captions")
    desk.say(session, "yes please")
    assert desk.sketch(session) == "a2-10"


@pytest.mark.parametrize(
    ("first", "then", "sketch"),
    [
        ("trim the first 2 seconds of clip 1", "same for clip 2", "a2-10 b2-10"),
        ("第一段开头剪掉2秒", "第二段也一样", "a2-10 b2-10"),
        ("delete clip 1", "no, the other one", "a0-10"),
        ("删掉第一段", "不对，是第二段", "a0-10"),
        ("trim the first 2 seconds of clip 1", "no, I meant clip 2", "a0-10 b2-10"),
        ("trim the first 2 seconds of clip 1", "no, 3 seconds", "a3-10 b0-10"),
        ("cut from 2 to 4 seconds", "no, from 3 to 5", "a0-3 a5-10 b0-10"),
        ("第一段开头剪掉2秒", "不对，是3秒", "a3-10 b0-10"),
    ],
)
def test_what_was_said_is_meant_for_another_clip(desk, first, then, sketch):
    session = desk.begun("a.mp4", "b.mp4")
    desk.say(session, first)
    desk.say(session, then)
    assert desk.sketch(session) == sketch


def test_what_is_selected_and_looked_at_is_meant(desk):
    session = desk.begun("a.mp4", "b.mp4")
    second = desk.store.project(session.id, 1).timeline.clips[1].id
    desk.say(session, "cut here", playhead=Fraction(4))
    assert desk.sketch(session) == "a0-4 a4-10 b0-10"
    desk.say(session, "从这里剪开", playhead=Fraction(7))
    assert desk.sketch(session) == "a0-4 a4-7 a7-10 b0-10"
    desk.say(session, "delete this clip", selected=(second,))
    assert desk.sketch(session) == "a0-4 a4-7 a7-10"
    desk.say(session, "add the title 'Dawn'")
    desk.say(session, "add the title 'Dusk' at 5 seconds")
    dawn = next(each.id for each in _project(desk, session).timeline.titles if each.text == "Dawn")
    desk.say(session, "make it bigger", selected=(dawn,))
    sizes = {each.text: each.size for each in _project(desk, session).timeline.titles}
    assert sizes["Dawn"] > sizes["Dusk"]
    desk.say(session, "delete this", selected=(dawn,))
    assert [each.text for each in _project(desk, session).timeline.titles] == ["Dusk"]


def _project(desk, session):
    return desk.store.project(session.id, desk.store.find("local", session.id).revision)


def test_a_number_after_anything_else_is_no_choice(desk):
    session = desk.begun("a.mp4")
    assert desk.say(session, "2").revision is None


@pytest.mark.parametrize(
    "words",
    ["hello", "what's on the timeline?", "how long is it?", "asdf qwer", "balance", "thanks", "你能做什么", "what did you change",
     "don't cut anything", "export", "?", "撤销", "make it warmer", "redo", "add rock music"],
)  # fmt: skip
def test_no_answer_is_silent(desk, words):
    session = desk.begun("a.mp4")
    answer = desk.say(session, words)
    assert answer.text.strip()
    assert desk.conversation.messages(session)[-1].text == answer.text


def test_saying_nothing_or_a_book_is_refused(desk):
    session = desk.begun("a.mp4")
    with pytest.raises(NothingSaid):
        desk.say(session, " \n")
    with pytest.raises(TooMuchSaid):
        desk.say(session, "cut " * 2000)
    assert desk.conversation.messages(session) == ()


def test_a_change_that_changes_nothing_makes_no_revision(desk):
    session = desk.begun("a.mp4")
    desk.say(session, "mute everything")
    answer = desk.say(session, "mute everything")
    assert answer.revision is None
    assert answer.text
    assert desk.store.find("local", session.id).revision == 2


def test_the_same_key_never_edits_twice(desk):
    session = desk.begun("a.mp4")
    first = desk.say(session, "trim the first 2 seconds", key="k1")
    again = desk.say(session, "trim the first 2 seconds", key="k1")
    assert again.text == first.text
    assert desk.sketch(session) == "a2-10"
    assert len(desk.conversation.messages(session)) == 2
    desk.say(session, "trim the first 2 seconds", key="k2")
    assert desk.sketch(session) == "a4-10"


def test_two_at_once_are_taken_one_after_the_other(desk, monkeypatch):
    """Another turn is kept while this one is being worked out: this one is worked out again on top of it."""
    session = desk.begun("a.mp4")
    keep, interfering = desk.store.keep, iter([True])

    def beaten(*arguments, **given):
        if next(interfering, False):
            desk.conversation.say(session, "mute everything")
        return keep(*arguments, **given)

    monkeypatch.setattr(type(desk.store), "keep", lambda self, *a, **g: beaten(*a, **g))
    answer = desk.say(session, "trim the first 2 seconds")
    assert answer.revision == 3
    assert desk.sketch(session) == "a2-10[mute]"
    assert len(desk.conversation.messages(session)) == 4


def test_an_asker_who_looked_at_something_older_is_told(desk):
    session = desk.begun("a.mp4")
    desk.say(session, "trim the first 2 seconds")
    with pytest.raises(StaleRevision):
        desk.say(session, "mute everything", base=1)
    assert desk.sketch(session) == "a2-10"
    desk.say(session, "mute everything", base=2)


def test_an_earlier_revision_can_be_gone_on_from_and_nothing_is_lost(desk):
    session = desk.begun("a.mp4")
    desk.say(session, "trim the first 2 seconds")
    desk.say(session, "trim the first 2 seconds")
    answer = desk.say(session, "mute everything", start=2)
    assert desk.sketch(session) == "a2-10[mute]"
    assert desk.sketch(session, 3) == "a4-10"
    desk.say(answer.session, "undo")
    assert desk.sketch(session) == "a4-10"
    with pytest.raises(NoSuchRevision):
        desk.say(session, "mute", start=99)


def test_a_rehearsal_changes_nothing(desk):
    session = desk.begun("a.mp4")
    answer = desk.say(session, "trim the first 2 seconds", keep=False)
    assert answer.after.timeline.length == 8
    assert desk.conversation.messages(session) == ()
    assert desk.store.find("local", session.id).revision == 1


def test_music_by_mood_joins_the_pool_with_the_turn(desk):
    session = desk.begun("a.mp4")
    desk.say(session, "add calm background music")
    assert [media.name for media in desk.store.project(session.id).media] == ["a.mp4", "Calm 1"]
    assert desk.sketch(session).startswith("a0-10 | m Calm 1 0-")
    desk.say(session, "undo")
    assert desk.sketch(session) == "a0-10"
    assert len(desk.store.project(session.id).media) == 2


def test_history_words_are_turns_too(desk):
    session = desk.begun("a.mp4")
    desk.say(session, "trim the first 2 seconds")
    desk.say(session, "trim the first 1 second")
    answer = desk.say(session, "undo the last two")
    assert desk.sketch(session) == "a0-10"
    assert "trim the first 2 seconds" in answer.text
    desk.say(session, "重做")
    assert desk.sketch(session) == "a2-10"
    heads = desk.history.heads(desk.store.find("local", session.id))
    assert [head.turn for head in heads] == ["start", "edit", "edit", "edit", "undo", "redo"]
    assert heads[4].said == "undo the last two"


def test_undoing_more_than_there_is_says_so(desk):
    session = desk.begun()
    answer = desk.say(session, "undo")
    assert answer.kind is MessageKind.REFUSAL
    assert "nothing to undo" in answer.text


def test_an_export_in_words_is_wished_for_not_done(desk):
    session = desk.begun("a.mp4")
    answer = desk.say(session, "trim the first 2 seconds and export in 1080p")
    assert answer.revision == 2
    assert answer.export and answer.export.size == "1080p"
    assert desk.say(session, "export").export is not None
    assert desk.say(session, "don't export yet").export is None
    assert desk.scribe.asked == []


def test_a_defect_while_keeping_leaves_no_trace(desk, monkeypatch):
    session = desk.begun("a.mp4")

    def broken(*_, **__):
        raise DefectError()

    monkeypatch.setattr(type(desk.store), "keep", broken)
    with pytest.raises(DefectError):
        desk.say(session, "trim the first 2 seconds")
    assert desk.sketch(session) == "a0-10"
    assert desk.conversation.messages(session) == ()
