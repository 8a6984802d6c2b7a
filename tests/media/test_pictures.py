"""Pictures and their stand-ins: what is shown is what the owner sees in a viewer."""

import io
import struct
import zlib
from fractions import Fraction

import av
import numpy as np
import pytest
from PIL import Image, ImageCms

from rushes.media.errors import Damaged, PictureTooLarge
from rushes.media.probe import probe
from rushes.media.standin import needs_standin, standin_ending, write_standin
from rushes.model.media import MediaKind


def corners(size=(60, 40)):
    """Red, green, blue and white quarters: any turn or mirroring shows."""
    picture = np.zeros((size[1], size[0], 3), np.uint8)
    h, w = size[1] // 2, size[0] // 2
    picture[:h, :w], picture[:h, w:] = (255, 0, 0), (0, 255, 0)
    picture[h:, :w], picture[h:, w:] = (0, 0, 255), (255, 255, 255)
    return Image.fromarray(picture)


def standin(path, tmp_path):
    facts = probe(path)
    assert needs_standin(facts)
    target = tmp_path / f"standin{standin_ending(facts)}"
    write_standin(path, facts, target)
    return facts, target


def frames(path):
    with av.open(str(path)) as film:
        return [(frame.pts * frame.time_base, frame.to_ndarray(format="rgba")) for frame in film.decode(video=0)]


@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_exif_orientation_comes_out_upright(tmp_path, orientation):
    undo = {
        2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180, 4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE, 6: Image.Transpose.ROTATE_90, 7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }.get(orientation)  # fmt: skip
    stored = corners().transpose(undo) if undo is not None else corners()
    exif = Image.Exif()
    exif[0x0112] = orientation
    path = tmp_path / "a.jpg"
    stored.save(path, exif=exif, quality=95, subsampling=0)
    facts = probe(path)
    assert (facts.video.width, facts.video.height) == (60, 40)
    assert (facts.video.rotation, facts.video.mirrored) == (0, False)
    if orientation == 1:
        assert not needs_standin(facts)
        return
    _, target = standin(path, tmp_path)
    shown = np.asarray(Image.open(target)).astype(int)
    assert np.abs(shown - np.asarray(corners()).astype(int)).mean() < 8


@pytest.mark.parametrize(
    ("name", "mode", "needs"),
    [
        ("a.png", "RGB", False), ("a.png", "RGBA", False), ("a.png", "L", False), ("a.png", "P", True),
        ("a.png", "LA", True), ("a.png", "I;16", True), ("a.jpg", "RGB", False), ("a.jpg", "L", False),
        ("a.jpg", "CMYK", True), ("a.webp", "RGB", False), ("a.webp", "RGBA", False), ("a.avif", "RGB", True),
        ("a.gif", "P", False),
    ],
)  # fmt: skip
def test_stills_are_read_as_they_look(tmp_path, name, mode, needs):
    path = tmp_path / name
    picture = corners()
    if mode == "I;16":
        picture = Image.fromarray((np.asarray(picture.convert("L")).astype(np.uint16)) * 257)
    else:
        picture = picture.convert(mode)
    if mode in ("RGBA", "LA"):
        picture.putalpha(Image.new("L", picture.size, 254))
    picture.save(path, **({"quality": 95} if name.endswith(("jpg", "webp", "avif")) else {}))
    facts = probe(path)
    assert facts.kind is MediaKind.IMAGE and facts.is_still
    assert facts.video.has_alpha == (mode in ("RGBA", "LA"))
    source = path
    if needs or name == "a.gif":
        _, source = standin(path, tmp_path)
    assert needs_standin(facts) == (needs or name == "a.gif")
    [(_, shown)] = frames(source)
    wanted = np.asarray(corners().convert("L" if mode in ("L", "LA", "I;16") else "RGB").convert("RGB")).astype(int)
    assert np.abs(shown[..., :3].astype(int) - wanted).mean() < 12
    assert shown.shape[:2] == (facts.video.coded_height, facts.video.coded_width)


def test_other_colour_profiles_are_turned_into_srgb(tmp_path):
    """In a profile with the primaries of red and green exchanged, what is stored as red is seen as green."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    red, green = (profile.index(tag) + 4 for tag in (b"rXYZ", b"gXYZ"))
    profile[red : red + 4], profile[green : green + 4] = profile[green : green + 4], profile[red : red + 4]
    profile = profile.replace("sRGB".encode("utf-16-be"), "Swap".encode("utf-16-be"))
    path = tmp_path / "a.png"
    Image.new("RGB", (8, 8), (255, 0, 0)).save(path, icc_profile=bytes(profile))
    facts, target = standin(path, tmp_path)
    assert facts.standin == "profile"
    assert Image.open(target).getpixel((4, 4))[:2] == pytest.approx((0, 255), abs=6)


def test_srgb_profile_needs_nothing(tmp_path):
    path = tmp_path / "a.jpg"
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    corners().save(path, icc_profile=profile)
    assert not needs_standin(probe(path))


@pytest.mark.parametrize("name", ["a.gif", "a.webp", "a.png"])
def test_animation_keeps_each_frame_and_its_exact_time(tmp_path, name):
    path = tmp_path / name
    pictures = [Image.new("RGBA", (48, 32), (40 * n, 255 - 40 * n, 90, 255)) for n in range(5)]
    lengths = [100, 40, 40, 250, 70]
    pictures[0].save(path, save_all=True, append_images=pictures[1:], duration=lengths, loop=0, lossless=True)
    facts, target = standin(path, tmp_path)
    assert facts.kind is MediaKind.IMAGE and not facts.is_still
    assert facts.duration == Fraction(sum(lengths), 1000)
    assert facts.video.frames == 5 and facts.video.variable_rate
    shown = frames(target)
    assert [time for time, _ in shown] == [Fraction(sum(lengths[:n]), 1000) for n in range(5)]
    assert probe(target).duration == facts.duration
    for n, (_, picture) in enumerate(shown):
        assert picture[16, 24].tolist() == pytest.approx([40 * n, 255 - 40 * n, 90, 255], abs=1)


def test_even_animation_has_a_constant_rate(tmp_path):
    path = tmp_path / "a.webp"
    pictures = [Image.new("RGB", (16, 16), (10 * n, 0, 0)) for n in range(20)]
    pictures[0].save(path, save_all=True, append_images=pictures[1:], duration=40, lossless=True)
    video = probe(path).video
    assert (video.rate, video.variable_rate, video.frames) == (25, False, 20)


def test_apng_default_image_is_not_a_frame(tmp_path):
    path = tmp_path / "a.png"
    pictures = [Image.new("RGB", (16, 16), (60 * n, 0, 0)) for n in range(4)]
    pictures[0].save(path, save_all=True, default_image=True, append_images=pictures[1:], duration=50)
    facts, target = standin(path, tmp_path)
    assert facts.video.frames == 3
    assert [round(float(picture[8, 8][0])) for _, picture in frames(target)] == [60, 120, 180]


def test_transparency_of_an_animation_is_kept(tmp_path):
    path = tmp_path / "a.webp"
    pictures = [Image.new("RGBA", (16, 16), (255, 0, 0, alpha)) for alpha in (255, 128, 0)]
    pictures[0].save(path, save_all=True, append_images=pictures[1:], duration=50, lossless=True)
    facts, target = standin(path, tmp_path)
    assert facts.video.has_alpha
    assert [int(picture[8, 8][3]) for _, picture in frames(target)] == [255, 128, 0]


def test_gif_delays_too_short_to_be_meant_are_read_as_browsers_do(tmp_path):
    path = tmp_path / "a.gif"
    pictures = [Image.new("RGB", (16, 16), (90 * n, 0, 0)) for n in range(3)]
    pictures[0].save(path, save_all=True, append_images=pictures[1:], duration=[10, 10, 10])
    assert probe(path).duration == Fraction(3, 10)


def test_large_picture_is_scaled_down_with_a_word(tmp_path):
    path = tmp_path / "a.png"
    Image.new("RGB", (9000, 30), (9, 99, 199)).save(path)
    facts, target = standin(path, tmp_path)
    assert (facts.video.width, facts.video.height) == (9000, 30)
    assert (facts.video.coded_width, facts.video.coded_height) == (8192, 27) == Image.open(target).size
    assert facts.warnings == ("scaled_down",)


def test_bomb_is_refused_before_it_is_decoded(tmp_path):
    """A PNG of 3600 million pixels in 100 bytes."""

    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", 60000, 60000, 8, 2, 0, 0, 0)
    path = tmp_path / "a.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(99))))
    with pytest.raises(PictureTooLarge, match="60000x60000"):
        probe(path)


@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.webp"])
def test_truncated_picture_shows_what_is_there_or_is_refused(tmp_path, name):
    noise = np.random.default_rng(1).integers(0, 255, (200, 300, 3), np.uint8)
    whole = io.BytesIO()
    Image.fromarray(noise).save(whole, format={"jpg": "JPEG", "png": "PNG", "webp": "WEBP"}[name[2:]])
    path = tmp_path / name
    path.write_bytes(whole.getvalue()[: len(whole.getvalue()) // 2])
    try:
        facts = probe(path)
    except Damaged:
        assert name == "a.webp"
        return
    assert facts.warnings == ("truncated",)
    _, target = standin(path, tmp_path)
    assert Image.open(target).size == (300, 200)


def test_camera_and_place_are_read(tmp_path):
    exif = Image.Exif()
    exif[271], exif[272], exif[306] = "Acme", "Eye 3", "2024:05:06 07:08:09"
    place = exif.get_ifd(0x8825)
    place.update({1: "S", 2: (33.0, 51.0, 36.0), 3: "E", 4: (151.0, 12.0, 36.0)})
    path = tmp_path / "a.jpg"
    corners().save(path, exif=exif)
    facts = probe(path)
    assert facts.created == "2024-05-06T07:08:09"
    assert dict(facts.tags) == {"make": "Acme", "model": "Eye 3", "location": "-33.8600+151.2100/"}
