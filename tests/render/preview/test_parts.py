"""A piece that comes part by part, as it is made, from the frame somebody is on."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from rushes.edits import AddTitle, CutRange, Reverse, SetSpeed
from rushes.model.time import seconds, span
from rushes.render.preview import hands as hands_module
from rushes.render.preview.draw import FIRST_PART
from rushes.render.preview.fragment import unpacked
from rushes.render.preview.hands import Hand, Hands, PictureOrder
from rushes.render.preview.pieces import PICTURE, SOUND
from rushes.render.preview.sound import PACKET, PACKETS
from rushes.render.report import RenderFailed, SourceFailed
from tests import footage
from tests.footage import frame_number
from tests.render.cutting import Cutting
from tests.render.preview.viewing import Viewing, samples_of, viewing


def shown(seen: Viewing, parts: list[bytes]) -> list:
    project = seen.cutting.project
    with av.open(io.BytesIO(seen.preview.init(project, PICTURE) + b"".join(parts))) as film:
        return list(film.decode(video=0))


@pytest.mark.parametrize("skipped", [0, 1, 13, 29])
@pytest.mark.parametrize("edits", [(), (Reverse(("c1",)),), (SetSpeed(Fraction(2, 5), ("c1",)),)], ids=len)
def test_the_parts_show_the_frames_from_there_on_when_the_export_does(tmp_path, skipped, edits):
    seen = viewing(Cutting(footage.cfr30()).do(*edits), tmp_path)
    frames = shown(seen, list(seen.preview.parts(seen.cutting.project, PICTURE, 0, skipped)))
    piece = seen.preview.pieces(seen.cutting.project).pictures[0]
    count = int(piece.length * 30)
    assert [frame_number(each) for each in frames] == seen.cutting.numbers()[skipped:count]
    assert [each.pts * each.time_base for each in frames] == [Fraction(k, 30) for k in range(skipped, count)]
    assert [each.key_frame for each in frames] == [True] + [False] * (count - skipped - 1)
    seen.preview.close()


def test_the_first_part_is_there_long_before_the_piece_is(tmp_path):
    seen = viewing(Cutting(footage.cfr30()), tmp_path)
    coming = seen.preview.parts(seen.cutting.project, PICTURE, 0)
    first = next(coming)
    assert len(shown(seen, [first])) == FIRST_PART
    assert len(shown(seen, [first, *coming])) == 30
    # once it is kept it comes in one
    assert len(list(seen.preview.parts(seen.cutting.project, PICTURE, 0))) == 1
    seen.preview.close()


def test_words_fade_alike_in_what_begins_late(tmp_path):
    cutting = Cutting(footage.cfr30()).do(AddTitle("Hello", seconds(0), seconds("0.8"), size=0.3))
    seen = viewing(cutting, tmp_path)
    drawn = list(cutting.frames())
    late = shown(seen, list(seen.preview.parts(cutting.project, PICTURE, 0, 7)))
    number = seen.preview.pieces(cutting.project).pictures[0].length * 30
    for one, two in zip(late, drawn[7 : int(number)], strict=True):
        assert np.abs(one.to_ndarray().astype(int) - two.to_ndarray()).mean() < 1.5
    seen.preview.close()


def test_where_who_plays_goes_on_is_the_frame_on_screen_then(tmp_path):
    cutting = Cutting(footage.cfr30()).do(CutRange(span("0.3", "0.7")))
    seen = viewing(cutting, tmp_path)
    pieces = seen.preview.pieces(cutting.project).pictures
    late = seen.preview.late(cutting.project, PICTURE, Fraction(123, 200))
    assert late is not None and late.start == Fraction(18, 30)
    assert pieces[late.number].start + Fraction(late.skipped, 30) == late.start
    seen.preview.piece(cutting.project, PICTURE, late.number)
    assert seen.preview.late(cutting.project, PICTURE, Fraction(123, 200)) is None, "it is made"
    assert seen.preview.late(cutting.project, PICTURE, seconds(100)) is None
    seen.preview.close()


def test_no_piece_is_left_of_nothing(tmp_path):
    seen = viewing(Cutting(footage.cfr30()), tmp_path)
    for skipped in (-1, 30, 10**9):
        with pytest.raises(ValueError, match="no frame"):
            next(seen.preview.parts(seen.cutting.project, PICTURE, 0, skipped))
    seen.preview.close()


def test_a_file_that_is_gone_is_told_before_the_first_part(tmp_path):
    cutting = Cutting(footage.cfr30())
    seen = viewing(cutting, tmp_path)
    cutting.paths = dict.fromkeys(cutting.paths, tmp_path / "gone.mp4")
    seen = viewing(cutting, tmp_path)
    with pytest.raises((SourceFailed, RenderFailed)):
        next(seen.preview.parts(cutting.project, PICTURE, 0))
    seen.preview.close()


def test_a_maker_killed_between_parts_goes_on_without_a_frame_twice(tmp_path, monkeypatch):
    seen = viewing(Cutting(footage.cfr30()), tmp_path)
    hands = seen.preview._pictures
    kept = type(hands._all[0]).carry_out
    killed = []

    def dying(hand, order, limit, told=lambda _: None):
        def tell(part: bytes) -> None:
            told(part)
            if not killed:
                killed.append(os.kill(hand._process.pid, signal.SIGKILL))

        return kept(hand, order, limit, tell)

    monkeypatch.setattr(type(hands._all[0]), "carry_out", dying)
    frames = shown(seen, list(seen.preview.parts(seen.cutting.project, PICTURE, 0)))
    assert killed and [frame_number(each) for each in frames] == list(range(30))
    seen.preview.close()


def test_two_who_ask_get_all_of_it_from_one_order(tmp_path, monkeypatch):
    seen = viewing(Cutting(footage.cfr30()), tmp_path)
    hands, orders = seen.preview._pictures, []
    kept = type(hands._all[0]).carry_out
    monkeypatch.setattr(type(hands._all[0]), "carry_out", lambda hand, *rest: orders.append(1) or kept(hand, *rest))
    one, two = (seen.preview.parts(seen.cutting.project, PICTURE, 0) for _ in range(2))
    firsts = next(one), next(two)
    assert firsts[0] == firsts[1] and list(one) == list(two) and len(orders) == 1
    seen.preview.close()


def test_sound_that_begins_late_is_what_it_would_have_been(tmp_path):
    seen = viewing(Cutting(footage.cfr30()), tmp_path)
    project = seen.cutting.project
    piece = seen.preview.pieces(project).sounds[0]

    def heard(skipped: int) -> np.ndarray:
        film = seen.preview.init(project, SOUND) + b"".join(seen.preview.parts(project, SOUND, 0, skipped))
        with av.open(io.BytesIO(film)) as sound:
            frames = list(sound.decode(audio=0))
        assert frames[0].pts * frames[0].time_base == piece.start + Fraction(skipped * PACKET, 48000)
        return np.concatenate([samples_of(frame) for frame in frames], axis=1)

    whole, late = heard(0), heard(20)
    assert np.abs(whole).max() > 0.05 and np.array_equal(late, whole[:, 20 * PACKET :])
    with pytest.raises(ValueError, match="no packet"):
        next(seen.preview.parts(project, SOUND, 0, PACKETS))
    seen.preview.close()


def state_of(hand: Hand) -> str:
    return Path(f"/proc/{hand._process.pid}/stat").read_text().rsplit(")", 1)[1].split()[0]


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="reads the states of processes where Linux tells them")
def test_what_may_wait_stands_still_while_something_urgent_is_made(tmp_path, monkeypatch):
    begun, going_on = threading.Event(), threading.Event()

    def slow(hand, order, limit, told):
        begun.set()
        assert going_on.wait(30)
        return b""

    hands = Hands(2, tmp_path, reserved=1)
    hands.warm()
    calm, reserved = sorted(hands._all, key=lambda hand: not hand.calm)
    monkeypatch.setattr(Hand, "carry_out", slow)
    urgent = threading.Thread(target=hands.made, args=("now", "now"), kwargs={"urgent": True})
    urgent.start()
    assert begun.wait(30) and eventually(lambda: state_of(calm) == "T") and state_of(reserved) != "T"
    # what the calm one makes is suddenly looked at
    soon = threading.Thread(target=hands.made, args=("soon", "soon"))
    soon.start()
    assert eventually(lambda: hands._under_way["soon"].hand is calm) and state_of(calm) == "T"
    joining = threading.Thread(target=hands.made, args=("soon", "soon"), kwargs={"urgent": True})
    joining.start()
    assert eventually(lambda: state_of(calm) != "T")
    going_on.set()
    for each in (urgent, soon, joining):
        each.join(30)
    hands._calm.interrupt()
    assert eventually(lambda: state_of(calm) == "T") and eventually(lambda: state_of(calm) != "T")
    hands.close()


def test_nobody_stands_still_for_long_and_that_time_does_not_count(tmp_path, monkeypatch):
    monkeypatch.setattr(hands_module, "HELD_SECONDS_MAX", 0.5)
    seen = viewing(Cutting(footage.cfr30()), tmp_path)
    seen.preview.warm()
    calm = next(hand for hand in seen.preview._pictures._all if hand.calm)
    with seen.preview._calm:  # as while the loudness of a film is measured
        assert eventually(lambda: state_of(calm) == "T") and eventually(lambda: state_of(calm) != "T")
    calm.hold(True)
    threading.Timer(6, calm.hold, (False,)).start()
    piece = seen.preview._planned(seen.cutting.project).pictures[0]
    order = PictureOrder(piece.job, seen.preview._stage(seen.cutting.project, piece.job, small=True))
    # it has 5 s, and stands still for 6
    assert len(unpacked(calm.carry_out(order, 5.0))) == 30
    seen.preview.close()


HOLDING = """
import sys, time
from pathlib import Path
from rushes.render.preview.hands import Hands
hands = Hands(2, Path(sys.argv[1]), reserved=1)
hands.warm()
print(*(hand._process.pid for hand in hands._all), flush=True)
with hands._calm:
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="reads the states of processes where Linux tells them")
def test_a_process_that_stands_still_does_not_outlive_a_killed_parent(tmp_path):
    command = [sys.executable, "-c", HOLDING, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True) as parent:
        makers = parent.stdout.readline().split()
        assert parent.stdout.readline() == "held\n"
        parent.kill()
    # where nobody has waited for them yet they are zombies
    states = [Path(f"/proc/{each}/stat") for each in makers]
    gone = [lambda each=each: not each.exists() or ") Z " in each.read_text() for each in states]
    assert all(map(eventually, gone))


@pytest.mark.skipif(os.name != "posix", reason="limits the size of files as POSIX does")
def test_what_can_not_be_kept_is_shown_all_the_same(tmp_path):
    import resource

    seen = viewing(Cutting(footage.cfr30()), tmp_path)
    project = seen.cutting.project
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, hard))
    try:
        parts = list(seen.preview.parts(project, PICTURE, 0))
        whole = seen.preview.piece(project, PICTURE, 1)
        still = seen.preview.still(project, seconds(1), 180)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert len(shown(seen, parts)) == 30 and len(shown(seen, [whole])) == 30 and still[:2] == b"\xff\xd8"
    assert not [path for path in (tmp_path / "pieces").rglob("*") if path.is_file()]
    seen.preview.close()


def eventually(holds: Callable[[], bool]) -> bool:
    end = time.monotonic() + 20
    while not holds():
        if time.monotonic() > end:
            return False
        time.sleep(0.01)
    return True
