"""Exports for real, judged by what is in the finished files."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import av
import imageio_ffmpeg
import numpy as np
import pytest

from rushes.edits import (
    AddMusic,
    AddTitle,
    AdjustColour,
    ChangeTitle,
    ChangeVolume,
    CutRange,
    FadePicture,
    Reverse,
    SetCanvas,
    SetSpeed,
    TrimEnd,
    TrimStart,
)
from rushes.model.time import span
from rushes.render.execute import Engine, TooSmall
from rushes.render.output import Codec, Container, Output, in_format
from rushes.render.process import Worker
from rushes.render.report import Cancelled, RenderFailed
from rushes.render.soundtrack import Soundtrack
from tests import footage
from tests.render.cutting import Cutting, index_of

SMART = Output()


@pytest.fixture
def engine(tmp_path):
    """Exports a cutting to a file of that name; keeps one workspace for the test."""

    def export(cutting: Cutting, name="out.mp4", output=SMART, **more):
        made = Engine(cutting.paths.__getitem__, tmp_path / "work", threads=2)
        return made.export(cutting.project, output, tmp_path / name, **more)

    return export


def strictly_decoded(path: Path) -> str:
    """What a second, strict decoder complains about."""
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-xerror", "-err_detect", "explode", "-i", path]
    plain = ["-fps_mode", "passthrough", "-enc_time_base", "demux", "-f", "null", "-"]
    return subprocess.run([*command, *plain], capture_output=True, text=True, check=False).stderr


def level_db(path: Path) -> float:
    samples, _ = footage.sound(path)
    return float(20 * np.log10(np.sqrt((samples.astype(float) ** 2).mean()) + 1e-12))


CLIPS = [
    "cfr30",
    "ntsc2997",
    "film23976",
    "b_frames",
    "open_gop",
    "vfr_phone",
    "start_late",
    "start_at_ten",
    "edit_list",
]


@pytest.mark.parametrize("clip", CLIPS)
def test_a_cut_is_exact_to_the_frame_in_the_finished_file(engine, clip):
    path = getattr(footage, clip)()
    whole, times = footage.frame_numbers(path), index_of(path).times()
    cutting = Cutting(path).do(CutRange(span(times[11], times[20])))
    report = engine(cutting)
    assert footage.frame_numbers(report.path) == whole[:11] + whole[20:]
    assert strictly_decoded(report.path) == ""
    assert report.frames == report.frames_copied + report.frames_encoded + report.frames_kept


@pytest.mark.parametrize("clip", CLIPS)
def test_a_variable_or_odd_rate_keeps_its_times(engine, clip):
    path = getattr(footage, clip)()
    report = engine(Cutting(path))
    assert footage.frame_times(report.path) == pytest.approx(index_of(path).times(), abs=1e-6)


def test_copied_frames_are_the_sources_own_packets(engine):
    path = footage.barcode_clip(footage.shelf() / "long.mp4", frames=600, gop=30)
    report = engine(Cutting(path).do(TrimStart(Fraction(1, 3)), TrimEnd(Fraction(1, 3))))
    assert report.frames_copied >= 500

    def packets(file):
        with av.open(str(file)) as container:
            return [bytes(packet) for packet in container.demux(video=0) if packet.size]

    original = set(packets(path))
    assert sum(packet in original for packet in packets(report.path)) == report.frames_copied


def test_sound_is_lowered_by_what_was_asked(engine):
    path = footage.cfr30()
    plain = engine(Cutting(path).do(ChangeVolume(by_db=-0.001)), "plain.mp4")
    quiet = engine(Cutting(path).do(ChangeVolume(by_db=-6)), "quiet.mp4")
    assert level_db(plain.path) - level_db(quiet.path) == pytest.approx(6, abs=0.3)
    assert quiet.frames_encoded == 0


def heard_packets(path: Path) -> list[bytes]:
    with av.open(str(path)) as container:
        return [bytes(packet) for packet in container.demux(audio=0) if packet.size]


def test_sound_written_as_it_comes_is_the_sound_that_is_kept(engine):
    """The first export writes sound while it is encoded, the second takes it whole; only the picture differs."""
    path = footage.barcode_clip(footage.shelf() / "long.mp4", frames=600, gop=30)
    cutting = Cutting(path).do(ChangeVolume(by_db=-6), TrimStart(Fraction(1, 3)))
    first = engine(cutting, "one.mp4")
    second = engine(cutting, "two.mp4")
    assert heard_packets(first.path) == heard_packets(second.path)
    assert (footage.sound(first.path)[0] == footage.sound(second.path)[0]).all()


def long_and_quieter() -> Cutting:
    path = footage.barcode_clip(footage.shelf() / "long.mp4", frames=600, gop=30)
    return Cutting(path).do(ChangeVolume(by_db=-6))


def nothing_in(folder: Path) -> bool:
    return not list(folder.glob("*.mp4")) and not list(folder.glob(".out*"))


def test_sound_that_is_killed_while_it_is_written_leaves_no_file(engine, tmp_path, monkeypatch):
    def watched(self, *given):
        started.append(self)
        return begin(self, *given)

    started, begin = [], Soundtrack.begin
    monkeypatch.setattr(Soundtrack, "begin", watched)

    def kill(told):
        if told.stage == "joining" and len(started) == 1:
            started[0]._worker._process.kill()

    with pytest.raises(RenderFailed):
        engine(long_and_quieter(), on_progress=kill)
    assert len(started) == 1 and nothing_in(tmp_path)
    assert engine(long_and_quieter()).frames_copied == 600, "and the next export is as if nothing had been"


@pytest.mark.parametrize("change", ["fewer", "more"])
def test_other_sound_than_was_planned_leaves_no_file(engine, tmp_path, monkeypatch, change):
    """The process is not believed when it says it is done."""

    def told(self, *_):
        for message in said(self, lambda: False):
            if change == "fewer" and "packets" in message:
                message = {**message, "packets": message["packets"][:-1]}
            yield message
        if change == "more":
            yield {"packets": [1]}

    said = Worker.messages
    monkeypatch.setattr(Worker, "messages", told)
    with pytest.raises(RenderFailed):
        engine(long_and_quieter())
    assert nothing_in(tmp_path)


def test_picture_and_sound_stay_in_step_after_a_cut(engine):
    path = footage.barcode_clip(footage.shelf() / "long.mp4", frames=600, gop=30)
    report = engine(Cutting(path).do(CutRange(span(3, 5))))
    heard = footage.beeps(*footage.sound(report.path))
    assert [beep.second for beep in heard][:5] == [0, 1, 2, 5, 6]
    numbers = footage.frame_numbers(report.path)
    assert [numbers[k * 30] for k in range(5)] == [0, 30, 60, 150, 180]


def test_the_second_export_encodes_only_what_changed(engine):
    path = footage.barcode_clip(footage.shelf() / "long.mp4", frames=600, gop=30)
    cutting = Cutting(path).do(AdjustColour(brightness_ev=0.3), AddTitle("Dawn", Fraction(0), Fraction(3)))
    first = engine(cutting, "one.mp4")
    assert first.frames_encoded == 600
    title = cutting.project.timeline.titles[0]
    second = engine(cutting.do(ChangeTitle(title.id, text="Dusk")), "two.mp4")
    assert second.frames_encoded <= 150 and second.frames_kept >= 450
    third = engine(cutting.do(TrimEnd(Fraction(5))), "three.mp4")
    assert third.frames_encoded <= 150


def test_a_damaged_piece_is_made_again(engine, tmp_path):
    cutting = Cutting(footage.cfr30()).do(AdjustColour(brightness_ev=0.3))
    engine(cutting, "one.mp4")
    piece = next((tmp_path / "work" / "pieces").glob("*/*.piece"))
    data = bytearray(piece.read_bytes())
    data[len(data) // 2] ^= 255
    piece.write_bytes(data)
    report = engine(cutting, "two.mp4")
    assert report.frames_encoded == report.frames
    assert strictly_decoded(report.path) == ""


def test_everything_at_once_comes_out_whole(engine):
    music = footage.tone(footage.shelf() / "music.wav", 3)
    cutting = Cutting(footage.cfr30(), footage.ntsc2997(), footage.rotated_90()).pool(music)
    cutting.do(
        SetCanvas(320, 180),
        SetSpeed(Fraction(2), span=span(0, 1)),
        Reverse((cutting.project.timeline.clips[1].id,)),
        AddTitle("Dawn 黎明 🌅", Fraction(1), Fraction(1)),
        AddMusic(cutting.media(music).id),
        FadePicture("out", Fraction(1, 2)),
    )
    report = engine(cutting)
    assert strictly_decoded(report.path) == ""
    assert len(footage.frame_times(report.path)) == report.frames
    with av.open(str(report.path)) as container:
        assert container.streams.audio


FORMATS = {
    "webm": "vp9", "mov": "prores", "hevc": "hevc", "av1": "av1", "gif": "gif", "mp3": "mp3", "wav": "wav",
    "m4a": "m4a", "png": "png", "jpg": "jpg",
}  # fmt: skip


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_opens_and_shows_the_right_frames(engine, name):
    cutting = Cutting(footage.cfr30()).do(TrimStart(Fraction(1, 2)))
    output = in_format(SMART, name)
    report = engine(cutting, f"out.{output.container.value}", output)
    assert report.codec == FORMATS[name]
    assert strictly_decoded(report.path) == ""
    if name in ("webm", "mov", "hevc", "av1"):
        assert footage.frame_numbers(report.path) == footage.frame_numbers(footage.cfr30())[15:]


def test_hdr_is_kept_where_the_format_can(engine):
    report = engine(Cutting(footage.hlg10()), "hdr.mp4", replace(SMART, codec=Codec.HEVC))
    with av.open(str(report.path)) as container:
        context = container.streams.video[0].codec_context
        assert context.pix_fmt == "yuv420p10le" and context.color_trc == 18 and context.color_primaries == 9


def test_hdr_becomes_sdr_with_the_right_tags_for_h264(engine):
    report = engine(Cutting(footage.hlg10()))
    with av.open(str(report.path)) as container:
        context = container.streams.video[0].codec_context
        assert context.pix_fmt == "yuv420p"
        assert (context.color_primaries, context.color_trc, context.colorspace) == (1, 1, 1)


def test_a_file_of_a_given_size_is_that_size_and_its_progress_never_goes_back(engine):
    path = footage.barcode_clip(footage.shelf() / "long.mp4", frames=600, gop=30)
    seen = []
    report = engine(Cutting(path), output=replace(SMART, target_bytes=300_000), on_progress=seen.append)
    assert 291_000 <= report.size_bytes <= 300_000
    assert sum(each.stage == "joining" for each in seen) > 1, "one attempt was enough: nothing was shown"
    assert [each.done for each in seen] == sorted(each.done for each in seen)


def test_a_size_that_can_not_be_is_refused(engine, tmp_path):
    with pytest.raises(TooSmall):
        engine(Cutting(footage.cfr30()), output=replace(SMART, target_bytes=2_000))
    assert not (tmp_path / "out.mp4").exists()


def test_progress_never_goes_back(engine):
    seen = []
    engine(Cutting(footage.cfr30()).do(AdjustColour(brightness_ev=0.3)), on_progress=seen.append)
    assert [each.done for each in seen] == sorted(each.done for each in seen)
    assert seen[-1].done == seen[-1].total


def test_a_cancelled_export_leaves_no_file_and_keeps_its_pieces(engine, tmp_path):
    path = footage.barcode_clip(footage.shelf() / "long.mp4", frames=600, gop=30)
    cutting = Cutting(path).do(AdjustColour(brightness_ev=0.3))
    begun = []

    def cancelled() -> bool:
        return bool(list((tmp_path / "work" / "pieces").glob("*/*.piece")))

    with pytest.raises(Cancelled):
        engine(cutting, on_progress=begun.append, cancelled=cancelled)
    assert not list(tmp_path.glob("*.mp4")) and not list(tmp_path.glob(".*.part*"))
    report = engine(cutting)
    assert report.frames_kept > 0


def test_a_process_that_ctrl_c_reached_first_is_no_failure(engine, tmp_path, monkeypatch):
    """A terminal tells every process of it; ours may not be far enough yet to leave it to its parent."""
    path = footage.barcode_clip(footage.shelf() / "long.mp4", frames=600, gop=30)
    cutting, asked = Cutting(path).do(AdjustColour(brightness_ev=0.2)), []
    begun = Worker.__init__

    def struck(worker, *rest, **more):
        begun(worker, *rest, **more)
        worker._process.kill()
        worker._process.wait()
        asked.append(True)

    monkeypatch.setattr(Worker, "__init__", struck)
    looked = iter([False])
    with pytest.raises(Cancelled):
        engine(cutting, cancelled=lambda: next(looked, True) if asked else False)
    assert not list(tmp_path.glob("*.mp4"))


KILLED = """
import sys, pickle
from pathlib import Path
from rushes.render.execute import Engine
project, paths, work, out = pickle.load(open(sys.argv[1], "rb"))
from rushes.render.output import Output
Engine(paths.__getitem__, work, threads=1).export(project, Output(), out)
"""


def test_an_export_killed_at_any_moment_can_be_run_again(tmp_path):
    import pickle

    path = footage.barcode_clip(footage.shelf() / "long.mp4", frames=600, gop=30)
    cutting = Cutting(path).do(AdjustColour(brightness_ev=0.3))
    work, out = tmp_path / "work", tmp_path / "out.mp4"
    (tmp_path / "job").write_bytes(pickle.dumps((cutting.project, cutting.paths, work, out)))
    command = [sys.executable, "-c", KILLED, str(tmp_path / "job")]
    process = subprocess.Popen(command, start_new_session=True)
    deadline = time.monotonic() + 60
    while not list(work.glob("pieces/*/*.piece")) and time.monotonic() < deadline and process.poll() is None:
        time.sleep(0.02)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    assert not out.exists()
    report = Engine(cutting.paths.__getitem__, work, threads=2).export(cutting.project, SMART, out)
    assert report.frames_kept > 0
    assert footage.frame_numbers(out) == footage.frame_numbers(path)


def test_the_cache_keeps_within_its_limit(tmp_path):
    cutting = Cutting(footage.cfr30())
    made = Engine(cutting.paths.__getitem__, tmp_path / "work", cache_bytes=1, threads=2)
    for ev in (0.1, 0.2):
        made.export(Cutting(footage.cfr30()).do(AdjustColour(brightness_ev=ev)).project, SMART, tmp_path / "out.mp4")
    assert len(list((tmp_path / "work" / "pieces").glob("*/*.piece"))) == 1


def test_an_existing_file_survives_a_failed_export(engine, tmp_path):
    (tmp_path / "out.mp4").write_bytes(b"precious")
    cutting = Cutting(footage.cfr30()).do(AdjustColour(brightness_ev=0.3))
    with pytest.raises(Cancelled):
        engine(cutting, cancelled=lambda: True)
    assert (tmp_path / "out.mp4").read_bytes() == b"precious"


def test_the_container_of_a_format_is_the_usual_one():
    assert in_format(SMART, "hevc").container is Container.MP4
    assert in_format(SMART, "prores").container is Container.MOV


def test_a_reversed_clip_shows_every_frame_in_the_finished_file(engine):
    path = footage.barcode_clip(footage.shelf() / "three.mp4", frames=90, gop=90)
    report = engine(Cutting(path).do(Reverse()))
    assert footage.frame_numbers(report.path) == list(range(89, -1, -1))
