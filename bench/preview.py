"""How long the preview takes from an edit to the first still, piece and sound: `python bench/preview.py [FILE]`.

A film of the shared footage, or a UHD clip made on the spot, with its proxy made first; then 24 edits that each change
every piece (another brightness), each looked at somewhere else. Wall time and CPU time (of this process and its makers)
in milliseconds: median and 95th percentile. Figures are in bench/preview.md.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.footage import barcode_clip

from rushes.edits import AdjustColour, applied
from rushes.media.probe import probe
from rushes.media.proxies import Proxies, proxy_facts
from rushes.model.media import Media
from rushes.model.project import Project, appended
from rushes.render.preview.pieces import PICTURE, SOUND, Preview

EDITS = 24


def cpu_seconds(preview: Preview) -> float:
    """Used so far by this process and the makers it has now."""
    used = sum(os.times()[:2])
    for hand in (*preview._pictures._all, *preview._sounds._all):
        fields = Path(f"/proc/{hand._process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        used += (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return used


def told(name: str, walls: list[float], cpus: list[float]) -> None:
    ranked = sorted(walls)
    print(
        f"{name:22} {statistics.median(walls):7.1f} {ranked[int(len(ranked) * 0.95)]:7.1f} {statistics.mean(cpus):7.1f}"
    )


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        path = Path(sys.argv[1]) if len(sys.argv) > 1 else barcode_clip(
            root / "uhd.mp4", frames=360, size=(3840, 2160), gop=60, options={"preset": "ultrafast"}
        )  # fmt: skip
        media = Media(probe(path), "film")
        proxies = Proxies(root / "proxies", lambda _: path)
        started = time.perf_counter()
        if proxy_facts(media.facts):
            told: list[float] = []
            proxies.make(media, lambda *_: told.append(time.perf_counter() - started), lambda: False)
            print(f"proxy of {float(media.facts.duration):.1f} s: first part after {told[0]:.1f} s, "
                  f"all after {time.perf_counter() - started:.1f} s")  # fmt: skip
        preview = Preview(root / "preview", lambda _: path, proxies=proxies)
        preview.warm()
        project = appended(Project().with_media(media), media.id)
        measured(preview, project)
        preview.close()


def measured(preview: Preview, project: Project) -> None:
    length = project.timeline.length
    walls: dict[str, list[float]] = {}
    cpus: dict[str, list[float]] = {}

    def timed(name: str, act: Callable[[], object]) -> None:
        cpu, wall = cpu_seconds(preview), time.perf_counter()
        act()
        walls.setdefault(name, []).append((time.perf_counter() - wall) * 1000)
        cpus.setdefault(name, []).append((cpu_seconds(preview) - cpu) * 1000)

    for number in range(-2, EDITS):
        if number == 0:  # the first two only warm up
            walls.clear()
            cpus.clear()
        edited = applied(project, [AdjustColour(brightness_ev=0.1 + number / 100)])
        at = length * ((number * 7) % EDITS) / EDITS

        def under(row, at: Fraction = at) -> int:  # type: ignore[no-untyped-def]
            return next(n for n, each in enumerate(row) if each.start <= at < each.start + each.length)

        timed("list", lambda edited=edited: preview.pieces(edited))
        listed = preview.pieces(edited)
        timed("still", lambda edited=edited, at=at: preview.still(edited, at, 540))
        picture = under(listed.pictures)
        timed("piece", lambda edited=edited, picture=picture: preview.piece(edited, PICTURE, picture))
        timed("piece, kept", lambda edited=edited, picture=picture: preview.piece(edited, PICTURE, picture))
        if listed.sounds and number * 2 < len(listed.sounds):
            sound = under(listed.sounds)
            timed("sound", lambda edited=edited, sound=sound: preview.piece(edited, SOUND, sound))
    print(f"{'ms':22} {'median':>7} {'p95':>7} {'CPU':>7}     load {os.getloadavg()[0]:.1f}")
    for name in walls:
        told(name, walls[name], cpus[name])


if __name__ == "__main__":
    main()
