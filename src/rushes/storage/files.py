"""Where things lie on this machine. Pure: it names places, and makes none of them.

    data    ~/.local/share/rushes     rushes.db, originals/, luts/, exports/, backups/      keep and back up
    cache   ~/.cache/rushes           work/ (finished parts of exports), ...                may be deleted any time

With `RUSHES_DATA` (or `--data`) both lie under that one folder.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Places:
    data: Path
    cache: Path

    @property
    def database(self) -> Path:
        return self.data / "rushes.db"

    @property
    def originals(self) -> Path:
        """Files as they came, by content; never changed."""
        return self.data / "originals"

    @property
    def luts(self) -> Path:
        return self.data / "luts"

    @property
    def exports(self) -> Path:
        return self.data / "exports"

    @property
    def backups(self) -> Path:
        return self.data / "backups"

    @property
    def activity(self) -> Path:
        """Touched when somebody waits for this machine."""
        return self.data / "activity"

    @property
    def work(self) -> Path:
        """Finished parts of exports, found again by the next one."""
        return self.cache / "work"


def places(environment: Mapping[str, str], home: Path, data: Path | None = None) -> Places:
    """The places that `data` (as asked for), the environment, or else the XDG Base Directory rules name."""
    chosen = data or (Path(environment["RUSHES_DATA"]) if environment.get("RUSHES_DATA") else None)
    if chosen is not None:
        chosen = chosen.expanduser().absolute()
        return Places(chosen, chosen / "cache")
    return Places(
        _xdg(environment, "XDG_DATA_HOME", home / ".local" / "share") / "rushes",
        _xdg(environment, "XDG_CACHE_HOME", home / ".cache") / "rushes",
    )


def _xdg(environment: Mapping[str, str], name: str, otherwise: Path) -> Path:
    """The folder a variable names; one that isn't absolute is ignored, as the XDG rules say."""
    path = Path(environment.get(name, ""))
    return path if path.is_absolute() else otherwise
