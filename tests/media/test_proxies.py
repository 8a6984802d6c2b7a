"""Proxies as files: which films get one, what it is, and that it comes part by part and goes on after a stop."""

from __future__ import annotations

import time
from dataclasses import replace
from fractions import Fraction

import av
import pytest
from tests import footage
from tests.footage import frame_number

from rushes.media.errors import ReaderDied
from rushes.media.making import Halted
from rushes.media.probe import probe
from rushes.media.proxies import PART_SECONDS, Proxies, make_parts, proxy_facts
from rushes.model.media import Media


@pytest.fixture(scope="module")
def film(tmp_path_factory):
    """Ten seconds at 10 frames a second, 560 lines, one group of pictures: three parts."""
    path = tmp_path_factory.mktemp("film") / "film.mp4"
    footage.barcode_clip(path, frames=100, rate=10, size=(640, 560), gop=100, sound=False)
    return path, probe(path)


def shown(path) -> list[tuple[Fraction, int]]:
    with av.open(str(path)) as part:
        return [(frame.pts * frame.time_base, frame_number(frame)) for frame in part.decode(video=0)]


def test_each_part_has_the_frames_of_its_time_at_their_times(film, tmp_path):
    path, facts = film
    assert list(make_parts(path, facts, tmp_path)) == [0, 1, 2]
    seen = [shown(tmp_path / f"{k}.mp4") for k in range(3)]
    assert [len(part) for part in seen] == [40, 40, 20]
    assert [each for part in seen for each in part] == [(Fraction(k, 10), k) for k in range(100)]


def test_a_part_can_be_jumped_in_every_second(film, tmp_path):
    list(make_parts(*film, tmp_path))
    with av.open(str(tmp_path / "1.mp4")) as part:
        keys = [each.pts * each.time_base for each in part.demux(video=0) if each.is_keyframe]
        assert part.streams.video[0].codec_context.has_b_frames == 0
    assert keys == [4, 5, 6, 7]


def test_a_part_begins_with_what_is_on_screen_though_no_frame_begins_there(tmp_path):
    clip = footage.barcode_clip(
        tmp_path / "clip.mp4", frames=50, rate=Fraction(10000, 1001), size=(64, 64), gop=50, sound=False
    )
    facts = probe(clip)
    list(make_parts(clip, facts, tmp_path / "parts"))
    (at, number), *_ = shown(tmp_path / "parts" / "1.mp4")
    assert number == 39 == int(PART_SECONDS * Fraction(10000, 1001))
    assert at <= PART_SECONDS


def test_what_was_begun_is_gone_on_with(film, tmp_path):
    path, facts = film
    begun = make_parts(path, facts, tmp_path)
    next(begun)
    begun.close()
    first = (tmp_path / "0.mp4").stat().st_mtime_ns
    assert list(make_parts(path, facts, tmp_path)) == [0, 1, 2]
    assert (tmp_path / "0.mp4").stat().st_mtime_ns == first
    assert shown(tmp_path / "1.mp4") == [(Fraction(k, 10), k) for k in range(40, 80)]
    assert not list(tmp_path.glob("*.part")) and not list(tmp_path.glob(".*"))


def test_small_films_that_are_quick_to_jump_in_need_none():
    assert proxy_facts(probe(footage.cfr30())) is None


def test_films_that_are_not_get_one(film):
    small = proxy_facts(film[1])
    assert (small.video.coded_width, small.video.coded_height) == (618, 540)
    hevc = proxy_facts(probe(footage.hevc10()))
    assert (hevc.video.codec, hevc.video.bit_depth) == ("h264", 8)


def test_high_dynamic_range_keeps_its_depth_and_meaning():
    facts = probe(footage.hlg10())
    small = proxy_facts(facts)
    assert (small.video.pixel_format, small.video.colour) == ("yuv420p10le", facts.video.colour)


def test_the_shape_is_exactly_the_original_s():
    facts = probe(footage.anamorphic())
    facts = replace(facts, video=replace(facts.video, codec="hevc"))
    was, now = facts.video, proxy_facts(facts).video
    assert Fraction(now.coded_width, now.coded_height) * now.pixel_aspect == (
        Fraction(was.coded_width, was.coded_height) * was.pixel_aspect
    )
    assert (now.width, now.height, now.rotation) == (was.width, was.height, was.rotation)


def test_what_can_be_seen_through_is_looked_at_itself():
    assert proxy_facts(probe(footage.vp9_alpha())) is None


def never():
    return False


def test_a_proxy_is_made_in_a_process_of_its_own_part_by_part(film, tmp_path):
    path, facts = film
    proxies, told = Proxies(tmp_path, lambda _: path), []
    assert (proxies.share(facts), proxies.there(facts)) == (0.0, False)
    proxies.make(Media(facts, "film"), lambda done, total: told.append((done, total, proxies.share(facts))), never)
    assert [each[:2] for each in told] == [(1, 3), (2, 3), (3, 3)]
    assert all(share > 0 for *_, share in told)
    assert (proxies.share(facts), proxies.there(facts)) == (1.0, True)


def test_what_is_made_is_there_for_the_next_start_and_not_made_again(film, tmp_path):
    path, facts = film
    Proxies(tmp_path, lambda _: path).make(Media(facts, "film"), lambda *_: None, never)
    again = Proxies(tmp_path, lambda _: tmp_path / "gone")
    assert again.share(facts) == 1.0
    again.make(Media(facts, "film"), lambda *_: None, never)


def test_a_file_that_can_t_be_read_is_told(film, tmp_path):
    _, facts = film
    wrong = tmp_path / "wrong.mp4"
    wrong.write_bytes(b"nothing of the kind" * 1000)
    proxies = Proxies(tmp_path / "proxies", lambda _: wrong)
    with pytest.raises(ReaderDied):
        proxies.make(Media(facts, "film"), lambda *_: None, never)
    assert proxies.share(facts) == 0.0


def test_stopping_takes_hold_at_once_and_leaves_no_half_part(film, tmp_path):
    path, facts = film
    proxies, begun = Proxies(tmp_path, lambda _: path), time.monotonic()
    with pytest.raises(Halted):
        proxies.make(Media(facts, "film"), lambda *_: None, lambda: True)
    assert time.monotonic() - begun < 5
    assert not proxies.there(facts)
