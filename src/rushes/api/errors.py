"""Errors on the wire: which number and which status each one has, and the envelope around every answer.

code   status   means
0      200      done
1001   401      token bad, expired or revoked
1002   404      session, file, render: not there for this user
2001   403      out of credits
4001   415      file can't be used, judged by its content
4002   413      file too large, or no room for it
400    400      X-Client-Id missing, body malformed, can't be done as asked
402    402      an attribution header is missing
403    403      the page may not do that
405    405      no such method here
409    409      render id taken, revision stale, upload at another offset
410    410      link or upload expired
429    429      too many requests; Retry-After says when
460    460      checksum of an uploaded piece is wrong (tus)
500    500      ours; nothing was lost
503    503      the machine can't right now
507    507      disk full
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from fastapi.responses import JSONResponse

from rushes.errors import MachineError, MaterialError, RequestError, RushesError
from rushes.media.errors import ACCEPTED

CODES: dict[str, tuple[int, int]] = {
    "not_allowed": (1001, 401),
    "no_client_id": (400, 400),
    "bad_claim": (1001, 401),
    "no_such_session": (1002, 404),
    "no_such_revision": (1002, 404),
    "no_such_job": (1002, 404),
    "no_such_arrival": (1002, 404),
    "foreign_media": (1002, 404),
    "out_of_credits": (2001, 403),
    "file_too_large": (4002, 413),
    "quota_full": (4002, 413),
    "job_exists": (409, 409),
    "not_finished": (409, 409),
    "stale_revision": (409, 409),
    "name_taken": (409, 409),
    "wrong_offset": (409, 409),
    "wrong_checksum": (460, 460),
    "too_many_accounts": (429, 429),
    "too_many_jobs": (429, 429),
    "too_many_turns": (429, 429),
    "too_many_requests": (429, 429),
    "no_attribution": (402, 402),
    "foreign_page": (403, 403),
    "link_expired": (410, 410),
    "disk_full": (507, 507),
    "no_room": (507, 507),
    "database_busy": (503, 503),
}
"""By the code of the error; what is not here goes by its family."""

WAIT_SECONDS = 30
"""What Retry-After says: the wait that skills are told to make."""


class MissingHeader(RequestError):
    """The header {header} is missing: exports need it."""

    code = "no_attribution"
    zh = "缺少请求头 {header}：导出需要它。"
    hint = "Send X-Skill-Source, X-Skill-Version and X-Skill-Platform with every call."
    hint_zh = "每次调用都请带上 X-Skill-Source、X-Skill-Version 和 X-Skill-Platform。"


class TooManyRequests(RequestError):
    """That was too many requests in a short time."""

    code = "too_many_requests"
    zh = "短时间内请求过多。"
    hint = "Wait 30 s and try once more."
    hint_zh = "请等待 30 秒后再试一次。"


class ForeignPage(RequestError):
    """Another site's page can't do that."""

    code = "foreign_page"
    zh = "其他网站的页面不能这样做。"


class LinkExpired(RequestError):
    """This download link has expired or is not whole."""

    code = "link_expired"
    zh = "下载链接已过期或不完整。"
    hint = "Ask for the render's state again: it comes with a fresh link."
    hint_zh = "请再次查询渲染状态，会得到新的链接。"


class BadBody(RequestError):
    """The request can't be read: {why}."""

    code = "bad_body"
    zh = "请求无法解析：{why}。"
    hint = "See /docs for what it should hold."
    hint_zh = "格式见 /docs。"


@dataclass(frozen=True, slots=True)
class Failure:
    """An error as it goes out."""

    code: int
    status: int
    message: str
    hint: str
    facts: dict[str, Any] = field(default_factory=dict)

    def body(self) -> dict[str, Any]:
        return {"code": self.code, "message": self.message, "hint": self.hint, "data": None, **self.facts}

    def answer(self) -> JSONResponse:
        headers = {"Retry-After": str(WAIT_SECONDS)} if self.status in (429, 503) else {}
        if self.status == 413:
            headers["Connection"] = "close"  # else the rest of the body is still read, to no one's use
        if self.status == 401:
            headers["WWW-Authenticate"] = "Bearer"
        return JSONResponse(self.body(), self.status, headers)


def failure(error: RushesError, language: str = "en") -> Failure:
    """`error` as numbers and sentences, with the facts that its code promises."""
    code, status = CODES.get(error.code) or _family(error)
    facts: dict[str, Any] = {"error": error.code}
    if code == 4001:
        facts["accepted"] = ACCEPTED.replace(",", "").split()
    if error.code == "file_too_large":
        facts |= {"limit_bytes": error.facts["limit"], "resumable_upload": "/files/"}
    if error.code == "stale_revision":
        facts["current_revision"] = error.facts["current"]
    if error.code == "job_exists":
        facts |= {"render_id": error.facts["name"], "status": str(error.facts["state"])}
    if error.code == "out_of_credits":
        facts["registration_url"] = error.facts["link"]
    return Failure(code, status, error.text(language), error.advice(language), facts)


def _family(error: RushesError) -> tuple[int, int]:
    if isinstance(error, MaterialError):
        return 4001, 415
    if isinstance(error, RequestError):
        return 400, 400
    return (503, 503) if isinstance(error, MachineError) else (500, 500)


def envelope(data: Any, message: str = "ok") -> dict[str, Any]:
    return {"code": 0, "message": message, "data": data}
