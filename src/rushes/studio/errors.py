"""What the studio can't do as asked. All are the asker's move: nothing was changed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rushes.errors import MaterialError, RequestError, RushesError
from rushes.model.project import Project


@contextmanager
def by_name(project: Project) -> Iterator[None]:
    """In here an error that names a file by the beginning of its content's id names it as the session does."""
    try:
        yield
    except RushesError as error:
        names = {media.id[:12]: media.name for media in project.media}
        error.facts = {fact: names.get(str(value), value) for fact, value in error.facts.items()}
        raise


class NoSessionHere(RequestError):
    """There is no session to go on with in {folder}."""

    code = "no_session_here"
    zh = "{folder} 里还没有可以继续的会话。"
    hint = 'Start one: rushes edit FILE "what to do". Or name one with -s; `rushes sessions` lists them.'
    hint_zh = '先开始一个：rushes edit 文件 "要做的事"。或用 -s 指定；`rushes sessions` 列出全部。'


class AmbiguousSession(RequestError):
    """{wanted} could be {names}."""

    code = "ambiguous_session"
    zh = "{wanted} 可能是 {names}。"
    hint = "Say more of the name."
    hint_zh = "请把名字说完整些。"


class BadName(RequestError):
    """A session can't be called {name!r}."""

    code = "bad_name"
    zh = "会话不能叫 {name!r}。"
    hint = "1 to 60 characters, on one line, no slash, not starting with a dash."
    hint_zh = "1 到 60 个字符，单行，不含斜杠，不以短横开头。"


class NothingToUndo(RequestError):
    """There is nothing to undo."""

    code = "nothing_to_undo"
    zh = "没有可以撤销的了。"


class NothingToRedo(RequestError):
    """There is nothing to redo."""

    code = "nothing_to_redo"
    zh = "没有可以重做的了。"


class NothingSaid(RequestError):
    """Nothing was said."""

    code = "nothing_said"
    zh = "没有说要做什么。"
    hint = 'Say what to do: "trim the first 5 seconds".'
    hint_zh = "请说要做什么，例如“剪掉前5秒”。"


class TooMuchSaid(RequestError):
    """That is {has} characters; a request can be {most}."""

    code = "too_much_said"
    zh = "这有 {has} 个字符；一次最多 {most} 个。"


class TooManyFiles(RequestError):
    """A session can hold {most} files; that would make {has}."""

    code = "too_many_files"
    zh = "一个会话最多 {most} 个文件；这样会有 {has} 个。"


class NoSuchMood(RequestError):
    """There is no music for {mood!r}."""

    code = "no_such_mood"
    zh = "没有“{mood}”风格的音乐。"
    hint = "Try calm, lo-fi, upbeat, energetic, happy, nostalgic or tender, or name a music file."
    hint_zh = "可以试试平静、lo-fi、欢快、有活力、快乐、怀旧、温柔，或指定一个音乐文件。"


class OutputExists(RequestError):
    """{path} is there already and was kept."""

    code = "output_exists"
    zh = "{path} 已经存在，没有覆盖。"
    hint = "Choose another name, or say --force to replace it."
    hint_zh = "请换一个名字，或加 --force 替换它。"


class NoSuchFolder(RequestError):
    """There is no folder {folder} to put the video in."""

    code = "no_such_folder"
    zh = "没有文件夹 {folder}，无法放置视频。"


class FolderNotWritable(RequestError):
    """Nothing can be written in {folder}."""

    code = "folder_not_writable"
    zh = "无法写入文件夹 {folder}。"


class FileRefused(MaterialError):
    """One of several files can't be used: its name before what is wrong with it."""

    def __init__(self, name: str, cause: MaterialError) -> None:
        self.name, self.cause = name, cause
        self.code = cause.code  # type: ignore[misc]
        super().__init__(**cause.facts)

    def text(self, language: str = "en") -> str:
        return f"{self.name}: {self.cause.text(language)}"

    def advice(self, language: str = "en") -> str:
        return self.cause.advice(language)


class FileGone(MaterialError):
    """The file is no longer in the session."""

    code = "file_gone"
    zh = "文件已不在会话里。"


class TurnStopped(RequestError):
    """Stopped; nothing was changed."""

    code = "turn_stopped"
    zh = "已停止，没有任何改动。"
