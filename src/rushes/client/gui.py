"""Answers of a server that believes there are buttons: what is said of them becomes what it means here, or goes. Pure.

    click the Export button, 点击导出        an export            preview in the timeline      the tracks are shown
    open the ... panel, 打开…面板            the state is shown    drag the clip to ..., 拖拽    the words that do it
    any other click, tap, 点击               taken out

Only whole sentences are touched, and nothing in quotes is believed to be talk: a title may well read "Click here".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class Action(StrEnum):
    """What a sentence about the screen asks for."""

    EXPORT = "export"
    SHOW = "show"


@dataclass(frozen=True, slots=True)
class Plainly:
    """An answer without buttons, and what it meant to be done."""

    text: str
    actions: tuple[Action, ...] = ()


_SENTENCE = re.compile(r"[^.!?。！？\n]*(?:\.(?=\w)[^.!?。！？\n]*)*(?:[.!?。！？]+[\"”'」』)]*\s*|\n|$)")
"""A stop inside a name (`clip.mp4`, `1.5`) ends nothing."""

_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|「[^」]*」|『[^』]*』|(?<!\w)'[^'\n]*'(?!\w)|‘[^’]*’|`[^`]*`")

_EN = re.IGNORECASE
_CLICK = r"(?:click(?:ing)?|tap(?:ping)?|press(?:ing)?|hit|hitting|select(?:ing)?|use|using)"
_EXPORT = re.compile(
    rf"\b{_CLICK}\b[^.]*?\b(?:export|download|render)\b|\b(?:export|download)\s+(?:button|icon|menu|tab)\b|(?:点击|单击|按下?|点)[^，,]{{0,8}}?(?:导出|下载|渲染)|(?:导出|下载)(?:按钮|菜单|图标)",
    _EN,
)
_SHOW = re.compile(
    r"\b(?:open|see|check|view|switch to|go to|look at|find\b.*\bin)\b[^.]*?\b(?:panel|tab|sidebar|window|inspector|workspace|editor)\b"
    r"|\b(?:preview|view|see|watch|check|review)\b[^.]*?\b(?:in|on)\s+(?:the\s+|your\s+)?(?:timeline|player|preview)\b"
    r"|(?:打开|切换到|进入|查看)[^，,]{0,12}?(?:面板|标签页?|侧边栏|窗口|编辑器|工作区)|在(?:时间线|时间轴|播放器|预览)[^，,]{0,6}?(?:预览|查看|观看)",
    _EN,
)
_DRAG = re.compile(
    r"\bdrag(?:ging)?(?:[ -]and[ -]drop)?\b(?!\.)|\bdrop\s+(?:it|them|the\b[^.]*\b)(?:on|onto|into)\b|拖拽|拖动|拖放|拖到|拖入",
    _EN,
)
_CLICKS = re.compile(
    r"\b(?:(?:double|right|left)[ -]?)?(?:click|tap)(?:ing)?\s+(?:on\s+)?(?:the\b|your\b|here\b|it\b|any\b|a\b|this\b|that\b)"
    r"|\b(?:press|use|adjust|hit)\s+the\b[^.]*\b(?:button|slider|icon|handle|menu)\b|\bon the (?:toolbar|sidebar)\b"
    r"|\b(?:click|tap)\s*[\[*_\s]*□|点击|单击|双击|右键|(?:使用|调整|调节)[^，,]{0,6}滑块|按钮",
    _EN,
)
_MOVE_EN = re.compile(r"\bdrag(?:ging)?(?:[ -]and[ -]drop)?\s+(?P<rest>[^,.;!?]+)", _EN)
_MOVE_ZH = re.compile(
    r"(?:把|将)(?P<what>[^，。！？]{1,20}?)(?:拖拽|拖动|拖放|拖)(?:到|至|入)(?P<where>[^，。！？]{1,20})"
)


def plainly(text: str, language: str = "en") -> Plainly:
    """`text` without talk of a screen."""
    kept: list[str] = []
    actions: list[Action] = []
    for sentence in _SENTENCE.findall(text):
        if not sentence:
            continue
        bare = _QUOTED.sub("□", sentence)
        as_seen = _QUOTED.sub(lambda found: _button(found.group()), sentence)  # 点击“导出”: a button in quotes
        if _DRAG.search(bare):
            kept.append(_said_instead(sentence))
        elif _EXPORT.search(as_seen):
            actions.append(Action.EXPORT)
            kept.append(_end_of(sentence))
        elif _SHOW.search(bare):
            actions.append(Action.SHOW)
            kept.append(_end_of(sentence))
        elif _CLICKS.search(bare):
            kept.append(_end_of(sentence))
        else:
            kept.append(sentence)
    lines = [" ".join(line.split(" ")).rstrip() for line in "".join(kept).split("\n")]
    whole = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
    return Plainly(whole, tuple(dict.fromkeys(actions)))


def _button(quoted: str) -> str:
    inner = quoted[1:-1].strip()
    short = len(inner) <= 16 and re.fullmatch(r"(?:export|download|render)\b.*|(?:导出|下载|渲染).*", inner, _EN)
    return inner if short else "□"


def _end_of(sentence: str) -> str:
    """What is left of a sentence that goes: its line break."""
    return "\n" if sentence.endswith("\n") else ""


def _said_instead(sentence: str) -> str:
    """A drag as the words that do the same, where it says what is to be dragged where."""
    chinese = _MOVE_ZH.search(sentence)
    if chinese:
        return f"要这样做，请说：“把{chinese['what']}移到{chinese['where']}”。{_end_of(sentence)}"
    english = _MOVE_EN.search(sentence)
    if english and re.search(r"\b(?:to|before|after|onto|into)\b", english["rest"]):
        rest = re.sub(r"\b(?:onto|into)\b", "to", english["rest"].strip())
        return f'To do that, say: "move {rest}". {_end_of(sentence)}'
    return _end_of(sentence)
