"""A record saved and loaded is the same record, and what an older Rushes saved still opens."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields, replace
from fractions import Fraction
from typing import get_type_hints

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rushes.edits import OPERATIONS, AddTitle, CutRange, SetSpeed
from rushes.model import saved
from rushes.model.media import AudioFacts, Colour, Media, MediaFacts, MediaKind, VideoFacts
from rushes.model.project import Project
from rushes.model.saved import (
    DamagedSave,
    SavedByNewer,
    from_plain,
    from_text,
    operation_from_text,
    operation_to_text,
    to_plain,
    to_text,
)
from rushes.model.time import Span, span
from rushes.model.timeline import Clip, Gap, Timeline, Title, Transition, TransitionKind

MOMENTS = st.fractions(min_value=0, max_value=10_000, max_denominator=90_000)
NUMBERS = st.floats(allow_nan=False, allow_infinity=False, width=32)
SPANS = st.tuples(MOMENTS, MOMENTS).map(lambda pair: Span(min(pair), max(pair)))

st.register_type_strategy(Fraction, MOMENTS)
st.register_type_strategy(Span, SPANS)
st.register_type_strategy(float, NUMBERS)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.from_type(Timeline))
def test_any_timeline_saved_and_loaded_is_equal(timeline):
    text = to_text(timeline)
    assert from_text(text, Timeline) == saved.Loaded(timeline)
    assert to_text(from_text(text, Timeline).value) == text


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.from_type(Project))
def test_any_project_saved_and_loaded_is_equal(project):
    assert from_plain(json.loads(json.dumps(to_plain(project))), Project) == project


@pytest.mark.parametrize("kind", OPERATIONS, ids=lambda kind: kind.name)
@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_every_operation_saved_and_loaded_is_equal(kind, data):
    operation = data.draw(st.from_type(kind))
    loaded = operation_from_text(operation_to_text(operation), OPERATIONS)
    assert type(loaded) is kind
    assert loaded == operation


def test_operations_are_told_apart_by_name():
    assert len({kind.__name__ for kind in OPERATIONS}) == len(OPERATIONS)
    texts = [operation_to_text(each) for each in (CutRange(span(1, 2)), SetSpeed(Fraction(2)), AddTitle("Dawn"))]
    assert [type(operation_from_text(text, OPERATIONS)) for text in texts] == [CutRange, SetSpeed, AddTitle]


def test_odd_rates_and_timescales_stay_exact():
    facts = MediaFacts(
        "ab" * 32,
        MediaKind.VIDEO,
        "mov",
        123,
        Fraction(1001 * 7, 90_000),
        VideoFacts(0, "hevc", "Main 10", "yuv420p10le", 10, 3840, 2160, 2160, 3840, Fraction(1), 90, False,
                   Fraction(30000, 1001), True, 99, Fraction(1, 12_800), Fraction(1, 3), Fraction(1, 600),
                   Colour("bt2020", "arib-std-b67", "bt2020nc"), keyframes=(Fraction(0), Fraction(1001, 30000))),
        (AudioFacts(1, "aac", 44_100, 6, "5.1", Fraction(-1024, 44_100), Fraction(3)),),
        tags=(("make", "张三"),),
    )  # fmt: skip
    media = Media(facts, "钓鱼.mov")
    assert from_text(to_text(media), Media).value == media


WRITTEN_IN_VERSION_1 = (
    '{"version":1,"kind":"Timeline","value":{"canvas":{"width":1920,"height":1080,"rate":"30000/1001"},'
    '"track":[{"is":"Clip","id":"c1","media":"ab","source":{"start":"1/3","end":"4"},'
    '"transition":{"kind":"dissolve","length":"1/2"}},{"is":"Gap","length":"1"}],'
    '"titles":[{"id":"t2","text":"Dawn","span":{"start":"0","end":"3"}}],'
    '"sounds":[{"id":"s3","media":"cd","duck":{}}],"overlays":[{"id":"o4","media":"ef"}],"numbered":4}}'
)


def test_what_version_1_left_out_still_means_what_it_meant():
    """Fails when a default of the timeline changes: then add an upgrade that writes the old one in."""
    loaded = from_text(WRITTEN_IN_VERSION_1, Timeline)
    assert loaded.unknown == ()
    timeline = loaded.value
    assert timeline.canvas.rate == Fraction(30000, 1001)
    assert timeline.track[0] == Clip(
        "c1", "ab", span(Fraction(1, 3), 4), transition=Transition(TransitionKind.DISSOLVE, Fraction(1, 2))
    )
    assert timeline.track[1] == Gap(Fraction(1))
    plain = json.dumps([asdict(part) for part in (*timeline.track, *timeline.titles, *timeline.sounds,
                                                  *timeline.overlays, timeline.canvas)], default=str)  # fmt: skip
    assert json.loads(plain) == json.loads(MEANT_BY_VERSION_1)


MEANT_BY_VERSION_1 = """[
 {"id":"c1","media":"ab","source":{"start":"1/3","end":"4"},"speed":"1","reverse":false,"held":null,
  "framing":{"crop":{"left":0.0,"top":0.0,"right":0.0,"bottom":0.0},"flip_horizontal":false,"flip_vertical":false,
             "rotation":0,"fit":"pad","zoom":null},
  "grade":{"brightness_ev":0.0,"contrast":0.0,"saturation":0.0,"warmth_k":0.0,"look":null,"look_mix":0.6,
           "lut":null,"lut_mix":1.0},
  "level":{"gain_db":0.0,"muted":false,"fade_in":"0","fade_out":"0"},
  "fade_in":"0","fade_out":"0","fade_colour":"#000000","transition":{"kind":"dissolve","length":"1/2"},"name":""},
 {"length":"1"},
 {"id":"t2","text":"Dawn","span":{"start":"0","end":"3"},"kind":"title","size":0.07,"colour":"#ffffff",
  "place":"center","bold":false,"outline":false,"bar":null,"fade_in":"1/2","fade_out":"1/2"},
 {"id":"s3","media":"cd","kind":"music","start":"0","end":null,"source_start":"0","loop":true,
  "level":{"gain_db":0.0,"muted":false,"fade_in":"0","fade_out":"0"},
  "duck":{"depth_db":-15.0,"attack":"1/4","release":"2/5"},"label":""},
 {"id":"o4","media":"ef","start":"0","end":null,"place":"top_right","width":0.12,"margin":0.03,"opacity":0.85,
  "source_start":"0","fade_in":"0","fade_out":"0","level":{"gain_db":0.0,"muted":true,"fade_in":"0","fade_out":"0"}},
 {"width":1920,"height":1080,"rate":"30000/1001","variable_rate":false,"hdr":"sdr","background":"#000000"}]"""


def test_keys_nobody_knows_are_reported_not_lost_in_silence():
    text = WRITTEN_IN_VERSION_1.replace('"numbered":4', '"numbered":4,"mood":"blue"').replace(
        '"id":"c1",', '"id":"c1","sparkle":9,'
    )
    loaded = from_text(text, Timeline)
    assert loaded.unknown == ("mood", "track[0].sparkle")
    assert loaded.value == from_text(WRITTEN_IN_VERSION_1, Timeline).value


def test_upgrades_run_in_order_from_the_version_saved(monkeypatch):
    monkeypatch.setattr(saved, "VERSION", 3)
    monkeypatch.setattr(
        saved,
        "UPGRADES",
        {
            1: lambda kind, value: {**value, "text": value["words"]},
            2: lambda kind, value: {key: each for key, each in value.items() if key != "words"},
        },
    )
    old = '{"version":1,"kind":"Title","value":{"id":"t1","words":"Dawn","span":{"start":"0","end":"3"}}}'
    loaded = from_text(old, Title)
    assert loaded == saved.Loaded(Title("t1", "Dawn", span(0, 3)))
    assert json.loads(to_text(loaded.value))["version"] == 3


@pytest.mark.parametrize(
    "damage",
    ["", "{", "[]", "null", '{"version":1,"kind":"Timeline"}', '{"version":1,"kind":"Clip","value":{}}',
     '{"version":1,"kind":"Timeline","value":[]}', '{"version":1,"kind":"Timeline","value":{"track":[{"is":"Cat"}]}}',
     '{"version":1,"kind":"Timeline","value":{"track":[{"is":"Gap"}]}}',
     '{"version":1,"kind":"Timeline","value":{"track":[{"is":"Gap","length":"1/0"}]}}',
     '{"version":1,"kind":"Timeline","value":{"numbered":"four"}}'],
)  # fmt: skip
def test_damage_is_an_error_that_says_so(damage):
    with pytest.raises(DamagedSave):
        from_text(damage, Timeline)


def test_a_newer_format_is_refused_untouched():
    with pytest.raises(SavedByNewer, match="format 99"):
        from_text(WRITTEN_IN_VERSION_1.replace('"version":1', '"version":99'), Timeline)


def test_a_number_that_is_none_is_never_saved():
    clip = Clip("c1", "ab", span(0, 1))
    broken = replace(clip, grade=replace(clip.grade, contrast=float("nan")))
    with pytest.raises(ValueError, match="Out of range"):
        to_text(broken)


def test_what_can_not_be_told_apart_is_refused_when_written():
    @dataclass(frozen=True)
    class Odd:
        either: int | str

    assert fields(Odd) and get_type_hints(Odd)
    with pytest.raises(TypeError, match="told apart"):
        from_plain({"either": 1}, Odd)
