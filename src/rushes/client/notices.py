"""What the client itself says while it works, in both languages."""

from __future__ import annotations

from collections.abc import Callable

Tell = Callable[[str], None]
"""Shows one line of talk."""

_TEXTS: dict[str, tuple[str, str]] = {
    "setting_up": ("Setting things up...", "正在准备……"),
    "renewed": ("The token had run out; a new one was fetched.", "令牌已过期，已获取新的。"),
    "env_token": (
        "NEMO_TOKEN was refused; going on with an anonymous token.", "NEMO_TOKEN 被拒绝；改用匿名令牌继续。",
    ),
    "new_session": (
        "The session was gone; {name} was opened instead. Its files have to be uploaded again.",
        "原会话已不存在；已新建 {name}。素材需要重新上传。",
    ),
    "waiting": (
        "The server asks to wait: trying once more in {wait_s} s.", "服务器要求等待：{wait_s} 秒后再试一次。",
    ),
    "still_working": ("Still working...", "仍在处理……"),
    "broken": (
        "The line broke; looking at what was done (nothing is sent twice).", "连接中断；正在查看结果（不会重复发送）。",
    ),
    "silent": ("The server said nothing; looking at what was done.", "服务器没有回复；正在查看结果。"),
    "unchanged": (
        "Nothing was changed: the server gave no answer and the timeline is as it was.",
        "没有任何改动：服务器没有回复，时间线保持原样。",
    ),
    "unknown": (
        "The server gave no answer, and the state of the session can't be read now. Look again before repeating it.",
        "服务器没有回复，目前也读不到会话状态。重复之前请先查看。",
    ),
    "changed": ("Done, by what the timeline shows: {what}", "已完成，时间线上可以看到：{what}"),
    "line_broke": ("The line broke at {share}; going on from there.", "连接在 {share} 处中断；继续。"),
}  # fmt: skip


def notice(name: str, language: str, /, **facts: object) -> str:
    return _TEXTS[name][language == "zh"].format(**facts)
