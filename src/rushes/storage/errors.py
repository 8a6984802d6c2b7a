"""Why the database can't be opened or written. All are the machine's move: nothing was changed."""

from __future__ import annotations

from rushes.errors import MachineError


class DamagedDatabase(MachineError):
    """The database {path} is damaged: {why}."""

    code = "damaged_database"
    zh = "数据库 {path} 已损坏：{why}。"
    hint = "Move it away and put a copy from {backups} in its place; the original footage is untouched."
    hint_zh = "请把它移走，换上 {backups} 里的备份；原始素材没有受影响。"


class DatabaseFromNewer(MachineError):
    """The database {path} was written by a newer Rushes (step {found}, this one knows {known})."""

    code = "database_from_newer"
    zh = "数据库 {path} 由更新版本的 Rushes 写入（第 {found} 步，当前只到 {known}）。"
    hint = "Update Rushes, or use another data folder (--data); nothing was changed."
    hint_zh = "请更新 Rushes，或用 --data 换一个数据文件夹；没有改动任何内容。"


class DatabaseBusy(MachineError):
    """The database {path} was busy for more than {seconds} s."""

    code = "database_busy"
    zh = "数据库 {path} 忙碌超过 {seconds} 秒。"
    hint = "Another Rushes is writing; try again in a moment."
    hint_zh = "另一个 Rushes 正在写入；请稍后再试。"


class CantKeep(MachineError):
    """Nothing can be kept in {path}: {why}."""

    code = "cant_keep"
    zh = "无法写入 {path}：{why}。"
    hint = "Make room or allow writing there, or use another data folder (--data)."
    hint_zh = "请腾出空间或允许写入，或用 --data 换一个数据文件夹。"
