"""The pictures around the seams of a joined file, decoded and compared with those of the source, or of the piece,
decoded alone. Any message of the decoder is a finding; nothing is raised for what a file holds.
"""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import av
import numpy as np

from rushes.render.bitstream.families import outspoken, record_of
from rushes.render.bitstream.index import SourceIndex
from rushes.render.bitstream.join import CopyRun, Joined, OutputRun, PieceRun, family_of, rewritten_units
from rushes.render.bitstream.mp4 import Cancelled
from rushes.render.bitstream.piece import KEY
from rushes.render.bitstream.reader import sample_reader
from rushes.render.bitstream.scan import Kind

AS_IT_SAYS = {"probesize": "32", "codec_whitelist": "none"}
"""Options with which libav takes an MP4's word and decodes nothing of it, which would cost 0.2 s of UHD."""

FRAMES_AFTER_SEAM = 4
FRAMES_AFTER_OPEN_GROUP = 60
"""Where slice headers go on being rewritten, more is looked at: enough to fill any reference buffer anew."""
SECONDS_PER_SEAM_MAX = 300
"""How long one seam's decoding may take before it counts as hanging."""
CANCEL_POLL_SECONDS = 0.2


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong, as a code, with the facts; `run` is the number of the run concerned, if one is."""

    code: str
    detail: str = ""
    run: int | None = None


@dataclass(frozen=True, slots=True)
class _Window:
    """Samples of the output around the seam before run `run`: `start`, then from `go_on` to before `end`.

    Those between `start` and `go_on` are leading pictures that can't be decoded when decoding begins at `start`, or, where
    two of our own closed pieces meet, pictures that don't show more than the one at `start`.
    Not `strict` where decoding begins in the middle of open H.264 groups, of which decoders may complain.
    """

    run: int
    start: int
    go_on: int
    end: int
    strict: bool

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
                lots.append(_lot(path, codec, extradata, rows, window.strict))
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
        (pictures,), said = _decode([_lot(path, codec, extradata, rows, True)], seconds_max, cancelled)
    except (av.FFmpegError, OSError, ValueError) as error:
        return [Finding("unreadable", str(error))]
    findings = [Finding("decoder_message", said)] if said else []
    if isinstance(pictures, str) or len(pictures) != len(ranges):
        findings.append(Finding("pictures", pictures if isinstance(pictures, str) else f"{len(pictures)}"))
    return findings


def _window(runs: Sequence[OutputRun], joined: Joined, number: int) -> _Window:
    seam, begin = joined.first_sample[number], joined.first_sample[number - 1]
    start, leading, strict = _last_entry(runs[number - 1])
    end = joined.first_sample[number + 1] if number + 1 < len(runs) else len(joined.pts)
    following = runs[number]
    changed = rewritten_units(following) if isinstance(following, CopyRun) else 0
    after = max(FRAMES_AFTER_SEAM, min(changed, FRAMES_AFTER_OPEN_GROUP))
    start += begin
    closed = isinstance(runs[number - 1], PieceRun) and isinstance(following, PieceRun)
    go_on = seam if closed else min(start + 1 + leading, seam)
    return _Window(number, start, go_on, min(seam + after, end), strict)


def _last_entry(run: OutputRun) -> tuple[int, int, bool]:
    """The run's last sample at which decoding may begin, how many after it are then lost, and whether a decoder
    has nothing to complain of there."""
    if not isinstance(run, CopyRun):
        return int(np.flatnonzero(run.piece.flags & KEY)[-1]), 0, True
    units = run.run.units()
    kinds, pts = run.index.kind[units], run.index.pts[units]
    entries = np.isin(kinds, (Kind.IDR, Kind.CRA, Kind.BLA, Kind.RECOVERY))
    last = int(np.flatnonzero(entries)[-1]) if entries.any() else 0
    if last == 0 or kinds[last] == Kind.IDR:
        return last, 0, True
    leading = int(np.argmin(np.append(pts[last + 1 :] < pts[last], False)))
    return last, leading, bool(kinds[last] != Kind.RECOVERY)


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
    return _lot(path, source.codec, extradata.hex(), rows, False)


def _piece_lot(run: PieceRun, places: list[int], samples: list[int]) -> dict:
    piece = run.piece
    # The first temporal unit of AV1 says it all; the samples of the others have 4-byte lengths.
    extradata = b"" if piece.codec == "av1" else record_of(piece.codec, family_of(run).sets)
    rows = [[int(piece.offset[at]), int(piece.size[at]), each] for at, each in zip(places, samples)]
    return _lot(piece.path, piece.codec, extradata.hex(), rows, False)


def _lot(path: Path, codec: str, extradata: str, rows: list[list[int]], strict: bool) -> dict:
    return {"path": str(path), "codec": codec, "extradata": extradata, "ranges": rows, "strict": strict}


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
    with av.open(str(path), metadata_errors="replace", options=AS_IT_SAYS) as container:
        track = container.streams.video[0]
        ranges = [(each.pos, each.size) for each in track.index_entries]
        codec = track.codec_context
        return ranges, codec.codec.canonical_name, bytes(codec.extradata or b"").hex()


def _decode(lots: list[dict], seconds_max: float, cancelled: Callable[[], bool] | None) -> tuple[list, str]:
    """The pictures of each lot, and all that was said while decoding the strict ones: two processes, since a
    source decoded from its middle may complain of what is no fault of the file.

    Raises ValueError, Cancelled, TimeoutError.
    """
    over, result, words = time.monotonic() + seconds_max, [""] * len(lots), ""
    with contextlib.ExitStack() as stack:
        children = []
        for strict in (True, False):
            numbers = [number for number, lot in enumerate(lots) if lot["strict"] is strict]
            if numbers:
                child = stack.enter_context(_decoding([lots[number] for number in numbers]))
                children.append((strict, numbers, child))
        for strict, numbers, child in children:
            while not child.done():
                if cancelled and cancelled():
                    raise Cancelled
                if time.monotonic() > over:
                    raise TimeoutError("the decoder hangs")
            pictures, said = child.answer()
            words = said if strict else words
            for number, each in zip(numbers, pictures):
                result[number] = each
    return result, words[:2000]


@contextlib.contextmanager
def _decoding(lots: list[dict]) -> Iterator[_Child]:
    """One decoding process; ended with its context whatever happens."""
    command = [sys.executable, "-m", "rushes.render.bitstream.seam_decoder"]
    with tempfile.TemporaryFile() as asked, tempfile.TemporaryFile() as told, tempfile.TemporaryFile() as said:
        asked.write(json.dumps(lots).encode())
        asked.seek(0)
        process = subprocess.Popen(command, stdin=asked, stdout=told, stderr=said)
        try:
            yield _Child(process, told, said)
        finally:
            if process.poll() is None:
                process.kill()
                process.wait()


@dataclass(frozen=True, slots=True)
class _Child:
    process: subprocess.Popen
    told: IO[bytes]
    said: IO[bytes]

    def done(self) -> bool:
        """Whether it has ended, waited for a moment."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(CANCEL_POLL_SECONDS)
        return self.process.poll() is not None

    def answer(self) -> tuple[list, str]:
        """What it found and what it said. Raises ValueError where it failed."""
        self.told.seek(0), self.said.seek(0)
        words = self.said.read().decode(errors="replace").strip()
        if self.process.returncode:
            raise ValueError(words[-500:] or "the decoder stopped")
        return json.loads(self.told.read()), words


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
