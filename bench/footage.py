"""Every clip of a folder through the engine: `python -m bench.footage FOLDER [NAME ...]`.

Each is cut at the head and given a title in the middle, planned as it would be for a normal export (what is copied, what
is encoded and why), then exported for real, at 480 lines where all of it must be encoded, and verified as every export
is. Prints a Markdown table; nothing of the footage is kept.
"""

from __future__ import annotations

import sys
import tempfile
import time
from fractions import Fraction
from pathlib import Path

from rushes.edits import AddTitle, TrimStart, applied
from rushes.errors import RushesError
from rushes.media.ingest import Originals
from rushes.media.prober import Prober
from rushes.model.media import Media
from rushes.model.project import Project, appended
from rushes.render.execute import Engine
from rushes.render.output import Codec, Output, sized

COSTLY_PIXELS = 300_000_000
"""Above so many pixels to encode a clip is exported small: this is a check, not a benchmark."""


def row(engine: Engine, media: Media, codec: Codec, out: Path) -> str:
    project = appended(Project().with_media(media), media.id)
    length = project.timeline.length
    project = applied(
        project, [TrimStart(min(Fraction(1, 2), length / 4)), AddTitle("Dawn", length / 2, Fraction(1, 2))]
    )
    output, canvas = Output(codec=codec), project.timeline.canvas
    plan = engine.explain(project, output)
    if plan.frames_encoded * canvas.width * canvas.height > COSTLY_PIXELS:
        output = sized(output, canvas.width, canvas.height, "480p")
    begun = time.monotonic()
    report = engine.export(project, output, out)
    whys = "; ".join(sorted({step.why for step in plan.plan.encodes}))
    return (
        f"{codec.value} | {plan.frames} | {plan.frames_copied} | {whys} | {report.width}x{report.height}, "
        f"{report.frames_copied} copied, verified | {time.monotonic() - begun:.1f} s"
    )


def main() -> None:
    folder, names = Path(sys.argv[1]), set(sys.argv[2:])
    print("| file | as | frames | copied | encoded because | exported | time |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as work:
        prober = Prober()
        originals = Originals(Path(work), prober)
        engine = Engine(lambda media: originals.frames_of(originals.facts_of(media)), Path(work) / "work")
        for path in sorted(folder.iterdir()):
            if names and path.name not in names:
                continue
            try:
                media = originals.add(path, path.name)
                codecs = [Codec.H264]
                if media.facts.video and media.facts.video.codec == "hevc":
                    codecs.append(Codec.HEVC)
                for codec in codecs:
                    print(f"| {path.name} | {row(engine, media, codec, Path(work) / 'out.mp4')} |", flush=True)
            except RushesError as error:
                print(f"| {path.name} | | | | {type(error).__name__}: {error} | | |", flush=True)
        prober.close()


if __name__ == "__main__":
    main()
