"""What can be set about the service from outside, and how it is usually. Read by `service.py` alone.

Every setting has one environment variable, `RUSHES_` and its name in capitals; `docs` are made from this table.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace


@dataclass(frozen=True, slots=True)
class ServiceSettings:
    """Sizes in bytes, times as their names say; 0 is "without limit" where a limit is named."""

    host: str = "127.0.0.1"
    port: int = 8787
    public_url: str = ""
    """How the server is reached from outside ("https://edit.example.org"); empty: as the request says."""
    require_attribution: bool = True
    """Exports need the headers X-Skill-Source, X-Skill-Version and X-Skill-Platform."""
    token_days: int = 7
    first_credits: int = 100
    turn_cost: int = 0
    """Credits for one turn that changes something."""
    register_url: str = "/register"
    clients_per_address: int = 10
    """New clients from one address in `token_days`."""
    requests_per_minute: int = 1200
    """Of one user, all together: a page polls, and three pages poll three times."""
    turns_per_minute: int = 60
    uploads_per_minute: int = 120
    multipart_most_bytes: int = 500_000_000
    resumable_most_bytes: int = 100_000_000_000
    quota_bytes: int = 200_000_000_000
    """Of one user, all sessions together."""
    import_private: bool = False
    """Whether files may be fetched from private, link-local and loopback addresses."""
    import_most_bytes: int = 2_000_000_000
    import_seconds: int = 900
    arrival_hours: int = 48
    """How long an upload that is not finished waits to be gone on with."""
    link_hours: int = 24
    """How long a download link works."""
    heartbeat_seconds: float = 10.0
    turn_seconds: float = 900.0
    exports_at_once: int = 2
    """In one worker process."""
    workers: int = 1
    """Worker processes started beside the server; 0: others run `rushes worker`."""
    origins: str = ""
    """Other pages that may call from a browser, by comma; empty: only the server's own."""


def service_settings_from(environment: Mapping[str, str], **given: object) -> ServiceSettings:
    """The settings of `environment`; `given` ones that are not None win; what can't be read counts as not set."""
    settings = ServiceSettings()
    for each in fields(settings):
        text = environment.get(f"RUSHES_{each.name.upper()}")
        usual = getattr(settings, each.name)
        value = given.get(each.name)
        if value is None and text is not None:
            value = _read(text, usual)
        if value is not None:
            settings = replace(settings, **{each.name: value})
    return settings


def _read(text: str, usual: object) -> object:
    if isinstance(usual, bool):
        return {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}.get(text.strip().lower())
    if isinstance(usual, int | float):
        try:
            return max(type(usual)(text), type(usual)(0))
        except ValueError:
            return None
    return text
