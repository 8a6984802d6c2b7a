"""The mix written down: AAC packets for the MP4 writer, or a whole file of its own. Complete under its name, or not
there at all."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from queue import Full, Queue
from threading import Event, Thread

import av
import numpy as np

from rushes.render.bitstream.mp4 import Cancelled as WritingCancelled
from rushes.render.bitstream.mp4 import write_mp4
from rushes.render.bitstream.piece import Piece, PieceWriter
from rushes.render.bitstream.sound import Sound, sound_track
from rushes.render.report import Cancelled
from rushes.render.sound.plan import CHANNELS, RATE

AAC_PRIMING = 1024
"""Samples that FFmpeg's AAC encoder puts before the first one given to it."""

PADDING = 2048
"""Silence after the end, so that the last sound is whole whatever the decoder still overlaps with it."""

EDGE = RATE // 50
"""Samples kept from each end for the check of the finished file: 20 ms."""

EDGE_BAND_HZ = 3000
"""What is compared of them: every bitrate that we write keeps this, and low ones nothing much above."""

BITRATE_BPS = 192_000

FAST_CODER_BPS = 128_000
"""From here on FFmpeg's AAC encoder uses its faster coder: better at high bitrates and worse below 64 kb/s by its own
documentation. Seven sounds at 192 kb/s: noise 1 to 6 dB further below what can be heard in five, 1 and 11 dB nearer
in two where it is 30 dB below either way; a third to two thirds of the time."""

AHEAD_BLOCKS = 3
"""Blocks mixed ahead of the encoder, 2 s and 0.8 MB each."""


@dataclass(frozen=True, slots=True)
class Form:
    """A way to write sound: container and encoder in FFmpeg's names, and the sample format it takes."""

    container: str
    encoder: str
    samples: str
    options: tuple[tuple[str, str], ...] = ()


AAC = "aac"
FORMS: dict[str, Form | None] = {
    AAC: None,
    "m4a": None,
    "mp3": Form("mp3", "libmp3lame", "fltp"),
    "wav": Form("wav", "pcm_s16le", "s16", (("rf64", "auto"),)),
    "opus": Form("webm", "libopus", "flt"),
    "pcm": Form("mov", "pcm_s24le", "s32", (("movie_timescale", str(RATE)),)),
}
"""What `encode_sound` can make: "aac" is a `Piece` for `join.assemble`; "opus" a WebM and "pcm" a MOV to take the
track from; the others are finished files."""


@dataclass(frozen=True, eq=False)
class EncodedSound:
    """Sound that was written: `samples` long at RATE, as heard. `piece` is the open piece where `codec` is "aac".
    `head` and `tail` are its first and last 20 ms as they were mixed."""

    path: Path
    codec: str
    samples: int
    head: np.ndarray
    tail: np.ndarray
    piece: Piece | None = None

    @property
    def edges(self) -> Edges:
        """How loud `head` and `tail` are."""
        return Edges(edge_db(self.head), edge_db(self.tail))


@dataclass(frozen=True, slots=True)
class Edges:
    """How loud the first and the last 20 ms are, as `edge_db` has it."""

    head_db: float
    tail_db: float

    @staticmethod
    def of(piece: Piece) -> Edges | None:
        """As noted in sound that `encode_sound` kept as a piece."""
        if "first_db" not in piece.facts or "last_db" not in piece.facts:
            return None
        return Edges(float(piece.facts["first_db"]), float(piece.facts["last_db"]))


def edge_db(samples: np.ndarray) -> float:
    """The level of `samples`, shape (n, 2) at RATE, below EDGE_BAND_HZ: in dBFS, -120 at least."""
    if not len(samples):
        return -120.0
    spectrum = np.abs(np.fft.rfft(samples.astype(float) * np.hanning(len(samples))[:, None], axis=0)) ** 2
    low = spectrum[: max(len(samples) * EDGE_BAND_HZ // RATE, 1)]
    power = 2 * low.sum() / (len(samples) ** 2 * samples.shape[1] * 3 / 8)  # Parseval; 3/8 is the window's own power
    return max(10 * float(np.log10(power + 1e-20)), -120.0)


def packet_count(samples: int) -> int:
    """How many packets `encode_sound` makes of so many samples as "aac": priming and padding are packets too."""
    return -(-(samples + PADDING) // AAC_PRIMING) + 1


def encode_sound(
    blocks: Iterable[np.ndarray],
    destination: Path,
    codec: str = AAC,
    bitrate_bps: int = BITRATE_BPS,
    total_samples: int | None = None,
    cancelled: Callable[[], bool] = lambda: False,
    progress: Callable[[int], None] | None = None,
    packets: Callable[[Path, list[int]], None] | None = None,
) -> EncodedSound:
    """Encode `blocks` (float32, (n, 2), RATE) into the file `destination`, in one of FORMS.

    `total_samples`, where given, is what the blocks must add up to. `progress` is told how many samples are done, `packets` for
    "aac" the file that is being written and the sizes of the packets that can now be read from it, after the last ones.
    Raises Cancelled (leaving nothing), OSError, and whatever the blocks raise.
    """
    if codec not in FORMS:
        raise ValueError(f"no form of sound is called {codec!r}")
    destination = Path(destination)
    form = FORMS[codec]
    piece = None
    with _mixing(blocks) as coming:
        heard = _Heard(coming, cancelled, progress)
        if form is not None:
            _whole_file(heard, destination, form, bitrate_bps)
        elif codec == AAC:
            piece = _aac_piece(heard, destination, bitrate_bps, packets)
        else:
            _m4a(heard, destination, bitrate_bps, cancelled)
    assert total_samples in (None, heard.samples), f"mixed {heard.samples} samples, not {total_samples}"
    return EncodedSound(destination, codec, heard.samples, heard.head, heard.tail, piece)


@contextmanager
def _mixing(blocks: Iterable[np.ndarray]) -> Iterator[Iterator[np.ndarray]]:
    """`blocks`, made in a thread of their own a little ahead: mixing costs about as much as encoding, which lets other
    threads work meanwhile. What they raise is raised here."""
    made: Queue[np.ndarray | BaseException | None] = Queue(AHEAD_BLOCKS)
    over = Event()

    def put(item: np.ndarray | BaseException | None) -> None:
        while not over.is_set():
            with suppress(Full):
                made.put(item, timeout=0.2)
                return

    def make() -> None:
        try:
            for block in blocks:
                put(block)
                if over.is_set():
                    return
            put(None)
        except BaseException as error:
            put(error)

    def take() -> Iterator[np.ndarray]:
        while (item := made.get()) is not None:
            if isinstance(item, BaseException):
                raise item
            yield item

    thread = Thread(target=make, name="mixing", daemon=True)
    thread.start()
    try:
        yield take()
    finally:
        over.set()
        thread.join()


class _Heard:
    """The blocks on their way through, counted, their ends remembered."""

    def __init__(
        self, blocks: Iterable[np.ndarray], cancelled: Callable[[], bool], progress: Callable[[int], None] | None
    ) -> None:
        self._blocks, self._cancelled, self._progress = blocks, cancelled, progress
        self.samples = 0
        self.head = self.tail = np.zeros((0, CHANNELS), np.float32)

    def __iter__(self) -> Iterator[np.ndarray]:
        for block in self._blocks:
            if self._cancelled():
                raise Cancelled()
            if len(self.head) < EDGE:
                self.head = np.concatenate([self.head, block])[:EDGE]
            self.tail = np.concatenate([self.tail, block[-EDGE:]])[-EDGE:]
            self.samples += len(block)
            yield block
            if self._progress:
                self._progress(self.samples)


def _frames(blocks: Iterable[np.ndarray], samples: str) -> Iterator[av.AudioFrame]:
    """`blocks` as frames of the sample format `samples`; beyond full scale is cut off where it is whole numbers."""
    at = 0
    for block in blocks:
        if not len(block):
            continue
        frame = av.AudioFrame.from_ndarray(_as_format(block, samples), format=samples, layout="stereo")
        frame.sample_rate, frame.pts, frame.time_base = RATE, at, Fraction(1, RATE)
        at += len(block)
        yield frame


def _as_format(block: np.ndarray, samples: str) -> np.ndarray:
    if samples == "fltp":
        return np.ascontiguousarray(block.T)
    flat = block.reshape(1, -1)
    if samples == "flt":
        return np.ascontiguousarray(flat)
    kind = np.int16 if samples == "s16" else np.int32
    # 24 bits are the upper ones of 32
    scale, step = (32768.0, 1) if samples == "s16" else (8388608.0, 256)
    whole = np.clip(np.rint(flat.astype(np.float64) * scale), -scale, scale - 1)
    return (whole * step).astype(kind)


def _aac_context(bitrate_bps: int) -> av.AudioCodecContext:
    context = av.CodecContext.create("aac", "w")
    assert isinstance(context, av.AudioCodecContext)
    context.sample_rate, context.layout, context.format = RATE, "stereo", "fltp"
    context.bit_rate, context.time_base = bitrate_bps, Fraction(1, RATE)
    context.options = {"aac_coder": "fast" if bitrate_bps >= FAST_CODER_BPS else "twoloop"}
    context.open()
    return context


def aac_header(bitrate_bps: int = BITRATE_BPS) -> bytes:
    """The AudioSpecificConfig of the AAC that `encode_sound` makes."""
    return bytes(_aac_context(bitrate_bps).extradata or b"")


def _aac_piece(
    blocks: _Heard, path: Path, bitrate_bps: int, told: Callable[[Path, list[int]], None] | None = None
) -> Piece:
    context = _aac_context(bitrate_bps)
    end = 0
    facts = {"sample_rate": RATE, "channels": CHANNELS, "priming": AAC_PRIMING}
    with PieceWriter(path, "aac", Fraction(1, RATE), bytes(context.extradata or b""), **facts) as writer:

        def keep(packets: list[av.Packet]) -> None:
            for packet in packets:
                writer.add(bytes(packet), packet.pts, True)
            if told and packets:
                writer.flush()
                told(writer.part, [packet.size for packet in packets])

        for frame in _frames(blocks, "fltp"):
            keep(context.encode(frame))
            end += frame.samples
        silence = np.zeros((PADDING, CHANNELS), np.float32)
        padding = next(_frames([silence], "fltp"))
        padding.pts = end
        keep(context.encode(padding))
        keep(context.encode(None))
        edges = {"first_db": f"{edge_db(blocks.head):.1f}", "last_db": f"{edge_db(blocks.tail):.1f}"}
        return writer.finish(end=end, first=-AAC_PRIMING, **edges)


def _m4a(blocks: _Heard, path: Path, bitrate_bps: int, cancelled: Callable[[], bool]) -> None:
    packets, part = _part(path, ".aac"), _part(path)
    try:
        piece = _aac_piece(blocks, packets, bitrate_bps)
        with packets.open("rb") as file:
            write_mp4(part, [sound_track(Sound(piece), lambda _: file)], brand="M4A ", cancelled=cancelled)
        _synced(part)
        os.replace(part, path)
    except WritingCancelled:
        raise Cancelled() from None
    finally:
        packets.unlink(missing_ok=True)
        part.unlink(missing_ok=True)


def _whole_file(blocks: Iterable[np.ndarray], path: Path, form: Form, bitrate_bps: int) -> None:
    part = _part(path)
    try:
        with av.open(str(part), "w", format=form.container, options=dict(form.options)) as out:
            stream = out.add_stream(form.encoder, rate=RATE, layout="stereo")
            stream.format = form.samples
            if form.samples.startswith("flt"):
                stream.bit_rate = bitrate_bps
            for frame in _frames(blocks, form.samples):
                out.mux(stream.encode(frame))
            out.mux(stream.encode(None))
        _synced(part)
        os.replace(part, path)
    finally:
        with suppress(FileNotFoundError):
            part.unlink()


def _synced(path: Path) -> None:
    """On the disk before it gets its name."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _part(path: Path, ending: str = "") -> Path:
    """A name beside `path` for what is not finished."""
    return path.with_name(f".{path.name}.{os.getpid()}.{os.urandom(4).hex()}{ending}.part")
