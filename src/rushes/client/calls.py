"""One call to the server: who we are goes with it, a token that ran out is renewed, 429 is waited for once, and what
comes back is an answer or an error of ours. A token is never part of anything said."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, NoReturn
from urllib.parse import urlsplit

import httpx

from rushes.client.errors import (
    CreditsSpent,
    FileNotTaken,
    NotInPlan,
    ServerBusy,
    ServerFailed,
    ServerNotReached,
    ServerRefused,
    SessionGone,
    TokenRefused,
    TooLargeThere,
)
from rushes.client.notices import Tell, notice
from rushes.client.whoami import Notes, WhoAmI
from rushes.errors import RushesError

APP = "nemo_agent"

WAIT_SECONDS = 30.0
"""After a 429 that does not say how long."""

WAIT_MOST_SECONDS = 120.0
"""A longer wait than this is not waited for."""

CONNECT_SECONDS = 10.0
ANSWER_SECONDS = 90.0
"""For a call with a short answer: a long poll of 25 s on a busy server fits."""

FINE = (0, 200)
"""Codes of an envelope that tell of no error."""

ACCEPTED = ("mp4", "mov", "avi", "webm", "mkv", "jpg", "png", "gif", "webp", "mp3", "wav", "m4a", "aac")
"""What servers of this API take, where one that refuses a file does not say."""

SAID_MOST = 500
"""Characters of a server's sentence that are passed on."""

Plain = dict[str, Any]


@dataclass
class Calls:
    """A server, seen by one user. `http` must not follow redirects by itself with a token to another host; httpx
    takes the Authorization header off then."""

    me: WhoAmI
    notes: Notes
    http: httpx.Client
    tell: Tell = lambda line: None
    language: str = "en"
    sleep: Callable[[float], None] = time.sleep
    now: Callable[[], float] = time.monotonic
    _token: str = field(default="", repr=False)

    def json(self, method: str, path: str, session: str = "", **request: Any) -> Plain:
        """The answer's object; of an envelope that tells of an error, the error. `request`: what httpx takes
        (`json`, `params`, `headers`, `timeout`), and `files`, a callable that opens them, as they may be sent again
        after a refusal. `session` is named where the server does not know it."""
        with self.open(method, path, session, **request) as response:
            response.read()
            return checked(response, session, self._hidden)

    def data(self, method: str, path: str, session: str = "", **request: Any) -> Plain:
        """The same, what is in the envelope."""
        found = self.json(method, path, session, **request).get("data")
        return found if isinstance(found, dict) else {}

    @contextmanager
    def open(self, method: str, path: str, session: str = "", **request: Any) -> Iterator[httpx.Response]:
        """A response whose body is still to be read; refusals are raised. The request went out at most once unless the
        server itself said that it was not taken."""
        response = self._accepted(method, path, session, request)
        try:
            yield response
        except httpx.TransportError as error:
            raise self._lost(error) from error
        finally:
            response.close()

    def _accepted(self, method: str, path: str, session: str, request: Plain) -> httpx.Response:
        renewed = waited = False
        while True:
            response = self._sent(method, path, request)
            if response.status_code < 400 and not _is_json(response):
                return response
            try:
                response.read()
            except httpx.TransportError as error:
                raise self._lost(error) from error
            finally:
                response.close()
            code = _code(response)  # some servers answer 200 and tell of the error in the envelope alone
            if code in FINE:
                return response
            if (code == 1001 or response.status_code == 401) and not renewed:
                renewed = True
                self._renew()
            elif response.status_code == 429 or code == 429:
                wait_s = retry_after(response)
                if waited or wait_s > WAIT_MOST_SECONDS:
                    raise ServerBusy(said=_said(response, self._hidden), wait_s=round(wait_s))
                waited = True
                self.tell(notice("waiting", self.language, wait_s=round(wait_s)))
                self.sleep(wait_s)
            else:
                refused(response, session, self._hidden)

    def _sent(self, method: str, path: str, request: Plain) -> httpx.Response:
        more = dict(request)
        files = more.pop("files", None)
        headers = {**self._headers(path), **more.pop("headers", {})}
        timeout = httpx.Timeout(more.pop("timeout", ANSWER_SECONDS), connect=CONNECT_SECONDS)
        if files is not None:
            more["files"] = files()
        try:
            built = self.http.build_request(method, self.address(path), headers=headers, timeout=timeout, **more)
            return self.http.send(built, stream=True)
        except (httpx.TransportError, httpx.InvalidURL) as error:
            raise self._lost(error) from error

    def address(self, path: str) -> str:
        return path if path.startswith(("http://", "https://")) else f"{self.me.server}{path}"

    def _headers(self, path: str) -> dict[str, str]:
        if not self._ours(path):
            return {}
        return {"Authorization": f"Bearer {self._current()}", **self._attribution()}

    def _attribution(self) -> dict[str, str]:
        return {
            "X-Skill-Source": self.me.source, "X-Skill-Version": self.me.version, "X-Skill-Platform": self.me.platform,
            "Accept-Language": "zh-CN" if self.language == "zh" else "en",
        }  # fmt: skip

    def _ours(self, path: str) -> bool:
        """Whether an address is the server's own; nobody else is shown the token."""
        there, here = urlsplit(self.address(path)), urlsplit(self.me.server)
        return (there.scheme, there.netloc) == (here.scheme, here.netloc)

    # --- the token -----------------------------------------------------------------------------------------

    def _current(self) -> str:
        if not self._token:
            self._token = self.me.token or str(self.notes.get("token") or "")
        if not self._token:
            self.tell(notice("setting_up", self.language))
            self._fetch()
        return self._token

    def _renew(self) -> None:
        known, given = str(self.notes.get("token") or ""), bool(self.me.token) and self._token == self.me.token
        if known and known != self._token:  # fetched by another run meanwhile, or before NEMO_TOKEN was set
            self._token = known
        else:
            self._fetch()
        self.tell(notice("env_token" if given else "renewed", self.language))

    def _fetch(self) -> None:
        """A token for our client id: the same user as before, with all that is theirs."""
        client = self.notes.client_id(self.me.client_id)
        waited = False
        while True:
            try:
                response = self.http.post(
                    self.address("/api/auth/anonymous-token"),
                    headers={"X-Client-Id": client, **self._attribution()},
                    timeout=httpx.Timeout(ANSWER_SECONDS, connect=CONNECT_SECONDS),
                )
            except (httpx.TransportError, httpx.InvalidURL) as error:
                raise self._lost(error) from error
            wait_s = retry_after(response)
            if response.status_code != 429 or waited or wait_s > WAIT_MOST_SECONDS:
                break
            waited = True
            self.tell(notice("waiting", self.language, wait_s=round(wait_s)))
            self.sleep(wait_s)
        token = _object(response).get("data")
        token = token.get("token") if isinstance(token, dict) else None
        if response.status_code >= 500:
            raise ServerFailed(said=_said(response, self._hidden))
        if response.status_code == 429:
            raise ServerBusy(said=_said(response, self._hidden), wait_s=round(wait_s))
        if not isinstance(token, str) or not token:
            raise TokenRefused(said=_said(response, self._hidden))
        self._token = token
        self.notes.put(token=token)

    def _hidden(self, text: str) -> str:
        """`text` without anything that is ours alone."""
        for secret in (self._token, self.me.token, self.me.client_id):
            if secret:
                text = text.replace(secret, "***")
        return text

    def _lost(self, error: Exception) -> RushesError:
        why = {
            httpx.ConnectError: "no connection", httpx.ConnectTimeout: "no connection", httpx.InvalidURL: "bad address",
            httpx.ReadTimeout: "no answer in time", httpx.WriteTimeout: "the line is stuck",
        }.get(type(error), "the line broke")  # fmt: skip
        return ServerNotReached(server=self.me.server, why=why)


def checked(response: httpx.Response, session: str = "", hide: Callable[[str], str] = str) -> Plain:
    """The object in a body that was read. Raises what its code says."""
    found = _object(response)
    if response.status_code >= 400 or _code(response) not in FINE:
        refused(response, session, hide)
    return found


def refused(response: httpx.Response, session: str, hide: Callable[[str], str]) -> NoReturn:
    code, status, said = _code(response), response.status_code, _said(response, hide)
    body = _object(response)
    if code == 1001 or status == 401:
        raise TokenRefused(said=said)
    if code == 1002 or (status == 404 and session):
        raise SessionGone(session=session or "?")
    if code == 2001:
        link = body.get("registration_url") or ""
        raise CreditsSpent(said=f"{said} {link}".strip())
    if code in (402, 403) or status in (402, 403):
        raise NotInPlan(said=said)
    if code == 4001 or status == 415:
        accepted = body.get("accepted") or ACCEPTED
        raise FileNotTaken(said=hide(str(body.get("message") or said)), accepted=", ".join(map(str, accepted)))
    if code == 4002 or status == 413:
        raise TooLargeThere(said=said, resumable=body.get("resumable_upload") or "")
    if code == 429 or status == 429:
        raise ServerBusy(said=said, wait_s=round(retry_after(response)))
    if status >= 500 or 500 <= code < 600:
        raise ServerFailed(said=said)
    raise ServerRefused(said=said, status=status, body=body)


def retry_after(response: httpx.Response) -> float:
    """Seconds to wait: the header as seconds or as a date, else 30."""
    text = response.headers.get("retry-after", "").strip()
    try:
        return max(float(text), 0.0)
    except ValueError:
        pass
    try:
        return max((parsedate_to_datetime(text) - datetime.now(UTC)).total_seconds(), 0.0)
    except (TypeError, ValueError):
        return WAIT_SECONDS


def _is_json(response: httpx.Response) -> bool:
    return "json" in response.headers.get("content-type", "")


def _object(response: httpx.Response) -> Plain:
    try:
        found = json.loads(response.content)
    except (ValueError, UnicodeDecodeError, httpx.StreamError):
        return {}
    return found if isinstance(found, dict) else {}


def _code(response: httpx.Response) -> int:
    """The envelope's code, else the status where it tells of an error, else 0."""
    found = _object(response).get("code")
    if isinstance(found, str) and found.isdecimal():
        found = int(found)
    if isinstance(found, int) and not isinstance(found, bool) and found:
        return found
    return response.status_code if response.status_code >= 400 else 0


def _said(response: httpx.Response, hide: Callable[[str], str]) -> str:
    body = _object(response)
    parts = [str(body.get(name)) for name in ("message", "hint") if body.get(name)]
    text = " ".join(parts) or str(body.get("detail") or body.get("error") or f"HTTP {response.status_code}")
    return hide(" ".join(text.split())[:SAID_MOST])
