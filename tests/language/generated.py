"""Sentences made from patterns: every way to point at something with every operation that can take it, politely and
not, in both languages. What each must be read as is known from how it was made."""

from __future__ import annotations

from collections.abc import Iterator

from tests.language.bank import Said

CLIPS_EN = (
    ("clip 2", 2),
    ("the second clip", 2),
    ("the third shot", 3),
    ("clip #1", 1),
    ("the last clip", "last"),
    ("the first video", 1),
    ("the selected clip", "selected"),
)
CLIPS_ZH = (
    ("第二段", 2),
    ("第3个片段", 3),
    ("最后一段", "last"),
    ("第一个视频", 1),
    ("片段2", 2),
    ("选中的片段", "selected"),
    ("第四个镜头", 4),
)
ON_CLIP_EN = (
    ("mute {}", "mute", "clip", {}),
    ("make {} brighter", "color", "clip", {"look": "brighter"}),
    ("turn {} black and white", "color", "clip", {"look": "bw"}),
    ("speed up {}", "speed", "clip", {"level": "up"}),
    ("slow down {} to 0.5x", "speed", "clip", {"factor": 0.5}),
    ("reverse {}", "reverse", "clip", {}),
    ("rotate {} by 90 degrees", "rotate", "clip", {"deg": 90.0}),
    ("flip {} horizontally", "flip", "clip", {"axis": "horizontal"}),
    ("delete {}", "delete_clip", "which", {}),
    ("stabilize {}", "stabilize", "clip", {}),
    ("trim the first 3 seconds of {}", "trim_start", "clip", {"seconds": 3.0}),
    ("cut 2 seconds off the end of {}", "trim_end", "clip", {"seconds": 2.0}),
    ("lower the volume of {}", "volume", "clip", {"level": "down"}),
    ("move {} to the end", "reorder", "clip", {"to": "end"}),
    ("zoom in on {}", "zoom", "clip", {}),
)
ON_CLIP_ZH = (
    ("把{}静音", "mute", "clip", {}),
    ("{}调亮一点", "color", "clip", {"look": "brighter"}),
    ("把{}变成黑白", "color", "clip", {"look": "bw"}),
    ("{}加速", "speed", "clip", {"level": "up"}),
    ("{}放慢到0.5倍", "speed", "clip", {"factor": 0.5}),
    ("把{}倒放", "reverse", "clip", {}),
    ("{}旋转90度", "rotate", "clip", {"deg": 90.0}),
    ("把{}水平翻转", "flip", "clip", {"axis": "horizontal"}),
    ("删掉{}", "delete_clip", "which", {}),
    ("{}不要了", "delete_clip", "which", {}),
    ("给{}加防抖", "stabilize", "clip", {}),
    ("把{}的前3秒剪掉", "trim_start", "clip", {"seconds": 3.0}),
    ("{}声音小一点", "volume", "clip", {"level": "down"}),
    ("把{}移到最后", "reorder", "clip", {"to": "end"}),
)
SPANS_EN = (
    ("from 10 to 20 seconds", 10, 20),
    ("from 0:10 to 0:20", 10, 20),
    ("between 1:05 and 1:15", 65, 75),
    ("from 00:00:30 to 00:00:45", 30, 45),
    ("for the first 5 seconds", 0, 5),
    ("from 1m10s to 1m20s", 70, 80),
    ("from half a minute to one minute", 30, 60),
)
SPANS_ZH = (
    ("10秒到20秒", 10, 20),
    ("从0:10到0:20", 10, 20),
    ("第30秒到第45秒", 30, 45),
    ("前5秒", 0, 5),
    ("从1分10秒到1分20秒", 70, 80),
    ("三十秒到一分钟", 30, 60),
    ("从第十秒到第二十秒", 10, 20),
)
ON_SPAN_EN = (
    ("mute {}", "mute", {}),
    ("make it brighter {}", "color", {"look": "brighter"}),
    ("speed it up 2x {}", "speed", {"factor": 2.0}),
    ("show the text 'Hey' {}", "text_overlay", {"text": "Hey"}),
    ("play it in slow motion {}", "slow_motion", {}),
    ("reverse the video {}", "reverse", {}),
)
ON_SPAN_ZH = (
    ("{}静音", "mute", {}),
    ("{}调亮", "color", {"look": "brighter"}),
    ("{}两倍速", "speed", {"factor": 2.0}),
    ("{}显示文字“嗨”", "text_overlay", {"text": "嗨"}),
    ("{}做成慢动作", "slow_motion", {}),
    ("{}倒放", "reverse", {}),
)
LENGTHS_EN = (
    ("5 seconds", 5),
    ("10s", 10),
    ("half a minute", 30),
    ("a minute and a half", 90),
    ("two and a half seconds", 2.5),
    ("1m30s", 90),
    ("twelve seconds", 12),
    ("1 minute 20 seconds", 80),
    ("0.5 s", 0.5),
    ("90 sec", 90),
)
LENGTHS_ZH = (
    ("5秒", 5),
    ("十秒", 10),
    ("半分钟", 30),
    ("一分半", 90),
    ("两秒半", 2.5),
    ("1分30秒", 90),
    ("十二秒", 12),
    ("一分二十秒", 80),
    ("0.5秒", 0.5),
    ("两分钟", 120),
)
OF_LENGTH_EN = (
    ("cut the first {}", "trim_start"),
    ("remove the last {}", "trim_end"),
    ("take {} off the end", "trim_end"),
    ("make the video {} long", "set_duration"),
    ("trim it to {}", "set_duration"),
)
OF_LENGTH_ZH = (
    ("剪掉前{}", "trim_start"),
    ("把最后{}删掉", "trim_end"),
    ("结尾剪掉{}", "trim_end"),
    ("剪成{}", "set_duration"),
    ("把视频缩短到{}", "set_duration"),
)
POLITE_EN = ("{}", "please {}", "can you {}?", "could you please {}", "I'd like you to {}", "{}, thanks", "hey, {}")
POLITE_ZH = ("{}", "请{}", "帮我{}", "能不能{}？", "可以{}吗", "麻烦{}，谢谢", "我想{}")


def english() -> Iterator[Said]:
    yield from _made(ON_CLIP_EN, CLIPS_EN, ON_SPAN_EN, SPANS_EN, OF_LENGTH_EN, LENGTHS_EN, POLITE_EN)


def chinese() -> Iterator[Said]:
    yield from _made(ON_CLIP_ZH, CLIPS_ZH, ON_SPAN_ZH, SPANS_ZH, OF_LENGTH_ZH, LENGTHS_ZH, POLITE_ZH)


def _made(on_clip, clips, on_span, spans, of_length, lengths, polite) -> Iterator[Said]:  # type: ignore[no-untyped-def]
    count = 0
    for pattern, op, key, params in on_clip:
        for words, clip in clips:
            yield _said(
                polite[count % len(polite)].format(pattern.format(words)),
                op,
                {**params, key: float(clip) if isinstance(clip, int) else clip},
            )
            count += 1
    for pattern, op, params in on_span:
        for words, start, end in spans:
            yield _said(
                polite[count % len(polite)].format(pattern.format(words)),
                op,
                {**params, "start": float(start), "end": float(end)},
            )
            count += 1
    for pattern, op in of_length:
        for words, length in lengths:
            yield _said(polite[count % len(polite)].format(pattern.format(words)), op, {"seconds": float(length)})
            count += 1


def _said(text: str, op: str, params: dict[str, object]) -> Said:
    return Said(text, (((op, params),),))
