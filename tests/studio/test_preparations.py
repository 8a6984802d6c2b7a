"""What is made of footage: asked for once, made once for each content, gone with its session, tried again in the end."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest

from rushes.jobs.job import JobState
from rushes.model.history import Revision, Turn
from rushes.model.media import AudioFacts, Media, MediaFacts, MediaKind
from rushes.model.session import Kept, Session
from rushes.model.timeline import Timeline
from rushes.storage.queue import DatabaseQueue
from rushes.storage.store import DatabaseStore
from rushes.studio.preparations import (
    AGAIN_SECONDS,
    ANALYSIS,
    GLANCE,
    KINDS,
    LOOK_SECONDS,
    PROXY,
    Preparations,
    PreparationWork,
)
from tests.postgres import opened


def sound(media_id="ab"):
    track = AudioFacts(0, "mp3", 44_100, 2, "stereo", Fraction(0), Fraction(2))
    return Media(MediaFacts(media_id, MediaKind.AUDIO, "mp3", 99, Fraction(2), audio=(track,)), "song.mp3")


class Workshop:
    """A maker of one kind that notes what it is asked for."""

    def __init__(self, kind):
        self.kind, self.made = kind, []

    def needed(self, facts):
        return True

    def there(self, facts):
        return facts.id in self.made

    def share(self, facts):
        return float(self.there(facts))

    def make(self, media, told, stopped):
        told(1, 2)
        self.made.append(media.id)
        return json.dumps({"about": media.id}) if self.kind == ANALYSIS else ""


class Studio:
    def __init__(self, folder):
        self.at, self.tick = datetime(2030, 1, 1, tzinfo=UTC), 0.0
        self.database = opened("sqlite", folder, lambda: self.at)
        self.store, self.queue = DatabaseStore(self.database), DatabaseQueue(self.database, lambda: self.at)
        self.shops = {kind: Workshop(kind) for kind in KINDS}
        given = iter(range(1000))
        self.preparations = Preparations(
            self.queue, self.shops, lambda: self.at, lambda: f"j{next(given)}", lambda: self.tick
        )
        self.ann, self.bob = (self._session(user) for user in ("ann", "bob"))

    def _session(self, user):
        session = Session(f"s-{user}", user, "film", "en", "2030", "2030")
        self.store.add(session, Revision(0, Turn.START, Timeline()))
        self.store.keep(session.id, Kept("2030", media=(sound(),)))
        return session

    def later(self, seconds):
        self.tick += seconds
        self.at += timedelta(seconds=seconds)

    def want(self, session):
        self.preparations.want(session, (sound(),))
        return {job.kind: job.state for job in self.queue.of_session(session.id)}

    def work(self, fail=False):
        """Takes everything up that can be; the kinds in the order they were."""
        taken = []
        while (job := self.queue.take("w", KINDS)) is not None:
            taken.append(job.kind)
            if fail:
                self.queue.end(job, JobState.FAILED, error="the disk is full")
                continue
            result = PreparationWork(self.store, self.shops[job.kind])(job, lambda _: None, lambda: False)
            self.queue.end(job, JobState.DONE, result)
        return taken

    def told(self, session, kind):
        (found,) = self.preparations.of(session, (sound(),), self.queue.of_session(session.id), kind)
        return found


@pytest.fixture
def studio(tmp_path):
    made = Studio(tmp_path)
    yield made
    made.database.close()


def test_everything_is_asked_for_once_and_made_in_its_order(studio):
    assert studio.want(studio.ann) == dict.fromkeys(KINDS, JobState.WAITING)
    studio.want(studio.ann)
    assert len(studio.queue.of_session("s-ann")) == 3
    assert studio.work() == [GLANCE, PROXY, ANALYSIS]
    studio.later(LOOK_SECONDS + 1)
    assert studio.want(studio.ann) == dict.fromkeys(KINDS, JobState.DONE)
    assert studio.work() == []


def test_another_session_with_the_same_file_is_told_and_nothing_is_made_twice(studio):
    studio.want(studio.ann)
    studio.work()
    assert studio.want(studio.bob) == {ANALYSIS: JobState.WAITING}, "only what is told of it is still to be told here"
    studio.work()
    assert [len(shop.made) for shop in studio.shops.values()] == [1, 1, 2]
    assert json.loads(studio.told(studio.bob, ANALYSIS).result) == {"about": "ab"}
    assert studio.told(studio.bob, PROXY).done == 1


def test_a_session_that_goes_takes_its_jobs_along_and_no_other_s(studio):
    studio.want(studio.ann)
    studio.want(studio.bob)
    studio.store.remove("s-ann")
    assert studio.queue.of_session("s-ann") == ()
    assert studio.work() == [GLANCE, PROXY, ANALYSIS]
    assert studio.told(studio.bob, ANALYSIS).result


def test_what_failed_says_why_and_is_tried_again_in_the_end(studio):
    studio.want(studio.ann)
    studio.work(fail=True)
    told = studio.told(studio.ann, PROXY)
    assert (told.state, told.error, told.done) == (JobState.FAILED, "the disk is full", 0)
    studio.later(LOOK_SECONDS + 1)
    assert studio.want(studio.ann) == dict.fromkeys(KINDS, JobState.FAILED)
    studio.later(AGAIN_SECONDS)
    assert studio.want(studio.ann) == dict.fromkeys(KINDS, JobState.WAITING)
    studio.work()
    assert studio.told(studio.ann, PROXY).error == ""


def test_what_was_thrown_away_is_made_again(studio):
    studio.want(studio.ann)
    studio.work()
    for shop in studio.shops.values():
        shop.made.clear()
    studio.later(LOOK_SECONDS + 1)
    assert studio.want(studio.ann) == {GLANCE: JobState.WAITING, PROXY: JobState.WAITING, ANALYSIS: JobState.DONE}
    assert studio.work() == [GLANCE, PROXY]
    assert studio.told(studio.ann, ANALYSIS).result
