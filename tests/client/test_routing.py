import pytest

from rushes.client.routing import Act, routed


@pytest.mark.parametrize(
    ("words", "act"),
    [
        ("export", Act.EXPORT), ("导出", Act.EXPORT), ("download", Act.EXPORT), ("send me the video", Act.EXPORT),
        ("export 4K MP4", Act.EXPORT), ("导出4K MP4", Act.EXPORT), ("credits", Act.CREDITS), ("积分", Act.CREDITS),
        ("balance", Act.CREDITS), ("余额", Act.CREDITS), ("status", Act.STATUS), ("状态", Act.STATUS),
        ("show tracks", Act.STATUS), ("upload", Act.UPLOAD), ("上传", Act.UPLOAD),
        ("upload https://example.org/a.mp4", Act.UPLOAD), ("trim the first 5 seconds", Act.TURN),
        ("add background music", Act.TURN), ("剪掉前5秒", Act.TURN), ("edit my raw video footage", Act.TURN),
        ("undo", Act.TURN), ("trim the first 5 seconds and export", Act.TURN),
    ],
)  # fmt: skip
def test_words_go_where_the_skill_says(words, act):
    assert routed(words).act is act


def test_an_export_takes_its_wishes_along():
    assert routed("export as webm 720p 30fps").output == {"format": "webm", "resolution": "720p", "fps": 30}


def test_an_export_that_the_api_has_no_words_for_is_said():
    asked = routed("export the first 5 seconds as gif")
    assert asked.act is Act.TURN and asked.exports


def test_addresses_are_uploaded():
    assert routed("https://example.org/a.mp4").urls == ("https://example.org/a.mp4",)
