"""What the studio may count on, held for the database and for its stand-in in memory alike."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import UTC, datetime
from fractions import Fraction

import pytest

from rushes.model.history import Revision, Turn
from rushes.model.media import AudioFacts, Media, MediaFacts, MediaKind
from rushes.model.project import Lut
from rushes.model.session import (
    Author,
    Branch,
    Export,
    ExportState,
    Kept,
    Message,
    MessageKind,
    NameTaken,
    NoSuchRevision,
    Session,
    StaleRevision,
)
from rushes.model.time import span
from rushes.model.timeline import Clip, Timeline
from rushes.storage.memory import MemoryStore
from rushes.storage.store import DatabaseStore
from tests.postgres import KINDS, opened

NOON = "2030-01-01T12:00:00+00:00"
CALM = Session("s1", "local", "calm-harbor", "en", NOON, NOON)
START = Revision(0, Turn.START, Timeline(), at=NOON)


@pytest.fixture(params=[*KINDS, "memory"])
def store(request, tmp_path):
    if request.param == "memory":
        yield MemoryStore()
        return
    database = opened(request.param, tmp_path, lambda: datetime.now(UTC))
    yield DatabaseStore(database)
    database.close()


def at(minute: int) -> str:
    return f"2030-01-01T12:{minute:02d}:00+00:00"


def shot(number: int) -> Timeline:
    return Timeline(track=(Clip("c1", "ab", span(0, number)),), numbered=1)


def revision(number: int, turn: Turn = Turn.EDIT, state: int | None = None) -> Revision:
    state = number if state is None else state
    return Revision(number, turn, shot(state), f"say {number}", f"did {number}", "hand", at(number), state, ("{}",))


def sound(media_id: str, name: str) -> Media:
    track = AudioFacts(0, "mp3", 44_100, 2, "stereo", Fraction(0), Fraction(7, 3))
    return Media(MediaFacts(media_id, MediaKind.AUDIO, "mp3", 99, Fraction(7, 3), audio=(track,)), name)


def said(text: str, key: str | None = None) -> Message:
    return Message(Author.USER, MessageKind.SAID, text, NOON, key=key)


def answer(text: str, kind: MessageKind = MessageKind.REPLY, choices: tuple[str, ...] = ()) -> Message:
    return Message(Author.RUSHES, kind, text, NOON, choices=choices, revision=1)


def test_a_session_is_found_by_name_and_by_id_and_only_by_its_user(store):
    store.add(CALM, START)
    assert store.find("local", "calm-harbor") == store.find("local", "s1") == CALM
    assert store.find("somebody", "calm-harbor") is None
    assert store.sessions("somebody") == ()


def test_names_are_unique_per_user(store):
    store.add(CALM, START)
    with pytest.raises(NameTaken):
        store.add(replace(CALM, id="s2"), START)
    store.add(replace(CALM, id="s3", user="other"), START)
    store.add(replace(CALM, id="s4", name="coast-road"), START)
    with pytest.raises(NameTaken):
        store.rename("s4", "calm-harbor")
    store.rename("s4", "coast-road")
    store.rename("s4", "long-road")
    assert [each.name for each in store.sessions("local")] == ["calm-harbor", "long-road"]


def test_the_last_changed_session_comes_first(store):
    store.add(CALM, START)
    store.add(replace(CALM, id="s2", name="b", updated=at(1)), START)
    assert [each.id for each in store.sessions("local")] == ["s2", "s1"]
    store.keep("s1", Kept(at(2)))
    assert [each.id for each in store.sessions("local")] == ["s1", "s2"]


def test_history_only_grows_and_every_revision_can_be_seen(store):
    store.add(CALM, START)
    for number in (1, 2):
        store.keep("s1", Kept(at(number), revision(number)), base=number - 1)
    store.keep("s1", Kept(at(3), revision(3, Turn.UNDO, state=1)), base=2)
    assert [store.timeline("s1", n) for n in range(4)] == [Timeline(), shot(1), shot(2), shot(1)]
    assert store.project("s1").timeline == shot(1)
    assert store.project("s1", 2).timeline == shot(2)
    heads = store.heads("s1")
    assert [(h.number, h.turn, h.state) for h in heads] == [
        (0, "start", 0),
        (1, "edit", 1),
        (2, "edit", 2),
        (3, "undo", 1),
    ]
    assert (heads[2].said, heads[2].did, heads[2].by, heads[2].at) == ("say 2", "did 2", "hand", at(2))
    assert store.operations("s1", 2) == ("{}",)
    assert store.find("local", "s1").revision == 3


def test_what_comes_second_is_refused_and_leaves_no_trace(store):
    store.add(CALM, START)
    store.keep("s1", Kept(at(1), revision(1)), base=0)
    late = Kept(at(2), revision(1), (said("late"),), (sound("ef", "x.mp3"),))
    for base in (0, None):
        with pytest.raises(StaleRevision) as stale:
            store.keep("s1", late, base=base)
        assert stale.value.facts["current"] == 1
    assert store.messages("s1") == ()
    assert store.project("s1").media == ()
    assert store.find("local", "s1").updated == at(1)


def test_a_revision_that_is_not_there_says_so(store):
    store.add(CALM, START)
    with pytest.raises(NoSuchRevision):
        store.timeline("s1", 7)


def test_the_pool_keeps_the_order_of_arrival_and_each_file_once(store):
    store.add(CALM, START)
    store.keep("s1", Kept(at(1), media=(sound("ef", "b.mp3"), sound("ab", "a.mp3"))))
    store.keep("s1", Kept(at(2), media=(sound("ab", "again.mp3"), sound("cd", "c.mp3")), luts=(Lut("1", "x.cube"),)))
    store.keep("s1", Kept(at(3), luts=(Lut("1", "x.cube"), Lut("2", "y.cube"))))
    project = store.project("s1")
    assert project.media == (sound("ef", "b.mp3"), sound("ab", "a.mp3"), sound("cd", "c.mp3"))
    assert project.luts == (Lut("1", "x.cube"), Lut("2", "y.cube"))


def test_one_file_in_two_sessions_has_a_name_in_each(store):
    for session, name in (("s1", "mine.mp3"), ("s2", "yours.mp3")):
        store.add(replace(CALM, id=session, name=session), START)
        store.keep(session, Kept(at(1), media=(sound("ab", name),)))
    assert store.project("s1").media[0].name == "mine.mp3"
    assert store.project("s2").media[0].name == "yours.mp3"
    store.remove("s1")
    assert store.project("s2").media[0].name == "yours.mp3"


def test_the_conversation_is_numbered_turn_by_turn(store):
    store.add(CALM, START)
    store.keep("s1", Kept(at(1), messages=(said("hello"), answer("hello yourself"))))
    question = answer("Which?", MessageKind.QUESTION, ("the first", "第二个"))
    store.keep("s1", Kept(at(2), messages=(said("cut it"), question), language="zh"))
    told = store.messages("s1")
    assert [(m.number, m.turn, m.author, m.text) for m in told] == [
        (1, 1, "user", "hello"), (2, 1, "rushes", "hello yourself"), (3, 2, "user", "cut it"), (4, 2, "rushes", "Which?"),
    ]  # fmt: skip
    assert told[3].choices == ("the first", "第二个")
    assert store.messages("s1", since=2) == told[2:]
    assert store.find("local", "s1").language == "zh"


def test_what_a_key_was_answered_can_be_asked_again(store):
    store.add(CALM, START)
    store.keep("s1", Kept(at(1), messages=(said("one", key="k1"), answer("1"))))
    store.keep("s1", Kept(at(2), messages=(said("two", key="k2"), answer("2"), answer("and more"))))
    assert [m.text for m in store.answers_to("s1", "k2")] == ["2", "and more"]
    assert store.answers_to("s1", "k3") == ()


def test_a_fork_is_equal_and_independent(store):
    store.add(CALM, START)
    first = Kept(at(1), revision(1), (said("one", key="k"), answer("1")), (sound("ab", "a.mp3"),), (Lut("1", "x"),))
    store.keep("s1", first, base=0)
    store.keep("s1", Kept(at(2), revision(2, Turn.UNDO, state=0)), base=1)
    store.fork("s1", replace(CALM, id="s2", name="calm-harbor-2"), 2)
    assert store.project("s2") == store.project("s1")
    assert store.project("s2", 1) == store.project("s1", 1)
    assert store.heads("s2") == store.heads("s1")
    assert [m.text for m in store.messages("s2")] == ["one", "1"]
    store.keep("s2", Kept(at(3), revision(3)), base=2)
    assert (store.find("local", "s1").revision, store.find("local", "s2").revision) == (2, 3)
    with pytest.raises(NameTaken):
        store.fork("s1", replace(CALM, id="s9"), 2)


def test_the_branches_of_a_session_are_those_still_there_by_the_name_they_have_now(store):
    store.add(CALM, START)
    store.keep("s1", Kept(at(1), revision(1)), base=0)
    for name, number in (("s2", 1), ("s3", 0), ("s4", 0)):
        store.fork("s1", replace(CALM, id=name, name=name), number)
    store.fork("s2", replace(CALM, id="s5", name="s5"), 1)
    store.rename("s2", "reels")
    store.remove("s4")
    assert store.branches("s1") == (Branch("s3", "s3", 0), Branch("s2", "reels", 1))
    store.remove("s1")
    assert [each.id for each in store.branches("s2")] == ["s5"]
    assert store.branches("s1") == ()


def test_a_folder_goes_on_with_the_session_last_used_there(store):
    for session in ("s1", "s2"):
        store.add(replace(CALM, id=session, name=session), START)
    assert store.used_in("local", "/films") is None
    store.use_in("local", "/films", "s1", at(1))
    store.use_in("local", "/films", "s2", at(2))
    store.use_in("local", "/other", "s1", at(3))
    assert store.used_in("local", "/films").id == "s2"
    store.remove("s2")
    assert store.used_in("local", "/films") is None
    assert store.used_in("local", "/other").id == "s1"


def test_a_removed_session_is_gone_with_all_it_held(store):
    store.add(CALM, START)
    store.keep("s1", Kept(at(1), revision(1), (said("x"), answer("y")), (sound("ab", "a.mp3"),)), base=0)
    store.put_export(Export("e1", "s1", 1, ExportState.DONE, "out.mp4", "{}", at(1)))
    store.remove("s1")
    assert store.sessions("local") == ()
    assert store.exports("s1") == ()
    store.add(CALM, START)
    assert store.messages("s1") == ()


def test_exports_are_kept_and_brought_up_to_date(store):
    store.add(CALM, START)
    export = Export("e1", "s1", 0, ExportState.RUNNING, "out.mp4", "{}", at(1), worker="me", total=100)
    store.put_export(export)
    store.put_export(Export("e0", "s1", 0, ExportState.FAILED, "b.mp4", "{}", at(2), error="disk full"))
    done = replace(export, state=ExportState.DONE, done=100, report='{"a":1}', ended=at(3))
    store.put_export(done)
    assert [each.id for each in store.exports("s1")] == ["e1", "e0"]
    assert store.export("e1") == done
    assert store.export("e7") is None


def test_words_of_every_kind_come_back_as_they_were(store):
    texts = ('它的标题改成 "黎明"', "emoji \U0001f3ac", "'; drop table sessions; --", "\n\t {}", "a" * 5000)
    store.add(CALM, START)
    for number, words in zip(itertools.count(1), texts):
        store.keep("s1", Kept(at(number), replace(revision(number), said=words), (said(words),)), base=number - 1)
    assert [head.said for head in store.heads("s1")[1:]] == list(texts)
    assert [message.text for message in store.messages("s1")] == list(texts)


def test_sessions_changed_lately_are_anybodys_the_last_changed_first(store):
    for number, user in enumerate(("ann", "bob", "ann")):
        store.add(
            Session(f"s{number}", user, f"name-{number}", "en", at(number), at(number)), replace(START, at=at(number))
        )
    assert [each.id for each in store.lately(at(1), 10)] == ["s2", "s1"]
    assert [each.id for each in store.lately(at(0), 1)] == ["s2"]
