"""An event stream, line by line, to what it tells. Pure. Reads what known servers of this API send: Agent Development
Kit events, the older `{"type": "text", "text"}`, bare `data:` lines as heartbeats, `[DONE]`, several objects without
the empty line between them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

Plain = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Beat:
    """It lives and works."""


@dataclass(frozen=True, slots=True)
class Words:
    """A piece of the answer. `partial` pieces come again as one whole where the server sends wholes at all."""

    text: str
    partial: bool = False


@dataclass(frozen=True, slots=True)
class Tool:
    """Something done on the way: its name, and what came of it (empty for the call itself)."""

    name: str
    response: Plain = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Delta:
    """What the turn left: `revision`, `kind` ("reply", "question", "refusal") and `choices`, where told."""

    facts: Plain


@dataclass(frozen=True, slots=True)
class Wrong:
    """The turn ended with an error."""

    text: str
    code: int | None = None


Event = Beat | Words | Tool | Delta | Wrong


def events(lines: Iterable[str]) -> Iterator[Event]:
    """What the lines of a stream tell, as they come. A last frame that was cut off is left out."""
    waiting: list[str] = []
    for line in lines:
        if line.startswith(":"):
            yield Beat()
        elif line.startswith("data:"):
            waiting.append(line[5:].removeprefix(" "))
            if not waiting[-1].strip():
                waiting.clear()
                yield Beat()
        elif not line.strip():
            yield from _told(waiting)
            waiting = []
    yield from _told(waiting)


def _told(data: list[str]) -> Iterator[Event]:
    whole = _object("\n".join(data))
    found = [whole] if whole is not None else [each for each in map(_object, data) if each is not None]
    for frame in found:
        yield from _of_frame(frame)


def _object(text: str) -> Plain | None:
    try:
        found = json.loads(text)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None


def _of_frame(frame: Plain) -> Iterator[Event]:
    kind = frame.get("type")
    wrong = frame.get("error") or frame.get("errorMessage") or frame.get("error_message")
    if wrong:
        said = wrong.get("message") if isinstance(wrong, dict) else wrong
        code = frame.get("code")
        yield Wrong(str(said or "error"), code if isinstance(code, int) else None)
        return
    if kind in ("heartbeat", "ping"):
        yield Beat()
        return
    partial = bool(frame.get("partial"))
    content = frame.get("content")
    parts = content.get("parts") if isinstance(content, dict) else None
    told = False
    for part in parts if isinstance(parts, list) else ():
        if isinstance(part, dict):
            for event in _of_part(part, partial, frame.get("author") == "user"):
                told = True
                yield event
    if not told and kind == "text" and isinstance(frame.get("text"), str):
        yield Words(frame["text"], partial)
        told = True
    actions = frame.get("actions")
    delta = (actions.get("stateDelta") or actions.get("state_delta")) if isinstance(actions, dict) else None
    if isinstance(delta, dict) and delta:
        yield Delta(delta)
    elif not told:
        yield Beat()


def _of_part(part: Plain, partial: bool, own: bool) -> Iterator[Event]:
    call = part.get("functionCall") or part.get("function_call")
    response = part.get("functionResponse") or part.get("function_response")
    if isinstance(call, dict):
        yield Tool(str(call.get("name") or ""))
    elif isinstance(response, dict):
        came = response.get("response")
        yield Tool(str(response.get("name") or ""), came if isinstance(came, dict) else {})
    elif isinstance(part.get("text"), str) and part["text"] and not own and not part.get("thought"):
        yield Words(part["text"], partial)


def spoken(words: Iterable[Words]) -> str:
    """The answer: the wholes, each once; or, where there were none, the pieces put together."""
    said = list(words)
    wholes = list(dict.fromkeys(each.text.strip() for each in said if not each.partial and each.text.strip()))
    return "\n".join(wholes) if wholes else "".join(each.text for each in said).strip()
