"""What is told of a file: its shots where they are, how much moves, its pauses and its loudness."""

from __future__ import annotations

import json

import pytest

from rushes.media.probe import probe
from rushes.media.proxies import Proxies
from rushes.model.media import Media
from rushes.render.analyses import Analyses
from rushes.render.analysis import analysed
from rushes.render.report import Cancelled
from rushes.render.work import AnalysisWork
from tests import footage


@pytest.fixture(scope="module")
def film(tmp_path_factory):
    """Three shots of 1, 2 and 1.5 s at 20 frames a second, 1280x720, a beep each second between silences."""
    path = tmp_path_factory.mktemp("film") / "film.mp4"
    sources = [
        ("testsrc2=size=1280x720:rate=20", 1),
        ("color=navy:size=1280x720:rate=20", 2),
        ("mandelbrot=size=1280x720:rate=20", 1.5),
    ]
    chain = "[0:v][1:v][2:v]concat=n=3[v]"
    arguments = [part for source, length in sources for part in ("-f", "lavfi", "-t", str(length), "-i", source)]
    tone = "sine=1000:duration=4.5,volume='if(lt(t,1)+gt(t,3.5),1,0)':eval=frame"
    footage.ffmpeg(*arguments, "-f", "lavfi", "-i", tone, "-filter_complex", chain, "-map", "[v]", "-map", "3:a",
                   "-c:v", "libx264", "-pix_fmt", "yuv420p", "-g", "90", "-c:a", "aac", str(path))  # fmt: skip
    return path, Media(probe(path), "film.mp4")


def starts(facts):
    return [shot["start"] for shot in facts["shots"]]


def test_shots_are_where_they_are_and_still_ones_are_still(film):
    path, media = film
    told = []
    facts = analysed(AnalysisWork(media, path), told.append)
    assert starts(facts) == [0, 1, 3] and facts["shots"][-1]["end"] == 4.5
    assert [shot["motion"] > 0.001 for shot in facts["shots"]] == [True, False, True]
    assert facts["shots"][1]["brightness"] < 0.15 < facts["shots"][0]["brightness"]
    assert told[-1] == 1.0


def test_pauses_and_loudness_are_those_of_the_sound(film):
    path, media = film
    facts = analysed(AnalysisWork(media, path), lambda _: None)
    (pause,) = facts["silences"]
    assert pause["start"] == pytest.approx(1, abs=0.05) and pause["end"] == pytest.approx(3.5, abs=0.05)
    assert -22 < facts["loudness_lufs"] < -15, "a sine at -18 dBFS in both channels, gated"


def test_a_stand_in_tells_the_same(film, tmp_path):
    path, media = film
    proxies = Proxies(tmp_path / "proxies", lambda _: path)
    proxies.make(media, lambda *_: None, lambda: False)
    analyses = Analyses(tmp_path / "analyses", lambda _: path, proxies)
    facts = json.loads(analyses.make(media, lambda *_: None, lambda: False))
    assert starts(facts) == [0, 1, 3]
    assert facts["shots"][0]["motion"] == pytest.approx(
        analysed(AnalysisWork(media, path), lambda _: None)["shots"][0]["motion"], rel=0.1
    )
    assert analyses.there(media.facts)
    kept = Analyses(tmp_path / "analyses", lambda _: tmp_path / "gone", proxies)
    assert json.loads(kept.make(media, lambda *_: None, lambda: False)) == facts


def test_stopping_leaves_nothing(film, tmp_path):
    path, media = film
    analyses = Analyses(tmp_path, lambda _: path, Proxies(tmp_path / "proxies", lambda _: path))
    with pytest.raises(Cancelled):
        analyses.make(media, lambda *_: None, lambda: True)
    assert not analyses.there(media.facts) and not list(tmp_path.rglob("*.part"))


def test_sound_alone_and_pictures_alone(tmp_path):
    tone = tmp_path / "tone.wav"
    footage.ffmpeg("-f", "lavfi", "-i", "sine=440:duration=2", str(tone))
    facts = analysed(AnalysisWork(Media(probe(tone), "tone"), tone), lambda _: None)
    assert "shots" not in facts and facts["silences"] == [] and facts["loudness_lufs"] is not None
    mute = footage.barcode_clip(tmp_path / "mute.mp4", frames=30, rate=30, size=(64, 64), sound=False)
    facts = analysed(AnalysisWork(Media(probe(mute), "mute"), mute), lambda _: None)
    assert facts["duration"] == 1.0 and "loudness_lufs" not in facts and len(facts["shots"]) >= 1
