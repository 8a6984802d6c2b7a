"""What can be set from outside, and how it is usually. Read by `assemble.py` alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from rushes.llm.options import ModelOptions, model_options_from
from rushes.storage.files import Places, places

CACHE_GB = 20.0
"""How much the finished parts of exports may take, in GB, before the oldest go."""


@dataclass(frozen=True, slots=True)
class Settings:
    """`places`: where things are kept (RUSHES_DATA). `threads`: how many the encoder may use, 0 for as many as there
    are cores (RUSHES_THREADS). `cache_bytes`: what finished parts of exports may take (RUSHES_CACHE_GB). `hardware`:
    encode in hardware where nothing is copied and an encoder passes a test on this machine (RUSHES_HARDWARE=1).
    `ahead`: while the machine is idle, render what the next export would need (RUSHES_AHEAD=0 turns it off).
    `database`: the address of a PostgreSQL database, empty for a file among the data (RUSHES_DATABASE). `model`: the
    language model that may be asked (RUSHES_MODEL, docs/model.md); None: none is."""

    places: Places
    threads: int = 0
    cache_bytes: int = int(CACHE_GB * 1e9)
    hardware: bool = False
    ahead: bool = True
    database: str = field(default="", repr=False)
    """Holds a password."""
    model: ModelOptions | None = None


def settings_from(environment: Mapping[str, str], home: Path, data: Path | None = None) -> Settings:
    """The settings of `environment`; a number that can't be read counts as not set."""
    return Settings(
        places(environment, home, data),
        int(_number(environment, "RUSHES_THREADS", 0)),
        int(_number(environment, "RUSHES_CACHE_GB", CACHE_GB) * 1e9),
        _switch(environment, "RUSHES_HARDWARE", False),
        _switch(environment, "RUSHES_AHEAD", True),
        environment.get("RUSHES_DATABASE", "").strip(),
        model_options_from(environment),
    )


def _switch(environment: Mapping[str, str], name: str, otherwise: bool) -> bool:
    said = environment.get(name, "").strip().lower()
    return otherwise if not said else said not in ("0", "off", "no", "false")


def _number(environment: Mapping[str, str], name: str, otherwise: float) -> float:
    try:
        return max(float(environment.get(name, "")), 0.0)
    except ValueError:
        return otherwise
