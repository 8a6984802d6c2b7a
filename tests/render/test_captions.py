"""Caption files read back by FFmpeg."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import av
import pytest

from rushes.edits import AddTitle
from rushes.model.time import span
from rushes.render.captions import NoCaptions, captions
from rushes.render.output import Output, in_format
from tests import footage
from tests.render.cutting import Cutting


@pytest.mark.parametrize("name", ["srt", "vtt"])
def test_titles_come_out_as_cues_in_their_time(tmp_path, name):
    cutting = Cutting(footage.cfr30()).do(
        AddTitle("second <b> & more", Fraction(1), Fraction(1, 2)),
        AddTitle("黎明\n\n--> Dawn", Fraction(0), Fraction(1, 2)),
    )
    path = tmp_path / f"words.{name}"
    captions(cutting.project, in_format(Output(), name), path)
    with av.open(str(path)) as container:
        cues = [packet for packet in container.demux() if packet.size]
    assert [float(cue.pts * cue.time_base) for cue in cues] == [0.0, 1.0]
    assert [float(cue.duration * cue.time_base) for cue in cues] == [0.5, 0.5]
    assert "黎明" in bytes(cues[0]).decode()


def test_a_part_of_the_timeline_starts_at_0(tmp_path):
    cutting = Cutting(footage.cfr30()).do(AddTitle("Dawn", Fraction(1), Fraction(1, 2)))
    path = tmp_path / "words.srt"
    captions(cutting.project, replace(in_format(Output(), "srt"), span=span(1, 2)), path)
    assert "00:00:00,000 --> 00:00:00,500" in path.read_text()


def test_no_words_are_refused(tmp_path):
    with pytest.raises(NoCaptions):
        captions(Cutting(footage.cfr30()).project, in_format(Output(), "srt"), tmp_path / "words.srt")
