"""How differences are worded in either language: lengths, stretches, and what places, looks and transitions are called."""

from __future__ import annotations

from collections.abc import Callable
from math import floor

from rushes.model.project import Project
from rushes.model.time import Seconds, Span, clock_text
from rushes.model.timeline import Clip

Say = Callable[[str, str], str]


def seconds_text(length: Seconds, say: Say) -> str:
    """ "3 s", "1 min 30 s"; "3 秒", "1 分 30 秒"."""
    hundredths = floor(abs(length) * 100 + Seconds(1, 2))
    minutes, rest = divmod(hundredths, 6000)
    text = f"{rest / 100:.2f}".rstrip("0").rstrip(".")
    if minutes:
        return (
            say(f"{minutes} min {text} s", f"{minutes} 分 {text} 秒")
            if rest
            else say(f"{minutes} min", f"{minutes} 分钟")
        )
    return say(f"{text} s", f"{text} 秒")


def reach(span: Span) -> str:
    """The ends of a stretch as a clock shows them: "0:03-0:08"."""
    return f"{clock_text(span.start)}-{clock_text(span.end)}"


def name_of(clip: Clip, project: Project) -> str:
    """What a clip is called: its own name, else its file's."""
    media = project.find(clip.media)
    return clip.name or (media.name if media else clip.id)


TRANSITIONS_ZH = {
    "dissolve": "叠化",
    "fade_black": "黑场过渡",
    "fade_white": "白场过渡",
    "wipe_left": "向左擦除",
    "wipe_right": "向右擦除",
    "slide_left": "向左滑动",
    "slide_right": "向右滑动",
    "circle": "圆形转场",
}
LOOKS_ZH = {
    "cinematic": "电影感", "vintage": "复古", "bw": "黑白", "sepia": "怀旧棕", "moody": "氛围感", "clean": "清新", "punchy": "高对比", "warm": "暖调",
    "cool": "冷调", "film": "胶片", "vivid": "鲜艳", "soft": "柔和",
}  # fmt: skip
"""What the named looks are called in Chinese."""
PLACES_ZH = {
    "center": "居中",
    "top": "顶部",
    "bottom": "底部",
    "left": "左侧",
    "right": "右侧",
    "top_left": "左上角",
    "top_right": "右上角",
    "bottom_left": "左下角",
    "bottom_right": "右下角",
}
KINDS = {
    "music": ("music", "音乐"),
    "voice": ("voice", "配音"),
    "effect": ("sound effect", "音效"),
    "replacement": ("sound", "声音"),
}
