"""Sound pieces: the export's sound, to the sample, without a click at any joint."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from rushes.edits import AddMusic, AdjustColour, ChangeVolume, CutRange, FadeSound, Reverse, SetLoudness, SetSpeed
from rushes.model.time import seconds, span
from rushes.render.preview.pieces import SOUND
from rushes.render.preview.sound import AFTER, LEAD, PACKET, PACKETS, slice_of, sound_pieces
from rushes.render.sound import mixed, sound_plan
from rushes.render.sound.plan import RATE
from tests import footage
from tests.footage import tone
from tests.render.cutting import Cutting

STEP = 1.5 / 32768
"""Sound of 16 bits is right within half a step, and what is mixed from elsewhere within a little more."""


@pytest.fixture(scope="module")
def humming(tmp_path_factory):
    """Five seconds of picture, and a tone as long: nothing hides a click."""
    folder = tmp_path_factory.mktemp("humming")
    clip = footage.barcode_clip(folder / "clip.mp4", frames=150, size=(64, 64), sound=False)
    return clip, tone(folder / "tone.wav", length=5, hz=300)


def hum(humming) -> Cutting:
    clip, sound = humming
    cutting = Cutting(clip).pool(sound)
    return cutting.do(AddMusic(cutting.media(sound).id, gain_db=-6.0, fade_in=seconds(0), fade_out=seconds(0)))


def whole(cutting: Cutting) -> np.ndarray:
    """What an export mixes, channels x samples."""
    plan = sound_plan(cutting.project)
    return np.concatenate(list(mixed(plan, cutting.paths.__getitem__))).T


def test_joints_can_t_be_heard(look, humming):
    """At a click the sound would leave the tone it is."""
    heard = look(hum(humming)).heard()[0]
    wave = whole(hum(humming))[0]
    assert 0.1 < np.abs(wave).max() < 0.2 and len(wave) > 4 * PACKETS * PACKET
    assert np.abs(heard[: len(wave)] - wave).max() < STEP


def test_pieces_follow_each_other_to_the_sample_and_end_with_the_film(look, humming):
    cutting = hum(humming)
    pieces = look(cutting).preview.pieces(cutting.project).sounds
    packets = -(-5 * RATE // PACKET)
    starts = range(0, packets, PACKETS)
    assert [piece.start for piece in pieces] == [Fraction(start * PACKET, RATE) for start in starts]
    assert pieces[-1].start + pieces[-1].length == cutting.project.timeline.length
    assert look(cutting).heard().shape == (2, packets * PACKET)


@pytest.mark.parametrize(
    "edits",
    [
        (CutRange(span("0.5", "1.3")),),
        (Reverse(),),
        (ChangeVolume(-6.0), FadeSound("in", seconds(1))),
        (SetSpeed(Fraction(1, 2)),),
    ],
    ids=lambda edits: "+".join(type(each).__name__ for each in edits),
)
def test_what_is_heard_is_the_export_s_mix(look, edits):
    cutting = Cutting(footage.cfr30(), footage.b_frames()).do(*edits)
    heard, wave = look(cutting).heard()[0], whole(cutting)[0]
    off = np.abs(heard[: len(wave)] - wave)
    # where a piece begins in the middle of a stretched or resampled voice, less is known of what was before
    assert off.max() < (0.01 if isinstance(edits[0], SetSpeed) else STEP)


@pytest.mark.parametrize(
    "edits",
    [(), (CutRange(span("0.5", "1.3")),), (Reverse(),), (ChangeVolume(-6.0),)],
    ids=lambda edits: "+".join(type(each).__name__ for each in edits) or "none",
)
def test_a_slice_is_the_whole_mix_to_the_sample(edits):
    cutting = Cutting(footage.cfr30(), footage.b_frames()).do(*edits)
    plan, wave = sound_plan(cutting.project), whole(cutting)
    for begin, end in ((-5000, 30_001), (20_001, 60_000), (70_000, 130_000)):
        part = np.concatenate(list(mixed(slice_of(plan, begin, end), cutting.paths.__getitem__))).T
        wanted = np.zeros((2, end - begin), np.float32)
        first, last = max(begin, 0), min(end, plan.samples)
        wanted[:, first - begin : last - begin] = wave[:, first:last]
        assert np.abs(part - wanted).max() < 2e-4


def test_a_looped_sound_is_cut_to_the_sample(humming):
    clip, _ = humming
    cutting = Cutting(clip).pool(footage.no_audio())
    short = footage.tone(clip.with_name("short.wav"), length=Fraction(7, 5), hz=300)
    cutting.pool(short).do(AddMusic(cutting.media(short).id))
    plan, wave = sound_plan(cutting.project), whole(cutting)
    assert plan.voices[0].loop is not None
    part = np.concatenate(list(mixed(slice_of(plan, 100_000, 200_000), cutting.paths.__getitem__))).T
    assert np.abs(part - wave[:, 100_000:200_000]).max() < 1e-4


def test_an_edit_of_the_picture_changes_no_key_of_the_sound():
    before = [piece.key for piece in sound_pieces(Cutting(footage.cfr30()).project)]
    after = [piece.key for piece in sound_pieces(Cutting(footage.cfr30()).do(AdjustColour(contrast=20)).project)]
    assert before == after


def test_sound_before_an_edit_keeps_its_key(humming):
    clip = footage.barcode_clip(humming[0].with_name("long.mp4"), frames=360, size=(64, 64))
    before = [piece.key for piece in sound_pieces(Cutting(clip).project)]
    after = [piece.key for piece in sound_pieces(Cutting(clip).do(CutRange(span(8, 9))).project)]
    cut = 8 * RATE // (PACKETS * PACKET)
    assert before[:cut] == after[:cut] and before[cut + 1] != after[cut + 1]


def test_a_loudness_is_reached_in_every_piece(look, humming):
    plain, loud = hum(humming), hum(humming).do(SetLoudness(-14.0))
    quiet, raised = look(plain).heard()[0], look(loud).heard()[0]
    wave = whole(loud)[0]

    def power(sound: np.ndarray, begin: int) -> float:
        return float(np.sqrt((sound[begin : begin + 20_000] ** 2).mean()))

    plain_wave = whole(plain)[0]
    for begin in (10_000, 110_000, 210_000):
        wanted = power(wave, begin) / power(plain_wave, begin)
        assert wanted > 1.2
        assert power(raised, begin) / power(quiet, begin) == pytest.approx(wanted, rel=0.03)


def test_silence_has_no_pieces(look):
    cutting = Cutting(footage.no_audio())
    assert look(cutting).preview.pieces(cutting.project).sounds == ()
    assert look(cutting).keys(SOUND) == []


def test_enough_is_mixed_before_and_after():
    for piece in sound_pieces(Cutting(footage.cfr30(), footage.b_frames()).project):
        assert piece.skip == LEAD
        assert piece.plan.samples == piece.skip + piece.packets * PACKET + AFTER
