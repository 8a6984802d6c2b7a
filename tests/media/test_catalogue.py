"""The shared footage, file by file, where there is some: each odd file is read as what it is."""

from fractions import Fraction as F

import pytest
from tests.footage import real

from rushes.errors import MaterialError
from rushes.media.prober import Prober

NTSC, FILM, NTSC60 = F(30000, 1001), F(24000, 1001), F(60000, 1001)


@pytest.fixture(scope="module")
def prober():
    with Prober() as prober:
        yield prober


VIDEOS = {
    # name: size as shown, rotation, rate, variable, frames, bit depth
    "8k24_hevc_phone.mp4": ((7680, 4320), 0, F(90000, 3749), False, 8, 8),
    "avchd_1080i5994.mts": ((1920, 1080), 0, NTSC, False, 31, 8),
    "bottles_360p_40s_noaudio.mp4": ((640, 360), 0, F(179, 6), False, 1189, 8),
    "bpyramid.mp4": ((1138, 640), 0, F(30), False, 120, 8),
    "camera_720p2997_cups.mp4": ((1280, 720), 0, NTSC, False, 300, 8),
    "car_hevc_vfr_portrait.mp4": ((1376, 1840), 0, NTSC, True, 146, 8),
    "chapters.mp4": ((1080, 720), 0, NTSC, False, 30, 8),
    "editlist_positive_shift.mp4": ((1920, 1080), 0, F(30), False, 270, 8),
    "first_pts_10s.mp4": ((1137, 640), 0, F(30), False, 120, 8),
    "fragmented_15s.mp4": ((320, 240), 0, F(60), False, 932, 8),
    "h263_amr_vfr.3gp": ((384, 288), 0, F(15), True, 71, 8),
    "h264_1080p50_pcm.mov": ((1920, 1080), 0, F(50), False, 100, 8),
    "h264_aac.avi": ((640, 360), 0, F(30), False, 901, 8),
    "h264_hi10p.mp4": ((200, 200), 0, F(30), False, 30, 10),
    "h264_opus_mono_pancake.mkv": ((426, 240), 0, F(30), False, 310, 8),
    "hdr10_av1_mdcv_clli_5994.mp4": ((1920, 1080), 0, NTSC60, False, 60, 10),
    "iphone_hlg_dv84_rot90_editlist.mp4": ((1080, 1920), 90, NTSC, False, 77, 10),
    "mjpeg_pcm_15fps.avi": ((320, 240), 0, F(15), False, 41, 8),
    "mpeg1_23976_city.mpg": ((486, 284), 0, FILM, False, 162, 8),
    "mpeg4_mp3_23976.avi": ((960, 400), 0, FILM, True, 96, 8),
    "phone_h264_vfr_rot180_mono.mp4": ((1280, 720), 180, F(12), True, 25, 8),
    "phone_pq_hdr10_vfr.mp4": ((1920, 1080), 0, F(30), True, 28, 10),
    "phone_rot_plus90.mp4": ((288, 352), 270, NTSC, False, 23, 8),
    "prores422hq_1080i.mov": ((1920, 1080), 0, NTSC, False, 2, 10),
    "retimed_1080p120.mp4": ((1920, 1080), 0, F(120), False, 319, 8),
    "samsung_slowmo_sef.mp4": ((320, 240), 0, F(30), False, 63, 8),
    "sar_2x1.mp4": ((1280, 360), 0, F(30), False, 150, 8),
    "screen_vfr_3026x1386.mp4": ((3026, 1386), 0, F(30), True, 63, 8),
    "talking_head_1080p30.mp4": ((1920, 1080), 0, F(30), True, 301, 8),
    "ts_named_mp4_bee.mp4": ((1280, 720), 0, NTSC, False, 60, 8),
    "uhd30_standin_4s.mp4": ((3840, 2160), 0, F(30), True, 122, 8),
    "uhd60_h264_phone_rot90_fullrange.mp4": ((2160, 3840), 90, F(60), False, 18, 8),
    "uhd60_vp9_10s_bbb.mkv": ((3840, 2160), 0, F(60), False, 600, 8),
    "vp8_vorbis_flower.webm": ((960, 540), 0, NTSC, False, 150, 8),
    "vvc_unsupported.mp4": ((320, 180), 0, F(24), False, 120, 10),
    "xvid_asp_mp3.avi": ((320, 240), 0, F(25), False, 164, 8),
}


@pytest.mark.parametrize("name", VIDEOS)
def test_video_is_read_right(prober, name):
    size, rotation, rate, variable, frames, depth = VIDEOS[name]
    video = prober.probe(real(f"video/{name}")).video
    assert (video.width, video.height) == size
    assert (video.rotation, video.mirrored) == (rotation, False)
    assert (video.rate, video.variable_rate, video.frames) == (rate, variable, frames)
    assert video.bit_depth == depth


def test_interlaced_camera_is_told(prober):
    assert prober.probe(real("video/avchd_1080i5994.mts")).video.interlaced
    assert prober.probe(real("video/prores422hq_1080i.mov")).video.interlaced


def test_phone_with_dolby_vision_84_is_hlg(prober):
    facts = prober.probe(real("video/iphone_hlg_dv84_rot90_editlist.mp4"))
    assert facts.video.dolby_vision_profile == 8
    assert facts.video.colour.transfer == "arib-std-b67"
    assert facts.data_streams == ("mebx", "mebx")
    assert facts.video.keyframes[0] < 0
    assert "dolby_vision_ignored:HLG" in facts.warnings


def test_bitstream_wins_over_a_container_that_says_sdr(prober):
    assert prober.probe(real("video/phone_pq_hdr10_vfr.mp4")).video.colour.transfer == "smpte2084"


SOUNDS = {
    "aac.m4a": ("aac", 16000, "mono", F(53, 8)),
    "alac.m4a": ("alac", 16000, "mono", F(53, 8)),
    "en_jfk.flac": ("flac", 44100, "stereo", F(11)),
    "music_clav_83s.mp3": ("mp3", 44100, "stereo", F(3187 * 1152, 44100)),
    "opus_51.mka": ("opus", 48000, "5.1", F(131215, 48000)),
    "piano_8k.wav": ("pcm_s16le", 8000, "stereo", F(5)),
    "vbr_no_seek_table.mp3": ("mp3", 48000, "stereo", F(117 * 1152, 48000)),
    "wav_extensible.wav": ("pcm_f32le", 48000, "5.1", F(24576, 48000)),
    "zh_prompt.wav": ("pcm_f32le", 24000, "mono", F(83520, 24000)),
}


@pytest.mark.parametrize("name", SOUNDS)
def test_sound_is_read_to_the_sample(prober, name):
    facts = prober.probe(real(f"audio/{name}"))
    track = facts.audio[0]
    assert (track.codec, track.sample_rate, track.layout) == SOUNDS[name][:3]
    assert abs(track.duration - SOUNDS[name][3]) < F(2, 1000) and facts.duration == track.duration


PICTURES = {
    "alpha_logo.png": ((260, 77), 0, None), "anim.apng.png": ((128, 64), F(137, 100), "animation"),
    "anim.gif": ((200, 150), F(82, 100), "animation"), "anim_alpha.webp": ((245, 245), F(283, 100), "animation"),
    "camera_24mp.jpg": ((6000, 4000), 0, None), "cmyk.jpg": ((100, 100), 0, "pixels"),
    "exif_landscape_5_mirrored.jpg": ((1800, 1200), 0, "orientation"), "exif_landscape_6.jpg": ((1800, 1200), 0, "orientation"),
    "exif_portrait_8.jpg": ((1200, 1800), 0, "orientation"), "photo.avif": ((800, 533), 0, "format"),
    "iphone15.heic": ((3024, 4032), 0, "format"),
}  # fmt: skip


@pytest.mark.parametrize("name", PICTURES)
def test_picture_is_read_upright(prober, name):
    size, duration, standin = PICTURES[name]
    facts = prober.probe(real(f"image/{name}"))
    assert (facts.video.width, facts.video.height) == size
    assert (facts.duration, facts.standin) == (duration, standin)


REFUSED = {
    "broken/clusterfuzz.heic": "damaged", "broken/encrypted_clearkey.mp4": "encrypted",
    "broken/fuzz_gpac_france.mp4": "no_streams", "broken/invalid_bitstream.webm": "damaged",
    "broken/malformed_free_box_no_moov.mp4": "no_index", "broken/text_renamed.mov": "not_media",
    "broken/truncated_no_moov.mp4": "no_index", "broken/zero_byte.mp4": "empty_file",
    "broken/zip_renamed.mp4": "not_media", "video/uhd5994_hevc10_dovi5_eac3_51.mp4": "dolby_vision_only",
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_useless_file_is_refused_with_a_reason(prober, name):
    with pytest.raises(MaterialError) as caught:
        prober.probe(real(name))
    assert caught.value.code == REFUSED[name]
    assert caught.value.advice() and caught.value.advice("zh")


USABLE = {
    # name: a warning it must carry (or None), the seconds that can be used
    "corrupt_middle.mp4": ("damaged", 39.85), "corrupt_middle.webm": ("damaged", 5.0),
    "corrupted.mp4": ("damaged", 5.0), "failing_audio.mp4": (None, 11.2),
    "fragmented_bogus_duration.mp4": (None, 1.0), "malformed_join.mp3": ("damaged", 8.59),
    "jpeg_renamed.mp4": ("wrong_name", 0), "mp4_renamed.png": ("wrong_name", 1.0),
    "webm_renamed.mp4": ("wrong_name", 5.0), "no_duration_vfr.webm": (None, 4.94),
    "truncated.flac": ("truncated", 3.55), "truncated.jpg": ("truncated", 0), "truncated.png": ("truncated", 0),
    "truncated_tail_faststart.mp4": ("truncated", 3.84), "invalid_exif_dims.jpg": (None, 0),
}  # fmt: skip


@pytest.mark.parametrize("name", USABLE)
def test_half_broken_file_gives_its_usable_part(prober, name):
    warning, length = USABLE[name]
    facts = prober.probe(real(f"broken/{name}"))
    assert float(facts.duration) == pytest.approx(length, abs=0.02)
    assert (warning in facts.warnings) if warning else not facts.warnings
