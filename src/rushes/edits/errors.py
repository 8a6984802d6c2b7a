"""Why an edit can't be made. All are the asker's move: nothing was changed."""

from __future__ import annotations

from rushes.errors import RequestError


class PastTheEnd(RequestError):
    """There is nothing at {at}: it is only {length} long."""

    code = "past_the_end"
    zh = "{at} 处没有内容：总长只有 {length}。"
    hint = "Name a time before {length}."
    hint_zh = "请给出 {length} 以内的时间。"


class NothingShown(RequestError):
    """There is no picture at {at}, only a gap."""

    code = "nothing_shown"
    zh = "{at} 处没有画面，只有空隙。"


class NothingLeft(RequestError):
    """That would take away everything: it is only {length} long."""

    code = "nothing_left"
    zh = "这样会全部删掉：总长只有 {length}。"
    hint = "Name a shorter part, or start anew with another clip."
    hint_zh = "请缩短要删除的部分，或换一个素材重新开始。"


class NoSuchItem(RequestError):
    """There is no {item} on the timeline."""

    code = "no_such_item"
    zh = "时间线上没有 {item}。"
    hint = "Ask for the status to see what is there."
    hint_zh = "可以说“状态”查看时间线上有什么。"


class NotAllNamed(RequestError):
    """For a new order every clip must be named once; {clip} is not."""

    code = "not_all_named"
    zh = "重新排序要把每个片段各说一次；{clip} 没有。"


class NoSuchMedia(RequestError):
    """There is no file {media} in this session."""

    code = "no_such_media"
    zh = "这个会话里没有文件 {media}。"
    hint = "Upload it first."
    hint_zh = "请先上传它。"


class EmptyTimeline(RequestError):
    """There is nothing on the timeline yet."""

    code = "empty_timeline"
    zh = "时间线上还没有内容。"
    hint = "Add footage first."
    hint_zh = "请先添加素材。"


class TooShort(RequestError):
    """That is too short for this: {has} long, and {needs} is needed."""

    code = "too_short"
    zh = "太短了：只有 {has}，需要 {needs}。"


class TooLong(RequestError):
    """There is only {has} of it, so it can't be made {needs}."""

    code = "too_long"
    zh = "总共只有 {has}，没法做到 {needs}。"
    hint = "Loop it, slow it down, or add footage."
    hint_zh = "可以循环播放、放慢速度，或添加素材。"


class TooMany(RequestError):
    """That would make {count} clips; {most} is the most one timeline can hold."""

    code = "too_many"
    zh = "这样会有 {count} 个片段；一条时间线最多 {most} 个。"
    hint = "Repeat or split fewer times."
    hint_zh = "请减少重复或分割的次数。"


class TooMuch(RequestError):
    """That would make the video {length} long; {most} is the most there can be."""

    code = "too_much"
    zh = "这样视频会长达 {length}；最长只能是 {most}。"


NAMES_ZH = {
    "aspect ratio": "画面比例",
    "colour": "颜色",
    "crop": "裁切比例",
    "direction": "方向",
    "fade": "淡入淡出时长（秒）",
    "frame rate": "帧率",
    "freeze": "定格时长（秒）",
    "height": "高度",
    "length": "时长（秒）",
    "look": "滤镜",
    "loudness in LUFS": "响度（LUFS）",
    "margin": "边距",
    "mix": "混合比例",
    "mirror axis": "镜像方向",
    "opacity": "不透明度",
    "parts": "段数",
    "place": "位置",
    "position": "第几个",
    "rotation": "旋转角度",
    "side": "哪一端",
    "size": "尺寸",
    "speed": "速度倍数",
    "text length": "文字长度",
    "text size": "文字大小",
    "times": "次数",
    "title length": "标题时长（秒）",
    "transition": "转场时长（秒）",
    "volume in dB": "音量（dB）",
    "warmth": "色温",
    "brightness": "亮度",
    "contrast": "对比度",
    "saturation": "饱和度",
    "width": "宽度",
    "zoom": "缩放倍数",
    "zoom centre": "缩放中心",
    "ducking": "闪避",
    "shift": "移动时长（秒）",
}
"""What an amount or a choice is called in Chinese."""


class _AboutSomething(RequestError):
    """{what} can't be {given}."""

    zh = "{what} 不能是 {given}。"

    def text(self, language: str = "en") -> str:
        if language != "zh":
            return super().text(language)
        what = str(self.facts["what"])
        return self.zh.format(**{**self.facts, "what": NAMES_ZH.get(what, what)})


class OutOfRange(_AboutSomething):
    """{what} must be between {low} and {high}; {given} is not."""

    code = "out_of_range"
    zh = "{what} 必须在 {low} 到 {high} 之间，{given} 不行。"


class NoSuchChoice(_AboutSomething):
    """{what} can be {choices}; {given} is none of them."""

    code = "no_such_choice"
    zh = "{what} 可以是 {choices}；没有 {given}。"


class NoPicture(RequestError):
    """{media} has sound only, so it can't be shown."""

    code = "no_picture"
    zh = "{media} 只有声音，没有画面。"
    hint = "Lay it under the video as music, or put it in place of the sound."
    hint_zh = "可以把它作为背景音乐，或用它替换原声。"


class NoSound(RequestError):
    """{media} has no sound."""

    code = "no_sound"
    zh = "{media} 没有声音。"


class NoAddedSound(RequestError):
    """There is no music or other added sound on the timeline."""

    code = "no_added_sound"
    zh = "时间线上没有配乐或其他添加的声音。"
    hint = "Add music first."
    hint_zh = "请先添加音乐。"


class NoCut(RequestError):
    """A transition needs a cut between two clips; there is none there."""

    code = "no_cut"
    zh = "转场要放在两个片段之间，这里没有剪切点。"
    hint = "Split the clip first, or add a second one."
    hint_zh = "请先分割片段，或再添加一个片段。"
