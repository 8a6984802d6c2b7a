"""Footage that is odd but real comes out right: the picture that is shown, in its size, in its order."""

from __future__ import annotations

from dataclasses import replace
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


def test_what_a_matroska_clock_has_before_zero_is_shown_and_heard_in_step(tmp_path):
    with Prober() as prober:
        originals = Originals(tmp_path / "store", prober)
        media = originals.add(odd_footage.before_zero(), "before_zero.mkv")
        project = appended(Project().with_media(media), media.id)
        engine = Engine(lambda _: originals.frames_of(media.facts), tmp_path / "work", threads=2)
        report = engine.export(project, Output(), tmp_path / "out.mp4")
    assert footage.frame_numbers(report.path) == list(range(60))
    beeps = footage.beeps(*footage.sound(report.path))
    assert [beep.sample / 48_000 for beep in beeps] == pytest.approx([0.0, 1.0], abs=0.003)


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


def test_a_long_strip_has_no_black_edges(tmp_path):
    """333x77 gets a canvas of 332x76, which is a little longer in shape: 4 pixels of it."""
    path = tmp_path / "strip.png"
    Image.new("RGB", (333, 77), (200, 200, 200)).save(path)
    shown = next(iter(Cutting(path).frames()))
    luma = shown.to_ndarray()[: shown.height, : shown.width].astype(int)
    assert np.ptp(luma) < 4


def test_prores_begins_with_its_index(tmp_path):
    report = exported(Cutting(footage.cfr30()), tmp_path, in_format(Output(), "prores"), "out.mov")
    data = report.path.read_bytes()
    assert 0 < data.find(b"moov") < data.find(b"mdat")


def test_frames_whose_times_come_as_stored_are_shown_as_decoded():
    cutting = Cutting(odd_footage.times_as_stored())
    assert cutting.numbers() == list(range(60))
    assert not cutting.plan(Output()).copies


@pytest.mark.parametrize("late", [Fraction(1, 25), Fraction(3, 5), Fraction(0), Fraction(-1, 5)])
def test_sound_that_starts_late_or_early_stays_there_when_it_is_copied(tmp_path, late):
    shift = max(-late, Fraction(0))
    path = footage.barcode_clip(footage.shelf() / f"late_{late.numerator}_{late.denominator}.mp4",
                                audio_start=late + shift, video_start=shift)  # fmt: skip
    report = exported(Cutting(path), tmp_path, Output())
    assert report.frames_copied == 60
    samples, rate = footage.sound(report.path)
    with av.open(str(report.path)) as out:
        first = next(out.decode(audio=0))
        starts = float(first.pts * first.time_base)
    wanted = [second + late for second in range(2) if second + late >= 0]
    beeps = [beep.sample / rate + starts for beep in footage.beeps(samples, rate)]
    assert beeps[-len(wanted) :] == pytest.approx([float(each) for each in wanted], abs=0.002)
    assert samples.shape[1] / rate + starts <= 2 + 0.03


def test_sound_is_copied_in_step_from_a_file_without_an_edit_list(tmp_path):
    report = exported(Cutting(odd_footage.no_edit_list()), tmp_path, Output())
    assert report.frames_copied == 60
    beeps = footage.beeps(*footage.sound(report.path))
    assert [beep.sample / 48_000 for beep in beeps] == pytest.approx([0.0, 1.0], abs=0.002)


def test_a_damaged_source_is_not_copied():
    cutting = Cutting(footage.cfr30())
    media = cutting.media(footage.cfr30())
    spoilt = replace(media, facts=replace(media.facts, warnings=("damaged",)))
    cutting.project = replace(cutting.project, media=(spoilt,))
    plan = cutting.plan(Output())
    assert not plan.copies and "damaged" in plan.encodes[0].why


def test_untagged_colours_are_tagged_where_another_size_would_be_guessed_otherwise():
    path = footage.barcode_clip(footage.shelf() / "untagged.mp4", frames=15, colour_tags=())
    plain = Cutting(path).plan(Output())
    large = Cutting(path).plan(replace(Output(), width=1280, height=720))
    assert (plain.look.colour.matrix, large.look.colour.matrix) == (None, "bt709")
