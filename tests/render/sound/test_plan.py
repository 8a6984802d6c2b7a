"""Voices are placed by exact time, joined where sound goes on, and faded only where it breaks."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from rushes.model.time import Span, seconds, span
from rushes.model.timeline import Duck, Gap, Grade, Level, Overlay, Sound, Title, Transition, TransitionKind
from rushes.render.sound.plan import MICRO_FADE, RATE, Curve, sample_at, sound_plan
from tests.render.sound.listening import Pool, noise_file

NTSC = Fraction(30000, 1001)
MICRO = sample_at(MICRO_FADE)


@pytest.fixture(scope="module")
def pool() -> Pool:
    return Pool(
        noise_file("plan_a.mp4", "aac", picture=Fraction(30)), noise_file("plan_b.mp4", "aac", picture=Fraction(30), seed=2),
        noise_file("plan_music.wav", "pcm_s16le", 3, seed=3),
    )  # fmt: skip


def test_places_are_rounded_once_and_never_added_up(pool: Pool):
    """Three thousand clips of one frame of 29.97 fps, from here and there: each starts within half a sample."""
    frame = 1 / NTSC
    clips = [pool.clip(n % 2, frame * (n % 50 * 3), frame * (n % 50 * 3 + 1), f"c{n}") for n in range(3_000)]
    plan = pool.plan(*clips)
    assert plan.samples == round(3_000 * frame * RATE)
    for number, voice in enumerate(plan.voices):
        assert abs(voice.at - number * frame * RATE) <= Fraction(1, 2)
    assert all(one.at + one.samples == two.at for one, two in zip(plan.voices, plan.voices[1:]))


def test_three_hours_of_cuts_are_in_place_to_the_sample(pool: Pool):
    """Cuts every 5 s and a bit of 29.97 fps; the last one, 3 hours in, is where the picture's frame is."""
    length = 151 / NTSC
    count = int(3 * 3600 / length)
    plan = pool.plan(*(pool.clip(n % 2, 0, length, f"c{n}") for n in range(count)))
    assert abs(Fraction(plan.voices[-1].at, RATE) - (count - 1) * length) <= Fraction(1, 2 * RATE)


def test_split_clip_is_one_voice_without_a_fade_at_the_split(pool: Pool):
    whole = pool.plan(pool.clip(0, 0, 6))
    split = pool.plan(pool.clip(0, 0, "1.7", "a"), pool.clip(0, "1.7", 4, "b"), pool.clip(0, 4, 6, "c"))
    assert split == whole
    assert len(split.voices) == 1 and not split.voices[0].fades


def test_split_clip_goes_on_backwards_and_at_speed(pool: Pool):
    backwards = pool.plan(pool.clip(0, 2, 4, reverse=True), pool.clip(0, 1, 2, reverse=True))
    faster = pool.plan(pool.clip(0, 0, 2, speed=Fraction(2)), pool.clip(0, 2, 6, speed=Fraction(2)))
    assert [(v.span, v.reverse) for v in backwards.voices] == [(span(1, 4), True)]
    assert [(v.span, v.samples) for v in faster.voices] == [(span(0, 6), 3 * RATE)]


@pytest.mark.parametrize("second", [
    {"start": "1.01"}, {"media": 1}, {"speed": Fraction(2)}, {"reverse": True}, {"level": Level(fade_in=seconds(1))},
])  # fmt: skip
def test_broken_sound_is_faded_on_both_sides(pool: Pool, second: dict):
    clip = pool.clip(second.pop("media", 0), second.pop("start", 1), 3, "b", **second)
    one, two = pool.plan(pool.clip(0, 0, 1, "a"), clip).voices
    assert [(f.at, f.samples, f.rising) for f in one.fades] == [(RATE - MICRO, MICRO, False)]
    assert any(f.rising and f.at == 0 and f.samples >= MICRO for f in two.fades)


def test_natural_ends_of_the_film_are_not_faded(pool: Pool):
    first, last = pool.plan(pool.clip(0, 0, 2, "a"), pool.clip(1, 3, 6, "b")).voices
    assert [f.rising for f in first.fades] == [False]
    assert [f.rising for f in last.fades] == [True]


def test_change_of_level_inside_a_take_is_a_step_of_one_voice(pool: Pool):
    plan = pool.plan(pool.clip(0, 0, 2, "a"), pool.clip(0, 2, 6, "b", level=Level(-6.0)))
    assert [voice.gains for voice in plan.voices] == [((0, 0.0), (2 * RATE, -6.0))]


def test_transition_crosses_sounds_over_its_length_out_of_the_handles(pool: Pool):
    dissolve = Transition(TransitionKind.DISSOLVE, seconds(1))
    one, two = pool.plan(pool.clip(0, 1, 3, "a"), pool.clip(1, 2, 5, "b", transition=dissolve)).voices
    assert (one.at, one.samples, one.span) == (0, round(2.5 * RATE), span(1, "3.5"))
    assert (two.at, two.samples, two.span) == (round(1.5 * RATE), round(3.5 * RATE), span("1.5", 5))
    (falling,) = [f for f in one.fades if f.curve is Curve.POWER]
    (rising,) = [f for f in two.fades if f.curve is Curve.POWER]
    assert (falling.at, falling.samples) == (round(1.5 * RATE), RATE)
    assert (rising.at, rising.samples) == (0, RATE)


def test_transition_inside_an_unbroken_take_changes_no_sound(pool: Pool):
    dissolve = Transition(TransitionKind.DISSOLVE, seconds(1))
    assert pool.plan(pool.clip(0, 0, 3, "a"), pool.clip(0, 3, 6, "b", transition=dissolve)) == pool.plan(
        pool.clip(0, 0, 6)
    )


def test_muted_held_and_empty_make_no_voice(pool: Pool):
    plan = pool.plan(pool.clip(0, 0, 1, level=Level(muted=True)), Gap(seconds(1)), pool.clip(0, 1, 1, held=seconds(2)))
    assert plan.silent and plan.samples == 4 * RATE


def test_music_is_cut_to_the_film_and_looped(pool: Pool):
    music = Sound("s", pool.media[2].id, start=seconds(1), level=Level(-18, False, seconds(1), seconds(2)))
    plan = pool.plan(pool.clip(0, 0, 6), sounds=(music,))
    voice = plan.voices[1]
    assert (voice.at, voice.samples, voice.loop) == (RATE, 5 * RATE, span(0, 3))
    assert {(f.at, f.samples, f.rising) for f in voice.fades} == {(0, RATE, True), (3 * RATE, 2 * RATE, False)}


def test_music_cut_to_change_its_level_is_one_voice(pool: Pool):
    def part(sound_id: str, start: int, end: int | None, gain: float, into: int) -> Sound:
        return Sound(sound_id, pool.media[2].id, start=seconds(start), end=end and seconds(end), source_start=seconds(into),
                     level=Level(gain))  # fmt: skip

    plan = pool.plan(
        pool.clip(0, 0, 6), sounds=(part("a", 0, 2, -18, 0), part("b", 2, 4, -8, 2), part("c", 4, None, -18, 1))
    )
    assert plan.voices[1].gains == ((0, -18), (2 * RATE, -8), (4 * RATE, -18))
    assert len(plan.voices) == 2


def test_sound_without_loop_ends_with_its_file(pool: Pool):
    plan = pool.plan(pool.clip(0, 0, 6), sounds=(Sound("s", pool.media[2].id, start=seconds(2), loop=False),))
    assert (plan.voices[1].at, plan.voices[1].samples, plan.voices[1].loop) == (2 * RATE, 3 * RATE, None)


def test_part_of_the_film_sounds_like_that_part_of_the_whole(pool: Pool):
    project = pool.project(pool.clip(0, 0, 3, "a"), pool.clip(1, 1, 4, "b", level=Level(fade_in=seconds(2))))
    one, two = sound_plan(project, span("2.5", 4)).voices
    assert (one.at, one.samples, one.span) == (0, RATE // 2, span("2.5", 3))
    assert (two.at, two.samples, two.span) == (RATE // 2, RATE, span(1, 2))
    assert any((f.at, f.samples, f.rising) == (0, 2 * RATE, True) for f in two.fades)
    assert any(f.rising and f.samples == MICRO for f in one.fades)


def test_fingerprint_stays_through_changes_of_the_picture(pool: Pool):
    project = pool.project(pool.clip(0, 0, 3), pool.clip(1, 0, 2))
    timeline = project.timeline
    first, *rest = timeline.track
    graded = replace(
        timeline,
        track=(replace(first, grade=Grade(warmth_k=700), fade_in=seconds(1), name="other"), *rest),
        titles=(Title("t", "Dawn", span(0, 3)),),
        overlays=(Overlay("o", pool.media[1].id),),
    )
    assert sound_plan(project.with_timeline(graded)).fingerprint == sound_plan(project).fingerprint


def test_fingerprint_changes_with_everything_heard(pool: Pool):
    music = Sound("s", pool.media[2].id)
    clips = (pool.clip(0, 0, 3, "a"), pool.clip(1, 0, 2, "b"))
    plans = [
        pool.plan(*clips), pool.plan(*reversed(clips)), pool.plan(clips[0]), pool.plan(*clips, Gap(seconds(1))),
        pool.plan(replace(clips[0], speed=Fraction(2)), clips[1]), pool.plan(replace(clips[0], reverse=True), clips[1]),
        pool.plan(replace(clips[0], level=Level(-3.0)), clips[1]), pool.plan(replace(clips[0], level=Level(muted=True)), clips[1]),
        pool.plan(replace(clips[0], level=Level(fade_in=seconds(1))), clips[1]), pool.plan(*clips, loudness_lufs=-14.0),
        pool.plan(clips[0], replace(clips[1], transition=Transition(TransitionKind.WIPE_LEFT, seconds(1)))),
        pool.plan(*clips, sounds=(music,)), pool.plan(*clips, sounds=(replace(music, loop=False),)),
        pool.plan(*clips, sounds=(replace(music, duck=Duck()),)), pool.plan(*clips, sounds=(replace(music, start=seconds(1)),)),
        pool.plan(*clips, sounds=(replace(music, source_start=seconds(1)),)),
        pool.plan(*clips, sounds=(replace(music, duck=Duck(depth_db=-9)),)),
        pool.plan(*clips, overlays=(Overlay("o", pool.media[1].id, level=Level()),)),
    ]  # fmt: skip
    assert len({plan.fingerprint for plan in plans}) == len(plans)


def test_fingerprint_is_the_same_in_every_process(pool: Pool):
    """No hash() and no address in it."""
    plan = pool.plan(pool.clip(0, 0, 3))
    assert "0x" not in repr(plan.voices) and plan.fingerprint == replace(plan).fingerprint


def test_whole_unchanged_source_is_untouched(pool: Pool):
    facts = pool.media[0].facts
    whole = pool.clip(0, 0, facts.duration)
    assert pool.plan(whole).untouched.source.media == facts.id
    assert pool.plan(replace(whole, grade=Grade(warmth_k=700))).untouched.codec == "aac"
    halves = whole.part(Span(Fraction(0), Fraction(2))), whole.part(Span(Fraction(2), whole.length))
    assert pool.plan(*halves).untouched


def test_damaged_sound_is_not_untouched(pool: Pool):
    """Copied, what can't be decoded would be in the new file as well."""
    project = pool.project(pool.clip(0, 0, pool.media[0].facts.duration))
    spoilt = replace(pool.media[0], facts=replace(pool.media[0].facts, warnings=("damaged",)))
    assert sound_plan(project).untouched
    assert sound_plan(replace(project, media=(spoilt, *project.media[1:]))).untouched is None


def test_anything_done_to_the_sound_is_not_untouched(pool: Pool):
    whole = pool.clip(0, 0, pool.media[0].facts.duration)
    for items, timeline in [
        ((replace(whole, level=Level(-6.0)),), {}), ((pool.clip(0, 0, 5),), {}), ((pool.clip(0, 1, 6),), {}),
        ((whole, Gap(seconds(1))), {}), ((Gap(seconds(1)), whole), {}), ((replace(whole, speed=Fraction(2)),), {}),
        ((whole,), {"sounds": (Sound("s", pool.media[2].id),)}), ((whole,), {"loudness_lufs": -14.0}),
        ((replace(whole, level=Level(fade_out=seconds(1))),), {}), ((replace(whole, reverse=True),), {}),
    ]:  # fmt: skip
        assert pool.plan(*items, **timeline).untouched is None
    project = pool.project(whole)
    assert sound_plan(project, span(0, 3)).untouched is None


def test_a_click_is_not_looped(pool: Pool):
    """A single sample a million times over would be a look into the file each."""
    click = Pool(noise_file("plan_a.mp4", "aac", picture=Fraction(30)), noise_file("plan_click.wav", "pcm_s16le", 0.02))
    plan = click.plan(click.clip(0, 0, 6), sounds=(Sound("s", click.media[1].id, start=seconds(2)),))
    assert (plan.voices[1].at, plan.voices[1].samples, plan.voices[1].loop) == (2 * RATE, RATE // 50, None)
