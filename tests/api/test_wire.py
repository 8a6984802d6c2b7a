"""Drafts: a timeline to the wire and back, and what a draft from outside may and may not do."""

from __future__ import annotations

import json
from dataclasses import replace
from fractions import Fraction

import jsonschema
import pytest

from rushes.api.wire import draft, ratio, summary
from rushes.api.wire_read import ForeignMedia, timeline_of
from rushes.api.wire_schema import SCHEMA
from rushes.api.wire_values import BadDraft
from rushes.model.media import AudioFacts, Colour, Media, MediaFacts, MediaKind, VideoFacts
from rushes.model.project import Project
from rushes.model.time import span
from rushes.model.timeline import (
    Canvas,
    Clip,
    Duck,
    Gap,
    Grade,
    Level,
    Overlay,
    Sound,
    Timeline,
    Title,
    Transition,
    TransitionKind,
)

NTSC = Fraction(30000, 1001)


def media(letter: str, duration: int = 60, picture: bool = True) -> Media:
    sound = AudioFacts(1, "aac", 48000, 2, "stereo", Fraction(0), Fraction(duration))
    video = VideoFacts(
        0, "h264", "High", "yuv420p", 8, 3840, 2160, 3840, 2160, Fraction(1), 0, False, NTSC, False, 100, Fraction(0),
        Fraction(duration), Fraction(1, 30000), Colour(),
    )  # fmt: skip
    kind = MediaKind.VIDEO if picture else MediaKind.AUDIO
    facts = MediaFacts(letter * 64, kind, "mp4", 1000, Fraction(duration), video if picture else None, (sound,))
    return Media(facts, f"{letter}.mp4")


def frames(count: int) -> Fraction:
    return count / NTSC


POOL = (media("a"), media("b"), media("c", picture=False))


def film() -> Project:
    """Everything a timeline can hold, at a rate that does not fit in milliseconds."""
    timeline = Timeline(
        Canvas(3840, 2160, NTSC),
        (
            Clip("c1", POOL[0].id, span(frames(10), frames(110)), name="a.mp4", grade=Grade(brightness_ev=0.5)),
            Gap(frames(31)),
            Clip("c2", POOL[1].id, span(frames(30), frames(230)), Fraction(2), name="b.mp4"),
            Clip("c3", POOL[0].id, span(frames(300), frames(400)), reverse=True,
                 transition=Transition(TransitionKind.DISSOLVE, frames(10)), level=Level(gain_db=-6.0)),
        ),
        (Title("t4", "Urban\nDreams", span(0, frames(90))),),
        (Overlay("o5", POOL[1].id, frames(7), frames(47)),),
        (Sound("s6", POOL[2].id, level=Level(gain_db=-9.12), duck=Duck(), label="Lo-fi"),),
        loudness_lufs=-14.0,
        numbered=6,
    )  # fmt: skip
    return Project(POOL, timeline)


def test_a_timeline_comes_back_from_the_wire_exactly():
    project = film()
    through = json.loads(json.dumps(draft(project, "x")))
    assert timeline_of(through, project).timeline == project.timeline


def test_a_gap_at_the_end_comes_back():
    project = film()
    project = project.with_timeline(replace(project.timeline, track=(*project.timeline.track, Gap(frames(9)))))
    assert timeline_of(draft(project), project).timeline == project.timeline


def test_a_draft_fits_its_schema():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    jsonschema.validate(draft(film(), "x"), SCHEMA)
    jsonschema.validate({}, SCHEMA)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"t": [{"tt": 3, "sg": []}], "m": {}}, SCHEMA)


def test_an_empty_timeline_is_an_empty_draft():
    assert draft(Project(POOL)) == {}


def test_unknown_keys_come_back_where_they_were():
    project = film()
    sent = draft(project)
    sent["sparkle"] = 1
    sent["m"]["mood"] = ["x"]
    sent["t"][0]["colour"] = "red"
    sent["t"][0]["sg"][0]["m"]["stars"] = 5
    read = timeline_of(sent, project)
    again = draft(project.with_timeline(read.timeline), unknown=read.unknown)
    assert again["sparkle"] == 1 and again["m"]["mood"] == ["x"]
    assert again["t"][0]["colour"] == "red" and again["t"][0]["sg"][0]["m"]["stars"] == 5


def test_a_draft_written_by_hand_needs_only_files_and_milliseconds():
    sent = {
        "m": {"width": 1920, "height": 1080, "fps": 30},
        "t": [
            {"tt": 0, "sg": [
                {"s": 0, "d": 2000, "m": {"file_id": POOL[0].id, "in": 1000}},
                {"s": 3000, "d": 1000, "m": {"file_id": POOL[1].id, "speed": 2, "volume": 50}},
            ]},
            {"tt": 1, "sg": [{"s": 0, "d": 4000, "m": {"file_id": POOL[2].id, "volume": 35}}]},
            {"tt": 7, "sg": [{"s": 0, "d": 1500, "m": {"text": "Dawn", "place": "top"}}]},
        ],
    }  # fmt: skip
    timeline = timeline_of(sent, Project(POOL)).timeline
    first, gap, second = timeline.track
    assert (first.source, gap.length, second.speed) == (span(1, 3), 1, 2)
    assert second.source == span(0, 2) and second.level.gain_db == -6.02
    assert timeline.titles[0].span == span(0, "1.5") and timeline.titles[0].place == "top"
    assert timeline.sounds[0].level.gain_db == -9.12
    assert (timeline.canvas.width, timeline.canvas.rate) == (1920, 30)


def test_a_changed_length_trims_the_tail_and_the_rest_stays_exact():
    project = film()
    sent = draft(project)
    segment = sent["t"][0]["sg"][2]
    segment["d"] -= 1001
    timeline = timeline_of(sent, project).timeline
    assert timeline.clips[2].source == span(frames(300), frames(370))
    assert timeline.clips[:2] == project.timeline.clips[:2]


def test_a_moved_in_point_slips_the_clip():
    project = film()
    sent = draft(project)
    sent["t"][0]["sg"][0]["m"]["in"] = 2000
    clip = timeline_of(sent, project).timeline.clips[0]
    assert clip.source.start == 2 and clip.length == project.timeline.clips[0].length


@pytest.mark.parametrize(
    "change",
    [
        lambda d: d["t"][0]["sg"][1].update(s=1000),
        lambda d: d["t"][0].update(tt=5),
        lambda d: d["t"][0]["sg"][0].update(d=-1),
        lambda d: d["t"][0]["sg"][0].update(s="0"),
        lambda d: d["t"][0]["sg"][0]["m"].update({"in": 59_000_000}),
        lambda d: d["t"][0]["sg"][0]["m"]["exact"].update(speed="1/1000000"),
        lambda d: d["t"][0]["sg"][0]["m"]["exact"].update(framing={"crop": {"left": 0.9, "right": 0.9}}),
        lambda d: d["t"][0]["sg"][0]["m"]["exact"].update(grade={"look": "nope"}),
        lambda d: d["m"].update(width=100_000),
        lambda d: d["m"].update(fps=0),
        lambda d: d.update(t="x"),
        lambda d: d["t"][-1]["sg"][0]["m"].update(text=""),
        lambda d: d["t"][-1]["sg"][0]["m"].update(color="red; drop"),
        lambda d: d["t"][-1]["sg"][0]["m"].update(place="../.."),
    ],
)
def test_what_no_edit_could_have_made_is_refused(change):
    sent = draft(film())
    change(sent)
    with pytest.raises(BadDraft):
        timeline_of(sent, film())


def test_a_file_of_another_session_is_refused():
    sent = draft(film())
    with pytest.raises(ForeignMedia):
        timeline_of(sent, Project(POOL[1:]))


def test_the_summary_is_the_one_of_the_contract():
    project = film()
    clip = Clip("c1", POOL[0].id, span(0, 10), name="city timelapse.mp4")
    timeline = Timeline(
        Canvas(3840, 2160, Fraction(30)),
        (clip,),
        (Title("t1", "Urban Dreams", span(0, 3)),),
        (),
        (Sound("s1", POOL[2].id, level=Level(gain_db=-9.12), label="Lo-fi"),),
    )
    assert summary(project.with_timeline(timeline)) == (
        'Timeline (3 tracks): 1. Video: city timelapse (0-10s) 2. BGM: Lo-fi (0-10s, 35%) 3. Title: "Urban Dreams" (0-3s)'
    )


def test_shapes_have_their_usual_names():
    assert [ratio(3840, 2160), ratio(1080, 1920), ratio(4096, 2160), ratio(1080, 1080)] == [
        "16:9",
        "9:16",
        "256:135",
        "1:1",
    ]
