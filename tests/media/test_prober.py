"""The reader process may crash, hang or be attacked; the caller only ever sees a MaterialError."""

import os
import random
import signal
import subprocess
import sys
import threading
import time

import pytest
from PIL import Image
from tests import footage

from rushes.errors import MaterialError
from rushes.media.errors import BY_CODE, NotMedia, ReaderDied, TooSlowToRead
from rushes.media.probe import probe
from rushes.media.prober import Prober, probe_safely
from rushes.media.warnings import WARNINGS, warning_text

DAMAGED_COPIES = 8
"""Of each kind of file; the seed is fixed, so a failure can be run again."""


@pytest.fixture(scope="module")
def prober():
    with Prober() as prober:
        yield prober


def test_facts_come_through_the_process_unchanged(prober):
    for clip in (footage.cfr30, footage.vfr_phone, footage.pq10, footage.five_one):
        assert prober.probe(clip()) == probe(clip())


def test_errors_come_through_with_their_facts(prober, tmp_path):
    path = tmp_path / "a.mp4"
    path.write_bytes(b"PK\x03\x04")
    with pytest.raises(NotMedia) as caught:
        prober.probe(path)
    assert caught.value.text("zh") == "这不是视频、图片或声音，而是zip 压缩包。"


def test_hanging_reader_is_ended_in_time_and_replaced(tmp_path):
    """Opening a pipe that nobody writes to never returns."""
    pipe = tmp_path / "a.mp4"
    os.mkfifo(pipe)
    with Prober(limit_seconds=1) as prober:
        start = time.monotonic()
        with pytest.raises(TooSlowToRead):
            prober.probe(pipe)
        assert time.monotonic() - start < 5
    with Prober() as prober:
        assert prober.probe(footage.cfr30()).video.frames == 60


def test_dying_reader_is_told_and_replaced(tmp_path):
    pipe = tmp_path / "a.mp4"
    os.mkfifo(pipe)
    with Prober(limit_seconds=30) as prober:

        def kill_the_reader():
            while prober._reader is None:
                time.sleep(0.01)
            time.sleep(0.5)
            os.kill(prober._reader.pid, signal.SIGSEGV)

        threading.Thread(target=kill_the_reader).start()
        with pytest.raises(ReaderDied, match="SIGSEGV"):
            prober.probe(pipe)
        assert prober.probe(footage.cfr30()).video.frames == 60


def test_reader_killed_between_files_is_not_the_next_files_fault():
    with Prober() as prober:
        prober.probe(footage.cfr30())
        os.kill(prober._reader.pid, signal.SIGKILL)
        assert prober.probe(footage.no_audio()).video.frames == 60


def test_reader_has_a_memory_limit():
    """A reader that wants more than its share gets a MemoryError instead of the machine's memory."""
    code = "from rushes.media import reader; reader._limit('RLIMIT_AS', 2**30)\ntry: bytearray(2**31)\nexcept MemoryError: print('held')"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout.strip() == "held"


def test_names_that_look_like_protocols_or_options_are_just_names(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("concat:a.mp4", "-i.mp4", "pipe:0", "%03d.mp4", "你好 🎬.mp4"):
        (tmp_path / name).write_bytes(footage.no_audio().read_bytes())
        assert probe_safely(name).video.frames == 60


def small_files(tmp_path):
    """One tiny file of each kind that is read."""
    for name in ("a.mp4", "a.mov", "a.mkv", "a.avi", "a.ts"):
        yield footage.barcode_clip(tmp_path / name, frames=8, size=(96, 64))
    yield footage.barcode_clip(tmp_path / "a.webm", frames=8, size=(96, 64), codec="libvpx-vp9")
    yield footage.barcode_clip(tmp_path / "h.mp4", frames=8, size=(96, 64), codec="libx265")
    for name in ("a.mp3", "a.wav", "a.m4a", "a.aac", "a.flac", "a.ogg"):
        yield footage.tone(tmp_path / name, length=0.4)
    picture = Image.effect_mandelbrot((64, 48), (-3, -2.5, 2, 2.5), 50).convert("RGB")
    for name in ("a.jpg", "a.png", "a.gif", "a.webp", "a.avif"):
        picture.save(tmp_path / name)
        yield tmp_path / name
    for name in ("b.gif", "b.webp", "b.png"):
        picture.save(tmp_path / name, save_all=True, append_images=[picture.rotate(90)], duration=50)
        yield tmp_path / name


def test_random_damage_never_does_more_than_raise_a_material_error(tmp_path, prober):
    chance = random.Random(7)
    usable = refused = 0
    for path in small_files(tmp_path):
        whole = path.read_bytes()
        assert prober.probe(path)
        for _ in range(DAMAGED_COPIES):
            data = bytearray(whole)
            for _ in range(chance.choice((1, 3, 20, 200))):
                data[chance.randrange(len(data))] = chance.randrange(256)
            if chance.random() < 0.3:
                del data[chance.randrange(len(data)) :]
            path.write_bytes(data)
            try:
                facts = prober.probe(path)
                assert facts.duration >= 0 and (facts.video or facts.audio)
                usable += 1
            except MaterialError as error:
                assert error.text("zh") and error.advice("en") and error.advice("zh")
                refused += 1
    assert usable and refused


def test_every_error_and_warning_speaks_both_languages():
    for kind in BY_CODE.values():
        assert kind.zh != kind.__mro__[1].zh and kind.hint and kind.hint_zh, kind
    for code in WARNINGS:
        assert warning_text(code) != warning_text(code, "zh")
