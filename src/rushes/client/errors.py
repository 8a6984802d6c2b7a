"""What can go wrong between here and a server. The server's own sentences are passed on as they are."""

from __future__ import annotations

from rushes.errors import MachineError, MaterialError, RequestError


class BadServerAddress(RequestError):
    """NEMO_API_URL is no address of a server: {address}."""

    code = "bad_server_address"
    zh = "NEMO_API_URL 不是服务器地址：{address}。"
    hint = "It begins with http:// or https://, as in http://127.0.0.1:8787"
    hint_zh = "应以 http:// 或 https:// 开头，例如 http://127.0.0.1:8787"


class ServerNotReached(MachineError):
    """The server at {server} can't be reached ({why})."""

    code = "server_not_reached"
    zh = "无法连接服务器 {server}（{why}）。"
    hint = "Start one with `rushes serve`, correct NEMO_API_URL, or unset it to work on this machine."
    hint_zh = "用 `rushes serve` 启动一个，改正 NEMO_API_URL，或取消设置以在本机工作。"


class WaitedTooLong(MachineError):
    """The server was waited for {waited_s} s, and {what} is not over."""

    code = "waited_too_long"
    zh = "已等待服务器 {waited_s} 秒，{what} 仍未结束。"
    hint = "It goes on there; look again later with `rushes show`."
    hint_zh = "它会在服务器上继续；稍后用 `rushes show` 查看。"


class ServerBusy(MachineError):
    """The server asks to wait, again: {said}"""

    code = "server_busy"
    zh = "服务器再次要求等待：{said}"
    hint = "Try again in {wait_s} s."
    hint_zh = "请在 {wait_s} 秒后再试。"


class TokenRefused(RequestError):
    """The server does not accept the token, nor gives a new one: {said}"""

    code = "token_refused"
    zh = "服务器不接受令牌，也没有给出新的：{said}"
    hint = "Set NEMO_TOKEN to one that is valid, or unset it to get a free one."
    hint_zh = "请把 NEMO_TOKEN 设为有效的令牌，或取消设置以获取免费令牌。"


class CreditsSpent(RequestError):
    """There are no credits left on the server: {said}"""

    code = "credits_spent"
    zh = "服务器上的积分已用完：{said}"


class NotInPlan(RequestError):
    """The server does not allow that: {said}"""

    code = "not_in_plan"
    zh = "服务器不允许这样做：{said}"


class SessionGone(RequestError):
    """The server has no session {session}."""

    code = "session_gone"
    zh = "服务器上没有会话 {session}。"
    hint = "`rushes sessions` lists those there are."
    hint_zh = "`rushes sessions` 列出现有的会话。"


class NoSessionThere(RequestError):
    """There is no session on {server} to go on with in {folder}."""

    code = "no_session_there"
    zh = "{server} 上没有可以在 {folder} 里继续的会话。"
    hint = 'Start one: rushes edit FILE "what to do". Or name one with -s; `rushes sessions` lists them.'
    hint_zh = '先开始一个：rushes edit 文件 "要做的事"。或用 -s 指定；`rushes sessions` 列出全部。'


class ServerRefused(RequestError):
    """The server refused: {said}"""

    code = "server_refused"
    zh = "服务器拒绝了：{said}"


class ServerFailed(MachineError):
    """The server failed: {said}"""

    code = "server_failed"
    zh = "服务器出错：{said}"


class FileNotTaken(MaterialError):
    """The server does not take the file: {said}"""

    code = "file_not_taken"
    zh = "服务器不接受这个文件：{said}"
    hint = "It takes {accepted}."
    hint_zh = "可接受 {accepted}。"


class TooLargeThere(MaterialError):
    """The file is too large for the server: {said}"""

    code = "too_large_there"
    zh = "文件对服务器来说太大：{said}"
    hint = "Compress or trim it first."
    hint_zh = "请先压缩或剪短。"


class UploadBroken(MachineError):
    """The upload of {name} broke off at {sent} of {size} bytes."""

    code = "upload_broken"
    zh = "{name} 的上传在 {sent}/{size} 字节处中断。"
    hint = "Say the same again: it goes on from there where the server can."
    hint_zh = "再执行一次同样的命令：服务器支持时会从中断处继续。"


class ExportFailedThere(MachineError):
    """The export {name} failed on the server: {said}"""

    code = "export_failed_there"
    zh = "服务器上的导出 {name} 失败：{said}"


class DownloadBroken(MachineError):
    """The download broke off at {got} of {size} bytes."""

    code = "download_broken"
    zh = "下载在 {got}/{size} 字节处中断。"
    hint = "Say the same again; the server keeps the finished file."
    hint_zh = "再执行一次；服务器保留着完成的文件。"


class NotThere(RequestError):
    """`rushes {command}` works on this machine's own sessions only, and NEMO_API_URL names a server."""

    code = "not_on_a_server"
    zh = "`rushes {command}` 只能用于本机的会话，而 NEMO_API_URL 指定了服务器。"
    hint = "Unset NEMO_API_URL to use it here."
    hint_zh = "取消设置 NEMO_API_URL 即可在本机使用。"
