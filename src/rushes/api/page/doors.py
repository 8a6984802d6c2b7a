"""How a browser comes in: a cookie that scripts can't read and other sites can't send."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request, Response

from rushes.api.caller import COOKIE
from rushes.api.errors import ForeignPage
from rushes.api.page.parts import Parts, same_origin, visitor_of

router = APIRouter(prefix="/api/page")


@router.post("/enter")
def enter(request: Request, response: Response, parts: Parts) -> dict[str, Any]:
    """Gives a browser its cookie, by its own client id in `X-Client-Id`: the same id finds its sessions again. Who is
    in already stays in, and for as long again (a link's visitor only as long as the link). Raises ForeignPage, NoClientId, TooManyAccounts."""
    if not same_origin(request):
        raise ForeignPage()
    already = visitor_of(request)
    if already is not None and already.session is not None:
        return {"user": already.user, "session": already.session}
    if already is None:
        address = request.client.host if request.client else ""
        token = parts.accounts.anonymous(request.headers.get("x-client-id"), address).token
        already = parts.accounts.caller(token)
    seconds, secure = parts.accounts.token_days * 86400, request.url.scheme == "https"
    response.set_cookie(
        COOKIE, parts.accounts.page(already).token, max_age=seconds, path="/", httponly=True, samesite="strict",
        secure=secure,
    )  # fmt: skip
    return {"user": already.user, "session": already.session}
