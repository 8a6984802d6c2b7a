"""A joined file looked at again, by a reader that knows nothing of the writer.

`check_structure` reads all samples back and compares them with the plan and, byte for byte, with the sources;
`seams.check_seams` decodes around every seam. Both return findings and never raise for what a file holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from pathlib import Path

import av

from rushes.render.bitstream.families import Method
from rushes.render.bitstream.join import Joined, OutputRun, PieceRun, length_size_of, rewritten_units
from rushes.render.bitstream.reader import sample_reader
from rushes.render.bitstream.seams import AS_IT_SAYS, Finding, check_seams

CONTAINERS = (b"moov", b"trak", b"mdia", b"minf", b"stbl")
FINDINGS_MAX = 20


def check(
    path: Path, runs: Sequence[OutputRun], joined: Joined, cancelled: Callable[[], bool] | None = None
) -> list[Finding]:
    """All that both checks find; the second only where the first finds nothing. Raises mp4.Cancelled."""
    return check_structure(path, runs, joined) or check_seams(path, runs, joined, cancelled=cancelled)


def check_structure(path: Path, runs: Sequence[OutputRun], joined: Joined) -> list[Finding]:
    """Count, times, decode order, sample entries; and, byte for byte, the samples that came from a source or a piece
    as they were."""
    findings: list[Finding] = []
    entries = [count for kind, count in sample_entries(path) if kind == b"vide"]
    if entries != [1]:
        findings.append(Finding("sample_entries", f"{entries}"))
    try:
        with av.open(str(path), metadata_errors="replace", options=AS_IT_SAYS) as container:
            track = container.streams.video[0]
            scale = joined.timescale * Fraction(track.time_base)
            wanted = _expected(runs, joined)
            count, last_dts = 0, None
            for packet in container.demux(track):
                if not packet.size:
                    continue
                run, original = next(wanted, (None, None))
                if run is None:
                    findings.append(Finding("samples", "more than planned"))
                    break
                if packet.pts is None or packet.pts * scale != int(joined.pts[count]):
                    findings.append(Finding("times", f"sample {count} is at {packet.pts}", run))
                if last_dts is not None and packet.dts <= last_dts:
                    findings.append(Finding("decode_times", f"sample {count}", run))
                last_dts = packet.dts
                # as bytes: memoryviews are compared one element after the other, 300 times slower
                if original is not None and bytes(packet) != original:
                    code = "encoded_bytes" if isinstance(runs[run], PieceRun) else "copied_bytes"
                    findings.append(Finding(code, f"sample {count}", run))
                count += 1
                if len(findings) > FINDINGS_MAX:
                    break
            if not findings and count != len(joined.pts):
                findings.append(Finding("samples", f"{count} of {len(joined.pts)}"))
            length = Fraction(track.duration or 0) * track.time_base
            if not findings and abs(length - Fraction(joined.end, joined.timescale)) > track.time_base:
                findings.append(Finding("duration", f"{float(length)}"))
    except (av.FFmpegError, OSError, IndexError) as error:
        findings.append(Finding("unreadable", str(error)))
    return findings


def _expected(runs: Sequence[OutputRun], joined: Joined) -> Iterable[tuple[int, bytes | None]]:
    """Per sample its run and, where it must be the source's or the piece's own bytes, those bytes."""
    for number, (run, method) in enumerate(zip(runs, joined.methods)):
        if isinstance(run, PieceRun):
            yield from ((number, each) for each in _piece_samples(run, method, length_size_of(runs)))
            continue
        source, exact = run.index, method is Method.VERBATIM
        read = None if source.in_ranges else sample_reader(source)
        with source.path.open("rb", buffering=0) as file:
            changed = rewritten_units(run)
            for place, unit in enumerate(map(int, run.run.units())):
                if not exact or place < changed:
                    yield number, None
                elif read:
                    yield number, read(unit)
                else:
                    file.seek(int(source.offset[unit]))
                    yield number, file.read(int(source.size[unit]))


def _piece_samples(run: PieceRun, method: Method, length_size: int) -> Iterable[bytes | None]:
    """A piece's samples, None each where they are written otherwise: with other sets, or lengths of other than 4 bytes."""
    piece = run.piece
    if method is not Method.VERBATIM or length_size != 4:
        yield from (None for _ in range(len(piece)))
        return
    with piece.path.open("rb", buffering=0) as file:
        for offset, size in zip(piece.offset, piece.size):
            file.seek(int(offset))
            yield file.read(int(size))


def sample_entries(path: Path) -> list[tuple[bytes, int]]:
    """For each track its handler and its count of sample entries, read straight from the boxes."""
    with path.open("rb") as file:
        at = 0
        while True:
            file.seek(at)
            head = file.read(16)
            if len(head) < 8:
                return []
            size = int.from_bytes(head[:4], "big")
            size = int.from_bytes(head[8:16], "big") if size == 1 else size
            if head[4:8] == b"moov":
                file.seek(at)
                return list(_entries(file.read(size), 8, size))
            at += max(size, 8)


def _entries(data: bytes, at: int, end: int) -> Iterable[tuple[bytes, int]]:
    handler = b""
    while at + 8 <= end:
        size, kind = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        if kind == b"hdlr":
            handler = data[at + 16 : at + 20]
        elif kind == b"stsd":
            yield b"", int.from_bytes(data[at + 12 : at + 16], "big")
        elif kind in CONTAINERS:
            yield from ((found or handler, count) for found, count in _entries(data, at + 8, at + size))
        at += max(size, 8)
