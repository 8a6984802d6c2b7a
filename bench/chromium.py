"""What Chromium shows of a film whose pictures carry bar codes: played from end to end, and seeked to any place.

    with Chromium() as browser:
        seen = browser.look(path, times)       # times to seek to, in seconds
        seen.played, seen.seeks, seen.error

It needs Debian's chromium and Playwright for Python (pip install playwright); `chromium_missing` says what is not there.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.footage import CELLS, NUMBER_BITS
from tests.page.browser import chromium

PATIENCE_MS = 60_000


def chromium_missing() -> str | None:
    """What stands in the way of looking through Chromium, None where nothing does."""
    if chromium() is None:
        return "no chromium (Debian: apt install chromium)"
    if importlib.util.find_spec("playwright") is None:
        return "no playwright (pip install playwright)"
    return None


@dataclass(frozen=True)
class Seen:
    """`played`: of each frame that came on screen its media time and number (None: no bar code); `seeks`: the same for
    each place that was asked for; `error` is what the player said, "" where it was content."""

    played: list[tuple[float, int | None]]
    seeks: list[tuple[float, int | None]]
    ended: bool
    duration: float
    error: str


class Chromium:
    """A headless Chromium with one page in it that looks at files."""

    def __enter__(self) -> Chromium:
        from playwright.sync_api import sync_playwright

        self._playwright = sync_playwright().start()
        self._browser = self._playwright.chromium.launch(
            executable_path=chromium(), args=["--no-sandbox", "--autoplay-policy=no-user-gesture-required"]
        )
        self._page: Any = self._browser.new_page()
        self._page.set_default_timeout(PATIENCE_MS)
        self._page.set_content("<input type=file><video muted></video>")
        self._page.add_script_tag(content=SCRIPT.replace("CELLS", str(CELLS)).replace("BITS", str(NUMBER_BITS)))
        return self

    def __exit__(self, *_: object) -> None:
        self._browser.close()
        self._playwright.stop()

    def look(self, path: Path, times: Sequence[float], play: bool = True, speed: float = 1.0) -> Seen:
        """Play the file (at `speed`), then seek to each of `times`."""
        self._page.locator("input").set_input_files(str(path))
        found = self._page.evaluate("([times, play, speed]) => look(times, play, speed)", [list(times), play, speed])
        return Seen(
            [(at, number) for at, number in found["played"]],
            [(at, number) for at, number in found["seeks"]],
            found["ended"],
            found["duration"] or 0.0,
            found["error"],
        )


SCRIPT = r"""
const paper = document.createElement('canvas'), pen = paper.getContext('2d', { willReadFrequently: true });
const video = document.querySelector('video');

// The frame on screen: its time, and its number as tests/footage.py frame_number reads it (null: no bar code). Time and
// pixels are taken as one: while a callback waits for its turn, the player may go on.
const shown = () => {
  const frame = new VideoFrame(video);
  try { return [frame.timestamp / 1e6, numberOn(frame, video.videoWidth, video.videoHeight)]; } finally { frame.close(); }
};
const numberOn = (frame, width, height) => {
  const strip = Math.max(Math.floor(height / 8), 8);
  const top = Math.floor(strip / 4), bottom = Math.floor(strip * 3 / 4) + 1;
  paper.width = width; paper.height = bottom;
  pen.drawImage(frame, 0, 0, width, height);
  const pixels = pen.getImageData(0, top, width, bottom - top).data, levels = [];
  for (let cell = 0; cell < CELLS; cell++) {
    const left = Math.floor(cell * width / CELLS), right = Math.floor((cell + 1) * width / CELLS);
    const inset = Math.floor((right - left) / 4);
    let sum = 0, count = 0;
    for (let y = 0; y < bottom - top; y++)
      for (let x = left + inset; x < right - inset; x++) { sum += pixels[(y * width + x) * 4 + 1]; count++; }
    levels.push(sum / count);
  }
  const [white, black] = levels;
  if (white - black < 12) return null;
  const shares = levels.map(level => (level - black) / (white - black));
  if (shares.some(share => share > 0.35 && share < 0.65)) return null;
  const cells = shares.map(share => share > 0.5 ? 1 : 0);
  const number = parseInt(cells.slice(2, 2 + BITS).join(''), 2);
  const check = cells.slice(0, 2 + BITS).reduce((a, b) => a + b, 0) + Math.floor(number / 7);
  return ((check >> 1) & 1) === cells[CELLS - 2] && (check & 1) === cells[CELLS - 1] ? number : null;
};

const until = (name, patience) => new Promise((done, failed) => {
  const timer = setTimeout(() => failed(new Error(`no ${name} for ${patience} ms`)), patience);
  video.addEventListener(name, () => { clearTimeout(timer); done(); }, { once: true });
  video.addEventListener('error', () => { clearTimeout(timer); failed(new Error('video error')); }, { once: true });
});
const frameShown = patience => new Promise(done => {
  const timer = setTimeout(() => done(null), patience);
  video.requestVideoFrameCallback((_, about) => { clearTimeout(timer); done(about.mediaTime); });
});

window.look = async (times, play, speed) => {
  const result = { played: [], seeks: [], ended: false, duration: null, error: '' };
  const address = URL.createObjectURL(document.querySelector('input').files[0]);
  try {
    const first = frameShown(20000);
    video.src = address;
    await until('loadeddata', 20000);
    await first;
    result.duration = video.duration;
    if (play) {
      result.played.push(shown());
      let watching = true;
      const watch = () => {
        if (!watching) return;
        result.played.push(shown());
        video.requestVideoFrameCallback(watch);
      };
      video.requestVideoFrameCallback(watch);
      video.playbackRate = speed;
      const over = until('ended', 30000 + 1000 * video.duration / speed);
      await video.play();
      await over;
      watching = false;
      result.ended = true;
    }
    for (const time of times) {
      const fresh = frameShown(1000);
      const arrived = until('seeked', 20000);
      video.currentTime = time;
      await arrived;
      await fresh;
      result.seeks.push(shown());
    }
  } catch (error) {
    result.error = `${error.message}: ${video.error ? video.error.message || video.error.code : ''}`;
  }
  video.removeAttribute('src'); video.load();
  URL.revokeObjectURL(address);
  return result;
};
"""
