"""Files in pieces: what is there after a crash, what is left over, and names that do no harm."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from rushes.media.errors import NotMedia
from rushes.model.history import Revision, Turn
from rushes.model.session import Session
from rushes.model.timeline import Timeline
from rushes.storage.accounts import DatabaseAccounts, DatabaseArrivals
from rushes.storage.database import open_database
from rushes.storage.store import DatabaseStore
from rushes.studio.arrivals import Arrivals, FileTooLarge, NoSuchArrival, QuotaFull, WrongOffset, harmless
from rushes.studio.ports_service import ArrivalState
from rushes.studio.uploads import Uploaded


class Dock:
    """Arrivals with a clock of the test's own; what was handed over is in `taken`."""

    def __init__(self, folder):
        self.at = datetime(2030, 1, 1, tzinfo=UTC)
        self.database = open_database(folder / "rushes.db", folder / "backups", lambda: self.at)
        store = DatabaseStore(self.database)
        self.session = Session("s1", "ann", "film", "en", "2030", "2030")
        store.add(self.session, Revision(0, Turn.START, Timeline()))
        self.taken, self.refuse = [], False
        given = iter(range(1000))
        self.arrivals = Arrivals(
            DatabaseArrivals(self.database), DatabaseAccounts(self.database), store, self, lambda: self.at,
            lambda: f"up{next(given)}", folder / "uploads", 100, 1000, 1500, 48,
        )  # fmt: skip

    def take(self, session, paths, by):
        """As `Uploads` does."""
        if self.refuse:
            raise NotMedia(what="text", what_zh="文本")
        self.taken += [(path.name, path.read_bytes()) for path in paths]
        return Uploaded(session)

    def sent(self, arrival, offset, data, checked=False):
        with self.arrivals.piece(arrival, offset, checked) as file:
            file.write(data)


@pytest.fixture
def dock(tmp_path):
    made = Dock(tmp_path)
    yield made
    made.database.close()


def test_pieces_become_the_file(dock):
    arrival = dock.arrivals.begin(dock.session, "../film.mp4", 6, "")
    dock.sent(arrival, 0, b"abc")
    dock.sent(arrival, 3, b"def", checked=True)
    done, _ = dock.arrivals.finish(arrival)
    assert dock.taken == [("film.mp4", b"abcdef")] and done.state is ArrivalState.TAKEN
    assert dock.arrivals.finish(done) == (done, None) and len(dock.taken) == 1


def test_a_wrong_offset_changes_nothing(dock):
    arrival = dock.arrivals.begin(dock.session, "a", 6, "")
    dock.sent(arrival, 0, b"abc")
    for offset in (0, 2, 4):
        with pytest.raises(WrongOffset):
            dock.sent(arrival, offset, b"x")
    assert dock.arrivals.offset(arrival) == 3


def test_a_checked_piece_that_fails_is_taken_back_and_an_unchecked_one_stays(dock):
    arrival = dock.arrivals.begin(dock.session, "a", 9, "")
    for checked, offset in ((False, 3), (True, 3)):
        with (
            pytest.raises(ZeroDivisionError),
            dock.arrivals.piece(arrival, dock.arrivals.offset(arrival), checked) as file,
        ):
            file.write(b"abc")
            raise ZeroDivisionError
        assert dock.arrivals.offset(arrival) == offset


def test_a_checked_piece_cut_off_by_a_crash_is_taken_back(dock, tmp_path):
    arrival = dock.arrivals.begin(dock.session, "a", 9, "")
    dock.sent(arrival, 0, b"abc")
    place = tmp_path / "uploads" / arrival.id
    (place / "hold").write_text("3")
    with (place / "data").open("ab") as file:
        file.write(b"unch")
    assert dock.arrivals.settled(arrival) == 3 and dock.arrivals.offset(arrival) == 3
    assert (place / "data").read_bytes() == b"abc"


def test_what_was_whole_when_the_server_died_is_found(dock):
    half, whole = (dock.arrivals.begin(dock.session, name, 3, "") for name in ("half", "whole"))
    dock.sent(half, 0, b"ab")
    dock.sent(whole, 0, b"abc")
    assert dock.arrivals.left_whole() == (whole,)


def test_one_that_is_refused_says_why_and_is_not_tried_again(dock):
    arrival = dock.arrivals.begin(dock.session, "a.mp4", 3, "")
    dock.sent(arrival, 0, b"abc")
    dock.refuse = True
    with pytest.raises(NotMedia):
        dock.arrivals.finish(arrival)
    found = dock.arrivals.find("ann", arrival.id)
    assert found.state is ArrivalState.REFUSED and "not_media" in found.result
    assert dock.arrivals.left_whole() == ()


def test_limits_are_held_before_the_first_byte(dock):
    with pytest.raises(FileTooLarge):
        dock.arrivals.begin(dock.session, "a", 1001, "")
    with pytest.raises(FileTooLarge):
        dock.arrivals.check_size("ann", 101)
    dock.arrivals.begin(dock.session, "a", 1000, "")
    with pytest.raises(QuotaFull):
        dock.arrivals.begin(dock.session, "b", 501, "")
    dock.arrivals.check_size("bob", 100)


def test_an_upload_is_its_owners_and_expires(dock, tmp_path):
    arrival = dock.arrivals.begin(dock.session, "a", 1000, "")
    with pytest.raises(NoSuchArrival):
        dock.arrivals.find("bob", arrival.id)
    dock.at += timedelta(hours=49)
    with pytest.raises(NoSuchArrival):
        dock.arrivals.find("ann", arrival.id)
    dock.arrivals.tidy()
    assert list((tmp_path / "uploads").iterdir()) == []
    dock.arrivals.begin(dock.session, "b", 1000, "")


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("a/b/c.mp4", "c.mp4"), ("C:\\films\\c.mp4", "c.mp4"), ("..", "media"), ("", "media"), ("data", "media"),
        ("a\x00\n.mp4", "a.mp4"), (".hidden", "hidden"), ("海岸.mp4", "海岸.mp4"), ('a<b>"c|d?*.mp4', "abcd.mp4"),
        ("x" * 300 + ".mp4", "x" * 116 + ".mp4"),
    ],
)  # fmt: skip
def test_names_are_harmless(name, kept):
    assert harmless(name) == kept
