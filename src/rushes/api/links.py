"""Links that open one file for a while and carry no token: signed with the server's own key (HMAC-SHA256)."""

from __future__ import annotations

import hashlib
import hmac

from rushes.api.errors import LinkExpired

LENGTH = 40
"""Hex digits of the signature: 160 bits."""


def signed(secret: bytes, what: str, expires: int) -> str:
    """The query of a link that opens `what` until `expires`, in seconds since 1970."""
    return f"exp={expires}&sig={_signature(secret, what, expires)}"


def check(secret: bytes, what: str, expires: str, signature: str, now: float) -> None:
    """Raises LinkExpired unless the link opens `what` now."""
    if not expires.isdecimal() or len(expires) > 12:
        raise LinkExpired()
    right = _signature(secret, what, int(expires))
    if not hmac.compare_digest(right.encode(), signature.encode("utf-8", "replace")) or int(expires) < now:
        raise LinkExpired()


def _signature(secret: bytes, what: str, expires: int) -> str:
    return hmac.new(secret, f"{what}\n{expires}".encode(), hashlib.sha256).hexdigest()[:LENGTH]
