"""Who is calling, what for, and whether they may: tokens, cookies, attribution, rates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated
from urllib.parse import urlsplit

from fastapi import Depends, Request
from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from rushes.api.errors import ForeignPage, MissingHeader, TooManyRequests
from rushes.model.session import NoSuchSession, Session
from rushes.studio.accounts import Caller, NotAllowed

if TYPE_CHECKING:
    from rushes.service import Service

APP = "nemo_agent"
"""What skills call the agent."""

COOKIE = "rushes_page"

ATTRIBUTION = ("X-Skill-Source", "X-Skill-Version", "X-Skill-Platform")

READS = frozenset({"GET", "HEAD", "OPTIONS"})


class Rates:
    """How often each user may do what, by moving windows of a minute; in memory, as a minute is soon over."""

    def __init__(self, requests: int, turns: int, uploads: int) -> None:
        self._limiter = MovingWindowRateLimiter(MemoryStorage())
        limits = {"requests": requests, "turns": turns, "uploads": uploads}
        self._items = {name: RateLimitItemPerMinute(most) for name, most in limits.items() if most}

    def hit(self, what: str, user: str) -> None:
        """Raises TooManyRequests."""
        item = self._items.get(what)
        if item is not None and not self._limiter.hit(item, what, user):
            raise TooManyRequests()


def service_of(request: Request) -> Service:
    service: Service = request.app.state.service
    return service


def rates_of(request: Request) -> Rates:
    rates: Rates = request.app.state.rates
    return rates


def caller_of(request: Request) -> Caller:
    """Raises NotAllowed, ForeignPage, TooManyRequests."""
    accounts = service_of(request).accounts
    header = request.headers.get("authorization")
    if header:
        scheme, _, token = header.partition(" ")
        if scheme.lower() != "bearer":
            raise NotAllowed()
        caller = accounts.caller(token.strip())
    elif COOKIE in request.cookies:
        caller = accounts.caller(request.cookies[COOKIE], by_cookie=True)
        if request.method not in READS and not _own_page(request):
            raise ForeignPage()
    else:
        raise NotAllowed()
    request.state.user = caller.user
    rates_of(request).hit("requests", caller.user)
    return caller


def _own_page(request: Request) -> bool:
    """Whether the browser says that one of our own pages asks. One that says nothing is not believed."""
    origin = request.headers.get("origin", "")
    allowed = {each.strip() for each in service_of(request).settings.origins.split(",") if each.strip()}
    return origin in allowed or (bool(origin) and urlsplit(origin).netloc == request.headers.get("host"))


def by_whom(request: Request) -> str:
    """Who puts a file into a session: a hand in the browser, or an agent."""
    return "hand" if COOKIE in request.cookies and "authorization" not in request.headers else "agent"


def attributed(request: Request) -> None:
    """Raises MissingHeader, naming the first that is missing."""
    if not service_of(request).settings.require_attribution:
        return
    for header in ATTRIBUTION:
        if not request.headers.get(header, "").strip():
            raise MissingHeader(header=header)


def session_of(request: Request, caller: Caller, wanted: str, user: str = "me") -> Session:
    """The caller's own session of this id (or of the name given when it was made). What is another's is not there:
    raises NoSuchSession."""
    if user not in ("me", caller.user):
        raise NoSuchSession(session=wanted[:80])
    session = service_of(request).studio.store.find(caller.user, wanted)
    if session is None or not caller.may_see(session.id):
        raise NoSuchSession(session=wanted[:80])
    return session


def base_url(request: Request) -> str:
    """How links to this server begin."""
    return service_of(request).settings.public_url.rstrip("/") or str(request.base_url).rstrip("/")


def language_of(request: Request) -> str:
    return "zh" if request.headers.get("accept-language", "").lower().startswith("zh") else "en"


Asking = Annotated[Caller, Depends(caller_of)]
