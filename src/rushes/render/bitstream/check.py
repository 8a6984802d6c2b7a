"""A joined file looked at again, by a reader that knows nothing of the writer.

`check_structure` reads all samples back and compares them with the plan and, byte for byte, with the sources.
`check_seams` decodes around every seam and compares pictures with those of the source, or of the piece, decoded
alone; any message of the decoder is a finding. Both return findings and never raise for what a file holds.
"""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
import numpy as np

from rushes.render.bitstream.families import Method, outspoken, record_of
from rushes.render.bitstream.index import SourceIndex
from rushes.render.bitstream.join import CopyRun, Joined, OutputRun, PieceRun, family_of, rewritten_units
from rushes.render.bitstream.mp4 import Cancelled
from rushes.render.bitstream.piece import KEY
from rushes.render.bitstream.reader import sample_reader
from rushes.render.bitstream.scan import Flag, Kind

FRAMES_AFTER_SEAM = 4
FRAMES_AFTER_OPEN_GROUP = 60
"""Where slice headers go on being rewritten, more is looked at: enough to fill any reference buffer anew."""
SECONDS_PER_SEAM_MAX = 300
"""How long one seam's decoding may take before it counts as hanging."""
CANCEL_POLL_SECONDS = 0.2
CONTAINERS = (b"moov", b"trak", b"mdia", b"minf", b"stbl")


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong, as a code, with the facts; `run` is the number of the run concerned, if one is."""

    code: str
    detail: str = ""
    run: int | None = None


def check(
    path: Path, runs: Sequence[OutputRun], joined: Joined, cancelled: Callable[[], bool] | None = None
) -> list[Finding]:
    """All that both checks find; the second only where the first finds nothing. Raises mp4.Cancelled."""
    return check_structure(path, runs, joined) or check_seams(path, runs, joined, cancelled=cancelled)


def check_structure(path: Path, runs: Sequence[OutputRun], joined: Joined) -> list[Finding]:
    """Count, times, decode order, sample entries, and copied samples byte for byte."""
    findings: list[Finding] = []
    entries = [count for kind, count in sample_entries(path) if kind == b"vide"]
    if entries != [1]:
        findings.append(Finding("sample_entries", f"{entries}"))
    try:
        with av.open(str(path), metadata_errors="replace") as container:
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
                if original is not None and memoryview(packet) != original:
                    findings.append(Finding("copied_bytes", f"sample {count}", run))
                count += 1
                if len(findings) > 20:
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
    """Per sample its run and, where it must be the source's own bytes, those bytes."""
    for number, (run, method) in enumerate(zip(runs, joined.methods)):
        if not isinstance(run, CopyRun):
            yield from ((number, None) for _ in range(len(run.piece)))
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


@dataclass(frozen=True, slots=True)
class _Window:
    """Samples of the output around the seam before run `run`: `start`, then from `go_on` to before `end`.

    Those between `start` and `go_on` are leading pictures that can't be decoded when decoding begins at `start`.
    """

    run: int
    start: int
    go_on: int
    end: int

    def samples(self, start: int = 0, end: int = 1 << 62) -> list[int]:
        """The window's samples from `start` to before `end`."""
        both = [self.start, *range(self.go_on, self.end)]
        return [each for each in both if start <= each < end]


def check_seams(
    path: Path,
    runs: Sequence[OutputRun],
    joined: Joined,
    seams: Sequence[int] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> list[Finding]:
    """Decode around the seams (all, or those before the runs numbered in `seams`) and compare every picture.

    Raises mp4.Cancelled where `cancelled` says so; the decoding process is then ended.
    """
    wanted = range(1, len(runs)) if seams is None else seams
    windows = [_window(runs, joined, number) for number in wanted]
    try:
        with tempfile.TemporaryDirectory(prefix="rushes-check-") as folder:
            ranges, codec, extradata = _sample_ranges(path)
            lots = []
            for window in windows:
                rows = [[*ranges[each], each] for each in window.samples()]
                lots.append({"path": str(path), "codec": codec, "extradata": extradata, "ranges": rows})
                lots += _references(runs, joined, window, Path(folder))
            pictures, said = _decode(lots, SECONDS_PER_SEAM_MAX * max(len(windows), 1), cancelled)
    except (av.FFmpegError, OSError, ValueError) as error:
        return [Finding("seam_unreadable", str(error))]
    findings = [Finding("decoder_message", said)] if said else []
    for number, window in enumerate(windows):
        findings += _compared(window, *pictures[number * 3 : number * 3 + 3])
    return findings


def check_whole(
    path: Path, seconds_max: float = 24 * 3600, cancelled: Callable[[], bool] | None = None
) -> list[Finding]:
    """Every picture decoded strictly; as slow as playing it. Raises mp4.Cancelled."""
    try:
        ranges, codec, extradata = _sample_ranges(path)
        rows = [[*each, number] for number, each in enumerate(ranges)]
        lot = {"path": str(path), "codec": codec, "extradata": extradata, "ranges": rows}
        (pictures,), said = _decode([lot], seconds_max, cancelled)
    except (av.FFmpegError, OSError, ValueError) as error:
        return [Finding("unreadable", str(error))]
    findings = [Finding("decoder_message", said)] if said else []
    if isinstance(pictures, str) or len(pictures) != len(ranges):
        findings.append(Finding("pictures", pictures if isinstance(pictures, str) else f"{len(pictures)}"))
    return findings


def _window(runs: Sequence[OutputRun], joined: Joined, number: int) -> _Window:
    seam, begin = joined.first_sample[number], joined.first_sample[number - 1]
    start, leading = _last_entry(runs[number - 1])
    end = joined.first_sample[number + 1] if number + 1 < len(runs) else len(joined.pts)
    start += begin
    following = runs[number]
    changed = rewritten_units(following) if isinstance(following, CopyRun) else 0
    after = max(FRAMES_AFTER_SEAM, min(changed, FRAMES_AFTER_OPEN_GROUP))
    return _Window(number, start, min(start + 1 + leading, seam), min(seam + after, end))


def _last_entry(run: OutputRun) -> tuple[int, int]:
    """The run's last sample at which decoding may begin, and how many after it are then lost."""
    if not isinstance(run, CopyRun):
        return int(np.flatnonzero(run.piece.flags & KEY)[-1]), 0
    units = run.run.units()
    entries = np.isin(run.index.kind[units], (Kind.IDR, Kind.CRA, Kind.BLA))
    entries[0] = True
    last = int(np.flatnonzero(entries)[-1])
    after = run.index.flags[units[last + 1 :]] & (Flag.RASL | Flag.RADL)
    if run.index.kind[units[last]] == Kind.IDR or last == 0:
        return last, 0
    return last, int(np.argmin(np.append(after, 0) > 0))


def _references(runs: Sequence[OutputRun], joined: Joined, window: _Window, folder: Path) -> list[dict]:
    """The lots that decode the same pictures from the source, or the piece, alone: before and after the seam."""
    seam = joined.first_sample[window.run]
    parts = ((window.run - 1, window.samples(end=seam)), (window.run, window.samples(start=seam)))
    lots = []
    for number, samples in parts:
        run, places = runs[number], [each - joined.first_sample[number] for each in samples]
        if isinstance(run, CopyRun):
            lots.append(_source_lot(run, places, samples, folder / f"{window.run}.{number}"))
        else:
            lots.append(_piece_lot(run, places, samples))
    return lots


def _source_lot(run: CopyRun, places: list[int], samples: list[int], spill: Path) -> dict:
    source, units = run.index, run.run.units()[places]
    path, offset, size, length_size = source.path, source.offset, source.size, source.length_size
    if not source.in_ranges:
        path, offset, size = _spilled(source, units, spill)
        length_size = 4
    sets = outspoken(source.codec, source.parameter_sets, source.reorder_depth)
    extradata = record_of(source.codec, sets, length_size)
    rows = [[int(offset[unit]), int(size[unit]), each] for unit, each in zip(units, samples)]
    return {"path": str(path), "codec": source.codec, "extradata": extradata.hex(), "ranges": rows}


def _piece_lot(run: PieceRun, places: list[int], samples: list[int]) -> dict:
    piece = run.piece
    # The first temporal unit of AV1 says it all; the samples of the others have 4-byte lengths.
    extradata = b"" if piece.codec == "av1" else record_of(piece.codec, family_of(run).sets)
    rows = [[int(piece.offset[at]), int(piece.size[at]), each] for at, each in zip(places, samples)]
    return {"path": str(piece.path), "codec": piece.codec, "extradata": extradata.hex(), "ranges": rows}


def _spilled(source: SourceIndex, units: np.ndarray, path: Path) -> tuple[Path, dict[int, int], dict[int, int]]:
    """The units' bytes in a file of their own, for sources that are no plain ranges."""
    read, offset, size = sample_reader(source), {}, {}
    with path.open("wb") as out:
        for unit in map(int, units):
            data = read(unit)
            offset[unit], size[unit] = out.tell(), len(data)
            out.write(data)
    return path, offset, size


def _sample_ranges(path: Path) -> tuple[list[tuple[int, int]], str, str]:
    with av.open(str(path), metadata_errors="replace") as container:
        track = container.streams.video[0]
        ranges = [(each.pos, each.size) for each in container.demux(track) if each.size]
        codec = track.codec_context
        return ranges, codec.codec.canonical_name, bytes(codec.extradata or b"").hex()


def _decode(lots: list[dict], seconds_max: float, cancelled: Callable[[], bool] | None) -> tuple[list, str]:
    """The pictures of each lot and all that the decoder said. Raises ValueError, Cancelled, TimeoutError."""
    command = [sys.executable, "-m", "rushes.render.bitstream.seam_decoder"]
    over = time.monotonic() + seconds_max
    with tempfile.TemporaryFile() as asked, tempfile.TemporaryFile() as told, tempfile.TemporaryFile() as said:
        asked.write(json.dumps(lots).encode())
        asked.seek(0)
        child = subprocess.Popen(command, stdin=asked, stdout=told, stderr=said)
        try:
            while child.poll() is None:
                if cancelled and cancelled():
                    raise Cancelled
                if time.monotonic() > over:
                    raise TimeoutError("the decoder hangs")
                with contextlib.suppress(subprocess.TimeoutExpired):
                    child.wait(CANCEL_POLL_SECONDS)
        finally:
            if child.poll() is None:
                child.kill()
                child.wait()
        told.seek(0), said.seek(0)
        words = said.read().decode(errors="replace").strip()
        if child.returncode:
            raise ValueError(words[-500:] or "the decoder stopped")
        return json.loads(told.read()), words[:2000]


def _compared(window: _Window, output: list | str, *alone: list | str) -> list[Finding]:
    for each in (output, *alone):
        if isinstance(each, str):
            return [Finding("seam_decode", each, window.run)]
    expected = dict(map(tuple, alone[0])) | dict(map(tuple, alone[1]))
    seen = dict(map(tuple, output))
    missing = set(window.samples()) - seen.keys()
    if missing:
        return [Finding("seam_pictures_missing", f"{sorted(missing)[:10]}", window.run)]
    different = [number for number, digest in seen.items() if expected.get(number) != digest]
    return [Finding("seam_pictures_differ", f"{different[:10]}", window.run)] if different else []
