"""What can be wrong with a file that is used all the same: codes in `MediaFacts.warnings`, sentences here."""

from __future__ import annotations

WARNINGS: dict[str, tuple[str, str]] = {
    "wrong_name": (
        "The name's ending does not match what is in the file; the content counts.",
        "文件名的后缀与内容不符；以内容为准。",
    ),
    "truncated": (
        "The file is cut off: only the part that is there is used.",
        "文件被截断：只使用现有的部分。",
    ),
    "damaged": (
        "Parts of the file are damaged; pictures or sound there are missing or spoiled.",
        "文件有部分损坏；那里的画面或声音会缺失或有瑕疵。",
    ),
    "partly_checked": (
        "The file shows damage and is too long to be decoded as a whole now; some frames may fail later.",
        "文件有损坏迹象，且太长无法现在全部解码；之后可能有画面出错。",
    ),
    "frames_missing": (
        "Some frames are missing from an otherwise steady rate; the one before is shown longer.",
        "帧率本来稳定，但缺了几帧；会延长前一帧。",
    ),
    "wrong_duration": (
        "The length in the file's header is wrong; the real one was measured.",
        "文件头里的时长不对；已按实际内容测量。",
    ),
    "time_jump": (
        "The clock of the file jumps by more than a minute in one place.",
        "文件的时间戳有一处跳了一分钟以上。",
    ),
    "sound_unusable": (
        "A sound track can't be decoded and is left out.",
        "有一条声音轨无法解码，已忽略。",
    ),
    "sound_before_picture": (
        "The sound starts before the first picture; that part can't be seen.",
        "声音早于第一帧画面开始；那一段没有画面。",
    ),
    "sound_after_picture": (
        "The sound goes on after the last picture.",
        "最后一帧画面之后声音还在继续。",
    ),
    "dolby_vision_ignored": (
        "The Dolby Vision layer is not used; the video is treated as its {base} base.",
        "不使用杜比视界增强层；按 {base} 基础层处理。",
    ),
    "scaled_down": (
        "The picture is larger than 8192 pixels a side and is scaled down to that.",
        "图片边长超过 8192 像素，已缩小到该尺寸。",
    ),
    "first_picture_only": (
        "The file holds several pictures; the main one is used.",
        "文件里有多张图片；使用主图。",
    ),
}


def warning_text(code: str, language: str = "en") -> str:
    """The sentence for a warning's code, in `language` ("en" or "zh"). A code may carry one word after a colon,
    as in "dolby_vision_ignored:HLG"."""
    name, _, word = code.partition(":")
    return WARNINGS[name][language == "zh"].format(base=word)
