"""Sessions are begun, found again, renamed, forked and removed."""

from __future__ import annotations

import pytest

from rushes.model.session import NameTaken, NoSuchSession
from rushes.studio.errors import AmbiguousSession, BadName, NoSessionHere
from rushes.studio.names import FIRST, SECOND, fitting, free_name, fresh_name
from rushes.studio.sessions import LOCAL
from tests.studio.desk import Desk


@pytest.fixture
def desk():
    return Desk()


def test_a_new_session_has_a_name_to_remember_and_an_empty_first_revision(desk):
    session = desk.sessions.begin(LOCAL)
    first, _, second = session.name.partition("-")
    assert first in FIRST and second in SECOND
    assert session.revision == 0
    assert desk.sketch(session) == ""
    assert desk.sessions.begin(LOCAL).name != session.name


def test_a_session_is_found_by_a_beginning_that_is_its_own(desk):
    for name in ("calm-harbor", "calm-river", "long-road"):
        desk.sessions.begin(LOCAL, name)
    assert desk.sessions.find(LOCAL, "lo").name == "long-road"
    assert desk.sessions.find(LOCAL, "calm-r").name == "calm-river"
    with pytest.raises(AmbiguousSession, match="calm-harbor"):
        desk.sessions.find(LOCAL, "calm")
    for nothing in ("x", ""):
        with pytest.raises(NoSuchSession):
            desk.sessions.find(LOCAL, nothing)


def test_a_folder_goes_on_with_its_last_session(desk):
    with pytest.raises(NoSessionHere, match="/films"):
        desk.sessions.last_in(LOCAL, "/films")
    one, two = desk.begun("a.mp4"), desk.begun("b.mp4")
    desk.sessions.use_in("/films", one)
    desk.sessions.use_in("/films", two)
    assert desk.sessions.last_in(LOCAL, "/films").id == two.id


def test_a_list_tells_length_and_exports(desk, tmp_path):
    session = desk.begun("a.mp4")
    desk.exports.run(session, output(), tmp_path / "x.mp4", lambda _: None, lambda: False)
    desk.begun()
    empty, full = desk.sessions.all(LOCAL)
    assert (full.timeline.length, full.exports, full.session.revision) == (10, 1, 1)
    assert (empty.timeline.length, empty.exports) == (0, 0)


def output():
    from rushes.render.output import Output

    return Output()


def test_a_fork_goes_its_own_way(desk):
    session = desk.begun("a.mp4")
    desk.say(session, "trim the first 2 seconds")
    fresh = desk.sessions.fork(desk.store.find(LOCAL, session.id))
    assert fresh.name == f"{session.name}-2"
    desk.say(fresh, "trim the first 2 seconds")
    assert (desk.sketch(session), desk.sketch(fresh)) == ("a2-10", "a4-10")
    desk.say(fresh, "undo the last two")
    assert desk.sketch(fresh) == "a0-10"


@pytest.mark.parametrize("name", ["", " a", "-x", "a/b", "a\nb", "x" * 61, "\x1b[31m"])
def test_names_that_would_surprise_are_refused(desk, name):
    session = desk.begun()
    with pytest.raises(BadName):
        desk.sessions.rename(session, name)
    with pytest.raises(BadName):
        desk.sessions.begin(LOCAL, name)


def test_names_in_any_script_are_taken_once(desk):
    session = desk.begun()
    assert desk.sessions.rename(session, "海边 假期").id == session.id
    with pytest.raises(NameTaken):
        desk.sessions.begin(LOCAL, "海边 假期")


def test_fresh_names_never_meet_one_that_is_taken():
    assert fresh_name(lambda n: 0, set()) == f"{FIRST[0]}-{SECOND[0]}"
    taken = {f"{FIRST[0]}-{SECOND[0]}", f"{FIRST[0]}-{SECOND[0]}-2"}
    assert fresh_name(lambda n: 0, taken) == f"{FIRST[0]}-{SECOND[0]}-3"
    assert free_name("x", {"y"}) == "x"
    assert all(fitting(f"{one}-{two}") for one in FIRST for two in SECOND)
