"""What a player sees of the pieces, judged by bar codes, times and pixels."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import threading
import time
from fractions import Fraction

import av
import imageio_ffmpeg
import numpy as np
import pytest
from PIL import Image

from rushes.edits import (
    AddTitle,
    AddTransition,
    AdjustColour,
    CutRange,
    Freeze,
    Reverse,
    SetCanvas,
    SetSpeed,
    Split,
    TrimStart,
)
from rushes.model.time import seconds, span
from rushes.model.timeline import TransitionKind
from rushes.render.preview.hands import Hand, Hands
from rushes.render.preview.pieces import PICTURE
from rushes.render.report import RenderFailed, SourceFailed
from tests import footage
from tests.footage import frame_number
from tests.render.cutting import Cutting
from tests.render.preview.viewing import viewing

EDITS = [
    (),
    (TrimStart(seconds("0.4")),),
    (CutRange(span("0.3", "0.7")), CutRange(span("1.1", "1.9"))),
    (SetSpeed(Fraction(2), ("c1",)),),
    (SetSpeed(Fraction(2, 5), ("c1",)),),
    (Reverse(("c1",)), CutRange(span("0.5", "0.6"))),
    (Freeze(seconds("0.5"), seconds("1.3")),),
    (AddTitle("Hello", seconds("0.5"), seconds(1)),),
]


@pytest.mark.parametrize("edits", EDITS, ids=lambda edits: "+".join(type(each).__name__ for each in edits) or "none")
def test_every_frame_is_the_export_s(look, edits):
    cutting = Cutting(footage.cfr30(), footage.b_frames()).do(*edits)
    assert [frame_number(frame) for frame in look(cutting).frames()] == cutting.numbers()


@pytest.mark.parametrize("clip", ["ntsc2997", "film23976", "open_gop", "edit_list", "start_at_ten", "rotated_90"])
def test_every_frame_of_odd_material_is_the_export_s(look, clip):
    cutting = Cutting(getattr(footage, clip)()).do(TrimStart(seconds("0.2")))
    assert [frame_number(frame) for frame in look(cutting).frames()] == cutting.numbers()


@pytest.mark.parametrize("clip", ["cfr30", "ntsc2997", "film23976"])
def test_times_are_exact_and_without_a_gap(look, clip):
    cutting = Cutting(getattr(footage, clip)()).do(CutRange(span("0.31", "0.77")))
    canvas = cutting.project.timeline.canvas
    with av.open(io.BytesIO(look(cutting).film(PICTURE))) as film:
        packets = [each for each in film.demux(video=0) if each.size]
        assert [each.pts * each.time_base for each in packets] == [k / canvas.rate for k in range(len(packets))]
        assert [each.dts for each in packets] == [each.pts for each in packets]
        assert {each.duration * each.time_base for each in packets} == {1 / canvas.rate}
    assert len(packets) == cutting.project.timeline.length * canvas.rate


def test_each_piece_begins_with_its_only_key_frame(look):
    seen = look(Cutting(footage.cfr30(), footage.b_frames()))
    project = seen.cutting.project
    for number, piece in enumerate(seen.preview.pieces(project).pictures):
        alone = seen.preview.init(project, PICTURE) + seen.preview.piece(project, PICTURE, number)
        with av.open(io.BytesIO(alone)) as film:
            frames = list(film.decode(video=0))
        assert [frame.key_frame for frame in frames] == [True] + [False] * (len(frames) - 1)
        assert frames[0].pts * frames[0].time_base == piece.start


def test_a_second_decoder_finds_nothing_wrong(look, tmp_path):
    path = tmp_path / "preview.mp4"
    path.write_bytes(look(Cutting(footage.cfr30(), footage.ntsc2997())).film(PICTURE))
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-xerror", "-err_detect", "explode", "-i", path]
    done = subprocess.run([*command, "-f", "null", "-"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_pieces_show_what_the_export_s_frames_do(look):
    """Grades, transitions, words and turns, pixel for pixel but for the encoder."""
    cutting = Cutting(footage.cfr30(), footage.b_frames()).do(
        AdjustColour(brightness_ev=1.0, clips=("c1",)),
        AddTransition(TransitionKind.DISSOLVE, seconds(1)),
        AddTitle("Hello", seconds(0), seconds(2), size=0.2),
    )
    seen, drawn = look(cutting).frames(), list(cutting.frames())
    for one, two in list(zip(seen, drawn, strict=True))[::7]:
        assert np.abs(one.to_ndarray().astype(int) - two.to_ndarray()).mean() < 1.5


def test_a_still_is_the_frame_on_screen(look):
    cutting = Cutting(footage.cfr30(), footage.b_frames()).do(Reverse(("c1",)))
    seen, numbers = look(cutting), cutting.numbers()
    for k in (0, 17, 59, 60, 61, 119):
        picture = Image.open(io.BytesIO(seen.preview.still(cutting.project, Fraction(k, 30), 180)))
        assert frame_number(np.asarray(picture)) == numbers[k]


def test_a_still_is_as_high_as_asked_and_no_higher_than_the_canvas(look):
    seen = look(Cutting(footage.cfr30()))
    sizes = [Image.open(io.BytesIO(seen.preview.still(seen.cutting.project, seconds(0), h))).size for h in (90, 1080)]
    assert sizes == [(160, 90), (320, 180)]


def test_a_still_has_the_colours_of_the_picture(look, tmp_path):
    clip = footage.barcode_clip(tmp_path / "red.mp4", frames=4, colour=(63, 102, 240))
    seen = look(Cutting(clip))
    picture = np.asarray(Image.open(io.BytesIO(seen.preview.still(seen.cutting.project, seconds(0), 180))))
    red, green, blue = picture[60:170, 20:140].reshape(-1, 3).mean(axis=0)
    assert red > 245 and green < 12 and blue < 12


def test_one_init_segment_fits_revisions_of_one_shape(look):
    slow = look(Cutting(footage.film23976()))
    other = look(Cutting(footage.cfr30()).do(SetSpeed(Fraction(2), ("c1",))))
    assert slow.preview.init(slow.cutting.project, PICTURE) == other.preview.init(other.cutting.project, PICTURE)


def test_a_turned_canvas_says_so_by_its_width(look):
    cutting = Cutting(footage.cfr30()).do(SetCanvas(width=180, height=320))
    pieces = look(cutting).preview.pieces(cutting.project)
    assert (pieces.width, pieces.height) == (180, 320)
    assert {(each.width, each.height) for each in look(cutting).frames()} == {(180, 320)}


def test_what_was_made_is_kept_for_the_next_time(tmp_path):
    cutting = Cutting(footage.cfr30())
    first = viewing(cutting, tmp_path)
    film = first.film(PICTURE)
    first.preview.close()
    cutting.paths = dict.fromkeys(cutting.paths, tmp_path / "gone.mp4")
    again = viewing(cutting, tmp_path)
    assert again.film(PICTURE) == film
    again.preview.close()


def test_damaged_pieces_are_made_again(tmp_path):
    seen = viewing(Cutting(footage.cfr30()), tmp_path)
    film = seen.film(PICTURE)
    for path in tmp_path.rglob("*.piece"):
        path.write_bytes(path.read_bytes()[:-1])
    assert seen.film(PICTURE) == film
    seen.preview.close()


def test_no_more_is_kept_than_allowed(tmp_path):
    seen = viewing(Cutting(footage.cfr30(), footage.b_frames()), tmp_path, limit_bytes=20_000)
    seen.film(PICTURE)
    assert 0 < sum(path.stat().st_size for path in tmp_path.rglob("*.piece")) <= 20_000
    seen.preview.close()


def test_a_maker_that_is_killed_costs_nothing_but_time(tmp_path):
    seen = viewing(Cutting(footage.cfr30()), tmp_path)
    seen.preview.warm()
    seen.preview.piece(seen.cutting.project, PICTURE, 0)
    for hand in seen.preview._pictures._all:
        os.kill(hand._process.pid, signal.SIGKILL)
    assert len(seen.preview.piece(seen.cutting.project, PICTURE, 1)) > 1000
    seen.preview.close()


def test_what_is_looked_at_waits_for_nothing_that_is_not(tmp_path, monkeypatch):
    going_on, done = threading.Event(), []

    def slow(hand, order, seconds, told):
        assert order == "now" or going_on.wait(30)
        done.append(order)
        return b""

    monkeypatch.setattr(Hand, "carry_out", slow)
    hands = Hands(2, tmp_path, reserved=1)
    later = [threading.Thread(target=hands.made, args=(key, key)) for key in ("soon", "later")]
    for each in later:
        each.start()
    hands.made("now", "now", urgent=True)
    assert done == ["now"]
    going_on.set()
    for each in later:
        each.join(30)
    assert sorted(done) == ["later", "now", "soon"]
    hands.close()


def test_what_is_wanted_now_goes_first_even_if_it_waits_already(tmp_path, monkeypatch):
    going_on, begun, done = threading.Event(), threading.Event(), []

    def slow(hand, order, seconds, told):
        begun.set()
        assert order != "first" or going_on.wait(30)
        done.append(order)
        return b""

    monkeypatch.setattr(Hand, "carry_out", slow)
    hands = Hands(1, tmp_path)
    asked = [threading.Thread(target=hands.made, args=("first", "first"))]
    asked[0].start()
    assert begun.wait(30)
    for key, urgent in (("old", False), ("new", False), ("old", True)):
        asked.append(threading.Thread(target=hands.made, args=(key, key), kwargs={"urgent": urgent}))
        asked[-1].start()
        time.sleep(0.2)
    going_on.set()
    for each in asked:
        each.join(30)
    assert done == ["first", "old", "new"]
    hands.close()


def test_a_file_that_is_gone_is_an_error_and_the_next_piece_is_fine(tmp_path):
    cutting = Cutting(footage.cfr30(), footage.b_frames())
    seen = viewing(cutting, tmp_path)
    there = dict(cutting.paths)
    cutting.paths[cutting.media(footage.cfr30()).id] = tmp_path / "gone.mp4"
    seen.preview.close()
    seen = viewing(cutting, tmp_path)
    with pytest.raises((SourceFailed, RenderFailed)):
        seen.preview.piece(cutting.project, PICTURE, 0)
    assert len(seen.preview.piece(cutting.project, PICTURE, 2)) > 1000
    cutting.paths |= there
    assert len(seen.preview.piece(cutting.project, PICTURE, 0)) > 1000
    seen.preview.close()


def test_many_may_ask_at_once(look):
    cutting = Cutting(footage.cfr30(), footage.b_frames()).do(Split((seconds("0.7"),)), TrimStart(seconds("0.1")))
    seen, got = look(cutting), {}
    pieces = seen.preview.pieces(cutting.project).pictures

    def ask(number: int, turn: int) -> None:
        got[number, turn] = seen.preview.piece(cutting.project, PICTURE, number)

    threads = [threading.Thread(target=ask, args=(n, turn)) for n in range(len(pieces)) for turn in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(got) == 2 * len(pieces)
    for (number, _), piece in got.items():
        assert piece == seen.preview.piece(cutting.project, PICTURE, number)
