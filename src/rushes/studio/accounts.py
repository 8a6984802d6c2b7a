"""Who is asking: anonymous accounts by client id, the tokens that open them, and links that open one session."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from rushes.errors import RequestError
from rushes.studio.credits import Credits
from rushes.studio.ports import Clock
from rushes.studio.ports_service import AccountStore, Token, TokenKind

PREFIX = {TokenKind.BEARER: "nmv_usr_", TokenKind.PAGE: "nmv_web_", TokenKind.CLAIM: "clm_"}
"""What a token of each kind begins with, so that people see what they have in hand."""

_CLIENT = re.compile(r"[A-Za-z0-9._:-]{16,128}")


class NotAllowed(RequestError):
    """The token is missing, wrong, expired or revoked."""

    code = "not_allowed"
    zh = "令牌缺失、无效、过期或已被撤销。"
    hint = "Get one: POST /api/auth/anonymous-token with the header X-Client-Id; the same id keeps your sessions."
    hint_zh = "请向 /api/auth/anonymous-token 发 POST 并带上 X-Client-Id；同一个 id 会保留你的会话。"


class NoClientId(RequestError):
    """The header X-Client-Id is missing or no UUID."""

    code = "no_client_id"
    zh = "缺少 X-Client-Id 请求头，或它不是 UUID。"
    hint = "Make a UUID once, keep it, and send it each time."
    hint_zh = "请生成一个 UUID，保存下来，每次都用它。"


class TooManyAccounts(RequestError):
    """There were {most} new clients from this address in {days} days already."""

    code = "too_many_accounts"
    zh = "这个地址在 {days} 天内已经有 {most} 个新客户端。"
    hint = "Keep one X-Client-Id and send it again; renewing is not limited."
    hint_zh = "请保存并重复使用同一个 X-Client-Id；续期不受限制。"


class BadClaim(RequestError):
    """This link is wrong or has expired."""

    code = "bad_claim"
    zh = "链接无效或已过期。"
    hint = "Ask for a new one."
    hint_zh = "请重新获取链接。"


DOOR_MINUTES = 5
"""How long a browser may take to come in by a link that opens everything."""


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks. `session` is the only session they may see, None for all of their user's; `by_cookie` says that a
    browser sent the token by itself, so that a write needs another sign that it was meant."""

    user: str
    session: str | None = None
    by_cookie: bool = False

    def may_see(self, session: str) -> bool:
        return self.session is None or self.session == session


@dataclass(frozen=True, slots=True)
class Issued:
    """A token just made: the only time it is seen in clear."""

    token: str
    user: str
    expires: str


@dataclass(frozen=True, slots=True)
class Accounts:
    store: AccountStore
    credits: Credits
    now: Clock
    random: Callable[[], str]
    """A fresh secret that nobody can guess, of letters and digits, 32 or more."""
    token_days: int = 7
    first_credits: int = 100
    per_address: int = 10
    """New clients from one address in `token_days`; 0 is without limit."""

    def anonymous(self, client: str | None, address: str) -> Issued:
        """A token for the client of this id: its own user where it was here before, else a new one. The token it
        had ends. Raises NoClientId, TooManyAccounts."""
        if not client or not _CLIENT.fullmatch(client):
            raise NoClientId()
        hashed, at = _hash(client), self._at()
        user = self.store.user_of(hashed)
        if user is None:
            user = f"anon_{self.random()[:20]}"
            since = (self.now() - timedelta(days=self.token_days)).isoformat(timespec="seconds")
            most = self.per_address or 10**9
            if not self.store.begin(user, hashed, address, at, since, most):
                raise TooManyAccounts(most=most, days=self.token_days)
        self.credits.welcome(user, self.first_credits)
        return self._issued(user, TokenKind.BEARER, alone=True)

    def caller(self, token: str | None, by_cookie: bool = False) -> Caller:
        """Whose token it is. Raises NotAllowed."""
        kinds = (TokenKind.PAGE,) if by_cookie else (TokenKind.BEARER,)
        found = self._living(token, kinds)
        if found is None:
            raise NotAllowed()
        return Caller(found.user, found.session, by_cookie)

    def page(self, caller: Caller) -> Issued:
        """A token for the cookie of the caller's page, opening what the caller may see."""
        return self._issued(caller.user, TokenKind.PAGE, caller.session)

    def claim(self, caller: Caller, session: str) -> Issued:
        """A token for a link that opens `session` in a browser, and nothing else."""
        return self._issued(caller.user, TokenKind.CLAIM, session)

    def door(self, user: str) -> Issued:
        """A token for a link that opens a page with all that is `user`'s, once and soon: for who started the server
        on their own machine."""
        self.store.admit(user, self._at())
        self.credits.welcome(user, self.first_credits)
        return self._issued(user, TokenKind.CLAIM, minutes=DOOR_MINUTES)

    def claimed(self, claim: str | None) -> tuple[Issued, str | None]:
        """The page's token for a link, and the only session it opens, None for all. Raises BadClaim."""
        found = self._living(claim, (TokenKind.CLAIM,))
        if found is None:
            raise BadClaim()
        if found.session is None:
            self.store.drop_token(found.hash)
        return self._issued(found.user, TokenKind.PAGE, found.session), found.session

    def end(self, token: str | None) -> None:
        if token:
            self.store.drop_token(_hash(token))

    def _living(self, token: str | None, kinds: tuple[TokenKind, ...]) -> Token | None:
        if not token or len(token) > 200:
            return None
        found = self.store.token(_hash(token))
        return found if found and found.kind in kinds and found.expires > self._at() else None

    def _issued(
        self, user: str, kind: TokenKind, session: str | None = None, alone: bool = False, minutes: int = 0
    ) -> Issued:
        token = PREFIX[kind] + self.random()
        life = timedelta(minutes=minutes) if minutes else timedelta(days=self.token_days)
        expires = (self.now() + life).isoformat(timespec="seconds")
        self.store.put_token(Token(_hash(token), user, kind, self._at(), expires, session), alone)
        return Issued(token, user, expires)

    def _at(self) -> str:
        return self.now().isoformat(timespec="seconds")


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
