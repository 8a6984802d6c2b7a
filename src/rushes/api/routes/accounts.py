"""Tokens, pages, claim links and credits."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from rushes.api.bodies import Claim
from rushes.api.caller import COOKIE, Asking, base_url, service_of, session_of
from rushes.api.errors import envelope
from rushes.studio.accounts import BadClaim, Issued

router = APIRouter()


@router.post("/api/auth/anonymous-token", tags=["auth"])
def anonymous_token(request: Request) -> dict[str, Any]:
    """A token for the client of the header X-Client-Id; the same client gets its user, sessions and credits back."""
    service = service_of(request)
    address = request.client.host if request.client else ""
    issued = service.accounts.anonymous(request.headers.get("x-client-id"), address)
    balance = service.credits.balance(issued.user)
    return envelope(
        {
            "token": issued.token,
            "user_id": issued.user,
            "credits": balance.available,
            "expires_at": issued.expires,
        }
    )


@router.post("/api/auth/claim-token", tags=["auth"])
def claim_token(request: Request, body: Claim, caller: Asking) -> dict[str, Any]:
    """A link token that opens one session in a browser, and nothing else."""
    session = session_of(request, caller, body.session_id)
    service = service_of(request)
    issued = service.accounts.claim(caller, session.id)
    return envelope(
        {
            "claim_token": issued.token,
            "expires_in": service.settings.token_days * 86400,
            "url": f"{base_url(request)}/workspace/claim?ct={issued.token}",
        }
    )


@router.post("/api/auth/page", tags=["auth"])
def page(request: Request, response: Response, caller: Asking) -> dict[str, Any]:
    """Sets the cookie that a page's requests carry: HttpOnly, SameSite=Strict, made from the caller's token."""
    issued = service_of(request).accounts.page(caller)
    _set_cookie(request, response, issued)
    return envelope({"user_id": issued.user, "expires_at": issued.expires})


@router.post("/api/auth/leave", tags=["auth"])
def leave(request: Request, response: Response) -> dict[str, Any]:
    """Ends the page's cookie."""
    service_of(request).accounts.end(request.cookies.get(COOKIE))
    response.delete_cookie(COOKIE, path="/")
    return envelope({})


@router.get("/workspace/claim", tags=["auth"], response_class=RedirectResponse, status_code=303)
def claim(request: Request, ct: str = "") -> RedirectResponse:
    """Opens a claim link: the page it leads to sees that one session (all, where the server's own user asked)."""
    try:
        issued, session = service_of(request).accounts.claimed(ct)
    except BadClaim:
        if "text/html" not in request.headers.get("accept", ""):
            raise
        return RedirectResponse("/?claim=over", status_code=303)  # a person: the page says it
    response = RedirectResponse(f"/?session={session}" if session else "/", status_code=303)
    response.headers["Referrer-Policy"] = "no-referrer"
    _set_cookie(request, response, issued)
    return response


@router.get("/api/credits/balance/simple", tags=["credits"])
def balance(request: Request, caller: Asking) -> dict[str, Any]:
    found = service_of(request).credits.balance(caller.user)
    return envelope({"available": found.available, "frozen": found.frozen, "total": found.total})


@router.get("/register", include_in_schema=False)
def register() -> HTMLResponse:
    """Where an anonymous user without credits is sent on a server that sells nothing."""
    return HTMLResponse(
        "<!doctype html><meta charset=utf-8><title>Rushes</title><p>This server has no accounts to register. "
        "Whoever runs it sets what turns cost (<code>RUSHES_TURN_COST</code>, 0 is free) and how many credits a new "
        "client begins with (<code>RUSHES_FIRST_CREDITS</code>)."
    )


def _set_cookie(request: Request, response: Response, issued: Issued) -> None:
    service = service_of(request)
    response.set_cookie(
        COOKIE,
        issued.token,
        max_age=service.settings.token_days * 86400,
        path="/",
        secure=base_url(request).startswith("https:"),
        httponly=True,
        samesite="strict",
    )
