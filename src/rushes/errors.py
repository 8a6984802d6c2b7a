"""Every way Rushes says no: a sentence for a person, a code for a program, and the facts.

    RushesError
      RequestError      the asker's move: say it otherwise
      MaterialError     the material's: this file can't be used, or only in part
      MachineError      the machine's: disk full, a program missing
      DefectError       ours: something that should not happen did

A subclass's docstring first line is its default English message, `zh` the Chinese one; both are
format strings over the facts given to it. `hint`/`hint_zh` say what to do next.
"""

from __future__ import annotations

from typing import ClassVar


class RushesError(Exception):
    """Something went wrong."""

    code: ClassVar[str] = "error"
    zh: ClassVar[str] = "出错了。"
    hint: ClassVar[str] = ""
    hint_zh: ClassVar[str] = ""

    def __init__(self, **facts: object) -> None:
        self.facts = facts
        super().__init__(self.text("en"))

    def text(self, language: str = "en") -> str:
        """The message in `language` ("en" or "zh"), facts filled in."""
        template = self.zh if language == "zh" else (type(self).__doc__ or "").strip().split("\n")[0]
        return template.format(**self.facts)

    def advice(self, language: str = "en") -> str:
        """What to do next, in `language`; empty where there is nothing to add."""
        template = self.hint_zh if language == "zh" else self.hint
        return template.format(**self.facts)


class RequestError(RushesError):
    """That can't be done as asked."""

    code = "bad_request"
    zh = "没法这样做。"


class MaterialError(RushesError):
    """This file can't be used."""

    code = "bad_material"
    zh = "这个文件没法用。"


class MachineError(RushesError):
    """The machine could not do it."""

    code = "machine"
    zh = "机器没能完成。"


class DefectError(RushesError):
    """Rushes did something wrong; your work is safe."""

    code = "defect"
    zh = "Rushes 出了错；你的工作没有丢。"
