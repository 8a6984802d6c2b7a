"""What can be set about the language model from outside, and how it is usually. Pure.

Every setting has one environment variable, `RUSHES_MODEL` or `RUSHES_MODEL_` and its name in capitals; the table in
docs/model.md names them all.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

VENDOR_KEYS = {"openai": "OPENAI_API_KEY", "anthropic": "ANTHROPIC_API_KEY"}
"""Where the vendors' own tools look for their key. Taken only when asking the vendor's own address."""

OLLAMA = "http://127.0.0.1:11434/v1"


@dataclass(frozen=True, slots=True)
class ModelOptions:
    """`vendor` and `name` are the two halves of RUSHES_MODEL; an address stands for the vendor "openai" there and
    may name the model after a `#`. A limit of 0 is no limit."""

    vendor: str
    name: str
    url: str = ""
    """Base address of the API; empty: the vendor's own."""
    key: str = field(default="", repr=False)
    when: str = "open"
    """"open": where the rules leave something open; "always": for every edit."""
    seconds: float = 20.0
    """For everything about one turn."""
    tokens_answer: int = 4_000
    """Of one answer: forty edits and some thinking."""
    tokens_turn: int = 100_000
    """In and out, of one turn."""
    tokens_day: int = 2_000_000
    """Of everybody on this machine, from midnight UTC."""
    usd_day: float = 5.0
    """The same in money, where the library knows a price."""
    sees: bool = False
    """Whether frames may be sent to it."""
    tools: tuple[str, ...] = ()
    """Names of the operations it is told of, `few` for the everyday ones: for little room and slow machines. None: all."""

    @property
    def told_as(self) -> str:
        """How it is named in replies: no address, no key."""
        return f"{self.vendor}:{self.name}" if self.name else self.vendor


def model_options_from(environment: Mapping[str, str]) -> ModelOptions | None:
    """The options in `environment`, None where no model is named; what can't be read counts as not set."""
    named = environment.get("RUSHES_MODEL", "").strip()
    if not named or named.lower() in ("none", "off", "0"):
        return None
    url = environment.get("RUSHES_MODEL_URL", "").strip()
    if named.startswith(("http://", "https://")):
        url, _, name = named.partition("#")
        vendor = "openai"
    else:
        vendor, _, name = named.partition(":")
    vendor, own = vendor.strip().lower(), not url
    if vendor == "ollama":
        url = url or OLLAMA
    key = environment.get("RUSHES_MODEL_KEY", "").strip()
    if not key and own:  # a key for a vendor is never sent anywhere else
        key = environment.get(VENDOR_KEYS.get(vendor, ""), "").strip()
    usual = ModelOptions(vendor, name.strip(), url.rstrip("/"), key)
    return ModelOptions(
        usual.vendor,
        usual.name,
        usual.url,
        usual.key,
        "always" if environment.get("RUSHES_MODEL_WHEN", "").strip().lower() == "always" else "open",
        _number(environment, "RUSHES_MODEL_SECONDS", usual.seconds) or usual.seconds,
        int(_number(environment, "RUSHES_MODEL_TOKENS_ANSWER", usual.tokens_answer)) or usual.tokens_answer,
        int(_number(environment, "RUSHES_MODEL_TOKENS_TURN", usual.tokens_turn)),
        int(_number(environment, "RUSHES_MODEL_TOKENS_DAY", usual.tokens_day)),
        _number(environment, "RUSHES_MODEL_USD_DAY", usual.usd_day),
        environment.get("RUSHES_MODEL_SEES", "").strip().lower() in ("1", "on", "yes", "true"),
        tuple(each.strip() for each in environment.get("RUSHES_MODEL_TOOLS", "").lower().split(",") if each.strip()),
    )


def _number(environment: Mapping[str, str], name: str, otherwise: float) -> float:
    try:
        value = float(environment.get(name, ""))
    except ValueError:
        return otherwise
    return value if 0 <= value < float("inf") else otherwise
