"""Answers to what is said about the work rather than to it: undo, export, status, help; in both languages."""

from __future__ import annotations

import re

from rushes.language.answers import Command, Request
from rushes.language.reply import Reply, status, stepped
from rushes.model.history import Turn
from rushes.model.project import Project
from rushes.model.session import Head
from rushes.model.time import clock_text, rate_text
from rushes.studio.history import Step

CHANGES_TOLD = 6
"""The newest so many, where it is asked what was changed."""

HELP = (
    "I edit the footage of this session, said in English or Chinese: trim, cut, keep, split, reorder and join; speed, "
    "reverse, freeze; titles; crop, rotate, zoom, vertical or square; brightness, colour, looks and .cube tables; "
    "fades and transitions; volume, music, ducking; logos; undo, redo and going back to any revision. "
    "For example: “trim the first 5 seconds”, “add the title 'Dawn' for 3 seconds”, “make it warmer”.",
    "我来剪辑这个会话里的素材，中文英文都可以：修剪、删除、保留、分割、调整顺序和拼接；变速、倒放、定格；标题；裁切、旋转、"
    "缩放、竖屏或方形；亮度、颜色、滤镜和 .cube 调色表；淡入淡出和转场；音量、配乐、闪避；水印；撤销、重做、回到任意版本。"
    "例如：“剪掉前5秒”“加标题‘黎明’3秒”“暖一点”。",
)

_SENTENCES: dict[str, tuple[str, str]] = {
    "upload": (
        "Add the files to this session, then say what to do with them.",
        "请把文件添加到这个会话，再说要怎么剪。",
    ),
    "nothing": ("All right, nothing was changed.", "好的，没有改动。"),
    "credits": ("Editing on your own machine costs nothing.", "在自己的电脑上剪辑不需要费用。"),
}


_THANKS = re.compile(
    r"(?:ok[,. ]*|great[,. ]*|好的?[,，]?)?(?:thanks?(?: you)?(?: so much| a lot| very much)?|thank you(?: so much)?|thx|ty|cheers|谢谢(?:你|啦|了)?|多谢|感谢|辛苦了?)[,. !！。~，]*"
    r"(?:looks? (?:good|great)|很好|不错|太棒了)?[.!！。 ]*"
)


def step_told(step: Step, language: str) -> str:
    """What an undo, a redo or a restore came to."""
    chinese = language == "zh"
    what = {
        Turn.UNDO: ("Undone", "已撤销"),
        Turn.REDO: ("Redone", "已重做"),
    }.get(step.revision.turn)
    changed = stepped(step.before, step.after, language)
    if what is None:
        place = f"r{step.revision.state}"
        return _with_changes(f"回到 {place}。" if chinese else f"Back to {place}.", changed, chinese)
    named = "、".join(f"“{_said(head)}”" for head in step.passed) if chinese else ", ".join(
        f"“{_said(head)}”" for head in step.passed
    )  # fmt: skip
    return _with_changes(f"{what[1]}{named}。" if chinese else f"{what[0]}: {named}.", changed, chinese)


def export_told(project: Project, language: str) -> str:
    """That an export was asked for, and of what."""
    timeline = project.timeline
    canvas = timeline.canvas
    about = f"{clock_text(timeline.length)}, {canvas.width}x{canvas.height}, {rate_text(canvas.rate)} fps"
    return f"导出：{about}。" if language == "zh" else f"Export: {about}."


def command_told(command: Command, request: Request) -> str:
    """Status, help, and the like."""
    chinese = command.reading.language == "zh"
    if command.kind == "status":
        if command.topic in ("changes", "why"):
            return _changes(request.history, chinese)
        told = status(request, chinese)
        return told.split("\n")[0] if command.topic == "duration" else told
    if command.kind == "help" and _THANKS.fullmatch(request.text.strip().lower()):
        return (
            "不客气。还要改什么就直接说。" if chinese else "You're welcome. Say what to change next whenever you like."
        )
    if command.kind in _SENTENCES:
        return _SENTENCES[command.kind][chinese]
    return HELP[chinese]


def _changes(history: tuple[Head, ...], chinese: bool) -> str:
    """The newest revisions, a line each, newest first."""
    made = [head for head in history if head.turn is not Turn.START][-CHANGES_TOLD:]
    if not made:
        return "还没有改动。" if chinese else "Nothing was changed yet."
    return "\n".join(f"r{head.number}: {head.did}" for head in reversed(made))


def _said(head: Head) -> str:
    return head.said or head.did


def _with_changes(first: str, changed: Reply, chinese: bool) -> str:
    return first if not changed.changes else f"{first}{'' if chinese else ' '}{changed.text}"
