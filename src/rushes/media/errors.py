"""Why a file can't be taken in, each as a sentence for its owner.

MaterialError
  EmptyFile, NotMedia, UnsupportedFormat, UnsupportedCodec    not something that can be cut
  NoIndex, NoStreams, Damaged                                 something that was media once
  Encrypted, ExternalReference, DolbyVisionOnly               media that can't be used as it is
  PictureTooLarge, TooSlowToRead, ReaderDied                  media that is not worth the risk
MachineError
  DiskFull, ReaderMissing
"""

from __future__ import annotations

import errno

from rushes.errors import MachineError, MaterialError, RushesError

ACCEPTED = "mp4 mov m4v mkv webm avi mts ts mpg 3gp, jpg png gif webp avif heic, mp3 wav m4a aac flac ogg mka"
"""What to tell people; what a file is called does not matter, what is in it does."""

_ADVICE = f"Rushes takes {ACCEPTED}."
_ADVICE_ZH = f"Rushes 接受 {ACCEPTED}。"


class EmptyFile(MaterialError):
    """The file is empty (0 bytes)."""

    code = "empty_file"
    zh = "文件是空的（0 字节）。"
    hint = "The upload or copy may have been interrupted: send the file again."
    hint_zh = "可能是上传或复制中断了：请重新发送文件。"


class NotMedia(MaterialError):
    """This is not a video, picture or sound, but {what}."""

    code = "not_media"
    zh = "这不是视频、图片或声音，而是{what_zh}。"
    hint = f"The name of a file does not make it a video. {_ADVICE}"
    hint_zh = f"改文件名并不能变成视频。{_ADVICE_ZH}"


class UnsupportedFormat(MaterialError):
    """{what} files can't be used."""

    code = "unsupported_format"
    zh = "不支持 {what} 文件。"
    hint = f"Convert it first. {_ADVICE}"
    hint_zh = f"请先转换格式。{_ADVICE_ZH}"


class UnsupportedCodec(MaterialError):
    """The {part} in this file is {codec}, which can't be decoded here."""

    code = "unsupported_codec"
    zh = "这个文件里的{part_zh}是 {codec}，这里无法解码。"
    hint = "Export it again as H.264 or HEVC video with AAC sound."
    hint_zh = "请重新导出为 H.264 或 HEVC 视频、AAC 声音。"


class NoIndex(MaterialError):
    """The file is incomplete: its index (the moov box) is missing, as after an interrupted recording or upload."""

    code = "no_index"
    zh = "文件不完整：缺少索引（moov），通常是录制或上传中断造成的。"
    hint = "Send the file again. If it is the only copy, a repair tool needs a good file of the same camera."
    hint_zh = "请重新发送文件。如果只有这一份，修复工具需要同一台相机拍的完好文件作参考。"


class NoStreams(MaterialError):
    """There is neither picture nor sound in this file."""

    code = "no_streams"
    zh = "这个文件里既没有画面也没有声音。"
    hint = "Check that it is the right file, or export it again."
    hint_zh = "请确认文件是否正确，或重新导出。"


class Damaged(MaterialError):
    """The file is damaged: nothing in it can be decoded ({detail})."""

    code = "damaged"
    zh = "文件已损坏：里面的内容都无法解码（{detail}）。"
    hint = "Send it again, or go back to the camera's original."
    hint_zh = "请重新发送，或使用相机里的原始文件。"


class Encrypted(MaterialError):
    """The file is encrypted (copy-protected)."""

    code = "encrypted"
    zh = "文件已加密（受版权保护）。"
    hint = "Protected media can't be edited: use an unprotected copy that you have the rights to."
    hint_zh = "受保护的媒体无法编辑：请使用你有权使用的未加密版本。"


class ExternalReference(MaterialError):
    """The file holds no media itself but points to other files ({what})."""

    code = "external_reference"
    zh = "这个文件本身没有内容，只指向别的文件（{what}）。"
    hint = "Export a self-contained file, or send the files it points to."
    hint_zh = "请导出为独立文件，或直接发送它所指向的文件。"


class DolbyVisionOnly(MaterialError):
    """The video is Dolby Vision profile {profile}, which has no ordinary picture in it: its colours would be wrong."""

    code = "dolby_vision_only"
    zh = "视频是杜比视界 Profile {profile}，里面没有普通画面，颜色会出错。"
    hint = "Export it as HDR10, HLG (Dolby Vision 8.4) or SDR."
    hint_zh = "请导出为 HDR10、HLG（杜比视界 8.4）或 SDR。"


class PictureTooLarge(MaterialError):
    """The picture is {width}x{height}, more than the {limit} million pixels that can be opened safely."""

    code = "picture_too_large"
    zh = "图片是 {width}x{height}，超过能安全打开的 {limit} 百万像素。"
    hint = "Make it smaller first; a 4K frame has 8 million pixels."
    hint_zh = "请先缩小；一帧 4K 是 8 百万像素。"


class TooSlowToRead(MaterialError):
    """Reading the file took longer than {limit_seconds} s and was stopped."""

    code = "too_slow_to_read"
    zh = "读取文件超过 {limit_seconds} 秒，已停止。"
    hint = "The file is probably damaged. Export it again, or try on a less busy machine."
    hint_zh = "文件可能已损坏。请重新导出，或换一台不忙的机器。"


class ReaderDied(MaterialError):
    """The file made the reader fail ({detail}); nothing else was touched."""

    code = "reader_died"
    zh = "这个文件让读取程序出错（{detail}）；其他内容没有受影响。"
    hint = "The file is damaged or made to do harm. Export it again."
    hint_zh = "文件已损坏，或是恶意制作的。请重新导出。"


class DiskFull(MachineError):
    """There is no room for this file: {needed_mb} MB needed, {free_mb} MB free."""

    code = "disk_full"
    zh = "空间不够放这个文件：需要 {needed_mb} MB，剩余 {free_mb} MB。"
    hint = "Free some space, or set another place for media, and try again."
    hint_zh = "请清理空间或换一个存放位置后重试。"


class ReaderMissing(MachineError):
    """The reader process can't be started ({detail})."""

    code = "reader_missing"
    zh = "无法启动读取程序（{detail}）。"
    hint = "Run `rushes doctor`."
    hint_zh = "请运行 `rushes doctor`。"


BY_CODE: dict[str, type[RushesError]] = {
    kind.code: kind
    for kind in (
        EmptyFile, NotMedia, UnsupportedFormat, UnsupportedCodec, NoIndex, NoStreams, Damaged, Encrypted,
        ExternalReference, DolbyVisionOnly, PictureTooLarge, TooSlowToRead, ReaderDied, DiskFull, ReaderMissing,
    )
}  # fmt: skip
"""How an error crosses from the reader process to ours: by its code and its facts."""

MACHINE_TROUBLE = {
    errno.ENOENT, errno.EACCES, errno.EPERM, errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EROFS,
    errno.EMFILE, errno.ENOTDIR, errno.EISDIR,
}  # fmt: skip


def is_the_machines(error: Exception) -> bool:
    """Whether `error` is about files and disks, not about what a file says; readers raise OSError for both."""
    return isinstance(error, OSError) and error.errno in MACHINE_TROUBLE
