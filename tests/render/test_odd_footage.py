"""Footage that is odd but real comes out right: the picture that is shown, in its size, in its order."""

from __future__ import annotations

from fractions import Fraction

import av
import numpy as np
import pytest
from PIL import Image

from rushes.edits import SetAspect, TrimStart
from rushes.media.ingest import Originals
from rushes.media.prober import Prober
from rushes.media.sniff import TS, sniff
from rushes.model.project import Project, appended
from rushes.model.timeline import Fit
from rushes.render.execute import Engine
from rushes.render.output import Output, in_format
from tests import footage, odd_footage
from tests.render.cutting import FULL, Cutting


def exported(cutting: Cutting, folder, output=FULL, name="out.mp4"):
    return Engine(cutting.paths.__getitem__, folder / "work", threads=2).export(cutting.project, output, folder / name)


def test_of_two_pictures_the_one_that_is_shown_is_cut_and_copied(tmp_path):
    cutting = Cutting(odd_footage.two_pictures()).do(TrimStart(Fraction(1, 2)))
    for name, output in (("copied.mp4", Output()), ("encoded.mp4", FULL)):
        report = exported(cutting, tmp_path, output, name)
        assert footage.frame_numbers(report.path) == list(range(515, 545))
        assert (report.width, report.height) == (320, 180)


def test_a_picture_that_changes_its_size_on_the_way_keeps_that_of_its_first_frame():
    shown = list(Cutting(odd_footage.size_changes()).frames())
    assert {(frame.width, frame.height) for frame in shown} == {(320, 180)}
    numbers = [footage.frame_number(frame) for frame in shown]
    assert numbers == footage.frame_numbers(odd_footage.size_changes()) and {0, 29, 31, 59} <= set(numbers)


def test_a_picture_that_changes_its_size_is_never_copied():
    assert not Cutting(odd_footage.size_changes()).plan(Output()).copies


def test_a_recording_whose_clock_restarts_is_shown_from_end_to_end(tmp_path):
    with Prober() as prober:
        originals = Originals(tmp_path / "store", prober)
        media = originals.add(odd_footage.clock_restarts(), "joined.ts")
        assert media.facts.video.frames == 60 and media.facts.duration == Fraction(60, 25)
        project = appended(Project().with_media(media), media.id)
        engine = Engine(lambda _: originals.frames_of(media.facts), tmp_path / "work", threads=2)
        report = engine.export(project, Output(), tmp_path / "out.mp4")
    assert footage.frame_numbers(report.path) == list(range(60))
    beeps = footage.beeps(*footage.sound(report.path))
    assert [beep.sample / 48_000 for beep in beeps] == pytest.approx([0.0, 1.0, 1.2, 2.2], abs=0.03)


def test_a_broadcast_that_begins_in_the_middle_of_a_packet_is_known_for_one():
    assert sniff(odd_footage.torn_broadcast()) is TS
    numbers = Cutting(odd_footage.torn_broadcast()).numbers()
    assert numbers == list(range(numbers[0], 60)) and len(numbers) >= 15


def test_old_colours_are_conformed_and_keep_their_look():
    path = odd_footage.old_gamma()
    with av.open(str(path)) as source:
        first = next(source.decode(video=0))
        stored = first.to_ndarray(format="yuv422p")[:180].astype(float)
    shown = next(iter(Cutting(path).frames()))
    assert shown.format.name in ("yuv420p", "yuvj420p")
    luma = shown.to_ndarray()[:180].astype(float)
    assert abs(luma[60:, :150].mean() - stored[60:, :150].mean()) < 1


def test_a_tiny_picture_gets_a_blurred_background(tmp_path):
    path = tmp_path / "dot.png"
    Image.new("RGB", (16, 16), (200, 40, 40)).save(path)
    cutting = Cutting(path).do(SetAspect(Fraction(9, 16), Fit.BLUR))
    shown = next(iter(cutting.frames()))
    luma = shown.to_ndarray()[: shown.height].astype(int)
    assert shown.height > shown.width and np.ptp(luma) < 4


def test_prores_begins_with_its_index(tmp_path):
    report = exported(Cutting(footage.cfr30()), tmp_path, in_format(Output(), "prores"), "out.mov")
    data = report.path.read_bytes()
    assert 0 < data.find(b"moov") < data.find(b"mdat")


def test_frames_whose_times_come_as_stored_are_shown_as_decoded():
    cutting = Cutting(odd_footage.times_as_stored())
    assert cutting.numbers() == list(range(60))
    assert not cutting.plan(Output()).copies
