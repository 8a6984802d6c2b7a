"""What the page's routes stand on, and who is asking."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlsplit

from fastapi import Depends, HTTPException, Request

from rushes.api.caller import COOKIE, service_of
from rushes.api.errors import ForeignPage
from rushes.model.media import MediaId
from rushes.model.project import Project
from rushes.model.session import NoSuchSession, Session
from rushes.model.time import Rate, Seconds
from rushes.studio.accounts import Caller, NotAllowed
from rushes.studio.page_parts import PageParts


def parts_of(request: Request) -> PageParts:
    return service_of(request).page


def same_origin(request: Request) -> bool:
    """Whether a request comes from a page of this very server, as browsers tell: no other site can forge these.

    `Origin` must name the host asked; where a browser sends none, `Sec-Fetch-Site` must say so. Looking needs no
    check: a SameSite=Strict cookie does not travel from elsewhere.
    """
    if request.method in ("GET", "HEAD", "OPTIONS"):
        return True
    origin = request.headers.get("origin")
    if origin is None:
        return request.headers.get("sec-fetch-site") == "same-origin"
    return urlsplit(origin).netloc == request.headers.get("host", "")


def visitor_of(request: Request) -> Caller | None:
    """Who the page's cookie says is asking; None without a good one. Raises ForeignPage."""
    secret = request.cookies.get(COOKIE)
    if not secret:
        return None
    if not same_origin(request):
        raise ForeignPage()
    try:
        return parts_of(request).accounts.caller(secret, by_cookie=True)
    except NotAllowed:
        return None


def visitor(request: Request) -> Caller:
    """Raises NotAllowed."""
    found = visitor_of(request)
    if found is None:
        raise NotAllowed()
    return found


def session_of(request: Request, session_id: str, who: Annotated[Caller, Depends(visitor)]) -> Session:
    """The session in the address, if it is the visitor's. Raises NoSuchSession."""
    if not who.may_see(session_id):
        raise NoSuchSession(session=session_id)
    found = parts_of(request).sessions.store.find(who.user, session_id)
    if found is None or found.id != session_id:
        raise NoSuchSession(session=session_id)
    return found


Parts = Annotated[PageParts, Depends(parts_of)]
Who = Annotated[Caller, Depends(visitor)]
Its = Annotated[Session, Depends(session_of)]


def lost(parts: PageParts, project: Project) -> list[MediaId]:
    """The files of a pool whose originals are not in their place: adding them again mends it."""
    return [media.id for media in project.media if not parts.is_there(media.id)]


def moment(text: str) -> Seconds:
    """A time in an address, exact ("41/6") or decimal. Raises 400."""
    try:
        found = Seconds(text)
    except (ValueError, ZeroDivisionError):
        raise HTTPException(400, "That is no time.") from None
    if not 0 <= found <= 10**6:
        raise HTTPException(400, "That time is out of range.")
    return found


def exact(value: Seconds | Rate) -> dict[str, str | float]:
    """A time or a rate as JSON: exact, and near enough to draw."""
    return {"exact": str(value), "seconds": round(float(value), 6)}
