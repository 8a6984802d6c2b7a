"""The sound of a preview: pieces of so many FLAC packets on a fixed grid of samples. Pure.

What is mixed for a piece is a slice of the whole film's sound plan, cut to the sample and without fades at its ends:
it begins early enough that limiter, ducking and speed stand as if all before had been played, and joints can't be
heard.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from fractions import Fraction

from rushes.model.project import Project
from rushes.model.time import Seconds, Span
from rushes.render.sound.plan import RATE, SoundPlan, Voice, sound_plan

PACKET = 1152
"""Samples in a FLAC packet, as FFmpeg's encoder cuts them at its quick levels: 24 ms."""

PACKETS = 42
"""Packets in a piece: 1.008 s. The picture waits for the sound under it, so a piece must be made quickly."""

LEAD = RATE // 2
"""Samples mixed before a piece: six times the limiter's release."""

DUCK_LEAD = 6 * RATE
"""The same where ducking listens: floor and hold of its gate reach back 3 s."""

AFTER = RATE // 20
"""Samples mixed after the last one wanted: four times what the limiter looks ahead."""

DUCK_AFTER = 2 * RATE
"""Ducking looks this far ahead."""

ANCHOR = 16 * RATE
"""Stretched voices are played from multiples of this of their own samples: windows laid down from another start would
not meet those of the piece before."""


@dataclass(frozen=True, slots=True)
class SoundPiece:
    """Packets `first` to `first + packets`, at `start` for `length` timeline seconds. `plan` is what is mixed; its
    sample `skip` is the first of the piece. `whole` has a loudness to reach where the film has: then the mix is raised
    by what `whole` needs."""

    key: str
    first: int
    packets: int
    start: Seconds
    length: Seconds
    plan: SoundPlan
    skip: int
    whole: SoundPlan | None


def sound_pieces(project: Project) -> tuple[SoundPiece, ...]:
    """The pieces of the sound, in order; none where nothing is heard."""
    plan = sound_plan(project)
    if plan.silent:
        return ()
    packets = -(-plan.samples // PACKET)
    ducks = any(voice.duck for voice in plan.voices)
    sums = plan.fingerprint if plan.loudness_lufs is not None else ""
    near = _Near(plan.voices)
    return tuple(
        _piece(plan, near, ducks, sums, first, min(PACKETS, packets - first)) for first in range(0, packets, PACKETS)
    )


def begun_late(piece: SoundPiece, skipped: int) -> SoundPiece:
    """`piece` without its first `skipped` packets, mixed as all of it is."""
    if not skipped:
        return piece
    gone = Fraction(skipped * PACKET, RATE)
    return replace(
        piece, key=hashlib.sha256(f"{piece.key} {skipped}".encode()).hexdigest(), first=piece.first + skipped,
        packets=piece.packets - skipped, start=piece.start + gone, length=piece.length - gone,
        skip=piece.skip + skipped * PACKET,
    )  # fmt: skip


class _Near:
    """The voices of a plan by when they are heard: a long film has hundreds, a piece a few."""

    def __init__(self, voices: tuple[Voice, ...]) -> None:
        self._seconds: dict[int, list[int]] = {}
        self._voices = voices
        for number, voice in enumerate(voices):
            for second in range(voice.at // RATE, (voice.at + voice.samples) // RATE + 1):
                self._seconds.setdefault(second, []).append(number)

    def between(self, begin: int, end: int) -> tuple[Voice, ...]:
        """At least those heard from sample `begin` to `end`, in the plan's order."""
        seconds = range(begin // RATE, end // RATE + 1)
        return tuple(self._voices[n] for n in sorted({n for each in seconds for n in self._seconds.get(each, ())}))


def _piece(plan: SoundPlan, near: _Near, ducks: bool, sums: str, first: int, packets: int) -> SoundPiece:
    begin, end = first * PACKET, (first + packets) * PACKET
    mixed_from = begin - (DUCK_LEAD if ducks else LEAD)
    for voice in near.between(mixed_from, mixed_from):
        if voice.speed != 1 and voice.at < mixed_from < voice.at + voice.samples:
            mixed_from = min(mixed_from, voice.at + (mixed_from - voice.at) // ANCHOR * ANCHOR)
    after = end + (DUCK_AFTER if ducks else AFTER)
    part = slice_of(replace(plan, voices=near.between(mixed_from, after)), mixed_from, after)
    whole = plan if plan.loudness_lufs is not None else None
    facts = f"{part.fingerprint} flac {begin - mixed_from} {packets} {sums}"
    length = min(end, plan.samples) - begin
    return SoundPiece(
        hashlib.sha256(facts.encode()).hexdigest(), first, packets,
        Fraction(begin, RATE), Fraction(length, RATE), part, begin - mixed_from, whole,
    )  # fmt: skip


def slice_of(plan: SoundPlan, begin: int, end: int) -> SoundPlan:
    """Samples `begin` to `end` of `plan`, each exactly as it is there; outside of it there is silence. Without its
    loudness, which is one of the whole."""
    voices = (_voice(voice, begin, end) for voice in plan.voices)
    return SoundPlan(tuple(voice for voice in voices if voice is not None), end - begin)


def _voice(voice: Voice, begin: int, end: int) -> Voice | None:
    before = max(begin - voice.at, 0)
    samples = min(voice.at + voice.samples, end) - voice.at - before
    if samples <= 0:
        return None
    gains = [(max(at - before, 0), gain) for at, gain in voice.gains]
    last_begun = max(number for number, (at, _) in enumerate(gains) if at == 0)
    span, loop = voice.span, voice.loop
    gone, left = (Fraction(count, RATE) * voice.speed for count in (before, voice.samples - before - samples))
    if loop is None:
        if voice.reverse:
            span = Span(span.start + left, span.end - gone)
        else:
            span = Span(span.start + gone, span.end - left)
    else:
        start = loop.start + (span.start + gone - loop.start) % loop.length
        span = Span(start, start + Fraction(samples, RATE))
    return replace(
        voice,
        span=span,
        at=voice.at + before - begin,
        samples=samples,
        gains=tuple((at, gain) for at, gain in gains[last_begun:] if at < samples),
        fades=tuple(
            replace(fade, at=fade.at - before)
            for fade in voice.fades
            if (fade.at + fade.samples > before if fade.rising else fade.at < before + samples)
        ),
    )
