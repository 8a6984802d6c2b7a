"""A browser with a page of Rushes in it, and what tests look at through it."""

from __future__ import annotations

import base64
import io
import os
import shutil
import subprocess
import tarfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from tests.footage import frame_number

AXE = "axe-core@4.14.1"

WINDOW = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}

STORE = "import(document.querySelector('script[src]').src.replace(/app\\.js.*/, 'lib/store.js'))"
"""What the page knows, as the module that it has it from."""

SHOWS = """{ const own = HTMLVideoElement.prototype.requestVideoFrameCallback;
HTMLVideoElement.prototype.requestVideoFrameCallback = function (run) {
  return own.call(this, (now, meta) => { this.shows = meta.mediaTime; run(now, meta); }); }; }"""
"""Keeps with a video the moment of the frame that is on the screen: on a busy machine that comes after "seeked"."""

PATIENCE_MS = 30_000
"""How long anything may take before a story fails: machines that test are busy."""


def chromium() -> str | None:
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


def axe_source(folder: Path) -> str | None:
    """The accessibility checker out of its npm package, or None where that can't be had."""
    if shutil.which("npm") is None:
        return None
    done = subprocess.run(["npm", "pack", "--silent", AXE], cwd=folder, capture_output=True, text=True, timeout=120)
    if done.returncode:
        return None
    with tarfile.open(folder / done.stdout.strip()) as archive:
        member = archive.extractfile("package/axe.min.js")
        assert member is not None
        return member.read().decode()


@dataclass
class Look:
    """One window. `said` gathers what the page complained about."""

    page: Any
    base: str
    shots: Path
    said: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.set_default_timeout(PATIENCE_MS)
        self.page.add_init_script(SHOWS)
        self.page.on("console", lambda m: self.said.append(m.text) if m.type == "error" else None)
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("request", self._asked)

    def _asked(self, request: Any) -> None:
        if not request.url.startswith((self.base, "blob:", "data:")):
            self.said.append(f"asked elsewhere: {request.url}")

    def open(self, path: str = "/") -> Look:
        self.page.goto(self.base + path)
        self.page.wait_for_selector("html[data-ready]")
        return self

    def begin(self, *files: Path) -> Look:
        """A new session with these files in its pool, the first on the timeline."""
        self.open()
        self.page.locator(".to-export").click()
        self.page.wait_for_selector(".empty")
        if files:
            self.upload(*files)
            self.page.wait_for_selector(".clip")
        return self

    def upload(self, *files: Path) -> None:
        self.known()
        before = self.page.evaluate("() => store.media.value.length")
        self.page.locator("input[type=file]").first.set_input_files([str(each) for each in files])
        self.page.wait_for_function(
            "n => store.media.value.length >= n && !document.querySelector('.arriving')", arg=before + len(files)
        )

    def say(self, words: str) -> None:
        """Says something and waits for its answer."""
        answers = self.page.locator(".log .answer").count()
        self.page.locator("#composer").fill(words)
        self.page.keyboard.press("Enter")
        self.page.wait_for_function(
            "n => document.querySelectorAll('.log .answer').length > n && !document.querySelector('.doing') && !document.querySelector('.send[aria-label=Stop]')",
            arg=answers,
        )

    def edit(self, *operations: tuple[str, dict[str, Any]]) -> None:
        """Sends operations (kind, value) as the page's own hand edits are sent, and waits until they show."""
        number = self.page.evaluate(
            """async (operations) => { const root = document.querySelector('script[src]').src.replace(/app\\.js.*/, '');
            const [store, actions] = await Promise.all(['store', 'actions'].map((name) => import(`${root}lib/${name}.js`)));
            const done = await actions.edit((project) => ({ operations, sketch: project }));
            if (!done) throw new Error(store.toasts.value.map((one) => one.text).join(' '));
            return store.session.value.revision; }""",
            [{"kind": kind, "value": value} for kind, value in operations],
        )
        self.revision(number)

    def session(self) -> str:
        return self.page.url.rsplit("/", 1)[1]

    def revision(self, number: int) -> None:
        """Waits until the page shows revision `number`, saved."""
        self.page.wait_for_function(
            "n => document.querySelector('.saved')?.textContent.trim().endsWith(` ${n}`)", arg=number
        )

    def known(self) -> None:
        """Lets what is waited for ask the page's `store`: a predicate that is a promise would count as true."""
        self.page.evaluate(f"async () => {{ window.store = await {STORE}; }}")

    def settled(self) -> None:
        """Waits until the picture itself shows, of the newest revision, all there and without a still before it."""
        self.known()
        self.page.wait_for_function(
            """() => { const v = document.querySelector('video'), { revision } = store.session.value;
            const late = v.currentTime - v.shows, frame = 1 / store.fps.value;
            return late > -0.001 && late < frame + 0.001 && v.readyState >= 2 && !v.seeking && !document.querySelector('.still, .stage .busy') && Number(document.querySelector('.stage-badge').textContent.match(/\\d+$/)) === revision; }"""
        )

    def seek(self, seconds: float) -> None:
        self.page.locator(".times button").click()
        self.page.keyboard.type(f"{seconds:.5f}")
        self.page.keyboard.press("Enter")

    def frame(self, size: tuple[int, int] = (320, 180)) -> int:
        """The number of the bar-coded frame that the video shows now."""
        text = self.page.evaluate(
            """([w, h]) => { const c = document.createElement('canvas'); c.width = w; c.height = h;
            c.getContext('2d').drawImage(document.querySelector('video'), 0, 0, w, h); return c.toDataURL('image/png').split(',')[1]; }""",
            list(size),
        )
        with Image.open(io.BytesIO(base64.b64decode(text))) as image:
            return frame_number(np.asarray(image.convert("RGB")))

    def shot(self, name: str) -> None:
        self.page.screenshot(path=str(self.shots / f"{name}.png"))

    def clips(self) -> list[str]:
        return self.page.evaluate(
            "() => [...document.querySelectorAll('.lane.video .item')].map(n => n.getAttribute('aria-label'))"
        )


def shots_folder(otherwise: Path) -> Path:
    folder = Path(os.environ.get("RUSHES_SHOTS") or otherwise)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


SPEAK = f"async (language) => (await {STORE.replace('store', 'i18n')}).speak(language)"


ICONS = """() => [...document.querySelectorAll('svg.icon')].map((node) => {
  const { left, top, width, height } = node.getBoundingClientRect(), button = node.closest('button, a');
  const over = document.elementFromPoint(left + width / 2, top + height / 2);
  const there = width > 0 && over && (node.contains(over) || over.contains(node)) && node.checkVisibility({ opacityProperty: true });
  return there && !button?.disabled && !node.closest('.looking') ? [node.firstElementChild.getAttribute('href').split('#')[1], left, top, width, height] : null;
}).filter(Boolean)"""
"""The icons that are to be seen: what each is, and where; not beside the time in the composer, which moves them."""

FAINT = 40
"""Less between the darkest and the brightest of an icon's pixels, of 255, and nobody sees it."""


def unseen(look: Look, shot: Path, before: list[Any]) -> list[str]:
    """The icons that are there but can't be seen in a screenshot of the page as it stands; only those that stood at the
    same place `before` it was taken."""
    with Image.open(shot) as image:
        grey = np.asarray(image.convert("L")).astype(int)
    found = []
    for name, left, top, width, height in filter(before.__contains__, look.page.evaluate(ICONS)):
        pixels = grey[max(int(top), 0) : int(top + height), max(int(left), 0) : int(left + width)]
        if pixels.size and pixels.max() - pixels.min() < FAINT:
            found.append(f"no {name} to be seen at {left:.0f}, {top:.0f}")
    return found


def shut_out(look: Look, source: str, name: str) -> list[str]:
    """Whom the page as it stands shuts out: what the accessibility checker finds, icons that can't be seen, and what is
    wider than the window, in light and dark, in English and Chinese; a screenshot of each. Stands in dark English
    afterwards."""
    found = []
    for language in ("zh", "en"):
        look.page.evaluate(SPEAK, language)
        for scheme in ("light", "dark"):
            icons = look.page.evaluate(ICONS)
            look.page.emulate_media(color_scheme=scheme)
            here = f"{name}-{language}-{scheme}"
            look.shot(f"{here}-at-once")
            found += [f"{here}, at once: {each}" for each in unseen(look, look.shots / f"{here}-at-once.png", icons)]
            look.page.wait_for_timeout(300)
            look.shot(here)
            found += [f"{here}: {each}" for each in unseen(look, look.shots / f"{here}.png", icons)]
            found += [f"{here}: {each}" for each in violations(look, source)]
            wide = look.page.evaluate("() => document.documentElement.scrollWidth - innerWidth")
            if wide > 0:
                found.append(f"{here}: {wide} px wider than the window")
    return found


def violations(look: Look, source: str) -> list[str]:
    """What the accessibility checker finds in the page as it stands."""
    look.page.evaluate(source)
    found = look.page.evaluate("() => axe.run(document, {resultTypes: ['violations']}).then(r => r.violations)")
    return [
        f"{each['id']}: {node['html'][:140]} {node['failureSummary'][:160]}" for each in found for node in each["nodes"]
    ]
