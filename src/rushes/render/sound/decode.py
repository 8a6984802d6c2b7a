"""The samples of a source, exact: any stretch of a sound track as float32 stereo at 48 kHz on the media clock.

Positions come from timestamps, counted on by samples: after a seek the same sample has the same place as in
straight reading. Encoder priming is what the container says it is (libav drops it). Holes in the timestamps and
packets that don't decode become silence, overlaps are trimmed, clocks that run unevenly are followed to within
1 ms; nothing damaged raises.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from fractions import Fraction
from functools import cache
from math import gcd
from pathlib import Path

import av
import numpy as np
from av.stream import Discard

from rushes.model.time import Seconds
from rushes.render.sound.conform import Conversion, stereo
from rushes.render.sound.plan import CHANNELS, RATE, SoundSource

PREROLL: Seconds = Fraction(3, 10)
"""Decoded before what is wanted, so that overlapping transforms, bit reservoirs and filters have settled (MP3 needs
about 0.25 s, Opus 0.08 s)."""

JITTER: Seconds = Fraction(3, 200)
"""Timestamps this near to the counted place are rounding, not a hole; below every codec's frame."""

DRIFT: Seconds = Fraction(1, 1000)
"""How far a counted place may be from the timestamps before it is caught up."""

DRIFT_STEP = 8
"""Samples a frame gains or loses while catching up: under 1 %, which nobody hears for a few frames."""

AHEAD = 16
"""Frames read ahead to judge timestamps by, about a third of a second."""

WITHOUT_INDEX = frozenset({"mp3", "aac", "ac3", "eac3", "dts", "truehd", "amr", "mpegvideo"})
"""Bare streams: places after a seek are guesses by bit rate, so these are always read from their start."""

UNEVEN = frozenset({"vorbis", "wmav1", "wmav2", "wmapro"})
"""Codecs whose frames differ in length: they stand on no grid."""

LOUDEST = 16.0
"""No decoder means more than this (1 is full scale): a frame beyond it is damage."""

_Decoded = tuple[int | None, int, np.ndarray]
"""A decoded frame: timestamp, rate, samples (n, 2)."""


class SoundReader:
    """One sound track of one file, read from any place; reading on from the last place costs no seek.

    `read(at, count)` counts samples of 48 kHz from 0 of the media clock; what lies before the sound's start, after
    its end or in a hole of it is silence. `warnings` gathers what could not be decoded, each thing once. Close it.
    Raises FileNotFoundError, and nothing else.
    """

    def __init__(self, path: Path, source: SoundSource) -> None:
        self.warnings: list[str] = []
        self._path, self._source = path, source
        self._container = None
        self._blocks: Iterator[tuple[int, np.ndarray]] = iter(())
        self._at: int | None = None
        self._kept: list[tuple[int, np.ndarray]] = []
        self._torn = False
        """The next packet is the first after a seek, which may have ended in the middle of it."""
        self._open()

    def __enter__(self) -> SoundReader:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def close(self) -> None:
        if self._container is not None:
            self._container.close()
            self._container = None

    def read(self, at: int, count: int) -> np.ndarray:
        """`count` samples from `at` on, shape (count, 2)."""
        result = np.zeros((count, CHANNELS), np.float32)
        if self._container is None or count <= 0:
            return result
        if self._at is None or not self._at <= at <= self._at + RATE:
            self._kept, self._blocks = [], self._decoded(at)
        self._at = at + count
        kept: list[tuple[int, np.ndarray]] = []
        waiting = iter(self._kept)
        while True:
            block = next(waiting, None) or next(self._blocks, None)
            if block is None:
                break
            start, samples = block
            first, last = max(start, at), min(start + len(samples), at + count)
            if first < last:
                result[first - at : last - at] = samples[first - start : last - start]
            if start + len(samples) > at + count:
                kept.append(block)
                break
        kept.extend(waiting)
        self._kept = kept
        return result

    # --- where things are -----------------------------------------------------------------------------------

    def _open(self) -> None:
        """Opens the file and learns where its sound begins and how its frames are spaced."""
        try:
            self._container = opened(self._path)
        except FileNotFoundError:
            raise
        except (av.FFmpegError, OSError) as error:
            return self._warn(f"not opened: {error}")
        self._stream = self._own_stream()
        if self._stream is None:
            self.close()
            return self._warn("no sound track")
        for stream in self._container.streams:
            if stream is not self._stream:
                stream.discard = Discard.all
        context = self._stream.codec_context
        self._tick = Fraction(self._stream.time_base)
        first = self._first_frames(2)
        frames = [(frame.pts, frame.samples, packet) for packet, frame in first]
        if not frames:
            self.close()
            return self._warn("nothing in it could be decoded")
        self._rate = first[0][1].sample_rate
        pts, self._lead, packet = frames[0]
        self._frame = frames[1][1] if len(frames) > 1 else self._lead
        self._even = context.name not in UNEVEN
        self._zero = self._exact_start(Fraction(pts or 0) * self._tick, packet)
        # (pts * tick - zero) * rate, in whole numbers: over and under one denominator
        under = (self._tick * self._rate).denominator * (self._zero * self._rate).denominator
        self._ratio = int(self._tick * self._rate * under), under
        self._before = int(self._zero * self._rate * under)
        self._coarse = self._tick * self._rate > 1
        origin = self._source.origin
        if origin is None:
            origin = self._zero - self._source.start
        self._base = round((self._zero - origin) * RATE)
        self._origin = origin
        return None

    def _own_stream(self):
        assert self._container is not None
        streams = self._container.streams
        if self._source.stream < len(streams) and streams[self._source.stream].type == "audio":
            return streams[self._source.stream]
        return streams.audio[self._source.track] if self._source.track < len(streams.audio) else None

    def _first_frames(self, count: int) -> list[tuple[av.Packet, av.AudioFrame]]:
        result: list[tuple[av.Packet, av.AudioFrame]] = []
        for packet in self._packets():
            result += [(packet, frame) for frame in self._frames(packet)]
            if len(result) >= count:
                break
        return result

    def _exact_start(self, shown: Seconds, packet: av.Packet) -> Seconds:
        """The container's time of the first sample heard. Clocks coarser than a sample (1 ms in Matroska) round it:
        there it is the packet's own time plus what priming takes from it, and 0 where that is within a tick of 0."""
        if self._tick * self._rate <= 1:
            return shown
        if packet.pts is not None and self._frame > self._lead:
            shown = packet.pts * self._tick + Fraction(self._frame - self._lead, self._rate)
        return Fraction(0) if abs(shown) < self._tick <= Fraction(1, 500) else shown

    def _place(self, pts: int) -> int:
        """The number of the source sample with this timestamp, 0 being the first heard. A coarse clock is put on the
        grid of whole frames."""
        over, under = self._ratio
        twice = 2 * (pts * over - self._before)
        raw = (twice + under) // (2 * under)
        if not self._coarse or not self._even:
            return raw
        frames = (twice - 2 * self._lead * under + self._frame * under) // (2 * self._frame * under)
        on_grid = self._lead + frames * self._frame
        return on_grid if abs(on_grid - raw) <= self._tick * self._rate * 3 / 2 else raw

    # --- decoding -------------------------------------------------------------------------------------------

    def _decoded(self, at: int) -> Iterator[tuple[int, np.ndarray]]:
        """Blocks of 48 kHz stereo with their places, rising, from `at` or earlier on."""
        grain = self._rate // gcd(self._rate, RATE)
        wanted = (at - self._base) * self._rate // RATE - int(PREROLL * self._rate) - grain
        self._seek(max(wanted, 0))
        conversion: Conversion | None = None
        for place, rate, samples, follows in self._placed(wanted):
            if conversion is None or not follows or rate != conversion.rate:
                if conversion is not None:
                    yield from conversion.end()
                conversion = Conversion(rate, self._rate, place, self._base)
            yield from conversion.add(samples)
        if conversion is not None:
            yield from conversion.end()

    def _placed(self, wanted: int) -> Iterator[tuple[int, int, np.ndarray, bool]]:
        """Place, rate and samples of each frame, and whether it goes on where the last one ended. Places count the
        source's samples from the first heard. The timestamps of the next frames (`AHEAD`) tell a clock that jitters
        from one with a hole: the first is counted through, and caught up with a few samples a frame when it is 1 ms
        off; the second is left empty (or its overlap dropped)."""
        expected: int | None = None
        catching_up = False
        for frames in _looking_ahead(self._decodable(wanted), AHEAD):
            pts, rate, samples = frames[0]
            tolerance = round(JITTER * self._rate)
            if expected is None:
                expected = self._anchor(frames, tolerance)
                follows = False
            else:
                follows = True
                apart = self._place(pts) - expected if pts is not None else 0
                if abs(apart) > tolerance and self._really_apart(frames, expected, tolerance):
                    if apart < 0:
                        samples = samples[-apart:]
                    else:
                        expected, follows = expected + apart, False
                elif apart and rate == self._rate:
                    off = self._drift(frames, expected, tolerance)
                    catching_up = abs(off) > (DRIFT_STEP if catching_up else DRIFT * self._rate)
                    if catching_up:
                        samples = _spread(samples, max(min(off, DRIFT_STEP), -DRIFT_STEP))
            if len(samples):
                yield expected, rate, samples, follows
                expected += len(samples) * self._rate // rate

    def _offsets(self, frames: list[_Decoded], expected: int) -> list[int]:
        """How far each of `frames` is from where counting on from `expected` would put it."""
        result = []
        for pts, rate, samples in frames:
            if pts is not None:
                result.append(self._place(pts) - expected)
            expected += len(samples) * self._rate // rate
        return result

    def _anchor(self, frames: list[_Decoded], tolerance: int) -> int:
        """Where the first frame stands, by what most timestamps near its own say."""
        first = self._place(frames[0][0] or 0)
        return first + round(float(np.median([o for o in self._offsets(frames, first) if abs(o) <= tolerance] or [0])))

    def _drift(self, frames: list[_Decoded], expected: int, tolerance: int) -> int:
        return round(float(np.median([o for o in self._offsets(frames, expected) if abs(o) <= tolerance] or [0])))

    def _really_apart(self, frames: list[_Decoded], expected: int, tolerance: int) -> bool:
        """Whether the frame after the first is out of place too: one alone is a wrong timestamp."""
        return all(abs(offset) > tolerance for offset in self._offsets(frames[:2], expected))

    def _decodable(self, wanted: int) -> Iterator[_Decoded]:
        for packet in self._packets():
            if packet.pts is not None and self._place(packet.pts) + 8 * self._frame < wanted:
                continue
            for frame in self._frames(packet):
                samples = stereo(frame)
                if not len(samples):
                    continue
                if not max(samples.max(), -samples.min()) <= LOUDEST:  # neither is a NaN
                    self._warn("damaged sound silenced")
                    samples = np.zeros_like(samples)
                yield frame.pts, frame.sample_rate, samples

    def _seek(self, sample: int) -> None:
        """To a packet at or before `sample`; to the start where the file can't say where it is."""
        assert self._container is not None
        if self._container.format.name in WITHOUT_INDEX or sample == 0:
            return self._rewind()
        for back in (0, 10):
            seconds = self._zero + Fraction(sample, self._rate) - back
            try:
                self._container.seek(int(seconds / self._tick), stream=self._stream, backward=True)
                found = next((p for p in self._container.demux(self._stream) if p.pts is not None), None)
                if found is None or self._place(found.pts) > sample:
                    continue
                self._container.seek(int(seconds / self._tick), stream=self._stream, backward=True)
            except (av.FFmpegError, OSError):
                break
            self._stream.codec_context.flush_buffers()
            self._torn = True
            return None
        return self._rewind()

    def _rewind(self) -> None:
        """Back to the very start, priming and all: by opening again."""
        self.close()
        self._torn = False
        self._container = opened(self._path)
        self._stream = self._own_stream()
        for stream in self._container.streams:
            if stream is not self._stream:
                stream.discard = Discard.all

    def _packets(self) -> Iterator[av.Packet]:
        assert self._container is not None
        packets = self._container.demux(self._stream)
        while True:
            try:
                yield next(packets)
            except StopIteration:
                return
            except (av.FFmpegError, OSError) as error:
                return self._warn(f"not read to its end: {error}")

    def _frames(self, packet: av.Packet) -> list[av.AudioFrame]:
        torn, self._torn = self._torn, False
        try:
            return packet.decode()
        except av.FFmpegError as error:
            if not torn:
                self._warn(f"damaged sound silenced: {error}")
            return []

    def _warn(self, what: str) -> None:
        if what not in self.warnings:
            self.warnings.append(what)


@cache
def _sound_decoders() -> str:
    """The names of all decoders of sound, as the option `codec_whitelist` takes them."""
    found = []
    for name in av.codecs_available:
        with suppress(ValueError):  # it only encodes
            if av.Codec(name, "r").type == "audio":
                found.append(name)
    return ",".join(sorted(found))


def opened(path: Path) -> av.container.InputContainer:
    """The file at `path`, open. MP4 and MOV say all about their sound in front, and are not asked for more: libav would
    decode a picture to know the file better, which costs 0.2 s of UHD, so it is given no decoder for one."""
    try:
        options = {"probesize": "32", "codec_whitelist": _sound_decoders()}
        container = av.open(str(path), metadata_errors="replace", options=options)
        if "mp4" in container.format.name:
            return container
        container.close()
    except FileNotFoundError:
        raise
    except (av.FFmpegError, OSError):
        pass
    return av.open(str(path), metadata_errors="replace")


def _looking_ahead(frames: Iterator[_Decoded], count: int) -> Iterator[list[_Decoded]]:
    """Each frame with up to `count` that follow it."""
    window: list[_Decoded] = []
    for frame in frames:
        window.append(frame)
        if len(window) > count:
            yield window
            window = window[1:]
    while window:
        yield window
        window = window[1:]


def _spread(samples: np.ndarray, more: int) -> np.ndarray:
    """`samples` drawn out (or in) to hold `more` samples, by straight lines between them."""
    count = len(samples) + more
    at = np.arange(count) * (len(samples) / count)
    known = np.arange(len(samples))
    return np.stack([np.interp(at, known, side) for side in samples.T], axis=1).astype(np.float32)
