"""Drafts of any server: rows to show, and what changed, in both languages."""

from rushes.client.draft import differences, length_ms, rows, segments, summary


def draft(*clips, titles=(), length=0):
    """(id, name, start, length in s, metadata) of clips; the same of titles."""
    picture = [
        {"id": id, "s": at * 1000, "d": long * 1000, "m": {"name": name, **more}} for id, name, at, long, more in clips
    ]
    words = [{"id": id, "s": at * 1000, "d": long * 1000, "m": {"text": text}} for id, text, at, long in titles]
    tracks = [{"id": "v1", "tt": 0, "sg": picture}, *([{"id": "t1", "tt": 7, "sg": words}] if words else [])]
    return {"d": length * 1000, "t": tracks}


ONE = ("a", "one.mp4", 0, 5, {})
TWO = ("b", "two.mp4", 5, 4, {})


def test_rows_number_clips_and_show_gaps():
    shown = rows(draft(ONE, ("b", "two.mp4", 7, 2, {"speed": 2, "volume": 0}), titles=[("t", "Hello", 0, 3)]))
    assert shown == [
        ("video", "1", "one.mp4", "0:00-0:05", ""),
        ("gap", "", "", "0:05-0:07", ""),
        ("video", "2", "two.mp4", "0:07-0:09", "2x, muted"),
        ("title", "", "'Hello'", "0:00-0:03", ""),
    ]


def test_the_same_is_no_difference():
    assert differences(draft(ONE, TWO), draft(ONE, TWO)) == ()


def test_what_is_gone_new_and_longer_is_told():
    after = draft(("a", "one.mp4", 0, 3, {}), titles=[("t", "Hello", 0, 3)])
    assert differences(draft(ONE, TWO), after) == (
        "removed video 'two.mp4'",
        "video 'one.mp4': 0:05 -> 0:03 long",
        "added title 'Hello' (0:00-0:03)",
        "length 0:09 -> 0:03",
    )


def test_differences_are_told_in_chinese():
    assert differences(draft(ONE, TWO), draft(ONE), "zh") == ("删除了视频“two.mp4”", "总长 0:09 -> 0:05")


def test_a_clip_pushed_along_is_not_told():
    told = differences(draft(ONE, TWO), draft(("a", "one.mp4", 0, 3, {}), ("b", "two.mp4", 3, 4, {})))
    assert told == ("video 'one.mp4': 0:05 -> 0:03 long", "length 0:09 -> 0:07")


def test_order_changed_is_told():
    told = differences(draft(ONE, TWO), draft(("b", "two.mp4", 0, 4, {}), ("a", "one.mp4", 4, 5, {})))
    assert set(told) == {"moved video 'two.mp4' to 0:00", "moved video 'one.mp4' to 0:04"}


def test_settings_are_told_by_name():
    told = differences(draft(ONE), draft(("a", "one.mp4", 0, 5, {"speed": 2.0, "look": {"x": 1}})))
    assert told == ("video 'one.mp4': speed - -> 2, settings",)


def test_a_first_edit_from_nothing():
    assert differences({}, draft(ONE)) == ("added video 'one.mp4' (0:00-0:05)",)


def test_strange_drafts_do_no_harm():
    for strange in ({}, {"t": None}, {"t": [{"tt": "x", "sg": [{"s": "a"}, 3]}]}, {"t": [{"sg": None}]}):
        assert isinstance(rows(strange), list) and isinstance(summary(strange), str)
        assert length_ms(strange) == 0 and isinstance(segments(strange), tuple)


def test_one_line_where_the_server_sends_none():
    assert summary(draft(ONE, titles=[("t", "Hi", 0, 3)])) == (
        'Timeline (2 tracks): 1. Video: one.mp4 (0:00-0:05) 2. Title: "Hi" (0:00-0:03)'
    )
