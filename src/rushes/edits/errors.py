"""Why an edit can't be made. All are the asker's move: nothing was changed."""

from __future__ import annotations

from rushes.errors import RequestError


class PastTheEnd(RequestError):
    """There is nothing at {at}: the video is {length} long."""

    code = "past_the_end"
    zh = "{at} 处没有内容：视频总长 {length}。"
    hint = "Name a time before {length}."
    hint_zh = "请给出 {length} 以内的时间。"


class NothingLeft(RequestError):
    """That would take away everything: the video is only {length} long."""

    code = "nothing_left"
    zh = "这样会把整段视频都删掉：总长只有 {length}。"
    hint = "Name a shorter part, or start anew with another clip."
    hint_zh = "请缩短要删除的部分，或换一个素材重新开始。"


class NoSuchItem(RequestError):
    """There is no {item} on the timeline."""

    code = "no_such_item"
    zh = "时间线上没有 {item}。"
    hint = "Ask for the status to see what is there."
    hint_zh = "可以说“状态”查看时间线上有什么。"


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
    """The video is only {has} long, so it can't be made {needs}."""

    code = "too_long"
    zh = "视频只有 {has}，没法做到 {needs}。"
    hint = "Loop it, slow it down, or add footage."
    hint_zh = "可以循环播放、放慢速度，或添加素材。"


class OutOfRange(RequestError):
    """{what} must be between {low} and {high}; {given} is not."""

    code = "out_of_range"
    zh = "{what} 必须在 {low} 到 {high} 之间，{given} 不行。"


class NoCut(RequestError):
    """A transition needs a cut between two clips; there is none there."""

    code = "no_cut"
    zh = "转场要放在两个片段之间，这里没有剪切点。"
    hint = "Split the clip first, or add a second one."
    hint_zh = "请先分割片段，或再添加一个片段。"
