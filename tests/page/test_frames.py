"""Every frame and every sample as the export has it: what a window shows and plays, read back from its video element.

The film has cuts, a slowed and a reversed clip, a dissolve and a phone's uneven frames; its export is the yardstick,
held to the numbers that its edits must give.
"""

from __future__ import annotations

import io
import json
import wave
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from rushes.render.preview.sound import PACKET
from tests.footage import barcode_clip, frame_number, frame_numbers, tone
from tests.page.browser import Look
from tests.render.preview.viewing import samples_of

pytestmark = pytest.mark.story

SEEKS = 200
RATE = 30

PLAYED = """
async ([from, frames]) => {
  const root = document.querySelector('script[src]').src.replace(/app\\.js.*/, ''), store = await import(`${root}lib/store.js`);
  const video = document.querySelector('video'), canvas = document.createElement('canvas'), got = [];
  canvas.width = 320; canvas.height = 22;
  const pen = canvas.getContext('2d', { willReadFrequently: true });
  const look = (_, meta) => {
    pen.drawImage(video, 0, 0, 320, 180);
    got.push([meta.mediaTime, [...pen.getImageData(0, 11, 320, 1).data].filter((_, at) => at % 4 === 1)]);
    if (store.playing.peek()) video.requestVideoFrameCallback(look);
  };
  store.playhead.value = from / 30;
  await new Promise((done) => setTimeout(done, 800));
  video.requestVideoFrameCallback(look);
  store.playing.value = true;
  const end = performance.now() + 20000;
  while (store.playing.peek() && store.playhead.peek() < (from + frames) / 30 && performance.now() < end) await new Promise(requestAnimationFrame);
  store.playing.value = false;
  return got;
}
"""
"""Plays and gives, for every frame presented, its time and a line of its bar code."""


def fetched(look: Look, address: str) -> bytes:
    answer = look.page.request.get(look.base + address)
    assert answer.ok, (address, answer.status)
    return answer.body()


def exported(look: Look, folder: Path, words: str, ending: str) -> Path:
    """What the session exports when asked in `words`."""
    done = look.page.locator(".renders .plan.done")
    look.page.keyboard.press("Escape")
    look.say(words)
    look.page.evaluate("() => document.querySelector('.to-export').click()")
    done.first.wait_for(timeout=180_000)
    with look.page.expect_download() as coming:
        done.first.locator("a").click()
    path = folder / f"film{ending}"
    coming.value.save_as(path)
    look.page.keyboard.press("Escape")
    return path


@pytest.fixture
def film(window: Callable[..., Look], tmp_path: Path) -> Look:
    """Three clips of numbered frames: 0 to 149, 1000 to 1089, and uneven ones from 2000 on."""
    uneven = [Fraction(k, RATE) + Fraction(k % 3, 300) for k in range(90)]
    files = [
        barcode_clip(tmp_path / "street.mp4", frames=150),
        barcode_clip(tmp_path / "harbour.mp4", frames=90, first=1000),
        barcode_clip(tmp_path / "phone.mp4", frames=90, first=2000, vfr_pts=uneven),
    ]
    look = window(accept_downloads=True).begin(files[0])
    for each in files[1:]:
        look.upload(each)
    return look


EDITS = [
    "put all clips together",
    "trim the first 1 second of the first clip",
    "cut from 2s to 3s",
    "play the last clip at half speed",
    "reverse the third clip",
]


def test_200_seeks_show_the_frame_of_the_export(film: Look, tmp_path: Path):
    for words in EDITS:
        film.say(words)
    revision = 1 + len(EDITS)
    film.revision(revision)
    wanted = frame_numbers(exported(film, tmp_path, "export", ".mp4"))
    assert wanted[:60] == list(range(30, 90)), "a second trimmed off"
    assert wanted[60:90] == list(range(120, 150)), "a second cut out"
    assert wanted[90:180] == list(range(1089, 999, -1)), "played backwards"
    assert len(wanted) > 350 and len(set(wanted[180:])) < 100, "slowed down: frames stand twice"
    wrong = []
    for step in range(SEEKS):
        number = step * 211 % len(wanted)
        if step % 4 == 3:  # every fourth goes to the neighbour of a cut
            number = (59, 60, 89, 90, 179, 180)[step // 4 % 6]
        film.seek(number / RATE)
        film.settled()
        got = film.frame()
        if got != wanted[number]:
            wrong.append((number, wanted[number], got))
    assert not wrong, f"{len(wrong)} of {SEEKS}: {wrong}"

    played = film.page.evaluate(PLAYED, [40, 160])
    told = [(round(at * RATE), _number(line)) for at, line in played]
    off = [(at, wanted[at], got) for at, got in told if at < len(wanted) and got != wanted[at]]
    print(f"{len(told)} frames presented while playing over three cuts")
    assert len({at for at, _ in told}) > 60
    assert not off, f"{len(off)} of {len(told)}: {off}"


def _number(line: list[int]) -> int:
    return frame_number(np.tile(np.asarray(line, np.uint8), (22, 1)))


def test_sound_pieces_meet_without_a_click(window: Callable[..., Look], tmp_path: Path):
    """Under a steady tone nothing hides a click: what the window plays is the export's sound, at joints too."""
    clip = barcode_clip(tmp_path / "street.mp4", frames=450, size=(128, 72), sound=False)
    hum = tone(tmp_path / "hum.wav", length=15, hz=300)
    look = window(accept_downloads=True).begin(clip)
    look.upload(hum)
    media = look.page.evaluate(
        f"fetch('/api/page/sessions/{look.session()}').then((one) => one.json()).then((one) => one.media)"
    )
    music = next(each["id"] for each in media if each["kind"] == "audio")
    look.edit(("AddMusic", {"media": music, "gain_db": 0, "fade_in": "0", "fade_out": "0"}))
    look.say("cut from 4s to 5s")
    listed = json.loads(fetched(look, f"/api/page/sessions/{look.session()}/preview"))
    pieces = listed["sounds"]
    assert len(pieces) >= 5
    parts = [fetched(look, listed["sound_init"]), *(fetched(look, each["url"]) for each in pieces)]
    with av.open(io.BytesIO(b"".join(parts))) as film:
        heard = np.concatenate([samples_of(frame) for frame in film.decode(audio=0)], axis=1)[0]
    with wave.open(str(exported(look, tmp_path, "export as wav", ".wav"))) as whole:
        rate = whole.getframerate()
        steady = np.frombuffer(whole.readframes(whole.getnframes()), np.int16).reshape(-1, whole.getnchannels())
    steady = steady[:, 0] / 32768
    assert rate == 48000 and 0 <= len(heard) - len(steady) <= PACKET
    off = np.abs(heard[: len(steady)] - steady)
    joints = [round(each["start"] * rate) for each in pieces[1:]]
    near = max(off[joint - 2048 : joint + 2048].max() for joint in joints)
    print(
        f"{len(joints)} joints: off by {near:.5f} at most, by {off.max():.5f} anywhere, in a tone of {steady.max():.3f}"
    )
    assert steady.max() > 0.1 and off.max() < 1.5 / 32768
