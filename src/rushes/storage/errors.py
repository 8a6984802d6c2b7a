"""Why the database can't be opened or written. Nothing was changed."""

from __future__ import annotations

from rushes.errors import MachineError, RequestError


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


class BadDatabaseUrl(MachineError):
    """RUSHES_DATABASE is no address of a PostgreSQL database."""

    code = "bad_database_url"
    zh = "RUSHES_DATABASE 不是 PostgreSQL 数据库的地址。"
    hint = (
        "It is written postgresql://user:password@host:5432/name; without it the database is a file in the data folder."
    )
    hint_zh = "写法是 postgresql://user:password@host:5432/name；不设置时数据库是数据文件夹里的一个文件。"


class NotText(RequestError):
    """That holds characters that no text has."""

    code = "not_text"
    zh = "其中含有文本里不允许的字符。"
    hint = "Leave out U+0000."
    hint_zh = "请去掉 U+0000。"
