"""Facts against what a decoder really delivers, on clips made for the purpose."""

from fractions import Fraction

import av
import pytest
from tests import footage

from rushes.media.boxes import turn_of
from rushes.media.probe import probe
from rushes.model.media import HdrKind, MediaKind

CLIPS = [
    footage.cfr30, footage.ntsc2997, footage.film23976, footage.vfr_phone, footage.open_gop, footage.b_frames,
    footage.no_audio, footage.anamorphic, footage.hevc10, footage.start_late, footage.start_at_ten,
    footage.edit_list, footage.mono_8k, footage.five_one, footage.two_tracks, footage.vp9_alpha, footage.rotated_90,
]  # fmt: skip


@pytest.mark.parametrize("clip", CLIPS, ids=lambda clip: clip.__name__)
def test_facts_agree_with_the_decoder(clip):
    path = clip()
    facts, times = probe(path), footage.frame_times(path)
    assert facts.video.frames == len(times)
    assert facts.video.start == facts.origin == times[0]
    if facts.video.variable_rate:
        assert facts.video.duration > times[-1] - times[0]
    else:
        assert facts.video.duration == len(times) / facts.video.rate
        for n, time in enumerate(times):
            assert abs(time - times[0] - n / facts.video.rate) <= Fraction(1, 1000)
    assert facts.warnings == ()
    if facts.has_sound:
        samples, rate = footage.sound(path)
        assert facts.audio[0].sample_rate == rate
        assert facts.audio[0].channels == len(samples)
        # the decoder hands out the last frame's padding too, the facts don't count it
        assert 0 <= samples.shape[1] - facts.audio[0].duration * rate <= 1024


@pytest.mark.parametrize(
    ("clip", "rate"),
    [
        (footage.cfr30, Fraction(30)),
        (footage.ntsc2997, Fraction(30000, 1001)),
        (footage.film23976, Fraction(24000, 1001)),
        (footage.start_at_ten, Fraction(25)),
    ],
    ids=lambda each: getattr(each, "__name__", None),
)
def test_constant_rate_is_exact(clip, rate):
    video = probe(clip()).video
    assert (video.rate, video.variable_rate) == (rate, False)


def test_phone_rate_is_variable_and_sane():
    video = probe(footage.vfr_phone()).video
    assert (video.rate, video.variable_rate) == (Fraction(30), True)
    with av.open(str(footage.vfr_phone())) as container:
        header = container.streams.video[0]
        assert video.duration == header.duration * header.time_base


@pytest.mark.parametrize("mirrored", [False, True])
@pytest.mark.parametrize("degrees", [0, 90, 180, 270])
def test_rotation_and_mirroring_are_told_apart(degrees, mirrored):
    video = probe(footage.rotated(degrees, mirrored)).video
    assert (video.rotation, video.mirrored) == (degrees, mirrored)
    assert (video.width, video.height) == (320, 180)
    stored = (180, 320) if degrees in (90, 270) else (320, 180)
    assert (video.coded_width, video.coded_height) == stored


def test_slightly_tilted_matrix_counts_as_the_nearest_turn():
    one = 0x10000
    assert turn_of((200, one, 0, -one, 190, 0, 0, 0, 0x40000000)) == (90, False)


def test_pixel_aspect_is_applied_to_the_size_shown():
    video = probe(footage.anamorphic()).video
    assert (video.coded_width, video.coded_height, video.width, video.height) == (180, 144, 256, 144)


def test_narrow_pixels_make_the_picture_higher_not_smaller(tmp_path):
    path = footage.barcode_clip(tmp_path / "a.mp4", frames=5, size=(160, 90), pixel_aspect=Fraction(1, 2), sound=False)
    video = probe(path).video
    assert (video.width, video.height) == (160, 180)


@pytest.mark.parametrize(
    ("clip", "kind", "transfer"),
    [(footage.hlg10, HdrKind.HLG, "arib-std-b67"), (footage.pq10, HdrKind.PQ, "smpte2084"), (footage.hevc10, HdrKind.SDR, "bt709")],
    ids=["hlg10", "pq10", "hevc10"],
)  # fmt: skip
def test_hdr_kind_depth_and_colour(clip, kind, transfer):
    video = probe(clip()).video
    assert (video.colour.hdr, video.colour.transfer, video.bit_depth) == (kind, transfer, 10)
    assert not video.colour.full_range


def test_mastering_data_is_carried_as_x265_writes_it():
    mastering = probe(footage.pq10()).video.mastering
    assert "G(13250,34500)B(7500,3000)R(34000,16000)WP(15635,16450)L(10000000,50)" in mastering
    assert '"max_cll": 1000, "max_fall": 400' in mastering


def test_full_range_and_untagged_colour(tmp_path):
    full = footage.barcode_clip(tmp_path / "a.mp4", frames=3, sound=False, colour_tags=(1, 1, 1, 2))
    plain = footage.barcode_clip(tmp_path / "b.mp4", frames=3, sound=False, colour_tags=None)
    assert probe(full).video.colour.full_range
    assert probe(plain).video.colour.primaries is None


def test_alpha_in_webm_is_seen():
    assert probe(footage.vp9_alpha()).video.has_alpha
    assert not probe(footage.cfr30()).video.has_alpha


def test_sound_before_the_picture_keeps_its_distance():
    facts = probe(footage.start_late())
    assert facts.audio[0].start == Fraction(-1, 2)
    assert facts.video.start == Fraction(1, 2)


def test_late_clock_is_taken_off():
    facts = probe(footage.start_at_ten())
    assert facts.origin == 10
    assert abs(facts.audio[0].start) < Fraction(1, 20)


def test_edit_list_hides_frames_but_keeps_the_key_they_need():
    video = probe(footage.edit_list()).video
    assert video.frames == 40
    assert footage.frame_numbers(footage.edit_list())[0] == 20
    assert video.keyframes[0] == Fraction(-20, 30)


def test_keyframes_are_where_decoding_may_begin():
    video = probe(footage.cfr30()).video
    assert video.keyframes == tuple(Fraction(n, 30) for n in (0, 15, 30, 45))


@pytest.mark.parametrize("container", ["mp4", "mov", "mkv", "avi", "ts"])
def test_same_clip_reads_the_same_in_every_container(tmp_path, container):
    path = footage.barcode_clip(tmp_path / f"a.{container}", frames=50, rate=25, bframes=0)
    video = probe(path).video
    assert (video.frames, video.rate, video.variable_rate, video.duration) == (50, 25, False, 2)
    assert (video.width, video.height, video.codec) == (320, 180, "h264")
    assert [round(float(key) * 25) for key in video.keyframes] == [0, 15, 30, 45]


@pytest.mark.parametrize(
    ("name", "codec"),
    [
        ("a.mp3", "mp3"),
        ("a.wav", "pcm_s16le"),
        ("a.m4a", "aac"),
        ("a.aac", "aac"),
        ("a.flac", "flac"),
        ("a.ogg", "opus"),
    ],
)
def test_sound_files_of_every_accepted_kind(tmp_path, name, codec):
    facts = probe(footage.tone(tmp_path / name, length=2))
    assert (facts.kind, facts.audio[0].codec, facts.audio[0].layout) == (MediaKind.AUDIO, codec, "stereo")
    assert facts.audio[0].start == 0 and facts.video is None
    assert abs(facts.duration - 2) < Fraction(6, 100)


def test_wrong_ending_is_a_warning_only(tmp_path):
    path = tmp_path / "clip.mp4"
    path.write_bytes(footage.vp9_alpha().read_bytes())
    facts = probe(path)
    assert facts.warnings == ("wrong_name",) and facts.container == "matroska"
    assert probe(path, name="clip.webm").warnings == ()


def test_two_sound_tracks_are_two_facts():
    assert [track.index for track in probe(footage.two_tracks()).audio] == [1, 2]


def test_cover_art_does_not_make_music_a_film(tmp_path):
    picture = footage.barcode_clip(
        tmp_path / "cover.mkv", frames=1, codec="mjpeg", pixel_format="yuvj420p", sound=False
    )
    music = footage.tone(tmp_path / "a.mp3", length=1)
    path = tmp_path / "b.mp3"
    footage.ffmpeg(
        "-i", music, "-i", picture, "-map", "0", "-map", "1", "-c", "copy", "-disposition:v", "attached_pic", path
    )
    assert probe(path).kind is MediaKind.AUDIO
